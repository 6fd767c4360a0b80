//! The six steps of a stay without a room.

use proptest::prelude::*;

use super::{march, monday, only, quiet};
use crate::domain::alert_mark::Severity::{self, Critical, Info, Warning};
use crate::domain::alerts::NextStep::{
    self, AssignRoom, AutoAssign, Emergency, ForceAssign, SuggestRoom, Watch,
};
use crate::domain::alerts::{AlertKind, AlertName, alerts, severity_of, step};
use crate::domain::booking::BookingStatus;
use crate::domain::day::{Day, Stay};
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::sample::Sample;
use crate::domain::segment::AssignmentStatus::PreAssigned;

const MINUTE: i64 = 60_000;

#[test]
fn a_boundary_belongs_to_the_more_urgent_row() {
    let expected: [(i64, Severity, NextStep); 13] = [
        (49 * 60, Info, Watch),
        (48 * 60 + 1, Info, Watch),
        (48 * 60, Info, SuggestRoom),
        (24 * 60 + 1, Info, SuggestRoom),
        (24 * 60, Warning, AssignRoom),
        (12 * 60 + 1, Warning, AssignRoom),
        (12 * 60, Warning, AutoAssign),
        (6 * 60 + 1, Warning, AutoAssign),
        (6 * 60, Critical, ForceAssign),
        (61, Critical, ForceAssign),
        (60, Critical, Emergency),
        (0, Critical, Emergency),
        (-600, Critical, Emergency),
    ];
    for (minutes, severity, action) in expected {
        let step = step(minutes * MINUTE);
        assert_eq!(
            (step.severity, step.action),
            (severity, action),
            "{minutes} minutes"
        );
    }
    assert_eq!(
        step(48 * 60 * MINUTE + 1).action,
        Watch,
        "to the millisecond"
    );
}

#[test]
fn a_stay_without_a_room_says_when_and_how_long() {
    let mut sample = quiet();
    let booking = sample.booking("Khan, Aamir", "STD", monday(), 2);
    sample.edit(booking, |row| {
        row.arrival_time = Some(TimeOfDay::fixed(18, 30));
    });
    let alert = only(&sample, AlertKind::Unassigned, sample.at(9, 42));
    assert_eq!(alert.message, "Khan arrives today 18:30 and has no room.");
    assert_eq!(
        alert.alert.to_string(),
        format!("unassigned:{}", alert.booking.as_ref().unwrap())
    );
    assert_eq!((alert.severity, alert.action), (Warning, AutoAssign));
    assert_eq!(alert.hours_until_check_in, Some(8.8));
    let json = serde_json::to_value(&alert).unwrap();
    assert_eq!(json["check_in_time"], "18:30");
    assert_eq!(json["check_in_date"], "2026-03-16");
    assert_eq!(json["severity"], "warning");
    assert_eq!(json["action"], "auto_assign");
    assert_eq!(json["guest"], "Khan, Aamir");
    assert_eq!(json["told"], serde_json::json!([]));
    assert!(json["room"].is_null());
}

#[test]
fn without_an_arrival_time_the_check_in_time_counts() {
    let mut sample = quiet();
    sample.booking("Khan", "STD", monday(), 2);
    let at = |hour| only(&sample, AlertKind::Unassigned, sample.at(hour, 0)).severity;
    assert_eq!((at(8), at(9), at(14)), (Warning, Critical, Critical));
}

#[test]
fn a_part_without_a_room_counts_from_its_own_day() {
    let mut sample = quiet();
    let room = sample.room("101", "STD");
    let booking = sample.booking("Split", "STD", monday(), 6);
    let first = Stay::new(monday(), march(19)).unwrap();
    sample.place_part(booking, room, PreAssigned, first);
    let alert = only(&sample, AlertKind::Unassigned, sample.at(9, 0));
    assert_eq!(alert.message, "Split has no room from Thu 19 Mar on.");
    assert_eq!((alert.severity, alert.action), (Info, Watch));
    assert!((alert.hours_left - 78.0).abs() < 1e-9);
}

#[test]
fn only_what_holds_wants_a_room() {
    let mut sample = quiet();
    let statuses = [
        BookingStatus::PendingPayment,
        BookingStatus::Cancelled,
        BookingStatus::Completed,
        BookingStatus::NoShow,
    ];
    for status in statuses {
        let booking = sample.booking("Nobody", "STD", monday(), 2);
        sample.edit(booking, |row| row.status = status);
    }
    let now = sample.at(9, 0);
    assert!(alerts(sample.house(), now).is_empty());
    sample.edit_property(|property| property.policies.pending_payment_holds = true);
    only(&sample, AlertKind::Unassigned, now);
}

#[test]
fn who_never_came_is_still_critical_and_said_to_be_late() {
    let mut sample = quiet();
    sample.booking("Late", "STD", march(14), 4);
    let alert = only(&sample, AlertKind::Unassigned, sample.at(9, 0));
    assert_eq!(alert.message, "Late was due Sat 14 Mar and has no room.");
    assert_eq!((alert.severity, alert.action), (Critical, Emergency));
}

#[test]
fn names_are_read_as_they_are_written() {
    let name: AlertName = " room_not_ready : BK-1 ".parse().unwrap();
    assert_eq!(name.to_string(), "room_not_ready:BK-1");
    assert_eq!(
        "unassigned:a:b".parse::<AlertName>().unwrap().subject,
        "a:b"
    );
    for wrong in [
        "",
        ":",
        "unassigned",
        "unassigned:",
        "unassigned: ",
        "gone:BK-1",
        "BK-1",
    ] {
        assert!(wrong.parse::<AlertName>().is_err(), "{wrong}");
    }
}

#[test]
fn an_unknown_alert_has_no_severity() {
    let sample = quiet();
    let now = sample.at(9, 0);
    for name in ["unassigned:BK-404", "nonsense", "overdue_maintenance:MR-1"] {
        assert_eq!(severity_of(sample.house(), name, now), None);
    }
}

/// The table once more, written on its own.
fn by_table(hours: f64) -> Severity {
    if hours <= 6.0 {
        Critical
    } else if hours <= 24.0 {
        Warning
    } else {
        Info
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Clocks go forward on 29 March and back on 25 October 2026 in Rome.
    #[test]
    fn severity_only_rises_as_hours_pass(
        change in prop_oneof![Just((2026, 3, 29)), Just((2026, 10, 25))],
        days in -3_i32..=4,
        hour in 0_u32..24,
    ) {
        let arrives = Day::from_ymd(change.0, change.1, change.2).unwrap().plus(days);
        let mut sample = Sample::on(arrives.plus(-3));
        sample.room_type("STD", "Standard", 1);
        let booking = sample.booking("Khan", "STD", arrives, 2);
        sample.edit(booking, |row| row.arrival_time = Some(TimeOfDay::fixed(hour, 30)));
        let zone = chrono_tz::Europe::Rome;
        let arrival = Moment::at_local(zone, arrives, TimeOfDay::fixed(hour, 30).time());
        let mut before = Info;
        for hours in (-2..=72).rev() {
            let now = arrival.plus_minutes(-60 * hours);
            let alert = only(&sample, AlertKind::Unassigned, now);
            prop_assert_eq!(alert.hours_until_check_in, Some(hours as f64));
            prop_assert_eq!(alert.severity, by_table(hours as f64));
            prop_assert!(alert.severity >= before);
            before = alert.severity;
        }
    }
}
