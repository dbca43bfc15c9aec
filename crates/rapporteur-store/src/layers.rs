//! What a document has by the hundred, packed as one JSON array a kind.
//!
//! Each tuple is one row of the view of its name; the order of its fields is the order of the view's columns.

use crate::write::triggers;
use rapporteur_record::{BoilerplateKind, EntityId, EntityType, MentionForm, MentionId, SegmentKind, Why};
use rapporteur_text::{RunKind, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// kind, start, end, source start, source end
#[derive(Serialize, Deserialize)]
pub(crate) struct Run(RunKind, usize, usize, usize, usize);

impl Run {
    pub(crate) fn of(run: &rapporteur_text::Run) -> Self {
        Self(run.kind, run.text.start, run.text.end, run.source.start, run.source.end)
    }

    /// The run; `None` if a span ends before it starts.
    pub(crate) fn unpacked(self) -> Option<rapporteur_text::Run> {
        let Self(kind, start, end, source_start, source_end) = self;
        Some(rapporteur_text::Run { text: span(start, end)?, source: span(source_start, source_end)?, kind })
    }
}

/// kind, start, end, source start, source end, boilerplate
#[derive(Serialize, Deserialize)]
pub(crate) struct Segment(SegmentKind, usize, usize, Option<usize>, Option<usize>, Option<BoilerplateKind>);

impl Segment {
    pub(crate) fn of(segment: &rapporteur_record::Segment) -> Self {
        let (start, end) = segment.source.map(|source| (source.start, source.end)).unzip();
        Self(segment.kind, segment.span.start, segment.span.end, start, end, segment.boilerplate)
    }

    /// The segment; `None` if a span ends before it starts.
    pub(crate) fn unpacked(self) -> Option<rapporteur_record::Segment> {
        let Self(kind, start, end, source_start, source_end, boilerplate) = self;
        let source = match (source_start, source_end) {
            (None, None) => None,
            (start, end) => Some(span(start?, end?)?),
        };
        Some(rapporteur_record::Segment { kind, span: span(start, end)?, source, boilerplate })
    }
}

/// number, start, end, form, entity type, entity, metonym, extractor, version, rule, triggers, confidence
#[derive(Serialize, Deserialize)]
pub(crate) struct Mention<'m>(
    u32,
    usize,
    usize,
    MentionForm,
    EntityType,
    Option<Cow<'m, str>>,
    bool,
    Cow<'m, str>,
    Cow<'m, str>,
    Cow<'m, str>,
    Cow<'m, str>,
    Option<f32>,
);

impl<'m> Mention<'m> {
    pub(crate) fn of(mention: &'m rapporteur_record::Mention) -> Self {
        let why = &mention.why;
        Self(
            mention.id.0,
            mention.span.start,
            mention.span.end,
            mention.form,
            mention.entity_type,
            mention.entity.as_ref().map(|id| Cow::Borrowed(id.0.as_str())),
            mention.metonym,
            Cow::Borrowed(&why.extractor),
            Cow::Borrowed(&why.version),
            Cow::Borrowed(&why.rule),
            Cow::Owned(triggers(&why.triggers)),
            why.confidence,
        )
    }

    /// The mention; `None` if a span is malformed.
    pub(crate) fn unpacked(self) -> Option<rapporteur_record::Mention> {
        let Self(
            id,
            start,
            end,
            form,
            entity_type,
            entity,
            metonym,
            extractor,
            version,
            rule,
            words,
            confidence,
        ) = self;
        Some(rapporteur_record::Mention {
            id: MentionId(id),
            span: span(start, end)?,
            form,
            entity_type,
            entity: entity.map(|id| EntityId(id.into_owned())),
            metonym,
            why: Why {
                extractor: extractor.into_owned().into(),
                version: version.into_owned().into(),
                rule: rule.into_owned().into(),
                triggers: trigger_spans(&words)?,
                confidence,
            },
        })
    }
}

/// A span; `None` if it ends before it starts.
pub(crate) fn span(start: usize, end: usize) -> Option<Span> {
    (start <= end).then_some(Span { start, end })
}

/// The spans that [`triggers`] wrote; `None` if one of them is malformed.
pub(crate) fn trigger_spans(text: &str) -> Option<Vec<Span>> {
    let spans = text.split_ascii_whitespace().map(|words| {
        let (start, end) = words.split_once('-')?;
        span(start.parse().ok()?, end.parse().ok()?)
    });
    spans.collect()
}
