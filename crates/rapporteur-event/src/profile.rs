//! What a report is about: its words, pairs and triples of words, weighted by how few reports have them.

use crate::word::{Word, chain, words};
use foldhash::HashMap;
use rapporteur_ontology::word;

/// Bytes of a report that are read; a list of incidents of any length costs no more.
const LONGEST: usize = 160_000;
/// Names tell stories apart better than other words. Chosen on ECB+ train among 1, 2 and 3.
const NAME: f32 = 3.0;
/// As many general reports count beside those of the collection, so that words weigh something in a collection of five.
const BACKGROUND: f32 = 100.0;
/// Reports over which the ontology counts words, and the share of its counts that a word has in different ones, roughly.
const COUNTED: f32 = 840.0;
const SPREAD: f32 = 0.6;

/// A word, a pair or a triple of words of a report.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Term {
    number: u32,
    /// How often it stands; a name counts more.
    times: f32,
    /// In how many reports of the background it stands.
    background: f32,
}

/// What is kept of the words of a report: terms as numbers, with how often they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    terms: Box<[Term]>,
    /// In how many reports of the background each of `lemmas` stands.
    background: Box<[f32]>,
    /// Lemmas, sorted, each once.
    pub(crate) lemmas: Box<[u32]>,
}

impl Profile {
    /// Reads the text of a report.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let end = (0..=text.len().min(LONGEST)).rev().find(|&at| text.is_char_boundary(at));
        let words = words(&text[..end.unwrap_or_default()]);
        let mut terms: Vec<Term> = Vec::with_capacity(words.len() * 3);
        let chained = |numbers: &[u32]| Term { number: chain(numbers), times: 1.0, background: 0.0 };
        for (at, word) in words.iter().enumerate() {
            if word.tells() {
                let times = if word.is_capital { NAME } else { 1.0 };
                terms.push(Term { number: word.lemma, times, background: background(word) });
                let behind = |by: usize| words.get(at + by).filter(|word| !word.is_function);
                if let Some(next) = behind(1) {
                    terms.push(chained(&[word.lemma, next.lemma]));
                }
                if let (Some(middle), Some(last)) = (words.get(at + 1), behind(2)) {
                    terms.push(chained(&[word.lemma, middle.lemma, last.lemma]));
                }
            }
        }
        terms.sort_unstable_by_key(|term| term.number);
        // Sums of small whole numbers: the order does not matter.
        terms.dedup_by(|from, into| {
            let same = from.number == into.number;
            if same {
                into.times += from.times;
                into.background = into.background.max(from.background);
            }
            same
        });
        let lemmas = crate::word::set(words.iter().filter(|word| word.tells()).map(|word: &Word| word.lemma));
        let of = |lemma: &u32| {
            let at = terms.binary_search_by_key(lemma, |term| term.number);
            at.map_or(0.0, |at| terms[at].background)
        };
        let background = lemmas.iter().map(of).collect();
        Self { terms: terms.into_boxed_slice(), background, lemmas }
    }

    /// A number that only the content decides.
    pub(crate) fn digest(&self) -> u64 {
        self.terms.iter().fold(0xcbf2_9ce4_8422_2325, |hash, term| {
            (hash ^ u64::from(term.number) ^ (u64::from(term.times.to_bits()) << 32))
                .wrapping_mul(0x0000_0100_0000_01b3)
        })
    }
}

/// In how many reports of the background a word stands, roughly.
fn background(word: &Word) -> f32 {
    let counts = word::counts(word.folded.as_str()).map_or(0, |counts| counts.lower + counts.upper);
    (SPREAD * counts as f32 / COUNTED).min(1.0) * BACKGROUND
}

/// The reports of a collection as vectors of length 1, and how much words tell.
pub(crate) struct Profiles {
    vectors: Vec<Box<[(u32, f32)]>>,
    weights: HashMap<u32, f32>,
}

impl Profiles {
    pub(crate) fn new(profiles: &[&Profile]) -> Self {
        let mut of_term: HashMap<u32, u32> = HashMap::default();
        let mut of_lemma: HashMap<u32, (u32, f32)> = HashMap::default();
        for profile in profiles {
            for term in &profile.terms {
                *of_term.entry(term.number).or_default() += 1;
            }
            for (lemma, background) in profile.lemmas.iter().zip(&profile.background) {
                let known = of_lemma.entry(*lemma).or_default();
                *known = (known.0 + 1, known.1.max(*background));
            }
        }
        let all = profiles.len() as f32 + BACKGROUND + 1.0;
        let weight = |with: u32, background: f32| ln(all / (with as f32 + background + 1.0).min(all));
        let vectors = profiles.iter().map(|profile| {
            let weighted = profile.terms.iter().map(|term| {
                let with = of_term[&term.number];
                (term.number, with, (1.0 + ln(term.times)) * weight(with, term.background))
            });
            let mut vector: Vec<(u32, u32, f32)> = weighted.collect();
            let length = vector.iter().map(|(_, _, weight)| weight * weight).sum::<f32>().sqrt();
            // A term that no other report has counts for the length and is not kept.
            vector.retain(|(_, with, _)| *with > 1);
            vector
                .into_iter()
                .map(|(term, _, weight)| (term, weight / length.max(f32::MIN_POSITIVE)))
                .collect()
        });
        let vectors = vectors.collect();
        let weights = of_lemma.into_iter().map(|(lemma, (with, b))| (lemma, weight(with, b))).collect();
        Self { vectors, weights }
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
        self.weights.get(&lemma).copied().unwrap_or_default()
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
        assert!(all.likeness(0, 1) > 3.0 * all.likeness(0, 2) && all.likeness(0, 1) > 0.2);
        assert_eq!(all.likeness(0, 1), all.likeness(1, 0));
    }
}
