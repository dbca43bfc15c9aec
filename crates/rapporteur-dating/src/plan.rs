//! What one report tells as planned and another as done: the second is not older than the first.

use crate::End;
use jiff::civil::Date;
use rapporteur_record::{
    Entity, EntityId, Event, EventType, Participant, Realis, Report, Resolution, Speaker,
};
use std::collections::{BTreeMap, BTreeSet};

/// Sectors of bodies that belong to a state.
const OF_STATES: [&str; 4] = ["COP", "GOV", "MIL", "SPY"];

/// Plans of one act that are looked at. What more reports plan is no act of its own but a state of things.
const COMMON: usize = 64;

/// An act by what must be equal for a plan and its deed: the type, one of the actors, and where.
type Act = (EventType, String, String);

/// For each report the latest day on which another one, about the same as `alike` tells it, had yet planned what this one tells
/// as done.
pub(crate) fn planned_elsewhere(
    reports: &[Report],
    days: &[Option<Date>],
    label: impl Fn(usize) -> String,
    alike: impl Fn(usize, usize) -> bool,
) -> Vec<Option<End>> {
    let mut planned: BTreeMap<Act, Vec<(usize, Date, &Event)>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        let Some(day) = days[at] else { continue };
        for event in report.events.iter().filter(|event| event.realis == Realis::Planned) {
            for act in acts(report, event) {
                planned.entry(act).or_default().push((at, day, event));
            }
        }
    }
    let found = reports.iter().enumerate().map(|(at, report)| {
        if days[at].is_some() {
            return None;
        }
        let done = report.events.iter().filter(|e| matches!(e.realis, Realis::Happened | Realis::Ongoing));
        let mut last: Option<End> = None;
        for event in done {
            for plans in acts(report, event).iter().filter_map(|act| planned.get(act)) {
                for &(other, day, plan) in plans.iter().take(COMMON).filter(|&&(other, ..)| alike(at, other))
                {
                    let reason = format!(
                        "tells as done (“{}”) what {} tells as planned (“{}”)",
                        words(report, event),
                        label(other),
                        words(&reports[other], plan)
                    );
                    last = last.max(Some(End { day, reason }));
                }
            }
        }
        last
    });
    found.collect()
}

fn words<'r>(report: &'r Report, event: &Event) -> &'r str {
    event.mentions.first().and_then(|mention| mention.trigger.of(&report.document.text)).unwrap_or_default()
}

/// All readings of an event as an act. An event without an actor or a place is none: too much is like it.
fn acts(report: &Report, event: &Event) -> Vec<Act> {
    let sources: BTreeSet<String> =
        event.sources.iter().flat_map(|source| actors(report, event, source)).collect();
    let places = places(report, event);
    sources
        .iter()
        .flat_map(|source| places.iter().map(move |place| (event.event_type, source.clone(), place.clone())))
        .collect()
}

/// An actor by itself, by whom it speaks for, and by its country.
fn actors(report: &Report, event: &Event, participant: &Participant) -> Vec<String> {
    let own = participant.entity.as_ref().and_then(|id| entity(report, id));
    let actor = participant.actor.as_ref().or(own.and_then(|own| own.actor.as_ref()));
    let country = own.and_then(|own| own.country.clone()).or(actor.and_then(|actor| actor.country.clone()));
    let of_state = own.is_none()
        && actor.is_some_and(|actor| actor.sectors.iter().any(|sector| OF_STATES.contains(&sector.as_str())));
    let country = country.or_else(|| speakers_country(report, event).filter(|_| of_state));
    let ids = own
        .map(|own| own.id.0.clone())
        .into_iter()
        .chain(own.and_then(|own| Some(own.rollup.as_ref()?.0.clone())));
    ids.chain(country.map(|country| format!("country {country}"))).collect()
}

/// The country of whoever tells of an event: `the army` of a president is that of the president's country.
fn speakers_country(report: &Report, event: &Event) -> Option<String> {
    let told_by = event.mentions.first()?.attribution?;
    let Speaker::Resolved { entity: speaker, .. } = &report.attribution(told_by)?.speaker else {
        return None;
    };
    let speaker = entity(report, speaker)?;
    speaker.country.clone().or_else(|| speaker.actor.as_ref()?.country.clone())
}

fn entity<'r>(report: &'r Report, id: &EntityId) -> Option<&'r Entity> {
    report.entities.iter().find(|entity| entity.id == *id)
}

