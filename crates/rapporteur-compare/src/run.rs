//! Words in a row: what nobody says twice by chance.

use crate::words::Word;
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// Words in a row that make two quotations one.
pub(crate) const RUN: usize = 4;
/// Places of one run that are looked at: a phrase that stands everywhere tells nothing.
pub(crate) const PLACES: usize = 24;

/// A word as it stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rowed {
    pub(crate) hash: u64,
    pub(crate) span: Span,
    pub(crate) tells: bool,
}

impl Rowed {
    pub(crate) fn new(word: &Word) -> Self {
        Self { hash: hash(&word.folded), span: word.span, tells: word.tells() }
    }
}

/// FNV-1a.
fn hash(word: &str) -> u64 {
    word.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The hash of words in a row.
pub(crate) fn run(words: &[Rowed]) -> u64 {
    words.iter().fold(0x9e37_79b9_7f4a_7c15, |hash: u64, word| {
        (hash ^ word.hash).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29)
    })
}

/// The longest run of words that both have, of `least` words at least and with two that tell something: where it begins in the
/// `other`, and how long it is.
pub(crate) fn longest(one: &[Rowed], other: &[Rowed], least: usize) -> Option<(usize, usize)> {
    if one.len() < least || other.len() < least {
        return None;
    }
    let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, words) in one.windows(least).enumerate() {
        let known = places.entry(run(words)).or_default();
        if known.len() < PLACES {
            known.push(at);
        }
    }
    let mut best: Option<(usize, usize)> = None;
    for (at, words) in other.windows(least).enumerate() {
        for from in places.get(&run(words)).into_iter().flatten() {
            // Only from where the run begins.
            let begins = at == 0 || *from == 0 || other[at - 1].hash != one[from - 1].hash;
            if begins {
                let length =
                    one[*from..].iter().zip(&other[at..]).take_while(|(a, b)| a.hash == b.hash).count();
                let telling = other[at..at + length].iter().filter(|word| word.tells).count();
                if telling >= 2 && best.is_none_or(|(_, known)| length > known) {
                    best = Some((at, length));
                }
            }
        }
    }
    best
}
