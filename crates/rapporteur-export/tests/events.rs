//! Events as they leave the program: every line tied to its words, and nothing that did not happen among what did.

mod invented;

use invented::{TEXT, report};
use rapporteur_export::{Line, jsonl, lines};
use rapporteur_text::{Offsets, Unit};

#[test]
fn a_line_has_the_words_of_its_spans_in_each_unit() {
    let report = report();
    for unit in [Unit::CodePoints, Unit::Utf8Bytes, Unit::Utf16Units] {
        let offsets = Offsets::new(TEXT);
        let mut seen = 0;
        for line in lines(&report, unit) {
            let Line::Event { line, words, .. } = line else { continue };
            let kept = &report.events[seen];
            let spans = |line: &rapporteur_record::Event| {
                let sides = line.sources.iter().chain(&line.targets).map(|side| side.span);
                sides.chain(line.mentions.iter().map(|mention| mention.trigger)).collect::<Vec<_>>()
            };
            let written: Vec<_> = words.sources.iter().chain(&words.targets).chain(&words.triggers).collect();
            assert_eq!(written.len(), spans(kept).len());
            for ((inside, outside), words) in spans(kept).into_iter().zip(spans(&line)).zip(written) {
                assert_eq!(inside.in_text(TEXT), words);
                assert_eq!(offsets.convert(inside, unit), outside, "{words} in {unit:?}");
            }
            seen += 1;
        }
        assert_eq!(seen, 8);
    }
}

#[test]
fn lines_keep_to_the_schema_and_its_order() {
    let validator = jsonschema::validator_for(&rapporteur_export::schema()).expect("a sound schema");
    let mut out = Vec::new();
    jsonl(&report(), Unit::CodePoints, &mut out).unwrap();
    let mut kinds: Vec<String> = Vec::new();
    for line in String::from_utf8(out).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Err(error) = validator.validate(&line) {
            panic!("{error}: {line}");
        }
        let back: Line = serde_json::from_value(line.clone()).unwrap();
        assert_eq!(serde_json::to_value(back).unwrap(), line);
        kinds.push(line["kind"].as_str().unwrap().to_owned());
    }
    kinds.dedup();
    assert_eq!(kinds, ["document", "entity", "attribution", "event", "time_expression", "place"]);
}
