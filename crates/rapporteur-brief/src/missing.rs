//! What the collection does not have: inputs that could not be read, reports that gave nothing or have no date, sources that
//! others draw on.

use crate::cast::Profiles;
use crate::evidence::Source;
use crate::{Gap, Group, Open, OpenLine, Words, dates};
use rapporteur_ontology::{body, country, media};
use rapporteur_record::{EntityId, MentionForm, Problem, Report, Severity};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of one kind; more are counted.
const SHOWN: usize = 12;

/// What stands right before the name of a medium.
const KINDS: [&str; 11] = [
    "tv",
    "television",
    "radio",
    "news",
    "news agency",
    "newspaper",
    "agency",
    "channel",
    "magazine",
    "news nonprofit",
    "news non-profit",
];

/// Letters before the name of a medium in which it says that it is a source.
const NEAR: usize = 60;

/// PLOVER's sector of those who report.
const REPORTS: &str = "JRN";

/// What is missing, by kind, each in the order of the reports.
pub(crate) fn groups(
    sources: &[Source<'_>],
    problems: &[Problem],
    statements: &BTreeMap<EntityId, usize>,
    profiles: &Profiles<'_>,
) -> Vec<Group<Open<Gap>, OpenLine>> {
    let kinds = [
        (Gap::Unread, unread(problems)),
        (Gap::Silent, silent(sources, problems)),
        (Gap::Undated, undated(sources)),
        (Gap::Unseen, unseen(sources, statements, profiles)),
    ];
    kinds.into_iter().filter_map(|(kind, lines)| group(kind, lines, SHOWN)).collect()
}

/// The first `shown` lines of a kind under its head; `None` if there is none.
pub(crate) fn group<K>(kind: K, mut lines: Vec<OpenLine>, shown: usize) -> Option<Group<Open<K>, OpenLine>> {
    let total = lines.len();
    lines.truncate(shown);
    (total > 0).then_some(Group { head: Open { kind, total }, lines })
}

fn line(what: Words, detail: String, reports: Vec<usize>) -> OpenLine {
    let count = reports.len().max(1);
    OpenLine { what, quoted: false, detail: Words::new(detail), count, reports, notes: Vec::new() }
}

fn unread(problems: &[Problem]) -> Vec<OpenLine> {
    let mut unread: Vec<(&str, &str)> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| (problem.locator.as_str(), problem.message.as_str()))
        .collect();
    unread.sort_unstable();
    unread.dedup();
    unread
        .into_iter()
        .map(|(locator, message)| line(Words::from(locator), message.to_owned(), Vec::new()))
        .collect()
}

/// Reports of which there is no line at all, with the reason if one was given.
fn silent(sources: &[Source<'_>], problems: &[Problem]) -> Vec<OpenLine> {
    let silent = sources.iter().filter(|source| is_silent(source.report));
    let told = |source: &Source<'_>| {
        let mut doubts: Vec<&str> = problems
            .iter()
            .filter(|problem| problem.locator == source.report.document.locator)
            .map(|problem| problem.message.as_str())
            .collect();
        doubts.sort_unstable();
        doubts.dedup();
        if doubts.is_empty() { "nothing was found in it".to_owned() } else { doubts.join("; ") }
    };
    silent.map(|source| line(source.label.clone(), told(source), vec![source.number])).collect()
}

fn is_silent(report: &Report) -> bool {
    report.mentions.is_empty()
        && report.attributions.is_empty()
        && report.figures.is_empty()
        && report.times.is_empty()
        && report.events.is_empty()
}

