//! Reads JSON lines `{"id", "text"}` and prints the attributions of each text for the scorer of the attribution suite:
//! offsets in code points, the first line as headline, every other line as a paragraph.

mod plain;

use rapporteur_extract::quote::attributions;
use rapporteur_record::SegmentKind;
use rapporteur_text::{Offsets, Span, Unit};
use serde_json::{Value, json};
use std::io::{BufRead, Write, stdin, stdout};

fn main() -> std::io::Result<()> {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or_default();
        let mut document = plain::document(text, None);
        if let Some(first) = document.segments.first_mut() {
            first.kind = SegmentKind::Headline;
        }
        let analysis = rapporteur_lang::analyse(&document);
        let offsets = Offsets::new(text);
        let pair = |span: Span| {
            let span = offsets.convert(span, Unit::CodePoints);
            json!([span.start, span.end])
        };
        let lines: Vec<Value> = attributions(&document, &analysis)
            .into_iter()
            .map(|line| {
                json!({
                    "id": line.id.0,
                    "source": line.source.map(pair).into_iter().collect::<Vec<_>>(),
                    "cue": line.cue.map(pair).into_iter().collect::<Vec<_>>(),
                    "content": line.content.iter().copied().map(pair).collect::<Vec<_>>(),
                    "nested": line.nested_in.map(|host| host.0),
                    "rule": line.why.rule,
                    "form": line.form,
                })
            })
            .collect();
        writeln!(out, "{}", json!({ "id": record["id"], "attributions": lines }))?;
    }
    Ok(())
}
