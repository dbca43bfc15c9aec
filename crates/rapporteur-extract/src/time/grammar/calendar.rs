//! Parts of the calendar: `April 9, 2021`, `last Wednesday`, `the third quarter of 1990`, `the 13th century`.

use super::{Base, Hit};
use crate::number::small;
use crate::time::feast;
use crate::time::point::{Point, Season, Unit};
use crate::time::word::{Class, Words};

/// A date or another part of the calendar that starts at this word.
pub(super) fn date(words: &Words<'_>, at: usize) -> Option<Hit> {
    let base = |to: usize, base: Base, rule| Some(Hit::new(at, to, base, rule));
    match words.class(at) {
        Class::Number => digits(words, at),
        Class::NumberWord => {
            let (to, year) = year(words, at)?;
            base(to, Base::Point(Point::Year(Some(year))), "time.year")
        }
        Class::Month(_) => month_first(words, at),
        Class::Weekday(day, false) if words.capital(at) => weekday(words, at, day),
        Class::Ordinal(number) => {
            day_of_month(words, at).or_else(|| quarter(words, at, at)).or_else(|| century(words, at, number))
        }
        Class::Decade(digits) => {
            let digits =
                if words.at(at).len() == 3 && !apostrophe(words.before(at)) { return None } else { digits };
            base(at + 1, Base::Point(Point::Decade(Some(digits))), "time.decade")
        }
        Class::Season(season) => season_year(words, at, season),
        Class::Key | Class::Unit(Unit::Year, false) => keyed(words, at),
        Class::Feast => holiday(words, at),
        _ => None,
    }
}

fn apostrophe(word: &str) -> bool {
    matches!(word, "'" | "’" | "‘" | "the" | "mid" | "early" | "late" | "-")
}

