//! How many, as far as the words say: a number with its bound, and the stretch of numbers that it allows.

use rapporteur_record::{Bound, Figure};

/// A number as claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The number as written; absent for ranges and vague words. A share is a fraction of 1.
    pub value: Option<f64>,
    /// Lowest value that the words set.
    pub low: Option<f64>,
    /// Highest value that the words set.
    pub high: Option<f64>,
    /// How the text bounds it.
    pub bound: Bound,
    /// For a vague one the words that count, in lower case: `dozens`, `tens of thousands`.
    pub vague: Option<String>,
}

/// `about n` allows this share of n more or less, and `nearly n` this share less. A convention: the words set no limit.
const ABOUT: f64 = 0.1;

/// Round numbers of this size and more stand for what rounds to them.
const ROUNDED_FROM: f64 = 1_000.0;

impl Amount {
    /// The number of a figure, whose numeral in the text is `number`.
    #[must_use]
    pub fn of(figure: &Figure, number: &str) -> Self {
        Self {
            value: figure.value,
            low: figure.low,
            high: figure.high,
            bound: figure.bound,
            vague: (figure.bound == Bound::Vague).then(|| number.to_lowercase()),
        }
    }

    /// The least and the most that the words allow, for comparing. The number after `more than` is allowed, for reports use
    /// it and the bare number for one another; a round number from a thousand on stands for what rounds to it.
    #[must_use]
    pub fn stretch(&self) -> (f64, f64) {
        let Some(value) = self.value else {
            let least = self.vague.as_deref().map_or(0.0, least);
            return (self.low.unwrap_or(least), self.high.unwrap_or(f64::INFINITY));
        };
        match self.bound {
            Bound::Exact | Bound::Range | Bound::Vague => {
                let slack = rounding(value);
                (value - slack, value + slack)
            }
            Bound::About => (value * (1.0 - ABOUT), value * (1.0 + ABOUT)),
            Bound::MoreThan | Bound::AtLeast => (value, f64::INFINITY),
            Bound::AtMost | Bound::LessThan => (0.0, value),
            Bound::Nearly => (value * (1.0 - ABOUT), value),
        }
    }

    /// One number for it, for views and for the order of growth: the number as written, of a range its lower end, of vague
    /// words the least that they can mean.
    #[must_use]
    pub fn nominal(&self) -> f64 {
        self.value.or(self.low).or(self.high).unwrap_or_else(|| self.vague.as_deref().map_or(0.0, least))
    }

    /// True if both are written with one number, whatever bounds it.
    #[must_use]
    pub fn same_number(&self, other: &Self) -> bool {
        match (self.value, other.value) {
            (Some(left), Some(right)) => (left - right).abs() < 1e-9,
            (None, None) => self == other,
            _ => false,
        }
    }

    /// True if the words set a limit that a number can break. `As many as n` and `up to n` call a number great rather than
    /// deny a greater one.
    #[must_use]
    pub fn is_firm(&self) -> bool {
        !matches!(self.bound, Bound::About | Bound::AtMost | Bound::Nearly | Bound::Vague)
    }
}

/// Half of the last place that a round number is written to: 50 for 1,400. None below a thousand.
fn rounding(value: f64) -> f64 {
    if value < ROUNDED_FROM || value.fract() != 0.0 {
        return 0.0;
    }
    let mut place = 1.0;
    while value % (place * 10.0) == 0.0 && place * 10.0 <= value / 10.0 {
        place *= 10.0;
    }
    if place >= 100.0 { place / 2.0 } else { 0.0 }
}

/// The least that a vague word can mean. `dozens` are two at least.
#[must_use]
pub(crate) fn least(words: &str) -> f64 {
    let scale = |word: &str| {
        Some(match word {
            "tens" => 20.0,
            "dozen" => 12.0,
            "dozens" => 24.0,
            "scores" => 40.0,
            "hundred" => 100.0,
            "hundreds" => 200.0,
            "thousand" => 1e3,
            "thousands" => 2e3,
            "million" => 1e6,
            "millions" => 2e6,
            _ => return None,
        })
    };
    let several = words.contains("several") || words.contains("few");
    let found: Vec<f64> = words.split_whitespace().filter_map(scale).collect();
    match found[..] {
        // `tens of thousands`: the second word says of what.
        [first, second, ..] => first * if second >= 2e3 { second / 2.0 } else { second },
        [only] if several => 2.0 * only,
        [only] => only,
        [] => 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_words_have_a_least() {
        let check = |words: &str, expected: f64| assert_eq!(least(words), expected, "{words}");
        check("dozens", 24.0);
        check("tens of thousands", 20_000.0);
        check("hundreds of thousands", 200_000.0);
        check("several hundred", 200.0);
        check("many", 2.0);
    }

    #[test]
    fn round_numbers_stand_for_what_rounds_to_them() {
        let check = |value: f64, expected: f64| assert_eq!(rounding(value), expected, "{value}");
        check(1_400.0, 50.0);
        check(35_000.0, 500.0);
        check(1_412.0, 0.0);
        check(400.0, 0.0);
        check(1_000_000.0, 50_000.0);
    }
}
