//! Today's figures, finding, and one booking or room in full.

use super::{march, monday};
use crate::domain::booking::BookingStatus;
use crate::domain::id::BookingId;
use crate::domain::moment::TimeOfDay;
use crate::domain::room::{RoomStatus, Service};
use crate::domain::sample::Sample;
use crate::domain::segment::AssignmentStatus::{Assigned, PreAssigned};
use crate::domain::view::detail::{booking_detail, room_detail};
use crate::domain::view::find::{Found, find};
use crate::domain::view::lists::{Visit, today};

fn guests(visits: &[Visit]) -> Vec<&str> {
    visits.iter().map(|visit| visit.guest.as_str()).collect()
}

fn busy_monday() -> Sample {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let names = [
        "101", "102", "103", "104", "105", "106", "107", "108", "109",
    ];
    let [rooms @ .., _, _] = names.map(|number| sample.room(number, "STD"));
    let over = sample.booking("Over", "STD", march(10), 4);
    let due = sample.booking("Due", "STD", march(14), 2);
    let stays = sample.booking("Stays", "STD", march(14), 4);
    let came = sample.booking("Came", "STD", monday(), 1);
    let late = sample.booking("Late", "STD", monday(), 2);
    let early = sample.booking("Early", "STD", monday(), 2);
    sample.booking("Roomless", "STD", monday(), 2);
    let left = sample.booking("Left", "STD", march(14), 2);
    sample
        .check_in(over, rooms[0])
        .check_in(due, rooms[1])
        .check_in(stays, rooms[2])
        .check_in(came, rooms[3]);
    sample.place(late, rooms[4], Assigned);
    sample.place(early, rooms[5], PreAssigned);
    sample.gone(left, rooms[6]);
    sample.edit(late, |row| row.arrival_time = Some(TimeOfDay::fixed(18, 0)));
    sample.edit(early, |row| {
        row.arrival_time = Some(TimeOfDay::fixed(12, 0));
    });
    sample.edit_room(rooms[5], |room| {
        room.status = RoomStatus::CleaningInProgress;
    });
    let pending = sample.booking("Pending", "STD", monday(), 2);
    sample.edit(pending, |row| row.status = BookingStatus::PendingPayment);
    sample
}

#[test]
fn the_day_is_counted_once_for_header_and_panels() {
    let sample = busy_monday();
    let day = today(sample.house());
    let figures = day.figures;
    assert_eq!(
        (
            figures.arrivals,
            figures.pending_arrivals,
            figures.arrivals_without_room
        ),
        (4, 3, 1)
    );
    assert_eq!((figures.departures, figures.pending_departures), (2, 1));
    assert_eq!(
        (figures.in_house, figures.overstays, figures.stayovers),
        (4, 1, 1)
    );
    // Stays, came, late, early and roomless sleep here tonight.
    assert_eq!((figures.sold, figures.total_rooms), (5, 9));
    assert!((figures.sold_rate - 55.6).abs() < 1e-9);
    assert_eq!((figures.pending_payment, figures.unassigned), (1, 1));
    assert_eq!(guests(&day.arrivals), ["Early", "Roomless", "Late"]);
    assert_eq!(guests(&day.departures), ["Due"]);
    assert_eq!(guests(&day.overstays), ["Over"]);
    let early = &day.arrivals[0];
    assert_eq!(early.room.as_deref(), Some("106"));
    assert_eq!(early.why_not_ready, Some("CLEANING_IN_PROGRESS"));
    assert_eq!(day.arrivals[1].room, None);
    assert_eq!(day.departures[0].why_not_ready, None);
}

#[test]
fn a_house_without_a_property_has_no_day() {
    let day = today(&crate::domain::House::default());
    assert_eq!(day.figures.total_rooms, 0);
}

fn found(sample: &Sample, typed: &str) -> Vec<String> {
    let house = sample.house();
    find(house, typed, 10)
        .into_iter()
        .map(|one| match one {
            Found::Room(room) => house.rooms[&room].number.clone(),
            Found::Booking(booking) => house.bookings[&booking].lead.clone(),
        })
        .collect()
}

