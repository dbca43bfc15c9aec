use crate::line::{Line, lines};
use crate::{event, figure};
use rapporteur_record::{EntityId, EventGroups, Position, Report, Resolution, Speaker, Why};
use rapporteur_text::{Offsets, Span, Unit};
use serde::Serialize;
use std::io;

/// Which lines a CSV table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvKind {
    /// One row for each document.
    Documents,
    /// One row for each attribution.
    Statements,
    /// One row for each event.
    Events,
    /// One row for each position; add them with [`Csv::positions`].
    Positions,
    /// One row for each figure.
    Figures,
    /// One row for each time expression.
    Times,
    /// One row for each entity of each document.
    Entities,
    /// One row for each place.
    Places,
}

impl CsvKind {
    fn header(self) -> &'static [&'static str] {
        match self {
            CsvKind::Documents => &[
                "outlet",
                "agency",
                "authors",
                "headline",
                "published",
                "published_known",
                "language",
                "locator",
                "url",
                "original_hash",
                "published_earliest",
                "published_latest",
                "published_reason",
            ],
            CsvKind::Statements => &[
                "number",
                "start",
                "end",
                "speaker",
                "speaker_id",
                "source",
                "cue",
                "content",
                "form",
                "kind",
                "nested_in",
                "speaker_reason",
                "rule",
                "corrected",
            ],
            CsvKind::Events => &[
                "number",
                "start",
                "end",
                "type",
                "realis",
                "reported_by",
                "source",
                "target",
                "date",
                "date_text_only",
                "place",
                "place_country",
                "words",
                "modes",
                "contexts",
                "quad",
                "cameo",
                "reciprocal",
                "source_words",
                "target_words",
                "source_code",
                "target_code",
                "mentions",
                "confidence",
                "rule",
                "event_group",
                "corrected",
            ],
            CsvKind::Positions => &[
                "number",
                "start",
                "end",
                "holder",
                "holder_id",
                "speaker",
                "speaker_id",
                "issue",
                "issue_common",
                "issue_contrary",
                "stance",
                "side",
                "strength",
                "voice",
                "published",
                "cue",
                "words",
                "holder_words",
                "about",
                "rule",
                "corrected",
            ],
            CsvKind::Figures => &figure::HEADER,
            CsvKind::Times => &[
                "number",
                "start",
                "end",
                "type",
                "value",
                "text_only",
                "anchor",
                "words",
                "rule",
                "corrected",
            ],
            CsvKind::Entities => &[
                "entity",
                "entity_type",
                "name",
                "aliases",
                "offices",
                "country",
                "rollup",
                "actor_country",
                "actor_sectors",
                "actor_title",
                "actor_as_of",
                "actor_rule",
            ],
            CsvKind::Places => &[
                "number",
                "start",
                "end",
                "resolution",
                "gazetteer",
                "name",
                "country",
                "latitude",
                "longitude",
                "precision",
                "words",
                "rule",
                "corrected",
            ],
        }
    }
}

/// Writes one kind of lines as CSV for spreadsheets and statistics: UTF-8 with a byte order mark, a header row, offsets
/// in code points.
///
/// Cells that a spreadsheet would take for a formula are [`guarded`].
#[derive(Debug)]
pub struct Csv<W: io::Write> {
    kind: CsvKind,
    out: ::csv::Writer<W>,
}

