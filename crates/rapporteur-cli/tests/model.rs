//! The reading model in the program: on by default, off with `--no-model`, another one with `--model`.

mod common;

use common::{program, root, run, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// An invented report. Its last sentence has a statement that no rule finds: “certain” is in no lexicon of cues.
const REPORT: &str = "Ilse Marten, the mayor of Solvanne, said on Tuesday that the dam holds.\n\n\
                      “We watch it day and night,” she said. “Nobody has to leave.”\n\n\
                      Related: ten dams that hold, experts said\n\n\
                      Marten is certain that the gate will stay shut until May.\n";

fn attributions(args: &[&str], report: &Path) -> Vec<Value> {
    let args = [&["read", "--format", "jsonl"], args, &[report.to_str().expect("UTF-8")]].concat();
    let output = run(&args);
    assert!(output.status.success(), "{}", stderr(&output));
    let lines = stdout(&output);
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines.filter(|line| line["kind"] == "attribution").collect()
}

fn written(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.txt");
    fs::write(&path, text).expect("written");
    (folder, path)
}

fn has(lines: &[Value], words: &str) -> bool {
    lines.iter().any(|line| {
        line["words"]["content"].as_array().is_some_and(|parts| {
            parts.iter().any(|part| part.as_str().is_some_and(|part| part.contains(words)))
        })
    })
}

#[test]
fn the_model_finds_what_the_rules_miss() {
    let (_folder, report) = written(REPORT);
    let (learned, ruled) = (attributions(&[], &report), attributions(&["--no-model"], &report));
    assert!(has(&learned, "the gate will stay shut"), "{learned:?}");
    assert!(!has(&ruled, "the gate will stay shut"), "{ruled:?}");
    for words in ["the dam holds", "We watch it day and night", "Nobody has to leave"] {
        assert!(has(&learned, words) && has(&ruled, words), "{words}");
    }
}

#[test]
fn lines_of_the_model_tell_how_sure_it_is_and_why() {
    let (_folder, report) = written(REPORT);
    for line in attributions(&[], &report) {
        let why = &line["why"];
        let triggers = why["triggers"].as_array().expect("triggers").len();
        if why["rule"] == "quote.model" {
            assert_eq!(why["extractor"], "attribution", "{line}");
            let sure = why["confidence"].as_f64().expect("a confidence");
            assert!((0.0..=1.0).contains(&sure), "{line}");
            assert_eq!(why["shares"].as_array().expect("shares").len(), triggers, "{line}");
        } else {
            assert!(why["confidence"].is_null() && why.get("shares").is_none(), "{line}");
        }
    }
    assert!(attributions(&["--no-model"], &report).iter().all(|line| line["why"]["confidence"].is_null()));
}

#[test]
fn boilerplate_yields_no_statement() {
    let page = format!(
        "<html><body><nav><a href='/a'>The mayor said the dam would break</a></nav><article><h1>Dam holds</h1>{}\
         </article></body></html>",
        REPORT.split("\n\n").map(|text| format!("<p>{text}</p>")).collect::<String>()
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    fs::write(&path, page).expect("written");
    let lines = attributions(&[], &path);
    assert!(has(&lines, "the dam holds") && !has(&lines, "would break"), "{lines:?}");
}

#[test]
fn show_tells_why() {
    let (folder, report) = written(REPORT);
    let store = folder.path().join("a.rapporteur");
    let (store, report) = (store.to_str().expect("UTF-8"), report.to_str().expect("UTF-8"));
    assert!(run(&["add", "--store", store, report]).status.success());
    let shown = stdout(&run(&["show", "statements", "--why", "--format", "jsonl", "--store", store]));
    assert!(shown.contains("quote.model (attribution ") && shown.contains(" sure, by “said” 0."), "{shown}");
    let store = folder.path().join("b.rapporteur");
    let store = store.to_str().expect("UTF-8");
    assert!(run(&["add", "--no-model", "--store", store, report]).status.success());
    let shown = stdout(&run(&["show", "statements", "--why", "--format", "jsonl", "--store", store]));
    assert!(shown.contains("quote.said_that (quote ") && shown.contains(") by “said”\""), "{shown}");
    let by = "SELECT analysed_by FROM document";
    assert!(!stdout(&run(&["sql", by, "--store", store])).contains('+'));
    let refused = run(&["show", "timeline", "--why", "--store", store]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("--why tells of statements"), "{}", stderr(&refused));
}

#[test]
fn a_damaged_model_is_named_with_what_mends_it() {
    let (folder, report) = written(REPORT);
    let model = folder.path().join("model");
    fs::create_dir(&model).expect("a folder");
    let shipped = fs::read_dir(root().join("models")).expect("models").filter_map(Result::ok);
    let shipped = shipped.map(|entry| entry.path()).find(|path| path.join("manifest.json").is_file());
    for entry in fs::read_dir(shipped.expect("a model")).expect("its files") {
        let file = entry.expect("a file").path();
        let mut bytes = fs::read(&file).expect("read");
        // The weights are the largest file; one bit of them is another.
        if bytes.len() > 1 << 20 {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        fs::write(model.join(file.file_name().expect("a name")), bytes).expect("written");
    }
    let (model, report) = (model.to_str().expect("UTF-8"), report.to_str().expect("UTF-8"));
    let output = run(&["read", "--model", model, report]);
    assert_eq!(output.status.code(), Some(2));
    let message = stderr(&output);
    assert!(message.contains("SHA-256") && message.contains("copy the model's folder again"), "{message}");
    assert_eq!(stdout(&output), "");
    // Verbs that do not read ask for no model, and neither does reading by rules.
    let output = program().env("RAPPORTEUR_MODEL", model).arg("schema").output().expect("it starts");
    assert!(output.status.success());
    let ruled = program().env("RAPPORTEUR_MODEL", model).args(["read", "--no-model", report]).output();
    assert!(ruled.expect("it starts").status.success());
    let gone = run(&["read", "--model", folder.path().join("none").to_str().expect("UTF-8"), report]);
    assert_eq!(gone.status.code(), Some(2));
    assert!(stderr(&gone).contains("a model is a folder with"), "{}", stderr(&gone));
}

#[test]
fn a_report_in_another_language_is_named_and_not_read() {
    let (_folder, report) = written(
        "Le barrage tient bon, a dit la mairie de Solvanne mardi. Les habitants de la vallée ne sont pas en danger, et \
         les écoles restent ouvertes pour toute la semaine, selon le conseil.\n",
    );
    let output = run(&["read", "--format", "jsonl", report.to_str().expect("UTF-8")]);
    assert!(output.status.success());
    assert!(stderr(&output).contains("the text is not English (most like fr)"), "{}", stderr(&output));
    assert_eq!(stdout(&output).lines().count(), 1, "{}", stdout(&output));
}
