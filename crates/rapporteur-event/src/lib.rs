//! One event, many reports: which events of single reports are one happening, with the reason of each join.
//!
//! In: the reports of a collection ([`Report`]: what their words tell of their story) and the events that they tell of
//! ([`Told`]: type, realis, days, place, sides as identities, and the words of the sentence). Out: each event in one
//! [`Happening`]. How likely it is that two events are one says a small model learned on ECB+ train
//! (`training/events_across.py`); what is known of them decides before it: events whose types, days, places or sides
//! exclude each other stay apart, and so does what is planned or demanded from what happened. A wrong join is worse than
//! a missing one.
//!
//! ```
//! use rapporteur_event::{Profile, Report, Telling, Told, Within, group};
//! use rapporteur_record::{EventId, EventType, Realis};
//!
//! let texts = [
//!     "Shells hit the Orvan bridge near Ulverin on Monday, the Norvassan army said.",
//!     "The Norvassan army said on Monday the Orvan bridge near Ulverin was hit by shells.",
//! ];
//! let reports = [1, 2].map(|number| Report { number, profile: Profile::new(texts[number as usize - 1]) });
//! let told = [1, 2].map(|report| {
//!     let text = texts[report as usize - 1];
//!     let trigger = text.find("hit").unwrap();
//!     let mut told = Told::new(report, EventId(0), Telling::new(text, trigger..trigger + 3));
//!     (told.event_type, told.realis) = (Some(EventType::Assault), Realis::Happened);
//!     told
//! });
//! let happenings = group(&reports, &told, Within::Merged);
//! assert_eq!(happenings.len(), 1);
//! assert_eq!(happenings[0].members[1].rule, "event.same_word");
//! ```
//!
//! It takes time in proportion to the number of events: reports are compared with a bounded number of neighbours, events
//! only where their words for the act are related, and a limit that is reached means that events stay apart. The order in
//! which reports are read decides the order of the happenings and nothing else.
//!
//! It may not know stores, readers, extraction, nor how lines are shown.

mod candidate;
mod cluster;
mod contradiction;
mod copy;
mod day;
mod model;
mod pair;
mod phrase;
mod profile;
mod record;
mod story;
mod telling;
mod trigger;
mod word;

pub use candidate::{Pair, pairs};
pub use pair::{EVIDENCE, Evidence};
pub use phrase::{is_phrase, leaves_open};
pub use profile::Profile;
pub use record::read;
pub use telling::Telling;
pub use trigger::Relation;

use contradiction::Facts;
use rapporteur_ontology::{Sector, agent};
use rapporteur_record::{EntityId, EventId, EventType, Realis};

/// Likelihood from which on two groups of events are one, on average over their events. Chosen on ECB+ train by
/// cross-validation.
const THRESHOLD: f32 = 0.4;

/// A report of a collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its number in the collection.
    pub number: i64,
    /// What its words tell.
    pub profile: Profile,
}

/// Who takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// The identity over all reports.
    pub id: EntityId,
    /// ISO 3166 alpha-3 code of its country, if known.
    pub country: Option<String>,
}

/// The kind in the id of a side that only words stand for: equal words are one, different ones may be.
const UNNAMED: &str = "words";

impl Side {
    /// What it is: `person`, `state`; the part of the id before the name.
    fn kind(&self) -> &str {
        self.id.0.split_once(':').map_or("", |(kind, _)| kind)
    }

    /// Whether a name with a noun for those who use force behind it acts for the body of that name: `League militants`.
    fn acts_for(&self, body: &Self) -> bool {
        let name = |id: &'_ str| id.split_once(':').map(|(_, name)| name.to_owned());
        let (Some(those), Some(body)) = (name(&self.id.0), name(&body.id.0)) else { return false };
        let noun = those.strip_prefix(body.as_str()).and_then(|rest| rest.strip_prefix('-'));
        noun.and_then(agent::lookup).is_some_and(|agent| {
            matches!(agent.sectors.first(), Some(Sector::Mil | Sector::Reb | Sector::Uaf))
        })
    }

    /// Whether the one may act for the other: they are one, or of one country. Two places of a country are two.
    fn may_be(&self, other: &Self) -> bool {
        self.id == other.id
            || self.acts_for(other)
            || other.acts_for(self)
            || self.country.is_some()
                && self.country == other.country
                && !(self.kind() == "place" && other.kind() == "place")
    }
}

