//! Functions of real numbers that give the same bits on every processor: only additions, products, quotients and square roots,
//! each rounded by itself, in an order that does not depend on the width of the registers.

/// Partial sums that are kept side by side.
const LANES: usize = 16;

/// Added and taken away again, it rounds a number below 2²² to a whole one, which stands in its last bits.
const ROUNDER: f32 = 12_582_912.0;

/// Number and whole number nearest to it; halves go to the even one.
#[inline(always)]
pub(crate) fn nearest(x: f32) -> (f32, i32) {
    let moved = x + ROUNDER;
    (moved - ROUNDER, moved.to_bits() as i32 - ROUNDER.to_bits() as i32)
}

/// e to the power of a number that is not above 0. Relative error below 2e-7 (Cephes, `expf`).
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    // Below that the result is no normal number, and nothing here needs it.
    let x = x.max(-87.0);
    let (whole, power) = nearest(x * std::f32::consts::LOG2_E);
    // The logarithm of 2 in two parts, of which the first has few bits, so that its product is exact.
    let rest = x - whole * 0.693_359_4 - whole * -2.121_944_4e-4;
    let mut sum = 1.987_569_2e-4;
    for term in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        sum = sum * rest + term;
    }
    let found = sum * (rest * rest) + rest + 1.0;
    found * f32::from_bits(((power + 127) as u32) << 23)
}

/// What happens to each number before a linear map.
pub(crate) trait Activation: Copy {
    /// The number that the map takes. A method and no closure, because closures are not always inlined.
    fn of(self, x: f32) -> f32;
}

/// Nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Identity;

impl Activation for Identity {
    #[inline(always)]
    fn of(self, x: f32) -> f32 {
        x
    }
}

/// [`gelu`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gelu;

impl Activation for Gelu {
    #[inline(always)]
    fn of(self, x: f32) -> f32 {
        gelu(x)
    }
}

/// x times the share of a normal distribution below x. Absolute error below 1e-6 (Abramowitz and Stegun, 7.1.26).
#[inline(always)]
fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let mut sum = 1.061_405_4;
    for term in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
        sum = sum * t + term;
    }
    let error = 1.0 - sum * t * exp(-(z * z).min(80.0));
    0.5 * x * (1.0 + error.copysign(x))
}

/// Sum of the squares of what is left of the numbers when `middle` is taken away; their count is a multiple of 16.
#[inline(always)]
fn squares(numbers: &[f32], middle: f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for numbers in numbers.as_chunks::<LANES>().0 {
        for at in 0..LANES {
            lanes[at] += (numbers[at] - middle) * (numbers[at] - middle);
        }
    }
    total(&lanes)
}

/// Sum of the numbers; their count is a multiple of 16.
#[inline(always)]
pub(crate) fn sum(numbers: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for numbers in numbers.as_chunks::<LANES>().0 {
        for at in 0..LANES {
            lanes[at] += numbers[at];
        }
    }
    total(&lanes)
}

/// In the order in which halves of a register are added.
#[inline(always)]
fn total(lanes: &[f32; LANES]) -> f32 {
    let mut lanes = *lanes;
    let mut half = LANES / 2;
    while half > 0 {
        for at in 0..half {
            lanes[at] += lanes[at + half];
        }
        half /= 2;
    }
    lanes[0]
}

/// The largest of the numbers, or of their sizes; their count is a multiple of 16.
#[inline(always)]
fn most<const SIZES: bool>(numbers: &[f32], least: f32) -> f32 {
    let mut lanes = [least; LANES];
    for numbers in numbers.as_chunks::<LANES>().0 {
        for at in 0..LANES {
            let number = if SIZES { numbers[at].abs() } else { numbers[at] };
            lanes[at] = if number > lanes[at] { number } else { lanes[at] };
        }
    }
    let mut most = least;
    for lane in lanes {
        most = if lane > most { lane } else { most };
    }
    most
}

