//! Dates as pages write them, brought into the form `2025-03-04T10:00:00+01:00`, `2025-03-04T10:00:00` or `2025-03-04`.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// Earliest year that a page on the web can be of.
const FIRST_YEAR: i16 = 1990;

/// The date that `text` is: ISO 8601 and its near relatives, RFC 2822, English words, seconds since 1970.
///
/// The offset from UTC stays as given; a date without one stays without. Days and months in digits with slashes are
/// only read where the order is certain.
pub(super) fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    if text.len() >= 9 && text.bytes().all(|b| b.is_ascii_digit()) {
        return digits(text);
    }
    iso(text).or_else(|| in_words(text))
}

/// `20250304`, or seconds or milliseconds since 1970.
fn digits(text: &str) -> Option<String> {
    let number: i64 = text.parse().ok()?;
    let stamp = match text.len() {
        9 | 10 => jiff::Timestamp::from_second(number).ok()?,
        13 => jiff::Timestamp::from_millisecond(number).ok()?,
        14 => {
            let date = date(&text[..4], &text[4..6], &text[6..8])?;
            let time = time(&text[8..10], &text[10..12], &text[12..14])?;
            return Some(format!("{date}T{time}"));
        }
        _ => return None,
    };
    let whole = stamp.as_second();
    Some(jiff::Timestamp::from_second(whole).ok()?.to_string())
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (date.year() >= FIRST_YEAR && date.year() < 2200).then_some(date)
}

fn time(hour: &str, minute: &str, second: &str) -> Option<Time> {
    let second: i8 = if second.is_empty() { 0 } else { second.parse().ok()? };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, second.min(59), 0).ok()
}

/// `2025-03-04`, with or without a time and an offset, in most of the spellings that are around.
fn iso(text: &str) -> Option<String> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(date(&text[..4], &text[4..6], &text[6..])?.to_string());
    }
    let head = text.get(..10)?;
    let bytes = head.as_bytes();
    if !(bytes[4] == bytes[7] && matches!(bytes[4], b'-' | b'/' | b'.')) {
        return None;
    }
    let day = date(head.get(..4)?, head.get(5..7)?, head.get(8..)?)?;
    let rest = text[10..].trim_start_matches(['T', 't', ' ', ',']).trim();
    let Some((clock, tail)) = clock(rest) else { return Some(day.to_string()) };
    Some(format!("{day}T{clock}{}", offset(tail).unwrap_or_default()))
}

