//! The headline of the report and the name of its outlet.

use super::Known;
use super::block::TextBlock;
use super::declared::{Declared, plain, strings};
use super::prune::Part;
use super::select::heading_level;
use super::tree::Tree;
use serde_json::Value;
use std::collections::BTreeSet;

/// The headline, and where on the page it stands.
#[derive(Debug)]
pub(super) struct Headline {
    pub(super) known: Known,
    /// The block of the page's text that is the headline.
    pub(super) at: Option<usize>,
    /// The headline as a block of its own, where no block of the text is it: out of `<title>` or a `<meta>`.
    pub(super) apart: Option<TextBlock>,
}

/// Letters and digits in lower case.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The outlet: what the page declares, or else its host.
pub(super) fn outlet(declared: &Declared, url: Option<&str>) -> Option<Known> {
    if let Some(meta) = declared.meta(&["og:site_name"]) {
        return Some(Known::new(plain(&meta.value), "meta og:site_name", Some(meta.source)));
    }
    if let Some(name) = publisher(declared) {
        return Some(Known::new(name, "JSON-LD publisher", None));
    }
    if let Some(meta) =
        declared.meta(&["application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title"])
    {
        return Some(Known::new(plain(&meta.value), "meta publisher", Some(meta.source)));
    }
    host(url.or(declared.canonical.as_deref())?).map(|host| Known::new(host, "address", None))
}

fn publisher(declared: &Declared) -> Option<String> {
    let publisher = declared.article_value("publisher")?;
    let publisher = publisher.as_array().and_then(|a| a.first()).unwrap_or(publisher);
    let known = publisher.get("@id").and_then(Value::as_str).and_then(|id| declared.by_id(id));
    let name = publisher.get("name").or_else(|| known.and_then(|k| k.get("name")));
    strings(name.or(Some(publisher))).into_iter().next()
}

/// The host of an address without `www.`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned()).filter(|host| host.contains('.'))
}

