//! Which blocks of text are the report: the container that holds it, and within it the blocks that belong.
//!
//! The container is found as Readability finds it: paragraphs give points to the elements around them, links take
//! points away. Unlike Readability, blocks are never copied, only marked.

use super::block::TextBlock;
use super::prune::{Part, words};
use super::tree::{NodeId, Tree};
use std::collections::BTreeMap;

/// What a block of text is to the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text of the report.
    Paragraph,
    /// A heading between paragraphs.
    Heading,
    /// The words under a picture.
    Caption,
    /// Inside the report, but not of it: related links, share bars, notices.
    Boilerplate,
    /// Elsewhere on the page.
    Outside,
}

/// Shortest block that counts as running text, in bytes. As in Readability.
const SHORT: usize = 25;

/// What was selected.
pub(super) struct Selection {
    /// The role of each block.
    pub(super) roles: Vec<Role>,
    /// The elements that hold the report, in document order.
    pub(super) container: Vec<NodeId>,
}

/// Finds the report among the blocks of a page. `body_text` is its text where the page also gives it as data.
pub(super) fn select(
    tree: &Tree,
    blocks: &[TextBlock],
    parts: &[Part],
    body_text: Option<&str>,
) -> Selection {
    let part = |b: &TextBlock| parts[b.first];
    let container = container(tree, blocks, parts, body_text);
    let inside: Vec<bool> =
        blocks.iter().map(|b| container.iter().any(|c| tree.holds(*c, b.first))).collect();
    let mut roles: Vec<Role> = blocks
        .iter()
        .zip(&inside)
        .map(|(b, inside)| match part(b) {
            _ if !inside => Role::Outside,
            Part::Hidden => Role::Outside,
            Part::Around | Part::Comments => Role::Boilerplate,
            Part::Caption => Role::Caption,
            Part::Plain => role(tree, b),
        })
        .collect();
    judge_lists(tree, blocks, &mut roles);
    judge_links(blocks, &mut roles);
    judge_headings(tree, blocks, &mut roles);
    Selection { roles, container }
}

/// The role of a block by its own text and place.
fn role(tree: &Tree, block: &TextBlock) -> Role {
    let heading = heading_level(tree, block).is_some();
    let text = block.text.as_str();
    let density = block.link_density();
    if heading {
        return if density > 0.9 { Role::Boilerplate } else { Role::Heading };
    }
    if density > 0.85 && text.len() < 250 || is_notice(text, density) {
        return Role::Boilerplate;
    }
    if !text.chars().any(char::is_alphanumeric) {
        return Role::Boilerplate;
    }
    Role::Paragraph
}

/// 1 to 6 if the block stands in a heading.
pub(super) fn heading_level(tree: &Tree, block: &TextBlock) -> Option<u8> {
    let own = std::iter::once(block.node).chain(tree.ancestors(block.node).take(2));
    own.map(|id| tree.tag(id)).find_map(|tag| match tag {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    })
}

/// Openings of lines that lead away from the report.
const LEADS: &[&str] = &[
    "also read",
    "read also",
    "read more",
    "read next",
    "see also",
    "related:",
    "related news",
    "related stories",
    "related articles",
    "related story",
    "more:",
    "more from",
    "more on this",
    "don't miss",
    "don’t miss",
    "sign up",
    "subscribe",
    "follow us",
    "follow @",
    "click here",
    "share this",
    "advertisement",
    "story continues",
    "article continues",
    "watch:",
    "listen:",
    "recommended",
    "you may also",
    "you might also",
    "join our",
    "download our",
    "get our",
    "support our",
    "like us on",
    "what do you think",
    "have a tip",
    "got a tip",
    "contact us",
    "all rights reserved",
    "copyright",
    "©",
    "photo:",
    "photo by",
    "image:",
    "image credit",
    "photo credit",
    "getty images",
    "read:",
    "must read",
    "editor's picks",
    "editor’s picks",
    "trending",
    "most read",
    "continue reading",
    "scroll to",
    "this article was originally",
    "tags:",
    "filed under",
    "posted in",
    "posted on",
    "share on",
    "tweet this",
    "leave a comment",
    "comments",
    "print this",
    "email this",
    "sponsored",
    "read the full",
    "related content",
    "more stories",
    "loading",
    "originally published",
    "share via",
    "published on",
    "last updated",
    "updated:",
    "published:",
    "by continuing",
    "our journalism",
    "correction:",
];

/// Words of the site to its readers, anywhere in a paragraph.
const PHRASES: &[&str] = &[
    "all rights reserved",
    "sign up for our newsletter",
    "subscribe to our newsletter",
    "sign up for our newsletters",
    "subscribe to our",
    "sign up to our",
    "join our whatsapp",
    "join our telegram",
    "follow us on",
    "like us on facebook",
    "this video has failed to load",
    "javascript is disabled",
    "enable javascript",
    "your email address will not be published",
    "may not be published, broadcast",
    "reproduction without",
    "click here to subscribe",
    "click here to sign up",
    "download our app",
    "may earn a commission",
    "contains affiliate links",
    "affiliate commission",
];

