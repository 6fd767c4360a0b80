//! `keyrack batch` promises: an answer to every line in its place, each
//! command once whatever is repeated, all or none where that was asked.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

mod cli_support;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use cli_support::{Hotel, codes, fields, has};
use serde_json::{Value, json};

const BOOK: &str = r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-20","nights":2,"lead":"Yi","guests":["Yi"],"adults":1"#;

/// Another session may have changed nothing: the journal stands where it stood.
fn latest(hotel: &Hotel) -> i64 {
    let said = hotel.run(&["show", "journal", "--json"]);
    let last: Value = serde_json::from_str(said.out.lines().last().unwrap()).unwrap();
    last["seq"].as_i64().unwrap()
}

#[test]
fn every_line_is_answered_in_its_place() {
    let hotel = Hotel::roma();
    let before = latest(&hotel);
    let said = hotel.run_with(
        &["batch"],
        &format!(
            "{BOOK}}}\n\n   \nnot json\n{{\"op\":\"fly\"}}\n{{\"op\":\"assign\",\"booking\":\"BK-2026-000001\",\"rom\":\"101\"}}\n\
             {{\"op\":\"assign\",\"booking\":\"BK-2026-000001\",\"room\":\"101\"}}\n[1]\n{{\"booking\":\"B\"}}\n\
             {{\"op\":\"assign\",\"booking\":\"BK-2026-000001\",\"room\":\"999\"}}\r\n"
        ),
    );
    let answers = said.answers();
    assert_eq!(
        codes(&answers),
        [
            "ok",
            "BAD_COMMAND",
            "BAD_COMMAND",
            "BAD_COMMAND",
            "ok",
            "BAD_COMMAND",
            "BAD_COMMAND",
            "ROOM_NOT_FOUND"
        ]
    );
    assert_eq!(said.code, 1, "not every line was carried out");
    assert_eq!(said.err, "", "what is answered is not said twice");
    let places: Vec<_> = answers
        .iter()
        .map(|answer| answer["error"]["details"]["line"].clone())
        .collect();
    assert_eq!(places[1..4], [json!(4), json!(5), json!(6)]);
    let field = &answers[3]["error"];
    assert_eq!(field["details"]["field"], "rom");
    assert!(
        field["message"].as_str().unwrap().starts_with("Line 6: "),
        "{field}"
    );
    assert!(
        answers[2]["error"]["message"]
            .as_str()
            .unwrap()
            .contains("fly")
    );
    assert_eq!(latest(&hotel), before + 2, "two commands were carried out");
    assert_eq!(
        hotel.run_with(&["batch", "-"], &format!("{BOOK}}}\n")).code,
        0
    );
    let file = hotel.write("orders.ndjson", &format!("{BOOK}}}\n"));
    assert_eq!(hotel.run(&["batch", file.to_str().unwrap()]).code, 0);
}

