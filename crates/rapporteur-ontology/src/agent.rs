//! Nouns and phrases for actors, and the sector that they tell: "soldier", "opposition leader", "farmers".

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Match, Sector, table};

/// A noun or phrase for an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Singular; lower case but for abbreviations.
    pub lemma: &'static str,
    /// Its sectors, the first one first; never empty.
    pub sectors: Vec<Sector>,
}

struct Agents {
    entries: Vec<Agent>,
    index: Index,
}

static AGENTS: LazyLock<Agents> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut keys = Vec::new();
    for [lemma, sectors, plurals, _source] in table::rows(include_str!("../data/agents.tsv")) {
        keys.extend(std::iter::once(lemma).chain(table::list(plurals)).map(|form| (form, entries.len())));
        entries.push(Agent { lemma, sectors: table::list(sectors).filter_map(Sector::of_code).collect() });
    }
    Agents { index: Index::new(Table::Agents, Case::Fold, keys.into_iter()), entries }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&AGENTS.index]
}

pub(crate) fn len() -> usize {
    AGENTS.entries.len()
}

/// The agent of a word or phrase.
///
/// ```
/// use rapporteur_ontology::{Sector, agent};
/// assert_eq!(agent::lookup("senators").unwrap().sectors, [Sector::Leg]);
/// assert_eq!(agent::lookup("bishops").unwrap().lemma, "bishop");
/// assert!(agent::lookup("bridge").is_none());
/// ```
pub fn lookup(form: impl AsKey) -> Option<&'static Agent> {
    AGENTS.index.get(form).map(|entry| &AGENTS.entries[entry])
}

/// The longest agent that the words begin with: "opposition leader" before "opposition".
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<&'static Agent>> {
    let (entry, words) = AGENTS.index.longest(words)?;
    Some(Match { value: &AGENTS.entries[entry], words })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], expected: &str) {
        let found = longest(words).map(|found| {
            let sectors: Vec<_> = found.value.sectors.iter().map(|sector| sector.code()).collect();
            format!("{} {}", sectors.join(" "), found.words)
        });
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{words:?}");
    }

    #[test]
    fn sectors() {
        check(&["soldiers"], "MIL 1");
        check(&["opposition", "leaders"], "OPP 2");
        check(&["judge"], "JUD 1");
        check(&["farmers"], "AGR 1");
        check(&["Nurses"], "MED 1");
        check(&["drug", "cartel"], "CRM 2");
        check(&["frigate"], "MIL 1");
        check(&["bridge"], "-");
        check(&[], "-");
    }

    #[test]
    fn every_row_has_a_sector() {
        for agent in &AGENTS.entries {
            assert!(!agent.sectors.is_empty(), "{}", agent.lemma);
        }
    }
}
