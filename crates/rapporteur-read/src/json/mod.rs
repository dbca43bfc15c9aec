//! JSON records: one report each, with the keys of the usual scrapers and exports.
//!
//! Known are the keys of news-please, trafilatura, Fundus, newspaper4k and Event Registry, and plain
//! `{id, text, title, date, url, outlet}`. The text of the document is the title, a blank line and the body; each
//! character leads back through the character references (`&#039;`) and the string escapes to the bytes of the record.

mod reference;
mod string;

use crate::charset::Decoded;
use crate::compose::{Draft, Origin, document};
use crate::date::{Stamp, from_epoch, parse};
use crate::metadata::{Metadata, published};
use crate::page;
use crate::segment::{Block, Role, plain_blocks, split_authors};
use crate::{Format, Input};
use rapporteur_record::{Document, HowKnown, Problem, Published, SegmentKind};
use rapporteur_text::{Alignment, AlignmentBuilder, RunKind, Span};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use string::Pieces;

const TEXT_KEYS: &[&str] = &[
    "maintext",
    "text",
    "body",
    "articleBody",
    "raw_text",
    "content",
    "plaintext",
    "plain_text",
    "article_text",
    "full_text",
    "fulltext",
    "article",
    "story_text",
    "cleaned_text",
];
const TITLE_KEYS: &[&str] = &["title", "headline", "title_page", "title_rss"];
const SUBHEAD_KEYS: &[&str] = &["subtitle", "subhead", "subheadline", "sub_title", "standfirst", "dek"];
const PUBLISHED_KEYS: &[&str] = &[
    "date_publish",
    "publish_date",
    "publishing_date",
    "publication_date",
    "published_date",
    "date_published",
    "datePublished",
    "published_at",
    "publishedAt",
    "published",
    "pubDate",
    "pubdate",
    "pub_date",
    "dateTimePub",
    "dateTime",
    "date",
    "time",
    "timestamp",
    "created_at",
];
const MODIFIED_KEYS: &[&str] = &[
    "date_modify",
    "date_modified",
    "dateModified",
    "modified",
    "modified_date",
    "modified_at",
    "updated",
    "updated_at",
    "updatedAt",
    "last_modified",
    "last_updated",
    "lastmod",
];
const AUTHOR_KEYS: &[&str] = &["authors", "author", "byline", "creator"];
const URL_KEYS: &[&str] = &[
    "url",
    "link",
    "canonical_url",
    "canonical_link",
    "source_url",
    "requested_url",
    "responded_url",
    "permalink",
];
const OUTLET_KEYS: &[&str] = &[
    "outlet",
    "publisher",
    "sitename",
    "site_name",
    "source_name",
    "source-hostname",
    "source",
    "media_name",
    "newspaper",
    "hostname",
    "source_domain",
    "domain",
];
const AGENCY_KEYS: &[&str] = &["agency", "news_agency", "wire"];
const LANGUAGE_KEYS: &[&str] = &["language", "lang", "language_code"];

type Fields<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

/// The keys of a record with their values as written.
struct Record<'a> {
    /// The whole line; every value is a part of it.
    line: &'a str,
    fields: Fields<'a>,
}

/// The documents of a JSON input.
pub(crate) fn read(
    input: &Input<'_>,
    decoded: &Decoded,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Document>, String> {
    let text = decoded.text.as_str();
    if !text.trim_start().starts_with('[') {
        return read_record(input.locator, input.bytes, decoded, problems).map(|document| vec![document]);
    }
    if decoded.charset != "UTF-8" || !decoded.doubts.is_empty() {
        return Err("holds an array of records that is not sound UTF-8; save it as UTF-8".to_owned());
    }
    let elements: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| invalid(&error))?;
    let mut documents = Vec::new();
    for (i, element) in elements.iter().enumerate() {
        let locator = format!("{}#{}", input.locator, i + 1);
        let words = element.get();
        let decoded = Decoded {
            text: words.to_owned(),
            alignment: Alignment::identity(words.len()),
            charset: decoded.charset,
            doubts: Vec::new(),
            nuls: 0,
        };
        match read_record(&locator, words.as_bytes(), &decoded, problems) {
            Ok(document) => documents.push(document),
            Err(message) => problems.push(Problem::error(locator, message)),
        }
    }
    Ok(documents)
}

