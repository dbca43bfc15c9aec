//! Words of a text as numbers: equal words of equal lemma have equal numbers, on every machine.

use rapporteur_ontology::act;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say nothing of what happened; particles are among them and count only inside a trigger.
const FUNCTION: &[&str] = &[
    "a", "about", "after", "also", "an", "and", "are", "as", "at", "be", "been", "before", "being", "but",
    "by", "can", "could", "did", "do", "does", "down", "for", "from", "had", "has", "have", "he", "her",
    "here", "him", "his", "how", "if", "in", "into", "is", "it", "its", "just", "may", "might", "more",
    "most", "must", "no", "nor", "not", "of", "off", "on", "only", "or", "out", "over", "s", "shall", "she",
    "should", "so", "t", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "to", "up", "very", "was", "were", "what", "when", "where", "which", "who", "whom", "why",
    "will", "with", "would",
];

/// A word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// Lower case, without marks.
    pub(crate) folded: String,
    /// Number of its lemma.
    pub(crate) lemma: u32,
    pub(crate) is_function: bool,
    /// It begins with a capital letter.
    pub(crate) is_capital: bool,
    pub(crate) is_number: bool,
}

/// Longest word that is kept whole; what follows tells no more.
const LONGEST: usize = 64;

/// The words of a text: runs of letters, or of digits.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut start = None;
    let kind = |c: char| if c.is_numeric() { 2 } else { u8::from(c.is_alphabetic() || is_combining_mark(c)) };
    let mut open = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let kind = kind(c);
        if kind != open {
            if let Some(start) = start.take() {
                found.push(Word::new(text, start..at));
            }
            if kind != 0 {
                start = Some(at);
            }
            open = kind;
        }
    }
    found
}

impl Word {
    fn new(text: &str, range: Range<usize>) -> Self {
        let written = &text[range.clone()];
        let mut folded = String::with_capacity(written.len());
        if written.is_ascii() {
            folded.extend(written.chars().take(LONGEST).map(|c| c.to_ascii_lowercase()));
        } else {
            let letters = written.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
            folded.extend(letters.take(LONGEST));
        }
        let is_number = written.starts_with(char::is_numeric);
        let lemma = if is_number { number(&folded) } else { number(lemma(&folded)) };
        Self {
            is_function: FUNCTION.binary_search(&folded.as_str()).is_ok(),
            is_capital: written.starts_with(char::is_uppercase),
            is_number,
            lemma,
            range,
            folded,
        }
    }

    /// It tells something of what happened.
    pub(crate) fn tells(&self) -> bool {
        !self.is_function && (self.is_number || self.folded.len() > 1)
    }
}

/// The base form where the word names an act; else the word without the ending of a plural.
pub(crate) fn lemma(folded: &str) -> &str {
    if let Some(act) = act::lookup(folded) {
        return act.lemma;
    }
    let bare = folded.strip_suffix('s').unwrap_or(folded);
    if bare.len() > 3 && !bare.ends_with(['s', 'u', 'i']) { bare } else { folded }
}

/// FNV-1a over the bytes, folded to 32 bits. Two words with one number count as one; among 100,000 words one pair does.
pub(crate) fn number(word: &str) -> u32 {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (hash ^ (hash >> 32)) as u32
}

/// The number of words that follow each other.
pub(crate) fn chain(numbers: &[u32]) -> u32 {
    let hash = numbers.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |hash, number| {
        (hash ^ u64::from(*number)).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29)
    });
    (hash ^ (hash >> 32)) as u32
}

/// Sorted, each once.
pub(crate) fn set(numbers: impl IntoIterator<Item = u32>) -> Box<[u32]> {
    let mut numbers: Vec<u32> = numbers.into_iter().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_boxed_slice()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = words(text);
        let found: Vec<&str> = words.iter().map(|word| lemma(&word.folded)).collect();
        assert_eq!(found, expected, "{text}");
        assert!(words.iter().all(|word| text.get(word.range.clone()).is_some()));
    }

    #[test]
    fn words_are_runs_of_letters_or_digits() {
        check("Troops shelled Ulverin’s port.", &["troop", "shell", "ulverin", "s", "port"]);
        check("12km, Élise", &["12", "km", "elise"]);
        check("", &[]);
    }

    #[test]
    fn the_list_of_function_words_is_sorted() {
        assert!(FUNCTION.is_sorted());
    }
}
