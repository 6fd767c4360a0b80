//! Several properties in one file: nothing of one is seen or touched from the
//! other.
//!
//! The table names something of the second property in every command that can
//! name anything; a command without a line fails here.

#![allow(clippy::unwrap_used, clippy::too_many_lines)]

use std::collections::BTreeSet;
use std::sync::OnceLock;

use keyrack::desk::{Channel, Desk, Failure, Session, Sharing, Window, found};
use keyrack::domain::command::{CreateProperty, Request, SPECS};
use keyrack::domain::{Code, Moment, PropertyId, StaffId};
use rusqlite::Connection;
use tempfile::TempDir;

fn noon() -> Moment {
    "2026-03-16T12:00:00+01:00".parse().unwrap()
}

struct Two {
    desk: Desk,
    roma: Session,
    due: Session,
    folder: TempDir,
}

/// What both houses have.
const BOTH: &[&str] = &[
    r#"{"op":"create_room_type","code":"DBL","name":"Double","capacity":2,"rate":"100.00"}"#,
    r#"{"op":"create_room","number":"101","room_type":"DBL"}"#,
    r#"{"op":"create_booking","code":"OWN-1","room_type":"DBL","check_in":"2026-03-16","nights":2,"lead":"Own, Olga","guests":["Own, Olga"]}"#,
];

/// What only the second one has: each thing the table below names.
const ONLY_DUE: &[&str] = &[
    r#"{"op":"create_room_type","code":"DUE","name":"Due","capacity":2,"rate":"100.00"}"#,
    r#"{"op":"create_room","number":"D1","room_type":"DUE"}"#,
    r#"{"op":"create_room","number":"D2","room_type":"DUE"}"#,
    r#"{"op":"create_staff","employee":"due1","name":"Dino Due","role":"facility_manager","on_duty":true}"#,
    r#"{"op":"create_booking","code":"DUE-1","room_type":"DUE","check_in":"2026-03-16","nights":2,"lead":"Secret, Sara","guests":["Secret, Sara"]}"#,
    r#"{"op":"create_booking","code":"DUE-2","room_type":"DUE","check_in":"2026-03-16","nights":2,"lead":"Secret, Saul","guests":["Secret, Saul"]}"#,
    r#"{"op":"block","rooms":["D2"],"from":"2026-04-01","to":"2026-04-03","type":"staff","reason":"secret"}"#,
    r#"{"op":"create_category","name":"Secret trade","roles":["facility_manager"],"max_priority":4,"usual_hours":4}"#,
    r#"{"op":"create_request","title":"Secret tap","category":"Plumbing","room":"D1"}"#,
    r#"{"op":"create_resident","full_name":"Secret Resident","kind":"owner","flat":"F1"}"#,
    r#"{"op":"save_view","name":"Secret view","view":{"bookings":{}}}"#,
    r#"{"op":"announce","text":"Secret meeting"}"#,
    r#"{"op":"create_rule","name":"Secret rule","kind":"room_type","actions":{"avoid_rooms":["D1"]}}"#,
    r#"{"op":"auto_assign","from":"2026-03-16","to":"2026-03-25","strategy":"vip_first"}"#,
];

impl Two {
    /// A copy of two houses that were set up once.
    fn new() -> Two {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = MADE.get_or_init(|| {
            let two = Two::set_up();
            let copy = two.folder.path().join("copy.db");
            two.desk.backup(&copy).unwrap();
            std::fs::read(copy).unwrap()
        });
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("chain.db");
        std::fs::write(&file, bytes).unwrap();
        Two::open(folder)
    }

    fn open(folder: TempDir) -> Two {
        let file = folder.path().join("chain.db");
        let desk = Desk::open(&file).unwrap().with_clock(noon);
        let session = |slug| desk.session(Some(slug), None, Channel::Batch).unwrap();
        let (roma, due) = (session("roma"), session("due"));
        Two {
            desk,
            roma,
            due,
            folder,
        }
    }

    fn set_up() -> Two {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("chain.db");
        for (slug, name) in [("roma", "Hotel Roma"), ("due", "Hotel Due")] {
            let property = CreateProperty {
                name: name.into(),
                slug: slug.into(),
                currency: "EUR".into(),
                timezone: "Europe/Rome".into(),
                business_date: "2026-03-16".parse().ok(),
                administrator: Some(format!("Boss of {name}")),
            };
            found(&file, Sharing::default(), property, Some(noon())).unwrap();
        }
        let mut two = Two::open(folder);
        for json in BOTH {
            two.says(false, json).unwrap();
            two.says(true, json).unwrap();
        }
        for json in ONLY_DUE {
            let said = two.says(true, json);
            assert!(said.is_ok(), "{json}: {said:?}");
        }
        two
    }

