//! Lists of what people are told: a person's inbox, the outbox, the figures of
//! closed days.

use rusqlite::{Connection, params};

use super::error::Result;
use super::rows;
use crate::domain::figures::DayFigures;
use crate::domain::telling::{Delivery, Message};
use crate::domain::{Day, Moment, PropertyId, StaffId};

/// A person's messages, newest first.
pub const INBOX: &str = "WHERE to_id = ?1 AND property_id = ?2
     AND outside_booking IS NULL AND outside_resident IS NULL ORDER BY id DESC LIMIT ?3";

/// What is to go out of the house now.
pub const DUE: &str = "WHERE property_id = ?1 AND next_try IS NOT NULL AND next_try <= ?2 ORDER BY next_try, id LIMIT ?3";

/// A person's messages, newest first; those unread are among them, however old
/// they are.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn inbox(
    connection: &Connection,
    property: PropertyId,
    person: StaffId,
    limit: u32,
) -> Result<Vec<Message>> {
    let mut found: Vec<Message> =
        rows::all(connection, INBOX, params![person.0, property.0, limit])?;
    let oldest = found.last().map_or(i64::MAX, |message| message.id.0);
    let older = "WHERE to_id = ?1 AND read_at IS NULL AND property_id = ?2 AND id < ?3
         AND outside_booking IS NULL AND outside_resident IS NULL ORDER BY id DESC LIMIT 1000";
    found.extend(rows::all::<Message>(
        connection,
        older,
        params![person.0, property.0, oldest],
    )?);
    Ok(found)
}

/// What one person was told about this since a moment.
pub const ABOUT: &str =
    "WHERE to_id = ?1 AND property_id = ?2 AND about = ?3 AND created_at >= ?4 ORDER BY id";

/// What these people were told about this since a moment.
///
/// # Errors
/// As [`inbox`].
pub fn about(
    connection: &Connection,
    property: PropertyId,
    people: &[StaffId],
    about: &str,
    since: Moment,
) -> Result<Vec<Message>> {
    let mut found = Vec::new();
    for person in people {
        found.extend(rows::all::<Message>(
            connection,
            ABOUT,
            params![person.0, property.0, about, since.millis()],
        )?);
    }
    Ok(found)
}

/// Deliveries that are to be tried by now, the longest due first.
///
/// # Errors
/// As [`inbox`].
pub fn due(
    connection: &Connection,
    property: PropertyId,
    now: Moment,
    limit: u32,
) -> Result<Vec<Delivery>> {
    rows::all(connection, DUE, params![property.0, now.millis(), limit])
}

/// Deliveries that wait or were given up, and the latest that were sent.
///
/// # Errors
/// As [`inbox`].
pub fn outbox(connection: &Connection, property: PropertyId, limit: u32) -> Result<Vec<Delivery>> {
    let mut found: Vec<Delivery> = rows::all(
        connection,
        "WHERE property_id = ?1 AND dead_at IS NOT NULL ORDER BY id DESC",
        [property.0],
    )?;
    found.extend(rows::all::<Delivery>(
        connection,
        "WHERE property_id = ?1 AND next_try IS NOT NULL ORDER BY id DESC",
        [property.0],
    )?);
    found.extend(rows::all::<Delivery>(
        connection,
        "WHERE property_id = ?1 AND dead_at IS NULL AND next_try IS NULL ORDER BY id DESC LIMIT ?2",
        params![property.0, limit],
    )?);
    Ok(found)
}

/// Deliveries that were given up.
///
/// # Errors
/// As [`inbox`].
pub fn dead(connection: &Connection, property: PropertyId) -> Result<Vec<Delivery>> {
    rows::all(
        connection,
        "WHERE property_id = ?1 AND dead_at IS NOT NULL ORDER BY id",
        [property.0],
    )
}

/// The figures of closed days, from the first to the last, which is included.
///
/// # Errors
/// As [`inbox`].
pub fn figures(
    connection: &Connection,
    property: PropertyId,
    from: Day,
    to: Day,
) -> Result<Vec<DayFigures>> {
    rows::all(
        connection,
        "WHERE property_id = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day",
        params![property.0, from.number(), to.number()],
    )
}
