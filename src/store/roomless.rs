//! Counting what is sold without a room: only the days are read, not the
//! bookings, because every new booking asks.

use rusqlite::{Connection, params};

use super::error::{Result, StoreError};
use super::rows::names::Named;
use crate::domain::booking::BookingStatus;
use crate::domain::facts::Roomless;
use crate::domain::{BookingId, Day, Stay};

/// Stays of a type that lack a room on one of some nights, each with the parts
/// that have one.
pub const ROOMLESS: &str = "SELECT b.id, b.status, b.from_day, b.to_day, s.from_day, s.to_day
     FROM bookings b INDEXED BY bookings_needing_room
     LEFT JOIN segments s ON s.booking_id = b.id AND s.active = 1
     WHERE b.property_id = ?1 AND b.room_type = ?2 AND b.needs_room = 1
     AND b.from_day < ?4 AND b.to_day > ?3 AND b.from_day < b.to_day
     ORDER BY b.id, s.from_day";

/// The parts without a room of this type's stays that touch the nights.
///
/// # Errors
/// SQLite refuses, or a status is none.
pub fn of_type(
    connection: &Connection,
    property: i64,
    room_type: &str,
    nights: Stay,
) -> Result<Vec<Roomless>> {
    if nights.is_day_use() {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached(ROOMLESS)?;
    let mut found = statement.query(params![
        property,
        room_type,
        nights.check_in.number(),
        nights.check_out.number()
    ])?;
    let mut parts: Vec<Roomless> = Vec::new();
    let mut open: Option<Roomless> = None;
    while let Some(row) = found.next()? {
        let booking = BookingId(row.get(0)?);
        if open.is_none_or(|part| part.booking != booking) {
            parts.extend(open.filter(|part| part.nights.nights() > 0));
            let nights = Stay {
                check_in: day(row.get(2)?),
                check_out: day(row.get(3)?),
            };
            open = Some(Roomless {
                booking,
                status: status(booking, row.get(1)?)?,
                nights,
            });
        }
        if let (Some(part), Some(from), Some(to)) =
            (&mut open, row.get::<_, Option<i32>>(4)?, row.get(5)?)
        {
            let before = Stay {
                check_in: part.nights.check_in,
                check_out: day(from),
            };
            if before.nights() > 0 {
                parts.push(Roomless {
                    nights: before,
                    ..*part
                });
            }
            part.nights.check_in = part.nights.check_in.max(day(to));
        }
    }
    parts.extend(open.filter(|part| part.nights.nights() > 0));
    Ok(parts)
}

fn status(booking: BookingId, name: String) -> Result<BookingStatus> {
    BookingStatus::named(&name).ok_or(StoreError::IllegalValue {
        table: "bookings",
        column: "status",
        id: booking.0,
        value: name,
    })
}

fn day(number: i32) -> Day {
    Day::from_number(number)
}
