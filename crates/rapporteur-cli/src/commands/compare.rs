use crate::args::{Common, Compare, CompareFormat, Format, Inputs};
use crate::commands::show::brought_up;
use crate::output::{self, Output};
use crate::progress::Progress;
use crate::{End, inputs};
use anyhow::{Context, Result, bail};
use rapporteur::brief::{
    AgreementLine, AgreementSide, Briefing, DocumentLine, Footnote, PieceKind, Style, Words, render,
};
use rapporteur::record::{Anchor, EntityId, Identity, Member, Problem, Report, Severity};
use rapporteur::store::{Cell, Rows};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// Compares reports claim by claim.
pub(crate) fn run(args: &Compare, common: &Common) -> Result<End> {
    let asked = numbers(&args.inputs);
    if args.story && asked.is_none() {
        bail!("--story takes numbers of stored documents: `rapporteur compare 12 --story`");
    }
    let Gathered { reports, problems, stored, identities } = match asked {
        Some(asked) => from_store(args, &asked)?,
        None => from_files(&args.inputs, common)?,
    };
    let version = rapporteur::engine::VERSION;
    let briefing = match &identities {
        Some(known) => Briefing::comparison_of_known(&reports, known, &problems, version),
        None => Briefing::comparison(&reports, &problems, version),
    };
    match (reports.len(), briefing.voices) {
        (0, _) => bail!("no report could be read"),
        (1, _) if !common.quiet => eprintln!("there is one report only: nothing to compare it with"),
        (_, 1) if !common.quiet => {
            eprintln!("all of these print or retell one text: they are one voice, compared print by print");
        }
        _ => {}
    }
    write(args, common, &briefing, &stored)?;
    let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
    Ok(if failed { End::SomeFailed } else { End::Done })
}

/// Reports, with the problems of reading them.
struct Gathered {
    reports: Vec<Report>,
    problems: Vec<Problem>,
    /// The numbers that a store has for them, by address.
    stored: BTreeMap<String, i64>,
    /// Who is who among them as the store knows it, by their places from 1.
    identities: Option<Vec<Identity>>,
}

/// The inputs as numbers of documents, if all of them are and none is a file.
fn numbers(inputs: &Inputs) -> Option<Vec<i64>> {
    let number = |input: &String| input.parse().ok().filter(|_| !Path::new(input).exists());
    inputs.inputs.iter().map(number).collect()
}

fn from_store(args: &Compare, asked: &[i64]) -> Result<Gathered> {
    let store = brought_up(&args.store.store)?;
    let wanted = if args.story { store.same_story(asked)? } else { asked.to_vec() };
    let (mut reports, mut stored) = (Vec::with_capacity(wanted.len()), BTreeMap::new());
    let mut members: BTreeMap<EntityId, Vec<Member>> = BTreeMap::new();
    for (place, number) in (1..).zip(wanted) {
        let report = store.report(number)?.report;
        stored.insert(report.document.locator.clone(), number);
        reports.push(report);
        for (entity, (identity, _)) in store.who(number)? {
            let anchor = Anchor { report: place, entity };
            let member = Member { anchor, rule: "identity.stored".into(), why: String::new() };
            members.entry(identity).or_default().push(member);
        }
    }
    let mut identities = Vec::with_capacity(members.len());
    for (id, members) in members {
        identities.extend(store.identity(&id)?.map(|identity| Identity { members, ..identity }));
    }
    Ok(Gathered { reports, problems: Vec::new(), stored, identities: Some(identities) })
}

fn from_files(inputs: &Inputs, common: &Common) -> Result<Gathered> {
    let items = inputs::gather(inputs)?;
    let mut progress = Progress::new(common.quiet, inputs::total(inputs));
    let (mut reports, mut problems) = (Vec::new(), Vec::new());
    inputs::engine(inputs)?.run(items, |outcome| {
        progress.step(outcome.bytes);
        reports.extend(outcome.reports);
        problems.extend(outcome.problems);
        ControlFlow::<()>::Continue(())
    });
    progress.finish();
    for problem in &problems {
        progress.note(&output::printable(&problem.to_string()));
    }
    rapporteur::engine::date_together(&mut reports);
    Ok(Gathered { reports, problems, stored: BTreeMap::new(), identities: None })
}

fn write(args: &Compare, common: &Common, briefing: &Briefing, stored: &BTreeMap<String, i64>) -> Result<()> {
    let terminal = args.output.is_none() && std::io::stdout().is_terminal();
    let mut out: Box<dyn Write> = match &args.output {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(std::io::stdout())),
    };
    let table = match format(args) {
        CompareFormat::Markdown => {
            render::markdown(briefing, &mut out)?;
            None
        }
        CompareFormat::Html => {
            render::html(briefing, &mut out)?;
            None
        }
        CompareFormat::Auto | CompareFormat::Terminal => {
            let style = Style { width: output::width(), color: output::color(common, terminal) };
            render::terminal(briefing, style, &mut out)?;
            None
        }
        CompareFormat::Table => Some(Format::Table),
        CompareFormat::Json => Some(Format::Json),
        CompareFormat::Jsonl => Some(Format::Jsonl),
        CompareFormat::Csv => Some(Format::Csv),
    };
    match table {
        Some(format) => rows(briefing, stored, format == Format::Table, Output::new(format, out)),
        None => Ok(out.flush()?),
    }
}

