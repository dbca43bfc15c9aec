//! What a page shows around its report: navigation, share bars, related links, comments, forms, notices.
//!
//! Decided from the element, its role, and the words of its class and id, never from the site.

use super::block::is_unseen;
use super::tree::{Data, Element, NodeId, Tree};

/// What the markup says a part of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing that speaks against it.
    Plain,
    /// The words under a picture, and its credit.
    Caption,
    /// Answers of readers.
    Comments,
    /// Around the report: links, bars, notices.
    Around,
    /// Not shown.
    Hidden,
}

/// The part each node belongs to, by its own markup or that of the elements around it.
///
/// A part that holds more than half of the page's running text is not around the report, whatever its class says.
pub(super) fn parts(html: &str, tree: &Tree) -> Vec<Part> {
    let prose = prose(html, tree);
    let total = prose.first().copied().unwrap_or(0);
    let mut parts = vec![Part::Plain; tree.nodes.len()];
    for id in 1..tree.nodes.len() {
        let inherited = parts[tree.nodes[id].parent];
        parts[id] = match (inherited, tree.element(id)) {
            (Part::Plain | Part::Caption, Some(element)) => match own_part(element) {
                Part::Around | Part::Hidden if 2 * prose[id] > total => inherited,
                Part::Comments if 10 * prose[id] > 9 * total => inherited,
                Part::Plain => inherited,
                own => own,
            },
            _ => inherited,
        };
    }
    parts
}

/// Bytes of running text inside each node: of stretches that are long and in no link.
fn prose(html: &str, tree: &Tree) -> Vec<usize> {
    /// Shortest stretch that counts, in bytes.
    const SHORT: usize = 60;
    let mut prose = vec![0; tree.nodes.len()];
    let paragraphs: Vec<usize> = (0..tree.nodes.len())
        .scan(0, |sum, id| {
            *sum += usize::from(tree.tag(id) == "p");
            Some(*sum)
        })
        .collect();
    // A link that holds paragraphs was never closed.
    let open_link = |id: NodeId| paragraphs[tree.nodes[id].end - 1] - paragraphs[id] > 2;
    let mut id = 0;
    while id < tree.nodes.len() {
        match &tree.nodes[id].data {
            Data::Element(e) if is_unseen(e.tag) || e.tag == "a" && !open_link(id) => {
                id = tree.nodes[id].end;
                continue;
            }
            Data::Text(source) => {
                let len = source.in_text(html).trim().len();
                if len >= SHORT {
                    prose[id] = len;
                }
            }
            Data::Element(_) => {}
        }
        id += 1;
    }
    for id in (1..tree.nodes.len()).rev() {
        prose[tree.nodes[id].parent] += prose[id];
    }
    prose
}

/// What the element itself says.
fn own_part(element: &Element) -> Part {
    if element.has("hidden") || is_styled_away(element.get("style")) {
        return Part::Hidden;
    }
    match element.tag {
        "nav" | "footer" | "aside" | "menu" | "dialog" | "form" | "label" | "fieldset" | "search"
        | "legend" => return Part::Around,
        "figcaption" | "figure" => return Part::Caption,
        "body" | "html" | "article" | "main" | "h1" => return Part::Plain,
        _ => {}
    }
    match element.get("role") {
        "navigation" | "complementary" | "contentinfo" | "menu" | "menubar" | "dialog" | "alertdialog"
        | "search" | "toolbar" | "banner" => return Part::Around,
        _ => {}
    }
    let mut part = Part::Plain;
    for attribute in ["class", "id", "data-component", "data-testid", "data-module", "data-qa", "data-type"] {
        let value = element.get(attribute);
        if !value.is_empty() {
            match part_of_name(value) {
                Part::Plain => {}
                Part::Caption => part = Part::Caption,
                other => return other,
            }
        }
    }
    part
}

