//! The encoder: a transformer (Devlin and others 2019, in the sizes of MiniLM) with weights and activations of 8 bits.
//!
//! Rows of activations have a scale each, found from their largest number, so that a piece's numbers do not depend on how many
//! others are read with it except through attention. Products are sums of whole numbers; what follows them is in
//! [`crate::math`]: the same bytes give the same bits on every processor.

use crate::attention::HEAD;
use crate::event::PassageRoom;
use crate::kernel::{Machine, Tile, Work};
use crate::layer::{Layer, Norm, Room};
use crate::math::normalise;
use crate::product::Linear;
use crate::weights::{Bytes, Weights, WeightsError};
use serde::Deserialize;
use std::ops::Range;

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

impl Sizes {
    /// Whether layers of these sizes can be.
    pub(crate) fn is_sound(self) -> bool {
        let Self { width, layers, heads, inner, pieces, epsilon } = self;
        heads.checked_mul(HEAD) == Some(width)
            && inner > 0
            && inner.is_multiple_of(16)
            && (1..=64).contains(&layers)
            && (2..=4096).contains(&pieces)
            && epsilon > 0.0
    }
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
    /// After how many layers what stands for the pieces is kept for who reads on from there.
    pub(crate) kept: Option<usize>,
}

/// Room for the numbers of one window, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    room: Room,
    /// Sums of what the taps give.
    tapped: Vec<f32>,
    /// What stands for the pieces after the layer that is kept.
    kept: Vec<f32>,
    /// What the layers for events need.
    pub(crate) passages: PassageRoom,
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

    /// What stood, after the layer that is kept, for some pieces of the window that was read last.
    pub(crate) fn kept(&self, encoder: &Encoder, pieces: Range<usize>) -> &[f32] {
        let width = encoder.sizes.width;
        self.kept.get(pieces.start * width..pieces.end * width).unwrap_or_default()
    }
}

impl Encoder {
    pub(crate) fn new(sizes: Sizes, weights: &Weights<'_>) -> Result<Self, WeightsError> {
        let Sizes { width, layers, pieces, .. } = sizes;
        if !sizes.is_sound() {
            return Err(WeightsError::Sizes);
        }
        let vocabulary = weights.length("word.scale")?;
        Ok(Self {
            sizes,
            machine: Machine::best(),
            words: weights.bytes("word.weight", &[vocabulary, width])?,
            word_scales: weights.numbers("word.scale", &[vocabulary])?,
            places: weights.numbers("position.weight", &[pieces, width])?,
            features: weights.rows("feature.weight", width)?,
            embedded: Norm::load(weights, "embedded", width)?,
            layers: Layer::load_all(weights, layers, sizes)?,
            heads: Linear::load(weights, "heads", width, None)?,
            taps: Vec::new(),
            kept: None,
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

    /// The numbers of a piece of the vocabulary before its place and feature are added; none for a piece that it does not know.
    pub(crate) fn word(&self, id: i32) -> Option<impl Iterator<Item = f32>> {
        let (id, width) = (usize::try_from(id).ok()?, self.sizes.width);
        let scale = *self.word_scales.get(id)?;
        Some(self.words[id * width..(id + 1) * width].iter().map(move |&word| f32::from(word as i8) * scale))
    }

    /// Numbers that stand for a piece.
    pub(crate) fn width(&self) -> usize {
        self.sizes.width
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
        let Scratch { room, tapped, kept, .. } = scratch;
        let (sizes, machine) = (self.sizes, self.machine);
        let all = 0..ids.len();
        let all = std::slice::from_ref(&all);
        room.fit(all, sizes.width);
        machine.run(Embed { encoder: self, ids, features, pieces: &mut room.pieces });
        tapped.clear();
        for (number, layer) in (1..).zip(&self.layers) {
            layer.run(machine, sizes, all, room);
            if let Some((_, tap)) = self.taps.iter().find(|(after, _)| *after == number) {
                let found = tap.run(machine, &room.pieces, sizes.width, &mut room.rows, &mut room.found);
                tapped.resize(found.len(), 0.0);
                for (sum, found) in tapped.iter_mut().zip(found) {
                    *sum += found;
                }
            }
            if self.kept == Some(number) {
                kept.clear();
                kept.extend_from_slice(&room.pieces);
            }
        }
        let found = self.heads.run(machine, &room.pieces, sizes.width, &mut room.rows, &mut room.found);
        let (width, outputs) = (self.heads.width(), self.heads.outputs);
        Some(found.chunks_exact(width).take(ids.len()).map(move |row| &row[..outputs]))
    }
}

/// What stands for the pieces of a window before the first layer.
struct Embed<'a> {
    encoder: &'a Encoder,
    ids: &'a [i32],
    features: &'a [i32],
    pieces: &'a mut [f32],
}

impl Work for Embed<'_> {
    type Found = ();

    #[inline(always)]
    fn work(self, _: impl Tile) {
        self.encoder.embed(self.ids, self.features, self.pieces);
    }
}
