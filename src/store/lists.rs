//! Lists for people: bookings by what they look for, page by page; notes;
//! properties.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::error::Result;
use super::rows;
use super::rows::names::Named;
use crate::domain::booking::Booking;
use crate::domain::cleaning::Cleaning;
use crate::domain::fold::fold;
use crate::domain::listing::{BookingFilter, PageWanted, Place, Sort, SortBy, SortKey, Stretch};
use crate::domain::note::{Note, NoteSubject};
use crate::domain::plan::Plan;
use crate::domain::property::Property;
use crate::domain::view::cleanings::CleaningsWanted;
use crate::domain::{Day, PropertyId};

/// The bookings of one page, in the list's order.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn bookings(
    connection: &Connection,
    property: PropertyId,
    wanted: &PageWanted,
) -> Result<Vec<Booking>> {
    let (mut condition, mut values) = condition_of(property, &wanted.filter);
    let sort = wanted.sort;
    if let Some((sign, place)) = boundary(&wanted.stretch, sort) {
        condition.push_str(&beside(sort.by, sign));
        values.extend(bound(place));
    }
    let backward = wanted.stretch.is_backward();
    condition.push_str(&order_by(sort.by, sort.descending != backward));
    values.push(Value::from(wanted.most));
    let mut found = rows::all(connection, &condition, params_from_iter(values))?;
    if backward {
        found.reverse();
    }
    Ok(found)
}

/// How many bookings there are to list, and how many of them stand before a
/// place.
///
/// # Errors
/// SQLite refuses.
pub fn count_before(
    connection: &Connection,
    property: PropertyId,
    wanted: &PageWanted,
    place: &Place,
) -> Result<u64> {
    let (mut condition, mut values) = condition_of(property, &wanted.filter);
    let sign = if wanted.sort.descending { ">" } else { "<" };
    condition.push_str(&beside(wanted.sort.by, sign));
    values.extend(bound(place));
    count(connection, &condition, values)
}

/// The column that a list is sorted by, as it is compared.
fn column(by: SortBy) -> &'static str {
    match by {
        SortBy::Arrival => "from_day",
        SortBy::Departure => "to_day",
        SortBy::Guest => "lead COLLATE NOCASE",
        SortBy::Code => "code",
    }
}

/// On one side of a place. The bound on the column alone says nothing new, but
/// leads SQLite to the place in the index where a collation is compared.
pub(super) fn beside(by: SortBy, sign: &str) -> String {
    let column = column(by);
    let edge = if sign.starts_with('<') { "<=" } else { ">=" };
    format!(" AND {column} {edge} ? AND ({column}, id) {sign} (?, ?)")
}

/// The end of a page's question, its limit still to be bound.
pub(super) fn order_by(by: SortBy, falling: bool) -> String {
    let way = if falling { " DESC" } else { "" };
    format!(" ORDER BY {}{way}, id{way} LIMIT ?", column(by))
}

/// On which side of which place a page lies, if it lies beside one.
fn boundary(stretch: &Stretch, sort: Sort) -> Option<(&'static str, &Place)> {
    let (rising, falling, place) = match stretch {
        Stretch::First | Stretch::Last => return None,
        Stretch::From(place) => (">=", "<=", place),
        Stretch::After(place) => (">", "<", place),
        Stretch::Before(place) => ("<", ">", place),
    };
    Some((if sort.descending { falling } else { rising }, place))
}

fn bound(place: &Place) -> [Value; 3] {
    let key = match &place.key {
        SortKey::Day(day) => Value::from(day.number()),
        SortKey::Text(text) => Value::from(text.clone()),
    };
    [key.clone(), key, Value::from(place.id.0)]
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
    count(connection, &condition, values)
}

fn count(connection: &Connection, condition: &str, values: Vec<Value>) -> Result<u64> {
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
        let named = ["code", "reference", "lead", "group_name"]
            .map(|column| format!("instr(folded({column}), ?) > 0"));
        let named = format!(
            "({} OR EXISTS (SELECT 1 FROM json_each(guests) WHERE instr(folded(value), ?) > 0))",
            named.join(" OR ")
        );
        and(&named, vec![Value::from(fold(text)); 5]);
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
    if let Some(source) = &filter.source {
        and(
            "source = ? COLLATE NOCASE",
            vec![Value::from(source.clone())],
        );
    }
    if let Some(vip) = filter.vip {
        and("is_vip = ?", vec![Value::from(i64::from(vip))]);
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

/// The cleanings somebody asks for, oldest first.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn cleanings(
    connection: &Connection,
    property: PropertyId,
    wanted: &CleaningsWanted,
) -> Result<Vec<Cleaning>> {
    let mut condition = String::from("WHERE property_id = ?");
    let mut values = vec![Value::from(property.0)];
    if let Some(room) = wanted.room {
        condition.push_str(" AND room_id = ?");
        values.push(Value::from(room.0));
    }
    if let Some((from, to)) = wanted.days {
        condition.push_str(" AND day >= ? AND day <= ?");
        values.extend([Value::from(from.number()), Value::from(to.number())]);
    }
    condition.push_str(" ORDER BY id DESC LIMIT ?");
    values.push(Value::from(wanted.most));
    let mut found = rows::all(connection, &condition, params_from_iter(values))?;
    found.reverse();
    Ok(found)
}

/// Every property in the file, by slug.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn properties(connection: &Connection) -> Result<Vec<Property>> {
    rows::all(connection, "ORDER BY slug", params![])
}

/// The sources that bookings of a property came from: each found by a step in
/// the index from the one before, so that it does not matter how many bookings
/// there are.
pub const SOURCES: &str = "WITH RECURSIVE found (source) AS (
         SELECT (SELECT min(source) FROM bookings INDEXED BY bookings_by_source
                 WHERE property_id = ?1)
         UNION ALL
         SELECT (SELECT min(source) FROM bookings INDEXED BY bookings_by_source
                 WHERE property_id = ?1 AND source > found.source)
         FROM found WHERE found.source IS NOT NULL)
     SELECT source FROM found WHERE source IS NOT NULL";

/// Every source that a booking came from.
///
/// # Errors
/// SQLite refuses.
pub fn sources(connection: &Connection, property: PropertyId) -> Result<BTreeSet<String>> {
    let mut statement = connection.prepare_cached(SOURCES)?;
    let found = statement.query_map([property.0], |row| row.get(0))?;
    Ok(found.collect::<std::result::Result<_, _>>()?)
}

/// The latest plans, the newest first.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn plans(connection: &Connection, property: PropertyId, most: u32) -> Result<Vec<Plan>> {
    let latest = "WHERE property_id = ?1 ORDER BY id DESC LIMIT ?2";
    rows::all(connection, latest, params![property.0, most])
}
