use crate::End;
use crate::args::{Common, Sample, SampledKind};
use crate::commands::correct::by;
use crate::commands::show::brought_up;
use crate::output::{self, Output};
use anyhow::{Context, Result, anyhow, bail};
use rapporteur::correct::{Precision, Verdict, precision};
use rapporteur::engine::{self, Drawn, Made, SAMPLED, Wish};
use rapporteur::export::sheet::{self, SheetRow};
use rapporteur::record::{LineId, LineKind};
use rapporteur::store::{Access, Cell, Rows, Store};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

/// Draws lines for checking, or scores a sheet that was checked.
pub(crate) fn run(args: &Sample, common: &Common) -> Result<End> {
    match &args.score {
        Some(path) => score(args, path, common),
        None => draw(args, common),
    }
}

fn draw(args: &Sample, common: &Common) -> Result<End> {
    let store = brought_up(&args.made.store.store)?;
    let kinds: Vec<LineKind> = if args.kind.is_empty() {
        SAMPLED.to_vec()
    } else {
        args.kind.iter().map(|kind| line_kind(*kind)).collect()
    };
    let sample = engine::sample(&store, args.count, &kinds, &args.seed_words)?;
    let of_kind = |kind: LineKind| sample.sizes.get(&kind).copied().unwrap_or(0);
    let rows: Vec<SheetRow> = sample.drawn.iter().map(|one| row(one, of_kind(one.line.kind))).collect();
    if args.output.is_empty() {
        sheet::csv(&rows, &mut std::io::stdout().lock())?;
    }
    for path in &args.output {
        let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut out = BufWriter::new(file);
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("md" | "markdown") => sheet::markdown(&rows, &mut out)?,
            Some("html" | "htm") => sheet::html(&rows, &mut out)?,
            _ => sheet::csv(&rows, &mut out)?,
        }
        out.flush()?;
    }
    if !common.quiet {
        let told = sample.sizes.iter().map(|(kind, of)| {
            let drawn = sample.drawn.iter().filter(|one| one.line.kind == *kind).count();
            format!("{drawn} of {of} {kind}s")
        });
        eprintln!("drawn: {}", told.collect::<Vec<_>>().join(", "));
    }
    Ok(End::Done)
}

fn line_kind(kind: SampledKind) -> LineKind {
    match kind {
        SampledKind::Statements => LineKind::Statement,
        SampledKind::Figures => LineKind::Figure,
        SampledKind::Events => LineKind::Event,
        SampledKind::Positions => LineKind::Position,
        SampledKind::Mentions => LineKind::Mention,
        SampledKind::Times => LineKind::Time,
        SampledKind::Places => LineKind::Place,
    }
}

fn row(one: &Drawn, of_kind: usize) -> SheetRow {
    SheetRow {
        line: one.line.to_string(),
        kind: one.line.kind.name().to_owned(),
        of_kind,
        key: one.key.clone(),
        source: one.source.clone(),
        published: one.published.clone(),
        headline: one.headline.clone(),
        before: one.before.clone(),
        words: one.words.clone(),
        after: one.after.clone(),
        claim: one.claim.clone(),
        ..SheetRow::default()
    }
}

/// What a reader wrote.
fn verdict(text: &str) -> Option<Verdict> {
    match text.trim().trim_start_matches('\'').to_lowercase().as_str() {
        "" => Some(Verdict::Unanswered),
        "right" | "r" | "yes" | "y" | "1" | "true" | "correct" | "ok" => Some(Verdict::Right),
        "wrong" | "w" | "no" | "n" | "0" | "false" | "incorrect" => Some(Verdict::Wrong),
        "unsure" | "u" | "?" | "unknown" => Some(Verdict::Unsure),
        _ => None,
    }
}

fn score(args: &Sample, path: &Path, common: &Common) -> Result<End> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows = sheet::read(&bytes).with_context(|| path.display().to_string())?;
    let store = brought_up(&args.made.store.store)?;
    let (mut answers, mut sizes, mut wishes) = (Vec::new(), BTreeMap::new(), Vec::new());
    for row in &rows {
        let wrong = |what: String| anyhow!("{}: line {}: {what}", path.display(), row.at);
        let line: LineId = row.line.parse().map_err(&wrong)?;
        let known = engine::drawn_line(&store, line)?;
        let known = known.ok_or_else(|| wrong(format!("the store has no {line}")))?;
        if known.key != row.key {
            return Err(wrong(format!(
                "{line} of the store is another line now (the report was read again, or it is another store); draw the \
                 sheet again"
            )));
        }
        let told = verdict(&row.verdict).ok_or_else(|| {
            wrong(format!("{:?} is no verdict: write right, wrong or unsure, or leave it empty", row.verdict))
        })?;
        answers.push((line.kind, told));
        sizes.insert(line.kind, row.of_kind);
        if told == Verdict::Wrong {
            wishes.push((line, row.note.trim()));
        }
    }
    let (kinds, all) = precision(&answers, &sizes);
    let mut out = Output::new(output::format(args.format), Box::new(std::io::stdout()));
    out.columns(&["kind", "precision", "low", "high", "right", "wrong", "unsure", "unanswered", "of_kind"])?;
    for (kind, one) in &kinds {
        out.row(&cells(kind.name(), one))?;
    }
    if kinds.len() > 1 {
        out.row(&cells("all, weighted by kind", &all))?;
    }
    out.finish()?;
    if args.reject {
        reject(args, path, &wishes, common)?;
    }
    Ok(End::Done)
}

fn cells(name: &str, one: &Precision) -> [Cell; 9] {
    let share =
        |value: Option<f64>| value.map_or(Cell::Null, |value| Cell::Real((value * 1000.0).round() / 1000.0));
    let count = |value: usize| Cell::Integer(i64::try_from(value).unwrap_or(i64::MAX));
    [
        Cell::Text(name.to_owned()),
        share(one.share),
        share(one.interval.map(|(low, _)| low)),
        share(one.interval.map(|(_, high)| high)),
        count(one.right),
        count(one.wrong),
        count(one.unsure),
        count(one.unanswered),
        count(one.of),
    ]
}

/// Rejects the lines that were found wrong, as far as they stand.
fn reject(args: &Sample, path: &Path, wrong: &[(LineId, &str)], common: &Common) -> Result<()> {
    let by = by(&args.made, false)?;
    let mut store = Store::open(&args.made.store.store, Access::Create)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut wishes = Vec::new();
    for (line, note) in wrong {
        if store.rejected_by(line)?.is_some() {
            continue;
        }
        let why = match (note.is_empty(), by.why.is_empty()) {
            (false, _) => (*note).to_owned(),
            (true, false) => by.why.clone(),
            (true, true) => format!("found wrong in the sample {name}"),
        };
        wishes.push((Wish::Reject(*line), Made { why, ..by.clone() }));
    }
    let before = wrong.len() - wishes.len();
    if wishes.is_empty() && wrong.is_empty() {
        bail!("nothing to reject: no line of the sheet is found wrong");
    }
    let numbers = engine::correct_lines(&mut store, &wishes)?;
    if !common.quiet {
        let more = if before > 0 { format!(", {before} had been rejected before") } else { String::new() };
        eprintln!("{} lines rejected{more}", numbers.len());
    }
    Ok(())
}
