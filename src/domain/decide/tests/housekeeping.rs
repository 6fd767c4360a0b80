//! Rooms between two guests, and rooms in use.

use crate::domain::error::Code;
use crate::domain::room::{MaintenancePriority, NotBookable, RoomStatus, Service};
use crate::domain::segment::AssignmentStatus;
use crate::domain::testing::SmallHouse;

/// A house whose room 201 a guest has just left.
fn dirty() -> SmallHouse {
    let mut hotel = SmallHouse::new();
    let old = hotel.guest_in("201", 1, "Old");
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&old]);
    hotel
}

const START: &str = r#"{"op":"start_cleaning","room":"201"}"#;
const CLEANED: &str = r#"{"op":"mark_cleaned","room":"201","notes":"minibar empty"}"#;
const PASS: &str = r#"{"op":"inspect","room":"201","passed":true}"#;

#[test]
fn a_turnover_leaves_stamps_and_a_history() {
    let mut hotel = dirty();
    hotel.sign_in("maid");
    let maid = hotel.actor.id;
    hotel.say(START, &[]);
    assert_eq!(hotel.room("201").cleaning.unwrap().by, maid);
    hotel.wait(25).say(CLEANED, &[]);
    let room = hotel.room("201");
    assert_eq!((room.cleaning, room.last_cleaned.unwrap().by), (None, maid));
    assert_eq!(room.last_cleaned.unwrap().at, hotel.now);
    hotel.sign_in("keeper");
    hotel.say(
        r#"{"op":"inspect","room":"201","passed":false,"notes":"hair in the shower"}"#,
        &[],
    );
    assert_eq!(hotel.room("201").last_inspected.unwrap().by, hotel.actor.id);
    hotel.say(CLEANED, &[]);
    hotel.say(PASS, &[]);
    assert!(hotel.room("201").is_bookable());
    assert_eq!(
        hotel.notes_on("201"),
        [
            "Check-out of Old",
            "Cleaning started",
            "Cleaned - minibar empty",
            "Inspection failed - hair in the shower",
            "Cleaned - minibar empty",
            "Inspection passed",
        ]
    );
}

#[test]
fn a_failed_inspection_says_why() {
    let mut hotel = dirty();
    hotel.say(CLEANED, &[]);
    for command in [
        r#"{"op":"inspect","room":"201","passed":false}"#,
        r#"{"op":"inspect","room":"201","passed":false,"notes":"  "}"#,
    ] {
        assert_eq!(hotel.refused(command, &[]).code, Code::ReasonRequired);
    }
}