/// A time of day at the start of `text`, and what follows it.
fn clock(text: &str) -> Option<(Time, &str)> {
    let hour = text.find(|c: char| !c.is_ascii_digit()).filter(|n| matches!(n, 1 | 2))?;
    let rest = text[hour..].strip_prefix([':', '.'])?;
    let minute = rest.get(..2)?;
    let mut tail = &rest[2..];
    let mut second = "";
    if let Some(more) = tail.strip_prefix(':')
        && let Some(digits) = more.get(..2)
    {
        second = digits;
        tail = &more[2..];
        if let Some(fraction) = tail.strip_prefix(['.', ',']) {
            tail = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let mut clock = time(&text[..hour], minute, second)?;
    let trimmed = tail.trim_start();
    let lower: String = trimmed.chars().take(4).filter(|c| *c != '.').flat_map(char::to_lowercase).collect();
    if lower.starts_with("pm") && clock.hour() < 12 {
        clock = Time::new(clock.hour() + 12, clock.minute(), clock.second(), 0).ok()?;
    } else if lower.starts_with("am") && clock.hour() == 12 {
        clock = Time::new(0, clock.minute(), clock.second(), 0).ok()?;
    }
    if lower.starts_with("pm") || lower.starts_with("am") {
        tail = trimmed.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    }
    Some((clock, tail))
}

/// An offset from UTC, written as RFC 3339 writes it.
fn offset(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('(').trim();
    let name: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    if matches!(name.as_str(), "Z" | "z" | "GMT" | "UTC") {
        return match offset(&text[name.len()..]) {
            Some(more) if name.len() == 3 => Some(more),
            _ => Some("Z".to_owned()),
        };
    }
    // Abbreviations that stand for one offset only; EST and its like are also used for summer time, but named so.
    let hours = match name.as_str() {
        "EST" | "CDT" => -5,
        "EDT" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "CET" => 1,
        "CEST" | "EET" => 2,
        "EEST" | "MSK" => 3,
        _ => 0,
    };
    if hours != 0 {
        return Some(format!("{}{:02}:00", if hours < 0 { '-' } else { '+' }, i32::abs(hours)));
    }
    let negative = text.starts_with(['-', '−']);
    let digits = text.strip_prefix(['+', '-', '−'])?;
    let digits: String = digits.chars().take(5).filter(char::is_ascii_digit).collect();
    let (hours, minutes): (i32, i32) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    Offset::from_seconds(hours * 3600 + minutes * 60).ok().filter(|_| minutes < 60)?;
    Some(format!("{}{hours:02}:{minutes:02}", if negative { '-' } else { '+' }))
}

/// Number of an English month, by its first three letters.
fn month(word: &str) -> Option<i8> {
    let at = crate::date::month(word)?;
    i8::try_from(at + 1).ok()
}

/// The first date in English words in `text`: `May 8, 2024 10:30 PM`, `Wed, 08 May 2024 10:30:00 +0200`, `8/31/2024`.
pub(super) fn in_words(text: &str) -> Option<String> {
    let words: Vec<(usize, &str)> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/' | '-' | '(' | ')' | '·' | '•'))
        .filter(|w| !w.is_empty())
        .map(|w| (w.as_ptr() as usize - text.as_ptr() as usize, w.trim_end_matches('.')))
        .collect();
    let day_of = |w: &str| {
        let number = w.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        number.parse::<i8>().ok().filter(|d| (1..=31).contains(d) && w.len() <= 4)
    };
    let year_of = |w: &str| w.get(..4).filter(|_| w.len() == 4).and_then(|w| w.parse::<i16>().ok());
    for at in 0..words.len().saturating_sub(2) {
        let [(_, a), (_, b), (place, c)] = [words[at], words[at + 1], words[at + 2]];
        let found = match (month(a), day_of(a), month(b), day_of(b), year_of(c)) {
            (Some(month), _, _, Some(day), Some(year)) | (_, Some(day), Some(month), _, Some(year)) => {
                (year, month, day)
            }
            // Digits alone: only where one of the two cannot be a month.
            (None, Some(first), None, Some(second), Some(year)) if first > 12 && second <= 12 => {
                (year, second, first)
            }
            (None, Some(first), None, Some(second), Some(year)) if second > 12 && first <= 12 => {
                (year, first, second)
            }
            _ => continue,
        };
        let Ok(day) = Date::new(found.0, found.1, found.2) else { continue };
        if day.year() < FIRST_YEAR || day.year() >= 2200 {
            continue;
        }
        let rest = text[place + c.len()..].trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let rest = rest.strip_prefix("at ").unwrap_or(rest);
        return Some(match clock(rest) {
            Some((clock, tail)) => format!("{day}T{clock}{}", offset(tail).unwrap_or_default()),
            None => day.to_string(),
        });
    }
    None
}

/// The date in the path of an address: `/2024/05/08/`, `/2024-05-08/`, `/20240508/`, `/2024/may/08/`.
pub(super) fn in_address(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    for three in parts.windows(3) {
        if three[0].len() == 4 && three[1].len() <= 3 && three[2].len() <= 2 {
            let number = month(three[1]).map(|m| m.to_string());
            if let Some(day) = date(three[0], number.as_deref().unwrap_or(three[1]), three[2]) {
                return Some(day.to_string());
            }
        }
    }
    parts.iter().find_map(|part| {
        let bytes = part.as_bytes();
        (0..part.len()).find_map(|at| {
            let free = at == 0 || !bytes[at - 1].is_ascii_digit();
            let dashed = part.get(at..at + 10).filter(|d| {
                d.bytes().enumerate().all(|(i, b)| {
                    if i == 4 || i == 7 { matches!(b, b'-' | b'_') } else { b.is_ascii_digit() }
                })
            });
            let plain = part.get(at..at + 8).filter(|d| {
                d.bytes().all(|b| b.is_ascii_digit()) && !bytes.get(at + 8).is_some_and(u8::is_ascii_digit)
            });
            let found = match (dashed, plain) {
                (Some(d), _) => date(&d[..4], &d[5..7], &d[8..]),
                (_, Some(d)) => date(&d[..4], &d[4..6], &d[6..]),
                _ => None,
            };
            found.filter(|_| free).map(|d| d.to_string())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_spellings_of_pages() {
        let check =
            |text: &str, expected: &str| assert_eq!(parse(text).as_deref().unwrap_or(""), expected, "{text}");
        check("2025-03-04T10:05:06+01:00", "2025-03-04T10:05:06+01:00");
        check("2025-03-04T10:05:06.123456Z", "2025-03-04T10:05:06Z");
        check("2025-03-04T10:05:06-0530", "2025-03-04T10:05:06-05:30");
        check("2025-03-04 10:05:06 +0000 UTC", "2025-03-04T10:05:06+00:00");
        check("2025-03-04 10:05", "2025-03-04T10:05:00");
        check("2025/03/04", "2025-03-04");
        check("20250304", "2025-03-04");
        check("1741082706", "2025-03-04T10:05:06Z");
        check("1741082706123", "2025-03-04T10:05:06Z");
        check("Tue, 04 Mar 2025 10:05:06 GMT", "2025-03-04T10:05:06Z");
        check("Tue, 04 Mar 2025 10:05:06 +0100", "2025-03-04T10:05:06+01:00");
        check("March 4, 2025 10:05 pm EST", "2025-03-04T22:05:00-05:00");
        check("Mar. 4th, 2025 at 12:05 a.m.", "2025-03-04T00:05:00");
        check("Published: 4 March 2025", "2025-03-04");
        check("31/03/2025", "2025-03-31");
        check("03/04/2025", "");
        check("2025-02-30", "");
        check("0001-01-01T00:00:00Z", "");
        check("yesterday", "");
        check("", "");
        check("ééééééééééé", "");
    }

    #[test]
    fn reads_addresses() {
        let check = |url: &str, expected: &str| {
            assert_eq!(in_address(url).as_deref().unwrap_or(""), expected, "{url}");
        };
        check("https://a.example/news/2025/03/04/flood", "2025-03-04");
        check("https://a.example/2025/mar/04/flood", "2025-03-04");
        check("https://a.example/flood-2025-03-04", "2025-03-04");
        check("https://a.example/20250304/flood", "2025-03-04");
        check("https://a.example/world-20250399", "");
        check("https://a.example/id/9920250304", "");
        check("https://a.example/?d=/2025/03/04/", "");
    }
}
