use crate::layers::{self, trigger_spans};
use crate::{Store, StoreError};
use rapporteur_record::{
    Attribution, AttributionId, Claimant, Document, DocumentId, Entity, EntityId, EventGroups, Figure,
    FigureId, Mention, Original, Place, Published, Report, Segment, Speaker, TimeExpression, TimeId, Why,
};
use rapporteur_text::{Alignment, Span};
use rusqlite::{Connection, Row};
use serde::de::DeserializeOwned;

/// A report as the store gives it back.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its number in the store.
    pub number: i64,
    /// Version at its address, from 1.
    pub version: u32,
    /// Number of the version before it.
    pub previous: Option<i64>,
    /// The report.
    pub report: Report,
    /// Which event over all documents each of its events is; empty where they have not been grouped yet.
    pub event_groups: EventGroups,
}

/// Which versions are given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The last version at each address.
    Latest,
    /// All versions.
    All,
}

impl Store {
    /// Gives each stored report to `f`, in the order in which they were added, one at a time.
    ///
    /// # Errors
    /// If the store cannot be read, or the first error of `f`.
    pub fn each_report<E: From<StoreError>>(
        &self,
        which: Order,
        mut f: impl FnMut(Stored) -> Result<(), E>,
    ) -> Result<(), E> {
        let numbers: Vec<i64> = self.try_sql(|c| {
            let sql = match which {
                Order::All => "SELECT id FROM document ORDER BY id",
                Order::Latest => {
                    "SELECT id FROM document d
                     WHERE NOT EXISTS (SELECT 1 FROM document n WHERE n.previous = d.id) ORDER BY id"
                }
            };
            c.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        })?;
        for number in numbers {
            f(self.report(number)?)?;
        }
        Ok(())
    }

    /// The report with this number.
    ///
    /// # Errors
    /// If there is none, or if what is stored is damaged.
    pub fn report(&self, number: i64) -> Result<Stored, StoreError> {
        self.report_in(number, "")
    }

    /// The report from tables of these names.
    pub(crate) fn report_in(&self, number: i64, prefix: &'static str) -> Result<Stored, StoreError> {
        self.try_sql(|connection| Reader { connection, number, prefix }.stored()).map_err(|error| match error
        {
            StoreError::Sqlite { path, source: rusqlite::Error::FromSqlConversionFailure(_, _, what) } => {
                StoreError::Damaged { path, what: format!("document {number}: {what}") }
            }
            other => other,
        })
    }
}

/// A value kept as JSON.
pub(crate) fn json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// An enum without data, by its serialized name.
pub(crate) fn named<T: DeserializeOwned>(name: &str) -> rusqlite::Result<T> {
    json(&format!("\"{name}\""))
}

pub(crate) fn damaged(what: impl Into<String>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, what.into().into())
}

/// Column of JSON or of an enum's name that may be absent.
pub(crate) fn optional<T>(
    row: &Row<'_>,
    column: &str,
    read: fn(&str) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(column)?.as_deref().map(read).transpose()
}

pub(crate) fn required<T>(
    row: &Row<'_>,
    column: &str,
    read: fn(&str) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    read(&row.get::<_, String>(column)?)
}

/// The span in the columns `PREFIXstart` and `PREFIXend`.
pub(crate) fn span(row: &Row<'_>, prefix: &str) -> rusqlite::Result<Span> {
    optional_span(row, prefix)?.ok_or_else(|| damaged(format!("a span {prefix:?} is missing")))
}

fn optional_span(row: &Row<'_>, prefix: &str) -> rusqlite::Result<Option<Span>> {
    let start: Option<usize> = row.get(format!("{prefix}start").as_str())?;
    let end: Option<usize> = row.get(format!("{prefix}end").as_str())?;
    match (start, end) {
        (Some(start), Some(end)) if start <= end => Ok(Some(Span { start, end })),
        (None, None) => Ok(None),
        _ => Err(damaged(format!("a span {prefix:?} ends before it starts"))),
    }
}

