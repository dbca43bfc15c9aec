//! Puts the report together: its blocks in reading order, and the facts about it.

use super::block::{TextBlock, text_blocks};
use super::date::in_words;
use super::declared::{Declared, plain};
use super::headline::{Headline, fold, headline, outlet};
use super::people::people;
use super::prune::{Part, parts, words};
use super::select::{Role, Selection, select};
use super::tree::Tree;
use super::when::dates;
use super::{Block, Extracted, Known};
use rapporteur_record::{BoilerplateKind, SegmentKind};
use std::collections::HashSet;

/// Shortest text that counts as repeated when it stands on the page twice, in bytes.
const REPEATED: usize = 40;

/// Reads the report out of a page.
pub(super) fn assemble(html: &str, tree: &Tree, url: Option<&str>, mut problems: Vec<String>) -> Extracted {
    let parts = parts(html, tree);
    let blocks = text_blocks(html, tree, &parts);
    let declared = Declared::read(html, tree);
    if declared.broken > 0 {
        problems.push(format!("{} JSON-LD scripts of the page could not be read", declared.broken));
    }
    let body = declared.article_text("articleBody").filter(|text| text.len() > 300);
    let Selection { mut roles, container } = select(tree, &blocks, &parts, body.as_deref());
    let headline = headline(html, tree, &blocks, &parts, &declared, url);

    let from = headline.as_ref().and_then(|h| h.at);
    let first = roles.iter().position(|role| *role == Role::Paragraph);
    let near = match (from, first) {
        (Some(from), Some(first)) if from < first => from.saturating_sub(4)..first + 1,
        (Some(from), _) => from.saturating_sub(4)..(from + 6).min(blocks.len()),
        (None, Some(first)) => first.saturating_sub(6)..first + 1,
        (None, None) => 0..0,
    };
    let outlet = outlet(&declared, url);
    let people = people(html, &declared, tree, &blocks, outlet.as_ref().map(|o| o.value.as_str()));
    mark_credits(&blocks, &mut roles, &people.authors);
    let dates = dates(&declared, tree, &blocks[near], container.first().copied(), url);
    let language = declared.language.clone().map(|lang| Known::new(lang, "html lang", None)).or_else(|| {
        let meta = declared.meta(&["og:locale", "content-language", "language", "dc.language"])?;
        Some(Known::new(meta.value.replace('_', "-"), "meta language", Some(meta.source)))
    });
    let described = declared.meta(&["og:description", "description", "twitter:description"]);
    let title = headline.as_ref().map(|h| h.known.clone());
    Extracted {
        blocks: in_order(tree, &blocks, &roles, &parts, headline),
        title,
        outlet,
        agency: people.agency.map(|name| Known::new(name.to_owned(), "credit", None)),
        authors: people.authors.into_iter().map(|name| Known::new(name, people.reason, None)).collect(),
        published: dates.published,
        modified: dates.modified,
        language,
        canonical_url: declared.canonical.clone().map(|url| Known::new(url, "link canonical", None)),
        description: described
            .map(|meta| Known::new(plain(&meta.value), "meta description", Some(meta.source))),
        problems,
    }
}

/// Lines of dates and names before the first sentence, and credits at the end, are boilerplate.
fn mark_credits(blocks: &[TextBlock], roles: &mut [Role], authors: &[String]) {
    let names_author = |text: &str| {
        authors.iter().any(|name| text.starts_with(name.as_str()) && text.len() < name.len() + 40)
            && !ends_sentence(text)
    };
    let mut open = true;
    for (block, role) in blocks.iter().zip(roles) {
        if *role != Role::Paragraph {
            continue;
        }
        if open && (is_metadata(&block.text) || names_author(&block.text)) || is_credit(&block.text) {
            *role = Role::Boilerplate;
        } else if block.text.len() > 100 {
            open = false;
        }
    }
}

/// `Reporting by A; Editing by B` and its like.
fn is_credit(text: &str) -> bool {
    let text = text.trim_start_matches('(');
    text.len() < 300
        && ["Reporting by ", "Editing by ", "Writing by ", "Additional reporting by ", "Compiled by "]
            .iter()
            .any(|lead| text.starts_with(lead))
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '”', '"', ':'])
}

/// A line that says who wrote the report, or when, and nothing else.
pub(super) fn is_metadata(text: &str) -> bool {
    if text.len() > 160 {
        return false;
    }
    let lower = text.to_lowercase();
    if lower.starts_with("by ") && text.len() < 100 && !ends_sentence(text) {
        return true;
    }
    let tokens: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let words = tokens.iter().filter(|token| is_date_word(token)).count();
    let dated = in_words(text).is_some();
    let timed =
        lower.contains(" ago") || tokens.iter().any(|t| matches!(*t, "updated" | "published" | "posted"));
    (dated || timed) && words * 10 >= tokens.len() * 6 || dated && text.len() < 60 && !text.ends_with('.')
}

