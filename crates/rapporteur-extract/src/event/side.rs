//! The words that name a side, of those that the model reads on it.
//!
//! A side is one noun phrase, or several that are joined. Further words that the model reads there with less certainty are most
//! often those of another act of the sentence.

use crate::event_reading::SideReading;
use rapporteur_ontology::function::{self, Function};
use rapporteur_text::Span;

/// Probability from which on words count that are not joined with the surest ones.
const SURE: f32 = 0.92;

/// The sources and targets of an act. Words on both sides are on the likelier one, on both where both are sure: two who do it
/// with each other. `mutual`: the word of an act that its sides do with each other, so that they may stand before and behind it.
pub(super) fn settled(
    text: &str,
    sources: &[SideReading],
    targets: &[SideReading],
    mutual: Option<Span>,
) -> (Vec<Span>, Vec<Span>) {
    let beaten = |side: &SideReading, others: &[SideReading]| {
        others.iter().any(|other| {
            let both = side.probability >= SURE && other.probability >= SURE;
            other.span.overlaps(side.span) && !both && other.probability > side.probability
        })
    };
    // Words of grammar alone name nobody, however sure the model is of them.
    let names = |side: &&SideReading| phrase(text, side.span).is_some();
    let left = sources.iter().filter(names).filter(|side| !beaten(side, targets)).copied();
    let right = targets.iter().filter(names).filter(|side| !beaten(side, sources)).copied();
    let (before, behind): (Vec<_>, Vec<_>) =
        left.partition(|side| mutual.is_none_or(|trigger| side.span.start < trigger.start));
    let bare = |side: Vec<SideReading>| -> Vec<Span> {
        of_one(text, side).into_iter().filter_map(|span| phrase(text, span)).collect()
    };
    let mut left = bare(before);
    left.extend(bare(behind));
    (left, bare(right.collect()))
}

/// Without the prepositions and the like that stand at its ends: `from the port`.
fn phrase(text: &str, span: Span) -> Option<Span> {
    let bound = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty()
            || matches!(word.to_lowercase().as_str(), "today" | "yesterday" | "that" | "said" | "s")
            || matches!(
                function::lookup(word),
                Some(Function::Preposition | Function::To | Function::Coordinator | Function::Subordinator)
            )
    };
    let words: Vec<&str> = span.of(text)?.split_whitespace().collect();
    let mut first = words.iter().position(|word| !bound(word))?;
    // `at least ten people`
    if first > 0 && words[first - 1].eq_ignore_ascii_case("at") && words[first] == "least" {
        first -= 1;
    }
    let article = |word: &str| matches!(word.to_lowercase().as_str(), "the" | "a" | "an");
    let last = words.iter().rposition(|word| !bound(word) && !article(word))?;
    if last < first {
        return None;
    }
    let start = words[first].as_ptr().addr() - text.as_ptr().addr();
    let end = words[last].as_ptr().addr() - text.as_ptr().addr() + words[last].len();
    Some(Span::new(start, end))
}

/// The surest words, those that are joined with them, and those that are sure themselves.
fn of_one(text: &str, mut side: Vec<SideReading>) -> Vec<Span> {
    side.sort_by_key(|words| words.span);
    let mut best = 0;
    for at in 0..side.len() {
        if side[at].probability > side[best].probability {
            best = at;
        }
    }
    let joined = |a: usize, b: usize| joins(text.get(side[a].span.end..side[b].span.start).unwrap_or(" . "));
    let first = (0..best).rev().take_while(|&at| joined(at, at + 1)).last().unwrap_or(best);
    let last = (best + 1..side.len()).take_while(|&at| joined(at - 1, at)).last().unwrap_or(best);
    (0..side.len())
        .filter(|at| (first..=last).contains(at) || side[*at].probability >= SURE)
        .map(|at| side[at].span)
        .collect()
}

/// `and`, commas, articles and the like: what stands between the parts of one phrase.
fn joins(between: &str) -> bool {
    between.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).all(|word| {
        matches!(word, "’s" | "'s" | "’" | "'" | "-" | "of" | "as" | "well")
            || matches!(function::lookup(word), Some(Function::Coordinator | Function::Determiner))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `words*` are read with 0.9, `words` with 0.6, each part on the side of the sources.
    fn check(text: &str, read: &[(&str, f32)], expected: &[&str]) {
        let side = |(words, probability): &(&str, f32)| {
            let start = text.find(words).expect("words of the text");
            SideReading { span: Span::new(start, start + words.len()), probability: *probability }
        };
        let read: Vec<SideReading> = read.iter().map(side).collect();
        let (found, _) = settled(text, &read, &[], None);
        let found: Vec<&str> = found.into_iter().map(|span| span.in_text(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn one_phrase_and_what_is_joined_with_it() {
        let text = "The mayor said that Norway, Denmark and the port attacked the fleet.";
        let read = [("The mayor", 0.55), ("Norway", 0.7), ("Denmark", 0.6), ("the port", 0.6)];
        check(text, &read, &["Norway", "Denmark", "the port"]);
        check(text, &[("The mayor", 0.95), ("Norway", 0.97)], &["The mayor", "Norway"]);
        check(text, &[("The mayor", 0.85), ("Norway", 0.9)], &["Norway"]);
        check(text, &[], &[]);
    }
}
