//! Actor codes: the country and the PLOVER sector of who or what a phrase names.
//!
//! A phrase is coded by its own words: a named body, a noun for an actor, a title, a country by name, demonym, seat or
//! capital. A name without such words is looked up in the table of offices; who holds an office is told only for a
//! day, never for a name alone. Where nothing tells, nothing is said.

mod entity;
mod home;
mod role;
mod words;

pub(crate) use entity::of_report;

use crate::slug;
use rapporteur_ontology::body::{self, Home};
use rapporteur_ontology::country;
use rapporteur_ontology::office::{self, Spell, Standing};
use rapporteur_ontology::seat::{self, Institution};
use rapporteur_ontology::{Sector, name, place};
use std::ops::Range;
use words::Word;

/// First and last day that a date can be, as ISO dates of ten characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period<'a> {
    /// First day.
    pub first: &'a str,
    /// Last day, the same for a day.
    pub last: &'a str,
}

/// What a phrase is as a political actor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coded {
    /// ISO 3166 alpha-3 code, or PLOVER's code of a body of no state (UNO, EUR, IGO, NGO, IMG).
    pub country: Option<&'static str>,
    /// PLOVER sectors, the first one first; empty for a country itself and where nothing tells.
    pub sectors: Vec<Sector>,
    /// The office of the table that a name held on the day, with its country.
    pub title: Option<String>,
    /// The rules that told, of the sector first: `actor.noun`, `actor.demonym`.
    pub rules: Vec<&'static str>,
    /// The words that told, as ranges of bytes of the phrase, in their order.
    pub words: Vec<Range<usize>>,
    /// It holds for the day only.
    pub dated: bool,
}

/// Codes a phrase; with the day for which it shall hold, if that is known. `None` where nothing tells.
///
/// ```
/// use rapporteur_link::actor;
/// let divers = actor::code("four Norwegian navy divers", None).unwrap();
/// assert_eq!((divers.country, divers.sectors[0].code()), (Some("NOR"), "MIL"));
/// assert!(actor::code("the bridge", None).is_none());
/// ```
#[must_use]
pub fn code(phrase: &str, day: Option<Period<'_>>) -> Option<Coded> {
    let words = words::of(phrase);
    if words.is_empty() {
        return None;
    }
    whole(phrase, &words, day).or_else(|| by_words(&words, day))
}

/// What is last known of a phrase for which no day is given, with the day for which it holds: the last one of the table of
/// offices. `None` where no day would change anything.
///
/// The table is a source that ends on a day. What it says for that day is no guess as long as the day is told with it.
///
/// ```
/// use rapporteur_link::actor;
/// let (last, day) = actor::last_known("Uhuru Kenyatta").unwrap();
/// assert_eq!((last.country, last.sectors[0].code()), (Some("KEN"), "ELI"));
/// assert!(day > "2025");
/// assert!(actor::last_known("Ilse Marten").is_none());
/// ```
#[must_use]
pub fn last_known(phrase: &str) -> Option<(Coded, &'static str)> {
    let last = office::last_day();
    code(phrase, Some(Period { first: last, last })).filter(|coded| coded.dated).map(|coded| (coded, last))
}

