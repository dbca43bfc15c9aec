//! How fast the model reads with each set of instructions that this processor has, on one core.
//!
//! `cargo bench -p rapporteur-nn`, or `cargo bench -p rapporteur-nn -- AVX-512` for those whose name has a word.

use rapporteur_nn::{Machine, Model, Reading, mentions};
use std::time::Instant;

const TEXT: &str = "The council of Kesselby voted on Tuesday to close the old harbour bridge for two years. “We cannot \
    wait for another winter,” said Ilse Marten, the mayor, who had warned in March that the piers were cracked. Her \
    deputy, Oto Brandt, denied that the works would cost more than 40 million, and shop owners on the northern bank \
    said they had not been asked.\n\n";

/// Measured times of each set; the best one counts.
const TIMES: usize = 3;

fn main() {
    let text = TEXT.repeat(8);
    let words = text.split_whitespace().count() as f64;
    let mut sentences = Vec::new();
    let mut start = 0;
    for (end, _) in text.match_indices(['.', '\n']) {
        sentences.push(start..end + 1);
        start = end + 1;
    }
    let mut slowest = None;
    let wanted = std::env::args().nth(1).filter(|word| !word.starts_with("--")).unwrap_or_default();
    for machine in Machine::all().into_iter().filter(|machine| machine.to_string().contains(&wanted)) {
        let shipped = || Model::shipped().expect("the shipped model").on(machine);
        let models = [
            shipped().without_coreference().without_events(),
            shipped().without_events(),
            shipped().without_coreference(),
        ];
        let read = |model: &Model| {
            let began = Instant::now();
            let reading = Reading::of_sentences(model, &text, &sentences).expect("it reads");
            let found = mentions(&reading, &text).map_or(0, |found| found.len());
            (began.elapsed(), reading.windows().count(), found)
        };
        // In turns, so that all have the same conditions.
        let runs: Vec<_> = (0..TIMES).map(|_| models.each_ref().map(read)).collect();
        let least = |model: usize| runs.iter().map(|run| run[model]).min().expect("some runs");
        let (best, windows, _) = least(0);
        let seconds = best.as_secs_f64();
        let more = |model: usize| 100.0 * (least(model).0.as_secs_f64() / seconds - 1.0);
        let slowest = *slowest.get_or_insert(seconds);
        let window = seconds * 1000.0 / windows as f64;
        println!(
            "{machine:>18}: {:6.0} words/s, {window:5.1} ms a window, {:4.1} x; coreference {:+4.1} %, events {:+4.1} %",
            words / seconds,
            slowest / seconds,
            more(1),
            more(2)
        );
    }
}
