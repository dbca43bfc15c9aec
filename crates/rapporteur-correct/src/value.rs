//! What a user wants a field to be.

use crate::{CorrectionError, Lines, anchor, field};
use rapporteur_record::{EntityId, EntityType, EventType, FieldValue, LineKind, Quoted, Realis, Stance};
use rapporteur_text::Span;

/// What sets off pieces of a content from each other.
const PIECES: [&str; 2] = [" … ", " ... "];

/// Reads the value that a user gives for a field of a line. Words must stand in the report; where they stand several
/// times, those of the line's own sentences are meant. `none` empties a field, `unknown` a speaker.
///
/// # Errors
/// If there is no such line or field, or the field cannot be so; says what it can be.
pub fn value(
    lines: &Lines,
    kind: LineKind,
    number: u32,
    field: &str,
    text: &str,
) -> Result<FieldValue, CorrectionError> {
    if !field::numbers(lines, kind).contains(&number) {
        return Err(CorrectionError::NoLine { kind, number });
    }
    let known = field::names(kind);
    if !known.contains(&field) {
        return Err(CorrectionError::NoField { kind, field: field.to_owned(), known: known.join(", ") });
    }
    let text = text.trim();
    let asked = Asked { lines, kind, number, field, text };
    match (kind, field) {
        (LineKind::Statement, "speaker")
        | (LineKind::Position, "speaker")
        | (LineKind::Mention, "entity") => asked.entity(),
        (LineKind::Figure, "claimant") => match text {
            "outlet" | "unattributed" => Ok(FieldValue::Written(text.to_owned())),
            "unknown speaker" => Ok(FieldValue::Nothing),
            _ => asked.entity(),
        },
        (LineKind::Position, "holder") => match asked.entity() {
            Err(_) if asked.places(text).len() == 1 => asked.one(),
            other => other,
        },
        (LineKind::Statement, "content") => asked.pieces(&PIECES),
        (LineKind::Event, "source" | "target") => match text {
            "none" => Ok(FieldValue::Nothing),
            _ => asked.pieces(&[";"]),
        },
        (LineKind::Statement, "source" | "cue" | "venue" | "addressee")
        | (LineKind::Figure, "counted")
        | (LineKind::Event, "place") => match text {
            "none" => Ok(FieldValue::Nothing),
            _ => asked.one(),
        },
        (LineKind::Position, "issue") => asked.one(),
        (LineKind::Figure, "as_of") | (LineKind::Event, "date") => asked.date(),
        (LineKind::Statement, "form") => asked.listed(&["direct", "mixed", "indirect"]),
        (LineKind::Statement, "kind") => asked.listed(&["speech", "report", "decree", "stance", "act"]),
        (LineKind::Figure, "bound") => asked.listed(&[
            "exact",
            "about",
            "more_than",
            "at_least",
            "at_most",
            "less_than",
            "nearly",
            "range",
            "vague",
        ]),
        (LineKind::Figure, "scope") if text == "none" => Ok(FieldValue::Nothing),
        (LineKind::Figure, "scope") => asked.listed(&["incident", "cumulative", "stock", "share"]),
        (LineKind::Figure, "value" | "low" | "high") => asked.number(),
        (LineKind::Figure, "status") | (LineKind::Document, "outlet" | "agency") => match text {
            "" => Err(asked.wrong("it is empty; write `none` for nothing")),
            "none" => Ok(FieldValue::Nothing),
            _ => Ok(FieldValue::Written(text.to_owned())),
        },
        (LineKind::Figure, "measure") => asked.word(),
        (LineKind::Event, "type") => {
            let names: Vec<String> = EventType::ALL.map(|one| one.name().to_owned()).into();
            asked.among(&text.to_uppercase(), &names)
        }
        (LineKind::Event, "realis") => asked.among(text, &Realis::ALL.map(|one| one.name().to_owned())),
        (LineKind::Event, "modes" | "contexts") => match text {
            "none" => Ok(FieldValue::Nothing),
            _ => asked.word(),
        },
        (LineKind::Event, "reciprocal") => asked.among(text, &["true".to_owned(), "false".to_owned()]),
        (LineKind::Position, "stance") => asked.among(text, &Stance::ALL.map(|one| one.name().to_owned())),
        (LineKind::Position, "side") => asked.listed(&["for", "against"]),
        (LineKind::Position, "strength") => {
            asked.among(text, &["1".to_owned(), "2".to_owned(), "3".to_owned()])
        }
        (LineKind::Position, "voice") => asked.listed(&["quoted", "paraphrased", "ascribed"]),
        (LineKind::Mention, "type") => asked.listed(&[
            "person",
            "organisation",
            "state",
            "place",
            "group",
            "event",
            "document",
            "unknown",
        ]),
        (LineKind::Mention, "form") => asked.listed(&["name", "nominal", "pronoun", "adjective"]),
        (LineKind::Time, "type") => {
            asked.among(&text.to_uppercase(), &["DATE", "TIME", "DURATION", "SET"].map(str::to_owned))
        }
        (LineKind::Time, "value") if text == "none" => Ok(FieldValue::Nothing),
        (LineKind::Time, _) => asked.word(),
        (LineKind::Document, _) => match text {
            "none" => Ok(FieldValue::Nothing),
            _ if is_day(text) => Ok(FieldValue::Written(text.to_owned())),
            _ => Err(asked.wrong("write the day as YYYY-MM-DD, or `none`")),
        },
        (LineKind::Place, _) if text == "none" => Ok(FieldValue::Nothing),
        _ => Err(asked.wrong("it can only be `none`: the place is not that of the gazetteer")),
    }
}

