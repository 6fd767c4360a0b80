//! People at the command line: who comes in, and how, and what is shown of
//! them.

#![allow(clippy::unwrap_used)]

mod cli_support;

use std::process::Stdio;

use cli_support::{Hotel, Said};
use serde_json::Value;

const STAFF: &str = r#"{"op":"create_staff","employee":"E7","name":"Ana Silva","role":"front_desk","on_duty":true,"reports_to":"admin","schedule":"mon-fri 07:00-15:00"}
{"op":"set_permissions","employee":"E7","rooms":true}
{"op":"create_staff","employee":"E8","name":"Bea Cruz","role":"room_attendant"}
{"op":"deactivate_staff","employee":"E8"}
{"op":"set_pin","employee":"E7","pin":"4711"}
{"op":"set_pin","pin":"admin-pin"}
"#;

fn staffed() -> Hotel {
    let hotel = Hotel::roma();
    let said = hotel.run_with(&["batch"], STAFF);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("OWNER_IS_ADMIN"), "{said:?}");
    assert!(!said.out.contains("4711") && !said.err.contains("4711"));
    hotel
}

/// The house trusts its owner no more.
fn locked() -> Hotel {
    let hotel = staffed();
    let said = hotel.run(&["config", "set", "policy.owner_is_admin", "off"]);
    assert_eq!(said.code, 0, "{said:?}");
    hotel
}

fn with_pin(hotel: &Hotel, pin: Option<&str>, words: &[&str]) -> Said {
    let mut command = hotel.command();
    if let Some(pin) = pin {
        command.env("KEYRACK_PIN", pin);
    }
    let output = command.args(words).stdin(Stdio::null()).output().unwrap();
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn the_owner_of_the_file_is_trusted_until_the_house_says_otherwise() {
    let hotel = staffed();
    assert_eq!(hotel.run(&["show", "stats"]).code, 0);
    assert_eq!(hotel.run(&["--as", "E7", "show", "stats"]).code, 0);
    let hotel = locked();
    let said = with_pin(&hotel, Some("admin-pin"), &["show", "bookings"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("--as"), "{said:?}");
    for words in [
        &["show", "bookings"][..],
        &["config", "get"],
        &["batch"],
        &["show", "journal"],
    ] {
        let words = [&["--as", "admin", "--json"], words].concat();
        let wrong = with_pin(&hotel, Some("guess"), &words);
        assert_eq!(wrong.code, 1, "{words:?}");
        assert!(wrong.out.contains("PERMISSION_DENIED"), "{wrong:?}");
        hotel_is_quiet(&wrong);
        let right = with_pin(&hotel, Some("admin-pin"), &words);
        assert!(
            !right.out.contains("PERMISSION_DENIED"),
            "{words:?}: {right:?}"
        );
    }
}

fn hotel_is_quiet(said: &Said) {
    for word in ["Ana", "guess", "argon2"] {
        assert!(
            !said.out.contains(word) && !said.err.contains(word),
            "{said:?}"
        );
    }
}

#[test]
fn without_a_pin_or_a_terminal_it_says_how_to_give_one() {
    let hotel = locked();
    let said = with_pin(&hotel, None, &["--as", "admin", "show", "stats"]);
    // Where the tests have a terminal of their own, it would ask there.
    if std::fs::File::open("/dev/tty").is_err() {
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("KEYRACK_PIN"), "{said:?}");
    } else {
        println!("skipped: there is a terminal to ask on");
    }
}

#[test]
fn a_clerk_signs_in_as_a_clerk() {
    let hotel = locked();
    let said = with_pin(
        &hotel,
        Some("4711"),
        &["--as", "E7", "config", "set", "policy.oversell", "refuse"],
    );
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("Ana Silva may not") && said.err.contains("Administrator"),
        "{said:?}"
    );
}

#[test]
fn too_many_wrong_pins_make_wait() {
    let hotel = locked();
    for _ in 0..3 {
        with_pin(&hotel, Some("guess"), &["--as", "E7", "show", "stats"]);
    }
    let said = with_pin(
        &hotel,
        Some("4711"),
        &["--as", "E7", "--json", "show", "stats"],
    );
    assert_eq!(said.code, 1);
    let answer: Value = serde_json::from_str(said.out.trim()).unwrap();
    assert!(
        answer["error"]["details"]["wait_seconds"].as_i64() > Some(0),
        "{said:?}"
    );
}

#[test]
fn a_house_can_be_set_up_with_a_pin() {
    let hotel = Hotel::none();
    let init = |pin: &str| {
        hotel.run_with(
            &[
                "init",
                "--property",
                "Roma",
                "--currency",
                "EUR",
                "--timezone",
                "Europe/Rome",
                "--pin-stdin",
            ],
            pin,
        )
    };
    let short = init("12\n");
    assert_eq!(short.code, 1, "{short:?}");
    assert!(!hotel.db().exists(), "nothing was made");
    let said = init("4711\r\n");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(!said.out.contains("4711"));
    let set = hotel.run(&["config", "set", "policy.owner_is_admin", "off"]);
    assert_eq!(set.code, 0, "{set:?}");
    let said = with_pin(&hotel, Some("4711"), &["--as", "admin", "show", "staff"]);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn the_owner_stays_trusted_while_nobody_could_come_in() {
    let hotel = Hotel::roma();
    let said = hotel.run(&["--json", "config", "set", "policy.owner_is_admin", "off"]);
    assert!(said.out.contains("LAST_ADMINISTRATOR"), "{said:?}");
}

#[test]
fn the_staff_are_shown_for_people_and_for_programs() {
    let hotel = staffed();
    let said = hotel.run(&["show", "staff"]);
    assert!(
        said.out.contains("Ana Silva") && said.out.contains("+rooms"),
        "{said:?}"
    );
    assert!(!said.out.contains("Bea Cruz"), "who left is not shown");
    let all = hotel.run(&["show", "staff", "--all"]);
    assert!(all.out.contains("no longer on the staff"), "{all:?}");
    let one = hotel.run(&["show", "staff", "E7"]);
    assert!(one.out.contains("mon-fri 07:00-15:00"), "{one:?}");
    let said = hotel.run(&["--json", "show", "staff", "--role", "front desk"]);
    let data: Value = serde_json::from_str(said.out.trim()).unwrap();
    let ana = &data["staff"][0];
    assert_eq!(data["staff"].as_array().unwrap().len(), 1);
    for (field, value) in [
        ("employee", Value::from("E7")),
        ("role", "front_desk".into()),
        ("employment_status", "active".into()),
        ("reports_to", "admin".into()),
        ("on_duty", true.into()),
        ("override_level", "none".into()),
    ] {
        assert_eq!(ana[field], value, "{field}");
    }
    assert_eq!(ana["permissions"]["rooms"], true);
    assert_eq!(ana["permissions"]["admin"], false);
    assert!(ana["pin_set_at"].is_string() && !said.out.contains("argon2"));
    assert_eq!(hotel.run(&["show", "staff", "E99"]).code, 1);
}
