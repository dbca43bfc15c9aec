//! The sentences of the reports, by the words that are asked for: what a report tells in its own voice, or as a statement that
//! nobody found, is told all the same.

use crate::denial::root;
use crate::ground::Ground;
use crate::run::{PLACES, RUN, Rowed, run};
use crate::words::{self, Word};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a sentence that are read; what is longer is a list.
const LONGEST: usize = 200;
/// Words of the shortest quotation that is looked for.
const SHORTEST: usize = 2;
/// Words of what is asked by which sentences are found: the rarest ones.
const RAREST: usize = 12;
/// Sentences that are looked at for each of these words.
const OF_WORD: usize = 96;
/// Sentences that are compared in full: those that have most of these words.
const COMPARED: usize = 32;

/// What is asked for.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// What tells something, by its root.
    pub(crate) words: BTreeSet<String>,
    /// How many of them are no names, and numbers.
    pub(crate) plain: usize,
    /// Roots of nouns for a deed.
    pub(crate) deeds: BTreeSet<String>,
    /// Words that are a quotation by themselves: “disgraceful”.
    pub(crate) single: BTreeSet<String>,
    /// The same of the words for who says it: a sentence may name it and need not.
    pub(crate) source: BTreeSet<String>,
    /// Its numbers.
    pub(crate) numbers: Vec<f64>,
    /// The words in quotation marks, one list a quotation.
    pub(crate) quotes: Vec<Vec<Rowed>>,
}

impl Asked {
    /// Adds a quotation, if it is of one word.
    pub(crate) fn add_quoted(&mut self, text: &str, span: Span) {
        if let [word] = words::words(text, span).as_slice()
            && word.tells()
            && !word.is_number()
        {
            self.single.insert(root_of(word));
        }
    }

    /// Adds the words for who says it.
    pub(crate) fn add_source(&mut self, name: &str) {
        let words = words::words(name, Span::new(0, name.len()));
        self.source
            .extend(words.iter().take(LONGEST).filter(|word| word.tells() && !word.is_number()).map(root_of));
    }

    /// Adds words of a claim.
    pub(crate) fn add(&mut self, text: &str, span: Span) {
        let mut words = words::words(text, span);
        words.truncate(LONGEST);
        self.numbers.extend(numbers(&words));
        self.plain += words.iter().filter(|word| word.tells() && (!word.capital || word.is_number())).count();
        let named = words.iter().filter(|word| word.tells() && !word.is_number());
        self.words.extend(named.map(root_of));
    }

    /// How many of the words stand in these spans, and whether all numbers do, but for years.
    pub(crate) fn within(&self, text: &str, spans: &[Span]) -> (usize, bool) {
        let mut found: Vec<Word> = spans.iter().flat_map(|span| words::words(text, *span)).collect();
        found.truncate(LONGEST);
        let roots: BTreeSet<String> =
            found.iter().filter(|word| word.tells() && !word.is_number()).map(root_of).collect();
        let told = numbers(&found);
        let has = |number: &f64| is_year(*number) || told.iter().any(|other| are_close(*number, *other));
        (self.words.intersection(&roots).count(), self.numbers.iter().all(has))
    }
}

/// The numbers among words: “4.4 million” is one.
fn numbers(words: &[Word]) -> Vec<f64> {
    let scale = |word: Option<&Word>| match word.map_or("", |word| word.folded.as_str()) {
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => 1.0,
    };
    let number = |(at, word): (usize, &Word)| {
        let number = word.folded.replace(',', "").parse::<f64>().ok().filter(|_| word.is_number())?;
        Some(number * scale(words.get(at + 1)))
    };
    words.iter().enumerate().filter_map(number).collect()
}

/// The runs of a quotation that lead to sentences which may have it: all of some length, or the whole of a short one.
fn runs(quote: &[Rowed]) -> impl Iterator<Item = u64> + '_ {
    quote.windows(RUN.min(quote.len()).max(SHORTEST)).map(run)
}

/// The root of a word, of a people that of its country.
fn root_of(word: &Word) -> String {
    word.country().filter(|_| word.capital).unwrap_or_else(|| root(&word.folded))
}

struct Sentence {
    place: usize,
    voice: usize,
    span: Span,
    /// Those of the words asked for that it has, sorted.
    words: Vec<u32>,
    /// How many words of it tell something.
    tells: usize,
    numbers: Vec<f64>,
}

/// The sentences of all reports.
pub(crate) struct Prose {
    ids: BTreeMap<String, u32>,
    sentences: Vec<Sentence>,
    /// By word: the sentences that have it.
    by_word: Vec<Vec<u32>>,
    /// By run of words: the first sentences that have it.
    by_run: BTreeMap<u64, Vec<u32>>,
}

