//! Issues of many reports that are one: a common issue about the same places and people, or the same words.

use rapporteur_record::{EntityId, PositionSide};
use std::collections::{BTreeMap, BTreeSet};

/// Entities of a report that tell what it is about.
const TOLD: usize = 5;

/// An issue as one position has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// Number of the report.
    pub report: i64,
    /// The key that its words lead to.
    pub key: String,
    /// True if that is the id of a common issue.
    pub common: bool,
    /// Who holds it, over all reports, if that is known, and which way it goes.
    pub holder: Option<(EntityId, PositionSide)>,
    /// The entities that its report names most often, the first first; only so many count as tell what it is about.
    pub report_about: Vec<EntityId>,
}

/// Positions on one issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueGroup {
    /// Places in the list of what was raised, in its order.
    pub members: Vec<usize>,
}

/// Which of them are one issue, in the order of their first members.
///
/// A common issue is one over two reports that name the same two of their commonest names: a truce in one war is not a
/// truce in another. Issues of other words are one where their keys are the same, or one key has all words of the other and
/// the two stand in such reports: of different holders but for one word, of one holder who goes one way whatever else it says.
#[must_use]
pub fn issues(raised: &[Raised]) -> Vec<IssueGroup> {
    let mut sets = Sets((0..raised.len()).collect());
    let mut first: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut join = |sets: &mut Sets, key: &str, link: String, at: usize| {
        let first = *first.entry((key.to_owned(), link)).or_insert(at);
        sets.join(first, at);
    };
    for (at, issue) in raised.iter().enumerate() {
        // Inside a report a common issue is one; a key of own words is one everywhere, if it says enough.
        join(&mut sets, &issue.key, format!("r{}", issue.report), at);
        let words = issue.key.split('+').count();
        if !issue.common && words > 1 {
            join(&mut sets, &issue.key, String::new(), at);
        }
        let names: Vec<&EntityId> = issue.report_about.iter().take(TOLD).collect();
        for (number, one) in names.iter().enumerate() {
            for other in &names[number + 1..] {
                let (low, high) = if one < other { (one, other) } else { (other, one) };
                join(&mut sets, &issue.key, format!("{low} {high}"), at);
                if !issue.common && words > 2 {
                    // One word less: “recall of the ambassador” and “recall of their ambassador to Orvania”.
                    for left_out in 0..words {
                        let shorter: Vec<&str> = issue
                            .key
                            .split('+')
                            .enumerate()
                            .filter(|(at, _)| *at != left_out)
                            .map(|(_, word)| word)
                            .collect();
                        join(&mut sets, &shorter.join("+"), format!("{low} {high}"), at);
                    }
                }
            }
        }
    }
    cut_short(raised, &mut sets);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..raised.len() {
        groups.entry(sets.root(at)).or_default().push(at);
    }
    let mut groups: Vec<IssueGroup> = groups.into_values().map(|members| IssueGroup { members }).collect();
    groups.sort_by_key(|group| group.members[0]);
    groups
}

/// An issue by its place in the list, with the words of its key.
type Worded<'r> = (usize, BTreeSet<&'r str>);

/// Joins what one holder asks at length and in short: “hand over the keys of the mill at once”, “hand over the keys”.
fn cut_short(raised: &[Raised], sets: &mut Sets) {
    /// Issues of one holder that are compared with each other.
    const COMPARED: usize = 64;
    let mut of_holder: BTreeMap<&(EntityId, PositionSide), Vec<Worded<'_>>> = BTreeMap::new();
    for (at, issue) in raised.iter().enumerate().filter(|(_, issue)| !issue.common) {
        let words: BTreeSet<&str> = issue.key.split('+').collect();
        let Some(holder) = issue.holder.as_ref().filter(|_| words.len() > 1) else { continue };
        let known = of_holder.entry(holder).or_default();
        let near = |other: usize| {
            let other = &raised[other];
            let about = |id: &&EntityId| other.report_about.iter().take(TOLD).any(|one| one == *id);
            other.report == issue.report || issue.report_about.iter().take(TOLD).filter(about).count() > 1
        };
        for (other, theirs) in known.iter() {
            if (words.is_subset(theirs) || theirs.is_subset(&words)) && near(*other) {
                sets.join(*other, at);
            }
        }
        if known.len() < COMPARED {
            known.push((at, words));
        }
    }
}

/// Sets that are joined; the root is the earliest member.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        let (low, high) = (left.min(right), left.max(right));
        self.0[high] = low;
    }
}

/// The entities of a report that it names most often, in that order; at most as many as [`issues`] looks at.
#[must_use]
pub fn commonest<'r>(named: impl Iterator<Item = &'r EntityId>) -> Vec<EntityId> {
    let mut counts: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for id in named {
        *counts.entry(id).or_default() += 1;
    }
    let ids: BTreeSet<(std::cmp::Reverse<usize>, &EntityId)> =
        counts.into_iter().map(|(id, count)| (std::cmp::Reverse(count), id)).collect();
    ids.into_iter().take(TOLD).map(|(_, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raised(report: i64, key: &str, names: &[&str]) -> Raised {
        Raised {
            report,
            key: key.to_owned(),
            common: !key.contains('+'),
            holder: None,
            report_about: names.iter().map(|name| EntityId((*name).to_owned())).collect(),
        }
    }

    fn check(raised: &[Raised], expected: &[&[usize]]) {
        let found: Vec<Vec<usize>> = issues(raised).into_iter().map(|group| group.members).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_truce_in_one_war_is_not_a_truce_in_another() {
        let [a, b, c] = [
            raised(1, "ceasefire", &["state:orvania", "state:balvia", "place:ulverin"]),
            raised(2, "ceasefire", &["state:balvia", "state:orvania"]),
            raised(3, "ceasefire", &["state:norvassa", "state:balvia"]),
        ];
        check(&[a, b, c], &[&[0, 1], &[2]]);
    }

    #[test]
    fn own_words_join_where_they_say_enough() {
        let one = raised(1, "ambassador+recall", &["state:orvania", "state:balvia"]);
        let more = raised(2, "ambassador+balvia+recall", &["state:balvia", "state:orvania"]);
        let far = raised(3, "ambassador+recall", &[]);
        let other = raised(4, "bridge", &["state:orvania", "state:balvia"]);
        check(&[one, more, far, other], &[&[0, 1, 2], &[3]]);
    }

    #[test]
    fn what_one_holder_asks_at_length_and_in_short_is_one() {
        let held = |report: i64, key: &str, holder: &str| Raised {
            holder: Some((EntityId(holder.to_owned()), PositionSide::For)),
            ..raised(report, key, &["state:orvania", "state:balvia"])
        };
        let all = [
            held(1, "delay+hand+keys+mill", "organisation:mill-office"),
            held(2, "hand+keys", "organisation:mill-office"),
            held(3, "hand+keys", "organisation:mill-owners"),
            held(4, "hand+lamps", "organisation:mill-office"),
        ];
        check(&all, &[&[0, 1, 2], &[3]]);
    }
}
