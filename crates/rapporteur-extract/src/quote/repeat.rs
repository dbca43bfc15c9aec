//! Words that a text prints twice: pull quotes, and posts that are quoted and then shown.

use super::act::keep;
use super::draft::Draft;
use super::reading::Reading;
use foldhash::HashMap;
use std::ops::Range;

/// Words by which a passage is looked up; a shorter one is not sought.
const SHINGLE: usize = 4;
/// Places that share their first words which are compared.
const PLACES: usize = 8;

/// Where the words of a document stand that follow each other in the same way.
pub(super) struct Repeats {
    /// The words that are no marks.
    plain: Vec<usize>,
    /// Positions in `plain` by the words that begin there.
    places: HashMap<u64, Vec<u32>>,
}

impl Repeats {
    pub(super) fn new(reading: &Reading<'_>) -> Self {
        let plain: Vec<usize> = (0..reading.words.len()).filter(|&at| !reading.mark(at)).collect();
        let mut places: HashMap<u64, Vec<u32>> = HashMap::default();
        for (first, shingle) in plain.windows(SHINGLE).enumerate() {
            let list = places.entry(key(reading, shingle)).or_default();
            if list.len() < PLACES {
                list.extend(u32::try_from(first).ok());
            }
        }
        Self { plain, places }
    }

    /// Whether the words of a range stand in the text once more, outside of the range.
    pub(super) fn elsewhere(&self, reading: &Reading<'_>, range: &Range<usize>) -> bool {
        let first = self.plain.partition_point(|&at| at < range.start);
        let end = self.plain.partition_point(|&at| at < range.end);
        let own = &self.plain[first..end];
        let Some(places) = own.get(..SHINGLE).and_then(|shingle| self.places.get(&key(reading, shingle)))
        else {
            return false;
        };
        places.iter().map(|&place| place as usize).any(|place| {
            let there = self.plain.get(place..place + own.len()).unwrap_or_default();
            (place + own.len() <= first || place >= end)
                && there.len() == own.len()
                && there
                    .iter()
                    .zip(own)
                    .all(|(&one, &other)| reading.words.lower(one) == reading.words.lower(other))
        })
    }
}

fn key(reading: &Reading<'_>, shingle: &[usize]) -> u64 {
    // The same on every machine and in every run.
    shingle
        .iter()
        .flat_map(|&at| reading.words.lower(at).bytes().chain([b' ']))
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// Drops the quotations that stand in a line of their own and in the text around once more: pull quotes say nothing twice.
pub(super) fn drop_pulled(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let mut pulled: Vec<Range<usize>> = Vec::new();
    let mut first: Option<&super::reading::Stretch> = None;
    for (at, stretch) in reading.stretches.iter().enumerate() {
        let opens = first.is_none_or(|first| first.segment != stretch.segment);
        first = Some(stretch);
        let closes = reading.stretches.get(at + 1).is_none_or(|next| next.segment != stretch.segment);
        let line = &stretch.words;
        let alone = reading.region_at(line.start).is_some_and(|region| region.end >= line.end);
        if opens && closes && alone && reading.count(line) >= SHINGLE {
            pulled.push(line.clone());
        }
    }
    if pulled.is_empty() {
        return;
    }
    let repeats = Repeats::new(reading);
    pulled.retain(|line| repeats.elsewhere(reading, line));
    let whole = |part: &Range<usize>| {
        let after = pulled.partition_point(|line| line.start <= part.start);
        after.checked_sub(1).is_some_and(|before| part.end <= pulled[before].end)
    };
    drafts.iter_mut().for_each(|draft| {
        if draft.content.iter().any(|part| !whole(part)) || draft.source.is_none() {
            draft.content.retain(|part| !whole(part));
        }
    });
    let kept: Vec<bool> = drafts.iter().map(|draft| !draft.content.is_empty()).collect();
    keep(drafts, &kept);
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::all;

    #[test]
    fn a_pull_quote_says_nothing_twice() {
        assert_eq!(
            all(
                "“Nobody could find the old gate.”\nIt rained. “Nobody could find the old gate,” said Bo Lind."
            ),
            ["[Bo Lind] <said> {“Nobody could find the old gate,”}"]
        );
    }
}
