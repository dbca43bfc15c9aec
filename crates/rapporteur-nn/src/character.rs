//! What kind of character stands in a text, how it is folded, and the shape of words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a character does to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It stands between words.
    Space,
    /// It is not read, and ends no word.
    Skipped,
    /// It is part of a word.
    Letter,
    /// It is a word of its own.
    Alone,
}

pub(crate) fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Kind::Letter,
        '\u{9}'..='\u{d}'
        | ' '
        | '\u{85}'
        | '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Kind::Space,
        '\0'..='\u{8}'
        | '\u{e}'..='\u{1f}'
        | '\u{7f}'..='\u{84}'
        | '\u{86}'..='\u{9f}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fffd}' => Kind::Skipped,
        // Ideographs: each is a piece of the vocabulary.
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2ceaf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{2f800}'..='\u{2fa1f}' => Kind::Alone,
        c if c.is_alphanumeric() || is_combining_mark(c) => Kind::Letter,
        _ => Kind::Alone,
    }
}

/// Letters and digits; a vowel sign is none, though Unicode calls some alphabetic.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// Adds the word in lower case, decomposed, without marks and skipped characters.
pub(crate) fn fold(word: &str, into: &mut String) {
    if word.is_ascii() {
        let read = word.chars().filter(|&c| kind(c) != Kind::Skipped);
        into.extend(read.map(|c| c.to_ascii_lowercase()));
        return;
    }
    // One by one: a final sigma is written like any other.
    let lower = word.chars().filter(|&c| kind(c) != Kind::Skipped).flat_map(char::to_lowercase);
    into.extend(lower.nfd().filter(|&c| !is_combining_mark(c)));
}

/// How a word is written, as the model knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// No capital.
    Lower,
    /// One capital, the first letter.
    Title,
    /// Two capitals or more, and nothing else.
    Upper,
    /// Any other letters.
    Mixed,
    /// Digits without letters.
    Digit,
    /// Neither.
    Mark,
}

pub(crate) fn shape(word: &str) -> Shape {
    let alphabetic = |c: &char| c.is_alphabetic() && !is_combining_mark(*c);
    let letters = word.chars().filter(alphabetic).count();
    if letters == 0 {
        return if word.chars().any(is_alphanumeric) { Shape::Digit } else { Shape::Mark };
    }
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    match capitals {
        0 => Shape::Lower,
        1 if word.chars().find(alphabetic).is_some_and(char::is_uppercase) => Shape::Title,
        _ if capitals == letters => Shape::Upper,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let check = |word, expected| assert_eq!(shape(word), expected, "{word}");
        check("dam", Shape::Lower);
        check("Dam", Shape::Title);
        check("A", Shape::Title);
        check("UN", Shape::Upper);
        check("McKay", Shape::Mixed);
        check("iPad", Shape::Mixed);
        check("14", Shape::Digit);
        check("14th", Shape::Lower);
        check("“", Shape::Mark);
    }

    #[test]
    fn folding() {
        let check = |word: &str, expected: &str| {
            let mut folded = String::new();
            fold(word, &mut folded);
            assert_eq!(folded, expected, "{word}");
        };
        check("Dam", "dam");
        check("Ångström", "angstrom");
        check("İstanbul", "istanbul");
        check("ΛΌΓΟΣ", "λογοσ");
        check("to\u{ad}day", "today");
    }
}
