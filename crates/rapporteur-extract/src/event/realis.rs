//! Whether an act came about: what the model reads, weighed with what the grammar of the sentence says.
//!
//! A sign of grammar multiplies the model's probability of what it stands for, so that a sure model is not overruled by
//! a weak sign, and an unsure one does not pass over a negation.

use super::figurative::is_accusation;
use super::governor::{self, Class, Governor};
use super::group::{Group, Kind, is_be};
use super::{REALIS, Site, trigger};
use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb;
use rapporteur_record::{EventType, Realis};
use std::ops::Range;

/// What was judged, and by what.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) realis: Realis,
    pub(super) rule: &'static str,
    /// The word of the sentence that says so.
    pub(super) word: Option<usize>,
    /// The probability after weighing.
    pub(super) share: f32,
}

/// How much more likely a sign makes what it stands for. Chosen by hand, against the square roots of the model's probabilities: a
/// clear sign outweighs a model that all but rules it out, a slight one a model that is undecided.
const CLEAR: f32 = 20.0;
const FAIR: f32 = 8.0;
const SLIGHT: f32 = 3.0;

/// A sign of grammar.
#[derive(Debug, Clone, Copy)]
struct Sign {
    realis: Realis,
    weight: f32,
    word: usize,
    rule: &'static str,
}

/// Judges an act.
pub(super) fn judge(
    words: &Words<'_>,
    site: &Site<'_>,
    group: &Group,
    governor: Option<&Governor>,
) -> Judged {
    let sign = sign(words, group, governor, &site.sentence, site.headline, 3)
        .map(|sign| refused(words, site, group, sign));
    let weight = |at: usize| sign.filter(|sign| sign.realis == REALIS[at]).map_or(1.0, |sign| sign.weight);
    // No class is ruled out by the model alone, which is surer than it is right.
    let score = |at: usize| (site.reading.realis[at].max(0.0) + 0.005).sqrt() * weight(at);
    let mut best = 0;
    for at in 0..REALIS.len() {
        if score(at) > score(best) {
            best = at;
        }
    }
    let sum: f32 = (0..REALIS.len()).map(score).sum();
    let agreeing = sign.filter(|sign| sign.realis == REALIS[best]);
    Judged {
        realis: REALIS[best],
        rule: agreeing.map_or("event.model", |sign| sign.rule),
        word: agreeing.map(|sign| sign.word),
        share: (score(best) / sum * 1000.0).round() / 1000.0,
    }
}

/// `will not free them`: the negation is the refusal, and that came about.
fn refused(words: &Words<'_>, site: &Site<'_>, group: &Group, sign: Sign) -> Sign {
    let will = |at: usize| matches!(words.lower(at), "will" | "would" | "shall" | "won't" | "'ll");
    let refuses = site.event_type().0 == EventType::Reject
        && sign.rule == "event.negation"
        && group.kind == Kind::Finite
        && group.modal.is_some_and(will);
    // `denied the accusation`: that was made.
    let accuses = site.event_type().0 == EventType::Accuse
        && sign.realis == Realis::Denied
        && sign.rule == "event.governor"
        && group.kind == Kind::Noun
        && is_accusation(words.lower(group.at));
    if refuses || accuses { Sign { realis: Realis::Happened, ..sign } } else { sign }
}

