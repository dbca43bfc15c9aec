//! The sides of an act by the grammar of its own phrase, where the model reads none: the subject before a verb and its object
//! behind, the owner of a noun, and the phrases that follow it: `the shelling of the port by the army`.

use super::group::{Group, Kind, infinitive, is_be};
use super::{clause, control};
use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_ontology::{agent, country, noun};
use rapporteur_record::EventType;
use rapporteur_text::Span;
use std::ops::Range;

/// The words that grammar puts on the sides of an act.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) source: Option<Span>,
    /// Of a finite verb: the subject with all that stands between it and the verb. Nobody else in it does the act.
    pub(super) subject: Option<Span>,
    pub(super) target: Option<Span>,
    /// The subject opens the clause right before the verb: nobody else does it, or suffers it in the passive.
    pub(super) certain: bool,
    /// What it is done with; of a warning, who is to act: `warned that Norway would`.
    pub(super) means: Option<Span>,
    /// The words of another verb that shares the subject, with its object.
    pub(super) other: Option<Span>,
    /// The act's word describes the target as an adjective does: `the shelled town`.
    pub(super) describes: bool,
    /// The source is a pronoun right before its verb.
    pub(super) pronoun: bool,
    /// The source stands right behind a verb in the passive.
    pub(super) by: bool,
    /// What is joined with the target.
    pub(super) seconds: Option<Span>,
    /// The target stands right behind the verb.
    pub(super) direct: bool,
    /// The act describes it in a relative clause: `the sailors it jailed`.
    pub(super) described: Option<Span>,
    /// The subject suffers it, though no auxiliary says so: nobody is told to do it.
    pub(super) suffers: bool,
    /// The subject of a verb in the passive that stands where nobody else can be meant.
    pub(super) sure: bool,
    /// Of a noun for what somebody suffers: whose it is.
    pub(super) suffering_owner: Option<Span>,
    /// With whom an act is done that both do: `talks with the port`.
    pub(super) fellow: Option<Span>,
}

/// Words of a phrase that are looked at.
const REACH: usize = 12;
/// Words behind a verb in the passive among which who does it is looked for.
const FAR: usize = 30;
/// Phrases behind an act that are looked at.
const PHRASES: usize = 3;

