use crate::{DocumentId, EntityId, EntityType};
use rapporteur_text::Span;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Names an entity of one report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// Number of the report in its collection.
    pub report: i64,
    /// Id of the entity in that report.
    pub entity: EntityId,
}

/// A human change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its number in the collection, from 1.
    pub number: i64,
    /// Who made it, if that was said.
    pub who: Option<String>,
    /// When, in ISO 8601, if that was said.
    pub when: Option<String>,
    /// What is changed.
    pub what: Change,
    /// What was there before, in words.
    pub before: String,
    /// What is there after it, in words.
    pub after: String,
    /// Why, in the words of whoever made it; may be empty.
    pub why: String,
    /// Who took it back, if somebody did.
    pub undone: Option<Undone>,
}

/// That a correction was taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    /// By whom, if that was said.
    pub who: Option<String>,
    /// When, if that was said.
    pub when: Option<String>,
    /// Why, if that was said.
    pub why: Option<String>,
}

/// What a correction changes. Entities are named by their reports, lines by the words that they stand on, so that it means
/// the same after every re-run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Two identities are one.
    Merge {
        /// A member of one.
        left: Anchor,
        /// A member of the other.
        right: Anchor,
    },
    /// Members of an identity are somebody else.
    Split {
        /// These members.
        out: Vec<Anchor>,
    },
    /// The line is right as it reads.
    Accept {
        /// The line.
        line: LineAnchor,
        /// What it read then, field by field.
        read: Vec<(String, String)>,
    },
    /// There is no such line.
    Reject {
        /// The line.
        line: LineAnchor,
        /// What it read then, field by field.
        read: Vec<(String, String)>,
    },
    /// A field of a line has another value.
    Set {
        /// The line.
        line: LineAnchor,
        /// Name of the field.
        field: String,
        /// What it has.
        value: FieldValue,
    },
    /// Two lines of a report are one.
    Join {
        /// The one that stays.
        line: LineAnchor,
        /// The one that goes.
        other: LineAnchor,
    },
    /// A line of a report is two.
    Part {
        /// The line.
        line: LineAnchor,
        /// The words with which the second one begins.
        at: Quoted,
    },
    /// Events of two reports are one.
    JoinEvents {
        /// One of them.
        left: LineAnchor,
        /// The other.
        right: LineAnchor,
    },
    /// Events are not the one that they were taken for.
    PartEvents {
        /// These.
        out: Vec<LineAnchor>,
    },
    /// Figures are claims about one quantity.
    JoinSeries {
        /// One of them.
        left: LineAnchor,
        /// The other.
        right: LineAnchor,
    },
    /// Figures are not claims about the quantity that they were taken for.
    PartSeries {
        /// These.
        out: Vec<LineAnchor>,
    },
}

impl Change {
    /// The line of a report that is changed, where one is.
    #[must_use]
    pub fn line(&self) -> Option<&LineAnchor> {
        match self {
            Change::Accept { line, .. }
            | Change::Reject { line, .. }
            | Change::Set { line, .. }
            | Change::Join { line, .. }
            | Change::Part { line, .. } => Some(line),
            _ => None,
        }
    }

    /// All lines that it names.
    #[must_use]
    pub fn lines(&self) -> Vec<&LineAnchor> {
        match self {
            Change::Merge { .. } | Change::Split { .. } => Vec::new(),
            Change::Accept { line, .. }
            | Change::Reject { line, .. }
            | Change::Set { line, .. }
            | Change::Part { line, .. } => vec![line],
            Change::Join { line, other } => vec![line, other],
            Change::JoinEvents { left, right } | Change::JoinSeries { left, right } => vec![left, right],
            Change::PartEvents { out } | Change::PartSeries { out } => out.iter().collect(),
        }
    }
}

/// Kinds of lines that can be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// The document itself: its date and its outlet.
    Document,
    /// An attribution.
    Statement,
    /// A figure.
    Figure,
    /// An event.
    Event,
    /// A position.
    Position,
    /// A mention.
    Mention,
    /// A time expression.
    Time,
    /// A place.
    Place,
}

impl LineKind {
    /// All kinds.
    pub const ALL: [LineKind; 8] = [
        LineKind::Document,
        LineKind::Statement,
        LineKind::Figure,
        LineKind::Event,
        LineKind::Position,
        LineKind::Mention,
        LineKind::Time,
        LineKind::Place,
    ];

    /// Its name: `statement`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LineKind::Document => "document",
            LineKind::Statement => "statement",
            LineKind::Figure => "figure",
            LineKind::Event => "event",
            LineKind::Position => "position",
            LineKind::Mention => "mention",
            LineKind::Time => "time",
            LineKind::Place => "place",
        }
    }
}

impl fmt::Display for LineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A line of a collection by its number: `statement:3/7` is statement 7 of report 3. Numbers are those of one reading;
/// what is kept is a [`LineAnchor`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId {
    /// What kind of line.
    pub kind: LineKind,
    /// Number of the report.
    pub report: i64,
    /// Number of the line in it; 0 for the document itself.
    pub number: u32,
}

impl fmt::Display for LineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            LineKind::Document => write!(f, "document:{}", self.report),
            kind => write!(f, "{kind}:{}/{}", self.report, self.number),
        }
    }
}

impl FromStr for LineId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!("{text:?} names no line: write KIND:REPORT/NUMBER, as in statement:3/7, or document:3")
        };
        let (kind, place) = text.split_once(':').ok_or_else(wrong)?;
        let kind = LineKind::ALL.into_iter().find(|known| known.name() == kind).ok_or_else(|| {
            let names = LineKind::ALL.map(LineKind::name).join(", ");
            format!("{text:?} names no line: a line is one of {names}")
        })?;
        let (report, number) = match place.split_once('/') {
            Some((report, number)) if kind != LineKind::Document => {
                (report.parse().map_err(|_| wrong())?, number.parse().map_err(|_| wrong())?)
            }
            None if kind == LineKind::Document => (place.parse().map_err(|_| wrong())?, 0),
            _ => return Err(wrong()),
        };
        Ok(Self { kind, report, number })
    }
}

/// Words of a text with their place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quoted {
    /// Where they stand.
    pub span: Span,
    /// The words.
    pub words: String,
}

impl Quoted {
    /// The words of a span; `None` if it does not lie in the text.
    #[must_use]
    pub fn of(span: Span, text: &str) -> Option<Self> {
        Some(Self { span, words: span.of(text)?.to_owned() })
    }
}

/// Names a line by the words that it stands on, whatever its number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LineAnchor {
    /// What kind of line.
    #[serde(rename = "line")]
    pub kind: LineKind,
    /// Hash of the text in which it stood when the correction was made.
    pub text: DocumentId,
    /// The words that it stands on: the number of a figure, the words of an event, the content of a statement.
    pub words: Vec<Quoted>,
    /// What tells it from other lines on the same words: a measure, a type.
    pub sign: String,
    /// The sentences around these words: where they are unchanged in a later version, the line is found there too.
    pub around: Option<Quoted>,
}

/// What a field is set to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldValue {
    /// Nothing: no such words, not known.
    Nothing,
    /// A name of a list, a number, a day: as it is written.
    Written(String),
    /// Words of the report.
    Words(Vec<Quoted>),
    /// Somebody.
    Entity {
        /// Its id in the report.
        id: EntityId,
        /// Its name.
        name: String,
        /// What it is.
        entity_type: EntityType,
    },
}
