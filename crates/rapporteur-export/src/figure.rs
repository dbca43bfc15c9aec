//! One row for each figure, with the fields that casualty recorders keep: a claim, never an estimate.
//!
//! The columns are described in `docs/format/figures.md`.

use rapporteur_ledger::Claim;
use rapporteur_record::{AttributionForm, AttributionId, Bound, Claimant, Figure, Report, Scope};
use rapporteur_text::{Offsets, Span, Unit};

pub(crate) const HEADER: [&str; 26] = [
    "figure_id",
    "doc_id",
    "doc_sha256",
    "start_cp",
    "end_cp",
    "text",
    "measure",
    "unit",
    "value",
    "low",
    "high",
    "qualifier",
    "scope",
    "subject",
    "subject_status",
    "claimant",
    "claimant_start_cp",
    "claimant_end_cp",
    "attribution",
    "as_of",
    "as_of_precision",
    "event_id",
    "place",
    "publication_date",
    "confidence",
    "corrected",
];

/// The rows of a report. Figures whose spans do not lie in the text are left out.
pub(crate) fn rows(report: &Report) -> Vec<[String; 26]> {
    let offsets = Offsets::new(&report.document.text);
    let claims = rapporteur_ledger::claims(report);
    claims.iter().filter_map(|claim| row(report, report.figure(claim.figure)?, claim, &offsets)).collect()
}

fn row(report: &Report, figure: &Figure, claim: &Claim, offsets: &Offsets<'_>) -> Option<[String; 26]> {
    let document = &report.document;
    let text = &document.text;
    let words = |span: Option<Span>| span.and_then(|span| span.of(text)).unwrap_or_default().to_owned();
    let points = |span: Span| offsets.convert(span, Unit::CodePoints);
    let at = points(figure.span);
    let [value, low, high] = limits(figure, claim);
    let (claimant, span, attribution) = claimant(report, figure);
    let span = span.filter(|span| span.of(text).is_some()).map(points);
    let (as_of, precision) = as_of(report, figure);
    let place = claim.place.and_then(|id| report.place(id)).map(|place| place.span);
    let published = document.published.as_ref().and_then(|published| published.day()).unwrap_or_default();
    Some([
        format!("{}/{}", document.id.0.short(), figure.id.0),
        document.id.to_string(),
        document.original.hash.to_string(),
        at.start.to_string(),
        at.end.to_string(),
        figure.span.of(text)?.to_owned(),
        figure.measure.clone(),
        match (figure.scope, figure.measure.as_str()) {
            (Some(Scope::Share), _) => "share",
            (_, "units") => "units",
            _ => "persons",
        }
        .to_owned(),
        value,
        low,
        high,
        qualifier(figure, claim),
        match figure.scope {
            Some(Scope::Incident) => "incident",
            Some(Scope::Cumulative) => "cumulative",
            Some(Scope::Stock) => "stock",
            Some(Scope::Share) => "share",
            Some(Scope::Daily) => "daily",
            Some(Scope::Weekly) => "weekly",
            Some(Scope::Monthly) => "monthly",
            Some(Scope::Yearly) => "yearly",
            None => "",
        }
        .to_owned(),
        words(figure.counted),
        figure.status.clone().unwrap_or_else(|| "unknown".to_owned()),
        claimant,
        span.map_or_else(String::new, |span| span.start.to_string()),
        span.map_or_else(String::new, |span| span.end.to_string()),
        attribution.to_owned(),
        as_of,
        precision.to_owned(),
        event(report, figure).map_or_else(String::new, |id| format!("{}/{id}", document.id.0.short())),
        words(place),
        published.to_owned(),
        String::new(),
        crate::csv::corrected(&figure.why),
    ])
}

/// Value and limits as numbers. `more than n` excludes n, so that its lowest value is the next one that can be counted.
fn limits(figure: &Figure, claim: &Claim) -> [String; 3] {
    /// What stands for the next larger share.
    const STEP: f64 = 0.0001;
    let value = claim.amount.nominal();
    let step = if value.fract() == 0.0 { 1.0 } else { STEP };
    let (low, high) = match figure.bound {
        Bound::MoreThan => (Some(value + step), None),
        Bound::LessThan => (None, Some(value - step)),
        Bound::Vague => (Some(value), None),
        _ => (figure.low, figure.high),
    };
    let written = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
    [value.to_string(), written(low), written(high)]
}

fn qualifier(figure: &Figure, claim: &Claim) -> String {
    match figure.bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::MoreThan => "more than",
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::LessThan => "less than",
        Bound::Nearly => "nearly",
        Bound::Range => "range",
        Bound::Vague => claim.amount.vague.as_deref().unwrap_or("vague"),
    }
    .to_owned()
}

/// Who claims it, the words that name them, and how it is laid to them.
fn claimant(report: &Report, figure: &Figure) -> (String, Option<Span>, &'static str) {
    let by = |id: AttributionId| report.attribution(id);
    let how = |id: AttributionId| match by(id).map(|found| found.form) {
        Some(AttributionForm::Direct) => "quote",
        _ => "according_to",
    };
    match &figure.claimant {
        Claimant::Entity { entity, span, attribution } => {
            let name = report.entities.iter().find(|found| found.id == *entity);
            let name = name.map_or_else(|| entity.0.clone(), |found| found.name.clone());
            // Where no words name the claimant, those that lead to it do.
            let span =
                span.or_else(|| by(*attribution)?.cue).or_else(|| by(*attribution)?.content.first().copied());
            (name, span, how(*attribution))
        }
        Claimant::UnknownSpeaker { attribution } => match by(*attribution).and_then(|found| found.source) {
            Some(source) => {
                let words = source.of(&report.document.text).unwrap_or_default();
                (words.to_owned(), Some(source), how(*attribution))
            }
            None => ("unknown speaker".to_owned(), None, "none"),
        },
        Claimant::Unattributed { span } => ("unattributed".to_owned(), *span, "none"),
        Claimant::Outlet => ("outlet".to_owned(), None, "none"),
    }
}

/// The date that the words give it, and how much of a date that is.
fn as_of(report: &Report, figure: &Figure) -> (String, &'static str) {
    let value = figure.as_of.and_then(|id| report.time(id)).and_then(|time| time.value.as_deref());
    let day = value.and_then(|value| value.split('T').next()).unwrap_or_default();
    let plain = day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match day.len() {
        10 if plain => (day.to_owned(), "day"),
        7 if plain => (day.to_owned(), "month"),
        4 if plain => (day.to_owned(), "year"),
        _ => (String::new(), "unknown"),
    }
}

/// The event that the words of the figure tell of: its trigger is that of the figure, or one of its sides is what is counted.
fn event(report: &Report, figure: &Figure) -> Option<u32> {
    let triggers = &figure.why.triggers;
    let found = report.events.iter().find(|event| {
        let told = event.mentions.iter().any(|mention| {
            triggers.iter().any(|trigger| trigger.overlaps(mention.trigger))
                || figure.span.contains(mention.trigger)
        });
        let counts = event.targets.iter().any(|side| side.span.overlaps(figure.span));
        told && (counts || event.targets.is_empty())
    });
    found.map(|event| event.id.0)
}

#[cfg(test)]
mod tests {
    use super::HEADER;

    #[test]
    fn columns_have_names_of_their_own() {
        let mut names = HEADER.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), HEADER.len());
    }
}
