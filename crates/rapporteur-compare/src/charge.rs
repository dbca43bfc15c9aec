//! A charge that an accuser, or the body that the accuser is of, states without a word for accusing: “the flood is the result of a
//! release from the Orla dam, in Norvassa”. It stands beside the allegation that is denied.

use crate::Cell;
use crate::claim::{Claim, Kind, Line};
use crate::denial::{Allegation, Allegations, Party, matter};
use crate::ground::{Ground, Place};
use crate::words::{self, Word};
use rapporteur_record::{Attribution, AttributionKind, EntityId, EntityType};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Charges that are remembered of each name, and those that a claim takes up.
const SHOWN: usize = 64;

/// Names behind the cause that are looked at.
const NAMED: usize = 8;

/// What somebody states to be the cause of something.
struct Charge {
    place: usize,
    speaker: Party,
    /// The speaker is a body.
    body: bool,
    /// Those who are named behind the cause, each by itself.
    causers: Vec<Party>,
    capitals: BTreeSet<String>,
    words: BTreeSet<String>,
    cell: Cell,
}

/// Adds to what is denied the charges of the same accusers in other reports.
pub(crate) fn join(ground: &mut Ground<'_>, claims: &mut [Claim], allegations: &Allegations) {
    if claims.iter().all(|claim| claim.kind != Kind::Denial) {
        return;
    }
    let charges: Vec<Charge> =
        ground.places.iter().enumerate().flat_map(|(at, place)| charges(place, at)).collect();
    let mut by_name: BTreeMap<&str, Vec<&Charge>> = BTreeMap::new();
    for charge in &charges {
        for name in &charge.capitals {
            let known = by_name.entry(name).or_default();
            if known.len() < SHOWN {
                known.push(charge);
            }
        }
    }
    let told: BTreeMap<(i64, Line), &Allegation> =
        allegations.all.iter().map(|one| ((one.cell.report, one.cell.line), one)).collect();
    for claim in claims.iter_mut().filter(|claim| claim.kind == Kind::Denial && claim.sides() > 1) {
        let alleged: Vec<&Allegation> = claim
            .cells
            .iter()
            .filter(|cell| cell.side == 0)
            .filter_map(|cell| told.get(&(cell.report, cell.line)).copied())
            .take(SHOWN)
            .collect();
        let mut reports: BTreeSet<i64> = claim.cells.iter().map(|cell| cell.report).collect();
        let mut further: Vec<Cell> = Vec::new();
        for allegation in alleged {
            let names = names(&ground.places[allegation.place], &allegation.cell.spans);
            let candidates = names.iter().filter_map(|name| by_name.get(name.as_str())).flatten();
            for charge in candidates.filter(|charge| repeats(ground, charge, allegation, &names)) {
                if further.len() < SHOWN && reports.insert(charge.cell.report) {
                    further.push(charge.cell.clone());
                }
            }
        }
        if !further.is_empty() {
            claim.cells.extend(further);
            ground.finish(claim);
        }
    }
}

/// True if a charge is the allegation: by the same one, against the same one, about a thing of the same name.
fn repeats(ground: &Ground<'_>, charge: &Charge, allegation: &Allegation, names: &BTreeSet<String>) -> bool {
    let place = &ground.places[charge.place];
    let of_accuser = allegation.accuser.ids().any(|id| charge.speaker.ids().any(|own| own == id))
        || charge.body
            && allegation.accuser.is_of(&charge.speaker, names)
            && is_named(place, &allegation.accuser);
    let of_party = |name: &String| {
        allegation.accuser.has_name(name)
            || allegation.accused.has_name(name)
            || charge.speaker.has_name(name)
    };
    of_accuser
        && !charge.speaker.is_kin(&allegation.accused)
        && charge.causers.iter().any(|causer| causer.is_kin(&allegation.accused))
        && charge.capitals.intersection(names).any(|name| !of_party(name))
        && !charge.words.is_disjoint(&allegation.words)
}

/// True if the report names the one: ministries of many states have one name.
fn is_named(place: &Place<'_>, party: &Party) -> bool {
    let named: BTreeSet<EntityId> =
        place.report().entities.iter().map(|entity| place.who(&entity.id).id).collect();
    party.ids().any(|id| named.contains(id))
}

/// The capitalised words, in lower case.
fn names(place: &Place<'_>, spans: &[Span]) -> BTreeSet<String> {
    let words = spans.iter().flat_map(|span| words::words(place.text(), *span));
    words.filter(|word| word.capital && word.tells()).map(|word| word.folded).collect()
}

fn charges(place: &Place<'_>, at: usize) -> Vec<Charge> {
    let stated = place.report().attributions.iter().filter(|one| one.kind != AttributionKind::Act);
    stated.filter_map(|attribution| charge(place, at, attribution)).collect()
}

fn charge(place: &Place<'_>, at: usize, attribution: &Attribution) -> Option<Charge> {
    let id = attribution.speaker.entity()?;
    let text = place.text();
    let (cause, words) = attribution.content.iter().find_map(|content| {
        let words = words::words(text, *content);
        let behind = cause(&words)?;
        Some((Span::new(behind, content.end), words))
    })?;
    if attribution.cue.is_some_and(|cue| words::words(text, cue).iter().any(turns)) {
        return None;
    }
    let mut speaker = Party::default();
    speaker.add(place, id);
    let party = |id: &EntityId| {
        let mut party = Party::default();
        party.add(place, id);
        party
    };
    let named = place.mentions_in(cause).filter_map(|mention| mention.entity.as_ref());
    let causers: Vec<Party> = named.take(NAMED).map(party).collect();
    let behind: Vec<Word> = words.into_iter().filter(|word| cause.contains(word.span)).collect();
    Some(Charge {
        place: at,
        speaker,
        body: place.entity(id).is_some_and(|entity| entity.entity_type == EntityType::Organisation),
        causers,
        capitals: names(place, &[cause]),
        words: matter(&behind),
        cell: place.said(0, attribution.id)?,
    })
}

fn turns(word: &Word) -> bool {
    word.negates() || words::denial(&word.folded).is_some()
}

/// Where the words for a cause begin: behind `is the result of`, `was caused by`. None behind a word that turns it into the
/// contrary.
fn cause(words: &[Word]) -> Option<usize> {
    /// Words between `is` and the noun: `is the direct and only result of`.
    const BETWEEN: usize = 5;
    let is = |word: &Word| matches!(word.folded.as_str(), "is" | "are" | "was" | "were");
    let at = words.windows(2).position(|pair| {
        matches!(
            (pair[0].folded.as_str(), pair[1].folded.as_str()),
            ("consequence" | "result" | "work" | "fault" | "doing", "of") | ("caused", "by")
        )
    })?;
    let verb = words[at.saturating_sub(BETWEEN)..at].iter().any(is);
    (verb && !words[..at].iter().any(turns)).then(|| words[at + 1].span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_told_by_a_verb_and_a_noun() {
        let behind = |text: &str| {
            let words = words::words(text, Span::new(0, text.len()));
            cause(&words).map(|at| text[at..].trim().to_owned())
        };
        assert_eq!(behind("the fire was caused by a shell").as_deref(), Some("a shell"));
        assert_eq!(behind("that this is the direct result of a strike").as_deref(), Some("a strike"));
        assert_eq!(behind("that this is not the result of a strike"), None);
        assert_eq!(behind("the result of the vote"), None);
    }
}
