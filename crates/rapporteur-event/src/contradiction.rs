//! What excludes that two events are one, whatever else they have in common.

use crate::trigger::Relation;
use crate::{Side, Told};
use rapporteur_record::{EventType, Realis};
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
    types: Vec<EventType>,
    standing: Standing,
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
            types: told.event_type.into_iter().collect(),
            standing: Standing::of(told.realis),
            places: if told.place.is_empty() { Vec::new() } else { vec![Arc::from(told.place.as_slice())] },
            sources: if told.reciprocal { Vec::new() } else { sides(&told.sources) },
            targets: if told.reciprocal { Vec::new() } else { sides(&told.targets) },
        }
    }

    /// Whether two groups cannot be one. `relation` is how the words for the acts are related.
    pub(crate) fn contradicts(&self, other: &Self, relation: Relation) -> bool {
        self.standing != other.standing
            || days_apart(self, other)
            || some_pair(&self.types, &other.types, |a, b| {
                a != b && !(a.quad() == b.quad() && relation > Relation::None)
            })
            || some_pair(&self.places, &other.places, |a, b| places_apart(a, b))
            || some_pair(&self.sources, &other.sources, |a, b| sides_apart(a, b))
            || some_pair(&self.targets, &other.targets, |a, b| sides_apart(a, b))
            || crosses(&self.reports, &other.reports)
    }

    /// Takes in what is known of another group.
    pub(crate) fn take(&mut self, other: Self) {
        self.first = self.first.take().max(other.first);
        self.last = match (self.last.take(), other.last) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
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
    before(&a.last, &b.first) || before(&b.last, &a.first)
}

/// Neither lies in the other.
fn places_apart(a: &[String], b: &[String]) -> bool {
    a.first().is_some_and(|place| !b.contains(place)) && b.first().is_some_and(|place| !a.contains(place))
}

/// No side in common, nor a country, where both tell the country of all of theirs or of none.
fn sides_apart(a: &[Side], b: &[Side]) -> bool {
    let met = some_pair(a, b, |a, b| a.id == b.id || a.country.is_some() && a.country == b.country);
    let known = |sides: &[Side]| sides.iter().filter(|side| side.country.is_some()).count();
    let comparable = known(a) == a.len() && known(b) == b.len() || known(a) == 0 && known(b) == 0;
    !met && comparable
}

/// Whether two sorted lists share a number.
fn crosses(a: &[i64], b: &[i64]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.iter().any(|report| long.binary_search(report).is_ok())
}
