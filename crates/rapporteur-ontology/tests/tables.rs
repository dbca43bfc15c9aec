//! The tables are the ones of the manifest, and their rows are whole.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn tables() -> impl Iterator<Item = (String, String)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    paths.sort();
    paths.into_iter().map(|path| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
    })
}

#[test]
fn the_manifest_names_every_table_and_its_hash() {
    let manifest: BTreeMap<String, String> =
        serde_json::from_str(&std::fs::read_to_string(folder().join("MANIFEST.json")).unwrap()).unwrap();
    let found: BTreeMap<String, String> =
        tables().map(|(name, text)| (name, format!("{:x}", Sha256::digest(text)))).collect();
    assert_eq!(found, manifest, "run scripts/lexicon/build.py after a change of a table");
}

#[test]
fn rows_have_the_same_number_of_fields() {
    for (name, text) in tables() {
        let mut widths =
            text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').count());
        let first = widths.next().unwrap();
        assert!(widths.all(|width| width == first), "{name}");
        assert!(text.starts_with("# "), "{name} says what its fields are");
    }
}

#[test]
fn together_they_stay_small() {
    let (gazetteer, words): (Vec<_>, Vec<_>) = tables().partition(|(name, _)| name == "gazetteer.tsv");
    let bytes = |tables: &[(String, String)]| tables.iter().map(|(_, text)| text.len()).sum::<usize>();
    assert!(bytes(&words) <= 4_200_000, "{} bytes", bytes(&words));
    assert!(bytes(&gazetteer) <= 15_000_000, "{} bytes", bytes(&gazetteer));
}

#[test]
fn every_file_is_credited_with_its_own_sum() {
    let credits = rapporteur_ontology::credit::tables();
    let found: Vec<(&str, &str)> = credits.iter().map(|credit| (credit.file, credit.sha256)).collect();
    let sums: Vec<(String, String)> =
        tables().map(|(name, text)| (name, format!("{:x}", Sha256::digest(text)))).collect();
    assert_eq!(found, sums.iter().map(|(name, sum)| (name.as_str(), sum.as_str())).collect::<Vec<_>>());
    for credit in credits {
        assert!(
            ![credit.what, credit.source, credit.terms].contains(&""),
            "{} is not in README.md",
            credit.file
        );
        assert!(credit.date.len() == 10 && credit.date.split('-').count() == 3, "{}", credit.date);
    }
    // What is in the folder is a table, or tells of them.
    let others = ["MANIFEST.json", "README.md", "WORDNET-LICENSE.txt"];
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(name.ends_with(".tsv") || others.contains(&name.as_str()), "{name}");
    }
}
