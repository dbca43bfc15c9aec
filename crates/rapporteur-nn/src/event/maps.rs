//! The learned maps of `events.safetensors`.

use crate::encoder::Sizes;
use crate::kernel::Machine;
use crate::layer::{Layer, Room};
use crate::manifest::Events;
use crate::product::Linear;
use crate::weights::{Weights, WeightsError};
use std::ops::Range;

/// All maps.
#[derive(Debug)]
pub(crate) struct Maps {
    pub(super) sizes: Events,
    encoder: Sizes,
    /// Tells which passages are worth reading, where the model has it: the map, and the score above which they are.
    gate: Option<(Linear, f32)>,
    /// From what the encoder has of a piece to what the layers take.
    enter: Linear,
    layers: Vec<Layer>,
    heads: Linear,
    /// Added to the score of a word to be a source, by its distance from the trigger; the middle one is distance 0.
    pub(super) source: Vec<f32>,
    /// The same for targets.
    pub(super) target: Vec<f32>,
}

impl Maps {
    pub(crate) fn load(weights: &Weights<'_>, sizes: &Events, encoder: Sizes) -> Result<Self, WeightsError> {
        let Events { types, realis, side, reach, .. } = sizes;
        let probabilities = [sizes.threshold, sizes.side_threshold];
        let sound = (1..=encoder.layers).contains(&sizes.layer)
            && (1..=64).contains(&sizes.layers)
            && (1..=255).contains(&types.len())
            && (1..=255).contains(&realis.len())
            && (1..=4096).contains(side)
            && *reach <= 4096
            && [sizes.temperature, sizes.realis_temperature].iter().all(|&t| t.is_finite() && t > 0.0)
            && probabilities.iter().all(|share| (0.0..=1.0).contains(share))
            && sizes.gate.is_none_or(f32::is_finite);
        if !sound {
            return Err(WeightsError::Sizes);
        }
        let width = encoder.width;
        let outputs = 1 + types.len() + realis.len() + 4 * side;
        let gate = |above| Ok((Linear::load(weights, "gate", width, Some(1))?, above));
        Ok(Self {
            gate: sizes.gate.map(gate).transpose()?,
            enter: Linear::load(weights, "enter", width, Some(width))?,
            layers: Layer::load_all(weights, sizes.layers, encoder)?,
            heads: Linear::load(weights, "heads", width, Some(outputs))?,
            source: weights.numbers("source.bias", &[2 * reach + 1])?,
            target: weights.numbers("target.bias", &[2 * reach + 1])?,
            sizes: sizes.clone(),
            encoder,
        })
    }

    /// Numbers that stand for a piece.
    pub(super) fn width(&self) -> usize {
        self.encoder.width
    }

    /// Whether a passage is worth reading, by the rows of its words.
    pub(super) fn worth(&self, machine: Machine, words: &[f32], room: &mut Room) -> bool {
        let Some((gate, above)) = &self.gate else { return true };
        let found = gate.run(machine, words, self.width(), &mut room.rows, &mut room.found);
        let mut scores = found.chunks_exact(gate.width()).take(words.len() / self.width());
        scores.any(|row| row[0] > *above)
    }

    /// Reads passages that lie one behind the other in `pieces`, as far as pieces look at each other. Gives rows of what the heads say
    /// of the pieces `asked`, [`Maps::stride`] numbers apart; the pieces `aside` can be asked after them.
    pub(super) fn read<'r>(
        &self,
        machine: Machine,
        pieces: &[f32],
        passages: &[Range<usize>],
        [asked, aside]: [&[usize]; 2],
        room: &'r mut Room,
    ) -> &'r [f32] {
        let width = self.width();
        room.fit(passages, width);
        let entered = self.enter.run(machine, pieces, width, &mut room.rows, &mut room.found);
        let entered = entered.chunks_exact(self.enter.width());
        for (row, entered) in room.pieces.chunks_exact_mut(width).zip(entered) {
            row.copy_from_slice(&entered[..width]);
        }
        if let Some((last, layers)) = self.layers.split_last() {
            for layer in layers {
                layer.run(machine, self.encoder, passages, room);
            }
            last.attend(machine, self.encoder, passages, room);
        }
        room.keep(asked, aside, width);
        self.say(machine, room)
    }

    /// Rows of what the heads say of some of the pieces that were left aside, by their places among them.
    pub(super) fn ask<'r>(&self, machine: Machine, aside: &[usize], room: &'r mut Room) -> &'r [f32] {
        room.take(aside, self.width());
        self.say(machine, room)
    }

    /// What the heads say of the pieces in a room, behind the attention of the last layer.
    fn say<'r>(&self, machine: Machine, room: &'r mut Room) -> &'r [f32] {
        if let Some(last) = self.layers.last() {
            last.transform(machine, self.encoder, room);
        }
        self.heads.run(machine, &room.pieces, self.width(), &mut room.rows, &mut room.found)
    }

    /// Numbers from row to row of what the heads give.
    pub(super) fn stride(&self) -> usize {
        self.heads.width()
    }
}
