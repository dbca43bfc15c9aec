//! JSON strings as pieces that keep their place.

/// The pieces of the inside of a JSON string: as written, and the character meant if it is not what is written.
///
/// Half of a surrogate pair means U+FFFD. A NUL means a space, as it does everywhere in this crate.
pub(super) struct Pieces<'s>(pub(super) &'s str);

impl<'s> Iterator for Pieces<'s> {
    type Item = (&'s str, Option<char>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let (len, value) = if self.0.starts_with('\\') {
            let (len, value) = escape(self.0);
            (len, Some(value))
        } else {
            (self.0.find('\\').unwrap_or(self.0.len()), None)
        };
        let (piece, rest) = self.0.split_at(len);
        self.0 = rest;
        Some((piece, value))
    }
}

/// Length and meaning of the escape that `text` starts with. The text is a valid JSON string, so an escape is whole.
fn escape(text: &str) -> (usize, char) {
    let short = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return unicode(text),
        Some(other) if other.is_ascii() => char::from(*other),
        _ => return (1, char::REPLACEMENT_CHARACTER),
    };
    (2, short)
}

fn unicode(text: &str) -> (usize, char) {
    let unit = |at: usize| text.get(at..at + 4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let Some(first) = unit(2) else { return (text.len().min(2), char::REPLACEMENT_CHARACTER) };
    let second = if text.get(6..8) == Some("\\u") { unit(8) } else { None };
    let units = [first, second.unwrap_or(0)];
    match char::decode_utf16(units).next() {
        Some(Ok('\0')) => (6, ' '),
        Some(Ok(c)) if c.len_utf16() == 2 => (12, c),
        Some(Ok(c)) => (6, c),
        _ => (6, char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(inside: &str, expected: &[(&str, Option<char>)]) {
        assert_eq!(Pieces(inside).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn resolves_escapes_in_place() {
        check("a\\n\\\"b", &[("a", None), ("\\n", Some('\n')), ("\\\"", Some('"')), ("b", None)]);
        check("\\u00e9\\ud83d\\ude00", &[("\\u00e9", Some('é')), ("\\ud83d\\ude00", Some('😀'))]);
        check("\\ud83dx\\u0000", &[("\\ud83d", Some('\u{fffd}')), ("x", None), ("\\u0000", Some(' '))]);
        check("", &[]);
    }
}
