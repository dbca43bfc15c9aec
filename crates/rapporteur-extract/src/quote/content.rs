//! How far a content reaches.

use super::cue::{Site, Voice};
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::cue::{Class, Complement, Inflection};
use rapporteur_ontology::{noun, verb};
use std::ops::Range;

/// How much a complement takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// A clause: commas do not end it.
    Clause,
    /// A phrase: most commas end it.
    Phrase,
}

/// The content that begins at `start`, up to the end of its sentence, to `bound` or to a word that begins
/// something else. Quotations are taken whole.
pub(super) fn content(
    reading: &Reading<'_>,
    start: usize,
    limit: usize,
    reach: Reach,
    sites: &[Site],
) -> Range<usize> {
    let words = &reading.words;
    let direct =
        start > 0 && reading.quoted(start) && matches!(words.tag(start - 1), Tag::Comma | Tag::Colon);
    let mut at = start;
    while at < limit {
        if reading.quoted(at) {
            at =
                reading.quotation(at).map_or(at + 1, |quotation| quotation.tokens.end.max(at + 1)).min(limit);
            // A mark that closes with a stop closes the sentence too.
            let closed = at >= limit || reading.sentence_start(at) == at;
            // So does a comma inside the mark, where a clause with a subject of its own follows; and direct speech
            // ends with its mark.
            let comma = at >= 2 && words.tag(at - 2) == Tag::Comma;
            if closed
                || direct
                || comma && (closes(reading, at, Reach::Phrase, sites) || words.tag(at) == Tag::Name)
            {
                break;
            }
            continue;
        }
        match words.tag(at) {
            Tag::Stop if at + 1 >= limit || reading.sentence_start(at + 1) == at + 1 => break,
            Tag::Semicolon if reach == Reach::Phrase => break,
            Tag::Comma | Tag::Dash if at > start && closes(reading, at + 1, reach, sites) => break,
            Tag::Conjunction if at > start && turns(reading, at, reach, sites) => break,
            Tag::Subordinator
                if at > start
                    && reach == Reach::Phrase
                    && matches!(
                        words.lower(at),
                        "after" | "because" | "while" | "though" | "although" | "when" | "since"
                    )
                    && at > start + 1
                    // "the truce that has held since May"
                    && !(words.lower(at) == "since"
                        && (matches!(words.tag(at + 1), Tag::Name | Tag::Number) || words.time_word(at + 1))) =>
            {
                break;
            }
            // "a joint look at the dams as the toll rises"
            Tag::Subordinator
                if reach == Reach::Phrase
                    && at > start + 1
                    && words.lower(at) == "as"
                    && clause_behind(reading, at) =>
            {
                break;
            }
            _ if at > start && reading.sentence_start(at) == at => break,
            _ => at += 1,
        }
    }
    reading.trim(start..at)
}

/// True if a subject and a verb follow shortly.
fn clause_behind(reading: &Reading<'_>, at: usize) -> bool {
    let words = &reading.words;
    let end = words.noun_phrase(at + 1, at + 7);
    (at + 2..=end).any(|verb| {
        words.nominal(verb - 1)
            && (matches!(words.tag(verb), Tag::Auxiliary | Tag::Modal | Tag::Verb)
                || verb::lookup(words.key(verb))
                    .is_some_and(|form| form.inflection == verb::Inflection::Third)
                    && noun::lookup(words.key(verb)).is_none()
                    && matches!(words.tag(verb + 1), Tag::To | Tag::Determiner | Tag::Possessive))
    })
}

/// The sites whose group begins at `at` or later.
pub(super) fn first_from(sites: &[Site], at: usize) -> &[Site] {
    &sites[sites.partition_point(|site| site.group.start < at)..]
}

