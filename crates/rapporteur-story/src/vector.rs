//! What a report is about, as a vector of length 1: its words, and its names once more, weighed by how rare they are.

use crate::Sketch;
use crate::sketch::{Word, mix};
use foldhash::{HashMap, HashMapExt};

/// Length of a report's vector. Weights are whole numbers, so that sums do not depend on their order.
pub(crate) const UNIT: u64 = 4096;

/// A word of the headline counts as often as so many of the text.
const HEADLINE: f64 = 3.0;

/// What names weigh beside all words in a report of so many different words or fewer; in a longer one as much less as it is longer. They
/// tell one flood, trial or match from another where a report has two sentences; where it has twenty, its words do.
const NAMES: f64 = 0.15;
/// See [`NAMES`].
const SHORT: f64 = 25.0;

/// Reports of other times that are taken to stand beside those compared, and how many of them have each word: where all are of
/// one story, its words do not become the commonest of the language.
const BACKGROUND: f64 = 2_000.0;
/// See [`BACKGROUND`].
const IN_BACKGROUND: f64 = 10.0;

/// Least weight of a word by how rare it is (natural logarithm). Where thousands of reports are of one story, its words stand in
/// all of them and still tell what it is; without this, 2,000 such reports fell apart.
const LEAST: f64 = 2.5;

/// A report of fewer different words counts as if it had so many, the others found nowhere: two headlines that share a name
/// are not yet of one story.
const FEW: usize = 20;
/// The same of its names.
const FEW_NAMES: usize = 3;

/// Numbers of words and of names with their weights, sorted by number.
pub(crate) type Vector = Vec<(u32, u32)>;

/// What the reports compared say of a word.
#[derive(Default)]
struct Use {
    reports: u32,
    /// How much oftener it has a capital than none, where no sentence begins.
    upper: i64,
}

/// The vectors of the reports at these places.
pub(crate) fn vectors(sketches: &[Sketch], order: &[usize]) -> Vec<Vector> {
    let mut uses: HashMap<u32, Use> = HashMap::new();
    for word in sketches.iter().flat_map(|sketch| &sketch.words) {
        let known = uses.entry(word.hash).or_default();
        known.reports += 1;
        known.upper += i64::from(word.upper) - i64::from(word.lower);
    }
    let reports = sketches.len() as f64 + 1.0 + BACKGROUND;
    // Logarithms are rounded, because their last bits are not the same on every machine.
    let weight = |word: &Word| {
        let rare = (reports / (f64::from(uses[&word.hash].reports) + IN_BACKGROUND)).ln();
        let times = HEADLINE * f64::from(word.headline) + f64::from(word.lead);
        ((rare.max(LEAST) + 1.0) * 256.0).round() * ((1.0 + times.max(1.0).ln()) * 256.0).round()
    };
    let vector = |&at: &usize| {
        let words = &sketches[at].words;
        let all = words.iter().map(|word| (word.hash, weight(word))).collect();
        let names = words.iter().filter(|word| uses[&word.hash].upper > 0);
        let names = names.map(|word| (number_of_name(word.hash), weight(word))).collect();
        let beside = NAMES * (SHORT / words.len().max(1) as f64).min(1.0);
        let mut vector: Vector = scaled(all, FEW, 1.0 / (1.0 + beside)).collect();
        vector.extend(scaled(names, FEW_NAMES, beside / (1.0 + beside)));
        vector.sort_unstable();
        vector
    };
    order.iter().map(vector).collect()
}

/// Names have numbers of their own beside those that they have as words.
fn number_of_name(hash: u32) -> u32 {
    mix(u64::from(hash) | 1 << 32) as u32
}

/// The weights brought to a length of which the square is this share of the square of [`UNIT`]; less where they are few.
fn scaled(weights: Vec<(u32, f64)>, few: usize, share: f64) -> impl Iterator<Item = (u32, u32)> {
    let squares: f64 = weights.iter().map(|&(_, weight)| weight * weight).sum();
    let counted = weights.len().max(few) as f64 / weights.len().max(1) as f64;
    let scale = UNIT as f64 * share.sqrt() / (squares * counted).sqrt().max(1.0);
    weights.into_iter().map(move |(word, weight)| (word, (weight * scale).round() as u32))
}

/// The product of two vectors: the square of [`UNIT`] if they are one.
pub(crate) fn product(left: &[(u32, u32)], right: &[(u32, u32)]) -> u64 {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let (mut sum, mut at) = (0, 0);
    for &(word, weight) in short {
        at += long[at..].partition_point(|&(other, _)| other < word);
        if let Some(&(other, counter)) = long.get(at)
            && other == word
        {
            sum += u64::from(weight) * u64::from(counter);
        }
    }
    sum
}
