use crate::gold::{self, Gold};
use crate::shared;
use anyhow::{Context, Result, bail};
use rapporteur_eval::Suite;
use rapporteur_export::Line;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One row of `eval/floors.json`.
#[derive(Debug, Deserialize)]
struct Row {
    suite: String,
    /// Path in the folder of gold data; for the suites `own` and `figures`, in this repository's folder `eval`.
    gold: String,
    /// SHA-256 of the gold: scores on other data are not comparable.
    sha256: String,
    /// Which part of the data it is: train, dev, given, set aside.
    part: String,
    /// Of a file that training reads too, only the one record in so many that it does not.
    set_aside: Option<NonZeroU64>,
    /// File in this repository's folder `eval` with the ids of the only records that are scored, a line each.
    only: Option<String>,
    /// Lowest score allowed, by the path of the figure in the scorer's JSON (`e2e.f1`). A floor of null is reported
    /// only.
    floors: BTreeMap<String, Option<f64>>,
    /// Highest number allowed of what must not happen.
    #[serde(default)]
    ceilings: BTreeMap<String, f64>,
}

/// Prints one suite's scores.
pub(crate) fn one(
    suite: &str,
    gold: Option<&Path>,
    set_aside: Option<NonZeroU64>,
    json: bool,
    predictions: Option<&Path>,
) -> Result<()> {
    let suite: Suite = suite.parse()?;
    let own = match suite {
        Suite::Own => Some(shared::root().join("eval/events")),
        Suite::Figures => Some(shared::root().join("eval/figures")),
        _ => None,
    };
    let gold = gold.or(own.as_deref());
    let gold = gold.context("say which gold data to score: cargo xtask eval SUITE GOLD")?;
    let scores = score(suite, gold, &data(gold, set_aside)?, predictions, !json)?;
    println!("{}", serde_json::to_string_pretty(&scores)?);
    Ok(())
}

/// The gold data, or the part of it that is set aside.
fn data(path: &Path, set_aside: Option<NonZeroU64>) -> Result<Gold> {
    let mut data = gold::read(path)?;
    if let Some(every) = set_aside {
        data.set_aside(every.get());
    }
    Ok(data)
}

/// Prints all suites of `eval/floors.json` and fails if a score is below its floor.
pub(crate) fn table() -> Result<()> {
    let path = shared::root().join("eval/floors.json");
    let rows: Vec<Row> = serde_json::from_slice(&fs::read(&path)?).context("eval/floors.json")?;
    let Some(folder) = shared::folder() else {
        if std::env::var_os("CI").is_some() {
            bail!("../shared is missing; in CI the scores are never skipped");
        }
        println!("skipped: no ../shared");
        return Ok(());
    };
    let mut broken = Vec::new();
    println!("{:<12} {:<44} {:<6} {:<34} {:>8} {:>8}", "suite", "gold", "part", "score", "is", "floor");
    for row in &rows {
        let suite: Suite = row.suite.parse()?;
        let own = if matches!(suite, Suite::Own | Suite::Figures) { shared::root() } else { folder.clone() };
        let path = own.join("eval").join(&row.gold);
        let mut data = data(&path, row.set_aside)?;
        if let Some(only) = &row.only {
            let path = shared::root().join("eval").join(only);
            let ids = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            data.keep(&ids.lines().collect());
        }
        if data.sha256 != row.sha256 {
            bail!(
                "{} has changed (sha256 {}): measure again and pin the new hash in eval/floors.json",
                row.gold,
                data.sha256
            );
        }
        let scores = score(suite, &path, &data, None, false)?;
        let figure = |name: &str| {
            number(&scores, name)
                .with_context(|| format!("the scorer of {} gives no figure {name:?}", row.suite))
        };
        for (name, ceiling) in &row.ceilings {
            let is = figure(name)?;
            println!(
                "{:<12} {:<44} {:<6} {name:<34} {is:>8.3} {ceiling:>8.3} (at most)",
                row.suite, row.gold, row.part
            );
            if is > *ceiling {
                broken.push(format!("{} {name}: {is:.3} is above {ceiling:.3}", row.gold));
            }
        }
        for (name, floor) in &row.floors {
            let is = figure(name)?;
            let bar = floor.map_or_else(|| "-".to_owned(), |f| format!("{f:.3}"));
            println!("{:<12} {:<44} {:<6} {name:<34} {is:>8.3} {bar:>8}", row.suite, row.gold, row.part);
            if floor.is_some_and(|floor| is < floor) {
                broken.push(format!("{} {name}: {is:.3} is below {bar}", row.gold));
            }
        }
    }
    if !broken.is_empty() {
        bail!("scores left their bounds:\n  {}", broken.join("\n  "));
    }
    Ok(())
}

