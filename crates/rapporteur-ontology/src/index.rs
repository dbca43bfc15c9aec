//! From words to entries: buckets by the hash of the folded keys.
//!
//! Look-ups allocate nothing. A hit is compared character by character with the folded key, so that a collision of
//! hashes costs time and never a wrong answer.

use crate::fold::{Folded, Parts, PhraseHash, each_part};
use crate::key::{AsKey, Key};

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

/// Each table has one index, or several for several kinds of keys; the vocabulary has one bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    CountryNames,
    CountryCodes,
    Capitals,
    Demonyms,
    CueVerbs,
    CueNouns,
    CuePhrases,
    Feelings,
    FunctionWords,
    Measures,
    GivenNames,
    Surnames,
    Nouns,
    PluralNouns,
    Places,
    PlacesWithoutArticle,
    Regions,
    RegionAdjectives,
    Seats,
    Titles,
    TitleModifiers,
    Portfolios,
    Verbs,
    Words,
    Agents,
    Bodies,
    Holders,
    EventModes,
    EventContexts,
    EventTypes,
    Adjectives,
}

impl Table {
    pub(crate) fn bit(self) -> u32 {
        1 << self as u32
    }
}

#[derive(Clone)]
struct Slot {
    hash: u64,
    /// Low half of the hash of the key's first part.
    opening: u32,
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
    table: Table,
}

impl Index {
    /// An index of (key, entry number); entries of one key keep the order they are given in.
    pub(crate) fn new(table: Table, case: Case, keys: impl Iterator<Item = (&'static str, usize)>) -> Self {
        let mut given = Vec::with_capacity(keys.size_hint().0);
        let mut partial = Vec::new();
        for (key, entry) in keys {
            let entry = u32::try_from(entry).expect("a table has fewer than 2^32 rows");
            let mut hash = PhraseHash::default();
            let mut opening = None;
            each_part(key, |part| {
                if opening.is_some() {
                    partial.push(hash.value());
                }
                hash.add(part);
                opening.get_or_insert(hash.value() as u32);
            });
            given.push(Slot { hash: hash.value(), opening: opening.unwrap_or_default(), entry, key });
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
        let mut slots = vec![Slot { hash: 0, opening: 0, entry: 0, key: "" }; given.len()];
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
        Self { slots, starts, beginnings, case, table }
    }

    pub(crate) fn table(&self) -> Table {
        self.table
    }

    /// The low half of the hash of the first part of every key.
    pub(crate) fn openings(&self) -> impl Iterator<Item = u32> + '_ {
        self.slots.iter().map(|slot| slot.opening)
    }

    /// The entries whose key is the given words.
    pub(crate) fn all<'a, K: AsKey>(&'a self, words: &'a [K]) -> impl Iterator<Item = usize> + 'a {
        let opens = words.first().is_some_and(|word| word.key().may_open(self.table));
        let mut hash = PhraseHash::default();
        if opens {
            words.iter().for_each(|word| add(&mut hash, word.key()));
        }
        let bucket = if opens { self.bucket(hash.value()) } else { &[] };
        self.hits(bucket, hash.value(), words).map(|slot| slot.entry as usize)
    }

    /// The first entry whose key is the given word or phrase.
    pub(crate) fn get<K: AsKey>(&self, word: K) -> Option<usize> {
        self.all(&[word]).next()
    }

    /// The first entry whose key is the given word or phrase, and that key.
    pub(crate) fn get_with_key<K: AsKey>(&self, word: K) -> Option<(usize, &'static str)> {
        let key = word.key();
        if !key.may_open(self.table) {
            return None;
        }
        let mut hash = PhraseHash::default();
        add(&mut hash, key);
        let words = [word];
        let slot = self.hits(self.bucket(hash.value()), hash.value(), &words).next()?;
        Some((slot.entry as usize, slot.key))
    }

    /// The longest key that the words begin with: (entry, number of words).
    pub(crate) fn longest<K: AsKey>(&self, words: &[K]) -> Option<(usize, usize)> {
        if !words.first()?.key().may_open(self.table) {
            return None;
        }
        let mut state = PhraseHash::default();
        let mut best = None;
        for (at, word) in words.iter().enumerate().take(MAX_WORDS) {
            add(&mut state, word.key());
            let hash = state.value();
            if word.text().bytes().any(|c| c != b'.')
                && let Some(slot) = self.hits(self.bucket(hash), hash, &words[..=at]).next()
            {
                // The dot of an abbreviation may be a token of its own.
                let dot = slot.key.ends_with('.') && words.get(at + 1).is_some_and(|next| next.text() == ".");
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

    fn bucket(&self, hash: u64) -> &[Slot] {
        let bucket = low_bits(hash, self.starts.len() - 1);
        &self.slots[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }

    /// The slots of a bucket whose key is the given words.
    fn hits<'a, K: AsKey>(
        &'a self,
        bucket: &'a [Slot],
        hash: u64,
        words: &'a [K],
    ) -> impl Iterator<Item = &'a Slot> + 'a {
        bucket.iter().filter(move |slot| {
            slot.hash == hash && is_same(slot.key, words) && self.case.allows(slot.key, words)
        })
    }
}

/// Adds the parts of a word to the hash of a phrase.
fn add(hash: &mut PhraseHash, word: Key<'_>) {
    match word.parts {
        Parts::None => {}
        Parts::One(part) => hash.add(part),
        Parts::Several(_) => each_part(word.as_str(), |part| hash.add(part)),
    }
}

/// Whether a key and the given words are alike when folded.
fn is_same<K: AsKey>(key: &str, words: &[K]) -> bool {
    // Most hits are a single word that differs in nothing but case.
    if let [word] = words
        && word.text().eq_ignore_ascii_case(key)
    {
        return true;
    }
    Folded::new(std::iter::once(key)).eq(Folded::new(words.iter().map(AsKey::text)))
}

/// A number below a power of two.
fn low_bits(hash: u64, below: usize) -> usize {
    (hash as usize) & (below - 1)
}

impl Case {
    fn allows<K: AsKey>(self, key: &str, words: &[K]) -> bool {
        match self {
            Self::Fold => true,
            Self::Proper => {
                let mut letters = key.chars().filter(|c| c.is_alphabetic());
                let short = letters.clone().all(char::is_uppercase) && letters.nth(4).is_none();
                let mut written =
                    words.iter().flat_map(|word| word.text().chars()).filter(|c| c.is_alphabetic());
                if short {
                    written.all(char::is_uppercase)
                } else {
                    written.next().is_some_and(|c| !c.is_lowercase())
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 6] = ["general", "Gen.", "vice president", "president", "US", "Port-au-Prince"];

    fn check(case: Case, words: &[&str], expected: Option<(&str, usize)>) {
        let index =
            Index::new(Table::Titles, case, KEYS.iter().enumerate().map(|(entry, key)| (*key, entry)));
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
