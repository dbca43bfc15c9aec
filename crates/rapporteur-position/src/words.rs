//! The words of a stretch of text, in lower case and with their places.

use rapporteur_text::Span;

/// A word or mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// In lower case, with straight apostrophes; without a possessor's `'s`.
    pub(crate) text: String,
    pub(crate) span: Span,
    /// True if it ends in a possessor's `'s`.
    pub(crate) possessor: bool,
    /// True if it is written with a capital.
    pub(crate) capital: bool,
}

impl Word {
    /// True for a mark.
    pub(crate) fn is_mark(&self) -> bool {
        !self.text.starts_with(char::is_alphanumeric)
    }

    /// True for a mark that ends a clause. A full stop inside of a sentence belongs to an abbreviation.
    pub(crate) fn ends_clause(&self) -> bool {
        matches!(self.text.as_str(), ";" | ":" | "-" | "!" | "?" | "—" | "–" | "(" | ")" | "…")
    }
}

/// Words of a sentence that are looked at. What is longer is no sentence.
const LONGEST: usize = 160;

/// The words and marks of `span`, at most [`LONGEST`].
pub(crate) fn words(text: &str, span: Span) -> Vec<Word> {
    let Some(stretch) = span.of(text) else { return Vec::new() };
    let mut words: Vec<Word> = Vec::new();
    let mut letters = stretch.char_indices().peekable();
    while let Some((start, c)) = letters.next() {
        if words.len() == LONGEST {
            break;
        }
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(at, next)) = letters.peek() {
                let after = at + next.len_utf8();
                let joins = matches!(next, '\'' | '’' | '-' | '.' | ',')
                    && stretch[after..].chars().next().is_some_and(|c| match next {
                        // A comma joins digits only, a stop initials.
                        ',' => c.is_ascii_digit() && stretch[..at].ends_with(|c: char| c.is_ascii_digit()),
                        '.' => c.is_alphanumeric() && is_initials(&stretch[start..at]),
                        _ => c.is_alphanumeric(),
                    });
                if !next.is_alphanumeric() && !joins {
                    break;
                }
                end = after;
                letters.next();
            }
        }
        let written = &stretch[start..end];
        let mut plain = written.to_lowercase().replace('’', "'");
        let mut possessor = false;
        if let Some(owner) = plain.strip_suffix("'s") {
            (plain, possessor) = (owner.to_owned(), true);
        } else if c.is_alphanumeric()
            && plain.ends_with('s')
            && stretch[end..].starts_with(['\'', '’'])
            && stretch[end..].chars().nth(1).is_some_and(char::is_whitespace)
        {
            possessor = true;
        }
        let span = Span::new(span.start + start, span.start + end);
        words.push(Word { text: plain, span, possessor, capital: c.is_uppercase() });
    }
    words
}

/// `U`, `U.S`: what a stop may go on.
fn is_initials(written: &str) -> bool {
    written.split('.').all(|part| part.chars().count() == 1)
        || written.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = words(text, Span::new(0, text.len()));
        assert_eq!(found.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), expected, "{text:?}");
        for word in &found {
            assert!(word.span.of(text).is_some());
        }
    }

    #[test]
    fn words_and_marks() {
        check("Orvania’s plan: “No!”", &["orvania", "plan", ":", "“", "no", "!", "”"]);
        check(
            "The U.S. won't pay 1,400, she said.",
            &["the", "u.s", ".", "won't", "pay", "1,400", ",", "she", "said", "."],
        );
        check("the workers' pay", &["the", "workers", "'", "pay"]);
        check("", &[]);
    }

    #[test]
    fn a_possessor_is_marked() {
        let text = "Orvania's plan and the workers' pay";
        let found = words(text, Span::new(0, text.len()));
        let owners: Vec<&str> =
            found.iter().filter(|word| word.possessor).map(|word| word.text.as_str()).collect();
        assert_eq!(owners, ["orvania", "workers"]);
    }
}
