//! Dates from reports that are read together.
//!
//! Reports are about the same when they share names: at least three, and a quarter of what the one with fewer names has.
//! A name that more than [`COMMON`] reports have tells nothing, so the work grows with the number of reports.

use crate::cue::{Cue, Looks, cues};
use crate::plan::planned_elsewhere;
use crate::{End, bound};
use jiff::civil::Date;
use rapporteur_record::{EntityType, HowKnown, Report};
use std::collections::{BTreeMap, BTreeSet};

/// Reports that may share a name, or a figure, before it is passed over.
const COMMON: usize = 64;

/// Bounds the publication of reports whose day is not known, by other reports on the same people and places:
///
/// - a dateline without a year is of the year that lies nearest to the reports with a date, if it is nearer by half than
///   any other year;
/// - a report is not older than a past day that it names without a year, where others give the year;
/// - nor than the day to which others date a figure that it has too;
/// - nor than a report that plans what it tells as done.
///
/// Time expressions without a year get the value that the found date gives. The order of the reports does not matter.
pub fn together(reports: &mut [Report]) {
    let names = Names::new(reports);
    let cues: Vec<Vec<Cue>> = reports.iter().map(cues).collect();
    let mut days: Vec<Option<Date>> = reports.iter().map(day).collect();
    for (at, day) in years_of_datelines(reports, &names, &days) {
        let reason =
            format!("{}; {}", reports[at].document.published.as_ref().map_or("", |p| &p.reason), day.reason);
        days[at] = Some(day.day);
        if let Some(published) = &mut reports[at].document.published {
            published.earliest = Some(day.day.to_string());
            published.latest = Some(day.day.to_string());
            published.known = HowKnown::Inferred;
            published.reason = reason;
        }
    }
    let mut resolved: Vec<BTreeMap<(i8, i8), End>> = reports
        .iter()
        .enumerate()
        .map(|(at, report)| match days[at] {
            Some(day) => own_days(report, &cues[at], day),
            None => BTreeMap::new(),
        })
        .collect();
    let others: Vec<_> = (0..reports.len())
        .map(|at| match days[at] {
            Some(_) => BTreeMap::new(),
            None => named_elsewhere(&cues[at], &names.alike(at), &resolved),
        })
        .collect();
    for (at, found) in others.into_iter().enumerate().filter(|(_, found)| !found.is_empty()) {
        resolved[at] = found;
    }
    let figures = dated_figures(reports, &cues, &resolved);
    let shared = |a: usize, b: usize| names.of[a].intersection(&names.of[b]).count();
    let planned = planned_elsewhere(
        reports,
        &days,
        |at| label(&reports[at], days[at]),
        |a, b| names.enough(a, b, shared(a, b)),
    );
    let bounds: Vec<Option<End>> = (0..reports.len())
        .map(|at| {
            let undated = days[at].is_none();
            let named = resolved[at].values().filter(|_| undated).max().cloned();
            let counted = undated.then(|| figure_elsewhere(&reports[at], at, &figures, &names)).flatten();
            named.into_iter().chain(counted).chain(planned[at].clone()).max()
        })
        .collect();
    for (at, end) in bounds.into_iter().enumerate() {
        bound(&mut reports[at], end, None);
        for cue in &cues[at] {
            let time = &mut reports[at].times[cue.at];
            if let Some(end) = cue.month_day().and_then(|day| resolved[at].get(&day))
                && time.value.is_none()
                && time.text_only == cue.value
            {
                time.value = Some(end.day.to_string());
                time.anchor = Some("inferred date of the document".to_owned());
            }
        }
    }
}

fn day(report: &Report) -> Option<Date> {
    report.document.published.as_ref()?.day()?.parse().ok()
}

/// How a reason names a report: by the end of its locator, and its day if that is known.
fn label(report: &Report, day: Option<Date>) -> String {
    let locator = report.document.locator.trim_end_matches(['/', '\\']);
    let name = locator.rsplit(['/', '\\']).next().unwrap_or(locator);
    day.map_or_else(|| name.to_owned(), |day| format!("{name} ({day})"))
}

/// Which reports share names.
struct Names {
    /// Numbers of the names of each report.
    of: Vec<BTreeSet<usize>>,
    /// Reports that have the name of each number.
    having: Vec<Vec<usize>>,
}

impl Names {
    fn new(reports: &[Report]) -> Self {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut names = Self { of: Vec::with_capacity(reports.len()), having: Vec::new() };
        for (at, report) in reports.iter().enumerate() {
            let kinds = [EntityType::Person, EntityType::Organisation, EntityType::State, EntityType::Place];
            let own = report.entities.iter().filter(|entity| kinds.contains(&entity.entity_type));
            let own: BTreeSet<usize> = own
                .map(|entity| {
                    let next = numbers.len();
                    *numbers.entry(entity.id.0.clone()).or_insert(next)
                })
                .collect();
            names.having.resize_with(numbers.len(), Vec::new);
            own.iter().for_each(|&name| names.having[name].push(at));
            names.of.push(own);
        }
        names
    }

    /// The other reports about the same as this one.
    fn alike(&self, at: usize) -> Vec<usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for having in
            self.of[at].iter().map(|&name| &self.having[name]).filter(|having| having.len() <= COMMON)
        {
            having
                .iter()
                .filter(|&&other| other != at)
                .for_each(|&other| *shared.entry(other).or_default() += 1);
        }
        shared
            .into_iter()
            .filter(|&(other, count)| self.enough(at, other, count))
            .map(|(other, _)| other)
            .collect()
    }

    fn enough(&self, a: usize, b: usize, shared: usize) -> bool {
        shared >= 3 && shared * 4 >= self.of[a].len().min(self.of[b].len())
    }
}

