//! Lines that are not the report: links, menus, notices, metadata.

use super::words::{is_display, title_share, words};
use crate::date::{Stamp, parse, starts_with_date};
use rapporteur_record::BoilerplateKind;
use rapporteur_text::Span;
use std::sync::LazyLock;

/// Phrases in lower case, one a line; lines that start with `#` are remarks.
type List = Vec<&'static str>;

fn list(file: &'static str) -> List {
    file.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()).collect()
}

/// What a line gives away about the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) kind: Option<BoilerplateKind>,
    pub(super) authors: Vec<String>,
    pub(super) agency: Option<String>,
    pub(super) outlet: Option<String>,
    /// The date and where it stands in the line.
    pub(super) date: Option<(Stamp, Span)>,
    pub(super) modified: Option<Stamp>,
    /// The line opens a list of links: lines after it without a final stop are links too.
    pub(super) opens_links: bool,
}

impl Notice {
    fn of(kind: BoilerplateKind) -> Option<Self> {
        Some(Self { kind: Some(kind), ..Self::default() })
    }
}

/// Openings of links to other reports, followed by a separator or by the title.
static LINK_LEADS: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/link_leads.txt")));

/// Leads that can also begin a sentence, so they count only with a separator after them.
static WEAK_LEADS: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/weak_leads.txt")));

/// Headings of lists of links.
static LINK_LISTS: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/link_lists.txt")));

/// Entries of menus and buttons.
static MENU: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/menu.txt")));

/// Whole lines that are labels.
static LABELS: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/labels.txt")));

/// Openings of calls and rights, in lower case.
static CALLS: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/calls.txt")));

/// What only the boxes of a page say, in lower case.
static BOXES: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/boxes.txt")));

/// Credits at the end of agency copy.
static CREDITS: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/credits.txt")));

/// Keys of metadata, in lower case.
static DATE_KEYS: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/date_keys.txt")));
/// Keys of metadata that are no dates.
static OTHER_KEYS: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/other_keys.txt")));

/// Agencies that are credited by their short names; others are known by their last word.
static AGENCIES: LazyLock<List> = LazyLock::new(|| list(include_str!("lists/agencies.txt")));

/// Whether `name` is that of a news agency.
pub(super) fn is_agency(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let last = name.rsplit(' ').next().unwrap_or_default();
    AGENCIES.contains(&name.as_str())
        || name.contains(' ')
            && matches!(last, "wire" | "agency" | "newswire" | "newswires" | "press" | "news-agency")
}

/// What the line `text` is, if it is boilerplate by its words alone. Credits of pictures are not decided here.
pub(super) fn classify(text: &str) -> Option<Notice> {
    if text.len() > 600 {
        return None;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if LABELS.contains(&lower.as_str()) || LABELS.contains(&bare) || bare.is_empty() {
        return Notice::of(BoilerplateKind::Notice);
    }
    if LINK_LISTS.contains(&bare) {
        let kind = if LINK_LEADS.contains(&bare) {
            BoilerplateKind::RelatedLink
        } else {
            BoilerplateKind::Navigation
        };
        return Some(Notice { kind: Some(kind), opens_links: true, ..Notice::default() });
    }
    // `NOW CHECK OUT our most recent videos:`
    if text.len() <= 120
        && text.ends_with(':')
        && LINK_LISTS.iter().any(|name| name.contains(' ') && bare.ends_with(name))
    {
        return Some(Notice {
            kind: Some(BoilerplateKind::Navigation),
            opens_links: true,
            ..Notice::default()
        });
    }
    if MENU.contains(&bare) || shares(bare) {
        return Notice::of(BoilerplateKind::Navigation);
    }
    metadata(text, &lower)
        .or_else(|| credit(text, &lower))
        .or_else(|| byline(text))
        .or_else(|| names_alone(text))
        .or_else(|| updated(text, &lower))
        .or_else(|| dated_masthead(text))
        .or_else(|| dated_strip(text))
        .or_else(|| link(text, &lower))
        .or_else(|| plug(text, &lower))
        .or_else(|| call(text, &lower))
        .or_else(|| menu_strip(text))
}

/// `Follow Ilse Marten on Twitter @marten`, `Full coverage of the flood`, `Flood live updates:Gate holds`: what leads elsewhere.
fn plug(text: &str, lower: &str) -> Option<Notice> {
    /// Bytes of such a line.
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return None;
    }
    let network =
        [" on twitter", " on facebook", " on instagram", " on x "].iter().any(|on| lower.contains(on));
    if lower.starts_with("follow ") && network && (lower.contains('@') || !super::ends_sentence(text)) {
        return Notice::of(BoilerplateKind::Notice);
    }
    let coverage = lower.starts_with("full coverage") && !super::ends_sentence(text);
    // A title of the report itself has a space behind its colon.
    let glued =
        lower.split_once("live updates:").is_some_and(|(_, title)| title.starts_with(char::is_alphanumeric));
    (coverage || glued && !super::ends_sentence(text)).then(|| Notice::of(BoilerplateKind::RelatedLink))?
}

