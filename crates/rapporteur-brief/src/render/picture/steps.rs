//! How a number was claimed: the claims about one quantity in their order, with bounds and claimants.

use super::NARROW;
use crate::{FigureLine, Group, SeriesHead, dates, figures::OUTLET};

/// Height of the part that is drawn in, in pixels.
const HEIGHT: f64 = 120.0;
/// Room above it for the numbers of the highest marks.
const TOP: f64 = 26.0;
/// Room for a mark, in pixels.
const MARK: usize = 20;
/// Width of a digit, in pixels.
const DIGIT: usize = 7;
/// Room for the name of a day, in pixels.
const NAME: usize = 48;
/// Signs for claimants; who comes after has none of the own.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A claim as drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Point {
    /// Middle in hundredths of the width.
    pub(crate) x: String,
    /// Middle in pixels from above.
    pub(crate) y: String,
    /// The sign of the claimant.
    pub(crate) letter: char,
    /// Number of the footnote.
    pub(crate) note: usize,
    pub(crate) title: String,
    /// The number, short: `>1,200`. Empty where there is no room.
    pub(crate) label: String,
    pub(crate) label_y: String,
    /// From the lowest to the highest value that the words allow, in pixels from above.
    pub(crate) reach: Option<(String, String)>,
    /// The words set no highest value, no lowest value.
    pub(crate) open: (bool, bool),
}

/// From one claim to the next of the same claimant: along, then up or down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) x1: String,
    pub(crate) x2: String,
    pub(crate) y1: String,
    pub(crate) y2: String,
}

/// Where a day begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Day {
    /// In hundredths of the width.
    pub(crate) left: String,
    /// 0, or 1 for a name that stands under that of the day before.
    pub(crate) level: usize,
    /// Its name in lines; none where there is no room.
    pub(crate) lines: Vec<String>,
}

/// The claims about one quantity.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Steps {
    pub(crate) height: usize,
    pub(crate) points: Vec<Point>,
    pub(crate) steps: Vec<Step>,
    pub(crate) days: Vec<Day>,
    /// Who the letters stand for.
    pub(crate) claimants: Vec<(char, String)>,
    pub(crate) description: String,
}

impl Steps {
    /// True if names of days stand under one another.
    pub(crate) fn has_two_levels(&self) -> bool {
        self.days.iter().any(|day| day.level > 0)
    }
}

