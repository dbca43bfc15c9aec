//! The elements of a page as an arena in document order.
//!
//! Not the full tree construction of HTML: implied end tags, stray end tags and nesting that no page needs are
//! settled by a few rules, all without recursion and in time linear in the page. Text keeps its place in the source.

use super::token::{Sink, tokenize};
use rapporteur_text::Span;
use std::collections::HashMap;

/// Index of a node of a [`Tree`]. Nodes are numbered in document order, so a subtree is a range.
pub(super) type NodeId = usize;

/// Elements nested deeper than this become siblings of their ancestor at this depth.
const DEEPEST: usize = 400;
/// How far up an end tag looks for its start tag.
const REACH: usize = 64;
/// Most nodes of a page; what follows is not read. Large pages have a tenth of it.
const MOST_NODES: usize = 500_000;
/// Longest value of an attribute that names things, in bytes.
const LONGEST_NAME: usize = 600;

/// One element, or one stretch of text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element around it; the root is its own parent.
    pub(super) parent: NodeId,
    /// One past the last node inside.
    pub(super) end: NodeId,
    pub(super) data: Data,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    Element(Element),
    /// Text as written in the source, character references not resolved.
    Text(Span),
}

/// An element with the attributes that reading needs.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Lower-case name; `custom` for names with a hyphen, `unknown` for others that HTML does not know.
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, String, Span)>,
}

impl Element {
    /// The value of an attribute, references resolved; empty if it has none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, ..)| *n == name).map_or("", |(_, value, _)| value)
    }

    /// Where the value of an attribute is written.
    pub(super) fn place(&self, name: &str) -> Option<Span> {
        self.attributes.iter().find(|(n, ..)| *n == name).map(|(.., span)| *span)
    }

    /// Whether the attribute is there, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(n, ..)| *n == name)
    }
}

/// The elements and texts of a page.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// Whether the page has more nodes than are read.
    pub(super) cut: bool,
}

impl Tree {
    /// The tree of a page.
    pub(super) fn parse(html: &str) -> Self {
        let mut builder = Builder::new();
        tokenize(html, &mut builder);
        builder.finish()
    }

    /// The element, if the node is one.
    pub(super) fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes[id].data {
            Data::Element(element) => Some(element),
            Data::Text(_) => None,
        }
    }

    /// Name of the element; empty for text.
    pub(super) fn tag(&self, id: NodeId) -> &'static str {
        self.element(id).map_or("", |e| e.tag)
    }

    /// All elements in document order.
    pub(super) fn elements(&self) -> impl Iterator<Item = (NodeId, &Element)> {
        (0..self.nodes.len()).filter_map(|id| self.element(id).map(|e| (id, e)))
    }

    /// The elements around a node, from the inside out, without the node itself.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let up = |id: NodeId| Some(self.nodes[id].parent).filter(|parent| *parent != id);
        std::iter::successors(up(id), move |id| up(*id))
    }

    /// Whether `inner` is `outer` or lies inside it.
    pub(super) fn holds(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner < self.nodes[outer].end
    }

    /// The text inside a node as written, stretch by stretch.
    pub(super) fn texts(&self, id: NodeId) -> impl Iterator<Item = Span> {
        self.nodes[id..self.nodes[id].end].iter().filter_map(|node| match node.data {
            Data::Text(span) => Some(span),
            Data::Element(_) => None,
        })
    }
}

/// Elements that start a new block of text.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "html"
            | "body"
            | "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
            | "caption"
            | "custom"
    )
}

/// Elements that never hold anything.
fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose start ends an open paragraph.
fn ends_paragraph(tag: &str) -> bool {
    is_block(tag)
        && !matches!(tag, "option" | "td" | "th" | "tr" | "tbody" | "tfoot" | "thead" | "title" | "custom")
}

/// Names of elements, as constants so that a tree does not own a string for each.
fn known(name: &[u8]) -> &'static str {
    const NAMES: &[&str] = &[
        "a",
        "abbr",
        "acronym",
        "address",
        "amp-ad",
        "area",
        "article",
        "aside",
        "audio",
        "b",
        "base",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "data",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "mark",
        "math",
        "menu",
        "meta",
        "meter",
        "nav",
        "nobr",
        "noscript",
        "object",
        "ol",
        "option",
        "p",
        "param",
        "picture",
        "pre",
        "progress",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "script",
        "search",
        "section",
        "select",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ];
    match std::str::from_utf8(name) {
        // Elements that a site defines itself stand for parts of its layout.
        Ok(name) => match NAMES.binary_search(&name) {
            Ok(at) => NAMES[at],
            Err(_) if name.contains('-') => "custom",
            Err(_) => "unknown",
        },
        Err(_) => "unknown",
    }
}

/// Attributes that are kept.
fn kept(name: &[u8]) -> Option<&'static str> {
    const NAMES: &[&str] = &[
        "class",
        "id",
        "href",
        "content",
        "name",
        "property",
        "itemprop",
        "itemtype",
        "rel",
        "role",
        "datetime",
        "type",
        "style",
        "hidden",
        "aria-hidden",
        "lang",
        "data-testid",
        "data-component",
        "data-module",
        "title",
        "data-type",
        "http-equiv",
        "pubdate",
        "data-qa",
        "value",
    ];
    NAMES.iter().find(|n| n.as_bytes() == name).copied()
}

struct Builder {
    nodes: Vec<Node>,
    /// The open elements: node and name.
    open: Vec<(NodeId, &'static str)>,
    /// How many elements of each name are open: an end tag without a start tag is then seen at once.
    counts: HashMap<&'static str, usize>,
    cut: bool,
}

impl Builder {
    fn new() -> Self {
        let root =
            Node { parent: 0, end: 1, data: Data::Element(Element { tag: "html", attributes: Vec::new() }) };
        Self { nodes: vec![root], open: vec![(0, "html")], counts: HashMap::from([("html", 1)]), cut: false }
    }

