//! What each part of a text is: headline, subhead, dateline, paragraph, heading, caption, boilerplate.
//!
//! A pure function over a text and its blocks. Where the format says what a block is (an `<h1>`, a `title` key), that
//! stands; the rest is told by how newsrooms write and how saved texts look.

mod aside;
mod caption;
mod dateline;
mod layout;
mod notice;
mod table;
mod words;

pub(crate) use notice::split_authors;
pub(crate) use words::ends_sentence;

use crate::date::{self, Stamp};
use notice::{Notice, classify, glued_prefix, is_masthead};
use rapporteur_record::{BoilerplateKind, Dateline, SegmentKind};
use rapporteur_text::Span;
use std::collections::HashSet;
use words::{is_display, title_share};

/// Longest headline, in bytes.
const LONGEST_HEADLINE: usize = 320;
/// Longest subhead, in bytes.
const LONGEST_SUBHEAD: usize = 500;
/// Longest heading inside the body, in bytes.
const LONGEST_HEADING: usize = 110;
/// Paragraphs shorter than this, in bytes, may come twice for good reason.
const SHORTEST_COPY: usize = 40;

/// Sentences of a text of one paragraph that must end in a stop before the last is taken to break off.
const FEWEST_SENTENCES: usize = 3;

/// Longest name of a section in front of a headline, in bytes.
const LONGEST_SECTION: usize = 32;

/// Paragraphs in quotation marks that are looked for in the others.
const MOST_PULLED: usize = 16;

/// Paragraphs shorter than this, in bytes, do not open with `Place:`.
const SHORTEST_LABELLED: usize = 32;

/// A stretch of text that belongs together, and what its format says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) role: Role,
}

/// What the format says about a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing.
    Open,
    /// Part of the body; it may still be boilerplate by its words, or open with a dateline.
    Body,
    /// This.
    Known(SegmentKind, Option<BoilerplateKind>),
}

/// A part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) kind: SegmentKind,
    pub(crate) span: Span,
    pub(crate) boilerplate: Option<BoilerplateKind>,
}

/// The parts of a text and what they tell about the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) parts: Vec<Part>,
    pub(crate) dateline: Option<Dateline>,
    /// A date that stands in front of the text, and where.
    pub(crate) published: Option<(Stamp, Span)>,
    pub(crate) modified: Option<Stamp>,
    pub(crate) authors: Vec<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) agency: Option<String>,
}

/// The blocks of a plain text.
pub(crate) fn plain_blocks(text: &str) -> Vec<Block> {
    layout::paragraphs(text).into_iter().map(|span| Block { span, role: Role::Open }).collect()
}

/// Tells what each block of `text` is.
pub(crate) fn segment(text: &str, blocks: &[Block]) -> Parts {
    let mut segmenter =
        Segmenter { text, blocks, parts: Parts::default(), seen: HashSet::new(), headline: None };
    let body = segmenter.front();
    segmenter.body(body);
    segmenter.stump();
    segmenter.pull_quotes();
    segmenter.parts
}

struct Segmenter<'t> {
    text: &'t str,
    blocks: &'t [Block],
    parts: Parts,
    /// The words of the paragraphs so far.
    seen: HashSet<String>,
    /// The words of the headline.
    headline: Option<String>,
}

