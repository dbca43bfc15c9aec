//! Reports that tell day by day: headings that only say when, and what stands under each.

use crate::{Document, SegmentKind, TimeExpression, TimeId, TimeType};
use rapporteur_text::Span;

/// A heading that only says when, and the text that it dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The heading.
    pub heading: Span,
    /// What it says.
    pub time: TimeId,
    /// The paragraphs under it, up to the next heading.
    pub body: Span,
}

/// Headings that only say when before a report is one that tells day by day. A single one dates the report.
const FEWEST: usize = 2;

impl Document {
    /// The entries of a report that tells day by day, in order of the text; none for any other report. `times` are its time
    /// expressions in order of the text.
    ///
    /// An hour is one of the day of a heading before it: under `3 May`, and then `9:30 a.m.`, each hour has an entry of its
    /// own. A heading that says anything else ends the day.
    #[must_use]
    pub fn chronicle(&self, times: &[TimeExpression]) -> Vec<Entry> {
        let mut found: Vec<Entry> = Vec::new();
        let (mut heading, mut has_day) = (None, false);
        for segment in self.segments.iter().filter(|segment| segment.is_read()) {
            match segment.kind {
                SegmentKind::Heading => {
                    let says = self.only_says(segment.span, times);
                    let is_day = says.is_some_and(|time| time.time_type == TimeType::Date);
                    has_day = is_day || has_day && says.is_some();
                    heading = says.filter(|_| has_day).map(|time| (segment.span, time.id));
                }
                SegmentKind::Paragraph => match (heading, found.last_mut()) {
                    (Some((own, _)), Some(last)) if last.heading == own => last.body.end = segment.span.end,
                    (Some((heading, time)), _) => found.push(Entry { heading, time, body: segment.span }),
                    (None, _) => {}
                },
                _ => heading = None,
            }
        }
        if found.len() < FEWEST { Vec::new() } else { found }
    }

    /// The point of the calendar or the clock that a heading says and nothing else.
    fn only_says<'t>(&self, heading: Span, times: &'t [TimeExpression]) -> Option<&'t TimeExpression> {
        let time = times.get(times.partition_point(|time| time.span.start < heading.start))?;
        let rest = Span::new(time.span.end, heading.end.max(time.span.end));
        let is_point = matches!(time.time_type, TimeType::Date | TimeType::Time)
            && time.text_only.contains(|c: char| c.is_ascii_digit());
        let alone = time.span.start == heading.start
            && heading.contains(time.span)
            && rest.of(&self.text)?.chars().all(|c| !c.is_alphanumeric());
        (alone && is_point).then_some(time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DocumentId, Original, Segment, Why};
    use rapporteur_text::{Alignment, ContentHash};

    /// Lines that begin with `#` are headings; words in braces say when, those with a colon the hour.
    fn check(lines: &str, expected: &[(&str, &str)]) {
        let (mut text, mut segments, mut times) = (String::new(), Vec::new(), Vec::new());
        for line in lines.lines() {
            let start = text.len();
            for (at, part) in line.trim_start_matches('#').split(['{', '}']).enumerate() {
                let from = text.len();
                text.push_str(part);
                if at % 2 == 1 {
                    let span = Span::new(from, text.len());
                    let hour = part.contains(':');
                    times.push(TimeExpression {
                        id: TimeId(times.len() as u32),
                        span,
                        time_type: if hour { TimeType::Time } else { TimeType::Date },
                        value: None,
                        text_only: if hour { "XXXX-XX-XXT09:30" } else { "XXXX-05-03" }.to_owned(),
                        anchor: None,
                        why: Why::rule("time", "0", "time.test", [span]),
                    });
                }
            }
            let kind = if line.starts_with('#') { SegmentKind::Heading } else { SegmentKind::Paragraph };
            let span = Span::new(start, text.len());
            segments.push(Segment { kind, span, source: None, boilerplate: None });
            text.push('\n');
        }
        let hash = ContentHash::of(text.as_bytes());
        let document = Document {
            id: DocumentId(hash),
            locator: "-".into(),
            url: None,
            outlet: None,
            agency: None,
            authors: vec![],
            dateline: None,
            published: None,
            modified: None,
            language: None,
            segments,
            original: Original { hash, len: 0, media_type: "text/plain".into(), charset: "UTF-8".into() },
            alignment: Alignment::identity(text.len()),
            text: text.clone(),
        };
        let found = document.chronicle(&times);
        let found: Vec<_> =
            found.iter().map(|entry| (entry.heading.in_text(&text), entry.body.in_text(&text))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn entries() {
        let two = "Lead.\n#{3 May}\nThe gate broke.\nIt was old.\n#{4 May}:\nThe town was empty on {5 May}.";
        check(two, &[("3 May", "The gate broke.\nIt was old."), ("4 May:", "The town was empty on 5 May.")]);
        let hours = "#{3 May}\n#{9:30 a.m.}\nThe gate broke.\n#{1:00 p.m.}\nBoats came.";
        check(hours, &[("9:30 a.m.", "The gate broke."), ("1:00 p.m.", "Boats came.")]);
    }

    #[test]
    fn another_heading_ends_the_day() {
        check(
            "#{3 May}\nThe gate broke.\n#{4 May}\nIt rained.\n#What is known\nLittle.\n#{9:30 a.m.}\nMore.",
            &[("3 May", "The gate broke."), ("4 May", "It rained.")],
        );
    }

    #[test]
    fn no_entries() {
        check("Lead.\n#{3 May}\nThe gate broke.", &[]);
        check("#{9:30 a.m.}\nThe gate broke.\n#{1:00 p.m.}\nBoats came.", &[]);
        check("#The flood of {3 May}\nIt rained.\n#{4 May} in the town\nIt rained.", &[]);
        check("", &[]);
    }
}
