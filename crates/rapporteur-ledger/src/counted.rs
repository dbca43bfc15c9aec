//! Who is counted, and which groups can be one.

use rapporteur_ontology::{country, illness};
use std::collections::BTreeSet;

/// Those who are counted, as the words tell.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// Peoples and parties named in the phrase: codes of countries, or the word in lower case.
    pub nations: BTreeSet<String>,
    /// The noun, in the singular, if it says more than `people`: `miner`, `child`, `tank`.
    pub kind: Option<String>,
    /// Civilian or combatant, as claimed.
    pub status: Option<String>,
    /// A part of another figure: `among them three children`.
    pub part: bool,
}

impl Counted {
    /// From the words of the counted phrase. `opens` is true if it opens its sentence, where a capital tells nothing.
    #[must_use]
    pub fn of(words: &str, status: Option<&str>, opens: bool) -> Self {
        let mut found = Self { status: status.map(str::to_owned), ..Self::default() };
        let words: Vec<&str> = words
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '“' | '”' | '"' | '(' | ')'))
            .filter(|word| !word.is_empty())
            .collect();
        for (at, word) in words.iter().enumerate() {
            // `COVID-19 deaths` are of nobody's people.
            if word.starts_with(char::is_uppercase) && illness::lookup(&word.to_lowercase()).is_none() {
                for part in word.split(['-', '–']).filter(|part| part.len() > 2) {
                    match country::demonym(part) {
                        Some(demonym) => {
                            found.nations.insert(demonym.country.alpha3.to_owned());
                        }
                        // `38 U.S. infections`
                        None if let Some(country) = country::lookup(part) => {
                            found.nations.insert(country.alpha3.to_owned());
                        }
                        None if at > 0 || !opens => {
                            found.nations.insert(singular(&part.to_lowercase()));
                        }
                        None => {}
                    }
                }
            }
        }
        let head = words.last().map(|word| word.to_lowercase());
        let is_nation = words.last().is_some_and(|word| country::demonym(*word).is_some())
            || head.as_ref().is_some_and(|head| found.nations.contains(&singular(head)));
        found.kind = head.filter(|head| !is_nation && !is_general(head)).map(|head| singular(&head));
        found
    }

    /// True if the two name peoples or parties and none of them is the same: the dead of one side are never those of the
    /// other.
    #[must_use]
    pub fn is_of_another_side(&self, other: &BTreeSet<String>) -> bool {
        !self.nations.is_empty() && !other.is_empty() && self.nations.is_disjoint(other)
    }
}

/// Nouns for human beings that tell nothing more of them than that they are counted.
fn is_general(noun: &str) -> bool {
    matches!(
        noun,
        "people"
            | "person"
            | "persons"
            | "individuals"
            | "others"
            | "lives"
            | "dead"
            | "bodies"
            | "corpses"
            | "deaths"
            | "fatalities"
            | "cases"
            | "infections"
            | "victims"
            | "casualties"
            | "killed"
            | "injured"
            | "injuries"
            | "wounded"
            | "missing"
            | "displaced"
            | "them"
            | "whom"
            | "those"
            | "more"
            | "hostages"
            | "captives"
            | "abductees"
            | "detainees"
            | "prisoners"
            | "arrests"
            | "refugees"
            | "evacuees"
            | "inhabitants"
            | "residents"
            | "locals"
            | "townsfolk"
            | "townspeople"
    )
}

/// A plain singular: enough to tell `miners` and `miner` to be one noun.
fn singular(noun: &str) -> String {
    match noun {
        "children" => "child".to_owned(),
        "women" => "woman".to_owned(),
        "men" => "man".to_owned(),
        _ => match noun.strip_suffix("ies") {
            Some(stem) if stem.len() > 2 => format!("{stem}y"),
            _ => noun
                .strip_suffix('s')
                .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
                .unwrap_or(noun)
                .to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, nations: &[&str], kind: Option<&str>) {
        let found = Counted::of(words, None, false);
        let named: Vec<&str> = found.nations.iter().map(String::as_str).collect();
        assert_eq!((&named[..], found.kind.as_deref()), (nations, kind), "{words}");
    }

    #[test]
    fn who_is_counted() {
        check("people", &[], None);
        check("townspeople", &[], None);
        check("U.S. infections", &["USA"], None);
        check("Covid-19 deaths", &[], None);
        check("Spaniards", &["ESP"], None);
        check("Norvassian soldiers", &["norvassian"], Some("soldier"));
        check("Norvassians", &["norvassian"], None);
        check("Norvassian infections", &["norvassian"], None);
        check("Spanish-French miners", &["ESP", "FRA"], Some("miner"));
        check("children", &[], Some("child"));
        assert!(Counted::of("Pilots", None, true).nations.is_empty());
    }
}
