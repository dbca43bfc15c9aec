//! A layer of the encoder: attention, then two maps with a curve between them.

use crate::attention::{Attention, Places};
use crate::encoder::Sizes;
use crate::kernel::{Machine, ROWS, Tile, Work};
use crate::math::{Gelu, Identity, normalise};
use crate::product::{Linear, Rows};
use crate::weights::{Weights, WeightsError};
use std::ops::Range;

/// A loaded layer.
#[derive(Debug)]
pub(crate) struct Layer {
    projection: Linear,
    output: Linear,
    attended: Norm,
    inner: Linear,
    outer: Linear,
    norm: Norm,
}

#[derive(Debug)]
pub(crate) struct Norm {
    pub(crate) weight: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// Room for the numbers of pieces that pass layers, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// A row for each piece, as all of the following.
    pub(crate) pieces: Vec<f32>,
    /// What a linear map takes.
    pub(crate) rows: Rows,
    /// What a linear map gives.
    pub(crate) found: Vec<f32>,
    /// What the wide map gives.
    inner: Vec<f32>,
    /// What the heads of attention give, side by side.
    mixed: Vec<f32>,
    /// Rows of `pieces` and of `mixed` that were put aside.
    aside: [Vec<f32>; 2],
    attention: Attention,
}

impl Room {
    /// Makes room for stretches of pieces, one behind the other, with what fills their last tiles.
    pub(crate) fn fit(&mut self, stretches: &[Range<usize>], width: usize) {
        let end = |stretch: &Range<usize>| stretch.start + stretch.len().next_multiple_of(ROWS);
        let rows = stretches.iter().map(end).max().unwrap_or(0).next_multiple_of(ROWS);
        self.pieces.resize(rows * width, 0.0);
        self.mixed.resize(rows * width, 0.0);
    }

    /// Leaves out all pieces but some, in order. Of the others some are put aside, in their order; the rest is not needed again.
    pub(crate) fn keep(&mut self, kept: &[usize], aside: &[usize], width: usize) {
        let rows = kept.len().next_multiple_of(ROWS);
        for (table, put) in [&mut self.pieces, &mut self.mixed].into_iter().zip(&mut self.aside) {
            put.clear();
            for &from in aside {
                put.extend_from_slice(&table[from * width..][..width]);
            }
            // None of them stands before its new place.
            for (to, &from) in kept.iter().enumerate() {
                table.copy_within(from * width..(from + 1) * width, to * width);
            }
            table.resize(rows * width, 0.0);
        }
    }

    /// Takes some of the rows that were put aside, in the place of those that are there.
    pub(crate) fn take(&mut self, rows: &[usize], width: usize) {
        for (table, put) in [&mut self.pieces, &mut self.mixed].into_iter().zip(&self.aside) {
            table.clear();
            for row in rows {
                table.extend_from_slice(&put[row * width..][..width]);
            }
            table.resize((table.len() / width).next_multiple_of(ROWS) * width, 0.0);
        }
    }
}

impl Layer {
    /// The layers `layer0`, `layer1` … of a file of weights.
    pub(crate) fn load_all(
        weights: &Weights<'_>,
        layers: usize,
        sizes: Sizes,
    ) -> Result<Vec<Self>, WeightsError> {
        let Sizes { width, inner, .. } = sizes;
        let linear =
            |name: String, inputs: usize, outputs: usize| Linear::load(weights, &name, inputs, Some(outputs));
        let layer = |number: usize| {
            Ok(Self {
                projection: linear(format!("layer{number}.projection"), width, 3 * width)?,
                output: linear(format!("layer{number}.output"), width, width)?,
                attended: Norm::load(weights, &format!("layer{number}.attended"), width)?,
                inner: linear(format!("layer{number}.inner"), width, inner)?,
                outer: linear(format!("layer{number}.outer"), inner, width)?,
                norm: Norm::load(weights, &format!("layer{number}.norm"), width)?,
            })
        };
        (0..layers).map(layer).collect()
    }

    /// Changes the rows of the room in place. The pieces of a stretch attend to each other and to no others; a stretch
    /// begins where the one before it ends.
    pub(crate) fn run(&self, machine: Machine, sizes: Sizes, stretches: &[Range<usize>], room: &mut Room) {
        self.attend(machine, sizes, stretches, room);
        self.transform(machine, sizes, room);
    }

    /// The first half of [`Layer::run`]: what the pieces take from each other.
    pub(crate) fn attend(&self, machine: Machine, sizes: Sizes, stretches: &[Range<usize>], room: &mut Room) {
        machine.run(Attend { layer: self, sizes, stretches, room });
    }

    /// The second half: what a piece makes of that, each for itself.
    pub(crate) fn transform(&self, machine: Machine, sizes: Sizes, room: &mut Room) {
        machine.run(Transform { layer: self, sizes, room });
    }
}

/// Pieces that attend: compiled once for each set of instructions.
struct Attend<'a> {
    layer: &'a Layer,
    sizes: Sizes,
    stretches: &'a [Range<usize>],
    room: &'a mut Room,
}

impl Work for Attend<'_> {
    type Found = ();

    #[inline(always)]
    fn work(self, tile: impl Tile) {
        let Sizes { width, heads, .. } = self.sizes;
        let projection = &self.layer.projection;
        let Room { pieces, rows, found, mixed, attention, .. } = self.room;
        let found = projection.map(tile, pieces, width, Identity, rows, found);
        let stride = projection.width();
        for stretch in self.stretches {
            // The last tile of a stretch also fills rows of the next, which are then filled anew.
            let (found, mixed) = (&found[stretch.start * stride..], &mut mixed[stretch.start * width..]);
            for head in 0..heads {
                attention.head(tile, found, &Places { head, width, stride, count: stretch.len() }, mixed);
            }
        }
    }
}

/// Pieces that pass what follows attention.
struct Transform<'a> {
    layer: &'a Layer,
    sizes: Sizes,
    room: &'a mut Room,
}

impl Work for Transform<'_> {
    type Found = ();

    #[inline(always)]
    fn work(self, tile: impl Tile) {
        let Sizes { width, epsilon, .. } = self.sizes;
        let Layer { output, attended, inner, outer, norm, .. } = self.layer;
        let Room { pieces, rows, found, mixed, inner: wide, .. } = self.room;
        let mixed = output.map(tile, mixed, width, Identity, rows, found);
        attended.add(pieces, mixed, output.width(), epsilon);
        let wide = inner.map(tile, pieces, width, Identity, rows, wide);
        let narrow = outer.map(tile, wide, inner.width(), Gelu, rows, found);
        norm.add(pieces, narrow, outer.width(), epsilon);
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
