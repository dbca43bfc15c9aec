//! Who spoke when: statements by speaker and day of publication.

use super::{Grid, Shape, footnote, title};
use crate::{Briefing, Note, dates};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of the picture; further speakers are counted.
const SPEAKERS: usize = 10;
/// Columns with a day; more days are taken together.
const DAYS: usize = 6;

/// Statements by speaker and day. `None` where there are not two days or two speakers, which is no picture.
pub(crate) fn spoken(briefing: &Briefing) -> Option<Grid> {
    let day_of: BTreeMap<usize, &str> =
        briefing.documents.lines().filter_map(|line| Some((line.number, line.day.as_deref()?))).collect();
    // Of each speaker the first note of each statement, with its shape.
    let mut speakers: Vec<(String, Vec<(Shape, Note)>)> = Vec::new();
    let mut nobody = 0;
    for group in &briefing.statements.groups {
        let own = group.lines.iter().filter(|line| line.depth == 0);
        let own = own.filter_map(|line| Some((shape(&line.form), *line.notes.first()?)));
        let retold = group.head.retold.iter().map(|note| (Shape::Ring, *note));
        let notes: Vec<(Shape, Note)> = own.chain(retold).collect();
        // Several together, and who is not known, are no speaker.
        match &group.head.name {
            Some(name) if !notes.is_empty() => speakers.push((name.shown(), notes)),
            Some(_) => {}
            None => nobody += notes.len(),
        }
    }
    let left_out = speakers.len().saturating_sub(SPEAKERS);
    let said: usize = speakers.iter().skip(SPEAKERS).map(|(_, notes)| notes.len()).sum();
    speakers.truncate(SPEAKERS);
    let shown = speakers.iter().flat_map(|(_, notes)| notes);
    let days: BTreeSet<&str> =
        shown.clone().filter_map(|(_, note)| day_of.get(&note.report).copied()).collect();
    let undated = shown.clone().any(|(_, note)| !day_of.contains_key(&note.report));
    let periods = periods(&days.into_iter().collect::<Vec<_>>());
    let mut columns: Vec<(Vec<String>, String)> =
        periods.iter().filter_map(|(from, to)| heading(from, to)).collect();
    if columns.len() != periods.len() {
        return None;
    }
    if undated {
        columns.push((vec!["no full".to_owned(), "date".to_owned()], "no full date".to_owned()));
    }
    if columns.len() < 2 || speakers.len() < 2 {
        return None;
    }
    let count: usize = speakers.iter().map(|(_, notes)| notes.len()).sum();
    let rows = speakers.into_iter().map(|(name, notes)| {
        let mut cells = vec![Vec::new(); columns.len()];
        for (shape, note) in notes {
            let column = match day_of.get(&note.report) {
                Some(day) => periods.partition_point(|(_, to)| *to < *day),
                None => columns.len() - 1,
            };
            if let (Some(cell), Some(footnote)) = (cells.get_mut(column), footnote(briefing, note.number)) {
                cell.push((shape, note.number, title(footnote)));
            }
        }
        (name, cells)
    });
    let rows = rows.collect();
    let mut description = format!(
        "{count} statements by speaker and by day on which a report first prints them; each mark leads to the words."
    );
    if left_out > 0 {
        description
            .push_str(&format!(" {left_out} further speakers with {said} statements are in the list below."));
    }
    if nobody > 0 {
        description.push_str(&format!(
            " Not here are {nobody} statements of several together or of a speaker who is not known."
        ));
    }
    let legend = [
        (Shape::Full, "direct quotation"),
        (Shape::Half, "in part quoted"),
        (Shape::Ring, "retold, or inside the statement of another"),
    ];
    Some(Grid::new(columns, rows, &legend, description))
}

fn shape(form: &[&'static str]) -> Shape {
    match form.first() {
        Some(&"direct") => Shape::Full,
        Some(&"mixed") => Shape::Half,
        _ => Shape::Ring,
    }
}

/// Each day for itself, or where there are many, stretches of them with about as many days each.
fn periods<'d>(days: &[&'d str]) -> Vec<(&'d str, &'d str)> {
    let size = days.len().div_ceil(DAYS).max(1);
    days.chunks(size).map(|days| (days[0], days[days.len() - 1])).collect()
}

fn heading(from: &str, to: &str) -> Option<(Vec<String>, String)> {
    let ((first, year), (last, last_year)) = (dates::short_day(from)?, dates::short_day(to)?);
    let lines = match from == to {
        true => vec![first, year],
        false if year == last_year => vec![format!("{first} –"), last, year],
        false => vec![format!("{first} {year} –"), format!("{last} {last_year}")],
    };
    Some((lines, dates::between(from, to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_days_are_taken_together() {
        let check = |days: usize, expected: usize| {
            let all: Vec<String> = (1..=days).map(|day| format!("2031-05-{day:02}")).collect();
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            let periods = periods(&all);
            assert_eq!(periods.len(), expected, "{periods:?}");
            for day in all {
                let at = periods.partition_point(|(_, to)| *to < day);
                assert!(periods[at].0 <= day && day <= periods[at].1);
            }
        };
        check(1, 1);
        check(6, 6);
        check(7, 4);
        check(31, 6);
        check(0, 0);
    }
}
