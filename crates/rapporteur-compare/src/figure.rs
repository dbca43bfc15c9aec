//! Quantities: which number each report has.

use crate::claim::{Aspect, Claim, Kind, Line, Owner, Relation, Subject};
use crate::ground::Ground;
use rapporteur_ledger::{self as ledger, Entry, Ledger, Series, Standing};
use rapporteur_record::{Claimant, EntityId, Figure, Scope};
use std::collections::BTreeMap;

/// Claims of one quantity of which each is compared with each other; a live blog may hold hundreds.
const COMPARED: usize = 48;

pub(crate) fn claims(ground: &Ground<'_>, ledger: Option<&Ledger>, of: &[usize]) -> Vec<Claim> {
    let all = ledger.map(|ledger| ledger.series.as_slice()).unwrap_or_default();
    let mut claims: Vec<Claim> = Vec::new();
    for at in of {
        let Some(series) = all.get(*at) else { continue };
        claims.extend(claim(ground, series));
        let laid = series.beside.iter().filter(|(other, how)| {
            other > at && matches!(how, ledger::Relation::Same | ledger::Relation::Compatible)
        });
        claims.extend(laid.filter_map(|(other, _)| beside(ground, series, all.get(*other)?)));
    }
    claims
}

fn claim(ground: &Ground<'_>, series: &Series) -> Option<Claim> {
    let mut claim =
        Claim::new(Kind::Figure, "compare.one_quantity", Subject::Measure(series.measure.clone()));
    let sides = sides(series);
    for (entry, side) in series.entries.iter().zip(&sides) {
        let Some(side) = side else { continue };
        add(ground, entry, *side, &mut claim);
    }
    claim.cells.first()?;
    claim.relation = relation(series, &sides, &mut claim);
    Some(claim)
}

/// Which entries say the same number with the same bound; `None` for a number that its own report calls a former one.
fn sides(series: &Series) -> Vec<Option<usize>> {
    let mut known: BTreeMap<(u64, u8, Option<&str>), usize> = BTreeMap::new();
    let number = |entry: &Entry| {
        let amount = &entry.claim.amount;
        (amount.nominal().to_bits(), amount.bound as u8)
    };
    series
        .entries
        .iter()
        .map(|entry| {
            if entry.standing == Standing::Former {
                return None;
            }
            let (nominal, bound) = number(entry);
            let vague = entry.claim.amount.vague.as_deref();
            let next = known.len();
            Some(*known.entry((nominal, bound, vague)).or_insert(next))
        })
        .collect()
}

fn figure<'r>(ground: &Ground<'r>, entry: &Entry) -> Option<&'r Figure> {
    let report = ground.place(entry.claim.report)?.report();
    report.figures.get(entry.claim.figure.0 as usize)
}

fn add(ground: &Ground<'_>, entry: &Entry, side: usize, claim: &mut Claim) {
    let Some(place) = ground.place(entry.claim.report) else { return };
    let Some(figure) = figure(ground, entry) else { return };
    let owner = match &figure.claimant {
        Claimant::Entity { entity, .. } => Owner::Entity(place.who(entity).id),
        Claimant::UnknownSpeaker { attribution } => match place.speaker(*attribution) {
            Owner::Outlet => Owner::Unknown(None),
            owner => owner,
        },
        Claimant::Unattributed { span } => Owner::Unknown(*span),
        Claimant::Outlet => Owner::Outlet,
    };
    claim.cells.push(place.cell(side, vec![figure.span], Line::Figure(figure.id), owner));
    // Who is named around the number: a report that names none of them hardly speaks of what happened.
    let report = place.report();
    if let Some(sentence) = place.sentence(figure.span.start).map(|at| report.sentences[at]) {
        // Who claims it is no part of what happened.
        let claimant = match &figure.claimant {
            Claimant::Entity { entity, .. } => Some(entity),
            _ => None,
        };
        let named: Vec<EntityId> = place
            .mentions_in(sentence)
            .filter_map(|mention| mention.entity.as_ref())
            .filter(|id| Some(*id) != claimant)
            .map(|id| place.who(id).id)
            .collect();
        claim.about.any.extend(named);
        claim.about.any.sort_unstable();
        claim.about.any.dedup();
    }
}

/// The gravest relation of two claims of the quantity, and what they differ in. What the ledger holds for a contradiction
/// is one here only where group, status, kind and scope are the same too.
fn relation(series: &Series, sides: &[Option<usize>], claim: &mut Claim) -> Relation {
    let entries: Vec<(&Entry, usize)> = series
        .entries
        .iter()
        .zip(sides)
        .filter_map(|(entry, side)| Some((entry, (*side)?)))
        .filter(|(entry, _)| !matches!(entry.standing, Standing::Copy(_)))
        .take(COMPARED)
        .collect();
    let mut gravest = Relation::All;
    for (at, (later, side)) in entries.iter().enumerate() {
        for (earlier, other) in &entries[..at] {
            if earlier.claim.claimant != later.claim.claimant
                && side == other
                && ledger::relation(&earlier.claim, &later.claim) == ledger::Relation::Same
            {
                claim.note(Aspect::Claimant);
            }
            if side == other {
                continue;
            }
            let found = pair(earlier, later);
            gravest = gravest.min(found);
            if matches!(found, Relation::Contradicts | Relation::Differs | Relation::Compatible) {
                let same = earlier.claim.amount.same_number(&later.claim.amount);
                claim.note(if same { Aspect::Bound } else { Aspect::Value });
                if earlier.claim.claimant != later.claim.claimant {
                    claim.note(Aspect::Claimant);
                }
            }
        }
    }
    gravest
}

fn pair(earlier: &Entry, later: &Entry) -> Relation {
    match ledger::relation(&earlier.claim, &later.claim) {
        ledger::Relation::Same | ledger::Relation::Compatible => Relation::Compatible,
        ledger::Relation::Updated => Relation::Later,
        ledger::Relation::Differs => Relation::Differs,
        ledger::Relation::Contradicts if is_same_group(earlier, later) => Relation::Contradicts,
        ledger::Relation::Contradicts => Relation::Differs,
    }
}

/// True if both count the same beyond doubt.
fn is_same_group(left: &Entry, right: &Entry) -> bool {
    let (left, right) = (&left.claim, &right.claim);
    let share = |scope: Option<Scope>| scope == Some(Scope::Share);
    left.counted == right.counted && share(left.scope) == share(right.scope) && !left.former && !right.former
}

/// Two quantities of different measures that may count the same people at one place: those who live there and those who
/// fled there. Their last claims stand side by side.
fn beside(ground: &Ground<'_>, one: &Series, other: &Series) -> Option<Claim> {
    let mut claim = Claim::new(
        Kind::Figure,
        "compare.beside",
        Subject::Measure(format!("{} / {}", one.measure, other.measure)),
    );
    claim.relation = Relation::Compatible;
    claim.note(Aspect::Value);
    add(ground, one.entries.last()?, 0, &mut claim);
    add(ground, other.entries.last()?, 1, &mut claim);
    Some(claim)
}
