use crate::{ActorCode, Why};
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Names an entity: its type and its name in lower case, as `person:ilse-marten`. The same in every document that
/// names it so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct EntityId(pub String);

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Number of a mention inside its document, from 0 in order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct MentionId(pub u32);

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityType {
    /// A human being.
    Person,
    /// A body with members or staff: a ministry, a company, a party, a newspaper.
    Organisation,
    /// A country or territory, as an actor or as an area.
    State,
    /// A place that is no state.
    Place,
    /// People counted or named together: residents, militants, Ruritanians.
    Group,
    /// Something that happens and has a name.
    Event,
    /// A report, a statement, a law.
    Document,
    /// A name whose type the text does not give away.
    Unknown,
}

impl EntityType {
    /// The word used in ids and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            EntityType::Person => "person",
            EntityType::Organisation => "organisation",
            EntityType::State => "state",
            EntityType::Place => "place",
            EntityType::Group => "group",
            EntityType::Event => "event",
            EntityType::Document => "document",
            EntityType::Unknown => "unknown",
        }
    }
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionForm {
    /// By name.
    Name,
    /// By a noun: `the minister`.
    Nominal,
    /// By a pronoun.
    Pronoun,
    /// By an adjective or demonym: `Ruritanian`.
    Adjective,
}

/// A span that refers to something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// Its number.
    pub id: MentionId,
    /// Where.
    pub span: Span,
    /// By name, noun, pronoun or adjective.
    pub form: MentionForm,
    /// What it refers to is of this type.
    pub entity_type: EntityType,
    /// What it refers to; absent where that is not certain.
    pub entity: Option<EntityId>,
    /// A place that stands for its government.
    pub metonym: bool,
    /// The span with all that describes what it refers to: `the mayor of Orla, who had come`. Absent where the reading model
    /// does not say.
    #[serde(default)]
    pub extent: Option<Span>,
    /// Mentions of one document with the same number are, as the reading model and the rules read them, of the same; also
    /// where it has no entity. Absent where nothing else is of the same.
    #[serde(default)]
    pub chain: Option<u32>,
    /// How it was found.
    pub why: Why,
}

/// An office or description that the report gives with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Office {
    /// As written: `Foreign Minister`, `spokeswoman for the harbour authority`.
    pub title: String,
    /// Where it is written.
    pub span: Span,
    /// ISO 3166 alpha-3 code of the country that the office belongs to, where the report tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Sectors of PLOVER that the title tells, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// The day of the report that gives the office (`2025-03-04`, or `2025-03-04/2025-03-06`): what it was before and
    /// after is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
}

impl Office {
    /// An office as written, without what is known of it.
    #[must_use]
    pub fn written(title: String, span: Span) -> Self {
        Self { title, span, country: None, sectors: Vec::new(), as_of: None }
    }
}

/// The thing that several mentions of a document refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub entity_type: EntityType,
    /// The fullest name that the document has for it.
    pub name: String,
    /// All names that the document has for it, sorted.
    pub aliases: Vec<String>,
    /// Offices that the document gives it, in order of the text.
    pub offices: Vec<Office>,
    /// ISO 3166 alpha-3 code of a state, or of the state that an office or demonym belongs to.
    pub country: Option<String>,
    /// The entity that it speaks for: a ministry for its state.
    pub rollup: Option<EntityId>,
    /// What it is as a political actor, as of the report; absent where nothing tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<ActorCode>,
}
