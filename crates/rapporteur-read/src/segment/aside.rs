//! What stands inside of a paragraph and is no part of it: links in brackets, the sentence that a cut text stops in.

use super::words::ends_sentence;
use rapporteur_text::Span;

/// Openings of links in brackets, in upper or lower case, before a colon.
const LEADS: &[&str] = &[
    "related",
    "read more",
    "read also",
    "also read",
    "see also",
    "read",
    "read this",
    "more",
    "watch",
    "video",
];
/// Longest link in brackets, in bytes.
const LONGEST_LINK: usize = 300;
/// Longest credit of a picture behind a bar, in bytes.
const LONGEST_CREDIT: usize = 80;
/// A paragraph that is shorter, in bytes, and has no stop can be a line of its own kind.
const SHORTEST_STUMP: usize = 60;

/// Links in brackets between the sentences of a paragraph: `(RELATED: Harbour Opens)`.
pub(super) fn links(text: &str, paragraph: Span) -> Vec<Span> {
    let words = paragraph.in_text(text);
    let mut found = Vec::new();
    let mut free = 0;
    for (at, open) in words.match_indices(['(', '[']) {
        if at < free || !(words[..at].trim_end().is_empty() || ends_sentence(&words[..at])) {
            continue;
        }
        let inside = &words[at + 1..];
        let Some(colon) = super::words::head(inside, 20).find(':') else { continue };
        let lead = &inside[..colon];
        let shouted = !lead.contains(char::is_lowercase);
        let known = LEADS.contains(&lead.trim().to_lowercase().as_str());
        let close = if open == "(" { ')' } else { ']' };
        let Some(end) = super::words::head(inside, LONGEST_LINK).find(close) else { continue };
        let end = at + 1 + end + close.len_utf8();
        // A sentence in brackets may open with such a word: it ends in a stop, and its first word is not in capitals.
        let stopped = inside[..end - at - 2].ends_with('.');
        if known && (shouted || !stopped) {
            found.push(Span::new(paragraph.start + at, paragraph.start + end));
            free = end;
        }
    }
    found
}

/// Where a caption ends that opens a paragraph, by the credit behind a bar: `The mayor on Jan. 3. | Ilse Marten/AP Photo`.
pub(super) fn caption(paragraph: &str) -> Option<usize> {
    const CREDITS: &[&str] = &["AP Photo", "Getty Images", "Reuters", "REUTERS"];
    let bar = paragraph.find(" | ")? + 3;
    let credit = super::words::head(&paragraph[bar..], LONGEST_CREDIT);
    let ends = CREDITS.iter().filter_map(|name| credit.find(name).map(|at| bar + at + name.len()));
    let end = ends.min().filter(|_| ends_sentence(&paragraph[..bar - 3]))?;
    (!paragraph[end..].starts_with(char::is_alphanumeric)).then_some(end)
}

/// Where the sentence starts that `paragraph`, the last one, breaks off in; `None` if it ends as a paragraph does.
pub(super) fn stump(paragraph: &str) -> Option<usize> {
    let last = paragraph.chars().next_back()?;
    if !(last.is_alphanumeric() || matches!(last, ',' | '-' | '–' | '—' | '$' | '(' | '“')) {
        return None;
    }
    // A run of blanks is one border.
    let starts = paragraph.match_indices(char::is_whitespace).map(|(at, blank)| at + blank.len());
    let mut starts = starts.filter(|start| !paragraph[*start..].starts_with(char::is_whitespace));
    let start = starts.rfind(|start| is_border(paragraph, *start));
    let breaks = || paragraph.len() >= SHORTEST_STUMP || ends_inside(paragraph) || !is_line(paragraph);
    start.or_else(|| breaks().then_some(0))
}

/// Sentences of a paragraph that end in a stop, those after which no doubt is left.
pub(super) fn sentences(paragraph: &str) -> usize {
    let starts = paragraph.match_indices(char::is_whitespace).map(|(at, blank)| at + blank.len());
    starts.filter(|start| is_border(paragraph, *start)).count()
}

/// True for a short line without a stop that stands for itself: a name, a title, a number.
fn is_line(line: &str) -> bool {
    if !line.contains(char::is_alphabetic) {
        return true;
    }
    let mut words = line.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).peekable();
    let quoted = line.starts_with(['"', '“', '‘']);
    let several = words.clone().count() > 1;
    words.peek().is_some_and(|first| first.starts_with(char::is_uppercase))
        && several
        && !quoted
        && words.all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3)
}

/// Longest quotation that a page repeats in large letters, in bytes, and the shortest.
const PULLED: std::ops::Range<usize> = 20..400;

