//! Two properties in one database: nobody reaches into the other's house.

#![allow(clippy::unwrap_used)]

use keyrack::desk::{Channel, Desk, Failure, Session, Sharing, found};
use keyrack::domain::command::{CreateProperty, Request};
use keyrack::domain::testing::SmallHouse;
use keyrack::domain::{Code, Moment, Refusal};
use tempfile::TempDir;

fn noon() -> Moment {
    "2026-03-16T12:00:00+01:00".parse().unwrap()
}

fn property(name: &str, slug: &str) -> CreateProperty {
    CreateProperty {
        name: name.into(),
        slug: slug.into(),
        currency: "EUR".into(),
        timezone: "Europe/Rome".into(),
        business_date: "2026-03-16".parse().ok(),
        administrator: None,
    }
}

/// Roma and Oslo; Oslo has a room 9, a type `CAB`, a block and a booking.
struct Neighbours {
    desk: Desk,
    roma: Session,
    oslo: Session,
    _folder: TempDir,
}

impl Neighbours {
    fn new() -> Neighbours {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("house.db");
        let (desk, _) = found(
            &path,
            Sharing::default(),
            property("Hotel Roma", "roma"),
            Some(noon()),
        )
        .unwrap();
        let mut desk = desk.with_clock(noon);
        let roma = desk.session(Some("roma"), None, Channel::Cli).unwrap();
        desk.execute(&roma, &property("Hotel Oslo", "oslo").into())
            .unwrap();
        let oslo = desk.session(Some("oslo"), None, Channel::Cli).unwrap();
        let mut both = Neighbours {
            desk,
            roma,
            oslo,
            _folder: folder,
        };
        for session in [both.roma.clone(), both.oslo.clone()] {
            let (kind, room) = if session == both.roma {
                ("DBL", "1")
            } else {
                ("CAB", "9")
            };
            for command in [
                r#"{"op":"create_room_type","code":"$1","name":"N","capacity":2,"rate":"100.00"}"#,
                r#"{"op":"create_room","number":"$2","room_type":"$1"}"#,
            ] {
                both.say(&session, command, &[kind, room]).unwrap();
            }
        }
        let oslo = both.oslo.clone();
        for command in [
            r#"{"op":"create_booking","room_type":"CAB","check_in":"2026-03-18","nights":1,"code":"OSLO-1","lead":"Olav"}"#,
            r#"{"op":"block","rooms":["9"],"from":"2026-03-20","to":"2026-03-21","type":"staff","reason":"cook"}"#,
        ] {
            both.say(&oslo, command, &[]).unwrap();
        }
        let roma = both.roma.clone();
        both.say(
            &roma,
            r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-18","nights":1,"code":"ROMA-1","lead":"Rita"}"#,
            &[],
        )
        .unwrap();
        both
    }

    fn say(&mut self, session: &Session, json: &str, words: &[&str]) -> Result<(), Refusal> {
        let request: Request = SmallHouse::read(json, words).into();
        match self.desk.execute(session, &request) {
            Ok(_) => Ok(()),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(other) => panic!("{json}: {other}"),
        }
    }
}

#[test]
fn what_is_the_neighbours_is_named_as_theirs() {
    let mut both = Neighbours::new();
    let roma = both.roma.clone();
    for (command, code) in [
        (
            r#"{"op":"cancel_booking","booking":"OSLO-1","reason":"x"}"#,
            Code::HotelMismatch,
        ),
        (
            r#"{"op":"check_in","booking":"OSLO-1"}"#,
            Code::HotelMismatch,
        ),
        (
            r#"{"op":"pre_assign","booking":"ROMA-1","room":"9"}"#,
            Code::HotelMismatch,
        ),
        (
            r#"{"op":"pre_assign","booking":"OSLO-1","room":"1"}"#,
            Code::HotelMismatch,
        ),
        (
            r#"{"op":"record_payment","booking":"OSLO-1","amount":"1.00","method":"cash"}"#,
            Code::HotelMismatch,
        ),
        (
            r#"{"op":"adjust","booking":"OSLO-1","amount":"1.00","reason":"x"}"#,
            Code::HotelMismatch,
        ),
        (
            r#"{"op":"swap","booking":"ROMA-1","with":"OSLO-1","reason":"x","rate":"charge"}"#,
            Code::HotelMismatch,
        ),
        (r#"{"op":"start_cleaning","room":"9"}"#, Code::HotelMismatch),
        (
            r#"{"op":"release_block","block":"BL-0001","reason":"x"}"#,
            Code::HotelMismatch,
        ),
        (
            r#"{"op":"resolve_alert","alert":"unassigned:OSLO-1"}"#,
            Code::HotelMismatch,
        ),
        (
            r#"{"op":"create_booking","room_type":"CAB","check_in":"2026-03-18","nights":1}"#,
            Code::RoomTypeHotelMismatch,
        ),
        (
            r#"{"op":"edit_booking","booking":"ROMA-1","room_type":"CAB"}"#,
            Code::RoomTypeHotelMismatch,
        ),
    ] {
        let refusal = both.say(&roma, command, &[]).unwrap_err();
        assert_eq!(refusal.code, code, "{command}");
        assert!(
            refusal.message.contains("Hotel Oslo"),
            "{}",
            refusal.message
        );
    }
}

#[test]
fn each_house_numbers_and_names_its_own() {
    let mut both = Neighbours::new();
    let (roma, oslo) = (both.roma.clone(), both.oslo.clone());
    // The same room number, type and booking code in both houses.
    both.say(
        &roma,
        r#"{"op":"create_room_type","code":"CAB","name":"Cabin","capacity":2,"rate":"1.00"}"#,
        &[],
    )
    .unwrap();
    both.say(
        &roma,
        r#"{"op":"create_room","number":"9","room_type":"CAB"}"#,
        &[],
    )
    .unwrap();
    both.say(
        &roma,
        r#"{"op":"create_booking","room_type":"CAB","check_in":"2026-03-18","nights":1,"code":"OSLO-1","lead":"Rita"}"#,
        &[],
    )
    .unwrap();
    both.say(
        &roma,
        r#"{"op":"cancel_booking","booking":"OSLO-1","reason":"x"}"#,
        &[],
    )
    .unwrap();
    both.say(
        &oslo,
        r#"{"op":"pre_assign","booking":"OSLO-1","room":"9"}"#,
        &[],
    )
    .unwrap();
    let taken = both.say(
        &roma,
        r#"{"op":"create_property","name":"R","slug":"OSLO","currency":"EUR","timezone":"Europe/Rome"}"#,
        &[],
    );
    assert_eq!(taken.unwrap_err().code, Code::AlreadyExists);
}
