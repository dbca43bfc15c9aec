//! The words of a document as all extractors ask for them: in lower case, and prepared for look-ups.

use rapporteur_lang::{Analysis, TokenKind};
use rapporteur_ontology::Key;
use rapporteur_record::Document;
use rapporteur_text::Span;
use std::borrow::Cow;

/// A token with its words.
#[derive(Debug)]
pub(crate) struct Lexeme<'t> {
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    pub(crate) text: &'t str,
    lower: Cow<'t, str>,
    /// For the tables of the ontology.
    pub(crate) key: Key<'t>,
}

impl Lexeme<'_> {
    /// In lower case, with straight apostrophes.
    pub(crate) fn lower(&self) -> &str {
        &self.lower
    }
}

/// The tokens of a document.
pub(crate) fn lexemes<'t>(document: &'t Document, analysis: &Analysis) -> Vec<Lexeme<'t>> {
    let lexeme = |token: &rapporteur_lang::Token| {
        let text = token.span.in_text(&document.text);
        Lexeme { span: token.span, kind: token.kind, text, lower: lower(text), key: Key::new(text) }
    };
    analysis.tokens.iter().map(lexeme).collect()
}

/// In lower case, with straight apostrophes.
fn lower(text: &str) -> Cow<'_, str> {
    // Most words are written so already, and need no copy.
    if text.is_ascii() {
        return if text.bytes().any(|c| c.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    if text.chars().all(|c| c != '’' && c.to_lowercase().eq([c])) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase().replace('’', "'"))
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn lower_case() {
        for (text, expected) in [
            ("bridge", "bridge"),
            ("Bridge", "bridge"),
            ("ÉCOLE", "école"),
            ("école", "école"),
            ("’s", "'s"),
            ("—", "—"),
        ] {
            assert_eq!(lower(text), expected);
        }
    }
}
