//! From words to entries: buckets by the hash of the folded keys.
//!
//! Look-ups allocate nothing: the words are folded and hashed on the way, and a hit is compared character by character
//! with the folded key, so that a collision of hashes costs time and never a wrong answer.

use std::str::Chars;

/// Longest entry in words, and with it the work of one look-up.
const MAX_WORDS: usize = 8;

/// Whether entries of an index are proper names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Case says nothing.
    Fold,
    /// The text must begin with a capital, and an abbreviation of up to four letters must be all capitals.
    Proper,
}

#[derive(Clone)]
struct Slot {
    hash: u64,
    entry: u32,
    key: &'static str,
}

pub(crate) struct Index {
    /// Grouped by bucket, in the order given within a bucket.
    slots: Vec<Slot>,
    /// Where each bucket starts in `slots`, and the end of the last.
    starts: Vec<u32>,
    /// Bits set for the hash of every beginning of a key of several words: most searches stop after one word.
    beginnings: Vec<u64>,
    case: Case,
}

impl Index {
    /// An index of (key, entry number); entries of one key keep the order they are given in.
    pub(crate) fn new(case: Case, keys: impl Iterator<Item = (&'static str, usize)>) -> Self {
        let mut given = Vec::with_capacity(keys.size_hint().0);
        let mut partial = Vec::new();
        for (key, entry) in keys {
            let entry = u32::try_from(entry).expect("a table has fewer than 2^32 rows");
            let mut state = Fnv::default();
            state.key(key, &mut partial);
            given.push(Slot { hash: state.finish(), entry, key });
        }
        let buckets = given.len().next_power_of_two().max(2);
        let bucket = |slot: &Slot| low_bits(slot.hash, buckets);
        let mut starts = vec![0u32; buckets + 1];
        for slot in &given {
            starts[bucket(slot) + 1] += 1;
        }
        for at in 0..buckets {
            starts[at + 1] += starts[at];
        }
        // A counting sort: each slot moves to the next free place of its bucket.
        let mut free = starts.clone();
        let mut slots = vec![Slot { hash: 0, entry: 0, key: "" }; given.len()];
        for slot in given {
            let place = &mut free[bucket(&slot)];
            slots[*place as usize] = slot;
            *place += 1;
        }
        let mut beginnings = vec![0u64; (partial.len() / 4).next_power_of_two().max(2)];
        let bits = beginnings.len() * 64;
        for hash in partial {
            let bit = low_bits(hash, bits);
            beginnings[bit / 64] |= 1 << (bit % 64);
        }
        Self { slots, starts, beginnings, case }
    }

    /// The entries whose key is the given words.
    pub(crate) fn all<'a>(&'a self, words: &'a [&'a str]) -> impl Iterator<Item = usize> + 'a {
        let mut state = Fnv::default();
        for word in words {
            state.word(word);
        }
        self.hits(state.finish(), words).map(|slot| slot.entry as usize)
    }

    /// The first entry whose key is the given word or phrase.
    pub(crate) fn get(&self, text: &str) -> Option<usize> {
        self.all(&[text]).next()
    }

    /// The longest key that the words begin with: (entry, number of words).
    pub(crate) fn longest(&self, words: &[&str]) -> Option<(usize, usize)> {
        let mut state = Fnv::default();
        let mut best = None;
        for (at, word) in words.iter().enumerate().take(MAX_WORDS) {
            state.word(word);
            let hash = state.finish();
            if word.bytes().any(|c| c != b'.')
                && let Some(slot) = self.hits(hash, &words[..=at]).next()
            {
                // The dot of an abbreviation may be a token of its own.
                let dot = slot.key.ends_with('.') && words.get(at + 1) == Some(&".");
                best = Some((slot.entry as usize, at + 1 + usize::from(dot)));
            }
            if !self.goes_on(hash) {
                break;
            }
        }
        best
    }

    /// Whether a longer key may begin with the words of a hash; may say yes wrongly, never no.
    fn goes_on(&self, hash: u64) -> bool {
        let bit = low_bits(hash, self.beginnings.len() * 64);
        self.beginnings[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn hits<'a>(&'a self, hash: u64, words: &'a [&'a str]) -> impl Iterator<Item = &'a Slot> + 'a {
        let bucket = low_bits(hash, self.starts.len() - 1);
        self.slots[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
            .iter()
            .filter(move |slot| slot.hash == hash)
            .filter(move |slot| {
                // Most keys stand in the tables as they are written: a single word needs no folding.
                let same = words.len() == 1 && slot.key == words[0];
                self.case.allows(slot.key, words) && (same || Folded::new(&[slot.key]).eq(Folded::new(words)))
            })
    }
}

