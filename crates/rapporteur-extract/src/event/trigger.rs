//! The words of an act: a word, with the particle of its verb or the rest of its compound.

use super::{Found, Site, kind};
use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb;
use rapporteur_record::QuadClass;
use std::ops::Range;

/// The words of the act that the word `at` names.
pub(super) fn whole(words: &Words<'_>, at: usize, sentence: &Range<usize>) -> Range<usize> {
    let mut trigger = at..at + 1;
    let next = at + 1;
    if next < sentence.end && verb::lookup(words.key(at)).is_some() && particle(words, at) {
        trigger.end += 1;
        return trigger;
    }
    if at > sentence.start && compound(words.lower(at - 1)) && words.tag(at) != Tag::Verb {
        trigger.start -= 1;
    }
    trigger
}

/// The word that carries the meaning: of `holds the port responsible` the verb.
pub(super) fn carrier(words: &Words<'_>, at: usize, sentence: &Range<usize>) -> usize {
    if !matches!(words.lower(at), "responsible" | "accountable") {
        return at;
    }
    let floor = sentence.start.max(at.saturating_sub(AHEAD));
    let holds = |at: &usize| verb::lookup(words.key(*at)).is_some_and(|form| form.lemma == "hold");
    let border = |at: &usize| matches!(words.tag(*at), Tag::Comma | Tag::Semicolon | Tag::Stop | Tag::That);
    (floor..at).rev().take_while(|at| !border(at)).find(holds).unwrap_or(at)
}

/// False for words that name no act: function words, verbs that only say that something was said, verbs of a state, and verbs
/// of what comes by itself (`tensions flared`).
pub(super) fn can_name(words: &Words<'_>, at: usize) -> bool {
    let content = matches!(words.tag(at), Tag::Noun | Tag::Name | Tag::Verb | Tag::Adverb | Tag::Preposition);
    let lemma = verb::lookup(words.key(at)).map_or("", |form| form.lemma);
    let empty = matches!(
        lemma,
        "say"
            | "add"
            | "tell"
            | "state"
            | "note"
            | "explain"
            | "clarify"
            | "reveal"
            | "quote"
            | "describe"
            | "highlight"
            | "underscore"
            | "underline"
            | "report"
            | "comment"
            | "remark"
            | "mention"
            | "speak"
            | "believe"
            | "think"
            | "know"
            | "assert"
            | "argue"
            | "view"
            | "regard"
            | "maintain"
            | "remain"
            | "seem"
            | "appear"
            | "stay"
            | "consist"
            | "flare"
            | "react"
            | "erupt"
            | "escalate"
            | "intensify"
            | "worsen"
            | "exacerbate"
    ) || ["escalat", "flar", "worsen"].iter().any(|stem| words.lower(at).starts_with(stem));
    let shelter = lemma == "seek"
        && (at + 1..at + 4)
            .any(|at| matches!(words.lower(at), "refuge" | "shelter" | "asylum" | "safety" | "treatment"));
    // `something dastardly`: how a deed is tells of none.
    let manner = words.tag(at) == Tag::Adverb && words.lower(at).ends_with("ly");
    content && !empty && !manner && !shelter && !only_comments(words, at, lemma)
}

/// What CAMEO has as statements (01) and PLOVER drops: hopes and doubts, sympathy, accord with an opinion, no comment.
fn only_comments(words: &Words<'_>, at: usize, lemma: &str) -> bool {
    let lower = words.lower(at);
    let feels = ["optimis", "pessimis", "skeptic", "sceptic", "condolence", "sympath", "hopeful"];
    let declines = matches!(lemma, "decline" | "refuse")
        && (at + 1..at + 5).any(|at| {
            matches!(
                words.lower(at),
                "comment" | "say" | "elaborate" | "answer" | "views" | "opinion" | "opinions" | "speculate"
            )
        });
    // `agrees with him that`, not `agreed with Ruritania on a pact`.
    let thinks = matches!(lower, "agree" | "agrees")
        && at.checked_sub(1).is_some_and(|at| !matches!(words.tag(at), Tag::Modal | Tag::To));
    let of_one_mind = lemma == "agree"
        && words.lower(at + 1) == "with"
        && (thinks
            || !(at + 2..at + 10)
                .take_while(|&at| words.tag(at) != Tag::That)
                .any(|at| matches!(words.lower(at), "on" | "to")));
    lemma == "hope"
        || matches!(lower, "hope" | "hopes")
        || feels.iter().any(|stem| lower.starts_with(stem))
        || declines
        || of_one_mind
}

