//! Scores events against texts that were marked wholly: every event, so that precision can be measured.

use crate::markup::{Marked, MarkedEvent, Sides};
use anyhow::{Context, Result};
use rapporteur_export::Line;
use rapporteur_record::{Event, Participant};
use rapporteur_text::Span;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Right ones among those found and those marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    right: usize,
    found: usize,
    marked: usize,
}

impl Count {
    fn json(self) -> Value {
        let share = |of: usize| if of == 0 { Value::Null } else { json!(self.right as f64 / of as f64) };
        let f1 = 2.0 * self.right as f64 / (self.found + self.marked).max(1) as f64;
        json!({
            "right": self.right, "found": self.found, "marked": self.marked, "f1": f1,
            "precision": share(self.found), "precision_interval": interval(self.right, self.found),
            "recall": share(self.marked), "recall_interval": interval(self.right, self.marked),
        })
    }
}

/// The 95 % interval of a share (Wilson 1927); nothing of nothing.
fn interval(right: usize, of: usize) -> Value {
    if of == 0 {
        return Value::Null;
    }
    let (z, n) = (1.959_964_f64, of as f64);
    let share = right as f64 / n;
    let middle = share + z * z / (2.0 * n);
    let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    json!([(middle - half) / scale, (middle + half) / scale])
}

/// As [`score`], for gold records that hold marked texts and the lines that were printed for each.
///
/// # Errors
/// If a record holds no marked text.
pub fn score_lines(records: &[Value], lines: &[Vec<Line>]) -> Result<Value> {
    let texts = records.iter().zip(lines).map(|(record, lines)| {
        let marked =
            record.get("marked").and_then(Value::as_str).context("a gold record has no \"marked\"")?;
        let events = lines.iter().filter_map(|line| match line {
            Line::Event { line, .. } => Some((**line).clone()),
            _ => None,
        });
        Ok((Marked::parse(marked)?, events.collect()))
    });
    Ok(score(&texts.collect::<Result<Vec<_>>>()?))
}

/// Precision and recall of events over marked texts, by type and by realis, with the events that were found in each.
///
/// An event is found where one of its triggers overlaps one that is marked; each is paired once, those of one type
/// first. Realis and sides are counted among the pairs of one type. Sources, and so targets, are right when all of them
/// were found, each by any of the words that are marked for it, and nothing was found besides.
#[must_use]
pub fn score(texts: &[(Marked, Vec<Event>)]) -> Value {
    let mut detected = Count::default();
    let (mut types, mut realis): (BTreeMap<&str, Count>, BTreeMap<String, Count>) = Default::default();
    let (mut sides, mut both) = ([Count::default(); 2], Count::default());
    for (marked, found) in texts {
        let gold: Vec<&MarkedEvent> = marked.events.values().collect();
        for event in &gold {
            types.entry(event.event_type.name()).or_default().marked += 1;
            detected.marked += 1;
        }
        for event in found {
            types.entry(event.event_type.name()).or_default().found += 1;
            detected.found += 1;
        }
        for (event, own) in pairs(&gold, found) {
            detected.right += 1;
            if event.event_type != own.event_type {
                continue;
            }
            types.entry(own.event_type.name()).or_default().right += 1;
            let told = event.mentions[0].1;
            realis.entry(name(told)).or_default().marked += 1;
            realis.entry(name(own.realis)).or_default().found += 1;
            if told == own.realis {
                realis.entry(name(told)).or_default().right += 1;
            }
            let right = [is_right(&event.sources, &own.sources), is_right(&event.targets, &own.targets)];
            for (count, right) in
                sides.iter_mut().chain([&mut both]).zip([right[0], right[1], right[0] && right[1]])
            {
                count.marked += 1;
                count.found += 1;
                count.right += usize::from(right);
            }
        }
    }
    let all = types.values().fold(Count::default(), |sum, count| Count {
        right: sum.right + count.right,
        found: sum.found + count.found,
        marked: sum.marked + count.marked,
    });
    let told = realis.values().fold(Count::default(), |sum, count| Count {
        right: sum.right + count.right,
        found: sum.found + count.found,
        marked: sum.marked + count.marked,
    });
    let map = |counts: BTreeMap<String, Count>| -> Value {
        counts.into_iter().map(|(name, count)| (name, count.json())).collect::<serde_json::Map<_, _>>().into()
    };
    json!({
        "texts": texts.len(),
        "trigger": detected.json(),
        "type": all.json(),
        "by_type": map(types.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()),
        "realis": told.json(),
        "by_realis": map(realis),
        "source": sides[0].json(),
        "target": sides[1].json(),
        "sides": both.json(),
    })
}

