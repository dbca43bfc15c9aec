//! What a report of the record tells, as the grouping takes it.

use crate::day::{self, FRESH, Range};
use crate::{Profile, Report, Side, Telling, Told, UNNAMED};
use rapporteur_ontology::function;
use rapporteur_record::{
    EntityId, Event, Participant, PlaceId, QuadClass, Realis, Report as Record, Resolution,
};

/// Bytes of the words for a side; longer ones are a clause.
const LONGEST_SIDE: usize = 80;
/// Bytes of a sentence on each side of the trigger that are looked at.
const AROUND: usize = 2_000;

/// The report and its events. `number` is that of the report in its collection, `who` says who an entity of it is over
/// all reports.
///
/// What is told without a day as something that happened is taken to have happened in the ten days before publication:
/// strikes that reports of different weeks tell of without a day stay apart.
#[must_use]
pub fn read(number: i64, record: &Record, who: impl Fn(&EntityId) -> Side) -> (Report, Vec<Told>) {
    let told = record.events.iter().map(|event| told(number, record, event, &who)).collect();
    (Report { number, profile: Profile::new(&record.document.text) }, told)
}

fn told(number: i64, record: &Record, event: &Event, who: &impl Fn(&EntityId) -> Side) -> Told {
    let (sentence, telling) = telling(record, event);
    let sides = |participants: &[Participant]| -> Vec<Side> {
        let sides = participants.iter().filter_map(|participant| {
            let id = participant.entity.as_ref();
            match (id, participant.actor.as_ref().and_then(|actor| actor.country.clone())) {
                (Some(id), country) => {
                    let side = who(id);
                    Some(Side { country: side.country.or(country), ..side })
                }
                // Words that name nobody but tell whose they are: "Ruritanian towns".
                (None, Some(country)) => {
                    Some(Side { id: EntityId(format!("of:{country}")), country: Some(country) })
                }
                (None, None) => {
                    words(record, participant).map(|words| Side { id: EntityId(words), country: None })
                }
            }
        });
        sides.collect()
    };
    let days = days(record, event);
    Told {
        event_type: Some(event.event_type),
        realis: event.realis,
        sources: sides(&event.sources),
        targets: sides(&event.targets),
        reciprocal: event.reciprocal,
        first_day: days.range.first.map(day::iso),
        last_day: days.range.last.map(day::iso),
        month_day: days.month_day,
        fresh: days.fresh,
        place: event.place.filter(|_| has_place(event)).map(|id| place(record, id)).unwrap_or_default(),
        sentence,
        ..Told::new(number, event.id, telling)
    }
}

/// Words that name nobody known, up to the first preposition: `words:town hall`. Of a single word ("people") none, nor of
/// counted ones.
fn words(record: &Record, participant: &Participant) -> Option<String> {
    let text = participant.span.of(&record.document.text).filter(|text| text.len() <= LONGEST_SIDE)?;
    let words = crate::word::words(text);
    let head = words.iter().skip_while(|word| word.is_function).take_while(|word| !word.is_function);
    let head: Vec<_> = head.collect();
    let tells = head.len() > 1 && head.iter().all(|word| !word.is_number);
    tells.then(|| {
        let head: Vec<&str> = head.iter().map(|word| crate::word::lemma(&word.folded)).collect();
        format!("{UNNAMED}:{}", head.join(" "))
    })
}

/// Number of the sentence that first tells of the event, and what it says.
fn telling(record: &Record, event: &Event) -> (u32, Telling) {
    let text = &record.document.text;
    let Some(trigger) = event.mentions.first().map(|mention| mention.trigger) else {
        return (0, Telling::new("", 0..0));
    };
    let number = record.sentences.partition_point(|sentence| sentence.end <= trigger.start);
    let sentence = record.sentences.get(number).filter(|sentence| sentence.contains(trigger));
    let (start, end) =
        sentence.map_or((trigger.start, trigger.end), |sentence| (sentence.start, sentence.end));
    let mut from = start.max(trigger.start.saturating_sub(AROUND));
    let mut to = end.min(trigger.end + AROUND);
    while !text.is_char_boundary(from) && from < trigger.start {
        from += 1;
    }
    while !text.is_char_boundary(to) && to > trigger.end {
        to -= 1;
    }
    let words = text.get(from..to).unwrap_or_default();
    (number as u32, Telling::new(words, trigger.start - from..trigger.end - from))
}

