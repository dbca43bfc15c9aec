//! How the train texts write a word: in lower case, or with a capital inside a sentence.

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, table};

/// Times the train texts write a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// All in lower case.
    pub lower: u32,
    /// With a capital, inside a sentence, names included ("White House" counts for "white").
    pub upper: u32,
}

struct Words {
    entries: Vec<Counts>,
    index: Index,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut keys = Vec::new();
    for [word, lower, upper] in table::rows(include_str!("../data/words.tsv")) {
        keys.push((word, entries.len()));
        entries.push(Counts { lower: table::number(lower), upper: table::number(upper) });
    }
    Words { entries, index: Index::new(Table::Words, Case::Fold, keys.into_iter()) }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&WORDS.index]
}

pub(crate) fn len() -> usize {
    WORDS.entries.len()
}

/// The counts of a word; `None` when the train texts hold it in lower case fewer than three times.
pub fn counts(word: impl AsKey) -> Option<Counts> {
    WORDS.index.get(word).map(|entry| WORDS.entries[entry])
}

/// Whether a word is mostly written in lower case, so that its capital at the start of a sentence says nothing.
///
/// ```
/// use rapporteur_ontology::word;
/// assert!(word::is_ordinary("However"));
/// assert!(!word::is_ordinary("Vancouver"));
/// ```
pub fn is_ordinary(word: impl AsKey) -> bool {
    counts(word).is_some_and(|counts| counts.lower > counts.upper)
}
