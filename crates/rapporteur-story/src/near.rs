//! Which reports are worth comparing: those that share rare words and were published about the same time.

use crate::Days;
use crate::vector::Vector;
use foldhash::{HashMap, HashMapExt};
use std::cmp::Reverse;

/// Reports further apart than so many days are not compared.
pub(crate) const DAYS_APART: i32 = 3;

/// Alike reports that are kept for each report.
const NEIGHBOURS: usize = 48;

/// Reports of one word that are looked at; beyond it, those nearest in time.
const LISTED: usize = 2_000;

/// Reports that are looked at for one report, over all its words, the rarest words first. With it the time that a report takes has a
/// bound, however many are of its days; what shares only words of thousands of reports with it is not seen.
const LOOKED_AT: usize = 24_000;

/// A report that has a word, and the weight of the word there.
type Entry = (u32, u32);

/// A report that so many others are as much like says little by being like one more.
const RANK: usize = 50;

/// What stands beside each report.
pub(crate) struct Near {
    /// Pairs of reports that may be of one story, each once, sorted.
    pub(crate) pairs: Vec<(u32, u32)>,
    /// Of each report the similarity of the one that comes [`RANK`]th by it, of the square of [`UNIT`]; zero where there are fewer.
    pub(crate) crowded: Vec<u64>,
}

/// Looks for the neighbours of each report. The reports are in order of their days.
pub(crate) fn near(vectors: &[Vector], days: &[Days]) -> Near {
    let lists = Lists::new(vectors);
    let mut pairs = Vec::new();
    let mut crowded = Vec::with_capacity(vectors.len());
    // Of each report what is shared with the one at hand; all zero between two reports.
    let mut shared = vec![0u64; vectors.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut alike: Vec<(Reverse<u64>, u32)> = Vec::new();
    for (at, vector) in vectors.iter().enumerate() {
        let mut words: Vec<(&[Entry], u32, u32)> =
            vector.iter().map(|&(word, weight)| (lists.of(word), word, weight)).collect();
        words.sort_unstable_by_key(|&(list, word, _)| (list.len(), word));
        let mut left = LOOKED_AT;
        for (list, _, weight) in words {
            // Reports are in order of their days: those around this one are the nearest in time.
            let here = list.partition_point(|&(other, _)| (other as usize) < at);
            let list = &list[here.saturating_sub(LISTED / 2)..];
            let list = &list[..list.len().min(LISTED)];
            if list.len() > left {
                break;
            }
            left -= list.len();
            for &(other, counter) in list {
                let sum = &mut shared[other as usize];
                if *sum == 0 {
                    touched.push(other);
                }
                *sum += u64::from(weight) * u64::from(counter);
            }
        }
        for other in touched.drain(..) {
            let shared = std::mem::take(&mut shared[other as usize]);
            if other as usize != at && days[at].apart(days[other as usize]) <= DAYS_APART {
                alike.push((Reverse(shared), other));
            }
        }
        const MOST: usize = if NEIGHBOURS > RANK { NEIGHBOURS } else { RANK };
        if alike.len() > MOST {
            alike.select_nth_unstable(MOST);
            alike.truncate(MOST);
        }
        alike.sort_unstable();
        crowded.push(alike.get(RANK - 1).map_or(0, |&(Reverse(shared), _)| shared));
        let at = at as u32;
        pairs.extend(alike.drain(..).take(NEIGHBOURS).map(|(_, other)| (at.min(other), at.max(other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    Near { pairs, crowded }
}

/// The reports of each word, with its weight in them, in order of the reports.
struct Lists {
    /// Where the list of a word begins and ends in `entries`; a word of one report has none.
    places: HashMap<u32, (usize, usize)>,
    entries: Vec<(u32, u32)>,
}

impl Lists {
    fn new(vectors: &[Vector]) -> Self {
        let mut reports: HashMap<u32, usize> = HashMap::new();
        for &(word, _) in vectors.iter().flatten() {
            *reports.entry(word).or_default() += 1;
        }
        let mut places = HashMap::new();
        let mut length = 0;
        for (&word, &count) in reports.iter().filter(|&(_, &count)| count > 1) {
            places.insert(word, (length, length));
            length += count;
        }
        let mut entries = vec![(0, 0); length];
        for (at, vector) in (0u32..).zip(vectors) {
            for (word, weight) in vector {
                if let Some((_, end)) = places.get_mut(word) {
                    entries[*end] = (at, *weight);
                    *end += 1;
                }
            }
        }
        Self { places, entries }
    }

    fn of(&self, word: u32) -> &[(u32, u32)] {
        self.places.get(&word).map_or(&[], |&(start, end)| &self.entries[start..end])
    }
}
