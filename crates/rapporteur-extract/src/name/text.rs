use super::lists::{self, List, Lists};
use crate::lexeme::Lexemes;
use foldhash::{HashMap, HashSet};
use rapporteur_lang::{Analysis, TokenKind};
use rapporteur_ontology::{Key, country, function, noun, word};
use rapporteur_record::{Document, SegmentKind};
use rapporteur_text::Span;
use std::ops::Range;

/// A token with what the name rules ask of it again and again.
#[derive(Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// In lower case, with straight apostrophes.
    pub(super) lower: &'t str,
    pub(super) key: Key<'t>,
    lists: Lists,
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    /// Starts with a capital, or with a particle and a capital: `al-Tall`.
    pub(super) capital: bool,
    /// Opens a sentence, a quotation or what follows a colon: its capital says nothing.
    pub(super) initial: bool,
    /// A determiner, pronoun, preposition, auxiliary or conjunction. `US` and `WHO` are not.
    pub(super) function: bool,
    /// A word made with a hyphen on a name: `Ruritania-backed`, `pro-Ruritanian`.
    pub(super) compound: bool,
}

impl Word<'_> {
    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// True if the word is on a list.
    pub(super) fn on(&self, list: &List) -> bool {
        self.lists.contain(list)
    }

    /// The lists that have the word, or the abbreviation without its stop.
    pub(super) fn lists(&self) -> Lists {
        self.lower.strip_suffix('.').map_or(self.lists, |_| Lists::of(self.lower.trim_end_matches('.')))
    }
}

/// The words of a document and what its own spelling tells about them.
#[derive(Debug)]
pub(super) struct Text<'t> {
    pub(super) source: &'t str,
    pub(super) words: Vec<Word<'t>>,
    /// The words prepared for look-ups of several.
    keys: &'t [Key<'t>],
    /// Tokens of each sentence whose capitals can be trusted.
    pub(super) prose: Vec<Range<usize>>,
    /// Tokens of each sentence in Title Case or CAPITALS.
    pub(super) display: Vec<Range<usize>>,
    /// Words that the document writes in lower case.
    lower: HashSet<&'t str>,
    /// How often it capitalises a word where it need not.
    inner_capitals: HashMap<&'t str, u32>,
}

impl<'t> Text<'t> {
    pub(super) fn new(document: &'t Document, analysis: &Analysis, lexemes: &'t Lexemes<'t>) -> Self {
        let mut words: Vec<Word<'t>> = lexemes
            .list
            .iter()
            .zip(&lexemes.keys)
            .map(|(lexeme, &key)| {
                let lists = Lists::of(lexeme.lower());
                let is_word = lexeme.kind == TokenKind::Word;
                Word {
                    text: lexeme.text,
                    lower: lexeme.lower(),
                    key,
                    lists,
                    span: lexeme.span,
                    kind: lexeme.kind,
                    capital: is_word && is_capital(lexeme.text),
                    initial: false,
                    function: is_word && is_function(key, lists),
                    compound: is_compound(lexeme.text),
                }
            })
            .collect();
        let (mut prose, mut display) = (Vec::new(), Vec::new());
        for sentence in &analysis.sentences {
            mark_initials(&mut words[sentence.tokens.clone()]);
            let list = if is_display(&words[sentence.tokens.clone()], sentence.kind) {
                &mut display
            } else {
                &mut prose
            };
            list.push(sentence.tokens.clone());
        }
        let mut lower =
            HashSet::with_capacity_and_hasher(words.len() / 2, foldhash::fast::RandomState::default());
        let mut inner_capitals = HashMap::default();
        for word in prose.iter().flat_map(|range| &words[range.clone()]).filter(|word| word.is_word()) {
            if !word.capital {
                lower.insert(word.text);
            } else if !word.initial {
                *inner_capitals.entry(word.text).or_default() += 1;
            }
        }
        Self { source: &document.text, words, keys: &lexemes.keys, prose, display, lower, inner_capitals }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.words[range.start].span.cover(self.words[range.end - 1].span)
    }

    /// The words in `range`, for look-ups.
    pub(super) fn keys(&self, range: Range<usize>) -> &[Key<'t>] {
        &self.keys[range]
    }

    /// Up to eight words from `at` to `end`, for look-ups: enough for the longest entry of any list.
    pub(super) fn ahead(&self, at: usize, end: usize) -> &[Key<'t>] {
        self.keys(at..end.min(at + 8))
    }

