//! The record: what a report says, as plain data with public fields.
//!
//! A [`Report`] is a [`Document`] and the lines drawn from it: mentions, entities, attributions, events,
//! figures, time expressions and places. Every line points into the text of its document by [`Span`](rapporteur_text::Span)s of
//! UTF-8 bytes and carries a [`Why`]. Names and values of the serialized form are a promise, described in
//! `docs/format/record.md` and versioned by [`SCHEMA_VERSION`].
//!
//! ```
//! use rapporteur_record::Bound;
//! assert_eq!(serde_json::to_string(&Bound::MoreThan).unwrap(), "\"more_than\"");
//! ```
//!
//! It may not know how the lines are found, kept, compared or shown.

mod actor;
mod attribution;
mod chronicle;
mod correction;
mod document;
mod entity;
mod event;
mod figure;
mod identity;
mod place;
mod position;
mod problem;
mod report;
mod spans;
mod time;
mod why;

pub use actor::ActorCode;
pub use attribution::{Attribution, AttributionForm, AttributionId, AttributionKind, Speaker};
pub use chronicle::Entry;
pub use correction::{Anchor, Change, Correction, FieldValue, LineAnchor, LineId, LineKind, Quoted, Undone};
pub use document::{
    BoilerplateKind, Dateline, Document, DocumentId, HowKnown, Original, Published, Segment, SegmentKind,
};
pub use entity::{Entity, EntityId, EntityType, Mention, MentionForm, MentionId, Office};
pub use event::{
    Event, EventDate, EventGroups, EventId, EventMention, EventType, Participant, QuadClass, Realis,
};
pub use figure::{Bound, Claimant, Figure, FigureId, Scope};
pub use identity::{Identity, Member};
pub use place::{Place, PlaceId, Resolution};
pub use position::{Issue, Position, PositionId, PositionSide, PositionVoice, Stance};
pub use problem::{Problem, Severity};
pub use report::Report;
pub use spans::Spans;
pub use time::{TimeExpression, TimeId, TimeType};
pub use why::Why;

/// Version of the record's names and meanings. It rises with every change that a reader could notice.
pub const SCHEMA_VERSION: u32 = 1;
