//! Days that a report tells by its own date, where that date is found only beside other reports.

use rapporteur_record::{HowKnown, Report, TimeExpression};
use rapporteur_text::Span;
use std::collections::BTreeMap;

/// Bounds the publication of reports whose day is not known, by each other ([`rapporteur_dating::together`]), and resolves the
/// time expressions of those whose day is found so: `on Thursday` is a day of the calendar then.
///
/// ```
/// use rapporteur_engine::{Item, date_together};
/// let mut reports = Vec::new();
/// let place = "Ilse Marten met Oto Brandis in Norway. Sweden and Norway sent boats to Denmark.";
/// for text in [
///     format!("date 2031-11-12\n\nThe harbour was closed. {place}"),
///     format!("OSLO, November 13. /TASS/. The dam broke on Tuesday. {place}"),
/// ] {
///     rapporteur_engine::Engine::default().run(vec![Ok(Item::new("a.txt", text.into_bytes()))], |outcome| {
///         reports.extend(outcome.reports);
///         std::ops::ControlFlow::<()>::Continue(())
///     });
/// }
/// date_together(&mut reports);
/// let tuesday = reports[1].times.iter().find(|time| time.text_only == "XXXX-WXX-2");
/// assert_eq!(tuesday.and_then(|time| time.value.as_deref()), Some("2031-11-11"));
/// ```
pub fn date_together(reports: &mut [Report]) {
    rapporteur_dating::together(reports);
    for report in reports {
        let published = report.document.published.as_ref();
        let found = published.is_some_and(|date| date.known == HowKnown::Inferred && date.day().is_some());
        if found && report.times.iter().any(|time| time.value.is_none()) {
            resolve(report);
        }
    }
}

/// Gives the time expressions without a value, and the events of their days, what the day of the report tells.
fn resolve(report: &mut Report) {
    let analysis = rapporteur_lang::analyse(&report.document);
    let told = rapporteur_extract::time::times(&report.document, &analysis);
    let told: BTreeMap<Span, TimeExpression> = told.into_iter().map(|time| (time.span, time)).collect();
    for time in report.times.iter_mut().filter(|time| time.value.is_none()) {
        if let Some(told) = told.get(&time.span).filter(|told| told.text_only == time.text_only) {
            time.value.clone_from(&told.value);
            time.anchor.clone_from(&told.anchor);
        }
    }
    let values: BTreeMap<_, _> = report.times.iter().map(|time| (time.id, &time.value)).collect();
    for date in report.events.iter_mut().filter_map(|event| event.date.as_mut()) {
        if let Some(value) = values.get(&date.time).filter(|_| date.value.is_none()) {
            date.value.clone_from(value);
        }
    }
}
