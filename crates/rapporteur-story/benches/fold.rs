//! How long it takes to fold 100,000 reports into copies and stories, and how much memory that needs.
//!
//!     cargo bench -p rapporteur-story
//!
//! The reports are made up: some 300 words each, of 13 weeks or of one, in stories of one to some hundred reports, each tenth
//! one a cut copy. They have no record, so that rewrites are not looked for. It fails where the bound of the project is broken:
//! ten minutes.

use rapporteur_story::{Days, Sketch, Trace, fold};
use std::process::ExitCode;
use std::time::Instant;

const REPORTS: usize = 100_000;
/// Days over which the reports are spread.
const DAYS: [u64; 2] = [91, 7];
const WORDS: u64 = 300;
/// Words of the language, the first ones the commonest.
const LANGUAGE: u64 = 40_000;

/// Numbers without end from a seed (splitmix64).
struct Draw(u64);

impl Draw {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }

    /// A word of the language: the rank is drawn twice, so that low ones come often.
    fn word(&mut self) -> String {
        let most = self.next(LANGUAGE) + 1;
        format!("w{}", self.next(most))
    }
}

fn sketches(days: u64) -> Vec<Sketch> {
    let mut draw = Draw(17);
    let mut sketches: Vec<Sketch> = Vec::with_capacity(REPORTS);
    let mut story = 0u64;
    while sketches.len() < REPORTS {
        story += 1;
        let spread = draw.next(6);
        let size = 1 + draw.next(1 << (spread + 1));
        let day = 20_000 + draw.next(days) as i32;
        let mut last = String::new();
        for _ in 0..size {
            let copy = !last.is_empty() && draw.next(10) == 0;
            let text: String = if copy {
                last.split_inclusive(' ').take(180).collect()
            } else {
                (0..WORDS)
                    .map(|_| match draw.next(5) {
                        0 => format!("s{story}t{} ", draw.next(40)),
                        _ => format!("{} ", draw.word()),
                    })
                    .collect()
            };
            let day = day + draw.next(2) as i32;
            let headline = format!("s{story}t1 s{story}t2 {}", draw.word());
            let days = Days { earliest: Some(day), latest: Some(day) };
            sketches.push(Sketch::of_text(Some(&headline), &text, days));
            last = text;
        }
    }
    sketches.truncate(REPORTS);
    sketches
}

/// Seconds that it took.
fn run(days: u64) -> f64 {
    let sketches = sketches(days);
    let traces = vec![Trace::default(); sketches.len()];
    let started = Instant::now();
    let folded = fold(&sketches, &traces);
    let seconds = started.elapsed().as_secs_f64();
    let most = folded.stories.iter().map(|story| story.members.len()).max().unwrap_or_default();
    println!(
        "{REPORTS} reports of {days} days in {seconds:.1} s: {} stories, the largest of {most} reports; {} copies",
        folded.stories.len(),
        folded.copies.len()
    );
    seconds
}

fn main() -> ExitCode {
    let longest = DAYS.map(run).into_iter().fold(0.0, f64::max);
    // Only Linux tells.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(memory) = status.lines().find(|line| line.starts_with("VmHWM")) {
        println!("most memory: {}", memory.trim_start_matches("VmHWM:").trim());
    }
    if longest > 600.0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
