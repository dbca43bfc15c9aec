//! What the tests of comparisons share.

use rapporteur_record::{Document, DocumentId, Original};
use rapporteur_text::{Alignment, ContentHash};

/// A document of plain text, known by its number.
pub(crate) fn document(number: impl std::fmt::Display, text: String) -> Document {
    Document {
        id: DocumentId(ContentHash::of(text.as_bytes())),
        locator: format!("{number}.txt"),
        url: None,
        outlet: None,
        agency: None,
        authors: Vec::new(),
        dateline: None,
        published: None,
        modified: None,
        language: None,
        original: Original {
            hash: ContentHash::of(text.as_bytes()),
            len: text.len(),
            media_type: "text/plain".to_owned(),
            charset: "UTF-8".to_owned(),
        },
        segments: Vec::new(),
        alignment: Alignment::identity(text.len()),
        text,
    }
}