fn undated(sources: &[Source<'_>]) -> Vec<OpenLine> {
    let undated = sources.iter().filter_map(|source| {
        let published = source.report.document.published.as_ref();
        if published.is_some_and(|published| published.day().is_some()) {
            return None;
        }
        let known = published.and_then(dates::published_day);
        let known =
            known.map_or_else(|| "nothing is known of its date".to_owned(), |known| format!("only: {known}"));
        Some(line(source.label.clone(), known, vec![source.number]))
    });
    undated.collect()
}

/// Agencies and media that a report draws on by the way: “in an interview with the news agency Tarn”, “told the newspaper Tarn”.
fn drawn_on(report: &Report) -> Vec<(&str, Option<&EntityId>)> {
    /// What goes before a medium that is a source.
    const DRAWS: [&str; 9] = [
        "from the ",
        "interview with ",
        "told ",
        "according to ",
        "citing ",
        "cited ",
        "reported by ",
        "speaking to ",
        "quoted by ",
    ];
    let text = report.document.text.as_str();
    let mut found = Vec::new();
    let named = report.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
    let names = named.map(|mention| (mention.span, mention.entity.as_ref()));
    for (span, entity) in names.chain(unread_names(report).into_iter().map(|span| (span, None))) {
        let at = report.sentences.partition_point(|sentence| sentence.end <= span.start);
        let Some(sentence) = report.sentences.get(at).filter(|sentence| sentence.contains(span)) else {
            continue;
        };
        let before = text.get(sentence.start..span.start).unwrap_or_default().trim_end();
        // A phrase of a few words: what stands before it names others.
        let from = before.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        let near = before[from..].to_lowercase();
        let medium = KINDS.iter().any(|word| near.ends_with(word));
        let behind = text.get(span.end..sentence.end).unwrap_or_default();
        let name = span.of(text).unwrap_or_default();
        let drawn = medium && DRAWS.iter().any(|draws| near.contains(draws))
            || is_interview(&near, behind) && (media::is_name(name) || is_call(name));
        if drawn && !name.is_empty() {
            found.push((name, entity));
        }
    }
    found
}

/// Words with capitals that nothing read as a name: `KQRX`, `ProHarbour`.
fn unread_names(report: &Report) -> Vec<Span> {
    let text = report.document.text.as_str();
    let inner_capital = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 1;
    let mut found = Vec::new();
    for sentence in &report.sentences {
        let words = sentence.of(text).unwrap_or_default();
        let mut at = sentence.start;
        for word in words.split_inclusive(|c: char| c.is_whitespace()) {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let span = Span::new(at, at + bare.len());
            at += word.len();
            let plain = bare.starts_with(|c: char| c.is_ascii_uppercase())
                && bare.chars().all(|c| c.is_ascii_alphanumeric());
            let before = report.mentions.partition_point(|mention| mention.span.start < span.end);
            let read =
                report.mentions[..before].iter().rev().take(8).any(|mention| mention.span.overlaps(span));
            if plain && inner_capital(bare) && !read {
                found.push(span);
            }
        }
    }
    found
}

/// True if a name between these words is that of whoever interviewed: `during a KQRX interview`, `an interview on Harbour News`.
fn is_interview(before: &str, behind: &str) -> bool {
    let own = behind.trim_start().starts_with("interview")
        && ["in a", "in an", "during a", "during an"].iter().any(|words| before.ends_with(words));
    own || before.ends_with("interview on") || before.ends_with("interview with the")
}

/// Media that somebody told something to, and stations that reported something: `told the Orla Herald`, `told KQRX`, `KQRX reported`.
fn told_to(report: &Report) -> Vec<(&str, Option<&EntityId>)> {
    let text = report.document.text.as_str();
    let mut found = Vec::new();
    for attribution in &report.attributions {
        let person = attribution.speaker.entity().is_some_and(|id| id.0.starts_with("person:"));
        let phrases = [attribution.addressee.filter(|_| person), attribution.source];
        for (phrase, told) in
            phrases.into_iter().zip([true, false]).filter_map(|(span, told)| Some((span?, told)))
        {
            let words = phrase.of(text).unwrap_or_default();
            let bare =
                ["the ", "The "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words);
            let start = phrase.end - bare.len();
            let at = report.mentions.partition_point(|mention| mention.span.start < start);
            let mention =
                report.mentions[at..].iter().find(|mention| mention.span == Span::new(start, phrase.end));
            let named = mention.is_some_and(|mention| mention.form == MentionForm::Name);
            if is_station(bare) || told && named && media::is_name(bare) || told && is_call(bare) {
                found.push((bare, mention.and_then(|mention| mention.entity.as_ref())));
            }
        }
    }
    found
}

/// True for the letters of a station with its channel: `QRX7`.
fn is_station(name: &str) -> bool {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() == 3
        && name.len() - letters.len() <= 2
        && letters.len() < name.len()
        && letters.chars().all(|c| c.is_ascii_uppercase())
}

/// True for a name of capitals that no body is listed under.
fn is_call(name: &str) -> bool {
    (3..=5).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_uppercase())
        && body::lookup(name).next().is_none()
        && country::lookup(name).is_none()
}

