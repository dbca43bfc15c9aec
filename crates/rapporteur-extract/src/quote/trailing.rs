//! Cues after their content: `<content>, X said` and `<content>, said X`, with what follows them.

use super::adjunct::{Addressed, Adjuncts, adjuncts};
use super::clause::addressed;
use super::content::{self, Reach};
use super::cue::{Site, Voice};
use super::draft::Draft;
use super::reading::{Reading, Stretch};
use super::sense;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{Class, Complement, Inflection};
use std::ops::Range;

/// `<content>, X said` and `<content>, said X`, with what follows them.
pub(super) fn trailing(
    reading: &Reading<'_>,
    stretch: &Stretch,
    site: &Site,
    sites: &[Site],
) -> Option<Draft> {
    let words = &reading.words;
    let limit = stretch.words.end;
    let voiced = matches!(site.voice, Voice::Active)
        && !matches!(site.complement, Complement::That | Complement::Infinitive);
    if !voiced || !(site.speaks() || matches!(site.class(), Class::Belief | Class::Show)) {
        return None;
    }
    let floor = stretch.words.start;
    let group = site.group.clone();
    // "Harbour to Close, Mayor Says": in capitals only a verb of speech at the end is one for certain.
    if sense::capitals(reading, stretch)
        && !(site.class() == Class::Say
            && site.form.inflection == Inflection::Third
            && site.form.cue.overall() > 0.8
            && (group.end >= limit || words.tag(group.end) == Tag::Stop))
    {
        return None;
    }
    let subject = words
        .subject_before(group.start, floor)
        .filter(|subject| !subject.clone().any(|at| reading.quoted(at)));
    let direct = group.start > floor && closed(reading, group.start - 1);
    if !direct
        && let Some(draft) =
            subject.clone().and_then(|subject| subject_first(reading, stretch, site, sites, subject))
    {
        return Some(draft);
    }
    let inverted =
        direct || group.start > floor && words.tag(group.start - 1) == Tag::Comma && subject.is_none();
    let simple = group.len() <= 2
        && matches!(
            site.form.inflection,
            Inflection::Past | Inflection::PastOrParticiple | Inflection::Third
        );
    if !inverted || !simple {
        return None;
    }
    // Verb before subject: the cue follows the content directly.
    let end = words.noun_phrase(site.verb_end, limit);
    let end =
        if direct || words.lower(end) == "for" { words.long_noun_phrase(site.verb_end, limit) } else { end };
    let head = site.verb_end..end;
    if head.is_empty()
        || words.time_word(site.verb_end)
        || words.tag(end - 1) == Tag::ObjectPronoun
        || !(words.refers(head) || direct)
    {
        return None;
    }
    let mut close = words.apposition(end, limit);
    // "said Ann Berg, 39, a waitress at the inn, who": descriptions follow each other.
    for _ in 0..2 {
        close = words.apposition(close, limit);
    }
    let after = adjuncts(reading, close, limit, Addressed::Phrase);
    if rest(reading, after.end, limit) == Rest::Clause && !direct {
        return None;
    }
    let mut draft =
        finish_trailing(reading, stretch, site, group.start, after, sites, "quote.cue_before_source")?;
    draft.source = Some(site.verb_end..close);
    draft.cue = Some(group.start..site.verb_end);
    Some(draft)
}

