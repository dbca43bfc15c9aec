//! Capitalised and newly coined words that are no names of people, bodies or places: illnesses, tags of parties, `US` for
//! `us` in words that are shouted.

use super::Draft;
use super::text::Text;
use rapporteur_lang::TokenKind;
use rapporteur_ontology::illness;
use rapporteur_record::MentionForm;

/// True if the words of a name name no actor and no place.
pub(super) fn is_none(text: &Text<'_>, draft: &Draft) -> bool {
    draft.form == MentionForm::Name
        && (is_illness(text, draft)
            || is_party_tag(text, draft)
            || is_bracketed_letter(text, draft)
            || is_shouted_pronoun(text, draft))
}

/// `the Norwegian language`: nobody of that land is meant.
pub(super) fn is_language(text: &Text<'_>, draft: &Draft) -> bool {
    draft.form == MentionForm::Adjective && names_language(text, draft.tokens.end)
}

/// True if the word at `at` is the noun for a language.
pub(super) fn names_language(text: &Text<'_>, at: usize) -> bool {
    text.words.get(at).is_some_and(|next| matches!(next.lower, "language" | "languages"))
}

/// `coronavirus`, `COVID-19`, `Ebola virus disease`; not `Institute of Infectious Disease`, where other words come first.
fn is_illness(text: &Text<'_>, draft: &Draft) -> bool {
    let mut named = false;
    let all = text.words[draft.tokens.clone()].iter().all(|word| {
        let ill = illness::lookup(word.lower).is_some();
        named |= ill;
        ill || !word.is_word()
    });
    all && named
}

/// `D-Nev.`, `R-Ky.` behind a name.
fn is_party_tag(text: &Text<'_>, draft: &Draft) -> bool {
    let from = &text.words[draft.tokens.start];
    let Some(state) = ["D-", "R-", "I-"].iter().find_map(|tag| from.text.strip_prefix(tag)) else {
        return false;
    };
    let before = draft.tokens.start.checked_sub(1).map_or("", |at| text.words[at].text);
    matches!(before, "(" | "[" | ",") && state.len() <= 6 && state.starts_with(char::is_uppercase)
}

/// `(R)`: the letter of a party, a rating or a list.
fn is_bracketed_letter(text: &Text<'_>, draft: &Draft) -> bool {
    let at = draft.tokens.start;
    let is = |at: Option<usize>, marks: [&str; 2]| {
        at.and_then(|at| text.words.get(at)).is_some_and(|word| marks.contains(&word.text))
    };
    draft.tokens.len() == 1
        && text.words[at].text.chars().count() == 1
        && is(at.checked_sub(1), ["(", "["])
        && is(Some(at + 1), [")", "]"])
}

/// `THEY FAILED US`: the last word of what is shouted.
fn is_shouted_pronoun(text: &Text<'_>, draft: &Draft) -> bool {
    let at = draft.tokens.start;
    let before = at.checked_sub(1).map(|at| &text.words[at]).filter(|_| at > draft.sentence.start);
    let loud = before
        .is_some_and(|word| word.is_word() && word.text.len() > 3 && !word.text.contains(char::is_lowercase));
    let next = text.words[..draft.sentence.end].get(at + 1);
    draft.tokens.len() == 1
        && text.words[at].text == "US"
        && loud
        && next.is_none_or(|word| matches!(word.kind, TokenKind::Punctuation | TokenKind::ClosingMark))
}
