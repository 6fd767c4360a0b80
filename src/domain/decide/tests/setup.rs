//! Setting a house up.

use crate::domain::error::Code;
use crate::domain::testing::SmallHouse;

fn field(refusal: &crate::domain::Refusal) -> (Code, &str) {
    (refusal.code, refusal.details["field"].as_str().unwrap())
}

#[test]
fn a_property_comes_with_its_administrator() {
    let hotel = SmallHouse::new();
    let property = hotel.house.property.clone().unwrap();
    assert_eq!(
        (property.slug.as_str(), property.business_date.to_string()),
        ("roma", "2026-03-16".to_owned())
    );
    assert_eq!(property.version, 1);
    assert_eq!(hotel.actor.employee, "admin");
}

#[test]
fn the_first_business_date_is_the_wall_clocks() {
    let mut hotel = SmallHouse::empty();
    hotel.now = "2026-03-16T23:30:00Z".parse().unwrap();
    hotel.say(
        r#"{"op":"create_property","name":"R","slug":"r","currency":"eur","timezone":"Europe/Rome"}"#,
        &[],
    );
    assert_eq!(hotel.today().to_string(), "2026-03-17");
}

#[test]
fn odd_properties_are_refused() {
    for (change, code, named) in [
        (r#""slug":"a b""#, Code::InvalidValue, "slug"),
        (r#""slug":" ""#, Code::InvalidValue, "slug"),
        (
            r#""slug":"x","timezone":"Mars/Base""#,
            Code::InvalidValue,
            "timezone",
        ),
        (
            r#""slug":"x","currency":"XEU2""#,
            Code::InvalidValue,
            "currency",
        ),
        (r#""slug":"x","name":"""#, Code::InvalidValue, "name"),
        (
            r#""slug":"x","business_date":"2199-12-31""#,
            Code::InvalidValue,
            "business_date",
        ),
        (
            r#""slug":"x","administrator":" ""#,
            Code::InvalidValue,
            "administrator",
        ),
        (r#""slug":"ROMA""#, Code::AlreadyExists, "slug"),
    ] {
        let mut hotel = SmallHouse::new();
        let mut text = String::from(r#"{"op":"create_property","#);
        for (name, value) in [
            ("name", "N"),
            ("currency", "EUR"),
            ("timezone", "Europe/Rome"),
        ] {
            if !change.contains(&format!("\"{name}\"")) {
                text.extend([format!("\"{name}\":\"{value}\",")]);
            }
        }
        let refusal = hotel.refused(&format!("{text}{change}}}"), &[]);
        assert_eq!(field(&refusal), (code, named), "{change}");
    }
}

#[test]
fn odd_fields_are_refused_by_name() {
    let long = "x".repeat(500);
    for (command, named) in [
        (
            r#"{"op":"create_room_type","code":"","name":"N","capacity":1,"rate":"1"}"#,
            "code",
        ),
        (
            r#"{"op":"create_room_type","code":"A B","name":"N","capacity":1,"rate":"1"}"#,
            "code",
        ),
        (
            r#"{"op":"create_room_type","code":"A\u001b","name":"N","capacity":1,"rate":"1"}"#,
            "code",
        ),
        (
            r#"{"op":"create_room_type","code":"A","name":"$1","capacity":1,"rate":"1"}"#,
            "name",
        ),
        (
            r#"{"op":"create_room_type","code":"A","name":"N","capacity":0,"rate":"1"}"#,
            "capacity",
        ),
        (
            r#"{"op":"create_room_type","code":"A","name":"N","capacity":4294967295,"rate":"1"}"#,
            "capacity",
        ),
        (
            r#"{"op":"create_room_type","code":"A","name":"N","capacity":1,"rate":"-1"}"#,
            "rate",
        ),
        (
            r#"{"op":"create_room_type","code":"A","name":"N","capacity":1,"rate":"1.999"}"#,
            "rate",
        ),
        (
            r#"{"op":"create_room_type","code":"A","name":"N","capacity":1,"rate":"99999999999999"}"#,
            "rate",
        ),
        (
            r#"{"op":"create_room_type","code":"A","name":"N","capacity":1,"rate":{"amount":"1.00","currency":"USD"}}"#,
            "rate",
        ),
        (
            r#"{"op":"create_room_type","code":"A","name":"N","capacity":1,"rate":"1","rank":5000}"#,
            "rank",
        ),
        (
            r#"{"op":"create_room_type","code":"A","name":"N","capacity":1,"rate":"1","minutes":5000}"#,
            "minutes",
        ),
        (
            r#"{"op":"edit_room_type","code":"DBL","capacity":0}"#,
            "capacity",
        ),
        (
            r#"{"op":"create_room","number":"","room_type":"DBL"}"#,
            "number",
        ),
        (
            r#"{"op":"create_room","number":"205","room_type":"DBL","floor":900}"#,
            "floor",
        ),
        (
            r#"{"op":"create_room","number":"205","room_type":"DBL","capacity":0}"#,
            "capacity",
        ),
        (
            r#"{"op":"create_room","number":"205","room_type":"DBL","features":["a;b"]}"#,
            "features",
        ),
        (r#"{"op":"edit_room","room":"201","floor":-900}"#, "floor"),
        (
            r#"{"op":"create_staff","employee":"","name":"N","role":"manager"}"#,
            "employee",
        ),
        (
            r#"{"op":"create_staff","employee":"e","name":"","role":"manager"}"#,
            "name",
        ),
        (
            r#"{"op":"create_staff","employee":"e","name":"N","role":"manager","email":"nowhere"}"#,
            "email",
        ),
        (
            r#"{"op":"create_staff","employee":"e","name":"N","role":"manager","languages":[""]}"#,
            "languages",
        ),
        (
            r#"{"op":"set_policy","name":"no_such","value":"on"}"#,
            "name",
        ),
        (
            r#"{"op":"set_policy","name":"oversell","value":"maybe"}"#,
            "value",
        ),
    ] {
        let refusal = SmallHouse::new().refused(command, &[&long]);
        assert_eq!(field(&refusal), (Code::InvalidValue, named), "{command}");
    }
}

#[test]
fn names_are_taken_once() {
    for command in [
        r#"{"op":"create_room_type","code":"DBL","name":"N","capacity":1,"rate":"1"}"#,
        r#"{"op":"create_room","number":"201","room_type":"DBL"}"#,
        r#"{"op":"create_staff","employee":"desk","name":"N","role":"manager"}"#,
    ] {
        assert_eq!(
            SmallHouse::new().refused(command, &[]).code,
            Code::AlreadyExists
        );
    }
}

#[test]
fn a_room_tells_its_floor_and_takes_after_its_type() {
    let mut hotel = SmallHouse::new();
    for (number, floor) in [("1204", 12), ("205", 2), ("7", 0), ("B12", 0), ("A301", 3)] {
        hotel.say(
            r#"{"op":"create_room","number":"$1","room_type":"DBL","features":["Sea View","connecting:102"," "]}"#,
            &[number],
        );
        let room = hotel.room(number);
        assert_eq!((room.floor, room.capacity), (floor, 2), "{number}");
        assert!(room.is_bookable());
        assert_eq!(
            room.features.into_iter().collect::<Vec<_>>(),
            ["connecting:102", "sea_view"]
        );
    }
}

#[test]
fn an_occupied_room_cannot_be_taken_out_of_use() {
    let mut hotel = SmallHouse::new();
    hotel.guest_in("201", 2, "Yi");
    let refusal = hotel.refused(r#"{"op":"edit_room","room":"201","active":false}"#, &[]);
    assert_eq!(refusal.code, Code::RoomOccupied);
}

#[test]
fn a_room_out_of_use_lists_whom_it_strands() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("201", 3, 2, "Yi");
    let outcome = hotel.say(r#"{"op":"edit_room","room":"201","active":false}"#, &[]);
    assert_eq!(outcome.warnings.len(), 1);
    assert_eq!(outcome.warnings[0].code, "STRANDED_HOLD");
    assert!(outcome.warnings[0].message.contains(&yi));
    assert!(!hotel.room("201").is_bookable());
}

#[test]
fn a_room_that_shrinks_or_changes_type_says_who_misfits() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book_into("301", 3, 2, "Yi");
    hotel.say(r#"{"op":"edit_booking","booking":"$1","adults":3}"#, &[&yi]);
    let outcome = hotel.say(
        r#"{"op":"edit_room","room":"301","capacity":2,"room_type":"DBL"}"#,
        &[],
    );
    let codes: Vec<&str> = outcome
        .warnings
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(codes, ["ROOM_CAPACITY_EXCEEDED", "ROOM_TYPE_MISMATCH"]);
}

#[test]
fn a_policy_is_read_back() {
    let mut hotel = SmallHouse::new();
    let outcome = hotel.say(
        r#"{"op":"set_policy","name":"oversell","value":"refuse"}"#,
        &[],
    );
    assert_eq!(outcome.receipt["policy"], "oversell");
    assert_eq!(
        hotel.house.property.as_ref().unwrap().policies.oversell,
        crate::domain::policy::Oversell::Refuse
    );
    let again = hotel.say(
        r#"{"op":"set_policy","name":"oversell","value":"refuse"}"#,
        &[],
    );
    assert!(again.changes.is_empty());
}

#[test]
fn stale_and_unknown_things_are_refused() {
    let mut hotel = SmallHouse::new();
    hotel.expected_version = Some(7);
    for command in [
        r#"{"op":"set_policy","name":"oversell","value":"refuse"}"#,
        r#"{"op":"edit_room_type","code":"DBL","rank":3}"#,
        r#"{"op":"edit_room","room":"201","floor":3}"#,
    ] {
        assert_eq!(hotel.refused(command, &[]).code, Code::Stale);
    }
    hotel.expected_version = None;
    for (command, code) in [
        (
            r#"{"op":"edit_room_type","code":"XXX","rank":3}"#,
            Code::NotFound,
        ),
        (
            r#"{"op":"edit_room","room":"999","floor":3}"#,
            Code::RoomNotFound,
        ),
        (
            r#"{"op":"edit_room","room":"","floor":3}"#,
            Code::MissingRoomId,
        ),
        (
            r#"{"op":"create_room","number":"999","room_type":"XXX"}"#,
            Code::NotFound,
        ),
    ] {
        assert_eq!(hotel.refused(command, &[]).code, code);
    }
}

#[test]
fn only_an_administrator_sets_up() {
    let mut hotel = SmallHouse::new();
    hotel.sign_in("manager");
    for command in [
        r#"{"op":"create_room","number":"999","room_type":"DBL"}"#,
        r#"{"op":"set_policy","name":"oversell","value":"refuse"}"#,
        r#"{"op":"create_property","name":"R","slug":"r","currency":"EUR","timezone":"Europe/Rome"}"#,
    ] {
        let refusal = hotel.refused(command, &[]);
        assert_eq!(refusal.code, Code::PermissionDenied);
        assert_eq!(refusal.details["who_may"][0], "Ada Admin");
    }
}
