//! Corrections of lines, and samples, by the program. By rules alone.

mod common;

use common::{run, stderr, stdout};
use std::fs;
use std::path::{Path, PathBuf};

const FLOOD: &str = "Gate fails above Solvanne

At least 14 people were killed when the gate broke on Monday, said Ilse Marten, the mayor. Dozens of people \
were missing, according to the National Rescue Service. Two nurses were injured in Solvanne.
";

/// A store with reports, by their names and texts.
fn store(folder: &Path, reports: &[(&str, &str)]) -> PathBuf {
    let (store, inputs) = (folder.join("dam.rapporteur"), folder.join("reports"));
    fs::create_dir_all(&inputs).expect("a folder");
    for (name, text) in reports {
        fs::write(inputs.join(name), text).expect("a report");
    }
    done(&store, "add", &["--no-model", inputs.to_str().expect("UTF-8")]);
    store
}

fn done(store: &Path, verb: &str, args: &[&str]) -> String {
    let output = run(&[&[verb], args, &["--store", store.to_str().expect("UTF-8")]].concat());
    assert!(output.status.success(), "{verb} {args:?}: {}", stderr(&output));
    stdout(&output)
}

fn refused(store: &Path, verb: &str, args: &[&str], message: &str) {
    let output = run(&[&[verb], args, &["--store", store.to_str().expect("UTF-8")]].concat());
    assert_eq!(output.status.code(), Some(2), "{verb} {args:?}");
    assert!(stderr(&output).contains(message), "{verb} {args:?}: {}", stderr(&output));
}

fn sql(store: &Path, query: &str) -> String {
    let shown = done(store, "sql", &["--format", "csv", query]);
    shown.lines().skip(1).collect::<Vec<_>>().join("\n")
}

const FIGURES: &str =
    "SELECT figure, measure, value, bound, claimant, corrected FROM figures ORDER BY figure";

#[test]
fn corrected_lines_are_in_every_view_with_a_mark() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), &[("a.txt", FLOOD)]);
    let before = sql(&store, FIGURES);
    assert_eq!(
        before,
        "0,killed,14,at_least,Ilse Marten,\n1,missing,,vague,National Rescue Service,\n2,injured,2,exact,outlet,"
    );
    let record = done(&store, "export", &[]);
    done(
        &store,
        "correct",
        &["change", "figure:1/0", "value=15", "bound=exact", "--why", "a slip", "--by", "reader"],
    );
    done(&store, "correct", &["reject", "figure:1/1", "--why", "no number", "--on", "2025-09-16"]);
    done(&store, "correct", &["accept", "figure:1/2"]);
    assert_eq!(
        sql(&store, FIGURES),
        "0,killed,15,exact,Ilse Marten,changed value (1); changed bound (2)\n2,injured,2,exact,outlet,accepted (4)"
    );
    // Series, exports and lists have it so.
    done(&store, "show", &["series"]);
    assert_eq!(sql(&store, "SELECT measure, ucdp_best FROM series ORDER BY series"), "killed,15\ninjured,2");
    let exported = done(&store, "export", &["--format", "csv", "--kind", "figures"]);
    assert_eq!(exported.lines().count(), 3, "{exported}");
    assert!(exported.lines().nth(1).is_some_and(|row| row.ends_with("1; 2")), "{exported}");
    assert!(done(&store, "export", &[]).contains(r#""corrected":[1,2]"#));
    // What was read is still there.
    assert_eq!(done(&store, "export", &["--as-read"]), record);
    let read = done(&store, "sql", &["--as-read", "--format", "csv", FIGURES]);
    assert_eq!(read.lines().skip(1).collect::<Vec<_>>().join("\n"), before);
    // Nobody and no day is named that the user does not name.
    let kept = "SELECT number, who, \"when\", what, line, state FROM corrections";
    assert_eq!(
        sql(&store, kept),
        "1,reader,,change,figure:1/0,applied\n2,reader,,change,figure:1/0,applied\n\
         3,,2025-09-16,reject,figure:1/1,applied\n4,,,accept,figure:1/2,applied"
    );
    // The later one counts, until it is taken back.
    done(&store, "correct", &["change", "figure:1/0", "value=16", "--why", "again"]);
    assert_eq!(sql(&store, "SELECT value FROM figures WHERE figure = 0"), "16");
    assert_eq!(sql(&store, "SELECT state FROM corrections WHERE number = 1"), "superseded");
    done(&store, "correct", &["undo", "5"]);
    assert_eq!(sql(&store, "SELECT value FROM figures WHERE figure = 0"), "15");
    done(&store, "correct", &["undo", "1", "2", "3", "4", "--by", "editor"]);
    assert_eq!(done(&store, "export", &[]), record);
    assert_eq!(
        sql(&store, "SELECT count(*) FROM corrections WHERE state = 'undone' AND undone_who = 'editor'"),
        "4"
    );
}

#[test]
fn a_changed_speaker_moves_what_the_statement_claims() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), &[("a.txt", FLOOD)]);
    let said = sql(&store, "SELECT statement FROM statements WHERE speaker = 'Ilse Marten'");
    let line = format!("statement:1/{said}");
    done(&store, "correct", &["change", &line, "speaker=person:Otto Brandauer", "--why", "her deputy"]);
    assert_eq!(
        sql(&store, "SELECT claimant, corrected FROM figures WHERE figure = 0"),
        "Otto Brandauer,changed speaker (1)"
    );
    assert_eq!(
        sql(&store, "SELECT name FROM entities WHERE entity = 'person:otto-brandauer'"),
        "Otto Brandauer"
    );
    done(&store, "correct", &["reject", &line, "--why", "no statement"]);
    assert_eq!(sql(&store, "SELECT claimant FROM figures WHERE figure = 0"), "outlet");
}

