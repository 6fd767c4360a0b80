//! Which rooms would settle an alert, and why not the others.

use super::{march, monday, quiet};
use crate::domain::alerts::{AlertKind, alerts, attach_rooms, offers};
use crate::domain::id::BookingId;
use crate::domain::room::RoomStatus;
use crate::domain::sample::Sample;
use crate::domain::segment::AssignmentStatus::Assigned;

fn code(sample: &Sample, booking: BookingId) -> String {
    sample.house().bookings[&booking].code.clone()
}

fn hold(sample: &mut Sample, room: crate::domain::RoomId, guest: &str, day: u32, nights: i32) {
    let booking = sample.booking(guest, "STD", march(day), nights);
    sample.place(booking, room, Assigned);
}

#[test]
fn every_room_of_the_type_is_offered_or_says_why_not() {
    let mut sample = quiet();
    let names = ["201", "202", "203", "204", "205", "206", "207", "208"];
    let [_, two, one, dirty, blocked, closed, small, off] =
        names.map(|number| sample.room(number, "STD"));
    hold(&mut sample, two, "Yi", 16, 1);
    hold(&mut sample, two, "Tanaka", 17, 2);
    hold(&mut sample, one, "Linh Nguyen", 15, 3);
    sample.edit_room(dirty, |room| room.status = RoomStatus::CheckoutDirty);
    let block = sample.block(blocked, march(17), 3);
    sample.withdraw(closed, None);
    sample.edit_room(small, |room| room.capacity = 1);
    sample.edit_room(off, |room| room.active = false);
    let booking = sample.booking("Khan", "STD", monday(), 3);
    sample.edit(booking, |row| row.adults = 2);
    let code = code(&sample, booking);
    let found = offers(
        sample.house(),
        AlertKind::Unassigned,
        &code,
        sample.at(9, 0),
        5,
    );
    let rooms: Vec<&str> = found
        .rooms
        .iter()
        .map(|offer| offer.room.as_str())
        .collect();
    assert_eq!(rooms, ["201"]);
    assert!(found.rooms[0].is_bookable && !found.rooms[0].upgrade);
    let why: Vec<(&str, &str)> = found
        .others
        .iter()
        .map(|one| (one.room.as_str(), one.reason.as_str()))
        .collect();
    let keeps = format!("block {} until Fri 20", sample.house().blocks[&block].code);
    assert_eq!(
        why,
        [
            ("202", "Yi, then Tanaka"),
            ("203", "Nguyen until Wed 18"),
            ("204", "dirty"),
            ("205", keeps.as_str()),
            ("206", "out of order"),
            ("207", "takes only 1"),
        ]
    );
}

#[test]
fn a_later_stay_may_have_a_dirty_room() {
    let mut sample = quiet();
    let room = sample.room("201", "STD");
    sample.edit_room(room, |room| room.status = RoomStatus::CheckoutDirty);
    let booking = sample.booking("Khan", "STD", march(20), 3);
    let code = code(&sample, booking);
    let found = offers(
        sample.house(),
        AlertKind::Unassigned,
        &code,
        sample.at(9, 0),
        5,
    );
    assert_eq!(found.rooms.len(), 1);
    assert!(!found.rooms[0].is_bookable);
}

#[test]
fn without_a_room_of_the_type_others_are_offered_the_smallest_difference_first() {
    let mut sample = quiet();
    sample
        .room_type("DLX", "Deluxe", 2)
        .room_type("STE", "Suite", 3)
        .room_type("ECO", "Economy", 0);
    for (kind, minor) in [("DLX", 11_500), ("STE", 19_000), ("ECO", 8_000)] {
        sample.edit_type(kind, |row| row.rate.minor = minor);
    }
    for (number, kind) in [
        ("301", "STE"),
        ("201", "DLX"),
        ("202", "DLX"),
        ("001", "ECO"),
    ] {
        let room = sample.room(number, kind);
        if number == "202" {
            sample.edit_room(room, |room| room.floor = 7);
        }
    }
    let booking = sample.booking("Khan", "STD", monday(), 3);
    sample.edit(booking, |row| row.preferences.floor = Some(7));
    let code = code(&sample, booking);
    let found = offers(
        sample.house(),
        AlertKind::Unassigned,
        &code,
        sample.at(9, 0),
        5,
    );
    let rooms: Vec<(&str, bool, i64)> = found
        .rooms
        .iter()
        .map(|offer| {
            let total = offer.difference_total.expect("another type").minor;
            (offer.room.as_str(), offer.upgrade, total)
        })
        .collect();
    assert_eq!(
        rooms,
        [
            ("202", true, 4_500),
            ("201", true, 4_500),
            ("001", false, -6_000),
            ("301", true, 27_000),
        ]
    );
    let one = offers(
        sample.house(),
        AlertKind::Unassigned,
        &code,
        sample.at(9, 0),
        1,
    );
    assert_eq!(one.rooms.len(), 1);
}

