use crate::correct::{Shelf, reapply};
use crate::identity::identify;
use crate::position::{read_positions, take_positions};
use crate::story::take_stories;
use rapporteur_event::{Side, Within, group, read};
use rapporteur_record::{Change, EntityId, EventId};
use rapporteur_store::{EventGroup, EventMember, Store, StoreError};
use std::collections::BTreeMap;

/// Brings up what is known over all documents of a store, as far as it waits: corrections of lines, who is who, then
/// which events are one, who stands how to what, and which documents are copies, retellings and stories.
///
/// # Errors
/// If the store cannot be read or written.
pub fn bring_up(store: &mut Store) -> Result<(), StoreError> {
    if store.positions_wait()? {
        read_positions(store)?;
    }
    if store.corrections_wait()? {
        reapply(store)?;
    }
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
    let mut groups: Vec<EventGroup> = group(&reports, &told, Within::Merged)
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
    tie(store, &mut groups)?;
    store.keep_event_groups(&groups, state)
}

/// Joins and parts groups as people corrected them, in the order of the corrections.
fn tie(store: &Store, groups: &mut Vec<EventGroup>) -> Result<(), StoreError> {
    const RULE: &str = "correction.events";
    let corrections = store.corrections()?;
    let mut shelf = Shelf { store, open: None };
    let holding = |groups: &[EventGroup], place: (i64, u32)| {
        let is = |member: &EventMember| (member.document, member.event.0) == place;
        groups.iter().position(|group| group.members.iter().any(is))
    };
    for one in corrections.iter().filter(|one| one.undone.is_none()) {
        match &one.what {
            Change::JoinEvents { left, right } => {
                let (left, right) = (shelf.places(left)?, shelf.places(right)?);
                if left.is_empty() || right.is_empty() {
                    continue;
                }
                let mut places = left.into_iter().chain(right);
                let Some(mut stays) = places.next().and_then(|place| holding(groups, place)) else {
                    continue;
                };
                for place in places {
                    let Some(goes) = holding(groups, place).filter(|goes| *goes != stays) else { continue };
                    // The earlier one names the result, as where groups are computed.
                    let (to, from) = (stays.min(goes), stays.max(goes));
                    let mut moved = groups.remove(from);
                    let with = groups[to].members.first().map(|first| (first.document, first.event));
                    if let Some(first) = moved.members.first_mut() {
                        (first.rule, first.with, first.likelihood) = (RULE.to_owned(), with, 1.0);
                    }
                    groups[to].members.append(&mut moved.members);
                    stays = to;
                }
            }
            Change::PartEvents { out } => {
                let mut places = Vec::new();
                for line in out {
                    places.extend(shelf.places(line)?);
                }
                part(groups, &places);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Takes events out of their group, as one group of their own.
fn part(groups: &mut Vec<EventGroup>, out: &[(i64, u32)]) {
    let is_out = |member: &EventMember| out.contains(&(member.document, member.event.0));
    let mut members: Vec<EventMember> = Vec::new();
    for group in groups.iter_mut() {
        let (gone, kept): (Vec<_>, Vec<_>) = group.members.drain(..).partition(is_out);
        group.members = kept;
        members.extend(gone);
        headed(group);
    }
    groups.retain(|group| !group.members.is_empty());
    members.sort_by_key(|member| (member.document, member.event));
    if let Some(first) = members.first() {
        let fullest = (first.document, first.event);
        let mut group = EventGroup { id: String::new(), fullest, members };
        headed(&mut group);
        let at = groups.partition_point(|other| {
            other.members.first().map(|first| (first.document, first.event)) < Some(fullest)
        });
        groups.insert(at, group);
    }
}

/// Names a group by its first member, which is one with no other.
fn headed(group: &mut EventGroup) {
    let known: Vec<(i64, EventId)> = group.members.iter().map(|one| (one.document, one.event)).collect();
    let Some(first) = group.members.first_mut() else { return };
    group.id = format!("e{}.{}", first.document, first.event.0);
    (first.rule, first.with, first.likelihood) = ("event.first".to_owned(), None, 1.0);
    if !known.contains(&group.fullest) {
        group.fullest = known[0];
    }
    // Who was joined by somebody who is gone stays with the first.
    for member in
        group.members.iter_mut().skip(1).filter(|one| one.with.is_some_and(|with| !known.contains(&with)))
    {
        member.with = Some(known[0]);
    }
}
