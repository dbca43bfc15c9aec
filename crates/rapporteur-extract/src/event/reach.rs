//! Whom an act cannot reach: words of a clause that stands behind it and has a verb of its own, and the subject of a verb in the
//! passive, which does nothing.

use super::grammar::tokens;
use super::group::{Group, Kind};
use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_record::{EventType, QuadClass};
use rapporteur_text::Span;
use std::ops::Range;

/// Words behind an act that are looked at.
const FAR: usize = 60;
/// Words from a subject on among which its verb is looked for.
const DOING: usize = 5;
/// Words between what opens a clause and its verb.
const NEAR: usize = 14;

/// Whom words are read to be. Whom an act meets may be told in a relative clause: `an attack which killed ten`, `a ban of which the port
/// complains`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    Doer,
    Met,
    /// Met beside somebody who stands nearer.
    AlsoMet,
}

/// True for words in a clause behind an act: `an attack on the port, which Norway blames on Denmark`, `Norway accused the port,
/// while Denmark praised it`. What is said is often said of somebody in a clause with `that`.
pub(super) fn is_apart(
    words: &Words<'_>,
    group: &Group,
    side: Reached,
    verbal: bool,
    span: Span,
    sentence: &Range<usize>,
) -> bool {
    let first = tokens(words, span, sentence).start;
    if first < group.end || first - group.end > FAR {
        return false;
    }
    // Behind another verb a relative clause describes what that one meets: whom the act reaches so far is for the model to say.
    let other = (group.end..first).find(|&at| words.tag(at) == Tag::Verb).unwrap_or(first);
    let apart = |at: usize| {
        let relative = matches!(words.lower(at), "which" | "who" | "whose" | "that");
        (!relative || at < other) && opens(words, at, side, verbal, sentence) && !closed(words, at, first)
    };
    let apart = (group.end..first).any(apart) && !does(words, group, first, sentence);
    let followed = side == Reached::Met && group.kind == Kind::Noun && follows(words, group, first);
    apart || followed || verbal && group.kind == Kind::Noun && (group.end..first).any(|at| finds(words, at))
}

/// `the protests in the port followed the arrest of the mayor`: what an act came after is none of whom it meets.
fn follows(words: &Words<'_>, group: &Group, first: usize) -> bool {
    let verb = (group.end..first).find(|&at| {
        matches!(words.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Relative | Tag::That)
    });
    verb.is_some_and(|at| {
        verb::lookup(words.key(at)).is_some_and(|form| {
            matches!(form.lemma, "follow" | "precede" | "accompany")
                && matches!(
                    form.inflection,
                    Inflection::Past | Inflection::PastOrParticiple | Inflection::Third
                )
        })
    })
}

/// The subject of a clause that is joined behind an act: `used force to clear the quay and the crews were sent home`.
pub(super) fn is_next_subject(words: &Words<'_>, group: &Group, span: Span, sentence: &Range<usize>) -> bool {
    let side = tokens(words, span, sentence);
    if side.is_empty() || side.start < group.end + 2 || side.end >= sentence.end {
        return false;
    }
    let lead = (group.end..side.start)
        .rev()
        .find(|&at| !matches!(words.tag(at), Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adverb));
    lead.is_some_and(|at| words.tag(at) == Tag::Conjunction && at > group.end)
        && matches!(words.tag(side.end), Tag::Auxiliary | Tag::Modal)
}

/// A verb that says who is behind a deed.
fn blames(words: &Words<'_>, at: usize) -> bool {
    verb::lookup(words.key(at))
        .is_some_and(|form| matches!(form.lemma, "blame" | "attribute" | "ascribe" | "pin" | "credit"))
}

/// A finite verb of telling and finding: what stands behind it is what is told, and no side of the noun before it. `a review of the case
/// found no link between Norway and the port`, `a clerk familiar with the inquiry told the port that Norway knew`.
fn finds(words: &Words<'_>, at: usize) -> bool {
    words.tag(at) == Tag::Verb
        && is_finite(words, at)
        && verb::lookup(words.key(at)).is_some_and(|form| {
            matches!(
                form.lemma,
                "find"
                    | "found"
                    | "tell"
                    | "say"
                    | "show"
                    | "reveal"
                    | "conclude"
                    | "report"
                    | "add"
                    | "suggest"
                    | "determine"
            )
        })
}

