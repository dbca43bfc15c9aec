//! Prints what the training of event coreference reads: for each pair of gold mentions their numbers, whether they are one
//! event, and what they have in common, parted by tabs. Standard input: the gold as JSON lines.
//!
//!     xz -dc ecbplus_train.jsonl.xz | cargo run --release -p rapporteur-eval --example event_pairs > pairs.tsv

use rapporteur_eval::crossdoc::examples;
use std::io::{BufWriter, Write, stdin, stdout};

fn main() -> anyhow::Result<()> {
    let records = stdin()
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<anyhow::Result<Vec<serde_json::Value>>>()?;
    let mut out = BufWriter::new(stdout().lock());
    write!(out, "a\tb\tsame")?;
    for name in rapporteur_event::EVIDENCE {
        write!(out, "\t{name}")?;
    }
    for example in examples(&records)? {
        let (a, b) = example.mentions;
        write!(out, "\n{a}\t{b}\t{}", u8::from(example.same))?;
        for number in example.evidence {
            write!(out, "\t{number}")?;
        }
    }
    writeln!(out)?;
    Ok(())
}
