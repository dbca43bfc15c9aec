//! Who stands where: holders by issues.

use super::{Grid, Shape, footnote, title};
use crate::{Briefing, Words};
use rapporteur_record::PositionSide;
use std::cmp::Reverse;

/// Columns.
const ISSUES: usize = 6;
/// Rows.
const HOLDERS: usize = 10;

/// Sides of a holder on an issue, each with its footnotes.
pub(crate) type Sides = Vec<(PositionSide, Vec<usize>)>;

/// Holders by issues: the names of the issues, and of each holder the sides on each of them with the footnotes that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Matrix {
    pub(crate) issues: Vec<String>,
    pub(crate) rows: Vec<(String, Vec<Sides>)>,
    /// Issues and holders that the table does not have.
    pub(crate) left_out: (usize, usize),
}

impl Matrix {
    /// A cell in words: `for, worried`.
    pub(crate) fn words(cell: &[(PositionSide, Vec<usize>)]) -> String {
        match cell {
            [] => "–".to_owned(),
            sides => sides.iter().map(|(side, _)| word(*side)).collect::<Vec<_>>().join(", "),
        }
    }

    /// The same as a picture.
    pub(crate) fn grid(&self, briefing: &Briefing) -> Grid {
        let columns = self.issues.iter().enumerate();
        let columns = columns.map(|(at, issue)| (vec![(at + 1).to_string()], issue.clone())).collect();
        let rows = self.rows.iter().map(|(holder, cells)| {
            let marks = |cell: &Sides| {
                let marks = cell.iter().flat_map(|(side, notes)| notes.iter().map(|note| (*side, *note)));
                let marks = marks.filter_map(|(side, note)| {
                    let title = title(footnote(briefing, note)?);
                    Some((shape(side), note, format!("{}. {title}", word(side))))
                });
                marks.collect()
            };
            (holder.clone(), cells.iter().map(marks).collect())
        });
        let legend = [
            (Shape::Full, "for it"),
            (Shape::Square, "against it"),
            (Shape::Diamond, "worried or in doubt"),
            (Shape::Cross, "denies it"),
        ];
        let description = format!(
            "How {} holders stand to {} issues, as the reports tell; each mark leads to the words. No mark: nothing was \
             found, which is no position.",
            self.rows.len(),
            self.issues.len()
        );
        Grid::new(columns, rows.collect(), &legend, description)
    }
}

fn word(side: PositionSide) -> &'static str {
    match side {
        PositionSide::For => "for",
        PositionSide::Against => "against",
        PositionSide::Worried => "worried",
        PositionSide::Denies => "denies",
    }
}

fn shape(side: PositionSide) -> Shape {
    match side {
        PositionSide::For => Shape::Full,
        PositionSide::Against => Shape::Square,
        PositionSide::Worried => Shape::Diamond,
        PositionSide::Denies => Shape::Cross,
    }
}

/// The issues on which most is held, by those who hold most on them. `None` where that is no table.
pub(crate) fn matrix(briefing: &Briefing) -> Option<Matrix> {
    let groups = &briefing.positions.groups;
    let shown = &groups[..groups.len().min(ISSUES)];
    let mut holders: Vec<(&Words, Vec<Sides>)> = Vec::new();
    for (column, group) in shown.iter().enumerate() {
        for line in &group.lines {
            let row = match holders.iter().position(|(holder, _)| **holder == line.holder) {
                Some(row) => row,
                None => {
                    holders.push((&line.holder, vec![Vec::new(); shown.len()]));
                    holders.len() - 1
                }
            };
            let Some(note) = line.notes.first() else { continue };
            let cell = &mut holders[row].1[column];
            match cell.iter_mut().find(|(side, _)| *side == line.side) {
                Some((_, notes)) => notes.push(note.number),
                None => cell.push((line.side, vec![note.number])),
            }
            cell.sort();
        }
    }
    let held = |cells: &[Sides]| cells.iter().filter(|cell| !cell.is_empty()).count();
    // One who holds something on one of these issues only is in its list; a row would be empty but for that.
    let all = holders.len();
    holders.retain(|(_, cells)| held(cells) > 1);
    holders.sort_by_key(|(_, cells)| Reverse(held(cells)));
    holders.truncate(HOLDERS);
    if holders.len() < 2 {
        return None;
    }
    let left_out = (groups.len() - shown.len(), all - holders.len());
    let rows = holders.into_iter().map(|(name, cells)| (name.shown(), cells)).collect();
    Some(Matrix { issues: shown.iter().map(|group| group.head.name.shown()).collect(), rows, left_out })
}
