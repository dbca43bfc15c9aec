//! POLECAT's table: a header and 40 columns parted by tabs, a row for each event and pair of its sides.

use super::{Coded, EventTally, RealisFilter, Side, cell};
use rapporteur_record::{EntityType, Event, QuadClass, Report, Resolution};
use std::io;

const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Places of the columns that are filled together, from 0.
const ACTOR: usize = 7;
const RECIPIENT: usize = 15;
const PLACE: usize = 23;
const STORY: usize = 35;
const VERSION: usize = 39;

/// What POLECAT writes where there is nothing.
const NONE: &str = "None";

/// Writes events as POLECAT's table. Only events that came about are written: the format has no field for realis.
#[derive(Debug)]
pub struct Polecat<W: io::Write> {
    out: W,
    version: String,
    tally: EventTally,
}

impl<W: io::Write> Polecat<W> {
    /// Starts the table; `version` is that of the program.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn new(mut out: W, version: &str) -> io::Result<Self> {
        writeln!(out, "{}", COLUMNS.join("\t"))?;
        Ok(Self { out, version: format!("rapporteur {version}"), tally: EventTally::default() })
    }

    /// Adds the events of a report.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add(&mut self, report: &Report) -> io::Result<()> {
        let coded = Coded::new(report);
        let story = |types: &[EntityType]| {
            let named = report.entities.iter().filter(|entity| types.contains(&entity.entity_type));
            named.map(|entity| entity.name.as_str()).collect::<Vec<_>>().join(";")
        };
        let story = [
            story(&[EntityType::Person]),
            story(&[EntityType::Organisation]),
            story(&[EntityType::State, EntityType::Place]),
        ];
        for event in &report.events {
            if !RealisFilter::CameAbout.takes(event.realis) {
                self.tally.left_out += 1;
                continue;
            }
            for (pair, (source, target)) in coded.pairs(event).iter().enumerate() {
                let mut cells = row(&coded, event, source.as_ref(), target.as_ref());
                cells[0] = format!("{}&pair={pair}", coded.trace(event));
                cells[STORY..STORY + 3].clone_from_slice(&story);
                cells[VERSION].clone_from(&self.version);
                let cells = cells.map(|text| cell(if text.is_empty() { NONE } else { &text }));
                writeln!(self.out, "{}", cells.join("\t"))?;
            }
            self.tally.written += 1;
        }
        Ok(())
    }

    /// Ends the table.
    ///
    /// # Errors
    /// If what is still held back cannot be written.
    pub fn finish(mut self) -> io::Result<EventTally> {
        self.out.flush()?;
        Ok(self.tally)
    }
}

/// The cells of a row but for its id, the names of the report and the version.
fn row(
    coded: &Coded<'_>,
    event: &Event,
    source: Option<&Side<'_>>,
    target: Option<&Side<'_>>,
) -> [String; 40] {
    let document = &coded.report.document;
    let mut cells: [String; 40] = std::array::from_fn(|_| String::new());
    cells[1] = coded.date(event).map_or_else(String::new, |date| date.partial());
    cells[2] = event.event_type.name().to_owned();
    cells[3] = event.modes.join(";");
    cells[5] = quad(event.quad).to_owned();
    cells[6] = event.contexts.join(";");
    for (first, side) in [(ACTOR, source), (RECIPIENT, target)] {
        if let Some(side) = side {
            cells[first..first + 7].clone_from_slice(&cells_of(side));
        }
    }
    cells[PLACE..PLACE + 10].clone_from_slice(&place(coded, event));
    cells[33] = document.outlet.clone().unwrap_or_default();
    cells[34] = coded.published().unwrap_or_default().to_owned();
    cells[38] = document.language.clone().unwrap_or_default();
    cells
}

/// Name, country, number of the Correlates of War (never known), first sector, all sectors, title, words.
fn cells_of(side: &Side<'_>) -> [String; 7] {
    let actor = side.actor;
    [
        side.name.to_owned(),
        actor.and_then(|actor| actor.country.clone()).unwrap_or_default(),
        String::new(),
        actor.and_then(|actor| actor.sectors.first().cloned()).unwrap_or_default(),
        actor.map_or_else(String::new, |actor| actor.sectors.join(";")),
        actor.and_then(|actor| actor.title.clone()).unwrap_or_default(),
        side.words.to_owned(),
    ]
}

fn quad(quad: QuadClass) -> &'static str {
    match quad {
        QuadClass::VerbalCooperation => "VERBAL COOPERATION",
        QuadClass::MaterialCooperation => "MATERIAL COOPERATION",
        QuadClass::VerbalConflict => "VERBAL CONFLICT",
        QuadClass::MaterialConflict => "MATERIAL CONFLICT",
    }
}

/// Name, city, district, province, country, latitude, longitude, number in GeoNames, words, kind. The gazetteer tells of
/// a place its country, and not in which district a town lies.
fn place(coded: &Coded<'_>, event: &Event) -> [String; 10] {
    let Some(place) = event.place.and_then(|id| coded.place(id)) else { return Default::default() };
    let mut cells: [String; 10] = Default::default();
    cells[8] = coded.words(place.span).to_owned();
    if let Resolution::Resolved { gazetteer, name, country, latitude, longitude, precision } =
        &place.resolution
    {
        let geonames = gazetteer.strip_prefix("geonames:");
        let level = match precision.as_str() {
            "town" => Some(1),
            "district" => Some(2),
            // Regions of the world and of nature are no provinces.
            "region" if geonames.is_some() => Some(3),
            _ => None,
        };
        cells[0].clone_from(name);
        if let Some(level) = level {
            cells[level].clone_from(name);
        }
        cells[4] = country.clone().unwrap_or_default();
        cells[5] = latitude.map_or_else(String::new, |degrees| degrees.to_string());
        cells[6] = longitude.map_or_else(String::new, |degrees| degrees.to_string());
        cells[7] = geonames.unwrap_or_default().to_owned();
        cells[9].clone_from(precision);
    }
    cells
}
