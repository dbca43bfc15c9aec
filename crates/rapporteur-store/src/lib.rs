//! The store: one SQLite file that keeps documents, their versions and their lines.
//!
//! A [`Store`] takes whole [`Report`](rapporteur_record::Report)s, each in one transaction, and gives them back as
//! they were. The same bytes are kept once; other bytes at the same address become a new version that points to the
//! one before. Tables and views are described in `docs/format/store.md`; any SQLite program can open the file.
//!
//! ```
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("archive.rapporteur");
//! use rapporteur_store::{Access, Store};
//! let store = Store::open(&path, Access::Create).unwrap();
//! assert_eq!(store.counts().unwrap().documents, 0);
//! ```
//!
//! It may not know how lines are found (no reader, no analysis, no extractor) nor how they are shown.

mod as_read;
mod correction;
mod error;
mod event;
mod event_group;
mod identity;
mod layers;
mod ledger;
mod open;
mod position;
mod query;
mod read;
mod search;
mod story;
mod write;

pub use correction::CorrectionState;
pub use error::StoreError;
pub use event_group::{EventGroup, EventMember};
pub use identity::{Listed, MemberRow, State};
pub use ledger::{ClaimRow, SeriesRow};
pub use open::{Access, Counts, Store};
pub use position::{HeldRow, IssueRow};
pub use query::{Cell, Rows};
pub use read::{Order, Stored};
pub use search::Hit;
pub use story::{Counted, Ends, RetellingRow, SourceRow, StoryRow, StoryRows};
pub use write::{Added, Seen};

/// Version of the tables that this program writes. It rises with every change of `schema/`.
pub const STORE_VERSION: i32 = 8;
