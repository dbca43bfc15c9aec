//! What a line says, field by field.

use crate::Lines;
use rapporteur_record::{
    Attribution, AttributionId, Claimant, EntityId, Event, EventId, Figure, FigureId, LineKind, Mention,
    Place, PlaceId, Position, Report, Resolution, Speaker, TimeExpression, TimeId,
};
use rapporteur_text::Span;

/// The fields of a kind of line that can be changed, by name.
#[must_use]
pub fn names(kind: LineKind) -> &'static [&'static str] {
    match kind {
        LineKind::Document => &["published", "outlet", "agency"],
        LineKind::Statement => &["speaker", "source", "cue", "content", "form", "kind", "venue", "addressee"],
        LineKind::Figure => {
            &["measure", "value", "low", "high", "bound", "scope", "counted", "status", "as_of", "claimant"]
        }
        LineKind::Event => {
            &["type", "realis", "source", "target", "date", "place", "modes", "contexts", "reciprocal"]
        }
        LineKind::Position => &["holder", "speaker", "issue", "stance", "side", "strength", "voice"],
        LineKind::Mention => &["entity", "type", "form"],
        LineKind::Time => &["value", "type"],
        LineKind::Place => &["gazetteer"],
    }
}

/// The numbers of all lines of a kind.
#[must_use]
pub fn numbers(lines: &Lines, kind: LineKind) -> Vec<u32> {
    let report = &lines.report;
    match kind {
        LineKind::Document => vec![0],
        LineKind::Statement => report.attributions.iter().map(|line| line.id.0).collect(),
        LineKind::Figure => report.figures.iter().map(|line| line.id.0).collect(),
        LineKind::Event => report.events.iter().map(|line| line.id.0).collect(),
        LineKind::Position => lines.positions.iter().map(|line| line.id.0).collect(),
        LineKind::Mention => report.mentions.iter().map(|line| line.id.0).collect(),
        LineKind::Time => report.times.iter().map(|line| line.id.0).collect(),
        LineKind::Place => report.places.iter().map(|line| line.id.0).collect(),
    }
}

pub(crate) fn attribution(report: &Report, number: u32) -> Option<&Attribution> {
    report.attribution(AttributionId(number))
}

pub(crate) fn figure(report: &Report, number: u32) -> Option<&Figure> {
    report.figure(FigureId(number))
}

pub(crate) fn event(report: &Report, number: u32) -> Option<&Event> {
    report.event(EventId(number))
}

pub(crate) fn position(lines: &Lines, number: u32) -> Option<&Position> {
    lines.positions.iter().find(|line| line.id.0 == number)
}

pub(crate) fn mention(report: &Report, number: u32) -> Option<&Mention> {
    report.mentions.iter().find(|line| line.id.0 == number)
}

pub(crate) fn time(report: &Report, number: u32) -> Option<&TimeExpression> {
    report.time(TimeId(number))
}

pub(crate) fn place(report: &Report, number: u32) -> Option<&Place> {
    report.place(PlaceId(number))
}

/// What a line reads, field by field in the order of [`names`]; `None` if there is no such line. Spans are given by their
/// words, entities by their names; a field without anything is empty.
#[must_use]
pub fn fields(lines: &Lines, kind: LineKind, number: u32) -> Option<Vec<(String, String)>> {
    let read = Read { report: &lines.report };
    let values: Vec<String> = match kind {
        LineKind::Document => {
            let document = &lines.report.document;
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let published = document.published.as_ref().map(|date| date.value.clone());
            vec![text(&published), text(&document.outlet), text(&document.agency)]
        }
        LineKind::Statement => read.attribution(attribution(read.report, number)?),
        LineKind::Figure => read.figure(figure(read.report, number)?),
        LineKind::Event => read.event(event(read.report, number)?),
        LineKind::Position => read.position(position(lines, number)?),
        LineKind::Mention => {
            let line = mention(read.report, number)?;
            vec![read.maybe(line.entity.as_ref()), line.entity_type.as_str().to_owned(), named(&line.form)]
        }
        LineKind::Time => {
            let line = time(read.report, number)?;
            vec![line.value.clone().unwrap_or_default(), named(&line.time_type)]
        }
        LineKind::Place => {
            vec![match &place(read.report, number)?.resolution {
                Resolution::Resolved { gazetteer, .. } => gazetteer.clone(),
                Resolution::Ambiguous { .. } | Resolution::Unresolved => String::new(),
            }]
        }
    };
    Some(names(kind).iter().map(|name| (*name).to_owned()).zip(values).collect())
}

