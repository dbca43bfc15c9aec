//! `The port beat its record for open gates when it reported more than 300`: what a bare count or ordinal counts stands in a clause
//! before the statement, and belongs to its content.

use super::draft::Draft;
use super::reading::Reading;
use crate::phrase::Tag;
use rapporteur_ontology::noun;
use std::ops::Range;

/// Words of a content that is nothing but a count: `at least about 300`.
const COUNT: usize = 4;
/// Words between the noun and the clause of the statement: `on Sunday when`.
const BETWEEN: usize = 4;
/// Words before a statement in which an ordinal with its noun is looked for.
const BEFORE: usize = 40;

/// Gives the noun that a bare count or ordinal lacks a place in the content.
pub(super) fn settle(reading: &Reading<'_>, draft: &mut Draft) {
    if draft.learned.is_none() {
        return;
    }
    let lacking = counted(reading, draft).or_else(|| ranked(reading, draft));
    if let Some(noun) = lacking.filter(|noun| !draft.holds(noun)) {
        draft.extend(noun);
    }
}

/// True if no noun stands behind the last word of a part.
fn is_bare(reading: &Reading<'_>, part: &Range<usize>) -> bool {
    let words = &reading.words;
    let ends = matches!(words.tag(part.end), Tag::Comma | Tag::Semicolon | Tag::Stop | Tag::Conjunction);
    (part.end >= words.len() || ends) && !part.clone().any(|at| reading.quoted(at))
}

/// `beat its record for open gates when it reported more than 300`
fn counted(reading: &Reading<'_>, draft: &Draft) -> Option<Range<usize>> {
    let words = &reading.words;
    let (cue, source) = (draft.cue.as_ref()?, draft.source.as_ref()?);
    let [part] = &draft.content[..] else { return None };
    let told = matches!(
        words.lower(cue.end - 1),
        "reported" | "reports" | "recorded" | "records" | "confirmed" | "registered" | "counted" | "logged"
    );
    let last = part.end - 1;
    let year = words.lower(last).len() == 4 && words.lower(last).starts_with(['1', '2']);
    let plain = (part.start..last).all(|at| {
        matches!(words.lower(at), "more" | "than" | "at" | "least" | "about" | "over" | "nearly" | "almost")
    });
    let count = words.tag(last) == Tag::Number
        && words.lower(last).starts_with(|c: char| c.is_ascii_digit())
        && words.lower(last).ends_with(|c: char| c.is_ascii_digit());
    let pronoun = source.len() == 1 && words.tag(source.start) == Tag::Pronoun;
    let shape = part.start == cue.end && part.len() <= COUNT && source.end <= cue.start && pronoun;
    if !(told && plain && count && shape && !year && is_bare(reading, part)) {
        return None;
    }
    let sentence = reading.sentence_start(source.start);
    let clause = source.start.checked_sub(1).filter(|&at| at > sentence)?;
    matches!(words.lower(clause), "when" | "as" | "after" | "where").then_some(())?;
    let aside = |at: usize| words.time_word(at) || words.lower(at) == "on" || words.tag(at) == Tag::Comma;
    let end = (sentence + 1..=clause).rev().take(BETWEEN).find(|&at| !aside(at - 1))?;
    let head = end - 1;
    // Between a name and a day a plural is easily taken for a verb: `COVID-19 cases Sunday when`.
    let plural = matches!(words.tag(head), Tag::Noun | Tag::Verb) && words.lower(head).ends_with('s')
        || noun::lookup(words.key(head)).is_some_and(|form| form.plural);
    let phrase = (sentence..head).rev().take_while(|&at| words.nominal(at)).last().unwrap_or(head);
    let led = phrase > sentence && matches!(words.lower(phrase - 1), "for" | "of" | "in");
    (plural && led && phrase < end && !(phrase..end).any(|at| reading.quoted(at))).then_some(phrase..end)
}

/// `rose in the first month and is expected to fall in the second`
fn ranked(reading: &Reading<'_>, draft: &Draft) -> Option<Range<usize>> {
    let words = &reading.words;
    let cue = draft.cue.as_ref()?;
    let part = draft.content.last().filter(|part| part.start >= cue.end && part.len() > 2)?;
    let ordinal = |at: usize| {
        matches!(
            words.lower(at),
            "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "last" | "next"
        ) && words.lower(at.wrapping_sub(1)) == "the"
    };
    let last = part.end - 1;
    if !ordinal(last) || words.tag(last - 2) != Tag::Preposition || !is_bare(reading, part) {
        return None;
    }
    let led = words.lower(last - 2);
    let sentence = reading.sentence_start(cue.start).max(cue.start.saturating_sub(BEFORE));
    // The same preposition leads to the other ordinal: `in the first month`.
    let noun = (sentence + 2..cue.start)
        .rev()
        .filter(|&at| ordinal(at) && words.lower(at - 2) == led && words.lower(at) != words.lower(last))
        .map(|at| at + 1)
        .find(|&at| at < cue.start && words.tag(at) == Tag::Noun && !reading.quoted(at))?;
    let whole = !words.nominal(noun + 1);
    whole.then_some(noun..noun + 1)
}

#[cfg(test)]
mod tests {
    use crate::quote::tests::check_learned;

    #[test]
    fn a_bare_count_has_its_noun() {
        check_learned(
            "The port beat its record for open gates when it reported more than 300, but the water rose.",
            ("it", "reported", &["more than 300"]),
            "[it] <reported> {open gates} {more than 300}",
        );
        check_learned(
            "The port broke the record for new H2-Flow gates Sunday when it reported more than 15,000, but the water rose.",
            ("it", "reported", &["more than 15,000"]),
            "[it] <reported> {new H2-Flow gates} {more than 15,000}",
        );
        check_learned(
            "The port was glad when it reported more than 300 gates.",
            ("it", "reported", &["more than 300 gates"]),
            "[it] <reported> {more than 300 gates}",
        );
    }

    #[test]
    fn a_bare_ordinal_has_its_noun() {
        check_learned(
            "The catch rose in the first month and the mayor expects it to fall in the second.",
            ("the mayor", "expects", &["it to fall in the second"]),
            "[the mayor] <expects> {month} {it to fall in the second}",
        );
    }
}
