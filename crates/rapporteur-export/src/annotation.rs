//! Every line as W3C Web Annotations (Recommendation of 23 February 2017): one for each stretch of words that a line points to.
//!
//! The fields are described in `docs/format/annotations.md`.

use crate::line::{Line, lines};
use rapporteur_record::{Claimant, Document, Position, Report};
use rapporteur_text::{Offsets, Span, Unit};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io;

/// Characters shown on each side of the words, where these make the place certain.
const AROUND: usize = 32;
/// The same where they do not; where these do not either, the position decides.
const FAR: [usize; 2] = [128, 512];
/// Bytes of the windows that are counted to tell what stands in a text once.
const WINDOW: usize = 24;

/// Writes a JSON array of annotations. Positions count Unicode code points of the cleaned text.
pub struct Annotations<W: io::Write> {
    out: W,
    written: u64,
}

#[derive(Serialize)]
struct Annotation<'r> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Body,
    target: Target<'r>,
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    format: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Target<'r> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'r str>,
    sha256: String,
    selector: (Quote<'r>, Place),
}

#[derive(Serialize)]
struct Quote<'r> {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: &'r str,
    prefix: &'r str,
    suffix: &'r str,
}

#[derive(Serialize)]
struct Place {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
    offset_unit: Unit,
}

impl<W: io::Write> Annotations<W> {
    /// Begins the array.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self { out, written: 0 })
    }

    /// Adds the lines of a report, by kind, each kind in its order in the report. Stretches that do not lie in the text are left
    /// out.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add(&mut self, report: &Report, positions: &[Position]) -> io::Result<()> {
        let document = &report.document;
        let (offsets, once) = (Offsets::new(&document.text), Once::new(&document.text));
        let mut fields = lines(report, Unit::CodePoints);
        for stretches in stretches(report, positions) {
            // The record line with its fields, for all kinds that leave as lines; positions have theirs below.
            let line = match stretches.kind {
                "position" => None,
                kind => fields.find(|line| name(line) == kind),
            };
            let mut line = match line {
                Some(line) => serde_json::to_value(line)?,
                None => stretches.fields,
            };
            for (index, (role, span)) in stretches.spans.into_iter().enumerate() {
                if span.is_empty() {
                    continue;
                }
                let Some(exact) = span.of(&document.text) else { continue };
                let place = offsets.convert(span, Unit::CodePoints);
                let (prefix, suffix) = once.around(span);
                let id =
                    format!("urn:rapporteur:{}:{}:{}:{role}", document.id, stretches.kind, stretches.number);
                // The fields stand at the first stretch of a line; the others lead to it by the number.
                let fields = if index == 0 { line.take() } else { Value::Null };
                let annotation = Annotation {
                    context: "http://www.w3.org/ns/anno.jsonld",
                    id,
                    kind: "Annotation",
                    motivation: "describing",
                    body: Body {
                        kind: "TextualBody",
                        purpose: "describing",
                        format: "application/json",
                        value: body(stretches.kind, stretches.number, &role, fields),
                    },
                    target: target(
                        document,
                        Quote { kind: "TextQuoteSelector", exact, prefix, suffix },
                        place,
                    ),
                };
                self.out.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut self.out, &annotation)?;
                self.written += 1;
            }
        }
        Ok(())
    }

    /// Ends the array; gives the number of annotations.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn finish(mut self) -> io::Result<u64> {
        self.out.write_all(b"\n]\n")?;
        self.out.flush()?;
        Ok(self.written)
    }
}

/// What the annotation says: which line, which part of it, and at its first part the fields of the line.
fn body(kind: &str, number: u32, role: &str, fields: Value) -> String {
    let mut body = Map::new();
    body.insert("kind".to_owned(), kind.into());
    body.insert("line".to_owned(), number.into());
    body.insert("role".to_owned(), role.into());
    body.insert("offset_unit".to_owned(), json!(Unit::CodePoints));
    if !fields.is_null() {
        body.insert("fields".to_owned(), fields);
    }
    Value::Object(body).to_string()
}

