//! Views that people keep.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::case::{Case, done, nothing, refused};

/// One view of the list of bookings is kept.
fn kept(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"save_view","name":"Today","view":{"bookings":{"search":{"arriving_today":true}}}}"#,
        &[],
    );
    Vec::new()
}

pub fn cases() -> Vec<Case> {
    vec![
        done(
            "save_view",
            "of the bookings",
            nothing,
            r#"{"name":"Doubles","view":{"bookings":{"search":{"room_type":"DBL"},"sort":{"by":"guest","descending":true}}}}"#,
        ),
        done(
            "save_view",
            "of the grid",
            nothing,
            r#"{"name":"Upstairs","view":{"grid":{"rows":{"floor":3},"grouping":"none","zoom":4}}}"#,
        ),
        done(
            "save_view",
            "in the place of another",
            kept,
            r#"{"name":"today","view":{"bookings":{}}}"#,
        ),
        refused(
            Code::InvalidValue,
            "save_view",
            "without a name",
            nothing,
            r#"{"name":" ","view":{"bookings":{}}}"#,
        ),
        done(
            "delete_view",
            "by its name in any case",
            kept,
            r#"{"name":"TODAY","screen":"bookings"}"#,
        ),
        refused(
            Code::NotFound,
            "delete_view",
            "of another screen",
            kept,
            r#"{"name":"Today","screen":"grid"}"#,
        ),
        refused(
            Code::InvalidValue,
            "delete_view",
            "without a name",
            kept,
            r#"{"name":"","screen":"bookings"}"#,
        ),
    ]
}
