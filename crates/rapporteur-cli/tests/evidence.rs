//! Every span of every export yields the words it claims, from text and hash, in every unit; every line keeps to the
//! schema; neither order nor number of threads changes anything.

mod common;

use common::{program, run, samples, seeds, stdout};
use rapporteur::text::ContentHash;
use serde_json::Value;
use std::path::Path;

/// The text of a span, cut out by counting in the unit without help of the code under test.
fn cut(text: &str, span: &Value, unit: &str) -> String {
    let at = |key: &str| span[key].as_u64().expect("an offset") as usize;
    let (start, end) = (at("start"), at("end"));
    match unit {
        "code_points" => text.chars().skip(start).take(end - start).collect(),
        "utf8_bytes" => String::from_utf8(text.as_bytes()[start..end].to_vec()).expect("character borders"),
        "utf16_units" => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).expect("character borders")
        }
        other => panic!("unknown unit {other}"),
    }
}

fn spans<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(map) if map.contains_key("start") && map.contains_key("end") => found.push(value),
        Value::Object(map) => {
            // Alignments and sources of segments count bytes of the original; they are checked against the file.
            let text = map.iter().filter(|(key, _)| *key != "alignment");
            text.filter(|(key, _)| !(*key == "source" && map.contains_key("boilerplate")))
                .for_each(|(_, v)| spans(v, found));
        }
        Value::Array(list) => list.iter().for_each(|v| spans(v, found)),
        _ => {}
    }
}

/// Checks a line's words against its spans; gives the number of spans checked.
fn check_line(line: &Value, text: &str, unit: &str) -> usize {
    let words = &line["words"];
    let same = |span: &Value, words: &Value, what: &str| match (span, words) {
        (Value::Null, Value::Null) => {}
        (span, Value::String(words)) => assert_eq!(&cut(text, span, unit), words, "{what}: {line}"),
        _ => panic!("{what} has words without a span or a span without words: {line}"),
    };
    match line["kind"].as_str().expect("a kind") {
        "attribution" => {
            for key in ["source", "cue", "venue", "addressee"] {
                same(&line[key], &words[key], key);
            }
            let content = line["content"].as_array().expect("contents");
            assert!(!content.is_empty(), "an attribution without content: {line}");
            for (span, words) in content.iter().zip(words["content"].as_array().expect("words")) {
                same(span, words, "content");
            }
        }
        "event" => {
            for (key, of, span) in [
                ("sources", "sources", "span"),
                ("targets", "targets", "span"),
                ("mentions", "triggers", "trigger"),
            ] {
                let (found, words) = (line[key].as_array().expect(key), words[of].as_array().expect(of));
                assert_eq!(found.len(), words.len(), "{key}: {line}");
                for (found, words) in found.iter().zip(words) {
                    same(&found[span], words, key);
                }
            }
            assert_ne!(line["mentions"], serde_json::json!([]), "an event without mention: {line}");
        }
        "figure" => {
            for key in ["span", "number", "counted"] {
                same(&line[key], &words[key], key);
            }
            same(line["claimant"].get("span").unwrap_or(&Value::Null), &words["claimant"], "claimant");
        }
        "mention" | "time_expression" | "place" => same(&line["span"], words, "span"),
        "entity" => {
            for office in line["offices"].as_array().expect("offices") {
                same(&office["span"], &office["title"], "office");
            }
        }
        _ => {}
    }
    let mut all = Vec::new();
    spans(line, &mut all);
    for span in &all {
        let words = cut(text, span, unit);
        assert_eq!(words.trim(), words, "blanks around {words:?} in {line}");
        assert!(!words.is_empty(), "an empty span in {line}");
    }
    all.len()
}

/// Reads a folder in each unit and checks every span of every line.
fn check_folder(folder: &Path, documents: usize) {
    let validator = jsonschema::validator_for(&rapporteur::export::schema()).expect("a sound schema");
    for (option, unit) in
        [("code-points", "code_points"), ("utf8-bytes", "utf8_bytes"), ("utf16-units", "utf16_units")]
    {
        let output =
            run(&["read", "--format", "jsonl", "--offsets", option, folder.to_str().expect("UTF-8")]);
        let mut text = String::new();
        let (mut seen, mut checked) = (0, 0);
        for line in stdout(&output).lines() {
            let line: Value = serde_json::from_str(line).expect("JSON");
            if let Err(error) = validator.validate(&line) {
                panic!("{error}: {line}");
            }
            assert_eq!(line["offset_unit"], unit);
            if line["kind"] == "document" {
                seen += 1;
                text = line["text"].as_str().expect("a text").to_owned();
                assert_eq!(line["id"], ContentHash::of(text.as_bytes()).to_string());
            }
            assert_eq!(line["document"], ContentHash::of(text.as_bytes()).to_string());
            checked += check_line(&line, &text, unit);
        }
        assert_eq!(seen, documents, "{}", folder.display());
        assert!(checked > 50 * documents, "only {checked} spans in {}", folder.display());
    }
}

