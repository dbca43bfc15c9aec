//! Shares of a figure: `the majority of whom were children`, `a third of them fled`, `of those killed, 61 per cent were women`.

use super::frame;
use crate::number::numeral;
use rapporteur_ontology::measure::Measure;
use rapporteur_ontology::noun;
use rapporteur_record::Bound;
use std::ops::Range;

/// What a share divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    /// The figure before it in its sentence.
    Sentence,
    /// `of them`: the figure before it, also of an earlier sentence.
    Them,
    /// `of the injured`: people of whom this happened.
    Told(Measure),
    /// `of the 6,000 people who fled`: the number that starts at this word.
    Number(usize),
}

/// A share of a figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Share {
    /// All of its words.
    pub(super) words: Range<usize>,
    /// The words that tell how much.
    pub(super) number: Range<usize>,
    pub(super) value: f64,
    pub(super) bound: Bound,
    /// Who the part is.
    pub(super) counted: Range<usize>,
    pub(super) whole: Whole,
}

/// The share that starts at this word. The words are in lower case.
pub(super) fn share(words: &[&str], at: usize) -> Option<Share> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let (value, bound, number, partitive) = amount(words, at)?;
    let of = of_whom(words, number);
    let fronted = || fronted(words, at);
    let (whole, people) = match of.clone().or_else(fronted) {
        Some(found) => found,
        None if partitive => return None,
        None => (Whole::Sentence, number..number),
    };
    let mut next = if of.is_some() { people.end } else { number };
    while matches!(word(next), "were" | "was" | "are" | "is" | "being" | "reportedly" | "have" | "been" | ":")
    {
        next += 1;
    }
    let start = next;
    let named = (start..start + 3).find(|&k| is_counted(word(k))).map(|k| k + 1);
    let counted = match named {
        Some(end) => start..if word(end) == "and" && is_counted(word(end + 1)) { end + 2 } else { end },
        // Without a noun for the part the words must say what they divide, and `most of them` says too little.
        None if people.is_empty() || bound == Bound::MoreThan && value == 0.5 => return None,
        None => people.clone(),
    };
    let end = counted.end.max(number);
    Some(Share { words: at..end, number: at..number, value, bound, counted, whole })
}

/// `of them`, `of the injured`, `of the 6,000 people` behind an amount: what is divided, and the words for it.
fn of_whom(words: &[&str], at: usize) -> Option<(Whole, Range<usize>)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if word(at) != "of" {
        return None;
    }
    if word(at + 1) == "those"
        && let Some((measure, to)) = frame::people_who(words, at + 2)
    {
        return Some((Whole::Told(measure), at + 1..to));
    }
    if matches!(word(at + 1), "whom" | "them" | "those" | "which") {
        return Some((Whole::Them, at + 1..at + 2));
    }
    let article = usize::from(matches!(word(at + 1), "the" | "its" | "their" | "these"));
    if article > 0 && word(at + 2) == "victims" {
        return Some((Whole::Them, at + 1..at + 3));
    }
    if let Some((measure, to)) = frame::people_who(words, at + 1 + article).filter(|_| article > 0) {
        return Some((Whole::Told(measure), at + 1..to));
    }
    // `of the people killed`, `of the people who were killed`
    let person = |at: usize| {
        noun::lookup(word(at)).is_some_and(|form| form.plural && form.noun.person) || word(at) == "people"
    };
    if article > 0 && person(at + 2) {
        let clause = if word(at + 3) == "who" { 1 } else { 0 };
        let verb = (at + 3 + clause..at + 6 + clause).find(|&k| clause == 0 || !frame::auxiliary(word(k)))?;
        if let Some((measure, to)) = frame::people_who(words, verb) {
            return Some((Whole::Told(measure), at + 1..to));
        }
    }
    // `a quarter of a million` is a number.
    if matches!(word(at + 1), "a" | "an") {
        return None;
    }
    let digits = numeral(words.get(at + 1 + article..)?)?;
    Some((Whole::Number(at + 1 + article), at + 1..at + 1 + article + digits.words))
}

/// `Of those killed, 61 per cent …`: what the words at the begin of the clause divide. A second share shares them.
fn fronted(words: &[&str], at: usize) -> Option<(Whole, Range<usize>)> {
    const FAR: usize = 14;
    (at.saturating_sub(FAR)..at).rev().find_map(|of| {
        let opens = of == 0 || matches!(words[of - 1], "," | ";" | "\"" | "“" | "and");
        let (whole, people) = of_whom(words, of).filter(|_| opens)?;
        let Whole::Told(_) = whole else { return None };
        (words.get(people.end) == Some(&",")).then_some((whole, people))
    })
}

