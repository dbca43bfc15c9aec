use crate::shared;
use anyhow::Result;
use std::process::Command;

/// The version that is installed; another one may judge otherwise.
const VERSION: &str = "0.20.2";

/// Checks licences, origins and versions of all dependencies against `deny.toml`. The tool is built into the target
/// folder if it is not there yet, which takes some minutes once.
pub(crate) fn run() -> Result<()> {
    let root = shared::target().join("tools").join(VERSION);
    let tool = root.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !tool.is_file() {
        println!("$ cargo install cargo-deny --version {VERSION} (once; some minutes)");
        let mut install = Command::new(env!("CARGO"));
        install
            .args(["install", "cargo-deny", "--locked", "--quiet", "--version", VERSION, "--root"])
            .arg(&root);
        shared::run(&mut install)?;
    }
    println!("$ cargo deny check bans licenses sources");
    shared::run(Command::new(&tool).args(["--log-level", "error", "check", "bans", "licenses", "sources"]))
}
