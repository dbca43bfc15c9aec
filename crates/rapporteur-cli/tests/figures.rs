//! The figure ledger from the command line: series, relations, the table of claims. By rules alone.

mod common;

use common::{program, run, samples, stderr, stdout};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A store of the inputs, read by rules alone.
fn stored(folder: &Path, inputs: &Path) -> PathBuf {
    let store = folder.join("a.rapporteur");
    let mut add = program();
    add.args(["add", "--quiet", "--no-model", "--store"]).arg(&store).arg(inputs);
    assert!(add.status().expect("the program starts").success());
    store
}

fn rows(store: &Path, view: &str) -> Vec<Value> {
    let output = run(&["show", view, "--format", "json", "--store", store.to_str().expect("UTF-8")]);
    assert!(output.status.success(), "{}", stderr(&output));
    serde_json::from_str(&stdout(&output)).expect("JSON")
}

fn text<'r>(row: &'r Value, name: &str) -> &'r str {
    row[name].as_str().unwrap_or_default()
}

#[test]
fn every_figure_of_the_samples_stands_in_one_series() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = stored(folder.path(), &samples());
    let (figures, series) = (rows(&store, "figures"), rows(&store, "series"));
    assert!(figures.iter().all(|row| row["series"].is_i64() && row["standing"].is_string()));
    for one in &series {
        let claims = figures.iter().filter(|row| row["series"] == one["series"]);
        assert!(claims.clone().all(|row| row["measure"] == one["measure"]));
        let told = ["claims", "repeats", "copies"].map(|name| one[name].as_i64().unwrap_or_default());
        let former = claims.clone().filter(|row| text(row, "standing") == "former").count() as i64;
        assert_eq!(told.iter().sum::<i64>() + former, claims.count() as i64);
        let numbers = ["ucdp_low", "ucdp_best", "ucdp_high"].map(|name| one[name].as_f64());
        if let [Some(low), Some(best), Some(high)] = numbers {
            assert!(low <= best && best <= high, "{one}");
        }
    }
    // The toll of one flood, told on four days.
    let toll =
        figures.iter().filter(|row| text(row, "measure") == "killed" && text(row, "words").contains("14"));
    let toll: Vec<i64> = toll.filter_map(|row| row["series"].as_i64()).collect();
    assert!(toll.len() > 2 && toll.iter().all(|series| *series == toll[0]), "{toll:?}");
}

#[test]
fn the_table_of_claims_has_a_claimant_or_says_that_there_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = stored(folder.path(), &samples());
    let path = store.to_str().expect("UTF-8");
    let output = run(&["export", "--format", "csv", "--kind", "figures", "--store", path]);
    let table = stdout(&output);
    let mut table = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let documents = run(&["export", "--format", "jsonl", "--store", path]);
    let texts: BTreeMap<String, String> = stdout(&documents)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|line| text(line, "kind") == "document")
        .map(|line| (text(&line, "id").to_owned(), text(&line, "text").to_owned()))
        .collect();
    let mut count = 0;
    for row in table.deserialize::<BTreeMap<String, String>>() {
        let row = row.expect("a row");
        let number = |name: &str| row[name].parse::<f64>().ok();
        let (start, end) = (number("start_cp").unwrap() as usize, number("end_cp").unwrap() as usize);
        let words: String = texts[&row["doc_id"]].chars().skip(start).take(end - start).collect();
        assert_eq!(words, row["text"]);
        assert!(row["attribution"] == "none" || number("claimant_start_cp").is_some(), "{row:?}");
        let (value, low, high) = (number("value").unwrap(), number("low"), number("high"));
        let (low, high) = (low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY));
        match row["qualifier"].as_str() {
            "more than" => assert!(low > value, "{row:?}"),
            "less than" => assert!(high < value, "{row:?}"),
            _ => assert!(low <= value && value <= high, "{row:?}"),
        }
        count += 1;
    }
    assert_eq!(count, rows(&store, "figures").len());
}

#[test]
fn thousands_of_reports_of_one_story_are_one_series() {
    const COUNT: usize = 2_000;
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = folder.path().join("reports.jsonl");
    let lines: String = (0..COUNT)
        .map(|n| {
            format!(
                "{{\"url\":\"https://example.org/{n}\",\"date\":\"2031-05-02\",\"title\":\"Pumps fail in the Ornberg mine\",\"text\":\"\
                 The pumps of the Ornberg mine near Kallstad failed, and paper {n} saw the water. At least nine people \
                 were killed, the mayor Ilse Marten said.\"}}\n"
            )
        })
        .collect();
    fs::write(&inputs, lines).expect("a file");
    let store = stored(folder.path(), &inputs);
    let series = rows(&store, "series");
    assert_eq!(series.len(), 1, "{series:?}");
    assert_eq!(series[0]["reports"].as_i64(), Some(COUNT as i64));
    // Nothing was added: nothing is computed again, and the answer is the same.
    assert_eq!(rows(&store, "series"), series);
}
