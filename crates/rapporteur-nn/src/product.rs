//! Linear maps with weights of 8 bits, laid out for [`crate::kernel`].

use crate::kernel::{Block, COLUMNS, Machine, ROWS, STEP, Tile, Work};
use crate::math::{Activation, Identity, quantise};
use crate::weights::{Weights, WeightsError};
use std::slice::ChunksExact;

/// Columns, in panels of `B` blocks, for rows of `4 * steps` numbers.
#[derive(Debug, Default)]
pub(crate) struct Panels<const B: usize> {
    steps: usize,
    /// Panel by panel, step by step.
    blocks: Vec<[Block; B]>,
    /// 128 times the sum of each column: what rows of bytes have too much, whose zero is 128.
    surplus: Vec<i32>,
}

impl<const B: usize> Panels<B> {
    /// Room for some columns of `inputs` numbers, all 0.
    pub(crate) fn clear(&mut self, columns: usize, inputs: usize) {
        let panels = columns.div_ceil(B * COLUMNS);
        self.steps = inputs.div_ceil(STEP);
        self.blocks.clear();
        self.blocks.resize(panels * self.steps, [Block([0; COLUMNS * STEP]); B]);
        self.surplus.clear();
        self.surplus.resize(panels * B * COLUMNS, 0);
    }

    /// Sets a whole column.
    #[inline(always)]
    pub(crate) fn set(&mut self, column: usize, weights: &[i8]) {
        let (panel, within) = (column / (B * COLUMNS), column % (B * COLUMNS));
        let panel = &mut self.blocks[panel * self.steps..][..self.steps];
        for (blocks, weights) in panel.iter_mut().zip(weights.chunks(STEP)) {
            let numbers = &mut blocks[within / COLUMNS].0[within % COLUMNS * STEP..][..STEP];
            numbers[..weights.len()].copy_from_slice(weights);
        }
        self.surplus[column] = 128 * weights.iter().map(|&weight| i32::from(weight)).sum::<i32>();
    }

    /// Sets four numbers of all columns of the first panel. They count as columns for rows whose zero is 0.
    #[inline(always)]
    pub(crate) fn set_step<const N: usize>(&mut self, step: usize, numbers: &[[i8; N]; STEP]) {
        const { assert!(N == B * COLUMNS) };
        let [first, second, third, fourth] = numbers;
        for (block, blocks) in self.blocks[step].iter_mut().enumerate() {
            for (at, column) in blocks.0.as_chunks_mut::<STEP>().0.iter_mut().enumerate() {
                let at = block * COLUMNS + at;
                *column = [first[at], second[at], third[at], fourth[at]];
            }
        }
    }

    /// The panels in order: 16 × `B` columns each.
    #[inline(always)]
    pub(crate) fn panels(&self) -> ChunksExact<'_, [Block; B]> {
        self.blocks.chunks_exact(self.steps.max(1))
    }

    /// What rows of bytes with zero 128 have too much, column by column.
    #[inline(always)]
    pub(crate) fn surplus(&self) -> &[i32] {
        &self.surplus
    }
}

/// Rows of bytes, each with the scale that makes numbers of them; as many rows as fill the last tile.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    width: usize,
    bytes: Vec<u8>,
    pub(crate) scales: Vec<f32>,
    /// A row before it becomes bytes.
    numbers: Vec<f32>,
}

impl Rows {
    /// Room for rows of some width, a multiple of 4.
    pub(crate) fn resize(&mut self, rows: usize, width: usize) {
        self.width = width;
        self.bytes.resize(rows.next_multiple_of(ROWS) * width, 0);
        self.scales.resize(rows.next_multiple_of(ROWS), 0.0);
    }

    /// A row's bytes.
    #[inline(always)]
    pub(crate) fn row(&mut self, row: usize) -> &mut [u8] {
        &mut self.bytes[row * self.width..][..self.width]
    }

    /// The rows of a tile that begins at a row.
    #[inline(always)]
    pub(crate) fn tile(&self, first: usize) -> [&[[u8; STEP]]; ROWS] {
        let mut tile = [[].as_slice(); ROWS];
        for (row, tile) in tile.iter_mut().enumerate() {
            *tile = self.bytes[(first + row) * self.width..][..self.width].as_chunks::<STEP>().0;
        }
        tile
    }

    /// How many rows there are, with those that fill the last tile.
    #[inline(always)]
    pub(crate) fn count(&self) -> usize {
        self.scales.len()
    }
}

/// Blocks of a panel of weights: what fits into the registers beside 8 rows.
const PANEL: usize = 3;

/// A learned linear map: rows of `inputs` numbers to rows of `outputs` numbers.
#[derive(Debug)]
pub(crate) struct Linear {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    panels: Panels<PANEL>,
    scale: Vec<f32>,
    bias: Vec<f32>,
    /// What each input is multiplied by before it becomes a byte: inputs that are large for all texts are made smaller, and
    /// their weights larger, so that the others keep more of the 255 steps.
    pub(crate) even: Vec<f32>,
}

