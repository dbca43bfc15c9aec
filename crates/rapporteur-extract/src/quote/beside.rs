//! What stands beside a statement and was read into it: an inserted `, first told by the port,`, the next main clause, how somebody
//! said it, the second half of a quotation of somebody else.

use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{self, Inflection};
use std::ops::Range;

/// Words of an inserted phrase: `, first told by the port on Friday,`.
const INSERTED: usize = 14;

/// Puts right what was read into the contents of drafts, which are in order of the text.
pub(super) fn settle(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        inserted(reading, drafts, at);
        interrupted(reading, drafts, at);
    }
    for draft in drafts.iter_mut() {
        neither(reading, draft);
        awareness(reading, draft);
        next_clause(reading, draft);
        manner(reading, draft);
        occasion(reading, draft);
    }
}

/// `said that the leak, first told by the port on Friday, may have been made up`: the port told of the leak, and the one who says so
/// goes on behind it.
fn inserted(reading: &Reading<'_>, drafts: &mut [Draft], at: usize) {
    let words = &reading.words;
    let (Some(cue), Some(source)) = (drafts[at].cue.clone(), drafts[at].source.clone()) else { return };
    let [part] = &drafts[at].content[..] else { return };
    let part = part.clone();
    let participle = cue::verb(words.key(cue.end - 1))
        .is_some_and(|form| matches!(form.inflection, Inflection::Participle | Inflection::PastOrParticiple));
    let by = source.start > cue.start && (cue.end..source.start).any(|it| words.lower(it) == "by");
    let opened = cue.start > 0 && words.tag(cue.start - 1) == Tag::Comma;
    let closed = (source.end..part.start).any(|it| words.tag(it) == Tag::Comma)
        || part.start > source.end && words.tag(part.start - 1) == Tag::Comma;
    let goes_on = matches!(words.tag(part.start), Tag::Modal | Tag::Auxiliary)
        && part.start > source.end
        && part.start - cue.start <= INSERTED;
    if !(participle && by && opened && closed && goes_on) {
        return;
    }
    drafts[at].content.clear();
    let sentence = reading.sentence_start(cue.start);
    let holder = (0..drafts.len()).filter(|&other| other != at).find(|&other| {
        drafts[other].content.last().is_some_and(|last| {
            (last.end == cue.start || last.end + 1 == cue.start)
                && reading.sentence_start(last.start) == sentence
        })
    });
    if let Some(last) = holder.and_then(|holder| drafts[holder].content.last_mut()) {
        last.end = part.end;
    }
}

/// `Marten said: If it leaks, it is shut. Mr. Lind said that “nobody told me,” and that he knew nothing “of the gate.”`: both halves
/// are Lind's.
fn interrupted(reading: &Reading<'_>, drafts: &mut [Draft], at: usize) {
    let Some(cue) = drafts[at].cue.clone() else { return };
    if drafts[at].host.is_some() || drafts[at].learned.is_none() {
        return;
    }
    let Some(last) = drafts[at].content.last().cloned().filter(|_| drafts[at].content.len() > 1) else {
        return;
    };
    let sentence = reading.sentence_start(last.start);
    let quoted = reading.quoted(last.start) && last.start > sentence;
    if !quoted || reading.sentence_start(cue.start) >= sentence {
        return;
    }
    let own = (0..drafts.len()).filter(|&other| other != at).find(|&other| {
        let draft = &drafts[other];
        let Some((source, cue)) = draft.source.as_ref().zip(draft.cue.as_ref()) else { return false };
        draft.host.is_none()
            && reading.sentence_start(cue.start) == sentence
            && source.start >= sentence
            && cue.end <= last.start
            && draft.content.iter().any(|part| part.start >= cue.end && part.end <= last.start)
            && !reading.quoted(cue.start)
    });
    if let Some(own) = own {
        drafts[at].content.pop();
        let known = drafts[own].content.iter().any(|part| part.start < last.end && last.start < part.end);
        if !known {
            drafts[own].extend(last);
        }
    }
}

