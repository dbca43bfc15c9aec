//! The words of an act: a word, with the particle of its verb or the rest of its compound.

use super::Site;
use crate::phrase::{Tag, Words};
use rapporteur_ontology::verb;
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

/// `carried out`, `broke off`: not `struck out at`, where a preposition begins a phrase.
fn particle(words: &Words<'_>, at: usize) -> bool {
    let lemma = verb::lookup(words.key(at)).map_or("", |form| form.lemma);
    match words.lower(at + 1) {
        "out" => !matches!(words.lower(at + 2), "of"),
        "off" | "down" | "up" | "back" | "away" | "aside" => true,
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
fn light(lemma: &str) -> bool {
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
                || verb.event_type().0 == site.event_type().0
                    && (verb.trigger.end == site.trigger.start || of_light(words, verb, &site))
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
