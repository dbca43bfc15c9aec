//! How fast time expressions are tagged and resolved on one core.
//!
//! `cargo bench -p rapporteur-extract` reads the sample reports of `examples/reports`; with a file of JSON lines
//! (`{"text", "dct"}`) after `--`, those. What is timed is tagging: from sentences and tokens to expressions with their
//! values. Tokens and sentences are made before; what that takes stands beside it, and both together.

#[path = "../examples/plain/mod.rs"]
mod plain;

use rapporteur_lang::Analysis;
use rapporteur_record::Document;
use std::path::Path;
use std::time::{Duration, Instant};

/// Runs over all documents; the middle one counts.
const RUNS: usize = 11;
/// Words that a run has at least: short texts are repeated.
const WORDS: usize = 200_000;

fn main() {
    let given = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let mut documents = given.map_or_else(samples, |path| json_lines(Path::new(&path)));
    let words_of = |document: &Document| document.text.split_whitespace().count();
    let once: usize = documents.iter().map(words_of).sum();
    assert!(once > 0, "there is nothing to read");
    documents = documents.iter().cycle().take(documents.len() * WORDS.div_ceil(once)).cloned().collect();
    let words: usize = documents.iter().map(words_of).sum();

    let (mut tagging, mut analysing, mut found) = (Vec::new(), Vec::new(), 0);
    for _ in 0..RUNS {
        let began = Instant::now();
        let analyses: Vec<Analysis> = documents.iter().map(rapporteur_lang::analyse).collect();
        analysing.push(began.elapsed());
        let began = Instant::now();
        found = documents
            .iter()
            .zip(&analyses)
            .map(|(document, analysis)| rapporteur_extract::time::times(document, analysis).len())
            .sum();
        tagging.push(began.elapsed());
    }
    let (tagging, analysing) = (middle(tagging), middle(analysing));
    let rate = |time: Duration| words as f64 / time.as_secs_f64();
    println!(
        "{} documents, {words} words, {found} time expressions, middle of {RUNS} runs on one core",
        documents.len()
    );
    println!("tagging                    {:>9.0} words/s", rate(tagging));
    println!("tokens and sentences       {:>9.0} words/s", rate(analysing));
    println!("both                       {:>9.0} words/s", rate(tagging + analysing));
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The sample reports that are plain text.
fn samples() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the samples").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let read = |file| plain::document(&std::fs::read_to_string(file).expect("a text"), Some("2031-05-04"));
    files.into_iter().map(read).collect()
}

fn json_lines(path: &Path) -> Vec<Document> {
    let lines = std::fs::read_to_string(path).expect("the file can be read");
    let records = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    records
        .map(|record| {
            let day = record["dct"].as_str().and_then(|day| day.get(..10)).map(str::to_owned);
            plain::document(record["text"].as_str().unwrap_or_default(), day.as_deref())
        })
        .collect()
}
