//! The reader finds in sentences what the training framework finds in them; what it gives lies in the text, for any text; damaged
//! files are named.

use proptest::prelude::*;
use rapporteur_nn::{Machine, Model, Reading, Side, Telling, events, pair};
use rapporteur_text::ContentHash;
use serde_json::{Value, json};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Share of events that must be those of the reference in every respect. Both multiply the same whole numbers, but the
/// last bits of real functions differ, so that one of two choices as good as each other can win.
const SAME: f64 = 0.9;

const MODEL: &str = "model.safetensors";
const EVENTS: &str = "events.safetensors";

/// Holds each word for a trigger, and many for its sides.
static EAGER: LazyLock<Model> = LazyLock::new(|| changed(&eager()));

fn eager() -> [(&'static str, Value); 3] {
    [
        ("/events/threshold", json!(0.0)),
        ("/events/side_threshold", json!(0.05)),
        ("/events/gate", Value::Null),
    ]
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/attribution-0.1")
}

/// A copy of the model with other values in its manifest.
fn copy(changes: &[(&str, Value)]) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for name in [MODEL, "coreference.safetensors", EVENTS, "vocab.txt"] {
        fs::copy(folder().join(name), copy.path().join(name)).expect("copied");
    }
    let manifest = fs::read(folder().join("manifest.json")).expect("read");
    let mut manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    for (place, value) in changes {
        *manifest.pointer_mut(place).expect(place) = value.clone();
    }
    fs::write(copy.path().join("manifest.json"), manifest.to_string()).expect("written");
    copy
}

fn changed(changes: &[(&str, Value)]) -> Model {
    Model::load(copy(changes).path()).expect("the model")
}

/// What a text, cut at some bytes, tells of events.
fn read(model: &Model, text: &str, sentences: &[Range<usize>]) -> Vec<Telling> {
    let reading = Reading::of_sentences(model, text, sentences).expect("it runs");
    let found = events(&reading).expect("the model reads events").to_vec();
    check(text, sentences, &reading, &found);
    found
}

/// Each reading lies in its sentence, on borders of characters, in order; each probability is one.
fn check(text: &str, sentences: &[Range<usize>], reading: &Reading<'_>, found: &[Telling]) {
    let share = |share: &f64| (0.0..=1.000_001).contains(share);
    let whole = |shares: &[f64]| (shares.iter().sum::<f64>() - 1.0).abs() < 1e-6 && shares.iter().all(share);
    for telling in found {
        let sentence = &sentences[telling.sentence];
        let bytes = |words: &Range<usize>| {
            let spans = &reading.encoded.words[words.clone()];
            let bytes = spans[0].start..spans[spans.len() - 1].end;
            assert!(text.get(bytes.clone()).is_some_and(|words| !words.trim().is_empty()), "{telling:?}");
            bytes
        };
        let trigger = bytes(&(telling.trigger..telling.trigger + 1));
        assert!(sentence.contains(&trigger.start), "{telling:?}");
        for sides in [&telling.sources, &telling.targets] {
            assert!(sides.is_sorted_by(|a, b| a.words.end <= b.words.start), "{telling:?}");
            for Side { words, probability } in sides {
                assert!(sentence.contains(&bytes(words).start) && share(probability), "{telling:?}");
                assert!(!words.contains(&telling.trigger), "{telling:?}");
            }
        }
        assert!(share(&telling.happens) && whole(&telling.types) && whole(&telling.realis), "{telling:?}");
    }
    assert!(found.is_sorted_by(|a, b| a.trigger < b.trigger));
}

