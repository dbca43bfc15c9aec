use crate::{
    Attribution, AttributionId, AttributionKind, Document, Entity, EntityId, Event, EventId, Figure,
    FigureId, Mention, MentionForm, Place, PlaceId, Resolution, TimeExpression, TimeId,
};
use rapporteur_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A document and all lines drawn from it. Each list is in order of the text, and of its numbers; lines that somebody parted
/// from others come last.
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
    /// The attribution of this number. Numbers have gaps where somebody rejected a line.
    #[must_use]
    pub fn attribution(&self, id: AttributionId) -> Option<&Attribution> {
        numbered(&self.attributions, id.0, |line| line.id.0)
    }

    /// The attributions that a reader who asks who said what is shown, in order of the text. Acts are none. What stands inside the words of
    /// another is one only if it adds a voice: if its speaker is not that of the words around it, and is more than an open
    /// pronoun.
    pub fn statements(&self) -> impl Iterator<Item = &Attribution> {
        self.attributions.iter().filter(|attribution| self.is_statement(attribution))
    }

    fn is_statement(&self, attribution: &Attribution) -> bool {
        let Some(host) = attribution.nested_in else { return attribution.kind != AttributionKind::Act };
        let Some(source) = attribution.source else { return false };
        let own = attribution.speaker.entity();
        let first = self.mentions.partition_point(|mention| mention.span.start < source.start);
        let pronoun = self
            .mentions
            .get(first)
            .is_some_and(|mention| mention.span == source && matches!(mention.form, MentionForm::Pronoun));
        let around = self.attribution(host).and_then(|host| host.speaker.entity());
        attribution.kind != AttributionKind::Act
            && !(own.is_none() && pronoun)
            && (own.is_none() || own != around)
    }

    /// The event of this number.
    #[must_use]
    pub fn event(&self, id: EventId) -> Option<&Event> {
        numbered(&self.events, id.0, |line| line.id.0)
    }

    /// The figure of this number.
    #[must_use]
    pub fn figure(&self, id: FigureId) -> Option<&Figure> {
        numbered(&self.figures, id.0, |line| line.id.0)
    }

    /// The time expression of this number.
    #[must_use]
    pub fn time(&self, id: TimeId) -> Option<&TimeExpression> {
        numbered(&self.times, id.0, |line| line.id.0)
    }

    /// The place of this number.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        numbered(&self.places, id.0, |line| line.id.0)
    }

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
        // A shorter name may be that of the town in it: the whole name comes first.
        let names: BTreeMap<&EntityId, &str> =
            self.entities.iter().map(|entity| (&entity.id, entity.name.as_str())).collect();
        let is_whole =
            |entity: &EntityId, span: Span| span.of(&self.document.text) == names.get(entity).copied();
        for whole in [true, false] {
            for mention in &self.mentions {
                if let (Some(entity), Some(id)) = (&mention.entity, resolved.get(&mention.span))
                    && (!whole || is_whole(entity, mention.span))
                {
                    ids.entry(entity).or_insert(*id);
                }
            }
        }
        ids
    }
}

/// The line of a number in a list that is sorted by number: as a rule at that place.
fn numbered<T>(lines: &[T], number: u32, of: fn(&T) -> u32) -> Option<&T> {
    let at = usize::try_from(number).ok()?;
    lines.get(at).filter(|line| of(line) == number).or_else(|| {
        let found = lines.binary_search_by_key(&number, of).ok()?;
        lines.get(found)
    })
}
