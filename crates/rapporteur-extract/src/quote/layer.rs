//! Drafts of two readers of the same text, made one: those that are surer first.

use super::draft::Draft;

/// Adds to the drafts of the surer reader those of another one that they leave room for. `words` is the number of words
/// of the document.
///
/// A draft that shares no word with the surer ones is asked for by `admit`. One whose cue stands inside the content of a
/// surer one is nested in it, with what of its content stands there too. Any other was read in another way by the surer
/// reader, and is dropped.
pub(super) fn under(
    words: usize,
    mut drafts: Vec<Draft>,
    others: Vec<Draft>,
    admit: impl Fn(&Draft) -> bool,
) -> Vec<Draft> {
    // Which draft has a word in its content or cue.
    let mut owner: Vec<Option<usize>> = vec![None; words];
    for (number, draft) in drafts.iter().enumerate() {
        draft.content.iter().chain(&draft.cue).cloned().flatten().for_each(|word| owner[word] = Some(number));
    }
    // Where each of the others stands among the drafts.
    let mut moved: Vec<Option<usize>> = Vec::with_capacity(others.len());
    for mut other in others {
        let above = other.host.and_then(|host| moved.get(host).copied().flatten());
        let first = other.cue.iter().chain(&other.content).cloned().flatten().find_map(|word| owner[word]);
        let fits = match first {
            None => above.is_some() || admit(&other),
            Some(host) => {
                let surer = &drafts[host];
                let held = other.cue.as_ref().is_some_and(|cue| surer.holds(cue));
                held && clip(&mut other, surer)
            }
        };
        other.host = above.or(first);
        moved.push(fits.then_some(drafts.len()));
        if fits {
            drafts.push(other);
        }
    }
    drafts
}

/// Cuts off what of a content stands outside of the content around it; true if more than half of it is left.
fn clip(inner: &mut Draft, outer: &Draft) -> bool {
    let size = |draft: &Draft| draft.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    let before = size(inner);
    let cut = |part: &std::ops::Range<usize>| {
        let bounds = outer.content.iter().map(|bound| part.start.max(bound.start)..part.end.min(bound.end));
        bounds.filter(|part| part.start < part.end).collect::<Vec<_>>()
    };
    inner.content = inner.content.iter().flat_map(cut).collect();
    size(inner) * 2 > before
}

/// Puts drafts in order of the text.
pub(super) fn sort(drafts: &mut Vec<Draft>) {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&at| (drafts[at].start(), drafts[at].host.is_some()));
    let mut place = vec![0; drafts.len()];
    for (position, &at) in order.iter().enumerate() {
        place[at] = position;
    }
    let mut sorted: Vec<Draft> = order.iter().map(|&at| drafts[at].clone()).collect();
    for draft in &mut sorted {
        draft.host = draft.host.map(|host| place[host]);
    }
    *drafts = sorted;
}
