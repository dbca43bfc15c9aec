//! Paragraphs of a plain text: lines, or groups of lines that were broken at a fixed width.

use super::table::is_row;
use rapporteur_text::Span;

/// Lines of a wrapped text have at most this many characters.
const WIDEST_WRAP: usize = 100;
/// Lines this short are not the full lines of a wrapped text.
const NARROWEST_WRAP: usize = 50;

struct Line {
    span: Span,
    chars: usize,
    /// A blank line stands before it.
    gap: bool,
    indented: bool,
}

/// The paragraphs of `text`, trimmed, in order. Blank lines always part them; a single line break does unless the
/// text is wrapped.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut found: Vec<Span> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match (found.last_mut(), width) {
            (Some(paragraph), Some(width)) if !line.gap && continues(text, &lines, i, width) => {
                paragraph.end = line.span.end;
            }
            _ => found.push(line.span),
        }
    }
    found
}

fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let (mut at, mut gap) = (0, true);
    for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        let whole = Span::new(at, at + raw.len());
        at = whole.end;
        let span = whole.trim(text);
        if span.is_empty() {
            // The second half of CR LF is no blank line.
            gap |= raw != "\n" || !text[..whole.start].ends_with('\r');
            continue;
        }
        let indented = span.start - whole.start >= 2;
        found.push(Line { span, chars: span.in_text(text).chars().count(), gap, indented });
        gap = false;
    }
    found
}

/// The width at which the lines were broken, if they were.
///
/// In a wrapped text many line breaks stand inside sentences and after nearly full lines; in a text with one
/// paragraph a line they stand after final stops, and lines are long or of any length.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.chars).collect();
    lengths.sort_unstable();
    // One long line (an address that could not be broken) does not make the text unwrapped.
    let width = *lengths.get((lengths.len() * 49 / 50).min(lengths.len().checked_sub(1)?))?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let joined = lines.windows(2).filter(|pair| !pair[1].gap);
    let (mut all, mut open) = (0, 0);
    for pair in joined {
        all += 1;
        open +=
            usize::from(!super::ends_sentence(pair[0].span.in_text(text)) && 4 * pair[0].chars >= 3 * width);
    }
    (all >= 2 && open * 3 >= all).then_some(width)
}

/// Whether line `i` goes on with the paragraph of the line before, in a text wrapped at `width`.
fn continues(text: &str, lines: &[Line], i: usize, width: usize) -> bool {
    let (before, line) = (&lines[i - 1], &lines[i]);
    let (last, next) = (before.span.in_text(text), line.span.in_text(text));
    // A heading: a short line without final stop, and the text goes on below it.
    let above_text = lines.get(i + 1).is_some_and(|after| !after.gap);
    if above_text && line.chars * 10 < width * 6 && super::ends_sentence(last) && !super::ends_sentence(next)
    {
        return false;
    }
    if line.indented && !before.indented
        || starts_item(next)
        || in_table(text, lines, i - 1)
        || in_table(text, lines, i)
    {
        return false;
    }
    // The next word would have fitted on the line before, so the break was meant.
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    before.chars + 1 + word > width.saturating_sub(8)
        || next.starts_with(char::is_lowercase) && !super::ends_sentence(last)
}

/// Whether line `i` is a row of a table: one beside another, as prose may have a line full of numbers.
fn in_table(text: &str, lines: &[Line], i: usize) -> bool {
    let row = |line: Option<&Line>| line.is_some_and(|line| is_row(line.span.in_text(text)));
    row(lines.get(i)) && (row(lines.get(i + 1)) || i > 0 && row(lines.get(i - 1)))
}

/// `- `, `* `, `• `, `3. ` at the start of an entry of a list.
fn starts_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line.starts_with(['•', '·', '▪'])
        || ["- ", "* ", "– "].iter().any(|bullet| line.starts_with(bullet))
        || (1..=2).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).iter().map(|span| span.in_text(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn takes_each_line_or_each_group() {
        check("One.\n\n Two. \nThree.\r\n\r\nFour.\r\n", &["One.", "Two.", "Three.", "Four."]);
        check("\u{feff}", &["\u{feff}"]);
        check(" \n\t\n", &[]);
    }

    #[test]
    fn joins_lines_broken_at_a_width() {
        let text = "\
The harbour of Ostrel was closed on Friday after a crane fell on a ship
that carried grain, the port authority said. Nobody was hurt, and the work
would be taken up again within a week.

A second crane is to be inspected. The authority has asked the maker for a
report on the fall, which it called a warning to all ports of the coast.
";
        let paragraphs = super::paragraphs(text);
        assert_eq!(paragraphs.len(), 2);
        assert!(paragraphs[0].in_text(text).ends_with("within a week."));
    }

    #[test]
    fn parts_wrapped_paragraphs_without_blank_lines() {
        let text = "\
A crane fell

The harbour of Ostrel was closed on Friday after a crane fell on a ship
that carried grain, the port authority said. Nobody was hurt.
Work at the northern quay goes on as planned, and ships that wait outside
of the harbour are led to it by pilots of the authority during the day.
What comes next
A second crane is to be inspected by the makers, who are expected on Monday
from their works in the north of the country, it said.
";
        let found: Vec<&str> = super::paragraphs(text).iter().map(|s| &s.in_text(text)[..12]).collect();
        assert_eq!(found, ["A crane fell", "The harbour ", "Work at the ", "What comes n", "A second cra"]);
    }
}
