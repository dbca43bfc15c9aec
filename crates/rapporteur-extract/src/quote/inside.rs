//! Attributions inside quotations: `“We demand a new gate,” he said` holds a demand of his side.
//!
//! To the other rules a quotation is closed. Here its words are read once more, as if they stood in no quotation; what is
//! found is nested in the attribution that owns them.

use super::cue::LIKELY;
use super::draft::Draft;
use super::reading::Reading;
use super::{nested, with_cues};
use std::ops::Range;

/// Words of a quotation with room for a source, a cue and a content.
const FEWEST: usize = 4;

/// Adds what is said inside the quotations that outer drafts own.
pub(super) fn add(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let mut owned: Vec<(Range<usize>, usize)> = Vec::new();
    for (number, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.host.is_none()) {
        let parts = draft.content.iter().flat_map(|part| quoted(reading, part));
        owned.extend(parts.filter(|part| reading.count(part) >= FEWEST).map(|part| (part, number)));
    }
    owned.sort_by_key(|(part, _)| part.start);
    owned.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    if owned.is_empty() {
        return;
    }
    let parts: Vec<Range<usize>> = owned.iter().map(|(part, _)| part.clone()).collect();
    let inner = reading.inside(&parts);
    let mut known: Vec<Range<usize>> =
        drafts.iter().filter(|draft| draft.host.is_some()).filter_map(|draft| draft.cue.clone()).collect();
    known.sort_by_key(|cue| cue.start);
    for stretch in &inner.stretches {
        let mut found = with_cues(&inner, stretch);
        found.retain(|draft| {
            // Where only a clause follows, the verb alone has to tell.
            let sure = draft.rule != "quote.said_clause" || draft.reliability >= LIKELY;
            sure && draft.source.is_some() && !draft.cue.as_ref().is_some_and(|cue| overlaps(&known, cue))
        });
        let offset = drafts.len();
        nested::settle(&mut found, offset);
        let owner = owned.partition_point(|(part, _)| part.start <= stretch.words.start);
        let Some((_, owner)) = owner.checked_sub(1).and_then(|owner| owned.get(owner)) else { continue };
        found.iter_mut().filter(|draft| draft.host.is_none()).for_each(|draft| draft.host = Some(*owner));
        drafts.append(&mut found);
    }
}

/// The stretches of a range that stand in quotations, without their marks.
fn quoted(reading: &Reading<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let end =
            (at..range.end).take_while(|&at| reading.quoted(at) && !reading.opens_or_closes(at)).count() + at;
        if end > at {
            parts.push(at..end);
        }
        at = end + 1;
    }
    parts
}

/// Whether one of the ranges, which are in order, has a word of another.
fn overlaps(ranges: &[Range<usize>], other: &Range<usize>) -> bool {
    let before = ranges.partition_point(|range| range.start < other.end);
    ranges[..before].iter().rev().take(4).any(|range| range.end > other.start)
}
