//! Which claims are about one quantity.
//!
//! What excludes comes first: another measure, a part beside its whole, the people of another side, another day, two numbers
//! of one sentence. What is left needs evidence, each kind of it a small whole number; doubt leaves a claim alone, for a
//! wrong join misleads where a missing one only hides.

use crate::claim::Claim;
use crate::{Days, Fold, Folds, When};
use rapporteur_record::Scope;
use std::collections::{BTreeMap, BTreeSet};

/// Evidence that two claims of one story need; where a story counts people of several sides, one more.
const WITHIN: i32 = 2;

/// Evidence that claims of different stories need.
const ACROSS: i32 = 4;

/// Names around a claim that lead to series.
const AROUND: usize = 12;

/// Series that a claim is compared with for each thing that may lead to one, the latest.
const LED_TO: usize = 48;

/// Members of a series whose names, places and words are kept.
const KEPT: usize = 64;

/// Two reports do not come upon one number of this size for different things as easily as upon `two` or `five`.
const TELLING: f64 = 10.0;

/// Names in common, of those that reports have most often, from which on reports of few days are about the same.
const FAMILIAR: usize = 4;

/// The same for counts that run on: a death toll, those still missing.
const AKIN: usize = 6;

/// Days that such reports are apart at most.
const DAYS: i32 = 4;

/// Numbers of one quantity in one story are not further apart than this.
const APART: f64 = 20.0;

/// What leads from a claim to a series.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Lead {
    Story(Fold),
    Day(u8, u8),
    /// Of a name or place around, or one that the report has often.
    Name(u64),
    Number(u64),
}

/// Claims that are taken to be about one quantity, and what they have in common.
#[derive(Debug, Default)]
struct Cluster {
    claims: Vec<usize>,
    nations: BTreeSet<String>,
    kinds: BTreeSet<Option<String>>,
    status: Option<String>,
    part: bool,
    whens: Vec<When>,
    about: BTreeSet<u64>,
    places: BTreeSet<u64>,
    own: BTreeSet<u64>,
    towns: BTreeSet<u64>,
    reports: BTreeSet<i64>,
    principal: BTreeSet<u64>,
    /// Stories of the claims that are of what their report is about.
    news: BTreeSet<Fold>,
    sentences: BTreeSet<(i64, usize)>,
    numbers: BTreeSet<u64>,
    perfect: bool,
    stock: bool,
    world: bool,
    brought: bool,
    loci: BTreeSet<u64>,
    least: f64,
    most: f64,
    /// First and last day on which a claim of it was published.
    days: Option<Days>,
    shares: BTreeSet<(u64, Option<String>)>,
}

/// The claims with what is known of their reports.
pub(crate) struct Ground<'c> {
    pub(crate) claims: &'c [Claim],
    pub(crate) folds: &'c Folds,
    pub(crate) principal: &'c BTreeMap<i64, BTreeSet<u64>>,
    /// For each claim the shares that divide it: how much, and of whom.
    pub(crate) shares: Vec<BTreeSet<(u64, Option<String>)>>,
}

