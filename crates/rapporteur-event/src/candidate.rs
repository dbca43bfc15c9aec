//! Which pairs of events are looked at, and how likely each is one.

use crate::contradiction::Facts;
use crate::day;
use crate::model::likelihood;
use crate::pair::{Evidence, NAMES_SHARED, NUMBERS_DIFFER, Placed, SENTENCE, evidence};
use crate::profile::Profiles;
use crate::story::Stories;
use crate::trigger::Relation;
use crate::word::{number, set};
use crate::{Report, Side, Told, UNNAMED, Within};
use foldhash::{HashMap, HashSet};
use rapporteur_record::{EventId, EventType, QuadClass, Realis};

/// Deeds, not words.
const DEEDS: [QuadClass; 2] = [QuadClass::MaterialCooperation, QuadClass::MaterialConflict];
/// Pairs less likely than this count as 0.
const LEAST: f32 = 0.03;
/// Events behind an event, in the order of what they are, that are compared where a day, a word and a side or place are
/// the same. A day of very many such events leaves some apart.
const WINDOW: usize = 32;
/// Likelihood of events of one day with one word for the act and a side in common; and with the other side or the
/// place, too. No corpus at hand has both days and sides, so that these are set by hand.
const ONE_AGREES: f32 = 0.3;
const TWO_AGREE: f32 = 0.9;
/// Likelihood of acts of force by one doer that met the same large number of people. Set by hand.
const SAME_TOLL: f32 = 0.99;
/// Likelihood of two tellings of what one body asks for or blames somebody for, in other words for the act. Set by hand.
const SAME_SAID: f32 = 0.9;
/// Words beside names that what is asked for or blamed must have in common, and which part of all of them. Set by hand.
const COMMON: usize = 2;
const SAID: f32 = 0.3;
/// Weight of the words that two sentences share, as a part of that of all of theirs, that agrees somewhat and much. Set by
/// hand on our own reports.
const SOME: f32 = 0.1;
const MUCH: f32 = 0.2;
/// Words of names in both sentences that agree.
const NAMES: f32 = 3.0;
/// Likelihood of events that are told in the same words.
const PRINTED: f32 = 0.99;

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
    /// Places in [`Order::events`].
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) likelihood: f32,
    found: Found,
}

/// How two events were found to be near each other.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Found {
    /// By the words of neighbouring reports.
    ByWords(Relation),
    /// By their day and sides.
    ByDay,
    /// By who used force and how many it met.
    ByToll,
    /// By who said it and what.
    BySaid,
    /// One sentence tells of both.
    Printed,
}

impl Scored {
    /// True if they are one whatever else is told of them: they are joined when the others are.
    pub(crate) fn is_certain(&self) -> bool {
        matches!(self.found, Found::ByToll | Found::BySaid)
    }

