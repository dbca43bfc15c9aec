//! Who is who across reports, as computed elsewhere and kept here.

use crate::{Store, StoreError, layers};
use rapporteur_record::{Anchor, EntityId, EntityType, Identity, Member};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;
use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

/// State of a store when its entities were read: the number of the last document, and how many corrections were made
/// and taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub(crate) document: i64,
    pub(crate) corrections: i64,
}

/// An entity of a document, with what tells it from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<'r> {
    /// Number of the document.
    pub document: i64,
    /// Id of the entity there.
    pub id: &'r str,
    /// What it is.
    pub entity_type: EntityType,
    /// Its fullest name.
    pub name: &'r str,
    /// All its names.
    pub aliases: Vec<Cow<'r, str>>,
    /// Titles of its offices.
    pub offices: Vec<Cow<'r, str>>,
    /// ISO 3166 alpha-3 code.
    pub country: Option<&'r str>,
    /// Of a place its id in the gazetteer.
    pub gazetteer: Option<&'r str>,
}

/// An entity of a document as a part of an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow<'i> {
    /// Number of the document.
    pub document: i64,
    /// Id of the entity there.
    pub entity: &'i str,
    /// Id of the identity.
    pub identity: Cow<'i, str>,
    /// The rule that joined it.
    pub rule: &'i str,
    /// What the rule found, in words.
    pub why: &'i str,
}

/// A text in JSON that is not copied where it has no escapes.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

fn read<'t, T: Deserialize<'t>>(text: &'t str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

pub(crate) fn state(c: &Connection) -> rusqlite::Result<State> {
    let sql = "SELECT coalesce((SELECT max(id) FROM document), 0), (SELECT count(*) + coalesce(sum(undone), 0) FROM correction)";
    c.query_row(sql, [], state_of)
}

/// The state in the first two columns of a row.
pub(crate) fn state_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<State> {
    Ok(State { document: row.get(0)?, corrections: row.get(1)? })
}

impl State {
    /// Number of the last document, and how many corrections were made and taken back.
    pub(crate) fn parts(self) -> (i64, i64) {
        (self.document, self.corrections)
    }
}

impl Store {
    /// The state of the store, for [`keep_identities`](Store::keep_identities).
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn state(&self) -> Result<State, StoreError> {
        self.try_sql(state)
    }

    /// True if documents were added or corrections made after identities were last kept.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn identities_wait(&self) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let kept = "SELECT identified, corrected FROM identity_state";
            let of = |row: &rusqlite::Row<'_>| Ok(State { document: row.get(0)?, corrections: row.get(1)? });
            Ok(state(c)? != c.query_row(kept, [], of)?)
        })
    }

    /// Tells all documents in the order in which they were added: number, first and last possible day of publication.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn each_published(
        &self,
        mut tell: impl FnMut(i64, Option<&str>, Option<&str>),
    ) -> Result<(), StoreError> {
        self.try_sql(|c| {
            let sql = "SELECT id, published_earliest, published_latest FROM document ORDER BY id";
            let mut statement = c.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                tell(row.get(0)?, row.get_ref(1)?.as_str_or_null()?, row.get_ref(2)?.as_str_or_null()?);
            }
            Ok(())
        })
    }

    /// Tells the entities of all documents, in the order of documents and of ids inside a document.
    ///
    /// # Errors
    /// If the store cannot be read or is damaged.
    pub fn each_entity(&self, mut tell: impl FnMut(&Listed<'_>)) -> Result<(), StoreError> {
        self.try_sql(|c| {
            let mut statement = c.prepare(
                "SELECT document, entity, entity_type, name, aliases, offices, country, gazetteer FROM entity
                 ORDER BY document, entity",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
                let maybe =
                    |column: usize| row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from);
                tell(&Listed {
                    document: row.get(0)?,
                    id: text(1)?,
                    entity_type: entity_type(text(2)?)?,
                    name: text(3)?,
                    aliases: aliases(text(4)?)?,
                    offices: titles(text(5)?)?,
                    country: maybe(6)?,
                    gazetteer: maybe(7)?,
                });
            }
            Ok(())
        })
    }

    /// Keeps identities in the place of those before, all or none, if the store is still in the state in which its
    /// entities were read; else nothing is kept and the answer is false. Ids that are gone stay resolvable. `identities`
    /// come in the order of their ids, their members apart from them in the order of documents and of ids inside a
    /// document.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn keep_identities<'i>(
        &mut self,
        identities: impl Iterator<Item = Identity>,
        members: impl Iterator<Item = MemberRow<'i>>,
        read: State,
    ) -> Result<bool, StoreError> {
        let path = self.path.clone();
        self.replace_identities(identities, members, read).map_err(|error| StoreError::of(&path, error))
    }

    fn replace_identities<'i>(
        &mut self,
        identities: impl Iterator<Item = Identity>,
        members: impl Iterator<Item = MemberRow<'i>>,
        read: State,
    ) -> rusqlite::Result<bool> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if state(&transaction)? != read {
            return Ok(false);
        }
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM identity_member) AND NOT EXISTS (SELECT 1 FROM identity)";
        let keep =
            Keep { transaction: &transaction, first: transaction.query_row(sql, [], |row| row.get(0))? };
        keep.identities(identities)?;
        keep.members(members)?;
        let sql = "UPDATE identity_state SET identified = ?1, corrected = ?2";
        transaction.execute(sql, params![read.document, read.corrections])?;
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