#[test]
fn every_span_of_the_samples_yields_its_words() {
    check_folder(&samples(), 9);
}

#[test]
fn every_span_of_the_seeds_yields_its_words() {
    if let Some(seeds) = seeds() {
        check_folder(&seeds, 5);
    }
}

#[test]
fn exports_of_a_store_are_what_was_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.rapporteur");
    let (store, samples) = (store.to_str().expect("UTF-8"), samples());
    let samples = samples.to_str().expect("UTF-8");
    assert!(run(&["add", "--store", store, samples]).status.success());
    let read = stdout(&run(&["read", "--format", "jsonl", samples]));
    let exported = stdout(&run(&["export", "--store", store]));
    assert_eq!(read.lines().count(), exported.lines().count());
    for (read, exported) in read.lines().zip(exported.lines()) {
        let mut exported: Value = serde_json::from_str(exported).expect("JSON");
        // Only a store knows which events of its reports are one.
        let group = exported.as_object_mut().and_then(|line| line.remove("event_group"));
        assert_eq!(group.is_some(), exported["kind"] == "event", "{exported}");
        assert_eq!(serde_json::from_str::<Value>(read).expect("JSON"), exported, "the store changes a line");
    }
}

#[test]
fn segments_lead_to_the_original_bytes() {
    for folder in [Some(samples()), seeds()].into_iter().flatten() {
        let output =
            run(&["read", "--format", "jsonl", "--offsets", "utf8-bytes", folder.to_str().expect("UTF-8")]);
        for line in stdout(&output).lines() {
            let line: Value = serde_json::from_str(line).expect("JSON");
            let locator = line["locator"].as_str().unwrap_or("#");
            // A record of a JSONL file has the line as its original.
            let (path, record) = locator.split_once('#').map_or((locator, None), |(p, n)| (p, Some(n)));
            if line["kind"] != "document" || path.is_empty() {
                continue;
            }
            let mut original = std::fs::read(path).expect("the file");
            if let Some(number) = record {
                let number: usize = number.parse().expect("a number");
                original = original.split(|b| *b == b'\n').nth(number - 1).expect("the line").to_vec();
            }
            assert_eq!(line["original"]["hash"], ContentHash::of(&original).to_string(), "{locator}");
            let text = line["text"].as_str().expect("a text");
            let mut verbatim = 0;
            let at = |span: &Value, key: &str| span[key].as_u64().expect("an offset") as usize;
            for run in
                line["alignment"]["runs"].as_array().expect("runs").iter().filter(|r| r["kind"] == "verbatim")
            {
                let words = &text.as_bytes()[at(&run["text"], "start")..at(&run["text"], "end")];
                let source = &original[at(&run["source"], "start")..at(&run["source"], "end")];
                assert_eq!(words, source, "{locator}");
                verbatim += words.len();
            }
            assert!(
                verbatim * 10 > text.len() * 8,
                "little of {locator} is verbatim: {verbatim} of {}",
                text.len()
            );
        }
    }
}

#[test]
fn neither_threads_nor_order_change_a_line() {
    let samples = samples();
    let read = |threads: &str, files: &[String]| {
        let mut command = program();
        command.args(["read", "--format", "jsonl", "--threads", threads]).args(files);
        stdout(&command.output().expect("the program starts"))
    };
    let mut files: Vec<String> = std::fs::read_dir(&samples)
        .expect("samples")
        .map(|entry| entry.expect("an entry").path().display().to_string())
        .collect();
    files.sort();
    let one = read("1", &files);
    assert!(one == read("4", &files), "the number of threads changes the output");
    files.reverse();
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert!(sorted(&one) == sorted(&read("2", &files)), "the order of the inputs changes lines");
}
