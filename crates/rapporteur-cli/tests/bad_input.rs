//! Each bad input gets one clear message that names the place; the rest of the run goes on.

mod common;

use common::{program, run, stderr, stdout};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

const GOOD: &str = "The dam holds, said Ilse Marten, the mayor of Solvanne.\n";

/// Reads a bad input beside a good one. The good one must be read, the bad one must be named with `message` on one line.
fn check(name: &str, make: impl FnOnce(&Path), message: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let (bad, good) = (folder.path().join(name), folder.path().join("good.txt"));
    make(&bad);
    fs::write(&good, GOOD).expect("written");
    let output =
        run(&["read", "--format", "jsonl", bad.to_str().expect("UTF-8"), good.to_str().expect("UTF-8")]);
    let errors = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{name}: {errors}");
    let named: Vec<&str> = errors.lines().filter(|line| line.contains(name)).collect();
    assert_eq!(named.len(), 1, "{name}: {errors}");
    assert!(named[0].contains(message), "{name}: {errors}");
    assert!(stdout(&output).contains("Ilse Marten"), "{name}: the good report was not read");
}

fn write(bytes: &'static [u8]) -> impl FnOnce(&Path) {
    move |path| fs::write(path, bytes).expect("written")
}

#[test]
fn an_empty_folder() {
    check("empty-folder", |path| fs::create_dir(path).expect("made"), "");
}

#[test]
fn an_empty_file() {
    check("empty.txt", write(b""), "empty");
}