    pub(crate) fn rule(&self) -> &'static str {
        match self.found {
            Found::Printed => "event.same_sentence",
            Found::ByDay => "event.same_day",
            Found::ByToll => "event.same_toll",
            Found::BySaid => "event.same_said",
            Found::ByWords(Relation::Same) => "event.same_word",
            Found::ByWords(Relation::Family) => "event.word_family",
            Found::ByWords(Relation::Meaning | Relation::None) => "event.same_meaning",
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
    let facts: Vec<Facts> =
        order.events.iter().map(|&at| Facts::new(&told[at], within == Within::Merged)).collect();
    let classes: Vec<u32> = (0..facts.len() as u32).collect();
    let near = Near { reports, told, order: &order, within, facts: &facts, classes: &classes };
    near.each(|a, b, relation, evidence, _| {
        if relation == Relation::None {
            return;
        }
        let name = |event: u32| {
            let told = &told[order.events[event as usize]];
            (told.report, told.event)
        };
        found.push(Pair { a: name(a), b: name(b), evidence: *evidence });
    });
    found
}

/// The pairs of what is told in the same words: each event with the one of its class that came first.
pub(crate) fn printed(order: &Order, classes: &[u32]) -> Vec<Scored> {
    let mut first: HashMap<u32, u32> = HashMap::default();
    let rank = |event: u32| order.rank[event as usize];
    for (event, class) in (0u32..).zip(classes) {
        let known = first.entry(*class).or_insert(event);
        if rank(event) < rank(*known) {
            *known = event;
        }
    }
    let pair = |(b, a)| Scored { a, b, likelihood: PRINTED, found: Found::Printed };
    let pairs = (0u32..).zip(classes).map(|(event, class)| (event, first[class]));
    pairs.filter(|(event, first)| event != first).map(pair).collect()
}

/// All pairs that may be one, with how likely that is. `facts` are those of each event, and of its class for the first of
/// a class.
pub(crate) fn scored(
    reports: &[Report],
    told: &[Told],
    order: &Order,
    within: Within,
    facts: &[Facts],
    classes: &[u32],
) -> Vec<Scored> {
    let near = Near { reports, told, order, within, facts, classes };
    let (mut found, mut said) = (Vec::new(), Vec::new());
    near.each(|a, b, relation, evidence, is_said| {
        let likelihood = if relation == Relation::None { 0.0 } else { likelihood(evidence) };
        if is_said {
            said.push(Scored { a, b, likelihood: SAME_SAID, found: Found::BySaid });
        } else if likelihood >= LEAST {
            found.push(Scored { a, b, likelihood, found: Found::ByWords(relation) });
        }
    });
    found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    for mut known in [near.of_day(), near.of_toll(), said] {
        // Where both speak, the stronger one counts.
        for pair in &mut known {
            if let Ok(at) = found.binary_search_by_key(&(pair.a, pair.b), |pair| (pair.a, pair.b)) {
                if found[at].likelihood < pair.likelihood {
                    found[at] = pair.clone();
                }
                pair.likelihood = 0.0;
            }
        }
        found.extend(known.into_iter().filter(|pair| pair.likelihood > 0.0));
        found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    }
    found
}

/// Events with what decides which of them are compared.
struct Near<'a> {
    reports: &'a [Report],
    told: &'a [Told],
    order: &'a Order,
    within: Within,
    facts: &'a [Facts],
    classes: &'a [u32],
}

