use rapporteur_position::{Held, board, positions};
use rapporteur_record::EntityId;
use rapporteur_store::{HeldRow, IssueRow, Store, StoreError};
use std::collections::BTreeMap;

/// Reads the positions of the documents that have not been read for them, brings their issues together over the whole store, and
/// keeps both there.
///
/// # Errors
/// If the store cannot be read or written.
pub fn take_positions(store: &mut Store) -> Result<(), StoreError> {
    read_positions(store)?;
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        if sort_positions(store)? {
            break;
        }
    }
    Ok(())
}

/// Reads the positions of the documents that have not been read for them.
pub(crate) fn read_positions(store: &mut Store) -> Result<(), StoreError> {
    for document in store.documents_without_positions()? {
        let stored = store.report(document)?;
        store.keep_positions(document, &positions(&stored.report))?;
    }
    Ok(())
}

/// False if the store changed meanwhile.
fn sort_positions(store: &mut Store) -> Result<bool, StoreError> {
    let state = store.state()?;
    let rows = store.held()?;
    let names: BTreeMap<EntityId, String> = store.names_of_about()?;
    let held: Vec<Held> = rows
        .into_iter()
        .map(|HeldRow { document, position, holder, holder_words, side, key, common, words, day, about }| {
            Held {
                report: document,
                position,
                holder,
                holder_words,
                side,
                key,
                common,
                words,
                day,
                report_about: about,
            }
        })
        .collect();
    let board = board(&held, &|id| names.get(id).cloned().unwrap_or_else(|| id.0.clone()));
    let at = |place: usize| (held[place].report, held[place].position);
    let issues = board.issues.iter().map(|issue| IssueRow {
        name: issue.name.clone(),
        members: issue.members.iter().map(|place| (at(*place), board.departs[*place].map(at))).collect(),
    });
    store.keep_issues(issues, state)
}