#[test]
fn a_picture() {
    check("picture.png", write(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02"), "");
    check("picture.txt", write(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02"), "not text");
}

#[test]
fn a_huge_file() {
    // A sparse file: nothing of it is on the disk.
    let make = |path: &Path| File::create(path).expect("made").set_len(500 << 20).expect("sized");
    check("huge.txt", make, "MiB");
}

#[test]
fn one_line_of_50_mb() {
    let make = |path: &Path| {
        let mut file = File::create(path).expect("made");
        let part = "and so on ".repeat(100_000);
        for _ in 0..50 {
            file.write_all(part.as_bytes()).expect("written");
        }
    };
    check("line.txt", make, "MiB");
}

#[test]
fn a_line_that_is_no_json() {
    check("records.jsonl", write(b"{\"text\": \"Ilse\"\n"), "records.jsonl#1");
}

#[test]
fn a_file_that_is_not_there() {
    check("gone.txt", |_| {}, "");
}

/// Reads a report that is odd as a whole; it is named with `message` on one line. Gives its lines.
fn odd(report: &str, args: &[&str], message: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("odd.txt");
    fs::write(&path, report).expect("written");
    let output = run(&[&["read", "--format", "jsonl"], args, &[path.to_str().expect("UTF-8")]].concat());
    let errors = stderr(&output);
    assert!(output.status.success(), "{errors}");
    let named: Vec<&str> = errors.lines().filter(|line| line.contains("odd.txt")).collect();
    assert_eq!(named.len(), 1, "{errors}");
    assert!(named[0].contains(message), "{errors}");
    stdout(&output)
}

#[test]
fn a_sentence_without_an_end() {
    let endless = "the river rose and the mayor said that the dam of the valley held ".repeat(4_000);
    odd(
        &endless,
        &["--no-model"],
        "1 sentence without an end, of up to 56000 words and marks, read in parts",
    );
}

#[test]
fn a_report_of_tables() {
    let rows = "Ostrel killed  1204  17  388\nSolvanne killed  96  41  2\n".repeat(50);
    let report =
        format!("Ilse Marten said on Tuesday that 17 people were killed.\n\n{rows}\nThe count goes on.\n");
    let lines = odd(&report, &["--no-model"], "most of it is tables (500 words and numbers)");
    let figures = lines.lines().filter(|line| line.starts_with(r#"{"kind":"figure""#));
    assert_eq!(figures.count(), 1, "{lines}");
    assert!(lines.contains("Ilse Marten"), "{lines}");
}

#[test]
fn a_report_too_long_for_the_model() {
    let report = "The mayor said that the dam holds. She slept there. ".repeat(30);
    let message = "has 300 words; the rules read it alone, as the reading model reads at most 299";
    let lines = odd(&report, &["--model-words", "299"], message);
    assert!(lines.contains(r#""kind":"attribution""#), "{lines}");
}

/// Inputs that are odd but can be read.
fn readable(name: &str, bytes: &[u8], words: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    let output = run(&["read", "--format", "jsonl", path.to_str().expect("UTF-8")]);
    assert!(output.status.success(), "{name}: {}", stderr(&output));
    assert!(stdout(&output).contains(words), "{name}: {}", stdout(&output));
}

#[test]
fn broken_utf8_is_read_with_a_warning() {
    readable(
        "broken.txt",
        b"Ilse Marten, the mayor, said on Tuesday that the dam \xe2\x80 holds, as \xc3\xa9lan.\n",
        "the mayor, said",
    );
}

#[test]
fn nul_bytes_are_read() {
    readable(
        "nul.txt",
        b"The dam holds, said Ilse\0 Marten, the mayor of Solvanne, on Tuesday.\n",
        "Marten, the mayor",
    );
}

#[test]
fn html_nested_ten_thousand_deep_is_read() {
    let deep =
        format!("<html><body>{}<p>{}</p>{}", "<div>".repeat(10_000), GOOD.repeat(8), "</div>".repeat(10_000));
    readable("deep.html", deep.as_bytes(), "Ilse Marten");
}

#[test]
fn encodings_are_told_apart() {
    readable("latin.txt", b"The caf\xe9 at the dam was closed, said Ilse Marten, the mayor.\n", "caf\u{e9}");
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("The café holds, said Ilse Marten.\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    readable("utf16.txt", &utf16, "café holds");
    readable("bom.txt", "\u{feff}The café holds, said Ilse Marten.\n".as_bytes(), "\"text\":\"The café");
}

#[test]
fn nothing_readable_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gone.txt");
    let output = run(&["brief", path.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no report could be read"));
}

#[test]
fn control_characters_do_not_reach_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("escape.txt");
    let text = "“The dam \u{1b}[31mholds\u{202e},” said Ilse Marten, the mayor\u{7} of Solvanne.\n";
    fs::write(&path, text).expect("written");
    for format in ["terminal", "markdown"] {
        let output = stdout(&run(&["brief", "--format", format, path.to_str().expect("UTF-8")]));
        assert!(output.contains("holds"), "{output}");
        assert!(!output.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{output:?}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.rapporteur");
    let (store, samples) = (store.to_str().expect("UTF-8"), common::samples());
    let samples = samples.to_str().expect("UTF-8");
    assert!(run(&["add", "--quiet", "--store", store, samples]).status.success());
    for args in [
        &["read", "--format", "jsonl", samples][..],
        &["show", "statements", "--format", "jsonl", "--store", store],
        &["show", "statements", "--format", "csv", "--store", store],
        &["show", "timeline", "--format", "csv", "--store", store],
        &["export", "--store", store],
        &["export", "--format", "csv", "--kind", "statements", "--store", store],
        &["export", "--format", "csv", "--kind", "events", "--store", store],
        &["export", "--format", "polecat", "--store", store],
    ] {
        let mut child = program()
            .args(args)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{args:?}: {}", stderr(&output));
        assert_eq!(stderr(&output), "", "{args:?}");
    }
}

#[test]
fn stores_that_cannot_be_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| -> PathBuf { folder.path().join(name) };
    let good = file("good.txt");
    fs::write(&good, GOOD).expect("written");
    fs::write(file("notes.rapporteur"), "minutes of a meeting\n".repeat(200)).expect("written");
    let check = |store: &Path, message: &str| {
        let output = run(&["add", "--store", store.to_str().expect("UTF-8"), good.to_str().expect("UTF-8")]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
        assert!(stderr(&output).contains(store.to_str().expect("UTF-8")), "{}", stderr(&output));
    };
    check(&file("notes.rapporteur"), "no store of Rapporteur");
    check(&file("no/such/folder/a.rapporteur"), "cannot be written");
    let missing = file("missing.rapporteur");
    let output = run(&["show", "statements", "--store", missing.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no such store"));
}
