//! `keyrack auto-assign` promises: a plan first that changes nothing; with
//! `--apply` one step, which one undo takes back.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

mod cli_support;

use cli_support::Hotel;
use serde_json::json;

/// Six doubles wanted for the same nights, four there.
fn full_house() -> (Hotel, Vec<String>) {
    let hotel = Hotel::roma();
    let guests = ["Yi", "Lee", "Roth", "Silva", "Kane", "Wood"];
    let codes = guests.map(|guest| hotel.book("DBL", "2026-03-20", 2, guest));
    (hotel, codes.to_vec())
}

#[test]
fn a_plan_changes_nothing_until_it_is_applied() {
    let (hotel, codes) = full_house();
    let asked = [
        "auto-assign",
        "--from",
        "2026-03-16",
        "--to",
        "2026-03-25",
        "--json",
    ];
    let said = hotel.run(&asked);
    assert_eq!(said.code, 1, "two stay without a room: {said:?}");
    let plan: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(plan["assigned"].as_array().unwrap().len(), 4);
    assert_eq!(plan["optimal"], true);
    assert_eq!(
        plan["unassigned"][0]["reason"],
        "every DBL is taken on Fri 20 Mar"
    );
    assert_eq!(
        plan["aims"][0],
        json!({"aim": "placed", "value": 4, "bound": 4})
    );
    let status = |code: &str| hotel.data(&["show", "booking", code])["assignment_status"].clone();
    assert!(codes.iter().all(|code| status(code) == "unassigned"));

    let said = hotel.run(&[&asked[..], &["--apply"]].concat());
    let plan: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(plan["applied"], true);
    let given = || {
        codes
            .iter()
            .filter(|code| status(code) != "unassigned")
            .count()
    };
    assert_eq!(given(), 4);
    hotel.order(r#"{"op":"undo"}"#);
    assert_eq!(given(), 0, "one undo takes all of it back");
}

#[test]
fn it_says_what_it_did_in_words() {
    let (hotel, _) = full_house();
    let said = hotel.run(&["auto-assign", "--strategy", "vip-first", "--apply"]);
    assert!(said.out.contains("4 placed, 2 not"), "{}", said.out);
    assert!(
        said.out
            .contains("stays without a room: every DBL is taken on Fri 20 Mar."),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("Done; one undo takes it back."),
        "{}",
        said.out
    );
    let again = hotel.run(&["auto-assign", "--from", "2026-04-01"]);
    assert_eq!(
        (again.code, again.out.trim()),
        (0, "Every booking of these days has its room.")
    );
}

#[test]
fn what_makes_no_sense_is_said() {
    let hotel = Hotel::roma();
    let said = hotel.run(&["auto-assign", "--from", "2026-03-20", "--to", "2026-03-16"]);
    assert_ne!(said.code, 0);
    assert!(said.err.contains("lies before --from"), "{said:?}");
    let said = hotel.run(&["auto-assign", "--budget", "-1"]);
    assert_ne!(said.code, 0, "{said:?}");
}
