//! Sides that another act of the sentence tells: whom a demand is made of does what is demanded, and who does what is blamed
//! is blamed.

use super::{Draft, Scene};
use rapporteur_extract::event::Form;
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

/// Bytes between the word of blame and the deed.
const NEAR: usize = 120;

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
        let end = drafts[at].found.trigger.end;
        let deed = &drafts[at + 1];
        let start = deed.found.trigger.start;
        let noun = matches!(deed.found.form, Form::Definite | Form::Indefinite | Form::Bare);
        let hangs = deed.found.governor.is_some_and(|word| word.overlaps(drafts[at].found.trigger));
        if deed.sentence != drafts[at].sentence || start < end || start - end > NEAR || !noun && !hangs {
            continue;
        }
        let between = scene.between(end, start);
        let another = between.contains(['.', ';', ':', '"', '“', '”'])
            || between
                .split([' ', ','])
                .any(|word| matches!(word, "and" | "but" | "while" | "after" | "as" | "who" | "which"));
        if another {
            continue;
        }
        // What is refused is an offer or a demand.
        let refused = matches!(deed.found.event_type, EventType::Request | EventType::Agree);
        if drafts[at].found.event_type == EventType::Reject && !refused {
            continue;
        }
        // Whom the deed meets is not blamed for it.
        let suffers = |side: &Participant| deed.targets.iter().any(|other| other.span.overlaps(side.span));
        let blames = drafts[at].found.event_type == EventType::Accuse;
        let open = drafts[at].targets.is_empty() || blames && drafts[at].targets.iter().all(suffers);
        if !open {
            continue;
        }
        let own: Vec<EntityId> = drafts[at].sources.iter().filter_map(|side| side.entity.clone()).collect();
        let doers: Vec<Participant> = deed
            .sources
            .iter()
            .filter(|side| side.entity.as_ref().is_none_or(|id| !own.contains(id)))
            .cloned()
            .collect();
        drafts[at].targets = doers;
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
