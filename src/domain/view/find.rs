//! Finding by number, code or name: plain matching, best first.

use serde::Serialize;

use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::house::House;
use crate::domain::id::{BookingId, RoomId};

/// Something that was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// A room.
    Room(RoomId),
    /// A booking.
    Booking(BookingId),
}

/// How well a booking matches; the smaller the better. Whoever may still be
/// met comes before whoever has left, and that before what was called off.
type Closeness = (u8, u8);

/// Up to `most` rooms and bookings that match what was typed: the room of that
/// number, rooms whose number begins so, then bookings by code, guest or the
/// sender's reference. Letter case does not count; nothing typed finds nothing.
pub fn find(house: &House, typed: &str, most: usize) -> Vec<Found> {
    let wanted = typed.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut rooms: Vec<(bool, RoomId)> = house
        .rooms_in_order()
        .into_iter()
        .filter(|room| room.number.to_lowercase().starts_with(&wanted))
        .map(|room| (room.number.to_lowercase() != wanted, room.id))
        .collect();
    rooms.sort_by_key(|(inexact, _)| *inexact);
    let mut bookings: Vec<(Closeness, &Booking)> = house
        .bookings
        .values()
        .filter_map(|booking| Some((closeness(booking, &wanted)?, booking)))
        .collect();
    bookings.sort_by_key(|(close, booking)| (*close, booking.stay, booking.id));
    let rooms = rooms.into_iter().map(|(_, room)| Found::Room(room));
    let bookings = bookings
        .into_iter()
        .map(|(_, booking)| Found::Booking(booking.id));
    rooms.chain(bookings).take(most).collect()
}

fn closeness(booking: &Booking, wanted: &str) -> Option<Closeness> {
    let code = booking.code.to_lowercase();
    let reference = booking.reference.as_deref().unwrap_or("").to_lowercase();
    let named = |matches: &dyn Fn(&str) -> bool| {
        std::iter::once(&booking.lead)
            .chain(&booking.guests)
            .any(|name| matches(&name.to_lowercase()))
    };
    let begins = |name: &str| {
        let mut words = name.split(|letter: char| !letter.is_alphanumeric());
        name.starts_with(wanted) || words.any(|word| word.starts_with(wanted))
    };
    let how = if code == wanted || reference == wanted {
        0
    } else if named(&begins) {
        1
    } else if named(&|name| name.contains(wanted)) {
        2
    } else if code.contains(wanted) || reference.contains(wanted) {
        3
    } else {
        return None;
    };
    let when = match booking.status {
        _ if booking.is_in_house() => 0,
        BookingStatus::Confirmed | BookingStatus::PendingPayment => 1,
        BookingStatus::Completed => 2,
        BookingStatus::Cancelled | BookingStatus::NoShow => 3,
    };
    Some((how, when))
}
