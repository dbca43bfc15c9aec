//! The reader finds the mentions and antecedents that the training framework finds on fixed texts.

use rapporteur_nn::{Machine, Model, Reading, Referring, mentions};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Share of mentions that must be those of the reference in every respect. Python multiplies real numbers behind the encoder,
/// the reader whole ones, so that one of two choices as good as each other can win.
const SAME: f64 = 0.9;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/attribution-0.1")
}

fn read(model: &Model, text: &str) -> Vec<Referring> {
    let reading = Reading::new(model, text).expect("it runs");
    mentions(&reading, text).expect("the model reads coreference")
}

#[test]
fn mentions_and_antecedents_are_those_of_the_reference() {
    let model = Model::load(&folder()).expect("the model");
    let cases = fs::read_to_string(folder().join("coreference.json")).expect("the reference");
    let cases: Vec<Value> = serde_json::from_str(&cases).expect("JSON");
    let (mut same, mut all) = (0usize, 0usize);
    for case in cases {
        let text = case["text"].as_str().expect("a text");
        let expected = case["mentions"].as_array().expect("a list");
        let found = read(&model, text);
        all += expected.len().max(found.len());
        for mention in &found {
            let antecedent = mention.antecedent.map(|other| other.mention);
            let row =
                json!([mention.head, mention.words.start, mention.words.end - 1, mention.kind, antecedent]);
            let equal = |other: &&Value| {
                other.as_array().is_some_and(|other| row.as_array().is_some_and(|row| other[..5] == row[..]))
            };
            match expected.iter().find(equal) {
                Some(other) => {
                    same += 1;
                    let (found, expected) = (
                        mention.antecedent.map(|a| a.probability),
                        other[5].as_f64().expect("a probability"),
                    );
                    assert!(
                        found.is_none_or(|found| (found - expected).abs() < 0.1),
                        "{text}: {mention:?}, {other}"
                    );
                }
                None => println!("{text:?}: {row} is not in the reference"),
            }
        }
    }
    println!("{same} of {all} mentions are the same");
    assert!(all >= 40 && same as f64 >= SAME * all as f64, "{same} of {all}");
}

#[test]
fn a_pronoun_goes_back_to_a_name() {
    let text = "Ilse Marten, the mayor of Kesselby, opened the new harbour on Tuesday. She said that it had cost her town a fortune.";
    let model = Model::shipped().expect("the model");
    let reading = Reading::new(&model, text).expect("it runs");
    let words = |mention: &Referring| {
        let spans = &reading.encoded.words[mention.words.clone()];
        &text[spans[0].start..spans[spans.len() - 1].end]
    };
    let found = mentions(&reading, text).expect("the model reads coreference");
    let first_of = |pronoun: &str| {
        let mut at = found.iter().position(|mention| words(mention) == pronoun).expect(pronoun);
        while let Some(before) = found[at].antecedent {
            at = before.mention;
        }
        words(&found[at])
    };
    assert!(first_of("She").starts_with("Ilse Marten"), "{}", first_of("She"));
    assert_eq!(first_of("it"), "the new harbour");
}

#[test]
fn all_instructions_give_the_same_mentions() {
    let text = "The mayor opened the harbour. She said it was hers, and the mayor’s men agreed with her.";
    let mut machines = Machine::all().into_iter();
    let on = |machine: Machine| read(&Model::shipped().expect("the model").on(machine), text);
    let expected = on(machines.next().expect("any processor"));
    for machine in machines {
        assert_eq!(on(machine), expected, "{machine}");
    }
}

/// Thousands of mentions are compared with a bounded number of others each, and brackets are no mentions.
#[test]
fn endless_texts_are_read() {
    let model = Model::shipped().expect("the model");
    for text in ["(".repeat(3_000), "Marten ".repeat(2_000), "she ".repeat(2_000), "\n".repeat(3_000)] {
        let count = text.split_whitespace().count();
        assert!(read(&model, &text).len() <= count);
    }
    assert!(read(&model, "").is_empty());
}
