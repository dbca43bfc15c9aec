//! The program `rapporteur`: a thin shell over the library. Results go to standard output; progress, notes and
//! warnings to standard error.
//!
//! It may not know the stages of the pipeline; it asks the engine and the store, and prints.

mod args;
mod commands;
mod inputs;
mod output;
mod progress;
mod signal;

use args::{Arguments, Command};
use clap::Parser;
use std::error::Error;
use std::io;
use std::process::ExitCode;

/// Analysis makes many small values on several threads; docs/adr/0005-speed.md has what this gives.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ended, as its exit code tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Everything was done.
    Done,
    /// Some inputs failed, each named on standard error.
    SomeFailed,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let common = &arguments.common;
    let end = match &arguments.command {
        Command::Brief(args) => commands::brief::run(args, common),
        Command::Compare(args) => commands::compare::run(args, common),
        Command::Add(args) => commands::add::run(args, common),
        Command::Read(args) => commands::read::run(args, common),
        Command::Show(args) => commands::show::run(args, common),
        Command::Correct(args) => commands::correct::run(args, common),
        Command::Sample(args) => commands::sample::run(args, common),
        Command::Search(args) => commands::search::run(args, common),
        Command::Sql(args) => commands::sql::run(args, common),
        Command::Export(args) => commands::export::run(args, common),
        Command::Credits(args) => commands::credits::run(args),
        Command::Actor(args) => commands::actor::run(args),
        Command::Pair(args) => commands::pair::run(args),
        Command::Schema => commands::generate::schema(),
        Command::Completions { shell } => commands::generate::completions(*shell),
        Command::Manual => commands::generate::manual(),
    };
    match end {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::SomeFailed) => ExitCode::from(1),
        // A reader that has seen enough closes the pipe: nothing went wrong.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rapporteur: {}", output::printable(&format!("{error:#}")));
            ExitCode::from(2)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}

/// The kind of the input or output error in `cause`. CSV errors become [`io::ErrorKind::Other`] where they are made
/// input or output errors, and keep the first one inside.
fn kind(cause: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    if let Some(io) = cause.downcast_ref::<io::Error>() {
        let inner = io.get_ref().and_then(|inner| kind(inner));
        return Some(inner.unwrap_or(io.kind()));
    }
    if let Some(csv) = cause.downcast_ref::<csv::Error>() {
        return match csv.kind() {
            csv::ErrorKind::Io(io) => kind(io),
            _ => None,
        };
    }
    cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind)
}
