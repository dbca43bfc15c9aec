//! Holidays: of a fixed day, or of one that each year's calendar gives.
//!
//! Only those that fall on one day wherever they are kept under that name. Left out: days that differ between churches
//! and countries (Orthodox Easter is not told from the Western one: a report that names neither means the Western), and
//! feasts of the lunar calendar, whose day is told by the moon's sighting.

use super::point::Point;
use super::word::Words;
use jiff::civil::{Date, Weekday};

/// A holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    /// Month and day.
    Fixed(u8, u8),
    /// The weekday of that number (-1: the last) in the month.
    Nth(u8, i8, Weekday),
    /// So many days from Easter Sunday in the Gregorian calendar.
    Easter(i8),
}

impl Feast {
    /// Its day in that year.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month as i8, day as i8).ok(),
            Self::Nth(month, count, weekday) => {
                Date::new(year, month as i8, 1).ok()?.nth_weekday_of_month(count, weekday).ok()
            }
            Self::Easter(days) => easter(year)?.checked_add(jiff::Span::new().days(i64::from(days))).ok(),
        }
    }

    /// What is known of it without the year.
    pub(super) fn point(self) -> Point {
        match self {
            Self::Fixed(month, day) => Point::Day { year: None, month: Some(month), day: Some(day) },
            Self::Nth(month, ..) => Point::Day { year: None, month: Some(month), day: None },
            Self::Easter(_) => Point::Day { year: None, month: None, day: None },
        }
    }
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm; Meeus, Astronomical Algorithms, 1991, chapter 8).
fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// The holiday that is named here, and the position after it.
pub(super) fn named(words: &Words<'_>, at: usize) -> Option<(Feast, usize)> {
    let day = |to: usize| if words.at(to) == "day" && words.capital(to) { to + 1 } else { to };
    let (feast, to) = match (words.at(at), words.at(at + 1), words.at(at + 2)) {
        ("christmas", "eve", _) => (Feast::Fixed(12, 24), at + 2),
        ("christmas", _, _) => (Feast::Fixed(12, 25), day(at + 1)),
        ("new", "year", "'s" | "’s") if words.at(at + 3) == "day" => (Feast::Fixed(1, 1), at + 4),
        ("new", "year", "'s" | "’s") if words.at(at + 3) == "eve" => (Feast::Fixed(12, 31), at + 4),
        ("new", "year's" | "year’s", "day") => (Feast::Fixed(1, 1), at + 3),
        ("new", "year's" | "year’s", "eve") => (Feast::Fixed(12, 31), at + 3),
        ("halloween", ..) => (Feast::Fixed(10, 31), at + 1),
        ("veterans", "day", _) => (Feast::Fixed(11, 11), at + 2),
        ("thanksgiving", ..) => (Feast::Nth(11, 4, Weekday::Thursday), day(at + 1)),
        ("labor", "day", _) => (Feast::Nth(9, 1, Weekday::Monday), at + 2),
        ("memorial", "day", _) => (Feast::Nth(5, -1, Weekday::Monday), at + 2),
        ("good", "friday", _) => (Feast::Easter(-2), at + 2),
        ("easter", "monday", _) => (Feast::Easter(1), at + 2),
        ("easter", "sunday", _) => (Feast::Easter(0), at + 2),
        ("easter", "" | "," | "." | "and" | "in" | "was" | "is", _)
            if matches!(
                words.before(at),
                "at" | "by"
                    | "before"
                    | "after"
                    | "since"
                    | "until"
                    | "last"
                    | "next"
                    | "this"
                    | "on"
                    | "during"
            ) =>
        {
            (Feast::Easter(0), at + 1)
        }
        _ => return None,
    };
    // `Christmas tree`, `Thanksgiving dinner`: named after the day, not said to be on it.
    let bare = to == at + 1;
    let noun = bare
        && words.at(to).starts_with(|c: char| c.is_ascii_lowercase())
        && !super::grammar::ends(words.at(to));
    (!noun || matches!(words.before(at), "last" | "next" | "this")).then_some((feast, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_year() {
        let check = |feast: Feast, year: i16, expected: &str| {
            assert_eq!(feast.day(year).map(|day| day.to_string()).as_deref().unwrap_or("-"), expected);
        };
        check(Feast::Easter(0), 2000, "2000-04-23");
        check(Feast::Easter(0), 2024, "2024-03-31");
        check(Feast::Easter(-2), 2025, "2025-04-18");
        check(Feast::Easter(0), 1114, "-");
        check(Feast::Nth(11, 4, Weekday::Thursday), 1999, "1999-11-25");
        check(Feast::Nth(5, -1, Weekday::Monday), 2024, "2024-05-27");
        check(Feast::Fixed(12, 25), 2023, "2023-12-25");
    }
}