/// `Also Read | Title`, `Read more: Title`.
fn link(text: &str, lower: &str) -> Option<Notice> {
    if text.len() > 250 {
        return None;
    }
    let found = LINK_LEADS.iter().filter(|lead| lower.starts_with(**lead)).any(|lead| {
        let rest = lower[lead.len()..].trim_start();
        if rest.starts_with(['|', ':', '>', '»', '→', '–', '—', '▸', '•']) || rest.starts_with("- ")
        {
            return !WEAK_LEADS.contains(lead)
                || !super::ends_sentence(text)
                || matches!(*lead, "read more" | "see also" | "related");
        }
        !WEAK_LEADS.contains(lead)
            && lower[lead.len()..].starts_with(' ')
            && is_display(text)
            && (rest_is_title(text, lead.len()) || *lead == "related coverage")
    });
    // The label can also stand after the title.
    let trailing = text.ends_with(" Read more") && text.len() <= 200;
    (found || trailing).then(|| Notice { kind: Some(BoilerplateKind::RelatedLink), ..Notice::default() })
}

fn rest_is_title(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| title_share(rest) >= 0.6)
}

/// Calls to subscribe, rights, explanations of the site.
fn call(text: &str, lower: &str) -> Option<Notice> {
    let bracketed = text.starts_with('[') && text.ends_with(']') && text.len() <= 200;
    let rights = text.len() <= 300
        && ["all rights reserved", "reproduction is", "may not be reproduced"]
            .iter()
            .any(|words| lower.contains(words));
    let called = text.len() <= 300 && CALLS.iter().any(|call| lower.starts_with(call));
    let called = called || BOXES.iter().any(|words| lower.contains(words));
    if bracketed || rights || called { Notice::of(BoilerplateKind::Notice) } else { None }
}

/// `(Reporting by …; editing by …)`, `Source: Some Agency`.
fn credit(text: &str, lower: &str) -> Option<Notice> {
    let lead = CREDITS.iter().find(|lead| lower.starts_with(**lead))?;
    let source = lead.contains("source") || *lead == "via:";
    // A sentence that happens to begin so goes on like one.
    if source && (text.len() > 120 || words(text).count() > 12) || text.len() > 400 {
        return None;
    }
    let name = text.get(lead.len()..).unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    let agency = (source && is_agency(name)).then(|| name.to_owned());
    Some(Notice { kind: Some(BoilerplateKind::Notice), agency, ..Notice::default() })
}

