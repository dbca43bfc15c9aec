//! Word pieces.

use crate::ModelError;
use std::collections::HashMap;

/// Longest folded word in characters; a longer one is unknown.
const LONGEST: usize = 100;

/// The pieces that words are made of, and their numbers.
#[derive(Debug)]
pub struct Vocabulary {
    /// Pieces that begin a word.
    opening: HashMap<Box<str>, i32>,
    /// Pieces that go on, without their `##`.
    further: HashMap<Box<str>, i32>,
    count: usize,
    pub(crate) start: i32,
    pub(crate) end: i32,
    pub(crate) unknown: i32,
    pub(crate) line_break: i32,
}

impl Vocabulary {
    /// Reads one piece a line; a piece's number is its line, from 0.
    ///
    /// # Errors
    /// If one of the special pieces is missing.
    pub fn new(lines: &str) -> Result<Self, ModelError> {
        let (mut opening, mut further) = (HashMap::new(), HashMap::new());
        for (number, piece) in (0..).zip(lines.split('\n')) {
            match piece.strip_prefix("##") {
                _ if piece.is_empty() => None,
                Some(rest) if !rest.is_empty() => further.insert(rest.into(), number),
                _ => opening.insert(Box::<str>::from(piece), number),
            };
        }
        let special = |piece: &str| {
            let number = opening.get(piece).copied();
            number.ok_or_else(|| ModelError::Vocabulary(format!("{piece} is missing")))
        };
        let (start, end) = (special("[CLS]")?, special("[SEP]")?);
        let (unknown, line_break) = (special("[UNK]")?, special("[unused1]")?);
        let count = lines.trim_end_matches('\n').split('\n').count();
        Ok(Self { count, start, end, unknown, line_break, opening, further })
    }

    /// Numbers of pieces: one more than the highest.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Adds the pieces of a folded word: the longest first, then the longest of the rest; one unknown piece where a rest
    /// has none.
    pub(crate) fn pieces(&self, folded: &str, into: &mut Vec<i32>) {
        let before = into.len();
        if folded.is_empty() || folded.chars().count() > LONGEST {
            into.push(self.unknown);
            return;
        }
        let mut start = 0;
        while start < folded.len() {
            let pieces = if start == 0 { &self.opening } else { &self.further };
            let rest = &folded[start..];
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
            let longest = ends.into_iter().find_map(|end| Some((end, *pieces.get(&rest[..end])?)));
            match longest {
                Some((end, piece)) => {
                    into.push(piece);
                    start += end;
                }
                None => {
                    into.truncate(before);
                    into.push(self.unknown);
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_piece_comes_first() {
        let vocabulary =
            Vocabulary::new("[PAD]\n[unused1]\n[UNK]\n[CLS]\n[SEP]\nun\nunder\n##stand\n##st\n##and\n")
                .unwrap();
        let check = |word: &str, expected: &[i32]| {
            let mut found = Vec::new();
            vocabulary.pieces(word, &mut found);
            assert_eq!(found, expected, "{word}");
        };
        check("understand", &[6, 7]);
        check("unstand", &[5, 7]);
        check("unstandx", &[2]);
        check("", &[2]);
        check(&"un".repeat(51), &[2]);
    }

    #[test]
    fn special_pieces_must_be_there() {
        assert!(Vocabulary::new("[CLS]\n[SEP]\n").is_err());
    }
}
