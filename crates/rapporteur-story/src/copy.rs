use crate::Sketch;
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;

/// Share of the shorter text that stands in the longer one too, in hundredths, from which on it is a copy. Of pairs of the
/// public set any share from 50 to 80 parts copies from others without an error.
const CONTAINED: usize = 65;

/// A pair is told apart by so many shingles at least; what has fewer is a caption or a headline.
const FEWEST: usize = 6;

/// A shingle leads to so many families at most. One that stands in more is a phrase of the trade, not of a text.
const LEADS: usize = 16;

/// A copy adds nothing from this share on, in hundredths: what is a copy of it is one of its original too.
pub(crate) const NOTHING_NEW: u8 = 95;

/// Reports that print one text, whole, cut or with additions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// Place of the fullest one.
    pub fullest: usize,
    /// The others, by day.
    pub copies: Vec<Copy>,
}

/// A report that has most of its text in common with another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copy {
    /// Its place.
    pub report: usize,
    /// Place of the fuller report of its family that it is compared with.
    pub of: usize,
    /// Share of the shorter of the two texts that stands in the other, in hundredths.
    pub contained: u8,
}

impl Family {
    /// Places of all its reports, the fullest one first.
    pub fn members(&self) -> impl Iterator<Item = usize> {
        [self.fullest].into_iter().chain(self.copies.iter().map(|copy| copy.report))
    }
}

/// Families of copies, in order of their fullest reports.
///
/// A report is compared with fuller ones that share a shingle with it and were not themselves copies without anything new:
/// time grows with the number of reports, also where thousands print one text.
#[must_use]
pub fn copies(sketches: &[Sketch]) -> Vec<Family> {
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    // The fullest text leads. What is compared is what decides, so that the order of arrival does not.
    let fullness = |sketch: &Sketch| sketch.shingles.len() << sketch.level.min(40);
    order.sort_by(|&a, &b| {
        fullness(&sketches[b]).cmp(&fullness(&sketches[a])).then_with(|| sketches[a].cmp(&sketches[b]))
    });
    let mut leads: HashMap<u64, Vec<usize>> = HashMap::new();
    // Of each report one that is of its family; itself if it began one.
    let mut parent: Vec<usize> = (0..sketches.len()).collect();
    let mut found: Vec<Copy> = Vec::new();
    for &report in &order {
        let sketch = &sketches[report];
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for fuller in sketch.shingles.iter().filter_map(|shingle| leads.get(shingle)).flatten() {
            *shared.entry(*fuller).or_default() += 1;
        }
        let mut candidates: Vec<(usize, usize)> = shared.into_iter().map(|(at, count)| (count, at)).collect();
        candidates.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| sketches[a.1].cmp(&sketches[b.1])));
        candidates.truncate(LEADS);
        let shares: Vec<(u8, usize)> =
            candidates.iter().filter_map(|&(_, of)| Some((contained(sketch, &sketches[of])?, of))).collect();
        // What holds most of the text of two families makes them one.
        for &(_, of) in &shares {
            let (own, other) = (root(&mut parent, report), root(&mut parent, of));
            parent[own] = other;
        }
        // Of equal shares the first, which has more shingles in common.
        let most = shares.into_iter().reduce(|most, next| if next.0 > most.0 { next } else { most });
        if let Some((contained, of)) = most {
            found.push(Copy { report, of, contained });
        }
        if most.is_none_or(|(contained, _)| contained < NOTHING_NEW) {
            for &shingle in &sketch.shingles {
                let leads = leads.entry(shingle).or_default();
                if leads.len() < LEADS {
                    leads.push(report);
                }
            }
        }
    }
    families(sketches, &order, &mut parent, &found)
}

