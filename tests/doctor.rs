//! The doctor as a person calls it: on a house that is well, on one that was
//! broken behind keyrack's back, and on one it may mend.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

mod cli_support;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use cli_support::Hotel;
use rusqlite::Connection;
use serde_json::Value;

/// Today's house: its date is the calendar's, and one can be called at night.
fn hotel() -> Hotel {
    let hotel = Hotel::none();
    hotel.write("rooms.csv", cli_support::ROOMS);
    hotel.write("room_types.csv", cli_support::TYPES);
    let said = hotel.run(&[
        "init",
        "--property",
        "Hotel Roma",
        "--slug",
        "roma",
        "--currency",
        "EUR",
        "--timezone",
        "Europe/Rome",
        "--rooms",
        "rooms.csv",
    ]);
    assert_eq!(said.code, 0, "{said:?}");
    hotel.order(
        r#"{"op":"create_staff","employee":"fixer","name":"Fred","role":"facility_manager","round_the_clock":true,"on_duty":true}"#,
    );
    hotel.order(r#"{"op":"create_staff","employee":"desk","name":"Dora","role":"front_desk"}"#);
    hotel
}

/// What the doctor says, as data, and its exit status.
fn doctor(hotel: &Hotel, words: &[&str]) -> (i32, Value) {
    let said = hotel.run(&[&["doctor", "--json"], words].concat());
    let data = serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{said:?}"));
    (said.code, data)
}

/// The checks that found something wrong.
fn wrong(data: &Value) -> BTreeSet<String> {
    let findings = data["findings"].as_array().unwrap().iter();
    findings
        .filter(|one| one["severity"] != "notice")
        .map(|one| one["check"].as_str().unwrap().to_owned())
        .collect()
}

fn spoil(path: &Path, sql: &str) {
    let database = Connection::open(path).unwrap();
    database
        .execute_batch("PRAGMA ignore_check_constraints = ON")
        .unwrap();
    database.execute_batch(sql).unwrap();
}

#[test]
fn a_house_that_is_well_has_nothing_wrong() {
    let hotel = hotel();
    let (code, data) = doctor(&hotel, &[]);
    assert_eq!((code, wrong(&data)), (0, BTreeSet::new()), "{data:#}");
    assert_eq!(data["ok"], true);
    let said = hotel.run(&["doctor"]);
    assert!(said.out.contains("Nothing is wrong"), "{said:?}");
}

/// What is done behind keyrack's back, and the check that finds it beside the
/// rows' own.
const SPOILT: &[(&str, &str)] = &[
    (
        "UPDATE staff SET active = 0 WHERE employee = 'admin'",
        "no_administrator",
    ),
    (
        "UPDATE rooms SET status = 'OCCUPIED' WHERE number = '101'",
        "occupied_differs",
    ),
    (
        "UPDATE rooms SET status = 'MAINTENANCE_REQUIRED' WHERE number = '101'",
        "maintenance_differs",
    ),
    (
        "UPDATE rooms SET status = 'OUT_OF_ORDER' WHERE number = '101'",
        "damaged",
    ),
    (
        "UPDATE rooms SET rush = 1 WHERE number = '101'",
        "rush_for_nothing",
    ),
    ("UPDATE bookings SET needs_room = 0", "needs_room_differs"),
    ("UPDATE bookings SET checked_out_at = 5", "booking_stamps"),
    ("UPDATE bookings SET status = 'LOST'", "unopened"),
    (
        "UPDATE staff SET role = 'KING' WHERE employee = 'desk'",
        "unopened",
    ),
    ("UPDATE requests SET status = 'CLOSED'", "request_stamps"),
    ("UPDATE requests SET category = 'Lifts'", "category_lost"),
    ("DELETE FROM holds", "damaged"),
];

#[test]
fn what_was_broken_behind_keyracks_back_is_found() {
    let hotel = hotel();
    let code = hotel.book("DBL", "2026-12-24", 2, "Lee");
    hotel.order(&format!(
        r#"{{"op":"pre_assign","booking":"{code}","room":"201"}}"#
    ));
    hotel.book("DBL", "2026-12-26", 2, "Roomless");
    hotel.order(r#"{"op":"create_request","title":"Lamp","category":"Electrical"}"#);
    let sound = fs::read(hotel.db()).unwrap();
    let (_, data) = doctor(&hotel, &[]);
    assert_eq!(wrong(&data), BTreeSet::new(), "{data:#}");
    for (sql, check) in SPOILT {
        restore(&hotel, &sound);
        spoil(&hotel.db(), sql);
        let (code, data) = doctor(&hotel, &[]);
        let found = wrong(&data);
        assert_eq!(code, 1, "{sql}: {data:#}");
        assert!(found.contains(*check), "{sql}: {found:?}\n{data:#}");
        assert!(
            found.contains("damaged"),
            "{sql}: the rows are not what the journal left: {found:?}"
        );
    }
    restore(&hotel, b"not a database at all");
    let (code, data) = doctor(&hotel, &[]);
    assert_eq!(
        (code, wrong(&data)),
        (1, BTreeSet::from(["unopened".to_owned()]))
    );
}

fn restore(hotel: &Hotel, sound: &[u8]) {
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{suffix}", hotel.db().display()));
    }
    fs::write(hotel.db(), sound).unwrap();
}

#[test]
fn what_is_safe_is_mended_journaled_and_can_be_taken_back() {
    let hotel = hotel();
    hotel.order(r#"{"op":"create_staff","employee":"sparks","name":"Sam","role":"electrician","on_duty":true}"#);
    hotel.order(r#"{"op":"create_request","title":"Lamp","category":"Electrical"}"#);
    let ticket = hotel.data(&["show", "requests"])["requests"][0]["ticket"]
        .as_str()
        .unwrap()
        .to_owned();
    hotel.order(&format!(
        r#"{{"op":"assign_request","ticket":"{ticket}","employee":"sparks"}}"#
    ));
    hotel.order(r#"{"op":"edit_staff","employee":"sparks","employment_status":"on_leave"}"#);
    hotel.order(r#"{"op":"edit_staff","employee":"desk","employment_status":"terminated"}"#);
    fs::set_permissions(hotel.db(), fs::Permissions::from_mode(0o644)).unwrap();
    let (code, data) = doctor(&hotel, &[]);
    let found = wrong(&data);
    for check in ["assignee_away", "gone_on_staff", "too_open"] {
        assert!(found.contains(check), "{check}: {found:?}");
    }
    assert_eq!(code, 1);
    let before = hotel
        .run(&["show", "journal", "--json"])
        .out
        .lines()
        .count();

    let (code, data) = doctor(&hotel, &["--fix"]);
    assert_eq!((code, wrong(&data)), (0, BTreeSet::new()), "{data:#}");
    let mended = data["mended"].as_array().unwrap();
    assert!(
        mended.len() >= 3 && mended.iter().all(|one| one["done"].is_string()),
        "{data:#}"
    );
    let mode = fs::metadata(hotel.db()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let journal = hotel.run(&["show", "journal", "--json"]).out;
    assert!(journal.lines().count() >= before + 2, "each is an entry");
    // A second look mends nothing more, and everything can be taken back.
    let (code, data) = doctor(&hotel, &["--fix"]);
    assert_eq!(code, 0);
    assert_eq!(data["mended"].as_array().unwrap().len(), 0);
    assert_eq!(hotel.order(r#"{"op":"undo"}"#)["ok"], true);
    assert_eq!(doctor(&hotel, &[]).0, 1, "taken back is broken again");
}

#[test]
fn what_is_for_a_person_to_decide_is_left_and_said() {
    let hotel = hotel();
    hotel.order(r#"{"op":"edit_staff","employee":"fixer","round_the_clock":false}"#);
    let said = hotel.run(&["doctor", "--fix"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("for a person to decide"), "{said:?}");
    assert!(said.out.contains("round the clock"), "{said:?}");
}

#[test]
fn configuration_and_the_way_out_are_looked_at() {
    let hotel = hotel();
    let config = hotel.write("config.toml", "thme = 'dark'\n");
    let config = config.display().to_string();
    let (_, data) = doctor(&hotel, &["--config", &config]);
    assert_eq!(
        wrong(&data),
        BTreeSet::from(["settings".to_owned()]),
        "{data:#}"
    );
    hotel.write("config.toml", "[keys.grid]\nup = 'k'\nfly = 'x'\n");
    let (_, data) = doctor(&hotel, &["--config", &config]);
    let text = data.to_string();
    assert!(text.contains("line 3") && text.contains("fly"), "{data:#}");
    hotel.write(
        "outgoing.toml",
        "mail_user = 'roma'\nmail_pasword = 'hunter2'\n",
    );
    fs::set_permissions(
        hotel.path("outgoing.toml"),
        fs::Permissions::from_mode(0o644),
    )
    .unwrap();
    let (_, data) = doctor(&hotel, &[]);
    assert_eq!(
        wrong(&data),
        BTreeSet::from(["outgoing".to_owned(), "too_open".to_owned()])
    );
    // Its rights are mended; what stands in it is not ours to change.
    let (code, data) = doctor(&hotel, &["--fix"]);
    assert_eq!(
        (code, wrong(&data)),
        (1, BTreeSet::from(["outgoing".to_owned()]))
    );
    assert!(!data.to_string().contains("hunter2"));
    let said = hotel.run(&["config", "set", "mail_server", "carrier-pigeon"]);
    assert_eq!(said.code, 0, "{said:?}");
    let (_, data) = doctor(&hotel, &[]);
    assert!(wrong(&data).contains("mail_incomplete"), "{data:#}");
}

#[test]
fn a_house_that_wants_a_pin_tells_a_stranger_nothing() {
    let hotel = hotel();
    let said = hotel.run_with(
        &["batch"],
        r#"{"op":"set_pin","employee":"admin","pin":"482913"}"#,
    );
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(
        hotel.run(&["config", "set", "owner_is_admin", "off"]).code,
        0
    );
    let said = hotel.run(&["doctor"]);
    assert_eq!(said.code, 1);
    assert!(said.sentence().contains("--as"), "{said:?}");
}

#[test]
fn no_database_is_said_in_a_sentence() {
    let hotel = Hotel::none();
    let (code, data) = doctor(&hotel, &[]);
    assert_eq!(
        (code, wrong(&data)),
        (1, BTreeSet::from(["unopened".to_owned()]))
    );
}