#[test]
fn corrections_hold_in_later_versions_where_their_sentence_is_unchanged() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), &[("a.txt", FLOOD)]);
    done(&store, "correct", &["change", "figure:1/0", "value=15", "--why", "a slip"]);
    done(&store, "correct", &["change", "figure:1/2", "value=3", "--why", "a slip"]);
    let later =
        FLOOD.replace("Two nurses were injured", "Four nurses were injured").replace("Gate", "The gate");
    fs::write(folder.path().join("reports/a.txt"), later).expect("a report");
    done(&store, "add", &["--no-model", folder.path().join("reports").to_str().expect("UTF-8")]);
    let now = "SELECT value, corrected FROM figures WHERE document = 2 AND measure IN ('killed', 'injured') ORDER BY figure";
    assert_eq!(sql(&store, now), "15,changed value (1)\n4,");
    assert_eq!(
        sql(&store, "SELECT state, reason FROM corrections"),
        "applied,\napplied in part,document 2: its sentence is not in this version"
    );
    // Read again, the old version gives the same.
    let first = "SELECT value, corrected FROM figures WHERE document = 1 ORDER BY figure";
    let before = sql(&store, first);
    fs::write(folder.path().join("reports/b.txt"), FLOOD).expect("a report");
    done(&store, "add", &["--no-model", "--again", folder.path().join("reports").to_str().expect("UTF-8")]);
    assert_eq!(sql(&store, first), before);
}

