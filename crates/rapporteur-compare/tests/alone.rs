//! What one voice alone is found to say is looked for in the sentences of the others.

mod common;

use common::document;
use rapporteur_compare::{Comparison, Found, Line, Relation, Telling, compare};
use rapporteur_record::*;
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// A report of these sentences, with statements of one mayor: their words.
fn report(number: usize, sentences: &[&str], said: &[&str]) -> Report {
    let text = sentences.join(" ");
    let span = |words: &str| {
        let start = text.find(words).unwrap_or_else(|| panic!("{words:?} does not stand in {text:?}"));
        Span::new(start, start + words.len())
    };
    let why = || Why::rule("test", "1", "test", []);
    let mayor = EntityId("person:tarn".to_owned());
    let attribution = |(id, words): (usize, &&str)| Attribution {
        id: AttributionId(id as u32),
        source: None,
        cue: None,
        content: vec![span(words)],
        form: AttributionForm::Indirect,
        kind: AttributionKind::Speech,
        speaker: Speaker::Resolved { entity: mayor.clone(), why: why() },
        venue: None,
        addressee: None,
        nested_in: None,
        why: why(),
    };
    Report {
        sentences: sentences.iter().map(|sentence| span(sentence)).collect(),
        attributions: said.iter().enumerate().map(attribution).collect(),
        document: document(number, text),
        mentions: Vec::new(),
        entities: Vec::new(),
        events: Vec::new(),
        figures: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
    }
}

fn compared(reports: &[Report]) -> Comparison {
    let telling =
        |(at, report)| Telling { number: at as i64 + 1, report, who: BTreeMap::new(), positions: &[] };
    let tellings: Vec<Telling<'_>> = reports.iter().enumerate().map(telling).collect();
    compare(&tellings, &Found::default())
}

/// The words that one report alone is found to say.
fn alone(reports: &[Report]) -> Vec<&str> {
    let comparison = compared(reports);
    let only = comparison.claims.into_iter().filter(|claim| claim.relation == Relation::Only);
    only.flat_map(|claim| claim.cells)
        .filter_map(|cell| cell.spans[0].of(&reports[cell.report as usize - 1].document.text))
        .collect()
}

const SAID: [&str; 2] = [
    "Mayor Tarn said that the ferry needs new engines before the winter.",
    "She added that the harbour school will close for repairs in June.",
];
const WORDS: [&str; 2] = [
    "that the ferry needs new engines before the winter",
    "that the harbour school will close for repairs in June",
];

#[test]
fn what_another_report_tells_in_its_own_voice_is_not_said_by_one_alone() {
    let one = report(1, &SAID, &WORDS);
    let other = report(
        2,
        &["Before winter comes the old ferry will need two new engines.", "Rain fell on the town."],
        &[],
    );
    assert_eq!(alone(&[one, other]), [WORDS[1]]);
}

#[test]
fn a_number_that_lies_close_beside_the_same_words_is_the_same() {
    let one = report(
        1,
        &["Mayor Tarn said that repairs of the pier cost 15,300 crowns."],
        &["that repairs of the pier cost 15,300 crowns"],
    );
    let close = report(2, &["The town paid 15,000 crowns when the pier was mended."], &[]);
    let far = report(3, &["The town paid 900 crowns for a lamp on the pier."], &[]);
    assert!(alone(&[one.clone(), close]).is_empty());
    assert_eq!(alone(&[one, far]).len(), 1);
}

#[test]
fn quoted_words_that_no_line_was_made_of_are_joined() {
    let one = report(
        1,
        &["Mayor Tarn called it “a danger to every child in town”."],
        &["“a danger to every child in town”"],
    );
    let other = report(
        2,
        &["However, the pier is “a danger to every child in town and must go”, a letter reads."],
        &[],
    );
    let comparison = compared(&[one, other]);
    let claim = &comparison.claims[0];
    assert_eq!((claim.share.told, claim.relation), (2, Relation::All));
    assert_eq!(claim.cells[1].line, Line::Sentence(0));
}

/// The claim of the first words, if several voices make it: how many, and the words of each side.
fn joined(reports: &[Report]) -> Option<(usize, Vec<String>)> {
    let comparison = compared(reports);
    let claim = comparison.claims.into_iter().find(|claim| claim.share.told > 1)?;
    let words = |cell: &rapporteur_compare::Cell| {
        cell.spans[0].of(&reports[cell.report as usize - 1].document.text).unwrap_or_default().to_owned()
    };
    Some((claim.share.told, claim.cells.iter().map(words).collect()))
}

#[test]
fn what_another_report_tells_at_length_stands_beside_it() {
    let content = "that the harbour school will close its gates for repairs in June";
    let one = report(
        1,
        &["Mayor Tarn said that the harbour school will close its gates for repairs in June."],
        &[content],
    );
    let told = "In June the harbour school will close its gates so that repairs can begin.";
    let other = report(2, &["Rain fell on the town.", told], &[]);
    assert_eq!(joined(&[one.clone(), other]), Some((2, vec![content.to_owned(), told.to_owned()])));
    // The contrary is not the same.
    let denied = "In June the harbour school will not close its gates so that repairs can begin.";
    let contrary = report(2, &["Rain fell on the town.", denied], &[]);
    assert_eq!(joined(&[one, contrary]), None);
}

#[test]
fn one_number_of_one_speaker_is_one_statement() {
    let content = "that the mill could lose 12,400 bales to the flood";
    let one = report(1, &["Mayor Tarn said that the mill could lose 12,400 bales to the flood."], &[content]);
    let again = "as many as 12,400 bales may be lost";
    let other = report(2, &["The mayor warned as many as 12,400 bales may be lost."], &[again]);
    assert_eq!(joined(&[one, other]), Some((2, vec![content.to_owned(), again.to_owned()])));
}
