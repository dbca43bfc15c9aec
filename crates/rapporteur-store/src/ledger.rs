//! The figure ledger, as computed elsewhere and kept here.

use crate::identity::state;
use crate::{State, Store, StoreError, write};
use rusqlite::{TransactionBehavior, params};
use std::collections::BTreeMap;

/// A quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesRow<'l> {
    /// What is measured.
    pub measure: &'l str,
    /// Number of the series that it divides.
    pub part_of: Option<usize>,
    /// How many reports claim a number of it.
    pub reports: usize,
    /// Name of the gravest relation between two of its claims.
    pub gravest: Option<&'l str>,
    /// Low, best and high.
    pub ucdp: Option<[f64; 3]>,
    /// The most conservative number, with the vague word that gave it.
    pub conservative: Option<(f64, Option<&'l str>)>,
    /// Document and number of the last claim of each claimant.
    pub latest: Vec<(i64, u32)>,
    /// Series that may count the same people in another way, with the name of the relation.
    pub beside: Vec<(usize, &'l str)>,
    /// Its claims.
    pub claims: Vec<ClaimRow<'l>>,
}

/// A figure as a claim of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow<'l> {
    /// Number of the document.
    pub document: i64,
    /// Number of the figure there.
    pub figure: u32,
    /// `first`, `new`, `former`, `repeat` or `copy`.
    pub standing: &'l str,
    /// Of a repeat or a copy: the place of the earlier claim in the series.
    pub again: Option<usize>,
    /// First and last day as of which it holds, in ISO 8601.
    pub as_of: Option<(String, String)>,
    /// How that is known.
    pub as_of_known: Option<&'l str>,
    /// Number of the time expression that begins the sum.
    pub since: Option<u32>,
    /// Number of the place.
    pub place: Option<u32>,
    /// How it stands to earlier claims, by their places in the series.
    pub relations: Vec<(usize, &'l str)>,
}

impl Store {
    /// True if documents were added or corrections made after the ledger was last kept.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn ledger_waits(&self) -> Result<bool, StoreError> {
        let now = self.state()?;
        self.try_sql(|c| {
            let kept = "SELECT document, corrected FROM ledger_state";
            let of = |row: &rusqlite::Row<'_>| Ok(State { document: row.get(0)?, corrections: row.get(1)? });
            Ok(now != c.query_row(kept, [], of)?)
        })
    }

    /// Numbers of the documents that have figures, last versions only, in the order in which they were added.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn with_figures(&self) -> Result<Vec<i64>, StoreError> {
        self.try_sql(|c| {
            c.prepare(
                "SELECT id FROM document d WHERE EXISTS (SELECT 1 FROM figure f WHERE f.document = d.id)
                 AND NOT EXISTS (SELECT 1 FROM document n WHERE n.previous = d.id) ORDER BY id",
            )?
            .query_map([], |row| row.get(0))?
            .collect()
        })
    }

    /// The identities of the entities of a document, by their ids there.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn identities_in(&self, document: i64) -> Result<BTreeMap<String, String>, StoreError> {
        self.try_sql(|c| {
            c.prepare_cached("SELECT entity, identity FROM identity_member WHERE document = ?1")?
                .query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// Keeps a ledger in the place of the one before, all or nothing, if the store is still in the state in which its
    /// figures were read; else nothing is kept and the answer is false. Series come in the order of their numbers, from 1.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn keep_ledger<'l>(
        &mut self,
        series: impl Iterator<Item = SeriesRow<'l>>,
        read: State,
    ) -> Result<bool, StoreError> {
        let path = self.path.clone();
        self.replace_ledger(series, read).map_err(|error| StoreError::of(&path, error))
    }

    fn replace_ledger<'l>(
        &mut self,
        series: impl Iterator<Item = SeriesRow<'l>>,
        read: State,
    ) -> rusqlite::Result<bool> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if state(&transaction)? != read {
            return Ok(false);
        }
        transaction.execute_batch(
            "DELETE FROM figure_relation; DELETE FROM figure_claim; DELETE FROM figure_series;",
        )?;
        {
            let mut quantity = transaction.prepare(
                "INSERT INTO figure_series VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?;
            let mut claim = transaction
                .prepare("INSERT INTO figure_claim VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?;
            let mut relation = transaction.prepare("INSERT INTO figure_relation VALUES (?1, ?2, ?3, ?4)")?;
            for (at, row) in series.enumerate() {
                let number = at + 1;
                quantity.execute(params![
                    number,
                    row.measure,
                    row.part_of,
                    row.reports,
                    row.gravest,
                    row.ucdp.map(|[low, ..]| low),
                    row.ucdp.map(|[_, best, _]| best),
                    row.ucdp.map(|[.., high]| high),
                    row.conservative.map(|(number, _)| number),
                    row.conservative.and_then(|(_, word)| word),
                    write::json(&row.latest)?,
                    write::json(&row.beside)?,
                ])?;
                for (entry, one) in row.claims.iter().enumerate() {
                    claim.execute(params![
                        one.document,
                        one.figure,
                        number,
                        entry,
                        one.standing,
                        one.again,
                        one.as_of.as_ref().map(|(first, _)| first),
                        one.as_of.as_ref().map(|(_, last)| last),
                        one.as_of_known,
                        one.since,
                        one.place,
                    ])?;
                    for (earlier, name) in &one.relations {
                        relation.execute(params![number, entry, earlier, name])?;
                    }
                }
            }
        }
        let sql = "UPDATE ledger_state SET document = ?1, corrected = ?2";
        transaction.execute(sql, params![read.document, read.corrections])?;
        transaction.commit()?;
        Ok(true)
    }
}
