//! What one holder says on one issue, in order, and where it departs from the line before.

use rapporteur_record::PositionSide;

/// One line of a diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day, in ISO 8601; `None` if unknown.
    pub day: Option<String>,
    /// Which way it goes.
    pub side: PositionSide,
    /// From 1 to 3.
    pub strength: u8,
}

/// Which entries, in order of their days, depart from the earlier line: they go another way than all that was said before.
///
/// Whoever worries does not contradict who is against, and a denial contradicts nobody: only for and against part. Entries
/// of one day with both sides are a mixed line, and so departs none of them; what has no day departs from nothing.
#[must_use]
pub fn departures(entries: &[Entry]) -> Vec<usize> {
    let way = |entry: &Entry| match entry.side {
        PositionSide::For => Some(true),
        PositionSide::Against => Some(false),
        PositionSide::Worried | PositionSide::Denies => None,
    };
    let mut found = Vec::new();
    let mut line: Option<bool> = None;
    let mut at = 0;
    while at < entries.len() {
        let day = &entries[at].day;
        let end = at + entries[at..].iter().take_while(|entry| entry.day == *day).count();
        if day.is_some() {
            let ways: Vec<(usize, bool)> =
                (at..end).filter_map(|entry| Some((entry, way(&entries[entry])?))).collect();
            let mixed = ways.iter().any(|(_, way)| *way != ways[0].1);
            if let (Some(&(first, way)), false) = (ways.first(), mixed) {
                if line.is_some_and(|line| line != way) {
                    found.push(first);
                }
                line = Some(way);
            }
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(entries: &[(&str, PositionSide)], expected: &[usize]) {
        let entries: Vec<Entry> = entries
            .iter()
            .map(|(day, side)| Entry { day: (!day.is_empty()).then(|| (*day).to_owned()), side: *side, strength: 2 })
            .collect();
        assert_eq!(departures(&entries), expected);
    }

    #[test]
    fn the_first_that_goes_the_other_way_departs() {
        use PositionSide::{Against, Denies, For, Worried};
        check(&[("2031-01-01", For), ("2031-01-02", For)], &[]);
        check(&[("2031-01-01", For), ("2031-01-02", Against), ("2031-01-03", Against)], &[1]);
        check(&[("2031-01-01", For), ("2031-01-02", Against), ("2031-01-03", For)], &[1, 2]);
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