/// `Published: 3 January 2024`, `Author: …`, or a line that is nothing but a date.
fn metadata(text: &str, lower: &str) -> Option<Notice> {
    if text.len() > 250 {
        return None;
    }
    if let Some(date) = whole_date(text, 0) {
        return Some(dated(date, false));
    }
    let keyed =
        |keys: &List| keys.iter().copied().filter(|key| lower.starts_with(key)).max_by_key(|key| key.len());
    if let Some(key) = keyed(&DATE_KEYS) {
        let at = value_at(text, key.len());
        if let Some(date) = whole_date(text, at) {
            return Some(dated(date, key.contains("updated") || key.contains("modified")));
        }
    }
    let key = keyed(&OTHER_KEYS)?;
    if !text[key.len()..].trim_start().starts_with(':')
        || super::ends_sentence(text) && words(text).count() > 12
    {
        return None;
    }
    let value = text[value_at(text, key.len())..].trim().to_owned();
    let mut notice = Notice { kind: Some(BoilerplateKind::MetadataPrefix), ..Notice::default() };
    match key {
        "author" | "authors" | "byline" | "written by" => notice.authors = split_authors(&value),
        "publisher" | "outlet" => notice.outlet = Some(value),
        _ => {}
    }
    Some(notice)
}

fn dated(date: (Stamp, Span), modified: bool) -> Notice {
    let kind = Some(BoilerplateKind::MetadataPrefix);
    if modified {
        Notice { kind, modified: Some(date.0), ..Notice::default() }
    } else {
        Notice { kind, date: Some(date), ..Notice::default() }
    }
}

/// Where the value after a key of `len` bytes starts.
fn value_at(text: &str, len: usize) -> usize {
    let rest = &text[len..];
    len + rest.len() - rest.trim_start_matches([':', ' ', '\t', '\u{a0}', '-', '–', '|']).len()
}

/// The date that makes up all of the line from `at` on.
fn whole_date(text: &str, at: usize) -> Option<(Stamp, Span)> {
    let rest = text.get(at..)?;
    let stamp = parse(rest)?;
    let (_, len) = starts_with_date(rest.trim_start())?;
    let start = at + rest.len() - rest.trim_start().len();
    Some((stamp, Span::new(start, start + len)))
}

/// `date 2024-01-31 ` put in front of a paragraph: length of the prefix, and the date with its place.
pub(super) fn glued_prefix(text: &str) -> Option<(usize, Stamp, Span)> {
    let head = super::words::head(text, 120);
    let lower = head.to_lowercase();
    let key = DATE_KEYS.iter().filter(|key| lower.starts_with(**key)).max_by_key(|key| key.len())?;
    let at = value_at(head, key.len());
    if at == key.len() {
        return None;
    }
    let (stamp, len) = starts_with_date(&head[at..])?;
    stamp.day.as_ref()?;
    let rest = &text[at + len..];
    let next = rest.trim_start_matches([' ', '\t', '|', '-', '–', '—', '.', '\u{a0}']);
    let apart =
        next.len() < rest.len() && next.starts_with(|c: char| c.is_uppercase() || "\"“‘'".contains(c));
    apart.then(|| (at + len, stamp, Span::new(at, at + len)))
}

