//! A whole text as the model reads it: every word with what the windows that hold it say.

use crate::encoded::Encoded;
use crate::event::{Passages, Scored, Telling, Wanted, tell};
use crate::manifest::Manifest;
use crate::model::{Model, ModelError, Output};
use std::collections::BTreeMap;
use std::ops::Range;

/// Pieces from a border beyond which a window's word counts in full.
const CENTRAL: usize = 64;

/// What the model says of a text.
pub struct Reading<'m> {
    model: &'m Model,
    /// The text's words and pieces.
    pub encoded: Encoded,
    windows: Vec<Range<usize>>,
    outputs: Vec<Output>,
    /// What the encoder keeps of each word in its home, beside the heads.
    pub(crate) states: Vec<f32>,
    /// What tells of events, where that was asked for.
    pub(crate) events: Option<Vec<Telling>>,
}

/// Where a link points: the share of each word of the window, and of no word.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Votes {
    /// Share of "no word".
    pub none: f64,
    /// Share of each word, by its number.
    pub words: BTreeMap<usize, f64>,
}

impl<'m> Reading<'m> {
    /// Reads a text, window by window.
    ///
    /// # Errors
    /// If the model cannot read a window.
    pub fn new(model: &'m Model, text: &str) -> Result<Self, ModelError> {
        Self::read(model, text, &[], Wanted::Worth, &mut |_| {})
    }

    /// Reads a text, and in some sentences of it, given as ranges of bytes in order, what tells of events. What lies in two of
    /// them counts to the first.
    ///
    /// # Errors
    /// If the model cannot read a window.
    pub fn of_sentences(
        model: &'m Model,
        text: &str,
        sentences: &[Range<usize>],
    ) -> Result<Self, ModelError> {
        Self::of_loud_words(model, text, sentences, &|_| false)
    }

    /// As [`Reading::of_sentences`], where words of which the bytes are told to be silent tell of no event. That spares time, for
    /// they are read to the end only where another word tells of one: they may be on its sides.
    ///
    /// # Errors
    /// If the model cannot read a window.
    pub fn of_loud_words(
        model: &'m Model,
        text: &str,
        sentences: &[Range<usize>],
        silent: &dyn Fn(Range<usize>) -> bool,
    ) -> Result<Self, ModelError> {
        let mut found = Vec::new();
        let wanted = Wanted::Telling(silent);
        let mut reading = Self::read(model, text, sentences, wanted, &mut |scored| tell(scored, &mut found))?;
        reading.events = model.events().is_some().then_some(found);
        Ok(reading)
    }

    /// Reads a text; what the heads for events say of passages of the sentences that are wanted goes to the sink, in order.
    pub(crate) fn read(
        model: &'m Model,
        text: &str,
        sentences: &[Range<usize>],
        wanted: Wanted<'_>,
        sink: &mut dyn FnMut(Scored<'_>),
    ) -> Result<Self, ModelError> {
        let encoded = Encoded::new(text, model.vocabulary());
        let size = model.manifest().window;
        let windows = encoded.windows(size.pieces, size.stride);
        let maps = model.events().filter(|_| !sentences.is_empty());
        let mut scratch = model.scratch();
        let room = std::mem::take(&mut scratch.passages);
        let mut passages = maps
            .map(|maps| Passages::new(maps, model.machine(), size.pieces, wanted, &encoded, sentences, room));
        let mut reading =
            Self { model, encoded, windows, outputs: Vec::new(), states: Vec::new(), events: None };
        for number in 0..reading.windows.len() {
            let (window, first) = (reading.windows[number].clone(), &reading.encoded.first);
            // A single word can have more pieces than a window; the model sees its first ones.
            let start = first[window.start];
            let end = first[window.end].min(start + size.pieces);
            let (ids, features) = (&reading.encoded.ids[start..end], &reading.encoded.features[start..end]);
            let output = model.run(ids, features, &mut scratch)?;
            reading.outputs.push(output);
            if let Some(passages) = &mut passages {
                for word in window.clone().filter(|&word| reading.home(word) == number) {
                    let row = reading.row(word, number);
                    let pieces = reading.pieces(word).min(size.pieces);
                    passages.put(&reading.encoded, word, model.kept(&scratch, row..row + pieces));
                }
                let words = reading.encoded.words.len();
                let next = reading.windows.get(number + 1).map_or(words, |window| window.start);
                passages.take(&reading.encoded, next, sink);
            }
            if let Some(sizes) = &model.manifest().coreference {
                let width = sizes.width;
                reading.states.resize(reading.encoded.words.len() * width, 0.0);
                for word in window {
                    if reading.home(word) != number {
                        continue;
                    }
                    let found = model.tapped(&scratch, reading.row(word, number));
                    reading.states[word * width..(word + 1) * width].copy_from_slice(found);
                }
            }
        }
        scratch.passages = passages.map(Passages::into_room).unwrap_or_default();
        model.spare(scratch);
        Ok(reading)
    }

    /// The model that reads.
    pub(crate) fn model(&self) -> &'m Model {
        self.model
    }

