//! The encoder: a transformer (Devlin and others 2019, in the sizes of MiniLM) with weights and activations of 8 bits.
//!
//! Rows of activations have a scale each, found from their largest number, so that a piece's numbers do not depend on how many
//! others are read with it except through attention. Products are sums of whole numbers; what follows them is in
//! [`crate::math`]: the same bytes give the same bits on every processor.

use crate::attention::{Attention, HEAD, Places};
use crate::kernel::{Machine, ROWS, Tile, Work};
use crate::math::{Gelu, Identity, normalise};
use crate::product::{Linear, Rows};
use crate::weights::{Bytes, Weights, WeightsError};
use serde::Deserialize;

/// Sizes of an encoder, from the manifest.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Sizes {
    /// Numbers that stand for a piece.
    pub(crate) width: usize,
    /// Layers.
    pub(crate) layers: usize,
    /// Heads of attention in a layer.
    pub(crate) heads: usize,
    /// Numbers between the two maps at the end of a layer.
    pub(crate) inner: usize,
    /// Most pieces that it reads at once, with the marks at the ends.
    pub(crate) pieces: usize,
    /// Added to a variance before it divides.
    pub(crate) epsilon: f32,
}

#[derive(Debug)]
pub(crate) struct Norm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

#[derive(Debug)]
struct Layer {
    projection: Linear,
    output: Linear,
    attended: Norm,
    inner: Linear,
    outer: Linear,
    norm: Norm,
}

/// A loaded encoder with its heads.
#[derive(Debug)]
pub(crate) struct Encoder {
    sizes: Sizes,
    pub(crate) machine: Machine,
    /// A row of bytes for each piece of the vocabulary, and its scale.
    words: Bytes,
    word_scales: Vec<f32>,
    places: Vec<f32>,
    features: Vec<f32>,
    embedded: Norm,
    layers: Vec<Layer>,
    heads: Linear,
    /// Maps of what stands for a piece after some layers, by the number of layers passed. Their sum is kept for who reads
    /// more than the last layer.
    pub(crate) taps: Vec<(usize, Linear)>,
}

/// Room for the numbers of one window, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// A row for each piece, as all of the following.
    pieces: Vec<f32>,
    /// What a linear map takes.
    rows: Rows,
    /// What a linear map gives.
    found: Vec<f32>,
    /// What the wide map in a layer gives.
    inner: Vec<f32>,
    /// What the heads of attention give, side by side.
    mixed: Vec<f32>,
    attention: Attention,
    /// Sums of what the taps give.
    tapped: Vec<f32>,
}

impl Scratch {
    /// What the taps of an encoder say of a piece of the window that was read last.
    pub(crate) fn tapped(&self, encoder: &Encoder, piece: usize) -> &[f32] {
        encoder
            .taps
            .first()
            .and_then(|(_, tap)| self.tapped.get(piece * tap.width()..)?.get(..tap.outputs))
            .unwrap_or_default()
    }
}

impl Encoder {
    pub(crate) fn new(sizes: Sizes, weights: &Weights<'_>) -> Result<Self, WeightsError> {
        let Sizes { width, layers, heads, inner, pieces, epsilon } = sizes;
        let sound = heads.checked_mul(HEAD) == Some(width)
            && inner > 0
            && inner.is_multiple_of(16)
            && (1..=64).contains(&layers)
            && (2..=4096).contains(&pieces)
            && epsilon > 0.0;
        if !sound {
            return Err(WeightsError::Sizes);
        }
        let norm = |name: String| Norm::load(weights, &name, width);
        let linear = |name: String, inputs: usize, outputs: Option<usize>| {
            Linear::load(weights, &name, inputs, outputs)
        };
        let layer = |number: usize| {
            Ok(Layer {
                projection: linear(format!("layer{number}.projection"), width, Some(3 * width))?,
                output: linear(format!("layer{number}.output"), width, Some(width))?,
                attended: norm(format!("layer{number}.attended"))?,
                inner: linear(format!("layer{number}.inner"), width, Some(inner))?,
                outer: linear(format!("layer{number}.outer"), inner, Some(width))?,
                norm: norm(format!("layer{number}.norm"))?,
            })
        };
        let vocabulary = weights.length("word.scale")?;
        Ok(Self {
            sizes,
            machine: Machine::best(),
            words: weights.bytes("word.weight", &[vocabulary, width])?,
            word_scales: weights.numbers("word.scale", &[vocabulary])?,
            places: weights.numbers("position.weight", &[pieces, width])?,
            features: weights.rows("feature.weight", width)?,
            embedded: norm("embedded".into())?,
            layers: (0..layers).map(layer).collect::<Result<_, _>>()?,
            heads: linear("heads".into(), width, None)?,
            taps: Vec::new(),
        })
    }

    /// Keeps the sum of maps of what stands for a piece after some layers.
    pub(crate) fn tap(
        &mut self,
        weights: &Weights<'_>,
        layers: &[usize],
        outputs: usize,
    ) -> Result<(), WeightsError> {
        if !layers.is_sorted_by(|a, b| a < b)
            || layers.iter().any(|after| !(1..=self.layers.len()).contains(after))
        {
            return Err(WeightsError::Sizes);
        }
        let tap = |&after: &usize| {
            Ok((after, Linear::load(weights, &format!("tap{after}"), self.sizes.width, Some(outputs))?))
        };
        self.taps = layers.iter().map(tap).collect::<Result<_, WeightsError>>()?;
        Ok(())
    }