/// `By Ilse Marten`, `By Ilse Marten and Oto Brandis | Updated 3 January 2024`.
fn byline(text: &str) -> Option<Notice> {
    let rest =
        text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")).or_else(|| text.strip_prefix("by "))?;
    if text.len() > 160 || super::ends_sentence(text) || text.ends_with(',') {
        return None;
    }
    let end = rest.find(['|', '•', '·', '–', '—']).unwrap_or(rest.len());
    let (names, tail) = rest.split_at(end);
    let names = names.trim().trim_end_matches(',');
    let list: Vec<&str> = words(names).collect();
    let name_like = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || matches!(
                *word,
                "and"
                    | "de"
                    | "van"
                    | "von"
                    | "der"
                    | "bin"
                    | "al"
                    | "el"
                    | "of"
                    | "the"
                    | "in"
                    | "for"
                    | "da"
                    | "di"
                    | "la"
                    | "le"
                    | "du"
                    | "dos"
                    | "ten"
                    | "den"
                    | "ter"
                    | "y"
                    | "e"
                    | "with"
            )
            || word.starts_with("al-")
            || word.starts_with("el-")
            || word.starts_with("d’")
            || word.starts_with("d'")
    };
    let dated = names.contains(|c: char| c.is_ascii_digit());
    if list.is_empty() || list.len() > 14 || dated || !list.iter().all(name_like) {
        return None;
    }
    // A title in title case can begin with "By": bylines have one or two names of two to four words.
    if !list[0].starts_with(char::is_uppercase) {
        return None;
    }
    let mut notice = Notice { kind: Some(BoilerplateKind::MetadataPrefix), ..Notice::default() };
    if is_agency(names) {
        notice.agency = Some(names.to_owned());
    } else {
        notice.authors = split_authors(names);
    }
    let base = text.len() - tail.len();
    if let Some((stamp, span)) = date_inside(tail) {
        if tail.to_lowercase().contains("updated") {
            notice.modified = Some(stamp);
        } else {
            notice.date = Some((stamp, span.shift(base)));
        }
    }
    Some(notice)
}

/// Names of authors as lists write them: `A, B and C`. A place or an employer after the comma is no author.
pub(crate) fn split_authors(names: &str) -> Vec<String> {
    names
        .replace(" and ", ", ")
        .replace(" & ", ", ")
        .replace(" with ", ", ")
        .split([',', ';', '|'])
        .map(|name| name.trim().trim_start_matches("By ").trim().to_owned())
        .filter(|name| {
            let all_caps = name.contains(char::is_alphabetic) && !name.contains(char::is_lowercase);
            !name.is_empty()
                && name.len() <= 80
                && (!all_caps || name.contains(' '))
                && !name.starts_with("http")
        })
        .collect()
}

/// The first date with a year in a strip of short parts.
fn date_inside(text: &str) -> Option<(Stamp, Span)> {
    let starts = text
        .char_indices()
        .filter(|(at, c)| c.is_alphanumeric() && !text[..*at].ends_with(char::is_alphanumeric));
    starts.take(60).find_map(|(at, _)| {
        let (stamp, len) = starts_with_date(&text[at..])?;
        stamp.day.as_ref()?;
        Some((stamp, Span::new(at, at + len)))
    })
}

/// `Ilse Marten and Oto Brandis`: two or more full names and nothing else.
fn names_alone(text: &str) -> Option<Notice> {
    if text.len() > 120 || !text.contains(" and ") || super::ends_sentence(text) {
        return None;
    }
    let groups = text
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim_start_matches("and ").trim());
    let full_name = |group: &str| {
        let mut names = group.split(' ');
        let cased = |word: &str| {
            word.starts_with(char::is_uppercase)
                && word.contains(|c: char| c.is_lowercase() || c == '.')
                && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
        };
        (2..=3).contains(&group.split(' ').count()) && names.all(cased)
    };
    if !groups.clone().all(full_name) {
        return None;
    }
    let authors = groups.map(str::to_owned).collect();
    Some(Notice { kind: Some(BoilerplateKind::MetadataPrefix), authors, ..Notice::default() })
}

/// `Updated at 3:31 p.m. ET Saturday`, `7 years ago`.
fn updated(text: &str, lower: &str) -> Option<Notice> {
    let digit = text.contains(|c: char| c.is_ascii_digit());
    let stamp =
        ["updated ", "posted ", "published ", "last updated "].iter().any(|lead| lower.starts_with(lead));
    let age =
        lower.ends_with(" ago") && text.starts_with(|c: char| c.is_ascii_digit()) && words(text).count() <= 4;
    let short = text.len() <= 60 && (!super::ends_sentence(text) || lower.ends_with(".m."));
    if digit && short && (stamp || age) { Notice::of(BoilerplateKind::MetadataPrefix) } else { None }
}

