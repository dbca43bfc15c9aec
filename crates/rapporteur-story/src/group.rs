use crate::copy::NOTHING_NEW;
use crate::{Days, Family, Sketch};
use foldhash::{HashMap, HashMapExt};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Length of a report's vector. Weights are whole numbers, so that sums do not depend on their order.
const UNIT: f64 = 4096.0;

/// Mean similarity of the reports of two groups from which on they are one story, of the square of [`UNIT`], in thousandths.
/// Set with [`CROWD`], [`BACKGROUND`] and [`FEW`] on one half of a public set, alone and among the items of a busy week; see
/// ADR 17.
const ALIKE: i64 = 100;
/// What each doubling of the number of reports of those days adds to it: among more reports more are alike by chance.
const CROWD: f64 = 8.0;
/// What each day between the groups adds to it.
const PER_DAY: i64 = 10;

/// Reports of other times that are taken to stand beside those compared, and how many of them have each word: where all are of
/// one story, its words do not become the commonest of the language.
const BACKGROUND: f64 = 2_000.0;
/// See [`BACKGROUND`].
const IN_BACKGROUND: f64 = 10.0;

/// Least weight of a word by how rare it is (natural logarithm). Where thousands of reports are of one story, its words stand in
/// all of them and still tell what it is; without this, 2,000 such reports fell apart.
const LEAST: f64 = 2.5;

/// A report of fewer different words counts as if it had so many, the others found nowhere: two headlines that share a name
/// are not yet of one story.
const FEW: usize = 14;

/// Reports further apart than so many days are not compared.
const DAYS_APART: i32 = 3;

/// Weightiest words of a report by which others are found that may be alike.
const LEADING: usize = 32;

/// Reports of one such word that are compared; beyond it, those nearest in time.
const LISTED: usize = 2_000;

