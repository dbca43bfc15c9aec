//! Verbs that lay a number down: `doctors counted 12 bodies`, `the mayor put the dead at 12`, `a radio station gave the toll
//! as 12`. They are no cues without the number.

use super::content::{self, Reach};
use super::cue::Site;
use super::draft::Draft;
use super::reading::{Reading, Stretch};
use crate::number;
use crate::phrase::Tag;
use rapporteur_ontology::cue::Kind;
use std::ops::Range;

/// Words between the verb and `at` or `as`.
const OBJECT: usize = 12;

pub(super) fn drafts(reading: &Reading<'_>, stretch: &Stretch, sites: &[Site]) -> Vec<Draft> {
    stretch.words.clone().filter_map(|at| draft(reading, stretch, at, sites)).collect()
}

fn draft(reading: &Reading<'_>, stretch: &Stretch, at: usize, sites: &[Site]) -> Option<Draft> {
    let words = &reading.words;
    let limit = stretch.words.end;
    let counted = match words.lower(at) {
        "counted" | "tallied" | "documented" => numbered(reading, at + 1),
        "put" | "puts" => leads(reading, at + 1, limit, &["at"]),
        "gave" | "gives" | "given" => {
            leads(reading, at + 1, limit, &["as", "at"]) || is_of_figure(reading, at + 1)
        }
        _ => false,
    };
    if !counted || reading.quoted(at) {
        return None;
    }
    let words = &reading.words;
    let perfect = |at: usize| matches!(words.lower(at), "has" | "have" | "had");
    let group = at.checked_sub(1).filter(|&before| perfect(before)).unwrap_or(at);
    if words.lower(at) == "given" && group == at {
        return None;
    }
    let mut draft = Draft::new("quote.count", Kind::Report, group..at + 1);
    draft.source = Some(source(reading, stretch, group)?);
    draft.extend(content::content(reading, at + 1, limit, Reach::Phrase, sites));
    (!draft.content.is_empty()).then_some(draft)
}

/// Who counts: the subject of the verb, or of the one before it that it goes on from.
fn source(reading: &Reading<'_>, stretch: &Stretch, at: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let floor = reading.sentence_start(at).max(stretch.words.start);
    let link = at.checked_sub(1).filter(|&link| link >= floor)?;
    match words.tag(link) {
        // `were counted`, `had counted`
        Tag::Auxiliary | Tag::Modal | Tag::To => None,
        Tag::Conjunction => {
            let subject = words.clause_subject(floor, link)?;
            Some(subject.start..words.apposition(subject.end, link).max(subject.end))
        }
        _ => words.subject_before(at, floor).filter(|subject| {
            subject.clone().any(|at| words.nominal(at) || words.tag(at) == Tag::Pronoun)
                && !matches!(words.tag(subject.start), Tag::Relative | Tag::That)
        }),
    }
}

/// True if behind the verb a short object stands, and a number behind one of these words.
fn leads(reading: &Reading<'_>, start: usize, limit: usize, links: &[&str]) -> bool {
    let words = &reading.words;
    // `a figure that the ministry puts at 12`: the object stands in front.
    (start..limit.min(start + OBJECT))
        .take_while(|&at| {
            !matches!(words.tag(at), Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Conjunction)
        })
        .any(|at| links.contains(&words.lower(at)) && numbered(reading, at + 1))
}

/// `a figure of 12`, `the toll of 12`
fn is_of_figure(reading: &Reading<'_>, start: usize) -> bool {
    let words = &reading.words;
    (start..start + 3).any(|at| {
        matches!(words.lower(at), "count" | "figure" | "number" | "toll" | "total")
            && words.lower(at + 1) == "of"
            && numbered(reading, at + 2)
    })
}

/// True if a number stands here, behind the words that bound it and a mark that opens a quotation.
fn numbered(reading: &Reading<'_>, start: usize) -> bool {
    let words = &reading.words;
    let mut at = start;
    while at < start + 4
        && (words.tag(at) == Tag::Open
            || matches!(
                words.lower(at),
                "about"
                    | "almost"
                    | "around"
                    | "as"
                    | "at"
                    | "fewer"
                    | "just"
                    | "least"
                    | "less"
                    | "many"
                    | "more"
                    | "most"
                    | "nearly"
                    | "only"
                    | "over"
                    | "roughly"
                    | "some"
                    | "than"
                    | "under"
                    | "up"
                    | "to"
                    | "well"
            ))
    {
        at += 1;
    }
    let next = [at, at + 1, at + 2].map(|at| words.lower(at));
    number::numeral(&next).is_some()
}
