//! The comparison of a story against gold relations across reports.
//!
//! Gold: `cross.json` of the seeds, which names events that several reports tell of, quantities, contradictions and words that differ, each
//! with the lines of the reports or with quotations of them; and the reports' gold with the spans of these lines. Prediction: the
//! rows that `compare` prints as JSON.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A stretch of one report, by the name of its file.
type Place = (String, i64, i64);

/// What the gold names is found, missed or wrongly told, by kind:
/// - `events.found` of `events.of`: pairs of reports that the gold says tell of one event and some claim brings together; `events.groups`
///   with one pair at least; `events.joined_wrongly`: pairs that it says are not one and stand in one claim of an event.
/// - `figures.right` of `figures.of`: quantities of several reports (or claimants) that are one claim with a relation that
///   the gold allows; `figures.joined_wrongly`: figures of different quantities in one claim.
/// - `contradictions.found` of `contradictions.of`; `contradictions.asserted_wrongly`: claims that are said to contradict, or
///   to differ in a number, and that the gold has not as such.
/// - `wording.found` of `wording.of`: words that differ between reports, side by side in a claim.
/// - `statements.joined_wrongly`: statements that the gold says are different and that are one claim.
///
/// # Errors
/// If gold or rows lack a field.
pub fn score(cross: &Value, gold: &[Value], rows: &[Value]) -> Result<Value> {
    let gold = Gold::new(gold)?;
    let claims = claims(rows)?;
    Ok(json!({
        "events": events(cross, &gold, &claims)?,
        "figures": figures(cross, &gold, &claims)?,
        "contradictions": contradictions(cross, &gold, &claims)?,
        "wording": wording(cross, &gold, &claims)?,
        "statements": { "joined_wrongly": statements(cross, &gold, &claims)? },
        "claims": claims.len(),
    }))
}

/// The lines of the gold reports.
struct Gold {
    lines: BTreeMap<String, Vec<Place>>,
    /// Text of segments and sentences with where they begin.
    texts: BTreeMap<String, (String, i64, String)>,
}

impl Gold {
    fn new(records: &[Value]) -> Result<Self> {
        let (mut lines, mut texts) = (BTreeMap::new(), BTreeMap::new());
        for record in records {
            let text = |name: &str| record.get(name).and_then(Value::as_str);
            let file = text("file").context("a gold record has no file")?;
            let doc = text("doc").context("a gold record has no doc")?;
            let place = |span: &Value| -> Option<Place> {
                Some((file.to_owned(), span.get("start")?.as_i64()?, span.get("end")?.as_i64()?))
            };
            let each = |kind: &str| record.get(kind).and_then(Value::as_array).into_iter().flatten();
            let mut add = |line: &Value, spans: Vec<Place>| {
                if let Some(id) = line.get("id").and_then(Value::as_str) {
                    lines.insert(format!("{doc}/{id}"), spans);
                }
            };
            for line in each("events") {
                let others = line.get("other_triggers").and_then(Value::as_array).into_iter().flatten();
                add(line, line.get("trigger").into_iter().chain(others).filter_map(place).collect());
            }
            for line in each("figures") {
                add(line, line.get("number_span").and_then(place).into_iter().collect());
            }
            for line in each("attributions") {
                let content = line.get("content").and_then(Value::as_array).into_iter().flatten();
                add(line, content.filter_map(place).collect());
            }
            for line in each("segments").chain(each("sentences")) {
                let (Some(id), Some(words)) =
                    (line.get("id").and_then(Value::as_str), line.get("text").and_then(Value::as_str))
                else {
                    continue;
                };
                let start = line.get("start").and_then(Value::as_i64).context("a segment has no start")?;
                texts.insert(format!("{doc}/{id}"), (file.to_owned(), start, words.to_owned()));
            }
        }
        Ok(Self { lines, texts })
    }

    fn line(&self, id: &str) -> &[Place] {
        self.lines.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Where a quotation stands: `{"at": "001/S6", "quote": "…"}`.
    fn quote(&self, quoted: &Value) -> Option<Place> {
        let (file, start, text) = self.texts.get(quoted.get("at")?.as_str()?)?;
        let quote = quoted.get("quote")?.as_str()?;
        let before = text.get(..text.find(quote)?)?.chars().count() as i64;
        let from = start + before;
        Some((file.clone(), from, from + quote.chars().count() as i64))
    }
}

/// A claim of the prediction.
#[derive(Debug, Clone, Default)]
struct Claim {
    kind: String,
    relation: String,
    differs: String,
    /// The place and the side of each cell.
    cells: Vec<(Place, i64)>,
}

impl Claim {
    fn sides(&self, places: &[Place]) -> BTreeSet<i64> {
        let meets = |cell: &Place| {
            places.iter().any(|place| cell.0.ends_with(&place.0) && cell.1 < place.2 && place.1 < cell.2)
        };
        self.cells.iter().filter(|(cell, _)| meets(cell)).map(|(_, side)| *side).collect()
    }