    /// True if the word is written in lower case: in this document, or mostly in the lists.
    pub(super) fn is_ordinary(&self, word: &Word<'_>) -> bool {
        self.lower.contains(word.lower)
            || word::is_ordinary(word.key)
            || noun::lookup(word.key).is_some()
            || word.on(&lists::FUNCTION)
    }

    /// How often the document capitalises the word where it need not.
    pub(super) fn inner_capitals(&self, word: &Word<'_>) -> u32 {
        self.inner_capitals.get(word.text).copied().unwrap_or(0)
    }

    /// True if the document writes the word in lower case.
    pub(super) fn has_lower(&self, word: &Word<'_>) -> bool {
        self.lower.contains(word.lower)
    }
}

fn is_function(word: Key<'_>, lists: Lists) -> bool {
    let known = lists.contain(&lists::FUNCTION) || function::lookup(word).is_some();
    let text = word.as_str();
    known && !(text.len() > 1 && text.chars().all(char::is_uppercase))
}

/// `Marten`, `al-Tall`, `d’Aubrey`; not `pro-Marten`, `iron`.
fn is_capital(text: &str) -> bool {
    if text.starts_with(char::is_uppercase) {
        return true;
    }
    // Hardly a word has one of these marks, and bytes are quicker to look through than characters.
    if text.bytes().all(|c| c.is_ascii_alphanumeric()) {
        return false;
    }
    let Some(at) = text.find(['-', '\'', '’']) else { return false };
    let (prefix, rest) = text.split_at(at);
    lists::ARTICLE_PREFIXES.has(prefix) && rest.chars().nth(1).is_some_and(char::is_uppercase)
}

/// `Ruritania-backed`, `pro-Ruritanian`, `Ruritania-Orla`; not `Guinea-Bissau`, `al-Tall`.
fn is_compound(text: &str) -> bool {
    if !text.bytes().any(|c| c == b'-') {
        return false;
    }
    let (Some((first, rest)), Some((_, last))) = (text.split_once('-'), text.rsplit_once('-')) else {
        return false;
    };
    let capital = |part: &str| part.starts_with(char::is_uppercase);
    if capital(first)
        && (lists::COMPOUND.has(last)
            || last.len() > 3 && last.ends_with("ed") && last.starts_with(char::is_lowercase))
    {
        return true;
    }
    if lists::FORM_PREFIXES.has(first) && capital(rest) {
        return true;
    }
    let national = country::lookup(first).is_some() || country::demonym(first).is_some();
    capital(first) && capital(rest) && national && country::lookup(text).is_none()
}

fn mark_initials(words: &mut [Word<'_>]) {
    let mut open = true;
    for word in words {
        match word.kind {
            TokenKind::Word | TokenKind::Clitic => {
                word.initial = open;
                open = false;
                // `Will` and `May` inside a sentence are names.
                word.function &= word.initial || !word.capital || !matches!(word.lower, "will" | "may");
            }
            TokenKind::OpeningMark => open = true,
            TokenKind::Punctuation => {
                open |= matches!(word.text, ":" | "•" | "–" | "—" | "―" | "*" | "." | "?" | "!" | "…");
            }
            TokenKind::Number | TokenKind::ClosingMark => {}
        }
    }
}

/// More than three characters.
fn is_long(word: &str) -> bool {
    word.len() > 3 && (word.len() > 12 || word.chars().count() > 3)
}

/// Title Case and CAPITALS: more than half of the longer words are capitalised. A sentence of the body is so only if it
/// does not end with a stop, because a short sentence may well be a row of names.
fn is_display(words: &[Word<'_>], kind: SegmentKind) -> bool {
    let (mut all, mut capital, mut shouted) = (0, 0, 0);
    for word in words.iter().filter(|word| word.is_word() && is_long(word.text)) {
        all += 1;
        capital += usize::from(word.capital);
        shouted += usize::from(word.text.chars().all(|c| !c.is_lowercase()));
    }
    if kind == SegmentKind::Paragraph {
        let stopped = words.iter().rev().take(2).any(|word| matches!(word.text, "." | "?" | "!" | "…"));
        (all >= 6 && capital * 10 > all * 8 && !stopped) || (all >= 4 && shouted * 10 > all * 7)
    } else {
        all >= 2 && (capital * 10 > all * 6 || shouted * 10 > all * 6)
    }
}
