use crate::End;
use crate::args::Pair;
use crate::output;
use anyhow::{Context, Result, bail};
use rapporteur::engine::PairCoder;
use rapporteur::record::EventType;
use rapporteur::text::{Offsets, Span, Unit};
use serde_json::{Value, json};
use std::io::{BufRead, Read, Write};
use std::ops::Range;
use std::thread;

/// Most bytes of a line of input, and of its text, which is to be a sentence.
const LINE: u64 = 1 << 18;
const TEXT: usize = 1 << 15;
/// Most spans of a side.
const SPANS: usize = 64;
/// Lines that a thread reads before they are written.
const BATCH: usize = 64;
/// Probabilities have so many digits behind the point, as a power of ten.
const DIGITS: f64 = 10_000.0;

/// Prints what sources do to targets. A line that cannot be coded comes back with `error` in place of `event`.
pub(crate) fn run(args: &Pair) -> Result<End> {
    let coder = PairCoder::new(args.pairs.as_deref())?;
    let mut out = std::io::stdout().lock();
    if let Some(text) = &args.text {
        let mut asked = json!({ "text": text, "source": args.source, "target": args.target });
        code(&coder, &mut asked)?;
        serde_json::to_writer(&mut out, &asked)?;
        writeln!(out)?;
        return Ok(End::Done);
    }
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (mut input, mut number, mut end) = (std::io::stdin().lock(), 0, End::Done);
    loop {
        let mut batch = Vec::new();
        while batch.len() < threads * BATCH {
            let mut line = Vec::new();
            let read = input.by_ref().take(LINE).read_until(b'\n', &mut line);
            if read.with_context(|| format!("standard input, line {}", number + 1))? == 0 {
                break;
            }
            number += 1;
            let whole = line.ends_with(b"\n") || (line.len() as u64) < LINE;
            if !whole {
                input.skip_until(b'\n')?;
            }
            let blank = line.iter().all(u8::is_ascii_whitespace);
            if !blank {
                batch.push((number, if whole { line } else { Vec::new() }));
            }
        }
        if batch.is_empty() {
            return Ok(end);
        }
        let answer = |lines: &[(usize, Vec<u8>)]| -> Vec<Result<Value, Value>> {
            lines.iter().map(|(number, line)| answer(&coder, *number, line)).collect()
        };
        let parts = batch.chunks(batch.len().div_ceil(threads));
        let answers: Vec<_> = thread::scope(|scope| {
            let running: Vec<_> = parts.map(|lines| scope.spawn(move || answer(lines))).collect();
            running.into_iter().map(thread::ScopedJoinHandle::join).collect()
        });
        for part in answers {
            let Ok(part) = part else { bail!("a thread broke down") };
            for answer in part {
                if let Err(failed) = &answer {
                    let (line, error) = (&failed["line"], failed["error"].as_str().unwrap_or_default());
                    eprintln!("rapporteur: standard input, line {line}: {}", output::printable(error));
                    end = End::SomeFailed;
                }
                serde_json::to_writer(&mut out, &answer.unwrap_or_else(|failed| failed))?;
                writeln!(out)?;
            }
        }
    }
}

/// What comes back for a line: itself with `event`, or with `error` and its number.
fn answer(coder: &PairCoder, number: usize, line: &[u8]) -> Result<Value, Value> {
    let asked = if line.is_empty() {
        Err(anyhow::anyhow!("it is longer than {LINE} bytes"))
    } else {
        serde_json::from_slice::<Value>(line).context("it is no JSON")
    };
    let failed = |mut asked: Value, error: &anyhow::Error| {
        asked["line"] = number.into();
        asked["error"] = format!("{error:#}").into();
        asked
    };
    let mut asked = asked.map_err(|error| failed(json!({}), &error))?;
    if !asked.is_object() {
        return Err(failed(json!({}), &anyhow::anyhow!("it is no JSON object")));
    }
    match code(coder, &mut asked) {
        Ok(()) => Ok(asked),
        Err(error) => Err(failed(asked, &error)),
    }
}

