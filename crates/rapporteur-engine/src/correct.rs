//! Corrections of lines in a store: made, laid over what was read, taken back.

use crate::event_group::bring_up;
use crate::identity::CorrectError;
use rapporteur_correct::{Lines, Search, State, anchor, apply, claim, fields, find, value};
use rapporteur_position::positions;
use rapporteur_record::{Change, Correction, LineAnchor, LineId, LineKind, Quoted, Undone};
use rapporteur_store::{CorrectionState, Store, StoreError};
use rapporteur_text::Span;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Who makes a correction, when, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// Who, if that is said.
    pub who: Option<String>,
    /// The day, if that is said.
    pub when: Option<String>,
    /// Why; may be empty.
    pub why: String,
}

/// What somebody wants of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// It is right as it reads.
    Accept(LineId),
    /// There is no such line.
    Reject(LineId),
    /// A field has another value.
    Change {
        /// The line.
        line: LineId,
        /// The name of the field.
        field: String,
        /// The value, as [`rapporteur_correct::value`] reads it.
        value: String,
    },
    /// Two lines of a report are one; events of two reports are one happening; figures of two reports are claims about one
    /// quantity.
    Merge(LineId, LineId),
    /// A line is two.
    Split {
        /// The line.
        line: LineId,
        /// The words with which the second one begins.
        at: String,
    },
    /// Events are not the happening that they were taken for.
    PartEvents(Vec<LineId>),
    /// Figures of one report or of several are claims about one quantity.
    MergeSeries(LineId, LineId),
    /// Figures are not claims about the quantity that they were taken for.
    PartSeries(Vec<LineId>),
}

/// Makes corrections, all or none, in this order; gives their numbers.
///
/// # Errors
/// If a line or a field is not there, a value does not fit, or the store cannot be written.
pub fn correct_lines(store: &mut Store, wishes: &[(Wish, Made)]) -> Result<Vec<i64>, CorrectError> {
    bring_up(store)?;
    let mut desk = Desk { store, open: BTreeMap::new() };
    let first = desk.store.corrections()?.last().map_or(1, |last| last.number + 1);
    let mut made = Vec::with_capacity(wishes.len());
    for ((wish, by), number) in wishes.iter().zip(first..) {
        made.push(desk.correction(wish, by, number)?);
    }
    let numbers = store.correct(&made)?;
    bring_up(store)?;
    Ok(numbers)
}

/// Takes a correction back.
///
/// # Errors
/// If no correction of this number stands, or the store cannot be written.
pub fn correct_undo(store: &mut Store, number: i64, undone: &Undone) -> Result<(), CorrectError> {
    if !store.undo(number, undone)? {
        return Err(CorrectError::NoCorrection(number));
    }
    Ok(bring_up(store)?)
}

/// The events of single reports that are one happening with this one, itself among them.
///
/// # Errors
/// If there is no such event, or the store cannot be read.
pub fn happening(store: &Store, event: &LineId) -> Result<Vec<LineId>, CorrectError> {
    let members = store.event_group_of(event.report, event.number)?;
    if members.is_empty() {
        let why = "the report has no such event; `rapporteur show events` lists them".to_owned();
        return Err(CorrectError::Line { line: *event, why });
    }
    let line = |(report, number)| LineId { kind: LineKind::Event, report, number };
    Ok(members.into_iter().map(line).collect())
}

/// The lines of a document, as they are corrected.
///
/// # Errors
/// If there is no such document, or what is stored is damaged.
pub fn lines(store: &Store, document: i64) -> Result<Lines, StoreError> {
    Ok(Lines { report: store.report(document)?.report, positions: store.positions(document)? })
}

/// Reports that are corrected, as they will be with what was asked so far.
struct Desk<'s> {
    store: &'s mut Store,
    open: BTreeMap<i64, Lines>,
}

