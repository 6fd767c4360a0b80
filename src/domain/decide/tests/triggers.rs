//! What follows by itself: a room at once by policy, beside the group, alerts
//! that propose, rooms given free, rush.

use crate::domain::alerts::{AlertKind, NextStep, alerts};
use crate::domain::booking::BookingStatus;
use crate::domain::draft::Outcome;
use crate::domain::room::RoomStatus;
use crate::domain::segment::{AssignmentStatus, AssignmentType};
use crate::domain::testing::SmallHouse;

const POLICY: &str = r#"{"op":"set_policy","name":"auto_pre_assign","value":"on"}"#;
const EDIT: &str = r#"{"op":"edit_booking","booking":"$1",$2}"#;
const PAY: &str = r#"{"op":"record_payment","booking":"$1","amount":"50.00","method":"card"}"#;

fn room_of(hotel: &SmallHouse, code: &str) -> Option<String> {
    let segments = hotel.segments(code);
    let active = segments.iter().find(|segment| segment.active)?;
    Some(hotel.house.rooms[&active.room].number.clone())
}

fn warned<'o>(outcome: &'o Outcome, code: &str) -> Option<&'o str> {
    let found = outcome.warnings.iter().find(|one| one.code == code);
    found.map(|one| one.message.as_str())
}

fn feature(hotel: &mut SmallHouse, room: &str, feature: &str) {
    hotel.say(
        r#"{"op":"edit_room","room":"$1","features":["$2"]}"#,
        &[room, feature],
    );
}

fn upgrades(hotel: &SmallHouse) -> Vec<String> {
    let mut found = alerts(&hotel.house, hotel.now);
    found.retain(|alert| alert.kind == AlertKind::UpgradeAvailable);
    found.into_iter().map(|alert| alert.message).collect()
}

