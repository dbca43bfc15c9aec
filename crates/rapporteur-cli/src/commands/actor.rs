use crate::End;
use crate::args::{Actor, day};
use anyhow::{Context, Result, bail};
use rapporteur::engine::actor::{self, Period};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// Prints the codes of phrases. A phrase of which nothing is known gets a line without codes.
pub(crate) fn run(args: &Actor) -> Result<End> {
    let mut out = std::io::stdout().lock();
    if !args.phrases.is_empty() {
        for phrase in &args.phrases {
            answer(&mut out, phrase, args.date.as_deref())?;
        }
        return Ok(End::Done);
    }
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.with_context(|| format!("standard input, line {}", number + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        if line.starts_with('{') {
            let place = || format!("standard input, line {}: no JSON with \"text\"", number + 1);
            let asked: Value = serde_json::from_str(&line).with_context(place)?;
            let text = asked["text"].as_str().with_context(place)?;
            let date = asked["date"].as_str().or(args.date.as_deref());
            if let Some(date) = date.filter(|date| day(date).is_err()) {
                bail!("standard input, line {}: {date:?} is no day YYYY-MM-DD", number + 1);
            }
            answer(&mut out, text, date)?;
        } else {
            answer(&mut out, line.trim(), args.date.as_deref())?;
        }
    }
    Ok(End::Done)
}

fn answer(out: &mut impl Write, phrase: &str, date: Option<&str>) -> Result<()> {
    let dated = date.map(|day| Period { first: day, last: day });
    let mut coded = actor::code(phrase, dated).unwrap_or_default();
    let mut as_of = date.filter(|_| coded.dated);
    // Without a day: what the table of offices last knows, and for which day.
    if date.is_none()
        && let Some((last, day)) = actor::last_known(phrase)
    {
        (coded, as_of) = (last, Some(day));
    }
    let answer = json!({
        "text": phrase,
        "date": date,
        "country": coded.country,
        "sectors": coded.sectors.iter().map(|sector| sector.code()).collect::<Vec<_>>(),
        "title": coded.title,
        "as_of": as_of,
        "rules": coded.rules,
        "words": coded.words.iter().filter_map(|words| phrase.get(words.clone())).collect::<Vec<_>>(),
    });
    serde_json::to_writer(&mut *out, &answer)?;
    writeln!(out)?;
    Ok(())
}
