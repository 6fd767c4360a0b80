//! Allocation rules.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::case::{Case, done, nothing, refused};

/// One rule.
fn made(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"create_rule","name":"High up","kind":"floor","conditions":{"guest_type":"vip"},"actions":{"preferred_floors":[3]},"priority":5}"#,
        &[],
    );
    Vec::new()
}

/// Two of them.
fn two(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"create_rule","name":"Not 101","kind":"room_type","actions":{"avoid_rooms":["101"]}}"#,
        &[],
    );
    made(hotel)
}

pub fn cases() -> Vec<Case> {
    vec![
        done(
            "create_rule",
            "with everything in it",
            nothing,
            r#"{"name":"Long stays","kind":"guest_type","conditions":{"guest_type":"regular","min_nights":3,"max_nights":20,"booking_source":"direct","room_type":"DBL","party_min":2,"weekday":["fri","sat"]},"actions":{"preferred_floors":[2],"required_features":["quiet"],"avoid_rooms":["201"],"preferred_rooms":["204"],"score":15},"priority":10,"active":false}"#,
        ),
        done(
            "create_rule",
            "as a text",
            nothing,
            r#"{"name":"Quiet","kind":"feature","conditions":"{}","actions":"{\"required_features\":[\"quiet\"]}"}"#,
        ),
        refused(
            Code::RuleInvalid,
            "create_rule",
            "of a room that is none",
            nothing,
            r#"{"name":"R","kind":"room_type","actions":{"avoid_rooms":["999"]}}"#,
        ),
        refused(
            Code::AlreadyExists,
            "create_rule",
            "under a name that is taken",
            made,
            r#"{"name":"high UP","kind":"floor","actions":{"preferred_floors":[2]}}"#,
        ),
        refused(
            Code::InvalidValue,
            "create_rule",
            "without a name",
            nothing,
            r#"{"name":" ","kind":"floor","actions":{"preferred_floors":[2]}}"#,
        ),
        done(
            "edit_rule",
            "switched off",
            made,
            r#"{"name":"High up","active":false}"#,
        ),
        done(
            "edit_rule",
            "in every field",
            made,
            r#"{"name":"High up","new_name":"Higher","kind":"feature","conditions":{},"actions":{"required_features":["balcony"]},"priority":-3,"active":true}"#,
        ),
        refused(
            Code::NotFound,
            "edit_rule",
            "not there",
            made,
            r#"{"name":"Low down","active":false}"#,
        ),
        refused(
            Code::AlreadyExists,
            "edit_rule",
            "called as another is",
            two,
            r#"{"name":"High up","new_name":"not 101"}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_rule",
            "called nothing",
            made,
            r#"{"name":"High up","new_name":""}"#,
        ),
        refused(
            Code::RuleInvalid,
            "edit_rule",
            "to a kind that is none",
            made,
            r#"{"name":"High up","kind":"colour"}"#,
        ),
        done("delete_rule", "by its name", made, r#"{"name":"high up"}"#),
        refused(
            Code::NotFound,
            "delete_rule",
            "not there",
            nothing,
            r#"{"name":"High up"}"#,
        ),
    ]
}
