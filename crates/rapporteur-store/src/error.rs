use std::path::{Path, PathBuf};

/// Why a store could not be used. Nothing that was stored before is lost by any of them.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("{0}: there is no such store; `rapporteur add` makes one")]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{0}: this is no store of Rapporteur; it was left as it is")]
    NotAStore(PathBuf),
    /// A later program wrote the file.
    #[error(
        "{path}: the store has version {found}, this program knows versions up to {known}; use a newer rapporteur"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Version of the file.
        found: i32,
        /// Last version that this program knows.
        known: i32,
    },
    /// Another program writes and did not finish in time.
    #[error("{0}: another program is writing to the store; try again when it is done")]
    Busy(PathBuf),
    /// The disk is full.
    #[error(
        "{0}: the disk is full; what was added before is kept, run the same command again when there is room"
    )]
    Full(PathBuf),
    /// The file or its folder may not be written.
    #[error("{0}: the store cannot be written here; check the rights of the file and its folder")]
    ReadOnly(PathBuf),
    /// The content of the file is damaged or was changed by hand.
    #[error("{path}: the store is damaged: {what}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// A query of the user is wrong.
    #[error("{0}")]
    Query(String),
    /// The rows of a query could not be handed on.
    #[error("{0}")]
    Output(#[source] std::io::Error),
    /// Any other answer of SQLite.
    #[error("{path}: {source}")]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Sorts an answer of SQLite about the store at `path`.
    pub(crate) fn of(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as E;
        let path = path.to_path_buf();
        match source.sqlite_error_code() {
            Some(E::DatabaseBusy | E::DatabaseLocked) => Self::Busy(path),
            Some(E::DiskFull) => Self::Full(path),
            Some(E::ReadOnly | E::CannotOpen | E::PermissionDenied) => Self::ReadOnly(path),
            Some(E::NotADatabase) => Self::NotAStore(path),
            Some(E::DatabaseCorrupt) => Self::Damaged { path, what: source.to_string() },
            _ => Self::Sqlite { path, source },
        }
    }
}
