//! Events as the scorers of event coding and of the seeds take them.

use rapporteur_record::{
    Entity, EntityId, Event, EventType, Mention, MentionForm, Participant, QuadClass, Realis,
};
use rapporteur_text::Span;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The lines that events refer to.
pub(crate) struct Lines<'f, 'l> {
    pub(crate) events: &'f [(&'l Event, Words<'l>)],
    pub(crate) mentions: &'f [&'l Mention],
    pub(crate) entities: &'f BTreeMap<&'l EntityId, &'l Entity>,
}

/// The words of the sides of an event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'l> {
    pub(crate) sources: &'l [String],
    pub(crate) targets: &'l [String],
}

/// What a coder of PLOVER codes of a sentence, the main act first. The sets mark one act, or one pair of sides, a sentence and
/// code acts as they are told: what is only asked for, feared, denied or alleged inside another act is part of that one. As
/// the codebook has it, cooperation to come is an agreement.
pub(crate) fn coded(lines: &Lines<'_, '_>, exhaustive: bool) -> Value {
    let mut told: Vec<&(&Event, Words<'_>)> = lines
        .events
        .iter()
        .filter(|(event, _)| matches!(event.realis, Realis::Happened | Realis::Ongoing | Realis::Planned))
        .collect();
    told.sort_by_key(|(event, _)| rank(event));
    let most = if exhaustive { told.len() } else { 1 };
    let events = told.iter().take(most).map(|(event, words)| {
        let event_type = plover(event);
        json!({
            "plover": event_type.name(),
            "quad": quad(event_type.quad()),
            "source": sides(lines, &event.sources, words.sources, &event.implied_sources),
            "target": sides(lines, &event.targets, words.targets, &event.implied_targets),
            "reciprocal": event.reciprocal,
        })
    });
    json!({ "events": events.collect::<Vec<_>>() })
}

/// With both sides first, then outside of reported speech, then as told: a sentence opens with what it is about.
fn rank(event: &Event) -> (bool, bool, usize) {
    let half = !event.reciprocal
        && (event.sources.is_empty() && event.implied_sources.is_empty()
            || event.targets.is_empty() && event.implied_targets.is_empty());
    let voiced = event.mentions.iter().all(|mention| mention.attribution.is_some());
    (half, voiced, event.mentions.first().map_or(0, |mention| mention.trigger.start))
}

fn plover(event: &Event) -> EventType {
    let cooperation = matches!(
        event.event_type,
        EventType::Consult | EventType::Support | EventType::Cooperate | EventType::Aid
    );
    if cooperation && event.realis == Realis::Planned { EventType::Agree } else { event.event_type }
}

fn quad(quad: QuadClass) -> &'static str {
    match quad {
        QuadClass::VerbalCooperation => "VERBAL-COOP",
        QuadClass::MaterialCooperation => "MATERIAL-COOP",
        QuadClass::VerbalConflict => "VERBAL-CONF",
        QuadClass::MaterialConflict => "MATERIAL-CONF",
    }
}

/// The stated sides; where there is none, those that are understood.
fn sides(
    lines: &Lines<'_, '_>,
    stated: &[Participant],
    words: &[String],
    implied: &[EntityId],
) -> Vec<Value> {
    let mut sides: Vec<Value> = stated
        .iter()
        .zip(words)
        .map(|(side, words)| {
            let code = side.actor.as_ref().and_then(|actor| actor.country.as_deref());
            json!({ "text": words, "span": [side.span.start, side.span.end], "code": code })
        })
        .collect();
    if sides.is_empty() {
        sides = implied
            .iter()
            .filter_map(|id| lines.entities.get(id))
            .map(|entity| {
                let code = entity.actor.as_ref().and_then(|actor| actor.country.as_deref());
                json!({ "text": entity.name, "code": code.or(entity.country.as_deref()) })
            })
            .collect();
    }
    sides
}

/// The events of a seed report, and the mentions that only they need. The gold has an entity for everybody, also where the
/// record leaves open who is meant: such words stand for themselves.
pub(crate) fn of_seed(lines: &Lines<'_, '_>) -> (Vec<Value>, BTreeMap<[usize; 2], String>) {
    let mut named = BTreeMap::new();
    let mut side = |sides: &[Participant]| -> Vec<String> {
        sides
            .iter()
            .map(|side| {
                side.entity.as_ref().map_or_else(
                    || {
                        let (span, id) = standing_for_itself(lines.mentions, side);
                        named.insert([span.start, span.end], id.clone());
                        id
                    },
                    |id| id.0.clone(),
                )
            })
            .collect()
    };
    let mut events = Vec::new();
    for (event, _) in lines.events {
        let mut triggers = event.mentions.iter().map(|mention| [mention.trigger.start, mention.trigger.end]);
        events.push(json!({
            "type": event.event_type.name(),
            "trigger": triggers.next(),
            "other_triggers": triggers.collect::<Vec<_>>(),
            "source": side(&event.sources),
            "target": side(&event.targets),
            "realis": event.realis,
        }));
    }
    (events, named)
}

/// The mention that a side without an entity is, or its words; and a name for it.
fn standing_for_itself(mentions: &[&Mention], side: &Participant) -> (Span, String) {
    let covers = |a: Span, b: Span| a.cover(b) == a;
    let open = || mentions.iter().filter(|mention| mention.entity.is_none());
    let exact = open().find(|mention| mention.span == side.span);
    let inside =
        || open().find(|mention| covers(side.span, mention.span) && mention.form == MentionForm::Nominal);
    let around =
        || open().filter(|mention| covers(mention.span, side.span)).min_by_key(|mention| mention.span.len());
    let span = exact.or_else(inside).or_else(around).map_or(side.span, |mention| mention.span);
    (span, format!("words:{}", span.start))
}
