use crate::{AttributionId, EntityId, Why};
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Number of a position inside its document, from 0 in order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PositionId(pub u32);

/// How a holder stands to an issue, by the word that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Backs, welcomes, praises.
    Supports,
    /// Demands, urges, asks for.
    CallsFor,
    /// Proposes, recommends.
    Proposes,
    /// Promises, is committed to.
    CommitsTo,
    /// Means to do it, orders it, announces it as its own act.
    Intends,
    /// Gives reasons that make it right.
    Justifies,
    /// Is against, protests.
    Opposes,
    /// Refuses, rules out.
    Rejects,
    /// Condemns.
    Condemns,
    /// Finds fault.
    Criticises,
    /// Lays it to somebody as a fault.
    Blames,
    /// Fears it, warns of it.
    Concerned,
    /// Does not believe in it.
    Doubts,
    /// Says that it is not so.
    Denies,
}

/// Which way a stance goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PositionSide {
    /// For the issue.
    For,
    /// Against it.
    Against,
    /// Worried about it, or without belief in it.
    Worried,
    /// Says that it is not so.
    Denies,
}

impl Stance {
    /// All stances, those for an issue first.
    pub const ALL: [Stance; 14] = [
        Stance::Supports,
        Stance::CallsFor,
        Stance::Proposes,
        Stance::CommitsTo,
        Stance::Intends,
        Stance::Justifies,
        Stance::Opposes,
        Stance::Rejects,
        Stance::Condemns,
        Stance::Criticises,
        Stance::Blames,
        Stance::Concerned,
        Stance::Doubts,
        Stance::Denies,
    ];

    /// Its name in the record: `calls_for`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stance::Supports => "supports",
            Stance::CallsFor => "calls_for",
            Stance::Proposes => "proposes",
            Stance::CommitsTo => "commits_to",
            Stance::Intends => "intends",
            Stance::Justifies => "justifies",
            Stance::Opposes => "opposes",
            Stance::Rejects => "rejects",
            Stance::Condemns => "condemns",
            Stance::Criticises => "criticises",
            Stance::Blames => "blames",
            Stance::Concerned => "concerned",
            Stance::Doubts => "doubts",
            Stance::Denies => "denies",
        }
    }

    /// Which way it goes.
    #[must_use]
    pub fn side(self) -> PositionSide {
        match self {
            Stance::Supports
            | Stance::CallsFor
            | Stance::Proposes
            | Stance::CommitsTo
            | Stance::Intends
            | Stance::Justifies => PositionSide::For,
            Stance::Opposes | Stance::Rejects | Stance::Condemns | Stance::Criticises | Stance::Blames => {
                PositionSide::Against
            }
            Stance::Concerned | Stance::Doubts => PositionSide::Worried,
            Stance::Denies => PositionSide::Denies,
        }
    }
}

impl PositionSide {
    /// Its name in the record: `for`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PositionSide::For => "for",
            PositionSide::Against => "against",
            PositionSide::Worried => "worried",
            PositionSide::Denies => "denies",
        }
    }
}

/// Whose words show a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PositionVoice {
    /// The holder's own, in quotation marks.
    Quoted,
    /// The holder's, as the report retells them.
    Paraphrased,
    /// Those of the report or of somebody else, who says what the holder wants.
    Ascribed,
}

impl PositionVoice {
    /// Its name in the record: `quoted`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PositionVoice::Quoted => "quoted",
            PositionVoice::Paraphrased => "paraphrased",
            PositionVoice::Ascribed => "ascribed",
        }
    }
}

/// What a position is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Issue {
    /// What brings issues of several reports together: the id of a common issue (`ceasefire`), or the words that carry
    /// its meaning (`recall+ambassador`).
    pub key: String,
    /// True if `key` is the id of a common issue.
    pub common: bool,
    /// True if the words name the contrary of that issue: `lifting of sanctions`.
    pub contrary: bool,
    /// The words.
    pub span: Span,
    /// The entities that these words name, sorted: whose act, where.
    pub about: Vec<EntityId>,
}

/// What somebody holds on an issue, by one piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Its number.
    pub id: PositionId,
    /// The words for the holder; absent where a headline or a clause leaves it out.
    pub holder_span: Option<Span>,
    /// Who holds it, officials rolled up to their state or party; absent where the words name nobody for certain.
    pub holder: Option<EntityId>,
    /// Who spoke, where that is not the holder.
    pub speaker: Option<EntityId>,
    /// On what.
    pub issue: Issue,
    /// How the holder stands to it.
    pub stance: Stance,
    /// From 1, weak or only implied, to 3, explicit.
    pub strength: u8,
    /// Whose words show it.
    pub voice: PositionVoice,
    /// The words that show the stance: `called for`, `firmly condemns`.
    pub cue: Span,
    /// The attribution it was read from; absent where the report says it in its own voice.
    pub attribution: Option<AttributionId>,
    /// How it was found.
    pub why: Why,
}

impl Position {
    /// Which way it goes for the issue of [`Issue::key`]: who wants its contrary is against it.
    #[must_use]
    pub fn side(&self) -> PositionSide {
        match (self.stance.side(), self.issue.contrary) {
            (PositionSide::For, true) => PositionSide::Against,
            (PositionSide::Against | PositionSide::Worried, true) => PositionSide::For,
            (side, _) => side,
        }
    }
}
