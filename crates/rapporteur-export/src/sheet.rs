//! Sheets of lines for checking by hand: written as CSV, Markdown or HTML, and the CSV read back with its answers.

use crate::guarded;
use rapporteur_text::ContentHash;
use std::io;

/// Columns of the CSV, in order. The last two are for the reader.
pub const COLUMNS: [&str; 13] = [
    "line",
    "kind",
    "of_kind",
    "key",
    "check",
    "source",
    "published",
    "headline",
    "before",
    "words",
    "after",
    "claim",
    "verdict",
];

/// Column for what the reader wants to say; may be missing.
const NOTE: &str = "note";

/// A row of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// The line: `statement:3/7`.
    pub line: String,
    /// What kind of line.
    pub kind: String,
    /// How many lines of the kind there are in all.
    pub of_kind: usize,
    /// What the line is by its words.
    pub key: String,
    /// The outlet or address.
    pub source: String,
    /// The day of publication.
    pub published: String,
    /// The headline.
    pub headline: String,
    /// The text before the words.
    pub before: String,
    /// The words that the line stands on.
    pub words: String,
    /// The text behind them.
    pub after: String,
    /// What the line claims.
    pub claim: String,
    /// The answer, as written.
    pub verdict: String,
    /// What the reader says beside.
    pub note: String,
    /// Line of the file on which the row begins, from 1; 0 for one that was not read.
    pub at: u64,
}

impl SheetRow {
    /// What must not change between writing and scoring.
    fn check(&self) -> String {
        let parts = [&self.line, &self.kind, &self.key, &self.words, &self.claim];
        let all: Vec<String> = parts.iter().map(|part| part.trim_start_matches('\'').to_owned()).collect();
        ContentHash::of(format!("{}\n{}", all.join("\n"), self.of_kind).as_bytes()).short()
    }
}

/// Why a sheet cannot be read. Lines count from 1, the header is the first.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SheetError {
    /// The bytes are of another encoding.
    #[error("line {0} is not UTF-8: save the sheet as “CSV UTF-8”")]
    Encoding(usize),
    /// The header is not that of a sheet.
    #[error(
        "line 1 is not the header of a sheet: {0} is missing; `rapporteur sample 200 -o sheet.csv` writes one"
    )]
    Header(String),
    /// A row cannot be read.
    #[error("line {at}: {what}")]
    Row {
        /// The line.
        at: u64,
        /// What is wrong.
        what: String,
    },
}

/// Writes the sheet as CSV: UTF-8 with a byte order mark, cells that a spreadsheet would take for a formula guarded.
///
/// # Errors
/// If `out` fails.
pub fn csv(rows: &[SheetRow], out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(COLUMNS.iter().chain(&[NOTE]))?;
    for row in rows {
        let cells = [
            row.line.clone(),
            row.kind.clone(),
            row.of_kind.to_string(),
            // A key of digits alone would be taken for a number and lose its zeros.
            format!("k{}", row.key),
            format!("c{}", row.check()),
            row.source.clone(),
            row.published.clone(),
            row.headline.clone(),
            row.before.clone(),
            row.words.clone(),
            row.after.clone(),
            row.claim.clone(),
            row.verdict.clone(),
            row.note.clone(),
        ];
        table.write_record(cells.into_iter().map(guarded))?;
    }
    table.flush()
}

