//! Views that people keep.

use crate::domain::error::Code;
use crate::domain::facts::Facts;
use crate::domain::testing::SmallHouse;

fn names(hotel: &SmallHouse) -> Vec<String> {
    let views = Facts::saved_views(&hotel.house, hotel.actor.id);
    views.into_iter().map(|view| view.name).collect()
}

const ARRIVALS: &str =
    r#"{"op":"save_view","name":"$1","view":{"bookings":{"search":{"arriving_today":true}}}}"#;

#[test]
fn everyone_keeps_their_own() {
    let mut hotel = SmallHouse::new();
    hotel.sign_in("maid");
    hotel.say(ARRIVALS, &["Mine"]);
    hotel.sign_in("desk");
    assert!(names(&hotel).is_empty());
    hotel.say(ARRIVALS, &["Mine"]);
    hotel.say(
        r#"{"op":"delete_view","name":"mine","screen":"bookings"}"#,
        &[],
    );
    assert!(names(&hotel).is_empty());
    hotel.sign_in("maid");
    assert_eq!(names(&hotel), ["Mine"]);
}

#[test]
fn one_of_the_same_name_is_replaced_and_comes_back_by_undo() {
    let mut hotel = SmallHouse::new();
    hotel.say(ARRIVALS, &["Today"]);
    let first = Facts::saved_views(&hotel.house, hotel.actor.id);
    hotel.say(
        r#"{"op":"save_view","name":"today","view":{"bookings":{"sort":{"by":"guest"}}}}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"save_view","name":"Today","view":{"grid":{"rows":{"floor":2}}}}"#,
        &[],
    );
    assert_eq!(
        names(&hotel),
        ["today", "Today"],
        "another screen has its own names"
    );
    hotel.say(r#"{"op":"undo"}"#, &[]);
    hotel.say(r#"{"op":"undo"}"#, &[]);
    let back = Facts::saved_views(&hotel.house, hotel.actor.id);
    assert_eq!(back[0].arrangement, first[0].arrangement);
    hotel.say(
        r#"{"op":"delete_view","name":"Today","screen":"bookings"}"#,
        &[],
    );
    hotel.say(r#"{"op":"undo"}"#, &[]);
    assert_eq!(names(&hotel), ["Today"]);
}

#[test]
fn a_name_is_needed_and_an_unknown_one_is_said() {
    let mut hotel = SmallHouse::new();
    let refusal = hotel.refused(ARRIVALS, &["  "]);
    assert_eq!(
        (refusal.code, refusal.details["field"].as_str()),
        (Code::InvalidValue, Some("name"))
    );
    let refusal = hotel.refused(r#"{"op":"delete_view","name":"none","screen":"grid"}"#, &[]);
    assert_eq!(refusal.code, Code::NotFound);
    for number in 0..60 {
        hotel.say(ARRIVALS, &[&format!("V{number}")]);
    }
    let refusal = hotel.refused(ARRIVALS, &["one more"]);
    assert_eq!(refusal.code, Code::InvalidValue);
    hotel.say(ARRIVALS, &["v7"]);
}