/// `<content>, X said`.
fn subject_first(
    reading: &Reading<'_>,
    stretch: &Stretch,
    site: &Site,
    sites: &[Site],
    subject: Range<usize>,
) -> Option<Draft> {
    let words = &reading.words;
    let limit = stretch.words.end;
    let mut before = subject.start.checked_sub(1).filter(|&before| before >= stretch.words.start)?;
    let as_said = words.lower(before) == "as" && before > stretch.words.start;
    if as_said {
        before -= 1;
    }
    let after_mark = closed(reading, before);
    if !after_mark && !matches!(words.tag(before), Tag::Comma | Tag::Dash) {
        return None;
    }
    // A phrase such as "said of" has an object; the preposition is part of the adjunct then.
    let verb_end = site.verb_end;
    let mut after = adjuncts(reading, verb_end, limit, addressed(site));
    match rest(reading, after.end, limit) {
        // After a mark with a comma or a question inside nothing but an aside can follow.
        Rest::Clause if after_mark && spoken(reading, before) && after.end < limit => {
            after.end = (after.end..limit.min(after.end + 40))
                .find(|&at| {
                    reading.quoted(at)
                        || matches!(words.tag(at), Tag::Comma | Tag::Stop | Tag::Dash | Tag::Semicolon)
                })
                .unwrap_or(limit);
        }
        Rest::Clause => return None,
        // "In a statement, the port said: “…”" leads.
        Rest::Quotation if !after_mark => return None,
        Rest::Comma
            if !after_mark
                && matches!(
                    words.lower(after.end),
                    "of" | "for" | "about" | "against" | "with" | "over" | "on" | "to" | "by"
                ) =>
        {
            return None;
        }
        _ => {}
    }
    if !after_mark && introduction(reading, before, &stretch.words) {
        // "In some cases, they say, it means": the cue stands inside the clause.
        let inside = words.tag(after.end) == Tag::Comma
            && after.end == verb_end
            && site.speaks()
            && goes_on(reading, after.end + 1, limit, sites);
        if !inside {
            return None;
        }
    }
    let mut draft = finish_trailing(
        reading,
        stretch,
        site,
        before + 1,
        after,
        sites,
        if as_said { "quote.as_said" } else { "quote.cue_after" },
    )?;
    if !after_mark && sense::mute(reading, &subject) {
        return None;
    }
    draft.source = Some(subject);
    draft.cue = Some(site.group.start..verb_end);
    Some(draft)
}

/// True if the quotation that closes here has a comma, a question mark or the like before its mark, as speech has.
fn spoken(reading: &Reading<'_>, close: usize) -> bool {
    let mark = if reading.words.tag(close) == Tag::Comma { return true } else { close };
    mark > 0 && matches!(reading.words.tag(mark - 1), Tag::Comma | Tag::Stop | Tag::Dash)
}

/// What follows a trailing cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Nothing,
    Comma,
    Quotation,
    Clause,
}

fn rest(reading: &Reading<'_>, at: usize, limit: usize) -> Rest {
    if at >= limit {
        return Rest::Nothing;
    }
    match reading.words.tag(at) {
        Tag::Stop | Tag::Semicolon | Tag::Dash | Tag::CloseBracket => Rest::Nothing,
        Tag::Comma if reading.words.tag(at + 1) == Tag::Open => Rest::Quotation,
        Tag::Comma | Tag::Conjunction | Tag::Subordinator | Tag::Preposition => Rest::Comma,
        Tag::Colon | Tag::Open => Rest::Quotation,
        Tag::Noun if reading.words.lower(at).ends_with("ing") => Rest::Comma,
        _ => Rest::Clause,
    }
}

/// True if a quotation closes right before: `…,”` or `…”,`.
fn closed(reading: &Reading<'_>, at: usize) -> bool {
    reading.words.tag(at) == Tag::Close && reading.quoted(at)
        || reading.words.tag(at) == Tag::Comma && at > 0 && reading.words.tag(at - 1) == Tag::Close
}

/// True if what stands before a comma is no statement but an introduction: `On Monday,`.
fn introduction(reading: &Reading<'_>, comma: usize, stretch: &Range<usize>) -> bool {
    let start = reading.sentence_start(comma).max(stretch.start);
    let words = &reading.words;
    let mut at = start;
    while at < comma && matches!(words.tag(at), Tag::Conjunction | Tag::Adverb) {
        at += 1;
    }
    if comma - at < 3 {
        return true;
    }
    let opens = matches!(words.tag(at), Tag::Preposition | Tag::Subordinator);
    let verb = (at..comma).any(|at| matches!(words.tag(at), Tag::Auxiliary | Tag::Modal));
    let later = (at..comma).filter(|&at| words.tag(at) == Tag::Comma).count() > 0;
    opens && !(verb && later) || words.tag(at) == Tag::Noun && words.lower(at).ends_with("ing") && !later
}

