//! Puts a document together from its text, its parts and its metadata.

use crate::charset::Decoded;
use crate::metadata::{Metadata, published};
use crate::segment::{Block, Parts, plain_blocks, segment};
use crate::{Format, Input, hover, markdown, page};
use rapporteur_record::{Document, DocumentId, HowKnown, Original, Problem, Published, Segment};
use rapporteur_text::{Alignment, ContentHash, Span};

/// A text made from an input, ready to be segmented.
pub(crate) struct Draft {
    pub(crate) text: String,
    /// From the text to the original bytes.
    pub(crate) alignment: Alignment,
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
}

/// Which bytes a draft was made from.
pub(crate) struct Origin<'a> {
    pub(crate) locator: &'a str,
    pub(crate) bytes: &'a [u8],
    pub(crate) format: Format,
    pub(crate) charset: &'static str,
}

/// A document of plain text: the cleaned text is the decoded text as it is, so that offsets hold in the file, but for link
/// cards inside of sentences.
pub(crate) fn plain(input: &Input<'_>, decoded: Decoded) -> Result<Document, String> {
    let Decoded { text, alignment, charset, .. } = decoded;
    let blocks = plain_blocks(&text);
    let origin = Origin { locator: input.locator, bytes: input.bytes, format: Format::Text, charset };
    document(&origin, Draft { text, alignment, blocks, metadata: Metadata::default() })
}

/// A document of a Markdown file.
pub(crate) fn markdown(input: &Input<'_>, decoded: &Decoded) -> Result<Document, String> {
    let draft = markdown::draft(&decoded.text);
    let alignment = draft.alignment.compose(&decoded.text, &decoded.alignment);
    let origin = Origin {
        locator: input.locator,
        bytes: input.bytes,
        format: Format::Markdown,
        charset: decoded.charset,
    };
    document(&origin, Draft { alignment, ..draft })
}

/// A document of an HTML page.
pub(crate) fn page(
    input: &Input<'_>,
    decoded: &Decoded,
    problems: &mut Vec<Problem>,
) -> Result<Document, String> {
    let url = Some(input.locator).filter(|locator| is_address(locator));
    let (draft, doubts) = page::draft(&decoded.text, url);
    problems.extend(doubts.into_iter().map(|doubt| Problem::warning(input.locator, doubt)));
    let alignment = draft.alignment.compose(&decoded.text, &decoded.alignment);
    let origin =
        Origin { locator: input.locator, bytes: input.bytes, format: Format::Html, charset: decoded.charset };
    document(&origin, Draft { alignment, ..draft })
}

fn is_address(locator: &str) -> bool {
    locator.starts_with("http://") || locator.starts_with("https://")
}

/// The document that `draft` makes.
pub(crate) fn document(origin: &Origin<'_>, draft: Draft) -> Result<Document, String> {
    let Draft { text, alignment, blocks, metadata } = without_cards(draft);
    let mut parts = segment(&text, &blocks);
    if parts.parts.is_empty() {
        return Err("is empty: there is no text in it".to_owned());
    }
    let segments = parts
        .parts
        .iter()
        .map(|part| Segment {
            kind: part.kind,
            span: part.span,
            source: alignment.source(&text, part.span),
            boilerplate: part.boilerplate,
        })
        .collect();
    let published = metadata.published.or_else(|| date_in_text(&text, &mut parts));
    let modified = metadata.modified.or_else(|| {
        parts.modified.map(|stamp| self::published(stamp, HowKnown::Metadata, "metadata prefix", None))
    });
    let agency = parts.dateline.as_ref().and_then(|d| d.agency).map(|span| span.in_text(&text).to_owned());
    let address = is_address(origin.locator).then(|| origin.locator.to_owned());
    Ok(Document {
        id: DocumentId(ContentHash::of(text.as_bytes())),
        locator: origin.locator.to_owned(),
        url: metadata.url.or(address),
        outlet: metadata.outlet.or(parts.outlet),
        agency: agency.or(metadata.agency).or(parts.agency),
        authors: if metadata.authors.is_empty() { parts.authors } else { metadata.authors },
        dateline: parts.dateline,
        published,
        modified,
        language: metadata.language,
        original: Original {
            hash: ContentHash::of(origin.bytes),
            len: origin.bytes.len(),
            media_type: origin.format.media_type().to_owned(),
            charset: origin.charset.to_owned(),
        },
        segments,
        text,
        alignment,
    })
}

/// The draft without the link cards that stand inside of its sentences.
fn without_cards(draft: Draft) -> Draft {
    let cuts = hover::cards(&draft.text);
    if cuts.is_empty() {
        return draft;
    }
    let (text, inner) = hover::without(&draft.text, &cuts);
    let spans: Vec<Span> = draft.blocks.iter().map(|block| block.span).collect();
    let moved = hover::moved(&spans, &cuts);
    let blocks = draft.blocks.iter().zip(moved).map(|(block, span)| Block { span, ..*block }).collect();
    let alignment = inner.compose(&draft.text, &draft.alignment);
    Draft { text, alignment, blocks, ..draft }
}

/// The date that the text itself gives: in front of it, or in its dateline.
fn date_in_text(text: &str, parts: &mut Parts) -> Option<Published> {
    if let Some((stamp, span)) = parts.published.take() {
        return Some(published(stamp, HowKnown::Metadata, "metadata prefix", Some(span)));
    }
    let span = parts.dateline.as_ref()?.date?;
    let (stamp, _) = crate::date::starts_with_date(span.in_text(text))?;
    Some(published(stamp, HowKnown::Stated, "dateline", Some(span)))
}
