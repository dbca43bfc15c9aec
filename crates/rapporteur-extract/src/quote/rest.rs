//! Where what somebody said ends and what is told of him goes on: `said that it leaks, but gave no details`; and what was said
//! for a while only: `refused to open it, but relented`.

use super::act::cue_of;
use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::Class;
use rapporteur_ontology::verb::{self, Inflection};
use std::ops::Range;

/// Conjunctions of a content that are looked at.
const TURNS: usize = 4;
/// Words of a clause that may say that something is not clear.
const UNCLEAR: usize = 14;
/// Words of a clause in which somebody gives in.
const GIVEN_IN: usize = 40;

/// Puts the end of the last part of a content right.
pub(super) fn settle(reading: &Reading<'_>, draft: &mut Draft) {
    of_teller(reading, draft);
    given_in(reading, draft);
    never(reading, draft);
}

/// Ends a content where the verb of its cue has a second one beside it, or the report a clause of its own.
fn of_teller(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let says = cue_of(reading, &cue)
        .is_some_and(|known| matches!(known.class, Class::Say | Class::Belief | Class::Ask));
    let before = draft.source.as_ref().is_some_and(|source| source.end <= cue.start);
    let own = |part: &&mut Range<usize>| says && before && part.start >= cue.end;
    let Some(part) = draft.content.last_mut().filter(own) else { return };
    let buts = (part.start + 1..part.end.saturating_sub(1))
        .filter(|&at| words.lower(at) == "but" && !reading.quoted(at));
    if let Some(but) = buts.take(TURNS).find(|&but| turns(reading, part, but)) {
        *part = reading.trim(part.start..but);
    }
}

/// True if a `but` inside a content leaves it.
fn turns(reading: &Reading<'_>, part: &Range<usize>, but: usize) -> bool {
    let words = &reading.words;
    let next = (but + 1..part.end).find(|&at| words.tag(at) != Tag::Adverb).unwrap_or(part.end);
    next < part.end
        && (keeps_back(reading, next) || is_unclear(reading, part, but) || backs(reading, part, next))
}

/// `did not elaborate`, `declined to say`, `gave no details`.
fn keeps_back(reading: &Reading<'_>, at: usize) -> bool {
    let words = &reading.words;
    let tells = |at: usize| {
        matches!(
            words.lower(at),
            "elaborate"
                | "say"
                | "comment"
                | "specify"
                | "give"
                | "provide"
                | "offer"
                | "explain"
                | "name"
                | "identify"
                | "disclose"
                | "reveal"
                | "go"
        )
    };
    match words.lower(at) {
        "did" | "would" => words.tag(at + 1) == Tag::Negation && tells(at + 2),
        "didn't" | "didn’t" | "wouldn't" | "wouldn’t" => tells(at + 1),
        "declined" | "refused" => words.tag(at + 1) == Tag::To && tells(at + 2),
        "gave" | "offered" | "provided" | "cited" => matches!(words.lower(at + 1), "no" | "few" | "little"),
        _ => false,
    }
}

/// `but the number of boats was not immediately clear`: it is the report that does not know.
fn is_unclear(reading: &Reading<'_>, part: &Range<usize>, but: usize) -> bool {
    let words = &reading.words;
    let within = but + 1..part.end.min(but + UNCLEAR);
    let Some(not) = within.clone().find(|&at| words.tag(at) == Tag::Negation) else { return false };
    let is = matches!(words.lower(not - 1), "was" | "were" | "is" | "are");
    let open = (not + 1..within.end).find(|&at| words.tag(at) != Tag::Adverb);
    is && open.is_some_and(|at| matches!(words.lower(at), "clear" | "known" | "available"))
}

/// `said it would wait but also offered a boat`: a simple past goes on neither `would` nor `had`, but the verb of the telling.
fn backs(reading: &Reading<'_>, part: &Range<usize>, next: usize) -> bool {
    let words = &reading.words;
    let Some(inflection) = verb::lookup(words.key(next)).map(|form| form.inflection) else { return false };
    let first = part.clone().find(|&at| matches!(words.tag(at), Tag::Modal | Tag::Auxiliary | Tag::Verb));
    match first.map(|at| words.lower(at)) {
        Some("would" | "will" | "could" | "should") => {
            matches!(inflection, Inflection::Past | Inflection::PastOrParticiple)
        }
        Some("had") => inflection == Inflection::Past,
        _ => false,
    }
}

