//! Who does an act that hangs on another verb: the subject of that verb, whom it asks, or the subject of the clause beside which the
//! act stands without one of its own.

use super::clause;
use super::grammar::owner;
use super::group::{Group, Kind, is_be};
use super::trigger;
use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_text::Span;
use std::ops::Range;

/// Words before an act among which the verb that it hangs on is looked for.
const REACH: usize = 30;
/// Words of an object between a verb and its infinitive.
const LONGEST: usize = 10;

fn lemma<'a>(words: &'a Words<'_>, at: usize) -> &'a str {
    verb::lookup(words.key(at)).map_or(words.lower(at), |form| form.lemma)
}

/// The subject of a verb, where it has one and is in the active.
pub(super) fn subject(words: &Words<'_>, at: usize, sentence: &Range<usize>) -> Option<Span> {
    let group = Group::around(words, &(at..at + 1), sentence);
    if group.kind != Kind::Finite || group.passive {
        return None;
    }
    let found = clause::subject(words, &group, sentence)?;
    if found.passive { None } else { words.span(&found.head) }
}

/// `Norway issued a warning`: of a verb that says only that the act is done, who does it.
pub(super) fn of_light(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Span> {
    let at = group.start.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let issues = trigger::light(lemma(words, at))
        || matches!(lemma(words, at), "renew" | "repeat" | "reiterate" | "send" | "voice");
    if !issues {
        return None;
    }
    // `its offer to hold talks`
    if at > sentence.start && words.tag(at - 1) == Tag::To && verb::is_base(words.key(at)) {
        return of_infinitive(words, at, &Group::around(words, &(at..at + 1), sentence), sentence);
    }
    (words.tag(at) == Tag::Verb).then(|| subject(words, at, sentence)).flatten()
}

/// The group of `is to leave` as one with a subject.
pub(super) fn is_to(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Group> {
    let be = group.start.checked_sub(1).filter(|at| *at >= sentence.start && is_be(words.lower(*at)))?;
    let whole = group.kind == Kind::Infinitive && words.tag(group.start) == Tag::To;
    whole.then(|| Group { start: be, kind: Kind::Finite, auxiliary: Some(be), ..group.clone() })
}

/// Who does what an infinitive tells: whom the verb before it asks or lets, else that verb's subject.
/// `first`: the verb of the infinitive that this one is joined with, else its own.
pub(super) fn of_infinitive(
    words: &Words<'_>,
    first: usize,
    group: &Group,
    sentence: &Range<usize>,
) -> Option<Span> {
    let limit = if first == group.at { group.start } else { first };
    let to = (sentence.start.max(limit.saturating_sub(3))..=limit.min(group.at))
        .rev()
        .find(|&at| words.tag(at) == Tag::To)?;
    let before = to.checked_sub(1).filter(|at| *at >= sentence.start)?;
    if words.tag(before) == Tag::Verb && wills(lemma(words, before)) {
        return subject(words, before, sentence);
    }
    // `its offer to leave`: whose offer it is.
    if intends(words.lower(before)) {
        let noun = Group::around(words, &(before..before + 1), sentence);
        return (noun.kind == Kind::Noun).then(|| owner(words, &noun)).flatten();
    }
    // `asked the port to leave`
    let floor = sentence.start.max(to.saturating_sub(LONGEST));
    let asks = (floor..to).rev().find(|&at| {
        matches!(words.tag(at), Tag::Verb | Tag::Comma | Tag::Semicolon | Tag::Conjunction | Tag::To)
            || verb::lookup(words.key(at)).is_some_and(|form| form.inflection == Inflection::Gerund)
    })?;
    if !turns(lemma(words, asks)) {
        return None;
    }
    let start = if matches!(words.lower(asks + 1), "on" | "upon" | "for") { asks + 2 } else { asks + 1 };
    let end = words.noun_phrase(start, to);
    if end == to && end > start {
        return words.span(&(start..end));
    }
    None
}

/// `Norway raised it at the council’s meeting`: who acts at a meeting meets.
pub(super) fn attends(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Span> {
    let at = group.start.checked_sub(1).filter(|at| *at > sentence.start)?;
    if group.kind != Kind::Noun || words.lower(at) != "at" {
        return None;
    }
    let floor = sentence.start.max(at.saturating_sub(LONGEST));
    let border = |at: &usize| {
        matches!(words.tag(*at), Tag::Comma | Tag::Semicolon | Tag::Colon | Tag::Close | Tag::Conjunction)
    };
    let acts = (floor..at).rev().take_while(|at| !border(at)).find(|&at| words.tag(at) == Tag::Verb)?;
    subject(words, acts, sentence)
}

/// Verbs whose subject does what their infinitive tells.
fn wills(lemma: &str) -> bool {
    matches!(
        lemma,
        "plan"
            | "intend"
            | "vow"
            | "pledge"
            | "promise"
            | "threaten"
            | "prepare"
            | "agree"
            | "decide"
            | "offer"
            | "undertake"
            | "want"
            | "seek"
            | "refuse"
            | "decline"
            | "fail"
            | "try"
            | "attempt"
            | "begin"
            | "start"
            | "continue"
            | "hope"
            | "aim"
            | "manage"
            | "resolve"
            | "swear"
    )
}

/// Nouns whose owner does what their infinitive tells.
fn intends(lower: &str) -> bool {
    matches!(
        lower,
        "plan"
            | "plans"
            | "intention"
            | "intentions"
            | "intent"
            | "decision"
            | "initiative"
            | "offer"
            | "promise"
            | "pledge"
            | "vow"
            | "attempt"
            | "attempts"
            | "bid"
            | "effort"
            | "efforts"
            | "refusal"
            | "readiness"
            | "willingness"
            | "threat"
            | "move"
            | "commitment"
            | "desire"
    )
}

/// Verbs whose object does what their infinitive tells.
fn turns(lemma: &str) -> bool {
    matches!(
        lemma,
        "ask"
            | "urge"
            | "tell"
            | "order"
            | "instruct"
            | "call"
            | "press"
            | "push"
            | "invite"
            | "request"
            | "beg"
            | "advise"
            | "allow"
            | "force"
            | "command"
            | "persuade"
            | "implore"
            | "direct"
    )
}

/// Who does what a participle beside a clause tells: the subject of the clause (`Norway left, closing the port`; `while closing`), and
/// after `accused the port of` whoever is accused.
pub(super) fn of_gerund(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Span> {
    let before = group.start.checked_sub(1).filter(|at| *at > sentence.start)?;
    let floor = sentence.start.max(before.saturating_sub(REACH));
    match words.tag(before) {
        Tag::Preposition if matches!(words.lower(before), "of" | "for" | "from") => {
            let verb = (floor..before)
                .rev()
                .take(LONGEST)
                .find(|&at| matches!(words.tag(at), Tag::Verb | Tag::Comma | Tag::Semicolon))?;
            let blames = matches!(
                (lemma(words, verb), words.lower(before)),
                ("accuse" | "suspect", "of")
                    | ("blame" | "condemn" | "criticise" | "criticize" | "praise" | "thank", "for")
                    | ("stop" | "prevent" | "keep" | "deter", "from")
            );
            let end = words.noun_phrase(verb + 1, before);
            (blames && end == before && end > verb + 1).then(|| words.span(&(verb + 1..end))).flatten()
        }
        Tag::Subordinator | Tag::Preposition
            if matches!(words.lower(before), "while" | "whilst" | "by" | "before" | "after" | "without") =>
        {
            of_clause(words, before, floor, sentence)
        }
        Tag::Comma => of_clause(words, before, floor, sentence),
        _ => None,
    }
}

/// The subject of the last finite verb before a place, in the active; none across a border of sentences.
fn of_clause(words: &Words<'_>, end: usize, floor: usize, sentence: &Range<usize>) -> Option<Span> {
    let border = |at: &usize| matches!(words.tag(*at), Tag::Semicolon | Tag::Colon | Tag::Open | Tag::Close);
    let finite = (floor..end).rev().take_while(|at| !border(at)).find(|&at| {
        words.tag(at) == Tag::Verb && Group::around(words, &(at..at + 1), sentence).kind == Kind::Finite
    })?;
    // The clause is one that describes a noun.
    let group = Group::around(words, &(finite..finite + 1), sentence);
    let relative =
        group.start > sentence.start && matches!(words.tag(group.start - 1), Tag::Relative | Tag::That);
    if relative { None } else { subject(words, finite, sentence) }
}
