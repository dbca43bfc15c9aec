//! The learned maps of `coreference.safetensors`, for words, mentions and pairs of mentions.

use super::evidence::{BUCKETS, FLAGS, FORMS, Mention, Pair};
use crate::kernel::{Machine, Tile, Work};
use crate::layer::Norm;
use crate::manifest::Coreference;
use crate::math::{Activation, Gelu, Identity, normalise, sum};
use crate::product::{Linear, Rows};
use crate::reading::product;
use crate::weights::{Weights, WeightsError};

/// Words that pass a map with their neighbours at once.
const BLOCK: usize = 128;
const EPSILON: f32 = 1e-5;

/// All maps.
#[derive(Debug)]
pub(crate) struct Maps {
    pub(super) sizes: Coreference,
    /// A row for each feature of a piece.
    features: Vec<f32>,
    words: Norm,
    convolutions: Vec<(Linear, Norm)>,
    /// A word's scores and what its borders are found with.
    word: Linear,
    before: Vec<f32>,
    behind: Vec<f32>,
    /// Query and key of a mention.
    mention: Linear,
    pair: Linear,
    /// What is added for the forms of both, their distances and the flags.
    forms: Vec<f32>,
    mentions_between: Vec<f32>,
    sentences_between: Vec<f32>,
    flags: Vec<f32>,
    out: Vec<f32>,
    none: None,
}

/// The score of a mention that nothing before it is the same as.
#[derive(Debug)]
struct None {
    query: Vec<f32>,
    form: Vec<f32>,
    out: Vec<f32>,
    /// Added, less what every pair would have added.
    bias: f32,
}

/// What the maps say of each word.
pub(super) struct Words {
    /// What stands for each.
    states: Vec<f32>,
    scores: Vec<f32>,
    stride: usize,
}

/// What is said of a mention: scores of each of its pairs, and of none of them.
pub(super) struct Scores {
    pub(super) pairs: Vec<f32>,
    pub(super) none: f32,
}

impl Maps {
    pub(crate) fn load(weights: &Weights<'_>, sizes: &Coreference) -> Result<Self, WeightsError> {
        let Coreference { width, border, pair, .. } = *sizes;
        let even = |size: usize| size > 0 && size.is_multiple_of(16);
        if !(even(width) && even(border) && even(pair))
            || width > 4096
            || sizes.convolutions > 8
            || sizes.reach > 8
        {
            return Err(WeightsError::Sizes);
        }
        let linear = |name: &str, inputs, outputs| Linear::load(weights, name, inputs, Some(outputs));
        let convolution = |number: usize| {
            let name = format!("convolution{number}");
            let map = linear(&name, (2 * sizes.reach + 1) * width, width)?;
            Ok((map, Norm::load(weights, &format!("{name}.norm"), width)?))
        };
        let hidden = weights.length("out.weight")?;
        if !even(hidden) {
            return Err(WeightsError::Sizes);
        }
        let none = weights.length("none.out")?;
        Ok(Self {
            features: weights.rows("feature.weight", width)?,
            words: Norm::load(weights, "words", width)?,
            convolutions: (0..sizes.convolutions).map(convolution).collect::<Result<_, WeightsError>>()?,
            word: linear("word", width, 2 + sizes.kinds.len() + 4 * border)?,
            before: weights.numbers("before.bias", &[sizes.before + 1])?,
            behind: weights.numbers("behind.bias", &[sizes.behind + 1])?,
            mention: linear("mention", 3 * width, 2 * pair)?,
            pair: linear("pair", pair, hidden)?,
            forms: weights.numbers("forms.weight", &[FORMS * FORMS, hidden])?,
            mentions_between: weights.numbers("mentions.weight", &[BUCKETS, hidden])?,
            sentences_between: weights.numbers("sentences.weight", &[BUCKETS, hidden])?,
            flags: weights.numbers("flags.weight", &[FLAGS, hidden])?,
            out: weights.numbers("out.weight", &[hidden])?,
            none: None {
                query: weights.numbers("none.query", &[none, pair])?,
                form: weights.numbers("none.form", &[FORMS, none])?,
                out: weights.numbers("none.out", &[none])?,
                bias: weights.numbers("none.bias", &[1])?[0],
            },
            sizes: sizes.clone(),
        })
    }