/// The claim of a line in one row: its fields that have something. `None` if there is no such line.
#[must_use]
pub fn claim(lines: &Lines, kind: LineKind, number: u32) -> Option<String> {
    let fields = fields(lines, kind, number)?;
    let full = fields.iter().filter(|(_, value)| !value.is_empty());
    Some(full.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; "))
}

/// The span from the first to the last word that a line stands on; `None` if there is no such line, or it stands on none.
#[must_use]
pub fn words(lines: &Lines, kind: LineKind, number: u32) -> Option<Span> {
    let own = match kind {
        LineKind::Figure => vec![figure(&lines.report, number)?.span],
        _ => crate::anchor::keys(lines, kind, number)?,
    };
    own.into_iter().reduce(Span::cover)
}

/// The name of an enum without data.
pub(crate) fn named(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

struct Read<'r> {
    report: &'r Report,
}

impl Read<'_> {
    fn words(&self, span: Option<Span>) -> String {
        span.and_then(|span| span.of(&self.report.document.text)).unwrap_or_default().to_owned()
    }

    fn name(&self, id: &EntityId) -> String {
        let entity = self.report.entities.iter().find(|entity| entity.id == *id);
        entity.map_or_else(|| id.0.clone(), |entity| entity.name.clone())
    }

    fn maybe(&self, id: Option<&EntityId>) -> String {
        id.map_or_else(|| "unknown".to_owned(), |id| self.name(id))
    }

    fn attribution(&self, line: &Attribution) -> Vec<String> {
        let content: Vec<String> = line.content.iter().map(|span| self.words(Some(*span))).collect();
        vec![
            match &line.speaker {
                Speaker::Resolved { entity, .. } => self.name(entity),
                Speaker::Unknown { .. } => "unknown".to_owned(),
            },
            self.words(line.source),
            self.words(line.cue),
            content.join(" … "),
            named(&line.form),
            named(&line.kind),
            self.words(line.venue),
            self.words(line.addressee),
        ]
    }

    fn figure(&self, line: &Figure) -> Vec<String> {
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        vec![
            line.measure.clone(),
            number(line.value),
            number(line.low),
            number(line.high),
            named(&line.bound),
            line.scope.as_ref().map(named).unwrap_or_default(),
            self.words(line.counted),
            line.status.clone().unwrap_or_default(),
            self.words(line.as_of.and_then(|id| self.report.time(id)).map(|time| time.span)),
            match &line.claimant {
                Claimant::Entity { entity, .. } => self.name(entity),
                Claimant::UnknownSpeaker { .. } => "unknown speaker".to_owned(),
                Claimant::Unattributed { .. } => "unattributed".to_owned(),
                Claimant::Outlet => "outlet".to_owned(),
            },
        ]
    }

    fn event(&self, line: &Event) -> Vec<String> {
        let side = |participants: &[rapporteur_record::Participant]| {
            let told = participants.iter().map(|one| match &one.entity {
                Some(id) => self.name(id),
                None => self.words(Some(one.span)),
            });
            told.collect::<Vec<_>>().join("; ")
        };
        let place = line.place.and_then(|id| self.report.place(id));
        vec![
            line.event_type.name().to_owned(),
            line.realis.name().to_owned(),
            side(&line.sources),
            side(&line.targets),
            line.date
                .as_ref()
                .map(|date| date.value.clone().unwrap_or_else(|| date.text_only.clone()))
                .unwrap_or_default(),
            self.words(place.map(|place| place.span)),
            line.modes.join(" "),
            line.contexts.join(" "),
            line.reciprocal.to_string(),
        ]
    }

    fn position(&self, line: &Position) -> Vec<String> {
        vec![
            match (&line.holder, line.holder_span) {
                (Some(id), _) => self.name(id),
                (None, span) => self.words(span),
            },
            line.speaker.as_ref().map(|id| self.name(id)).unwrap_or_default(),
            self.words(Some(line.issue.span)),
            line.stance.name().to_owned(),
            line.side().name().to_owned(),
            line.strength.to_string(),
            line.voice.name().to_owned(),
        ]
    }
}
