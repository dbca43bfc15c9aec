//! A model's files, checked and loaded, and one pass over a window.

use crate::coreference;
use crate::encoder::{Encoder, Scratch};
use crate::event;
use crate::kernel::Machine;
use crate::manifest::{self, FORMAT, Manifest};
use crate::vocabulary::Vocabulary;
use crate::weights::{Owner, Weights, WeightsError};
use rapporteur_text::ContentHash;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The file with the maps for coreference.
const COREFERENCE: &str = "coreference.safetensors";
/// The file with the maps for events.
const EVENTS: &str = "events.safetensors";
/// The file with the encoder.
const ENCODER: &str = "model.safetensors";

/// A file of the model that the program carries.
macro_rules! shipped {
    ($name:literal) => {
        include_bytes!(concat!("../../../models/attribution-0.1/", $name)).as_slice()
    };
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file cannot be read.
    #[error("{path}: {source}; a model is a folder with manifest.json, model.safetensors and vocab.txt")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The manifest is malformed or of another version.
    #[error("{path}: {what}")]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A file is not the one that the manifest names.
    #[error(
        "{path}: its SHA-256 is {found}, but manifest.json says {expected}: the file is damaged or of another \
         version; copy the model's folder again"
    )]
    Checksum {
        /// The file.
        path: PathBuf,
        /// Sum of the file.
        found: String,
        /// Sum in the manifest.
        expected: String,
    },
    /// The list of word pieces is malformed.
    #[error("vocab.txt: {0}")]
    Vocabulary(String),
    /// The weights are malformed or are not what the manifest says.
    #[error("{file}: {error}")]
    Weights {
        /// The file.
        file: &'static str,
        /// What is wrong.
        error: WeightsError,
    },
    /// A window is longer than the model can read, or has a piece that it does not know.
    #[error("a window does not fit the model")]
    Window,
    /// Two sides do not fit into what is read at once.
    #[error("the sides stand too far apart: with what lies between them they have more than {0} word pieces")]
    Apart(usize),
}

/// The bytes of a file of a model's folder.
pub(crate) fn read(folder: &Path, name: &str) -> Result<Vec<u8>, ModelError> {
    let path = folder.join(name);
    fs::read(&path).map_err(|source| ModelError::File { path, source })
}

/// The same of a file with the sum that the manifest gives.
pub(crate) fn checked(
    folder: &Path,
    files: &BTreeMap<String, manifest::File>,
    name: &str,
) -> Result<Owner, ModelError> {
    let bytes = read(folder, name)?;
    let Some(file) = files.get(name) else {
        let what = format!("{name} has no checksum");
        return Err(ModelError::Manifest { path: folder.join("manifest.json"), what });
    };
    let (expected, found) = (file.sha256.clone(), ContentHash::of(&bytes).to_string());
    if found == expected {
        Ok(Owner::Shared(bytes.into()))
    } else {
        Err(ModelError::Checksum { path: folder.join(name), found, expected })
    }
}

/// A loaded model.
pub struct Model {
    manifest: Manifest,
    vocabulary: Vocabulary,
    encoder: Encoder,
    coreference: Option<coreference::Maps>,
    events: Option<event::Maps>,
    /// Room that no text needs now, at most as much as texts were read at once. Fresh room for each text costs 3 % of the time, for
    /// the system must clear its pages.
    spare: Mutex<Vec<Scratch>>,
}

/// The files of a model beside its manifest.
struct Files {
    vocabulary: Owner,
    encoder: Owner,
    coreference: Option<Owner>,
    events: Option<Owner>,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Model({} {})", self.manifest.name, self.manifest.version)
    }
}

/// A table of numbers, a row for each piece of a window with the marks at its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    width: usize,
    values: Vec<f32>,
}

impl Table {
    /// The numbers of one piece.
    #[must_use]
    pub fn row(&self, piece: usize) -> &[f32] {
        &self.values[piece * self.width..(piece + 1) * self.width]
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len() / self.width
    }
}

/// What the encoder says of one window.
#[derive(Debug, Clone)]
pub struct Output {
    /// One for each head of the manifest, in its order: scores of the labels.
    pub heads: Vec<Table>,
    /// One for each link: query and key.
    pub links: Vec<(Table, Table)>,
}