fn format(args: &Compare) -> CompareFormat {
    let ending = args.output.as_ref().and_then(|path| path.extension()).and_then(|e| e.to_str());
    match (args.format, ending) {
        (CompareFormat::Auto, Some("md" | "markdown")) => CompareFormat::Markdown,
        (CompareFormat::Auto, Some("html" | "htm")) => CompareFormat::Html,
        (CompareFormat::Auto, Some("json")) => CompareFormat::Json,
        (CompareFormat::Auto, Some("jsonl")) => CompareFormat::Jsonl,
        (CompareFormat::Auto, Some("csv")) => CompareFormat::Csv,
        (format, _) => format,
    }
}

/// The columns of a row: a place that makes a claim. docs/format/comparison.md tells what they hold.
const COLUMNS: [&str; 25] = [
    "claim",
    "relation",
    "kind",
    "differs_in",
    "about",
    "voices",
    "reports",
    "could",
    "of",
    "rule",
    "side",
    "side_name",
    "words",
    "owner",
    "quoted",
    "details",
    "realis",
    "copy",
    "report",
    "document",
    "outlet",
    "published",
    "address",
    "text_hash",
    "spans",
];
/// Those that a terminal has room for.
const IN_A_TABLE: [&str; 8] = ["claim", "relation", "kind", "about", "voices", "side", "words", "outlet"];

fn rows(briefing: &Briefing, stored: &BTreeMap<String, i64>, short: bool, mut out: Output) -> Result<()> {
    let shown: Vec<usize> =
        (0..COLUMNS.len()).filter(|at| !short || IN_A_TABLE.contains(&COLUMNS[*at])).collect();
    let names: Vec<&str> = shown.iter().map(|at| COLUMNS[*at]).collect();
    out.columns(&names)?;
    let evidence = Evidence {
        footnotes: briefing.footnotes.iter().map(|footnote| (footnote.number, footnote)).collect(),
        documents: briefing.documents.lines().map(|document| (document.number, document)).collect(),
        stored,
    };
    for (number, line) in (1..).zip(briefing.agreement.lines()) {
        let sides = (1..).map(Cell::Integer).zip(&line.sides);
        // What is only near to the claim is on no side of it.
        let near = line.near.iter().map(|side| (Cell::Null, side));
        for (side_number, side) in sides.chain(near) {
            for cell in place_rows(&evidence, number, line, &side_number, side) {
                let row: Vec<Cell> = shown.iter().map(|at| cell[*at].clone()).collect();
                out.row(&row)?;
            }
        }
    }
    Ok(out.finish()?)
}

/// What the notes of cells lead to, by number.
struct Evidence<'b> {
    footnotes: BTreeMap<usize, &'b Footnote>,
    documents: BTreeMap<usize, &'b DocumentLine>,
    stored: &'b BTreeMap<String, i64>,
}

fn place_rows(
    evidence: &Evidence<'_>,
    number: i64,
    line: &AgreementLine,
    side_number: &Cell,
    side: &AgreementSide,
) -> Vec<[Cell; 25]> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let optional = |value: Option<String>| value.map_or(Cell::Null, Cell::Text);
    let count = |count: usize| Cell::Integer(count as i64);
    let details: Vec<&str> = side.details.iter().map(Words::exact).collect();
    let aspects: Vec<&str> = line.aspects.iter().map(|aspect| aspect.name()).collect();
    let rows = side.cells.iter().filter_map(|cell| {
        let footnote = evidence.footnotes.get(&cell.note.number)?;
        let document = evidence.documents.get(&footnote.report)?;
        let marked = footnote.context.iter().filter(|piece| piece.kind == PieceKind::Marked);
        let words: Vec<String> = marked.map(|piece| piece.words.exact().to_owned()).collect();
        let spans: Vec<[usize; 2]> = footnote.points.iter().map(|span| [span.start, span.end]).collect();
        Some([
            Cell::Integer(number),
            text(line.relation.name()),
            text(line.kind.name()),
            optional((!aspects.is_empty()).then(|| aspects.join(","))),
            text(line.subject.exact()),
            count(line.told),
            count(line.reports),
            count(line.could),
            count(line.of),
            text(line.rule),
            side_number.clone(),
            optional(side.name.map(str::to_owned)),
            text(&words.join(" … ")),
            optional(side.owner.as_ref().map(|owner| owner.exact().to_owned())),
            Cell::Integer(side.quoted.into()),
            optional((!details.is_empty()).then(|| details.join("; "))),
            optional(side.realis.map(|realis| realis.name().to_owned())),
            Cell::Integer(cell.copy.into()),
            count(footnote.report),
            evidence.stored.get(document.locator.exact()).map_or(Cell::Null, |number| Cell::Integer(*number)),
            text(cell.outlet.exact()),
            optional(document.published.as_ref().map(|day| day.exact().to_owned())),
            text(document.locator.exact()),
            text(&document.text_hash),
            text(&format!("{spans:?}")),
        ])
    });
    rows.collect()
}