fn entity_type(text: &str) -> rusqlite::Result<EntityType> {
    let value: StrDeserializer<'_, serde_json::Error> = text.into_deserializer();
    EntityType::deserialize(value).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, Box::new(error))
    })
}

fn aliases(text: &str) -> rusqlite::Result<Vec<Cow<'_, str>>> {
    if text == "[]" {
        return Ok(Vec::new());
    }
    let aliases: Vec<Text<'_>> = read(text)?;
    Ok(aliases.into_iter().map(|Text(alias)| alias).collect())
}

fn titles(text: &str) -> rusqlite::Result<Vec<Cow<'_, str>>> {
    if text == "[]" {
        return Ok(Vec::new());
    }
    let offices: Vec<layers::Office<'_>> = read(text)?;
    let offices = offices.into_iter().filter_map(layers::Office::unpacked);
    Ok(offices.map(|office| Cow::Owned(office.title)).collect())
}

/// Writes what differs from what is kept.
struct Keep<'t> {
    transaction: &'t Transaction<'t>,
    /// No identities are kept yet.
    first: bool,
}

impl Keep<'_> {
    fn identities(&self, mut identities: impl Iterator<Item = Identity>) -> rusqlite::Result<()> {
        /// Identities that are compared with what is kept at a time.
        const TOGETHER: usize = 256;
        let mut kept = self.transaction.prepare(
            "SELECT identity, entity_type, name, country, candidates FROM identity
             WHERE identity > ?1 ORDER BY identity",
        )?;
        let mut put = self.transaction.prepare(
            "INSERT INTO identity VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (identity) DO UPDATE SET
             entity_type = excluded.entity_type, name = excluded.name, country = excluded.country,
             candidates = excluded.candidates",
        )?;
        let mut forget = self.transaction.prepare("DELETE FROM identity_former WHERE former = ?1")?;
        type Row = (String, String, String, Option<String>, String);
        // All ids come after this.
        let mut after = String::new();
        loop {
            let some: Vec<Identity> = identities.by_ref().take(TOGETHER).collect();
            let last = some.last().map(|identity| identity.id.0.as_str());
            let mut known: BTreeMap<String, Row> = BTreeMap::new();
            if !self.first {
                let mut rows = kept.query([&after])?;
                while let Some(row) = rows.next()? {
                    let row: Row = row.try_into()?;
                    if last.is_some_and(|last| row.0.as_str() > last) {
                        break;
                    }
                    known.insert(row.0.clone(), row);
                }
            }
            for identity in &some {
                let candidates = match &identity.candidates[..] {
                    [] => "[]".to_owned(),
                    some => json(&some)?,
                };
                let id = &identity.id.0;
                let entity_type = identity.entity_type.as_str();
                let before = known.remove(id);
                if before.is_none() && !self.first {
                    forget.execute([id])?;
                }
                let same = before.is_some_and(|(_, kind, name, country, maybe)| {
                    kind == entity_type
                        && name == identity.name
                        && country == identity.country
                        && maybe == candidates
                });
                if !same {
                    put.execute(params![id, entity_type, identity.name, identity.country, candidates])?;
                }
            }
            // What is left is gone.
            for id in known.keys() {
                self.retire(id)?;
            }
            match last {
                Some(last) => after = last.to_owned(),
                None => return Ok(()),
            }
        }
    }

    /// Takes an id that no identity has any more out, and keeps what it stood for.
    fn retire(&self, id: &str) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO identity_former
                 SELECT identity, document, entity FROM identity_member WHERE identity = ?1
                 ORDER BY document, entity LIMIT 1",
            )?
            .execute([id])?;
        self.transaction.prepare_cached("DELETE FROM identity WHERE identity = ?1")?.execute([id])?;
        Ok(())
    }

    fn members<'i>(&self, members: impl Iterator<Item = MemberRow<'i>>) -> rusqlite::Result<()> {
        // An index that is filled at once is sorted first; entry by entry its pages were written many times.
        let index = "identity_member_identity";
        let sql = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1";
        let made: Option<String> = self.transaction.query_row(sql, [index], |row| row.get(0)).optional()?;
        let made = made.filter(|_| self.first);
        if made.is_some() {
            self.transaction.execute_batch(&format!("DROP INDEX {index}"))?;
        }
        let mut kept = self.transaction.prepare(
            "SELECT entity, identity, rule, why FROM identity_member WHERE document = ?1 ORDER BY entity",
        )?;
        let mut put = self.transaction.prepare(
            "INSERT INTO identity_member VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (document, entity) DO UPDATE SET
             identity = excluded.identity, rule = excluded.rule, why = excluded.why",
        )?;
        type Row = (String, String, String, String);
        let mut of: Option<i64> = None;
        let mut known: VecDeque<Row> = VecDeque::new();
        for member in members {
            let MemberRow { document, entity, identity, rule, why } = member;
            if !self.first && of != Some(document) {
                of = Some(document);
                known = kept.query_map([document], |row| row.try_into())?.collect::<rusqlite::Result<_>>()?;
            }
            while known.front().is_some_and(|(kept, ..)| kept.as_str() < entity) {
                known.pop_front();
            }
            let same = known.front().is_some_and(|before| {
                (before.0.as_str(), before.1.as_str(), before.2.as_str(), before.3.as_str())
                    == (entity, &*identity, rule, why)
            });
            if !same {
                put.execute(params![document, entity, identity, rule, why])?;
            }
        }
        match made {
            Some(made) => self.transaction.execute_batch(&made),
            None => Ok(()),
        }
    }
}
