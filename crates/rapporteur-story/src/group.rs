use crate::copy::NOTHING_NEW;
use crate::near::{DAYS_APART, Near, near};
use crate::vector::{UNIT, Vector, product, vectors};
use crate::{Days, Family, Sketch};
use foldhash::HashMap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Similarity is counted in ten-thousandths of that of a report with itself.
const WHOLE: u64 = 10_000;

/// Mean similarity of the reports of two groups from which on they are one story.
/// Set with the constants below and those of [`crate::vector`] on one half of a public set, alone and among the items of a
/// busy week; see ADR 17.
const ALIKE: i64 = 1_000;
/// What each doubling of the number of reports of those days adds to it: among more reports more are alike by chance.
const CROWD: f64 = 80.0;
/// What each day between the groups adds to what is asked for, in hundredths of it.
const PER_DAY: i64 = 10;
/// What a pair of single reports adds, in hundredths; more reports share it, because they make up for what one says by chance.
const SINGLE: i64 = 15;
/// What of the similarity counts that each of two reports has with many others, in hundredths: half of it for each of the two.
const CROWDED: u64 = 35;

/// Reports that tell of one happening.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Story {
    /// Places of its reports, in order.
    pub members: Vec<usize>,
    /// Place of the one that has most in common with all of them.
    pub centre: usize,
}

/// Stories, in order of their first reports; every report is in one.
///
/// Groups are joined, the most alike first, while the mean similarity of their reports is high enough (average
/// linkage, Sokal and Michener 1958). Similarity is the cosine of words and names weighed by how rare they are among these reports,
/// less a part of what the two have with many others. What prints nothing but the text of another report is in the story of that,
/// whatever date it bears.
///
/// Time grows with the number of reports, also where all are of one day: see [`crate::near`] for what that leaves out.
#[must_use]
pub fn stories(sketches: &[Sketch], families: &[Family]) -> Vec<Story> {
    // In an order that the reports themselves give: then the order of arrival decides nothing.
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    order.sort_by(|&a, &b| sketches[a].cmp(&sketches[b]));
    let vectors = vectors(sketches, &order);
    let days: Vec<Days> = order.iter().map(|&at| sketches[at].days).collect();
    let mut story_of = vec![0; sketches.len()];
    let mut centres: Vec<Vec<(u64, usize)>> = Vec::new();
    for group in Groups::new(&vectors, &days).joined() {
        let mut near: Vec<(u64, usize)> =
            group.members.iter().map(|&at| (group.sum.product(&vectors[at as usize]), at as usize)).collect();
        near.sort_unstable_by_key(|&(product, at)| (Reverse(product), at));
        for &(_, at) in &near {
            story_of[order[at]] = centres.len();
        }
        centres.push(near);
    }
    for copy in families.iter().flat_map(|family| &family.copies).filter(|copy| copy.contained >= NOTHING_NEW)
    {
        // What it is a copy of may be one as well, but is fuller or earlier, so that the way ends.
        story_of[copy.report] = story_of[copy.of];
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); centres.len()];
    for (report, &story) in story_of.iter().enumerate() {
        members[story].push(report);
    }
    let mut stories: Vec<Story> = members
        .into_iter()
        .enumerate()
        .filter_map(|(story, members)| {
            let first = *members.first()?;
            let mut near = centres[story].iter().map(|&(_, at)| order[at]);
            let centre = near.find(|report| members.binary_search(report).is_ok()).unwrap_or(first);
            Some(Story { members, centre })
        })
        .collect();
    stories.sort_unstable();
    stories
}

/// Sum of the vectors of the reports of a group.
enum Sum<'v> {
    One(&'v Vector),
    Many(HashMap<u32, u64>),
}

impl<'v> Sum<'v> {
    fn product(&self, vector: &Vector) -> u64 {
        match self {
            Self::One(own) => product(own, vector),
            Self::Many(sum) => {
                vector.iter().map(|(word, weight)| u64::from(*weight) * sum.get(word).unwrap_or(&0)).sum()
            }
        }
    }

    fn with(&self, other: &Self) -> u64 {
        match (self, other) {
            (sum, Self::One(vector)) | (Self::One(vector), sum) => sum.product(vector),
            (Self::Many(one), Self::Many(other)) => {
                let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
                few.iter().map(|(word, weight)| weight * many.get(word).unwrap_or(&0)).sum()
            }
        }
    }

    /// The sum of both. Takes time in proportion to the smaller one.
    fn add(self, other: Self) -> Self {
        let as_map = |sum: Self| match sum {
            Self::One(vector) => vector.iter().map(|&(word, weight)| (word, u64::from(weight))).collect(),
            Self::Many(sum) => sum,
        };
        let (one, other) = (as_map(self), as_map(other));
        let (few, mut many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        for (word, weight) in few {
            *many.entry(word).or_default() += weight;
        }
        Self::Many(many)
    }
}

struct Group<'v> {
    members: Vec<u32>,
    sum: Sum<'v>,
    days: Days,
    /// Similarity asked for among the reports of its days.
    asked: i64,
    /// Sum of the similarities that its reports have with many others.
    crowded: u64,
    /// Pairs of reports, one of them of this group, whose groups were too small to be joined.
    waiting: Vec<(u32, u32)>,
}