/// Takes in what came of it: `asking for boats but never got one`.
fn never(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let Some(part) = draft.content.last_mut().filter(|part| part.start >= cue.end) else { return };
    let but = part.end + usize::from(words.tag(part.end) == Tag::Comma);
    let sentence = reading.sentence_start(part.end - 1);
    let inside =
        |at: usize| at < words.len() && reading.sentence_start(at) == sentence && !reading.quoted(at);
    let told = words.lower(but) == "but"
        && words.lower(but + 1) == "never"
        && verb::lookup(words.key(but + 2))
            .is_some_and(|form| matches!(form.inflection, Inflection::Past | Inflection::PastOrParticiple));
    if told && inside(but + 2) && !reading.quoted(part.end - 1) {
        let rest = (but..words.len())
            .take(GIVEN_IN)
            .take_while(|&at| inside(at) && !matches!(words.tag(at), Tag::Comma | Tag::Semicolon | Tag::Dash))
            .last();
        *part = reading.trim(part.start..rest.map_or(part.end, |last| last + 1));
    }
}

/// Takes in that a refusal was given up: without it the refusal would still hold.
fn given_in(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let stance = cue_of(reading, &cue)
        .is_some_and(|known| matches!(known.class, Class::Stance | Class::Intent | Class::Request));
    let Some(part) = draft.content.last_mut().filter(|part| stance && part.start >= cue.end) else { return };
    let sentence = reading.sentence_start(part.end - 1);
    let inside =
        |at: usize| at < words.len() && reading.sentence_start(at) == sentence && !reading.quoted(at);
    let but = part.end + usize::from(words.tag(part.end) == Tag::Comma);
    let verb = but + 1 + (but + 1..but + 3).take_while(|&at| words.tag(at) == Tag::Adverb).count();
    if !inside(verb) || words.lower(but) != "but" || reading.quoted(part.end - 1) {
        return;
    }
    let gives = match words.lower(verb) {
        "relented" | "reversed" | "backtracked" | "caved" | "reconsidered" | "yielded" => true,
        "backed" => matches!(words.lower(verb + 1), "down" | "off" | "away"),
        "gave" => matches!(words.lower(verb + 1), "in" | "way"),
        "changed" => (verb + 1..verb + 3).any(|at| matches!(words.lower(at), "course" | "mind")),
        _ => false,
    };
    // In a title both halves have one subject: `Wary of the Gate, But Want It Open`.
    let titled = reading.headline(cue.start)
        && words.words[but].text.starts_with(char::is_uppercase)
        && verb::is_base(words.key(verb));
    if gives || titled {
        let rest = (verb..words.len()).take(GIVEN_IN).take_while(|&at| inside(at)).last();
        *part = reading.trim(part.start..rest.map_or(part.end, |last| last + 1));
    }
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::check_learned;

    #[test]
    fn what_the_teller_kept_back_is_no_part_of_what_he_told() {
        for (rest, kept) in [
            ("it had closed the gate on Tuesday, but gave no details", "it had closed the gate on Tuesday"),
            ("it was still waiting, but did not elaborate", "it was still waiting"),
            ("it would keep the gate shut but also offered a boat", "it would keep the gate shut"),
            (
                "a gate was to be built, but the place of it was not immediately clear",
                "a gate was to be built",
            ),
            ("it was old but had been mended", "it was old but had been mended"),
            ("it would rain but not for long", "it would rain but not for long"),
        ] {
            check_learned(
                &format!("The port said {rest}."),
                ("The port", "said", &[rest]),
                &format!("[The port] <said> {{{kept}}}"),
            );
        }
    }

    #[test]
    fn a_refusal_that_was_given_up() {
        check_learned(
            "For months, the port refused to open the gate, but relented after a vote.",
            ("the port", "refused", &["to open the gate"]),
            "[the port] <refused> {to open the gate, but relented after a vote}",
        );
        check_learned(
            "Clerks reported asking for boats but never got one.",
            ("Clerks", "reported", &["asking for boats"]),
            "[Clerks] <reported> {asking for boats but never got one}",
        );
        check_learned(
            "The port refused to open the gate, but painted it.",
            ("The port", "refused", &["to open the gate"]),
            "[The port] <refused> {to open the gate}",
        );
    }
}
