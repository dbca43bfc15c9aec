//! What a source does to a target, where a sentence and both sides are given: a model of its own, `models/pairs-0.1`.
//!
//! Layers of its own read the sentence twice, with the words of the sides and without them ([`sequence`]); a linear model of runs of
//! words and letters ([`ngrams`]) reads it with the sides masked. Section 15 of "The contract" in `training/README.md`.

mod ngrams;
mod sequence;

use crate::encoded::{Encoded, FEATURES};
use crate::event::log_sum;
use crate::layer::{Layer, Norm, Room};
use crate::manifest::Pairs;
use crate::math::normalise;
use crate::model::{Model, ModelError, checked, read};
use crate::product::Linear;
use crate::weights::{Owner, Weights, WeightsError};
use ngrams::Ngrams;
use sequence::{MARKS, ROLES, Row, Sequence, roles, stretch};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file with the layers.
const LAYERS: &str = "pairs.safetensors";
/// The file with the linear model.
const NGRAMS: &str = "ngrams.safetensors";
/// Version of the manifest that this program reads.
const FORMAT: u32 = 1;
/// First rows that the last map takes: that of the start, the means of both sides' marks, and that of the likely triggers.
const POOLED: usize = 4;

/// A file of the model that the program carries.
macro_rules! shipped {
    ($name:literal) => {
        include_bytes!(concat!("../../../../models/pairs-0.1/", $name)).as_slice()
    };
}

/// A loaded reader of pairs. It takes the numbers of word pieces from a [`Model`].
pub struct PairReader {
    model: Arc<Model>,
    said: Pairs,
    places: Vec<f32>,
    features: Vec<f32>,
    marks: Vec<f32>,
    roles: Vec<f32>,
    embedded: Norm,
    layers: Vec<Layer>,
    /// A score to be the trigger, and one for each kind.
    heads: Linear,
    pool: Linear,
    ngrams: Ngrams,
}

impl std::fmt::Debug for PairReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PairReader({} {})", self.said.name, self.said.version)
    }
}

impl PairReader {
    /// The reader that the program carries: `models/pairs-0.1`.
    ///
    /// # Errors
    /// If it does not fit the model.
    pub fn shipped(model: Arc<Model>) -> Result<Self, ModelError> {
        let path = PathBuf::from("manifest.json");
        let said = manifest(&path, shipped!("manifest.json"))?;
        let files = [shipped!("pairs.safetensors"), shipped!("ngrams.safetensors")];
        Self::new(model, said, &files.map(Owner::Program))
    }

    /// Loads the reader in a folder.
    ///
    /// # Errors
    /// If a file is missing, damaged, of another version, or does not fit the model.
    pub fn load(folder: &Path, model: Arc<Model>) -> Result<Self, ModelError> {
        let said = manifest(&folder.join("manifest.json"), &read(folder, "manifest.json")?)?;
        let file = |name| checked(folder, &said.files, name);
        let files = [file(LAYERS)?, file(NGRAMS)?];
        Self::new(model, said, &files)
    }

    fn new(model: Arc<Model>, said: Pairs, [layers, ngrams]: &[Owner; 2]) -> Result<Self, ModelError> {
        let of = |file: &'static str| move |error| ModelError::Weights { file, error };
        let ngrams = Weights::new(ngrams).and_then(|weights| Ngrams::load(&weights, said.kinds.len()));
        let ngrams = ngrams.map_err(of(NGRAMS))?;
        Self::with(model, said, layers, ngrams).map_err(of(LAYERS))
    }

    fn with(model: Arc<Model>, said: Pairs, layers: &Owner, ngrams: Ngrams) -> Result<Self, WeightsError> {
        let sizes = said.encoder;
        let sound = sizes.is_sound()
            && sizes.width == model.width()
            && (1..=255).contains(&said.kinds.len())
            && said.share.is_finite()
            && said.temperature.is_finite()
            && said.temperature > 0.0;
        if !sound {
            return Err(WeightsError::Sizes);
        }
        if model.encoder_sum() != Some(&said.words) {
            return Err(WeightsError::Heads("was learned on another encoder".into()));
        }
        let (width, kinds) = (sizes.width, said.kinds.len());
        let weights = Weights::new(layers)?;
        Ok(Self {
            places: weights.numbers("position.weight", &[sizes.pieces, width])?,
            features: weights.numbers("feature.weight", &[FEATURES, width])?,
            marks: weights.numbers("marks", &[MARKS, width])?,
            roles: weights.numbers("role", &[ROLES, width])?,
            embedded: Norm::load(&weights, "embedded", width)?,
            layers: Layer::load_all(&weights, sizes.layers, sizes)?,
            heads: Linear::load(&weights, "heads", width, Some(1 + kinds))?,
            pool: Linear::load(&weights, "pool", POOLED * width, Some(kinds))?,
            ngrams,
            model,
            said,
        })
    }

