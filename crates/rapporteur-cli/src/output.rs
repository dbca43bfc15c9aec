use crate::args::{self, Color, Common, Format};
use comfy_table::{ContentArrangement, Table, presets};
use rapporteur::store::{Cell, Rows};
use rapporteur::text::Unit;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Text from outside, safe for a terminal: control characters are replaced.
pub(crate) fn printable(text: &str) -> String {
    rapporteur::brief::clean(text).into_owned()
}

/// Width of the terminal in columns; 100 where there is none.
pub(crate) fn width() -> usize {
    let columns = Table::new().width();
    columns.map_or(100, usize::from).clamp(40, 120)
}

/// Whether to use colours.
pub(crate) fn color(common: &Common, terminal: bool) -> bool {
    match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// The format asked for; a table on a terminal and JSON lines in a pipe if none is.
pub(crate) fn format(asked: Option<Format>) -> Format {
    asked.unwrap_or_else(|| if io::stdout().is_terminal() { Format::Table } else { Format::Jsonl })
}

/// The unit asked for.
pub(crate) fn unit(asked: args::Offsets) -> Unit {
    match asked {
        args::Offsets::CodePoints => Unit::CodePoints,
        args::Offsets::Utf8Bytes => Unit::Utf8Bytes,
        args::Offsets::Utf16Units => Unit::Utf16Units,
    }
}

/// Writes rows in the format asked for. All but tables are written row by row; a table needs all its rows to find its
/// widths.
pub(crate) struct Output {
    names: Vec<String>,
    kind: Writer,
}

enum Writer {
    Table { table: Box<Table>, out: BufWriter<Box<dyn Write>> },
    Json { out: BufWriter<Box<dyn Write>>, lines: bool, rows: u64 },
    Csv(Box<csv::Writer<Box<dyn Write>>>),
}

impl Output {
    pub(crate) fn new(format: Format, out: Box<dyn Write>) -> Self {
        let kind = match format {
            Format::Table => {
                let mut table = Table::new();
                table.load_style(presets::UTF8_BORDERS_ONLY);
                table.set_content_arrangement(ContentArrangement::Dynamic);
                table.set_width(u16::try_from(width()).unwrap_or(100));
                Writer::Table { table: Box::new(table), out: BufWriter::new(out) }
            }
            Format::Json => Writer::Json { out: BufWriter::new(out), lines: false, rows: 0 },
            Format::Jsonl => Writer::Json { out: BufWriter::new(out), lines: true, rows: 0 },
            Format::Csv => Writer::Csv(Box::new(csv::Writer::from_writer(out))),
        };
        Self { names: Vec::new(), kind }
    }

    /// Writes what is still held back.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        match &mut self.kind {
            Writer::Table { table, out } => {
                if table.row_count() > 0 {
                    writeln!(out, "{table}")?;
                }
                out.flush()
            }
            Writer::Json { out, lines, rows } => {
                if !*lines {
                    writeln!(out, "{}", if *rows == 0 { "[]" } else { "\n]" })?;
                }
                out.flush()
            }
            Writer::Csv(out) => out.flush(),
        }
    }
}

impl Rows for Output {
    fn columns(&mut self, names: &[&str]) -> io::Result<()> {
        self.names = names.iter().map(|name| (*name).to_owned()).collect();
        match &mut self.kind {
            Writer::Table { table, .. } => {
                table.set_header(names);
            }
            Writer::Json { .. } => {}
            Writer::Csv(out) => out.write_record(names)?,
        }
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let words = |cell: &Cell| match cell {
            Cell::Null => String::new(),
            Cell::Integer(n) => n.to_string(),
            Cell::Real(n) => n.to_string(),
            Cell::Text(text) => text.clone(),
        };
        match &mut self.kind {
            Writer::Table { table, .. } => {
                table.add_row(cells.iter().map(|cell| printable(&words(cell))));
            }
            Writer::Json { out, lines, rows } => {
                let value = |cell: &Cell| match cell {
                    Cell::Null => serde_json::Value::Null,
                    Cell::Integer(n) => (*n).into(),
                    Cell::Real(n) => (*n).into(),
                    Cell::Text(text) => text.as_str().into(),
                };
                if !*lines {
                    out.write_all(if *rows == 0 { b"[\n" } else { b",\n" })?;
                }
                *rows += 1;
                out.write_all(b"{")?;
                for (at, (name, cell)) in self.names.iter().zip(cells).enumerate() {
                    if at > 0 {
                        out.write_all(b",")?;
                    }
                    serde_json::to_writer(&mut *out, name)?;
                    out.write_all(b":")?;
                    serde_json::to_writer(&mut *out, &value(cell))?;
                }
                out.write_all(if *lines { b"}\n" } else { b"}" })?;
            }
            Writer::Csv(out) => out.write_record(cells.iter().map(words).map(rapporteur::export::guarded))?,
        }
        Ok(())
    }
}
