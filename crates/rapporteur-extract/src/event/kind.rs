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

/// Certainty of a type that the words tell and the model does not read.
const TOLD: f32 = 0.7;
/// From here on the model is sure, also against a word by itself.
const PLAIN: f32 = 0.99;
/// In the table: the words tell of no act at all.
const NONE: &str = "-";
/// In the table: the object of a verb, of which the head follows.
const OBJECT: &str = "…";

/// The likeliest type, with its share. `types`: the model's probability of each. `None` where the words tell of no act, or of another
/// type than any that the model holds possible: neither is sure then.
pub(super) fn likeliest(
    words: &Words<'_>,
    types: &[f32; 16],
    trigger: &Range<usize>,
) -> Option<(EventType, f32)> {
    let object = || by_object(words, trigger);
    // With its complement a word tells its type for sure.
    let complement =
        lemma_of(words, trigger.start).and_then(|base| by_complement(words, base, trigger.start + 1));
    let sure = complement.is_some();
    let allowed = complement.or_else(|| allowed(words, trigger)).or_else(object).unwrap_or_default();
    let allowed =
        if read(types) == EventType::Request && names(words, trigger) { &[CALLED] } else { allowed };
    if allowed.contains(&NONE) {
        return None;
    }
    let allowed = if drives_out(words, trigger) { &["COERCE"] } else { allowed };
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
    let held =
        |kind: EventType| EventType::ALL.iter().position(|other| *other == kind).map_or(0.0, |at| types[at]);
    if allowed == [CALLED] && held(EventType::Support) > held(EventType::Accuse) {
        return None;
    }
    if !allowed.is_empty() && !allowed.contains(&EventType::ALL[best].name()) {
        let named = |kind: &EventType| allowed.contains(&kind.name());
        let plain: f32 = types.iter().sum();
        let told = EventType::ALL.into_iter().find(named).filter(|_| sure && allowed.len() == 1);
        let plainly = (types[best] >= PLAIN && !sure).then_some((EventType::ALL[best], types[best]));
        return told.map(|kind| (kind, plain.min(1.0) * TOLD)).or(plainly);
    }
    let sum: f32 = (0..types.len()).map(share).sum();
    let plain: f32 = types.iter().sum();
    // Where the words allow what the model reads, its own probability stands.
    let share =
        if allowed.is_empty() || sum <= 0.0 { types[best] } else { share(best) / sum * plain.min(1.0) };
    Some((EventType::ALL[best], share))
}

/// True if the word of an act is of this one kind and no other.
pub(super) fn is_told(words: &Words<'_>, trigger: &Range<usize>, event_type: EventType) -> bool {
    allowed(words, trigger).is_some_and(|allowed| allowed == [event_type.name()])
}

/// `the port firmly condemns`: behind a word for how somebody does something stands a verb.
pub(super) fn is_done_so(words: &Words<'_>, at: usize) -> bool {
    let third = verb::lookup(words.key(at)).is_some_and(|form| form.inflection == verb::Inflection::Third);
    let how = at.checked_sub(1).map_or("", |at| words.lower(at));
    third
        && how.ends_with("ly")
        && !matches!(
            how,
            "daily" | "weekly" | "monthly" | "yearly" | "hourly" | "early" | "only" | "likely" | "family"
        )
}

/// `the expulsion of its inhabitants`: who drives out those who live there breaks off nothing with anybody, as who expels an envoy does.
fn drives_out(words: &Words<'_>, trigger: &Range<usize>) -> bool {
    let lower = words.lower(trigger.start);
    let lemma = verb::lookup(words.key(trigger.start)).map_or(lower, |form| form.lemma);
    if !matches!(lemma, "expel" | "expulsion" | "oust" | "banish" | "banishment") {
        return false;
    }
    let from = if words.lower(trigger.end) == "of" { trigger.end + 1 } else { trigger.end };
    let end = words.noun_phrase(from, words.len().min(from + REACH));
    end > from
        && matches!(
            words.lower(end - 1),
            "inhabitants"
                | "residents"
                | "population"
                | "people"
                | "civilians"
                | "families"
                | "villagers"
                | "townspeople"
                | "settlers"
                | "minority"
                | "minorities"
                | "refugees"
                | "migrants"
                | "foreigners"
                | "workers"
                | "households"
        )
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
    let base = |at: usize| lemma_of(words, at);
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
        // A verb that no list has.
        for ending in ["d", "ed", "ing"] {
            if let (None, Some(one)) = (&found, words.lower(from).strip_suffix(ending)) {
                phrase[0] = one;
                found = event::types(&phrase).filter(|found| found.words >= holds);
            }
        }
        found.map(|found| found.value)
    };
    // Of `ground operation` the act's word may be the second one.
    at.checked_sub(1).and_then(|before| find(before, 2)).or_else(|| find(at, 1))
}

/// What calling somebody or something by a name most often is.
const CALLED: &str = "ACCUSE";

