//! Groups of reports and copies, asked of `rapporteur-story` itself: the gold comes with its texts, and no command of the program
//! prints these groups.

use anyhow::{Context, Result};
use jiff::civil::Date;
use rapporteur_story::{Days, Sketch, copies, stories};
use serde_json::{Value, json};

fn text<'r>(record: &'r Value, key: &str) -> Result<&'r str> {
    record.get(key).and_then(Value::as_str).with_context(|| format!("a gold record has no {key:?}"))
}

fn sketches(records: &[Value]) -> Result<Vec<Sketch>> {
    let sketch = |record: &Value| {
        let day = text(record, "date").ok().and_then(|date| date.get(..10)?.parse::<Date>().ok());
        let day = day.map(|day| (day.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24) as i32);
        Ok(Sketch::of_text(
            text(record, "title").ok(),
            text(record, "text")?,
            Days { earliest: day, latest: day },
        ))
    };
    records.iter().map(sketch).collect()
}

/// Each report with the number of its story.
///
/// # Errors
/// If a record has no id or text.
pub fn grouped(records: &[Value]) -> Result<Vec<Value>> {
    let mut lines = Vec::new();
    let sketches = sketches(records)?;
    for (number, story) in stories(&sketches, &copies(&sketches)).into_iter().enumerate() {
        for report in story.members {
            lines.push(json!({ "id": text(&records[report], "id")?, "cluster": number.to_string() }));
        }
    }
    Ok(lines)
}

/// All pairs of reports of one family of copies.
///
/// # Errors
/// If a record has no id or text.
pub fn copied(records: &[Value]) -> Result<Vec<Value>> {
    let mut lines = Vec::new();
    for family in copies(&sketches(records)?) {
        let members: Vec<&str> =
            family.members().map(|report| text(&records[report], "id")).collect::<Result<_>>()?;
        for (at, one) in members.iter().enumerate() {
            lines.extend(members[..at].iter().map(|other| json!({ "a": other, "b": one })));
        }
    }
    Ok(lines)
}
