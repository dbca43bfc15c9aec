//! Adjectives that relate to people and bodies of a sector: "parliamentary", "naval".

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Sector, table};

struct Adjectives {
    sectors: Vec<Option<Sector>>,
    index: Index,
}

static ADJECTIVES: LazyLock<Adjectives> = LazyLock::new(|| {
    let rows: Vec<_> = table::rows(include_str!("../data/adjectives.tsv")).collect();
    let keys = rows.iter().enumerate().map(|(entry, &[adjective, _])| (adjective, entry));
    Adjectives {
        index: Index::new(Table::Adjectives, Case::Fold, keys),
        sectors: rows.iter().map(|[_, sector]| Sector::of_code(sector)).collect(),
    }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&ADJECTIVES.index]
}

pub(crate) fn len() -> usize {
    ADJECTIVES.sectors.len()
}

/// The sector that an adjective relates to. It tells of a noun that says little by itself: a parliamentary group.
///
/// ```
/// use rapporteur_ontology::{Sector, adjective};
/// assert_eq!(adjective::sector("Parliamentary"), Some(Sector::Leg));
/// assert_eq!(adjective::sector("wooden"), None);
/// ```
pub fn sector(word: impl AsKey) -> Option<Sector> {
    ADJECTIVES.index.get(word).and_then(|entry| ADJECTIVES.sectors[entry])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &str) {
        assert_eq!(sector(word).map_or("-", |sector| sector.code()), expected, "{word}");
    }

    #[test]
    fn sectors() {
        check("naval", "MIL");
        check("medical", "MED");
        check("horticultural", "AGR");
        check("judicial", "JUD");
        check("ecclesiastical", "REL");
        check("diplomatic", "GOV");
        check("industrial", "-");
        check("political", "-");
        check("", "-");
    }

    #[test]
    fn every_row_has_a_sector() {
        assert!(ADJECTIVES.sectors.iter().all(Option::is_some));
    }
}
