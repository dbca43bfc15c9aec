//! Markdown: the words without their marks, each with its place in the file.
//!
//! Front matter (`title`, `date`, `author` … between `---` lines) is metadata. Pictures and raw HTML are left out.

use crate::compose::Draft;
use crate::date::parse;
use crate::metadata::{Metadata, published};
use crate::segment::{Block, Role, split_authors};
use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use rapporteur_record::{HowKnown, SegmentKind};
use rapporteur_text::{AlignmentBuilder, RunKind, Span};
use std::ops::Range;

/// The draft that a Markdown file makes, aligned to the file.
pub(crate) fn draft(source: &str) -> Draft {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer { source, ..Writer::default() };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        writer.take(event, range);
    }
    writer.finish()
}

#[derive(Default)]
struct Writer<'s> {
    source: &'s str,
    text: String,
    builder: AlignmentBuilder,
    blocks: Vec<Block>,
    metadata: Metadata,
    /// The title of the front matter and where it stands.
    title: Option<(String, Range<usize>)>,
    /// Where the block that is being written starts, if anything of it is written.
    open: Option<usize>,
    /// What the block that is being written is.
    role: Option<Role>,
    /// Depth inside pictures and other things that are left out.
    hidden: usize,
    /// Inside front matter, of this kind.
    front: Option<MetadataBlockKind>,
    headline: bool,
    /// Blanks that are written before the next words.
    pending: Option<Range<usize>>,
}

impl<'s> Writer<'s> {
    fn take(&mut self, event: Event<'s>, range: Range<usize>) {
        match event {
            Event::Start(Tag::MetadataBlock(kind)) => self.front = Some(kind),
            Event::End(TagEnd::MetadataBlock(_)) => self.front = None,
            Event::Text(words) if self.front.is_some() => self.front_matter(&words, range.start),
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock) => self.hidden += 1,
            Event::End(TagEnd::Image | TagEnd::HtmlBlock) => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            Event::Start(Tag::Heading { level, .. }) => {
                self.close();
                let first = level == HeadingLevel::H1 && !self.headline && self.title.is_none();
                self.headline |= first;
                let kind = if first { SegmentKind::Headline } else { SegmentKind::Heading };
                self.role = Some(Role::Known(kind, None));
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Item
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::TableRow
                | Tag::TableHead,
            )
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead,
            )
            | Event::Rule => self.close(),
            Event::Text(words) => self.words(&words, range),
            Event::Code(words) => self.words(&words, range),
            // Two lines that are bold as a whole are set apart by their writer.
            Event::SoftBreak
                if self.source[..range.start].trim_end().ends_with("**")
                    && self.source[range.end..].trim_start().starts_with("**") =>
            {
                self.close();
            }
            Event::SoftBreak | Event::End(TagEnd::TableCell) if self.open.is_some() => {
                self.pending = Some(range);
            }
            // Two lines that a writer parts on purpose are two blocks: place and date under a title, verses.
            Event::HardBreak => self.close(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.open.is_none() {
            if words.trim().is_empty() {
                return;
            }
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
                self.builder.insert(2);
            }
            self.open = Some(self.text.len());
        }
        if let Some(blank) = self.pending.take() {
            self.text.push(' ');
            self.builder.push(RunKind::Replaced, 1, Span::new(blank.start, blank.end));
        }
        let range = place_of(self.source, words, range);
        let verbatim = self.source.get(range.clone()) == Some(words);
        let kind = if verbatim { RunKind::Verbatim } else { RunKind::Replaced };
        self.text.push_str(words);
        self.builder.push(kind, words.len(), Span::new(range.start, range.end));
    }

    fn close(&mut self) {
        self.pending = None;
        let role = self.role.take();
        let Some(start) = self.open.take() else { return };
        let span = Span::new(start, self.text.len()).trim(&self.text);
        if !span.is_empty() {
            self.blocks.push(Block { span, role: role.unwrap_or(Role::Open) });
        }
    }

    /// `key: value` lines (YAML) or `key = "value"` lines (TOML). What is nested is left out.
    fn front_matter(&mut self, words: &str, start: usize) {
        let separator = if self.front == Some(MetadataBlockKind::PlusesStyle) { '=' } else { ':' };
        let mut key = String::new();
        let mut at = start;
        for line in words.split_inclusive('\n') {
            let here = at;
            at += line.len();
            let item = line.trim().strip_prefix("- ").filter(|_| separator == ':');
            let (value, place) = if let Some(item) = item {
                (item, here + line.find(item).unwrap_or(0))
            } else if let Some((name, value)) =
                line.split_once(separator).filter(|_| !line.starts_with([' ', '\t']))
            {
                key = name.trim().to_ascii_lowercase();
                (value, here + name.len() + 1)
            } else {
                continue;
            };
            let lead = value.len() - value.trim_start_matches([' ', '"', '\'']).len();
            let bare = value.trim().trim_matches(['"', '\'']).trim();
            if !bare.is_empty() {
                self.entry(&key, bare, place + lead);
            }
        }
    }

    fn entry(&mut self, key: &str, value: &str, at: usize) {
        let date = |reason: &str| {
            parse(value)
                .map(|stamp| published(stamp, HowKnown::Metadata, format!("front matter {reason}"), None))
        };
        let list = value.trim_matches(['[', ']']).replace(['"', '\''], "");
        let metadata = &mut self.metadata;
        match key {
            "title" | "headline" if self.title.is_none() => {
                self.title = Some((value.to_owned(), at..at + value.len()));
            }
            "date" | "published" | "publish_date" | "publishdate" | "pubdate" | "date_published"
            | "created" => {
                metadata.published = metadata.published.take().or_else(|| date(key));
            }
            "updated" | "modified" | "lastmod" | "last_modified" => metadata.modified = date(key),
            "author" | "authors" | "byline" => metadata.authors.extend(split_authors(&list)),
            "outlet" | "publisher" | "site" | "sitename" | "publication" => {
                metadata.outlet = Some(value.to_owned());
            }
            "agency" => metadata.agency = Some(value.to_owned()),
            "source" | "url" | "link" | "canonical" | "canonical_url" | "permalink" => {
                if value.starts_with("http") {
                    metadata.url = Some(value.to_owned());
                } else if key == "source" {
                    metadata.outlet = metadata.outlet.take().or_else(|| Some(value.to_owned()));
                }
            }
            "lang" | "language" => metadata.language = Some(value.to_owned()),
            _ => {}
        }
    }

    fn finish(mut self) -> Draft {
        self.close();
        let Some((title, place)) = self.title.take() else {
            return Draft {
                text: self.text,
                alignment: self.builder.finish(),
                blocks: self.blocks,
                metadata: self.metadata,
            };
        };
        // The title of the front matter goes on top; a first heading with the same words is then the copy.
        let mut top = Writer { source: self.source, metadata: self.metadata, ..Writer::default() };
        top.role = Some(Role::Known(SegmentKind::Headline, None));
        top.words(&title, place);
        top.close();
        if !self.text.is_empty() {
            top.text.push_str("\n\n");
            top.builder.insert(2);
        }
        let base = top.text.len();
        top.text.push_str(&self.text);
        for run in self.builder.finish().runs() {
            top.builder.push(run.kind, run.text.len(), run.source);
        }
        top.blocks.extend(self.blocks.into_iter().map(|b| Block { span: b.span.shift(base), role: b.role }));
        Draft { text: top.text, alignment: top.builder.finish(), blocks: top.blocks, metadata: top.metadata }
    }
}

