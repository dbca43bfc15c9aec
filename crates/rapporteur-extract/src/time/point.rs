//! Points of the calendar at any grain, with or without a year, and how TIMEX3 writes them.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The letter of ISO 8601 durations and how many of it one unit is.
    pub(super) fn duration(self) -> (&'static str, f64, char) {
        match self {
            Self::Second => ("PT", 1.0, 'S'),
            Self::Minute => ("PT", 1.0, 'M'),
            Self::Hour => ("PT", 1.0, 'H'),
            Self::Day => ("P", 1.0, 'D'),
            Self::Weekend | Self::Week => ("P", 1.0, 'W'),
            Self::Month => ("P", 1.0, 'M'),
            Self::Quarter => ("P", 1.0, 'Q'),
            Self::Year => ("P", 1.0, 'Y'),
            Self::Decade => ("P", 10.0, 'Y'),
            Self::Century => ("P", 100.0, 'Y'),
        }
    }
}

/// A stretch of the calendar. A field that is not known is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    Day {
        year: Option<i16>,
        month: Option<u8>,
        day: Option<u8>,
    },
    /// 1 is Monday; the week is not known.
    Weekday(u8),
    Week {
        year: Option<i16>,
        week: Option<u8>,
    },
    Weekend {
        year: Option<i16>,
        week: Option<u8>,
    },
    Month {
        year: Option<i16>,
        month: Option<u8>,
    },
    /// `SP`, `SU`, `FA`, `WI`.
    Season {
        year: Option<i16>,
        season: Season,
    },
    Quarter {
        year: Option<i16>,
        quarter: Option<u8>,
    },
    Half {
        year: Option<i16>,
        half: Option<u8>,
    },
    Year(Option<i16>),
    /// The first three digits of its years.
    Decade(Option<i16>),
    /// The first two digits of its years.
    Century(Option<i16>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// A month in the middle of it, in the north.
    fn middle(self) -> u8 {
        match self {
            Self::Spring => 4,
            Self::Summer => 7,
            Self::Autumn => 10,
            Self::Winter => 1,
        }
    }
}

impl Point {
    /// The day `date`.
    pub(super) fn day(date: Date) -> Self {
        Self::Day { year: Some(date.year()), month: Some(date.month() as u8), day: Some(date.day() as u8) }
    }

