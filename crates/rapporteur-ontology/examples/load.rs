//! Prints how long the tables take to load, and how long a look-up takes.
//!
//!     cargo run --release -p rapporteur-ontology --example load

use std::time::Instant;

use rapporteur_ontology::{country, cue, measure, name, noun, place, title, word};

fn main() {
    let start = Instant::now();
    let entries = rapporteur_ontology::load();
    println!("{entries} entries loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);

    let text = "The foreign minister said on Monday that 12 people were killed when the bridge at Khan Younis collapsed , \
                according to President Margaret Otieno of South Korea , who called for calm in the U.S. and France .";
    let words: Vec<&str> = text.split(' ').collect();
    let rounds = 2_000;
    let start = Instant::now();
    let mut hits = 0;
    for _ in 0..rounds {
        for at in 0..words.len() {
            let rest = &words[at..];
            hits += usize::from(noun::longest(rest).is_some());
            hits += usize::from(title::longest(rest).is_some());
            hits += usize::from(cue::verb(rest[0]).is_some());
            hits += usize::from(cue::longest(rest).is_some());
            hits += usize::from(country::longest(rest).is_some());
            hits += usize::from(place::longest(rest).is_some());
            hits += usize::from(measure::longest(rest).is_some());
            hits += usize::from(name::given(rest[0]).is_some());
            hits += usize::from(word::counts(rest[0]).is_some());
        }
    }
    let per_word = start.elapsed().as_secs_f64() * 1e9 / f64::from(rounds) / words.len() as f64;
    println!("{per_word:.0} ns a word for nine look-ups ({} hits a round)", hits / rounds as usize);
}
