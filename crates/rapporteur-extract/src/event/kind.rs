//! Of which type an act is: what the model reads, weighed with what the words of the act allow.

use crate::phrase::{Tag, Words};
use rapporteur_ontology::{Sector, agent, event, noun, verb};
use rapporteur_record::EventType;
use std::ops::Range;

/// How much likelier the words of an act make the types that they allow.
const WEIGHT: f32 = 1000.0;
/// Words of an object that are looked at.
const REACH: usize = 10;
/// Words of the longest phrase that is looked up.
const LONGEST: usize = 3;

/// The likeliest type, with its share. `types`: the model's probability of each.
pub(super) fn likeliest(words: &Words<'_>, types: &[f32; 16], trigger: &Range<usize>) -> (EventType, f32) {
    let object = || by_object(words, trigger);
    let allowed = allowed(words, trigger).or_else(object).unwrap_or_default();
    let share = |at: usize| {
        let weight = if allowed.contains(&EventType::ALL[at].name()) { WEIGHT } else { 1.0 };
        types[at] * weight
    };
    let mut best = 0;
    for at in 0..types.len() {
        if share(at) > share(best) {
            best = at;
        }
    }
    let sum: f32 = (0..types.len()).map(share).sum();
    let plain: f32 = types.iter().sum();
    // Where the words allow what the model reads, its own probability stands.
    let sure =
        if allowed.is_empty() || sum <= 0.0 { types[best] } else { share(best) / sum * plain.min(1.0) };
    (EventType::ALL[best], sure)
}

/// What a verb does to its object may tell: to eliminate battalions is force, to eliminate tariffs is none; to strengthen ties is
/// cooperation, to strengthen a wall is none.
fn by_object(words: &Words<'_>, trigger: &Range<usize>) -> Option<&'static [&'static str]> {
    let lemma = verb::lookup(words.key(trigger.start)).map_or("", |form| form.lemma);
    let end = words.noun_phrase(trigger.end, words.len().min(trigger.end + REACH));
    let heads = || {
        // `political and security ties`
        let joined = words.tag(end) == Tag::Conjunction;
        let last = if joined { words.noun_phrase(end + 1, words.len().min(end + REACH)) } else { end };
        [end, last].into_iter().filter(|&end| end > trigger.end).map(|end| words.lower(end - 1))
    };
    match lemma {
        "eliminate" | "annihilate" | "crush" | "neutralise" | "neutralize" | "liquidate" | "exterminate" => {
            heads().any(is_fighter).then_some(&["ASSAULT"])
        }
        "strengthen" | "deepen" | "expand" | "boost" | "intensify" | "build" => {
            let tie =
                |lower: &str| matches!(lower, "ties" | "relations" | "links" | "cooperation" | "partnership");
            heads().any(tie).then_some(&["COOPERATE"])
        }
        _ => None,
    }
}

/// People who use force, or a body of them.
fn is_fighter(lower: &str) -> bool {
    agent::lookup(lower)
        .is_some_and(|agent| matches!(agent.sectors.first(), Some(Sector::Mil | Sector::Reb | Sector::Uaf)))
}

/// The types that the words of an act allow: its own, or with the word before it (`ground offensive`).
fn allowed(words: &Words<'_>, trigger: &Range<usize>) -> Option<&'static [&'static str]> {
    let at = trigger.start;
    let base = |at: usize| {
        let verb = verb::lookup(words.key(at)).map(|form| form.lemma);
        verb.or_else(|| noun::lookup(words.key(at)).map(|form| form.noun.lemma))
    };
    let ahead = |from: usize| -> Vec<&str> {
        (from..words.len().min(from + LONGEST)).map(|at| words.lower(at)).collect()
    };
    let find = |from: usize, holds: usize| {
        let mut phrase = ahead(from);
        let mut found = event::types(&phrase).filter(|found| found.words >= holds);
        if let (None, Some(base)) = (&found, base(from)) {
            phrase[0] = base;
            found = event::types(&phrase).filter(|found| found.words >= holds);
        }
        // A plural that is no verb's form.
        if found.is_none()
            && let Some(one) = words.lower(from).strip_suffix('s')
        {
            phrase[0] = one;
            found = event::types(&phrase).filter(|found| found.words >= holds);
        }
        found.map(|found| found.value)
    };
    // Of `ground operation` the act's word may be the second one.
    at.checked_sub(1).and_then(|before| find(before, 2)).or_else(|| find(at, 1))
}
