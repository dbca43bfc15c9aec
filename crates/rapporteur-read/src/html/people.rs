//! Who wrote the report, and which agency it is from.

use super::block::TextBlock;
use super::declared::{Declared, plain, strings};
use super::prune::words;
use super::tree::{Element, Tree};
use serde_json::Value;

/// Most names of one page that are looked at.
const MOST_AUTHORS: usize = 100;

/// Names of news agencies as they stand in bylines and credits.
const AGENCIES: &[(&str, &str)] = &[
    ("reuters", "Reuters"),
    ("thomson reuters", "Reuters"),
    ("associated press", "Associated Press"),
    ("the associated press", "Associated Press"),
    ("ap", "Associated Press"),
    ("afp", "AFP"),
    ("agence france presse", "AFP"),
    ("xinhua", "Xinhua"),
    ("tass", "TASS"),
    ("interfax", "Interfax"),
    ("dpa", "dpa"),
    ("efe", "EFE"),
    ("ansa", "ANSA"),
    ("upi", "UPI"),
    ("pti", "PTI"),
    ("press trust of india", "PTI"),
    ("ani", "ANI"),
    ("ians", "IANS"),
    ("anadolu", "Anadolu"),
    ("anadolu agency", "Anadolu"),
    ("bernama", "Bernama"),
    ("yonhap", "Yonhap"),
    ("kyodo", "Kyodo"),
    ("kyodo news", "Kyodo"),
    ("pa media", "PA Media"),
    ("press association", "PA Media"),
    ("aap", "AAP"),
    ("the canadian press", "The Canadian Press"),
    ("canadian press", "The Canadian Press"),
    ("bloomberg", "Bloomberg"),
    ("bloomberg news", "Bloomberg"),
    ("ukrinform", "Ukrinform"),
    ("irna", "IRNA"),
    ("wafa", "WAFA"),
    ("sana", "SANA"),
];

/// The agency that a credit names, if it is nothing but the name of one.
pub(super) fn agency(credit: &str) -> Option<&'static str> {
    let folded: Vec<String> = credit
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let folded = folded.join(" ");
    AGENCIES.iter().find(|(name, _)| *name == folded).map(|(_, name)| *name)
}

/// Authors, where they are from, and the agency among them.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) authors: Vec<String>,
    pub(super) reason: &'static str,
    pub(super) agency: Option<&'static str>,
}

/// Finds the authors: JSON-LD, then `<meta>`, then bylines on the page.
pub(super) fn people(
    html: &str,
    declared: &Declared,
    tree: &Tree,
    blocks: &[TextBlock],
    outlet: Option<&str>,
) -> People {
    let mut found = People::default();
    let ways: [(&str, Vec<String>); 3] = [
        ("JSON-LD author", from_json(declared)),
        ("meta author", from_meta(declared)),
        ("byline", from_byline(html, tree, blocks)),
    ];
    for (reason, credits) in ways {
        let mut names: Vec<String> = Vec::new();
        for name in credits.iter().flat_map(|credit| split(credit)).take(MOST_AUTHORS) {
            let name = without_tail(&name, outlet);
            if let Some(agency) = agency(&name) {
                found.agency = found.agency.or(Some(agency));
            } else if is_name(&name) && !is_outlet(&name, outlet) && !names.iter().any(|n| same(n, &name)) {
                names.push(name);
            }
        }
        if !names.is_empty() && found.authors.is_empty() {
            found.authors = names;
            found.reason = reason;
        }
    }
    found
}

/// The name without a weekday, a month or the outlet's name that a byline runs into it.
fn without_tail(name: &str, outlet: Option<&str>) -> String {
    const DAYS: [&str; 9] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Published",
        "Updated",
    ];
    let tokens: Vec<&str> = name.split_whitespace().collect();
    let end = tokens.iter().skip(1).position(|t| DAYS.contains(t)).map_or(tokens.len(), |at| at + 1);
    let name = tokens[..end].join(" ");
    let bare = outlet
        .and_then(|outlet| name.strip_suffix(outlet))
        .map(str::trim_end)
        .filter(|bare| bare.contains(' '));
    bare.unwrap_or(&name).to_owned()
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn is_outlet(name: &str, outlet: Option<&str>) -> bool {
    let fold =
        |s: &str| s.to_lowercase().trim_start_matches("the ").replace(|c: char| !c.is_alphanumeric(), "");
    let name = fold(name);
    outlet.map(fold).is_some_and(|outlet| {
        !name.is_empty() && (outlet.contains(&name) || outlet.len() > 2 && name.starts_with(&outlet))
    })
}

