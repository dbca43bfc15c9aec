//! Reads files, or the lines of JSONL files, and prints their documents as JSON lines: `documents PATH...`.

use rapporteur_read::{Input, Limits, read};
use std::io::{BufWriter, Write};

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let lines = path.ends_with(".jsonl") || path.ends_with(".ndjson");
        let parts: Vec<(String, &[u8])> = if lines {
            bytes
                .split(|b| *b == b'\n')
                .enumerate()
                .map(|(i, line)| (format!("{path}#{}", i + 1), line))
                .collect()
        } else {
            vec![(path.clone(), &bytes[..])]
        };
        for (locator, bytes) in parts.iter().filter(|(_, bytes)| !bytes.is_empty() || !lines) {
            let (documents, problems) = read(&Input::new(locator, bytes), &Limits::default());
            for document in documents {
                serde_json::to_writer(&mut out, &document)?;
                writeln!(out)?;
            }
            for problem in problems {
                eprintln!("{problem}");
            }
        }
    }
    out.flush()
}
