//! Quantities: which number each report has.

use crate::claim::{Aspect, Claim, Kind, Line, Owner, Relation, Subject};
use crate::ground::Ground;
use rapporteur_ledger::{self as ledger, Entry, Ledger, Series, Standing};
use rapporteur_record::{Bound, Claimant, EntityId, Figure, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// Claims of one quantity of which each is compared with each other; a live blog may hold hundreds.
const COMPARED: usize = 48;

pub(crate) fn claims(ground: &Ground<'_>, ledger: Option<&Ledger>, of: &[usize]) -> Vec<Claim> {
    let all = ledger.map(|ledger| ledger.series.as_slice()).unwrap_or_default();
    let mut claims: Vec<Claim> = Vec::new();
    for at in of {
        let Some(series) = all.get(*at) else { continue };
        claims.extend(of_series(ground, series));
        let laid = series.beside.iter().filter(|(other, how)| {
            other > at && matches!(how, ledger::Relation::Same | ledger::Relation::Compatible)
        });
        claims.extend(laid.filter_map(|(other, _)| beside(ground, series, all.get(*other)?)));
    }
    claims
}

/// The claims of a series: one, or several where it holds numbers of which it is not certain that they count the same. Where the
/// numbers move on with the days, those that exclude each other on one day are claims beside that.
fn of_series(ground: &Ground<'_>, series: &Series) -> Vec<Claim> {
    let course = Course::new(series);
    let (sides, formers) = sides(series);
    let parts = parts(&course, &sides);
    let count = parts.iter().flatten().map(|part| part + 1).max().unwrap_or(0);
    let mut claims = Vec::new();
    for part in 0..count {
        let own: Vec<Option<usize>> =
            sides.iter().zip(&parts).map(|(side, at)| side.filter(|_| *at == Some(part))).collect();
        let how = relations(&course, &own);
        let moves = how.values().any(|found| *found == Relation::Later);
        let mut against: Vec<BTreeSet<usize>> = Vec::new();
        if moves {
            let pairs = how.iter().filter(|(_, found)| **found <= Relation::Differs);
            for ((one, other), _) in pairs {
                let mut joined = BTreeSet::from([*one, *other]);
                against.retain(|sides| {
                    let meets = !sides.is_disjoint(&joined);
                    if meets {
                        joined.extend(sides);
                    }
                    !meets
                });
                against.push(joined);
            }
        }
        let mut told = |keep: &dyn Fn(usize) -> bool, least: Relation| {
            let mut claim =
                Claim::new(Kind::Figure, "compare.one_quantity", Subject::Measure(series.measure.clone()));
            let kept: Vec<Option<usize>> = own.iter().map(|side| side.filter(|side| keep(*side))).collect();
            for (entry, side) in series.entries.iter().zip(&kept) {
                if let Some(side) = side {
                    add(ground, entry, *side, &mut claim);
                }
            }
            if !claim.cells.is_empty() {
                claim.relation = relation(&course, &kept, least, &mut claim);
                // Who repeats a number as a former one tells it too, and stands against nobody.
                for (entry, side) in series.entries.iter().zip(&formers) {
                    let Some(side) = side.filter(|side| kept.contains(&Some(*side))) else { continue };
                    if claim.cells.iter().all(|cell| cell.report != entry.claim.report) {
                        add(ground, entry, side, &mut claim);
                    }
                }
                claims.push(claim);
            }
        };
        for sides in &against {
            told(&|side| sides.contains(&side), Relation::Contradicts);
        }
        // Numbers that stand against each other are no steps of the way: which of them would be is not for us to say.
        let rival = |side: usize| against.iter().any(|sides| sides.contains(&side));
        // Nor is a number that was only neared: it goes together with those that it does not exclude.
        let beside = |side: usize| -> BTreeSet<usize> {
            let pairs = how.iter().filter(|((one, other), _)| *one == side || *other == side);
            let goes = pairs.clone().all(|(_, found)| *found == Relation::Compatible);
            let others = pairs.map(|((one, other), _)| if *one == side { *other } else { *one });
            if goes { others.collect() } else { BTreeSet::new() }
        };
        let neared: BTreeMap<usize, BTreeSet<usize>> = own
            .iter()
            .zip(&series.entries)
            .filter_map(|(side, entry)| Some((((*side)?), entry.claim.amount.bound)))
            .filter(|(_, bound)| moves && matches!(bound, Bound::Nearly | Bound::AtMost | Bound::LessThan))
            .map(|(side, _)| (side, beside(side)))
            .filter(|(side, others)| !others.is_empty() && !rival(*side))
            .collect();
        let is_step = |side: usize| !rival(side) && !neared.contains_key(&side);
        let steps = own.iter().flatten().filter(|side| is_step(**side)).collect::<BTreeSet<_>>().len();
        let moved = |side: usize| steps < 2 || is_step(side);
        for (side, others) in neared.iter().filter(|_| steps > 1) {
            told(&|other| other == *side || others.contains(&other), Relation::Compatible);
        }
        told(&moved, if moves { Relation::Later } else { Relation::Contradicts });
    }
    claims
}

/// How the sides of a quantity stand to each other, the gravest of what their claims do.
fn relations(course: &Course<'_>, sides: &[Option<usize>]) -> BTreeMap<(usize, usize), Relation> {
    let mut found: BTreeMap<(usize, usize), Relation> = BTreeMap::new();
    let entries = compared(course.series, sides);
    for (at, (later, side)) in entries.iter().enumerate() {
        for (earlier, other) in entries[..at].iter().filter(|(_, other)| other != side) {
            if let Some(how) = pair(course, earlier, later) {
                let known = found.entry((*side.min(other), *side.max(other))).or_insert(how);
                *known = how.min(*known);
            }
        }
    }
    found
}

/// The entries whose claims are compared, with their sides.
fn compared<'s>(series: &'s Series, sides: &[Option<usize>]) -> Vec<(&'s Entry, usize)> {
    let own = series.entries.iter().zip(sides).filter_map(|(entry, side)| Some((entry, (*side)?)));
    own.filter(|(entry, _)| !matches!(entry.standing, Standing::Copy(_))).take(COMPARED).collect()
}

