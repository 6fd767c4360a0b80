//! Who comes on a day.

use super::columns::columns;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::day::Day;
use crate::domain::house::House;
use crate::domain::segment::AssignmentStatus;

/// The arrivals of a day by expected time, with their rooms; tentative ones
/// marked. The house must have been loaded for that day.
pub fn arrivals_list(house: &House, day: Day) -> String {
    let Some(property) = &house.property else {
        return String::new();
    };
    let promised = property.policies.check_in_time;
    let mut coming: Vec<&Booking> = house
        .bookings
        .values()
        .filter(|booking| {
            booking.stay.check_in == day
                && booking.status == BookingStatus::Confirmed
                && booking.checked_in_at.is_none()
        })
        .collect();
    coming.sort_by_key(|booking| {
        (
            booking.arrival_time.unwrap_or(promised),
            booking.code.clone(),
        )
    });
    let rows: Vec<[String; 8]> = coming.iter().map(|booking| line(house, booking)).collect();
    let roomless = coming.iter().filter(|booking| booking.needs_room).count();
    let title = format!("{}: arrivals of {}\n\n", property.name, day.spoken());
    if rows.is_empty() {
        return format!("{title}Nobody is expected.\n");
    }
    let headings = [
        "Time", "Room", "Type", "Guest", "Booking", "Nights", "Guests", "Mark",
    ];
    let table = columns(headings, &rows);
    format!(
        "{title}{table}\n{} expected, {roomless} without a room.\n",
        coming.len()
    )
}

fn line(house: &House, booking: &Booking) -> [String; 8] {
    let first = house
        .stay_of(booking.id)
        .into_iter()
        .find(|segment| segment.active && segment.stay.check_in == booking.stay.check_in);
    let room = first.map_or_else(
        || "none".to_owned(),
        |segment| {
            let number = house
                .rooms
                .get(&segment.room)
                .map_or("?", |room| room.number.as_str());
            match segment.status {
                AssignmentStatus::PreAssigned => format!("({number})"),
                _ => number.to_owned(),
            }
        },
    );
    let mut marks = Vec::new();
    if booking.is_vip {
        marks.push("VIP".to_owned());
    }
    if let Some(group) = &booking.group {
        marks.push(format!("group {group}"));
    }
    if booking.guest_waiting {
        marks.push("waiting".to_owned());
    }
    [
        booking
            .arrival_time
            .map_or_else(String::new, |at| at.to_string()),
        room,
        booking.room_type.clone(),
        booking.lead.clone(),
        booking.code.clone(),
        booking.stay.nights().to_string(),
        (booking.heads() + booking.infants).to_string(),
        marks.join(", "),
    ]
}
