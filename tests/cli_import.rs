//! Importing bookings from the command line: accounted for, once, all or none,
//! as a trial, and lived through again.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

mod cli_support;

use std::path::PathBuf;

use cli_support::{Hotel, has};
use serde_json::{Value, json};

const MAP: &str = r#"
nothing = ["NULL"]
[dates]
arrival = { column = "from" }
departure = { column = "to" }
no_night = "day_use"
[room_type]
column = "type"
[party]
adults = { column = "adults" }
"#;

const BOOKINGS: &str = "from,to,type,adults\n\
    2026-03-20,2026-03-22,DBL,2\n2026-03-21,2026-03-24,STE,2\n2026-03-25,2026-03-23,DBL,1\n\
    2026-03-32,2026-04-02,DBL,1\n2026-02-01,2026-02-03,DBL,2\n";

fn hotel() -> Hotel {
    let hotel = Hotel::roma();
    hotel.write("map.toml", MAP);
    hotel.write("bookings.csv", BOOKINGS);
    hotel
}

fn import(hotel: &Hotel, more: &[&str]) -> (i32, Value) {
    let words = [
        "import",
        "bookings",
        "bookings.csv",
        "--map",
        "map.toml",
        "--json",
    ];
    let said = hotel.run(&[&words[..], more].concat());
    (
        said.code,
        serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{said:?}")),
    )
}

fn count(hotel: &Hotel) -> Value {
    hotel.data(&["show", "bookings"])["count"].clone()
}

#[test]
fn every_row_is_accounted_for_and_taken_once() {
    let hotel = hotel();
    let (code, report) = import(&hotel, &[]);
    has(
        &report,
        &[
            "ok",
            "rows",
            "written",
            "repeated",
            "passed_over",
            "refused",
            "commands",
        ],
    );
    assert_eq!(
        (code, &report["ok"]),
        (0, &json!(true)),
        "two rows are refused and told, the rest is taken"
    );
    assert_eq!(
        (&report["rows"], &report["written"]),
        (&json!(5), &json!(2))
    );
    let lines: Vec<&Value> = report["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["line"])
        .collect();
    assert_eq!(lines, [4, 5]);
    assert!(
        report["refused"][1]["reason"]
            .as_str()
            .unwrap()
            .contains("2026-03-32"),
        "{report}"
    );
    assert_eq!(count(&hotel), 2);
    let (_, again) = import(&hotel, &[]);
    assert_eq!(
        (&again["written"], &again["repeated"]),
        (&json!(0), &json!(2))
    );
    assert_eq!(count(&hotel), 2);
    let (_, past) = import(&hotel, &["--mode", "history"]);
    assert_eq!(
        (&past["written"], &past["by_status"]),
        (&json!(1), &json!({"COMPLETED": 1}))
    );
    let people = hotel
        .run(&["import", "bookings", "bookings.csv", "--map", "map.toml"])
        .out;
    assert!(
        people.contains("5 rows: 0 written, 2 already there"),
        "{people}"
    );
    assert!(people.contains("line 4"), "{people}");
}

#[test]
fn a_trial_and_a_whole_that_is_not_sound_write_nothing() {
    let hotel = hotel();
    let (_, trial) = import(&hotel, &["--dry-run"]);
    assert_eq!(
        (&trial["dry_run"], &trial["written"]),
        (&json!(true), &json!(2))
    );
    assert_eq!(count(&hotel), 0);
    hotel.write(
        "bookings.csv",
        "from,to,type,adults\n2026-03-20,2026-03-22,DBL,2\n2026-03-20,2026-03-22,XXL,2\n",
    );
    let (code, whole) = import(&hotel, &["--atomic"]);
    assert_eq!(
        (code, &whole["written"], count(&hotel)),
        (1, &json!(0), json!(0)),
        "{whole}"
    );
    hotel.write(
        "bookings.csv",
        "from,to,type,adults\n2026-03-20,2026-03-22,DBL,2\n",
    );
    assert_eq!(import(&hotel, &["--atomic"]).0, 0);
    assert_eq!(count(&hotel), 1);
}

#[test]
fn a_file_or_map_that_cannot_be_used_is_one_sentence() {
    let hotel = hotel();
    hotel.write("empty.csv", "");
    hotel.write("lacking.csv", "from,type,adults\n2026-03-20,DBL,2\n");
    hotel.write("bad.toml", "nothing = [\n");
    let before = hotel.files();
    for (file, map, said) in [
        ("empty.csv", "map.toml", "empty"),
        ("lacking.csv", "map.toml", "“to”"),
        ("nowhere.csv", "map.toml", "nowhere.csv"),
        ("bookings.csv", "bad.toml", "bad.toml"),
        ("bookings.csv", "no-such-map", "no-such-map"),
    ] {
        let result = hotel.run(&["import", "bookings", file, "--map", map]);
        assert!(result.sentence().contains(said), "{result:?}");
        assert!(hotel.files() == before, "{file} {map} changed something");
    }
    let result = hotel.run(&[
        "import",
        "bookings",
        "bookings.csv",
        "--map",
        "map.toml",
        "--mode",
        "past",
    ]);
    assert!(result.sentence().contains("history"));
}

#[test]
fn a_file_is_lived_through_again() {
    let hotel = hotel();
    hotel.write(
        "bookings.csv",
        "from,to,type,adults\n2026-03-20,2026-03-22,DBL,2\n2026-03-21,2026-03-24,STE,2\n",
    );
    let words = [
        "import",
        "bookings",
        "bookings.csv",
        "--map",
        "map.toml",
        "--mode",
        "replay",
    ];
    let said = hotel.run(&words);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.err.contains("2 rows: 2 written"),
        "the account stands beside the commands: {said:?}"
    );
    let done = hotel.run_with(&["batch", "--replay"], &said.out);
    assert_eq!(done.code, 0, "{}", done.out);
    assert_eq!(done.out.lines().count(), said.out.lines().count());
    let past = hotel.data(&["show", "bookings", "--status", "COMPLETED"]);
    assert_eq!(past["count"], 2, "both have come and gone");
    assert_eq!(hotel.run(&["db", "check"]).code, 0);
    let out = hotel.run(&[&words[..], &["--out", "again.ndjson"]].concat());
    assert_eq!((out.code, out.out.as_str()), (0, ""));
    let twice = hotel.run(&[&words[..], &["--out", "again.ndjson"]].concat());
    assert!(
        twice.sentence().contains("again.ndjson"),
        "nothing is written over"
    );
}

