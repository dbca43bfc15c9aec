//! Sides that another act of the sentence tells: whom a demand is made of does what is demanded, and who does what is blamed
//! is blamed.

use super::{Draft, Scene};
use rapporteur_extract::event::{Form, same_stem};
use rapporteur_ontology::function;
use rapporteur_record::{EntityId, EventType, Participant, Realis};
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// Fills in the sides that the governing act of the same sentence tells.
pub(super) fn fill(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let at_word: BTreeMap<usize, usize> =
        drafts.iter().enumerate().map(|(at, draft)| (draft.found.trigger.start, at)).collect();
    for at in 0..drafts.len() {
        let Some(word) = drafts[at].found.governor else { continue };
        let governing = governing(&at_word, drafts, word).filter(|&above| above != at);
        let Some(above) = governing else {
            by_speaker(scene, &mut drafts[at], word);
            continue;
        };
        let of = |sides: &[Participant]| -> Vec<EntityId> {
            sides.iter().filter_map(|side| side.entity.clone()).collect()
        };
        // Who is asked or accused is the one who does it; else who governs does it.
        let turned = matches!(drafts[above].found.event_type, EventType::Request | EventType::Accuse);
        let doer = if turned { of(&drafts[above].targets) } else { of(&drafts[above].sources) };
        let stated = of(&drafts[at].sources);
        if drafts[at].sources.is_empty() {
            // `asked the port for their release`: those are others than whoever is asked.
            for side in drafts[at].targets.iter_mut().filter(|_| turned) {
                let pronoun = function::pronoun(scene.text(side.span)).is_some();
                if pronoun && side.entity.as_ref().is_some_and(|entity| doer.contains(entity)) {
                    (side.entity, side.actor) = (None, None);
                }
            }
            // Whom the sentence asks for a deed it names as its doer.
            let asked = drafts[above].found.event_type == EventType::Request
                && drafts[at].realis == Realis::Demanded
                && drafts[above].sentence == drafts[at].sentence;
            let met = |side: &Participant| {
                drafts[at].targets.iter().any(|other| {
                    other.span.overlaps(side.span) || other.entity.is_some() && other.entity == side.entity
                })
            };
            if asked && !drafts[above].targets.is_empty() && !drafts[above].targets.iter().any(met) {
                drafts[at].sources = drafts[above].targets.clone();
            } else {
                drafts[at].implied_sources = doer;
            }
        } else if turned && drafts[above].targets.is_empty() {
            drafts[above].implied_targets.extend(stated);
        }
    }
}

/// Acts before an act among which the one that its noun repeats is looked for, and sentences between them.
const REPEATED: usize = 8;
const APART: usize = 2;

/// `Norway offered two boats. The offer has gone unanswered.`: who did what a noun with an article points back to is known from the
/// verb. Acts come in order of the text.
pub(super) fn repeated(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let later = &mut rest[0];
        if later.found.form != Form::Definite || !later.sources.is_empty() || !later.targets.is_empty() {
            continue;
        }
        let told = before.iter().rev().take(REPEATED).find(|earlier| {
            matches!(earlier.found.form, Form::Verb | Form::Passive)
                && later.sentence <= earlier.sentence + APART
                && same_stem(&earlier.found.stem, &later.found.stem)
                && !earlier.sources.is_empty()
        });
        if let Some(earlier) = told {
            let known = |side: &Participant| side.entity.clone();
            later.implied_sources.extend(earlier.sources.iter().filter_map(known));
            later.implied_targets.extend(earlier.targets.iter().filter_map(known));
        }
    }
}

/// Bytes between the word of blame and the deed.
const NEAR: usize = 120;
/// Deeds behind a word of blame that are looked at.
const AHEAD: usize = 3;

/// Who does the deed that is blamed, praised or asked for is whom it is said to, where nobody else is named: `concern over
/// Norway’s shelling`. Acts come in order of the text.
pub(super) fn doers(scene: &Scene<'_>, drafts: &mut [Draft]) {
    for at in 0..drafts.len().saturating_sub(1) {
        let verbal = matches!(
            drafts[at].found.event_type,
            EventType::Accuse | EventType::Support | EventType::Request | EventType::Reject
        );
        if !verbal {
            continue;
        }
        // The first deed behind that tells who did it.
        let last = drafts.len().min(at + 1 + AHEAD);
        let doers =
            (at + 1..last).map_while(|deed| deed_of(scene, drafts, at, deed)).find(|doers| !doers.is_empty());
        if let Some(doers) = doers {
            drafts[at].targets = doers;
        }
    }
}

/// Who does a deed that an act of words is about; nothing if it is not about that. Empty: the words do not tell.
fn deed_of(scene: &Scene<'_>, drafts: &[Draft], at: usize, deed: usize) -> Option<Vec<Participant>> {
    let (act, deed) = (&drafts[at], &drafts[deed]);
    let (end, start) = (act.found.trigger.end, deed.found.trigger.start);
    let noun = matches!(deed.found.form, Form::Definite | Form::Indefinite | Form::Bare);
    let hangs = deed.found.governor.is_some_and(|word| word.overlaps(act.found.trigger));
    if deed.sentence != act.sentence || start < end || start - end > NEAR || !noun && !hangs {
        return None;
    }
    let between = scene.between(end, start);
    let another = between.contains(['.', ';', ':', '"', '“', '”'])
        || between
            .split([' ', ','])
            .any(|word| matches!(word, "and" | "but" | "while" | "after" | "as" | "who" | "which"));
    // What is refused is an offer or a demand.
    let refused = act.found.event_type != EventType::Reject
        || matches!(deed.found.event_type, EventType::Request | EventType::Agree);
    if another || !refused {
        return None;
    }
    // Whom the deed meets is not blamed for it.
    let suffers = |side: &Participant| deed.targets.iter().any(|other| other.span.overlaps(side.span));
    let blames = act.found.event_type == EventType::Accuse;
    let open = act.targets.is_empty() || blames && act.targets.iter().all(suffers);
    if !open {
        return None;
    }
    let other = |side: &&Participant| {
        act.sources
            .iter()
            .all(|own| !own.span.overlaps(side.span) && (own.entity.is_none() || own.entity != side.entity))
    };
    Some(deed.sources.iter().filter(other).cloned().collect())
}

/// The act whose words hold the governing word.
fn governing(at_word: &BTreeMap<usize, usize>, drafts: &[Draft], word: Span) -> Option<usize> {
    let (_, &at) = at_word.range(..=word.start).next_back()?;
    drafts[at].found.trigger.overlaps(word).then_some(at)
}

/// `denies targeting`: the act hangs on a cue, and who speaks is said to do it or to be about to.
fn by_speaker(scene: &Scene<'_>, draft: &mut Draft, word: Span) {
    if !draft.sources.is_empty() || !matches!(draft.realis, Realis::Denied | Realis::Planned) {
        return;
    }
    let speaker = draft.voice.and_then(|voice| {
        let at = scene.attributions.binary_search_by_key(&voice, |attribution| attribution.id).ok()?;
        let attribution = &scene.attributions[at];
        attribution.cue.filter(|cue| cue.overlaps(word)).and_then(|_| attribution.speaker.entity().cloned())
    });
    draft.implied_sources.extend(speaker);
}