/// A sentence that may tell the same.
pub(crate) struct Found {
    /// The place of its report among those that are compared.
    pub(crate) place: usize,
    pub(crate) sentence: Span,
}

/// How much of what is asked for stands in a sentence, or in it and the next one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Likeness {
    /// The share of the words and numbers, by weight: rare words weigh more, and a number as much as the rarest word.
    pub(crate) share: f64,
    /// How many words.
    pub(crate) words: usize,
    /// It has a word that is a quotation by itself.
    pub(crate) quoted_alike: bool,
    /// Who says it is named there by all words for it.
    pub(crate) names_source: bool,
    /// The share of what the sentence tells that is asked for, by number of words, with how many they are.
    pub(crate) of_sentence: (usize, f64),
    /// How many words the sentence has that has one of the telling numbers too: one that is large or no whole number.
    pub(crate) beside_number: Option<usize>,
    /// The sentence.
    pub(crate) place: usize,
    pub(crate) sentence: Span,
    /// The share of the words by weight that this one sentence has.
    pub(crate) by_itself: f64,
    /// It has all numbers that are asked for, but for years.
    pub(crate) all_numbers: bool,
    /// It has one of the telling numbers to the digit.
    pub(crate) exact_number: bool,
}

impl Prose {
    /// Reads all reports once, for what is asked of them.
    pub(crate) fn new(ground: &Ground<'_>, asked: &[Asked]) -> Self {
        let mut ids: BTreeMap<String, u32> = BTreeMap::new();
        let mut by_run: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for asked in asked {
            for word in asked.words.iter().chain(&asked.source).chain(&asked.deeds) {
                let next = ids.len() as u32;
                ids.entry(word.clone()).or_insert(next);
            }
            by_run.extend(asked.quotes.iter().flat_map(|quote| runs(quote)).map(|run| (run, Vec::new())));
        }
        let mut known: BTreeMap<String, Option<u32>> = BTreeMap::new();
        let mut prose = Self { by_word: vec![Vec::new(); ids.len()], ids, sentences: Vec::new(), by_run };
        for (at, place) in ground.places.iter().enumerate() {
            for span in &place.report().sentences {
                let mut words = words::words(place.text(), *span);
                words.truncate(LONGEST);
                let number_of = prose.sentences.len() as u32;
                let row: Vec<Rowed> = words.iter().map(Rowed::new).collect();
                for run in (SHORTEST..=RUN).flat_map(|length| row.windows(length)).map(run) {
                    if let Some(places) = prose.by_run.get_mut(&run)
                        && places.len() < PLACES
                        && places.last() != Some(&number_of)
                    {
                        places.push(number_of);
                    }
                }
                let mut own: Vec<u32> = Vec::new();
                for word in words.iter().filter(|word| word.tells() && !word.is_number()) {
                    let written = word.span.of(place.text()).unwrap_or_default();
                    let id = match known.get(written) {
                        Some(id) => *id,
                        None => {
                            let id = prose.ids.get(&root_of(word)).copied();
                            known.insert(written.to_owned(), id);
                            id
                        }
                    };
                    own.extend(id);
                }
                own.sort_unstable();
                own.dedup();
                for id in &own {
                    prose.by_word[*id as usize].push(number_of);
                }
                prose.sentences.push(Sentence {
                    place: at,
                    voice: place.voice,
                    span: *span,
                    words: own,
                    tells: words.iter().filter(|word| word.tells()).count(),
                    numbers: numbers(&words),
                });
            }
        }
        prose
    }

    /// Sentences of other voices that have a run of a quotation, in order, each once.
    pub(crate) fn quoting(&self, quote: &[Rowed], voices: &BTreeSet<usize>) -> Vec<Found> {
        let at: BTreeSet<u32> =
            runs(quote).filter_map(|run| self.by_run.get(&run)).flatten().copied().collect();
        let sentences = at.into_iter().filter_map(|at| self.sentences.get(at as usize));
        sentences
            .filter(|sentence| !voices.contains(&sentence.voice))
            .map(|sentence| Found { place: sentence.place, sentence: sentence.span })
            .collect()
    }

    /// The sentences that have a word, by its root, up to a number of them.
    pub(crate) fn having(&self, root: &str) -> Vec<Found> {
        let at = self.ids.get(root).into_iter().flat_map(|word| &self.by_word[*word as usize]);
        let sentences = at.take(OF_WORD).filter_map(|at| self.sentences.get(*at as usize));
        sentences.map(|sentence| Found { place: sentence.place, sentence: sentence.span }).collect()
    }

