//! Dates as newsrooms, feeds and scrapers write them.

use jiff::civil::Date;

/// A date, as far as it is written, with the time of day if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// `2025-03-04T10:00:00+01:00`, `2025-03-04`, or `XXXX-03-04` without a year.
    pub(crate) value: String,
    /// The day, if the year is written.
    pub(crate) day: Option<String>,
}

/// Reads a date that makes up all of `text`.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    let text = text.trim();
    let (stamp, len) = starts_with_date(text)?;
    let rest = text[len..].trim_matches(|c: char| c.is_whitespace() || ".,|".contains(c));
    // A name of a time zone, or `(2 hours ago)`, does not change the day.
    let zone = rest.len() <= 5 && rest.chars().all(|c| c.is_ascii_uppercase());
    let aside = rest.len() <= 40 && rest.starts_with('(') && rest.ends_with(')');
    (stamp.day.is_some() && (zone || aside)).then_some(stamp)
}

/// Reads a date, with a year or without, that `text` starts with; also gives its length.
pub(crate) fn starts_with_date(text: &str) -> Option<(Stamp, usize)> {
    let mut scan = Scan { text, at: 0 };
    let (year, month, day) = scan.date()?;
    let date = match year {
        Some(year) => Date::new(year, month, day).ok()?,
        // A leap year, so that 29 February is a day.
        None => Date::new(2000, month, day).ok()?,
    };
    let mut stamp = Stamp { value: date.to_string(), day: Some(date.to_string()) };
    if year.is_none() {
        stamp = Stamp { value: format!("XXXX-{month:02}-{day:02}"), day: None };
    } else {
        let end = scan.at;
        match scan.time() {
            Some(time) => stamp.value = format!("{date}T{time}"),
            None => scan.at = end,
        }
    }
    Some((stamp, scan.at))
}

/// Seconds or milliseconds since 1970, as some exports give dates.
pub(crate) fn from_epoch(number: i64) -> Option<Stamp> {
    let seconds = if number.abs() >= 100_000_000_000 { number / 1000 } else { number };
    // Before 1990 there was no web, and smaller numbers are years or identifiers.
    if seconds < 631_152_000 {
        return None;
    }
    let instant = jiff::Timestamp::from_second(seconds).ok()?;
    let value = instant.to_string();
    Some(Stamp { day: Some(value.get(..10)?.to_owned()), value })
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Index, from 0, of the month that `word` names or shortens.
pub(crate) fn month(word: &str) -> Option<usize> {
    named(word, &MONTHS)
}

/// Index, from 0 for Monday, of the day of the week that `word` names or shortens.
pub(crate) fn weekday(word: &str) -> Option<usize> {
    named(word, &WEEKDAYS)
}

/// Index of the name in `names` that `word` is or shortens (`Sept`, `Thurs`).
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.to_ascii_lowercase();
    names.iter().position(|name| word.len() >= 3 && name.starts_with(&word))
}

/// Whether `word` is the full name of a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|day| day.eq_ignore_ascii_case(word))
}

/// Words of a line that only says when.
const LONGEST_WHEN: usize = 7;

