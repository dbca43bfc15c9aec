//! What stands between a cue and its content: when, where and to whom it was said.

use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::verb;
use std::ops::Range;

/// What was passed over.
#[derive(Debug, Clone, Default)]
pub(super) struct Adjuncts {
    /// The first word after them.
    pub(super) end: usize,
    pub(super) venue: Option<Range<usize>>,
    pub(super) addressee: Option<Range<usize>>,
}

/// Where a cue may name who is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Addressed {
    /// `told reporters`, `told to reporters`
    Object,
    /// `said to reporters`
    Phrase,
    /// Nowhere: `to` begins the content.
    Nobody,
}

/// Passes over adjuncts from `start`. A phrase is passed only if what follows shows that it has ended, so that no
/// word of the content is lost.
pub(super) fn adjuncts(reading: &Reading<'_>, start: usize, limit: usize, addressed: Addressed) -> Adjuncts {
    let words = &reading.words;
    let mut passed = Adjuncts { end: start, ..Adjuncts::default() };
    if addressed == Addressed::Object {
        let end = addressee(reading, start, limit);
        if end > start {
            passed.addressee = Some(start..end);
            passed.end = end;
        }
    }
    loop {
        let at = passed.end;
        if at >= limit || reading.quoted(at) {
            return passed;
        }
        if words.time_word(at) {
            passed.end += 1;
            while matches!(words.lower(passed.end), "night" | "morning" | "afternoon" | "evening") {
                passed.end += 1;
            }
            continue;
        }
        if matches!(
            words.lower(at),
            "last" | "this" | "earlier" | "late" | "early" | "later" | "next" | "that"
        ) && let Some(end) = dated(reading, at, limit)
        {
            passed.end = end;
            continue;
        }
        if words.tag(at) == Tag::Adverb
            && !matches!(words.lower(at), "only" | "just" | "even" | "now" | "already" | "there" | "here")
            && settled(reading, at + 1, limit)
        {
            passed.end = at + 1;
            continue;
        }
        if words.tag(at) == Tag::Preposition
            && matches!(
                words.lower(at),
                "in" | "on"
                    | "at"
                    | "during"
                    | "via"
                    | "after"
                    | "before"
                    | "through"
                    | "from"
                    | "of"
                    | "about"
                    | "with"
                    | "by"
                    | "for"
            )
            || words.tag(at) == Tag::To && addressed != Addressed::Nobody && !verb::is_base(words.key(at + 1))
        {
            let mut end = words.noun_phrase(at + 1, limit);
            // "at a rally in Springfield on Monday": further phrases follow by the loop.
            if end > at + 1 && words.time_word(at + 1) {
                end = at + 2;
                while matches!(words.lower(end), "night" | "morning" | "afternoon" | "evening") {
                    end += 1;
                }
            }
            if end > at + 1 && settled(reading, end, limit) {
                let spoken = matches!(words.lower(at), "in" | "at" | "on" | "during" | "via")
                    && occasion(reading, at + 1..end);
                if spoken && passed.venue.is_none() {
                    passed.venue = Some(at..end);
                }
                if words.tag(at) == Tag::To && passed.addressee.is_none() {
                    passed.addressee = Some(at + 1..end);
                }
                passed.end = end;
                continue;
            }
        }
        return passed;
    }
}

/// `last week`, `earlier this month`, `later in the day`.
fn dated(reading: &Reading<'_>, at: usize, limit: usize) -> Option<usize> {
    let words = &reading.words;
    (at + 1..limit.min(at + 4))
        .find(|&k| {
            matches!(
                words.lower(k),
                "week"
                    | "month"
                    | "year"
                    | "night"
                    | "day"
                    | "morning"
                    | "evening"
                    | "afternoon"
                    | "weekend"
                    | "summer"
                    | "fall"
                    | "spring"
                    | "winter"
            ) || words.time_word(k)
        })
        .map(|k| k + 1)
}

/// True if what stands here cannot go on the phrase before it.
fn settled(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    at >= limit
        || matches!(
            reading.words.tag(at),
            Tag::Comma
                | Tag::Colon
                | Tag::Stop
                | Tag::Open
                | Tag::That
                | Tag::Determiner
                | Tag::Pronoun
                | Tag::Preposition
                | Tag::Possessive
                | Tag::To
                | Tag::Subordinator
                | Tag::Adverb
                | Tag::Dash
                | Tag::Conjunction
        )
        || reading.words.time_word(at)
}

/// True if the phrase names an occasion or a medium of speech.
pub(super) fn occasion(reading: &Reading<'_>, mut phrase: Range<usize>) -> bool {
    phrase.any(|at| {
        matches!(
            reading.words.lower(at).trim_end_matches('s'),
            "statement"
                | "interview"
                | "speech"
                | "briefing"
                | "conference"
                | "rally"
                | "press"
                | "new"
                | "tweet"
                | "email"
                | "e-mail"
                | "letter"
                | "memo"
                | "debate"
                | "meeting"
                | "address"
                | "remark"
                | "post"
                | "release"
                | "hearing"
                | "testimony"
                | "call"
                | "event"
                | "forum"
                | "summit"
                | "appearance"
                | "session"
                | "article"
                | "column"
                | "broadcast"
                | "message"
                | "twitter"
                | "facebook"
                | "television"
                | "radio"
                | "report"
                | "op-ed"
                | "essay"
                | "book"
                | "show"
                | "town"
                | "hall"
                | "talk"
                | "ceremony"
                | "visit"
                | "lecture"
                | "video"
                | "podcast"
        )
    })
}

/// End of the noun phrase that names who was told; `start` if there is none.
fn addressee(reading: &Reading<'_>, start: usize, limit: usize) -> usize {
    let words = &reading.words;
    let end = words.noun_phrase(start, limit);
    if end == start {
        return start;
    }
    let coordinated = if words.lower(end) == "and" { words.noun_phrase(end + 1, limit) } else { end };
    let end = if coordinated > end + 1 { coordinated } else { end };
    if settled(reading, end, limit) || words.tag(end) == Tag::Comma {
        return end;
    }
    // "told reporters Smith would go": the phrase has swallowed the subject of the clause.
    match words.tag(start) {
        Tag::Noun | Tag::Pronoun | Tag::ObjectPronoun => start + 1,
        _ => start,
    }
}
