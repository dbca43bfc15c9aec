//! Events into their three tables and out of them.

use crate::read::{Reader, damaged, json, named, optional, required, span, why};
use crate::write::{self, Lines, name, triggers};
use rapporteur_record::{
    AttributionId, EntityId, Event, EventDate, EventId, EventMention, Participant, PlaceId, TimeId,
};
use rusqlite::{Row, params};

impl Lines<'_> {
    /// Inserts an event with its mentions and its sides.
    pub(crate) fn event(&self, event: &Event) -> rusqlite::Result<()> {
        let date = event.date.as_ref();
        self.row(
            "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19, ?20)",
            params![
                self.id,
                event.id.0,
                name(&event.event_type)?,
                write::json(&event.modes)?,
                write::json(&event.contexts)?,
                name(&event.quad)?,
                event.cameo,
                name(&event.realis)?,
                write::json(&event.implied_sources)?,
                write::json(&event.implied_targets)?,
                event.reciprocal,
                date.and_then(|date| date.value.as_ref()),
                date.map(|date| &date.text_only),
                date.map(|date| date.time.0),
                event.place.map(|place| place.0),
                event.why.extractor,
                event.why.version,
                event.why.rule,
                triggers(&event.why),
                event.why.confidence,
            ],
        )?;
        for (number, mention) in event.mentions.iter().enumerate() {
            self.row(
                "INSERT INTO event_mention VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                params![
                    self.id,
                    event.id.0,
                    number,
                    mention.trigger.start,
                    mention.trigger.end,
                    name(&mention.realis)?,
                    mention.attribution.map(|id| id.0),
                    mention.why.extractor,
                    mention.why.version,
                    mention.why.rule,
                    triggers(&mention.why),
                    mention.why.confidence,
                ],
            )?;
        }
        for (side, participants) in [("source", &event.sources), ("target", &event.targets)] {
            for (number, participant) in participants.iter().enumerate() {
                self.row(
                    "INSERT INTO event_participant VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![
                        self.id,
                        event.id.0,
                        side,
                        number,
                        participant.span.start,
                        participant.span.end,
                        participant.entity.as_ref().map(|id| &id.0),
                        participant.actor.as_ref().map(write::json).transpose()?,
                    ],
                )?;
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// The events of the document, each with its mentions and its sides.
    pub(crate) fn events(&self) -> rusqlite::Result<Vec<Event>> {
        let mut events: Vec<Event> = self
            .connection
            .prepare_cached(&format!(
                "SELECT * FROM {}event WHERE document = ?1 ORDER BY number",
                self.prefix
            ))?
            .query_map([self.number], event)?
            .collect::<rusqlite::Result<_>>()?;
        if events.is_empty() {
            return Ok(events);
        }
        let at = |events: &[Event], number: u32| {
            let found = events.binary_search_by_key(&number, |event| event.id.0);
            found.map_err(|_| damaged(format!("the event {number} is missing")))
        };
        let mut mentions = self.connection.prepare_cached(&format!(
            "SELECT * FROM {}event_mention WHERE document = ?1 ORDER BY event, number",
            self.prefix
        ))?;
        let mut rows = mentions.query([self.number])?;
        while let Some(row) = rows.next()? {
            let event = at(&events, row.get("event")?)?;
            events[event].mentions.push(mention(row)?);
        }
        let mut sides = self.connection.prepare_cached(&format!(
            "SELECT * FROM {}event_participant WHERE document = ?1 ORDER BY event, side, number",
            self.prefix
        ))?;
        let mut rows = sides.query([self.number])?;
        while let Some(row) = rows.next()? {
            let event = at(&events, row.get("event")?)?;
            let side = row.get::<_, String>("side")?;
            let participants = match side.as_str() {
                "source" => &mut events[event].sources,
                "target" => &mut events[event].targets,
                other => return Err(damaged(format!("a side {other:?} of an event"))),
            };
            participants.push(Participant {
                span: span(row, "")?,
                entity: row.get::<_, Option<String>>("entity")?.map(EntityId),
                actor: optional(row, "actor", json)?,
            });
        }
        match events.iter().find(|event| event.mentions.is_empty()) {
            Some(event) => Err(damaged(format!("the event {} has no words", event.id.0))),
            None => Ok(events),
        }
    }
}

/// The row of an event, without mentions and sides.
fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let date = match row.get::<_, Option<String>>("date_text_only")? {
        None => None,
        Some(text_only) => {
            Some(EventDate { value: row.get("date_value")?, text_only, time: TimeId(row.get("date_time")?) })
        }
    };
    Ok(Event {
        id: EventId(row.get("number")?),
        event_type: required(row, "type", named)?,
        modes: required(row, "modes", json)?,
        contexts: required(row, "contexts", json)?,
        quad: required(row, "quad", named)?,
        cameo: row.get("cameo")?,
        realis: required(row, "realis", named)?,
        sources: Vec::new(),
        targets: Vec::new(),
        implied_sources: required(row, "implied_sources", json)?,
        implied_targets: required(row, "implied_targets", json)?,
        reciprocal: row.get("reciprocal")?,
        date,
        place: row.get::<_, Option<u32>>("place")?.map(PlaceId),
        mentions: Vec::new(),
        why: why(row)?,
    })
}

fn mention(row: &Row<'_>) -> rusqlite::Result<EventMention> {
    Ok(EventMention {
        trigger: span(row, "")?,
        realis: required(row, "realis", named)?,
        attribution: row.get::<_, Option<u32>>("attribution")?.map(AttributionId),
        why: why(row)?,
    })
}
