//! Copies of the whole file, taken while others work on it, and putting one
//! back. A copy is a plain keyrack database, whole in one file.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::connection::{open_as_it_is, open_for_copying, use_write_ahead_log};
use super::error::{Result, StoreError};
use super::head::HeadFile;
use super::place::{self, Sharing};
use super::{busy, journal};

/// Copies what the connection sees into a new file, complete or not at all.
/// Writers may go on meanwhile; their changes are not in the copy.
///
/// # Errors
/// The name is taken, or the disk refuses.
pub fn copy_to(from: &Connection, to: &Path, sharing: Sharing) -> Result<()> {
    let to = place::check_new(to)?;
    place::make_through_draft(&to, sharing, |draft| {
        let mut target = open_as_it_is(draft)?;
        copy_pages(from, &mut target)?;
        // Nothing of a copy may wait in a log beside it.
        target.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        Ok(())
    })
}

/// Puts the backup at `from` in the place of the database at `to`, which
/// other consoles see as one change. What stood there before is copied beside
/// it first, and the copy's path answered.
///
/// # Errors
/// The backup is missing, foreign or damaged; then `to` is as it was.
pub fn restore(from: &Path, to: &Path) -> Result<Option<PathBuf>> {
    let source = open_for_copying(&place::check_readable(from)?)?;
    refuse_damaged(&source)?;
    let replaced = match place::check_existing(to) {
        Ok(real) => Some(replace(&source, &real)?),
        Err(StoreError::Missing(_)) => {
            copy_to(&source, to, Sharing::Owner)?;
            None
        }
        Err(error) => return Err(error),
    };
    let real = place::check_existing(to)?;
    let target = open_as_it_is(&real)?;
    use_write_ahead_log(&target)?;
    HeadFile::open(&real)?.overwrite(&journal::present_head(&target)?)?;
    Ok(replaced)
}

fn replace(source: &Connection, real: &Path) -> Result<PathBuf> {
    let kept = place::free_name(real, "replaced");
    match replace_inside(source, real, &kept) {
        Ok(()) => Ok(kept),
        // Too broken even to be written over: it is put aside, with its log.
        Err(StoreError::Damaged(_) | StoreError::Sql(_)) => {
            for suffix in ["", "-wal", "-shm"] {
                let old = place::beside(real, suffix);
                if old.exists() {
                    let aside = place::beside(&kept, suffix);
                    std::fs::rename(&old, &aside)
                        .map_err(|e| place::io_error("put aside", &old, e))?;
                }
            }
            copy_to(source, real, place::sharing_of(&kept))?;
            Ok(kept)
        }
        Err(error) => Err(error),
    }
}

fn replace_inside(source: &Connection, real: &Path, kept: &Path) -> Result<()> {
    let mut target = open_as_it_is(real)?;
    refuse_damaged(&target)?;
    if !kept.exists() {
        copy_to(&target, kept, place::sharing_of(real))?;
    }
    copy_pages(source, &mut target)
}

fn refuse_damaged(connection: &Connection) -> Result<()> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(StoreError::Damaged(verdict))
    }
}

/// All pages in one step: the source is read at one moment, and with a
/// write-ahead log nobody has to wait for that.
fn copy_pages(from: &Connection, to: &mut Connection) -> Result<()> {
    let backup = Backup::new(from, to)?;
    let started = Instant::now();
    loop {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            _ if started.elapsed() > busy::DEADLINE => return Err(StoreError::Busy),
            _ => thread::sleep(Duration::from_millis(1)),
        }
    }
}
