//! What words tell of an act in PLOVER's terms: modes, contexts, types; and the way back from PLOVER to CAMEO.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Match, table};

struct Words {
    /// For each phrase what it tells.
    entries: Vec<Vec<&'static str>>,
    index: Index,
}

impl Words {
    fn new(text: &'static str, table: Table) -> Self {
        let rows: Vec<[&'static str; 2]> = table::rows(text).collect();
        let keys = rows.iter().enumerate().map(|(entry, [phrase, _])| (*phrase, entry));
        Self {
            index: Index::new(table, Case::Fold, keys),
            entries: rows.iter().map(|[_, told]| table::list(told).collect()).collect(),
        }
    }

    fn longest<K: AsKey>(&self, words: &[K]) -> Option<Match<&[&'static str]>> {
        let (entry, words) = self.index.longest(words)?;
        Some(Match { value: &self.entries[entry], words })
    }
}

static MODES: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../data/event_modes.tsv"), Table::EventModes));
static CONTEXTS: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../data/event_contexts.tsv"), Table::EventContexts));
static TYPES: LazyLock<Words> =
    LazyLock::new(|| Words::new(include_str!("../data/event_types.tsv"), Table::EventTypes));

/// For each type, mode and context: the codes that lead there.
static CAMEO: LazyLock<BTreeMap<[&'static str; 3], Vec<&'static str>>> = LazyLock::new(|| {
    let mut codes: BTreeMap<_, Vec<&'static str>> = BTreeMap::new();
    for [code, kind, mode, context] in table::rows(include_str!("../data/cameo.tsv")) {
        codes.entry([kind, mode, context]).or_default().push(code);
    }
    codes
});

pub(crate) fn indexes() -> [&'static Index; 3] {
    [&MODES.index, &CONTEXTS.index, &TYPES.index]
}

pub(crate) fn len() -> usize {
    MODES.entries.len() + CONTEXTS.entries.len() + TYPES.entries.len() + CAMEO.len()
}

/// The modes, as `TYPE/mode`, of the longest phrase that the words begin with.
///
/// ```
/// use rapporteur_ontology::event;
/// assert_eq!(event::modes(&["tear", "gas"]).unwrap().value, ["ASSAULT/crowd-control"]);
/// assert!(event::modes(&["bridge"]).is_none());
/// ```
pub fn modes<K: AsKey>(words: &[K]) -> Option<Match<&'static [&'static str]>> {
    MODES.longest(words)
}

/// The contexts of the longest phrase that the words begin with.
///
/// ```
/// use rapporteur_ontology::event;
/// assert_eq!(event::contexts(&["human", "rights"]).unwrap().value, ["human_rights"]);
/// ```
pub fn contexts<K: AsKey>(words: &[K]) -> Option<Match<&'static [&'static str]>> {
    CONTEXTS.longest(words)
}

/// The types that the act of the longest phrase that the words begin with can be of, where its words alone tell. The first word
/// is a base form.
///
/// ```
/// use rapporteur_ontology::event;
/// assert_eq!(event::types(&["blockade"]).unwrap().value, ["COERCE"]);
/// assert!(event::types(&["strike"]).is_none());
/// ```
pub fn types<K: AsKey>(words: &[K]) -> Option<Match<&'static [&'static str]>> {
    TYPES.longest(words)
}

/// The CAMEO code of a type, mode and context (empty: none), where the table leads to it from exactly one code, or from one
/// code and finer ones under it.
///
/// ```
/// use rapporteur_ontology::event;
/// assert_eq!(event::cameo("ASSAULT", "torture", ""), Some("1822"));
/// assert_eq!(event::cameo("ASSAULT", "", ""), None);
/// ```
#[must_use]
pub fn cameo(kind: &str, mode: &str, context: &str) -> Option<&'static str> {
    let codes = CAMEO.get(&[kind, mode, context])?;
    let first = codes.iter().min_by_key(|code| code.len())?;
    // A root of two digits stands for the whole type.
    (first.len() > 2 && codes.iter().all(|code| code.starts_with(first))).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_code_or_none() {
        for (kind, mode, context, expected) in [
            ("ASSAULT", "torture", "", Some("1822")),
            ("ASSAULT", "firearms", "military", Some("193")),
            ("ASSAULT", "heavy-weapons", "military", None),
            ("ASSAULT", "", "", None),
            ("WEATHER", "", "", None),
        ] {
            assert_eq!(cameo(kind, mode, context), expected, "{kind} {mode} {context}");
        }
    }
}
