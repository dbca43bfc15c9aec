use crate::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Bytes of UTF-8: Rust, and everything inside this program.
    Utf8Bytes,
    /// Unicode code points: Python, brat, the W3C annotation model.
    CodePoints,
    /// Code units of UTF-16: JavaScript, Java, UIMA.
    Utf16Units,
}

/// Distance between two checkpoints, in bytes. A conversion scans at most this far; memory is 2/256 of the text.
const STEP: usize = 256;

/// Converts byte offsets of one text to other units and back, in constant time.
#[derive(Debug, Clone)]
pub struct Offsets<'t> {
    text: &'t str,
    /// For each multiple of `STEP`: code points and UTF-16 units that start before it.
    checkpoints: Vec<(u32, u32)>,
    ascii: bool,
}

impl<'t> Offsets<'t> {
    /// Prepares the conversion for `text`, in one pass.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let ascii = text.is_ascii();
        let mut checkpoints = Vec::new();
        if !ascii {
            let (mut points, mut units) = (0u32, 0u32);
            for (at, c) in text.char_indices() {
                while checkpoints.len() * STEP <= at {
                    checkpoints.push((points, units));
                }
                points += 1;
                units += c.len_utf16() as u32;
            }
            while checkpoints.len() * STEP <= text.len() {
                checkpoints.push((points, units));
            }
        }
        Self { text, checkpoints, ascii }
    }

    /// The span in the other unit. Offsets beyond the text count as its end.
    #[must_use]
    pub fn convert(&self, span: Span, unit: Unit) -> Span {
        Span { start: self.offset(span.start, unit), end: self.offset(span.end, unit) }
    }

    /// The byte offset in the other unit. An offset beyond the text counts as its end, one inside a character as the
    /// offset after it.
    #[must_use]
    pub fn offset(&self, byte: usize, unit: Unit) -> usize {
        let byte = byte.min(self.text.len());
        if self.ascii || unit == Unit::Utf8Bytes {
            return byte;
        }
        // A checkpoint counts the characters that start before it, so the scan begins at the first character border
        // at or after the checkpoint.
        let step = byte / STEP;
        let mut at = step * STEP;
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        let (points, units) = self.checkpoints[step];
        // Bytes that begin a character; those of four bytes have two units in UTF-16.
        let between = self.text.as_bytes().get(at..byte).unwrap_or_default();
        let begun = between.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        if unit == Unit::CodePoints {
            points as usize + begun
        } else {
            units as usize + begun + between.iter().filter(|byte| **byte >= 0xF0).count()
        }
    }

    /// The byte offset of an offset given in `unit`; `None` beyond the text or inside a character.
    #[must_use]
    pub fn to_bytes(&self, offset: usize, unit: Unit) -> Option<usize> {
        if self.ascii || unit == Unit::Utf8Bytes {
            return (offset <= self.text.len() && self.text.is_char_boundary(offset)).then_some(offset);
        }
        let of = |c: &(u32, u32)| if unit == Unit::CodePoints { c.0 } else { c.1 } as usize;
        let step = self.checkpoints.partition_point(|c| of(c) <= offset).checked_sub(1)?;
        let mut at = step * STEP;
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        let mut count = of(&self.checkpoints[step]);
        for c in self.text[at..].chars() {
            if count >= offset {
                break;
            }
            at += c.len_utf8();
            count += if unit == Unit::CodePoints { 1 } else { c.len_utf16() };
        }
        (count == offset).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "(a|é|😀|\\n|“){0,900}") {
            let offsets = Offsets::new(&text);
            let (mut points, mut units) = (0, 0);
            for (at, c) in text.char_indices() {
                prop_assert_eq!(offsets.offset(at, Unit::CodePoints), points);
                prop_assert_eq!(offsets.offset(at, Unit::Utf16Units), units);
                prop_assert_eq!(offsets.to_bytes(points, Unit::CodePoints), Some(at));
                prop_assert_eq!(offsets.to_bytes(units, Unit::Utf16Units), Some(at));
                points += 1;
                units += c.len_utf16();
            }
            prop_assert_eq!(offsets.offset(text.len(), Unit::CodePoints), points);
            prop_assert_eq!(offsets.to_bytes(points + 1, Unit::CodePoints), None);
        }
    }
}