fn finish_trailing(
    reading: &Reading<'_>,
    stretch: &Stretch,
    site: &Site,
    start: usize,
    after: Adjuncts,
    sites: &[Site],
    rule: &'static str,
) -> Option<Draft> {
    let words = &reading.words;
    let mut draft = Draft::new(rule, site.form.cue.kind, site.group.clone());
    // The content begins with its sentence, or where the quotation before the cue begins, if that is earlier.
    let mut begin = reading.sentence_start(start - 1).max(stretch.words.start);
    let mut mark = start - 1;
    if words.tag(mark) == Tag::Comma {
        mark = mark.saturating_sub(1);
    }
    if let Some(quotation) = reading.quotation(mark) {
        let open = quotation.tokens.start.max(stretch.words.start);
        begin = begin.min(open).max(reading.sentence_start(open));
    }
    begin = begin.max(stretch.words.start);
    // What another cue of the same sentence has already said is not said again.
    if let Some(open) =
        (begin..start).rev().find(|&at| words.tag(at) == Tag::Semicolon && !reading.quoted(at))
    {
        begin = open + 1;
    }
    while begin < start && matches!(words.tag(begin), Tag::Conjunction) && !reading.quoted(begin) {
        begin += 1;
    }
    // "She was clear: “…,” he said": a colon in front of the quotation ends what stands before it.
    if let Some(open) = reading.quotation(mark).map(|quotation| quotation.tokens.start)
        && open > begin
        && (matches!(words.tag(open - 1), Tag::Colon | Tag::Dash)
            || content::first_from(sites, begin)
                .iter()
                .take_while(|other| other.group.end < open)
                .any(|other| other.speaks() && matches!(other.voice, Voice::Active)))
    {
        begin = open;
    }
    let part = reading.trim(begin..start);
    if part.is_empty() || reading.count(&part) == 0 {
        return None;
    }
    draft.reliability = site.form.cue.overall();
    draft.extend(part);
    draft.venue = after.venue;
    draft.addressee = after.addressee;
    let limit = stretch.words.end;
    let next = after.end;
    if words.tag(next) == Tag::Comma && next + 1 < limit {
        let more = next + 1;
        // After direct speech an unquoted word is the report's own.
        let direct = draft.content.last().is_some_and(|part| reading.quoted(part.end - 1));
        if reading.quoted(more) || !direct && goes_on(reading, more, limit, sites) {
            let part = content::content(reading, more, limit, Reach::Clause, sites);
            draft.extend(part);
        }
    } else if words.tag(next) == Tag::Colon && reading.quoted(next + 1) {
        draft.extend(content::content(reading, next + 1, limit, Reach::Clause, sites));
    }
    Some(draft)
}

/// True if the content goes on after the comma that closes a cue inside it.
fn goes_on(reading: &Reading<'_>, more: usize, limit: usize, sites: &[Site]) -> bool {
    let words = &reading.words;
    let introduced = content::first_from(sites, more)
        .iter()
        .take_while(|other| other.group.start < more + 4)
        .any(Site::speaks);
    let opens = match words.tag(more) {
        Tag::Auxiliary
        | Tag::Modal
        | Tag::Pronoun
        | Tag::Determiner
        | Tag::Name
        | Tag::That
        | Tag::Possessive
        | Tag::To
        | Tag::Negation
        | Tag::Verb
        | Tag::Open => true,
        Tag::Conjunction => words.lower(more) == "and",
        Tag::Subordinator => matches!(words.lower(more), "while" | "if" | "because"),
        Tag::Noun => !words.lower(more).ends_with("ing"),
        _ => false,
    };
    more < limit && opens && !introduced
}
