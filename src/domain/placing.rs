//! "This booking, that room": which command says it.
//!
//! A person just points; whether that is a firm assignment, a tentative one or
//! a guest's move follows from the booking, the room and the time. Whether the
//! command is then carried out is decided as for any other.

use super::booking::Booking;
use super::command::{Assign, Command, Move, PreAssign};
use super::day::Stay;
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

/// As [`give_room`], for the part of a stay that is pointed at: a guest in the
/// house is moved where the part has begun; a later part is given as any other.
pub fn give_part(
    property: &Property,
    booking: &Booking,
    part: Stay,
    room: &Room,
    now: Moment,
) -> Command {
    let begun = part.check_in <= property.business_date;
    if part == booking.stay || (booking.is_in_house() && begun) {
        return give_room(property, booking, room, now);
    }
    let (from, to) = (Some(part.check_in), Some(part.check_out));
    let (booking_code, number) = (booking.code.clone(), room.number.clone());
    let arrives = part.check_in == booking.stay.check_in && !booking.is_in_house();
    if arrives && is_firm(property, booking, room, now) {
        return Assign {
            booking: booking_code,
            room: number,
            from,
            to,
            ..Assign::default()
        }
        .into();
    }
    PreAssign {
        booking: booking_code,
        room: number,
        from,
        to,
        ..PreAssign::default()
    }
    .into()
}

/// The same wish as a tentative one, but firm.
pub fn firmly(planned: &PreAssign) -> Command {
    Assign {
        booking: planned.booking.clone(),
        room: planned.room.clone(),
        from: planned.from,
        to: planned.to,
        assignment_type: planned.assignment_type,
        rate: planned.rate,
        approved_by_guest: planned.approved_by_guest,
        do_not_move: planned.do_not_move,
        override_block: planned.override_block,
        override_do_not_move: planned.override_do_not_move,
        displace_tentative: planned.displace_tentative,
        rush: planned.rush,
        reason: planned.reason.clone(),
    }
    .into()
}

/// Whether a room would be given firmly: the stay starts within the firm
/// window, the room can be handed out, and the party has its names.
pub fn is_firm(property: &Property, booking: &Booking, room: &Room, now: Moment) -> bool {
    may_be_firm(property, booking, booking.stay, room, now)
}

/// The same of a part of the stay.
pub fn may_be_firm(
    property: &Property,
    booking: &Booking,
    part: Stay,
    room: &Room,
    now: Moment,
) -> bool {
    let left = property.arrival(part, booking.arrival_time).since(now);
    left <= i64::from(property.policies.firm_window_hours) * HOUR
        && room.is_bookable()
        && booking.names_missing(property.policies.party_completion) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::SmallHouse;

    /// A booking from today on for four nights.
    fn house() -> (SmallHouse, Booking) {
        let mut house = SmallHouse::new();
        let code = house.book("DBL", 0, 4, "Yi, Min");
        let booking = house.booking(&code);
        (house, booking)
    }

    fn given(house: &SmallHouse, booking: &Booking, part: Stay) -> Command {
        let room = house.room("201");
        let property = house.house.property.clone().expect("a property");
        give_part(&property, booking, part, &room, house.now)
    }

    #[test]
    fn a_part_is_given_as_a_part() {
        let (house, booking) = house();
        let stay = booking.stay;
        assert!(matches!(given(&house, &booking, stay), Command::Assign(it) if it.from.is_none()));
        let head = Stay {
            check_out: stay.check_out.plus(-1),
            ..stay
        };
        let command = given(&house, &booking, head);
        assert!(matches!(command, Command::Assign(it) if it.to == Some(head.check_out)));
        let tail = Stay {
            check_in: stay.check_in.plus(2),
            ..stay
        };
        let command = given(&house, &booking, tail);
        assert!(matches!(command, Command::PreAssign(it) if it.from == Some(tail.check_in)));
    }

    #[test]
    fn a_guest_moves_from_tonight_but_is_given_later_nights() {
        let (mut house, _) = house();
        let code = house.guest_in("202", 4, "Lee, Ann");
        let booking = house.booking(&code);
        assert!(matches!(
            given(&house, &booking, booking.stay),
            Command::Move(_)
        ));
        let later = Stay {
            check_in: booking.stay.check_in.plus(2),
            ..booking.stay
        };
        assert!(matches!(
            given(&house, &booking, later),
            Command::PreAssign(_)
        ));
    }
}
