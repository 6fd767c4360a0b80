//! The journal: what was done, by whom, and the rows before and after.
//! Append-only and hash-chained; personal data stands beside it.

mod about;
mod chain;
mod personal;
mod read;
mod stored;
mod verify;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::error::{Result, StoreError};
use super::head::Head;
use crate::domain::{Change, Moment, PropertyId, StaffId};

pub use read::{
    Entry, about, by_key, changed_since, heads_by, latest_audit, latest_seq, one, since,
};
pub use verify::{Flaw, verify};

pub(super) use personal::blank;
#[cfg(test)]
pub(super) use read::ABOUT;
pub(super) use read::images_of;
use stored::Stored;

/// An entry to be written, complete: the store itself puts personal data aside.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry<'a> {
    /// When it happened.
    pub at: Moment,
    /// Which property; none for what concerns the whole file.
    pub property: Option<PropertyId>,
    /// Who did it.
    pub by: StaffId,
    /// Through which door: `console`, `batch`, `import`, `job` …
    pub channel: &'a str,
    /// The operating-system user.
    pub os_user: Option<&'a str>,
    /// The command's name.
    pub op: &'a str,
    /// The command as it was given.
    pub command: Value,
    /// Each changed row before and after.
    pub changes: &'a [Change],
    /// What was answered, to be answered again to a repeat.
    pub receipt: Value,
    /// What was done, in words.
    pub summary: &'a str,
    /// The idempotency key; never twice in a property.
    pub key: &'a str,
    /// The entry this one takes back.
    pub undoes: Option<i64>,
}

/// Writes an entry behind the last one and answers the new end of the chain.
///
/// # Errors
/// [`StoreError::KeyExists`], or SQLite refuses.
pub fn append(connection: &Connection, entry: &NewEntry<'_>) -> Result<Head> {
    let previous = present_head(connection)?;
    let seq = previous.seq + 1;
    let stored = Stored::of(connection, entry)?;
    let fields = stored.fields(seq, entry);
    let hash = chain::link(&previous.hash, &fields);
    insert(connection, &fields, &previous.hash, &hash).map_err(|error| key_exists(error, entry))?;
    stored.write_sides(connection, seq)?;
    about::write(connection, seq, entry.changes)?;
    Ok(Head { seq, hash })
}

/// The end of the chain as the connection sees it.
///
/// # Errors
/// SQLite refuses, or the stored hash is not one.
pub fn present_head(connection: &Connection) -> Result<Head> {
    let last = connection
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(Head {
                seq: row.get(0)?,
                hash: row.get(1)?,
            })
        })
        .optional()?;
    match last {
        Some(head) => Ok(head),
        None => Ok(Head {
            seq: 0,
            hash: seed(connection)?,
        }),
    }
}

/// Whether the entry a head names is in the journal.
///
/// # Errors
/// SQLite refuses.
pub fn holds(connection: &Connection, head: &Head) -> Result<bool> {
    if head.seq == 0 {
        return Ok(seed(connection)? == head.hash);
    }
    let hash: Option<[u8; 32]> = connection
        .prepare_cached("SELECT hash FROM journal WHERE seq = ?1")?
        .query_row([head.seq], |row| row.get(0))
        .optional()?;
    Ok(hash == Some(head.hash))
}

fn seed(connection: &Connection) -> Result<[u8; 32]> {
    let chain_id: Vec<u8> =
        connection.query_row("SELECT chain_id FROM file_identity", [], |row| row.get(0))?;
    Ok(chain::seed(&chain_id))
}

fn insert(
    connection: &Connection,
    fields: &chain::Fields<'_>,
    previous: &[u8; 32],
    hash: &[u8; 32],
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO journal (seq, at, property_id, by_id, channel, os_user, op, command, changes,
                                  answer, idempotency_key, undoes_seq, personal, previous_hash, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            fields.seq,
            fields.at,
            fields.property_id,
            fields.by_id,
            fields.channel,
            fields.os_user,
            fields.op,
            fields.command,
            fields.changes,
            fields.answer,
            fields.idempotency_key,
            fields.undoes_seq,
            fields.personal,
            previous,
            hash,
        ])?;
    Ok(())
}

fn key_exists(error: rusqlite::Error, entry: &NewEntry<'_>) -> StoreError {
    match &error {
        rusqlite::Error::SqliteFailure(_, Some(message)) if message == "KEY_EXISTS" => {
            StoreError::KeyExists(entry.key.to_owned())
        }
        _ => StoreError::from(error),
    }
}