/// A day of a month, written as in ISO 8601.
pub(crate) fn is_day(text: &str) -> bool {
    let parts: Vec<Option<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    let [Some(year), Some(month), Some(day)] = parts[..] else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    text.len() == 10 && (1..=last).contains(&day)
}

/// The id that an entity of this type and name has.
pub(crate) fn entity_id(entity_type: EntityType, name: &str) -> EntityId {
    let words = name.to_lowercase();
    let words: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    EntityId(format!("{}:{}", entity_type.as_str(), words.join("-")))
}

struct Asked<'a> {
    lines: &'a Lines,
    kind: LineKind,
    number: u32,
    field: &'a str,
    text: &'a str,
}

impl Asked<'_> {
    fn wrong(&self, why: impl Into<String>) -> CorrectionError {
        CorrectionError::Value { field: self.field.to_owned(), why: why.into() }
    }

    /// A name of a list.
    fn listed(&self, names: &[&str]) -> Result<FieldValue, CorrectionError> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        self.among(&self.text.replace([' ', '-'], "_").to_lowercase(), &names)
    }

    fn among(&self, text: &str, names: &[String]) -> Result<FieldValue, CorrectionError> {
        if names.iter().any(|name| name == text) {
            return Ok(FieldValue::Written(text.to_owned()));
        }
        Err(self.wrong(format!("{:?} is none of {}", self.text, names.join(", ").to_lowercase())))
    }

    fn number(&self) -> Result<FieldValue, CorrectionError> {
        if self.text == "none" {
            return Ok(FieldValue::Nothing);
        }
        let plain = self.text.replace(',', "");
        match plain.parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => Ok(FieldValue::Written(plain)),
            _ => Err(self.wrong(format!("{:?} is no number from 0 up; write 1400 or `none`", self.text))),
        }
    }

    /// Something in lower case without marks: a measure, a mode, a TIMEX3 value.
    fn word(&self) -> Result<FieldValue, CorrectionError> {
        let plain = |c: char| c.is_alphanumeric() || "_-:.+ /".contains(c);
        if self.text.is_empty() || !self.text.chars().all(plain) {
            return Err(self.wrong(format!("{:?} is no name", self.text)));
        }
        Ok(FieldValue::Written(self.text.to_owned()))
    }

    /// Where words stand: in the sentences of the line if they do there, else in the whole report.
    fn places(&self, words: &str) -> Vec<Span> {
        if words.is_empty() {
            return Vec::new();
        }
        let text = &self.lines.report.document.text;
        let all = text.match_indices(words).map(|(at, _)| Span { start: at, end: at + words.len() });
        // A list of thousands says no more than one of hundreds.
        let all: Vec<Span> = all.take(512).collect();
        let named = anchor(self.lines, self.kind, self.number).ok();
        let own = named.and_then(|anchor| anchor.around).map(|around| around.span);
        let near: Vec<Span> =
            all.iter().copied().filter(|span| own.is_some_and(|own| own.contains(*span))).collect();
        if near.is_empty() { all } else { near }
    }

    fn quoted(&self, words: &str) -> Result<Quoted, CorrectionError> {
        match self.places(words)[..] {
            [span] => Ok(Quoted { span, words: words.to_owned() }),
            [] => {
                Err(self
                    .wrong(format!("the words “{words}” do not stand in the report; copy them as printed")))
            }
            ref several => Err(self.wrong(format!(
                "the words “{words}” stand {} times there; write more of them",
                several.len()
            ))),
        }
    }

    fn one(&self) -> Result<FieldValue, CorrectionError> {
        Ok(FieldValue::Words(vec![self.quoted(self.text)?]))
    }

    fn pieces(&self, marks: &[&str]) -> Result<FieldValue, CorrectionError> {
        let mut pieces = vec![self.text];
        for mark in marks {
            pieces = pieces.into_iter().flat_map(|piece| piece.split(mark)).collect();
        }
        let mut found = Vec::new();
        for piece in pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()) {
            let quoted = self.quoted(piece)?;
            if !found.contains(&quoted) {
                found.push(quoted);
            }
        }
        if found.is_empty() {
            return Err(self.wrong("it needs words of the report"));
        }
        Ok(FieldValue::Words(found))
    }

    /// A time expression of the report: by its words, or by the day that it resolves to.
    fn date(&self) -> Result<FieldValue, CorrectionError> {
        if self.text == "none" {
            return Ok(FieldValue::Nothing);
        }
        let report = &self.lines.report;
        if is_day(self.text) {
            let own = crate::words(self.lines, self.kind, self.number).unwrap_or(Span { start: 0, end: 0 });
            let dated = report.times.iter().filter(|time| time.value.as_deref() == Some(self.text));
            let nearest = dated.min_by_key(|time| (time.span.start.abs_diff(own.start), time.id));
            let time = nearest.ok_or_else(|| {
                self.wrong(format!(
                    "no time expression of the report is {}; give its words, and change what they mean with \
                     `correct change time:…`",
                    self.text
                ))
            })?;
            let quoted = Quoted::of(time.span, &report.document.text);
            return quoted
                .map(|quoted| FieldValue::Words(vec![quoted]))
                .ok_or_else(|| self.wrong("its span is broken"));
        }
        let found = self.places(self.text);
        let over: Vec<_> =
            report.times.iter().filter(|time| found.iter().any(|span| span.overlaps(time.span))).collect();
        match over[..] {
            [time] => {
                let quoted = Quoted::of(time.span, &report.document.text);
                quoted
                    .map(|quoted| FieldValue::Words(vec![quoted]))
                    .ok_or_else(|| self.wrong("its span is broken"))
            }
            [] => Err(self.wrong(format!("“{}” is no time expression of the report", self.text))),
            _ => Err(self.wrong(format!("“{}” is several time expressions; write more of it", self.text))),
        }
    }

    /// Somebody whom the report names, by id or name; else `TYPE:NAME` brings somebody in.
    fn entity(&self) -> Result<FieldValue, CorrectionError> {
        if matches!(self.text, "unknown" | "none") {
            return Ok(FieldValue::Nothing);
        }
        let entities = &self.lines.report.entities;
        let lower = self.text.to_lowercase();
        let mut found: Vec<_> = entities.iter().filter(|entity| entity.id.0 == self.text).collect();
        if found.is_empty() {
            let called = |name: &String| name.to_lowercase() == lower;
            found =
                entities.iter().filter(|one| called(&one.name) || one.aliases.iter().any(called)).collect();
        }
        let of = |id: &EntityId, name: &str, entity_type| FieldValue::Entity {
            id: id.clone(),
            name: name.to_owned(),
            entity_type,
        };
        match found[..] {
            [one] => return Ok(of(&one.id, &one.name, one.entity_type)),
            [] => {}
            ref several => {
                let ids: Vec<&str> = several.iter().map(|entity| entity.id.0.as_str()).collect();
                return Err(self.wrong(format!("“{}” is several: {}", self.text, ids.join(", "))));
            }
        }
        if let Some((kind, name)) = self.text.split_once(':') {
            let entity_type = serde_json::from_value(serde_json::Value::String(kind.trim().to_lowercase()));
            let name = name.trim();
            if let Ok(entity_type) = entity_type
                && name.chars().any(char::is_alphanumeric)
            {
                let id = entity_id(entity_type, name);
                let there = entities.iter().find(|entity| entity.id == id);
                let name = there.map_or(name, |entity| &entity.name);
                return Ok(of(&id, name, entity_type));
            }
        }
        Err(self.wrong(format!(
            "the report names no “{}”; `rapporteur show entities --document` lists whom it names, `unknown` is nobody, and \
             TYPE:NAME (person:Ilse Marten) brings somebody in",
            self.text
        )))
    }
}
