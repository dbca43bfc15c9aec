//! Which line a correction means.

use crate::{CorrectionError, Lines, field};
use rapporteur_record::{LineAnchor, LineKind, Quoted};
use rapporteur_text::Span;

/// Names a line by the words that it stands on.
///
/// # Errors
/// If the report has no such line, or another one cannot be told from it.
pub fn anchor(lines: &Lines, kind: LineKind, number: u32) -> Result<LineAnchor, CorrectionError> {
    let none = || CorrectionError::NoLine { kind, number };
    let document = &lines.report.document;
    let spans = keys(lines, kind, number).ok_or_else(none)?;
    let words: Option<Vec<Quoted>> = spans.iter().map(|span| Quoted::of(*span, &document.text)).collect();
    let words = words.ok_or_else(none)?;
    let around = spans.iter().copied().reduce(Span::cover).and_then(|all| around(lines, all));
    let anchor = LineAnchor {
        kind,
        text: document.id,
        words,
        sign: sign(lines, kind, number).unwrap_or_default(),
        around,
    };
    match find(lines, &anchor, Search::Exact) {
        Ok(found) if found == number => Ok(anchor),
        _ => Err(CorrectionError::Twins { kind }),
    }
}

/// How far the words of a line may differ from those that a correction names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// Not at all.
    Exact,
    /// It is the only line with the same first words: the same cue, the same numeral.
    Head,
}

/// The number of the line that an anchor names.
///
/// # Errors
/// If it is not there; says why, in words.
pub fn find(lines: &Lines, anchor: &LineAnchor, search: Search) -> Result<u32, String> {
    let kind = anchor.kind;
    if kind == LineKind::Document {
        return shift(lines, anchor).map(|_| 0);
    }
    let by = shift(lines, anchor)?;
    let spans: Vec<Span> = anchor
        .words
        .iter()
        .map(|quoted| by.moved(quoted, &lines.report.document.text))
        .collect::<Result<_, _>>()?;
    let numbers = field::numbers(lines, kind);
    let same = |wanted: &dyn Fn(&[Span]) -> bool| -> Vec<u32> {
        let has = |number: &u32| keys(lines, kind, *number).is_some_and(|keys| wanted(&keys));
        numbers.iter().copied().filter(has).collect()
    };
    let mut found = same(&|keys| keys == spans);
    if found.is_empty() && search == Search::Head {
        found = same(&|keys| keys.first() == spans.first());
    }
    if found.len() > 1 {
        found.retain(|number| sign(lines, kind, *number).as_deref() == Some(&anchor.sign));
    }
    match found[..] {
        [number] => Ok(number),
        [] => Err(format!("no {kind} stands on {} any more", told(anchor))),
        _ => Err(format!("several lines stand on {}", told(anchor))),
    }
}

/// The words of an anchor, shortened.
fn told(anchor: &LineAnchor) -> String {
    const LONGEST: usize = 60;
    let words = anchor.words.first().map_or("", |quoted| &quoted.words);
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("“{}…”", &words[..at]),
        None => format!("“{words}”"),
    }
}

/// How far the words of an older text are from their places in this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shift {
    from: usize,
    to: usize,
}

impl Shift {
    /// The place of words here.
    pub(crate) fn moved(self, quoted: &Quoted, text: &str) -> Result<Span, String> {
        let place = |at: usize| (at + self.to).checked_sub(self.from);
        let span = place(quoted.span.start).zip(place(quoted.span.end));
        span.map(|(start, end)| Span { start, end })
            .filter(|span| span.of(text) == Some(&quoted.words))
            .ok_or_else(|| format!("the words “{}” are not there any more", quoted.words))
    }
}

/// The way from the text of the anchor to this one. The same text: none. A later version: the sentences around the line must
/// stand in it, once.
pub(crate) fn shift(lines: &Lines, anchor: &LineAnchor) -> Result<Shift, String> {
    let document = &lines.report.document;
    if anchor.text == document.id {
        return Ok(Shift { from: 0, to: 0 });
    }
    let Some(around) = &anchor.around else {
        return Err("the text is another version".to_owned());
    };
    let mut places = document.text.match_indices(&around.words);
    match (places.next(), places.next()) {
        (Some((at, _)), None) => Ok(Shift { from: around.span.start, to: at }),
        (None, _) => Err("its sentence is not in this version".to_owned()),
        _ => Err("its sentence stands several times in this version".to_owned()),
    }
}

/// The sentences that a span touches.
fn around(lines: &Lines, span: Span) -> Option<Quoted> {
    let report = &lines.report;
    let first = report.sentences.partition_point(|sentence| sentence.end <= span.start);
    let touched = report.sentences[first..].iter().take_while(|sentence| sentence.start < span.end);
    let all = touched.copied().fold(span, Span::cover);
    Quoted::of(all, &report.document.text)
}

/// The spans that a line stands on, the first words by which it is known in front; `None` if there is no such line.
pub(crate) fn keys(lines: &Lines, kind: LineKind, number: u32) -> Option<Vec<Span>> {
    let report = &lines.report;
    Some(match kind {
        LineKind::Document => Vec::new(),
        LineKind::Statement => {
            let line = field::attribution(report, number)?;
            line.cue.into_iter().chain(line.content.iter().copied()).collect()
        }
        LineKind::Figure => vec![field::figure(report, number)?.number],
        LineKind::Event => {
            field::event(report, number)?.mentions.iter().map(|mention| mention.trigger).collect()
        }
        LineKind::Position => {
            let line = field::position(lines, number)?;
            vec![line.cue, line.issue.span]
        }
        LineKind::Mention => vec![field::mention(report, number)?.span],
        LineKind::Time => vec![field::time(report, number)?.span],
        LineKind::Place => vec![field::place(report, number)?.span],
    })
}

/// What tells a line from others on the same words.
fn sign(lines: &Lines, kind: LineKind, number: u32) -> Option<String> {
    let report = &lines.report;
    let words = |span: Option<Span>| span.and_then(|span| span.of(&report.document.text)).unwrap_or_default();
    Some(match kind {
        LineKind::Document | LineKind::Time | LineKind::Place => String::new(),
        LineKind::Statement => words(field::attribution(report, number)?.source).to_owned(),
        LineKind::Figure => {
            let line = field::figure(report, number)?;
            format!("{} {}", line.measure, words(line.counted))
        }
        LineKind::Event => field::event(report, number)?.event_type.name().to_owned(),
        LineKind::Position => {
            let line = field::position(lines, number)?;
            format!("{} {}", line.stance.name(), words(line.holder_span))
        }
        LineKind::Mention => field::mention(report, number)?.entity_type.as_str().to_owned(),
    })
}
