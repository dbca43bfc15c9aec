use crate::event;
use jiff::civil::Date;
use rapporteur_export::Line;
use rapporteur_record::{
    Attribution, AttributionForm, AttributionKind, BoilerplateKind, Bound, Claimant, Document, Entity,
    EntityId, EntityType, Event, Figure, Mention, MentionForm, SegmentKind, Speaker, TimeExpression,
    TimeType,
};
use rapporteur_text::Span;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The lines of one document, by kind.
#[derive(Debug, Default)]
pub struct Found<'l> {
    document: Option<&'l Document>,
    sentences: &'l [Span],
    mentions: Vec<&'l Mention>,
    attributions: Vec<&'l Attribution>,
    figures: Vec<&'l Figure>,
    times: Vec<&'l TimeExpression>,
    events: Vec<(&'l Event, event::Words<'l>)>,
    entities: BTreeMap<&'l EntityId, &'l Entity>,
}

impl<'l> Found<'l> {
    /// Sorts the lines of one document by kind.
    #[must_use]
    pub fn new(lines: &'l [Line]) -> Self {
        let mut found = Self::default();
        for line in lines {
            match line {
                Line::Document { line, sentences, .. } => {
                    found.document = Some(line);
                    found.sentences = sentences;
                }
                Line::Mention { line, .. } => found.mentions.push(line),
                Line::Attribution { line, .. } => found.attributions.push(line),
                Line::Figure { line, .. } => found.figures.push(line),
                Line::TimeExpression { line, .. } => found.times.push(line),
                Line::Event { line, words, .. } => {
                    let words = event::Words { sources: &words.sources, targets: &words.targets };
                    found.events.push((line, words));
                }
                Line::Entity { line, .. } => {
                    found.entities.insert(&line.id, line);
                }
                Line::Place { .. } => {}
            }
        }
        found
    }

    fn event_lines(&self) -> event::Lines<'_, 'l> {
        event::Lines { events: &self.events, mentions: &self.mentions, entities: &self.entities }
    }
}

/// Events as PLOVER codes them; `exhaustive` if the gold marks every one.
pub(crate) fn events(found: &Found<'_>, exhaustive: bool) -> Value {
    event::coded(&found.event_lines(), exhaustive)
}

fn pair(span: Span) -> Value {
    json!([span.start, span.end])
}

fn pairs(spans: impl IntoIterator<Item = Span>) -> Value {
    spans.into_iter().map(pair).collect()
}

pub(crate) fn attributions(found: &Found<'_>) -> Value {
    let attributions = found.attributions.iter().map(|a| {
        json!({
            "id": a.id.0.to_string(),
            "source": pairs(a.source),
            "cue": pairs(a.cue),
            "content": pairs(a.content.iter().copied()),
            "nested": a.nested_in.map(|n| n.0.to_string()),
        })
    });
    json!({ "attributions": attributions.collect::<Vec<_>>() })
}

fn time_type(time: &TimeExpression) -> &'static str {
    match time.time_type {
        TimeType::Date => "DATE",
        TimeType::Time => "TIME",
        TimeType::Duration => "DURATION",
        TimeType::Set => "SET",
    }
}

pub(crate) fn times(found: &Found<'_>) -> Value {
    let times = found.times.iter().map(|t| {
        let value = t.value.as_ref().unwrap_or(&t.text_only);
        json!({ "span": pair(t.span), "type": time_type(t), "value": value })
    });
    json!({ "times": times.collect::<Vec<_>>() })
}

/// Names only, by the three labels that all sets share. Most sets mark no name inside a longer one: `nested` says if this
/// one does.
pub(crate) fn entities(found: &Found<'_>, nested: bool) -> Value {
    let named = || found.mentions.iter().filter(|m| m.form == MentionForm::Name);
    let inner =
        |m: &Mention| named().any(|other| other.span != m.span && other.span.cover(m.span) == other.span);
    let ents = named().filter(|m| nested || !inner(m)).filter_map(|m| {
        let label = match m.entity_type {
            EntityType::Person => "PER",
            EntityType::Organisation => "ORG",
            EntityType::State | EntityType::Place => "LOC",
            EntityType::Group | EntityType::Event | EntityType::Document | EntityType::Unknown => {
                return None;
            }
        };
        Some(json!({ "span": pair(m.span), "label": label }))
    });
    json!({ "ents": ents.collect::<Vec<_>>() })
}

/// What is of the same: by chains of whole phrases where the program was built with a model that reads them, else by entities.
pub(crate) fn clusters(found: &Found<'_>) -> Value {
    if found.mentions.iter().any(|m| m.chain.is_some()) {
        let linked = found.mentions.iter().filter_map(|m| {
            m.chain.map(|chain| json!({ "span": pair(m.extent.unwrap_or(m.span)), "id": chain.to_string() }))
        });
        return json!({ "mentions": linked.collect::<Vec<_>>() });
    }
    let linked = found
        .mentions
        .iter()
        .filter_map(|m| m.entity.as_ref().map(|entity| json!({ "span": pair(m.span), "id": entity.0 })));
    json!({ "mentions": linked.collect::<Vec<_>>() })
}

