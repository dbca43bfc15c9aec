//! The figure ledger: which claims of many reports are about one quantity, who claimed what as of when, and how the claims
//! relate.
//!
//! In: the [`Report`]s of a collection, one at a time, into a [`Gathering`]; and [`Folds`], which tell which of them are of one
//! story and which print one text. Out: a [`Ledger`] of [`Series`], each with its claims in order, what each one adds, and
//! how it stands to those before it ([`Relation`]). Groups that are counted apart stay apart: the dead of one side never
//! stand with those of another. [`view`] computes numbers over a series by named rules.
//!
//! ```
//! use rapporteur_ledger::{Folds, Gathering};
//!
//! let ledger = Gathering::default().ledger(&Folds::default());
//! assert!(ledger.series.is_empty());
//! ```
//!
//! Time grows with the number of claims: a claim is compared with a bounded number of series, and a limit that is reached
//! means that claims stay apart. The order in which reports are read changes nothing.
//!
//! It may not know stores, readers, extraction, nor how lines are shown.

mod amount;
mod claim;
mod cluster;
mod context;
mod counted;
mod day;
mod relation;
mod scene;
mod series;
pub mod view;

pub use amount::Amount;
pub use claim::{AsOf, Claim, Voice};
pub use counted::Counted;
pub use day::{Days, When};
pub use relation::{Relation, relation};
pub use series::{Entry, Series, Standing};

use cluster::Ground;
use context::Context;
use rapporteur_record::{DocumentId, EntityId, FigureId, Report, Scope};
use rapporteur_story::{Folded, Sketch, copies, stories};
use std::collections::{BTreeMap, BTreeSet};

/// Which reports are of one story, and which print one text, by their numbers. A report that is not named is a story and
/// a text of its own.
#[derive(Debug, Clone, Default)]
pub struct Folds {
    stories: BTreeMap<i64, Fold>,
    families: BTreeMap<i64, Fold>,
}

/// One story, or one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fold {
    /// Of several reports, by the first of them.
    Of(i64),
    /// Of this report alone.
    Alone(i64),
}

impl Folds {
    /// As the sketches of the reports tell, which come in the order of the numbers.
    #[must_use]
    pub fn of(numbers: &[i64], sketches: &[Sketch]) -> Self {
        let mut folds = Self::default();
        let named = |places: Vec<usize>| -> Vec<i64> {
            places.into_iter().filter_map(|at| numbers.get(at).copied()).collect()
        };
        let families = copies(sketches);
        for story in stories(sketches, &families) {
            folds.add_story(&named(story.members));
        }
        for family in families {
            folds.add_family(&named(family.members().collect()));
        }
        folds
    }

    /// As the reports were folded, whose numbers come in their order. Retellings stay apart: what they change is theirs.
    #[must_use]
    pub fn folded(numbers: &[i64], folded: &Folded) -> Self {
        let mut folds = Self::default();
        let named = |places: &mut dyn Iterator<Item = usize>| -> Vec<i64> {
            places.filter_map(|at| numbers.get(at).copied()).collect()
        };
        for story in &folded.stories {
            folds.add_story(&named(&mut story.members.iter().copied()));
        }
        for family in folded.families() {
            folds.add_family(&named(&mut family.members()));
        }
        folds
    }

    /// Takes reports for one story.
    pub fn add_story(&mut self, reports: &[i64]) {
        let Some(&first) = reports.first() else { return };
        self.stories.extend(reports.iter().map(|&report| (report, Fold::Of(first))));
    }

    /// Takes reports for prints of one text.
    pub fn add_family(&mut self, reports: &[i64]) {
        let Some(&first) = reports.first() else { return };
        self.families.extend(reports.iter().map(|&report| (report, Fold::Of(first))));
    }

    pub(crate) fn story(&self, report: i64) -> Fold {
        self.stories.get(&report).copied().unwrap_or(Fold::Alone(report))
    }

    pub(crate) fn family(&self, report: i64) -> Fold {
        self.families.get(&report).copied().unwrap_or(Fold::Alone(report))
    }
}

/// What people said of figures, each by the number of its report and its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tie {
    /// These are claims about one quantity, and so are those that are taken for claims about the same as one of them.
    One(Vec<(i64, FigureId)>),
    /// These are claims about another quantity than those that they are taken together with.
    Other(Vec<(i64, FigureId)>),
}