    fn weight(&self, word: u32) -> f64 {
        let heard = self.by_word[word as usize].len();
        ((self.sentences.len() + 2) as f64 / (heard + 1) as f64).ln()
    }

    /// How like what is asked for are the sentences of other voices that are most like it.
    pub(crate) fn likeness(&self, asked: &Asked, voice: usize) -> Vec<Likeness> {
        let mut own: Vec<u32> = asked.words.iter().filter_map(|word| self.ids.get(word).copied()).collect();
        own.sort_unstable();
        let rarest = own.iter().map(|word| self.weight(*word)).fold(0.0, f64::max);
        let source: Vec<u32> =
            asked.source.difference(&asked.words).filter_map(|word| self.ids.get(word).copied()).collect();
        let single: Vec<u32> = asked.single.iter().filter_map(|word| self.ids.get(word).copied()).collect();
        let weight = |words: &[u32]| words.iter().map(|word| self.weight(*word)).sum::<f64>();
        let whole = weight(&own) + rarest * asked.numbers.len() as f64;
        let mut near: BTreeMap<u32, usize> = BTreeMap::new();
        let mut by_rarity = own.clone();
        by_rarity.sort_by_key(|word| (self.by_word[*word as usize].len(), *word));
        let elsewhere = |at: &&u32| self.sentences[**at as usize].voice != voice;
        for word in by_rarity.iter().take(RAREST) {
            for at in self.by_word[*word as usize].iter().take(4 * OF_WORD).filter(elsewhere).take(OF_WORD) {
                *near.entry(*at).or_default() += 1;
            }
        }
        let mut near: Vec<(u32, usize)> = near.into_iter().collect();
        near.sort_unstable_by_key(|(at, hits)| (std::cmp::Reverse(*hits), *at));
        near.truncate(COMPARED);
        let of = |(at, _): (u32, usize)| {
            let one = &self.sentences[at as usize];
            let next = self.sentences.get(at as usize + 1).filter(|next| next.place == one.place);
            let both: Vec<&Sentence> = std::iter::once(one).chain(next).collect();
            let has = |word: &&u32| both.iter().any(|sentence| sentence.words.binary_search(word).is_ok());
            let counts = |number: &&f64| {
                both.iter().flat_map(|sentence| &sentence.numbers).any(|other| are_close(**number, *other))
            };
            let common: Vec<u32> = own.iter().filter(has).copied().collect();
            let named: Vec<u32> = source.iter().filter(has).copied().collect();
            let numbers = asked.numbers.iter().filter(counts).count();
            let told = weight(&common) + rarest * numbers as f64;
            let telling = asked.numbers.iter().filter(|number| **number >= LARGE || number.fract() > 0.0);
            let here = |number: &&f64| one.numbers.iter().any(|other| are_close(**number, *other));
            let shared: Vec<u32> =
                own.iter().filter(|word| one.words.binary_search(word).is_ok()).copied().collect();
            let beside = shared.len();
            let weight_here = weight(&shared);
            Likeness {
                share: (told / whole.max(f64::MIN_POSITIVE))
                    .max((told + weight(&named)) / (whole + weight(&source)).max(f64::MIN_POSITIVE)),
                words: common.len() + numbers,
                quoted_alike: single.iter().any(|word| has(&word)),
                names_source: !source.is_empty() && named.len() == source.len(),
                of_sentence: (beside, beside as f64 / one.tells.max(1) as f64),
                beside_number: telling.clone().any(|number| here(&number)).then_some(beside),
                place: one.place,
                sentence: one.span,
                by_itself: weight_here / weight(&own).max(f64::MIN_POSITIVE),
                all_numbers: asked.numbers.iter().all(|number| is_year(*number) || here(&number)),
                exact_number: telling.clone().any(|number| {
                    !is_year(*number) && one.numbers.iter().any(|other| (number - other).abs() < 1e-9)
                }),
            }
        };
        near.into_iter().map(of).collect()
    }
}

/// Numbers below this are counted one by one.
const LARGE: f64 = 1_000.0;

/// What may as well be a year as a number of something.
fn is_year(number: f64) -> bool {
    number.fract() == 0.0 && (1_900.0..2_100.0).contains(&number)
}

/// One number, or two large ones that rounding or a few hours part.
pub(crate) fn are_close(one: f64, other: f64) -> bool {
    /// Share of the larger one that they may differ by.
    const APART: f64 = 0.05;
    let least = if one.min(other) >= LARGE { APART * one.max(other) } else { 1e-9 };
    (one - other).abs() <= least
}
