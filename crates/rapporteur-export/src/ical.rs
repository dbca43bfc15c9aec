//! Dated events of speech for calendars (iCalendar, RFC 5545).

use rapporteur_record::{Attribution, AttributionId, Report, TimeExpression, TimeType};
use rapporteur_text::{Offsets, Span, Unit};
use std::io;

/// How many statements went into a calendar, and how many did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CalendarTally {
    /// Statements with a day, one `VEVENT` each.
    pub events: usize,
    /// Statements whose words tell no day, or one that is known in part only.
    pub without_day: usize,
}

/// Writes a calendar with one all-day `VEVENT` for each attribution whose words tell the day on which it was said.
///
/// The day of the report is not the day of speech; only what the sentence itself tells counts (a date beside the cue, outside of what is said). The same
/// reports give the same bytes: `UID` is made of the document's id and the number of the attribution, and `DTSTAMP`,
/// which the format asks for, is the start of the day itself.
#[derive(Debug)]
pub struct Calendar<W: io::Write> {
    out: W,
    tally: CalendarTally,
}

impl<W: io::Write> Calendar<W> {
    /// Starts the calendar. `version` is that of the program.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn new(out: W, version: &str) -> io::Result<Self> {
        let mut calendar = Self { out, tally: CalendarTally::default() };
        calendar.line("BEGIN:VCALENDAR")?;
        calendar.line("VERSION:2.0")?;
        calendar.line(&format!("PRODID:-//Rapporteur//{}//EN", escaped(version)))?;
        calendar.line("CALSCALE:GREGORIAN")?;
        Ok(calendar)
    }

    /// Adds the statements of a report.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add(&mut self, report: &Report) -> io::Result<()> {
        let document = &report.document;
        let offsets = Offsets::new(&document.text);
        let dates = SpeechDates::new(report);
        for attribution in report.statements() {
            let Some(day) = dates.of(attribution).and_then(day) else {
                self.tally.without_day += 1;
                continue;
            };
            self.tally.events += 1;
            let speaker = attribution.speaker.entity().and_then(|id| {
                report.entities.iter().find(|entity| entity.id == *id).map(|entity| entity.name.as_str())
            });
            let speaker = speaker.unwrap_or("unknown speaker");
            let content: Vec<&str> =
                attribution.content.iter().map(|span| span.in_text(&document.text)).collect();
            let content = content.join(" […] ");
            let spans: Vec<String> = attribution
                .content
                .iter()
                .map(|span| {
                    let span = offsets.convert(*span, Unit::CodePoints);
                    format!("{}-{}", span.start, span.end)
                })
                .collect();
            let description = format!(
                "{speaker}: {content}\n\nReport: {}\nDocument: {}, code points {}",
                document.locator,
                document.id,
                spans.join(", ")
            );
            self.line("BEGIN:VEVENT")?;
            self.line(&format!("UID:{}-{}@rapporteur", document.id, attribution.id.0))?;
            self.line(&format!("DTSTAMP:{day}T000000Z"))?;
            self.line(&format!("DTSTART;VALUE=DATE:{day}"))?;
            self.line(&format!("SUMMARY:{}", escaped(&format!("{speaker}: {}", shortened(&content)))))?;
            self.line(&format!("DESCRIPTION:{}", escaped(&description)))?;
            self.line("TRANSP:TRANSPARENT")?;
            self.line("END:VEVENT")?;
        }
        Ok(())
    }

    /// Ends the calendar.
    ///
    /// # Errors
    /// If what is still held back cannot be written.
    pub fn finish(mut self) -> io::Result<CalendarTally> {
        self.line("END:VCALENDAR")?;
        self.out.flush()?;
        Ok(self.tally)
    }

    /// Writes a content line, folded at 75 bytes on a border of characters (RFC 5545, 3.1).
    fn line(&mut self, line: &str) -> io::Result<()> {
        let mut rest = line;
        let mut room = 75;
        while rest.len() > room {
            let mut cut = room;
            while !rest.is_char_boundary(cut) {
                cut -= 1;
            }
            self.out.write_all(&rest.as_bytes()[..cut])?;
            self.out.write_all(b"\r\n ")?;
            rest = &rest[cut..];
            // The blank that marks the fold counts.
            room = 74;
        }
        self.out.write_all(rest.as_bytes())?;
        self.out.write_all(b"\r\n")
    }
}

/// Which words of a report date its acts of speech.
#[derive(Debug)]
struct SpeechDates<'r> {
    report: &'r Report,
    /// For each time expression: the attributions in whose content it stands.
    within: Vec<Vec<AttributionId>>,
    /// The cues in order.
    cues: Vec<Span>,
}

impl<'r> SpeechDates<'r> {
    fn new(report: &'r Report) -> Self {
        let mut within = vec![Vec::new(); report.times.len()];
        for attribution in &report.attributions {
            for content in &attribution.content {
                let first = report.times.partition_point(|time| time.span.end <= content.start);
                let inside = report.times[first..].iter().take_while(|time| time.span.start < content.end);
                within[first..].iter_mut().zip(inside).for_each(|(list, _)| list.push(attribution.id));
            }
        }
        let mut cues: Vec<Span> =
            report.attributions.iter().filter_map(|attribution| attribution.cue).collect();
        cues.sort();
        Self { report, within, cues }
    }

