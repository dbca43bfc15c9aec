//! Dates in words, as precise as they are known.

use crate::DateKnown;
use jiff::civil::{ISOWeekDate, Weekday};
use rapporteur_record::{HowKnown, Published};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A TIMEX3 value that can stand in a timeline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct When {
    pub(crate) known: DateKnown,
    /// Year, month, day and minute; zeros where they are not known, so that `2023` stands before `2023-01`.
    order: (i16, i8, i8, i32),
    pub(crate) label: String,
}

impl When {
    /// The time of day with the words before it that move it: `shortly before midnight` is not midnight. `before` is what the
    /// sentence has before the time. Days and parts of a day stay as they are.
    pub(crate) fn hedged(mut self, before: &str) -> Self {
        let words: Vec<String> = before.split_whitespace().rev().take(2).map(str::to_lowercase).collect();
        let mut words = words.iter().map(String::as_str);
        let hedge = match words.next() {
            Some(side @ ("before" | "after")) => match words.next() {
                Some(near @ ("shortly" | "just" | "soon" | "right" | "immediately")) => {
                    format!("{near} {side}")
                }
                _ => side.to_owned(),
            },
            Some(near @ ("about" | "around" | "nearly" | "almost" | "approximately")) => near.to_owned(),
            _ => return self,
        };
        let clock = self.label.rfind(", ").map(|at| at + 2);
        if let Some(at) = clock.filter(|&at| self.label[at..].starts_with(|c: char| c.is_ascii_digit())) {
            self.label.insert_str(at, &format!("{hedge} "));
        }
        self
    }
}

/// Reads a TIMEX3 value; `None` for vague ones (`PAST_REF`), lengths, and what has neither year, month nor weekday.
pub(crate) fn when(value: &str) -> Option<When> {
    let (date, time) = match value.split_once('T') {
        Some((date, time)) => (date, Some(clock(time)?)),
        None => (value, None),
    };
    let mut parts = date.split('-');
    let (year, part, last) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() || !year.chars().all(|c| c.is_ascii_digit() || c == 'X') {
        return None;
    }
    let number = year.parse::<i16>().ok();
    let mut when = match (year.len(), number) {
        (4, Some(year)) => with_year(year, part, last)?,
        (4, None) if year == "XXXX" => without_year(part?, last)?,
        (3, Some(decade)) if part.is_none() => dated(decade * 10, 0, 0, format!("{}s", decade * 10)),
        (2, Some(century)) if part.is_none() => dated(century * 100, 0, 0, format!("{century}00s")),
        _ => return None,
    };
    if let Some((minutes, label)) = time {
        when.order.3 = minutes;
        when.label = format!("{}, {label}", when.label);
    }
    Some(when)
}

fn dated(year: i16, month: i8, day: i8, label: String) -> When {
    When { known: DateKnown::Year, order: (year, month, day, 0), label }
}

fn with_year(year: i16, part: Option<&str>, last: Option<&str>) -> Option<When> {
    let Some(part) = part else {
        return Some(dated(year, 0, 0, year.to_string()));
    };
    if let Some(week) = part.strip_prefix('W') {
        let week: i8 = week.parse().ok()?;
        let weekday = match last {
            None => 1,
            Some("WE") => 6,
            Some(day) => day.parse().ok().filter(|day| (1..=7).contains(day))?,
        };
        let date = ISOWeekDate::new(year, week, Weekday::from_monday_one_offset(weekday).ok()?).ok()?.date();
        let label = match last {
            None => format!("week of {}", day_label(date.year(), date.month(), date.day())),
            Some("WE") => format!("weekend of {}", day_label(date.year(), date.month(), date.day())),
            Some(_) => day_label(date.year(), date.month(), date.day()),
        };
        let mut when = dated(date.year(), date.month(), date.day(), label);
        // Before the day that it begins with, after whatever is on the day before.
        when.order.3 = -i32::from(last.is_none() || last == Some("WE"));
        return Some(when);
    }
    match (month_of(part), last) {
        (Some(month), None) => Some(dated(year, month, 0, format!("{} {year}", MONTHS[month as usize - 1]))),
        (Some(month), Some(day)) => {
            let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
            Some(dated(year, month, day, day_label(year, month, day)))
        }
        (None, None) => {
            let (month, name) = season(part)?;
            Some(dated(year, month, 0, format!("{name} {year}")))
        }
        (None, Some(_)) => None,
    }
}

