//! Given names with gender, and surnames.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Gender, table};

/// A given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Who bears it.
    pub gender: Gender,
    /// Per 100,000 people of the US census of 1990, plus one for every other list it is on; at least 1.
    pub weight: u32,
}

/// A surname.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surname {
    /// Per 100,000 people of the US census of 1990, plus one for every other list it is on; at least 1.
    pub weight: u32,
}

struct Names<T> {
    entries: Vec<T>,
    index: Index,
}

static GIVEN: LazyLock<Names<Given>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut keys = Vec::new();
    for [name, gender, weight] in table::rows(include_str!("../data/given.tsv")) {
        keys.push((name, entries.len()));
        let gender = Gender::of_code(gender).unwrap_or(Gender::Either);
        entries.push(Given { gender, weight: table::number(weight) });
    }
    Names { entries, index: Index::new(Table::GivenNames, Case::Fold, keys.into_iter()) }
});

static SURNAMES: LazyLock<Names<Surname>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut keys = Vec::new();
    for [name, weight] in table::rows(include_str!("../data/surnames.tsv")) {
        keys.push((name, entries.len()));
        entries.push(Surname { weight: table::number(weight) });
    }
    Names { entries, index: Index::new(Table::Surnames, Case::Fold, keys.into_iter()) }
});

/// The names that each short form stands for.
static SHORT: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    table::rows(include_str!("../data/short_names.tsv")).map(|[short, long]| (short, long)).collect()
});

/// The given names that a word in lower case is a short form of.
///
/// ```
/// use rapporteur_ontology::name;
/// assert_eq!(name::long_forms("steve").collect::<Vec<_>>(), ["steven", "stephen"]);
/// ```
pub fn long_forms(word: &str) -> impl Iterator<Item = &'static str> {
    table::list(SHORT.get(word).copied().unwrap_or_default())
}

/// True if one of two given names in lower case is a short form of the other, or both are of a third one.
#[must_use]
pub fn is_short_form(one: &str, other: &str) -> bool {
    one != other
        && (long_forms(one).any(|long| long == other || long_forms(other).any(|third| third == long))
            || long_forms(other).any(|long| long == one))
}

pub(crate) fn indexes() -> [&'static Index; 2] {
    [&GIVEN.index, &SURNAMES.index]
}

pub(crate) fn len() -> usize {
    GIVEN.entries.len() + SURNAMES.entries.len()
}

/// A given name, however it is capitalised: the caller decides whether the word stands where a name can stand.
///
/// ```
/// use rapporteur_ontology::{name, Gender};
/// assert_eq!(name::given("Olena").unwrap().gender, Gender::Female);
/// assert_eq!(name::given("ibrahim").unwrap().gender, Gender::Male);
/// ```
pub fn given(word: impl AsKey) -> Option<Given> {
    GIVEN.index.get(word).map(|entry| GIVEN.entries[entry])
}

/// A surname.
pub fn surname(word: impl AsKey) -> Option<Surname> {
    SURNAMES.index.get(word).map(|entry| SURNAMES.entries[entry])
}

/// True if the last word of a name is that of the bearer's father, as a word for `son of` or `daughter of` before it tells.
///
/// ```
/// use rapporteur_ontology::name;
/// assert!(name::ends_in_patronymic("Dalven bin Orlan"));
/// assert!(!name::ends_in_patronymic("Dalven bin Orlan Al Marti"));
/// ```
#[must_use]
pub fn ends_in_patronymic(name: &str) -> bool {
    let before = name.rsplit(' ').nth(1);
    before
        .is_some_and(|word| ["bin", "ibn", "bint", "binti"].iter().any(|son| word.eq_ignore_ascii_case(son)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<Gender>) {
        assert_eq!(given(word).map(|given| given.gender), expected, "{word}");
    }

    #[test]
    fn given_names_of_many_countries() {
        check("James", Some(Gender::Male));
        check("Fatima", Some(Gender::Female));
        check("Dmitri", Some(Gender::Male));
        check("Svetlana", Some(Gender::Female));
        check("Tuesday", None);
        check("", None);
    }

    #[test]
    fn surnames() {
        assert!(surname("Smith").unwrap().weight > surname("Otieno").unwrap().weight);
        assert_eq!(surname("Ministry"), None);
    }
}
