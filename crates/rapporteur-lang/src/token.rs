//! Words, numbers and marks.
//!
//! A blank always parts tokens. Words keep their inner apostrophes, hyphens and full stops; clitics are split from
//! them as Universal Dependencies does. Marks of quotation leave here as [`TokenKind::Punctuation`]: which of them
//! open or close is the work of the module `quotation`.

use crate::abbreviation::{Abbreviation, abbreviation};
use crate::analysis::{Token, TokenKind};
use crate::mark::{
    char_at, char_before, is_apostrophe, is_blank, is_combining, is_hyphen, is_joiner, is_quotation_mark,
    is_word,
};
use rapporteur_text::Span;

/// Parts of a domain name are no longer (RFC 1035).
const LONGEST_PART: usize = 63;

/// Splits the words of `span` and adds them to `tokens`.
pub(crate) fn tokenize(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let mut scanner = Scanner { text: &text[..span.end], at: span.start, tokens };
    while scanner.step() {}
}

struct Scanner<'a> {
    /// The text up to the end of the segment, so that offsets need no shift.
    text: &'a str,
    at: usize,
    tokens: &'a mut Vec<Token>,
}

impl Scanner<'_> {
    /// Takes the next token; false at the end.
    fn step(&mut self) -> bool {
        self.at = self.skip(self.at, is_blank);
        let Some(first) = self.peek(self.at) else { return false };
        if let Some(end) = self.address(first) {
            self.push(end, TokenKind::Word);
        } else if first.is_ascii_digit() || (first == '.' && self.is_free_decimal()) {
            self.number();
        } else if is_word(first) {
            self.word();
        } else if is_apostrophe(first) && self.elision() {
            // The token has been taken.
        } else {
            self.mark(first);
        }
        true
    }

    fn peek(&self, at: usize) -> Option<char> {
        char_at(self.text, at)
    }

    fn skip(&self, from: usize, inside: impl Fn(char) -> bool) -> usize {
        self.text[from..].find(|c| !inside(c)).map_or(self.text.len(), |n| from + n)
    }

    fn push(&mut self, end: usize, kind: TokenKind) {
        debug_assert!(
            end > self.at,
            "every token is at least one character, so that scanning comes to an end"
        );
        self.tokens.push(Token { span: Span::new(self.at, end), kind });
        self.at = end;
    }

    /// `.5` after a blank.
    fn is_free_decimal(&self) -> bool {
        self.peek(self.at + 1).is_some_and(|c| c.is_ascii_digit())
            && char_before(self.text, self.at)
                .is_none_or(|c| is_blank(c) || matches!(c, '$' | '€' | '£' | '('))
    }

    /// The end of a web address, `@name` or `#tag` that starts here.
    fn address(&self, first: char) -> Option<usize> {
        if matches!(first, '@' | '#') {
            let end = self.skip(self.at + 1, |c| is_word(c) || c == '_');
            return self.peek(self.at + 1).filter(|c| c.is_alphabetic()).map(|_| end);
        }
        if !matches!(first, 'h' | 'H' | 'w' | 'W') {
            return None;
        }
        let rest = &self.text.as_bytes()[self.at..];
        let starts =
            |prefix: &[u8]| rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
        if !starts(b"http://") && !starts(b"https://") && !starts(b"www.") {
            return None;
        }
        let mut end = self.skip(self.at, |c| {
            !is_blank(c) && !matches!(c, '<' | '>' | '"' | '\u{201C}' | '\u{201D}' | '\u{2019}')
        });
        while char_before(self.text, end)
            .is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ')' | ']'))
        {
            end -= 1;
        }
        Some(end)
    }

    /// A number: digits, separators between digits, an ordinal ending or a letter for a magnitude.
    fn number(&mut self) {
        let mut end = self.digits(self.at);
        let mut hyphens = 0;
        let mut before_hyphen = end;
        while let Some(separator) = self.peek(end) {
            let next = end + separator.len_utf8();
            let joins = matches!(separator, '.' | ',' | ':' | '/')
                || is_apostrophe(separator)
                || is_hyphen(separator);
            if !joins || !self.peek(next).is_some_and(|c| c.is_ascii_digit()) {
                break;
            }
            if is_hyphen(separator) {
                hyphens += 1;
                if hyphens == 1 {
                    before_hyphen = end;
                }
            }
            end = self.digits(next);
        }
        // `2024-02-13` and `555-0100` are one number, `20-30` is two.
        if hyphens == 1 && !(before_hyphen - self.at == 3 && end - before_hyphen == 5) {
            end = before_hyphen;
        }
        let letters = self.skip(end, is_word);
        let suffix = &self.text[end..letters];
        if self.hyphen_and_letter(letters) && hyphens != 1 {
            return self.word();
        }
        if suffix.is_empty() || is_number_suffix(suffix) {
            return self.push(letters, TokenKind::Number);
        }
        if is_unit(suffix) {
            return self.push(end, TokenKind::Number);
        }
        self.word();
    }

    fn digits(&self, from: usize) -> usize {
        self.skip(from, |c| c.is_ascii_digit())
    }

    fn hyphen_and_letter(&self, at: usize) -> bool {
        self.peek(at)
            .filter(|c| is_hyphen(*c))
            .is_some_and(|hyphen| self.peek(at + hyphen.len_utf8()).is_some_and(char::is_alphabetic))
    }

    /// A word with all that belongs to it; its clitics become tokens of their own.
    fn word(&mut self) {
        let start = self.at;
        // `.45-calibre` starts with a stop.
        let mut end = start + usize::from(self.peek(start) == Some('.'));
        let mut apostrophe = None;
        // Where the part after the last full stop starts, and whether all parts so far were single letters.
        let mut part = start;
        let mut single_letters = true;
        let mut has_at = false;
        loop {
            end = self.skip(end, is_word);
            let Some(c) = self.peek(end) else { break };
            let next = end + c.len_utf8();
            let Some(after) = self.peek(next) else { break };
            if is_apostrophe(c) && after.is_alphabetic() {
                apostrophe = Some(end);
            } else if (is_hyphen(c) || c == '_') && is_word(after) {
                // A compound. Behind a party's letter an abbreviation starts anew: `D-N.C.`
                if is_single_letter(&self.text[start..end]) && after.is_uppercase() {
                    part = next;
                }
            } else if c == '&' && is_capital_before(self.text, end) && after.is_uppercase() {
                // `R&D`
            } else if c == '@' && is_word(after) {
                has_at = true;
            } else if c == '.' && after.is_alphanumeric() {
                let is_letter = is_single_letter(&self.text[part..end]);
                let joins = if single_letters && is_letter {
                    self.is_letter_part(next)
                } else {
                    self.is_domain(next, has_at) || self.is_degree(start, next)
                };
                if !joins {
                    break;
                }
                single_letters &= is_letter;
                part = next;
            } else {
                break;
            }
            end = next;
        }
        if self.peek(end) == Some('.') && self.keeps_stop(start, part, end, single_letters) {
            return self.push(end + 1, TokenKind::Word);
        }
        match apostrophe {
            Some(apostrophe) => self.push_with_clitic(end, apostrophe),
            None => self.push(end, TokenKind::Word),
        }
    }

    /// One letter that is followed by a stop or by no letter, so that the word before it goes on: the `S` in `U.S.`
    fn is_letter_part(&self, at: usize) -> bool {
        let Some(letter) = self.peek(at) else { return false };
        let next = at + letter.len_utf8();
        letter.is_alphabetic() && self.peek(next).is_none_or(|c| !is_word(c) && !is_apostrophe(c))
            || (letter.is_alphabetic() && self.peek(next).is_some_and(is_apostrophe))
    }

    /// True if `harbour.` and what follows look like a domain, file or e-mail name: no blank stands between, and the
    /// part after the stop is a known ending, or is in lower case and followed by one more part or an `@`.
    fn is_domain(&self, next: usize, has_at: bool) -> bool {
        let part = self.ascii_run(next, |b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let after = self.peek(next + part.len());
        if after == Some('@') {
            return true;
        }
        let is_lower = part.bytes().all(|b| b.is_ascii_lowercase());
        is_domain_ending(part)
            || is_lower && !part.is_empty() && has_at
            || is_lower
                && after == Some('.')
                && self.peek(next + part.len() + 1).is_some_and(|c| c.is_ascii_lowercase())
    }

    /// The ASCII characters from `from` on, no more than a part of a domain name can have: what lies ahead is read
    /// again by the next token, so that a look ahead without bound would cost more than linear time.
    fn ascii_run(&self, from: usize, inside: impl Fn(u8) -> bool) -> &str {
        let ahead = &self.text.as_bytes()[from..];
        let len = ahead.iter().take(LONGEST_PART).take_while(|&&b| b.is_ascii() && inside(b)).count();
        &self.text[from..from + len]
    }

    /// True for the last part of `Ph.D.` and its like.
    fn is_degree(&self, start: usize, next: usize) -> bool {
        let letters = self.ascii_run(next, |b| b.is_ascii_alphabetic());
        abbreviation(&self.text[start..next + letters.len()]).is_some()
    }

    /// True if the stop at `end` belongs to the word.
    fn keeps_stop(&self, start: usize, part: usize, end: usize, single_letters: bool) -> bool {
        let word = &self.text[start..end];
        let last = &self.text[part..end];
        let rest = self.skip(end + 1, is_blank);
        if single_letters && is_single_letter(last) {
            if part > start {
                return true;
            }
            // `p. 28`, `c. 1790`
            if last.chars().all(char::is_lowercase) {
                return self.peek(rest).is_some_and(|c| c.is_ascii_digit());
            }
            // A lone initial; `I` is a word, and the last word of a paragraph has a stop of its own.
            return last != "I"
                && last.chars().all(char::is_uppercase)
                && self.peek(rest).is_some_and(|c| c.is_uppercase() || matches!(c, ',' | '-'));
        }
        match abbreviation(word).or_else(|| abbreviation(last)) {
            Some(Abbreviation::Leads) => {
                self.peek(rest).is_some_and(|c| !is_quotation_mark(c) || rest > end + 1)
            }
            Some(Abbreviation::Ends) => true,
            Some(Abbreviation::BeforeNumber) => {
                self.peek(rest).is_some_and(|c| c.is_ascii_digit() || c == '#')
            }
            None => false,
        }
    }

    fn push_with_clitic(&mut self, end: usize, apostrophe: usize) {
        let after = apostrophe + self.peek(apostrophe).map_or(0, char::len_utf8);
        let tail = &self.text[after..end];
        if tail.eq_ignore_ascii_case("t") && matches!(char_before(self.text, apostrophe), Some('n' | 'N')) {
            let split = apostrophe - 1;
            if split > self.at {
                self.push(split, TokenKind::Word);
            }
            return self.push(end, TokenKind::Clitic);
        }
        if ["s", "ll", "re", "ve", "d", "m"].iter().any(|clitic| tail.eq_ignore_ascii_case(clitic)) {
            self.push(apostrophe, TokenKind::Word);
            return self.push(end, TokenKind::Clitic);
        }
        self.push(end, TokenKind::Word);
    }

    /// An apostrophe for something left out in front: `’90s`, `'em`; or the possessor's `'s` on its own.
    fn elision(&mut self) -> bool {
        let mark = self.peek(self.at).map_or(0, char::len_utf8);
        let start = self.at + mark;
        let end = self.skip(start, is_word);
        let tail = &self.text[start..end];
        let attached = self.tokens.last().is_some_and(|token| token.span.end == self.at);
        if attached {
            let clitic =
                ["s", "ll", "re", "ve", "d", "m"].iter().any(|clitic| tail.eq_ignore_ascii_case(clitic));
            if clitic {
                self.push(end, TokenKind::Clitic);
            }
            return clitic;
        }
        if matches!(tail, "s" | "S" | "m" | "M" | "ll" | "re" | "ve") && self.peek(end).is_none_or(is_blank) {
            self.push(end, TokenKind::Clitic);
            return true;
        }
        let bytes = tail.as_bytes();
        let decade = bytes.len() >= 2
            && bytes[..2].iter().all(u8::is_ascii_digit)
            && (bytes.len() == 2 || bytes.len() == 3 && bytes[2] == b's');
        // A closing mark after the digits makes it a quoted number.
        if decade && !self.peek(end).is_some_and(|c| is_apostrophe(c) || c == ',' || c == '.') {
            self.push(end, TokenKind::Number);
            return true;
        }
        let elided = ["em", "til", "tis", "twas", "cause", "round", "bout"]
            .iter()
            .any(|word| tail.eq_ignore_ascii_case(word));
        let conjunction = tail.eq_ignore_ascii_case("n") && self.peek(end).is_some_and(is_apostrophe);
        if elided && !self.peek(end).is_some_and(is_apostrophe) {
            self.push(end, TokenKind::Word);
            return true;
        }
        if conjunction {
            let end = end + self.peek(end).map_or(0, char::len_utf8);
            self.push(end, TokenKind::Word);
            return true;
        }
        false
    }

    /// A mark; some marks are written several times as one.
    fn mark(&mut self, first: char) {
        let one = self.at + first.len_utf8();
        let end = match first {
            '.' | '-' | '*' | '=' | '_' | '~' | '#' | '+' | '<' | '>' | '\u{2014}' | '\u{2026}' => {
                self.skip(one, |c| c == first)
            }
            '!' | '?' => self.skip(one, |c| matches!(c, '!' | '?')),
            '\'' | '`' | '\u{2018}' | '\u{2019}' if self.peek(one) == Some(first) => one + first.len_utf8(),
            _ => self.skip(one, |c| is_combining(c) || is_joiner(c)),
        };
        self.push(end, TokenKind::Punctuation);
    }
}