/// True if the word after a comma begins something that is no content.
fn closes(reading: &Reading<'_>, next: usize, reach: Reach, sites: &[Site]) -> bool {
    let words = &reading.words;
    if reading.quoted(next) {
        return false;
    }
    let site = first_from(sites, next).first().filter(|site| site.group.start == next);
    if site.is_some_and(|site| {
        site.voice == Voice::Fixed
            || site.voice == Voice::Participle
                && matches!(site.class(), Class::Say | Class::Ask | Class::Request)
    }) {
        return true;
    }
    let lower = words.lower(next);
    match words.tag(next) {
        Tag::Conjunction => {
            let subject = matches!(words.lower(next + 1), "he" | "she" | "they")
                || (words.tag(next + 1) != Tag::That && lower == "but" && reach == Reach::Phrase);
            let coordinated = first_from(sites, next + 1)
                .iter()
                .take_while(|site| site.group.start <= next + 8)
                .filter(|site| {
                    site.group.start <= next + 3
                        || words.noun_phrase_before(site.group.start, next) == next + 1
                })
                .any(|site| {
                    matches!(site.class(), Class::Say | Class::Ask | Class::Request)
                        && site.voice != Voice::Noun
                        && site.voice != Voice::Infinitive
                });
            subject || coordinated || reach == Reach::Phrase && lower == "but"
        }
        _ if reach == Reach::Clause => lower == "compared" || lower == "adding" || lower == "saying",
        Tag::Adverb => {
            matches!(lower, "even" | "just" | "then" | "later") || words.lower(next + 1).ends_with("ing")
        }
        Tag::Preposition => matches!(lower, "despite" | "amid" | "during"),
        Tag::Subordinator => !matches!(lower, "if" | "whether" | "how"),
        Tag::Pronoun => true,
        Tag::Relative => true,
        Tag::Auxiliary | Tag::Modal | Tag::Verb => true,
        Tag::Noun if lower.ends_with("ing") || lower == "said" || lower == "given" => true,
        Tag::Noun | Tag::Name | Tag::Determiner | Tag::Possessive => !listed(reading, next),
        _ => false,
    }
}

/// True if a list goes on here: another comma or an `and` follows shortly.
fn listed(reading: &Reading<'_>, next: usize) -> bool {
    let words = &reading.words;
    let end = words.noun_phrase(next, next + 8);
    matches!(words.tag(end), Tag::Comma) && words.tag(end + 1) == Tag::Conjunction
        || words.tag(end) == Tag::Conjunction
        || words.tag(end) == Tag::Comma && words.nominal(end + 1) && !words.lower(end + 1).ends_with("ing")
}

/// True if a conjunction begins another statement of the same subject: `said it and warned`.
fn turns(reading: &Reading<'_>, at: usize, reach: Reach, sites: &[Site]) -> bool {
    let words = &reading.words;
    let mut next = at + 1;
    while matches!(words.tag(next), Tag::Adverb) {
        next += 1;
    }
    if let Some(site) = first_from(sites, next).first().filter(|site| site.group.start == next) {
        let finite = matches!(site.voice, Voice::Active | Voice::Participle)
            && !matches!(site.form.inflection, Inflection::Base);
        return match reach {
            Reach::Clause => finite && site.speaks() && site.reliability() > 0.6,
            Reach::Phrase => finite,
        };
    }
    reach == Reach::Phrase
        && (matches!(words.tag(next), Tag::Auxiliary | Tag::Modal | Tag::Pronoun)
            || words.lower(at) == "but"
            || words.tag(next) == Tag::Verb
            // "condemns the raid and extends its sympathy"
            || verb::lookup(words.key(next))
                .is_some_and(|form| form.inflection == verb::Inflection::Third)
                && matches!(
                    words.tag(next + 1),
                    Tag::Determiner | Tag::Possessive | Tag::To | Tag::That | Tag::ObjectPronoun
                ))
}

/// Clause or phrase, from the complement that a cue has here.
pub(super) fn reach(site: &Site, start_tag: Tag) -> Reach {
    match site.class() {
        _ if site.light && start_tag != Tag::That => Reach::Phrase,
        Class::Say | Class::Belief | Class::Ask | Class::Show | Class::According
            if !matches!(
                site.complement,
                Complement::Infinitive
                    | Complement::Gerund
                    | Complement::For
                    | Complement::Of
                    | Complement::On
                    | Complement::About
                    | Complement::Over
                    | Complement::With
                    | Complement::Against
                    | Complement::As
                    | Complement::To
            ) && (matches!(
                start_tag,
                Tag::That | Tag::Open | Tag::Pronoun | Tag::Relative | Tag::Subordinator
            ) || clausal(site.lemma())
                || matches!(
                    site.complement,
                    Complement::That
                        | Complement::Clause
                        | Complement::Quote
                        | Complement::Wh
                        | Complement::Colon
                )) =>
        {
            Reach::Clause
        }
        _ if matches!(start_tag, Tag::That | Tag::Open) => Reach::Clause,
        _ => Reach::Phrase,
    }
}

/// Verbs whose bare complement is a clause more often than an object.
fn clausal(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "add"
            | "argue"
            | "claim"
            | "think"
            | "believe"
            | "insist"
            | "note"
            | "contend"
            | "acknowledge"
            | "assert"
            | "write"
            | "tweet"
            | "suggest"
            | "warn"
            | "predict"
            | "admit"
            | "concede"
            | "know"
            | "hope"
            | "fear"
            | "maintain"
            | "reply"
            | "state"
    )
}
