//! Copies and stories: which reports print the same text, and which tell of one happening.
//!
//! In: a [`Sketch`] of each report, a few kilobytes however long the report is. Out: [`copies`], families of reports of
//! which one holds most of the other's text, and [`stories`], groups of reports that tell of one happening.
//!
//! Both depend on the sketches alone: the order in which reports arrive changes nothing, and all that is compared are whole
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
//! let family = &copies(&sketches)[0];
//! assert_eq!((family.fullest, family.copies[0].report), (1, 0));
//! assert_eq!(stories(&sketches), [vec![0, 1], vec![2]]);
//! ```
//!
//! It may not know stores, readers, extraction, nor how lines are shown.

mod copy;
mod group;
mod sketch;

pub use copy::{Copy, Family, copies};
pub use group::stories;
pub use sketch::{Days, Sketch};
