//! The codes of the entities of a report, as of the report's date.
use super::{Coded, Period, code, held, role};
use rapporteur_ontology::Sector;
use rapporteur_record::{
    ActorCode, Document, Entity, EntityId, EntityType, Mention, MentionForm, Office, Why,
};
use rapporteur_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Version of the coder, kept with every code.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Codes the entities of a report and their offices.
pub(crate) fn of_report(document: &Document, mentions: &[Mention], entities: &mut [Entity]) {
    let day = document.published.as_ref().and_then(|published| {
        let (first, last) = (published.earliest.as_deref()?, published.latest.as_deref()?);
        (first.len() == 10 && last.len() == 10).then_some(Period { first, last })
    });
    // The first mention by name; of a state the first of any form.
    let mut first: BTreeMap<&EntityId, (bool, Span)> = BTreeMap::new();
    for mention in mentions {
        if let Some(entity) = &mention.entity {
            let named = mention.form == MentionForm::Name;
            let known = first.entry(entity).or_insert((named, mention.span));
            if named && !known.0 {
                *known = (true, mention.span);
            }
        }
    }
    // The countries that the report has to do with, by its own words.
    let countries: BTreeSet<String> = entities.iter().filter_map(|entity| entity.country.clone()).collect();
    for entity in entities {
        let span = first.get(&entity.id).map(|(_, span)| *span);
        entity.actor = match entity.entity_type {
            EntityType::Person => person(entity, document, day, span, &countries),
            EntityType::Organisation | EntityType::Group | EntityType::State | EntityType::Unknown => {
                body(entity, document, day, span)
            }
            EntityType::Place | EntityType::Event | EntityType::Document => None,
        };
    }
}

/// A person: by the offices that the report gives, else by the table of offices.
fn person(
    entity: &mut Entity,
    document: &Document,
    day: Option<Period<'_>>,
    span: Option<Span>,
    countries: &BTreeSet<String>,
) -> Option<ActorCode> {
    let as_of = day.map(written);
    let mut told: Option<(Coded, Office, Span)> = None;
    for office in &mut entity.offices {
        let said = with_former(&document.text, office.span);
        if said != office.span {
            let title: Vec<&str> = said.in_text(&document.text).split_whitespace().collect();
            (office.title, office.span) = (title.join(" "), said);
        }
        let Some(coded) = code(said.in_text(&document.text), None) else { continue };
        office.sectors = codes(&coded.sectors);
        office.country = state_code(&coded).map(str::to_owned);
        office.as_of = as_of.clone();
        let telling = coded.sectors.first().is_some_and(|sector| *sector != Sector::Unk);
        if telling && told.is_none() {
            told = Some((coded, office.clone(), said));
        }
    }
    // The table knows names, and others bear them too: the report must have to do with the country.
    let table =
        held(&entity.name, day).filter(|coded| coded.country.is_some_and(|code| countries.contains(code)));
    let country = entity
        .country
        .clone()
        .or_else(|| told.as_ref().and_then(|(coded, ..)| coded.country.map(str::to_owned)))
        .or_else(|| table.as_ref().and_then(|coded| coded.country.map(str::to_owned)));
    if let Some((coded, office, said)) = told {
        let why = Why::rule("actor", VERSION, coded.rules[0], [said]);
        let title = Some(office.title);
        return Some(ActorCode { country, sectors: codes(&coded.sectors), title, as_of, why });
    }
    // A bearer of the name of another country is somebody else.
    let table = table.filter(|coded| coded.country == country.as_deref());
    let rule = match &table {
        Some(coded) => coded.rules[0],
        None => "actor.office",
    };
    let spans = entity.offices.iter().map(|office| office.span).next().or(span);
    country.as_ref()?;
    Some(ActorCode {
        country,
        sectors: table.as_ref().map(|coded| codes(&coded.sectors)).unwrap_or_default(),
        title: table.as_ref().and_then(|coded| coded.title.clone()),
        as_of: as_of.filter(|_| table.as_ref().is_some_and(|coded| coded.dated)),
        why: Why::rule("actor", VERSION, rule, if table.is_some() { span } else { spans }),
    })
}

/// An office with the word right before it, where that tells that somebody has left it: `former`.
fn with_former(text: &str, office: Span) -> Span {
    let before = text.get(..office.start).unwrap_or_default().trim_end();
    let start = before
        .rfind(|c: char| !c.is_alphanumeric() && c != '-')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    match before.get(start..) {
        Some(word) if role::tells_former(&word.to_lowercase()) => Span::new(start, office.end),
        _ => office,
    }
}

/// A body, group or state: by its names.
fn body(
    entity: &Entity,
    document: &Document,
    day: Option<Period<'_>>,
    span: Option<Span>,
) -> Option<ActorCode> {
    let names = std::iter::once(&entity.name).chain(&entity.aliases).take(MAX_NAMES);
    let all: Vec<(&String, Coded)> = names.filter_map(|name| Some((name, code(name, day)?))).collect();
    // A name that tells the sector before one that tells the country alone.
    let best = all.iter().find(|(_, coded)| !coded.sectors.is_empty()).or(all.first());
    let country = entity.country.clone();
    let Some((name, coded)) = best else {
        let why = Why::rule("actor", VERSION, "actor.entity", span);
        return country.map(|country| ActorCode {
            country: Some(country),
            sectors: Vec::new(),
            title: None,
            as_of: None,
            why,
        });
    };
    let state = entity.entity_type == EntityType::State;
    // Where the mention has the very words of the name, the words that told are known.
    let exact = span.filter(|span| span.in_text(&document.text) == name.as_str());
    let triggers: Vec<Span> = match exact {
        Some(span) if !coded.words.is_empty() => coded
            .words
            .iter()
            .map(|words| Span::new(span.start + words.start, span.start + words.end))
            .collect(),
        _ => span.into_iter().collect(),
    };
    Some(ActorCode {
        country: country.or_else(|| coded.country.map(str::to_owned)),
        sectors: if state { Vec::new() } else { codes(&coded.sectors) },
        title: None,
        as_of: day.filter(|_| coded.dated).map(written),
        why: Why::rule("actor", VERSION, coded.rules[0], triggers),
    })
}

/// Names of one entity that are tried.
const MAX_NAMES: usize = 8;

fn codes(sectors: &[Sector]) -> Vec<String> {
    sectors.iter().map(|sector| sector.code().to_owned()).collect()
}

/// The country of a code, if it is one.
fn state_code(coded: &Coded) -> Option<&'static str> {
    coded.country.filter(|code| !matches!(*code, "UNO" | "EUR" | "IGO" | "NGO" | "IMG"))
}

fn written(day: Period<'_>) -> String {
    if day.first == day.last { day.first.to_owned() } else { format!("{}/{}", day.first, day.last) }
}