/// Joins and parts groups of claims.
fn tie(groups: &mut Vec<Vec<usize>>, places: &BTreeMap<(i64, FigureId), usize>, ties: &[Tie]) {
    for tie in ties {
        let (Tie::One(named) | Tie::Other(named)) = tie;
        let claims: BTreeSet<usize> = named.iter().filter_map(|one| places.get(one).copied()).collect();
        let mut moved = Vec::new();
        for group in groups.iter_mut() {
            match tie {
                Tie::One(_) if group.iter().any(|claim| claims.contains(claim)) => moved.append(group),
                Tie::One(_) => {}
                Tie::Other(_) => {
                    moved.extend(group.iter().copied().filter(|claim| claims.contains(claim)));
                    group.retain(|claim| !claims.contains(claim));
                }
            }
        }
        groups.retain(|group| !group.is_empty());
        if !moved.is_empty() {
            groups.push(moved);
        }
    }
}

/// Gathers the claims of reports.
#[derive(Debug, Default)]
pub struct Gathering {
    claims: Vec<Claim>,
    principal: BTreeMap<i64, BTreeSet<u64>>,
    documents: BTreeMap<i64, DocumentId>,
}

impl Gathering {
    /// Adds the claims of a report. `number` is its own in the collection; `who` tells which identity over all reports an
    /// entity of it is. Figures whose spans do not lie in the text are passed over.
    pub fn report(&mut self, number: i64, report: &Report, who: &dyn Fn(&EntityId) -> EntityId) {
        if report.figures.is_empty() {
            return;
        }
        let (mut context, principal) = Context::new(report, who);
        let claims = report.figures.iter().filter_map(|figure| Claim::new(number, figure, &mut context));
        self.claims.extend(claims);
        self.principal.insert(number, principal);
        self.documents.insert(number, report.document.id);
    }

    /// The series of all claims.
    #[must_use]
    pub fn ledger(self, folds: &Folds) -> Ledger {
        Ledger::of(&self, folds, &[])
    }

    /// The series of all claims, joined and parted as people said, in this order.
    #[must_use]
    pub fn ledger_tied(self, folds: &Folds, ties: &[Tie]) -> Ledger {
        Ledger::of(&self, folds, ties)
    }
}

/// The claims of one report, its entities by their ids there.
#[must_use]
pub fn claims(report: &Report) -> Vec<Claim> {
    let mut gathering = Gathering::default();
    gathering.report(0, report, &EntityId::clone);
    gathering.claims
}

/// All claims of a collection, by quantity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// The series: by measure in the order of [`MEASURES`], then by their first claims.
    pub series: Vec<Series>,
}

/// The order of the measures; others follow by name.
pub const MEASURES: [&str; 14] = [
    "killed",
    "injured",
    "casualties",
    "missing",
    "abducted",
    "held",
    "released",
    "rescued",
    "detained",
    "displaced",
    "evacuated",
    "infected",
    "population",
    "units",
];

/// Where a claim stands among others: by the day as of which it holds, then by publication, and headlines after what they
/// stand over. What has no day comes last.
type Order = (i32, i32, DocumentId, bool, FigureId);

