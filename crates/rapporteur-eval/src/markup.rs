//! Event markup: a text in which the words of events and of their sides are marked.
//!
//! `[S1 The army] {1 ASSAULT/bombard happened|shelled} [T1 the town].` `[Sn …]` is a source of event `n`, `[Tn …]` a
//! target, `[S1,T2 …]` both; they nest. `[S=1 …]` are further words for a source that is marked already: its pronoun, or
//! its name in another place. `{n TYPE/mode realis|words}` is the trigger of event `n` (the mode may be
//! missing), `{=n realis|words}` a further place that tells of it. Lines before the text that begin with `#` are its
//! notice; the last date in them is the day of the report.

use anyhow::{Context, Result, bail};
use rapporteur_record::{EventType, Realis};
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// An event as an annotator marked it; spans count code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedEvent {
    /// Its type.
    pub event_type: EventType,
    /// Its mode, where one is marked.
    pub mode: Option<String>,
    /// Its triggers, the first one first, and whether it came about as each tells it.
    pub mentions: Vec<(Span, Realis)>,
    /// Who did it.
    pub sources: Sides,
    /// To whom.
    pub targets: Sides,
}

/// The sources or the targets of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sides {
    /// Each of them, once.
    pub each: Vec<Span>,
    /// Further words for some of them.
    pub again: Vec<Span>,
}

/// A text without its marks, and what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Day of the report: `2025-03-04`.
    pub date: Option<String>,
    /// Its events by the numbers that the marks give them.
    pub events: BTreeMap<u32, MarkedEvent>,
}

/// An open mark: where its words begin, and what it says.
enum Open {
    Side(usize, String),
    Trigger(usize, String),
}

impl Marked {
    /// Reads a marked text.
    ///
    /// # Errors
    /// If a mark is not closed, or says what is not known; the error names the place.
    pub fn parse(marked: &str) -> Result<Self> {
        let notice: usize =
            marked.split_inclusive('\n').take_while(|line| line.starts_with('#')).map(str::len).sum();
        let (notice, body) = marked.split_at(notice);
        let date = notice.split_whitespace().rfind(|word| word.parse::<jiff::civil::Date>().is_ok());
        let mut reading = Reading::default();
        for (number, line) in body.split_inclusive('\n').enumerate() {
            let place = || format!("line {} of the text", number + 1);
            reading.line(line).with_context(place)?;
        }
        if !reading.open.is_empty() {
            bail!("a mark is not closed");
        }
        Ok(Self { date: date.map(str::to_owned), events: reading.events()?, text: reading.text })
    }
}

#[derive(Default)]
struct Reading {
    text: String,
    length: usize,
    open: Vec<Open>,
    sides: Vec<Side>,
    triggers: Vec<Trigger>,
}

/// Words for a side of an event.
struct Side {
    source: bool,
    again: bool,
    number: u32,
    span: Span,
}

/// A trigger; one that names the type begins its event.
struct Trigger {
    number: u32,
    kind: Option<(EventType, Option<String>)>,
    realis: Realis,
    span: Span,
}

impl Reading {
    fn line(&mut self, line: &str) -> Result<()> {
        let mut rest = line;
        while let Some(character) = rest.chars().next() {
            let after = &rest[character.len_utf8()..];
            rest = match character {
                '[' => {
                    let (labels, after) = after.split_once(' ').context("a mark without words")?;
                    self.open.push(Open::Side(self.length, labels.to_owned()));
                    after
                }
                '{' => {
                    let (labels, after) = after.split_once('|').context("a trigger without |")?;
                    self.open.push(Open::Trigger(self.length, labels.to_owned()));
                    after
                }
                ']' | '}' => {
                    self.close(character)?;
                    after
                }
                _ => {
                    self.text.push(character);
                    self.length += 1;
                    after
                }
            };
        }
        Ok(())
    }

