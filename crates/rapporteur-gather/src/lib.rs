//! Where bytes come from.
//!
//! [`gather`] takes what a person names (files, folders, patterns, `-` for standard input, `http` and `https`
//! addresses) and gives the bytes of one report after the other, in an order that depends on names only. Files are
//! opened when their turn comes, so memory does not grow with their number. What cannot be read is a [`Problem`] in its
//! place, and the rest goes on.
//!
//! ```
//! use rapporteur_gather::{Options, gather};
//!
//! let folder = tempfile::tempdir().unwrap();
//! std::fs::write(folder.path().join("b.jsonl"), "{\"text\": \"One.\"}\n\n{\"text\": \"Two.\"}\n").unwrap();
//! std::fs::write(folder.path().join("a.txt"), "Zero.").unwrap();
//! let names = [folder.path().display().to_string()];
//! let items: Vec<_> = gather(&names, &Options::default()).map(Result::unwrap).collect();
//! assert_eq!(items[0].bytes, b"Zero.");
//! assert!(items[2].locator.ends_with("b.jsonl#3"));
//! ```
//!
//! It may not know what a document is, how formats are read, or what is done with the bytes.

mod address;
mod fetch;
mod lines;
mod network;
mod robots;
mod unpack;
mod walk;

pub use walk::{Gather, gather, is_wanted};

use std::time::{Duration, SystemTime};

/// The bytes of one file, page or record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Path or address as given, or `PATH#LINE` for a line of a JSONL file.
    pub locator: String,
    /// All of it, unpacked.
    pub bytes: Vec<u8>,
    /// Value of the HTTP header `Content-Type`.
    pub content_type: Option<String>,
    /// When the file was last changed, as its file system says. Not when a report was written.
    pub last_modified: Option<SystemTime>,
}

impl Item {
    /// Bytes that are at hand.
    #[must_use]
    pub fn new(locator: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { locator: locator.into(), bytes, content_type: None, last_modified: None }
    }
}

/// What may be gathered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Most bytes of one file, page or line, after unpacking.
    pub item_bytes: usize,
    /// Longest time for one address, with its redirections.
    pub timeout: Duration,
    /// Most redirections of one address.
    pub redirects: usize,
    /// Whether addresses of this machine and of private networks may be asked.
    pub allow_private: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            item_bytes: 16 * 1024 * 1024,
            timeout: Duration::from_secs(30),
            redirects: 5,
            allow_private: false,
        }
    }
}

/// `17 bytes`, `12.5 MiB`.
fn size(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes < MIB { format!("{bytes} bytes") } else { format!("{:.1} MiB", bytes as f64 / MIB as f64) }
}

fn too_large(what: &str, limit: usize) -> String {
    format!("{what} than the limit of {} for one report; split it, or raise the limit", size(limit as u64))
}