/// Moves and scales a row to mean 0 and variance 1, then by learned weights.
#[inline(always)]
pub(crate) fn normalise(row: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) {
    let count = row.len() as f32;
    let mean = sum(row) / count;
    let variance = squares(row, mean) / count;
    let scale = 1.0 / (variance + epsilon).sqrt();
    for ((x, &weight), &bias) in row.iter_mut().zip(weight).zip(bias) {
        *x = (*x - mean) * scale * weight + bias;
    }
}

/// A row in 8 bits: number = (byte - 128) × scale. Gives the scale.
#[inline(always)]
pub(crate) fn quantise(row: &[f32], bytes: &mut [u8]) -> f32 {
    let most = most::<true>(row, 0.0);
    let factor = if most > 0.0 { 127.0 / most } else { 0.0 };
    for (byte, &x) in bytes.iter_mut().zip(row) {
        *byte = (nearest(x * factor).1 + 128) as u8;
    }
    most / 127.0
}

/// What a row of scores says of shares, in 255 parts of the largest; gives the sum of the parts. Scores from `count` on
/// count nothing.
#[inline(always)]
pub(crate) fn shares(scores: &mut [f32], count: usize, bytes: &mut [u8]) -> f32 {
    for score in &mut scores[count..] {
        *score = f32::MIN;
    }
    let most = most::<false>(scores, f32::MIN);
    let mut total = 0i32;
    for (byte, &score) in bytes.iter_mut().zip(scores.iter()) {
        let part = nearest(exp(score - most) * 255.0).1;
        *byte = part as u8;
        total += part;
    }
    total as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The error function by its series, in double precision.
    fn error_function(x: f64) -> f64 {
        let (mut term, mut sum) = (x, x);
        for n in 1..200 {
            let n = f64::from(n);
            term *= -x * x / n;
            sum += term / (2.0 * n + 1.0);
        }
        sum * 2.0 / std::f64::consts::PI.sqrt()
    }

    #[test]
    fn functions_are_near_their_definitions() {
        for step in -800..=800 {
            let x = step as f32 / 200.0;
            let expected =
                0.5 * f64::from(x) * (1.0 + error_function(f64::from(x) / std::f64::consts::SQRT_2));
            assert!((f64::from(gelu(x)) - expected).abs() < 1e-6, "{x}: {} {expected}", gelu(x));
            let x = x.min(0.0) * 20.0;
            let expected = f64::from(x).exp();
            assert!((f64::from(exp(x)) - expected).abs() <= 2e-7 * expected, "{x}: {} {expected}", exp(x));
        }
        assert_eq!(gelu(40.0), 40.0);
        assert_eq!(gelu(-40.0).abs(), 0.0);
        assert_eq!(exp(0.0), 1.0);
    }

    #[test]
    fn rows_come_back_from_8_bits() {
        let row: Vec<f32> = (0..32).map(|x| (x as f32 - 11.0) * 0.37).collect();
        let mut bytes = [0; 32];
        let scale = quantise(&row, &mut bytes);
        for (&byte, &x) in bytes.iter().zip(&row) {
            assert!((f32::from(byte) - 128.0).mul_add(scale, -x).abs() <= scale / 2.0 + 1e-6);
        }
        assert_eq!(quantise(&[0.0; 16], &mut bytes[..16]), 0.0);
        assert_eq!(bytes[..16], [128; 16]);
    }

    #[test]
    fn shares_are_parts_of_the_largest() {
        let mut scores = [0.0; 16];
        scores[1] = 3.0f32.ln();
        scores[5] = 99.0;
        let mut bytes = [7; 16];
        assert_eq!(shares(&mut scores, 3, &mut bytes), 255.0 + 85.0 + 85.0);
        assert_eq!(bytes[..4], [85, 255, 85, 0]);
        assert_eq!(bytes[5], 0);
    }

    #[test]
    fn a_normalised_row_has_mean_0_and_variance_1() {
        let mut row: Vec<f32> = (0..32).map(|x| x as f32).collect();
        normalise(&mut row, &[1.0; 32], &[0.0; 32], 1e-12);
        let mean: f32 = row.iter().sum::<f32>() / 32.0;
        let variance: f32 = row.iter().map(|x| x * x).sum::<f32>() / 32.0;
        assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 1e-5, "{mean} {variance}");
    }
}
