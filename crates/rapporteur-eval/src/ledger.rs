//! The figure ledger against gold relations of figures across reports.
//!
//! Gold: `cross.json` of the seeds, whose `figures` name quantities, the figures that are about each, and how those relate;
//! and the figures themselves with their spans. Prediction: the rows that `show figures` and `show series` print.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A figure of the gold, by file and number.
type Ref = String;

/// How many quantities with several figures are found with a relation that the gold allows (`relations.right` of
/// `relations.of`), how many pairs of figures of different quantities stand in one series (`joined_wrongly`), how many pairs
/// that the gold calls compatible are said to differ or contradict (`asserted_wrongly`), and which quantities are not right.
///
/// # Errors
/// If gold or rows lack a field.
pub fn score(cross: &Value, gold: &[Value], figures: &[Value], series: &[Value]) -> Result<Value> {
    let found = aligned(gold, figures)?;
    let relations = relations(&found, figures);
    let beside = beside(series)?;
    let quantities = cross.get("figures").and_then(Value::as_array).context("cross.json has no figures")?;
    let mut of_quantity: BTreeMap<Ref, usize> = BTreeMap::new();
    let (mut right, mut of, mut asserted_wrongly) = (0, 0, 0);
    let mut missed = Vec::new();
    for (number, quantity) in quantities.iter().enumerate() {
        let refs = quantity.get("refs").and_then(Value::as_array).context("a quantity has no refs")?;
        let refs: Vec<Ref> = refs.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        of_quantity.extend(refs.iter().map(|one| (one.clone(), number)));
        let relation = quantity.get("relation").and_then(Value::as_str).unwrap_or_default();
        // A `single` may name the killed and the wounded of one happening.
        if refs.len() < 2 || relation == "single" {
            continue;
        }
        of += 1;
        let allowed: &[&str] =
            if relation == "grows" { &["updated", "compatible"] } else { &["same", "compatible"] };
        let mut joined = true;
        for (at, left) in refs.iter().enumerate() {
            for other in &refs[at + 1..] {
                let told = pair(left, other, &found, &relations, &beside);
                joined &= told.as_deref().is_some_and(|told| told == "joined" || allowed.contains(&told));
                asserted_wrongly += u32::from(matches!(told.as_deref(), Some("differs" | "contradicts")));
            }
        }
        if joined {
            right += 1;
        } else {
            missed.push(quantity.get("quantity").cloned().unwrap_or_default());
        }
    }
    let known: Vec<(&Ref, &usize)> = of_quantity.iter().collect();
    let mut joined_wrongly = 0;
    for (at, (left, quantity)) in known.iter().enumerate() {
        for (other, another) in &known[at + 1..] {
            let both = found.get(*left).zip(found.get(*other));
            joined_wrongly +=
                u32::from(quantity != another && both.is_some_and(|(a, b)| a.series == b.series));
        }
    }
    Ok(json!({
        "relations": { "right": right, "of": of },
        "joined_wrongly": joined_wrongly,
        "asserted_wrongly": asserted_wrongly,
        "missed": missed,
    }))
}

/// A row of the prediction.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    series: i64,
    /// `DOCUMENT/FIGURE`, as relations name it.
    name: String,
}

/// The row of each gold figure: of the same file, with a span that holds the gold's number.
fn aligned(gold: &[Value], figures: &[Value]) -> Result<BTreeMap<Ref, Found>> {
    let mut found = BTreeMap::new();
    for record in gold {
        let file = record.get("file").and_then(Value::as_str).context("a gold record has no file")?;
        let doc = record.get("doc").and_then(Value::as_str).context("a gold record has no doc")?;
        for figure in record.get("figures").and_then(Value::as_array).into_iter().flatten() {
            let number = |name: &str| figure.get("number_span")?.get(name)?.as_i64();
            let id = figure.get("id").and_then(Value::as_str).context("a gold figure has no id")?;
            let row = figures.iter().find(|row| {
                let at = |name: &str| row.get(name).and_then(Value::as_i64);
                let address = row.get("address").and_then(Value::as_str).unwrap_or_default();
                address.ends_with(file)
                    && at("start_char") < number("end")
                    && number("start") < at("end_char")
            });
            let Some(row) = row else { continue };
            let field = |name: &str| row.get(name).and_then(Value::as_i64);
            let (Some(series), Some(document), Some(figure)) =
                (field("series"), field("document"), field("figure"))
            else {
                continue;
            };
            found.insert(format!("{doc}/{id}"), Found { series, name: format!("{document}/{figure}") });
        }
    }
    Ok(found)
}

