//! Quotations without a verb of their own: continuations, speakers before a colon, speakers after a dash.

use super::act::has_verb;
use super::draft::Draft;
use super::reading::{Reading, Stretch};
use super::sense;
use crate::phrase::Tag;
use rapporteur_lang::QuotationEnd;
use rapporteur_ontology::cue::Kind;
use rapporteur_ontology::noun;
use rapporteur_record::SegmentKind;
use std::ops::Range;

/// A quotation of fewer words than this, without a cue, is a title, a nickname or a scare quote.
const FEWEST: usize = 4;

/// `NAME: “…”`, `“…” — NAME`, and in headlines `NAME: …` and `… — NAME`.
pub(super) fn labelled(reading: &Reading<'_>, stretch: &Stretch) -> Option<Draft> {
    let words = &reading.words;
    let range = reading.trim(stretch.words.clone());
    let headline = matches!(stretch.kind, SegmentKind::Headline | SegmentKind::Subhead);
    let colon = (range.start..range.end.min(range.start + 8)).find(|&at| words.tag(at) == Tag::Colon);
    if let Some(colon) = colon {
        let body = headline && is_body(reading, range.start..colon);
        let named = (range.start..colon).all(|at| words.tag(at) == Tag::Name) && colon > range.start || body;
        let content = reading.trim(colon + 1..range.end);
        // "Ilse Marten: a mayor of the old school" describes her; "Police: 14 dead in flood" is what they say.
        let told = body || has_verb(reading, &content);
        // "Harbour Crisis: Mayor Sees Way Out" names a theme, not a speaker.
        let theme = sense::capitals(reading, stretch);
        if named
            && !content.is_empty()
            && (reading.quoted(content.start) || headline && !theme && told && colon - range.start <= 3)
        {
            let mut draft = Draft::new("quote.label_colon", Kind::Speech, colon..colon + 1);
            draft.source = Some(range.start..colon);
            draft.extend(content);
            return Some(draft);
        }
    }
    let dash = (range.start + 1..range.end)
        .rev()
        .take(8)
        .find(|&at| words.tag(at) == Tag::Dash && !reading.quoted(at))?;
    let name = dash + 1..range.end;
    let named = !name.is_empty()
        && name.clone().all(|at| matches!(words.tag(at), Tag::Name | Tag::Determiner | Tag::Preposition));
    let content = reading.trim(range.start..dash);
    let quotation = reading.region_at(content.start).is_some_and(|region| region.end >= content.end);
    if !named
        || words.tag(name.start) != Tag::Name
        || !(quotation || headline && reading.count(&content) >= 4 && name.len() <= 3)
    {
        return None;
    }
    let mut draft =
        Draft::new(if headline { "quote.dash_headline" } else { "quote.dash" }, Kind::Speech, dash..dash + 1);
    draft.source = Some(name);
    draft.extend(content);
    Some(draft)
}

/// `Aid group`, `Police` before a colon: a body, in common nouns.
fn is_body(reading: &Reading<'_>, label: Range<usize>) -> bool {
    let words = &reading.words;
    let plain = label.clone().all(|at| matches!(words.tag(at), Tag::Noun | Tag::Name));
    let small = label.clone().skip(1).all(|at| words.words[at].text.starts_with(char::is_lowercase));
    let group = label.end.checked_sub(1).and_then(|last| noun::lookup(words.key(last)));
    plain && small && !label.is_empty() && group.is_some_and(|form| form.noun.group)
}

/// Gives quotations that no draft holds to the draft they continue; what is left becomes drafts without a source.
///
/// `drafts` are in order of the text. A stretch that is nothing but a quotation continues the last statement of the
/// stretch before it in the same paragraph; at the begin of a paragraph it does so only if the quotation before it
/// runs on, or if the paragraph before ends with a cue and a colon, or is itself quoted to its end.
pub(super) fn continue_quotations(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let mut added: Vec<Draft> = Vec::new();
    for (position, stretch) in reading.stretches.iter().enumerate() {
        let mut at = stretch.words.start;
        while at < stretch.words.end {
            let Some(region) = reading.region_at(at) else {
                at += 1;
                continue;
            };
            at = region.end.max(at + 1);
            if held(drafts, &region) {
                continue;
            }
            let alone =
                (stretch.words.clone()).all(|k| region.contains(&k) || reading.mark(k) || reading.quoted(k));
            let before = position.checked_sub(1).map(|before| &reading.stretches[before]);
            let host = before.and_then(|before| host(reading, drafts, before, stretch, &region, alone));
            match host {
                _ if reading.count(&region) < if alone { 2 } else { FEWEST } => {}
                Some(host) => drafts[host].content.push(region),
                None if alone
                    && !breaks_off(reading, &region)
                    && reading.count(&region) >= FEWEST + 2
                    && stretch.kind == SegmentKind::Paragraph =>
                {
                    added.push(Draft {
                        cue: None,
                        ..Draft::new("quote.marks_only", Kind::Speech, region.clone())
                    });
                    if let Some(draft) = added.last_mut() {
                        draft.extend(region);
                    }
                }
                None => {}
            }
        }
    }
    lead_on(reading, drafts, &mut added);
    drafts.append(&mut added);
}