/// A warning of a danger is no threat: `warned that the dam could break`, `cautioned against haste`. It is one where the warner
/// will act, or somebody is warned.
pub(super) fn only_warns(words: &Words<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> bool {
    let lemma = verb::lookup(words.key(trigger.start)).map_or(words.lower(trigger.start), |form| form.lemma);
    if !matches!(lemma, "warn" | "caution" | "alert" | "warning" | "warnings") {
        return false;
    }
    let ahead = trigger.end..sentence.end.min(trigger.end + AHEAD);
    // What follows `that`, or a subject with its verb, is what is feared, not what the warner will do.
    let subject = words.noun_phrase(trigger.end, sentence.end.min(trigger.end + AHEAD));
    let clause =
        subject > trigger.end && words.tag(subject) == Tag::Modal && words.tag(trigger.end) != Tag::Pronoun;
    let feared = words.tag(trigger.end) == Tag::That || clause;
    let threat = ahead.clone().any(|at| {
        !feared
            && matches!(
                words.lower(at),
                "retaliate"
                    | "retaliation"
                    | "consequences"
                    | "respond"
                    | "response"
                    | "repercussions"
                    | "reprisals"
                    | "revenge"
                    | "punish"
                    | "against"
            )
            || words.tag(at) == Tag::Pronoun
                && matches!(words.lower(at + 1), "will" | "would" | "'ll" | "'d")
                && words.tag(at + 2) != Tag::Negation
    });
    let told = !clause
        && matches!(
            words.tag(trigger.end),
            Tag::Name | Tag::Determiner | Tag::ObjectPronoun | Tag::Possessive
        )
        || words.lower(trigger.end) == "to";
    // `warned them that Norway would cut its help`
    let acts = |at: usize| {
        let aside = |at: &usize| !matches!(words.tag(*at), Tag::Adverb | Tag::Open);
        let deed = (at + 1..at + 4).find(aside).unwrap_or(at);
        matches!(words.lower(at), "will" | "would")
            && verb::lookup(words.key(deed)).is_some_and(|form| {
                matches!(
                    form.lemma,
                    "consider"
                        | "cut"
                        | "stop"
                        | "halt"
                        | "suspend"
                        | "withdraw"
                        | "impose"
                        | "close"
                        | "block"
                        | "act"
                        | "answer"
                        | "strike"
                        | "attack"
                        | "hit"
                        | "destroy"
                        | "bomb"
                        | "invade"
                        | "scale"
                )
            })
    };
    let threat = threat || ahead.clone().any(acts);
    // `warned the crews that the dam could break`, `a warning to crews, telling them of it`: somebody is told of a danger.
    let of_danger = ahead.clone().any(|at| {
        words.tag(at) == Tag::That || matches!(words.lower(at), "of" | "about" | "telling" | "saying")
    });
    // `warned the port of war` threatens it.
    let of_force = ahead.clone().any(|at| {
        matches!(
            words.lower(at),
            "war"
                | "attack"
                | "attacks"
                | "strike"
                | "strikes"
                | "invasion"
                | "offensive"
                | "force"
                | "sanctions"
        )
    });
    !threat && (!told || of_danger && !of_force)
}

/// Words behind a warning that are looked at.
const AHEAD: usize = 14;

/// `carried out`, `broke off`: not `struck out at`, where a preposition begins a phrase.
fn particle(words: &Words<'_>, at: usize) -> bool {
    let lemma = verb::lookup(words.key(at)).map_or("", |form| form.lemma);
    match words.lower(at + 1) {
        "out" => !matches!(words.lower(at + 2), "of"),
        "up" | "down" => words.lower(at + 2) != "to",
        "off" | "back" | "away" | "aside" => true,
        "over" => matches!(lemma, "hand" | "take" | "turn"),
        _ => false,
    }
}

/// Nouns that make one notion with the act behind them.
fn compound(lower: &str) -> bool {
    matches!(
        lower,
        "air"
            | "ground"
            | "missile"
            | "rocket"
            | "drone"
            | "artillery"
            | "mortar"
            | "suicide"
            | "bomb"
            | "hunger"
            | "peace"
            | "hostage"
            | "arson"
            | "terror"
            | "knife"
            | "gun"
            | "cyber"
            | "trade"
    )
}

/// Verbs that say no more of an act than that it is done: the noun behind them names it.
pub(super) fn light(lemma: &str) -> bool {
    matches!(
        lemma,
        "launch"
            | "carry"
            | "conduct"
            | "hold"
            | "stage"
            | "issue"
            | "make"
            | "mount"
            | "wage"
            | "have"
            | "give"
            | "take"
            | "impose"
            | "express"
            | "voice"
            | "raise"
            | "perform"
            | "undertake"
            | "initiate"
            | "commit"
            | "open"
            | "start"
            | "begin"
            | "resume"
            | "do"
            | "lodge"
            | "file"
            | "extend"
            | "pay"
            | "deliver"
            | "declare"
            | "announce"
            | "order"
    )
}

/// How far behind a light verb its noun stands.
const NEAR: usize = 6;

/// Makes one site of the words of one act that were read one by one: of `carried out` and its like, and of `launched
/// attacks`, where the noun names it. The sites are in order of the text; the sides are those of both.
pub(super) fn join(words: &Words<'_>, sites: &mut Vec<Site<'_>>) {
    let mut kept: Vec<Site<'_>> = Vec::with_capacity(sites.len());
    for mut site in sites.drain(..) {
        let same = |verb: &mut Site<'_>| {
            verb.trigger.end > site.trigger.start
                || verb.event_type().0 == site.event_type().0 && one_notion(words, verb, &site)
                || of_one_type(verb, &site) && of_light(words, verb, &site)
                || only_begins(words, verb, &site)
        };
        if let Some(before) = kept.pop_if(same) {
            let light = before.trigger.end < site.trigger.start;
            if before.reading.happens > site.reading.happens && !light {
                site.reading = before.reading;
            }
            if !light {
                site.trigger = before.trigger.start..site.trigger.end.max(before.trigger.end);
            }
            if site.sources.is_empty() {
                site.sources = before.sources;
            }
            if site.targets.is_empty() {
                site.targets = before.targets;
            }
        }
        kept.push(site);
    }
    *sites = kept;
}