    /// The stretch of this unit that `date` lies in.
    pub(super) fn around(date: Date, unit: Unit) -> Self {
        let year = Some(date.year());
        let iso = date.iso_week_date();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::day(date),
            Unit::Weekend => Self::Weekend { year: Some(iso.year()), week: Some(iso.week() as u8) },
            Unit::Week => Self::Week { year: Some(iso.year()), week: Some(iso.week() as u8) },
            Unit::Month => Self::Month { year, month: Some(date.month() as u8) },
            Unit::Quarter => Self::Quarter { year, quarter: Some((date.month() as u8 - 1) / 3 + 1) },
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(Some(date.year().div_euclid(10))),
            Unit::Century => Self::Century(Some(date.year().div_euclid(100))),
        }
    }

    /// The same grain with nothing known: what `last week` says by itself.
    pub(super) fn unknown(unit: Unit) -> Self {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
                Self::Day { year: None, month: None, day: None }
            }
            Unit::Weekend => Self::Weekend { year: None, week: None },
            Unit::Week => Self::Week { year: None, week: None },
            Unit::Month => Self::Month { year: None, month: None },
            Unit::Year => Self::Year(None),
            Unit::Quarter => Self::Quarter { year: None, quarter: None },
            Unit::Decade => Self::Decade(None),
            Unit::Century => Self::Century(None),
        }
    }

    /// The year, or the first year of a decade or century.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Self::Day { year, .. }
            | Self::Week { year, .. }
            | Self::Weekend { year, .. }
            | Self::Month { year, .. }
            | Self::Season { year, .. }
            | Self::Quarter { year, .. }
            | Self::Half { year, .. }
            | Self::Year(year) => year,
            Self::Weekday(_) => None,
            Self::Decade(digits) => digits.map(|d| d.saturating_mul(10)),
            Self::Century(digits) => digits.map(|d| d.saturating_mul(100)),
        }
    }

    /// This point in the given year; a point that has none (a weekday, a decade) stays as it is.
    pub(super) fn in_year(self, year: i16) -> Self {
        let year = Some(year);
        match self {
            Self::Day { month, day, .. } => Self::Day { year, month, day },
            Self::Week { week, .. } => Self::Week { year, week },
            Self::Weekend { week, .. } => Self::Weekend { year, week },
            Self::Month { month, .. } => Self::Month { year, month },
            Self::Season { season, .. } => Self::Season { year, season },
            Self::Quarter { quarter, .. } => Self::Quarter { year, quarter },
            Self::Half { half, .. } => Self::Half { year, half },
            Self::Year(_) => Self::Year(year),
            Self::Weekday(_) | Self::Decade(_) | Self::Century(_) => self,
        }
    }

    /// A day inside the point to count from: the day itself, or one near the middle. `None` if not enough is known,
    /// or if there is no such day.
    pub(super) fn date(self) -> Option<Date> {
        match self {
            Self::Day { year, month, day } => Date::new(year?, month? as i8, day? as i8).ok(),
            Self::Weekday(_) => None,
            Self::Week { year, week } => iso_day(year?, week?, Weekday::Thursday),
            Self::Weekend { year, week } => iso_day(year?, week?, Weekday::Saturday),
            Self::Month { year, month } => Date::new(year?, month? as i8, 15).ok(),
            Self::Season { year, season } => Date::new(year?, season.middle() as i8, 15).ok(),
            Self::Quarter { year, quarter } => Date::new(year?, quarter? as i8 * 3 - 1, 15).ok(),
            Self::Half { year, half } => Date::new(year?, half? as i8 * 6 - 3, 30).ok(),
            Self::Year(year) => Date::new(year?, 7, 1).ok(),
            Self::Decade(digits) => Date::new(digits?.checked_mul(10)?.checked_add(5)?, 1, 1).ok(),
            Self::Century(digits) => Date::new(digits?.checked_mul(100)?.checked_add(50)?, 1, 1).ok(),
        }
    }

    /// False for a day that no calendar has, as far as the fields are known (29 February passes without a year), and
    /// for years that four digits cannot write.
    pub(super) fn exists(self) -> bool {
        if self.year().is_some_and(|year| !(0..=9999).contains(&year)) {
            return false;
        }
        match self {
            Self::Day { year, month: Some(month), day: Some(day) } => {
                Date::new(year.unwrap_or(2000), month as i8, day as i8).is_ok()
            }
            _ => true,
        }
    }

    /// This point moved by `count` units, at the grain of the unit. `None` if not enough is known, or if the result
    /// leaves the calendar.
    pub(super) fn moved(self, count: i32, unit: Unit) -> Option<Self> {
        if unit == Unit::Day {
            if let Self::Weekday(day) = self {
                return Some(Self::Weekday((i32::from(day) - 1 + count).rem_euclid(7) as u8 + 1));
            }
            if let Self::Day { year: None, month: Some(month), day: Some(day) } = self {
                // The year is not known; a leap day between would make the result doubtful.
                let [leap, plain] =
                    [2024, 2023].map(|y| shifted(Date::new(y, month as i8, day as i8).ok()?, count, unit));
                return match (leap?, plain?) {
                    (a, b) if (a.month(), a.day()) == (b.month(), b.day()) => {
                        Some(Self::Day { year: None, month: Some(a.month() as u8), day: Some(a.day() as u8) })
                    }
                    _ => None,
                };
            }
        }
        let keep = self.date().and_then(|date| shifted(date, count, unit));
        match (self, unit) {
            (Self::Year(year), Unit::Year | Unit::Decade | Unit::Century) => {
                let size = if unit == Unit::Year {
                    1
                } else if unit == Unit::Decade {
                    10
                } else {
                    100
                };
                let year = i32::from(year?).checked_add(count.checked_mul(size)?)?;
                i16::try_from(year).ok().map(|y| Self::Year(Some(y)))
            }
            (Self::Decade(_), Unit::Decade | Unit::Century) => {
                keep.map(|date| Self::around(date, Unit::Decade))
            }
            (_, Unit::Decade | Unit::Century) => keep.map(|date| Self::around(date, Unit::Year)),
            _ => keep.map(|date| Self::around(date, unit)),
        }
    }

    /// The TIMEX3 value; `X` stands for what is not known.
    pub(super) fn value(self) -> String {
        let two = |n: Option<u8>| n.map_or("XX".to_owned(), |n| format!("{n:02}"));
        let four = |n: Option<i16>| n.map_or("XXXX".to_owned(), |n| format!("{n:04}"));
        let one = |n: Option<u8>| n.map_or("X".to_owned(), |n| n.to_string());
        match self {
            Self::Day { year, month, day } => format!("{}-{}-{}", four(year), two(month), two(day)),
            Self::Weekday(day) => format!("XXXX-WXX-{day}"),
            Self::Week { year, week } => format!("{}-W{}", four(year), two(week)),
            Self::Weekend { year, week } => format!("{}-W{}-WE", four(year), two(week)),
            Self::Month { year, month } => format!("{}-{}", four(year), two(month)),
            Self::Season { year, season } => format!("{}-{}", four(year), season.code()),
            Self::Quarter { year, quarter } => format!("{}-Q{}", four(year), one(quarter)),
            Self::Half { year, half } => format!("{}-H{}", four(year), one(half)),
            Self::Year(year) => four(year),
            Self::Decade(digits) => digits.map_or("XXXX".to_owned(), |d| format!("{d:03}X")),
            Self::Century(digits) => digits.map_or("XXXX".to_owned(), |d| format!("{d:02}XX")),
        }
    }
}

