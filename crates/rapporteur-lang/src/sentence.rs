//! Sentences of a segment, as ranges of its tokens.
//!
//! A sentence ends after a stop and the closing marks and brackets glued to it, if what follows can start one. The
//! rules were chosen by counting, in the train parts of the English treebanks EWT and GUM, how often a boundary
//! follows each kind of stop before each kind of token (see `docs/adr/0003-sentences-and-tokens.md`).

use crate::abbreviation::{Abbreviation, abbreviation};
use crate::analysis::{Token, TokenKind};
use crate::mark::is_dash;
use std::ops::Range;

/// Tokens of the longest sentence. What has more has lost its stops, or is a list; no rule is meant for it.
const LONGEST: usize = 600;

/// Cuts what is too long for a sentence into pieces, after a weaker mark if one is in the second half of a piece.
pub(crate) fn cut(text: &str, tokens: &[Token], sentence: Range<usize>) -> Vec<Range<usize>> {
    let weak = |at: &usize| {
        let token = &tokens[*at];
        token.kind == TokenKind::Punctuation
            && matches!(token.span.in_text(text), "," | ";" | ":" | "." | "—" | "–")
    };
    let mut pieces = Vec::new();
    let mut start = sentence.start;
    while sentence.end - start > LONGEST {
        let end = (start + LONGEST / 2..start + LONGEST).rfind(weak).map_or(start + LONGEST, |mark| mark + 1);
        pieces.push(start..end);
        start = end;
    }
    pieces.push(start..sentence.end);
    pieces
}

/// The sentences of the tokens in `range`, in order; together they hold every token once.
pub(crate) fn split(text: &str, tokens: &[Token], range: Range<usize>) -> Vec<Range<usize>> {
    let words = Words { text, tokens: &tokens[range.clone()] };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut position = 0;
    while position < words.tokens.len() {
        if position > start && words.follows_gap(position) {
            sentences.push(range.start + start..range.start + position);
            start = position;
        }
        let Some(stop) = words.stop(position) else {
            position += 1;
            continue;
        };
        let lists = stop == Stop::Full && words.is_list_number(start, position);
        let before = position.checked_sub(1);
        position += 1;
        let marks = position;
        while position < words.tokens.len() && words.goes_with_stop(position) {
            position += 1;
        }
        position = words.skip_references(position);
        let marks = marks..position;
        let quoted = marks.clone().any(|mark| words.tokens[mark].kind == TokenKind::ClosingMark);
        // `(of the Harbour Co.) said`: no sentence starts with a small letter behind a bracket.
        let goes_on =
            marks.clone().any(|mark| words.is_closing_bracket(mark)) && starts_lower(words.word(position));
        if position < words.tokens.len()
            && !lists
            && !goes_on
            && words.starts_sentence(position, before, stop, quoted)
        {
            sentences.push(range.start + start..range.start + position);
            start = position;
        }
    }
    if start < words.tokens.len() {
        sentences.push(range.start + start..range.end);
    }
    sentences
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// `.`
    Full,
    /// `?`
    Question,
    /// `!`
    Call,
    /// `...`, `…`
    Ellipsis,
    /// An abbreviation that can end a sentence.
    Abbreviation,
}

