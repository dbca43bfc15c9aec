//! Numbers with what bounds them: `at least 14`, `between 10 and 20`, `dozens of`.

use crate::number::{Numeral, digits, numeral};
use crate::phrase::is_month;
use rapporteur_record::Bound;

/// A number as the text bounds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quantity {
    /// Position of its first word, hedges included.
    pub(super) from: usize,
    /// Position of the numeral itself.
    pub(super) numeral: usize,
    /// Position after its last word (`of` in `dozens of` is not part of it).
    pub(super) to: usize,
    pub(super) value: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) bound: Bound,
}

/// The quantity that starts at this word. The words are in lower case.
pub(super) fn quantity(words: &[&str], at: usize) -> Option<Quantity> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let (hedge, start) = hedges(words, at);
    if word(start) == "between" && hedge == Bound::Exact {
        let low = numeral(words.get(start + 1..)?)?;
        let and = start + 1 + low.words;
        let high =
            numeral(words.get(and + 1..)?).filter(|high| word(and) == "and" && high.value > low.value)?;
        let to = and + 1 + high.words;
        let year = |at: usize| {
            word(at).len() == 4
                && word(at).starts_with(['1', '2'])
                && word(at).bytes().all(|b| b.is_ascii_digit())
        };
        if year(start + 1) && year(and + 1) {
            return None;
        }
        let range = (Some(low.value), Some(high.value));
        return allowed(words, at, start + 1, to).then(|| Quantity {
            from: at,
            numeral: start + 1,
            to,
            value: None,
            low: range.0,
            high: range.1,
            bound: Bound::Range,
        });
    }
    if let Some(to) =
        vague(words, start).filter(|_| !matches!(at.checked_sub(1).map(word), Some("how" | "too" | "as")))
    {
        let bound = Bound::Vague;
        return Some(Quantity { from: at, numeral: start, to, value: None, low: None, high: None, bound });
    }
    let number = numeral(words.get(start..)?);
    if let Some((low, high, to)) = range(words, start, number) {
        let bound = Bound::Range;
        return allowed(words, at, start, to).then_some(Quantity {
            from: at,
            numeral: start,
            to,
            value: None,
            low: Some(low),
            high: Some(high),
            bound,
        });
    }
    let open = word(start).strip_suffix('+').and_then(digits);
    let (value, mut to) = match open {
        Some(value) => (value, start + 1),
        None => number.map(|n| (n.value, start + n.words))?,
    };
    let mut bound = hedge;
    // `200 or so`
    if word(to) == "or" && word(to + 1) == "so" && bound == Bound::Exact {
        bound = Bound::About;
        to += 2;
    }
    if open.is_some() || (word(to) == "or" && word(to + 1) == "more") {
        bound = Bound::AtLeast;
        to += if open.is_some() { 0 } else { 2 };
    }
    if !allowed(words, at, start, to) || !value.is_finite() {
        return None;
    }
    let (low, high) = match bound {
        Bound::Exact => (Some(value), Some(value)),
        Bound::MoreThan | Bound::AtLeast => (Some(value), None),
        Bound::AtMost | Bound::LessThan | Bound::Nearly => (None, Some(value)),
        Bound::About | Bound::Range | Bound::Vague => (None, None),
    };
    Some(Quantity { from: at, numeral: start, to, value: Some(value), low, high, bound })
}

/// True if a number in words or digits ends right before this word.
pub(super) fn ends(words: &[&str], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|last| numeral(&words[last..at]).is_some())
}

/// The bound that the words here set, and the position after them.
fn hedges(words: &[&str], at: usize) -> (Bound, usize) {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let (bound, to) = match (word(at), word(at + 1), word(at + 2)) {
        ("more" | "greater", "than", _) => (Bound::MoreThan, at + 2),
        ("well" | "just" | "slightly", "over", _) => (Bound::MoreThan, at + 2),
        ("upwards" | "upward", "of", _) => (Bound::MoreThan, at + 2),
        ("in", "excess", "of") => (Bound::MoreThan, at + 3),
        ("over" | "above", ..) => (Bound::MoreThan, at + 1),
        ("at", "least", _) => (Bound::AtLeast, at + 2),
        ("no" | "not", "fewer" | "less", "than") => (Bound::AtLeast, at + 3),
        ("a", "minimum", "of") => (Bound::AtLeast, at + 3),
        ("no", "more", "than") => (Bound::AtMost, at + 3),
        ("at", "most", _) | ("up", "to", _) => (Bound::AtMost, at + 2),
        ("as", "many", "as") => (Bound::AtMost, at + 3),
        ("a", "maximum", "of") => (Bound::AtMost, at + 3),
        ("fewer" | "less", "than", _) => (Bound::LessThan, at + 2),
        ("under" | "below", ..) => (Bound::LessThan, at + 1),
        ("well" | "far", "under" | "below", _) => (Bound::LessThan, at + 2),
        ("just", "under" | "below", _) | ("close" | "closer", "to", _) => (Bound::Nearly, at + 2),
        ("nearly" | "almost" | "barely", ..) => (Bound::Nearly, at + 1),
        ("an", "estimated", _) => (Bound::About, at + 2),
        ("about" | "around" | "some" | "approximately" | "roughly" | "estimated" | "circa", ..) => {
            (Bound::About, at + 1)
        }
        _ => (Bound::Exact, at),
    };
    // `at least some 40`, `an estimated more than 40`: the first hedge leads.
    if bound != Bound::Exact {
        let (second, after) = match word(to) {
            "about" | "around" | "some" | "another" => (Bound::About, to + 1),
            _ => (Bound::Exact, to),
        };
        return if second == Bound::Exact { (bound, to) } else { (bound, after) };
    }
    (bound, to)
}