/// Where an event is, and places among its targets; countries are too large to tell one act from another.
fn places(report: &Report, event: &Event) -> BTreeSet<String> {
    let gazetteer = |resolution: &Resolution| match resolution {
        Resolution::Resolved { gazetteer, precision, .. } if precision != "country" => {
            Some(gazetteer.clone())
        }
        _ => None,
    };
    let own = event.place.and_then(|id| report.places.iter().find(|place| place.id == id));
    let own = own.and_then(|place| gazetteer(&place.resolution));
    let inside = |participant: &&Participant| participant.entity.is_some();
    let targets = event.targets.iter().filter(inside).flat_map(|target| {
        let within = move |place: &&rapporteur_record::Place| {
            target.span.start <= place.span.start && place.span.end <= target.span.end
        };
        report.places.iter().filter(within).filter_map(|place| gazetteer(&place.resolution))
    });
    own.into_iter().chain(targets).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_record::{
        ActorCode, Attribution, AttributionForm, AttributionId, AttributionKind, Document, DocumentId,
        EntityType, EventId, EventMention, Original, Place, PlaceId, Why,
    };
    use rapporteur_text::{Alignment, ContentHash, Span};

    /// A report of one event: who, the word, where.
    fn report(country: &str, word: &str, realis: Realis, town: &str) -> Report {
        let text = format!("{country} {word} {town}");
        let after = country.len() + 1;
        let [source, trigger, target] =
            [(0, country.len()), (after, after + word.len()), (after + word.len() + 1, text.len())]
                .map(|(start, end)| Span::new(start, end));
        let why = Why::rule("event", "0", "event.test", [trigger]);
        let id = EntityId(format!("state:{country}"));
        let town_id = EntityId(format!("place:{town}"));
        let entity = |id: &EntityId, entity_type, name: &str| Entity {
            id: id.clone(),
            entity_type,
            name: name.into(),
            aliases: vec![],
            offices: vec![],
            country: None,
            rollup: None,
            actor: None,
        };
        let side = |span, entity: &EntityId| Participant { span, entity: Some(entity.clone()), actor: None };
        Report {
            sentences: vec![Span::new(0, text.len())],
            mentions: vec![],
            entities: vec![
                entity(&id, EntityType::State, country),
                entity(&town_id, EntityType::Place, town),
            ],
            attributions: vec![],
            events: vec![Event {
                id: EventId(0),
                event_type: EventType::Assault,
                modes: vec![],
                contexts: vec![],
                quad: EventType::Assault.quad(),
                cameo: None,
                realis,
                sources: vec![side(source, &id)],
                targets: vec![side(target, &town_id)],
                implied_sources: vec![],
                implied_targets: vec![],
                reciprocal: false,
                date: None,
                place: None,
                mentions: vec![EventMention { trigger, realis, attribution: None, why: why.clone() }],
                why: why.clone(),
            }],
            figures: vec![],
            times: vec![],
            places: vec![Place {
                id: PlaceId(0),
                span: target,
                resolution: Resolution::Resolved {
                    gazetteer: format!("geonames:{town}"),
                    name: town.into(),
                    country: None,
                    latitude: None,
                    longitude: None,
                    precision: "town".into(),
                },
                why,
            }],
            document: Document {
                id: DocumentId(ContentHash::of(text.as_bytes())),
                locator: format!("{word}.txt"),
                url: None,
                outlet: None,
                agency: None,
                authors: vec![],
                dateline: None,
                published: None,
                modified: None,
                language: None,
                original: Original {
                    hash: ContentHash::of(text.as_bytes()),
                    len: text.len(),
                    media_type: "text/plain".into(),
                    charset: "UTF-8".into(),
                },
                segments: vec![],
                alignment: Alignment::identity(text.len()),
                text,
            },
        }
    }

    fn check(plan: &Report, other: &Report, expected: Option<&str>) {
        let reports = [plan.clone(), other.clone()];
        let day = Date::constant(2025, 3, 4);
        let label = |at: usize| reports[at].document.locator.clone();
        let found = planned_elsewhere(&reports, &[Some(day), None], label, |_, _| true);
        assert_eq!(found[0], None);
        assert_eq!(found[1].as_ref().map(|end| end.reason.as_str()), expected);
        assert!(found[1].as_ref().is_none_or(|end| end.day == day));
    }

    #[test]
    fn what_is_told_as_done_is_not_older_than_the_plan() {
        let plan = report("Orvania", "prepares", Realis::Planned, "Tersk");
        check(
            &plan,
            &report("Orvania", "storms", Realis::Happened, "Tersk"),
            Some("tells as done (“storms”) what prepares.txt tells as planned (“prepares”)"),
        );
        check(&plan, &report("Orvania", "storms", Realis::Hypothetical, "Tersk"), None);
        check(&plan, &report("Orvania", "storms", Realis::Happened, "Kelmuth"), None);
        check(&plan, &report("Balvia", "storms", Realis::Happened, "Tersk"), None);
        let done = report("Orvania", "stormed", Realis::Happened, "Tersk");
        check(&done, &report("Orvania", "storms", Realis::Happened, "Tersk"), None);
    }

    /// The report of an army without a country, as a minister of `country` tells of it.
    fn told_by_minister(mut report: Report, country: &str) -> Report {
        let words = report.events[0].sources[0].span;
        let why = report.events[0].why.clone();
        let actor = |country: Option<&str>, sector: &str| ActorCode {
            country: country.map(str::to_owned),
            sectors: vec![sector.to_owned()],
            title: None,
            as_of: None,
            why: why.clone(),
        };
        report.events[0].sources =
            vec![Participant { span: words, entity: None, actor: Some(actor(None, "MIL")) }];
        report.events[0].mentions[0].attribution = Some(AttributionId(0));
        let minister = EntityId("person:minister".to_owned());
        report.entities.push(Entity {
            id: minister.clone(),
            entity_type: EntityType::Person,
            name: "minister".to_owned(),
            actor: Some(actor(Some(country), "GOV")),
            ..report.entities[0].clone()
        });
        report.attributions = vec![Attribution {
            id: AttributionId(0),
            source: None,
            cue: None,
            content: vec![report.sentences[0]],
            form: AttributionForm::Indirect,
            kind: AttributionKind::Speech,
            speaker: Speaker::Resolved { entity: minister, why: why.clone() },
            venue: None,
            addressee: None,
            nested_in: None,
            why,
        }];
        report
    }

    #[test]
    fn the_army_of_a_minister_is_that_of_the_country() {
        let mut done = report("Orvania", "storms", Realis::Happened, "Tersk");
        done.entities[0].country = Some("ORV".to_owned());
        let plan = report("army", "prepares", Realis::Planned, "Tersk");
        let told = Some("tells as done (“storms”) what prepares.txt tells as planned (“prepares”)");
        check(&told_by_minister(plan.clone(), "ORV"), &done, told);
        check(&told_by_minister(plan.clone(), "BLV"), &done, None);
        check(&plan, &done, None);
    }
}
