//! Lines drawn for checking by hand.

use rapporteur_correct::{Lines, claim, words};
use rapporteur_record::{LineId, LineKind};
use rapporteur_store::{Store, StoreError};
use rapporteur_story::{Sketch, copies};
use rapporteur_text::{ContentHash, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds that are drawn from unless one is named: those with claims. The others say where and what words are.
pub const SAMPLED: [LineKind; 4] =
    [LineKind::Statement, LineKind::Figure, LineKind::Event, LineKind::Position];

/// A line for checking, with what a reader needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Its number in the store.
    pub line: LineId,
    /// What it is by its words, whatever its number: the same after every re-run.
    pub key: String,
    /// The outlet, or else the address.
    pub source: String,
    /// The day of publication, as far as known.
    pub published: String,
    /// The headline.
    pub headline: String,
    /// The text before its words, from the begin of the sentence before.
    pub before: String,
    /// Its words, from the first to the last that it stands on.
    pub words: String,
    /// The text behind its words, up to the end of the next sentence.
    pub after: String,
    /// What it claims, field by field.
    pub claim: String,
}

/// Lines drawn, and of how many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    /// The lines, by kind, in the order of reports and of the text.
    pub drawn: Vec<Drawn>,
    /// How many lines of each kind there are.
    pub sizes: BTreeMap<LineKind, usize>,
}

/// Draws `count` lines as they were read, of last versions, each text once however often it was printed; as many of each
/// kind as there are lines to draw. Which ones is decided by the hash of `salt` and the words of the line alone: the same
/// store and salt give the same lines.
///
/// # Errors
/// If the store cannot be read.
pub fn sample(store: &Store, count: usize, kinds: &[LineKind], salt: &str) -> Result<Sample, StoreError> {
    let mut numbers = Vec::new();
    let mut sketches = Vec::new();
    store.each_report::<StoreError>(rapporteur_store::Order::Latest, |stored| {
        numbers.push(stored.number);
        sketches.push(Sketch::of(&stored.report.document));
        Ok(())
    })?;
    let mut folded: BTreeSet<i64> = BTreeSet::new();
    for family in copies(&sketches) {
        let members: Vec<usize> = family.members().collect();
        let first = members.iter().copied().min();
        folded.extend(members.into_iter().filter(|at| Some(*at) != first).filter_map(|at| numbers.get(at)));
    }
    let mut hats: BTreeMap<LineKind, Hat> = kinds.iter().map(|kind| (*kind, Hat::default())).collect();
    for number in numbers.into_iter().filter(|number| !folded.contains(number)) {
        let lines = as_read(store, number)?;
        for (kind, hat) in &mut hats {
            hat.add(&lines, *kind, number, count, salt);
        }
    }
    // Kinds with few lines leave their share to the others.
    let mut wanted: BTreeMap<LineKind, usize> = BTreeMap::new();
    let mut left = count;
    let mut open: Vec<(usize, LineKind)> = hats.iter().map(|(kind, hat)| (hat.best.len(), *kind)).collect();
    open.sort();
    while let Some((has, kind)) = open.first().copied() {
        let share = left.div_ceil(open.len()).min(has);
        wanted.insert(kind, share);
        left -= share.min(left);
        open.remove(0);
    }
    let mut sample = Sample::default();
    for (kind, hat) in hats {
        sample.sizes.insert(kind, hat.size);
        let take = wanted.get(&kind).copied().unwrap_or(0);
        let mut lines: Vec<LineId> = hat.best.into_iter().take(take).map(|(_, line)| line).collect();
        lines.sort();
        let mut open: Option<(i64, Lines)> = None;
        for line in lines {
            if open.as_ref().is_none_or(|(number, _)| *number != line.report) {
                open = Some((line.report, as_read(store, line.report)?));
            }
            sample.drawn.extend(open.as_ref().and_then(|(_, lines)| drawn(lines, line)));
        }
    }
    Ok(sample)
}

/// A line as it was read, for a sheet; `None` if there is none of this number.
///
/// # Errors
/// If the store cannot be read.
pub fn drawn_line(store: &Store, line: LineId) -> Result<Option<Drawn>, StoreError> {
    if !store.has_document(line.report)? {
        return Ok(None);
    }
    Ok(drawn(&as_read(store, line.report)?, line))
}

/// Lines of one kind, the first by their hashes.
#[derive(Default)]
struct Hat {
    best: BTreeSet<(String, LineId)>,
    size: usize,
}

impl Hat {
    fn add(&mut self, lines: &Lines, kind: LineKind, report: i64, count: usize, salt: &str) {
        for number in rapporteur_correct::numbers(lines, kind) {
            let line = LineId { kind, report, number };
            self.size += 1;
            let key = key(lines, line);
            self.best.insert((ContentHash::of(format!("{salt}\n{key}").as_bytes()).to_string(), line));
            if self.best.len() > count {
                self.best.pop_last();
            }
        }
    }
}

fn as_read(store: &Store, document: i64) -> Result<Lines, StoreError> {
    let (stored, positions) = store.as_read(document)?;
    Ok(Lines { report: stored.report, positions })
}

/// What a line is by its kind, its text and the words that it stands on.
fn key(lines: &Lines, line: LineId) -> String {
    let own = words(lines, line.kind, line.number).unwrap_or(Span { start: 0, end: 0 });
    let claim = claim(lines, line.kind, line.number).unwrap_or_default();
    let text = &lines.report.document.id;
    ContentHash::of(format!("{} {text:?} {}-{} {claim}", line.kind, own.start, own.end).as_bytes()).short()
}

fn drawn(lines: &Lines, line: LineId) -> Option<Drawn> {
    let report = &lines.report;
    let document = &report.document;
    let own = words(lines, line.kind, line.number)?;
    let sentences = &report.sentences;
    let first = sentences.partition_point(|sentence| sentence.end <= own.start);
    let last = sentences.partition_point(|sentence| sentence.start < own.end);
    let start =
        sentences.get(first.saturating_sub(1)).map_or(own.start, |sentence| sentence.start.min(own.start));
    let end = sentences.get(last).or(sentences.last()).map_or(own.end, |sentence| sentence.end.max(own.end));
    let piece = |start, end| flat(Span { start, end }.of(&document.text).unwrap_or_default());
    Some(Drawn {
        line,
        key: key(lines, line),
        source: document
            .outlet
            .clone()
            .unwrap_or_else(|| document.url.clone().unwrap_or(document.locator.clone())),
        published: document.published.as_ref().map(|date| date.value.clone()).unwrap_or_default(),
        headline: flat(document.headline().unwrap_or_default()),
        before: piece(start, own.start),
        words: piece(own.start, own.end),
        after: piece(own.end, end),
        claim: flat(&claim(lines, line.kind, line.number)?),
    })
}

/// The words with one blank between, as they stand in a cell.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
