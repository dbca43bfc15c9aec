//! The gazetteer: countries, their subdivisions, towns of a thousand people and more, and the larger things of nature.
//!
//! The build script makes a table of `data/gazetteer.tsv` that is read where it lies in the program: there is nothing to
//! load, and a look-up touches one bucket and the spellings in it. Accents, apostrophes, hyphens, case and Arabic articles
//! make no difference.
//!
//! ```
//! use rapporteur_ontology::gazetteer::{self, Kind};
//! let entries = |name| gazetteer::lookup(name).into_iter().map(|hit| (hit.entry.kind, hit.entry.alpha2)).collect::<Vec<_>>();
//! assert!(entries("Deir al-Balah").contains(&(Kind::Town, "PS")));
//! let aleppo = entries("Aleppo");
//! assert!(aleppo.contains(&(Kind::Town, "SY")) && aleppo.contains(&(Kind::Region, "SY")));
//! assert!(gazetteer::lookup("Nowheretown").is_empty());
//! ```

mod layout;
mod spelling;
#[cfg(test)]
mod tests;

use layout::{HEADER, LONGITUDES, NOWHERE, NUMBER, OFFSET, OTHER, RECORD, SHORT, SLOT};

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// A longer text is no name of a place.
const LONGEST: usize = 80;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A country or dependent territory.
    Country,
    /// A first-level subdivision: a state, province, governorate.
    Region,
    /// A second-level subdivision: a county, district.
    District,
    /// A city, town or village.
    Town,
    /// A region of the world or a thing of nature: a sea, river, mountain, desert.
    Nature,
}

/// A place of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// GeoNames id; for [`Kind::Nature`] the offset of the noun in WordNet 3.1.
    pub id: u32,
    /// The name, with its accents.
    pub name: &'static str,
    /// ISO alpha-2 code of the country; empty for [`Kind::Nature`].
    pub alpha2: &'static str,
    /// The GeoNames id of the first-level subdivision that it is or lies in.
    pub region: Option<u32>,
    /// People who live there as GeoNames has it, of subdivisions those of its towns; 0 where unknown.
    pub population: u32,
    /// Degrees north and east, two decimals (about one kilometre). Subdivisions: the mean of their towns; countries: a
    /// point in them.
    pub point: Option<(f64, f64)>,
}

/// An entry that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The entry.
    pub entry: Entry,
    /// By its usual name, not by another spelling.
    pub usual: bool,
}

/// The places that a name may mean, most populous first. Where the whole name is in no list, a word like `Province` or
/// `River` at its beginning or end says of which kind the rest is.
#[must_use]
pub fn lookup(name: &str) -> Vec<Hit> {
    let key = spelling::key(name);
    let key = key.strip_prefix("the ").unwrap_or(&key);
    let found = named(key);
    if found.is_empty() { described(key) } else { found }
}

/// The first-level subdivision of an abbreviation in a country: `Tex.`, `NSW`.
#[must_use]
pub fn abbreviation(name: &str) -> Option<Entry> {
    let letters = name.starts_with(|c: char| c.is_uppercase()) && name.len() <= 6;
    let key = letters.then(|| spelling::key(name))?;
    matching(&key, SHORT, |spelling| spelling::key(spelling) == key).map(|hit| hit.entry).next()
}

/// The country of an ISO alpha-2 code.
#[must_use]
pub fn country(alpha2: &str) -> Option<Entry> {
    let [records, regions, countries, ..] = counts();
    let from = HEADER + records * RECORD + regions * 4;
    (0..countries).map(|at| entry(number(from + at * 4))).find(|entry| entry.alpha2 == alpha2)
}

/// How many entries there are.
#[must_use]
pub fn len() -> usize {
    counts()[0]
}

/// Words that say what the rest of a name is, with the kinds that fit.
const KINDS: [(&str, &[Kind]); 32] = {
    use Kind::{District, Nature, Region, Town};
    const AREA: &[Kind] = &[Region, District];
    const WILD: &[Kind] = &[Nature];
    [
        ("area", AREA),
        ("canton", AREA),
        ("city", &[Town]),
        ("county", AREA),
        ("department", AREA),
        ("desert", WILD),
        ("district", AREA),
        ("division", AREA),
        ("governorate", AREA),
        ("gulf", WILD),
        ("island", WILD),
        ("islands", WILD),
        ("krai", AREA),
        ("lake", WILD),
        ("mount", WILD),
        ("mountains", WILD),
        ("municipality", &[District, Town]),
        ("oblast", AREA),
        ("ocean", WILD),
        ("parish", AREA),
        ("peninsula", WILD),
        ("prefecture", AREA),
        ("province", AREA),
        ("raion", AREA),
        ("region", AREA),
        ("republic", AREA),
        ("river", WILD),
        ("sea", WILD),
        ("state", AREA),
        ("territory", AREA),
        ("town", &[Town]),
        ("voivodeship", AREA),
    ]
};

