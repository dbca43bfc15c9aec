//! What a format tells about a report beside its text.

use crate::date::Stamp;
use rapporteur_record::{HowKnown, Published};
use rapporteur_text::Span;

/// What keys, tags and front matter tell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Metadata {
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) language: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) modified: Option<Published>,
}

impl Metadata {
    /// This, with its gaps filled from `other`.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            url: self.url.or(other.url),
            outlet: self.outlet.or(other.outlet),
            agency: self.agency.or(other.agency),
            authors: if self.authors.is_empty() { other.authors } else { self.authors },
            language: self.language.or(other.language),
            published: self.published.or(other.published),
            modified: self.modified.or(other.modified),
        }
    }
}

/// A date of the report, known as `known` from `reason`.
pub(crate) fn published(
    stamp: Stamp,
    known: HowKnown,
    reason: impl Into<String>,
    span: Option<Span>,
) -> Published {
    let Stamp { value, day } = stamp;
    Published { value, earliest: day.clone(), latest: day, known, reason: reason.into(), span }
}
