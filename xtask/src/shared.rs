use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Root of this repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The folder of gold data, scorers and seed reports beside the repository, if there is one.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = root().parent()?.join("shared");
    folder.is_dir().then_some(folder)
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Builds the program as it is shipped and gives its path.
pub(crate) fn program() -> Result<PathBuf> {
    // A program that is built already: RAPPORTEUR_PROGRAM=target/debug/rapporteur.
    if let Some(program) = std::env::var_os("RAPPORTEUR_PROGRAM").map(PathBuf::from) {
        return std::path::absolute(&program).with_context(|| program.display().to_string());
    }
    run(Command::new(env!("CARGO")).args(["build", "--quiet", "--release", "--package", "rapporteur-cli"]))?;
    let program = target().join("release").join(format!("rapporteur{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        bail!("the program was built, but {} is not there", program.display());
    }
    Ok(program)
}

/// Runs a command in the root and waits for it.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.current_dir(root()).status().with_context(|| format!("cannot run {command:?}"))?;
    if !status.success() {
        bail!("{command:?} ended with {status}");
    }
    Ok(())
}
