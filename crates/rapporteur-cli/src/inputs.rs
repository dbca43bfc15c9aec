use crate::args::Inputs;
use anyhow::Result;
use rapporteur::engine::{Engine, Limits};
use rapporteur::gather::{Gather, Options, gather as gather_names};
use std::path::Path;

/// What the arguments name, in order.
pub(crate) fn gather(args: &Inputs) -> Result<Gather> {
    let options =
        Options { item_bytes: bytes(args), allow_private: args.allow_private, ..Options::default() };
    Ok(gather_names(&args.inputs, &options))
}

/// An engine as the arguments want it.
pub(crate) fn engine(args: &Inputs) -> Engine {
    let mut engine = Engine { limits: Limits { document_bytes: bytes(args) }, ..Engine::default() };
    if args.threads > 0 {
        engine.threads = args.threads;
    }
    engine
}

/// Number of files, if that is the number of reports: only folders and single files are named, and no file of records.
/// Standard input, addresses and files of records do not tell before they are read.
pub(crate) fn total(args: &Inputs) -> Option<u64> {
    args.inputs.iter().map(|input| files(Path::new(input))).sum()
}

fn files(path: &Path) -> Option<u64> {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).ok()?;
        return entries.filter_map(Result::ok).map(|entry| files(&entry.path())).sum();
    }
    let single = ["txt", "text", "md", "markdown", "html", "htm", "xhtml"];
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "json" | "jsonl" | "ndjson" | "gz" | "xz" => None,
        ending => Some(u64::from(single.contains(&ending))),
    }
}

fn bytes(args: &Inputs) -> usize {
    args.max_size as usize * 1024 * 1024
}
