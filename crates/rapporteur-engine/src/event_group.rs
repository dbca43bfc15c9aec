use crate::identity::identify;
use crate::position::take_positions;
use crate::story::take_stories;
use rapporteur_event::{Side, Within, group, read};
use rapporteur_record::EntityId;
use rapporteur_store::{EventGroup, EventMember, Store, StoreError};
use std::collections::BTreeMap;

/// Brings up what is known over all documents of a store, as far as it waits: who is who, then which events are one,
/// who stands how to what, and which documents are copies, retellings and stories.
///
/// # Errors
/// If the store cannot be read or written.
pub fn bring_up(store: &mut Store) -> Result<(), StoreError> {
    if store.identities_wait()? {
        identify(store)?;
    }
    if store.event_groups_wait()? {
        group_events(store)?;
    }
    if store.positions_wait()? {
        take_positions(store)?;
    }
    if store.stories_wait()? {
        take_stories(store)?;
    }
    Ok(())
}

/// Computes which events of the documents of a store are one, by who is who in it, and keeps it there. While other
/// programs add to the store, the last of them has the last word.
///
/// # Errors
/// If the store cannot be read or written.
pub fn group_events(store: &mut Store) -> Result<(), StoreError> {
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        if group_once(store)? {
            break;
        }
    }
    Ok(())
}

/// False if the store changed meanwhile.
fn group_once(store: &mut Store) -> Result<bool, StoreError> {
    let state = store.state()?;
    let (mut reports, mut told) = (Vec::new(), Vec::new());
    // Only words that several reports have count for what they are about; those without events tell of no event.
    for number in store.eventful()? {
        let stored = store.report(number)?;
        let who = store.who(number)?;
        let countries = stored.report.entities.iter().filter_map(|entity| {
            let actor = entity.actor.as_ref().and_then(|actor| actor.country.as_ref());
            Some((&entity.id, entity.country.as_ref().or(actor)?))
        });
        let countries: BTreeMap<&EntityId, &String> = countries.collect();
        let (report, events) = read(number, &stored.report, |id| {
            let country = countries.get(id).map(|country| (*country).clone());
            match who.get(id) {
                Some((identity, of)) => Side { id: identity.clone(), country: of.clone().or(country) },
                None => Side { id: id.clone(), country },
            }
        });
        reports.push(report);
        told.extend(events);
    }
    let groups: Vec<EventGroup> = group(&reports, &told, Within::Merged)
        .into_iter()
        .filter_map(|happening| {
            let fullest = happening.members.get(happening.fullest)?;
            Some(EventGroup {
                id: happening.id(),
                fullest: (fullest.report, fullest.event),
                members: happening
                    .members
                    .into_iter()
                    .map(|member| EventMember {
                        document: member.report,
                        event: member.event,
                        rule: member.rule.to_owned(),
                        with: member.with,
                        likelihood: f64::from(member.likelihood),
                    })
                    .collect(),
            })
        })
        .collect();
    store.keep_event_groups(&groups, state)
}
