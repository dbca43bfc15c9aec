use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

/// Lines of one kind: how many both have, and how many changed, appeared and vanished.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Count {
    same: usize,
    changed: usize,
    appeared: usize,
    vanished: usize,
}

/// What became of a place in a document.
#[derive(Debug, PartialEq)]
enum Change {
    Changed(String, String),
    Appeared(String),
    Vanished(String),
}

/// A line as an editor reads it, with the kind and the place that it stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    start: u64,
    kind: String,
    shown: String,
}

/// Reads the reports with two builds and prints what changed, report by report, in order of the text.
pub(crate) fn run(old: &str, new: &str, reports: &[String]) -> Result<()> {
    let (old, new) = (lines(old, reports)?, lines(new, reports)?);
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let none = Vec::new();
    let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names {
        let changes = compare(old.get(name).unwrap_or(&none), new.get(name).unwrap_or(&none), &mut counts);
        if !changes.is_empty() {
            println!("{name}");
        }
        for (start, kind, change) in changes {
            match change {
                Change::Changed(old, new) => println!("  ~ {kind} at {start}\n      {old}\n      {new}"),
                Change::Appeared(line) => println!("  + {kind} at {start}\n      {line}"),
                Change::Vanished(line) => println!("  - {kind} at {start}\n      {line}"),
            }
        }
    }
    println!("{:16} {:>8} {:>8} {:>8} {:>8}", "lines", "same", "changed", "appeared", "vanished");
    for (kind, count) in counts {
        println!(
            "{kind:16} {:>8} {:>8} {:>8} {:>8}",
            count.same, count.changed, count.appeared, count.vanished
        );
    }
    Ok(())
}

/// The lines of each document. `program` is a path, and options of `read` behind it.
fn lines(program: &str, reports: &[String]) -> Result<BTreeMap<String, Vec<Line>>> {
    let mut words = program.split_whitespace();
    let path = words.next().context("a program is missing")?;
    let mut command = Command::new(path);
    command.args(["read", "--quiet", "--format", "jsonl"]).args(words).arg("--").args(reports);
    let output = command.output().with_context(|| format!("cannot run {path}"))?;
    if !matches!(output.status.code(), Some(0 | 1)) {
        bail!("{path} ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    let mut found: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    let mut name = String::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let line: Value = serde_json::from_str(line)?;
        if line["kind"] == "document" {
            name = line["locator"].as_str().unwrap_or_default().to_owned();
        }
        found.entry(name.clone()).or_default().push(read(&line));
    }
    found.values_mut().for_each(|lines| lines.sort());
    Ok(found)
}

fn read(line: &Value) -> Line {
    let kind = line["kind"].as_str().unwrap_or_default().to_owned();
    let spans = [&line["cue"], &line["span"], &line["content"][0]];
    let start = spans.into_iter().find_map(|span| span["start"].as_u64()).unwrap_or(0);
    let text = |value: &Value| value.as_str().unwrap_or("–").replace('\n', " ");
    let shown = match kind.as_str() {
        "attribution" => {
            let words = &line["words"];
            let content: Vec<String> = words["content"].as_array().into_iter().flatten().map(text).collect();
            let inside = if line["nested_in"].is_null() { "" } else { ", nested" };
            format!(
                "{} | {} | {} ({}, speaker {}{inside})",
                text(&words["source"]),
                text(&words["cue"]),
                content.join(" … "),
                text(&line["form"]),
                text(&line["speaker"]["entity"]),
            )
        }
        // What the program found of it, without numbers that only count lines and without its reasons.
        _ => {
            let mut rest = line.clone();
            if let Some(fields) = rest.as_object_mut() {
                for field in ["schema", "document", "offset_unit", "id", "why", "kind", "text", "claimant"] {
                    fields.remove(field);
                }
            }
            format!("{} {rest}", text(&line["words"]))
        }
    };
    Line { start, kind, shown }
}

/// Compares the lines of one document, which are in order.
fn compare(old: &[Line], new: &[Line], counts: &mut BTreeMap<String, Count>) -> Vec<(u64, String, Change)> {
    let mut gone: Vec<&Line> = Vec::new();
    let mut come: Vec<&Line> = new.iter().collect();
    for line in old {
        match come.iter().position(|other| *other == line) {
            Some(at) => {
                come.remove(at);
                counts.entry(line.kind.clone()).or_default().same += 1;
            }
            None => gone.push(line),
        }
    }
    let mut changes = Vec::new();
    for line in gone {
        let count = counts.entry(line.kind.clone()).or_default();
        let here = come.iter().position(|other| other.start == line.start && other.kind == line.kind);
        let change = match here {
            Some(at) => {
                count.changed += 1;
                Change::Changed(line.shown.clone(), come.remove(at).shown.clone())
            }
            None => {
                count.vanished += 1;
                Change::Vanished(line.shown.clone())
            }
        };
        changes.push((line.start, line.kind.clone(), change));
    }
    for line in come {
        counts.entry(line.kind.clone()).or_default().appeared += 1;
        changes.push((line.start, line.kind.clone(), Change::Appeared(line.shown.clone())));
    }
    changes.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(start: u64, shown: &str) -> Line {
        Line { start, kind: "figure".into(), shown: shown.into() }
    }

    #[test]
    fn lines_are_the_same_changed_gone_or_new() {
        let old = [line(1, "two dead"), line(5, "three hurt"), line(9, "ten homes")];
        let new = [line(1, "two dead"), line(5, "three injured"), line(20, "a dozen")];
        let mut counts = BTreeMap::new();
        let changes = compare(&old, &new, &mut counts);
        let expected = [
            (5, Change::Changed("three hurt".into(), "three injured".into())),
            (9, Change::Vanished("ten homes".into())),
            (20, Change::Appeared("a dozen".into())),
        ];
        let found: Vec<_> = changes.into_iter().map(|(start, _, change)| (start, change)).collect();
        assert_eq!(found, expected);
        assert_eq!(counts["figure"], Count { same: 1, changed: 1, appeared: 1, vanished: 1 });
    }

    #[test]
    fn an_attribution_is_shown_by_its_words() {
        let json = serde_json::json!({
            "kind": "attribution", "cue": {"start": 7, "end": 11}, "form": "indirect", "nested_in": null,
            "words": {"source": "the mayor", "cue": "said", "content": ["it rains"]},
            "speaker": {"entity": "person:x"},
        });
        let found = read(&json);
        assert_eq!(found.start, 7);
        assert_eq!(found.shown, "the mayor | said | it rains (indirect, speaker person:x)");
    }
}
