//! Scores positions against the gold of the seeds: holder, evidence and stance.

use anyhow::{Context, Result};
use rapporteur_export::Line;
use rapporteur_position::positions;
use rapporteur_record::{EntityId, Position, PositionSide, Report, Spans, Stance};
use rapporteur_text::{Offsets, Span, Unit};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The report that was printed as these lines, with offsets in code points; `None` without a document.
#[must_use]
pub fn report(lines: &[Line]) -> Option<Report> {
    let mut report = lines.iter().find_map(|line| match line {
        Line::Document { line, sentences, .. } => Some(Report {
            document: (**line).clone(),
            sentences: sentences.clone(),
            mentions: Vec::new(),
            entities: Vec::new(),
            attributions: Vec::new(),
            events: Vec::new(),
            figures: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
        }),
        _ => None,
    })?;
    for line in lines {
        match line {
            Line::Entity { line, .. } => report.entities.push(line.clone()),
            Line::Mention { line, .. } => report.mentions.push(line.clone()),
            Line::Attribution { line, .. } => report.attributions.push(line.clone()),
            Line::Event { line, .. } => report.events.push((**line).clone()),
            Line::Figure { line, .. } => report.figures.push(line.clone()),
            Line::TimeExpression { line, .. } => report.times.push(line.clone()),
            Line::Place { line, .. } => report.places.push(line.clone()),
            Line::Document { .. } => {}
        }
    }
    let text = report.document.text.clone();
    let offsets = Offsets::new(&text);
    let byte = |offset| offsets.to_bytes(offset, Unit::CodePoints).unwrap_or(text.len());
    report.each_span(&mut |span| *span = Span::new(byte(span.start), byte(span.end)));
    Some(report)
}

/// A position of the gold.
struct Gold {
    id: String,
    actor: String,
    issue: String,
    stance: String,
    evidence: Vec<Span>,
}

/// A report of the gold.
struct GoldReport {
    positions: Vec<Gold>,
    traps: Vec<Span>,
    /// Span and entity of each mention.
    mentions: Vec<(Span, String)>,
    /// What each entity rolls up to.
    up: BTreeMap<String, String>,
}

