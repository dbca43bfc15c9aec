//! When and where an act took place, by the words of its clause.

use super::Scene;
use rapporteur_extract::event::Found;
use rapporteur_ontology::function;
use rapporteur_record::{EntityType, EventDate, EventType, Place, PlaceId, TimeExpression, TimeType};
use rapporteur_text::Span;

/// Years after which an act is history.
const LONG_AGO: i32 = 20;
/// Bytes between an act and the words that say when or where.
const FAR: usize = 160;

/// The day of an act: the nearest date of its sentence with no other clause between.
pub(super) fn date(scene: &Scene<'_>, found: &Found, sentence: usize) -> Option<EventDate> {
    let bounds = scene.analysis.sentences[sentence].span;
    let first = scene.times.partition_point(|time| time.span.start < bounds.start);
    let time = scene.times[first..]
        .iter()
        .take_while(|time| time.span.end <= bounds.end)
        .filter(|time| matches!(time.time_type, TimeType::Date | TimeType::Time))
        .filter(|time| !time.text_only.ends_with("_REF"))
        .filter(|time| apart(scene, found.trigger, time.span).is_some_and(|between| !divides(between)))
        .filter(|time| {
            !is_deadline(scene, found, time.span) && !stands_aside(scene, found, bounds, time.span)
        })
        .min_by_key(|time| distance(found.trigger, time.span))?;
    Some(of_time(time))
}

fn of_time(time: &TimeExpression) -> EventDate {
    EventDate { value: time.value.clone(), text_only: time.text_only.clone(), time: time.id }
}

fn distance(a: Span, b: Span) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

/// The words between an act and others, if they stand near.
fn apart<'s>(scene: &'s Scene<'_>, trigger: Span, other: Span) -> Option<&'s str> {
    let near = distance(trigger, other) <= FAR;
    let (from, to) =
        if trigger.end <= other.start { (trigger.end, other.start) } else { (other.end, trigger.start) };
    (near && from <= to).then(|| scene.between(from, to))
}

/// True if words between hold the border of another clause.
fn divides(between: &str) -> bool {
    between.contains([';', '“', '”', '"'])
        || between.split_whitespace().any(|word| {
            matches!(
                word.trim_matches(','),
                "when"
                    | "which"
                    | "who"
                    | "while"
                    | "after"
                    | "before"
                    | "since"
                    | "until"
                    | "because"
                    | "although"
                    | "that"
                    | "if"
                    | "where"
                    | "as"
            )
        })
}

/// True for the day on which what is asked for is to be done: `ordered the company to hand over its books by Friday`.
fn is_deadline(scene: &Scene<'_>, found: &Found, time: Span) -> bool {
    if found.event_type != EventType::Request || time.start < found.trigger.end {
        return false;
    }
    let between: Vec<&str> = scene.between(found.trigger.end, time.start).split_whitespace().collect();
    let infinitive = |pair: &[&str]| {
        pair[0] == "to"
            && pair[1].starts_with(|c: char| c.is_ascii_lowercase())
            && function::lookup(pair[1]).is_none()
    };
    between.windows(2).any(infinitive)
}

/// True for a day in a clause about somebody that is over before the act: `Marten, who comes on Friday, blamed the company`.
fn stands_aside(scene: &Scene<'_>, found: &Found, sentence: Span, time: Span) -> bool {
    let Some(between) = apart(scene, found.trigger, time).filter(|_| time.end <= found.trigger.start) else {
        return false;
    };
    let closed = between.starts_with(',');
    let before = scene.between(sentence.start.max(time.start.saturating_sub(FAR)), time.start);
    let opened = [", who ", ", which ", ", whose "].iter().filter_map(|word| before.rfind(word)).max();
    closed && opened.is_some_and(|at| !before[at + 1..].contains(','))
}

/// The place of an act: named in its clause behind `in` and its like, and no side of it; else a target that is a place.
pub(super) fn place(scene: &Scene<'_>, found: &Found, sentence: usize) -> Option<PlaceId> {
    let bounds = scene.analysis.sentences[sentence].span;
    let first = scene.places.partition_point(|place| place.span.start < bounds.start);
    let of_sentence = || scene.places[first..].iter().take_while(|place| place.span.end <= bounds.end);
    let side =
        |place: &&Place| found.sources.iter().chain(&found.targets).any(|side| side.overlaps(place.span));
    let stands_in = |place: &&Place| {
        let before = scene.between(bounds.start, place.span.start).trim_end();
        let before = before.strip_suffix(" the").unwrap_or(before);
        let word = before.rsplit(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
        matches!(
            word.to_lowercase().as_str(),
            "in" | "at" | "near" | "outside" | "inside" | "around" | "across" | "on"
        )
    };
    let beside = of_sentence()
        .filter(|place| !side(place))
        .filter(stands_in)
        .filter(|place| apart(scene, found.trigger, place.span).is_some_and(|between| !divides(between)))
        .min_by_key(|place| distance(found.trigger, place.span));
    let hit = || {
        of_sentence().find(|place| {
            let target = found.targets.iter().any(|side| side.contains(place.span));
            target && is_place(scene, place.span)
        })
    };
    beside.or_else(hit).map(|place| place.id)
}

/// True if a mention of these words is of a place that is no state.
fn is_place(scene: &Scene<'_>, span: Span) -> bool {
    let at = scene.mentions.partition_point(|mention| mention.span.start < span.start);
    scene.mentions[at..]
        .iter()
        .take(4)
        .any(|mention| mention.span == span && mention.entity_type == EntityType::Place && !mention.metonym)
}

/// The year that the acts of a report are measured by: that of its publication, else the latest that it names.
pub(super) fn year_of_report(scene: &Scene<'_>) -> Option<i32> {
    let published = scene
        .document
        .published
        .as_ref()
        .and_then(|published| year(published.latest.as_deref().or(published.earliest.as_deref())?));
    published.or_else(|| {
        scene
            .times
            .iter()
            .filter(|time| time.time_type == TimeType::Date)
            .filter_map(|time| year(&time.text_only))
            .max()
    })
}

/// True for an act of long ago.
pub(super) fn is_history(date: &EventDate, yardstick: Option<i32>) -> bool {
    let of_date = date.value.as_deref().and_then(year).or_else(|| year(&date.text_only));
    matches!((of_date, yardstick), (Some(year), Some(now)) if now - year >= LONG_AGO)
}

/// The year that a date begins with; a decade or century (`194X`) by its first year.
fn year(date: &str) -> Option<i32> {
    let head: String = date.chars().take(4).collect();
    let known = head.trim_end_matches('X');
    let full = known.len() >= 2 && known.bytes().all(|c| c.is_ascii_digit());
    let padded: String = known.chars().chain(std::iter::repeat('0')).take(4).collect();
    full.then(|| padded.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn years() {
        for (date, expected) in [
            ("1943-05", Some(1943)),
            ("194X", Some(1940)),
            ("18XX", Some(1800)),
            ("XXXX-10-07", None),
            ("P3D", None),
            ("", None),
        ] {
            assert_eq!(year(date), expected, "{date}");
        }
    }
}
