//! Nouns as cues: `her claim that …`, `the ministry's call for …`, `Danish anger at …`.

use super::content::{self, Reach};
use super::cue::{LIKELY, Site, Voice};
use super::draft::Draft;
use super::reading::{Reading, Stretch};
use super::sense;
use crate::phrase::Tag;
use rapporteur_ontology::country;
use rapporteur_ontology::cue::{Complement, Kind};
use rapporteur_ontology::{feeling, noun, verb};

pub(super) fn drafts(reading: &Reading<'_>, stretch: &Stretch, sites: &[Site]) -> Vec<Draft> {
    let found = sites.iter().filter(|site| site.voice == Voice::Noun);
    let mut found: Vec<Draft> = found.filter_map(|site| draft(reading, stretch, site, sites)).collect();
    found.extend(stretch.words.clone().filter_map(|at| held(reading, stretch, at, sites)));
    found
}

/// `Danish anger at the plan`, `the port's unease with it`: an attitude with its holder and what it is about.
fn held(reading: &Reading<'_>, stretch: &Stretch, at: usize, sites: &[Site]) -> Option<Draft> {
    let words = &reading.words;
    let about = matches!(words.lower(at + 1), "with" | "at" | "over" | "about" | "towards" | "toward");
    if !about || !feeling::is_feeling(words.key(at)) || (at..at + 2).any(|at| reading.quoted(at)) {
        return None;
    }
    let floor = reading.sentence_start(at).max(stretch.words.start);
    let mut open = at;
    while open > floor && words.tag(open - 1) == Tag::Noun {
        open -= 1;
    }
    let before = open.checked_sub(1).filter(|&before| before >= floor && !reading.headline(at))?;
    let source = match words.tag(before) {
        Tag::Possessive => before..open,
        Tag::Genitive => words.noun_phrase_before(before, floor)..before,
        Tag::Name if country::demonym(words.key(before)).is_some() => before..open,
        _ => return None,
    };
    let mut draft = Draft::new("quote.attitude", Kind::Stance, open..at + 2);
    draft.source = Some(source).filter(|source| !source.is_empty());
    let mut part = content::content(reading, at + 2, stretch.words.end, Reach::Phrase, sites);
    // What follows a comma is said of something else more often than not.
    let comma = part.clone().find(|&at| words.tag(at) == Tag::Comma && !reading.quoted(at));
    part.end = comma.unwrap_or_else(|| sense::before_verb(reading, &part));
    draft.extend(part);
    (draft.source.is_some() && !draft.content.is_empty()).then_some(draft)
}

fn draft(reading: &Reading<'_>, stretch: &Stretch, site: &Site, sites: &[Site]) -> Option<Draft> {
    let words = &reading.words;
    let start = site.group.end;
    let limit = stretch.words.end;
    if start >= limit || site.complement == Complement::End || site.reliability() < LIKELY {
        return None;
    }
    // Adjectives between the possessor and the noun belong to the cue.
    let mut open = site.group.start;
    let floor = reading.sentence_start(open).max(stretch.words.start);
    while open > floor && words.tag(open - 1) == Tag::Noun {
        open -= 1;
    }
    let mut draft = Draft::new("quote.noun", site.form.cue.kind, open..start);
    match (open > floor).then(|| words.tag(open - 1)) {
        Some(Tag::Possessive) => draft.source = Some(open - 1..open),
        Some(Tag::Genitive) => {
            let begin = words.noun_phrase_before(open - 1, floor);
            if begin == open - 1 {
                return None;
            }
            // "These remarks signify Oslo's anger": a verb ends what belongs to the possessor.
            let verb = (begin..open - 2).rev().find(|&at| {
                words.tag(at) == Tag::Noun
                    && words.tag(at + 1) == Tag::Name
                    && verb::lookup(words.key(at)).is_some()
                    && noun::lookup(words.key(at)).is_none()
            });
            draft.source = Some(verb.map_or(begin, |verb| verb + 1)..open - 1);
        }
        _ => {
            if !matches!(site.complement, Complement::That) || site.reliability() < 0.6 {
                return None;
            }
            draft.cue = Some(site.group.clone());
        }
    }
    let begin = if matches!(
        site.complement,
        Complement::Of | Complement::About | Complement::On | Complement::For | Complement::Over
    ) {
        start + 1
    } else {
        start
    };
    // "Despite the port's claim that it was shut, nobody left": the comma ends the phrase.
    let introduced = matches!(words.tag(floor), Tag::Preposition | Tag::Subordinator)
        && !(floor..site.group.start).any(|at| words.tag(at) == Tag::Comma);
    let limit = if introduced {
        (begin..limit).find(|&at| words.tag(at) == Tag::Comma && !reading.quoted(at)).unwrap_or(limit)
    } else {
        limit
    };
    let reach = if site.complement == Complement::That { Reach::Clause } else { Reach::Phrase };
    let mut part = content::content(reading, begin, limit, reach, sites);
    if reach == Reach::Phrase {
        part.end = sense::before_verb(reading, &part);
    }
    draft.extend(part);
    (!draft.content.is_empty()).then_some(draft)
}