/// Where exactly `words` stand inside the range that the parser gives, which can hold marks around them.
fn place_of(source: &str, words: &str, range: Range<usize>) -> Range<usize> {
    match source.get(range.clone()).and_then(|inside| inside.find(words)) {
        Some(at) => range.start + at..range.start + at + words.len(),
        None => range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let draft = draft(source);
        let lines: Vec<String> = draft
            .blocks
            .iter()
            .map(|block| {
                let mark = match block.role {
                    Role::Known(SegmentKind::Headline, _) => "# ",
                    Role::Known(SegmentKind::Heading, _) => "## ",
                    _ => "",
                };
                format!("{mark}{}", block.span.in_text(&draft.text))
            })
            .collect();
        assert_eq!(lines, expected);
        for run in draft.alignment.runs().iter().filter(|run| run.kind == RunKind::Verbatim) {
            assert_eq!(run.source.of(source), run.text.of(&draft.text));
        }
        assert_eq!(draft.alignment.text_len(), draft.text.len());
    }

    #[test]
    fn takes_the_words_and_leaves_the_marks() {
        check(
            "# Crane *falls*\n\nThe [harbour](http://h.example) of **Ostrel** &amp; its\nquay ![map](m.png) closed.\n\n## Cause\n\n- a rope\n- a `bolt`\n\n> \"No.\"\n\n<div>x</div>\n",
            &[
                "# Crane falls",
                "The harbour of Ostrel & its quay  closed.",
                "## Cause",
                "a rope",
                "a bolt",
                "\"No.\"",
            ],
        );
        check("**Ostrel**\\\n**3 March**\n\n---\n\n# Later\n", &["Ostrel", "3 March", "# Later"]);
        check("**Ostrel**\n**3 March**\n", &["Ostrel", "3 March"]);
        check("a | b\n--|--\n1 | 2\n", &["a b", "1 2"]);
    }

    #[test]
    fn reads_front_matter() {
        let source = "---\ntitle: \"Crane falls\"\ndate: 2024-03-03\nauthors:\n  - Ilse Marten\n  - Oto Brandis\nsource: https://h.example/a\n---\n\n# Crane falls\n\nThe harbour closed.\n";
        check(source, &["# Crane falls", "## Crane falls", "The harbour closed."]);
        let metadata = draft(source).metadata;
        assert_eq!(metadata.authors, ["Ilse Marten", "Oto Brandis"]);
        assert_eq!(metadata.published.unwrap().value, "2024-03-03");
        assert_eq!(metadata.url.as_deref(), Some("https://h.example/a"));
    }
}
