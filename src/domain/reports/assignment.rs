//! Which arrivals of the coming week have a room.

use super::columns::columns;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::day::Day;
use crate::domain::house::House;
use crate::domain::segment::AssignmentStatus;

/// Days the summary looks ahead.
const AHEAD: i32 = 7;

/// How the arrivals of each of the coming days stand, and who lacks a room.
pub fn assignment_summary(house: &House, today: Day) -> String {
    let Some(property) = &house.property else {
        return String::new();
    };
    let mut rows = Vec::new();
    let mut lacking: Vec<&Booking> = Vec::new();
    for ahead in 0..AHEAD {
        let day = today.plus(ahead);
        let coming: Vec<&Booking> = house
            .bookings
            .values()
            .filter(|booking| {
                booking.stay.check_in == day
                    && booking.status == BookingStatus::Confirmed
                    && booking.checked_in_at.is_none()
            })
            .collect();
        let roomless: Vec<&Booking> = coming
            .iter()
            .copied()
            .filter(|booking| booking.needs_room)
            .collect();
        let tentative = coming
            .iter()
            .filter(|booking| !booking.needs_room && is_tentative(house, booking))
            .count();
        rows.push([
            day.spoken(),
            coming.len().to_string(),
            (coming.len() - roomless.len() - tentative).to_string(),
            tentative.to_string(),
            roomless.len().to_string(),
        ]);
        lacking.extend(roomless);
    }
    let table = columns(["Day", "Arrivals", "Firm", "Tentative", "No room"], &rows);
    let mut text = format!(
        "{}: rooms given to the arrivals of the week from {}\n\n{table}",
        property.name,
        today.spoken()
    );
    if lacking.is_empty() {
        text.push_str("\nEvery arrival has a room.\n");
        return text;
    }
    lacking.sort_by_key(|booking| (booking.stay.check_in, booking.code.clone()));
    let rows: Vec<[String; 4]> = lacking
        .iter()
        .map(|booking| {
            [
                booking.stay.check_in.spoken(),
                booking.room_type.clone(),
                booking.lead.clone(),
                booking.code.clone(),
            ]
        })
        .collect();
    text.push_str("\nWithout a room:\n");
    text.push_str(&columns(["Arrives", "Type", "Guest", "Booking"], &rows));
    text
}

fn is_tentative(house: &House, booking: &Booking) -> bool {
    house
        .stay_of(booking.id)
        .iter()
        .any(|segment| segment.active && segment.status == AssignmentStatus::PreAssigned)
}
