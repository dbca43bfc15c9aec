//! Who did what to whom, and whether it came about, as the reports tell it.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::{EventLine, EventVoice, Group, Note, Voice, Words, dates};
use rapporteur_event::{Happening, Side, Within, group, is_phrase};
use rapporteur_record::{AttributionId, EntityId, Event, EventMention, Participant, Realis, Speaker, TimeId};
use rapporteur_story::Folded;
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Events of which the model is less sure than this are counted and not shown. In texts of our own that are marked wholly the kind of
/// 9 in 10 above it was right, and kind, sides and realis of 7 in 10; below it of 4 and 3 in 10 (from 0.6 on: 8 and 6 in 10).
const SURE: f32 = 0.8;

/// Enough where independent reports tell of one event: they bear each other out.
const SURE_TOGETHER: f32 = 0.6;

/// Sides that a line shows, and further places of the same report that it leads to.
const SHOWN: usize = 8;

/// The events of all reports, and which of them the time expressions date.
pub(crate) struct Events {
    lines: BTreeMap<Realis, Vec<EventLine>>,
    /// By number of the report and time expression: what that report tells of the event, with the event's number.
    dated: BTreeMap<(usize, TimeId), Vec<(usize, EventLine)>>,
    /// How many are not shown because the model is not sure enough of them, or because no report says whose act it was.
    unsure: usize,
    /// Of these, those of which the text names neither side: whose act it was is an open question.
    nameless: Vec<EventLine>,
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
        let mut events =
            Self { lines: BTreeMap::new(), dated: BTreeMap::new(), unsure: 0, nameless: Vec::new() };
        for (number, happening) in happenings.iter().enumerate() {
            let tellings = happening.members.iter().enumerate().filter_map(|(at, member)| {
                // Reports are numbered from 1 in the order of the sources.
                let source = sources.get(usize::try_from(member.report - 1).ok()?)?;
                let event = source.report.events.iter().find(|event| event.id == member.event)?;
                Some(Telling { source, event, is_fullest: at == happening.fullest, least: SURE })
            });
            let mut tellings: Vec<Telling<'_, '_>> = tellings.collect();
            let tellers: BTreeSet<usize> = tellings
                .iter()
                .filter(|telling| telling.is_sure_from(SURE_TOGETHER))
                .map(|telling| telling.source.number - 1)
                .collect();
            if folded.voices.count(tellers) > 1 {
                tellings.iter_mut().for_each(|telling| telling.least = SURE_TOGETHER);
            }
            if !events.add(number, &tellings, folded, profiles, evidence) {
                events.unsure += 1;
                let open = tellings.iter().find(|telling| telling.is_nameless());
                let asked = open.and_then(|telling| {
                    let (notes, mention) = cite(telling.source, telling.event, evidence)?;
                    Some(EventLine { notes, ..line(telling.source, telling.event, mention, profiles)? })
                });
                events.nameless.extend(asked);
            }
        }
        events
    }

    /// Adds an event that these reports tell of; false where it is not to be shown.
    fn add(
        &mut self,
        number: usize,
        tellings: &[Telling<'_, '_>],
        folded: &Folded,
        profiles: &Profiles<'_>,
        evidence: &mut Evidence,
    ) -> bool {
        let mut counts: BTreeMap<Realis, usize> = BTreeMap::new();
        for telling in tellings.iter().filter(|telling| telling.is_shown()) {
            *counts.entry(telling.event.realis).or_default() += 1;
        }
        let most = counts.values().copied().max().unwrap_or_default();
        let most_told = |telling: &&Telling<'_, '_>| {
            telling.is_shown() && counts.get(&telling.event.realis) == Some(&most)
        };
        let Some(realis) = tellings.iter().find(most_told).map(|telling| telling.event.realis) else {
            return false;
        };
        // The one that is shown comes first; where its words lie outside of its text, the next one.
        let mut ordered: Vec<&Telling<'_, '_>> = tellings.iter().collect();
        ordered.sort_by_key(|telling| {
            (telling.event.realis != realis, !telling.is_shown(), !telling.is_fullest)
        });
        let mut shown: Option<EventLine> = None;
        let mut reports: BTreeMap<usize, Realis> = BTreeMap::new();
        let mut dated = Vec::new();
        for telling in ordered {
            let Telling { source, event, .. } = *telling;
            let Some((notes, mention)) = cite(source, event, evidence) else { continue };
            if let Some(date) = event.date.as_ref().filter(|_| telling.is_shown()) {
                // What stands under a sentence is told by that sentence, and not in the words of another report.
                let own = line(source, event, mention, profiles);
                dated.extend(own.map(|own| ((source.number, date.time), own)));
            }
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
        }
        let Some(mut line) = shown else { return false };
        let tell = |line: &mut EventLine| {
            line.reports = reports.len();
            line.voices = folded.voices.count(reports.keys().map(|number| number - 1));
            for told in Realis::ALL {
                let count = reports.values().filter(|realis| **realis == told).count();
                if told != line.realis && count > 0 {
                    line.otherwise.push((told, count));
                }
            }
        };
        tell(&mut line);
        for (time, mut own) in dated {
            tell(&mut own);
            self.dated.entry(time).or_default().push((number, own));
        }
        self.lines.entry(line.realis).or_default().push(line);
        true
    }

    /// The events that a time expression of a report dates, each with its number.
    pub(crate) fn dated(&self, report: usize, time: TimeId) -> impl Iterator<Item = &(usize, EventLine)> {
        self.dated.get(&(report, time)).into_iter().flatten()
    }

    /// How many events are not shown because the model is not sure enough of them, or because nobody is named.
    pub(crate) fn unsure(&self) -> usize {
        self.unsure
    }

    /// The events by realis, what came about first; and those of which no text names a side, which are not shown.
    pub(crate) fn groups(self) -> (Vec<Group<Realis, EventLine>>, Vec<EventLine>) {
        let shown = self.lines.into_iter().map(|(head, lines)| Group { head, lines }).collect();
        (shown, self.nameless)
    }
}