/// True if a pronoun owns the words for the act.
fn points_back(record: &Record, event: &Event) -> bool {
    let Some(first) = event.mentions.first() else { return false };
    let from = first.trigger.start.saturating_sub(BEFORE);
    let before =
        (from..=first.trigger.start).find_map(|at| record.document.text.get(at..first.trigger.start));
    let word = before.unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
    function::pronoun(word).is_some_and(|pronoun| {
        matches!(pronoun.case, function::Case::Possessive | function::Case::ObjectOrPossessive)
    })
}

/// Bytes before an act in which its owner is looked for.
const BEFORE: usize = 16;

#[derive(Default)]
struct Days {
    range: Range,
    month_day: Option<String>,
    fresh: Option<u16>,
}

fn days(record: &Record, event: &Event) -> Days {
    let published = record.document.published.as_ref();
    let day = |day: Option<&String>| day.and_then(|day| day::range(day));
    let earliest =
        day(published.and_then(|published| published.earliest.as_ref())).and_then(|range| range.first);
    let latest = day(published.and_then(|published| published.latest.as_ref())).and_then(|range| range.last);
    let came_about = matches!(event.realis, Realis::Happened | Realis::Ongoing);
    let is_told = came_about || matches!(event.realis, Realis::Denied | Realis::Alleged);
    // A day is the same day for half of the world only.
    let latest = latest.map(|day| day + 1);
    // `its attack` points back to what is known: that may be of any day before.
    let known = points_back(record, event);
    if let Some(date) = event.date.as_ref().filter(|date| date.value.as_deref() != Some("PRESENT_REF")) {
        let value = date.value.as_deref().unwrap_or(&date.text_only);
        let range = day::range(value);
        // What happened did not happen after the report: the date is that of something else in its sentence.
        let is_later =
            |range: &Range| matches!((range.first, latest), (Some(first), Some(latest)) if first > latest);
        // A day of the week is one of the last ones.
        let is_recent = came_about && range.is_none() && value.starts_with("XXXX-W");
        let is_other = is_told && range.as_ref().is_some_and(is_later);
        if !(is_recent || is_other) {
            return Days { range: range.unwrap_or_default(), month_day: day::month_day(value), fresh: None };
        }
    }
    let first = earliest.map(|day| day - FRESH).filter(|_| came_about && !known);
    let fresh =
        published.filter(|_| came_about && !known).and_then(|published| day::month_day(&published.value));
    Days {
        range: Range { first, last: latest.filter(|_| is_told) },
        month_day: None,
        fresh: fresh.and_then(|day| day::of_year(&day)),
    }
}

/// Words are spoken about a place as often as in it: only deeds and meetings are kept apart by it.
fn has_place(event: &Event) -> bool {
    use rapporteur_record::EventType::Consult;
    let deeds = [QuadClass::MaterialCooperation, QuadClass::MaterialConflict];
    deeds.contains(&event.quad) || event.event_type == Consult
}

/// The place in the gazetteer, and behind it what it lies in.
fn place(record: &Record, id: PlaceId) -> Vec<String> {
    let place = record.place(id);
    let Some(Resolution::Resolved { gazetteer, name, country, .. }) = place.map(|place| &place.resolution)
    else {
        return Vec::new();
    };
    let mut found = vec![gazetteer.clone()];
    let entry = gazetteer.strip_prefix("geonames:").and_then(|id| id.parse::<u32>().ok()).and_then(|id| {
        rapporteur_ontology::gazetteer::lookup(name)
            .into_iter()
            .map(|hit| hit.entry)
            .find(|entry| entry.id == id)
    });
    found.extend(entry.and_then(|entry| entry.region).map(|region| format!("geonames:{region}")));
    found.extend(country.as_ref().map(|country| format!("iso3166:{country}")));
    found.dedup();
    found
}
