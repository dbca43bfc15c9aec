//! Which marks open and close, and the regions between them.
//!
//! Curly marks and guillemets say what they do; straight marks and apostrophes are told by the characters around them
//! and by what is open. Every paragraph is settled by itself, so that one missing mark spoils at most its own
//! quotation; only the link to a paragraph that opens with a mark again reaches further.

use crate::analysis::{Analysis, Quotation, QuotationEnd, TokenKind};
use crate::mark::{char_at, char_before, is_blank, is_dash, is_quotation_mark, is_word};
use rapporteur_text::Span;
use std::ops::Range;

/// Marks of one family close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
}

/// What a mark can do where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// Opens if none of its family is open, and closes otherwise.
    Either,
    /// Closes one that is open; a possessor's apostrophe if a surer closing mark follows.
    MayClose,
}

struct Mark {
    token: usize,
    family: Family,
    side: Side,
    /// For single marks: a sure closing mark comes before the next opening one.
    closed_later: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Closed by the mark at this position.
    Opens(usize),
    Closes,
    Unclosed,
    Stray,
    /// No mark of quotation.
    Apostrophe,
}

/// The family of a mark that starts with `first`.
pub(crate) fn family(first: char) -> Option<Family> {
    match first {
        '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' => Some(Family::Double),
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' => Some(Family::Single),
        '\u{00AB}' | '\u{00BB}' => Some(Family::Guillemet),
        '\u{2039}' | '\u{203A}' => Some(Family::SingleGuillemet),
        _ => None,
    }
}

/// Settles the marks of the tokens in `range`, all of segment `segment`, and adds the regions.
pub(crate) fn settle(text: &str, segment: usize, range: Range<usize>, analysis: &mut Analysis) {
    let marks = find_marks(text, &range, analysis);
    if marks.is_empty() {
        return;
    }
    let roles = pair(&marks, &range);
    let mut regions: Vec<(Range<usize>, QuotationEnd)> = Vec::new();
    // An unclosed quotation stops before the next one of its family.
    let mut next_opening = [range.end; 4];
    for (mark, role) in marks.iter().zip(&roles).rev() {
        let next = &mut next_opening[mark.family as usize];
        let token = &mut analysis.tokens[mark.token];
        match *role {
            Role::Opens(closing) => {
                token.kind = TokenKind::OpeningMark;
                regions.push((mark.token..marks[closing].token + 1, QuotationEnd::Closed));
                *next = mark.token;
            }
            Role::Unclosed => {
                token.kind = TokenKind::OpeningMark;
                if *next > mark.token + 1 {
                    regions.push((mark.token..*next, QuotationEnd::Missing));
                }
                *next = mark.token;
            }
            Role::Closes => token.kind = TokenKind::ClosingMark,
            // Inches are written with a straight mark after a number.
            Role::Stray if char_before(text, token.span.start).is_some_and(|c| c.is_ascii_digit()) => {}
            Role::Stray => token.kind = TokenKind::ClosingMark,
            Role::Apostrophe if follows_sibilant(text, token.span) => token.kind = TokenKind::Clitic,
            Role::Apostrophe => {}
        }
    }
    regions.reverse();
    add(segment, regions, analysis);
}

/// Adds the regions with their depth. Only a region without closing mark can cross another one; it stops before it.
fn add(segment: usize, mut regions: Vec<(Range<usize>, QuotationEnd)>, analysis: &mut Analysis) {
    let mut open: Vec<usize> = Vec::new();
    for position in 0..regions.len() {
        let inner = regions[position].0.clone();
        while let Some(outer) = open.pop() {
            let outer_end = &mut regions[outer].0.end;
            if *outer_end >= inner.end {
                open.push(outer);
                break;
            }
            *outer_end = inner.start.min(*outer_end);
        }
        open.push(position);
    }
    let mut ends: Vec<usize> = Vec::new();
    for (tokens, end) in regions.into_iter().filter(|(tokens, _)| tokens.len() > 1) {
        while ends.last().is_some_and(|&outer| outer <= tokens.start) {
            ends.pop();
        }
        let span = analysis.tokens[tokens.start].span.cover(analysis.tokens[tokens.end - 1].span);
        let depth = u8::try_from(ends.len()).unwrap_or(u8::MAX);
        ends.push(tokens.end);
        analysis.quotations.push(Quotation { span, tokens, segment, end, continues: false, depth });
    }
}

fn find_marks(text: &str, range: &Range<usize>, analysis: &Analysis) -> Vec<Mark> {
    let mut marks = Vec::new();
    let tokens = &analysis.tokens[range.clone()];
    let Some(whole) = tokens.first().zip(tokens.last()).map(|(a, z)| a.span.cover(z.span)) else {
        return marks;
    };
    for (position, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Punctuation {
            continue;
        }
        let around = Around {
            before: char_before(text, token.span.start).filter(|_| token.span.start > whole.start),
            after: char_at(text, token.span.end).filter(|_| token.span.end < whole.end),
        };
        let feet = position > 0 && text[tokens[position - 1].span.start..token.span.start].contains('\'');
        if let Some((family, side)) = around.side(token.span.in_text(text), feet) {
            marks.push(Mark { token: range.start + position, family, side, closed_later: false });
        }
    }
    let mut closed_later = false;
    for mark in marks.iter_mut().rev().filter(|mark| mark.family == Family::Single) {
        mark.closed_later = closed_later;
        match mark.side {
            Side::Closes => closed_later = true,
            Side::Opens | Side::Either => closed_later = false,
            Side::MayClose => {}
        }
    }
    marks
}

