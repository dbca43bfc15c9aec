//! The reader of pairs says what the training framework says; any text and any sides give probabilities; damaged files are named.

use proptest::prelude::*;
use rapporteur_nn::{Machine, Model, PairReader};
use rapporteur_text::ContentHash;
use serde_json::{Value, json};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// How far a probability may be from the reference: both multiply the same whole numbers, but the last bits of real functions differ,
/// which moves a rounding and grows.
const NEAR: f64 = 0.05;

static READER: LazyLock<PairReader> = LazyLock::new(|| reader(&folder()));

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/pairs-0.1")
}

fn reader(folder: &Path) -> PairReader {
    PairReader::load(folder, Arc::new(Model::shipped().expect("the model"))).expect("the reader")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// A side of one range.
fn one(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}

fn check(shares: &[f64]) {
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{shares:?}");
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
}

#[test]
fn pairs_are_those_of_the_reference() {
    let cases = fs::read_to_string(folder().join("reference.json")).expect("the reference");
    let cases: Vec<Value> = serde_json::from_str(&cases).expect("JSON");
    assert!(cases.len() > 5);
    for case in cases {
        let text = case["text"].as_str().expect("a text");
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = |value: &Value| bytes[value.as_u64().expect("a place") as usize];
        let side = |name: &str| -> Vec<Range<usize>> {
            list(&case[name]).iter().map(|span| at(&span[0])..at(&span[1])).collect()
        };
        let found = READER.read(text, &side("sources"), &side("targets")).expect("it reads");
        check(&found);
        for (kind, share) in READER.kinds().iter().zip(found) {
            let expected = case["all"][kind].as_f64().expect("a logarithm").exp();
            assert!((share - expected).abs() < NEAR, "{text}: {kind} {share:.3}, not {expected:.3}");
        }
    }
}

#[test]
fn all_instructions_say_the_same() {
    let (text, sources, targets) = ("Norvasse shelled the town of Hollin.", one(0..8), one(29..35));
    let expected = READER.read(text, &sources, &targets).expect("it reads");
    for machine in Machine::all() {
        let model = Arc::new(Model::shipped().expect("the model").on(machine));
        let found = PairReader::shipped(model).expect("the reader").read(text, &sources, &targets);
        assert_eq!(found.expect("it reads"), expected, "{machine}");
    }
}

#[test]
fn sides_tell_what_is_done() {
    let text = "Ostravia thanked Kess for its grain, but Dalmerra shelled a port of Kess.";
    let best = |source: &str, target: &str| {
        let place = |words: &str| {
            let at = text.find(words).expect(words);
            at..at + words.len()
        };
        let shares = READER.read(text, &[place(source)], &[place(target)]).expect("it reads");
        let best = (0..shares.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b])).expect("kinds");
        READER.kinds()[best].clone()
    };
    assert_eq!(best("Ostravia", "Kess"), "SUPPORT");
    assert_eq!(best("Dalmerra", "a port of Kess"), "ASSAULT");
}

/// Of a long text what is around the sides is read, and what lies far away changes nothing.
#[test]
fn long_texts_are_read_around_the_sides() {
    let words = "Norvasse shelled the town of Hollin. ";
    let far = "The weather was fine and the boats lay still. ".repeat(60);
    let text = format!("{far}{words}{far}");
    let at = far.len();
    let side = |range: Range<usize>| one(at + range.start..at + range.end);
    let found = READER.read(&text, &side(0..8), &side(29..35)).expect("it reads");
    check(&found);
    let error = READER.read(&text, &side(0..8), &one(text.len() - 7..text.len() - 2));
    assert!(error.expect_err("too far").to_string().contains("too far apart"), "it is named");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_sides_give_probabilities(
        text in "([a-zA-Z]{1,9}|xsrcx|xtgtx|[.,“”'\n \u{a0}\u{200b}é中🙂İ]){0,60}",
        places in prop::collection::vec((0usize..400, 0usize..400), 0..5),
    ) {
        let ranges: Vec<Range<usize>> = places.iter().map(|&(start, end)| Range { start, end }).collect();
        let (sources, targets) = ranges.split_at(ranges.len() / 2);
        match READER.read(&text, sources, targets) {
            Ok(shares) => check(&shares),
            Err(error) => prop_assert!(error.to_string().contains("too far apart")),
        }
    }
}

#[test]
fn damaged_files_are_named() {
    const FILES: [&str; 2] = ["pairs.safetensors", "ngrams.safetensors"];
    let copy = |changes: &[(&str, Value)]| {
        let copy = tempfile::tempdir().expect("a folder");
        for name in FILES {
            fs::copy(folder().join(name), copy.path().join(name)).expect("copied");
        }
        let manifest = fs::read(folder().join("manifest.json")).expect("read");
        let mut manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
        for (place, value) in changes {
            *manifest.pointer_mut(place).expect(place) = value.clone();
        }
        fs::write(copy.path().join("manifest.json"), manifest.to_string()).expect("written");
        copy
    };
    let model = Arc::new(Model::shipped().expect("the model"));
    let error = |folder: &Path| match PairReader::load(folder, model.clone()) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("it was loaded"),
    };
    for (place, value, message) in [
        ("/words", json!("00"), "pairs.safetensors: was learned on another encoder"),
        ("/format", json!(7), "this program reads format 1"),
        ("/files/ngrams.safetensors/sha256", json!("00"), "copy the model's folder again"),
        ("/kinds", json!([]), "safetensors: "),
        ("/kinds", json!(["one"]), "ngrams.safetensors: words.weight is"),
        ("/temperature", json!(0.0), "sizes in the manifest do not fit together"),
        ("/encoder/width", json!(64), "sizes in the manifest do not fit together"),
        ("/encoder/layers", json!(9), "pairs.safetensors: tensor `layer6"),
        ("/share", json!("much"), "manifest.json: invalid type"),
    ] {
        let found = error(copy(&[(place, value)]).path());
        assert!(found.contains(message), "{place}: {found}");
    }
    for name in FILES {
        let bytes = fs::read(folder().join(name)).expect("read");
        let cut = &bytes[..bytes.len() / 2];
        let sum = json!(ContentHash::of(cut).to_string());
        let copy = copy(&[(&format!("/files/{name}/sha256"), sum)]);
        fs::write(copy.path().join(name), cut).expect("written");
        let found = error(copy.path());
        assert!(found.starts_with(name), "{found}");
        fs::remove_file(copy.path().join(name)).expect("removed");
        assert!(error(copy.path()).contains(name), "it is named");
    }
}