/// `Neither the port nor the town has answered, but both deny it`: behind `but` nothing is negated.
fn neither(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(source), Some(cue)) = (draft.source.clone(), draft.cue.clone()) else { return };
    let but = (source.end..cue.start).rev().take(INSERTED).any(|at| words.lower(at) == "but");
    if words.lower(source.start) == "neither" && but && source.len() > 1 {
        draft.source = Some(source.start + 1..source.end);
    }
}

/// `The port’s earlier awareness of the leak raises questions`: what somebody knew, and what that raises, nobody says.
fn awareness(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let (Some(source), Some(cue)) = (draft.source.clone(), draft.cue.clone()) else { return };
    if words.tag(source.end) != Tag::Genitive || cue.start <= source.end {
        return;
    }
    let knows =
        |at: usize| matches!(words.lower(at), "awareness" | "knowledge" | "ignorance" | "unawareness");
    let named = cue.clone().any(knows);
    let behind = (source.end + 1..cue.start).take(INSERTED).any(knows)
        && !(source.end..cue.start).any(|at| matches!(words.tag(at), Tag::Comma | Tag::Conjunction));
    if named || behind {
        draft.content.clear();
    }
}

/// `deny it & there have been few`, `does not speak of it often but just so you know`: behind a pronoun that is the whole object the
/// next clause begins.
fn next_clause(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let Some(part) = draft.content.first_mut().filter(|part| part.start == cue.end) else { return };
    if !matches!(words.lower(part.start), "it" | "this" | "that" | "them") {
        return;
    }
    // An adverb at most stands behind the object.
    let mut end = part.start + 1;
    if words.tag(end) == Tag::Adverb || words.lower(end).ends_with("ly") {
        end += 1;
    }
    let joins = end < part.end
        && (matches!(words.lower(end), "&" | "but" | "and") || words.tag(end) == Tag::Semicolon);
    let clause = joins
        && (words.lower(end + 1) == "there"
            || matches!(words.tag(end + 1), Tag::Pronoun | Tag::Subordinator)
            || matches!(words.lower(end + 1), "just" | "so" | "when" | "if" | "as"));
    if clause {
        part.end = end;
    }
}

/// `said that it is shut, without giving a reason`, `called it “sound” in denying that`: how somebody says it is no part of it.
fn manner(reading: &Reading<'_>, draft: &mut Draft) {
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let Some(part) = draft.content.last_mut().filter(|part| part.start >= cue.end) else { return };
    let telling = |at: usize| {
        matches!(
            words.lower(at),
            "offering"
                | "giving"
                | "providing"
                | "elaborating"
                | "specifying"
                | "citing"
                | "naming"
                | "explaining"
        )
    };
    let denying = |at: usize| {
        matches!(
            words.lower(at),
            "denying" | "rejecting" | "dismissing" | "refuting" | "contesting" | "defending"
        )
    };
    let cut = (part.start + 1..part.end.saturating_sub(1)).find(|&at| {
        let without = words.lower(at) == "without"
            && words.tag(at - 1) == Tag::Comma
            && (telling(at + 1) || words.tag(at + 1) == Tag::Adverb && telling(at + 2));
        let within = words.lower(at) == "in" && words.tag(at - 1) == Tag::Close && denying(at + 1);
        (without || within) && !reading.quoted(at)
    });
    if let Some(cut) = cut {
        let own: Range<usize> = reading.trim(part.start..cut);
        part.end = own.end.max(part.start + 1);
    }
}

