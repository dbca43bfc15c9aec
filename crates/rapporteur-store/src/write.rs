use crate::{Store, StoreError, layers};
use rapporteur_record::{Attribution, Claimant, Document, Entity, EntityId, Figure, Report, Speaker, Why};
use rapporteur_text::{ContentHash, Span};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What the store knows of some bytes before they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// These bytes are stored, from this address.
    Here,
    /// These bytes are stored, from another address.
    Elsewhere,
    /// These bytes are new.
    Not,
}

/// What became of a report that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// It is a new version of the document at its address.
    Version {
        /// Its number, from 2.
        number: u32,
    },
    /// The same bytes were there already.
    Unchanged,
    /// The same bytes were there already, and their lines were read anew.
    Again,
}

impl Store {
    /// What the store knows of the bytes with this hash at this address.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn seen(&self, original: ContentHash, address: &str) -> Result<Seen, StoreError> {
        self.try_sql(|c| {
            let found: Option<bool> = c
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM location l WHERE l.document = d.id AND l.address = ?2)
                     FROM document d WHERE d.original_hash = ?1",
                )?
                .query_row(params![original.to_string(), address], |row| row.get(0))
                .optional()?;
            Ok(match found {
                Some(true) => Seen::Here,
                Some(false) => Seen::Elsewhere,
                None => Seen::Not,
            })
        })
    }

    /// Notes that stored bytes were met at one more address.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn note_address(&mut self, original: ContentHash, address: &str) -> Result<(), StoreError> {
        self.try_sql(|c| {
            c.prepare_cached(
                "INSERT OR IGNORE INTO location (address, document)
                 SELECT ?2, id FROM document WHERE original_hash = ?1",
            )?
            .execute(params![original.to_string(), address])?;
            Ok(())
        })
    }

    /// Keeps a report, whole or not at all; it is found by [`search`](Store::search) from then on. `program` names the version that analysed it.
    ///
    /// # Errors
    /// If the store cannot be written; then nothing of the report is kept.
    pub fn add(&mut self, report: &Report, program: &str) -> Result<Added, StoreError> {
        let path = self.path.clone();
        let added = self.add_in_transaction(report, program).map_err(|error| StoreError::of(&path, error))?;
        if added != Added::Unchanged {
            self.index_later()?;
        }
        Ok(added)
    }

    fn add_in_transaction(&mut self, report: &Report, program: &str) -> rusqlite::Result<Added> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let document = &report.document;
        let hash = document.original.hash.to_string();
        // Another program may have added it since `seen` was asked.
        let known: Option<i64> = transaction
            .prepare_cached("SELECT id FROM document WHERE original_hash = ?1")?
            .query_row([&hash], |row| row.get(0))
            .optional()?;
        if let Some(id) = known {
            add_location(&transaction, &document.locator, id)?;
            transaction.commit()?;
            return Ok(Added::Unchanged);
        }
        let before: Option<(i64, u32)> = transaction
            .prepare_cached(
                "SELECT d.id, d.version FROM location l JOIN document d ON d.id = l.document
                 WHERE l.address = ?1 ORDER BY d.version DESC, d.id DESC LIMIT 1",
            )?
            .query_row([&document.locator], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let version = before.map_or(1, |(_, version)| version + 1);
        let id = insert_document(&transaction, document, version, before.map(|b| b.0), program)?;
        add_location(&transaction, &document.locator, id)?;
        Lines { transaction: &transaction, id }.insert(report)?;
        transaction.commit()?;
        Ok(if version == 1 { Added::New } else { Added::Version { number: version } })
    }
}

fn add_location(transaction: &Transaction<'_>, address: &str, id: i64) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT OR IGNORE INTO location (address, document) VALUES (?1, ?2)")?
        .execute(params![address, id])?;
    Ok(())
}

/// Values that SQL does not look into are kept as JSON. Plain data always serializes.
pub(crate) fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// The serialized name of an enum without data.
pub(crate) fn name(value: &impl Serialize) -> rusqlite::Result<String> {
    json(value).map(|quoted| quoted.trim_matches('"').to_owned())
}

