//! Adapters between the record and the scorers of public benchmarks.
//!
//! [`Suite::inputs`] turns gold records into JSON lines that `rapporteur read` takes; [`Suite::predictions`] turns the
//! lines that it printed into the format of the suite's scorer. The words of the gold stay those of its makers; the
//! record does not change for them.
//!
//! ```
//! use rapporteur_eval::Suite;
//! assert_eq!("time".parse::<Suite>().unwrap(), Suite::Time);
//! assert!("weather".parse::<Suite>().is_err());
//! ```
//!
//! It may not know the pipeline: it reads what the program prints, as any other user. Two stages it asks itself: the gold of
//! events across reports comes with its mentions, which no command of the program takes ([`crossdoc`]); nor does one print groups of reports
//! ([`stories`]), nor
//! positions ([`position`]); the place of a figure is in the ledger ([`figure`]).

pub mod compare;
pub mod crossdoc;
mod event;
pub mod figure;
pub mod ledger;
pub mod markup;
pub mod own;
pub mod position;
mod predict;
pub mod stories;
mod suite;

pub use predict::Found;
pub use suite::Suite;
