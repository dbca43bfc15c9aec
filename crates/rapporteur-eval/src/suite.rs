use crate::markup::Marked;
use crate::predict::{self, Found};
use anyhow::{Context, Result};
use rapporteur_export::Line;
use serde_json::{Value, json};
use std::str::FromStr;

/// A folder of gold data with its scorer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suite {
    /// Who said what (PolNeAR).
    Attribution,
    /// Who did what to whom.
    Events,
    /// What a source does to a target, where both are given; the gold is that of [`Suite::Events`].
    Pairs,
    /// Time expressions.
    Time,
    /// Names of persons, organisations and places.
    Entities,
    /// Coreference inside a document.
    Coreference,
    /// Events across documents, by [`crossdoc`](crate::crossdoc); entities are not built.
    Crossdoc,
    /// The five seed reports.
    Seeds,
    /// Main text and metadata of pages; grouping and copies.
    Stories,
    /// Who did what to whom, in this repository's own texts (`eval/events`).
    Own,
    /// Numbers of people and harm in this repository's own texts (`eval/figures`), by [`figure`](crate::figure).
    Figures,
    /// Positions in the five seed reports, by [`position`](crate::position).
    Positions,
    /// The comparison of the five seed reports, by [`compare`](crate::compare).
    Compare,
}

impl FromStr for Suite {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|suite| suite.name() == name).with_context(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|suite| suite.name()).collect();
            format!("there is no suite {name:?}; the suites are {}", names.join(", "))
        })
    }
}

impl Suite {
    /// All suites.
    pub const ALL: [Suite; 13] = [
        Suite::Attribution,
        Suite::Events,
        Suite::Pairs,
        Suite::Time,
        Suite::Entities,
        Suite::Coreference,
        Suite::Crossdoc,
        Suite::Seeds,
        Suite::Stories,
        Suite::Own,
        Suite::Figures,
        Suite::Positions,
        Suite::Compare,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Suite::Attribution => "attribution",
            Suite::Events => "events",
            Suite::Pairs => "pairs",
            Suite::Time => "time",
            Suite::Entities => "entities",
            Suite::Coreference => "coreference",
            Suite::Crossdoc => "crossdoc",
            Suite::Seeds => "seeds",
            Suite::Stories => "stories",
            Suite::Own => "own",
            Suite::Figures => "figures",
            Suite::Positions => "positions",
            Suite::Compare => "compare",
        }
    }

    /// The folder of its scorer among the evaluation data.
    #[must_use]
    pub fn folder(self) -> &'static str {
        if self == Suite::Pairs { Suite::Events.name() } else { self.name() }
    }

    /// The gold record as a line for `rapporteur read`: the same text, so that offsets agree, and only what a user's
    /// file would have.
    ///
    /// # Errors
    /// If the record has no text.
    pub fn input(self, record: &Value) -> Result<Value> {
        let text = |key: &str| {
            record.get(key).and_then(Value::as_str).with_context(|| format!("a gold record has no {key:?}"))
        };
        if self == Suite::Stories {
            return Ok(json!({ "html": text("html")?, "url": record.get("url") }));
        }
        if self == Suite::Own {
            let marked = Marked::parse(text("marked")?)?;
            return Ok(json!({ "text": marked.text, "date": marked.date }));
        }
        if self == Suite::Figures {
            let (text, date) = crate::figure::text(record)?;
            return Ok(json!({ "text": text, "date": date }));
        }
        let mut input = json!({ "text": text("text")? });
        for key in ["dct", "published"] {
            if let Some(date) = record.get(key).filter(|date| date.is_string()) {
                input["date"] = date.clone();
            }
        }
        Ok(input)
    }

    /// Whether a gold record is a phrase for `rapporteur actor`, and no report.
    #[must_use]
    pub fn is_phrase(self, record: &Value) -> bool {
        self == Suite::Events && record.get("expected").is_some()
    }

    /// A phrase of the gold as a line for `rapporteur actor`.
    ///
    /// # Errors
    /// If the record has no text.
    pub fn phrase(self, record: &Value) -> Result<Value> {
        let text = record.get("text").and_then(Value::as_str).context("a gold record has no \"text\"")?;
        let date = record.get("date").and_then(Value::as_str).and_then(predict::day);
        Ok(json!({ "text": text, "date": date }))
    }

    /// What `rapporteur actor` printed for a phrase, in the format of the scorer.
    ///
    /// # Errors
    /// If the record has no id.
    pub fn actor(self, record: &Value, printed: &Value) -> Result<Value> {
        let mut prediction = predict::actor(printed);
        prediction["id"] = record.get("id").cloned().context("a gold record has no \"id\"")?;
        Ok(prediction)
    }

    /// The pairs of a gold record as lines for `rapporteur pair`, one for each event.
    ///
    /// # Errors
    /// If the record has no text or no events.
    pub fn pairs(self, record: &Value) -> Result<Vec<Value>> {
        let text = record.get("text").and_then(Value::as_str).context("a gold record has no \"text\"")?;
        let events =
            record.get("events").and_then(Value::as_array).context("a gold record has no \"events\"")?;
        let side = |event: &Value, name: &str| -> Value {
            let actors = event.get(name).and_then(Value::as_array).into_iter().flatten();
            actors.filter_map(|actor| actor.get("span").filter(|span| span.is_array())).cloned().collect()
        };
        let pair = |event: &Value| json!({ "text": text, "source": side(event, "source"), "target": side(event, "target") });
        Ok(events.iter().map(pair).collect())
    }

    /// What `rapporteur pair` printed for the events of a gold record, in the format of the scorer.
    ///
    /// # Errors
    /// If the record has no id.
    pub fn paired(self, record: &Value, printed: &[Value]) -> Result<Value> {
        let event = |line: &Value| json!({ "plover": line["event"]["type"] });
        let id = record.get("id").cloned().context("a gold record has no \"id\"")?;
        Ok(json!({ "id": id, "events": printed.iter().map(event).collect::<Vec<_>>() }))
    }

    /// What the program printed for a gold record, in the format of the scorer.
    ///
    /// # Errors
    /// If the record has no id.
    pub fn prediction(self, record: &Value, lines: &[Line]) -> Result<Value> {
        let found = Found::new(lines);
        let mut prediction = match self {
            Suite::Attribution => predict::attributions(&found),
            Suite::Time => predict::times(&found),
            // Of the sets with entities only re3d has relations, and only it marks names inside names.
            Suite::Entities => predict::entities(&found, record.get("relations").is_some()),
            Suite::Coreference => predict::clusters(&found),
            Suite::Seeds => predict::seeds(&found),
            Suite::Stories => predict::page(&found),
            Suite::Events => {
                let exhaustive = record.get("exhaustive").and_then(Value::as_bool).unwrap_or(true);
                predict::events(&found, exhaustive)
            }
            Suite::Pairs
            | Suite::Crossdoc
            | Suite::Own
            | Suite::Figures
            | Suite::Positions
            | Suite::Compare => json!({}),
        };
        let id = if self == Suite::Seeds { "file" } else { "id" };
        prediction[id] = record.get(id).cloned().with_context(|| format!("a gold record has no {id:?}"))?;
        Ok(prediction)
    }
}
