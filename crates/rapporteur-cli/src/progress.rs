use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// How often a plain line is written where there is no terminal.
const PLAIN_EVERY: Duration = Duration::from_secs(10);

/// Tells on standard error how far a run is: a bar on a terminal, else a plain line now and then.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    plain: bool,
    items: u64,
    started: Instant,
    last: Instant,
}

impl Progress {
    /// `total` is the number of items if it is known before.
    pub(crate) fn new(quiet: bool, total: Option<u64>) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = (terminal && !quiet).then(|| {
            let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(5));
            let template = match total {
                Some(_) => "{bar:24} {pos}/{len} reports, {per_sec}, {eta} left",
                None => "{spinner} {pos} reports, {per_sec}",
            };
            // The templates are constants that a test draws once.
            bar.set_style(
                ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            bar
        });
        let now = Instant::now();
        Self { bar, plain: !terminal && !quiet, items: 0, started: now, last: now }
    }

    pub(crate) fn step(&mut self) {
        self.items += 1;
        if let Some(bar) = &self.bar {
            bar.inc(1);
        } else if self.plain && self.last.elapsed() >= PLAIN_EVERY {
            self.last = Instant::now();
            let rate = self.items as f64 / self.started.elapsed().as_secs_f64();
            eprintln!("{} reports, {rate:.0} reports/s", self.items);
        }
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
    use super::ProgressStyle;

    #[test]
    fn templates_are_right() {
        for template in
            ["{bar:24} {pos}/{len} reports, {per_sec}, {eta} left", "{spinner} {pos} reports, {per_sec}"]
        {
            assert!(ProgressStyle::with_template(template).is_ok());
        }
    }
}