    fn has(&self, places: &[Place]) -> bool {
        !self.sides(places).is_empty()
    }
}

fn claims(rows: &[Value]) -> Result<Vec<Claim>> {
    let mut claims: BTreeMap<i64, Claim> = BTreeMap::new();
    for row in rows {
        let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = row.get("claim").and_then(Value::as_i64).context("a row has no claim")?;
        let side = row.get("side").context("a row has no side")?;
        // What is only near to a claim is on no side of it: that it is the same is not said.
        let Some(side) = side.as_i64() else { continue };
        let spans: Vec<(i64, i64)> =
            serde_json::from_str(&text("spans")).with_context(|| format!("the spans of claim {number}"))?;
        let claim = claims.entry(number).or_default();
        (claim.kind, claim.relation, claim.differs) = (text("kind"), text("relation"), text("differs_in"));
        let address = text("address");
        claim.cells.extend(spans.into_iter().map(|(start, end)| ((address.clone(), start, end), side)));
    }
    Ok(claims.into_values().collect())
}

/// The references of an entry of `cross.json`.
fn refs(entry: &Value) -> Vec<&str> {
    entry.get("refs").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn list<'v>(cross: &'v Value, name: &str) -> Result<&'v [Value]> {
    let list =
        cross.get(name).and_then(Value::as_array).with_context(|| format!("cross.json has no {name}"))?;
    Ok(list)
}

/// Whether the gold itself says that the lines of an entry are not one.
fn are_apart(entry: &Value) -> bool {
    let words = entry.to_string();
    ["must not be merged", "not one event", "different speakers"].iter().any(|sign| words.contains(sign))
}

