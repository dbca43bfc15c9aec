use crate::{Store, StoreError};
use rapporteur_record::{Change, Correction};
use rusqlite::{Row, params};

impl Store {
    /// All corrections, in the order in which they were made; also those that were taken back.
    ///
    /// # Errors
    /// If the store cannot be read or is damaged.
    pub fn corrections(&self) -> Result<Vec<Correction>, StoreError> {
        self.try_sql(|c| {
            c.prepare("SELECT * FROM correction ORDER BY number")?.query_map([], correction)?.collect()
        })
    }

    /// Keeps a correction and gives its number.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn correct(
        &mut self,
        who: &str,
        when: &str,
        what: &Change,
        before: &str,
        why: &str,
    ) -> Result<i64, StoreError> {
        self.try_sql(|c| {
            let what = serde_json::to_string(what)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
            c.execute(
                "INSERT INTO correction (who, \"when\", what, before, after, why) VALUES (?1, ?2, ?3, ?4, '', ?5)",
                params![who, when, what, before, why],
            )?;
            Ok(c.last_insert_rowid())
        })
    }

    /// Notes what is there after a correction.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn note_after(&mut self, number: i64, after: &str) -> Result<(), StoreError> {
        self.try_sql(|c| {
            c.execute("UPDATE correction SET after = ?2 WHERE number = ?1", params![number, after])?;
            Ok(())
        })
    }

    /// Takes a correction back; false if there is none of that number that stands.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn undo(&mut self, number: i64, when: &str) -> Result<bool, StoreError> {
        self.try_sql(|c| {
            let sql = "UPDATE correction SET undone = ?2 WHERE number = ?1 AND undone IS NULL";
            Ok(c.execute(sql, params![number, when])? == 1)
        })
    }
}

fn correction(row: &Row<'_>) -> rusqlite::Result<Correction> {
    let what: String = row.get("what")?;
    let what = serde_json::from_str(&what).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })?;
    Ok(Correction {
        number: row.get("number")?,
        who: row.get("who")?,
        when: row.get("when")?,
        what,
        before: row.get("before")?,
        after: row.get("after")?,
        why: row.get("why")?,
        undone: row.get("undone")?,
    })
}
