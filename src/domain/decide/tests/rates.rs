//! Rooms of another type: the price beside what was booked, who pays it, and
//! how the account follows the rooms.

use crate::domain::error::Code;
use crate::domain::rate::RateDecision;
use crate::domain::segment::AssignmentType;
use crate::domain::testing::SmallHouse;
use crate::domain::view::account::{Account, account};

const UNDO: &str = r#"{"op":"undo"}"#;

/// A booking of a double for three nights from tomorrow; a suite is 180 more,
/// a single 40 less.
fn booked() -> (SmallHouse, String) {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("DBL", 1, 3, "Yi, Min");
    (hotel, code)
}

fn of(hotel: &SmallHouse, code: &str) -> Account {
    account(&hotel.house, code).unwrap()
}

/// What is charged for rooms of another type, in full euros.
fn charged(hotel: &SmallHouse, code: &str) -> i64 {
    of(hotel, code).totals.adjustments.minor / 100
}

fn give(hotel: &mut SmallHouse, code: &str, room: &str, terms: &str) {
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"$2"$3}"#,
        &[code, room, terms],
    );
}

const CHARGE: &str = r#","rate":"charge","approved_by_guest":true"#;
const FREE: &str = r#","rate":"complimentary""#;

#[test]
fn a_room_of_another_type_wants_a_decision_that_names_its_price() {
    let (mut hotel, code) = booked();
    let refusal = hotel.refused(
        r#"{"op":"pre_assign","booking":"$1","room":"301"}"#,
        &[&code],
    );
    assert_eq!(refusal.code, Code::RoomTypeMismatch);
    assert!(
        refusal
            .message
            .contains("EUR 180.00 more a night, EUR 540.00 for 3 nights"),
        "{refusal}"
    );
    assert_eq!(refusal.details["difference"]["amount"], "180.00");
    assert_eq!(refusal.details["total"]["amount"], "540.00");
    let cheaper = hotel.refused(
        r#"{"op":"pre_assign","booking":"$1","room":"101"}"#,
        &[&code],
    );
    assert!(
        cheaper.message.contains("EUR 40.00 less a night"),
        "{cheaper}"
    );
    let unasked = hotel.refused(
        r#"{"op":"pre_assign","booking":"$1","room":"301","rate":"charge"}"#,
        &[&code],
    );
    assert_eq!(unasked.code, Code::InvalidValue);
    assert_eq!(unasked.details["field"], "approved_by_guest");
    assert!(hotel.segments(&code).is_empty());
    // Too small is too small, whoever pays.
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","adults":2}"#,
        &[&code],
    );
    let small = hotel.refused(
        r#"{"op":"pre_assign","booking":"$1","room":"101","rate":"complimentary"}"#,
        &[&code],
    );
    assert_eq!(small.code, Code::RoomCapacityExceeded);
}

