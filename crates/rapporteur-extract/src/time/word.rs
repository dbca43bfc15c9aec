//! The words of a sentence as the grammar of time sees them.

use super::point::{Season, Unit};
use foldhash::fast::FixedState;
use rapporteur_lang::{Token, TokenKind};
use rapporteur_text::Span;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word can mean for time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Class {
    /// Nothing of its own; the grammar may still look at its letters.
    Other,
    /// A word that opens or continues expressions: `the`, `last`, `every`, `few` …
    Key,
    Month(u8),
    /// 1 is Monday. True for `Mondays`.
    Weekday(u8, bool),
    /// True for the plural.
    Unit(Unit, bool),
    Season(Season),
    /// The TIMEX3 code: `MO`, `AF`, `EV`, `NI`, `DT`.
    DayPart(&'static str),
    /// Noon and midnight: the hour.
    Hour(u8),
    /// A small ordinal, in words or digits.
    Ordinal(u8),
    /// A token of digits, with separators.
    Number,
    /// The first word of the names of holidays.
    Feast,
    /// Number words.
    NumberWord,
    /// `1990s`, `nineties`: the first three digits; two digits alone (`'90s`) count from 1900.
    Decade(i16),
}

/// A word, or a part of one that was cut at a hyphen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) span: Span,
    pub(super) class: Class,
}

static CLASSES: LazyLock<HashMap<&'static str, Class, FixedState>> = LazyLock::new(|| {
    let mut classes = HashMap::default();
    let mut add = |words: &'static str, class: Class| {
        for word in words.split(' ') {
            classes.insert(word, class);
        }
    };
    add(
        "the a an one this that these those last next past previous preceding coming following upcoming same current \
         latest early earlier late later mid middle end beginning start each every per all recent few several some \
         many couple half fiscal calendar today yesterday tomorrow tonight now currently nowadays recently soon future \
         present daily weekly monthly yearly annually hourly quarterly nightly twice once nearly almost about around \
         roughly approximately over under more less fewer at up no just only another any dozens hundreds thousands \
         year-end moment overnight lately ' ’ ‘ entire whole long \
         fortnight weekdays as barely merely ago before after well around-the-clock",
        Class::Key,
    );
    add("new christmas thanksgiving easter good labor memorial halloween veterans", Class::Feast);
    for (at, month) in [
        "january jan jan.",
        "february feb feb.",
        "march mar.",
        "april apr.",
        "may",
        "june jun.",
        "july jul.",
        "august aug aug.",
        "september sept sep sept. sep.",
        "october oct oct.",
        "november nov nov.",
        "december dec dec.",
    ]
    .into_iter()
    .enumerate()
    {
        add(month, Class::Month(at as u8 + 1));
    }
    for (at, (one, many)) in [
        ("monday", "mondays"),
        ("tuesday tues. tue.", "tuesdays"),
        ("wednesday wed.", "wednesdays"),
        ("thursday thurs. thur. thu.", "thursdays"),
        ("friday fri.", "fridays"),
        ("saturday sat.", "saturdays"),
        ("sunday", "sundays"),
    ]
    .into_iter()
    .enumerate()
    {
        add(one, Class::Weekday(at as u8 + 1, false));
        add(many, Class::Weekday(at as u8 + 1, true));
    }
    for (one, many, unit) in [
        ("second", "seconds", Unit::Second),
        ("minute", "minutes", Unit::Minute),
        ("hour", "hours", Unit::Hour),
        ("day", "days", Unit::Day),
        ("weekend", "weekends", Unit::Weekend),
        ("week", "weeks", Unit::Week),
        ("month", "months", Unit::Month),
        ("quarter", "quarters", Unit::Quarter),
        ("year", "years", Unit::Year),
        ("decade", "decades", Unit::Decade),
        ("century", "centuries", Unit::Century),
    ] {
        add(one, Class::Unit(unit, false));
        add(many, Class::Unit(unit, true));
    }
    add("spring springtime", Class::Season(Season::Spring));
    add("summer summertime summers", Class::Season(Season::Summer));
    add("autumn fall", Class::Season(Season::Autumn));
    add("winter wintertime winters", Class::Season(Season::Winter));
    add("morning mornings", Class::DayPart("MO"));
    add("afternoon afternoons", Class::DayPart("AF"));
    add("evening evenings", Class::DayPart("EV"));
    add("night nights", Class::DayPart("NI"));
    add("noon midday", Class::Hour(12));
    add("midnight", Class::Hour(0));
    for (at, words) in [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
        "twenty-second",
        "twenty-third",
        "twenty-fourth",
        "twenty-fifth",
        "twenty-sixth",
        "twenty-seventh",
        "twenty-eighth",
        "twenty-ninth",
        "thirtieth",
        "thirty-first",
    ]
    .into_iter()
    .enumerate()
    {
        // `second` is far more often an ordinal than a unit; the unit is known by its plural.
        add(words, Class::Ordinal(at as u8 + 1));
    }
    for words in [
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen",
    ] {
        add(words, Class::NumberWord);
    }
    for (decade, word) in
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
            .iter()
            .enumerate()
    {
        add(word, Class::Decade(192 + decade as i16));
    }
    classes
});

