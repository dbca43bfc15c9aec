//! Positions of a store as people see them: list, matrix, diary, table.

mod common;

use common::{run, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;

const REPORTS: [(&str, &str); 3] = [
    (
        "2031-05-01",
        "Norway is opposed to the pipeline. Denmark supports the pipeline. The fog over the sound lifted at noon.",
    ),
    ("2031-05-04", "Norway opposes the pipeline, a local paper found. Denmark sent engineers to the coast."),
    (
        "2031-05-09",
        "Norway supports the pipeline. Denmark supports free elections. Engineers left the coast.",
    ),
];

fn store(folder: &Path) -> String {
    let reports: String = REPORTS
        .iter()
        .map(|(date, text)| {
            format!(
                "{}\n",
                serde_json::json!({ "text": text, "date": date, "title": "A note from the coast" })
            )
        })
        .collect();
    let input = folder.join("reports.jsonl");
    fs::write(&input, reports).expect("a file");
    let store = folder.join("positions.rapporteur").to_str().expect("UTF-8").to_owned();
    let added = run(&["add", input.to_str().expect("UTF-8"), "--no-model", "--store", &store]);
    assert!(added.status.success(), "{}", stderr(&added));
    store
}

fn show(store: &str, options: &[&str]) -> Vec<Value> {
    let args = [&["show", "positions"], options, &["--format", "jsonl", "--store", store]].concat();
    let output = run(&args);
    assert!(output.status.success(), "{options:?}: {}", stderr(&output));
    stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_list_has_holder_stance_issue_and_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let check = |options: &[&str], expected: &[&str]| {
        let found: Vec<String> = show(&store, options)
            .iter()
            .map(|row| {
                let text = |key: &str| row[key].as_str().unwrap_or_default();
                format!("{} {} {}: {}", text("holder"), text("stance"), text("issue"), text("words"))
            })
            .collect();
        assert_eq!(found, expected, "{options:?}");
    };
    let pipeline = [
        "Norway opposes Pipelines and energy supplies: the pipeline",
        "Denmark supports Pipelines and energy supplies: the pipeline",
        "Norway opposes Pipelines and energy supplies: the pipeline",
        "Norway supports Pipelines and energy supplies: the pipeline",
    ];
    check(&["--issue", "pipeline"], &pipeline);
    check(&["--issue", "elections"], &["Denmark supports Elections: free elections"]);
    check(&["--actor", "denmark", "--issue", "pipeline"], &pipeline[1..2]);
    check(&["--since", "2031-05-05", "--actor", "norway"], &pipeline[3..]);
    check(&["--actor", "nobody"], &[]);
    for row in show(&store, &[]) {
        let document = row["document"].as_u64().expect("a number") as usize;
        let text: Vec<char> = REPORTS[document - 1].1.chars().collect();
        let at = |key: &str| row[key].as_u64().expect("an offset") as usize;
        // The headline stands before the text of a report from JSON.
        let evidence = row["words"].as_str().expect("words");
        assert!(text.iter().collect::<String>().contains(evidence) && at("start_char") < at("end_char"));
    }
}

#[test]
fn a_diary_tells_what_departs_from_the_line_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let rows = show(&store, &["--diary", "--actor", "norway", "--issue", "pipeline"]);
    let departs: Vec<(&str, Option<&str>)> = rows
        .iter()
        .map(|row| (row["published"].as_str().expect("a day"), row["departs_from"].as_str()))
        .collect();
    assert_eq!(
        departs,
        [
            ("2031-05-01", None),
            ("2031-05-04", None),
            ("2031-05-09", Some("opposes: “opposes” … “the pipeline”"))
        ]
    );
}

#[test]
fn a_matrix_counts_sides() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let rows = show(&store, &["--matrix"]);
    let cell = |holder: &str, issue: &str| {
        rows.iter().find(|row| row["holder"] == holder).expect("a row")[issue]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(cell("Norway", "Pipelines and energy supplies"), "+1 -2");
    assert_eq!(cell("Denmark", "Pipelines and energy supplies"), "+1");
    assert_eq!(cell("Denmark", "Elections"), "+1");
    assert_eq!(cell("Norway", "Elections"), "");
}

#[test]
fn the_table_has_them_and_other_views_refuse_the_options() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let csv = stdout(&run(&["export", "--format", "csv", "--kind", "positions", "--store", &store]));
    assert!(csv.starts_with('\u{feff}'));
    assert_eq!(csv.lines().count(), 1 + show(&store, &[]).len());
    assert!(csv.contains(",pipeline,true,false,opposes,against,"), "{csv}");
    assert!(!run(&["show", "figures", "--matrix", "--store", &store]).status.success());
    let page = folder.path().join("page.html");
    let reports = folder.path().join("reports.jsonl");
    let brief =
        ["brief", reports.to_str().expect("UTF-8"), "--no-model", "-o", page.to_str().expect("UTF-8")];
    assert!(run(&brief).status.success());
    let page = fs::read_to_string(page).expect("a page");
    assert!(
        page.contains("<h2 id=\"positions\">") && page.contains("departs from “opposes” … “the pipeline”"),
        "{page}"
    );
}
