//! What each day of a window comes to, for the whole house and per type.

use std::collections::BTreeMap;

use serde::Serialize;

use super::nights::{Night, within};
use crate::domain::booking::BookingStatus;
use crate::domain::day::{Day, Stay};
use crate::domain::house::House;
use crate::domain::property::Property;
use crate::domain::room::Room;

/// One day of the house.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct DayCount {
    /// Which day.
    pub date: Day,
    /// Rooms in service that night.
    pub in_service: i32,
    /// Rooms that a booking holds that night; for a night already slept, rooms
    /// that were slept in.
    pub held: i32,
    /// Rooms in service that a block keeps from sale.
    pub blocked: i32,
    /// Bookings that hold a room of their type and have none that night.
    pub unassigned: i32,
    /// In service, less held, blocked and unassigned: what can still be sold.
    /// Negative where more was sold than there is.
    pub sellable: i32,
    /// Bookings that begin.
    pub arrivals: u32,
    /// Bookings that end.
    pub departures: u32,
    /// Rooms with a guest, or promised to one, that night.
    pub occupied: i32,
    /// `occupied / total rooms × 100`; blocked rooms stay in the denominator.
    pub occupancy_rate: f64,
    /// Rooms and nights sold: held and unassigned.
    pub sold: i32,
    /// `sold / total rooms × 100`.
    pub sold_rate: f64,
}

/// The tally of one type, floor or house, day by day.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Tally {
    pub in_service: i32,
    pub held: i32,
    pub blocked: i32,
    pub unassigned: i32,
    pub occupied: i32,
}

impl Tally {
    pub fn sellable(self) -> i32 {
        self.in_service - self.held - self.blocked - self.unassigned
    }

    fn add(&mut self, other: Tally) {
        self.in_service += other.in_service;
        self.held += other.held;
        self.blocked += other.blocked;
        self.unassigned += other.unassigned;
        self.occupied += other.occupied;
    }
}

/// Tallies of a window, by some key: room type, floor, or one for all.
pub(super) struct Tallies {
    from: Day,
    days: u32,
    by_key: BTreeMap<String, Vec<Tally>>,
    rooms: u32,
}

impl Tallies {
    pub fn new(from: Day, days: u32) -> Tallies {
        Tallies {
            from,
            days,
            by_key: BTreeMap::new(),
            rooms: 0,
        }
    }

    fn of(&mut self, key: &str) -> &mut Vec<Tally> {
        if !self.by_key.contains_key(key) {
            let fresh = vec![Tally::default(); self.days as usize];
            self.by_key.insert(key.to_owned(), fresh);
        }
        self.by_key.entry(key.to_owned()).or_default()
    }

    /// Counts a room's nights. An inactive room is in no count; but whoever
    /// holds it still needs a room.
    pub fn count_room(&mut self, key: &str, room: &Room, nights: &[Night]) {
        self.rooms += u32::from(room.active);
        for (tally, night) in self.of(key).iter_mut().zip(nights) {
            let in_service = room.active && night.out.is_none();
            tally.in_service += i32::from(in_service);
            tally.held += i32::from(night.held);
            tally.blocked += i32::from(in_service && night.block.is_some());
            tally.occupied += i32::from(night.guest.is_some());
        }
    }

    /// Counts the nights of a booking that have no room.
    pub fn count_unassigned(&mut self, key: &str, part: Stay) {
        let places = within(part, self.from, self.days);
        for tally in &mut self.of(key)[places] {
            tally.unassigned += 1;
        }
    }

    /// What can be sold under this key, day by day.
    pub fn sellable(&self, key: &str) -> Vec<i32> {
        match self.by_key.get(key) {
            Some(days) => days.iter().map(|tally| tally.sellable()).collect(),
            None => vec![0; self.days as usize],
        }
    }

    /// The whole house, day by day.
    pub fn totals(&self, house: &House, property: &Property) -> Vec<DayCount> {
        let mut totals = vec![Tally::default(); self.days as usize];
        for days in self.by_key.values() {
            for (total, tally) in totals.iter_mut().zip(days) {
                total.add(*tally);
            }
        }
        let (arrivals, departures) = comings_and_goings(house, property, self.from, self.days);
        let rate = |rooms: i32| percent(f64::from(rooms), f64::from(self.rooms));
        totals
            .iter()
            .enumerate()
            .map(|(index, tally)| DayCount {
                date: self.from.plus(index as i32),
                in_service: tally.in_service,
                held: tally.held,
                blocked: tally.blocked,
                unassigned: tally.unassigned,
                sellable: tally.sellable(),
                arrivals: arrivals[index],
                departures: departures[index],
                occupied: tally.occupied,
                occupancy_rate: rate(tally.occupied),
                sold: tally.held + tally.unassigned,
                sold_rate: rate(tally.held + tally.unassigned),
            })
            .collect()
    }
}

/// A share in per cent, to a tenth; none of none is none.
pub fn percent(part: f64, whole: f64) -> f64 {
    if whole <= 0.0 {
        return 0.0;
    }
    (part / whole * 1000.0).round() / 10.0
}

/// Bookings that begin and that end on each day of the window.
fn comings_and_goings(
    house: &House,
    property: &Property,
    from: Day,
    days: u32,
) -> (Vec<u32>, Vec<u32>) {
    let mut arrivals = vec![0; days as usize];
    let mut departures = vec![0; days as usize];
    let place = |day: Day| usize::try_from(day.since(from)).ok();
    for booking in house.bookings.values() {
        if !(booking.holds_inventory(&property.policies)
            || booking.status == BookingStatus::Completed)
        {
            continue;
        }
        let left = booking.departed_on.unwrap_or(booking.stay.check_out);
        if let Some(count) = place(booking.stay.check_in).and_then(|at| arrivals.get_mut(at)) {
            *count += 1;
        }
        if let Some(count) = place(left).and_then(|at| departures.get_mut(at)) {
            *count += 1;
        }
    }
    (arrivals, departures)
}
