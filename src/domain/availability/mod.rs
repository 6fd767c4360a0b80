//! What can still be sold, and which rooms a stay could have.
//!
//! Asked of a [`Draft`], so that a decision sees its own changes; whoever only
//! looks reads through [`super::reading::look`].

use std::cmp::Reverse;

use serde::Serialize;

use super::assignment::uncovered;
use super::booking::{Booking, BookingStatus};
use super::conflict::{in_service, is_free};
use super::day::{Day, Stay};
use super::draft::Draft;
use super::facts::Holder;
use super::house::room_order;
use super::id::{BookingId, RoomId};
use super::policy::Policies;
use super::room::Room;
use super::score::{Wishes, score};
use super::segment::Segment;

/// One night of a room type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Night {
    /// Which night.
    pub date: Day,
    /// Rooms that can be planned for it.
    pub in_service: i32,
    /// Rooms that a booking holds; one whose room has gone out of service
    /// counts too, since it needs another.
    pub held: i32,
    /// Rooms in service that a block keeps from sale.
    pub blocked: i32,
    /// Bookings of the type that have no room that night.
    pub unassigned: i32,
    /// In service, less held, blocked and unassigned; negative where more was
    /// sold than there is.
    pub sellable: i32,
}

/// What can be sold of this type on each of these nights.
pub fn sellable(draft: &Draft, room_type: &str, nights: Stay) -> Vec<Night> {
    let mut counts: Vec<Night> = nights
        .each_night()
        .map(|date| Night {
            date,
            in_service: 0,
            held: 0,
            blocked: 0,
            unassigned: 0,
            sellable: 0,
        })
        .collect();
    for room in draft.rooms_of_type(room_type) {
        count_room(draft, &room, nights, &mut counts);
    }
    let pending_holds = draft.property().policies.pending_payment_holds;
    for part in draft.roomless(room_type, nights) {
        if part.status == BookingStatus::Confirmed || pending_holds {
            on_nights(&mut counts, part.nights, |night| night.unassigned += 1);
        }
    }
    for night in &mut counts {
        night.sellable = night.in_service - night.held - night.blocked - night.unassigned;
    }
    counts
}

fn count_room(draft: &Draft, room: &Room, nights: Stay, counts: &mut [Night]) {
    let (today, policies) = (draft.today(), &draft.property().policies);
    let serves = |night: Day| room.why_not_in_service(night, today, policies).is_none();
    for night in counts.iter_mut() {
        night.in_service += i32::from(serves(night.date));
    }
    for hold in draft.holds(room.id, nights) {
        on_nights(counts, hold.nights, |night| match hold.holder {
            Holder::Segment(..) => night.held += 1,
            Holder::Block(_) => night.blocked += i32::from(serves(night.date)),
        });
    }
}

fn on_nights(counts: &mut [Night], part: Stay, count: impl Fn(&mut Night)) {
    let Some(first) = counts.first().map(|night| night.date) else {
        return;
    };
    let last = counts.len() as i32;
    let from = part.check_in.since(first).clamp(0, last);
    let to = part.check_out.since(first).clamp(from, last);
    counts[from as usize..to as usize]
        .iter_mut()
        .for_each(count);
}

/// The parts of a booking's stay that hold a room of its type and have none:
/// nothing for a booking that does not hold. What a guest in the house has
/// slept already is past. `segments` are the booking's own, ended ones left out.
pub fn roomless_parts(
    booking: &Booking,
    segments: &[Segment],
    today: Day,
    policies: &Policies,
) -> Vec<Stay> {
    if !booking.holds_inventory(policies) {
        return Vec::new();
    }
    let mut parts = uncovered(booking.stay, segments);
    if booking.is_in_house() {
        parts.retain(|part| part.check_out > today || part.covers(today));
        for part in &mut parts {
            part.check_in = part.check_in.max(today.min(part.check_out));
        }
    }
    parts
}

/// A room that a stay could have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Available {
    /// Which room.
    #[serde(skip)]
    pub room: RoomId,
    /// What stands on the door.
    pub number: String,
    /// Adults and children it takes.
    #[serde(skip)]
    pub capacity: u32,
    /// Whether it can be handed out now.
    pub is_bookable: bool,
    /// How well it suits, where wishes were given.
    pub score: Option<i32>,
    /// The rules of the house that rule it out for such a stay, where wishes
    /// were given. A person may give it all the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
}

impl Available {
    /// Whether no rule is against it.
    pub fn is_allowed(&self) -> bool {
        self.against.is_empty()
    }
}

/// The rooms of this type that the stay could have, by number, or the best
/// first where wishes are given, those that a rule is against last. These
/// bookings' own holds count as free.
pub fn availability(
    draft: &Draft,
    room_type: &str,
    stay: Stay,
    wishes: Option<&Wishes>,
    except: &[BookingId],
) -> Vec<Available> {
    let mut found: Vec<Available> = draft
        .rooms_of_type(room_type)
        .iter()
        .filter(|room| could_have(draft, room, stay, except))
        .map(|room| Available {
            room: room.id,
            number: room.number.clone(),
            capacity: room.capacity,
            is_bookable: room.is_bookable(),
            score: wishes.map(|wishes| score(room, wishes)),
            against: wishes.map_or_else(Vec::new, |wishes| wishes.rules.named_against(room)),
        })
        .collect();
    found.sort_by_cached_key(|one| {
        (
            !one.is_allowed(),
            Reverse(one.score),
            room_order(&one.number),
        )
    });
    found
}

/// Whether the stay could have this room: free for all of it; and bookable now
/// where it begins on or before the business date, else in service throughout.
pub fn could_have(draft: &Draft, room: &Room, stay: Stay, except: &[BookingId]) -> bool {
    can_serve(draft, room, stay) && is_free(draft, room.id, stay, except)
}

/// Whether the room could be had, were it free.
pub fn can_serve(draft: &Draft, room: &Room, stay: Stay) -> bool {
    let now = stay.check_in <= draft.today();
    (!now || room.is_bookable()) && in_service(draft, room, stay)
}

/// Numbers of the rooms that the stay could have, in order: what a refusal
/// offers instead.
pub fn free_rooms(
    draft: &Draft,
    room_type: &str,
    stay: Stay,
    except: &[BookingId],
    most: usize,
) -> Vec<String> {
    let rooms = draft.rooms_of_type(room_type);
    first_free(draft, rooms.iter(), stay, except, most)
}

/// Numbers of the first of these rooms that the stay could have.
pub fn first_free<'r>(
    draft: &Draft,
    rooms: impl Iterator<Item = &'r Room>,
    stay: Stay,
    except: &[BookingId],
    most: usize,
) -> Vec<String> {
    rooms
        .filter(|room| could_have(draft, room, stay, except))
        .map(|room| room.number.clone())
        .take(most)
        .collect()
}

#[cfg(test)]
mod tests;
