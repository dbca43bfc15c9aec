//! Stories, copies and retellings, as computed elsewhere and kept here.

use crate::identity::{state, state_of};
use crate::{State, Store, StoreError};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet};

/// Start and end of words in a document, in bytes.
pub type Ends = (usize, usize);

/// A story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// The document that has most in common with all of them.
    pub centre: i64,
    /// Its documents in order, each with the one whose voice it is.
    pub members: Vec<(i64, i64)>,
}

/// A document that prints or retells another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetellingRow {
    /// Number of the document.
    pub document: i64,
    /// Number of the other one.
    pub of: i64,
    /// How it is known which follows which: `credit`, `date` or `open`.
    pub follows: &'static str,
    /// It credits the other one and is dated before it.
    pub against_dates: bool,
    /// What they have in common, in hundredths: of the shorter text, or of the quotations.
    pub share: usize,
    /// Of a rewrite: what was counted; absent for a copy.
    pub counts: Option<Counted>,
    /// The evidence: kind, start and end in the document, start and end in the other one.
    pub evidence: Vec<(&'static str, Ends, Option<Ends>)>,
}

/// What a rewrite and what it retells have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Quotations that stand in both.
    pub quotations: usize,
    /// Quotations of the rewrite.
    pub all_quotations: usize,
    /// Those in one order.
    pub in_order: usize,
    /// Speakers of the quotations.
    pub speakers: usize,
    /// Figures of both.
    pub figures: usize,
    /// Names of both.
    pub names: usize,
}

/// A medium that a document says it has words from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Number of the document.
    pub document: i64,
    /// `credited`, `told` or `reported`.
    pub how: &'static str,
    /// The words that name the medium.
    pub span: Option<(usize, usize)>,
    /// Number of the statement that came that way.
    pub attribution: Option<u32>,
    /// A document of the medium that it prints or retells.
    pub of: Option<i64>,
}

/// All that laying documents beside each other gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryRows {
    /// The stories.
    pub stories: Vec<StoryRow>,
    /// Copies and rewrites, in order of the documents.
    pub retellings: Vec<RetellingRow>,
    /// Media named, in order of the documents.
    pub sources: Vec<SourceRow>,
}

impl Store {
    /// True if documents were added or corrections made after stories were last kept.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn stories_wait(&self) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let kept = c.query_row("SELECT document, corrected FROM story_state", [], state_of)?;
            Ok(state(c)? != kept)
        })
    }

    /// Numbers of these documents and of all that stand in one story with one of them, in order.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn same_story(&self, documents: &[i64]) -> Result<Vec<i64>, StoreError> {
        self.try_sql(|c| {
            let mut found: BTreeSet<i64> = documents.iter().copied().collect();
            let mut members = c.prepare_cached(
                "SELECT document FROM story_member
                 WHERE story = (SELECT story FROM story_member WHERE document = ?1)",
            )?;
            for document in documents {
                for member in members.query_map([document], |row| row.get(0))? {
                    found.insert(member?);
                }
            }
            Ok(found.into_iter().collect())
        })
    }

    /// Numbers of the documents of which no sketch of this version is kept, in order.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn documents_without_sketch(&self, version: u32) -> Result<Vec<i64>, StoreError> {
        self.try_sql(|c| {
            c.prepare(
                "SELECT id FROM document d WHERE NOT EXISTS
                 (SELECT 1 FROM story_sketch s WHERE s.document = d.id AND s.version = ?1) ORDER BY id",
            )?
            .query_map([version], |row| row.get(0))?
            .collect()
        })
    }

    /// Keeps sketches of documents, all or none.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn keep_sketches(&mut self, version: u32, sketches: &[(i64, Vec<u8>)]) -> Result<(), StoreError> {
        let path = self.path.clone();
        let mut keep = || -> rusqlite::Result<()> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            {
                let mut row =
                    transaction.prepare("INSERT OR REPLACE INTO story_sketch VALUES (?1, ?2, ?3)")?;
                for (document, sketch) in sketches {
                    row.execute(params![document, version, sketch])?;
                }
            }
            transaction.commit()
        };
        keep().map_err(|error| StoreError::of(&path, error))
    }

    /// Tells the sketches of all last versions, in the order in which they were added.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn each_sketch(&self, mut tell: impl FnMut(i64, &[u8])) -> Result<(), StoreError> {
        self.try_sql(|c| {
            let mut statement = c.prepare(
                "SELECT s.document, s.sketch FROM story_sketch s
                 WHERE NOT EXISTS (SELECT 1 FROM document n WHERE n.previous = s.document) ORDER BY s.document",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let sketch = row.get_ref(1)?.as_blob().unwrap_or_default();
                tell(row.get(0)?, sketch);
            }
            Ok(())
        })
    }

    /// The cleaned text of a document.
    ///
    /// # Errors
    /// If the store cannot be read or has no such document.
    pub fn text(&self, document: i64) -> Result<String, StoreError> {
        self.try_sql(|c| {
            c.prepare_cached("SELECT text FROM document WHERE id = ?1")?
                .query_row([document], |row| row.get(0))
        })
    }

    /// The passage that a copy is kept with: in it, and in the other document.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn kept_passage(&self, document: i64, of: i64) -> Result<Option<(Ends, Ends)>, StoreError> {
        self.try_sql(|c| {
            c.prepare_cached(
                "SELECT e.start, e.\"end\", e.of_start, e.of_end FROM retelling r
                 JOIN retelling_evidence e ON e.document = r.document AND e.kind = 'passage'
                 WHERE r.document = ?1 AND r.of = ?2 AND e.of_start IS NOT NULL LIMIT 1",
            )?
            .query_row([document, of], |row| Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?))))
            .optional()
        })
    }

    /// Keeps stories, copies and retellings in the place of those before, all or nothing, if the store is still in the state in
    /// which its sketches were read; else nothing is kept and the answer is false.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn keep_stories(&mut self, rows: &StoryRows, read: State) -> Result<bool, StoreError> {
        let path = self.path.clone();
        self.replace_stories(rows, read).map_err(|error| StoreError::of(&path, error))
    }

    fn replace_stories(&mut self, rows: &StoryRows, read: State) -> rusqlite::Result<bool> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if state(&transaction)? != read {
            return Ok(false);
        }
        transaction.execute_batch(
            "DELETE FROM sourcing; DELETE FROM retelling_evidence; DELETE FROM retelling; DELETE FROM story_member;
             DELETE FROM story;",
        )?;
        write_stories(&transaction, &rows.stories)?;
        write_retellings(&transaction, &rows.retellings)?;
        write_sources(&transaction, &rows.sources)?;
        let (document, corrected) = read.parts();
        transaction
            .execute("UPDATE story_state SET document = ?1, corrected = ?2", params![document, corrected])?;
        transaction.commit()?;
        Ok(true)
    }
}

