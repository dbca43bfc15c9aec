//! What the words alone tell of mentions and of pairs of them.

use crate::encoded::Encoded;
use crate::manifest::Coreference;
use std::collections::HashMap;

/// Forms of a mention: the kinds of pronouns, then names, definite and indefinite ones, numbers, capitalised and other words.
pub(super) const FORMS: usize = PRONOUNS.len() + 6;
/// Ranges of distances: 0, 1, 2-3, 4-7, … 256 and more.
pub(super) const BUCKETS: usize = 10;
/// What may be true of a pair.
pub(super) const FLAGS: usize = 14;

const PRONOUNS: [&[&str]; 12] = [
    &["i", "me", "my", "mine", "myself"],
    &["we", "us", "our", "ours", "ourselves"],
    &["you", "your", "yours", "yourself", "yourselves"],
    &["he", "him", "his", "himself"],
    &["she", "her", "hers", "herself"],
    &["it", "its", "itself"],
    &["they", "them", "their", "theirs", "themselves", "themself"],
    &["this", "that"],
    &["these", "those"],
    &["who", "whom", "whose", "which"],
    &["here", "there"],
    &["one", "ones"],
];
/// The first of these pronouns speak of who speaks and who listens: they are the same over any distance.
const SPEECH: usize = 3;
const DEFINITE: [&str; 12] =
    ["the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their"];
const INDEFINITE: [&str; 14] = [
    "a", "an", "some", "any", "no", "every", "each", "another", "many", "several", "few", "all", "both",
    "most",
];
const ARTICLES: [&str; 3] = ["the", "a", "an"];
/// Words that say nothing of what a mention is about, beside the definite ones.
const EMPTY: [&str; 16] =
    ["a", "an", "of", "'", "’", "and", "in", "on", "to", "for", "at", "by", "with", ",", ".", "s"];
const APOSTROPHES: [&str; 2] = ["'", "’"];

/// A text's words as they are compared.
pub(super) struct Text<'t> {
    written: Vec<&'t str>,
    lower: Vec<String>,
    /// Number of each word in the list of all words of the text.
    number: Vec<u32>,
    /// Sentences and lines before each word.
    sentence: Vec<usize>,
    line: Vec<usize>,
    quoted: Vec<bool>,
}

/// A mention by the words of the text.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) head: usize,
    pub(super) first: usize,
    /// Its last word.
    pub(super) last: usize,
    /// Its form, below [`FORMS`].
    pub(super) form: u8,
    /// Its words that say what it is about, sorted, each once.
    core: Vec<u32>,
    /// A number that mentions with the same words have in common.
    phrase: u32,
}

