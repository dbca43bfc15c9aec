use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// How often a plain line is written where there is no terminal.
const PLAIN_EVERY: Duration = Duration::from_secs(10);

/// How often the words beside the bar change.
const BAR_EVERY: Duration = Duration::from_millis(200);

/// The bar where the number of bytes is known before, and where it is not.
const KNOWN: &str = "{bar:24} {percent}%, {msg}, {eta} left";
const UNKNOWN: &str = "{spinner} {msg}";

/// Tells on standard error how far a run is: a bar on a terminal, else a plain line now and then.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    plain: bool,
    items: u64,
    started: Instant,
    last: Instant,
}

impl Progress {
    /// `total` is the number of bytes to be read if it is known before.
    pub(crate) fn new(quiet: bool, total: Option<u64>) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = (terminal && !quiet).then(|| {
            let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(5));
            let template = if total.is_some() { KNOWN } else { UNKNOWN };
            // The templates are constants that a test draws once.
            bar.set_style(
                ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            bar
        });
        let now = Instant::now();
        Self { bar, plain: !terminal && !quiet, items: 0, started: now, last: now }
    }

    /// One more report, of so many bytes.
    pub(crate) fn step(&mut self, bytes: usize) {
        self.items += 1;
        if let Some(bar) = &self.bar {
            bar.inc(bytes as u64);
            if self.last.elapsed() >= BAR_EVERY || self.items == 1 {
                self.last = Instant::now();
                bar.set_message(self.rate());
            }
        } else if self.plain && self.last.elapsed() >= PLAIN_EVERY {
            self.last = Instant::now();
            eprintln!("{}", self.rate());
        }
    }

    fn rate(&self) -> String {
        let rate = self.items as f64 / self.started.elapsed().as_secs_f64().max(1e-3);
        format!("{} reports, {rate:.0} reports/s", self.items)
    }

    /// Writes a line on standard error without spoiling the bar.
    pub(crate) fn note(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }

    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, ProgressStyle, UNKNOWN};

    #[test]
    fn templates_are_right() {
        for template in [KNOWN, UNKNOWN] {
            assert!(ProgressStyle::with_template(template).is_ok());
        }
    }
}