#[test]
fn the_best_room_for_the_guest_stands_first() {
    let mut sample = quiet();
    let names = ["101", "102", "205"];
    let [_, quiet_room, upstairs] = names.map(|number| sample.room(number, "STD"));
    sample.edit_room(quiet_room, |room| {
        room.features.insert("quiet".into());
    });
    sample.edit_room(upstairs, |room| {
        room.features.insert("premium".into());
    });
    let booking = sample.booking("Khan", "STD", monday(), 3);
    sample.edit(booking, |row| {
        row.preferences.quiet = true;
        row.is_vip = true;
    });
    let code = code(&sample, booking);
    let found = offers(
        sample.house(),
        AlertKind::Unassigned,
        &code,
        sample.at(9, 0),
        5,
    );
    let rooms: Vec<(&str, i32)> = found
        .rooms
        .iter()
        .map(|offer| (offer.room.as_str(), offer.score))
        .collect();
    assert_eq!(rooms, [("205", 130), ("102", 115), ("101", 100)]);
}

#[test]
fn a_conflict_is_not_settled_with_the_contested_room() {
    let mut sample = quiet();
    let taken = sample.room("203", "STD");
    sample.room("204", "STD");
    let late = sample.booking("Nguyen", "STD", march(10), 4);
    let due = sample.booking("Larsen", "STD", monday(), 2);
    sample.check_in(late, taken);
    sample.place(due, taken, Assigned);
    let now = sample.at(9, 0);
    let mut listed = alerts(sample.house(), now);
    attach_rooms(sample.house(), now, &mut listed, 5);
    for alert in &listed {
        let expected: &[&str] = match alert.kind {
            AlertKind::Overstay => &[],
            _ => &["204"],
        };
        assert_eq!(alert.available_rooms, expected, "{:?}", alert.kind);
    }
    let code = code(&sample, due);
    let found = offers(sample.house(), AlertKind::Conflict, &code, now, 5);
    assert_eq!(found.rooms[0].room, "204");
    assert_eq!(found.others[0].reason, "still occupied");
}

#[test]
fn attached_rooms_are_capped_and_agree_with_the_offers() {
    let mut sample = quiet();
    for number in 101..=120 {
        sample.room(&number.to_string(), "STD");
    }
    let booking = sample.booking("Khan", "STD", monday(), 3);
    let (now, code) = (sample.at(9, 0), code(&sample, booking));
    let mut listed = alerts(sample.house(), now);
    attach_rooms(sample.house(), now, &mut listed, 4);
    assert_eq!(listed[0].available_rooms, ["101", "102", "103", "104"]);
    let found = offers(sample.house(), AlertKind::Unassigned, &code, now, 4);
    let rooms: Vec<String> = found.rooms.into_iter().map(|offer| offer.room).collect();
    assert_eq!(rooms, listed[0].available_rooms);
    assert!(
        found.others.is_empty(),
        "what was only left out for space is no refusal"
    );
}

#[test]
fn a_stay_that_lacks_its_last_nights_may_stay_where_it_is() {
    let mut sample = quiet();
    let room = sample.room("101", "STD");
    let booking = sample.booking("Split", "STD", march(18), 5);
    let first = crate::domain::Stay::new(march(18), march(20)).unwrap();
    sample.place_part(booking, room, Assigned, first);
    let (now, code) = (sample.at(9, 0), code(&sample, booking));
    let found = offers(sample.house(), AlertKind::Unassigned, &code, now, 5);
    assert_eq!(found.rooms.len(), 1);
    assert_eq!(found.nights.map(|nights| nights.check_in), Some(march(20)));
    let mut listed = alerts(sample.house(), now);
    attach_rooms(sample.house(), now, &mut listed, 5);
    assert_eq!(listed[0].available_rooms, ["101"]);
}
