//! Places as GeoJSON (RFC 7946): what a map program opens.

use rapporteur_record::{Document, MentionForm, Place, Report, Resolution};
use rapporteur_text::{Offsets, Span, Unit};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Writes one feature for each place of each report, with all its mentions. A place without a point has a feature
/// without geometry; names that are ambiguous or in no list have none, nor have those that only stand for a government
/// in the report: nobody was there and nothing happened there.
pub struct GeoJson<W: io::Write> {
    out: W,
    unit: Unit,
    features: u64,
}

#[derive(Serialize)]
struct Feature<'r> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Option<Point>,
    properties: Properties<'r>,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    /// Degrees east, degrees north: the order of RFC 7946.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'r> {
    name: &'r str,
    country: Option<&'r str>,
    precision: &'r str,
    gazetteer: &'r str,
    document: String,
    headline: Option<&'r str>,
    outlet: Option<&'r str>,
    published: Option<&'r str>,
    address: &'r str,
    offset_unit: Unit,
    mentions: Vec<Named<'r>>,
}

#[derive(Serialize)]
struct Named<'r> {
    span: Span,
    words: &'r str,
    /// The name stands for the government.
    metonym: bool,
    rule: &'r str,
}

impl<W: io::Write> GeoJson<W> {
    /// Begins a collection of features.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn new(unit: Unit, mut out: W) -> io::Result<Self> {
        out.write_all(br#"{"type":"FeatureCollection","features":["#)?;
        Ok(Self { out, unit, features: 0 })
    }

    /// Adds the places of a report, in the order in which it first names them.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add(&mut self, report: &Report) -> io::Result<()> {
        let metonyms: BTreeSet<Span> = report
            .mentions
            .iter()
            .filter(|mention| mention.metonym && mention.form == MentionForm::Name)
            .map(|mention| mention.span)
            .collect();
        let offsets = Offsets::new(&report.document.text);
        for places in grouped(&report.places) {
            if places.iter().all(|place| metonyms.contains(&place.span)) {
                continue;
            }
            let Some(feature) = feature(&report.document, &places, &metonyms, &offsets, self.unit) else {
                continue;
            };
            self.out.write_all(if self.features == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut self.out, &feature)?;
            self.features += 1;
        }
        Ok(())
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()
    }
}

/// The mentions of each resolved place, places in the order of their first mention.
fn grouped(places: &[Place]) -> Vec<Vec<&Place>> {
    let mut groups: Vec<Vec<&Place>> = Vec::new();
    let mut of_id: BTreeMap<&str, usize> = BTreeMap::new();
    for place in places {
        if let Resolution::Resolved { gazetteer, .. } = &place.resolution {
            let group = *of_id.entry(gazetteer).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            groups[group].push(place);
        }
    }
    groups
}

fn feature<'r>(
    document: &'r Document,
    places: &[&'r Place],
    metonyms: &BTreeSet<Span>,
    offsets: &Offsets<'_>,
    unit: Unit,
) -> Option<Feature<'r>> {
    let Resolution::Resolved { gazetteer, name, country, latitude, longitude, precision } =
        &places.first()?.resolution
    else {
        return None;
    };
    let mentions = places.iter().map(|place| Named {
        span: offsets.convert(place.span, unit),
        words: place.span.in_text(&document.text),
        metonym: metonyms.contains(&place.span),
        rule: &place.why.rule,
    });
    Some(Feature {
        kind: "Feature",
        id: format!("{}/{gazetteer}", document.id),
        geometry: latitude
            .zip(*longitude)
            .map(|(north, east)| Point { kind: "Point", coordinates: [east, north] }),
        properties: Properties {
            name,
            country: country.as_deref(),
            precision,
            gazetteer,
            document: document.id.to_string(),
            headline: document.headline(),
            outlet: document.outlet.as_deref(),
            published: document.published.as_ref().map(|published| published.value.as_str()),
            address: document.url.as_deref().unwrap_or(&document.locator),
            offset_unit: unit,
            mentions: mentions.collect(),
        },
    })
}