fn is_styled_away(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The words of a class or an id: `relatedLinks story-end_box` gives `related links story end box`.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in name.chars() {
        if (!c.is_alphabetic() || lower && c.is_uppercase()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn part_of_name(name: &str) -> Part {
    // A list of all the tags and categories of a page is no name of a part.
    if name.len() > 400 {
        return Part::Plain;
    }
    let mut part = Part::Plain;
    for one in name.split_ascii_whitespace() {
        let words = words(one);
        let found = part_of_words(&words);
        match found {
            Part::Plain => {}
            Part::Caption => part = Part::Caption,
            other => return other,
        }
    }
    part
}

/// Classes that say what an element may have, or what it is not, rather than what it is.
fn says_nothing(words: &[String]) -> bool {
    words.iter().any(|w| {
        matches!(w.as_str(), "has" | "no" | "with" | "without" | "not" | "is" | "js" | "tag" | "category")
    })
}

fn part_of_words(words: &[String]) -> Part {
    if says_nothing(words) {
        return Part::Plain;
    }
    let pair = |a: &str, b: &str| words.windows(2).any(|w| w[0] == a && w[1].starts_with(b));
    let mut part = Part::Plain;
    for word in words {
        let word = word.as_str();
        match word {
            "comment" | "comments" | "commentlist" | "disqus" | "respond" | "replies" => {
                return Part::Comments;
            }
            "related" | "recommended" | "recommendations" | "recommendation" | "recirc" | "recirculation"
            | "trending" | "popular" | "mostread" | "mostpopular" | "readmore" | "seealso" | "morefrom"
            | "relatedposts" | "relatedarticles" | "relatedlinks" | "relatedcontent" | "share" | "shares"
            | "sharing" | "sharebar" | "sharethis" | "sharedaddy" | "addtoany" | "social" | "socials"
            | "socialshare" | "newsletter" | "newsletters" | "signup" | "subscribe" | "subscription"
            | "subscriptions" | "optin" | "promo" | "promos" | "promotion" | "promobox" | "sponsor"
            | "sponsored" | "sponsors" | "advert" | "adverts" | "advertisement" | "advertisements"
            | "advertising" | "ad" | "ads" | "adslot" | "adunit" | "adbox" | "dfp" | "outbrain"
            | "taboola" | "zergnet" | "sidebar" | "rail" | "breadcrumb" | "breadcrumbs" | "cookie"
            | "cookies" | "gdpr" | "consent" | "popup" | "modal" | "lightbox" | "toolbar" | "navbar"
            | "nav" | "navigation" | "menu" | "masthead" | "pagination" | "pager" | "copyright" | "login"
            | "signin" | "register" | "donate" | "donation" | "byline" | "bylines" | "tags" | "taglist"
            | "tagcloud" | "hashtags" | "topics" | "bio" | "timestamp" | "dateline" | "footer" | "skip"
            | "offscreen" | "hidden" | "noprint" | "printonly" | "toc" | "teaser" | "teasers" | "cta"
            | "banner" | "ticker" | "carousel" | "slideshow" | "infobox" | "poll" | "quiz" | "rating"
            | "ratings" | "jprelatedposts" | "tooltip" | "popover" | "whatsapp" | "telegram"
            | "notification" | "notifications" | "metadata" | "postmeta" | "entrymeta" | "feedback"
            | "correction-link" | "upsell" | "marketing" | "trinity" | "credits" => {
                part = Part::Around;
            }
            "caption" | "captions" | "credit" | "photocredit" | "imagecaption" if part == Part::Plain => {
                part = Part::Caption;
            }
            _ => {}
        }
    }
    if part == Part::Plain
        && (pair("author", "bio")
            || pair("author", "box")
            || pair("about", "author")
            || pair("author", "info")
            || pair("video", "fallback")
            || pair("video", "player")
            || pair("read", "more")
            || pair("read", "next")
            || pair("most", "read")
            || pair("most", "viewed")
            || pair("more", "stories")
            || pair("more", "from")
            || pair("more", "on")
            || pair("more", "articles")
            || pair("more", "news")
            || pair("up", "next")
            || pair("also", "read")
            || pair("see", "also")
            || pair("screen", "reader")
            || pair("visually", "hidden")
            || pair("sr", "only")
            || pair("sign", "up")
            || pair("latest", "news")
            || pair("latest", "stories")
            || pair("entry", "meta")
            || pair("post", "meta")
            || pair("article", "meta")
            || pair("meta", "info")
            || pair("next", "post")
            || pair("prev", "post")
            || pair("post", "nav")
            || pair("follow", "us")
            || pair("you", "may")
            || pair("pub", "date")
            || pair("publish", "date")
            || pair("article", "info")
            || pair("article", "tool")
            || pair("story", "tool")
            || pair("author", "name")
            || pair("in", "this")
            || pair("last", "updated"))
    {
        part = Part::Around;
    }
    // `article-body-ad-free` or `main-content-nav-open` stand on the report itself.
    if part == Part::Around
        && words.iter().any(|w| {
            matches!(w.as_str(), "articlebody" | "wrapper" | "layout" | "page" | "site" | "template")
        })
    {
        part = Part::Plain;
    }
    part
}