/// Reads a sheet with its answers. Commas, semicolons and tabs part cells; line ends may be those of any system; UTF-16
/// with a byte order mark is read too.
///
/// # Errors
/// If it is no sheet, or a row was changed elsewhere than in `verdict` and `note`; names the line.
pub fn read(bytes: &[u8]) -> Result<Vec<SheetRow>, SheetError> {
    let text = decoded(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let header = text.lines().next().unwrap_or_default();
    let mark =
        [b',', b';', b'\t'].into_iter().max_by_key(|mark| header.bytes().filter(|byte| byte == mark).count());
    let mut table = ::csv::ReaderBuilder::new()
        .delimiter(mark.unwrap_or(b','))
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let header = table.headers().map_err(|error| SheetError::Header(error.to_string()))?.clone();
    let place = |name: &str| header.iter().position(|cell| cell.trim() == name);
    let mut places = [0; COLUMNS.len()];
    for (at, name) in places.iter_mut().zip(COLUMNS) {
        *at = place(name).ok_or_else(|| SheetError::Header(format!("the column {name:?}")))?;
    }
    let note = place(NOTE);
    let mut rows: Vec<SheetRow> = Vec::new();
    for record in table.records() {
        let record = record.map_err(|error| {
            let at = error.position().map_or(0, |position| line(text, position));
            SheetError::Row { at, what: format!("it cannot be read: {error}") }
        })?;
        let at = record.position().map_or(0, |position| line(text, position));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() < header.len().min(COLUMNS.len()) {
            let what = format!("it has {} cells, the header has {}", record.len(), header.len());
            return Err(SheetError::Row { at, what });
        }
        let cell = |column: usize| record.get(places[column]).unwrap_or_default().to_owned();
        let wrong = |what: &str| SheetError::Row { at, what: what.to_owned() };
        let row = SheetRow {
            line: cell(0),
            kind: cell(1),
            of_kind: cell(2).trim().parse().map_err(|_| wrong("of_kind is no number"))?,
            key: cell(3).trim_start_matches('k').to_owned(),
            source: cell(5),
            published: cell(6),
            headline: cell(7),
            before: cell(8),
            words: cell(9),
            after: cell(10),
            claim: cell(11),
            verdict: cell(12),
            note: note.and_then(|note| record.get(note)).unwrap_or_default().to_owned(),
            at,
        };
        if format!("c{}", row.check()) != cell(4) {
            let what = "the row was changed: only verdict and note may be; draw the sheet again";
            return Err(wrong(what));
        }
        if let Some(other) = rows.iter().find(|other| other.line == row.line) {
            return Err(SheetError::Row {
                at,
                what: format!("{} stands on line {} already", row.line, other.at),
            });
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The line on which a record begins. The reader counts two ends of a line as one where it stands between them.
fn line(text: &str, position: &::csv::Position) -> u64 {
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX).min(text.len());
    let (before, rest) = text.as_bytes().split_at(at);
    let ends = before.iter().filter(|byte| **byte == b'\n').count();
    (ends + 1 + usize::from(rest.first() == Some(&b'\n'))) as u64
}

fn decoded(bytes: &[u8]) -> Result<String, SheetError> {
    let wide = |to: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| to([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| SheetError::Encoding(1))
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).map_err(|error| {
            let until = error.utf8_error().valid_up_to();
            SheetError::Encoding(bytes[..until].iter().filter(|byte| **byte == b'\n').count() + 1)
        }),
    }
}

/// How a reader answers, above a sheet for reading.
const GUIDE: &str = "A line is right if its words say all that it claims: each field, and nothing else. Write right, wrong or \
unsure into the column verdict of the CSV of the same sample.";

/// Writes the sheet as Markdown, for reading beside the CSV.
///
/// # Errors
/// If `out` fails.
pub fn markdown(rows: &[SheetRow], out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "# Lines for checking\n\n{GUIDE}\n")?;
    for row in rows {
        writeln!(out, "## {}\n", row.line)?;
        let head = [&row.source, &row.published, &row.headline];
        let head: Vec<String> = head.iter().filter(|part| !part.is_empty()).map(|part| plain(part)).collect();
        writeln!(out, "{}\n", head.join(" · "))?;
        writeln!(out, "> {} **{}** {}\n", plain(&row.before), plain(&row.words), plain(&row.after))?;
        for field in row.claim.split("; ") {
            writeln!(out, "- {}", plain(field))?;
        }
        writeln!(out, "\n[ ] right  [ ] wrong  [ ] unsure\n")?;
    }
    Ok(())
}

/// Words in which Markdown finds no marks.
fn plain(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_{}[]<>#|~".contains(c) {
            found.push('\\');
        }
        found.push(c);
    }
    found
}

