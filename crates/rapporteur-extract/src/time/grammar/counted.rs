//! Counted units: `three days`, `two years ago`, `the past few months`, `two-week`.

use super::{Base, Hit};
use crate::number::numeral;
use crate::time::point::Unit;
use crate::time::word::{Class, Words};

/// True for `one day` that means a day not known: `he may one day return`, `one day they will`.
fn some_day(words: &Words<'_>, at: usize, to: usize) -> bool {
    let pronoun = |word: &str| matches!(word, "he" | "she" | "they" | "it" | "we" | "i" | "you" | "who");
    let modal = |word: &str| {
        matches!(
            word,
            "will" | "would" | "could" | "might" | "may" | "can" | "must" | "should" | "to" | "'ll" | "’ll"
        )
    };
    let (before, after) = (words.before(at), words.at(to));
    words.at(at) == "one"
        && words.at(at + 1) == "day"
        && to == at + 2
        && (pronoun(before) || modal(before) || pronoun(after) || modal(after))
}

/// The TIMEX3 value of a length; the count may be open.
pub(in crate::time) fn length(count: Option<f64>, unit: Unit) -> String {
    let (prefix, size, letter) = unit.duration();
    let Some(count) = count else {
        return match unit {
            Unit::Decade => "PXE".to_owned(),
            Unit::Century => "PXC".to_owned(),
            _ => format!("{prefix}X{letter}"),
        };
    };
    let total = count * size;
    let whole = total.trunc();
    let smaller = match unit {
        Unit::Year => Some(("", 12.0, 'M')),
        Unit::Hour => Some(("", 60.0, 'M')),
        Unit::Minute => Some(("", 60.0, 'S')),
        _ => None,
    };
    match smaller {
        _ if total == whole => format!("{prefix}{whole}{letter}"),
        Some((_, size, small)) if ((total - whole) * size).fract() == 0.0 => {
            let rest = (total - whole) * size;
            if whole == 0.0 {
                format!("{prefix}{rest}{small}")
            } else {
                format!("{prefix}{whole}{letter}{rest}{small}")
            }
        }
        _ => format!("{prefix}{total}{letter}"),
    }
}

/// How many, and the position after it. The first is `None` for `several`.
fn quantity(words: &Words<'_>, at: usize) -> Option<(Option<f64>, usize)> {
    let unit = |at: usize| matches!(words.class(at), Class::Unit(..)) || words.at(at) == "fortnight";
    match words.at(at) {
        "a" | "an" | "one" | "another" => match words.at(at + 1) {
            "few" => return Some((None, at + 2)),
            "couple" => return Some((Some(2.0), at + 2 + usize::from(words.at(at + 2) == "of"))),
            "number" if words.at(at + 2) == "of" => return Some((None, at + 3)),
            "half" => {
                let next = at + 2 + usize::from(words.at(at + 2) == "-");
                return unit(next).then_some((Some(0.5), next));
            }
            "full" | "whole" | "further" | "additional" | "single" | "mere" | "record" if unit(at + 2) => {
                return Some((Some(1.0), at + 2));
            }
            "-" if unit(at + 2) => return Some((Some(1.0), at + 1)),
            _ if unit(at + 1) => return Some((Some(1.0), at + 1)),
            _ => {}
        },
        "some" if matches!(words.at(at + 1), "quarters" | "day" | "year") => return None,
        "few" | "several" | "many" | "some" => {
            let next = at + 1 + usize::from(words.at(at + 1) == "-");
            return unit(next).then_some((None, next));
        }
        "dozens" | "hundreds" | "thousands" if words.at(at + 1) == "of" => return Some((None, at + 2)),
        "half" if matches!(words.at(at + 1), "a" | "an") && unit(at + 2) => return Some((Some(0.5), at + 2)),
        _ => {}
    }
    let number = numeral(words.rest(at))?;
    Some((Some(number.value), at + number.words))
}

/// Position after words that bound a quantity: `more than`, `nearly`.
fn hedge(words: &Words<'_>, at: usize) -> Option<usize> {
    match (words.at(at), words.at(at + 1), words.at(at + 2)) {
        ("no", "more" | "less" | "fewer", "than") => Some(at + 3),
        ("more" | "less" | "fewer", "than", _) | ("at", "least" | "most", _) | ("up", "to", _) => {
            Some(at + 2)
        }
        ("just" | "only" | "well", "over" | "under", _) => Some(at + 2),
        (
            "nearly" | "almost" | "about" | "around" | "roughly" | "approximately" | "over" | "under"
            | "some",
            ..,
        ) => Some(at + 1),
        _ => None,
    }
}

