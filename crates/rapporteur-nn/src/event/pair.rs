//! What one side is read to do to another by the layers for events, where both are given: it parts types that the corpora behind
//! [`crate::PairReader`] do not part.

use super::tell::{Role, log_sum};
use super::{Scored, Wanted};
use crate::encoded::Encoded;
use crate::model::{Model, ModelError};
use crate::reading::Reading;
use std::ops::Range;

/// Counted for a word that is read apart from the trigger.
const APART: f64 = 1e-4;

/// What two sides of a sentence do to each other, as probabilities of the manifest's labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Paired {
    /// Of each type.
    pub types: Vec<f64>,
    /// Of each realis.
    pub realis: Vec<f64>,
}

/// What two sides of a sentence do to each other, all given as bytes of the text, over all words that may tell of it. None where the
/// model does not read events, and where no word is left to tell.
///
/// # Errors
/// If the model cannot read a window.
pub fn pair(
    model: &Model,
    text: &str,
    sentence: Range<usize>,
    sources: &[Range<usize>],
    targets: &[Range<usize>],
) -> Result<Option<Paired>, ModelError> {
    let Some(maps) = model.events() else { return Ok(None) };
    let encoded = Encoded::new(text, model.vocabulary());
    let words = |sides: &[Range<usize>]| -> Vec<usize> {
        let within =
            |start: usize| sentence.contains(&start) && sides.iter().any(|side| side.contains(&start));
        let chosen = encoded.words.iter().enumerate().filter(|(_, word)| within(word.start));
        chosen.map(|(word, _)| word).filter(|&word| !encoded.is_break(word)).collect()
    };
    let sides = [(Role::Source, words(sources)), (Role::Target, words(targets))];
    // For each type what each word has.
    let mut terms = vec![Vec::new(); maps.sizes.types.len()];
    // For each word how likely it tells of an event of the two, and of which realis.
    let mut told: Vec<(f64, Vec<f64>)> = Vec::new();
    Reading::read(model, text, std::slice::from_ref(&sentence), Wanted::All, &mut |scored| {
        for at in 0..scored.words.len() {
            if sides.iter().any(|(_, words)| words.contains(&scored.words[at])) {
                continue;
            }
            let share: f64 = sides.iter().map(|(role, words)| mean(scored, *role, at, words)).sum();
            let logs = scored.log_types(at);
            for (terms, log) in terms.iter_mut().zip(&logs[1..]) {
                terms.push(log + share);
            }
            told.push((log_sum(&logs[1..]) + share, scored.log_realis(at)));
        }
    })?;
    if terms.iter().any(Vec::is_empty) {
        return Ok(None);
    }
    let scores: Vec<f64> = terms.iter().map(|terms| log_sum(terms)).collect();
    let of_realis = |label: usize| {
        let terms: Vec<f64> = told.iter().map(|(log, realis)| log + realis[label]).collect();
        log_sum(&terms)
    };
    let realis: Vec<f64> = (0..maps.sizes.realis.len()).map(of_realis).collect();
    Ok(Some(Paired { types: shares(&scores), realis: shares(&realis) }))
}

/// The shares of what logarithms stand for.
fn shares(logs: &[f64]) -> Vec<f64> {
    let total = log_sum(logs);
    logs.iter().map(|log| (log - total).exp()).collect()
}

/// Mean over words of the logarithm of the probability to be on a side.
fn mean(scored: Scored<'_>, role: Role, trigger: usize, words: &[usize]) -> f64 {
    let log_share = |word: &usize| {
        let place = scored.words.binary_search(word).ok();
        // Of 1 / (1 + exp(-x)), without a loss of digits where x is far below 0.
        let log = |x: f64| if x < 0.0 { x - x.exp().ln_1p() } else { -(-x).exp().ln_1p() };
        place.map_or(APART.ln(), |place| log(scored.on_side(role, trigger, place)))
    };
    words.iter().map(log_share).sum::<f64>() / words.len().max(1) as f64
}
