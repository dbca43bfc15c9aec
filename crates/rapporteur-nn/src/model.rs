//! A model's folder, checked and loaded, and one pass over a window.

use crate::manifest::{FORMAT, Manifest};
use crate::vocabulary::Vocabulary;
use rapporteur_text::ContentHash;
use rten::{NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file cannot be read.
    #[error("{path}: {source}; a model is a folder with manifest.json, model.onnx and vocab.txt")]
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
    /// The graph cannot be loaded or run, or gives something else than the manifest says.
    #[error("model.onnx: {0}")]
    Graph(String),
}

/// A loaded model.
pub struct Model {
    manifest: Manifest,
    vocabulary: Vocabulary,
    graph: rten::Model,
    ids: NodeId,
    features: NodeId,
    /// Outputs of the graph: first the heads, then query and key of each link.
    outputs: Vec<NodeId>,
    /// One thread: reports are read side by side, which is faster than one report on several threads.
    threads: Arc<ThreadPool>,
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

/// What the graph says of one window.
#[derive(Debug, Clone)]
pub struct Output {
    /// One for each head of the manifest, in its order: scores of the labels.
    pub heads: Vec<Table>,
    /// One for each link: query and key.
    pub links: Vec<(Table, Table)>,
}

impl Model {
    /// The model that comes with the program.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn shipped() -> Result<Self, ModelError> {
        Self::load(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/attribution-0.1")))
    }

    /// Loads the model in a folder.
    ///
    /// # Errors
    /// If a file is missing, damaged, or of another version.
    pub fn load(folder: &Path) -> Result<Self, ModelError> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).map_err(|source| ModelError::File { path, source })
        };
        let path = folder.join("manifest.json");
        let malformed = |what: String| ModelError::Manifest { path: path.clone(), what };
        let manifest: Manifest =
            serde_json::from_slice(&read("manifest.json")?).map_err(|error| malformed(error.to_string()))?;
        if manifest.format != FORMAT {
            return Err(malformed(format!(
                "format {}, but this program reads format {FORMAT}",
                manifest.format
            )));
        }
        let checked = |name: &str| {
            let bytes = read(name)?;
            let expected = manifest.files.get(name).map(|file| file.sha256.clone());
            let expected = expected.ok_or_else(|| malformed(format!("{name} has no checksum")))?;
            let found = ContentHash::of(&bytes).to_string();
            if found == expected {
                Ok(bytes)
            } else {
                Err(ModelError::Checksum { path: folder.join(name), found, expected })
            }
        };
        let pieces = String::from_utf8(checked("vocab.txt")?);
        let pieces = pieces.map_err(|error| ModelError::Vocabulary(error.to_string()))?;
        let vocabulary = Vocabulary::new(&pieces)?;
        let graph = checked("model.onnx")?;
        Self::new(manifest, vocabulary, graph)
    }

    fn new(manifest: Manifest, vocabulary: Vocabulary, graph: Vec<u8>) -> Result<Self, ModelError> {
        let wrong = |error: &dyn std::fmt::Display| ModelError::Graph(error.to_string());
        let graph = rten::Model::load(graph).map_err(|error| wrong(&error))?;
        let node = |name: &str| {
            graph.find_node(name).ok_or_else(|| ModelError::Graph(format!("there is no {name} in it")))
        };
        let heads = manifest.heads.iter().map(|head| &head.output);
        let links = manifest.links.iter().flat_map(|link| [&link.query, &link.key]);
        let outputs = heads.chain(links).map(|name| node(name)).collect::<Result<_, _>>()?;
        let (ids, features) = (node("ids")?, node("features")?);
        let threads = Arc::new(ThreadPool::with_num_threads(1));
        for link in &manifest.links {
            if link.distance_bias.len() < 2 * (manifest.window.pieces + 2) - 1 {
                return Err(ModelError::Graph(format!("{} has too few biases for its windows", link.name)));
            }
        }
        Ok(Self { manifest, vocabulary, graph, ids, features, outputs, threads })
    }

    /// What its folder says of it.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The word pieces it knows.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Reads one window: pieces and their features, without the marks at the ends, which are put around them.
    ///
    /// # Errors
    /// If the graph fails or gives tables of another size.
    pub fn run(&self, ids: &[i32], features: &[i32]) -> Result<Output, ModelError> {
        const MARK: i32 = crate::character::Shape::Mark as i32;
        let within = |first, middle: &[i32], last| {
            let all: Vec<i32> = [&[first], middle, &[last]].concat();
            NdTensor::from_data([all.len()], all)
        };
        let ids = within(self.vocabulary.start, ids, self.vocabulary.end);
        let features = within(MARK, features, MARK);
        let rows = ids.len();
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)));
        let inputs = vec![
            (self.ids, ValueOrView::from(ids.view())),
            (self.features, ValueOrView::from(features.view())),
        ];
        let found = self.graph.run(inputs, &self.outputs, Some(options));
        let found = found.map_err(|error| ModelError::Graph(error.to_string()))?;
        let mut tables = found.into_iter().map(|value| {
            let table: NdTensor<f32, 2> =
                value.try_into().map_err(|_| ModelError::Graph("an output is no table of numbers".into()))?;
            let [height, width] = table.shape();
            if height != rows || width == 0 {
                return Err(ModelError::Graph(format!("{height} rows for {rows} pieces")));
            }
            Ok(Table { width, values: table.into_data() })
        });
        let mut next =
            || tables.next().unwrap_or_else(|| Err(ModelError::Graph("an output is missing".into())));
        let heads = self.manifest.heads.iter().map(|head| {
            let table = next()?;
            let labels = head.labels.len();
            let fits = table.width == labels;
            fits.then_some(table)
                .ok_or_else(|| ModelError::Graph(format!("{} has not {labels} labels", head.name)))
        });
        let heads = heads.collect::<Result<_, _>>()?;
        let links = self.manifest.links.iter().map(|_| Ok((next()?, next()?))).collect::<Result<_, _>>()?;
        Ok(Output { heads, links })
    }
}