/// A mention and an earlier one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) mention: usize,
    pub(super) mentions_between: usize,
    pub(super) sentences_between: usize,
    /// A bit for each of [`FLAGS`].
    pub(super) flags: u32,
}

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str, encoded: &Encoded) -> Self {
        let written: Vec<&str> = encoded.words.iter().map(|word| word.of(text).unwrap_or("")).collect();
        let lower: Vec<String> = written.iter().map(|word| word.to_lowercase()).collect();
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let number = |word| {
            let next = numbers.len() as u32;
            *numbers.entry(word).or_insert(next)
        };
        let number = lower.iter().map(String::as_str).map(number).collect();
        let running = |ends: &dyn Fn(&str) -> bool| {
            let mut count = 0;
            let count_word = |word: &String| {
                count += usize::from(ends(word));
                count
            };
            lower.iter().map(count_word).collect()
        };
        Self {
            sentence: running(&|word| matches!(word, "." | "?" | "!" | "\n")),
            line: running(&|word| word == "\n"),
            quoted: (0..written.len()).map(|word| encoded.is_quoted(word)).collect(),
            number,
            written,
            lower,
        }
    }

    pub(super) fn words(&self) -> usize {
        self.written.len()
    }

    fn form(&self, head: usize, first: usize, last: usize) -> usize {
        let lower = &*self.lower[head];
        let pronoun = PRONOUNS.iter().position(|forms| first == last && forms.contains(&lower));
        if let Some(pronoun) = pronoun {
            return pronoun;
        }
        let capital = |word: usize| self.written[word].starts_with(char::is_uppercase);
        let opens = |word: usize| {
            word == 0 || matches!(&*self.lower[word - 1], "." | "?" | "!" | "\n" | "\"" | "“" | ":")
        };
        let more = last > first && capital((first + 1).min(self.words() - 1));
        let kind = if capital(head) && (head != first || !opens(head) || more) {
            0
        } else if DEFINITE.contains(&&*self.lower[first]) {
            1
        } else if INDEFINITE.contains(&&*self.lower[first]) {
            2
        } else if self.written[head].starts_with(|c: char| c.is_ascii_digit()) {
            3
        } else if capital(head) {
            4
        } else {
            5
        };
        PRONOUNS.len() + kind
    }

    /// Mentions from their heads, first and last words, in order.
    pub(super) fn mentions(&self, found: &[(usize, usize, usize)]) -> Vec<Mention> {
        let mut phrases: HashMap<&[u32], u32> = HashMap::new();
        let mention = |&(head, first, last): &(usize, usize, usize)| {
            let mut end = last + 1;
            let apostrophe = |word: usize| APOSTROPHES.contains(&&*self.lower[word]);
            if end - first > 2 && apostrophe(end - 2) && self.lower[end - 1] == "s" {
                end -= 2;
            }
            if end > first && apostrophe(end - 1) {
                end -= 1;
            }
            let article = end - first > 1 && ARTICLES.contains(&&*self.lower[first]);
            let phrase = &self.number[first + usize::from(article)..end];
            let next = phrases.len() as u32;
            let phrase = *phrases.entry(phrase).or_insert(next);
            let telling = |&word: &usize| {
                let word = &*self.lower[word];
                !EMPTY.contains(&word) && !DEFINITE.contains(&word)
            };
            let mut core: Vec<u32> = (first..end).filter(telling).map(|word| self.number[word]).collect();
            core.sort_unstable();
            core.dedup();
            Mention { head, first, last, form: self.form(head, first, last) as u8, core, phrase }
        };
        found.iter().map(mention).collect()
    }

    /// For each mention the earlier ones that it is compared with: those right before it, and those further back that
    /// share a word, the nearest ones. A constant number, however many there are.
    pub(super) fn candidates(&self, mentions: &[Mention], sizes: &Coreference) -> Vec<Vec<usize>> {
        let mut with_word: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut all = Vec::with_capacity(mentions.len());
        for (at, mention) in mentions.iter().enumerate() {
            let near = at.saturating_sub(sizes.near);
            let named = usize::from(mention.form) >= PRONOUNS.len();
            let own = [self.number[mention.head]];
            let words = if named { mention.core.as_slice() } else { own.as_slice() };
            let mut chosen: Vec<usize> = Vec::new();
            if named || usize::from(mention.form) < SPEECH {
                for word in words {
                    let same = with_word.get(word).map_or([].as_slice(), Vec::as_slice);
                    let last = &same[same.len().saturating_sub(sizes.same)..];
                    chosen.extend(last.iter().filter(|&&other| other < near));
                }
                chosen.sort_unstable();
                chosen.dedup();
                chosen.drain(..chosen.len().saturating_sub(2 * sizes.same));
            }
            chosen.extend(near..at);
            for &word in words {
                with_word.entry(word).or_default().push(at);
            }
            all.push(chosen);
        }
        all
    }

    pub(super) fn pair(&self, mentions: &[Mention], at: usize, earlier: usize) -> Pair {
        let (one, other) = (&mentions[at], &mentions[earlier]);
        let heads = (self.number[one.head], self.number[other.head]);
        let named = |mention: &Mention| usize::from(mention.form) >= PRONOUNS.len();
        let both = named(one) && named(other);
        let has = |mention: &Mention, word: u32| mention.core.binary_search(&word).is_ok();
        let within = |small: &Mention, large: &Mention| {
            both && !small.core.is_empty() && small.core.iter().all(|&word| has(large, word))
        };
        let follows = |gap: usize| one.first == other.last + gap;
        let flags: [bool; FLAGS] = [
            heads.0 == heads.1,
            one.phrase == other.phrase,
            within(one, other),
            within(other, one),
            both && one.core.iter().any(|&word| has(other, word)),
            has(other, heads.0),
            has(one, heads.1),
            other.first <= one.first && other.last >= one.last,
            one.first <= other.first && one.last >= other.last,
            follows(1),
            follows(2),
            self.quoted[one.head],
            self.quoted[other.head],
            self.line[one.head] == self.line[other.head],
        ];
        let flags = (0..).zip(flags).map(|(bit, flag)| u32::from(flag) << bit).sum();
        Pair {
            mention: earlier,
            mentions_between: bucket(at - earlier),
            sentences_between: bucket(self.sentence[one.head].saturating_sub(self.sentence[other.head])),
            flags,
        }
    }
}

/// 0, 1, 2-3, 4-7, … 256 and more.
fn bucket(distance: usize) -> usize {
    ((usize::BITS - distance.leading_zeros()) as usize).min(BUCKETS - 1)
}
