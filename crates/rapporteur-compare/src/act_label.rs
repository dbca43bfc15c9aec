//! What the reports call what one does at a place: “X’s operation in Y”, “X’s invasion of Y”.
//!
//! Only general nouns for the use of force are compared, between the one who uses it and the place: a strike, a siege and a landing
//! are different acts, an “operation”, an “offensive” and an “invasion” are often names for one. Reports are compared with each other, and
//! with those whom they let speak: an act that the report calls an invasion may be an operation to the one whom it quotes.

use crate::claim::{Cell, Claim, Line, Owner};
use crate::ground::{Ground, Place};
use crate::label::side_by_side;
use crate::words::{self, Word};
use rapporteur_record::{EntityId, EntityType, Mention, MentionForm};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Words between the one who acts and the noun.
const BETWEEN: usize = 4;

/// Places of a sentence that a label without a place of its own may be of.
const PLACES: usize = 8;

/// Who acts and where: countries where they are known, else identities.
type Key = (String, String);

struct Found {
    key: String,
    /// Who uses it: a voice, or somebody whom it lets speak.
    user: (usize, Owner),
    cell: Cell,
    named: [EntityId; 2],
}

pub(crate) fn claims(ground: &Ground<'_>) -> Vec<Claim> {
    let mut acts: BTreeMap<Key, Vec<Found>> = BTreeMap::new();
    let mut open: Vec<(String, Vec<String>, Found)> = Vec::new();
    let mut seen: BTreeSet<(Key, String, (usize, Owner))> = BTreeSet::new();
    for place in &ground.places {
        for (actor, targets, found) in labels(place) {
            match targets {
                Targets::Told(target) => {
                    let act = (actor, target);
                    if seen.insert((act.clone(), found.key.clone(), found.user.clone())) {
                        acts.entry(act).or_default().push(found);
                    }
                }
                Targets::Near(targets) => open.push((actor, targets, found)),
            }
        }
    }
    // “Its operations”: of the act that the others name in full, if its sentence names the place of one such act only.
    for (actor, targets, found) in open {
        let acts_named: Vec<Key> = targets
            .into_iter()
            .map(|target| (actor.clone(), target))
            .filter(|act| acts.contains_key(act))
            .collect();
        if let [act] = &acts_named[..]
            && seen.insert((act.clone(), found.key.clone(), found.user.clone()))
        {
            let named = acts[act][0].named.clone();
            acts.entry(act.clone()).or_default().push(Found { named, ..found });
        }
    }
    acts.into_values().filter_map(claim).collect()
}

fn claim(found: Vec<Found>) -> Option<Claim> {
    let sets: BTreeMap<&(usize, Owner), BTreeSet<&str>> =
        found.iter().fold(BTreeMap::new(), |mut sets, found| {
            sets.entry(&found.user).or_default().insert(found.key.as_str());
            sets
        });
    // Two who use the same words differ in nothing.
    if sets.values().collect::<BTreeSet<_>>().len() < 2 {
        return None;
    }
    let named = found.first()?.named.to_vec();
    let worded = found.into_iter().map(|found| (found.key, found.cell));
    Some(side_by_side("compare.labels_of_an_act", named, worded))
}

/// Where somebody acts.
enum Targets {
    /// The label says so: “in Y”.
    Told(String),
    /// One of the places of its sentence.
    Near(Vec<String>),
}

fn labels(place: &Place<'_>) -> Vec<(String, Targets, Found)> {
    let text = place.text();
    let mentions = &place.report().mentions;
    let mut found = Vec::new();
    for (at, actor) in mentions.iter().enumerate() {
        let possessive = actor.form == MentionForm::Pronoun
            && actor
                .span
                .of(text)
                .is_some_and(|word| matches!(word.to_lowercase().as_str(), "its" | "their"));
        if !possessive && !matches!(actor.form, MentionForm::Name | MentionForm::Adjective) {
            continue;
        }
        // “Its operations” in what somebody says and nobody else is meant by: those of whoever says it.
        let speaks = || place.report().attribution(place.around(actor.span)?)?.speaker.entity();
        let Some(who) = actor.entity.as_ref().or_else(|| if possessive { speaks() } else { None }) else {
            continue;
        };
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
        let name = |id: &EntityId| place.who(id).country.unwrap_or_else(|| place.who(id).id.0);
        let actor_name = name(who);
        let (targets, whom) = match target(place, &mentions[at + 1..], label.end) {
            Some(target) => {
                let Some(whom) = &target.entity else { continue };
                (Targets::Told(name(whom)), whom)
            }
            None => {
                let mut near: Vec<String> = place
                    .mentions_in(sentence)
                    .filter(|mention| mention.form == MentionForm::Name && is_place(mention.entity_type))
                    .filter_map(|mention| mention.entity.as_ref().map(name))
                    .filter(|place| *place != actor_name)
                    .take(PLACES)
                    .collect();
                near.sort_unstable();
                near.dedup();
                (Targets::Near(near), who)
            }
        };
        if matches!(targets, Targets::Told(_)) && place.who(who).id == place.who(whom).id {
            continue;
        }
        // “A recent operation” is no other word than “an operation”.
        let telling = after[..=noun].iter().filter(|word| !is_of_time(&word.folded));
        let key = telling.map(|word| words::lemma(&word.folded)).collect::<Vec<_>>().join(" ");
        let owner = place.owner(label);
        let cell = place.cell(0, vec![label], Line::Mention(actor.id), owner.clone());
        let named = [place.who(who).id, place.who(whom).id];
        found.push((actor_name, targets, Found { key, user: (place.voice, owner), cell, named }));
    }
    found
}

fn is_place(kind: EntityType) -> bool {
    matches!(kind, EntityType::State | EntityType::Place)
}

/// It tells when, not what.
fn is_of_time(folded: &str) -> bool {
    matches!(
        folded,
        "recent"
            | "ongoing"
            | "current"
            | "latest"
            | "new"
            | "continuing"
            | "present"
            | "renewed"
            | "earlier"
    )
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
    (leads && is_place(next.entity_type)).then_some(next)
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