/// Words that point: `today`, `last week`, `this March`, `the following day`.
fn keyed(words: &Words<'_>, at: usize) -> Option<Hit> {
    let hit = |to: usize, base: Base, rule| Some(Hit::new(at, to, base, rule));
    let shifted = |to: usize, count: i32, unit| hit(to, Base::Shifted { count, unit }, "time.deictic");
    match words.at(at) {
        "today" if words.before(at) == "usa" => return None,
        "today" if is_nowadays(words, at) => {
            return hit(at + 1, Base::Reference("PRESENT_REF"), "time.reference");
        }
        "today" => return shifted(at + 1, 0, Unit::Day),
        "yesterday" => return shifted(at + 1, -1, Unit::Day),
        "tomorrow" => return shifted(at + 1, 1, Unit::Day),
        "tonight" | "overnight" => {
            return Some(Hit { part: Some(super::Part::Code("NI")), ..shifted(at + 1, 0, Unit::Day)? });
        }
        "’" | "'" | "‘" => {
            let Class::Decade(digits) = words.class(at + 1) else { return None };
            return hit(at + 2, Base::Point(Point::Decade(Some(digits))), "time.decade");
        }
        "fiscal" | "calendar" => {
            let next = at + 1 + usize::from(words.at(at + 1) == "year");
            if let Some((to, year)) = year(words, next) {
                return hit(to, Base::Point(Point::Year(Some(year))), "time.year");
            }
            return quarter(words, at, at + 1);
        }
        "year" if words.at(at + 1) == "-" && matches!(words.at(at + 2), "ago" | "earlier") => {
            let later = Base::Later { count: Some(-1), unit: Unit::Year };
            return hit(at + 3, later, "time.later");
        }
        "year"
            if words.at(at + 1) == "end"
                && words.before(at) != "the"
                && !words.at(at + 2).starts_with('e')
                || words.at(at) == "year"
                    && possessive(words, at + 1).is_some()
                    && words.at(at + 2) == "end" =>
        {
            let length = if words.at(at + 1) == "end" { 2 } else { 3 };
            return hit(at + length, Base::Shifted { count: 0, unit: Unit::Year }, "time.deictic");
        }
        "year-end" => {
            let point = Point::Day { year: None, month: Some(12), day: Some(31) };
            return hit(at + 1, Base::Point(point), "time.date");
        }
        _ => {}
    }
    let article = usize::from(words.at(at) == "the");
    let key = words.at(at + article);
    let mut next = at + article + 1;
    let shift = match key {
        "last" | "past" => -1,
        "this" | "current" => 0,
        "next" | "coming" | "upcoming" => 1,
        _ => return pointed(words, at, article),
    };
    let shift = match (key, words.at(next)) {
        ("this", "past" | "last") => {
            next += 1;
            -1
        }
        ("this", "coming" | "next") => {
            next += 1;
            1
        }
        ("this", "same" | "very") => {
            next += 1;
            0
        }
        _ => shift,
    };
    if words.at(next) == "fiscal" || words.at(next) == "calendar" {
        next += 1;
    }
    match words.class(next) {
        // `the next day` counts from the narrative, `next week` from the document.
        Class::Unit(unit, false)
            if unit >= Unit::Week
                && unit <= Unit::Year
                && article == 1
                && shift == 1
                && matches!(words.before(at), "over" | "within") =>
        {
            hit(next + 1, Base::Duration(super::length(Some(1.0), unit)), "time.duration")
        }
        Class::Unit(unit, false)
            if unit >= Unit::Day && article == 1 && shift == 1 && key == "next" && unit <= Unit::Year =>
        {
            hit(next + 1, Base::Later { count: Some(1), unit }, "time.following")
        }
        Class::Unit(unit, false)
            if unit >= Unit::Day && (article == 0 || shift == 0) && !(unit == Unit::Day && shift != 1) =>
        {
            if unit == Unit::Day {
                return None;
            }
            let of_quarter = possessive(words, next + 1).and_then(|at| quarter(words, at, at));
            if unit == Unit::Year
                && let Some(Hit { to, base: Base::Point(point), .. }) = of_quarter
            {
                return hit(to, Base::OfYear { point, shift }, "time.quarter");
            }
            shifted(next + 1, shift, unit)
        }
        Class::Weekday(day, false) if words.capital(next) => {
            if let Some(dated) =
                weekday(words, next, day).filter(|hit| matches!(hit.base, Base::Point(Point::Day { .. })))
            {
                return Some(Hit { from: at, ..dated });
            }
            hit(next + 1, Base::Named { point: Point::Weekday(day), shift }, "time.weekday")
        }
        Class::Month(month) if words.capital(next) && key != "current" => {
            // `this May 27 photo`: the day is dated in full, and `this` goes with the noun.
            if month_first(words, next).is_some_and(|hit| matches!(hit.base, Base::Point(Point::Day { .. })))
            {
                return None;
            }
            let point = Point::Month { year: None, month: Some(month) };
            hit(next + 1, Base::Named { point, shift }, "time.month")
        }
        // `last Thanksgiving`: the one that is over, not the one of last year.
        Class::Feast if article == 0 => holiday(words, next).map(|hit| Hit { from: at, ..hit }),
        Class::Season(season) if article == 0 => {
            hit(next + 1, Base::Named { point: Point::Season { year: None, season }, shift }, "time.season")
        }
        Class::DayPart(code) if article == 0 && (shift == 0 || (shift == -1 && code == "NI")) => {
            let day = shifted(next + 1, shift, Unit::Day)?;
            Some(Hit { part: Some(super::Part::Code(code)), rule: "time.day_part", ..day })
        }
        Class::Ordinal(_) if key != "past" => {
            let point = quarter(words, at, next)?;
            match point.base {
                Base::Point(p) if p.year().is_none() => {
                    Some(Hit { base: Base::Named { point: p, shift }, ..point })
                }
                _ => Some(point),
            }
        }
        _ if words.at(next) == "half" && shift == -1 && words.at(next + 1) == "of" => {
            half(words, at, next, 2)
        }
        _ if key == "past" => None,
        _ => pointed(words, at, article),
    }
}

/// `today` that is no day: `the harbour of today`, `it once held and is too small today`, `Today, it still holds`.
fn is_nowadays(words: &Words<'_>, at: usize) -> bool {
    let before = words.before(at);
    let once = (0..at).any(|at| {
        words.at(at) == "once"
            && !matches!(words.at(at + 1), "the" | "a" | "it" | "they" | "he" | "she" | "more" | "again")
            || words.at(at) == "used" && words.at(at + 1) == "to"
    });
    let still = at <= 1 && (at..at + 7).any(|at| words.at(at) == "still");
    // `as of today`, `the rest of today` are of the day.
    let of = before == "of"
        && at.checked_sub(2).is_some_and(|at| !matches!(words.at(at), "as" | "rest" | "end" | "start"));
    of || once || still || is_likened(words, at) || is_supposed(words, at) || before == "world"
}

