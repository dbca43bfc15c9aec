//! Events across reports: gold mentions in, groups out. The mentions are those of the gold, so that what is scored is the
//! grouping alone.

use anyhow::{Context, Result, bail};
use rapporteur_event::{Evidence, Profile, Report, Telling, Told, Within, group, pairs};
use rapporteur_record::EventId;
use serde_json::{Value, json};
use std::collections::HashMap;

/// A mention of the gold that is scored.
struct Mention {
    report: usize,
    /// As in the gold: code points.
    span: Value,
    chain: String,
}

/// The gold as the grouping takes it. Events are numbered through all reports.
struct Gold {
    reports: Vec<Report>,
    told: Vec<Told>,
    mentions: Vec<Mention>,
}

fn read(records: &[Value]) -> Result<Gold> {
    let mut gold = Gold { reports: Vec::new(), told: Vec::new(), mentions: Vec::new() };
    for (number, record) in records.iter().enumerate() {
        let text = record.get("text").and_then(Value::as_str).context("a gold record has no \"text\"")?;
        // Byte of each code point.
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let span = |value: &Value| -> Result<(usize, usize)> {
            let point = |at: usize| {
                let point = value.get("span").and_then(|span| span.get(at)).and_then(Value::as_u64);
                point
                    .and_then(|point| bytes.get(point as usize))
                    .copied()
                    .context("a span is outside of its text")
            };
            let (start, end) = (point(0)?, point(1)?);
            if end < start {
                bail!("a span ends before it starts");
            }
            Ok((start, end))
        };
        let list =
            |key: &str| record.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let sentences = list("sentences").iter().map(span).collect::<Result<Vec<_>>>()?;
        gold.reports.push(Report { number: number as i64, profile: Profile::new(text) });
        for mention in list("mentions") {
            let is = |key: &str| mention.get(key).and_then(Value::as_str);
            if is("kind") != Some("event") || mention.get("selected") != Some(&json!(true)) {
                continue;
            }
            let (start, end) = span(mention)?;
            let at = sentences
                .partition_point(|sentence| sentence.1 <= start)
                .min(sentences.len().saturating_sub(1));
            let (from, to) = sentences.get(at).copied().unwrap_or((0, text.len()));
            let (from, to) = (from.min(start), to.max(end));
            let id = EventId(gold.told.len() as u32);
            let mut told =
                Told::new(number as i64, id, Telling::new(&text[from..to], start - from..end - from));
            told.sentence = at as u32;
            gold.told.push(told);
            gold.mentions.push(Mention {
                report: number,
                span: mention["span"].clone(),
                chain: is("chain").unwrap_or_default().to_owned(),
            });
        }
    }
    Ok(gold)
}

/// The groups in the format of the scorer, a prediction for each record. With `by` no group spans records that differ in
/// this field: the gold then tells which reports belong together.
///
/// # Errors
/// If a record has no id or text, or a span lies outside of it.
pub fn predictions(records: &[Value], by: Option<&str>) -> Result<Vec<Value>> {
    let gold = read(records)?;
    let mut mentions: Vec<Vec<Value>> = vec![Vec::new(); records.len()];
    for (number, happening) in group(&gold.reports, &gold.told, Within::Mentions).iter().enumerate() {
        for member in &happening.members {
            let mention = &gold.mentions[member.event.0 as usize];
            let part =
                by.and_then(|by| records[mention.report].get(by)).and_then(Value::as_str).unwrap_or_default();
            let line = json!({ "span": mention.span, "chain": format!("{number}{part}"), "kind": "event" });
            mentions[mention.report].push(line);
        }
    }
    let line = |(record, mentions): (&Value, Vec<Value>)| -> Result<Value> {
        let id = record.get("id").context("a gold record has no \"id\"")?;
        Ok(json!({ "id": id, "mentions": mentions }))
    };
    records.iter().zip(mentions).map(line).collect()
}

/// A pair of gold mentions, as the training reads it.
pub struct Example {
    /// Numbers of the mentions, through all records.
    pub mentions: (u32, u32),
    /// What they have in common.
    pub evidence: Evidence,
    /// The gold says that they are one event.
    pub same: bool,
}

/// The pairs of gold mentions that the model is asked about.
///
/// # Errors
/// As for [`predictions`].
pub fn examples(records: &[Value]) -> Result<Vec<Example>> {
    let gold = read(records)?;
    let chains: HashMap<u32, &str> =
        (0..).zip(gold.mentions.iter().map(|mention| mention.chain.as_str())).collect();
    let found = pairs(&gold.reports, &gold.told, Within::Mentions);
    let example = |pair: rapporteur_event::Pair| {
        let mentions = (pair.a.1.0, pair.b.1.0);
        let same = chains[&mentions.0] == chains[&mentions.1];
        Example { mentions, evidence: pair.evidence, same }
    };
    Ok(found.into_iter().map(example).collect())
}