/// The class of a word in lower case.
fn class(word: &str, kind: TokenKind) -> Class {
    if word.len() > 16 {
        return Class::Other;
    }
    if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return digits(word);
    }
    if kind == TokenKind::Punctuation && word != "'" {
        return Class::Other;
    }
    CLASSES.get(word).copied().unwrap_or(Class::Other)
}

fn digits(word: &str) -> Class {
    let letters = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (number, rest) = word.split_at(letters);
    let number: Option<i16> = number.parse().ok();
    match (number, rest) {
        (Some(n @ 1..=31), "st" | "nd" | "rd" | "th") => Class::Ordinal(n as u8),
        (Some(n @ 1000..=2990), "s" | "'s" | "’s") if n % 10 == 0 => Class::Decade(n / 10),
        (Some(n @ 20..=90), "s") if n % 10 == 0 => Class::Decade(190 + n / 10),
        _ => Class::Number,
    }
}

/// True for words whose parts the grammar reads one by one: `two-week`, `mid-2023`; not for `2024-02-07`.
fn is_compound(word: &str, kind: TokenKind) -> bool {
    word.contains('-')
        && match kind {
            TokenKind::Word => !CLASSES.contains_key(word),
            TokenKind::Number => word.bytes().any(|b| b.is_ascii_alphabetic()),
            _ => false,
        }
}

/// The words of one sentence.
#[derive(Debug)]
pub(super) struct Words<'t> {
    /// The text as written.
    pub(super) text: &'t str,
    /// The text in ASCII lower case, with the same offsets.
    lower: &'t str,
    pub(super) atoms: Vec<Atom>,
    words: Vec<&'t str>,
}

impl<'t> Words<'t> {
    /// No words yet. `lower` is `text` in ASCII lower case.
    pub(super) fn new(text: &'t str, lower: &'t str) -> Self {
        Self { text, lower, atoms: Vec::new(), words: Vec::new() }
    }

    /// Takes the words of these tokens in place of those it had.
    pub(super) fn fill(&mut self, tokens: &[Token]) {
        self.atoms.clear();
        self.words.clear();
        let mut skip = false;
        for (at, token) in tokens.iter().enumerate() {
            if std::mem::take(&mut skip) {
                continue;
            }
            let word = token.span.in_text(self.lower);
            // An abbreviation is one word with its stop, however it was cut.
            let stop = tokens.get(at + 1).filter(|next| {
                next.span.start == token.span.end
                    && next.span.in_text(self.lower) == "."
                    && matches!(
                        word,
                        "jan"
                            | "feb"
                            | "mar"
                            | "apr"
                            | "jun"
                            | "jul"
                            | "aug"
                            | "sep"
                            | "sept"
                            | "oct"
                            | "nov"
                            | "dec"
                            | "a.m"
                            | "p.m"
                    )
            });
            if let Some(stop) = stop {
                skip = true;
                self.push(token.span.cover(stop.span), token.kind);
            } else if is_compound(word, token.kind) {
                self.push_parts(token.span, token.kind);
            } else {
                self.push(token.span, token.kind);
            }
        }
    }

    fn push(&mut self, span: Span, kind: TokenKind) {
        let word = span.in_text(self.lower);
        self.atoms.push(Atom { span, class: class(word, kind) });
        self.words.push(word);
    }

    fn push_parts(&mut self, span: Span, kind: TokenKind) {
        let word = span.in_text(self.lower);
        let mut start = span.start;
        for (at, part) in word.split('-').enumerate() {
            if at > 0 {
                self.push(Span::new(start - 1, start), TokenKind::Punctuation);
            }
            if !part.is_empty() {
                self.push(Span::new(start, start + part.len()), kind);
            }
            start += part.len() + 1;
        }
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.atoms.len()
    }

    /// The word at this position in lower case; empty beyond the sentence.
    pub(super) fn at(&self, at: usize) -> &'t str {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// The word before this position in lower case; empty before the sentence.
    pub(super) fn before(&self, at: usize) -> &'t str {
        at.checked_sub(1).map_or("", |at| self.at(at))
    }

    /// True if a possessor's mark stands here.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.at(at), "'s" | "’s" | "'" | "’")
    }

    /// The class of the word at this position.
    pub(super) fn class(&self, at: usize) -> Class {
        self.atoms.get(at).map_or(Class::Other, |atom| atom.class)
    }

    /// The words from this position on.
    pub(super) fn rest(&self, at: usize) -> &[&'t str] {
        self.words.get(at..).unwrap_or_default()
    }

    /// True if the word is written with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| self.text.as_bytes()[atom.span.start].is_ascii_uppercase())
    }

    /// The span of the words `from..to`, which are not empty.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.atoms[from].span.start, self.atoms[to - 1].span.end)
    }
}
