//! Web Annotations and claims of a store: each finds its words in the text that the JSON lines have.

mod common;

use common::{program, run, samples, stderr, stdout};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn annotations_and_claims_lead_to_the_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("a.rapporteur");
    let mut add = program();
    add.args(["add", "--quiet", "--no-model", "--store"]).arg(&store).arg(samples());
    assert!(add.status().expect("the program starts").success());
    let export = |format: &str| {
        let output = run(&["export", "--format", format, "--store", store.to_str().expect("UTF-8")]);
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    };
    let texts: BTreeMap<String, Vec<char>> = export("jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .filter(|line| line["kind"] == "document")
        .map(|line| {
            let text = line["text"].as_str().expect("a text").chars().collect();
            (line["document"].as_str().expect("an id").to_owned(), text)
        })
        .collect();
    let annotations: Vec<Value> = serde_json::from_str(&export("webannotation")).expect("an array");
    let mut kinds = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for annotation in &annotations {
        let target = &annotation["target"];
        let document =
            target["source"].as_str().and_then(|source| source.strip_suffix(".txt")).expect("a text");
        let at = |name: &str| target["selector"][1][name].as_u64().expect("an offset") as usize;
        let words: String = texts[document][at("start")..at("end")].iter().collect();
        assert_eq!(target["selector"][0]["exact"], words);
        let id = annotation["id"].as_str().expect("an id");
        assert!(ids.insert(id), "{id} stands twice");
        kinds.extend(id.split(':').nth(3));
    }
    for kind in ["mention", "attribution", "figure", "time_expression", "place", "position"] {
        assert!(kinds.contains(kind), "no {kind}");
    }
    let claims: Value = serde_json::from_str(&export("claims")).expect("JSON");
    let parts = claims["hasPart"].as_array().expect("claims");
    assert!(parts.len() > 100, "{}", parts.len());
    for part in parts {
        let begin = format!("{}:", part["@id"].as_str().expect("an id"));
        assert!(ids.range(begin.as_str()..).next().is_some_and(|id| id.starts_with(&begin)), "{begin}");
    }
}
