//! Footnotes: collects the places that lines stand on, and numbers them in the order a reader meets them.

use crate::{Briefing, Footnote, Note, Piece, PieceKind, Words};
use rapporteur_record::{EntityId, Entry, Report, TimeId, Why};
use rapporteur_text::{Offsets, Span, Unit};
use std::collections::BTreeMap;

/// Bytes of a sentence shown on each side of the evidence. A sentence of a newspaper fits; a page without full stops
/// does not blow up the briefing.
const AROUND: usize = 600;

/// One report as the sections see it.
pub(crate) struct Source<'r> {
    pub(crate) report: &'r Report,
    /// From 1, in order of publication.
    pub(crate) number: usize,
    pub(crate) label: Words,
    pub(crate) published: Option<Words>,
    pub(crate) language: Option<Words>,
    offsets: Offsets<'r>,
    /// Who the entities of the report are, over all reports.
    who: BTreeMap<&'r EntityId, EntityId>,
    /// Its entries, if it tells day by day.
    chronicle: Vec<Entry>,
}

impl<'r> Source<'r> {
    pub(crate) fn new(report: &'r Report, number: usize, label: Words, published: Option<Words>) -> Self {
        let language =
            report.document.language.as_deref().filter(|tag| is_language_tag(tag)).map(Words::from);
        Self {
            report,
            number,
            label,
            published,
            language,
            offsets: Offsets::new(&report.document.text),
            who: BTreeMap::new(),
            chronicle: report.document.chronicle(&report.times),
        }
    }

    /// The first sentence under a heading that says only this.
    pub(crate) fn entry(&self, time: TimeId) -> Option<Span> {
        let at = self.chronicle.binary_search_by_key(&time, |entry| entry.time).ok()?;
        let entry = &self.chronicle[at];
        self.sentence(entry.body).filter(|first| entry.body.contains(*first))
    }

    /// Who an entity of the report is, over all reports.
    pub(crate) fn who<'s>(&'s self, id: &'s EntityId) -> &'s EntityId {
        self.who.get(id).unwrap_or(id)
    }

    /// Notes who an entity of the report is.
    pub(crate) fn know(&mut self, id: &EntityId, who: &EntityId) {
        if let Some(entity) = self.report.entities.iter().find(|entity| entity.id == *id) {
            self.who.insert(&entity.id, who.clone());
        }
    }

    pub(crate) fn words(&self, span: Span) -> Option<Words> {
        span.of(&self.report.document.text).map(Words::from)
    }

    /// The sentence that holds the start of `span`.
    pub(crate) fn sentence(&self, span: Span) -> Option<Span> {
        let sentences = &self.report.sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= span.start);
        sentences.get(at).copied().filter(|sentence| sentence.contains_offset(span.start))
    }

    /// The sentences that hold `marked` and `around`, with `marked` marked. What lies between them is left out.
    pub(crate) fn context(&self, marked: &[Span], around: &[Span]) -> Vec<Piece> {
        let text = &self.report.document.text;
        let mut stretches: Vec<Span> = Vec::new();
        for span in marked.iter().chain(around) {
            let sentences = &self.report.sentences;
            let first = sentences.partition_point(|sentence| sentence.end <= span.start);
            let touched = sentences[first..].iter().take_while(|sentence| sentence.start < span.end);
            stretches.extend(touched.filter(|sentence| sentence.of(text).is_some()));
            stretches.push(*span);
        }
        stretches.sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for span in stretches {
            match joined.last_mut() {
                Some(last) if last.end >= span.start || text[last.end..span.start].trim().is_empty() => {
                    last.end = last.end.max(span.end);
                }
                _ => joined.push(span),
            }
        }
        let mut marked = marked.to_vec();
        marked.sort_unstable();
        let mut pieces = Vec::new();
        for (i, stretch) in joined.iter().enumerate() {
            if i > 0 {
                pieces.push(gap());
            }
            let mut at = stretch.start;
            for span in marked.iter().filter(|span| stretch.contains(**span) && !span.is_empty()) {
                if span.start < at {
                    continue;
                }
                push_plain(&mut pieces, &text[at..span.start], at > stretch.start, true);
                pieces.push(Piece { words: Words::from(span.in_text(text)), kind: PieceKind::Marked });
                at = span.end;
            }
            push_plain(&mut pieces, &text[at..stretch.end], at > stretch.start, false);
        }
        pieces
    }
}