impl Model {
    /// Loads the model in a folder.
    ///
    /// # Errors
    /// If a file is missing, damaged, or of another version.
    pub fn load(folder: &Path) -> Result<Self, ModelError> {
        let path = folder.join("manifest.json");
        let malformed = |what: String| ModelError::Manifest { path: path.clone(), what };
        let manifest: Manifest = serde_json::from_slice(&read(folder, "manifest.json")?)
            .map_err(|error| malformed(error.to_string()))?;
        if manifest.format != FORMAT {
            return Err(malformed(format!(
                "format {}, but this program reads format {FORMAT}",
                manifest.format
            )));
        }
        let checked = |name: &str| checked(folder, &manifest.files, name);
        let files = Files {
            vocabulary: checked("vocab.txt")?,
            encoder: checked(ENCODER)?,
            coreference: manifest.coreference.is_some().then(|| checked(COREFERENCE)).transpose()?,
            events: manifest.events.is_some().then(|| checked(EVENTS)).transpose()?,
        };
        Self::new(manifest, &files)
    }

    /// The model that the program carries: `models/attribution-0.1`.
    ///
    /// # Errors
    /// If the program was built from files that do not fit together.
    pub fn shipped() -> Result<Self, ModelError> {
        let manifest = serde_json::from_slice(shipped!("manifest.json")).map_err(|error| {
            ModelError::Manifest { path: PathBuf::from("manifest.json"), what: error.to_string() }
        })?;
        let files = Files {
            vocabulary: Owner::Program(shipped!("vocab.txt")),
            encoder: Owner::Program(shipped!("model.safetensors")),
            coreference: Some(Owner::Program(shipped!("coreference.safetensors"))),
            events: Some(Owner::Program(shipped!("events.safetensors"))),
        };
        Self::new(manifest, &files)
    }

    fn new(manifest: Manifest, files: &Files) -> Result<Self, ModelError> {
        let vocabulary =
            str::from_utf8(&files.vocabulary).map_err(|error| ModelError::Vocabulary(error.to_string()))?;
        let vocabulary = Vocabulary::new(vocabulary)?;
        let of = |file: &'static str| move |error| ModelError::Weights { file, error };
        let weights = Weights::new(&files.encoder).map_err(of(ENCODER))?;
        let mut encoder = Encoder::new(manifest.encoder, &weights).map_err(of(ENCODER))?;
        let outputs = manifest.heads.iter().map(|head| head.labels.len()).sum::<usize>()
            + manifest.links.iter().map(|link| 2 * link.width).sum::<usize>();
        let wrong = |what: String| Err(of(ENCODER)(WeightsError::Heads(what)));
        if vocabulary.len() != encoder.vocabulary() {
            return wrong(format!("{} pieces, {} rows for them", vocabulary.len(), encoder.vocabulary()));
        }
        if outputs != encoder.outputs() {
            return wrong(format!("{outputs} outputs in the manifest, {} in the weights", encoder.outputs()));
        }
        if manifest.window.pieces + 2 > manifest.encoder.pieces || manifest.window.stride == 0 {
            return wrong(format!("windows of {} pieces", manifest.window.pieces));
        }
        for link in &manifest.links {
            if link.distance_bias.len() < 2 * (manifest.window.pieces + 2) - 1 {
                return wrong(format!("{} has too few biases for its windows", link.name));
            }
        }
        let own = manifest.files.get(ENCODER).map(|file| &file.sha256);
        let learned_on = |sum: &String| {
            let what = || WeightsError::Heads("was learned on another encoder".into());
            if own == Some(sum) { Ok(()) } else { Err(what()) }
        };
        let coreference = match (&manifest.coreference, &files.coreference) {
            (Some(sizes), Some(file)) => {
                let mut load = || {
                    learned_on(&sizes.encoder)?;
                    let weights = Weights::new(file)?;
                    encoder.tap(&weights, &sizes.layers, sizes.width)?;
                    coreference::Maps::load(&weights, sizes)
                };
                Some(load().map_err(of(COREFERENCE))?)
            }
            _ => None,
        };
        let events = match (&manifest.events, &files.events) {
            (Some(sizes), Some(file)) => {
                let load = || {
                    learned_on(&sizes.encoder)?;
                    event::Maps::load(&Weights::new(file)?, sizes, manifest.encoder)
                };
                encoder.kept = Some(sizes.layer);
                Some(load().map_err(of(EVENTS))?)
            }
            _ => None,
        };
        Ok(Self { manifest, vocabulary, encoder, coreference, events, spare: Mutex::default() })
    }