/// Of one type by the model, or by model and words.
fn of_one_type(a: &Site<'_>, b: &Site<'_>) -> bool {
    a.event_type().0 == b.event_type().0 || kind::read(&a.reading.types) == kind::read(&b.reading.types)
}

/// Neighbouring words, the later one a particle or both nouns: `carried out`, `car bombing`.
fn one_notion(words: &Words<'_>, first: &Site<'_>, next: &Site<'_>) -> bool {
    let later = words.tag(next.trigger.start);
    first.trigger.end == next.trigger.start
        && (matches!(later, Tag::Adverb | Tag::Preposition)
            || later == Tag::Noun && words.tag(first.trigger.end - 1) == Tag::Noun)
}

/// A light verb and the noun of its act, of one type: `ordered strikes` are two acts, the one asks for the other.
fn of_light(words: &Words<'_>, verb: &Site<'_>, noun: &Site<'_>) -> bool {
    let lemma = verb::lookup(words.key(verb.trigger.start)).map_or("", |form| form.lemma);
    let between = verb.trigger.end..noun.trigger.start;
    light(lemma)
        && between.start <= between.end
        && between.len() <= NEAR
        && between.clone().all(|at| {
            matches!(
                words.tag(at),
                Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Name | Tag::Number | Tag::Adverb
            )
        })
}

/// A verb that says only that the act right behind it begins: `resume fighting` is one act whatever was read of its verb.
fn only_begins(words: &Words<'_>, verb: &Site<'_>, act: &Site<'_>) -> bool {
    let lemma = verb::lookup(words.key(verb.trigger.start)).map_or("", |form| form.lemma);
    matches!(lemma, "start" | "begin" | "resume") && verb.trigger.end == act.trigger.start
}

/// Of `agreed to withdraw`, where both words were read as one agreement, keeps the word that makes it; of `attempted to
/// kill` the deed. The later word hangs on the earlier one, which stands right before it.
pub(super) fn drop_doubled(found: &mut Vec<Found>) {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for event in found.drain(..) {
        let doubled = kept.last().is_some_and(|last| {
            last.event_type == event.event_type
                && event.governor.is_some_and(|word| word.overlaps(last.trigger))
        });
        if !doubled {
            kept.push(event);
            continue;
        }
        let words =
            matches!(event.event_type.quad(), QuadClass::VerbalCooperation | QuadClass::VerbalConflict);
        if let Some(last) = kept.pop() {
            let (mut main, other) = if words { (last, event) } else { (event, last) };
            if main.sources.is_empty() {
                main.sources = other.sources;
            }
            if main.targets.is_empty() {
                main.targets = other.targets;
            }
            kept.push(main);
        }
    }
    *found = kept;
}
