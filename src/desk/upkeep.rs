//! Looking after the file: checking it, putting a backup back.

use std::path::{Path, PathBuf};

use crate::store;

use super::Failure;

pub use crate::store::{Finding, Part, Report as CheckReport};

/// Checks a database from its pages up to the last journal entry, while
/// others may work on it.
///
/// # Errors
/// The file cannot be read at all, or is not a keyrack database.
pub fn check(path: &Path) -> Result<CheckReport, Failure> {
    Ok(store::check(path)?)
}

/// Takes the journal's present end for the right one, for someone who put an
/// older copy there on purpose. Answers the number of that entry.
///
/// # Errors
/// The file is not a keyrack database, or the disk refuses.
pub fn accept_present_entries(path: &Path) -> Result<i64, Failure> {
    Ok(store::accept_present_entries(path)?.seq)
}

/// Puts the backup at `from` in the place of the database at `to`; consoles
/// that have it open see it as one change. Answers where what stood there
/// before was kept.
///
/// # Errors
/// The backup is missing, foreign or damaged; then `to` is as it was.
pub fn restore(from: &Path, to: &Path) -> Result<Option<PathBuf>, Failure> {
    Ok(store::restore(from, to)?)
}