/// Whether a short line is a notice of the site or leads to another page.
fn is_notice(text: &str, density: f64) -> bool {
    if text.len() > 400 {
        return false;
    }
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©').to_lowercase();
    let lead = text.len() < 220 && LEADS.iter().any(|lead| lower.starts_with(lead));
    lead && (density > 0.2 || text.len() < 60) || PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// Lists, and tables, whose text is mostly links lead elsewhere; so do the paragraphs of a box of links.
fn judge_lists(tree: &Tree, blocks: &[TextBlock], roles: &mut [Role]) {
    let mut at = 0;
    while at < blocks.len() {
        let Some(list) = list_around(tree, &blocks[at]) else {
            at += 1;
            continue;
        };
        let end =
            blocks[at..].iter().position(|b| !tree.holds(list, b.first)).map_or(blocks.len(), |n| at + n);
        let end = end.max(at + 1);
        let (mut len, mut linked) = (0, 0);
        for block in &blocks[at..end] {
            len += block.text.len();
            linked += block.linked;
        }
        if 2 * linked > len {
            for role in &mut roles[at..end] {
                if matches!(role, Role::Paragraph | Role::Heading) {
                    *role = Role::Boilerplate;
                }
            }
        }
        at = end;
    }
}

/// Lines of links after a line that leads to other pages.
fn judge_links(blocks: &[TextBlock], roles: &mut [Role]) {
    for at in 1..blocks.len() {
        let (before, block) = (&blocks[at - 1], &blocks[at]);
        let led = roles[at - 1] == Role::Boilerplate && is_notice(&before.text, 1.0);
        if roles[at] == Role::Paragraph && led && block.link_density() > 0.6 {
            roles[at] = Role::Boilerplate;
        }
    }
}

fn list_around(tree: &Tree, block: &TextBlock) -> Option<NodeId> {
    let around = std::iter::once(block.node).chain(tree.ancestors(block.node).take(4));
    around.filter(|id| matches!(tree.tag(*id), "ul" | "ol" | "dl")).last()
}

/// Headings over nothing, and headings that name what is not the report.
fn judge_headings(tree: &Tree, blocks: &[TextBlock], roles: &mut [Role]) {
    let mut follows = false;
    let mut level_below = 7;
    for at in (0..blocks.len()).rev() {
        match roles[at] {
            Role::Paragraph => {
                follows = true;
                level_below = 7;
            }
            Role::Heading => {
                let level = heading_level(tree, &blocks[at]).unwrap_or(6);
                if !follows && (level_below == 7 || level >= level_below) || is_notice(&blocks[at].text, 1.0)
                {
                    roles[at] = Role::Boilerplate;
                } else {
                    follows = false;
                    level_below = level;
                }
            }
            _ => {}
        }
    }
}

/// The elements that hold the report.
fn container(tree: &Tree, blocks: &[TextBlock], parts: &[Part], body_text: Option<&str>) -> Vec<NodeId> {
    let mut points = vec![0.0_f64; tree.nodes.len()];
    let mut seen = vec![false; tree.nodes.len()];
    let (mut text, mut linked) = (vec![0usize; tree.nodes.len()], vec![0usize; tree.nodes.len()]);
    let known = body_text.map(shingles);
    for block in blocks {
        text[block.first] += block.text.len();
        linked[block.first] += block.linked;
        if parts[block.first] != Part::Plain || block.text.len() < SHORT || block.link_density() > 0.5 {
            continue;
        }
        if heading_level(tree, block).is_some() {
            continue;
        }
        let commas = block.text.matches([',', '،', '、']).count() as f64;
        let mut gain = 1.0 + commas + (block.text.len() as f64 / 100.0).min(3.0);
        if let Some(known) = &known {
            let own = shingles(&block.text);
            let shared = own.iter().filter(|s| known.contains(s)).count();
            if 2 * shared > own.len() {
                gain *= 4.0;
            }
        }
        let from = if tree.tag(block.node) == "p" { tree.nodes[block.node].parent } else { block.node };
        for (level, id) in std::iter::once(from).chain(tree.ancestors(from)).take(6).enumerate() {
            if !seen[id] {
                seen[id] = true;
                points[id] += base_points(tree, id);
            }
            points[id] += match level {
                0 => gain,
                1 => gain / 2.0,
                level => gain / (level as f64 * 3.0),
            };
        }
    }
    for id in (1..tree.nodes.len()).rev() {
        let parent = tree.nodes[id].parent;
        text[parent] += text[id];
        linked[parent] += linked[id];
    }
    let density = |id: NodeId| linked[id] as f64 / text[id].max(1) as f64;
    let score = |id: NodeId| points[id] * (1.0 - density(id));
    let Some(top) =
        (0..tree.nodes.len()).filter(|id| seen[*id]).max_by(|a, b| score(*a).total_cmp(&score(*b)))
    else {
        return vec![0];
    };
    let mut top = top;
    // Several good candidates under one ancestor: the report is split over them.
    let good: Vec<NodeId> =
        (0..tree.nodes.len()).filter(|id| seen[*id] && score(*id) >= 0.75 * score(top)).collect();
    if good.len() >= 4 {
        let shared = tree.ancestors(top).find(|a| good.iter().filter(|g| tree.holds(*a, **g)).count() >= 4);
        if let Some(shared) = shared
            && !matches!(tree.tag(shared), "body" | "html")
        {
            top = shared;
        }
    }
    top = widen(tree, blocks, parts, top);
    // An only child stands for its parent.
    let parent = tree.nodes[top].parent;
    let bar = (0.2 * score(top)).max(10.0);
    let mut chosen = vec![top];
    if !matches!(tree.tag(parent), "html") && parent != top {
        let mut child = parent + 1;
        while child < tree.nodes[parent].end {
            let next = tree.nodes[child].end;
            if child != top && parts[child] == Part::Plain && tree.element(child).is_some() {
                let same_class =
                    tree.element(child).map(|e| e.get("class")) == tree.element(top).map(|e| e.get("class"));
                let bonus = if same_class { 0.2 * score(top) } else { 0.0 };
                let good = seen[child] && score(child) + bonus >= bar;
                let paragraph = tree.tag(child) == "p" && (text[child] > 80 && density(child) < 0.25);
                if good || paragraph {
                    chosen.push(child);
                }
            }
            child = next.max(child + 1);
        }
    }
    chosen.sort_unstable();
    chosen
}

/// The element around `top` that also holds the paragraphs elsewhere that are marked up as those in `top` are.
fn widen(tree: &Tree, blocks: &[TextBlock], parts: &[Part], top: NodeId) -> NodeId {
    let marks = |block: &TextBlock| {
        let mut around = tree.ancestors(block.node).map(|id| (tree.tag(id), class(tree, id)));
        (tree.tag(block.node), class(tree, block.node), around.next(), around.next())
    };
    let flowing: Vec<&TextBlock> = blocks
        .iter()
        .filter(|b| parts[b.first] == Part::Plain && b.text.len() >= 80 && b.link_density() < 0.4)
        .filter(|b| heading_level(tree, b).is_none())
        .collect();
    let mut masses: BTreeMap<_, usize> = BTreeMap::new();
    for block in flowing.iter().filter(|b| tree.holds(top, b.first)) {
        *masses.entry(marks(block)).or_default() += block.text.len();
    }
    let Some((typical, inside)) = masses.into_iter().max_by_key(|(_, mass)| *mass) else { return top };
    // Paragraphs without any class around them look alike everywhere.
    let named = |mark: &Option<(&str, &str)>| mark.is_some_and(|(_, class)| !class.is_empty());
    if typical.1.is_empty() && !named(&typical.2) {
        return top;
    }
    let outside: Vec<&&TextBlock> =
        flowing.iter().filter(|b| !tree.holds(top, b.first) && marks(b) == typical).collect();
    let mass: usize = outside.iter().map(|b| b.text.len()).sum();
    if 10 * mass < inside {
        return top;
    }
    let (first, last) = (outside[0].first, outside[outside.len() - 1].first);
    tree.ancestors(top).find(|a| tree.holds(*a, first) && tree.holds(*a, last)).unwrap_or(top)
}

fn class(tree: &Tree, id: NodeId) -> &str {
    tree.element(id).map_or("", |e| e.get("class"))
}

/// Points of an element before its text is seen.
fn base_points(tree: &Tree, id: NodeId) -> f64 {
    let Some(element) = tree.element(id) else { return 0.0 };
    let mut points = match element.tag {
        "div" | "section" => 5.0,
        "article" | "main" => 10.0,
        "pre" | "td" | "blockquote" => 3.0,
        "address" | "ol" | "ul" | "dl" | "dd" | "dt" | "li" | "form" => -3.0,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => -5.0,
        _ => 0.0,
    };
    if element.get("itemprop").eq_ignore_ascii_case("articleBody") {
        points += 50.0;
    }
    for attribute in ["class", "id"] {
        let words = words(element.get(attribute));
        if words.iter().any(|w| {
            matches!(
                w.as_str(),
                "article"
                    | "body"
                    | "content"
                    | "entry"
                    | "hentry"
                    | "main"
                    | "post"
                    | "text"
                    | "blog"
                    | "story"
                    | "articlebody"
            )
        }) {
            points += 25.0;
        }
        if words.iter().any(|w| {
            matches!(
                w.as_str(),
                "hidden"
                    | "banner"
                    | "combx"
                    | "comment"
                    | "com"
                    | "contact"
                    | "foot"
                    | "footer"
                    | "footnote"
                    | "gdpr"
                    | "masthead"
                    | "media"
                    | "meta"
                    | "outbrain"
                    | "promo"
                    | "related"
                    | "scroll"
                    | "share"
                    | "shoutbox"
                    | "sidebar"
                    | "sponsor"
                    | "shopping"
                    | "tags"
                    | "tool"
                    | "widget"
                    | "teaser"
            )
        }) {
            points -= 25.0;
        }
    }
    points
}

/// Hashes of all runs of four words.
fn shingles(text: &str) -> std::collections::HashSet<u64> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words
        .windows(4)
        .map(|w| {
            let mut hasher = DefaultHasher::new();
            w.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}
