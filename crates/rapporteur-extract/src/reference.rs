//! Who and what the reading model reads a document to speak of, and what of it is the same.

use rapporteur_record::EntityType;
use rapporteur_text::Span;

/// What a reference is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Referent {
    /// Somebody, or several.
    Person,
    /// A body.
    Organisation,
    /// A place or a state.
    Place,
    /// Something that happens.
    Event,
    /// A time, a thing, an idea.
    Other,
}

impl Referent {
    /// By the name that GUM has for it.
    pub(crate) fn of(kind: &str) -> Self {
        match kind {
            "person" => Self::Person,
            "organization" => Self::Organisation,
            "place" => Self::Place,
            "event" => Self::Event,
            _ => Self::Other,
        }
    }

    /// The type of the record that comes nearest.
    #[must_use]
    pub fn entity_type(self) -> EntityType {
        match self {
            Self::Person => EntityType::Person,
            Self::Organisation => EntityType::Organisation,
            Self::Place => EntityType::Place,
            Self::Event => EntityType::Event,
            Self::Other => EntityType::Unknown,
        }
    }
}

/// A mention as the model reads it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reference {
    /// All its words, with what describes it: `the mayor of Orla, who had come`.
    pub extent: Span,
    /// The word that the others describe.
    pub head: Span,
    /// What it is to.
    pub referent: Referent,
    /// The earlier reference to the same, by its place in the list, where that is likelier than none; with the probability.
    pub antecedent: Option<(usize, f32)>,
}
