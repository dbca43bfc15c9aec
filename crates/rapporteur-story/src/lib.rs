//! Copies, rewrites and stories: which reports print the same text, which tell it in other words, and which tell of one
//! happening.
//!
//! In: a [`Sketch`] and a [`Trace`] of each report, a few kilobytes however long the report is. Out: [`copies`], families of
//! reports of which one holds most of the other's text, and [`stories`], groups of reports that tell of one happening. [`fold`] gives
//! both, with [`Rewrite`]s, reports that keep the quotations of another one, [`Source`]s, where reports say they have their
//! words from, and [`Voices`]: how many independent ones reports are.
//!
//! All depend on the sketches alone: the order in which reports arrive changes nothing, and all that is compared are whole
//! numbers, so that the same reports give the same groups on every machine.
//!
//! ```
//! use rapporteur_story::{Days, Sketch, copies, stories};
//!
//! let flood = "The gate of the old dam gave way on Monday night and sent a wall of water through the town of Ulverin.";
//! let longer = format!("{flood} Rescuers brought hundreds of people down from their rooftops before dawn.");
//! let match_report = "Rovers beat United by three goals on Saturday in a match that was moved because of the rain.";
//! let day = Days { earliest: Some(20_000), latest: Some(20_000) };
//! let sketches = [(Some("Dam breaks"), flood), (Some("Dam breaks"), &longer), (None, match_report)]
//!     .map(|(headline, text)| Sketch::of_text(headline, text, day));
//! let families = copies(&sketches);
//! assert_eq!((families[0].fullest, families[0].copies[0].report), (1, 0));
//! let stories = stories(&sketches, &families);
//! assert_eq!(stories[0].members, [0, 1]);
//! assert_eq!(stories[1].members, [2]);
//! ```
//!
//! It may not know stores, readers, extraction, nor how lines are shown.

mod bytes;
mod copy;
mod fold;
mod group;
mod name;
mod near;
mod passage;
mod rewrite;
mod sketch;
mod trace;
mod vector;
mod voice;

pub use bytes::{SKETCH_VERSION, from_bytes, to_bytes};
pub use copy::{Copy, Family, copies};
pub use fold::{Folded, Print, Source, fold};
pub use group::{Story, stories};
pub use passage::passage;
pub use rewrite::{Follows, Kept, KeptKind, Rewrite};
pub use sketch::{Days, Sketch};
pub use trace::{How, Trace};
pub use voice::Voices;