/// The words of a paragraph that is one quotation and nothing else, without its marks.
pub(super) fn pulled(paragraph: &str) -> Option<&str> {
    let marks = ['"', '“', '”', '‘', '’', '«', '»'];
    let inside = paragraph.trim().strip_prefix(['"', '“', '‘', '«'])?.trim_end_matches(marks);
    let inside = inside.trim_end_matches(['.', ',', '!', '?']);
    (PULLED.contains(&inside.len()) && !inside.contains(['"', '“', '”'])).then_some(inside)
}

/// True for what only names who wrote it: `Ilse Marten` behind the last sentence. Three whole words may be a name that breaks off.
pub(super) fn is_signature(words: &str) -> bool {
    let (mut whole, mut initials) = (0, 0);
    let named = words.split_whitespace().all(|word| {
        let initial = word.trim_end_matches('.').chars().count() == 1;
        *(if initial { &mut initials } else { &mut whole }) += 1;
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''))
            && (initial || word.chars().any(char::is_lowercase))
    });
    named && whole == 2 && initials <= 1
}

/// Whether a line stops behind a word that needs another one, or inside a word: `the harbour of`, `Mayor Ilse M`.
fn ends_inside(line: &str) -> bool {
    let Some((_, last)) = line.rsplit_once(' ') else { return false };
    last.len() == 1 && last.starts_with(char::is_alphabetic)
        || matches!(
            last,
            "a" | "an"
                | "and"
                | "at"
                | "by"
                | "for"
                | "from"
                | "her"
                | "his"
                | "in"
                | "is"
                | "its"
                | "of"
                | "on"
                | "or"
                | "that"
                | "the"
                | "their"
                | "to"
                | "was"
                | "which"
                | "who"
                | "with"
        )
}

/// Whether a sentence ends before `start` and another one begins there.
fn is_border(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    let next = text[start..].trim_start_matches(['"', '“', '‘', '\'', '(']);
    let bare = before.trim_end_matches(['"', '”', '’', '\'', ')']);
    let word = bare.trim_end_matches(['.', '!', '?', '…']);
    let word = word.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    // `Mr.`, `U.S.`, `J.` and `No.` end no sentence, or not for certain.
    let long = word.chars().count() >= 4 && !word.contains('.') || bare.len() < before.len();
    ends_sentence(before) && long && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_that_stands_alone() {
        assert_eq!(pulled("“The pier was closed by nobody.”"), Some("The pier was closed by nobody"));
        assert_eq!(pulled("\"The pier was closed by nobody.\""), Some("The pier was closed by nobody"));
        assert_eq!(pulled("“The pier was closed,” she said. “By nobody at all.”"), None);
        assert_eq!(pulled("“By nobody.”"), None);
    }

    #[test]
    fn who_wrote_it() {
        assert!(is_signature("Ilse Marten"));
        assert!(is_signature("Ilse M. Marten"));
        for words in ["Marten", "Ilse Marten said", "Marten Harbour Univ", "MORE NEWS"] {
            assert!(!is_signature(words), "{words}");
        }
    }

    #[test]
    fn finds_links_in_brackets() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> =
                links(text, Span::new(0, text.len())).into_iter().map(|span| span.in_text(text)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("The dam broke. (RELATED: Mayor Opens Harbour)", &["(RELATED: Mayor Opens Harbour)"]);
        check("“It broke.” [Read more: Ferry sinks] Then it rained.", &["[Read more: Ferry sinks]"]);
        check("The dam broke (related: the bridge) at night.", &[]);
        check("The dam broke. (More: it took the bridge with it.)", &[]);
        check("The dam broke. (The mayor: nobody warned us.)", &[]);
    }

    #[test]
    fn finds_captions_that_open_a_paragraph() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(caption(text).map(|end| &text[..end]), expected, "{text}");
        };
        check(
            "The mayor meets the harbour board on Jan. 3. | Ilse Marten/AP Photo Mayor Meets Board It was cold.",
            Some("The mayor meets the harbour board on Jan. 3. | Ilse Marten/AP Photo"),
        );
        check("The mayor met | the board of Reuters.", None);
        check("The mayor met the board.", None);
    }

    #[test]
    fn finds_where_a_text_breaks_off() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(stump(text).map(|start| &text[start..]), expected, "{text}");
        };
        check("The dam broke at night. The mayor said that Mr. Bran", Some("The mayor said that Mr. Bran"));
        check("“It broke,” he said. “We will", Some("“We will"));
        check("The dam broke at night.", None);
        check("“The dam broke at night.”", None);
        check("Ilse Marten in Ostrel", None);
        check("Mayor Ilse M", Some("Mayor Ilse M"));
        check("Both agreed that", Some("Both agreed that"));
        check("“The ha", Some("“The ha"));
        check("Ov", Some("Ov"));
        check("On Friday the harbour of", Some("On Friday the harbour of"));
        check(
            "The mayor said that the dam of the upper lake broke at night and that no",
            Some("The mayor said that the dam of the upper lake broke at night and that no"),
        );
    }
}
