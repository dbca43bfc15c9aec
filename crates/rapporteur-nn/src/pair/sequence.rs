//! The pieces of a sentence with marks around its sides.

use crate::character::Shape;
use crate::encoded::Encoded;
use crate::vocabulary::Vocabulary;
use std::ops::Range;

/// Marks before and behind a source, before and behind a target.
pub(super) const MARKS: usize = 4;
/// Roles that a word can have.
pub(super) const ROLES: usize = 3;

/// What a word is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    None,
    Source,
    Target,
}

impl Role {
    /// Its row in the table of roles.
    pub(super) fn number(self) -> usize {
        self as usize
    }

    /// The number of the mark before a run of words of a side; the one behind it is the next.
    fn mark(self) -> Option<usize> {
        match self {
            Role::None => None,
            Role::Source => Some(0),
            Role::Target => Some(2),
        }
    }
}

/// Where the numbers of a piece are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Piece(i32),
    Mark(usize),
}

/// A piece as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) row: Row,
    pub(super) feature: usize,
    pub(super) role: Role,
    /// Whether it begins a word that is on no side.
    pub(super) begins: bool,
}

/// What is read at once.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    pub(super) pieces: Vec<Piece>,
    /// Where the marks before the runs of words of sources and targets stand.
    pub(super) opened: [Vec<usize>; 2],
}

/// The role of each word: on a side of which half of its characters or more lie in a range. A word of both sides is a source.
pub(super) fn roles(text: &str, encoded: &Encoded, sides: &[Vec<Range<usize>>; 2]) -> Vec<Role> {
    let on = |side: &[Range<usize>], word: &Range<usize>| {
        side.iter().any(|range| {
            let within = range.start.max(word.start)..range.end.min(word.end);
            let count = |range: Range<usize>| text.get(range).map_or(0, |words| words.chars().count());
            let inside = if within.start < within.end { count(within) } else { 0 };
            inside > 0 && 2 * inside >= count(word.clone())
        })
    };
    let [sources, targets] = sides;
    let role = |word: Range<usize>| match () {
        () if on(sources, &word) => Role::Source,
        () if on(targets, &word) => Role::Target,
        () => Role::None,
    };
    encoded.words.iter().map(|word| role(word.start..word.end)).collect()
}

/// The words that are read, all if they have at most so many pieces with the mark at the start and those around the sides; else the sides, what
/// lies between them, and as much before and behind as there is room for. None if the sides have no room.
pub(super) fn stretch(encoded: &Encoded, roles: &[Role], most: usize) -> Option<Range<usize>> {
    let size = |words: Range<usize>| encoded.first[words.end] - encoded.first[words.start];
    let is_side = |role: &Role| *role != Role::None;
    let first = roles.iter().position(is_side).unwrap_or_default();
    let mut range = first..roles.iter().rposition(is_side).map_or(first, |last| last + 1);
    let runs = roles.chunk_by(|a, b| a == b).filter(|run| is_side(&run[0])).count();
    let mut room = most.checked_sub(1 + 2 * runs + size(range.clone()))?;
    let mut take = |word: Range<usize>| {
        let rest = room.checked_sub(size(word));
        room = rest.unwrap_or(room);
        rest.is_some()
    };
    loop {
        let before = range.start > 0 && take(range.start - 1..range.start);
        range.start -= usize::from(before);
        let behind = range.end < roles.len() && take(range.end..range.end + 1);
        range.end += usize::from(behind);
        if !before && !behind {
            return Some(range);
        }
    }
}

impl Sequence {
    /// Some words of a text. Where the sides are hidden, only the marks around them stay.
    pub(super) fn new(
        encoded: &Encoded,
        roles: &[Role],
        words: Range<usize>,
        hidden: bool,
        vocabulary: &Vocabulary,
    ) -> Self {
        const MARK: usize = Shape::Mark as usize;
        let mut made = Self::default();
        let plain = |row, role| Piece { row, feature: MARK, role, begins: false };
        made.pieces.push(plain(Row::Piece(vocabulary.start), Role::None));
        let mut before = Role::None;
        for word in words {
            let role = roles[word];
            if role != before {
                made.close(before);
                if let Some(mark) = role.mark() {
                    made.opened[mark / 2].push(made.pieces.len());
                    made.pieces.push(plain(Row::Mark(mark), role));
                }
                before = role;
            }
            if role != Role::None && hidden {
                continue;
            }
            for at in encoded.first[word]..encoded.first[word + 1] {
                made.pieces.push(Piece {
                    row: Row::Piece(encoded.ids[at]),
                    feature: encoded.features[at] as usize,
                    role,
                    begins: role == Role::None && at == encoded.first[word],
                });
            }
        }
        made.close(before);
        made.pieces.push(plain(Row::Piece(vocabulary.end), Role::None));
        made
    }

    /// Puts the mark behind a run of words of a side.
    fn close(&mut self, role: Role) {
        if let Some(mark) = role.mark() {
            let feature = Shape::Mark as usize;
            self.pieces.push(Piece { row: Row::Mark(mark + 1), feature, role, begins: false });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    fn encoded(text: &str) -> Encoded {
        Encoded::new(text, Model::shipped().expect("the model").vocabulary())
    }

    #[test]
    fn a_word_is_of_the_side_that_holds_half_of_it() {
        let text = "Dalmerra’s Kess";
        let encoded = encoded(text);
        let check = |sources: Range<usize>, targets: Range<usize>, expected: &[Role]| {
            assert_eq!(roles(text, &encoded, &[vec![sources], vec![targets]]), expected);
        };
        let words: Vec<&str> = encoded.words.iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(words, ["Dalmerra", "’", "s", "Kess"]);
        check(0..8, 13..17, &[Role::Source, Role::None, Role::None, Role::Target]);
        check(0..4, 13..14, &[Role::Source, Role::None, Role::None, Role::None]);
        check(0..17, 0..17, &[Role::Source; 4]);
        check(5..5, 90..95, &[Role::None; 4]);
    }

    #[test]
    fn of_a_long_text_what_is_around_the_sides_is_read() {
        let text = "the ".repeat(600);
        let encoded = encoded(&text);
        let mut roles = vec![Role::None; 600];
        assert_eq!(stretch(&encoded, &roles, 250), Some(0..249));
        roles[300] = Role::Source;
        roles[302] = Role::Target;
        let read = stretch(&encoded, &roles, 250).expect("there is room");
        assert_eq!((read.len(), read.contains(&300)), (245, true));
        assert!(300 - read.start > 100 && read.end - 302 > 100);
        roles[599] = Role::Target;
        assert_eq!(stretch(&encoded, &roles, 250), None);
    }
}