/// True if `over` or `under` here opens a stretch and does not bound a number: `grew over several years`.
fn spans(words: &Words<'_>, at: usize) -> bool {
    matches!(words.at(at), "over" | "under")
        && !matches!(
            words.before(at),
            "for" | "last" | "lasted" | "lasting" | "after" | "in" | "than" | "within" | "of" | "by" | "took"
        )
}

/// `the past`, `the first`, `the next`: position after them, and whether they were there.
fn frame(words: &Words<'_>, at: usize) -> (usize, bool) {
    let article = usize::from(matches!(words.at(at), "the" | "these" | "those" | "this"));
    match words.at(at + article) {
        "past" | "last" | "next" | "first" | "previous" | "preceding" | "coming" | "following" | "latest"
        | "final" => (at + article + 1, true),
        _ => (at + article, false),
    }
}

/// An expression that counts units.
pub(super) fn counted(words: &Words<'_>, at: usize) -> Option<Hit> {
    let (framed_at, framed) = frame(words, at);
    let hedged_at = hedge(words, framed_at).filter(|_| !spans(words, framed_at));
    if framed
        && hedged_at.is_none()
        && matches!(words.at(framed_at - 1), "coming")
        && matches!(words.class(framed_at), Class::Unit(_, true))
    {
        // They are said to be ahead, not how many there are.
        return Some(Hit::new(at, framed_at + 1, Base::Reference("FUTURE_REF"), "time.reference"));
    }
    let (count, next) = hedged_at
        .and_then(|at| quantity(words, at))
        .or_else(|| quantity(words, framed_at))
        .or_else(|| bare(words, at, framed_at, framed))?;
    let mut next = next;
    if matches!(
        words.at(next),
        "more"
            | "additional"
            | "consecutive"
            | "straight"
            | "full"
            | "whole"
            | "long"
            | "further"
            | "successive"
            | "short"
            | "other"
    ) {
        next += 1;
    }
    let hyphen = words.at(next) == "-";
    next += usize::from(hyphen);
    let Class::Unit(unit, plural) = words.class(next) else {
        return fortnight(words, at, next, count);
    };
    let to = next + 1;
    if is_age(words, to) || (hyphen && plural && unit != Unit::Century) {
        return None;
    }
    // Before an adjective with a hyphen the article is the noun's: `the two-week visit`.
    if framed_at > at
        && !framed
        && hedged_at.is_none()
        && (hyphen || words.at(at) == "the" && (!plural || words.at(to) == "of"))
    {
        return None;
    }
    let (count, to) = if words.at(to) == "and" && words.at(to + 1) == "a" && words.at(to + 2) == "half" {
        (count.map(|c| c + 0.5), to + 3)
    } else {
        (count, to)
    };
    if unit == Unit::Weekend || (unit == Unit::Quarter && words.at(to) == "of") {
        return None;
    }
    // `a matter of days` says that it is short; `one day they will` that it is not known when.
    let matter = words.before(at) == "of" && at.checked_sub(2).is_some_and(|at| words.at(at) == "matter");
    if matter || some_day(words, at, to) {
        return None;
    }
    if let Some(hit) = anchored(words, at, to, count, unit) {
        return Some(hit);
    }
    let article = words.at(framed_at) == "a" || words.at(framed_at) == "an";
    if article
        && !framed
        && hedged_at.is_none()
        && !hyphen
        && !measures(words.before(at))
        && words.at(framed_at + 1) != "few"
        && words.at(framed_at + 1) != "couple"
        && words.at(framed_at + 1) != "half"
        && count == Some(1.0)
        && to == framed_at + 2
    {
        return None;
    }
    if count.is_none() && !framed && hedged_at.is_none() && to == at + 1 && !measures(words.before(at)) {
        return None;
    }
    if framed_at > at && !framed && count.is_none() {
        return None;
    }
    let to =
        if words.at(to) == "or" && matches!(words.at(to + 1), "two" | "so" | "more") { to + 2 } else { to };
    let long = words.at(to) == "-" && words.at(to + 1) == "long";
    let to = if long { to + 2 } else { to };
    Some(Hit::new(at, to, Base::Duration(length(count, unit)), "time.duration"))
}

