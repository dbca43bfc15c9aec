//! Events of a report: the acts that extraction found, with their sides as entities, their voice, day and place, and with
//! all places of the report that tell of one act put together.
//!
//! What the text states beside an act are its sides ([`side`]); what is only understood is kept apart ([`implied`]). An act
//! of long ago is history and no event of the report ([`when`]). Acts are put together only where type, sides, realis and time
//! agree and the words point to the same ([`merge`]): of two strikes on a town there are two events.

mod deed;
mod implied;
mod merge;
pub(crate) mod movement;
mod side;
#[cfg(test)]
mod tests;
mod voice;
mod when;

use rapporteur_extract::event::Found;
use rapporteur_lang::Analysis;
use rapporteur_ontology::{event, function};
use rapporteur_record::{
    Attribution, AttributionId, Document, Entity, EntityId, Entry, Event, EventDate, EventId, EventMention,
    Mention, MentionForm, Participant, Place, PlaceId, Realis, SegmentKind, TimeExpression,
};
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// The lines of a report that its events refer to.
pub(crate) struct Scene<'a> {
    pub(crate) document: &'a Document,
    pub(crate) analysis: &'a Analysis,
    pub(crate) mentions: &'a [Mention],
    /// Sorted by id.
    pub(crate) entities: &'a [Entity],
    pub(crate) attributions: &'a [Attribution],
    pub(crate) times: &'a [TimeExpression],
    pub(crate) places: &'a [Place],
    /// The entries of a report that tells day by day.
    pub(crate) chronicle: Vec<Entry>,
    /// For each chain the entity of its mentions, if they have one.
    pub(crate) chains: BTreeMap<u32, Option<&'a EntityId>>,
    /// For each noun that stands before the name of an armed movement, the movement.
    pub(crate) movements: BTreeMap<String, &'a EntityId>,
}

/// For each chain the only entity that its mentions have.
pub(crate) fn entities_of_chains(mentions: &[Mention]) -> BTreeMap<u32, Option<&EntityId>> {
    let mut chains: BTreeMap<u32, Option<&EntityId>> = BTreeMap::new();
    for mention in mentions {
        if let (Some(chain), Some(entity)) = (mention.chain, &mention.entity) {
            let known = chains.entry(chain).or_insert(Some(entity));
            if *known != Some(entity) {
                *known = None;
            }
        }
    }
    chains
}

impl Scene<'_> {
    fn text(&self, span: Span) -> &str {
        span.of(&self.document.text).unwrap_or_default()
    }

    /// The entity of the other mentions of the same, for a noun that has none: the model reads them to be one.
    fn of_chain(&self, mention: &Mention) -> Option<EntityId> {
        let read = mention.entity.is_none() && mention.form == MentionForm::Nominal;
        self.chains.get(&mention.chain.filter(|_| read)?)?.cloned()
    }

    /// The words between two offsets; nothing if they stand the other way round.
    fn between(&self, from: usize, to: usize) -> &str {
        self.document.text.get(from..to).unwrap_or_default()
    }

    fn entity(&self, id: &EntityId) -> Option<&Entity> {
        self.entities.binary_search_by(|entity| entity.id.cmp(id)).ok().map(|at| &self.entities[at])
    }

    /// What an entity speaks for in the end; itself if for nothing.
    fn top<'i>(&'i self, id: &'i EntityId) -> &'i EntityId {
        // A seat speaks for its state, and a state for nothing: two steps are enough.
        let up = |id: &'i EntityId| self.entity(id).and_then(|entity| entity.rollup.as_ref()).unwrap_or(id);
        up(up(id))
    }
}

/// An act of one place of the text on its way to an event.
struct Draft {
    found: Found,
    sources: Vec<Participant>,
    targets: Vec<Participant>,
    implied_sources: Vec<EntityId>,
    implied_targets: Vec<EntityId>,
    voice: Option<AttributionId>,
    realis: Realis,
    date: Option<EventDate>,
    place: Option<PlaceId>,
    sentence: usize,
    /// In the headline or under it: told again by the body.
    headline: bool,
}

