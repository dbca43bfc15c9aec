//! A page, as the HTML reader cuts it up, as the draft of a document.

use crate::compose::Draft;
use crate::date::parse;
use crate::html::{Known, Options, extract};
use crate::metadata::{Metadata, published};
use crate::segment::{Block, Role};
use rapporteur_record::{HowKnown, Published, SegmentKind};
use rapporteur_text::{AlignmentBuilder, Span};

/// The draft that a page makes, aligned to the page, and what was doubtful.
pub(crate) fn draft(page: &str, url: Option<&str>) -> (Draft, Vec<String>) {
    let found = extract(page, &Options { url, max_bytes: page.len() });
    let mut text = String::new();
    let mut builder = AlignmentBuilder::default();
    let mut blocks = Vec::new();
    for block in &found.blocks {
        if !text.is_empty() {
            text.push_str("\n\n");
            builder.insert(2);
        }
        let start = text.len();
        text.push_str(&block.text);
        for run in &block.runs {
            builder.push(run.kind, run.text.len(), run.source);
        }
        let role = match block.kind {
            SegmentKind::Paragraph => Role::Body,
            kind => Role::Known(kind, block.boilerplate),
        };
        blocks.push(Block { span: Span::new(start, text.len()), role });
    }
    let value = |known: Option<Known>| known.map(|known| known.value);
    let metadata = Metadata {
        url: value(found.canonical_url).or_else(|| url.map(str::to_owned)),
        outlet: value(found.outlet),
        agency: value(found.agency),
        authors: found.authors.into_iter().map(|author| author.value).collect(),
        language: value(found.language),
        published: found.published.and_then(|known| date(&known)),
        modified: found.modified.and_then(|known| date(&known)),
    };
    (Draft { text, alignment: builder.finish(), blocks, metadata }, found.problems)
}

fn date(known: &Known) -> Option<Published> {
    Some(published(parse(&known.value)?, HowKnown::Metadata, known.reason, None))
}
