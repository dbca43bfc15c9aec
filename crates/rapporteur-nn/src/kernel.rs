//! Products of small whole numbers: the inner loop of the encoder, once for each set of instructions.
//!
//! All versions give the same sums, so that a text reads the same on every machine. Which one runs is asked of the
//! processor once. All unsafe code of the crate is in this file; `cargo bench -p rapporteur-nn` shows what it buys (AVX-512
//! VNNI against [`Portable`]: 57 times).
#![allow(unsafe_code)]
// Loops over rows and columns are by index: the compiler unrolls those and keeps the sums in registers, but not those over `zip`.
#![allow(clippy::needless_range_loop)]

use std::fmt;

/// Columns of weights in a block.
pub(crate) const COLUMNS: usize = 16;
/// Numbers of a row that are multiplied and added at once.
pub(crate) const STEP: usize = 4;
/// Rows of a tile.
pub(crate) const ROWS: usize = 8;

/// Weights of 16 columns for 4 numbers of a row, column by column.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Block(pub(crate) [i8; COLUMNS * STEP]);

/// Sums of a tile: rows, blocks, columns.
pub(crate) type Sums<const B: usize> = [[[i32; COLUMNS]; B]; ROWS];

/// A way to multiply 8 rows by `B` blocks of columns.
pub(crate) trait Tile: Copy {
    /// The sums over all steps of row × column. Rows and panel have equally many steps; the shortest counts.
    fn tile<const B: usize>(self, rows: &[&[[u8; STEP]]; ROWS], panel: &[[Block; B]], sums: &mut Sums<B>);
}

/// Steps that rows and panel have in common.
#[inline(always)]
fn steps<const B: usize>(rows: &[&[[u8; STEP]]; ROWS], panel: &[[Block; B]]) -> usize {
    rows.iter().map(|row| row.len()).fold(panel.len(), usize::min)
}

/// Plain loops: any processor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Portable;