impl<W: io::Write> Csv<W> {
    /// Starts the table.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn new(kind: CsvKind, mut out: W) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut out = ::csv::Writer::from_writer(out);
        // The columns of figures are those of casualty recorders' tables, which name document and unit themselves.
        let head: &[&str] = if kind == CsvKind::Figures { &[] } else { &["document", "offset_unit"] };
        out.write_record(head.iter().chain(kind.header()))?;
        Ok(Self { kind, out })
    }

    /// Adds the rows of a report.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add(&mut self, report: &Report) -> io::Result<()> {
        self.add_grouped(report, &EventGroups::new())
    }

    /// The same; events that are in `groups` say which event over all reports they are.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add_grouped(&mut self, report: &Report, groups: &EventGroups) -> io::Result<()> {
        let name = |id: &str| report.entities.iter().find(|e| e.id.0 == id).map(|e| e.name.clone());
        let id = report.document.id.to_string();
        if self.kind == CsvKind::Figures {
            for cells in figure::rows(report) {
                self.out.write_record(cells.into_iter().map(guarded))?;
            }
            return Ok(());
        }
        if self.kind == CsvKind::Events {
            for cells in event::table(report, groups) {
                let head = [id.clone(), "code_points".to_owned()];
                self.out.write_record(head.into_iter().chain(cells).map(guarded))?;
            }
            return Ok(());
        }
        for line in lines(report, Unit::CodePoints) {
            if let Some(cells) = row(self.kind, &line, &name) {
                let head = [id.clone(), "code_points".to_owned()];
                self.out.write_record(head.into_iter().chain(cells).map(guarded))?;
            }
        }
        Ok(())
    }

    /// Adds rows for the positions of a report to a table of [`CsvKind::Positions`].
    ///
    /// # Errors
    /// If `out` fails.
    pub fn positions(&mut self, report: &Report, positions: &[Position]) -> io::Result<()> {
        let text = &report.document.text;
        let offsets = Offsets::new(text);
        let words = |span: Span| span.of(text).unwrap_or_default().to_owned();
        let name = |id: &EntityId| {
            let entity = report.entities.iter().find(|entity| entity.id == *id);
            entity.map_or_else(|| id.0.clone(), |entity| entity.name.clone())
        };
        for position in positions {
            let evidence = offsets.convert(position.cue.cover(position.issue.span), Unit::CodePoints);
            let issue = &position.issue;
            let cells = [
                report.document.id.to_string(),
                "code_points".to_owned(),
                position.id.0.to_string(),
                evidence.start.to_string(),
                evidence.end.to_string(),
                match (&position.holder, position.holder_span) {
                    (Some(id), _) => name(id),
                    (None, Some(span)) => words(span),
                    (None, None) => String::new(),
                },
                position.holder.as_ref().map(|id| id.0.clone()).unwrap_or_default(),
                position.speaker.as_ref().map(&name).unwrap_or_default(),
                position.speaker.as_ref().map(|id| id.0.clone()).unwrap_or_default(),
                issue.key.clone(),
                issue.common.to_string(),
                issue.contrary.to_string(),
                position.stance.name().to_owned(),
                position.side().name().to_owned(),
                position.strength.to_string(),
                position.voice.name().to_owned(),
                report
                    .document
                    .published
                    .as_ref()
                    .map(|published| published.value.clone())
                    .unwrap_or_default(),
                words(position.cue),
                words(issue.span),
                position.holder_span.map(words).unwrap_or_default(),
                issue.about.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join("; "),
                position.why.rule.to_string(),
                corrected(&position.why),
            ];
            self.out.write_record(cells.into_iter().map(guarded))?;
        }
        Ok(())
    }

    /// Ends the table.
    ///
    /// # Errors
    /// If what is still held back cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The numbers of the corrections that are in a line.
pub(crate) fn corrected(why: &Why) -> String {
    why.corrected.iter().map(i64::to_string).collect::<Vec<_>>().join("; ")
}