/// Adds words around the evidence, cut where they run on too long.
fn push_plain(pieces: &mut Vec<Piece>, words: &str, after_mark: bool, before_mark: bool) {
    let plain = |words: &str| Piece { words: Words::from(words), kind: PieceKind::Plain };
    let keep_left = if after_mark { AROUND } else { 0 };
    let keep_right = if before_mark { AROUND } else { 0 };
    // A stretch without any mark is a cue or source that stands apart.
    let (left, right) = if after_mark || before_mark { (keep_left, keep_right) } else { (AROUND, AROUND) };
    if words.is_empty() {
        return;
    }
    if words.len() <= left + right {
        pieces.push(plain(words));
        return;
    }
    let (mut a, mut b) = (left, words.len() - right);
    while !words.is_char_boundary(a) {
        a -= 1;
    }
    while !words.is_char_boundary(b) {
        b += 1;
    }
    pieces.extend((a > 0).then(|| plain(&words[..a])));
    pieces.push(gap());
    pieces.extend((b < words.len()).then(|| plain(&words[b..])));
}

fn gap() -> Piece {
    Piece { words: Words::from(" […] "), kind: PieceKind::Gap }
}

/// A BCP 47 tag by its letters: what may stand in a `lang` attribute.
fn is_language_tag(tag: &str) -> bool {
    (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// The footnotes so far. Their numbers are provisional until [`number`] has run.
#[derive(Default)]
pub(crate) struct Evidence {
    footnotes: Vec<Footnote>,
    known: BTreeMap<(usize, Vec<Span>), usize>,
}

impl Evidence {
    /// The note for these words of this report; `None` if they do not lie inside its text. `around` names further
    /// spans whose sentences are shown.
    pub(crate) fn cite(
        &mut self,
        source: &Source<'_>,
        marked: &[Span],
        around: &[Span],
        why: &[&Why],
    ) -> Option<Note> {
        let text = &source.report.document.text;
        if marked.is_empty()
            || marked.iter().any(|span| span.is_empty())
            || marked.iter().chain(around).any(|span| span.of(text).is_none())
        {
            return None;
        }
        let key = (source.number, marked.to_vec());
        let index = *self.known.entry(key).or_insert(self.footnotes.len());
        if index == self.footnotes.len() {
            self.footnotes.push(Footnote {
                number: index,
                report: source.number,
                outlet: source.label.clone(),
                published: source.published.clone(),
                context: source.context(marked, around),
                spans: marked.to_vec(),
                points: marked.iter().map(|span| source.offsets.convert(*span, Unit::CodePoints)).collect(),
                rules: Vec::new(),
            });
        }
        let rules = &mut self.footnotes[index].rules;
        for why in why {
            let rule = Words::from(&*why.rule);
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        Some(Note { number: index, report: source.number, first: false, others: 0 })
    }

    pub(crate) fn into_footnotes(self) -> Vec<Footnote> {
        self.footnotes
    }
}

/// Numbers the footnotes from 1 in the order in which the lines of the briefing lead to them, and drops those that
/// no line leads to.
pub(crate) fn number(briefing: &mut Briefing) {
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    briefing.each_note(|note| {
        let next = numbers.len() + 1;
        let number = *numbers.entry(note.number).or_insert(next);
        note.first = number == next;
        note.number = number;
    });
    briefing.footnotes.retain_mut(|footnote| match numbers.get(&footnote.number) {
        Some(number) => {
            footnote.number = *number;
            true
        }
        None => false,
    });
    briefing.footnotes.sort_by_key(|footnote| footnote.number);
}

impl Briefing {
    /// Calls `f` for every note, in the order of the sections.
    pub(crate) fn each_note(&mut self, mut f: impl FnMut(&mut Note)) {
        for line in self.cast.groups.iter_mut().flat_map(|group| &mut group.lines) {
            line.offices.iter_mut().for_each(|(_, note)| f(note));
        }
        for line in self.timeline.groups.iter_mut().flat_map(|group| &mut group.lines) {
            line.notes.iter_mut().for_each(&mut f);
        }
        for group in &mut self.statements.groups {
            group.lines.iter_mut().flat_map(|line| &mut line.notes).for_each(&mut f);
            group.head.retold.iter_mut().for_each(&mut f);
        }
        for line in self.figures.groups.iter_mut().flat_map(|group| &mut group.lines) {
            line.notes.iter_mut().for_each(&mut f);
        }
        for line in self.events.groups.iter_mut().flat_map(|group| &mut group.lines) {
            line.notes.iter_mut().for_each(&mut f);
        }
        for line in self.positions.groups.iter_mut().flat_map(|group| &mut group.lines) {
            line.notes.iter_mut().for_each(&mut f);
        }
        for line in self.questions.groups.iter_mut().flat_map(|group| &mut group.lines) {
            line.notes.iter_mut().for_each(&mut f);
        }
        for line in self.agreement.groups.iter_mut().flat_map(|group| &mut group.lines) {
            let sides = line.sides.iter_mut().chain(&mut line.near);
            sides.flat_map(|side| &mut side.cells).for_each(|cell| f(&mut cell.note));
        }
        for line in self.retellings.groups.iter_mut().flat_map(|group| &mut group.lines) {
            line.notes.iter_mut().for_each(&mut f);
        }
    }
}
