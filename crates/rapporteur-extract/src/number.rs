//! Numerals: digits, number words and mixtures of both.

/// A number read from the words at the start of a slice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numeral {
    /// What it stands for.
    pub(crate) value: f64,
    /// Number of words read.
    pub(crate) words: usize,
    /// True if it is written with digits only: `7,300`, not `3 million`.
    pub(crate) digits: bool,
}

/// The numeral that `words` start with, in the longest reading: `62,000`, `3.5m`, `twenty-five`, `two dozen`,
/// `one and a half million`, `2 1/2`, `half a million`. The words are in lower case.
pub(crate) fn numeral(words: &[&str]) -> Option<Numeral> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let first = word(0);
    if first == "half" && matches!(word(1), "a" | "an") {
        let value = scale(word(2))?;
        return Some(Numeral { value: value / 2.0, words: 3, digits: false });
    }
    if matches!(first, "a" | "an") {
        return match (word(1), word(2)) {
            // `a quarter of a million`
            ("quarter", "of") if matches!(word(3), "a" | "an") => {
                Some(Numeral { value: scale(word(4))? / 4.0, words: 5, digits: false })
            }
            ("half", next) if scale(next).is_some() => {
                Some(Numeral { value: scale(next)? / 2.0, words: 3, digits: false })
            }
            ("hundred" | "thousand" | "million" | "billion" | "dozen", next) => {
                let (value, more) = scale(word(1)).zip(Some(scale(next)))?;
                // `a million and a half`: half of a million more.
                if words.get(2..5) == Some(&["and", "a", "half"]) {
                    return Some(Numeral { value: value * 1.5, words: 5, digits: false });
                }
                let used = if more.is_some() { 3 } else { 2 };
                Some(Numeral { value: value * more.unwrap_or(1.0), words: used, digits: false })
            }
            _ => None,
        };
    }
    if first.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return with_digits(words);
    }
    in_words(words)
}

/// The value of a whole number below 100 in words: `seven`, `twenty`, `twenty-five`.
pub(crate) fn small(word: &str) -> Option<u32> {
    // Asked of nearly every word of a report, and most do not even begin like a number.
    if !(3..=13).contains(&word.len()) || !word.starts_with(['e', 'f', 'n', 'o', 's', 't', 'z']) {
        return None;
    }
    if word.bytes().any(|c| c == b'-') {
        let (ten, unit) = word.split_once('-')?;
        let ten = single(ten).filter(|ten| *ten >= 20)?;
        return Some(ten + single(unit).filter(|unit| (1..10).contains(unit))?);
    }
    single(word)
}

/// The value of one word.
fn single(word: &str) -> Option<u32> {
    Some(match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// The value of `hundred`, `dozen`, `million` and their like.
pub(crate) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "mln" | "mn" => 1e6,
        "billion" | "bln" | "bn" => 1e9,
        _ => return None,
    })
}

/// A number in digits, with separators between groups of three (or two, as in `1,00,000`) and a decimal part.
pub(crate) fn digits(word: &str) -> Option<f64> {
    if word.len() > 20 || !word.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.') {
        return None;
    }
    let (whole, part) = word.split_once('.').unwrap_or((word, "0"));
    if whole.is_empty() || part.is_empty() || part.contains([',', '.']) {
        return None;
    }
    let Some((head, last)) = whole.rsplit_once(',') else { return word.parse().ok() };
    let mut groups = head.split(',').map(str::len);
    let first = groups.next()?;
    if last.len() != 3 || !(1..=3).contains(&first) || groups.any(|len| !(2..=3).contains(&len)) {
        return None;
    }
    word.replace(',', "").parse().ok()
}

