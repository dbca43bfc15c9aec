//! Sets a field of a line, and what hangs on it.

use crate::anchor::Shift;
use crate::{Lines, VERSION};
use rapporteur_record::{
    Attribution, AttributionId, Bound, Claimant, Document, Entity, EntityId, EntityType, EventDate, EventId,
    FieldValue, Figure, FigureId, HowKnown, Issue, LineKind, MentionId, Participant, Place, PlaceId,
    Position, PositionSide, Published, Report, Resolution, Speaker, TimeId, Why,
};
use rapporteur_text::Span;
use serde::de::DeserializeOwned;

/// Sets a field. The line is there.
///
/// # Errors
/// If the value does not fit any more; says why, in words. Nothing is changed then.
pub(crate) fn set(
    lines: &mut Lines,
    kind: LineKind,
    number: u32,
    field: &str,
    value: &FieldValue,
    shift: Shift,
    by: i64,
) -> Result<(), String> {
    let given = Given { value, spans: spans(value, shift, &lines.report.document.text)?, by };
    let report = &mut lines.report;
    let gone = || "the line is gone".to_owned();
    match kind {
        LineKind::Document => document(&mut report.document, field, &given),
        LineKind::Statement => statement(report, AttributionId(number), field, &given),
        LineKind::Figure => figure(report, FigureId(number), field, &given),
        LineKind::Event => event(report, EventId(number), field, &given),
        LineKind::Position => {
            let line = lines.positions.iter_mut().find(|line| line.id.0 == number).ok_or_else(gone)?;
            position(report, line, field, &given)
        }
        LineKind::Mention => mention(report, MentionId(number), field, &given),
        LineKind::Time => time(report, TimeId(number), field, &given),
        LineKind::Place => {
            let line = report.places.iter_mut().find(|line| line.id.0 == number).ok_or_else(gone)?;
            line.resolution = Resolution::Unresolved;
            mark(&mut line.why, by);
            Ok(())
        }
    }
}

/// Notes that a correction is in a line.
pub(crate) fn mark(why: &mut Why, by: i64) {
    if !why.corrected.contains(&by) {
        why.corrected.push(by);
    }
}

/// A value, with its words at their places in this text.
struct Given<'v> {
    value: &'v FieldValue,
    spans: Vec<Span>,
    by: i64,
}

fn spans(value: &FieldValue, shift: Shift, text: &str) -> Result<Vec<Span>, String> {
    let FieldValue::Words(words) = value else { return Ok(Vec::new()) };
    words.iter().map(|quoted| shift.moved(quoted, text)).collect()
}

impl Given<'_> {
    fn unfit(&self) -> String {
        "the value does not fit the field".to_owned()
    }

    fn span(&self) -> Result<Option<Span>, String> {
        match self.value {
            FieldValue::Nothing => Ok(None),
            FieldValue::Words(_) => Ok(self.spans.first().copied()),
            _ => Err(self.unfit()),
        }
    }

    fn written(&self) -> Result<Option<&str>, String> {
        match self.value {
            FieldValue::Nothing => Ok(None),
            FieldValue::Written(text) => Ok(Some(text)),
            _ => Err(self.unfit()),
        }
    }

    /// An enum, by its name.
    fn named<T: DeserializeOwned>(&self) -> Result<T, String> {
        let text = self.written()?.ok_or_else(|| self.unfit())?;
        serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|_| self.unfit())
    }

    fn number(&self) -> Result<Option<f64>, String> {
        self.written()?.map(|text| text.parse().map_err(|_| self.unfit())).transpose()
    }

    /// Somebody, brought into the report where it does not name them.
    fn entity(&self, report: &mut Report) -> Result<Option<EntityId>, String> {
        match self.value {
            FieldValue::Nothing => Ok(None),
            FieldValue::Entity { id, name, entity_type } => {
                bring_in(report, id, name, *entity_type);
                Ok(Some(id.clone()))
            }
            _ => Err(self.unfit()),
        }
    }
}

