//! Bodies with a name of their own: parliaments, courts, forces, services, parties, armed groups, agencies.

use std::sync::LazyLock;

use crate::country::{self, Country};
use crate::index::{Case, Index, Table};
use crate::{AsKey, Match, Sector, table, without_article};

/// Where a body belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// To one country.
    Country(&'static Country),
    /// To no state; with PLOVER's code: "UNO", "IGO", "NGO", "EUR", "IMG".
    Code(&'static str),
    /// To several countries, or the sources do not say.
    Unknown,
}

/// A body with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// All names, the usual one first.
    pub names: Vec<&'static str>,
    /// Where it belongs.
    pub home: Home,
    /// Its sector; `None` where only its home is known.
    pub sector: Option<Sector>,
    /// ISO date since which it governs its country; empty for others.
    pub governs: &'static str,
}

struct Bodies {
    entries: Vec<Body>,
    index: Index,
}

static BODIES: LazyLock<Bodies> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for [names, home, sector, governs, _source] in table::rows(include_str!("../data/bodies.tsv")) {
        let home = match home {
            "" => Home::Unknown,
            code if code.len() == 3 => Home::Code(code),
            alpha2 => country::by_alpha2(alpha2).map_or(Home::Unknown, Home::Country),
        };
        entries.push(Body {
            names: table::list(names).collect(),
            home,
            sector: Sector::of_code(sector),
            governs,
        });
    }
    // Of several bodies of one name the one that is mostly called so stands first.
    let usual = entries.iter().enumerate().filter_map(|(entry, body)| Some((*body.names.first()?, entry)));
    let others = entries
        .iter()
        .enumerate()
        .flat_map(|(entry, body)| body.names.iter().skip(1).map(move |name| (*name, entry)));
    let keys = usual.chain(others);
    Bodies { index: Index::new(Table::Bodies, Case::Proper, keys), entries }
});

pub(crate) fn indexes() -> [&'static Index; 1] {
    [&BODIES.index]
}

pub(crate) fn len() -> usize {
    BODIES.entries.len()
}

/// The bodies of a name; a leading "the" is allowed.
///
/// ```
/// use rapporteur_ontology::{Sector, body};
/// let knesset = body::lookup("the Knesset").next().unwrap();
/// assert_eq!(knesset.sector, Some(Sector::Leg));
/// ```
pub fn lookup(name: impl AsKey) -> impl Iterator<Item = &'static Body> {
    let text = name.text();
    let bare = without_article(text).unwrap_or(text);
    let entries: Vec<usize> = BODIES.index.all(&[bare]).collect();
    entries.into_iter().map(|entry| &BODIES.entries[entry])
}

/// The longest name of a body that the words begin with.
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<&'static Body>> {
    let (entry, words) = BODIES.index.longest(words)?;
    Some(Match { value: &BODIES.entries[entry], words })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        let found = lookup(name).next().map(|body| {
            let home = match body.home {
                Home::Country(country) => country.alpha3,
                Home::Code(code) => code,
                Home::Unknown => "?",
            };
            format!("{home} {}", body.sector.map_or("-", Sector::code))
        });
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{name}");
    }

    #[test]
    fn homes_and_sectors() {
        check("Bundestag", "DEU LEG");
        check("Mossad", "ISR SPY");
        check("Likud", "ISR PTY");
        check("Royal Canadian Navy", "CAN MIL");
        check("the Interpol Choir", "none");
        check("unity", "none");
    }

    #[test]
    fn every_row_tells_something() {
        for body in &BODIES.entries {
            assert!(!body.names.is_empty());
            assert!(body.sector.is_some() || body.home != Home::Unknown, "{:?}", body.names);
        }
    }
}