/// An event as one report tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Number of its report.
    pub report: i64,
    /// Its number there.
    pub event: EventId,
    /// What kind of act; `None` if unknown.
    pub event_type: Option<EventType>,
    /// Whether it came about, as its report tells it.
    pub realis: Realis,
    /// Who did it.
    pub sources: Vec<Side>,
    /// To whom.
    pub targets: Vec<Side>,
    /// All sides are in `sources` and did it with each other.
    pub reciprocal: bool,
    /// First and last possible day, in ISO 8601 (`2024-02-12`); `None` if unknown.
    pub first_day: Option<String>,
    /// Last possible day.
    pub last_day: Option<String>,
    /// Month and day (`04-09`), where they are known without the year.
    pub month_day: Option<String>,
    /// Place in the year, from 0, of the day of a report that tells of it as something that happened and gives no day: it
    /// was some days before.
    pub fresh: Option<u16>,
    /// Ids of the place in the gazetteer, and behind it of the places that it lies in; empty if unknown.
    pub place: Vec<String>,
    /// Which sentence of its report tells of it, from 0.
    pub sentence: u32,
    /// What the sentence says.
    pub telling: Telling,
}

impl Told {
    /// An event of which only the words are known: it happened, and nothing else is told.
    #[must_use]
    pub fn new(report: i64, event: EventId, telling: Telling) -> Self {
        Self {
            report,
            event,
            event_type: None,
            realis: Realis::Happened,
            sources: Vec::new(),
            targets: Vec::new(),
            reciprocal: false,
            first_day: None,
            last_day: None,
            month_day: None,
            fresh: None,
            place: Vec::new(),
            sentence: 0,
            telling,
        }
    }

    /// Month and day, where one day is known, with or without its year.
    pub(crate) fn month_day(&self) -> Option<String> {
        let day = self.first_day.as_ref().filter(|first| self.last_day.as_ref() == Some(first));
        day.and_then(|day| day.get(5..)).map(str::to_owned).or_else(|| self.month_day.clone())
    }

    /// How much is told of it: its sides, day and place.
    fn fullness(&self) -> usize {
        usize::from(!self.sources.is_empty())
            + usize::from(!self.targets.is_empty() || self.reciprocal)
            + usize::from(self.month_day().is_some())
            + usize::from(!self.place.is_empty())
    }
}

/// What the events of one report are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Mentions of one act were merged: two events of one report are two.
    Merged,
    /// Each event is a single mention: two of one report may be one.
    Mentions,
}

/// An event over all reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// The events of single reports that it consists of, in order of the reports. Never empty.
    pub members: Vec<Member>,
    /// Which of them tells most of it (sides, day, place), the first of those: the one to show.
    pub fullest: usize,
}

impl Happening {
    /// Its id: `e12.3` for the event 3 of report 12, its first member. It stays when reports are added, but for joins: then
    /// the id of the later one is gone, and its event is found among the members.
    #[must_use]
    pub fn id(&self) -> String {
        self.members.first().map(|first| format!("e{}.{}", first.report, first.event.0)).unwrap_or_default()
    }
}

/// An event of one report as a part of a happening.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Number of the report.
    pub report: i64,
    /// Number of the event in it.
    pub event: EventId,
    /// The rule that joined it to an earlier member: `event.same_sentence`, `event.same_word`, `event.word_family`, `event.same_meaning`,
    /// `event.same_day`, `event.same_toll`, `event.same_said`; `event.together` where only the others together do; of the first one `event.first`.
    pub rule: &'static str,
    /// The report and the event that it was most likely to be one with; `None` for the first one.
    pub with: Option<(i64, EventId)>,
    /// How likely that was, 0 to 1; 1 for the first one.
    pub likelihood: f32,
}

