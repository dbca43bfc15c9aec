//! How long the gazetteer takes to load and to answer.
//!
//!     cargo bench -p rapporteur-ontology
//!
//! There is nothing to load: the first look-up is timed in a fresh process, with the page faults that it meets. It fails
//! where a bound of the project is broken: 50 ms for the first answer, 10 µs for a look-up on average.

use rapporteur_ontology::gazetteer;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Names and spellings of the table, each so many rows one.
const EVERY: usize = 97;
const ROUNDS: u32 = 20;

fn main() -> ExitCode {
    let started = Instant::now();
    let first = gazetteer::lookup("Nairobi").len();
    let load = started.elapsed();
    println!(
        "{} places; first look-up {:.3} ms ({first} entries)",
        gazetteer::len(),
        load.as_secs_f64() * 1e3
    );

    let text = include_str!("../data/gazetteer.tsv");
    let names: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .step_by(EVERY)
        .flat_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let others = fields.get(8).copied().unwrap_or_default().split('|');
            fields.get(2).copied().into_iter().chain(others).filter(|name| !name.is_empty())
        })
        .collect();
    let strange: Vec<String> = names.iter().map(|name| format!("{name}quell marsh")).collect();
    let strange: Vec<&str> = strange.iter().map(String::as_str).collect();
    // The name with the most namesakes.
    let crowded = ["San José"; 100];
    let worst = [("known", &names[..]), ("unknown", &strange[..]), ("with many namesakes", &crowded[..])]
        .map(|(what, names)| {
            let (each, hits) = timed(names);
            println!(
                "{what}: {:.2} µs a look-up ({} names, {hits} entries a round)",
                each.as_secs_f64() * 1e6,
                names.len()
            );
            each
        });
    let slow =
        load > Duration::from_millis(50) || worst[..2].iter().any(|each| *each > Duration::from_micros(10));
    if slow { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Time of one look-up in the best round, which other programs disturbed least, and entries found in a round.
fn timed(names: &[&str]) -> (Duration, usize) {
    let round = || {
        let started = Instant::now();
        let hits: usize = names.iter().map(|name| gazetteer::lookup(name).len()).sum();
        (started.elapsed(), hits)
    };
    let (best, hits) = (0..ROUNDS).map(|_| round()).min().unwrap_or_default();
    (best / u32::try_from(names.len()).unwrap_or(u32::MAX), hits)
}
