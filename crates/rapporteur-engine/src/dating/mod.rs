//! When a report was published, where nothing states it: the days between which its own words, or the words of other
//! reports read with it, put it.
//!
//! An interval and its reason, never a guess: [`alone`] looks at dates with a year that the report tells as past (it is
//! not older than they are) or as to come (it is not younger); [`together`] at reports about the same people and places.
//! No clock is read. What is open stays open.

mod cue;
mod together;

use cue::{Looks, cues};
use jiff::civil::Date;
use rapporteur_record::{HowKnown, Published, Report};
pub use together::together;

/// One end of an interval, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct End {
    day: Date,
    reason: String,
}

/// Bounds the publication of a report whose day is not known, by what the report itself says.
pub fn alone(report: &mut Report) {
    if report.document.published.as_ref().is_some_and(|p| p.earliest.is_some() || p.latest.is_some()) {
        return;
    }
    let (mut from, mut to): (Option<End>, Option<End>) = (None, None);
    for cue in cues(report) {
        let Some(first) = cue.first() else { continue };
        match cue.looks {
            Looks::Back if from.as_ref().is_none_or(|end| end.day < first) => {
                from = Some(End { day: first, reason: format!("tells of {} as past", cue.value) });
            }
            Looks::Ahead if cue.is_day() && to.as_ref().is_none_or(|end| end.day > first) => {
                to = Some(End { day: first, reason: format!("tells of {} as to come", cue.value) });
            }
            _ => {}
        }
    }
    // Words about an older plan can look ahead to a day that is over.
    if let (Some(a), Some(b)) = (&from, &to)
        && a.day > b.day
    {
        to = None;
    }
    bound(report, from, to);
}

/// Writes an interval into a report; nothing if both ends are open.
fn bound(report: &mut Report, from: Option<End>, to: Option<End>) {
    if from.is_none() && to.is_none() {
        return;
    }
    let known = report.document.published.take();
    let write = |end: &Option<End>| end.as_ref().map(|end| end.day.to_string());
    let open = |day: Option<String>| day.unwrap_or_else(|| "..".to_owned());
    let mut reasons: Vec<&str> = [&from, &to].into_iter().flatten().map(|end| end.reason.as_str()).collect();
    reasons.dedup();
    let mut reason = reasons.join("; ");
    if let Some(stated) = &known {
        reason = format!("{} without a year; {reason}", stated.reason);
    }
    report.document.published = Some(Published {
        value: known.as_ref().map_or_else(
            || format!("{}/{}", open(write(&from)), open(write(&to))),
            |stated| stated.value.clone(),
        ),
        earliest: write(&from),
        latest: write(&to),
        known: HowKnown::Inferred,
        reason,
        span: known.and_then(|stated| stated.span),
    });
}

#[cfg(test)]
mod tests;
