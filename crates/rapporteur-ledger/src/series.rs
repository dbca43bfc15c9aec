//! Series: the claims about one quantity in order, what is repeated and how they relate.

use crate::claim::{Claim, Voice};
use crate::{Days, Fold, Folds, Relation, relation};
use std::collections::BTreeMap;

/// Claimants whose last claims a new one is compared with.
const COMPARED: usize = 16;

/// What a claim adds to its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The first claim of the series.
    First,
    /// Another number, another bound, or another claimant.
    New,
    /// The words themselves say that another number has taken its place: `from 14 to 22`.
    Former,
    /// The claimant of an earlier claim says the same again, in this or in another report. The place of the earlier one.
    Repeat(usize),
    /// A report that prints the text of another one, or its very sentence. The place of the earlier claim.
    Copy(usize),
}

/// A claim in its series.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The claim.
    pub claim: Claim,
    /// What it adds.
    pub standing: Standing,
    /// How it stands to earlier claims of the series, by their places: to the last one of the same claimant and to the last
    /// one of each other claimant; that it updates another claimant's is told of the last claim only. Empty for repeats,
    /// copies and former numbers.
    pub relations: Vec<(usize, Relation)>,
}

/// Claims about one quantity, in the order of the days as of which they hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What is measured.
    pub measure: String,
    /// The claims; never empty.
    pub entries: Vec<Entry>,
    /// For shares and parts: the place of the series that they divide.
    pub of: Option<usize>,
    /// Places of series of another measure that may count the same people at the same place, with how their last claims
    /// relate. These are no claims about one quantity.
    pub beside: Vec<(usize, Relation)>,
}

impl Series {
    pub(crate) fn new(claims: Vec<Claim>, folds: &Folds) -> Self {
        let mut entries: Vec<Entry> = Vec::with_capacity(claims.len());
        // The last claim of each claimant that is no mere repeat, in the order of the claimants' first claims.
        let mut last: Vec<(Voice, usize)> = Vec::new();
        let mut places: BTreeMap<Voice, usize> = BTreeMap::new();
        let mut printed: BTreeMap<(u64, usize), usize> = BTreeMap::new();
        // By report and number.
        let mut told: BTreeMap<(i64, u64), usize> = BTreeMap::new();
        // The last claim that is no repeat.
        let mut before_it: Option<usize> = None;
        let mut families: BTreeMap<(Fold, u64, u8), usize> = BTreeMap::new();
        for claim in claims {
            let at = entries.len();
            let (hash, words) = claim.words;
            let sentence = (hash, claim.sentence.1);
            let family =
                (folds.family(claim.report), claim.amount.nominal().to_bits(), claim.amount.bound as u8);
            let before = printed.get(&sentence).copied().filter(|_| words >= 8);
            let before = before.or_else(|| families.get(&family).copied());
            let before = before.filter(|&before| {
                let earlier: &Entry = &entries[before];
                earlier.claim.report != claim.report && earlier.claim.claimant_is_like(&claim)
            });
            let own = places.get(&claim.claimant).map(|&place| last[place].1);
            // A headline says again what its report tells, without saying who claims it.
            let number = (claim.report, claim.amount.nominal().to_bits());
            let headed = told.get(&number).copied().filter(|_| claim.headline);
            let standing = match (before.map(Standing::Copy).or(headed.map(Standing::Repeat)), own) {
                _ if claim.former => Standing::Former,
                _ if last.is_empty() => Standing::First,
                (Some(again), _) => again,
                (None, Some(own)) if relation(&entries[own].claim, &claim) == Relation::Same => {
                    Standing::Repeat(own)
                }
                _ => Standing::New,
            };
            let mut relations = Vec::new();
            if matches!(standing, Standing::First | Standing::New) {
                let others = last.iter().rev().take(COMPARED).map(|(_, other)| *other).chain(own);
                relations = others
                    .map(|other| (other, relation(&entries[other].claim, &claim)))
                    // That others had told less days before is told once.
                    .filter(|&(other, how)| {
                        how != Relation::Updated || Some(other) == own || Some(other) == before_it
                    })
                    .collect();
                relations.sort_unstable();
                relations.dedup();
                before_it = Some(at);
                match places.get(&claim.claimant) {
                    Some(&place) => last[place].1 = at,
                    None => {
                        places.insert(claim.claimant.clone(), last.len());
                        last.push((claim.claimant.clone(), at));
                    }
                }
            }
            printed.entry(sentence).or_insert(at);
            families.entry(family).or_insert(at);
            told.insert(number, at);
            entries.push(Entry { claim, standing, relations });
        }
        let measure = entries.first().map(|entry| entry.claim.measure.clone()).unwrap_or_default();
        Self { measure, entries, of: None, beside: Vec::new() }
    }

