use rapporteur_text::{Alignment, ContentHash, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Names a document by its words: the hash of its cleaned text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct DocumentId(pub ContentHash);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One report as published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Hash of `text`.
    pub id: DocumentId,
    /// Where it was read: a path, an address, or `PATH#LINE` for a record of a JSONL file.
    pub locator: String,
    /// The report's own address, where the report or its metadata gives one.
    pub url: Option<String>,
    /// The publisher.
    pub outlet: Option<String>,
    /// The news agency that the report credits.
    pub agency: Option<String>,
    /// Names of the authors, as the report gives them.
    pub authors: Vec<String>,
    /// Place, date and agency that open the first paragraph.
    pub dateline: Option<Dateline>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was last changed.
    pub modified: Option<Published>,
    /// Language as a BCP 47 tag, where the report or its metadata gives one.
    pub language: Option<String>,
    /// The bytes it was read from.
    pub original: Original,
    /// What each part of the text is, in order of the text, without overlap. Text outside of them is blank.
    pub segments: Vec<Segment>,
    /// The cleaned text that all spans point into.
    pub text: String,
    /// Leads from every offset of `text` to the original bytes.
    pub alignment: Alignment,
}

impl Document {
    /// The first segment of this kind.
    #[must_use]
    pub fn segment(&self, kind: SegmentKind) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.kind == kind)
    }

    /// The words of the headline.
    #[must_use]
    pub fn headline(&self) -> Option<&str> {
        self.segment(SegmentKind::Headline).and_then(|segment| segment.span.of(&self.text))
    }

    /// The segments that analysis reads.
    pub fn readable(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(|segment| segment.is_read())
    }
}

/// The bytes that a document was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Original {
    /// Hash of the bytes. For a record of a JSONL file: of its line.
    pub hash: ContentHash,
    /// Number of bytes.
    pub len: usize,
    /// `text/plain`, `text/markdown`, `text/html` or `application/json`.
    pub media_type: String,
    /// The encoding, by its name in the WHATWG Encoding Standard.
    pub charset: String,
}

/// What a part of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// The headline.
    Headline,
    /// The line under the headline.
    Subhead,
    /// Place, date and agency before the first sentence.
    Dateline,
    /// A paragraph of the body.
    Paragraph,
    /// A heading inside the body.
    Heading,
    /// The caption of a picture.
    Caption,
    /// Not prose of the report: links, navigation, copies, metadata, tables.
    Boilerplate,
}

/// Why a segment is boilerplate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoilerplateKind {
    /// The title of another report.
    RelatedLink,
    /// Menus and names of sections.
    Navigation,
    /// A second copy of the headline.
    DoubledHeadline,
    /// Metadata of the file in front of the text.
    MetadataPrefix,
    /// A second copy of a paragraph.
    Repeated,
    /// Rights, labels, calls to subscribe, credits.
    Notice,
    /// Rows of numbers.
    Table,
    /// The sentence that a text stops in: its end is not there.
    BrokenOff,
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Where it stands, without blanks around it.
    pub span: Span,
    /// Where it stands in the original bytes; absent if none of it does.
    pub source: Option<Span>,
    /// For boilerplate: of which kind.
    pub boilerplate: Option<BoilerplateKind>,
}

impl Segment {
    /// True for what analysis reads: all but boilerplate and captions. A caption says what a picture shows, often one of
    /// another day and place, and who took it; it is no part of what the report tells.
    #[must_use]
    pub fn is_read(&self) -> bool {
        !matches!(self.kind, SegmentKind::Boilerplate | SegmentKind::Caption)
    }
}

/// `CITY, Month 1 (Agency) —` and its like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dateline {
    /// All of it.
    pub span: Span,
    /// The place.
    pub place: Option<Span>,
    /// The date.
    pub date: Option<Span>,
    /// The agency.
    pub agency: Option<Span>,
}

/// How a date of a document is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HowKnown {
    /// The text of the report says it.
    Stated,
    /// Data about the file or page says it.
    Metadata,
    /// Concluded from other dates; the reason is given.
    Inferred,
}

/// When a document was published or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// The date as known: `2025-03-04T10:00:00+01:00`, `2025-03-04`, partial as `XXXX-03-04`, or an interval as
    /// ISO 8601-2 writes it, with two points at an open end: `2025-03-04/..`.
    pub value: String,
    /// First day it can be (`2025-03-04`); absent if nothing bounds it.
    pub earliest: Option<String>,
    /// Last day it can be; absent if nothing bounds it.
    pub latest: Option<String>,
    /// How it is known.
    pub known: HowKnown,
    /// From what, in words: `JSON-LD datePublished`, `dateline`, `metadata prefix`, `tells of 4 March
    /// 2025 as past` …
    /// Metadata date the file or page, which can be later than its words.
    pub reason: String,
    /// Where the text says it.
    pub span: Option<Span>,
}

impl Published {
    /// The day, if the date is known to the day (`2025-03-04`).
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        match (&self.earliest, &self.latest) {
            (Some(a), Some(b)) if a == b => Some(a),
            _ => None,
        }
    }
}
