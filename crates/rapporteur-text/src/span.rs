use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A half-open range of a text.
///
/// Inside the program the unit is UTF-8 bytes and both ends lie on character borders. Exports convert and name the
/// unit (see [`Unit`](crate::Unit)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First position inside.
    pub start: usize,
    /// First position outside; never below `start`.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// If `end` lies before `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span cannot end ({end}) before it starts ({start})");
        Self { start, end }
    }

    /// Number of units covered.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True if nothing is covered.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of the span in `text`; `None` if it lies outside or cuts a character.
    #[must_use]
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// The words of a span that is known to belong to `text`.
    ///
    /// # Panics
    /// If the span lies outside the text or cuts a character: a bug of the program, not of its input.
    #[must_use]
    pub fn in_text(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// True if `other` lies wholly inside (equal spans contain each other).
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the position lies inside.
    #[must_use]
    pub fn contains_offset(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// True if the two share at least one unit.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without blank characters at its ends; empty at its start if nothing else is in it.
    #[must_use]
    pub fn trim(self, text: &str) -> Span {
        let words = self.in_text(text);
        let left = words.len() - words.trim_start().len();
        if left == words.len() {
            return Span { start: self.start, end: self.start };
        }
        let right = words.len() - words.trim_end().len();
        Span { start: self.start + left, end: self.end - right }
    }

    /// The same span counted from `base`.
    #[must_use]
    pub fn shift(self, base: usize) -> Span {
        Span { start: self.start + base, end: self.end + base }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_blanks_at_both_ends() {
        let text = "a  bé \n";
        assert_eq!(Span::new(1, text.len()).trim(text), Span::new(3, 6));
        assert_eq!(Span::new(1, 3).trim(text), Span::new(1, 1));
    }

    #[test]
    fn refuses_cut_characters() {
        assert_eq!(Span::new(0, 1).of("é"), None);
        assert_eq!(Span::new(0, 9).of("é"), None);
    }
}
