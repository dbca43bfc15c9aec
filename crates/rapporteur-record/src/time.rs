use crate::Why;
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Number of a time expression inside its document, from 0 in order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct TimeId(pub u32);

/// TIMEX3 type (ISO-TimeML).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A calendar date or a part of it.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again.
    Set,
}

/// Words that say when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeExpression {
    /// Its number.
    pub id: TimeId,
    /// Where, without a preposition before it.
    pub span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub time_type: TimeType,
    /// TIMEX3 value with the help of the document's date; absent if that is not known.
    pub value: Option<String>,
    /// TIMEX3 value that the text alone gives: `XXXX-10-07`, `XXXX-WXX-3`.
    pub text_only: String,
    /// What `value` or `text_only` is counted from, in words; absent if from nothing.
    pub anchor: Option<String>,
    /// How it was found.
    pub why: Why,
}
