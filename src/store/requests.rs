//! What can be asked about requests, residents and categories: a decision's
//! questions, the lists of the screens, and what a house in memory carries.

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::error::Result;
use super::rows;
use super::rows::names::Named;
use crate::domain::facts::About;
use crate::domain::request::{
    Category, Priority, Request, RequestStatus, RequestUpdate, Resident, Work,
};
use crate::domain::{BookingId, House, Moment, PropertyId, RequestId, RoomId, StaffId};

/// Requests that are not done with: open, or resolved and to be closed.
pub const OPEN: &str = "WHERE property_id = ?1
     AND status IN ('SUBMITTED', 'ACKNOWLEDGED', 'ASSIGNED', 'IN_PROGRESS', 'RESOLVED') ORDER BY id";

/// Every request about this, by age.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn about(connection: &Connection, property: i64, about: About) -> Result<Vec<Request>> {
    let (column, value) = match about {
        About::Room(id) => ("room_id", Value::from(id.0)),
        About::Booking(id) => ("requester_booking", Value::from(id.0)),
        About::Resident(id) => ("requester_resident", Value::from(id.0)),
        About::Category(name) => ("category", Value::from(name.to_owned())),
    };
    let condition = format!("WHERE {column} = ?1 AND property_id = ?2 ORDER BY id");
    rows::all(connection, &condition, params![value, property])
}

/// Puts every request of one booking into a house, with its updates.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn add_of_booking(
    connection: &Connection,
    property: PropertyId,
    booking: BookingId,
    house: &mut House,
) -> Result<()> {
    for request in about(connection, property.0, About::Booking(booking))? {
        for update in updates(connection, request.id)? {
            house.put(update.into());
        }
        house.put(request.into());
    }
    Ok(())
}

/// What a person has in hand, but for one request, and has resolved since.
///
/// # Errors
/// SQLite refuses.
pub fn work_of(
    connection: &Connection,
    person: StaffId,
    but: Option<RequestId>,
    since: Moment,
) -> Result<Work> {
    let mut statement = connection.prepare_cached(
        "SELECT
             (SELECT count(*) FROM requests
              WHERE assigned_to = ?1 AND id <> ?2 AND resolved_at IS NULL
                AND status IN ('ASSIGNED', 'IN_PROGRESS')),
             count(*), coalesce(sum(resolved_at - created_at), 0)
         FROM requests WHERE assigned_to = ?1 AND id <> ?2 AND resolved_at >= ?3",
    )?;
    let but = but.map_or(0, |id| id.0);
    Ok(
        statement.query_row(params![person.0, but, since.millis()], |row| {
            Ok(Work {
                in_hand: row.get(0)?,
                resolved: row.get(1)?,
                took: row.get(2)?,
            })
        })?,
    )
}

/// Puts into a house what its screens and previews ask of requests: all that
/// are not done with, with their updates, those resolved since `lately` (they tell how quick
/// people are), those by which a repair of a room is followed, and categories
/// and residents.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn load(
    connection: &Connection,
    property: PropertyId,
    lately: Moment,
    house: &mut House,
) -> Result<()> {
    for row in rows::all::<Category>(connection, "WHERE property_id = ?1", [property.0])? {
        house.put(row.into());
    }
    for row in rows::all::<Resident>(connection, "WHERE property_id = ?1", [property.0])? {
        house.put(row.into());
    }
    let mut updates =
        rows::Many::<RequestUpdate>::prepare(connection, "WHERE request_id = ?1 ORDER BY number")?;
    for row in rows::all::<Request>(connection, OPEN, [property.0])? {
        updates.each([row.id.0], |update| house.put(update.into()))?;
        house.put(row.into());
    }
    let done = "WHERE property_id = ?1 AND resolved_at >= ?2 AND status IN ('CLOSED', 'CANCELLED')";
    for row in rows::all::<Request>(connection, done, params![property.0, lately.millis()])? {
        house.put(row.into());
    }
    let followed = "WHERE property_id = ?1 AND status IN ('CLOSED', 'CANCELLED')
         AND id IN (SELECT maintenance_request FROM rooms WHERE maintenance_request IS NOT NULL)";
    for row in rows::all::<Request>(connection, followed, [property.0])? {
        house.put(row.into());
    }
    Ok(())
}

