//! What a report is about: its words, pairs and triples of words, weighted by how few reports have them.

use crate::word::{Word, chain, words};
use foldhash::HashMap;

/// Bytes of a report that are read; a list of incidents of any length costs no more.
const LONGEST: usize = 160_000;
/// Names tell stories apart better than other words. Chosen on ECB+ train among 1, 2 and 3.
const NAME: f32 = 3.0;
/// Terms in more than this share of the reports, and in more than a handful, tell nothing.
const COMMON: f32 = 0.3;
const HANDFUL: u32 = 8;

/// What is kept of the words of a report: terms as numbers, with how often they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    terms: Box<[(u32, f32)]>,
    /// Lemmas, sorted, each once.
    pub(crate) lemmas: Box<[u32]>,
}

impl Profile {
    /// Reads the text of a report.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let end = (0..=text.len().min(LONGEST)).rev().find(|&at| text.is_char_boundary(at));
        let words = words(&text[..end.unwrap_or_default()]);
        let mut terms: Vec<(u32, f32)> = Vec::with_capacity(words.len() * 3);
        for (at, word) in words.iter().enumerate() {
            if word.tells() {
                terms.push((word.lemma, if word.is_capital { NAME } else { 1.0 }));
                let behind = |by: usize| words.get(at + by).filter(|word| !word.is_function);
                if let Some(next) = behind(1) {
                    terms.push((chain(&[word.lemma, next.lemma]), 1.0));
                }
                if let (Some(middle), Some(last)) = (words.get(at + 1), behind(2)) {
                    terms.push((chain(&[word.lemma, middle.lemma, last.lemma]), 1.0));
                }
            }
        }
        terms.sort_unstable_by_key(|(term, _)| *term);
        // Sums of small whole numbers: the order does not matter.
        terms.dedup_by(|from, into| {
            let same = from.0 == into.0;
            into.1 += if same { from.1 } else { 0.0 };
            same
        });
        let lemmas = crate::word::set(words.iter().filter(|word| word.tells()).map(|word: &Word| word.lemma));
        Self { terms: terms.into_boxed_slice(), lemmas }
    }

    /// A number that only the content decides.
    pub(crate) fn digest(&self) -> u64 {
        self.terms.iter().fold(0xcbf2_9ce4_8422_2325, |hash, (term, times)| {
            (hash ^ u64::from(*term) ^ (u64::from(times.to_bits()) << 32)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }
}

/// The reports of a collection as vectors of length 1, and how many of them have each word.
pub(crate) struct Profiles {
    vectors: Vec<Box<[(u32, f32)]>>,
    reports_with: HashMap<u32, u32>,
}

impl Profiles {
    pub(crate) fn new(profiles: &[&Profile]) -> Self {
        let mut of_term: HashMap<u32, u32> = HashMap::default();
        let mut reports_with: HashMap<u32, u32> = HashMap::default();
        for profile in profiles {
            for (term, _) in &profile.terms {
                *of_term.entry(*term).or_default() += 1;
            }
            for lemma in &profile.lemmas {
                *reports_with.entry(*lemma).or_default() += 1;
            }
        }
        let count = profiles.len() as f32;
        let vectors = profiles.iter().map(|profile| {
            let weighted = profile.terms.iter().filter_map(|&(term, times)| {
                let with = of_term[&term];
                let tells = with > 1 && (with <= HANDFUL || (with as f32) < COMMON * count);
                tells.then(|| (term, (1.0 + ln(times)) * ln((count + 1.0) / with as f32)))
            });
            let mut vector: Vec<(u32, f32)> = weighted.collect();
            let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            if length > 0.0 {
                vector.iter_mut().for_each(|(_, weight)| *weight /= length);
            }
            vector.into_boxed_slice()
        });
        Self { vectors: vectors.collect(), reports_with }
    }

    pub(crate) fn len(&self) -> usize {
        self.vectors.len()
    }

    /// The terms of a report with their weights, sorted by term.
    pub(crate) fn terms(&self, report: usize) -> &[(u32, f32)] {
        &self.vectors[report]
    }

    /// How alike two reports are, 0 to 1.
    pub(crate) fn likeness(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (&self.vectors[a], &self.vectors[b]);
        let (mut left, mut right, mut sum) = (0, 0, 0.0);
        while left < a.len() && right < b.len() {
            match a[left].0.cmp(&b[right].0) {
                std::cmp::Ordering::Equal => {
                    sum += a[left].1 * b[right].1;
                    (left, right) = (left + 1, right + 1);
                }
                std::cmp::Ordering::Less => left += 1,
                std::cmp::Ordering::Greater => right += 1,
            }
        }
        sum
    }

    /// How much a word tells: the fewer reports have it, the more.
    pub(crate) fn weight(&self, lemma: u32) -> f32 {
        let with = self.reports_with.get(&lemma).copied().unwrap_or_default() as f32;
        ln((self.len() as f32 + 1.0) / (with + 1.0))
    }
}

/// The natural logarithm, the same on every machine. `x` is at least 1.
fn ln(x: f32) -> f32 {
    let (mut mantissa, mut power) = (f64::from(x), 0.0);
    while mantissa > 2.0 {
        (mantissa, power) = (mantissa / 2.0, power + 1.0);
    }
    // ln m = 2 artanh((m - 1) / (m + 1)); the argument is at most a third.
    let z = (mantissa - 1.0) / (mantissa + 1.0);
    let series = (0..12).rev().fold(0.0, |sum, k| sum * z * z + 1.0 / f64::from(2 * k + 1));
    (2.0 * z * series + power * std::f64::consts::LN_2) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right() {
        for x in [1.0_f32, 1.5, 2.0, 3.0, 840.0, 1e7] {
            assert!((ln(x) - x.ln()).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn reports_of_one_story_are_alike() {
        let texts = [
            "Shells hit the Orvan bridge near Ulverin on Monday, the Norvassan army said.",
            "The Norvassan army said the Orvan bridge was hit by shells.",
            "The parliament of Dalmerra met to vote on the budget.",
        ];
        let profiles = texts.map(Profile::new);
        let all = Profiles::new(&profiles.each_ref());
        assert!(all.likeness(0, 1) > 0.5 && all.likeness(0, 2) < 0.1);
        assert_eq!(all.likeness(0, 1), all.likeness(1, 0));
    }
}
