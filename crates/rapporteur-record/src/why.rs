use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Why a line exists: which part of the program made it, by which rule, from which words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Why {
    /// The part that made the line: `quote`, `figure`, `speaker` …
    pub extractor: Cow<'static, str>,
    /// Version of that part.
    pub version: Cow<'static, str>,
    /// The rule: `quote.cue_after`.
    pub rule: Cow<'static, str>,
    /// The words that triggered it.
    pub triggers: Vec<Span>,
    /// Calibrated probability that the line is right; absent where none was calibrated.
    pub confidence: Option<f32>,
}

impl Why {
    /// A line made by a rule of an extractor, triggered by these words, without a confidence.
    #[must_use]
    pub fn rule(
        extractor: &'static str,
        version: &'static str,
        rule: &'static str,
        triggers: impl IntoIterator<Item = Span>,
    ) -> Self {
        Self {
            extractor: extractor.into(),
            version: version.into(),
            rule: rule.into(),
            triggers: triggers.into_iter().collect(),
            confidence: None,
        }
    }
}

impl Eq for Why {}
