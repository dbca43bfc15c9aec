//! Small pictures in SVG, without any script: what was said when, how a number was claimed, who stands where.
//!
//! A picture takes the width that the page has: places are shares of it, marks and letters keep their size. So nothing is
//! cut on a telephone, and nothing is blown up on a wide screen. Each mark is a link to the footnote with the words, and
//! every picture stands beside a table that says the same.

mod matrix;
mod spoken;
mod steps;

pub(crate) use matrix::{Matrix, matrix};
pub(crate) use spoken::spoken;
pub(crate) use steps::{Steps, steps};

use crate::{Briefing, Footnote, PieceKind};

/// Narrowest width of a row of marks that is drawn for, in pixels: a telephone of 390 without the margins of the page.
const NARROW: usize = 344;
/// From one mark to the next, in pixels.
const PITCH: usize = 15;
/// Rows of marks in a cell; more are counted.
const DEEP: usize = 4;
/// Signs of a footnote's words in the name of a mark.
const TOLD: usize = 90;

/// How a mark looks. Never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// A filled circle: exact words; or for an issue.
    Full,
    /// A circle, half filled: words in part exact.
    Half,
    /// A ring: words retold.
    Ring,
    /// A filled square: against an issue.
    Square,
    /// A diamond: worried or in doubt.
    Diamond,
    /// A cross: denies.
    Cross,
}

/// One mark in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) shape: Shape,
    /// Number of the footnote.
    pub(crate) note: usize,
    /// What it stands for, in words.
    pub(crate) title: String,
    /// Left and upper edge inside the cell, in pixels.
    pub(crate) x: usize,
    pub(crate) y: usize,
}

/// Marks of one row under one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Left edge in hundredths of the width.
    pub(crate) left: String,
    pub(crate) marks: Vec<Mark>,
    /// Further ones for which there is no room, and where their number stands.
    pub(crate) more: Option<(usize, usize, usize)>,
    /// All footnotes, for the table.
    pub(crate) notes: Vec<usize>,
}

/// A row of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) label: String,
    /// In pixels.
    pub(crate) height: usize,
    pub(crate) cells: Vec<Cell>,
}

/// A column of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its head, in lines.
    pub(crate) lines: Vec<String>,
    /// The same in full.
    pub(crate) full: String,
    /// Left edge in hundredths of the width.
    pub(crate) left: String,
}

/// Shape, footnote and name of each mark of a cell.
type Marks = Vec<(Shape, usize, String)>;

/// Rows by columns with marks in the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grid {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    /// What the shapes mean, of those that are there.
    pub(crate) legend: Vec<(Shape, &'static str)>,
    /// What the picture shows, in words.
    pub(crate) description: String,
}

impl Grid {
    /// A grid of these marks: for each row its label and, for each column, the shape, footnote and name of each mark.
    fn new(
        columns: Vec<(Vec<String>, String)>,
        rows: Vec<(String, Vec<Marks>)>,
        legend: &[(Shape, &'static str)],
        description: String,
    ) -> Self {
        let count = columns.len().max(1);
        let across = (NARROW / count / PITCH).clamp(1, 8);
        let left = |column: usize| format!("{:.2}", column as f64 * 100.0 / count as f64);
        let mut used = Vec::new();
        let rows = rows.into_iter().map(|(label, cells)| {
            let deepest = cells.iter().map(|marks| marks.len().div_ceil(across)).max().unwrap_or(0);
            let cells = cells.into_iter().enumerate().map(|(column, marks)| {
                let notes = marks.iter().map(|(_, note, _)| *note).collect();
                // Where not all fit, the last place is that of their number.
                let room = across * DEEP;
                let shown = if marks.len() > room { room - across.min(2) } else { marks.len() };
                let more = marks.len() - shown;
                let place = |at: usize| (4 + at % across * PITCH, 4 + at / across * PITCH);
                let marks: Vec<Mark> = marks
                    .into_iter()
                    .take(shown)
                    .enumerate()
                    .map(|(at, (shape, note, title))| Mark {
                        shape,
                        note,
                        title,
                        x: place(at).0,
                        y: place(at).1,
                    })
                    .collect();
                used.extend(marks.iter().map(|mark| mark.shape));
                let more = (more > 0).then(|| (more, place(shown).0, place(shown).1));
                Cell { left: left(column), marks, more, notes }
            });
            Row { label, cells: cells.collect(), height: 6 + deepest.clamp(1, DEEP) * PITCH }
        });
        let rows = rows.collect();
        let columns = columns.into_iter().enumerate();
        let columns = columns.map(|(at, (lines, full))| Column { lines, full, left: left(at) });
        let legend = legend.iter().copied().filter(|(shape, _)| used.contains(shape));
        Self { columns: columns.collect(), legend: legend.collect(), rows, description }
    }
}

/// A footnote by its number. Numbers rise, but those that no line leads to are left out.
fn footnote(briefing: &Briefing, number: usize) -> Option<&Footnote> {
    let at = briefing.footnotes.binary_search_by_key(&number, |footnote| footnote.number).ok()?;
    briefing.footnotes.get(at)
}

/// The name of a mark: where its words stand, and their beginning.
fn title(footnote: &Footnote) -> String {
    let marked = footnote.context.iter().filter(|piece| piece.kind == PieceKind::Marked);
    let words: Vec<String> = marked.map(|piece| piece.words.shown().trim().to_owned()).collect();
    let origin = super::phrases::origin(footnote.published.as_ref(), &footnote.outlet);
    format!("{origin}: {}", cut(&words.join(" … "), TOLD))
}

/// The beginning of a text, to the end of a word.
fn cut(text: &str, signs: usize) -> String {
    let Some((at, _)) = text.char_indices().nth(signs) else { return text.to_owned() };
    let head = &text[..at];
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{} …", head.trim_end_matches([' ', ',', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One row under `columns` columns whose first has this many marks: marks shown, and how many are counted.
    fn check(columns: usize, marks: usize, expected: (usize, usize)) {
        let heads = vec![(vec![String::new()], String::new()); columns];
        let marks = (1..=marks).map(|note| (Shape::Ring, note, String::new())).collect();
        let mut cells: Vec<Marks> = vec![Vec::new(); columns];
        cells[0] = marks;
        let grid = Grid::new(
            heads,
            vec![(String::new(), cells)],
            &[(Shape::Ring, "retold"), (Shape::Full, "")],
            String::new(),
        );
        let cell = &grid.rows[0].cells[0];
        assert_eq!((cell.marks.len(), cell.more.map_or(0, |(more, _, _)| more)), expected);
        let width = NARROW / columns;
        for mark in &cell.marks {
            assert!(mark.x + 12 <= width.max(PITCH + 4) && mark.y + 12 <= grid.rows[0].height, "{mark:?}");
        }
        assert!(grid.legend.len() <= 1);
    }

    #[test]
    fn marks_stay_in_their_cell() {
        check(1, 3, (3, 0));
        check(7, 12, (12, 0));
        check(7, 13, (10, 3));
        check(7, 5_000, (10, 4_990));
        check(12, 9, (3, 6));
    }

    #[test]
    fn names_end_with_a_word() {
        assert_eq!(cut("one two three", 9), "one two …");
        assert_eq!(cut("one two", 9), "one two");
    }
}