fn doc(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

fn events(cross: &Value, gold: &Gold, claims: &[Claim]) -> Result<Value> {
    let (mut found, mut of, mut groups, mut of_groups, mut joined_wrongly) = (0, 0, 0, 0, 0);
    let mut missed: Vec<String> = Vec::new();
    for entry in list(cross, "same_event")? {
        let ids = refs(entry);
        // Quotations of the entry stand for the line of their report too.
        let mut places: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
        for id in &ids {
            places.entry(doc(id)).or_default().extend_from_slice(gold.line(id));
        }
        for quoted in entry.get("wording").and_then(Value::as_array).into_iter().flatten() {
            let at = quoted.get("at").and_then(Value::as_str).unwrap_or_default();
            places.entry(doc(at)).or_default().extend(gold.quote(quoted));
        }
        if are_apart(entry) {
            for (at, left) in ids.iter().enumerate() {
                for other in &ids[at + 1..] {
                    let together = |claim: &&Claim| {
                        claim.kind == "event" && claim.has(gold.line(left)) && claim.has(gold.line(other))
                    };
                    joined_wrongly += usize::from(claims.iter().any(|claim| together(&claim)));
                }
            }
            continue;
        }
        let name = entry.get("event").and_then(Value::as_str).unwrap_or_default();
        let docs: Vec<(&&str, &Vec<Place>)> = places.iter().collect();
        let mut any = false;
        for (at, (left, one)) in docs.iter().enumerate() {
            for (right, other) in &docs[at + 1..] {
                of += 1;
                if claims.iter().any(|claim| claim.has(one) && claim.has(other)) {
                    found += 1;
                    any = true;
                } else {
                    missed.push(format!("{name}: {left}, {right}"));
                }
            }
        }
        of_groups += 1;
        groups += usize::from(any);
    }
    Ok(json!({
        "found": found, "of": of, "groups": groups, "of_groups": of_groups, "joined_wrongly": joined_wrongly,
        "missed": missed,
    }))
}

fn figures(cross: &Value, gold: &Gold, claims: &[Claim]) -> Result<Value> {
    let (mut right, mut of) = (0, 0);
    let mut missed = Vec::new();
    let mut quantity_of: Vec<(&str, usize)> = Vec::new();
    for (number, entry) in list(cross, "figures")?.iter().enumerate() {
        let ids = refs(entry);
        quantity_of.extend(ids.iter().map(|id| (*id, number)));
        let relation = entry.get("relation").and_then(Value::as_str).unwrap_or_default();
        if ids.len() < 2 || relation == "single" {
            continue;
        }
        of += 1;
        let allowed = |claim: &&Claim| match relation {
            "grows" => matches!(claim.relation.as_str(), "later" | "compatible"),
            _ => matches!(claim.relation.as_str(), "all" | "most" | "some" | "only" | "compatible"),
        };
        let whole = |claim: &&Claim| claim.kind == "figure" && ids.iter().all(|id| claim.has(gold.line(id)));
        if claims.iter().filter(whole).any(|claim| allowed(&claim)) {
            right += 1;
        } else {
            missed.push(entry.get("quantity").cloned().unwrap_or_default());
        }
    }
    let mut joined_wrongly = 0;
    for (at, (left, quantity)) in quantity_of.iter().enumerate() {
        for (other, another) in &quantity_of[at + 1..] {
            let together = |claim: &Claim| {
                claim.kind == "figure" && claim.has(gold.line(left)) && claim.has(gold.line(other))
            };
            joined_wrongly += usize::from(quantity != another && claims.iter().any(together));
        }
    }
    Ok(json!({ "right": right, "of": of, "joined_wrongly": joined_wrongly, "missed": missed }))
}

fn contradictions(cross: &Value, gold: &Gold, claims: &[Claim]) -> Result<Value> {
    let (mut found, mut of) = (0, 0);
    let mut missed = Vec::new();
    let mut real: Vec<Vec<&str>> = Vec::new();
    for entry in list(cross, "contradictions")? {
        let ids = refs(entry);
        let kind = entry.get("kind").and_then(Value::as_str).unwrap_or_default();
        of += 1;
        let mild = kind.contains("compatible") || kind == "different bound";
        let stands = |claim: &&Claim| {
            let sides: Vec<BTreeSet<i64>> = ids.iter().map(|id| claim.sides(gold.line(id))).collect();
            let apart = sides
                .windows(2)
                .all(|pair| pair[0].iter().any(|side| pair[1].iter().any(|other| side != other)));
            let how = match mild {
                true => claim.relation == "compatible",
                false => matches!(claim.relation.as_str(), "contradicts" | "differs"),
            };
            how && apart
        };
        match claims.iter().find(stands) {
            Some(_) => found += 1,
            None => missed.push(kind),
        }
        if !mild {
            real.push(ids);
        }
    }
    let is_real = |claim: &Claim| real.iter().any(|ids| ids.iter().all(|id| claim.has(gold.line(id))));
    let asserted_wrongly = claims
        .iter()
        .filter(|claim| {
            claim.relation == "contradicts" || claim.relation == "differs" && claim.differs.contains("value")
        })
        .filter(|claim| !is_real(claim))
        .count();
    Ok(json!({ "found": found, "of": of, "asserted_wrongly": asserted_wrongly, "missed": missed }))
}

fn wording(cross: &Value, gold: &Gold, claims: &[Claim]) -> Result<Value> {
    let (mut found, mut of) = (0, 0);
    let mut missed = Vec::new();
    for entry in list(cross, "wording_flags")? {
        let elsewhere: Vec<Place> = entry
            .get("elsewhere")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|quoted| gold.quote(quoted))
            .collect();
        let Some(here) =
            entry.get("where").and_then(|quoted| gold.quote(quoted)).filter(|_| !elsewhere.is_empty())
        else {
            continue;
        };
        of += 1;
        let here = [here];
        let mut flagged = claims.iter().filter(|claim| {
            matches!(claim.kind.as_str(), "label" | "event" | "denial" | "blame")
                || claim.differs.contains("wording")
        });
        // Words of one claim that stand on different sides of it.
        let side_by_side = |claim: &Claim| {
            let (one, other) = (claim.sides(&here), claim.sides(&elsewhere));
            one.iter().any(|side| other.iter().any(|another| side != another))
        };
        if flagged.any(side_by_side) {
            found += 1;
        } else {
            missed.push(entry.get("flag").cloned().unwrap_or_default());
        }
    }
    Ok(json!({ "found": found, "of": of, "missed": missed }))
}

