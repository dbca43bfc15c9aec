//! Whose fighters some words name: `its militants` after `the armed group`, and which movement `the group` is.

use super::Scene;
use super::side::{acts_for, head_word};
use rapporteur_ontology::{Sector, agent, function};
use rapporteur_record::{Document, Entity, EntityId, EntityType, Mention, MentionForm};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Mentions before some words among which whoever they belong to is looked for.
const BEFORE: usize = 24;

/// The noun before the name of each armed movement (`the militant group Harbour Front`), where the report names a single
/// movement.
pub(crate) fn of_report<'a>(
    document: &Document,
    mentions: &'a [Mention],
    entities: &'a [Entity],
) -> BTreeMap<String, &'a EntityId> {
    let armed = |entity: &&Entity| {
        let sectors = entity.actor.as_ref().map(|actor| actor.sectors.as_slice()).unwrap_or_default();
        entity.entity_type == EntityType::Organisation
            && sectors.first().is_some_and(|sector| *sector == Sector::Reb.code())
    };
    let names = mentions.iter().filter(|mention| mention.form == MentionForm::Name);
    let named: BTreeSet<&EntityId> = names.filter_map(|mention| mention.entity.as_ref()).collect();
    let mut all = entities.iter().filter(armed).filter(|entity| named.contains(&entity.id));
    let (Some(movement), None) = (all.next(), all.next()) else { return BTreeMap::new() };
    let own = |mention: &&Mention| {
        mention.form == MentionForm::Name && mention.entity.as_ref() == Some(&movement.id)
    };
    let before = |mention: &Mention| {
        let text = document.text.get(..mention.span.start)?.strip_suffix(' ')?;
        let noun = text.rsplit(|c: char| !c.is_alphanumeric()).next()?.to_lowercase();
        is_body(&noun).then_some(noun)
    };
    mentions.iter().filter(own).filter_map(before).map(|noun| (noun, &movement.id)).collect()
}

/// A noun for a body of people who fight for something.
fn is_body(noun: &str) -> bool {
    matches!(
        noun,
        "group"
            | "movement"
            | "organisation"
            | "organization"
            | "militia"
            | "faction"
            | "party"
            | "force"
            | "outfit"
    )
}

/// The movement that a noun with an article stands for: `the Islamist group`, where the report calls one movement a group and names
/// no other.
pub(super) fn by_noun(scene: &Scene<'_>, id: &EntityId) -> Option<EntityId> {
    let entity = scene.entity(id)?;
    if scene.movements.is_empty() || entity.entity_type != EntityType::Organisation {
        return None;
    }
    let noun = entity.name.rsplit(' ').next()?.to_lowercase();
    let movement = *scene.movements.get(&noun)?;
    let mut own = scene.mentions.iter().filter(|mention| mention.entity.as_ref() == Some(id));
    let nominal = own.all(|mention| mention.form != MentionForm::Name);
    // Of another land it is another one.
    let land = |id: &EntityId| {
        let entity = scene.entity(id)?;
        entity.country.clone().or_else(|| entity.actor.as_ref()?.country.clone())
    };
    let apart = matches!((land(movement), land(id)), (Some(a), Some(b)) if a != b);
    (nominal && !apart && movement != id).then(|| movement.clone())
}

/// Who `its militants` fight for: whom the pronoun is read to be, else the last movement that is named before in this sentence.
/// A state has soldiers and a person has none.
pub(super) fn owner(scene: &Scene<'_>, words: Span) -> Option<EntityId> {
    let text = scene.text(words);
    let (first, rest) = text.split_once(' ')?;
    let possessive = function::pronoun(first.to_lowercase().as_str())
        .is_some_and(|pronoun| pronoun.case == function::Case::Possessive && !pronoun.animate);
    if !possessive || !acts_for(head_word(rest)) {
        return None;
    }
    let after = scene.mentions.partition_point(|mention| mention.span.start < words.start);
    let pronoun = scene.mentions[after..]
        .iter()
        .take_while(|mention| mention.span.start == words.start)
        .find(|mention| mention.form == MentionForm::Pronoun);
    let body = |id: &&EntityId| {
        scene.entity(id).is_some_and(|entity| entity.entity_type == EntityType::Organisation)
    };
    let read = pronoun.and_then(|pronoun| {
        let of_chain = || scene.chains.get(&pronoun.chain?).copied().flatten();
        pronoun.entity.as_ref().or_else(of_chain)
    });
    if !is_fighter(head_word(rest)) {
        return read.filter(body).cloned();
    }
    let sentence = scene.analysis.sentence_at(words.start).map(|at| scene.analysis.sentences[at].span)?;
    let nearest = || {
        scene.mentions[after.saturating_sub(BEFORE)..after]
            .iter()
            .rev()
            .take_while(|mention| mention.span.start >= sentence.start)
            .filter_map(|mention| mention.entity.as_ref())
            .find(body)
    };
    read.filter(body).or_else(nearest).cloned()
}

/// A noun for those who fight for a movement.
fn is_fighter(head: &str) -> bool {
    agent::lookup(head.to_lowercase().as_str())
        .is_some_and(|agent| matches!(agent.sectors.first(), Some(Sector::Reb | Sector::Uaf)))
}
