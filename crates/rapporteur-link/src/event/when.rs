//! When and where an act took place, by the words of its clause.

use super::Scene;
use rapporteur_extract::event::{Form, Found};
use rapporteur_ontology::function::{self, Function};
use rapporteur_ontology::{noun, verb};
use rapporteur_record::{
    Attribution, AttributionKind, EntityType, EventDate, EventType, Place, PlaceId, Realis, TimeExpression,
    TimeType,
};
use rapporteur_text::Span;

/// Years after which an act is history.
const LONG_AGO: i32 = 20;
/// Bytes between an act and the words that say when or where.
const FAR: usize = 160;

/// The day of an act: the nearest date of its own clause. A day outside of the words of the attribution that tells of it
/// is that of the saying; what a report tells is of the day that opens the sentence (`On Friday media reported strikes`).
pub(super) fn date(
    scene: &Scene<'_>,
    found: &Found,
    sentence: usize,
    voice: Option<&Attribution>,
) -> Option<EventDate> {
    let bounds = scene.analysis.sentences[sentence].span;
    let first = scene.times.partition_point(|time| time.span.start < bounds.start);
    let time = scene.times[first..]
        .iter()
        .take_while(|time| time.span.end <= bounds.end)
        .filter(|time| matches!(time.time_type, TimeType::Date | TimeType::Time))
        .filter(|time| !time.text_only.ends_with("_REF"))
        .filter(|time| voice.is_none_or(|voice| is_told(scene, voice, time.span)))
        .filter(|time| {
            apart(scene, found.trigger, time.span).is_some_and(|between| {
                // `two years ago, when Norway asked`: what the clause tells took place then.
                let then = time.span.end <= found.trigger.start;
                let rest = [", when ", " when "].iter().find_map(|when| between.strip_prefix(when));
                !divides(rest.filter(|_| then).unwrap_or(between))
            })
        })
        .filter(|time| is_own(scene, found, time, bounds) && !stands_aside(scene, found, bounds, time.span))
        .min_by_key(|time| distance(found.trigger, time.span));
    match time {
        Some(time) => Some(of_time(time)),
        None if voice.is_none() => of_entry(scene, found, bounds),
        None => None,
    }
}

/// The day of the heading that an act stands under, in a report that tells day by day. A sentence that says when for itself may
/// look back or ahead.
fn of_entry(scene: &Scene<'_>, found: &Found, bounds: Span) -> Option<EventDate> {
    let at = scene.chronicle.partition_point(|entry| entry.body.end <= bounds.start);
    let entry = scene.chronicle.get(at).filter(|entry| entry.body.contains(bounds))?;
    let first = scene.times.partition_point(|time| time.span.start < bounds.start);
    let says_when = scene.times[first..].iter().any(|time| bounds.contains(time.span));
    let came_about = matches!(found.realis, Realis::Happened | Realis::Ongoing);
    let time = scene.times.get(entry.time.0 as usize)?;
    (came_about && !says_when).then(|| of_time(time))
}

/// True if the day is one of what is told, and not of the telling.
fn is_told(scene: &Scene<'_>, voice: &Attribution, time: Span) -> bool {
    let reports = |cue: Span| {
        let words = scene.text(cue);
        words.split_whitespace().any(|word| verb::lookup(word).is_some_and(|form| form.lemma == "report"))
    };
    let reported = (voice.kind == AttributionKind::Report || voice.cue.is_some_and(reports))
        && voice.source.is_some_and(|source| time.end <= source.start)
        && voice.cue.is_some_and(|cue| time.end <= cue.start);
    reported || voice.content.iter().any(|span| span.contains(time))
}

