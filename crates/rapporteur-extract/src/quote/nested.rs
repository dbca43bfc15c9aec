//! Attributions inside the content of others.

use super::draft::Draft;

/// Orders the drafts of one stretch and lets each know the draft that holds it. `offset` is the position that the
/// first of them will have in the document.
///
/// A draft belongs to the smallest content that holds its cue. What of its content lies outside of that is cut off:
/// the words of the inner speaker cannot reach beyond the words of the outer one.
pub(super) fn settle(drafts: &mut Vec<Draft>, offset: usize) {
    drafts.sort_by_key(|draft| (draft.start(), std::cmp::Reverse(size(draft))));
    drafts.dedup_by(|later, earlier| later.cue == earlier.cue);
    let mut by_size: Vec<usize> = (0..drafts.len()).collect();
    by_size.sort_by_key(|&at| (std::cmp::Reverse(size(&drafts[at])), at));
    for (rank, &at) in by_size.iter().enumerate() {
        let Some(cue) = drafts[at].cue.clone() else { continue };
        // The larger ones come first, so the last that holds it is the smallest.
        let host = by_size[..rank].iter().rev().take(MOST).find(|&&other| drafts[other].holds(&cue)).copied();
        if let Some(host) = host {
            let outer = drafts[host].content.clone();
            let inner = &mut drafts[at];
            inner.host = Some(offset + host);
            inner.content = inner
                .content
                .iter()
                .flat_map(|part| {
                    outer.iter().map(move |bound| part.start.max(bound.start)..part.end.min(bound.end))
                })
                .filter(|part| part.start < part.end)
                .collect();
        }
    }
    // One that has lost its content holds nothing itself, as its content was smaller than what it lay in.
    let empty: Vec<bool> = drafts.iter().map(|draft| draft.content.is_empty()).collect();
    if empty.contains(&true) {
        let mut moved = vec![0; drafts.len()];
        let mut kept = 0;
        for (at, gone) in empty.iter().enumerate() {
            moved[at] = kept;
            kept += usize::from(!gone);
        }
        let mut at = 0;
        drafts.retain(|_| {
            at += 1;
            !empty[at - 1]
        });
        for draft in drafts.iter_mut() {
            draft.host = draft.host.map(|host| offset + moved[host - offset]);
        }
    }
}

/// How many larger drafts are asked whether they hold a cue: keeps a sentence of ten thousand cues linear.
const MOST: usize = 64;

fn size(draft: &Draft) -> usize {
    draft.content.iter().map(ExactSizeIterator::len).sum()
}
