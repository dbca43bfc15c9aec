//! Rows of corrected documents: what was read is kept apart while the tables have the record as it is corrected.

use crate::correction::kind;
use crate::read::Reader;
use crate::write::{Lines, json};
use crate::{Store, StoreError, Stored};
use rapporteur_record::{LineKind, Position, Report, Why};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

/// Tables with the lines of a document, in an order in which rows can be put in.
const TABLES: [&str; 8] =
    ["layers", "entity", "attribution", "figure", "event", "event_mention", "event_participant", "position"];

/// Columns of `document` that can be corrected.
const DOCUMENT: &str = "outlet, agency, published, published_earliest, published_latest, published_known,
    published_reason, published_start, published_end";

impl Store {
    /// The numbers of the corrections that are in the rows of each document that has some.
    ///
    /// # Errors
    /// If the store cannot be read or is damaged.
    pub fn corrected_documents(&self) -> Result<Vec<(i64, Vec<i64>)>, StoreError> {
        self.try_sql(|c| {
            c.prepare("SELECT document, applied FROM read_of ORDER BY document")?
                .query_map([], |row| {
                    let applied: String = row.get(1)?;
                    Ok((row.get(0)?, crate::read::json(&applied)?))
                })?
                .collect()
        })
    }

    /// The report of this number as it was read, without corrections, and its positions.
    ///
    /// # Errors
    /// If there is none, or what is stored is damaged.
    pub fn as_read(&self, document: i64) -> Result<(Stored, Vec<Position>), StoreError> {
        let kept: Option<i64> = self.try_sql(|c| {
            c.query_row("SELECT document FROM read_of WHERE document = ?1", [document], |row| row.get(0))
                .optional()
        })?;
        let prefix = if kept.is_some() { "read_" } else { "" };
        Ok((self.report_in(document, prefix)?, self.positions_in(document, prefix)?))
    }

    /// Puts the corrected record of a document in the place of its rows; what was read stays beside it. `applied` are
    /// the numbers of its corrections. What was computed over all documents is computed anew when it is asked for.
    ///
    /// # Errors
    /// If the store cannot be written; then nothing is changed.
    pub fn keep_corrected(
        &mut self,
        document: i64,
        report: &Report,
        positions: &[Position],
        applied: &[i64],
    ) -> Result<(), StoreError> {
        let path = self.path.clone();
        let mut write = || -> rusqlite::Result<()> {
            let transaction = self.changing()?;
            let kept = transaction
                .query_row("SELECT document FROM read_of WHERE document = ?1", [document], |row| {
                    row.get::<_, i64>(0)
                })
                .optional()?;
            if kept.is_none() {
                for table in TABLES {
                    let sql = format!("INSERT INTO read_{table} SELECT * FROM {table} WHERE document = ?1");
                    transaction.execute(&sql, [document])?;
                }
                transaction
                    .execute("INSERT INTO read_document SELECT * FROM document WHERE id = ?1", [document])?;
            }
            let sql = "INSERT OR REPLACE INTO read_of VALUES (?1, ?2)";
            transaction.execute(sql, params![document, json(&applied)?])?;
            forget_rows(&transaction, document)?;
            Lines { transaction: &transaction, id: document }.insert(report)?;
            write_source(&transaction, document, report)?;
            crate::position::insert(&transaction, document, positions)?;
            marks(&transaction, document, report, positions)?;
            forget_computed(&transaction, document)?;
            transaction.commit()
        };
        write().map_err(|error| StoreError::of(&path, error))
    }

    /// Puts the rows of a document back as they were read, byte for byte.
    ///
    /// # Errors
    /// If the store cannot be written; then nothing is changed.
    pub fn restore(&mut self, document: i64) -> Result<(), StoreError> {
        let path = self.path.clone();
        let mut write = || -> rusqlite::Result<()> {
            let transaction = self.changing()?;
            put_back(&transaction, document)?;
            forget_computed(&transaction, document)?;
            transaction.commit()
        };
        write().map_err(|error| StoreError::of(&path, error))
    }

