use crate::args::Inputs;
use anyhow::Result;
use rapporteur::engine::{Engine, Limits, Model};
use rapporteur::gather::{Gather, Options, gather as gather_names, is_wanted};
use std::path::Path;
use std::sync::Arc;

/// What the arguments name, in order.
pub(crate) fn gather(args: &Inputs) -> Result<Gather> {
    let options =
        Options { item_bytes: bytes(args), allow_private: args.allow_private, ..Options::default() };
    Ok(gather_names(&args.inputs, &options))
}

/// An engine as the arguments want it, with its model loaded.
pub(crate) fn engine(args: &Inputs) -> Result<Engine> {
    let mut engine = Engine { limits: Limits { document_bytes: bytes(args) }, ..Engine::default() };
    if args.threads > 0 {
        engine.threads = args.threads;
    }
    engine.model_words = args.model_words;
    if !args.no_model {
        let model = args.model.as_ref().map_or_else(Model::shipped, |folder| Model::load(folder))?;
        engine.model = Some(Arc::new(model));
    }
    Ok(engine)
}

/// Bytes to be read, if that is known before: only folders and plain files are named. Standard input, addresses,
/// patterns and packed files do not tell.
pub(crate) fn total(args: &Inputs) -> Option<u64> {
    args.inputs.iter().map(|input| size(Path::new(input))).sum()
}

fn size(path: &Path) -> Option<u64> {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).ok()?.filter_map(Result::ok).map(|entry| entry.path());
        return entries.filter(|path| path.is_dir() || is_wanted(path)).map(|path| size(&path)).sum();
    }
    let packed = path.extension().is_some_and(|ending| ending == "gz" || ending == "xz");
    if packed { None } else { std::fs::metadata(path).map(|file| file.len()).ok() }
}

fn bytes(args: &Inputs) -> usize {
    args.max_size as usize * 1024 * 1024
}