fn name(realis: rapporteur_record::Realis) -> String {
    serde_json::to_value(realis).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Marked events with those found, each once, those of one type first.
fn pairs<'g, 'f>(gold: &[&'g MarkedEvent], found: &'f [Event]) -> Vec<(&'g MarkedEvent, &'f Event)> {
    let mut meeting: Vec<(bool, usize, usize)> = Vec::new();
    for (marked_at, marked) in gold.iter().enumerate() {
        for (found_at, event) in found.iter().enumerate() {
            let meets = marked
                .mentions
                .iter()
                .any(|&(span, _)| event.mentions.iter().any(|m| overlap(span, m.trigger)));
            if meets {
                meeting.push((marked.event_type != event.event_type, marked_at, found_at));
            }
        }
    }
    meeting.sort_unstable();
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, marked_at, found_at) in meeting {
        if !used_gold.contains(&marked_at) && !used_found.contains(&found_at) {
            used_gold.insert(marked_at);
            used_found.insert(found_at);
            pairs.push((gold[marked_at], &found[found_at]));
        }
    }
    pairs
}

fn overlap(left: Span, right: Span) -> bool {
    left.start < right.end && right.start < left.end
}

/// Marks do not tell whom further words name; so where they were found, the number of sides decides.
fn is_right(marked: &Sides, found: &[Participant]) -> bool {
    let meets = |span: Span| found.iter().any(|participant| overlap(span, participant.span));
    let all = marked.each.iter().all(|&span| meets(span));
    let by_other_words = found.len() >= marked.each.len() && marked.again.iter().any(|&span| meets(span));
    (all || by_other_words)
        && found.iter().all(|participant| {
            marked.each.iter().chain(&marked.again).any(|&span| overlap(span, participant.span))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_record::{EventId, EventMention, Why};

    fn event(marked: &MarkedEvent) -> Event {
        let side = |sides: &Sides| {
            let participant = |&span| Participant { span, entity: None, actor: None };
            sides.each.iter().map(participant).collect::<Vec<_>>()
        };
        let (trigger, realis) = marked.mentions[0];
        let why = Why::rule("event", "0", "event.test", [trigger]);
        Event {
            id: EventId(0),
            event_type: marked.event_type,
            modes: Vec::new(),
            contexts: Vec::new(),
            quad: marked.event_type.quad(),
            cameo: None,
            realis,
            sources: side(&marked.sources),
            targets: side(&marked.targets),
            implied_sources: Vec::new(),
            implied_targets: Vec::new(),
            reciprocal: false,
            date: None,
            place: None,
            mentions: vec![EventMention { trigger, realis, attribution: None, why: why.clone() }],
            why,
        }
    }

    fn figure(score: &Value, path: &str) -> f64 {
        path.split('.').fold(score, |value, key| &value[key]).as_f64().unwrap()
    }

    #[test]
    fn what_is_marked_scores_one_against_itself_and_less_without_a_side() {
        let text = "[S1 The army] {1 ASSAULT happened|shelled} [T1 the town] and {2 COERCE alleged|arrested} [T2 two men].";
        let marked = Marked::parse(text).unwrap();
        let found: Vec<Event> = marked.events.values().map(event).collect();
        let own = score(&[(marked.clone(), found.clone())]);
        for path in ["type.f1", "realis.f1", "sides.precision", "by_type.COERCE.recall"] {
            assert!((figure(&own, path) - 1.0).abs() < 1e-9, "{path}: {own}");
        }
        let mut less = found;
        less[0].targets.clear();
        less[1].realis = rapporteur_record::Realis::Happened;
        let less = score(&[(marked, less)]);
        assert!((figure(&less, "type.f1") - 1.0).abs() < 1e-9);
        assert!((figure(&less, "target.precision") - 0.5).abs() < 1e-9);
        assert!((figure(&less, "by_realis.alleged.recall")).abs() < 1e-9);
    }

    #[test]
    fn a_side_counts_by_any_of_its_words_and_every_side_counts() {
        let text = "[S1 Balvia] and [S1 Orvania] {1 CONSULT happened|met}; [S=1 both] {=1 happened|talked}. She left.";
        let marked = Marked::parse(text).unwrap();
        let event = event(&marked.events[&1]);
        let right = |spans: &[(usize, usize)]| {
            let mut found = event.clone();
            found.sources = spans
                .iter()
                .map(|&(start, end)| Participant { span: Span::new(start, end), entity: None, actor: None })
                .collect();
            figure(&score(&[(marked.clone(), vec![found])]), "source.right") > 0.5
        };
        let (balvia, orvania, both, she) = ((0, 6), (11, 18), (24, 28), (37, 40));
        assert_eq!(&marked.text[both.0..both.1], "both");
        assert!(right(&[balvia, orvania]) && right(&[balvia, orvania, both]) && right(&[balvia, both]));
        assert!(!right(&[balvia]) && !right(&[both]) && !right(&[]) && !right(&[balvia, orvania, she]));
    }

    #[test]
    fn what_is_not_marked_costs_precision() {
        let marked = Marked::parse("He {1 ACCUSE happened|blamed} [T1 her]. They met.").unwrap();
        let mut found: Vec<Event> = marked.events.values().map(event).collect();
        let mut other = found[0].clone();
        other.mentions[0].trigger = Span::new(24, 27);
        found.push(other);
        let own = score(&[(marked, found)]);
        assert!((figure(&own, "type.precision") - 0.5).abs() < 1e-9);
        assert!((figure(&own, "type.recall") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn intervals_hold_their_share_and_widen_with_few() {
        for (right, of) in [(0, 5), (3, 5), (30, 50), (50, 50)] {
            let bounds = interval(right, of);
            let (low, high) = (bounds[0].as_f64().unwrap(), bounds[1].as_f64().unwrap());
            let share = right as f64 / of as f64;
            assert!(
                low <= share + 1e-9 && share <= high + 1e-9 && low >= 0.0 && high <= 1.0 + 1e-9,
                "{right}/{of}"
            );
        }
        assert_eq!(interval(0, 0), Value::Null);
    }
}
