//! How words are made alike before they are compared: lower case, dots dropped, hyphens and gaps as one space,
//! apostrophes straight; and the hash of what is left.
//!
//! A word folds into *parts*, what stands between its spaces: one for most words, two for `Vice-President`, none for a
//! dot. The hash of a phrase is made of the hashes of its parts, so that a word that is hashed once serves every phrase
//! it stands in.

use std::str::Chars;

/// The folded parts of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Parts {
    /// Nothing is left.
    #[default]
    None,
    /// The hash of its only part.
    One(u64),
    /// The hash of its first part; the others must be read again.
    Several(u64),
}

impl Parts {
    pub(crate) fn of(word: &str) -> Self {
        let mut found = Self::None;
        each_part(word, |part| {
            found = match found {
                Self::None => Self::One(part),
                Self::One(first) | Self::Several(first) => Self::Several(first),
            };
        });
        found
    }
}

/// Gives the hash of each part of a word, in order.
pub(crate) fn each_part(word: &str, mut take: impl FnMut(u64)) {
    // Nearly every word is plain letters, and letters need none of the folding but their case, which the hash ignores.
    let bytes = word.as_bytes();
    if bytes.iter().all(u8::is_ascii_alphanumeric) {
        if !bytes.is_empty() {
            take(hash_of(bytes));
        }
        return;
    }
    let mut folded = String::new();
    let bytes = if bytes.iter().all(|c| c.is_ascii_alphanumeric() || *c == b' ') {
        bytes
    } else {
        folded.reserve(word.len());
        folded.extend(Folded::new(std::iter::once(word)));
        folded.as_bytes()
    };
    bytes.split(|c| *c == b' ').filter(|part| !part.is_empty()).for_each(|part| take(hash_of(part)));
}

/// The hash of a part. It ignores the case of ASCII letters and takes some other characters for the same: hashes only
/// say what may be equal.
fn hash_of(part: &[u8]) -> u64 {
    const LOWER: u64 = 0x2020_2020_2020_2020;
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ part.len() as u64;
    for chunk in part.chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ (u64::from_le_bytes(bytes) | LOWER)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
    }
    hash
}

/// The hash of a phrase, part by part; it is a hash after each.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PhraseHash(u64);

impl PhraseHash {
    pub(crate) fn add(&mut self, part: u64) {
        self.0 = (self.0.rotate_left(26) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    /// The hash so far, its high bits mixed into the low ones, which choose places in tables.
    pub(crate) fn value(self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// The folded characters of words, with one space between parts.
pub(crate) struct Folded<'a, W> {
    words: W,
    chars: Chars<'a>,
    next: Option<char>,
    space: bool,
    started: bool,
}

impl<'a, W: Iterator<Item = &'a str>> Folded<'a, W> {
    pub(crate) fn new(words: W) -> Self {
        Self { words, chars: "".chars(), next: None, space: false, started: false }
    }
}

impl<'a, W: Iterator<Item = &'a str>> Iterator for Folded<'a, W> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if let Some(c) = self.next.take() {
            return Some(c);
        }
        loop {
            let c = match self.chars.next() {
                Some('.') => continue,
                Some(c) if c == '-' || c.is_whitespace() => {
                    self.space = true;
                    continue;
                }
                Some('’' | 'ʼ' | '‘' | '`') => '\'',
                Some(c) if c.is_ascii() => c.to_ascii_lowercase(),
                // Where lower case needs two characters the first will do: both sides of a comparison are folded.
                Some(c) => c.to_lowercase().next().unwrap_or(c),
                None => {
                    self.chars = self.words.next()?.chars();
                    self.space = true;
                    continue;
                }
            };
            let gap = self.space && self.started;
            (self.space, self.started) = (false, true);
            if gap {
                self.next = Some(c);
                return Some(' ');
            }
            return Some(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let one = |word| Parts::of(word);
        assert_eq!(one("."), Parts::None);
        assert_eq!(one(""), Parts::None);
        assert_eq!(one("U.S."), one("us"));
        assert!(matches!(one("vice"), Parts::One(_)));
        let Parts::One(first) = one("vice") else { panic!() };
        assert_eq!(one("Vice-President"), Parts::Several(first));
    }
}