/// Whether `text` only says when, by the calendar or the clock: `Tuesday, 14 July`, `About 9:30 a.m.`, `Noon`.
pub(crate) fn is_when(text: &str) -> bool {
    let mut words = text.split_whitespace().map(|word| word.trim_matches(|c: char| ",.:|".contains(c)));
    let (mut count, mut tells) = (0, false);
    let fits = words.all(|word| {
        count += 1;
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let behind = &word[digits.len()..];
        let number = !digits.is_empty()
            && digits.len() <= 5
            && digits.chars().all(|c| c.is_ascii_digit() || c == ':')
            && matches!(behind, "" | "st" | "nd" | "rd" | "th" | "am" | "pm");
        let half =
            matches!(word.to_ascii_lowercase().as_str(), "a.m" | "p.m" | "am" | "pm" | "noon" | "midnight");
        let named = is_weekday(word) || word.len() >= 3 && month(word).is_some();
        tells |= half || named || number && (behind.ends_with('m') || digits.contains(':'));
        number
            || half
            || named
            || matches!(word.to_ascii_lowercase().as_str(), "about" | "around" | "at" | "local" | "time")
    });
    fits && tells && count <= LONGEST_WHEN
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Skips any of these characters.
    fn skip(&mut self, any: &str) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(|c| any.contains(c)).len();
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if found {
            self.at += word.len();
        }
        found
    }

    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let len = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// A number of `least` to `most` digits that no further digit follows.
    fn number(&mut self, least: usize, most: usize) -> Option<i32> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        if len < least || len > most {
            return None;
        }
        self.at += len;
        rest[..len].parse().ok()
    }

    /// Exactly `len` digits, whatever follows.
    fn digits(&mut self, len: usize) -> Option<i32> {
        let digits = self.rest().get(..len).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        self.at += len;
        digits.parse().ok()
    }

    fn date(&mut self) -> Option<(Option<i16>, i8, i8)> {
        let start = self.at;
        let word = self.word();
        if !word.is_empty() {
            if let Some(month) = month(word) {
                return self.after_month(month);
            }
            weekday(word)?;
            self.skip("., ");
            let at = self.at;
            let word = self.word();
            if let Some(month) = month(word) {
                return self.after_month(month);
            }
            self.at = at;
        }
        let start = if self.at > start { self.at } else { start };
        if let Some(found) = self.numeric() {
            return Some(found);
        }
        self.at = start;
        let day = self.number(1, 2)?;
        self.ordinal();
        self.skip(" -.");
        self.eat("of ");
        let month = month(self.word())?;
        let end = self.at;
        self.skip("., -");
        let year = self.year();
        if year.is_none() {
            self.at = end;
        }
        Some((year, month as i8 + 1, i8::try_from(day).ok()?))
    }

    /// `3, 2024` or `3rd 2024` or `3` after the name of a month.
    fn after_month(&mut self, month: usize) -> Option<(Option<i16>, i8, i8)> {
        self.skip(". ");
        let day = self.number(1, 2)?;
        self.ordinal();
        let end = self.at;
        self.skip(", ");
        let year = self.year();
        if year.is_none() {
            self.at = end;
        }
        Some((year, month as i8 + 1, i8::try_from(day).ok()?))
    }

    fn ordinal(&mut self) {
        for ending in ["st", "nd", "rd", "th"] {
            if self.eat(ending) {
                return;
            }
        }
    }

    fn year(&mut self) -> Option<i16> {
        let year = self.number(4, 4)?;
        (1700..=2200).contains(&year).then_some(year as i16)
    }

    /// `2024-01-03`, `2024/1/3`, `20240103`, `31.12.2024`, `31/12/2024`, `12/31/2024`. Where day and month cannot be
    /// told apart nothing is read, except with points, which only day-first countries use.
    fn numeric(&mut self) -> Option<(Option<i16>, i8, i8)> {
        let start = self.at;
        if let Some(year) = self.year() {
            let separator = self.rest().chars().next().filter(|c| "-/.".contains(*c))?;
            self.at += 1;
            let month = self.number(1, 2)?;
            if !self.eat(separator.encode_utf8(&mut [0; 4])) {
                return None;
            }
            let day = self.number(1, 2)?;
            return Some((Some(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?));
        }
        self.at = start;
        let run = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if run == 8 || run == 14 {
            let (year, month, day) = (self.digits(4)?, self.digits(2)?, self.digits(2)?);
            return (1900..=2200).contains(&year).then_some((Some(year as i16), month as i8, day as i8));
        }
        let first = self.number(1, 2)?;
        let separator = self.rest().chars().next().filter(|c| "./-".contains(*c))?;
        self.at += 1;
        let second = self.number(1, 2)?;
        if !self.eat(separator.encode_utf8(&mut [0; 4])) {
            return None;
        }
        let year = self.year()?;
        let (day, month) = match (first, second) {
            (a, b) if separator == '.' || a > 12 || a == b => (a, b),
            (a, b) if b > 12 => (b, a),
            _ => return None,
        };
        Some((Some(year), month as i8, day as i8))
    }

    /// A time of day after a date, as RFC 3339 writes it.
    fn time(&mut self) -> Option<String> {
        self.skip(" ,|•·–—-\u{a0}");
        if !self.eat("at ") {
            self.eat("T");
        }
        let compact = self.rest().bytes().take_while(u8::is_ascii_digit).count() == 6;
        let (mut hour, minute, mut second) = if compact {
            (self.digits(2)?, self.digits(2)?, self.digits(2)?)
        } else {
            let hour = self.number(1, 2)?;
            if self.eat(":") || self.eat(".") {
                (hour, self.digits(2)?, 0)
            } else {
                // `3 p.m.` is a time, a bare number is not.
                let rest = self.rest().trim_start().to_ascii_lowercase();
                if !["am", "pm", "a.m", "p.m"].iter().any(|half| rest.starts_with(half)) {
                    return None;
                }
                (hour, 0, 0)
            }
        };
        if !compact && self.eat(":") {
            second = self.digits(2)?;
        }
        if self.eat(".") {
            let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
            self.at += digits;
            if digits == 0 {
                self.at -= 1;
            }
        }
        let end = self.at;
        self.skip(" \u{a0}");
        if self.eat("am") || self.eat("a.m.") {
            hour %= 12;
        } else if self.eat("pm") || self.eat("p.m.") {
            hour = hour % 12 + 12;
        } else {
            self.at = end;
        }
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let zone = self.zone().unwrap_or_default();
        Some(format!("{hour:02}:{minute:02}:{second:02}{zone}"))
    }

    fn zone(&mut self) -> Option<String> {
        let end = self.at;
        self.skip(" ");
        for name in ["UTC", "GMT", "Z"] {
            if self.eat(name) {
                if !self.rest().starts_with(['+', '-']) {
                    return Some("Z".to_owned());
                }
                break;
            }
        }
        let sign = self.rest().chars().next().filter(|c| "+-".contains(*c));
        let Some(sign) = sign else {
            self.at = end;
            return None;
        };
        self.at += 1;
        let zone = self.digits(2).and_then(|hours| {
            self.eat(":");
            let minutes = self.digits(2).unwrap_or(0);
            (hours < 24 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
        });
        if zone.is_none() {
            self.at = end;
        }
        zone
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(parse(text).map(|stamp| stamp.value).as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_what_exports_and_newsrooms_write() {
        check("2016-09-12 10:00:00", Some("2016-09-12T10:00:00"));
        check("2024-01-03T10:00:00.123+01:00", Some("2024-01-03T10:00:00+01:00"));
        check("2024-01-03T10:00:00+0100", Some("2024-01-03T10:00:00+01:00"));
        check("2024-01-03T10:00Z", Some("2024-01-03T10:00:00Z"));
        check("20240103T100000Z", Some("2024-01-03T10:00:00Z"));
        check("20240103", Some("2024-01-03"));
        check("2024/1/3", Some("2024-01-03"));
        check("Wed, 3 Jan 2024 10:00:00 +0000", Some("2024-01-03T10:00:00+00:00"));
        check("Wed, 03 Jan 2024 10:00:00 GMT", Some("2024-01-03T10:00:00Z"));
        check("Jan 3, 2024", Some("2024-01-03"));
        check("Sept. 3, 2024 at 5:07 p.m. EDT", Some("2024-09-03T17:07:00"));
        check("3 January 2024, 21:05", Some("2024-01-03T21:05:00"));
        check("Wednesday, 3rd January 2024", Some("2024-01-03"));
        check("31/12/2024", Some("2024-12-31"));
        check("12/31/2024", Some("2024-12-31"));
        check("03.12.2024", Some("2024-12-03"));
        check("3/4/2024", None);
        check("February 30, 2024", None);
        check("Jan 3", None);
        check("Jan 3, 2024 the harbour", None);
        check("Jan 3, 2024 (2 hours ago)", Some("2024-01-03"));
        check("yesterday", None);
        check("2024-01-03 was the day on which it happened", None);
        check("", None);
    }

    #[test]
    fn lines_that_only_say_when() {
        for line in [
            "Tuesday, 14 July",
            "December 20",
            "3 May 2021",
            "About 9:30 a.m.",
            "Noon",
            "9 a.m.",
            "11:17 PM local time",
            "Monday:",
        ] {
            assert!(is_when(line), "{line}");
        }
        for line in [
            "14",
            "2021",
            "about time",
            "May the best win",
            "Monday's vote",
            "July 14: the dam breaks",
            "",
            "at 300",
            "Page 5",
        ] {
            assert!(!is_when(line), "{line}");
        }
    }

    #[test]
    fn keeps_a_date_without_year_open() {
        let found = starts_with_date("March 13. /").map(|(stamp, len)| (stamp.value, stamp.day, len));
        assert_eq!(found, Some(("XXXX-03-13".to_owned(), None, 8)));
        let found = starts_with_date("13 March (Wire)").map(|(stamp, len)| (stamp.value, stamp.day, len));
        assert_eq!(found, Some(("XXXX-03-13".to_owned(), None, 8)));
    }

    #[test]
    fn reads_seconds_since_1970() {
        assert_eq!(from_epoch(1_704_276_000).unwrap().value, "2024-01-03T10:00:00Z");
        assert_eq!(from_epoch(1_704_276_000_000).unwrap().day.unwrap(), "2024-01-03");
        assert_eq!(from_epoch(2024), None);
    }

    proptest! {
        #[test]
        fn never_reads_past_the_end(text in "[0-9A-Za-z:,. +/é-]{0,40}|(Jan|3|é|2024|-|T|:| ){0,9}") {
            if let Some((_, len)) = starts_with_date(&text) {
                prop_assert!(text.is_char_boundary(len));
            }
        }
    }
}
