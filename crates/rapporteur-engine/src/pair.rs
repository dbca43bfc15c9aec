//! What a source does to a target in a sentence, where both are given.

use rapporteur_nn::{Model, ModelError, PairReader, pair};
use rapporteur_record::{EventType, Realis};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// What the corpora behind the reader call CONCEDE and RETREAT.
const YIELD: &str = "YIELD";
const YIELDS: [EventType; 2] = [EventType::Concede, EventType::Retreat];

/// What a source does to a target, each label with its probability, the likeliest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairCode {
    /// All types of PLOVER.
    pub types: Vec<(EventType, f64)>,
    /// Whether it came about; empty where no word beside the sides tells.
    pub realis: Vec<(Realis, f64)>,
}

/// A coder of given pairs.
#[derive(Debug)]
pub struct PairCoder {
    model: Arc<Model>,
    reader: PairReader,
}

impl PairCoder {
    /// With the models that the program carries, or another reader of pairs in a folder.
    ///
    /// # Errors
    /// If a model cannot be loaded.
    pub fn new(pairs: Option<&Path>) -> Result<Self, ModelError> {
        let model = Arc::new(Model::shipped()?);
        let reader = match pairs {
            Some(folder) => PairReader::load(folder, model.clone())?,
            None => PairReader::shipped(model.clone())?,
        };
        Ok(Self { model, reader })
    }

    /// What the sources do to the targets. Sides are bytes of the text, which should be a sentence. What is CONCEDE and what RETREAT, and whether
    /// it came about, the layers for events tell.
    ///
    /// # Errors
    /// If the sides stand too far apart.
    pub fn code(
        &self,
        text: &str,
        sources: &[Range<usize>],
        targets: &[Range<usize>],
    ) -> Result<PairCode, ModelError> {
        let shares = self.reader.read(text, sources, targets)?;
        let labels = self.model.manifest().events.as_ref();
        let paired = pair(&self.model, text, 0..text.len(), sources, targets)?;
        // Where no word is left to tell, nothing is told.
        let told = labels.zip(paired);
        let types = told.as_ref().map(|(labels, paired)| named(&labels.types, &paired.types));
        let realis = told.as_ref().map(|(labels, paired)| named(&labels.realis, &paired.realis));
        let of = |named: Option<&Vec<(&str, f64)>>, wanted: &str| {
            let share = named?.iter().find(|(name, _)| *name == wanted)?.1;
            Some(share)
        };
        let yields = YIELDS.map(|wanted| of(types.as_ref(), wanted.name()).unwrap_or(1.0));
        let mut code = PairCode::default();
        for (kind, share) in self.reader.kinds().iter().zip(shares) {
            if kind == YIELD {
                let part = |part: f64| share * part / yields.iter().sum::<f64>().max(f64::MIN_POSITIVE);
                code.types.extend(YIELDS.into_iter().zip(yields.map(part)));
            } else if let Some(known) = EventType::ALL.into_iter().find(|known| known.name() == kind) {
                code.types.push((known, share));
            }
        }
        let told = |wanted: Realis| Some((wanted, of(realis.as_ref(), wanted.name())?));
        code.realis = Realis::ALL.into_iter().filter_map(told).collect();
        code.types.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        code.realis.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(code)
    }
}

/// Labels with their probabilities.
fn named<'l>(labels: &'l [String], shares: &[f64]) -> Vec<(&'l str, f64)> {
    labels.iter().map(String::as_str).zip(shares.iter().copied()).collect()
}
