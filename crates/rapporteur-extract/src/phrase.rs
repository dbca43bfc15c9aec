//! Words with their function, and the noun phrases and verb groups over them.
//!
//! [`Words`] reads an [`Analysis`] once and gives each token a [`Tag`] from its form, from the closed word classes and
//! from capitals. There is no part-of-speech model behind it: an open-class word that nothing tells about is
//! [`Tag::Noun`]. The walks over phrases look at tags only and never leave the bounds that the caller gives.

use crate::lexeme::Lexemes;
use foldhash::fast::FixedState;
use rapporteur_lang::{Analysis, TokenKind};
use rapporteur_ontology::Key;
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_ontology::{noun, word};
use rapporteur_text::Span;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a word does in its sentence, as far as its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Open,
    Close,
    Comma,
    Colon,
    Semicolon,
    Dash,
    /// `.`, `?`, `!`, `…`
    Stop,
    OpenBracket,
    CloseBracket,
    Punctuation,
    Number,
    Determiner,
    /// `his`, `her`, `their` …
    Possessive,
    /// The possessor's `'s` or `’`.
    Genitive,
    /// A pronoun that can be a subject.
    Pronoun,
    /// A pronoun that cannot.
    ObjectPronoun,
    /// `who`, `which`, `whom`, `whose`, `what` …
    Relative,
    That,
    To,
    Preposition,
    /// `and`, `or`, `but`
    Conjunction,
    /// `because`, `while`, `if` …
    Subordinator,
    Auxiliary,
    Modal,
    Negation,
    Adverb,
    /// Capitalised, and not only because it begins a sentence.
    Name,
    /// A form that can hardly be anything but a finite verb or a participle.
    Verb,
    /// Any other word.
    Noun,
}

/// A token with its function.
#[derive(Debug, Clone)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    /// In lower case, with straight apostrophes.
    pub(crate) lower: &'a str,
    pub(crate) key: Key<'a>,
    pub(crate) tag: Tag,
    pub(crate) span: Span,
    /// The outermost quotation it stands in, as position in [`Analysis::quotations`].
    pub(crate) quotation: Option<usize>,
}

/// All tokens of a document with their functions.
pub(crate) struct Words<'a> {
    pub(crate) words: Vec<Word<'a>>,
    /// The words prepared for look-ups of several.
    pub(crate) keys: &'a [Key<'a>],
}