#[test]
fn cleaning_and_inspecting_are_for_those_who_may() {
    let mut hotel = dirty();
    hotel.sign_in("desk");
    assert_eq!(hotel.refused(START, &[]).code, Code::PermissionDenied);
    hotel.sign_in("maid");
    hotel.say(CLEANED, &[]);
    let refusal = hotel.refused(PASS, &[]);
    assert_eq!(refusal.code, Code::PermissionDenied);
    assert!(refusal.message.contains("Ana Silva"), "{}", refusal.message);
    assert_eq!(
        hotel
            .refused(r#"{"op":"mark_maintenance","room":"201"}"#, &[])
            .code,
        Code::PermissionDenied
    );
    assert_eq!(
        hotel
            .refused(
                r#"{"op":"put_out_of_order","room":"201","reason":"x"}"#,
                &[]
            )
            .code,
        Code::PermissionDenied
    );
    hotel.sign_in("manager");
    hotel.say(
        r#"{"op":"put_out_of_order","room":"201","reason":"x"}"#,
        &[],
    );
}

#[test]
fn two_pairs_of_eyes_where_the_house_wants_them() {
    let mut hotel = dirty();
    hotel.say(
        r#"{"op":"set_policy","name":"second_pair_of_eyes","value":"on"}"#,
        &[],
    );
    hotel.sign_in("keeper");
    hotel.say(CLEANED, &[]);
    let refusal = hotel.refused(PASS, &[]);
    assert_eq!(refusal.code, Code::PermissionDenied);
    let who = refusal.details["who_may"].as_array().unwrap();
    assert!(!who.contains(&"Ana Silva".into()) && who.contains(&"Max Manager".into()));
    hotel.sign_in("manager");
    hotel.say(PASS, &[]);
}

#[test]
fn without_inspection_cleaned_is_ready_by_the_policys_word() {
    for setting in [
        r#"{"op":"set_policy","name":"requires_inspection","value":"off"}"#,
        r#"{"op":"edit_room","room":"201","requires_inspection":false}"#,
    ] {
        let mut hotel = dirty();
        hotel.say(setting, &[]);
        let before = hotel.room("201").version;
        hotel.say(CLEANED, &[]);
        let room = hotel.room("201");
        assert_eq!(room.status, RoomStatus::ReadyForGuest);
        assert_eq!(room.version, before + 1);
        assert_eq!(room.last_inspected, None);
        let last = hotel.notes_on("201").pop().unwrap();
        assert!(last.starts_with("Ready without inspection - "), "{last}");
    }
}

#[test]
fn a_passed_inspection_makes_tonights_room_firm() {
    let mut hotel = dirty();
    let tonight = hotel.book_into("201", 0, 1, "Tonight");
    let later = hotel.book_into("201", 5, 1, "Later");
    assert_eq!(
        hotel.segments(&tonight)[0].status,
        AssignmentStatus::PreAssigned
    );
    hotel.say(CLEANED, &[]);
    let version = hotel.booking(&tonight).version;
    hotel.say(PASS, &[]);
    assert_eq!(
        hotel.segments(&tonight)[0].status,
        AssignmentStatus::Assigned
    );
    assert_eq!(hotel.booking(&tonight).version, version + 1);
    assert_eq!(
        hotel.segments(&later)[0].status,
        AssignmentStatus::PreAssigned
    );
}

#[test]
fn a_repair_in_an_occupied_room_waits_for_the_guest_to_leave() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 1, "Yi");
    hotel.say(
        r#"{"op":"mark_maintenance","room":"201","notes":"lamp"}"#,
        &[],
    );
    assert!(hotel.room("201").is_occupied());
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&yi]);
    hotel.say(CLEANED, &[]);
    hotel.say(PASS, &[]);
    let room = hotel.room("201");
    assert_eq!(room.status, RoomStatus::ReadyForGuest);
    assert_eq!(
        room.why_not_bookable(),
        Some(NotBookable::Maintenance(MaintenancePriority::Medium))
    );
    let bo = hotel.book("DBL", 0, 1, "Bo");
    let assign = r#"{"op":"assign","booking":"$1","room":"201"}"#;
    let refusal = hotel.refused(assign, &[&bo]);
    assert_eq!(refusal.code, Code::RoomNotBookable);
    assert_eq!(refusal.details["reason"], "MAINTENANCE_REQUIRED");
    hotel.say(r#"{"op":"complete_maintenance","room":"201"}"#, &[]);
    assert!(hotel.room("201").is_bookable());
    hotel.say(assign, &[&bo]);
}

#[test]
fn marking_a_repair_again_changes_what_is_said() {
    let mut hotel = dirty();
    hotel.say(
        r#"{"op":"mark_maintenance","room":"201","priority":"LOW","notes":"lamp","until":"2026-03-20"}"#,
        &[],
    );
    let first = hotel.room("201").maintenance.unwrap();
    hotel.wait(60);
    hotel.say(
        r#"{"op":"mark_maintenance","room":"201","priority":"HIGH"}"#,
        &[],
    );
    let again = hotel.room("201").maintenance.unwrap();
    assert_eq!(again.priority, MaintenancePriority::High);
    assert_eq!(
        (again.notes, again.until, again.since, again.status_before),
        (
            first.notes,
            first.until,
            first.since,
            RoomStatus::CheckoutDirty
        )
    );
    let notes = hotel.notes_on("201").len();
    let outcome = hotel.say(
        r#"{"op":"mark_maintenance","room":"201","priority":"HIGH"}"#,
        &[],
    );
    assert!(outcome.changes.is_empty() && hotel.notes_on("201").len() == notes);
    for command in [
        r#"{"op":"mark_maintenance","room":"202","until":"2026-03-15"}"#,
        r#"{"op":"put_out_of_order","room":"202","reason":"x","until":"2026-03-15"}"#,
    ] {
        assert_eq!(hotel.refused(command, &[]).code, Code::InvalidDates);
    }
}