/// The columns that tell how a line was found.
pub(crate) fn why(row: &Row<'_>) -> rusqlite::Result<Why> {
    let spans: String = row.get("triggers")?;
    let (triggers, shares) = trigger_spans(&spans).ok_or_else(|| damaged(format!("triggers {spans:?}")))?;
    Ok(Why {
        extractor: row.get::<_, String>("extractor")?.into(),
        version: row.get::<_, String>("version")?.into(),
        rule: row.get::<_, String>("rule")?.into(),
        triggers,
        confidence: row.get("confidence")?,
        shares,
        corrected: Vec::new(),
    })
}

/// The lines packed in a column.
fn unpacked<P: DeserializeOwned, T>(
    row: &Row<'_>,
    column: &str,
    line: fn(P) -> Option<T>,
) -> rusqlite::Result<Vec<T>> {
    let packed: Vec<P> = required(row, column, json)?;
    let lines: Option<_> = packed.into_iter().map(line).collect();
    lines.ok_or_else(|| damaged(format!("a span in {column} ends before it starts")))
}

/// What the table `layers` holds of a document.
struct Layers {
    alignment: Alignment,
    segments: Vec<Segment>,
    sentences: Vec<Span>,
    mentions: Vec<Mention>,
    times: Vec<TimeExpression>,
    places: Vec<Place>,
}

pub(crate) struct Reader<'c> {
    pub(crate) connection: &'c Connection,
    pub(crate) number: i64,
    /// Before the names of the tables: `read_` for what was read of a corrected document.
    pub(crate) prefix: &'static str,
}

impl Reader<'_> {
    fn stored(&self) -> rusqlite::Result<Stored> {
        let sql = format!("SELECT * FROM {}document WHERE id = ?1", self.prefix);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut stored = statement.query_row([self.number], |row| {
            let Layers { alignment, segments, sentences, mentions, times, places } = self.layers()?;
            Ok(Stored {
                number: self.number,
                version: row.get("version")?,
                previous: row.get("previous")?,
                event_groups: self.event_groups()?,
                report: Report {
                    document: self.document(row, alignment, segments)?,
                    sentences,
                    mentions,
                    entities: self.entities()?,
                    attributions: self.all("attribution", attribution)?,
                    events: self.events()?,
                    figures: self.all("figure", figure)?,
                    times,
                    places,
                },
            })
        })?;
        if self.prefix.is_empty() {
            self.mark(&mut stored.report)?;
        }
        Ok(stored)
    }

    /// All rows of this document in a table of lines, in order.
    fn all<T>(&self, table: &str, f: fn(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
        self.connection
            .prepare_cached(&format!(
                "SELECT * FROM {}{table} WHERE document = ?1 ORDER BY number",
                self.prefix
            ))?
            .query_map([self.number], f)?
            .collect()
    }

    fn layers(&self) -> rusqlite::Result<Layers> {
        let sql = format!("SELECT * FROM {}layers WHERE document = ?1", self.prefix);
        let mut statement = self.connection.prepare_cached(&sql)?;
        statement.query_row([self.number], |row| {
            let runs = unpacked(row, "alignments", layers::Run::unpacked)?;
            Ok(Layers {
                alignment: Alignment::from_runs(runs).ok_or_else(|| damaged("the alignment has gaps"))?,
                segments: unpacked(row, "segments", layers::Segment::unpacked)?,
                sentences: unpacked(row, "sentences", |(start, end)| layers::span(start, end))?,
                mentions: unpacked(row, "mentions", layers::Mention::unpacked)?,
                times: unpacked(row, "time_expressions", layers::Time::unpacked)?,
                places: unpacked(row, "places", layers::Place::unpacked)?,
            })
        })
    }

    fn document(
        &self,
        row: &Row<'_>,
        alignment: Alignment,
        segments: Vec<Segment>,
    ) -> rusqlite::Result<Document> {
        let published = match row.get::<_, Option<String>>("published")? {
            None => None,
            Some(value) => Some(Published {
                value,
                earliest: row.get("published_earliest")?,
                latest: row.get("published_latest")?,
                known: required(row, "published_known", named)?,
                reason: row.get("published_reason")?,
                span: optional_span(row, "published_")?,
            }),
        };
        let hash = |column| row.get::<_, String>(column)?.parse().map_err(|e: String| damaged(e));
        Ok(Document {
            id: DocumentId(hash("text_hash")?),
            locator: row.get("locator")?,
            url: row.get("url")?,
            outlet: row.get("outlet")?,
            agency: row.get("agency")?,
            authors: required(row, "authors", json)?,
            dateline: optional(row, "dateline", json)?,
            published,
            modified: optional(row, "modified", json)?,
            language: row.get("language")?,
            original: Original {
                hash: hash("original_hash")?,
                len: row.get("original_bytes")?,
                media_type: row.get("media_type")?,
                charset: row.get("charset")?,
            },
            segments,
            text: row.get("text")?,
            alignment,
        })
    }

    fn entities(&self) -> rusqlite::Result<Vec<Entity>> {
        self.connection
            .prepare_cached(&format!(
                "SELECT * FROM {}entity WHERE document = ?1 ORDER BY entity",
                self.prefix
            ))?
            .query_map([self.number], |row| {
                let id: String = row.get("entity")?;
                Ok(Entity {
                    entity_type: required(row, "entity_type", named)?,
                    name: row.get("name")?,
                    aliases: required(row, "aliases", json)?,
                    offices: unpacked(row, "offices", layers::Office::unpacked)?,
                    country: row.get("country")?,
                    rollup: row.get::<_, Option<String>>("rollup")?.map(EntityId),
                    actor: optional(row, "actor", json)?,
                    id: EntityId(id),
                })
            })?
            .collect()
    }
}