#[test]
fn what_cannot_be_corrected_so_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), &[("a.txt", FLOOD), ("b.txt", "Nothing\n\nNothing happened here.\n")]);
    let check = |args: &[&str], message: &str| refused(&store, "correct", args, message);
    check(&["change", "figure:1/9", "value=1", "--why", "?"], "the report has no figure 9");
    check(&["change", "figure:7/0", "value=1", "--why", "?"], "the store has no report 7");
    check(&["change", "figure:1/0", "size=1", "--why", "?"], "it has measure, value");
    check(&["change", "figure:1/0", "value=many", "--why", "?"], "no number");
    check(&["change", "figure:1/0", "bound=huge", "--why", "?"], "is none of exact");
    check(&["change", "figure:1/0", "counted=nowhere", "--why", "?"], "do not stand in the report");
    check(&["change", "figure:1/0", "claimant=Nobody Known", "--why", "?"], "names no “Nobody Known”");
    check(&["change", "figure:1/0", "as_of=2031-01-01", "--why", "?"], "no time expression");
    check(&["change", "figure:1/0", "value=1"], "say why");
    check(&["change", "figure:1/0", "value", "--why", "?"], "write FIELD=VALUE");
    check(&["reject", "figures:1/0", "--why", "?"], "a line is one of");
    check(&["reject", "figure:1", "--why", "?"], "names no line");
    check(&["accept", "figure:1/0", "--on", "2025-02-31"], "no such day");
    check(&["merge", "figure:1/0", "statement:1/0", "--why", "?"], "two kinds");
    check(&["split", "figure:1/0", "--why", "?"], "--at");
    check(&["split", "statement:1/0", "--at", "no such words", "--why", "?"], "do not stand in it");
    check(&["undo", "1"], "no correction 1");
    assert_eq!(sql(&store, "SELECT count(*) FROM corrections"), "0");
    done(&store, "correct", &["reject", "figure:1/0", "--why", "no"]);
    check(&["accept", "figure:1/0"], "was rejected by correction 1");
}

#[test]
fn a_sample_gives_the_measured_precision() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = FLOOD.replace("Gate fails", "Gate fails now");
    let store = store(folder.path(), &[("a.txt", FLOOD), ("copy.txt", &copy)]);
    let sheet = folder.path().join("sheet.csv");
    let page = folder.path().join("sheet.html");
    let paths = [sheet.to_str().expect("UTF-8"), page.to_str().expect("UTF-8")];
    done(&store, "sample", &["6", "--kind", "figures", "-o", paths[0], "-o", paths[1]]);
    let drawn = fs::read_to_string(&sheet).expect("a sheet");
    // A copy is not drawn again.
    assert_eq!(drawn.lines().count(), 4, "{drawn}");
    assert_eq!(done(&store, "sample", &["6", "--kind", "figures"]), drawn);
    assert!(
        fs::read_to_string(&page).expect("a page").contains("<mark>At least 14 people were killed</mark>")
    );
    // The answers stand before the notes, both empty.
    let mut answers = ["right", "wrong", "unsure"].iter();
    let answered: Vec<String> = drawn
        .lines()
        .map(|line| match line.strip_suffix(",,") {
            Some(row) => format!("{row},{},", answers.next().expect("three rows")),
            None => line.to_owned(),
        })
        .collect();
    fs::write(&sheet, answered.join("\r\n")).expect("written");
    let scored = done(&store, "sample", &["--score", paths[0], "--reject", "--by", "reader"]);
    assert!(scored.contains(r#""kind":"figure","precision":0.5"#), "{scored}");
    assert!(scored.contains(r#""right":1,"wrong":1,"unsure":1,"unanswered":0,"of_kind":3"#), "{scored}");
    assert_eq!(sql(&store, "SELECT what, who, state FROM corrections"), "reject,reader,applied");
    // The sheet scores the same after it.
    assert_eq!(done(&store, "sample", &["--score", paths[0]]), scored);
    let bad = |text: String, message: &str| {
        fs::write(&sheet, text).expect("written");
        refused(&store, "sample", &["--score", paths[0]], message);
    };
    bad(answered.join("\n").replace("killed", "injured"), "line 2: the row was changed");
    bad(answered.join("\n").replace(",unsure,", ",perhaps,"), "line 4: \"perhaps\" is no verdict");
    bad("a,b\n1,2\n".into(), "line 1 is not the header");
    let other = folder.path().join("other");
    let empty = self::store(&other, &[("x.txt", "Nothing\n\nNothing happened here.\n")]);
    fs::write(&sheet, answered.join("\n")).expect("written");
    refused(&empty, "sample", &["--score", paths[0]], "line 2: the store has no figure:1/");
}