/// Which entries are compared with each other: those of one side, and sides that stand in a relation.
fn parts(course: &Course<'_>, sides: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut first: BTreeMap<usize, &Entry> = BTreeMap::new();
    for (entry, side) in course.series.entries.iter().zip(sides) {
        if let Some(side) = side {
            first.entry(*side).or_insert(entry);
        }
    }
    let known: Vec<(usize, &Entry)> = first.into_iter().collect();
    let mut part_of: BTreeMap<usize, usize> = known.iter().map(|(side, _)| (*side, *side)).collect();
    for (at, (side, later)) in known.iter().enumerate() {
        for (other, earlier) in known[..at].iter().rev().take(COMPARED) {
            let (one, another) = (part_of[side], part_of[other]);
            if one != another && pair(course, earlier, later).is_some() {
                part_of.values_mut().filter(|part| **part == one).for_each(|part| *part = another);
            }
        }
    }
    sides.iter().map(|side| side.and_then(|side| part_of.get(&side).copied())).collect()
}

/// Which entries say the same number with the same bound; and the side of that number for those of which their own report
/// calls it a former one. A number that is only ever a former one has no side.
fn sides(series: &Series) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let mut known: BTreeMap<(u64, u8, Option<&str>), usize> = BTreeMap::new();
    let number = |entry: &Entry| {
        let amount = &entry.claim.amount;
        // `At least 40` and `more than 40` are used for one another.
        let bound = if amount.bound == Bound::AtLeast { Bound::MoreThan } else { amount.bound };
        (amount.nominal().to_bits(), bound as u8)
    };
    let former = |entry: &Entry| entry.standing == Standing::Former;
    let mut sides = Vec::with_capacity(series.entries.len());
    for entry in &series.entries {
        let (nominal, bound) = number(entry);
        let next = known.len();
        let vague = entry.claim.amount.vague.as_deref();
        sides.push((!former(entry)).then(|| *known.entry((nominal, bound, vague)).or_insert(next)));
    }
    let repeated = |entry: &Entry| {
        let (nominal, bound) = number(entry);
        known.get(&(nominal, bound, entry.claim.amount.vague.as_deref())).copied()
    };
    let formers =
        series.entries.iter().map(|entry| former(entry).then(|| repeated(entry)).flatten()).collect();
    (sides, formers)
}

fn figure<'r>(ground: &Ground<'r>, entry: &Entry) -> Option<&'r Figure> {
    let report = ground.place(entry.claim.report)?.report();
    report.figure(entry.claim.figure)
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

/// The gravest relation of two claims of the quantity, and what they differ in; what is graver than `least` is told by another claim.
/// What the ledger holds for a contradiction is one here only where group, status, kind and scope are the same too.
fn relation(course: &Course<'_>, sides: &[Option<usize>], least: Relation, claim: &mut Claim) -> Relation {
    let entries = compared(course.series, sides);
    let mut gravest = Relation::All;
    for (at, (later, side)) in entries.iter().enumerate() {
        for (earlier, other) in &entries[..at] {
            if name_others(&earlier.claim, &later.claim)
                && side == other
                && ledger::relation(&earlier.claim, &later.claim) == ledger::Relation::Same
            {
                claim.note(Aspect::Claimant);
            }
            if side == other {
                continue;
            }
            let Some(found) = pair(course, earlier, later).filter(|found| *found >= least) else { continue };
            gravest = gravest.min(found);
            if matches!(found, Relation::Contradicts | Relation::Differs | Relation::Compatible) {
                let same = earlier.claim.amount.same_number(&later.claim.amount);
                claim.note(if same { Aspect::Bound } else { Aspect::Value });
                if name_others(&earlier.claim, &later.claim) {
                    claim.note(Aspect::Claimant);
                }
            }
        }
    }
    gravest
}