/// The days of datelines without a year.
fn years_of_datelines(reports: &[Report], names: &Names, days: &[Option<Date>]) -> Vec<(usize, End)> {
    let mut found = Vec::new();
    for (at, report) in reports.iter().enumerate().filter(|(at, _)| days[*at].is_none()) {
        let stated = report.document.published.as_ref().filter(|p| p.value.starts_with("XXXX-"));
        let Some((month, day)) = stated.and_then(|p| month_day(&p.value)) else { continue };
        // Sorted, so that the order of the reports does not matter.
        let mut candidates: Vec<(i32, Date, String)> = Vec::new();
        for other in names.alike(at) {
            let Some(known) = days[other] else { continue };
            let years =
                [-1, 0, 1].into_iter().filter_map(|years| Date::new(known.year() + years, month, day).ok());
            let label = label(&reports[other], days[other]);
            candidates.extend(years.map(|date| ((date - known).get_days().abs(), date, label.clone())));
        }
        candidates.sort();
        let Some((away, date, label)) = candidates.first() else { continue };
        let second =
            candidates.iter().find(|(_, other, _)| other != date).map_or(i32::MAX, |(away, ..)| *away);
        if away.saturating_mul(2) < second {
            let reason = format!(
                "the year is the one nearest ({away} day{} apart) to {label}, about the same people and places",
                if *away == 1 { "" } else { "s" }
            );
            found.push((at, End { day: *date, reason }));
        }
    }
    found
}

fn month_day(value: &str) -> Option<(i8, i8)> {
    let mut parts = value.split('-').skip(1);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// The past days that a report of a known day names, by month and day.
fn own_days(report: &Report, cues: &[Cue], day: Date) -> BTreeMap<(i8, i8), End> {
    let mut found = BTreeMap::new();
    for cue in cues.iter().filter(|cue| cue.looks != Looks::Ahead && cue.is_day()) {
        let Some((month, on)) = cue.month_day() else { continue };
        let past = |year: i16| Date::new(year, month, on).ok().filter(|date| *date <= day);
        let date = cue.first().filter(|date| *date <= day);
        if let Some(date) = date.or_else(|| past(day.year())).or_else(|| past(day.year() - 1)) {
            let reason = format!("{} dates {date}", label(report, Some(day)));
            found.entry((month, on)).or_insert(End { day: date, reason });
        }
    }
    found
}

/// The past days without a year that a report names, where reports like it give the year. Where they give several, the
/// first is taken: the report is not older than that.
fn named_elsewhere(
    cues: &[Cue],
    alike: &[usize],
    resolved: &[BTreeMap<(i8, i8), End>],
) -> BTreeMap<(i8, i8), End> {
    let mut found: BTreeMap<(i8, i8), End> = BTreeMap::new();
    for cue in cues.iter().filter(|cue| cue.looks == Looks::Back && cue.first().is_none()) {
        let Some(named) = cue.month_day() else { continue };
        let dated = alike.iter().filter_map(|&other| resolved[other].get(&named)).min();
        if let Some(end) = dated {
            let reason = format!("tells of {} as past, which {}", cue.words, end.reason);
            let end = End { day: end.day, reason };
            found.entry(named).or_insert(end);
        }
    }
    found
}

/// Measure and value of a figure, and what must be equal of it.
type Same = (String, u64);

/// True for counts that two reports do not share by chance: not small, and no round thousands.
fn telling(value: f64) -> bool {
    value >= 20.0 && value.fract() == 0.0 && value % 1000.0 != 0.0
}

/// The figures of all reports that a sentence dates to a day, with the report and the day.
fn dated_figures(
    reports: &[Report],
    cues: &[Vec<Cue>],
    resolved: &[BTreeMap<(i8, i8), End>],
) -> BTreeMap<Same, Vec<(usize, End)>> {
    let mut found: BTreeMap<Same, Vec<(usize, End)>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        for figure in &report.figures {
            let Some(value) = figure.value.filter(|value| telling(*value)) else { continue };
            let cue = figure.as_of.and_then(|time| {
                cues[at].iter().find(|cue| report.times[cue.at].id == time && cue.looks == Looks::Back)
            });
            let Some(end) = cue.and_then(Cue::month_day).and_then(|day| resolved[at].get(&day)) else {
                continue;
            };
            let reason = format!(
                "gives the same number ({} {value}) that {} dates {}",
                figure.measure,
                label(report, day(report)),
                end.day
            );
            let same = (figure.measure.clone(), value.to_bits());
            found.entry(same).or_default().push((at, End { day: end.day, reason }));
        }
    }
    found
}

/// The last day to which a report like this one dates a figure that this one has too.
fn figure_elsewhere(
    report: &Report,
    at: usize,
    dated: &BTreeMap<Same, Vec<(usize, End)>>,
    names: &Names,
) -> Option<End> {
    let mut last: Option<End> = None;
    for figure in &report.figures {
        let Some(value) = figure.value.filter(|value| telling(*value)) else { continue };
        let Some(others) = dated.get(&(figure.measure.clone(), value.to_bits())) else { continue };
        // As with names: what many have tells nothing.
        if others.len() > COMMON {
            continue;
        }
        for (other, end) in others.iter().filter(|(other, _)| *other != at) {
            let shared = names.of[at].intersection(&names.of[*other]).count();
            if names.enough(at, *other, shared) {
                last = last.max(Some(end.clone()));
            }
        }
    }
    last
}
