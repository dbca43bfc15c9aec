//! Comparison of the reports of one story, claim by claim: what all say, what one says, where they differ or contradict
//! each other.
//!
//! In: the reports as [`Telling`]s, and what was [`Found`] over all of them: which events are one, which figures are about
//! one quantity, which positions are on one issue, which reports print one text. Out: a [`Comparison`] of [`Claim`]s. A
//! claim has a [`Cell`] for each place that makes it, with the spans of the words, and says how its reports stand to each
//! other. Reports that print one text are one voice. Who is silent denies nothing: a claim tells how many voices could have
//! made it.
//!
//! ```
//! use rapporteur_compare::{Found, compare};
//!
//! let comparison = compare(&[], &Found::default());
//! assert!(comparison.claims.is_empty());
//! ```
//!
//! That two claims exclude each other is said only where the same is spoken of beyond doubt: a denial names the allegation
//! or repeats its words, numbers are of one group, place and day. In doubt the claims stand side by side and nothing is said.
//!
//! It takes time in proportion to what the reports say: a claim is compared with a bounded number of others, and a limit
//! that is reached means that claims stay apart. The order of the reports decides the order of cells and nothing else.
//!
//! It may not know stores, readers, extraction, nor how lines are shown.

mod act_label;
mod alone;
mod blame;
mod charge;
mod claim;
mod denial;
mod elsewhere;
mod event;
mod figure;
mod framing;
mod ground;
mod judging;
mod label;
mod near;
mod place_label;
mod position;
mod prose;
mod run;
mod same;
mod statement;
mod words;

pub use claim::{Aspect, Cell, Claim, Kind, Line, Owner, Relation, Share, Subject};

use ground::Ground;
use rapporteur_event::{Happening, Side};
use rapporteur_ledger::Ledger;
use rapporteur_record::{EntityId, Position, PositionId, Report};
use std::collections::{BTreeMap, BTreeSet};

/// A report as it is compared.
#[derive(Debug, Clone)]
pub struct Telling<'r> {
    /// Its number in the collection.
    pub number: i64,
    /// What it says.
    pub report: &'r Report,
    /// Who its entities are over all reports; one that is not named here is itself.
    pub who: BTreeMap<&'r EntityId, Side>,
    /// The positions that it shows.
    pub positions: &'r [Position],
}

/// What was found over all reports. Reports are meant by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Found<'f> {
    /// Which events are one.
    pub happenings: Vec<&'f Happening>,
    /// Which figures are about one quantity.
    pub ledger: Option<&'f Ledger>,
    /// The places in the ledger of the quantities that these reports have numbers for.
    pub series: Vec<usize>,
    /// Issues by name, with the positions on them.
    pub issues: Vec<(&'f str, Vec<(i64, PositionId)>)>,
    /// Reports that are one voice, for they print one text or retell it: first the one that the others follow.
    pub families: Vec<Vec<i64>>,
}

/// What the reports agree and differ on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Number of reports.
    pub reports: usize,
    /// Number of voices: reports that print one text, or retell it, count once.
    pub voices: usize,
    /// The claims: those that contradict each other first, then by the order of [`Relation`], then by how many voices make
    /// them, then in the order of the reports.
    pub claims: Vec<Claim>,
}

/// Compares the reports of one story. Words that do not lie in the text of their report are passed over.
#[must_use]
pub fn compare(tellings: &[Telling<'_>], found: &Found<'_>) -> Comparison {
    let mut ground = Ground::new(tellings, &found.families);
    let mut claims = figure::claims(&ground, found.ledger, &found.series);
    let ones = same::ones(&ground, &found.happenings, found.ledger, &found.series);
    claims.extend(event::claims(&ones));
    claims.extend(place_label::claims(&ones));
    claims.extend(judging::claims(&ground, found.ledger, &found.series));
    claims.extend(statement::claims(&ground));
    claims.extend(position::claims(&ground, &found.issues));
    let allegations = denial::Allegations::new(&ground);
    claims.extend(denial::claims(&ground, &allegations));
    claims.extend(blame::claims(&allegations));
    claims.extend(framing::claims(&ground));
    claims.extend(label::claims(&ground));
    claims.extend(act_label::claims(&ground));
    for claim in &mut claims {
        ground.finish(claim);
    }
    denial::widen(&mut ground, &mut claims);
    charge::join(&mut ground, &mut claims, &allegations);
    alone::check(&mut ground, &mut claims);
    // What somebody alleges or denies stands there, and is no further statement of one alone.
    let denied: BTreeSet<(i64, Line)> = claims
        .iter()
        .filter(|claim| claim.kind == Kind::Denial)
        .flat_map(|claim| claim.cells.iter().map(|cell| (cell.report, cell.line)))
        .collect();
    let is_denial = |claim: &Claim| {
        claim.kind == Kind::Statement
            && claim.relation == Relation::Only
            && claim.cells.iter().all(|cell| denied.contains(&(cell.report, cell.line)))
    };
    claims.retain(|claim| !claim.cells.is_empty() && !is_denial(claim));
    claims.sort_by_cached_key(Claim::order);
    claims.dedup_by(|later, earlier| later.cells == earlier.cells && later.kind == earlier.kind);
    Comparison { reports: tellings.len(), voices: ground.voices(), claims }
}
