//! Who stands how to which issue: positions of documents, and issues over all of them, as computed elsewhere.

use crate::read::{json, named, required, span, why};
use crate::write::{self, name, triggers};
use crate::{State, Store, StoreError, as_read, identity};
use rapporteur_record::{AttributionId, EntityId, Issue, LineKind, Position, PositionId, PositionSide};
use rusqlite::{Row, Transaction, TransactionBehavior, params};
use std::collections::BTreeMap;

/// A position as its document has it, with what the store knows over all documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRow {
    /// Number of the document.
    pub document: i64,
    /// Number of the position there.
    pub position: PositionId,
    /// The identity of the holder.
    pub holder: Option<EntityId>,
    /// The words for the holder.
    pub holder_words: String,
    /// Which way it goes.
    pub side: PositionSide,
    /// The key of its issue.
    pub key: String,
    /// True if that is the id of a common issue.
    pub common: bool,
    /// The words of its issue.
    pub words: String,
    /// The day of publication, if known.
    pub day: Option<String>,
    /// The identities that its document names most often, the first first.
    pub about: Vec<EntityId>,
}

/// A position by its document and its number there.
type At = (i64, PositionId);

/// An issue over all documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueRow {
    /// Its name.
    pub name: String,
    /// Its positions in order, each with the one that it departs from.
    pub members: Vec<(At, Option<At>)>,
}

/// Identities of a document that tell what it is about.
const ABOUT: &str = "SELECT coalesce(m.identity, e.entity) AS id, sum(e.mentions) AS n FROM entity e
    LEFT JOIN identity_member m ON m.document = e.document AND m.entity = e.entity
    WHERE e.document = ?1 AND e.entity_type <> 'unknown' GROUP BY id ORDER BY n DESC, id LIMIT 5";

impl Store {
    /// Numbers of the documents that were not read for positions, in order.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn documents_without_positions(&self) -> Result<Vec<i64>, StoreError> {
        self.try_sql(|c| {
            let sql =
                "SELECT id FROM document WHERE id NOT IN (SELECT document FROM position_read) ORDER BY id";
            c.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// True if documents were added or corrections made after issues were last kept.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn positions_wait(&self) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let kept = c.query_row("SELECT document, corrected FROM issue_state", [], identity::state_of)?;
            Ok(identity::state(c)? != kept)
        })
    }

    /// Keeps the positions of a document, in place of those that it had.
    ///
    /// # Errors
    /// If the store cannot be written; then nothing is changed.
    pub fn keep_positions(&mut self, document: i64, positions: &[Position]) -> Result<(), StoreError> {
        let path = self.path.clone();
        self.keep_positions_in(document, positions).map_err(|error| StoreError::of(&path, error))
    }

    fn keep_positions_in(&mut self, document: i64, positions: &[Position]) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM issue_position WHERE document = ?1", [document])?;
        transaction.execute("DELETE FROM position WHERE document = ?1", [document])?;
        insert(&transaction, document, positions)?;
        transaction.execute("INSERT OR IGNORE INTO position_read VALUES (?1)", [document])?;
        transaction.commit()
    }

    /// The positions of a document, in order.
    ///
    /// # Errors
    /// If the store cannot be read or is damaged.
    pub fn positions(&self, document: i64) -> Result<Vec<Position>, StoreError> {
        self.positions_in(document, "")
    }

    /// The positions from tables of these names.
    pub(crate) fn positions_in(&self, document: i64, prefix: &str) -> Result<Vec<Position>, StoreError> {
        self.try_sql(|c| {
            let sql = format!("SELECT * FROM {prefix}position WHERE document = ?1 ORDER BY number");
            let mut positions: Vec<Position> =
                c.prepare_cached(&sql)?.query_map([document], position)?.collect::<rusqlite::Result<_>>()?;
            if prefix.is_empty() {
                for (kind, number, by) in as_read::marked(c, document)? {
                    let line =
                        positions.iter_mut().find(|line| kind == LineKind::Position && line.id.0 == number);
                    if let Some(line) = line {
                        line.why.corrected.push(by);
                    }
                }
            }
            Ok(positions)
        })
    }

    /// All positions of last versions, in the order of documents and of the text.
    ///
    /// # Errors
    /// If the store cannot be read or is damaged.
    pub fn held(&self) -> Result<Vec<HeldRow>, StoreError> {
        self.try_sql(|c| {
            let mut about: (i64, Vec<EntityId>) = (0, Vec::new());
            let mut names = c.prepare(ABOUT)?;
            let mut statement = c.prepare(
                "SELECT p.document, p.number, coalesce(m.identity, p.holder) AS holder,
                    coalesce(CAST(substr(CAST(d.text AS BLOB), p.holder_start + 1, p.holder_end - p.holder_start) AS TEXT), ''),
                    p.side, p.issue_key, p.issue_common,
                    CAST(substr(CAST(d.text AS BLOB), p.issue_start + 1, p.issue_end - p.issue_start) AS TEXT),
                    CASE WHEN d.published_earliest = d.published_latest THEN d.published_earliest END
                 FROM position p JOIN document d ON d.id = p.document
                 LEFT JOIN identity_member m ON m.document = p.document AND m.entity = p.holder
                 WHERE NOT EXISTS (SELECT 1 FROM document n WHERE n.previous = p.document)
                 ORDER BY p.document, p.number",
            )?;
            let mut rows = statement.query([])?;
            let mut held = Vec::new();
            while let Some(row) = rows.next()? {
                let document: i64 = row.get(0)?;
                if about.0 != document {
                    let ids = names.query_map([document], |row| row.get(0).map(EntityId))?;
                    about = (document, ids.collect::<rusqlite::Result<_>>()?);
                }
                held.push(HeldRow {
                    document,
                    position: PositionId(row.get(1)?),
                    holder: row.get::<_, Option<String>>(2)?.map(EntityId),
                    holder_words: row.get(3)?,
                    side: named(&row.get::<_, String>(4)?)?,
                    key: row.get(5)?,
                    common: row.get(6)?,
                    words: row.get(7)?,
                    day: row.get(8)?,
                    about: about.1.clone(),
                });
            }
            Ok(held)
        })
    }

    /// The names of all identities.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn names_of_about(&self) -> Result<BTreeMap<EntityId, String>, StoreError> {
        self.try_sql(|c| {
            c.prepare("SELECT identity, name FROM identity WHERE identity IN (SELECT m.identity FROM identity_member m
                JOIN position p ON p.document = m.document)")?
                .query_map([], |row| Ok((EntityId(row.get(0)?), row.get(1)?)))?
                .collect()
        })
    }

    /// Keeps the issues over all documents, numbered from 1, in place of those before. False if the store has changed since
    /// `read`; then nothing is changed.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn keep_issues(
        &mut self,
        issues: impl Iterator<Item = IssueRow>,
        read: State,
    ) -> Result<bool, StoreError> {
        let path = self.path.clone();
        self.keep_issues_in(issues, read).map_err(|error| StoreError::of(&path, error))
    }

    fn keep_issues_in(
        &mut self,
        issues: impl Iterator<Item = IssueRow>,
        read: State,
    ) -> rusqlite::Result<bool> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if identity::state(&transaction)? != read {
            return Ok(false);
        }
        transaction.execute_batch("DELETE FROM issue_position; DELETE FROM issue;")?;
        {
            let mut issue = transaction.prepare("INSERT INTO issue VALUES (?1, ?2)")?;
            let mut member =
                transaction.prepare("INSERT INTO issue_position VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for (number, row) in (1i64..).zip(issues) {
                issue.execute(params![number, row.name])?;
                for (place, ((document, position), from)) in row.members.iter().enumerate() {
                    let from = from.map(|(document, position)| (document, position.0));
                    member.execute(params![
                        document,
                        position.0,
                        number,
                        place,
                        from.map(|from| from.0),
                        from.map(|from| from.1)
                    ])?;
                }
            }
        }
        let (document, corrected) = read.parts();
        transaction
            .execute("UPDATE issue_state SET document = ?1, corrected = ?2", params![document, corrected])?;
        transaction.commit()?;
        Ok(true)
    }
}