/// The triggers as `START-END`, those of a model as `START-END@SHARE`, a blank between two.
pub(crate) fn triggers(why: &Why) -> String {
    let mut text = String::with_capacity(12 * why.triggers.len());
    for (position, span) in why.triggers.iter().enumerate() {
        let blank = if text.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{blank}{}-{}", span.start, span.end);
        if let Some(share) = why.shares.get(position) {
            let _ = write!(text, "@{share}");
        }
    }
    text
}

fn start(span: Option<Span>) -> Option<usize> {
    span.map(|s| s.start)
}

fn end(span: Option<Span>) -> Option<usize> {
    span.map(|s| s.end)
}

fn insert_document(
    transaction: &Transaction<'_>,
    document: &Document,
    version: u32,
    previous: Option<i64>,
    program: &str,
) -> rusqlite::Result<i64> {
    let published = document.published.as_ref();
    transaction
        .prepare_cached(
            "INSERT INTO document (text_hash, original_hash, original_bytes, media_type, charset, locator, url,
                outlet, agency, authors, headline, dateline, published, published_earliest, published_latest,
                published_known, published_reason, published_start, published_end, modified, language, text,
                version, previous, analysed_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                ?21, ?22, ?23, ?24, ?25)",
        )?
        .execute(params![
            document.id.to_string(),
            document.original.hash.to_string(),
            document.original.len,
            document.original.media_type,
            document.original.charset,
            document.locator,
            document.url,
            document.outlet,
            document.agency,
            json(&document.authors)?,
            document.headline(),
            document.dateline.as_ref().map(json).transpose()?,
            published.map(|p| &p.value),
            published.map(|p| &p.earliest),
            published.map(|p| &p.latest),
            published.map(|p| name(&p.known)).transpose()?,
            published.map(|p| &p.reason),
            published.and_then(|p| start(p.span)),
            published.and_then(|p| end(p.span)),
            document.modified.as_ref().map(json).transpose()?,
            document.language,
            document.text,
            version,
            previous,
            program,
        ])?;
    Ok(transaction.last_insert_rowid())
}

/// Puts what a new reading says of a document in the place of what is kept. Its address, text and version stay: the same
/// bytes give the same text, but for a newer reader.
pub(crate) fn update_document(
    transaction: &Transaction<'_>,
    id: i64,
    document: &Document,
    program: &str,
) -> rusqlite::Result<()> {
    let published = document.published.as_ref();
    transaction.execute(
        "UPDATE document SET (text_hash, outlet, agency, authors, headline, dateline, published, published_earliest,
            published_latest, published_known, published_reason, published_start, published_end, modified, language, text,
            analysed_by) = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) WHERE id = ?1",
        params![
            id,
            document.id.to_string(),
            document.outlet,
            document.agency,
            json(&document.authors)?,
            document.headline(),
            document.dateline.as_ref().map(json).transpose()?,
            published.map(|p| &p.value),
            published.map(|p| &p.earliest),
            published.map(|p| &p.latest),
            published.map(|p| name(&p.known)).transpose()?,
            published.map(|p| &p.reason),
            published.and_then(|p| start(p.span)),
            published.and_then(|p| end(p.span)),
            document.modified.as_ref().map(json).transpose()?,
            document.language,
            document.text,
            program,
        ],
    )?;
    Ok(())
}

/// Inserts the lines of one document.
pub(crate) struct Lines<'t> {
    pub(crate) transaction: &'t Transaction<'t>,
    pub(crate) id: i64,
}