/// True for the subject of a clause that tells who does the act of a noun: `a blockade which it had imposed`.
fn does(words: &Words<'_>, group: &Group, first: usize, sentence: &Range<usize>) -> bool {
    let end = sentence.end.min(first + DOING);
    group.kind == Kind::Noun
        && (first..end).any(|at| {
            verb::lookup(words.key(at)).is_some_and(|form| {
                matches!(
                    form.lemma,
                    "impose"
                        | "launch"
                        | "carry"
                        | "stage"
                        | "conduct"
                        | "wage"
                        | "commit"
                        | "order"
                        | "hold"
                        | "make"
                        | "issue"
                )
            })
        })
}

/// True for words before a noun that only says since when, after what or in spite of what they acted: `Norway has built
/// ships since a series of attacks`.
pub(super) fn is_of_other_deed(
    words: &Words<'_>,
    group: &Group,
    span: Span,
    sentence: &Range<usize>,
) -> bool {
    if group.kind != Kind::Noun {
        return false;
    }
    let floor = sentence.start.max(group.start.saturating_sub(NEAR));
    let phrase = |at: &usize| {
        words.nominal(*at)
            || matches!(words.tag(*at), Tag::Determiner | Tag::Adverb)
            || words.lower(*at) == "of"
    };
    let led = (floor..group.start).rev().find(|at| !phrase(at));
    let led = led.filter(|&at| {
        matches!(words.lower(at), "since" | "after" | "before" | "following" | "amid" | "despite")
    });
    led.is_some_and(|at| tokens(words, span, sentence).start < at)
}

/// True for whom the occasion of an act was shared with: `raised curbs during a briefing with the minister`.
pub(super) fn is_of_occasion(words: &Words<'_>, group: &Group, span: Span, sentence: &Range<usize>) -> bool {
    let first = tokens(words, span, sentence).start;
    // `a threat on the sidelines of the assembly`
    if (first.saturating_sub(3)..first + 2).any(|at| matches!(words.lower(at), "sidelines" | "margins"))
        && first >= group.end
    {
        return true;
    }
    if first < group.end + 2 || first - group.end > FAR {
        return false;
    }
    let with =
        (group.end..first).rev().find(|&at| matches!(words.tag(at), Tag::Preposition | Tag::To | Tag::Verb));
    let with = with.filter(|&at| words.lower(at) == "with");
    with.is_some_and(|with| {
        let occasion = matches!(
            words.lower(with - 1),
            "briefing" | "meeting" | "interview" | "conference" | "call" | "talks" | "summit" | "session"
        );
        let led = (group.end..with).rev().find(|&at| words.tag(at) == Tag::Preposition);
        occasion && led.is_some_and(|at| matches!(words.lower(at), "during" | "in" | "at"))
    })
}

/// True for a word that opens a clause with a finite verb.
fn opens(words: &Words<'_>, at: usize, side: Reached, verbal: bool, sentence: &Range<usize>) -> bool {
    let end = sentence.end.min(at + 1 + NEAR);
    match words.lower(at) {
        // `the attack in which ten died` tells of the attack.
        "which" | "who" | "whose" => {
            // `which Norway and Denmark blame`: a subject of its own; the verb can have the form of a noun.
            let subject =
                matches!(words.tag(at + 1), Tag::Name | Tag::Determiner | Tag::Possessive | Tag::Pronoun);
            let finite = subject || (at + 1..end).any(|at| is_finite(words, at));
            // `a raid on ships which Norway blames on Denmark`
            let blamed = || subject && (at + 1..end).any(|at| blames(words, at));
            !matches!(words.tag(at.saturating_sub(1)), Tag::Preposition | Tag::To)
                && at + 1 < end
                && (side == Reached::Doer && finite || blamed())
        }
        // `shelled the port, when ten were killed`
        "when" => {
            let subject = words.noun_phrase(at + 1, end);
            side == Reached::AlsoMet && subject > at + 1 && (subject..end).any(|at| is_finite(words, at))
        }
        // `a march that the port had planned`: a subject and its verb follow.
        "that" => {
            let subject = words.noun_phrase(at + 1, end);
            !verbal
                && side == Reached::Doer
                && words.tag(at) == Tag::That
                && at > sentence.start
                && words.nominal(at - 1)
                && !words.time_word(at - 1)
                && subject > at + 1
                && is_finite(words, subject)
        }
        // Of a condition (`until Norway leaves`) whoever is to meet it is often whom the act meets.
        "while" | "whereas" | "although" | "though" => {
            let subject = words.noun_phrase(at + 1, end);
            subject > at + 1 && (subject..end.min(subject + 2)).any(|at| is_finite(words, at))
        }
        _ => false,
    }
}