/// `13-15`, `10 to 20`, `two or three`: both numbers and the position after them.
fn range(words: &[&str], at: usize, number: Option<Numeral>) -> Option<(f64, f64, usize)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if let Some((low, high)) = word(at).split_once(['-', '–'])
        && let (Some(low), Some(high)) = (digits(low), digits(high))
    {
        return (low < high).then_some((low, high, at + 1));
    }
    let low = number?;
    let mark = at + low.words;
    if !matches!(word(mark), "to" | "or" | "-" | "–") || (at > 0 && matches!(words[at - 1], "from" | "toll"))
    {
        return None;
    }
    let high = numeral(words.get(mark + 1..)?).filter(|high| high.value > low.value)?;
    // `20 to 30 million` bounds both with the scale; `20 million to 30` is no range.
    let to = mark + 1 + high.words;
    let low = if low.digits && !high.digits && high.value >= 1e3 && low.value < 1e3 {
        let shown = digits(word(mark + 1)).unwrap_or(high.value);
        low.value * high.value / shown
    } else {
        low.value
    };
    (low < high.value).then_some((low, high.value, to))
}

/// Position after words that count without a number; `several` and `many` count, `various` and `all` do not.
fn vague(words: &[&str], at: usize) -> Option<usize> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let of = |at: usize| matches!(word(at), "dozens" | "scores" | "hundreds" | "thousands" | "millions");
    match word(at) {
        "tens" | "hundreds" if word(at + 1) == "of" && matches!(word(at + 2), "thousands" | "millions") => {
            Some(at + 3)
        }
        "many" if !matches!(word(at + 1), "of" | "as" | "more" | "times") => Some(at + 1),
        "several" if matches!(word(at + 1), "hundred" | "thousand" | "dozen" | "million") => Some(at + 2),
        "several" | "numerous" | "countless" => Some(at + 1),
        "a" if matches!(word(at + 1), "number" | "handful") && word(at + 2) == "of" => Some(at + 2),
        "a" if word(at + 1) == "few" && matches!(word(at + 2), "hundred" | "thousand" | "dozen") => {
            Some(at + 3)
        }
        "a" if word(at + 1) == "few" => Some(at + 2),
        _ if of(at) => Some(at + 1),
        _ => None,
    }
}

