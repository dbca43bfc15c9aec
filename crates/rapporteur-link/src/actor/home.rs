//! The country that a phrase belongs to.
use super::words::{Word, opens_complement};
use rapporteur_ontology::body::Home;
use rapporteur_ontology::country::{self, Country};
use rapporteur_ontology::{agent, body, place, seat};
use std::ops::Range;

/// A country or body of no state, by which rule, from which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// ISO 3166 alpha-3 code, or PLOVER's code.
    pub(super) code: &'static str,
    pub(super) rule: &'static str,
    pub(super) words: Range<usize>,
}

impl Found {
    fn country(country: &'static Country, rule: &'static str, words: Range<usize>) -> Self {
        Self { code: country.alpha3, rule, words }
    }
}

/// The only country that the words name; what stands before the complement counts before what stands in it. `None`
/// for none, and for several at one level.
pub(super) fn of(words: &[Word<'_>]) -> Option<Found> {
    let cut = words.iter().position(|word| opens_complement(&word.lower())).unwrap_or(words.len());
    let (head, complement) = words.split_at(cut);
    // `envoy for Norway`: where somebody is sent.
    let links = |word: &Word<'_>| matches!(word.lower().as_str(), "for" | "to");
    let sent = complement.first().is_some_and(links)
        && head.last().is_some_and(|word| {
            matches!(
                word.lower().as_str(),
                "envoy" | "ambassador" | "emissary" | "representative" | "negotiator"
            )
        });
    let complement = if sent { &[] } else { complement };
    let shift = |found: Found| Found { words: found.words.start + cut..found.words.end + cut, ..found };
    match only(head) {
        Only::One(found) => Some(found),
        Only::Several => None,
        Only::None => match only(complement) {
            Only::One(found) => Some(shift(found)),
            Only::Several => first_owner(complement).map(shift),
            Only::None => of_body(head)
                .or_else(|| of_body(complement).map(shift))
                .or_else(|| located(head))
                .or_else(|| located(complement).map(shift)),
        },
    }
}

enum Only {
    None,
    One(Found),
    Several,
}

/// The only country that the words name by name, demonym or seat.
fn only(words: &[Word<'_>]) -> Only {
    let words: Vec<&Word<'_>> = words.iter().collect();
    let mut found: Option<Found> = None;
    let mut at = 0;
    while at < words.len() {
        let Some(next) = at_words(&words[at..], at) else {
            at += 1;
            continue;
        };
        at = next.words.end;
        match &found {
            Some(known) if known.code != next.code => return Only::Several,
            Some(_) => {}
            None => found = Some(next),
        }
    }
    found.map_or(Only::None, Only::One)
}

/// Whether anybody acts for a land: it has a seat of government or a word for its people.
pub(super) fn peopled(country: &Country) -> bool {
    country.sovereign || !country.capital.is_empty() || !country.people.is_empty()
}

/// `of Norway to the United Nations`: the first name behind `of` or `in` owns.
fn first_owner(complement: &[Word<'_>]) -> Option<Found> {
    if !matches!(complement.first()?.lower().as_str(), "of" | "in" | "from") {
        return None;
    }
    let words: Vec<&Word<'_>> = complement.iter().collect();
    (1..words.len().min(4)).find_map(|at| at_words(&words[at..], at))
}

/// What the words begin with: the longest of country, demonym and seat.
fn at_words(words: &[&Word<'_>], at: usize) -> Option<Found> {
    let named =
        country::longest(words).filter(|m| peopled(m.value)).map(|m| (m.value, m.words, "actor.country"));
    let demonym = country::longest_demonym(words).map(|m| (m.value.country, m.words, "actor.demonym"));
    let seat = seat::longest(words)
        .filter(|m| m.words > 1 || m.value.name.len() > 4)
        .and_then(|m| country::by_alpha2(m.value.alpha2).map(|country| (country, m.words, "actor.seat")));
    // A body may have the name of a country in its own: `European Union`.
    let body = body::longest(words).and_then(|m| match m.value.home {
        Home::Code(code) => Some((code, m.words, "actor.body")),
        _ => None,
    });
    let countries = [named, demonym, seat].into_iter().flatten().map(|(c, n, rule)| (c.alpha3, n, rule));
    // Of two of one length the first counts: a country before a party that calls itself so.
    let (code, count, rule) = countries.chain(body).reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    Some(Found { code, rule, words: at..at + count })
}

/// The country of the first named body among the words.
fn of_body(words: &[Word<'_>]) -> Option<Found> {
    let refs: Vec<&Word<'_>> = words.iter().collect();
    (0..refs.len()).filter(|&at| stands_alone(&refs, at)).find_map(|at| {
        let hit = body::longest(&refs[at..])?;
        match hit.value.home {
            Home::Country(country) => Some(Found::country(country, "actor.body", at..at + hit.words)),
            _ => None,
        }
    })
}

/// A word that begins a name, not one that goes on with it: `Brown` of `Ada Brown` is no university.
pub(super) fn stands_alone(words: &[&Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| words[before]);
    before.is_none_or(|word| !word.capital() || word.possessive || country::demonym(word).is_some())
}

/// A place that says where: behind `in`, `at`, `of`, or right before a noun for a body. A name that is a word or a
/// person's name as well says nothing by itself.
fn located(words: &[Word<'_>]) -> Option<Found> {
    let refs: Vec<&Word<'_>> = words.iter().collect();
    (0..refs.len()).filter(|&at| refs[at].capital()).find_map(|at| {
        let found = place::longest(&refs[at..])?;
        let end = at + found.words;
        let behind = at > 0 && matches!(refs[at - 1].lower().as_str(), "in" | "at" | "of" | "near" | "from");
        let before = refs.get(end).is_some_and(|_| agent::longest(&refs[end..]).is_some());
        let owner = refs[end - 1].possessive;
        if !(behind || before || owner) || (found.value.ambiguous && !before) {
            return None;
        }
        let country = country::by_alpha2(found.value.alpha2)?;
        Some(Found::country(country, "actor.place", at..end))
    })
}

/// The country whose government a capital stands for, when the phrase is nothing but its name.
pub(super) fn capital(words: &[Word<'_>]) -> Option<Found> {
    let refs: Vec<&Word<'_>> = words.iter().collect();
    let found = country::longest_capital(&refs).filter(|m| m.words == refs.len())?;
    Some(Found::country(found.value, "actor.capital", 0..refs.len()))
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    fn check(phrase: &str, expected: &str) {
        let words = words::of(phrase);
        let found = of(&words).map(|found| format!("{} {}", found.code, found.rule));
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{phrase}");
    }

    #[test]
    fn countries() {
        check("Norwegian divers", "NOR actor.demonym");
        check("Norway's ambassador to Chile", "NOR actor.country");
        check("ambassador of Norway to Chile", "NOR actor.country");
        check("teachers in Chile", "CHL actor.country");
        check("the Norwegian-Chilean choir", "-");
        check("Norwegian and Chilean divers", "-");
        check("a Kremlin clerk", "RUS actor.seat");
        check("Likud clerks", "ISR actor.body");
        check("Nairobi police", "KEN actor.place");
        check("a clerk in Nairobi", "KEN actor.place");
        check("NATO divers", "IGO actor.body");
        check("the harbour master", "-");
    }
}