    /// What the model's folder says of it.
    #[must_use]
    pub fn manifest(&self) -> &'m Manifest {
        self.model.manifest()
    }

    /// What the encoder says of each window, with its range of words.
    pub fn windows(&self) -> impl Iterator<Item = (&Range<usize>, &Output)> {
        self.windows.iter().zip(&self.outputs)
    }

    /// How many pieces a word has.
    fn pieces(&self, word: usize) -> usize {
        self.encoded.first[word + 1] - self.encoded.first[word]
    }

    /// The row of a word in a window: its first piece, behind the mark at the start.
    fn row(&self, word: usize, window: usize) -> usize {
        self.encoded.first[word] - self.encoded.first[self.windows[window].start] + 1
    }

    /// Pieces between a word and the nearer border of a window; the ends of the text are no borders.
    fn margin(&self, word: usize, window: usize) -> usize {
        let (first, range) = (&self.encoded.first, &self.windows[window]);
        let most = self.model.manifest().window.pieces;
        let left = if range.start == 0 { most } else { first[word] - first[range.start] };
        let right =
            if range.end == self.encoded.words.len() { most } else { first[range.end] - first[word + 1] };
        left.min(right)
    }

    /// The windows that hold a word.
    fn holding(&self, word: usize) -> Range<usize> {
        let first = self.windows.partition_point(|window| window.end <= word);
        let behind = self.windows.partition_point(|window| window.start <= word);
        first..behind
    }

    /// The window in which a word has the largest margin, the earlier one where equal.
    fn home(&self, word: usize) -> usize {
        let most = self.holding(word).rev().max_by_key(|&window| self.margin(word, window));
        most.unwrap_or_default()
    }

    /// Logarithms of the probabilities of a head's labels, a row for each word: the mean over the windows that hold it,
    /// in which windows count more the more they hold around the word. `head` is its place in the manifest.
    #[must_use]
    pub fn scores(&self, head: usize) -> Vec<Vec<f64>> {
        let word_scores = |word: usize| {
            let mut total = vec![0.0; self.model.manifest().heads[head].labels.len()];
            let mut weights = 0.0;
            for window in self.holding(word) {
                let row = self.outputs[window].heads[head].row(self.row(word, window));
                let weight = (self.margin(word, window).min(CENTRAL) + 1) as f64;
                let most = row.iter().fold(f64::NEG_INFINITY, |most, &score| most.max(f64::from(score)));
                let sum: f64 = row.iter().map(|&score| (f64::from(score) - most).exp()).sum();
                for (total, &score) in total.iter_mut().zip(row) {
                    *total += weight * (f64::from(score) - most - sum.ln());
                }
                weights += weight;
            }
            total.iter_mut().for_each(|total| *total /= weights);
            total
        };
        (0..self.encoded.words.len()).map(word_scores).collect()
    }

    /// Where a link points from some words: the mean over them. `link` is its place in the manifest.
    #[must_use]
    pub fn votes(&self, link: usize, words: Range<usize>) -> Votes {
        let mut votes = Votes::default();
        let share = 1.0 / words.len().max(1) as f64;
        let biases = &self.model.manifest().links[link];
        let middle = biases.distance_bias.len() / 2;
        for word in words {
            let window = self.home(word);
            let (queries, keys) = &self.outputs[window].links[link];
            let row = self.row(word, window);
            let query = queries.row(row);
            let score = |at: usize| {
                let product = product(query, keys.row(at));
                let bias = if at == 0 { biases.none_bias } else { biases.distance_bias[at + middle - row] };
                f64::from(product) + bias
            };
            let mut shares: Vec<f64> = (0..keys.rows()).map(score).collect();
            let most = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            shares.iter_mut().for_each(|score| *score = (*score - most).exp());
            let sum: f64 = shares.iter().sum();
            votes.none += shares[0] / sum * share;
            for other in self.windows[window].clone() {
                *votes.words.entry(other).or_default() += shares[self.row(other, window)] / sum * share;
            }
        }
        votes
    }
}

/// Sum of the products, in 16 sums side by side.
pub(crate) fn product(one: &[f32], other: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    for (one, other) in one.chunks(16).zip(other.chunks(16)) {
        for (lane, (one, other)) in lanes.iter_mut().zip(one.iter().zip(other)) {
            *lane += one * other;
        }
    }
    lanes.iter().sum()
}
