//! Whether the words around an expression look back or ahead.

use super::Tense;
use super::word::Words;

/// How far words are looked at, to either side.
const REACH: usize = 14;

/// The tense of the clause around the words `from..to`: the nearest sign before them, else the nearest after them.
pub(super) fn around(words: &Words<'_>, from: usize, to: usize) -> Tense {
    let before = (from.saturating_sub(REACH)..from).rev().map(|at| sign(words, at));
    let after = (to..words.len().min(to + REACH)).map(|at| sign(words, at));
    before.chain(after).find(|tense| *tense != Tense::Open).unwrap_or(Tense::Open)
}

fn sign(words: &Words<'_>, at: usize) -> Tense {
    match words.at(at) {
        "will" | "shall" | "'ll" | "’ll" | "wo" | "won't" | "won’t" | "expected" | "expects" | "expect"
        | "scheduled" | "due" | "planned" | "planning" | "payable" | "until" | "upcoming" | "slated"
        | "forthcoming" | "intends" | "next" | "deadline" | "effective" => Tense::Future,
        "going" | "set" if words.at(at + 1) == "to" => Tense::Future,
        "is" | "are" if words.at(at + 1) == "to" => Tense::Future,
        "was" | "were" | "had" | "did" | "said" | "told" | "has" | "have" | "since" | "ended" | "fell"
        | "rose" | "took" | "came" | "made" | "began" | "met" | "held" | "went" | "got" | "gave" | "won"
        | "lost" | "ago" | "last" | "dated" | "sent" | "died" | "shot" | "broke" | "left" | "found"
        | "became" | "grew" => Tense::Past,
        word if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") => Tense::Past,
        _ => Tense::Open,
    }
}
