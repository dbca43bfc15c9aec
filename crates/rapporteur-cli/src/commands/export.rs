use crate::End;
use crate::args::{Common, Export, ExportFormat, ExportRealis, Kind};
use crate::commands::show::{brought_up, without_corrections};
use crate::output;
use anyhow::{Context, Result, bail};
use rapporteur::engine::VERSION;
use rapporteur::export::{
    Annotations, Calendar, Claims, Csv, CsvKind, EventTally, Gdelt, GeoJson, Plover, Polecat, RealisFilter,
    jsonl_grouped,
};
use rapporteur::store::Order;
use std::fs::File;
use std::io::{BufWriter, Write};

/// Writes what a store holds.
pub(crate) fn run(args: &Export, common: &Common) -> Result<End> {
    if args.realis == ExportRealis::All && matches!(args.format, ExportFormat::Polecat | ExportFormat::Gdelt)
    {
        bail!(
            "the format has no field that says whether an event came about; `--format plover` and `--format csv \
             --kind events` have one"
        );
    }
    let path = &args.store.store;
    let store = if args.as_read { without_corrections(path)? } else { brought_up(path)? };
    let mut out: Box<dyn Write> = match &args.output {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(std::io::stdout().lock())),
    };
    let which = if args.all_versions { Order::All } else { Order::Latest };
    match args.format {
        ExportFormat::Jsonl => {
            let unit = output::unit(args.offsets);
            store.each_report::<anyhow::Error>(which, |stored| {
                Ok(jsonl_grouped(&stored.report, &stored.event_groups, unit, &mut out)?)
            })?;
            out.flush()?;
        }
        ExportFormat::Geojson => {
            let mut map = GeoJson::new(output::unit(args.offsets), out)?;
            store.each_report::<anyhow::Error>(which, |stored| Ok(map.add(&stored.report)?))?;
            map.finish()?;
        }
        ExportFormat::Csv => {
            let mut table = Csv::new(kind(args.kind), out)?;
            store.each_report::<anyhow::Error>(which, |stored| {
                if args.kind == Kind::Positions {
                    table.positions(&stored.report, &store.positions(stored.number)?)?;
                } else {
                    table.add_grouped(&stored.report, &stored.event_groups)?;
                }
                Ok(())
            })?;
            table.finish()?;
        }
        ExportFormat::Ical => {
            let mut calendar = Calendar::new(out, VERSION)?;
            store.each_report::<anyhow::Error>(which, |stored| Ok(calendar.add(&stored.report)?))?;
            let tally = calendar.finish()?;
            if !common.quiet {
                eprintln!(
                    "{} statements with a day; {} without one are left out",
                    tally.events, tally.without_day
                );
            }
        }
        ExportFormat::Plover => {
            let filter = match args.realis {
                ExportRealis::CameAbout => RealisFilter::CameAbout,
                ExportRealis::All => RealisFilter::All,
            };
            let mut events = Plover::new(out, filter, VERSION);
            store.each_report::<anyhow::Error>(which, |stored| {
                Ok(events.add_grouped(&stored.report, &stored.event_groups)?)
            })?;
            note(events.finish()?, common);
        }
        ExportFormat::Polecat => {
            let mut events = Polecat::new(out, VERSION)?;
            store.each_report::<anyhow::Error>(which, |stored| Ok(events.add(&stored.report)?))?;
            note(events.finish()?, common);
        }
        ExportFormat::Webannotation => {
            let mut annotations = Annotations::new(out)?;
            store.each_report::<anyhow::Error>(which, |stored| {
                Ok(annotations.add(&stored.report, &store.positions(stored.number)?)?)
            })?;
            annotations.finish()?;
        }
        ExportFormat::Claims => {
            let mut claims = Claims::new(out, VERSION)?;
            store.each_report::<anyhow::Error>(which, |stored| Ok(claims.add(&stored.report)?))?;
            claims.finish()?;
        }
        ExportFormat::Gdelt => {
            let mut events = Gdelt::new(out);
            store.each_report::<anyhow::Error>(which, |stored| Ok(events.add(&stored.report)?))?;
            note(events.finish()?, common);
        }
    }
    Ok(End::Done)
}

/// Says how many events were written and how many were not.
fn note(tally: EventTally, common: &Common) {
    if !common.quiet {
        eprintln!(
            "{} events; {} that did not come about as their report tells it are left out",
            tally.written, tally.left_out
        );
    }
}

fn kind(kind: Kind) -> CsvKind {
    match kind {
        Kind::Documents => CsvKind::Documents,
        Kind::Statements => CsvKind::Statements,
        Kind::Events => CsvKind::Events,
        Kind::Positions => CsvKind::Positions,
        Kind::Figures => CsvKind::Figures,
        Kind::Times => CsvKind::Times,
        Kind::Entities => CsvKind::Entities,
        Kind::Places => CsvKind::Places,
    }
}
