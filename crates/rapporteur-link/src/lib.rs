//! From the lines of one document to its report: entities, speakers, claimants, events.
//!
//! [`link`] takes what extraction found and settles who is who: names that mean the same become one entity, nominals
//! and pronouns are resolved where that is certain, every attribution gets a speaker or an open question with
//! candidates, every figure a claimant, every event its sides. A wrong name is worse than none, so each rule asks for the only fitting choice.
//!
//! ```
//! use rapporteur_extract::Extraction;
//! use rapporteur_lang::Analysis;
//! # use rapporteur_record::{Document, DocumentId, Original};
//! # use rapporteur_text::{Alignment, ContentHash};
//! # let hash = ContentHash::of(b"");
//! # let document = Document {
//! #     id: DocumentId(hash), locator: "-".into(), url: None, outlet: None, agency: None, authors: vec![], dateline: None,
//! #     published: None, modified: None, language: None, segments: vec![], text: String::new(),
//! #     original: Original { hash, len: 0, media_type: "text/plain".into(), charset: "UTF-8".into() },
//! #     alignment: Alignment::identity(0),
//! # };
//! let report = rapporteur_link::link(document, &Analysis::default(), Extraction::default());
//! assert!(report.entities.is_empty());
//! ```
//!
//! It may not know other documents, any store, nor how lines are shown. Nothing from outside the report fills a gap
//! but names of countries, capitals and seats of government, and, in the actor codes alone, tables of bodies and offices:
//! an office of the table only for the day of the report.

pub mod actor;
mod behind;
mod chain;
mod cluster;
mod data;
mod event;
mod follow;
mod nation;
mod resolve;
mod slug;
mod source;
mod speaker;
#[cfg(test)]
mod tests;

use chain::Chains;
use cluster::Clusters;
use rapporteur_extract::Extraction;
use rapporteur_lang::Analysis;
use rapporteur_record::{
    Attribution, AttributionId, Claimant, Document, EntityId, EntityType, Mention, Report, Scope,
    TimeExpression,
};
use speaker::Cast;
use std::collections::BTreeSet;

/// Version of the linker, kept with every line that it settles.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Links the lines of a document.
#[must_use]
pub fn link(mut document: Document, analysis: &Analysis, extraction: Extraction) -> Report {
    let Extraction { names, references, mut attributions, mut figures, times, places, events } = extraction;
    let mut clusters = Clusters::new(&document, &names);
    let chains = Chains::new(&names, &references);
    let resolved = resolve::resolve(&document, analysis, &names, &chains, &attributions, &mut clusters);
    let states = clusters.states_of_documents();
    // Who issues a statement publishes it.
    if document.outlet.is_none() && document.agency.is_none() {
        let issuer = resolve::issuer::of(&document, &names, &clusters);
        document.outlet = issuer.map(|cluster| clusters.list[cluster].name.clone());
    }
    let (mut entities, ids) = clusters.entities();
    let cast = Cast {
        document: &document,
        names: &names,
        clusters: &clusters,
        resolved: &resolved,
        chains: &chains,
        ids: &ids,
        states: &states,
        called: speaker::called(&clusters),
    };
    for attribution in &mut attributions {
        attribution.speaker = cast.speaker(attribution);
    }
    follow::settle(&cast, analysis, &mut attributions);
    behind::settle(&cast, analysis, &mut attributions);
    // What is only counted at a place is said by nobody there: its day is that of the count.
    let counted_at: BTreeSet<AttributionId> = attributions
        .iter()
        .filter(|attribution| cast.is_count_at(attribution))
        .map(|attribution| attribution.id)
        .collect();
    let bodies: BTreeSet<&EntityId> = entities
        .iter()
        .filter(|entity| entity.entity_type == EntityType::Organisation)
        .map(|entity| &entity.id)
        .collect();
    let said: Vec<Attribution> =
        attributions.iter().filter(|one| !counted_at.contains(&one.id)).cloned().collect();
    for figure in &mut figures {
        let text = &cast.document.text;
        let sentence = analysis.sentence_at(figure.span.start).map(|at| analysis.sentences[at].span);
        figure.claimant = speaker::claimant(
            figure,
            sentence,
            &attributions,
            text,
            |attribution| cast.speaks(attribution),
            |attribution| counted_at.contains(&attribution.id),
        );
        if figure.claimant == Claimant::Outlet {
            let at = analysis.sentence_at(figure.span.start).and_then(|at| at.checked_sub(1));
            let before = at.map(|at| analysis.sentences[at].span);
            let is_body = |id: &EntityId| bodies.contains(id);
            let body = speaker::taken_up(figure, before, &attributions, text, is_body);
            figure.claimant = body.unwrap_or(Claimant::Outlet);
        }
        if figure.as_of.is_none()
            && let Some(sentence) = sentence
        {
            let own = speaker::as_of(text, figure, sentence, &times, &said);
            // A level holds on the day on which somebody says it; a sum or an event may be older.
            let level = figure.scope == Some(Scope::Stock) || figure.measure == "units";
            let said = || speaker::as_of(text, figure, sentence, &times, &[]).filter(|_| level);
            let counted = |time: &&TimeExpression| !is_to_come(cast.document, time);
            figure.as_of = own.or_else(said).filter(counted).map(|time| time.id);
        }
    }
    speaker::share_claimants(&mut figures, analysis);
    let mut mentions: Vec<Mention> = names
        .into_iter()
        .enumerate()
        .map(|(at, found)| {
            let mut mention = found.mention;
            mention.entity = clusters.of_mention[at].map(|cluster| ids[cluster].clone());
            mention.metonym = resolved.metonyms[at];
            if let Some(cluster) = clusters.of_mention[at]
                && resolved.rules[at].is_some()
                && !mention.metonym
            {
                mention.entity_type = clusters.list[cluster].entity_type;
            }
            mention
        })
        .collect();
    speaker::add_sources(&attributions, &entities, &mut mentions);
    chains.settle(&document, &clusters, &mut mentions, |cluster| ids[cluster].clone());
    actor::of_report(&document, &mentions, &mut entities);
    let sentences = analysis.sentences.iter().map(|sentence| sentence.span).collect();
    let events = event::of_report(
        events,
        &event::Scene {
            document: &document,
            analysis,
            mentions: &mentions,
            entities: &entities,
            attributions: &attributions,
            times: &times,
            places: &places,
            chronicle: document.chronicle(&times),
            chains: event::entities_of_chains(&mentions),
            movements: event::movement::of_report(&document, &mentions, &entities),
        },
    );
    Report { document, sentences, mentions, entities, attributions, events, figures, times, places }
}

/// True for a day after the report: nobody was counted on it yet.
fn is_to_come(document: &Document, time: &TimeExpression) -> bool {
    let latest = document.published.as_ref().and_then(|published| published.latest.as_deref());
    let day = time.value.as_deref().and_then(|value| value.get(..10)).filter(|day| day.as_bytes()[4] == b'-');
    latest.zip(day).is_some_and(|(latest, day)| latest.get(..10).is_some_and(|latest| day > latest))
}
