//! From what the model says of words to names: section 7 of "The contract" in `training/README.md`.

use crate::reading::Reading;
use crate::tag::{Tag, best_path, spans};
use std::ops::Range;

/// A name as a range of the model's words ([`Encoded::words`](crate::Encoded)).
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The words.
    pub words: Range<usize>,
    /// What it names: `PER`, `ORG`, `LOC`, `GROUP`, `FACILITY`, `EVENT`, `MISC`.
    pub label: String,
    /// Probability that the words are in a name of this kind: the mean over words.
    pub probability: f64,
}

/// The names of a text, in order. None where the model has no head for names.
#[must_use]
pub fn names(reading: &Reading<'_>) -> Option<Vec<Named>> {
    let heads = &reading.manifest().heads;
    let head = heads.iter().position(|head| head.name == "names")?;
    let labels = &heads[head].labels;
    let mut kinds: Vec<&str> = labels.iter().filter_map(|label| label.strip_prefix("B-")).collect();
    kinds.sort_unstable();
    let kind_of = |name: &str| kinds.binary_search(&name).ok();
    let tags: Vec<Tag<usize>> = labels.iter().map(|name| Tag::of(name, kind_of)).collect::<Option<_>>()?;
    let scores = reading.scores(head);
    let path = best_path(&scores, &tags);
    let share = |word: usize, kind: usize| -> f64 {
        let of_kind = scores[word].iter().zip(&tags).filter(|(_, tag)| tag.kind() == Some(kind));
        of_kind.map(|(score, _)| score.exp()).sum()
    };
    let named = |kind: usize, words: Range<usize>| {
        let sum: f64 = words.clone().map(|word| share(word, kind)).sum();
        Named { label: kinds[kind].to_owned(), probability: (sum / words.len() as f64).min(1.0), words }
    };
    let of_kind = |kind: usize| spans(&path, kind).into_iter().map(move |words| (kind, words));
    let mut found: Vec<Named> =
        (0..kinds.len()).flat_map(of_kind).map(|(kind, words)| named(kind, words)).collect();
    found.sort_by_key(|name| name.words.start);
    Some(found)
}
