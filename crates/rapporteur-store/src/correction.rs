//! Corrections, and what became of them.

use crate::identity::state_of;
use crate::{State, Store, StoreError, identity};
use rapporteur_record::{Anchor, Change, Correction, LineId, LineKind, Undone};
use rusqlite::{Row, TransactionBehavior, params};

/// What became of a correction in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionState {
    /// Number of the correction.
    pub correction: i64,
    /// Number of the document.
    pub document: i64,
    /// Number of its line there.
    pub number: Option<u32>,
    /// `applied`, `superseded` or `open`.
    pub state: &'static str,
    /// Why it is not applied, in words.
    pub reason: Option<String>,
}

impl Store {
    /// All corrections, in the order in which they were made; also those that were taken back.
    ///
    /// # Errors
    /// If the store cannot be read or is damaged.
    pub fn corrections(&self) -> Result<Vec<Correction>, StoreError> {
        self.try_sql(|c| {
            c.prepare("SELECT * FROM correction ORDER BY number")?.query_map([], correction)?.collect()
        })
    }

    /// Keeps corrections, all or none, and gives their numbers. Those of the values given are set by the store.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn correct(&mut self, corrections: &[Correction]) -> Result<Vec<i64>, StoreError> {
        let path = self.path.clone();
        let mut write = || -> rusqlite::Result<Vec<i64>> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut numbers = Vec::with_capacity(corrections.len());
            for one in corrections {
                let what = serde_json::to_string(&one.what)
                    .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
                transaction.prepare_cached(
                    "INSERT INTO correction (who, \"when\", what, before, after, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![one.who, one.when, what, one.before, one.after, one.why])?;
                numbers.push(transaction.last_insert_rowid());
            }
            transaction.commit()?;
            Ok(numbers)
        };
        write().map_err(|error| StoreError::of(&path, error))
    }

    /// Notes what is there after a correction.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn note_after(&mut self, number: i64, after: &str) -> Result<(), StoreError> {
        self.try_sql(|c| {
            c.execute("UPDATE correction SET after = ?2 WHERE number = ?1", params![number, after])?;
            Ok(())
        })
    }

    /// Takes a correction back; false if there is none of that number that stands.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn undo(&mut self, number: i64, undone: &Undone) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let sql = "UPDATE correction SET undone = 1, undone_who = ?2, undone_when = ?3, undone_why = ?4
                       WHERE number = ?1 AND undone = 0";
            Ok(c.execute(sql, params![number, undone.who, undone.when, undone.why])? == 1)
        })
    }

    /// True if documents were added or corrections made after corrections were last laid over the documents.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn corrections_wait(&self) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let kept = c.query_row("SELECT document, corrected FROM correction_run", [], state_of)?;
            Ok(identity::state(c)? != kept)
        })
    }

    /// Keeps what became of the corrections in the place of what was known before of these documents, and that all up to
    /// this state are laid over them. What is kept of corrections that do not stand any more is forgotten.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn keep_correction_states(
        &mut self,
        documents: &[i64],
        states: &[CorrectionState],
        read: State,
    ) -> Result<(), StoreError> {
        let path = self.path.clone();
        let mut write = || -> rusqlite::Result<()> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(
                "DELETE FROM correction_state
                 WHERE correction IN (SELECT number FROM correction WHERE undone)",
                [],
            )?;
            for document in documents {
                transaction.execute("DELETE FROM correction_state WHERE document = ?1", [document])?;
            }
            for one in states {
                transaction
                    .prepare_cached("INSERT OR REPLACE INTO correction_state VALUES (?1, ?2, ?3, ?4, ?5)")?
                    .execute(params![one.correction, one.document, one.number, one.state, one.reason])?;
            }
            let (document, corrected) = read.parts();
            let sql = "UPDATE correction_run SET document = ?1, corrected = ?2";
            transaction.execute(sql, params![document, corrected])?;
            transaction.commit()
        };
        write().map_err(|error| StoreError::of(&path, error))
    }

    /// The correction that rejected the line of this number, if one stands that did.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn rejected_by(&self, line: &LineId) -> Result<Option<i64>, StoreError> {
        self.try_sql(|c| {
            c.query_row(
                "SELECT max(c.number) FROM correction_state s JOIN correction c ON c.number = s.correction
                 WHERE s.document = ?1 AND s.number = ?2 AND s.state = 'applied' AND NOT c.undone
                    AND c.what ->> 'kind' = 'reject' AND c.what ->> '$.line.line' = ?3",
                params![line.report, line.number, line.kind.name()],
                |row| row.get(0),
            )
        })
    }

    /// True if a document has an entity of this id.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn has_entity(&self, named: &Anchor) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let sql = "SELECT EXISTS (SELECT 1 FROM entity WHERE document = ?1 AND entity = ?2)";
            c.query_row(sql, params![named.report, named.entity.0], |row| row.get(0))
        })
    }

    /// True if the store has a document of this number.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn has_document(&self, document: i64) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            c.query_row("SELECT EXISTS (SELECT 1 FROM document WHERE id = ?1)", [document], |row| row.get(0))
        })
    }

    /// Numbers of the documents with this text (its hash), and of the later versions of these, in order.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn documents_of_text(&self, hash: &str) -> Result<Vec<i64>, StoreError> {
        self.try_sql(|c| {
            c.prepare_cached(
                "WITH RECURSIVE own (id) AS (
                    SELECT id FROM document WHERE text_hash = ?1
                    UNION SELECT d.id FROM document d JOIN own ON d.previous = own.id)
                 SELECT id FROM own ORDER BY id",
            )?
            .query_map([hash], |row| row.get(0))?
            .collect()
        })
    }

    /// True if a document has lines of no earlier version.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn is_latest(&self, document: i64) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let sql = "SELECT NOT EXISTS (SELECT 1 FROM document WHERE previous = ?1)";
            c.query_row(sql, [document], |row| row.get(0))
        })
    }
}

/// The name of a kind in the tables, back.
pub(crate) fn kind(name: &str) -> Option<LineKind> {
    LineKind::ALL.into_iter().find(|kind| kind.name() == name)
}

fn correction(row: &Row<'_>) -> rusqlite::Result<Correction> {
    let what: String = row.get("what")?;
    let what: Change = serde_json::from_str(&what).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })?;
    let undone = row.get::<_, bool>("undone")?;
    let undone = undone.then_some(()).map(|()| -> rusqlite::Result<Undone> {
        Ok(Undone { who: row.get("undone_who")?, when: row.get("undone_when")?, why: row.get("undone_why")? })
    });
    Ok(Correction {
        number: row.get("number")?,
        who: row.get("who")?,
        when: row.get("when")?,
        what,
        before: row.get("before")?,
        after: row.get("after")?,
        why: row.get("why")?,
        undone: undone.transpose()?,
    })
}
