//! What a document has by the dozen and the hundred, packed as one JSON array a kind.
//!
//! Each tuple is one row of the view of its name, which reads its fields by their places; schema/v1.sql lists them.

use crate::write::triggers;
use rapporteur_record::{
    BoilerplateKind, EntityId, EntityType, MentionForm, MentionId, PlaceId, Resolution, SegmentKind,
    TimeExpression, TimeId, TimeType,
};
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

/// extractor, version, rule, triggers, confidence
#[derive(Serialize, Deserialize)]
struct Why<'w>(Cow<'w, str>, Cow<'w, str>, Cow<'w, str>, String, Option<f32>);

impl<'w> Why<'w> {
    fn of(why: &'w rapporteur_record::Why) -> Self {
        let words = [&why.extractor, &why.version, &why.rule];
        let [extractor, version, rule] = words.map(|words| Cow::Borrowed(words.as_ref()));
        Self(extractor, version, rule, triggers(why), why.confidence)
    }

    fn unpacked(self) -> Option<rapporteur_record::Why> {
        let Self(extractor, version, rule, words, confidence) = self;
        let [extractor, version, rule] = [extractor, version, rule].map(|words| words.into_owned().into());
        let (triggers, shares) = trigger_spans(&words)?;
        Some(rapporteur_record::Why {
            extractor,
            version,
            rule,
            triggers,
            confidence,
            shares,
            corrected: Vec::new(),
        })
    }
}

/// number, start, end, form, entity type, entity, metonym, why, start and end of its extent, chain
#[derive(Serialize, Deserialize)]
pub(crate) struct Mention<'m>(
    u32,
    usize,
    usize,
    MentionForm,
    EntityType,
    Option<Cow<'m, str>>,
    bool,
    Why<'m>,
    #[serde(default)] Option<(usize, usize)>,
    #[serde(default)] Option<u32>,
);

impl<'m> Mention<'m> {
    pub(crate) fn of(mention: &'m rapporteur_record::Mention) -> Self {
        Self(
            mention.id.0,
            mention.span.start,
            mention.span.end,
            mention.form,
            mention.entity_type,
            mention.entity.as_ref().map(|id| Cow::Borrowed(id.0.as_str())),
            mention.metonym,
            Why::of(&mention.why),
            mention.extent.map(|extent| (extent.start, extent.end)),
            mention.chain,
        )
    }

    /// The mention; `None` if a span is malformed.
    pub(crate) fn unpacked(self) -> Option<rapporteur_record::Mention> {
        let Self(id, start, end, form, entity_type, entity, metonym, why, extent, chain) = self;
        let extent = match extent {
            Some((start, end)) => Some(self::span(start, end)?),
            None => None,
        };
        Some(rapporteur_record::Mention {
            id: MentionId(id),
            span: span(start, end)?,
            form,
            entity_type,
            entity: entity.map(|id| EntityId(id.into_owned())),
            metonym,
            extent,
            chain,
            why: why.unpacked()?,
        })
    }
}

/// number, start, end, type, value, what the text alone gives, anchor, why
#[derive(Serialize, Deserialize)]
pub(crate) struct Time<'t>(
    u32,
    usize,
    usize,
    TimeType,
    Option<Cow<'t, str>>,
    Cow<'t, str>,
    Option<Cow<'t, str>>,
    Why<'t>,
);

impl<'t> Time<'t> {
    pub(crate) fn of(time: &'t TimeExpression) -> Self {
        Self(
            time.id.0,
            time.span.start,
            time.span.end,
            time.time_type,
            time.value.as_deref().map(Cow::Borrowed),
            Cow::Borrowed(&time.text_only),
            time.anchor.as_deref().map(Cow::Borrowed),
            Why::of(&time.why),
        )
    }

    /// The expression; `None` if a span is malformed.
    pub(crate) fn unpacked(self) -> Option<TimeExpression> {
        let Self(id, start, end, time_type, value, text_only, anchor, why) = self;
        Some(TimeExpression {
            id: TimeId(id),
            span: span(start, end)?,
            time_type,
            value: value.map(Cow::into_owned),
            text_only: text_only.into_owned(),
            anchor: anchor.map(Cow::into_owned),
            why: why.unpacked()?,
        })
    }
}

/// number, start, end, resolution, why
#[derive(Serialize, Deserialize)]
pub(crate) struct Place<'p>(u32, usize, usize, Cow<'p, Resolution>, Why<'p>);

impl<'p> Place<'p> {
    pub(crate) fn of(place: &'p rapporteur_record::Place) -> Self {
        let resolution = Cow::Borrowed(&place.resolution);
        Self(place.id.0, place.span.start, place.span.end, resolution, Why::of(&place.why))
    }

    /// The place; `None` if a span is malformed.
    pub(crate) fn unpacked(self) -> Option<rapporteur_record::Place> {
        let Self(id, start, end, resolution, why) = self;
        Some(rapporteur_record::Place {
            id: PlaceId(id),
            span: span(start, end)?,
            resolution: resolution.into_owned(),
            why: why.unpacked()?,
        })
    }
}

/// title, start, end, country, sectors parted by blanks, day; the last three are absent in stores of version 1
#[derive(Serialize, Deserialize)]
pub(crate) struct Office<'o>(
    Cow<'o, str>,
    usize,
    usize,
    #[serde(default)] Option<Cow<'o, str>>,
    #[serde(default)] Cow<'o, str>,
    #[serde(default)] Option<Cow<'o, str>>,
);

impl<'o> Office<'o> {
    pub(crate) fn of(office: &'o rapporteur_record::Office) -> Self {
        Self(
            Cow::Borrowed(&office.title),
            office.span.start,
            office.span.end,
            office.country.as_deref().map(Cow::Borrowed),
            Cow::Owned(office.sectors.join(" ")),
            office.as_of.as_deref().map(Cow::Borrowed),
        )
    }

    /// The office; `None` if its span is malformed.
    pub(crate) fn unpacked(self) -> Option<rapporteur_record::Office> {
        let Self(title, start, end, country, sectors, as_of) = self;
        Some(rapporteur_record::Office {
            title: title.into_owned(),
            span: span(start, end)?,
            country: country.map(Cow::into_owned),
            sectors: sectors.split_whitespace().map(str::to_owned).collect(),
            as_of: as_of.map(Cow::into_owned),
        })
    }
}

/// A span; `None` if it ends before it starts.
pub(crate) fn span(start: usize, end: usize) -> Option<Span> {
    (start <= end).then_some(Span { start, end })
}

/// The spans that [`triggers`] wrote, and their shares; `None` if one of them is malformed.
pub(crate) fn trigger_spans(text: &str) -> Option<(Vec<Span>, Vec<f32>)> {
    let (mut spans, mut shares) = (Vec::new(), Vec::new());
    for words in text.split_ascii_whitespace() {
        let (words, share) =
            words.split_once('@').map_or((words, None), |(words, share)| (words, Some(share)));
        let (start, end) = words.split_once('-')?;
        spans.push(span(start.parse().ok()?, end.parse().ok()?)?);
        if let Some(share) = share {
            shares.push(share.parse().ok()?);
        }
    }
    Some((spans, shares))
}
