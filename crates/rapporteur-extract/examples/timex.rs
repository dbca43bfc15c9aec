//! Time expressions of JSON lines: reads `{"id", "text", "dct"}` from standard input and writes
//! `{"id", "times": [{"span", "type", "value", "text_only", "rule"}]}` with spans in code points.
//! Tells the speed on standard error.

mod plain;

use rapporteur_text::{Offsets, Unit};
use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut spent, mut analysing, mut words) = (Duration::ZERO, Duration::ZERO, 0);
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or_default();
        let day = record["dct"].as_str().or(record["date"].as_str()).and_then(|dct| dct.get(..10));
        let document = plain::document(text, day);
        let start = Instant::now();
        let analysis = rapporteur_lang::analyse(&document);
        analysing += start.elapsed();
        let start = Instant::now();
        let times = rapporteur_extract::time::times(&document, &analysis);
        spent += start.elapsed();
        words += text.split_whitespace().count();
        let offsets = Offsets::new(text);
        let times: Vec<_> = times
            .iter()
            .map(|time| {
                let span = offsets.convert(time.span, Unit::CodePoints);
                serde_json::json!({
                    "span": [span.start, span.end], "type": time.time_type, "value": time.value,
                    "text_only": time.text_only, "anchor": time.anchor, "rule": time.why.rule,
                })
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({ "id": record["id"], "times": times }))?;
    }
    let rate = |time: Duration| words as f64 / time.as_secs_f64().max(1e-9);
    eprintln!(
        "{words} words: time expressions {:.0} words/s, analysis {:.0} words/s",
        rate(spent),
        rate(analysing)
    );
    Ok(())
}
