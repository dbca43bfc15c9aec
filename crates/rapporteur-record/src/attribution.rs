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
    /// A belief, an attitude, an intention.
    Stance,
    /// Worded like a report, but no statement: a deed, a perception, a thing as its subject, what is only supposed.
    Act,
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

impl Attribution {
    /// The words that name who says it: the source without the relative pronoun that ends it.
    #[must_use]
    pub fn named(&self, text: &str) -> Option<Span> {
        let source = self.source?;
        let words = source.of(text)?;
        let short = ["who", "which", "that"].iter().find_map(|pronoun| words.strip_suffix(pronoun));
        let kept = short
            .filter(|short| short.ends_with(' '))
            .map_or(words, |short| short.trim_end_matches([' ', ',']));
        Some(if kept.is_empty() { source } else { Span::new(source.start, source.start + kept.len()) })
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
    /// Speech, report, decree, stance or act.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_named_without_its_relative_pronoun() {
        let check = |source: &str, expected: &str| {
            let text = format!("{source} said it");
            let attribution = Attribution {
                id: AttributionId(0),
                source: Some(Span::new(0, source.len())),
                cue: None,
                content: Vec::new(),
                form: AttributionForm::Indirect,
                kind: AttributionKind::Speech,
                speaker: Speaker::Unknown { candidates: Vec::new(), reason: String::new() },
                venue: None,
                addressee: None,
                nested_in: None,
                why: Why::rule("quote", "1", "quote.test", []),
            };
            assert_eq!(attribution.named(&text).map(|span| span.in_text(&text)), Some(expected));
        };
        check("the pilots who", "the pilots");
        check("the board, which", "the board");
        check("who", "who");
        check("the WHO", "the WHO");
    }
}
