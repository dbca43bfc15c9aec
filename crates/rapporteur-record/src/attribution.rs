use crate::{EntityId, Why};
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Number of an attribution inside its document, from 0 in order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct AttributionId(pub u32);

/// How much of the content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributionForm {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// What kind of act the cue names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributionKind {
    /// Somebody says it.
    Speech,
    /// A document, a medium or hearsay has it.
    Report,
    /// An order, a ruling, a declaration that makes it so.
    Decree,
    /// A belief, a perception, an intention.
    Stance,
}

/// Who said it, as far as the report tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "known", rename_all = "snake_case")]
pub enum Speaker {
    /// This entity.
    Resolved {
        /// Who.
        entity: EntityId,
        /// The rule that leads from the source to the entity.
        why: Why,
    },
    /// Not known, or not certain enough.
    Unknown {
        /// Who it may be, nearest first; may be empty.
        candidates: Vec<EntityId>,
        /// Why it is left open, in words.
        reason: String,
    },
}

impl Speaker {
    /// The entity, if it is known.
    #[must_use]
    pub fn entity(&self) -> Option<&EntityId> {
        match self {
            Speaker::Resolved { entity, .. } => Some(entity),
            Speaker::Unknown { .. } => None,
        }
    }
}

/// Who said what: a source, a cue and a content (PARC 3, PolNeAR).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// Its number.
    pub id: AttributionId,
    /// The mention that the words are laid to; absent in a passive without agent, or after `reportedly`.
    pub source: Option<Span>,
    /// The words that lay the content to the source: `said`, `according to`, a colon.
    pub cue: Option<Span>,
    /// What was said, in order of the text; several spans if it is interrupted. Never empty.
    pub content: Vec<Span>,
    /// Direct, mixed or indirect.
    pub form: AttributionForm,
    /// Speech, report, decree or stance.
    #[serde(rename = "attribution_kind")]
    pub kind: AttributionKind,
    /// Who said it.
    pub speaker: Speaker,
    /// The occasion: `at a press briefing`.
    pub venue: Option<Span>,
    /// To whom it was said.
    pub addressee: Option<Span>,
    /// The attribution whose content holds this one.
    pub nested_in: Option<AttributionId>,
    /// How it was found.
    pub why: Why,
}
