//! A linear model of runs of words and of letters, with a word of its own in the place of each side.

use super::log_shares;
use crate::character::is_alphanumeric;
use crate::weights::{Bytes, Weights, WeightsError};
use std::collections::{BTreeMap, HashMap};
use std::ops::{Range, RangeInclusive};

/// Stand for the sides.
const MASKS: [&str; 2] = ["xsrcx", "xtgtx"];
/// Lengths of runs of words and of letters.
const WORDS: RangeInclusive<usize> = 1..=3;
const LETTERS: RangeInclusive<usize> = 2..=5;

/// Runs of one sort, and what they tell.
struct Part {
    runs: HashMap<Box<str>, usize>,
    /// How rare a run is: what its count is multiplied by.
    rarity: Vec<f32>,
    /// A row for each run, a number for each kind, and the kinds' scales.
    weights: Bytes,
    scale: Vec<f32>,
}

/// A loaded model.
pub(super) struct Ngrams {
    words: Part,
    letters: Part,
    between: Part,
    bias: Vec<f32>,
}

impl Ngrams {
    pub(super) fn load(weights: &Weights<'_>, kinds: usize) -> Result<Self, WeightsError> {
        let part = |name: &str| {
            let of = |part| format!("{name}.{part}");
            let runs: HashMap<Box<str>, usize> =
                weights.words(&of("runs"))?.zip(0..).map(|(run, number)| (run.into(), number)).collect();
            Ok(Part {
                rarity: weights.numbers(&of("rarity"), &[runs.len()])?,
                weights: weights.bytes(&of("weight"), &[runs.len(), kinds])?,
                scale: weights.numbers(&of("scale"), &[kinds])?,
                runs,
            })
        };
        Ok(Self {
            words: part("words")?,
            letters: part("letters")?,
            between: part("between")?,
            bias: weights.numbers("bias", &[kinds])?,
        })
    }

    /// Logarithms of the kinds' probabilities for a text with ranges for its sides.
    pub(super) fn read(&self, text: &str, sides: &[Vec<Range<usize>>; 2]) -> Vec<f64> {
        let text = masked(text, sides);
        let mut scores: Vec<f64> = self.bias.iter().map(|&bias| f64::from(bias)).collect();
        self.words.add(&mut scores, |sink| words(&text, sink));
        self.letters.add(&mut scores, |sink| letters(&text, sink));
        self.between.add(&mut scores, |sink| words(between(&text), sink));
        log_shares(&scores)
    }
}

impl Part {
    /// Adds what the runs of a text tell of each kind, each by its rarity and the logarithm of its count, as a row of length 1.
    fn add(&self, scores: &mut [f64], runs: impl FnOnce(&mut dyn FnMut(&str))) {
        let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
        runs(&mut |run| {
            if let Some(&run) = self.runs.get(run) {
                *counts.entry(run).or_default() += 1;
            }
        });
        let value = |(&run, &count): (&usize, &u32)| {
            let value = (1.0 + f64::from(count).ln()) * f64::from(self.rarity[run]);
            (run, value)
        };
        let values: Vec<(usize, f64)> = counts.iter().map(value).collect();
        let length = values.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
        for (run, value) in values {
            let weights = &self.weights[run * scores.len()..(run + 1) * scores.len()];
            for ((score, &weight), &scale) in scores.iter_mut().zip(weights).zip(&self.scale) {
                *score += value / length * f64::from(weight as i8) * f64::from(scale);
            }
        }
    }
}

/// The text in lower case with a word in the place of each range of a side. Of ranges that overlap the last one counts.
fn masked(text: &str, sides: &[Vec<Range<usize>>; 2]) -> String {
    let of = |(side, mask): (&Vec<Range<usize>>, &'static str)| {
        side.iter().map(move |range| (range.start, range.end, mask)).collect::<Vec<_>>()
    };
    let mut ranges: Vec<_> = sides.iter().zip(MASKS).flat_map(of).collect();
    ranges.sort_unstable();
    let mut free = text.len();
    let mut kept = Vec::new();
    for &(start, end, mask) in ranges.iter().rev() {
        if end <= free {
            kept.push((start, end, mask));
            free = start;
        }
    }
    let (mut made, mut at) = (String::with_capacity(text.len() + 8 * kept.len()), 0);
    for (start, end, mask) in kept.into_iter().rev() {
        made.extend([&text[at..start], " ", mask, " "]);
        at = end;
    }
    made.push_str(&text[at..]);
    made.to_lowercase()
}

/// From the first of the sides to the other; all where one is missing.
fn between(text: &str) -> &str {
    let [Some(source), Some(target)] = MASKS.map(|mask| text.find(mask)) else { return text };
    let end = source.max(target) + MASKS[0].len();
    text.get(source.min(target)..end).unwrap_or(text)
}

/// Runs of words of two characters and more, parted by spaces.
fn words(text: &str, sink: &mut dyn FnMut(&str)) {
    let is_part = |c: char| c == '_' || is_alphanumeric(c);
    let words: Vec<&str> = text.split(|c| !is_part(c)).filter(|word| word.chars().nth(1).is_some()).collect();
    for length in WORDS {
        for run in words.windows(length) {
            sink(&run.join(" "));
        }
    }
}

/// Runs of letters of words with a space on either side; one that is not longer than a run counts once.
fn letters(text: &str, sink: &mut dyn FnMut(&str)) {
    for word in text.split_whitespace() {
        let word = format!(" {word} ");
        let places: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let count = places.len() - 1;
        for length in LETTERS {
            if count <= length {
                sink(&word);
                break;
            }
            for first in 0..=count - length {
                sink(&word[places[first]..places[first + length]]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_masked() {
        let check = |source: Option<Range<usize>>, target: Option<Range<usize>>, expected: &str| {
            let sides = [source, target].map(|side| side.into_iter().collect());
            assert_eq!(masked("Kess aided Ostravia.", &sides), expected);
        };
        check(Some(0..4), Some(11..19), " xsrcx  aided  xtgtx .");
        check(Some(11..19), None, "kess aided  xsrcx .");
        check(Some(0..6), Some(5..19), "kess  xtgtx .");
    }

    #[test]
    fn runs_are_counted() {
        type Runs = fn(&str, &mut dyn FnMut(&str));
        let found = |of: Runs, text: &str| {
            let mut found = Vec::new();
            of(text, &mut |run| found.push(run.to_owned()));
            found
        };
        assert_eq!(
            found(words, "a big, red_7 ox"),
            ["big", "red_7", "ox", "big red_7", "red_7 ox", "big red_7 ox"]
        );
        assert_eq!(found(letters, "a é "), [" a", "a ", " a ", " é", "é ", " é "]);
        assert_eq!(found(letters, "ox"), [" o", "ox", "x ", " ox", "ox ", " ox "]);
        assert_eq!(between("so xtgtx was aided by xsrcx ."), "xtgtx was aided by xsrcx");
        assert_eq!(between("so xtgtx ."), "so xtgtx .");
    }
}
