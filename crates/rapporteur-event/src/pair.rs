//! What two events have in common, as numbers for the learned model.

use crate::profile::Profiles;
use crate::story::Stories;
use crate::telling::Telling;
use crate::trigger::{Relation, meet};

/// Names of the numbers, in their order.
pub const EVIDENCE: [&str; 23] = [
    "relation",
    "trigger words",
    "trigger weight",
    "trigger weight if same",
    "next word",
    "same report",
    "sentences between",
    "earlier sentence",
    "later sentence",
    "reports alike",
    "story",
    "share of story",
    "sentence",
    "left",
    "right",
    "near",
    "names",
    "names shared",
    "names left",
    "names right",
    "numbers shared",
    "numbers differ",
    "other act",
];

/// Places of those that decide more than the likelihood.
pub(crate) const SENTENCE: usize = 12;
pub(crate) const NAMES_SHARED: usize = 17;
pub(crate) const NUMBERS_DIFFER: usize = 21;

/// What two events have in common; what each number means is said in [`EVIDENCE`].
pub type Evidence = [f32; EVIDENCE.len()];

/// An event where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) telling: &'a Telling,
    pub(crate) report: usize,
    pub(crate) sentence: u32,
}

/// Sentences from which on the distance, or the place in the report, tells no more.
const FAR: f32 = 8.0;

pub(crate) fn evidence(
    profiles: &Profiles,
    stories: &Stories,
    alike: f32,
    a: Placed<'_>,
    b: Placed<'_>,
) -> Evidence {
    let (left, right) = (a.telling, b.telling);
    let relation = left.trigger.relation(&right.trigger);
    let weight = |lemma: u32| profiles.weight(lemma);
    let trigger = weight(left.trigger.lemma) + weight(right.trigger.lemma);
    let same_report = a.report == b.report;
    let flag = |holds: bool| f32::from(u8::from(holds));
    let between = if same_report { (a.sentence.abs_diff(b.sentence) as f32).min(FAR) } else { FAR + 1.0 };
    let place = |sentence: u32| (sentence as f32).min(2.0 * FAR);
    let mentions = |telling: &Telling, lemma: u32| telling.sentence.binary_search(&lemma).is_ok();
    [
        f32::from(relation as u8),
        overlap(&left.trigger.words, &right.trigger.words, |_| 1.0),
        trigger,
        if relation == Relation::Same { trigger } else { 0.0 },
        flag(left.next == right.next && left.next != 0),
        flag(same_report),
        between,
        place(a.sentence.min(b.sentence)),
        place(a.sentence.max(b.sentence)),
        if same_report { 1.0 } else { alike },
        stories.nearness(a.report, b.report),
        stories.share(a.report, left.trigger.lemma) + stories.share(b.report, right.trigger.lemma),
        overlap(&left.sentence, &right.sentence, weight),
        overlap(&left.left, &right.left, weight),
        overlap(&left.right, &right.right, weight),
        overlap(&left.near, &right.near, weight),
        overlap(&left.names, &right.names, weight),
        shared(&left.names, &right.names),
        agreement(&left.names_left, &right.names_left),
        agreement(&left.names_right, &right.names_right),
        shared(&left.numbers, &right.numbers),
        flag(!left.numbers.is_empty() && !right.numbers.is_empty() && !meet(&left.numbers, &right.numbers)),
        // The word for one act beside the word for the other one: the sentence tells of two.
        flag(mentions(left, right.trigger.lemma)) + flag(mentions(right, left.trigger.lemma)),
    ]
}

/// Weight of what two sorted sets share, as a part of the weight of both.
fn overlap(a: &[u32], b: &[u32], weight: impl Fn(u32) -> f32) -> f32 {
    let (mut both, mut all) = (0.0, 0.0);
    each(a, b, |number, in_both| {
        let weight = weight(number);
        all += weight;
        both += if in_both { weight } else { 0.0 };
    });
    if all > 0.0 { both / all } else { 0.0 }
}

/// How many numbers two sorted sets share.
fn shared(a: &[u32], b: &[u32]) -> f32 {
    let mut count = 0.0;
    each(a, b, |_, in_both| count += if in_both { 1.0 } else { 0.0 });
    count
}

/// How many they share; -1 if both have some and share none.
fn agreement(a: &[u32], b: &[u32]) -> f32 {
    let shared = shared(a, b);
    if shared == 0.0 && !a.is_empty() && !b.is_empty() { -1.0 } else { shared }
}

/// Each number of two sorted sets, and whether it is in both.
fn each(a: &[u32], b: &[u32], mut say: impl FnMut(u32, bool)) {
    let (mut left, mut right) = (0, 0);
    while left < a.len() || right < b.len() {
        match (a.get(left), b.get(right)) {
            (Some(x), Some(y)) if x == y => {
                say(*x, true);
                (left, right) = (left + 1, right + 1);
            }
            (Some(x), Some(y)) if x < y => {
                say(*x, false);
                left += 1;
            }
            (Some(x), None) => {
                say(*x, false);
                left += 1;
            }
            (_, Some(y)) => {
                say(*y, false);
                right += 1;
            }
            (None, None) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_at_their_places() {
        let names = [SENTENCE, NAMES_SHARED, NUMBERS_DIFFER].map(|at| EVIDENCE[at]);
        assert_eq!(names, ["sentence", "names shared", "numbers differ"]);
    }

    #[test]
    fn sets_are_compared_by_weight() {
        assert_eq!(overlap(&[1, 2], &[2, 3], |number| number as f32), 2.0 / 6.0);
        assert_eq!(overlap(&[], &[], |_| 1.0), 0.0);
        assert_eq!(agreement(&[1], &[2]), -1.0);
        assert_eq!(agreement(&[], &[2]), 0.0);
        assert_eq!(agreement(&[1, 2], &[2]), 1.0);
    }
}
