//! Who and what a text speaks of, and what of it is the same.
//!
//! A word is the head of a mention or not; a head has a first and a last word, so that mentions may stand in each other
//! (Dobrovolskii 2021, "Word-Level Coreference Resolution"). Each mention is compared with a bounded number of earlier ones
//! ([`evidence`]): the most likely one is its antecedent, unless it is more likely that nothing before is the same. Section 13
//! of "The contract" in `training/README.md`.

mod evidence;
mod maps;

pub(crate) use maps::Maps;

use crate::reading::Reading;
use evidence::Text;
use std::collections::BTreeMap;
use std::ops::Range;

/// A mention as ranges of the model's words ([`Encoded::words`](crate::Encoded)).
#[derive(Debug, Clone, PartialEq)]
pub struct Referring {
    /// All its words, with what describes it: `the mayor of Orla, who had come`.
    pub words: Range<usize>,
    /// The word that the others describe.
    pub head: usize,
    /// What it is of, a place in the manifest's list of kinds.
    pub kind: usize,
    /// Probability that the head is the head of a mention.
    pub probability: f64,
    /// The earlier mention that is most likely the same, if that is more likely than none.
    pub antecedent: Option<Antecedent>,
}

/// An earlier mention of the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Antecedent {
    /// Its place in the list of mentions.
    pub mention: usize,
    /// Probability of it among all that it was compared with.
    pub probability: f64,
}

/// The mentions of a text, in the order of their heads. None where the model
/// does not read that.
#[must_use]
pub fn mentions(reading: &Reading<'_>, text: &str) -> Option<Vec<Referring>> {
    let model = reading.model();
    let maps = model.coreference()?;
    let encoded = &reading.encoded;
    let count = encoded.words.len();
    let features: Vec<usize> =
        (0..count).map(|word| encoded.features.get(encoded.first[word]).map_or(0, |&f| f as usize)).collect();
    let words = maps.words(model.machine(), &reading.states, &features);
    // Of two heads with the same borders the likelier one, the earlier one where equal.
    let mut by_borders: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for head in (0..count).filter(|&head| words.head(head) > 0.0) {
        let best = by_borders.entry(words.borders(head, count, maps)).or_insert(head);
        if words.head(head) > words.head(*best) {
            *best = head;
        }
    }
    let mut found: Vec<(usize, usize, usize)> =
        by_borders.into_iter().map(|((first, last), head)| (head, first, last)).collect();
    // The order in which they are compared is that of their heads.
    found.sort_unstable();
    let text = Text::new(text, encoded);
    let compared = text.mentions(&found);
    let candidates = text.candidates(&compared, &maps.sizes);
    let scores = maps.pairs(model.machine(), &words, &compared, |at, pairs| {
        pairs.extend(candidates[at].iter().map(|&earlier| text.pair(&compared, at, earlier)));
    });
    let referring =
        found.iter().zip(&scores).zip(&candidates).map(|((&(head, first, last), scores), candidates)| {
            let mut best: Option<usize> = None;
            for (at, &score) in scores.pairs.iter().enumerate() {
                if score >= best.map_or(scores.none, |best| scores.pairs[best]) {
                    best = Some(at);
                }
            }
            let antecedent = best.map(|best| {
                let most = f64::from(scores.pairs[best]);
                let share = |&score: &f32| (f64::from(score) - most).exp();
                let total: f64 = scores.pairs.iter().chain([&scores.none]).map(share).sum();
                Antecedent { mention: candidates[best], probability: 1.0 / total }
            });
            Referring {
                words: first..last + 1,
                head,
                kind: words.kind(head, maps),
                probability: 1.0 / (1.0 + f64::from(-words.head(head)).exp()),
                antecedent,
            }
        });
    Some(referring.collect())
}