/// Alike reports that are kept for each report.
const NEIGHBOURS: usize = 48;

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
/// linkage, Sokal and Michener 1958). Similarity is the cosine of words weighed by how rare they are among these reports.
/// What prints nothing but the text of another report is in the story of that, whatever date it bears.
#[must_use]
pub fn stories(sketches: &[Sketch], families: &[Family]) -> Vec<Story> {
    // In an order that the reports themselves give: then the order of arrival decides nothing.
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    order.sort_by(|&a, &b| sketches[a].cmp(&sketches[b]));
    let vectors = weigh(sketches, &order);
    let mut groups = Groups::new(&vectors, &order, sketches);
    groups.join();
    let mut story_of = vec![0; sketches.len()];
    let mut centres: Vec<Vec<(u64, usize)>> = Vec::new();
    for group in groups.groups.into_iter().flatten() {
        let mut near: Vec<(u64, usize)> =
            group.members.iter().map(|&at| (product(&vectors[at], &group.sum), at)).collect();
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

/// A report's words by number with their weights, sorted by number.
type Vector = Vec<(u32, u32)>;

fn weigh(sketches: &[Sketch], order: &[usize]) -> Vec<Vector> {
    let mut spread: HashMap<u32, u32> = HashMap::new();
    for (word, _) in sketches.iter().flat_map(|sketch| &sketch.words) {
        *spread.entry(*word).or_default() += 1;
    }
    let reports = sketches.len() as f64 + 1.0 + BACKGROUND;
    // Logarithms are rounded, because their last bits are not the same on every machine.
    let rare = |word: u32| {
        let rare = (reports / (f64::from(spread[&word]) + IN_BACKGROUND)).ln();
        (rare.max(LEAST) * 256.0).round() + 256.0
    };
    let often = |count: u16| ((1.0 + f64::from(count).ln()) * 256.0).round();
    order
        .iter()
        .map(|&at| {
            let weighed: Vec<(u32, f64)> =
                sketches[at].words.iter().map(|&(word, count)| (word, rare(word) * often(count))).collect();
            let squares = weighed.iter().map(|&(_, weight)| weight * weight).sum::<f64>();
            let counted = weighed.len().max(FEW) as f64 / weighed.len().max(1) as f64;
            let length = (squares * counted).sqrt().max(1.0);
            weighed
                .into_iter()
                .map(|(word, weight)| (word, (weight * UNIT / length).round() as u32))
                .collect()
        })
        .collect()
}

fn product(left: &[(u32, u32)], right: &[(u32, u32)]) -> u64 {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let (mut sum, mut at) = (0, 0);
    for &(word, weight) in short {
        at += long[at..].partition_point(|&(other, _)| other < word);
        if let Some(&(other, counter)) = long.get(at)
            && other == word
        {
            sum += u64::from(weight) * u64::from(counter);
        }
    }
    sum
}

struct Group {
    members: Vec<usize>,
    /// Sum of the vectors of its reports.
    sum: Vector,
    days: Days,
    /// Similarity asked for among the reports of its days.
    asked: i64,
    neighbours: BTreeSet<usize>,
}

struct Groups {
    /// By number; a group that went into another one is gone.
    groups: Vec<Option<Group>>,
    /// Pairs that may be joined, the most alike first, then by number.
    pairs: BinaryHeap<(i64, Reverse<usize>, Reverse<usize>)>,
}

impl Groups {
    fn new(vectors: &[Vector], order: &[usize], sketches: &[Sketch]) -> Self {
        let days: Vec<Days> = order.iter().map(|&at| sketches[at].days).collect();
        let near = neighbours(vectors, &days);
        let asked = asked(&days);
        let mut groups: Vec<Option<Group>> = vectors
            .iter()
            .zip(&days)
            .enumerate()
            .map(|(at, (vector, &days))| {
                Some(Group {
                    members: vec![at],
                    sum: vector.clone(),
                    days,
                    asked: asked[at],
                    neighbours: BTreeSet::new(),
                })
            })
            .collect();
        for &(left, right) in &near {
            for (at, other) in [(left, right), (right, left)] {
                if let Some(group) = &mut groups[at] {
                    group.neighbours.insert(other);
                }
            }
        }
        let mut all = Self { groups, pairs: BinaryHeap::new() };
        for (left, right) in near {
            all.offer(left, right);
        }
        all
    }

    /// Mean similarity of the reports of two groups, in thousandths, beyond what is asked for; absent if it is less.
    fn alike(&self, left: usize, right: usize) -> Option<i64> {
        let (left, right) = (self.groups[left].as_ref()?, self.groups[right].as_ref()?);
        let apart = left.days.apart(right.days);
        if apart > DAYS_APART {
            return None;
        }
        let pairs = (left.members.len() * right.members.len()) as u64;
        let unit = (UNIT * UNIT) as u64;
        let mean = product(&left.sum, &right.sum) / pairs * 1_000 / unit;
        let asked = left.asked.max(right.asked) + PER_DAY * i64::from(apart);
        Some(i64::try_from(mean).ok()? - asked).filter(|&beyond| beyond >= 0)
    }

    fn offer(&mut self, left: usize, right: usize) {
        let (left, right) = (left.min(right), left.max(right));
        if let Some(alike) = self.alike(left, right) {
            self.pairs.push((alike, Reverse(left), Reverse(right)));
        }
    }

    fn join(&mut self) {
        while let Some((_, Reverse(left), Reverse(right))) = self.pairs.pop() {
            if self.groups[left].is_none() || self.groups[right].is_none() {
                continue;
            }
            let Some((one, other)) = self.groups[left].take().zip(self.groups[right].take()) else {
                continue;
            };
            // A group that changes gets a new number: pairs with its old one are void.
            let number = self.groups.len();
            let neighbours: BTreeSet<usize> = one
                .neighbours
                .union(&other.neighbours)
                .copied()
                .filter(|&at| self.groups[at].is_some())
                .collect();
            for &at in &neighbours {
                if let Some(group) = &mut self.groups[at] {
                    group.neighbours.remove(&left);
                    group.neighbours.remove(&right);
                    group.neighbours.insert(number);
                }
            }
            let earliest = |a: Option<i32>, b: Option<i32>| a.zip(b).map_or(a.or(b), |(a, b)| Some(a.min(b)));
            let latest = |a: Option<i32>, b: Option<i32>| a.zip(b).map_or(a.or(b), |(a, b)| Some(a.max(b)));
            let mut members = one.members;
            members.extend(other.members);
            let days = Days {
                earliest: earliest(one.days.earliest, other.days.earliest),
                latest: latest(one.days.latest, other.days.latest),
            };
            let listed: Vec<usize> = neighbours.iter().copied().collect();
            let (sum, asked) = (add(&one.sum, &other.sum), one.asked.max(other.asked));
            self.groups.push(Some(Group { members, sum, days, asked, neighbours }));
            for at in listed {
                self.offer(at, number);
            }
        }
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

fn add(left: &[(u32, u32)], right: &[(u32, u32)]) -> Vector {
    let mut sum = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(&&(a, x)), Some(&&(b, y))) = (left.peek(), right.peek()) {
        if a == b {
            sum.push((a, x + y));
            left.next();
            right.next();
        } else if a < b {
            sum.push((a, x));
            left.next();
        } else {
            sum.push((b, y));
            right.next();
        }
    }
    sum.extend(left.chain(right).copied());
    sum
}

/// Pairs of reports that may be of one story, each once.
fn neighbours(vectors: &[Vector], days: &[Days]) -> Vec<(usize, usize)> {
    let mut listed: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let leading: Vec<Vector> = vectors
        .iter()
        .map(|vector| {
            let mut leading = vector.clone();
            leading.sort_unstable_by_key(|&(word, weight)| (Reverse(weight), word));
            leading.truncate(LEADING);
            leading
        })
        .collect();
    for (at, leading) in leading.iter().enumerate() {
        for (word, _) in leading {
            listed.entry(*word).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    let mut shared: HashMap<usize, u64> = HashMap::new();
    for (at, leading) in leading.iter().enumerate() {
        shared.clear();
        for &(word, weight) in leading {
            let list = &listed[&word];
            // Reports are in order of their days: those around this one are the nearest in time.
            let here = list.partition_point(|&other| other < at);
            let from = here.saturating_sub(LISTED / 2);
            for &other in list[from..].iter().take(LISTED) {
                if other != at && days[at].apart(days[other]) <= DAYS_APART {
                    *shared.entry(other).or_default() += u64::from(weight);
                }
            }
        }
        let mut alike: Vec<(u64, usize)> = shared.iter().map(|(&other, &weight)| (weight, other)).collect();
        alike.sort_unstable_by_key(|&(weight, other)| (Reverse(weight), other));
        for (_, other) in alike.into_iter().take(NEIGHBOURS) {
            pairs.insert((at.min(other), at.max(other)));
        }
    }
    pairs.into_iter().collect()
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
