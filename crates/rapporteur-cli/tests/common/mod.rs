//! What the tests of the program share.

// Each file of tests takes what it needs.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.env_remove("RAPPORTEUR_STORE").env_remove("RAPPORTEUR_MODEL");
    command
}

/// Runs the program to its end.
pub(crate) fn run(args: &[&str]) -> Output {
    program().args(args).output().expect("the program starts")
}

/// Root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository")
}

/// The sample reports.
pub(crate) fn samples() -> PathBuf {
    root().join("examples/reports")
}

/// The seed reports beside the repository; `None`, with a word on it, where users have not got them.
pub(crate) fn seeds() -> Option<PathBuf> {
    shared("seeds")
}

/// A folder of the data beside the repository; `None`, with a word on it, where users have not got it.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let found = root().parent().map(|parent| parent.join("shared").join(folder));
    let found = found.filter(|folder| folder.is_dir());
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "../shared is missing; in CI it never is");
        println!("skipped: no ../shared");
    }
    found
}

/// Standard output as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Standard error as text.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
