//! The clause of an act: its subject, also where that stands with an earlier verb or before a relative clause, and where it ends.

use super::group::{Group, Kind};
use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_ontology::{agent, noun};
use rapporteur_text::Span;
use std::ops::Range;

/// Words before a verb among which the one that it is joined with is looked for.
const REACH: usize = 40;
/// Verbs in a row that share a subject.
const JOINED: usize = 4;
/// Words of the longest subject that opens a sentence.
const LONGEST: usize = 60;
/// Words of a subject right before its verb.
const NEAR: usize = 12;

/// The subject of a verb group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// Who does it, without appositions.
    pub(super) head: Range<usize>,
    /// All words up to the verb, if the subject stands before it.
    pub(super) whole: Option<Range<usize>>,
    /// A pronoun or a noun phrase that opens the clause stands right before the verb: nobody else can be meant.
    pub(super) certain: bool,
    /// The verb or one that it is joined with is in the passive.
    pub(super) passive: bool,
    /// The words of the verb that it is joined with, up to the verb itself.
    pub(super) other: Option<Range<usize>>,
}

/// The subject of a finite verb group.
pub(super) fn subject(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Subject> {
    let end = group.start;
    let mut group = group.clone();
    let mut other = None;
    for _ in 0..JOINED {
        // In `shut the mill, closed the port and left` what stands before the comma is no subject.
        let listed = group.start > sentence.start && words.tag(group.start - 1) == Tag::Comma;
        let before = if listed {
            joined(words, &group, sentence).filter(|first| !describes(words, first))
        } else {
            None
        };
        if before.is_none()
            && let Some(found) = own_subject(words, &group, sentence)
        {
            return Some(Subject { other, ..found });
        }
        let first = before.or_else(|| joined(words, &group, sentence))?;
        // `were jailed and later freed`
        let open = group.auxiliary.is_none() && participle(words, group.at);
        group = Group { passive: group.passive || first.passive && open, ..first };
        other = Some(group.start..end);
    }
    None
}

/// The verb stands in a relative clause.
fn describes(words: &Words<'_>, group: &Group) -> bool {
    group.start.checked_sub(1).is_some_and(|at| matches!(words.tag(at), Tag::Relative | Tag::That))
}

fn participle(words: &Words<'_>, at: usize) -> bool {
    verb::lookup(words.key(at)).is_some_and(|form| form.inflection == Inflection::PastOrParticiple)
}

fn own_subject(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Subject> {
    if let Some(head) = antecedent(words, group, sentence) {
        return Some(Subject { head, whole: None, certain: true, passive: group.passive, other: None });
    }
    let opens = across(words, group, sentence);
    let whole = opens
        .clone()
        .or_else(|| reported(words, group, sentence))
        .or_else(|| words.subject_before(group.start, sentence.start));
    let mut whole = whole.filter(|range| !matches!(words.tag(range.start), Tag::Relative | Tag::That))?;
    // `by Friday and the port is to`: the clause begins behind `and`.
    if words.tag(whole.start) == Tag::Conjunction && whole.len() > 1 {
        whole.start += 1;
    }
    let floor = sentence.start.max(group.start.saturating_sub(NEAR));
    let near = words.noun_phrase_before(group.start, floor);
    let head = words.noun_phrase(whole.start, whole.end);
    let head = if head > whole.start {
        whole.start..head
    } else if near < group.start {
        near..group.start
    } else {
        return None;
    };
    let mut head = described(words, head, sentence);
    let last = head.end - 1;
    let gerund = verb::lookup(words.key(last)).is_some_and(|form| form.inflection == Inflection::Gerund);
    if head.len() > 1 && gerund && head.end < group.start && words.lower(last - 1).ends_with('s') {
        head.end = last;
    }
    let first = head.start.checked_sub(1).filter(|at| *at >= sentence.start).map(|at| words.tag(at));
    let clause = matches!(
        first,
        None | Some(
            Tag::Conjunction
                | Tag::Semicolon
                | Tag::Colon
                | Tag::That
                | Tag::Open
                | Tag::Subordinator
                | Tag::Dash
        )
    );
    // `Norway said it would leave`: a pronoun points back to whoever is read for it, but not out of its quotation.
    let pronoun = head.len() == 1 && words.tag(head.start) == Tag::Pronoun;
    let apart = matches!(first, None | Some(Tag::Semicolon | Tag::Open));
    let certain =
        head.end == group.start && (if pronoun { apart } else { clause }) && words.refers(head.clone());
    Some(Subject { head, whole: Some(whole), certain, passive: group.passive, other: None })
}

/// `adding that town hall had asked`, `said on Friday that crews should leave`: behind a verb or a time a clause with `that` describes no
/// noun, so a noun without an article is its subject.
fn reported(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Range<usize>> {
    let floor = sentence.start.max(group.start.saturating_sub(NEAR));
    let start = words.noun_phrase_before(group.start, floor);
    let that = start.checked_sub(1).filter(|&at| at > sentence.start && words.tag(at) == Tag::That)?;
    let before = that - 1;
    let says = verb::lookup(words.key(before))
        .is_some_and(|form| form.inflection != Inflection::Base || words.tag(before) == Tag::Verb)
        && noun::lookup(words.lower(before)).is_none();
    let bare = start < group.start && words.tag(start) == Tag::Noun;
    (bare && (says || words.time_word(before))).then_some(start..group.start)
}

/// `families living near the port were hurt`: what stands before the verb belongs to a participle that describes the subject.
fn described(words: &Words<'_>, head: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let floor = sentence.start.max(head.start.saturating_sub(NEAR));
    let preposition = head.start.checked_sub(1).filter(|&at| words.tag(at) == Tag::Preposition);
    let Some(at) = preposition.and_then(|at| at.checked_sub(1)).filter(|at| *at > floor) else { return head };
    let form = verb::lookup(words.key(at)).map(|form| form.inflection);
    if form != Some(Inflection::Gerund) || !words.nominal(at - 1) {
        return head;
    }
    let start = words.noun_phrase_before(at, floor);
    if start < at && words.nominal(start) || words.tag(start) == Tag::Determiner { start..at } else { head }
}

/// `Norway, long an ally of Denmark, a port of call for Sweden, shelled`: the subject opens the sentence, and no verb stands between
/// it and the act.
fn across(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Range<usize>> {
    if group.start - sentence.start > LONGEST {
        return None;
    }
    let head = words.noun_phrase(sentence.start, group.start);
    let opens = head > sentence.start && head < group.start && words.tag(head) == Tag::Comma;
    // `, also vowed`
    let last = (head..group.start).rev().find(|&at| words.tag(at) != Tag::Adverb)?;
    let closed = words.tag(last) == Tag::Comma && last > head;
    let acts = |at| matches!(words.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Modal);
    // `Norway, which had long said it would not sell, also vowed`: the verbs between are those of the clause that describes it.
    let describes = words.tag(head + 1) == Tag::Relative
        && !(head..group.start)
            .any(|at| matches!(words.tag(at), Tag::Semicolon | Tag::Open | Tag::Close | Tag::Stop));
    let alone = || describes || !(head..group.start).any(acts);
    (opens && closed && !words.time_word(sentence.start) && alone()).then_some(sentence.start..group.start)
}

/// True for a verb whose subject is a relative pronoun for persons: `a pilot who was shot`.
pub(super) fn is_relative(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> bool {
    group.kind == Kind::Finite
        && relative_of(words, group, sentence).is_some_and(|at| words.lower(at) == "who")
}

/// The relative pronoun that is the subject of a verb: right before it, or before words that say how, when and where: `who long has
/// criticized`, `who on leave in the port called`.
pub(super) fn relative_of(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<usize> {
    let near = group.start.checked_sub(1).filter(|at| *at > sentence.start)?;
    if matches!(words.tag(near), Tag::Relative | Tag::That)
        && matches!(words.lower(near), "who" | "which" | "that")
    {
        return Some(near);
    }
    let aside = |at: usize| {
        words.nominal(at)
            || matches!(
                words.tag(at),
                Tag::Adverb | Tag::Preposition | Tag::To | Tag::Determiner | Tag::Possessive | Tag::Number
            )
            || matches!(words.lower(at), "while")
    };
    let floor = sentence.start.max(group.start.saturating_sub(NEAR));
    let who = (floor..group.start).rev().find(|&at| !aside(at)).filter(|&at| {
        at > sentence.start && words.tag(at) == Tag::Relative && matches!(words.lower(at), "who" | "which")
    })?;
    // `which the port called`: a subject of its own follows.
    let led = matches!(words.tag(who + 1), Tag::Adverb | Tag::Preposition)
        || matches!(words.lower(who + 1), "while" | "long");
    led.then_some(who)
}

/// `a state that shells its towns`, `Norway, which had sued`: whom the relative clause describes.
fn antecedent(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Range<usize>> {
    let relative = relative_of(words, group, sentence)?;
    let comma = words.tag(relative - 1) == Tag::Comma;
    let end = if comma { relative - 1 } else { relative };
    let floor = sentence.start.max(end.saturating_sub(NEAR));
    // `paid those who shelled the port`
    let open =
        matches!(words.lower(end - 1), "those" | "anyone" | "anybody" | "someone" | "somebody" | "everyone");
    if open && words.lower(relative) == "who" {
        return Some(end - 1..end);
    }
    let start = words.noun_phrase_before(end, floor);
    if start >= end || !words.nominal(end - 1) {
        return None;
    }
    // `left the area following Norway's ban, which`
    let linked = (start + 1..end)
        .rev()
        .find(|&at| matches!(words.lower(at), "following" | "regarding" | "concerning" | "including"));
    let start = linked.map_or(start, |at| at + 1);
    if start >= end {
        return None;
    }
    // `said that`, `the report that`: a clause with `that` behind a word of speech is no relative clause.
    if words.tag(relative) == Tag::That && !comma && !is_somebody(words, end - 1) {
        return None;
    }
    let head = words.noun_phrase(start, end);
    // `stays in the hold of a crew, which`: of several phrases the last one that is somebody.
    if !is_somebody(words, head - 1) && head < end && is_somebody(words, end - 1) {
        let near = (start..end)
            .rev()
            .find(|&at| words.tag(at) == Tag::Preposition || words.lower(at) == "of")
            .map(|at| at + 1..end)
            .filter(|near| near.start < near.end);
        if near.is_some() {
            return near;
        }
    }
    // `in the hands of a group, which threatens`: hands do nothing.
    let of = (start..head).rev().find(|&at| words.lower(at) == "of");
    if let Some(of) =
        of.filter(|&of| of > start && !is_somebody(words, of - 1) && is_somebody(words, head - 1))
    {
        return Some(of + 1..head);
    }
    // `Norway, the winner, which had sued`
    if comma && words.tag(start) == Tag::Determiner && words.tag(start.wrapping_sub(1)) == Tag::Comma {
        let name = words.noun_phrase_before(start - 1, floor);
        if name + 1 < start && words.tag(start - 2) == Tag::Name {
            return Some(name..start - 1);
        }
    }
    (head > start).then_some(start..head)
}

/// Whom a relative clause describes that has a subject of its own: `the sailors it jailed`, `ports that Norway shelled`. Nothing stands
/// behind such a verb as its object.
pub(super) fn described_object(
    words: &Words<'_>,
    group: &Group,
    subject: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    if group.kind != Kind::Finite || group.passive || subject.end > group.start {
        return None;
    }
    let floor = sentence.start.max(subject.start.saturating_sub(NEAR));
    let before = subject.start.checked_sub(1).filter(|at| *at > floor)?;
    let end = match words.tag(before) {
        Tag::Relative | Tag::That if matches!(words.lower(before), "which" | "whom" | "that" | "who") => {
            if words.tag(before - 1) == Tag::Comma {
                before - 1
            } else {
                before
            }
        }
        // Without a relative: a noun and a pronoun side by side.
        Tag::Noun | Tag::Name if words.tag(subject.start) == Tag::Pronoun => before + 1,
        _ => return None,
    };
    if end <= floor || !words.nominal(end - 1) {
        return None;
    }
    // `said that Norway left`: what stands before `that` is somebody whom a determiner or a plural makes a phrase.
    let start = words.noun_phrase_before(end, floor);
    let head = if start < end { words.noun_phrase(start, end) } else { start };
    (head == end && is_somebody(words, end - 1)).then_some(start..end)
}

/// Percent of the uses of a noun for a person that are of one.
const MOSTLY: u8 = 30;

/// `agree with what the port proposed`: what is proposed is meant, and not that it was.
pub(super) fn in_free_relative(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> bool {
    let floor = sentence.start.max(group.start.saturating_sub(NEAR));
    (floor..group.start)
        .rev()
        .take_while(|&at| {
            !matches!(words.tag(at), Tag::Verb | Tag::Comma | Tag::Semicolon | Tag::Colon | Tag::That)
        })
        .any(|at| words.lower(at) == "what" && at > floor && words.tag(at - 1) == Tag::Preposition)
}

/// A name, or a noun for people or a body.
pub(super) fn is_somebody(words: &Words<'_>, at: usize) -> bool {
    words.tag(at) == Tag::Name
        || agent::lookup(words.lower(at)).is_some()
        || noun::lookup(words.key(at))
            .is_some_and(|form| form.noun.group || form.noun.person && form.noun.share >= MOSTLY)
}

/// The finite verb that a verb without a subject is joined with: `left` of `left the port and shelled it`, `of which one
/// closed` apart.
pub(super) fn joined(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Group> {
    if group.kind != Kind::Finite {
        return None;
    }
    let mut before = group.start.checked_sub(1)?;
    while before > sentence.start && words.tag(before) == Tag::Adverb {
        before -= 1;
    }
    if before <= sentence.start {
        return None;
    }
    let listed = match words.tag(before) {
        Tag::Conjunction => false,
        // `closed the port, shelled the town and left`
        Tag::Comma => true,
        _ => return None,
    };
    if listed && !list_goes_on(words, group, sentence) {
        return None;
    }
    let simple = verb::lookup(words.key(group.at)).is_some_and(|form| form.inflection == Inflection::Past)
        && group.auxiliary.is_none();
    let floor = sentence.start.max(before.saturating_sub(REACH));
    for at in (floor..before).rev() {
        let tag = words.tag(at);
        if matches!(tag, Tag::Semicolon | Tag::Colon | Tag::Stop) || listed && tag == Tag::Comma {
            return None;
        }
        if tag != Tag::Verb {
            continue;
        }
        let first = Group::around(words, &(at..at + 1), sentence);
        // `had shelled` and `took` are of two clauses.
        if first.kind == Kind::Finite && first.at == at && !(simple && first.auxiliary.is_some()) {
            return Some(first);
        }
    }
    None
}

/// `and` and a verb follow: the verb is one of several.
fn list_goes_on(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> bool {
    (group.end..sentence.end.min(group.end + NEAR))
        .any(|at| words.tag(at) == Tag::Conjunction && words.tag(at + 1) == Tag::Verb)
}

/// True if words behind an act stand behind another verb that is joined with it, or in the next clause: `condemned the raid and
/// thanked the port`, `is to leave and the Front is to free ten`.
pub(super) fn beyond(words: &Words<'_>, trigger: &Range<usize>, span: Span, sentence: &Range<usize>) -> bool {
    (trigger.end..sentence.end)
        .take_while(|&at| words.words[at].span.end <= span.start)
        .filter(|&at| matches!(words.tag(at), Tag::Conjunction | Tag::Semicolon))
        .any(|at| {
            let aside = |at: usize| matches!(words.tag(at), Tag::Adverb | Tag::Negation);
            let Some(next) = (at + 1..sentence.end).find(|&at| !aside(at)) else {
                return false;
            };
            let verb = verb::lookup(words.key(next)).is_some_and(|form| form.inflection.is_finite());
            // `extends` can have the tag of a noun.
            let takes = matches!(words.tag(next + 1), Tag::Determiner | Tag::Possessive);
            if verb && (words.tag(next) == Tag::Verb || takes) && words.words[next].span.end <= span.start {
                return true;
            }
            let end = words.noun_phrase(next, sentence.end.min(next + NEAR));
            // `equipment seized in May`: a participle can describe its noun.
            let acts = matches!(words.tag(end), Tag::Auxiliary | Tag::Modal)
                || words.tag(end) == Tag::Verb && !participle(words, end);
            // `warned Norway and its friends are to pay`: what stands right behind `and` may be the second of two.
            let second = words.tag(at) == Tag::Conjunction && words.nominal(at - 1);
            let behind = words.words.get(end).is_some_and(|verb| verb.span.start < span.start);
            end > next && acts && (behind || !second && words.words[next].span.start <= span.start)
        })
}