/// Value, bound, position after the words, and whether `of them` must follow.
fn amount(words: &[&str], at: usize) -> Option<(f64, Bound, usize, bool)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let before = at.checked_sub(1).map_or("", word);
    let exact = |value: f64, to: usize| Some((value, Bound::Exact, to, true));
    match word(at) {
        "the" | "a" if word(at + 1) == "majority" || word(at + 2) == "majority" => {
            let size = usize::from(matches!(word(at + 1), "vast" | "overwhelming" | "large" | "great"));
            (word(at + 1 + size) == "majority").then_some((0.5, Bound::MoreThan, at + 2 + size, false))
        }
        "most" if before != "the" && before != "at" => Some((0.5, Bound::MoreThan, at + 1, true)),
        "predominantly" | "mostly" | "mainly" | "largely" | "primarily" | "chiefly" => matches!(
            before,
            "," | "(" | "—" | "–" | "--" | "-"
        )
        .then_some((0.5, Bound::MoreThan, at + 1, false)),
        "half" => exact(0.5, at + 1),
        "a" | "one" => match (word(at + 1), word(at + 2)) {
            ("half", _) => exact(0.5, at + 2),
            ("third", _) => exact(1.0 / 3.0, at + 2),
            ("quarter" | "fourth", _) => exact(0.25, at + 2),
            ("fifth", _) => exact(0.2, at + 2),
            ("tenth", _) => exact(0.1, at + 2),
            ("in" | "out", _) => one_in(words, at),
            _ => percent(words, at),
        },
        "two-thirds" => exact(2.0 / 3.0, at + 1),
        "three-quarters" | "three-fourths" => exact(0.75, at + 1),
        "two" if word(at + 1) == "thirds" => exact(2.0 / 3.0, at + 2),
        "three" if matches!(word(at + 1), "quarters" | "fourths") => exact(0.75, at + 2),
        word if hedges(word) && !matches!(word, "more" | "less" | "fewer" | "at") => {
            let bound = match word {
                "nearly" | "almost" => Bound::Nearly,
                "over" => Bound::MoreThan,
                _ => Bound::About,
            };
            hedged(words, at + 1, bound)
        }
        "more" if word(at + 1) == "than" => hedged(words, at + 2, Bound::MoreThan),
        "less" | "fewer" if word(at + 1) == "than" => hedged(words, at + 2, Bound::LessThan),
        "at" if word(at + 1) == "least" => hedged(words, at + 2, Bound::AtLeast),
        _ => one_in(words, at).or_else(|| percent(words, at)),
    }
}

fn hedged(words: &[&str], at: usize, bound: Bound) -> Option<(f64, Bound, usize, bool)> {
    // One hedge only: the amount behind it starts with a number.
    let plain = !words.get(at).is_some_and(|word| hedges(word));
    let (value, found, to, partitive) = plain.then(|| amount(words, at))??;
    (found == Bound::Exact).then_some((value, bound, to, partitive))
}

/// True for words that bound the amount behind them.
fn hedges(word: &str) -> bool {
    matches!(
        word,
        "nearly"
            | "almost"
            | "about"
            | "around"
            | "over"
            | "roughly"
            | "some"
            | "approximately"
            | "more"
            | "less"
            | "fewer"
            | "at"
    )
}

/// `one in eight`, `two out of three`.
fn one_in(words: &[&str], at: usize) -> Option<(f64, Bound, usize, bool)> {
    let part = numeral(words.get(at..)?)?;
    let mut to = at + part.words;
    to += match (words.get(to).copied(), words.get(to + 1).copied()) {
        (Some("in"), _) => 1,
        (Some("out"), Some("of")) => 2,
        _ => return None,
    };
    let whole = numeral(words.get(to..)?)?;
    let small = part.value >= 1.0 && part.value < whole.value && whole.value <= 20.0 && part.value <= 10.0;
    small.then_some((part.value / whole.value, Bound::Exact, to + whole.words, true))
}

fn percent(words: &[&str], at: usize) -> Option<(f64, Bound, usize, bool)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let number = numeral(words.get(at..)?)?;
    let to = at + number.words;
    let percent =
        matches!(word(to), "%" | "percent" | "pct") || (word(to) == "per" && word(to + 1) == "cent");
    let after = to + if word(to) == "per" { 2 } else { 1 };
    (percent && (0.0..=100.0).contains(&number.value)).then_some((
        number.value / 100.0,
        Bound::Exact,
        after,
        true,
    ))
}
fn is_counted(word: &str) -> bool {
    matches!(
        word,
        "civilians"
            | "civilian"
            | "women"
            | "children"
            | "minors"
            | "soldiers"
            | "fighters"
            | "militants"
            | "combatants"
            | "non-combatants"
            | "teenagers"
            | "men"
            | "noncombatants"
            | "girls"
            | "boys"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_shares() {
        let check = |text: &str, expected: Option<(f64, Bound, usize)>| {
            let words: Vec<&str> = text.split(' ').collect();
            let at = usize::from(words[0] == ",");
            assert_eq!(share(&words, at).map(|s| (s.value, s.bound, s.words.end)), expected, "{text:?}");
        };
        check("the majority of whom were children .", Some((0.5, Bound::MoreThan, 6)));
        check(", mostly women and children .", Some((0.5, Bound::MoreThan, 5)));
        check("most of them civilians", Some((0.5, Bound::MoreThan, 4)));
        check("nearly half of them children", Some((0.5, Bound::Nearly, 5)));
        check("70 percent of whom are women", Some((0.7, Bound::Exact, 6)));
        check("mostly women", None);
        check("most civilians", None);
        check("the majority of voters", None);
        check("half of the budget", None);
    }
}
