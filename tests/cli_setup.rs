//! Setting up, looking after the file, and every bad input: one clear
//! sentence, a non-zero exit, and nothing changed.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

mod cli_support;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use cli_support::{Hotel, ROOMS, codes, fields, has};
use serde_json::{Value, json};

const INIT: [&str; 7] = [
    "init",
    "--property",
    "Hotel Roma",
    "--currency",
    "EUR",
    "--timezone",
    "Europe/Rome",
];

fn init<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&INIT[..], more].concat()
}

#[test]
fn a_hotel_is_set_up_booked_and_shown() {
    let hotel = Hotel::roma();
    let code = hotel.book("DBL", "2026-03-16", 3, "Yi Ling");
    hotel.order(&format!(
        r#"{{"op":"assign","booking":"{code}","room":"102"}}"#
    ));
    hotel.order(&format!(r#"{{"op":"check_in","booking":"{code}"}}"#));
    let room = hotel.data(&["show", "room", "102"]);
    assert_eq!(
        (&room["status"], &room["is_occupied"]),
        (&json!("OCCUPIED"), &json!(true))
    );
    let booking = hotel.data(&["show", "booking", &code]);
    assert_eq!(
        (&booking["room"], &booking["assignment_status"]),
        (&json!("102"), &json!("locked"))
    );
    let table = hotel.run(&["show", "rooms"]).out;
    assert!(
        table
            .lines()
            .any(|line| line.starts_with("102") && line.contains("Occupied")),
        "{table}"
    );
    assert_eq!(hotel.run(&["db", "check"]).code, 0);
}

#[test]
fn init_takes_what_it_is_told_and_answers_as_data() {
    let hotel = Hotel::none();
    hotel.write("rooms.csv", "number,room_type\n1,SGL\n2,SGL\n");
    let words = init(&[
        "--check-in",
        "14:30",
        "--check-out",
        "10:00",
        "--rooms",
        "rooms.csv",
        "--administrator",
        "Ada",
        "--json",
    ]);
    let said = hotel.run(&words);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(
        (&answer["ok"], &answer["property"], &answer["rooms"]),
        (&json!(true), &json!("hotel-roma"), &json!(2))
    );
    let policies = hotel.data(&["config", "get"]);
    assert_eq!(policies["policy.check_in_time"], "14:30");
    assert_eq!(policies["policy.check_out_time"], "10:00");
    assert_eq!(
        hotel.run(&["config", "get", "policy.check_in_time"]).out,
        "14:30\n"
    );
    let journal = hotel.run(&["show", "journal", "--json"]);
    let first: Value = serde_json::from_str(journal.out.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&first["op"], &first["name"]),
        (&json!("create_property"), &json!("Ada"))
    );
    let mode = fs::metadata(hotel.db()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "a guest's data is nobody else's");
}

#[test]
fn a_file_may_hold_several_properties() {
    let hotel = Hotel::roma();
    assert_eq!(hotel.run(&init(&["--slug", "milano"])).code, 0);
    assert!(
        hotel
            .run(&init(&["--slug", "milano"]))
            .sentence()
            .contains("milano")
    );
    let said = hotel.run(&["show", "rooms"]);
    assert!(said.sentence().contains("milano, roma"), "{said:?}");
    let rooms = |slug| {
        hotel.data(&["show", "rooms", "--property", slug])["rooms"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((rooms("roma"), rooms("milano")), (5, 0));
    let other = hotel.run_with(
        &["batch", "--property", "milano"],
        r#"{"op":"rush","room":"101","on":true}"#,
    );
    assert_eq!(codes(&other.answers()), ["HOTEL_MISMATCH"]);
    hotel
        .run(&["show", "rooms", "--property", "napoli"])
        .sentence();
}

/// Runs the program, expects one sentence, and that every file is as it was.
fn refused(hotel: &Hotel, words: &[&str], said: &str) {
    let before = hotel.files();
    let result = hotel.run(words);
    assert!(result.sentence().contains(said), "{words:?}: {result:?}");
    assert_eq!(result.out, "");
    assert!(hotel.files() == before, "{words:?} changed something");
    // As data, the same on standard output.
    let result = hotel.run(&[words, &["--json"]].concat());
    let answer: Value = serde_json::from_str(&result.out).unwrap();
    assert_eq!(
        (fields(&answer), &answer["ok"]),
        (vec!["error", "ok"], &json!(false))
    );
    assert_eq!(fields(&answer["error"]), ["code", "details", "message"]);
    assert_eq!(answer["error"]["message"], result.sentence());
}

#[test]
fn bad_input_to_init_leaves_nothing_behind() {
    let hotel = Hotel::none();
    for (name, text) in [
        ("empty.csv", ""),
        ("lacking.csv", "number,floor\n101,1\n"),
        ("unknown.csv", "number,room_type,colour\n101,DBL,red\n"),
        ("blank.csv", "number,room_type\n101,DBL\n,DBL\n"),
        ("twice.csv", "number,room_type\n101,DBL\n101,DBL\n"),
        ("floor.csv", "number,room_type,floor\n101,DBL,first\n"),
        (
            "large.csv",
            "number,room_type,floor,capacity\n101,DBL,1,0\n",
        ),
    ] {
        hotel.write(name, text);
    }
    fs::create_dir(hotel.path("folder")).unwrap();
    for (more, said) in [
        (vec!["--rooms", "empty.csv"], "empty"),
        (vec!["--rooms", "lacking.csv"], "room_type"),
        (vec!["--rooms", "unknown.csv"], "colour"),
        (vec!["--rooms", "blank.csv"], "line 3"),
        (vec!["--rooms", "twice.csv"], "101"),
        (vec!["--rooms", "floor.csv"], "first"),
        (vec!["--rooms", "large.csv"], "capacity"),
        (vec!["--rooms", "nowhere.csv"], "nowhere.csv"),
        (vec!["--business-date", "2026-02-30"], "2026-02-30"),
        (vec!["--business-date", "16.3.2026"], "2026-03-16"),
        (vec!["--check-in", "25:00"], "25:00"),
        (vec!["--slug", "two words"], "space"),
        (vec!["--db", "folder"], "folder"),
        (vec!["--db", "missing/hotel.db"], "missing"),
    ] {
        refused(&hotel, &init(&more), said);
    }
    let with = |at: usize, value: &'static str| {
        let mut words = INIT;
        words[at] = value;
        words
    };
    refused(&hotel, &with(4, "EURO"), "EURO");
    refused(&hotel, &with(6, "Europe/Atlantis"), "Atlantis");
    refused(&hotel, &with(2, " "), "name");
    refused(&hotel, &["init"], "--property");
    assert!(!hotel.db().exists());
}

#[test]
fn what_is_not_there_or_makes_no_sense_is_said() {
    let hotel = Hotel::roma();
    for (words, said) in [
        (vec!["show", "room", "999"], "999"),
        (vec!["show", "booking", "BK-1"], "BK-1"),
        (
            vec![
                "show",
                "availability",
                "--type",
                "DBL",
                "--from",
                "2026-03-20",
                "--to",
                "2026-03-18",
            ],
            "before it begins",
        ),
        (
            vec![
                "show",
                "availability",
                "--type",
                "XXL",
                "--from",
                "2026-03-18",
                "--to",
                "2026-03-20",
            ],
            "DBL, STE",
        ),
        (
            vec![
                "show",
                "availability",
                "--type",
                "DBL",
                "--from",
                "18 March",
                "--to",
                "2026-03-20",
            ],
            "18 March",
        ),
        (
            vec![
                "show",
                "bookings",
                "--from",
                "2026-03-20",
                "--to",
                "2026-03-18",
            ],
            "before it begins",
        ),
        (vec!["show", "bookings", "--status", "LOST"], "CONFIRMED"),
        (vec!["show", "grid", "--month", "2026-13"], "2026-13"),
        (vec!["show", "alerts", "--at", "noon"], "noon"),
        (vec!["show", "rooms", "--status", "lost"], "OCCUPIED"),
        (vec!["show", "rooms", "--as", "nobody"], "nobody"),
        (
            vec!["config", "set", "policy.check_in_time", "noon"],
            "15:00",
        ),
        (vec!["config", "get", "policy.colour"], "colour"),
        (vec!["backup", "hotel.db"], "hotel.db"),
        (vec!["restore", "nowhere.db"], "nowhere.db"),
        (vec!["import", "rooms", "nowhere.csv"], "nowhere.csv"),
        (vec!["shwo", "rooms"], "show"),
        (vec!["show", "rooms", "--flor", "1"], "--floor"),
    ] {
        refused(&hotel, &words, said);
    }
}

#[test]
fn a_file_that_is_not_ours_is_left_untouched() {
    let hotel = Hotel::none();
    let show = ["show", "rooms"];
    refused(&hotel, &show, "keyrack init");
    hotel.write("hotel.db", "Dear diary, today I opened a hotel.\n");
    refused(&hotel, &show, "not a keyrack database");
    fs::write(hotel.db(), "").unwrap();
    refused(&hotel, &show, "not");
    fs::remove_file(hotel.db()).unwrap();
    let other = rusqlite::Connection::open(hotel.db()).unwrap();
    other
        .execute_batch("CREATE TABLE songs (title TEXT); PRAGMA user_version = 7;")
        .unwrap();
    drop(other);
    refused(&hotel, &show, "another program");
    refused(&hotel, &["batch"], "another program");
    refused(&hotel, &init(&[]), "another program");
    refused(
        &hotel,
        &["demo", "--no-console", "--reset", "--db", "hotel.db"],
        "another program",
    );
}

#[test]
fn a_newer_schema_is_left_untouched() {
    let hotel = Hotel::roma();
    let newer = rusqlite::Connection::open(hotel.db()).unwrap();
    newer
        .execute_batch("PRAGMA user_version = 900; PRAGMA wal_checkpoint(TRUNCATE);")
        .unwrap();
    drop(newer);
    refused(&hotel, &["show", "rooms"], "newer keyrack");
    refused(&hotel, &["batch"], "newer keyrack");
    refused(&hotel, &["db", "check"], "newer keyrack");
}

#[test]
fn a_read_only_folder_is_said_to_be_so() {
    let hotel = Hotel::roma();
    fs::set_permissions(hotel.path("."), Permissions::from_mode(0o500)).unwrap();
    for words in [
        vec!["show", "rooms"],
        vec!["batch"],
        init(&["--db", "new.db"]),
        vec!["backup", "copy.db"],
    ] {
        refused(&hotel, &words, "read-only");
    }
    fs::set_permissions(hotel.path("."), Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(hotel.db(), Permissions::from_mode(0o400)).unwrap();
    refused(&hotel, &["batch"], "read-only");
}

#[test]
fn the_console_wants_a_terminal() {
    let hotel = Hotel::roma();
    for words in [vec![], vec!["--db", "nowhere.db"], vec!["demo"]] {
        let said = hotel.run(&words);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.sentence().contains("terminal"), "{said:?}");
    }
    assert!(
        !hotel.path("data").exists(),
        "no practice hotel is made for nobody"
    );
    refused(&hotel, &["demo"], "terminal");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let hotel = Hotel::roma();
    let rush = |room: usize| format!("{{\"op\":\"rush\",\"room\":\"10{room}\",\"on\":true}}\n");
    let lines = [rush(1), rush(2)].concat().repeat(200);
    hotel.run_with(&["batch"], &lines);
    for words in [
        vec!["show", "journal", "--json"],
        vec!["--help"],
        vec!["show", "rooms"],
    ] {
        let mut child = hotel
            .command()
            .args(&words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
        assert!(output.status.success());
    }
}

#[test]
fn what_guests_are_called_never_reaches_the_terminal_as_an_order() {
    let hotel = Hotel::roma();
    let name = "Zo\\u00eb \\u001b]0;gotcha\\u0007\\u009b2J\\u202eevil";
    hotel.book("DBL", "2026-03-16", 2, name);
    for words in [
        vec!["show", "bookings"],
        vec!["show", "booking", "BK-2026-000001"],
        vec!["show", "journal"],
        vec!["show", "alerts"],
    ] {
        for form in [&[][..], &["--json"], &["--ascii"], &["--json", "--ascii"]] {
            let said = hotel.run(&[&words[..], form].concat());
            assert_eq!(said.code, 0, "{said:?}");
            assert!(!said.out.is_empty());
            let bad =
                |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
            assert!(
                !said.out.contains(bad),
                "{words:?} {form:?}: {:?}",
                said.out
            );
            assert_eq!(
                said.out.is_ascii(),
                form.contains(&"--ascii") || said.out.is_ascii()
            );
            if form.contains(&"--ascii") {
                assert!(said.out.is_ascii(), "{:?}", said.out);
            }
        }
    }
    let said = hotel.run(&["show", "booking", "x\u{1b}[2J"]);
    assert!(!said.err.contains('\u{1b}'), "{:?}", said.err);
}

#[test]
fn policies_are_changed_by_command() {
    let hotel = Hotel::roma();
    let answer = hotel.data(&["config", "set", "policy.requires_inspection", "off"]);
    has(&answer, &["ok", "seq", "warnings"]);
    assert_eq!(
        hotel.data(&["config", "get", "policy.requires_inspection"]),
        json!({"policy.requires_inspection": "off"})
    );
    let table = hotel.run(&["config", "get"]).out;
    assert!(
        table
            .lines()
            .any(|line| line.starts_with("policy.oversell ") && line.contains("warn")),
        "{table}"
    );
    hotel.order(r#"{"op":"undo"}"#);
    assert_eq!(
        hotel.run(&["config", "get", "requires_inspection"]).out,
        "on\n"
    );
}

#[test]
fn a_backup_is_taken_and_put_back() {
    let hotel = Hotel::roma();
    hotel.book("DBL", "2026-03-16", 2, "Before");
    assert_eq!(hotel.run(&["backup", "copy.db"]).code, 0);
    assert_eq!(hotel.run(&["db", "backup", "copy2.db"]).code, 0);
    hotel.book("DBL", "2026-03-16", 2, "After");
    let answer = hotel.data(&["restore", "copy.db"]);
    let guests = hotel.data(&["show", "bookings"]);
    assert_eq!(
        (&guests["count"], &guests["bookings"][0]["guest"]),
        (&json!(1), &json!("Before"))
    );
    let kept = answer["kept"].as_str().expect("what stood there is kept");
    let lost = hotel.data(&["show", "bookings", "--db", kept]);
    assert_eq!(lost["count"], 2);
    assert_eq!(hotel.run(&["db", "check"]).code, 0);
    hotel.write("junk.db", "junk");
    refused(&hotel, &["restore", "junk.db"], "junk.db");
}

#[test]
fn a_check_finds_what_was_changed_behind_the_journal() {
    let hotel = Hotel::roma();
    let clean = hotel.data(&["db", "check"]);
    assert_eq!(
        (&clean["ok"], &clean["findings"]),
        (&json!(true), &json!([]))
    );
    assert!(clean["entries"].as_i64().unwrap() >= 8, "{clean}");
    let tamper = rusqlite::Connection::open(hotel.db()).unwrap();
    tamper
        .execute("UPDATE rooms SET floor = 9 WHERE number = '101'", [])
        .unwrap();
    drop(tamper);
    let said = hotel.run(&["db", "check"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("rows: "), "{said:?}");
    let found: Value = serde_json::from_str(&hotel.run(&["db", "check", "--json"]).out).unwrap();
    assert_eq!(
        (&found["ok"], &found["findings"][0]["part"]),
        (&json!(false), &json!("rows"))
    );
}

#[test]
fn the_program_says_what_it_is() {
    let hotel = Hotel::none();
    assert!(hotel.run(&["--version"]).out.starts_with("keyrack "));
    let help = hotel.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for task in [
        "demo", "init", "batch", "show", "import", "config", "doctor", "db", "backup", "restore",
    ] {
        assert!(
            help.out
                .lines()
                .any(|line| line.trim_start().starts_with(task)),
            "{task} in {}",
            help.out
        );
    }
    assert!(
        help.out.lines().all(|line| line.chars().count() <= 100),
        "{}",
        help.out
    );
    for shell in ["bash", "zsh", "fish"] {
        assert!(hotel.run(&["completions", shell]).out.contains("keyrack"));
    }
}

#[test]
fn rooms_are_imported_once() {
    let hotel = Hotel::none();
    assert_eq!(hotel.run(&init(&["--business-date", "2026-03-16"])).code, 0);
    hotel.write("rooms.csv", &format!("{ROOMS}303,STE,third,2,\n"));
    let trial = hotel.run(&["import", "rooms", "rooms.csv", "--dry-run", "--json"]);
    let trial: Value = serde_json::from_str(&trial.out).unwrap();
    assert_eq!(
        (&trial["written"], &trial["dry_run"]),
        (&json!(5), &json!(true))
    );
    assert_eq!(hotel.data(&["show", "rooms"])["rooms"], json!([]));
    let said = hotel.run(&["import", "rooms", "rooms.csv"]);
    assert_eq!(
        said.code, 0,
        "one row is refused and told, the rest is taken"
    );
    assert!(
        said.out.contains("line 7") && said.out.contains("third"),
        "{said:?}"
    );
    assert_eq!(
        hotel.data(&["show", "rooms"])["rooms"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
    let again: Value =
        serde_json::from_str(&hotel.run(&["import", "rooms", "rooms.csv", "--json"]).out).unwrap();
    assert_eq!(
        (&again["written"], &again["repeated"]),
        (&json!(0), &json!(5))
    );
}

#[test]
fn the_practice_hotel_stands_in_a_database_of_its_own() {
    let hotel = Hotel::roma();
    let demo = ["demo", "--no-console", "--today", "2026-03-16", "--json"];
    let made = hotel.run(&demo);
    let made: Value = serde_json::from_str(&made.out).unwrap();
    assert_eq!(
        (&made["made"], &made["business_date"]),
        (&json!(true), &json!("2026-03-16"))
    );
    let db = made["database"].as_str().unwrap();
    assert!(
        db.starts_with(hotel.path("data").to_str().unwrap()),
        "not KEYRACK_DB: {db}"
    );
    let stats = hotel.data(&["show", "stats", "--db", db]);
    assert_eq!(stats["total_rooms"], 60);
    assert_eq!(hotel.run(&["db", "check", "--db", db]).code, 0);
    let again: Value = serde_json::from_str(&hotel.run(&demo).out).unwrap();
    assert_eq!(again["made"], false, "it stands already");
    // Made anew, for another day: what was done in the old one is gone with it.
    let order = r#"{"op":"create_staff","employee":"new","name":"Newcomer","role":"gardener"}"#;
    assert_eq!(hotel.run_with(&["batch", "--db", db], order).code, 0);
    let staff = |words: &[&str]| {
        hotel
            .run(&[&["show", "staff", "--db", db], words].concat())
            .out
    };
    assert!(staff(&[]).contains("Newcomer"));
    let other_day = [
        "demo",
        "--no-console",
        "--reset",
        "--today",
        "2026-05-02",
        "--json",
    ];
    let reset: Value = serde_json::from_str(&hotel.run(&other_day).out).unwrap();
    assert_eq!(
        (&reset["made"], &reset["business_date"]),
        (&json!(true), &json!("2026-05-02"))
    );
    assert!(!staff(&[]).contains("Newcomer"));
    assert_eq!(hotel.run(&["db", "check", "--db", db]).code, 0);
    let beside: Vec<String> = fs::read_dir(std::path::Path::new(db).parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("backup") || name.contains(".new-"))
        .collect();
    assert!(beside.is_empty(), "the old one is thrown away: {beside:?}");
    let real = hotel.db();
    let refused = hotel.run(&[
        "demo",
        "--no-console",
        "--reset",
        "--db",
        real.to_str().unwrap(),
    ]);
    assert!(refused.sentence().contains("not the practice hotel"));
    assert_eq!(
        hotel.data(&["show", "rooms"])["rooms"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
}
