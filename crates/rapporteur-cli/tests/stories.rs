//! Stories, copies and retellings of a store and in the briefing, as people see them.

mod common;

use common::{run, samples, stderr, stdout};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn add(folder: &Path, inputs: &[&str]) -> String {
    let store = folder.join("stories.rapporteur").to_str().expect("UTF-8").to_owned();
    let added = run(&[&["add"], inputs, &["--no-model", "--store", &store]].concat());
    assert!(added.status.success(), "{}", stderr(&added));
    store
}

fn show(store: &str, view: &str, options: &[&str]) -> Vec<Value> {
    let args = [&["show", view], options, &["--format", "jsonl", "--store", store]].concat();
    let output = run(&args);
    assert!(output.status.success(), "{view} {options:?}: {}", stderr(&output));
    stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Reports as a file of JSON lines: headline, day, text.
fn reports(folder: &Path, name: &str, reports: &[(&str, &str, String)]) -> String {
    let lines: String = reports
        .iter()
        .map(|(title, day, text)| format!("{}\n", json!({ "title": title, "date": day, "text": text })))
        .collect();
    let path = folder.join(name);
    fs::write(&path, lines).expect("a file");
    path.to_str().expect("UTF-8").to_owned()
}

fn file(row: &Value, key: &str) -> String {
    let address = row[key].as_str().unwrap_or_default();
    address.rsplit('/').next().unwrap_or_default().chars().take(2).collect()
}

#[test]
fn the_store_names_the_original_the_copy_and_the_rewrite() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = add(folder.path(), &[samples().to_str().expect("UTF-8")]);
    let copies = show(&store, "copies", &["--why"]);
    let found: Vec<_> = copies
        .iter()
        .map(|row| {
            (
                file(row, "address"),
                row["kind"].as_str().unwrap_or_default(),
                row["of_outlet"].as_str().unwrap_or_default(),
                row["follows"].as_str().unwrap_or_default(),
            )
        })
        .collect();
    let expected = [
        ("02".to_owned(), "copy", "Orbell Wire", "credit"),
        ("03".to_owned(), "rewrite", "Orbell Wire", "credit"),
    ];
    assert_eq!(found, expected);
    let why = copies[1]["why"].as_str().unwrap_or_default();
    for words in [
        "credit “the Orbell Wire agency”",
        "without a single phone call",
        "figure “no fewer than 14”",
        "name “Senka Orlumbe”",
    ] {
        assert!(why.contains(words), "{words:?} in {why}");
    }
    // All nine tell of one flood; a copy and a rewrite of them are no voices.
    let stories = show(&store, "stories", &[]);
    assert!(stories.iter().all(|row| row["reports"] == 9 && row["voices"] == 7), "{stories:?}");
    let chains: Vec<String> = show(&store, "sources", &["--document", "3"])
        .iter()
        .map(|row| row["chain"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(chains, ["Senka Orlumbe → the Orbell Wire agency → The Lindrova Observer"]);
}

#[test]
fn every_piece_of_evidence_stands_in_both_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = add(folder.path(), &[samples().to_str().expect("UTF-8")]);
    let sql = "SELECT e.kind,
        CAST(substr(CAST(d.text AS BLOB), e.start + 1, e.\"end\" - e.start) AS TEXT) AS own,
        CAST(substr(CAST(o.text AS BLOB), e.of_start + 1, e.of_end - e.of_start) AS TEXT) AS its
        FROM retelling_evidence e JOIN document d ON d.id = e.document JOIN retelling r ON r.document = e.document
        JOIN document o ON o.id = r.of WHERE e.kind IN ('quotation', 'passage')";
    let output = run(&["sql", sql, "--format", "jsonl", "--store", &store]);
    assert!(output.status.success(), "{}", stderr(&output));
    let plain = |value: &Value| -> Vec<String> {
        let words = value.as_str().unwrap_or_default();
        words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let rows: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(rows.len() >= 7, "{rows:?}");
    for row in rows {
        let (own, its) = (plain(&row["own"]), plain(&row["its"]));
        let shared = own.iter().filter(|word| its.contains(word)).count();
        assert!(shared * 2 >= own.len().min(its.len()), "{row}");
    }
}

#[test]
fn figures_and_quantities_tell_how_many_are_independent() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = add(folder.path(), &[samples().to_str().expect("UTF-8")]);
    let killed = &show(&store, "series", &["--measure", "killed"])[0];
    let (reports, voices) = (killed["reports"].as_i64(), killed["voices"].as_i64());
    // The agency's report, its copy and its rewrite say one thing.
    assert_eq!(reports.zip(voices).map(|(reports, voices)| reports - voices), Some(2), "{killed}");
}

#[test]
fn filters_are_those_of_the_other_views() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = add(folder.path(), &[samples().to_str().expect("UTF-8")]);
    let check = |view: &str, options: &[&str], expected: usize| {
        assert_eq!(show(&store, view, options).len(), expected, "{view} {options:?}");
    };
    check("stories", &["--outlet", "ledger"], 1);
    check("stories", &["--since", "2025-09-18", "--until", "2025-09-18"], 1);
    check("stories", &["--limit", "4"], 4);
    check("copies", &["--outlet", "lindrova"], 1);
    check("copies", &["--document", "1"], 0);
    check("sources", &["--speaker", "orlumbe"], 1);
    for view in ["stories", "copies", "sources"] {
        for format in ["table", "csv", "json"] {
            let output = run(&["show", view, "--format", format, "--store", &store]);
            assert!(output.status.success() && !output.stdout.is_empty(), "{view} {format}");
        }
    }
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    let groups = |names: &[&str]| -> Vec<(String, String, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = String::new();
        for name in names {
            store = add(folder.path(), &[samples().join(name).to_str().expect("UTF-8")]);
        }
        let stories = show(&store, "stories", &[]);
        let of = |document: &Value| {
            stories
                .iter()
                .find(|row| row["document"] == *document)
                .map(|row| file(row, "address"))
                .unwrap_or_default()
        };
        let mut found: Vec<_> = stories
            .iter()
            .map(|row| {
                (file(row, "address"), of(&row["voice"]), row["kind"].as_str().unwrap_or_default().to_owned())
            })
            .collect();
        found.sort();
        found
    };
    let names = ["03-rewrite.txt", "06-later-report.txt", "01-agency-original.txt", "02-truncated-copy.txt"];
    let mut turned = names;
    turned.reverse();
    let found = groups(&names);
    assert_eq!(found, groups(&turned));
    let voices: Vec<&str> = found.iter().map(|(_, voice, _)| voice.as_str()).collect();
    assert_eq!(voices, ["01", "01", "01", "06"]);
}

#[test]
fn one_report_is_a_story_of_one_voice() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = add(folder.path(), &[samples().join("07-denial.txt").to_str().expect("UTF-8")]);
    let stories = show(&store, "stories", &[]);
    assert_eq!((stories.len(), &stories[0]["reports"], &stories[0]["voices"]), (1, &json!(1), &json!(1)));
    assert!(show(&store, "copies", &[]).is_empty());
    let brief = run(&["brief", samples().join("07-denial.txt").to_str().expect("UTF-8"), "--no-model"]);
    assert!(brief.status.success() && !stdout(&brief).contains("independent"));
}

#[test]
fn the_same_report_with_another_date_is_a_copy_of_the_earlier_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "The old bridge over the Marl gave way at noon on Friday, and two carts fell into the river, said the \
        harbour master, Ilse Varn. Nobody was on them. The town has asked for a ferry until the spring, when a new bridge \
        is to be built of stone from the quarry at Dunmar.";
    let same =
        [("Bridge falls", "2031-06-20", text.to_owned()), ("Bridge falls", "2031-05-02", text.to_owned())];
    let store = add(folder.path(), &[&reports(folder.path(), "same.jsonl", &same)]);
    let copies = show(&store, "copies", &[]);
    assert_eq!(copies.len(), 1);
    assert_eq!(
        (&copies[0]["document"], &copies[0]["of"], &copies[0]["follows"]),
        (&json!(1), &json!(2), &json!("date"))
    );
    let stories = show(&store, "stories", &[]);
    assert!(
        stories
            .iter()
            .all(|row| row["story"] == "s1" && row["voices"] == 1 && row["first_day"] == "2031-05-02")
    );
}

