//! Scores figures against texts in which every number of people and harm was marked (`eval/figures`).

use crate::markup::Marked;
use anyhow::{Context, Result, bail};
use rapporteur_export::Line;
use rapporteur_record::{Bound, Claimant, EntityId, Figure, FigureId, PlaceId, Report, Spans};
use rapporteur_text::{Offsets, Span, Unit};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Measures that the texts are marked for. What is found of others is not counted.
const MEASURES: [&str; 13] = [
    "killed",
    "injured",
    "casualties",
    "missing",
    "held",
    "abducted",
    "detained",
    "released",
    "rescued",
    "displaced",
    "evacuated",
    "infected",
    "population",
];

/// The fields in the order of a row, behind its words.
const FIELDS: [&str; 9] =
    ["measure", "value", "bound", "counted", "status", "scope", "as_of", "place", "claimant"];

/// The text of a gold record, and the day of the report where the notice tells it.
///
/// # Errors
/// If the record holds no marked text.
pub fn text(record: &Value) -> Result<(String, Option<String>)> {
    if let Some(of) = record.get("of").and_then(Value::as_str) {
        let marked = Marked::parse(of)?;
        return Ok((marked.text, marked.date));
    }
    let (text, _) = parts(record)?;
    Ok((text.to_owned(), None))
}

/// The text and the rows of a record.
fn parts(record: &Value) -> Result<(&str, &str)> {
    let marked = record.get("marked").and_then(Value::as_str).context("a gold record has no \"marked\"")?;
    marked.split_once("--\n").context("no line with -- between text and rows")
}

/// A figure as it was marked: alternatives of each field.
struct Gold {
    number: Span,
    words: String,
    fields: BTreeMap<&'static str, Vec<String>>,
}

impl Gold {
    fn parse(row: &str, text: &str) -> Result<Self> {
        let mut cells = row.split(" | ").map(str::trim);
        let context = cells.next().unwrap_or_default();
        let (before, rest) = context.split_once('[').with_context(|| format!("no number in {row:?}"))?;
        let (number, after) = rest.split_once(']').with_context(|| format!("no number in {row:?}"))?;
        let words = format!("{before}{number}{after}");
        let mut places = text.match_indices(&words);
        let (Some((at, _)), None) = (places.next(), places.next()) else {
            bail!("{words:?} does not stand once in the text");
        };
        let start = at + before.len();
        let mut fields = BTreeMap::new();
        for name in FIELDS {
            let cell = cells.next().with_context(|| format!("{row:?} has no {name}"))?;
            fields.insert(name, cell.split(" / ").map(|one| one.trim().to_owned()).collect());
        }
        Ok(Self { number: Span::new(start, start + number.len()), words, fields })
    }

    fn any(&self, field: &str, right: impl Fn(&str) -> bool) -> bool {
        self.fields.get(field).is_some_and(|alternatives| alternatives.iter().any(|one| right(one)))
    }
}

/// The printed lines as a report again, its spans in bytes.
struct Printed {
    report: Report,
    places: BTreeMap<FigureId, PlaceId>,
}

impl Printed {
    fn new(lines: &[Line]) -> Result<Self> {
        let document = lines.iter().find_map(|line| match line {
            Line::Document { line, sentences, .. } => Some((line, sentences)),
            _ => None,
        });
        let (document, sentences) = document.context("a text was not read")?;
        let text = document.text.clone();
        let mut report = Report {
            document: (**document).clone(),
            sentences: sentences.clone(),
            mentions: Vec::new(),
            entities: Vec::new(),
            attributions: Vec::new(),
            events: Vec::new(),
            figures: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
        };
        for line in lines {
            match line {
                Line::Document { .. } => {}
                Line::Entity { line, .. } => report.entities.push(line.clone()),
                Line::Mention { line, .. } => report.mentions.push(line.clone()),
                Line::Attribution { line, .. } => report.attributions.push(line.clone()),
                Line::Event { line, .. } => report.events.push((**line).clone()),
                Line::Figure { line, .. } => report.figures.push(line.clone()),
                Line::TimeExpression { line, .. } => report.times.push(line.clone()),
                Line::Place { line, .. } => report.places.push(line.clone()),
            }
        }
        let offsets = Offsets::new(&text);
        report.each_span(&mut |span| {
            let byte = |at| offsets.to_bytes(at, Unit::CodePoints).unwrap_or(text.len());
            *span = Span { start: byte(span.start), end: byte(span.end) };
        });
        let claims = rapporteur_ledger::claims(&report);
        let places = claims.iter().filter_map(|claim| Some((claim.figure, claim.place?))).collect();
        Ok(Self { report, places })
    }

