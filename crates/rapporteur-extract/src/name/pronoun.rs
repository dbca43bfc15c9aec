//! Pronouns that may refer to somebody or something named before.
use super::text::Text;
use rapporteur_ontology::function::{self, Number};
use rapporteur_record::EntityType;
use std::ops::Range;

/// The pronoun at `at` and the type of what it stands for; `None` for other words and for an `it` that stands for
/// nothing (`it is clear that`).
pub(super) fn pronoun_at(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> Option<EntityType> {
    let word = &text.words[at];
    if !word.is_word() || !word.function || (word.text == "US" || word.text == "IT") {
        return None;
    }
    let pronoun = function::pronoun(word.key)?;
    if matches!(word.lower, "this" | "that" | "these" | "those" | "there" | "one") {
        return None;
    }
    if word.lower == "it" && is_expletive(text, at, sentence) {
        return None;
    }
    Some(match (pronoun.person, pronoun.number) {
        (1, Number::Plural) | (3, Number::Plural | Number::Any) => EntityType::Group,
        (1 | 2, _) => EntityType::Person,
        _ if pronoun.gender.is_some() => EntityType::Person,
        _ => EntityType::Unknown,
    })
}

/// `it is important to`, `it seems that`: a copula, and `to` or `that` within the next words.
fn is_expletive(text: &Text<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let next =
        |on: usize| text.words.get(at + on).filter(|_| at + on < sentence.end).map_or("", |word| word.lower);
    let first = next(1);
    if matches!(
        first,
        "seems"
            | "appears"
            | "seemed"
            | "appeared"
            | "takes"
            | "took"
            | "rained"
            | "turns"
            | "turned"
            | "remains"
    ) {
        return true;
    }
    let copula = matches!(
        first,
        "is" | "was"
            | "'s"
            | "’s"
            | "would"
            | "will"
            | "becomes"
            | "became"
            | "has"
            | "had"
            | "may"
            | "might"
    );
    copula
        && (2..8)
            .map(next)
            .take_while(|word| !matches!(*word, "." | "," | ";" | ""))
            .any(|word| matches!(word, "to" | "that" | "whether" | "who" | "when"))
}
