//! What one holder says on one issue, in order, and where it departs from the line before.

use rapporteur_record::PositionSide;

/// One line of a diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day, in ISO 8601; `None` if unknown.
    pub day: Option<String>,
    /// Which way it goes.
    pub side: PositionSide,
}

/// A line that goes another way than the last one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// The first line of its day that goes the other way.
    pub entry: usize,
    /// The last one of the line before.
    pub from: usize,
}

/// Which entries, in order of their days, depart from the earlier line.
///
/// Whoever worries does not contradict who is against, and a denial contradicts nobody: only for and against part. Entries
/// of one day with both sides are a mixed line, and none of them departs; what has no day departs from nothing.
#[must_use]
pub fn departures(entries: &[Entry]) -> Vec<Departure> {
    let way = |entry: &Entry| match entry.side {
        PositionSide::For => Some(true),
        PositionSide::Against => Some(false),
        PositionSide::Worried | PositionSide::Denies => None,
    };
    let mut found = Vec::new();
    let mut line: Option<(usize, bool)> = None;
    let mut at = 0;
    while at < entries.len() {
        let day = &entries[at].day;
        let end = at + entries[at..].iter().take_while(|entry| entry.day == *day).count();
        let ways: Vec<(usize, bool)> = if day.is_some() {
            (at..end).filter_map(|entry| Some((entry, way(&entries[entry])?))).collect()
        } else {
            Vec::new()
        };
        if let (Some(&(first, way)), Some(&(last, _))) = (ways.first(), ways.last())
            && ways.iter().all(|(_, other)| *other == way)
        {
            if let Some((from, _)) = line.filter(|(_, line)| *line != way) {
                found.push(Departure { entry: first, from });
            }
            line = Some((last, way));
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(entries: &[(&str, PositionSide)], expected: &[(usize, usize)]) {
        let entries: Vec<Entry> = entries
            .iter()
            .map(|(day, side)| Entry { day: (!day.is_empty()).then(|| (*day).to_owned()), side: *side })
            .collect();
        let found: Vec<(usize, usize)> =
            departures(&entries).into_iter().map(|departure| (departure.entry, departure.from)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_first_that_goes_the_other_way_departs() {
        use PositionSide::{Against, Denies, For, Worried};
        check(&[("2031-01-01", For), ("2031-01-02", For)], &[]);
        check(&[("2031-01-01", For), ("2031-01-02", Against), ("2031-01-03", Against)], &[(1, 0)]);
        check(&[("2031-01-01", For), ("2031-01-02", Against), ("2031-01-03", For)], &[(1, 0), (2, 1)]);
        check(&[("2031-01-01", Against), ("2031-01-02", Worried), ("2031-01-03", Denies)], &[]);
    }

    #[test]
    fn a_mixed_day_and_an_unknown_day_depart_from_nothing() {
        use PositionSide::{Against, For};
        check(&[("2031-01-01", For), ("2031-01-01", Against)], &[]);
        check(&[("", Against), ("2031-01-01", For), ("", Against)], &[]);
        check(&[], &[]);
    }
}
