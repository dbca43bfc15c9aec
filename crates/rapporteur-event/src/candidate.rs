//! Which pairs of events are looked at, and how likely each is one.

use crate::contradiction::Facts;
use crate::model::likelihood;
use crate::pair::{Evidence, Placed, evidence};
use crate::profile::Profiles;
use crate::story::Stories;
use crate::trigger::Relation;
use crate::{Report, Told, Within};
use foldhash::{HashMap, HashSet};
use rapporteur_record::EventId;

/// Pairs less likely than this count as 0.
const LEAST: f32 = 0.03;
/// Events behind an event, in the order of what they are, that are compared where a day, a word and a side or place are
/// the same. A day of very many such events leaves some apart.
const WINDOW: usize = 32;
/// Likelihood of events of one day with one word for the act and a side in common; and with the other side or the
/// place, too. No corpus at hand has both days and sides, so that these are set by hand.
const ONE_AGREES: f32 = 0.45;
const TWO_AGREE: f32 = 0.9;

/// Events and reports in an order that only their content decides, so that arrival decides nothing.
pub(crate) struct Order {
    /// Position in the list of events, in that order.
    pub(crate) events: Vec<usize>,
    /// Which place each of these has among the events as they came.
    pub(crate) rank: Vec<u32>,
    /// Position in the list of reports, in that order.
    reports: Vec<usize>,
    /// Report of each event, as a place in `reports`.
    report_of: Vec<usize>,
}

impl Order {
    pub(crate) fn new(reports: &[Report], told: &[Told]) -> Self {
        let mut by_content: Vec<usize> = (0..reports.len()).collect();
        let digests: Vec<u64> = reports.iter().map(|report| report.profile.digest()).collect();
        by_content.sort_by_key(|&at| (digests[at], reports[at].number));
        let place: HashMap<i64, usize> =
            by_content.iter().enumerate().map(|(place, &at)| (reports[at].number, place)).collect();
        let arrival: HashMap<i64, usize> =
            reports.iter().enumerate().map(|(at, report)| (report.number, at)).collect();
        let mut events: Vec<usize> =
            (0..told.len()).filter(|&at| place.contains_key(&told[at].report)).collect();
        events.sort_by_key(|&at| (place[&told[at].report], told[at].event));
        let mut came: Vec<u32> = (0..events.len() as u32).collect();
        came.sort_by_key(|&event| {
            let told = &told[events[event as usize]];
            (arrival[&told.report], told.event)
        });
        let mut rank = vec![0; events.len()];
        for (at, event) in (0u32..).zip(came) {
            rank[event as usize] = at;
        }
        let report_of = events.iter().map(|&at| place[&told[at].report]).collect();
        Self { events, rank, reports: by_content, report_of }
    }
}

/// Two events that may be one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scored {
    /// Places in [`Order::events`], the first smaller than the second.
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) likelihood: f32,
    relation: Relation,
    by_day: bool,
}

impl Scored {
    pub(crate) fn rule(&self) -> &'static str {
        match self.relation {
            _ if self.by_day => "event.same_day",
            Relation::Same => "event.same_word",
            Relation::Family => "event.word_family",
            Relation::Meaning | Relation::None => "event.same_meaning",
        }
    }
}

/// Two events and what they have in common: what the model learns from.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Report and event of the one.
    pub a: (i64, EventId),
    /// Report and event of the other.
    pub b: (i64, EventId),
    /// What they have in common.
    pub evidence: Evidence,
}

/// The pairs of events that [`group`](crate::group) would ask its model about.
#[must_use]
pub fn pairs(reports: &[Report], told: &[Told], within: Within) -> Vec<Pair> {
    let order = Order::new(reports, told);
    let mut found = Vec::new();
    each_near(reports, told, &order, within, |a, b, _, evidence| {
        let name = |event: u32| {
            let told = &told[order.events[event as usize]];
            (told.report, told.event)
        };
        found.push(Pair { a: name(a), b: name(b), evidence: *evidence });
    });
    found
}

/// All pairs that may be one, with how likely that is.
pub(crate) fn scored(reports: &[Report], told: &[Told], order: &Order, within: Within) -> Vec<Scored> {
    let mut found = Vec::new();
    each_near(reports, told, order, within, |a, b, relation, evidence| {
        let likelihood = likelihood(evidence);
        if likelihood >= LEAST {
            found.push(Scored { a, b, likelihood, relation, by_day: false });
        }
    });
    found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    let mut of_day = of_day(told, order, within);
    // Where both speak, the stronger one counts.
    for pair in &mut of_day {
        if let Ok(at) = found.binary_search_by_key(&(pair.a, pair.b), |pair| (pair.a, pair.b)) {
            if found[at].likelihood < pair.likelihood {
                found[at] = pair.clone();
            }
            pair.likelihood = 0.0;
        }
    }
    found.extend(of_day.into_iter().filter(|pair| pair.likelihood > 0.0));
    found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    found
}

