//! What can go wrong between keyrack and its file, each in one sentence that
//! says what to do. Decides nothing: the desk turns these into answers.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// A failure of the store. Every message is one sentence for a person.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No file at the place named.
    #[error(
        "There is no database at {0}; make one with `keyrack init`, or name another with --db."
    )]
    Missing(PathBuf),
    /// The folder the file should lie in does not exist.
    #[error("The folder {0} does not exist; make it first, or name another place with --db.")]
    FolderMissing(PathBuf),
    /// Creating would overwrite something.
    #[error("{0} exists already and was left untouched; name another place with --db.")]
    AlreadyExists(PathBuf),
    /// A folder, a device, a socket.
    #[error("{0} is not a plain file; name a database file with --db.")]
    NotAFile(PathBuf),
    /// Bytes that are no SQLite database at all.
    #[error("{0} is not a keyrack database and was left untouched; name another file with --db.")]
    NotADatabase(PathBuf),
    /// A SQLite database that keyrack did not make.
    #[error(
        "{0} is the database of another program and was left untouched; name another file with --db."
    )]
    OtherProgram(PathBuf),
    /// Written by a keyrack that knows more than this one.
    #[error(
        "{path} was written by a newer keyrack (schema {found}, this program knows {known}) and was left untouched; update keyrack."
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The file may not be written.
    #[error("{0} is read-only; give yourself permission to write it, or work on a copy.")]
    ReadOnlyFile(PathBuf),
    /// The folder may not be written, so no write-ahead log can be kept.
    #[error(
        "The folder {0} is read-only, and the database keeps its log beside itself; give yourself permission to write there, or move the file."
    )]
    ReadOnlyFolder(PathBuf),
    /// A file system on which locks or shared memory cannot be trusted.
    #[error(
        "{path} lies on a network file system ({kind}), where two consoles could damage the database; keep it on a local disk and reach it by SSH."
    )]
    NetworkFileSystem {
        /// The file, or the folder it was to be made in.
        path: PathBuf,
        /// The kind of file system.
        kind: String,
    },
    /// The linked SQLite has a defect that loses commits.
    #[error(
        "This keyrack was built with SQLite {0}, which can lose data when several consoles write; build it with 3.51.3 or newer."
    )]
    EngineTooOld(String),
    /// Somebody else held the write lock past the deadline.
    #[error(
        "Another program has kept the database locked for 10 seconds; close it or wait, then try again."
    )]
    Busy,
    /// No room left on the disk; nothing was changed.
    #[error("The disk is full, so nothing was changed; free some space and try again.")]
    DiskFull,
    /// The disk or a limit refused a read or a write before anything was kept.
    #[error(
        "The disk refused ({0}), so nothing was changed; check the disk, its quota and the file size limit, then try again."
    )]
    DiskFailed(String),
    /// The pages do not hold together.
    #[error(
        "The database is damaged ({0}); run `keyrack db check`, then restore the latest backup with `keyrack restore`."
    )]
    Damaged(String),
    /// The file beside the database names an entry the journal does not hold.
    #[error(
        "{path} has lost entries: it holds journal entries up to {present}, but entry {expected} had been written; restore the latest backup with `keyrack restore`, or, if you put an older copy there yourself, accept it with `keyrack db check --accept`."
    )]
    EntriesLost {
        /// The file.
        path: PathBuf,
        /// The last entry in the journal.
        present: i64,
        /// The entry that should be there.
        expected: i64,
    },
    /// COMMIT answered with an I/O error: it may or may not have happened.
    #[error(
        "The disk failed while a change was being saved ({0}), so it is unknown whether it was; look before you repeat it."
    )]
    OutcomeUnknown(String),
    /// The schema's own guard: two holders of one room-night.
    #[error(
        "The room is already held on one of these nights; look at the grid again and choose another room."
    )]
    NightTaken,
    /// The schema's own guard for a room used by day.
    #[error(
        "The room is already taken on that day; look at the grid again and choose another room."
    )]
    DayTaken,
    /// A row that others refer to would be removed.
    #[error("Something else depends on it, so it cannot be taken away; take that back first.")]
    StillUsed,
    /// A row is no longer what the change was decided on.
    #[error("The {table} with id {id} has changed meanwhile; look again and repeat the command.")]
    RowChanged {
        /// The table.
        table: &'static str,
        /// The row.
        id: i64,
    },
    /// Two entries with one idempotency key.
    #[error(
        "The key {0:?} was already used for a command of this property; send a new key with a new command."
    )]
    KeyExists(String),
    /// A stored value that no version of keyrack writes.
    #[error(
        "The database holds an illegal value in {table}.{column} of row {id} ({value}); run `keyrack db check`, then restore the latest backup."
    )]
    IllegalValue {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row.
        id: i64,
        /// What stands there.
        value: String,
    },
    /// The schema changed under an open connection.
    #[error(
        "The database was upgraded by a newer keyrack while this one was running; close this console and update it."
    )]
    UpgradedMeanwhile,
    /// The file system refused something.
    #[error("Could not {what} {path} ({source}); check the disk and the permissions.")]
    Io {
        /// What was tried, as a verb.
        what: &'static str,
        /// On which file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// JSON in the database that does not parse.
    #[error(
        "The database holds malformed data in {place} ({source}); run `keyrack db check`, then restore the latest backup."
    )]
    Malformed {
        /// Where.
        place: String,
        /// Why.
        source: serde_json::Error,
    },
    /// Anything else SQLite says.
    #[error(
        "The database answered unexpectedly ({0}); run `keyrack db check` and report this if it finds nothing."
    )]
    Sql(#[source] rusqlite::Error),
}

impl StoreError {
    /// Whether it is unknown if the change was kept: retry only with the same key.
    pub fn outcome_unknown(&self) -> bool {
        matches!(self, StoreError::OutcomeUnknown(_))
    }

    /// Reads an error that came out of COMMIT, where an I/O failure leaves
    /// open whether the change was kept.
    pub(crate) fn from_commit(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::SystemIoFailure) => StoreError::OutcomeUnknown(error.to_string()),
            _ => StoreError::from(error),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            Some(ErrorCode::SystemIoFailure) => StoreError::DiskFailed(error.to_string()),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                StoreError::Damaged(error.to_string())
            }
            Some(ErrorCode::ConstraintViolation) => from_constraint(error),
            _ => StoreError::Sql(error),
        }
    }
}

/// The triggers of the schema speak through their message.
fn from_constraint(error: rusqlite::Error) -> StoreError {
    if let rusqlite::Error::SqliteFailure(code, _) = &error
        && code.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY
    {
        return StoreError::StillUsed;
    }
    if let rusqlite::Error::SqliteFailure(_, Some(message)) = &error {
        match message.as_str() {
            "ROOM_NIGHT_TAKEN" => return StoreError::NightTaken,
            "ROOM_DAY_TAKEN" => return StoreError::DayTaken,
            _ => {}
        }
    }
    StoreError::Sql(error)
}

/// The result of everything the store does.
pub type Result<T> = std::result::Result<T, StoreError>;
