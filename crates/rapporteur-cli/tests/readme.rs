//! The output that the README shows is what the program prints.

mod common;

use common::{program, root, stdout};
use std::fs;

/// The lines between the README's marks of a name, without the fence and the marks of what is left out.
fn shown(name: &str) -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (_, rest) = readme.split_once(&open).expect("the opening mark");
    let (block, _) = rest.split_once(&close).expect("the closing mark");
    let lines = block.lines().filter(|line| !line.starts_with("```") && !matches!(line.trim(), "" | "…"));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_briefing_has_the_lines_that_the_readme_shows() {
    let output = program()
        .current_dir(root())
        .args(["brief", "examples/reports"])
        .output()
        .expect("the program starts");
    let text = stdout(&output);
    let mut printed = text.lines();
    for line in shown("brief") {
        assert!(printed.any(|other| other == line), "not printed, or not in this order: {line}");
    }
}
