//! The reader gives what the training framework gives on fixed texts: pieces and features exactly, scores within a bound.

use rapporteur_nn::{Encoded, Machine, Model, ModelError, Reading, Table, attributions};
use serde_json::Value;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// How far a score may be from the reference. Both multiply the same whole numbers, but real functions differ in their
/// last bits, and what falls on the other side of a rounding step moves everything behind it a little.
const NEAR: f64 = 0.35;

/// Share of pieces whose best label must be that of the reference; 1,245 of 1,251 where this was written, and a processor
/// with other instructions rounds in other places.
const SAME: f64 = 0.98;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/attribution-0.1")
}

fn cases() -> Vec<Value> {
    let text = fs::read_to_string(folder().join("reference.json")).expect("the reference outputs");
    serde_json::from_str(&text).expect("JSON")
}

fn numbers(value: &Value) -> Vec<usize> {
    value.as_array().expect("a list").iter().map(|n| n.as_u64().expect("a number") as usize).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

#[test]
fn words_pieces_and_features_are_those_of_the_reference() {
    let model = Model::load(&folder()).expect("the model");
    for case in cases() {
        let text = case["text"].as_str().expect("a text");
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let place =
            |value: &Value| -> Vec<usize> { numbers(value).into_iter().map(|at| bytes[at]).collect() };
        let encoded = Encoded::new(text, model.vocabulary());
        let starts: Vec<usize> = encoded.words.iter().map(|word| word.start).collect();
        let ends: Vec<usize> = encoded.words.iter().map(|word| word.end).collect();
        assert_eq!(starts, place(&case["starts"]), "{text}");
        assert_eq!(ends, place(&case["ends"]), "{text}");
        assert_eq!(encoded.first, numbers(&case["first_pieces"]), "{text}");
        let ids: Vec<usize> = encoded.ids.iter().map(|&id| id as usize).collect();
        assert_eq!(ids, numbers(&case["ids"]), "{text}");
        let features: Vec<usize> = encoded.features.iter().map(|&feature| feature as usize).collect();
        assert_eq!(features, numbers(&case["features"]), "{text}");
        let quotations: Vec<_> = encoded
            .quotations
            .iter()
            .map(|q| (q.outer.start, q.inner.start, q.inner.end, q.outer.end, u64::from(q.level), q.closed))
            .collect();
        let expected: Vec<_> = list(&case["quotations"])
            .iter()
            .map(|q| {
                let at = |index: usize| bytes[q[index].as_u64().expect("a place") as usize];
                (at(0), at(1), at(2), at(3), q[4].as_u64().expect("a level"), q[5] == true)
            })
            .collect();
        assert_eq!(quotations, expected, "{text}");
    }
}

/// The first row with text must be near the reference.
fn near(what: &str, found: &[f64], expected: &Value) {
    for (found, expected) in found.iter().zip(list(expected)) {
        let expected = expected.as_f64().expect("a number");
        assert!((found - expected).abs() <= NEAR, "{what}: {found} where the reference has {expected}");
    }
}

fn best(table: &Table, row: usize) -> usize {
    let row = table.row(row);
    (0..row.len()).fold(0, |best, label| if row[label] > row[best] { label } else { best })
}

#[test]
fn scores_are_near_the_reference() {
    let model = Model::load(&folder()).expect("the model");
    let (mut pieces, mut same) = (0usize, 0usize);
    for case in cases() {
        let reading = Reading::new(&model, case["text"].as_str().expect("a text")).expect("it runs");
        let windows: Vec<_> = reading.windows().collect();
        let expected = list(&case["int8"]);
        assert_eq!(windows.len(), expected.len());
        for ((range, output), expected) in windows.into_iter().zip(expected) {
            let words = numbers(&expected["words"]);
            assert_eq!(*range, Range { start: words[0], end: words[1] });
            for (head, table) in model.manifest().heads.iter().zip(&output.heads) {
                let labels = numbers(&expected["best"][&head.name]);
                assert_eq!(labels.len(), table.rows());
                pieces += labels.len();
                same += labels.iter().enumerate().filter(|&(row, &label)| best(table, row) == label).count();
                for (row, expected) in list(&expected["scores"][&head.name]).iter().enumerate() {
                    let found: Vec<f64> = table.row(row + 1).iter().map(|&score| f64::from(score)).collect();
                    near(&head.name, &found, expected);
                }
            }
            for (link, (query, key)) in model.manifest().links.iter().zip(&output.links) {
                let product = |row: usize| -> f64 {
                    query.row(1).iter().zip(key.row(row)).map(|(q, k)| f64::from(q * k)).sum()
                };
                let found: Vec<f64> = (0..key.rows()).map(product).collect();
                near(&link.name, &found, &expected["links"][&link.name]);
            }
        }
    }
    println!("{same} of {pieces} labels are the same");
    assert!(same as f64 >= SAME * pieces as f64, "{same} of {pieces}");
}

#[test]
fn attributions_are_those_of_the_reference() {
    // What the shape of a line gives away (`NAME:`) is found by a script beside the model, takes the place of what the
    // model says there, and has this confidence. Texts with such lines are left out here.
    const BY_SHAPE: f64 = 0.95;
    let model = Model::load(&folder()).expect("the model");
    let (mut compared, mut different) = (0, 0);
    for case in cases() {
        let text = case["text"].as_str().expect("a text");
        let reading = Reading::new(&model, text).expect("it runs");
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let words = |value: &Value| -> Vec<&str> {
            let places = list(value).iter().map(numbers);
            places.map(|place| &text[bytes[place[0]]..bytes[place[1]]]).collect()
        };
        let of = |range: &Range<usize>| {
            let spans = &reading.encoded.words[range.clone()];
            &text[spans[0].start..spans[spans.len() - 1].end]
        };
        let found = attributions(&reading).expect("the model has the heads");
        let expected = list(&case["attributions"]);
        if expected.iter().any(|line| line["confidence"] == BY_SHAPE) {
            continue;
        }
        compared += expected.len();
        assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
        for (found, expected) in found.iter().zip(expected) {
            let same = [of(&found.cue)].as_slice() == words(&expected["cue"])
                && found.content.iter().map(of).collect::<Vec<_>>() == words(&expected["content"])
                && found.source.iter().map(of).collect::<Vec<_>>() == words(&expected["source"]);
            if !same {
                println!("{text}: {found:?}, not {expected}");
                different += 1;
                continue;
            }
            let confidence = expected["confidence"].as_f64().expect("a probability");
            assert!((found.confidence - confidence).abs() < 0.05, "{text}: {found:?}, {confidence}");
        }
    }
    // The last bits of real numbers differ between the two, so that one of two labels as good as each other can win.
    assert!(different * 10 <= compared, "{different} of {compared} attributions differ");
    assert!(compared >= 5, "only {compared} attributions");
}

#[test]
fn probabilities_and_votes_add_up() {
    let model = Model::load(&folder()).expect("the model");
    let text = "“It is shut,” said Ilse Marten, the mayor.\n\nThe dam holds, she added. ".repeat(40);
    let reading = Reading::new(&model, &text).expect("it runs");
    assert!(reading.windows().count() > 2);
    for (head, of) in model.manifest().heads.iter().enumerate() {
        let scores = reading.scores(head);
        assert_eq!(scores.len(), reading.encoded.words.len());
        for row in scores {
            assert_eq!(row.len(), of.labels.len());
            // A mean of logarithms is at most the logarithm of the mean.
            let sum: f64 = row.iter().map(|score| score.exp()).sum();
            assert!(sum > 0.5 && sum < 1.000_001, "{sum}");
        }
    }
    for link in 0..model.manifest().links.len() {
        for word in [0, 5, reading.encoded.words.len() - 1] {
            let votes = reading.votes(link, word..word + 1);
            let sum = votes.none + votes.words.values().sum::<f64>();
            assert!(sum > 0.0 && sum < 1.000_001, "{sum}");
        }
    }
}

#[test]
fn all_instructions_give_the_same_bits() {
    let text = "“It is shut,” said Ilse Marten, the mayor.\n\nThe dam holds, she added on Tuesday.";
    let read = |machine: Machine| {
        let model = Model::shipped().expect("the shipped model").on(machine);
        let reading = Reading::new(&model, text).expect("it runs");
        let bits = |table: &Table| -> Vec<u32> {
            (0..table.rows()).flat_map(|row| table.row(row)).map(|score| score.to_bits()).collect()
        };
        let outputs = reading.windows().map(|(_, output)| output);
        let tables = outputs.flat_map(|output| {
            let links = output.links.iter().flat_map(|(query, key)| [query, key]);
            output.heads.iter().chain(links).map(bits).collect::<Vec<_>>()
        });
        tables.collect::<Vec<_>>()
    };
    let mut machines = Machine::all().into_iter();
    let expected = read(machines.next().expect("any processor"));
    for machine in machines {
        assert!(read(machine) == expected, "{machine} gives other bits");
    }
}

#[test]
fn damaged_models_are_named() {
    let copy = tempfile::tempdir().expect("a folder");
    let file = |name: &str| copy.path().join(name);
    let check = |message: &str| match Model::load(copy.path()) {
        Err(error) => assert!(error.to_string().contains(message), "{error}"),
        Ok(_) => panic!("it was loaded: {message}"),
    };
    check("manifest.json");
    fs::write(file("manifest.json"), "{").expect("written");
    check("EOF");
    fs::copy(folder().join("manifest.json"), file("manifest.json")).expect("copied");
    check("vocab.txt");
    fs::write(file("vocab.txt"), "[CLS]\n").expect("written");
    check("copy the model's folder again");
    assert!(matches!(Model::load(copy.path()), Err(ModelError::Checksum { .. })));
    let manifest = fs::read_to_string(file("manifest.json")).expect("read");
    fs::write(file("manifest.json"), manifest.replace("\"format\": 2", "\"format\": 99")).expect("written");
    check("format 99");
}
