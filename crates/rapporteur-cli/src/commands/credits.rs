use crate::End;
use crate::args::Credits;
use crate::output::{self, Output};
use anyhow::Result;
use rapporteur::engine;
use rapporteur::store::{Cell, Rows};
use std::io::Write;

/// Prints what the program carries and whose it is.
pub(crate) fn run(args: &Credits) -> Result<End> {
    if args.notices {
        let text = engine::notices().join("\n\n---\n\n");
        writeln!(std::io::stdout().lock(), "{text}")?;
        return Ok(End::Done);
    }
    let mut out = Output::new(output::format(args.format), Box::new(std::io::stdout()));
    out.columns(&["file", "what", "source", "terms", "date", "sha256"])?;
    for credit in engine::credits() {
        let cells = [credit.file, credit.what, credit.source, credit.terms, credit.date, credit.sha256];
        out.row(&cells.map(Cell::Text))?;
    }
    out.finish()?;
    Ok(End::Done)
}
