//! The sample reports with every span marked, then the record lines, kept in `tests/golden/`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p rapporteur-cli --test golden` writes them anew; read the diff as an editor would.

mod common;

use rapporteur::engine::{Engine, Item};
use rapporteur::record::{Claimant, Report, Resolution, Speaker};
use rapporteur::text::Span;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// The part of a span that lies in the sentence, marked under it.
fn mark(row: &mut [char], text: &str, sentence: Span, span: Span, sign: char) {
    for (position, (at, _)) in sentence.in_text(text).char_indices().enumerate() {
        if span.contains_offset(sentence.start + at) {
            row[position] = sign;
        }
    }
}

fn sentences(report: &Report, out: &mut String) {
    let text = report.document.text.as_str();
    for sentence in &report.sentences {
        let words = sentence.in_text(text).replace('\n', " ");
        let width = words.chars().count();
        let _ = writeln!(out, "\n      {words}");
        let mut rows: BTreeMap<String, Vec<char>> = BTreeMap::new();
        let mut add = |label: String, span: Option<Span>, sign: char| {
            if let Some(span) = span.filter(|span| span.overlaps(*sentence)) {
                mark(rows.entry(label).or_insert_with(|| vec![' '; width]), text, *sentence, span, sign);
            }
        };
        for a in &report.attributions {
            let label = format!("a{:03}", a.id.0);
            a.content.iter().for_each(|span| add(label.clone(), Some(*span), '-'));
            add(label.clone(), a.source, 'S');
            add(label, a.cue, 'C');
        }
        for f in &report.figures {
            add(format!("f{:03}", f.id.0), Some(f.span), '-');
            add(format!("f{:03}", f.id.0), Some(f.number), '#');
        }
        report.times.iter().for_each(|t| add("t".into(), Some(t.span), 'T'));
        report.mentions.iter().for_each(|m| {
            let sign = if m.entity.is_some() { 'M' } else { 'm' };
            add("m".into(), Some(m.span), sign);
        });
        report.places.iter().for_each(|p| {
            let sign = if matches!(p.resolution, Resolution::Resolved { .. }) { 'P' } else { 'p' };
            add("p".into(), Some(p.span), sign);
        });
        for (label, row) in rows {
            let row: String = row.into_iter().collect();
            let _ = writeln!(out, "{label:<5} {}", row.trim_end());
        }
    }
}

fn lines(report: &Report, out: &mut String) {
    let text = report.document.text.as_str();
    let words = |span: Span| span.in_text(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(out);
    for segment in
        report.document.segments.iter().filter(|s| s.kind != rapporteur::record::SegmentKind::Paragraph)
    {
        let start: String = words(segment.span).chars().take(60).collect();
        let _ = writeln!(out, "segment {:?} {:?}: {start}", segment.kind, segment.boilerplate);
    }
    for e in &report.entities {
        let offices: Vec<&str> = e.offices.iter().map(|o| o.title.as_str()).collect();
        let _ =
            writeln!(out, "entity {} = {} [{}] {}", e.id, e.name, e.aliases.join(" | "), offices.join("; "));
    }
    for a in &report.attributions {
        let speaker = match &a.speaker {
            Speaker::Resolved { entity, why } => format!("{entity} by {}", why.rule),
            Speaker::Unknown { candidates, reason } => {
                let names: Vec<&str> = candidates.iter().map(|c| c.0.as_str()).collect();
                format!("unknown ({reason}) [{}]", names.join(", "))
            }
        };
        let host = a.nested_in.map_or_else(String::new, |n| format!(" in a{:03}", n.0));
        let _ = writeln!(out, "a{:03} {:?} {:?}{host} {} -> {speaker}", a.id.0, a.form, a.kind, a.why.rule);
    }
    for f in &report.figures {
        let claimant = match &f.claimant {
            Claimant::Entity { entity, .. } => entity.0.clone(),
            other => format!("{other:?}").split([' ', '{']).next().unwrap_or_default().to_lowercase(),
        };
        let _ = writeln!(
            out,
            "f{:03} {} {:?} {:?} [{:?}, {:?}] {:?} {:?} by {claimant} {}",
            f.id.0, f.measure, f.bound, f.value, f.low, f.high, f.scope, f.status, f.why.rule
        );
    }
    for t in &report.times {
        let value = t.value.as_deref().unwrap_or("?");
        let _ = writeln!(out, "time {:?} {} = {} / {value}", t.time_type, words(t.span), t.text_only);
    }
    for p in &report.places {
        let found = match &p.resolution {
            Resolution::Resolved { gazetteer, .. } => gazetteer.clone(),
            Resolution::Ambiguous { candidates } => format!("ambiguous: {}", candidates.join(", ")),
            Resolution::Unresolved => "unresolved".into(),
        };
        let _ = writeln!(out, "place {} = {found}", words(p.span));
    }
}

#[test]
fn samples_read_as_kept() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differ = Vec::new();
    let mut files: Vec<_> = fs::read_dir(common::samples())
        .expect("samples")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    for file in files {
        let name = file.file_name().and_then(|n| n.to_str()).expect("UTF-8").to_owned();
        let bytes = fs::read(&file).expect("a sample");
        let records: Vec<&[u8]> = if name.ends_with(".jsonl") {
            bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()).collect()
        } else {
            vec![&bytes]
        };
        let items = records.iter().enumerate().map(|(n, record)| {
            let locator = if records.len() > 1 { format!("{name}#{}", n + 1) } else { name.clone() };
            Ok(Item::new(locator, record.to_vec()))
        });
        let mut out = String::new();
        Engine::default().run(items.collect::<Vec<_>>(), |outcome| {
            assert_eq!(outcome.problems, [], "{name}");
            for report in &outcome.reports {
                let document = &report.document;
                let _ = writeln!(out, "{name}: {}", document.headline().unwrap_or("(no headline)"));
                let published =
                    document.published.as_ref().map(|p| format!("{} ({:?}: {})", p.value, p.known, p.reason));
                let _ = writeln!(
                    out,
                    "outlet {:?}, agency {:?}, authors {:?}, published {}",
                    document.outlet,
                    document.agency,
                    document.authors,
                    published.as_deref().unwrap_or("not known")
                );
                sentences(report, &mut out);
                lines(report, &mut out);
            }
            ControlFlow::<()>::Continue(())
        });
        let kept = golden.join(format!("{name}.golden"));
        if update {
            fs::write(&kept, &out).expect("written");
        } else if fs::read_to_string(&kept).unwrap_or_default() != out {
            differ.push(name);
        }
    }
    assert!(
        differ.is_empty(),
        "read differently from what is kept (UPDATE_GOLDEN=1 writes it anew): {differ:?}"
    );
}