impl Desk<'_> {
    fn lines(&mut self, line: &LineId) -> Result<&mut Lines, CorrectError> {
        if !self.open.contains_key(&line.report) {
            if !self.store.has_document(line.report)? {
                return Err(CorrectError::NoReport(line.report));
            }
            self.open.insert(line.report, lines(self.store, line.report)?);
        }
        self.open.get_mut(&line.report).ok_or(CorrectError::NoReport(line.report))
    }

    /// The anchor of a line; of one that was rejected, says by which correction.
    fn anchor(&mut self, line: &LineId) -> Result<LineAnchor, CorrectError> {
        let found = anchor(self.lines(line)?, line.kind, line.number);
        if let Err(rapporteur_correct::CorrectionError::NoLine { .. }) = found
            && let Some(by) = self.store.rejected_by(line)?
        {
            return Err(CorrectError::Rejected { line: *line, by });
        }
        found.map_err(|why| CorrectError::Line { line: *line, why: why.to_string() })
    }

    fn correction(&mut self, wish: &Wish, by: &Made, number: i64) -> Result<Correction, CorrectError> {
        let (what, line) = self.change(wish)?;
        let shown = |lines: &Lines| match &what {
            Change::Set { field, .. } => {
                let fields = fields(lines, line.kind, line.number).unwrap_or_default();
                fields.into_iter().find(|(name, _)| name == field).map(|(_, value)| value).unwrap_or_default()
            }
            _ => told(lines, &line),
        };
        let lines = self.lines(&line)?;
        let before = shown(lines);
        let mut correction = Correction {
            number,
            who: by.who.clone(),
            when: by.when.clone(),
            what: what.clone(),
            before,
            after: String::new(),
            why: by.why.clone(),
            undone: None,
        };
        if what.line().is_some() {
            let corrected = apply(lines, &[&correction], &|_| lines.positions.clone());
            match corrected.states.first() {
                Some((_, State::Applied { .. })) => {}
                Some((_, State::Open { reason })) => {
                    return Err(CorrectError::Line { line, why: reason.clone() });
                }
                Some((_, State::Superseded { .. })) | None => {}
            }
            *lines = corrected.lines;
            correction.after = shown(lines);
        }
        Ok(correction)
    }

    /// The change that a wish is, and the first line that it is about.
    fn change(&mut self, wish: &Wish) -> Result<(Change, LineId), CorrectError> {
        Ok(match wish {
            Wish::Accept(line) | Wish::Reject(line) => {
                if line.kind == LineKind::Document {
                    let why = "a document is neither accepted nor rejected; change its fields".to_owned();
                    return Err(CorrectError::Line { line: *line, why });
                }
                let anchor = self.anchor(line)?;
                let read = fields(self.lines(line)?, line.kind, line.number).unwrap_or_default();
                let what = match wish {
                    Wish::Accept(_) => Change::Accept { line: anchor, read },
                    _ => Change::Reject { line: anchor, read },
                };
                (what, *line)
            }
            Wish::Change { line, field, value: text } => {
                let anchor = self.anchor(line)?;
                let value = value(self.lines(line)?, line.kind, line.number, field, text)
                    .map_err(|why| CorrectError::Line { line: *line, why: why.to_string() })?;
                (Change::Set { line: anchor, field: field.clone(), value }, *line)
            }
            Wish::Merge(line, other) => {
                let anchors = [self.anchor(line)?, self.anchor(other)?];
                (merged(line, other, anchors)?, *line)
            }
            Wish::Split { line, at } => {
                let line_anchor = self.anchor(line)?;
                let at = self.words_in(line, at)?;
                (Change::Part { line: line_anchor, at }, *line)
            }
            Wish::MergeSeries(line, other) => {
                let (left, right) = (self.anchor(line)?, self.anchor(other)?);
                (Change::JoinSeries { left, right }, *line)
            }
            Wish::PartEvents(all) | Wish::PartSeries(all) => {
                let first = *all.first().ok_or(CorrectError::Nothing)?;
                let out = all.iter().map(|line| self.anchor(line)).collect::<Result<_, _>>()?;
                let what = match wish {
                    Wish::PartEvents(_) => Change::PartEvents { out },
                    _ => Change::PartSeries { out },
                };
                (what, first)
            }
        })
    }

    /// Words inside those that a line stands on.
    fn words_in(&mut self, line: &LineId, words: &str) -> Result<Quoted, CorrectError> {
        let lines = self.lines(line)?;
        let wrong = |why: String| CorrectError::Line { line: *line, why };
        let own =
            rapporteur_correct::words(lines, line.kind, line.number).unwrap_or(Span { start: 0, end: 0 });
        let text = own.of(&lines.report.document.text).unwrap_or_default();
        let mut found = text.match_indices(words);
        match (found.next(), found.next()) {
            _ if words.is_empty() => Err(wrong("--at needs words of the line".to_owned())),
            (Some((at, _)), None) => {
                let span = Span { start: own.start + at, end: own.start + at + words.len() };
                Ok(Quoted { span, words: words.to_owned() })
            }
            (None, _) => Err(wrong(format!("the words “{words}” do not stand in it; copy them as printed"))),
            _ => Err(wrong(format!("the words “{words}” stand in it several times; give more of them"))),
        }
    }
}