/// `A gate of 1911 would not hold today`: how something old would do in these times.
fn is_supposed(words: &Words<'_>, at: usize) -> bool {
    let Some(would) = (at.saturating_sub(10)..at).rev().find(|at| words.at(*at) == "would") else {
        return false;
    };
    let year =
        |word: &str| word.len() == 4 && word.bytes().all(|c| c.is_ascii_digit()) && word.starts_with('1');
    (0..would).any(|at| year(words.at(at))) && super::ends(words.at(at + 1))
}

/// `like Ilse Marten today`: whom something is likened to lives in these times.
fn is_likened(words: &Words<'_>, at: usize) -> bool {
    let names = (at.saturating_sub(5)..at).rev().take_while(|at| words.capital(*at)).count();
    let like = at.checked_sub(names + 1).map_or("", |at| words.at(at));
    names > 0 && matches!(like, "like" | "unlike")
}

/// `the year ended June 30` is a length; `for the year,` is the one that runs. `noun` is the word `year`.
fn whole_year(words: &Words<'_>, at: usize, noun: usize) -> Option<Hit> {
    let hit = |base| Some(Hit::new(at, noun + 1, base, "time.year"));
    match (words.before(at), words.at(noun + 1)) {
        (_, "ended" | "ending") => hit(Base::Duration("P1Y".to_owned())),
        ("for" | "in" | "throughout" | "during", next)
            if super::ends(next) && next != "that" && next != "when" =>
        {
            hit(Base::Shifted { count: 0, unit: Unit::Year })
        }
        _ => None,
    }
}

/// Position after a possessor's mark that stands here.
fn possessive(words: &Words<'_>, at: usize) -> Option<usize> {
    words.is_possessive(at).then_some(at + 1)
}

