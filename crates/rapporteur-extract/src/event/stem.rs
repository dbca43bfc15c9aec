//! What the words of two acts have in common: `bombed` and `the bombing`.

use crate::phrase::Words;
use rapporteur_ontology::{noun, verb};
use std::ops::Range;

/// The base form of an act's words: of a verb its lemma, of a noun its singular.
pub(super) fn of(words: &Words<'_>, trigger: &Range<usize>) -> String {
    // Of a compound the head is meant, of a verb with its particle the verb.
    let first = words.key(trigger.start);
    let (at, form) = match verb::lookup(first) {
        Some(form) if trigger.len() > 1 => (trigger.start, Some(form)),
        _ => (trigger.end - 1, verb::lookup(words.key(trigger.end - 1))),
    };
    if let Some(form) = form {
        return form.lemma.to_owned();
    }
    let lower = words.lower(at);
    noun::lookup(lower).map_or_else(
        || {
            lower
                .strip_suffix('s')
                .filter(|stem| stem.len() > 3 && !stem.ends_with('s'))
                .unwrap_or(lower)
                .to_owned()
        },
        |form| form.noun.lemma.to_owned(),
    )
}

/// Endings that make a noun of a verb, the longest first.
const ENDINGS: [&str; 16] = [
    "sion", "ment", "ance", "ence", "tion", "ing", "ion", "ism", "al", "er", "or", "de", "se", "te", "e", "y",
];

/// True if two base forms are of one verb: `accuse` and `accusation`.
///
/// ```
/// use rapporteur_extract::event::same_stem;
/// assert!(same_stem("bombard", "bombardment") && same_stem("invade", "invasion"));
/// assert!(!same_stem("protest", "protect"));
/// ```
#[must_use]
pub fn same_stem(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b) = (bare(a), bare(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 4 && long.starts_with(short) && long.len() - short.len() <= 2
}

fn bare(word: &str) -> &str {
    ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= 4)).unwrap_or(word)
}
