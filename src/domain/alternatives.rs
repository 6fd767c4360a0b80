//! Rooms of other types for a stay, each with its price beside what was
//! booked: what is offered where no room of the booked type is to be had.

use std::cmp::Reverse;

use super::availability::availability;
use super::booking::Booking;
use super::day::Stay;
use super::draft::Draft;
use super::facts::Facts;
use super::rate::{self, Quote, signed};
use super::segment::AssignmentType;

/// A room of another type that a stay could have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alternative {
    /// Its number.
    pub room: String,
    /// What it costs beside what was booked.
    pub quote: Quote,
    /// Whether it can be handed out now.
    pub is_bookable: bool,
    /// How well it suits the guest.
    pub score: i32,
}

impl Alternative {
    /// Whether it is the better room.
    pub fn is_upgrade(&self) -> bool {
        self.quote.kind == Some(AssignmentType::Upgrade)
    }

    /// `301 STE +180.00`: the difference is per night.
    pub fn words(&self) -> String {
        format!(
            "{} {} {}",
            self.room,
            self.quote.room_type,
            signed(self.quote.difference)
        )
    }
}

/// Every room of another type that takes the party, that no rule is against and
/// that is free for these nights: the smallest difference of price first, whichever way it goes, then
/// the better score; of two alike the better room.
pub fn of_other_types(draft: &Draft, booking: &Booking, stay: Stay) -> Vec<Alternative> {
    let Some(booked) = draft.room_type(&booking.room_type) else {
        return Vec::new();
    };
    let wishes = draft.wishes_of(booking);
    let mut found = Vec::new();
    for kind in draft.facts().room_types() {
        if kind.code == booked.code {
            continue;
        }
        let quote = rate::quote(booking, &booked, &kind, stay);
        let rooms = availability(draft, &kind.code, stay, Some(&wishes), &[booking.id]);
        let suiting = rooms
            .into_iter()
            .filter(|room| room.capacity >= booking.heads() && room.is_allowed());
        found.extend(suiting.map(|room| Alternative {
            quote: quote.clone(),
            is_bookable: room.is_bookable,
            score: room.score.unwrap_or_default(),
            room: room.number,
        }));
    }
    // Rooms of one type stay in the order they came in.
    found.sort_by_key(|one| {
        (
            one.quote.difference.minor.saturating_abs(),
            Reverse(one.score),
            !one.is_upgrade(),
        )
    });
    found
}

/// What a room of this type costs for these nights of the booking; none where
/// it is the booked type, or there is no such type.
pub fn quote(facts: &dyn Facts, booking: &Booking, room_type: &str, stay: Stay) -> Option<Quote> {
    if booking.room_type == room_type {
        return None;
    }
    let booked = facts.room_type(&booking.room_type)?;
    let offered = facts.room_type(room_type)?;
    Some(rate::quote(booking, &booked, &offered, stay))
}
