//! "This booking, that room": which command says it.
//!
//! A person just points; whether that is a firm assignment, a tentative one or
//! a guest's move follows from the booking, the room and the time. Whether the
//! command is then carried out is decided as for any other.

use super::booking::Booking;
use super::command::{Assign, Command, Move, PreAssign};
use super::moment::Moment;
use super::property::Property;
use super::room::Room;

/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;

/// The command that gives `room` to `booking`: a move (still lacking its
/// reason) for a guest in the house; a firm assignment where the stay starts
/// within the firm window, the room can be handed out and the party is
/// complete; else a tentative one.
pub fn give_room(property: &Property, booking: &Booking, room: &Room, now: Moment) -> Command {
    let (code, number) = (booking.code.clone(), room.number.clone());
    if booking.is_in_house() {
        return Move {
            booking: code,
            room: number,
            ..Move::default()
        }
        .into();
    }
    if is_firm(property, booking, room, now) {
        Assign {
            booking: code,
            room: number,
            ..Assign::default()
        }
        .into()
    } else {
        PreAssign {
            booking: code,
            room: number,
            ..PreAssign::default()
        }
        .into()
    }
}

/// Whether the room would be given firmly.
fn is_firm(property: &Property, booking: &Booking, room: &Room, now: Moment) -> bool {
    let left = property
        .arrival(booking.stay, booking.arrival_time)
        .since(now);
    left <= i64::from(property.policies.firm_window_hours) * HOUR
        && room.is_bookable()
        && booking.names_missing(property.policies.party_completion) == 0
}