impl<'a> Words<'a> {
    pub(crate) fn new(lexemes: &'a Lexemes<'a>, analysis: &Analysis) -> Self {
        let mut words: Vec<Word<'a>> = lexemes
            .list
            .iter()
            .zip(&lexemes.keys)
            .map(|(lexeme, &key)| Word {
                text: lexeme.text,
                lower: lexeme.lower(),
                key,
                tag: tag(lexeme.text, lexeme.lower(), lexeme.kind),
                span: lexeme.span,
                quotation: None,
            })
            .collect();
        for (position, quotation) in analysis.quotations.iter().enumerate() {
            if quotation.depth == 0 {
                for word in words.get_mut(quotation.tokens.clone()).unwrap_or_default() {
                    word.quotation = Some(position);
                }
            }
        }
        for sentence in &analysis.sentences {
            settle(words.get_mut(sentence.tokens.clone()).unwrap_or_default());
        }
        Self { words, keys: &lexemes.keys }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Stop, |word| word.tag)
    }

    pub(crate) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower)
    }

    /// The word for a look-up; an empty one beyond the document.
    pub(crate) fn key(&self, at: usize) -> Key<'a> {
        self.keys.get(at).copied().unwrap_or_default()
    }

    /// The text span of a range of words; absent if the range is empty.
    pub(crate) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let first = self.words.get(range.start)?;
        let last = self.words.get(range.end.checked_sub(1)?)?;
        (range.start < range.end).then(|| Span::new(first.span.start, last.span.end))
    }

    /// True if the word can stand inside a noun phrase, before or as its head.
    pub(crate) fn nominal(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Name | Tag::Noun | Tag::Number)
    }

    /// End of the noun phrase that begins at `start`: determiner, modifiers, head, `'s` and phrases with `of`.
    /// Gives `start` back if there is none.
    pub(crate) fn noun_phrase(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        let mut end = start;
        while at < limit {
            match self.tag(at) {
                Tag::Pronoun | Tag::ObjectPronoun if at == start => return at + 1,
                Tag::Determiner | Tag::Possessive
                    if at == start
                        || matches!(self.lower(at - 1), "of" | "all" | "both" | "half" | "such") =>
                {
                    at += 1;
                }
                Tag::Name | Tag::Noun | Tag::Number => {
                    at += 1;
                    end = at;
                }
                Tag::Genitive if end == at && at > start => at += 1,
                Tag::Preposition if self.lower(at) == "of" && end == at && at > start => at += 1,
                Tag::Conjunction
                    if self.tag(at + 1) == Tag::Name
                        && end == at
                        && self.tag(at - 1) == Tag::Name
                        && self.lower(at) == "and" =>
                {
                    at += 1;
                }
                Tag::Adverb if at == start => at += 1,
                Tag::OpenBracket if end == at && at > start => match self.bracket_end(at, limit) {
                    Some(close) => {
                        at = close + 1;
                        end = at;
                    }
                    None => break,
                },
                _ => break,
            }
        }
        end
    }

    /// As [`Self::noun_phrase`], with the phrases after it: `a spokesman for the port`.
    pub(crate) fn long_noun_phrase(&self, start: usize, limit: usize) -> usize {
        let mut end = self.noun_phrase(start, limit);
        while end > start && end < limit && matches!(self.lower(end), "for" | "from" | "at" | "with" | "in") {
            let next = self.noun_phrase(end + 1, limit);
            if next == end + 1
                || self.time_word(end + 1)
                || matches!(self.tag(end + 1), Tag::Pronoun | Tag::ObjectPronoun)
            {
                break;
            }
            end = next;
        }
        end
    }

    fn bracket_end(&self, open: usize, limit: usize) -> Option<usize> {
        (open + 1..limit.min(open + 12)).find(|&at| self.tag(at) == Tag::CloseBracket)
    }

    /// End of the appositions that follow a noun phrase: `, a spokesman for the port,` and `, who runs it,`.
    /// The closing comma is not part of it.
    pub(crate) fn apposition(&self, head_end: usize, limit: usize) -> usize {
        if self.tag(head_end) != Tag::Comma || !self.opens_apposition(head_end + 1) {
            return head_end;
        }
        (head_end + 2..limit.min(head_end + 30))
            .find(|&at| {
                matches!(
                    self.tag(at),
                    Tag::Comma | Tag::Stop | Tag::Open | Tag::Colon | Tag::Semicolon | Tag::Dash
                ) && !self.inside_name(at)
            })
            .unwrap_or(limit.min(head_end + 30))
    }

    /// A comma between names, as in `Smith, Jr.` or `of Springfield, Ohio,`.
    fn inside_name(&self, comma: usize) -> bool {
        self.tag(comma) == Tag::Comma
            && self.tag(comma + 1) == Tag::Name
            && self.tag(comma.wrapping_sub(1)) == Tag::Name
            && self.tag(comma + 2) == Tag::Comma
    }

    pub(crate) fn opens_apposition(&self, at: usize) -> bool {
        match self.tag(at) {
            Tag::Determiner | Tag::Possessive | Tag::Number => true,
            Tag::Relative => self.lower(at) != "what",
            Tag::Noun | Tag::Name => !self.lower(at).ends_with("ing"),
            _ => false,
        }
    }

    /// Start of the noun phrase that ends before `end`; `end` itself if there is none.
    ///
    /// It walks back over names, nouns, adjectives and phrases with `of`, `for`, `at` …; over an apposition or a
    /// relative clause between commas; and over one `and` between names.
    pub(crate) fn noun_phrase_before(&self, end: usize, floor: usize) -> usize {
        let mut at = end;
        while at > floor {
            let before = at - 1;
            match self.tag(before) {
                Tag::Pronoun | Tag::Relative | Tag::That => {
                    if at == end {
                        at = before;
                    }
                    break;
                }
                Tag::Name | Tag::Noun | Tag::Number => at = before,
                Tag::Genitive if at < end => at = before,
                Tag::Genitive => break,
                Tag::CloseBracket if at == end || self.nominal(at) => {
                    match (floor..before).rev().take(12).find(|&open| self.tag(open) == Tag::OpenBracket) {
                        Some(open) if open > floor => at = open,
                        _ => break,
                    }
                }
                Tag::Determiner | Tag::Possessive => {
                    at = before;
                    let bound = at > floor
                        && (self.joins(at - 1, floor)
                            || self.reduced(at - 1, floor)
                            || self.tag(at - 1) == Tag::Determiner);
                    if !bound {
                        break;
                    }
                }
                Tag::Preposition if at < end && self.joins(before, floor) => at = before,
                // "All leaders involved in the talks said": two finite verbs cannot follow each other, so the first
                // one is a participle that describes the noun before it.
                Tag::Preposition
                    if at < end
                        && before > floor + 1
                        && self.tag(before - 1) == Tag::Verb
                        && self.nominal(before - 2) =>
                {
                    at = before - 1;
                }
                Tag::Conjunction
                    if at < end && self.lower(before) == "and" && self.pairs(before, floor, at) =>
                {
                    at = before;
                }
                // "the mayor himself said"
                Tag::ObjectPronoun
                    if at == end
                        && before > floor
                        && self.lower(before).contains("sel")
                        && matches!(self.tag(before - 1), Tag::Name | Tag::Noun) =>
                {
                    at = before;
                }
                // "the so-called", "the newly elected"
                Tag::Adverb
                    if at < end && before > floor && matches!(self.tag(before - 1), Tag::Determiner) =>
                {
                    at = before;
                }
                _ => break,
            }
        }
        // Words that open a sentence or a clause are no part of the phrase.
        while at < end
            && at > floor.saturating_sub(1)
            && self.time_word(at)
            && at + 1 < end
            && self.tag(at + 1) != Tag::Genitive
        {
            at += 1;
        }
        at
    }

    /// A preposition after a participle that describes the noun before it: `all leaders involved in the talks said`.
    /// Two finite verbs cannot follow each other, so the first one is no finite verb.
    fn reduced(&self, at: usize, floor: usize) -> bool {
        at > floor + 1
            && self.tag(at) == Tag::Preposition
            && self.tag(at - 1) == Tag::Verb
            && self.nominal(at - 2)
            && verb::lookup(self.key(at - 1))
                .is_some_and(|form| form.inflection == Inflection::PastOrParticiple)
    }

    /// A preposition that ties two noun phrases into one.
    fn joins(&self, at: usize, floor: usize) -> bool {
        at > floor
            && self.tag(at) == Tag::Preposition
            && matches!(
                self.lower(at),
                "of" | "for" | "at" | "from" | "in" | "with" | "on" | "to" | "near" | "behind"
            )
            && (self.nominal(at - 1)
                || matches!(self.lower(at - 1), "those" | "some" | "many" | "all" | "most" | "both" | "one"))
            && (self.lower(at) == "of" || !self.time_word(at + 1))
    }

    fn pairs(&self, conjunction: usize, floor: usize, right: usize) -> bool {
        conjunction > floor && {
            let left = self.tag(conjunction - 1);
            left == Tag::Name && matches!(self.tag(right), Tag::Name | Tag::Determiner)
                || left == Tag::Noun
                    && self.lower(conjunction - 1).ends_with('s')
                    && self.tag(right) != Tag::Determiner
        }
    }

    /// A day, month or the like, which stands before subjects without a preposition.
    pub(crate) fn time_word(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "yesterday"
                | "today"
                | "tomorrow"
        )
    }

    /// The subject in front of a verb group: its source with apposition, and where the head ends.
    pub(crate) fn subject_before(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        if verb <= floor {
            return None;
        }
        // "the minister on Tuesday said", "the minister earlier this week said"
        if let Some(end) = self.before_time(verb, floor) {
            return self.subject_before(end, floor);
        }
        let last = verb - 1;
        // "Marten first said"
        if self.lower(last) == "first" && last > floor && self.tag(last - 1) == Tag::Name {
            return self.subject_before(last, floor);
        }
        if matches!(self.tag(last), Tag::Comma | Tag::Dash | Tag::CloseBracket) {
            return self.subject_across(last, floor);
        }
        let start = self.noun_phrase_before(verb, floor);
        if start == verb {
            return None;
        }
        Some(self.antecedent(start, floor).unwrap_or(start)..verb)
    }

    /// `voters who live in Ohio said`: what the walk found belongs to a relative clause without commas, so the subject is
    /// the noun before the clause.
    fn antecedent(&self, start: usize, floor: usize) -> Option<usize> {
        let open = |at: usize| matches!(self.tag(at), Tag::Relative | Tag::That) && self.lower(at) != "what";
        let relative = if start > floor && open(start - 1) && self.tag(start) == Tag::Noun {
            start - 1
        } else if start > floor && matches!(self.tag(start - 1), Tag::Preposition | Tag::Verb) {
            (floor..start - 1)
                .rev()
                .take(12)
                .take_while(|&at| {
                    !matches!(
                        self.tag(at),
                        Tag::Comma
                            | Tag::Conjunction
                            | Tag::Open
                            | Tag::Close
                            | Tag::Stop
                            | Tag::Colon
                            | Tag::Semicolon
                            | Tag::Dash
                    )
                })
                .find(|&at| open(at))?
        } else {
            return None;
        };
        let name = self.noun_phrase_before(relative, floor);
        (name < relative && self.nominal(relative - 1)).then_some(name)
    }

    /// Where a time adverbial right before a verb begins.
    fn before_time(&self, verb: usize, floor: usize) -> Option<usize> {
        let mut at = verb;
        if at > floor && matches!(self.lower(at - 1), "night" | "morning" | "afternoon" | "evening") {
            at -= 1;
        }
        if at <= floor + 1 || !self.time_word(at - 1) {
            return None;
        }
        at -= 1;
        while at > floor + 1
            && matches!(self.lower(at - 1), "on" | "earlier" | "late" | "last" | "early" | "later")
        {
            at -= 1;
        }
        Some(at)
    }

    /// The subject in front of a parenthesis that closes at `close`.
    fn subject_across(&self, close: usize, floor: usize) -> Option<Range<usize>> {
        let tag = self.tag(close);
        if tag == Tag::CloseBracket {
            let open = (floor..close).rev().take(14).find(|&at| self.tag(at) == Tag::OpenBracket)?;
            let start = self.noun_phrase_before(open, floor);
            return (start < open).then_some(start..close + 1);
        }
        let mut tried = 0;
        let mut nearest = None;
        for open in (floor + 1..close).rev().take(60) {
            if matches!(self.tag(open), Tag::Open | Tag::Close | Tag::Semicolon | Tag::Colon) {
                break;
            }
            if self.tag(open) != tag || self.inside_name(open) {
                continue;
            }
            tried += 1;
            let start = self.noun_phrase_before(open, floor);
            let described = self.opens_apposition(open + 1);
            if start < open && self.refers(start..open) {
                // "Smith, the editor of the paper, the Post, said": the phrase found may itself describe a name.
                if described
                    && start > floor + 1
                    && self.tag(start - 1) == Tag::Comma
                    && self.tag(start) == Tag::Determiner
                {
                    let name = self.noun_phrase_before(start - 1, floor);
                    if name + 1 < start && self.tag(start - 2) == Tag::Name {
                        return Some(name..close);
                    }
                }
                // An aside that does not describe the subject stays out of the source.
                let found = start..if described { close } else { open };
                // "Smith, facing a long trial in Oslo, a town far away, said": the phrase must begin a clause.
                let inner = start > floor
                    && (matches!(
                        self.tag(start - 1),
                        Tag::Preposition | Tag::Verb | Tag::Auxiliary | Tag::To | Tag::Relative
                    ) || self.lower(start - 1).ends_with("ing"));
                if !inner {
                    return Some(found);
                }
                nearest = nearest.or(Some(found));
            }
            if tried == 4 {
                break;
            }
        }
        nearest
    }

    /// True if a phrase can name somebody: it has a name, a pronoun or a determiner.
    pub(crate) fn refers(&self, mut range: Range<usize>) -> bool {
        range.any(|at| {
            matches!(
                self.tag(at),
                Tag::Name | Tag::Pronoun | Tag::Determiner | Tag::Possessive | Tag::Relative | Tag::Number
            )
        })
    }

    /// The subject of the clause that begins at `start`: what stands before its first finite verb, relative clauses and
    /// introductions aside.
    pub(crate) fn clause_subject(&self, start: usize, end: usize) -> Option<Range<usize>> {
        for verb in start + 1..end.min(start + 60) {
            if !matches!(self.tag(verb), Tag::Verb | Tag::Auxiliary | Tag::Modal)
                || self.words[verb].quotation.is_some()
            {
                continue;
            }
            let mut group = verb;
            while group > start
                && matches!(self.tag(group - 1), Tag::Adverb | Tag::Negation | Tag::Auxiliary | Tag::Modal)
            {
                group -= 1;
            }
            let Some(subject) = self.subject_before(group, start) else { continue };
            if matches!(self.tag(subject.start), Tag::Relative | Tag::That)
                || !self.refers(subject.clone()) && subject.start > start
            {
                continue;
            }
            let before = (subject.start > start).then(|| self.tag(subject.start - 1));
            if !matches!(before, Some(Tag::Preposition | Tag::Verb | Tag::To | Tag::Relative | Tag::That)) {
                return Some(subject);
            }
        }
        None
    }
}

