//! Mentions of places and what the gazetteer has for them.
//!
//! A name with one entry is that entry if the report speaks of its country or the town is large. Of several entries the
//! one in a country that the report mentions is taken, else one that is far more populous than the others; else the
//! name stays ambiguous.

use crate::VERSION;
use crate::name::Found;
use rapporteur_ontology::{Key, country, place};
use rapporteur_record::{Document, EntityType, MentionForm, Place, PlaceId, Resolution, Why};
use rapporteur_text::Span;
use std::collections::BTreeSet;

/// A town with this many inhabitants is known without its country.
const LARGE: u32 = 100_000;
/// The most populous of several namesakes is taken if it has at least this many inhabitants …
const DOMINANT: u32 = 500_000;
/// … and this many times as many as the next.
const TIMES: u32 = 10;

/// The places among the mentions, in order of the text.
#[must_use]
pub fn places(document: &Document, names: &[Found]) -> Vec<Place> {
    let countries = countries(document, names);
    let mut found = Vec::new();
    for name in names {
        let mention = &name.mention;
        let located = matches!(mention.entity_type, EntityType::State | EntityType::Place);
        if mention.form != MentionForm::Name || !located {
            continue;
        }
        let (resolution, rule) = resolve(document, mention.span, &countries);
        let why = Why::rule("place", VERSION, rule, [mention.span]);
        found.push(Place { id: PlaceId(found.len() as u32), span: mention.span, resolution, why });
    }
    found
}

/// Alpha-2 codes of the countries that the report mentions, by name or by demonym.
fn countries(document: &Document, names: &[Found]) -> BTreeSet<&'static str> {
    let known = names.iter().filter_map(|found| {
        if matches!(found.mention.form, MentionForm::Nominal | MentionForm::Pronoun) {
            return None;
        }
        let words = Key::new(found.mention.span.of(&document.text)?);
        match found.mention.form {
            MentionForm::Name => country::lookup(words).or_else(|| Some(country::demonym(words)?.country)),
            MentionForm::Adjective => Some(country::demonym(words)?.country),
            MentionForm::Nominal | MentionForm::Pronoun => None,
        }
    });
    let dateline = document.dateline.as_ref().and_then(|dateline| dateline.place).and_then(|span| {
        let words = span.of(&document.text)?;
        country::lookup(words).or_else(|| country::by_capital(words))
    });
    known.chain(dateline).map(|country| country.alpha2).collect()
}

fn resolve(
    document: &Document,
    span: Span,
    countries: &BTreeSet<&'static str>,
) -> (Resolution, &'static str) {
    let name = Key::new(span.in_text(&document.text));
    if let Some(country) = country::lookup(name) {
        let resolution = Resolution::Resolved {
            gazetteer: format!("iso3166:{}", country.alpha3),
            name: country.name.to_owned(),
            country: Some(country.alpha3.to_owned()),
            latitude: None,
            longitude: None,
            precision: "country".to_owned(),
        };
        return (resolution, "place.country");
    }
    let all: Vec<_> = place::lookup(name).collect();
    let Some(first) = all.first() else { return (Resolution::Unresolved, "place.unlisted") };
    // `Orla, Ruritania`: what stands behind the comma decides.
    if let Some(inside) = behind_comma(&document.text[span.end..]) {
        let fits: Vec<_> = all
            .iter()
            .filter(|p| p.alpha2 == inside.0 && (inside.1.is_empty() || p.state == inside.1))
            .collect();
        if let [only] = fits[..] {
            return (entry(only), "place.comma_country");
        }
    }
    let local: Vec<_> = all.iter().filter(|place| countries.contains(place.alpha2)).collect();
    if let [only] = local[..] {
        return (entry(only), "place.country_in_report");
    }
    let pool = if local.is_empty() { all.iter().collect() } else { local };
    let next = pool.get(1).map_or(0, |place| place.population);
    let top = pool[0];
    if pool.len() == 1 && all.len() == 1 {
        if first.population >= LARGE || first.kind == place::Kind::State {
            return (entry(first), "place.only_entry");
        }
        return (ambiguous(&all), "place.country_not_in_report");
    }
    if top.kind == place::Kind::State && !top.ambiguous
        || top.population >= DOMINANT && top.population / TIMES >= next
    {
        return (entry(top), "place.most_populous");
    }
    (ambiguous(&all), "place.several_entries")
}

fn ambiguous(all: &[&'static place::Place]) -> Resolution {
    Resolution::Ambiguous { candidates: all.iter().take(10).map(|place| id(place)).collect() }
}

fn id(place: &place::Place) -> String {
    format!("geonames:{}", place.id)
}

fn entry(place: &place::Place) -> Resolution {
    let town = place.kind == place::Kind::City;
    Resolution::Resolved {
        gazetteer: id(place),
        name: place.name.to_owned(),
        country: country::by_alpha2(place.alpha2).map(|country| country.alpha3.to_owned()),
        latitude: town.then(|| degrees(place.lat)),
        longitude: town.then(|| degrees(place.lon)),
        precision: if town { "town" } else { "region" }.to_owned(),
    }
}

/// The gazetteer has three decimals; a plain cast would write more.
fn degrees(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

/// Country (alpha-2) and US state (empty for other countries) named right behind a comma.
fn behind_comma(rest: &str) -> Option<(&'static str, &'static str)> {
    let rest = rest.strip_prefix(", ")?;
    let words: Vec<&str> = rest.split([' ', ',', ';', ')', '\n', '’', '\'']).take(4).collect();
    let trimmed: Vec<&str> = words.iter().map(|word| word.trim_end_matches('.')).collect();
    if let Some(found) = country::longest(&trimmed) {
        return Some((found.value.alpha2, ""));
    }
    let state = place::longest(&trimmed)?.value;
    (state.kind == place::Kind::State).then_some((state.alpha2, state.state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::tests::{document, names_of};

    /// Each place of `text` as `name=result`.
    fn check(text: &str, expected: &[&str]) {
        let document = document(text);
        let found: Vec<String> = places(&document, &names_of(&document))
            .iter()
            .map(|place| {
                let result = match &place.resolution {
                    Resolution::Resolved { country, precision, .. } => {
                        format!("{precision} in {}", country.as_deref().unwrap_or("-"))
                    }
                    Resolution::Ambiguous { .. } => "ambiguous".to_owned(),
                    Resolution::Unresolved => "unresolved".to_owned(),
                };
                format!("{}={result}", place.span.in_text(text))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn countries_are_known() {
        check("The talks were held in Norway.", &["Norway=country in NOR"]);
    }

    #[test]
    fn the_country_of_the_report_decides_between_namesakes() {
        check("Ships left Tripoli, in Lebanon, at noon.", &["Tripoli=town in LBN", "Lebanon=country in LBN"]);
        check("In Hyderabad, the Pakistani port authority met.", &["Hyderabad=town in PAK"]);
    }

    #[test]
    fn unknown_towns_stay_unresolved() {
        check("A fire broke out in Quellmarsh.", &["Quellmarsh=unresolved"]);
    }
}