fn is_capital_before(text: &str, at: usize) -> bool {
    char_before(text, at).is_some_and(char::is_uppercase)
}

fn is_single_letter(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn is_number_suffix(suffix: &str) -> bool {
    ["st", "nd", "rd", "th", "s", "k", "m", "mn", "b", "bn", "tn", "trn"]
        .iter()
        .any(|s| suffix.eq_ignore_ascii_case(s))
}

/// Units that are written right after the digits and are words of their own.
fn is_unit(suffix: &str) -> bool {
    [
        "am", "pm", "km", "kg", "cm", "mm", "mph", "kph", "ft", "lb", "lbs", "oz", "ml", "mg", "kw", "mw",
        "gb", "hr", "hrs", "min",
    ]
    .iter()
    .any(|s| suffix.eq_ignore_ascii_case(s))
}

fn is_domain_ending(ending: &str) -> bool {
    matches!(
        ending,
        "com"
            | "COM"
            | "org"
            | "ORG"
            | "net"
            | "NET"
            | "gov"
            | "GOV"
            | "edu"
            | "info"
            | "int"
            | "mil"
            | "io"
            | "co"
            | "uk"
            | "ru"
            | "eu"
            | "de"
            | "fr"
            | "tv"
            | "html"
            | "htm"
            | "pdf"
            | "PDF"
            | "doc"
            | "DOC"
            | "xls"
            | "XLS"
            | "txt"
            | "jpg"
    )
}
