//! Whom a verb in the passive meets: its subject, what the relative clause or the participle describes, and nobody of another clause.

use super::clause;
use super::grammar::{Told, tokens};
use super::group::{Group, Kind};
use super::is_mutual;
use crate::phrase::{Tag, Words};
use rapporteur_record::EventType;
use rapporteur_text::Span;
use std::ops::Range;

/// Words before a verb that are looked at.
const NEAR: usize = 12;

/// Those whom an act meets, where grammar knows better than the model that read `targets`; nothing where those stay.
pub(super) fn met(
    words: &Words<'_>,
    group: &Group,
    event_type: EventType,
    told: &Told,
    targets: &[Span],
    sentence: &Range<usize>,
) -> Option<Vec<Span>> {
    if targets.is_empty() || is_mutual(event_type) {
        return None;
    }
    let all_before = |met: Span| targets.iter().all(|span| span.end <= met.start);
    let ahead = |met: &Span| targets.iter().all(|span| span.start < met.start);
    if let Some(described) = described(words, group, sentence).filter(ahead) {
        return Some(vec![described]);
    }
    let subject = told.target.filter(|met| !targets.iter().any(|span| span.overlaps(*met)));
    // `Norway heard of a pilot, who was accused of theft`: the pilot is, and not Norway. `Ten were hurt, among them a clerk, who said he was
    // shot`: the pronoun right before the verb.
    let pronoun = |met: Span| {
        let own = tokens(words, met, sentence);
        group.kind == Kind::Finite
            && group.passive
            && own.end == group.start
            && words.tag(own.start) == Tag::Pronoun
    };
    if let Some(met) = subject.filter(|met| all_before(*met) && (told.sure || pronoun(*met))) {
        return Some(vec![met]);
    }
    // `Five were killed and six injured`: who stands behind `and` suffers another verb.
    let other = |span: &Span| {
        let side = tokens(words, *span, sentence);
        (group.end..side.start).any(|at| words.tag(at) == Tag::Conjunction)
    };
    let passive = group.kind == Kind::Finite && group.passive;
    (passive && targets.iter().all(other)).then(|| subject.into_iter().collect())
}

/// Whom a participle right behind a noun describes: of `Marten, the sister of a clerk jailed by Norway` the clerk. What a relative clause in
/// the passive does: `a step that was criticised`.
fn described(words: &Words<'_>, group: &Group, sentence: &Range<usize>) -> Option<Span> {
    let last = group.start.checked_sub(1).filter(|at| *at >= sentence.start && group.passive)?;
    let floor = sentence.start.max(group.start.saturating_sub(NEAR));
    if group.kind == Kind::Participle && words.nominal(last) {
        let start = words.noun_phrase_before(group.start, floor);
        let of = (start..last).rev().find(|&at| words.lower(at) == "of")?;
        return (words.tag(of + 1) == Tag::Determiner).then(|| words.span(&(of + 1..group.start)))?;
    }
    let relative = group.kind == Kind::Finite
        && group.auxiliary.is_some()
        && matches!(words.lower(last), "that" | "which")
        && last > sentence.start;
    let end = if words.tag(last.wrapping_sub(1)) == Tag::Comma { last.wrapping_sub(1) } else { last };
    let start = words.noun_phrase_before(end, floor);
    let whole = relative && start < end && !clause::is_somebody(words, end - 1);
    let start = if words.tag(start.wrapping_sub(1)) == Tag::Determiner { start - 1 } else { start };
    whole.then(|| words.span(&(start..end))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::grammar;
    use crate::lexeme::Lexemes;
    use crate::plain;

    /// `read` was read to be whom `act` meets.
    fn check(text: &str, act: &str, event_type: EventType, read: &str, expected: Option<&[&str]>) {
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let lexemes = Lexemes::new(&document, &analysis);
        let words = Words::new(&lexemes, &analysis);
        let at = (0..words.len()).rfind(|&at| words.lower(at) == act).expect("the act's word");
        let sentence = analysis.sentences[0].tokens.clone();
        let group = Group::around(&words, &(at..at + 1), &sentence);
        let told = grammar::sides(&words, &group, &sentence, event_type, &[]);
        let start = text.find(read).expect("the side");
        let targets = [Span::new(start, start + read.len())];
        let found = met(&words, &group, event_type, &told, &targets, &sentence);
        let found: Option<Vec<&str>> = found.map(|met| met.iter().map(|span| span.in_text(text)).collect());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn whom_the_passive_meets() {
        use EventType::{Accuse, Assault, Coerce};
        let text = "She wrote of Ilse Marten, the sister of a clerk jailed by Norway.";
        check(text, "jailed", Coerce, "Ilse Marten", Some(&["a clerk"]));
        check(text, "jailed", Coerce, "a clerk", None);
        let text = "Norway said that it left the port, a step that has been criticised in Ulverin.";
        check(text, "criticised", Accuse, "it", Some(&["a step"]));
        let text = "Ten others were hurt, including the pilot Bo Tarn, who said he was shot.";
        check(text, "shot", Assault, "Ten others", Some(&["he"]));
        let text = "Five people were killed and six injured in the port.";
        check(text, "killed", Assault, "six", Some(&["Five people"]));
        check(text, "killed", Assault, "Five people", None);
    }
}
