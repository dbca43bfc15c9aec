use super::phrases;
use crate::{Briefing, Note, PieceKind};
use askama::Template;
use std::io::{self, Write};

/// Writes the briefing as one HTML file that needs nothing else: no scripts, no pictures, nothing from elsewhere.
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
    /// The sections that are there: anchor, heading, number of lines.
    fn contents(&self) -> Vec<(&'static str, &'static str, usize)> {
        let b = self.briefing;
        let sections = [
            ("read", "What was read", b.documents.len().max(b.problems.len())),
            ("cast", "Cast", b.cast.len()),
            ("timeline", "Timeline", b.timeline.len()),
            ("statements", "Statements by speaker", b.statements.len()),
            ("figures", "Figures", b.figures.len()),
            ("events", "Events", b.events.len()),
            ("positions", "Positions", b.positions.len()),
            ("footnotes", "Footnotes", b.footnotes.len()),
        ];
        sections.into_iter().filter(|(_, _, lines)| *lines > 0).collect()
    }
}

/// The first note, and the others that print the same.
fn split(notes: &[Note]) -> (&[Note], &[Note]) {
    notes.split_at(notes.len().min(1))
}