    fn close(&mut self, mark: char) -> Result<()> {
        match (self.open.pop(), mark) {
            (Some(Open::Side(start, labels)), ']') => {
                for label in labels.split(',') {
                    let source = label.strip_prefix('S');
                    let number = source.or_else(|| label.strip_prefix('T'));
                    let number = number.with_context(|| format!("{label:?} is neither S nor T"))?;
                    let again = number.strip_prefix('=');
                    self.sides.push(Side {
                        source: source.is_some(),
                        again: again.is_some(),
                        number: again.unwrap_or(number).parse()?,
                        span: Span::new(start, self.length),
                    });
                }
                Ok(())
            }
            (Some(Open::Trigger(start, labels)), '}') => {
                let span = Span::new(start, self.length);
                let words: Vec<&str> = labels.split(' ').collect();
                let trigger = match words[..] {
                    [number, realis] => {
                        let number =
                            number.strip_prefix('=').with_context(|| format!("{labels:?} has no type"))?;
                        Trigger { number: number.parse()?, kind: None, realis: word(realis)?, span }
                    }
                    [number, kind, realis] => {
                        let (kind, mode) =
                            kind.split_once('/').map_or((kind, None), |(kind, mode)| (kind, Some(mode)));
                        let kind = Some((word(kind)?, mode.map(str::to_owned)));
                        Trigger { number: number.parse()?, kind, realis: word(realis)?, span }
                    }
                    _ => bail!("{labels:?} is no trigger"),
                };
                self.triggers.push(trigger);
                Ok(())
            }
            _ => bail!("{mark:?} closes nothing"),
        }
    }

    fn events(&mut self) -> Result<BTreeMap<u32, MarkedEvent>> {
        let mut events = BTreeMap::new();
        self.triggers.sort_by_key(|trigger| trigger.span);
        for trigger in &self.triggers {
            if let Some((event_type, mode)) = &trigger.kind {
                let event = MarkedEvent {
                    event_type: *event_type,
                    mode: mode.clone(),
                    mentions: vec![(trigger.span, trigger.realis)],
                    sources: Sides::default(),
                    targets: Sides::default(),
                };
                if events.insert(trigger.number, event).is_some() {
                    bail!("event {} has two types", trigger.number);
                }
            }
        }
        let missing = |number: u32| format!("event {number} has no type");
        for Trigger { number, realis, span, .. } in self.triggers.iter().filter(|t| t.kind.is_none()) {
            events.get_mut(number).with_context(|| missing(*number))?.mentions.push((*span, *realis));
        }
        for &Side { source, again, number, span } in &self.sides {
            let event = events.get_mut(&number).with_context(|| missing(number))?;
            let sides = if source { &mut event.sources } else { &mut event.targets };
            if again { &mut sides.again } else { &mut sides.each }.push(span);
        }
        Ok(events)
    }
}

/// A type or realis by its name in the record.
fn word<T: serde::de::DeserializeOwned>(name: &str) -> Result<T> {
    serde_json::from_value(name.into()).with_context(|| format!("{name:?} is not known"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(marked: &Marked, span: Span) -> String {
        marked.text.chars().skip(span.start).take(span.len()).collect()
    }

    #[test]
    fn marks_are_read_and_taken_out() {
        let marked = Marked::parse(
            "# Invented. 2025-03-04\n[S1 The army of [T2 Orvania]] {1 ASSAULT/bombard alleged|shelled} [T1 Tersk].\n\
             [S2 Balvia] {2 ACCUSE happened|denounced} the {=1 happened|attack} on [T=1 it].\n",
        )
        .unwrap();
        assert_eq!(marked.text, "The army of Orvania shelled Tersk.\nBalvia denounced the attack on it.\n");
        assert_eq!(marked.date.as_deref(), Some("2025-03-04"));
        let assault = &marked.events[&1];
        assert_eq!((assault.event_type, assault.mode.as_deref()), (EventType::Assault, Some("bombard")));
        let told: Vec<_> =
            assault.mentions.iter().map(|&(span, realis)| (words(&marked, span), realis)).collect();
        assert_eq!(told, [("shelled".to_owned(), Realis::Alleged), ("attack".to_owned(), Realis::Happened)]);
        assert_eq!(words(&marked, assault.sources.each[0]), "The army of Orvania");
        assert_eq!(words(&marked, marked.events[&2].targets.each[0]), "Orvania");
        let names: Vec<_> = assault.targets.each.iter().chain(&assault.targets.again).collect();
        assert_eq!(names.into_iter().map(|&span| words(&marked, span)).collect::<Vec<_>>(), ["Tersk", "it"]);
    }

    #[test]
    fn bad_marks_are_named() {
        for (marked, expected) in [
            ("one\n[S1 two", "a mark is not closed"),
            ("one\ntwo]", "line 2 of the text"),
            ("{1 MURDER happened|killed}", "\"MURDER\" is not known"),
            ("{1 ASSAULT|killed}", "has no type"),
            ("[S1 They] left", "event 1 has no type"),
            ("[X1 They] left", "neither S nor T"),
        ] {
            let error = format!("{:#}", Marked::parse(marked).unwrap_err());
            assert!(error.contains(expected), "{marked}: {error}");
        }
    }
}
