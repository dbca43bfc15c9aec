//! Who says it: the subject of the verb, or of the clause that the verb continues.

use super::cue::{Site, Voice};
use super::draft::Draft;
use super::reading::{Reading, Stretch};
use super::sense;
use crate::phrase::Tag;
use rapporteur_ontology::cue::Complement;
use rapporteur_ontology::noun;
use std::ops::Range;

/// The source of a cue that stands before its content, and the rule that found it. `said` are the drafts of the
/// stretch so far. None where the word is no cue here.
pub(super) fn source(
    reading: &Reading<'_>,
    site: &Site,
    stretch: &Stretch,
    said: &[Draft],
) -> Option<(Option<Range<usize>>, &'static str)> {
    let words = &reading.words;
    let start = site.group.start;
    let floor = reading.sentence_start(start).max(stretch.words.start);
    match site.voice {
        Voice::Passive => Some((None, "quote.passive")),
        Voice::Infinitive => Some((inherited(reading, said, floor, start), "quote.infinitive")),
        Voice::Participle => {
            // "an email saying": the noun right before says it.
            let holder = (start > floor
                && (words.nominal(start - 1) || words.tag(start - 1) == Tag::Pronoun))
                .then(|| words.noun_phrase_before(start, floor)..start)
                .filter(|holder| words.refers(holder.clone()) || document(reading, holder));
            let timed = words.time_word(start.saturating_sub(1))
                || matches!(
                    words.lower(start.saturating_sub(1)),
                    "week" | "month" | "year" | "day" | "night"
                );
            let holder = holder
                .filter(|holder| holder.start != start && !timed)
                .or_else(|| sense::absolute(reading, floor, start))
                .or_else(|| sense::fronted(reading, floor, start, stretch.words.end))
                .or_else(|| agent(reading, floor, start));
            Some((holder.or_else(|| inherited(reading, said, floor, start)), "quote.participle"))
        }
        _ => {
            let before = start.checked_sub(1).filter(|&before| before >= floor)?;
            let mut link = before;
            while link > floor && words.tag(link) == Tag::Adverb {
                link -= 1;
            }
            if words.tag(link) == Tag::Conjunction && !reading.quoted(link) {
                return Some((Some(inherited(reading, said, floor, start)?), "quote.coordinated"));
            }
            if reading.quoted(before) {
                return None;
            }
            let subject = words.subject_before(start, floor);
            if subject.is_none() && words.tag(before) == Tag::Comma {
                // "vowed to go, declined to stay": the verbs share a subject.
                return Some((Some(inherited(reading, said, floor, start)?), "quote.coordinated"));
            }
            let subject = subject?;
            let rule = match site.complement {
                Complement::Colon => "quote.colon",
                Complement::Quote => "quote.cue_before",
                Complement::That => "quote.said_that",
                _ => "quote.said_clause",
            };
            // "It appears that": the pronoun stands for nobody.
            let expletive = subject.len() == 1
                && matches!(words.lower(subject.start), "it" | "there")
                && matches!(site.lemma(), "appear" | "seem" | "seem like" | "emerge" | "turn out");
            Some(((!expletive).then_some(subject), rule))
        }
    }
}

/// `It was called by the port on Monday asking for a boat`: who did it asks.
fn agent(reading: &Reading<'_>, floor: usize, start: usize) -> Option<Range<usize>> {
    /// Words between the agent and the participle.
    const BETWEEN: usize = 4;
    /// Words of the agent.
    const AGENT: usize = 8;
    let words = &reading.words;
    let by = (floor.max(start.saturating_sub(AGENT + BETWEEN))..start)
        .rev()
        .find(|&at| words.lower(at) == "by")?;
    let passive = by > floor + 1
        && words.lower(by - 1).ends_with("ed")
        && (floor.max(by.saturating_sub(3))..by)
            .any(|at| matches!(words.lower(at), "was" | "were" | "been" | "is" | "are"));
    let end = words.noun_phrase(by + 1, start);
    let time = |at: usize| words.time_word(at) || matches!(words.lower(at), "on" | "last" | "this" | "week");
    let near = end > by + 1 && end < start && start - end <= BETWEEN && (end..start).all(time);
    (passive && near).then_some(by + 1..end)
}

/// `reports suggesting`: what is written speaks without an article too.
fn document(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    !phrase.is_empty()
        && noun::lookup(reading.words.key(phrase.end - 1))
            .is_some_and(|form| form.noun.artefact && form.plural)
}

/// The source of the last cue in the sentence that this one can continue, else the subject of the sentence.
fn inherited(reading: &Reading<'_>, said: &[Draft], floor: usize, start: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let own = |draft: &&Draft| {
        let Some(cue) = draft.cue.as_ref().filter(|cue| cue.start >= floor && cue.end <= start) else {
            return false;
        };
        let Some(source) = &draft.source else { return false };
        // What is said inside the words of another is no pattern, nor is a relative clause.
        !matches!(words.tag(source.start), Tag::Relative | Tag::That)
            && !said.iter().rev().take(20).any(|other| other.holds(cue))
    };
    let source = said.iter().rev().take(20).find(own).and_then(|draft| draft.source.clone());
    source.or_else(|| {
        let subject = words.clause_subject(floor, start);
        // Where no verb shows the subject ("Oslo's stance remains"), a stance before the cue still shows its holder.
        let range = subject.clone().unwrap_or(floor..start);
        stance_holder(reading, range).or(subject)
    })
}

/// `the council's position has not changed, calling for`: who holds the position calls.
fn stance_holder(reading: &Reading<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let words = &reading.words;
    let stance = |at: usize| {
        range.contains(&at)
            && matches!(
                words.lower(at),
                "stance" | "position" | "policy" | "view" | "approach" | "message" | "line"
            )
    };
    let holder = range.clone().find(|&at| {
        matches!(words.tag(at), Tag::Genitive | Tag::Possessive) && (stance(at + 1) || stance(at + 2))
    })?;
    if words.tag(holder) == Tag::Possessive {
        return Some(holder..holder + 1);
    }
    let start = words.noun_phrase_before(holder, range.start);
    (start < holder).then_some(start..holder)
}
