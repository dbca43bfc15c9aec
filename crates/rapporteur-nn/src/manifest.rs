//! What a model's folder says of it.

use crate::encoder::Sizes;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Version of the manifest that this program reads.
pub(crate) const FORMAT: u32 = 2;

/// The file `manifest.json` of a model.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Version of this form.
    pub format: u32,
    /// On which terms the weights may be used, in words.
    pub licence: String,
    pub(crate) files: BTreeMap<String, File>,
    /// Sizes of the encoder.
    pub(crate) encoder: Sizes,
    /// How much the model reads at once.
    pub window: WindowSize,
    /// What it says of each word.
    pub heads: Vec<Head>,
    /// What it says of pairs of words.
    pub links: Vec<Link>,
    /// How sure an attribution is. Without it the model gives none.
    pub confidence: Option<Confidence>,
    /// Who and what is spoken of, and what of it is the same; absent where the model does not read that.
    #[serde(default)]
    pub coreference: Option<Coreference>,
    /// Which words tell of events; absent where the model does not read that.
    #[serde(default)]
    pub events: Option<Events>,
}

/// Sizes of the maps of `events.safetensors`, and how their scores are read.
#[derive(Debug, Clone, Deserialize)]
pub struct Events {
    /// After how many layers of the encoder what stands for a piece is taken.
    pub(crate) layer: usize,
    /// Layers that follow.
    pub(crate) layers: usize,
    /// Kinds of events.
    pub types: Vec<String>,
    /// Whether an event came about.
    pub realis: Vec<String>,
    /// Numbers of a query and a key for a side of an event.
    pub(crate) side: usize,
    /// Words from a trigger beyond which the distance of a side makes no difference.
    pub(crate) reach: usize,
    /// What the scores of types are divided by.
    pub(crate) temperature: f32,
    /// What the scores of realis are divided by.
    pub(crate) realis_temperature: f32,
    /// Probability from which on a word tells of an event.
    pub threshold: f32,
    /// Probability from which on a word is on a side.
    pub side_threshold: f32,
    /// Score above which one word makes a sentence worth reading; without it all are read.
    #[serde(default)]
    pub(crate) gate: Option<f32>,
    /// Sum of the encoder's weights that the maps were learned on.
    pub(crate) encoder: String,
}

/// Sizes of the maps of `coreference.safetensors`.
#[derive(Debug, Clone, Deserialize)]
pub struct Coreference {
    /// After how many layers of the encoder what stands for a piece is taken.
    pub(crate) layers: Vec<usize>,
    /// Numbers that stand for a word.
    pub(crate) width: usize,
    /// Maps of a word with its neighbours, one after the other.
    pub(crate) convolutions: usize,
    /// Neighbours on each side.
    pub(crate) reach: usize,
    /// What a mention may be of.
    pub kinds: Vec<String>,
    /// Numbers of a query and a key for the borders of a mention.
    pub(crate) border: usize,
    /// Words that a mention may have before its head.
    pub(crate) before: usize,
    /// Words that a mention may have behind its head.
    pub(crate) behind: usize,
    /// Numbers of a query and a key for pairs of mentions.
    pub(crate) pair: usize,
    /// Mentions right before one that it is compared with.
    pub(crate) near: usize,
    /// Earlier mentions with a word in common that it is compared with, for each word, and twice that for all words.
    pub(crate) same: usize,
    /// Sum of the encoder's weights that the maps were learned on.
    pub(crate) encoder: String,
}

/// A file of a model.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct File {
    pub(crate) sha256: String,
}

/// Sizes of windows, in word pieces.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct WindowSize {
    /// Most pieces of a window, without the two marks at its ends.
    pub pieces: usize,
    /// Pieces from the start of a window to the start of the next.
    pub stride: usize,
}

/// A head that labels words.
#[derive(Debug, Deserialize)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// Its labels: `O`, `B-ROLE`, `I-ROLE`.
    pub labels: Vec<String>,
}

/// A head that links words to words.
#[derive(Debug, Deserialize)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// Numbers of a query and of a key.
    pub(crate) width: usize,
    /// Added to the score of a pair, by the distance of the pieces; the middle one is distance 0.
    pub(crate) distance_bias: Vec<f64>,
    /// Added to the score of "no word".
    pub(crate) none_bias: f64,
}

/// A logistic regression over evidence.
#[derive(Debug, Deserialize)]
pub struct Confidence {
    /// Below it nothing is given.
    pub threshold: f64,
    /// `constant`, and one for each piece of evidence.
    pub coefficients: BTreeMap<String, f64>,
}

/// The file `manifest.json` of a reader of pairs.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Pairs {
    pub(crate) name: String,
    pub(crate) version: String,
    /// Version of this form.
    pub(crate) format: u32,
    pub(crate) files: BTreeMap<String, File>,
    /// Sum of the weights of which the word pieces' numbers are taken.
    pub(crate) words: String,
    /// Sizes of its layers.
    pub(crate) encoder: Sizes,
    /// What a source may do to a target.
    pub(crate) kinds: Vec<String>,
    /// How much of the n-grams' logarithms is added.
    pub(crate) share: f64,
    /// What the sum is divided by.
    pub(crate) temperature: f64,
}