/// The sides that the phrase of an act names.
pub(super) fn sides(
    words: &Words<'_>,
    group: &Group,
    sentence: &Range<usize>,
    event_type: EventType,
    modes: &[String],
) -> Told {
    let mut told = Told::default();
    let alone = group.end == group.at + 1;
    if group.kind == Kind::Noun && alone && is_participle(words, group.at) && words.nominal(group.end) {
        let end = words.noun_phrase(group.end, sentence.end.min(group.end + REACH));
        return Told { target: words.span(&(group.end..end)), describes: true, ..told };
    }
    // `is to leave` has a subject as `will leave` has.
    let is_to = control::is_to(words, group, sentence);
    let group = is_to.as_ref().unwrap_or(group);
    match group.kind {
        Kind::Noun => told.source = owner(words, group).or_else(|| control::of_light(words, group, sentence)),
        Kind::Finite => {
            if let Some(found) = clause::subject(words, group, sentence) {
                told.pronoun = found.head.len() == 1 && words.tag(found.head.start) == Tag::Pronoun;
                let head = words.span(&found.head);
                let without = is_without_auxiliary(words, group);
                let moved = event_type == EventType::Accuse && is_feeling(words, group);
                if !moved && (found.passive || without || befalls(words, group.at)) {
                    told.suffers = without;
                    told.sure = found.passive && found.certain;
                    told.target = head;
                } else {
                    told.source = head;
                    told.subject = found.whole.and_then(|range| words.span(&range));
                }
                if told.target.is_none() {
                    let gap = clause::described_object(words, group, &found.head, sentence);
                    told.described = gap.and_then(|range| words.span(&range));
                }
                told.certain = found.certain;
                told.other = found.other.and_then(|range| words.span(&range));
            }
        }
        Kind::Infinitive => {
            // `to leave the port and shell the town`: the port is whom the first verb meets.
            let conjunction = group.start.checked_sub(1).filter(|&at| words.tag(at) == Tag::Conjunction);
            let floor = sentence.start.max(group.start.saturating_sub(REACH));
            let first = conjunction.and_then(|at| infinitive(words, at, floor));
            told.other = first.and_then(|at| words.span(&(at..group.start)));
            told.source = control::of_infinitive(words, first.unwrap_or(group.at), group, sentence);
        }
        Kind::Gerund => told.source = control::of_gerund(words, group, sentence),
        Kind::Participle => {}
    }
    // Of `began strikes` the phrases behind are those of the noun.
    let compound = group.end > group.at + 1
        && verb::lookup(words.key(group.end - 1)).is_none_or(|form| {
            !matches!(
                form.inflection,
                Inflection::Past | Inflection::Participle | Inflection::PastOrParticiple
            )
        })
        && words.nominal(group.end - 1);
    let verb = group.kind != Kind::Noun && !compound;
    let mut at = group.end;
    if verb && !group.passive {
        let end = words.noun_phrase(at, sentence.end.min(at + REACH));
        if end > at && !words.time_word(at) {
            let phrase = at..end;
            let weapon = is_weapon(words.lower(end - 1));
            if event_type == EventType::Threaten && words.tag(end) == Tag::Modal {
                // `warned Norway would close the port`
                told.means = words.span(&phrase);
                told.target = threatened(words, end, sentence);
            } else if takes_means(words, group.at) && (weapon || !clause::is_somebody(words, end - 1)) {
                told.means = words.span(&phrase);
            } else if words.tag(at) != Tag::Number {
                told.target = object(words, phrase.clone(), event_type);
                told.seconds = seconds(words, end, sentence);
                told.direct = !phrase.is_empty();
            }
            at = end;
        }
    }
    if told.target.is_none()
        && told.means.is_none()
        && matches!(event_type, EventType::Accuse | EventType::Support)
    {
        told.target = so_called(words, at, event_type, sentence);
    }
    let mut place = None;
    for _ in 0..PHRASES {
        while words.time_word(at) && at < sentence.end {
            at += 1;
        }
        if !matches!(words.tag(at), Tag::Preposition | Tag::To) || at + 1 >= sentence.end {
            break;
        }
        let end = words.noun_phrase(at + 1, sentence.end.min(at + 1 + REACH));
        // `is ready to host talks`, `offered to send ten observers`: a verb follows.
        let infinitive = words.tag(at) == Tag::To
            && words.tag(at + 1) != Tag::Name
            && verb::is_base(words.key(at + 1))
            && (!clause::is_somebody(words, end - 1)
                || words.tag(end) == Tag::Determiner
                || end > at + 2 && !clause::is_somebody(words, at + 1));
        if infinitive && event_type == EventType::Threaten && verb {
            // `threatened to close the port`: whom the threatened deed meets.
            let particle = matches!(words.lower(at + 2), "off" | "down" | "up" | "out");
            let first = if particle { at + 3 } else { at + 2 };
            let met = words.noun_phrase(first, sentence.end.min(first + REACH));
            let sends = verb::lookup(words.key(at + 1)).is_some_and(|form| {
                matches!(
                    form.lemma,
                    "send" | "deploy" | "move" | "use" | "impose" | "take" | "bring" | "withdraw" | "pull"
                )
            });
            if met > first && !sends {
                told.target = told.target.or_else(|| object(words, first..met, event_type));
            }
        }
        if end == at + 1 || infinitive {
            break;
        }
        let phrase = at + 1..end;
        let role = role(words.lower(at), verb, group.passive, event_type, modes);
        if !words.time_word(at + 1) {
            match role {
                // `a call from the nightclub`: where it came from.
                Some(Role::Source) if words.lower(at) == "from" && !clause::is_somebody(words, end - 1) => {}
                Some(Role::Source) => {
                    told.by = told.by || group.passive && at == group.end;
                    told.source = told.source.or_else(|| words.span(&phrase));
                }
                // `suspended a treaty with the port`
                Some(Role::Target)
                    if told.direct
                        && event_type == EventType::Sanction
                        && words.lower(at) == "with"
                        && clause::is_somebody(words, end - 1)
                        && at > group.end
                        && !clause::is_somebody(words, at - 1) =>
                {
                    told.target = object(words, phrase, event_type);
                }
                // `fighting in the port on the border`: where it is said to be comes first.
                Some(Role::Target) if place.is_none() || words.lower(at) != "on" => {
                    if told.target.is_none() {
                        told.seconds = seconds(words, end, sentence);
                    }
                    told.target = told.target.or_else(|| object(words, phrase, event_type));
                }
                Some(Role::Fellow) => told.fellow = told.fellow.or_else(|| words.span(&phrase)),
                Some(Role::Place) if phrase.clone().any(|at| words.tag(at) == Tag::Name) => {
                    place = place.or_else(|| words.span(&phrase));
                }
                _ => {}
            }
        }
        at = end;
    }
    if group.passive && told.source.is_none() {
        told.source = far_doer(words, at, sentence);
    }
    told.target = told.target.or(place);
    if told.target.is_some() {
        told.described = None;
    }
    told.target = told.target.or(told.described);
    // `their release`: whose it is does not do it.
    if !verb && told.target.is_none() && modes.iter().any(|mode| SUFFERED.contains(&mode.as_str())) {
        told.target = told.source.take();
    }
    if !verb && told.target.is_none() && is_suffered(words, group, event_type) {
        told.suffering_owner = told.source.take();
        told.target = told.suffering_owner;
    }
    told
}

/// False for words behind an act that name no party to it by the phrase in which they stand: the own troops that are sent, the
/// thing that is promised, the body whose session is asked for.
pub(super) fn can_suffer(
    words: &Words<'_>,
    group: &Group,
    span: Span,
    event_type: EventType,
    sentence: &Range<usize>,
) -> bool {
    let Some(tokens) = words.words.get(sentence.clone()) else { return true };
    let first = sentence.start + tokens.partition_point(|word| word.span.end <= span.start);
    let end = sentence.start + tokens.partition_point(|word| word.span.start < span.end);
    let noun = group.kind == Kind::Noun;
    let open = !group.passive || event_type == EventType::Mobilize;
    let behind = first >= group.end && open && (!noun || event_type == EventType::Assault);
    // `a request for two crews was sent to the port`: not of them. `a call for the port to open` is one on the port.
    let wanted = noun
        && event_type == EventType::Request
        && first > group.end
        && words.lower(group.end) == "for"
        && (group.end + 1..end).all(|at| {
            words.nominal(at) || matches!(words.tag(at), Tag::Determiner | Tag::Possessive | Tag::Conjunction)
        })
        && matches!(words.tag(end), Tag::Auxiliary | Tag::Conjunction);
    if wanted {
        return false;
    }
    if !behind || first >= end {
        return true;
    }
    let mut at = first;
    while at > group.end
        && matches!(words.tag(at - 1), Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adverb)
    {
        at -= 1;
    }
    let direct = at == group.end;
    let leading = if direct { "" } else { words.lower(at - 1) };
    match event_type {
        // `fighting on the border with Norway`
        EventType::Assault => {
            leading != "with" || (group.end..at - 1).all(|at| words.tag(at) != Tag::Preposition)
        }
        EventType::Mobilize => !direct && !matches!(leading, "to" | "of" | "from"),
        // `offered its good offices`, but `offered Norway a loan`
        EventType::Agree => {
            let gives = verb::lookup(words.key(group.at))
                .is_some_and(|form| matches!(form.lemma, "offer" | "promise" | "pledge"));
            let taker = words.tag(first) == Tag::Name
                || matches!(words.tag(first), Tag::ObjectPronoun)
                || matches!(words.tag(end), Tag::Determiner | Tag::Possessive | Tag::Number);
            // `promised blankets and two hospitals`, `a school for sailors`
            let given = leading == "for" || words.tag(at.wrapping_sub(1)) == Tag::Conjunction;
            !gives || !(direct || given) || direct && taker
        }
        // `asked for a session of the council`: not whom it is asked of.
        EventType::Request => {
            let asked = (group.end..at).find(|&at| words.lower(at) == "for");
            // `asked for the port to leave`, but `asked for the wells on the river to be read`
            let acts = matches!(words.tag(end), Tag::To) && words.lower(end + 1) != "be";
            asked.is_none() || acts && leading == "for" || !matches!(leading, "of" | "for" | "on")
        }
        _ => true,
    }
}

