//! Makes the look-up table of the gazetteer from `data/gazetteer.tsv`, so that the program has nothing to parse.

#[path = "src/gazetteer/layout.rs"]
mod layout;
#[path = "src/gazetteer/spelling.rs"]
mod spelling;

use layout::{HEADER, LONGITUDES, NOWHERE, NUMBER, OFFSET, OTHER, RECORD, SHORT, SLOT};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=data/gazetteer.tsv");
    println!("cargo::rerun-if-changed=src/gazetteer");
    println!("cargo::rerun-if-changed=build.rs");
    let text = fs::read_to_string("data/gazetteer.tsv").expect("data/gazetteer.tsv can be read");
    let out = env::var_os("OUT_DIR").expect("cargo names a folder");
    fs::write(Path::new(&out).join("gazetteer.bin"), table(&text)).expect("the table can be written");
}

fn table(text: &str) -> Vec<u8> {
    let rows: Vec<Vec<&str>> =
        text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let of_kind = |kind: &str| -> Vec<u32> {
        (0u32..).zip(&rows).filter(|(_, row)| row[0] == kind).map(|(number, _)| number).collect()
    };
    let (subdivisions, countries) = (of_kind("R"), of_kind("C"));
    let ordinals: HashMap<(&str, &str), usize> = subdivisions
        .iter()
        .enumerate()
        .map(|(ordinal, number)| {
            let row = &rows[*number as usize];
            ((row[3], row[4]), ordinal + 1)
        })
        .collect();

    let mut spellings = Spellings::default();
    let mut records = Vec::new();
    let mut slots: Vec<(u32, u32, u32)> = Vec::new();
    for (number, row) in (0u32..).zip(&rows) {
        let [kind, id, name, alpha2, region, population, latitude, longitude, others, short] = row[..] else {
            panic!("row {number} of the gazetteer has {} fields", row.len());
        };
        let kind = "CRDTN".find(kind).expect("a kind of the gazetteer") as u32;
        put(&mut records, id.parse().expect("an id"));
        put(&mut records, degrees(latitude, longitude));
        put(&mut records, population.parse().expect("a population"));
        let offset = spellings.add(name);
        put(&mut records, kind << 24 | offset);
        records.extend([alpha2, "  "].concat().bytes().take(2));
        let ordinal = ordinals.get(&(alpha2, region)).copied().unwrap_or(0);
        records.extend(u16::try_from(ordinal).expect("few subdivisions").to_le_bytes());

        let others = others.split('|').filter(|other| !other.is_empty()).map(|other| (other, OTHER));
        let short = short.split('|').filter(|short| !short.is_empty()).map(|short| (short, SHORT));
        let mut keys: Vec<(String, &str, u32)> = std::iter::once((name, 0))
            .chain(others)
            .chain(short)
            .map(|(spelling, mark)| (spelling::key(spelling), spelling, mark))
            .collect();
        // Behind all keys, so that a key that is also another's loose form is found by its own spelling.
        for at in 0..keys.len() {
            let (key, spelling, mark) = &keys[at];
            if *mark != SHORT
                && let Some(loose) = spelling::loose(key)
            {
                keys.push((loose, spelling, OTHER));
            }
        }
        let mut seen = HashSet::new();
        for (key, spelling, mark) in keys {
            let hash = spelling::hash(&key);
            if seen.insert((key, mark == SHORT)) {
                slots.push((hash, number | mark, spellings.add(spelling)));
            }
        }
    }
    assert!(
        rows.len() < NUMBER as usize && spellings.bytes.len() < OFFSET as usize,
        "the table is too large"
    );

    let buckets = (slots.len() / 2).next_power_of_two() as u32;
    // A stable sort: entries of one name keep their order.
    slots.sort_by_key(|slot| slot.0 & (buckets - 1));
    let mut table = Vec::with_capacity(HEADER + rows.len() * RECORD + slots.len() * SLOT);
    for count in [rows.len(), subdivisions.len(), countries.len(), buckets as usize, slots.len()] {
        put(&mut table, u32::try_from(count).expect("the table is not that large"));
    }
    table.extend(records);
    subdivisions.iter().chain(&countries).for_each(|number| put(&mut table, *number));
    let mut at = 0;
    for bucket in 0..buckets {
        put(&mut table, at as u32);
        at += slots[at..].iter().take_while(|slot| slot.0 & (buckets - 1) == bucket).count();
    }
    put(&mut table, at as u32);
    for (hash, number, offset) in slots {
        put(&mut table, number);
        put(&mut table, hash >> 24 << 24 | offset);
    }
    table.extend(spellings.bytes);
    table
}

fn put(table: &mut Vec<u8>, number: u32) {
    table.extend(number.to_le_bytes());
}

fn degrees(latitude: &str, longitude: &str) -> u32 {
    let hundredths = |degrees: &str, from: f64| {
        degrees.parse::<f64>().ok().map(|degrees| ((degrees + from) * 100.0).round() as u32)
    };
    match (hundredths(latitude, 90.0), hundredths(longitude, 180.0)) {
        (Some(latitude), Some(longitude)) => latitude * LONGITUDES + longitude,
        _ => NOWHERE,
    }
}

/// Spellings, each once.
#[derive(Default)]
struct Spellings {
    bytes: Vec<u8>,
    at: HashMap<String, u32>,
}

impl Spellings {
    fn add(&mut self, spelling: &str) -> u32 {
        if let Some(at) = self.at.get(spelling) {
            return *at;
        }
        let at = self.bytes.len() as u32;
        self.bytes.push(u8::try_from(spelling.len()).expect("spellings are short"));
        self.bytes.extend(spelling.bytes());
        self.at.insert(spelling.to_owned(), at);
        at
    }
}
