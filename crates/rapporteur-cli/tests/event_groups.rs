//! One event, many reports: what the sample reports tell of is counted once.

mod common;

use common::{run, stderr, stdout};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A store with the sample reports.
fn store(folder: &Path) -> String {
    let path = folder.join("samples.rapporteur").to_str().expect("UTF-8").to_owned();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let output = run(&["add", samples.to_str().expect("UTF-8"), "--store", &path]);
    assert!(output.status.success(), "{}", stderr(&output));
    path
}

fn rows(args: &[&str]) -> Vec<Value> {
    let output = run(args);
    assert!(output.status.success(), "{args:?}: {}", stderr(&output));
    stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The events of each group, each with its report.
fn groups(rows: &[Value]) -> BTreeMap<&str, Vec<&Value>> {
    let mut groups: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for row in rows {
        groups.entry(row["event_group"].as_str().expect("an id")).or_default().push(row);
    }
    groups
}

#[test]
fn each_event_stands_once_with_its_reports_beneath() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let rows = rows(&["show", "events", "--why", "--format", "jsonl", "--store", &store]);
    let groups = groups(&rows);
    assert!(groups.len() > 20 && groups.len() < rows.len(), "{} of {}", groups.len(), rows.len());
    for (id, members) in &groups {
        let reports: BTreeSet<u64> = members.iter().filter_map(|row| row["document"].as_u64()).collect();
        assert_eq!(reports.len(), members.len(), "{id}: two events of one report are two");
        let first = &members[0];
        assert!(members.iter().any(|row| format!("e{}.{}", row["document"], row["event"]) == **id), "{id}");
        assert!(members.iter().all(|row| row["told_in"] == members.len()), "{id}");
        // What is planned, demanded or supposed is not what happened.
        let standing = |row: &Value| match row["realis"].as_str() {
            Some("happened" | "ongoing" | "denied" | "alleged") => "told".to_owned(),
            other => format!("{other:?}"),
        };
        assert!(members.iter().all(|row| standing(row) == standing(first)), "{id}: {members:#?}");
        // All but one say with which one they were joined.
        let joined =
            members.iter().filter(|row| row["why"].as_str().expect("words").contains("; one with e"));
        assert_eq!(joined.count(), members.len() - 1, "{id}");
    }
    // The accusation that both copies print.
    let accusation = groups.values().find(|members| {
        let of = |document: u64| {
            members.iter().any(|row| row["document"] == document && row["words"] == "accused")
        };
        of(1) && of(2)
    });
    assert!(accusation.is_some(), "{:#?}", groups.keys());

    let table = stdout(&run(&["show", "events", "--format", "table", "--store", &store]));
    let joined = groups.iter().filter(|(_, members)| members.len() > 1);
    for (id, members) in joined {
        let lines: Vec<&str> = table.lines().collect();
        let head =
            lines.iter().position(|line| line.contains(&format!(" {id} "))).expect("a line of the group");
        let below = lines[head + 1..].iter().take_while(|line| !line.starts_with("│ e"));
        let below = below.filter(|line| line.contains("└ in ")).count();
        assert_eq!(below, members.len(), "{id}\n{table}");
    }
}

#[test]
fn dyads_and_exports_know_what_is_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let shown = rows(&["show", "events", "--format", "jsonl", "--store", &store]);
    let expected: BTreeSet<&str> = groups(&shown).into_keys().collect();
    let lines = rows(&["export", "--format", "jsonl", "--store", &store]);
    let exported: BTreeSet<&str> = lines.iter().filter_map(|line| line["event_group"].as_str()).collect();
    assert_eq!(exported, expected);
    let lines = rows(&["export", "--format", "plover", "--realis", "all", "--store", &store]);
    let exported: BTreeSet<&str> =
        lines.iter().filter_map(|line| line["text_info"]["event_group"].as_str()).collect();
    assert_eq!(exported, expected);
    let csv = stdout(&run(&["export", "--format", "csv", "--kind", "events", "--store", &store]));
    let exported: BTreeSet<&str> = csv
        .lines()
        .skip(1)
        .filter_map(|line| line.trim_end().rsplit(',').nth(1))
        .filter(|id| id.starts_with('e'))
        .collect();
    assert_eq!(exported, expected);
}

#[test]
fn reports_that_come_later_rename_no_event() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("steps.rapporteur").to_str().expect("UTF-8").to_owned();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let mut files: Vec<_> =
        samples.read_dir().expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    for file in &files {
        assert!(run(&["add", file.to_str().expect("UTF-8"), "--store", &path]).status.success());
    }
    let of = |store: &str| rows(&["show", "events", "--format", "jsonl", "--store", store]);
    let ids = |rows: &[Value]| -> BTreeSet<String> { groups(rows).into_keys().map(str::to_owned).collect() };
    assert_eq!(ids(&of(&path)), ids(&of(&store(folder.path()))), "one by one or at once");
}
