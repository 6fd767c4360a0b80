//! The figures of a closed day, kept as they were when the night audit closed
//! it: what the house looked like then cannot be worked out later.

use serde::{Deserialize, Serialize};

use super::booking::Booking;
use super::day::Day;
use super::draft::Draft;
use super::id::PropertyId;
use super::money::Money;
use super::rate::RateDecision;

/// One closed business date in figures.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DayFigures {
    /// Identity.
    pub id: i64,
    /// Whose house.
    pub property: PropertyId,
    /// Which day.
    pub day: Day,
    /// Rooms of the house, whatever their state; inactive ones do not count.
    pub rooms: u32,
    /// Rooms out of order.
    pub out_of_order: u32,
    /// Rooms with a guest who stays the night.
    pub occupied: u32,
    /// Guests checked in on that day, by booking.
    pub arrivals: u32,
    /// Guests checked out on that day, by booking.
    pub departures: u32,
    /// Guests who were here before and stay on, by booking.
    pub stayovers: u32,
    /// Bookings whose guest never came.
    pub no_shows: u32,
    /// Guests past their departure, by booking.
    pub overstays: u32,
    /// Heads that sleep in the house: adults, children and infants.
    pub guests: u32,
    /// What the occupied rooms cost for that night.
    pub room_revenue: Money,
}

impl DayFigures {
    /// Occupied rooms of all rooms, in tenths of a percent.
    pub fn occupancy_permille(&self) -> u32 {
        (self.occupied * 1000).checked_div(self.rooms).unwrap_or(0)
    }
}

/// The figures of the business date as it stands in the draft, with so many
/// no-shows.
pub fn figures_of_today(draft: &mut Draft, no_shows: u32) -> DayFigures {
    let today = draft.today();
    let rooms: Vec<_> = draft
        .facts()
        .rooms()
        .into_iter()
        .filter(|room| room.active)
        .collect();
    let in_house = draft.in_house();
    let count = |counts: &dyn Fn(&Booking) -> bool| {
        in_house.iter().filter(|booking| counts(booking)).count() as u32
    };
    let revenue = in_house
        .iter()
        .map(|booking| night_rate(draft, booking))
        .sum();
    let departed = draft.facts().departed_on(today).len() as u32;
    DayFigures {
        id: draft.fresh_id(),
        property: draft.property().id,
        day: today,
        rooms: rooms.len() as u32,
        out_of_order: rooms
            .iter()
            .filter(|room| room.out_of_order.is_some())
            .count() as u32,
        occupied: rooms.iter().filter(|room| room.is_occupied()).count() as u32,
        arrivals: count(&|booking| booking.arrived_on == Some(today)),
        departures: departed,
        stayovers: count(&|booking| booking.arrived_on.is_some_and(|day| day < today)),
        no_shows,
        overstays: count(&|booking| booking.is_overstay(today)),
        guests: in_house
            .iter()
            .map(|booking| booking.heads() + booking.infants)
            .sum(),
        room_revenue: Money {
            minor: revenue,
            currency: draft.property().currency,
        },
    }
}

/// What the guest's room costs tonight, in minor units.
fn night_rate(draft: &Draft, booking: &Booking) -> i64 {
    let today = draft.today();
    let segments = draft.segments_of(booking.id);
    segments
        .iter()
        .find(|segment| segment.active && segment.stay.covers(today))
        .map_or(0, |segment| match segment.rate_terms {
            Some(terms) if terms.decision == RateDecision::Complimentary => {
                segment.original_rate.minor
            }
            _ => segment.allocated_rate.minor,
        })
}