    /// What it says a source may do to a target: types of PLOVER, with `YIELD` for what older corpora do not part.
    #[must_use]
    pub fn kinds(&self) -> &[String] {
        &self.said.kinds
    }

    /// How likely each of the kinds is of what the sources do to the targets, given as bytes of the text, which should be a sentence. Of a long
    /// text the words around the sides are read. Ranges that are none of the text count for nothing, and what lies in both
    /// sides belongs to the sources.
    ///
    /// # Errors
    /// If the sides stand too far apart.
    pub fn read(
        &self,
        text: &str,
        sources: &[Range<usize>],
        targets: &[Range<usize>],
    ) -> Result<Vec<f64>, ModelError> {
        let of_text = |sides: &[Range<usize>]| -> Vec<Range<usize>> {
            sides.iter().filter(|side| text.get((*side).clone()).is_some()).cloned().collect()
        };
        let sides = [of_text(sources), of_text(targets)];
        let encoded = Encoded::new(text, self.model.vocabulary());
        let roles = roles(text, &encoded, &sides);
        // The last piece is the mark at the end.
        let most = self.said.encoder.pieces - 1;
        let words = stretch(&encoded, &roles, most).ok_or(ModelError::Apart(most))?;
        let mut room = Room::default();
        let mut total = vec![0.0; self.said.kinds.len()];
        for hidden in [false, true] {
            let sequence = Sequence::new(&encoded, &roles, words.clone(), hidden, self.model.vocabulary());
            for (total, log) in total.iter_mut().zip(self.view(&sequence, &mut room)?) {
                *total += log / 2.0;
            }
        }
        let runs = self.ngrams.read(text, &sides);
        let layers = log_shares(&total);
        let both = layers.iter().zip(&runs).map(|(layers, runs)| layers + self.said.share * runs);
        let both: Vec<f64> = both.map(|log| log / self.said.temperature).collect();
        Ok(log_shares(&both).into_iter().map(f64::exp).collect())
    }

    /// Logarithms of the kinds' probabilities by the layers, of one view.
    fn view(&self, sequence: &Sequence, room: &mut Room) -> Result<Vec<f64>, ModelError> {
        let (sizes, machine) = (self.said.encoder, self.model.machine());
        let width = sizes.width;
        let all = 0..sequence.pieces.len();
        let all = std::slice::from_ref(&all);
        room.fit(all, width);
        for (place, piece) in sequence.pieces.iter().enumerate() {
            let row = |table: usize| table * width..(table + 1) * width;
            let found = &mut room.pieces[row(place)];
            match piece.row {
                Row::Mark(mark) => found.copy_from_slice(&self.marks[row(mark)]),
                Row::Piece(id) => {
                    let word = self.model.word(id).ok_or(ModelError::Window)?;
                    found.iter_mut().zip(word).for_each(|(x, word)| *x = word);
                }
            }
            let tables =
                [(&self.places, place), (&self.features, piece.feature), (&self.roles, piece.role.number())];
            for (table, at) in tables {
                found.iter_mut().zip(&table[row(at)]).for_each(|(x, more)| *x += more);
            }
            normalise(found, &self.embedded.weight, &self.embedded.bias, sizes.epsilon);
        }
        for layer in &self.layers {
            layer.run(machine, sizes, all, room);
        }
        let Room { pieces, rows, found, .. } = room;
        let said = self.heads.run(machine, pieces, width, rows, found);
        let said: Vec<&[f32]> = said.chunks_exact(self.heads.width()).collect();
        // The words outside the sides may be the trigger; if there are none, the mark at the start.
        let mut words: Vec<usize> =
            sequence.pieces.iter().enumerate().filter(|(_, piece)| piece.begins).map(|(at, _)| at).collect();
        if words.is_empty() {
            words.push(0);
        }
        let triggers: Vec<f64> = words.iter().map(|&at| f64::from(said[at][0])).collect();
        let triggers = log_shares(&triggers);
        let kinds = self.said.kinds.len();
        let mut terms = vec![Vec::with_capacity(words.len()); kinds];
        let mut pooled = vec![0.0; POOLED * width];
        let (first, rest) = pooled.split_at_mut(width);
        first.copy_from_slice(&pieces[..width]);
        let (sides, attended) = rest.split_at_mut(2 * width);
        for (opened, mean) in sequence.opened.iter().zip(sides.chunks_exact_mut(width)) {
            for &at in opened {
                add(mean, &pieces[at * width..][..width], 1.0 / opened.len() as f32);
            }
        }
        for (&at, trigger) in words.iter().zip(&triggers) {
            let scores: Vec<f64> = said[at][1..=kinds].iter().map(|&score| f64::from(score)).collect();
            for (terms, log) in terms.iter_mut().zip(log_shares(&scores)) {
                terms.push(trigger + log);
            }
            add(attended, &pieces[at * width..][..width], trigger.exp() as f32);
        }
        let more = self.pool.run(machine, &pooled, POOLED * width, rows, found);
        let scores: Vec<f64> =
            terms.iter().zip(more).map(|(terms, &more)| log_sum(terms) + f64::from(more)).collect();
        Ok(log_shares(&scores))
    }
}

