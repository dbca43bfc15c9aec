//! The reading model: from a text to what a small encoder says of each word and of pairs of words.
//!
//! [`Model::shipped`] is the model that the program carries; [`Model::load`] takes a folder made by the scripts in
//! `training/` and checks its sums. [`Reading`] cuts a text into words, word pieces and windows, runs the encoder over each
//! window, and gives for each word the logarithms of the probabilities of a head's labels and the words a link points to;
//! [`attributions`] makes sources, cues and contents of them, [`names`] makes names, [`mentions`]
//! says who and what is spoken of and what of it is the same, and [`events`] which words of a sentence tell of an event, and of
//! whom. [`PairReader`] is a model of its own, which says what a source does to a target where both are given. Spans are bytes of the text. The rules are those of "The
//! contract" in `training/README.md`; the same bytes give the same numbers on any number of threads and on any processor.
//!
//! ```
//! use rapporteur_nn::quotations;
//! let text = "“It is shut,” she said.";
//! assert_eq!(&text[quotations(text)[0].inner.clone()], "It is shut,");
//! ```
//!
//! It may not know records, tokens or any other layer of the analysis.

mod attention;
mod attribution;
mod character;
mod coreference;
pub mod credit;
mod encoded;
mod encoder;
mod event;
mod kernel;
mod layer;
mod manifest;
mod math;
mod model;
mod name;
mod pair;
mod product;
mod quotation;
mod reading;
mod tag;
mod vocabulary;
mod weights;

pub use attribution::{Attributed, attributions};
pub use coreference::{Antecedent, Referring, mentions};
pub use encoded::Encoded;
pub use event::{Paired, Side, Telling, events, pair};
pub use kernel::Machine;
pub use manifest::{Confidence, Coreference, Events, Head, Link, Manifest, WindowSize};
pub use model::{Model, ModelError, Output, Table};
pub use name::{Named, names};
pub use pair::PairReader;
pub use quotation::{Quotation, quotations};
pub use reading::{Reading, Votes};
pub use vocabulary::Vocabulary;
pub use weights::WeightsError;