/// Adds an entity if the report has none of its id.
fn bring_in(report: &mut Report, id: &EntityId, name: &str, entity_type: EntityType) {
    if let Err(at) = report.entities.binary_search_by(|entity| entity.id.cmp(id)) {
        let entity = Entity {
            id: id.clone(),
            entity_type,
            name: name.to_owned(),
            aliases: vec![name.to_owned()],
            offices: Vec::new(),
            country: None,
            rollup: None,
            actor: None,
        };
        report.entities.insert(at, entity);
    }
}

fn document(document: &mut Document, field: &str, given: &Given<'_>) -> Result<(), String> {
    let text = given.written()?.map(str::to_owned);
    match field {
        "outlet" => document.outlet = text,
        "agency" => document.agency = text,
        _ => {
            document.published = text.map(|day| Published {
                value: day.clone(),
                earliest: Some(day.clone()),
                latest: Some(day),
                known: HowKnown::Stated,
                reason: format!("correction {}", given.by),
                span: None,
            });
        }
    }
    Ok(())
}

fn statement(report: &mut Report, id: AttributionId, field: &str, given: &Given<'_>) -> Result<(), String> {
    let speaker = if field == "speaker" { Some(given.entity(report)?) } else { None };
    let line = report.attributions.iter_mut().find(|line| line.id == id).ok_or("the line is gone")?;
    change_statement(line, field, given, speaker.as_ref())?;
    mark(&mut line.why, given.by);
    let named_at = line.source;
    // Figures of the statement are claimed by its speaker.
    if let Some(speaker) = speaker {
        for figure in &mut report.figures {
            let of = match &figure.claimant {
                Claimant::Entity { attribution, .. } | Claimant::UnknownSpeaker { attribution } => {
                    *attribution
                }
                Claimant::Unattributed { .. } | Claimant::Outlet => continue,
            };
            if of == id {
                figure.claimant = match &speaker {
                    Some(entity) => {
                        Claimant::Entity { entity: entity.clone(), span: named_at, attribution: id }
                    }
                    None => Claimant::UnknownSpeaker { attribution: id },
                };
                mark(&mut figure.why, given.by);
            }
        }
    }
    Ok(())
}

fn change_statement(
    line: &mut Attribution,
    field: &str,
    given: &Given<'_>,
    speaker: Option<&Option<EntityId>>,
) -> Result<(), String> {
    match field {
        "speaker" => {
            line.speaker = match speaker.and_then(Option::as_ref) {
                Some(entity) => Speaker::Resolved {
                    entity: entity.clone(),
                    why: Why::rule("correction", VERSION, "correction.speaker", []),
                },
                None => {
                    Speaker::Unknown { candidates: Vec::new(), reason: format!("correction {}", given.by) }
                }
            }
        }
        "source" => line.source = given.span()?,
        "cue" => line.cue = given.span()?,
        "venue" => line.venue = given.span()?,
        "addressee" => line.addressee = given.span()?,
        "content" => {
            if given.spans.is_empty() {
                return Err(given.unfit());
            }
            line.content.clone_from(&given.spans);
            line.content.sort();
        }
        "form" => line.form = given.named()?,
        _ => line.kind = given.named()?,
    }
    Ok(())
}

fn figure(report: &mut Report, id: FigureId, field: &str, given: &Given<'_>) -> Result<(), String> {
    let gone = || "the line is gone".to_owned();
    let claimant = match (field, given.value) {
        ("claimant", FieldValue::Written(voice)) => Some(match voice.as_str() {
            "outlet" => Claimant::Outlet,
            _ => Claimant::Unattributed { span: None },
        }),
        ("claimant", _) => {
            let entity = given.entity(report)?;
            let line = report.figure(id).ok_or_else(gone)?;
            Some(claimed(report, line, entity)?)
        }
        _ => None,
    };
    let as_of = if field == "as_of" { Some(time_at(report, given)?) } else { None };
    let line = report.figures.iter_mut().find(|line| line.id == id).ok_or_else(gone)?;
    change_figure(line, field, given, claimant, as_of)?;
    mark(&mut line.why, given.by);
    Ok(())
}

