use std::borrow::Cow;
use std::fmt;

/// Makes text from outside fit to be shown on one line of a terminal or page.
///
/// Blanks that move the cursor (newline, tab, line and paragraph separator) become a space. Every other control
/// character of C0 and C1, and the marks that turn the direction of the text around (U+202A to U+202E, U+2066 to
/// U+2069), become U+FFFD, so that the reader sees that something stood there. Text without any is returned as it is.
///
/// ```
/// assert_eq!(rapporteur_brief::clean("a\x1b[31mred\nline"), "a\u{fffd}[31mred line");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| replacement(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| replacement(c).unwrap_or(c)).collect())
}

/// What stands in for a character that must not reach a reader's screen.
fn replacement(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(char::REPLACEMENT_CHARACTER),
        c if c.is_control() => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

/// Words from outside, kept exactly and shown only cleaned: its `Display` passes through [`clean`] and folds blanks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Words(String);

impl Words {
    /// Takes the words as they are.
    #[must_use]
    pub fn new(exact: impl Into<String>) -> Self {
        Self(exact.into())
    }

    /// The words as they stand in the report; not fit for a screen.
    #[must_use]
    pub fn exact(&self) -> &str {
        &self.0
    }

    /// The words as shown: cleaned, each run of blanks as one space.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        for c in clean(&self.0).chars() {
            match c {
                ' ' if out.ends_with(' ') => {}
                c => out.push(c),
            }
        }
        out
    }

    /// A form in which two reports that print the same words agree: lower case, without quotation marks, with plain
    /// apostrophes and single spaces, without marks at the ends.
    pub(crate) fn folded(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        for c in self.0.chars() {
            match c {
                '"' | '“' | '”' | '„' | '«' | '»' => {}
                '‘' | '’' => out.push('\''),
                c if c.is_whitespace() => {
                    if !out.ends_with(' ') {
                        out.push(' ');
                    }
                }
                c => out.extend(c.to_lowercase()),
            }
        }
        out.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

impl From<&str> for Words {
    fn from(exact: &str) -> Self {
        Self::new(exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_nothing_that_steers_a_terminal() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text), expected, "{text:?}");
        check("plain, “curly” — 中文", "plain, “curly” — 中文");
        check("a\r\nb\tc", "a  b c");
        check("\x1b]0;x\x07", "\u{fffd}]0;x\u{fffd}");
        check("\u{9b}31m\u{7f}", "\u{fffd}31m\u{fffd}");
        check("a\u{202e}b\u{2069}c", "a\u{fffd}b\u{fffd}c");
        assert!(matches!(clean("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn folds_what_copies_change() {
        let check = |a: &str, b: &str| assert_eq!(Words::from(a).folded(), Words::from(b).folded());
        check("\"We don't know,\"", "“We don’t\n know.”");
        check("‘A quarrel’", "\"A quarrel\"");
        assert_ne!(Words::from("at least 4").folded(), Words::from("at least 5").folded());
    }
}
