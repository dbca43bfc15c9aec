//! The visible text of a page, block by block, each character with its place in the source.

use super::entity::{Piece, pieces};
use super::prune::Part;
use super::tree::{Data, NodeId, Tree, is_block};
use rapporteur_text::{Run, RunKind, Span};

/// Text that a reader of the page sees as one paragraph, one heading or one entry of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct TextBlock {
    /// The block element that the text stands in.
    pub(super) node: NodeId,
    /// The first node of text.
    pub(super) first: NodeId,
    /// The text, blanks collapsed, references resolved.
    pub(super) text: String,
    /// Where it comes from; the runs tile the text.
    pub(super) runs: Vec<Run>,
    /// How many bytes of it are inside links.
    pub(super) linked: usize,
    /// How many bytes of it are inside bold or italic type.
    pub(super) stressed: usize,
}

impl TextBlock {
    /// The text written at these places, as one block.
    pub(super) fn of(html: &str, sources: impl IntoIterator<Item = Span>) -> Self {
        let mut block = Self::default();
        for source in sources {
            block.write(html, source);
        }
        block.trim_end();
        block
    }

    /// The range of the source that holds all of it.
    pub(super) fn source(&self) -> Option<Span> {
        self.runs.iter().filter(|run| run.kind != RunKind::Inserted).map(|run| run.source).reduce(Span::cover)
    }

    fn push(&mut self, text: &str, kind: RunKind, source: Span) {
        let start = self.text.len();
        self.text.push_str(text);
        let span = Span::new(start, self.text.len());
        match self.runs.last_mut() {
            Some(last)
                if kind == RunKind::Verbatim && last.kind == kind && last.source.end == source.start =>
            {
                last.text.end = span.end;
                last.source.end = source.end;
            }
            _ => self.runs.push(Run { text: span, source, kind }),
        }
    }

    fn ends_blank(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(' ')
    }

    /// Adds a stretch of text as written at `source`, with blanks collapsed.
    fn write(&mut self, html: &str, source: Span) {
        let mut at = source.start;
        for piece in pieces(source.in_text(html)) {
            match piece {
                Piece::Plain(text) => {
                    self.write_plain(text, at);
                    at += text.len();
                }
                Piece::Reference(written, value) => {
                    let span = Span::new(at, at + written.len());
                    at = span.end;
                    if value.chars().all(is_blank) {
                        if !self.ends_blank() {
                            self.push(" ", RunKind::Replaced, span);
                        }
                    } else {
                        let value: String = value.chars().filter(|c| !is_ignored(*c)).collect();
                        if !value.is_empty() {
                            self.push(&value, RunKind::Replaced, span);
                        }
                    }
                }
            }
        }
    }

    fn write_plain(&mut self, text: &str, base: usize) {
        let mut rest = text;
        let mut at = base;
        while let Some(c) = rest.chars().next() {
            let len = if is_blank(c) {
                let len = rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
                if !self.ends_blank() {
                    let kind = if len == 1 && c == ' ' { RunKind::Verbatim } else { RunKind::Replaced };
                    self.push(" ", kind, Span::new(at, at + len));
                }
                len
            } else if is_ignored(c) {
                c.len_utf8()
            } else {
                let len = rest.find(|c| is_blank(c) || is_ignored(c)).unwrap_or(rest.len());
                self.push(&rest[..len], RunKind::Verbatim, Span::new(at, at + len));
                len
            };
            at += len;
            rest = &rest[len..];
        }
    }

    /// Drops the blank at the end.
    fn trim_end(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
            if let Some(last) = self.runs.last_mut() {
                if last.kind == RunKind::Verbatim && last.text.len() > 1 {
                    last.text.end -= 1;
                    last.source.end -= 1;
                } else {
                    self.runs.pop();
                }
            }
        }
    }

    /// The part of the block from `span` of its text on; `None` if the span is not on borders of its runs.
    pub(super) fn part(&self, span: Span) -> Option<TextBlock> {
        let text = span.of(&self.text)?.to_owned();
        let mut runs = Vec::new();
        for run in self.runs.iter().filter(|run| run.text.overlaps(span)) {
            let cut = Span::new(run.text.start.max(span.start), run.text.end.min(span.end));
            let source = match run.kind {
                RunKind::Verbatim => {
                    let start = run.source.start + (cut.start - run.text.start);
                    Span::new(start, start + cut.len())
                }
                _ if cut == run.text => run.source,
                _ => return None,
            };
            let moved = Span::new(cut.start - span.start, cut.end - span.start);
            runs.push(Run { text: moved, source, kind: run.kind });
        }
        Some(TextBlock { text, runs, linked: 0, stressed: 0, ..*self })
    }

    /// Share of the text inside links, 0 to 1.
    pub(super) fn link_density(&self) -> f64 {
        self.linked as f64 / self.text.len().max(1) as f64
    }
}