    /// The time expression that dates an act of speech: in the sentence of its cue, outside of all that is said (but for
    /// the words of the attribution that this one stands in), the one nearest to the cue, with no other cue between.
    fn of(&self, attribution: &Attribution) -> Option<&'r TimeExpression> {
        let (report, cue) = (self.report, attribution.cue?);
        let at = report.sentences.partition_point(|sentence| sentence.end <= cue.start);
        let sentence = report.sentences.get(at).filter(|sentence| sentence.start <= cue.start)?;
        let first = report.times.partition_point(|time| time.span.end <= sentence.start);
        let times = report.times.iter().zip(&self.within).skip(first);
        let gap = |time: &TimeExpression| {
            if time.span.end <= cue.start { (time.span.end, cue.start) } else { (cue.end, time.span.start) }
        };
        let (nearest, _) = times
            .take_while(|(time, _)| time.span.start < sentence.end)
            .filter(|(time, _)| matches!(time.time_type, TimeType::Date | TimeType::Time))
            .filter(|(_, within)| within.iter().all(|id| Some(*id) == attribution.nested_in))
            .filter(|(time, _)| !in_a_gap(attribution, cue, time.span))
            .min_by_key(|(time, _)| {
                let (from, to) = gap(time);
                (to.saturating_sub(from), time.span)
            })?;
        let (from, to) = gap(nearest);
        let next = self.cues.partition_point(|other| other.start < from);
        let interrupted = self.cues.get(next).is_some_and(|other| *other != cue && other.end <= to);
        (!interrupted).then_some(nearest)
    }
}

/// True for words between two pieces of what is said that are not those of the cue: they belong to it.
fn in_a_gap(attribution: &Attribution, cue: Span, words: Span) -> bool {
    let before = attribution.content.iter().map(|piece| piece.end).filter(|end| *end <= words.start).max();
    let after = attribution.content.iter().map(|piece| piece.start).filter(|start| *start >= words.end).min();
    before.zip(after).is_some_and(|(before, after)| cue.start < before || cue.end > after)
}

/// `20240213`, if the value is known to the day.
fn day(time: &TimeExpression) -> Option<String> {
    let value = time.value.as_deref()?;
    let (date, rest) = value.split_at_checked(10)?;
    let bytes = date.as_bytes();
    let digits = [0, 1, 2, 3, 5, 6, 8, 9].iter().all(|&at| bytes[at].is_ascii_digit());
    let whole = digits && bytes[4] == b'-' && bytes[7] == b'-' && (rest.is_empty() || rest.starts_with('T'));
    whole.then(|| date.replace('-', ""))
}

/// A property's text (RFC 5545, 3.3.11). Control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The first words, for a line in a calendar.
fn shortened(words: &str) -> String {
    const MOST: usize = 80;
    match words.char_indices().nth(MOST) {
        None => words.to_owned(),
        Some((end, _)) => {
            let cut = words[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &words[..cut])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_record::{AttributionForm, AttributionKind, Speaker, Why};

    #[test]
    fn lines_are_folded_between_characters() {
        let check = |line: &str, expected: &str| {
            let mut calendar = Calendar { out: Vec::new(), tally: CalendarTally::default() };
            calendar.line(line).unwrap();
            assert_eq!(String::from_utf8(calendar.out).unwrap(), expected);
        };
        check("SUMMARY:short", "SUMMARY:short\r\n");
        check(&"a".repeat(75), &format!("{}\r\n", "a".repeat(75)));
        check(&"a".repeat(150), &format!("{}\r\n {}\r\n {}\r\n", "a".repeat(75), "a".repeat(74), "a"));
        // Each takes two bytes, so that 75 bytes end inside of one.
        check(&"é".repeat(50), &format!("{}\r\n {}\r\n", "é".repeat(37), "é".repeat(13)));
    }

    #[test]
    fn words_between_two_pieces() {
        let check =
            |content: &[(usize, usize)], cue: (usize, usize), words: (usize, usize), expected: bool| {
                let span = |(start, end)| Span::new(start, end);
                let attribution = Attribution {
                    id: AttributionId(0),
                    source: None,
                    cue: Some(span(cue)),
                    content: content.iter().copied().map(span).collect(),
                    form: AttributionForm::Mixed,
                    kind: AttributionKind::Speech,
                    speaker: Speaker::Unknown { candidates: Vec::new(), reason: String::new() },
                    venue: None,
                    addressee: None,
                    nested_in: None,
                    why: Why::rule("quote", "0", "quote.test", [span(cue)]),
                };
                assert_eq!(
                    in_a_gap(&attribution, span(cue), span(words)),
                    expected,
                    "{content:?} {cue:?} {words:?}"
                );
            };
        // `“…,” she said on Monday. “…”`
        check(&[(0, 10), (40, 50)], (15, 19), (23, 29), false);
        // `She said there had been a release on Saturday but it was small`
        check(&[(10, 30), (45, 60)], (4, 8), (33, 41), true);
        check(&[(10, 30)], (4, 8), (33, 41), false);
    }

    #[test]
    fn text_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("a; b, c\\d\ne", "a\\; b\\, c\\\\d\\ne");
        check("bell\u{7} and\r\nline", "bell and\\nline");
        check("“quoted”: yes", "“quoted”: yes");
    }

    #[test]
    fn titles_end_at_a_word() {
        assert_eq!(shortened("The dam holds."), "The dam holds.");
        let long = "dam ".repeat(40);
        assert_eq!(shortened(&long), format!("{}…", "dam ".repeat(20).trim_end()));
    }
}