fn target<'r>(document: &'r Document, quote: Quote<'r>, place: Span) -> Target<'r> {
    Target {
        kind: "SpecificResource",
        source: format!("{}.txt", document.id),
        scope: document
            .url
            .as_deref()
            .filter(|url| url.starts_with("http://") || url.starts_with("https://")),
        sha256: document.id.to_string(),
        selector: (
            quote,
            Place {
                kind: "TextPositionSelector",
                start: place.start,
                end: place.end,
                offset_unit: Unit::CodePoints,
            },
        ),
    }
}

/// The stretches of words of one line, each with its role.
struct Stretches {
    kind: &'static str,
    number: u32,
    spans: Vec<(String, Span)>,
    fields: Value,
}

fn name(line: &Line) -> &'static str {
    match line {
        Line::Document { .. } => "document",
        Line::Entity { .. } => "entity",
        Line::Mention { .. } => "mention",
        Line::Attribution { .. } => "attribution",
        Line::Event { .. } => "event",
        Line::Figure { .. } => "figure",
        Line::TimeExpression { .. } => "time_expression",
        Line::Place { .. } => "place",
    }
}

/// All lines of a report in the order of [`lines`], and the positions after them.
fn stretches(report: &Report, positions: &[Position]) -> Vec<Stretches> {
    let line = |kind, number, spans| Stretches { kind, number, spans, fields: Value::Null };
    let one = |role: &str, span: Span| vec![(role.to_owned(), span)];
    let each = |role: &str, spans: &mut dyn Iterator<Item = Span>| -> Vec<(String, Span)> {
        spans.enumerate().map(|(at, span)| (format!("{role}-{}", at + 1), span)).collect()
    };
    let optional = |role: &str, span: Option<Span>| span.map(|span| (role.to_owned(), span));
    let mut all = Vec::new();
    // An entity has no words but those of its mentions, and of its offices.
    for (at, entity) in report.entities.iter().enumerate() {
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        all.push(line(
            "entity",
            number,
            each("office", &mut entity.offices.iter().map(|office| office.span)),
        ));
    }
    all.extend(report.mentions.iter().map(|l| line("mention", l.id.0, one("words", l.span))));
    all.extend(report.attributions.iter().map(|l| {
        let mut spans = each("content", &mut l.content.iter().copied());
        spans.extend(optional("source", l.source));
        spans.extend(optional("cue", l.cue));
        spans.extend(optional("venue", l.venue));
        spans.extend(optional("addressee", l.addressee));
        line("attribution", l.id.0, spans)
    }));
    all.extend(report.events.iter().map(|l| {
        let mut spans = each("trigger", &mut l.mentions.iter().map(|mention| mention.trigger));
        spans.extend(each("source", &mut l.sources.iter().map(|side| side.span)));
        spans.extend(each("target", &mut l.targets.iter().map(|side| side.span)));
        line("event", l.id.0, spans)
    }));
    all.extend(report.figures.iter().map(|l| {
        let mut spans = one("words", l.span);
        spans.push(("number".to_owned(), l.number));
        spans.extend(optional("counted", l.counted));
        spans.extend(match &l.claimant {
            Claimant::Entity { span, .. } | Claimant::Unattributed { span } => optional("claimant", *span),
            Claimant::UnknownSpeaker { .. } | Claimant::Outlet => None,
        });
        line("figure", l.id.0, spans)
    }));
    all.extend(report.times.iter().map(|l| line("time_expression", l.id.0, one("words", l.span))));
    all.extend(report.places.iter().map(|l| line("place", l.id.0, one("words", l.span))));
    all.extend(positions.iter().map(|l| {
        let mut spans = one("cue", l.cue);
        spans.push(("issue".to_owned(), l.issue.span));
        spans.extend(optional("holder", l.holder_span));
        let fields = json!({
            "holder": l.holder, "speaker": l.speaker, "issue": l.issue.key, "contrary": l.issue.contrary, "stance": l.stance.name(),
            "side": l.side(), "strength": l.strength, "attribution": l.attribution, "rule": l.why.rule,
        });
        Stretches { kind: "position", number: l.id.0, spans, fields }
    }));
    all
}

/// Which windows of a text stand in it once: what makes a place certain.
struct Once<'t> {
    text: &'t str,
    windows: HashMap<u64, u32>,
}

impl<'t> Once<'t> {
    fn new(text: &'t str) -> Self {
        let mut windows = HashMap::new();
        for window in Windows::of(text.as_bytes()) {
            *windows.entry(window).or_default() += 1;
        }
        Self { text, windows }
    }

