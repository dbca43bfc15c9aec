use crate::args::{Brief, BriefFormat, Common};
use crate::progress::Progress;
use crate::{End, inputs, output};
use anyhow::{Context, Result, bail};
use rapporteur::brief::{Briefing, Style, render};
use rapporteur::record::Severity;
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::ops::ControlFlow;

/// Lines of each section on a terminal, unless `--format` asks for all.
const LINES_ON_A_TERMINAL: usize = 40;

/// Reads reports and prints a briefing.
pub(crate) fn run(args: &Brief, common: &Common) -> Result<End> {
    if format(args) == BriefFormat::Docx && args.output.is_none() && std::io::stdout().is_terminal() {
        bail!("a DOCX file is nothing for a terminal: name a file with -o, such as -o briefing.docx");
    }
    let items = inputs::gather(&args.inputs)?;
    let mut progress = Progress::new(common.quiet, inputs::total(&args.inputs));
    let (mut reports, mut problems) = (Vec::new(), Vec::new());
    inputs::engine(&args.inputs)?.run(items, |outcome| {
        progress.step(outcome.bytes);
        reports.extend(outcome.reports);
        problems.extend(outcome.problems);
        ControlFlow::<()>::Continue(())
    });
    progress.finish();
    for problem in &problems {
        progress.note(&output::printable(&problem.to_string()));
    }
    let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
    if reports.is_empty() {
        bail!("no report could be read");
    }
    rapporteur::engine::date_together(&mut reports);
    let mut briefing = Briefing::new(&reports, &problems, rapporteur::engine::VERSION);
    if args.inputs.no_model {
        briefing = briefing.without_model();
    }
    if let Some(pages) = args.pages {
        briefing = briefing.short(pages.into());
    }
    // A screen holds less than a file; what is left out is counted there.
    if args.pages.is_none()
        && args.output.is_none()
        && args.format == BriefFormat::Auto
        && std::io::stdout().is_terminal()
    {
        briefing = briefing.limited(LINES_ON_A_TERMINAL);
    }
    write(args, common, &briefing)?;
    Ok(if failed { End::SomeFailed } else { End::Done })
}

fn write(args: &Brief, common: &Common, briefing: &Briefing) -> Result<()> {
    let stdout = std::io::stdout();
    let terminal = args.output.is_none() && stdout.is_terminal();
    let mut out: Box<dyn Write> = match &args.output {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(stdout.lock())),
    };
    match format(args) {
        BriefFormat::Markdown => render::markdown(briefing, &mut out)?,
        BriefFormat::Html => render::html(briefing, &mut out)?,
        BriefFormat::Docx => render::docx(briefing, &mut out)?,
        BriefFormat::Auto | BriefFormat::Terminal => {
            let style = Style { width: output::width(), color: output::color(common, terminal) };
            render::terminal(briefing, style, &mut out)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn format(args: &Brief) -> BriefFormat {
    let ending = args.output.as_ref().and_then(|path| path.extension()).and_then(|e| e.to_str());
    match (args.format, ending) {
        (BriefFormat::Auto, Some("md" | "markdown")) => BriefFormat::Markdown,
        (BriefFormat::Auto, Some("html" | "htm")) => BriefFormat::Html,
        (BriefFormat::Auto, Some("docx")) => BriefFormat::Docx,
        (format, _) => format,
    }
}
