//! The end of the day.

use crate::domain::error::Code;
use crate::domain::testing::SmallHouse;

const CLOSE: &str = r#"{"op":"night_audit","closes":"$1"}"#;

#[test]
fn closing_rolls_the_date_by_one() {
    let mut hotel = SmallHouse::new();
    let outcome = hotel.say(CLOSE, &["2026-03-16"]);
    assert_eq!(outcome.receipt["business_date"], "2026-03-17");
    assert_eq!(hotel.today().to_string(), "2026-03-17");
    // Again: nothing changes.
    let again = hotel.say(CLOSE, &["2026-03-16"]);
    assert!(again.changes.is_empty());
    assert_eq!(hotel.today().to_string(), "2026-03-17");
}

#[test]
fn days_are_closed_one_at_a_time() {
    let refusal = SmallHouse::new().refused(CLOSE, &["2026-03-17"]);
    assert_eq!(refusal.code, Code::InvalidDates);
    assert_eq!(refusal.details["business_date"], "2026-03-16");
}

#[test]
fn who_is_awaited_is_decided_first() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("201", 0, 2, "Yi");
    let later = hotel.book_into("202", 1, 2, "Later");
    hotel.guest_in("203", 1, "Here");
    let refusal = hotel.refused(CLOSE, &["2026-03-16"]);
    assert_eq!(refusal.code, Code::BookingStatusInvalid);
    assert_eq!(refusal.details["bookings"], serde_json::json!([yi]));
    let outcome = hotel.close_day();
    assert_eq!(outcome.receipt["no_shows"], serde_json::json!([yi]));
    assert_eq!(hotel.booking(&yi).status.as_str(), "NO_SHOW");
    assert!(hotel.segments(&yi).is_empty());
    assert_eq!(hotel.booking(&later).status.as_str(), "CONFIRMED");
}

#[test]
fn who_should_have_left_is_listed() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 1, "Yi");
    assert!(hotel.close_day().warnings.is_empty(), "leaves tomorrow");
    let outcome = hotel.close_day();
    assert_eq!(outcome.warnings[0].code, "OVERSTAY");
    assert!(outcome.warnings[0].message.contains(&yi));
    assert!(outcome.warnings[0].message.contains("201"));
}

#[test]
fn closing_is_for_managers_and_not_taken_back() {
    let mut hotel = SmallHouse::new();
    hotel.sign_in("desk");
    assert_eq!(
        hotel.refused(CLOSE, &["2026-03-16"]).code,
        Code::PermissionDenied
    );
    hotel.sign_in("manager");
    hotel.say(CLOSE, &["2026-03-16"]);
    assert_eq!(
        hotel.refused(r#"{"op":"undo"}"#, &[]).code,
        Code::NothingToUndo
    );
}
