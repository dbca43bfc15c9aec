//! Shares of a figure: `the majority of whom were children`, `half of them children`.

use crate::number::numeral;
use rapporteur_record::Bound;
use std::ops::Range;

/// A share of the figure before it.
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
}

/// The share that starts at this word. The words are in lower case.
pub(super) fn share(words: &[&str], at: usize) -> Option<Share> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let (value, bound, number, partitive) = amount(words, at)?;
    let mut next = number;
    let of = word(next) == "of" && matches!(word(next + 1), "whom" | "them" | "those" | "which");
    let named = word(next) == "of"
        && word(next + 1) == "the"
        && matches!(word(next + 2), "dead" | "victims" | "killed" | "casualties" | "wounded");
    if of {
        next += 2;
    } else if named {
        next += 3;
    } else if partitive {
        return None;
    }
    while matches!(word(next), "were" | "was" | "are" | "being" | "reportedly" | "have" | "been" | ":") {
        next += 1;
    }
    let start = next;
    let end = (start..start + 3).find(|&k| is_counted(word(k)))? + 1;
    let end = if word(end) == "and" && is_counted(word(end + 1)) { end + 2 } else { end };
    Some(Share { words: at..end, number: at..number, value, bound, counted: start..end })
}

/// Value, bound, position after the words, and whether `of them` must follow.
fn amount(words: &[&str], at: usize) -> Option<(f64, Bound, usize, bool)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let before = at.checked_sub(1).map_or("", word);
    match word(at) {
        "the" | "a" => {
            let size = usize::from(matches!(word(at + 1), "vast" | "overwhelming" | "large" | "great"));
            (word(at + 1 + size) == "majority").then_some((0.5, Bound::MoreThan, at + 2 + size, false))
        }
        "most" if before != "the" && before != "at" => Some((0.5, Bound::MoreThan, at + 1, true)),
        "predominantly" | "mostly" | "mainly" | "largely" | "primarily" | "chiefly" => matches!(
            before,
            "," | "(" | "—" | "–" | "--" | "-"
        )
        .then_some((0.5, Bound::MoreThan, at + 1, false)),
        "half" => Some((0.5, Bound::Exact, at + 1, true)),
        "two-thirds" => Some((2.0 / 3.0, Bound::Exact, at + 1, true)),
        "two" if word(at + 1) == "thirds" => Some((2.0 / 3.0, Bound::Exact, at + 2, true)),
        "nearly" | "almost" | "about" | "around" | "over" => {
            let bound = match word(at) {
                "nearly" | "almost" => Bound::Nearly,
                "over" => Bound::MoreThan,
                _ => Bound::About,
            };
            amount(words, at + 1)
                .filter(|found| found.1 == Bound::Exact)
                .map(|(value, _, to, partitive)| (value, bound, to, partitive))
        }
        "more" if word(at + 1) == "than" => amount(words, at + 2)
            .filter(|found| found.1 == Bound::Exact)
            .map(|(value, _, to, partitive)| (value, Bound::MoreThan, to, partitive)),
        _ => {
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
    }
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
