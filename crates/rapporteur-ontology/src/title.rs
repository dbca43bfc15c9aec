//! Titles that stand before a name: offices, ranks and forms of address.

use std::sync::LazyLock;

use crate::index::{Case, Index, Table};
use crate::{AsKey, Gender, Match, table};

/// A title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// The full form in lower case: "general" for "Gen.".
    pub text: &'static str,
    /// The gender that the title tells: "Mrs", "king".
    pub gender: Option<Gender>,
    /// A public office or function: "president", "spokesman", "foreign minister".
    pub office: bool,
    /// A rank of army, police or church: "general", "bishop".
    pub rank: bool,
    /// A form of address without function: "Mr", "Lady", "Dr".
    pub courtesy: bool,
}

struct Titles {
    entries: Vec<Title>,
    index: Index,
    modifiers: Index,
    portfolios: Index,
}

static TITLES: LazyLock<Titles> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut keys = Vec::new();
    let (mut modifiers, mut portfolios) = (Vec::new(), Vec::new());
    for [forms, kinds, gender] in table::rows(include_str!("../data/titles.tsv")) {
        match kinds {
            "modifier" => modifiers.extend(table::list(forms).map(|form| (form, 0))),
            "portfolio" => portfolios.extend(table::list(forms).map(|form| (form, 0))),
            _ => {
                keys.extend(table::list(forms).map(|form| (form, entries.len())));
                entries.push(Title {
                    text: table::list(forms).next().unwrap_or_default(),
                    gender: Gender::of_code(gender),
                    office: kinds.contains('o'),
                    rank: kinds.contains('r'),
                    courtesy: kinds.contains('c'),
                });
            }
        }
    }
    Titles {
        entries,
        index: Index::new(Table::Titles, Case::Fold, keys.into_iter()),
        modifiers: Index::new(Table::TitleModifiers, Case::Fold, modifiers.into_iter()),
        portfolios: Index::new(Table::Portfolios, Case::Fold, portfolios.into_iter()),
    }
});

pub(crate) fn indexes() -> [&'static Index; 3] {
    [&TITLES.index, &TITLES.modifiers, &TITLES.portfolios]
}

pub(crate) fn len() -> usize {
    TITLES.entries.len()
}

/// The title of a word or phrase without modifiers.
///
/// ```
/// use rapporteur_ontology::title;
/// assert_eq!(title::lookup("Gen.").unwrap().text, "general");
/// assert!(title::lookup("Prime Minister").unwrap().office);
/// assert!(title::lookup("bridge").is_none());
/// ```
pub fn lookup(text: impl AsKey) -> Option<&'static Title> {
    TITLES.index.get(text).map(|entry| &TITLES.entries[entry])
}

/// The longest title that the words begin with: modifiers ("deputy", "former", "acting") and fields ("foreign",
/// "defence") that stand before an office belong to it, and so do "of" or "for" with fields after a minister or
/// secretary. The value is the title's head.
///
/// ```
/// use rapporteur_ontology::title;
/// let found = title::longest(&["Acting", "Deputy", "Foreign", "Minister", "Ada", "Ray"]).unwrap();
/// assert_eq!((found.value.text, found.words), ("foreign minister", 4));
/// let found = title::longest(&["Minister", "of", "Foreign", "Affairs", "Ada", "Ray"]).unwrap();
/// assert_eq!(found.words, 4);
/// ```
pub fn longest<K: AsKey>(words: &[K]) -> Option<Match<&'static Title>> {
    let mut best: Option<Match<&'static Title>> = None;
    let mut at = 0;
    while at <= MAX_BEFORE {
        let rest = &words[at..];
        if let Some((entry, count)) = TITLES.index.longest(rest) {
            let title = &TITLES.entries[entry];
            // Modifiers and fields belong to offices and ranks: "former Mr" is nothing. "Deputy" is a title and a
            // modifier, so the search goes on; "minister" inside "foreign minister" adds no word and is passed over.
            let longer = best.is_none_or(|best| at + count > best.words);
            if longer && (at == 0 || !title.courtesy) {
                best = Some(Match { value: title, words: at + count });
            }
        }
        match TITLES.modifiers.longest(rest).or_else(|| TITLES.portfolios.longest(rest)) {
            Some((_, count)) => at += count,
            None => break,
        }
    }
    let found = best?;
    Some(Match { words: found.words + complement(found.value, &words[found.words..]), ..found })
}

/// Words that may stand before the head of a title.
const MAX_BEFORE: usize = 6;

/// Number of words of "of foreign affairs", "for trade and industry" after a minister or secretary.
fn complement<K: AsKey>(title: &Title, words: &[K]) -> usize {
    let takes =
        title.text.ends_with("minister") || title.text.ends_with("secretary") || title.text == "commissioner";
    if !takes || !words.first().is_some_and(|word| matches!(word.text(), "of" | "for")) {
        return 0;
    }
    let mut at = 1;
    let mut end = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((_, count)) = TITLES.portfolios.longest(rest) {
            at += count;
            end = at;
        } else if matches!(rest[0].text(), "and" | "the" | "," | "&") {
            at += 1;
        } else {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, usize)>) {
        let words: Vec<_> = text.split(' ').collect();
        assert_eq!(longest(&words).map(|found| (found.value.text, found.words)), expected, "{text}");
    }

    #[test]
    fn offices_ranks_and_address() {
        check("President Ada Ray", Some(("president", 1)));
        check("Vice President Ada Ray", Some(("vice president", 2)));
        check("former prime minister Ada Ray", Some(("prime minister", 3)));
        check("Lt. Gen. Bo Lind", Some(("lieutenant general", 2)));
        check("Lt . Gen . Bo Lind", Some(("lieutenant general", 4)));
        check("Mrs. Ray", Some(("mrs", 1)));
        check("Secretary of State Ada Ray", Some(("secretary of state", 3)));
        check("Minister for Trade and Industry Bo Lind", Some(("minister", 5)));
        check("spokeswoman Ada Ray", Some(("spokeswoman", 1)));
        check("Ada Ray", None);
        check("Deputy Ada Ray", Some(("deputy", 1)));
        check("Deputy Energy Minister Bo Lind", Some(("energy minister", 3)));
        check("former Mr Lind", None);
        check("former bridge", None);
        check(&"deputy ".repeat(100_000), Some(("deputy", 7)));
        check("", None);
    }
}