/// Which requests to list; what is left out does not matter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RequestFilter {
    /// In one of these statuses; none means all.
    pub statuses: Vec<RequestStatus>,
    /// Of this priority.
    pub priority: Option<Priority>,
    /// Of this category, by its exact name.
    pub category: Option<String>,
    /// In this person's hands.
    pub assignee: Option<StaffId>,
    /// Whether anyone has it.
    pub assigned: Option<bool>,
    /// About this room.
    pub room: Option<RoomId>,
    /// Of the guest of this booking.
    pub booking: Option<BookingId>,
    /// In ticket, title, description, location or vendor, in any case.
    pub text: Option<String>,
}

/// Up to `limit` requests that the filter finds, the newest first, reported
/// before the given one.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn list(
    connection: &Connection,
    property: PropertyId,
    filter: &RequestFilter,
    before: Option<RequestId>,
    limit: u32,
) -> Result<Vec<Request>> {
    let mut sql = String::from("WHERE property_id = ?");
    let mut values = vec![Value::from(property.0)];
    let mut and = |part: &str, bound: Vec<Value>| {
        sql.push_str(" AND ");
        sql.push_str(part);
        values.extend(bound);
    };
    if !filter.statuses.is_empty() {
        let marks = vec!["?"; filter.statuses.len()].join(", ");
        let names = filter.statuses.iter();
        and(
            &format!("status IN ({marks})"),
            names
                .map(|status| Value::from(status.stored().to_owned()))
                .collect(),
        );
    }
    if let Some(priority) = filter.priority {
        and(
            "priority = ?",
            vec![Value::from(i64::from(priority.number()))],
        );
    }
    if let Some(category) = &filter.category {
        and("category = ?", vec![Value::from(category.clone())]);
    }
    if let Some(person) = filter.assignee {
        and("assigned_to = ?", vec![Value::from(person.0)]);
    }
    match filter.assigned {
        Some(true) => and("assigned_to IS NOT NULL", Vec::new()),
        Some(false) => and("assigned_to IS NULL", Vec::new()),
        None => {}
    }
    if let Some(room) = filter.room {
        and("room_id = ?", vec![Value::from(room.0)]);
    }
    if let Some(booking) = filter.booking {
        and("requester_booking = ?", vec![Value::from(booking.0)]);
    }
    if let Some(text) = &filter.text {
        let pattern = Value::from(format!("%{}%", escaped(text)));
        and(
            r"(ticket LIKE ? ESCAPE '\' OR title LIKE ? ESCAPE '\' OR description LIKE ? ESCAPE '\'
               OR location LIKE ? ESCAPE '\' OR vendor LIKE ? ESCAPE '\')",
            vec![pattern; 5],
        );
    }
    if let Some(id) = before {
        and("id < ?", vec![Value::from(id.0)]);
    }
    sql.push_str(" ORDER BY id DESC LIMIT ?");
    values.push(Value::from(limit));
    rows::all(connection, &sql, params_from_iter(values))
}

/// Requests that were reported, done or called off between two moments, and all
/// that are not done with; by age.
pub const OF_PERIOD: &str = "WHERE property_id = ?1
     AND (status IN ('SUBMITTED', 'ACKNOWLEDGED', 'ASSIGNED', 'IN_PROGRESS', 'RESOLVED')
          OR (created_at >= ?2 AND created_at < ?3)
          OR (resolved_at >= ?2 AND resolved_at < ?3)
          OR (cancelled_at >= ?2 AND cancelled_at < ?3)) ORDER BY id";

/// The requests of a period, from its first moment up to, not including, its
/// last.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn of_period(
    connection: &Connection,
    property: PropertyId,
    (from, to): (Moment, Moment),
) -> Result<Vec<Request>> {
    let bounds = params![property.0, from.millis(), to.millis()];
    rows::all(connection, OF_PERIOD, bounds)
}

/// The updates of a request, oldest first.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn updates(connection: &Connection, request: RequestId) -> Result<Vec<RequestUpdate>> {
    rows::all(
        connection,
        "WHERE request_id = ?1 ORDER BY number",
        [request.0],
    )
}

/// Text in which `%` and `_` stand for themselves.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\")
        .replace('%', r"\%")
        .replace('_', r"\_")
}