impl Near<'_> {
    fn told(&self, event: u32) -> &Told {
        &self.told[self.order.events[event as usize]]
    }

    /// Whether two events may be one: they are not told in the same words, and nothing known excludes it.
    fn open(&self, a: u32, b: u32, relation: Relation) -> bool {
        let (a, b) = (self.classes[a as usize], self.classes[b as usize]);
        a != b && !self.facts[a as usize].contradicts(&self.facts[b as usize], relation)
    }

    /// The pairs of events in one report or in reports beside each other whose words for the act are related and that
    /// nothing known excludes.
    /// Of those of one body that say the same the last argument is true, also where the words for the act are not related.
    fn each(&self, mut say: impl FnMut(u32, u32, Relation, &Evidence, bool)) {
        let profiles: Vec<_> = self.order.reports.iter().map(|&at| &self.reports[at].profile).collect();
        let lemmas: Vec<&[u32]> = profiles.iter().map(|profile| &*profile.lemmas).collect();
        let profiles = Profiles::new(&profiles);
        let stories = Stories::new(&profiles, &lemmas);
        let mut of_report: Vec<Vec<u32>> = vec![Vec::new(); profiles.len()];
        for (event, report) in (0u32..).zip(&self.order.report_of) {
            of_report[*report].push(event);
        }
        let mut look = |a: u32, b: u32, alike: f32| {
            let placed = |event: u32| {
                let told = self.told(event);
                let report = self.order.report_of[event as usize];
                Placed { telling: &told.telling, report, sentence: told.sentence }
            };
            let (left, right) = (placed(a), placed(b));
            let relation = left.telling.trigger.relation(&right.telling.trigger);
            let one_speaks = speaks(self.told(a), self.told(b)) && relation < Relation::Same;
            if relation == Relation::None && !one_speaks || !self.open(a, b, relation) {
                return;
            }
            let evidence = evidence(&profiles, &stories, alike, left, right);
            let said = one_speaks && says_the_same(self.told(a), self.told(b));
            if said || relation > Relation::None && agree(self.told(a), self.told(b), &evidence) {
                say(a, b, relation, &evidence, said);
            }
        };
        for (report, events) in of_report.iter().enumerate() {
            if self.within == Within::Mentions {
                for (at, a) in events.iter().enumerate() {
                    events[at + 1..].iter().for_each(|b| look(*a, *b, 1.0));
                }
            }
            let beside = stories.beside(report).iter();
            for (other, alike) in beside.filter(|(other, _)| *other as usize > report) {
                for a in events {
                    of_report[*other as usize].iter().for_each(|b| look(*a, *b, *alike));
                }
            }
        }
    }

    /// The pairs of deeds of one known day whose words are related and who have a side in common, wherever they are told. What
    /// is said on one day by one to another may be two things: words are compared by the words around them alone.
    fn of_day(&self) -> Vec<Scored> {
        // By the place of the day in the year, the word, and the side; equal numbers are looked at, not believed.
        let mut blocks: HashMap<(u16, u32, u32), Vec<u32>> = HashMap::default();
        for event in 0..self.order.events.len() as u32 {
            let told = self.told(event);
            let is_deed = told
                .event_type
                .is_some_and(|kind| DEEDS.contains(&kind.quad()) || kind == EventType::Consult);
            let day = told.month_day().filter(|_| is_deed).and_then(|day| day::of_year(&day));
            let Some(day) = day else { continue };
            let sides = told.sources.iter().chain(&told.targets);
            let ids = sides.flat_map(|side| [Some(side.id.0.as_str()), side.country.as_deref()]);
            let keys = set(ids.flatten().map(number));
            let trigger = &told.telling.trigger;
            for key in keys {
                for act in trigger.roots.iter().chain(&trigger.meanings) {
                    blocks.entry((day, *act, key)).or_default().push(event);
                }
            }
        }
        let mut seen: HashSet<(u32, u32)> = HashSet::default();
        let mut found = Vec::new();
        for block in blocks.into_values() {
            for (at, &a) in block.iter().enumerate() {
                for &b in block[at + 1..].iter().take(WINDOW) {
                    let (left, right) = (self.told(a), self.told(b));
                    let likelihood = agreement(left, right);
                    if left.event_type != right.event_type
                        || (self.within == Within::Merged && left.report == right.report)
                        || likelihood == 0.0
                        || !seen.insert((a, b))
                    {
                        continue;
                    }
                    let relation = left.telling.trigger.relation(&right.telling.trigger);
                    if relation > Relation::None && self.open(a, b, relation) {
                        found.push(Scored { a, b, likelihood, found: Found::ByDay });
                    }
                }
            }
        }
        found.sort_unstable_by_key(|pair| (pair.a, pair.b));
        found
    }
}

impl Near<'_> {
    /// The pairs of acts of force by the same doer that came about and met the same large number of people, whatever the words for
    /// them: `broke through the border … 1,200 dead`, `an assault with the loss of 1,200 lives`.
    fn of_toll(&self) -> Vec<Scored> {
        let mut blocks: HashMap<u32, Vec<u32>> = HashMap::default();
        for event in 0..self.order.events.len() as u32 {
            let told = self.told(event);
            let force = told.event_type == Some(EventType::Assault)
                && matches!(told.realis, Realis::Happened | Realis::Ongoing);
            let doer = told.sources.iter().any(|side| side.kind() != UNNAMED);
            if !force || !doer {
                continue;
            }
            for toll in &told.telling.tolls {
                // Equal numbers are looked at; who did it is compared.
                blocks.entry(*toll).or_default().push(event);
            }
        }
        let mut seen: HashSet<(u32, u32)> = HashSet::default();
        let mut found = Vec::new();
        for block in blocks.into_values() {
            for (at, &a) in block.iter().enumerate() {
                for &b in block[at + 1..].iter().take(WINDOW) {
                    let (left, right) = (self.told(a), self.told(b));
                    let apart = left.report == right.report || !shares(&left.sources, &right.sources);
                    if !apart && seen.insert((a, b)) && self.open(a, b, Relation::None) {
                        found.push(Scored { a, b, likelihood: SAME_TOLL, found: Found::ByToll });
                    }
                }
            }
        }
        found.sort_unstable_by_key(|pair| (pair.a, pair.b));
        found
    }
}

