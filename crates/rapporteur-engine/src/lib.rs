//! The engine: from bytes to [`Report`]s, on all cores, in the order of the inputs.
//!
//! [`analyse`] takes one document through language analysis, extraction and linking, with a reading model if it is given
//! one. [`Engine::run`] draws items from
//! any source, reads and analyses them on several threads and hands the results over in order; one bad input never
//! stops the others. [`Engine::add`] does the same into a store and passes over bytes that are stored already, so a
//! run that was stopped goes on where it was.
//!
//! ```
//! use rapporteur_engine::{Engine, Item};
//! let item = Item::new("note.txt", b"The dam holds, the mayor said on Tuesday.".to_vec());
//! let mut sentences = 0;
//! Engine::default().run(vec![Ok(item)], |outcome| {
//!     sentences += outcome.reports[0].sentences.len();
//!     std::ops::ControlFlow::<()>::Continue(())
//! });
//! assert_eq!(sentences, 1);
//! ```
//!
//! [`PairCoder`] codes what a source does to a target in a sentence, where both are given.
//!
//! [`date_together`] bounds the publication of reports that state no date, and dates what they tell by it.
//!
//! It may not know how inputs are asked for on a command line, nor how anything is shown. It reads no clock: the same
//! items give the same reports at any number of threads.

mod add;
mod correct;
mod credit;
mod dated;
mod event_group;
mod identity;
mod ledger;
mod ordered;
mod pair;
mod pipeline;
mod position;
mod sample;
mod story;

pub use add::{AddError, Addition, Tally};
pub use correct::{Made, Wish, correct_lines, correct_undo, happening, lines};
pub use credit::{Credit, credits, notices};
pub use dated::date_together;
pub use event_group::{bring_up, group_events};
pub use identity::{CorrectError, correct_merge, correct_split, identify};
pub use ledger::keep_ledger;
pub use pair::{PairCode, PairCoder};
pub use pipeline::{Engine, Outcome, analyse};
pub use position::take_positions;
pub use rapporteur_dating as dating;
pub use rapporteur_gather::Item;
pub use rapporteur_link::actor;
pub use rapporteur_nn::{Model, ModelError};
pub use rapporteur_read::Limits;
pub use sample::{Drawn, SAMPLED, Sample, drawn_line, sample};
pub use story::take_stories;

/// Version of the program, kept with what it analysed.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
