//! Writes the changes of a decision: first every touched hold is released,
//! then the rows are written, then the holds are taken. So two rooms can be
//! exchanged in one go, and the schema still sees every collision.

use std::cmp::Reverse;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::error::{Result, StoreError};
use super::{holds, rows};
use crate::domain::{Change, Row, Table};

/// Writes rows and holds, all or none: a failure takes back what this call
/// wrote and leaves the rest of the transaction standing.
///
/// # Errors
/// [`StoreError::NightTaken`] or [`StoreError::DayTaken`] where the schema
/// finds two holders; [`StoreError::StillUsed`] where a removed row is named
/// by others; [`StoreError::RowChanged`] where a row is no longer what the
/// change was decided on; or SQLite refuses.
pub fn write(connection: &Connection, changes: &[Change]) -> Result<()> {
    connection
        .prepare_cached("SAVEPOINT changes")?
        .execute([])?;
    let written = write_all(connection, changes);
    // A full or failing disk makes SQLite take back the whole transaction.
    if written.is_err() && connection.is_autocommit() {
        return written;
    }
    if written.is_err() {
        connection
            .prepare_cached("ROLLBACK TO changes")?
            .execute([])?;
    }
    connection.prepare_cached("RELEASE changes")?.execute([])?;
    written
}

fn write_all(connection: &Connection, changes: &[Change]) -> Result<()> {
    let held: Vec<holds::Shift> = changes.iter().filter_map(holds::Shift::of).collect();
    for shift in &held {
        shift.release(connection)?;
    }
    for change in in_order(changes) {
        write_row(connection, change)?;
    }
    for shift in &held {
        shift.take(connection)?;
    }
    Ok(())
}

/// Parents before children when rows are made, children first when they go.
fn in_order(changes: &[Change]) -> Vec<&Change> {
    let (mut kept, mut gone): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|change| change.after.is_some());
    kept.sort_by_key(|change| change.key());
    gone.sort_by_key(|change| Reverse(change.key()));
    kept.extend(gone);
    kept
}

fn write_row(connection: &Connection, change: &Change) -> Result<()> {
    let Some((table, id)) = change.key() else {
        return Ok(());
    };
    let written = match (&change.before, &change.after) {
        (None, Some(after)) => return insert(connection, table, after),
        (Some(before), Some(after)) => update(connection, table, id, before, after)?,
        (Some(before), None) => delete(connection, table, id, before)?,
        (None, None) => return Ok(()),
    };
    if written {
        Ok(())
    } else {
        Err(StoreError::RowChanged {
            table: table.name(),
            id,
        })
    }
}

fn insert(connection: &Connection, table: Table, after: &Row) -> Result<()> {
    let (columns, values) = rows::taken_apart(after);
    let marks = vec!["?"; columns.len()].join(", ");
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({marks})",
        table.name(),
        columns.join(", ")
    );
    connection
        .prepare_cached(&sql)?
        .execute(params_from_iter(values))?;
    Ok(())
}

/// Sets only what differs, so that indexes of other columns stay untouched.
fn update(
    connection: &Connection,
    table: Table,
    id: i64,
    before: &Row,
    after: &Row,
) -> Result<bool> {
    let (columns, old) = rows::taken_apart(before);
    let (_, new) = rows::taken_apart(after);
    let mut sql = format!("UPDATE {} SET ", table.name());
    let mut values: Vec<Value> = Vec::new();
    for ((column, old), new) in columns.iter().zip(old).zip(new) {
        if old != new {
            if !values.is_empty() {
                sql.push_str(", ");
            }
            sql.push_str(column);
            sql.push_str(" = ?");
            values.push(new);
        }
    }
    if values.is_empty() {
        return Ok(true);
    }
    execute_on(connection, sql, values, id, before)
}

fn delete(connection: &Connection, table: Table, id: i64, before: &Row) -> Result<bool> {
    execute_on(
        connection,
        format!("DELETE FROM {}", table.name()),
        Vec::new(),
        id,
        before,
    )
}

/// Runs the statement on the row as it was decided on; answers whether it is
/// still that row.
fn execute_on(
    connection: &Connection,
    mut sql: String,
    mut values: Vec<Value>,
    id: i64,
    before: &Row,
) -> Result<bool> {
    sql.push_str(" WHERE id = ?");
    values.push(Value::Integer(id));
    if let Some(version) = before.version() {
        sql.push_str(" AND version = ?");
        values.push(Value::Integer(version));
    }
    let written = connection
        .prepare_cached(&sql)?
        .execute(params_from_iter(values))?;
    Ok(written == 1)
}
