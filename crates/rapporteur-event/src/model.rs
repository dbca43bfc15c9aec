//! The learned part: boosted trees over what two events have in common.

use crate::pair::Evidence;
use std::sync::LazyLock;

/// A node of a tree: an inner one asks for a number of the evidence, a leaf gives a value.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Node {
    /// At most `threshold` goes to the next node, more to the node `above`.
    Split {
        evidence: usize,
        threshold: f32,
        above: usize,
    },
    Leaf(f32),
}

struct Trees {
    nodes: Vec<Node>,
    /// Where each tree begins.
    roots: Vec<usize>,
    base: f32,
}

static TREES: LazyLock<Trees> = LazyLock::new(|| read(include_str!("../data/pairs.tsv")));

/// Reads the table; it is our own, and a test reads all of it.
fn read(text: &str) -> Trees {
    let mut trees = Trees { nodes: Vec::new(), roots: Vec::new(), base: 0.0 };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let number =
            |at: usize| fields.get(at).and_then(|field| field.parse::<f32>().ok()).unwrap_or_default();
        match fields.first() {
            Some(&"base") => trees.base = number(1),
            Some(&"tree") => trees.roots.push(trees.nodes.len()),
            Some(&"leaf") => trees.nodes.push(Node::Leaf(number(1))),
            Some(&"split") => {
                let above = trees.nodes.len() + number(3) as usize;
                trees.nodes.push(Node::Split { evidence: number(1) as usize, threshold: number(2), above });
            }
            _ => {}
        }
    }
    trees
}

/// How likely it is that two events are one, 0 to 1.
pub(crate) fn likelihood(evidence: &Evidence) -> f32 {
    let score = TREES.roots.iter().fold(TREES.base, |score, &root| {
        let mut at = root;
        loop {
            match TREES.nodes[at] {
                Node::Leaf(value) => return score + value,
                Node::Split { evidence: asked, threshold, above } => {
                    at = if evidence[asked] <= threshold { at + 1 } else { above };
                }
            }
        }
    });
    logistic(score)
}

/// The logistic function, the same on every machine: e to the power of x by halving the power.
fn logistic(x: f32) -> f32 {
    const HALVINGS: i32 = 10;
    let small = f64::from(-x.clamp(-30.0, 30.0)) / f64::from(1 << HALVINGS);
    let mut power = 1.0 + small * (1.0 + small / 2.0 * (1.0 + small / 3.0 * (1.0 + small / 4.0)));
    for _ in 0..HALVINGS {
        power *= power;
    }
    (1.0 / (1.0 + power)) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pair::EVIDENCE;

    #[test]
    fn every_tree_ends() {
        assert!(!TREES.roots.is_empty());
        for (at, node) in TREES.nodes.iter().enumerate() {
            if let Node::Split { evidence, above, .. } = node {
                assert!(*evidence < EVIDENCE.len() && *above > at + 1 && *above < TREES.nodes.len());
            }
        }
        assert!(matches!(TREES.nodes.last(), Some(Node::Leaf(_))));
        let ends = TREES.roots.iter().skip(1).all(|&root| matches!(TREES.nodes[root - 1], Node::Leaf(_)));
        assert!(ends);
    }

    #[test]
    fn the_logistic_function_is_right() {
        for x in [-20.0f32, -1.0, 0.0, 0.5, 3.0, 20.0] {
            assert!((logistic(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-5, "{x}");
        }
    }
}
