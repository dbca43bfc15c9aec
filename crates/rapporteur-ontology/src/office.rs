//! Who held which public office, and when.
//!
//! The table says from which day on somebody holds an office, up to which day that is certain, and by which day
//! somebody else is known to hold it. Between the last two it says nothing, and so does this module.

use std::sync::LazyLock;

use crate::country::{self, Country};
use crate::index::{Case, Index, Table};
use crate::{AsKey, Sector, table};

/// One time of somebody in an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    /// All names of the holder, the fullest one first.
    pub names: Vec<&'static str>,
    /// The country.
    pub country: &'static Country,
    /// "President", "Ambassador to the United States", "leader of Likud".
    pub title: &'static str,
    /// The sector of the office; `None` for who only ran for one, and for whom a country's history names as a leader.
    pub sector: Option<Sector>,
    /// ISO date of the first day, as exact as it is known: `2014-09-22`, `2014-09`, `2014`; empty where unknown.
    pub since: &'static str,
    /// Up to when the source is certain, as exact as `since`.
    pub seen: &'static str,
    /// ISO date by which somebody else is known to hold the office; empty where unknown.
    pub after: &'static str,
}

/// How somebody stands to an office on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not in it yet.
    Before,
    /// Holds it.
    Holds,
    /// Has left it.
    Left,
    /// The table does not say.
    Unknown,
}

impl Spell {
    /// How the holder stands to the office on a day (ISO date, all ten characters).
    pub fn on(&self, day: &str) -> Standing {
        if day.len() != 10 || self.sector.is_none() {
            return Standing::Unknown;
        }
        // A partial date stands for its first and its last day: only what holds for both is certain.
        let begins = |date: &str| format!("{date}{}", &"0000-01-01"[date.len()..]);
        let ends = |date: &str| format!("{date}{}", &"9999-12-31"[date.len()..]);
        if !self.since.is_empty() && day < begins(self.since).as_str() {
            return Standing::Before;
        }
        if !self.after.is_empty() && day >= ends(self.after).as_str() {
            return Standing::Left;
        }
        let held = !self.since.is_empty() && day >= ends(self.since).as_str();
        if held && day <= begins(self.seen).as_str() { Standing::Holds } else { Standing::Unknown }
    }
}

struct Offices {
    entries: Vec<Spell>,
    index: Index,
}

static OFFICES: LazyLock<Offices> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for [names, alpha2, title, sector, since, seen, after] in table::rows(include_str!("../data/offices.tsv"))
    {
        // A test reads every row: all countries are known.
        let Some(country) = country::by_alpha2(alpha2) else { continue };
        entries.push(Spell {
            names: table::list(names).collect(),
            country,
            title,
            sector: Sector::of_code(sector),
            since,
            seen,
            after,
        });
    }
    let keys = entries
        .iter()
        .enumerate()
        .flat_map(|(entry, spell)| spell.names.iter().map(move |name| (*name, entry)));
    Offices { index: Index::new(Table::Holders, Case::Fold, keys), entries }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&OFFICES.index]
}

pub(crate) fn len() -> usize {
    OFFICES.entries.len()
}

/// All that the table has under a name, as it is written there or in ASCII.
pub fn spells(name: impl AsKey) -> impl Iterator<Item = &'static Spell> {
    let entries: Vec<usize> = OFFICES.index.all(&[name]).collect();
    entries.into_iter().map(|entry| &OFFICES.entries[entry])
}

/// The last day for which the table is certain of anything: that of its latest source.
///
/// ```
/// assert_eq!(rapporteur_ontology::office::last_day().len(), 10);
/// ```
pub fn last_day() -> &'static str {
    OFFICES.entries.iter().map(|spell| spell.seen).filter(|day| day.len() == 10).max().unwrap_or_default()
}

