use crate::{Attribution, Document, Entity, Figure, Mention, Place, TimeExpression};
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A document and all lines drawn from it. Each list is in order of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The document.
    pub document: Document,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Who and what it mentions.
    pub mentions: Vec<Mention>,
    /// What the mentions refer to, sorted by id.
    pub entities: Vec<Entity>,
    /// Who said what.
    pub attributions: Vec<Attribution>,
    /// Numbers and who claims them.
    pub figures: Vec<Figure>,
    /// When.
    pub times: Vec<TimeExpression>,
    /// Where.
    pub places: Vec<Place>,
}
