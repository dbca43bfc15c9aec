//! Whether the words around an expression look back or ahead.

use super::Tense;
use super::word::{Class, Words};

/// How far words are looked at, to either side.
const REACH: usize = 14;

/// The tense of the clause around the words `from..to`: what leads them in, else the nearest sign before them, else the
/// nearest after them, else a modal verb near by.
pub(super) fn around(words: &Words<'_>, from: usize, to: usize) -> Tense {
    if leads_ahead(words, from) {
        return Tense::Future;
    }
    if told(words, from) || looks_back(words, from, to) || is_answered(words, from) {
        return Tense::Past;
    }
    if in_aside_of_perfect(words, from, to) {
        return Tense::Future;
    }
    // `ways to get around Friday's ruling`: what a day has is named by it, whatever is aimed at.
    if !words.is_possessive(to) && (is_aim(words, from) || is_ahead_of_today(words, from, to)) {
        return Tense::Future;
    }
    of_signs(words, from, to)
}

/// The tense that the verbs and adverbs around tell.
pub(super) fn of_signs(words: &Words<'_>, from: usize, to: usize) -> Tense {
    let before = || (from.saturating_sub(REACH)..from).rev();
    let after = || to..words.len().min(to + REACH);
    let strong = before().chain(after()).map(|at| sign(words, at)).find(|tense| *tense != Tense::Open);
    strong.unwrap_or_else(|| {
        // What stands before a colon is another sentence: `He, who would not be named, doubts it: …`.
        let here = before().take_while(|at| !matches!(words.at(*at), ":" | ";"));
        let ahead = here.chain(after()).any(|at| hints(words, at))
            || matches!(words.before(from), "by" | "through" | "until");
        if ahead { Tense::Future } else { Tense::Open }
    })
}

/// `as early as Tuesday`, `ahead of the weekend`, `come November`, `delayed until May 3`.
fn leads_ahead(words: &Words<'_>, from: usize) -> bool {
    let back = |by: usize| from.checked_sub(by).map_or("", |at| words.at(at));
    if matches!(
        (back(3), back(2), back(1)),
        ("as", "early" | "soon", "as") | (_, "ahead", "of") | (.., "come")
    ) {
        return true;
    }
    matches!(back(1), "until" | "till" | "to")
        && (2..=6).any(|by| {
            matches!(
                back(by),
                "delayed"
                    | "delay"
                    | "postponed"
                    | "postpone"
                    | "pushed"
                    | "moved"
                    | "extended"
                    | "extend"
                    | "rescheduled"
            )
        })
}

/// True if the words `from..` only say when something was told: `she said on Tuesday`, `told reporters Tuesday`.
pub(super) fn tells(words: &Words<'_>, from: usize) -> bool {
    let on = usize::from(matches!(words.before(from), "on" | "late" | "early"));
    let back = |by: usize| from.checked_sub(on + by).map_or("", |at| words.at(at));
    matches!(back(1), "said" | "says" | "added" | "announced" | "reported" | "wrote" | "tweeted")
        || (back(2) == "told" && !back(1).is_empty())
}

/// Who told it, right before: `announcing Wednesday`, `said on Monday`.
fn told(words: &Words<'_>, from: usize) -> bool {
    let on = usize::from(matches!(words.before(from), "on" | "late" | "early" | "earlier"));
    let verb = from.checked_sub(1 + on).map_or("", |at| words.at(at));
    matches!(verb, "announcing" | "saying" | "telling" | "writing" | "adding" | "tweeting")
}

/// `on Tuesday, when the dam broke`, `90 more than on Tuesday`: what is told of the day is over.
fn looks_back(words: &Words<'_>, from: usize, to: usize) -> bool {
    let on = usize::from(words.before(from) == "on");
    if from.checked_sub(1 + on).is_some_and(|at| words.at(at) == "than") {
        return true;
    }
    let when = to + usize::from(words.at(to) == ",");
    if words.at(when) != "when" {
        return false;
    }
    // `when polls were expected to open` looks ahead after all.
    let verb = (when + 1..words.len().min(when + REACH)).find(|at| sign(words, *at) != Tense::Open);
    verb.is_some_and(|at| sign(words, at) == Tense::Past && sign(words, at + 1) != Tense::Future)
}

/// `will add to its answer to Marten's speech on Monday`: what is answered is over, whatever the answer will be.
fn is_answered(words: &Words<'_>, from: usize) -> bool {
    let on = usize::from(words.before(from) == "on");
    let floor = from.saturating_sub(REACH);
    let Some(owner) = (floor..from - on.min(from)).rev().take(AIM).find(|at| words.is_possessive(*at)) else {
        return false;
    };
    let to = (floor..owner).rev().take(4).find(|at| !words.capital(*at) && words.at(*at) != "the");
    to.is_some_and(|to| {
        words.at(to) == "to"
            && matches!(words.before(to), "answer" | "reaction" | "reply" | "response" | "retaliation")
    })
}

/// `some towns — including Orla on Monday — have moved their votes`: no perfect has the day of something that is over.
fn in_aside_of_perfect(words: &Words<'_>, from: usize, to: usize) -> bool {
    /// Words of the aside before the date.
    const ASIDE: usize = 6;
    let mark = |at: usize| matches!(words.at(at), "—" | "–" | "--" | "(" | ")" | ",");
    let Some(open) = (from.saturating_sub(ASIDE)..from).rev().find(|at| mark(*at)) else { return false };
    let plain = (open + 1..from).all(|at| sign(words, at) == Tense::Open);
    let names = matches!(words.at(open + 1), "including" | "among");
    let perfect = matches!(words.at(to + 1), "have" | "has") && sign(words, to + 2) == Tense::Past;
    plain && names && mark(to) && perfect
}