/// True if they name different sources: two reports that speak in their own voice name none.
fn name_others(one: &ledger::Claim, other: &ledger::Claim) -> bool {
    let own = |claim: &ledger::Claim| matches!(claim.claimant, ledger::Voice::Outlet(_));
    one.claimant != other.claimant && !(own(one) && own(other))
}

/// True if two large numbers lie so near each other that a few hours, or rounding, can part them.
fn are_close(one: &ledger::Claim, other: &ledger::Claim) -> bool {
    /// Smaller ones are counted one by one.
    const LARGE: f64 = 100.0;
    /// Share of the larger one that they may differ by.
    const APART: f64 = 0.05;
    let (one, other) = (one.amount.nominal(), other.amount.nominal());
    one.min(other) >= LARGE && (one - other).abs() <= APART * one.max(other)
}

/// How two claims stand to each other; `None` where it is not certain that they count the same.
fn pair(course: &Course<'_>, earlier: &Entry, later: &Entry) -> Option<Relation> {
    let (one, other) = (&earlier.claim, &later.claim);
    let found = match ledger::relation(one, other) {
        ledger::Relation::Same | ledger::Relation::Compatible => return Some(Relation::Compatible),
        ledger::Relation::Updated => return Some(Relation::Later),
        ledger::Relation::Differs | ledger::Relation::Contradicts if !is_same_group(earlier, later) => {
            return None;
        }
        ledger::Relation::Differs => Relation::Differs,
        ledger::Relation::Contradicts => Relation::Contradicts,
    };
    // An older number that is only told again has been overtaken, and excludes nothing.
    if course.is_overtaken(earlier, later) || course.is_overtaken(later, earlier) {
        return Some(Relation::Later);
    }
    let published = |claim: &ledger::Claim| claim.as_of_known != Some(ledger::AsOf::Stated);
    // Two claimants in one report contradict each other in that report. Of two reports of one day neither of which tells as of when its
    // number holds, one may be hours older.
    let mild = one.report == other.report
        || published(one) && published(other)
        || (published(one) || published(other)) && are_close(one, other);
    Some(if mild { Relation::Differs } else { found })
}

/// The days as of which the numbers of a series are claimed.
struct Course<'s> {
    series: &'s Series,
    /// By number: the day by which it had been claimed, and the first one on which it may have been.
    claimed: BTreeMap<u64, (i32, i32)>,
}

impl<'s> Course<'s> {
    fn new(series: &'s Series) -> Self {
        let mut claimed: BTreeMap<u64, (i32, i32)> = BTreeMap::new();
        for entry in &series.entries {
            let Some(days) = entry.claim.as_of else { continue };
            let known =
                claimed.entry(entry.claim.amount.nominal().to_bits()).or_insert((days.last, days.first));
            *known = (known.0.min(days.last), known.1.min(days.first));
        }
        Self { series, claimed }
    }

    /// True if the number of `old` had been claimed before the first day of that of `new`, and `old` itself names no day.
    fn is_overtaken(&self, old: &Entry, new: &Entry) -> bool {
        let days = |entry: &Entry| self.claimed.get(&entry.claim.amount.nominal().to_bits());
        // What one day brought is not overtaken by what is told of that day later.
        old.claim.as_of_known != Some(ledger::AsOf::Stated)
            && !(old.claim.is_brought() && new.claim.is_brought())
            && days(old).zip(days(new)).is_some_and(|((by, _), (_, from))| by < from)
    }
}

/// True if both count the same beyond doubt. What one report says in its own voice it does not deny in the next sentence: there it
/// counts something else.
fn is_same_group(left: &Entry, right: &Entry) -> bool {
    let (left, right) = (&left.claim, &right.claim);
    let share = |scope: Option<Scope>| scope == Some(Scope::Share);
    let own = |claim: &ledger::Claim| matches!(claim.claimant, ledger::Voice::Outlet(_));
    is_same_counted(left, right)
        && share(left.scope) == share(right.scope)
        && !(left.report == right.report && (own(left) || own(right)))
        && left.amount.vague.is_none()
        && right.amount.vague.is_none()
}

/// True if both count the same people or things. “900 Ruritanian cases” are those of Ruritania.
fn is_same_counted(left: &ledger::Claim, right: &ledger::Claim) -> bool {
    let (one, other) = (&left.counted, &right.counted);
    let nations = one.nations == other.nations
        || left.is_at_one_place(right) && (one.nations.is_empty() || other.nations.is_empty());
    nations && (&one.kind, &one.status, one.part) == (&other.kind, &other.status, other.part)
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
