//! `according to X`, before, after and inside its content; `reportedly`.

use super::content::{self, Reach};
use super::cue::{Site, Voice};
use super::draft::Draft;
use super::reading::{Reading, Stretch};
use crate::phrase::Tag;

pub(super) fn drafts(reading: &Reading<'_>, stretch: &Stretch, sites: &[Site]) -> Vec<Draft> {
    sites
        .iter()
        .filter(|site| site.voice == Voice::Fixed)
        .filter_map(|site| draft(reading, stretch, site, sites))
        .collect()
}

fn draft(reading: &Reading<'_>, stretch: &Stretch, site: &Site, sites: &[Site]) -> Option<Draft> {
    let words = &reading.words;
    let limit = stretch.words.end;
    let start = site.group.end;
    let head = words.noun_phrase(start, limit);
    if head == start {
        return None;
    }
    let mut end = head;
    // "a spokesman for the port", "a statement from the ministry"
    while matches!(words.tag(end), Tag::Preposition) && !matches!(words.lower(end), "of") {
        let next = words.noun_phrase(end + 1, limit);
        if next == end + 1 || words.time_word(end + 1) {
            break;
        }
        end = next;
    }
    if words.lower(end) == "and" {
        let next = words.noun_phrase(end + 1, limit);
        if next > end + 1 {
            end = next;
        }
    }
    let begin = reading.sentence_start(site.group.start).max(stretch.words.start);
    let mut draft = Draft::new("quote.according_to", site.form.cue.kind, site.group.clone());
    let mut before = begin;
    while before < site.group.start && words.tag(before) == Tag::Conjunction {
        before += 1;
    }
    let mut lead = before..site.group.start;
    // A quotation that runs into this sentence is part of the content.
    if let Some(quotation) = reading.quotation(begin)
        && quotation.tokens.start < begin
    {
        lead.start = quotation.tokens.start.max(stretch.words.start);
    }
    let lead = reading.trim(lead);
    if reading.count(&lead) > 0 {
        let close = words.apposition(end, limit);
        draft.source = Some(start..close);
        draft.extend(lead);
        if words.tag(close) == Tag::Comma
            && close + 1 < limit
            && words.tag(site.group.start - 1) == Tag::Comma
        {
            let more = close + 1;
            if matches!(words.tag(more), Tag::Auxiliary | Tag::Modal | Tag::That) {
                draft.extend(content::content(reading, more, limit, Reach::Clause, sites));
            }
        }
        return Some(draft);
    }
    let comma = (end..limit.min(end + 25)).find(|&at| words.tag(at) == Tag::Comma && !reading.quoted(at))?;
    let described = words.apposition(comma, limit);
    let (close, comma) = if described > comma
        && words.tag(described) == Tag::Comma
        && matches!(words.tag(comma + 1), Tag::Relative | Tag::Determiner)
        && described - comma < 12
        && words.lower(comma + 1) != "the"
    {
        (described, described)
    } else {
        (comma, comma)
    };
    draft.source = Some(start..close);
    draft.extend(content::content(reading, comma + 1, limit, Reach::Clause, &[]));
    (!draft.content.is_empty()).then_some(draft)
}
