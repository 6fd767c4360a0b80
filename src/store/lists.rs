//! Lists for people: bookings by what they look for, page by page; notes;
//! properties.

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::error::Result;
use super::rows;
use super::rows::names::Named;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::note::{Note, NoteSubject};
use crate::domain::property::Property;
use crate::domain::{BookingId, Day, PropertyId, Stay};

/// Which bookings to list; what is left out does not matter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BookingFilter {
    /// In code, reference, lead guest or guests, in any case.
    pub text: Option<String>,
    /// Exactly this reference.
    pub reference: Option<String>,
    /// In one of these statuses; none means all.
    pub statuses: Vec<BookingStatus>,
    /// Arriving from the first day up to, not including, the second.
    pub arriving: Option<(Day, Day)>,
    /// Departing from the first day up to, not including, the second.
    pub departing: Option<(Day, Day)>,
    /// Present on one of these nights.
    pub touching: Option<Stay>,
    /// Of this room type.
    pub room_type: Option<String>,
    /// Of this group.
    pub group: Option<String>,
    /// With or without a night that lacks a room.
    pub needs_room: Option<bool>,
    /// With or without the guest in the house.
    pub in_house: Option<bool>,
}

/// Where a page begins: after the booking with this arrival and identity.
pub type After = Option<(Day, BookingId)>;

/// One page of bookings, by arrival and then by age.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn bookings(
    connection: &Connection,
    property: PropertyId,
    filter: &BookingFilter,
    after: After,
    limit: u32,
) -> Result<Vec<Booking>> {
    let (mut condition, mut values) = condition_of(property, filter);
    if let Some((day, id)) = after {
        condition.push_str(" AND (from_day, id) > (?, ?)");
        values.extend([Value::from(day.number()), Value::from(id.0)]);
    }
    condition.push_str(" ORDER BY from_day, id LIMIT ?");
    values.push(Value::from(limit));
    rows::all(connection, &condition, params_from_iter(values))
}

/// How many bookings there are to list.
///
/// # Errors
/// SQLite refuses.
pub fn count_bookings(
    connection: &Connection,
    property: PropertyId,
    filter: &BookingFilter,
) -> Result<u64> {
    let (condition, values) = condition_of(property, filter);
    let sql = format!("SELECT count(*) FROM bookings {condition}");
    let count: i64 = connection
        .prepare_cached(&sql)?
        .query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// The condition as SQL, with a mark for each value.
fn condition_of(property: PropertyId, filter: &BookingFilter) -> (String, Vec<Value>) {
    let mut sql = String::from("WHERE property_id = ?");
    let mut values = vec![Value::from(property.0)];
    let mut and = |part: &str, bound: Vec<Value>| {
        sql.push_str(" AND ");
        sql.push_str(part);
        values.extend(bound);
    };
    if let Some(text) = &filter.text {
        let pattern = Value::from(format!("%{}%", escaped(text)));
        and(
            r"(code LIKE ? ESCAPE '\' OR reference LIKE ? ESCAPE '\' OR lead LIKE ? ESCAPE '\' OR guests LIKE ? ESCAPE '\')",
            vec![pattern; 4],
        );
    }
    if let Some(reference) = &filter.reference {
        and("reference = ?", vec![Value::from(reference.clone())]);
    }
    if !filter.statuses.is_empty() {
        let marks = vec!["?"; filter.statuses.len()].join(", ");
        let names = filter
            .statuses
            .iter()
            .map(|status| Value::from(status.stored().to_owned()));
        and(&format!("status IN ({marks})"), names.collect());
    }
    let days = |from: Day, to: Day| vec![Value::from(from.number()), Value::from(to.number())];
    if let Some((from, to)) = filter.arriving {
        and("from_day >= ? AND from_day < ?", days(from, to));
    }
    if let Some((from, to)) = filter.departing {
        and("to_day >= ? AND to_day < ?", days(from, to));
    }
    if let Some(stay) = filter.touching {
        and(
            "from_day < ? AND to_day >= ?",
            days(stay.check_out, stay.check_in),
        );
    }
    if let Some(room_type) = &filter.room_type {
        and("room_type = ?", vec![Value::from(room_type.clone())]);
    }
    if let Some(group) = &filter.group {
        and("group_name = ?", vec![Value::from(group.clone())]);
    }
    match filter.needs_room {
        Some(true) => and("needs_room = 1", Vec::new()),
        Some(false) => and("needs_room = 0", Vec::new()),
        None => {}
    }
    match filter.in_house {
        Some(true) => and(
            "checked_in_at IS NOT NULL AND checked_out_at IS NULL",
            Vec::new(),
        ),
        Some(false) => and(
            "(checked_in_at IS NULL OR checked_out_at IS NOT NULL)",
            Vec::new(),
        ),
        None => {}
    }
    (sql, values)
}

/// Text in which `%` and `_` stand for themselves.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\")
        .replace('%', r"\%")
        .replace('_', r"\_")
}

/// The notes of a room or booking, oldest first.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn notes(connection: &Connection, subject: NoteSubject) -> Result<Vec<Note>> {
    match subject {
        NoteSubject::Room(room) => {
            rows::all(connection, "WHERE room_id = ?1 ORDER BY at, id", [room.0])
        }
        NoteSubject::Booking(booking) => rows::all(
            connection,
            "WHERE booking_id = ?1 ORDER BY at, id",
            [booking.0],
        ),
    }
}

/// Every property in the file, by slug.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn properties(connection: &Connection) -> Result<Vec<Property>> {
    rows::all(connection, "ORDER BY slug", params![])
}
