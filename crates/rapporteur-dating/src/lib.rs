//! When a report was published, where nothing states it: the days between which its own words, or the words of other
//! reports read with it, put it.
//!
//! An interval and its reason, never a guess: [`alone`] looks at dates with a year that the report tells as past (it is
//! not older than they are) or as to come (it is not younger); [`together`] at reports about the same people and places.
//! No clock is read. What is open stays open.
//!
//! ```
//! # use rapporteur_record::{Document, DocumentId, Original, Report, TimeExpression, TimeId, TimeType, Why};
//! # use rapporteur_text::{Alignment, ContentHash, Span};
//! # let hash = ContentHash::of(b"");
//! # let text = "The dam broke on 7 October 2023.";
//! # let document = Document {
//! #     id: DocumentId(hash), locator: "-".into(), url: None, outlet: None, agency: None, authors: vec![], dateline: None,
//! #     published: None, modified: None, language: None, segments: vec![], text: text.into(),
//! #     original: Original { hash, len: 0, media_type: "text/plain".into(), charset: "UTF-8".into() },
//! #     alignment: Alignment::identity(text.len()),
//! # };
//! # let span = Span::new(17, 31);
//! # let day = TimeExpression {
//! #     id: TimeId(0), span, time_type: TimeType::Date, value: None, text_only: "2023-10-07".into(), anchor: None,
//! #     why: Why::rule("time", "0", "time.date", [span]),
//! # };
//! # let mut report = Report {
//! #     document, sentences: vec![Span::new(0, text.len())], mentions: vec![], entities: vec![], attributions: vec![],
//! #     events: vec![], figures: vec![], times: vec![day], places: vec![],
//! # };
//! // A report with the sentence “The dam broke on 7 October 2023.”
//! rapporteur_dating::alone(&mut report);
//! assert_eq!(report.document.published.unwrap().value, "2023-10-07/..");
//! ```
//!
//! It may not know readers, analysis, stores, nor how lines are shown.

mod cue;
mod plan;
mod together;

use cue::{Looks, cues};
use jiff::civil::Date;
use rapporteur_record::{HowKnown, Published, Report};
pub use together::together;

/// One end of an interval, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
                from = Some(End { day: first, reason: format!("tells of {} as past", cue.words) });
            }
            Looks::Ahead if cue.is_day() && to.as_ref().is_none_or(|end| end.day > first) => {
                to = Some(End { day: first, reason: format!("tells of {} as to come", cue.words) });
            }
            _ => {}
        }
    }
    // Words about an older plan can look ahead to a day that is over: `bound` leaves it out.
    bound(report, from, to);
}

/// Narrows the interval of a report by what is newly known. What does not narrow it, or contradicts it, is left out.
fn bound(report: &mut Report, from: Option<End>, to: Option<End>) {
    let known = report.document.published.as_ref();
    let (mut earliest, mut latest) =
        known.map_or((None, None), |known| (known.earliest.clone(), known.latest.clone()));
    let mut reasons: Vec<String> = Vec::new();
    if let Some(end) = from.map(|end| (end.day.to_string(), end.reason))
        && earliest.as_ref().is_none_or(|day| *day < end.0)
        && latest.as_ref().is_none_or(|day| *day >= end.0)
    {
        earliest = Some(end.0);
        reasons.push(end.1);
    }
    if let Some(end) = to.map(|end| (end.day.to_string(), end.reason))
        && latest.as_ref().is_none_or(|day| *day > end.0)
        && earliest.as_ref().is_none_or(|day| *day <= end.0)
    {
        latest = Some(end.0);
        reasons.push(end.1);
    }
    if reasons.is_empty() {
        return;
    }
    let open = |day: &Option<String>| day.clone().unwrap_or_else(|| "..".to_owned());
    let mut value = format!("{}/{}", open(&earliest), open(&latest));
    if let Some(known) = known {
        let inferred = known.known == HowKnown::Inferred;
        let reason = &known.reason;
        reasons.insert(0, if inferred { reason.clone() } else { format!("{reason} without a year") });
        if known.value.starts_with("XXXX-") {
            value.clone_from(&known.value);
        }
    }
    let (reason, span) = (reasons.join("; "), known.and_then(|known| known.span));
    let known = HowKnown::Inferred;
    report.document.published = Some(Published { value, earliest, latest, known, reason, span });
}