fn without_year(part: &str, last: Option<&str>) -> Option<When> {
    let of = |known, month, day, label| Some(When { known, order: (0, month, day, 0), label });
    match (month_of(part), last) {
        (Some(month), None) => of(DateKnown::NoYear, month, 0, MONTHS[month as usize - 1].to_owned()),
        (Some(month), Some(day)) => {
            let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
            of(DateKnown::NoYear, month, day, format!("{day} {}", MONTHS[month as usize - 1]))
        }
        (None, Some(day)) if part == "WXX" => {
            let day: i8 = day.parse().ok().filter(|day| (1..=7).contains(day))?;
            of(DateKnown::Weekday, 0, day, WEEKDAYS[day as usize - 1].to_owned())
        }
        (None, None) => {
            let (month, name) = season(part).filter(|(_, name)| !name.ends_with(" of"))?;
            of(DateKnown::NoYear, month, 0, name.to_owned())
        }
        (None, Some(_)) => None,
    }
}

fn month_of(part: &str) -> Option<i8> {
    part.parse().ok().filter(|month| part.len() == 2 && (1..=12).contains(month))
}

/// A part of a year: the month before whose days it is sorted, and its name.
fn season(part: &str) -> Option<(i8, &'static str)> {
    Some(match part {
        "Q1" => (1, "first quarter of"),
        "Q2" => (4, "second quarter of"),
        "Q3" => (7, "third quarter of"),
        "Q4" => (10, "fourth quarter of"),
        "H1" => (1, "first half of"),
        "H2" => (7, "second half of"),
        "SP" => (3, "spring"),
        "SU" => (6, "summer"),
        "FA" => (9, "autumn"),
        "WI" => (12, "winter"),
        _ => return None,
    })
}

/// A time of day: minutes that sort it, and its label. Seconds are not shown.
fn clock(time: &str) -> Option<(i32, String)> {
    let named = match time {
        "MO" => Some((6 * 60, "morning")),
        "DT" => Some((8 * 60, "daytime")),
        "MI" => Some((12 * 60, "midday")),
        "AF" => Some((13 * 60, "afternoon")),
        "EV" => Some((18 * 60, "evening")),
        "NI" => Some((21 * 60, "night")),
        _ => None,
    };
    if let Some((minutes, name)) = named {
        return Some((minutes, name.to_owned()));
    }
    let (digits, zone) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let mut parts = digits.split(':');
    let hour: i32 = parts.next()?.parse().ok().filter(|hour| (0..=24).contains(hour))?;
    let minute: i32 = match parts.next() {
        Some(minute) => minute.parse().ok().filter(|minute| (0..60).contains(minute))?,
        None => 0,
    };
    let zone = match zone {
        "" => String::new(),
        "Z" | "+00:00" => " UTC".to_owned(),
        zone => format!(" UTC{zone}"),
    };
    Some((hour * 60 + minute, format!("{hour:02}:{minute:02}{zone}")))
}

fn day_label(year: i16, month: i8, day: i8) -> String {
    format!("{day} {} {year}", MONTHS[month as usize - 1])
}

/// A day of ISO 8601 in short: `4 Mar`, and the year.
pub(crate) fn short_day(day: &str) -> Option<(String, String)> {
    let when = when(day).filter(|when| when.known == DateKnown::Year && when.order.2 > 0)?;
    let (year, month, day, _) = when.order;
    Some((format!("{day} {}", &MONTHS[month as usize - 1][..3]), year.to_string()))
}

/// The day of publication in words, without the time of day; `None` if nothing is known.
pub(crate) fn published_day(published: &Published) -> Option<String> {
    let value = published.day().unwrap_or(&published.value);
    let day = value.split_once('T').map_or(value, |(day, _)| day);
    match when(day) {
        Some(when) if when.known == DateKnown::NoYear => Some(format!("{}, no year", when.label)),
        Some(when) => Some(when.label),
        None => match (&published.earliest, &published.latest) {
            (Some(a), Some(b)) => Some(between(a, b)),
            (Some(a), None) => Some(format!("on or after {}", between(a, a))),
            (None, Some(b)) => Some(format!("on or before {}", between(b, b))),
            (None, None) => (!published.value.is_empty()).then(|| published.value.clone()),
        },
    }
}

/// The moment of publication in words, with the time of day if the value has one.
pub(crate) fn published_moment(published: &Published) -> Option<String> {
    let day = published_day(published)?;
    let time = published.value.split_once('T').and_then(|(_, time)| clock(time));
    Some(match time {
        Some((_, time)) => format!("{day}, {time}"),
        None => day,
    })
}

/// How a date of publication is known, in words.
pub(crate) fn how_known(published: Option<&Published>) -> String {
    let Some(published) = published else {
        return "not known".to_owned();
    };
    let how = match published.known {
        HowKnown::Stated => "stated",
        HowKnown::Metadata => "metadata",
        HowKnown::Inferred => "inferred",
    };
    match published.reason.as_str() {
        "" => how.to_owned(),
        reason if reason.starts_with(how) => reason.to_owned(),
        reason => format!("{how}: {reason}"),
    }
}

