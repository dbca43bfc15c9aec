//! GDELT 2.0 events: 61 columns parted by tabs, no header, a row for each event and pair of its sides.

use super::{Coded, EventTally, RealisFilter, Side, cell, quad_number};
use rapporteur_record::{Event, EventType, Report, Resolution, SegmentKind};
use std::io;

/// Number of columns of the format.
const WIDTH: usize = 61;
/// Places of the columns that are filled, from 0.
const ACTOR_1: usize = 5;
const ACTOR_2: usize = 15;
const IS_ROOT: usize = 25;
const ACTION_GEO: usize = 51;
const DATE_ADDED: usize = 59;
const SOURCE_URL: usize = 60;

/// Codes that the record keeps as a country and that CAMEO has as a type.
const BODIES: [&str; 3] = ["IGO", "IMG", "NGO"];

/// Writes events as GDELT 2.0 has them. Only events that came about are written: the format has no field for realis.
#[derive(Debug)]
pub struct Gdelt<W: io::Write> {
    out: W,
    tally: EventTally,
}

impl<W: io::Write> Gdelt<W> {
    /// Starts.
    #[must_use]
    pub fn new(out: W) -> Self {
        Self { out, tally: EventTally::default() }
    }

    /// Adds the events of a report.
    ///
    /// # Errors
    /// If `out` fails.
    pub fn add(&mut self, report: &Report) -> io::Result<()> {
        let coded = Coded::new(report);
        let lead = report.document.segment(SegmentKind::Paragraph).map(|segment| segment.span);
        let mut rows = 0;
        for event in &report.events {
            let trigger = event.mentions.first().map(|mention| mention.trigger);
            let root = lead.zip(trigger).is_some_and(|(lead, trigger)| lead.contains(trigger));
            let pairs = coded.pairs(event);
            // Numbers count what is left out too: a row keeps its number whatever realis another event has.
            let first = rows;
            rows += pairs.len();
            if !RealisFilter::CameAbout.takes(event.realis) {
                self.tally.left_out += 1;
                continue;
            }
            for (pair, (source, target)) in pairs.iter().enumerate() {
                let mut cells = row(&coded, event, source.as_ref(), target.as_ref());
                cells[0] = number(report, first + pair).to_string();
                cells[IS_ROOT] = u8::from(root).to_string();
                writeln!(self.out, "{}", cells.map(|text| cell(&text)).join("\t"))?;
            }
            self.tally.written += 1;
        }
        Ok(())
    }

    /// Ends the rows.
    ///
    /// # Errors
    /// If what is still held back cannot be written.
    pub fn finish(mut self) -> io::Result<EventTally> {
        self.out.flush()?;
        Ok(self.tally)
    }
}

/// Number of a row: the first 48 bits of the text's hash, then 15 bits of the row's place in its document, so that the
/// same report has the same numbers in each export.
fn number(report: &Report, row: usize) -> u64 {
    let hash = report.document.id.to_string();
    let first = hash.get(..12).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0);
    (first << 15) | (row as u64 & 0x7fff)
}

/// The first root of CAMEO that the conversion table has for the type, for events without a code.
fn root_code(event_type: EventType) -> &'static str {
    match event_type {
        EventType::Agree => "03",
        EventType::Consult => "04",
        EventType::Support => "05",
        EventType::Cooperate => "06",
        EventType::Aid => "07",
        EventType::Concede | EventType::Retreat => "08",
        EventType::Request => "10",
        EventType::Accuse => "11",
        EventType::Reject => "12",
        EventType::Threaten => "13",
        EventType::Protest => "14",
        EventType::Mobilize => "15",
        EventType::Sanction => "16",
        EventType::Coerce => "17",
        EventType::Assault => "18",
    }
}

