//! Days: between which two a claim was made, and what a text says of the day of a happening.

use jiff::civil::Date;

/// Days between which something lies, counted from 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first possible one.
    pub first: i32,
    /// The last possible one.
    pub last: i32,
}

impl Days {
    /// The days from `first` to `last`, both in ISO 8601. `None` if one is no day.
    #[must_use]
    pub fn between(first: &str, last: &str) -> Option<Self> {
        let (first, last) = (number(first)?, number(last)?);
        (first <= last).then_some(Self { first, last })
    }

    /// True if all of these come after all of `other`.
    #[must_use]
    pub fn after(self, other: Self) -> bool {
        self.first > other.last
    }

    /// The first day in ISO 8601.
    #[must_use]
    pub fn first_written(self) -> String {
        written(self.first)
    }

    /// The last day in ISO 8601.
    #[must_use]
    pub fn last_written(self) -> String {
        written(self.last)
    }
}

fn written(number: i32) -> String {
    let day = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(i64::from(number)));
    day.map_or_else(|_| String::new(), |day| day.to_string())
}

fn number(day: &str) -> Option<i32> {
    let date: Date = day.get(..10)?.parse().ok()?;
    i32::try_from(date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24).ok()
}

/// What a time expression says of a day: each part is absent where the text does not give it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The year.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
}

impl When {
    /// Of a TIMEX3 value, `2025-09-15`, `XXXX-04-09`, `2019`. `None` for what names no year and no month: days of the week,
    /// seasons, references to the present.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        let mut parts = value.split('T').next()?.split('-');
        let year = parts.next()?;
        let year = match year {
            "XXXX" => None,
            _ if year.len() == 4 => Some(year.parse().ok()?),
            _ => return None,
        };
        let part = |part: Option<&str>, most: u8| -> Result<Option<u8>, ()> {
            match part {
                None | Some("XX") => Ok(None),
                Some(text) => {
                    let number: u8 = text.parse().map_err(|_| ())?;
                    if (1..=most).contains(&number) { Ok(Some(number)) } else { Err(()) }
                }
            }
        };
        let month = part(parts.next(), 12).ok()?;
        let day = part(parts.next(), 31).ok()?;
        (year.is_some() || month.is_some()).then_some(Self { year, month, day })
    }

    /// The day, if all of it is known.
    #[must_use]
    pub fn date(self) -> Option<i32> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        number(&format!("{year:04}-{month:02}-{day:02}"))
    }

    /// True if both cannot be one day. Reports differ by a day over what happens at night.
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        if let (Some(left), Some(right)) = (self.date(), other.date()) {
            return left.abs_diff(right) > 1;
        }
        fn differ<T: PartialEq>(left: Option<T>, right: Option<T>) -> bool {
            matches!((left, right), (Some(left), Some(right)) if left != right)
        }
        differ(self.year, other.year) || differ(self.month, other.month) || {
            let both = self.day.zip(other.day);
            both.is_some_and(|(left, right)| left.abs_diff(right) > 1)
        }
    }

    /// True if both name one day of one month and nothing excludes that the year is the same.
    #[must_use]
    pub fn is_same_day(self, other: Self) -> bool {
        self.day.is_some() && other.day.is_some() && self.month.is_some() && !self.excludes(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_day() {
        let check = |value: &str, expected: Option<(Option<i16>, Option<u8>, Option<u8>)>| {
            let found = When::of(value).map(|when| (when.year, when.month, when.day));
            assert_eq!(found, expected, "{value}");
        };
        check("2025-09-15", Some((Some(2025), Some(9), Some(15))));
        check("XXXX-04-09", Some((None, Some(4), Some(9))));
        check("2025-09-17T12:00", Some((Some(2025), Some(9), Some(17))));
        check("2019", Some((Some(2019), None, None)));
        check("XXXX-WXX-3", None);
        check("PAST_REF", None);
        check("2019-SU", None);
        check("", None);
    }

    #[test]
    fn days_exclude_each_other() {
        let check = |left: &str, right: &str, excludes: bool, same: bool| {
            let (left, right) = (When::of(left).unwrap(), When::of(right).unwrap());
            assert_eq!((left.excludes(right), left.is_same_day(right)), (excludes, same));
        };
        check("2025-09-15", "XXXX-09-15", false, true);
        check("2025-09-30", "2025-10-01", false, true);
        check("2025-09-15", "2024-09-15", true, false);
        check("2025-09-15", "2025-09", false, false);
        check("XXXX-04-09", "XXXX-08-21", true, false);
    }
}