    /// What stands for the pieces before the first layer.
    #[inline(always)]
    fn embed(&self, ids: &[i32], features: &[i32], pieces: &mut [f32]) {
        let Sizes { width, epsilon, .. } = self.sizes;
        let row = |table: usize| table * width..(table + 1) * width;
        for (place, (&id, &feature)) in ids.iter().zip(features).enumerate() {
            let (id, feature) = (id as usize, feature as usize);
            let scale = self.word_scales[id];
            let others = self.places[row(place)].iter().zip(&self.features[row(feature)]);
            let piece = &mut pieces[row(place)];
            for ((x, &word), (place, feature)) in piece.iter_mut().zip(&self.words[row(id)]).zip(others) {
                *x = f32::from(word as i8) * scale + place + feature;
            }
            normalise(piece, &self.embedded.weight, &self.embedded.bias, epsilon);
        }
    }

    /// Pieces that it knows.
    pub(crate) fn vocabulary(&self) -> usize {
        self.word_scales.len()
    }

    /// Numbers that all heads give for a piece.
    pub(crate) fn outputs(&self) -> usize {
        self.heads.outputs
    }

    /// Reads one window, with the marks at its ends. Gives a row for each piece, of which the first [`Encoder::outputs`]
    /// numbers are those of the heads. Nothing if there are more pieces than it can read, or unknown ones.
    pub(crate) fn run<'s>(
        &self,
        ids: &[i32],
        features: &[i32],
        scratch: &'s mut Scratch,
    ) -> Option<impl Iterator<Item = &'s [f32]>> {
        let within = |numbers: &[i32], count: usize| {
            numbers.iter().all(|&number| usize::try_from(number).is_ok_and(|number| number < count))
        };
        let fits = ids.len() <= self.sizes.pieces
            && ids.len() == features.len()
            && within(ids, self.vocabulary())
            && within(features, self.features.len() / self.sizes.width);
        if !fits {
            return None;
        }
        self.machine.run(Window { encoder: self, ids, features, scratch });
        let (width, outputs) = (self.heads.width(), self.heads.outputs);
        Some(scratch.found.chunks_exact(width).take(ids.len()).map(move |row| &row[..outputs]))
    }
}

/// One window to be read.
struct Window<'a> {
    encoder: &'a Encoder,
    ids: &'a [i32],
    features: &'a [i32],
    scratch: &'a mut Scratch,
}

impl Work for Window<'_> {
    type Found = ();

    #[inline(always)]
    fn work(self, tile: impl Tile) {
        let Sizes { width, heads, epsilon, .. } = self.encoder.sizes;
        let Scratch { pieces, rows, found, inner, mixed, attention, tapped } = self.scratch;
        let count = self.ids.len();
        let filled = count.next_multiple_of(ROWS);
        pieces.resize(filled * width, 0.0);
        mixed.resize(filled * width, 0.0);
        self.encoder.embed(self.ids, self.features, pieces);
        tapped.clear();
        for (number, layer) in (1..).zip(&self.encoder.layers) {
            layer.projection.map(tile, pieces, width, Identity, rows, found);
            for head in 0..heads {
                let places = Places { head, width, stride: layer.projection.width(), count };
                attention.head(tile, found, &places, mixed);
            }
            layer.output.map(tile, mixed, width, Identity, rows, found);
            layer.attended.add(pieces, found, layer.output.width(), epsilon);
            layer.inner.map(tile, pieces, width, Identity, rows, inner);
            layer.outer.map(tile, inner, layer.inner.width(), Gelu, rows, found);
            layer.norm.add(pieces, found, layer.outer.width(), epsilon);
            if let Some((_, tap)) = self.encoder.taps.iter().find(|(after, _)| *after == number) {
                tap.map(tile, pieces, width, Identity, rows, found);
                tapped.resize(found.len(), 0.0);
                for (sum, found) in tapped.iter_mut().zip(found.iter()) {
                    *sum += found;
                }
            }
        }
        self.encoder.heads.map(tile, pieces, width, Identity, rows, found);
    }
}

impl Norm {
    pub(crate) fn load(weights: &Weights<'_>, name: &str, width: usize) -> Result<Self, WeightsError> {
        let part = |part| weights.numbers(&format!("{name}.{part}"), &[width]);
        Ok(Self { weight: part("weight")?, bias: part("bias")? })
    }

    /// Adds to the rows what a map gave for them, and normalises them.
    #[inline(always)]
    fn add(&self, pieces: &mut [f32], found: &[f32], stride: usize, epsilon: f32) {
        for (row, found) in pieces.chunks_exact_mut(self.weight.len()).zip(found.chunks_exact(stride)) {
            for (x, found) in row.iter_mut().zip(found) {
                *x += found;
            }
            normalise(row, &self.weight, &self.bias, epsilon);
        }
    }
}
