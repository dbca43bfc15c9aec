//! What excludes that two events are one, whatever else they have in common.

use crate::day;
use crate::trigger::Relation;
use crate::{Side, Told, UNNAMED};
use rapporteur_record::{EventType, QuadClass, Realis};
use std::sync::Arc;

/// Different places, or lists of sides, of one group that are remembered; of more, the first ones decide.
const REMEMBERED: usize = 16;

/// What is known of the events of a group.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    /// Numbers of the reports, sorted; empty where the events of one report may be one.
    reports: Vec<i64>,
    /// Latest of the first days and earliest of the last days.
    first: Option<Arc<str>>,
    last: Option<Arc<str>>,
    /// Month and day, where a day is known without its year or with it.
    month_day: Option<Arc<str>>,
    /// Place in the year of the day before which it happened, where a report tells it as fresh.
    fresh: Option<u16>,
    types: Vec<EventType>,
    standing: Standing,
    /// Some telling denies it; some tells it as something that came about.
    denied: bool,
    came_about: bool,
    places: Vec<Arc<[String]>>,
    sources: Vec<Arc<[Side]>>,
    targets: Vec<Arc<[Side]>>,
}

/// Whether an event has come about, is meant, asked for, or supposed. What is denied or alleged is told as something
/// that came about or not: whether it did is what the reports differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Told,
    Planned,
    Demanded,
    Supposed,
}

impl Standing {
    fn of(realis: Realis) -> Self {
        match realis {
            Realis::Happened | Realis::Ongoing | Realis::Denied | Realis::Alleged => Self::Told,
            Realis::Planned => Self::Planned,
            Realis::Demanded => Self::Demanded,
            Realis::Hypothetical => Self::Supposed,
        }
    }
}

impl Facts {
    pub(crate) fn new(told: &Told, distinct: bool) -> Self {
        let day = |day: &Option<String>| day.as_deref().map(Arc::from);
        // The sides of a reciprocal event have no direction.
        let sides = |sides: &[Side]| -> Vec<Arc<[Side]>> {
            if sides.is_empty() { Vec::new() } else { vec![Arc::from(sides)] }
        };
        Self {
            reports: if distinct { vec![told.report] } else { Vec::new() },
            first: day(&told.first_day),
            last: day(&told.last_day),
            month_day: day(&told.month_day()),
            fresh: told.fresh,
            types: told.event_type.into_iter().collect(),
            standing: Standing::of(told.realis),
            denied: told.realis == Realis::Denied,
            came_about: matches!(told.realis, Realis::Happened | Realis::Ongoing),
            places: if told.place.is_empty() { Vec::new() } else { vec![Arc::from(told.place.as_slice())] },
            sources: if told.reciprocal { Vec::new() } else { sides(&told.sources) },
            targets: if told.reciprocal { Vec::new() } else { sides(&told.targets) },
        }
    }

    /// Whether two groups cannot be one. `relation` is how the words for the acts are related.
    pub(crate) fn contradicts(&self, other: &Self, relation: Relation) -> bool {
        self.standing != other.standing
            // "Did not object" is no denial of "criticised".
            || relation < Relation::Family && (self.denied && other.came_about || self.came_about && other.denied)
            || days_apart(self, other)
            || some_pair(&self.types, &other.types, |a, b| {
                // To ask and to blame are two acts, whatever the words have in common.
                a != b && (is_said(*a) || is_said(*b) || a.quad() != b.quad() || relation <= Relation::None)
            })
            || some_pair(&self.places, &other.places, |a, b| places_apart(a, b))
            || some_pair(&self.sources, &other.sources, |a, b| sides_apart(a, b) || people_apart(a, b))
            || self.types.iter().any(|kind| is_said(*kind))
                && some_pair(&self.sources, &other.sources, |a, b| speakers_apart(a, b))
            || some_pair(&self.targets, &other.targets, |a, b| sides_apart(a, b))
            || crosses(&self.reports, &other.reports)
    }

    /// Whether an event that is told in the same words may be the same one.
    pub(crate) fn may_be_copy(&self, other: &Self) -> bool {
        self.standing == other.standing && !days_apart(self, other) && !crosses(&self.reports, &other.reports)
    }

    /// Takes in the days and reports of an event that is told in the same words.
    pub(crate) fn take_copy(&mut self, other: Self) {
        let nothing =
            Self { types: Vec::new(), places: Vec::new(), sources: Vec::new(), targets: Vec::new(), ..other };
        self.take(nothing);
    }