/// The phrase is one name: of a holder of an office, a country, a body, a seat, a capital.
fn whole(phrase: &str, words: &[Word<'_>], day: Option<Period<'_>>) -> Option<Coded> {
    let text = phrase.get(words[0].range.start..words[words.len() - 1].range.end).unwrap_or_default();
    let all = || std::iter::once(words[0].range.start..words[words.len() - 1].range.end).collect();
    let coded = |country, sectors, rule| Coded {
        country,
        sectors,
        rules: vec![rule],
        words: all(),
        ..Coded::default()
    };
    if let Some(found) = country::lookup(text).filter(|found| home::peopled(found)) {
        return Some(coded(Some(found.alpha3), Vec::new(), "actor.country"));
    }
    if let Some(found) = body::lookup(text).next() {
        let country = match found.home {
            Home::Country(country) => Some(country.alpha3),
            Home::Code(code) => Some(code),
            Home::Unknown => home::of(words).map(|found| found.code),
        };
        let mut sectors: Vec<Sector> = found.sector.into_iter().collect();
        let governs = !found.governs.is_empty();
        if governs && day.is_some_and(|day| day.first >= found.governs) {
            sectors = vec![Sector::Gov];
        }
        return Some(Coded { dated: governs && day.is_some(), ..coded(country, sectors, "actor.body") });
    }
    if let Some(found) = seat::lookup(text) {
        let country = country::by_alpha2(found.alpha2).map(|country| country.alpha3);
        let sectors = of_institution(found.institution).into_iter().collect();
        return Some(coded(country, sectors, "actor.seat"));
    }
    if let Some(found) = home::capital(words) {
        return Some(coded(Some(found.code), vec![Sector::Gov], "actor.capital"));
    }
    if let Some(found) = held(text, day) {
        return Some(Coded { words: all(), ..found });
    }
    // A town whose name is nothing else.
    let place = place::lookup(text).next().filter(|place| !place.ambiguous)?;
    let country = country::by_alpha2(place.alpha2)?;
    Some(coded(Some(country.alpha3), Vec::new(), "actor.place"))
}

/// What the table of offices knows of a name.
fn held(name: &str, day: Option<Period<'_>>) -> Option<Coded> {
    let mut spells: Vec<&Spell> = office::spells(name).collect();
    if spells.is_empty() {
        // Marks that the table lacks: it has its own letters, or their plain forms.
        let plain: String = name.chars().map(plain_vowel).collect();
        spells = office::spells(slug::slug(&plain).as_str()).collect();
    }
    let first = spells.first()?;
    if spells.iter().any(|spell| spell.country.alpha2 != first.country.alpha2) {
        return None;
    }
    let mut coded =
        Coded { country: Some(first.country.alpha3), rules: vec!["actor.office_table"], ..Coded::default() };
    let Some(day) = day else { return Some(coded) };
    let on = |spell: &Spell| {
        let (a, b) = (spell.on(day.first), spell.on(day.last));
        if a == b { a } else { Standing::Unknown }
    };
    let offices: Vec<&&Spell> = spells.iter().filter(|spell| spell.sector.is_some()).collect();
    let mut public = offices.iter().filter(|spell| spell.sector == Some(Sector::Gov)).peekable();
    let left = public.peek().is_some() && public.all(|spell| on(spell) == Standing::Left);
    if let Some(spell) = offices.iter().find(|spell| on(spell) == Standing::Holds) {
        coded.sectors = spell.sector.into_iter().collect();
        coded.title = Some(format!("{} ({})", spell.title, spell.country.name));
        coded.dated = true;
    } else if left {
        coded.sectors = vec![Sector::Eli];
        coded.rules.insert(0, "actor.former");
        coded.dated = true;
    }
    Some(coded)
}

/// `ü` as `u`: names from other scripts carry it for another vowel than German does.
fn plain_vowel(c: char) -> char {
    match c {
        'ü' | 'Ü' => 'u',
        'ö' | 'Ö' | 'ø' => 'o',
        'ä' | 'Ä' => 'a',
        _ => c,
    }
}

/// By the words of the phrase: the sector of its nouns, the country of its names.
fn by_words(words: &[Word<'_>], day: Option<Period<'_>>) -> Option<Coded> {
    let role = role::of(words);
    let mut home = home::of(words).map(|found| (found.code, found.rule, found.words));
    let mut coded = Coded::default();
    if let Some(role) = role {
        coded.sectors = role.sectors;
        coded.rules.push(role.rule);
        coded.words.push(range(words, &role.words));
        if home.is_none() && role.words.end < words.len() {
            // The name behind the title.
            let text = words[role.words.end..].iter().map(Word::text).collect::<Vec<_>>().join(" ");
            home = held(&text, day)
                .and_then(|held| held.country)
                .map(|country| (country, "actor.office_table", role.words.end..words.len()));
        }
    } else if home.is_some() && !is_proper(words) {
        // Something of a country, by a noun that no list has.
        coded.sectors.push(Sector::Unk);
    }
    // `people in Norway`, `women and men` are civilians; people of no country are nobody.
    if coded.sectors == [Sector::Unk]
        && coded.rules.first() == Some(&"actor.noun")
        && (home.is_some() && is_people(words) || of_both_sexes(words))
    {
        coded.sectors = vec![Sector::Cvl];
    }
    if let Some((country, rule, found)) = home {
        coded.country = Some(country);
        if !coded.rules.contains(&rule) {
            coded.rules.push(rule);
        }
        coded.words.push(range(words, &found));
    }
    coded.words.sort_by_key(|range| range.start);
    coded.words.dedup();
    (!coded.rules.is_empty()).then_some(coded)
}

/// The bytes of some words.
fn range(words: &[Word<'_>], found: &Range<usize>) -> Range<usize> {
    let last = found.end.max(found.start + 1).min(words.len());
    words[found.start.min(last - 1)].range.start..words[last - 1].range.end
}

fn is_people(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        matches!(word.lower().as_str(), "people" | "men" | "women" | "man" | "woman" | "person" | "persons")
    })
}

/// `men and women`: the people at large.
fn of_both_sexes(words: &[Word<'_>]) -> bool {
    words.windows(3).any(|three| {
        let [one, and, other] = [0, 1, 2].map(|at| three[at].lower());
        and == "and"
            && matches!(
                (one.as_str(), other.as_str()),
                ("men", "women") | ("women", "men") | ("women", "children")
            )
    })
}

/// Every word of any length has a capital: a name.
fn is_proper(words: &[Word<'_>]) -> bool {
    words.iter().all(|word| word.capital() || words::small(word.text()))
        || words.first().is_some_and(|word| name::given(&word.lower()).is_some() && word.capital())
}

/// The sector of who sits at a seat; none for international organisations.
fn of_institution(institution: Institution) -> Option<Sector> {
    match institution {
        Institution::Head | Institution::Government | Institution::Ministry => Some(Sector::Gov),
        Institution::Parliament => Some(Sector::Leg),
        Institution::Military => Some(Sector::Mil),
        Institution::Security => Some(Sector::Cop),
        Institution::Court => Some(Sector::Jud),
        Institution::International => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str, day: Option<&str>, expected: &str) {
        let day = day.map(|day| Period { first: day, last: day });
        let found = code(phrase, day).map(|coded| {
            let sectors: Vec<_> = coded.sectors.iter().map(|sector| sector.code()).collect();
            for words in &coded.words {
                assert!(phrase.get(words.clone()).is_some(), "{phrase}");
            }
            format!("{} {} {}", coded.country.unwrap_or("-"), sectors.join("|"), coded.rules.join(" "))
        });
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{phrase}");
    }

    #[test]
    fn phrases() {
        check("Norway", None, "NOR  actor.country");
        check("Oslo", None, "NOR GOV actor.capital");
        check("the Pentagon", None, "USA MIL actor.seat");
        check("Bundestag", None, "DEU LEG actor.body");
        check("Norwegian farmers", None, "NOR AGR actor.noun actor.demonym");
        check("people in Norway", None, "NOR CVL actor.noun actor.country");
        check("people", None, "- UNK actor.noun");
        check("forty men and women", None, "- CVL actor.noun");
        check("Antarctica", None, "none");
        check("Norwegian fjords", None, "NOR UNK actor.demonym");
        check("Norwegian Wood", None, "NOR  actor.demonym");
        check("the bridge", None, "none");
        check("Ilse Marten", None, "none");
        check("", None, "none");
        check(&"of ".repeat(30_000), None, "none");
    }

    #[test]
    fn offices_need_a_day() {
        check("Uhuru Kenyatta", None, "KEN  actor.office_table");
        check("Uhuru Kenyatta", Some("2015-01-01"), "KEN GOV actor.office_table");
        check("Uhuru Kenyatta", Some("2025-08-01"), "KEN ELI actor.former actor.office_table");
        check("Uhuru Kenyatta", Some("2018-01-01"), "KEN  actor.office_table");
    }
}