/// Whom the deed behind a modal is to meet: `the port` of `would, he said, close the port`.
fn threatened(words: &Words<'_>, modal: usize, sentence: &Range<usize>) -> Option<Span> {
    let limit = sentence.end.min(modal + REACH);
    let deed = (modal + 1..limit).find(|&at| !matches!(words.tag(at), Tag::Adverb | Tag::Open))?;
    let first = (deed + 1..limit).find(|&at| words.tag(at) != Tag::Close)?;
    let end = words.noun_phrase(first, limit);
    (verb::is_base(words.key(deed)) && end > first).then(|| words.span(&(first..end))).flatten()
}

/// Verbs whose object is what the act is done with: `fired a shell at the port`.
fn takes_means(words: &Words<'_>, at: usize) -> bool {
    let lemma = verb::lookup(words.key(at)).map_or("", |form| form.lemma);
    matches!(
        lemma,
        "fire"
            | "spray"
            | "use"
            | "launch"
            | "throw"
            | "hurl"
            | "lob"
            | "drop"
            | "detonate"
            | "plant"
            | "explode"
            | "rain"
            | "exchange"
            | "trade"
    )
}

/// What is fired or thrown; of some the word also names troops.
fn is_weapon(lower: &str) -> bool {
    matches!(
        lower,
        "artillery"
            | "bullets"
            | "bullet"
            | "shells"
            | "rockets"
            | "missiles"
            | "mortars"
            | "grenades"
            | "rounds"
    )
}

/// What is joined with the phrase that ends at `end`, by what ends it: `the port and some towns in Norway`. A verb behind it
/// makes it the subject of the next clause.
fn seconds(words: &Words<'_>, end: usize, sentence: &Range<usize>) -> Option<Span> {
    let next = end + 1;
    let joins = words.lower(end) == "and"
        && matches!(words.tag(next), Tag::Determiner | Tag::Possessive | Tag::Name | Tag::Number);
    if !joins {
        return None;
    }
    let limit = sentence.end.min(next + REACH);
    let mut last = words.noun_phrase(next, limit);
    if last > next && words.lower(last) == "in" {
        let place = words.noun_phrase(last + 1, limit);
        if place > last + 1 && words.tag(place - 1) == Tag::Name {
            last = place;
        }
    }
    let acts = matches!(words.tag(last), Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Negation)
        || verb::lookup(words.key(last)).is_some_and(|form| form.inflection == Inflection::Third);
    (last > next && !acts && !words.time_word(next)).then(|| words.span(&(next..last))).flatten()
}

/// `was accused of theft, much of it in May, by the mayor`: who does it behind a comma.
fn far_doer(words: &Words<'_>, from: usize, sentence: &Range<usize>) -> Option<Span> {
    let border = |at: &usize| {
        matches!(words.tag(*at), Tag::Semicolon | Tag::Colon | Tag::Stop | Tag::That | Tag::Open)
    };
    let by = (from..sentence.end.min(from + FAR))
        .take_while(|at| !border(at))
        .find(|&at| words.lower(at) == "by" && at > 0 && words.tag(at - 1) == Tag::Comma)?;
    let end = words.noun_phrase(by + 1, sentence.end.min(by + 1 + REACH));
    let named = end > by + 1 && clause::is_somebody(words, end - 1);
    named.then(|| words.span(&(by + 1..end))).flatten()
}

/// `Ten arrested in the port`: a verb that needs an object and has none is a participle.
fn is_without_auxiliary(words: &Words<'_>, group: &Group) -> bool {
    let form = verb::lookup(words.key(group.at));
    let participle = form.is_some_and(|form| form.inflection == Inflection::PastOrParticiple);
    let needs = form.is_some_and(|form| {
        matches!(
            form.lemma,
            "arrest"
                | "detain"
                | "jail"
                | "imprison"
                | "kill"
                | "injure"
                | "wound"
                | "hospitalise"
                | "hospitalize"
                | "evict"
                | "displace"
                | "deport"
                | "abduct"
                | "kidnap"
                | "evacuate"
                | "rescue"
        )
    });
    participle
        && needs
        && group.auxiliary.is_none()
        && group.start == group.at
        && (matches!(
            words.lower(group.end),
            "in" | "at" | "for" | "near" | "outside" | "inside" | "during" | "amid"
        ) || matches!(words.tag(group.end), Tag::Comma | Tag::Stop)
            && group.start.checked_sub(1).is_some_and(|at| matches!(words.lower(at), "others" | "more")))
}

