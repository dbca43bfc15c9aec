//! Whatever the lines of reports say: every cell's spans lie in the text of its report, and the counts fit each other.

mod common;

use common::document;
use proptest::prelude::*;
use rapporteur_compare::{Comparison, Found, Relation, Telling, compare};
use rapporteur_record::*;
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Two speakers, a company that is accused, words that accuse, deny, quote and count.
const WORDS: [&str; 20] = [
    "Marten",
    "Ornberg",
    "accused",
    "denied",
    "the",
    "accusation",
    "“water",
    "gate”",
    "of",
    "flooding",
    "12",
    "not",
    "fighters",
    "claimed",
    "that",
    "company",
    "closed",
    "the",
    "old",
    "bridge",
];

fn report(number: usize, words: &[usize], lines: &[(usize, usize, usize)]) -> Report {
    let mut text = String::new();
    let mut starts = Vec::new();
    for word in words {
        starts.push(text.len());
        text.push_str(WORDS[*word]);
        text.push(' ');
    }
    let entity = |at: usize| {
        EntityId(if at.is_multiple_of(2) { "person:marten" } else { "organisation:ornberg" }.to_owned())
    };
    // Some spans end beyond the text, some inside of a character: a damaged record.
    let span = |from: usize, to: usize| {
        let at = |word: usize| starts.get(word % words.len().max(1)).copied().unwrap_or_default();
        let (a, b) = (at(from), at(to) + to % 7);
        Span::new(a.min(b), a.max(b))
    };
    let why = || Why::rule("test", "1", "test", []);
    let attribution = |(id, line): (usize, &(usize, usize, usize))| Attribution {
        id: AttributionId(id as u32),
        source: Some(span(line.0, line.0)),
        cue: Some(span(line.0 + 1, line.0 + 1)),
        content: vec![span(line.0 + 2, line.1 + 6)],
        form: [AttributionForm::Direct, AttributionForm::Mixed, AttributionForm::Indirect][line.2 % 3],
        kind: AttributionKind::Speech,
        speaker: match line.2 % 4 {
            0 => Speaker::Unknown { candidates: Vec::new(), reason: "test".to_owned() },
            _ => Speaker::Resolved { entity: entity(line.2), why: why() },
        },
        venue: None,
        addressee: None,
        nested_in: None,
        why: why(),
    };
    let mention = |(id, line): (usize, &(usize, usize, usize))| Mention {
        id: MentionId(id as u32),
        span: span(line.0, line.1),
        form: [MentionForm::Name, MentionForm::Nominal][line.2 % 2],
        entity_type: EntityType::Organisation,
        entity: Some(entity(line.1)),
        metonym: false,
        extent: Some(span(line.0, line.1 + 3)),
        chain: None,
        why: why(),
    };
    let mut mentions: Vec<Mention> = lines.iter().enumerate().map(mention).collect();
    mentions.sort_by_key(|mention| mention.span);
    Report {
        document: document(number, text.clone()),
        sentences: vec![Span::new(0, text.len())],
        attributions: lines.iter().enumerate().map(attribution).collect(),
        mentions,
        entities: Vec::new(),
        events: Vec::new(),
        figures: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
    }
}

fn compared(reports: &[Report]) -> Comparison {
    let tellings: Vec<Telling<'_>> = reports
        .iter()
        .enumerate()
        .map(|(at, report)| Telling { number: at as i64 + 1, report, who: BTreeMap::new(), positions: &[] })
        .collect();
    compare(&tellings, &Found::default())
}

proptest! {
    #[test]
    fn every_cell_lies_in_its_report(
        reports in prop::collection::vec(
            (prop::collection::vec(0..WORDS.len(), 1..40), prop::collection::vec((0..40_usize, 0..40_usize, 0..12_usize), 0..8)),
            0..5,
        )
    ) {
        let reports: Vec<Report> =
            reports.iter().enumerate().map(|(at, (words, lines))| report(at, words, lines)).collect();
        let comparison = compared(&reports);
        prop_assert_eq!(&comparison, &compared(&reports));
        for claim in &comparison.claims {
            prop_assert!(!claim.cells.is_empty());
            let voices: BTreeSet<i64> = claim.cells.iter().map(|cell| cell.report).collect();
            prop_assert_eq!(claim.share.told, voices.len());
            prop_assert!(claim.share.told <= claim.share.could && claim.share.could <= claim.share.of);
            prop_assert!(claim.relation != Relation::Contradicts || claim.sides() > 1);
            prop_assert_eq!(claim.relation == Relation::Only, voices.len() == 1 && claim.relation >= Relation::All);
            for cell in claim.cells.iter().chain(&claim.near) {
                let text = &reports[cell.report as usize - 1].document.text;
                prop_assert!(!cell.spans.is_empty());
                prop_assert!(cell.spans.iter().all(|span| !span.is_empty() && span.of(text).is_some()));
                prop_assert!(cell.spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
        }
    }
}