impl<'t> Segmenter<'t> {
    fn words_of(&self, index: usize) -> &'t str {
        self.blocks.get(index).map_or("", |block| block.span.in_text(self.text))
    }

    fn push(&mut self, kind: SegmentKind, span: Span) {
        let span = span.trim(self.text);
        if !span.is_empty() {
            self.parts.parts.push(Part { kind, span, boilerplate: None });
        }
    }

    fn push_boilerplate(&mut self, kind: BoilerplateKind, span: Span) {
        let span = span.trim(self.text);
        if !span.is_empty() {
            self.parts.parts.push(Part { kind: SegmentKind::Boilerplate, span, boilerplate: Some(kind) });
        }
    }

    /// Rows that follow one another are one table.
    fn push_table(&mut self, span: Span) {
        match self.parts.parts.last_mut() {
            Some(last) if last.boilerplate == Some(BoilerplateKind::Table) => {
                last.span.end = span.trim(self.text).end;
            }
            _ => self.push_boilerplate(BoilerplateKind::Table, span),
        }
    }

    /// A row stands beside another one; alone it may be a score or a number to call.
    fn is_table_at(&self, at: usize) -> bool {
        let row = |at: usize| {
            let open = self.blocks.get(at).is_some_and(|block| !matches!(block.role, Role::Known(..)));
            open && table::is_row(self.words_of(at))
        };
        row(at) && (table::is_whole(self.words_of(at)) || at > 0 && row(at - 1) || row(at + 1))
    }

    fn push_notice(&mut self, notice: Notice, span: Span) {
        let Notice { kind, authors, agency, outlet, date, modified, .. } = notice;
        if let Some((stamp, at)) = date
            && self.parts.published.is_none()
        {
            self.parts.published = Some((stamp, at.shift(span.start)));
        }
        self.parts.modified = self.parts.modified.take().or(modified);
        for author in authors {
            if !self.parts.authors.contains(&author) {
                self.parts.authors.push(author);
            }
        }
        self.parts.agency = self.parts.agency.take().or(agency);
        self.parts.outlet = self.parts.outlet.take().or(outlet);
        self.push_boilerplate(kind.unwrap_or(BoilerplateKind::Notice), span);
    }

    /// Everything before the body; gives the index of its first block.
    fn front(&mut self) -> usize {
        let mut subhead = false;
        let mut at = 0;
        while let Some(block) = self.blocks.get(at) {
            let words = self.words_of(at);
            let known_headline = matches!(block.role, Role::Known(SegmentKind::Headline, _));
            if known_headline && self.headline.is_none() {
                self.take_headline(block.span);
            } else if self.is_copy_of_headline(words) {
                self.push_boilerplate(BoilerplateKind::DoubledHeadline, block.span);
            } else if let Role::Known(kind, boilerplate) = block.role {
                if kind == SegmentKind::Paragraph {
                    break;
                }
                self.push_known(kind, boilerplate, block.span);
            } else if self.is_table_at(at) {
                break;
            } else if let Some(notice) = classify(words) {
                self.push_notice(notice, block.span);
            } else if caption::is_caption(words) {
                self.push(SegmentKind::Caption, block.span);
            } else if let Some(dateline) = dateline::alone(self.text, block.span) {
                self.push(SegmentKind::Dateline, block.span);
                self.parts.dateline = Some(dateline);
            } else if block.role == Role::Body
                || glued_prefix(words).is_some()
                || self.dateline_of(block.span).is_some()
            {
                break;
            } else if self.is_masthead_at(at) {
                self.parts.outlet.get_or_insert_with(|| words.to_owned());
                self.push_boilerplate(BoilerplateKind::MetadataPrefix, block.span);
            } else if self.headline.is_none() && is_generic_heading(words) {
                break;
            } else if self.is_section_name_at(at) {
                self.push_boilerplate(BoilerplateKind::Navigation, block.span);
            } else if self.headline.is_none() && self.is_headline_at(at) {
                self.take_headline(block.span);
            } else if self.headline.is_some() && !subhead && self.is_subhead_at(at) {
                subhead = true;
                self.push(SegmentKind::Subhead, block.span);
            } else {
                break;
            }
            at += 1;
        }
        at
    }

    fn take_headline(&mut self, span: Span) {
        self.headline = Some(normal(span.in_text(self.text)));
        self.push(SegmentKind::Headline, span);
    }

    fn push_known(&mut self, kind: SegmentKind, boilerplate: Option<BoilerplateKind>, span: Span) {
        if kind == SegmentKind::Boilerplate {
            // The words tell more than the place on a page: a byline, a date, a call to subscribe.
            let told = classify(span.in_text(self.text)).and_then(|notice| notice.kind);
            self.push_boilerplate(told.or(boilerplate).unwrap_or(BoilerplateKind::Notice), span);
        } else {
            self.push(kind, span);
        }
    }

    fn is_copy_of_headline(&self, words: &str) -> bool {
        words.len() <= 2 * LONGEST_HEADLINE
            && self.headline.as_deref().is_some_and(|headline| headline == normal(words))
    }

    /// The name of the outlet above the headline: another title follows it.
    fn is_masthead_at(&self, at: usize) -> bool {
        self.headline.is_none() && is_masthead(self.words_of(at)) && self.is_headline_at(at + 1)
    }

    /// One or two words above the headline: the section, the page that leads here.
    fn is_section_name_at(&self, at: usize) -> bool {
        let words = self.words_of(at);
        self.headline.is_none()
            && self::words::words(words).count() <= 2
            && is_display(words)
            && self.is_headline_at(at + 1)
    }

    fn is_headline_at(&self, at: usize) -> bool {
        let words = self.words_of(at);
        // Something must follow that it is the headline of: lines that are not boilerplate, one of them longer.
        let next = (at + 1..self.blocks.len()).take(8).filter(|i| classify(self.words_of(*i)).is_none());
        let Some(longest) = next.take(3).map(|i| self.words_of(i).len()).max() else { return false };
        reads_as_headline(words, longest)
    }

    fn is_subhead_at(&self, at: usize) -> bool {
        let words = self.words_of(at);
        at + 1 < self.blocks.len()
            && words.len() <= LONGEST_SUBHEAD
            && self::words::words(words).count() >= 4
            && (is_display(words) && !words.ends_with(['!', '?', '…']) || self.is_second_half_at(at))
            && !starts_as_speech(words)
            && aside::caption(words).is_none()
    }

    /// The second line of a headline that was broken after a semicolon.
    fn is_second_half_at(&self, at: usize) -> bool {
        at > 0 && self.words_of(at - 1).ends_with(';') && self.words_of(at).len() <= LONGEST_HEADLINE / 2
    }

    fn body(&mut self, from: usize) {
        let mut links = false;
        let mut first = true;
        for at in from..self.blocks.len() {
            let Block { mut span, role } = self.blocks[at];
            let words = self.words_of(at);
            if let Role::Known(kind, boilerplate) = role
                && kind != SegmentKind::Paragraph
            {
                if kind == SegmentKind::Headline && self.headline.is_none() {
                    self.take_headline(span);
                } else if kind == SegmentKind::Headline && !self.is_copy_of_headline(words) {
                    self.push(SegmentKind::Heading, span);
                } else if kind == SegmentKind::Headline || self.is_copy_of_headline(words) {
                    self.push_boilerplate(BoilerplateKind::DoubledHeadline, span);
                } else {
                    self.push_known(kind, boilerplate, span);
                }
                continue;
            }
            if self.is_table_at(at) {
                self.push_table(span);
                continue;
            }
            if let Some(notice) = classify(words) {
                links = notice.opens_links || links;
                self.push_notice(notice, span);
                continue;
            }
            if self.is_copy_of_headline(words) {
                self.push_boilerplate(BoilerplateKind::DoubledHeadline, span);
                continue;
            }
            if links && role == Role::Open && words.len() <= LONGEST_HEADLINE && is_display(words) {
                self.push_boilerplate(BoilerplateKind::RelatedLink, span);
                continue;
            }
            links = false;
            if words.len() >= SHORTEST_COPY && !self.seen.insert(normal(words)) {
                self.push_boilerplate(BoilerplateKind::Repeated, span);
                continue;
            }
            if caption::is_caption(words) {
                self.push(SegmentKind::Caption, span);
                continue;
            }
            if role == Role::Open && words.len() <= LONGEST_HEADING && is_masthead(words) {
                self.push_boilerplate(BoilerplateKind::Notice, span);
                continue;
            }
            // Before the first paragraph a line that says when dates the report.
            let entry = !first && words.len() <= LONGEST_HEADING && date::is_when(words);
            if role == Role::Open && (entry && !self.words_of(at + 1).is_empty() || self.is_heading_at(at)) {
                self.push(SegmentKind::Heading, span);
                continue;
            }
            if first {
                first = false;
                span = self.open_body(span);
            }
            if let Some(end) = aside::caption(span.in_text(self.text)) {
                self.push(SegmentKind::Caption, Span::new(span.start, span.start + end));
                span.start += end;
                if let Some(copy) = self.glued_headline(span) {
                    self.push_boilerplate(BoilerplateKind::DoubledHeadline, copy);
                    span.start = copy.end;
                }
            }
            for link in aside::links(self.text, span) {
                self.push(SegmentKind::Paragraph, Span::new(span.start, link.start));
                self.push_boilerplate(BoilerplateKind::RelatedLink, link);
                span.start = link.end;
            }
            self.push(SegmentKind::Paragraph, span);
        }
    }

    /// The name of a section and the headline, run together with what stands behind them: `Harbours Ferry runs again The …`.
    fn glued_headline(&self, span: Span) -> Option<Span> {
        let headline = self.parts.parts.iter().find(|part| part.kind == SegmentKind::Headline)?;
        let headline = headline.span.in_text(self.text);
        let at = span.in_text(self.text).find(headline).filter(|at| *at <= LONGEST_SECTION)?;
        Some(Span::new(span.start, span.start + at + headline.len()))
    }

    /// Takes the sentence that a text stops in off its last paragraph.
    fn stump(&mut self) {
        let Some(last) = self.parts.parts.last().copied().filter(|last| last.kind == SegmentKind::Paragraph)
        else {
            return;
        };
        // Where paragraphs end without a stop, an open end says nothing.
        let paragraphs = self.parts.parts.iter().rev().filter(|part| part.kind == SegmentKind::Paragraph);
        let stopped = |part: &&Part| ends_sentence(part.span.in_text(self.text));
        let (before, closed) = paragraphs
            .skip(1)
            .take(4)
            .fold((0, 0), |(all, closed), part| (all + 1, closed + usize::from(stopped(&part))));
        // One paragraph of several sentences tells by itself that they end in stops.
        let alone = before == 0 && aside::sentences(last.span.in_text(self.text)) >= FEWEST_SENTENCES;
        if !alone && (closed == 0 || closed + 1 < before) {
            return;
        }
        let Some(start) = aside::stump(last.span.in_text(self.text)) else { return };
        self.parts.parts.pop();
        self.push(SegmentKind::Paragraph, Span::new(last.span.start, last.span.start + start));
        let rest = Span::new(last.span.start + start, last.span.end);
        let signed = start > 0 && aside::is_signature(rest.in_text(self.text));
        let kind = if signed { BoilerplateKind::Notice } else { BoilerplateKind::BrokenOff };
        self.push_boilerplate(kind, rest);
    }

    /// Marks paragraphs that only repeat, in large letters on the page, what somebody is quoted with in another one.
    fn pull_quotes(&mut self) {
        let paragraphs: Vec<Span> = self
            .parts
            .parts
            .iter()
            .filter_map(|part| (part.kind == SegmentKind::Paragraph).then_some(part.span))
            .collect();
        let text = self.text;
        let quoted = paragraphs.iter().filter_map(|span| Some((*span, aside::pulled(span.in_text(text))?)));
        let repeats = |(span, quoted): &(Span, &str)| {
            paragraphs.iter().any(|other| other.len() > span.len() && other.in_text(text).contains(quoted))
        };
        let pulled: HashSet<Span> = quoted.take(MOST_PULLED).filter(repeats).map(|(span, _)| span).collect();
        for part in self.parts.parts.iter_mut().filter(|part| pulled.contains(&part.span)) {
            part.kind = SegmentKind::Boilerplate;
            part.boilerplate = Some(BoilerplateKind::Repeated);
        }
    }

    /// Takes metadata and a dateline off the first paragraph; gives the rest.
    fn open_body(&mut self, mut span: Span) -> Span {
        if let Some((len, stamp, at)) = glued_prefix(span.in_text(self.text)) {
            let prefix = Span::new(span.start, span.start + len);
            let date = Some((stamp, at));
            self.push_notice(
                Notice { kind: Some(BoilerplateKind::MetadataPrefix), date, ..Notice::default() },
                prefix,
            );
            span = Span::new(prefix.end, span.end);
            let rest = span.in_text(self.text);
            let skipped =
                rest.len() - rest.trim_start_matches([' ', '\t', '|', '-', '–', '—', '.', '\u{a0}']).len();
            span.start += skipped;
        }
        if self.parts.dateline.is_none()
            && let Some(dateline) = self.dateline_of(span)
        {
            self.push(SegmentKind::Dateline, dateline.span);
            span.start = dateline.span.end;
            self.parts.dateline = Some(dateline);
        }
        span
    }

    /// The dateline that a paragraph opens with. `Place:` is only taken for one below a headline: above, it is a label.
    fn dateline_of(&self, span: Span) -> Option<Dateline> {
        let dateline = dateline::find(self.text, span)?;
        let label = dateline.date.is_none()
            && dateline.agency.is_none()
            && dateline.span.in_text(self.text).ends_with(':')
            && (self.headline.is_none() || span.len() < SHORTEST_LABELLED);
        (!label && !self.is_transcript(&dateline)).then_some(dateline)
    }

    /// In a transcript `NAME:` opens other paragraphs too.
    fn is_transcript(&self, dateline: &Dateline) -> bool {
        let opening = dateline.span.in_text(self.text);
        let speech = |block: &&Block| {
            let words = block.span.in_text(self.text);
            let name = words.find(':').filter(|at| *at <= 40).map(|at| &words[..at]);
            name.is_some_and(|name| !name.contains(char::is_lowercase) && name.contains(char::is_alphabetic))
                || words.starts_with(opening)
        };
        opening.ends_with(':') && self.blocks.iter().filter(speech).take(3).count() >= 3
    }

    /// A short line between paragraphs that reads as a title.
    fn is_heading_at(&self, at: usize) -> bool {
        let words = self.words_of(at);
        let next = self.words_of(at + 1);
        if words.len() > LONGEST_HEADING || words.contains('\n') || next.is_empty() || starts_as_speech(words)
        {
            return false;
        }
        if is_generic_heading(words) {
            return true;
        }
        let count = self::words::words(words).count();
        let titled = title_share(words) >= 0.6 || count <= 6 && title_share(words) > 0.0;
        is_display(words)
            && !words.ends_with([';', '!'])
            && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && (1..=14).contains(&count)
            && titled
            && ends_sentence(next)
            && next.len() > words.len()
    }
}