/// Writes the sheet as one HTML page that needs nothing else, for reading or printing beside the CSV.
///
/// # Errors
/// If `out` fails.
pub fn html(rows: &[SheetRow], out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(
        b"<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width\">\n<title>Lines for checking</title>\n<style>\n\
        body{font:16px/1.5 Georgia,serif;margin:1.5rem auto;max-width:70rem;padding:0 1rem;color:#111;background:#fff}\n\
        table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.4rem;vertical-align:top;text-align:left}\n\
        tr{break-inside:avoid}mark{background:#ffe680;color:#111}.source{color:#444;font-size:.85rem}\n\
        td:last-child{white-space:nowrap}dl{margin:0;display:grid;grid-template-columns:auto 1fr;gap:0 .6rem}dd{margin:0}\n\
        dt{color:#444}@media(max-width:40rem){table,tbody,tr,td{display:block}thead{display:none}}\n</style>\n",
    )?;
    writeln!(out, "<h1>Lines for checking</h1>\n<p>{}</p>", escaped(GUIDE))?;
    writeln!(
        out,
        "<table>\n<thead><tr><th scope=\"col\">Line<th scope=\"col\">Words<th scope=\"col\">Claim<th scope=\"col\">Verdict</thead>\n<tbody>"
    )?;
    for row in rows {
        let head = [&row.source, &row.published, &row.headline];
        let head: Vec<String> =
            head.iter().filter(|part| !part.is_empty()).map(|part| escaped(part)).collect();
        let fields = row.claim.split("; ").map(|field| {
            let (name, value) = field.split_once(": ").unwrap_or(("", field));
            format!("<dt>{}<dd>{}", escaped(name), escaped(value))
        });
        writeln!(
            out,
            "<tr><td>{}<td><p class=\"source\">{}</p><p>{} <mark>{}</mark> {}</p><td><dl>{}</dl><td>\u{2610} right<br>\u{2610} wrong<br>\u{2610} unsure",
            escaped(&row.line),
            head.join(" · "),
            escaped(&row.before),
            escaped(&row.words),
            escaped(&row.after),
            fields.collect::<String>(),
        )?;
    }
    out.write_all(b"</tbody>\n</table>\n</html>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32) -> SheetRow {
        SheetRow {
            line: format!("figure:3/{number}"),
            kind: "figure".into(),
            of_kind: 41,
            key: "00123".into(),
            source: "The Example".into(),
            words: "=14 “people”; more".into(),
            claim: "measure: killed; value: 14".into(),
            ..SheetRow::default()
        }
    }

    /// The sheet as a program may give it back.
    fn check(change: impl Fn(String) -> Vec<u8>) -> Result<Vec<String>, String> {
        let mut out = Vec::new();
        csv(&[row(1), row(2)], &mut out).unwrap();
        let rows = read(&change(String::from_utf8(out).unwrap())).map_err(|error| error.to_string())?;
        Ok(rows.into_iter().map(|row| format!("{} {}", row.line, row.verdict)).collect())
    }

    #[test]
    fn answers_come_back() {
        let right = |text: String| text.replacen("value: 14,", "value: 14,right", 1);
        let expected = Ok(vec!["figure:3/1 right".to_owned(), "figure:3/2 ".to_owned()]);
        assert_eq!(check(|text| right(text).into_bytes()), expected);
        assert_eq!(check(|text| right(text).replace('\n', "\r\n").into_bytes()), expected);
        let wide = |text: String| {
            let units = right(text).encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
            [vec![0xff, 0xfe], units].concat()
        };
        assert_eq!(check(|text| wide(text.trim_start_matches('\u{feff}').to_owned())), expected);
        let semicolons = |text: String| {
            let mut out = ::csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            for record in
                ::csv::ReaderBuilder::new().has_headers(false).from_reader(right(text).as_bytes()).records()
            {
                out.write_record(&record.unwrap()).unwrap();
            }
            out.into_inner().unwrap()
        };
        assert_eq!(check(semicolons), expected);
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line() {
        let wrong = |change: &dyn Fn(String) -> Vec<u8>, message: &str| {
            let error = check(change).unwrap_err();
            assert!(error.contains(message), "{error}");
        };
        wrong(&|text| text.replacen("value: 14", "value: 15", 1).into_bytes(), "line 2: the row was changed");
        wrong(
            &|text| text.replacen("value: 14", "value: 15", 1).replace('\n', "\r\n").into_bytes(),
            "line 2: the row was changed",
        );
        wrong(&|text| text.replace("verdict", "answer").into_bytes(), "line 1 is not the header");
        wrong(&|text| text.replace("figure:3/2", "figure:3/1").into_bytes(), "line 3: the row was changed");
        wrong(&|text| [text.as_bytes(), b"caf\xe9"].concat(), "line 4 is not UTF-8");
        wrong(&|_| b"PK\x03\x04".to_vec(), "line 1 is not the header");
        wrong(
            &|text| {
                let second = text.lines().nth(1).unwrap().to_owned();
                format!("{text}{second}\n").into_bytes()
            },
            "line 4: figure:3/1 stands on line 2 already",
        );
    }
}
