//! Times of the day: `10:30 p.m. local time`, `noon Thursday`, `4 in the morning`.

use super::{Base, Hit, Part, calendar};
use crate::time::word::{Class, Words};

/// A time of day, with the day right after it where there is one.
pub(super) fn time_of_day(words: &Words<'_>, at: usize) -> Option<Hit> {
    let hedge =
        usize::from(matches!(words.at(at), "about" | "around" | "approximately" | "shortly" | "just"));
    let (to, hour, minute) = clock(words, at + hedge)?;
    let comma = usize::from(
        words.at(to) == "," && matches!(words.class(to + 1), Class::Month(_) | Class::Weekday(..)),
    );
    if let Some(day) = calendar::date(words, to + comma).filter(Hit::is_day) {
        return Some(Hit { from: at, rule: "time.clock", ..day }.with(Some(Part::Clock(hour, minute))));
    }
    // `14:30 on Monday`: two expressions, one day.
    let day = (words.at(to) == "on").then(|| calendar::date(words, to + 1)).flatten().filter(Hit::is_day);
    let base = day.map_or(Base::Clock, |day| day.base);
    Some(Hit::new(at, to, base, "time.clock").with(Some(Part::Clock(hour, minute))))
}

/// Position after the time, hour and minute.
fn clock(words: &Words<'_>, at: usize) -> Option<(usize, u8, u8)> {
    match words.class(at) {
        // `shortly before midnight on Monday`: Monday is the day that ends.
        Class::Hour(0) if words.before(at) == "before" => return Some((at + 1, 24, 0)),
        Class::Hour(hour) => return Some((at + 1, hour, 0)),
        Class::Number | Class::NumberWord | Class::Key => {}
        _ => return None,
    }
    let word = words.at(at);
    let letters = word.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(word.len());
    let (number, glued) = word.split_at(letters);
    let (hour, minute, colon) = match number.split_once([':', '.']) {
        Some((h, m)) if m.len() == 2 => (h.parse().ok()?, m.parse().ok()?, number.contains(':')),
        Some(_) => return None,
        None if number.is_empty() => (crate::number::small(word)? as u8, 0, false),
        None if number.len() == 4 => {
            // `1400 GMT`
            let zoned = zone(words, at + 1)?;
            let (h, m) = (number[..2].parse().ok()?, number[2..].parse().ok()?);
            return valid(h, m).then_some((zoned, h, m));
        }
        None => (number.parse().ok()?, 0, false),
    };
    let (half, next) = if glued.is_empty() { (words.at(at + 1), at + 2) } else { (glued, at + 1) };
    let next = if half.len() == 1 && words.at(next) == "." && words.at(next + 1) == "m" {
        // `p`, `.`, `m`, `.`
        next + 2
    } else {
        next
    };
    let afternoon = match half {
        "a.m." | "am" | "a.m" => Some(false),
        "p.m." | "pm" | "p.m" => Some(true),
        _ => None,
    };
    if let Some(afternoon) = afternoon {
        if !(1..=12).contains(&hour) || minute > 59 {
            return None;
        }
        let hour = hour % 12 + if afternoon { 12 } else { 0 };
        return Some((zone(words, next).unwrap_or(next), hour, minute));
    }
    if !glued.is_empty() || !valid(hour, minute) {
        return None;
    }
    if matches!(words.at(at + 1), "o'clock" | "o’clock")
        || in_the_part(words, at + 1).is_some() && hour <= 12 && !colon
    {
        let next = at + 1 + usize::from(words.at(at + 1).starts_with("o"));
        return match in_the_part(words, next) {
            Some(afternoon) => Some((next + 3, hour % 12 + if afternoon { 12 } else { 0 }, minute)),
            None => Some((next, hour, minute)),
        };
    }
    if !colon {
        return None;
    }
    match zone(words, at + 1) {
        Some(to) => Some((to, hour, minute)),
        None if matches!(
            words.before(at),
            "at" | "by" | "around" | "about" | "until" | "from" | "since" | "till"
        ) =>
        {
            Some((at + 1, hour, minute))
        }
        None => None,
    }
}

fn valid(hour: u8, minute: u8) -> bool {
    hour < 24 && minute < 60
}

/// For `in the morning`: false; for `in the afternoon` or `evening`: true.
fn in_the_part(words: &Words<'_>, at: usize) -> Option<bool> {
    match (words.at(at), words.at(at + 1), words.class(at + 2)) {
        ("in", "the", Class::DayPart(code)) => Some(code != "MO"),
        _ => None,
    }
}

/// Position after a time zone that stands here.
fn zone(words: &Words<'_>, at: usize) -> Option<usize> {
    match words.at(at) {
        "gmt" | "utc" | "est" | "edt" | "et" | "cst" | "cdt" | "ct" | "mst" | "mdt" | "pst" | "pdt"
        | "pt" | "bst" | "cet" | "cest" | "eet" | "msk" | "ist" | "jst"
            if words.capital(at) =>
        {
            Some(at + 1)
        }
        "local" | "eastern" | "moscow" | "central" | "pacific" | "universal"
            if words.at(at + 1) == "time" =>
        {
            Some(at + 2)
        }
        "hours" | "hrs" => Some(at + 1),
        _ => None,
    }
}