fn invalid(error: &serde_json::Error) -> String {
    format!("is not valid JSON: {error}")
}

fn read_record(
    locator: &str,
    bytes: &[u8],
    decoded: &Decoded,
    problems: &mut Vec<Problem>,
) -> Result<Document, String> {
    let line = decoded.text.as_str();
    if !line.trim_start().starts_with('{') {
        return Err("is not a JSON object; a record needs keys such as title, text, date and url".to_owned());
    }
    let fields: Fields<'_> = serde_json::from_str(line).map_err(|error| invalid(&error))?;
    let record = Record { line, fields };
    let origin = Origin { locator, bytes, format: Format::Json, charset: decoded.charset };
    let metadata = record.metadata();

    let mut writer = Writer::new(line);
    let title = record.string(TITLE_KEYS);
    let bodies = TEXT_KEYS.iter().filter_map(|key| record.fields.get(*key));
    let mut body = Writer::new(line);
    for value in bodies {
        body.write_body(value);
        if !body.is_blank() {
            break;
        }
        body = Writer::new(line);
    }
    if body.is_blank()
        && let Some(page) = record.page()
    {
        let Writer { text: html, builder, .. } = page;
        let (draft, doubts) = page::draft(&html, metadata.url.as_deref());
        problems.extend(doubts.into_iter().map(|doubt| Problem::warning(locator, doubt)));
        let alignment = draft.alignment.compose(&html, &builder.finish()).compose(line, &decoded.alignment);
        return document(&origin, Draft { alignment, metadata: metadata.or(draft.metadata), ..draft });
    }
    match title {
        None if body.is_blank() => {
            return Err(format!("has no text: none of the keys {} holds any", TEXT_KEYS[..6].join(", ")));
        }
        Some(title) if !body.starts_with_title(title) => {
            writer.write(title, Role::Known(SegmentKind::Headline, None));
            if body.is_blank() {
                problems.push(Problem::warning(locator, "has a title but no text"));
            } else if let Some(subhead) = record.string(SUBHEAD_KEYS) {
                writer.write(subhead, Role::Known(SegmentKind::Subhead, None));
            }
            writer.append(body);
        }
        _ => writer = body,
    }
    let Writer { text, builder, blocks, .. } = writer;
    let alignment = builder.finish().compose(line, &decoded.alignment);
    document(&origin, Draft { text, alignment, blocks, metadata })
}

impl<'a> Record<'a> {
    /// The first of `keys` that holds a string that is not blank.
    fn string(&self, keys: &[&str]) -> Option<&'a RawValue> {
        let values = keys.iter().filter_map(|key| self.fields.get(*key));
        values.copied().find(|value| !text_of(value).trim().is_empty())
    }

    /// The page that a record holds: under `html`, or under `content` in it (Fundus).
    fn page(&self) -> Option<Writer<'a>> {
        let mut writer = Writer::new(self.line);
        let nested = || {
            let fields: Fields<'a> = serde_json::from_str(self.fields.get("html")?.get()).ok()?;
            fields.get("content").copied()
        };
        let value = self.string(&["html", "raw_html", "html_content", "page_html"]).or_else(nested)?;
        writer.write_html(value);
        (!writer.text.is_empty()).then_some(writer)
    }

    fn metadata(&self) -> Metadata {
        let short = |keys| {
            self.string(keys).map(text_of).map(|value| value.trim().to_owned()).filter(|v| v.len() <= 2000)
        };
        let page: Option<Fields<'_>> =
            self.fields.get("html").and_then(|value| serde_json::from_str(value.get()).ok());
        let page = page.map(|fields| Record { line: self.line, fields });
        let page_url = || page.as_ref().and_then(|page| page.string(URL_KEYS)).map(text_of);
        let named = OUTLET_KEYS
            .iter()
            .filter_map(|key| self.fields.get(*key))
            .find_map(|value| name_of(value).filter(|name| !is_address(name)));
        Metadata {
            url: short(URL_KEYS)
                .or_else(|| short(&["source"]).filter(|source| is_address(source)))
                .or_else(page_url),
            outlet: named,
            agency: short(AGENCY_KEYS),
            authors: AUTHOR_KEYS
                .iter()
                .filter_map(|key| self.fields.get(*key))
                .map(|value| authors_of(value))
                .find(|a| !a.is_empty())
                .unwrap_or_default(),
            language: short(LANGUAGE_KEYS).map(|tag| language_tag(&tag)),
            published: self.date(PUBLISHED_KEYS),
            modified: self.date(MODIFIED_KEYS),
        }
    }

    /// The date under the first of `keys` that holds one that can be read; one with a time of day is preferred to the
    /// same day without.
    fn date(&self, keys: &[&'static str]) -> Option<Published> {
        let mut found: Option<(Stamp, &str)> = None;
        for key in keys {
            let Some(stamp) = self.fields.get(*key).and_then(|value| date_of(value)) else { continue };
            let finer = found
                .as_ref()
                .is_some_and(|(old, _)| old.day == stamp.day && old.value.len() < stamp.value.len());
            if found.is_none() || finer {
                found = Some((stamp, key));
            }
        }
        found.map(|(stamp, key)| published(stamp, HowKnown::Metadata, format!("JSON key {key}"), None))
    }
}

