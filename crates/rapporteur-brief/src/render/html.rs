use super::picture::{self, Matrix, Shape};
use super::{agreement, phrases, retellings};
use crate::{Briefing, FigureLine, Footnote, Group, Note, Piece, PieceKind, SeriesHead, Words};
use askama::Template;
use std::io::{self, Write};

/// Writes the briefing as one HTML file that needs nothing else: no scripts and nothing from elsewhere; its
/// pictures are part of it.
///
/// # Errors
/// If `out` cannot be written to.
pub fn html(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    Page { briefing }.write_into(&mut *out)
}

/// The template escapes all that it prints; `Words` come out cleaned.
#[derive(Template)]
#[template(path = "briefing.html")]
struct Page<'b> {
    briefing: &'b Briefing,
}

impl Page<'_> {
    /// Pictures are for the whole briefing; a short one has no room for them.
    fn spoken(&self) -> Option<picture::Grid> {
        self.briefing.short.is_none().then(|| picture::spoken(self.briefing)).flatten()
    }

    fn steps(&self, group: &Group<SeriesHead, FigureLine>) -> Option<picture::Steps> {
        self.briefing.short.is_none().then(|| picture::steps(group)).flatten()
    }

    fn matrix(&self) -> Option<Matrix> {
        self.briefing.short.is_none().then(|| picture::matrix(self.briefing)).flatten()
    }

    /// The sections that are there: anchor, heading, number of lines.
    fn contents(&self) -> Vec<(&'static str, &'static str, usize)> {
        let b = self.briefing;
        let sections = [
            ("read", "What was read", b.documents.len().max(phrases::doubts(b).len())),
            ("cast", "Cast", b.cast.len()),
            ("timeline", "Timeline", b.timeline.len()),
            ("statements", "Statements by speaker", b.statements.len()),
            ("figures", "Figures", b.figures.len()),
            ("events", "Events", b.events.len()),
            ("positions", "Positions", b.positions.len()),
            ("agreement", agreement::HEADING, b.agreement.len()),
            ("retellings", retellings::HEADING, b.retellings.len()),
            ("missing", "What is missing", b.missing.groups.iter().map(|group| group.head.total).sum()),
            ("questions", "Open questions", b.questions.groups.iter().map(|group| group.head.total).sum()),
            ("footnotes", "Footnotes", b.footnotes.len()),
        ];
        sections.into_iter().filter(|(_, _, lines)| *lines > 0).collect()
    }
}

/// Signs of a footnote that are shown; of a longer one the marked words with their surroundings, and the rest on demand.
const LONG: usize = 420;
/// Signs around the marked words of a long footnote.
const AROUND: usize = 90;

/// A long footnote in short; `None` if it is not long.
fn in_short(footnote: &Footnote) -> Option<Vec<Piece>> {
    let signs: usize = footnote.context.iter().map(|piece| piece.words.exact().chars().count()).sum();
    if signs <= LONG {
        return None;
    }
    let last = footnote.context.len().saturating_sub(1);
    let gap = |words: &str| Piece { words: Words::from(words), kind: PieceKind::Gap };
    let mut short = Vec::new();
    for (at, piece) in footnote.context.iter().enumerate() {
        let words: Vec<char> = piece.words.exact().chars().collect();
        if piece.kind != PieceKind::Plain || words.len() <= 2 * AROUND {
            short.push(piece.clone());
            continue;
        }
        let stretch = |words: &[char]| words.iter().collect::<String>();
        let (head, tail) = (stretch(&words[..AROUND]), stretch(&words[words.len() - AROUND..]));
        // Cut between words, not inside one.
        let head = head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head);
        let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, tail)| tail);
        let plain = |words: &str| Piece { words: Words::from(words), kind: PieceKind::Plain };
        short.extend((at > 0).then(|| plain(head)));
        short.push(gap(" […] "));
        short.extend((at < last).then(|| plain(tail)));
    }
    let left: usize = short.iter().map(|piece| piece.words.exact().chars().count()).sum();
    (left + AROUND < signs).then_some(short)
}

/// The first note, and the others that print the same.
fn split(notes: &[Note]) -> (&[Note], &[Note]) {
    notes.split_at(notes.len().min(1))
}
