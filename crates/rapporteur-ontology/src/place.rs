//! The gazetteer: towns and cities of the world and the states of the United States.

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Match, table};

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A town or city.
    City,
    /// A state of the United States, or the District of Columbia; it has no coordinates here.
    State,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// GeoNames id.
    pub id: u32,
    /// What it is.
    pub kind: Kind,
    /// The name, with its marks.
    pub name: &'static str,
    /// The name in ASCII.
    pub ascii: &'static str,
    spellings: &'static str,
    /// ISO alpha-2 code of the country.
    pub alpha2: &'static str,
    /// Code of the US state ("TX"), empty elsewhere.
    pub state: &'static str,
    /// Latitude in degrees, two decimals (about one kilometre).
    pub lat: f32,
    /// Longitude in degrees, two decimals.
    pub lon: f32,
    /// People who live there, as GeoNames has it; 0 where unknown.
    pub population: u32,
    /// Also an ordinary word, a given name or a surname ("Nice", "Victoria"): without further evidence it is no place.
    pub ambiguous: bool,
}

impl Place {
    /// Other spellings of the name.
    pub fn alternates(&self) -> impl Iterator<Item = &'static str> {
        table::list(self.spellings)
    }
}

struct Places {
    entries: Vec<Place>,
    index: Index,
    loose: Index,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for [code, name, id] in table::rows(include_str!("../data/us_states.tsv")) {
        entries.push(Place {
            id: table::number(id),
            kind: Kind::State,
            name,
            ascii: name,
            spellings: "",
            alpha2: "US",
            state: code,
            lat: 0.0,
            lon: 0.0,
            population: 0,
            ambiguous: matches!(name, "Virginia" | "Georgia"),
        });
    }
    for [ascii, alpha2, population, id, name, spellings, lat, lon, marks, state] in
        table::rows(include_str!("../data/places.tsv"))
    {
        entries.push(Place {
            id: table::number(id),
            kind: Kind::City,
            name: if name.is_empty() { ascii } else { name },
            ascii,
            spellings,
            alpha2,
            state,
            lat: table::number(lat),
            lon: table::number(lon),
            population: table::number(population),
            ambiguous: marks != "-",
        });
    }
    // The table is ordered by falling population, and an index keeps the order of the entries of one name.
    let mut names = Vec::with_capacity(entries.len() * 3);
    let mut bare = Vec::new();
    for (entry, place) in entries.iter().enumerate() {
        let marked = (place.name != place.ascii).then_some(place.name);
        for name in std::iter::once(place.ascii).chain(marked).chain(place.alternates()) {
            names.push((name, entry));
            bare.extend(without_article(name).map(|rest| (rest, entry)));
        }
    }
    Places {
        index: Index::new(Table::Places, Case::Proper, names.into_iter()),
        loose: Index::new(Table::PlacesWithoutArticle, Case::Proper, bare.into_iter()),
        entries,
    }
});

/// Arabic articles as transliterations write them; reports write another one or none.
const ARTICLES: [&str; 11] = ["Al", "El", "Ar", "As", "Ash", "Az", "Ad", "At", "An", "Ez", "Es"];

/// The name after an Arabic article, when enough is left to be told from other words.
fn without_article(name: &str) -> Option<&str> {
    if !name.starts_with(['A', 'E']) {
        return None;
    }
    let (article, rest) = name.split_once([' ', '-'])?;
    (ARTICLES.contains(&article) && rest.len() >= 5 && rest.starts_with(char::is_uppercase)).then_some(rest)
}

pub(crate) fn indexes() -> [&'static Index; 2] {
    [&PLACES.index, &PLACES.loose]
}

pub(crate) fn len() -> usize {
    PLACES.entries.len()
}

/// The places of a name: US states first, then by falling population. Arabic articles may differ or miss.
///
/// ```
/// use rapporteur_ontology::place;
/// let paris = place::lookup("Paris").next().unwrap();
/// assert_eq!((paris.alpha2, paris.ambiguous), ("FR", true)); // a given name, too
/// assert_eq!(place::lookup("paris").count(), 0);
/// ```
pub fn lookup(name: impl AsKey) -> impl Iterator<Item = &'static Place> {
    let mut entries: Vec<usize> = PLACES.index.all(&[name]).collect();
    if entries.is_empty() {
        entries = match without_article(name.text()) {
            Some(rest) => PLACES.index.all(&[rest]).chain(PLACES.loose.all(&[rest])).collect(),
            None => PLACES.loose.all(&[name]).collect(),
        };
    }
    entries.into_iter().map(|entry| &PLACES.entries[entry])
}

/// The longest place name that the words begin with, and the most populous place that bears it.
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<&'static Place>> {
    let found = PLACES.index.longest(words).or_else(|| PLACES.loose.longest(words));
    let (entry, words) = found?;
    Some(Match { value: &PLACES.entries[entry], words })
}

/// The place of a GeoNames id.
pub fn by_id(id: u32) -> Option<&'static Place> {
    static BY_ID: LazyLock<Vec<(u32, usize)>> = LazyLock::new(|| {
        let mut ids: Vec<_> =
            PLACES.entries.iter().enumerate().map(|(entry, place)| (place.id, entry)).collect();
        ids.sort_unstable();
        ids
    });
    let at = BY_ID.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    Some(&PLACES.entries[BY_ID[at].1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &[&str]) {
        let found: Vec<_> = lookup(name).map(|place| place.alpha2).take(2).collect();
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn spellings() {
        check("Kyiv", &["UA"]);
        check("Kiev", &["UA"]);
        check("Bogotá", &["CO"]);
        check("Khan Younis", &["PS"]);
        check("Raqqa", &["SY"]);
        check("Al-Hudaydah", &["YE"]);
        check("Hudaydah", &["YE"]);
        check("Nowheretown", &[]);
        check("", &[]);
    }

    #[test]
    fn states_stand_before_cities() {
        let first = lookup("Texas").next().unwrap();
        assert_eq!((first.kind, first.state), (Kind::State, "TX"));
        assert_eq!(by_id(first.id), Some(first));
    }

    #[test]
    fn names_that_are_words_are_marked() {
        for (name, ambiguous) in [("Nice", true), ("Reading", true), ("Victoria", true), ("Nairobi", false)] {
            assert_eq!(lookup(name).next().unwrap().ambiguous, ambiguous, "{name}");
        }
    }

    #[test]
    fn the_most_populous_place_comes_first() {
        let cities = PLACES.entries.iter().filter(|place| place.kind == Kind::City);
        assert!(cities.map(|place| place.population).is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn coordinates_are_on_earth() {
        for place in &PLACES.entries {
            assert!(place.id > 0 && place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0, "{}", place.name);
            assert!(place.kind == Kind::State || (place.lat, place.lon) != (0.0, 0.0), "{}", place.name);
        }
    }
}
