//! The company a name keeps: what else stands in the reports that name it.

use crate::{Dates, Local};
use foldhash::HashMap;

/// Reports that lie further apart share their company by chance.
pub(crate) const NEAR_DAYS: i32 = 30;

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
    pub(crate) fn of(dates: &Dates) -> Self {
        let first = dates.earliest.as_deref().and_then(day);
        let last = dates.latest.as_deref().and_then(day);
        Self { first: first.unwrap_or(i32::MIN), last: last.unwrap_or(i32::MAX) }
    }

    pub(crate) fn near(self, other: Self) -> bool {
        self.first.saturating_sub(other.last) <= NEAR_DAYS
            && other.first.saturating_sub(self.last) <= NEAR_DAYS
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
pub(crate) struct Company<'c> {
    /// By position of the report: features, sorted.
    of_report: Vec<Vec<u32>>,
    /// In how many reports each feature stands.
    frequency: Vec<u32>,
    pub(crate) days: Vec<Days>,
    /// The name of each feature, as its first report has it.
    names: Vec<u32>,
    locals: &'c [Local],
}

/// Where the features of some reports stand: for each the days.
pub(crate) type Circle = HashMap<u32, Vec<Days>>;

impl<'c> Company<'c> {
    /// `features` has one for each local that says something.
    pub(crate) fn new(
        dates: &[Dates],
        locals: &'c [Local],
        report: &[u32],
        features: &[Option<u32>],
    ) -> Self {
        let mut of_report = vec![Vec::new(); dates.len()];
        for (local, feature) in features.iter().enumerate() {
            of_report[report[local] as usize].extend(feature);
        }
        let mut frequency = vec![0; features.iter().flatten().max().map_or(0, |most| *most as usize + 1)];
        for features in &mut of_report {
            features.sort_unstable();
            features.dedup();
            for feature in features {
                frequency[*feature as usize] += 1;
            }
        }
        for features in of_report.iter_mut().filter(|features| features.len() > NAMES) {
            features.sort_by_key(|feature| (frequency[*feature as usize], *feature));
            features.truncate(NAMES);
        }
        let mut names = vec![0; frequency.len()];
        for (local, feature) in features.iter().enumerate().rev() {
            if let Some(feature) = feature {
                names[*feature as usize] = local as u32;
            }
        }
        Self { of_report, frequency, days: dates.iter().map(Days::of).collect(), names, locals }
    }

    /// Rare names in common say more than frequent ones, and those of every tenth report nothing.
    fn weight(&self, feature: u32) -> u32 {
        let reports = self.of_report.len() as u32;
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
            for feature in &self.of_report[*report as usize] {
                if self.weight(*feature) > 0 {
                    circle.entry(*feature).or_default().push(self.days[*report as usize]);
                }
            }
        }
        circle
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
        for feature in &self.of_report[report as usize] {
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

    /// The name of a feature.
    pub(crate) fn name(&self, feature: u32) -> Option<&'c str> {
        Some(&self.locals[*self.names.get(feature as usize)? as usize].name)
    }

    pub(crate) fn locals(&self) -> &'c [Local] {
        self.locals
    }
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
        let days = |earliest: Option<&str>, latest: Option<&str>| {
            Days::of(&Dates { number: 0, earliest: earliest.map(Into::into), latest: latest.map(Into::into) })
        };
        let known = days(Some("2025-01-01"), Some("2025-01-02"));
        assert!(known.near(days(None, None)));
        assert!(known.near(days(Some("2025-02-01"), Some("2025-02-01"))));
        assert!(!known.near(days(Some("2025-02-02"), Some("2025-02-02"))));
        assert!(!known.near(days(Some("2025-02-02"), None)));
    }
}