    /// The maps for coreference, if the model has them.
    pub(crate) fn coreference(&self) -> Option<&coreference::Maps> {
        self.coreference.as_ref()
    }

    /// The maps for events, if the model has them.
    pub(crate) fn events(&self) -> Option<&event::Maps> {
        self.events.as_ref()
    }

    /// The numbers of a word piece before its place is added; none for a piece that it does not know.
    pub(crate) fn word(&self, id: i32) -> Option<impl Iterator<Item = f32>> {
        self.encoder.word(id)
    }

    /// Sum of the encoder's weights.
    pub(crate) fn encoder_sum(&self) -> Option<&String> {
        self.manifest.files.get(ENCODER).map(|file| &file.sha256)
    }

    /// Numbers that stand for a piece.
    pub(crate) fn width(&self) -> usize {
        self.encoder.width()
    }

    /// The instructions it uses.
    pub(crate) fn machine(&self) -> Machine {
        self.encoder.machine
    }

    /// Room for the numbers of a text's windows. What was in it before counts for nothing.
    pub(crate) fn scratch(&self) -> Scratch {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Takes back the room of a text that was read.
    pub(crate) fn spare(&self, scratch: Scratch) {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }

    /// What the encoder keeps beside the heads of a piece of the window that was read last.
    pub(crate) fn tapped<'s>(&self, scratch: &'s Scratch, piece: usize) -> &'s [f32] {
        scratch.tapped(&self.encoder, piece)
    }

    /// What stood, after the layer from which events are read, for some pieces of the window that was read last.
    pub(crate) fn kept<'s>(&self, scratch: &'s Scratch, pieces: Range<usize>) -> &'s [f32] {
        scratch.kept(&self.encoder, pieces)
    }

    /// What its folder says of it.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The same model with other instructions of this processor; what it gives stays the same.
    #[must_use]
    pub fn on(mut self, machine: Machine) -> Self {
        self.encoder.machine = machine;
        self
    }

    /// The same model, blind to coreference: it reads a little faster.
    #[must_use]
    pub fn without_coreference(mut self) -> Self {
        self.manifest.coreference = None;
        self.coreference = None;
        self.encoder.taps.clear();
        self
    }

    /// The same model, blind to events: it reads faster.
    #[must_use]
    pub fn without_events(mut self) -> Self {
        self.manifest.events = None;
        self.events = None;
        self.encoder.kept = None;
        self
    }

    /// The word pieces it knows.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Reads one window: pieces and their features, without the marks at the ends, which are put around them.
    ///
    /// # Errors
    /// If there are more pieces than a window has, or unknown ones.
    pub(crate) fn run(
        &self,
        ids: &[i32],
        features: &[i32],
        scratch: &mut Scratch,
    ) -> Result<Output, ModelError> {
        const MARK: i32 = crate::character::Shape::Mark as i32;
        let ids = [&[self.vocabulary.start], ids, &[self.vocabulary.end]].concat();
        let features = [&[MARK], features, &[MARK]].concat();
        let rows = self.encoder.run(&ids, &features, scratch).ok_or(ModelError::Window)?;
        let table = |width| Table { width, values: Vec::with_capacity(width * ids.len()) };
        let mut heads: Vec<Table> = self.manifest.heads.iter().map(|head| table(head.labels.len())).collect();
        let links = self.manifest.links.iter().map(|link| (table(link.width), table(link.width)));
        let mut links: Vec<(Table, Table)> = links.collect();
        for mut row in rows {
            let pairs = links.iter_mut().flat_map(|(query, key)| [query, key]);
            for table in heads.iter_mut().chain(pairs) {
                let (own, rest) = row.split_at(table.width);
                table.values.extend_from_slice(own);
                row = rest;
            }
        }
        Ok(Output { heads, links })
    }
}
