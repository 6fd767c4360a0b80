//! What an entry tells about one thing: rows before and after, and names.

use super::{About, Step};
use crate::domain::booking::Booking;
use crate::domain::day::Stay;
use crate::domain::decide::called;
use crate::domain::facts::Facts;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::row::{Change, Row};
use crate::domain::segment::Segment;

/// An entry, what it is told for, and where names are looked up.
pub struct Told<'a> {
    pub step: &'a Step,
    pub about: About,
    pub facts: &'a dyn Facts,
}

impl Told<'_> {
    /// A booking before and after, where the entry changed it.
    pub fn booking(&self, id: BookingId) -> (Option<&Booking>, Option<&Booking>) {
        let own =
            |row: &Option<Row>| -> bool { matches!(row, Some(Row::Booking(row)) if row.id == id) };
        let change = self
            .step
            .changes
            .iter()
            .find(|change| own(&change.before) || own(&change.after));
        change.map_or((None, None), |change| {
            (
                as_booking(change.before.as_ref()),
                as_booking(change.after.as_ref()),
            )
        })
    }

    /// The booking that a command names by its code: as the entry left it,
    /// else as it is now.
    pub fn coded(&self, code: &str) -> Option<Booking> {
        let changed = self.step.changes.iter().find_map(|change| {
            let row = as_booking(change.after.as_ref().or(change.before.as_ref()))?;
            (row.code == code.trim()).then(|| row.clone())
        });
        changed.or_else(|| self.facts.booking_coded(code.trim()))
    }

    /// The booking that the entry made.
    pub fn made(&self) -> Option<&Booking> {
        self.step.changes.iter().find_map(|change: &Change| {
            let made = change.before.is_none();
            as_booking(change.after.as_ref()).filter(|_| made)
        })
    }

    /// Numbers of the rooms a booking held before the entry, and after it.
    pub fn rooms_of(&self, id: BookingId) -> (Vec<String>, Vec<String>) {
        let rooms = |side: fn(&Change) -> Option<&Row>| {
            let mut held: Vec<&Segment> = self
                .step
                .changes
                .iter()
                .filter_map(|change| as_segment(side(change)))
                .filter(|segment| segment.booking == id && segment.active)
                .collect();
            held.sort_by_key(|segment| segment.stay);
            let mut numbers: Vec<String> = held
                .iter()
                .map(|segment| self.number(segment.room))
                .collect();
            numbers.dedup();
            numbers
        };
        (
            rooms(|change| change.before.as_ref()),
            rooms(|change| change.after.as_ref()),
        )
    }

    /// What stands on a room's door.
    pub fn number(&self, id: RoomId) -> String {
        let changed = self.step.changes.iter().find_map(|change| {
            match change.after.as_ref().or(change.before.as_ref())? {
                Row::Room(room) if room.id == id => Some(room.number.clone()),
                _ => None,
            }
        });
        changed
            .or_else(|| self.facts.room(id).map(|room| room.number))
            .unwrap_or_else(|| "?".to_owned())
    }

    /// Whether the entry is told for this booking.
    pub fn is_about(&self, booking: &Booking) -> bool {
        self.about == About::Booking(booking.id)
    }

    /// `the guest` in the guest's own history, else who it was.
    pub fn guest(&self, code: &str) -> String {
        match self.coded(code) {
            Some(booking) if self.is_about(&booking) => "the guest".to_owned(),
            Some(booking) => called(&booking),
            None => code.to_owned(),
        }
    }

    /// `the booking` in its own history, else which one it was.
    pub fn the_booking(&self, code: &str) -> String {
        match self.coded(code) {
            Some(booking) if self.is_about(&booking) => "the booking".to_owned(),
            Some(booking) => format!("the booking of {}", called(&booking)),
            None => format!("booking {code}"),
        }
    }

    /// `for Smith (BK-2026-000012)` where the history is not that booking's.
    pub fn for_whom(&self, code: &str) -> String {
        match self.coded(code) {
            Some(booking) if self.is_about(&booking) => String::new(),
            Some(booking) => format!(" to {}", called(&booking)),
            None => format!(" to {code}"),
        }
    }

    /// `the room` in the room's own history, else which one it was.
    pub fn the_room(&self, number: &str) -> String {
        let own = self.facts.room_numbered(number.trim());
        match own {
            Some(room) if self.about == About::Room(room.id) => "the room".to_owned(),
            _ => format!("room {}", number.trim()),
        }
    }
}

pub fn as_booking(row: Option<&Row>) -> Option<&Booking> {
    match row {
        Some(Row::Booking(row)) => Some(row),
        _ => None,
    }
}

pub fn as_segment(row: Option<&Row>) -> Option<&Segment> {
    match row {
        Some(Row::Segment(row)) => Some(row),
        _ => None,
    }
}

/// `Mon 16 Mar > Wed 18 Mar`.
pub fn days(stay: Stay) -> String {
    if stay.is_day_use() {
        format!("{} by day", stay.check_in.spoken())
    } else {
        format!("{} > {}", stay.check_in.spoken(), stay.check_out.spoken())
    }
}

/// `: noise`, or nothing.
pub fn because(reason: Option<&str>) -> String {
    match reason.map(str::trim) {
        None | Some("") => String::new(),
        Some(reason) => format!(": {reason}"),
    }
}

/// `1 night`, `2 nights`.
pub fn count(number: impl Into<i64>, one: &str, many: &str) -> String {
    match number.into() {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}

/// `room 101`, `rooms 101 and 102`.
pub fn named(rooms: &[String]) -> String {
    match rooms {
        [] => "no room".to_owned(),
        [only] => format!("room {only}"),
        [most @ .., last] => format!("rooms {} and {last}", most.join(", ")),
    }
}
