//! Events of a store as people see them: views, filters, dyads.

mod common;
#[path = "../../rapporteur-export/tests/invented/mod.rs"]
mod invented;

use common::{run, shared, stderr, stdout};
use rapporteur::store::{Access, Store};
use serde_json::Value;
use std::process::Command;

/// A store with the invented report.
fn store(folder: &std::path::Path) -> String {
    let path = folder.join("events.rapporteur");
    let mut store = Store::open(&path, Access::Create).expect("a store");
    store.add(&invented::report(), "0.1.0+model-1").expect("it is kept");
    path.to_str().expect("UTF-8").to_owned()
}

/// The rows that `show` gives for the options.
fn show(store: &str, options: &[&str]) -> Vec<Value> {
    let args = [&["show"], options, &["--format", "jsonl", "--store", store]].concat();
    let output = run(&args);
    assert!(output.status.success(), "{options:?}: {}", stderr(&output));
    stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn filters_of_events() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let check = |options: &[&str], triggers: &[&str]| {
        let rows = show(&store, &[&["events"], options].concat());
        let found: Vec<_> = rows.iter().map(|row| row["words"].as_str().expect("words")).collect();
        assert_eq!(found, triggers, "{options:?}");
    };
    check(&[], &["seized", "threatened", "attacked", "recall", "urged", "release", "strike", "Talks"]);
    check(&["--type", "assault"], &["attacked"]);
    check(&["--type", "ASSAULT,coerce"], &["seized", "attacked"]);
    check(&["--realis", "happened"], &["seized", "urged"]);
    check(&["--realis", "denied,demanded"], &["attacked", "release"]);
    check(&["--actor", "coast guard"], &["seized"]);
    check(&["--actor", "dockers"], &["strike"]);
    check(&["--actor", "MLT"], &["recall", "urged", "Talks"]);
    check(&["--speaker", "lind"], &["threatened"]);
    // What the text dates is of that day, all else of the day of publication.
    check(&["--until", "2025-03-03"], &["seized"]);
    check(&["--since", "2025-03-04", "--realis", "happened"], &["urged"]);
    check(&["--outlet", "nobody"], &[]);
}

#[test]
fn a_row_says_who_tells_it_and_in_which_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let rows = show(&store, &["events", "--why"]);
    let text: Vec<char> = invented::TEXT.chars().collect();
    let check = |row: usize, key: &str, expected: &str| assert_eq!(rows[row][key], expected, "{key}");
    check(0, "reported_by", "outlet");
    check(0, "source_code", "ISL MIL");
    check(0, "when", "2025-03-03");
    check(0, "dated_by", "text");
    check(0, "why", "event.model (test 0.0.0), 0.75 sure, by “seized”");
    check(1, "reported_by", "Oda Lind");
    check(2, "realis", "denied");
    check(2, "reported_by", "Iceland");
    check(6, "reported_by", "unknown speaker");
    check(7, "source", "Iceland; Malta");
    for row in &rows {
        let at = |key: &str| row[key].as_u64().expect("an offset") as usize;
        let words: String = text[at("start_char")..at("end_char")].iter().collect();
        assert_eq!(row["words"], words);
    }
    let table = stdout(&run(&["show", "events", "--format", "table", "--store", &store]));
    assert!(table.contains("ASSAULT") && !table.contains("start_char"), "{table}");
}

#[test]
fn dyads_are_counted_by_month_realis_and_quad_class() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let csv = stdout(&run(&["show", "dyads", "--csv", "--actor", "malta", "--store", &store]));
    let expected = "\
source_code,target_code,month,realis,verbal_cooperation,material_cooperation,verbal_conflict,material_conflict,events
ISL,MLT GOV,2025-03,ongoing,1,0,0,0,1
MLT GOV,,2025-03,planned,0,0,1,0,1
MLT GOV,ISL,2025-03,happened,0,0,1,0,1
MLT GOV,ISL,2025-03,ongoing,1,0,0,0,1
";
    assert_eq!(csv, expected);
    let all = show(&store, &["dyads"]);
    let events: u64 = all.iter().map(|row| row["events"].as_u64().expect("a number")).sum();
    // Eight events; the talks stand for both directions.
    assert_eq!(events, 9);
    assert_eq!(show(&store, &["dyads", "--since", "2025-03-05"]), [] as [Value; 0]);
}

#[test]
fn wrong_names_and_empty_stores_are_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    for (option, name, hint) in [("--type", "attack", "assault"), ("--realis", "true", "alleged")] {
        let output = run(&["show", "events", option, name, "--store", &store]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(hint), "{}", stderr(&output));
    }
    let empty = folder.path().join("empty.rapporteur");
    drop(Store::open(&empty, Access::Create).expect("a store"));
    let output = run(&["show", "events", "--store", empty.to_str().expect("UTF-8")]);
    assert!(output.status.success());
    assert!(stderr(&output).contains("only reports read with the model"), "{}", stderr(&output));
}

/// What their readers expect: columns, widths, fields.
#[test]
fn exports_pass_the_checks_of_their_formats() {
    let Some(checks) = shared("eval/exports") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let out = folder.path().join("exports");
    std::fs::create_dir(&out).expect("a folder");
    for (format, file) in
        [("plover", "plover.jsonl"), ("polecat", "polecat.txt"), ("gdelt", "gdelt_events.csv")]
    {
        let path = out.join(file);
        let path = path.to_str().expect("UTF-8");
        let output = run(&["export", "--format", format, "--store", &store, "--output", path]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(stderr(&output).contains("3 events; 5 that did not come about"), "{}", stderr(&output));
    }
    let all = out.join("all");
    std::fs::create_dir(&all).expect("a folder");
    let path = all.join("plover.jsonl");
    let path = path.to_str().expect("UTF-8");
    let args = ["export", "--format", "plover", "--realis", "all", "--store", &store, "--output", path];
    assert!(run(&args).status.success());
    // Three lines, four rows with header and last line, four rows with last line; all eight events.
    for (folder, passed) in [(&out, 3 * 2 + 6 + 5), (&all, 8 * 2)] {
        let script = checks.join("check_exports.py");
        let output = Command::new("python3").arg(script).arg(folder).output().expect("python3 starts");
        assert_eq!(stdout(&output).trim(), format!("{passed} passed, 0 failed"));
    }
}

#[test]
fn formats_without_a_field_for_realis_do_not_take_what_did_not_happen() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    for format in ["polecat", "gdelt"] {
        let output = run(&["export", "--format", format, "--realis", "all", "--store", &store]);
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(stderr(&output).contains("no field that says whether an event came about"));
    }
    let csv = stdout(&run(&["export", "--format", "csv", "--kind", "events", "--store", &store]));
    assert_eq!(csv.lines().count(), 9, "{csv}");
}