/// Main text as the gold has it: paragraphs, headings and tables, without headline, subhead and captions.
pub(crate) fn page(found: &Found<'_>) -> Value {
    let Some(document) = found.document else { return json!({ "text": "" }) };
    let points: Vec<char> = document.text.chars().collect();
    let words = |span: Span| points.get(span.start..span.end).map(|c| c.iter().collect::<String>());
    let body = document.segments.iter().filter(|segment| {
        matches!(segment.kind, SegmentKind::Dateline | SegmentKind::Paragraph | SegmentKind::Heading)
            || segment.boilerplate == Some(BoilerplateKind::Table)
    });
    let text: Vec<String> = body.filter_map(|segment| words(segment.span)).collect();
    let headline = document.segment(SegmentKind::Headline).and_then(|segment| words(segment.span));
    json!({
        "text": text.join("\n\n"),
        "title": headline,
        "date": document.published.as_ref().map(|p| &p.value),
        "authors": document.authors,
    })
}

pub(crate) fn seeds(found: &Found<'_>) -> Value {
    let Some(document) = found.document else { return json!({}) };
    let segments = document.segments.iter().filter_map(|segment| {
        let kind = match segment.kind {
            SegmentKind::Headline => "headline",
            SegmentKind::Subhead => "subhead",
            SegmentKind::Dateline => "dateline",
            SegmentKind::Heading => "section-heading",
            SegmentKind::Boilerplate => "boilerplate",
            SegmentKind::Paragraph | SegmentKind::Caption => return None,
        };
        Some(json!({ "kind": kind, "span": pair(segment.span) }))
    });
    // The gold marks who and what acts and is acted on, not the whole phrases and ideas that only chains hold together.
    let marked = found.mentions.iter().filter(|m| m.why.rule != "link.read_as_same");
    let (events, mut named) = event::of_seed(&found.event_lines());
    let mut mentions: Vec<Value> = marked
        .map(|m| {
            let form = match m.form {
                MentionForm::Name => "NAM",
                MentionForm::Nominal => "NOM",
                MentionForm::Pronoun => "PRO",
                MentionForm::Adjective => "ADJ",
            };
            let itself = named.remove(&[m.span.start, m.span.end]);
            let entity = m.entity.as_ref().map(|e| e.0.clone()).or(itself);
            json!({ "span": pair(m.span), "type": form, "entity": entity })
        })
        .collect();
    mentions.extend(named.iter().map(|(span, id)| json!({ "span": span, "type": "NOM", "entity": id })));
    let attributions = found.attributions.iter().map(|a| {
        json!({
            "id": a.id.0.to_string(),
            "source": a.source.map(pair),
            "cue": a.cue.map(pair),
            "content": pairs(a.content.iter().copied()),
            "form": match a.form {
                AttributionForm::Direct => "direct",
                AttributionForm::Mixed => "mixed",
                AttributionForm::Indirect => "indirect",
            },
            "kind": match a.kind {
                AttributionKind::Speech => "speech",
                AttributionKind::Report => "report",
                AttributionKind::Decree => "decree",
                AttributionKind::Stance => "stance-verb",
                AttributionKind::Act => "act",
            },
            "speaker": match &a.speaker {
                Speaker::Resolved { entity, .. } => Some(&entity.0),
                Speaker::Unknown { .. } => None,
            },
            "nested_in": a.nested_in.map(|n| n.0.to_string()),
        })
    });
    let times = found.times.iter().map(
        |t| json!({ "span": pair(t.span), "type": time_type(t), "text_only": t.text_only, "value": t.value }),
    );
    let figures = found.figures.iter().map(|f| {
        json!({
            "span": pair(f.span),
            "value": f.value,
            "bound": bound(f.bound),
            "measure": f.measure,
            "claimed_by": match &f.claimant {
                Claimant::Entity { entity, .. } => entity.0.as_str(),
                Claimant::UnknownSpeaker { .. } | Claimant::Unattributed { .. } => "unknown",
                Claimant::Outlet => "outlet",
            },
        })
    });
    json!({
        "segments": segments.collect::<Vec<_>>(),
        "sentences": found.sentences.iter().copied().map(pair).collect::<Vec<_>>(),
        "mentions": mentions,
        "attributions": attributions.collect::<Vec<_>>(),
        "times": times.collect::<Vec<_>>(),
        "figures": figures.collect::<Vec<_>>(),
        "events": events,
    })
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::MoreThan => "more-than",
        Bound::AtLeast => "at-least",
        Bound::AtMost => "at-most",
        Bound::LessThan => "less-than",
        Bound::Nearly => "nearly",
        Bound::Range => "range",
        Bound::Vague => "vague",
    }
}

/// The first sector and the country of a phrase; a phrase without codes is unresolvable.
pub(crate) fn actor(printed: &Value) -> Value {
    let sectors = printed.get("sectors").and_then(Value::as_array);
    let sector = |at: usize| sectors.and_then(|sectors| sectors.get(at)).cloned();
    json!({
        "country": printed.get("country"),
        "sector": sector(0),
        "sector2": sector(1),
        "office": printed.get("title"),
    })
}

/// `2022-03-01`, or `12 April 2022`, as a day; nothing for other writings.
pub(crate) fn day(written: &str) -> Option<String> {
    let day = written.parse::<Date>().or_else(|_| Date::strptime("%d %B %Y", written));
    day.ok().map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (written, expected) in [
            ("2022-03-01", Some("2022-03-01")),
            ("2 April 2022", Some("2022-04-02")),
            ("April 2022", None),
            ("2 Someday 2022", None),
        ] {
            assert_eq!(day(written).as_deref(), expected, "{written}");
        }
    }
}
