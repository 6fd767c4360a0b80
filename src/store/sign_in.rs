//! The hashes of PINs and the wrong tries at them. They are no rows of the
//! house: no journal entry, no receipt and no message ever holds one.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;
use crate::domain::sign_in::Failures;
use crate::domain::{Moment, PropertyId, StaffId};

/// The hash of a person's PIN, if they have one.
pub fn pin_hash(connection: &Connection, whose: StaffId) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT hash FROM pins WHERE staff_id = ?1")?
        .query_row([whose.0], |row| row.get(0))
        .optional()?)
}

/// Keeps the hash of a person's new PIN in the place of the old one.
pub fn set_pin_hash(connection: &Connection, whose: StaffId, hash: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO pins (staff_id, hash) VALUES (?1, ?2)
             ON CONFLICT (staff_id) DO UPDATE SET hash = excluded.hash",
        )?
        .execute(params![whose.0, hash])?;
    Ok(())
}

/// The wrong tries under this name.
pub fn failures(connection: &Connection, property: PropertyId, who: &str) -> Result<Failures> {
    let found = connection
        .prepare_cached(
            "SELECT failures, last_at FROM sign_in_failures WHERE property_id = ?1 AND who = ?2",
        )?
        .query_row(params![property.0, who], |row| {
            Ok(Failures {
                count: row.get(0)?,
                last: Some(Moment::from_millis(row.get(1)?)),
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// Keeps the wrong tries under this name, and drops those of all names from
/// before `forgotten`, so that made-up names do not pile up.
pub fn keep_failures(
    connection: &Connection,
    property: PropertyId,
    who: &str,
    failures: Failures,
    forgotten: Moment,
) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM sign_in_failures WHERE last_at < ?1")?
        .execute([forgotten.millis()])?;
    let Some(last) = failures.last else {
        connection
            .prepare_cached("DELETE FROM sign_in_failures WHERE property_id = ?1 AND who = ?2")?
            .execute(params![property.0, who])?;
        return Ok(());
    };
    connection
        .prepare_cached(
            "INSERT INTO sign_in_failures (property_id, who, failures, last_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (property_id, who) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
        )?
        .execute(params![property.0, who, failures.count, last.millis()])?;
    Ok(())
}
