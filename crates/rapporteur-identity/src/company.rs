//! The company a name keeps: what else stands in the reports that name it.

use crate::gather::Gathering;
use crate::prepare::Prepared;
use foldhash::HashMap;

/// Reports that lie further apart share their company by chance.
pub(crate) const NEAR_DAYS: i32 = 30;

/// An office is held longer: the only bearer of a surname who holds it is meant for about a year.
pub(crate) const TERM_DAYS: i32 = 366;

/// Reports of one entity whose company is looked at; more tell nothing new.
const REPORTS: usize = 200;

/// Names of one report that count as company, the rarest ones. A page of thousands of names keeps company with all and
/// none.
const NAMES: usize = 200;

/// Days since 1970 between which a report was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    first: i32,
    last: i32,
}

impl Days {
    /// A report of an unknown day may be of any.
    pub(crate) fn between(earliest: Option<&str>, latest: Option<&str>) -> Self {
        let (first, last) = (earliest.and_then(day), latest.and_then(day));
        Self { first: first.unwrap_or(i32::MIN), last: last.unwrap_or(i32::MAX) }
    }

    pub(crate) fn near(self, other: Self) -> bool {
        self.within(other, NEAR_DAYS)
    }

    /// True if the two may lie no more than so many days apart.
    pub(crate) fn within(self, other: Self, days: i32) -> bool {
        self.first.saturating_sub(other.last) <= days && other.first.saturating_sub(self.last) <= days
    }
}