impl Ledger {
    fn of(gathering: &Gathering, folds: &Folds, ties: &[Tie]) -> Self {
        let claims = &gathering.claims;
        let order = |claim: &Claim| -> Order {
            let first = |days: Option<Days>| days.map_or(i32::MAX, |days| days.first);
            let document = gathering.documents[&claim.report];
            (first(claim.as_of), first(claim.published), document, claim.headline, claim.figure)
        };
        let places: BTreeMap<(i64, FigureId), usize> =
            claims.iter().enumerate().map(|(at, claim)| ((claim.report, claim.figure), at)).collect();
        let whole = |claim: &Claim| claim.of.and_then(|of| places.get(&(claim.report, of)).copied());
        let is_share = |claim: &Claim| claim.scope == Some(Scope::Share);
        let mut shares: Vec<BTreeSet<(u64, Option<String>)>> = vec![BTreeSet::new(); claims.len()];
        for claim in claims.iter().filter(|claim| is_share(claim)) {
            if let (Some(whole), Some(value)) = (whole(claim), claim.amount.value) {
                shares[whole].insert((value.to_bits(), claim.counted.status.clone()));
            }
        }
        let mut wholes: Vec<usize> = (0..claims.len()).filter(|&at| !is_share(&claims[at])).collect();
        wholes.sort_by_cached_key(|&at| (claims[at].rank(), order(&claims[at])));
        let ground = Ground { claims, folds, principal: &gathering.principal, shares };
        let mut groups = ground.clusters(&wholes);
        tie(&mut groups, &places, ties);
        // A share is of the same quantity as another one where both divide one series, for one kind of people.
        let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (group, members) in groups.iter().enumerate() {
            group_of.extend(members.iter().map(|&member| (member, group)));
        }
        let mut divided: BTreeMap<(usize, &Counted), Vec<usize>> = BTreeMap::new();
        let mut of_group: BTreeMap<usize, usize> = BTreeMap::new();
        let mut alone: Vec<usize> = Vec::new();
        for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| is_share(claim)) {
            match whole(claim).and_then(|whole| group_of.get(&whole)) {
                Some(&group) => divided.entry((group, &claim.counted)).or_default().push(at),
                None => alone.push(at),
            }
        }
        for ((group, _), members) in divided {
            of_group.insert(groups.len(), group);
            groups.push(members);
        }
        groups.extend(alone.into_iter().map(|at| vec![at]));
        for (group, members) in groups.iter().enumerate() {
            let divides =
                members.iter().find_map(|&at| whole(&claims[at]).filter(|_| claims[at].counted.part));
            if let Some(of) = divides.and_then(|whole| group_of.get(&whole)).filter(|of| **of != group) {
                of_group.insert(group, *of);
            }
        }
        // In order of measure and of the first claims.
        for members in &mut groups {
            members.sort_by_cached_key(|&at| order(&claims[at]));
        }
        let rank =
            |measure: &str| MEASURES.iter().position(|known| *known == measure).unwrap_or(MEASURES.len());
        let mut sorted: Vec<usize> = (0..groups.len()).collect();
        sorted.sort_by_cached_key(|&group| {
            let first = &claims[groups[group][0]];
            let above = of_group.get(&group).map(|&of| order(&claims[groups[of][0]]));
            let own = order(first);
            (rank(&first.measure), first.measure.clone(), above.unwrap_or(own), above.is_some(), own)
        });
        let mut place_of = vec![0; groups.len()];
        for (place, &group) in sorted.iter().enumerate() {
            place_of[group] = place;
        }
        let mut series: Vec<Series> = sorted
            .iter()
            .map(|&group| {
                let members = groups[group].iter().map(|&at| claims[at].clone()).collect();
                let mut series = Series::new(members, folds);
                series.of = of_group.get(&group).map(|&of| place_of[of]);
                series
            })
            .collect();
        beside(&mut series);
        Self { series }
    }

    /// The series and the place in it of each figure.
    #[must_use]
    pub fn places(&self) -> BTreeMap<(i64, FigureId), (usize, usize)> {
        let entries = self.series.iter().enumerate().flat_map(|(series, of)| {
            of.entries
                .iter()
                .enumerate()
                .map(move |(at, entry)| ((entry.claim.report, entry.claim.figure), (series, at)))
        });
        entries.collect()
    }
}

/// Notes which series of those who live somewhere and of those who fled there may count the same people: at one place, of
/// one people or status.
fn beside(series: &mut [Series]) {
    /// Others that a series is laid beside.
    const MOST: usize = 8;
    let mut living: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let of_measure = |one: &Series, measure: &str| one.measure == measure && one.of.is_none();
    for (at, one) in series.iter().enumerate().filter(|(_, one)| of_measure(one, "population")) {
        for place in one.entries.iter().flat_map(|entry| &entry.claim.places).collect::<BTreeSet<_>>() {
            living.entry(*place).or_default().push(at);
        }
    }
    for at in 0..series.len() {
        if !of_measure(&series[at], "displaced") {
            continue;
        }
        let places = series[at].entries.iter().flat_map(|entry| &entry.claim.places);
        let others: BTreeSet<usize> =
            places.filter_map(|place| living.get(place)).flatten().copied().collect();
        for other in others.into_iter().take(MOST) {
            let (Some(left), Some(right)) = (series[at].entries.last(), series[other].entries.last()) else {
                continue;
            };
            let (left, right) = (&left.claim, &right.claim);
            let alike = left.counted.status.is_some() && left.counted.status == right.counted.status
                || !left.counted.nations.is_disjoint(&right.counted.nations);
            if !alike {
                continue;
            }
            let how = relation(left, right);
            series[at].beside.push((other, how));
            series[other].beside.push((at, how));
        }
    }
}