/// The pairs of events in one report or in reports beside each other whose words for the act are related and that
/// nothing known excludes.
fn each_near(
    reports: &[Report],
    told: &[Told],
    order: &Order,
    within: Within,
    mut say: impl FnMut(u32, u32, Relation, &Evidence),
) {
    let profiles: Vec<_> = order.reports.iter().map(|&at| &reports[at].profile).collect();
    let lemmas: Vec<&[u32]> = profiles.iter().map(|profile| &*profile.lemmas).collect();
    let profiles = Profiles::new(&profiles);
    let stories = Stories::new(&profiles, &lemmas);
    let mut of_report: Vec<Vec<u32>> = vec![Vec::new(); profiles.len()];
    for (event, report) in (0u32..).zip(&order.report_of) {
        of_report[*report].push(event);
    }
    let facts: Vec<Facts> =
        order.events.iter().map(|&at| Facts::new(&told[at], within == Within::Merged)).collect();
    let mut look = |a: u32, b: u32, alike: f32| {
        let placed = |event: u32| {
            let told = &told[order.events[event as usize]];
            let report = order.report_of[event as usize];
            Placed { telling: &told.telling, report, sentence: told.sentence }
        };
        let (left, right) = (placed(a), placed(b));
        let relation = left.telling.trigger.relation(&right.telling.trigger);
        if relation == Relation::None || facts[a as usize].contradicts(&facts[b as usize], relation) {
            return;
        }
        say(a, b, relation, &evidence(&profiles, &stories, alike, left, right));
    };
    for (report, events) in of_report.iter().enumerate() {
        if within == Within::Mentions {
            for (at, a) in events.iter().enumerate() {
                events[at + 1..].iter().for_each(|b| look(*a, *b, 1.0));
            }
        }
        for (other, alike) in stories.beside(report).iter().filter(|(other, _)| *other as usize > report) {
            for a in events {
                of_report[*other as usize].iter().for_each(|b| look(*a, *b, *alike));
            }
        }
    }
}

/// The pairs of events of one known day with the same word for the act and a side in common, wherever they are told.
fn of_day(told: &[Told], order: &Order, within: Within) -> Vec<Scored> {
    let mut blocks: HashMap<(&str, u32, &str), Vec<u32>> = HashMap::default();
    for (event, &at) in (0u32..).zip(&order.events) {
        let told = &told[at];
        let (Some(first), Some(last)) = (&told.first_day, &told.last_day) else { continue };
        if first != last || told.event_type.is_none() {
            continue;
        }
        let mut keys: Vec<&str> =
            told.sources.iter().chain(&told.targets).map(|side| side.id.0.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            for root in &told.telling.trigger.roots {
                blocks.entry((first, *root, key)).or_default().push(event);
            }
        }
    }
    let mut seen: HashSet<(u32, u32)> = HashSet::default();
    let mut found = Vec::new();
    for block in blocks.into_values() {
        for (at, &a) in block.iter().enumerate() {
            for &b in block[at + 1..].iter().take(WINDOW) {
                let (left, right) = (&told[order.events[a as usize]], &told[order.events[b as usize]]);
                if left.event_type != right.event_type
                    || (within == Within::Merged && left.report == right.report)
                    || !seen.insert((a, b))
                {
                    continue;
                }
                let relation = left.telling.trigger.relation(&right.telling.trigger);
                let facts = |told: &Told| Facts::new(told, within == Within::Merged);
                if facts(left).contradicts(&facts(right), relation) {
                    continue;
                }
                let share =
                    |a: &[crate::Side], b: &[crate::Side]| a.iter().any(|a| b.iter().any(|b| a.id == b.id));
                let agree = [
                    share(&left.sources, &right.sources),
                    share(&left.targets, &right.targets),
                    !left.place.is_empty() && left.place.first() == right.place.first(),
                ];
                let likelihood = match agree.iter().filter(|agrees| **agrees).count() {
                    0 => continue,
                    1 => ONE_AGREES,
                    _ => TWO_AGREE,
                };
                found.push(Scored { a, b, likelihood, relation, by_day: true });
            }
        }
    }
    found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    found
}