/// `the following day`, `that year`, `the day before`, `the 7th`, `the 1990s`, `the winter of 1994`, `the weekend`.
fn pointed(words: &Words<'_>, at: usize, article: usize) -> Option<Hit> {
    let hit = |to: usize, base: Base, rule| Some(Hit::new(at, to, base, rule));
    let next = at + article;
    let unit = |at: usize| match words.class(at) {
        Class::Unit(unit, false) if unit >= Unit::Day => Some(unit),
        _ => None,
    };
    match words.at(next) {
        "following" | "next" if article == 1 => {
            if let Some(unit) = unit(next + 1) {
                return hit(next + 2, Base::Later { count: Some(1), unit }, "time.following");
            }
            if let Class::DayPart(code) = words.class(next + 1) {
                let day = hit(next + 2, Base::Later { count: Some(1), unit: Unit::Day }, "time.following")?;
                return Some(day.with(Some(super::Part::Code(code))));
            }
            return None;
        }
        // `more than on any previous day`: all the days before, none of them.
        "previous" | "preceding" if matches!(words.before(at), "any" | "every" | "all" | "no") => {
            return None;
        }
        "previous" | "preceding" => {
            return unit(next + 1)
                .and_then(|unit| hit(next + 2, Base::Later { count: Some(-1), unit }, "time.following"));
        }
        "same" | "that" => {
            let same = next + 1 + usize::from(words.at(next) == "that" && words.at(next + 1) == "same");
            if let Class::DayPart(code) = words.class(same)
                && words.at(next) == "that"
            {
                let day = hit(same + 1, Base::Same(Unit::Day), "time.same")?;
                return Some(day.with(Some(super::Part::Code(code))));
            }
            return unit(same).and_then(|unit| hit(same + 1, Base::Same(unit), "time.same"));
        }
        "latest" if article == 1 => {
            let fiscal = usize::from(words.at(next + 1) == "fiscal");
            return match words.class(next + 1 + fiscal) {
                Class::Unit(Unit::Quarter, false) => {
                    hit(next + 2 + fiscal, Base::LatestQuarter, "time.quarter")
                }
                _ if words.at(next + 1) == "period" && words.at(next + 2) != "of" => {
                    hit(next + 2, Base::LatestQuarter, "time.quarter")
                }
                Class::Unit(Unit::Year, false) => {
                    hit(next + 2 + fiscal, Base::Shifted { count: -1, unit: Unit::Year }, "time.deictic")
                }
                _ => None,
            };
        }
        "year" if article == 1 => {
            if words.at(next + 1) == "-" && matches!(words.at(next + 2), "ago" | "earlier") {
                let ordinal = usize::from(matches!(words.class(next + 3), Class::Ordinal(1..=4)));
                let noun = next + 3 + ordinal;
                let later = Base::Later { count: Some(-1), unit: Unit::Year };
                return match words.at(noun) {
                    "quarter" | "period" => hit(noun + 1, later, "time.later"),
                    // Before another noun it is an adjective, and the article is the noun's.
                    _ => None,
                };
            }
            if let Some((to, year)) = year(words, next + 1) {
                return hit(to, Base::Point(Point::Year(Some(year))), "time.year");
            }
            return whole_year(words, at, next);
        }
        "full" if article == 1 && words.at(next + 1) == "year" => return whole_year(words, at, next + 1),
        "fiscal" if article == 1 && words.at(next + 1) == "year" => return whole_year(words, at, next + 1),
        "day" if article == 1 => {
            let sign = match words.at(next + 1) {
                "before" => -1,
                "after" => 1,
                _ => return None,
            };
            let near = match words.at(next + 2) {
                "yesterday" => {
                    return hit(next + 3, Base::Shifted { count: -2, unit: Unit::Day }, "time.deictic");
                }
                "tomorrow" => {
                    return hit(next + 3, Base::Shifted { count: 2, unit: Unit::Day }, "time.deictic");
                }
                word => word,
            };
            let later = Base::Later { count: Some(sign), unit: Unit::Day };
            return if super::ends(near) { hit(next + 2, later, "time.following") } else { None };
        }
        "weekend" if article == 1 => {
            return hit(
                next + 1,
                Base::Named { point: Point::unknown(Unit::Weekend), shift: -1 },
                "time.weekend",
            );
        }
        "quarter" if article == 1 && words.at(next + 1) != "of" && words.at(next + 1) != "-" => {
            if words.at(next + 1) == "a"
                && words.at(next + 2) == "year"
                && matches!(words.at(next + 3), "ago" | "earlier")
            {
                return hit(next + 4, Base::Later { count: Some(-1), unit: Unit::Year }, "time.quarter");
            }
            return hit(next + 1, Base::Same(Unit::Quarter), "time.quarter");
        }
        "fiscal" | "half" if words.at(next + 2) != "-" => return quarter(words, at, next),
        _ => {}
    }
    if article == 0 {
        return None;
    }
    match words.class(next) {
        Class::Ordinal(number) => the_ordinal(words, at, next, number),
        Class::Decade(digits) => hit(next + 1, Base::Point(Point::Decade(Some(digits))), "time.decade"),
        Class::Key if apostrophe(words.at(next)) && matches!(words.class(next + 1), Class::Decade(_)) => {
            let Class::Decade(digits) = words.class(next + 1) else { return None };
            hit(next + 2, Base::Point(Point::Decade(Some(digits))), "time.decade")
        }
        Class::Season(season) => {
            let seasonal = season_year(words, next, season).filter(|hit| hit.to > next + 1);
            let alone = || {
                // `the fall of the city`, `the spring` of water: only the other two stand for themselves.
                let clear = matches!(season, Season::Summer | Season::Winter)
                    && super::ends(words.at(next + 1))
                    && words.at(next + 1) != "-";
                clear.then(|| {
                    Hit::new(at, next + 1, Base::Point(Point::Season { year: None, season }), "time.season")
                })
            };
            seasonal.map(|hit| Hit { from: at, ..hit }).or_else(alone)
        }
        Class::Number => {
            // `the 1988 third quarter`; a year before another noun stands for itself (see `is_year`).
            let (to, year) = year(words, next)?;
            match quarter(words, at, to)?.base {
                Base::Point(point) => {
                    hit(quarter(words, at, to)?.to, Base::Point(point.in_year(year)), "time.quarter")
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// `the 7th`, `the 7th of February`, `the third quarter`, `the 13th century`.
fn the_ordinal(words: &Words<'_>, at: usize, next: usize, number: u8) -> Option<Hit> {
    if let Some(hit) = day_of_month(words, next) {
        return Some(Hit { from: at, ..hit });
    }
    if words.at(next + 1) == "-" {
        return None;
    }
    if let Some(hit) = quarter(words, at, next) {
        return Some(hit);
    }
    if let Some(hit) = century(words, next, number) {
        return Some(Hit { from: at, ..hit });
    }
    let in_digits = words.at(next).starts_with(|c: char| c.is_ascii_digit());
    if in_digits
        && matches!(words.before(at), "on" | "by" | "until" | "since" | "from")
        && super::ends(words.at(next + 1))
    {
        let point = Point::Day { year: None, month: None, day: Some(number) };
        return Some(Hit::new(at, next + 1, Base::Point(point), "time.day"));
    }
    None
}

/// A date that starts with digits.
fn digits(words: &Words<'_>, at: usize) -> Option<Hit> {
    let word = words.at(at);
    let hit = |point, rule| Some(Hit::new(at, at + 1, Base::Point(point), rule));
    if word.len() > 10 {
        return None;
    }
    if let Some((year, rest)) = word.split_once('-') {
        let iso = year.len() == 4 && rest.len() >= 2 && word.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let (month, day) = match rest.split_once('-') {
            Some((month, day)) if iso && month.len() == 2 && day.len() == 2 => (month, Some(day)),
            None if iso && rest.len() == 2 => (rest, None),
            _ => return None,
        };
        let (year, month): (i16, u8) = (year.parse().ok()?, month.parse().ok()?);
        if !(1..=12).contains(&month) {
            return None;
        }
        return match day {
            Some(day) => {
                let day: u8 = day.parse().ok()?;
                let point = Point::Day { year: Some(year), month: Some(month), day: Some(day) };
                if (1..=31).contains(&day) { hit(point, "time.iso") } else { None }
            }
            // `1914-18` is a span of years, `2024-02` may be one: only a month after a modern year is read.
            None => None,
        };
    }
    if word.contains(['/', '.']) {
        return slashed(word).and_then(|point| hit(point, "time.slashed"));
    }
    day_of_month(words, at).or_else(|| further_day(words, at)).or_else(|| {
        let (to, year) = year(words, at)?;
        let quarter = quarter(words, at, to);
        if let Some(Hit { to, base: Base::Point(point), .. }) = quarter
            && point.year().is_none()
        {
            return Some(Hit::new(at, to, Base::Point(point.in_year(year)), "time.quarter"));
        }
        is_year(words, at, to, year)
            .then(|| Hit::new(at, to, Base::Point(Point::Year(Some(year))), "time.year"))
    })
}

/// `7/2/2024`, `13.02.2024`. Which of the first two is the day is left open where both can be.
fn slashed(word: &str) -> Option<Point> {
    let mark = if word.contains('/') { '/' } else { '.' };
    let mut parts = word.split(mark);
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || a.len() > 2 || b.len() > 2 || year.len() != 4 {
        return None;
    }
    let (a, b, year): (u8, u8, i16) = (a.parse().ok()?, b.parse().ok()?, year.parse().ok()?);
    let month = |n: u8| (1..=12).contains(&n);
    let day = |n: u8| (1..=31).contains(&n);
    let year = Some(year);
    match (a, b) {
        (a, b) if a == b && month(a) => Some(Point::Day { year, month: Some(a), day: Some(a) }),
        // With stops the day comes first.
        (a, b) if mark == '.' && day(a) && month(b) => {
            Some(Point::Day { year, month: Some(b), day: Some(a) })
        }
        (a, b) if month(a) && month(b) => Some(Point::Day { year, month: None, day: None }),
        (a, b) if month(a) && day(b) => Some(Point::Day { year, month: Some(a), day: Some(b) }),
        (a, b) if day(a) && month(b) => Some(Point::Day { year, month: Some(b), day: Some(a) }),
        _ => None,
    }
}

/// `April 9, 2021`, `Apr. 9`, `April 2021`, `April`.
fn month_first(words: &Words<'_>, at: usize) -> Option<Hit> {
    let Class::Month(month) = words.class(at) else { return None };
    if !words.capital(at) {
        return None;
    }
    let hit = |to, base| Some(Hit::new(at, to, base, "time.date"));
    let next = at + 1 + usize::from(words.at(at + 1) == "the");
    let day = match words.class(next) {
        Class::Ordinal(day) => Some(day),
        Class::Number if next == at + 1 => words.at(next).parse::<u8>().ok().filter(|d| (1..=31).contains(d)),
        _ => None,
    };
    // `May 31,000`: the token would hold the comma; `March 7 million` is a count.
    if let Some(day) =
        day.filter(|_| crate::number::scale(words.at(next + 1)).is_none() && words.at(next + 1) != "%")
    {
        let point = |year| Point::Day { year, month: Some(month), day: Some(day) };
        let comma = usize::from(words.at(next + 1) == ",");
        if let Some((to, year)) =
            year(words, next + 1 + comma).filter(|(to, _)| comma == 1 || !counted_noun(words.at(*to)))
        {
            return hit(to, Base::Point(point(Some(year))));
        }
        return hit_of_year(words, at, next + 1, point(None), "time.date");
    }
    let point = Point::Month { year: None, month: Some(month) };
    let comma = usize::from(matches!(words.at(at + 1), "," | "of"));
    if let Some((to, year)) = year(words, at + 1 + comma) {
        return hit(to, Base::Point(point.in_year(year)));
    }
    let alone = match words.at(at) {
        // These are also verbs and names.
        "may" | "march" | "august" | "april" | "june" => {
            let before = words.before(at);
            let first = at == 0 || matches!(before, "\"" | "“" | "``");
            let led = matches!(
                before,
                "in" | "since"
                    | "until"
                    | "by"
                    | "from"
                    | "of"
                    | "last"
                    | "next"
                    | "this"
                    | "early"
                    | "late"
                    | "mid"
                    | "during"
                    | "and"
                    | "to"
                    | "through"
                    | "till"
                    | "before"
                    | "after"
                    | "-"
                    | "between"
                    | "for"
                    | "every"
                    | "each"
            );
            let noun = words.at(at + 1).starts_with(|c: char| c.is_ascii_lowercase());
            let led = led
                || before == "the"
                    && noun
                    && !words.capital(at + 1)
                    && !matches!(words.at(at + 1), "of" | "to" | "on");
            let owns = matches!(words.at(at + 1), "'s" | "’s");
            let named = words.capital(at + 1) && !words.at(at + 1).is_empty();
            !first && (led || owns) && !named
        }
        word => word.len() > 3 || word.ends_with('.'),
    };
    if !alone {
        return None;
    }
    hit_of_year(words, at, at + 1, point, "time.month")
}

/// A point whose year may follow as `of last year`, `this year`.
fn hit_of_year(words: &Words<'_>, at: usize, to: usize, point: Point, rule: &'static str) -> Option<Hit> {
    let next = to + usize::from(matches!(words.at(to), "of" | ","));
    let shift = match words.at(next) {
        "last" => Some(-1),
        "this" => Some(0),
        "next" => Some(1),
        _ => None,
    };
    if let Some(shift) = shift
        && words.at(next + 1) == "year"
        && words.at(to) != ","
    {
        return Some(Hit::new(at, next + 2, Base::OfYear { point, shift }, rule));
    }
    Some(Hit::new(at, to, Base::Point(point), rule))
}

/// `7 February 2024`, `7th of February`.
fn day_of_month(words: &Words<'_>, at: usize) -> Option<Hit> {
    let day = match words.class(at) {
        Class::Ordinal(day) => day,
        Class::Number => words.at(at).parse::<u8>().ok().filter(|d| (1..=31).contains(d))?,
        _ => return None,
    };
    let ordinal = matches!(words.class(at), Class::Ordinal(_));
    let next = at + 1 + usize::from(ordinal && words.at(at + 1) == "of");
    let next = next + usize::from(words.at(next) == "-" && !ordinal);
    let Class::Month(month) = words.class(next) else { return None };
    if !words.capital(next) {
        return None;
    }
    let point = |year| Point::Day { year, month: Some(month), day: Some(day) };
    let comma = usize::from(matches!(words.at(next + 1), "," | "-"));
    if let Some((to, year)) = year(words, next + 1 + comma) {
        return Some(Hit::new(at, to, Base::Point(point(Some(year))), "time.date"));
    }
    hit_of_year(words, at, next + 1, point(None), "time.date")
}

/// A second day of one month: `25` in `April 24 and 25`, `24` in `24 and 25 April`.
fn further_day(words: &Words<'_>, at: usize) -> Option<Hit> {
    let number = |at: usize| words.at(at).parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    let joins = |word: &str| matches!(word, "and" | "to" | "or" | "-" | "–" | "through" | "until");
    let day = number(at)?;
    let month = |at: usize| match words.class(at) {
        Class::Month(month) if words.capital(at) => Some(month),
        _ => None,
    };
    let point = |month| Point::Day { year: None, month: Some(month), day: Some(day) };
    if let Some(first) = at.checked_sub(2).filter(|_| joins(words.before(at)))
        && number(first).is_some()
        && let Some(month) = first.checked_sub(1).and_then(month)
        && !words.at(at + 1).starts_with(|c: char| c.is_ascii_lowercase())
            | matches!(words.at(at + 1), "at" | "in" | "and" | "to")
    {
        let comma = usize::from(words.at(at + 1) == ",");
        if let Some((to, year)) = year(words, at + 1 + comma).filter(|_| comma == 1) {
            return Some(Hit::new(at, to, Base::Point(point(month).in_year(year)), "time.date"));
        }
        return Some(Hit::new(at, at + 1, Base::Point(point(month)), "time.date"));
    }
    if joins(words.at(at + 1))
        && let Some(last) = number(at + 2)
        && last > day
        && let Some(month) = month(at + 3)
    {
        let year = year(words, at + 4).map(|(_, year)| year);
        let point = year.map_or(point(month), |year| point(month).in_year(year));
        return Some(Hit::new(at, at + 1, Base::Point(point), "time.date"));
    }
    None
}

/// `Wednesday`, `Wednesday, April 9, 2021`.
fn weekday(words: &Words<'_>, at: usize, day: u8) -> Option<Hit> {
    let comma = usize::from(words.at(at + 1) == ",");
    let open = at + 1 + comma;
    let article = usize::from(words.at(open) == "the");
    let dated = month_first(words, open).or_else(|| day_of_month(words, open + article));
    if let Some(hit) = dated
        && matches!(hit.base, Base::Point(Point::Day { .. }))
    {
        return Some(Hit { from: at, ..hit });
    }
    if words.at(at + 1) == "last" && words.at(at + 2) == "week"
        || words.at(at + 1) == "next" && words.at(at + 2) == "week"
    {
        let shift = if words.at(at + 1) == "last" { -1 } else { 1 };
        return Some(Hit::new(at, at + 1, Base::Named { point: Point::Weekday(day), shift }, "time.weekday"));
    }
    Some(Hit::new(at, at + 1, Base::Point(Point::Weekday(day)), "time.weekday"))
}

/// `summer 2023`, `winter of 1994`.
fn season_year(words: &Words<'_>, at: usize, season: Season) -> Option<Hit> {
    let of = usize::from(words.at(at + 1) == "of");
    let point = Point::Season { year: None, season };
    if let Some((to, year)) = year(words, at + 1 + of) {
        return Some(Hit::new(at, to, Base::Point(point.in_year(year)), "time.season"));
    }
    match words.before(at) {
        "early" | "late" | "mid" | "-" => Some(Hit::new(at, at + 1, Base::Point(point), "time.season")),
        _ => hit_of_year(words, at, at + 1, point, "time.season").filter(|hit| hit.to > at + 1),
    }
}

/// `third quarter`, `third-quarter`, `fiscal first quarter`, `first half of 1990`, with its year. `at` is the first
/// word of the expression, `next` the ordinal or `fiscal`.
fn quarter(words: &Words<'_>, at: usize, next: usize) -> Option<Hit> {
    let next = next + usize::from(words.at(next) == "fiscal");
    let Class::Ordinal(number) = words.class(next) else { return None };
    let hyphen = usize::from(words.at(next + 1) == "-");
    let noun = next + 1 + hyphen;
    match words.at(noun) {
        "quarter" if number <= 4 => {
            let point = Point::Quarter { year: None, quarter: Some(number) };
            year_of(words, at, noun + 1, point)
        }
        "half" if number <= 2 => half(words, at, noun, number),
        _ => None,
    }
}

/// `half` with its year; without one it is no date.
fn half(words: &Words<'_>, at: usize, noun: usize, number: u8) -> Option<Hit> {
    let point = Point::Half { year: None, half: Some(number) };
    year_of(words, at, noun + 1, point).filter(|hit| hit.to > noun + 1)
}

/// A part of a year and the year after it.
fn year_of(words: &Words<'_>, at: usize, to: usize, point: Point) -> Option<Hit> {
    let of = usize::from(matches!(words.at(to), "of" | "in"));
    let fiscal = usize::from(of == 1 && matches!(words.at(to + of), "fiscal" | "calendar"));
    let next = to + of + fiscal;
    if let Some((end, year)) = year(words, next).filter(|_| of == 1 || words.at(to).len() == 4) {
        return Some(Hit::new(at, end, Base::Point(point.in_year(year)), "time.quarter"));
    }
    match (words.at(next), words.at(next + 1), words.at(next + 2)) {
        ("a", "year", "ago" | "earlier") if of == 0 => {
            Some(Hit::new(at, next + 3, Base::OfYear { point, shift: -1 }, "time.quarter"))
        }
        _ => hit_of_year(words, at, to, point, "time.quarter"),
    }
}

/// `13th century`.
fn century(words: &Words<'_>, at: usize, number: u8) -> Option<Hit> {
    let noun = at + 1 + usize::from(words.at(at + 1) == "-");
    let century =
        matches!(words.class(noun), Class::Unit(Unit::Century, false)) && (1..=30).contains(&number);
    let point = Point::Century(Some(i16::from(number) - 1));
    century.then(|| Hit::new(at, noun + 1, Base::Point(point), "time.century"))
}

/// A year in digits or words, and the position after it.
pub(super) fn year(words: &Words<'_>, at: usize) -> Option<(usize, i16)> {
    let word = words.at(at);
    if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
        let year: i16 = word.parse().ok()?;
        return (1000..=2999).contains(&year).then_some((at + 1, year));
    }
    let century = match word {
        "eighteen" => 1800,
        "nineteen" => 1900,
        "two" if words.at(at + 1) == "thousand" && matches!(words.before(at), "year" | "in" | "of" | ",") => {
            return Some((at + 2, 2000));
        }
        _ => return None,
    };
    let ten = small(words.at(at + 1)).filter(|n| *n >= 10)?;
    let unit = (words.at(at + 2) == "-" && ten % 10 == 0 && ten >= 20)
        .then(|| small(words.at(at + 3)).filter(|n| (1..10).contains(n)))
        .flatten();
    let to = if unit.is_some() { at + 4 } else { at + 2 };
    Some((to, century + (ten + unit.unwrap_or(0)) as i16))
}

/// True if four digits that stand alone are a year and no count.
fn is_year(words: &Words<'_>, at: usize, to: usize, year: i16) -> bool {
    let before = words.before(at);
    let after = words.at(to);
    if matches!(
        before,
        "$" | "£"
            | "€"
            | "#"
            | "no."
            | "than"
            | "over"
            | "about"
            | "some"
            | "nearly"
            | "least"
            | "article"
            | "resolution"
            | "/"
            | ":"
            | "."
    ) || matches!(after, "%" | "/" | ":")
        || counted_noun(after) && before != "since"
    {
        return false;
    }
    let led = matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "of"
            | "before"
            | "after"
            | "during"
            | "for"
            | "year"
            | "early"
            | "late"
            | "mid"
            | "between"
            | "circa"
            | "to"
            | "through"
            | "("
            | "-"
            | "around"
            | "and"
            | "or"
            | "throughout"
            | "ago"
    );
    if (1900..=2099).contains(&year) {
        // `the 2000 Olympics`, but not `the 2000 homes`.
        return led || year % 100 != 0 || before == "the" && words.capital(to);
    }
    let led =
        matches!(before, "in" | "since" | "until" | "year" | "circa" | "from" | "by" | "before" | "after");
    led && (super::ends(after) || after == "in")
}

/// True for nouns that follow counts rather than years.
fn counted_noun(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "men"
            | "women"
            | "children"
            | "soldiers"
            | "troops"
            | "civilians"
            | "points"
            | "dollars"
            | "miles"
            | "kilometers"
            | "kilometres"
            | "meters"
            | "metres"
            | "feet"
            | "tons"
            | "tonnes"
            | "percent"
            | "shares"
            | "euros"
            | "pounds"
            | "homes"
            | "houses"
            | "deaths"
            | "hostages"
            | "prisoners"
            | "refugees"
            | "migrants"
            | "members"
            | "workers"
            | "employees"
            | "cases"
            | "villages"
            | "families"
            | "years"
            | "days"
            | "hours"
            | "rockets"
            | "missiles"
            | "tanks"
            | "barrels"
            | "acres"
            | "students"
            | "police"
            | "personnel"
            | "km"
            | "vehicles"
            | "square"
            | "million"
            | "votes"
            | "voters"
            | "residents"
            | "buildings"
            | "others"
            | "were"
    )
}

/// A holiday, with its year where there is one.
fn holiday(words: &Words<'_>, at: usize) -> Option<Hit> {
    if !words.capital(at) {
        return None;
    }
    let (feast, to) = feast::named(words, at)?;
    if let Some((end, year)) = year(words, to + usize::from(words.at(to) == ",")) {
        return Some(Hit::new(at, end, Base::Feast { feast, year: Some(year), shift: None }, "time.holiday"));
    }
    let shift = match (words.at(to), words.at(to + 1)) {
        ("last", "year") => Some((-1, to + 2)),
        ("this", "year") => Some((0, to + 2)),
        ("next", "year") => Some((1, to + 2)),
        _ => None,
    };
    let (shift, to) = shift.map_or((None, to), |(shift, to)| (Some(shift), to));
    Some(Hit::new(at, to, Base::Feast { feast, year: None, shift }, "time.holiday"))
}