/// The tokens of one segment.
struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Words<'_> {
    fn word(&self, position: usize) -> &str {
        self.tokens.get(position).map_or("", |token| token.span.in_text(self.text))
    }

    fn kind(&self, position: usize) -> Option<TokenKind> {
        self.tokens.get(position).map(|token| token.kind)
    }

    fn is_glued(&self, position: usize) -> bool {
        position > 0 && self.tokens[position - 1].span.end == self.tokens[position].span.start
    }

    /// A gap of blanks before a capital that ends what has no stop: feeds put headline and standfirst on one line. Two blanks
    /// stand inside a sentence by mistake as well (55 of 60 before a capital in the train part of PolNeAR), so that they need
    /// a word that begins sentences. Where a line is wrapped the blanks are its indent.
    fn follows_gap(&self, position: usize) -> bool {
        let token = &self.tokens[position];
        let Some(before) = position.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        let Some(between) = self.text.get(before.span.end..token.span.start) else { return false };
        let gap =
            if between.contains('\n') { 0 } else { between.chars().filter(|c| c.is_whitespace()).count() };
        let word = self.word(position);
        gap > 1
            && token.kind == TokenKind::Word
            && matches!(before.kind, TokenKind::Word | TokenKind::Number | TokenKind::ClosingMark)
            && starts_upper(word)
            && (gap > 2 || is_starter(word))
    }

    fn stop(&self, position: usize) -> Option<Stop> {
        let word = self.word(position);
        match self.tokens[position].kind {
            TokenKind::Punctuation => match word.as_bytes().first()? {
                b'.' if word.len() == 1 => Some(Stop::Full),
                b'.' => Some(Stop::Ellipsis),
                b'?' => Some(Stop::Question),
                b'!' => Some(Stop::Call),
                _ if word.starts_with('\u{2026}') => Some(Stop::Ellipsis),
                _ => None,
            },
            TokenKind::Word => {
                let inner = word.strip_suffix('.')?;
                // `D-Calif.`
                let last = inner.rsplit_once('-').map_or(inner, |(_, last)| last);
                match abbreviation(inner).or_else(|| abbreviation(last)) {
                    Some(Abbreviation::Leads) if inner.starts_with(char::is_uppercase) => None,
                    Some(Abbreviation::BeforeNumber) => None,
                    _ => Some(Stop::Abbreviation),
                }
            }
            _ => None,
        }
    }

    /// True for the stop of `1.` before an entry of a list.
    fn is_list_number(&self, start: usize, stop: usize) -> bool {
        let Some(number) = stop.checked_sub(1) else { return false };
        let first = number == start || matches!(self.word(number.wrapping_sub(1)), ":" | ";" | "*");
        first && self.kind(number) == Some(TokenKind::Number) && self.word(number).len() <= 2
    }

    fn is_closing_bracket(&self, position: usize) -> bool {
        matches!(self.word(position), ")" | "]" | "}")
    }

    /// Closing marks, brackets and further stops right after a stop.
    fn goes_with_stop(&self, position: usize) -> bool {
        match self.tokens[position].kind {
            TokenKind::ClosingMark => true,
            TokenKind::Punctuation => {
                let word = self.word(position);
                self.is_closing_bracket(position) || matches!(word.as_bytes()[0], b'.' | b'!' | b'?')
            }
            _ => false,
        }
    }

    /// Passes over numbers of footnotes in square brackets: `[3]`.
    fn skip_references(&self, mut position: usize) -> usize {
        while self.word(position) == "["
            && self.kind(position + 1) == Some(TokenKind::Number)
            && self.word(position + 2) == "]"
        {
            position += 3;
        }
        position
    }

    /// True if a sentence can start at `next`. `before` is the token before the stop.
    fn starts_sentence(&self, next: usize, before: Option<usize>, stop: Stop, quoted: bool) -> bool {
        let word = self.word(next);
        let is_lower = starts_lower(word);
        match self.tokens[next].kind {
            TokenKind::ClosingMark | TokenKind::Clitic => false,
            TokenKind::OpeningMark => match stop {
                // A nickname follows `Jr.`, a clause in the middle of a sentence starts with a small letter.
                Stop::Abbreviation => starts_upper(self.word(next + 1)) && !self.is_junior(before),
                Stop::Ellipsis => starts_upper(self.word(next + 1)),
                _ => true,
            },
            TokenKind::Number => stop != Stop::Abbreviation && stop != Stop::Ellipsis,
            TokenKind::Word => match stop {
                Stop::Abbreviation => {
                    is_starter(word)
                        || starts_upper(word) && self.is_etcetera(before)
                        || opens_person(word) && self.is_state(before)
                }
                Stop::Ellipsis => !is_lower,
                Stop::Full if is_lower => !quoted && !self.is_glued(next),
                Stop::Question if is_lower => !quoted,
                // Names are written with the mark too.
                Stop::Call if is_lower => {
                    !quoted && !before.is_some_and(|name| starts_upper(self.word(name)))
                }
                Stop::Question | Stop::Call if quoted => !self.is_reporting_clause(next),
                _ => true,
            },
            TokenKind::Punctuation => {
                let first = word.chars().next().unwrap_or(' ');
                stop != Stop::Abbreviation
                    && stop != Stop::Ellipsis
                    && !is_dash(first)
                    && !matches!(first, ',' | ';' | ':' | '/' | '.' | '\u{2026}' | '*' | '&' | '%')
            }
        }
    }

    fn is_junior(&self, before: Option<usize>) -> bool {
        before.is_some_and(|before| matches!(self.word(before + 1), "Jr." | "Sr."))
    }

    /// True for a state behind a comma: `in Mesa, Ariz.` No title goes on with it.
    fn is_state(&self, before: Option<usize>) -> bool {
        before.is_some_and(|before| {
            self.word(before) == ","
                && matches!(
                    self.word(before + 1),
                    "Ala."
                        | "Ariz."
                        | "Ark."
                        | "Calif."
                        | "Colo."
                        | "Conn."
                        | "Del."
                        | "Fla."
                        | "Ga."
                        | "Ill."
                        | "Ind."
                        | "Kan."
                        | "Ky."
                        | "La."
                        | "Mass."
                        | "Md."
                        | "Mich."
                        | "Minn."
                        | "Miss."
                        | "Mo."
                        | "Mont."
                        | "Neb."
                        | "Nev."
                        | "Okla."
                        | "Ore."
                        | "Pa."
                        | "Tenn."
                        | "Tex."
                        | "Va."
                        | "Vt."
                        | "Wash."
                        | "Wis."
                        | "Wyo."
                )
        })
    }

    fn is_etcetera(&self, before: Option<usize>) -> bool {
        before.is_some_and(|before| self.word(before + 1).eq_ignore_ascii_case("etc."))
    }

    /// True for a name and a verb after a quoted question or call: `“Why?” Minister Vale asked.`
    ///
    /// A name is told by its capitals, a verb by its ending. In the train part of PolNeAR three of four capitals
    /// after such a mark go on like this.
    fn is_reporting_clause(&self, start: usize) -> bool {
        const LONGEST_NAME: usize = 5;
        if is_starter(self.word(start)) && self.word(start) != "I" {
            return false;
        }
        let verb = (start..start + LONGEST_NAME).find(|&position| !starts_upper(self.word(position)));
        let Some(verb) = verb else { return false };
        let word = self.word(verb);
        let is_verb = word == "said"
            || word.len() > 3 && starts_lower(word) && (word.ends_with("ed") || word.ends_with('s'));
        // `Vale answered, “No.”` brings the next words.
        is_verb && !(self.word(verb + 1) == "," && self.kind(verb + 2) == Some(TokenKind::OpeningMark))
    }
}

