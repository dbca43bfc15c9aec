//! Words prepared for look-ups.
//!
//! A rule asks many tables about one word, and most of them do not hold it. A [`Key`] folds and hashes its word once and
//! knows from one look-up of the vocabulary (the first words of all entries of all tables) which tables can hold an
//! entry that begins with it; the others are not asked at all.

use std::sync::LazyLock;

use crate::fold::{Parts, PhraseHash};
use crate::index::{Index, Table};
use crate::{
    adjective, agent, body, country, cue, event, feeling, function, measure, name, noun, office, place,
    region, seat, title, verb, word,
};

/// Anything that the tables can be asked for: a word as the text writes it, or a [`Key`] made of it.
pub trait AsKey: Copy {
    /// The word as written.
    fn text(&self) -> &str;
    /// The word prepared: no more than folded and hashed if it was not prepared before.
    fn key(&self) -> Key<'_>;
}

/// A word, folded and hashed, and the tables that may hold an entry that begins with it.
///
/// ```
/// use rapporteur_ontology::{Key, country, noun};
/// let words = ["South", "Korean", "ministers"].map(Key::new);
/// assert_eq!(country::longest_demonym(&words).unwrap().words, 2);
/// assert!(noun::lookup(words[2]).unwrap().plural);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Key<'a> {
    text: &'a str,
    pub(crate) parts: Parts,
    tables: u32,
}

impl<'a> Key<'a> {
    /// Prepares a word.
    pub fn new(text: &'a str) -> Self {
        let parts = Parts::of(text);
        let tables = match parts {
            Parts::None => 0,
            Parts::One(first) | Parts::Several(first) => {
                VOCABULARY[place_of(opening(first), VOCABULARY.len())]
            }
        };
        Self { text, parts, tables }
    }

    /// The word as written.
    pub fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether an entry of this table may begin with the word; may say yes wrongly, never no.
    pub(crate) fn may_open(&self, table: Table) -> bool {
        self.tables & table.bit() != 0
    }
}

impl AsKey for Key<'_> {
    fn text(&self) -> &str {
        self.text
    }

    fn key(&self) -> Key<'_> {
        *self
    }
}

impl AsKey for &str {
    fn text(&self) -> &str {
        self
    }

    fn key(&self) -> Key<'_> {
        // For a single question the answer of the vocabulary would cost as much as the answer of the table.
        let parts = Parts::of(self);
        Key { text: self, parts, tables: if parts == Parts::None { 0 } else { u32::MAX } }
    }
}

impl AsKey for &String {
    fn text(&self) -> &str {
        self
    }

    fn key(&self) -> Key<'_> {
        let text = self.as_str();
        let parts = Parts::of(text);
        Key { text, parts, tables: if parts == Parts::None { 0 } else { u32::MAX } }
    }
}

/// The hash of a phrase that begins with a part.
pub(crate) fn opening(first: u64) -> u64 {
    let mut hash = PhraseHash::default();
    hash.add(first);
    hash.value()
}

/// The place of a hash in a list whose length is a power of two.
fn place_of(hash: u64, len: usize) -> usize {
    (hash as usize) & (len - 1)
}

/// About as many places as the tables have different first words; words that share a place share their tables.
const PLACES: usize = 1 << 18;

/// For the hash of a first word: the tables, as bits.
static VOCABULARY: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut tables = vec![0u32; PLACES];
    let indexes: [&[&Index]; 18] = [
        &adjective::indexes(),
        &agent::indexes(),
        &body::indexes(),
        &country::indexes(),
        &cue::indexes(),
        &event::indexes(),
        &feeling::indexes(),
        &function::indexes(),
        &measure::indexes(),
        &name::indexes(),
        &noun::indexes(),
        &office::indexes(),
        &place::indexes(),
        &region::indexes(),
        &seat::indexes(),
        &title::indexes(),
        &verb::indexes(),
        &word::indexes(),
    ];
    for index in indexes.into_iter().flatten() {
        for hash in index.openings() {
            tables[place_of(u64::from(hash), PLACES)] |= index.table().bit();
        }
    }
    tables
});
