//! Positions: which reports tell how somebody stands to an issue.

use crate::Cell;
use crate::claim::{Aspect, Claim, Kind, Line, Owner, Relation, Subject};
use crate::ground::Ground;
use rapporteur_record::{EntityId, PositionId, PositionSide};
use std::collections::BTreeMap;

/// Positions of one issue that go one way. Each holder is a side of its own: two holders contradict nobody.
pub(crate) fn claims(ground: &Ground<'_>, issues: &[(&str, Vec<(i64, PositionId)>)]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (name, members) in issues {
        let mut ways: BTreeMap<PositionSide, Claim> = BTreeMap::new();
        let mut holders: BTreeMap<PositionSide, BTreeMap<Holder, usize>> = BTreeMap::new();
        for (report, id) in members {
            let Some(place) = ground.place(*report) else { continue };
            let Some(position) = place.telling.positions.get(id.0 as usize) else { continue };
            let holder = match (&position.holder, position.holder_span) {
                (Some(id), _) => Holder::Known(place.who(id).id),
                (None, Some(span)) => {
                    Holder::Words(*report, span.of(place.text()).unwrap_or_default().to_lowercase())
                }
                (None, None) => continue,
            };
            let way = position.side();
            let known = holders.entry(way).or_default();
            let next = known.len();
            let side = *known.entry(holder.clone()).or_insert(next);
            let mut spans = vec![position.cue];
            if !position.issue.span.overlaps(position.cue) {
                spans.push(position.issue.span);
            }
            // Words that only tell the stance (“should not”) say little without those by which they were voiced.
            let voiced = position.attribution.and_then(|id| place.report().attribution(id)?.cue);
            let voiced = voiced.filter(|voiced| {
                place.sentence(voiced.start) == place.sentence(position.cue.start)
                    && spans.iter().all(|span| !span.overlaps(*voiced))
            });
            let owner = match holder {
                Holder::Known(id) => Owner::Entity(id),
                Holder::Words(..) => Owner::Unknown(position.holder_span),
            };
            let claim = ways.entry(way).or_insert_with(|| {
                Claim::new(Kind::Position, "compare.one_issue", Subject::Issue((*name).to_owned(), way))
            });
            let mut cell = place.cell(side, spans, Line::Position(*id), owner);
            cell.spans.extend(voiced);
            claim.cells.push(cell);
        }
        for (way, mut claim) in ways {
            claim.relation = Relation::All;
            let known = holders.remove(&way).unwrap_or_default();
            if known.len() > 1 {
                claim.note(Aspect::Claimant);
            }
            if let (1, Some(Holder::Known(id))) = (known.len(), known.keys().next()) {
                claim.about.all = vec![id.clone()];
            }
            claims.push(claim);
        }
    }
    // Who stands alone on an issue is told by the positions themselves.
    let voice = |cell: &Cell| ground.place(cell.report).map(|place| place.voice);
    claims.retain(|claim| claim.cells.iter().any(|cell| voice(cell) != voice(&claim.cells[0])));
    claims
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Known(EntityId),
    /// Words mean nobody in another report.
    Words(i64, String),
}
