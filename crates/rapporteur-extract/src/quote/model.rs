//! Attributions of the reading model, beside those of the rules.
//!
//! The model finds more than the rules and sees no nesting: in its training reports nothing is nested. So its lines come
//! first; a line of the rules is added where its cue stands inside what the model says somebody said, or where the model
//! says nothing and the rule is one that hardly errs.

use super::draft::Draft;
use super::reading::Reading;
use crate::model::{Findings, Said};
use rapporteur_lang::Analysis;
use rapporteur_ontology::cue::{self, Kind};
use rapporteur_record::AttributionForm;
use rapporteur_text::Span;
use std::ops::Range;

/// The model's drafts, in order of the text.
pub(super) fn drafts(reading: &Reading<'_>, analysis: &Analysis, findings: &Findings) -> Vec<Draft> {
    let mut drafts: Vec<Draft> =
        findings.attributions.iter().filter_map(|said| draft(reading, analysis, said)).collect();
    drafts.sort_by_key(Draft::start);
    drafts
}

fn draft(reading: &Reading<'_>, analysis: &Analysis, said: &Said) -> Option<Draft> {
    let cue = tokens(analysis, said.cue)?;
    let mut draft = Draft::new("quote.model", kind(reading, &cue), cue);
    draft.source = said.source.and_then(|source| tokens(analysis, source));
    said.content.iter().filter_map(|&part| tokens(analysis, part)).for_each(|part| draft.extend(part));
    draft.learned = Some((said.confidence, said.shares));
    (!draft.content.is_empty()).then_some(draft)
}

/// The tokens that share characters with a span.
fn tokens(analysis: &Analysis, span: Span) -> Option<Range<usize>> {
    let tokens = &analysis.tokens;
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let behind = tokens.partition_point(|token| token.span.start < span.end);
    (first < behind).then_some(first..behind)
}

/// What the cue lexicon says of the first of its words that it knows; speech is by far the commonest.
fn kind(reading: &Reading<'_>, cue: &Range<usize>) -> Kind {
    let words = &reading.words;
    let known = cue.clone().find_map(|at| {
        let keys: Vec<_> = (at..cue.end).map(|at| words.key(at)).collect();
        cue::longest(&keys)
    });
    known.map_or(Kind::Speech, |found| found.value.cue.kind)
}

/// Adds those drafts of the rules that the model's leave room for.
pub(super) fn with_rules(reading: &Reading<'_>, mut drafts: Vec<Draft>, rules: Vec<Draft>) -> Vec<Draft> {
    // Which of the model's drafts has a word in its content or cue.
    let mut owner: Vec<Option<usize>> = vec![None; reading.words.len()];
    for (number, draft) in drafts.iter().enumerate() {
        draft.content.iter().chain(&draft.cue).cloned().flatten().for_each(|word| owner[word] = Some(number));
    }
    for mut rule in rules {
        rule.host = None;
        let host = rule.content.iter().chain(&rule.cue).cloned().flatten().find_map(|word| owner[word]);
        match host {
            None if trusted(reading, &rule) => drafts.push(rule),
            // What reaches beyond the words of the outer speaker was read in another way than the model did.
            Some(host)
                if rule.cue.iter().chain(&rule.content).all(|part| drafts[host].holds(part))
                    && rule.cue.is_some() =>
            {
                rule.host = Some(host);
                drafts.push(rule);
            }
            _ => {}
        }
    }
    drafts
}

/// Rules that hardly err: words in quotation marks, and words that only an attribution has.
fn trusted(reading: &Reading<'_>, draft: &Draft) -> bool {
    draft.form(reading) == AttributionForm::Direct
        || matches!(draft.rule, "quote.according_to" | "quote.hearsay" | "quote.labelled")
}