impl Ground<'_> {
    fn story(&self, claim: &Claim) -> Fold {
        self.folds.story(claim.report)
    }

    /// Groups of the claims whose places are given, each in order of `order`.
    pub(crate) fn clusters(&self, order: &[usize]) -> Vec<Vec<usize>> {
        let mut clusters: Vec<Cluster> = Vec::new();
        let mut leads: BTreeMap<(&str, Lead), Vec<usize>> = BTreeMap::new();
        // Claims in sentences with the same words are one claim, told again.
        let mut told: BTreeMap<(&str, u64, usize), usize> = BTreeMap::new();
        for &at in order {
            let claim = &self.claims[at];
            let (hash, words) = claim.words;
            let same = (claim.measure.as_str(), hash, claim.sentence.1);
            let again = (words >= 8).then(|| told.get(&same).copied()).flatten();
            let cluster = again.or_else(|| self.best(at, &clusters, &leads)).unwrap_or_else(|| {
                clusters.push(Cluster { least: f64::INFINITY, ..Cluster::default() });
                clusters.len() - 1
            });
            told.entry(same).or_insert(cluster);
            clusters[cluster].add(at, self);
            for lead in self.leads(claim) {
                let led = leads.entry((&claim.measure, lead)).or_default();
                if led.last() != Some(&cluster) && !led.contains(&cluster) {
                    if led.len() == LED_TO {
                        led.remove(0);
                    }
                    led.push(cluster);
                }
            }
        }
        clusters.into_iter().map(|cluster| cluster.claims).collect()
    }

    fn leads(&self, claim: &Claim) -> Vec<Lead> {
        let mut leads = vec![Lead::Story(self.story(claim))];
        if let Some((month, day)) = claim.when.and_then(|when| when.month.zip(when.day)) {
            leads.push(Lead::Day(month, day));
        }
        let around = claim.about.iter().chain(&claim.places).take(AROUND);
        let principal = self.principal.get(&claim.report).into_iter().flatten();
        let names: BTreeSet<u64> = around.chain(principal).copied().collect();
        leads.extend(names.into_iter().map(Lead::Name));
        if let Some(value) = claim.amount.value.filter(|value| *value >= 100.0) {
            leads.push(Lead::Number(value.to_bits()));
        }
        leads
    }

    /// The series that a claim belongs to, if there is one that its evidence tells from all others.
    fn best(
        &self,
        at: usize,
        clusters: &[Cluster],
        leads: &BTreeMap<(&str, Lead), Vec<usize>>,
    ) -> Option<usize> {
        let claim = &self.claims[at];
        let story = self.story(claim);
        let led = |lead: Lead| leads.get(&(claim.measure.as_str(), lead)).into_iter().flatten().copied();
        let candidates: BTreeSet<usize> = self.leads(claim).into_iter().flat_map(led).collect();
        // Where the words count people of several sides, words that name no side may mean any of them.
        let sides: Vec<&BTreeSet<String>> = led(Lead::Story(story))
            .map(|cluster| &clusters[cluster].nations)
            .filter(|nations| !nations.is_empty())
            .collect();
        let sided = sides.iter().any(|nations| nations.is_disjoint(sides[0]));
        let needed = |within: bool| if within { WITHIN + i32::from(sided) } else { ACROSS };
        let mut fits: Vec<(i32, usize)> = candidates
            .into_iter()
            .filter_map(|cluster| {
                let (evidence, within) = self.evidence(at, story, &clusters[cluster])?;
                (evidence >= needed(within)).then_some((evidence, cluster))
            })
            .collect();
        fits.sort_unstable_by_key(|(evidence, cluster)| (std::cmp::Reverse(*evidence), *cluster));
        match fits[..] {
            [] => None,
            [(_, only)] => Some(only),
            [(first, best), (second, _), ..] if first > second => Some(best),
            // Of equals the first, unless they are of different sides: then it is left alone.
            [(_, best), (_, other), ..] => {
                let (left, right) = (&clusters[best].nations, &clusters[other].nations);
                (left.is_empty() || right.is_empty() || !left.is_disjoint(right)).then_some(best)
            }
        }
    }

    /// How much speaks for a claim belonging to a series, and whether that is one of its own story. `None` if something
    /// excludes it.
    fn evidence(&self, at: usize, story: Fold, cluster: &Cluster) -> Option<(i32, bool)> {
        let claim = &self.claims[at];
        let number = claim.amount.value.map(f64::to_bits);
        let same_number = number.is_some_and(|number| cluster.numbers.contains(&number));
        let telling = same_number && claim.amount.nominal() >= TELLING;
        if cluster.excludes(claim, same_number, telling) {
            return None;
        }
        let principal = self.principal.get(&claim.report);
        let familiar =
            principal.map_or(0, |principal| principal.intersection(&cluster.principal).take(AKIN).count());
        // Short and late reports fall out of their story: of days together, about the same, with the same number or with a
        // count that runs on.
        let runs = claim.revised || matches!(claim.scope, Some(Scope::Cumulative | Scope::Stock));
        let kin = (same_number && familiar >= FAMILIAR || runs && familiar >= AKIN)
            && cluster.is_of_days(claim.published);
        let within = claim.is_news && (cluster.news.contains(&story) || kin && !cluster.news.is_empty());
        let mut evidence = if within { 2 } else { 0 };
        if claim.when.is_some_and(|when| cluster.whens.iter().any(|other| other.is_same_day(when))) {
            evidence += 2;
        }
        // What one day brought at one place is one count.
        let one_place = claim.locus.is_some_and(|locus| cluster.loci.contains(&locus));
        let one_day =
            claim.when.is_some_and(|when| cluster.whens.iter().any(|other| other.is_same_day(when)));
        if claim.brought && cluster.brought && one_place && one_day {
            evidence += 2;
        }
        let shared = claim.about.intersection(&cluster.about).take(2).count() as i32;
        let together = !claim.places.is_disjoint(&cluster.places);
        // Another report may call a place by another name, unless it is known that both lie elsewhere.
        let (own, other) = if cluster.reports.contains(&claim.report) {
            (&claim.own, &cluster.own)
        } else {
            (&claim.towns, &cluster.towns)
        };
        let apart = !together && !own.is_empty() && !other.is_empty();
        evidence += if within { i32::from(together) - 2 * i32::from(apart && !telling) } else { shared };
        if same_number {
            // A number that nobody would come upon twice.
            let value = claim.amount.nominal();
            evidence += if value >= 100.0 || within && telling { 2 } else { i32::from(telling) };
        }
        if !within {
            // Sums over a time are of one quantity where the place is one.
            if claim.perfect != cluster.perfect {
                evidence -= 1;
            } else if claim.perfect && together {
                evidence += 2;
            }
            evidence += match familiar {
                0 => 0,
                1 | 2 => 1,
                _ => 2,
            };
            evidence += i32::from(!self.shares[at].is_disjoint(&cluster.shares));
        }
        Some((evidence, within))
    }
}