fn change_figure(
    line: &mut Figure,
    field: &str,
    given: &Given<'_>,
    claimant: Option<Claimant>,
    as_of: Option<Option<TimeId>>,
) -> Result<(), String> {
    match field {
        "measure" => given.written()?.ok_or_else(|| given.unfit())?.clone_into(&mut line.measure),
        "value" => {
            line.value = given.number()?;
            limit(line);
        }
        "bound" => {
            line.bound = given.named()?;
            limit(line);
        }
        "low" => line.low = given.number()?,
        "high" => line.high = given.number()?,
        "scope" => line.scope = given.written()?.map(|_| given.named()).transpose()?,
        "counted" => line.counted = given.span()?,
        "status" => line.status = given.written()?.map(str::to_owned),
        "as_of" => line.as_of = as_of.flatten(),
        _ => line.claimant = claimant.ok_or_else(|| given.unfit())?,
    }
    Ok(())
}

/// The limits that a bound sets around a value, as extraction sets them.
fn limit(line: &mut Figure) {
    let value = line.value;
    (line.low, line.high) = match line.bound {
        Bound::Exact => (value, value),
        Bound::MoreThan | Bound::AtLeast => (value, None),
        Bound::AtMost | Bound::LessThan | Bound::Nearly => (None, value),
        Bound::About | Bound::Vague => (None, None),
        Bound::Range => (line.low, line.high),
    };
}

/// Somebody as the claimant of a figure: by the statement that holds it.
fn claimed(report: &Report, line: &Figure, entity: Option<EntityId>) -> Result<Claimant, String> {
    let own = match &line.claimant {
        Claimant::Entity { attribution, .. } | Claimant::UnknownSpeaker { attribution } => Some(*attribution),
        Claimant::Unattributed { .. } | Claimant::Outlet => None,
    };
    let holds = |said: &&Attribution| said.content.iter().any(|span| span.overlaps(line.number));
    let attribution = own
        .or_else(|| report.attributions.iter().rev().find(holds).map(|said| said.id))
        .ok_or("no statement holds the figure, so that nobody in the report claims it")?;
    Ok(match entity {
        None => Claimant::UnknownSpeaker { attribution },
        Some(entity) => {
            let said = report.attribution(attribution);
            let span =
                said.filter(|said| said.speaker.entity() == Some(&entity)).and_then(|said| said.source);
            Claimant::Entity { entity, span, attribution }
        }
    })
}

/// The time expression at the words given.
fn time_at(report: &Report, given: &Given<'_>) -> Result<Option<TimeId>, String> {
    let Some(span) = given.span()? else { return Ok(None) };
    let found = report.times.iter().find(|time| time.span == span);
    let found = found.or_else(|| report.times.iter().find(|time| time.span.overlaps(span)));
    found.map(|time| Some(time.id)).ok_or_else(|| "the words are no time expression any more".to_owned())
}

fn event(report: &mut Report, id: EventId, field: &str, given: &Given<'_>) -> Result<(), String> {
    let date = match field {
        "date" => time_at(report, given)?.and_then(|id| report.time(id)).map(|time| EventDate {
            value: time.value.clone(),
            text_only: time.text_only.clone(),
            time: time.id,
        }),
        _ => None,
    };
    let place = if field == "place" { place_at(report, given)? } else { None };
    let sides: Vec<Participant> = given.spans.iter().map(|span| participant(report, *span)).collect();
    let line = report.events.iter_mut().find(|line| line.id == id).ok_or("the line is gone")?;
    let words = |given: &Given<'_>| -> Result<Vec<String>, String> {
        let mut words: Vec<String> =
            given.written()?.unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        words.sort();
        words.dedup();
        Ok(words)
    };
    match field {
        "type" => {
            line.event_type = given.named()?;
            line.quad = line.event_type.quad();
            // The code was that of the other type.
            line.cameo = None;
        }
        "realis" => {
            line.realis = given.named()?;
            for mention in &mut line.mentions {
                mention.realis = line.realis;
            }
        }
        "source" => line.sources = sides,
        "target" => line.targets = sides,
        "date" => line.date = date,
        "place" => line.place = place,
        "modes" => line.modes = words(given)?,
        "contexts" => line.contexts = words(given)?,
        _ => line.reciprocal = given.written()? == Some("true"),
    }
    mark(&mut line.why, given.by);
    Ok(())
}

