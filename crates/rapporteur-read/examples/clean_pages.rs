//! Reads pages as JSON lines (`id`, `html`, `url`) from standard input and writes what was read from each (`id`, `text`,
//! `title`, `date`, `authors`): the form that scorers of cleaning compare. `text` is the running text and the headings
//! between it, without headline, captions and boilerplate. The speed goes to standard error.

use rapporteur_read::html::{Known, Options, extract};
use rapporteur_record::SegmentKind;
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let (mut pages, mut bytes, mut spent) = (0_u32, 0_usize, Duration::ZERO);
    for line in std::io::stdin().lock().lines() {
        let page: Value = serde_json::from_str(&line?)?;
        let html = page["html"].as_str().unwrap_or_default();
        let start = Instant::now();
        let report = extract(html, &Options { url: page["url"].as_str(), ..Options::default() });
        spent += start.elapsed();
        pages += 1;
        bytes += html.len();
        let text: Vec<&str> = report
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, SegmentKind::Paragraph | SegmentKind::Heading))
            .map(|block| block.text.as_str())
            .collect();
        let value = |known: Option<Known>| known.map(|known| known.value);
        let authors: Vec<String> = report.authors.into_iter().map(|author| author.value).collect();
        let line = json!({
            "id": page["id"],
            "text": text.join("\n\n"),
            "title": value(report.title),
            "date": value(report.published),
            "authors": authors,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    let seconds = spent.as_secs_f64();
    eprintln!(
        "{pages} pages, {:.0} pages/s, {:.1} MB/s",
        f64::from(pages) / seconds,
        bytes as f64 / 1e6 / seconds
    );
    Ok(())
}