fn from_json(declared: &Declared) -> Vec<String> {
    let mut found = Vec::new();
    for key in ["author", "creator"] {
        let Some(value) = declared.article_value(key) else { continue };
        let single = std::slice::from_ref(value);
        for person in value.as_array().map_or(single, Vec::as_slice).iter().take(MOST_AUTHORS) {
            match person {
                Value::String(name) => found.push(plain(name)),
                Value::Object(map) => {
                    let known = map.get("@id").and_then(Value::as_str).and_then(|id| declared.by_id(id));
                    let name = map.get("name").or_else(|| known.and_then(|k| k.get("name")));
                    found.extend(strings(name));
                }
                _ => {}
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

fn from_meta(declared: &Declared) -> Vec<String> {
    const KEYS: &[&str] = &[
        "author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
        "byl",
        "article:author",
        "citation_author",
        "cxenseparse:author",
        "article.author",
        "authors",
        "og:author",
    ];
    for key in KEYS {
        let values: Vec<String> = declared
            .metas
            .iter()
            .filter(|m| m.key == *key)
            .map(|m| plain(&m.value))
            .filter(|v| is_credit(v))
            .collect();
        if !values.is_empty() {
            return values;
        }
    }
    let other = declared.metas.iter().filter(|m| m.key.ends_with(".author")).map(|m| plain(&m.value));
    other.filter(|value| is_credit(value)).take(1).collect()
}

/// An address or a handle is no name.
fn is_credit(value: &str) -> bool {
    !value.contains("://") && !value.contains("www.") && !value.starts_with('@') && value.len() < 300
}

/// Text of the first element that says it is a byline, or of the first short line that begins with "By".
fn from_byline(html: &str, tree: &Tree, blocks: &[TextBlock]) -> Vec<String> {
    /// Bylines are small, and stand before the texts of other authors.
    const LARGEST: usize = 40;
    const MOST: usize = 60;
    let says = |element: &Element| {
        element.get("rel") == "author"
            || element.get("itemprop").split(' ').any(|p| p == "author")
            || words(element.get("class"))
                .iter()
                .any(|w| matches!(w.as_str(), "author" | "authors" | "byline" | "bylines"))
    };
    let marked = tree.elements().filter(|(id, e)| tree.nodes[*id].end - id < LARGEST && says(e)).take(MOST);
    let marked =
        marked.map(|(id, _)| TextBlock::of(html, tree.texts(id)).text).filter(|text| text.len() < 160);
    let marked = { marked }.find(|text| split(text).iter().any(|name| is_name(name) && name.contains(' ')));
    let spoken = || {
        let by =
            |b: &&TextBlock| b.text.len() < 90 && (b.text.starts_with("By ") || b.text.starts_with("BY "));
        blocks.iter().find(by).map(|b| b.text.clone())
    };
    marked.or_else(spoken).into_iter().collect()
}

/// The names in a credit: `By Ann Lee, Foreign Editor, and Bo Khan` gives two, and the office, which is no name.
fn split(credit: &str) -> Vec<String> {
    let mut credit = credit.trim();
    for lead in ["Written by ", "Posted by ", "Reported by ", "Story by ", "By: ", "By ", "BY ", "by "] {
        credit = credit.strip_prefix(lead).unwrap_or(credit);
    }
    let cut = credit.find([':', '(', '@', '•', '·', '—']).filter(|at| *at > 2).unwrap_or(credit.len());
    let spaced =
        credit[..cut].replace(" and ", ";").replace(" AND ", ";").replace(" & ", ";").replace(" with ", ";");
    let parts = spaced.split([';', ',', '|', '/']).map(|part| {
        let part = part.trim().trim_end_matches('.');
        let part = part.strip_prefix("and ").unwrap_or(part);
        part.strip_prefix("By ").unwrap_or(part).trim().to_owned()
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Whether words look like the name of a person.
fn is_name(name: &str) -> bool {
    const OFFICES: &[&str] = &[
        "editor",
        "correspondent",
        "reporter",
        "writer",
        "staff",
        "desk",
        "bureau",
        "columnist",
        "contributor",
        "chief",
        "producer",
        "newsroom",
        "team",
        "news",
        "admin",
        "administrator",
        "editorial",
        "agencies",
        "agency",
        "published",
        "updated",
        "author",
        "media",
        "press",
        "service",
        "online",
        "digital",
        "guest",
        "journalist",
        "senior",
        "photos",
        "follow",
        "posted",
        "pm",
        "am",
        "read",
        "more",
        "about",
        "view",
        "web",
        "webdesk",
        "wire",
        "minutes",
        "min",
    ];
    let tokens: Vec<&str> = name.split_whitespace().collect();
    !tokens.is_empty()
        && tokens.len() <= 6
        && name.len() <= 60
        && name.chars().next().is_some_and(char::is_alphabetic)
        && !name.contains(|c: char| c.is_ascii_digit() || "<>{}[]_=?!*\"".contains(c))
        && !matches!(tokens[..], ["By" | "BY" | "by"])
        && (tokens.len() == 1 || tokens.iter().all(|t| is_name_part(t)))
        && !tokens.iter().any(|t| OFFICES.contains(&t.to_lowercase().as_str()))
}

/// A part of a name: capitalised, or one of the small words inside names.
fn is_name_part(token: &str) -> bool {
    const SMALL: &[&str] = &[
        "de", "da", "do", "dos", "du", "des", "del", "della", "di", "la", "le", "van", "von", "der", "den",
        "ten", "ter", "zu", "bin", "bint", "ibn", "al", "el", "e", "y", "af", "av", "dal",
    ];
    let first = token.chars().find(|c| c.is_alphabetic());
    first.is_none_or(|c| !c.is_lowercase())
        || SMALL.contains(&token)
        || token.contains(['’', '\'', '-']) && token.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_credits() {
        let check = |credit: &str, expected: &[&str]| {
            let names: Vec<String> = split(credit).into_iter().filter(|n| is_name(n)).collect();
            assert_eq!(names, expected, "{credit}");
        };
        check("By Tilda Marrow and Oke Brandt", &["Tilda Marrow", "Oke Brandt"]);
        check("Tilda Marrow, Foreign Editor", &["Tilda Marrow"]);
        check("Tilda Marrow, Oke Brandt & Ines d’Arvo", &["Tilda Marrow", "Oke Brandt", "Ines d’Arvo"]);
        check("by Tilda Marrow | 4 March 2025", &["Tilda Marrow"]);
        check("Staff writer", &[]);
        check("Tilda Marrow (tilda@gazette.example)", &["Tilda Marrow"]);
        check("", &[]);
    }

    #[test]
    fn knows_agencies() {
        assert_eq!(agency("REUTERS"), Some("Reuters"));
        assert_eq!(agency("Agence France-Presse"), Some("AFP"));
        assert_eq!(agency("The Morning Gazette"), None);
    }
}
