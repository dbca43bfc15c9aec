use crate::{Anchor, EntityId, EntityType};
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