/// `the past year` and plurals without a number: `for years`, `the past months`.
fn bare(words: &Words<'_>, at: usize, framed_at: usize, framed: bool) -> Option<(Option<f64>, usize)> {
    match words.class(framed_at) {
        Class::Unit(unit, true) if (framed || at == framed_at) && unit != Unit::Weekend => {
            Some((None, framed_at))
        }
        Class::Unit(unit, false)
            if framed
                && unit >= Unit::Week
                && matches!(words.before(framed_at), "past" | "last" | "next" | "coming")
                && words.at(at) == "the" =>
        {
            Some((Some(1.0), framed_at))
        }
        Class::Unit(unit, _)
            if at == framed_at
                && unit >= Unit::Day
                && words.at(at + 1) == "-"
                && words.at(at + 2) == "long" =>
        {
            let plural = words.at(at).ends_with('s');
            Some(((!plural).then_some(1.0), at))
        }
        _ => None,
    }
}

/// `ago`, `earlier`, `later` and their like after a length.
fn anchored(words: &Words<'_>, at: usize, to: usize, count: Option<f64>, unit: Unit) -> Option<Hit> {
    let whole = |sign: i32| {
        count.filter(|c| c.abs() <= 20_000.0).map(|c| {
            // Half a year ago is six months ago.
            if c.fract() == 0.0 { (sign * c as i32, unit) } else { smaller(sign, c, unit) }
        })
    };
    let (from_document, sign, to) = match (words.at(to), words.at(to + 1)) {
        ("ago", _) => (true, -1, to + 1),
        ("or", "so") if words.at(to + 2) == "ago" => (true, -1, to + 3),
        ("from", "now") => (true, 1, to + 2),
        // `a day later than planned` compares; from which day is not told.
        ("later" | "earlier", "than") => return None,
        ("earlier" | "previously", _) => (false, -1, to + 1),
        ("before" | "prior", next) if super::ends(next) => (false, -1, to + 1),
        ("later", _) => (false, 1, to + 1),
        ("-", "ago") => (true, -1, to + 2),
        ("-", "earlier") => (false, -1, to + 2),
        _ => return None,
    };
    if count.is_none() && !from_document {
        return Some(Hit::new(at, to, Base::Later { count: None, unit }, "time.later"));
    }
    // `a month or two months ago` does not say which.
    let moved = whole(sign).filter(|_| words.before(at) != "or");
    let (count, unit) = moved.map_or((None, unit), |(c, u)| (Some(c), u));
    Some(if from_document {
        Hit::new(at, to, Base::Ago { count, unit }, "time.ago")
    } else {
        Hit::new(at, to, Base::Later { count, unit }, "time.later")
    })
}

fn smaller(sign: i32, count: f64, unit: Unit) -> (i32, Unit) {
    match unit {
        Unit::Year => (sign * (count * 12.0).round() as i32, Unit::Month),
        Unit::Century | Unit::Decade => {
            let size = if unit == Unit::Decade { 10.0 } else { 100.0 };
            (sign * (count * size).round() as i32, Unit::Year)
        }
        Unit::Month => (sign * (count * 2.0).round() as i32 * 2, Unit::Week),
        _ => (sign * count.round() as i32, unit),
    }
}

fn fortnight(words: &Words<'_>, at: usize, next: usize, count: Option<f64>) -> Option<Hit> {
    if words.at(next) != "fortnight" {
        return None;
    }
    let doubled = count.map(|c| c * 2.0);
    anchored(words, at, next + 1, doubled, Unit::Week).or_else(|| {
        Some(Hit::new(at, next + 1, Base::Duration(length(doubled, Unit::Week)), "time.duration"))
    })
}

/// True for `34-year-old`, `34 years old`, `34 years of age`.
fn is_age(words: &Words<'_>, to: usize) -> bool {
    matches!((words.at(to), words.at(to + 1)), ("old" | "olds", _) | ("-", "old" | "olds") | ("of", "age"))
}

/// True if after this word `a week` is a length and not a rate.
fn measures(before: &str) -> bool {
    matches!(
        before,
        "for"
            | "in"
            | "within"
            | "after"
            | "over"
            | "than"
            | "barely"
            | "only"
            | "just"
            | "lasted"
            | "last"
            | "lasts"
            | "took"
            | "takes"
            | "take"
            | "spent"
            | "spend"
            | "nearly"
            | "about"
            | "almost"
            | "of"
            | "every"
            | "during"
            | "through"
            | "under"
            | "throughout"
            | "hardly"
            | "merely"
            | "since"
    )
}
