//! The words of a document as all extractors ask for them: in lower case, and prepared for look-ups.

use rapporteur_lang::{Analysis, TokenKind};
use rapporteur_ontology::Key;
use rapporteur_record::Document;
use rapporteur_text::Span;
use std::borrow::Cow;

/// The tokens of a document, in order.
#[derive(Debug)]
pub(crate) struct Lexemes<'t> {
    pub(crate) list: Vec<Lexeme<'t>>,
    /// The words of the tokens, for the tables of the ontology.
    pub(crate) keys: Vec<Key<'t>>,
}

/// A token with its words.
#[derive(Debug)]
pub(crate) struct Lexeme<'t> {
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    pub(crate) text: &'t str,
    lower: Cow<'t, str>,
}

impl Lexeme<'_> {
    /// In lower case, with straight apostrophes.
    pub(crate) fn lower(&self) -> &str {
        &self.lower
    }
}

impl<'t> Lexemes<'t> {
    /// Reads the tokens of a document.
    pub(crate) fn new(document: &'t Document, analysis: &Analysis) -> Self {
        let lexeme = |token: &rapporteur_lang::Token| {
            let text = token.span.in_text(&document.text);
            Lexeme { span: token.span, kind: token.kind, text, lower: lower(text) }
        };
        let list: Vec<Lexeme<'t>> = analysis.tokens.iter().map(lexeme).collect();
        let keys = list.iter().map(|lexeme| Key::new(lexeme.text)).collect();
        Self { list, keys }
    }
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
