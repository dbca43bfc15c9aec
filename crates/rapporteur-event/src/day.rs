//! Days on which an event may have been, from TIMEX3 values.

/// Bounds in days since 1970-01-01; `None` where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Range {
    pub(crate) first: Option<i32>,
    pub(crate) last: Option<i32>,
}

/// The days of a TIMEX3 value of type DATE or TIME: a day, a week, a month, a season, a year, or an interval of them. `None`
/// for what names no year.
pub(crate) fn range(value: &str) -> Option<Range> {
    if let Some((from, until)) = value.split_once('/') {
        let (from, until) = (range(from)?, range(until)?);
        return (from.first <= until.last).then_some(Range { first: from.first, last: until.last });
    }
    let date = value.split_once('T').map_or(value, |(date, _)| date);
    let mut parts = date.split('-');
    let year: i32 = number(parts.next()?, 4)?;
    let (first, last) = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => (day(year, 1, 1), day(year, 12, 31)),
        (Some(week), weekday, None) if week.starts_with('W') => {
            let week = number(&week[1..], 2).filter(|week| (1..=53).contains(week))?;
            // The fourth of January lies in the first week; weeks begin on Mondays.
            let fourth = day(year, 1, 4);
            let monday = fourth - (fourth + 3).rem_euclid(7) + 7 * (week - 1);
            match weekday.and_then(|weekday| number(weekday, 1)).filter(|day| (1..=7).contains(day)) {
                Some(weekday) => (monday + weekday - 1, monday + weekday - 1),
                None => (monday, monday + 6),
            }
        }
        (Some(month), None, None) => match number(month, 2) {
            Some(month) if (1..=12).contains(&month) => (day(year, month, 1), day(year, month + 1, 1) - 1),
            Some(_) => return None,
            // Seasons, quarters and halves; a winter may begin the year before or end the year after.
            None if month.starts_with(|c: char| c.is_ascii_uppercase()) => {
                (day(year, 1, 1) - 31, day(year, 12, 31) + 59)
            }
            None => return None,
        },
        (Some(month), Some(of_month), None) => {
            let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
            let length = day(year, month + 1, 1) - day(year, month, 1);
            let of_month = number(of_month, 2).filter(|of_month| (1..=length).contains(of_month))?;
            (day(year, month, of_month), day(year, month, of_month))
        }
        _ => return None,
    };
    Some(Range { first: Some(first), last: Some(last) })
}

/// Month and day of a value that names them, with or without a year: `04-09` of `XXXX-04-09`.
pub(crate) fn month_day(value: &str) -> Option<String> {
    let date = value.split_once('T').map_or(value, |(date, _)| date);
    let found = date.get(5..).filter(|_| date.len() == 10 && !date.contains('/'))?;
    // A year with the day in it: the twenty-ninth of February is one in 2024.
    range(&format!("2024-{found}")).filter(|range| range.first == range.last)?;
    Some(found.to_owned())
}

/// Days before its publication in which a report tells of what happened, where its words give no day.
pub(crate) const FRESH: i32 = 10;

/// Place of a day in the year, from 0: of `03-01` always that of a leap year.
pub(crate) fn of_year(month_day: &str) -> Option<u16> {
    let first = range(&format!("2024-{month_day}"))?.first?;
    u16::try_from(first - day(2024, 1, 1)).ok()
}

/// Whether what a report of one day of the year tells as fresh may have happened on another one.
pub(crate) fn is_fresh(happened: u16, told: u16) -> bool {
    // A day is the same day for half of the world only.
    let before = (i32::from(told) + 1 - i32::from(happened)).rem_euclid(366);
    before <= FRESH + 1
}

/// Whether two reports that tell of something as fresh are further apart than that, whatever their years.
pub(crate) fn years_apart(a: Option<u16>, b: Option<u16>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let between = (i32::from(a) - i32::from(b)).rem_euclid(366);
    between.min(366 - between) > FRESH + 1
}

/// In ISO 8601.
pub(crate) fn iso(day: i32) -> String {
    let (year, month, of_month) = civil(day);
    format!("{year:04}-{month:02}-{of_month:02}")
}

fn number(text: &str, length: usize) -> Option<i32> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Days since 1970-01-01 in the Gregorian calendar; the thirteenth month is the first of the next year.
fn day(year: i32, month: i32, of_month: i32) -> i32 {
    let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
    // Years that begin in March, so that leap days come last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + of_month - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil(day: i32) -> (i32, i32, i32) {
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let of_month = of_year - (153 * march + 2) / 5 + 1;
    (era * 400 + year + i32::from(month <= 2), month, of_month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(value: &str, expected: Option<(&str, &str)>) {
        let found = range(value).and_then(|range| Some((iso(range.first?), iso(range.last?))));
        assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())), "{value}");
    }

    #[test]
    fn values_are_days() {
        check("2024-02-12", Some(("2024-02-12", "2024-02-12")));
        check("2024-02-12TEV", Some(("2024-02-12", "2024-02-12")));
        check("2024-02", Some(("2024-02-01", "2024-02-29")));
        check("2023", Some(("2023-01-01", "2023-12-31")));
        check("2023-12", Some(("2023-12-01", "2023-12-31")));
        check("2024-W07", Some(("2024-02-12", "2024-02-18")));
        check("2024-W07-3", Some(("2024-02-14", "2024-02-14")));
        check("2021-W53", Some(("2022-01-03", "2022-01-09")));
        check("2024-02-12/2024-02-14", Some(("2024-02-12", "2024-02-14")));
        check("2024-SU", Some(("2023-12-01", "2025-02-28")));
        for value in [
            "XXXX-04-09",
            "202",
            "2024-13",
            "2024-02-30",
            "PAST_REF",
            "",
            "2024-02-12/2023",
            "2024-W54",
            "20é4",
        ] {
            check(value, None);
        }
    }

    #[test]
    fn a_day_may_lack_its_year() {
        let check = |value: &str, expected: Option<&str>| assert_eq!(month_day(value).as_deref(), expected);
        check("XXXX-04-09", Some("04-09"));
        check("2023-04-09T12:00", Some("04-09"));
        for value in ["XXXX-10", "XXXX-WXX-3", "2023-04-09/2023-04-11", "XXXX-13-07", "é"] {
            check(value, None);
        }
    }

    #[test]
    fn what_is_fresh_lies_before_the_report_also_over_new_year() {
        let check = |happened: &str, told: &str, expected: bool| {
            assert_eq!(
                is_fresh(of_year(happened).unwrap(), of_year(told).unwrap()),
                expected,
                "{happened} {told}"
            );
        };
        check("02-12", "02-13", true);
        check("02-14", "02-13", true);
        check("02-15", "02-13", false);
        check("02-01", "02-13", false);
        check("12-30", "01-03", true);
        check("04-09", "02-13", false);
        assert!(
            !years_apart(of_year("12-30"), of_year("01-03"))
                && years_apart(of_year("11-12"), of_year("02-13"))
        );
        assert!(!years_apart(None, of_year("02-13")));
    }

    proptest! {
        #[test]
        fn any_value_is_read(value in "[0-9X]{0,4}[-/TWSé0-9]{0,12}") {
            if let Some(Range { first: Some(first), last: Some(last) }) = range(&value) {
                prop_assert!(first <= last);
            }
            month_day(&value);
        }

        #[test]
        fn days_are_counted_one_by_one(number in -200_000i32..200_000) {
            prop_assert_eq!(range(&iso(number)).and_then(|range| range.first), Some(number));
        }
    }
}
