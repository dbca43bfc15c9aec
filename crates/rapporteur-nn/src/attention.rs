//! Attention: each piece takes from all pieces of its window, in shares that a head of attention gives.

use crate::kernel::{COLUMNS, ROWS, STEP, Tile};
use crate::math::{nearest, quantise, shares};
use crate::product::{Panels, Rows};

/// Numbers of a head: what the sizes of MiniLM have.
pub(crate) const HEAD: usize = 32;
/// Blocks of a panel of keys or values: a head's values fill one.
const PANEL: usize = HEAD / COLUMNS;
/// Keys in a panel.
const KEYS: usize = PANEL * COLUMNS;

/// Where a head's numbers stand in rows of queries, keys and values side by side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places {
    pub(crate) head: usize,
    /// Numbers of all heads.
    pub(crate) width: usize,
    /// Numbers from row to row.
    pub(crate) stride: usize,
    /// Rows that are pieces; what follows fills the last tile.
    pub(crate) count: usize,
}

/// Room for one head.
#[derive(Debug, Default)]
pub(crate) struct Attention {
    queries: Rows,
    keys: Panels<PANEL>,
    key_scales: Vec<f32>,
    values: Panels<PANEL>,
    value_bytes: Vec<[i8; HEAD]>,
    scores: Vec<f32>,
    shares: Rows,
}

impl Attention {
    /// One head: from rows of queries, keys and values to rows of `places.width` numbers, of which it fills its own.
    #[inline(always)]
    pub(crate) fn head(&mut self, tile: impl Tile, found: &[f32], places: &Places, mixed: &mut [f32]) {
        let at = places.head * HEAD;
        self.take_keys(found, places);
        let value_scales = self.take_values(found, places);
        let keys = places.count.next_multiple_of(KEYS);
        self.queries.resize(ROWS, HEAD);
        self.shares.resize(ROWS, keys);
        self.scores.resize(ROWS * keys, 0.0);
        let mut sums = [[[0; COLUMNS]; PANEL]; ROWS];
        for first in (0..places.count).step_by(ROWS) {
            for row in 0..ROWS {
                let query = &found[(first + row) * places.stride + at..][..HEAD];
                self.queries.scales[row] = quantise(query, self.queries.row(row));
            }
            let queries = self.queries.tile(0);
            let (surplus, scales) = (self.keys.surplus().as_chunks().0, self.key_scales.as_chunks().0);
            for (number, panel) in self.keys.panels().enumerate() {
                tile.tile(&queries, panel, &mut sums);
                let (surplus, scales): (&[i32; KEYS], &[f32; KEYS]) = (&surplus[number], &scales[number]);
                for row in 0..ROWS {
                    let scores = &mut self.scores[row * keys..][..keys];
                    let scores: &mut [f32; KEYS] = &mut scores.as_chunks_mut().0[number];
                    let (scale, sums) = (self.queries.scales[row], sums[row].as_flattened());
                    for at in 0..KEYS {
                        scores[at] = (sums[at] - surplus[at]) as f32 * (scale * scales[at]);
                    }
                }
            }
            for row in 0..ROWS {
                let scores = &mut self.scores[row * keys..][..keys];
                self.shares.scales[row] = 1.0 / shares(scores, places.count, self.shares.row(row));
            }
            for panel in self.values.panels() {
                tile.tile(&self.shares.tile(0), panel, &mut sums);
                for row in 0..ROWS {
                    let mixed = &mut mixed[(first + row) * places.width + at..][..HEAD];
                    let (scale, sums) = (self.shares.scales[row], sums[row].as_flattened());
                    for at in 0..HEAD {
                        mixed[at] = sums[at] as f32 * (scale * value_scales[at]);
                    }
                }
            }
        }
    }

    /// Each key becomes a column.
    #[inline(always)]
    fn take_keys(&mut self, found: &[f32], places: &Places) {
        self.keys.clear(places.count, HEAD);
        self.key_scales.clear();
        self.key_scales.resize(places.count.next_multiple_of(KEYS), 0.0);
        for key in 0..places.count {
            let numbers = &found[key * places.stride + places.width + places.head * HEAD..][..HEAD];
            let mut bytes = [0u8; HEAD];
            self.key_scales[key] = quantise(numbers, &mut bytes);
            self.keys.set(key, &bytes.map(|byte| byte.wrapping_sub(128) as i8));
        }
    }

    /// Each number of a value becomes a column over all pieces. Gives the scales of the columns.
    #[inline(always)]
    fn take_values(&mut self, found: &[f32], places: &Places) -> [f32; HEAD] {
        let row = |piece: usize| -> &[f32] {
            &found[piece * places.stride + 2 * places.width + places.head * HEAD..][..HEAD]
        };
        let mut most = [0.0f32; HEAD];
        for piece in 0..places.count {
            let row = row(piece);
            for at in 0..HEAD {
                most[at] = if row[at].abs() > most[at] { row[at].abs() } else { most[at] };
            }
        }
        let mut factors = [0.0; HEAD];
        for at in 0..HEAD {
            factors[at] = if most[at] > 0.0 { 127.0 / most[at] } else { 0.0 };
        }
        let pieces = places.count.next_multiple_of(KEYS);
        self.value_bytes.clear();
        self.value_bytes.resize(pieces, [0; HEAD]);
        for (piece, bytes) in self.value_bytes[..places.count].iter_mut().enumerate() {
            let row = row(piece);
            for at in 0..HEAD {
                bytes[at] = nearest(row[at] * factors[at]).1 as i8;
            }
        }
        self.values.clear(HEAD, pieces);
        for (step, values) in self.value_bytes.as_chunks::<STEP>().0.iter().enumerate() {
            self.values.set_step(step, values);
        }
        most.map(|most| most / 127.0)
    }
}