    fn says(&mut self, at_due: bool, json: &str) -> Result<keyrack::desk::Receipt, Failure> {
        let session = if at_due { &self.due } else { &self.roma };
        let request = Request::read(json).map_err(Failure::Refused)?;
        self.desk.execute(session, &request)
    }

    fn connection(&self) -> Connection {
        Connection::open(self.folder.path().join("chain.db")).unwrap()
    }

    /// Every row of every table that belongs to the second property.
    fn rows_of_due(&self) -> BTreeSet<String> {
        let connection = self.connection();
        let names = |sql: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).unwrap();
            let rows = statement.query_map([], |row| row.get(0)).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let mut found = BTreeSet::new();
        for table in names("SELECT name FROM sqlite_schema WHERE type = 'table'") {
            let columns = names(&format!("SELECT name FROM pragma_table_info('{table}')"));
            let owner = if table == "properties" {
                "id"
            } else if columns.iter().any(|one| one == "property_id") {
                "property_id"
            } else {
                continue;
            };
            let sql = format!("SELECT * FROM {table} WHERE {owner} = ?1");
            let mut statement = connection.prepare(&sql).unwrap();
            let count = statement.column_count();
            let mut rows = statement.query([self.due.property.0]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cells: Vec<String> = (0..count)
                    .map(|at| format!("{:?}", row.get_ref(at).unwrap()))
                    .collect();
                found.insert(format!("{table}: {}", cells.join(" ")));
            }
        }
        found
    }

    /// A number out of the second property's rows.
    fn number(&self, sql: &str) -> String {
        let found: i64 = self
            .connection()
            .query_row(sql, [self.due.property.0], |row| row.get(0))
            .unwrap();
        found.to_string()
    }
}

/// What becomes of a command that names something of the other property.
enum Then {
    /// It is told apart: `HOTEL_MISMATCH`, or the room type's own.
    Mismatch,
    /// It names by a number or a word that says nothing about whose it is: it
    /// is not there.
    NotThere(Code),
    /// It names nothing that could be another's; whatever becomes of it,
    /// the other property is left alone.
    Own,
}

use Then::{Mismatch, NotThere, Own};

const B: &str = r#""booking":"DUE-1""#;
const R: &str = r#""room":"D1""#;
const T: &str = r#""ticket":"MR-2026-0001""#;
const E: &str = r#""employee":"due1""#;

