//! Sides that are understood and not stated beside the act: whom a demand is made of does what is demanded.

use super::{Draft, Scene};
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
            drafts[at].implied_sources = doer;
        } else if turned && drafts[above].targets.is_empty() {
            drafts[above].implied_targets.extend(stated);
        }
    }
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
