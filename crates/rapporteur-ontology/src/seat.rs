//! Buildings, streets and squares whose name stands for an institution: "the Kremlin said".

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Match, table, without_article};

/// The institution that sits in a building.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Institution {
    /// Head of state or of government and their office.
    Head,
    /// The government as a whole.
    Government,
    /// Parliament or one of its houses.
    Parliament,
    /// A ministry; mostly the foreign one.
    Ministry,
    /// Armed forces, ministry of defence.
    Military,
    /// Intelligence or police.
    Security,
    /// A court.
    Court,
    /// An international organisation.
    International,
}

/// A seat of an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The usual name.
    pub name: &'static str,
    /// All names, the usual one first.
    pub names: Vec<&'static str>,
    /// ISO alpha-2 code of the country; empty for international organisations.
    pub alpha2: &'static str,
    /// Who sits there.
    pub institution: Institution,
}

struct Seats {
    entries: Vec<Seat>,
    index: Index,
}

static SEATS: LazyLock<Seats> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for [names, alpha2, institution] in table::rows(include_str!("../data/seats.tsv")) {
        let names: Vec<_> = table::list(names).collect();
        let institution = match institution {
            "head" => Institution::Head,
            "parliament" => Institution::Parliament,
            "ministry" => Institution::Ministry,
            "military" => Institution::Military,
            "security" => Institution::Security,
            "court" => Institution::Court,
            "international" => Institution::International,
            _ => Institution::Government,
        };
        entries.push(Seat { name: names.first().copied().unwrap_or_default(), names, alpha2, institution });
    }
    let keys = entries
        .iter()
        .enumerate()
        .flat_map(|(entry, seat)| seat.names.iter().map(move |name| (*name, entry)));
    Seats { index: Index::new(Table::Seats, Case::Proper, keys), entries }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&SEATS.index]
}

pub(crate) fn len() -> usize {
    SEATS.entries.len()
}

/// The seat of a name; a leading "the" is allowed.
///
/// ```
/// use rapporteur_ontology::seat::{lookup, Institution};
/// let kremlin = lookup("the Kremlin").unwrap();
/// assert_eq!((kremlin.alpha2, kremlin.institution), ("RU", Institution::Head));
/// ```
pub fn lookup(name: impl AsKey) -> Option<&'static Seat> {
    let found = match without_article(name.text()) {
        Some(bare) => SEATS.index.get(bare),
        None => SEATS.index.get(name),
    };
    found.map(|entry| &SEATS.entries[entry])
}

/// The longest seat that the words begin with (without "the").
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<&'static Seat>> {
    let (entry, words) = SEATS.index.longest(words)?;
    Some(Match { value: &SEATS.entries[entry], words })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_country_code_is_known() {
        for seat in &super::SEATS.entries {
            assert!(
                seat.alpha2.is_empty() || crate::country::by_alpha2(seat.alpha2).is_some(),
                "{} has country {}",
                seat.name,
                seat.alpha2
            );
        }
    }
}
