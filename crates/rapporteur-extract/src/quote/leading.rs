//! Cues before their content: `X said (that) …`, `…, saying …`, `… and warned …`, `it was announced that …`.

use super::adjunct::{Addressed, adjuncts};
use super::clause::addressed;
use super::content;
use super::cue::{Site, Voice};
use super::draft::Draft;
use super::reading::{Reading, Stretch};
use super::source::source;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{Class, Complement};
use std::ops::Range;

/// `X said (that) <content>`, `…, saying <content>`, `… and warned <content>`, `it was announced that <content>`.
pub(super) fn leading(
    reading: &Reading<'_>,
    stretch: &Stretch,
    site: &Site,
    sites: &[Site],
    said: &[Draft],
    limit: usize,
) -> Option<Draft> {
    let words = &reading.words;
    if site.voice == Voice::Infinitive && !matches!(site.complement, Complement::Quote | Complement::Colon) {
        return None;
    }
    if site.voice == Voice::Passive {
        return passive(reading, site, sites, limit);
    }
    let mut group = site.group.clone();
    let mut after = adjuncts(reading, group.end, limit, addressed(site));
    if site.verb_end < group.end {
        // "said of the harbour: “…”": the phrase has an object before the content.
        let other = adjuncts(reading, site.verb_end, limit, Addressed::Phrase);
        if words.tag(other.end) == Tag::Colon
            || words.tag(other.end) == Tag::Comma && reading.quoted(other.end + 1)
        {
            after = other;
            group.end = site.verb_end;
        }
    }
    let mut start = after.end;
    let mut limit = limit;
    if words.tag(start) == Tag::Comma && (reading.quoted(start + 1) || words.tag(start + 1) == Tag::That)
        || words.tag(start) == Tag::Colon
    {
        start += 1;
        // A colon at the end of a paragraph announces the next one.
        if start >= stretch.words.end && words.tag(start - 1) == Tag::Colon && reading.quoted(start) {
            limit = reading.stretch(start).map_or(limit, |next| next.words.end);
        }
    } else if words.tag(start) == Tag::Comma && as_said(reading, &site.group, stretch.words.start) {
        start += 1;
    } else if words.tag(start) == Tag::Comma {
        // "said, however, that": an aside between commas.
        let close = (start + 1..limit.min(start + 12)).find(|&at| words.tag(at) == Tag::Comma)?;
        if words.tag(close + 1) == Tag::That || reading.quoted(close + 1) {
            start = close + 1;
        } else {
            return None;
        }
    }
    if start >= limit {
        return None;
    }
    let quotation = reading.quoted(start);
    let complement = if quotation {
        Complement::Quote
    } else if words.tag(start) == Tag::That {
        Complement::That
    } else {
        site.complement
    };
    let as_said = as_said(reading, &site.group, stretch.words.start);
    if matches!(complement, Complement::End) && !as_said {
        return None;
    }
    // Counted were the words right after the cue; "told reporters that" counts as "told" with an object.
    let surface = if site.complement == Complement::End { 0.0 } else { site.reliability() };
    let site = &Site { complement, ..site.clone() };
    let (source, rule) = source(reading, site, stretch, said)?;
    let share = if site.light || as_said && matches!(site.class(), Class::Say | Class::Belief) {
        1.0
    } else {
        site.reliability().max(surface)
    };
    if share < threshold(site, source.is_some(), quotation) {
        return None;
    }
    // "While she says that, she stays": the comma ends the clause.
    let opened = reading.sentence_start(group.start);
    let subordinate = source.as_ref().is_some_and(|source| {
        source.start > opened
            && source.start <= opened + 2
            && words.tag(source.start - 1) == Tag::Subordinator
    });
    if subordinate && !as_said {
        limit =
            (start..limit).find(|&at| words.tag(at) == Tag::Comma && !reading.quoted(at)).unwrap_or(limit);
    }
    let reach = if as_said { content::Reach::Clause } else { content::reach(site, words.tag(start)) };
    let rule = if as_said { "quote.as_said" } else { rule };
    let part = content::content(reading, start, limit, reach, sites);
    if part.is_empty() || reading.count(&part) == 0 {
        return None;
    }
    if empty(reading, &part) {
        return None;
    }
    let mut draft = Draft::new(rule, site.form.cue.kind, group);
    draft.source = source;
    draft.extend(part);
    draft.venue = after.venue;
    draft.addressee = after.addressee;
    Some(draft)
}

/// `expressing their views`, `made a statement`: that there was speech, not what was said.
fn empty(reading: &Reading<'_>, content: &Range<usize>) -> bool {
    let last = reading.words.lower(content.end - 1);
    content.len() <= 3
        && matches!(
            last.trim_end_matches('s'),
            "stance"
                | "view"
                | "position"
                | "opinion"
                | "remark"
                | "statement"
                | "comment"
                | "thought"
                | "word"
        )
}

/// `As the mayor put it, …`
fn as_said(reading: &Reading<'_>, group: &Range<usize>, floor: usize) -> bool {
    let words = &reading.words;
    let start = words.subject_before(group.start, floor).map_or(group.start, |subject| subject.start);
    let comma = words.tag(group.end) == Tag::Comma || !matches!(words.tag(group.end), Tag::That | Tag::Colon);
    start > floor
        && words.lower(start - 1) == "as"
        && reading.sentence_start(start) + 3 >= start
        && comma
        && (start - 1 == reading.sentence_start(start) || !words.nominal(start - 2))
}

/// Whether a cue before its content is to be trusted, by the share of such occurrences in the training reports that
/// are cues. Swept on PolNeAR dev in steps of 0.05 to 0.1: between 0.4 and 0.6 the F1 of all attributions moves by
/// less than a point, so precision decides.
fn threshold(site: &Site, has_source: bool, quotation: bool) -> f32 {
    match (site.voice, quotation) {
        (_, true) => 0.2,
        (Voice::Passive, false) => 0.8,
        (Voice::Participle, false) => 0.7,
        _ if has_source => 0.5,
        _ => 0.6,
    }
}

/// `The gate was declared safe by the port`, `it was announced that …`: what the cue lays down is its subject with the
/// complement; the source is the agent, if there is one.
fn passive(reading: &Reading<'_>, site: &Site, sites: &[Site], limit: usize) -> Option<Draft> {
    let words = &reading.words;
    let mut draft = Draft::new("quote.passive", site.form.cue.kind, site.group.clone());
    let mut start = site.group.end;
    if words.lower(start) == "by" {
        let end = words.long_noun_phrase(start + 1, limit);
        if end > start + 1 && !words.lower(start + 1).ends_with("ing") {
            draft.source = Some(start + 1..words.apposition(end, limit));
            start = end;
        }
    }
    let passed = adjuncts(reading, start, limit, Addressed::Phrase);
    draft.venue = passed.venue;
    start = passed.end;
    let that = words.tag(start) == Tag::That;
    let complement = if that { Complement::That } else { site.complement };
    if site.form.cue.reliability(complement).max(site.reliability()) < threshold(site, false, false) {
        return None;
    }
    let floor = reading.sentence_start(site.group.start);
    let subject = words.subject_before(site.group.start, floor);
    if that || addressed(site) == Addressed::Object {
        draft.addressee = subject.filter(|_| addressed(site) == Addressed::Object);
    } else {
        draft.extend(subject?);
    }
    if !matches!(site.complement, Complement::End) || that {
        let reach = content::reach(site, words.tag(start));
        draft.extend(content::content(reading, start, limit, reach, sites));
    }
    (!draft.content.is_empty()).then_some(draft)
}
