//! The words of a phrase, with their places, ready for look-ups.
use rapporteur_ontology::{AsKey, Key};
use std::ops::Range;

/// No phrase for an actor is longer; what is longer is cut.
pub(super) const MAX_WORDS: usize = 48;

/// A word without marks and possessive ending.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    pub(super) key: Key<'a>,
    /// Where it stands in the phrase, in bytes.
    pub(super) range: Range<usize>,
    /// It ends in `'s`: an owner.
    pub(super) possessive: bool,
    /// A comma or other mark follows.
    pub(super) closed: bool,
}

impl Word<'_> {
    pub(super) fn text(&self) -> &str {
        self.key.as_str()
    }

    pub(super) fn lower(&self) -> String {
        self.text().to_lowercase()
    }

    pub(super) fn capital(&self) -> bool {
        self.text().starts_with(char::is_uppercase)
    }
}

impl AsKey for &Word<'_> {
    fn text(&self) -> &str {
        self.key.as_str()
    }

    fn key(&self) -> Key<'_> {
        self.key
    }
}

/// The words of a phrase without its article and the numbers before it. `former-rebel` is two words.
pub(super) fn of(phrase: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    for piece in phrase.split(|c: char| c.is_whitespace() || c == '/') {
        let start = piece.as_ptr().addr() - phrase.as_ptr().addr();
        let open = piece.trim_start_matches(['(', '"', '“', '‘', '\'', '[']);
        let skipped = piece.len() - open.len();
        let bare = open.trim_end_matches([',', ';', ':', '!', '?', ')', '"', '”', ']']);
        let closed = bare.len() < open.len();
        let stem = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s"));
        // `workers' union`: the mark alone.
        let stem = stem.or_else(|| bare.strip_suffix(['\'', '’']).filter(|stem| stem.ends_with('s')));
        let word = stem.unwrap_or(bare);
        if word.is_empty() {
            continue;
        }
        let from = start + skipped;
        found.push(Word {
            key: Key::new(word),
            range: from..from + word.len(),
            possessive: stem.is_some(),
            closed,
        });
        if found.len() == MAX_WORDS {
            break;
        }
    }
    let lead = found.iter().take_while(|word| leads(&word.lower())).count();
    // `The Hundred` is a name, not an article and a number.
    if lead < found.len() {
        found.drain(..lead);
    }
    found
}

/// Words before an actor that say nothing of it.
fn leads(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "some"
            | "several"
            | "many"
            | "few"
            | "all"
            | "any"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "dozen"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "over"
            | "about"
            | "of"
    ) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Words that end the head of a phrase: what follows them describes it.
pub(super) fn opens_complement(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "at"
            | "to"
            | "from"
            | "for"
            | "with"
            | "on"
            | "by"
            | "across"
            | "near"
            | "around"
            | "against"
            | "inside"
            | "outside"
            | "under"
            | "over"
            | "who"
            | "which"
            | "that"
            | "whose"
            | "named"
            | "called"
    )
}

/// `de`, `al`: a small word inside a name.
pub(super) fn small(word: &str) -> bool {
    word.len() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str, expected: &[&str]) {
        let found = of(phrase);
        let words: Vec<&str> = found.iter().map(Word::text).collect();
        assert_eq!(words, expected, "{phrase}");
        for word in &found {
            assert_eq!(&phrase[word.range.clone()], word.text());
        }
    }

    #[test]
    fn words() {
        check("the Norwegian navy’s divers, off duty", &["Norwegian", "navy", "divers", "off", "duty"]);
        check("over two dozen teachers' unions", &["teachers", "unions"]);
        check("40 (armed) men", &["armed", "men"]);
        check("", &[]);
        check("the", &["the"]);
        assert_eq!(of(&"a b ".repeat(9_999)).len(), MAX_WORDS - 1);
    }
}
