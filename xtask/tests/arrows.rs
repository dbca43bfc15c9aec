//! Arrows between crates point downwards only, and only where ARCHITECTURE.md has one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which crates each crate may use, lowest first. A new arrow is a decision: write it here and in ARCHITECTURE.md.
const ARROWS: [(&str, &[&str]); 25] = [
    ("rapporteur-text", &[]),
    ("rapporteur-record", &["rapporteur-text"]),
    ("rapporteur-ontology", &[]),
    ("rapporteur-nn", &["rapporteur-text"]),
    ("rapporteur-gather", &["rapporteur-record"]),
    ("rapporteur-read", &["rapporteur-record", "rapporteur-text"]),
    ("rapporteur-lang", &["rapporteur-record", "rapporteur-text"]),
    (
        "rapporteur-extract",
        &["rapporteur-lang", "rapporteur-nn", "rapporteur-ontology", "rapporteur-record", "rapporteur-text"],
    ),
    (
        "rapporteur-link",
        &[
            "rapporteur-extract",
            "rapporteur-lang",
            "rapporteur-ontology",
            "rapporteur-record",
            "rapporteur-text",
        ],
    ),
    ("rapporteur-dating", &["rapporteur-record"]),
    ("rapporteur-identity", &["rapporteur-ontology", "rapporteur-record"]),
    ("rapporteur-story", &["rapporteur-record", "rapporteur-text"]),
    ("rapporteur-event", &["rapporteur-ontology", "rapporteur-record"]),
    (
        "rapporteur-ledger",
        &["rapporteur-ontology", "rapporteur-record", "rapporteur-story", "rapporteur-text"],
    ),
    ("rapporteur-position", &["rapporteur-ontology", "rapporteur-record", "rapporteur-text"]),
    (
        "rapporteur-compare",
        &[
            "rapporteur-event",
            "rapporteur-ledger",
            "rapporteur-ontology",
            "rapporteur-record",
            "rapporteur-text",
        ],
    ),
    ("rapporteur-correct", &["rapporteur-record", "rapporteur-text"]),
    ("rapporteur-store", &["rapporteur-record", "rapporteur-text"]),
    ("rapporteur-export", &["rapporteur-ledger", "rapporteur-record", "rapporteur-text"]),
    (
        "rapporteur-brief",
        &[
            "rapporteur-compare",
            "rapporteur-event",
            "rapporteur-identity",
            "rapporteur-ledger",
            "rapporteur-ontology",
            "rapporteur-position",
            "rapporteur-record",
            "rapporteur-story",
            "rapporteur-text",
        ],
    ),
    (
        "rapporteur-engine",
        &[
            "rapporteur-correct",
            "rapporteur-dating",
            "rapporteur-event",
            "rapporteur-extract",
            "rapporteur-gather",
            "rapporteur-identity",
            "rapporteur-lang",
            "rapporteur-ledger",
            "rapporteur-link",
            "rapporteur-nn",
            "rapporteur-ontology",
            "rapporteur-position",
            "rapporteur-read",
            "rapporteur-record",
            "rapporteur-store",
            "rapporteur-story",
            "rapporteur-text",
        ],
    ),
    (
        "rapporteur",
        &[
            "rapporteur-brief",
            "rapporteur-correct",
            "rapporteur-engine",
            "rapporteur-export",
            "rapporteur-gather",
            "rapporteur-read",
            "rapporteur-record",
            "rapporteur-store",
            "rapporteur-text",
        ],
    ),
    ("rapporteur-cli", &["rapporteur"]),
    (
        "rapporteur-eval",
        &[
            "rapporteur-event",
            "rapporteur-export",
            "rapporteur-ledger",
            "rapporteur-position",
            "rapporteur-record",
            "rapporteur-story",
            "rapporteur-text",
        ],
    ),
    ("xtask", &["rapporteur-eval", "rapporteur-export"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Our crates among the dependencies of a manifest; development dependencies are free, for tests run whole pipelines.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]";
        } else if let Some((name, _)) =
            line.split_once('.').filter(|_| inside && line.starts_with("rapporteur"))
        {
            found.insert(name.to_owned());
        }
    }
    found
}

#[test]
fn arrows_are_the_agreed_ones() {
    let mut is = BTreeMap::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        is.insert(name, dependencies(&fs::read_to_string(folder.join("Cargo.toml")).unwrap()));
    }
    is.insert("xtask".into(), dependencies(&fs::read_to_string(root().join("xtask/Cargo.toml")).unwrap()));
    let allowed: BTreeMap<String, BTreeSet<String>> = ARROWS
        .iter()
        .map(|(name, uses)| ((*name).to_owned(), uses.iter().map(|u| (*u).to_owned()).collect()))
        .collect();
    assert_eq!(is, allowed);
}

#[test]
fn arrows_point_downwards() {
    for (position, (name, uses)) in ARROWS.iter().enumerate() {
        for used in *uses {
            assert!(
                ARROWS[..position].iter().any(|(lower, _)| lower == used),
                "{name} uses {used}, which is not below"
            );
        }
    }
}

#[test]
fn extractors_do_not_import_each_other() {
    let extract = root().join("crates/rapporteur-extract/src");
    let modules = ["figure", "name", "place", "quote", "time"];
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for module in modules {
        files.push((module.to_owned(), extract.join(format!("{module}.rs"))));
        if let Ok(entries) = fs::read_dir(extract.join(module)) {
            files.extend(entries.map(|entry| (module.to_owned(), entry.unwrap().path())));
        }
    }
    // A place is a mention of a name that the gazetteer knows: this one arrow is in the signature of `places`.
    let known = [("place", "name")];
    let mut checked = 0;
    for (module, file) in files.iter().filter(|(_, file)| file.is_file()) {
        let text = fs::read_to_string(file).unwrap();
        checked += 1;
        for other in modules.iter().filter(|other| *other != module) {
            let imports =
                text.contains(&format!("crate::{other}::")) || text.contains(&format!("crate::{{{other}"));
            assert!(
                !imports || known.contains(&(module.as_str(), other)),
                "{} imports {other}",
                file.display()
            );
        }
    }
    assert!(checked >= modules.len(), "the extractors were not found");
}

#[test]
fn every_crate_says_what_it_may_not_know() {
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let source = entry.unwrap().path().join("src");
        let file =
            ["lib.rs", "main.rs"].map(|name| source.join(name)).into_iter().find(|f| f.is_file()).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        let doc: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        assert!(doc.contains("may not know"), "{} does not say what it may not know", file.display());
    }
}
