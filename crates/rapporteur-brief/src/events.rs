//! Who did what to whom, and whether it came about, as the reports tell it.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::{EventLine, EventVoice, Group, Note, Voice, Words, dates};
use rapporteur_event::{Happening, Side, Within, group};
use rapporteur_record::{AttributionId, EntityId, Event, EventMention, Participant, Realis, Speaker, TimeId};
use rapporteur_story::Folded;
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// Events of which the model is less sure than this are counted and not shown. Of those above it 7 of 10 were right in texts of
/// our own that are marked wholly, of all 5 of 10.
const SURE: f32 = 0.6;

/// Sides that a line shows, and further places of the same report that it leads to.
const SHOWN: usize = 8;

/// The events of all reports, and which of them the time expressions date.
pub(crate) struct Events {
    lines: BTreeMap<Realis, Vec<EventLine>>,
    /// By number of the report and time expression: the lines, each by its realis and place in it.
    dated: BTreeMap<(usize, TimeId), Vec<(Realis, usize)>>,
    /// How many are not shown because the model is not sure enough of them.
    unsure: usize,
}

impl Events {
    /// Events in the order of the reports, each once, whatever number of reports tells of it.
    pub(crate) fn new(
        sources: &[Source<'_>],
        happenings: &[Happening],
        folded: &Folded,
        profiles: &Profiles<'_>,
        evidence: &mut Evidence,
    ) -> Self {
        let mut events = Self { lines: BTreeMap::new(), dated: BTreeMap::new(), unsure: 0 };
        for happening in happenings {
            let tellings = happening.members.iter().enumerate().filter_map(|(at, member)| {
                // Reports are numbered from 1 in the order of the sources.
                let source = sources.get(usize::try_from(member.report - 1).ok()?)?;
                let event = source.report.events.iter().find(|event| event.id == member.event)?;
                Some(Telling { source, event, is_fullest: at == happening.fullest })
            });
            let tellings: Vec<Telling<'_, '_>> = tellings.collect();
            if tellings.iter().any(Telling::is_sure) {
                events.add(&tellings, folded, profiles, evidence);
            } else {
                events.unsure += 1;
            }
        }
        events
    }

    /// Adds an event that these reports tell of.
    fn add(
        &mut self,
        tellings: &[Telling<'_, '_>],
        folded: &Folded,
        profiles: &Profiles<'_>,
        evidence: &mut Evidence,
    ) {
        let mut counts: BTreeMap<Realis, usize> = BTreeMap::new();
        for telling in tellings.iter().filter(|telling| telling.is_sure()) {
            *counts.entry(telling.event.realis).or_default() += 1;
        }
        let most = counts.values().copied().max().unwrap_or_default();
        let most_told = |telling: &&Telling<'_, '_>| {
            telling.is_sure() && counts.get(&telling.event.realis) == Some(&most)
        };
        let Some(realis) = tellings.iter().find(most_told).map(|telling| telling.event.realis) else {
            return;
        };
        // The one that is shown comes first; where its words lie outside of its text, the next one.
        let mut ordered: Vec<&Telling<'_, '_>> = tellings.iter().collect();
        ordered
            .sort_by_key(|telling| (telling.event.realis != realis, !telling.is_sure(), !telling.is_fullest));
        let mut shown: Option<EventLine> = None;
        let mut reports: BTreeMap<usize, Realis> = BTreeMap::new();
        let mut dated = Vec::new();
        for telling in ordered {
            let Telling { source, event, .. } = *telling;
            let Some((notes, mention)) = cite(source, event, evidence) else { continue };
            let known = match shown.take() {
                Some(known) => Some(known),
                None => line(source, event, mention, profiles),
            };
            let Some(mut line) = known else { continue };
            for note in notes {
                if !line.notes.contains(&note) {
                    line.notes.push(note);
                }
            }
            shown = Some(line);
            reports.entry(source.number).or_insert(event.realis);
            dated.extend(event.date.as_ref().map(|date| (source.number, date.time)));
        }
        let Some(mut line) = shown else { return };
        line.reports = reports.len();
        line.voices = folded.voices.count(reports.keys().map(|number| number - 1));
        for told in Realis::ALL {
            let count = reports.values().filter(|realis| **realis == told).count();
            if told != line.realis && count > 0 {
                line.otherwise.push((told, count));
            }
        }
        let group = self.lines.entry(line.realis).or_default();
        for time in dated {
            self.dated.entry(time).or_default().push((line.realis, group.len()));
        }
        group.push(line);
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

/// An event as one report tells it.
struct Telling<'s, 'r> {
    source: &'s Source<'r>,
    event: &'r Event,
    /// No other report tells more of it.
    is_fullest: bool,
}

impl Telling<'_, '_> {
    fn is_sure(&self) -> bool {
        self.event.why.confidence.is_none_or(|confidence| confidence >= SURE)
    }
}

/// Which events of the reports are one.
pub(crate) fn happenings(sources: &[Source<'_>], profiles: &Profiles<'_>) -> Vec<Happening> {
    let (mut reports, mut told) = (Vec::new(), Vec::new());
    for source in sources.iter().filter(|source| !source.report.events.is_empty()) {
        let actors: BTreeMap<&EntityId, &str> = source
            .report
            .entities
            .iter()
            .filter_map(|entity| {
                let actor = entity.actor.as_ref().and_then(|actor| actor.country.as_deref());
                Some((&entity.id, entity.country.as_deref().or(actor)?))
            })
            .collect();
        let (report, events) = rapporteur_event::read(source.number as i64, source.report, |id| {
            let identity = source.who(id);
            let country = profiles.country(identity).or(actors.get(id).copied());
            Side { id: identity.clone(), country: country.map(str::to_owned) }
        });
        reports.push(report);
        told.extend(events);
    }
    group(&reports, &told, Within::Merged)
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
    let place = event.place.and_then(|id| source.report.place(id));
    Some(EventLine {
        words: source.words(mention.trigger)?,
        event_type: event.event_type,
        modes: event.modes.iter().map(|mode| Words::from(mode.as_str())).collect(),
        sources: sides(&event.sources),
        targets: sides(&event.targets),
        reciprocal: event.reciprocal,
        realis: event.realis,
        reports: 1,
        voices: 1,
        otherwise: Vec::new(),
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
    let attribution = source.report.attribution(id)?;
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
