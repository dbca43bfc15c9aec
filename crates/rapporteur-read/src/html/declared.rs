//! What a page says about itself: `<meta>`, JSON-LD, `<title>`, links of the head.

use super::block::is_blank;
use super::entity::decode;
use super::tree::{NodeId, Tree};
use rapporteur_text::Span;
use serde_json::Value;

/// A value of a `<meta>` element.
#[derive(Debug)]
pub(super) struct Meta {
    /// Its `property`, `name` or `itemprop`, in lower case.
    pub(super) key: String,
    pub(super) value: String,
    /// Where the value is written.
    pub(super) source: Span,
}

/// The data about a page that are in the page.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub(super) metas: Vec<Meta>,
    /// Every object of the JSON-LD scripts, the outer before the inner.
    pub(super) objects: Vec<Value>,
    /// The object that describes the report.
    pub(super) article: Option<usize>,
    pub(super) canonical: Option<String>,
    pub(super) language: Option<String>,
    /// The `<title>` element.
    pub(super) title: Option<NodeId>,
    /// JSON-LD scripts that could not be read.
    pub(super) broken: usize,
}

/// Most objects of JSON-LD that are looked at.
const MOST_OBJECTS: usize = 2_000;

impl Declared {
    /// Gathers what the page declares.
    pub(super) fn read(html: &str, tree: &Tree) -> Self {
        let mut found = Self::default();
        for (id, element) in tree.elements() {
            match element.tag {
                "meta" => {
                    let Some(source) = element.place("content") else { continue };
                    let value = element.get("content").trim();
                    if value.is_empty() {
                        continue;
                    }
                    let source = source.trim(html);
                    for key in ["property", "name", "itemprop", "http-equiv"] {
                        let key = element.get(key).trim();
                        if !key.is_empty() {
                            found.metas.push(Meta {
                                key: key.to_ascii_lowercase(),
                                value: value.to_owned(),
                                source,
                            });
                        }
                    }
                }
                "link"
                    if element.get("rel").eq_ignore_ascii_case("canonical") && found.canonical.is_none() =>
                {
                    found.canonical =
                        Some(element.get("href").trim().to_owned()).filter(|href| href.starts_with("http"));
                }
                "html" if found.language.is_none() => {
                    found.language =
                        Some(element.get("lang").trim().to_owned()).filter(|lang| !lang.is_empty());
                }
                // A title inside a drawing names the drawing.
                "title" if found.title.is_none() && tree.ancestors(id).all(|a| tree.tag(a) != "svg") => {
                    found.title = Some(id);
                }
                "script" if element.get("type").to_ascii_lowercase().contains("ld+json") => {
                    let text: String = tree.texts(id).map(|span| span.in_text(html)).collect();
                    match read_json(&text) {
                        Some(value) => found.flatten(value),
                        None => found.broken += 1,
                    }
                }
                _ => {}
            }
        }
        found.article = found.choose_article();
        found
    }

    fn flatten(&mut self, value: Value) {
        let mut queue = std::collections::VecDeque::from([value]);
        while let Some(value) = queue.pop_front() {
            match value {
                Value::Array(values) => queue.extend(values),
                Value::Object(mut map) if self.objects.len() < MOST_OBJECTS => {
                    for key in
                        ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"]
                    {
                        // Moved, not copied: nested objects would be copied once for every level.
                        if let Some(Value::Array(_) | Value::Object(_)) = map.get(key) {
                            queue.extend(map.remove(key));
                        }
                    }
                    self.objects.push(Value::Object(map));
                }
                _ => {}
            }
        }
    }

    fn choose_article(&self) -> Option<usize> {
        let rank = |object: &Value| {
            let kinds = strings(object.get("@type"));
            let is = |end: &str| {
                kinds.iter().any(|kind| kind.rsplit(['/', ':']).next().is_some_and(|k| k.ends_with(end)))
            };
            let kind = if is("Article") || is("Posting") || is("Report") {
                3
            } else if is("Review") || is("NewsItem") {
                2
            } else if is("WebPage") {
                1
            } else {
                return None;
            };
            let headline = usize::from(object.get("headline").is_some_and(Value::is_string));
            let dated = usize::from(object.get("datePublished").is_some());
            Some(4 * kind + 2 * headline + dated)
        };
        let ranked =
            self.objects.iter().enumerate().filter_map(|(at, object)| rank(object).map(|rank| (rank, at)));
        ranked.max_by_key(|(rank, at)| (*rank, std::cmp::Reverse(*at))).map(|(_, at)| at)
    }

    /// A text of the object that describes the report.
    pub(super) fn article_text(&self, key: &str) -> Option<String> {
        strings(self.objects[self.article?].get(key)).into_iter().next()
    }

    /// A value of the object that describes the report.
    pub(super) fn article_value(&self, key: &str) -> Option<&Value> {
        self.objects[self.article?].get(key)
    }

    /// The object with this `@id`.
    pub(super) fn by_id(&self, id: &str) -> Option<&Value> {
        self.objects.iter().find(|object| {
            object.get("@id").and_then(Value::as_str) == Some(id) && object.get("name").is_some()
        })
    }

    /// The first `<meta>` with one of these keys, in the order of the keys.
    pub(super) fn meta(&self, keys: &[&str]) -> Option<&Meta> {
        keys.iter().find_map(|key| self.metas.iter().find(|meta| meta.key == *key))
    }
}

/// A JSON text, or one that is broken in the ways that pages break it: line breaks inside strings, comment marks
/// around it, a semicolon after it.
fn read_json(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
    let text = text.trim().trim_end_matches(';');
    if text.is_empty() {
        return Some(Value::Null);
    }
    serde_json::from_str(text).ok().or_else(|| {
        let smooth: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&smooth).ok()
    })
}

/// The strings that a JSON value is or holds, with character references resolved and blanks collapsed.
pub(super) fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![plain(text)].into_iter().filter(|t| !t.is_empty()).collect(),
        Some(Value::Array(values)) => {
            values.iter().filter_map(Value::as_str).map(plain).filter(|t| !t.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}

/// A value as a reader would see it.
pub(super) fn plain(text: &str) -> String {
    decode(text).split(is_blank).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