/// `The Ostrel Herald, 3 January 2024`.
fn dated_masthead(text: &str) -> Option<Notice> {
    let (name, rest) = text.split_once(',')?;
    let at = text.len() - rest.trim_start().len();
    let date = whole_date(text, at)?;
    let kind = Some(BoilerplateKind::MetadataPrefix);
    is_masthead(name).then(|| Notice {
        kind,
        outlet: Some(name.to_owned()),
        date: Some(date),
        ..Notice::default()
    })
}

/// `Radio Ostrel | News | 3 January 2024, 21:05`: parts between bars, one of them a date.
fn dated_strip(text: &str) -> Option<Notice> {
    if text.len() > 160 || super::ends_sentence(text) || !text.contains(['|', '•', '·', '–', '—']) {
        return None;
    }
    let parts: Vec<&str> = text.split(['|', '•', '·', '–', '—']).map(str::trim).collect();
    let at_edge = |part: &&str| {
        parse(part).is_some()
            || metadata(part, &part.to_lowercase()).is_some_and(|n| n.date.is_some() || n.modified.is_some())
    };
    if parts.len() < 2 || !parts.iter().any(at_edge) {
        return None;
    }
    let others = parts.iter().filter(|part| !at_edge(part));
    if others.clone().any(|part| words(part).count() > 6) {
        return None;
    }
    let outlet = others.map(|part| (*part).to_owned()).find(|part| is_masthead(part));
    let date = date_inside(text);
    Some(Notice { kind: Some(BoilerplateKind::MetadataPrefix), outlet, date, ..Notice::default() })
}

/// `Share by mail`, `Share on Facebook`: a button. A report that is handed on says more than that.
fn shares(bare: &str) -> bool {
    let mut words = bare.split(' ');
    words.next() == Some("share")
        && matches!(words.next(), Some("by" | "on" | "via" | "with"))
        && words.next().is_some()
        && words.next().is_none()
}

/// `Home | World | Europe`, `Home > News > Europe`: short capitalised parts.
fn menu_strip(text: &str) -> Option<Notice> {
    if text.len() > 200 || super::ends_sentence(text) {
        return None;
    }
    let separator = ['|', '>', '»', '›', '•'].into_iter().find(|c| text.contains(*c))?;
    let parts: Vec<&str> = text.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
    let menu = parts.iter().any(|part| MENU.contains(&part.to_lowercase().as_str()));
    let short = parts.iter().all(|part| words(part).count() <= 3 && part.starts_with(char::is_uppercase));
    if parts.len() >= 2 && menu && short { Notice::of(BoilerplateKind::Navigation) } else { None }
}