/// Whether `words` reads as the headline of a text whose next paragraphs have up to `longest` bytes.
fn reads_as_headline(words: &str, longest: usize) -> bool {
    let count = self::words::words(words).count();
    let lower = self::words::head(words, 20).to_lowercase();
    if lower.starts_with("story highlights") || lower.starts_with("key points") {
        return false;
    }
    if !(3..=45).contains(&count) || words.len() > LONGEST_HEADLINE || starts_as_speech(words) {
        return false;
    }
    if is_display(words) {
        return !(words.ends_with(['"', '”']) && ends_sentence(words) && words.starts_with(['"', '“']));
    }
    let spoken = words.starts_with(['"', '“', '‘', '\'']) && title_share(words) < 0.8;
    !spoken && longest > words.len() && reads_as_stopped_headline(words, count)
}

/// A headline with a full stop, as some archives put one, against a short first sentence: capitals, or telegram style
/// without articles and auxiliaries.
///
/// Tuned on the first lines of the PolNeAR training part (633 such headlines, 604 found) against the first paragraphs
/// of 914 reports saved without a headline (24 taken for one).
fn reads_as_stopped_headline(line: &str, count: usize) -> bool {
    const OPENERS: &[&str] = &[
        "the", "a", "an", "this", "these", "that", "it", "he", "she", "they", "we", "i", "there", "in", "on",
        "at", "for", "when", "as", "after", "if", "one", "his", "her", "my", "its",
    ];
    const SMALL: &[&str] = &["a", "an", "the", "was", "were", "had", "has", "have", "been", "said", "are"];
    if title_share(line) >= 0.8 {
        return count <= 30;
    }
    let lower = line.to_lowercase();
    let list: Vec<&str> = words::words(&lower).collect();
    let dated = list.iter().any(|word| word.ends_with("day") && crate::date::is_weekday(word));
    if line.len() > 130
        || dated
        || list.first().is_some_and(|word| matches!(*word, "update" | "updated" | "editor's" | "editor’s"))
    {
        return false;
    }
    let small = list.iter().filter(|word| SMALL.contains(word)).count()
        + usize::from(lower.contains(" is a ") || lower.contains(" will be "));
    let opener = list.first().is_some_and(|word| OPENERS.contains(word));
    let labelled = line.find(": ").is_some_and(|at| at < 40);
    small == 0 || small == 1 && count <= 12 && !opener || small <= 2 && count <= 18 && labelled
}