#[test]
fn an_answer_has_the_shape_that_was_promised() {
    let hotel = Hotel::roma();
    let code = hotel.book("DBL", "2026-03-16", 2, "Yi");
    let assign = format!(r#"{{"op":"assign","booking":"{code}","room":"101"}}"#);
    let said = hotel.run_with(&["batch"], &assign);
    let line = said.out.trim_end();
    let order: Vec<usize> = [
        "{\"ok\":true,\"seq\":",
        "\"booking\":",
        "\"version\":2",
        "\"status\":\"assigned\"",
        "\"warnings\":[]}",
    ]
    .iter()
    .map(|part| {
        line.find(part)
            .unwrap_or_else(|| panic!("{part} in {line}"))
    })
    .collect();
    assert!(order.is_sorted() && order[0] == 0, "{line}");
    let refused = &hotel.batch(&assign.replace("101", "301"))[0];
    assert_eq!(fields(refused), ["error", "ok"]);
    assert_eq!(fields(&refused["error"]), ["code", "details", "message"]);
    assert_eq!(refused["error"]["code"], "ROOM_TYPE_MISMATCH");
    assert!(refused["error"]["message"].as_str().unwrap().ends_with('.'));
}

#[test]
fn a_refusal_says_the_way_out() {
    let hotel = Hotel::roma();
    let yi = hotel.book("DBL", "2026-03-16", 2, "Yi");
    let lee = hotel.book("DBL", "2026-03-17", 2, "Lee");
    hotel.order(&format!(
        r#"{{"op":"assign","booking":"{yi}","room":"101"}}"#
    ));
    let refused = &hotel.batch(&format!(
        r#"{{"op":"assign","booking":"{lee}","room":"101"}}"#
    ))[0]["error"];
    assert_eq!(refused["code"], "ROOM_OVERLAP_CONFLICT");
    assert!(refused["details"].to_string().contains(&yi), "{refused}");
    hotel.order(&format!(r#"{{"op":"check_in","booking":"{yi}"}}"#));
    hotel.order(&format!(r#"{{"op":"check_out","booking":"{yi}"}}"#));
    let refused = &hotel.batch(&format!(
        r#"{{"op":"assign","booking":"{lee}","room":"101"}}"#
    ))[0]["error"];
    assert_eq!(refused["code"], "ROOM_NOT_BOOKABLE");
    has(&refused["details"], &["room", "reason", "alternatives"]);
    assert_eq!(refused["details"]["reason"], "CHECKOUT_DIRTY");
    assert_eq!(
        refused["details"]["alternatives"],
        json!(["102", "201", "202"])
    );
}

#[test]
fn a_key_is_carried_out_once() {
    let hotel = Hotel::roma();
    let order = format!("{BOOK},\"key\":\"k1\"}}");
    let first = hotel.order(&order);
    let again = hotel.order(&order);
    assert_eq!(again["repeated"], true);
    assert!(first.get("repeated").is_none());
    assert_eq!(
        (&again["seq"], &again["booking"]),
        (&first["seq"], &first["booking"])
    );
    let other = order.replace("\"nights\":2", "\"nights\":3");
    assert_eq!(codes(&hotel.batch(&other)), ["KEY_REUSED"]);
    assert_eq!(hotel.data(&["show", "bookings"])["count"], 1);
    // A refusal is not kept: the key may still be used.
    let refused = r#"{"op":"rush","room":"999","on":true,"key":"k2"}"#;
    assert_eq!(codes(&hotel.batch(refused)), ["ROOM_NOT_FOUND"]);
    assert_eq!(
        codes(&hotel.batch(&format!("{BOOK},\"key\":\"k2\"}}"))),
        ["ok"]
    );
}

#[test]
fn a_command_decided_on_an_older_version_is_stale() {
    let hotel = Hotel::roma();
    let code = hotel.book("DBL", "2026-03-16", 2, "Yi");
    let note = format!(r#"{{"op":"edit_booking","booking":"{code}","is_vip":true,"version":1}}"#);
    assert_eq!(codes(&hotel.batch(&note)), ["ok"]);
    let stale = &hotel.batch(&note.replace("true", "false"))[0];
    assert_eq!(stale["error"]["code"], "STALE");
    assert_eq!(stale["error"]["details"]["version"], 2);
    assert_eq!(hotel.data(&["show", "booking", &code])["is_vip"], true);
}

#[test]
fn atomic_is_all_or_none_with_every_line_answered() {
    let hotel = Hotel::roma();
    let (yi, lee) = (
        hotel.book("DBL", "2026-03-20", 2, "Yi"),
        hotel.book("DBL", "2026-03-20", 2, "Lee"),
    );
    let give = |code: &str, room: &str| {
        format!(r#"{{"op":"pre_assign","booking":"{code}","room":"{room}"}}"#)
    };
    let before = latest(&hotel);
    for second in [give(&lee, "101"), "nonsense".to_owned()] {
        let said = hotel.run_with(
            &["batch", "--atomic"],
            &format!("\n{}\n{second}\n", give(&yi, "101")),
        );
        let answers = said.answers();
        assert_eq!((answers.len(), said.code), (2, 1), "{said:?}");
        assert_eq!(answers[0]["error"]["code"], "NOT_CARRIED_OUT");
        assert_eq!(answers[0]["error"]["details"]["line"], 3);
        let own = answers[1]["error"]["code"].as_str().unwrap();
        assert!(
            ["ROOM_OVERLAP_CONFLICT", "BAD_COMMAND"].contains(&own),
            "{own}"
        );
        assert_eq!(latest(&hotel), before, "nothing was changed");
    }
    let said = hotel.run_with(
        &["batch", "--atomic"],
        &format!("{}\n{}\n", give(&yi, "101"), give(&lee, "102")),
    );
    let answers = said.answers();
    assert_eq!((codes(&answers), said.code), (vec!["ok", "ok"], 0));
    assert_eq!(answers[0]["booking"], yi.as_str());
    assert_eq!(answers[1]["booking"], lee.as_str());
    assert_eq!(answers[0]["seq"], answers[1]["seq"], "one step");
    assert_eq!(
        (&answers[1]["room"], &answers[1]["version"]),
        (&json!("102"), &json!(2))
    );
    assert_eq!(latest(&hotel), before + 1);
    hotel.order(r#"{"op":"undo"}"#);
    for code in [&yi, &lee] {
        assert_eq!(
            hotel.data(&["show", "booking", code])["room"],
            Value::Null,
            "one undo takes all back"
        );
    }
}

#[test]
fn a_moment_is_for_a_replay_and_does_not_run_backwards() {
    let hotel = Hotel::roma();
    let at = |moment: &str| format!("{BOOK},\"at\":\"{moment}\"}}\n");
    let refused = &hotel.batch(&at("2026-03-10T10:00:00+01:00"))[0]["error"];
    assert_eq!(
        (&refused["code"], &refused["details"]["field"]),
        (&json!("BAD_COMMAND"), &json!("at"))
    );
    let lines = [
        at("2026-03-10T10:00:00+01:00"),
        at("2026-03-09T10:00:00+01:00"),
        at("2026-03-10T10:00:00+01:00"),
    ]
    .concat();
    let said = hotel.run_with(&["batch", "--replay"], &lines);
    assert_eq!(codes(&said.answers()), ["ok", "BAD_COMMAND", "ok"]);
    let booking = hotel.data(&["show", "booking", "BK-2026-000001"]);
    assert_eq!(booking["created_at"], "2026-03-10T09:00:00Z");
    hotel.order(r#"{"op":"create_staff","employee":"d1","name":"Dora Desk","role":"front_desk","on_duty":true}"#);
    let said = hotel.run_with(&["batch", "--replay", "--as", "d1"], &lines);
    assert!(said.sentence().contains("Dora Desk"), "{said:?}");
    assert_eq!((said.code, said.out.as_str()), (1, ""));
}

#[test]
fn who_acts_is_named_and_checked() {
    let hotel = Hotel::roma();
    hotel.order(r#"{"op":"create_staff","employee":"d1","name":"Dora Desk","role":"front_desk","on_duty":true}"#);
    hotel.order(&format!("{BOOK},\"by\":\"d1\"}}"));
    let journal = hotel.run(&["show", "journal", "--by", "d1", "--json"]);
    assert_eq!(journal.out.lines().count(), 1);
    let rooms = r#"{"op":"start_cleaning","room":"101"}"#;
    let denied = hotel.run_with(&["batch", "--as", "d1"], rooms);
    assert_eq!(codes(&denied.answers()), ["PERMISSION_DENIED"]);
    let for_another = hotel.run_with(
        &["batch", "--as", "d1"],
        &format!("{BOOK},\"by\":\"admin\"}}"),
    );
    assert_eq!(codes(&for_another.answers()), ["PERMISSION_DENIED"]);
    assert!(
        hotel
            .run_with(&["batch", "--as", "nobody"], rooms)
            .sentence()
            .contains("nobody")
    );
}

#[test]
fn an_answer_comes_as_soon_as_its_line() {
    let hotel = Hotel::roma();
    let mut child = hotel
        .command()
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut orders = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..3 {
        writeln!(orders, "{BOOK}}}").unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["ok"], true);
    }
    drop(orders);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_file_without_a_command_is_said_to_be_so() {
    let hotel = Hotel::roma();
    for text in ["", "\n \n"] {
        let file = hotel.write("empty.ndjson", text);
        let said = hotel.run(&["batch", file.to_str().unwrap()]);
        assert!(said.sentence().contains("holds no command"));
    }
    assert!(
        hotel
            .run(&["batch", "missing.ndjson"])
            .sentence()
            .contains("missing.ndjson")
    );
    assert!(hotel.run(&["batch", "."]).sentence().contains("folder"));
}

#[test]
fn atomic_tells_each_line_what_it_made_and_keeps_to_its_own_version() {
    let hotel = Hotel::roma();
    let yi = hotel.book("DBL", "2026-03-20", 2, "Yi");
    hotel.order(&format!(
        r#"{{"op":"edit_booking","booking":"{yi}","is_vip":true}}"#
    ));
    let lee = hotel.book("DBL", "2026-03-20", 2, "Lee");
    let give = |code: &str, room: &str, version: u32| {
        format!(r#"{{"op":"pre_assign","booking":"{code}","room":"{room}","version":{version}}}"#)
    };
    let lines = [
        format!("{BOOK}}}"),
        give(&yi, "101", 2),
        give(&lee, "102", 1),
    ]
    .join("\n");
    let answers = hotel.run_with(&["batch", "--atomic"], &lines).answers();
    assert_eq!(codes(&answers), ["ok", "ok", "ok"], "{answers:?}");
    assert_eq!(
        answers[0]["booking"], "BK-2026-000003",
        "the code it was given"
    );
    assert_eq!(
        (&answers[1]["version"], &answers[2]["version"]),
        (&json!(3), &json!(2))
    );
    let stale = [give(&yi, "201", 3), give(&lee, "202", 1)].join("\n");
    let answers = hotel.run_with(&["batch", "--atomic"], &stale).answers();
    assert_eq!(codes(&answers), ["NOT_CARRIED_OUT", "STALE"]);
    let two_people = format!("{BOOK},\"by\":\"admin\"}}\n{BOOK}}}\n");
    let answers = hotel
        .run_with(&["batch", "--atomic"], &two_people)
        .answers();
    assert_eq!(codes(&answers), ["NOT_CARRIED_OUT", "BAD_COMMAND"]);
}

#[test]
fn a_replay_may_be_all_or_none_with_a_moment_for_each() {
    let hotel = Hotel::roma();
    let at = |day: u32, room_type: &str| {
        let line = format!("{BOOK},\"at\":\"2026-03-{day:02}T10:00:00Z\"}}\n");
        line.replace("DBL", room_type)
    };
    let before = latest(&hotel);
    let bad = [at(1, "DBL"), at(2, "XXL"), at(3, "DBL")].concat();
    let said = hotel.run_with(&["batch", "--replay", "--atomic"], &bad);
    assert_eq!(
        codes(&said.answers()),
        ["NOT_CARRIED_OUT", "NOT_FOUND", "NOT_CARRIED_OUT"]
    );
    assert_eq!(latest(&hotel), before);
    let good = hotel.write("past.ndjson", &[at(1, "DBL"), at(2, "DBL")].concat());
    let words = ["batch", "--replay", "--atomic", good.to_str().unwrap()];
    assert_eq!(codes(&hotel.run(&words).answers()), ["ok", "ok"]);
    let made = hotel.data(&["show", "booking", "BK-2026-000002"]);
    assert_eq!(made["created_at"], "2026-03-02T10:00:00Z");
    assert_eq!(latest(&hotel), before + 2, "a step each");
    // A file of the past is saved many commands at a time, and still answered
    // line by line.
    let mixed = [
        at(4, "DBL"),
        "nonsense\n".to_owned(),
        at(4, "XXL"),
        at(5, "DBL"),
    ]
    .concat();
    let mixed = hotel.write("mixed.ndjson", &mixed);
    let said = hotel.run(&["batch", "--replay", mixed.to_str().unwrap()]);
    assert_eq!(
        codes(&said.answers()),
        ["ok", "BAD_COMMAND", "NOT_FOUND", "ok"]
    );
}
