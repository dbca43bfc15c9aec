use crate::End;
use crate::args::{Common, Search};
use crate::output::{self, Output};
use anyhow::Result;
use rapporteur::store::{Access, Cell, Rows, Store};

/// Searches the text of stored reports.
pub(crate) fn run(args: &Search, common: &Common) -> Result<End> {
    let store = Store::open(&args.store.store, Access::Read)?;
    let hits = store.search(&args.words.join(" "), args.limit)?;
    let mut out = Output::new(output::format(args.format), Box::new(std::io::stdout()));
    out.columns(&["document", "published", "outlet", "headline", "extract", "address"])?;
    let text = |value: Option<String>| value.map_or(Cell::Null, Cell::Text);
    let found = hits.len();
    for hit in hits {
        // The marks around what was found are isolates, which show as nothing; square brackets can be seen.
        let extract = hit.extract.replace('\u{2068}', "[").replace('\u{2069}', "]");
        out.row(&[
            Cell::Integer(hit.document),
            text(hit.published),
            text(hit.outlet),
            text(hit.headline),
            Cell::Text(extract),
            Cell::Text(hit.address),
        ])?;
    }
    out.finish()?;
    if found == 0 && !common.quiet {
        eprintln!("nothing found");
    }
    Ok(End::Done)
}