#[test]
fn events_are_those_of_the_reference() {
    let model = Model::load(&folder()).expect("the model");
    let cases = fs::read_to_string(folder().join("events.json")).expect("the reference");
    let cases: Vec<Value> = serde_json::from_str(&cases).expect("JSON");
    let (mut same, mut all) = (0usize, 0usize);
    for case in cases {
        let text = case["text"].as_str().expect("a text");
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = |value: &Value| bytes[value.as_u64().expect("a place") as usize];
        let range = |value: &Value| at(&value[0])..at(&value[1]);
        let sentences: Vec<_> = list(&case["sentences"]).iter().map(|one| range(&one["range"])).collect();
        let reading = Reading::of_sentences(&model, text, &sentences).expect("it runs");
        let found = events(&reading).expect("the model reads events");
        check(text, &sentences, &reading, found);
        let words = &reading.encoded.words;
        let sizes = model.manifest().events.as_ref().expect("the model reads events");
        let expected = list(&case["sentences"]).iter().flat_map(|one| list(&one["chunks"]));
        let expected: Vec<&Value> = expected.flat_map(|chunk| list(&chunk["events"])).collect();
        all += expected.len().max(found.len());
        for telling in found {
            let spans = |sides: &[Side]| -> Vec<Range<usize>> {
                let span = |side: &Side| words[side.words.start].start..words[side.words.end - 1].end;
                sides.iter().map(span).collect()
            };
            let ranges = |value: &Value| list(value).iter().map(range).collect::<Vec<_>>();
            let equal = |other: &&&Value| {
                at(&other[0]) == words[telling.trigger].start
                    && other[1] == sizes.types[best(&telling.types)]
                    && other[4] == sizes.realis[best(&telling.realis)]
                    && ranges(&other[5]) == spans(&telling.sources)
                    && ranges(&other[6]) == spans(&telling.targets)
            };
            let Some(other) = expected.iter().find(equal) else {
                println!("{:?} of {text:?} is not as in the reference", words[telling.trigger].of(text));
                continue;
            };
            same += 1;
            let likeliest = telling.types[best(&telling.types)];
            for (found, other) in [(telling.happens, &other[2]), (likeliest, &other[3])] {
                let other = other.as_f64().expect("a probability");
                assert!((found - other).abs() < 0.1, "{text}: {telling:?}, {other}");
            }
        }
    }
    println!("{same} of {all} events are the same");
    assert!(all >= 8 && same as f64 >= SAME * all as f64, "{same} of {all}");
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn best(shares: &[f64]) -> usize {
    (0..shares.len()).fold(0, |best, at| if shares[at] > shares[best] { at } else { best })
}

const TEXT: &str = "The Ostravian army shelled the border town of Hollin on Friday, the mayor said.\n\nOstravia denied that \
    its troops had entered the country, and urged Dalmerra to withdraw its forces.";

fn sentences() -> [Range<usize>; 2] {
    let middle = TEXT.find("\n\n").expect("a break");
    [0..middle, middle + 2..TEXT.len()]
}

#[test]
fn all_instructions_give_the_same_events() {
    let mut machines = Machine::all().into_iter();
    let on = |machine: Machine| read(&changed(&eager()).on(machine), TEXT, &sentences());
    let expected = on(machines.next().expect("any processor"));
    assert!(expected.len() > 30 && expected.iter().any(|telling| !telling.sources.is_empty()));
    for machine in machines {
        assert_eq!(on(machine), expected, "{machine}");
    }
}

/// What one sentence tells does not depend on which others are asked for.
#[test]
fn sentences_are_read_alone() {
    let [first, second] = sentences();
    let both = read(&EAGER, TEXT, &[first.clone(), second.clone()]);
    let one = read(&EAGER, TEXT, std::slice::from_ref(&first));
    let mut other = read(&EAGER, TEXT, &[second]);
    other.iter_mut().for_each(|telling| telling.sentence = 1);
    assert_eq!(both, [one, other].concat());
    let none = Reading::new(&EAGER, TEXT).expect("it runs");
    assert_eq!(events(&none), None);
    assert_eq!(read(&EAGER, TEXT, &[]), []);
    // What is asked for twice counts to the first.
    let all = 0..TEXT.len();
    let twice = read(&EAGER, TEXT, &[all.clone(), first, all.clone()]);
    assert_eq!(twice, read(&EAGER, TEXT, &[all]));
}

/// Silent words tell of nothing, and what the others tell stays as it is, sides in silent words too.
#[test]
fn silent_words_are_on_sides_only() {
    let silent = |word: Range<usize>| matches!(&TEXT[word], "The" | "the" | "of" | "," | ".");
    let reading = Reading::of_loud_words(&EAGER, TEXT, &sentences(), &silent).expect("it runs");
    let mut expected = read(&EAGER, TEXT, &sentences());
    let all = expected.len();
    expected.retain(|telling| {
        let word = reading.encoded.words[telling.trigger];
        !silent(word.start..word.end)
    });
    assert!(expected.len() < all && expected.iter().any(|telling| !telling.sources.is_empty()));
    assert_eq!(events(&reading), Some(expected.as_slice()));
    let none = Reading::of_loud_words(&EAGER, TEXT, &sentences(), &|_| true).expect("it runs");
    assert_eq!(events(&none), Some([].as_slice()));
}

/// What no word of a sentence is above is not read.
#[test]
fn the_gate_leaves_sentences_out() {
    let with = |gate: f64| {
        let [threshold, sides, _] = eager();
        read(&changed(&[threshold, sides, ("/events/gate", json!(gate))]), TEXT, &sentences())
    };
    assert_eq!(with(1e30), []);
    assert_eq!(with(-1e30), read(&EAGER, TEXT, &sentences()));
}

/// Without events a model reads as before.
#[test]
fn a_model_without_events_gives_none() {
    let blind = Model::shipped().expect("the model").without_events();
    let reading = Reading::of_sentences(&blind, TEXT, &sentences()).expect("it runs");
    assert_eq!(events(&reading), None);
    assert_eq!(pair(&blind, TEXT, 0..10, &[], &[]).expect("it runs"), None);
}

#[test]
fn two_sides_have_a_share_for_each_type() {
    let place = |words: &str| {
        let start = TEXT.find(words).expect(words);
        start..start + words.len()
    };
    let [first, second] = sentences();
    let check = |sentence: &Range<usize>, source: Range<usize>, target: Range<usize>| {
        let found = pair(&EAGER, TEXT, sentence.clone(), &[source], &[target]).expect("it runs");
        let found = found.expect("words are left");
        for shares in [&found.types, &found.realis] {
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{found:?}");
        }
        found
    };
    let one = check(&first, place("The Ostravian army"), place("the border town of Hollin"));
    let other = check(&second, place("Ostravia denied"), place("Dalmerra"));
    assert_ne!(one, other);
    let denied = place("its troops");
    let found = check(&second, denied, place("the country"));
    let realis = &EAGER.manifest().events.as_ref().expect("it reads events").realis;
    assert_eq!(realis[best(&found.realis)], "denied");
    // Sides may be missing or lie elsewhere; words that are all on sides tell nothing.
    check(&first, 0..0, place("Dalmerra"));
    let all = std::slice::from_ref(&first);
    assert_eq!(pair(&EAGER, TEXT, first.clone(), all, &[]).expect("it runs"), None);
    assert_eq!(pair(&EAGER, "", 0..0, &[], &[]).expect("it runs"), None);
}

/// A sentence is cut where it is longer than a window; text of any length and shape is read.
#[test]
fn endless_sentences_are_read() {
    let long = "The army shelled the town and ".repeat(834);
    let found = read(&EAGER, &long, std::slice::from_ref(&(0..long.len())));
    assert_eq!(found.len(), 834 * 6);
    for text in ["(".repeat(900), "\n".repeat(900), "an \n".repeat(600), "é".repeat(900), String::new()] {
        let count = text.chars().count();
        let each: Vec<Range<usize>> = (0..text.len()).map(|at| at..at + 1).collect();
        assert!(read(&EAGER, &text, &each).len() <= count);
        assert!(read(&EAGER, &text, std::slice::from_ref(&(0..text.len()))).len() <= count);
        // Ranges that are none of the text.
        let (backward, behind) = (Range { start: 7, end: 3 }, text.len()..usize::MAX);
        assert!(read(&EAGER, &text, &[backward, behind]).len() <= count);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_range_lies_in_the_text(
        text in "([a-zA-Z]{1,9}|[.,“”'\n \u{a0}\u{200b}é中🙂]){0,120}",
        cuts in prop::collection::vec(0usize..700, 0..9),
    ) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(text.len())).chain([0, text.len()]).collect();
        cuts.sort_unstable();
        let sentences: Vec<Range<usize>> = cuts.windows(2).map(|cut| cut[0]..cut[1]).collect();
        let words = read(&EAGER, &text, &sentences).len();
        prop_assert!(words <= text.chars().count());
    }
}

