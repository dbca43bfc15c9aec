//! Events in the program: what a report tells, and what must not be one.

mod common;

use common::{run, stderr, stdout};
use serde_json::Value;
use std::fs;

/// `ASSAULT happened`, one event of a text each.
fn events(name: &str, text: &str, args: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("written");
    let args = [&["read", "--format", "jsonl"], args, &[path.to_str().expect("UTF-8")]].concat();
    let output = run(&args);
    assert!(output.status.success(), "{}", stderr(&output));
    let lines = stdout(&output);
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let of = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    lines
        .filter(|line| line["kind"] == "event")
        .map(|line| format!("{} {}", of(&line, "type"), of(&line, "realis")))
        .collect()
}

const REPORT: &str = "Norwegian troops shelled the Danish port of Aarhus on Friday, killing ten people. Denmark condemned the \
                      attack and demanded that Norway withdraw its troops.\n";

#[test]
fn a_report_has_its_events_and_without_the_model_none() {
    let found = events("report.txt", REPORT, &[]);
    for expected in ["ASSAULT happened", "ACCUSE happened", "REQUEST happened"] {
        assert!(found.iter().any(|event| event == expected), "{expected}: {found:?}");
    }
    assert!(!found.iter().any(|event| event == "RETREAT happened"), "{found:?}");
    assert!(events("report.txt", REPORT, &["--no-model"]).is_empty());
}

/// Texts that tell of no act that took place.
const NONE: [(&str, &str); 8] = [
    (
        "sports.txt",
        "Norway beat Denmark 3-1 in the cup final on Friday. The striker fired two goals past the goalkeeper.\n",
    ),
    (
        "business.txt",
        "The central bank attacked inflation with higher rates. Prices fell in May, and the shares of two banks rose.\n",
    ),
    (
        "history.txt",
        "The museum opened in 2024. In 1943 Norwegian troops attacked the port, and in 1944 they shelled the old town.\n",
    ),
    ("film.txt", "In the film soldiers attack a village and kill the mayor. Critics liked the music.\n"),
    ("game.txt", "In the video game players invade islands and destroy the fleets of their rivals.\n"),
    ("denial.txt", "Norway denied having shelled the port. It did not attack the town, the ministry said.\n"),
    (
        "fear.txt",
        "Norway could attack the port, the mayor fears. If it invades the town, the harbour will close.\n",
    ),
    (
        "links.html",
        "<html><body><nav><a href='/a'>Norwegian troops shelled Aarhus</a></nav><article><h1>The dam holds</h1><p>The dam \
         holds, and the water in the harbour is low, as it was in May and as it will be in June.</p><p>Nobody expects rain \
         before the weekend, and the boats stay where they are.</p></article></body></html>",
    ),
];

#[test]
fn no_act_of_force_where_none_took_place() {
    for (name, text) in NONE {
        let found = events(name, text, &[]);
        let force = |event: &&String| {
            ["ASSAULT happened", "ASSAULT ongoing", "MOBILIZE happened", "COERCE happened"]
                .contains(&event.as_str())
        };
        assert!(!found.iter().any(|event| force(&event)), "{name}: {found:?}");
    }
}

#[test]
fn long_sentences_lists_and_tables_are_read_to_their_end() {
    let clauses = "troops shelled the port and ".repeat(30);
    let incidents = "1 May: two men were beaten in Bergen.\n\n".repeat(200);
    let table: String =
        (0..200).map(|row| format!("Norway | Denmark | sanctions | {row} | 2024\n")).collect();
    for (name, text) in [("clauses.txt", clauses), ("incidents.txt", incidents), ("table.txt", table)] {
        let found = events(name, &text, &[]);
        assert!(found.len() <= 400, "{name}: {}", found.len());
    }
}