/// Puts into what is asked the places of the sides, and what the one does to the other.
fn code(coder: &PairCoder, asked: &mut Value) -> Result<()> {
    let text = asked["text"].as_str().context("it has no \"text\"")?.to_owned();
    if text.len() > TEXT {
        bail!("its text is longer than {TEXT} bytes; it should be a sentence");
    }
    let offsets = Offsets::new(&text);
    let side = |name: &str| spans(&asked[name], &text, &offsets).with_context(|| format!("\"{name}\""));
    let (sources, targets) = (side("source")?, side("target")?);
    if sources.is_empty() && targets.is_empty() {
        bail!("it has neither \"source\" nor \"target\"");
    }
    let code = coder.code(&text, &sources, &targets)?;
    let told = |spans: Vec<Range<usize>>| -> Value {
        let span = |span: Range<usize>| {
            let words = &text[span.clone()];
            let span = offsets.convert(Span::new(span.start, span.end), Unit::CodePoints);
            json!({ "text": words, "start": span.start, "end": span.end })
        };
        spans.into_iter().map(span).collect()
    };
    asked["source"] = told(sources);
    asked["target"] = told(targets);
    let rounded = |probability: f64| (probability * DIGITS).round() / DIGITS;
    let row = |&(kind, probability): &(EventType, f64)| {
        let probability = rounded(probability);
        json!({ "type": kind.name(), "quad": kind.quad(), "probability": probability })
    };
    let mut types = code.types.iter().map(row);
    let mut event = types.next().context("the reader of pairs knows no type")?;
    event["others"] = types.collect();
    if let Some((realis, probability)) = code.realis.first() {
        event["realis"] = realis.name().into();
        event["realis_probability"] = rounded(*probability).into();
    }
    asked["event"] = event;
    Ok(())
}

/// The bytes of a side: a place, or a list of places.
fn spans(side: &Value, text: &str, offsets: &Offsets<'_>) -> Result<Vec<Range<usize>>> {
    let place = |one: &Value| span(one, text, offsets);
    match side {
        Value::Null => Ok(Vec::new()),
        Value::Array(list) if !is_pair(list) && list.len() <= SPANS => list.iter().map(place).collect(),
        Value::Array(list) if !is_pair(list) => bail!("it has more than {SPANS} places"),
        one => Ok(vec![place(one)?]),
    }
}

fn is_pair(list: &[Value]) -> bool {
    list.len() == 2 && list.iter().all(Value::is_u64)
}

/// The bytes of a place: words of the text, a pair of code points, or an object with `start` and `end`.
fn span(place: &Value, text: &str, offsets: &Offsets<'_>) -> Result<Range<usize>> {
    let byte = |value: &Value| {
        let offset = usize::try_from(value.as_u64()?).ok()?;
        offsets.to_bytes(offset, Unit::CodePoints)
    };
    let between = |start: &Value, end: &Value| {
        let range = byte(start).zip(byte(end)).map(|(start, end)| start..end);
        let range = range.filter(|range| !range.is_empty());
        range.with_context(|| format!("{start} to {end} is no place of the text, in code points"))
    };
    match place {
        Value::String(words) => find(text, words),
        Value::Array(pair) if is_pair(pair) => between(&pair[0], &pair[1]),
        Value::Object(span) if span.contains_key("start") => between(&place["start"], &place["end"]),
        _ => bail!("it is neither words nor a place: {place}"),
    }
}

/// Where words stand first in a text; as whole words if they do.
fn find(text: &str, words: &str) -> Result<Range<usize>> {
    let places = || text.match_indices(words).map(|(at, _)| at..at + words.len());
    let is_whole = |place: &Range<usize>| {
        let before = text[..place.start].chars().next_back();
        let behind = text[place.end..].chars().next();
        ![before, behind].into_iter().flatten().any(char::is_alphanumeric)
    };
    let found = places().find(is_whole).or_else(|| places().next()).filter(|_| !words.trim().is_empty());
    found.with_context(|| format!("{words:?} is not in the text"))
}
