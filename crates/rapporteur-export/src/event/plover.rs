//! PLOVER's JSON lines: one line for each event.

use super::{Coded, EventTally, RealisFilter, Side, quad_number};
use rapporteur_record::{Event, EventGroups, Realis, Report, Resolution};
use serde::Serialize;
use serde_json::{Value, json};
use std::io;

/// Writes events as PLOVER's JSON lines.
#[derive(Debug)]
pub struct Plover<W: io::Write> {
    out: W,
    filter: RealisFilter,
    coder: String,
    tally: EventTally,
}

/// One line. The fields are those of the PLOVER manual 0.8; what would be empty is left out.
#[derive(Serialize)]
struct Record<'r> {
    id: String,
    has_event: bool,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<String>,
    actor: Vec<Value>,
    recipient: Vec<Value>,
    event: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Value>,
    event_text: &'r str,
    quad_code: u8,
    mode: Vec<&'r str>,
    context: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'r str>,
    text: &'r str,
    text_info: Value,
    cite_info: Value,
    coder: &'r str,
    comment: String,
}

impl<W: io::Write> Plover<W> {
    /// Starts; `version` is that of the program.
    #[must_use]
    pub fn new(out: W, filter: RealisFilter, version: &str) -> Self {
        Self { out, filter, coder: format!("rapporteur {version}"), tally: EventTally::default() }
    }

    /// Adds the events of a report.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add(&mut self, report: &Report) -> io::Result<()> {
        self.add_grouped(report, &EventGroups::new())
    }

    /// The same; events that are in `groups` say which event over all reports they are.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add_grouped(&mut self, report: &Report, groups: &EventGroups) -> io::Result<()> {
        let coded = Coded::new(report);
        for event in &report.events {
            if !self.filter.takes(event.realis) {
                self.tally.left_out += 1;
                continue;
            }
            let mut line = record(&coded, event, &self.coder);
            if let (Some(group), Value::Object(info)) = (groups.get(&event.id), &mut line.text_info) {
                info.insert("event_group".into(), group.as_str().into());
            }
            serde_json::to_writer(&mut self.out, &line)?;
            self.out.write_all(b"\n")?;
            self.tally.written += 1;
        }
        Ok(())
    }

    /// Ends the lines.
    ///
    /// # Errors
    /// If what is still held back cannot be written.
    pub fn finish(mut self) -> io::Result<EventTally> {
        self.out.flush()?;
        Ok(self.tally)
    }
}

/// What PLOVER's field `mode` says of events that did not come about: its auxiliary modes, where it has one.
fn auxiliary(realis: Realis) -> Option<&'static str> {
    match realis {
        Realis::Happened | Realis::Ongoing => None,
        Realis::Planned => Some("future"),
        Realis::Hypothetical => Some("hypothetical"),
        Realis::Denied => Some("negation"),
        Realis::Demanded => Some("demanded"),
        Realis::Alleged => Some("alleged"),
    }
}

fn record<'r>(coded: &Coded<'r>, event: &'r Event, coder: &'r str) -> Record<'r> {
    let document = &coded.report.document;
    let date = coded.date(event);
    let mode = auxiliary(event.realis).into_iter().chain(event.modes.iter().map(String::as_str)).collect();
    let first = event.mentions.first().map(|mention| mention.trigger);
    let sentence = first.and_then(|trigger| {
        let sentences = &coded.report.sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= trigger.start);
        sentences.get(at).copied().filter(|sentence| sentence.contains_offset(trigger.start)).or(first)
    });
    let mentions: Vec<Value> = event
        .mentions
        .iter()
        .map(|mention| {
            let span = coded.points(mention.trigger);
            json!({
                "start": span.start, "end": span.end, "text": coded.words(mention.trigger), "realis": mention.realis.name(),
                "reported_by": coded.teller(mention.attribution),
            })
        })
        .collect();
    let span = sentence.map(|sentence| coded.points(sentence));
    let dated_by = match date {
        Some(date) if date.by_text => "the text",
        Some(_) => "publication",
        None => "nothing",
    };
    let mut comment = format!(
        "realis: {}; reported by: {}; dated by: {dated_by}",
        event.realis.name(),
        coded.tellers(event)
    );
    if let Some(confidence) = event.why.confidence {
        comment.push_str(&format!("; confidence: {confidence:.2}"));
    }
    if event.reciprocal {
        comment.push_str("; reciprocal");
    }
    Record {
        id: format!("{}-{}", document.id, event.id.0),
        has_event: true,
        date: date.map(|date| date.first()),
        enddate: date.and_then(|date| date.last()),
        actor: coded.sides(&event.sources).iter().map(side).collect(),
        // The manual has the sides of a reciprocal event as actors and as recipients.
        recipient: coded
            .sides(if event.reciprocal { &event.sources } else { &event.targets })
            .iter()
            .map(side)
            .collect(),
        event: [event.event_type.name()],
        event_loc: event.place.and_then(|id| coded.place(id)).map(|place| location(coded, place)),
        event_text: first.map_or("", |trigger| coded.words(trigger)),
        quad_code: quad_number(event.quad),
        mode,
        context: &event.contexts,
        link: document.url.as_deref(),
        text: sentence.map_or("", |sentence| coded.words(sentence)),
        text_info: json!({
            "document": document.id.to_string(), "offset_unit": "code_points",
            "start": span.map(|span| span.start), "end": span.map(|span| span.end), "mentions": mentions,
        }),
        cite_info: json!({
            "corpus": document.outlet, "citation": coded.address(), "published": coded.published(),
            "language": document.language, "codebook": "plover 0.8", "cameo": event.cameo,
        }),
        coder,
        comment,
    }
}

fn side(side: &Side<'_>) -> Value {
    let (first, other) = match side.actor.map_or(&[][..], |actor| &actor.sectors) {
        [first, other @ ..] => (Some(first), other),
        [] => (None, &[][..]),
    };
    json!({
        "code": side.actor.and_then(|actor| actor.country.as_deref()), "sector": first, "other_sectors": other,
        "name": side.name, "entity_text": side.words, "start": side.span.start, "end": side.span.end,
    })
}

fn location(coded: &Coded<'_>, place: &rapporteur_record::Place) -> Value {
    let span = coded.points(place.span);
    let mut found = json!({ "text": coded.words(place.span), "start": span.start, "end": span.end });
    if let (
        Resolution::Resolved { gazetteer, name, country, latitude, longitude, precision },
        Value::Object(found),
    ) = (&place.resolution, &mut found)
    {
        found.insert("name".into(), json!(name));
        found.insert("country".into(), json!(country));
        found.insert("lat".into(), json!(latitude));
        found.insert("lon".into(), json!(longitude));
        found.insert("precision".into(), json!(precision));
        found.insert("gazetteer".into(), json!(gazetteer));
    }
    found
}