/// A date with a verb of the present or a condition: `it is on the ballot Tuesday`, `she seeks re-election on May 3`, `if it
/// were held on Tuesday`.
fn is_ahead_of_today(words: &Words<'_>, from: usize, to: usize) -> bool {
    let weekday = (from..to).any(|at| matches!(words.class(at), Class::Weekday(..)));
    if words.before(from) == "since" {
        return false;
    }
    let present = |word: &str| match word {
        "is" | "are" | "can" | "must" | "opens" | "begins" | "starts" | "ends" | "closes" | "wraps"
        | "meets" | "resumes" | "returns" => weekday,
        "seeks" | "faces" | "awaits" => true,
        _ => false,
    };
    let near = (from.saturating_sub(AIM)..from).rev();
    let verb = near
        .take_while(|at| !super::grammar::ends_clause(words.at(*at)))
        .find(|at| sign(words, *at) != Tense::Open || present(words.at(*at)));
    let Some(verb) = verb else { return false };
    // `were held`: the auxiliary tells.
    let was = [verb, verb.saturating_sub(1)].into_iter().find(|at| matches!(words.at(*at), "was" | "were"));
    match was {
        Some(was) => weekday && (was.saturating_sub(6)..was).any(|at| words.at(at) == "if"),
        None => present(words.at(verb)),
    }
}

/// How far before a date the verb may stand that is said to be aimed at.
const AIM: usize = 7;

/// What somebody wants done, or is to do: `told them to keep the gates shut on Monday`, `an order to close it from Friday`.
fn is_aim(words: &Words<'_>, from: usize) -> bool {
    let near = from.saturating_sub(AIM)..from;
    let Some(to) = near.rev().find(|at| words.at(*at) == "to") else { return false };
    // Between the infinitive and the date no other verb is told.
    if (to + 2..from).any(|at| sign(words, at) != Tense::Open || super::grammar::ends_clause(words.at(at))) {
        return false;
    }
    let verb = words.at(to + 1);
    if verb.is_empty() || verb.ends_with("ing") || verb.starts_with(|c: char| !c.is_ascii_lowercase()) {
        return false;
    }
    (to.saturating_sub(5)..to).rev().any(|at| {
        matches!(
            words.at(at),
            "urge"
                | "urged"
                | "urges"
                | "urging"
                | "ordered"
                | "orders"
                | "order"
                | "plan"
                | "plans"
                | "vowed"
                | "pledged"
                | "promised"
                | "agreed"
                | "agreeing"
                | "decided"
                | "wants"
                | "invited"
                | "instructed"
                | "harder"
                | "for"
                | "easier"
                | "ready"
                | "likely"
                | "unlikely"
                | "intends"
                | "hopes"
        )
    })
}

/// A word that looks ahead where no tense is told. `may` and `can` are none: what may be can be over.
fn hints(words: &Words<'_>, at: usize) -> bool {
    matches!(words.at(at), "would" | "could" | "should" | "plan" | "plans" | "hopes" | "hope" | "until")
}

fn sign(words: &Words<'_>, at: usize) -> Tense {
    let word = words.at(at);
    match word {
        "next" if words.at(at + 1) == "to" => Tense::Open,
        // `a test of will,`
        "will" if super::grammar::ends_clause(words.at(at + 1)) || words.at(at + 1) == "\"" => Tense::Open,
        "will" | "shall" | "'ll" | "’ll" | "wo" | "won't" | "won’t" | "expected" | "expects" | "expect"
        | "scheduled" | "due" | "planned" | "planning" | "payable" | "upcoming" | "slated" | "supposed"
        | "forthcoming" | "intends" | "next" | "deadline" | "effective" | "tomorrow" => Tense::Future,
        // `won't` may be cut behind the stem.
        "won" if matches!(words.at(at + 1), "'t" | "’t" | "n't" | "n’t") => Tense::Future,
        "going" | "set" if words.at(at + 1) == "to" => Tense::Future,
        // `they won't have it by May`
        "have" if follows_will(words, at) => Tense::Open,
        "is" | "are" if words.at(at + 1) == "to" => Tense::Future,
        // `to be held`, `would be paid`: the participle tells nothing, the words before `be` do.
        "be" if matches!(words.before(at), "to" | "would" | "will" | "should" | "shall") => Tense::Future,
        // `may be held` looks ahead, `may be wet` says how it is.
        "be" if matches!(words.before(at), "could" | "may" | "might" | "can") => {
            let done = words.at(at + 1);
            if done.ends_with("ed") || past(done) { Tense::Future } else { Tense::Open }
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

/// True for a verb behind `will`, with `not` between or without.
fn follows_will(words: &Words<'_>, at: usize) -> bool {
    let before = (at.saturating_sub(2)..at).rev().map(|at| words.at(at));
    before
        .skip_while(|word| matches!(*word, "not" | "n't" | "n’t" | "'t" | "’t"))
        .take(1)
        .any(|word| matches!(word, "will" | "wo" | "won" | "won't" | "won’t" | "shall" | "'ll" | "’ll"))
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