/// The events of a report, by their first mentions.
pub(crate) fn of_report(found: Vec<Found>, scene: &Scene<'_>) -> Vec<Event> {
    let voices = voice::of_all(scene, &found);
    let yardstick = when::year_of_report(scene);
    let mut drafts: Vec<Draft> = Vec::with_capacity(found.len());
    for (found, voice) in found.into_iter().zip(voices) {
        let Some(sentence) = scene.analysis.sentence_at(found.trigger.start) else { continue };
        let date = when::date(scene, &found, sentence, voice.map(|at| &scene.attributions[at]));
        if date.as_ref().is_some_and(|date| when::is_history(date, yardstick)) {
            continue;
        }
        let kind = scene.analysis.sentences[sentence].kind;
        let mut sources = side::participants(scene, &found.sources, side::Side::Source(found.event_type));
        if let Some(pronoun) = found.pronoun {
            let other = side::participants(scene, &[pronoun], side::Side::Source(found.event_type));
            // The pronoun is somebody else than those who were read to do it.
            let apart = |side: &Participant| {
                side.entity.as_ref().is_some_and(|id| {
                    sources.iter().all(|read| {
                        read.entity.as_ref().is_some_and(|other| scene.top(other) != scene.top(id))
                    })
                })
            };
            if other.iter().all(apart) && !other.is_empty() {
                sources = other;
            }
        }
        let mut targets = side::participants(scene, &found.targets, side::Side::Target(found.event_type));
        // `the accusation made by Mayor Ilse Marten`: no part of whoever does it is whom it meets.
        targets.retain(|met| {
            let part = |side: &Participant| {
                side.span != met.span
                    && side.span.contains(met.span)
                    && (met.entity.is_none() || met.entity == side.entity)
            };
            !sources.iter().any(part)
        });
        drafts.push(Draft {
            sources,
            targets,
            implied_sources: Vec::new(),
            implied_targets: Vec::new(),
            realis: found.realis,
            voice: voice.map(|at| scene.attributions[at].id),
            place: when::place(scene, &found, sentence),
            date,
            sentence,
            headline: matches!(kind, SegmentKind::Headline | SegmentKind::Subhead),
            found,
        });
    }
    voice::settle(scene, &mut drafts);
    voice::blamed(&mut drafts);
    voice::speak_of_themselves(scene, &mut drafts);
    voice::drop_speakers(scene, &mut drafts);
    deed::no_sides(scene, &mut drafts);
    deed::named_after(scene, &mut drafts);
    deed::of_force_named_after(scene, &mut drafts);
    implied::doers(scene, &mut drafts);
    implied::fill(scene, &mut drafts);
    implied::repeated(&mut drafts);
    let groups = merge::groups(scene, &drafts);
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    groups
        .into_iter()
        .enumerate()
        .filter_map(|(number, group)| {
            let drafts = group.into_iter().filter_map(|at| drafts[at].take()).collect();
            event(scene, EventId(number as u32), drafts)
        })
        .collect()
}

