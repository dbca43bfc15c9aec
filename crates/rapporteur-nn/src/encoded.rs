//! From a text to words, pieces and features, and the windows the model reads.

use crate::character::{Kind, Shape, fold, kind, shape};
use crate::quotation::{Quotation, quotations};
use crate::vocabulary::Vocabulary;
use rapporteur_text::Span;
use std::ops::Range;

const SHAPES: i32 = 6;
const DEPTHS: i32 = 3;
const GLUES: i32 = 2;

/// Numbers that a feature can have.
pub(crate) const FEATURES: usize = (SHAPES * DEPTHS * GLUES) as usize;

/// A text as the model reads it.
#[derive(Debug, Default)]
pub struct Encoded {
    /// Its words. A run of spaces with a line feed in it is one word: its first line feed.
    pub words: Vec<Span>,
    /// The first piece of each word, and the number of pieces at the end.
    pub first: Vec<usize>,
    /// Number of each piece in the vocabulary.
    pub ids: Vec<i32>,
    /// What each piece's word looks like: shape + 6 × (depth in quotation marks + 3 × glued to the word before).
    pub features: Vec<i32>,
    /// The passages in quotation marks.
    pub quotations: Vec<Quotation>,
    /// The words that are breaks, in order.
    breaks: Vec<usize>,
}

impl Encoded {
    /// Encodes a text.
    #[must_use]
    pub fn new(text: &str, vocabulary: &Vocabulary) -> Self {
        let mut encoded = Self { words: words(text), quotations: quotations(text), ..Self::default() };
        encoded.first.push(0);
        let mut depths = Depths { levels: [&encoded.quotations; 2], open: [0; 2] };
        let (mut folded, mut before) = (String::new(), None);
        for (number, span) in encoded.words.iter().enumerate() {
            let word = &text[span.start..span.end];
            if word == "\n" {
                encoded.breaks.push(number);
                encoded.ids.push(vocabulary.line_break);
                encoded.features.push(Shape::Mark as i32);
            } else {
                folded.clear();
                fold(word, &mut folded);
                vocabulary.pieces(&folded, &mut encoded.ids);
                let glued = i32::from(before == Some(span.start));
                let feature =
                    shape(word) as i32 + SHAPES * (i32::from(depths.at(span.start)) + DEPTHS * glued);
                encoded.features.resize(encoded.ids.len(), feature);
            }
            encoded.first.push(encoded.ids.len());
            before = Some(span.end);
        }
        encoded
    }

    /// Whether a word stands in quotation marks.
    #[must_use]
    pub fn is_quoted(&self, word: usize) -> bool {
        let feature = self.first.get(word).and_then(|&piece| self.features.get(piece));
        feature.is_some_and(|feature| feature / SHAPES % DEPTHS > 0)
    }

    /// Whether a word is a break: a run of spaces with a line feed in it.
    pub(crate) fn is_break(&self, word: usize) -> bool {
        self.breaks.binary_search(&word).is_ok()
    }

    /// The windows: ranges of words of at most `size` pieces, `stride` pieces apart or a little more.
    #[must_use]
    pub fn windows(&self, size: usize, stride: usize) -> Vec<Range<usize>> {
        let (count, mut found, mut start) = (self.words.len(), Vec::new(), 0);
        while start < count {
            let most = self.first[start] + size;
            let end = (self.first.partition_point(|&piece| piece <= most) - 1).clamp(start + 1, count);
            found.push(start..end);
            if end == count {
                break;
            }
            let next = self.first[start] + stride;
            start = self.first.partition_point(|&piece| piece < next).max(start + 1);
        }
        found
    }
}

fn words(text: &str) -> Vec<Span> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let (mut open, mut end, mut fed) = (None, 0, false);
    for (at, c) in text.char_indices() {
        match kind(c) {
            Kind::Letter => {
                open = open.or(Some(at));
                end = at + c.len_utf8();
                fed = false;
            }
            Kind::Skipped => {}
            kind => {
                if let Some(start) = open.take() {
                    found.push(Span { start, end });
                }
                if kind == Kind::Alone {
                    found.push(Span { start: at, end: at + c.len_utf8() });
                    fed = false;
                } else if c == '\n' && !fed {
                    found.push(Span { start: at, end: at + 1 });
                    fed = true;
                }
            }
        }
    }
    if let Some(start) = open {
        found.push(Span { start, end });
    }
    found
}

/// Tells the depth of places in quotation marks, asked from left to right. Those of one level do not overlap.
struct Depths<'q> {
    levels: [&'q [Quotation]; 2],
    /// For each level, where the first quotation stands that ends behind the places asked for so far.
    open: [usize; 2],
}

impl Depths<'_> {
    fn at(&mut self, place: usize) -> u8 {
        let mut depth = 0;
        for (level, (all, open)) in (1..).zip(self.levels.iter().zip(&mut self.open)) {
            let passed = |q: &Quotation| q.level != level || q.inner.end <= place;
            while all.get(*open).is_some_and(passed) {
                *open += 1;
            }
            if all.get(*open).is_some_and(|q| q.inner.start <= place) {
                depth = level;
            }
        }
        depth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = words(text).into_iter().map(|span| &text[span.start..span.end]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_marks_and_breaks() {
        check("The dam’s gate.", &["The", "dam", "’", "s", "gate", "."]);
        check("one \n\n two", &["one", "\n", "two"]);
        check("to\u{ad}day\u{200b} 14%", &["to\u{ad}day", "14", "%"]);
        check("中文", &["中", "文"]);
        check("", &[]);
    }

    #[test]
    fn windows_cover_all_words() {
        let encoded = Encoded {
            words: vec![Span { start: 0, end: 1 }; 100],
            first: (0..=100).map(|word| word * 3).collect(),
            ..Encoded::default()
        };
        assert_eq!(
            encoded.windows(30, 20),
            [
                0..10,
                7..17,
                14..24,
                21..31,
                28..38,
                35..45,
                42..52,
                49..59,
                56..66,
                63..73,
                70..80,
                77..87,
                84..94,
                91..100
            ]
        );
        // A word of more pieces than a window is a window.
        let wide = Encoded {
            words: vec![Span { start: 0, end: 1 }; 2],
            first: vec![0, 90, 91],
            ..Encoded::default()
        };
        assert_eq!(wide.windows(30, 20), [0..1, 1..2]);
    }
}
