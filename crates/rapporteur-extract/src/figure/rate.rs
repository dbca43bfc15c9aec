//! What a day, a week, a month or a year brings: `59 deaths a day`, `a record 8,100 new cases in a single day`. It is no step of a sum.

use super::phrase::Phrase;
use super::quantity;
use rapporteur_ontology::function;
use rapporteur_record::Scope;

/// Words behind a counted phrase that may tell of how long it is.
const BEHIND: usize = 16;

/// Words before it.
const BEFORE: usize = 12;

/// The stretch of time that a figure is counted by, if the words of its clause tell one. `words` are in lower case.
pub(super) fn scope(words: &[&str], phrase: &Phrase) -> Option<Scope> {
    let end = clause_end(words, phrase);
    each(words, phrase, end)
        .or_else(|| described(words, phrase.quantity.to..phrase.to))
        .or_else(|| subject(words, phrase))
        .or_else(|| single_day(words, phrase.to..end))
        .or_else(|| grave_day(words, phrase, end))
}

/// True for a mean: `an average of 59 a day`, `averaging 59 deaths`. It is no count of anybody.
pub(super) fn is_average(words: &[&str], phrase: &Phrase) -> bool {
    let before = &words[phrase.from.saturating_sub(3)..phrase.from];
    before.iter().any(|word| matches!(*word, "average" | "averages" | "averaging" | "averaged" | "mean"))
        || words[phrase.quantity.to..phrase.to].contains(&"average")
}

/// Where the words end that can tell how long a figure is: at the next number that counts something else.
fn clause_end(words: &[&str], phrase: &Phrase) -> usize {
    let last = words.len().min(phrase.to + BEHIND);
    (phrase.to..last)
        .find(|&at| {
            matches!(words[at], ";" | ":" | "“" | "”" | "while" | "but" | "whereas")
                || quantity::quantity(words, at).is_some_and(|number| {
                    number.value.is_some() && !words.get(number.to).is_some_and(|unit| is_unit(unit))
                })
        })
        .unwrap_or(last)
}

fn is_unit(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    matches!(one, "hour" | "day" | "week" | "month" | "year") || word.starts_with("consecutive")
}

fn of_noun(word: &str) -> Option<Scope> {
    Some(match word {
        "day" => Scope::Daily,
        "week" => Scope::Weekly,
        "month" => Scope::Monthly,
        "year" => Scope::Yearly,
        _ => return None,
    })
}

fn of_adjective(word: &str) -> Option<Scope> {
    Some(match word {
        "daily" | "one-day" | "single-day" | "24-hour" => Scope::Daily,
        "weekly" | "one-week" => Scope::Weekly,
        "monthly" => Scope::Monthly,
        "yearly" | "annual" | "annually" => Scope::Yearly,
        _ => return None,
    })
}

/// `refugees a day`, `dying every week`, `killed per year`, `are dying daily`: behind the phrase, before its clause goes on.
fn each(words: &[&str], phrase: &Phrase, end: usize) -> Option<Scope> {
    const NEAR: usize = 6;
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    (phrase.to..end.min(phrase.to + NEAR)).take_while(|&at| !is_border(words[at])).find_map(|at| {
        let found = match word(at) {
            "each" | "every" | "per" => of_noun(word(at + 1)).map(|scope| (scope, at + 2)),
            // `two a day`, but `half a day`; `a day before`, `a day of violence` are days of something else.
            "a" if at > 0
                && !matches!(words[at - 1], "for" | "in" | "on" | "within" | "of" | "than" | "half") =>
            {
                of_noun(word(at + 1)).map(|scope| (scope, at + 2))
            }
            // `dying daily`, but `daily bombings`
            next if next.ends_with("ly") => of_adjective(next).map(|scope| (scope, at + 1)),
            _ => None,
        };
        let (scope, to) = found?;
        let goes_on = word(to).starts_with(char::is_alphabetic)
            && (function::lookup(word(to)).is_none()
                || matches!(
                    word(to),
                    "before" | "after" | "earlier" | "later" | "ago" | "of" | "when" | "that"
                ));
        (!goes_on).then_some(scope)
    })
}

fn is_border(word: &str) -> bool {
    matches!(
        word,
        "," | ";" | ":" | "(" | ")" | "—" | "–" | "and" | "or" | "who" | "which" | "that" | "when" | "where"
    )
}

/// `40 new daily cases`
fn described(words: &[&str], mut of: std::ops::Range<usize>) -> Option<Scope> {
    of.find_map(|at| of_adjective(words[at]))
}

/// `the daily death toll reached 40`, `new daily cases had hit a peak at 40`: what the number is said of.
fn subject(words: &[&str], phrase: &Phrase) -> Option<Scope> {
    let first = phrase.from.saturating_sub(BEFORE);
    let clause = (first..phrase.from)
        .rev()
        .take_while(|&at| {
            !is_border(words[at]) && quantity::quantity(words, at).is_none_or(|number| number.value.is_none())
        })
        .last()?;
    (clause..phrase.from).find_map(|at| {
        let scope = of_adjective(words[at])?;
        (at + 1..phrase.from.min(at + 4)).any(|at| is_counted(words[at])).then_some(scope)
    })
}

/// Nouns for what is counted and for counts.
fn is_counted(word: &str) -> bool {
    matches!(
        word,
        "cases"
            | "infections"
            | "deaths"
            | "fatalities"
            | "casualties"
            | "injuries"
            | "arrests"
            | "toll"
            | "count"
            | "tally"
            | "total"
            | "figure"
            | "number"
    )
}

/// `in a single day`, `its biggest daily jump`, `a one-day record`, `in the past 24 hours`.
fn single_day(words: &[&str], mut of: std::ops::Range<usize>) -> Option<Scope> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    of.find_map(|at| match word(at) {
        "in" => {
            let article = usize::from(matches!(word(at + 1), "a" | "the" | "just" | "one" | "any"));
            let next = at + 1 + article;
            let single = usize::from(matches!(word(next), "single" | "past" | "last" | "previous" | "one"));
            let day = next + single;
            let whole = word(day) == "day" && (single > 0 || word(at + 1) == "one")
                || (word(day) == "24" && word(day + 1) == "hours");
            whole.then_some(Scope::Daily)
        }
        // `more than on any day before`
        "any" => (at..at + 3).any(|at| word(at + 1) == "day").then_some(Scope::Daily),
        _ => {
            let scope = of_adjective(word(at))?;
            (at + 1..at + 3).any(|at| is_height(word(at)) || is_counted(word(at))).then_some(scope)
        }
    })
}

/// Nouns for how far a count has risen.
fn is_height(word: &str) -> bool {
    matches!(
        word,
        "record"
            | "records"
            | "high"
            | "highs"
            | "jump"
            | "increase"
            | "rise"
            | "peak"
            | "spike"
            | "surge"
            | "infections"
            | "total"
    )
}

/// `one of its deadliest days, with 40 deaths`: what so grave a day brought.
fn grave_day(words: &[&str], phrase: &Phrase, end: usize) -> Option<Scope> {
    let first = phrase.from.saturating_sub(BEFORE);
    let other = (first..phrase.from).rev().find(|&at| {
        quantity::quantity(words, at).is_some_and(|number| number.value.is_some_and(|value| value > 1.0))
    });
    let from = other.map_or(first, |at| at + 1);
    let grave = |word: &str| word == "worst" || word.len() > 6 && word.ends_with("iest");
    let days = (from + 1..end).any(|at| matches!(words[at], "day" | "days") && grave(words[at - 1]));
    days.then_some(Scope::Daily)
}
