//! Prints how fast one thread analyses: `throughput < raw.txt` (one paragraph per line), or an invented text without
//! input, and two hostile lines.

use rapporteur_lang::analyse_segments;
use rapporteur_record::{Segment, SegmentKind};
use rapporteur_text::Span;
use std::io::{IsTerminal, Read};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    if !std::io::stdin().is_terminal() {
        std::io::stdin().read_to_string(&mut text)?;
    }
    if text.is_empty() {
        text = "“The port is shut. It stays shut,” Minister Orla Vale said on Feb. 13 in St. Anne.\n"
            .repeat(100_000);
    }
    measure("text", &text);
    measure("one line of letters", &"a".repeat(50_000_000));
    measure("a million marks", &"“‘\"'".repeat(250_000));
    Ok(())
}

fn measure(name: &str, text: &str) {
    let mut segments = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        if !span.is_empty() {
            segments.push(Segment { kind: SegmentKind::Paragraph, span, source: None, boilerplate: None });
        }
        start += line.len() + 1;
    }
    let begin = Instant::now();
    let analysis = analyse_segments(text, &segments);
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        "{name}: {} tokens, {} sentences, {} quotations; {:.0} tokens/s, {:.1} MB/s",
        analysis.tokens.len(),
        analysis.sentences.len(),
        analysis.quotations.len(),
        analysis.tokens.len() as f64 / seconds,
        text.len() as f64 / 1e6 / seconds
    );
}