/// One event of all its places in the text.
fn event(scene: &Scene<'_>, id: EventId, drafts: Vec<Draft>) -> Option<Event> {
    let first = drafts.first()?;
    let told = drafts.iter().find(|draft| !draft.headline).unwrap_or(first);
    let denied = drafts.iter().any(|draft| draft.realis == Realis::Denied);
    // What the outlet tells in its own voice stands, also where somebody denies it.
    let own = drafts.iter().find(|draft| {
        !draft.headline && draft.voice.is_none() && matches!(draft.realis, Realis::Happened | Realis::Ongoing)
    });
    let mut why = first.found.why.clone();
    why.confidence = drafts.iter().filter_map(|draft| draft.found.why.confidence).reduce(f32::max);
    let event_type = first.found.event_type;
    let mut event = Event {
        id,
        event_type,
        modes: Vec::new(),
        contexts: Vec::new(),
        quad: event_type.quad(),
        cameo: None,
        realis: match own {
            Some(own) => own.realis,
            None if denied => Realis::Denied,
            None => told.realis,
        },
        sources: Vec::new(),
        targets: Vec::new(),
        implied_sources: Vec::new(),
        implied_targets: Vec::new(),
        reciprocal: drafts.iter().any(|draft| draft.found.reciprocal),
        date: drafts.iter().find_map(|draft| draft.date.clone()),
        place: drafts.iter().find_map(|draft| draft.place),
        mentions: Vec::new(),
        why,
    };
    for draft in drafts {
        add(scene, &mut event.sources, draft.sources);
        add(scene, &mut event.targets, draft.targets);
        event.implied_sources.extend(draft.implied_sources);
        event.implied_targets.extend(draft.implied_targets);
        event.modes.extend(draft.found.modes);
        event.contexts.extend(draft.found.contexts);
        event.mentions.push(EventMention {
            trigger: draft.found.trigger,
            realis: draft.realis,
            attribution: draft.voice,
            why: draft.found.why,
        });
    }
    // `critics of Norway`: whoever is read inside them is none of them.
    let spans: Vec<Span> = event.sources.iter().map(|side| side.span).collect();
    event.sources.retain(|side| !spans.iter().any(|span| *span != side.span && span.contains(side.span)));
    if event.reciprocal {
        let targets = std::mem::take(&mut event.targets);
        add(scene, &mut event.sources, targets);
    }
    // Nobody acts on himself but where the words say so: `himself`.
    for source in &mut event.sources {
        // `soldiers held the mayor`: whoever they were, they are not he.
        let named = |side: &Participant| {
            side.entity.is_some() && side.entity == source.entity && is_named(scene, side.span)
        };
        if !is_named(scene, source.span)
            && function::pronoun(scene.text(source.span)).is_none()
            && event.targets.iter().any(named)
        {
            (source.entity, source.actor) = (None, None);
        }
    }
    let alone = event.sources.len() == 1;
    let own = |side: &Participant| {
        let known = event.sources.iter().any(|source| source.entity == side.entity);
        alone && side.entity.is_some() && known
    };
    // A pronoun or the name is he; other words (`its advisers`) are somebody who was taken for him.
    let himself = |side: &Participant| {
        let pronoun = function::pronoun(scene.text(side.span));
        let reflexive = pronoun.is_some_and(|pronoun| pronoun.case == function::Case::Reflexive);
        own(side) && !reflexive && (pronoun.is_some() || is_named(scene, side.span))
    };
    event.targets.retain(|side| !himself(side));
    for side in &mut event.targets {
        let reflexive = function::pronoun(scene.text(side.span)).is_some();
        if own(side) && !reflexive {
            (side.entity, side.actor) = (None, None);
        }
    }
    for (implied, stated) in
        [(&mut event.implied_sources, &event.sources), (&mut event.implied_targets, &event.targets)]
    {
        implied.sort();
        implied.dedup();
        implied.retain(|id| stated.iter().all(|side| side.entity.as_ref() != Some(id)));
    }
    for list in [&mut event.modes, &mut event.contexts] {
        list.sort();
        list.dedup();
    }
    event.cameo = cameo(&event);
    Some(event)
}

/// True if some words are, or hold, a name.
fn is_named(scene: &Scene<'_>, span: Span) -> bool {
    let first = scene.mentions.partition_point(|mention| mention.span.start < span.start);
    let mut inside = scene.mentions[first..].iter().take_while(|mention| mention.span.start < span.end);
    inside.any(|mention| mention.form == MentionForm::Name && mention.span.end <= span.end)
}

/// Adds sides that are not there yet.
fn add(scene: &Scene<'_>, sides: &mut Vec<Participant>, more: Vec<Participant>) {
    for side in more {
        let known = sides.iter().any(|known| match (&known.entity, &side.entity) {
            // `its attack` after `League militants attacked`
            (Some(a), Some(b)) => a == b || merge::acts_for(scene, a, b),
            _ if merge::begins(scene, &side, known) => true,
            _ => {
                known.span == side.span || scene.text(known.span).eq_ignore_ascii_case(scene.text(side.span))
            }
        });
        if !known {
            sides.push(side);
        }
    }
}

/// The CAMEO code of the first mode and context for which the table has one.
fn cameo(event: &Event) -> Option<String> {
    let none = || std::iter::once("");
    event.modes.iter().map(String::as_str).chain(none()).find_map(|mode| {
        event
            .contexts
            .iter()
            .map(String::as_str)
            .chain(none())
            .find_map(|context| event::cameo(event.event_type.name(), mode, context))
            .map(str::to_owned)
    })
}
