//! Who is who across reports, as computed elsewhere and kept here.

use crate::{Store, StoreError, layers};
use rapporteur_record::{Anchor, Entity, EntityId, Identity, Member};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

/// The entities of all reports, with what tells them apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collection {
    /// State of the store when it was read: the number of the last document, and how many corrections were made and
    /// taken back.
    pub state: (i64, i64),
    /// All documents in the order in which they were added: number, first and last possible day of publication.
    pub documents: Vec<(i64, Option<String>, Option<String>)>,
    /// All entities: number of the document, the entity, and of a place its id in the gazetteer.
    pub entities: Vec<(i64, Entity, Option<String>)>,
}

fn read<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// The state of a store, as [`Collection::state`].
fn state(c: &Connection) -> rusqlite::Result<(i64, i64)> {
    let sql = "SELECT coalesce((SELECT max(id) FROM document), 0), (SELECT count(*) + count(undone) FROM correction)";
    c.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
}

impl Store {
    /// True if documents were added or corrections made after identities were last kept.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn identities_wait(&self) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let kept = "SELECT identified, corrected FROM identity_state";
            Ok(state(c)? != c.query_row(kept, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
        })
    }

    /// The entities of all documents.
    ///
    /// # Errors
    /// If the store cannot be read or is damaged.
    pub fn collection(&self) -> Result<Collection, StoreError> {
        self.try_sql(|c| {
            let state = state(c)?;
            let documents = c
                .prepare("SELECT id, published_earliest, published_latest FROM document ORDER BY id")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let entities = c
                .prepare(
                    "SELECT document, entity, entity_type, name, aliases, offices, country, gazetteer FROM entity
                     ORDER BY document, entity",
                )?
                .query_map([], |row| {
                    let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
                    let offices: Vec<layers::Office<'_>> = read(text(5)?)?;
                    let entity = Entity {
                        id: EntityId(row.get(1)?),
                        entity_type: read(&format!("\"{}\"", text(2)?))?,
                        name: row.get(3)?,
                        aliases: read(text(4)?)?,
                        offices: offices.into_iter().filter_map(layers::Office::unpacked).collect(),
                        country: row.get(6)?,
                        rollup: None,
                        actor: None,
                    };
                    Ok((row.get(0)?, entity, row.get(7)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Collection { state, documents, entities })
        })
    }

    /// Keeps identities in the place of those before, all or none, if the store is still as it was when the collection
    /// was read; else nothing is kept and the answer is false. Ids that are gone stay resolvable.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn keep_identities(&mut self, identities: &[Identity], read: (i64, i64)) -> Result<bool, StoreError> {
        let path = self.path.clone();
        self.replace_identities(identities, read).map_err(|error| StoreError::of(&path, error))
    }

    fn replace_identities(&mut self, identities: &[Identity], read: (i64, i64)) -> rusqlite::Result<bool> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if state(&transaction)? != read {
            return Ok(false);
        }
        keep(&transaction, identities)?;
        let sql = "UPDATE identity_state SET identified = ?1, corrected = ?2";
        transaction.execute(sql, params![read.0, read.1])?;
        transaction.commit()?;
        Ok(true)
    }

    /// The id that an identity has now: by its id, by one that it had before, or by that of an entity of a report.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn resolve(&self, id: &str) -> Result<Option<EntityId>, StoreError> {
        self.try_sql(|c| {
            let found: Option<String> = c
                .query_row(
                    "SELECT identity FROM identity WHERE identity = ?1
                     UNION ALL
                     SELECT m.identity FROM identity_former f
                         JOIN identity_member m ON m.document = f.document AND m.entity = f.entity WHERE f.former = ?1
                     LIMIT 1",
                    [id],
                    |row| row.get(0),
                )
                .optional()?;
            let only = || -> rusqlite::Result<Option<String>> {
                let found: Vec<String> = c
                    .prepare("SELECT DISTINCT identity FROM identity_member WHERE entity = ?1 LIMIT 2")?
                    .query_map([id], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                Ok(if let [only] = &found[..] { Some(only.clone()) } else { None })
            };
            Ok(match found {
                Some(found) => Some(found),
                None => only()?,
            }
            .map(EntityId))
        })
    }

    /// The identity that the entity of a document belongs to.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn identity_of(&self, anchor: &Anchor) -> Result<Option<EntityId>, StoreError> {
        self.try_sql(|c| {
            let sql = "SELECT identity FROM identity_member WHERE document = ?1 AND entity = ?2";
            let found =
                c.query_row(sql, params![anchor.report, anchor.entity.0], |row| row.get(0)).optional()?;
            Ok(found.map(EntityId))
        })
    }

    /// An identity as it is kept.
    ///
    /// # Errors
    /// If the store cannot be read or is damaged.
    pub fn identity(&self, id: &EntityId) -> Result<Option<Identity>, StoreError> {
        self.try_sql(|c| {
            let members = members(c, id)?;
            c.query_row(
                "SELECT entity_type, name, country, candidates FROM identity WHERE identity = ?1",
                [&id.0],
                |row| {
                    Ok(Identity {
                        id: id.clone(),
                        entity_type: read(&format!("\"{}\"", row.get::<_, String>(0)?))?,
                        name: row.get(1)?,
                        country: row.get(2)?,
                        candidates: read(&row.get::<_, String>(3)?)?,
                        members,
                    })
                },
            )
            .optional()
        })
    }
}