/// Blanks of every kind become one space, the no-break space too.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// Characters that a reader does not see: control characters, soft hyphens, zero-width blanks, byte order marks.
fn is_ignored(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Elements whose text is no text of the page.
pub(super) fn is_unseen(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "select"
            | "textarea"
            | "button"
            | "head"
            | "title"
            | "object"
            | "canvas"
            | "audio"
            | "video"
            | "map"
            | "amp-ad"
            | "option"
            | "rp"
            | "progress"
            | "meter"
            | "embed"
    )
}

/// The blocks of text of a page, in document order.
///
/// What is hidden is left out, and so is what is around the report but stands in a line of it.
pub(super) fn text_blocks(html: &str, tree: &Tree, parts: &[Part]) -> Vec<TextBlock> {
    let count = tree.nodes.len();
    let mut around = vec![0; count];
    let mut linked = vec![false; count];
    let mut stressed = vec![false; count];
    let rows = rows(html, tree);
    let mut blocks: Vec<TextBlock> = Vec::new();
    let mut now = TextBlock::default();
    let mut border = true;
    let mut breaks = 0;
    let mut id = 0;
    while id < count {
        let parent = tree.nodes[id].parent;
        match &tree.nodes[id].data {
            Data::Element(element) if is_unseen(element.tag) => {
                id = tree.nodes[id].end;
                continue;
            }
            Data::Element(element)
                if parts[id] == Part::Hidden
                    || !is_block(element.tag)
                        && parts[id] != parts[around[parent]]
                        && in_paragraph(tree, around[parent]) =>
            {
                id = tree.nodes[id].end;
                continue;
            }
            Data::Element(element) => {
                let cell = matches!(element.tag, "td" | "th") && rows[parent];
                let block = is_block(element.tag) && !cell;
                border |= block;
                if cell {
                    breaks = breaks.max(1);
                }
                around[id] = if block { id } else { around[parent] };
                linked[id] = linked[parent] || element.tag == "a" && element.has("href");
                stressed[id] = stressed[parent] || matches!(element.tag, "b" | "strong" | "i" | "em");
                if element.tag == "br" {
                    breaks += 1;
                }
            }
            Data::Text(source) => {
                if source.in_text(html).chars().all(is_blank) {
                    if !now.ends_blank() && !border && breaks == 0 {
                        now.write(html, *source);
                    }
                } else {
                    if border || breaks > 1 || around[parent] != now.node {
                        finish(&mut now, &mut blocks);
                        now.node = around[parent];
                        now.first = id;
                    } else if breaks == 1 && !now.ends_blank() {
                        now.write_break(source.start);
                    }
                    border = false;
                    breaks = 0;
                    let before = now.text.len();
                    now.write(html, *source);
                    if linked[parent] {
                        now.linked += now.text.len() - before;
                    }
                    if stressed[parent] {
                        now.stressed += now.text.len() - before;
                    }
                }
            }
        }
        id += 1;
    }
    finish(&mut now, &mut blocks);
    blocks
}

/// Whether a node is a row of a table of data, whose cells read as one line: all cells of the table are short and hold
/// no blocks. Other tables lay out the page.
fn rows(html: &str, tree: &Tree) -> Vec<bool> {
    /// Longest cell of a table of data, in bytes.
    const CELL: usize = 120;
    let count = tree.nodes.len();
    let mut table = vec![0; count];
    let mut layout = vec![false; count];
    for id in 1..count {
        let outer = table[tree.nodes[id].parent];
        table[id] = outer;
        match &tree.nodes[id].data {
            Data::Element(element) if element.tag == "table" => {
                layout[outer] = true;
                table[id] = id;
            }
            Data::Element(element) => {
                let part =
                    matches!(element.tag, "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption");
                layout[outer] |= is_block(element.tag) && !part || element.tag == "br";
            }
            Data::Text(source) => {
                layout[outer] |= source.len() > CELL && source.in_text(html).trim().len() > CELL;
            }
        }
    }
    (0..count).map(|id| tree.tag(id) == "tr" && table[id] > 0 && !layout[table[id]]).collect()
}

/// Whether a block is one of running text.
fn in_paragraph(tree: &Tree, block: NodeId) -> bool {
    matches!(tree.tag(block), "p" | "li" | "h1" | "h2" | "h3" | "h4" | "blockquote")
}

fn finish(now: &mut TextBlock, blocks: &mut Vec<TextBlock>) {
    let mut done = std::mem::take(now);
    done.trim_end();
    if !done.text.is_empty() {
        blocks.push(done);
    }
}

impl TextBlock {
    /// A line break inside a block: a space that stands before `at`.
    fn write_break(&mut self, at: usize) {
        self.push(" ", RunKind::Inserted, Span::new(at, at));
    }
}