/// Two reports whose groups may be joined, the most alike first, then by number. What stands here was true of them or of groups that
/// went into theirs, so that it is looked at again.
type Pair = (i64, Reverse<u32>, Reverse<u32>);

struct Groups<'v> {
    /// By the number of one of its reports; a group that went into another one is gone.
    groups: Vec<Option<Group<'v>>>,
    /// Of each report one that is of its group; itself where the group has its number.
    parent: Vec<u32>,
    pairs: BinaryHeap<Pair>,
}

impl<'v> Groups<'v> {
    fn new(vectors: &'v [Vector], days: &[Days]) -> Self {
        let Near { pairs, crowded } = near(vectors, days);
        let asked = asked(days);
        let group = |(at, vector): (usize, &'v Vector)| {
            Some(Group {
                members: vec![at as u32],
                sum: Sum::One(vector),
                days: days[at],
                asked: asked[at],
                crowded: crowded[at],
                waiting: Vec::new(),
            })
        };
        let groups = vectors.iter().enumerate().map(group).collect();
        let mut all = Self { groups, parent: (0..vectors.len() as u32).collect(), pairs: BinaryHeap::new() };
        for (left, right) in pairs {
            if let Some((_, at_most)) = all.beyond(left, right).filter(|&(_, at_most)| at_most >= 0) {
                all.pairs.push((at_most, Reverse(left), Reverse(right)));
            }
        }
        all
    }

    /// Mean similarity of the reports of two groups beyond what is asked for, and what it can become at most while more reports
    /// come to the two. Absent if they are too far apart.
    fn beyond(&self, left: u32, right: u32) -> Option<(i64, i64)> {
        let (left, right) = (self.groups[left as usize].as_ref()?, self.groups[right as usize].as_ref()?);
        let apart = left.days.apart(right.days);
        if apart > DAYS_APART {
            return None;
        }
        let (one, other) = (left.members.len() as u64, right.members.len() as u64);
        let similar = left.sum.with(&right.sum) / (one * other);
        let crowded = (left.crowded / one + right.crowded / other) * CROWDED / 200;
        let beyond = (similar * WHOLE / (UNIT * UNIT)) as i64 - (crowded * WHOLE / (UNIT * UNIT)) as i64;
        let asked = left.asked.max(right.asked);
        let more = asked * PER_DAY * i64::from(apart) / 100 + asked * SINGLE / 100 / (one + other - 1) as i64;
        Some((beyond - asked - more, beyond - asked))
    }

    /// The groups when no two are left that are alike enough.
    ///
    /// The mean similarity of two groups with a third is between those that each has with it. So what a pair had when it was written
    /// down is never too little, and it is enough to look at it again when its turn comes: nobody has to follow all pairs of a
    /// group that grows.
    fn joined(mut self) -> impl Iterator<Item = Group<'v>> {
        while let Some((_, Reverse(left), Reverse(right))) = self.pairs.pop() {
            let (one, other) = (self.group_of(left), self.group_of(right));
            if one == other {
                continue;
            }
            let Some((beyond, at_most)) = self.beyond(one, other) else { continue };
            let now = (beyond, Reverse(left), Reverse(right));
            if beyond >= 0 {
                if self.pairs.peek().is_none_or(|next| now >= *next) {
                    self.join(one, other);
                } else {
                    self.pairs.push(now);
                }
            } else if at_most >= 0 {
                for group in [one, other] {
                    if let Some(group) = &mut self.groups[group as usize] {
                        group.waiting.push((left, right));
                    }
                }
            }
        }
        self.groups.into_iter().flatten()
    }

    fn join(&mut self, one: u32, other: u32) {
        let Some((left, right)) = self.groups[one as usize].take().zip(self.groups[other as usize].take())
        else {
            return;
        };
        let doubled = |before: usize, now: usize| before.ilog2() < now.ilog2();
        let larger = left.members.len().max(right.members.len());
        let (number, mut into, from) =
            if left.members.len() >= right.members.len() { (one, left, right) } else { (other, right, left) };
        self.parent[one as usize] = number;
        self.parent[other as usize] = number;
        into.members.extend(from.members);
        into.sum = into.sum.add(from.sum);
        into.days = into.days.with(from.days);
        into.asked = into.asked.max(from.asked);
        into.crowded += from.crowded;
        into.waiting.extend(from.waiting);
        // Asked again whenever the group has doubled, what waits is looked at a few times only.
        if doubled(larger, into.members.len()) {
            let again = into.waiting.drain(..).map(|(left, right)| (i64::MAX, Reverse(left), Reverse(right)));
            self.pairs.extend(again);
        }
        self.groups[number as usize] = Some(into);
    }

    fn group_of(&mut self, mut report: u32) -> u32 {
        while self.parent[report as usize] != report {
            let above = self.parent[report as usize];
            self.parent[report as usize] = self.parent[above as usize];
            report = above;
        }
        report
    }
}