/// The kinds that a word like `province` asks for.
#[must_use]
pub fn kinds_of(word: &str) -> Option<&'static [Kind]> {
    KINDS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, kinds)| *kinds)
}

/// The entries of a key; if no town is among them, also those whose key differs in Arabic articles only: the province may
/// be written with one article and its town with another.
fn named(key: &str) -> Vec<Hit> {
    let mut found: Vec<Hit> = matching(key, 0, |spelling| spelling::key(spelling) == key).collect();
    if found.iter().any(|hit| hit.entry.kind == Kind::Town) {
        return found;
    }
    let loosened = spelling::loose(key);
    let loose = loosened.as_deref().unwrap_or(key);
    let same = |spelling: &str| {
        let other = spelling::key(spelling);
        other == loose || spelling::loose(&other).is_some_and(|other| other == loose)
    };
    for hit in matching(loose, 0, same) {
        if !found.iter().any(|known| known.entry == hit.entry) {
            found.push(Hit { usual: false, ..hit });
        }
    }
    found
}

/// The entries of a name whose first or last word says what it is: `Orla Province`, `the city of Orla`, `Mount Orla`.
fn described(key: &str) -> Vec<Hit> {
    let first = key.split_once(' ').map(|(word, rest)| (word, rest.strip_prefix("of ").unwrap_or(rest)));
    let last = key.rsplit_once(' ').map(|(rest, word)| (word, rest));
    for (word, rest) in [last, first].into_iter().flatten() {
        if let Some(kinds) = kinds_of(word) {
            let found: Vec<Hit> =
                named(rest).into_iter().filter(|hit| kinds.contains(&hit.entry.kind)).collect();
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// The entries in the bucket of a key, of abbreviations or of names, whose spelling fits.
fn matching<'a>(
    key: &'a str,
    short: u32,
    fits: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = Hit> + 'a {
    let [records, regions, countries, buckets, slots] = counts();
    let hash = spelling::hash(key);
    let starts = HEADER + records * RECORD + (regions + countries) * 4;
    let bucket = starts + (hash as usize & (buckets - 1)) * 4;
    let range = if key.is_empty() || key.len() > LONGEST { 0..0 } else { number(bucket)..number(bucket + 4) };
    let first = starts + (buckets + 1) * 4;
    let spellings = first + slots * SLOT;
    // Namesakes share a spelling, which is stored and compared once.
    let mut last = (u32::MAX, false);
    range.map(move |slot| first + slot as usize * SLOT).filter_map(move |slot| {
        let (which, spelled) = (number(slot), number(slot + 4));
        if spelled >> 24 != hash >> 24 || which & SHORT != short {
            return None;
        }
        if last.0 != spelled {
            let spelling = spelling_at(spellings + (spelled & OFFSET) as usize);
            last = (spelled, spelling.eq_ignore_ascii_case(key) || fits(spelling));
        }
        last.1.then(|| Hit { entry: entry(which & NUMBER), usual: which & OTHER == 0 })
    })
}

/// Records, subdivisions, countries, buckets, slots.
fn counts() -> [usize; 5] {
    [0, 4, 8, 12, 16].map(|at| number(at) as usize)
}

fn entry(which: u32) -> Entry {
    let [records, regions, countries, buckets, slots] = counts();
    let spellings = HEADER + records * RECORD + (regions + countries) * 4 + (buckets + 1) * 4 + slots * SLOT;
    let at = HEADER + which as usize * RECORD;
    let named = number(at + 12);
    let kind = match named >> 24 {
        0 => Kind::Country,
        1 => Kind::Region,
        2 => Kind::District,
        3 => Kind::Town,
        _ => Kind::Nature,
    };
    let alpha2 = std::str::from_utf8(&TABLE[at + 16..at + 18]).unwrap_or_default().trim();
    let ordinal = usize::from(u16::from_le_bytes([TABLE[at + 18], TABLE[at + 19]]));
    let region = (ordinal > 0).then(|| {
        let record = number(HEADER + records * RECORD + (ordinal - 1) * 4) as usize;
        number(HEADER + record * RECORD)
    });
    let point = Some(number(at + 4)).filter(|point| *point != NOWHERE).map(|point| {
        let degrees = |hundredths: u32, from: i32| f64::from(hundredths as i32 - from * 100) / 100.0;
        (degrees(point / LONGITUDES, 90), degrees(point % LONGITUDES, 180))
    });
    Entry {
        kind,
        id: number(at),
        name: spelling_at(spellings + (named & OFFSET) as usize),
        alpha2,
        region,
        population: number(at + 8),
        point,
    }
}

fn spelling_at(at: usize) -> &'static str {
    let len = usize::from(TABLE[at]);
    std::str::from_utf8(&TABLE[at + 1..at + 1 + len]).unwrap_or_default()
}

fn number(at: usize) -> u32 {
    u32::from_le_bytes([TABLE[at], TABLE[at + 1], TABLE[at + 2], TABLE[at + 3]])
}
