//! The shapes of `show … --json` that others build on, field by field.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

mod cli_support;

use cli_support::{Hotel, fields, has};
use serde_json::{Value, json};

const BOOKING: [&str; 16] = [
    "code",
    "status",
    "assignment_status",
    "room",
    "segments",
    "check_in",
    "check_out",
    "nights",
    "checked_in_at",
    "checked_out_at",
    "version",
    "guest",
    "party_complete",
    "is_vip",
    "do_not_move",
    "balance",
];

const ROOM: [&str; 18] = [
    "number",
    "room_type",
    "floor",
    "status",
    "active",
    "is_occupied",
    "is_out_of_order",
    "maintenance_required",
    "maintenance",
    "service",
    "rush",
    "is_bookable",
    "why_not_bookable",
    "last_cleaned_at",
    "cleaned_by",
    "last_inspected_at",
    "inspected_by",
    "history",
];

/// Yi in 101 since today, Lee to come with a room, Kim without one; 201 has
/// been through a turnover, 202 waits for a repair.
fn house() -> Hotel {
    let hotel = Hotel::roma();
    let yi = hotel.book("DBL", "2026-03-16", 2, "Yi");
    let lee = hotel.book("DBL", "2026-03-18", 3, "Lee");
    let gone = hotel.book("DBL", "2026-03-16", 1, "Gone");
    hotel.book("DBL", "2026-03-17", 2, "Kim");
    for line in [
        format!(r#"{{"op":"assign","booking":"{yi}","room":"101"}}"#),
        format!(r#"{{"op":"check_in","booking":"{yi}"}}"#),
        format!(r#"{{"op":"pre_assign","booking":"{lee}","room":"101"}}"#),
        format!(r#"{{"op":"set_do_not_move","booking":"{lee}","on":true}}"#),
        format!(r#"{{"op":"check_in","booking":"{gone}","room":"201"}}"#),
        format!(r#"{{"op":"check_out","booking":"{gone}"}}"#),
        r#"{"op":"start_cleaning","room":"201"}"#.into(),
        r#"{"op":"mark_cleaned","room":"201"}"#.into(),
        r#"{"op":"inspect","room":"201","passed":true,"notes":"spotless"}"#.into(),
        r#"{"op":"mark_maintenance","room":"202","priority":"HIGH","notes":"no hot water"}"#.into(),
        r#"{"op":"block","rooms":["301"],"from":"2026-03-20","to":"2026-03-22","type":"vip_hold","reason":"The ambassador","can_override":true}"#.into(),
    ] {
        hotel.order(&line);
    }
    hotel
}

#[test]
fn a_booking() {
    let hotel = house();
    let yi = hotel.data(&["show", "booking", "BK-2026-000001"]);
    has(&yi, &BOOKING);
    assert_eq!(
        (&yi["status"], &yi["assignment_status"]),
        (&json!("CONFIRMED"), &json!("locked"))
    );
    assert_eq!(
        (&yi["check_in"], &yi["check_out"], &yi["nights"]),
        (&json!("2026-03-16"), &json!("2026-03-18"), &json!(2))
    );
    assert!(yi["checked_in_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(
        (&yi["checked_out_at"], &yi["guest"]),
        (&Value::Null, &json!("Yi"))
    );
    assert_eq!(
        yi["balance"],
        json!({"amount": "240.00", "currency": "EUR"})
    );
    assert_eq!(
        (&yi["version"], &yi["party_complete"]),
        (&json!(3), &json!(true))
    );
    let segment = &yi["segments"][0];
    has(
        segment,
        &[
            "room",
            "check_in",
            "check_out",
            "nights",
            "status",
            "assignment_type",
            "do_not_move",
        ],
    );
    assert_eq!(
        (&segment["room"], &segment["status"]),
        (&json!("101"), &json!("locked"))
    );
    let lee = hotel.data(&["show", "booking", "BK-2026-000002"]);
    assert_eq!(
        (&lee["assignment_status"], &lee["do_not_move"]),
        (&json!("pre_assigned"), &json!(true))
    );
    let kim = hotel.data(&["show", "booking", "BK-2026-000004"]);
    assert_eq!(
        (&kim["assignment_status"], &kim["room"], &kim["segments"]),
        (&json!("unassigned"), &Value::Null, &json!([]))
    );
}

#[test]
fn bookings_in_any_order_and_by_every_filter() {
    let hotel = house();
    let guests = |words: &[&str]| -> Vec<String> {
        let data = hotel.data(&[&["show", "bookings"], words].concat());
        let listed = data["bookings"].as_array().unwrap().iter();
        listed
            .map(|booking| booking["guest"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(guests(&["--sort", "guest"]), ["Gone", "Kim", "Lee", "Yi"]);
    assert_eq!(
        guests(&["--sort", "code", "--descending"]),
        ["Kim", "Gone", "Lee", "Yi"]
    );
    assert_eq!(guests(&["--sort", "departure", "--limit", "1"]), ["Gone"]);
    assert_eq!(guests(&["--arriving-today", "--text", "yI"]), ["Yi"]);
    assert_eq!(guests(&["--unassigned", "--status", "confirmed"]), ["Kim"]);
    assert_eq!(guests(&["--assigned", "--in-house"]), ["Yi"]);
    assert_eq!(guests(&["--vip"]), Vec::<String>::new());
    assert_eq!(guests(&["--source", "Direct"]).len(), 4);
    let wrong = hotel.run(&["show", "bookings", "--sort", "colour"]);
    assert!(
        wrong.sentence().contains("arrival, departure, guest, code"),
        "{wrong:?}"
    );
}

#[test]
fn a_bookings_history_is_told_in_words() {
    let hotel = house();
    let yi = hotel.data(&["show", "bookings", "--text", "yi"])["bookings"][0]["code"].clone();
    let code = yi.as_str().unwrap();
    hotel.order(&format!(
        r#"{{"op":"add_note","booking":"{code}","text":"likes tea"}}"#
    ));
    let data = hotel.data(&["show", "booking", code, "--history"]);
    let told: Vec<&str> = data["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["what"].as_str().unwrap())
        .collect();
    assert_eq!(
        told,
        [
            "took the booking: DBL, Mon 16 Mar > Wed 18 Mar, 1 adult, direct",
            "gave room 101",
            "checked the guest in to room 101",
            "noted: likes tea",
        ]
    );
    assert!(hotel.data(&["show", "booking", code])["history"].is_null());
    let words = hotel.run(&["show", "booking", code, "--history"]).out;
    assert!(
        words.contains(" checked the guest in to room 101  (batch)"),
        "{words}"
    );
}

#[test]
fn what_was_done_to_a_room_and_to_a_block_is_told_in_words() {
    let hotel = house();
    let whats = |lines: &Value| -> Vec<String> {
        let lines = lines.as_array().unwrap().iter();
        lines
            .map(|line| line["what"].as_str().unwrap().to_owned())
            .collect()
    };
    let room = hotel.data(&["show", "room", "101", "--done"]);
    assert!(
        whats(&room["done"])
            .iter()
            .any(|what| what.starts_with("gave the room to Yi")),
        "{room}"
    );
    assert!(hotel.data(&["show", "room", "101"])["done"].is_null());
    let words = hotel.run(&["show", "room", "101", "--done"]).out;
    assert!(words.contains("gave the room to Yi"), "{words}");
    let code = hotel.data(&["show", "blocks"])["blocks"][0]["block"].clone();
    let code = code.as_str().unwrap();
    hotel.order(&format!(
        r#"{{"op":"release_block","block":"{code}","reason":"The ambassador cancelled"}}"#
    ));
    let block = hotel.data(&["show", "block", code, "--history"]);
    assert_eq!(
        (&block["room"], &block["released"]),
        (&json!("301"), &json!(true)),
        "{block}"
    );
    let told = whats(&block["history"]);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[1].starts_with("released block") && told[1].contains("The ambassador cancelled"),
        "{told:?}"
    );
    let words = hotel.run(&["show", "block", code]).out;
    assert!(
        words.contains("released") && !words.contains("(batch)"),
        "{words}"
    );
    let none = hotel.run(&["show", "block", "BL-9999"]);
    assert!(none.err.contains("no block BL-9999"), "{}", none.err);
}

#[test]
fn bookings_and_their_filters() {
    let hotel = house();
    let all = hotel.data(&["show", "bookings"]);
    assert_eq!(
        (fields(&all), &all["count"]),
        (vec!["bookings", "count"], &json!(4))
    );
    has(&all["bookings"][0], &BOOKING);
    let guests = |words: &[&str]| -> Vec<String> {
        let found = hotel.data(&[&["show", "bookings"], words].concat());
        let names = found["bookings"].as_array().unwrap().iter();
        names
            .map(|one| one["guest"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(guests(&["--in-house"]), ["Yi"]);
    assert_eq!(guests(&["--unassigned"]), ["Kim"]);
    assert_eq!(guests(&["--text", "le"]), ["Lee"]);
    assert_eq!(guests(&["--status", "completed"]), ["Gone"]);
    assert_eq!(guests(&["--arriving", "2026-03-17"]), ["Kim"]);
    assert_eq!(guests(&["--departing", "2026-03-18"]), ["Yi"]);
    assert_eq!(guests(&["--from", "2026-03-20"]), ["Lee"]);
    assert_eq!(guests(&["--type", "STE"]), Vec::<String>::new());
    assert_eq!(guests(&["--limit", "2"]).len(), 2);
    assert!(
        hotel
            .run(&["show", "bookings", "--type", "STE"])
            .out
            .contains("No booking")
    );
}

#[test]
fn a_room_and_its_history() {
    let hotel = house();
    let ready = hotel.data(&["show", "room", "201"]);
    has(&ready, &ROOM);
    assert_eq!(
        (
            &ready["status"],
            &ready["is_bookable"],
            &ready["why_not_bookable"]
        ),
        (&json!("READY_FOR_GUEST"), &json!(true), &Value::Null)
    );
    assert_eq!(
        (&ready["cleaned_by"], &ready["inspected_by"]),
        (&json!("Administrator"), &json!("Administrator"))
    );
    let history: Vec<&str> = ready["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line.as_str().unwrap())
        .collect();
    assert!(
        history.iter().any(|line| line.starts_with('[')
            && line.contains("] Administrator: ")
            && line.contains("spotless")),
        "{history:?}"
    );
    let occupied = hotel.data(&["show", "room", "101"]);
    assert_eq!(
        (&occupied["is_occupied"], &occupied["why_not_bookable"]),
        (&json!(true), &json!("OCCUPIED"))
    );
    let repair = hotel.data(&["show", "room", "202"]);
    assert_eq!(
        (&repair["maintenance_required"], &repair["status"]),
        (&json!(true), &json!("MAINTENANCE_REQUIRED"))
    );
    assert_eq!(
        (
            &repair["maintenance"]["priority"],
            &repair["maintenance"]["notes"]
        ),
        (&json!("HIGH"), &json!("no hot water"))
    );
    let rooms = hotel.data(&["show", "rooms", "--bookable"]);
    let numbers: Vec<&Value> = rooms["rooms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|room| &room["number"])
        .collect();
    assert_eq!(numbers, ["102", "201", "301"]);
    has(&rooms["rooms"][0], &ROOM[..17]);
    assert_eq!(
        hotel.data(&["show", "rooms", "--floor", "3"])["rooms"][0]["number"],
        "301"
    );
    assert_eq!(
        hotel.data(&["show", "rooms", "--status", "occupied"])["rooms"][0]["number"],
        "101"
    );
}

#[test]
fn the_turnover_by_status() {
    let hotel = house();
    let board = hotel.data(&["show", "turnover", "--at", "2099-01-01T00:00:00Z"]);
    let statuses = [
        "AVAILABLE",
        "CHECKOUT_DIRTY",
        "CLEANED_UNINSPECTED",
        "CLEANING_IN_PROGRESS",
        "MAINTENANCE_REQUIRED",
        "OCCUPIED",
        "OUT_OF_ORDER",
        "READY_FOR_GUEST",
    ];
    assert_eq!(fields(&board), statuses);
    for status in statuses {
        let group = &board[status];
        assert_eq!(fields(group), ["count", "label", "rooms"]);
        assert_eq!(
            group["count"].as_u64().unwrap() as usize,
            group["rooms"].as_array().unwrap().len()
        );
    }
    let occupied = &board["OCCUPIED"]["rooms"][0];
    assert_eq!(
        (&occupied["number"], &occupied["guest"]["guest"]),
        (&json!("101"), &json!("Yi"))
    );
    assert!(
        occupied["age_minutes"].as_i64().unwrap() > 60 * 24 * 365 * 70,
        "seen from that moment"
    );
    assert_eq!(board["AVAILABLE"]["count"], 2);
    let people = hotel.run(&["show", "turnover"]).out;
    assert!(
        people.contains("to do:") && people.contains("202"),
        "{people}"
    );
}

#[test]
fn the_figures() {
    let hotel = house();
    let stats = hotel.data(&["show", "stats"]);
    let expected = json!({
        "total_rooms": 5, "bookable_rooms": 3, "occupied_rooms": 1, "dirty_rooms": 0, "cleaning_in_progress": 0,
        "awaiting_inspection": 0, "maintenance_required": 1, "out_of_order": 0,
        "maintenance_by_priority": {"HIGH": 1, "MED": 0, "LOW": 0},
    });
    assert_eq!(stats, expected);
    assert!(hotel.run(&["show", "stats"]).out.contains("bookable now"));
}

#[test]
fn what_is_free() {
    let hotel = house();
    let free = hotel.data(&[
        "show",
        "availability",
        "--type",
        "DBL",
        "--from",
        "2026-03-17",
        "--to",
        "2026-03-19",
    ]);
    assert_eq!(fields(&free), ["nights", "rooms"]);
    assert_eq!(
        fields(&free["rooms"][0]),
        ["is_bookable", "number", "score"]
    );
    let numbers: Vec<&Value> = free["rooms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|room| &room["number"])
        .collect();
    assert_eq!(numbers, ["102", "201"], "101 is taken, 202 under repair");
    assert_eq!(
        free["nights"],
        json!([
            {"date": "2026-03-17", "in_service": 3, "held": 1, "blocked": 0, "unassigned": 1, "sellable": 1},
            {"date": "2026-03-18", "in_service": 4, "held": 1, "blocked": 0, "unassigned": 1, "sellable": 2},
        ])
    );
    let suite = hotel.data(&[
        "show",
        "availability",
        "--type",
        "STE",
        "--from",
        "2026-03-20",
        "--to",
        "2026-03-21",
    ]);
    assert_eq!(
        (&suite["rooms"], &suite["nights"][0]["blocked"]),
        (&json!([]), &json!(1))
    );
    let wished = hotel.data(&[
        "show",
        "availability",
        "--type",
        "DBL",
        "--from",
        "2026-03-25",
        "--to",
        "2026-03-26",
        "--floor",
        "2",
    ]);
    assert_eq!(wished["rooms"][0]["number"], "201", "the best first");
    assert!(wished["rooms"][0]["score"].as_i64() > wished["rooms"][3]["score"].as_i64());
}

#[test]
fn what_needs_someone() {
    let hotel = house();
    let at = |moment: &str| hotel.data(&["show", "alerts", "--at", moment]);
    let alerts = at("2026-03-16T16:00:00+01:00");
    has(&alerts, &["alerts", "summary"]);
    has(
        &alerts["summary"],
        &["total_unassigned", "critical", "warning", "info"],
    );
    let alert = &alerts["alerts"][0];
    has(
        alert,
        &[
            "alert",
            "kind",
            "severity",
            "booking",
            "guest",
            "room",
            "room_type",
            "check_in_date",
            "check_in_time",
            "hours_until_check_in",
            "message",
            "action",
            "available_rooms",
            "told",
        ],
    );
    assert_eq!(
        (&alert["alert"], &alert["kind"]),
        (&json!("unassigned:BK-2026-000004"), &json!("unassigned"))
    );
    assert_eq!(
        (&alert["check_in_date"], &alert["check_in_time"]),
        (&json!("2026-03-17"), &json!("15:00"))
    );
    assert_eq!(
        (&alert["hours_until_check_in"], &alert["severity"]),
        (&json!(23.0), &json!("warning"))
    );
    assert_eq!(alert["available_rooms"], json!(["102", "201"]));
    assert_eq!(alerts["summary"]["total_unassigned"], 1);
    // A day earlier it is only worth knowing; in its last hour it is critical.
    assert_eq!(
        at("2026-03-14T12:00:00+01:00")["alerts"][0]["severity"],
        "info"
    );
    assert_eq!(
        at("2026-03-17T14:30:00+01:00")["alerts"][0]["severity"],
        "critical"
    );
    hotel.order(
        r#"{"op":"resolve_alert","alert":"unassigned:BK-2026-000004","notes":"waits for a call"}"#,
    );
    let people = hotel.run(&["show", "alerts"]);
    assert_eq!(people.code, 0);
}

#[test]
fn the_month() {
    let hotel = house();
    let month = hotel.data(&["show", "grid", "--month", "2026-03"]);
    assert_eq!(
        fields(&month),
        ["days_in_month", "month", "rooms", "summary"]
    );
    assert_eq!(
        (&month["month"], &month["days_in_month"]),
        (&json!("2026-03"), &json!(31))
    );
    assert_eq!(
        fields(&month["rooms"][0]),
        ["days", "floor", "number", "room_type"]
    );
    let day = |room: usize, day: usize| &month["rooms"][room]["days"][day - 1];
    assert_eq!(
        fields(day(0, 1)),
        [
            "block_reason",
            "booking",
            "date",
            "guest",
            "is_arrival",
            "is_departure",
            "status"
        ]
    );
    let status = |room, on: usize| day(room, on)["status"].as_str().unwrap();
    assert_eq!(
        [
            status(0, 15),
            status(0, 16),
            status(0, 17),
            status(0, 18),
            status(3, 16),
            status(4, 20),
            status(1, 16)
        ],
        [
            "available",
            "occupied",
            "occupied",
            "pre_assigned",
            "maintenance",
            "blocked",
            "available"
        ]
    );
    assert_eq!(
        (&day(0, 16)["is_arrival"], &day(0, 18)["is_departure"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(day(4, 20)["block_reason"], "The ambassador");
    assert_eq!(month["summary"].as_array().unwrap().len(), 31);
    assert_eq!(
        fields(&month["summary"][15]),
        ["available", "blocked", "date", "occupancy_rate", "occupied"]
    );
    assert_eq!(month["summary"][15]["occupancy_rate"], 20.0, "one of five");
    let default = hotel.data(&["show", "grid"]);
    assert_eq!(default["month"], "2026-03", "the business date's");
    let people = hotel.run(&["show", "grid"]).out;
    assert!(people.lines().all(|line| line.chars().count() <= 120));
    assert!(
        people
            .lines()
            .any(|line| line.starts_with("101") && line.contains("= =")),
        "{people}"
    );
}

#[test]
fn the_blocks() {
    let hotel = house();
    let blocks = hotel.data(&["show", "blocks"]);
    let block = &blocks["blocks"][0];
    has(
        block,
        &[
            "block",
            "room",
            "from",
            "to",
            "type",
            "reason",
            "can_override",
            "override_level",
            "version",
        ],
    );
    assert_eq!(
        (&block["room"], &block["type"], &block["can_override"]),
        (&json!("301"), &json!("vip_hold"), &json!(true))
    );
    assert_eq!(
        hotel.data(&["show", "blocks", "--room", "101"])["blocks"],
        json!([])
    );
    assert_eq!(
        hotel.data(&["show", "blocks", "--from", "2026-03-22"])["blocks"],
        json!([])
    );
    let code = block["block"].as_str().unwrap();
    hotel.order(&format!(
        r#"{{"op":"release_block","block":"{code}","reason":"He went home"}}"#
    ));
    assert_eq!(hotel.data(&["show", "blocks"])["blocks"], json!([]));
}

#[test]
fn the_journal_one_entry_a_line() {
    let hotel = house();
    let said = hotel.run(&["show", "journal", "--json"]);
    let entries = said.answers();
    let seqs: Vec<i64> = entries
        .iter()
        .map(|entry| entry["seq"].as_i64().unwrap())
        .collect();
    assert_eq!(
        seqs,
        (1..=entries.len() as i64).collect::<Vec<_>>(),
        "every one, oldest first"
    );
    let last = entries.last().unwrap();
    has(
        last,
        &[
            "seq", "at", "by", "channel", "os_user", "property", "op", "command", "changes", "key",
            "receipt", "summary",
        ],
    );
    assert_eq!(
        (&last["op"], &last["channel"], &last["by"]),
        (&json!("block"), &json!("batch"), &json!("admin"))
    );
    assert_eq!(last["command"]["reason"], "The ambassador");
    let some = hotel.run(&[
        "show",
        "journal",
        "--json",
        "--since",
        &(seqs.len() - 2).to_string(),
    ]);
    assert_eq!(some.answers().len(), 2);
    assert_eq!(
        hotel
            .run(&["show", "journal", "--last", "3"])
            .out
            .lines()
            .count(),
        4,
        "with its heading"
    );
    assert_eq!(
        hotel
            .run(&["show", "journal", "--json", "--op", "inspect"])
            .answers()
            .len(),
        1
    );
}

#[test]
fn tables_are_aligned_by_what_is_seen() {
    let hotel = Hotel::roma();
    hotel.book("DBL", "2026-03-16", 2, "王小明");
    hotel.book("DBL", "2026-03-16", 2, "Smith");
    let table = hotel.run(&["show", "bookings"]).out;
    let column = |line: &str| {
        let before = &line[..line.find("2026-03-16").unwrap()];
        unicode_width::UnicodeWidthStr::width(before)
    };
    let places: Vec<usize> = table.lines().skip(1).map(column).collect();
    assert_eq!(places.len(), 2);
    assert_eq!(places[0], places[1], "{table}");
}