/// The characters beside a mark.
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn side(&self, mark: &str, feet: bool) -> Option<(Family, Side)> {
        let digit_before = self.before.is_some_and(|c| c.is_ascii_digit());
        match mark {
            "\"" if digit_before && feet => None,
            "\"" => Some((Family::Double, self.straight())),
            "``" | "\u{2018}\u{2018}" => Some((Family::Double, Side::Opens)),
            "\u{2019}\u{2019}" => Some((Family::Double, Side::Closes)),
            "''" => Some((Family::Double, self.straight())),
            "`" => Some((Family::Single, Side::Opens)),
            "\u{201C}" | "\u{201E}" | "\u{201F}" => Some((Family::Double, Side::Opens)),
            "\u{201D}" => Some((Family::Double, Side::Closes)),
            "\u{00AB}" => Some((Family::Guillemet, Side::Opens)),
            "\u{00BB}" => Some((Family::Guillemet, Side::Closes)),
            "\u{2039}" => Some((Family::SingleGuillemet, Side::Opens)),
            "\u{203A}" => Some((Family::SingleGuillemet, Side::Closes)),
            "\u{2018}" | "\u{201A}" | "\u{201B}" => {
                (!self.is_free_after()).then_some((Family::Single, Side::Opens))
            }
            "'" | "\u{2019}" => self.apostrophe(mark == "'").map(|side| (Family::Single, side)),
            _ => None,
        }
    }

    fn is_free_before(&self) -> bool {
        self.before.is_none_or(|c| is_blank(c) || matches!(c, '(' | '[' | '{'))
    }

    fn is_free_after(&self) -> bool {
        self.after.is_none_or(is_blank)
    }

    fn straight(&self) -> Side {
        let closes_before = self.after.is_none_or(|c| is_blank(c) || is_closing_punctuation(c));
        match (self.is_free_before(), closes_before) {
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            _ => Side::Either,
        }
    }

    /// What an apostrophe that stands alone is, if it can be a mark of quotation.
    fn apostrophe(&self, straight: bool) -> Option<Side> {
        let before_mark = self.before.is_some_and(|c| is_quotation_mark(c) || is_dash(c));
        if self.is_free_before() || before_mark && self.after.is_some_and(is_word) {
            return (straight && !self.is_free_after()).then_some(Side::Opens);
        }
        let before = self.before?;
        if before_mark || matches!(before, '.' | ',' | '!' | '?' | '\u{2026}') {
            return Some(Side::Closes);
        }
        match self.after {
            None => Some(Side::Closes),
            Some(c) if is_closing_punctuation(c) || is_quotation_mark(c) => Some(Side::Closes),
            Some(c) if is_blank(c) && !is_sibilant(before) => Some(Side::Closes),
            Some(_) => Some(Side::MayClose),
        }
    }
}

fn is_closing_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '\u{2026}')
}

fn is_sibilant(c: char) -> bool {
    matches!(c, 's' | 'S' | 'x' | 'X' | 'z' | 'Z')
}

fn follows_sibilant(text: &str, span: Span) -> bool {
    char_before(text, span.start).is_some_and(is_sibilant)
}

/// Gives every mark its role. Double marks and guillemets reach over what is open inside them; single ones do not,
/// because most of them are apostrophes.
fn pair(marks: &[Mark], range: &Range<usize>) -> Vec<Role> {
    let mut roles = vec![Role::Stray; marks.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut count = [0usize; 4];
    for (position, mark) in marks.iter().enumerate() {
        let family = mark.family as usize;
        let closes = match mark.side {
            Side::Opens => false,
            Side::Closes => true,
            Side::Either => count[family] > 0,
            Side::MayClose => {
                if mark.closed_later {
                    roles[position] = Role::Apostrophe;
                    continue;
                }
                true
            }
        };
        if !closes {
            open.push(position);
            count[family] += 1;
            continue;
        }
        let single = mark.family == Family::Single;
        let reaches = count[family] > 0
            && (!single || open.last().is_some_and(|&top| marks[top].family == Family::Single));
        if !reaches {
            roles[position] = if single { Role::Apostrophe } else { Role::Stray };
            continue;
        }
        while let Some(top) = open.pop() {
            count[marks[top].family as usize] -= 1;
            if marks[top].family == mark.family {
                roles[top] = Role::Opens(position);
                roles[position] = Role::Closes;
                break;
            }
            roles[top] = Role::Apostrophe;
        }
    }
    for position in open {
        // A lone single mark is an apostrophe unless the paragraph starts with it.
        let is_mark = marks[position].family != Family::Single || marks[position].token == range.start;
        roles[position] = if is_mark { Role::Unclosed } else { Role::Apostrophe };
    }
    roles
}
