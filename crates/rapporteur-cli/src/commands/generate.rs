use crate::End;
use crate::args::Arguments;
use anyhow::Result;
use clap::CommandFactory;
use std::io::Write;

/// Prints the JSON schema of the lines.
pub(crate) fn schema() -> Result<End> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &rapporteur::export::schema())?;
    writeln!(out)?;
    Ok(End::Done)
}

/// Prints completions for a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<End> {
    // Written to memory first: the generator panics when a pipe closes.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "rapporteur", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(End::Done)
}

/// Prints the manual page, with a part for each verb.
pub(crate) fn manual() -> Result<End> {
    let mut command = Arguments::command();
    command.build();
    let mut out = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut out)?;
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
        let page = clap_mangen::Man::new(verb.clone());
        writeln!(out, ".SH \"{}\"", verb.get_name().to_uppercase())?;
        page.render_description_section(&mut out)?;
        page.render_synopsis_section(&mut out)?;
        page.render_options_section(&mut out)?;
    }
    std::io::stdout().write_all(&out)?;
    Ok(End::Done)
}