impl Lines<'_> {
    pub(crate) fn insert(&self, report: &Report) -> rusqlite::Result<()> {
        self.layers(report)?;
        let mut mentions: BTreeMap<&EntityId, u32> = BTreeMap::new();
        for entity in report.mentions.iter().filter_map(|mention| mention.entity.as_ref()) {
            *mentions.entry(entity).or_default() += 1;
        }
        let gazetteer = report.gazetteer_ids();
        for entity in &report.entities {
            let mentions = mentions.get(&entity.id).copied().unwrap_or_default();
            self.entity(entity, mentions, gazetteer.get(&entity.id).copied())?;
        }
        report.attributions.iter().try_for_each(|attribution| self.attribution(attribution))?;
        report.figures.iter().try_for_each(|figure| self.figure(figure))?;
        report.events.iter().try_for_each(|event| self.event(event))
    }

    pub(crate) fn row(&self, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<()> {
        self.transaction.prepare_cached(sql)?.execute(values).map(|_| ())
    }

    fn layers(&self, report: &Report) -> rusqlite::Result<()> {
        fn packed<'r, T, P: Serialize>(lines: &'r [T], line: fn(&'r T) -> P) -> rusqlite::Result<String> {
            json(&lines.iter().map(line).collect::<Vec<_>>())
        }
        self.row(
            "INSERT INTO layers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                self.id,
                packed(report.document.alignment.runs(), layers::Run::of)?,
                packed(&report.document.segments, layers::Segment::of)?,
                packed(&report.sentences, |span| (span.start, span.end))?,
                packed(&report.mentions, layers::Mention::of)?,
                packed(&report.times, layers::Time::of)?,
                packed(&report.places, layers::Place::of)?,
            ],
        )
    }

    fn entity(&self, entity: &Entity, mentions: u32, gazetteer: Option<&str>) -> rusqlite::Result<()> {
        self.row(
            "INSERT INTO entity (document, entity, entity_type, name, aliases, country, rollup, mentions, offices,
                gazetteer, actor)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                self.id,
                entity.id.0,
                entity.entity_type.as_str(),
                entity.name,
                json(&entity.aliases)?,
                entity.country,
                entity.rollup.as_ref().map(|id| &id.0),
                mentions,
                json(&entity.offices.iter().map(layers::Office::of).collect::<Vec<_>>())?,
                gazetteer,
                entity.actor.as_ref().map(json).transpose()?,
            ],
        )
    }

    fn attribution(&self, attribution: &Attribution) -> rusqlite::Result<()> {
        let (speaker, why, candidates, reason) = match &attribution.speaker {
            Speaker::Resolved { entity, why } => (Some(&entity.0), Some(json(why)?), None, None),
            Speaker::Unknown { candidates, reason } => (None, None, Some(json(candidates)?), Some(reason)),
        };
        let content: Vec<_> = attribution.content.iter().map(|span| (span.start, span.end)).collect();
        self.row(
            "INSERT INTO attribution VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
            params![
                self.id,
                attribution.id.0,
                start(attribution.source),
                end(attribution.source),
                start(attribution.cue),
                end(attribution.cue),
                name(&attribution.form)?,
                name(&attribution.kind)?,
                speaker,
                why,
                candidates,
                reason,
                start(attribution.venue),
                end(attribution.venue),
                start(attribution.addressee),
                end(attribution.addressee),
                attribution.nested_in.map(|id| id.0),
                json(&content)?,
                attribution.why.extractor,
                attribution.why.version,
                attribution.why.rule,
                triggers(&attribution.why),
                attribution.why.confidence,
            ],
        )
    }

    fn figure(&self, figure: &Figure) -> rusqlite::Result<()> {
        let (claimed_by, claimant, span, attribution) = match &figure.claimant {
            Claimant::Entity { entity, span, attribution } => {
                ("entity", Some(&entity.0), *span, Some(attribution.0))
            }
            Claimant::UnknownSpeaker { attribution } => ("unknown_speaker", None, None, Some(attribution.0)),
            Claimant::Unattributed { span } => ("unattributed", None, *span, None),
            Claimant::Outlet => ("outlet", None, None, None),
        };
        self.row(
            "INSERT INTO figure VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
            params![
                self.id,
                figure.id.0,
                figure.span.start,
                figure.span.end,
                figure.number.start,
                figure.number.end,
                figure.measure,
                figure.value,
                figure.low,
                figure.high,
                name(&figure.bound)?,
                figure.scope.map(|scope| name(&scope)).transpose()?,
                start(figure.counted),
                end(figure.counted),
                figure.status,
                figure.of.map(|id| id.0),
                figure.as_of.map(|id| id.0),
                claimed_by,
                claimant,
                start(span),
                end(span),
                attribution,
                figure.why.extractor,
                figure.why.version,
                figure.why.rule,
                triggers(&figure.why),
                figure.why.confidence,
            ],
        )
    }
}
