use crate::{Store, StoreError};
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// A document that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its number in the store.
    pub document: i64,
    /// Its headline.
    pub headline: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// When it was published, as known.
    pub published: Option<String>,
    /// Address of the document.
    pub address: String,
    /// Some words around the place found; what was found stands between U+2068 and U+2069.
    pub extract: String,
}

/// Documents that are added before they enter the full-text index together. One by one, the index took a fifth of the
/// time of adding; memory and the wait at the end grow with the number.
const BATCH: u32 = 256;

impl Store {
    /// Brings the full-text index up to the last document.
    ///
    /// [`add`](Store::add) does it now and then; call this at the end of a run. When a program ends before, nothing is
    /// lost: the next one to add or to search does it.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn index(&mut self) -> Result<(), StoreError> {
        self.unindexed = 0;
        self.try_sql(index)
    }

    /// Notes that one more document waits for the index.
    pub(crate) fn index_later(&mut self) -> Result<(), StoreError> {
        self.unindexed += 1;
        if self.unindexed < BATCH { Ok(()) } else { self.index() }
    }

    /// The documents whose headline or text hold all these words, best first. Only last versions are searched.
    /// Words in double quotation marks are searched as a phrase.
    ///
    /// # Errors
    /// If the store cannot be read, or if documents wait for the index and the store cannot be written.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let query = full_text_query(words);
        if query.is_empty() {
            return Err(StoreError::Query("nothing to search for: give at least one word".into()));
        }
        self.try_sql(|c| {
            let waiting = "SELECT max(id) > (SELECT indexed FROM full_text_state) FROM document";
            if c.query_row(waiting, [], |row| row.get::<_, Option<bool>>(0))? == Some(true) {
                let read_only: bool = c.pragma_query_value(None, "query_only", |row| row.get(0))?;
                c.pragma_update(None, "query_only", false)?;
                let indexed = index(c);
                c.pragma_update(None, "query_only", read_only)?;
                indexed?;
            }
            c.prepare(
                "SELECT d.id, d.headline, d.outlet, d.published, coalesce(d.url, d.locator),
                        snippet(full_text, -1, char(0x2068), char(0x2069), '…', 32)
                 FROM full_text JOIN document d ON d.id = full_text.rowid
                 WHERE full_text MATCH ?1 AND NOT EXISTS (SELECT 1 FROM document n WHERE n.previous = d.id)
                 ORDER BY rank, d.id LIMIT ?2",
            )?
            .query_map(rusqlite::params![query, limit], |row| {
                Ok(Hit {
                    document: row.get(0)?,
                    headline: row.get(1)?,
                    outlet: row.get(2)?,
                    published: row.get(3)?,
                    address: row.get(4)?,
                    extract: row.get(5)?,
                })
            })?
            .collect()
        })
    }
}

fn index(connection: &Connection) -> rusqlite::Result<()> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    transaction.execute(
        "INSERT INTO full_text (rowid, headline, text)
         SELECT id, headline, text FROM document WHERE id > (SELECT indexed FROM full_text_state) ORDER BY id",
        [],
    )?;
    transaction
        .execute("UPDATE full_text_state SET indexed = (SELECT coalesce(max(id), 0) FROM document)", [])?;
    transaction.commit()
}

/// The user's words as a query of FTS5 in which nothing but phrases has a meaning: `a "b c"` becomes `"a" "b c"`.
fn full_text_query(words: &str) -> String {
    let mut phrases = Vec::new();
    for (number, part) in words.split('"').enumerate() {
        if number % 2 == 1 {
            phrases.push(part.trim());
        } else {
            phrases.extend(part.split_whitespace());
        }
    }
    let wordy = |phrase: &&str| phrase.chars().any(char::is_alphanumeric);
    phrases.iter().filter(|p| wordy(p)).map(|p| format!("\"{p}\"")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::full_text_query;

    #[test]
    fn only_phrases_have_a_meaning() {
        let check = |words, expected| assert_eq!(full_text_query(words), expected);
        check("dam", "\"dam\"");
        check("dam OR harbour*", "\"dam\" \"OR\" \"harbour*\"");
        check("old \"harbour master\" said", "\"old\" \"harbour master\" \"said\"");
        check("\"unclosed phrase", "\"unclosed phrase\"");
        check("- \"\" *", "");
    }
}
