//! A record with its corrections.

use crate::anchor::{find, shift};
use crate::remove::remove;
use crate::set::{mark, set};
use crate::{Lines, Search, field, shape};
use rapporteur_record::{Change, Correction, LineAnchor, LineKind, Position, Report, Why};
use std::collections::BTreeMap;

/// What became of a correction in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is in the record.
    Applied {
        /// The number of its line; of a line that was rejected, the one that it had.
        number: u32,
    },
    /// A later one is in its place.
    Superseded {
        /// The number of its line.
        number: u32,
        /// The number of that correction.
        by: i64,
    },
    /// It is not in the record.
    Open {
        /// Why, in words.
        reason: String,
    },
}

/// A record with its corrections.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// The lines.
    pub lines: Lines,
    /// What became of each correction that is about lines of this report alone, in the order in which they were given.
    pub states: Vec<(i64, State)>,
}

/// What of a line a correction is about: of two about the same the later one counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    /// Whether it is right as a whole.
    Verdict,
    /// A field.
    Field(String),
}

/// Lays corrections over the lines of a report as they were read, in the order in which they were made; those that were
/// taken back, and those about entities, events and quantities over all reports, are passed over. Where the record of the
/// report changes, `derive` reads its positions anew; those that were there keep their numbers.
#[must_use]
pub fn apply(
    read: &Lines,
    corrections: &[&Correction],
    derive: &dyn Fn(&Report) -> Vec<Position>,
) -> Corrected {
    let mut work = Work { lines: read.clone(), states: BTreeMap::new(), latest: BTreeMap::new() };
    let standing = || corrections.iter().copied().filter(|one| one.undone.is_none());
    let about = |one: &Correction| one.what.line().map(|line| line.kind);
    for one in standing().filter(|one| about(one).is_some_and(|kind| kind != LineKind::Position)) {
        work.take(one);
    }
    if work.lines.report != read.report {
        work.lines.positions = renumbered(derive(&work.lines.report), &read.positions);
    }
    for one in standing().filter(|one| about(one) == Some(LineKind::Position)) {
        work.take(one);
    }
    let Work { mut lines, mut states, .. } = work;
    sort(&mut lines);
    let states = standing().filter_map(|one| Some((one.number, states.remove(&one.number)?))).collect();
    Corrected { lines, states }
}

struct Work {
    lines: Lines,
    states: BTreeMap<i64, State>,
    /// The correction that decides a topic of a line.
    latest: BTreeMap<(LineKind, u32, Topic), i64>,
}

impl Work {
    fn take(&mut self, one: &Correction) {
        let state = match self.step(one) {
            Ok(number) => State::Applied { number },
            Err(reason) => State::Open { reason },
        };
        self.states.insert(one.number, state);
    }

    /// Applies one correction; gives the number of its line.
    fn step(&mut self, one: &Correction) -> Result<u32, String> {
        let by = one.number;
        let Some(line) = one.what.line() else { return Err("it is about no line".to_owned()) };
        let kind = line.kind;
        match &one.what {
            Change::Accept { read, .. } | Change::Reject { read, .. } => {
                let number = self.judged(line, read)?;
                self.decide(kind, number, Topic::Verdict, by);
                if let Change::Reject { .. } = one.what {
                    remove(&mut self.lines, kind, number, by);
                } else if let Some(why) = why(&mut self.lines, kind, number) {
                    mark(why, by);
                }
                Ok(number)
            }
            Change::Set { field, value, .. } => {
                let number = find(&self.lines, line, Search::Head)?;
                let shift = shift(&self.lines, line)?;
                set(&mut self.lines, kind, number, field, value, shift, by)?;
                // What was found right has changed.
                self.supersede(&(kind, number, Topic::Verdict), by);
                self.decide(kind, number, Topic::Field(field.clone()), by);
                Ok(number)
            }
            Change::Join { other, .. } => {
                let stays = find(&self.lines, line, Search::Head)?;
                let goes = find(&self.lines, other, Search::Head)?;
                shape::join(&mut self.lines, kind, stays, goes, by)?;
                Ok(stays)
            }
            Change::Part { at, .. } => {
                let number = find(&self.lines, line, Search::Head)?;
                let at = shift(&self.lines, line)?.moved(at, &self.lines.report.document.text)?;
                shape::part(&mut self.lines, kind, number, at, by)?;
                Ok(number)
            }
            _ => Err("it is about no line".to_owned()),
        }
    }

