//! Verbs as cues: `X said that …`, `…, X said`, `…, said X`, `…, saying …`, `and warned …`.

use super::adjunct::Addressed;
use super::cue::{Site, Voice};
use super::draft::Draft;
use super::leading::leading;
use super::reading::{Reading, Stretch};
use super::trailing::trailing;
use std::ops::Range;

/// The attributions that the verbs of a stretch make, in order of their cues.
pub(super) fn drafts(reading: &Reading<'_>, stretch: &Stretch, sites: &[Site]) -> Vec<Draft> {
    let cues: Vec<&Site> =
        sites.iter().filter(|site| !matches!(site.voice, Voice::Noun | Voice::Fixed)).collect();
    let mut trailing: Vec<Option<Draft>> =
        cues.iter().map(|site| trailing(reading, stretch, site, sites)).collect();
    // `A thinks the gate will hold, B said`: what B says ends where B is named, and so does what A thinks.
    let mut bounds: Vec<Range<usize>> =
        trailing.iter().flatten().filter_map(|draft| draft.content.first().cloned()).collect();
    bounds.sort_by_key(|bound| bound.start);
    let mut found: Vec<Draft> = Vec::new();
    for (position, site) in cues.iter().enumerate() {
        let start = site.group.start;
        let bound = bounds[..bounds.partition_point(|bound| bound.start <= start)]
            .iter()
            .rev()
            .take(4)
            .find(|bound| bound.contains(&start));
        let limit = bound.map_or(stretch.words.end, |bound| bound.end);
        if let Some(draft) =
            trailing[position].take().or_else(|| leading(reading, stretch, site, sites, &found, limit))
        {
            found.push(draft);
        }
    }
    // "has sought to portray" says all that "has sought to" says.
    let cues: Vec<Range<usize>> = found.iter().filter_map(|draft| draft.cue.clone()).collect();
    found.retain(|draft| {
        let Some(cue) = &draft.cue else { return true };
        let after = cues.partition_point(|other| other.start < cue.start);
        !cues[after..].iter().take(4).any(|other| other.start == cue.start && other.end > cue.end)
    });
    found
}

/// Where a verb may name who is spoken to.
pub(super) fn addressed(site: &Site) -> Addressed {
    match site.lemma() {
        _ if site.light => Addressed::Nobody,
        "tell" | "ask" | "remind" | "assure" | "inform" | "notify" | "reassure" | "advise" | "warn" => {
            Addressed::Object
        }
        _ => Addressed::Phrase,
    }
}
