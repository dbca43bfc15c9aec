//! Regions of the world that reports name: continents, parts of continents, and "the West".

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Match, table, without_article};

/// A region of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The usual name.
    pub name: &'static str,
    /// All names, the usual one first.
    pub names: Vec<&'static str>,
    /// "European", "Western".
    pub adjectives: Vec<&'static str>,
}

struct Regions {
    entries: Vec<Region>,
    names: Index,
    adjectives: Index,
}

static REGIONS: LazyLock<Regions> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for [names, adjectives] in table::rows(include_str!("../data/regions.tsv")) {
        let names: Vec<_> = table::list(names).collect();
        entries.push(Region {
            name: names.first().copied().unwrap_or_default(),
            names,
            adjectives: table::list(adjectives).collect(),
        });
    }
    let names =
        entries.iter().enumerate().flat_map(|(entry, r)| r.names.iter().map(move |name| (*name, entry)));
    let adjectives =
        entries.iter().enumerate().flat_map(|(entry, r)| r.adjectives.iter().map(move |name| (*name, entry)));
    Regions {
        names: Index::new(Table::Regions, Case::Proper, names),
        adjectives: Index::new(Table::RegionAdjectives, Case::Proper, adjectives),
        entries,
    }
});

pub(crate) fn indexes() -> [&'static Index; 2] {
    [&REGIONS.names, &REGIONS.adjectives]
}

pub(crate) fn len() -> usize {
    REGIONS.entries.len()
}

/// The region of a name; a leading "the" is allowed.
///
/// ```
/// assert_eq!(rapporteur_ontology::region::lookup("the Mideast").unwrap().name, "Middle East");
/// ```
pub fn lookup(name: impl AsKey) -> Option<&'static Region> {
    let found = match without_article(name.text()) {
        Some(bare) => REGIONS.names.get(bare),
        None => REGIONS.names.get(name),
    };
    found.map(|entry| &REGIONS.entries[entry])
}

/// The region of an adjective: "European".
pub fn adjective(word: impl AsKey) -> Option<&'static Region> {
    REGIONS.adjectives.get(word).map(|entry| &REGIONS.entries[entry])
}

/// The region whose adjective is the given words: `["Middle", "Eastern"]`.
pub fn adjective_of<K: AsKey>(words: &[K]) -> Option<&'static Region> {
    REGIONS.adjectives.all(words).next().map(|entry| &REGIONS.entries[entry])
}

/// The longest region name that the words begin with (without "the").
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<&'static Region>> {
    let (entry, words) = REGIONS.names.longest(words)?;
    Some(Match { value: &REGIONS.entries[entry], words })
}