fn write_stories(transaction: &Transaction<'_>, stories: &[StoryRow]) -> rusqlite::Result<()> {
    let mut put = transaction.prepare("INSERT INTO story VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    let mut member = transaction.prepare("INSERT INTO story_member VALUES (?1, ?2, ?3)")?;
    let mut day = transaction.prepare(
        "SELECT published_earliest FROM document WHERE id = ?1 AND published_earliest = published_latest",
    )?;
    for story in stories {
        let Some(&(first, _)) = story.members.first() else { continue };
        let id = format!("s{first}");
        let mut days: Vec<String> = Vec::new();
        let mut voices: BTreeMap<i64, ()> = BTreeMap::new();
        for &(document, voice) in &story.members {
            days.extend(day.query_row([document], |row| row.get(0)).optional()?);
            voices.insert(voice, ());
        }
        days.sort_unstable();
        put.execute(params![id, story.centre, story.members.len(), voices.len(), days.first(), days.last()])?;
        for (document, voice) in &story.members {
            member.execute(params![document, id, voice])?;
        }
    }
    Ok(())
}

fn write_retellings(transaction: &Transaction<'_>, retellings: &[RetellingRow]) -> rusqlite::Result<()> {
    let mut put = transaction
        .prepare("INSERT INTO retelling VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
    let mut evidence =
        transaction.prepare("INSERT INTO retelling_evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for row in retellings {
        let counts = row.counts;
        put.execute(params![
            row.document,
            row.of,
            if counts.is_some() { "rewrite" } else { "copy" },
            row.follows,
            row.against_dates,
            row.share,
            counts.map(|counts| counts.quotations),
            counts.map(|counts| counts.all_quotations),
            counts.map(|counts| counts.in_order),
            counts.map(|counts| counts.speakers),
            counts.map(|counts| counts.figures),
            counts.map(|counts| counts.names),
        ])?;
        for (number, (kind, (start, end), of)) in row.evidence.iter().enumerate() {
            let of = *of;
            let (of_start, of_end) = (of.map(|of| of.0), of.map(|of| of.1));
            evidence.execute(params![row.document, number, kind, start, end, of_start, of_end])?;
        }
    }
    Ok(())
}

fn write_sources(transaction: &Transaction<'_>, sources: &[SourceRow]) -> rusqlite::Result<()> {
    let mut put = transaction.prepare("INSERT INTO sourcing VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    let mut number = 0;
    let mut last = None;
    for row in sources {
        number = if last == Some(row.document) { number + 1 } else { 0 };
        last = Some(row.document);
        let (start, end) = (row.span.map(|span| span.0), row.span.map(|span| span.1));
        put.execute(params![row.document, number, row.how, start, end, row.attribution, row.of])?;
    }
    Ok(())
}