    /// What stands for words, from what the encoder keeps of them and their features.
    pub(super) fn words(&self, machine: Machine, states: &[f32], features: &[usize]) -> Words {
        machine.run(ReadWords { maps: self, states, features })
    }

    /// Scores of the pairs of all mentions.
    pub(super) fn pairs(
        &self,
        machine: Machine,
        words: &Words,
        mentions: &[Mention],
        pairs: impl Fn(usize, &mut Vec<Pair>),
    ) -> Vec<Scores> {
        machine.run(ReadPairs { maps: self, words, mentions, pairs })
    }
}

impl Words {
    fn row(&self, word: usize) -> &[f32] {
        &self.scores[word * self.stride..(word + 1) * self.stride]
    }

    /// Logarithm of the odds that a word is the head of a mention.
    pub(super) fn head(&self, word: usize) -> f32 {
        let row = self.row(word);
        row[1] - row[0]
    }

    /// What a mention with this head is of: a place in the list of kinds.
    pub(super) fn kind(&self, word: usize, maps: &Maps) -> usize {
        let scores = &self.row(word)[2..2 + maps.sizes.kinds.len()];
        (0..scores.len()).fold(0, |best, kind| if scores[kind] > scores[best] { kind } else { best })
    }

    /// First and last word of the mention with a head.
    pub(super) fn borders(&self, head: usize, count: usize, maps: &Maps) -> (usize, usize) {
        let Coreference { border, before, behind, .. } = maps.sizes;
        let from = 2 + maps.sizes.kinds.len();
        let part = |word: usize, number: usize| &self.row(word)[from + number * border..][..border];
        let root = (border as f32).sqrt();
        let best = |query: &[f32], number: usize, places: &mut dyn Iterator<Item = usize>, bias: &[f32]| {
            let mut best = (f32::NEG_INFINITY, head);
            for (place, bias) in places.zip(bias) {
                let score = product(query, part(place, number)) / root + bias;
                if score > best.0 {
                    best = (score, place);
                }
            }
            best.1
        };
        let start = best(part(head, 0), 2, &mut (head.saturating_sub(before)..=head).rev(), &maps.before);
        let end = best(part(head, 1), 3, &mut (head..count.min(head + behind + 1)), &maps.behind);
        (start, end)
    }
}

struct ReadWords<'a> {
    maps: &'a Maps,
    states: &'a [f32],
    features: &'a [usize],
}

impl Work for ReadWords<'_> {
    type Found = Words;

    #[inline(always)]
    fn work(self, tile: impl Tile) -> Words {
        let (maps, width) = (self.maps, self.maps.sizes.width);
        let mut states = self.states.to_vec();
        for (row, &feature) in states.chunks_exact_mut(width).zip(self.features) {
            let known = maps.features.get(feature * width..(feature + 1) * width).unwrap_or_default();
            for (x, feature) in row.iter_mut().zip(known) {
                *x = Gelu.of(*x) + feature;
            }
            normalise(row, &maps.words.weight, &maps.words.bias, EPSILON);
        }
        let (mut rows, mut found, mut wide) = (Rows::default(), Vec::new(), Vec::new());
        let reach = maps.sizes.reach * width;
        for (map, norm) in &maps.convolutions {
            let mut next = states.clone();
            // Nothing stands on either side of the text.
            let mut padded = vec![0.0; reach];
            padded.extend_from_slice(&states);
            padded.resize(states.len() + 2 * reach, 0.0);
            for (block, next) in next.chunks_mut(BLOCK * width).enumerate() {
                let from = block * BLOCK * width;
                wide.clear();
                for word in (from..from + next.len()).step_by(width) {
                    wide.extend_from_slice(&padded[word..word + 2 * reach + width]);
                }
                map.map(tile, &wide, 2 * reach + width, Identity, &mut rows, &mut found);
                for (row, found) in next.chunks_exact_mut(width).zip(found.chunks_exact(map.width())) {
                    for (x, &found) in row.iter_mut().zip(found) {
                        *x += Gelu.of(found);
                    }
                    normalise(row, &norm.weight, &norm.bias, EPSILON);
                }
            }
            states = next;
        }
        let mut scores = Vec::new();
        maps.word.map(tile, &states, width, Identity, &mut rows, &mut scores);
        Words { states, scores, stride: maps.word.width() }
    }
}

