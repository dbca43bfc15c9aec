use crate::args::{Add, Common};
use crate::progress::Progress;
use crate::{End, inputs, output, signal};
use anyhow::Result;
use rapporteur::engine::Addition;
use std::ops::ControlFlow;

/// Reads reports into a store.
pub(crate) fn run(args: &Add, common: &Common) -> Result<End> {
    signal::listen()?;
    let items = inputs::gather(&args.inputs)?;
    let mut progress = Progress::new(common.quiet, inputs::total(&args.inputs));
    let engine = inputs::engine(&args.inputs)?;
    let mut heard = |addition: &Addition| {
        progress.step(addition.bytes);
        for problem in &addition.problems {
            progress.note(&output::printable(&problem.to_string()));
        }
        if signal::stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let tally = if args.again {
        engine.add_again(items, &args.store.store, &mut heard)
    } else {
        engine.add(items, &args.store.store, &mut heard)
    };
    progress.finish();
    let tally = tally?;
    if !common.quiet {
        let mut parts = vec![format!("{} new", tally.new)];
        let more = [
            (tally.versions, "new versions"),
            (tally.unchanged, "stored before"),
            (tally.again, "read again"),
            (tally.failed, "not read"),
        ];
        parts.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
        eprintln!("{}: {}", args.store.store.display(), parts.join(", "));
    }
    if tally.stopped {
        eprintln!("stopped; run the same command again to go on");
    }
    Ok(if tally.failed > 0 || tally.stopped { End::SomeFailed } else { End::Done })
}