fn date_of(value: &RawValue) -> Option<Stamp> {
    match serde_json::from_str::<i64>(value.get()) {
        Ok(number) => from_epoch(number),
        Err(_) => parse(&text_of(value)),
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The value of a JSON string; empty for anything else.
fn text_of(value: &RawValue) -> String {
    serde_json::from_str(value.get()).unwrap_or_default()
}

/// A name given as a string or as an object that has one.
fn name_of(value: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    struct Object {
        name: Option<String>,
        title: Option<String>,
        uri: Option<String>,
    }
    let named = || {
        serde_json::from_str::<Object>(value.get())
            .ok()
            .and_then(|object| object.name.or(object.title).or(object.uri))
    };
    let name = Some(text_of(value)).filter(|name| !name.is_empty()).or_else(named)?;
    let name = reference::plain(name).trim().to_owned();
    Some(name).filter(|name| !name.is_empty() && name.len() <= 300)
}

fn authors_of(value: &RawValue) -> Vec<String> {
    let list: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
    if list.is_empty() {
        return name_of(value).map(|names| split_authors(&names)).unwrap_or_default();
    }
    list.into_iter().filter_map(name_of).collect()
}

/// `en_GB` and `English` as tags.
fn language_tag(value: &str) -> String {
    match value.to_ascii_lowercase().as_str() {
        "english" | "eng" => "en".to_owned(),
        _ => value.replace('_', "-"),
    }
}

/// Builds the text of a document from strings of a record.
struct Writer<'a> {
    line: &'a str,
    text: String,
    builder: AlignmentBuilder,
    blocks: Vec<Block>,
}

impl<'a> Writer<'a> {
    fn new(line: &'a str) -> Self {
        Self { line, text: String::new(), builder: AlignmentBuilder::default(), blocks: Vec::new() }
    }

    fn is_blank(&self) -> bool {
        self.blocks.is_empty()
    }

    /// A string, a list of strings, or an object with a summary and sections of headline and paragraphs (Fundus).
    fn write_body(&mut self, value: &'a RawValue) {
        #[derive(Deserialize)]
        struct Body<'a> {
            #[serde(borrow, default)]
            summary: Option<&'a RawValue>,
            #[serde(borrow)]
            sections: Vec<Section<'a>>,
        }
        #[derive(Deserialize)]
        struct Section<'a> {
            #[serde(borrow, default)]
            headline: Option<&'a RawValue>,
            #[serde(borrow, default)]
            paragraphs: Option<&'a RawValue>,
        }
        match value.get().as_bytes().first() {
            Some(b'"') => self.write(value, Role::Open),
            Some(b'[') => self.write_all(Some(value), Role::Open),
            Some(b'{') => {
                let Ok(body) = serde_json::from_str::<Body<'a>>(value.get()) else { return };
                self.write_all(body.summary, Role::Known(SegmentKind::Subhead, None));
                for section in body.sections {
                    self.write_all(section.headline, Role::Known(SegmentKind::Heading, None));
                    self.write_all(section.paragraphs, Role::Body);
                }
            }
            _ => {}
        }
    }

    /// Adds each string of a list, or a single string.
    fn write_all(&mut self, value: Option<&'a RawValue>, role: Role) {
        let Some(value) = value else { return };
        match serde_json::from_str::<Vec<&'a RawValue>>(value.get()) {
            Ok(list) => list.into_iter().for_each(|item| self.write(item, role)),
            Err(_) => self.write(value, role),
        }
    }

    /// Adds a string after a blank line, without character references. With an open role each of its paragraphs is a
    /// block.
    fn write(&mut self, value: &'a RawValue, role: Role) {
        let Some((text, alignment)) = self.unescaped(value) else { return };
        let (text, alignment) = match reference::resolved(&text) {
            Some((plain, inner)) => {
                let alignment = inner.compose(&text, &alignment);
                (plain, alignment)
            }
            None => (text, alignment),
        };
        if text.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            self.builder.insert(2);
        }
        let start = self.text.len();
        self.push(&text, &alignment);
        if role == Role::Open || role == Role::Body {
            let added = plain_blocks(&self.text[start..]);
            self.blocks.extend(added.into_iter().map(|block| Block { span: block.span.shift(start), role }));
        } else {
            let span = Span::new(start, self.text.len()).trim(&self.text);
            self.blocks.push(Block { span, role });
        }
    }

    /// Adds the source of a page as it is.
    fn write_html(&mut self, value: &'a RawValue) {
        if let Some((text, alignment)) = self.unescaped(value).filter(|(text, _)| !text.trim().is_empty()) {
            self.push(&text, &alignment);
        }
    }

    fn push(&mut self, text: &str, alignment: &Alignment) {
        self.text.push_str(text);
        for run in alignment.runs() {
            self.builder.push(run.kind, run.text.len(), run.source);
        }
    }

    /// The value of a JSON string, aligned to the line; `None` for anything else.
    fn unescaped(&self, value: &'a RawValue) -> Option<(String, Alignment)> {
        let inner = value.get().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))?;
        let (mut text, mut builder) = (String::with_capacity(inner.len()), AlignmentBuilder::default());
        // Values are borrowed from the line, so their place in it is the distance of the two.
        let mut at = inner.as_ptr() as usize - self.line.as_ptr() as usize;
        for (written, value) in Pieces(inner) {
            let source = Span::new(at, at + written.len());
            at = source.end;
            match value {
                None => {
                    text.push_str(written);
                    builder.push(RunKind::Verbatim, written.len(), source);
                }
                Some(c) => {
                    text.push(c);
                    builder.push(RunKind::Replaced, c.len_utf8(), source);
                }
            }
        }
        Some((text, builder.finish()))
    }

    /// Whether the first paragraph is the title; if so it becomes the headline.
    fn starts_with_title(&mut self, title: &RawValue) -> bool {
        let normal = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let title = normal(&reference::plain(text_of(title)));
        let Some(first) = self.blocks.first_mut() else { return false };
        let words = first.span.in_text(&self.text);
        let same = words.len() <= 2 * title.len() + 16
            && normal(words).trim_end_matches('.') == title.trim_end_matches('.');
        if same {
            first.role = Role::Known(SegmentKind::Headline, None);
        }
        same
    }

    /// Adds all of `other` after a blank line.
    fn append(&mut self, other: Writer<'a>) {
        if other.is_blank() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            self.builder.insert(2);
        }
        let base = self.text.len();
        for run in other.builder.finish().runs() {
            self.builder.push(run.kind, run.text.len(), run.source);
        }
        self.text.push_str(&other.text);
        self.blocks
            .extend(other.blocks.into_iter().map(|block| Block { span: block.span.shift(base), ..block }));
    }
}
