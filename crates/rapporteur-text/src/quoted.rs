//! Which words of a text stand inside of quotation marks.

use crate::Span;

/// Bytes that one pair of marks can hold: an opening mark that is never closed opens nothing.
const LONGEST: usize = 4_000;

/// Stretches between quotation marks, without the marks, sorted; they do not overlap. A new paragraph that begins with an
/// opening mark goes on where the last one was left open.
#[must_use]
pub fn quoted(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let end = at + c.len_utf8();
        if let Some((start, closing)) = open {
            let closes = c == closing
                && (c != '’' && c != '\'' || !after.is_alphanumeric() && !before.is_whitespace());
            // A paragraph that ends without a closing mark.
            let breaks = c == '\n' && after == '\n';
            if closes || breaks {
                found.push(Span::new(start, at));
                open = None;
            } else if at - start > LONGEST {
                open = None;
            }
        } else {
            open = match c {
                '“' => Some((end, '”')),
                '«' => Some((end, '»')),
                '„' => Some((end, '“')),
                '"' if !after.is_whitespace() => Some((end, '"')),
                // Misprinted, or closed as it was opened.
                '”' if matches!(before, '(' | '[') && after.is_alphanumeric() => Some((end, '"')),
                '‘' if !before.is_alphanumeric() && after.is_alphanumeric() => Some((end, '’')),
                _ => None,
            };
        }
        before = c;
    }
    found.retain(|span| !span.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quoted(text).iter().map(|span| span.in_text(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_all_kinds() {
        check("He said: “No rain.” Then \"water, no\" doubt.", &["No rain.", "water, no"]);
        check(
            "the barrage was opened ‘without a single call’, the town’s mayor said",
            &["without a single call"],
        );
        check("‘The town’s gate’ broke", &["The town’s gate"]);
        check("She agreed. (”He shut it.\" Then it rained.", &["He shut it."]);
        check("a 5\" pipe that never closes", &[]);
        check(
            "“Open to the end of the paragraph.\n\n“And on.”",
            &["Open to the end of the paragraph.", "And on."],
        );
        check("", &[]);
    }
}
