//! Views of a series under named rules. Each is a number by a rule, never the truth, and never kept in the place of claims.

use crate::series::{Entry, Series};
use rapporteur_record::Bound;

/// Low, best and high estimate.
///
/// Over the [last claims that stand](Series::standing): `low` is the smallest number claimed, `high` the largest; `best` is the number that
/// most claimants give, of equals the lower one; a limit (`more than 200`, `nearly 40`) is one only where nobody gives a number, and a lower limit before an upper one. It follows the three columns of the Uppsala Conflict Data Program's GED
/// (`low`: the lowest reliable estimate, `high`: the highest), whose coders also judge how reliable a source is; this rule
/// does not. `None` if no claim has a number.
#[must_use]
pub fn ucdp(series: &Series) -> Option<[f64; 3]> {
    let standing = series.standing();
    let numbers = |of: &dyn Fn(&Entry) -> bool| {
        let mut numbers: Vec<f64> =
            standing.iter().filter(|entry| of(entry)).filter_map(|entry| number(entry)).collect();
        numbers.sort_unstable_by(f64::total_cmp);
        numbers
    };
    let all = numbers(&|_| true);
    let (low, high) = (*all.first()?, *all.last()?);
    // `more than 200` says what a number is not below, not what it is.
    let told = numbers(&|entry| !is_limit(entry));
    let least = numbers(&|entry| matches!(entry.claim.amount.bound, Bound::MoreThan | Bound::AtLeast));
    let candidates = [&told, &least, &all].into_iter().find(|known| !known.is_empty())?;
    let mut best = (0, *candidates.first()?);
    for same in candidates.chunk_by(|left, right| left == right) {
        if same.len() > best.0 {
            best = (same.len(), same[0]);
        }
    }
    Some([low, best.1, high])
}

/// True for a claim that only tells a limit: `more than 200`, `up to 40`, `nearly 40`.
fn is_limit(entry: &Entry) -> bool {
    matches!(
        entry.claim.amount.bound,
        Bound::MoreThan | Bound::AtLeast | Bound::AtMost | Bound::LessThan | Bound::Nearly | Bound::Vague
    )
}

/// The most conservative number, with the words by which a vague claim gave it: the lowest of the last claims
/// that stand. Vague words count as in the Armed Conflict Location & Event Data Project: `tens` 10, `dozens` 12, `hundreds`
/// 100; by the same way of reading `thousands` 1,000. `None` if no claim has a number or such a word.
#[must_use]
pub fn conservative(series: &Series) -> Option<(f64, Option<&str>)> {
    let least =
        |entry: &'_ &Entry| number(entry).or_else(|| convention(entry.claim.amount.vague.as_deref()?));
    let entry =
        series.latest().into_iter().filter(|entry| least(entry).is_some()).min_by(|left, right| {
            least(left).unwrap_or(f64::INFINITY).total_cmp(&least(right).unwrap_or(f64::INFINITY))
        })?;
    let word = if number(entry).is_none() { entry.claim.amount.vague.as_deref() } else { None };
    Some((least(&entry)?, word))
}

/// The number of a vague word by convention: `dozens` 12. `None` for words without one, such as `many`.
#[must_use]
pub fn convention(words: &str) -> Option<f64> {
    let number = |word: &str| {
        Some(match word {
            "tens" => 10.0,
            "dozen" | "dozens" => 12.0,
            "scores" => 20.0,
            "hundred" | "hundreds" => 100.0,
            "thousand" | "thousands" => 1e3,
            "million" | "millions" => 1e6,
            _ => return None,
        })
    };
    let found: Vec<f64> = words.split_whitespace().filter_map(number).collect();
    (!found.is_empty()).then(|| found.iter().product())
}

fn number(entry: &Entry) -> Option<f64> {
    let amount = &entry.claim.amount;
    amount.value.or(amount.low).or(amount.high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_by_convention() {
        let check = |words: &str, expected: Option<f64>| assert_eq!(convention(words), expected, "{words}");
        check("dozens", Some(12.0));
        check("tens of thousands", Some(10_000.0));
        check("several hundred", Some(100.0));
        check("many", None);
    }
}
