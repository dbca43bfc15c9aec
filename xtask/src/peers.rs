use crate::bench::{measure, repeated};
use crate::shared;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// Reports that all read.
const REPORTS: usize = 100;

/// What the script beside the requirements prints of a peer.
#[derive(Debug, Deserialize)]
struct Peer {
    peer: String,
    seconds: f64,
    peak_mib: f64,
}

/// Reads the same texts with the program and with its peers, each on one thread, one after the other, and prints how they compare.
pub(crate) fn run() -> Result<()> {
    let program = shared::program()?;
    let Some(folder) = shared::folder() else {
        println!("skipped: no ../shared");
        return Ok(());
    };
    let python = installed()?;
    let work = tempfile::tempdir()?;
    let texts = work.path().join("texts.jsonl");
    let words = repeated(&folder.join("eval/stories/reports.public.jsonl.gz"), REPORTS, &texts)? as f64;
    println!("{REPORTS} reports, {words} words; one thread each");

    let mut script = Command::new(python);
    script.arg(shared::root().join("benchmarks/peers.py")).arg(&texts).env("OMP_NUM_THREADS", "1");
    let output = script.output().context("cannot run the peers")?;
    if !output.status.success() {
        bail!("the peers failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let lines = String::from_utf8(output.stdout)?;
    let peers: Vec<Peer> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let first = peers.first().context("the peers printed nothing")?.seconds;

    println!("{:32} {:>9} {:>12} {:>9}", "", "words/s", "x the first", "peak MiB");
    let line = |name: &str, seconds: f64, peak: f64| {
        println!("{name:32} {:>9.0} {:>12.2} {peak:>9.0}", words / seconds, first / seconds);
    };
    for peer in &peers {
        line(&peer.peer, peer.seconds, peer.peak_mib);
    }
    for (name, threads, more) in [
        ("rapporteur read", "1", None),
        ("rapporteur read, 2 threads", "2", None),
        ("rapporteur read --no-model", "1", Some("--no-model")),
    ] {
        let mut command = Command::new(&program);
        command.args(["read", "--quiet", "--format", "jsonl", "--threads", threads]).args(more).arg(&texts);
        let measured = measure(&mut command)?;
        line(name, measured.wall.as_secs_f64(), measured.peak_mib.unwrap_or(f64::NAN));
    }
    Ok(())
}

/// A Python with the peers, installed under the target folder if it is not there yet.
fn installed() -> Result<PathBuf> {
    let folder = shared::target().join("tools").join("peers");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let done = folder.join("installed");
    let requirements = shared::root().join("benchmarks/requirements.txt");
    let wanted = std::fs::read_to_string(&requirements)?;
    if std::fs::read_to_string(&done).ok().as_deref() != Some(&wanted) {
        let system = env::var_os("PYTHON").unwrap_or_else(|| "python3.11".into());
        shared::run(Command::new(system).args(["-m", "venv"]).arg(&folder))?;
        let mut pip = Command::new(&python);
        shared::run(pip.args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&requirements))?;
        std::fs::write(&done, wanted)?;
    }
    Ok(python)
}
