//! The record as it leaves the program.
//!
//! [`lines`] turns a [`Report`](rapporteur_record::Report) into self-contained [`Line`]s: offsets in a named unit, the
//! words of each span beside it, the document's id in every line. [`jsonl`] and [`Csv`] write them, [`GeoJson`] the places,
//! [`Calendar`] what was said on a known day, [`Plover`], [`Polecat`] and [`Gdelt`] the events, [`Annotations`] every line as W3C Web Annotations,
//! [`Claims`] who claims what as schema.org has it. The names are a promise: [`schema`] gives the JSON schema that is kept in `docs/format/record.schema.json`.
//!
//! ```
//! let schema = rapporteur_export::schema();
//! assert_eq!(schema.get("title").and_then(|t| t.as_str()), Some("Line"));
//! ```
//!
//! It may not know readers, analysis or stores; it gets records and writes text.

mod annotation;
mod claim;
mod csv;
mod event;
mod figure;
mod geojson;
mod ical;
mod line;
pub mod sheet;

pub use crate::csv::{Csv, CsvKind, guarded};
pub use annotation::Annotations;
pub use claim::Claims;
pub use event::{EventTally, Gdelt, Plover, Polecat, RealisFilter};
pub use geojson::GeoJson;
pub use ical::{Calendar, CalendarTally};
pub use line::{AttributionWords, EventWords, FigureWords, Line, LineHead, lines};

use rapporteur_record::{EventGroups, Report};
use rapporteur_text::Unit;
use std::io;

/// Writes a report as JSON lines: the document first, then its lines by kind, each kind in order of the text.
///
/// # Errors
/// If `out` fails.
pub fn jsonl(report: &Report, unit: Unit, out: &mut dyn io::Write) -> io::Result<()> {
    jsonl_grouped(report, &EventGroups::new(), unit, out)
}

/// The same; events that are in `groups` say which event over all reports they are.
///
/// # Errors
/// If `out` fails.
pub fn jsonl_grouped(
    report: &Report,
    groups: &EventGroups,
    unit: Unit,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for mut line in lines(report, unit) {
        if let Line::Event { line, event_group, .. } = &mut line {
            *event_group = groups.get(&line.id).cloned();
        }
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The JSON schema of a [`Line`].
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Line).into()
}