/// `called the levy a gift`: who calls something by a name asks for nothing.
fn names(words: &Words<'_>, trigger: &Range<usize>) -> bool {
    let end = words.noun_phrase(trigger.end, words.len().min(trigger.end + REACH));
    words.tag(trigger.start) == Tag::Verb
        && verb::lookup(words.key(trigger.start)).is_some_and(|form| form.lemma == "call")
        && end > trigger.end
        && !matches!(words.lower(end), "to" | "on")
}

/// The base form of a verb, else of a noun.
fn lemma_of<'w>(words: &'w Words<'_>, at: usize) -> Option<&'w str> {
    let verb = verb::lookup(words.key(at)).map(|form| form.lemma);
    verb.or_else(|| noun::lookup(words.key(at)).map(|form| form.noun.lemma))
}

/// What stands behind a verb tells its sense: the preposition past adverbs and days (`called again for`, `sided on Friday with`), else
/// the head of its object (`signed the order`).
fn by_complement(words: &Words<'_>, base: &str, from: usize) -> Option<&'static [&'static str]> {
    let limit = words.len().min(from + REACH);
    let aside = |at: &usize| {
        words.tag(*at) == Tag::Adverb
            || words.time_word(*at)
            || words.lower(*at) == "on" && words.time_word(at + 1)
    };
    let next = (from..limit).find(|at| !aside(at))?;
    let end = words.noun_phrase(from, limit);
    let told = |phrase: &[&str]| {
        event::types(phrase).filter(|found| found.words == phrase.len()).map(|found| found.value)
    };
    let head = || {
        let head = end.checked_sub(1).filter(|&head| head >= from)?;
        let one = noun::lookup(words.key(head)).map_or(words.lower(head), |form| form.noun.lemma);
        told(&[base, OBJECT, one])
    };
    let two = || told(&[base, words.lower(next)]);
    told(&[base, words.lower(next), words.lower(next + 1)]).or_else(two).or_else(head)
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
        let (found, share) = likeliest(&words, &types, &(at..at + 1)).expect("a type");
        assert_eq!(found, expected, "{text}");
        assert!((0.0..=1.0).contains(&share), "{text}: {share}");
    }

    #[test]
    fn complements_decide() {
        use EventType::{Accuse, Agree, Concede, Reject, Request, Support};
        check("The court on Friday sided with the skippers.", "sided", Reject, Support, Support);
        check("She called again for a tide table.", "called", Accuse, Request, Request);
        for text in [
            "The port ran out of money.",
            "The mayor signed an executive order.",
            "The owners offered their own bill.",
        ] {
            let document = plain::document(text, None);
            let analysis = rapporteur_lang::analyse(&document);
            let lexemes = Lexemes::new(&document, &analysis);
            let words = Words::new(&lexemes, &analysis);
            let mut types = [0.001; 16];
            types[EventType::ALL.iter().position(|t| *t == Concede).expect("a type")] = 0.9;
            assert_eq!(likeliest(&words, &types, &(2..3)), None, "{text}");
        }
        check("The owner called the levy a gift.", "called", Request, Accuse, Accuse);
        check("The owners signed a treaty.", "signed", Agree, Support, Agree);
    }

    #[test]
    fn a_verb_of_one_type_tells() {
        let told = |text: &str, act: &str| {
            let document = plain::document(text, None);
            let analysis = rapporteur_lang::analyse(&document);
            let lexemes = Lexemes::new(&document, &analysis);
            let words = Words::new(&lexemes, &analysis);
            let at = (0..words.len()).find(|&at| words.lower(at) == act).expect("the act's word");
            is_told(&words, &(at..at + 1), EventType::Accuse)
        };
        assert!(told("The port condemns the levy.", "condemns"));
        let document = plain::document("The port firmly condemns the levy.", None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        assert!(is_done_so(&words, 3) && !is_done_so(&words, 1));
        assert!(!told("The port noted the levy.", "noted") && !told("Workers began a strike.", "strike"));
    }

    #[test]
    fn words_of_one_type() {
        use EventType::{Accuse, Agree, Assault, Coerce, Cooperate, Reject, Request, Sanction, Support};
        check("The navy began a blockade of the port.", "blockade", Assault, Coerce, Coerce);
        check("The league hailed the pact.", "hailed", Accuse, Support, Support);
        check("Troops began a ground offensive.", "offensive", Coerce, Assault, Assault);
        check(
            "He feared the expulsion of its ten thousand inhabitants.",
            "expulsion",
            Sanction,
            Coerce,
            Coerce,
        );
        check("He asked for the expulsion of an envoy.", "expulsion", Sanction, Coerce, Sanction);
        check("The army is to eliminate two battalions.", "eliminate", Sanction, Assault, Assault);
        check("The army is to eliminate two tariffs.", "eliminate", Sanction, Assault, Sanction);
        check("They strengthen economic and military ties.", "strengthen", Support, Cooperate, Cooperate);
        check("They strengthen the wall.", "strengthen", Support, Cooperate, Support);
        // A word of many types is left to the model.
        check("Workers began a strike.", "strike", Assault, Reject, Assault);
        check("He proposed a pact.", "proposed", Agree, Request, Request);
    }
}
