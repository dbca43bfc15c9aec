use crate::End;
use crate::args::{Change, Common, Correct, Made};
use anyhow::{Result, bail};
use rapporteur::engine::{self, Wish};
use rapporteur::record::{LineId, LineKind, Undone};
use rapporteur::store::{Access, Store};

/// Corrects the record of a store.
pub(crate) fn run(args: &Correct, common: &Common) -> Result<End> {
    let done = match &args.change {
        Change::Accept { lines, made } => {
            let wishes: Vec<Wish> = lines.iter().map(|line| Wish::Accept(*line)).collect();
            wished(made, false, &wishes)?
        }
        Change::Reject { lines, made } => {
            let wishes: Vec<Wish> = lines.iter().map(|line| Wish::Reject(*line)).collect();
            wished(made, true, &wishes)?
        }
        Change::Change { line, fields, made } => {
            let change = |(field, value): &(String, String)| Wish::Change {
                line: *line,
                field: field.clone(),
                value: value.clone(),
            };
            wished(made, true, &fields.iter().map(change).collect::<Vec<_>>())?
        }
        Change::Merge { left, right, made } => merge(left, right, made)?,
        Change::Split { id, document, at, made } => split(id, *document, at.as_deref(), made)?,
        Change::Undo { numbers, made } => {
            let mut store = open(made)?;
            let by = by(made, false)?;
            let why = made.why.clone();
            for number in numbers {
                let undone = Undone { who: by.who.clone(), when: by.when.clone(), why: why.clone() };
                engine::correct_undo(&mut store, *number, &undone)?;
            }
            format!("{} taken back", told(numbers))
        }
    };
    if !common.quiet {
        eprintln!("{done}");
    }
    Ok(End::Done)
}

fn open(made: &Made) -> Result<Store> {
    let path = &made.store.store;
    // Reading first: a correction makes no store.
    drop(Store::open(path, Access::Read)?);
    Ok(Store::open(path, Access::Create)?)
}

/// Who, when and why, as the user says it; the clock is read only where the user asks for the day.
pub(crate) fn by(made: &Made, needs_why: bool) -> Result<engine::Made> {
    let why = made.why.clone().unwrap_or_default();
    if needs_why && why.trim().is_empty() {
        bail!("say why: --why 'she is the mayor'");
    }
    let when = match made.on.as_deref() {
        Some("today") => Some(jiff::Zoned::now().date().to_string()),
        Some(day) => match day.parse::<jiff::civil::Date>() {
            Ok(_) => Some(day.to_owned()),
            Err(_) => bail!("--on {day}: there is no such day"),
        },
        None => None,
    };
    Ok(engine::Made { who: made.by.clone(), when, why })
}

fn wished(made: &Made, needs_why: bool, wishes: &[Wish]) -> Result<String> {
    let by = by(made, needs_why)?;
    let wishes: Vec<_> = wishes.iter().map(|wish| (wish.clone(), by.clone())).collect();
    let numbers = engine::correct_lines(&mut open(made)?, &wishes)?;
    Ok(format!("{} kept", told(&numbers)))
}

/// `correction 3`, `corrections 3 to 5`
fn told(numbers: &[i64]) -> String {
    match numbers {
        [one] => format!("correction {one}"),
        [first, .., last] if last - first == numbers.len() as i64 - 1 => {
            format!("corrections {first} to {last}")
        }
        _ => format!("corrections {}", numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")),
    }
}

/// What can be merged and split.
enum Named {
    Line(LineId),
    /// An event over all reports, by one of its members.
    Happening(LineId),
    /// The quantity that a figure is a claim about.
    Series(LineId),
    Entity,
}

fn named(id: &str) -> Result<Named> {
    let numbers = |text: &str, mark: char, kind: LineKind| {
        let (report, number) = text.split_once(mark)?;
        Some(LineId { kind, report: report.parse().ok()?, number: number.parse().ok()? })
    };
    if let Some(line) = id.strip_prefix('e').and_then(|rest| numbers(rest, '.', LineKind::Event)) {
        return Ok(Named::Happening(line));
    }
    if let Some(rest) = id.strip_prefix("series:") {
        return match numbers(rest, '/', LineKind::Figure) {
            Some(line) => Ok(Named::Series(line)),
            None => bail!("{id:?}: name the quantity by one of its figures, as in series:3/2"),
        };
    }
    // No id of an entity has a slash, and a document is neither merged nor split.
    if id.contains('/') {
        return id.parse().map(Named::Line).map_err(anyhow::Error::msg);
    }
    Ok(Named::Entity)
}

fn merge(left: &str, right: &str, made: &Made) -> Result<String> {
    let wish = match (named(left)?, named(right)?) {
        (Named::Entity, Named::Entity) => {
            let number = engine::correct_merge(&mut open(made)?, [left, right], &by(made, true)?)?;
            return Ok(format!("correction {number} kept"));
        }
        (Named::Line(one), Named::Line(other)) | (Named::Happening(one), Named::Happening(other)) => {
            Wish::Merge(one, other)
        }
        (Named::Series(one), Named::Series(other)) => Wish::MergeSeries(one, other),
        _ => bail!("{left} and {right} are of two kinds and cannot be one"),
    };
    wished(made, true, &[wish])
}

fn split(id: &str, document: Option<i64>, at: Option<&str>, made: &Made) -> Result<String> {
    let wish = match (named(id)?, document, at) {
        (Named::Entity, Some(document), _) => {
            let number = engine::correct_split(&mut open(made)?, id, document, &by(made, true)?)?;
            return Ok(format!("correction {number} kept"));
        }
        (Named::Entity, None, _) => bail!("say in which report {id} is somebody else: --document NUMBER"),
        (Named::Line(line), None, Some(at)) => Wish::Split { line, at: at.to_owned() },
        (Named::Line(line), ..) => {
            bail!("say with which words the second line begins: rapporteur correct split {line} --at 'WORDS'")
        }
        (Named::Happening(line), document, _) => {
            let store = open(made)?;
            let members = engine::happening(&store, &line)?;
            let document = document.unwrap_or(line.report);
            let out: Vec<LineId> =
                members.iter().copied().filter(|member| member.report == document).collect();
            if out.is_empty() {
                bail!("report {document} does not tell of {id}; `rapporteur show events` lists who does");
            }
            if out.len() == members.len() {
                bail!("only report {document} tells of {id}: there is nothing to part it from");
            }
            Wish::PartEvents(out)
        }
        (Named::Series(line), None, None) => Wish::PartSeries(vec![line]),
        (Named::Series(_), ..) => bail!("a figure is parted from its quantity without --document or --at"),
    };
    wished(made, true, &[wish])
}