impl Cluster {
    fn excludes(&self, claim: &Claim, same_number: bool, telling: bool) -> bool {
        let counted = &claim.counted;
        if counted.is_of_another_side(&self.nations) || counted.part != self.part {
            return true;
        }
        if counted.status.is_some() && self.status.is_some() && counted.status != self.status {
            return true;
        }
        let stock = claim.scope == Some(Scope::Stock);
        if stock != self.stock && matches!(claim.measure.as_str(), "injured" | "held") {
            return true;
        }
        // Inhabitants and patients of two places are two quantities, however much the reports are about one thing.
        let of_a_place = matches!(claim.measure.as_str(), "population" | "infected");
        let one_place = claim.locus.is_some_and(|locus| self.loci.contains(&locus));
        if of_a_place && !same_number && !one_place && claim.places.is_disjoint(&self.places) {
            return true;
        }
        // Cases of a country are not those of one of its states, whatever places stand around.
        let elsewhere = claim.locus.is_some() && !self.loci.is_empty() && !one_place;
        if claim.measure == "infected" && elsewhere && !same_number {
            return true;
        }
        // What the whole world counts, or what a day brings, is no step of another sum.
        if claim.world != self.world && !same_number || claim.brought != self.brought && !telling {
            return true;
        }
        let one_day = claim.when.is_some_and(|when| self.whens.iter().any(|other| other.is_same_day(when)));
        if claim.brought && !one_day && !same_number {
            return true;
        }
        // A narrower group is the same only where its number is; tanks are no battalions at all.
        let kind_is_known = self.kinds.contains(&counted.kind);
        if !kind_is_known && (!same_number || claim.measure == "units") {
            return true;
        }
        // The day before a number may be that of an attack or that of its telling: where the number is one, it is of one.
        let news = telling && claim.is_news && !self.news.is_empty();
        if !news && claim.when.is_some_and(|when| self.whens.iter().any(|other| other.excludes(when))) {
            return true;
        }
        if !claim.revised && self.sentences.contains(&(claim.report, claim.sentence.0)) && !same_number {
            return true;
        }
        let (low, high) = (claim.amount.nominal(), claim.amount.nominal());
        let far = |least: f64, most: f64| least > 0.0 && most / least > APART;
        far(self.least, high) || far(low, self.most)
    }

    /// True if a report was published, on a known day, within few days of the claims.
    fn is_of_days(&self, published: Option<Days>) -> bool {
        published.filter(|days| days.first == days.last).zip(self.days).is_some_and(|(report, days)| {
            report.first <= days.last + DAYS && report.last >= days.first - DAYS
        })
    }

    fn add(&mut self, at: usize, ground: &Ground<'_>) {
        let claim = &ground.claims[at];
        if self.claims.is_empty() {
            self.part = claim.counted.part;
            self.stock = claim.scope == Some(Scope::Stock);
            self.world = claim.world;
            self.brought = claim.brought;
        }
        self.claims.push(at);
        if claim.amount.value.is_some() {
            self.least = self.least.min(claim.amount.nominal());
            self.most = self.most.max(claim.amount.nominal());
        }
        self.numbers.extend(claim.amount.value.map(f64::to_bits));
        let story = ground.story(claim);
        if claim.is_news {
            self.news.insert(story);
        }
        self.reports.insert(claim.report);
        self.sentences.insert((claim.report, claim.sentence.0));
        self.kinds.insert(claim.counted.kind.clone());
        self.nations.extend(claim.counted.nations.iter().cloned());
        if self.status.is_none() {
            self.status.clone_from(&claim.counted.status);
        }
        self.perfect |= claim.perfect;
        if let Some(days) = claim.published.filter(|days| days.first == days.last) {
            let known = self.days.get_or_insert(days);
            *known = Days { first: known.first.min(days.first), last: known.last.max(days.last) };
        }
        if let Some(when) = claim.when.filter(|when| !self.whens.contains(when)) {
            self.whens.push(when);
        }
        self.shares.extend(ground.shares[at].iter().cloned());
        // More of one story say little that is new, and thousands would cost memory.
        if self.claims.len() <= KEPT {
            self.about.extend(&claim.about);
            self.places.extend(&claim.places);
            self.own.extend(&claim.own);
            self.towns.extend(&claim.towns);
            self.loci.extend(claim.locus);
            self.principal.extend(ground.principal.get(&claim.report).into_iter().flatten());
        }
    }
}
