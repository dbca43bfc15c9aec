//! What stands near to a statement of one voice is shown beside it: neither that both are one nor that one stands alone is said.

mod common;

use common::document;
use rapporteur_compare::{Found, Kind, Relation, Telling, compare};
use rapporteur_record::*;
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// A report of these sentences, with statements: who speaks, and the words.
fn report(number: usize, sentences: &[&str], said: &[(&str, &str)]) -> Report {
    let text = sentences.join(" ");
    let span = |words: &str| {
        let start = text.find(words).unwrap_or_else(|| panic!("{words:?} does not stand in {text:?}"));
        Span::new(start, start + words.len())
    };
    let why = || Why::rule("test", "1", "test", []);
    let attribution = |(id, (who, words)): (usize, &(&str, &str))| Attribution {
        id: AttributionId(id as u32),
        source: None,
        cue: None,
        content: vec![span(words)],
        form: AttributionForm::Indirect,
        kind: AttributionKind::Speech,
        speaker: Speaker::Resolved { entity: EntityId((*who).to_owned()), why: why() },
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

/// The statements of one voice alone, each with what stands near to it.
fn alone(reports: &[Report]) -> Vec<(String, Vec<String>)> {
    with_positions(reports, &vec![Vec::new(); reports.len()])
}

/// The same where the reports show these positions.
fn with_positions(reports: &[Report], positions: &[Vec<Position>]) -> Vec<(String, Vec<String>)> {
    let telling = |(at, report): (usize, _)| Telling {
        number: at as i64 + 1,
        report,
        who: BTreeMap::new(),
        positions: &positions[at],
    };
    let tellings: Vec<Telling<'_>> = reports.iter().enumerate().map(telling).collect();
    let words = |cell: &rapporteur_compare::Cell| {
        let text = &reports[cell.report as usize - 1].document.text;
        cell.spans[0].of(text).expect("the words lie in their text").to_owned()
    };
    let claims = compare(&tellings, &Found::default()).claims;
    claims
        .iter()
        .filter(|claim| claim.kind == Kind::Statement && claim.relation == Relation::Only)
        .map(|claim| (words(&claim.cells[0]), claim.near.iter().map(words).collect()))
        .collect()
}

const MAYOR: &str = "person:tarn";
const ROAD: &str = "that she would rather see the old mill take the bankruptcy road in spring";
const LOAN: &str = "that a bankrupt mill is better than a loan out of the harbour purse";

fn first() -> Report {
    let told = format!("Mayor Tarn said {ROAD}.");
    report(1, &[&told, "Rain fell on the town."], &[(MAYOR, ROAD)])
}

#[test]
fn words_of_one_stem_by_one_speaker_stand_beside_each_other_once() {
    let told = format!("Tarn told the council {LOAN}.");
    let other = report(2, &[&told, "The river rose."], &[(MAYOR, LOAN)]);
    assert_eq!(alone(&[first(), other]), [(ROAD.to_owned(), vec![LOAN.to_owned()])]);
}

#[test]
fn another_speaker_and_other_numbers_are_not_near() {
    let told = format!("Tarn told the council {LOAN}.");
    let other = report(2, &[&told, "The river rose."], &[("person:orlen", LOAN)]);
    let found = alone(&[first(), other]);
    assert!(found.iter().all(|(_, near)| near.is_empty()), "{found:?}");
    let (one, two) =
        ("that 12 barges were dredged from the lagoon", "that 40 barges lie undredged in the lagoon");
    let reports = [(1, one), (2, two)]
        .map(|(number, words)| report(number, &[&format!("Tarn said {words}.")], &[(MAYOR, words)]));
    assert!(alone(&reports).iter().all(|(_, near)| near.is_empty()));
}

#[test]
fn what_shares_no_rare_word_is_not_near() {
    let words = "that the mill has a new roof and a good school beside it";
    let told = format!("Tarn said {words}.");
    let other = report(2, &[&told, "The river rose."], &[(MAYOR, words)]);
    let found = alone(&[first(), other]);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|(_, near)| near.is_empty()), "{found:?}");
}

#[test]
fn what_somebody_asks_for_is_not_near_to_what_is_told_of_it() {
    let asked = "the guild to think of the bankrupt mill before it grants a loan in spring";
    let told = format!("Tarn urged {asked}.");
    let mut other = report(2, &[&told, "The river rose."], &[(MAYOR, asked)]);
    assert_eq!(alone(&[first(), other.clone()])[0].1.len(), 1);
    let cue = told.find("urged").expect("the verb stands there");
    other.attributions[0].cue = Some(Span::new(cue, cue + "urged".len()));
    let found = alone(&[first(), other]);
    let near = found.iter().find(|(words, _)| words == ROAD).map(|(_, near)| near.len());
    assert_eq!(near, Some(0), "{found:?}");
}

#[test]
fn a_word_that_needs_more_to_show_a_side_shows_none() {
    let named = "that she would call it a poor mill that takes the bankruptcy road in spring";
    let asked = "the guild to think of the bankrupt mill before it grants a loan in spring";
    let one = report(1, &[&format!("Tarn said {named}."), "Rain fell on the town."], &[(MAYOR, named)]);
    let told = format!("Tarn urged {asked}.");
    let mut other = report(2, &[&told, "The river rose."], &[(MAYOR, asked)]);
    let cue = told.find("urged").expect("the verb stands there");
    other.attributions[0].cue = Some(Span::new(cue, cue + "urged".len()));
    let found = alone(&[one, other]);
    let near = found.iter().find(|(words, _)| words == named).map(|(_, near)| near.len());
    assert_eq!(near, Some(0), "{found:?}");
}

#[test]
fn two_dark_outlooks_of_one_holder_stand_beside_each_other() {
    let one = "little hope for a new bridge";
    let other = "no prospects of a crossing over the river";
    let reports = [(1, one), (2, other)].map(|(number, words)| {
        report(number, &[&format!("Tarn sees {words}."), "Rain fell on the town."], &[(MAYOR, words)])
    });
    let doubt = |report: &Report, cue: &str, issue: &str| {
        let text = &report.document.text;
        let span = |words: &str| {
            let start = text.find(words).expect("the words stand there");
            Span::new(start, start + words.len())
        };
        Position {
            id: PositionId(0),
            holder_span: None,
            holder: Some(EntityId(MAYOR.to_owned())),
            speaker: None,
            issue: Issue {
                key: issue.to_owned(),
                common: false,
                contrary: false,
                span: span(issue),
                about: Vec::new(),
            },
            stance: Stance::Doubts,
            strength: 3,
            voice: PositionVoice::Paraphrased,
            cue: span(cue),
            attribution: Some(AttributionId(0)),
            why: Why::rule("test", "1", "test", []),
        }
    };
    let positions = [
        vec![doubt(&reports[0], "sees little hope", "new bridge")],
        vec![doubt(&reports[1], "sees no prospects", "crossing")],
    ];
    assert!(alone(&reports).iter().all(|(_, near)| near.is_empty()));
    let found = with_positions(&reports, &positions);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1.len()), (one, 1), "{found:?}");
}

#[test]
fn a_term_in_quotation_marks_makes_no_one_utterance_of_two_in_a_report() {
    let one = "that “bread-by-boat” was a dream of her father in his last years";
    let other = "the guild to pay for “bread-by-boat” before the frost";
    let told = report(
        1,
        &[&format!("Tarn said {one}."), &format!("Tarn asked {other}.")],
        &[(MAYOR, one), (MAYOR, other)],
    );
    let found = alone(&[told, report(2, &["The river rose."], &[])]);
    let words: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(words, [one, other]);
}