/// A number below a power of two.
fn low_bits(hash: u64, below: usize) -> usize {
    (hash as usize) & (below - 1)
}

impl Case {
    fn allows(self, key: &str, words: &[&str]) -> bool {
        match self {
            Self::Fold => true,
            Self::Proper => {
                let letters = key.chars().filter(|c| c.is_alphabetic());
                let short = letters.clone().count() <= 4 && letters.clone().all(char::is_uppercase);
                let mut written = words.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic());
                if short {
                    written.all(char::is_uppercase)
                } else {
                    written.next().is_some_and(|c| !c.is_lowercase())
                }
            }
        }
    }
}

/// FNV-1a over the folded characters, word by word.
struct Fnv {
    hash: u64,
    started: bool,
}

impl Default for Fnv {
    fn default() -> Self {
        Self { hash: 0xcbf2_9ce4_8422_2325, started: false }
    }
}

impl Fnv {
    /// Adds a word. The space between two words belongs to the later one, so that the state after each word is a hash.
    fn word(&mut self, word: &str) {
        // Nearly every word is plain letters, and every look-up of every table hashes its word: letters need none of
        // the folding but their case.
        if word.bytes().all(|c| c.is_ascii_alphanumeric()) {
            if self.started && !word.is_empty() {
                self.add(' ');
            }
            word.bytes().for_each(|c| self.add(char::from(c.to_ascii_lowercase())));
            return;
        }
        let folded =
            Folded { words: [].iter(), chars: word.chars(), next: None, space: true, started: self.started };
        for c in folded {
            self.add(c);
        }
    }

    /// Adds a key, and the hash at each of its inner gaps to `beginnings`.
    fn key(&mut self, key: &str, beginnings: &mut Vec<u64>) {
        for c in Folded::new(&[key]) {
            if c == ' ' {
                beginnings.push(self.finish());
            }
            self.add(c);
        }
    }

    fn add(&mut self, c: char) {
        self.started = true;
        self.hash = (self.hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
    }

    /// The hash so far, its high bits mixed into the low ones, which choose the bucket.
    fn finish(&self) -> u64 {
        self.hash ^ (self.hash >> 32)
    }
}

/// The characters of words in lower case, dots dropped, hyphens and gaps as one space, apostrophes straight.
struct Folded<'a> {
    words: std::slice::Iter<'a, &'a str>,
    chars: Chars<'a>,
    next: Option<char>,
    space: bool,
    started: bool,
}

impl<'a> Folded<'a> {
    fn new(words: &'a [&'a str]) -> Self {
        Self { words: words.iter(), chars: "".chars(), next: None, space: false, started: false }
    }
}

impl Iterator for Folded<'_> {
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

    const KEYS: [&str; 6] = ["general", "Gen.", "vice president", "president", "US", "Port-au-Prince"];

    fn check(case: Case, words: &[&str], expected: Option<(&str, usize)>) {
        let index = Index::new(case, KEYS.iter().enumerate().map(|(entry, key)| (*key, entry)));
        assert_eq!(index.longest(words).map(|(entry, words)| (KEYS[entry], words)), expected, "{words:?}");
    }

    #[test]
    fn folds_case_hyphens_and_dots() {
        check(Case::Fold, &["Vice-President", "Ada"], Some(("vice president", 1)));
        check(Case::Fold, &["VICE", "president"], Some(("vice president", 2)));
        check(Case::Fold, &["gen"], Some(("Gen.", 1)));
        check(Case::Fold, &["Gen.", "Smith"], Some(("Gen.", 1)));
        check(Case::Fold, &["Gen", ".", "Smith"], Some(("Gen.", 2)));
        check(Case::Fold, &["president", "."], Some(("president", 1)));
        check(Case::Fold, &["vice"], None);
        check(Case::Fold, &[], None);
        check(Case::Fold, &["", "."], None);
    }

    #[test]
    fn proper_names_need_capitals() {
        check(Case::Proper, &["U.S."], Some(("US", 1)));
        check(Case::Proper, &["us"], None);
        check(Case::Proper, &["Us"], None);
        check(Case::Proper, &["Port", "au", "Prince"], Some(("Port-au-Prince", 3)));
        check(Case::Proper, &["port-au-prince"], None);
    }
}
