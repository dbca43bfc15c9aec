//! What a developer and CI run: `cargo xtask test`, `cargo xtask eval`, `cargo xtask diff`,
//! `cargo xtask bench`.
//!
//! It may not know the inside of any crate: it builds the program and runs it as a user does.

mod bench;
mod deny;
mod diff;
mod eval;
mod gold;
mod peers;
mod shared;
mod test;

use clap::{Parser, Subcommand};
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::process::ExitCode;

/// Verbs of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// All checks: format, lints, licences of dependencies, tests, the examples in the documentation, and the bounds of
    /// the scores.
    Test {
        /// Leave the scores out.
        #[arg(long)]
        no_eval: bool,
        /// Leave the licences of dependencies out.
        #[arg(long)]
        no_deny: bool,
    },
    /// Scores of the shipped program. Without arguments: one table of all suites against the floors in eval/floors.json.
    Eval {
        /// attribution, events, time, entities, coreference, crossdoc, seeds, positions or stories.
        suite: Option<String>,
        /// Gold data in that suite's own format: a file (also .gz, .xz), or the folder of the seeds' gold.
        #[arg(requires = "suite")]
        gold: Option<PathBuf>,
        /// Score only what is set aside from training: one record in N, chosen by the hash of its id.
        #[arg(long, value_name = "N")]
        set_aside: Option<NonZeroU64>,
        /// Print the scorer's JSON only, nothing on standard error.
        #[arg(long)]
        json: bool,
        /// Keep the predictions in this file.
        #[arg(long, value_name = "FILE")]
        predictions: Option<PathBuf>,
    },
    /// What two builds say of the same reports, line by line: what appeared (+), vanished (-) and changed (~).
    #[command(after_help = "Example, the rules against the model:\n  \
        cargo xtask diff 'target/release/rapporteur --no-model' target/release/rapporteur examples/reports")]
    Diff {
        /// The older program, and options of `read` behind it.
        old: String,
        /// The newer program, and options of `read` behind it.
        new: String,
        /// Files and folders.
        #[arg(required = true)]
        reports: Vec<String>,
    },
    /// Speed and memory: cold start, adding many reports, adding them again.
    Bench {
        /// Number of reports.
        #[arg(long, default_value_t = 10_000)]
        reports: usize,
        /// Instead: reading with the model beside spaCy and textacy, on the same texts and one core. Installs them under
        /// target/ with Python 3.11 (`PYTHON` names another program).
        #[arg(long)]
        peers: bool,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().verb {
        Verb::Test { no_eval, no_deny } => test::run(!no_deny, !no_eval),
        Verb::Eval { suite: None, .. } => eval::table(),
        Verb::Eval { suite: Some(suite), gold, set_aside, json, predictions } => {
            eval::one(&suite, gold.as_deref(), set_aside, json, predictions.as_deref())
        }
        Verb::Diff { old, new, reports } => diff::run(&old, &new, &reports),
        Verb::Bench { peers: true, .. } => peers::run(),
        Verb::Bench { reports, .. } => bench::run(reports),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