/// Puts positions into the rows of a document, which has none.
pub(crate) fn insert(
    transaction: &Transaction<'_>,
    document: i64,
    positions: &[Position],
) -> rusqlite::Result<()> {
    let mut row = transaction.prepare_cached(
        "INSERT INTO position VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
            ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
    )?;
    for position in positions {
        let issue = &position.issue;
        row.execute(params![
            document,
            position.id.0,
            position.holder_span.map(|span| span.start),
            position.holder_span.map(|span| span.end),
            position.holder.as_ref().map(|id| &id.0),
            position.speaker.as_ref().map(|id| &id.0),
            issue.key,
            issue.common,
            issue.contrary,
            issue.span.start,
            issue.span.end,
            write::json(&issue.about)?,
            position.stance.name(),
            position.side().name(),
            position.strength,
            name(&position.voice)?,
            position.cue.start,
            position.cue.end,
            position.attribution.map(|id| id.0),
            position.why.extractor,
            position.why.version,
            position.why.rule,
            triggers(&position.why),
            position.why.confidence,
        ])?;
    }
    Ok(())
}

fn position(row: &Row<'_>) -> rusqlite::Result<Position> {
    let holder_span: Option<usize> = row.get("holder_start")?;
    Ok(Position {
        id: PositionId(row.get("number")?),
        holder_span: holder_span.map(|_| span(row, "holder_")).transpose()?,
        holder: row.get::<_, Option<String>>("holder")?.map(EntityId),
        speaker: row.get::<_, Option<String>>("speaker")?.map(EntityId),
        issue: Issue {
            key: row.get("issue_key")?,
            common: row.get("issue_common")?,
            contrary: row.get("issue_contrary")?,
            span: span(row, "issue_")?,
            about: required(row, "about", json)?,
        },
        stance: required(row, "stance", named)?,
        strength: row.get("strength")?,
        voice: required(row, "voice", named)?,
        cue: span(row, "cue_")?,
        attribution: row.get::<_, Option<u32>>("attribution")?.map(AttributionId),
        why: why(row)?,
    })
}
