//! Countries and territories: names, codes, the words for their people, capitals.

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Match, table};

/// A country, a dependent territory, or a former state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code ("XK" for Kosovo).
    pub alpha2: &'static str,
    /// ISO 3166-1 alpha-3 code.
    pub alpha3: &'static str,
    /// The usual English name.
    pub name: &'static str,
    /// All names and abbreviations, the usual one first.
    pub names: Vec<&'static str>,
    /// "French", "South Korean".
    pub adjectives: Vec<&'static str>,
    /// "Frenchman", "Frenchmen", "South Koreans".
    pub people: Vec<&'static str>,
    /// The capital, empty where there is none.
    pub capital: &'static str,
    /// Other names of the capital and other seats of the government.
    pub seats: Vec<&'static str>,
    /// Two letters: AF, AN, AS, EU, NA, OC, SA.
    pub continent: &'static str,
    /// A state; false for dependent territories and former states.
    pub sovereign: bool,
}

/// How a word for a country's people is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemonymForm {
    /// Only an adjective: "Spanish".
    Adjective,
    /// One person: "Spaniard".
    Person,
    /// Several people: "Spaniards".
    People,
    /// An adjective that is also a noun: "German", and "Chinese" for one or many.
    AdjectiveOrPerson,
}

/// A word for a country's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demonym {
    /// The country.
    pub country: &'static Country,
    /// How the word is used.
    pub form: DemonymForm,
}

struct Countries {
    entries: Vec<Country>,
    names: Index,
    codes: Index,
    capitals: Index,
    /// From words to positions in `forms`.
    demonyms: Index,
    /// Countries, and how a word for their people is used.
    forms: Vec<(usize, DemonymForm)>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for [alpha2, alpha3, status, continent, names, adjectives, people, seats] in
        table::rows(include_str!("../data/countries.tsv"))
    {
        let names: Vec<_> = table::list(names).collect();
        let mut seats = table::list(seats);
        entries.push(Country {
            alpha2,
            alpha3,
            name: names.first().copied().unwrap_or_default(),
            names,
            adjectives: table::list(adjectives).collect(),
            people: table::list(people).collect(),
            capital: seats.next().unwrap_or_default(),
            seats: seats.collect(),
            continent,
            sovereign: status == "s",
        });
    }
    // States first, so that a name shared with a territory means the state.
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|entry| !entries[*entry].sovereign);
    let index = |table, case, keys: fn(&Country) -> Vec<&'static str>| {
        Index::new(
            table,
            case,
            order.iter().flat_map(|entry| keys(&entries[*entry]).into_iter().map(|key| (key, *entry))),
        )
    };
    let (mut demonyms, mut forms) = (Vec::new(), Vec::new());
    for &entry in &order {
        let country = &entries[entry];
        for word in country.adjectives.iter().chain(&country.people) {
            demonyms.push((*word, forms.len()));
            forms.push((entry, form_of(country, word)));
        }
    }
    Countries {
        names: index(Table::CountryNames, Case::Proper, |country| country.names.clone()),
        codes: index(Table::CountryCodes, Case::Fold, |country| vec![country.alpha2]),
        capitals: index(Table::Capitals, Case::Proper, |country| {
            std::iter::once(country.capital)
                .filter(|c| !c.is_empty())
                .chain(country.seats.iter().copied())
                .collect()
        }),
        demonyms: Index::new(Table::Demonyms, Case::Proper, demonyms.into_iter()),
        forms,
        entries,
    }
});

/// How a country's people are called by one of their words.
fn form_of(country: &Country, word: &str) -> DemonymForm {
    let same = |known: &&str| known.replace('-', " ").eq_ignore_ascii_case(&word.replace('-', " "));
    match (country.adjectives.iter().any(same), country.people.iter().any(same)) {
        (true, false) => DemonymForm::Adjective,
        (true, true) => DemonymForm::AdjectiveOrPerson,
        (false, true) if word.ends_with('s') || word.ends_with("men") => DemonymForm::People,
        (false, _) => DemonymForm::Person,
    }
}

pub(crate) fn indexes() -> [&'static Index; 4] {
    [&COUNTRIES.names, &COUNTRIES.codes, &COUNTRIES.capitals, &COUNTRIES.demonyms]
}

pub(crate) fn len() -> usize {
    COUNTRIES.entries.len()
}