/// A line in words: what it stands on, and what it reads; empty if there is no such line.
fn told(lines: &Lines, line: &LineId) -> String {
    let Some(claim) = claim(lines, line.kind, line.number) else { return String::new() };
    let words = rapporteur_correct::words(lines, line.kind, line.number);
    match words.and_then(|span| span.of(&lines.report.document.text)) {
        Some(words) => format!("“{words}” {claim}"),
        None => claim,
    }
}

/// Two lines taken for one: in a report as lines, over two reports as one happening or one quantity.
fn merged(line: &LineId, other: &LineId, [left, right]: [LineAnchor; 2]) -> Result<Change, CorrectError> {
    if line == other {
        return Err(CorrectError::Same(line.to_string(), other.to_string()));
    }
    match (line.kind, line.report == other.report) {
        _ if line.kind != other.kind => Err(CorrectError::Kinds(*line, *other)),
        (_, true) => Ok(Change::Join { line: left, other: right }),
        (LineKind::Event, false) => Ok(Change::JoinEvents { left, right }),
        (LineKind::Figure, false) => Ok(Change::JoinSeries { left, right }),
        (_, false) => Err(CorrectError::Reports(*line, *other)),
    }
}

/// Lays the corrections that stand over the documents that they are about, as far as that has not been done, and notes
/// what became of each. Positions of all documents must have been read.
///
/// # Errors
/// If the store cannot be read or written.
pub(crate) fn reapply(store: &mut Store) -> Result<(), StoreError> {
    let state = store.state()?;
    let corrections = store.corrections()?;
    let standing: Vec<&Correction> = corrections.iter().filter(|one| one.undone.is_none()).collect();
    let mut of_text: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for hash in standing.iter().flat_map(|one| one.what.lines()).map(|line| line.text.to_string()) {
        if let Entry::Vacant(entry) = of_text.entry(hash) {
            let documents = store.documents_of_text(entry.key())?;
            entry.insert(documents);
        }
    }
    let documents = |line: &LineAnchor| of_text.get(&line.text.to_string()).into_iter().flatten().copied();
    let mut about: BTreeMap<i64, Vec<&Correction>> = BTreeMap::new();
    for one in &standing {
        for document in one.what.line().into_iter().flat_map(documents) {
            about.entry(document).or_default().push(one);
        }
    }
    let mut states = Vec::new();
    let mut looked = Vec::new();
    let before: BTreeMap<i64, Vec<i64>> = store.corrected_documents()?.into_iter().collect();
    for document in before.keys().filter(|document| !about.contains_key(document)) {
        store.restore(*document)?;
        looked.push(*document);
    }
    for (document, own) in &about {
        let numbers: Vec<i64> = own.iter().map(|one| one.number).collect();
        if before.get(document) == Some(&numbers) {
            continue;
        }
        let (stored, read_positions) = store.as_read(*document)?;
        let read = Lines { report: stored.report, positions: read_positions };
        let corrected = apply(&read, own, &positions);
        if corrected.lines == read {
            if before.contains_key(document) {
                store.restore(*document)?;
            }
        } else {
            let Lines { report, positions } = &corrected.lines;
            store.keep_corrected(*document, report, positions, &numbers)?;
        }
        looked.push(*document);
        states.extend(corrected.states.into_iter().map(|(number, state)| row(number, *document, state)));
    }
    let mut shelf = Shelf { store, open: None };
    for one in standing.iter().filter(|one| one.what.line().is_none()) {
        states.extend(shelf.over_reports(one, &documents)?);
    }
    store.keep_correction_states(&looked, &states, state)
}

