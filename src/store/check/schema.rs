//! Whether the schema is the one keyrack lays out: a weakened trigger or a
//! lost index would not show anywhere else.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::super::connection::schema_version;
use super::super::error::Result;
use super::super::{counters, migrate};
use super::{Part, Report};

/// Whether an older keyrack wrote the file, which is brought up when opened.
pub fn is_older(connection: &Connection) -> Result<bool> {
    Ok(schema_version(connection)? < migrate::latest())
}

/// Compares every table, index, trigger and view with a freshly made one.
pub fn compare(connection: &Connection, report: &mut Report) -> Result<()> {
    let mut fresh = Connection::open_in_memory()?;
    migrate::lay_out(&mut fresh)?;
    let (mut present, expected) = (objects(connection)?, objects(&fresh)?);
    for (name, sql) in expected {
        match present.remove(&name) {
            None => report.add(Part::Schema, format!("The {name} is missing.")),
            Some(found) if found != sql => {
                report.add(Part::Schema, format!("The {name} was changed."));
            }
            Some(_) => {}
        }
    }
    for name in present.into_keys() {
        report.add(Part::Schema, format!("The {name} does not belong here."));
    }
    let highest = counters::highest_id(connection)?;
    if counters::load(connection, None)?.next_id <= highest {
        report.add(
            Part::Schema,
            format!("The counter of identities lies below {highest}, which is in use."),
        );
    }
    Ok(())
}

/// `trigger holds_insert_is_free` and its text. What SQLite keeps for itself
/// (statistics) is left out.
fn objects(connection: &Connection) -> Result<BTreeMap<String, Option<String>>> {
    let mut statement = connection.prepare(
        "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
