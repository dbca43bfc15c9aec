use rapporteur_record::{
    Attribution, Claimant, Document, DocumentId, Entity, Event, Figure, Mention, Place, Report,
    SCHEMA_VERSION, Spans, TimeExpression,
};
use rapporteur_text::{Offsets, Span, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What every line says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineHead {
    /// Version of the names and meanings of these lines.
    pub schema: u32,
    /// Hash of the text that the spans point into.
    pub document: DocumentId,
    /// What the offsets of all spans count, those of `original` and `alignment` sources aside, which count bytes.
    pub offset_unit: Unit,
}

/// One line of the record as it leaves the program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Line {
    /// The report as published.
    Document {
        /// What every line has.
        #[serde(flatten)]
        head: LineHead,
        /// The document.
        #[serde(flatten)]
        line: Box<Document>,
        /// Its sentences.
        sentences: Vec<Span>,
    },
    /// Something mentioned, with all its names.
    Entity {
        /// What every line has.
        #[serde(flatten)]
        head: LineHead,
        /// The entity.
        #[serde(flatten)]
        line: Entity,
    },
    /// A span that refers.
    Mention {
        /// What every line has.
        #[serde(flatten)]
        head: LineHead,
        /// The mention; its number is in `id`.
        #[serde(flatten)]
        line: Mention,
        /// The words of `span`.
        words: String,
    },
    /// Who said what.
    Attribution {
        /// What every line has.
        #[serde(flatten)]
        head: LineHead,
        /// The attribution.
        #[serde(flatten)]
        line: Attribution,
        /// The words of its spans.
        words: AttributionWords,
    },
    /// Who did what to whom.
    Event {
        /// What every line has.
        #[serde(flatten)]
        head: LineHead,
        /// The event.
        #[serde(flatten)]
        line: Box<Event>,
        /// The words of its spans.
        words: EventWords,
        /// Which event over all reports it is, in an export of a store: the id there. Equal ids are one event.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        event_group: Option<String>,
    },
    /// A number and who claims it.
    Figure {
        /// What every line has.
        #[serde(flatten)]
        head: LineHead,
        /// The figure.
        #[serde(flatten)]
        line: Figure,
        /// The words of its spans.
        words: FigureWords,
    },
    /// When.
    TimeExpression {
        /// What every line has.
        #[serde(flatten)]
        head: LineHead,
        /// The time expression.
        #[serde(flatten)]
        line: TimeExpression,
        /// The words of `span`.
        words: String,
    },
    /// Where.
    Place {
        /// What every line has.
        #[serde(flatten)]
        head: LineHead,
        /// The place.
        #[serde(flatten)]
        line: Place,
        /// The words of `span`.
        words: String,
    },
}

/// The words of an attribution's spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttributionWords {
    /// Words of `source`.
    pub source: Option<String>,
    /// Words of `cue`.
    pub cue: Option<String>,
    /// Words of each span of `content`.
    pub content: Vec<String>,
    /// Words of `venue`.
    pub venue: Option<String>,
    /// Words of `addressee`.
    pub addressee: Option<String>,
}

/// The words of an event's spans, each list in the order of its spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventWords {
    /// Words of each of `sources`.
    pub sources: Vec<String>,
    /// Words of each of `targets`.
    pub targets: Vec<String>,
    /// Words of the `trigger` of each of `mentions`.
    pub triggers: Vec<String>,
}

/// The words of a figure's spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FigureWords {
    /// Words of `span`.
    pub span: String,
    /// Words of `number`.
    pub number: String,
    /// Words of `counted`.
    pub counted: Option<String>,
    /// Words of the claimant's span.
    pub claimant: Option<String>,
}

/// A report as lines: the document, then entities, mentions, attributions, events, figures, time expressions and places,
/// each kind in its order in the report.
pub fn lines(report: &Report, unit: Unit) -> impl Iterator<Item = Line> + '_ {
    let text = report.document.text.as_str();
    let offsets = Offsets::new(text);
    let head = LineHead { schema: SCHEMA_VERSION, document: report.document.id, offset_unit: unit };
    let words = move |span: Span| span.in_text(text).to_owned();

    let document = converted(&report.document, &offsets, unit);
    let sentences = report.sentences.iter().map(|span| offsets.convert(*span, unit)).collect();
    let mut found = vec![Line::Document { head, line: Box::new(document), sentences }];
    let o = &offsets;
    found.extend(report.entities.iter().map(|l| Line::Entity { head, line: converted(l, o, unit) }));
    found.extend(report.mentions.iter().map(|l| Line::Mention {
        head,
        line: converted(l, o, unit),
        words: words(l.span),
    }));
    found.extend(report.attributions.iter().map(|l| Line::Attribution {
        head,
        line: converted(l, o, unit),
        words: AttributionWords {
            source: l.source.map(words),
            cue: l.cue.map(words),
            content: l.content.iter().copied().map(words).collect(),
            venue: l.venue.map(words),
            addressee: l.addressee.map(words),
        },
    }));
    found.extend(report.events.iter().map(|l| Line::Event {
        head,
        line: Box::new(converted(l, o, unit)),
        words: EventWords {
            sources: l.sources.iter().map(|participant| words(participant.span)).collect(),
            targets: l.targets.iter().map(|participant| words(participant.span)).collect(),
            triggers: l.mentions.iter().map(|mention| words(mention.trigger)).collect(),
        },
        event_group: None,
    }));
    found.extend(report.figures.iter().map(|l| Line::Figure {
        head,
        line: converted(l, o, unit),
        words: FigureWords {
            span: words(l.span),
            number: words(l.number),
            counted: l.counted.map(words),
            claimant: match &l.claimant {
                Claimant::Entity { span, .. } | Claimant::Unattributed { span } => span.map(words),
                Claimant::UnknownSpeaker { .. } | Claimant::Outlet => None,
            },
        },
    }));
    found.extend(report.times.iter().map(|l| Line::TimeExpression {
        head,
        line: converted(l, o, unit),
        words: words(l.span),
    }));
    found.extend(report.places.iter().map(|l| Line::Place {
        head,
        line: converted(l, o, unit),
        words: words(l.span),
    }));
    found.into_iter()
}

/// The same line with its spans in the unit.
fn converted<T: Spans + Clone>(line: &T, offsets: &Offsets<'_>, unit: Unit) -> T {
    let mut line = line.clone();
    line.each_span(&mut |span| *span = offsets.convert(*span, unit));
    line
}
