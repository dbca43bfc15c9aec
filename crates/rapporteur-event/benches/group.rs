//! `cargo bench -p rapporteur-event`: seconds and memory for the grouping of 100,000 events of 10,000 reports.

use rapporteur_event::{Profile, Report, Side, Telling, Told, Within, group};
use rapporteur_record::{EntityId, EventId, EventType, Realis};
use std::time::Instant;

const REPORTS: u64 = 10_000;
const EVENTS: u64 = 10;
const WORDS: u64 = 250;
/// The largest story holds every tenth report, as in a week with one great event.
const STORIES: u64 = 1_000;

const ACTS: [(&str, EventType); 12] = [
    ("attacked", EventType::Assault),
    ("bombarded", EventType::Assault),
    ("bombardment", EventType::Assault),
    ("killed", EventType::Assault),
    ("struck", EventType::Assault),
    ("arrested", EventType::Coerce),
    ("met", EventType::Consult),
    ("visited", EventType::Consult),
    ("condemned", EventType::Accuse),
    ("urged", EventType::Request),
    ("agreed", EventType::Agree),
    ("protested", EventType::Protest),
];

/// Numbers that look random and are the same each time.
struct Mixed(u64);

impl Mixed {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn main() {
    let mut mixed = Mixed(7);
    let (mut reports, mut told) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    let started = Instant::now();
    for number in 0..REPORTS {
        let story = if mixed.below(10) == 0 { 0 } else { mixed.below(STORIES) };
        let mut text = String::new();
        for sentence in 0..EVENTS {
            let at = text.len();
            let mut trigger = 0..0;
            let (act, event_type) = ACTS[((story * 5 + mixed.below(5)) % 12) as usize];
            for word in 0..WORDS / EVENTS {
                if word == 5 {
                    trigger = text.len() - at..text.len() - at + act.len();
                    text.push_str(act);
                } else if mixed.below(4) == 0 {
                    text.push_str(&format!("Story{}name{}", story, mixed.below(40)));
                } else {
                    text.push_str(&format!("word{}", mixed.below(4_000)));
                }
                text.push(' ');
            }
            let side =
                |kind: u64| Side { id: EntityId(format!("state:{}", (story + kind) % 60)), country: None };
            let mut event =
                Told::new(number as i64, EventId(sentence as u32), Telling::new(&text[at..], trigger));
            event.event_type = Some(event_type);
            event.realis = if mixed.below(5) == 0 { Realis::Planned } else { Realis::Happened };
            event.sources = vec![side(mixed.below(2))];
            event.targets = vec![side(2 + mixed.below(2))];
            let day = format!("2024-02-{:02}", 1 + (story + mixed.below(3)) % 28);
            (event.first_day, event.last_day) = (Some(day.clone()), Some(day));
            event.sentence = sentence as u32;
            told.push(event);
        }
        bytes += text.len();
        reports.push(Report { number: number as i64, profile: Profile::new(&text) });
    }
    println!(
        "{} events of {REPORTS} reports ({bytes} bytes) read in {:.1} s",
        told.len(),
        started.elapsed().as_secs_f64()
    );
    let before = memory("VmRSS:");
    let started = Instant::now();
    let happenings = group(&reports, &told, Within::Merged);
    let seconds = started.elapsed().as_secs_f64();
    let largest = happenings.iter().map(|happening| happening.members.len()).max().unwrap_or_default();
    println!("grouped in {seconds:.1} s: {} happenings, the largest of {largest}", happenings.len());
    if let (Some(before), Some(peak)) = (before, memory("VmHWM:")) {
        let each = |kib: f64| kib * 1024.0 / told.len() as f64;
        println!(
            "memory: {:.0} bytes an event kept, {:.0} more while grouping",
            each(before),
            each(peak - before)
        );
    }
}

/// KiB, where the system tells.
fn memory(key: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(key))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
