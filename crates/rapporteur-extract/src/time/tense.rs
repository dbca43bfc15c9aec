//! Whether the words around an expression look back or ahead.

use super::Tense;
use super::word::Words;

/// How far words are looked at, to either side.
const REACH: usize = 14;

/// The tense of the clause around the words `from..to`: what leads them in, else the nearest sign before them, else the
/// nearest after them, else a modal verb near by.
pub(super) fn around(words: &Words<'_>, from: usize, to: usize) -> Tense {
    if leads_ahead(words, from) {
        return Tense::Future;
    }
    let before = || (from.saturating_sub(REACH)..from).rev();
    let after = || to..words.len().min(to + REACH);
    let strong = before().chain(after()).map(|at| sign(words, at)).find(|tense| *tense != Tense::Open);
    strong.unwrap_or_else(|| {
        let ahead = before().chain(after()).any(|at| hints(words, at))
            || matches!(words.before(from), "by" | "through" | "until");
        if ahead { Tense::Future } else { Tense::Open }
    })
}

/// `as early as Tuesday`, `ahead of the weekend`.
fn leads_ahead(words: &Words<'_>, from: usize) -> bool {
    let back = |by: usize| from.checked_sub(by).map_or("", |at| words.at(at));
    matches!((back(3), back(2), back(1)), ("as", "early" | "soon", "as") | (_, "ahead", "of"))
}

/// A word that looks ahead where no tense is told. `may` and `can` are none: what may be can be over.
fn hints(words: &Words<'_>, at: usize) -> bool {
    matches!(words.at(at), "would" | "could" | "should" | "plan" | "plans" | "hopes" | "hope" | "until")
}

fn sign(words: &Words<'_>, at: usize) -> Tense {
    let word = words.at(at);
    match word {
        "next" if words.at(at + 1) == "to" => Tense::Open,
        "will" | "shall" | "'ll" | "’ll" | "wo" | "won't" | "won’t" | "expected" | "expects" | "expect"
        | "scheduled" | "due" | "planned" | "planning" | "payable" | "upcoming" | "slated" | "supposed"
        | "forthcoming" | "intends" | "next" | "deadline" | "effective" | "tomorrow" => Tense::Future,
        "going" | "set" if words.at(at + 1) == "to" => Tense::Future,
        "is" | "are" if words.at(at + 1) == "to" => Tense::Future,
        // `to be held`, `would be paid`: the participle tells nothing, the words before `be` do.
        "be" if matches!(
            words.before(at),
            "to" | "would" | "will" | "could" | "may" | "might" | "should" | "can" | "shall"
        ) =>
        {
            Tense::Future
        }
        _ if words.before(at) == "be" => Tense::Open,
        _ if past(word) => Tense::Past,
        word if word.len() > 4
            && word.ends_with("ed")
            && !word.ends_with("eed")
            && !word.starts_with("un") =>
        {
            Tense::Past
        }
        _ => Tense::Open,
    }
}

/// Past forms that no ending tells, and words that go with them. Forms that are also present (`put`, `cut`) are left
/// out.
fn past(word: &str) -> bool {
    matches!(
        word,
        "was"
            | "were"
            | "had"
            | "did"
            | "said"
            | "told"
            | "has"
            | "have"
            | "since"
            | "ago"
            | "last"
            | "ate"
            | "beat"
            | "became"
            | "began"
            | "begun"
            | "bled"
            | "blew"
            | "bore"
            | "born"
            | "bought"
            | "broke"
            | "broken"
            | "brought"
            | "built"
            | "burst"
            | "came"
            | "caught"
            | "chose"
            | "chosen"
            | "dealt"
            | "died"
            | "drank"
            | "drew"
            | "driven"
            | "drove"
            | "dug"
            | "fed"
            | "fell"
            | "fallen"
            | "felt"
            | "fled"
            | "flew"
            | "forgot"
            | "fought"
            | "found"
            | "froze"
            | "gave"
            | "given"
            | "gone"
            | "got"
            | "grew"
            | "grown"
            | "heard"
            | "held"
            | "hid"
            | "hung"
            | "kept"
            | "knew"
            | "laid"
            | "led"
            | "left"
            | "lent"
            | "lost"
            | "made"
            | "meant"
            | "met"
            | "paid"
            | "ran"
            | "rang"
            | "risen"
            | "rode"
            | "rose"
            | "sank"
            | "sat"
            | "saw"
            | "seen"
            | "sent"
            | "shook"
            | "shot"
            | "sold"
            | "sought"
            | "spent"
            | "spoke"
            | "spoken"
            | "stole"
            | "stood"
            | "struck"
            | "stuck"
            | "sued"
            | "swept"
            | "swore"
            | "taken"
            | "taught"
            | "thought"
            | "threw"
            | "took"
            | "tore"
            | "went"
            | "withdrew"
            | "woke"
            | "won"
            | "wore"
            | "wrote"
            | "written"
    )
}
