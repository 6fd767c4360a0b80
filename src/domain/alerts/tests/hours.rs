//! Every hour from 72 before an arrival to 2 after it, across both changes of
//! the clock, against the table as it is written for people.

use super::{only, quiet};
use crate::domain::alert_mark::Severity::{self, Critical, Info, Warning};
use crate::domain::alerts::NextStep::{
    self, AssignRoom, AutoAssign, Emergency, ForceAssign, PrepareRoom, SuggestRoom, Watch,
};
use crate::domain::alerts::{AlertKind, alerts, standing};
use crate::domain::day::Day;
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::reading::look;
use crate::domain::room::RoomStatus;
use crate::domain::sample::Sample;
use crate::domain::segment::AssignmentStatus::Assigned;

/// The table, hour by hour, row by row: from and to (both included), how
/// severe, what is offered.
const TABLE: [(i64, i64, Severity, NextStep); 6] = [
    (49, 72, Info, Watch),
    (25, 48, Info, SuggestRoom),
    (13, 24, Warning, AssignRoom),
    (7, 12, Warning, AutoAssign),
    (2, 6, Critical, ForceAssign),
    (-2, 1, Critical, Emergency),
];

fn row(hours: i64) -> (Severity, NextStep) {
    let found = TABLE
        .iter()
        .find(|(from, to, ..)| (*from..=*to).contains(&hours));
    let (.., severity, action) = found.unwrap_or_else(|| panic!("no row for {hours}"));
    (*severity, *action)
}

/// In both zones the clocks change on two days of 2026.
fn changes() -> [(chrono_tz::Tz, Day); 4] {
    let day = |month, day| Day::from_ymd(2026, month, day).unwrap();
    [
        (chrono_tz::Europe::Rome, day(3, 29)),
        (chrono_tz::Europe::Rome, day(10, 25)),
        (chrono_tz::America::New_York, day(3, 8)),
        (chrono_tz::America::New_York, day(11, 1)),
    ]
}

#[test]
fn a_stay_without_a_room_grows_urgent_by_the_table_whatever_the_clocks_do() {
    let mut looked_at = 0;
    for (zone, change) in changes() {
        for after in 0..=3 {
            for hour in [0, 2, 15, 23] {
                let arrives = change.plus(after);
                let mut sample = Sample::in_zone(arrives.plus(-3), zone);
                sample.room_type("STD", "Standard", 1);
                let booking = sample.booking("Khan", "STD", arrives, 2);
                let time = TimeOfDay::fixed(hour, 30);
                sample.edit(booking, |row| row.arrival_time = Some(time));
                let arrival = Moment::at_local(zone, arrives, time.time());
                for hours in (-2..=72).rev() {
                    // To the minute before a boundary the milder row still holds.
                    for (early, expected) in [(0, row(hours)), (1, row((hours + 1).min(72)))] {
                        let now = arrival.plus_minutes(-60 * hours - early);
                        let alert = only(&sample, AlertKind::Unassigned, now);
                        let found = (alert.severity, alert.action);
                        assert_eq!(found, expected, "{hours}h {early}min, {zone} {arrives}");
                        looked_at += 1;
                    }
                }
            }
        }
    }
    assert_eq!(looked_at, 4 * 4 * 4 * 75 * 2);
}

#[test]
fn an_arrival_whose_room_is_not_ready_warns_from_six_hours_and_cries_from_one() {
    for (zone, change) in changes() {
        let mut sample = Sample::in_zone(change, zone);
        sample.room_type("STD", "Standard", 1);
        let room = sample.room("101", "STD");
        let booking = sample.booking("Khan", "STD", change, 2);
        let time = TimeOfDay::fixed(15, 0);
        sample.edit(booking, |row| row.arrival_time = Some(time));
        sample.place(booking, room, Assigned);
        sample.edit_room(room, |room| room.status = RoomStatus::CheckoutDirty);
        let arrival = Moment::at_local(zone, change, time.time());
        for (minutes, severity) in [
            (6 * 60 + 1, Info),
            (6 * 60, Warning),
            (61, Warning),
            (60, Critical),
            (0, Critical),
            (-90, Critical),
        ] {
            let now = arrival.plus_minutes(-minutes);
            let alert = only(&sample, AlertKind::RoomNotReady, now);
            assert_eq!(alert.severity, severity, "{minutes} minutes, {zone}");
            assert_eq!(alert.action, PrepareRoom);
        }
        sample.edit(booking, |row| row.guest_waiting = true);
        let early = arrival.plus_minutes(-9 * 60);
        let alert = only(&sample, AlertKind::RoomNotReady, early);
        assert_eq!(alert.severity, Critical, "the guest waits");
    }
}

/// What is listed and what a single alert says by its name are one derivation.
#[test]
fn the_list_and_the_single_alert_agree() {
    let mut sample = quiet();
    let room = sample.room("101", "STD");
    for ahead in 0..4 {
        let booking = sample.booking("Khan", "STD", super::monday().plus(ahead), 2);
        if ahead == 0 {
            sample.place(booking, room, Assigned);
        }
    }
    sample.edit_room(room, |room| room.status = RoomStatus::CheckoutDirty);
    for hour in 0..24 {
        let now = sample.at(hour, 0);
        for alert in alerts(sample.house(), now) {
            let name = alert.alert.to_string();
            let alone = look(sample.house(), now, |draft| standing(draft, &name))
                .flatten()
                .unwrap();
            assert_eq!(
                (alone.severity, alone.action, &alone.message),
                (alert.severity, alert.action, &alert.message)
            );
        }
    }
}