    /// The line that somebody judged as a whole: it must read as it did then.
    fn judged(&self, line: &LineAnchor, read: &[(String, String)]) -> Result<u32, String> {
        let number = find(&self.lines, line, Search::Exact)?;
        let now = field::fields(&self.lines, line.kind, number).unwrap_or_default();
        let differs =
            read.iter().find(|(name, value)| now.iter().any(|(field, now)| field == name && now != value));
        match differs {
            None => Ok(number),
            Some((name, value)) => {
                let now = now.iter().find(|(field, _)| field == name).map_or("", |(_, now)| now);
                Err(format!("it reads otherwise now: {name} is “{now}”, it was “{value}”"))
            }
        }
    }

    fn decide(&mut self, kind: LineKind, number: u32, topic: Topic, by: i64) {
        let place = (kind, number, topic);
        self.supersede(&place, by);
        self.latest.insert(place, by);
    }

    /// Notes that what decided until now does no more.
    fn supersede(&mut self, place: &(LineKind, u32, Topic), by: i64) {
        let Some(before) = self.latest.remove(place).filter(|before| *before != by) else { return };
        self.states.insert(before, State::Superseded { number: place.1, by });
        if let Some(why) = why(&mut self.lines, place.0, place.1) {
            why.corrected.retain(|one| *one != before);
        }
    }
}

/// How a line was found.
fn why(lines: &mut Lines, kind: LineKind, number: u32) -> Option<&mut Why> {
    let report = &mut lines.report;
    match kind {
        LineKind::Document => None,
        LineKind::Statement => {
            report.attributions.iter_mut().find(|line| line.id.0 == number).map(|line| &mut line.why)
        }
        LineKind::Figure => {
            report.figures.iter_mut().find(|line| line.id.0 == number).map(|line| &mut line.why)
        }
        LineKind::Event => {
            report.events.iter_mut().find(|line| line.id.0 == number).map(|line| &mut line.why)
        }
        LineKind::Position => {
            lines.positions.iter_mut().find(|line| line.id.0 == number).map(|line| &mut line.why)
        }
        LineKind::Mention => {
            report.mentions.iter_mut().find(|line| line.id.0 == number).map(|line| &mut line.why)
        }
        LineKind::Time => report.times.iter_mut().find(|line| line.id.0 == number).map(|line| &mut line.why),
        LineKind::Place => {
            report.places.iter_mut().find(|line| line.id.0 == number).map(|line| &mut line.why)
        }
    }
}

/// Positions read anew, those that were there before under their numbers.
fn renumbered(mut positions: Vec<Position>, before: &[Position]) -> Vec<Position> {
    let place = |one: &Position| (one.cue, one.issue.span, one.stance, one.holder_span);
    let mut known: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for one in before.iter().rev() {
        known.entry(place(one)).or_default().push(one.id);
    }
    let mut next = before.iter().map(|one| one.id.0 + 1).max().unwrap_or(0);
    for one in &mut positions {
        one.id = match known.get_mut(&place(one)).and_then(Vec::pop) {
            Some(id) => id,
            None => {
                next += 1;
                rapporteur_record::PositionId(next - 1)
            }
        };
    }
    positions
}

/// Lines in the order of their numbers, as the record promises.
fn sort(lines: &mut Lines) {
    let report = &mut lines.report;
    report.attributions.sort_by_key(|line| line.id);
    report.figures.sort_by_key(|line| line.id);
    report.events.sort_by_key(|line| line.id);
    report.places.sort_by_key(|line| line.id);
    lines.positions.sort_by_key(|line| line.id);
}