fn members(c: &Connection, id: &EntityId) -> rusqlite::Result<Vec<Member>> {
    c.prepare_cached(
        "SELECT document, entity, rule, why FROM identity_member WHERE identity = ?1 ORDER BY document, entity",
    )?
    .query_map([&id.0], |row| {
        Ok(Member {
            anchor: Anchor { report: row.get(0)?, entity: EntityId(row.get(1)?) },
            rule: row.get::<_, String>(2)?.into(),
            why: row.get(3)?,
        })
    })?
    .collect()
}

/// Writes what differs from what is kept.
fn keep(transaction: &Transaction<'_>, identities: &[Identity]) -> rusqlite::Result<()> {
    type Row = (String, String, String);
    let mut before: BTreeMap<(i64, String), Row> = BTreeMap::new();
    let mut first: BTreeMap<String, (i64, String)> = BTreeMap::new();
    let mut statement = transaction.prepare(
        "SELECT document, entity, identity, rule, why FROM identity_member ORDER BY document, entity",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (document, entity, identity): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        first.entry(identity.clone()).or_insert_with(|| (document, entity.clone()));
        before.insert((document, entity), (identity, row.get(3)?, row.get(4)?));
    }
    let now: BTreeSet<&str> = identities.iter().map(|identity| identity.id.0.as_str()).collect();
    let mut forget = transaction.prepare("DELETE FROM identity_former WHERE former = ?1")?;
    let mut former = transaction.prepare("INSERT OR REPLACE INTO identity_former VALUES (?1, ?2, ?3)")?;
    let mut drop = transaction.prepare("DELETE FROM identity WHERE identity = ?1")?;
    for (id, (document, entity)) in &first {
        if !now.contains(id.as_str()) {
            former.execute(params![id, document, entity])?;
            drop.execute([id])?;
        }
    }
    let mut put = transaction.prepare(
        "INSERT INTO identity VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (identity) DO UPDATE SET
         entity_type = excluded.entity_type, name = excluded.name, country = excluded.country,
         candidates = excluded.candidates
         WHERE (entity_type, name, country, candidates)
            IS NOT (excluded.entity_type, excluded.name, excluded.country, excluded.candidates)",
    )?;
    let mut join =
        transaction.prepare("INSERT OR REPLACE INTO identity_member VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for identity in identities {
        let id = &identity.id.0;
        if !first.contains_key(id) {
            forget.execute([id])?;
        }
        let candidates = json(&identity.candidates)?;
        put.execute(params![id, identity.entity_type.as_str(), identity.name, identity.country, candidates])?;
        for member in &identity.members {
            let key = (member.anchor.report, member.anchor.entity.0.clone());
            let same = before.get(&key).is_some_and(|(identity, rule, why)| {
                *identity == *id && *rule == member.rule && *why == member.why
            });
            if !same {
                join.execute(params![key.0, key.1, id, member.rule, member.why])?;
            }
        }
    }
    Ok(())
}
