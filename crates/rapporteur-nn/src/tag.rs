//! From the probabilities of labels to spans: section 7 of "The contract" in `training/README.md`.

use std::ops::Range;

/// What a label says of a word; `K` is a kind of span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag<K> {
    Outside,
    Begins(K),
    Inside(K),
}

impl<K: Copy + PartialEq> Tag<K> {
    /// Reads `O`, `B-KIND`, `I-KIND`.
    pub(crate) fn of(name: &str, kind: impl Fn(&str) -> Option<K>) -> Option<Self> {
        match name.split_once('-') {
            None => (name == "O").then_some(Self::Outside),
            Some(("B", name)) => kind(name).map(Self::Begins),
            Some(("I", name)) => kind(name).map(Self::Inside),
            Some(_) => None,
        }
    }

    pub(crate) fn kind(self) -> Option<K> {
        match self {
            Self::Outside => None,
            Self::Begins(kind) | Self::Inside(kind) => Some(kind),
        }
    }

    fn follows(self, before: Self) -> bool {
        !matches!(self, Self::Inside(_)) || self.kind() == before.kind()
    }
}

/// The best sequence of labels (Viterbi) in which `I-x` follows only `B-x` or `I-x`.
pub(crate) fn best_path<K: Copy + PartialEq>(scores: &[Vec<f64>], labels: &[Tag<K>]) -> Vec<Tag<K>> {
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let mut total: Vec<f64> = first
        .iter()
        .zip(labels)
        .map(|(score, label)| if matches!(label, Tag::Inside(_)) { f64::NEG_INFINITY } else { *score })
        .collect();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(rest.len());
    for row in rest {
        let best_before = |label: Tag<K>| {
            let before = (0..labels.len()).filter(|&before| label.follows(labels[before]));
            first_most(before, |before| total[before])
        };
        let choices: Vec<usize> = labels.iter().map(|&label| best_before(label)).collect();
        total = choices.iter().zip(row).map(|(&before, score)| total[before] + score).collect();
        back.push(choices);
    }
    let mut at = first_most(0..labels.len(), |label| total[label]);
    let mut path = vec![labels[at]];
    for choices in back.iter().rev() {
        at = choices[at];
        path.push(labels[at]);
    }
    path.reverse();
    path
}

/// The first of the items whose value is the largest; 0 if there are none.
fn first_most(items: impl Iterator<Item = usize>, value: impl Fn(usize) -> f64) -> usize {
    let best = items.reduce(|best, item| if value(item) > value(best) { item } else { best });
    best.unwrap_or_default()
}

/// The spans of one kind on a path.
pub(crate) fn spans<K: Copy + PartialEq>(path: &[Tag<K>], kind: K) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (word, &label) in path.iter().enumerate() {
        match (label, found.last_mut()) {
            (Tag::Begins(begun), _) if begun == kind => found.push(word..word + 1),
            (Tag::Inside(inside), Some(last)) if inside == kind => last.end = word + 1,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_goes_on_without_a_beginning() {
        let labels = ["O", "B-name", "I-name"].map(|name| Tag::of(name, |_| Some(())).expect("a label"));
        let check = |scores: &[[f64; 3]], expected: &[(usize, usize)]| {
            let rows: Vec<Vec<f64>> = scores.iter().map(|row| row.to_vec()).collect();
            let found = spans(&best_path(&rows, &labels), ());
            assert_eq!(found.into_iter().map(|span| (span.start, span.end)).collect::<Vec<_>>(), expected);
        };
        check(&[[-3.0, -2.0, -0.1], [-3.0, -2.0, -0.1], [-0.1, -3.0, -3.0]], &[(0, 2)]);
        check(&[[-0.1, -3.0, -3.0], [-1.0, -3.0, -0.4]], &[]);
        check(&[[-3.0, -0.1, -3.0], [-3.0, -0.1, -3.0]], &[(0, 1), (1, 2)]);
        check(&[], &[]);
    }
}