#[test]
fn thousands_of_reports_of_one_story_are_one_story() {
    let folder = tempfile::tempdir().expect("a folder");
    let many: Vec<(&str, &str, String)> = (0..600)
        .map(|n| {
            let text = format!(
                "The old bridge over the Marl gave way at noon, and {n} carts fell into the river, said the harbour master, \
                 Ilse Varn. Reader {n} of street {} wrote of carriage {} and of lantern {}.",
                n * 7,
                n * 11,
                n * 13
            );
            ("Bridge over the Marl falls", "2031-05-02", text)
        })
        .collect();
    let store = add(folder.path(), &[&reports(folder.path(), "many.jsonl", &many)]);
    let stories = show(&store, "stories", &[]);
    assert_eq!(stories.len(), 600);
    assert!(stories.iter().all(|row| row["story"] == "s1"));
}

#[test]
fn the_briefing_names_the_original_the_copy_and_the_rewrite() {
    let samples = samples();
    let output = run(&["brief", samples.to_str().expect("UTF-8"), "--no-model", "--format", "markdown"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let brief = stdout(&output).replace('\\', "");
    for words in [
        "9 reports (7 independent voices)",
        "(The Saltmere Ledger) prints the text of report",
        "(The Lindrova Observer) retells report",
        "(Orbell Wire) in other words: 6 of its 8 quotations",
        "Senka Orlumbe → the Orbell Wire agency (report",
    ] {
        assert!(brief.contains(words), "{words:?}");
    }
}
