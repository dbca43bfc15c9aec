use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much is lost by a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The input was read; something in it is doubtful.
    Warning,
    /// The input was not read.
    Error,
}

/// Something wrong with one input. It never stops the rest of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// The place: path, address, or `PATH#LINE`.
    pub locator: String,
    /// What is wrong and what to do about it, in one sentence.
    pub message: String,
    /// How much is lost.
    pub severity: Severity,
}

impl Problem {
    /// The input at `locator` could not be read.
    #[must_use]
    pub fn error(locator: impl Into<String>, message: impl Into<String>) -> Self {
        Self { locator: locator.into(), message: message.into(), severity: Severity::Error }
    }

    /// The input at `locator` was read with a doubt.
    #[must_use]
    pub fn warning(locator: impl Into<String>, message: impl Into<String>) -> Self {
        Self { locator: locator.into(), message: message.into(), severity: Severity::Warning }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.locator, self.message)
    }
}