/// The figure at a dotted path of a scorer's JSON; a number in the path is a position in an array. An array gives its
/// length.
fn number(scores: &Value, path: &str) -> Option<f64> {
    let value = path.split('.').try_fold(scores, |value, key| match key.parse::<usize>() {
        Ok(position) => value.get(position),
        Err(_) => value.get(key),
    })?;
    value.as_f64().or_else(|| value.as_array().map(|list| list.len() as f64))
}

/// Runs the shipped program over the texts of the gold, then the suite's scorer.
fn score(suite: Suite, path: &Path, gold: &Gold, keep: Option<&Path>, progress: bool) -> Result<Value> {
    let records = &gold.records;
    let work = tempfile::tempdir()?;
    if suite == Suite::Own {
        let lines = read_all(suite, path, records, work.path(), progress)?;
        return rapporteur_eval::own::score_lines(records, &lines);
    }
    if suite == Suite::Figures {
        let lines = read_all(suite, path, records, work.path(), progress)?;
        return rapporteur_eval::figure::score_lines(records, &lines);
    }
    if suite == Suite::Positions {
        let lines = read_all(suite, path, records, work.path(), progress)?;
        return rapporteur_eval::position::score_lines(records, &lines);
    }
    if suite == Suite::Compare {
        return comparison(path, records);
    }
    let folder = shared::folder().context("the scorers are in ../shared, which is missing")?;
    let phrases = records.first().is_some_and(|record| suite.is_phrase(record));
    let predictions = keep.map_or_else(|| work.path().join("predictions.jsonl"), Path::to_path_buf);
    if suite == Suite::Crossdoc {
        // Once with the reports as they come, once with the subtopics of the gold, which no user has.
        let scored = |by: Option<&str>| -> Result<Value> {
            write_lines(&predictions, &rapporteur_eval::crossdoc::predictions(records, by)?)?;
            scorer(suite, path, records, &folder, work.path(), &predictions)
        };
        let within_subtopics = scored(Some("subtopic"))?;
        let mut scores = scored(None)?;
        scores["within_subtopics"] = within_subtopics;
        return Ok(scores);
    }
    if let Some(kind) = records.first().and_then(Stories::of).filter(|_| suite == Suite::Stories) {
        let found = match kind {
            Stories::Groups => rapporteur_eval::stories::grouped(records)?,
            Stories::Copies => {
                let reports = gold::read(&path.with_file_name("reports.public.jsonl.gz"))?;
                rapporteur_eval::stories::copied(&reports.records)?
            }
        };
        write_lines(&predictions, &found)?;
        return scorer(suite, path, records, &folder, work.path(), &predictions);
    }
    let mut out = BufWriter::new(File::create(&predictions)?);
    let mut line = |prediction: Value| -> Result<()> {
        serde_json::to_writer(&mut out, &prediction)?;
        Ok(out.write_all(b"\n")?)
    };
    if phrases {
        let asked: Vec<Value> = records.iter().map(|record| suite.phrase(record)).collect::<Result<_>>()?;
        for (record, printed) in records.iter().zip(ask_all("actor", &asked, work.path())?) {
            line(suite.actor(record, &printed)?)?;
        }
    } else if suite == Suite::Pairs {
        let asked: Vec<Vec<Value>> =
            records.iter().map(|record| suite.pairs(record)).collect::<Result<_>>()?;
        let mut printed = ask_all("pair", &asked.concat(), work.path())?.into_iter();
        for (record, asked) in records.iter().zip(&asked) {
            let mine: Vec<Value> = printed.by_ref().take(asked.len()).collect();
            line(suite.paired(record, &mine)?)?;
        }
    } else {
        for (record, lines) in records.iter().zip(read_all(suite, path, records, work.path(), progress)?) {
            line(suite.prediction(record, &lines)?)?;
        }
    }
    out.flush()?;
    let mut scores = scorer(suite, path, records, &folder, work.path(), &predictions)?;
    if suite == Suite::Seeds {
        scores["ledger"] = ledger(path, records, work.path())?;
    }
    Ok(scores)
}

