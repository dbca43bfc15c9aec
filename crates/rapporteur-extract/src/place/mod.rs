//! Mentions of places and what the gazetteer has for them.
//!
//! A name may stand for several places. The words beside it tell first (`Orla, Ruritania`, `the Ruritanian town of Orla`:
//! [`beside`]); then the countries and the other places that the report names ([`context`]); how many people live there is
//! no more than a prior ([`choose`]). Where the best candidate is not clearly better than the next, the name stays
//! ambiguous, with its candidates; a small town is not believed in a report that has nothing to do with its country.
//!
//! Only names typed as states and places are looked up: the name of a person or of an organisation is never a place.

mod beside;
mod choose;
mod context;
#[cfg(test)]
mod tests;

use crate::VERSION;
use crate::name::Found;
use choose::{Candidate, Choice};
use context::Context;
use foldhash::HashMap;
use rapporteur_ontology::gazetteer::{self, Entry, Kind};
use rapporteur_ontology::{country, region};
use rapporteur_record::{Document, EntityType, MentionForm, Place, PlaceId, Resolution, Why};
use rapporteur_text::Span;

/// Most candidates that are weighed for one name, the most populous; `San Jose` has hundreds.
const CANDIDATES: usize = 40;
/// Most candidates that the record keeps of an ambiguous name.
const KEPT: usize = 10;

/// Words for a part of whatever place the report is about; some villages bear them as names.
const SIDES: [&str; 12] = [
    "central",
    "downtown",
    "east",
    "midtown",
    "north",
    "northeast",
    "northwest",
    "south",
    "southeast",
    "southwest",
    "uptown",
    "west",
];

