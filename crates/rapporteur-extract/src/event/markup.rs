//! Readings from sentences with events marked, so that tests give the parts behind the model exact input.
//!
//! `[S1 The Norvassan army] {1 ASSAULT happened|shelled} [T1 the border town].`: `[Sn words]` is the source of event n,
//! `[Tn words]` its target, `{n TYPE realis|words}` its words, `{=n realis|words}` further words of it, here with the type of
//! the first. The file that takes this module in has `EventReading`, `SideReading` and `REALIS` in scope.

use super::{EventReading, REALIS, SideReading};
use rapporteur_record::{EventType, Realis};
use rapporteur_text::Span;

/// What the marks of one text say.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    /// Without marks.
    pub(crate) text: String,
    pub(crate) readings: Vec<EventReading>,
    /// The realis that each reading is marked with.
    pub(crate) realis: Vec<Realis>,
}

/// Reads the marks of a text. The readings give the realis that is marked the probability `sure`, the others the rest in equal
/// parts.
pub(crate) fn parse(marked: &str, sure: f32) -> Marked {
    let mut found = Marked::default();
    // Sides by event: (event, is source, span).
    let mut sides: Vec<(u32, bool, Span)> = Vec::new();
    let mut open: Vec<(Vec<(u32, bool)>, usize)> = Vec::new();
    let mut numbers: Vec<u32> = Vec::new();
    let mut types: Vec<(u32, EventType)> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        match c {
            '[' => {
                let (head, tail) = rest[1..].split_once(' ').expect("a side has a number");
                let sides = head.split(',').map(|side| {
                    let (kind, number) = side.split_at(1);
                    (number.parse().expect("a number"), kind == "S")
                });
                open.push((sides.collect(), found.text.len()));
                rest = tail;
            }
            ']' => {
                let (of, start) = open.pop().expect("an open side");
                let span = Span::new(start, found.text.len());
                sides.extend(of.into_iter().map(|(number, source)| (number, source, span)));
                rest = &rest[1..];
            }
            '{' => {
                let (head, tail) = rest[1..].split_once('|').expect("a bar");
                let (words, tail) = tail.split_once('}').expect("a closing brace");
                let mut parts = head.split(' ');
                let number = parts.next().expect("a number");
                let again = number.strip_prefix('=');
                let number: u32 = again.unwrap_or(number).parse().expect("a number");
                if again.is_none() {
                    let kind = parts.next().expect("a type").split('/').next().unwrap_or_default();
                    let kind = EventType::ALL.into_iter().find(|t| t.name() == kind).expect("a type");
                    types.push((number, kind));
                }
                let kind = types.iter().find(|(n, _)| *n == number).expect("the first mark of an event").1;
                let name = parts.next().expect("a realis");
                let at =
                    REALIS.iter().position(|r| format!("{r:?}").to_lowercase() == name).expect("a realis");
                // The model reads one word: the first one.
                let first = words.split(' ').next().unwrap_or(words);
                let start = found.text.len();
                found.text.push_str(words);
                let mut realis = [(1.0 - sure) / 6.0; 7];
                realis[at] = sure;
                let mut types = [0.0; 16];
                types[EventType::ALL.iter().position(|t| *t == kind).expect("a type")] = 1.0;
                numbers.push(number);
                found.realis.push(REALIS[at]);
                found.readings.push(EventReading {
                    trigger: Span::new(start, start + first.len()),
                    sentence: 0,
                    happens: 0.9,
                    types,
                    realis,
                    sources: Vec::new(),
                    targets: Vec::new(),
                });
                rest = tail;
            }
            _ => {
                found.text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    for (reading, number) in found.readings.iter_mut().zip(&numbers) {
        // A side counts for the words of its own sentence.
        let sentence = |at: usize| found.text[..at].matches(['.', '\n']).count();
        for (_, source, span) in sides.iter().filter(|(n, ..)| n == number) {
            if sentence(span.start) == sentence(reading.trigger.start) {
                let side = SideReading { span: *span, probability: 0.9 };
                if *source { &mut reading.sources } else { &mut reading.targets }.push(side);
            }
        }
    }
    found
}