/// The office that the only bearer of a name held on a day; of several the first of the table. `None` where the table
/// is not certain, and where people of several countries bear the name.
///
/// ```
/// use rapporteur_ontology::office;
/// let held = office::holder("Uhuru Kenyatta", "2015-03-01").unwrap();
/// assert_eq!((held.title, held.country.alpha3), ("President", "KEN"));
/// assert!(office::holder("Uhuru Kenyatta", "2004-03-01").is_none());
/// ```
pub fn holder(name: impl AsKey, day: &str) -> Option<&'static Spell> {
    let all: Vec<&Spell> = spells(name).collect();
    let one = all.iter().all(|spell| spell.country.alpha2 == all[0].country.alpha2);
    all.into_iter().find(|spell| one && spell.on(day) == Standing::Holds)
}

/// Who held an office of a country (alpha-2 code) on a day; the title as the table has it, case aside.
///
/// ```
/// use rapporteur_ontology::office;
/// assert_eq!(office::office("FR", "president", "2020-01-01").unwrap().names[0], "Emmanuel Macron");
/// assert!(office::office("FR", "president", "1999-01-01").is_none());
/// ```
pub fn office(alpha2: &str, title: &str, day: &str) -> Option<&'static Spell> {
    let mut held = OFFICES.entries.iter().filter(|spell| {
        spell.country.alpha2.eq_ignore_ascii_case(alpha2)
            && spell.title.eq_ignore_ascii_case(title)
            && spell.on(day) == Standing::Holds
    });
    // Two deputies at once: the title names neither.
    held.next().filter(|_| held.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(since: &'static str, seen: &'static str, after: &'static str, day: &str, expected: Standing) {
        let country = country::by_alpha2("NO").unwrap();
        let sector = Some(Sector::Gov);
        let spell =
            Spell { names: vec!["Ilse Marten"], country, title: "Premier", sector, since, seen, after };
        assert_eq!(spell.on(day), expected, "{since} {seen} {after}: {day}");
    }

    #[test]
    fn certain_days_only() {
        check("2010-05-01", "2015-11-04", "2019-03-01", "2010-04-30", Standing::Before);
        check("2010-05-01", "2015-11-04", "2019-03-01", "2010-05-01", Standing::Holds);
        check("2010-05-01", "2015-11-04", "2019-03-01", "2015-11-04", Standing::Holds);
        check("2010-05-01", "2015-11-04", "2019-03-01", "2017-01-01", Standing::Unknown);
        check("2010-05-01", "2015-11-04", "2019-03-01", "2019-03-01", Standing::Left);
        check("2010", "2015-11-04", "", "2010-06-01", Standing::Unknown);
        check("2010", "2015-11-04", "", "2011-01-01", Standing::Holds);
        check("2010", "2015-11-04", "", "2026-01-01", Standing::Unknown);
        check("", "2015-11-04", "", "2015-01-01", Standing::Unknown);
        check("2010-05-01", "2015-11-04", "", "2012", Standing::Unknown);
    }

    #[test]
    fn one_person_under_two_spellings_and_leaders_of_history() {
        let both = ["Isaias Afwerki", "Isaias Afworki"].map(|name| holder(name, "2024-01-01"));
        assert!(both[0].is_some() && both[0] == both[1]);
        let known: Vec<_> =
            spells("Idi Amin").map(|s| (s.country.alpha3, s.sector, s.on("1975-01-01"))).collect();
        assert_eq!(known, [("UGA", None, Standing::Unknown)]);
    }

    #[test]
    fn every_row_is_complete() {
        let rows = table::rows::<7>(include_str!("../data/offices.tsv")).count();
        assert_eq!(rows, OFFICES.entries.len(), "a country is unknown");
        for spell in &OFFICES.entries {
            assert!(
                !spell.names.is_empty() && !spell.title.is_empty() && !spell.seen.is_empty(),
                "{spell:?}"
            );
            for date in [spell.since, spell.seen, spell.after] {
                assert!(matches!(date.len(), 0 | 4 | 7 | 10), "{spell:?}");
            }
        }
    }
}