/// All names the outlet goes by on its page, folded: its declared names and the labels of its host.
fn outlet_names(declared: &Declared, url: Option<&str>) -> Vec<String> {
    let keys = [
        "og:site_name",
        "application-name",
        "dc.publisher",
        "publisher",
        "twitter:site",
        "apple-mobile-web-app-title",
    ];
    let mut names: Vec<String> =
        keys.iter().filter_map(|key| declared.meta(&[key])).map(|meta| fold(&meta.value)).collect();
    names.extend(publisher(declared).map(|name| fold(&name)));
    for url in [url, declared.canonical.as_deref()].into_iter().flatten() {
        if let Some(host) = host(url) {
            names.push(fold(&host));
            names.extend(host.split('.').filter(|label| label.len() > 3).map(fold));
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// What stands between a headline and the outlet's name.
const SEPARATORS: [&str; 10] = [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " / "];

/// The title without the outlet's name before or after it.
fn without_outlet<'t>(title: &'t str, names: &[String]) -> &'t str {
    let is_outlet = |part: &str| {
        let part = fold(part);
        let bare = part.strip_prefix("the").unwrap_or(&part);
        bare.len() > 1
            && names.iter().any(|name| {
                *name == part
                    || name.contains(bare) && bare.len() > 2
                    || part.len() < 40 && name.len() > 3 && part.contains(name.as_str())
            })
    };
    let mut title = title.trim();
    for _ in 0..3 {
        let last = SEPARATORS.iter().filter_map(|s| title.rfind(s).map(|at| (at, s.len()))).max();
        let first = SEPARATORS.iter().filter_map(|s| title.find(s).map(|at| (at, s.len()))).min();
        match (last, first) {
            (Some((at, len)), _) if is_outlet(&title[at + len..]) => title = title[..at].trim(),
            (_, Some((at, len))) if is_outlet(&title[..at]) => title = title[at + len..].trim(),
            _ => break,
        }
    }
    title
}

/// How alike two titles are: the share of the shorter one's words that the longer one has, 0 to 1.
fn likeness(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let shorter = a.len().min(b.len());
    if shorter == 0 { 0.0 } else { a.intersection(&b).count() as f64 / shorter as f64 }
}

/// Longest headline, in bytes.
const LONGEST: usize = 500;
/// Most headings that are compared with the titles.
const MOST_HEADINGS: usize = 100;
/// Titles below this likeness are not of one report. Swept from 0.3 to 0.8 in steps of 0.1 on the public pages of the
/// stories suite: title accuracy is the same for all, so the value is not critical there.
const ALIKE: f64 = 0.5;

/// Finds the headline: the first heading on the page that is like a title that the page declares, or else that title.
pub(super) fn headline(
    html: &str,
    tree: &Tree,
    blocks: &[TextBlock],
    parts: &[Part],
    declared: &Declared,
    url: Option<&str>,
) -> Option<Headline> {
    let names = outlet_names(declared, url);
    let mut titles: Vec<(Known, Option<TextBlock>)> = Vec::new();
    if let Some(text) = declared.article_text("headline").filter(|t| t.len() <= LONGEST) {
        titles.push((Known::new(without_outlet(&text, &names).to_owned(), "JSON-LD headline", None), None));
    }
    let mut add = |written: TextBlock, reason: &'static str| {
        if written.text.len() > LONGEST {
            return;
        }
        let bare = without_outlet(&written.text, &names);
        let start = bare.as_ptr() as usize - written.text.as_ptr() as usize;
        let part = written.part(rapporteur_text::Span::new(start, start + bare.len()));
        if let Some(part) = part.filter(|part| !part.text.is_empty()) {
            let source = part.source();
            titles.push((Known::new(part.text.clone(), reason, source), Some(part)));
        }
    };
    for key in
        ["og:title", "twitter:title", "dc.title", "title", "sailthru.title", "parsely-title", "headline"]
    {
        if let Some(meta) = declared.meta(&[key]) {
            add(TextBlock::of(html, [meta.source]), "meta title");
        }
    }
    if let Some(title) = declared.title {
        add(TextBlock::of(html, tree.texts(title)), "title element");
    }

    let shown = |b: &TextBlock| parts[b.first] != Part::Hidden && b.text.len() <= LONGEST;
    let level = |b: &TextBlock| heading_level(tree, b);
    let alike = |b: &TextBlock| titles.iter().map(|(t, _)| likeness(&t.value, &b.text)).fold(0.0, f64::max);
    let on_page = |at: usize, reason| {
        let block = &blocks[at];
        Headline { known: Known::new(block.text.clone(), reason, block.source()), at: Some(at), apart: None }
    };
    let first_headings = (0..blocks.len())
        .filter(|at| shown(&blocks[*at]) && level(&blocks[*at]) == Some(1))
        .take(MOST_HEADINGS);
    let best = first_headings
        .clone()
        .filter(|at| blocks[*at].text.split_whitespace().count() > 1 || titles.is_empty())
        .map(|at| (alike(&blocks[at]), at))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    if let Some((_, at)) = best {
        return Some(on_page(at, "heading"));
    }
    // A title that some other block of the page repeats word for word.
    let folded: BTreeSet<String> =
        titles.iter().map(|(t, _)| fold(&t.value)).filter(|f| f.len() > 10).collect();
    let verbatim = |at: &usize| {
        let block = &blocks[*at];
        shown(block) && block.link_density() < 0.5 && folded.contains(&fold(&block.text))
    };
    if let Some(at) = (0..blocks.len()).find(verbatim) {
        return Some(on_page(at, "text like the title"));
    }
    match titles.into_iter().find(|(title, _)| !title.value.is_empty()) {
        Some((known, mut apart)) => {
            // JSON-LD has no text of its own: `<title>` or a `<meta>` may hold the same words.
            if apart.is_none() {
                let places = declared.title.map(|id| TextBlock::of(html, tree.texts(id))).into_iter();
                let places =
                    places.chain(declared.meta(&["og:title"]).map(|m| TextBlock::of(html, [m.source])));
                apart = places
                    .filter_map(|b| {
                        let start = b.text.find(&known.value)?;
                        b.part(rapporteur_text::Span::new(start, start + known.value.len()))
                    })
                    .next();
            }
            let source = apart.as_ref().and_then(TextBlock::source);
            Some(Headline { known: Known { source, ..known }, at: None, apart })
        }
        None => first_headings.into_iter().next().map(|at| on_page(at, "heading")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_outlet_off() {
        let names = [fold("The Harbour Gazette"), fold("harbourgazette.example")];
        let check =
            |title: &str, expected: &str| assert_eq!(without_outlet(title, &names), expected, "{title}");
        check("Flood reaches Lower Town | The Harbour Gazette", "Flood reaches Lower Town");
        check("Flood reaches Lower Town - Harbour Gazette", "Flood reaches Lower Town");
        check("Harbour Gazette: Flood", "Harbour Gazette: Flood");
        check("Harbour Gazette » Flood", "Flood");
        check("LIVE | Flood reaches Lower Town", "LIVE | Flood reaches Lower Town");
        check("Flood — the worst in years — reaches town", "Flood — the worst in years — reaches town");
        check("", "");
    }

    #[test]
    fn knows_hosts() {
        assert_eq!(host("https://www.Gazette.example:8080/a?b").as_deref(), Some("gazette.example"));
        assert_eq!(host("nothing"), None);
    }
}