/// The name of a month in lower case, or a short form of it.
pub(crate) fn is_month(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
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
    )
}

/// Corrects tags by the words around them, inside one sentence.
fn settle(words: &mut [Word<'_>]) {
    let mut first = true;
    for at in 0..words.len() {
        let next = words.get(at + 1).map(|word| word.tag);
        let word = &words[at];
        if matches!(word.tag, Tag::Open | Tag::Close | Tag::Punctuation | Tag::Dash | Tag::OpenBracket) {
            if word.tag == Tag::Open {
                first = true;
            }
            continue;
        }
        let opens = std::mem::replace(&mut first, false);
        let mut tag = word.tag;
        // The capital of an ordinary word at the begin of a sentence says nothing.
        if tag == Tag::Name && opens && word::is_ordinary(word.key) && next != Some(Tag::Name) {
            tag = Tag::Noun;
        }
        // "CBS This Morning"
        let capital = word.text.starts_with(char::is_uppercase);
        if capital
            && !opens
            && at > 0
            && matches!(tag, Tag::Determiner | Tag::Possessive)
            && words[at - 1].tag == Tag::Name
        {
            tag = Tag::Name;
        }
        // "Bo Long defended"
        if capital && !opens && at > 0 && tag == Tag::Adverb && words[at - 1].tag == Tag::Name {
            tag = Tag::Name;
        }
        // "her" before a noun is a possessor, else an object.
        if word.lower == "her" && matches!(next, Some(Tag::Noun | Tag::Name | Tag::Number)) {
            tag = Tag::Possessive;
        }
        if tag == Tag::Noun && finite(words, at) {
            tag = Tag::Verb;
        }
        words[at].tag = tag;
    }
}

/// True if a word in lower case is surely no noun or adjective here, by its form and its neighbours.
fn finite(words: &[Word<'_>], at: usize) -> bool {
    let Some(form) = verb::lookup(words[at].key).filter(|_| words[at].text.starts_with(char::is_lowercase))
    else {
        return false;
    };
    let before = at.checked_sub(1).map(|before| words[before].tag);
    let next = words.get(at + 1).map_or(Tag::Stop, |word| word.tag);
    let modifies = matches!(
        before,
        None | Some(Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Preposition | Tag::Number)
    ) || before == Some(Tag::Verb) && matches!(next, Tag::Noun | Tag::Name)
        || before == Some(Tag::Adverb)
            && at > 1
            && matches!(
                words[at - 2].tag,
                Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Preposition
            );
    match form.inflection {
        Inflection::Past => true,
        Inflection::PastOrParticiple => !modifies,
        Inflection::Third => {
            matches!(before, Some(Tag::Name | Tag::Pronoun | Tag::Relative | Tag::That))
                && !matches!(next, Tag::Auxiliary | Tag::Modal | Tag::Genitive)
                && !counted(words, at)
                && words.get(at + 1).is_none_or(|word| word.lower != "of" && !word.lower.ends_with("ed"))
        }
        _ => false,
    }
}

/// `Danish tallies suggest`: a plural in front of its own verb.
fn counted(words: &[Word<'_>], at: usize) -> bool {
    noun::lookup(words[at].key).is_some_and(|form| form.plural)
        && words.get(at + 1).and_then(|next| verb::lookup(next.key)).is_some_and(|form| {
            matches!(form.inflection, Inflection::Base | Inflection::Past | Inflection::PastOrParticiple)
        })
}

fn tag(form: &str, lower: &str, kind: TokenKind) -> Tag {
    match kind {
        TokenKind::OpeningMark => return Tag::Open,
        TokenKind::ClosingMark => return Tag::Close,
        TokenKind::Number => return Tag::Number,
        TokenKind::Punctuation => {
            return match form {
                "," => Tag::Comma,
                ":" => Tag::Colon,
                ";" => Tag::Semicolon,
                "." | "?" | "!" | "…" | "..." => Tag::Stop,
                "(" | "[" => Tag::OpenBracket,
                ")" | "]" => Tag::CloseBracket,
                "-" | "–" | "—" | "―" | "--" => Tag::Dash,
                _ => Tag::Punctuation,
            };
        }
        TokenKind::Clitic => {
            return match lower {
                "'s" | "'" => Tag::Genitive,
                "n't" => Tag::Negation,
                "'ll" | "'d" => Tag::Modal,
                _ => Tag::Auxiliary,
            };
        }
        TokenKind::Word => {}
    }
    if let Some(tag) = closed(lower) {
        // "US", "IT", "WHO" and "May" are names.
        let shouted = form.len() > 1
            && form.chars().all(char::is_uppercase)
            && matches!(lower, "us" | "it" | "who" | "may");
        return if shouted { Tag::Name } else { tag };
    }
    if form.starts_with(char::is_uppercase) || form.chars().nth(1).is_some_and(char::is_uppercase) {
        return Tag::Name;
    }
    if form.starts_with('@') {
        return Tag::Name;
    }
    if lower.len() > 4
        && lower.ends_with("ly")
        && !matches!(
            lower,
            "family"
                | "assembly"
                | "ally"
                | "supply"
                | "reply"
                | "rally"
                | "july"
                | "early"
                | "daily"
                | "weekly"
                | "elderly"
                | "likely"
                | "apply"
                | "imply"
                | "bully"
                | "monthly"
                | "friendly"
                | "deadly"
        )
    {
        return Tag::Adverb;
    }
    Tag::Noun
}

/// The closed word classes.
#[rustfmt::skip]
const CLOSED: &[(Tag, &[&str])] = &[
    (Tag::Determiner, &[
        "the", "a", "an", "this", "these", "those", "some", "any", "every", "each", "another", "both", "all",
        "no", "several", "many", "most", "few", "either", "neither", "such", "half",
    ]),
    (Tag::Possessive, &["my", "your", "his", "its", "our", "their"]),
    (Tag::Pronoun, &[
        "i", "he", "she", "we", "they", "it", "you", "there", "everyone", "everybody", "someone", "somebody",
        "nobody", "anyone", "anybody", "others", "none",
    ]),
    (Tag::ObjectPronoun, &[
        "me", "him", "us", "them", "her", "himself", "herself", "themselves", "itself", "myself", "ourselves",
        "yourself",
    ]),
    (Tag::Relative, &["who", "which", "whom", "whose", "what", "whoever"]),
    (Tag::That, &["that"]),
    (Tag::To, &["to"]),
    (Tag::Preposition, &[
        "of", "in", "on", "at", "by", "for", "from", "with", "about", "against", "into", "over", "under",
        "between", "among", "through", "toward", "towards", "amid", "without", "within", "upon", "across",
        "behind", "near", "like", "off", "around", "outside", "inside", "despite", "via", "per", "including",
        "during", "along", "alongside", "onto", "beyond", "above", "below", "regarding", "concerning",
        "throughout",
    ]),
    (Tag::Conjunction, &["and", "or", "but", "nor", "yet"]),
    (Tag::Subordinator, &[
        "because", "while", "although", "though", "if", "when", "as", "since", "unless", "until", "where",
        "whereas", "after", "before", "once", "whether", "than", "how", "why", "so",
    ]),
    (Tag::Auxiliary, &[
        "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "having", "do", "does",
        "did", "isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "don't", "doesn't",
        "didn't",
    ]),
    (Tag::Modal, &[
        "will", "would", "can", "could", "may", "might", "must", "shall", "should", "won't", "wouldn't",
        "can't", "cannot", "couldn't", "shouldn't",
    ]),
    (Tag::Negation, &["not", "never"]),
    (Tag::Adverb, &[
        "also", "again", "later", "then", "now", "just", "still", "already", "even", "only", "often", "ever",
        "earlier", "soon", "too", "long", "however", "meanwhile", "instead", "perhaps", "maybe", "always",
        "rather", "quite", "twice", "indeed", "therefore", "thus", "moreover", "furthermore", "nevertheless",
        "sometimes", "here", "further", "well", "afterward", "afterwards", "otherwise", "far",
    ]),
];

static CLOSED_TAGS: LazyLock<HashMap<&'static str, Tag, FixedState>> =
    LazyLock::new(|| CLOSED.iter().flat_map(|(tag, words)| words.iter().map(|word| (*word, *tag))).collect());

/// True for a mark and for a word of the closed classes that stands alone among spaces: it names no act wherever it stands. Not for adverbs
/// and prepositions, which can (`is against it`), nor for what opens with a capital, which can be part of a name.
pub(crate) fn is_silent(text: &str, word: Range<usize>) -> bool {
    let (before, after) = (text[..word.start].chars().next_back(), text[word.end..].chars().next());
    let form = &text[word];
    if matches!(form, "," | ";" | ":" | "(" | ")" | "?" | "!" | "\"" | "“" | "”") {
        return true;
    }
    let alone = [before, after].into_iter().all(|c| c.is_none_or(char::is_whitespace));
    alone && closed(form).is_some_and(|tag| !matches!(tag, Tag::Adverb | Tag::Preposition))
}

/// The tag of a word of the closed classes.
fn closed(lower: &str) -> Option<Tag> {
    CLOSED_TAGS.get(lower).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_no_act_are_silent() {
        let text = "The crews of the port, who left again, are against a to-do.";
        let silent = |word: &str| {
            let start = text.find(word).expect(word);
            is_silent(text, start..start + word.trim_end().len())
        };
        for word in ["the ", ",", "who", "are", "a to"] {
            assert_eq!(silent(word), word != "a to", "{word}");
        }
        for word in ["The", "crews", "of", "left", "again", "against", "to-", "do."] {
            assert!(!silent(word), "{word}");
        }
    }
}
