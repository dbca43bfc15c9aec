use crate::correct::Made;
use crate::event_group::bring_up;
use rapporteur_identity::{Gathering, Met};
use rapporteur_record::{Change, Correction, EntityId, Identity, LineId};
use rapporteur_store::{MemberRow, Store, StoreError};

/// Why a correction was not made. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum CorrectError {
    /// No entity has this id, or several have it.
    #[error(
        "no entity of the store has the id {0:?}, or several have; `rapporteur show entities` lists them"
    )]
    NoSuch(String),
    /// Both ids are of one entity.
    #[error("{0:?} and {1:?} are one entity already")]
    Same(String, String),
    /// The entity does not stand in the report.
    #[error("{id} is not in report {document}; `rapporteur show entities --why` tells what is")]
    NotThere {
        /// The entity.
        id: String,
        /// The report.
        document: i64,
    },
    /// Only this report has the entity.
    #[error("report {0} is the only one with that entity: there is nothing to part it from")]
    Alone(i64),
    /// No correction of this number stands.
    #[error("there is no correction {0} that stands; `rapporteur show corrections` lists them")]
    NoCorrection(i64),
    /// No report has this number.
    #[error("the store has no report {0}; `rapporteur show documents` lists them")]
    NoReport(i64),
    /// The line cannot be corrected so.
    #[error("{line}: {why}")]
    Line {
        /// The line.
        line: LineId,
        /// What is wrong, in words.
        why: String,
    },
    /// The line was rejected before.
    #[error("{line} was rejected by correction {by}; `rapporteur correct undo {by}` brings it back")]
    Rejected {
        /// The line.
        line: LineId,
        /// The correction.
        by: i64,
    },
    /// The lines are of two kinds.
    #[error("{0} and {1} are lines of two kinds and cannot be one")]
    Kinds(LineId, LineId),
    /// The lines are of two reports.
    #[error("{0} and {1} stand in two reports; only events and figures are joined over reports")]
    Reports(LineId, LineId),
    /// No line is named.
    #[error("no line is named")]
    Nothing,
    /// The store could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Computes who is who over all documents of a store, with its corrections, and keeps it there. While other programs
/// add to the store, the last of them has the last word.
///
/// # Errors
/// If the store cannot be read or written.
pub fn identify(store: &mut Store) -> Result<(), StoreError> {
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        if identify_once(store)? {
            break;
        }
    }
    Ok(())
}

/// False if the store changed meanwhile.
fn identify_once(store: &mut Store) -> Result<bool, StoreError> {
    let state = store.state()?;
    let corrections = store.corrections()?;
    let mut gathering = Gathering::default();
    store.each_published(|number, earliest, latest| gathering.report(number, earliest, latest))?;
    store.each_entity(|entity| {
        gathering.entity(&Met {
            report: entity.document,
            id: entity.id,
            entity_type: entity.entity_type,
            name: entity.name,
            aliases: &entity.aliases,
            offices: &entity.offices,
            country: entity.country,
            gazetteer: entity.gazetteer,
        });
    })?;
    let identities = gathering.identify(&corrections);
    let members = identities.members().map(|member| MemberRow {
        document: member.report,
        entity: member.entity,
        identity: member.identity,
        rule: member.rule,
        why: member.why,
    });
    store.keep_identities(identities.by_id(), members, state)
}

/// Takes two entities of a store for one. Gives the number of the correction.
///
/// # Errors
/// If an id is of none or of several entities, both are one already, or the store cannot be written.
pub fn correct_merge(store: &mut Store, [left, right]: [&str; 2], made: &Made) -> Result<i64, CorrectError> {
    let one = current(store, left)?;
    let other = current(store, right)?;
    if one.id == other.id {
        return Err(CorrectError::Same(left.to_owned(), right.to_owned()));
    }
    let anchor = |identity: &Identity| identity.members.first().map(|member| member.anchor.clone());
    let anchors = (anchor(&one), anchor(&other));
    let (Some(left), Some(right)) = anchors else { return Err(CorrectError::NoSuch(right.to_owned())) };
    let before = format!("{}; {}", described(&one), described(&other));
    let number = keep(store, Change::Merge { left: left.clone(), right }, before, made)?;
    bring_up(store)?;
    let joined = store.identity_of(&left)?.unwrap_or(one.id);
    note_after(store, number, &[&joined.0])
}

/// Takes the members that an entity of a store has in one document for somebody else. Gives the number of the
/// correction.
///
/// # Errors
/// If the id is of none or of several entities, the document has no or every member of it, or the store cannot be
/// written.
pub fn correct_split(store: &mut Store, id: &str, document: i64, made: &Made) -> Result<i64, CorrectError> {
    let identity = current(store, id)?;
    let anchors = || identity.members.iter().map(|member| &member.anchor);
    let out: Vec<_> = anchors().filter(|anchor| anchor.report == document).cloned().collect();
    if out.is_empty() {
        return Err(CorrectError::NotThere { id: identity.id.0, document });
    }
    if out.len() == identity.members.len() {
        return Err(CorrectError::Alone(document));
    }
    let rest = anchors().find(|anchor| anchor.report != document).cloned();
    let ids: Vec<_> = [rest, out.first().cloned()].into_iter().flatten().collect();
    let number = keep(store, Change::Split { out }, described(&identity), made)?;
    bring_up(store)?;
    let mut after = Vec::new();
    for anchor in ids {
        after.extend(store.identity_of(&anchor)?.map(|id| id.0));
    }
    let after: Vec<&str> = after.iter().map(String::as_str).collect();
    note_after(store, number, &after)
}

fn keep(store: &mut Store, what: Change, before: String, made: &Made) -> Result<i64, CorrectError> {
    let Made { who, when, why } = made.clone();
    let correction =
        Correction { number: 0, who, when, what, before, after: String::new(), why, undone: None };
    let numbers = store.correct(&[correction])?;
    numbers.first().copied().ok_or(CorrectError::Nothing)
}

/// The identity that an id stands for, after a look at documents that wait.
fn current(store: &mut Store, id: &str) -> Result<Identity, CorrectError> {
    if store.identities_wait()? {
        identify(store)?;
    }
    let found: Option<EntityId> = store.resolve(id)?;
    let identity = match found {
        Some(found) => store.identity(&found)?,
        None => None,
    };
    identity.ok_or_else(|| CorrectError::NoSuch(id.to_owned()))
}

fn note_after(store: &mut Store, number: i64, ids: &[&str]) -> Result<i64, CorrectError> {
    let mut after: Vec<String> = Vec::new();
    for id in ids {
        let identity = current(store, id)?;
        let words = described(&identity);
        if !after.contains(&words) {
            after.push(words);
        }
    }
    store.note_after(number, &after.join("; "))?;
    Ok(number)
}

/// `person:anna-marten “Anna Marten” in 2 reports`
fn described(identity: &Identity) -> String {
    let mut reports: Vec<i64> = identity.members.iter().map(|member| member.anchor.report).collect();
    reports.dedup();
    let reports = match reports.len() {
        1 => "1 report".to_owned(),
        n => format!("{n} reports"),
    };
    format!("{} “{}” in {reports}", identity.id, identity.name)
}
