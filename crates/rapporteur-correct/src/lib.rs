//! Human corrections of a record: which line each of them means, and the record with them.
//!
//! In: the record of one report as it was read ([`Lines`]) and the corrections about it. Out: the corrected record, and what
//! became of each correction ([`State`]): applied, superseded by a later one, or open, with the reason. A correction names
//! its line by the words that it stands on ([`anchor`]); it is found again after the report was read anew, and in a later
//! version where its sentences are unchanged, and is never laid to other words in silence. [`value`] reads what a user wants
//! a field to be.
//!
//! ```
//! use rapporteur_correct::{Lines, apply};
//! # use rapporteur_record::*;
//! # use rapporteur_text::*;
//! # let text = "The dam holds.";
//! # let document = Document { id: DocumentId(ContentHash::of(text.as_bytes())), locator: "a".into(), url: None, outlet: None,
//! #     agency: None, authors: vec![], dateline: None, published: None, modified: None, language: None,
//! #     original: Original { hash: ContentHash::of(b""), len: 0, media_type: "text/plain".into(), charset: "UTF-8".into() },
//! #     segments: vec![], text: text.into(), alignment: Alignment::identity(text.len()) };
//! # let report = Report { document, sentences: vec![], mentions: vec![], entities: vec![], attributions: vec![],
//! #     events: vec![], figures: vec![], times: vec![], places: vec![] };
//! let read = Lines { report, positions: Vec::new() };
//! let corrected = apply(&read, &[], &|_| Vec::new());
//! assert_eq!(corrected.lines, read);
//! ```
//!
//! Every span of a corrected line lies in the text, and its words are those of the text. Time grows with the lines of the
//! report times its corrections.
//!
//! It may not know stores, readers, extraction, nor how lines are shown.

mod anchor;
mod apply;
mod field;
mod precision;
mod remove;
mod set;
mod shape;
mod value;

pub use anchor::{Search, anchor, find};
pub use apply::{Corrected, State, apply};
pub use field::{claim, fields, names, numbers, words};
pub use precision::{Precision, Verdict, precision};
pub use value::value;

use rapporteur_record::{LineKind, Position, Report};

/// Version of these rules, kept with what they make.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The lines of a report: those of its record, and its positions.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// The record.
    pub report: Report,
    /// Who stands how to what in it.
    pub positions: Vec<Position>,
}

/// Why something cannot be corrected so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// No line has this number.
    #[error("the report has no {kind} {number}")]
    NoLine {
        /// The kind of line.
        kind: LineKind,
        /// The number.
        number: u32,
    },
    /// Two lines stand on the same words and read alike.
    #[error(
        "another {kind} stands on the same words and reads alike; reject one of them by its number in `show`"
    )]
    Twins {
        /// The kind of line.
        kind: LineKind,
    },
    /// A line of this kind has no such field.
    #[error("a {kind} has no field {field:?}; it has {known}")]
    NoField {
        /// The kind of line.
        kind: LineKind,
        /// What was asked for.
        field: String,
        /// The names of the fields, parted by commas.
        known: String,
    },
    /// The field cannot have this value.
    #[error("{field}: {why}")]
    Value {
        /// The field.
        field: String,
        /// What is wrong, and what it can be.
        why: String,
    },
    /// The lines cannot be joined or parted so.
    #[error("{0}")]
    Shape(String),
}