fn row(kind: CsvKind, line: &Line, name: &dyn Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let span = |s: Span| [s.start.to_string(), s.end.to_string()];
    Some(match (kind, line) {
        (CsvKind::Documents, Line::Document { line, .. }) => vec![
            text(line.outlet.as_ref()),
            text(line.agency.as_ref()),
            line.authors.join("; "),
            // The spans of this line are code points already, its text is not changed.
            line.segment(rapporteur_record::SegmentKind::Headline).map_or_else(String::new, |s| {
                line.text.chars().skip(s.span.start).take(s.span.len()).collect()
            }),
            text(line.published.as_ref().map(|p| &p.value)),
            line.published.as_ref().map_or_else(String::new, |p| word(&p.known)),
            text(line.language.as_ref()),
            line.locator.clone(),
            text(line.url.as_ref()),
            line.original.hash.to_string(),
            text(line.published.as_ref().and_then(|p| p.earliest.as_ref())),
            text(line.published.as_ref().and_then(|p| p.latest.as_ref())),
            text(line.published.as_ref().map(|p| &p.reason)),
        ],
        (CsvKind::Statements, Line::Attribution { line, words, .. }) => {
            let (speaker, id, reason) = match &line.speaker {
                Speaker::Resolved { entity, .. } => {
                    (name(&entity.0).unwrap_or_default(), entity.0.clone(), "")
                }
                Speaker::Unknown { reason, .. } => (String::new(), String::new(), reason.as_str()),
            };
            let first = line.content.iter().map(|s| s.start).min()?;
            let last = line.content.iter().map(|s| s.end).max()?;
            vec![
                line.id.0.to_string(),
                first.to_string(),
                last.to_string(),
                speaker,
                id,
                text(words.source.as_ref()),
                text(words.cue.as_ref()),
                words.content.join(" […] "),
                word(&line.form),
                word(&line.kind),
                line.nested_in.map_or_else(String::new, |n| n.0.to_string()),
                reason.to_owned(),
                line.why.rule.to_string(),
                corrected(&line.why),
            ]
        }
        (CsvKind::Times, Line::TimeExpression { line, words, .. }) => {
            let [start, end] = span(line.span);
            vec![
                line.id.0.to_string(),
                start,
                end,
                word(&line.time_type),
                text(line.value.as_ref()),
                line.text_only.clone(),
                text(line.anchor.as_ref()),
                words.clone(),
                line.why.rule.to_string(),
                corrected(&line.why),
            ]
        }
        (CsvKind::Entities, Line::Entity { line, .. }) => {
            let actor = line.actor.as_ref();
            vec![
                line.id.0.clone(),
                line.entity_type.as_str().to_owned(),
                line.name.clone(),
                line.aliases.join("; "),
                line.offices.iter().map(|o| o.title.as_str()).collect::<Vec<_>>().join("; "),
                text(line.country.as_ref()),
                line.rollup.as_ref().map_or_else(String::new, |r| r.0.clone()),
                text(actor.and_then(|actor| actor.country.as_ref())),
                actor.map_or_else(String::new, |actor| actor.sectors.join("; ")),
                text(actor.and_then(|actor| actor.title.as_ref())),
                text(actor.and_then(|actor| actor.as_of.as_ref())),
                actor.map_or_else(String::new, |actor| actor.why.rule.to_string()),
            ]
        }
        (CsvKind::Places, Line::Place { line, words, .. }) => {
            let [start, end] = span(line.span);
            let mut cells = vec![line.id.0.to_string(), start, end];
            match &line.resolution {
                Resolution::Resolved { gazetteer, name, country, latitude, longitude, precision } => cells
                    .extend([
                        "resolved".into(),
                        gazetteer.clone(),
                        name.clone(),
                        text(country.as_ref()),
                        number(*latitude),
                        number(*longitude),
                        precision.clone(),
                    ]),
                Resolution::Ambiguous { candidates } => {
                    cells.extend(["ambiguous".into(), candidates.join("; ")]);
                    cells.extend(std::iter::repeat_n(String::new(), 5));
                }
                Resolution::Unresolved => {
                    cells.push("unresolved".into());
                    cells.extend(std::iter::repeat_n(String::new(), 6));
                }
            }
            cells.extend([words.clone(), line.why.rule.to_string(), corrected(&line.why)]);
            cells
        }
        _ => return None,
    })
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |n| n.to_string())
}

/// The serialized name of an enum without data.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The cell as a spreadsheet may have it: with an apostrophe in front if it would be taken for a formula (it begins
/// with `=`, `+`, `-` or `@` and is no number).
#[must_use]
pub fn guarded(cell: String) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn no_cell_is_a_formula() {
        let check = |cell: &str, expected: &str| assert_eq!(guarded(cell.into()), expected);
        check("=1+1", "'=1+1");
        check("@here", "'@here");
        check("-4.5", "-4.5");
        check("a=b", "a=b");
    }
}
