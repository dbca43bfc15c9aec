//! Link cards that a page shows over a name and that saving leaves in the sentence.
//!
//! `Mayor Ilse Marten Ilse Anna MartenHarbour opens Council sells ferry MORE said`: the name once more in full, glued to it the
//! titles of other reports, at the end the label of the button. Without the card the sentence stands as it was written.

use rapporteur_text::{Alignment, AlignmentBuilder, RunKind, Span};

/// The label that ends a card.
const LABEL: &str = " MORE";
/// Longest card, in bytes: a name and a few titles.
const LONGEST: usize = 700;
/// How far the name stands before its copy, in bytes.
const REACH: usize = 90;

/// The cards in `text`, in order. Each starts at the blank after the name.
pub(crate) fn cards(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut free = 0;
    let letters = text.char_indices().zip(text.chars().skip(1));
    for ((at, before), after) in letters {
        let glued = before.is_lowercase()
            && (after.is_uppercase() || after.is_ascii_digit() || "‘“'\"".contains(after));
        if at < free || !glued {
            continue;
        }
        let joint = at + before.len_utf8();
        if let Some(card) = card(text, free, joint) {
            free = card.end;
            found.push(card);
        }
    }
    found
}

/// The card whose copy of a name ends at `joint`; it starts at or after `free`.
fn card(text: &str, free: usize, joint: usize) -> Option<Span> {
    let from = floor(text, free.max(joint.saturating_sub(REACH)));
    let head = &text[from..joint];
    let head = &head[head.rfind('\n').map_or(0, |at| at + 1)..];
    let start = joint - head.len();
    let last = head.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|last| last.len() >= 3)?;
    // The copy repeats the last word of the name, and the words between are the rest of the name.
    let copy = head.len() - last.len();
    let before = head[..copy].rfind(last).filter(|at| {
        let alone = !head[..*at].ends_with(char::is_alphanumeric);
        alone && head[*at + last.len()..].starts_with(' ')
    })?;
    let name = &head[before + last.len()..copy];
    let named = |word: &str| word.trim_start_matches('(').starts_with(char::is_uppercase);
    if !last.starts_with(char::is_uppercase) || !name.split_whitespace().all(named) || name.trim().is_empty()
    {
        return None;
    }
    let open = start + before + last.len();
    let rest = &text[joint..floor(text, joint.saturating_add(LONGEST).min(text.len()))];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let label = line
        .match_indices(LABEL)
        .map(|(at, _)| at + LABEL.len())
        .find(|end| !line[*end..].starts_with(char::is_alphanumeric));
    // A text that was cut may stop inside a card.
    let stops = joint + line.len() == text.len() && !crate::segment::ends_sentence(line);
    let end = label.or_else(|| stops.then_some(line.len()))?;
    Some(Span::new(open, joint + end))
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `text` without `cuts`, which are in order, and where what is left stood.
pub(crate) fn without(text: &str, cuts: &[Span]) -> (String, Alignment) {
    let mut kept = String::with_capacity(text.len());
    let mut builder = AlignmentBuilder::default();
    let ends = cuts.iter().map(|cut| cut.start).chain([text.len()]);
    let starts = [0].into_iter().chain(cuts.iter().map(|cut| cut.end));
    for (start, end) in starts.zip(ends) {
        let piece = Span::new(start, end);
        if !piece.is_empty() {
            builder.push(RunKind::Verbatim, piece.len(), piece);
            kept.push_str(piece.in_text(text));
        }
    }
    (kept, builder.finish())
}

/// Where each of `spans`, which are in order and do not overlap, stands without `cuts`.
pub(crate) fn moved(spans: &[Span], cuts: &[Span]) -> Vec<Span> {
    let mut lost = 0;
    let mut next = cuts.iter().peekable();
    let mut without = |at: usize| {
        while let Some(cut) = next.next_if(|cut| cut.end <= at) {
            lost += cut.len();
        }
        // Inside of a cut everything stands where the cut was.
        at - lost - next.peek().map_or(0, |cut| at.saturating_sub(cut.start))
    };
    spans.iter().map(|span| Span::new(without(span.start), without(span.end))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let cuts = cards(text);
        let (kept, alignment) = without(text, &cuts);
        assert_eq!(kept, expected);
        assert_eq!(alignment.text_len(), kept.len());
        assert_eq!(moved(&[Span::new(0, text.len())], &cuts), [Span::new(0, kept.len())]);
    }

    #[test]
    fn cuts_cards_out_of_sentences() {
        check(
            "Mayor Ilse Marten Ilse Anna MartenHarbour opens: report Council sells its ferry MORE (D) of Ostrel said so.",
            "Mayor Ilse Marten (D) of Ostrel said so.",
        );
        check(
            "Oto McBrandis Otokar (Oto) James McBrandis2030 race begins MORE's plan and Ilse Marten Ilse MartenFerry sinks MORE.",
            "Oto McBrandis's plan and Ilse Marten.",
        );
        check("He met Oto Brandis Oto James BrandisFerry sinks Harb", "He met Oto Brandis");
    }

    #[test]
    fn leaves_other_words_alone() {
        for text in [
            "The firm MarTech and the bank EuroBank want MORE.",
            "Oto Brandis met Oto James Brandis. MORE was said.",
            "She saw Ilse Marten and Ilse MartenMORE.",
            "Marten sold MartenBank to Oto Brandis, and there is MORE",
            "",
        ] {
            check(text, text);
        }
    }
}