/// Which events are one: the happenings in order of their first reports. `reports` stand in the order in which they came
/// to the collection; events of reports that are not among them are left out.
#[must_use]
pub fn group(reports: &[Report], told: &[Told], within: Within) -> Vec<Happening> {
    let order = candidate::Order::new(reports, told);
    let mut facts: Vec<Facts> =
        order.events.iter().map(|&at| Facts::new(&told[at], within == Within::Merged)).collect();
    let classes = copy::classes(told, &order, &mut facts);
    let mut pairs = candidate::scored(reports, told, &order, within, &facts, &classes);
    // What several reports print in the same words is one element; of its pairs with another one the likeliest counts.
    let mut edges: Vec<cluster::Edge> = Vec::with_capacity(pairs.len());
    for pair in pairs.iter().filter(|pair| !pair.is_certain()) {
        let (a, b) = (classes[pair.a as usize], classes[pair.b as usize]);
        if a != b {
            edges.push((a.min(b), a.max(b), pair.likelihood));
        }
    }
    edges.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    edges.dedup_by_key(|edge| (edge.0, edge.1));
    let mut clusters = cluster::average(order.events.len(), &edges, THRESHOLD, |stays, goes| {
        let relation =
            told[order.events[stays]].telling.trigger.relation(&told[order.events[goes]].telling.trigger);
        if facts[stays].contradicts(&facts[goes], relation) {
            return false;
        }
        let more = facts[goes].clone();
        facts[stays].take(more);
        true
    });
    // Words that are not related have no likelihood, and would draw down the average of a group that they belong to.
    let certain = pairs.iter().filter(|pair| pair.is_certain());
    let certain = certain.map(|pair| (classes[pair.a as usize], classes[pair.b as usize]));
    cluster::join(&mut clusters, certain, |stays, goes| {
        if facts[stays].contradicts(&facts[goes], Relation::None) {
            return false;
        }
        let more = facts[goes].clone();
        facts[stays].take(more);
        true
    });
    let clusters: Vec<u32> = classes.iter().map(|class| clusters[*class as usize]).collect();
    pairs.extend(candidate::printed(&order, &classes));
    happenings(told, &order, &pairs, &clusters)
}

/// The clusters as happenings, with the best reason of each join.
fn happenings(
    told: &[Told],
    order: &candidate::Order,
    pairs: &[candidate::Scored],
    clusters: &[u32],
) -> Vec<Happening> {
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); clusters.len()];
    for (event, cluster) in (0u32..).zip(clusters) {
        members[*cluster as usize].push(event);
    }
    // Events as they came, by the order of the reports: what the reader sees first.
    let rank = |event: u32| order.rank[event as usize];
    let mut best: Vec<Option<&candidate::Scored>> = vec![None; clusters.len()];
    for pair in pairs {
        if clusters[pair.a as usize] != clusters[pair.b as usize] {
            continue;
        }
        let later = if rank(pair.a) < rank(pair.b) { pair.b } else { pair.a };
        let slot = &mut best[later as usize];
        let other = |pair: &candidate::Scored| if pair.a == later { pair.b } else { pair.a };
        let is_better = slot.is_none_or(|known| {
            known
                .likelihood
                .total_cmp(&pair.likelihood)
                .then(rank(other(pair)).cmp(&rank(other(known))))
                .is_lt()
        });
        if is_better {
            *slot = Some(pair);
        }
    }
    let mut found: Vec<(u32, Happening)> = Vec::new();
    for mut members in members.into_iter().filter(|members| !members.is_empty()) {
        members.sort_unstable_by_key(|event| rank(*event));
        let first = members[0];
        let member = |event: &u32| {
            let told = |event: u32| &told[order.events[event as usize]];
            let this = told(*event);
            let (rule, with, likelihood) = match best[*event as usize] {
                _ if *event == first => ("event.first", None, 1.0),
                Some(pair) => {
                    (pair.rule(), Some(if pair.a == *event { pair.b } else { pair.a }), pair.likelihood)
                }
                // All of its pairs are with later members.
                None => ("event.together", Some(first), THRESHOLD),
            };
            let with = with.map(|other| (told(other).report, told(other).event));
            Member { report: this.report, event: this.event, rule, with, likelihood }
        };
        let fullness = |at: &usize| told[order.events[members[*at] as usize]].fullness();
        let fullest = (0..members.len()).rev().max_by_key(fullness).unwrap_or_default();
        found.push((rank(first), Happening { members: members.iter().map(member).collect(), fullest }));
    }
    found.sort_unstable_by_key(|(first, _)| *first);
    found.into_iter().map(|(_, happening)| happening).collect()
}
