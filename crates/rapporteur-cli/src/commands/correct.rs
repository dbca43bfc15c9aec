use crate::End;
use crate::args::{Change, Common, Correct};
use anyhow::Result;
use rapporteur::engine;
use rapporteur::store::{Access, Store};
use std::path::Path;

/// Corrects who is who in a store.
pub(crate) fn run(args: &Correct, common: &Common) -> Result<End> {
    let open = |path: &Path| -> Result<Store> {
        // Reading first: a correction makes no store.
        drop(Store::open(path, Access::Read)?);
        Ok(Store::open(path, Access::Create)?)
    };
    // A correction is the one thing that has a time of its own.
    let now = jiff::Timestamp::from_second(jiff::Timestamp::now().as_second())?.to_string();
    let done = match &args.change {
        Change::Merge { left, right, made } => {
            let mut store = open(&made.store.store)?;
            let number = engine::correct_merge(&mut store, [left, right], &made.by, &now, &made.why)?;
            format!("correction {number} kept")
        }
        Change::Split { id, document, made } => {
            let mut store = open(&made.store.store)?;
            let number = engine::correct_split(&mut store, id, *document, &made.by, &now, &made.why)?;
            format!("correction {number} kept")
        }
        Change::Undo { number, store } => {
            engine::correct_undo(&mut open(&store.store)?, *number, &now)?;
            format!("correction {number} taken back")
        }
    };
    if !common.quiet {
        eprintln!("{done}");
    }
    Ok(End::Done)
}