    /// Puts a new reading of a stored document in the place of the one before, found by the hash of its bytes; false if
    /// these bytes are not stored. Corrections are laid over it when the store is brought up.
    ///
    /// # Errors
    /// If the store cannot be written; then nothing is changed.
    pub fn read_again(&mut self, report: &Report, program: &str) -> Result<bool, StoreError> {
        let path = self.path.clone();
        let mut write = || -> rusqlite::Result<bool> {
            let transaction = self.changing()?;
            let hash = report.document.original.hash.to_string();
            let known: Option<i64> = transaction
                .query_row("SELECT id FROM document WHERE original_hash = ?1", [&hash], |row| row.get(0))
                .optional()?;
            let Some(document) = known else { return Ok(false) };
            put_back(&transaction, document)?;
            forget_rows(&transaction, document)?;
            transaction.execute("DELETE FROM position_read WHERE document = ?1", [document])?;
            Lines { transaction: &transaction, id: document }.insert(report)?;
            let indexed = unindex(&transaction, document, report)?;
            crate::write::update_document(&transaction, document, &report.document, program)?;
            if indexed {
                let sql = "INSERT INTO full_text (rowid, headline, text) SELECT id, headline, text FROM document WHERE id = ?1";
                transaction.execute(sql, [document])?;
            }
            forget_computed(&transaction, document)?;
            transaction.execute("UPDATE correction_run SET document = -1", [])?;
            transaction.commit()?;
            Ok(true)
        };
        write().map_err(|error| StoreError::of(&path, error))
    }

    /// A copy of the store as it would be without any correction: in a file of its own that goes away with it. What is
    /// computed over all documents waits to be computed.
    ///
    /// # Errors
    /// If the store cannot be read, or there is no room for the copy.
    pub fn without_corrections(&self) -> Result<Self, StoreError> {
        let fail = |error| StoreError::of(&self.path, error);
        // A file without a name is one that SQLite takes away when it is closed.
        let mut copy = Connection::open("").map_err(fail)?;
        {
            let backup = rusqlite::backup::Backup::new(&self.connection, &mut copy).map_err(fail)?;
            backup.step(-1).map_err(fail)?;
        }
        let mut copy = Self { connection: copy, path: self.path.clone(), unindexed: 0 };
        copy.try_sql(|c| c.pragma_update(None, "journal_mode", "delete"))?;
        for (document, _) in copy.corrected_documents()? {
            copy.restore(document)?;
        }
        copy.try_sql(|c| {
            c.execute_batch(
                "DELETE FROM correction_state; DELETE FROM corrected_line; DELETE FROM correction;",
            )
        })?;
        Ok(copy)
    }

    /// A transaction that may leave keys dangling until it ends, for rows are put in the place of others.
    fn changing(&mut self) -> rusqlite::Result<Transaction<'_>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.pragma_update(None, "defer_foreign_keys", true)?;
        Ok(transaction)
    }
}

fn forget_rows(transaction: &Transaction<'_>, document: i64) -> rusqlite::Result<()> {
    for table in TABLES.iter().rev() {
        transaction.execute(&format!("DELETE FROM {table} WHERE document = ?1"), [document])?;
    }
    transaction.execute("DELETE FROM corrected_line WHERE document = ?1", [document])?;
    Ok(())
}

/// The rows as they were read in the place of the corrected ones, if they are corrected.
fn put_back(transaction: &Transaction<'_>, document: i64) -> rusqlite::Result<()> {
    if transaction.execute("DELETE FROM read_of WHERE document = ?1", [document])? == 0 {
        return Ok(());
    }
    forget_rows(transaction, document)?;
    for table in TABLES {
        let sql = format!("INSERT INTO {table} SELECT * FROM read_{table} WHERE document = ?1");
        transaction.execute(&sql, [document])?;
        transaction.execute(&format!("DELETE FROM read_{table} WHERE document = ?1"), [document])?;
    }
    let sql = format!(
        "UPDATE document SET ({DOCUMENT}) = (SELECT {DOCUMENT} FROM read_document WHERE id = ?1) WHERE id = ?1"
    );
    transaction.execute(&sql, [document])?;
    transaction.execute("DELETE FROM read_document WHERE id = ?1", [document])?;
    Ok(())
}

/// What was computed over all documents and names lines of this one that are gone; all of it waits to be computed anew.
fn forget_computed(transaction: &Transaction<'_>, document: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM identity_member WHERE document = ?1 AND entity NOT IN (SELECT entity FROM entity WHERE document = ?1)",
        "DELETE FROM event_group_member WHERE document = ?1 AND event NOT IN (SELECT number FROM event WHERE document = ?1)",
        "DELETE FROM event_group WHERE document = ?1 AND event NOT IN (SELECT number FROM event WHERE document = ?1)",
        "DELETE FROM issue_position WHERE document = ?1
            AND position NOT IN (SELECT number FROM position WHERE document = ?1)",
    ] {
        transaction.execute(sql, [document])?;
    }
    transaction.execute_batch(
        "DELETE FROM figure_relation; DELETE FROM figure_claim; DELETE FROM figure_series;
         UPDATE ledger_state SET document = -1; UPDATE identity_state SET identified = -1;
         UPDATE event_group_state SET grouped = -1; UPDATE issue_state SET document = -1;",
    )
}