/// `I was alarmed by the letter`: whoever is in such a mood voices it.
fn is_feeling(words: &Words<'_>, group: &Group) -> bool {
    let be = group.auxiliary.is_some_and(|at| is_be(words.lower(at)));
    be && matches!(
        words.lower(group.at),
        "concerned"
            | "disappointed"
            | "shocked"
            | "saddened"
            | "outraged"
            | "alarmed"
            | "disgusted"
            | "appalled"
            | "worried"
            | "disturbed"
            | "dismayed"
            | "horrified"
            | "angered"
            | "troubled"
    )
}

/// Verbs whose subject does nothing to anybody: `ten died`, `families fled`.
fn befalls(words: &Words<'_>, at: usize) -> bool {
    let lemma = verb::lookup(words.key(at)).map_or("", |form| form.lemma);
    matches!(lemma, "die" | "perish" | "drown" | "flee" | "suffer")
}

/// `the clerk's murder`, `his fatal shooting`: what a person has suffered. An attacker's is what he did.
fn is_suffered(words: &Words<'_>, group: &Group, event_type: EventType) -> bool {
    let Some(owner) = group.determiner.filter(|_| event_type == EventType::Assault) else { return false };
    let owned = match words.tag(owner) {
        Tag::Possessive => matches!(words.lower(owner), "his" | "her"),
        Tag::Genitive => owner.checked_sub(1).is_some_and(|at| {
            country::demonym(words.key(at)).is_none()
                && !matches!(
                    words.lower(at),
                    "gunman" | "attacker" | "shooter" | "killer" | "police" | "officer" | "suspect" | "army"
                )
        }),
        _ => false,
    };
    let fatal = (group.start..group.at).any(|at| matches!(words.lower(at), "fatal" | "deadly" | "brutal"));
    let alone = group.end == group.at + 1 && words.lower(group.end) != "spree";
    owned
        && alone
        && match words.lower(group.at) {
            "killing" | "murder" | "death" | "assassination" | "slaying" | "beating" | "disappearance" => {
                true
            }
            "shooting" | "stabbing" => fatal,
            _ => false,
        }
}

/// Modes of acts that a noun's owner suffers.
const SUFFERED: &[&str] = &["release", "arrest", "deport", "expel", "abduct", "convict"];