fn with_digits(words: &[&str]) -> Option<Numeral> {
    let first = words[0];
    let letters = first.find(|c: char| c.is_ascii_alphabetic());
    let (number, suffix) = first.split_at(letters.unwrap_or(first.len()));
    let mut value = digits(number)?;
    match suffix {
        "" => {}
        "k" => return Some(Numeral { value: value * 1e3, words: 1, digits: false }),
        "m" | "mn" => return Some(Numeral { value: value * 1e6, words: 1, digits: false }),
        "bn" => return Some(Numeral { value: value * 1e9, words: 1, digits: false }),
        _ => return None,
    }
    let mut used = 1;
    let fraction = match words.get(1).copied().unwrap_or_default() {
        "1/2" | "½" => 0.5,
        "1/4" | "¼" => 0.25,
        "3/4" | "¾" => 0.75,
        _ => 0.0,
    };
    if fraction > 0.0 {
        value += fraction;
        used += 1;
    }
    let mut plain = fraction == 0.0;
    while let Some(more) = words.get(used).and_then(|w| scale(w)) {
        value *= more;
        used += 1;
        plain = false;
        if used > 4 {
            break;
        }
    }
    Some(Numeral { value, words: used, digits: plain })
}

fn in_words(words: &[&str]) -> Option<Numeral> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let (mut total, mut current) = (0.0, f64::from(small(word(0))?));
    let mut used = 1;
    let mut ten = is_bare_ten(word(0));
    // The longest number in words that makes sense has about a dozen words; more is no numeral but a list.
    while used < 14 {
        let next = word(used);
        if ten && (next == "-" || small(next).is_some_and(|n| n < 10)) {
            let skip = usize::from(next == "-");
            match small(word(used + skip)) {
                Some(unit @ 1..=9) => {
                    current += f64::from(unit);
                    used += 1 + skip;
                    ten = false;
                    continue;
                }
                _ => break,
            }
        }
        if next == "and" && word(used + 1) == "a" && word(used + 2) == "half" {
            current += 0.5;
            used += 3;
        } else if next == "and" && (current >= 100.0 || total > 0.0) && small(word(used + 1)).is_some() {
            current += f64::from(small(word(used + 1))?);
            ten = is_bare_ten(word(used + 1));
            used += 2;
        } else if let Some(more) = scale(next) {
            if more < 1e3 {
                current *= more;
            } else {
                total += current * more;
                current = 0.0;
            }
            used += 1;
            ten = false;
        } else if let Some(unit) = small(next).filter(|_| current >= 100.0 || (current == 0.0 && total > 0.0))
        {
            if current % 100.0 != 0.0 {
                break;
            }
            current += f64::from(unit);
            ten = is_bare_ten(next);
            used += 1;
        } else {
            break;
        }
    }
    Some(Numeral { value: total + current, words: used, digits: false })
}

fn is_bare_ten(word: &str) -> bool {
    small(word).is_some_and(|n| n >= 20 && n % 10 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numerals() {
        let check = |text: &str, expected: Option<(f64, usize)>| {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(numeral(&words).map(|n| (n.value, n.words)), expected, "{text:?}");
        };
        check("7,300 homes", Some((7300.0, 1)));
        check("62,000", Some((62_000.0, 1)));
        check("1,50,000 voters", Some((150_000.0, 1)));
        check("3.5m", Some((3.5e6, 1)));
        check("3.5 million people", Some((3.5e6, 2)));
        check("2 1/2 years", Some((2.5, 2)));
        check("a hundred thousand", Some((1e5, 3)));
        check("half a million", Some((5e5, 3)));
        check("a quarter of a million people", Some((2.5e5, 5)));
        check("a quarter of a cake", None);
        check("a million and a half people", Some((1.5e6, 5)));
        check("two dozen", Some((24.0, 2)));
        check("twenty-five", Some((25.0, 1)));
        check("twenty - five days", Some((25.0, 3)));
        check("one and a half million people", Some((1.5e6, 5)));
        check("three hundred and twelve", Some((312.0, 4)));
        check("two thousand three hundred", Some((2300.0, 4)));
        check("one or two", Some((1.0, 1)));
        check("ten and two", Some((10.0, 1)));
        check("two three", Some((2.0, 1)));
        check("a house", None);
        check("13th", None);
        check("1990s", None);
        check("10,00", None);
        check("1.2.3", None);
        check("dozen", None);
        check("", None);
    }
}
