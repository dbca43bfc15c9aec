//! A report that tells day by day, in the timeline of its briefing.

mod common;

use common::{run, stderr, stdout};
use std::fs;

/// The timeline of the briefing of a report of 14 May 2024, read by rules, without its footnotes.
fn check(text: &str, expected: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.txt");
    fs::write(&report, format!("Published: 14 May 2024\n\n{text}\n")).expect("a file");
    let out = run(&["brief", "--no-model", "--color", "never", report.to_str().expect("UTF-8")]);
    assert!(out.status.success(), "{}", stderr(&out));
    let briefing = stdout(&out);
    let timeline = briefing.split("\nTIMELINE\n").nth(1).unwrap_or_default();
    let timeline = timeline.split("\n\n").next().unwrap_or_default();
    let lines: Vec<&str> = timeline.lines().map(|line| line.split(" — ").next().unwrap_or(line)).collect();
    assert_eq!(lines.join("\n"), expected);
}

#[test]
fn a_line_for_each_entry() {
    check(
        "The river rose for days.\n\nMarch 3\n\nAbout 1 p.m.\n\nThe gate broke. It was old.\n\n9 p.m.\n\nBoats came.\n\nMarch 5\n\n\
         The town was empty.",
        "  3 March 2024, 13:00\n    About 1 p.m. The gate broke.\n  3 March 2024, 21:00\n    9 p.m. Boats came.\n  \
         5 March 2024\n    March 5 The town was empty.",
    );
}

#[test]
fn a_single_day_in_a_line_of_its_own_tells_nothing() {
    check("The river rose for days.\n\nMarch 3\n\nThe gate broke. It was old.", "");
}