/// The token before some words of the sentence.
fn before(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> Option<usize> {
    let tokens = words.words.get(sentence.clone())?;
    let at = sentence.start + tokens.partition_point(|word| word.span.end <= span.start);
    at.checked_sub(1).filter(|at| *at >= sentence.start)
}

/// The tokens of some words of the sentence.
pub(super) fn tokens(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> Range<usize> {
    let list = words.words.get(sentence.clone()).unwrap_or_default();
    let first = sentence.start + list.partition_point(|word| word.span.end <= span.start);
    first
        ..sentence.start + list.partition_point(|word| word.span.start < span.end).max(first - sentence.start)
}

/// `the port of Ulverin`
pub(super) fn has_of(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    tokens(words, span, sentence).any(|at| words.lower(at) == "of")
}

/// The words name something: with a name, a determiner or a number.
pub(super) fn refers(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    words.refers(tokens(words, span, sentence))
}

/// `two hundred people, including children`: the children are some of them.
pub(super) fn is_part(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    before(words, span, sentence).is_some_and(|at| {
        words.lower(at) == "including"
            || words.lower(at) == "them" && words.lower(at.wrapping_sub(1)) == "among"
    })
}

/// `Norway-backed sailors`, of which one part was read: a name before a hyphen only describes.
pub(super) fn with_hyphen(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> Span {
    let side = tokens(words, span, sentence);
    let (Some(first), Some(last)) = (side.clone().next(), side.last()) else { return span };
    let whole = |at: usize| words.words[at].span;
    let cut = |at: usize| words.lower(at).contains(['-', '‐', '‑']) && !span.contains(whole(at));
    if !cut(first) && !cut(last) {
        return span;
    }
    let mut covered = span.cover(whole(first));
    if cut(last) {
        let limit = sentence.end.min(last + REACH);
        let noun = (last + 1..limit).take_while(|&at| words.nominal(at)).last();
        covered = covered.cover(whole(noun.unwrap_or(last)));
    }
    let people = tokens(words, covered, sentence).last().is_some_and(|at| {
        agent::lookup(words.lower(at)).is_some()
            || noun::lookup(words.key(at)).is_some_and(|form| form.noun.person)
    });
    if people { covered } else { span }
}

/// `not only Norway but also its crews`: both are on the side.
pub(super) fn with_also(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> Span {
    let side = tokens(words, span, sentence);
    if side.is_empty() {
        return span;
    }
    let before = (sentence.start..side.start).rev().find(|&at| words.tag(at) != Tag::Determiner);
    let only = before
        .is_some_and(|at| words.lower(at) == "only" && at > sentence.start && words.lower(at - 1) == "not");
    let next = side.end;
    if !only || next + 2 >= sentence.end || words.lower(next) != "but" {
        return span;
    }
    let from = if words.lower(next + 1) == "also" { next + 2 } else { next + 1 };
    let end = words.noun_phrase(from, sentence.end.min(from + REACH));
    if end == from {
        return span;
    }
    words.span(&(side.start..end)).map_or(span, |whole| whole.cover(span))
}

/// The whole phrase of words that are part of one: of `one of the league's pilots` the pilots, of `Ilse Marten (D) of
/// Norway` who is from there.
pub(super) fn completed(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> Span {
    let Some(first) = tokens(words, span, sentence).next() else { return span };
    let Some(last) = tokens(words, span, sentence).last() else { return span };
    let limit = sentence.end.min(last + REACH);
    let some = matches!(
        words.lower(first),
        "one"
            | "two"
            | "three"
            | "four"
            | "some"
            | "many"
            | "most"
            | "several"
            | "few"
            | "both"
            | "each"
            | "none"
    );
    let of = some && words.lower(first + 1) == "of";
    if of && words.tag(last + 1) == Tag::Genitive && words.nominal(last + 2) {
        let end = words.noun_phrase(last + 2, limit);
        return words.span(&(first..end)).unwrap_or(span);
    }
    // `lead` of `the lead counsel`
    let cut = words.tag(last) == Tag::Noun
        && words.tag(last + 1) == Tag::Noun
        && last + 1 < limit
        && noun::lookup(words.key(last + 1)).is_some_and(|form| form.noun.person || form.noun.group)
        && verb::lookup(words.key(last + 1)).is_none()
        && agent::lookup(words.lower(last)).is_none();
    if cut {
        return words.span(&(first..last + 2)).unwrap_or(span);
    }
    // `Ilse Marten (D) of Norway`
    let of = first.checked_sub(1).filter(|&at| at > sentence.start && words.lower(at) == "of");
    let close = of.filter(|&at| words.tag(first) == Tag::Name && words.tag(at - 1) == Tag::CloseBracket);
    let Some(close) = close else { return span };
    let floor = sentence.start.max(close.saturating_sub(BRACKET));
    let Some(end) = (floor..close).rev().find(|&at| words.tag(at) == Tag::OpenBracket) else { return span };
    let names = (sentence.start..end).rev().take(REACH);
    let start = names.take_while(|&at| words.tag(at) == Tag::Name).last();
    let person = start.filter(|&start| end - start > 1);
    person.and_then(|start| words.span(&(start..end))).unwrap_or(span)
}

/// `in the state`: where somebody or something is, without a name.
pub(super) fn is_unnamed_area(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    let inside = before(words, span, sentence).is_some_and(|at| matches!(words.lower(at), "in" | "across"));
    let area = tokens(words, span, sentence).last().is_some_and(|at| {
        matches!(
            words.lower(at),
            "state" | "country" | "region" | "area" | "county" | "province" | "district"
        )
    });
    inside && area && tokens(words, span, sentence).all(|at| words.tag(at) != Tag::Name)
}

/// The words end with a name or a noun for people or a body.
pub(super) fn is_of_somebody(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    let tokens = tokens(words, span, sentence);
    let form = verb::lookup(words.key(tokens.start)).map(|form| form.inflection);
    // `answered by shelling the port`
    let does = form == Some(Inflection::Gerund) && words.tag(tokens.start) != Tag::Name;
    let own = words.tag(tokens.start) == Tag::Possessive && tokens.len() == 1;
    !does && !own && tokens.last().is_some_and(|at| clause::is_somebody(words, at))
}

/// `all other crews`: somebody is named before them.
pub(super) fn names_others(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    tokens(words, span, sentence).any(|at| matches!(words.lower(at), "other" | "others"))
}

/// `their`
pub(super) fn is_possessive(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    let tokens = tokens(words, span, sentence);
    tokens.len() == 1 && words.tag(tokens.start) == Tag::Possessive
}

/// What acts are counted in, and what nobody meets: `Danish history`.
pub(super) fn is_record(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    let last = tokens(words, span, sentence).last();
    let next =
        last.map_or("", |at| if words.tag(at) == Tag::Name { words.lower(at + 1) } else { words.lower(at) });
    matches!(next, "history" | "memory" | "record" | "records")
}

/// Words of a bracket behind a name.
const BRACKET: usize = 4;

/// `met the mayor during a visit to Norway`: where the visit leads takes no part in the meeting.
pub(super) fn is_visited(words: &Words<'_>, group: &Group, span: Span, sentence: &Range<usize>) -> bool {
    let first = tokens(words, span, sentence).start;
    let Some(visit) = first.checked_sub(2).filter(|&at| at >= group.end) else { return false };
    words.lower(first - 1) == "to"
        && matches!(words.lower(visit), "visit" | "trip" | "tour" | "journey" | "flight" | "travel")
}

/// `the expulsion of fishermen from Norway`: where somebody comes from suffers nothing.
pub(super) fn is_origin(words: &Words<'_>, span: Span, sentence: &Range<usize>) -> bool {
    before(words, span, sentence).is_some_and(|at| words.lower(at) == "from")
}

fn is_participle(words: &Words<'_>, at: usize) -> bool {
    match verb::lookup(words.key(at)) {
        Some(form) => matches!(form.inflection, Inflection::PastOrParticiple | Inflection::Participle),
        // A verb that no list has.
        None => words.lower(at).ends_with("ed"),
    }
}

/// What a phrase with a preposition is to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Source,
    Target,
    Fellow,
    /// Where it meets whoever is there, if nobody is named.
    Place,
}

fn role(
    preposition: &str,
    verb: bool,
    passive: bool,
    event_type: EventType,
    modes: &[String],
) -> Option<Role> {
    use EventType::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request,
        Retreat, Sanction, Support, Threaten,
    };
    let force = matches!(event_type, Assault | Coerce | Sanction | Mobilize | Threaten | Protest);
    let mutual = matches!(event_type, Consult | Agree | Cooperate);
    let frees = modes.iter().any(|mode| mode == "release");
    let role = match preposition {
        // `stood by Norway`
        "by" if verb && !passive && event_type == Support => Role::Target,
        "by" if verb && !passive => return None,
        "by" => Role::Source,
        "of" if verb => return None,
        "of" if mutual || matches!(event_type, Support | Aid | Mobilize | Protest | Request | Reject) => {
            Role::Source
        }
        "of" if event_type == Retreat && !frees => Role::Source,
        "of" if event_type == Concede => return None,
        "of" => Role::Target,
        "against" => Role::Target,
        "on" | "upon" if event_type == Protest => return None,
        "on" | "upon" if force || event_type == Request && verb => Role::Target,
        "at" if matches!(event_type, Accuse | Assault) => Role::Target,
        "over" | "about" | "with" | "towards" | "toward" if event_type == Accuse => Role::Target,
        "with" if mutual => Role::Fellow,
        "with" if matches!(event_type, Support | Sanction) => Role::Target,
        "outside" | "before" if event_type == Protest => Role::Target,
        "between" if mutual || event_type == Assault => Role::Source,
        "for" if matches!(event_type, Support | Aid) => Role::Target,
        "to" if matches!(event_type, Aid | Consult | Agree | Request | Support) => Role::Target,
        "from" if event_type == Retreat => Role::Target,
        "from" if !verb && matches!(event_type, Accuse | Support | Aid | Request | Reject) => Role::Source,
        "in" | "into" | "across" | "inside" | "throughout" if matches!(event_type, Assault | Coerce) => {
            Role::Place
        }
        _ => return None,
    };
    Some(role)
}

/// Whose act a noun tells of: `its`, `Norway's`, `Norwegian`.
pub(super) fn owner(words: &Words<'_>, group: &Group) -> Option<Span> {
    let owner = group.determiner.and_then(|at| match words.tag(at) {
        Tag::Possessive => words.span(&(at..at + 1)),
        Tag::Genitive => words.span(&(owner_start(words, group.start..at)..at)),
        _ => None,
    });
    let people = || {
        let from = group.determiner.map_or(group.start, |at| at + 1);
        (from..group.at).find(|&at| words.tag(at) == Tag::Name).and_then(|at| words.span(&(at..at + 1)))
    };
    owner.or_else(people)
}

/// Where the words for an owner begin: of `another frame for Norway’s raid`, `winning Norway’s support` the name alone.
fn owner_start(words: &Words<'_>, range: Range<usize>) -> usize {
    let leads = |at: &usize| {
        matches!(words.tag(*at), Tag::Preposition | Tag::To) && words.lower(*at) != "of" && at + 1 < range.end
    };
    let start = range.clone().rev().find(leads).map_or(range.start, |at| at + 1);
    let form = verb::lookup(words.key(start)).map(|form| form.inflection);
    let verb = matches!(form, Some(Inflection::Gerund | Inflection::Base)) && words.tag(start) != Tag::Name;
    let named = start + 1 < range.end && words.tag(start + 1) == Tag::Name;
    if verb && named && agent::lookup(words.lower(start)).is_none() { start + 1 } else { start }
}

/// Of `condemned what it called Norway’s silence`, `a critic of what they see as the neglect of the port in Danish plans`: whose the
/// deed is, that the clause names.
fn so_called(words: &Words<'_>, at: usize, event_type: EventType, sentence: &Range<usize>) -> Option<Span> {
    let what = if words.lower(at) == "of" { at + 1 } else { at };
    if words.lower(what) != "what" {
        return None;
    }
    let limit = sentence.end.min(what + 2 * REACH);
    let calls = (what + 1..limit.min(what + REACH)).find(|&at| {
        verb::lookup(words.key(at)).is_some_and(|form| {
            matches!(
                form.lemma,
                "call"
                    | "see"
                    | "view"
                    | "describe"
                    | "perceive"
                    | "regard"
                    | "consider"
                    | "term"
                    | "deem"
                    | "label"
            )
        })
    })?;
    let start = if words.lower(calls + 1) == "as" { calls + 2 } else { calls + 1 };
    let end = words.noun_phrase(start, limit);
    if end == start {
        return None;
    }
    // `in Danish plans`, `by the port`
    if matches!(words.lower(end), "in" | "by") {
        let of = end + 1..words.noun_phrase(end + 1, limit);
        if let Some(name) = named(words, of) {
            return words.span(&name);
        }
    }
    let told = (start..end).any(|at| matches!(words.tag(at), Tag::Name | Tag::Genitive | Tag::Possessive));
    told.then(|| object(words, start..end, event_type)).flatten()
}

/// The first name in a range: `Danish` of `Danish plans`.
fn named(words: &Words<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let start = range.clone().find(|&at| words.tag(at) == Tag::Name)?;
    let end = (start..range.end).find(|&at| words.tag(at) != Tag::Name).unwrap_or(range.end);
    Some(start..end)
}

/// Where a noun phrase ends without the day behind it: `the port yesterday`.
fn before_time(words: &Words<'_>, phrase: Range<usize>) -> usize {
    let day = |at: usize| {
        words.time_word(at) || matches!(words.lower(at), "overnight" | "tonight" | "now" | "again" | "late")
    };
    let mut end = phrase.end;
    // `holds Norway responsible`
    if end > phrase.start + 1 && matches!(words.lower(end - 1), "responsible" | "accountable" | "liable") {
        end -= 1;
    }
    while end > phrase.start + 1 && day(end - 1) {
        end -= 1;
    }
    end
}

/// The words that an act meets. Of a deed that is blamed, praised or asked for, it is whose deed it is: `Norway` of `Norway's
/// silence`.
fn object(words: &Words<'_>, phrase: Range<usize>, event_type: EventType) -> Option<Span> {
    let verbal = matches!(
        event_type,
        EventType::Accuse | EventType::Support | EventType::Request | EventType::Reject | EventType::Concede
    );
    let phrase = phrase.start..before_time(words, phrase);
    let head = phrase.clone().take_while(|&at| words.lower(at) != "of").last()?;
    let somebody = words.tag(head) == Tag::Name
        || matches!(words.tag(head), Tag::Pronoun | Tag::ObjectPronoun)
        || agent::lookup(words.lower(head)).is_some();
    if !verbal || somebody {
        return words.span(&phrase);
    }
    if let Some(genitive) = phrase.clone().find(|&at| words.tag(at) == Tag::Genitive) {
        return words.span(&(phrase.start..genitive));
    }
    if words.tag(phrase.start) == Tag::Possessive {
        return words.span(&(phrase.start..phrase.start + 1));
    }
    let demonym = phrase.clone().find(|&at| country::demonym(words.key(at)).is_some());
    match demonym {
        Some(at) => words.span(&(at..at + 1)),
        None => words.span(&phrase),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexeme::Lexemes;
    use crate::plain;

    /// `act` tells of an event of this type; expected: source, target, fellow.
    fn check(text: &str, act: &str, event_type: EventType, expected: [&str; 3]) {
        assert_eq!(told(text, act, event_type), expected, "{text}");
    }

    fn told(text: &str, act: &str, event_type: EventType) -> [String; 3] {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let at = (0..words.len()).find(|&at| words.lower(at) == act).expect("the act's word");
        let sentence = analysis.sentences[0].tokens.clone();
        let group = Group::around(&words, &(at..at + 1), &sentence);
        let told = sides(&words, &group, &sentence, event_type, &[]);
        [told.source, told.target, told.fellow]
            .map(|span| span.map_or_else(String::new, |span| span.in_text(&document.text).to_owned()))
    }

    #[test]
    fn of_a_noun() {
        use EventType::{Accuse, Assault, Coerce, Consult, Retreat};
        check(
            "The shelling of Ulverin by the Danish army went on.",
            "shelling",
            Assault,
            ["the Danish army", "Ulverin", ""],
        );
        check(
            "Norway’s attacks on Friday on the port went on.",
            "attacks",
            Assault,
            ["Norway", "the port", ""],
        );
        check("Norwegian raids in Denmark killed ten.", "raids", Assault, ["Norwegian", "Denmark", ""]);
        check("The raids in the morning killed ten.", "raids", Assault, ["", "", ""]);
        check("The port closed after its blockade of Denmark.", "blockade", Coerce, ["its", "Denmark", ""]);
        check("The visit of Ilse Marten to Norway is over.", "visit", Consult, ["Ilse Marten", "Norway", ""]);
        check("Denmark opened talks with Norway on fish.", "talks", Consult, ["Denmark", "", "Norway"]);
        check(
            "The withdrawal of Danish troops from Norway began.",
            "withdrawal",
            Retreat,
            ["Danish troops", "Norway", ""],
        );
        check("Denmark voiced concern over Norway’s silence.", "concern", Accuse, ["Denmark", "Norway", ""]);
    }

    #[test]
    fn of_a_verb() {
        use EventType::{Accuse, Assault, Request};
        check("Danish troops shelled Ulverin.", "shelled", Assault, ["Danish troops", "Ulverin", ""]);
        check("Ulverin was shelled by Danish troops.", "shelled", Assault, ["Danish troops", "Ulverin", ""]);
        check("Denmark criticised Norway’s silence.", "criticised", Accuse, ["Denmark", "Norway", ""]);
        check(
            "Denmark criticised the Norwegian minister.",
            "criticised",
            Accuse,
            ["Denmark", "the Norwegian minister", ""],
        );
        check("Denmark called on Norway to leave.", "called", Request, ["Denmark", "Norway", ""]);
        check(
            "Senior skippers, who had long said they would never sell the quay that Denmark wants, also vowed to leave.",
            "vowed",
            Request,
            ["Senior skippers", "", ""],
        );
        check(
            "Numerous people arrested in Ulverin for theft.",
            "arrested",
            Assault,
            ["", "Numerous people", ""],
        );
        check("Guards arrested five in Ulverin.", "arrested", Assault, ["Guards", "five", ""]);
        let request = ["town hall", "Norway", ""];
        check("She spoke, adding that town hall had asked Norway for help.", "asked", Request, request);
        let request = ["crews", "Norway", ""];
        check("She said on Friday evening that crews should ask Norway.", "ask", Request, request);
        check(
            "Denmark, long an ally of the port of Ulverin, has shelled Norway.",
            "shelled",
            Assault,
            ["Denmark", "Norway", ""],
        );
        check(
            "Denmark, long an ally of Sweden but tied to Finland, a friend of the port of Ulverin, has firmly criticised Norway.",
            "criticised",
            Accuse,
            ["Denmark", "Norway", ""],
        );
        check(
            "The heavily shelled port of Ulverin is empty.",
            "shelled",
            Assault,
            ["", "port of Ulverin", ""],
        );
    }

    #[test]
    fn of_joined_verbs_and_relative_clauses() {
        use EventType::{Accuse, Assault, Request, Sanction};
        check(
            "Denmark summoned the consul of Norway and expelled his driver.",
            "expelled",
            Sanction,
            ["Denmark", "his driver", ""],
        );
        check(
            "Danish troops entered the port, burned the mill and shelled Ulverin.",
            "shelled",
            Assault,
            ["Danish troops", "Ulverin", ""],
        );
        check(
            "The two sailors were jailed in June and later freed.",
            "freed",
            Assault,
            ["", "The two sailors", ""],
        );
        check("He named Norway, which has sued the port.", "sued", Accuse, ["Norway", "the port", ""]);
        check(
            "She is in the hands of a militia, which shelled Ulverin.",
            "shelled",
            Assault,
            ["a militia", "Ulverin", ""],
        );
        check("Families living near the port were shelled.", "shelled", Assault, ["", "Families", ""]);
        check("Two sailors were hurt on Friday.", "hurt", Assault, ["", "Two sailors", ""]);
        check("Families fled the port.", "fled", Sanction, ["", "the port", ""]);
        check(
            "The skipper was accused of theft, much of it in May, by Danish officials.",
            "accused",
            Accuse,
            ["Danish officials", "The skipper", ""],
        );
        check(
            "Norway told it to leave the port and shell the mill.",
            "shell",
            Assault,
            ["it", "the mill", ""],
        );
        check("Denmark is ready to host a round.", "ready", Request, ["Denmark", "", ""]);
    }

    #[test]
    fn of_what_hangs_on_another_verb() {
        use EventType::{Accuse, Agree, Assault, Coerce, Reject, Retreat, Support, Threaten};
        check("Denmark urged Norway to leave the port.", "leave", Retreat, ["Norway", "the port", ""]);
        check("Denmark called on Norway to free two men.", "free", Retreat, ["Norway", "two men", ""]);
        check("Denmark refused to close the port.", "close", Coerce, ["Denmark", "the port", ""]);
        check(
            "The navy leaves by Friday and the militia is to free two men.",
            "free",
            Retreat,
            ["the militia", "two men", ""],
        );
        check(
            "Denmark accused Norway of shelling the port.",
            "shelling",
            Assault,
            ["Norway", "the port", ""],
        );
        check("Denmark left the talks, closing the port.", "closing", Coerce, ["Denmark", "the port", ""]);
        check("Denmark praised Norway while promising help.", "promising", Agree, ["Denmark", "help", ""]);
        check(
            "Denmark, a friend of Sweden, issued stern warnings.",
            "warnings",
            Threaten,
            ["Denmark", "", ""],
        );
        check(
            "Denmark threatened to shut down the grid.",
            "threatened",
            Threaten,
            ["Denmark", "the grid", ""],
        );
        check("Denmark has so far declined.", "declined", Reject, ["Denmark", "", ""]);
        check("The League stood by Norway.", "stood", Support, ["The League", "Norway", ""]);
        check("He named the sailors it jailed.", "jailed", Coerce, ["it", "the sailors", ""]);
        check(
            "She is a critic of what she sees as neglect in Danish plans.",
            "critic",
            Accuse,
            ["", "Danish", ""],
        );
        check("They mourned after the clerk’s murder.", "murder", Assault, ["", "the clerk", ""]);
        check("They saw his fatal shooting.", "shooting", Assault, ["", "his", ""]);
        check("They saw Norway’s killing of ten men.", "killing", Assault, ["Norway", "ten men", ""]);
        check("I was alarmed by the letter.", "alarmed", Accuse, ["I", "", ""]);
        check("She condemned what she called Norway’s silence.", "condemned", Accuse, ["She", "Norway", ""]);
    }

    #[test]
    fn joined_objects_and_verbs_of_a_list() {
        use EventType::{Assault, Coerce};
        check(
            "He said the army had dissolved the council, closed the port and left.",
            "closed",
            Coerce,
            ["the army", "the port", ""],
        );
        check("The army had impounded two boats.", "impounded", Coerce, ["The army", "two boats", ""]);
        let text = "Danish troops shelled the mill and some towns in Norway.";
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let sentence = analysis.sentences[0].tokens.clone();
        let group = Group::around(&words, &(2..3), &sentence);
        let told = sides(&words, &group, &sentence, Assault, &[]);
        assert_eq!(told.seconds.map(|span| span.in_text(text)), Some("some towns in Norway"));
    }

    #[test]
    fn what_an_act_is_done_with_is_no_target() {
        let told = told("Danish troops fired two shells at Ulverin.", "fired", EventType::Assault);
        assert_eq!(told, ["Danish troops", "Ulverin", ""]);
    }

    fn can(text: &str, act: &str, side: &str, event_type: EventType, expected: bool) {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let at = (0..words.len()).find(|&at| words.lower(at) == act).expect("the act's word");
        let sentence = analysis.sentences[0].tokens.clone();
        let group = Group::around(&words, &(at..at + 1), &sentence);
        let start = text.find(side).expect("the side");
        let span = Span::new(start, start + side.len());
        assert_eq!(can_suffer(&words, &group, span, event_type, &sentence), expected, "{text} {side}");
    }

    #[test]
    fn what_is_sent_promised_or_asked_for_is_no_target() {
        use EventType::{Agree, Assault, Mobilize, Request};
        can("Denmark moved a tank brigade to the coast.", "moved", "a tank brigade", Mobilize, false);
        can("Denmark moved a tank brigade to the coast.", "moved", "the coast", Mobilize, false);
        can("Denmark sent a brigade against Norway.", "sent", "Norway", Mobilize, true);
        can("Denmark offered two hospitals.", "offered", "two hospitals", Agree, false);
        can("Denmark offered Norway a loan.", "offered", "Norway", Agree, true);
        can("Denmark asked for a session of the council.", "asked", "the council", Request, false);
        can("Denmark asked for the wells on the river to be read.", "asked", "the river", Request, false);
        can("Denmark asked the council for a session.", "asked", "the council", Request, true);
        can("Troops attacked a post near the border with Norway.", "attacked", "Norway", Assault, false);
        can("Troops clashed with Norway.", "clashed", "Norway", Assault, true);
    }
}