fn row(
    coded: &Coded<'_>,
    event: &Event,
    source: Option<&Side<'_>>,
    target: Option<&Side<'_>>,
) -> [String; WIDTH] {
    let mut cells: [String; WIDTH] = std::array::from_fn(|_| String::new());
    if let Some(date) = coded.date(event) {
        if let (Some(month), Some(day)) = (date.month, date.day) {
            cells[1] = format!("{:04}{month:02}{day:02}", date.year);
            // Months of 30 days, as GDELT's files have it (2019.2192 for 20 March 2019); its codebook counts a month more.
            let part = (f64::from(month - 1) * 30.0 + f64::from(day)) / 365.0;
            cells[4] = format!("{:.4}", f64::from(date.year) + part);
        }
        if let Some(month) = date.month {
            cells[2] = format!("{:04}{month:02}", date.year);
        }
        cells[3] = format!("{:04}", date.year);
    }
    for (first, side) in [(ACTOR_1, source), (ACTOR_2, target)] {
        if let Some(side) = side {
            cells[first..first + 10].clone_from_slice(&actor(side));
        }
    }
    let code = event.cameo.as_deref().unwrap_or_else(|| root_code(event.event_type));
    cells[26] = code.to_owned();
    cells[27] = code.get(..3).unwrap_or(code).to_owned();
    cells[28] = code.get(..2).unwrap_or(code).to_owned();
    cells[29] = quad_number(event.quad).to_string();
    cells[31] = event.mentions.len().to_string();
    cells[32] = "1".to_owned();
    cells[33] = "1".to_owned();
    for geography in [35, 43, ACTION_GEO] {
        cells[geography] = "0".to_owned();
    }
    if let Some(place) = event.place.and_then(|id| coded.place(id))
        && let Resolution::Resolved { name, country, latitude, longitude, precision, .. } = &place.resolution
    {
        let usa = country.as_deref() == Some("USA");
        let kind = match (precision.as_str(), usa) {
            ("country", _) => "1",
            ("town", true) => "3",
            ("town", false) => "4",
            (_, true) => "2",
            (_, false) => "5",
        };
        cells[ACTION_GEO] = kind.to_owned();
        cells[ACTION_GEO + 1] = match country {
            Some(country) if precision != "country" => format!("{name}, {country}"),
            _ => name.clone(),
        };
        cells[ACTION_GEO + 5] = latitude.map_or_else(String::new, |degrees| degrees.to_string());
        cells[ACTION_GEO + 6] = longitude.map_or_else(String::new, |degrees| degrees.to_string());
    }
    cells[DATE_ADDED] =
        coded.published().map_or_else(String::new, |day| format!("{}000000", day.replace('-', "")));
    let address = coded.address();
    let joint = if address.contains('#') { '&' } else { '#' };
    cells[SOURCE_URL] = format!("{address}{joint}{}", coded.trace(event));
    cells
}

/// CAMEO's type of a sector of PLOVER, where it has one. `MED` is health in PLOVER and media in CAMEO.
fn cameo_type(sector: &str) -> Option<&'static str> {
    const SAME: [&str; 16] = [
        "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JUD", "LAB", "LEG", "MIL", "OPP", "REB",
        "REF", "SPY",
    ];
    match sector {
        "MED" => Some("HLH"),
        "JRN" => Some("MED"),
        "UAF" => Some("UAF"),
        _ => SAME.into_iter().find(|code| *code == sector),
    }
}

/// Code, name, country, known group, ethnicity, two religions, three types.
fn actor(side: &Side<'_>) -> [String; 10] {
    let mut cells: [String; 10] = Default::default();
    cells[1] = side.name.to_uppercase();
    let Some(actor) = side.actor else { return cells };
    let country = actor.country.as_deref().unwrap_or_default();
    let mut types: Vec<&str> = Vec::new();
    if country == "UNO" {
        cells[3] = country.to_owned();
    } else if BODIES.contains(&country) {
        types.push(country);
    } else {
        cells[2] = country.to_owned();
    }
    types.extend(actor.sectors.iter().filter_map(|sector| cameo_type(sector)));
    types.truncate(3);
    let prefix = if BODIES.contains(&country) { "" } else { country };
    cells[0] = format!("{prefix}{}", types.concat());
    for (cell, kind) in cells[7..].iter_mut().zip(types) {
        *cell = kind.to_owned();
    }
    cells
}
