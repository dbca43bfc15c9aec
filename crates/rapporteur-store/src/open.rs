use crate::{STORE_VERSION, StoreError};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks a file as ours in the header of SQLite: "RAPP".
const APPLICATION_ID: i32 = 0x5241_5050;

/// How long a writer waits for another one. Every transaction is one document, so a wait this long means that the
/// other program hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// Memory for pages of the store while it is written, in KiB. Pages that many documents touch stay in it; more of it
/// costs more at each commit, for SQLite walks through the whole table of its cache when a page was split.
const CACHE_KIB: i32 = 16_384;

/// Pages in the write-ahead log before they are moved into the file: 32 MiB, so that a page that many documents touch
/// is moved once.
const CHECKPOINT_PAGES: i32 = 8_192;

/// Steps from each version to the next one; the first makes a new store.
const MIGRATIONS: [&str; STORE_VERSION as usize] = [
    include_str!("schema/v1.sql"),
    include_str!("schema/v2.sql"),
    include_str!("schema/v3.sql"),
    include_str!("schema/event_groups.sql"),
    include_str!("schema/ledger.sql"),
    include_str!("schema/positions.sql"),
    include_str!("schema/stories.sql"),
    include_str!("schema/corrections.sql"),
];

/// What a store is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To read and write; the file is made if there is none.
    Create,
    /// To read only; the file must be there.
    Read,
}

/// An open store.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    /// Documents added since the full-text index was brought up.
    pub(crate) unindexed: u32,
}

/// How much a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Documents, all versions.
    pub documents: u64,
    /// Attributions.
    pub statements: u64,
    /// Figures.
    pub figures: u64,
    /// Events.
    pub events: u64,
}

impl Store {
    /// Opens the store at `path`, and brings an older one up to this version if it may be written.
    ///
    /// # Errors
    /// If the file is missing, is no store, was made by a newer program, cannot be written, or is being written by
    /// a program that does not finish.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        let flags = match access {
            Access::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            Access::Read => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        if path.is_dir() {
            return Err(StoreError::NotAStore(path.to_path_buf()));
        }
        if access == Access::Read && !path.exists() {
            return Err(StoreError::Missing(path.to_path_buf()));
        }
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).or_else(|error| match access {
            // A store on a read-only medium can still be read.
            Access::Read => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY),
            Access::Create => Err(error),
        });
        let mut store = Self {
            connection: connection.map_err(|error| StoreError::of(path, error))?,
            path: path.to_path_buf(),
            unindexed: 0,
        };
        store.prepare(access)?;
        Ok(store)
    }

    fn prepare(&mut self, access: Access) -> Result<(), StoreError> {
        self.try_sql(|c| c.busy_timeout(PATIENCE))?;
        let (id, version) = self.header()?;
        if id == 0 && version == 0 && access == Access::Create && self.is_empty()? {
            // Two programs may make the same store at once: the second one finds the tables made.
            return self.migrate();
        }
        if id != APPLICATION_ID {
            return Err(StoreError::NotAStore(self.path.clone()));
        }
        if version > STORE_VERSION {
            return Err(StoreError::Newer { path: self.path.clone(), found: version, known: STORE_VERSION });
        }
        match access {
            Access::Create => self.migrate(),
            Access::Read if version < STORE_VERSION => self.migrate(),
            Access::Read => self.try_sql(|c| c.pragma_update(None, "query_only", true)),
        }
    }

    fn migrate(&mut self) -> Result<(), StoreError> {
        // Write-ahead log: readers go on while a document is written, and a killed writer leaves whole transactions.
        // `synchronous = NORMAL` keeps the file whole at a power cut; only the last transactions can be lost then.
        self.try_sql(|c| c.pragma_update(None, "journal_mode", "wal"))?;
        self.try_sql(|c| c.pragma_update(None, "synchronous", "normal"))?;
        self.try_sql(|c| c.pragma_update(None, "foreign_keys", true))?;
        // Indexes over all documents are touched at random; within the standard 2 MiB their pages were read and
        // written again for each document.
        self.try_sql(|c| c.pragma_update(None, "cache_size", -CACHE_KIB))?;
        self.try_sql(|c| c.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES))?;
        let path = self.path.clone();
        let fail = |error| StoreError::of(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fail)?;
        let version: i32 =
            transaction.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(fail)?;
        for (step, sql) in MIGRATIONS.iter().enumerate().skip(usize::try_from(version).unwrap_or(0)) {
            transaction.execute_batch(sql).map_err(fail)?;
            transaction.pragma_update(None, "user_version", step as i32 + 1).map_err(fail)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(fail)?;
        transaction.commit().map_err(fail)
    }

    fn header(&self) -> Result<(i32, i32), StoreError> {
        let pragma = |name| self.try_sql(|c| c.pragma_query_value(None, name, |row| row.get(0)));
        Ok((pragma("application_id")?, pragma("user_version")?))
    }

    fn is_empty(&self) -> Result<bool, StoreError> {
        self.try_sql(|c| c.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0)))
    }

    /// How much the store holds.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let count = |table: &str| {
            self.try_sql(|c| c.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)))
        };
        Ok(Counts {
            documents: count("document")?,
            statements: count("attribution")?,
            figures: count("figure")?,
            events: count("event")?,
        })
    }

    /// Limits the size of the file, in pages of 4,096 bytes; a write beyond it fails as on a full disk.
    ///
    /// # Errors
    /// If SQLite refuses.
    pub fn limit_pages(&self, pages: u32) -> Result<(), StoreError> {
        self.try_sql(|c| c.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())))
    }

    pub(crate) fn try_sql<T>(
        &self,
        f: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        f(&self.connection).map_err(|error| StoreError::of(&self.path, error))
    }
}
