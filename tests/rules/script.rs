//! Random deeds: each is a handful of small numbers, read as a command about
//! things that are there (or, now and then, are not).

use keyrack::domain::booking::Booking;
use keyrack::domain::command::Command;
use keyrack::domain::day::Day;
use keyrack::domain::room::Room;
use keyrack::domain::testing::SmallHouse;
use proptest::prelude::*;

#[path = "kinds.rs"]
mod kinds;
#[path = "makers.rs"]
mod makers;

use kinds::KINDS;
pub use kinds::OPS;

/// One deed, as numbers.
#[derive(Clone, Debug)]
pub struct Deed {
    kind: usize,
    one: usize,
    other: usize,
    days: i32,
    nights: u32,
    flags: u32,
}

/// Sequences of up to so many deeds.
pub fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    let weight: u32 = KINDS.iter().map(|(weight, _)| weight).sum();
    let deed = (
        0..weight,
        0..64_usize,
        0..64_usize,
        -2..7_i32,
        0..5_u32,
        0..64_u32,
    )
        .prop_map(|(dart, one, other, days, nights, flags)| Deed {
            kind: kind_at(dart),
            one,
            other,
            days,
            nights,
            flags,
        });
    prop::collection::vec(deed, 1..most)
}

fn kind_at(dart: u32) -> usize {
    let mut left = dart;
    KINDS
        .iter()
        .position(|(weight, _)| {
            let here = left < *weight;
            left = left.saturating_sub(*weight);
            here
        })
        .unwrap_or(0)
}

/// Whether the command closes the business date.
pub fn closes_the_day(command: &Command) -> bool {
    matches!(command, Command::NightAudit(_))
}

/// Whether the command is an undo or redo.
pub fn is_about_the_journal(command: &Command) -> bool {
    matches!(command, Command::UndoStep(_) | Command::RedoStep(_))
}

/// Whether the command may break a promise: it says so, takes the promise
/// back, or takes a step back.
pub fn overrides(command: &Command) -> bool {
    match command {
        Command::Assign(one) => one.override_do_not_move,
        Command::PreAssign(one) => one.override_do_not_move,
        Command::Move(one) => one.override_do_not_move,
        Command::Swap(one) => one.override_do_not_move,
        Command::Unassign(one) => one.override_do_not_move,
        Command::ChangeStay(one) => one.override_do_not_move,
        Command::SetDoNotMove(one) => !one.on,
        Command::UndoStep(_) | Command::RedoStep(_) => true,
        _ => false,
    }
}

impl Deed {
    /// The command it is in this house; none where there is nothing to do it to.
    pub fn command(&self, hotel: &SmallHouse) -> Option<Command> {
        KINDS[self.kind].1(self, hotel)
    }

    fn flag(&self, bit: u32) -> bool {
        self.flags & (1 << bit) != 0
    }

    fn day(&self, hotel: &SmallHouse) -> Day {
        hotel.today().plus(self.days)
    }

    /// One of the last bookings, so that deeds meet each other.
    fn nth_booking(hotel: &SmallHouse, place: usize) -> Option<Booking> {
        let count = hotel.house.bookings.len();
        let recent = count.min(8);
        let place = count.checked_sub(1 + place % recent.max(1))?;
        hotel.house.bookings.values().nth(place).cloned()
    }

    fn booking(&self, hotel: &SmallHouse) -> Option<Booking> {
        Deed::nth_booking(hotel, self.one)
    }

    /// Mostly another booking of the same type and days that has a room.
    fn partner(&self, hotel: &SmallHouse, one: &Booking) -> Option<Booking> {
        let like = |other: &Booking| {
            other.id != one.id
                && other.room_type == one.room_type
                && other.status == one.status
                && !other.needs_room
                && other.is_in_house() == one.is_in_house()
        };
        self.booking_that(hotel, like)
    }

    fn nth_room(hotel: &SmallHouse, place: usize) -> String {
        let rooms = hotel.house.rooms_in_order();
        rooms[place % rooms.len()].number.clone()
    }

    /// Mostly a room of which this is true, else any.
    fn room_that(&self, hotel: &SmallHouse, is: fn(&Room) -> bool) -> String {
        let suiting: Vec<String> = hotel
            .house
            .rooms_in_order()
            .into_iter()
            .filter(|room| is(room))
            .map(|room| room.number.clone())
            .collect();
        if self.flags % 8 == 7 || suiting.is_empty() {
            self.room(hotel)
        } else {
            suiting[self.other % suiting.len()].clone()
        }
    }

    /// Mostly a booking of which this is true, else any.
    fn booking_that(&self, hotel: &SmallHouse, is: impl Fn(&Booking) -> bool) -> Option<Booking> {
        let suiting: Vec<&Booking> = hotel
            .house
            .bookings
            .values()
            .filter(|one| is(one))
            .collect();
        if self.flags % 8 == 7 || suiting.is_empty() {
            self.booking(hotel)
        } else {
            Some(suiting[self.one % suiting.len()].clone())
        }
    }

    fn room(&self, hotel: &SmallHouse) -> String {
        Deed::nth_room(hotel, self.other)
    }

    fn second_room(&self, hotel: &SmallHouse) -> String {
        Deed::nth_room(hotel, self.one)
    }

    /// Mostly a room of the booking's type, else any.
    fn fitting_room(&self, hotel: &SmallHouse, booking: &Booking) -> String {
        let fitting: Vec<String> = hotel
            .house
            .rooms_in_order()
            .into_iter()
            .filter(|room| room.room_type == booking.room_type)
            .map(|room| room.number.clone())
            .collect();
        if self.flags % 4 == 3 || fitting.is_empty() {
            self.room(hotel)
        } else {
            fitting[self.other % fitting.len()].clone()
        }
    }

    fn room_type(&self) -> String {
        ["DBL", "DBL", "DBL", "SGL", "STE"][self.other % 5].to_owned()
    }
}
