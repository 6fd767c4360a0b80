//! Two claims to one room.

use super::{march, monday, of_kind, only, quiet};
use crate::domain::alert_mark::Severity::{Critical, Warning};
use crate::domain::alerts::{AlertKind, alerts, severity_of};
use crate::domain::sample::Sample;
use crate::domain::segment::AssignmentStatus::{Assigned, PreAssigned};

const KIND: AlertKind = AlertKind::Conflict;

#[test]
fn an_overstay_in_a_promised_room_is_a_conflict_of_who_comes() {
    let mut sample = quiet();
    let room = sample.room("203", "STD");
    let late = sample.booking("Nguyen", "STD", march(10), 4);
    let due = sample.booking("Larsen", "STD", monday(), 2);
    let next = sample.booking("Wu", "STD", march(18), 2);
    sample.check_in(late, room);
    sample.place(due, room, Assigned);
    sample.place(next, room, Assigned);
    let alert = only(&sample, KIND, sample.at(9, 0));
    assert_eq!(alert.booking_id, Some(due));
    assert_eq!(
        alert.message,
        "Larsen arrives today 15:00 to room 203, which Nguyen should have left on Sat 14 Mar."
    );
    assert_eq!(alert.severity, Critical);
    // The same room is not ready, either, and the guest in it overstays.
    let kinds: Vec<AlertKind> = alerts(sample.house(), sample.at(9, 0))
        .iter()
        .map(|alert| alert.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            AlertKind::Overstay,
            AlertKind::Conflict,
            AlertKind::RoomNotReady
        ]
    );
}

#[test]
fn a_hold_on_a_room_out_of_service_is_a_conflict_on_its_first_such_night() {
    let mut sample = quiet();
    let room = sample.room("101", "STD");
    let booking = sample.booking("Ito", "STD", monday(), 4);
    sample.place(booking, room, PreAssigned);
    assert!(alerts(sample.house(), sample.at(9, 0)).is_empty());
    sample.break_room(room, None);
    let alert = only(&sample, KIND, sample.at(9, 0));
    assert_eq!(
        alert.message,
        "Ito has room 101 today, and it is waiting for a repair."
    );

    let mut later = quiet();
    let room = later.room("102", "STD");
    let booking = later.booking("Abe", "STD", march(18), 4);
    later.place(booking, room, PreAssigned);
    later.break_room(room, None);
    assert!(
        alerts(later.house(), later.at(9, 0)).is_empty(),
        "it will be repaired by then"
    );
    later.edit_room(room, |room| room.active = false);
    let alert = only(&later, KIND, later.at(9, 0));
    assert_eq!(
        alert.message,
        "Abe has room 102 Wed 18 Mar, and it is not in use."
    );
    assert_eq!(alert.severity, Warning, "two days are left");
    let day_before = later.at(15, 0).plus_minutes(24 * 60);
    assert_eq!(
        only(&later, KIND, day_before).severity,
        Critical,
        "24 hours are left"
    );
}

#[test]
fn a_guest_in_a_broken_room_is_no_conflict() {
    let mut sample = quiet();
    let room = sample.room("101", "STD");
    let booking = sample.booking("Ito", "STD", march(14), 4);
    sample.check_in(booking, room);
    sample.break_room(room, None);
    assert!(of_kind(&sample, KIND, sample.at(9, 0)).is_empty());
}

#[test]
fn a_feed_that_named_a_taken_room_is_a_conflict_while_it_is_taken() {
    let mut sample = quiet();
    let room = sample.room("101", "STD");
    let holder = sample.booking("Garcia", "STD", march(20), 2);
    sample.place(holder, room, Assigned);
    let fed = sample.booking("Fed", "STD", march(21), 2);
    sample.edit(fed, |row| row.wanted_room = Some("101".into()));
    let now = sample.at(9, 0);
    let alert = only(&sample, KIND, now);
    assert_eq!(
        alert.message,
        "Fed was promised room 101, which Garcia has."
    );
    assert_eq!(alert.booking_id, Some(fed));
    only(&sample, AlertKind::Unassigned, now);
    sample.edit(holder, |row| {
        row.status = crate::domain::booking::BookingStatus::Cancelled;
    });
    assert!(of_kind(&sample, KIND, now).is_empty());
}

#[test]
fn one_derivation_speaks_for_the_list_and_for_one_alert() {
    let mut sample = Sample::busy(monday(), 30, 40);
    let rooms: Vec<_> = sample.house().rooms.keys().copied().collect();
    for (index, room) in rooms.into_iter().enumerate() {
        match index % 5 {
            0 => sample.withdraw(room, Some(march(25))),
            1 => sample.break_room(room, None),
            2 => sample.edit_room(room, |room| room.rush = true),
            _ => &mut sample,
        };
    }
    let late: Vec<_> = sample
        .house()
        .bookings
        .values()
        .filter(|booking| booking.is_in_house() && booking.stay.check_in < march(14))
        .map(|booking| booking.id)
        .collect();
    for booking in late {
        sample.edit(booking, |row| row.stay.check_out = march(15));
    }
    let house = sample.house();
    let now = sample.at(10, 0);
    let listed = alerts(house, now);
    let kinds: std::collections::BTreeSet<AlertKind> = listed.iter().map(|one| one.kind).collect();
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    let mut found = 0;
    for booking in house.bookings.values() {
        for kind in AlertKind::ALL {
            let name = format!("{}:{}", kind.as_str(), booking.code);
            let in_list = listed.iter().find(|alert| alert.alert.to_string() == name);
            found += usize::from(in_list.is_some());
            assert_eq!(
                severity_of(house, &name, now),
                in_list.map(|alert| alert.severity),
                "{name}"
            );
        }
    }
    assert_eq!(found, listed.len());
    assert!(
        listed
            .windows(2)
            .all(|pair| pair[0].severity >= pair[1].severity)
    );
}