/// The picture of a quantity with two different numbers or more. What sets no number is in the table only.
pub(crate) fn steps(group: &Group<SeriesHead, FigureLine>) -> Option<Steps> {
    group.head.summary.as_ref()?;
    let drawn = group.lines.iter().filter_map(|line| Some((line, line.amount?, *line.notes.first()?)));
    let mut drawn: Vec<_> = drawn.collect();
    let first = drawn.first()?.1;
    if drawn.iter().all(|(_, amount, _)| *amount == first) {
        return None;
    }
    // Claims are in the order of their days; what has none stays where it is.
    let room = NARROW / MARK;
    let left_out = (group.lines.len() - drawn.len(), drawn.len().saturating_sub(room));
    drawn.drain(..left_out.1);
    let count = drawn.len();
    let middle = |at: usize| format!("{:.2}", (at as f64 + 0.5) * 100.0 / count as f64);

    let ends =
        drawn.iter().flat_map(|(_, amount, _)| [Some(amount.value), amount.low, amount.high]).flatten();
    let (mut least, mut most) =
        ends.fold((f64::MAX, f64::MIN), |(least, most), value| (least.min(value), most.max(value)));
    // A quantity that begins near nothing begins at nothing.
    if least >= 0.0 && least <= most / 4.0 {
        least = 0.0;
    }
    if most - least < 1e-9 {
        most = least + 1.0;
    }
    let place = |value: f64| TOP + (HEIGHT - 12.0) * (1.0 - (value - least) / (most - least));
    let written = |y: f64| format!("{y:.1}");

    let mut claimants: Vec<String> = Vec::new();
    let mut points = Vec::with_capacity(count);
    let mut last_of: Vec<usize> = Vec::new();
    let mut steps = Vec::new();
    let labels: Vec<String> = drawn.iter().map(|(line, ..)| label(line)).collect();
    let widest = labels.iter().map(|label| label.chars().count() * DIGIT + 4).max().unwrap_or(0);
    let fits = widest * count <= NARROW;
    for (at, (line, amount, note)) in drawn.iter().enumerate() {
        let who = claimant(line);
        let known = claimants.iter().position(|known| *known == who);
        let index = known.unwrap_or(claimants.len());
        if known.is_none() {
            claimants.push(who.clone());
            last_of.push(at);
        } else {
            let before = std::mem::replace(&mut last_of[index], at);
            let (y1, y2) = (place(drawn[before].1.value), place(amount.value));
            let (x1, x2) = (middle(before), middle(at));
            steps.push(Step { x1: x1.clone(), x2: x2.clone(), y1: written(y1), y2: written(y1) });
            steps.push(Step { x1: x2.clone(), x2, y1: written(y1), y2: written(y2) });
        }
        let y = place(amount.value);
        let open = (amount.high.is_none(), amount.low.is_none());
        // An open end is drawn to the edge, or a little way.
        let top = amount.high.map_or((y - 24.0).max(4.0), &place);
        let bottom = amount.low.map_or((y + 24.0).min(TOP + HEIGHT), &place);
        let vague = open == (true, true);
        let reach = (!vague && (bottom - top).abs() > 1.0).then(|| (written(top), written(bottom)));
        let above = if reach.is_some() { top.min(y - 10.0) } else { y - 10.0 };
        points.push(Point {
            x: middle(at),
            y: written(y),
            letter: LETTERS.chars().nth(index).unwrap_or('·'),
            note: note.number,
            title: format!(
                "{}, {}: “{}”",
                who,
                super::super::phrases::origin(line.published.as_ref(), &line.outlet),
                line.words
            ),
            label: if fits { labels[at].clone() } else { String::new() },
            label_y: written((above - 4.0).max(11.0)),
            reach,
            open: if vague { (false, false) } else { open },
        });
    }
    let mut days: Vec<Day> = Vec::new();
    let (mut before, mut named_at): (Option<&Option<String>>, [Option<usize>; 2]) = (None, [None; 2]);
    for (at, (line, ..)) in drawn.iter().enumerate() {
        if before != Some(&line.day) {
            let lines = match line.day.as_deref().and_then(dates::short_day) {
                Some((day, year)) => vec![day, year],
                None => vec!["no full".to_owned(), "date".to_owned()],
            };
            // A name that would stand on the one before stands under it; where that is taken too, only the rule shows the day.
            let left = at * NARROW / count;
            let free = |named: &Option<usize>| named.is_none_or(|named| left >= named + NAME);
            if let Some(level) = named_at.iter().position(free) {
                named_at[level] = Some(left);
                days.push(Day { left: format!("{:.2}", at as f64 * 100.0 / count as f64), level, lines });
            } else {
                days.push(Day {
                    left: format!("{:.2}", at as f64 * 100.0 / count as f64),
                    level: 0,
                    lines: Vec::new(),
                });
            }
            before = Some(&line.day);
        }
    }
    let claimants = claimants.into_iter().enumerate();
    let claimants: Vec<(char, String)> =
        claimants.map(|(at, who)| (LETTERS.chars().nth(at).unwrap_or('·'), who)).collect();
    let mut description = format!(
        "{count} claims in order of the day that they hold for; the letter is the claimant, a bar what the words allow."
    );
    if least > 0.0 {
        description.push_str(" The scale does not begin at nought.");
    }
    if left_out.1 > 0 {
        description.push_str(&format!(" {} earlier claims are in the table only.", left_out.1));
    }
    if left_out.0 > 0 {
        description.push_str(&format!(" {} without a number are in the table only.", left_out.0));
    }
    Some(Steps { height: (TOP + HEIGHT) as usize, points, steps, days, claimants, description })
}

/// Who claims it; what an outlet tells in its own voice is that outlet's.
fn claimant(line: &FigureLine) -> String {
    match line.claimant.exact().strip_prefix(OUTLET) {
        Some(rest) => format!("{} itself{rest}", line.outlet),
        None => line.claimant.shown(),
    }
}

/// The number as short as it goes, with a sign for its bound.
fn label(line: &FigureLine) -> String {
    const SIGNS: [(&str, &str); 6] = [
        ("more than ", ">"),
        ("at least ", "≥"),
        ("at most ", "≤"),
        ("less than ", "<"),
        ("about ", "~"),
        ("nearly ", "<~"),
    ];
    let Some(value) = &line.value else { return String::new() };
    let short = SIGNS.iter().find_map(|(words, sign)| Some(format!("{sign}{}", value.strip_prefix(words)?)));
    let short = short.unwrap_or_else(|| value.replace(" to ", "–").replace(" or more", "+"));
    short.replace(" %", "%")
}
