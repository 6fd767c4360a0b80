//! Bookings as such.

use crate::domain::booking::BookingStatus;
use crate::domain::error::Code;
use crate::domain::segment::{AssignmentStatus, AssignmentType};
use crate::domain::testing::SmallHouse;

const BOOK: &str = r#"{"op":"create_booking","room_type":"DBL",$1}"#;

fn dated(rest: &str) -> String {
    format!(r#""check_in":"2026-03-18","nights":2{rest}"#)
}

#[test]
fn a_booking_gets_code_rate_and_a_place_in_the_tray() {
    let mut hotel = SmallHouse::new();
    let outcome = hotel.say(
        BOOK,
        &[&dated(
            r#","lead":"Anna Yi","adults":2,"guests":["Bo Yi"],"notes":"late""#,
        )],
    );
    assert_eq!(outcome.receipt["booking"], "BK-2026-000001");
    assert_eq!(outcome.receipt["status"], "CONFIRMED");
    assert_eq!(outcome.receipt["version"], 1);
    assert!(outcome.warnings.is_empty());
    let booking = hotel.booking("BK-2026-000001");
    assert_eq!(booking.guests, ["Anna Yi", "Bo Yi"]);
    assert_eq!(booking.rate.to_string(), "EUR 120.00");
    assert!(booking.needs_room && booking.is_direct);
    assert_eq!(hotel.house.notes.values().next().unwrap().text, "late");
    assert_eq!(hotel.book("DBL", 1, 1, "B"), "BK-2026-000002");
}

#[test]
fn a_code_of_ones_own_is_kept_and_never_given_again() {
    let mut hotel = SmallHouse::new();
    hotel.say(BOOK, &[&dated(r#","code":"BK-2026-000001""#)]);
    assert_eq!(hotel.book("DBL", 1, 1, "B"), "BK-2026-000002");
    let refusal = hotel.refused(BOOK, &[&dated(r#","code":"BK-2026-000002""#)]);
    assert_eq!(refusal.code, Code::AlreadyExists);
}

#[test]
fn odd_bookings_are_refused() {
    let long = format!(r#","lead":"{}""#, "x".repeat(300));
    for (rest, code, named) in [
        (r#""nights":2"#.to_owned(), Code::InvalidDates, "check_in"),
        (
            r#""check_in":"2026-03-18""#.to_owned(),
            Code::InvalidDates,
            "check_out",
        ),
        (
            r#""check_in":"2026-03-18","nights":2,"check_out":"2026-03-19""#.to_owned(),
            Code::InvalidDates,
            "check_out",
        ),
        (
            r#""check_in":"2026-03-18","nights":4000000000"#.to_owned(),
            Code::InvalidDates,
            "nights",
        ),
        (
            r#""check_in":"2199-12-30","nights":900"#.to_owned(),
            Code::InvalidDates,
            "nights",
        ),
        (dated(r#","adults":0"#), Code::InvalidValue, "adults"),
        (
            dated(r#","adults":4000000000"#),
            Code::InvalidValue,
            "adults",
        ),
        (
            dated(r#","lead":"A","guests":["B","C"]"#),
            Code::InvalidValue,
            "guests",
        ),
        (dated(&long), Code::InvalidValue, "lead"),
        (dated(r#","rate":"-5""#), Code::InvalidValue, "rate"),
        (dated(r#","code":"a b""#), Code::InvalidValue, "code"),
        (
            dated(r#","preferences":{"floor":5000}"#),
            Code::InvalidValue,
            "floor",
        ),
    ] {
        let refusal = SmallHouse::new().refused(BOOK, &[&rest]);
        assert_eq!(refusal.code, code, "{rest}");
        assert_eq!(refusal.details["field"], named, "{rest}");
    }
    for rest in [
        r#""check_in":"2026-03-18","check_out":"2026-03-17""#,
        r#""check_in":"2026-03-18","check_out":"2099-03-17""#,
        r#""check_in":"2026-03-15","nights":3"#,
        r#""check_in":"2026-03-15","nights":3,"status":"PENDING_PAYMENT""#,
        r#""check_in":"2026-03-14","nights":2,"reference":"X1""#,
        r#""check_in":"2026-03-17","nights":3,"status":"COMPLETED""#,
        r#""check_in":"2026-03-17","nights":3,"status":"NO_SHOW""#,
    ] {
        let refusal = SmallHouse::new().refused(BOOK, &[rest]);
        assert_eq!(refusal.code, Code::InvalidDates, "{rest}");
    }
}

#[test]
fn what_is_past_can_be_recorded_and_holds_nothing() {
    let mut hotel = SmallHouse::new();
    for status in ["COMPLETED", "NO_SHOW", "CANCELLED"] {
        let rest = format!(r#""check_in":"2026-03-10","nights":3,"status":"{status}""#);
        let outcome = hotel.say(BOOK, &[&rest]);
        assert_eq!(outcome.receipt["status"], status);
        let booking = hotel.booking(outcome.receipt["booking"].as_str().unwrap());
        assert!(!booking.needs_room && !booking.is_in_house());
    }
    // A stay that someone else took has begun and is not over.
    hotel.say(
        BOOK,
        &[r#""check_in":"2026-03-15","nights":3,"reference":"X1""#],
    );
}

#[test]
fn selling_below_zero_warns_or_is_refused_by_policy() {
    let mut hotel = SmallHouse::new();
    hotel.book("SGL", 1, 2, "A");
    hotel.book("SGL", 2, 2, "B");
    let third = r#"{"op":"create_booking","room_type":"SGL","check_in":"2026-03-16","nights":5}"#;
    let outcome = hotel.preview(&SmallHouse::read(third, &[])).unwrap();
    assert_eq!(outcome.warnings[0].code, "TYPE_OVERSOLD");
    assert!(outcome.warnings[0].message.contains("Wed 18 Mar by 1"));
    hotel.say(
        r#"{"op":"set_policy","name":"oversell","value":"refuse"}"#,
        &[],
    );
    let refusal = hotel.refused(third, &[]);
    assert_eq!(refusal.code, Code::TypeOversold);
    assert_eq!(refusal.details["nights"], serde_json::json!(["2026-03-18"]));
    // What awaits payment holds nothing, unless policy says so.
    let pending = r#"{"op":"create_booking","room_type":"SGL","check_in":"2026-03-16","nights":5,"status":"PENDING_PAYMENT"}"#;
    let code = hotel.say(pending, &[]).receipt["booking"]
        .as_str()
        .unwrap()
        .to_owned();
    let confirm = r#"{"op":"confirm_booking","booking":"$1"}"#;
    assert_eq!(hotel.refused(confirm, &[&code]).code, Code::TypeOversold);
    hotel.say(
        r#"{"op":"set_policy","name":"pending_payment_holds","value":"on"}"#,
        &[],
    );
    assert_eq!(hotel.refused(pending, &[]).code, Code::TypeOversold);
}

#[test]
fn oversold_counts_blocks_repairs_and_rooms_out_of_use() {
    let mut hotel = SmallHouse::new();
    hotel.say(r#"{"op":"edit_room","room":"101","active":false}"#, &[]);
    hotel.book_into("102", 5, 1, "A");
    let over = |hotel: &SmallHouse, day: i32| {
        let check_in = hotel.today().plus(day).to_string();
        let command = r#"{"op":"create_booking","room_type":"SGL","check_in":"$1","nights":1}"#;
        let outcome = hotel
            .preview(&SmallHouse::read(command, &[&check_in]))
            .unwrap();
        !outcome.warnings.is_empty()
    };
    assert!(over(&hotel, 5));
    assert!(!over(&hotel, 6));
    hotel.say(
        r#"{"op":"block","rooms":["102"],"from":"2026-03-22","to":"2026-03-23","type":"staff","reason":"cook"}"#,
        &[],
    );
    assert!(over(&hotel, 6));
    assert!(!over(&hotel, 7));
    hotel.say(
        r#"{"op":"mark_maintenance","room":"102","until":"2026-03-23"}"#,
        &[],
    );
    assert!(over(&hotel, 7));
}

/// Every status a booking can be in, and every operation on it: what comes of
/// it. Written from the table of the trade, not from the code.
#[test]
fn every_row_of_the_status_table() {
    let states = [
        "PENDING",
        "CONFIRMED",
        "ARRIVED_LATER",
        "IN_HOUSE",
        "COMPLETED",
        "CANCELLED",
        "NO_SHOW",
    ];
    let operations = [
        "confirm_booking",
        "cancel_booking",
        "mark_no_show",
        "reinstate_booking",
    ];
    let bad = Err(Code::BookingStatusInvalid);
    let expected = [
        // confirm, cancel, no-show, reinstate
        [Ok("CONFIRMED"), Ok("CANCELLED"), bad, bad],
        [bad, Ok("CANCELLED"), Ok("NO_SHOW"), bad],
        [bad, Ok("CANCELLED"), bad, bad],
        [bad, Err(Code::BookingAlreadyCheckedIn), bad, bad],
        [bad, bad, bad, bad],
        [bad, bad, bad, Ok("CONFIRMED")],
        [bad, bad, bad, Ok("CONFIRMED")],
    ];
    for (state, row) in states.iter().zip(expected) {
        for (operation, expected) in operations.iter().zip(row) {
            let mut hotel = SmallHouse::new();
            let code = in_state(&mut hotel, state);
            let command = SmallHouse::read(
                r#"{"op":"$1","booking":"$2","reason":"because"}"#,
                &[operation, &code],
            );
            let before = hotel.booking(&code);
            let outcome = hotel.attempt(command);
            let after = hotel.booking(&code);
            match (expected, outcome) {
                (Ok(wanted), Ok(_)) => {
                    assert_eq!(after.status.as_str(), wanted, "{operation} on {state}");
                    assert_eq!(after.version, before.version + 1);
                    let holds = hotel.segments(&code).iter().any(|one| one.active);
                    assert!(!holds, "{operation} on {state} frees the room");
                    assert_eq!(after.needs_room, wanted == "CONFIRMED");
                }
                (Err(wanted), Err(refusal)) => {
                    assert_eq!(refusal.code, wanted, "{operation} on {state}");
                    assert_eq!(after, before);
                }
                (_, outcome) => panic!("{operation} on {state}: {outcome:?}"),
            }
        }
    }
}

fn in_state(hotel: &mut SmallHouse, state: &str) -> String {
    let past = |hotel: &mut SmallHouse, status: &str| {
        let rest = format!(r#""check_in":"2026-03-16","nights":3,"status":"{status}""#);
        let outcome = hotel.say(BOOK, &[&rest]);
        outcome.receipt["booking"].as_str().unwrap().to_owned()
    };
    match state {
        "PENDING" => past(hotel, "PENDING_PAYMENT"),
        "CONFIRMED" => hotel.book_into("201", 0, 2, "Yi"),
        "ARRIVED_LATER" => hotel.book_into("201", 1, 2, "Yi"),
        "IN_HOUSE" => hotel.guest_in("201", 2, "Yi"),
        status => past(hotel, status),
    }
}

#[test]
fn calling_off_wants_a_reason_and_a_fresh_look() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book("DBL", 0, 1, "Yi");
    let command = r#"{"op":"cancel_booking","booking":"$1"}"#;
    assert_eq!(hotel.refused(command, &[&yi]).code, Code::ReasonRequired);
    hotel.expected_version = Some(9);
    assert_eq!(hotel.refused(command, &[&yi]).code, Code::Stale);
    hotel.expected_version = None;
    assert_eq!(
        hotel.refused(command, &["BK-1"]).code,
        Code::BookingNotFound
    );
}

#[test]
fn a_past_stay_is_not_brought_back() {
    let mut hotel = SmallHouse::new();
    let gone = hotel
        .say(
            BOOK,
            &[r#""check_in":"2026-03-14","nights":2,"status":"NO_SHOW""#],
        )
        .receipt["booking"]
        .as_str()
        .unwrap()
        .to_owned();
    let refusal = hotel.refused(r#"{"op":"reinstate_booking","booking":"$1"}"#, &[&gone]);
    assert_eq!(refusal.code, Code::InvalidDates);
}

#[test]
fn another_type_frees_the_room_unless_it_fits() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("201", 2, 2, "Yi");
    let edit = r#"{"op":"edit_booking","booking":"$1","room_type":"$2"}"#;
    let outcome = hotel.say(edit, &[&yi, "STE"]);
    assert_eq!(outcome.warnings[0].code, "UNASSIGNED");
    assert!(hotel.booking(&yi).needs_room && hotel.segments(&yi).is_empty());
    assert_eq!(hotel.booking(&yi).version, 3);
    // The room is of the new type already.
    let bo = hotel.book_into("202", 2, 2, "Bo");
    hotel.say(r#"{"op":"edit_room","room":"202","room_type":"STE"}"#, &[]);
    hotel.say(edit, &[&bo, "STE"]);
    assert_eq!(hotel.segments(&bo).len(), 1);
}

#[test]
fn a_type_is_not_changed_under_a_guest_or_a_promise() {
    let mut hotel = SmallHouse::new();
    let edit = r#"{"op":"edit_booking","booking":"$1","room_type":"STE"}"#;
    let yi = hotel.guest_in("201", 2, "Yi");
    assert_eq!(
        hotel.refused(edit, &[&yi]).code,
        Code::BookingAlreadyCheckedIn
    );
    let bo = hotel.book_into("202", 2, 2, "Bo");
    hotel.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        &[&bo],
    );
    assert_eq!(hotel.refused(edit, &[&bo]).code, Code::AllocationGuaranteed);
}

#[test]
fn editing_names_ends_the_placeholder() {
    let mut hotel = SmallHouse::new();
    let rest = dated(r#","lead":"Guest of X1","placeholder_guests":true,"adults":2"#);
    let code = hotel.say(BOOK, &[&rest]).receipt["booking"]
        .as_str()
        .unwrap()
        .to_owned();
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","is_vip":true}"#,
        &[&code],
    );
    assert!(hotel.booking(&code).placeholder_guests);
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","lead":"Anna Yi"}"#,
        &[&code],
    );
    let booking = hotel.booking(&code);
    assert!(!booking.placeholder_guests);
    assert_eq!(booking.guests, ["Anna Yi"]);
    hotel.say(
        r#"{"op":"name_guests","booking":"$1","guests":["Bo Yi","Anna Yi"]}"#,
        &[&code],
    );
    assert_eq!(hotel.booking(&code).lead, "Bo Yi");
    let name = r#"{"op":"name_guests","booking":"$1","guests":[$2]}"#;
    assert_eq!(hotel.refused(name, &[&code, ""]).code, Code::InvalidValue);
    assert_eq!(
        hotel.refused(name, &[&code, r#""A","B","C""#]).code,
        Code::InvalidValue
    );
}

#[test]
fn a_note_is_about_one_thing_and_by_who_may() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book("DBL", 0, 1, "Yi");
    let on_booking = r#"{"op":"add_note","booking":"$1","text":"allergic to nuts"}"#;
    let on_room = r#"{"op":"add_note","room":"201","text":"lamp"}"#;
    let version = hotel.booking(&yi).version;
    hotel.say(on_booking, &[&yi]);
    assert_eq!(
        hotel.booking(&yi).version,
        version,
        "a note is a row of its own"
    );
    hotel.say(on_room, &[]);
    assert_eq!(hotel.notes_on("201"), ["lamp"]);
    for bad in [
        r#"{"op":"add_note","text":"x"}"#,
        r#"{"op":"add_note","room":"201","booking":"$1","text":"x"}"#,
        r#"{"op":"add_note","room":"201","text":"  "}"#,
    ] {
        assert_eq!(hotel.refused(bad, &[&yi]).code, Code::InvalidValue);
    }
    hotel.sign_in("maid");
    assert_eq!(
        hotel.refused(on_booking, &[&yi]).code,
        Code::PermissionDenied
    );
    hotel.sign_in("desk");
    assert_eq!(hotel.refused(on_room, &[]).code, Code::PermissionDenied);
}

#[test]
fn a_waiting_guest_puts_the_room_on_rush() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 1, "Yi");
    hotel.close_day();
    let bo = hotel.book_into("201", 0, 1, "Bo");
    let wait = r#"{"op":"set_guest_waiting","booking":"$1","on":$2}"#;
    hotel.say(wait, &[&bo, "true"]);
    assert!(hotel.room("201").rush && hotel.booking(&bo).guest_waiting);
    hotel.say(wait, &[&bo, "false"]);
    assert!(!hotel.room("201").rush && !hotel.booking(&bo).guest_waiting);
    hotel.say(wait, &[&bo, "true"]);
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"left"}"#,
        &[&bo],
    );
    assert!(!hotel.room("201").rush && !hotel.booking(&bo).guest_waiting);
    assert_eq!(
        hotel.refused(wait, &[&yi, "true"]).code,
        Code::BookingAlreadyCheckedIn
    );
    assert_eq!(
        hotel.refused(wait, &[&bo, "true"]).code,
        Code::BookingStatusInvalid
    );
    let later = hotel.book("DBL", 2, 1, "Later");
    assert_eq!(
        hotel.refused(wait, &[&later, "true"]).code,
        Code::InvalidDates
    );
    assert_eq!(hotel.booking(&bo).status, BookingStatus::Cancelled);
}

#[test]
fn a_confirmed_booking_gets_a_tentative_room_where_the_policy_says_so() {
    let mut hotel = SmallHouse::new();
    let pending = r#"{"op":"create_booking","room_type":"SGL","check_in":"2026-03-20","nights":2,"lead":"Yi","status":"PENDING_PAYMENT"}"#;
    let yi = hotel.say(pending, &[]).receipt["booking"]
        .as_str()
        .unwrap()
        .to_owned();
    hotel.say(
        r#"{"op":"set_policy","name":"auto_pre_assign","value":"on"}"#,
        &[],
    );
    let outcome = hotel.say(r#"{"op":"confirm_booking","booking":"$1"}"#, &[&yi]);
    assert_eq!(outcome.receipt["room"], "101");
    assert_eq!(outcome.receipt["status"], "CONFIRMED");
    assert_eq!(hotel.booking(&yi).version, 2);
    let segment = &hotel.segments(&yi)[0];
    assert_eq!(segment.assignment_type, AssignmentType::Auto);
    assert_eq!(segment.status, AssignmentStatus::PreAssigned);
    let bo = hotel.book("SGL", 4, 2, "Bo");
    assert_eq!(hotel.segments(&bo).len(), 1);
    // A third finds none free and waits in the tray.
    let third = hotel.book("SGL", 4, 2, "Third");
    assert!(hotel.segments(&third).is_empty() && hotel.booking(&third).needs_room);
}

#[test]
fn confirming_what_was_held_already_sells_nothing_anew() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"set_policy","name":"pending_payment_holds","value":"on"}"#,
        &[],
    );
    let pending = r#"{"op":"create_booking","room_type":"STE","check_in":"2026-03-20","nights":2,"status":"PENDING_PAYMENT"}"#;
    hotel.say(pending, &[]);
    let second = hotel.say(pending, &[]);
    assert_eq!(second.warnings[0].code, "TYPE_OVERSOLD");
    let code = second.receipt["booking"].as_str().unwrap().to_owned();
    hotel.say(
        r#"{"op":"set_policy","name":"oversell","value":"refuse"}"#,
        &[],
    );
    let outcome = hotel.say(r#"{"op":"confirm_booking","booking":"$1"}"#, &[&code]);
    assert!(outcome.warnings.is_empty());
}
