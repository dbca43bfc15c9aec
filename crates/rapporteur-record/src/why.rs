use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Why a line exists: which part of the program or which model made it, by which rule, from which words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Why {
    /// The part that made the line, `quote`, `figure`, `speaker` …, or the name of the model.
    pub extractor: Cow<'static, str>,
    /// Version of that part or model.
    pub version: Cow<'static, str>,
    /// The rule, `quote.cue_after`; for a model the head, `quote.model`.
    pub rule: Cow<'static, str>,
    /// The words that triggered it.
    pub triggers: Vec<Span>,
    /// Calibrated probability that the line is right; absent where none was calibrated.
    pub confidence: Option<f32>,
    /// For a line of a model: how likely each of the triggers is what the line takes it for, in their order. Empty for
    /// a rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<f32>,
    /// Numbers of the corrections that made or changed the line, or found it right; empty for what was only read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<i64>,
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
            shares: Vec::new(),
            corrected: Vec::new(),
        }
    }
}

impl Eq for Why {}
