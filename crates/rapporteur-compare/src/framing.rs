//! Framing: what a report tells as an act, and somebody views, describes or calls as something else.

use crate::claim::{Aspect, Claim, Kind, Line, Relation, Subject};
use crate::denial::{Party, root};
use crate::event::{SURE, is_sure};
use crate::ground::{Ground, Place};
use crate::words;
use rapporteur_record::{Attribution, Event};
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// Acts of one word that are looked at in a report: the first ones.
const LOOKED_AT: usize = 24;

pub(crate) fn claims(ground: &Ground<'_>) -> Vec<Claim> {
    ground.places.iter().flat_map(framed).collect()
}

fn framed(place: &Place<'_>) -> Vec<Claim> {
    let text = place.text();
    let mut acts: BTreeMap<String, Vec<&Event>> = BTreeMap::new();
    for event in place.report().events.iter().filter(|event| is_sure(event, SURE)) {
        for mention in &event.mentions {
            for word in words::words(text, mention.trigger) {
                let known = acts.entry(root(&word.folded)).or_default();
                if known.len() < LOOKED_AT && known.last().is_none_or(|last| last.id != event.id) {
                    known.push(event);
                }
            }
        }
    }
    if acts.is_empty() {
        return Vec::new();
    }
    place.report().attributions.iter().filter_map(|attribution| frame(place, attribution, &acts)).collect()
}

/// “X views its raid as an answer”: the act before “as” is told elsewhere in the report, as done by X or its people.
fn frame(
    place: &Place<'_>,
    attribution: &Attribution,
    acts: &BTreeMap<String, Vec<&Event>>,
) -> Option<Claim> {
    let text = place.text();
    let cue = attribution.cue?;
    if !words::words(text, cue).iter().any(|word| views(&word.folded)) {
        return None;
    }
    let content = *attribution.content.first()?;
    let all = words::words(text, content);
    let at = all.iter().position(|word| word.folded == "as")?;
    let (before, after) = (&all[..at], &all[at + 1..]);
    if after.is_empty() || before.len() > 8 {
        return None;
    }
    let mut viewer = Party::default();
    viewer.add(place, attribution.speaker.entity()?);
    let act = before.iter().rev().find_map(|word| acts.get(&root(&word.folded)))?;
    let told = act.iter().find(|event| {
        let first = event.mentions.first().map(|mention| mention.trigger);
        let apart = first.is_some_and(|trigger| !content.overlaps(trigger) && !place.is_quoted(trigger));
        let mut doer = Party::default();
        for side in &event.sources {
            if let Some(id) = &side.entity {
                doer.add(place, id);
            }
        }
        apart && (doer.is_kin(&viewer) || doer.shares_name(&viewer))
    })?;
    let trigger = told.mentions.first()?.trigger;
    let mut claim = Claim::new(
        Kind::Framing,
        "compare.views_it_as",
        Subject::Entities(viewer.first().cloned().into_iter().collect()),
    );
    claim.relation = Relation::Differs;
    claim.note(Aspect::Wording);
    let mut spans = vec![trigger];
    for side in told.sources.iter().chain(&told.targets) {
        if !side.span.is_empty() && spans.iter().all(|span| !span.overlaps(side.span)) {
            spans.push(side.span);
        }
    }
    claim.cells.push(place.cell(0, spans, Line::Event(told.id), place.owner(trigger)));
    let mut cell = place.said(1, attribution.id)?;
    cell.spans = vec![cue, content];
    cell.spans.extend(
        attribution.source.filter(|source: &Span| !source.overlaps(cue) && !source.overlaps(content)),
    );
    claim.cells.push(cell);
    Some(claim)
}

/// Verbs that say what somebody takes something for.
fn views(folded: &str) -> bool {
    matches!(
        words::lemma(folded).as_str(),
        "view"
            | "see"
            | "regard"
            | "describe"
            | "portray"
            | "depict"
            | "frame"
            | "characterize"
            | "characterise"
            | "present"
    )
}