impl Tile for Portable {
    #[inline(always)]
    fn tile<const B: usize>(self, rows: &[&[[u8; STEP]]; ROWS], panel: &[[Block; B]], sums: &mut Sums<B>) {
        let steps = steps(rows, panel);
        for block in 0..B {
            let mut totals = [[0i32; COLUMNS]; ROWS];
            for step in 0..steps {
                // Turned, so that the inner loop runs along the columns: that the compiler makes vectors of.
                let mut turned = [[0i16; COLUMNS]; STEP];
                for column in 0..COLUMNS {
                    for at in 0..STEP {
                        turned[at][column] = i16::from(panel[step][block].0[column * STEP + at]);
                    }
                }
                for row in 0..ROWS {
                    let numbers = rows[row][step];
                    for at in 0..STEP {
                        let number = i16::from(numbers[at]);
                        for column in 0..COLUMNS {
                            totals[row][column] += i32::from(number) * i32::from(turned[at][column]);
                        }
                    }
                }
            }
            for row in 0..ROWS {
                sums[row][block] = totals[row];
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Block, COLUMNS, ROWS, STEP, Sums, Tile, steps};
    use std::arch::x86_64::*;

    /// AVX-512 with VNNI. Made only in [`super::Machine::run`], after the processor was asked.
    #[derive(Debug, Clone, Copy)]
    pub(crate) struct Avx512(pub(super) ());

    impl Tile for Avx512 {
        #[inline(always)]
        fn tile<const B: usize>(
            self,
            rows: &[&[[u8; STEP]]; ROWS],
            panel: &[[Block; B]],
            sums: &mut Sums<B>,
        ) {
            // SAFETY: whoever has a value of this type has asked the processor for AVX-512 F and VNNI.
            unsafe { avx512(rows, panel, sums) }
        }
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512vnni")]
    fn avx512<const B: usize>(rows: &[&[[u8; STEP]]; ROWS], panel: &[[Block; B]], sums: &mut Sums<B>) {
        let steps = steps(rows, panel);
        let mut rows = *rows;
        for row in &mut rows {
            *row = &row[..steps];
        }
        let mut totals = [[_mm512_setzero_si512(); B]; ROWS];
        for (step, blocks) in panel[..steps].iter().enumerate() {
            let mut weights = [_mm512_setzero_si512(); B];
            for (register, block) in weights.iter_mut().zip(blocks) {
                // SAFETY: a block is 64 bytes, aligned to 64.
                *register = unsafe { _mm512_load_si512(block.0.as_ptr().cast()) };
            }
            // Indices: the compiler keeps all sums in registers only if it unrolls this, and it does not unroll a `zip`.
            for row in 0..ROWS {
                let numbers = _mm512_set1_epi32(i32::from_le_bytes(rows[row][step]));
                for block in 0..B {
                    totals[row][block] = _mm512_dpbusd_epi32(totals[row][block], numbers, weights[block]);
                }
            }
        }
        for (sums, totals) in sums.iter_mut().zip(&totals) {
            for (sums, &total) in sums.iter_mut().zip(totals) {
                // SAFETY: 16 numbers of 4 bytes; no alignment is asked for.
                unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast(), total) };
            }
        }
    }

    /// AVX2 with its own VNNI. Made only in [`super::Machine::run`], after the processor was asked.
    #[derive(Debug, Clone, Copy)]
    pub(crate) struct AvxVnni(pub(super) ());

    impl Tile for AvxVnni {
        #[inline(always)]
        fn tile<const B: usize>(
            self,
            rows: &[&[[u8; STEP]]; ROWS],
            panel: &[[Block; B]],
            sums: &mut Sums<B>,
        ) {
            // SAFETY: whoever has a value of this type has asked the processor for AVX2 and AVX-VNNI.
            unsafe { avx_vnni(rows, panel, sums) }
        }
    }

    #[inline]
    #[target_feature(enable = "avx2,avxvnni")]
    fn avx_vnni<const B: usize>(rows: &[&[[u8; STEP]]; ROWS], panel: &[[Block; B]], sums: &mut Sums<B>) {
        const HALF: usize = COLUMNS / 2;
        let steps = steps(rows, panel);
        let mut rows = *rows;
        for row in &mut rows {
            *row = &row[..steps];
        }
        for block in 0..B {
            for half in 0..2 {
                let mut totals = [_mm256_setzero_si256(); ROWS];
                for (step, blocks) in panel[..steps].iter().enumerate() {
                    let weights: &[i8] = &blocks[block].0[half * HALF * STEP..][..HALF * STEP];
                    // SAFETY: the slice has 32 bytes; no alignment is asked for.
                    let weights = unsafe { _mm256_loadu_si256(weights.as_ptr().cast()) };
                    for row in 0..ROWS {
                        let numbers = _mm256_set1_epi32(i32::from_le_bytes(rows[row][step]));
                        totals[row] = _mm256_dpbusd_avx_epi32(totals[row], numbers, weights);
                    }
                }
                for (sums, &total) in sums.iter_mut().zip(&totals) {
                    let sums: &mut [i32] = &mut sums[block][half * HALF..][..HALF];
                    // SAFETY: the slice has 8 numbers of 4 bytes; no alignment is asked for.
                    unsafe { _mm256_storeu_si256(sums.as_mut_ptr().cast(), total) };
                }
            }
        }
    }

    /// AVX2. Made only in [`super::Machine::run`], after the processor was asked.
    #[derive(Debug, Clone, Copy)]
    pub(crate) struct Avx2(pub(super) ());

    impl Tile for Avx2 {
        #[inline(always)]
        fn tile<const B: usize>(
            self,
            rows: &[&[[u8; STEP]]; ROWS],
            panel: &[[Block; B]],
            sums: &mut Sums<B>,
        ) {
            // SAFETY: whoever has a value of this type has asked the processor for AVX2.
            unsafe { avx2(rows, panel, sums) }
        }
    }

    /// Steps whose rows are widened together; 8 KiB of them stay in the nearest cache.
    const WIDENED: usize = 128;

    /// Multiplies 16-bit numbers: the 8-bit product of AVX2 cuts off what is too large for its sums.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn avx2<const B: usize>(rows: &[&[[u8; STEP]]; ROWS], panel: &[[Block; B]], sums: &mut Sums<B>) {
        const QUARTER: usize = COLUMNS / 4;
        let steps = steps(rows, panel);
        *sums = [[[0; COLUMNS]; B]; ROWS];
        let mut wide = [[[0u16; STEP]; WIDENED]; ROWS];
        for from in (0..steps).step_by(WIDENED) {
            let to = steps.min(from + WIDENED);
            for (row, wide) in rows.iter().zip(&mut wide) {
                for (&number, wide) in row[from..to].as_flattened().iter().zip(wide.as_flattened_mut()) {
                    *wide = u16::from(number);
                }
            }
            for block in 0..B {
                for quarter in 0..4 {
                    let mut totals = [_mm256_setzero_si256(); ROWS];
                    for (step, blocks) in panel[from..to].iter().enumerate() {
                        let weights: &[i8] = &blocks[block].0[quarter * QUARTER * STEP..][..QUARTER * STEP];
                        // SAFETY: the slice has 16 bytes; no alignment is asked for.
                        let weights = unsafe { _mm_loadu_si128(weights.as_ptr().cast()) };
                        let weights = _mm256_cvtepi8_epi16(weights);
                        for row in 0..ROWS {
                            let [first, second, third, fourth] = wide[row][step].map(i64::from);
                            let numbers = first | second << 16 | third << 32 | fourth << 48;
                            let products = _mm256_madd_epi16(_mm256_set1_epi64x(numbers), weights);
                            totals[row] = _mm256_add_epi32(totals[row], products);
                        }
                    }
                    for (sums, &total) in sums.iter_mut().zip(&totals) {
                        let mut pairs = [0i32; 2 * QUARTER];
                        // SAFETY: 8 numbers of 4 bytes; no alignment is asked for.
                        unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), total) };
                        let sums = &mut sums[block][quarter * QUARTER..][..QUARTER];
                        for (sum, pair) in sums.iter_mut().zip(pairs.as_chunks::<2>().0) {
                            *sum += pair[0] + pair[1];
                        }
                    }
                }
            }
        }
    }
}

