//! Which of the places of one name is meant.

use super::context::Context;
use rapporteur_ontology::country;
use rapporteur_ontology::gazetteer::{Entry, Hit, Kind};

/// A place that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) entry: Entry,
    /// By its usual name.
    pub(super) usual: bool,
}

impl From<Hit> for Candidate {
    fn from(hit: Hit) -> Self {
        Self { entry: hit.entry, usual: hit.usual }
    }
}

/// What a name stands for.
pub(super) enum Choice {
    /// This place.
    One(Entry, &'static str),
    /// One of these, the likeliest first.
    Open(Vec<Entry>, &'static str),
    /// In no list.
    Nothing,
}

/// A town with this many inhabitants is known without its country.
const LARGE: u32 = 100_000;
/// A town of this size is known the world over; small namesakes are named with their region.
const FAMOUS: u32 = 1_000_000;
/// The best candidate must be this much better than the next. One point is a factor of ten in inhabitants, or two
/// mentions of the country against none.
const MARGIN: f32 = 0.8;
/// The same for towns of one country, which the country says nothing about: a factor of three.
const MARGIN_AT_HOME: f32 = 0.5;

/// So many times smaller than a town of their name others are not meant without their region.
const SMALLER: u32 = 8;
/// The same for towns and a first-level subdivision of their name.
const SMALLER_TOWN: u32 = 5;

/// The place that a name stands for, given the kinds that the next word asks for and what the report speaks of.
pub(super) fn choose(name: &str, list: &[Candidate], kinds: Option<&[Kind]>, context: &Context) -> Choice {
    let fitting = of_kinds(list, kinds);
    let famous = fitting.iter().any(|c| is_famous(&c.entry));
    let mut scored: Vec<(f32, bool, Candidate)> = fitting
        .iter()
        .map(|candidate| {
            let entry = &candidate.entry;
            let (country, region) = context.of(name, entry.alpha2, entry.region);
            let small = famous && entry.population < 50_000 && entry.kind != Kind::Country;
            let told = evidence(country) * if small { 0.5 } else { 1.0 } + evidence(region) / 2.0;
            (prior(candidate) + told, country + region > 0.0, *candidate)
        })
        .collect();
    // Equal scores keep the order of the gazetteer.
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let entries = || scored.iter().map(|(_, _, candidate)| candidate.entry).collect();
    let Some(&(score, in_report, best)) = scored.first() else { return Choice::Nothing };
    if let Some(state) = state_at_home(name, &scored, context) {
        return Choice::One(state, "place.country_in_report");
    }
    if kinds.is_none()
        && let Some((known, rule)) = dominant(name, &fitting, context)
    {
        return Choice::One(known, rule);
    }
    let rival = scored[1..].iter().find(|(_, _, other)| !is_one_area(&best.entry, &other.entry));
    if let Some((next, _, other)) = rival {
        let margin = if other.entry.alpha2 == best.entry.alpha2 { MARGIN_AT_HOME } else { MARGIN };
        if score - next < margin {
            return Choice::Open(entries(), "place.several_entries");
        }
    }
    match best.entry.kind {
        Kind::Country => Choice::One(best.entry, "place.country"),
        _ if in_report => Choice::One(best.entry, "place.country_in_report"),
        Kind::Town | Kind::District if best.entry.population < LARGE && !is_capital(&best.entry) => {
            Choice::Open(entries(), "place.country_not_in_report")
        }
        _ if rival.is_some() => Choice::One(best.entry, "place.most_populous"),
        _ => Choice::One(best.entry, "place.only_entry"),
    }
}

/// The first-level subdivision, or else the large town, beside which its namesakes are small, unless the report speaks of where
/// they lie.
fn dominant(name: &str, fitting: &[Candidate], context: &Context) -> Option<(Entry, &'static str)> {
    let large = || fitting.iter().filter(|c| c.usual && c.entry.population >= LARGE);
    let best = large().max_by_key(|c| {
        (c.entry.kind == Kind::Region && context.of(name, c.entry.alpha2, None).0 > 0.0, c.entry.population)
    });
    // Where it is no state that is meant, the large town in it may be.
    let town = large().filter(|c| c.entry.kind == Kind::Town).max_by_key(|c| c.entry.population);
    dominates(name, best?, fitting, context).or_else(|| dominates(name, town?, fitting, context))
}

/// The place, if its namesakes are small beside it.
fn dominates(
    name: &str,
    best: &Candidate,
    fitting: &[Candidate],
    context: &Context,
) -> Option<(Entry, &'static str)> {
    let home = |entry: &Entry| context.of(name, entry.alpha2, entry.region);
    let others = || {
        fitting.iter().map(|c| &c.entry).filter(|other| other.id != best.entry.id && !is_area_of(best, other))
    };
    if others().next().is_none() || others().any(|other| other.kind == Kind::Country || is_famous(other)) {
        return None;
    }
    let small = |by: u32| others().all(|other| other.population.saturating_mul(by) <= best.entry.population);
    match best.entry.kind {
        // `Ruritania County` is not called Ruritania where the state of that name is at hand.
        Kind::Region => {
            let at_home = others().all(|other| {
                other.alpha2 == best.entry.alpha2
                    || other.population.saturating_mul(SMALLER) <= best.entry.population
                        && home(other).0 == 0.0
            });
            let rivals = || others().filter(|other| other.kind == Kind::Town);
            let told = rivals().any(|other| other.region != best.entry.region && home(other).1 > 1.0);
            let towns = rivals().fold(0, |most, town| most.max(town.population));
            let small = towns.saturating_mul(SMALLER_TOWN) <= best.entry.population;
            (at_home && small && !told && home(&best.entry).0 > 0.0)
                .then_some((best.entry, "place.country_in_report"))
        }
        Kind::Town => (small(SMALLER) && others().all(|other| home(other).1 <= 1.0))
            .then_some((best.entry, "place.most_populous")),
        _ => None,
    }
}

/// A town with the areas of its name around it.
fn is_area_of(best: &Candidate, other: &Entry) -> bool {
    best.entry.kind == Kind::Town && is_one_area(&best.entry, other)
}

/// The subdivision that shares its name with a country, where the report speaks of other places of its own country and
/// of nothing in the other one.
fn state_at_home(name: &str, scored: &[(f32, bool, Candidate)], context: &Context) -> Option<Entry> {
    let entry =
        |kind| scored.iter().map(|(_, _, candidate)| candidate.entry).find(|entry| entry.kind == kind);
    let (country, region) = (entry(Kind::Country)?, entry(Kind::Region)?);
    let told = |entry: &Entry| context.of(name, entry.alpha2, None).0;
    (country.alpha2 != region.alpha2 && told(&country) == 0.0 && told(&region) >= 1.0).then_some(region)
}

/// The candidate that is meant without any context: a country, or a large town or subdivision without namesakes to
/// speak of.
pub(super) fn clear(list: &[Candidate]) -> Option<Entry> {
    match choose("", list, None, &Context::default()) {
        Choice::One(entry, _) => Some(entry),
        Choice::Open(..) | Choice::Nothing => None,
    }
}

/// The only one of these places, or the one that is much larger than the others; a town before the area named after it.
pub(super) fn largest(list: &[Candidate], kinds: Option<&[Kind]>) -> Option<Entry> {
    let mut fitting = of_kinds(list, kinds);
    fitting.sort_by(|a, b| prior(b).total_cmp(&prior(a)));
    let best = *fitting.first()?;
    let rival = fitting[1..].iter().find(|other| !is_one_area(&best.entry, &other.entry));
    rival.is_none_or(|other| prior(&best) - prior(other) >= MARGIN_AT_HOME).then_some(best.entry)
}

/// The candidates of these kinds; all, if none is of them. Nobody calls `Orla County` just `Orla`: the word is missed.
fn of_kinds(list: &[Candidate], kinds: Option<&[Kind]>) -> Vec<Candidate> {
    let fits = |c: &&Candidate| match kinds {
        Some(kinds) => kinds.contains(&c.entry.kind),
        None => c.usual || c.entry.kind != Kind::District,
    };
    let fitting: Vec<Candidate> = list.iter().filter(fits).copied().collect();
    if fitting.is_empty() && kinds.is_some() { of_kinds(list, None) } else { fitting }
}

/// How likely a place is before anything is read: the logarithm of its inhabitants, and what reports name more.
fn prior(candidate: &Candidate) -> f32 {
    let entry = &candidate.entry;
    let people = (entry.population.max(1_000) as f32).log10();
    let kind = match entry.kind {
        Kind::Country => 2.0,
        Kind::Town if is_capital(entry) => 1.0,
        Kind::Town => 0.0,
        // The town is meant more often than the area around it, however many live there.
        Kind::Region => -0.6,
        Kind::District => -1.5,
        // A river or sea with such a name is better known than a village.
        Kind::Nature => 2.5,
    };
    people + kind + if candidate.usual { 0.5 } else { 0.0 }
}

/// What so many mentions are worth: the first most, then less and less.
fn evidence(mentions: f32) -> f32 {
    if mentions <= 0.0 { 0.0 } else { (1.5 + 0.5 * mentions.log2()).clamp(0.5, 3.0) }
}

/// A town and the district or province of its name around it: not two places to choose between.
fn is_one_area(best: &Entry, other: &Entry) -> bool {
    best.alpha2 == other.alpha2
        && best.kind != other.kind
        && (best.region == other.region || best.kind == Kind::Country)
}

fn is_famous(entry: &Entry) -> bool {
    entry.kind == Kind::Country || entry.population >= FAMOUS || is_capital(entry)
}

fn is_capital(entry: &Entry) -> bool {
    entry.kind == Kind::Town
        && entry.population >= LARGE
        && country::by_capital(entry.name).is_some_and(|country| country.alpha2 == entry.alpha2)
}