#[test]
fn a_charge_is_on_the_account_and_on_record() {
    let (mut hotel, code) = booked();
    give(&mut hotel, &code, "301", CHARGE);
    let segment = &hotel.segments(&code)[0];
    assert_eq!(segment.assignment_type, AssignmentType::Upgrade);
    assert_eq!(segment.original_type, "DBL");
    assert_eq!(segment.allocated_rate.minor, 30_000);
    let terms = segment.rate_terms.unwrap();
    assert_eq!(terms.decision, RateDecision::Charge);
    assert!(terms.approved_by_guest);
    assert_eq!(
        (terms.settled.by, terms.settled.at),
        (hotel.actor.id, hotel.now)
    );
    let account = of(&hotel, &code);
    let line = &account.adjustments[0];
    assert_eq!(
        (line.kind, line.nights, line.amount.minor),
        ("difference", Some(3), 54_000)
    );
    assert_eq!(line.reason.as_deref(), Some("room 301, STE instead of DBL"));
    assert_eq!(account.charges[0].difference_total.minor, 54_000);
    assert_eq!(account.totals.balance.minor, 90_000);
    hotel.say(UNDO, &[]);
    assert_eq!(charged(&hotel, &code), 0);
    assert!(hotel.house.account_lines.is_empty());
    hotel.say(r#"{"op":"redo"}"#, &[]);
    assert_eq!(charged(&hotel, &code), 540);
}

#[test]
fn what_is_given_free_is_recorded_as_such() {
    let (mut hotel, code) = booked();
    give(&mut hotel, &code, "301", FREE);
    let segment = &hotel.segments(&code)[0];
    assert_eq!(segment.difference().minor, 18_000);
    assert_eq!(segment.charged().minor, 0);
    let account = of(&hotel, &code);
    assert_eq!(
        account.charges[0].decision,
        Some(RateDecision::Complimentary)
    );
    assert_eq!(account.totals.balance.minor, 36_000);
    // The guest will pay after all: the same room, settled anew.
    give(&mut hotel, &code, "301", CHARGE);
    assert_eq!(charged(&hotel, &code), 540);
    give(&mut hotel, &code, "301", FREE);
    assert_eq!(charged(&hotel, &code), 0);
}

#[test]
fn a_lesser_room_gives_the_difference_back() {
    let (mut hotel, code) = booked();
    give(&mut hotel, &code, "101", r#","rate":"charge""#);
    assert_eq!(
        hotel.segments(&code)[0].assignment_type,
        AssignmentType::Downgrade
    );
    assert_eq!(charged(&hotel, &code), -120);
    assert_eq!(of(&hotel, &code).totals.balance.minor, 24_000);
}

#[test]
fn the_account_follows_the_room() {
    let (mut hotel, code) = booked();
    give(&mut hotel, &code, "301", CHARGE);
    let stay = |hotel: &mut SmallHouse, code: &str, nights: i32| {
        let out = hotel.booking(code).stay.check_in.plus(nights).to_string();
        hotel.say(
            r#"{"op":"change_stay","booking":"$1","check_out":"$2"}"#,
            &[code, &out],
        );
    };
    stay(&mut hotel, &code, 5);
    assert_eq!(charged(&hotel, &code), 900);
    stay(&mut hotel, &code, 1);
    assert_eq!(charged(&hotel, &code), 180);
    stay(&mut hotel, &code, 3);
    assert_eq!(charged(&hotel, &code), 540);
    // A part of it goes back to the booked type.
    let cut = hotel.booking(&code).stay.check_in.plus(1).to_string();
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201","from":"$2"}"#,
        &[&code, &cut],
    );
    assert_eq!(charged(&hotel, &code), 180);
    hotel.say(UNDO, &[]);
    assert_eq!(charged(&hotel, &code), 540);
    hotel.say(r#"{"op":"unassign","booking":"$1"}"#, &[&code]);
    assert_eq!(charged(&hotel, &code), 0);
    hotel.say(UNDO, &[]);
    assert_eq!(charged(&hotel, &code), 540);
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&code],
    );
    assert_eq!(of(&hotel, &code).totals.balance.minor, 0);
}

#[test]
fn the_first_assignment_is_undone_when_what_came_after_cancels_out() {
    let (mut hotel, code) = booked();
    give(&mut hotel, &code, "301", CHARGE);
    let given = hotel.house.steps.len() as i64;
    for nights in [4, 3] {
        let out = hotel.booking(&code).stay.check_in.plus(nights).to_string();
        hotel.say(
            r#"{"op":"change_stay","booking":"$1","check_out":"$2"}"#,
            &[&code, &out],
        );
    }
    hotel.say(r#"{"op":"undo","seq":$1}"#, &[&given.to_string()]);
    assert!(hotel.segments(&code).is_empty());
    assert_eq!(charged(&hotel, &code), 0);
}

#[test]
fn booking_the_better_type_itself_ends_the_difference() {
    let (mut hotel, code) = booked();
    give(&mut hotel, &code, "301", CHARGE);
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","room_type":"STE","rate":"250.00"}"#,
        &[&code],
    );
    let segment = &hotel.segments(&code)[0];
    assert!(segment.active && segment.rate_terms.is_none());
    assert_eq!(of(&hotel, &code).totals.balance.minor, 75_000);
    hotel.say(UNDO, &[]);
    assert_eq!(of(&hotel, &code).totals.balance.minor, 90_000);
}

#[test]
fn a_guest_moved_for_noise_sleeps_better_for_free_or_for_money() {
    let mut hotel = SmallHouse::new();
    let code = hotel.guest_in("201", 3, "Yi, Min");
    hotel.close_day();
    let move_to = r#"{"op":"move","booking":"$1","room":"301","reason":"noise"$2}"#;
    let refusal = hotel.refused(move_to, &[&code, ""]);
    assert_eq!(refusal.code, Code::RoomTypeMismatch);
    assert_eq!(refusal.details["nights"], 2);
    let moved = hotel.say(move_to, &[&code, FREE]);
    assert!(moved.summary.contains("complimentary"), "{}", moved.summary);
    assert_eq!(of(&hotel, &code).totals.balance.minor, 36_000);
    assert_eq!(of(&hotel, &code).charges.len(), 2);
    hotel.say(UNDO, &[]);
    hotel.say(move_to, &[&code, CHARGE]);
    // Two nights are left; the one slept was in a double.
    assert_eq!(charged(&hotel, &code), 360);
    hotel.close_day();
    hotel.say(
        r#"{"op":"move","booking":"$1","room":"202","reason":"price"}"#,
        &[&code],
    );
    assert_eq!(charged(&hotel, &code), 180, "one night was slept in it");
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&code]);
    assert_eq!(of(&hotel, &code).totals.due.minor, 2 * 12_000 + 18_000);
}