/// The copies by family. The first report of a family in `order` is its fullest; where two families became one, that of
/// the other is a copy of the report that both have in common.
fn families(sketches: &[Sketch], order: &[usize], parent: &mut [usize], found: &[Copy]) -> Vec<Family> {
    let copied: BTreeMap<usize, Copy> = found.iter().map(|copy| (copy.report, *copy)).collect();
    let mut families: BTreeMap<usize, Family> = BTreeMap::new();
    for &report in order {
        let root = root(parent, report);
        match (families.get_mut(&root), copied.get(&report)) {
            (None, _) => {
                families.insert(root, Family { fullest: report, copies: Vec::new() });
            }
            (Some(family), Some(&copy)) => family.copies.push(copy),
            (Some(family), None) => {
                // It began the other family: whatever joins the two is nearest to it.
                let joining = found.iter().filter(|copy| copy.of == report).max_by_key(|copy| copy.contained);
                let copy = joining.map_or(Copy { report, of: family.fullest, contained: 0 }, |copy| Copy {
                    report,
                    of: copy.report,
                    contained: copy.contained,
                });
                family.copies.push(copy);
            }
        }
    }
    let mut families: Vec<Family> =
        families.into_values().filter(|family| !family.copies.is_empty()).collect();
    for family in &mut families {
        family.copies.sort_by_key(|copy| (sketches[copy.report].days, copy.report));
    }
    families.sort_by_key(|family| family.fullest);
    families
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// How much of the shorter of two texts stands in the other, in hundredths, if it is enough for a copy.
fn contained(left: &Sketch, right: &Sketch) -> Option<u8> {
    let level = left.level.max(right.level);
    let (left, right) = (left.at_level(level), right.at_level(level));
    let fewer = left.len().min(right.len());
    if fewer < FEWEST && (left.len() != right.len() || fewer == 0) {
        return None;
    }
    let (mut shared, mut at) = (0, 0);
    for shingle in left {
        at += right[at..].partition_point(|other| other < shingle);
        shared += usize::from(right.get(at) == Some(shingle));
    }
    let share = shared * 100 / fewer;
    (share >= CONTAINED).then_some(share.min(100) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Days;
    use proptest::prelude::*;

    fn text(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("w{}", n * 7919 % 5003)).collect::<Vec<_>>().join(" ")
    }

    fn check(texts: &[String], expected: &[&[usize]]) {
        let sketches: Vec<Sketch> =
            texts.iter().map(|text| Sketch::of_text(None, text, Days::default())).collect();
        let families: Vec<Vec<usize>> =
            copies(&sketches).iter().map(|family| family.members().collect()).collect();
        assert_eq!(families, expected);
    }

    #[test]
    fn a_cut_copy_belongs_to_its_original() {
        check(&[text(0, 100), text(0, 900), text(900, 1_400)], &[&[1, 0]]);
    }

    #[test]
    fn an_added_notice_and_another_beginning_change_nothing() {
        check(&[format!("ORLA, March 4 {} All rights reserved.", text(0, 300)), text(0, 300)], &[&[0, 1]]);
    }

    #[test]
    fn one_quotation_in_common_makes_no_copy() {
        check(&[text(0, 300), format!("{} {}", text(40, 80), text(600, 900))], &[]);
    }

    #[test]
    fn thousands_of_one_text_are_one_family() {
        let texts: Vec<String> = (0..2_000).map(|n| format!("{} agency {n}", text(0, 200))).collect();
        let sketches: Vec<Sketch> =
            texts.iter().map(|text| Sketch::of_text(None, text, Days::default())).collect();
        let families = copies(&sketches);
        assert_eq!(families.len(), 1);
        assert_eq!(families[0].members().count(), 2_000);
    }

    #[test]
    fn empty_and_short_texts() {
        let texts = ["", "", "Rain", "Rain", "Rain falls on"].map(str::to_owned);
        check(&texts, &[&[2, 3]]);
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_changes_nothing(lengths in prop::collection::vec((0usize..6, 20usize..200), 1..12), turn in 0usize..12) {
            let sketches: Vec<Sketch> = lengths
                .iter()
                .map(|&(start, length)| Sketch::of_text(None, &text(start * 400, start * 400 + length), Days::default()))
                .collect();
            let turn = turn % sketches.len();
            let mut turned = sketches.clone();
            turned.rotate_left(turn);
            let sets = |families: Vec<Family>, turn: usize| {
                let back = |at: usize| (at + turn) % sketches.len();
                let mut sets: Vec<Vec<Sketch>> = families
                    .into_iter()
                    .map(|family| {
                        let mut set: Vec<Sketch> = family.members().map(|at| sketches[back(at)].clone()).collect();
                        set.sort();
                        set
                    })
                    .collect();
                sets.sort();
                sets
            };
            prop_assert_eq!(sets(copies(&sketches), 0), sets(copies(&turned), turn));
        }
    }
}
