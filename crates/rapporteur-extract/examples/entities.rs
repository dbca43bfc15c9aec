//! Reads JSONL with `id` and `text` from standard input and prints the named persons, organisations and places of each
//! text as JSONL (`ents`: `span` in code points, `label` PER, ORG, LOC, NORP or MISC), to be scored against annotated
//! entities.

use rapporteur_extract::name;
use rapporteur_lang::analyse;
use rapporteur_record::{Document, DocumentId, EntityType, MentionForm, Original, Segment, SegmentKind};
use rapporteur_text::{Alignment, ContentHash, Offsets, Span, Unit};
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or_default();
        writeln!(out, "{}", json!({"id": record["id"], "ents": entities(text)}))?;
    }
    Ok(())
}

/// The outermost names of a text.
fn entities(text: &str) -> Vec<Value> {
    let document = plain_document(text);
    let analysis = analyse(&document);
    let offsets = Offsets::new(text);
    let mut end = 0;
    let mut ents = Vec::new();
    for found in name::names(&document, &analysis) {
        let mention = &found.mention;
        let named = matches!(mention.form, MentionForm::Name | MentionForm::Adjective);
        if !named || mention.span.start < end {
            continue;
        }
        end = mention.span.end;
        let label = match (mention.form, mention.entity_type) {
            (MentionForm::Adjective, _) | (_, EntityType::Group) => "NORP",
            (_, EntityType::Person) => "PER",
            (_, EntityType::Organisation) => "ORG",
            (_, EntityType::State | EntityType::Place) => "LOC",
            (_, EntityType::Event | EntityType::Document | EntityType::Unknown) => "MISC",
        };
        let span = offsets.convert(mention.span, Unit::CodePoints);
        ents.push(json!({"span": [span.start, span.end], "label": label, "rule": mention.why.rule}));
    }
    ents
}

/// A document whose paragraphs are the lines of `text`.
fn plain_document(text: &str) -> Document {
    let mut segments = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        if !span.is_empty() {
            segments.push(Segment {
                kind: SegmentKind::Paragraph,
                span,
                source: Some(span),
                boilerplate: None,
            });
        }
    }
    let hash = ContentHash::of(text.as_bytes());
    Document {
        id: DocumentId(hash),
        locator: "-".to_owned(),
        url: None,
        outlet: None,
        agency: None,
        authors: Vec::new(),
        dateline: None,
        published: None,
        modified: None,
        language: None,
        original: Original {
            hash,
            len: text.len(),
            media_type: "text/plain".to_owned(),
            charset: "UTF-8".to_owned(),
        },
        segments,
        text: text.to_owned(),
        alignment: Alignment::identity(text.len()),
    }
}