/// The real bookings of a real resort, where they are at hand.
fn resort() -> Option<PathBuf> {
    let shared = std::env::var_os("KEYRACK_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let file = shared.join("data/resort_bookings.csv.gz");
    if file.exists() {
        return Some(file);
    }
    println!("skipped: there is no {}", file.display());
    None
}

#[test]
fn the_resorts_bookings_are_taken_over() {
    let Some(file) = resort() else {
        return;
    };
    let hotel = Hotel::none();
    let words = [
        "init",
        "--property",
        "Resort",
        "--currency",
        "EUR",
        "--timezone",
        "Europe/Lisbon",
        "--business-date",
        "2017-07-01",
    ];
    assert_eq!(hotel.run(&words).code, 0);
    let file = file.to_str().unwrap();
    let words = [
        "import",
        "bookings",
        file,
        "--map",
        "hotel-booking-demand",
        "--json",
    ];
    let said = hotel.run(&words);
    let report: Value = serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{said:?}"));
    assert_eq!(report["rows"], 40_060);
    assert!(
        report["written"].as_i64().unwrap() > 1_000,
        "{}",
        report["written"]
    );
    assert_eq!(count(&hotel), report["written"]);
    let passed_over: i64 = report["passed_over"]
        .as_object()
        .unwrap()
        .values()
        .filter_map(Value::as_i64)
        .sum();
    let refused = report["refused"].as_array().unwrap().len() as i64;
    assert_eq!(
        report["written"].as_i64().unwrap() + passed_over + refused,
        40_060,
        "every row"
    );
}
