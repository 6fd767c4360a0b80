//! What housekeeping knows about a room beside its status: deep cleanings,
//! the service under way, the guest's wish to have it made up, and what an
//! attendant found in it.
//!
//! Owns the discrepancy: where what was found is not what the front desk's
//! book says. It is derived from the finding and the book as they are, so that
//! it ends by itself when either comes to agree.

use serde::{Deserialize, Serialize};

use super::booking::Booking;
use super::day::Day;
use super::facts::Facts;
use super::house::House;
use super::id::{BookingId, RoomId};
use super::room::Room;
use super::stamp::Stamp;

/// What housekeeping knows about a room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Care {
    /// When it was last deep-cleaned, and by whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deep_cleaned: Option<Stamp>,
    /// When its daily service was last begun, and by whom; of interest while
    /// that is in progress.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serving: Option<Stamp>,
    /// The business date on which the guest asked to have it made up now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub make_up: Option<Day>,
    /// What was last found in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Finding>,
}

impl Care {
    /// Whether nothing is known.
    pub fn is_unsaid(&self) -> bool {
        *self == Care::default()
    }
}

/// What an attendant found in a room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// When, and who.
    pub stamp: Stamp,
    /// Somebody lives in it.
    pub occupied: bool,
    /// How many, if they were counted.
    pub heads: Option<u32>,
    /// Whom the front desk had in it then.
    pub booking: Option<BookingId>,
    /// When somebody settled the difference, and who.
    pub settled: Option<Stamp>,
}

/// How what was found differs from the front desk's book.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Discrepancy {
    /// The desk has nobody in the room, yet somebody slept there.
    Sleep,
    /// The desk has a guest in the room, yet it is empty.
    Skip,
    /// Another number of people than the desk knows of.
    Person,
}

impl Discrepancy {
    /// As it is printed: `sleep`.
    pub fn as_str(self) -> &'static str {
        match self {
            Discrepancy::Sleep => "sleep",
            Discrepancy::Skip => "skip",
            Discrepancy::Person => "person",
        }
    }

    /// What it means, and what to do, in a few words.
    pub fn says(self) -> &'static str {
        match self {
            Discrepancy::Sleep => "somebody is in it, the desk knows of nobody",
            Discrepancy::Skip => "it is empty, the desk has a guest in it",
            Discrepancy::Person => "another number of people than the desk knows of",
        }
    }
}

/// People of a party, the smallest too.
pub fn heads(booking: &Booking) -> u32 {
    booking.adults + booking.children + booking.infants
}

/// Every room of the house in which something else was found than the book
/// says, in order of their numbers.
pub fn discrepancies(house: &House) -> Vec<(RoomId, Discrepancy)> {
    let guest = |room: &Room| {
        let locked = house.locked_in(room.id);
        locked.first().and_then(|one| house.booking(one.booking))
    };
    house
        .rooms_in_order()
        .into_iter()
        .filter(|room| room.care.found.is_some())
        .filter_map(|room| Some((room.id, discrepancy(room, guest(room).as_ref())?)))
        .collect()
}

/// How what was last found in the room differs from the book; `guest` is whom
/// the book has in it now. Nothing once it was settled, once the book agrees,
/// or once another guest has come or gone since.
pub fn discrepancy(room: &Room, guest: Option<&Booking>) -> Option<Discrepancy> {
    let found = room
        .care
        .found
        .as_ref()
        .filter(|found| found.settled.is_none())?;
    // What was found says nothing about a guest who came or went since.
    if found.booking != guest.map(|booking| booking.id) {
        return None;
    }
    match (found.occupied, guest) {
        (false, Some(_)) => Some(Discrepancy::Skip),
        (true, None) => {
            let left_since = room
                .last_checkout_at
                .is_some_and(|left| left > found.stamp.at);
            (!left_since).then_some(Discrepancy::Sleep)
        }
        (true, Some(booking)) => found
            .heads
            .is_some_and(|counted| counted != heads(booking))
            .then_some(Discrepancy::Person),
        (false, None) => None,
    }
}