/// What the sentence says of an act by its grammar.
fn sign(
    words: &Words<'_>,
    group: &Group,
    governor: Option<&Governor>,
    sentence: &Range<usize>,
    headline: bool,
    depth: usize,
) -> Option<Sign> {
    let sign = |realis, weight, word, rule| Some(Sign { realis, weight, word, rule });
    if let Some(at) = hearsay(words, group) {
        let weight = if words.lower(at) == "reportedly" { FAIR } else { CLEAR };
        return sign(Realis::Alleged, weight, at, "event.hearsay");
    }
    if let Some(at) = undoubted(words, group, sentence) {
        return sign(Realis::Happened, CLEAR, at, "event.governor");
    }
    if is_known_of(words, group) {
        return sign(Realis::Happened, FAIR, group.at, "event.past");
    }
    if let Some(at) = brought_about(words, group, sentence) {
        return sign(Realis::Happened, CLEAR, at, "event.governor");
    }
    let governed = governor.and_then(|governor| by_governor(words, group, governor, sentence));
    match group.kind {
        Kind::Noun => {
            if let Some(found) = modifier(words, group) {
                return Some(found);
            }
            if let Some(at) = group.negation {
                return sign(Realis::Denied, FAIR, at, "event.negation");
            }
        }
        Kind::Infinitive => {
            if let Some(at) = group.negation {
                return sign(Realis::Denied, SLIGHT, at, "event.negation");
            }
        }
        _ => {
            if let Some(at) = group.negation {
                let asked = governor.is_some_and(|g| matches!(g.class, Class::Demand | Class::Doubt));
                let weight = if asked { SLIGHT } else { CLEAR };
                return sign(Realis::Denied, weight, at, "event.negation");
            }
        }
    }
    if governed.is_some() {
        return governed;
    }
    if let Some(at) = condition(words, group, sentence) {
        return sign(Realis::Hypothetical, FAIR, at, "event.governor");
    }
    if let Some(at) = group.modal {
        return modal(words, at);
    }
    if group.progressive {
        let present = group.auxiliary.is_some_and(|at| {
            matches!(words.lower(at), "is" | "are" | "am" | "'s" | "'re" | "has" | "have" | "'ve")
        });
        let at = group.auxiliary.unwrap_or(group.at);
        return if present {
            sign(Realis::Ongoing, FAIR, at, "event.progressive")
        } else {
            sign(Realis::Happened, SLIGHT, at, "event.past")
        };
    }
    // `maintains contact`, `keep shelling`
    if let Some(governor) = governor.filter(|governor| governor.class == Class::Open)
        && keeps(words, governor.at)
    {
        return sign(Realis::Ongoing, FAIR, governor.at, "event.progressive");
    }
    // What holds for the governing word holds for what hangs on it: `will continue to shell`.
    if let Some(governor) = governor.filter(|governor| governor.class == Class::Open)
        && depth > 0
    {
        let outer = Group::around(words, &(governor.at..governor.at + 1), sentence);
        if outer.start < group.start && outer.kind != Kind::Noun {
            let above = governor::of(words, &outer, sentence);
            let found = self::sign(words, &outer, above.as_ref(), sentence, headline, depth - 1);
            if let Some(mut found) = found.filter(|found| found.rule != "event.past") {
                // A known act is no part of what is planned: `will condemn the attack`.
                let light =
                    verb::lookup(words.key(governor.at)).is_some_and(|form| trigger::light(form.lemma));
                // `does not reflect their refusal`: the verb says no more than that it is there.
                let equates = verb::lookup(words.key(governor.at)).is_some_and(|form| {
                    matches!(
                        form.lemma,
                        "reflect" | "mean" | "constitute" | "represent" | "signal" | "indicate" | "amount"
                    )
                });
                let known = group.determiner.is_some_and(|at| words.lower(at) == "the");
                let open = equates || !known && brings_about(words, governor.at);
                if group.kind == Kind::Noun && !open && (!light || group.determiner.is_some()) {
                    found.weight = if known { 1.0 } else { found.weight.min(SLIGHT) };
                }
                return Some(found);
            }
        }
    }
    match group.kind {
        Kind::Infinitive if governor.is_none() => {
            // `an operation to free the port`
            let aims = group.start.checked_sub(1).is_some_and(|at| {
                matches!(
                    words.lower(at),
                    "operation" | "campaign" | "mission" | "drive" | "effort" | "efforts" | "attempt"
                )
            });
            sign(Realis::Planned, if aims { FAIR } else { SLIGHT }, group.start, "event.purpose")
        }
        Kind::Finite if group.auxiliary.is_some() || past(words, group.at) => {
            sign(Realis::Happened, SLIGHT, group.at, "event.past")
        }
        Kind::Finite if headline => sign(Realis::Happened, SLIGHT, group.at, "event.headline"),
        _ => None,
    }
}