#[test]
fn rooms_are_found_before_guests_and_guests_before_codes() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    for number in ["1010", "101", "12"] {
        sample.room(number, "STD");
    }
    let room = sample.house().rooms.keys().copied().next().unwrap();
    let gone = sample.booking("Larsen, Per", "STD", march(1), 2);
    sample.gone(gone, room);
    sample.booking("Ann Larsen", "STD", march(20), 2);
    sample.booking("Klarsen", "STD", march(20), 2);
    let named: BookingId = sample.booking("Wu", "STD", march(20), 2);
    sample.edit(named, |row| {
        row.code = "BK-101".into();
        row.reference = Some("OTA-771".into());
    });
    assert_eq!(found(&sample, "101"), ["101", "1010", "Wu"]);
    assert_eq!(
        found(&sample, "  LARSEN "),
        ["Ann Larsen", "Larsen, Per", "Klarsen"]
    );
    assert_eq!(found(&sample, "ota-771"), ["Wu"]);
    assert_eq!(found(&sample, "bk-101"), ["Wu"]);
    assert!(found(&sample, " ").is_empty() && found(&sample, "nobody").is_empty());
    assert_eq!(find(sample.house(), "1", 2).len(), 2);
}

#[test]
fn a_booking_in_full_has_the_names_others_build_on() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    let booking = sample.booking("Abe, Shin", "STD", march(20), 3);
    sample.place(booking, room, PreAssigned);
    sample.note(booking, "allergic to feathers");
    let code = sample.house().bookings[&booking].code.clone();
    let json = serde_json::to_value(booking_detail(sample.house(), &code).unwrap()).unwrap();
    let expected = serde_json::json!({
        "code": code, "status": "CONFIRMED", "assignment_status": "pre_assigned", "room": "101",
        "check_in": "2026-03-20", "check_out": "2026-03-23", "nights": 3,
        "checked_in_at": null, "checked_out_at": null, "guest": "Abe, Shin",
        "party_complete": true, "is_vip": false, "do_not_move": false,
        "balance": {"amount": "300.00", "currency": "EUR"},
        "notes": ["[2026-03-16 09:00] Mia: allergic to feathers"],
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&json[name], value, "{name}");
    }
    assert!(json["version"].is_i64());
    assert_eq!(json["segments"][0]["room"], "101");
    assert_eq!(json["segments"][0]["check_in"], "2026-03-20");
    sample.edit(booking, |row| row.adults = 2);
    let code = &sample.house().bookings[&booking].code;
    assert!(!booking_detail(sample.house(), code).unwrap().party_complete);
    assert!(booking_detail(sample.house(), "BK-404").is_none());
}

#[test]
fn a_room_in_full_has_the_names_others_build_on() {
    let mut sample = Sample::on(monday());
    sample.room_type("STD", "Standard", 1);
    let room = sample.room("101", "STD");
    let booking = sample.booking("Abe", "STD", march(14), 5);
    sample.check_in(booking, room);
    sample.break_room(room, Some(march(20)));
    let detail = room_detail(sample.house(), "101").unwrap();
    assert_eq!(detail.service, Some(Service::Due));
    let json = serde_json::to_value(detail).unwrap();
    let expected = serde_json::json!({
        "number": "101", "room_type": "STD", "floor": 1, "status": "OCCUPIED", "active": true,
        "is_occupied": true, "is_out_of_order": false, "maintenance_required": true,
        "service": "due", "rush": false, "is_bookable": false, "why_not_bookable": "OCCUPIED",
        "last_cleaned_at": null, "cleaned_by": null, "last_inspected_at": null,
        "inspected_by": null, "history": [], "guest": "Abe",
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&json[name], value, "{name}");
    }
    assert_eq!(json["maintenance"]["priority"], "HIGH");
    assert_eq!(json["maintenance"]["until"], "2026-03-20");
    assert_eq!(json["maintenance"]["by"], "Mia");
    assert!(room_detail(sample.house(), "404").is_none());
}