/// A quotation that lacks its closing mark because the text ends in it: who speaks was to come.
fn breaks_off(reading: &Reading<'_>, region: &Range<usize>) -> bool {
    let missing = reading.quotation(region.start).is_some_and(|found| found.end == QuotationEnd::Missing);
    let last = region.end.saturating_sub(1);
    missing && region.end >= reading.words.len() && reading.words.tag(last) != Tag::Stop
}

/// Gives a quotation that runs on into the next paragraph to the statement there, whose cue speaks for both: only the
/// last paragraph of such a quotation has a closing mark, and often only it has a cue.
fn lead_on(reading: &Reading<'_>, drafts: &mut [Draft], loose: &mut Vec<Draft>) {
    // From the back, so that a quotation over many paragraphs comes together at its last one.
    for at in (0..loose.len()).rev() {
        let next = loose[at].end();
        let last = next.checked_sub(1).and_then(|last| reading.quotation(last));
        let open = last.is_some_and(|last| last.end == QuotationEnd::Continued);
        if !open || !reading.quotation(next).is_some_and(|first| first.continues) {
            continue;
        }
        let goes_on = |draft: &Draft| draft.host.is_none() && draft.holds(&(next..next + 1));
        let before = drafts.partition_point(|draft| draft.start() <= next);
        let host = drafts[..before].iter_mut().rev().take(8).find(|draft| goes_on(draft));
        if let Some(host) = host.filter(|draft| draft.cue.is_some()) {
            host.content.append(&mut loose[at].content);
            host.content.sort_by_key(|part| part.start);
        } else if let Some(later) = (at + 1..loose.len()).find(|&later| goes_on(&loose[later])) {
            let mut first = std::mem::take(&mut loose[at].content);
            first.append(&mut loose[later].content);
            loose[later].content = first;
        }
    }
    loose.retain(|draft| !draft.content.is_empty());
}

fn held(drafts: &[Draft], region: &Range<usize>) -> bool {
    let last = drafts.partition_point(|draft| draft.start() <= region.start);
    drafts[..last]
        .iter()
        .rev()
        .take(40)
        .chain(drafts[last..].iter().take(10))
        .any(|draft| draft.content.iter().any(|part| part.start < region.end && region.start < part.end))
}

fn host(
    reading: &Reading<'_>,
    drafts: &[Draft],
    before: &Stretch,
    stretch: &Stretch,
    region: &Range<usize>,
    alone: bool,
) -> Option<usize> {
    if !alone {
        return None;
    }
    let last = (0..drafts.partition_point(|draft| draft.start() <= region.start))
        .rev()
        .take(64)
        .filter(|&at| drafts[at].host.is_none())
        .find(|&at| drafts[at].end() <= region.start && drafts[at].end() > before.words.start)?;
    if before.segment == stretch.segment {
        // What was quoted goes on being quoted, though an aside of the same sentence may have a cue too.
        let quoted = (0..=last).rev().take_while(|&at| drafts[at].end() > before.words.start).find(|&at| {
            let draft = &drafts[at];
            draft.host.is_none()
                && draft.start() >= before.words.start
                && matches!(
                    draft.rule,
                    "quote.cue_after" | "quote.cue_before_source" | "quote.cue_before" | "quote.model"
                )
                && draft.content.iter().any(|part| reading.quoted(part.start))
        });
        let spoken = (0..=last)
            .rev()
            .take_while(|&at| drafts[at].end() > before.words.start)
            .find(|&at| drafts[at].host.is_none() && drafts[at].kind == Kind::Speech);
        return quoted.or(spoken).or(Some(last));
    }
    let draft = &drafts[last];
    let ends_quoted = reading
        .trim(before.words.clone())
        .end
        .checked_sub(1)
        .is_some_and(|end| reading.quoted(end) || reading.words.tag(end) == Tag::Colon);
    let runs_on = reading.quotation(region.start).is_some_and(|quotation| quotation.continues);
    let colon = reading.words.tag(before.words.end.saturating_sub(1)) == Tag::Colon;
    let continued = draft
        .content
        .last()
        .and_then(|part| reading.quotation(part.end.saturating_sub(1)))
        .is_some_and(|quotation| quotation.end == QuotationEnd::Continued);
    (runs_on
        || colon
        || continued
        || ends_quoted && draft.content.last().is_some_and(|part| part.end + 2 >= before.words.end))
    .then_some(last)
}
