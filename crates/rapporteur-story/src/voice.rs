use crate::{Family, Rewrite};
use std::collections::BTreeSet;

/// Which reports are one voice: copies of a text, and what retells it.
///
/// ```
/// use rapporteur_story::Voices;
/// // What was folded under no other report is a voice of its own.
/// assert_eq!(Voices::default().count([0, 2, 2]), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voices {
    head: Vec<usize>,
}

impl Voices {
    /// The voices of so many reports. `original` tells for the fullest report of a family which one the others print.
    pub(crate) fn of(
        reports: usize,
        families: &[Family],
        rewrites: &[Rewrite],
        original: impl Fn(usize) -> usize,
    ) -> Self {
        // A report follows one at most; the way up ends at the head. Open pairs may close a ring, which is cut where it closes.
        let mut head: Vec<usize> = (0..reports).collect();
        let copies = families.iter().flat_map(|family| {
            let original = original(family.fullest);
            family.members().filter(move |&report| report != original).map(move |report| (report, original))
        });
        for (report, of) in copies.chain(rewrites.iter().map(|rewrite| (rewrite.report, rewrite.of))) {
            let (own, top) = (root(&mut head, report), root(&mut head, of));
            head[own] = top;
        }
        for report in 0..reports {
            head[report] = root(&mut head, report);
        }
        Self { head }
    }

    /// The report that the voice of a report is heard in first: what it copies or retells, itself if it does neither.
    #[must_use]
    pub fn head(&self, report: usize) -> usize {
        self.head.get(report).copied().unwrap_or(report)
    }

    /// How many independent voices these reports are.
    #[must_use]
    pub fn count(&self, reports: impl IntoIterator<Item = usize>) -> usize {
        reports.into_iter().map(|report| self.head(report)).collect::<BTreeSet<_>>().len()
    }
}

fn root(head: &mut [usize], mut at: usize) -> usize {
    while head[at] != at {
        head[at] = head[head[at]];
        at = head[at];
    }
    at
}