/// The name of an outlet without the edition in brackets or behind a dash: “Harbour Radio (Online)”, “Harbour Herald - News”.
fn edition_off(name: &str) -> &str {
    let name = name.trim_end();
    let edition = name.strip_suffix(')').and_then(|open| open.rfind(" ("));
    let name = edition.map_or(name, |at| name[..at].trim_end());
    name.split_once(" - ").map_or(name, |(name, _)| name)
}

/// Agencies that reports credit, and media whose words they give, of whom no report was read.
fn unseen(
    sources: &[Source<'_>],
    statements: &BTreeMap<EntityId, usize>,
    profiles: &Profiles<'_>,
) -> Vec<OpenLine> {
    let folded = |name: &str| Words::from(name).folded();
    // A report that names an agency and no outlet is that agency's own.
    let seen: BTreeSet<String> = sources
        .iter()
        .filter_map(|source| {
            source.report.document.outlet.as_ref().or(source.report.document.agency.as_ref())
        })
        .map(|name| folded(edition_off(name)))
        .collect();
    // `Harbour News` and `Harbour Online News` are one.
    let core = |name: &str| {
        let mut words: Vec<&str> = name.split(' ').collect();
        while words.len() > 1
            && words.last().is_some_and(|last| matches!(*last, "news" | "online" | "web" | "tv" | "radio"))
        {
            words.pop();
        }
        words.join(" ")
    };
    let is_seen = |name: &str| {
        let name = folded(edition_off(name));
        let bare = name.strip_prefix("the ").unwrap_or(&name);
        seen.iter().any(|seen| {
            let seen = seen.strip_prefix("the ").unwrap_or(seen);
            let initials: String = seen.split(' ').filter_map(|word| word.chars().next()).collect();
            core(seen) == core(bare) || (bare.len() > 1 && initials == bare)
        })
    };
    let mut unseen: BTreeMap<String, (Words, &'static str, BTreeSet<usize>)> = BTreeMap::new();
    let mut add = |name: &str, how: &'static str, report: usize| {
        let found = unseen.entry(folded(name)).or_insert_with(|| (Words::from(name), how, BTreeSet::new()));
        found.2.insert(report);
    };
    for source in sources {
        if let Some(agency) = source.report.document.agency.as_deref().filter(|agency| !is_seen(agency)) {
            add(agency, "credited", source.number);
        }
        for entity in &source.report.entities {
            let who = source.who(&entity.id);
            let reports =
                entity.actor.as_ref().is_some_and(|actor| actor.sectors.iter().any(|s| s == REPORTS));
            let medium = media::is_name(&entity.name);
            let body = entity.entity_type == rapporteur_record::EntityType::Organisation;
            let named = profiles.name(who);
            if body && (reports || medium) && statements.contains_key(who) && !is_seen(named.exact()) {
                add(named.exact(), "cited", source.number);
            }
        }
    }
    for source in sources {
        for (name, who) in drawn_on(source.report).into_iter().chain(told_to(source.report)) {
            let named = who.map_or_else(|| Words::from(name), |id| profiles.name(source.who(id)));
            if !is_seen(named.exact()) {
                add(named.exact(), "cited", source.number);
            }
        }
    }
    let lines = unseen
        .into_values()
        .map(|(name, how, reports)| line(name, how.to_owned(), reports.into_iter().collect()));
    let mut lines: Vec<OpenLine> = lines.collect();
    // Those that most reports draw on come first; the map has them by name.
    lines.sort_by_key(|line| std::cmp::Reverse(line.count));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_interviewed() {
        for (before, behind, expected) in [
            ("during an", " interview on monday", true),
            ("in a long interview on", ", she said", true),
            ("she had an", " interview", false),
            ("she works for", ", she said", false),
        ] {
            assert_eq!(is_interview(before, behind), expected, "{before} … {behind}");
        }
    }

    #[test]
    fn editions_and_letters_of_stations() {
        for (name, expected) in [
            ("Harbour Radio (Online)", "Harbour Radio"),
            ("Harbour Herald - News", "Harbour Herald"),
            ("Harbour Herald", "Harbour Herald"),
        ] {
            assert_eq!(edition_off(name), expected, "{name}");
        }
        assert!(is_station("QRX7") && !is_station("QRX") && !is_station("Q7"));
        assert!(is_call("KQRX") && !is_call("Kqrx") && !is_call("USA"));
    }
}
