//! From language analysis to lines of the record.
//!
//! Each extractor is a module of the same shape: it takes a [`Document`] and its [`Analysis`] and gives lines in order
//! of the text. [`extract`] runs them all. These are rules: small, exact and explainable; every line names its rule.
//! Lines come out as the sentence gives them; who a source is, and who claims a figure, is settled by linking.
//!
//! It may not know any store, any other document, nor how lines are shown. The extractors do not import each other.

pub mod event;
mod event_reading;
pub mod figure;
mod lexeme;
mod model;
pub mod name;
mod number;
mod phrase;
pub mod place;
#[cfg(test)]
#[path = "../examples/plain/mod.rs"]
mod plain;
pub mod quote;
mod reference;
pub mod time;

pub use event_reading::{EventReading, REALIS, SideReading};
pub use model::Findings;
pub use reference::{Reference, Referent};

use rapporteur_lang::Analysis;
use rapporteur_record::{Attribution, Document, Figure, Place, TimeExpression};

/// What the extractors find in one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extraction {
    /// Names, titles, nouns and pronouns that refer.
    pub names: Vec<name::Found>,
    /// What the reading model reads of who and what is spoken of; its order is that of the words they are about.
    pub references: Vec<Reference>,
    /// Who said what; the speakers are still open.
    pub attributions: Vec<Attribution>,
    /// Numbers; the claimants are still open.
    pub figures: Vec<Figure>,
    /// When.
    pub times: Vec<TimeExpression>,
    /// Where.
    pub places: Vec<Place>,
    /// Who did what to whom, in order of the text; who the sides are is still open. None without a model that reads events.
    pub events: Vec<event::Found>,
}

/// Runs all extractors over one document, with what the reading model found in it if there is a model.
#[must_use]
pub fn extract(document: &Document, analysis: &Analysis, found: Option<&Findings>) -> Extraction {
    let lexemes = lexeme::Lexemes::new(document, analysis);
    let names = name::names_in(document, analysis, &lexemes, found);
    Extraction {
        attributions: quote::attributions_in(analysis, &lexemes, found),
        figures: figure::figures(document, analysis),
        times: time::times(document, analysis),
        places: place::places(document, &names),
        events: found.map(|found| event::events_in(document, analysis, &lexemes, found)).unwrap_or_default(),
        references: found.map(|found| found.references.clone()).unwrap_or_default(),
        names,
    }
}

/// Version of the extractors, kept with every line.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");
