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
    // Nearly every word is plain letters, and letters need none of the folding but their case.
    if !word.is_empty() && word.bytes().all(|c| c.is_ascii_alphanumeric()) {
        let mut part = Fnv::default();
        word.bytes().for_each(|c| part.add(u32::from(c.to_ascii_lowercase())));
        take(part.0);
        return;
    }
    let mut part = Fnv::default();
    let mut open = false;
    for c in Folded::new(std::iter::once(word)) {
        if c == ' ' {
            take(std::mem::take(&mut part).0);
        } else {
            part.add(u32::from(c));
        }
        open = true;
    }
    if open {
        take(part.0);
    }
}

/// FNV-1a over characters.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, c: u32) {
        self.0 = (self.0 ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3);
    }
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
