//! Whose verb it is, where a sentence has several: that of who speaks, of whom he speaks, or of what was written.

use super::act::{cue_of, deed};
use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Inflection};
use rapporteur_ontology::{noun, verb};
use std::ops::Range;

/// Words between a written thing and the second of two participles that tell of it.
const WRITTEN: usize = 16;
/// Words between a written thing and whose it is.
const OWNED: usize = 4;
/// Words between a cue and what was taken for its content.
const GAP: usize = 10;

/// Gives drafts the source that the grammar of their sentence gives their cue.
pub(super) fn settle(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        if let Some(subject) = second_verb(reading, drafts, at) {
            drafts[at].source = Some(subject);
        }
    }
    for draft in drafts {
        written(reading, draft);
        described_object(reading, draft);
        another_sentence(reading, draft);
    }
}

/// `Envoys say the port has not opened the gate and has refused to paint it`: inside of what the envoys say the second verb has the
/// subject of the first.
fn second_verb(reading: &Reading<'_>, drafts: &[Draft], at: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let draft = &drafts[at];
    let host = drafts.get(draft.host?)?;
    let cue = draft.cue.as_ref()?;
    let same = draft.source.is_some() && draft.source == host.source;
    if draft.rule != "quote.coordinated" || !same || reading.quoted(cue.start) {
        return None;
    }
    let part = host.content.iter().find(|part| part.contains(&cue.start))?;
    let start = part.start + usize::from(words.tag(part.start) == Tag::That);
    // `warned of rain and said`: without a clause of its own before it nobody else is there.
    let finite = (start..cue.start - 1)
        .any(|at| matches!(words.tag(at), Tag::Auxiliary | Tag::Modal | Tag::Verb) || is_past(reading, at));
    words
        .clause_subject(start, cue.start)
        .filter(|subject| finite && subject.start == start && subject.end < cue.start)
}

fn is_past(reading: &Reading<'_>, at: usize) -> bool {
    verb::lookup(reading.words.key(at)).is_some_and(|form| {
        matches!(form.inflection, verb::Inflection::Past | verb::Inflection::PastOrParticiple)
    })
}

/// `His words followed the mayor’s letter lashing out at him, vowing to wait`: it is the letter that vows.
fn written(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let gerund = |at: usize| {
        words.lower(at).ends_with("ing")
            && verb::lookup(words.key(at)).is_some_and(|form| form.inflection == verb::Inflection::Gerund)
    };
    let vows = cue.len() == 1
        && cue::verb(words.key(cue.start)).is_some_and(|form| form.inflection == Inflection::Gerund);
    if !vows || source.end >= cue.start || words.tag(cue.start - 1) != Tag::Comma || reading.quoted(cue.start)
    {
        return;
    }
    let floor = source.end.max(reading.sentence_start(cue.start)).max(cue.start.saturating_sub(WRITTEN));
    let noun = (floor..cue.start - 1).rev().find(|&at| {
        matches!(
            words.lower(at),
            "statement" | "letter" | "message" | "memo" | "post" | "tweet" | "speech" | "email" | "op-ed"
        ) && gerund(at + 1)
    });
    let alone = |noun: usize| !(noun..cue.start - 1).any(|at| words.tag(at) == Tag::Comma);
    if let Some(noun) = noun.filter(|&noun| alone(noun)) {
        let owner = (source.end..noun).rev().take(OWNED).find(|&at| words.tag(at) == Tag::Genitive);
        let start = words.noun_phrase_before(owner.unwrap_or(noun + 1), source.end);
        draft.source = Some(start..noun + 1);
    }
}

/// `echoing words he has used to describe the mayor’s denial`, where only the denial was read: the object is the words.
fn described_object(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone().filter(|_| draft.learned.is_some()) else { return };
    let Some(part) = draft.content.first_mut().filter(|part| part.start > cue.end + 3) else { return };
    let gap = cue.end..part.start;
    let plain = gap.len() <= GAP
        && words.tag(cue.end) == Tag::Noun
        && noun::lookup(words.key(cue.end)).is_none_or(|form| !form.noun.person)
        && !gap.clone().any(|at| reading.mark(at) || reading.quoted(at) || words.tag(at) == Tag::Comma)
        && words.tag(part.start) != Tag::That
        && !reading.quoted(part.start);
    let clause = words.tag(cue.end + 1) == Tag::Pronoun
        && gap.clone().any(|at| matches!(words.tag(at), Tag::Auxiliary | Tag::Modal));
    if plain && clause {
        part.start = cue.end;
    }
}

/// `The town launched a drive. “The boats came …”`: who did something in one sentence does not speak in the next.
fn another_sentence(reading: &Reading<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone().filter(|_| draft.learned.is_some()) else { return };
    let lemma = cue_of(reading, &cue).map_or("", |known| known.lemma);
    let sentence = reading.sentence_start(cue.start);
    let next = |part: &Range<usize>| part.start > cue.end && reading.sentence_start(part.start) != sentence;
    let words = &reading.words;
    let announced = draft
        .content
        .first()
        .is_some_and(|part| (part.start.saturating_sub(2)..part.start).any(|at| words.tag(at) == Tag::Colon));
    if deed(reading, &cue, lemma, false) && !announced && draft.content.iter().all(next) {
        (draft.cue, draft.source) = (None, None);
    }
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::{learned, shown};

    fn lines(text: &str, said: (&str, &str, &[&str])) -> Vec<String> {
        learned(text, said).iter().map(|line| shown(text, line)).collect()
    }

    #[test]
    fn the_second_verb_of_what_is_told() {
        let text = "Envoys say Orla has not opened the gate and has rejected a new plan.";
        let told = "Orla has not opened the gate and has rejected a new plan";
        let found = lines(text, ("Envoys", "say", &[told]));
        assert!(found.contains(&"[Orla] <has rejected> {a new plan}".to_owned()), "{found:?}");
    }

    #[test]
    fn what_was_written_vows() {
        let text = "Lind's words followed Marten's long letter lashing out at Orla, vowing it would pay.";
        let found = lines(text, ("Lind's words", "vowing", &["it would pay"]));
        assert!(found.contains(&"[Marten's long letter] <vowing> {it would pay}".to_owned()), "{found:?}");
    }

    #[test]
    fn the_object_of_a_cue_is_whole() {
        let text = "Lind left, echoing language he has used to describe the denials of the port.";
        let found = lines(text, ("Lind", "echoing", &["the denials of the port"]));
        assert_eq!(found[0], "[Lind] <echoing> {language he has used to describe the denials of the port}");
    }

    #[test]
    fn who_acts_does_not_speak_in_the_next_sentence() {
        let text = "The town soon launched a drive. “The boats of the port came in at night,” it says there.";
        let found = lines(text, ("The town", "launched", &["“The boats of the port came in at night,”"]));
        assert!(!found.iter().any(|line| line.starts_with("[The town]")), "{found:?}");
    }
}