    /// The characters before and after the span: a few, or more where the few with the words stand elsewhere too.
    fn around(&self, span: Span) -> (&'t str, &'t str) {
        let (near, after) = self.cut(span, AROUND);
        if self.is_once(near, true) || self.is_once(after, false) {
            return (near, after);
        }
        let mut shown = (near, after);
        for signs in [AROUND].into_iter().chain(FAR) {
            shown = self.cut(span, signs);
            let start = span.start - shown.0.len();
            let whole = &self.text[start..span.end + shown.1.len()];
            if self.text.find(whole) == Some(start) && self.text.rfind(whole) == Some(start) {
                break;
            }
        }
        shown
    }

    fn cut(&self, span: Span, signs: usize) -> (&'t str, &'t str) {
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        let start = before.char_indices().rev().nth(signs - 1).map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(signs).map_or(after.len(), |(at, _)| at);
        (&before[start..], &after[..end])
    }

    /// True if the window at the end, or the start, of these words stands in the text once.
    fn is_once(&self, words: &str, end: bool) -> bool {
        let bytes = words.as_bytes();
        if bytes.len() < WINDOW {
            return false;
        }
        let window = if end { &bytes[bytes.len() - WINDOW..] } else { &bytes[..WINDOW] };
        Windows::of(window).next().and_then(|hash| self.windows.get(&hash)) == Some(&1)
    }
}

/// Hashes of all windows of [`WINDOW`] bytes, each from the one before: a polynomial over the wrapping integers.
struct Windows<'b> {
    bytes: &'b [u8],
    at: usize,
    hash: u64,
}

impl<'b> Windows<'b> {
    /// An odd number without a pattern.
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

    fn of(bytes: &'b [u8]) -> Self {
        let first = bytes.get(..WINDOW).unwrap_or_default();
        let hash = first.iter().fold(0, |hash, byte| Self::next(hash, *byte));
        Self { bytes, at: 0, hash }
    }

    fn next(hash: u64, byte: u8) -> u64 {
        hash.wrapping_mul(Self::BASE).wrapping_add(u64::from(byte) + 1)
    }
}

impl Iterator for Windows<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        if self.at + WINDOW > self.bytes.len() {
            return None;
        }
        let hash = self.hash;
        if let Some(byte) = self.bytes.get(self.at + WINDOW) {
            let old =
                Self::BASE.wrapping_pow(WINDOW as u32 - 1).wrapping_mul(u64::from(self.bytes[self.at]) + 1);
            self.hash = Self::next(hash.wrapping_sub(old), *byte);
        }
        self.at += 1;
        Some(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prefix, exact and suffix of the `nth` place of the words stand in the text once.
    fn check(text: &str, words: &str, nth: usize, once: bool) {
        let (start, _) = text.match_indices(words).nth(nth).expect("the words");
        let span = Span::new(start, start + words.len());
        let (prefix, suffix) = Once::new(text).around(span);
        let whole = format!("{prefix}{words}{suffix}");
        assert!(text[..start].ends_with(prefix) && text[span.end..].starts_with(suffix));
        assert_eq!(text.matches(&whole).count() == 1, once, "{whole:?}");
    }

    #[test]
    fn words_with_what_stands_around_them_stand_once() {
        check("A short text.", "short", 0, true);
        check("no no no", "no", 1, true);
        let twice = format!("{0} One. {0} Two.", "The ferry sailed from Skarholm to the outer islands.");
        check(&twice, "Skarholm", 0, true);
        check(&twice, "Skarholm", 1, true);
        check(&"ä".repeat(40).replace("ää", "äö"), "ö", 7, true);
        // Nothing tells the middle of an endless repetition but its position.
        check(&"same words again. ".repeat(500), "words", 250, false);
    }

    #[test]
    fn windows_are_those_of_a_fresh_start() {
        let text = "Round and round the lighthouse, and round and round again.".as_bytes();
        let rolled: Vec<u64> = Windows::of(text).collect();
        let fresh: Vec<u64> = text.windows(WINDOW).filter_map(|window| Windows::of(window).next()).collect();
        assert_eq!(rolled, fresh);
        assert_eq!(Windows::of(b"short").count(), 0);
    }
}
