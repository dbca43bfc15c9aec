//! Which events of the documents are one, as computed elsewhere and kept here.

use crate::identity::state;
use crate::read::Reader;
use crate::{State, Store, StoreError};
use rapporteur_record::{EntityId, EventGroups, EventId};
use rusqlite::{Transaction, TransactionBehavior, params};
use std::collections::BTreeMap;

/// An event over all documents.
#[derive(Debug, Clone, PartialEq)]
pub struct EventGroup {
    /// Its id.
    pub id: String,
    /// The member that tells most of it: number of the document, and of the event there.
    pub fullest: (i64, EventId),
    /// Its members.
    pub members: Vec<EventMember>,
}

/// An event of a document as a part of an event over all documents.
#[derive(Debug, Clone, PartialEq)]
pub struct EventMember {
    /// Number of the document.
    pub document: i64,
    /// Number of the event there.
    pub event: EventId,
    /// The rule that joined it.
    pub rule: String,
    /// The member that it was most likely to be one with.
    pub with: Option<(i64, EventId)>,
    /// How likely that was, 0 to 1.
    pub likelihood: f64,
}

/// The row of a member, without its document: event, group, rule, with which one, likelihood.
type Row = (u32, String, String, Option<i64>, Option<u32>, f64);

impl Store {
    /// True if documents were added or corrections made after events were last grouped.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn event_groups_wait(&self) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let kept = "SELECT grouped, corrected FROM event_group_state";
            let of = |row: &rusqlite::Row<'_>| Ok(State { document: row.get(0)?, corrections: row.get(1)? });
            Ok(state(c)? != c.query_row(kept, [], of)?)
        })
    }

    /// Numbers of the documents that have events, in the order in which they were added.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn eventful(&self) -> Result<Vec<i64>, StoreError> {
        self.try_sql(|c| {
            c.prepare("SELECT DISTINCT document FROM event ORDER BY document")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
    }

    /// Who the entities of a document are over all documents, each with the country (ISO 3166 alpha-3) of that.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn who(&self, document: i64) -> Result<BTreeMap<EntityId, (EntityId, Option<String>)>, StoreError> {
        self.try_sql(|c| {
            c.prepare_cached(
                "SELECT m.entity, m.identity, i.country FROM identity_member m
                 JOIN identity i ON i.identity = m.identity WHERE m.document = ?1",
            )?
            .query_map([document], |row| Ok((EntityId(row.get(0)?), (EntityId(row.get(1)?), row.get(2)?))))?
            .collect()
        })
    }

    /// The events that are one with an event of a document, itself among them: number of the document and of the event.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn event_group_of(&self, document: i64, event: u32) -> Result<Vec<(i64, u32)>, StoreError> {
        self.try_sql(|c| {
            c.prepare(
                "SELECT o.document, o.event FROM event_group_member m
                 JOIN event_group_member o ON o.event_group = m.event_group
                 WHERE m.document = ?1 AND m.event = ?2 ORDER BY o.document, o.event",
            )?
            .query_map(params![document, event], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
        })
    }

    /// Keeps groups of events in the place of those before, all or none, if the store is still in the state in which its
    /// events were read; else nothing is kept and the answer is false.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn keep_event_groups(&mut self, groups: &[EventGroup], read: State) -> Result<bool, StoreError> {
        let path = self.path.clone();
        self.replace_event_groups(groups, read).map_err(|error| StoreError::of(&path, error))
    }

    fn replace_event_groups(&mut self, groups: &[EventGroup], read: State) -> rusqlite::Result<bool> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if state(&transaction)? != read {
            return Ok(false);
        }
        write_groups(&transaction, groups)?;
        write_members(&transaction, groups)?;
        let sql = "UPDATE event_group_state SET grouped = ?1, corrected = ?2";
        transaction.execute(sql, params![read.document, read.corrections])?;
        transaction.commit()?;
        Ok(true)
    }
}

fn write_groups(transaction: &Transaction<'_>, groups: &[EventGroup]) -> rusqlite::Result<()> {
    let mut kept: BTreeMap<String, (i64, u32)> = transaction
        .prepare("SELECT event_group, document, event FROM event_group")?
        .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
        .collect::<rusqlite::Result<_>>()?;
    let mut put = transaction.prepare("INSERT OR REPLACE INTO event_group VALUES (?1, ?2, ?3)")?;
    for group in groups {
        let (document, event) = (group.fullest.0, group.fullest.1.0);
        if kept.remove(&group.id) != Some((document, event)) {
            put.execute(params![group.id, document, event])?;
        }
    }
    let mut drop = transaction.prepare("DELETE FROM event_group WHERE event_group = ?1")?;
    for gone in kept.keys() {
        drop.execute([gone])?;
    }
    Ok(())
}

/// Writes the members that differ from what is kept. Events are never taken out of a store, nor are members.
fn write_members(transaction: &Transaction<'_>, groups: &[EventGroup]) -> rusqlite::Result<()> {
    let mut of_document: BTreeMap<i64, Vec<Row>> = BTreeMap::new();
    for group in groups {
        for member in &group.members {
            of_document.entry(member.document).or_default().push((
                member.event.0,
                group.id.clone(),
                member.rule.clone(),
                member.with.map(|(document, _)| document),
                member.with.map(|(_, event)| event.0),
                // The same on every machine, and nobody reads more.
                (member.likelihood * 1000.0).round() / 1000.0,
            ));
        }
    }
    let mut kept = transaction.prepare(
        "SELECT event, event_group, rule, with_document, with_event, likelihood FROM event_group_member
         WHERE document = ?1",
    )?;
    let mut put = transaction
        .prepare("INSERT OR REPLACE INTO event_group_member VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (document, members) in of_document {
        let known: BTreeMap<u32, Row> = kept
            .query_map([document], |row| Ok((row.get(0)?, row.try_into()?)))?
            .collect::<rusqlite::Result<_>>()?;
        for member in members {
            if known.get(&member.0) != Some(&member) {
                let (event, group, rule, with_document, with_event, likelihood) = member;
                put.execute(params![document, event, group, rule, with_document, with_event, likelihood])?;
            }
        }
    }
    Ok(())
}

impl Reader<'_> {
    /// Which event over all documents each event of the document is.
    pub(crate) fn event_groups(&self) -> rusqlite::Result<EventGroups> {
        self.connection
            .prepare_cached("SELECT event, event_group FROM event_group_member WHERE document = ?1")?
            .query_map([self.number], |row| Ok((EventId(row.get(0)?), row.get(1)?)))?
            .collect()
    }
}
