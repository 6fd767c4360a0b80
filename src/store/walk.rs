//! Walks through everything a property ever had, one thing at a time, so that
//! a house of any age fits into memory.

use rusqlite::Connection;

use super::error::Result;
use super::rows;
use crate::domain::PropertyId;
use crate::domain::booking::Booking;
use crate::domain::request::Request;
use crate::domain::segment::Segment;

/// Calls a function of every booking with every segment it ever had, in order
/// of nights.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn bookings(
    connection: &Connection,
    property: PropertyId,
    visit: &mut dyn FnMut(&Booking, &[Segment]),
) -> Result<()> {
    let mut bookings = rows::Many::<Booking>::prepare(connection, "WHERE property_id = ?1")?;
    let mut segments =
        rows::Many::<Segment>::prepare(connection, "WHERE booking_id = ?1 ORDER BY from_day, id")?;
    let mut fault = None;
    bookings.each([property.0], |booking| {
        let mut held = Vec::new();
        match segments.each([booking.id.0], |segment| held.push(segment)) {
            Ok(()) => visit(&booking, &held),
            Err(error) => fault = Some(error),
        }
    })?;
    fault.map_or(Ok(()), Err)
}

/// Calls a function of every request.
///
/// # Errors
/// SQLite refuses, or a row holds an illegal value.
pub fn requests(
    connection: &Connection,
    property: PropertyId,
    visit: &mut dyn FnMut(&Request),
) -> Result<()> {
    let mut requests = rows::Many::<Request>::prepare(connection, "WHERE property_id = ?1")?;
    requests.each([property.0], |request| visit(&request))
}
