//! Arrivals whose room is not ready, and guests who overstay.

use super::{march, monday, of_kind, only, quiet};
use crate::domain::alert_mark::Severity::{Critical, Info, Warning};
use crate::domain::alerts::{AlertKind, NextStep, alerts};
use crate::domain::room::RoomStatus;
use crate::domain::segment::AssignmentStatus::{Assigned, PreAssigned};

#[test]
fn an_arrival_to_a_dirty_room_grows_urgent_by_the_hour() {
    let mut sample = quiet();
    let room = sample.room("202", "STD");
    let booking = sample.booking("Yi", "STD", monday(), 2);
    sample.place(booking, room, PreAssigned);
    let kind = AlertKind::RoomNotReady;
    let now = sample.at(8, 0);
    assert!(of_kind(&sample, kind, now).is_empty(), "the room is ready");
    sample.edit_room(room, |room| room.status = RoomStatus::CheckoutDirty);
    let severity = |hour, minute| only(&sample, kind, sample.at(hour, minute)).severity;
    assert_eq!(severity(8, 59), Info);
    assert_eq!(severity(9, 0), Warning, "six hours before 15:00");
    assert_eq!(severity(13, 59), Warning);
    assert_eq!(severity(14, 0), Critical);
    assert_eq!(severity(16, 0), Critical);
    let alert = only(&sample, kind, now);
    assert_eq!(
        alert.message,
        "Yi arrives today 15:00, and room 202 is dirty."
    );
    assert_eq!(
        (alert.room.as_deref(), alert.action),
        (Some("202"), NextStep::PrepareRoom)
    );
    sample.edit(booking, |row| row.guest_waiting = true);
    assert_eq!(
        only(&sample, kind, now).severity,
        Critical,
        "the guest waits"
    );
}

#[test]
fn a_room_for_another_day_may_be_dirty() {
    let mut sample = quiet();
    let room = sample.room("202", "STD");
    let booking = sample.booking("Yi", "STD", march(17), 2);
    sample.place(booking, room, PreAssigned);
    sample.edit_room(room, |room| room.status = RoomStatus::CheckoutDirty);
    assert!(alerts(sample.house(), sample.at(23, 0)).is_empty());
}

#[test]
fn an_overstay_warns_until_someone_else_has_the_room() {
    let mut sample = quiet();
    let room = sample.room("203", "STD");
    let late = sample.booking("Nguyen", "STD", march(10), 4);
    sample.check_in(late, room);
    let alert = only(&sample, AlertKind::Overstay, sample.at(9, 0));
    assert_eq!(alert.message, "Nguyen should have left 203 on Sat 14 Mar.");
    assert_eq!(
        (alert.severity, alert.hours_until_check_in),
        (Warning, None)
    );
    assert!(
        (alert.hours_left - -46.0).abs() < 1e-9,
        "since 11:00 two days ago"
    );

    let tomorrow = sample.booking("Wu", "STD", march(17), 2);
    sample.place(tomorrow, room, Assigned);
    assert_eq!(
        only(&sample, AlertKind::Overstay, sample.at(9, 0)).severity,
        Warning
    );

    let today = sample.booking("Larsen", "STD", monday(), 0);
    sample.place(today, room, Assigned);
    let alert = only(&sample, AlertKind::Overstay, sample.at(9, 0));
    assert_eq!(
        alert.severity, Critical,
        "even a day use has the room today"
    );
    assert!(
        alert.message.ends_with("; Larsen has it from today."),
        "{}",
        alert.message
    );
}

#[test]
fn leaving_today_is_no_overstay() {
    let mut sample = quiet();
    let room = sample.room("203", "STD");
    let due = sample.booking("Nguyen", "STD", march(14), 2);
    sample.check_in(due, room);
    assert!(alerts(sample.house(), sample.at(23, 0)).is_empty());
}
