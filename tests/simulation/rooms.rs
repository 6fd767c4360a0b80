//! Which rooms there are, and which are free: counted by the test itself.

use std::collections::BTreeMap;

use keyrack::domain::booking::BookingStatus;
use keyrack::domain::room::RoomStatus;
use keyrack::domain::{Day, Facts, House, Stay};

use crate::bookings::{DAYS, FIRST, Told};

pub fn rooms_in(house: &House, status: RoomStatus) -> Vec<String> {
    let rooms = house
        .rooms_in_order()
        .into_iter()
        .filter(|room| room.status == status);
    rooms.map(|room| room.number.clone()).collect()
}

/// What was given since the house was looked at, by room.
pub type Given = BTreeMap<String, Vec<Stay>>;

/// The first room of the type that is large enough and free on these nights,
/// leaving out what was `given` since the house was looked at.
pub fn free_room(
    house: &House,
    told: &Told,
    stay: Stay,
    now: bool,
    given: &mut Given,
) -> Option<String> {
    let today = house.property.as_ref()?.business_date;
    let policies = &house.property.as_ref()?.policies;
    let room = house.rooms_in_order().into_iter().find(|room| {
        let fits = room.room_type == told.create.room_type && room.capacity >= told.heads;
        let serves = if now {
            room.is_bookable()
        } else {
            let nights: Vec<Day> = if stay.is_day_use() {
                vec![stay.check_in]
            } else {
                stay.each_night().collect()
            };
            room.in_service(nights, today, policies)
        };
        let free = house
            .holds(room.id, around(stay))
            .iter()
            .all(|hold| !clash(hold.nights, stay))
            && house
                .day_uses(room.id, stay.check_in, stay.check_out)
                .iter()
                .all(|use_| !clash(use_.stay, stay));
        let left = given
            .get(&room.number)
            .is_none_or(|stays| stays.iter().all(|other| !clash(*other, stay)));
        fits && serves && free && left
    })?;
    given.entry(room.number.clone()).or_default().push(stay);
    Some(room.number.clone())
}

/// A day use asks about its whole day.
fn around(stay: Stay) -> Stay {
    Stay {
        check_in: stay.check_in.plus(-1),
        check_out: stay.check_out.plus(1),
    }
}

/// Whether two stays cannot share a room; stricter than the house, which lets
/// a day use touch the ends of a stay.
fn clash(one: Stay, other: Stay) -> bool {
    let end = |stay: Stay| stay.check_out.max(stay.check_in.plus(1));
    one.check_in < end(other) && other.check_in < end(one)
}

/// Types with rooms for a little less than their fullest night, and beds for
/// their largest party that comes.
pub fn needed_rooms<'a>(told: impl Iterator<Item = &'a Told>) -> Vec<(String, u32, u32)> {
    let first: Day = FIRST.parse().unwrap();
    let mut nights: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut capacity: BTreeMap<String, u32> = BTreeMap::new();
    for one in told {
        let kind = &one.create.room_type;
        let counts = nights
            .entry(kind.clone())
            .or_insert_with(|| vec![0; DAYS as usize]);
        let beds = capacity.entry(kind.clone()).or_insert(1);
        if matches!(one.fate, BookingStatus::Cancelled | BookingStatus::NoShow) {
            continue;
        }
        *beds = one.heads.max(*beds);
        for night in one
            .stay
            .check_in
            .until(one.stay.check_out.max(one.stay.check_in.plus(1)))
        {
            if let Some(count) = counts.get_mut(night.since(first) as usize) {
                *count += 1;
            }
        }
    }
    nights
        .into_iter()
        .map(|(kind, counts)| {
            let fullest = counts.into_iter().max().unwrap_or(1);
            let beds = capacity[&kind];
            (kind, (fullest * 97 / 100).max(1), beds)
        })
        .collect()
}