/// An event as one report tells it.
struct Telling<'s, 'r> {
    source: &'s Source<'r>,
    event: &'r Event,
    /// No other report tells more of it.
    is_fullest: bool,
    /// How sure the model must be of it.
    least: f32,
}

impl Telling<'_, '_> {
    /// True if the model is sure of it and the report states no side at all.
    fn is_nameless(&self) -> bool {
        let event = self.event;
        self.is_sure()
            && event.realis != Realis::Denied
            && event.sources.is_empty()
            && event.targets.is_empty()
    }

    fn is_sure(&self) -> bool {
        self.is_sure_from(self.least)
    }

    fn is_sure_from(&self, least: f32) -> bool {
        self.event.why.confidence.is_none_or(|confidence| confidence >= least)
    }

    /// True if the model is sure of it, the report says who did it or to whom, and what it tells of as denied is denied by
    /// somebody: that the outlet itself says what did not happen is no denial.
    fn is_shown(&self) -> bool {
        let event = self.event;
        let named = |side: &Participant| is_named(self.source, side);
        // Whoever did it is told, and would be said not to be.
        let told = event.sources.is_empty() || event.sources.iter().any(named);
        let denied =
            event.realis != Realis::Denied || event.mentions.iter().any(|told| told.attribution.is_some());
        self.is_sure() && denied && told && event.sources.iter().chain(&event.targets).any(named)
    }
}

/// True if the words of a side say by themselves whom they mean, or it is known whom they mean.
fn is_named(source: &Source<'_>, side: &Participant) -> bool {
    let text = &source.report.document.text;
    side.entity.is_some() || side.span.of(text).is_some_and(|words| is_phrase(text, words, side.span.end))
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
    let sides = |participants: &[Participant]| {
        let named = participants.iter().filter(|participant| is_named(source, participant));
        named.take(SHOWN).filter_map(side).collect()
    };
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
