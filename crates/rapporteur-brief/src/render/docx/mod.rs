//! The briefing as a document of Word (Office Open XML, ECMA-376 Part 1, transitional): headings as styles, tables, and
//! footnotes that are footnotes. No fields of time or author: the same briefing gives the same bytes.

mod zip;

use super::picture::{self, Matrix};
use super::{agreement, phrases, retellings};
use crate::{Briefing, Note, PieceKind};
use askama::Template;
use std::io::{self, Write};

/// Writes the briefing as a DOCX file.
///
/// A footnote stands where it is first led to; later lines have a cross-reference to its number.
///
/// # Errors
/// If `out` cannot be written to.
pub fn docx(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    let document = Body { briefing }.render().map_err(io::Error::other)?;
    let footnotes = Footnotes { briefing }.render().map_err(io::Error::other)?;
    let footer = Footer { briefing }.render().map_err(io::Error::other)?;
    let core = Core { briefing }.render().map_err(io::Error::other)?;
    let files = [
        ("[Content_Types].xml", include_str!("../../../templates/docx/types.xml").to_owned()),
        ("_rels/.rels", include_str!("../../../templates/docx/rels.xml").to_owned()),
        ("docProps/core.xml", core),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            include_str!("../../../templates/docx/document.rels.xml").to_owned(),
        ),
        ("word/styles.xml", include_str!("../../../templates/docx/styles.xml").to_owned()),
        ("word/settings.xml", include_str!("../../../templates/docx/settings.xml").to_owned()),
        ("word/footnotes.xml", footnotes),
        ("word/footer1.xml", footer),
    ];
    let files = files.map(|(name, content)| (name, allowed(content).into_bytes()));
    zip::pack(&files, out)
}

/// What XML 1.0 does not allow as a character is replaced: the two that Unicode sets aside. Control characters are cleaned
/// already where words come in.
fn allowed(text: String) -> String {
    if text.contains(['\u{fffe}', '\u{ffff}']) {
        return text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    }
    text
}

#[derive(Template)]
#[template(path = "docx/document.xml")]
struct Body<'b> {
    briefing: &'b Briefing,
}

impl Body<'_> {
    /// A short briefing has no room for it.
    fn matrix(&self) -> Option<Matrix> {
        self.briefing.short.is_none().then(|| picture::matrix(self.briefing)).flatten()
    }
}

#[derive(Template)]
#[template(path = "docx/footnotes.xml")]
struct Footnotes<'b> {
    briefing: &'b Briefing,
}

#[derive(Template)]
#[template(path = "docx/footer.xml")]
struct Footer<'b> {
    briefing: &'b Briefing,
}

#[derive(Template)]
#[template(path = "docx/core.xml")]
struct Core<'b> {
    briefing: &'b Briefing,
}

/// The first note, and the others that print the same.
fn split(notes: &[Note]) -> (&[Note], &[Note]) {
    notes.split_at(notes.len().min(1))
}

/// Indent of a statement inside others, in twentieths of a point.
fn indent(depth: usize) -> usize {
    depth.min(4) * 360
}