fn span(value: &Value) -> Option<Span> {
    let at = |key: &str| usize::try_from(value.get(key)?.as_u64()?).ok();
    let (start, end) = (at("start")?, at("end")?);
    (start <= end).then_some(Span { start, end })
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// All spans that stand anywhere under a value.
fn spans(value: &Value, found: &mut Vec<Span>) {
    found.extend(span(value));
    match value {
        Value::Array(values) => values.iter().for_each(|value| spans(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| spans(value, found)),
        _ => {}
    }
}

impl GoldReport {
    fn read(record: &Value) -> Self {
        let mut evidence: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for attribution in list(record, "attributions") {
            let mut own = Vec::new();
            for key in ["cue", "content"] {
                spans(attribution.get(key).unwrap_or(&Value::Null), &mut own);
            }
            evidence.insert(text(attribution, "id"), own);
        }
        for event in list(record, "events") {
            let mut own = Vec::new();
            for key in ["trigger", "other_triggers"] {
                spans(event.get(key).unwrap_or(&Value::Null), &mut own);
            }
            evidence.insert(text(event, "id"), own);
        }
        let positions = list(record, "positions").map(|position| {
            let mut own = Vec::new();
            spans(position.get("evidence_spans").unwrap_or(&Value::Null), &mut own);
            let named = list(position, "evidence").filter_map(Value::as_str);
            own.extend(named.filter_map(|id| evidence.get(id)).flatten());
            Gold {
                id: text(position, "id"),
                actor: text(position, "actor"),
                issue: text(position, "issue"),
                stance: text(position, "stance"),
                evidence: own,
            }
        });
        let mentions = list(record, "mentions").filter_map(|mention| {
            let mut own = Vec::new();
            spans(mention.get("span").unwrap_or(mention), &mut own);
            Some((*own.first()?, text(mention, "entity")))
        });
        let entities = record.get("entities").and_then(Value::as_object).into_iter().flatten();
        let up = entities
            .filter_map(|(id, entity)| Some((id.clone(), entity.get("rollup")?.as_str()?.to_owned())));
        Self {
            positions: positions.collect(),
            traps: list(record, "traps").filter_map(|trap| span(trap.get("span")?)).collect(),
            mentions: mentions.collect(),
            up: up.collect(),
        }
    }

    /// The entity and what it rolls up to.
    fn chain<'g>(&'g self, id: &'g str) -> Vec<&'g str> {
        let mut chain = vec![id];
        while let Some(up) = self.up.get(chain[chain.len() - 1]).filter(|up| !chain.contains(&up.as_str())) {
            chain.push(up);
        }
        chain
    }

    /// True if one of the two speaks for the other.
    fn related(&self, one: &str, other: &str) -> bool {
        self.chain(one).iter().any(|id| self.chain(other).contains(id))
    }

    /// True if a position's holder is `actor`: by the words for the holder, or by the mentions that both mark alike.
    fn holds(&self, found: &Found, actor: &str) -> bool {
        let marked = |spans: &[Span]| {
            let gold = self.mentions.iter().filter(|(span, _)| spans.contains(span));
            let (yes, no): (Vec<bool>, Vec<bool>) =
                gold.map(|(_, entity)| self.related(entity, actor)).partition(|related| *related);
            (yes.len(), no.len())
        };
        if found.holder_span.is_some_and(|words| marked(&[words]).0 > 0) {
            return true;
        }
        let (yes, no) = marked(&found.mentions);
        if yes + no > 0 {
            return yes > no;
        }
        let Some(words) = found.holder_span else { return false };
        self.mentions.iter().any(|(span, entity)| span.overlaps(words) && self.related(entity, actor))
    }
}

/// A position that was found, in code points.
struct Found {
    side: PositionSide,
    stance: Stance,
    cue: Span,
    issue: Span,
    holder_span: Option<Span>,
    /// Mentions of the holder, or of the speaker.
    mentions: Vec<Span>,
    words: String,
}

fn found(report: &Report, position: &Position, offsets: &Offsets<'_>) -> Found {
    let points = |span: Span| offsets.convert(span, Unit::CodePoints);
    let who = [&position.holder, &position.speaker];
    let is = |entity: &EntityId| who.into_iter().flatten().any(|id| id == entity);
    let mentions = report.mentions.iter().filter(|mention| mention.entity.as_ref().is_some_and(is));
    let text = &report.document.text;
    let words = |span: Span| span.in_text(text);
    Found {
        side: position.side(),
        stance: position.stance,
        cue: points(position.cue),
        issue: points(position.issue.span),
        holder_span: position.holder_span.map(points),
        mentions: mentions.map(|mention| points(mention.span)).collect(),
        words: format!(
            "{} {} “{}” [{}] on “{}”",
            position
                .holder
                .as_ref()
                .map_or_else(|| position.holder_span.map_or("", words), |id| id.0.as_str()),
            position.stance.name(),
            words(position.cue),
            position.issue.key,
            words(position.issue.span),
        ),
    }
}

/// The stances of the record that a word of the gold means, and which way it goes.
fn meaning(stance: &str) -> (&'static [Stance], PositionSide) {
    use PositionSide::{Against, Denies, For, Worried};
    match stance {
        "demands" => (&[Stance::CallsFor], For),
        "committed" | "announces" => (&[Stance::CommitsTo, Stance::Intends], For),
        "justifies" => (&[Stance::Justifies], For),
        "opposes" => (&[Stance::Opposes, Stance::Rejects], Against),
        "condemns" => (&[Stance::Condemns], Against),
        "criticises" => (&[Stance::Criticises], Against),
        "blames" => (&[Stance::Blames], Against),
        "concerned" => (&[Stance::Concerned], Worried),
        "pessimistic" => (&[Stance::Doubts], Worried),
        "denies" => (&[Stance::Denies], Denies),
        // Also `friendly`. The gold has no word for a call: it is `supports` there, and `demands` where it is a strong one.
        _ => (&[Stance::Supports, Stance::Proposes, Stance::CallsFor], For),
    }
}

/// Positions of the gold that were found, with the lines printed for each record.
///
/// A position is found where one of the same holder, by roll-up, has its cue or its issue in the words of the evidence; each is
/// paired once. `side` counts the pairs that go the same way: for, against, worried, denied. `stance` counts those whose
/// stance is the gold's own word for it. `told` counts the positions found that fit any of the gold: several lines may show one
/// position. `traps` counts those in words that are marked as traps and are evidence of nothing.
///
/// # Errors
/// If the lines of a record have no document.
pub fn score_lines(records: &[Value], lines: &[Vec<Line>]) -> Result<Value> {
    let (mut gold_count, mut matched, mut side, mut stance) = (0, 0, 0, 0);
    let (mut told, mut all, mut traps) = (0, 0, 0);
    let (mut missing, mut surplus, mut wrong, mut other) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (record, lines) in records.iter().zip(lines) {
        let report = report(lines).context("no document was printed for a record")?;
        let gold = GoldReport::read(record);
        let offsets = Offsets::new(&report.document.text);
        let found: Vec<Found> =
            positions(&report).iter().map(|position| found(&report, position, &offsets)).collect();
        let touches = |found: &Found, spans: &[Span]| {
            spans.iter().any(|span| span.overlaps(found.cue) || span.overlaps(found.issue))
        };
        let mut pairs: Vec<(bool, bool, usize, usize)> = Vec::new();
        for (at, position) in gold.positions.iter().enumerate() {
            let (words, way) = meaning(&position.stance);
            for (own, found) in found.iter().enumerate() {
                if touches(found, &position.evidence) && gold.holds(found, &position.actor) {
                    let same = words.contains(&found.stance);
                    // The gold's own word is right whatever the issue is called by.
                    pairs.push((!same && found.side != way, !same, at, own));
                }
            }
        }
        let fits: BTreeSet<usize> = pairs.iter().filter(|pair| !pair.0).map(|pair| pair.3).collect();
        told += fits.len();
        all += found.len();
        gold_count += gold.positions.len();
        let best = best_pairs(&pairs, gold.positions.len());
        for (at, position) in gold.positions.iter().enumerate() {
            let name = format!(
                "{} {} {} {} {}",
                text(record, "doc"),
                position.id,
                position.actor,
                position.stance,
                position.issue
            );
            match best.get(&at) {
                Some(&(own, is_side, is_stance)) => {
                    matched += 1;
                    side += usize::from(is_side);
                    stance += usize::from(is_stance);
                    if is_side && !is_stance {
                        other.push(format!("{name} — {}", found[own].words));
                    }
                    if !is_side {
                        wrong.push(format!("{name} — {}", found[own].words));
                    }
                }
                None => missing.push(name),
            }
        }
        for (own, found) in found.iter().enumerate() {
            if fits.contains(&own) {
                continue;
            }
            let evident = gold.positions.iter().any(|position| touches(found, &position.evidence));
            let trapped = !evident && gold.traps.iter().any(|trap| trap.overlaps(found.cue));
            traps += usize::from(trapped);
            let mark = if trapped { "TRAP " } else { "" };
            surplus.push(format!("{} {mark}{}", text(record, "doc"), found.words));
        }
    }
    let share = |of: usize, all: usize| if all == 0 { Value::Null } else { json!(of as f64 / all as f64) };
    Ok(json!({
        "gold": gold_count,
        "found": { "right": matched, "recall": share(matched, gold_count) },
        "side": { "right": side, "recall": share(side, gold_count) },
        "stance": { "right": stance, "recall": share(stance, gold_count) },
        "told": { "right": told, "all": all, "precision": share(told, all) },
        "traps": traps,
        "missing": missing,
        "other_way": wrong,
        "other_word": other,
        "surplus": surplus,
    }))
}

/// For each position of the gold the one that was found for it, and whether side and stance are right: pairs of the same
/// stance first, then of the same side, so that as many as possible are paired.
fn best_pairs(pairs: &[(bool, bool, usize, usize)], gold: usize) -> BTreeMap<usize, (usize, bool, bool)> {
    let mut of_found: BTreeMap<usize, usize> = BTreeMap::new();
    // Augmenting paths over pairs that are right in more and more, so that no gold position loses its pair to a worse one.
    for allowed in [(false, false), (false, true), (true, true)] {
        let edges: Vec<(usize, usize)> = pairs
            .iter()
            .filter(|pair| (allowed.0 || !pair.0) && (allowed.1 || !pair.1))
            .map(|pair| (pair.2, pair.3))
            .collect();
        for at in 0..gold {
            if !of_found.values().any(|known| *known == at) {
                augment(at, &edges, &mut of_found, &mut BTreeSet::new());
            }
        }
    }
    of_found
        .into_iter()
        .filter_map(|(own, at)| {
            let pair = pairs.iter().find(|pair| pair.2 == at && pair.3 == own)?;
            Some((at, (own, !pair.0, !pair.0 && !pair.1)))
        })
        .collect()
}

fn augment(
    at: usize,
    edges: &[(usize, usize)],
    of_found: &mut BTreeMap<usize, usize>,
    seen: &mut BTreeSet<usize>,
) -> bool {
    for &(_, own) in edges.iter().filter(|edge| edge.0 == at) {
        if !seen.insert(own) {
            continue;
        }
        let holder = of_found.get(&own).copied();
        if holder.is_none_or(|other| augment(other, edges, of_found, seen)) {
            of_found.insert(own, at);
            return true;
        }
    }
    false
}
