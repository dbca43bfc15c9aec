//! The word that an act hangs on, and what that says of it: `vowed to attack`, `accused of an attack`, `calls for a truce`.
//!
//! There is no parse behind it: the walk goes back from the act over noun phrases to the next word that governs, and never
//! over a border of clauses.

use super::clause;
use super::group::{Group, Kind, is_be};
use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb::{self, Inflection};
use std::ops::Range;

/// What a word says of the act that hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Somebody asks for it.
    Demand,
    /// Somebody means to do it.
    Plan,
    /// Somebody is paid for it, or is to be: whoever pays does not do it.
    Paid,
    /// Somebody means to do it, or is at it: `sought to`, `decided to`.
    Aim,
    /// Somebody says that it is not so.
    Deny,
    /// Somebody says so against somebody.
    Allege,
    /// It is told, and not by whom: `reports of`.
    Hearsay,
    /// It may be: fears, risks, conditions.
    Doubt,
    /// It was left undone.
    Fail,
    /// Nothing by itself: what holds for the word holds for the act. `continued to`, `launched`.
    Open,
}

/// A word that an act hangs on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Governor {
    pub(super) at: usize,
    pub(super) class: Class,
}

/// How far the walk goes back.
pub(super) const REACH: usize = 16;
/// How many words are followed, each hanging on the next.
const DEPTH: usize = 3;

