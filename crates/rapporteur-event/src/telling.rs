//! What is kept of the words around an act: sets of numbers, no text.

use crate::trigger::Trigger;
use crate::word::{Word, number, set, words};
use std::ops::Range;

/// Words beside the trigger, on each side, that are its neighbours.
const NEAR: usize = 4;
const BESIDE: usize = 6;
/// Words behind the trigger that tell what is asked for or blamed.
const BEHIND: usize = 24;
/// Names beside the trigger, on each side.
const NAMES: usize = 2;
/// Words that tell something from which on a sentence stands for itself.
const WHOLE: usize = 5;
/// Words of a sentence on each side that are looked at.
const LONGEST: usize = 120;

/// How a report tells of an act: what is kept of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    pub(crate) trigger: Trigger,
    pub(crate) sentence: Box<[u32]>,
    pub(crate) left: Box<[u32]>,
    pub(crate) right: Box<[u32]>,
    pub(crate) near: Box<[u32]>,
    /// Lemmas of the words behind the trigger that tell what is said by an act of words.
    pub(crate) behind: Box<[u32]>,
    pub(crate) names: Box<[u32]>,
    pub(crate) names_left: Box<[u32]>,
    pub(crate) names_right: Box<[u32]>,
    pub(crate) numbers: Box<[u32]>,
    /// Numbers of a hundred and more that are no years, whole: `1,400` is one.
    pub(crate) tolls: Box<[u32]>,
    /// A number of all words of the sentence and the place of the trigger among them; `None` of a short sentence, which
    /// different reports may print of different things ("He was arrested").
    pub(crate) printed: Option<u64>,
    /// The word behind the trigger, whatever it is: "checked into", "checked out".
    pub(crate) next: u32,
}

impl Telling {
    /// Reads a sentence. `trigger` are the bytes of it that name the act; a range that does not lie in it on character
    /// borders names no act, and the event is then alone.
    #[must_use]
    pub fn new(sentence: &str, trigger: Range<usize>) -> Self {
        let all = if sentence.get(trigger.clone()).is_some() { words(sentence) } else { Vec::new() };
        let from = all.partition_point(|word| word.range.end <= trigger.start);
        let to = all.partition_point(|word| word.range.start < trigger.end).max(from);
        let (left, right) = (&all[from.saturating_sub(LONGEST)..from], &all[to..all.len().min(to + LONGEST)]);
        let telling = |words: &[Word]| -> Vec<u32> {
            words.iter().filter(|word| word.tells()).map(|word| word.lemma).collect()
        };
        // A capital at the start of a sentence makes no name.
        let named = |words: &[Word]| -> Vec<u32> {
            let names = words.iter().filter(|word| word.is_capital && word.tells() && word.range.start > 0);
            names.map(|word| word.lemma).collect()
        };
        let around = |words: &dyn Fn(&[Word]) -> Vec<u32>| set(words(left).into_iter().chain(words(right)));
        let (names_left, names_right) = (named(left), named(right));
        let last = |words: &[Word], count: usize| telling(&words[words.len().saturating_sub(count)..]);
        let first = |words: &[Word], count: usize| telling(&words[..words.len().min(count)]);
        Self {
            trigger: Trigger::new(&all[from..to]),
            sentence: around(&telling),
            left: set(last(left, BESIDE)),
            right: set(first(right, BESIDE)),
            behind: set(first(right, BEHIND)),
            near: set(last(left, NEAR).into_iter().chain(first(right, NEAR))),
            names: around(&named),
            names_left: set(names_left[names_left.len().saturating_sub(NAMES)..].iter().copied()),
            names_right: set(names_right.iter().take(NAMES).copied()),
            numbers: set(left.iter().chain(right).filter(|word| word.is_number).map(|word| word.lemma)),
            tolls: set(tolls(sentence, left).into_iter().chain(tolls(sentence, right))),
            printed: printed(&all, from, to),
            next: right.first().map_or(0, |word| word.lemma),
        }
    }
}

/// Numbers of a hundred and more that can be no years.
fn tolls(sentence: &str, words: &[Word]) -> Vec<u32> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut end = at + 1;
        let mut digits = words[at].folded.clone();
        while words[at].is_number
            && end < words.len()
            && words[end].folded.len() == 3
            && words[end].is_number
            && sentence.get(words[end - 1].range.end..words[end].range.start) == Some(",")
        {
            digits.push_str(&words[end].folded);
            end += 1;
        }
        let grouped = end > at + 1;
        let year = digits.len() == 4 && !grouped && (digits.starts_with("19") || digits.starts_with("20"));
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        if words[at].is_number && plain && (3..=7).contains(&digits.len()) && !year {
            found.push(number(&digits));
        }
        at = end;
    }
    found
}

/// FNV-1a over the words and the place of the trigger.
fn printed(all: &[Word], from: usize, to: usize) -> Option<u64> {
    let numbers = all.iter().map(|word| u64::from(word.lemma)).chain([from as u64, to as u64]);
    let hash = || {
        numbers.fold(0xcbf2_9ce4_8422_2325_u64, |hash, number| {
            (hash ^ number).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(17)
        })
    };
    (all.iter().filter(|word| word.tells()).count() >= WHOLE).then(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_around_the_trigger_is_kept() {
        let text = "On Monday 12 shells hit the Orvan bridge near Ulverin.";
        let at = text.find("hit").unwrap();
        let telling = Telling::new(text, at..at + 3);
        let number = |word: &str| crate::word::number(word);
        assert_eq!(telling.trigger.lemma, number("hit"));
        assert!(telling.sentence.contains(&number("bridge")) && !telling.sentence.contains(&number("the")));
        assert_eq!(telling.names_left[..], [number("monday")]);
        assert_eq!(telling.numbers[..], [number("12")]);
        assert_eq!(telling.next, number("the"));
    }

    proptest! {
        #[test]
        fn any_text_and_range_is_read(text in "\\PC{0,60}", start in 0usize..80, length in 0usize..20) {
            let telling = Telling::new(&text, start..start + length);
            prop_assert!(telling.near.iter().all(|word| telling.sentence.contains(word)));
        }
    }
}