/// False where the digits are part of something else: money, shares, dates, ages, lengths, names.
fn allowed(words: &[&str], from: usize, start: usize, to: usize) -> bool {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let before = from.checked_sub(1).map_or("", word);
    let after = word(to);
    let hedged = start > from;
    if matches!(
        before,
        "$" | "£"
            | "€"
            | "¥"
            | "₹"
            | "₪"
            | "#"
            | "no."
            | "aged"
            | "age"
            | "article"
            | "resolution"
            | "room"
            | "flight"
            | "route"
            | "section"
            | "chapter"
            | "page"
            | "phase"
            | "channel"
            | "/"
            | "us$"
            | "rs"
            | "level"
            | "group"
            | "unit"
            | "version"
            | "part"
            | "act"
            | "than"
    ) {
        return false;
    }
    // `'90s`, but not `'approximately 20 dead'`
    if before == "'" && !hedged {
        return false;
    }
    // `number 12`, but not `its inhabitants number 800`
    let named = before == "number"
        && !(from >= 2
            && matches!(
                words[from - 2],
                "inhabitants" | "residents" | "population" | "casualties" | "dead" | "victims"
            ));
    // `aged between 16 and 21`
    let age = (from.saturating_sub(4)..from)
        .rev()
        .take_while(|&at| words[at].starts_with(char::is_alphanumeric))
        .any(|at| matches!(words[at], "aged" | "ages"));
    // `a mother of two`
    let parent = before == "of"
        && from >= 2
        && matches!(
            words[from - 2],
            "mother" | "father" | "parent" | "mum" | "mom" | "dad" | "grandmother" | "grandfather"
        );
    // `one in three` is a share.
    let part = before == "in"
        && from >= 2
        && !hedged
        && numeral(&words[from - 2..from - 1]).is_some_and(|n| !n.digits);
    // `9 : 30`, but not `Toll : 30 dead`.
    let clock = before == ":" && from >= 2 && words[from - 2].ends_with(|c: char| c.is_ascii_digit());
    if clock
        || part
        || age
        || parent
        || named
        || matches!(
            after,
            "%" | "percent"
                | "per"
                | "pct"
                | "percentage"
                | "/"
                | ":"
                | "°"
                | "-"
                | "–"
                | "st"
                | "nd"
                | "rd"
                | "th"
                | "x"
        )
        || is_measured(after)
        || is_month(after)
        || (is_month(before) && !hedged)
    {
        return false;
    }
    if word(start) == "one" && (after == "another" || (after == "of" && word(to + 1) == "the")) {
        return false;
    }
    // Four digits without a comma are a year unless people stand right behind.
    let year = word(start).len() == 4
        && to == start + 1
        && matches!(word(start).get(..2).unwrap_or_default(), "15" | "16" | "17" | "18" | "19" | "20");
    let people = matches!(
        after,
        "people"
            | "deaths"
            | "soldiers"
            | "troops"
            | "civilians"
            | "arrests"
            | "refugees"
            | "hostages"
            | "prisoners"
            | "men"
            | "women"
            | "children"
            | "fighters"
            | "others"
            | "persons"
    );
    (!year || hedged || people) && !matches!(before, "no" | "how" | "too")
}

/// Units of time, length, weight, money and place that a count of people never has.
fn is_measured(word: &str) -> bool {
    matches!(
        word,
        "years"
            | "year"
            | "months"
            | "month"
            | "weeks"
            | "week"
            | "days"
            | "day"
            | "hours"
            | "hour"
            | "minutes"
            | "minute"
            | "seconds"
            | "decades"
            | "centuries"
            | "times"
            | "a.m."
            | "p.m."
            | "am"
            | "pm"
            | "gmt"
            | "km"
            | "kilometers"
            | "kilometres"
            | "miles"
            | "mile"
            | "meters"
            | "metres"
            | "feet"
            | "foot"
            | "inches"
            | "square"
            | "acres"
            | "hectares"
            | "tons"
            | "tonnes"
            | "pounds"
            | "kg"
            | "kilograms"
            | "barrels"
            | "gallons"
            | "dollars"
            | "euros"
            | "rupees"
            | "shekels"
            | "cents"
            | "yen"
            | "rubles"
            | "roubles"
            | "yuan"
            | "degrees"
            | "points"
            | "votes"
            | "seats"
            | "games"
            | "goals"
            | "o'clock"
            | "mph"
            | "kph"
            | "bn"
            | "yards"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_bounds() {
        let check = |text: &str, expected: Option<(Option<f64>, Bound, usize)>| {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(quantity(&words, 0).map(|q| (q.value, q.bound, q.to)), expected, "{text:?}");
        };
        check("at least 14 people", Some((Some(14.0), Bound::AtLeast, 3)));
        check("over a million people", Some((Some(1e6), Bound::MoreThan, 3)));
        check("nearly 62,000 people", Some((Some(62e3), Bound::Nearly, 2)));
        check("an estimated 40 people", Some((Some(40.0), Bound::About, 3)));
        check("as many as 40", Some((Some(40.0), Bound::AtMost, 4)));
        check("no fewer than 7", Some((Some(7.0), Bound::AtLeast, 4)));
        check("fewer than 7", Some((Some(7.0), Bound::LessThan, 3)));
        check("200 or more people", Some((Some(200.0), Bound::AtLeast, 3)));
        check("200+ people", Some((Some(200.0), Bound::AtLeast, 1)));
        check("between 10 and 20 people", Some((None, Bound::Range, 4)));
        check("10 to 20 people", Some((None, Bound::Range, 3)));
        check("13-15 people", Some((None, Bound::Range, 1)));
        check("dozens of people", Some((None, Bound::Vague, 1)));
        check("tens of thousands of people", Some((None, Bound::Vague, 3)));
        check("many people", Some((None, Bound::Vague, 1)));
        check("more than a dozen people", Some((Some(12.0), Bound::MoreThan, 4)));
        check("12 % of people", None);
        check("12 years", None);
        check("7 february", None);
        check("one of the people", None);
        check("2014 .", None);
        check("various people", None);
    }
}
