//! Rapporteur for programs: reads news reports and keeps the record of who said what, how many, when and where, every
//! line tied to the exact words of the exact report.
//!
//! ```
//! let report = rapporteur::read_text("note.txt", "“The dam holds,” said Ilse Marten, the mayor of Solvanne.")
//!     .expect("a text with words");
//! let said = &report.attributions[0];
//! assert_eq!(said.content[0].in_text(&report.document.text), "“The dam holds,”");
//! assert_eq!(said.source.unwrap().in_text(&report.document.text), "Ilse Marten, the mayor of Solvanne");
//! ```
//!
//! It may not know a command line or a terminal; it only gathers the parts under one name.

pub use rapporteur_brief as brief;
pub use rapporteur_correct as correct;
pub use rapporteur_engine as engine;
pub use rapporteur_export as export;
pub use rapporteur_gather as gather;
pub use rapporteur_read as read;
pub use rapporteur_record as record;
pub use rapporteur_store as store;
pub use rapporteur_text as text;

/// Reads a plain text and analyses it by rules alone. `locator` names it in the record. `None` if the text is empty.
#[must_use]
pub fn read_text(locator: &str, text: &str) -> Option<record::Report> {
    read_text_with(locator, text, None)
}

/// As [`read_text`], with a reading model, which finds more; loading one takes longer than reading a report.
#[must_use]
pub fn read_text_with(locator: &str, text: &str, model: Option<&engine::Model>) -> Option<record::Report> {
    let mut input = read::Input::new(locator, text.as_bytes());
    input.format = Some(read::Format::Text);
    let limits = read::Limits { document_bytes: usize::MAX };
    let (documents, _) = read::read(&input, &limits);
    documents.into_iter().next().map(|document| engine::analyse(document, model).0)
}