fn manifest(path: &Path, bytes: &[u8]) -> Result<Pairs, ModelError> {
    let malformed = |what: String| ModelError::Manifest { path: path.to_path_buf(), what };
    let said: Pairs = serde_json::from_slice(bytes).map_err(|error| malformed(error.to_string()))?;
    if said.format == FORMAT {
        return Ok(said);
    }
    Err(malformed(format!("format {}, but this program reads format {FORMAT}", said.format)))
}

/// Adds a share of some numbers to others.
fn add(to: &mut [f32], numbers: &[f32], share: f32) {
    to.iter_mut().zip(numbers).for_each(|(x, number)| *x += share * number);
}

/// Logarithms of the shares of scores.
fn log_shares(scores: &[f64]) -> Vec<f64> {
    let total = log_sum(scores);
    scores.iter().map(|score| score - total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// How far a logarithm by the layers may be from the reference where the probability is above a hundredth: real functions differ in
    /// their last bits, which moves a rounding and grows. Runs of words are counted, and differ by roundings alone.
    const NEAR: f64 = 0.35;
    const SAME: f64 = 2e-3;

    fn list(value: &Value) -> &[Value] {
        value.as_array().expect("a list")
    }

    fn number(value: &Value) -> i64 {
        value.as_i64().expect("a number")
    }

    #[test]
    fn pieces_and_scores_are_those_of_the_reference() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/pairs-0.1");
        let cases = std::fs::read_to_string(folder.join("reference.json")).expect("the reference");
        let cases: Vec<Value> = serde_json::from_str(&cases).expect("JSON");
        let reader = PairReader::shipped(Arc::new(Model::shipped().expect("the model"))).expect("it");
        let vocabulary = reader.model.vocabulary();
        for case in cases {
            let text = case["text"].as_str().expect("a text");
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let sides = ["sources", "targets"].map(|side| -> Vec<Range<usize>> {
                let at = |value: &Value| bytes[number(value) as usize];
                list(&case[side]).iter().map(|span| at(&span[0])..at(&span[1])).collect()
            });
            let encoded = Encoded::new(text, vocabulary);
            let roles = roles(text, &encoded, &sides);
            let words = stretch(&encoded, &roles, 250).expect("there is room");
            for (view, hidden) in [false, true].into_iter().enumerate() {
                let sequence = Sequence::new(&encoded, &roles, words.clone(), hidden, vocabulary);
                let row = |row| match row {
                    Row::Piece(id) => i64::from(id),
                    Row::Mark(mark) => -1 - mark as i64,
                };
                let pieces: Vec<_> = sequence
                    .pieces
                    .iter()
                    .map(|piece| (row(piece.row), piece.role.number() as i64))
                    .collect();
                let expected: Vec<_> = list(&case["pieces"][view])
                    .iter()
                    .map(|piece| (number(&piece[0]), number(&piece[1])))
                    .collect();
                assert_eq!(pieces, expected, "{text}");
                let found = reader.view(&sequence, &mut Room::default()).expect("it reads");
                for (found, expected) in found.iter().zip(list(&case["views"][view])) {
                    let expected = expected.as_f64().expect("a logarithm");
                    assert!(expected.max(*found) < 0.01f64.ln() || (found - expected).abs() < NEAR, "{text}");
                }
            }
            for (found, expected) in reader.ngrams.read(text, &sides).iter().zip(list(&case["runs"])) {
                let expected = expected.as_f64().expect("a logarithm");
                assert!((found - expected).abs() < SAME, "{text}: {found} {expected}");
            }
        }
    }
}