fn row(correction: i64, document: i64, state: State) -> CorrectionState {
    let of = |number, state, reason| CorrectionState { correction, document, number, state, reason };
    match state {
        State::Applied { number } => of(Some(number), "applied", None),
        State::Superseded { number, by } => {
            of(Some(number), "superseded", Some(format!("correction {by} is in its place")))
        }
        State::Open { reason } => of(None, "open", Some(reason)),
    }
}

/// Where the lines of corrections over several reports are.
pub(crate) struct Shelf<'s> {
    pub(crate) store: &'s Store,
    /// The document that was read last.
    pub(crate) open: Option<(i64, Lines)>,
}

impl Shelf<'_> {
    fn find(&mut self, document: i64, line: &LineAnchor) -> Result<Result<u32, String>, StoreError> {
        if self.open.as_ref().is_none_or(|(open, _)| *open != document) {
            self.open = Some((document, lines(self.store, document)?));
        }
        Ok(match &self.open {
            Some((_, lines)) => find(lines, line, Search::Head),
            None => Err("it is not there".to_owned()),
        })
    }

    /// The lines of an anchor: number of the document and of the line.
    pub(crate) fn places(&mut self, line: &LineAnchor) -> Result<Vec<(i64, u32)>, StoreError> {
        let mut found = Vec::new();
        for document in self.store.documents_of_text(&line.text.to_string())? {
            if let Ok(number) = self.find(document, line)? {
                found.push((document, number));
            }
        }
        Ok(found)
    }

    /// What becomes of a correction that is about entities, events or quantities over reports: it stands where all that it
    /// names is there.
    fn over_reports<'d, I: Iterator<Item = i64>>(
        &mut self,
        one: &Correction,
        documents: &'d dyn Fn(&LineAnchor) -> I,
    ) -> Result<Vec<CorrectionState>, StoreError> {
        let mut found: Vec<(i64, Result<u32, String>)> = Vec::new();
        let mut whole = true;
        match &one.what {
            Change::Merge { left, right } => {
                for named in [left, right] {
                    let there = self.store.has_entity(named)?;
                    whole &= there;
                    let gone = || format!("the report names no {} any more", named.entity);
                    found.push((named.report, if there { Ok(0) } else { Err(gone()) }));
                }
            }
            Change::Split { out } => {
                for named in out {
                    let there = self.store.has_entity(named)?;
                    let gone = || format!("the report names no {} any more", named.entity);
                    found.push((named.report, if there { Ok(0) } else { Err(gone()) }));
                }
                whole = found.iter().any(|(_, there)| there.is_ok());
            }
            what => {
                for line in what.lines() {
                    let mut here = false;
                    for document in documents(line) {
                        let number = self.find(document, line)?;
                        here |= number.is_ok();
                        found.push((document, number));
                    }
                    whole &= here;
                }
            }
        }
        let is_line = !one.what.lines().is_empty();
        let states = found.into_iter().map(|(document, there)| match there {
            Ok(number) if whole => CorrectionState {
                correction: one.number,
                document,
                number: is_line.then_some(number),
                state: "applied",
                reason: None,
            },
            Ok(_) => row(one.number, document, State::Open { reason: "the other side is gone".to_owned() }),
            Err(reason) => row(one.number, document, State::Open { reason }),
        });
        Ok(states.collect())
    }
}