/// What similarity is asked for of each report, by how many others were published about its time.
fn asked(days: &[Days]) -> Vec<i64> {
    let mut first: Vec<i32> = days.iter().filter_map(|days| days.earliest).collect();
    first.sort_unstable();
    let undated = days.len() - first.len();
    let about = |days: &Days| match (days.earliest, days.latest) {
        (Some(earliest), Some(latest)) => {
            let until = first.partition_point(|&day| day <= latest.saturating_add(DAYS_APART));
            let from = first.partition_point(|&day| day < earliest.saturating_sub(DAYS_APART));
            until.saturating_sub(from) + undated
        }
        _ => first.len() + undated,
    };
    days.iter().map(|days| ALIKE + (CROWD * (about(days).max(1) as f64).log2()).round() as i64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn report(topic: usize, number: usize, day: i32) -> Sketch {
        let own = (0..30).map(|word| format!("topic{topic}word{}", (word * 7 + number * 3) % 40));
        let other = (0..12).map(|word| format!("other{number}of{topic}w{word}"));
        let text: Vec<String> = own.chain(other).collect();
        Sketch::of_text(None, &text.join(" "), Days { earliest: Some(day), latest: Some(day) })
    }

    fn grouped(sketches: &[Sketch]) -> Vec<Vec<usize>> {
        let stories = stories(sketches, &crate::copies(sketches));
        for story in &stories {
            assert!(story.members.contains(&story.centre));
        }
        stories.into_iter().map(|story| story.members).collect()
    }

    #[test]
    fn the_same_report_with_another_date_is_of_the_same_story() {
        let (first, again) = (report(0, 0, 1), report(0, 0, 40));
        assert_eq!(
            grouped(&[again.clone(), report(0, 1, 41), first.clone(), report(0, 2, 1)]),
            [vec![0, 2, 3], vec![1]]
        );
    }

    #[test]
    fn thousands_of_reports_of_one_story_are_one() {
        let one = |number: usize| {
            let shared = (0..100u64)
                .filter(|word| crate::sketch::mix(number as u64 * 1_000 + word) % 10 < 8)
                .map(|word| format!("shared{word}"));
            let own = (0..20).map(|word| format!("own{}", number * 31 + word));
            let text: Vec<String> = shared.chain(own).collect();
            Sketch::of_text(None, &text.join(" "), Days { earliest: Some(1), latest: Some(1) })
        };
        let sketches: Vec<Sketch> = (0..2_000).map(one).collect();
        assert_eq!(grouped(&sketches).len(), 1);
    }

    #[test]
    fn topics_and_days_part_stories() {
        let sketches = [report(0, 0, 1), report(1, 0, 1), report(0, 1, 2), report(1, 1, 1), report(0, 2, 30)];
        assert_eq!(grouped(&sketches), [vec![0, 2], vec![1, 3], vec![4]]);
    }

    #[test]
    fn nothing_gives_nothing_and_one_gives_one() {
        assert!(grouped(&[]).is_empty());
        assert_eq!(grouped(&[report(0, 0, 1)]), [vec![0]]);
    }

    #[test]
    fn a_report_without_words_is_alone() {
        let empty = || Sketch::of_text(None, "", Days::default());
        assert_eq!(grouped(&[empty(), empty()]), [vec![0], vec![1]]);
    }

    proptest! {
        #[test]
        fn every_report_is_in_one_story_in_any_order(kinds in prop::collection::vec((0usize..4, 0usize..6, 0i32..8), 1..25), turn in 0usize..25) {
            let sketches: Vec<Sketch> = kinds.iter().map(|&(topic, number, day)| report(topic, number, day)).collect();
            let found = grouped(&sketches);
            let mut all: Vec<usize> = found.iter().flatten().copied().collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..sketches.len()).collect::<Vec<_>>());
            let turn = turn % sketches.len();
            let mut turned = sketches.clone();
            turned.rotate_left(turn);
            let sets = |found: Vec<Vec<usize>>, turn: usize| {
                let mut sets: Vec<Vec<Sketch>> = found
                    .into_iter()
                    .map(|story| {
                        let mut set: Vec<Sketch> = story.iter().map(|&at| sketches[(at + turn) % sketches.len()].clone()).collect();
                        set.sort();
                        set
                    })
                    .collect();
                sets.sort();
                sets
            };
            prop_assert_eq!(sets(found, 0), sets(grouped(&turned), turn));
        }
    }
}