fn statements(cross: &Value, gold: &Gold, claims: &[Claim]) -> Result<usize> {
    let mut joined_wrongly = 0;
    for entry in list(cross, "statement_relations")?.iter().filter(|entry| are_apart(entry)) {
        let ids = refs(entry);
        let together =
            |claim: &Claim| claim.kind == "statement" && ids.iter().all(|id| claim.has(gold.line(id)));
        joined_wrongly += usize::from(claims.iter().any(together));
    }
    Ok(joined_wrongly)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold() -> Vec<Value> {
        let span = |start: i64, end: i64| json!({"start": start, "end": end});
        vec![
            json!({"doc": "a", "file": "a.txt",
                "events": [{"id": "E1", "trigger": span(0, 5)}],
                "figures": [{"id": "F1", "number_span": span(10, 12)}, {"id": "F2", "number_span": span(20, 22)}],
                "attributions": [{"id": "A1", "content": [span(30, 40)]}, {"id": "A2", "content": [span(50, 60)]}],
                "segments": [], "sentences": [{"id": "S1", "start": 0, "end": 20, "text": "The raid on the port"}]}),
            json!({"doc": "b", "file": "b.txt",
                "events": [{"id": "E1", "trigger": span(0, 5)}],
                "figures": [{"id": "F1", "number_span": span(10, 12)}], "attributions": [],
                "segments": [], "sentences": [{"id": "S1", "start": 0, "end": 22, "text": "The attack on the port"}]}),
        ]
    }

    fn cross() -> Value {
        json!({
            "same_event": [{"event": "raid", "refs": ["a/E1", "b/E1"]}],
            "figures": [{"quantity": "dead", "refs": ["a/F1", "b/F1"], "relation": "agree"},
                {"quantity": "hurt", "refs": ["a/F2"], "relation": "single"}],
            "contradictions": [{"refs": ["a/A1", "a/A2"], "kind": "denial against allegation"}],
            "wording_flags": [{"flag": "raid", "where": {"at": "a/S1", "quote": "raid"},
                "elsewhere": [{"at": "b/S1", "quote": "attack"}]}],
            "statement_relations": [{"refs": ["a/A1", "a/A2"], "relation": "similar, different speakers"}],
        })
    }

    fn row(claim: i64, kind: &str, relation: &str, side: i64, file: &str, spans: &str) -> Value {
        json!({"claim": claim, "kind": kind, "relation": relation, "side": side, "address": format!("/in/{file}"),
            "spans": spans, "differs_in": null})
    }

    #[test]
    fn relations_are_counted_by_kind() {
        let check = |rows: &[Value], expected: &[(&str, i64)]| {
            let scores = score(&cross(), &gold(), rows).unwrap();
            for (path, value) in expected {
                assert_eq!(scores.pointer(path).and_then(Value::as_i64), Some(*value), "{path} of {scores}");
            }
        };
        check(&[], &[("/events/found", 0), ("/events/of", 1), ("/figures/right", 0), ("/wording/found", 0)]);
        let event =
            [row(1, "event", "all", 1, "a.txt", "[[4, 8]]"), row(1, "event", "all", 2, "b.txt", "[[4, 10]]")];
        check(
            &event,
            &[("/events/found", 1), ("/wording/found", 1), ("/contradictions/asserted_wrongly", 0)],
        );
        let figures = |relation: &str| {
            [
                row(1, "figure", relation, 1, "a.txt", "[[9, 13]]"),
                row(1, "figure", relation, 2, "b.txt", "[[9, 13]]"),
            ]
        };
        check(&figures("compatible"), &[("/figures/right", 1), ("/figures/joined_wrongly", 0)]);
        check(&figures("contradicts"), &[("/figures/right", 0), ("/contradictions/asserted_wrongly", 1)]);
        let mixed = [row(1, "figure", "all", 1, "a.txt", "[[9, 13], [20, 22]]")];
        check(&mixed, &[("/figures/joined_wrongly", 1)]);
        let denial = |kind: &str, relation: &str| {
            [
                row(1, kind, relation, 1, "a.txt", "[[30, 35]]"),
                row(1, kind, relation, 2, "a.txt", "[[50, 55]]"),
            ]
        };
        check(
            &denial("denial", "contradicts"),
            &[("/contradictions/found", 1), ("/contradictions/asserted_wrongly", 0)],
        );
        check(
            &denial("statement", "some"),
            &[("/contradictions/found", 0), ("/statements/joined_wrongly", 1)],
        );
    }
}