struct ReadPairs<'a, F> {
    maps: &'a Maps,
    words: &'a Words,
    mentions: &'a [Mention],
    /// Gives the pairs of a mention.
    pairs: F,
}

impl<F: Fn(usize, &mut Vec<Pair>)> Work for ReadPairs<'_, F> {
    type Found = Vec<Scores>;

    #[inline(always)]
    fn work(self, tile: impl Tile) -> Vec<Scores> {
        let Self { maps, words, mentions, pairs } = self;
        let (width, pair) = (maps.sizes.width, maps.sizes.pair);
        let mut rows = Rows::default();
        let state = |word: usize| &words.states[word * width..(word + 1) * width];
        let mut wide = Vec::with_capacity(3 * width * mentions.len());
        for mention in mentions {
            for word in [mention.head, mention.first, mention.last] {
                wide.extend_from_slice(state(word));
            }
        }
        let mut read = Vec::new();
        maps.mention.map(tile, &wide, 3 * width, Identity, &mut rows, &mut read);
        let stride = maps.mention.width();
        let hidden = maps.out.len();
        let row = |table: &'_ [f32], at: usize, into: &mut [f32]| {
            for (x, add) in into.iter_mut().zip(&table[at * hidden..(at + 1) * hidden]) {
                *x += add;
            }
        };
        let (mut own, mut numbers, mut found) = (Vec::new(), Vec::new(), Vec::new());
        let mut all = Vec::with_capacity(mentions.len());
        for (at, mention) in mentions.iter().enumerate() {
            own.clear();
            pairs(at, &mut own);
            let query = &read[at * stride..][..pair];
            numbers.clear();
            for other in &own {
                let key = &read[other.mention * stride + pair..][..pair];
                numbers.extend(query.iter().zip(key).map(|(query, key)| query * key));
            }
            if !own.is_empty() {
                maps.pair.map(tile, &numbers, pair, Identity, &mut rows, &mut found);
            }
            let mut scores = Vec::with_capacity(own.len());
            for (other, found) in own.iter().zip(found.chunks_exact_mut(maps.pair.width())) {
                let found = &mut found[..hidden];
                let forms = mention.form as usize * FORMS + mentions[other.mention].form as usize;
                row(&maps.forms, forms, found);
                row(&maps.mentions_between, other.mentions_between, found);
                row(&maps.sentences_between, other.sentences_between, found);
                for flag in (0..FLAGS).filter(|flag| other.flags >> flag & 1 == 1) {
                    row(&maps.flags, flag, found);
                }
                for (x, out) in found.iter_mut().zip(&maps.out) {
                    *x = x.max(0.0) * out;
                }
                scores.push(sum(found));
            }
            all.push(Scores { pairs: scores, none: maps.none.score(query, mention.form as usize) });
        }
        all
    }
}

impl None {
    fn score(&self, query: &[f32], form: usize) -> f32 {
        let forms = &self.form[form * self.out.len()..];
        let rows = self.query.chunks_exact(query.len()).zip(forms).zip(&self.out);
        rows.map(|((row, form), out)| (product(row, query) + form).max(0.0) * out).sum::<f32>() + self.bias
    }
}
