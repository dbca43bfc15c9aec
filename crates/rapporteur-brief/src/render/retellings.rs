//! Who prints or retells whom: for a terminal, and as Markdown.

use super::markdown::{escape, hidden, numbers as footnotes};
use super::terminal::{Page, numbers};
use super::wrap::Face;
use crate::{Briefing, Retelling};
use std::io::{self, Write};

pub(super) const HEADING: &str = "Who prints or retells whom";
/// How to read it.
pub(super) const NOTE: &str = "What copies or retells another report is one voice with it. Retellings are told by what \
    other words leave standing: quotations, their order, names and figures.";

pub(super) fn heading(head: Retelling) -> &'static str {
    match head {
        Retelling::Copy => "Copies",
        Retelling::Rewrite => "Retold in other words",
        Retelling::Source => "Where they say their words come from",
    }
}

pub(super) fn markdown(briefing: &Briefing, out: &mut dyn Write) -> io::Result<()> {
    if briefing.retellings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {HEADING}\n\n{NOTE}")?;
    for group in &briefing.retellings.groups {
        writeln!(out, "\n### {}\n", heading(group.head))?;
        for line in &group.lines {
            writeln!(out, "- {}{}", escape(&line.told.shown()), footnotes(&line.notes))?;
        }
    }
    hidden(briefing.retellings.hidden, out)
}

impl Page<'_> {
    pub(super) fn retellings(&mut self, briefing: &Briefing) -> io::Result<()> {
        if briefing.retellings.is_empty() {
            return Ok(());
        }
        self.heading(HEADING)?;
        self.paragraph("  ", |p| {
            p.push(NOTE, Face::Dim);
        })?;
        for group in &briefing.retellings.groups {
            self.paragraph("  ", |p| {
                p.push(heading(group.head), Face::Bold);
            })?;
            for line in &group.lines {
                self.paragraph("    ", |p| {
                    p.plain(format!("{} ", line.told));
                    numbers(p, &line.notes);
                })?;
            }
        }
        self.hidden(briefing.retellings.hidden)
    }
}