    fn words(&self, span: Option<Span>) -> String {
        span.and_then(|span| span.of(&self.report.document.text)).unwrap_or_default().to_owned()
    }

    /// All names of an entity.
    fn names(&self, id: &EntityId) -> Vec<String> {
        let entity = self.report.entities.iter().find(|entity| entity.id == *id);
        entity.map_or_else(Vec::new, |entity| entity.aliases.iter().chain([&entity.name]).cloned().collect())
    }

    /// Which fields of a figure are right, in the order of [`FIELDS`]; `limits` comes last.
    fn judge(&self, gold: &Gold, figure: &Figure) -> Vec<(&'static str, bool)> {
        let share = |wanted: &str, found: &str| {
            let (wanted, found) = (wanted.to_lowercase(), found.to_lowercase());
            if wanted == "-" {
                return found.is_empty();
            }
            !found.is_empty() && (wanted.contains(&found) || found.contains(&wanted))
        };
        let as_of = figure.as_of.and_then(|id| self.report.time(id)).map(|time| time.span);
        let place = self.places.get(&figure.id).and_then(|id| self.report.place(*id)).map(|place| place.span);
        let number = |text: &str| text.parse::<f64>().ok();
        let near = |wanted: Option<f64>, found: Option<f64>| match (wanted, found) {
            (Some(wanted), Some(found)) => (wanted - found).abs() <= 0.004 * wanted.max(0.01),
            (None, None) => true,
            _ => false,
        };
        let right = |field: &str| match field {
            "measure" => gold.any(field, |one| one == figure.measure),
            "value" => gold.any(field, |one| match one.split_once("..") {
                Some((low, high)) => near(number(low), figure.low) && near(number(high), figure.high),
                None => near(number(one), figure.value),
            }),
            "bound" => gold.any(field, |one| one == named(&figure.bound)),
            "counted" => gold.any(field, |one| share(one, &self.words(figure.counted))),
            "status" => gold.any(field, |one| one == figure.status.as_deref().unwrap_or("-")),
            "scope" => {
                let found = figure.scope.as_ref().map_or_else(|| "-".to_owned(), named);
                gold.any(field, |one| one == found)
            }
            "as_of" => gold.any(field, |one| share(one, &self.words(as_of))),
            "place" => gold.any(field, |one| share(one, &self.words(place))),
            _ => gold.any(field, |one| self.claims(one, figure)),
        };
        let mut judged: Vec<(&'static str, bool)> =
            FIELDS.iter().map(|field| (*field, right(field))).collect();
        // What the bound, if it is right, makes of the value.
        let (low, high) = match figure.bound {
            Bound::Exact => (figure.value, figure.value),
            Bound::MoreThan | Bound::AtLeast => (figure.value, None),
            Bound::AtMost | Bound::LessThan | Bound::Nearly => (None, figure.value),
            Bound::About | Bound::Vague => (None, None),
            Bound::Range => (figure.low, figure.high),
        };
        let value =
            judged.iter().filter(|(field, _)| matches!(*field, "value" | "bound")).all(|(_, right)| *right);
        judged.push(("limits", value && (low, high) == (figure.low, figure.high)));
        judged
    }

    fn claims(&self, wanted: &str, figure: &Figure) -> bool {
        let holds = |names: &[String], wanted: &str| {
            let wanted = wanted.to_lowercase();
            names
                .iter()
                .map(|name| name.to_lowercase())
                .any(|name| name.contains(&wanted) || wanted.contains(&name))
        };
        match &figure.claimant {
            Claimant::Outlet => wanted == "outlet",
            Claimant::Unattributed { .. } => wanted == "unattributed",
            Claimant::UnknownSpeaker { .. } => wanted.starts_with('?'),
            Claimant::Entity { entity, span, attribution } => {
                let said = self.report.attribution(*attribution).and_then(|said| said.source);
                let mut names = self.names(entity);
                match wanted.strip_prefix('?') {
                    Some(wanted) => {
                        names.extend([self.words(*span), self.words(said)]);
                        names.retain(|name| !name.is_empty());
                        holds(&names, wanted)
                    }
                    None => holds(&names, wanted),
                }
            }
        }
    }
}

/// The name of an enum without data.
fn named(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Recall and precision of figures, and how many of those found have each field right: of those found, and of all that
/// are marked. `value_and_bound` and `all` (every field) are the shares of the marked ones that are right so. `wrong` tells each fault in
/// words.
///
/// A figure is found where the words of its number overlap those that are marked; each is paired once, those of one
/// measure first.
///
/// # Errors
/// If a record holds no marked text, or a row does not fit it.
pub fn score_lines(records: &[Value], lines: &[Vec<Line>]) -> Result<Value> {
    let (mut marked, mut found, mut paired) = (0usize, 0usize, 0usize);
    let (mut both, mut all) = (0usize, 0usize);
    let mut right: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong: Vec<String> = Vec::new();
    for (record, lines) in records.iter().zip(lines) {
        let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
        let (_, rows) = parts(record)?;
        let printed = Printed::new(lines)?;
        let text = &printed.report.document.text;
        let gold: Vec<Gold> = rows
            .lines()
            .filter(|row| !row.trim().is_empty())
            .map(|row| Gold::parse(row, text).with_context(|| id.to_owned()))
            .collect::<Result<_>>()?;
        let mut figures: Vec<&Figure> =
            printed.report.figures.iter().filter(|one| MEASURES.contains(&one.measure.as_str())).collect();
        marked += gold.len();
        found += figures.len();
        let mut pairs: Vec<Option<&Figure>> = vec![None; gold.len()];
        for same in [true, false] {
            for (place, one) in gold.iter().enumerate() {
                let fits = |figure: &&Figure| {
                    figure.number.overlaps(one.number)
                        && (!same || one.any("measure", |measure| measure == figure.measure))
                };
                if pairs[place].is_none()
                    && let Some(at) = figures.iter().position(fits)
                {
                    pairs[place] = Some(figures.remove(at));
                }
            }
        }
        for (one, figure) in gold.iter().zip(pairs) {
            let Some(figure) = figure else {
                wrong.push(format!("{id}: missed “{}”", one.words));
                continue;
            };
            paired += 1;
            let judged = printed.judge(one, figure);
            for (field, _) in judged.iter().filter(|(_, right)| *right) {
                *right.entry(field).or_default() += 1;
            }
            let is = |field: &str| judged.iter().any(|(name, right)| *name == field && *right);
            both += usize::from(is("value") && is("bound"));
            let faults: Vec<&str> =
                judged.iter().filter(|(_, right)| !right).map(|(field, _)| *field).collect();
            all += usize::from(faults.is_empty());
            if !faults.is_empty() {
                let fields = told(&printed, figure);
                wrong.push(format!("{id}: “{}” {}: read as {fields}", one.words, faults.join(", ")));
            }
        }
        for figure in figures {
            wrong.push(format!(
                "{id}: none is “{}” ({})",
                printed.words(Some(figure.span)),
                told(&printed, figure)
            ));
        }
    }
    let share = |right: usize, of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
    let fields: BTreeMap<&str, f64> =
        right.iter().map(|(field, right)| (*field, share(*right, paired))).collect();
    Ok(json!({
        "marked": marked, "found": found, "paired": paired,
        "recall": share(paired, marked), "precision": share(paired, found),
        "fields": fields,
        "value_and_bound": share(both, marked), "value_and_bound_of_paired": share(both, paired),
        "all": share(all, marked), "all_of_paired": share(all, paired),
        "wrong": wrong,
    }))
}

/// What was read.
fn told(printed: &Printed, figure: &Figure) -> String {
    let as_of = figure.as_of.and_then(|id| printed.report.time(id)).map(|time| time.span);
    let place =
        printed.places.get(&figure.id).and_then(|id| printed.report.place(*id)).map(|place| place.span);
    let claimant = match &figure.claimant {
        Claimant::Entity { entity, .. } => entity.0.clone(),
        Claimant::UnknownSpeaker { .. } => "unknown speaker".to_owned(),
        Claimant::Unattributed { .. } => "unattributed".to_owned(),
        Claimant::Outlet => "outlet".to_owned(),
    };
    format!(
        "{} {:?} {:?} of “{}” status {:?} scope {:?} as of “{}” at “{}” by {claimant}",
        figure.measure,
        figure.value,
        figure.bound,
        printed.words(figure.counted),
        figure.status,
        figure.scope,
        printed.words(as_of),
        printed.words(place),
    )
}
