//! Guests who stand at the desk.

use crate::domain::error::Code;
use crate::domain::segment::AssignmentStatus;
use crate::domain::testing::SmallHouse;

const WALK: &str = r#"{"op":"walk_in",$1,"nights":$2,"lead":"Anna Yi","adults":1}"#;

#[test]
fn a_walk_in_is_booked_given_and_in() {
    let mut hotel = SmallHouse::new();
    let outcome = hotel.say(WALK, &[r#""room":"203""#, "2"]);
    let code = outcome.receipt["booking"].as_str().unwrap();
    assert_eq!(
        (&outcome.receipt["room"], &outcome.receipt["version"]),
        (&"203".into(), &1.into())
    );
    assert!(hotel.booking(code).is_in_house() && hotel.room("203").is_occupied());
    assert_eq!(hotel.segments(code)[0].status, AssignmentStatus::Locked);
    assert_eq!(hotel.booking(code).stay.nights(), 2);
}

#[test]
fn the_best_room_leaves_long_runs_whole() {
    let mut hotel = SmallHouse::new();
    hotel.book_into("203", 2, 3, "Next");
    let outcome = hotel.say(WALK, &[r#""room_type":"DBL""#, "2"]);
    assert_eq!(outcome.receipt["room"], "203");
}

#[test]
fn a_day_use_holds_no_night() {
    let mut hotel = SmallHouse::new();
    hotel.book_into("203", 0, 2, "Tonight");
    let outcome = hotel.say(WALK, &[r#""room":"203""#, "0"]);
    assert!(
        hotel
            .booking(outcome.receipt["booking"].as_str().unwrap())
            .stay
            .is_day_use()
    );
}

#[test]
fn what_cannot_be_had_is_refused() {
    let mut hotel = SmallHouse::new();
    let old = hotel.guest_in("201", 1, "Old");
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&old]);
    hotel.book_into("202", 1, 2, "Next");
    for (place, nights, code) in [
        (r#""room":"201""#, "1", Code::RoomNotBookable),
        (r#""room":"202""#, "3", Code::RoomOverlapConflict),
        (r#""room":"999""#, "1", Code::RoomNotFound),
        (r#""room_type":"XXX""#, "1", Code::NotFound),
        (
            r#""room":"203","room_type":"STE""#,
            "1",
            Code::RoomTypeMismatch,
        ),
        (
            r#""room":"203","children":4"#,
            "1",
            Code::RoomCapacityExceeded,
        ),
        (r#""room":"203","children":1"#, "1", Code::PartyIncomplete),
        (
            r#""room_type":"DBL","children":4"#,
            "1",
            Code::RoomNotBookable,
        ),
        (r#""guests":[]"#, "1", Code::MissingRoomId),
        (r#""room":"203""#, "100000", Code::InvalidDates),
    ] {
        let before = hotel.house.bookings.len();
        assert_eq!(hotel.refused(WALK, &[place, nights]).code, code, "{place}");
        assert_eq!(hotel.house.bookings.len(), before);
    }
}

#[test]
fn selling_below_zero_takes_a_managers_word() {
    let mut hotel = SmallHouse::new();
    hotel.book("STE", 0, 1, "Awaited");
    hotel.sign_in("desk");
    let refusal = hotel.refused(WALK, &[r#""room":"301""#, "1"]);
    assert_eq!(refusal.code, Code::TypeOversold);
    assert!(
        refusal.message.contains("Max Manager"),
        "{}",
        refusal.message
    );
    hotel.sign_in("manager");
    let outcome = hotel.say(WALK, &[r#""room":"301""#, "1"]);
    assert_eq!(outcome.warnings[0].code, "TYPE_OVERSOLD");
}
