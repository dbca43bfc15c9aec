//! Who did what to whom, and whether it came about, as the reports tell it.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::{EventLine, EventVoice, Group, Note, Voice, Words, dates};
use rapporteur_record::{AttributionId, EntityId, Event, EventMention, Participant, Realis, Speaker, TimeId};
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// Events of which the model is less sure than this are counted and not shown. Of those above it 7 of 10 were right in texts of
/// our own that are marked wholly, of all 5 of 10.
const SURE: f32 = 0.6;

/// Sides that a line shows, and further places of the same report that it leads to.
const SHOWN: usize = 8;

/// What copies share: type, realis, sides, and the sentence with its trigger.
type Key = (&'static str, Realis, Vec<String>, String, String);

/// The events of all reports, and which of them the time expressions date.
pub(crate) struct Events {
    lines: BTreeMap<Realis, Vec<EventLine>>,
    /// By number of the report and time expression: the lines, each by its realis and place in it.
    dated: BTreeMap<(usize, TimeId), Vec<(Realis, usize)>>,
    /// How many are not shown because the model is not sure enough of them.
    unsure: usize,
}

impl Events {
    /// Events in the order of the reports. The same event in the same sentence of several reports is one line.
    pub(crate) fn new(sources: &[Source<'_>], profiles: &Profiles<'_>, evidence: &mut Evidence) -> Self {
        let mut lines: BTreeMap<Realis, Vec<EventLine>> = BTreeMap::new();
        let mut dated: BTreeMap<(usize, TimeId), Vec<(Realis, usize)>> = BTreeMap::new();
        let mut known: BTreeMap<Key, usize> = BTreeMap::new();
        let mut unsure = 0;
        for source in sources {
            for event in &source.report.events {
                if event.why.confidence.is_some_and(|confidence| confidence < SURE) {
                    unsure += 1;
                    continue;
                }
                let Some((notes, mention)) = cite(source, event, evidence) else {
                    continue;
                };
                let Some(line) = line(source, event, mention, profiles) else {
                    continue;
                };
                let sentence = source.context(&[mention.trigger], &[]);
                let sentence =
                    Words::new(sentence.iter().map(|piece| piece.words.exact()).collect::<String>());
                let sides = line.sources.iter().chain(&line.targets).map(Words::folded).collect();
                let key =
                    (event.event_type.name(), event.realis, sides, line.words.folded(), sentence.folded());
                let group = lines.entry(event.realis).or_default();
                let index = *known.entry(key).or_insert(group.len());
                if index == group.len() {
                    group.push(line);
                }
                for note in notes {
                    if !group[index].notes.contains(&note) {
                        group[index].notes.push(note);
                    }
                }
                if let Some(date) = &event.date {
                    dated.entry((source.number, date.time)).or_default().push((event.realis, index));
                }
            }
        }
        Self { lines, dated, unsure }
    }

    /// The events that a time expression of a report dates.
    pub(crate) fn dated(&self, report: usize, time: TimeId) -> impl Iterator<Item = &EventLine> {
        let found = self.dated.get(&(report, time)).into_iter().flatten();
        found.filter_map(|(realis, index)| self.lines.get(realis)?.get(*index))
    }

    /// How many events are not shown because the model is not sure enough of them.
    pub(crate) fn unsure(&self) -> usize {
        self.unsure
    }

    /// The events by realis: what came about first.
    pub(crate) fn groups(self) -> Vec<Group<Realis, EventLine>> {
        self.lines.into_iter().map(|(head, lines)| Group { head, lines }).collect()
    }
}

/// The notes for the words that tell of an event: the first of them with the words of its sides, then each other place
/// of the report. `None` if the first lies outside of the text.
fn cite<'r>(
    source: &Source<'r>,
    event: &'r Event,
    evidence: &mut Evidence,
) -> Option<(Vec<Note>, &'r EventMention)> {
    let (first, others) = event.mentions.split_first()?;
    let mut marked = vec![first.trigger];
    for side in event.sources.iter().take(SHOWN).chain(event.targets.iter().take(SHOWN)) {
        // Marks do not overlap; what holds another side or the trigger is marked by that.
        if !side.span.is_empty() && marked.iter().all(|span| !span.overlaps(side.span)) {
            marked.push(side.span);
        }
    }
    marked.sort_unstable();
    let mut notes = vec![evidence.cite(source, &marked, &[], &[&event.why])?];
    for mention in others.iter().take(SHOWN) {
        notes.extend(evidence.cite(source, &[mention.trigger], &[], &[&mention.why]));
    }
    Some((notes, first))
}

fn line(
    source: &Source<'_>,
    event: &Event,
    mention: &EventMention,
    profiles: &Profiles<'_>,
) -> Option<EventLine> {
    let side = |participant: &Participant| {
        let words = source.words(participant.span)?;
        Some(match &participant.entity {
            Some(id) => named(source, id, &words, profiles),
            None => Words::new(format!("“{}”", words.exact())),
        })
    };
    let sides = |participants: &[Participant]| participants.iter().take(SHOWN).filter_map(side).collect();
    let when = event.date.as_ref().and_then(|date| {
        let value = [date.value.as_deref(), Some(date.text_only.as_str())].into_iter().flatten();
        value.filter_map(dates::when).map(|when| Words::new(when.label)).next()
    });
    let place = event.place.and_then(|id| source.report.places.get(id.0 as usize));
    Some(EventLine {
        words: source.words(mention.trigger)?,
        event_type: event.event_type,
        modes: event.modes.iter().map(|mode| Words::from(mode.as_str())).collect(),
        sources: sides(&event.sources),
        targets: sides(&event.targets),
        reciprocal: event.reciprocal,
        realis: event.realis,
        when,
        place: place.and_then(|place| source.words(place.span)),
        voice: mention.attribution.and_then(|id| voice(source, id, profiles)),
        published: source.published.clone(),
        outlet: source.label.clone(),
        notes: Vec::new(),
    })
}

/// A name, with the words in quotation marks where they are no name of it.
fn named(source: &Source<'_>, id: &EntityId, words: &Words, profiles: &Profiles<'_>) -> Words {
    let entity = source.who(id);
    if profiles.is_named(entity, words) {
        return profiles.name(entity);
    }
    Words::new(format!("{} (“{}”)", profiles.name(entity).exact(), words.exact()))
}

/// Who tells it inside the report, with the cue.
fn voice(source: &Source<'_>, id: AttributionId, profiles: &Profiles<'_>) -> Option<EventVoice> {
    let attribution = source.report.attributions.get(id.0 as usize)?;
    let spoken = |span: Option<Span>| span.and_then(|span| source.words(span));
    let speaker = match &attribution.speaker {
        Speaker::Resolved { entity, .. } => Voice::Known(profiles.name(source.who(entity))),
        Speaker::Unknown { reason, .. } => Voice::Unknown {
            source: spoken(attribution.source),
            candidates: Vec::new(),
            reason: Words::from(reason.as_str()),
        },
    };
    Some(EventVoice { speaker, cue: spoken(attribution.cue) })
}