#[test]
fn what_was_settled_goes_on_in_a_room_of_the_same_type() {
    let (mut hotel, code) = booked();
    hotel.say(
        r#"{"op":"create_room","number":"302","room_type":"STE"}"#,
        &[],
    );
    give(&mut hotel, &code, "301", CHARGE);
    give(&mut hotel, &code, "302", "");
    assert_eq!(charged(&hotel, &code), 540);
    let terms = hotel.segments(&code)[0].rate_terms.unwrap();
    assert!(terms.approved_by_guest);
    // And a plan becomes firm without a word about money.
    hotel.say(r#"{"op":"assign","booking":"$1","room":"302"}"#, &[&code]);
    assert_eq!(charged(&hotel, &code), 540);
}

#[test]
fn a_swap_settles_both_sides() {
    let mut hotel = SmallHouse::new();
    let double = hotel.book_into("201", 1, 2, "Low");
    let suite = hotel.book_into("301", 1, 2, "High");
    let swap = r#"{"op":"swap","booking":"$1","with":"$2","reason":"wish"$3}"#;
    let refusal = hotel.refused(swap, &[&double, &suite, ""]);
    assert_eq!(refusal.code, Code::RoomTypeMismatch);
    hotel.say(swap, &[&double, &suite, CHARGE]);
    assert_eq!(charged(&hotel, &double), 360);
    assert_eq!(charged(&hotel, &suite), -360);
    hotel.say(UNDO, &[]);
    let both = r#","rate":"complimentary","with_rate":"charge""#;
    hotel.say(swap, &[&double, &suite, both]);
    assert_eq!(
        (charged(&hotel, &double), charged(&hotel, &suite)),
        (0, -360)
    );
}

#[test]
fn a_walk_in_a_check_in_and_a_drop_on_other_days_settle_it_too() {
    let mut hotel = SmallHouse::new();
    let walk =
        r#"{"op":"walk_in","room":"301","room_type":"DBL","nights":2,"lead":"W","adults":1$1}"#;
    assert_eq!(hotel.refused(walk, &[""]).code, Code::RoomTypeMismatch);
    let terms = r#","difference":"charge","approved_by_guest":true"#;
    let outcome = hotel.say(walk, &[terms]);
    let code = outcome.receipt["booking"].as_str().unwrap().to_owned();
    assert_eq!(charged(&hotel, &code), 360);
    assert_eq!(hotel.booking(&code).room_type, "DBL");

    let comes = hotel.book("SGL", 0, 1, "Comes");
    hotel.say(
        r#"{"op":"check_in","booking":"$1","room":"202","rate":"complimentary"}"#,
        &[&comes],
    );
    assert_eq!(charged(&hotel, &comes), 0);

    let later = hotel.book_into("203", 5, 2, "Later");
    let from = hotel.today().plus(6).to_string();
    let to = hotel.today().plus(9).to_string();
    let drop =
        r#"{"op":"change_stay","booking":"$1","check_in":"$2","check_out":"$3","room":"301"$4}"#;
    assert_eq!(
        hotel.refused(drop, &[&later, &from, &to, ""]).code,
        Code::RoomTypeMismatch
    );
    hotel.say(drop, &[&later, &from, &to, CHARGE]);
    assert_eq!(charged(&hotel, &later), 540);
}

#[test]
fn a_displaced_upgrade_is_re_planned_at_the_booked_price() {
    let mut hotel = SmallHouse::new();
    let plans = hotel.book("DBL", 5, 2, "Plans");
    give(&mut hotel, &plans, "301", CHARGE);
    assert_eq!(charged(&hotel, &plans), 360);
    let takes = hotel.book("STE", 5, 2, "Takes");
    give(&mut hotel, &takes, "301", r#","displace_tentative":true"#);
    let segment = &hotel.segments(&plans)[0];
    assert_eq!(hotel.house.rooms[&segment.room].room_type, "DBL");
    assert_eq!(segment.assignment_type, AssignmentType::Manual);
    assert_eq!(charged(&hotel, &plans), 0);
}