    /// The claims that are no repeats and no copies.
    pub fn distinct(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| matches!(entry.standing, Standing::First | Standing::New))
    }

    /// The last claim of each claimant, in the order of their first claims.
    #[must_use]
    pub fn latest(&self) -> Vec<&Entry> {
        let mut places: BTreeMap<&Voice, usize> = BTreeMap::new();
        let mut latest: Vec<&Entry> = Vec::new();
        let stands = |entry: &&Entry| match entry.standing {
            Standing::First | Standing::New => true,
            Standing::Repeat(_) => !entry.claim.headline,
            Standing::Former | Standing::Copy(_) => false,
        };
        for entry in self.entries.iter().filter(stands) {
            match places.get(&entry.claim.claimant) {
                Some(&place) => latest[place] = entry,
                None => {
                    places.insert(&entry.claim.claimant, latest.len());
                    latest.push(entry);
                }
            }
        }
        latest
    }

    /// The last claim of each claimant, but for those that time has overtaken: of a level those before a claim as of a later
    /// day, of a sum those that are also lower than such a claim.
    #[must_use]
    pub fn standing(&self) -> Vec<&Entry> {
        let level =
            matches!(self.measure.as_str(), "missing" | "held" | "displaced" | "population" | "units");
        let mut claims: Vec<(Days, f64)> = self
            .distinct()
            .filter_map(|entry| Some((entry.claim.as_of?, entry.claim.amount.nominal())))
            .collect();
        claims.sort_unstable_by(|a, b| a.0.first.cmp(&b.0.first).then(a.1.total_cmp(&b.1)));
        // For each day the most that is claimed as of that day or a later one.
        let mut most = vec![f64::NEG_INFINITY; claims.len() + 1];
        for at in (0..claims.len()).rev() {
            most[at] = most[at + 1].max(claims[at].1);
        }
        let mut latest = self.latest();
        latest.retain(|entry| {
            let Some(days) = entry.claim.as_of else { return true };
            let later = claims.partition_point(|(other, _)| other.first <= days.last);
            if level { later == claims.len() } else { most[later] <= entry.claim.amount.nominal() }
        });
        latest
    }

    /// How many reports claim a number of this series.
    #[must_use]
    pub fn reports(&self) -> usize {
        let mut reports: Vec<i64> = self.entries.iter().map(|entry| entry.claim.report).collect();
        reports.sort_unstable();
        reports.dedup();
        reports.len()
    }

    /// The gravest relation in the series; `None` if all is one claim, its repeats and copies.
    #[must_use]
    pub fn gravest(&self) -> Option<Relation> {
        self.entries.iter().flat_map(|entry| &entry.relations).map(|(_, relation)| *relation).max()
    }
}

impl Claim {
    /// True if both are claimed by the same, or each by its own outlet, which a copy may name and another not.
    fn claimant_is_like(&self, other: &Self) -> bool {
        self.claimant == other.claimant
            || matches!((&self.claimant, &other.claimant), (Voice::Outlet(_), Voice::Outlet(_)))
    }
}
