use crate::{EntityId, EntityType};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Somebody or something over all reports: entities of single reports that are taken to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The id that its earliest member has in its report. Where an earlier identity has that id, the number of the
    /// report follows: `person:anna-marten~12`.
    pub id: EntityId,
    /// What it is.
    pub entity_type: EntityType,
    /// The name of most reports; no acronym and no bare surname if there is a longer one.
    pub name: String,
    /// ISO 3166 alpha-3 code, where the members that have one agree.
    pub country: Option<String>,
    /// Whom a bare name may mean, where that is not certain; ids of other identities, sorted.
    pub candidates: Vec<EntityId>,
    /// The entities of single reports that it consists of, in order of the reports.
    pub members: Vec<Member>,
}

/// An entity of one report as a part of an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The entity.
    pub anchor: Anchor,
    /// The rule that joined it: `identity.same_name`; of the first one `identity.first`.
    pub rule: Cow<'static, str>,
    /// What the rule found, in words; empty where the rule says it all.
    pub why: String,
}

/// Names an entity of one report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// Number of the report in its collection.
    pub report: i64,
    /// Id of the entity in that report.
    pub entity: EntityId,
}

/// A human change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its number in the collection, from 1.
    pub number: i64,
    /// Who made it.
    pub who: String,
    /// When, in ISO 8601.
    pub when: String,
    /// What is changed.
    pub what: Change,
    /// What was there before, in words.
    pub before: String,
    /// What is there after it, in words.
    pub after: String,
    /// Why, in the words of whoever made it.
    pub why: String,
    /// When it was taken back, if it was.
    pub undone: Option<String>,
}

/// What a correction changes. Entities are named by their reports, so that it means the same after every re-run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Two identities are one.
    Merge {
        /// A member of one.
        left: Anchor,
        /// A member of the other.
        right: Anchor,
    },
    /// Members of an identity are somebody else.
    Split {
        /// These members.
        out: Vec<Anchor>,
    },
}