fn iso_day(year: i16, week: u8, day: Weekday) -> Option<Date> {
    jiff::civil::ISOWeekDate::new(year, week as i8, day).ok().map(Date::from)
}

/// `date` moved by `count` units; `None` outside of the calendar.
pub(super) fn shifted(date: Date, count: i32, unit: Unit) -> Option<Date> {
    let years = |n: i32| count.checked_mul(n).and_then(|c| date.checked_add(c.years()).ok());
    let in_range = count.abs() <= 20_000;
    match unit {
        _ if !in_range => None,
        Unit::Second | Unit::Minute | Unit::Hour => Some(date),
        Unit::Day => date.checked_add(count.days()).ok(),
        Unit::Weekend | Unit::Week => date.checked_add(count.weeks()).ok(),
        Unit::Month => date.checked_add(count.months()).ok(),
        Unit::Quarter => date.checked_add((count * 3).months()).ok(),
        Unit::Year if count.abs() <= 9_999 => years(1),
        Unit::Decade if count.abs() <= 999 => years(10),
        Unit::Century if count.abs() <= 99 => years(100),
        Unit::Year | Unit::Decade | Unit::Century => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn moves_and_writes() {
        let check = |point: Option<Point>, expected: Option<&str>| {
            assert_eq!(point.map(Point::value).as_deref(), expected);
        };
        let day = |month, day| Point::Day { year: None, month: Some(month), day: Some(day) };
        check(day(2, 7).moved(2, Unit::Day), Some("XXXX-02-09"));
        check(day(12, 31).moved(1, Unit::Day), Some("XXXX-01-01"));
        check(day(2, 28).moved(1, Unit::Day), None);
        check(day(2, 31).moved(1, Unit::Day), None);
        check(Point::Weekday(6).moved(2, Unit::Day), Some("XXXX-WXX-1"));
        check(Point::day(date(2024, 1, 31)).moved(1, Unit::Month), Some("2024-02"));
        check(Point::Year(Some(1999)).moved(-3, Unit::Decade), Some("1969"));
        check(Point::Year(Some(1999)).moved(2_000_000_000, Unit::Century), None);
        check(Point::day(date(9999, 12, 31)).moved(1, Unit::Day), None);
        check(Some(Point::around(date(2024, 12, 30), Unit::Week)), Some("2025-W01"));
        check(Some(Point::Decade(Some(199))), Some("199X"));
        check(Some(Point::Century(Some(12))), Some("12XX"));
    }
}