    fn parent(&self) -> NodeId {
        self.open[(self.open.len() - 1).min(DEEPEST)].0
    }

    fn push(&mut self, data: Data) -> NodeId {
        let (parent, id) = (self.parent(), self.nodes.len());
        self.nodes.push(Node { parent, end: id + 1, data });
        id
    }

    /// Closes the innermost open elements until `depth` are open.
    fn pop_to(&mut self, depth: usize) {
        let end = self.nodes.len();
        for (id, tag) in self.open.drain(depth..) {
            self.nodes[id].end = end;
            if let Some(count) = self.counts.get_mut(tag) {
                *count -= 1;
            }
        }
    }

    /// Closes the nearest open `tags`, unless one of `barriers` is nearer.
    fn close_nearest(&mut self, tags: &[&str], barriers: &[&str]) {
        if tags.iter().all(|tag| self.counts.get(tag).is_none_or(|count| *count == 0)) {
            return;
        }
        for (back, (_, tag)) in self.open.iter().enumerate().skip(1).rev().take(REACH) {
            if tags.contains(tag) {
                self.pop_to(back);
                return;
            }
            if barriers.contains(tag) {
                return;
            }
        }
    }

    /// Ends what the start of `tag` implies the end of.
    fn imply_ends(&mut self, tag: &'static str) {
        const CELLS: &[&str] = &["table", "td", "th", "caption"];
        if ends_paragraph(tag) {
            self.close_nearest(
                &["p"],
                &["table", "td", "th", "caption", "button", "object", "li", "div", "section"],
            );
        }
        match tag {
            "li" => self.close_nearest(&["li"], &["ul", "ol", "menu", "table", "td"]),
            "dd" | "dt" => self.close_nearest(&["dd", "dt"], &["dl", "table", "td"]),
            "option" => self.close_nearest(&["option"], &["select"]),
            "td" | "th" => self.close_nearest(&["td", "th"], &["tr", "table"]),
            "tr" => self.close_nearest(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => self.close_nearest(&["tbody", "thead", "tfoot"], &["table"]),
            "a" => self.close_nearest(&["a"], CELLS),
            "body" => self.close_nearest(&["head"], &[]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
                if matches!(self.open.last(), Some((_, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))) =>
            {
                self.pop_to(self.open.len() - 1);
            }
            _ => {}
        }
        if matches!(self.open.last(), Some((_, "head")))
            && !matches!(
                tag,
                "meta" | "title" | "link" | "script" | "style" | "base" | "noscript" | "template"
            )
        {
            self.pop_to(self.open.len() - 1);
        }
    }

    fn finish(mut self) -> Tree {
        self.pop_to(0);
        Tree { nodes: self.nodes, cut: self.cut }
    }
}

impl Sink for Builder {
    fn open(&mut self, name: &[u8]) {
        self.cut |= self.nodes.len() >= MOST_NODES;
        if self.cut {
            return;
        }
        let tag = known(name);
        self.imply_ends(tag);
        let id = self.push(Data::Element(Element { tag, attributes: Vec::new() }));
        self.open.push((id, tag));
        *self.counts.entry(tag).or_default() += 1;
    }

    fn attribute(&mut self, name: &[u8], value: &[u8], source: Span) {
        if !self.cut
            && let Some((id, _)) = self.open.last()
            && let Some(name) = kept(name)
            && let Data::Element(element) = &mut self.nodes[*id].data
            && !element.has(name)
        {
            let value = match name {
                "content" | "href" | "datetime" => value,
                _ => &value[..value.len().min(LONGEST_NAME)],
            };
            element.attributes.push((name, String::from_utf8_lossy(value).into_owned(), source));
        }
    }

    fn open_end(&mut self, self_closing: bool) {
        // Names that HTML does not know are those of SVG and its like, where `/>` counts.
        if !self.cut
            && let Some((_, tag)) = self.open.last()
            && (is_void(tag)
                || self_closing && matches!(*tag, "unknown" | "svg")
                || self.open.len() > 1 && matches!(*tag, "html" | "body") && self.again(tag))
        {
            self.pop_to(self.open.len() - 1);
        }
    }

    fn close(&mut self, name: &[u8]) {
        let tag = known(name);
        match tag {
            "html" | "body" => {}
            "table" => self.close_nearest(&[tag], &[]),
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => {
                self.close_nearest(&[tag], &["table"]);
            }
            "p" => self.close_nearest(&[tag], &["table", "td", "th", "button"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close_nearest(&["h1", "h2", "h3", "h4", "h5", "h6"], &["table", "td", "th"]);
            }
            _ if is_block(tag) => self.close_nearest(&[tag], &["table", "td", "th"]),
            // An inline element does not end the block it stands in.
            _ => self.close_nearest(&[tag], &BLOCKS),
        }
    }

    fn text(&mut self, source: Span) {
        if !self.cut {
            self.push(Data::Text(source));
        }
    }
}

/// Blocks that the end tag of an inline element does not reach through.
const BLOCKS: [&str; 16] = [
    "p",
    "div",
    "td",
    "th",
    "li",
    "article",
    "section",
    "blockquote",
    "table",
    "h1",
    "h2",
    "h3",
    "figure",
    "ul",
    "main",
    "aside",
];

impl Builder {
    /// Whether an element of this name was open before the one that was opened last.
    fn again(&self, tag: &str) -> bool {
        self.counts.get(tag).is_some_and(|count| *count > 1)
    }
}
