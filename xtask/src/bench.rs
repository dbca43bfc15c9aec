use crate::shared;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How a run of the program went.
pub(crate) struct Measured {
    pub(crate) wall: Duration,
    /// Largest resident memory, in MiB; absent where the system does not tell.
    pub(crate) peak_mib: Option<f64>,
}

/// Measures the shipped program and prints what it found.
pub(crate) fn run(reports: usize) -> Result<()> {
    let program = shared::program()?;
    let Some(folder) = shared::folder() else {
        println!("skipped: no ../shared");
        return Ok(());
    };
    let work = tempfile::tempdir()?;

    let mut cold: Vec<Duration> = Vec::new();
    for _ in 0..5 {
        cold.push(measure(Command::new(&program).arg("brief").arg(folder.join("seeds")))?.wall);
    }
    cold.sort();
    println!("brief, 5 seed reports, with the model: median {:.0} ms of 5 runs", cold[2].as_secs_f64() * 1e3);

    let inputs = work.path().join("reports.jsonl");
    let words = repeated(&folder.join("eval/stories/reports.public.jsonl.gz"), reports, &inputs)?;
    println!("{reports} reports, {words} words, by rules alone");
    for threads in [1, 2] {
        let store = work.path().join(format!("{threads}.rapporteur"));
        let add = || -> Command {
            let mut command = Command::new(&program);
            command
                .args(["add", "--quiet", "--no-model", "--threads", &threads.to_string(), "--store"])
                .arg(&store)
                .arg(&inputs);
            command
        };
        for run in ["add", "add again"] {
            let measured = measure(&mut add())?;
            let seconds = measured.wall.as_secs_f64();
            let memory = measured.peak_mib.map_or_else(|| "?".into(), |m| format!("{m:.0}"));
            println!(
                "{run}, {threads} thread(s): {:.0} reports/s, {:.0} words/s per thread, peak {memory} MiB, {seconds:.1} s",
                reports as f64 / seconds,
                words as f64 / seconds / f64::from(threads),
            );
        }
    }
    Ok(())
}

/// Writes `count` reports made from the public ones, each with an address and a number of its own; gives their words.
pub(crate) fn repeated(from: &Path, count: usize, to: &Path) -> Result<usize> {
    let text = crate::gold::decompressed(from, &fs::read(from)?)?;
    let records: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut out = BufWriter::new(File::create(to)?);
    let mut words = 0;
    for (number, record) in records.iter().cycle().take(count).enumerate() {
        let body = record.get("text").and_then(Value::as_str).context("a report without text")?;
        words += body.split_whitespace().count();
        let record = serde_json::json!({
            "id": number,
            "url": format!("https://example.org/{number}"),
            "title": record.get("title"),
            "date": record.get("date"),
            "outlet": record.get("outlet"),
            "text": body,
        });
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(words)
}

/// Runs a command to its end and watches its memory.
pub(crate) fn measure(command: &mut Command) -> Result<Measured> {
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak_mib = None;
    loop {
        // The kernel keeps the high-water mark; the last look before the end is what counts.
        if let Ok(text) = fs::read_to_string(&status)
            && let Some(line) = text.lines().find(|line| line.starts_with("VmHWM:"))
            && let Some(kib) = line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok())
        {
            peak_mib = Some(kib / 1024.0);
        }
        if let Some(status) = child.try_wait()? {
            if !matches!(status.code(), Some(0 | 1)) {
                bail!("the program ended with {status}");
            }
            return Ok(Measured { wall: started.elapsed(), peak_mib });
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
