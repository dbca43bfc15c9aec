//! What the reports call what one does at a place: “X’s operation in Y”, “X’s invasion of Y”.
//!
//! Only general nouns for the use of force are compared, between the one who uses it and the place: a strike, a siege and a landing
//! are different acts, an “operation”, an “offensive” and an “invasion” are often names for one.

use crate::claim::{Cell, Claim, Line};
use crate::ground::{Ground, Place};
use crate::label::side_by_side;
use crate::words::{self, Word};
use rapporteur_record::{EntityId, EntityType, Mention, MentionForm};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Words between the one who acts and the noun.
const BETWEEN: usize = 4;

/// Who acts and where: countries where they are known, else identities.
type Key = (String, String);

struct Found {
    key: String,
    voice: usize,
    cell: Cell,
    named: [EntityId; 2],
}

pub(crate) fn claims(ground: &Ground<'_>) -> Vec<Claim> {
    let mut acts: BTreeMap<Key, Vec<Found>> = BTreeMap::new();
    for place in &ground.places {
        let mut seen: BTreeSet<(Key, String)> = BTreeSet::new();
        for (act, found) in labels(place) {
            if seen.insert((act.clone(), found.key.clone())) {
                acts.entry(act).or_default().push(found);
            }
        }
    }
    acts.into_values().filter_map(claim).collect()
}

fn claim(found: Vec<Found>) -> Option<Claim> {
    let sets: BTreeMap<usize, BTreeSet<&str>> = found.iter().fold(BTreeMap::new(), |mut sets, found| {
        sets.entry(found.voice).or_default().insert(found.key.as_str());
        sets
    });
    // Two voices that use the same words differ in nothing.
    if sets.values().collect::<BTreeSet<_>>().len() < 2 {
        return None;
    }
    let named = found.first()?.named.to_vec();
    let worded = found.into_iter().map(|found| (found.key, found.cell));
    Some(side_by_side("compare.labels_of_an_act", named, worded))
}

fn labels(place: &Place<'_>) -> Vec<(Key, Found)> {
    let text = place.text();
    let mentions = &place.report().mentions;
    let mut found = Vec::new();
    for (at, actor) in mentions.iter().enumerate() {
        if !matches!(actor.form, MentionForm::Name | MentionForm::Adjective) {
            continue;
        }
        let Some(who) = &actor.entity else { continue };
        let Some(sentence) = place.sentence(actor.span.start).map(|at| place.report().sentences[at]) else {
            continue;
        };
        // “Ruritania’s special operation in Y”: the noun within a few words.
        let end = (actor.span.end + 80).min(sentence.end.max(actor.span.end));
        let end =
            (actor.span.end..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(actor.span.end);
        let after = words::words(text, Span::new(actor.span.end, end));
        // The possessive is no word of the label.
        let after: Vec<&Word> = after.iter().skip_while(|word| word.folded == "s").collect();
        let Some(noun) = after.iter().take(BETWEEN).position(|word| is_force(&word.folded)) else { continue };
        if after[..noun].iter().any(|word| word.capital || !word.tells()) {
            continue;
        }
        let label = Span::new(after[0].span.start, after[noun].span.end);
        let Some(target) = target(place, &mentions[at + 1..], label.end) else { continue };
        let Some(whom) = &target.entity else { continue };
        if place.is_quoted(label) || place.who(who).id == place.who(whom).id {
            continue;
        }
        let name = |id: &EntityId| place.who(id).country.unwrap_or_else(|| place.who(id).id.0);
        let key = after[..=noun].iter().map(|word| words::lemma(&word.folded)).collect::<Vec<_>>().join(" ");
        let cell = place.cell(0, vec![label], Line::Mention(actor.id), place.owner(label));
        let named = [place.who(who).id, place.who(whom).id];
        found.push(((name(who), name(whom)), Found { key, voice: place.voice, cell, named }));
    }
    found
}

/// The place that follows the noun: “in Y”, “of the Y”.
fn target<'m>(place: &Place<'_>, after: &'m [Mention], from: usize) -> Option<&'m Mention> {
    let next = after
        .iter()
        .take(8)
        .find(|mention| mention.span.start >= from && mention.form == MentionForm::Name)?;
    let between = words::words(place.text(), Span::new(from, next.span.start));
    let [preposition, rest @ ..] = &between[..] else { return None };
    let leads = matches!(preposition.folded.as_str(), "in" | "into" | "of" | "against" | "inside")
        && rest.iter().all(|word| word.folded == "the")
        && rest.len() < 2;
    (leads && matches!(next.entity_type, EntityType::State | EntityType::Place)).then_some(next)
}

/// A general noun for the use of force.
fn is_force(word: &str) -> bool {
    matches!(
        words::lemma(word).as_str(),
        "war"
            | "conflict"
            | "invasion"
            | "incursion"
            | "intervention"
            | "operation"
            | "offensive"
            | "campaign"
            | "action"
            | "aggression"
            | "occupation"
            | "crackdown"
            | "onslaught"
    )
}