/// `the verdict led hundreds to march`: what somebody was brought to do he did.
fn brought_about(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<usize> {
    if group.kind != Kind::Infinitive || group.negation.is_some() {
        return None;
    }
    let floor = sentence.start.max(group.start.saturating_sub(governor::REACH));
    let whom = |at: &usize| {
        words.nominal(*at)
            || matches!(words.tag(*at), Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::ObjectPronoun)
            || words.lower(*at) == "of"
    };
    let brings = |at: usize| {
        verb::lookup(words.key(at)).is_some_and(|form| {
            matches!(
                form.lemma,
                "spark" | "prompt" | "lead" | "cause" | "force" | "drive" | "compel" | "provoke" | "spur"
            )
        })
    };
    // A verb in the past may have the tag of a noun.
    let verb = (floor..group.start).rev().find(|&at| !whom(&at) || brings(at) && past(words, at))?;
    let outer = Group::around(words, &(verb..verb + 1), sentence);
    let open = outer.negation.is_some() || outer.modal.is_some() || outer.kind != Kind::Finite;
    (brings(verb) && past(words, verb) && verb + 1 < group.start && !open && !outer.passive).then_some(verb)
}

/// `a plan intended to lead to his arrest`: what a deed brings about is as open as the deed.
fn brings_about(words: &Words<'_>, at: usize) -> bool {
    verb::lookup(words.key(at)).is_some_and(|form| match form.lemma {
        "lead" => words.lower(at + 1) == "to",
        "result" | "culminate" | "end" => words.lower(at + 1) == "in",
        "cause" | "provoke" => true,
        _ => false,
    })
}

/// `there is no doubt that Norway undertook a campaign to close the port`: what nobody doubts came about.
fn undoubted(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<usize> {
    let floor = sentence.start.max(group.start.saturating_sub(governor::REACH));
    let border = |at: &usize| matches!(words.tag(*at), Tag::Stop | Tag::Semicolon | Tag::Comma);
    let that = (floor..group.start)
        .rev()
        .take_while(|at| !border(at))
        .find(|&at| words.lower(at) == "that" && at > sentence.start + 1)?;
    let sure = matches!(words.lower(that - 1), "doubt" | "question" | "dispute")
        && matches!(words.lower(that - 2), "no" | "without" | "little")
        && group.negation.is_none();
    let open = (that..group.start).any(|at| words.tag(at) == Tag::Modal);
    (sure && !open).then_some(that - 1)
}

/// `If the mayor does something shameful, a trial is open to them`: the word that opens the sentence, or what somebody says, sets a
/// condition. Verbs tell by their own form.
fn condition(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<usize> {
    let floor = sentence.start.max(group.start.saturating_sub(governor::REACH));
    let border = |at: &usize| matches!(words.tag(*at), Tag::Stop | Tag::Semicolon | Tag::Close);
    let found = (floor..group.start)
        .rev()
        .take_while(|at| !border(at))
        .find(|&at| matches!(words.lower(at), "if" | "unless"))?;
    let opens = found == sentence.start || words.tag(found - 1) == Tag::Open;
    (opens && group.kind == Kind::Noun).then_some(found)
}

/// `the heavily shelled port`: a participle before the noun that it describes tells what was done to it before.
fn is_known_of(words: &Words<'_>, group: &Group) -> bool {
    group.kind == Kind::Noun
        && group.end == group.at + 1
        && words.nominal(group.end)
        && past(words, group.at)
        && !verb::is_base(words.key(group.at))
}

/// A verb in the present that says that something goes on.
fn keeps(words: &Words<'_>, at: usize) -> bool {
    use rapporteur_ontology::verb::Inflection::{Base, Gerund, Third};
    let before = at.checked_sub(1).map(|at| words.tag(at));
    verb::lookup(words.key(at)).is_some_and(|form| {
        matches!(form.lemma, "maintain" | "continue" | "keep" | "sustain")
            && (matches!(form.inflection, Third | Gerund)
                || form.inflection == Base && !matches!(before, Some(Tag::To | Tag::Modal | Tag::Negation)))
    })
}

fn past(words: &Words<'_>, at: usize) -> bool {
    use rapporteur_ontology::verb::Inflection::{Past, PastOrParticiple};
    verb::lookup(words.key(at)).is_some_and(|form| matches!(form.inflection, Past | PastOrParticiple))
}

/// `allegedly` among the words of the group, or right before it.
fn hearsay(words: &Words<'_>, group: &Group) -> Option<usize> {
    (group.start.saturating_sub(2)..group.end + 1).find(|&at| {
        matches!(words.lower(at), "allegedly" | "purportedly" | "supposedly" | "reportedly")
            && (at >= group.start || words.tag(at + 1) != Tag::Comma)
    })
}

fn modal(words: &Words<'_>, at: usize) -> Option<Sign> {
    let (realis, weight) = match words.lower(at) {
        "will" | "'ll" | "shall" => (Realis::Planned, FAIR),
        "would" | "'d" => (Realis::Planned, SLIGHT),
        "can" | "could" | "may" | "might" => (Realis::Hypothetical, FAIR),
        "should" | "must" => (Realis::Demanded, FAIR),
        _ => return None,
    };
    Some(Sign { realis, weight, word: at, rule: "event.modal" })
}

/// `has no intention of closing`, `does not plan to close`: what nobody means to do.
fn unmeant(words: &Words<'_>, governor: &Governor, sentence: &Range<usize>) -> Option<usize> {
    let own = verb::lookup(words.key(governor.at))
        .is_none_or(|form| !matches!(form.lemma, "expect" | "hope" | "mean" | "want"));
    if !own || !matches!(governor.class, Class::Plan | Class::Aim) || is_be(words.lower(governor.at)) {
        return None;
    }
    Group::around(words, &(governor.at..governor.at + 1), sentence).negation
}

fn by_governor(
    words: &Words<'_>,
    group: &Group,
    governor: &Governor,
    sentence: &Range<usize>,
) -> Option<Sign> {
    if let Some(word) = unmeant(words, governor, sentence) {
        return Some(Sign { realis: Realis::Denied, weight: CLEAR, word, rule: "event.negation" });
    }
    // A known act is meant as it was: `demanded that the attack be investigated`.
    let known = group.kind == Kind::Noun
        && group
            .determiner
            .is_some_and(|at| matches!(words.lower(at), "the" | "its" | "their" | "this" | "'s"));
    let (realis, weight) = match governor.class {
        Class::Demand => (Realis::Demanded, if known { SLIGHT } else { CLEAR }),
        Class::Plan | Class::Paid => (Realis::Planned, if known { SLIGHT } else { CLEAR }),
        Class::Aim => (Realis::Planned, FAIR),
        Class::Deny => (Realis::Denied, CLEAR),
        Class::Allege => (Realis::Alleged, if known { SLIGHT } else { CLEAR }),
        Class::Hearsay => (Realis::Alleged, CLEAR),
        Class::Doubt => (Realis::Hypothetical, if known { SLIGHT } else { CLEAR }),
        Class::Fail => (Realis::Denied, CLEAR),
        Class::Open => return None,
    };
    // Nobody is said to tell it but the reports.
    let rule = if governor.class == Class::Hearsay { "event.reports" } else { "event.governor" };
    Some(Sign { realis, weight, word: governor.at, rule })
}

/// What stands between the determiner and a noun: `a possible invasion`.
fn modifier(words: &Words<'_>, group: &Group) -> Option<Sign> {
    // `the ongoing and lively debate`
    let joined = group.start.checked_sub(2).filter(|_| words.tag(group.start - 1) == Tag::Conjunction);
    (group.start..group.at).rev().chain(joined).find_map(|at| {
        let realis = match words.lower(at) {
            "possible" | "potential" | "likely" | "looming" | "threatened" | "feared" | "hypothetical"
            | "eventual" => Realis::Hypothetical,
            "planned" | "proposed" | "expected" | "upcoming" | "scheduled" | "future" | "imminent"
            | "intended" | "impending" | "forthcoming" => Realis::Planned,
            "alleged" | "suspected" | "supposed" | "purported" => Realis::Alleged,
            "recent" | "latest" | "previous" | "earlier" | "yesterday's" => Realis::Happened,
            "ongoing" | "continuing" | "continued" | "unrelenting" | "continuous" | "constant"
            | "sustained" | "relentless" | "regular" => Realis::Ongoing,
            _ => return None,
        };
        Some(Sign { realis, weight: CLEAR, word: at, rule: "event.modifier" })
    })
}
