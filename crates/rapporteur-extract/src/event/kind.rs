//! Of which type an act is: what the model reads, weighed with what the words of the act allow.

use super::group::Group;
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

/// What a verb does to its object may tell: to eliminate a militia is force, to eliminate tariffs is none; to strengthen ties is
/// cooperation, to strengthen a wall is none.
fn by_object(words: &Words<'_>, trigger: &Range<usize>) -> Option<&'static [&'static str]> {
    let lemma = verb::lookup(words.key(trigger.start)).map_or("", |form| form.lemma);
    let end = words.noun_phrase(trigger.end, words.len().min(trigger.end + REACH));
    let heads = || {
        // `naval and postal links`
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

/// Own force that is announced threatens: `declared its intention to launch an offensive`, `said it would shell the port`.
pub(super) fn is_announced(
    words: &Words<'_>,
    event_type: EventType,
    group: &Group,
    sentence: &Range<usize>,
) -> bool {
    if !matches!(event_type, EventType::Assault | EventType::Mobilize) {
        return false;
    }
    let says = |at: usize| {
        let lemma = verb::lookup(words.key(at)).map_or("", |form| form.lemma);
        matches!(
            lemma,
            "announce"
                | "indicate"
                | "declare"
                | "signal"
                | "state"
                | "express"
                | "reiterate"
                | "confirm"
                | "affirm"
                | "say"
                | "warn"
                | "vow"
                | "swear"
                | "repeat"
        )
    };
    let floor = sentence.start.max(group.start.saturating_sub(REACH));
    let intends = |at: &usize| {
        matches!(words.lower(*at), "intention" | "intentions" | "intent" | "plan" | "plans" | "readiness")
            && *at > floor + 1
            && words.tag(at - 1) == Tag::Possessive
            && says(at - 2)
    };
    let border = |at: &usize| matches!(words.tag(*at), Tag::Comma | Tag::Semicolon | Tag::Stop | Tag::Colon);
    if (floor..group.start).rev().take_while(|at| !border(at)).any(|at| intends(&at)) {
        return true;
    }
    let will =
        group.modal.is_some_and(|at| matches!(words.lower(at), "will" | "would" | "shall" | "'ll" | "'d"));
    let Some(subject) = group.start.checked_sub(1).filter(|at| *at > floor && words.tag(*at) == Tag::Pronoun)
    else {
        return false;
    };
    let that = words.tag(subject - 1) == Tag::That;
    let verb = if that { subject.checked_sub(2) } else { subject.checked_sub(1) };
    will && verb.is_some_and(|at| at >= floor && says(at))
}

/// People who use force, or a body of them.
fn is_fighter(lower: &str) -> bool {
    agent::lookup(lower)
        .is_some_and(|agent| matches!(agent.sectors.first(), Some(Sector::Mil | Sector::Reb | Sector::Uaf)))
}

/// The likeliest type by the model alone.
pub(super) fn read(types: &[f32; 16]) -> EventType {
    let mut best = 0;
    for at in 0..types.len() {
        if types[at] > types[best] {
            best = at;
        }
    }
    EventType::ALL[best]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexeme::Lexemes;
    use crate::plain;

    /// The model reads `read` with this share, and `other` with all but nothing of the rest.
    fn check(text: &str, act: &str, read: EventType, other: EventType, expected: EventType) {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let at = (0..words.len()).find(|&at| words.lower(at) == act).expect("the act's word");
        let mut types = [0.001; 16];
        types[EventType::ALL.iter().position(|t| *t == read).expect("a type")] = 0.97;
        types[EventType::ALL.iter().position(|t| *t == other).expect("a type")] = 0.01;
        let (found, share) = likeliest(&words, &types, &(at..at + 1));
        assert_eq!(found, expected, "{text}");
        assert!((0.0..=1.0).contains(&share), "{text}: {share}");
    }

    #[test]
    fn words_of_one_type() {
        use EventType::{Accuse, Agree, Assault, Coerce, Cooperate, Reject, Request, Sanction, Support};
        check("The navy began a blockade of the port.", "blockade", Assault, Coerce, Coerce);
        check("The league hailed the pact.", "hailed", Accuse, Support, Support);
        check("Troops began a ground offensive.", "offensive", Coerce, Assault, Assault);
        check("The army is to eliminate two battalions.", "eliminate", Sanction, Assault, Assault);
        check("The army is to eliminate two tariffs.", "eliminate", Sanction, Assault, Sanction);
        check("They strengthen economic and military ties.", "strengthen", Support, Cooperate, Cooperate);
        check("They strengthen the wall.", "strengthen", Support, Cooperate, Support);
        // A word of many types is left to the model.
        check("Workers began a strike.", "strike", Assault, Reject, Assault);
        check("He proposed a pact.", "proposed", Agree, Request, Request);
    }
}
