//! HTML pages: the report out of what is around it, each character with its place in the page.
//!
//! In goes the page as text (other readers decode the bytes), out come blocks of the report in reading order and what
//! the page says about itself. Nothing is rewritten: a block is made of runs, and each run is a stretch of the page,
//! a character reference, or blanks collapsed to one. ADR 2 tells how the parts were chosen.
//!
//! ```
//! use rapporteur_read::html::{Options, extract};
//! use rapporteur_record::SegmentKind;
//!
//! let page = "<title>Bridge closed - Harbour Gazette</title><nav><a href=/>Home</a></nav>\
//!             <h1>Bridge closed</h1><p>The old bridge &amp; its road are closed, the council said on Friday.</p>";
//! let report = extract(page, &Options::default());
//! assert_eq!(report.blocks[0].kind, SegmentKind::Headline);
//! let body = &report.blocks[1];
//! assert_eq!(body.text, "The old bridge & its road are closed, the council said on Friday.");
//! let ampersand = body.runs[1];
//! assert_eq!(ampersand.source.of(page), Some("&amp;"));
//! ```

mod assemble;
mod block;
mod date;
mod declared;
pub(crate) mod entity;
mod headline;
mod people;
mod prune;
mod select;
#[cfg(test)]
mod tests;
mod token;
mod tree;
mod when;

use rapporteur_record::{BoilerplateKind, SegmentKind};
use rapporteur_text::{Run, Span};

/// What the caller knows about a page, and how much of it may be read.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The address of the page: part of what its outlet and date are found by.
    pub url: Option<&'a str>,
    /// Most bytes of the page that are read. The work grows with the page, not faster.
    pub max_bytes: usize,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { url: None, max_bytes: 32 << 20 }
    }
}

/// A value that a page gives, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The value.
    pub value: String,
    /// From what, in words: `JSON-LD datePublished`, `meta og:site_name`, `heading`, `visible text`, `address` …
    pub reason: &'static str,
    /// Where on the page it is written, if it is there as it stands.
    pub source: Option<Span>,
}

impl Known {
    fn new(value: String, reason: &'static str, source: Option<Span>) -> Self {
        Self { value, reason, source }
    }
}

/// A part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: SegmentKind,
    /// For boilerplate: of which kind.
    pub boilerplate: Option<BoilerplateKind>,
    /// Its words; blanks are single spaces.
    pub text: String,
    /// Where they stand on the page. The runs tile `text`; text spans count from its start.
    pub runs: Vec<Run>,
}

/// The report on a page, and what the page says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extracted {
    /// The parts of the report in reading order, the headline first. Boilerplate is only given where it stands
    /// between parts of the report; the rest of the page is left out.
    pub blocks: Vec<Block>,
    /// The headline without the outlet's name.
    pub title: Option<Known>,
    /// The publisher.
    pub outlet: Option<Known>,
    /// The news agency that is credited.
    pub agency: Option<Known>,
    /// The authors by name, without offices.
    pub authors: Vec<Known>,
    /// When it was published: RFC 3339, or without offset, or only the day.
    pub published: Option<Known>,
    /// When it was last changed, in the same form.
    pub modified: Option<Known>,
    /// The language as a BCP 47 tag.
    pub language: Option<Known>,
    /// The address that the page gives for itself.
    pub canonical_url: Option<Known>,
    /// The summary that the page gives of itself.
    pub description: Option<Known>,
    /// What could not be read or is doubtful, one sentence each.
    pub problems: Vec<String>,
}

/// Reads a page. Never fails: what could not be read is named in `problems`.
#[must_use]
pub fn extract(html: &str, options: &Options<'_>) -> Extracted {
    let mut problems = Vec::new();
    let mut end = html.len().min(options.max_bytes);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    if end < html.len() {
        problems.push(format!("only the first {end} of {} bytes of the page were read", html.len()));
    }
    let html = &html[..end];
    let tree = tree::Tree::parse(html);
    if tree.cut {
        problems.push("the page has more elements than are read; its end is missing".to_owned());
    }
    let mut found = assemble::assemble(html, &tree, options.url, problems);
    if !found.blocks.iter().any(|block| block.kind == SegmentKind::Paragraph) {
        found.problems.push("no running text was found on the page".to_owned());
    }
    found
}