/// False for a day of something else: of the noun that it owns (`Tuesday’s vote`), of a limit (`until May`, `by Friday`, `starting
/// Monday`), of a deed that is asked for (`urged them to stay on Tuesday`), of a deed that points back (`on Friday they rejected
/// those pleas`), or one after publication for what has happened.
fn is_own(scene: &Scene<'_>, found: &Found, time: &TimeExpression, bounds: Span) -> bool {
    let behind = scene.between(time.span.end, bounds.end);
    let owned = |rest: &str| {
        let words = rest.trim_start_matches(['’', '\'']).trim_start_matches("s ");
        let start = time.span.end + (rest.len() - words.len());
        // The act's own noun: `Tuesday’s long march`.
        found.trigger.start >= start
            && scene.between(start, found.trigger.start).split_whitespace().count() <= OWNED
    };
    let possessive = ["’s ", "'s "].iter().any(|mark| behind.starts_with(mark))
        || time
            .span
            .of(&scene.document.text)
            .is_some_and(|words| words.ends_with("’s") || words.ends_with("'s"));
    if possessive {
        return owned(behind);
    }
    // `the fire on Monday of a ship under arrest`: the day is that of the noun before it.
    if behind.starts_with(" of ")
        && time.span.end <= found.trigger.start
        && is_of_noun(scene, bounds, time.span)
    {
        return false;
    }
    let before = scene.between(bounds.start, time.span.start).trim_end();
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default().to_lowercase();
    let limit = matches!(
        word.as_str(),
        "to" | "until"
            | "till"
            | "through"
            | "by"
            | "since"
            | "from"
            | "starting"
            | "beginning"
            | "than"
            | "before"
    );
    let came_about = matches!(found.realis, Realis::Happened | Realis::Ongoing);
    if came_about && (limit || is_later(scene, time)) {
        return false;
    }
    if found.trigger.end <= time.span.start {
        let between = scene.between(found.trigger.end, time.span.start);
        let occasion = found.event_type == EventType::Request && leads_to_an_occasion(between);
        if asks(between) || occasion {
            return false;
        }
    }
    // `on Friday shops opened under rules agreed to by the port`: a participle that describes has no day of the clause.
    let behind = scene.between(found.trigger.end, bounds.end);
    let by = behind.starts_with(" by ") || behind.starts_with(" to by ");
    let describes = (found.form == Form::Passive || by && found.form == Form::Verb) && {
        let before = scene.between(bounds.start, found.trigger.start).trim_end();
        let word = before.rsplit(' ').next().unwrap_or_default();
        !before.is_empty()
            && !word.ends_with("ly")
            && !matches!(function::lookup(word), Some(Function::Auxiliary(_) | Function::Negation))
    };
    // What points back has its day only beside it.
    let near = found.trigger.end <= time.span.start
        && scene.between(found.trigger.end, time.span.start).split_whitespace().count() <= OWNED
        || time.span.end <= found.trigger.start
            && scene.between(time.span.end, found.trigger.start).split_whitespace().count() <= 1;
    !describes && found.form != Form::Definite || near
}

/// A noun and `on` before a day: `the fire on Monday`.
fn is_of_noun(scene: &Scene<'_>, bounds: Span, time: Span) -> bool {
    let before = scene.between(bounds.start, time.start).trim_end();
    let noun = before.strip_suffix(" on").or_else(|| before.strip_suffix(" in"));
    let word = noun.and_then(|noun| noun.rsplit(' ').next()).unwrap_or_default();
    word.ends_with(char::is_alphabetic) && noun::lookup(word).is_some() && function::lookup(word).is_none()
}

/// True for a day or a place in a clause about somebody that is over before the act: `Marten, who comes on Friday, blamed the company`.
fn stands_aside(scene: &Scene<'_>, found: &Found, sentence: Span, time: Span) -> bool {
    let Some(between) = apart(scene, found.trigger, time).filter(|_| time.end <= found.trigger.start) else {
        return false;
    };
    let closed = between.contains(',');
    let before = scene.between(sentence.start.max(time.start.saturating_sub(FAR)), time.start);
    let opened = [", who ", ", which ", ", whose "].iter().filter_map(|word| before.rfind(word)).max();
    closed && opened.is_some_and(|at| !before[at + 1..].contains(','))
}

/// Words between a day and the noun that it is of.
const OWNED: usize = 3;

/// An infinitive among the words behind an act: what follows it belongs to that deed.
fn asks(between: &str) -> bool {
    let mut words = between.split_whitespace();
    while let Some(word) = words.next() {
        if word == "to" && words.clone().next().is_some_and(|next| verb::is_base(next.trim_matches(','))) {
            return true;
        }
    }
    false
}

/// `asked for a special session of the board on`: the day behind what takes place on a day is most often of that.
fn leads_to_an_occasion(between: &str) -> bool {
    let occasion = |word: &str| {
        matches!(
            word,
            "session"
                | "meeting"
                | "summit"
                | "hearing"
                | "vote"
                | "election"
                | "elections"
                | "referendum"
                | "talks"
                | "conference"
        )
    };
    between.trim_start().starts_with("for ") && between.split_whitespace().any(occasion)
}

