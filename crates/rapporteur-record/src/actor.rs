use crate::Why;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What somebody or something is as a political actor, as event data code it (PLOVER, POLECAT).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActorCode {
    /// ISO 3166 alpha-3 code of the country; of a body of no state PLOVER's code: `UNO`, `EUR`, `IGO`, `NGO`, `IMG`. Absent
    /// where nothing tells.
    pub country: Option<String>,
    /// Sectors of PLOVER (`GOV`, `MIL`, `CVL` …), the first one first. Empty for a country itself, and where nothing
    /// tells.
    pub sectors: Vec<String>,
    /// The office that tells it: as the report writes it, else as the table of offices has it.
    pub title: Option<String>,
    /// The day for which it holds, if it holds for a day only: an office of the table (`2025-03-04`, or
    /// `2025-03-04/2025-03-06` where the report's date is known no better).
    pub as_of: Option<String>,
    /// The rule and the words that told. The rule `actor.office_table` stands for the table of offices.
    pub why: Why,
}