/// The words as a side of an event: whom a mention of the same words names.
fn participant(report: &Report, span: Span) -> Participant {
    let same = report.mentions.iter().find(|mention| mention.span == span || mention.extent == Some(span));
    let inside = || {
        let mut inside =
            report.mentions.iter().filter(|mention| span.contains(mention.span) && mention.entity.is_some());
        inside.next().filter(|_| inside.next().is_none())
    };
    let entity = same.or_else(inside).and_then(|mention| mention.entity.clone());
    Participant { span, entity, actor: None }
}

/// The place at the words given, added where they were not read as one.
fn place_at(report: &mut Report, given: &Given<'_>) -> Result<Option<PlaceId>, String> {
    let Some(span) = given.span()? else { return Ok(None) };
    if let Some(place) = report.places.iter().find(|place| place.span.overlaps(span)) {
        return Ok(Some(place.id));
    }
    let id = PlaceId(report.places.iter().map(|place| place.id.0 + 1).max().unwrap_or(0));
    let mut why = Why::rule("correction", VERSION, "correction.place", [span]);
    mark(&mut why, given.by);
    report.places.push(Place { id, span, resolution: Resolution::Unresolved, why });
    Ok(Some(id))
}

fn position(report: &mut Report, line: &mut Position, field: &str, given: &Given<'_>) -> Result<(), String> {
    match field {
        "holder" => match given.value {
            FieldValue::Words(_) => {
                line.holder_span = given.span()?;
                line.holder = line.holder_span.and_then(|span| participant(report, span).entity);
            }
            _ => line.holder = given.entity(report)?,
        },
        "speaker" => line.speaker = given.entity(report)?,
        "issue" => {
            let span = given.span()?.ok_or_else(|| given.unfit())?;
            let key = issue_key(span.of(&report.document.text).unwrap_or_default());
            line.issue = Issue { key, common: false, contrary: false, span, about: line.issue.about.clone() };
        }
        "stance" => line.stance = given.named()?,
        "strength" => {
            line.strength =
                given.written()?.and_then(|text| text.parse().ok()).ok_or_else(|| given.unfit())?;
        }
        "side" => {
            let side: PositionSide = given.named()?;
            if line.side() != side {
                line.issue.contrary = !line.issue.contrary;
            }
            if line.side() != side {
                return Err(format!(
                    "a position of stance {} takes no side; change its stance",
                    line.stance.name()
                ));
            }
        }
        _ => line.voice = given.named()?,
    }
    mark(&mut line.why, given.by);
    Ok(())
}

/// What brings issues of equal words together.
fn issue_key(words: &str) -> String {
    let words = words.to_lowercase();
    let words: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3).collect();
    words.join("+")
}

fn mention(report: &mut Report, id: MentionId, field: &str, given: &Given<'_>) -> Result<(), String> {
    let entity = if field == "entity" { given.entity(report)? } else { None };
    let entity_type = entity
        .as_ref()
        .and_then(|id| report.entities.iter().find(|entity| entity.id == *id))
        .map(|one| one.entity_type);
    let line = report.mentions.iter_mut().find(|line| line.id == id).ok_or("the line is gone")?;
    match field {
        "entity" => {
            line.entity = entity;
            line.entity_type = entity_type.unwrap_or(line.entity_type);
            line.chain = None;
        }
        "type" => line.entity_type = given.named()?,
        _ => line.form = given.named()?,
    }
    mark(&mut line.why, given.by);
    Ok(())
}

fn time(report: &mut Report, id: TimeId, field: &str, given: &Given<'_>) -> Result<(), String> {
    let line = report.times.iter_mut().find(|line| line.id == id).ok_or("the line is gone")?;
    match field {
        "type" => line.time_type = given.named()?,
        _ => line.value = given.written()?.map(str::to_owned),
    }
    mark(&mut line.why, given.by);
    let value = line.value.clone();
    // Events that are dated by it have its value.
    for event in &mut report.events {
        if let Some(date) = event.date.as_mut().filter(|date| date.time == id && date.value != value) {
            date.value.clone_from(&value);
            mark(&mut event.why, given.by);
        }
    }
    Ok(())
}
