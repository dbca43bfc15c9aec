//! How two claims about one quantity stand to each other.

use crate::claim::Claim;
use rapporteur_record::Scope;

/// How a claim stands to an earlier one about the same quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The same number with the same bound.
    Same,
    /// Another number or bound; both can be true at once: `1,400` and `over 1,400`.
    Compatible,
    /// Another number as of a later day, or by the same claimant.
    Updated,
    /// Both cannot be true at once, but the day, the claimant's words or their roundness leave room: no more is said.
    Differs,
    /// Different claimants, the same day, numbers that exclude each other.
    Contradicts,
}

impl Relation {
    /// All, from the mildest on.
    pub const ALL: [Self; 5] =
        [Self::Same, Self::Compatible, Self::Updated, Self::Differs, Self::Contradicts];

    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Compatible => "compatible",
            Self::Updated => "updated",
            Self::Differs => "differs",
            Self::Contradicts => "contradicts",
        }
    }
}

/// How `later` stands to `earlier`: two claims about one quantity, in the order of a series.
#[must_use]
pub fn relation(earlier: &Claim, later: &Claim) -> Relation {
    let (left, right) = (&earlier.amount, &later.amount);
    if left.bound == right.bound && left.same_number(right) {
        return Relation::Same;
    }
    let (a, b) = (left.stretch(), right.stretch());
    let meet = a.0 <= b.1 && b.0 <= a.1;
    let dated = earlier.as_of.zip(later.as_of);
    // What one day brought does not grow with the days on which it is told.
    let passed =
        dated.is_some_and(|(before, after)| after.after(before)) && !(earlier.brought && later.brought);
    // A number that is kept and only bounded in another way is no news, nor is `nearly 70` after 69.
    let soft = !left.is_firm() || !right.is_firm();
    // A lower minimum told on a later day is the old one: the dead do not become fewer.
    let old =
        meet && b.1 == f64::INFINITY && right.nominal() < left.nominal() && later.scope != Some(Scope::Stock);
    // Nor do they where somebody else claims fewer than were claimed, unless the words say that the number was revised.
    let fewer = !meet
        && later.measure == "killed"
        && right.nominal() < left.nominal()
        && earlier.claimant != later.claimant
        && !later.revised;
    let moved = !(left.same_number(right) || meet && soft || old || fewer);
    let same_day = dated.is_some_and(|(before, after)| before == after && before.first == before.last);
    let own = !meet && earlier.claimant == later.claimant && (later.revised || !same_day);
    if passed && moved || own {
        return Relation::Updated;
    }
    if meet {
        return Relation::Compatible;
    }
    if same_day && left.is_firm() && right.is_firm() && earlier.claimant != later.claimant {
        return Relation::Contradicts;
    }
    Relation::Differs
}