/// True for a day after the report was published.
fn is_later(scene: &Scene<'_>, time: &TimeExpression) -> bool {
    let published = scene.document.published.as_ref().and_then(|published| published.latest.as_deref());
    let (Some(day), Some(latest)) = (time.value.as_deref(), published) else { return false };
    let plain =
        |day: &str| day.len() >= DAY && day.bytes().take(DAY).all(|c| c.is_ascii_digit() || c == b'-');
    plain(day) && plain(latest) && day.get(..DAY) > latest.get(..DAY)
}

/// Letters of a day: `2021-05-03`.
const DAY: usize = 10;

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
    between.contains([';', '“', '”', '"', '–', '—'])
        || between.contains(" - ")
        || between.split_whitespace().any(|word| {
            matches!(
                word.trim_matches(','),
                "when"
                    | "which"
                    | "who"
                    | "while"
                    | "after"
                    | "before"
                    | "following"
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
    // `in the Norway-Denmark talks`, `in Norway’s old rival`: the name only describes.
    let whole = |place: &&Place| {
        let rest = scene.between(place.span.end, bounds.end);
        !rest.starts_with(['-', '–', '’', '\''])
    };
    // `urged them to meet in Norway`, `closed the port and shelled a town in Norway`: the place of another deed.
    let behind = |place: &Place| place.span.start >= found.trigger.end;
    let other = |place: &Place, between: &str| {
        behind(place) && (asks(between) || joins_a_deed(between) || is_said(found) && has_topic(between))
    };
    let beside = of_sentence()
        .filter(|place| !side(place))
        .filter(stands_in)
        .filter(whole)
        .filter(|place| {
            apart(scene, found.trigger, place.span)
                .is_some_and(|between| !divides(between) && !other(place, between))
                && !stands_aside(scene, found, bounds, place.span)
        })
        .min_by_key(|place| distance(found.trigger, place.span));
    // `warned of a raid on the port`: a place in what words are about is not where they are said.
    let said = |place: &&Place| {
        let between = apart(scene, found.trigger, place.span);
        !is_said(found) || behind(place) && between.is_some_and(|between| !has_topic(between))
    };
    let hit = || {
        of_sentence().filter(said).find(|place| {
            let target = found.targets.iter().any(|side| side.contains(place.span));
            target && is_place(scene, place.span)
        })
    };
    beside.or_else(hit).map(|place| place.id)
}

/// Acts of words that are about something: what is told behind them is where that is.
fn is_said(found: &Found) -> bool {
    use EventType::{Accuse, Concede, Reject, Request, Support, Threaten};
    matches!(found.event_type, Accuse | Concede | Reject | Request | Support | Threaten)
}

/// `voiced concern over the raids in Norway`, `criticised shops in Norway`: between an act of words and a place stands what it is about,
/// and no more than whom it is said to (`urged Denmark in Norway`) or when.
fn has_topic(between: &str) -> bool {
    let mut words: Vec<&str> = between.split_whitespace().collect();
    // The word that leads to the place.
    let last = words.iter().rposition(|word| !matches!(*word, "the"));
    words.truncate(last.unwrap_or(0));
    words.iter().any(|word| {
        let name = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let light = matches!(
            *word,
            "the"
                | "a"
                | "an"
                | "on"
                | "from"
                | "by"
                | "of"
                | "sidelines"
                | "and"
                | "again"
                | "earlier"
                | "late"
                | "last"
                | "week"
                | "his"
                | "him"
                | "her"
                | "them"
        );
        !name && !light
    })
}

/// `and` with a verb right behind it.
fn joins_a_deed(between: &str) -> bool {
    let mut words = between.split_whitespace();
    while let Some(word) = words.next() {
        let deed = |next: &str| {
            verb::lookup(next.trim_matches(',')).is_some_and(|form| {
                matches!(
                    form.inflection,
                    verb::Inflection::Past | verb::Inflection::PastOrParticiple | verb::Inflection::Gerund
                )
            })
        };
        if word == "and" && words.clone().next().is_some_and(deed) {
            return true;
        }
    }
    false
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
