//! The desk's promises about people: PINs that nobody can read back, a door
//! that cannot be forced, and a person who left can do nothing more.

#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::fs;
use std::path::Path;

use keyrack::desk::{Channel, Desk, Door, Failure, Session, Sharing, found};
use keyrack::domain::command::{CreateProperty, Request};
use keyrack::domain::secret::Secret;
use keyrack::domain::{Code, Moment, Refusal};
use tempfile::TempDir;

const PIN: &str = "S3cret-Pin-4711";

fn start() -> Moment {
    "2026-03-16T12:00:00+01:00".parse().unwrap()
}

thread_local! {
    /// Seconds that have passed on the clock of this test's desks.
    static PASSED: Cell<i64> = const { Cell::new(0) };
}

fn clock() -> Moment {
    Moment::from_millis(start().millis() + PASSED.get() * 1000)
}

struct Place {
    desk: Desk,
    session: Session,
    folder: TempDir,
}

fn place() -> Place {
    let folder = TempDir::new().unwrap();
    let property = CreateProperty {
        name: "Hotel Roma".into(),
        slug: "roma".into(),
        currency: "EUR".into(),
        timezone: "Europe/Rome".into(),
        business_date: "2026-03-16".parse().ok(),
        administrator: Some("Ada Admin".into()),
    };
    let file = folder.path().join("house.db");
    let (desk, _) = found(&file, Sharing::default(), property, Some(start())).unwrap();
    let desk = desk.with_clock(clock);
    let session = desk.session(None, None, Channel::Cli).unwrap();
    let mut place = Place {
        desk,
        session,
        folder,
    };
    place.says(r#"{"op":"create_staff","employee":"E7","name":"Ana Müller","role":"front_desk"}"#);
    place.says(&format!(
        r#"{{"op":"set_pin","employee":"E7","pin":"{PIN}","key":"k-1"}}"#
    ));
    place
}

impl Place {
    fn says(&mut self, json: &str) -> keyrack::desk::Receipt {
        let request = Request::read(json).unwrap();
        self.desk.execute(&self.session, &request).unwrap()
    }

    fn comes_in(&mut self, who: &str, pin: &str) -> Result<Session, Refusal> {
        comes_in(&mut self.desk, &self.session, who, pin)
    }
}

fn comes_in(desk: &mut Desk, at: &Session, who: &str, pin: &str) -> Result<Session, Refusal> {
    match desk.sign_in(at.property, who, &Secret::new(pin), Channel::Console) {
        Ok(session) => Ok(session),
        Err(Failure::Refused(refusal)) => Err(refusal),
        Err(other) => panic!("{other}"),
    }
}

fn passes(seconds: i64) {
    PASSED.set(PASSED.get() + seconds);
}

#[test]
fn a_name_or_a_number_and_its_pin_let_a_person_in() {
    let mut place = place();
    for who in ["E7", " e7", "Ana Müller", "ana muller "] {
        let came = place.comes_in(who, PIN);
        let number = who.trim() != "e7";
        assert_eq!(came.is_ok(), number, "{who}: a number is a number");
    }
    let session = place.comes_in("E7", PIN).unwrap();
    assert_ne!(session.staff, place.session.staff);
}

#[test]
fn the_refusal_does_not_say_what_was_wrong() {
    let mut place = place();
    place.says(r#"{"op":"create_staff","employee":"E8","name":"Bea","role":"front_desk"}"#);
    let mut said = Vec::new();
    for (who, pin) in [("E7", "wrong"), ("E9", PIN), ("E8", PIN), ("Nobody", "")] {
        let refusal = place.comes_in(who, pin).unwrap_err();
        assert_eq!(refusal.code, Code::PermissionDenied);
        said.push((refusal.message, refusal.details));
    }
    said.dedup();
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn wrong_ones_make_wait_in_every_console_and_for_every_name() {
    let mut place = place();
    let other = Desk::open(&place.folder.path().join("house.db")).unwrap();
    let mut other = other.with_clock(clock);
    for who in ["E7", "made up"] {
        for wait in [0, 0, 5] {
            let refusal = place.comes_in(who, "wrong").unwrap_err();
            assert_eq!(refusal.details["wait_seconds"], wait, "{who}");
        }
        // The right one is not even looked at, wherever it is given.
        let refusal = comes_in(&mut other, &place.session, who, PIN).unwrap_err();
        assert!(
            refusal.message.contains("wait 5 seconds"),
            "{}",
            refusal.message
        );
        passes(5);
        let refusal = comes_in(&mut other, &place.session, who, "wrong").unwrap_err();
        assert_eq!(refusal.details["wait_seconds"], 10, "{who}: it doubles");
        passes(9);
        assert!(place.comes_in(who, PIN).is_err(), "{who}: not yet");
        passes(1);
    }
    place.comes_in("E7", PIN).unwrap();
    let refusal = place.comes_in("E7", "wrong").unwrap_err();
    assert_eq!(refusal.details["wait_seconds"], 0, "the right one forgets");
}

#[test]
fn who_may_not_act_neither_comes_in_nor_goes_on() {
    for (gone, back) in [
        (
            r#"{"op":"deactivate_staff","employee":"E7"}"#,
            r#"{"op":"reactivate_staff","employee":"E7"}"#,
        ),
        (
            r#"{"op":"edit_staff","employee":"E7","employment_status":"on_leave"}"#,
            r#"{"op":"edit_staff","employee":"E7","employment_status":"active"}"#,
        ),
    ] {
        let mut place = place();
        let ana = place.comes_in("E7", PIN).unwrap();
        place.says(gone);
        let refusal = place.comes_in("E7", PIN).unwrap_err();
        assert!(refusal.message.contains("do not go together"));
        let booking = Request::read(
            r#"{"op":"create_booking","room_type":"DBL","nights":1,"check_in":"2026-03-16"}"#,
        )
        .unwrap();
        let Err(Failure::Refused(refusal)) = place.desk.execute(&ana, &booking) else {
            panic!("carried out by one who may not act");
        };
        assert_eq!(refusal.code, Code::PermissionDenied);
        assert!(refusal.message.contains("Ana"), "{}", refusal.message);
        let as_her = place.desk.session(None, Some("E7"), Channel::Cli);
        assert!(matches!(as_her, Err(Failure::Refused(_))));
        let by = Request::read(r#"{"op":"set_policy","name":"oversell","value":"warn","by":"E7"}"#);
        assert!(place.desk.execute(&place.session, &by.unwrap()).is_err());
        place.says(back);
        place.comes_in("E7", PIN).unwrap();
    }
}

/// Every file in a folder that holds one of these words, in any table.
fn holding(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for word in words {
            if bytes
                .windows(word.len())
                .any(|window| window == word.as_bytes())
            {
                found.push(format!("{} in {}", word, path.display()));
            }
        }
    }
    found
}

#[test]
fn neither_pin_nor_hash_stands_anywhere_but_in_its_table() {
    let mut place = place();
    place.says(&format!(r#"{{"op":"set_pin","pin":"{PIN}"}}"#));
    let _ = place.comes_in("E7", "wrong-Pin-0815");
    let copy = place.folder.path().join("copy.backup");
    place.desk.backup(&copy).unwrap();
    assert_eq!(
        holding(place.folder.path(), &[PIN, "wrong-Pin-0815"]),
        Vec::<String>::new()
    );
    // The hash: in the table `pins`, and in no entry of the journal.
    let connection = rusqlite::Connection::open(&copy).unwrap();
    let count = |sql: &str| -> i64 { connection.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM pins"), 2);
    let hash: String = connection
        .query_row("SELECT hash FROM pins LIMIT 1", [], |row| row.get(0))
        .unwrap();
    assert!(hash.starts_with("$argon2id$"));
    for (table, columns) in [
        (
            "journal",
            "command || changes || answer || coalesce(personal, '')",
        ),
        ("journal_personal", "data"),
        ("staff", "notify || permissions || schedule || languages"),
    ] {
        let sql = format!("SELECT count(*) FROM {table} WHERE {columns} LIKE '%argon2%'");
        assert_eq!(count(&sql), 0, "{table}");
        let all = format!("SELECT count(*) FROM {table} WHERE {columns} IS NOT NULL");
        assert!(count(&all) > 0, "{table} is looked at");
    }
    assert!(keyrack::desk::check(&copy).unwrap().findings.is_empty());
}

#[test]
fn a_repeated_set_pin_answers_as_before_and_sets_nothing() {
    let mut place = place();
    let again = place.says(r#"{"op":"set_pin","employee":"E7","pin":"another","key":"k-1"}"#);
    assert!(again.repeated);
    place.comes_in("E7", PIN).unwrap();
}

#[test]
fn the_door_is_locked_once_the_owner_is_no_longer_trusted() {
    let mut place = place();
    let property = place.desk.property(&place.session).unwrap();
    assert_eq!(place.desk.door(&property), Door::Open);
    place.says(&format!(r#"{{"op":"set_pin","pin":"{PIN}"}}"#));
    place.says(r#"{"op":"set_policy","name":"owner_is_admin","value":"off"}"#);
    let property = place.desk.property(&place.session).unwrap();
    assert_eq!(place.desk.door(&property), Door::Locked);
}

#[test]
fn only_an_administrator_makes_a_further_property() {
    let mut place = place();
    let request = Request::read(
        r#"{"op":"create_property","name":"Due","slug":"due","currency":"EUR","timezone":"Europe/Rome"}"#,
    )
    .unwrap();
    let ana = place.comes_in("E7", PIN).unwrap();
    let Err(Failure::Refused(refusal)) = place.desk.execute(&ana, &request) else {
        panic!("a clerk made a property");
    };
    assert_eq!(refusal.code, Code::PermissionDenied);
    assert!(refusal.message.contains("Ada Admin"), "{}", refusal.message);
    place.desk.execute(&place.session, &request).unwrap();
    assert_eq!(place.desk.properties().unwrap().len(), 2);
}
