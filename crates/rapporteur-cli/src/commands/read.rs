use crate::args::{Common, Format, Read};
use crate::output::{Output, printable};
use crate::{End, inputs, output};
use anyhow::{Result, bail};
use rapporteur::export::{Line, lines};
use rapporteur::record::{Claimant, Report, Severity, Speaker};
use rapporteur::store::{Cell, Rows};
use std::io::Write;
use std::ops::ControlFlow;

/// Reads reports and prints their lines.
pub(crate) fn run(args: &Read, common: &Common) -> Result<End> {
    let unit = output::unit(args.offsets);
    let format = output::format(args.format);
    if format == Format::Csv {
        bail!(
            "a CSV table holds one kind of lines: add the reports to a store and use `rapporteur export --format csv`"
        );
    }
    let items = inputs::gather(&args.inputs)?;
    let mut failed = false;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut table = Output::new(Format::Table, Box::new(std::io::stdout()));
    if format == Format::Table {
        table.columns(&["kind", "start", "words", "reads"])?;
    }
    let mut first = true;
    let end = inputs::engine(&args.inputs)?.run(items, |outcome| {
        for problem in &outcome.problems {
            failed |= problem.severity == Severity::Error;
            if !common.quiet || problem.severity == Severity::Error {
                eprintln!("{}", printable(&problem.to_string()));
            }
        }
        let mut write = || -> Result<()> {
            for report in &outcome.reports {
                match format {
                    Format::Table => rows(report, unit, &mut table)?,
                    Format::Json => {
                        for line in lines(report, unit) {
                            write!(out, "{}", if first { "[\n" } else { ",\n" })?;
                            first = false;
                            serde_json::to_writer(&mut out, &line)?;
                        }
                    }
                    Format::Jsonl | Format::Csv => rapporteur::export::jsonl(report, unit, &mut out)?,
                }
            }
            Ok(())
        };
        match write() {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(error),
        }
    });
    if let Some(error) = end {
        return Err(error);
    }
    match format {
        Format::Table => table.finish()?,
        Format::Json => writeln!(out, "{}", if first { "[]" } else { "\n]" })?,
        Format::Jsonl | Format::Csv => {}
    }
    out.flush()?;
    Ok(if failed { End::SomeFailed } else { End::Done })
}

/// The lines of a report as rows for people: attributions, events, figures and time expressions.
fn rows(report: &Report, unit: rapporteur::text::Unit, table: &mut Output) -> Result<()> {
    let name = |id: &str| {
        report.entities.iter().find(|e| e.id.0 == id).map_or_else(|| id.to_owned(), |e| e.name.clone())
    };
    for line in lines(report, unit) {
        let (kind, start, words, reads) = match line {
            Line::Document { line, .. } => {
                ("document", 0, report.document.headline().unwrap_or("").to_owned(), line.locator)
            }
            Line::Attribution { line, words, .. } => {
                let who = match &line.speaker {
                    Speaker::Resolved { entity, .. } => name(&entity.0),
                    Speaker::Unknown { reason, .. } => format!("unknown ({reason})"),
                };
                let cue = words.cue.unwrap_or_default();
                ("statement", line.content[0].start, words.content.join(" […] "), format!("{who}: {cue}"))
            }
            Line::Event { line, words, .. } => {
                let first = words.triggers.into_iter().next().unwrap_or_default();
                let reads = format!(
                    "{}, {}: {} → {}",
                    line.event_type.name(),
                    line.realis.name(),
                    words.sources.join(", "),
                    words.targets.join(", ")
                );
                ("event", line.mentions.first().map_or(0, |mention| mention.trigger.start), first, reads)
            }
            Line::Figure { line, words, .. } => {
                let who = match &line.claimant {
                    Claimant::Entity { entity, .. } => name(&entity.0),
                    Claimant::UnknownSpeaker { .. } => "unknown speaker".into(),
                    Claimant::Unattributed { .. } => "unattributed".into(),
                    Claimant::Outlet => "the outlet".into(),
                };
                ("figure", line.span.start, words.span, format!("{}, says {who}", line.measure))
            }
            Line::TimeExpression { line, words, .. } => {
                ("time", line.span.start, words, line.value.unwrap_or(line.text_only))
            }
            Line::Entity { .. } | Line::Mention { .. } | Line::Place { .. } => continue,
        };
        table.row(&[
            Cell::Text(kind.into()),
            Cell::Integer(i64::try_from(start)?),
            Cell::Text(words),
            Cell::Text(reads),
        ])?;
    }
    Ok(())
}