/// True for a verb with a tense; a participle that has no auxiliary may be none.
fn is_finite(words: &Words<'_>, at: usize) -> bool {
    match words.tag(at) {
        Tag::Auxiliary | Tag::Modal => true,
        Tag::Verb => verb::lookup(words.key(at)).is_some_and(|form| {
            form.inflection != Inflection::Gerund && form.inflection != Inflection::Participle
        }),
        _ => false,
    }
}

/// True if a comma behind its verb closes the clause before `first`.
fn closed(words: &Words<'_>, at: usize, first: usize) -> bool {
    let verb = (at + 1..first).find(|at| is_finite(words, *at));
    verb.is_some_and(|verb| (verb..first).any(|at| words.tag(at) == Tag::Comma))
}

/// True for words that do nothing beside a verb in the passive: those of its subject (`a Norwegian offensive that was condemned`), but for
/// troops and helpers that are sent, and those behind it that no `by` leads to.
pub(super) fn undergoes(
    words: &Words<'_>,
    group: &Group,
    event_type: EventType,
    subject: Option<Span>,
    span: Span,
    sentence: &Range<usize>,
) -> bool {
    if group.kind != Kind::Finite || !group.passive {
        return false;
    }
    let first = tokens(words, span, sentence).start;
    if first >= group.end {
        // `Norway has been blamed for it, and the port asked`: behind the verb only `by` leads to who said it. Who did a deed may stand
        // in another clause: `ten were killed when Norway struck`.
        let verbal = matches!(event_type.quad(), QuadClass::VerbalCooperation | QuadClass::VerbalConflict);
        return verbal && first - group.end <= FAR && (group.end..first).all(|at| words.lower(at) != "by");
    }
    !matches!(event_type, EventType::Mobilize | EventType::Retreat | EventType::Aid)
        && first < group.start
        && subject.is_some_and(|subject| subject.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexeme::Lexemes;
    use crate::plain;

    fn apart(text: &str, act: &str, side: Reached, verbal: bool, words_of_side: &str) -> bool {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let at = (0..words.len()).find(|&at| words.lower(at) == act).expect("the act's word");
        let sentence = analysis.sentences[0].tokens.clone();
        let group = Group::around(&words, &(at..at + 1), &sentence);
        let start = text.find(words_of_side).expect("the side");
        is_apart(&words, &group, side, verbal, Span::new(start, start + words_of_side.len()), &sentence)
    }

    #[test]
    fn whom_an_act_does_not_reach() {
        use Reached::{AlsoMet, Met};
        let text = "It followed a raid on two oil tankers which Norway and Sweden blame on Finland.";
        assert!(apart(text, "raid", Met, false, "Finland"));
        assert!(!apart(text, "raid", Met, false, "two oil tankers"));
        let text =
            "Norway shelled the port, when many sailors near the mill were hurt and ten skippers were held.";
        assert!(apart(text, "shelled", AlsoMet, false, "ten skippers"));
        assert!(!apart(text, "shelled", Met, false, "ten skippers"));
        let text = "A review of the case found no link between Norway and the port.";
        assert!(apart(text, "review", Met, true, "Norway"));
    }
}
