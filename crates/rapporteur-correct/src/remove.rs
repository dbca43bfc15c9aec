//! Takes a line out of a record, and out of the lines that speak of it.

use crate::Lines;
use crate::set::mark;
use rapporteur_record::{Attribution, AttributionId, Claimant, FigureId, LineKind, PlaceId, Report, TimeId};

/// Takes a line out.
pub(crate) fn remove(lines: &mut Lines, kind: LineKind, number: u32, by: i64) {
    let report = &mut lines.report;
    match kind {
        LineKind::Document => {}
        LineKind::Statement => statement(report, AttributionId(number), by),
        LineKind::Figure => {
            report.figures.retain(|line| line.id.0 != number);
            unshare(report, FigureId(number), None, by);
        }
        LineKind::Event => report.events.retain(|line| line.id.0 != number),
        LineKind::Position => lines.positions.retain(|line| line.id.0 != number),
        LineKind::Mention => report.mentions.retain(|line| line.id.0 != number),
        LineKind::Time => time(report, TimeId(number), by),
        LineKind::Place => place(report, PlaceId(number), by),
    }
}

/// Figures that divided one divide another one, or none.
pub(crate) fn unshare(report: &mut Report, gone: FigureId, instead: Option<FigureId>, by: i64) {
    for figure in report.figures.iter_mut().filter(|figure| figure.of == Some(gone)) {
        figure.of = instead.filter(|id| *id != figure.id);
        mark(&mut figure.why, by);
    }
}

/// What stood in a statement that is none stands in the one around it, or is in the outlet's own voice.
fn statement(report: &mut Report, id: AttributionId, by: i64) {
    let Some(at) = report.attributions.iter().position(|line| line.id == id) else { return };
    let line = report.attributions.remove(at);
    let outer = line.nested_in.and_then(|outer| report.attribution(outer)).cloned();
    let claimant = |span| match &outer {
        Some(outer) => claimant_of(outer),
        None => span,
    };
    for figure in &mut report.figures {
        let of = match &figure.claimant {
            Claimant::Entity { attribution, .. } | Claimant::UnknownSpeaker { attribution } => *attribution,
            Claimant::Unattributed { .. } | Claimant::Outlet => continue,
        };
        if of == id {
            figure.claimant = claimant(Claimant::Outlet);
            mark(&mut figure.why, by);
        }
    }
    redirect(report, id, line.nested_in, by);
}

/// Who claims the figures of a statement.
fn claimant_of(line: &Attribution) -> Claimant {
    match line.speaker.entity() {
        Some(entity) => Claimant::Entity { entity: entity.clone(), span: line.source, attribution: line.id },
        None => Claimant::UnknownSpeaker { attribution: line.id },
    }
}

/// What stood in one statement stands in another one, or in none; claimants of figures aside.
pub(crate) fn redirect(report: &mut Report, gone: AttributionId, instead: Option<AttributionId>, by: i64) {
    for line in report.attributions.iter_mut().filter(|line| line.nested_in == Some(gone)) {
        line.nested_in = instead.filter(|id| *id != line.id);
        mark(&mut line.why, by);
    }
    for event in &mut report.events {
        let mut touched = false;
        for mention in event.mentions.iter_mut().filter(|mention| mention.attribution == Some(gone)) {
            mention.attribution = instead;
            touched = true;
        }
        if touched {
            mark(&mut event.why, by);
        }
    }
}

fn time(report: &mut Report, id: TimeId, by: i64) {
    report.times.retain(|line| line.id != id);
    for figure in report.figures.iter_mut().filter(|figure| figure.as_of == Some(id)) {
        figure.as_of = None;
        mark(&mut figure.why, by);
    }
    for event in &mut report.events {
        if event.date.as_ref().is_some_and(|date| date.time == id) {
            event.date = None;
            mark(&mut event.why, by);
        }
    }
}

fn place(report: &mut Report, id: PlaceId, by: i64) {
    report.places.retain(|line| line.id != id);
    for event in report.events.iter_mut().filter(|event| event.place == Some(id)) {
        event.place = None;
        mark(&mut event.why, by);
    }
}
