//! Agglomerative clustering with average linkage over a sparse graph.

use foldhash::HashMap;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Members of the smaller cluster that the average counts at most: an element has a bounded number of neighbours, so
/// that in large clusters most pairs are never looked at.
const COUNTED: usize = 32;

/// Two elements, the first smaller than the second, and how sure it is that they belong together, 0 to 1.
pub(crate) type Edge = (u32, u32, f32);

/// Two clusters that may be joined, as they were when this was written.
#[derive(Debug, PartialEq)]
struct Proposal {
    score: f32,
    pair: (u32, u32),
    versions: (u32, u32),
}

impl Eq for Proposal {}

impl Ord for Proposal {
    /// The best one first; of equals the one with the smaller numbers.
    fn cmp(&self, other: &Self) -> Ordering {
        self.score
            .total_cmp(&other.score)
            .then_with(|| other.pair.cmp(&self.pair))
            .then_with(|| self.versions.cmp(&other.versions))
    }
}

impl PartialOrd for Proposal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Joins the two clusters that belong together most, until no two are above the threshold. A pair without an edge
/// counts as 0. `join(a, b)` is asked before each join and says whether the second may become a part of the first. Gives
/// the cluster of each element, as the number of one of its elements.
pub(crate) fn average(
    count: usize,
    edges: &[Edge],
    threshold: f32,
    mut join: impl FnMut(usize, usize) -> bool,
) -> Vec<u32> {
    let mut beside: Vec<HashMap<u32, f32>> = vec![HashMap::default(); count];
    for &(a, b, weight) in edges {
        beside[a as usize].insert(b, weight);
        beside[b as usize].insert(a, weight);
    }
    let mut members: Vec<Vec<u32>> = (0..count as u32).map(|element| vec![element]).collect();
    let mut versions = vec![0u32; count];
    let propose = |a: u32, b: u32, sum: f32, members: &[Vec<u32>], versions: &[u32]| {
        let (x, y) = (members[a as usize].len(), members[b as usize].len());
        let score = sum / (x.max(y) * x.min(y).min(COUNTED)) as f32;
        let pair = (a.min(b), a.max(b));
        let versions = (versions[pair.0 as usize], versions[pair.1 as usize]);
        (score >= threshold).then_some(Proposal { score, pair, versions })
    };
    let mut heap: BinaryHeap<Proposal> =
        edges.iter().filter_map(|&(a, b, weight)| propose(a, b, weight, &members, &versions)).collect();
    while let Some(Proposal { pair: (a, b), versions: seen, .. }) = heap.pop() {
        let (left, right) = (a as usize, b as usize);
        if (versions[left], versions[right]) != seen || members[left].is_empty() || members[right].is_empty()
        {
            continue;
        }
        // The one with more neighbours stays, so that the work is that of the smaller one.
        let (stays, goes) =
            if beside[left].len() >= beside[right].len() { (left, right) } else { (right, left) };
        if !join(stays, goes) {
            beside[stays].remove(&(goes as u32));
            beside[goes].remove(&(stays as u32));
            continue;
        }
        let moved = std::mem::take(&mut members[goes]);
        members[stays].extend(moved);
        versions[stays] += 1;
        beside[stays].remove(&(goes as u32));
        let mut neighbours: Vec<(u32, f32)> = std::mem::take(&mut beside[goes]).into_iter().collect();
        neighbours.sort_unstable_by_key(|(other, _)| *other);
        for (other, weight) in neighbours {
            if other as usize == stays {
                continue;
            }
            beside[other as usize].remove(&(goes as u32));
            *beside[stays].entry(other).or_default() += weight;
            *beside[other as usize].entry(stays as u32).or_default() += weight;
        }
        let mut neighbours: Vec<(u32, f32)> =
            beside[stays].iter().map(|(other, sum)| (*other, *sum)).collect();
        neighbours.sort_unstable_by_key(|(other, _)| *other);
        heap.extend(
            neighbours
                .into_iter()
                .filter_map(|(other, sum)| propose(stays as u32, other, sum, &members, &versions)),
        );
    }
    let mut clusters = vec![0; count];
    for (cluster, members) in members.iter().enumerate() {
        for member in members {
            clusters[*member as usize] = cluster as u32;
        }
    }
    clusters
}

/// Joins the clusters of pairs of elements, in their order. `may(a, b)` is asked before each join, with the names of both clusters, and
/// says whether the second may become a part of the first.
pub(crate) fn join(
    clusters: &mut [u32],
    pairs: impl Iterator<Item = (u32, u32)>,
    mut may: impl FnMut(usize, usize) -> bool,
) {
    let mut parts: Vec<u32> = (0..clusters.len() as u32).collect();
    let whole = |parts: &mut [u32], mut cluster: u32| {
        while parts[cluster as usize] != cluster {
            // Every other step is cut short, so that no chain grows long.
            parts[cluster as usize] = parts[parts[cluster as usize] as usize];
            cluster = parts[cluster as usize];
        }
        cluster
    };
    for (a, b) in pairs {
        let (a, b) = (clusters[a as usize], clusters[b as usize]);
        let (a, b) = (whole(&mut parts, a), whole(&mut parts, b));
        let (stays, goes) = (a.min(b), a.max(b));
        if stays != goes && may(stays as usize, goes as usize) {
            parts[goes as usize] = stays;
        }
    }
    for cluster in clusters {
        *cluster = whole(&mut parts, *cluster);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: usize, edges: &[Edge], expected: &[&[u32]]) {
        let found = average(count, edges, 0.5, |_, _| true);
        let mut clusters: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (element, cluster) in found.iter().enumerate() {
            clusters[*cluster as usize].push(element as u32);
        }
        clusters.retain(|cluster| !cluster.is_empty());
        clusters.sort();
        assert_eq!(clusters, expected);
    }

    #[test]
    fn the_average_decides() {
        check(3, &[(0, 1, 0.9), (1, 2, 0.8)], &[&[0, 1], &[2]]);
        check(3, &[(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.3)], &[&[0, 1, 2]]);
        check(2, &[(0, 1, 0.4)], &[&[0], &[1]]);
        check(4, &[(0, 1, 0.6), (2, 3, 0.7)], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn pairs_join_their_clusters() {
        let mut clusters = vec![0, 0, 2, 3, 3];
        join(&mut clusters, [(1, 2), (2, 4)].into_iter(), |_, goes| goes != 3);
        assert_eq!(clusters, [0, 0, 0, 3, 3]);
        join(&mut clusters, [(4, 2)].into_iter(), |_, _| true);
        assert_eq!(clusters, [0; 5]);
    }

    #[test]
    fn what_may_not_join_stays_apart() {
        let found = average(2, &[(0, 1, 0.9)], 0.5, |_, _| false);
        assert_ne!(found[0], found[1]);
    }
}