/// How the figures of the seeds relate, as a store of them tells it.
fn ledger(path: &Path, records: &[Value], work: &Path) -> Result<Value> {
    let program = shared::program()?;
    let store = work.join("seeds.rapporteur");
    let folder = seeds_folder(path)?;
    let files = records.iter().filter_map(|record| Some(folder.join(record.get("file")?.as_str()?)));
    let mut add = Command::new(&program);
    add.args(["add", "--quiet", "--store"]).arg(&store).args(files);
    if !add.status()?.success() {
        bail!("the seeds could not be added to a store");
    }
    let show = |view: &str| -> Result<Vec<Value>> {
        let output = Command::new(&program)
            .args(["show", view, "--format", "json", "--store"])
            .arg(&store)
            .output()?;
        if !output.status.success() {
            bail!("show {view} ended with {}", output.status);
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    };
    let cross = fs::read(path.join("cross.json")).context("cross.json of the seeds")?;
    rapporteur_eval::ledger::score(
        &serde_json::from_slice(&cross)?,
        records,
        &show("figures")?,
        &show("series")?,
    )
}

/// How the seeds agree and differ.
fn comparison(path: &Path, records: &[Value]) -> Result<Value> {
    let folder = seeds_folder(path)?;
    let files = records.iter().filter_map(|record| Some(folder.join(record.get("file")?.as_str()?)));
    let mut compare = Command::new(shared::program()?);
    compare.args(["compare", "--quiet", "--format", "json"]).args(files);
    let output = compare.output()?;
    if !output.status.success() {
        bail!("compare ended with {}", output.status);
    }
    let cross = fs::read(path.join("cross.json")).context("cross.json of the seeds")?;
    rapporteur_eval::compare::score(
        &serde_json::from_slice(&cross)?,
        records,
        &serde_json::from_slice::<Vec<Value>>(&output.stdout)?,
    )
}

/// What of the suite of stories is no page.
#[derive(Debug, Clone, Copy)]
enum Stories {
    /// Reports with the story that each belongs to.
    Groups,
    /// Pairs of reports, copies or not; the reports are in the file `reports.public.jsonl.gz` beside them.
    Copies,
}

impl Stories {
    fn of(record: &Value) -> Option<Self> {
        if record.get("story").is_some() {
            Some(Self::Groups)
        } else {
            record.get("containment").map(|_| Self::Copies)
        }
    }
}

/// Writes JSON lines.
fn write_lines(path: &Path, lines: &[Value]) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for line in lines {
        serde_json::to_writer(&mut out, line)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// What the program prints for each record.
fn read_all(
    suite: Suite,
    path: &Path,
    records: &[Value],
    work: &Path,
    progress: bool,
) -> Result<Vec<Vec<Line>>> {
    let program = shared::program()?;
    let mut read = Command::new(program);
    read.args(["read", "--format", "jsonl", "--max-size", "64"]);
    if !progress {
        read.arg("--quiet").stderr(Stdio::null());
    }
    let mut files = Vec::new();
    if matches!(suite, Suite::Seeds | Suite::Positions) {
        for record in records {
            let name = record.get("file").and_then(Value::as_str).context("a gold record has no \"file\"")?;
            let file = seeds_folder(path)?.join(name);
            files.push(file.display().to_string());
            read.arg(file);
        }
    } else {
        let inputs = work.join("inputs.jsonl");
        let mut out = BufWriter::new(File::create(&inputs)?);
        for record in records {
            serde_json::to_writer(&mut out, &suite.input(record)?)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        files.extend((1..=records.len()).map(|n| format!("{}#{n}", inputs.display())));
        read.arg(inputs);
    }
    let mut child = read.stdout(Stdio::piped()).spawn()?;
    let stdout = child.stdout.take().context("no output")?;
    let numbers: BTreeMap<&str, usize> =
        files.iter().enumerate().map(|(n, file)| (file.as_str(), n)).collect();
    let mut found: Vec<Vec<Line>> = records.iter().map(|_| Vec::new()).collect();
    let mut at = None;
    for line in BufReader::new(stdout).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        if let Line::Document { line: document, .. } = &line {
            at = numbers.get(document.locator.as_str()).copied();
        }
        found[at.context("a line belongs to no input")?].push(line);
    }
    // Exit code 1 says that some inputs could not be read: they count as predicted empty.
    let status = child.wait()?;
    if !matches!(status.code(), Some(0 | 1)) {
        bail!("the program ended with {status}");
    }
    Ok(found)
}

/// What a verb of the program prints for each line that it is given.
fn ask_all(verb: &str, asked: &[Value], work: &Path) -> Result<Vec<Value>> {
    let inputs = work.join("asked.jsonl");
    write_lines(&inputs, asked)?;
    let output = Command::new(shared::program()?).arg(verb).stdin(File::open(&inputs)?).output()?;
    // Exit code 1 says that some lines could not be coded: they come back without a code.
    if !matches!(output.status.code(), Some(0 | 1)) {
        bail!("the program ended with {}", output.status);
    }
    let printed: Vec<Value> = String::from_utf8(output.stdout)?
        .lines()
        .map(serde_json::from_str)
        .collect::<std::result::Result<_, _>>()?;
    if printed.len() != asked.len() {
        bail!("{} lines gave {} lines", asked.len(), printed.len());
    }
    Ok(printed)
}

/// The folder of the seed reports: beside the folder of their gold, or in ../shared.
fn seeds_folder(gold: &Path) -> Result<PathBuf> {
    let beside = gold.join("../../../seeds");
    if beside.is_dir() {
        return Ok(beside.canonicalize()?);
    }
    shared::folder().map(|shared| shared.join("seeds")).context("the seed reports are missing")
}

/// Runs the suite's scorer and reads its JSON.
fn scorer(
    suite: Suite,
    path: &Path,
    records: &[Value],
    folder: &Path,
    work: &Path,
    predictions: &Path,
) -> Result<Value> {
    let eval = folder.join("eval");
    let mut command = Command::new("python3");
    let stories = records.first().and_then(Stories::of);
    let script = match (suite, stories) {
        (Suite::Stories, Some(Stories::Groups)) => "score_clustering.py",
        (Suite::Stories, Some(Stories::Copies)) => "score_neardup.py",
        (Suite::Stories, None) => "score_cleaning.py",
        _ => "score.py",
    };
    command.arg(eval.join(suite.folder()).join(script));
    if suite == Suite::Seeds {
        command.arg(path.canonicalize()?);
    } else {
        // The scorers do not read all endings, and what is scored may be a part.
        let plain = work.join("gold.jsonl");
        write_lines(&plain, records)?;
        command.arg(plain);
    }
    command.arg(predictions.canonicalize()?);
    match suite {
        Suite::Entities => {
            command.arg("PER,ORG,LOC");
            // Only re3d has relations, and only it marks pronouns and common nouns too.
            if records.iter().any(|record| record.get("relations").is_some()) {
                command.arg("--named");
            }
        }
        Suite::Events if records.first().is_some_and(|record| suite.is_phrase(record)) => {
            command.args(["--task", "actors", "--json"]);
        }
        Suite::Events => {
            command.args(["--task", "extract", "--json"]);
            // The older set has one type for what the codebook parts in two.
            if records.iter().any(|record| record.get("suite").is_some_and(|suite| suite == "plv")) {
                command.arg("--collapse-yield");
            }
        }
        // The gold has one type for what the codebook parts in two.
        Suite::Pairs => {
            command.args(["--task", "pair", "--json", "--collapse-yield"]);
        }
        Suite::Crossdoc => {
            command.args(["--xdoc", "--kind", "event"]);
        }
        Suite::Coreference => {
            command.arg("--no-singletons");
        }
        Suite::Stories if matches!(stories, Some(Stories::Copies)) => {
            command.arg("--closed");
        }
        _ => {}
    }
    let output =
        command.stderr(Stdio::inherit()).output().context("cannot run python3, which the scorers need")?;
    if !output.status.success() {
        bail!("the scorer ended with {}", output.status);
    }
    let text = String::from_utf8(output.stdout)?;
    let scores = if suite == Suite::Stories { tabbed(&text) } else { serde_json::from_str(&text).ok() };
    scores.with_context(|| format!("the scorer printed no JSON:\n{text}"))
}

/// The scorers of stories print a name and a number a line, and some a name and what is no number.
fn tabbed(text: &str) -> Option<Value> {
    let pairs = text.lines().filter_map(|line| {
        let (name, number) = line.split_once('\t')?;
        Some((name.to_owned(), serde_json::from_str(number).ok()?))
    });
    let scores: serde_json::Map<String, Value> = pairs.collect();
    (!scores.is_empty()).then_some(Value::Object(scores))
}
