use crate::{deny, eval, shared};
use anyhow::Result;
use std::process::Command;

/// Runs all checks, the quick ones first.
pub(crate) fn run(licences: bool, scores: bool) -> Result<()> {
    let cargo = |args: &[&str]| {
        println!("$ cargo {}", args.join(" "));
        shared::run(Command::new(env!("CARGO")).args(args))
    };
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    if licences {
        deny::run()?;
    }
    cargo(&["test", "--quiet", "--workspace"])?;
    if scores {
        println!("$ cargo xtask eval");
        eval::table()?;
    }
    Ok(())
}