#[test]
fn on_confirmation_a_room_is_planned_by_policy_only() {
    let mut hotel = SmallHouse::new();
    let pending = r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-18","nights":2,"lead":"Yi","status":"PENDING_PAYMENT"}"#;
    let text = |outcome: &Outcome| outcome.receipt["booking"].as_str().unwrap().to_owned();
    let without = text(&hotel.say(pending, &[]));
    hotel.say(r#"{"op":"confirm_booking","booking":"$1"}"#, &[&without]);
    assert_eq!(room_of(&hotel, &without), None);
    hotel.say(POLICY, &[]);
    let with = text(&hotel.say(pending, &[]));
    assert_eq!(room_of(&hotel, &with), None, "not before it is confirmed");
    hotel.say(r#"{"op":"confirm_booking","booking":"$1"}"#, &[&with]);
    let segment = &hotel.segments(&with)[0];
    assert_eq!(segment.status, AssignmentStatus::PreAssigned);
    assert_eq!(segment.assignment_type, AssignmentType::Auto);
}

#[test]
fn by_policy_wishes_and_neighbours_are_respected() {
    let mut hotel = SmallHouse::new();
    feature(&mut hotel, "204", "premium");
    hotel.say(POLICY, &[]);
    let book = |hotel: &mut SmallHouse, rest: &str| {
        let outcome = hotel.say(
            r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-18","nights":2,"lead":"Yi"$1}"#,
            &[rest],
        );
        let code = outcome.receipt["booking"].as_str().unwrap().to_owned();
        room_of(hotel, &code).unwrap()
    };
    assert_eq!(book(&mut hotel, r#","is_vip":true"#), "204");
    assert_eq!(book(&mut hotel, ""), "201");
    // Nobody can follow the first of a group beside 204; beside 202 one can.
    let first = book(&mut hotel, r#","group":"TOUR""#);
    let second = book(&mut hotel, r#","group":"TOUR""#);
    assert_eq!([first.as_str(), second.as_str()], ["202", "203"]);
}

#[test]
fn a_group_booking_is_proposed_rooms_beside_the_group() {
    let mut hotel = SmallHouse::new();
    let first = hotel.book_into("202", 2, 2, "One");
    hotel.say(EDIT, &[&first, r#""group":"TOUR""#]);
    let joined = hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-18","nights":2,"lead":"Two","group":"TOUR"}"#,
        &[],
    );
    assert_eq!(
        warned(&joined, "BESIDE_GROUP"),
        Some("Free beside the rooms of group TOUR: 201, 203.")
    );
    let code = joined.receipt["booking"].as_str().unwrap().to_owned();
    assert_eq!(room_of(&hotel, &code), None, "proposed, not given");
    let offers =
        crate::domain::alerts::offers(&hotel.house, AlertKind::Unassigned, &code, hotel.now, 9);
    let rooms: Vec<(&str, i32)> = offers
        .rooms
        .iter()
        .map(|offer| (offer.room.as_str(), offer.score))
        .collect();
    assert_eq!(rooms, [("201", 110), ("203", 110), ("204", 100)]);
    // One who is beside the group already hears nothing.
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"203"}"#,
        &[&code],
    );
    hotel.say(EDIT, &[&code, r#""group":"""#]);
    let again = hotel.say(EDIT, &[&code, r#""group":"TOUR""#]);
    assert_eq!(warned(&again, "BESIDE_GROUP"), None);
    let alone = hotel.book("DBL", 9, 2, "Alone");
    let far = hotel.say(EDIT, &[&alone, r#""group":"TOUR""#]);
    assert_eq!(warned(&far, "BESIDE_GROUP"), None, "other nights");
}

#[test]
fn a_vip_is_proposed_a_premium_room_and_no_room_is_changed() {
    let mut hotel = SmallHouse::new();
    feature(&mut hotel, "203", "premium");
    let code = hotel.book_into("201", 2, 2, "Larsen, Ida");
    let flagged = hotel.say(EDIT, &[&code, r#""is_vip":true"#]);
    assert_eq!(
        warned(&flagged, "UPGRADE_AVAILABLE"),
        Some("Larsen is a VIP without a premium room; offer 203, a premium room.")
    );
    assert_eq!(room_of(&hotel, &code).as_deref(), Some("201"));
    assert_eq!(
        upgrades(&hotel),
        ["Larsen arrives Wed 18 Mar 15:00, a VIP; 203, a premium room would stay empty."]
    );
    // Flagged already: nothing new is said.
    let again = hotel.say(EDIT, &[&code, r#""is_vip":true"#]);
    assert_eq!(warned(&again, "UPGRADE_AVAILABLE"), None);
    // In the premium room the alert is over.
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"203"}"#,
        &[&code],
    );
    assert!(upgrades(&hotel).is_empty());
}

#[test]
fn on_payment_a_better_room_that_stays_empty_is_offered_for_two_days() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("201", 3, 3, "Larsen, Ida");
    assert!(upgrades(&hotel).is_empty(), "nothing is paid yet");
    let paid = hotel.say(PAY, &[&code]);
    assert_eq!(paid.receipt["alert"], format!("upgrade_available:{code}"));
    let said =
        "Larsen arrives Thu 19 Mar 15:00 and has paid; 301 STE, +180.00 a night would stay empty.";
    assert_eq!(warned(&paid, "UPGRADE_AVAILABLE"), Some(said));
    assert_eq!(upgrades(&hotel), [said]);
    let found = alerts(&hotel.house, hotel.now);
    let alert = found
        .iter()
        .find(|alert| alert.kind == AlertKind::UpgradeAvailable)
        .unwrap();
    assert_eq!(alert.action, NextStep::OfferUpgrade);
    assert_eq!(alert.room.as_deref(), Some("301"));
    hotel.wait(48 * 60 - 1);
    assert_eq!(upgrades(&hotel).len(), 1);
    hotel.wait(1);
    assert!(upgrades(&hotel).is_empty(), "the occasion has passed");
}

#[test]
fn no_better_room_is_offered_that_somebody_needs_or_that_is_given() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("201", 3, 3, "Larsen");
    hotel.say(PAY, &[&code]);
    // The one suite is sold for a night of the stay, though nobody has it yet.
    let suite = hotel.book("STE", 5, 1, "Suite");
    assert!(upgrades(&hotel).is_empty());
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&suite],
    );
    assert_eq!(upgrades(&hotel).len(), 1);
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"301","rate":"complimentary"}"#,
        &[&code],
    );
    assert!(upgrades(&hotel).is_empty(), "the better room is given");
    // A refund is no payment, and who is in the house is served already.
    let other = hotel.guest_in("202", 2, "Guest");
    hotel.say(PAY, &[&other]);
    assert!(upgrades(&hotel).is_empty());
}

#[test]
fn a_cancellation_gives_the_nights_free_and_its_alerts_end() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("201", 0, 2, "Larsen");
    let waiting = hotel.book("DBL", 0, 2, "Unassigned");
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&code],
    );
    assert_eq!(room_of(&hotel, &code), None);
    assert_eq!(hotel.booking(&code).status, BookingStatus::Cancelled);
    hotel.say(
        r#"{"op":"assign","booking":"$1","room":"201"}"#,
        &[&waiting],
    );
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&waiting],
    );
    assert!(alerts(&hotel.house, hotel.now).is_empty());
}

#[test]
fn other_dates_keep_the_room_and_another_type_frees_it() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("201", 2, 2, "Larsen");
    hotel.say(
        r#"{"op":"change_stay","booking":"$1","check_in":"2026-03-20","check_out":"2026-03-23"}"#,
        &[&code],
    );
    assert_eq!(room_of(&hotel, &code).as_deref(), Some("201"));
    hotel.say(EDIT, &[&code, r#""room_type":"STE""#]);
    assert_eq!(room_of(&hotel, &code), None);
    let found = alerts(&hotel.house, hotel.now);
    assert_eq!(
        found[0].kind,
        AlertKind::Unassigned,
        "and the alert is raised"
    );
}

#[test]
fn a_check_out_begins_the_turnover_and_rushes_it_for_who_waits() {
    let mut hotel = SmallHouse::new();
    let leaving = hotel.guest_in("201", 1, "Leaving");
    let quiet = hotel.guest_in("202", 1, "Quiet");
    hotel.close_day();
    hotel.wait(24 * 60);
    let next = hotel.book("DBL", 0, 2, "Next");
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201"}"#,
        &[&next],
    );
    hotel.say(
        r#"{"op":"set_guest_waiting","booking":"$1","on":true}"#,
        &[&next],
    );
    for code in [&leaving, &quiet] {
        hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[code]);
    }
    for (number, rush) in [("201", true), ("202", false)] {
        let room = hotel.room(number);
        assert_eq!(room.status, RoomStatus::CheckoutDirty);
        assert_eq!(room.rush, rush, "{number}");
    }
}