#[test]
fn going_out_of_order_lists_whom_it_strands() {
    let mut hotel = SmallHouse::new();
    hotel.book_into("201", 1, 2, "Soon");
    hotel.book_into("201", 10, 2, "Later");
    let until = r#"{"op":"put_out_of_order","room":"201","reason":"flood","until":"2026-03-20"}"#;
    let outcome = hotel.say(until, &[]);
    assert_eq!(outcome.warnings.len(), 1);
    assert!(outcome.warnings[0].message.contains("Soon"));
    assert_eq!(
        hotel.notes_on("201"),
        ["Out of order until 2026-03-20 - flood"]
    );
    let room = hotel.room("201");
    assert_eq!(room.out_of_order.as_ref().unwrap().reason, "flood");
    assert!(!room.is_bookable());
    hotel.say(
        r#"{"op":"return_to_service","room":"201","reason":"dry"}"#,
        &[],
    );
    assert_eq!(hotel.room("201").out_of_order, None);
    // Without an end, everyone to come is stranded.
    let outcome = hotel.say(
        r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#,
        &[],
    );
    assert_eq!(outcome.warnings.len(), 2);
    for command in [
        r#"{"op":"put_out_of_order","room":"202","reason":" "}"#,
        r#"{"op":"return_to_service","room":"201","reason":""}"#,
    ] {
        assert_eq!(hotel.refused(command, &[]).code, Code::ReasonRequired);
    }
}

#[test]
fn rush_is_for_rooms_that_can_become_ready() {
    let rush = r#"{"op":"rush","room":"$1","on":$2}"#;
    let mut hotel = dirty();
    hotel.say(rush, &["201", "true"]);
    assert!(hotel.room("201").rush);
    let again = hotel.say(rush, &["201", "true"]);
    assert!(again.changes.is_empty());
    hotel.say(CLEANED, &[]);
    assert!(hotel.room("201").rush, "not ready yet");
    hotel.say(PASS, &[]);
    assert!(!hotel.room("201").rush, "ends when the room is ready");
    assert_eq!(
        hotel.refused(rush, &["201", "true"]).code,
        Code::InvalidTransition
    );
    hotel.say(
        r#"{"op":"put_out_of_order","room":"202","reason":"x"}"#,
        &[],
    );
    assert_eq!(
        hotel.refused(rush, &["202", "true"]).code,
        Code::RoomNotBookable
    );
    hotel.sign_in("fixer");
    assert_eq!(
        hotel.refused(rush, &["201", "true"]).code,
        Code::PermissionDenied
    );
}

#[test]
fn daily_service_is_for_occupied_rooms_and_one_day() {
    let mut hotel = SmallHouse::new();
    let service = |hotel: &SmallHouse| hotel.room("201").service_on(hotel.today(), true);
    for command in [
        r#"{"op":"start_service","room":"201"}"#,
        r#"{"op":"finish_service","room":"201"}"#,
        r#"{"op":"decline_service","room":"201"}"#,
        r#"{"op":"set_do_not_disturb","room":"201","on":true}"#,
    ] {
        assert_eq!(hotel.refused(command, &[]).code, Code::InvalidTransition);
    }
    hotel.guest_in("201", 3, "Yi");
    assert_eq!(service(&hotel), Service::Due);
    for (command, after) in [
        (
            r#"{"op":"start_service","room":"201"}"#,
            Service::InProgress,
        ),
        (r#"{"op":"finish_service","room":"201"}"#, Service::Done),
        (
            r#"{"op":"set_do_not_disturb","room":"201","on":true}"#,
            Service::DoNotDisturb,
        ),
        (
            r#"{"op":"set_do_not_disturb","room":"201","on":false}"#,
            Service::Due,
        ),
        (
            r#"{"op":"decline_service","room":"201"}"#,
            Service::Declined,
        ),
    ] {
        hotel.say(command, &[]);
        assert_eq!(service(&hotel), after, "{command}");
        assert!(hotel.room("201").is_occupied());
    }
    assert_eq!(
        hotel
            .refused(r#"{"op":"finish_service","room":"201"}"#, &[])
            .code,
        Code::InvalidTransition
    );
    hotel.close_day();
    assert_eq!(service(&hotel), Service::Due, "a new day");
    hotel.say(r#"{"op":"set_do_not_disturb","room":"201","on":true}"#, &[]);
    assert_eq!(
        hotel
            .refused(r#"{"op":"start_service","room":"201"}"#, &[])
            .code,
        Code::InvalidTransition
    );
}

#[test]
fn a_room_seen_at_another_version_is_stale() {
    let mut hotel = dirty();
    hotel.expected_version = Some(1);
    for command in [START, CLEANED, r#"{"op":"rush","room":"201","on":true}"#] {
        assert_eq!(hotel.refused(command, &[]).code, Code::Stale);
    }
    hotel.expected_version = Some(hotel.room("201").version);
    hotel.say(START, &[]);
}
