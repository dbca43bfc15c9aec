//! Competing blame: different ones are blamed, by different ones, for one act.

use crate::claim::{Aspect, Claim, Kind, Relation, Subject};
use crate::denial::{ALLEGED_ACT, Allegation, Allegations, Party};
use rapporteur_record::EntityId;
use std::collections::{BTreeMap, BTreeSet};

/// Accusations that one is compared with for each of its words.
const COMPARED: usize = 24;

/// Two accusations by different ones against different ones, in neighbouring sentences of one report, or each against the
/// other. Whether both can be right is not told.
pub(crate) fn claims(allegations: &Allegations) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut told: BTreeSet<Vec<EntityId>> = BTreeSet::new();
    let explicit: Vec<&Allegation> = allegations
        .all
        .iter()
        .filter(|one| one.accuser.first().is_some() && one.accused.first().is_some())
        .filter(|one| !matches!(one.rule, ALLEGED_ACT | "compare.claims"))
        .collect();
    let mut by_place: BTreeMap<usize, Vec<&Allegation>> = BTreeMap::new();
    for one in explicit {
        by_place.entry(one.place).or_default().push(one);
    }
    for of_report in by_place.values() {
        for (at, later) in of_report.iter().enumerate() {
            for earlier in of_report[..at].iter().rev().take(COMPARED) {
                if !competes(earlier, later) {
                    continue;
                }
                let mut named: Vec<EntityId> = [&earlier.accused, &later.accused]
                    .into_iter()
                    .filter_map(|party| party.first())
                    .cloned()
                    .collect();
                named.sort_unstable();
                if !told.insert(named.clone()) {
                    continue;
                }
                let mut claim =
                    Claim::new(Kind::Blame, "compare.blames_side_by_side", Subject::Entities(named));
                claim.about.all = match &claim.subject {
                    Subject::Entities(accused) => accused.clone(),
                    _ => Vec::new(),
                };
                claim.relation = Relation::Contradicts;
                claim.note(Aspect::Claimant);
                for (side, one) in [earlier, later].into_iter().enumerate() {
                    let mut cell = one.cell.clone();
                    cell.side = side;
                    claim.cells.push(cell);
                }
                claims.push(claim);
            }
        }
    }
    claims
}

fn competes(left: &Allegation, right: &Allegation) -> bool {
    let apart = |a: &Party, b: &Party| !a.is_kin(b);
    let beside = left.sentence.zip(right.sentence).is_some_and(|(a, b)| a.abs_diff(b) == 1);
    beside
        && apart(&left.accuser, &right.accuser)
        && apart(&left.accused, &right.accused)
        && apart(&left.accuser, &left.accused)
        && apart(&right.accuser, &right.accused)
}