/// One line: the operation, its fields ($B, $R, $T, $E stand for the other's
/// booking, room, ticket and person), and what becomes of it.
const TABLE: &[(&str, &str, Then)] = &[
    (
        "create_property",
        r#""name":"Tre","slug":"tre","currency":"EUR","timezone":"Europe/Rome""#,
        Own,
    ),
    ("set_policy", r#""name":"oversell","value":"refuse""#, Own),
    (
        "create_room_type",
        r#""code":"DUE","name":"Roma's own","capacity":2,"rate":"1.00""#,
        Own,
    ),
    ("edit_room_type", r#""code":"DUE","rate":"1.00""#, Mismatch),
    ("create_room", r#""number":"D1","room_type":"DBL""#, Own),
    (
        "create_room",
        r#""number":"R9","room_type":"DUE""#,
        Mismatch,
    ),
    ("edit_room", r#"$R,"floor":3"#, Mismatch),
    ("edit_room", r#""room":"101","room_type":"DUE""#, Mismatch),
    (
        "create_staff",
        r#""employee":"due1","name":"Roma's own","role":"gardener""#,
        Own,
    ),
    (
        "create_staff",
        r#""employee":"r9","name":"R","role":"gardener","reports_to":"due1""#,
        Mismatch,
    ),
    ("edit_staff", r#"$E,"name":"X""#, Mismatch),
    (
        "edit_staff",
        r#""employee":"admin","reports_to":"due1""#,
        Mismatch,
    ),
    ("set_permissions", r#"$E,"admin":true"#, Mismatch),
    ("reset_permissions", "$E", Mismatch),
    ("deactivate_staff", "$E", Mismatch),
    ("reactivate_staff", "$E", Mismatch),
    ("set_pin", r#"$E,"pin":"4711""#, Mismatch),
    (
        "create_booking",
        r#""room_type":"DUE","check_in":"2026-03-16","nights":1"#,
        Mismatch,
    ),
    ("edit_booking", r#"$B,"lead":"X""#, Mismatch),
    (
        "edit_booking",
        r#""booking":"OWN-1","room_type":"DUE""#,
        Mismatch,
    ),
    ("name_guests", r#"$B,"guests":["X"]"#, Mismatch),
    ("add_note", r#"$B,"text":"X""#, Mismatch),
    ("add_note", r#"$R,"text":"X""#, Mismatch),
    ("set_guest_waiting", r#"$B,"on":true"#, Mismatch),
    ("confirm_booking", "$B", Mismatch),
    ("cancel_booking", r#"$B,"reason":"X""#, Mismatch),
    ("mark_no_show", "$B", Mismatch),
    ("reinstate_booking", "$B", Mismatch),
    ("change_stay", r#"$B,"check_out":"2026-03-19""#, Mismatch),
    ("assign", r#"$B,"room":"101""#, Mismatch),
    ("assign", r#""booking":"OWN-1",$R"#, Mismatch),
    ("pre_assign", r#"$B,"room":"101""#, Mismatch),
    ("pre_assign", r#""booking":"OWN-1",$R"#, Mismatch),
    ("firm_up", "$B", Mismatch),
    ("unassign", "$B", Mismatch),
    ("move", r#"$B,"room":"101","reason":"X""#, Mismatch),
    ("swap", r#"$B,"with":"OWN-1","reason":"X""#, Mismatch),
    (
        "swap",
        r#""booking":"OWN-1","with":"DUE-1","reason":"X""#,
        Mismatch,
    ),
    ("set_do_not_move", r#"$B,"on":true"#, Mismatch),
    (
        "auto_assign",
        r#""from":"2026-03-16","to":"2026-03-25","strategy":"vip_first","apply":true"#,
        Own,
    ),
    (
        "auto_assign",
        r#""from":"2026-03-16","to":"2026-03-25","strategy":"vip_first","bookings":["DUE-1"]"#,
        Mismatch,
    ),
    ("make_room", "$B", Mismatch),
    ("resolve_conflict", "$B", Mismatch),
    ("apply_plan", r#""plan":"PL-2026-0001""#, Mismatch),
    ("check_in", "$B", Mismatch),
    ("check_in", r#""booking":"OWN-1",$R"#, Mismatch),
    ("check_out", "$B", Mismatch),
    ("bulk_check_out", r#""bookings":["DUE-1"]"#, Mismatch),
    ("bulk_check_out", r#""rooms":["D1"]"#, Mismatch),
    ("undo_check_in", "$B", Mismatch),
    ("undo_check_out", "$B", Mismatch),
    (
        "walk_in",
        r#"$R,"nights":1,"lead":"X","adults":1"#,
        Mismatch,
    ),
    (
        "walk_in",
        r#""room_type":"DUE","nights":1,"lead":"X","adults":1"#,
        Mismatch,
    ),
    (
        "record_payment",
        r#"$B,"amount":"1.00","method":"cash""#,
        Mismatch,
    ),
    ("adjust", r#"$B,"amount":"1.00","reason":"X""#, Mismatch),
    (
        "block",
        r#""rooms":["D1"],"from":"2026-05-01","to":"2026-05-03","type":"staff","reason":"X""#,
        Mismatch,
    ),
    ("edit_block", r#""block":"BL-0001","reason":"X""#, Mismatch),
    (
        "release_block",
        r#""block":"BL-0001","reason":"X""#,
        Mismatch,
    ),
    ("start_cleaning", "$R", Mismatch),
    ("stop_cleaning", "$R", Mismatch),
    ("mark_cleaned", "$R", Mismatch),
    ("inspect", r#"$R,"passed":true"#, Mismatch),
    ("start_service", "$R", Mismatch),
    ("finish_service", "$R", Mismatch),
    ("decline_service", "$R", Mismatch),
    ("set_do_not_disturb", r#"$R,"on":true"#, Mismatch),
    ("set_make_up", r#"$R,"on":true"#, Mismatch),
    (
        "assign_attendant",
        r#""rooms":["D1"],"employee":"admin""#,
        Mismatch,
    ),
    ("assign_attendant", r#""rooms":["101"],$E"#, Mismatch),
    (
        "share_out",
        r#""shares":[{"rooms":["D1"],"employee":"admin"}]"#,
        Mismatch,
    ),
    ("set_on_duty", r#"$E,"on":true"#, Mismatch),
    ("report_found", r#"$R,"occupied":true"#, Mismatch),
    ("resolve_discrepancy", "$R", Mismatch),
    ("mark_maintenance", "$R", Mismatch),
    ("complete_maintenance", "$R", Mismatch),
    ("put_out_of_order", r#"$R,"reason":"X""#, Mismatch),
    ("return_to_service", r#"$R,"reason":"X""#, Mismatch),
    ("rush", r#"$R,"on":true"#, Mismatch),
    (
        "create_rule",
        r#""name":"Secret rule","kind":"room_type","actions":{"avoid_rooms":["101"]}"#,
        Own,
    ),
    (
        "create_rule",
        r#""name":"R","kind":"room_type","actions":{"avoid_rooms":["D1"]}"#,
        NotThere(Code::RuleInvalid),
    ),
    (
        "create_rule",
        r#""name":"R","kind":"room_type","conditions":{"room_type":"DUE"},"actions":{"avoid_rooms":["101"]}"#,
        NotThere(Code::RuleInvalid),
    ),
    (
        "edit_rule",
        r#""name":"Secret rule","active":false"#,
        NotThere(Code::NotFound),
    ),
    (
        "delete_rule",
        r#""name":"Secret rule""#,
        NotThere(Code::NotFound),
    ),
    (
        "create_category",
        r#""name":"Secret trade","roles":["plumber"]"#,
        Own,
    ),
    (
        "edit_category",
        r#""name":"Secret trade","usual_hours":9"#,
        NotThere(Code::NotFound),
    ),
    (
        "create_request",
        r#""title":"X","category":"Secret trade""#,
        NotThere(Code::NotFound),
    ),
    (
        "create_request",
        r#""title":"X","category":"Plumbing",$R"#,
        Mismatch,
    ),
    (
        "create_request",
        r#""title":"X","category":"Plumbing",$B"#,
        Mismatch,
    ),
    ("acknowledge_request", "$T", Mismatch),
    ("start_request", "$T", Mismatch),
    ("hold_request", r#"$T,"notes":"X""#, Mismatch),
    ("resume_request", "$T", Mismatch),
    ("reopen_request", r#"$T,"notes":"X""#, Mismatch),
    ("cancel_request", r#"$T,"notes":"X""#, Mismatch),
    ("assign_request", "$T", Mismatch),
    (
        "bulk_assign_requests",
        r#""tickets":["MR-2026-0001"],"employee":"admin""#,
        Mismatch,
    ),
    (
        "escalate_requests",
        r#""tickets":["MR-2026-0001"]"#,
        Mismatch,
    ),
    ("resolve_request", "$T", Mismatch),
    ("close_request", "$T", Mismatch),
    ("rate_request", r#"$T,"rating":5"#, Mismatch),
    ("update_request", r#"$T,"notes":"X""#, Mismatch),
    (
        "create_resident",
        r#""full_name":"X","kind":"owner",$R"#,
        Mismatch,
    ),
    (
        "edit_resident",
        r#""resident":"$RESIDENT","full_name":"X""#,
        Mismatch,
    ),
    ("resolve_alert", r#""alert":"unassigned:DUE-1""#, Mismatch),
    ("snooze_alert", r#""alert":"unassigned:DUE-1""#, Mismatch),
    (
        "acknowledge_alert",
        r#""alert":"unassigned:DUE-1""#,
        Mismatch,
    ),
    (
        "save_view",
        r#""name":"Secret view","view":{"bookings":{}}"#,
        Own,
    ),
    (
        "delete_view",
        r#""name":"Secret view","screen":"bookings""#,
        NotThere(Code::NotFound),
    ),
    ("announce", r#""text":"Roma only""#, Own),
    (
        "add_event",
        r#""name":"Roma only","from":"2026-03-17","to":"2026-03-18""#,
        Own,
    ),
    ("hand_over", r#""text":"Roma only""#, Own),
    ("read_messages", r#""messages":[$MESSAGE]"#, Own),
    (
        "resend_message",
        r#""message":$MESSAGE"#,
        NotThere(Code::NotFound),
    ),
    ("tell_alerts", r#""alerts":["unassigned:DUE-1"]"#, Own),
    (
        "record_delivery",
        r#""delivery":999999"#,
        NotThere(Code::NotFound),
    ),
    (
        "send_report",
        r#""report":"x","text":"Roma only","roles":["administrator"]"#,
        Own,
    ),
    (
        "night_audit",
        r#""closes":"2026-03-16","confirm_no_shows":true"#,
        Own,
    ),
    ("undo", r#""seq":$SEQ"#, NotThere(Code::NothingToUndo)),
    ("redo", r#""seq":$SEQ"#, NotThere(Code::NothingToUndo)),
];

#[test]
fn every_command_leaves_the_other_property_alone() {
    let two = Two::new();
    let words = [
        ("$B", B.to_owned()),
        ("$T", T.to_owned()),
        ("$E", E.to_owned()),
        ("$RESIDENT", {
            let sql = "SELECT code FROM residents WHERE property_id = ?1";
            let row = two.due.property.0;
            two.connection()
                .query_row(sql, [row], |row| row.get(0))
                .unwrap()
        }),
        ("$R", R.to_owned()),
        (
            "$MESSAGE",
            two.number("SELECT min(id) FROM messages WHERE property_id = ?1"),
        ),
        (
            "$SEQ",
            two.number("SELECT max(seq) FROM journal WHERE property_id = ?1"),
        ),
    ];
    drop(two);
    let mut faults = Vec::new();
    for (op, fields, then) in TABLE {
        let mut fields = (*fields).to_owned();
        for (word, meant) in &words {
            fields = fields.replace(word, meant);
        }
        let json = format!(r#"{{"op":"{op}",{fields}}}"#);
        let mut two = Two::new();
        let before = two.rows_of_due();
        let answer = two.says(false, &json);
        match (&answer, then) {
            (_, Own) => {}
            (Ok(receipt), _) => faults.push(format!("{json}: done ({})", receipt.summary)),
            (Err(Failure::Refused(refusal)), then) => {
                let fits = match then {
                    Mismatch => matches!(
                        refusal.code,
                        Code::HotelMismatch | Code::RoomTypeHotelMismatch
                    ),
                    NotThere(code) => refusal.code == *code,
                    Own => true,
                };
                if !fits {
                    faults.push(format!("{json}: {refusal}"));
                }
                if refusal.message.contains("Secret") && !json.contains("Secret") {
                    faults.push(format!("{json} tells: {refusal}"));
                }
            }
            (Err(other), _) => faults.push(format!("{json}: {other}")),
        }
        let after = two.rows_of_due();
        let changed: Vec<&String> = before.symmetric_difference(&after).collect();
        if !changed.is_empty() {
            faults.push(format!("{json} changed {changed:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_command_has_a_line() {
    let missing: Vec<&str> = SPECS
        .iter()
        .map(|spec| spec.op)
        .filter(|op| TABLE.iter().all(|(line, _, _)| line != op))
        .collect();
    assert!(missing.is_empty(), "no line for {missing:?}");
}

#[test]
fn nothing_that_is_read_is_of_the_other() {
    let two = Two::new();
    let window = Window {
        from: "2026-03-01".parse().unwrap(),
        days: 60,
    };
    let mut told = vec![format!("{:?}", two.desk.house(&two.roma, window).unwrap())];
    let journal = two.desk.journal(&two.roma, 0, 1000).unwrap();
    assert!(!journal.is_empty());
    told.push(format!("{journal:?}"));
    for text in told {
        for word in ["Secret", "DUE", "Dino", "\"D1\""] {
            assert!(!text.contains(word), "{word} is seen from Roma");
        }
    }
    // And the other way round everything is there.
    let due = format!("{:?}", two.desk.house(&two.due, window).unwrap());
    assert!(due.contains("Secret, Sara") && due.contains("Dino Due"));
}

#[test]
fn a_session_is_of_one_property_and_its_person() {
    let mut two = Two::new();
    // A person of one signs nothing in the other.
    let crossed = Session {
        property: two.due.property,
        ..two.roma.clone()
    };
    let request = Request::read(r#"{"op":"add_note","room":"D1","text":"X"}"#).unwrap();
    assert!(two.desk.execute(&crossed, &request).is_err());
    let nobody = Session {
        staff: StaffId(0),
        ..two.roma.clone()
    };
    assert!(two.desk.execute(&nobody, &request).is_err());
    let nowhere = Session {
        property: PropertyId(999),
        ..two.roma.clone()
    };
    assert!(two.desk.execute(&nowhere, &request).is_err());
    // Their own latest step is their own property's.
    let before = two.rows_of_due();
    two.says(false, r#"{"op":"undo"}"#).unwrap();
    assert_eq!(two.rows_of_due(), before);
}
