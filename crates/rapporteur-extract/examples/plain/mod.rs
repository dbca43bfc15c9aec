//! Documents from plain text, one paragraph a line, for measuring extractors by themselves.

use rapporteur_record::{Document, DocumentId, HowKnown, Original, Published, Segment, SegmentKind};
use rapporteur_text::{Alignment, ContentHash, Span};

/// A document of paragraphs. `day` is the day of publication, if it is known.
pub(crate) fn document(text: &str, day: Option<&str>) -> Document {
    let hash = ContentHash::of(text.as_bytes());
    let paragraphs = text.split('\n').map(|line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + line.len()).trim(text)
    });
    let segment =
        |span: Span| Segment { kind: SegmentKind::Paragraph, span, source: Some(span), boilerplate: None };
    Document {
        id: DocumentId(hash),
        locator: String::new(),
        url: None,
        outlet: None,
        agency: None,
        authors: Vec::new(),
        dateline: None,
        published: day.map(|day| Published {
            value: day.to_owned(),
            earliest: Some(day.to_owned()),
            latest: Some(day.to_owned()),
            known: HowKnown::Metadata,
            reason: "given".to_owned(),
            span: None,
        }),
        modified: None,
        language: None,
        original: Original {
            hash,
            len: text.len(),
            media_type: "text/plain".into(),
            charset: "UTF-8".into(),
        },
        segments: paragraphs.filter(|span| !span.is_empty()).map(segment).collect(),
        text: text.to_owned(),
        alignment: Alignment::identity(text.len()),
    }
}
