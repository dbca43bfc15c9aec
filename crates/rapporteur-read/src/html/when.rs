//! When the report was published and when it was changed.

use super::Known;
use super::block::TextBlock;
use super::date::{in_address, in_words, parse};
use super::declared::Declared;
use super::prune::words;
use super::tree::{NodeId, Tree};

/// The dates of a page.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub(super) published: Option<Known>,
    pub(super) modified: Option<Known>,
}

/// Finds the dates. `near` are the blocks around the headline, where a date in words is that of the report.
pub(super) fn dates(
    declared: &Declared,
    tree: &Tree,
    near: &[TextBlock],
    report: Option<NodeId>,
    url: Option<&str>,
) -> Dates {
    let mut published: Vec<Known> = Vec::new();
    let mut modified: Vec<Known> = Vec::new();
    for (key, reason, into) in [
        ("datePublished", "JSON-LD datePublished", &mut published),
        ("dateModified", "JSON-LD dateModified", &mut modified),
    ] {
        into.extend(
            declared.article_text(key).and_then(|t| parse(&t)).map(|value| Known::new(value, reason, None)),
        );
    }
    for meta in &declared.metas {
        let into = match meta.key.as_str() {
            "article:published_time"
            | "og:published_time"
            | "article:published"
            | "og:article:published_time"
            | "datepublished"
            | "pubdate"
            | "publishdate"
            | "publish_date"
            | "publish-date"
            | "published_time"
            | "publication_date"
            | "publication-date"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.date"
            | "dcterms.created"
            | "dcterms.issued"
            | "sailthru.date"
            | "parsely-pub-date"
            | "article.published"
            | "cxenseparse:recs:publishtime"
            | "bt:pubdate"
            | "citation_publication_date"
            | "citation_date"
            | "originalpublicationdate"
            | "og:pubdate"
            | "rnews:datepublished"
            | "pdate"
            | "article_date_original"
            | "prism.publicationdate"
            | "ptime"
            | "cdate"
            | "dc.created"
            | "iso-8601-publish-date"
            | "displaydate"
            | "lastpublished"
            | "vr:published_time" => &mut published,
            "article:modified_time"
            | "og:updated_time"
            | "article:updated"
            | "datemodified"
            | "lastmod"
            | "last-modified"
            | "dcterms.modified"
            | "dc.date.modified"
            | "article.updated"
            | "modified_time"
            | "revised"
            | "updated_time"
            | "utime" => &mut modified,
            _ => continue,
        };
        if let Some(value) = parse(&meta.value) {
            into.push(Known::new(value, "meta date", Some(meta.source)));
        }
    }
    from_elements(tree, report, &mut published, &mut modified);
    published.extend(
        declared
            .article_text("dateCreated")
            .and_then(|t| parse(&t))
            .map(|v| Known::new(v, "JSON-LD dateCreated", None)),
    );
    for block in near.iter().filter(|b| b.text.len() < 200) {
        if let Some(value) = in_words(&block.text) {
            let changed = block.text.to_lowercase();
            let changed = changed.starts_with("updated")
                || changed.starts_with("last updated")
                || changed.starts_with("modified");
            let into = if changed { &mut modified } else { &mut published };
            into.push(Known::new(value, "visible text", block.source()));
        }
    }
    for url in [url, declared.canonical.as_deref()].into_iter().flatten() {
        published.extend(in_address(url).map(|value| Known::new(value, "address", None)));
    }
    Dates { published: most_exact(published), modified: most_exact(modified) }
}

/// Dates in attributes: `itemprop`, `<time datetime>`.
fn from_elements(tree: &Tree, report: Option<NodeId>, published: &mut Vec<Known>, modified: &mut Vec<Known>) {
    let mut plain_times = Vec::new();
    for (id, element) in tree.elements() {
        let property = element.get("itemprop");
        let marked = property == "datePublished" || property == "dateModified" || property == "dateCreated";
        if element.tag != "time" && !marked {
            continue;
        }
        let attribute = if element.has("datetime") { "datetime" } else { "content" };
        let Some(value) = parse(element.get(attribute)) else { continue };
        let known = Known::new(
            value,
            if marked { "itemprop date" } else { "time element" },
            element.place(attribute),
        );
        let class = words(element.get("class"));
        let says = |what: &str| class.iter().any(|w| w.starts_with(what));
        if property == "dateModified" || says("updated") && !says("publish") || says("modified") {
            modified.push(known);
        } else if marked || element.has("pubdate") || says("publish") {
            published.push(known);
        } else {
            plain_times.push((report.is_some_and(|report| tree.holds(report, id)), known));
        }
    }
    // The times in and around the report come before those of the teasers.
    plain_times.sort_by_key(|(inside, _)| !inside);
    published.extend(plain_times.into_iter().map(|(_, known)| known));
}

/// The first date, or one of the same day that says more.
fn most_exact(dates: Vec<Known>) -> Option<Known> {
    let first = dates.first()?.value.get(..10)?.to_owned();
    let same_day = dates.into_iter().filter(|known| known.value.starts_with(&first));
    same_day.reduce(|best, next| if next.value.len() > best.value.len() { next } else { best })
}
