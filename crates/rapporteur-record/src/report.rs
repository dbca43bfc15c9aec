use crate::{
    Attribution, Document, Entity, EntityId, Event, Figure, Mention, Place, Resolution, TimeExpression,
};
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A document and all lines drawn from it. Each list is in order of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The document.
    pub document: Document,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Who and what it mentions.
    pub mentions: Vec<Mention>,
    /// What the mentions refer to, sorted by id.
    pub entities: Vec<Entity>,
    /// Who said what.
    pub attributions: Vec<Attribution>,
    /// Who did what to whom.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Numbers and who claims them.
    pub figures: Vec<Figure>,
    /// When.
    pub times: Vec<TimeExpression>,
    /// Where.
    pub places: Vec<Place>,
}

impl Report {
    /// The gazetteer's id of each entity that is a resolved place: that of its first mention.
    #[must_use]
    pub fn gazetteer_ids(&self) -> BTreeMap<&EntityId, &str> {
        let resolved: BTreeMap<Span, &str> = self
            .places
            .iter()
            .filter_map(|place| match &place.resolution {
                Resolution::Resolved { gazetteer, .. } => Some((place.span, gazetteer.as_str())),
                Resolution::Ambiguous { .. } | Resolution::Unresolved => None,
            })
            .collect();
        let mut ids = BTreeMap::new();
        for mention in &self.mentions {
            if let (Some(entity), Some(id)) = (&mention.entity, resolved.get(&mention.span)) {
                ids.entry(entity).or_insert(*id);
            }
        }
        ids
    }
}
