//! What event data can take of a date.

/// A date of which at least the year is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) year: u16,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// Last day of an interval, or of the month or year that is all that is known.
    pub(super) end: Option<(u16, u8, u8)>,
    /// The text of the report dates it; else it is the day of publication.
    pub(super) by_text: bool,
}

impl Dated {
    /// The first day.
    pub(super) fn first(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day, where that is another one.
    pub(super) fn last(&self) -> Option<String> {
        self.end.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
    }

    /// As precise as it is known: `2025-03-04`, `2025-03`, `2025`.
    pub(super) fn partial(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
}

/// Reads a TIMEX3 value of type DATE or TIME, or an interval of two days. `None` for what has no year, and for weeks,
/// seasons and decades, which event data have no place for.
pub(super) fn dated(value: &str) -> Option<Dated> {
    let (value, until) = match value.split_once('/') {
        Some((from, until)) => (from, Some(until)),
        None => (value, None),
    };
    let (year, month, day) = parts(value)?;
    let end = match until {
        Some(until) => {
            let (year, month, day) = parts(until)?;
            Some((year, month?, day?))
        }
        None => match (month, day) {
            (_, Some(_)) => None,
            (Some(month), None) => Some((year, month, days(year, month))),
            (None, None) => Some((year, 12, 31)),
        },
    };
    Some(Dated { year, month, day, end, by_text: false })
}

/// Year, month and day.
fn parts(value: &str) -> Option<(u16, Option<u8>, Option<u8>)> {
    let date = value.split_once('T').map_or(value, |(date, _)| date);
    let number = |text: &str, len: usize| {
        (text.len() == len && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u16>().ok())
            .flatten()
    };
    let mut parts = date.split('-');
    let year = number(parts.next()?, 4)?;
    let month = match parts.next() {
        Some(month) => Some(number(month, 2).filter(|month| (1..=12).contains(month))? as u8),
        None => None,
    };
    let day = match (month, parts.next()) {
        (Some(month), Some(day)) => {
            Some(number(day, 2).filter(|day| (1..=u16::from(days(year, month))).contains(day))? as u8)
        }
        _ => None,
    };
    parts.next().is_none().then_some((year, month, day))
}

/// How many days the month has.
fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::dated;

    #[test]
    fn reads_what_event_data_can_take() {
        let check = |value: &str, expected: Option<(&str, &str, Option<&str>)>| {
            let found = dated(value).map(|dated| (dated.first(), dated.partial(), dated.last()));
            let found = found.as_ref().map(|(first, partial, last)| (&**first, &**partial, last.as_deref()));
            assert_eq!(found, expected, "{value}");
        };
        check("2025-03-04", Some(("2025-03-04", "2025-03-04", None)));
        check("2025-03-04T10:30", Some(("2025-03-04", "2025-03-04", None)));
        check("2024-02", Some(("2024-02-01", "2024-02", Some("2024-02-29"))));
        check("2023", Some(("2023-01-01", "2023", Some("2023-12-31"))));
        check("2025-03-04/2025-04-02", Some(("2025-03-04", "2025-03-04", Some("2025-04-02"))));
        for value in [
            "XXXX-10-07",
            "2025-W10",
            "2025-FA",
            "202",
            "PAST_REF",
            "2025-13",
            "2025-02-29",
            "",
            "2025-03-04/..",
        ] {
            check(value, None);
        }
    }
}