/// The places among the mentions, in order of the text.
#[must_use]
pub fn places(document: &Document, names: &[Found]) -> Vec<Place> {
    let located: Vec<usize> = (0..names.len()).filter(|&at| is_located(&names[at])).collect();
    let spans: Vec<Span> = located.iter().map(|&at| whole(document, names[at].mention.span)).collect();
    // Each name is looked up once.
    let mut candidates: HashMap<String, Vec<Candidate>> = HashMap::default();
    for span in &spans {
        let name = written(document, *span);
        candidates.entry(name).or_insert_with_key(|name| candidates_of(name));
    }
    let context = Context::new(document, names, &located, &candidates);
    // What words beside a name tell once is true of the name in the whole report, unless they tell otherwise again.
    let mut told: HashMap<&str, Entry> = HashMap::default();
    let mut direct: Vec<Option<(Entry, &'static str)>> = Vec::with_capacity(located.len());
    for (&at, span) in located.iter().zip(&spans) {
        let name = written(document, *span);
        let found = candidates.get_key_value(&name).and_then(|(name, list)| {
            let found = beside::tell(document, names, at, list)?;
            told.entry(name.as_str()).or_insert(found.0);
            Some(found)
        });
        direct.push(found);
    }
    spans
        .into_iter()
        .zip(direct)
        .enumerate()
        .map(|(number, (span, direct))| {
            let name = written(document, span);
            let list = candidates.get(&name).map_or(&[][..], Vec::as_slice);
            let kinds = beside::kinds(document, span);
            let (resolution, rule) = match (direct, told.get(name.as_str())) {
                (Some((entry, rule)), _) => (resolved(&entry), rule),
                (None, Some(entry)) if kinds.is_none() => (resolved(entry), "place.told_elsewhere"),
                _ => settled(document, span, &name, list, kinds, &context),
            };
            let why = Why::rule("place", VERSION, rule, [span]);
            Place { id: PlaceId(number as u32), span, resolution, why }
        })
        .collect()
}

fn is_located(found: &Found) -> bool {
    found.mention.form == MentionForm::Name
        && matches!(found.mention.entity_type, EntityType::State | EntityType::Place)
}

/// A name with the rest of it on the next line, where a hyphen at the end of a line parts it and the whole is a place:
/// the words after the hyphen are words of their own to other stages.
fn whole(document: &Document, span: Span) -> Span {
    let rest = document.text.get(span.end..).unwrap_or_default();
    let Some(next) = rest.strip_prefix("-\n") else { return span };
    let len = next.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(next.len());
    let whole = Span::new(span.start, span.end + 2 + len);
    if len == 0 || candidates_of(&written(document, whole)).is_empty() { span } else { whole }
}

/// The words of a name on one line. A hyphen at the end of a line parts a word or belongs to it: it is kept only if the
/// joined word is no name.
fn written(document: &Document, span: Span) -> String {
    let words = span.in_text(&document.text);
    if !words.contains('\n') {
        return words.to_owned();
    }
    let joined = words.replace("-\n", "").replace('\n', " ");
    if !words.contains("-\n") || !candidates_of(&joined).is_empty() {
        return joined;
    }
    words.replace("-\n", "-").replace('\n', " ")
}

fn candidates_of(name: &str) -> Vec<Candidate> {
    let mut list: Vec<Candidate> =
        gazetteer::lookup(name).into_iter().take(CANDIDATES).map(Candidate::from).collect();
    // `Wis.`, `D.C.`: a stop tells the abbreviation from the towns of such a name.
    let letters = name.replace('.', "");
    let short = letters.len() < name.len() && country::lookup(name).is_none();
    if let Some(entry) = gazetteer::abbreviation(&letters).filter(|_| short) {
        return vec![Candidate { entry, usual: true }];
    }
    // Names and abbreviations of countries are in a list of their own. `Georgia` may be a country or a part of one; a part
    // that shares a country's row (`Gaza Strip`) is the part.
    if let Some(country) = country::lookup(name) {
        let part = list.iter().any(|c| {
            c.usual
                && c.entry.kind == Kind::Region
                && c.entry.alpha2 == country.alpha2
                && country.name != name
        });
        list.retain(|c| c.entry.kind != Kind::Country && (part || c.entry.alpha2 != country.alpha2));
        if let Some(entry) = gazetteer::country(country.alpha2).filter(|_| !part) {
            list.insert(0, Candidate { entry, usual: true });
        }
        list.retain(|c| matches!(c.entry.kind, Kind::Country | Kind::Region));
    }
    list
}

/// What a name stands for by all that the report tells.
fn settled(
    document: &Document,
    span: Span,
    name: &str,
    list: &[Candidate],
    kinds: Option<&[Kind]>,
    context: &Context,
) -> (Resolution, &'static str) {
    // `the Gulf` is a region of the world, `Gulf province` is not; `Punjab` alone is the province.
    let article =
        document.text.get(..span.start).is_some_and(|text| text.ends_with("the ") || text.ends_with("The "));
    let province = list.iter().any(|c| c.usual && matches!(c.entry.kind, Kind::Country | Kind::Region));
    if kinds.is_none()
        && (article || !province)
        && let Some(region) = region::lookup(name)
    {
        let id = region.name.to_lowercase().replace(' ', "-");
        let resolution = Resolution::Resolved {
            gazetteer: format!("region:{id}"),
            name: region.name.to_owned(),
            country: None,
            latitude: None,
            longitude: None,
            precision: "region".to_owned(),
        };
        return (resolution, "place.region_of_the_world");
    }
    if kinds.is_none() && SIDES.contains(&name.to_lowercase().replace(['-', ' '], "").as_str()) {
        return (Resolution::Unresolved, "place.relative");
    }
    // Towns have no article: `the Atlantic` is the ocean.
    if kinds.is_none() && article && !list.iter().any(|c| c.entry.kind == Kind::Country) {
        let mut waters = list.iter().filter(|c| c.usual && c.entry.kind == Kind::Nature);
        if let (Some(water), None) = (waters.next(), waters.next()) {
            return (resolved(&water.entry), "place.article");
        }
    }
    match choose::choose(name, list, kinds, context) {
        Choice::One(entry, rule) => (resolved(&entry), rule),
        Choice::Open(entries, rule) => {
            let candidates = entries.iter().take(KEPT).map(id).collect();
            (Resolution::Ambiguous { candidates }, rule)
        }
        Choice::Nothing => (Resolution::Unresolved, "place.unlisted"),
    }
}

fn id(entry: &Entry) -> String {
    match entry.kind {
        Kind::Country => match country::by_alpha2(entry.alpha2) {
            Some(country) => format!("iso3166:{}", country.alpha3),
            None => format!("geonames:{}", entry.id),
        },
        Kind::Nature => format!("wordnet31:{:08}-n", entry.id),
        Kind::Region | Kind::District | Kind::Town => format!("geonames:{}", entry.id),
    }
}

fn resolved(entry: &Entry) -> Resolution {
    let country = country::by_alpha2(entry.alpha2);
    let name = match (entry.kind, country) {
        (Kind::Country, Some(country)) => country.name,
        _ => entry.name,
    };
    Resolution::Resolved {
        gazetteer: id(entry),
        name: name.to_owned(),
        country: country.map(|country| country.alpha3.to_owned()),
        latitude: entry.point.map(|(latitude, _)| latitude),
        longitude: entry.point.map(|(_, longitude)| longitude),
        precision: match entry.kind {
            Kind::Country => "country",
            Kind::Region | Kind::Nature => "region",
            Kind::District => "district",
            Kind::Town => "town",
        }
        .to_owned(),
    }
}
