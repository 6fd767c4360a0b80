//! Every status a room can be in, and every step: what comes of it.
//!
//! The table below is written out from the rules of the trade, independently
//! of the one in `turnover`, and each cell is tried through the command a
//! person would give.

use crate::domain::error::Code;
use crate::domain::room::RoomStatus;
use crate::domain::testing::SmallHouse;

/// The command of each step on room 201.
const STEPS: [(&str, &str); 11] = [
    ("start", r#"{"op":"start_cleaning","room":"201"}"#),
    ("stop", r#"{"op":"stop_cleaning","room":"201"}"#),
    ("cleaned", r#"{"op":"mark_cleaned","room":"201"}"#),
    ("pass", r#"{"op":"inspect","room":"201","passed":true}"#),
    (
        "fail",
        r#"{"op":"inspect","room":"201","passed":false,"notes":"hair in the shower"}"#,
    ),
    (
        "repair",
        r#"{"op":"mark_maintenance","room":"201","priority":"HIGH","notes":"lamp"}"#,
    ),
    ("repaired", r#"{"op":"complete_maintenance","room":"201"}"#),
    (
        "withdraw",
        r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#,
    ),
    (
        "return",
        r#"{"op":"return_to_service","room":"201","reason":"dry"}"#,
    ),
    ("check_in", r#"{"op":"check_in","booking":"$1"}"#),
    ("check_out", r#"{"op":"bulk_check_out","rooms":["201"]}"#),
];

/// From each status: what each of the steps above leads to. `-` is
/// `INVALID_TRANSITION`; words in capitals another refusal.
const TABLE: [(&str, [&str; 11]); 8] = [
    (
        "AVAILABLE",
        [
            "-",
            "-",
            "-",
            "-",
            "-",
            "MAINTENANCE_REQUIRED",
            "-",
            "OUT_OF_ORDER",
            "-",
            "OCCUPIED",
            "!BOOKING_NOT_CHECKED_IN",
        ],
    ),
    (
        "OCCUPIED",
        [
            "-",
            "-",
            "-",
            "-",
            "-",
            "OCCUPIED",
            "-",
            "!ROOM_OCCUPIED",
            "-",
            "!ROOM_NOT_BOOKABLE",
            "CHECKOUT_DIRTY",
        ],
    ),
    (
        "CHECKOUT_DIRTY",
        [
            "CLEANING_IN_PROGRESS",
            "-",
            "CLEANED_UNINSPECTED",
            "-",
            "-",
            "MAINTENANCE_REQUIRED",
            "-",
            "OUT_OF_ORDER",
            "-",
            "!ROOM_NOT_BOOKABLE",
            "!BOOKING_NOT_CHECKED_IN",
        ],
    ),
    (
        "CLEANING_IN_PROGRESS",
        [
            "-",
            "CHECKOUT_DIRTY",
            "CLEANED_UNINSPECTED",
            "-",
            "-",
            "MAINTENANCE_REQUIRED",
            "-",
            "OUT_OF_ORDER",
            "-",
            "!ROOM_NOT_BOOKABLE",
            "!BOOKING_NOT_CHECKED_IN",
        ],
    ),
    (
        "CLEANED_UNINSPECTED",
        [
            "-",
            "-",
            "-",
            "READY_FOR_GUEST",
            "CHECKOUT_DIRTY",
            "MAINTENANCE_REQUIRED",
            "-",
            "OUT_OF_ORDER",
            "-",
            "!ROOM_NOT_BOOKABLE",
            "!BOOKING_NOT_CHECKED_IN",
        ],
    ),
    (
        "READY_FOR_GUEST",
        [
            "-",
            "-",
            "-",
            "-",
            "-",
            "MAINTENANCE_REQUIRED",
            "-",
            "OUT_OF_ORDER",
            "-",
            "OCCUPIED",
            "!BOOKING_NOT_CHECKED_IN",
        ],
    ),
    // Marked from dirty: completing leads back to dirty.
    (
        "MAINTENANCE_REQUIRED",
        [
            "-",
            "-",
            "-",
            "-",
            "-",
            "MAINTENANCE_REQUIRED",
            "CHECKOUT_DIRTY",
            "OUT_OF_ORDER",
            "-",
            "!ROOM_NOT_BOOKABLE",
            "!BOOKING_NOT_CHECKED_IN",
        ],
    ),
    (
        "OUT_OF_ORDER",
        [
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
            "CHECKOUT_DIRTY",
            "!ROOM_NOT_BOOKABLE",
            "!BOOKING_NOT_CHECKED_IN",
        ],
    ),
];

const CLEANING: &[&str] = &["start", "cleaned", "pass"];

/// Brings room 201 into this status, by commands, and answers an arrival of
/// today that holds it.
fn room_in(hotel: &mut SmallHouse, status: &str) -> String {
    if status == "OCCUPIED" {
        hotel.guest_in("201", 1, "Old");
        // Yi is to have the room from tomorrow; the guest in it overstays.
        hotel.close_day();
        return hotel.book_into("201", 0, 2, "Yi");
    }
    let steps: &[&str] = match status {
        "CHECKOUT_DIRTY" | "MAINTENANCE_REQUIRED" => &[],
        "CLEANING_IN_PROGRESS" => &["start"],
        "CLEANED_UNINSPECTED" => &["start", "cleaned"],
        "READY_FOR_GUEST" => CLEANING,
        "OUT_OF_ORDER" => &["withdraw"],
        _ => return hotel.book_into("201", 0, 2, "Yi"),
    };
    let old = hotel.guest_in("201", 1, "Old");
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&old]);
    let yi = hotel.book_into("201", 0, 2, "Yi");
    for step in steps {
        hotel.say(command(step), &[]);
    }
    if status == "MAINTENANCE_REQUIRED" {
        hotel.say(r#"{"op":"mark_maintenance","room":"201"}"#, &[]);
    }
    yi
}

fn command(step: &str) -> &'static str {
    STEPS.iter().find(|(name, _)| *name == step).unwrap().1
}

#[test]
fn every_step_from_every_status() {
    for (from, row) in TABLE {
        for ((step, command), expected) in STEPS.iter().zip(row) {
            let mut hotel = SmallHouse::new();
            let yi = room_in(&mut hotel, from);
            let before = hotel.room("201");
            assert_eq!(before.status.as_str(), from, "the way there");
            hotel.wait(5);
            let got = hotel.attempt(SmallHouse::read(command, &[&yi]));
            let after = hotel.room("201");
            match got {
                Ok(outcome) => {
                    assert_eq!(after.status.as_str(), expected, "{step} from {from}");
                    assert_eq!(after.version, before.version + 1, "{step} from {from}");
                    let moved = after.status != before.status;
                    assert_eq!(after.status_since == hotel.now, moved, "{step} from {from}");
                    let noted = matches!(*step, "check_in")
                        || hotel.notes_on("201").len() > notes_before(&outcome, &hotel);
                    assert!(noted, "{step} from {from} leaves a line");
                }
                Err(refusal) => {
                    let wanted = match expected {
                        "-" => "INVALID_TRANSITION",
                        other => other.trim_start_matches('!'),
                    };
                    assert_eq!(
                        refusal.code.as_str(),
                        wanted,
                        "{step} from {from}: {refusal}"
                    );
                    assert_eq!(after, before, "a refusal changes nothing");
                    if expected == "-" {
                        let opening = format!("Cannot transition from {from} to ");
                        assert!(refusal.message.starts_with(&opening), "{}", refusal.message);
                    }
                }
            }
        }
    }
}

/// Lines on the room before this outcome: all but those it wrote.
fn notes_before(outcome: &crate::domain::Outcome, hotel: &SmallHouse) -> usize {
    let written = outcome
        .changes
        .iter()
        .filter(|change| matches!(change.after, Some(crate::domain::Row::Note(_))))
        .count();
    hotel.notes_on("201").len() - written
}

#[test]
fn after_a_repair_the_status_before_it_decides() {
    for (from, after) in [
        ("AVAILABLE", "CLEANED_UNINSPECTED"),
        ("READY_FOR_GUEST", "CLEANED_UNINSPECTED"),
        ("CLEANED_UNINSPECTED", "CLEANED_UNINSPECTED"),
        ("CHECKOUT_DIRTY", "CHECKOUT_DIRTY"),
        ("CLEANING_IN_PROGRESS", "CHECKOUT_DIRTY"),
    ] {
        let mut hotel = SmallHouse::new();
        room_in(&mut hotel, from);
        hotel.say(command("repair"), &[]);
        let hold = hotel.room("201").maintenance.unwrap();
        assert_eq!(hold.status_before.as_str(), from);
        hotel.say(command("repaired"), &[]);
        let room = hotel.room("201");
        assert_eq!((room.status.as_str(), room.maintenance), (after, None));
    }
}

#[test]
fn an_undone_check_in_returns_to_what_was() {
    for (from, entered, after) in [
        ("AVAILABLE", "false", "AVAILABLE"),
        ("READY_FOR_GUEST", "false", "READY_FOR_GUEST"),
        ("READY_FOR_GUEST", "true", "CHECKOUT_DIRTY"),
    ] {
        let mut hotel = SmallHouse::new();
        let yi = room_in(&mut hotel, from);
        hotel.say(command("check_in"), &[&yi]);
        hotel.say(
            r#"{"op":"undo_check_in","booking":"$1","room_entered":$2}"#,
            &[&yi, entered],
        );
        assert_eq!(hotel.room("201").status.as_str(), after);
    }
}

#[test]
fn an_undone_check_out_wants_the_room_as_it_was_left() {
    let undo = r#"{"op":"undo_check_out","booking":"$1"}"#;
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 2, "Yi");
    hotel.say(command("check_out"), &[]);
    hotel.say(undo, &[&yi]);
    assert_eq!(hotel.room("201").status, RoomStatus::Occupied);
    hotel.say(command("check_out"), &[]);
    hotel.say(command("start"), &[]);
    assert_eq!(hotel.refused(undo, &[&yi]).code, Code::RoomNotBookable);
}
