//! What the tests of the program share.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.env_remove("RAPPORTEUR_STORE");
    command
}

/// Runs the program to its end.
pub fn run(args: &[&str]) -> Output {
    program().args(args).output().expect("the program starts")
}

/// Root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository")
}

/// The sample reports.
pub fn samples() -> PathBuf {
    root().join("examples/reports")
}

/// The seed reports beside the repository; `None`, with a word on it, where users have not got them.
pub fn seeds() -> Option<PathBuf> {
    let seeds = root().parent().map(|parent| parent.join("shared/seeds"));
    let seeds = seeds.filter(|folder| folder.is_dir());
    if seeds.is_none() {
        assert!(std::env::var_os("CI").is_none(), "../shared is missing; in CI it never is");
        println!("skipped: no ../shared");
    }
    seeds
}

/// Standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Standard error as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