/// Days since 1970 of `2025-09-16…`. Days of partial dates are unknown.
fn day(date: &str) -> Option<i32> {
    let number = |from: usize, to: usize| date.get(from..to)?.parse::<i32>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// For each report the names in it that say something: not bare surnames, not words such as `officials`.
pub(crate) struct Company {
    /// Features of all reports, report by report, sorted.
    features: Vec<u32>,
    /// By position of the report: where its features end.
    ends: Vec<u32>,
    /// In how many reports each feature stands.
    frequency: Vec<u32>,
    pub(crate) days: Vec<Days>,
    /// The name of each feature, as its first report has it.
    names: Vec<u32>,
    /// By what is said of an entity: its name as company of others.
    of_said: Vec<Option<u32>>,
}

/// Where the features of some reports stand: for each the days.
pub(crate) type Circle = HashMap<u32, Vec<Days>>;

impl Company {
    pub(crate) fn new(gathered: &Gathering, prepared: &Prepared) -> Self {
        let mut of_key: Vec<Option<u32>> = vec![None; prepared.keys.len()];
        let mut of_said = vec![None; prepared.saids.len()];
        let mut names = Vec::new();
        for at in &gathered.locals {
            let ready = &prepared.saids[at.said as usize];
            if ready.tells {
                let feature = *of_key[ready.key as usize].get_or_insert(names.len() as u32);
                if feature as usize == names.len() {
                    names.push(gathered.said(at.said).name);
                }
                of_said[at.said as usize] = Some(feature);
            }
        }
        let mut features: Vec<u32> = Vec::with_capacity(gathered.locals.len());
        let mut ends: Vec<u32> = Vec::with_capacity(gathered.numbers.len());
        let mut frequency = vec![0; names.len()];
        let mut locals = gathered.locals.iter().peekable();
        for report in 0..gathered.numbers.len() as u32 {
            let start = features.len();
            while let Some(at) = locals.next_if(|at| at.report == report) {
                features.extend(of_said[at.said as usize]);
            }
            features[start..].sort_unstable();
            let kept = unique(&mut features[start..]);
            features.truncate(start + kept);
            for feature in &features[start..] {
                frequency[*feature as usize] += 1;
            }
            ends.push(features.len() as u32);
        }
        let days = gathered.days.clone();
        let mut company = Self { features, ends, frequency, days, names, of_said };
        company.shorten();
        company
    }

    /// Leaves the rarest names of reports that have too many.
    fn shorten(&mut self) {
        let Self { features, ends, frequency, .. } = self;
        let (mut from, mut to) = (0, 0);
        for end in ends {
            let here = from..*end as usize;
            from = here.end;
            if here.len() > NAMES {
                features[here.clone()].sort_by_key(|feature| (frequency[*feature as usize], *feature));
            }
            let count = here.len().min(NAMES);
            features.copy_within(here.start..here.start + count, to);
            to += count;
            *end = to as u32;
        }
        features.truncate(to);
        features.shrink_to_fit();
    }

    /// The features of a report.
    fn of_report(&self, report: u32) -> &[u32] {
        let report = report as usize;
        let start = if report == 0 { 0 } else { self.ends[report - 1] };
        &self.features[start as usize..self.ends[report] as usize]
    }

    /// The name of what is said of an entity, as company of others.
    pub(crate) fn feature(&self, said: u32) -> Option<u32> {
        self.of_said[said as usize]
    }

    /// Rare names in common say more than frequent ones, and those of every tenth report nothing.
    fn weight(&self, feature: u32) -> u32 {
        let reports = self.ends.len() as u32;
        match self.frequency[feature as usize] {
            n if n <= (reports / 200).max(3) => 2,
            n if n <= (reports / 40).max(6) => 1,
            _ => 0,
        }
    }

    /// The company of these reports.
    pub(crate) fn circle(&self, reports: &[u32]) -> Circle {
        let mut circle = Circle::default();
        for report in reports.iter().take(REPORTS) {
            self.widen(&mut circle, *report);
        }
        circle
    }

    /// Adds the company of one more report.
    pub(crate) fn widen(&self, circle: &mut Circle, report: u32) {
        let days = self.days[report as usize];
        for feature in self.of_report(report).iter().filter(|feature| self.weight(**feature) > 0) {
            let known = circle.entry(*feature).or_default();
            if known.last() != Some(&days) {
                known.push(days);
            }
        }
    }

    /// How much company a report shares with a circle: features of both, but those that `own` says are the compared
    /// names themselves. 2 is one rare name or two less rare ones.
    pub(crate) fn shared(
        &self,
        report: u32,
        circle: &Circle,
        own: impl Fn(u32) -> bool,
    ) -> (u32, Option<u32>) {
        let days = self.days[report as usize];
        let (mut score, mut best) = (0, None);
        for feature in self.of_report(report) {
            let weight = self.weight(*feature);
            if weight > 0
                && !own(*feature)
                && circle.get(feature).is_some_and(|there| there.iter().any(|other| days.near(*other)))
            {
                score += weight;
                if best.is_none_or(|known| self.weight(known) < weight) {
                    best = Some(*feature);
                }
            }
        }
        (score, best)
    }

    /// The number of the name of a feature.
    pub(crate) fn name(&self, feature: u32) -> Option<u32> {
        self.names.get(feature as usize).copied()
    }
}

/// Moves the different values of a sorted list to its beginning, and counts them.
fn unique(sorted: &mut [u32]) -> usize {
    let mut kept = 0;
    for at in 0..sorted.len() {
        if kept == 0 || sorted[kept - 1] != sorted[at] {
            sorted[kept] = sorted[at];
            kept += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2000-03-01T10:00:00Z"), Some(11_017));
        assert_eq!(day("2024-02-29"), Some(19_782));
        assert_eq!(day("2024-13-01"), None);
        assert_eq!(day("2024-02"), None);
    }

    #[test]
    fn unknown_days_are_near() {
        let days = Days::between;
        let known = days(Some("2025-01-01"), Some("2025-01-02"));
        assert!(known.near(days(None, None)));
        assert!(known.near(days(Some("2025-02-01"), Some("2025-02-01"))));
        assert!(!known.near(days(Some("2025-02-02"), Some("2025-02-02"))));
        assert!(!known.near(days(Some("2025-02-02"), None)));
    }
}