/// What each row says of earlier ones: later, earlier, relation.
fn relations(found: &BTreeMap<Ref, Found>, figures: &[Value]) -> BTreeMap<(String, String), String> {
    let names: BTreeSet<&str> = found.values().map(|row| row.name.as_str()).collect();
    let mut relations = BTreeMap::new();
    for row in figures {
        let field = |name: &str| row.get(name).and_then(Value::as_i64).unwrap_or(-1);
        let name = format!("{}/{}", field("document"), field("figure"));
        let told = row.get("relations").and_then(Value::as_str).unwrap_or_default();
        for (relation, earlier) in told.split("; ").filter_map(|one| one.split_once(' ')) {
            if names.contains(name.as_str()) {
                relations.insert((name.clone(), earlier.to_owned()), relation.to_owned());
            }
        }
    }
    relations
}

/// Series that stand beside each other, with the relation.
fn beside(series: &[Value]) -> Result<BTreeMap<(i64, i64), String>> {
    let mut beside = BTreeMap::new();
    for row in series {
        let number = row.get("series").and_then(Value::as_i64).context("a series has no number")?;
        let others = row.get("beside").and_then(Value::as_str).unwrap_or("[]");
        let others: Vec<(i64, String)> = serde_json::from_str(others)?;
        beside.extend(others.into_iter().map(|(other, relation)| ((number, other), relation)));
    }
    Ok(beside)
}

/// How two figures are told to stand to each other; `joined` if they are of one series and nothing is told of the pair.
fn pair(
    left: &Ref,
    right: &Ref,
    found: &BTreeMap<Ref, Found>,
    relations: &BTreeMap<(String, String), String>,
    beside: &BTreeMap<(i64, i64), String>,
) -> Option<String> {
    let (left, right) = (found.get(left)?, found.get(right)?);
    if left.series != right.series {
        return beside.get(&(left.series, right.series)).cloned();
    }
    let told =
        |later: &Found, earlier: &Found| relations.get(&(later.name.clone(), earlier.name.clone())).cloned();
    told(left, right).or_else(|| told(right, left)).or(Some("joined".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_compared() {
        let gold = [
            json!({"doc": "a", "file": "a.txt", "figures": [
                {"id": "F1", "number_span": {"start": 0, "end": 2}}, {"id": "F2", "number_span": {"start": 10, "end": 12}}]}),
            json!({"doc": "b", "file": "b.txt", "figures": [{"id": "F1", "number_span": {"start": 5, "end": 7}}]}),
        ];
        let cross = json!({"figures": [
            {"quantity": "dead", "refs": ["a/F1", "b/F1"], "relation": "agree"},
            {"quantity": "hurt", "refs": ["a/F2"], "relation": "single"},
        ]});
        let row = |document: i64,
                   file: &str,
                   figure: i64,
                   start: i64,
                   series: i64,
                   relations: Option<&str>| {
            json!({"document": document, "figure": figure, "address": format!("/in/{file}"), "start_char": start,
                "end_char": start + 9, "series": series, "relations": relations})
        };
        let check = |rows: &[Value], expected: (i64, i64, i64)| {
            let scores = score(&cross, &gold, rows, &[]).unwrap();
            let is = |path: &str| scores.pointer(path).and_then(Value::as_i64).unwrap();
            assert_eq!((is("/relations/right"), is("/joined_wrongly"), is("/asserted_wrongly")), expected);
        };
        let (first, other) = (row(1, "a.txt", 0, 0, 1, None), row(1, "a.txt", 1, 10, 2, None));
        check(&[first.clone(), other.clone(), row(2, "b.txt", 0, 4, 1, Some("same 1/0"))], (1, 0, 0));
        check(&[first.clone(), other.clone(), row(2, "b.txt", 0, 4, 1, Some("contradicts 1/0"))], (0, 0, 1));
        check(&[first.clone(), other, row(2, "b.txt", 0, 4, 3, None)], (0, 0, 0));
        let mixed = row(1, "a.txt", 1, 10, 1, None);
        check(&[first, mixed, row(2, "b.txt", 0, 4, 1, Some("compatible 1/0"))], (1, 2, 0));
    }
}