/// The word that an act hangs on.
pub(super) fn of(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Governor> {
    walk(words, group, sentence, DEPTH)
}

fn walk(words: &Words<'_>, group: &Group, sentence: &Range<usize>, depth: usize) -> Option<Governor> {
    let depth = depth.checked_sub(1)?;
    let found = match group.kind {
        Kind::Finite => of_finite(words, group, sentence),
        Kind::Infinitive => of_infinitive(words, group, sentence),
        Kind::Gerund => of_gerund(words, group, sentence, depth),
        Kind::Noun => of_noun(words, group, sentence),
        Kind::Participle => None,
    }?;
    // `denied accusations of shelling`, `rejected a call for`: the noun hangs on a word that decides.
    let noun = words.tag(found.at) == Tag::Noun
        || verb::lookup(words.key(found.at)).is_none_or(|form| !form.inflection.is_finite());
    if found.class == Class::Allege && noun {
        let outer = Group::around(words, &(found.at..found.at + 1), sentence);
        if let Some(outer) = walk(words, &outer, sentence, depth).filter(|outer| outer.class == Class::Deny) {
            return Some(outer);
        }
    }
    Some(found)
}

/// Words that no walk crosses.
fn border(words: &Words<'_>, at: usize) -> bool {
    matches!(words.tag(at), Tag::Semicolon | Tag::Colon | Tag::Stop | Tag::Open | Tag::Close)
}

fn back(group: &Group, sentence: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    (sentence.start.max(group.start.saturating_sub(REACH))..group.start).rev()
}

fn of_infinitive(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Governor> {
    if let Some(at) = paid_to(words, group, sentence) {
        return Some(Governor { at, class: Class::Paid });
    }
    for at in back(group, sentence) {
        let near = at + 1 == group.start;
        if near && is_be(words.lower(at)) {
            return Some(Governor { at, class: Class::Plan });
        }
        // `vulnerable to attack`: the noun has the form of a verb.
        if near && is_open_to(words.lower(at)) {
            return Some(Governor { at, class: Class::Doubt });
        }
        if border(words, at) || words.tag(at) == Tag::Comma && !near {
            return None;
        }
        if matches!(words.tag(at), Tag::Relative | Tag::Subordinator) {
            return None;
        }
        if let Some(class) = class(words, at, Before::Infinitive) {
            return Some(Governor { at, class });
        }
        // `continuing to shell`: a participle has the tag of a noun.
        let goes_on = near && verb::lookup(words.key(at)).is_some_and(|form| form.lemma == "continue");
        if words.tag(at) == Tag::Verb || goes_on {
            return near.then_some(Governor { at, class: Class::Open });
        }
    }
    None
}

fn of_gerund(words: &Words<'_>, group: &Group, sentence: &Range<usize>, depth: usize) -> Option<Governor> {
    let before = group.start.checked_sub(1).filter(|at| *at >= sentence.start)?;
    match words.tag(before) {
        // `of shelling the town and killing five`, `for sinking boats, including burning the mill`
        tag if matches!(tag, Tag::Conjunction | Tag::Comma) || words.lower(before) == "including" => {
            let earlier = back(group, sentence).skip(1).take_while(|&at| !border(words, at)).find(|&at| {
                verb::lookup(words.key(at)).is_some_and(|form| form.inflection == Inflection::Gerund)
                    && matches!(words.tag(at), Tag::Noun | Tag::Verb)
            })?;
            let earlier = Group::around(words, &(earlier..earlier + 1), sentence);
            if earlier.kind != Kind::Gerund || earlier.progressive {
                return None;
            }
            walk(words, &earlier, sentence, depth)
        }
        _ => {
            if matches!(words.lower(before), "without" | "than")
                || words.lower(before) == "of" && words.lower(before.wrapping_sub(1)) == "instead"
            {
                return Some(Governor { at: before, class: Class::Fail });
            }
            // `urged them to hold the port responsible for closing`: what somebody is blamed or thanked for is known.
            let reason = words.lower(before) == "for";
            if let Some(at) = paid(words, group, sentence).filter(|_| reason) {
                return Some(Governor { at, class: Class::Paid });
            }
            for at in back(group, sentence) {
                if reason && at + 1 < before {
                    return None;
                }
                if border(words, at)
                    || matches!(words.tag(at), Tag::Comma | Tag::Relative | Tag::Subordinator | Tag::That)
                {
                    return None;
                }
                if let Some(class) = class(words, at, Before::Gerund) {
                    return Some(Governor { at, class });
                }
                if matches!(words.tag(at), Tag::Verb | Tag::Auxiliary) {
                    let near = (at == before).then_some(Governor { at, class: Class::Open });
                    return described(words, at, sentence).or(near);
                }
            }
            None
        }
    }
}

/// The noun that a participle behind it describes: `accusations made against Ruritania of shelling`.
fn described(words: &Words<'_>, participle: usize, sentence: &Range<usize>) -> Option<Governor> {
    let at = participle.checked_sub(1).filter(|at| *at >= sentence.start)?;
    if !matches!(words.tag(at), Tag::Noun | Tag::Name) {
        return None;
    }
    verb::lookup(words.key(participle)).filter(|form| form.inflection == Inflection::PastOrParticiple)?;
    Some(Governor { at, class: class(words, at, Before::Gerund)? })
}

/// Money for a deed: `offered rewards to sailors for sinking`, `paid for the murder of`.
fn paid(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<usize> {
    let phrase = |at: &usize| {
        words.nominal(*at) || matches!(words.tag(*at), Tag::Determiner | Tag::Adverb | Tag::Number)
    };
    let floor = sentence.start.max(group.start.saturating_sub(REACH));
    let before = (floor..group.start).rev().find(|at| !phrase(at) && words.tag(*at) != Tag::Possessive)?;
    if words.lower(before) != "for" {
        return None;
    }
    let pays = |at: usize| {
        matches!(
            words.lower(at),
            "bounty" | "bounties" | "reward" | "rewards" | "ransom" | "payments" | "payment"
        ) || matches!(words.lower(at), "pay" | "pays" | "paying" | "paid" | "reward" | "rewarded")
            && at + 1 == before
    };
    let end =
        |at: &usize| border(words, *at) || matches!(words.tag(*at), Tag::Comma | Tag::Relative | Tag::That);
    (floor..before).rev().take_while(|at| !end(at)).find(|&at| pays(at))
}

/// `offered rewards to sailors to sink a ship`, `bribed guards to leave`: who gives the money does not do it.
fn paid_to(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<usize> {
    let floor = sentence.start.max(group.start.saturating_sub(REACH));
    let phrase = |at: &usize| {
        words.nominal(*at)
            || matches!(
                words.tag(*at),
                Tag::Determiner | Tag::Adverb | Tag::Possessive | Tag::To | Tag::Preposition
            )
    };
    let money =
        |at: usize| matches!(words.lower(at), "bounty" | "bounties" | "reward" | "rewards" | "bribes");
    let gives = |at: usize| {
        verb::lookup(words.key(at)).is_some_and(|form| matches!(form.lemma, "pay" | "bribe" | "hire"))
            && words.tag(at) == Tag::Verb
            && at + 1 < group.start
    };
    let last = (floor..group.start).rev().find(|&at| !phrase(&at) || money(at))?;
    (money(last) && last + 1 < group.start || gives(last)).then_some(last)
}

/// What somebody is told not to be guilty of: `was found not guilty of murder`, `the acquittal of the clerk on Monday, 36, of murder`. The
/// deed stands behind `of`; what the case was about (`in the shooting of`) is not denied by it.
fn cleared(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<usize> {
    let phrase = |at: &usize| words.nominal(*at) || matches!(words.tag(*at), Tag::Determiner | Tag::Adverb);
    let floor = sentence.start.max(group.at.saturating_sub(REACH));
    let of = (floor..group.at).rev().find(|at| !phrase(at)).filter(|&at| words.lower(at) == "of")?;
    let clears = |at: usize| {
        let lemma = verb::lookup(words.key(at)).map_or(words.lower(at), |form| form.lemma);
        matches!(lemma, "acquit" | "exonerate")
            || lemma == "acquittal" && at + 1 < of
            || words.lower(at) == "guilty" && at > floor && words.lower(at - 1) == "not"
            || words.lower(at) == "innocent"
            || lemma == "clear" && words.lower(at) != "clear"
    };
    // Between may stand who is cleared, with a day and an apposition of his, and no other verb: `acquitted, which led to nights of`.
    let other = |at: usize| words.tag(at) == Tag::Verb && !clears(at) || words.tag(at) == Tag::Conjunction;
    let end = |at: &usize| {
        border(words, *at)
            || other(*at)
            || matches!(words.tag(*at), Tag::Relative | Tag::Subordinator | Tag::That)
    };
    (floor..of).rev().take_while(|at| !end(at)).find(|&at| clears(at))
}

fn of_noun(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Governor> {
    if let Some(at) = cleared(words, group, sentence) {
        return Some(Governor { at, class: Class::Deny });
    }
    if let Some(at) = paid(words, group, sentence) {
        return Some(Governor { at, class: Class::Paid });
    }
    let mut crossed = 0;
    for at in back(group, sentence) {
        if border(words, at) || matches!(words.tag(at), Tag::Relative | Tag::Subordinator) {
            return None;
        }
        if words.tag(at) == Tag::That {
            // `demanded that Ruritania withdraw`: the base form of a verb has the tag of a noun.
            let base = group.determiner.is_none() && verb::is_base(words.key(group.at));
            return before_that(words, at, sentence).filter(|found| base && found.class == Class::Demand);
        }
        // `vulnerable to attack`
        if is_open_to(words.lower(at)) && group.determiner.is_none() && words.lower(at + 1) == "to" {
            return Some(Governor { at, class: Class::Doubt });
        }
        // `without a call`: what was left out.
        if words.lower(at) == "without" && at + 1 == group.start {
            return Some(Governor { at, class: Class::Fail });
        }
        if matches!(words.tag(at), Tag::Comma | Tag::Conjunction) {
            crossed += 1;
            if crossed > 1 {
                return None;
            }
        }
        if let Some(class) = class(words, at, Before::Noun) {
            return Some(Governor { at, class });
        }
        let gerund = verb::lookup(words.key(at)).is_some_and(|form| form.inflection == Inflection::Gerund);
        if words.tag(at) == Tag::Verb || gerund && at + 4 > group.start {
            return Some(Governor { at, class: Class::Open });
        }
        // The base form of a verb has the tag of a noun: `will launch an attack`, `to launch attacks`.
        let base = verb::is_base(words.key(at));
        if base && at > sentence.start && matches!(words.tag(at - 1), Tag::To | Tag::Modal | Tag::Negation) {
            return Some(Governor { at, class: Class::Open });
        }
    }
    None
}

fn of_finite(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Governor> {
    for at in back(group, sentence) {
        if border(words, at) || words.tag(at) == Tag::Relative {
            return None;
        }
        if matches!(words.lower(at), "if" | "unless" | "whether") {
            return Some(Governor { at, class: Class::Doubt });
        }
        if words.tag(at) == Tag::Subordinator {
            return None;
        }
        let that = words.tag(at) == Tag::That && words.tag(at + 1) != Tag::Auxiliary;
        if that {
            let asked = |found: &Governor| found.class != Class::Demand || !is_told_as_past(words, group);
            return before_that(words, at, sentence).filter(asked);
        }
        if words.tag(at) == Tag::Verb {
            // `urged both to stay and offered help`: a verb that is joined with another hangs on what that one hangs on.
            let joined = clause::joined(words, group, sentence);
            return match joined {
                // `demanded that Norway free the crew and others arrested`: `arrested` describes the others.
                Some(first)
                    if is_told_as_past(words, group)
                        && first.auxiliary.is_none()
                        && verb::is_base(words.key(first.at)) =>
                {
                    None
                }
                Some(first) => of_finite(words, &first, sentence),
                // `claims troops shelled it`: the words between are the subject.
                None if words.noun_phrase(at + 1, group.start) > at + 1 => {
                    Some(Governor { at, class: class(words, at, Before::That)? })
                }
                None => None,
            };
        }
    }
    None
}

/// Words before a participle among which its `be` stands.
const BESIDE: usize = 3;

/// True for a verb in the past without an auxiliary: what is asked for stands in the base form or behind one.
fn is_told_as_past(words: &Words<'_>, group: &Group) -> bool {
    use Inflection::{Past, PastOrParticiple};
    // `that the crew be soon released`
    let be = (group.at.saturating_sub(BESIDE)..group.at).any(|at| words.lower(at) == "be");
    !be && group.auxiliary.is_none()
        && group.modal.is_none()
        && !verb::is_base(words.key(group.at))
        && verb::lookup(words.key(group.at))
            .is_some_and(|form| matches!(form.inflection, Past | PastOrParticiple))
}

/// Words for whoever may suffer something.
fn is_open_to(lower: &str) -> bool {
    matches!(lower, "vulnerable" | "susceptible" | "prone" | "exposed")
}

/// The word that a clause with `that` hangs on.
fn before_that(words: &Words<'_>, that: usize, sentence: &Range<usize>) -> Option<Governor> {
    let floor = sentence.start.max(that.saturating_sub(5));
    for at in (floor..that).rev() {
        if let Some(class) = class(words, at, Before::That) {
            return Some(Governor { at, class });
        }
        // `signed the order, and said that`: what is said hangs on the verb.
        if words.tag(at) == Tag::Verb {
            return None;
        }
    }
    None
}

/// What follows a word that may govern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Infinitive,
    Gerund,
    Noun,
    That,
}

/// What a word says of what hangs on it; nothing for a word that governs nothing.
fn class(words: &Words<'_>, at: usize, before: Before) -> Option<Class> {
    let lower = words.lower(at);
    let next = words.lower(at + 1);
    if matches!(words.tag(at), Tag::Auxiliary | Tag::Modal | Tag::Determiner | Tag::Preposition) {
        return None;
    }
    let form = verb::lookup(words.key(at));
    // `accusations`: what is no form of a verb is a noun, and that may be a plural.
    let one = lower.strip_suffix('s').filter(|one| !one.ends_with('s')).unwrap_or(lower);
    let lemma = form.map_or(one, |form| form.lemma);
    let noun = matches!(words.tag(at), Tag::Noun | Tag::Name);
    // `no suspects have been named and that`: people, and no suspicion.
    if noun && matches!(lower, "suspect" | "suspects") {
        return None;
    }
    let class = match lemma {
        "demand" | "urge" | "request" | "order" | "instruct" | "implore" | "beg" | "exhort" | "recommend"
        | "insist" | "require" | "command" | "propose" | "advise" | "advocate" | "proposal" | "ultimatum"
        | "plea" | "plead" | "beseech" | "summon" => Class::Demand,
        "call" if matches!(next, "for" | "on" | "upon" | "to") || before == Before::That && noun => {
            Class::Demand
        }
        "appeal" if matches!(next, "for" | "to") && before != Before::That => Class::Demand,
        "press" | "push" | "lobby" | "pressure" if matches!(next, "for") => Class::Demand,
        "ask" | "tell" | "invite" | "press" | "pressure" if before == Before::Infinitive => Class::Demand,
        "want" | "seek" if matches!(before, Before::Noun | Before::Gerund) => Class::Demand,
        "plan" | "intend" | "intention" | "intent" | "vow" | "pledge" | "promise" | "threaten"
        | "prepare" | "preparation" | "aim" | "mull" | "schedule" | "envisage" | "resolve" | "readiness"
        | "commit" | "commitment" => Class::Plan,
        "agree" | "decide" | "decision" | "offer" | "undertake" | "hope" | "expect" | "want" | "seek"
        | "mean" | "ready" | "poised" | "due" | "bid" | "determined" | "eager" | "willing"
            if before == Before::Infinitive =>
        {
            Class::Aim
        }
        "expect" | "await" if before == Before::Noun => Class::Demand,
        "set" | "about" | "going" if before == Before::Infinitive && next == "to" => Class::Plan,
        "go" if before == Before::Infinitive && lower == "going" && next == "to" => Class::Plan,
        "deny" | "denial" | "refute" | "rebut" => Class::Deny,
        // `acquitted of stealing`, `charged with theft`
        "acquit" | "acquittal" | "exonerate" | "clear" if before == Before::Gerund && next == "of" => {
            Class::Deny
        }
        "charge" if matches!(before, Before::Noun | Before::Gerund) && next == "with" => Class::Allege,
        "reject" | "dispute" | "dismiss"
            if matches!(before, Before::Noun | Before::That)
                && (at + 1..at + 6).any(|at| {
                    matches!(
                        words.lower(at),
                        "accusation" | "accusations" | "allegation" | "allegations" | "claims" | "charges"
                    )
                }) =>
        {
            Class::Deny
        }
        "accuse" | "accusation" | "allege" | "allegation" | "alleged" | "suspect" | "suspicion"
        | "indict" => Class::Allege,
        // `reports of anger`
        "report" | "rumour" | "rumor"
            if noun
                && lower.ends_with('s')
                && matches!(next, "of" | "suggesting" | "alleging" | "claiming") =>
        {
            Class::Hearsay
        }
        "hope" | "wish" if before == Before::That => Class::Doubt,
        "claim" | "charge" | "contend" if before == Before::That => Class::Allege,
        "claims" | "charges" if before == Before::That || next == "of" => Class::Allege,
        // `is said to have shelled`
        "say" | "believe" | "think" | "report" | "understand" | "rumour" | "rumor"
            if before == Before::Infinitive
                && at > 0
                && form.is_some_and(|form| form.inflection == Inflection::PastOrParticiple)
                && is_be(words.lower(at - 1)) =>
        {
            Class::Allege
        }
        "consider" | "contemplate" | "weigh" | "ponder"
            if matches!(before, Before::Noun | Before::Gerund) =>
        {
            Class::Doubt
        }
        "fear" | "risk" | "danger" | "possibility" | "prospect" | "likelihood" | "probability" | "chance"
        | "threat" | "eventuality" | "spectre" | "specter" => Class::Doubt,
        "warn" | "caution" | "warning" if matches!(next, "of" | "about" | "against") => Class::Doubt,
        "prevent" | "avoid" | "avert" | "deter" | "forestall" | "preclude" | "rule" | "discourage"
            if before != Before::Infinitive =>
        {
            Class::Doubt
        }
        "refuse" | "refusal" | "decline" | "fail" | "failure" | "neglect" | "reluctant" | "unwilling"
        | "unable" | "reluctance"
            if before == Before::Infinitive =>
        {
            Class::Fail
        }
        "refrain" | "abstain" if before == Before::Gerund => Class::Fail,
        _ => return None,
    };
    Some(class)
}
