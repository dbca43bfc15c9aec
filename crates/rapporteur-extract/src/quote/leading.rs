//! Cues before their content: `X said (that) …`, `…, saying …`, `… and warned …`, `it was announced that …`.

use super::adjunct::{Addressed, Adjuncts, adjuncts};
use super::clause::addressed;
use super::content;
use super::cue::{Site, Voice};
use super::draft::Draft;
use super::reading::{Reading, Stretch};
use super::sense;
use super::source::source;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{Class, Complement, Inflection, Kind};
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
    // "considering the cost": a preposition.
    if site.voice == Voice::Participle && site.lemma() == "consider" {
        return None;
    }
    // "told the child as she left": a time, not what was told.
    if site.lemma() == "tell" && words.lower(site.group.end) == "as" {
        return None;
    }
    if site.voice == Voice::Passive {
        return passive(reading, site, sites, limit);
    }
    let mut group = site.group.clone();
    let mut after = adjuncts(reading, group.end, limit, addressed(site));
    // "urged for a halt to the raids": what is asked for follows at once.
    if site.class() == Class::Request && site.verb_end == group.end && words.lower(group.end) == "for" {
        group.end += 1;
        after = Adjuncts { end: group.end, ..Adjuncts::default() };
    }
    // "what it perceives as a slight": the object stands in front, and "as" leads to what is said of it.
    if site.complement == Complement::As
        && site.verb_end == group.end
        && words.lower(group.end) == "as"
        && matches!(site.form.cue.kind, Kind::Stance)
    {
        group.end += 1;
        after = Adjuncts { end: group.end, ..Adjuncts::default() };
    }
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
    // "expressed concern on Monday over the gate"
    let over = matches!(words.lower(start), "over" | "about" | "regarding");
    if over && site.light && start > group.end {
        start += 1;
    } else if over && start == group.end && group.len() > 1 && words.nominal(group.end - 1) {
        group.end += 1;
        start += 1;
    }
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
    if let Some(source) = &source
        && !quotation
        && sense::mute(reading, source)
        && complement != Complement::Colon
    {
        return None;
    }
    if sense::capitals(reading, stretch)
        && !quotation
        && !sense::titled(reading, stretch, site, source.as_ref())
    {
        return None;
    }
    let press =
        site.lemma() == "report" && source.as_ref().is_some_and(|source| sense::press(reading, source));
    let share = if site.light || press || as_said && matches!(site.class(), Class::Say | Class::Belief) {
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
    // "In answer to reports suggesting a delay, the port said": the comma ends what opens the sentence.
    if site.voice == Voice::Participle
        && !quotation
        && matches!(words.tag(opened), Tag::Preposition | Tag::Subordinator)
        && !(opened..group.start).any(|at| words.tag(at) == Tag::Comma)
    {
        limit =
            (start..limit).find(|&at| words.tag(at) == Tag::Comma && !reading.quoted(at)).unwrap_or(limit);
    }
    let reach = if as_said { content::Reach::Clause } else { content::reach(site, words.tag(start)) };
    let rule = if as_said { "quote.as_said" } else { rule };
    let mut part = content::content(reading, start, limit, reach, sites);
    let mut venue = after.venue;
    if reach == content::Reach::Phrase
        && venue.is_none()
        && let Some(occasion) = sense::occasion_at_end(reading, &part)
    {
        part.end = occasion.start;
        venue = Some(occasion);
    }
    if part.is_empty() || reading.count(&part) == 0 {
        return None;
    }
    if empty(reading, &part) || hollow(reading, &part) || sense::deed(reading, site, &part) {
        return None;
    }
    // "and calls for an end have grown louder": the word is a noun, and subject of what follows.
    if rule == "quote.coordinated"
        && site.form.inflection == Inflection::Third
        && reach == content::Reach::Phrase
        && sense::before_verb(reading, &part) < part.end
    {
        return None;
    }
    if let Some(word) = sense::hearsay(reading, &group) {
        let mut draft = Draft::new("quote.hearsay", Kind::Report, word..word + 1);
        draft.extend(source.map_or(group.start, |source| source.start)..word);
        draft.extend(word + 1..part.end);
        return Some(draft);
    }
    let mut draft = Draft::new(rule, site.form.cue.kind, group);
    draft.source = source;
    draft.reliability = share;
    draft.extend(part);
    draft.venue = venue;
    draft.addressee = after.addressee;
    Some(draft)
}

/// `expressing their views`, `made a statement`: that there was speech, not what was said.
pub(super) fn empty(reading: &Reading<'_>, content: &Range<usize>) -> bool {
    let last = reading.words.lower(content.end - 1);
    // "clarified Oslo's position" at least says whose.
    let named = content.clone().any(|at| reading.words.tag(at) == Tag::Name);
    content.len() <= 3
        && !named
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

/// `comment on it`, `respond to a request for comment`: nothing that a reader could learn.
pub(super) fn hollow(reading: &Reading<'_>, content: &Range<usize>) -> bool {
    let words = &reading.words;
    if content.clone().any(|at| reading.quoted(at)) {
        return false;
    }
    let request = content.clone().any(|at| matches!(words.lower(at), "request" | "requests"))
        && matches!(words.lower(content.end - 1), "comment" | "comments" | "interview");
    let pronoun = content.len() == 1
        && (matches!(words.tag(content.start), Tag::Pronoun | Tag::ObjectPronoun | Tag::That)
            || matches!(words.lower(content.start), "this" | "these" | "those" | "both"));
    // "a second": the noun is missing.
    let torn = content.len() == 2
        && words.tag(content.start) == Tag::Determiner
        && matches!(words.lower(content.start + 1), "second" | "third" | "first" | "new" | "next" | "other");
    // "says so with pride", "laid out months ago"
    let so = words.lower(content.start) == "so" && content.len() <= 4;
    let ago = content.len() <= 4 && words.lower(content.end - 1) == "ago";
    // "debated inside the hall", "points across the river"
    let whereabouts = matches!(
        words.lower(content.start),
        "inside" | "outside" | "near" | "across" | "into" | "toward" | "towards"
    );
    let bare = content.len() == 1 && words.tag(content.start) == Tag::To;
    request || pronoun || torn || so || ago || whereabouts || bare
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
    // "was condemned by no one", "was pronounced dead": without who says it or what, nothing is left to sign.
    if draft.source.is_none()
        && !that
        && !matches!(
            site.complement,
            Complement::Infinitive | Complement::Clause | Complement::Quote | Complement::Wh | Complement::To
        )
    {
        return None;
    }
    if !matches!(site.complement, Complement::End) || that {
        let reach = content::reach(site, words.tag(start));
        draft.extend(content::content(reading, start, limit, reach, sites));
    }
    (!draft.content.is_empty()).then_some(draft)
}