/// `The Ostrel Herald`, `Radio Ostrel`: a line that is the name of an outlet.
pub(super) fn is_masthead(text: &str) -> bool {
    let list: Vec<&str> = words(text).collect();
    let name =
        |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "and" | "&" | "the");
    let (Some(first), Some(last)) = (list.first(), list.last()) else { return false };
    list.len() <= 5
        && list.iter().all(name)
        && (matches!(*first, "Radio" | "TV" | "Voice" | "Agence")
            || list.len() >= 2
                && matches!(
                    last.to_lowercase().as_str(),
                    "times"
                        | "post"
                        | "herald"
                        | "ledger"
                        | "chronicle"
                        | "gazette"
                        | "tribune"
                        | "journal"
                        | "courier"
                        | "observer"
                        | "guardian"
                        | "telegraph"
                        | "mail"
                        | "mirror"
                        | "star"
                        | "sun"
                        | "globe"
                        | "examiner"
                        | "inquirer"
                        | "enquirer"
                        | "register"
                        | "sentinel"
                        | "standard"
                        | "independent"
                        | "dispatch"
                        | "monitor"
                        | "mercury"
                        | "bulletin"
                        | "record"
                        | "express"
                        | "echo"
                        | "argus"
                        | "advertiser"
                        | "citizen"
                        | "democrat"
                        | "news"
                        | "daily"
                        | "weekly"
                        | "today"
                        | "online"
                        | "radio"
                        | "tv"
                        | "television"
                        | "broadcasting"
                        | "review"
                        | "banner"
                        | "beacon"
                        | "clarion"
                        | "messenger"
                        | "reporter"
                        | "press"
                        | "wire"
                        | "agency"
                        | "newswire"
                        | "magazine"
                        | "network"
                ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<BoilerplateKind>) {
        assert_eq!(classify(text).and_then(|notice| notice.kind), expected, "{text}");
    }

    #[test]
    fn knows_links_menus_and_notices() {
        use BoilerplateKind::{MetadataPrefix, Navigation, Notice, RelatedLink};
        check("Also Read | Crane Falls in Ostrel, Port Official Says", Some(RelatedLink));
        check("ALSO READ: Crane falls in Ostrel", Some(RelatedLink));
        check("Read more: Ferry timetable changes", Some(RelatedLink));
        check("Related Stories", Some(Navigation));
        check("Latest news", Some(Navigation));
        check("Share by mail", Some(Navigation));
        check("Share by share the union bought the yard back", None);
        check("Home | World | Europe", Some(Navigation));
        check("ADVERTISEMENT", Some(Notice));
        check("Sign up for our morning newsletter", Some(Notice));
        check("Follow Ilse Marten on Twitter @marten", Some(Notice));
        check("Follow the river on Twitter and you will see it rise.", None);
        check("Send a tip to the desk of the Orla Post.", Some(Notice));
        check("Full coverage of the flood in Orla", Some(RelatedLink));
        check("Flood live updates:Gate in Orla holds, clerks say", Some(RelatedLink));
        check("(Reporting by Ilse Marten; Editing by Oto Brandis)", Some(Notice));
        check("© 2024 The Ostrel Herald. All rights reserved.", Some(Notice));
        check("Published: Wednesday, 3 January 2024", Some(MetadataPrefix));
        check("2024-01-03", Some(MetadataPrefix));
        check("Radio Ostrel | News | 3 January 2024, 21:05", Some(MetadataPrefix));
        check("By Ilse Marten and Oto Brandis", Some(MetadataPrefix));
        check("Ilse Marten and Oto Brandis", Some(MetadataPrefix));
        check("Updated at 3:31 p.m. ET Saturday", Some(MetadataPrefix));
        check("The Ostrel Herald, 3 January 2024", Some(MetadataPrefix));
    }

    #[test]
    fn leaves_sentences_alone() {
        check("Related problems were found in two other harbours.", None);
        check("Read more books, the mayor told the pupils.", None);
        check("By Friday the water had fallen.", None);
        check("More than 40 people came to the harbour", None);
        check("Published on January 3, 2024, the study names three ports.", None);
        check("Watch out for falling cranes, the port authority said.", None);
        check("Source of the fire was a broken lamp, the brigade said.", None);
        check("Norland and Ostrel sign pact", None);
        check("Sign of hope for the harbour of Ostrel", None);
    }

    #[test]
    fn reads_what_the_lines_tell() {
        let notice = classify("By Ilse Marten and Oto Brandis | Published 3 January 2024").unwrap();
        assert_eq!(notice.authors, ["Ilse Marten", "Oto Brandis"]);
        assert_eq!(notice.date.unwrap().0.value, "2024-01-03");
        assert_eq!(classify("By Ostrel Wire").unwrap().agency.as_deref(), Some("Ostrel Wire"));
        assert_eq!(classify("Source: Reuters").unwrap().agency.as_deref(), Some("Reuters"));
        assert_eq!(classify("By Ilse Marten, OSTREL").unwrap().authors, ["Ilse Marten"]);
        let (len, stamp, span) = glued_prefix("date 2024-01-31 The harbour opens.").unwrap();
        assert_eq!((len, stamp.value.as_str(), span), (15, "2024-01-31", Span::new(5, 15)));
        assert_eq!(glued_prefix("Published on January 3, 2024, the study names ports."), None);
    }
}
