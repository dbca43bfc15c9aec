//! Passages in quotation marks, as the model was trained to see them. Linear in the length of the text.

use crate::character::{Kind, is_alphanumeric, kind};
use std::ops::Range;

/// A passage in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks, in bytes.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// 1, or 2 inside another one.
    pub level: u8,
    /// Whether it has a closing mark; else it runs to the end of its line.
    pub closed: bool,
}

/// All quotations, by place, an outer one before those inside it. A quotation ends with its line.
#[must_use]
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        within(text, start..start + line.len(), 1, &mut found);
        start += line.len() + 1;
    }
    found
}

/// What an opening mark needs.
struct Opening {
    /// Bytes of the mark.
    width: usize,
    /// Start of the closing mark.
    close: Option<usize>,
    /// Whether a quotation without a closing mark runs on.
    runs_on: bool,
}

fn within(text: &str, range: Range<usize>, level: u8, found: &mut Vec<Quotation>) {
    let (start, end) = (range.start, range.end);
    // Where no closing mark was found once, none is found later: the search begins further on.
    let (mut no_single, mut no_straight) = (false, false);
    let mut at = start;
    while at < end {
        let rest = &text[at..end];
        let Some(c) = rest.chars().next() else { return };
        let after = at + c.len_utf8();
        let line = Line { text, start: after, end };
        let opening = match c {
            '“' => Opening { width: c.len_utf8(), close: line.double(&['”', '"', '“']), runs_on: true },
            '"' => Opening { width: 1, close: line.double(&['”', '"']), runs_on: true },
            // `(”It is shut."`: misprinted.
            '”' if text[start..at].ends_with(['(', '['])
                && rest[c.len_utf8()..].starts_with(is_alphanumeric) =>
            {
                Opening { width: c.len_utf8(), close: line.double(&['”', '"']), runs_on: false }
            }
            '«' => Opening { width: c.len_utf8(), close: line.double(&['»']), runs_on: true },
            '`' | '\'' if rest.starts_with("``") || rest.starts_with("''") => {
                let close = text[at + 2..end].find("''").map(|found| at + 2 + found);
                Opening { width: 2, close, runs_on: true }
            }
            '‘' if !no_single => {
                let close = line.single('’');
                no_single = close.is_none();
                Opening { width: c.len_utf8(), close, runs_on: false }
            }
            '\'' if !no_straight && opens(text, start, at, end) => {
                let close = line.single('\'');
                no_straight = close.is_none();
                Opening { width: 1, close, runs_on: false }
            }
            _ => Opening { width: 0, close: None, runs_on: false },
        };
        if opening.close.is_none() && !opening.runs_on {
            at = after;
            continue;
        }
        let inner = at + opening.width..opening.close.unwrap_or(end);
        let width = opening.close.map_or(0, |close| match c {
            '`' | '\'' if opening.width == 2 => 2,
            _ => text[close..].chars().next().map_or(0, char::len_utf8),
        });
        let outer = at..inner.end + width;
        at = outer.end;
        found.push(Quotation { outer, inner: inner.clone(), level, closed: opening.close.is_some() });
        if level == 1 {
            within(text, inner, 2, found);
        }
    }
}

/// The part of a line behind an opening mark.
struct Line<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl Line<'_> {
    /// The first of these marks; an opening one counts where it stands like a closing mark.
    fn double(&self, marks: &[char]) -> Option<usize> {
        let places = self.text[self.start..self.end].char_indices();
        let mut marks = places.filter(|(_, c)| marks.contains(c)).map(|(at, c)| (self.start + at, c));
        marks.find(|&(at, c)| c != '“' || self.closes(at, c)).map(|(at, _)| at)
    }

    fn single(&self, mark: char) -> Option<usize> {
        let places = self.text[self.start..self.end].match_indices(mark);
        places.map(|(at, _)| self.start + at).find(|&at| self.closes(at, mark))
    }

    /// Whether a mark stands like a closing one: behind something, and before no letter or digit.
    fn closes(&self, at: usize, mark: char) -> bool {
        let before = self.text[..at].chars().next_back();
        // A line ends the look ahead as the end of the text does.
        let after = self.text[at + mark.len_utf8()..].chars().next();
        at > self.start
            && before.is_some_and(|c| kind(c) != Kind::Space)
            && !after.is_some_and(is_alphanumeric)
    }
}

/// Whether a straight apostrophe opens a quotation: at the start or behind a space, bracket or mark, and before a letter
/// or digit.
fn opens(text: &str, start: usize, at: usize, end: usize) -> bool {
    let before = text[start..at].chars().next_back();
    let behind = before.is_none_or(|c| kind(c) == Kind::Space || "([{\"“—–-:".contains(c));
    // A letter just behind the outer quotation's end is looked at too, as the reference does.
    behind && text[at + 1..].chars().next().is_some_and(is_alphanumeric) && at < end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u8, &str)]) {
        let found: Vec<(u8, &str)> =
            quotations(text).into_iter().map(|q| (q.level, &text[q.inner])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks() {
        check("“Shut,” she said. \"Open.\"", &[(1, "Shut,"), (1, "Open.")]);
        check("He said: 'The dam's gate holds.'", &[(1, "The dam's gate holds.")]);
        check("the mayors' dam and the '90s", &[]);
        check("“He called it ‘safe’ again.”", &[(1, "He called it ‘safe’ again."), (2, "safe")]);
        check("``Go,'' he said. «Non»", &[(1, "Go,"), (1, "Non")]);
        check("“No end here\nnext line”", &[(1, "No end here")]);
        check("(”He shut it.\" Mr Holm left.", &[(1, "He shut it.")]);
        check("He shut it,” she said (“twice”).", &[(1, "twice")]);
    }

    #[test]
    fn many_openings_take_linear_time() {
        assert!(quotations(&"‘a ".repeat(100_000)).is_empty());
        assert!(quotations(&" 'a".repeat(100_000)).is_empty());
    }
}