/// `stressed the need for pumps during testimony to a panel`, `said he would back it in response to a question`: the occasion on which
/// somebody says it is no part of it. Behind a verb of the content it may be the occasion of that.
fn occasion(reading: &Reading<'_>, draft: &mut Draft) {
    /// Words of the phrase up to its noun: `during a heated news conference`.
    const PHRASE: usize = 4;
    let words = &reading.words;
    let Some(cue) = draft.cue.clone() else { return };
    let Some(part) = draft.content.last_mut().filter(|part| part.start >= cue.end) else { return };
    let acts = |at: usize| {
        matches!(words.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::That | Tag::Relative)
            && !words.lower(at).ends_with("ing")
    };
    let first_act = part.clone().find(|&at| acts(at)).unwrap_or(part.end);
    let speech = |at: usize| {
        matches!(words.lower(at), "testimony" | "briefing" | "interview" | "hearing" | "speech")
            || words.lower(at) == "conference" && matches!(words.lower(at - 1), "news" | "press")
    };
    let limit = part.end;
    let phrase = |open: usize| words.noun_phrase(open + 1, limit.min(open + 1 + PHRASE));
    let open = (part.start + 1..limit.saturating_sub(1)).find(|&at| {
        let on_it = matches!(words.lower(at), "during" | "in" | "at")
            && at < first_act
            && phrase(at) > at + 1
            && speech(phrase(at) - 1);
        let asked = words.lower(at) == "in"
            && words.lower(at + 1) == "response"
            && words.lower(at + 2) == "to"
            && (at + 3..limit.min(at + 5)).any(|at| matches!(words.lower(at), "question" | "questions"));
        (on_it || asked) && !reading.quoted(at)
    });
    let Some(open) = open else { return };
    part.end = open;
    if draft.venue.is_none() && speech(phrase(open) - 1) {
        draft.venue = Some(open..phrase(open));
    }
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::check_learned;

    #[test]
    fn how_it_is_said_is_no_part_of_it() {
        check_learned(
            "Marten said that the gate would open, without giving further details on the date.",
            ("Marten", "said", &["that the gate would open, without giving further details on the date"]),
            "[Marten] <said> {that the gate would open}",
        );
        check_learned(
            "Marten suggested that the gate was “safe and sound” in denying that it had leaked.",
            ("Marten", "suggested", &["that the gate was “safe and sound” in denying that it had leaked"]),
            "[Marten] <suggested> {that the gate was “safe and sound”}",
        );
    }

    #[test]
    fn the_occasion_of_saying_is_no_part_of_it() {
        check_learned(
            "Marten stressed the need for testing pumps during testimony to a port panel on Tuesday.",
            ("Marten", "stressed", &["the need for testing pumps during testimony to a port panel"]),
            "[Marten] <stressed> {the need for testing pumps}",
        );
        check_learned(
            "Marten indicated that he would back the gate in response to a question from Otto Lind.",
            (
                "Marten",
                "indicated",
                &["that he would back the gate in response to a question from Otto Lind"],
            ),
            "[Marten] <indicated> {that he would back the gate}",
        );
        check_learned(
            "Marten said that Lind wept during a hearing.",
            ("Marten", "said", &["that Lind wept during a hearing"]),
            "[Marten] <said> {that Lind wept during a hearing}",
        );
    }

    #[test]
    fn what_somebody_knew_he_does_not_say() {
        check_learned(
            "The port’s earlier awareness of the leak raises questions about the gate.",
            ("The port", "raises questions about", &["the gate"]),
            "",
        );
    }

    #[test]
    fn an_inserted_phrase_does_not_tell_the_main_clause() {
        check_learned(
            "Marten suggested that reports of a leak, first told by the Orla Post on Friday, may have been made up.",
            ("the Orla Post", "first told", &["may have been made up"]),
            "",
        );
    }

    #[test]
    fn behind_a_whole_object_the_next_clause_begins() {
        check_learned(
            "Marten denied it but there have been leaks.",
            ("Marten", "denied", &["it but there have been leaks"]),
            "[Marten] <denied> {it}",
        );
    }

    #[test]
    fn behind_but_nothing_is_denied_any_more() {
        check_learned(
            "Neither the port nor the town have answered, but have disputed that the gate leaks.",
            ("Neither the port nor the town", "have disputed", &["that the gate leaks"]),
            "[the port nor the town] <have disputed> {that the gate leaks}",
        );
    }
}