/// Whether enough that is known of two events agrees. The gold that the likelihood was learned on knows neither sides nor
/// days, and its reports hold few requests and accusations: with the same verb in one story they looked like one.
fn agree(a: &Told, b: &Told, evidence: &Evidence) -> bool {
    let (Some(kind), Some(_)) = (a.event_type, b.event_type) else { return true };
    let sentence = evidence[SENTENCE];
    let sides = [shares(&a.sources, &b.sources), shares(&a.targets, &b.targets)];
    let sides = sides.iter().filter(|shares| **shares).count();
    let words = if sentence >= MUCH { 2 } else { usize::from(sentence >= SOME) };
    let day = a.month_day().is_some_and(|day| b.month_day() == Some(day));
    let place = !a.place.is_empty() && a.place.first() == b.place.first();
    let is_deed = DEEDS.contains(&kind.quad()) || kind == EventType::Consult;
    let names = evidence[NAMES_SHARED] >= NAMES;
    // Two strikes on one town differ by how many they killed, and so do two tellings of one; a wrong join is worse.
    let differs = evidence[NUMBERS_DIFFER] > 0.0;
    let agreeing = sides + words + usize::from(day) + usize::from(place) + usize::from(names);
    // What was said is told by who said it, or to whom.
    agreeing >= 2 + usize::from(differs) && (is_deed || sides > 0)
}

/// Whether one identity blames somebody in both, or asks for something in both, and not of two who are known.
fn speaks(a: &Told, b: &Told) -> bool {
    let known = |side: &&Side| side.kind() != UNNAMED && side.kind() != "of";
    let one = a.sources.iter().filter(known).any(|side| b.sources.iter().any(|other| other.id == side.id));
    let told = |told: &Told| told.targets.iter().filter(known).count() > 0;
    a.event_type == b.event_type
        && matches!(a.event_type, Some(EventType::Accuse | EventType::Request))
        && one
        && (!told(a) || !told(b) || shares(&a.targets, &b.targets))
}

/// Whether what is blamed or asked for is the same by the words behind the act: `accused it of closing the gate`, `claimed that it had closed
/// the gate`. Names say who it is said of, and of what body two requests are.
fn says_the_same(a: &Told, b: &Told) -> bool {
    let (left, right) = (&a.telling, &b.telling);
    let plain =
        |word: &&u32| left.names.binary_search(word).is_err() && right.names.binary_search(word).is_err();
    let count = |words: &[u32]| words.iter().filter(plain).count();
    let common =
        left.behind.iter().filter(plain).filter(|word| right.behind.binary_search(word).is_ok()).count();
    let all = count(&left.behind) + count(&right.behind) - common;
    common >= COMMON && common as f32 >= SAID * all as f32
}

fn shares(a: &[Side], b: &[Side]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.may_be(b)))
}

/// How likely events of one day are one by their sides and place.
fn agreement(a: &Told, b: &Told) -> f32 {
    let agree = [
        shares(&a.sources, &b.sources),
        shares(&a.targets, &b.targets),
        !a.place.is_empty() && a.place.first() == b.place.first(),
    ];
    match agree.iter().filter(|agrees| **agrees).count() {
        0 => 0.0,
        1 => ONE_AGREES,
        _ => TWO_AGREE,
    }
}