/// Lines that open as somebody's words: a quotation mark at the start, with the sentence going on after it.
fn starts_as_speech(words: &str) -> bool {
    words.starts_with("- ") || words.starts_with("• ") || words.starts_with("* ")
}

fn is_generic_heading(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(
        bare.as_str(),
        "introduction"
            | "conclusion"
            | "conclusions"
            | "background"
            | "overview"
            | "summary"
            | "context"
            | "analysis"
            | "key points"
            | "key takeaways"
            | "takeaways"
            | "what happened"
            | "what we know"
            | "what's next"
            | "what’s next"
            | "why it matters"
            | "the big picture"
            | "the background"
            | "the context"
            | "final thoughts"
            | "outlook"
            | "reactions"
            | "reaction"
            | "timeline"
            | "discussion"
            | "results"
            | "findings"
            | "history"
            | "implications"
            | "impact"
            | "faq"
            | "faqs"
            | "highlights"
            | "in summary"
            | "in conclusion"
            | "in brief"
            | "at a glance"
            | "executive summary"
            | "the bottom line"
            | "bottom line"
    )
}

/// Words for comparing copies: lower case, single blanks, no punctuation at the end.
fn normal(words: &str) -> String {
    let mut found = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !found.is_empty() {
            found.push(' ');
        }
        // Most words are plain; they get their lower case all at once, at the end.
        if word.is_ascii() {
            found.push_str(word);
            continue;
        }
        found.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '–' | '—' => '-',
            c => c,
        }));
    }
    found.make_ascii_lowercase();
    let len = found.trim_end_matches(['.', ';']).len();
    found.truncate(len);
    found
}
