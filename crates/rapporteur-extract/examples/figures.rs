//! Figures of JSON lines: reads `{"id", "text"}` from standard input and writes `{"id", "figures": [...]}` with spans in
//! code points. Tells the speed on standard error.

mod plain;

use rapporteur_text::{Offsets, Span, Unit};
use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut spent, mut words) = (Duration::ZERO, 0);
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or_default();
        let document = plain::document(text, None);
        let analysis = rapporteur_lang::analyse(&document);
        let start = Instant::now();
        let figures = rapporteur_extract::figure::figures(&document, &analysis);
        spent += start.elapsed();
        words += text.split_whitespace().count();
        let offsets = Offsets::new(text);
        let points = |span: Span| {
            let span = offsets.convert(span, Unit::CodePoints);
            [span.start, span.end]
        };
        let figures: Vec<_> = figures
            .iter()
            .map(|figure| {
                serde_json::json!({
                    "span": points(figure.span), "number": points(figure.number), "measure": figure.measure,
                    "value": figure.value, "low": figure.low, "high": figure.high, "bound": figure.bound,
                    "scope": figure.scope, "counted": figure.counted.map(points), "status": figure.status, "of": figure.of,
                    "claimant": figure.claimant,
                    "rule": figure.why.rule,
                })
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({ "id": record["id"], "figures": figures }))?;
    }
    eprintln!("{words} words: figures {:.0} words/s", words as f64 / spent.as_secs_f64().max(1e-9));
    Ok(())
}