    /// Takes in what is known of another group.
    pub(crate) fn take(&mut self, other: Self) {
        self.first = self.first.take().max(other.first);
        self.last = match (self.last.take(), other.last) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self.month_day = self.month_day.take().or(other.month_day);
        self.fresh = self.fresh.or(other.fresh);
        self.denied |= other.denied;
        self.came_about |= other.came_about;
        remember(&mut self.types, other.types);
        remember(&mut self.places, other.places);
        remember(&mut self.sources, other.sources);
        remember(&mut self.targets, other.targets);
        self.reports.extend(other.reports);
        self.reports.sort_unstable();
    }
}

fn remember<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if known.len() < REMEMBERED && !known.contains(&one) {
            known.push(one);
        }
    }
}

fn some_pair<T>(a: &[T], b: &[T], holds: impl Fn(&T, &T) -> bool) -> bool {
    a.iter().any(|a| b.iter().any(|b| holds(a, b)))
}

fn days_apart(a: &Facts, b: &Facts) -> bool {
    let before = |last: &Option<Arc<str>>, first: &Option<Arc<str>>| matches!((last, first), (Some(last), Some(first)) if last < first);
    before(&a.last, &b.first)
        || before(&b.last, &a.first)
        || matches!((&a.month_day, &b.month_day), (Some(a), Some(b)) if a != b)
        || never_comes(a, b)
        || never_comes(b, a)
        || day::years_apart(a.fresh, b.fresh)
        || stale(a, b)
        || stale(b, a)
}

/// Whether the day of the one does not lie in the days before the other was told as fresh, whatever the year.
fn stale(day: &Facts, told: &Facts) -> bool {
    let of_year = day.month_day.as_deref().and_then(day::of_year);
    matches!((of_year, told.fresh), (Some(day), Some(told)) if !day::is_fresh(day, told))
}

/// Whether the day of the one, whose year is unknown, comes in no year between the days of the other.
fn never_comes(day: &Facts, between: &Facts) -> bool {
    let (Some(day), Some(first), Some(last)) = (&day.month_day, &between.first, &between.last) else {
        return false;
    };
    let (Some(from), Some(to)) = (year(first), year(last)) else { return false };
    // More than a year has every day but the leap day.
    let comes = |year: u32| {
        let day = format!("{year:04}-{day}");
        day.as_str() >= first.as_ref() && day.as_str() <= last.as_ref()
    };
    to < from + 2 && !(from..=to).any(comes)
}

fn year(day: &str) -> Option<u32> {
    day.get(..4)?.parse().ok()
}

/// Neither lies in the other.
fn places_apart(a: &[String], b: &[String]) -> bool {
    a.first().is_some_and(|place| !b.contains(place)) && b.first().is_some_and(|place| !a.contains(place))
}

/// Nobody in common, and no two who may act for each other, where both tell the country of all of theirs or of none.
fn sides_apart(a: &[Side], b: &[Side]) -> bool {
    if a.iter().chain(b).any(|side| side.kind() == UNNAMED) {
        return false;
    }
    let known = |sides: &[Side]| sides.iter().filter(|side| side.country.is_some()).count();
    let comparable = known(a) == a.len() && known(b) == b.len()
        // A minister and a state whose country is unknown may be of one country.
        || known(a) == 0 && known(b) == 0 && !some_pair(a, b, |a, b| a.kind() != b.kind());
    comparable && !some_pair(a, b, Side::may_be)
}

/// Acts of words: who says them is who does them.
fn is_said(kind: EventType) -> bool {
    matches!(kind.quad(), QuadClass::VerbalCooperation | QuadClass::VerbalConflict)
        && !matches!(kind, EventType::Consult | EventType::Agree | EventType::Cooperate)
}

/// People on both sides, and nobody in common.
fn people_apart(a: &[Side], b: &[Side]) -> bool {
    let people = |sides: &[Side]| !sides.is_empty() && sides.iter().all(|side| side.kind() == PERSON);
    people(a) && people(b) && !some_pair(a, b, |a, b| a.id == b.id)
}

/// A person and a state or body are two speakers, though the one may speak for the other.
fn speakers_apart(a: &[Side], b: &[Side]) -> bool {
    let known = |side: &Side| side.kind() != UNNAMED && side.kind() != "of";
    a.iter().chain(b).all(known)
        && some_pair(a, b, |a, b| (a.kind() == PERSON) != (b.kind() == PERSON))
        && !some_pair(a, b, |a, b| a.id == b.id)
}

/// The kind of a side that is a person.
const PERSON: &str = "person";

/// Whether two sorted lists share a number.
fn crosses(a: &[i64], b: &[i64]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.iter().any(|report| long.binary_search(report).is_ok())
}