/// All countries, by alpha-2 code.
pub fn all() -> &'static [Country] {
    &COUNTRIES.entries
}

/// The country of a name or abbreviation; a leading "the" is allowed.
///
/// ```
/// use rapporteur_ontology::country;
/// assert_eq!(country::lookup("the United Kingdom").unwrap().alpha2, "GB");
/// assert_eq!(country::lookup("UK").unwrap().alpha2, "GB");
/// ```
pub fn lookup(name: impl AsKey) -> Option<&'static Country> {
    let found = match name.text().strip_prefix("the ") {
        Some(bare) => COUNTRIES.names.get(bare),
        None => COUNTRIES.names.get(name),
    };
    found.map(|entry| &COUNTRIES.entries[entry])
}

/// The country of an ISO alpha-2 code.
pub fn by_alpha2(code: &str) -> Option<&'static Country> {
    COUNTRIES.codes.get(code).map(|entry| &COUNTRIES.entries[entry])
}

/// The country that a capital or other seat of government can stand for ("Paris" for the government of France).
pub fn by_capital(city: impl AsKey) -> Option<&'static Country> {
    COUNTRIES.capitals.get(city).map(|entry| &COUNTRIES.entries[entry])
}

/// The longest country name that the words begin with.
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<&'static Country>> {
    let (entry, words) = COUNTRIES.names.longest(words)?;
    Some(Match { value: &COUNTRIES.entries[entry], words })
}

/// The longest capital or seat of government that the words begin with.
pub fn longest_capital<K: AsKey>(words: &[K]) -> Option<Match<&'static Country>> {
    let (entry, words) = COUNTRIES.capitals.longest(words)?;
    Some(Match { value: &COUNTRIES.entries[entry], words })
}

/// The country of an adjective or noun for its people.
///
/// ```
/// use rapporteur_ontology::country::{demonym, DemonymForm};
/// let spaniards = demonym("Spaniards").unwrap();
/// assert_eq!((spaniards.country.alpha2, spaniards.form), ("ES", DemonymForm::People));
/// assert_eq!(demonym("German").unwrap().form, DemonymForm::AdjectiveOrPerson);
/// ```
pub fn demonym(word: impl AsKey) -> Option<Demonym> {
    longest_demonym(&[word]).map(|found| found.value)
}

/// The longest word or phrase for a country's people that the words begin with: "South Korean".
pub fn longest_demonym<K: AsKey>(words: &[K]) -> Option<Match<Demonym>> {
    let (entry, count) = COUNTRIES.demonyms.longest(words)?;
    let (country, form) = COUNTRIES.forms[entry];
    let country = &COUNTRIES.entries[country];
    Some(Match { value: Demonym { country, form }, words: count })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(lookup(name).map_or("-", |country| country.alpha2), expected, "{name}");
    }

    #[test]
    fn names() {
        check("US", "US");
        check("U.S.", "US");
        check("us", "-");
        check("Gaza Strip", "PS");
        check("the Netherlands", "NL");
        check("CAR", "CF");
        check("Car", "-");
        check("FRANCE", "FR");
        check("france", "-");
        check("Georgia", "GE");
        check("S. Korea", "KR");
        check("S Korea", "KR");
        check("Paris", "-");
    }

    #[test]
    fn capitals_and_people() {
        assert_eq!(by_capital("Kyiv").unwrap().alpha2, "UA");
        assert_eq!(by_capital("The Hague").unwrap().alpha2, "NL");
        assert_eq!(longest_demonym(&["North", "Korean", "officials"]).unwrap().words, 2);
        assert_eq!(demonym("Frenchmen").unwrap().form, DemonymForm::People);
        assert_eq!(demonym("French").unwrap().form, DemonymForm::Adjective);
        assert!(demonym("polish").is_none());
    }

    #[test]
    fn every_state_is_complete() {
        for country in all().iter().filter(|country| country.sovereign) {
            assert_eq!((country.alpha2.len(), country.alpha3.len()), (2, 3), "{}", country.name);
            assert!(!country.adjectives.is_empty(), "{} has no adjective", country.name);
            assert!(!country.capital.is_empty() || country.alpha2 == "NR", "{} has no capital", country.name);
            assert_eq!(by_alpha2(country.alpha2), Some(country));
        }
    }
}
