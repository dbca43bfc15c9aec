//! Web Annotations and claims: every annotation finds its words, no claim has a rating.

mod invented;

use invented::{TEXT, report};
use rapporteur_export::{Annotations, Claims};
use rapporteur_record::{Claimant, Figure, FigureId, Report, Speaker};
use rapporteur_text::Span;
use serde_json::Value;
use std::collections::BTreeSet;

fn annotations(report: &Report) -> Vec<Value> {
    let mut out = Vec::new();
    let mut writer = Annotations::new(&mut out).unwrap();
    writer.add(report, &[]).unwrap();
    let written = writer.finish().unwrap();
    let all: Vec<Value> = serde_json::from_slice(&out).unwrap();
    assert_eq!(all.len() as u64, written);
    all
}

fn claims(reports: &[Report]) -> Value {
    let mut out = Vec::new();
    let mut writer = Claims::new(&mut out, "1").unwrap();
    for report in reports {
        writer.add(report).unwrap();
    }
    writer.finish().unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// The report with a figure in its own voice.
fn counted() -> Report {
    let mut report = report();
    let start = TEXT.find("3 March").unwrap();
    let span = Span::new(start, start + 7);
    report.figures.push(Figure {
        id: FigureId(0),
        span,
        number: Span::new(start, start + 1),
        measure: "units".to_owned(),
        value: Some(3.0),
        low: Some(3.0),
        high: Some(3.0),
        bound: rapporteur_record::Bound::Exact,
        scope: None,
        counted: None,
        status: None,
        of: None,
        as_of: None,
        claimant: Claimant::Outlet,
        why: rapporteur_record::Why::rule("test", "0.0.0", "figure.test", [span]),
    });
    report
}

#[test]
fn every_annotation_finds_its_words() {
    let report = counted();
    let text: Vec<char> = report.document.text.chars().collect();
    let mut ids = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for annotation in annotations(&report) {
        assert!(ids.insert(annotation["id"].as_str().unwrap().to_owned()), "{annotation}");
        let target = &annotation["target"];
        assert_eq!(target["source"], format!("{}.txt", report.document.id));
        let (quote, place) = (&target["selector"][0], &target["selector"][1]);
        assert_eq!(
            (&quote["type"], &place["type"]),
            (&"TextQuoteSelector".into(), &"TextPositionSelector".into())
        );
        assert_eq!(place["offset_unit"], "code_points");
        let at = |name: &str| place[name].as_u64().unwrap() as usize;
        let exact: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(quote["exact"], exact);
        let whole: String = ["prefix", "exact", "suffix"].map(|name| quote[name].as_str().unwrap()).concat();
        assert_eq!(report.document.text.matches(&whole).count(), 1, "{whole}");
        let body: Value = serde_json::from_str(annotation["body"]["value"].as_str().unwrap()).unwrap();
        kinds.insert(body["kind"].as_str().unwrap().to_owned());
        // The fields are those of the line that the number names.
        if let Some(fields) = body.get("fields").filter(|fields| !fields["id"].is_null()) {
            assert_eq!(fields["id"], body["line"], "{body}");
        }
    }
    let expected = ["attribution", "event", "figure", "place", "time_expression"];
    assert!(expected.iter().all(|kind| kinds.contains(*kind)), "{kinds:?}");
}

#[test]
fn each_line_has_its_fields_once() {
    let report = counted();
    let with_fields: Vec<Value> = annotations(&report)
        .into_iter()
        .filter(|annotation| annotation["body"]["value"].as_str().unwrap().contains("\"fields\""))
        .collect();
    let lines = report.mentions.len()
        + report.attributions.len()
        + report.events.len()
        + report.figures.len()
        + report.times.len()
        + report.places.len()
        + report.entities.iter().filter(|entity| !entity.offices.is_empty()).count();
    assert_eq!(with_fields.len(), lines);
}

#[test]
fn a_claim_whose_words_are_not_in_the_text_is_left_out() {
    let mut report = counted();
    report.figures[0].span = Span::new(5, 1_000_000);
    report.attributions[0].content = vec![Span::new(0, 1_000_000)];
    let parts = claims(&[report.clone()])["hasPart"].as_array().unwrap().len();
    assert_eq!(parts + 2, claims(&[counted()])["hasPart"].as_array().unwrap().len());
}

#[test]
fn a_claim_has_an_author_or_says_that_there_is_none() {
    let mut other = report();
    other.attributions[0].speaker = Speaker::Unknown { candidates: Vec::new(), reason: "x".into() };
    other.document.outlet = None;
    other.document.agency = None;
    let page = claims(&[counted(), other]);
    let parts = page["hasPart"].as_array().unwrap();
    assert_eq!(parts.len(), 2 * report().attributions.len() + 1);
    for part in parts {
        assert_eq!(part["@type"], "Claim");
        assert!(part["author"]["name"].is_string() != part["creditText"].is_string(), "{part}");
        assert!(!part["text"].as_str().unwrap().is_empty());
        assert_eq!(part["appearance"][0]["@type"], "NewsArticle");
    }
    let unknown = parts.iter().filter_map(|part| part["creditText"].as_str());
    assert!(unknown.clone().any(|words| words.starts_with("unknown")), "{:?}", unknown.collect::<Vec<_>>());
    let all = page.to_string().to_lowercase();
    assert!(!all.contains("rating") && !all.contains("claimreview"));
    assert!(page["author"]["name"].is_string());
}
