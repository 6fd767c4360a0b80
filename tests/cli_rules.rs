//! Allocation rules at the command line: written by `batch`, shown by
//! `show rules`, and the fault of a bad one told with its place.

#![allow(clippy::unwrap_used)]

mod cli_support;

use cli_support::Hotel;
use serde_json::{Value, json};

const RULES: &str = r#"{"op":"create_rule","name":"Quiet for long stays","kind":"feature","conditions":{"min_nights":5},"actions":{"required_features":["quiet"]},"priority":10}
{"op":"create_rule","name":"VIPs high up","kind":"floor","conditions":{"guest_type":"vip","weekday":["sat","fri"]},"actions":{"preferred_floors":[2,3],"score":25},"priority":20}
{"op":"create_rule","name":"Not 102","kind":"room_type","actions":"{\"avoid_rooms\":[\"102\"]}","active":false}
"#;

#[test]
fn rules_are_shown_in_their_order() {
    let hotel = Hotel::roma();
    assert!(
        hotel
            .run(&["show", "rules"])
            .out
            .contains("There is no rule")
    );
    let said = hotel.run_with(&["batch"], RULES);
    assert_eq!(said.code, 0, "{said:?}");
    let said = hotel.run(&["show", "rules"]);
    let lines: Vec<&str> = said.out.lines().collect();
    let at = |words: &str| {
        let found = lines.iter().position(|line| line.contains(words));
        found.unwrap_or_else(|| panic!("no {words} in\n{}", said.out))
    };
    assert!(at("VIPs, arriving Fri or Sat") < at("5 nights or more"));
    assert!(at("floors 2, 3 +25") < at("only quiet"));
    assert!(lines[at("Not 102")].contains("off"));
    let shown: Value = serde_json::from_str(&hotel.run(&["show", "rules", "--json"]).out).unwrap();
    assert_eq!(
        shown["rules"][0],
        json!({
            "name": "VIPs high up", "kind": "floor", "priority": 20, "active": true, "version": 1,
            "conditions": {"guest_type": "vip", "weekday": ["fri", "sat"]},
            "actions": {"preferred_floors": [2, 3], "score": 25},
        })
    );
    let shown = hotel.run(&["show", "rules", "--active", "--json"]).out;
    assert!(!shown.contains("Not 102"), "{shown}");
    let checked = hotel.run(&["db", "check"]);
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[test]
fn a_bad_rule_is_answered_in_its_place_with_the_place_of_its_fault() {
    let hotel = Hotel::roma();
    let said = hotel.run_with(
        &["batch"],
        r#"{"op":"create_rule","name":"A","kind":"feature","conditions":{"min_nights":"five"},"actions":{"required_features":["quiet"]}}
{"op":"create_rule","name":"B","kind":"feature","condition":{},"actions":{"required_features":["quiet"]}}
{"op":"create_rule","name":"C","kind":"feature","conditions":"{\"min_nights\":5,","actions":{"required_features":["quiet"]}}
{"op":"create_rule","name":"D","kind":"guest_type","conditions":{"booking_source":"Nowhere"},"actions":{"avoid_rooms":["101"]}}
{"op":"create_booking","room_type":"DBL","check_in":"2026-03-20","nights":2,"lead":"X","source":"nowhere"}
{"op":"create_rule","name":"E","kind":"guest_type","conditions":{"booking_source":"Nowhere"},"actions":{"avoid_rooms":["101"]}}
"#,
    );
    assert_ne!(said.code, 0);
    let answers: Vec<Value> = said
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let error = |nth: usize| &answers[nth]["error"];
    assert_eq!(error(0)["code"], "RULE_INVALID");
    assert_eq!(error(0)["details"]["place"], "conditions.min_nights");
    assert_eq!(
        error(1)["code"],
        "BAD_COMMAND",
        "a field of the command itself"
    );
    assert_eq!(error(2)["code"], "RULE_INVALID");
    assert_eq!(error(2)["details"]["line"], 1);
    assert_eq!(error(2)["details"]["column"], 16);
    assert_eq!(answers[3]["rule"], "D");
    let warned = |nth: usize| answers[nth]["warnings"].as_array().unwrap().len();
    assert_eq!(
        (warned(3), warned(5)),
        (1, 0),
        "a source is known once a booking has it: {answers:?}"
    );
}

#[test]
fn a_rule_is_tried_on_a_month_and_nothing_is_written() {
    let hotel = Hotel::roma();
    let said = hotel.run_with(&["batch"], RULES);
    assert_eq!(said.code, 0, "{said:?}");
    let said = hotel.run_with(
        &["batch"],
        r#"{"op":"create_booking","code":"A","room_type":"DBL","check_in":"2026-03-20","nights":6,"lead":"Long, Ann","guests":["Long, Ann"]}
{"op":"create_booking","code":"B","room_type":"DBL","check_in":"2026-04-20","nights":6,"lead":"Late, Leo"}
{"op":"pre_assign","booking":"A","room":"202"}
"#,
    );
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("AGAINST_RULE"), "{}", said.out);
    let before = hotel.run(&["show", "journal", "--json"]).out;
    let said = hotel.run(&["rules", "try", "quiet for long stays"]);
    assert_eq!(said.code, 0, "{said:?}");
    for words in ["about 1 of 1", "Nothing was written", "Long", "102 201 202"] {
        assert!(said.out.contains(words), "no {words} in\n{}", said.out);
    }
    let json = hotel.run(&[
        "rules",
        "try",
        "Quiet for long stays",
        "--month",
        "2026-04",
        "--json",
    ]);
    let trial: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(trial["from"], "2026-04-01");
    assert_eq!(trial["to"], "2026-04-30");
    assert_eq!(trial["bookings"][0]["booking"], "B");
    assert_eq!(trial["bookings"][0]["with"], "101");
    assert_eq!(trial["proved"], true);
    assert_eq!(before, hotel.run(&["show", "journal", "--json"]).out);
    let none = hotel.run(&["rules", "try", "nix"]);
    assert_eq!(none.code, 1);
    assert!(
        none.err.contains("there are: Quiet for long stays"),
        "{none:?}"
    );
    let odd = hotel.run(&["rules", "try", "nix", "--month", "march"]);
    assert!(odd.err.contains("write it as 2026-03"), "{odd:?}");
    // What automatic assignment and availability make of it.
    let left = hotel.run(&[
        "show",
        "availability",
        "--type",
        "DBL",
        "--from",
        "2026-03-20",
        "--to",
        "2026-03-26",
        "--json",
    ]);
    let rooms: Value = serde_json::from_str(&left.out).unwrap();
    let room = |number: &str| {
        let mut all = rooms["rooms"].as_array().unwrap().iter();
        all.find(|room| room["number"] == number).cloned().unwrap()
    };
    assert_eq!(room("101").get("against"), None);
    assert_eq!(room("201")["against"], json!(["Quiet for long stays"]));
}
