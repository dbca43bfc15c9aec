//! PLOVER's modes and contexts of an act, by the words of its clause.

use crate::phrase::{Tag, Words};
use rapporteur_ontology::{event, noun, verb};
use rapporteur_record::EventType;
use std::collections::BTreeSet;
use std::ops::Range;

/// What the words tell.
#[derive(Debug, Default)]
pub(super) struct Detail {
    pub(super) modes: Vec<String>,
    pub(super) contexts: Vec<String>,
}

/// How many words before and after an act are its own.
const BEFORE: usize = 8;
const AFTER: usize = 12;

/// The modes and contexts of an act. The act's own words come before those around it.
pub(super) fn of(
    words: &Words<'_>,
    event_type: EventType,
    trigger: &Range<usize>,
    sentence: &Range<usize>,
) -> Detail {
    let clause = clause(words, trigger, sentence);
    // What is asked for or refused stands behind the word that asks, and is not in the word.
    let content = matches!(event_type, EventType::Request | EventType::Reject | EventType::Threaten);
    let own = modes(words, event_type, if content { trigger.end..clause.end } else { trigger.clone() });
    // `warned against an invasion`: somebody else's force.
    let warns = event_type == EventType::Threaten
        && matches!(words.lower(trigger.start), "warn" | "warns" | "warned" | "warning" | "warnings")
        && matches!(words.lower(trigger.end), "against" | "of" | "about");
    let own = if warns { BTreeSet::new() } else { own };
    let modes = if own.is_empty() && !content { modes(words, event_type, clause.clone()) } else { own };
    Detail { modes: modes.into_iter().collect(), contexts: contexts(words, clause).into_iter().collect() }
}

/// The words around an act up to a border of clauses.
fn clause(words: &Words<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let border = |at: &usize| {
        matches!(words.tag(*at), Tag::Semicolon | Tag::Colon | Tag::Relative | Tag::Subordinator)
    };
    let floor = sentence.start.max(trigger.start.saturating_sub(BEFORE));
    let limit = sentence.end.min(trigger.end + AFTER);
    let start = (floor..trigger.start).rev().find(border).map_or(floor, |at| at + 1);
    let end = (trigger.end..limit).find(border).unwrap_or(limit);
    start..end
}

fn modes(words: &Words<'_>, event_type: EventType, range: Range<usize>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each(words, range, |told| {
        let told = event::modes(told)?;
        for mode in told.value {
            if let Some((kind, mode)) = mode.split_once('/')
                && kind == event_type.name()
            {
                found.insert(mode.to_owned());
            }
        }
        Some(told.words)
    });
    found
}

fn contexts(words: &Words<'_>, range: Range<usize>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each(words, range, |told| {
        let told = event::contexts(told)?;
        found.extend(told.value.iter().map(|&name| name.to_owned()));
        Some(told.words)
    });
    found
}

/// Calls `f` with the words from each position on, and with the base form of the first one. It says how many words it took:
/// `tear gas` is no gas.
fn each(words: &Words<'_>, range: Range<usize>, mut f: impl FnMut(&[&str]) -> Option<usize>) {
    let mut at = range.start;
    while at < range.end {
        let mut taken = None;
        // `a call for talks` is none by phone.
        let asks = matches!(words.lower(at), "call" | "calls" | "called" | "calling")
            && matches!(words.lower(at + 1), "for" | "on" | "upon" | "to");
        if matches!(words.tag(at), Tag::Noun | Tag::Name | Tag::Verb) && !asks {
            let mut ahead: Vec<&str> = (at..range.end.min(at + 3)).map(|at| words.lower(at)).collect();
            let verb = verb::lookup(words.key(at)).map(|form| form.lemma);
            let noun = noun::lookup(words.key(at)).map(|form| form.noun.lemma);
            taken = f(&ahead);
            for lemma in [verb, noun].into_iter().flatten() {
                if taken.is_none() && lemma != words.lower(at) {
                    ahead[0] = lemma;
                    taken = f(&ahead);
                }
            }
        }
        at += taken.unwrap_or(1).max(1);
    }
}
