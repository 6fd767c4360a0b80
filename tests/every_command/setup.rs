//! Setting a house up: property, policies, types, rooms.

use keyrack::domain::error::Code;

use super::case::{Case, done, nothing, refused};

pub fn cases() -> Vec<Case> {
    vec![
        done(
            "create_property",
            "a second house",
            nothing,
            r#"{"name":"Hotel Due","slug":"due","currency":"EUR","timezone":"Europe/Rome"}"#,
        ),
        refused(
            Code::AlreadyExists,
            "create_property",
            "of a name that is taken",
            nothing,
            r#"{"name":"Hotel Roma","slug":"roma","currency":"EUR","timezone":"Europe/Rome"}"#,
        ),
        refused(
            Code::InvalidValue,
            "create_property",
            "with no currency there is",
            nothing,
            r#"{"name":"Hotel Due","slug":"due","currency":"XXQ","timezone":"Europe/Rome"}"#,
        ),
        done(
            "set_policy",
            "another firm window",
            nothing,
            r#"{"name":"firm_window_hours","value":"48"}"#,
        ),
        refused(
            Code::InvalidValue,
            "set_policy",
            "no number",
            nothing,
            r#"{"name":"firm_window_hours","value":"soon"}"#,
        ),
        refused(
            Code::InvalidValue,
            "set_policy",
            "no such policy",
            nothing,
            r#"{"name":"kindness","value":"on"}"#,
        ),
        done(
            "create_room_type",
            "a family room",
            nothing,
            r#"{"code":"FAM","name":"Family","capacity":5,"rate":"180.00"}"#,
        ),
        refused(
            Code::AlreadyExists,
            "create_room_type",
            "a second DBL",
            nothing,
            r#"{"code":"DBL","name":"Double","capacity":2,"rate":"1.00"}"#,
        ),
        refused(
            Code::InvalidValue,
            "create_room_type",
            "a rate below nothing",
            nothing,
            r#"{"code":"FAM","name":"Family","capacity":5,"rate":"-1.00"}"#,
        ),
        done(
            "edit_room_type",
            "another rate",
            nothing,
            r#"{"code":"DBL","rate":"130.00"}"#,
        ),
        refused(
            Code::NotFound,
            "edit_room_type",
            "no such type",
            nothing,
            r#"{"code":"FAM","rate":"130.00"}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_room_type",
            "an empty name",
            nothing,
            r#"{"code":"DBL","name":" "}"#,
        ),
        done(
            "create_room",
            "one more double",
            nothing,
            r#"{"number":"205","room_type":"DBL"}"#,
        ),
        refused(
            Code::AlreadyExists,
            "create_room",
            "a second 201",
            nothing,
            r#"{"number":"201","room_type":"DBL"}"#,
        ),
        refused(
            Code::NotFound,
            "create_room",
            "of no type there is",
            nothing,
            r#"{"number":"205","room_type":"FAM"}"#,
        ),
        refused(
            Code::InvalidValue,
            "create_room",
            "on no floor",
            nothing,
            r#"{"number":"205","room_type":"DBL","floor":900}"#,
        ),
        done(
            "edit_room",
            "a balcony found",
            nothing,
            r#"{"room":"201","features":["balcony"]}"#,
        ),
        refused(
            Code::RoomNotFound,
            "edit_room",
            "no such room",
            nothing,
            r#"{"room":"999","floor":1}"#,
        ),
        refused(
            Code::RoomOccupied,
            "edit_room",
            "out of use with a guest in it",
            |hotel| vec![hotel.guest_in("201", 2, "Yi")],
            r#"{"room":"201","active":false}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_room",
            "on no floor",
            nothing,
            r#"{"room":"201","floor":900}"#,
        ),
    ]
}