/// Work that is compiled once for each set of instructions.
pub(crate) trait Work {
    /// What it gives.
    type Found;
    /// Does it. Must be `#[inline(always)]`, as all that it calls and that should be fast.
    fn work(self, tile: impl Tile) -> Self::Found;
}

/// Instructions that this processor has and that the encoder can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Machine(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Machine {
    /// All that this processor can do, the best one last.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut able = vec![Self(Kind::Portable)];
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            able.push(Self(Kind::Avx2));
            if is_x86_feature_detected!("avxvnni") {
                able.push(Self(Kind::AvxVnni));
            }
            let avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni");
            if avx512 {
                able.push(Self(Kind::Avx512));
            }
        }
        able
    }

    /// The best that this processor can do.
    #[must_use]
    pub fn best() -> Self {
        Self::all().pop().unwrap_or(Self(Kind::Portable))
    }

    /// Does some work with these instructions.
    pub(crate) fn run<W: Work>(self, work: W) -> W::Found {
        match self.0 {
            Kind::Portable => work.work(Portable),
            // SAFETY: only `all` makes these, and only where the processor has the instructions.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { run_avx2(work) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => unsafe { run_avx_vnni(work) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => unsafe { run_avx512(work) },
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Portable => "any processor",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "AVX2",
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => "AVX2 with VNNI",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "AVX-512 with VNNI",
        })
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn run_avx2<W: Work>(work: W) -> W::Found {
    work.work(x86::Avx2(()))
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,avxvnni")]
fn run_avx_vnni<W: Work>(work: W) -> W::Found {
    work.work(x86::AvxVnni(()))
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn run_avx512<W: Work>(work: W) -> W::Found {
    work.work(x86::Avx512(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct OneTile<'a> {
        rows: &'a [&'a [[u8; STEP]]; ROWS],
        panel: &'a [[Block; 3]],
    }

    impl Work for OneTile<'_> {
        type Found = Sums<3>;

        #[inline(always)]
        fn work(self, tile: impl Tile) -> Sums<3> {
            let mut sums = [[[0; COLUMNS]; 3]; ROWS];
            tile.tile(self.rows, self.panel, &mut sums);
            sums
        }
    }

    /// Row by column, as it is defined.
    fn defined(rows: &[Vec<[u8; STEP]>], panel: &[[Block; 3]]) -> Sums<3> {
        let mut sums = [[[0; COLUMNS]; 3]; ROWS];
        for (row, sums) in rows.iter().zip(&mut sums) {
            for block in 0..3 {
                for column in 0..COLUMNS {
                    for (numbers, blocks) in row.iter().zip(panel) {
                        for at in 0..STEP {
                            let weight = blocks[block].0[column * STEP + at];
                            sums[block][column] += i32::from(numbers[at]) * i32::from(weight);
                        }
                    }
                }
            }
        }
        sums
    }

    fn check(rows: &[Vec<[u8; STEP]>], panel: &[[Block; 3]]) {
        let slices: [&[[u8; STEP]]; ROWS] = std::array::from_fn(|row| rows[row].as_slice());
        let expected = defined(rows, panel);
        for machine in Machine::all() {
            assert_eq!(machine.run(OneTile { rows: &slices, panel }), expected, "{machine:?}");
        }
    }

    #[test]
    fn the_largest_numbers_overflow_nothing() {
        let rows = vec![vec![[255; STEP]; 400]; ROWS];
        check(&rows, &vec![[Block([-127; COLUMNS * STEP]); 3]; 400]);
        check(&rows, &vec![[Block([127; COLUMNS * STEP]); 3]; 400]);
    }

    proptest! {
        #[test]
        fn all_instructions_give_the_same_sums(
            steps in 0usize..200,
            seed in any::<[u8; 32]>(),
        ) {
            // A cheap sequence of bytes; what they are does not matter.
            let mut state = seed;
            let mut next = move || {
                for at in 0..32 {
                    state[at] = state[at].wrapping_mul(5).wrapping_add(state[(at + 7) % 32]).wrapping_add(1);
                }
                state[3]
            };
            let rows: Vec<Vec<[u8; STEP]>> =
                (0..ROWS).map(|_| (0..steps).map(|_| std::array::from_fn(|_| next())).collect()).collect();
            let panel: Vec<[Block; 3]> = (0..steps)
                .map(|_| std::array::from_fn(|_| Block(std::array::from_fn(|_| next() as i8))))
                .collect();
            check(&rows, &panel);
        }
    }
}
