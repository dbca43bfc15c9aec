//! What checked lines tell of the precision of all of them.

use rapporteur_record::LineKind;
use std::collections::BTreeMap;

/// What a person says of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// All of it is right.
    Right,
    /// Something in it is wrong.
    Wrong,
    /// It cannot be told.
    Unsure,
    /// Nothing was said.
    Unanswered,
}

/// How many lines of a kind are right, as far as a sample tells.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Precision {
    /// Lines in all from which the sample was drawn.
    pub of: usize,
    /// Lines found right.
    pub right: usize,
    /// Lines found wrong.
    pub wrong: usize,
    /// Lines of which it could not be told.
    pub unsure: usize,
    /// Lines without an answer.
    pub unanswered: usize,
    /// Share of the right ones among those found right or wrong; `None` if there are none. Over several kinds each counts
    /// by its lines in all.
    pub share: Option<f64>,
    /// The 95 % interval of the share (Wilson 1927).
    pub interval: Option<(f64, f64)>,
}

/// Precision by kind, and over all kinds that have answers, each weighted by its lines in all (a stratified estimate). The
/// interval over all kinds is Wilson's for the number of answers that a simple sample of the same certainty would have
/// (Kish's effective size). `sizes` has the lines in all of each kind.
#[must_use]
pub fn precision(
    answers: &[(LineKind, Verdict)],
    sizes: &BTreeMap<LineKind, usize>,
) -> (BTreeMap<LineKind, Precision>, Precision) {
    let mut kinds: BTreeMap<LineKind, Precision> = BTreeMap::new();
    for (kind, verdict) in answers {
        let one = kinds.entry(*kind).or_default();
        match verdict {
            Verdict::Right => one.right += 1,
            Verdict::Wrong => one.wrong += 1,
            Verdict::Unsure => one.unsure += 1,
            Verdict::Unanswered => one.unanswered += 1,
        }
    }
    let mut all = Precision::default();
    for (kind, one) in &mut kinds {
        let answered = one.right + one.wrong;
        one.of = sizes.get(kind).copied().unwrap_or(0);
        one.share = (answered > 0).then(|| one.right as f64 / answered as f64);
        one.interval = one.share.map(|share| wilson(share, answered as f64));
        all.of += one.of;
        all.right += one.right;
        all.wrong += one.wrong;
        all.unsure += one.unsure;
        all.unanswered += one.unanswered;
    }
    let answered: Vec<&Precision> = kinds.values().filter(|one| one.share.is_some()).collect();
    let weight: f64 = answered.iter().map(|one| one.of as f64).sum();
    if weight > 0.0 {
        let weights = answered.iter().map(|one| (one.of as f64 / weight, *one));
        let share =
            weights.clone().map(|(weight, one)| weight * one.share.unwrap_or(0.0)).sum::<f64>().min(1.0);
        let spread: f64 = weights.map(|(weight, one)| weight * weight / (one.right + one.wrong) as f64).sum();
        all.share = Some(share);
        all.interval = Some(wilson(share, 1.0 / spread));
    }
    (kinds, all)
}

/// Wilson's 95 % interval of a share among `n` answers, n above 0.
fn wilson(share: f64, n: f64) -> (f64, f64) {
    let z = 1.959_964_f64;
    let middle = share + z * z / (2.0 * n);
    let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answers: &[(LineKind, usize, usize)], sizes: &[(LineKind, usize)]) -> String {
        let answers: Vec<(LineKind, Verdict)> = answers
            .iter()
            .flat_map(|(kind, right, wrong)| {
                let right = std::iter::repeat_n((*kind, Verdict::Right), *right);
                right.chain(std::iter::repeat_n((*kind, Verdict::Wrong), *wrong))
            })
            .collect();
        let (kinds, all) = precision(&answers, &sizes.iter().copied().collect());
        let told = |one: &Precision| match (one.share, one.interval) {
            (Some(share), Some((low, high))) => format!("{share:.3} ({low:.3} to {high:.3})"),
            _ => "none".to_owned(),
        };
        let kinds: Vec<String> = kinds.iter().map(|(kind, one)| format!("{kind} {}", told(one))).collect();
        format!("{}; all {}", kinds.join("; "), told(&all))
    }

    #[test]
    fn a_share_has_wilsons_interval() {
        // 45 of 50: the textbook's interval is .786 to .957.
        assert_eq!(
            check(&[(LineKind::Figure, 45, 5)], &[(LineKind::Figure, 400)]),
            "figure 0.900 (0.786 to 0.957); all 0.900 (0.786 to 0.957)"
        );
        assert_eq!(
            check(&[(LineKind::Figure, 10, 0)], &[(LineKind::Figure, 10)]),
            "figure 1.000 (0.722 to 1.000); all 1.000 (0.722 to 1.000)"
        );
    }

    #[test]
    fn kinds_count_by_their_lines() {
        // Nine of ten lines are statements: .9 × .5 + .1 × 1.
        let told = check(
            &[(LineKind::Statement, 25, 25), (LineKind::Figure, 50, 0)],
            &[(LineKind::Statement, 900), (LineKind::Figure, 100)],
        );
        assert!(told.contains("all 0.550 ("), "{told}");
        let kinds = check(&[], &[(LineKind::Statement, 900)]);
        assert_eq!(kinds, "; all none");
    }
}