fn is_date_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            token,
            "published"
                | "updated"
                | "posted"
                | "modified"
                | "last"
                | "at"
                | "on"
                | "am"
                | "pm"
                | "est"
                | "edt"
                | "gmt"
                | "utc"
                | "bst"
                | "ist"
                | "cet"
                | "pst"
                | "pdt"
                | "cst"
                | "cdt"
                | "et"
                | "pt"
                | "min"
                | "minutes"
                | "hours"
                | "ago"
                | "read"
                | "days"
                | "date"
                | "time"
                | "a"
                | "p"
                | "m"
                | "first"
        )
        || crate::date::month(token).is_some()
        || crate::date::weekday(token).is_some()
}

/// The blocks of the report, the headline first.
fn in_order(
    tree: &Tree,
    blocks: &[TextBlock],
    roles: &[Role],
    parts: &[Part],
    headline: Option<Headline>,
) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let (mut at, mut title) = (None, String::new());
    if let Some(headline) = headline {
        at = headline.at;
        title = fold(&headline.known.value);
        let block = headline.apart.or_else(|| at.map(|at| blocks[at].clone()));
        out.extend(block.map(|block| finished(block, SegmentKind::Headline, None)));
    }
    let first = roles.iter().position(|role| *role == Role::Paragraph).unwrap_or(0);
    let subhead = subhead(tree, blocks, roles, parts, at);
    for (here, (block, role)) in blocks.iter().zip(roles).enumerate() {
        if Some(here) == at {
            continue;
        }
        if Some(here) == subhead {
            seen.insert(fold(&block.text));
            out.push(finished(block.clone(), SegmentKind::Subhead, None));
            continue;
        }
        let folded = fold(&block.text);
        let kind = match role {
            Role::Outside => continue,
            Role::Boilerplate => None,
            Role::Paragraph => Some(SegmentKind::Paragraph),
            Role::Heading => Some(SegmentKind::Heading),
            Role::Caption => Some(SegmentKind::Caption),
        };
        // What stands above the headline leads nowhere; the report has not begun.
        if kind.is_none() && here < at.unwrap_or(first).min(first) {
            continue;
        }
        let boilerplate = if !title.is_empty() && folded == title {
            Some(BoilerplateKind::DoubledHeadline)
        } else if block.text.len() >= REPEATED && !seen.insert(folded) {
            Some(BoilerplateKind::Repeated)
        } else if kind.is_none() {
            Some(boilerplate_kind(block))
        } else {
            None
        };
        let kind = if boilerplate.is_some() {
            SegmentKind::Boilerplate
        } else {
            kind.unwrap_or(SegmentKind::Boilerplate)
        };
        out.push(finished(block.clone(), kind, boilerplate));
    }
    let last = out.iter().rposition(|block| block.kind != SegmentKind::Boilerplate).map_or(0, |at| at + 1);
    out.truncate(last);
    out
}

fn boilerplate_kind(block: &TextBlock) -> BoilerplateKind {
    if block.link_density() > 0.5 {
        BoilerplateKind::RelatedLink
    } else if is_metadata(&block.text) {
        BoilerplateKind::MetadataPrefix
    } else {
        BoilerplateKind::Notice
    }
}

/// The line under the headline: marked as such, or a heading before the first paragraph.
fn subhead(
    tree: &Tree,
    blocks: &[TextBlock],
    roles: &[Role],
    parts: &[Part],
    headline: Option<usize>,
) -> Option<usize> {
    /// Dates, names and share bars that may stand between the two.
    const BETWEEN: usize = 12;
    let from = headline? + 1;
    for at in from..blocks.len().min(from + BETWEEN) {
        let block = &blocks[at];
        let named = [block.node, tree.nodes[block.node].parent].iter().any(|id| {
            tree.element(*id).is_some_and(|e| words(e.get("class")).iter().any(|w| is_subhead_name(w)))
        });
        let fits = parts[block.first] == Part::Plain
            && (25..500).contains(&block.text.len())
            && block.link_density() < 0.3
            && !is_metadata(&block.text);
        if fits && (named || roles[at] == Role::Heading) {
            return Some(at);
        }
        if roles[at] == Role::Paragraph {
            return None;
        }
    }
    None
}

fn is_subhead_name(word: &str) -> bool {
    matches!(
        word,
        "subtitle"
            | "subtitles"
            | "subheading"
            | "subheadline"
            | "subhead"
            | "standfirst"
            | "dek"
            | "deck"
            | "excerpt"
            | "tagline"
    )
}

fn finished(block: TextBlock, kind: SegmentKind, boilerplate: Option<BoilerplateKind>) -> Block {
    Block { kind, boilerplate, text: block.text, runs: block.runs }
}
