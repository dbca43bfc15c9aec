use crate::{AttributionId, EntityId, TimeId, Why};
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Number of a figure inside its document, from 0 in order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct FigureId(pub u32);

/// How the text bounds a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// No hedge is written.
    Exact,
    /// `about`, `some`, `around`.
    About,
    /// `more than`, `over`: the number itself is excluded.
    MoreThan,
    /// `at least`: the number itself is possible.
    AtLeast,
    /// `at most`, `up to`.
    AtMost,
    /// `fewer than`, `under`.
    LessThan,
    /// `nearly`, `almost`.
    Nearly,
    /// `between 10 and 20`.
    Range,
    /// `dozens`, `many`: no number is written.
    Vague,
}

/// What stretch of happenings a figure sums up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One incident.
    Incident,
    /// A sum since some begin.
    Cumulative,
    /// A level at a moment: hostages still held, inhabitants.
    Stock,
    /// A part of another figure: `most of them civilians`.
    Share,
    /// What a day brings, of one day or of each: `59 a day`, `the highest daily number`. Never to be laid to a sum.
    Daily,
    /// What a week brings.
    Weekly,
    /// What a month brings.
    Monthly,
    /// What a year brings.
    Yearly,
}

impl Scope {
    /// True for what a stretch of time brings that comes again and again: no step of a sum.
    #[must_use]
    pub fn is_rate(self) -> bool {
        matches!(self, Self::Daily | Self::Weekly | Self::Monthly | Self::Yearly)
    }
}

/// Who vouches for a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "claimed_by", rename_all = "snake_case")]
pub enum Claimant {
    /// The speaker of an attribution whose content holds the figure.
    Entity {
        /// Who.
        entity: EntityId,
        /// The words that name the claimant, where the text has them.
        span: Option<Span>,
        /// The attribution.
        attribution: AttributionId,
    },
    /// An attribution holds the figure, but its speaker is not known.
    UnknownSpeaker {
        /// The attribution.
        attribution: AttributionId,
    },
    /// The text says that somebody says so, not who: `reportedly`.
    Unattributed {
        /// The words that say so.
        span: Option<Span>,
    },
    /// The report says it in its own voice.
    Outlet,
}

/// A number that the text claims, of what, how it is bounded and who claims it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Its number.
    pub id: FigureId,
    /// The counted phrase: `at least 14 people were killed`.
    pub span: Span,
    /// The numeral with its hedge: `at least 14`.
    pub number: Span,
    /// What is measured: `killed`, `injured`, `missing`, `held`, `abducted`, `detained`, `displaced`, `evacuated`,
    /// `released`, `rescued`, `casualties`, `infected`, `population`, `units`.
    pub measure: String,
    /// The number as written; absent for vague ones. A share is a fraction of 1.
    pub value: Option<f64>,
    /// Lowest value that the words allow; absent if they set none.
    pub low: Option<f64>,
    /// Highest value that the words allow; absent if they set none.
    pub high: Option<f64>,
    /// How it is bounded.
    pub bound: Bound,
    /// Incident, cumulative, stock, share or rate, where the words tell.
    pub scope: Option<Scope>,
    /// Who or what is counted: `Ruritanian soldiers`.
    pub counted: Option<Span>,
    /// Status of those counted, as claimed: `civilian`, `combatant`; absent if the text does not say.
    pub status: Option<String>,
    /// For a share or a part: of which figure.
    pub of: Option<FigureId>,
    /// The time expression of its sentence that dates it.
    pub as_of: Option<TimeId>,
    /// Who claims it.
    pub claimant: Claimant,
    /// How it was found.
    pub why: Why,
}