/// Takes a document out of the full-text index if another text comes in its place; true if it was in it.
fn unindex(transaction: &Transaction<'_>, document: i64, report: &Report) -> rusqlite::Result<bool> {
    let changed = transaction.execute(
        "INSERT INTO full_text (full_text, rowid, headline, text) SELECT 'delete', id, headline, text FROM document
         WHERE id = ?1 AND id <= (SELECT indexed FROM full_text_state) AND (text <> ?2 OR headline IS NOT ?3)",
        params![document, report.document.text, report.document.headline()],
    )?;
    Ok(changed == 1)
}

/// The corrected columns of the document itself.
fn write_source(transaction: &Transaction<'_>, document: i64, report: &Report) -> rusqlite::Result<()> {
    let published = report.document.published.as_ref();
    let span = published.and_then(|date| date.span);
    transaction.execute(
        &format!("UPDATE document SET ({DOCUMENT}) = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) WHERE id = ?1"),
        params![
            document,
            report.document.outlet,
            report.document.agency,
            published.map(|date| &date.value),
            published.map(|date| &date.earliest),
            published.map(|date| &date.latest),
            published.map(|date| crate::write::name(&date.known)).transpose()?,
            published.map(|date| &date.reason),
            span.map(|span| span.start),
            span.map(|span| span.end),
        ],
    )?;
    Ok(())
}

/// Which corrections are in which line.
fn marks(
    transaction: &Transaction<'_>,
    document: i64,
    report: &Report,
    positions: &[Position],
) -> rusqlite::Result<()> {
    let mut put = transaction.prepare_cached("INSERT INTO corrected_line VALUES (?1, ?2, ?3, ?4)")?;
    let mut all: Vec<(LineKind, u32, &Why)> = Vec::new();
    all.extend(report.attributions.iter().map(|line| (LineKind::Statement, line.id.0, &line.why)));
    all.extend(report.figures.iter().map(|line| (LineKind::Figure, line.id.0, &line.why)));
    all.extend(report.events.iter().map(|line| (LineKind::Event, line.id.0, &line.why)));
    all.extend(positions.iter().map(|line| (LineKind::Position, line.id.0, &line.why)));
    all.extend(report.mentions.iter().map(|line| (LineKind::Mention, line.id.0, &line.why)));
    all.extend(report.times.iter().map(|line| (LineKind::Time, line.id.0, &line.why)));
    all.extend(report.places.iter().map(|line| (LineKind::Place, line.id.0, &line.why)));
    for (kind, number, why) in all {
        for correction in &why.corrected {
            put.execute(params![document, kind.name(), number, correction])?;
        }
    }
    Ok(())
}

/// The lines of a document that have corrections, with their numbers.
pub(crate) fn marked(c: &Connection, document: i64) -> rusqlite::Result<Vec<(LineKind, u32, i64)>> {
    c.prepare_cached("SELECT kind, number, correction FROM corrected_line WHERE document = ?1 ORDER BY kind, number, correction")?
        .query_map([document], |row| {
            let name: String = row.get(0)?;
            let kind = kind(&name).ok_or_else(|| crate::read::damaged(format!("a line of kind {name:?}")))?;
            Ok((kind, row.get(1)?, row.get(2)?))
        })?
        .collect()
}

impl Reader<'_> {
    /// Notes in the lines which corrections are in them.
    pub(crate) fn mark(&self, report: &mut Report) -> rusqlite::Result<()> {
        fn push<T>(lines: &mut [T], number: u32, id: fn(&T) -> u32, why: fn(&mut T) -> &mut Why, by: i64) {
            if let Some(line) = lines.iter_mut().find(|line| id(line) == number) {
                why(line).corrected.push(by);
            }
        }
        for (kind, number, by) in marked(self.connection, self.number)? {
            match kind {
                LineKind::Statement => {
                    push(&mut report.attributions, number, |line| line.id.0, |line| &mut line.why, by);
                }
                LineKind::Figure => {
                    push(&mut report.figures, number, |line| line.id.0, |line| &mut line.why, by);
                }
                LineKind::Event => {
                    push(&mut report.events, number, |line| line.id.0, |line| &mut line.why, by);
                }
                LineKind::Mention => {
                    push(&mut report.mentions, number, |line| line.id.0, |line| &mut line.why, by);
                }
                LineKind::Time => push(&mut report.times, number, |line| line.id.0, |line| &mut line.why, by),
                LineKind::Place => {
                    push(&mut report.places, number, |line| line.id.0, |line| &mut line.why, by);
                }
                LineKind::Document | LineKind::Position => {}
            }
        }
        Ok(())
    }
}
