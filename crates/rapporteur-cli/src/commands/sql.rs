use crate::End;
use crate::args::{Common, Sql};
use crate::commands::show::without_corrections;
use crate::output::{self, Output};
use anyhow::Result;
use rapporteur::store::{Access, Store};
use std::time::Duration;

/// Runs a query of the user.
pub(crate) fn run(args: &Sql, _common: &Common) -> Result<End> {
    let path = &args.store.store;
    let mut store = if args.as_read { without_corrections(path)? } else { Store::open(path, Access::Read)? };
    let mut out = Output::new(output::format(args.format), Box::new(std::io::stdout()));
    store.query(&args.query, &[], Duration::from_secs(args.timeout), &mut out)?;
    out.finish()?;
    Ok(End::Done)
}
