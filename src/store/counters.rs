//! The next unused identity and numbers. They only ever grow.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Result;
use crate::domain::{Counters, PropertyId, Table};

/// The counters as they stand; a property that is not made yet counts from one.
///
/// # Errors
/// SQLite refuses.
pub fn load(connection: &Connection, property: Option<PropertyId>) -> Result<Counters> {
    let next_id = connection
        .prepare_cached("SELECT next_id FROM identity_counter")?
        .query_row([], |row| row.get(0))?;
    let numbers = connection
        .prepare_cached(
            "SELECT next_booking, next_block, next_request, request_year, next_resident, next_plan,
                    plan_year
             FROM number_counters WHERE property_id = ?1",
        )?
        .query_row([property.map_or(0, |id| id.0)], |row| {
            Ok(Counters {
                next_id,
                next_booking: row.get(0)?,
                next_block: row.get(1)?,
                next_request: row.get(2)?,
                request_year: row.get(3)?,
                next_resident: row.get(4)?,
                next_plan: row.get(5)?,
                plan_year: row.get(6)?,
            })
        })
        .optional()?;
    Ok(numbers.unwrap_or(Counters {
        next_id,
        ..Counters::default()
    }))
}

/// Keeps the counters a decision left; never lowers one.
///
/// # Errors
/// SQLite refuses.
pub fn save(connection: &Connection, property: PropertyId, counters: &Counters) -> Result<()> {
    connection
        .prepare_cached("UPDATE identity_counter SET next_id = ?1 WHERE next_id < ?1")?
        .execute([counters.next_id])?;
    connection
        .prepare_cached(
            "INSERT INTO number_counters
                 (property_id, next_booking, next_block, next_request, request_year, next_resident,
                  next_plan, plan_year)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (property_id) DO UPDATE
             SET next_booking = max(next_booking, ?2), next_block = max(next_block, ?3),
                 next_request = CASE WHEN request_year < ?5 THEN ?4 ELSE max(next_request, ?4) END,
                 request_year = ?5, next_resident = max(next_resident, ?6),
                 next_plan = CASE WHEN plan_year < ?8 THEN ?7 ELSE max(next_plan, ?7) END,
                 plan_year = ?8
             WHERE next_booking < ?2 OR next_block < ?3 OR next_resident < ?6
                OR request_year < ?5 OR (request_year = ?5 AND next_request < ?4)
                OR plan_year < ?8 OR (plan_year = ?8 AND next_plan < ?7)",
        )?
        .execute(params![
            property.0,
            counters.next_booking,
            counters.next_block,
            counters.next_request,
            counters.request_year,
            counters.next_resident,
            counters.next_plan,
            counters.plan_year
        ])?;
    Ok(())
}

/// The highest identity in use in any table.
///
/// # Errors
/// SQLite refuses.
pub fn highest_id(connection: &Connection) -> Result<i64> {
    let mut highest = 0;
    for table in Table::ALL {
        let sql = format!("SELECT coalesce(max(id), 0) FROM {}", table.name());
        highest = highest.max(connection.query_row(&sql, [], |row| row.get(0))?);
    }
    Ok(highest)
}