/// Two days (`2025-03-04`) as a period; values that are no days are shown as they are.
pub(crate) fn between(first: &str, last: &str) -> String {
    let (Some(a), Some(b)) = (when(first), when(last)) else {
        return format!("{first} to {last}");
    };
    if a == b {
        return a.label;
    }
    let (year_a, month_a, day_a, _) = a.order;
    let (year_b, month_b, _, _) = b.order;
    if day_a == 0 || year_a != year_b {
        format!("{} to {}", a.label, b.label)
    } else if month_a == month_b {
        format!("{day_a} to {}", b.label)
    } else {
        format!("{day_a} {} to {}", MONTHS[month_a as usize - 1], b.label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_keeps_the_words_that_move_it() {
        let label = |value: &str, before: &str| when(value).expect("dated").hedged(before).label;
        assert_eq!(
            label("2031-05-12T24:00", "The wall broke shortly before "),
            "12 May 2031, shortly before 24:00"
        );
        assert_eq!(label("2031-05-12T16:00", "It rose After "), "12 May 2031, after 16:00");
        assert_eq!(label("2031-05-12T16:00", "It rose at "), "12 May 2031, 16:00");
        assert_eq!(label("2031-05-12", "It rose shortly after "), "12 May 2031");
    }

    #[test]
    fn labels_as_precise_as_the_value() {
        let check = |value: &str, expected: Option<&str>| {
            assert_eq!(when(value).map(|when| when.label).as_deref(), expected, "{value}");
        };
        check("2031-04-05", Some("5 April 2031"));
        check("2031-04", Some("April 2031"));
        check("2031", Some("2031"));
        check("203", Some("2030s"));
        check("19", Some("1900s"));
        check("2031-Q3", Some("third quarter of 2031"));
        check("2031-W15", Some("week of 7 April 2031"));
        check("2031-W15-3", Some("9 April 2031"));
        check("2031-W15-WE", Some("weekend of 12 April 2031"));
        check("2031-04-05T08:30", Some("5 April 2031, 08:30"));
        check("2031-04-05TNI", Some("5 April 2031, night"));
        check("XXXX-04-05", Some("5 April"));
        check("XXXX-SU", Some("summer"));
        check("XXXX-WXX-3", Some("Wednesday"));
        for vague in
            ["PAST_REF", "PRESENT_REF", "XXXX", "XXXX-XX-05", "P2D", "", "T08:00", "-", "2031-13", "2031-W77"]
        {
            check(vague, None);
        }
    }

    #[test]
    fn intervals_of_publication() {
        let check = |value: &str, earliest: Option<&str>, latest: Option<&str>, expected: &str| {
            let published = Published {
                value: value.to_owned(),
                earliest: earliest.map(str::to_owned),
                latest: latest.map(str::to_owned),
                known: HowKnown::Inferred,
                reason: "tells of it as past".to_owned(),
                span: None,
            };
            assert_eq!(published_day(&published).as_deref(), Some(expected));
        };
        check("2031-04-05/..", Some("2031-04-05"), None, "on or after 5 April 2031");
        check("../2031-04-05", None, Some("2031-04-05"), "on or before 5 April 2031");
        check("2031-04-05/2031-04-07", Some("2031-04-05"), Some("2031-04-07"), "5 to 7 April 2031");
        check("XXXX-04-05", Some("2031-04-05"), Some("2031-04-05"), "5 April 2031");
        check("XXXX-04-05", Some("2031-01-01"), None, "5 April, no year");
    }

    #[test]
    fn sorts_wide_before_narrow() {
        let order = [
            "203",
            "2031",
            "2031-04",
            "2031-04-05",
            "2031-04-05TMO",
            "2031-04-05TNI",
            "2031-04-11TEV",
            "2031-W15-WE",
            "2031-04-12",
            "XXXX-02-01",
            "XXXX-WXX-1",
        ];
        assert!(order.map(|value| when(value).unwrap()).is_sorted());
    }

    #[test]
    fn shortens_periods() {
        let check = |a, b, expected| assert_eq!(between(a, b), expected);
        check("2031-04-05", "2031-04-05", "5 April 2031");
        check("2031-04-05", "2031-04-07", "5 to 7 April 2031");
        check("2031-04-05", "2031-05-07", "5 April to 7 May 2031");
        check("2031-04-05", "2032-04-05", "5 April 2031 to 5 April 2032");
        check("?", "2032-04-05", "? to 2032-04-05");
    }
}
