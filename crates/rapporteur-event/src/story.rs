//! Reports about one story, and which reports are near each other.

use crate::cluster::{Edge, average};
use crate::profile::Profiles;
use foldhash::HashMap;

/// Terms of a report by which its neighbours are sought, the weightiest ones.
const SOUGHT: usize = 200;
/// Reports with a term that are looked at; a term that more have finds no neighbours.
const POSTINGS: usize = 400;
/// Neighbours of a report that are kept, the likest ones.
pub(crate) const NEIGHBOURS: usize = 64;
/// Reports less alike than this are no neighbours.
const LEAST: f32 = 0.005;
/// Average likeness within a story. Chosen on ECB+ train.
const STORY: f32 = 0.07;

/// What the stories are.
pub(crate) struct Stories {
    /// Reports beside each report, sorted, with their likeness.
    neighbours: Vec<Vec<(u32, f32)>>,
    /// The story of each report.
    story: Vec<u32>,
    size: HashMap<u32, u32>,
    /// Sum of the likenesses between the reports of two stories.
    between: HashMap<(u32, u32), f32>,
    /// How many reports of a story have a word.
    with: HashMap<(u32, u32), u32>,
}

impl Stories {
    pub(crate) fn new(profiles: &Profiles, lemmas: &[&[u32]]) -> Self {
        let neighbours = neighbours(profiles);
        let mut edges: Vec<Edge> = Vec::new();
        for (report, beside) in (0u32..).zip(&neighbours) {
            edges.extend(
                beside.iter().filter(|(other, _)| *other > report).map(|&(other, l)| (report, other, l)),
            );
        }
        let story = average(profiles.len(), &edges, STORY, |_, _| true);
        let mut stories = Self {
            neighbours,
            size: HashMap::default(),
            between: HashMap::default(),
            with: HashMap::default(),
            story,
        };
        for (report, story) in stories.story.iter().enumerate() {
            *stories.size.entry(*story).or_default() += 1;
            for lemma in lemmas[report] {
                *stories.with.entry((*story, *lemma)).or_default() += 1;
            }
        }
        for (a, b, likeness) in edges {
            let (a, b) = (stories.story[a as usize], stories.story[b as usize]);
            if a != b {
                *stories.between.entry((a.min(b), a.max(b))).or_default() += likeness;
            }
        }
        stories
    }

    /// The reports beside a report, with their likeness.
    pub(crate) fn beside(&self, report: usize) -> &[(u32, f32)] {
        &self.neighbours[report]
    }

    /// 2 within a story; between two stories the average likeness of their reports.
    pub(crate) fn nearness(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (self.story[a], self.story[b]);
        if a == b {
            return 2.0;
        }
        let sum = self.between.get(&(a.min(b), a.max(b))).copied().unwrap_or_default();
        sum / (self.size[&a] as f32 * self.size[&b] as f32)
    }

    /// The share of the reports of a report's story that have a word.
    pub(crate) fn share(&self, report: usize, lemma: u32) -> f32 {
        let story = self.story[report];
        self.with.get(&(story, lemma)).copied().unwrap_or_default() as f32 / self.size[&story] as f32
    }
}

/// The reports that are most like each report, in both directions, sorted.
fn neighbours(profiles: &Profiles) -> Vec<Vec<(u32, f32)>> {
    let sought: Vec<Vec<(u32, f32)>> = (0..profiles.len())
        .map(|report| {
            let mut terms = profiles.terms(report).to_vec();
            terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            terms.truncate(SOUGHT);
            terms
        })
        .collect();
    let mut postings: HashMap<u32, Vec<u32>> = HashMap::default();
    for (report, terms) in (0u32..).zip(&sought) {
        for (term, _) in terms {
            postings.entry(*term).or_default().push(report);
        }
    }
    let mut found: Vec<Vec<(u32, f32)>> = vec![Vec::new(); profiles.len()];
    let mut shared = vec![0.0f32; profiles.len()];
    for report in 0..profiles.len() {
        let mut touched = Vec::new();
        for (term, weight) in &sought[report] {
            let reports = &postings[term];
            if reports.len() > POSTINGS {
                continue;
            }
            for other in reports {
                if shared[*other as usize] == 0.0 {
                    touched.push(*other);
                }
                shared[*other as usize] += weight * weight;
            }
        }
        touched.retain(|other| *other as usize != report);
        // Which reports are compared in full is decided by what they share; ties by what they are.
        touched.sort_unstable_by(|a, b| shared[*b as usize].total_cmp(&shared[*a as usize]).then(a.cmp(b)));
        let likely = touched.iter().take(2 * NEIGHBOURS);
        let mut near: Vec<(u32, f32)> = likely
            .map(|other| (*other, profiles.likeness(report, *other as usize)))
            .filter(|(_, likeness)| *likeness >= LEAST)
            .collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(NEIGHBOURS);
        found[report] = near;
        shared[report] = 0.0;
        for other in touched {
            shared[other as usize] = 0.0;
        }
    }
    // Beside is mutual.
    for report in 0..found.len() {
        for (other, likeness) in found[report].clone() {
            found[other as usize].push((report as u32, likeness));
        }
    }
    for near in &mut found {
        near.sort_by_key(|(other, _)| *other);
        near.dedup_by_key(|(other, _)| *other);
    }
    found
}