impl Linear {
    /// From weights in rows of `inputs`, one row for each output.
    pub(crate) fn new(weights: &[i8], scale: &[f32], bias: &[f32], even: Vec<f32>) -> Self {
        let (inputs, outputs) = (even.len(), scale.len());
        let mut panels = Panels::default();
        panels.clear(outputs, inputs);
        for (column, weights) in weights.chunks_exact(inputs.max(1)).enumerate() {
            panels.set(column, weights);
        }
        let filled = |numbers: &[f32]| {
            let mut numbers = numbers.to_vec();
            numbers.resize(outputs.next_multiple_of(PANEL * COLUMNS), 0.0);
            numbers
        };
        Self { inputs, outputs, panels, scale: filled(scale), bias: filled(bias), even }
    }

    /// The map of a name in a file of weights; as many outputs as the file has where `outputs` is `None`.
    pub(crate) fn load(
        weights: &Weights<'_>,
        name: &str,
        inputs: usize,
        outputs: Option<usize>,
    ) -> Result<Self, WeightsError> {
        let part = |part| format!("{name}.{part}");
        let outputs = outputs.map_or_else(|| weights.length(&part("bias")), Ok)?;
        let numbers = weights.bytes(&part("weight"), &[outputs, inputs])?;
        let numbers: Vec<i8> = numbers.iter().map(|&byte| byte as i8).collect();
        let scale = weights.numbers(&part("scale"), &[outputs])?;
        let bias = weights.numbers(&part("bias"), &[outputs])?;
        let even = weights.numbers(&part("even"), &[inputs])?;
        Ok(Self::new(&numbers, &scale, &bias, even))
    }

    /// The width of a row of what [`Linear::map`] gives: outputs and those that fill the last panel.
    #[inline(always)]
    pub(crate) fn width(&self) -> usize {
        self.bias.len()
    }

    /// [`Linear::map`] without an activation, for who has no tile at hand.
    pub(crate) fn run<'f>(
        &self,
        machine: Machine,
        numbers: &[f32],
        stride: usize,
        rows: &mut Rows,
        found: &'f mut Vec<f32>,
    ) -> &'f [f32] {
        machine.run(Map { map: self, numbers, stride, rows, found })
    }

    /// Maps what an activation makes of the numbers of rows that begin `stride` numbers apart, to rows of [`Linear::width`] numbers.
    /// `rows` is room for the rows as bytes. Gives those of `found` that it filled; what stands behind them is left from before, for room
    /// is only made where there is too little.
    #[inline(always)]
    pub(crate) fn map<'f>(
        &self,
        tile: impl Tile,
        numbers: &[f32],
        stride: usize,
        activation: impl Activation,
        rows: &mut Rows,
        found: &'f mut Vec<f32>,
    ) -> &'f [f32] {
        let count = numbers.len() / stride;
        rows.resize(count, self.inputs);
        rows.numbers.resize(self.inputs, 0.0);
        for (row, numbers) in numbers.chunks_exact(stride).enumerate() {
            for ((x, &number), &even) in rows.numbers.iter_mut().zip(numbers).zip(&self.even) {
                *x = activation.of(number) * even;
            }
            let bytes = &mut rows.bytes[row * self.inputs..][..self.inputs];
            rows.scales[row] = quantise(&rows.numbers, bytes);
        }
        let filled = rows.count() * self.width();
        if found.len() < filled {
            found.resize(filled, 0.0);
        }
        let found = &mut found[..filled];
        self.apply(tile, rows, found);
        found
    }

    #[inline(always)]
    fn apply(&self, tile: impl Tile, rows: &Rows, found: &mut [f32]) {
        const COUNT: usize = PANEL * COLUMNS;
        let width = self.width();
        let mut sums = [[[0; COLUMNS]; PANEL]; ROWS];
        let (scales, biases) = (self.scale.as_chunks::<COUNT>().0, self.bias.as_chunks::<COUNT>().0);
        let surplus = self.panels.surplus().as_chunks::<COUNT>().0;
        // A panel stays in the nearest cache while all rows pass.
        for (number, panel) in self.panels.panels().enumerate() {
            let (scale, bias, surplus) = (&scales[number], &biases[number], &surplus[number]);
            for from in (0..rows.count()).step_by(ROWS) {
                tile.tile(&rows.tile(from), panel, &mut sums);
                for row in 0..ROWS {
                    let row_scale = rows.scales[from + row];
                    let found = &mut found[(from + row) * width..][..width];
                    let found = &mut found.as_chunks_mut::<COUNT>().0[number];
                    let sums = sums[row].as_flattened();
                    for at in 0..COUNT {
                        found[at] = (sums[at] - surplus[at]) as f32 * (row_scale * scale[at]) + bias[at];
                    }
                }
            }
        }
    }
}

/// A map of rows, compiled once for each set of instructions.
struct Map<'a, 'f> {
    map: &'a Linear,
    numbers: &'a [f32],
    stride: usize,
    rows: &'a mut Rows,
    found: &'f mut Vec<f32>,
}

impl<'f> Work for Map<'_, 'f> {
    type Found = &'f [f32];

    #[inline(always)]
    fn work(self, tile: impl Tile) -> &'f [f32] {
        self.map.map(tile, self.numbers, self.stride, Identity, self.rows, self.found)
    }
}
