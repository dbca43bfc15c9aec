//! Bytes to documents.
//!
//! [`read`] takes the bytes of one file, page or record and gives the [`Document`]s in it, with what went wrong beside
//! them. It decodes, cuts the report out of its markup, tells headline, dateline, paragraphs and boilerplate apart, and
//! keeps the way back from every character to the bytes it came from.
//!
//! ```
//! use rapporteur_read::{Input, Limits, read};
//! use rapporteur_record::SegmentKind;
//!
//! let bytes = "Crane falls in Ostrel harbour\n\nOSTREL: Nobody was hurt, the port said.\n";
//! let (documents, problems) = read(&Input::new("crane.txt", bytes.as_bytes()), &Limits::default());
//! assert!(problems.is_empty());
//! assert_eq!(documents[0].headline(), Some("Crane falls in Ostrel harbour"));
//! assert_eq!(documents[0].segments[1].kind, SegmentKind::Dateline);
//! ```
//!
//! It may not know where bytes come from, nor anything about language beyond how reports are laid out.

mod charset;
mod compose;
mod date;
mod format;
mod hover;
pub mod html;
mod json;
mod markdown;
mod metadata;
mod page;
mod segment;

pub use format::Format;

use rapporteur_record::{Document, Problem};

/// The bytes of one file, page or record, and what is known about them.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Path, address, or `PATH#LINE`.
    pub locator: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
    /// How it is written, if the caller knows; otherwise it is told from the locator, the content type and the bytes.
    pub format: Option<Format>,
    /// Value of the HTTP header `Content-Type`.
    pub content_type: Option<&'a str>,
}

impl<'a> Input<'a> {
    /// Bytes of which only the place is known.
    #[must_use]
    pub fn new(locator: &'a str, bytes: &'a [u8]) -> Self {
        Self { locator, bytes, format: None, content_type: None }
    }
}

/// What is too much for one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of one document.
    pub document_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { document_bytes: 16 * 1024 * 1024 }
    }
}

/// Reads the documents in `input`: one, except where a JSON file holds an array of records.
///
/// An input that cannot be read gives no document and a problem of severity error.
#[must_use]
pub fn read(input: &Input<'_>, limits: &Limits) -> (Vec<Document>, Vec<Problem>) {
    let mut problems = Vec::new();
    let documents = match read_all(input, limits, &mut problems) {
        Ok(documents) => documents,
        Err(message) => {
            problems.push(Problem::error(input.locator, message));
            Vec::new()
        }
    };
    (documents, problems)
}

fn read_all(
    input: &Input<'_>,
    limits: &Limits,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Document>, String> {
    if input.bytes.len() > limits.document_bytes {
        return Err(format!(
            "holds {} bytes; one document may have at most {}: split it, or raise the limit",
            input.bytes.len(),
            limits.document_bytes
        ));
    }
    if let Some(kind) = format::binary(input.bytes) {
        return Err(format!("is not text but {kind}; give text, Markdown, HTML or JSON"));
    }
    let format = format::detect(input);
    let declared = input.content_type.and_then(format::charset_of);
    let decoded = charset::decode(input.bytes, declared.as_deref(), format == Format::Html);
    if decoded.text.trim().is_empty() {
        return Err("is empty: there is no text in it".to_owned());
    }
    if format::has_many_controls(&decoded.text, decoded.nuls) {
        return Err("is not text: too many control characters; give text, Markdown, HTML or JSON".to_owned());
    }
    // An input that is refused has one problem, not its doubts as well.
    problems.extend(decoded.doubts.iter().map(|doubt| Problem::warning(input.locator, doubt.clone())));
    match format {
        Format::Json => json::read(input, &decoded, problems),
        Format::Markdown => compose::markdown(input, &decoded).map(|document| vec![document]),
        Format::Html => compose::page(input, &decoded, problems).map(|document| vec![document]),
        Format::Text => compose::plain(input, decoded).map(|document| vec![document]),
    }
}
