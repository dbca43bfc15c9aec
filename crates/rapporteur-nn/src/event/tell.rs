//! From what the heads say of the words of a passage to readings.

use super::{Maps, Scored};
use crate::reading::product;
use std::ops::Range;

/// A word that tells of an event, by its place among the model's words ([`Encoded::words`](crate::Encoded)).
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// The word.
    pub trigger: usize,
    /// Its sentence, by its place among those that were given.
    pub sentence: usize,
    /// Probability that the word tells of an event.
    pub happens: f64,
    /// Given that it does, the probability of each of the manifest's types.
    pub types: Vec<f64>,
    /// Given that it does, the probability of each of the manifest's realis.
    pub realis: Vec<f64>,
    /// Who does it, in order of the text.
    pub sources: Vec<Side>,
    /// To whom it is done, in order of the text.
    pub targets: Vec<Side>,
}

/// Words on one side of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The words, and breaks among them; the trigger is none of them.
    pub words: Range<usize>,
    /// Probability that they are on that side: the mean over words.
    pub probability: f64,
}

/// Which side of an event.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    Source,
    Target,
}

impl Maps {
    /// The probability that a word tells of an event, by what the heads say of it, and the logarithms of the probabilities of "no
    /// event" and of the types. Nothing where that is not likely enough.
    pub(super) fn happens(&self, row: &[f32]) -> Option<(f64, Vec<f64>)> {
        let shares = log_shares(&row[..=self.sizes.types.len()], self.sizes.temperature);
        let happens: f64 = shares[1..].iter().map(|share| share.exp()).sum();
        // Not so where it is no number, as with damaged weights.
        (happens >= f64::from(self.sizes.threshold) && happens > 0.0).then_some((happens, shares))
    }
}

impl Scored<'_> {
    /// Score of a word to be on a side of the event that another word tells of: the logarithm of the odds. Words by their
    /// places in the passage.
    pub(super) fn on_side(&self, role: Role, trigger: usize, word: usize) -> f64 {
        let (from, bias) = match role {
            Role::Source => (0, &self.maps.source),
            Role::Target => (2, &self.maps.target),
        };
        let reach = self.maps.sizes.reach;
        let distance = (word + reach).saturating_sub(trigger).min(2 * reach);
        f64::from(product(self.side(trigger, from), self.side(word, from + 1)) + bias[distance])
    }

    /// Logarithms of the probabilities of "no event" and of the types.
    pub(super) fn log_types(&self, word: usize) -> Vec<f64> {
        log_shares(self.types(word), self.maps.sizes.temperature)
    }

    /// The runs of words on a side.
    /// Logarithms of the probabilities of each realis at a word.
    pub(super) fn log_realis(&self, word: usize) -> Vec<f64> {
        log_shares(self.realis(word), self.maps.sizes.realis_temperature)
    }

    fn runs(&self, role: Role, trigger: usize) -> Vec<Side> {
        let least = f64::from(self.maps.sizes.side_threshold);
        let mut found: Vec<(Side, usize)> = Vec::new();
        let mut open = false;
        for (at, &word) in self.words.iter().enumerate() {
            let share = 1.0 / (1.0 + (-self.on_side(role, trigger, at)).exp());
            let holds = at != trigger && share >= least;
            match found.last_mut() {
                Some((side, count)) if holds && open => {
                    side.words.end = word + 1;
                    side.probability += share;
                    *count += 1;
                }
                _ if holds => found.push((Side { words: word..word + 1, probability: share }, 1)),
                _ => {}
            }
            open = holds;
        }
        let mean =
            |(side, count): (Side, usize)| Side { probability: side.probability / count as f64, ..side };
        found.into_iter().map(mean).collect()
    }
}

/// Adds the readings of a passage.
pub(crate) fn tell(scored: Scored<'_>, found: &mut Vec<Telling>) {
    let sizes = &scored.maps.sizes;
    for at in (0..scored.words.len()).filter(|&at| !scored.silent[at]) {
        let Some((happens, shares)) = scored.maps.happens(scored.types(at)) else { continue };
        let realis = log_shares(scored.realis(at), sizes.realis_temperature);
        if realis.iter().any(|share| share.is_nan()) {
            continue;
        }
        found.push(Telling {
            trigger: scored.words[at],
            sentence: scored.sentence,
            happens: happens.min(1.0),
            types: shares[1..].iter().map(|share| share.exp() / happens).collect(),
            realis: realis.iter().map(|share| share.exp()).collect(),
            sources: scored.runs(Role::Source, at),
            targets: scored.runs(Role::Target, at),
        });
    }
}

/// Logarithms of the shares of scores.
fn log_shares(scores: &[f32], temperature: f32) -> Vec<f64> {
    let scores: Vec<f64> = scores.iter().map(|&score| f64::from(score) / f64::from(temperature)).collect();
    let total = log_sum(&scores);
    scores.iter().map(|score| score - total).collect()
}

/// Logarithm of the sum of the exponentials.
pub(crate) fn log_sum(numbers: &[f64]) -> f64 {
    let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most + numbers.iter().map(|number| (number - most).exp()).sum::<f64>().ln()
}
