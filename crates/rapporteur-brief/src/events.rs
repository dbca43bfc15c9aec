//! Who did what to whom, and whether it came about, as the reports tell it.

use crate::cast::Profiles;
use crate::evidence::{Evidence, Source};
use crate::{EventLine, EventVoice, Group, Note, Voice, Words, dates};
use rapporteur_event::{Happening, Side, Within, group, is_phrase, leaves_open};
use rapporteur_ontology::verb;
use rapporteur_record::{
    AttributionId, EntityId, Event, EventDate, EventMention, EventType, Participant, Realis, Speaker, TimeId,
};
use rapporteur_story::Folded;
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Events of which the model is less sure than this are counted and not shown. In texts of our own that are marked wholly the kind of
/// 9 in 10 above it was right, and kind, sides and realis of 7 in 10; below it of 4 and 3 in 10 (from 0.6 on: 8 and 6 in 10).
const SURE: f32 = 0.8;

/// Enough of demands and agreements, where the model is also this sure, on average, that there is an act at all: of those in our own
/// texts that are less sure than the others must be, the kind of 8 in 10 was right.
const SURE_OF_WORDS: f32 = 0.68;
const SURE_OF_ACT: f32 = 0.75;

/// Enough where independent reports tell of one event: they bear each other out.
const SURE_TOGETHER: f32 = 0.6;

/// The rule of an act that a word for hearsay tells: `reports of anger`.
const REPORTS: &str = "event.reports";

/// Events of a report on either side of an event among which the one that it hangs on is looked for.
const NEAR: u32 = 12;

/// Mentions before a word among which its owner is looked for.
const NEARBY: usize = 8;

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
                Some(Telling {
                    source,
                    event,
                    is_fullest: at == happening.fullest,
                    least: least(event.event_type),
                })
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
            let own = line(source, event, mention, profiles);
            let known = match (shown.take(), own) {
                (Some(mut known), own) => {
                    own.into_iter().for_each(|own| also_told(&mut known, own));
                    Some(known)
                }
                (None, own) => own,
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
    /// True if the model is sure of it and the report neither states a side nor tells by another act whose it is.
    fn is_nameless(&self) -> bool {
        let event = self.event;
        self.is_sure()
            && (self.least < SURE_OF_WORDS || self.is_sure_from(SURE))
            && event.realis != Realis::Denied
            && [&event.sources, &event.targets].iter().all(|sides| sides.is_empty())
            && [&event.implied_sources, &event.implied_targets].iter().all(|sides| sides.is_empty())
    }

    fn is_sure(&self) -> bool {
        if self.is_sure_from(SURE) || self.least < SURE_OF_WORDS {
            return self.is_sure_from(self.least);
        }
        let why = &self.event.why;
        let act = why.shares.first().zip(why.confidence).map(|(act, sure)| (act + sure) / 2.0);
        self.is_sure_from(self.least) && act.is_none_or(|act| act >= SURE_OF_ACT)
    }

    fn is_sure_from(&self, least: f32) -> bool {
        self.event.why.confidence.is_none_or(|confidence| confidence >= least)
    }

    /// True if the model is sure of it, the report says who did it or to whom, and what it tells of as denied is denied by
    /// somebody: that the outlet itself says what did not happen is no denial.
    fn is_shown(&self) -> bool {
        let event = self.event;
        let named = |side: &Participant| is_named(self.source, side);
        // Whoever did it is told, and would be said not to be; of a pronoun the line says that it is left open.
        let open = |side: &Participant| open_pronoun(self.source, side, true).is_some();
        let told = event.sources.is_empty() || event.sources.iter().any(|side| named(side) || open(side));
        let denied =
            event.realis != Realis::Denied || event.mentions.iter().any(|told| told.attribution.is_some());
        self.is_sure() && denied && told && event.sources.iter().chain(&event.targets).any(named)
    }
}

/// How sure the model must be of an act of some kind.
fn least(event_type: EventType) -> f32 {
    if matches!(event_type, EventType::Request | EventType::Agree) { SURE_OF_WORDS } else { SURE }
}

/// True if the words of a side say by themselves whom they mean, or it is known whom they mean.
fn is_named(source: &Source<'_>, side: &Participant) -> bool {
    let text = &source.report.document.text;
    side.entity.is_some() || side.span.of(text).is_some_and(|words| is_phrase(text, words, side.span.end))
}

