use crate::{Store, StoreError};
use rusqlite::types::ValueRef;
use std::time::{Duration, Instant};

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Words.
    Text(String),
}

/// Gets the rows of a query one by one.
pub trait Rows {
    /// Called once, before the rows, with the names of the columns.
    ///
    /// # Errors
    /// An error ends the query.
    fn columns(&mut self, names: &[&str]) -> std::io::Result<()>;

    /// Called for each row.
    ///
    /// # Errors
    /// An error ends the query.
    fn row(&mut self, cells: &[Cell]) -> std::io::Result<()>;
}

/// How many steps of SQLite's machine pass between two looks at the clock.
const STEPS: i32 = 100_000;

impl Store {
    /// Runs one query of the user that only reads, and gives its rows to `out`. The values of `parameters` stand for
    /// `?1`, `?2` … in the query.
    ///
    /// # Errors
    /// If the query is wrong, would change the store, holds several statements, takes longer than `limit`, or if
    /// `out` fails.
    pub fn query(
        &mut self,
        sql: &str,
        parameters: &[String],
        limit: Duration,
        out: &mut dyn Rows,
    ) -> Result<(), StoreError> {
        let wrong = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::OperationInterrupted) => {
                StoreError::Query(format!("the query took longer than {} seconds", limit.as_secs()))
            }
            _ => StoreError::Query(explain(&error, sql)),
        };
        let started = Instant::now();
        let stop = move || started.elapsed() > limit;
        self.watch(Some(stop))?;
        let result = (|| {
            let mut statement = self.connection.prepare(sql).map_err(wrong)?;
            if !statement.readonly() {
                return Err(StoreError::Query(
                    "the query would change the store; only queries that read are run".into(),
                ));
            }
            let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            out.columns(&names).map_err(StoreError::Output)?;
            let mut rows = statement.query(rusqlite::params_from_iter(parameters)).map_err(wrong)?;
            let mut cells = Vec::with_capacity(names.len());
            while let Some(row) = rows.next().map_err(wrong)? {
                cells.clear();
                for column in 0..names.len() {
                    cells.push(cell(row.get_ref(column).map_err(wrong)?));
                }
                out.row(&cells).map_err(StoreError::Output)?;
            }
            Ok(())
        })();
        self.watch(None::<fn() -> bool>)?;
        result
    }

    /// Lets SQLite ask `stop` now and then whether to give up.
    fn watch(&mut self, stop: Option<impl FnMut() -> bool + Send + 'static>) -> Result<(), StoreError> {
        let set = self.connection.progress_handler(STEPS, stop);
        set.map_err(|error| StoreError::of(&self.path, error))
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(n) => Cell::Integer(n),
        ValueRef::Real(n) => Cell::Real(n),
        ValueRef::Text(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Cell::Text(format!("({} bytes)", bytes.len())),
    }
}

/// The message of SQLite, with the place in the query under a caret where SQLite gives it.
fn explain(error: &rusqlite::Error, sql: &str) -> String {
    if let rusqlite::Error::SqlInputError { msg, offset, .. } = error
        && let Ok(offset) = usize::try_from(*offset)
        && let Some(before) = sql.get(..offset)
    {
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = sql[start..].lines().next().unwrap_or_default();
        let indent = " ".repeat(sql[start..offset].chars().count());
        return format!("{msg}\n  {line}\n  {indent}^");
    }
    error.to_string()
}