fn starts_lower(word: &str) -> bool {
    // Brand names such as `iPod` start sentences as capitals do.
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase) && !chars.next().is_some_and(char::is_uppercase)
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Titles that a person's name follows.
fn opens_person(word: &str) -> bool {
    matches!(
        word,
        "President"
            | "Vice"
            | "Senator"
            | "Sen."
            | "Representative"
            | "Rep."
            | "Governor"
            | "Gov."
            | "Mayor"
            | "Secretary"
            | "Mr."
            | "Mrs."
            | "Ms."
            | "Dr."
            | "Judge"
            | "Sheriff"
    )
}

/// Capitalised words that after an abbreviation start a sentence rather than go on with a name.
fn is_starter(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "I"
            | "You"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "There"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "My"
            | "Your"
            | "But"
            | "And"
            | "Or"
            | "In"
            | "On"
            | "At"
            | "By"
            | "For"
            | "From"
            | "To"
            | "With"
            | "As"
            | "If"
            | "When"
            | "While"
            | "After"
            | "Before"
            | "Since"
            | "Because"
            | "Although"
            | "However"
            | "Meanwhile"
            | "Then"
            | "So"
            | "What"
            | "Who"
            | "Why"
            | "How"
            | "Some"
            | "Many"
            | "Most"
            | "Several"
            | "Others"
            | "Another"
            | "Both"
            | "Not"
    )
}