fn attribution(row: &Row<'_>) -> rusqlite::Result<Attribution> {
    let speaker = match row.get::<_, Option<String>>("speaker")? {
        Some(entity) => {
            Speaker::Resolved { entity: EntityId(entity), why: required(row, "speaker_why", json)? }
        }
        None => Speaker::Unknown {
            candidates: required(row, "speaker_candidates", json)?,
            reason: row.get("speaker_reason")?,
        },
    };
    Ok(Attribution {
        id: AttributionId(row.get("number")?),
        source: optional_span(row, "source_")?,
        cue: optional_span(row, "cue_")?,
        content: unpacked(row, "content", |(start, end)| layers::span(start, end))?,
        form: required(row, "form", named)?,
        kind: required(row, "kind", named)?,
        speaker,
        venue: optional_span(row, "venue_")?,
        addressee: optional_span(row, "addressee_")?,
        nested_in: row.get::<_, Option<u32>>("nested_in")?.map(AttributionId),
        why: why(row)?,
    })
}

fn figure(row: &Row<'_>) -> rusqlite::Result<Figure> {
    let attribution = || row.get("attribution").map(AttributionId);
    let claimed_by: String = row.get("claimed_by")?;
    let claimant = match claimed_by.as_str() {
        "entity" => Claimant::Entity {
            entity: EntityId(row.get("claimant")?),
            span: optional_span(row, "claimant_")?,
            attribution: attribution()?,
        },
        "unknown_speaker" => Claimant::UnknownSpeaker { attribution: attribution()? },
        "unattributed" => Claimant::Unattributed { span: optional_span(row, "claimant_")? },
        "outlet" => Claimant::Outlet,
        other => return Err(damaged(format!("claimed_by {other:?}"))),
    };
    Ok(Figure {
        id: FigureId(row.get("number")?),
        span: span(row, "")?,
        number: span(row, "number_")?,
        measure: row.get("measure")?,
        value: row.get("value")?,
        low: row.get("low")?,
        high: row.get("high")?,
        bound: required(row, "bound", named)?,
        scope: optional(row, "scope", named)?,
        counted: optional_span(row, "counted_")?,
        status: row.get("status")?,
        of: row.get::<_, Option<u32>>("share_of")?.map(FigureId),
        as_of: row.get::<_, Option<u32>>("as_of")?.map(TimeId),
        claimant,
        why: why(row)?,
    })
}