#[test]
fn damaged_files_are_named() {
    let sum = |bytes: &[u8]| json!(ContentHash::of(bytes).to_string());
    let check = |changes: &[(&str, Value)], message: &str| {
        let copy = copy(changes);
        match Model::load(copy.path()) {
            Err(error) => assert!(error.to_string().contains(message), "{error}"),
            Ok(_) => panic!("it was loaded: {message}"),
        }
    };
    check(&[("/events/encoder", json!("00"))], "events.safetensors: was learned on another encoder");
    check(&[("/files/events.safetensors/sha256", json!("00"))], "copy the model's folder again");
    for (place, value) in [
        ("/events/layer", json!(0)),
        ("/events/layer", json!(99)),
        ("/events/layers", json!(100)),
        ("/events/types", json!([])),
        ("/events/realis", json!(vec!["x"; 300])),
        ("/events/side", json!(0)),
        ("/events/side", json!(u32::MAX)),
        ("/events/reach", json!(usize::MAX)),
        ("/events/temperature", json!(0.0)),
        ("/events/realis_temperature", json!(-1.0)),
        ("/events/threshold", json!(-1.0)),
        ("/events/side_threshold", json!(2.0)),
    ] {
        check(&[(place, value)], "sizes in the manifest do not fit together");
    }
    check(&[("/events/layers", json!(60))], "events.safetensors: tensor `layer");
    check(&[("/events/types", json!(["one"]))], "events.safetensors: heads.");
    check(&[("/events/reach", json!(1))], "events.safetensors: source.bias is");
    check(&[("/events/layer", json!("one"))], "manifest.json: invalid type");
    // Other bytes under the right sum.
    let bytes = fs::read(folder().join(EVENTS)).expect("read");
    let cut = [&bytes[..9], &bytes[..bytes.len() / 2], &[0xff; 64]];
    for bytes in cut {
        let copy = copy(&[("/files/events.safetensors/sha256", sum(bytes))]);
        fs::write(copy.path().join(EVENTS), bytes).expect("written");
        let error = Model::load(copy.path()).expect_err("it is damaged").to_string();
        assert!(error.starts_with("events.safetensors: "), "{error}");
    }
    let copy = copy(&[]);
    fs::remove_file(copy.path().join(EVENTS)).expect("removed");
    let error = Model::load(copy.path()).expect_err("it is gone").to_string();
    assert!(error.contains(EVENTS), "{error}");
}