/// The pronoun that stands alone for a side and was not taken for anybody.
fn open_pronoun(source: &Source<'_>, side: &Participant, is_source: bool) -> Option<Words> {
    let words = side.span.of(&source.report.document.text).filter(|_| side.entity.is_none())?;
    leaves_open(words, is_source).then(|| source.words(side.span)).flatten()
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

/// Who tells of an event in another report that says the same of it.
fn also_told(line: &mut EventLine, other: EventLine) {
    if line.voice.is_none() || line.realis != other.realis {
        return;
    }
    for told in std::iter::once(other.voice).chain(other.further) {
        let known = [&line.voice].into_iter().chain(&line.further).any(|known| is_same(known, &told));
        if !known && line.further.len() < SHOWN {
            line.further.push(told);
        }
    }
}

/// True for two tellings by the same; two of whom nothing is known are told apart by nothing.
fn is_same(a: &Option<EventVoice>, b: &Option<EventVoice>) -> bool {
    let nobody = |voice: &Voice| matches!(voice, Voice::Unknown { source: None, .. });
    match (a, b) {
        (Some(a), Some(b)) => a.speaker == b.speaker || nobody(&a.speaker) && nobody(&b.speaker),
        (None, None) => true,
        _ => false,
    }
}

fn line(
    source: &Source<'_>,
    event: &Event,
    mention: &EventMention,
    profiles: &Profiles<'_>,
) -> Option<EventLine> {
    let side = |participant: &Participant| {
        let words = source.words(participant.span)?;
        Some(match participant.entity.as_ref().filter(|_| !is_with_others(&words)) {
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
    let open = |participants: &[Participant], is_source: bool| -> Vec<Words> {
        if participants.iter().any(|side| is_named(source, side)) {
            return Vec::new();
        }
        let mut words: Vec<Words> = participants
            .iter()
            .filter_map(|side| open_pronoun(source, side, is_source))
            .take(SHOWN)
            .collect();
        words.dedup_by(|a, b| a.folded() == b.folded());
        words
    };
    let told_then = event.date.as_ref().is_some_and(|date| is_day_of_telling(source, mention, date));
    let place = event.place.and_then(|id| source.report.place(id));
    let told = |mention: &EventMention| {
        let stated = || mention.attribution.and_then(|id| voice(source, id, profiles));
        let asked = || asker(source, event, mention, profiles);
        if is_asked_inside(source, event, mention) {
            asked().or_else(stated)
        } else {
            stated().or_else(asked)
        }
    };
    let first = told(mention);
    let mut further: Vec<Option<EventVoice>> = Vec::new();
    for other in event.mentions.iter().take(SHOWN).map(told) {
        let speaker = |voice: &Option<EventVoice>| voice.as_ref().map(|voice| voice.speaker.clone());
        // What the outlet tells itself needs no further voice.
        let known = first.is_none()
            || speaker(&first) == speaker(&other)
            || further.iter().any(|known| speaker(known) == speaker(&other));
        if !known {
            further.push(other);
        }
    }
    Some(EventLine {
        words: source.words(mention.trigger)?,
        event_type: event.event_type,
        modes: event.modes.iter().map(|mode| Words::from(mode.as_str())).collect(),
        sources: sides(&event.sources),
        targets: sides(&event.targets),
        open_sources: open(&event.sources, true),
        open_targets: open(&event.targets, false),
        reciprocal: event.reciprocal,
        realis: event.realis,
        reports: 1,
        voices: 1,
        otherwise: Vec::new(),
        when,
        told_then,
        is_meeting: is_planned_meeting(source, event, mention),
        place: place.and_then(|place| source.words(place.span)),
        voice: first,
        further,
        published: source.published.clone(),
        outlet: source.label.clone(),
        notes: Vec::new(),
    })
}

/// `On Friday media reported strikes`: the day on which an act was told of; it took place then at the latest.
fn is_day_of_telling(source: &Source<'_>, mention: &EventMention, date: &EventDate) -> bool {
    let Some(time) = source.report.times.iter().find(|time| time.id == date.time) else { return false };
    let told = mention.attribution.and_then(|id| source.report.attribution(id));
    let outside = |told: &rapporteur_record::Attribution| {
        let before = |span: Option<Span>| span.is_some_and(|span| time.span.end <= span.start);
        before(told.source) && before(told.cue) && !told.content.iter().any(|span| span.contains(time.span))
    };
    told.is_some_and(outside)
}

/// True for a meeting to come, which PLOVER counts as an agreement: its own word is one of meeting.
fn is_planned_meeting(source: &Source<'_>, event: &Event, mention: &EventMention) -> bool {
    let words = mention.trigger.of(&source.report.document.text).unwrap_or_default().to_lowercase();
    let lemma = |word: &str| verb::lookup(word).map_or(word.to_owned(), |form| form.lemma.to_owned());
    event.event_type == EventType::Agree
        && event.realis == Realis::Planned
        && words.split_whitespace().any(|word| {
            matches!(
                lemma(word).as_str(),
                "meet"
                    | "meeting"
                    | "meetings"
                    | "talks"
                    | "summit"
                    | "consult"
                    | "consultations"
                    | "confer"
                    | "visit"
            )
        })
}

/// `Marten said that Norway asked the port to close`: the word that asks is no word of the telling, so that another may ask than tells.
fn is_asked_inside(source: &Source<'_>, event: &Event, mention: &EventMention) -> bool {
    let word = mention.why.triggers.get(1).filter(|_| event.realis == Realis::Demanded);
    let cue = mention.attribution.and_then(|id| source.report.attribution(id)?.cue);
    word.is_some_and(|word| cue.is_some_and(|cue| !cue.overlaps(*word)))
}

/// Whose a word is: `Norway’s demand`, `its demand`.
fn owner<'r>(source: &Source<'r>, word: Span) -> Option<&'r EntityId> {
    let text = &source.report.document.text;
    let mentions = &source.report.mentions;
    let end = mentions.partition_point(|mention| mention.span.start < word.start);
    mentions[end.saturating_sub(NEARBY)..end].iter().rev().find_map(|mention| {
        let between = text.get(mention.span.end..word.start)?.trim_end();
        let own = matches!(between, "’s" | "'s" | "’" | "'")
            || between.is_empty()
                && matches!(
                    mention.span.of(text).unwrap_or_default().to_lowercase().as_str(),
                    "its" | "his" | "her" | "their" | "my" | "our"
                );
        mention.entity.as_ref().filter(|_| own)
    })
}

/// Who asks for an act that hangs on another one, or blames somebody for it: who does that one. `requesting their release`.
fn asker(
    source: &Source<'_>,
    event: &Event,
    mention: &EventMention,
    profiles: &Profiles<'_>,
) -> Option<EventVoice> {
    let told = matches!(event.realis, Realis::Demanded | Realis::Alleged);
    let word = *mention.why.triggers.get(1).filter(|_| told)?;
    if mention.why.rule == REPORTS {
        let source = Some(source.words(word)?);
        let speaker = Voice::Unknown {
            source,
            candidates: Vec::new(),
            beside: Vec::new(),
            reason: Words::from(REPORTS),
        };
        return Some(EventVoice { speaker, cue: None });
    }
    let near = |other: &&Event| {
        other.id.0.abs_diff(event.id.0) <= NEAR
            && other.mentions.iter().any(|mention| mention.trigger.overlaps(word))
    };
    let Some(above) = source.report.events.iter().find(near) else {
        let speaker = Voice::Known(profiles.name(source.who(owner(source, word)?)));
        return Some(EventVoice { speaker, cue: source.words(word) });
    };
    let who = above.sources.first().filter(|_| !above.reciprocal)?;
    let speaker = match &who.entity {
        Some(id) => Voice::Known(profiles.name(source.who(id))),
        None if is_named(source, who) => Voice::Unknown {
            source: Some(source.words(who.span)?),
            candidates: Vec::new(),
            beside: Vec::new(),
            reason: Words::from("event.source"),
        },
        None => return None,
    };
    Some(EventVoice { speaker, cue: source.words(word) })
}

/// `Norway and other states`: the name that opens the words is of one of them.
fn is_with_others(words: &Words) -> bool {
    let folded = words.folded();
    folded.contains(" and other ") || folded.contains(" but also ") || folded.ends_with(" and others")
}

/// A name, with the words in quotation marks where they are no name of it.
fn named(source: &Source<'_>, id: &EntityId, words: &Words, profiles: &Profiles<'_>) -> Words {
    let entity = source.who(id);
    if profiles.is_named(entity, words) && !profiles.only_describes(entity, words) {
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
            beside: Vec::new(),
            reason: Words::from(reason.as_str()),
        },
    };
    Some(EventVoice { speaker, cue: spoken(attribution.cue) })
}
