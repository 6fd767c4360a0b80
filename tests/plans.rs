//! Plans at a real desk: thought out outside of every transaction, kept under
//! a code, carried out by exactly one of two who want to, and looked at by a
//! console that does not wait.

#![allow(clippy::unwrap_used)]

mod cli_support;

use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use cli_support::Hotel;
use keyrack::desk::{Channel, Desk, Failure, Found, Handle, Question, Session, Window};
use keyrack::domain::command::{ApplyPlan, AutoAssign, Command, MakeRoom, Request, UndoStep};
use keyrack::domain::planning::with_plan;
use keyrack::domain::{Code, Day};
use serde_json::{Value, json};

const THESE_DAYS: &str =
    r#"{"op":"auto_assign","from":"2026-03-16","to":"2026-03-25","strategy":"optimize_occupancy"}"#;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Six doubles wanted for the same nights, four there.
fn full_house() -> (Hotel, Vec<String>) {
    let hotel = Hotel::roma();
    let guests = ["Yi", "Lee", "Roth", "Silva", "Kane", "Wood"];
    let codes = guests.map(|guest| hotel.book("DBL", "2026-03-20", 2, guest));
    (hotel, codes.to_vec())
}

fn desk(hotel: &Hotel) -> (Desk, Session) {
    let desk = Desk::open(&hotel.db()).unwrap();
    let session = desk.session(None, None, Channel::Console).unwrap();
    (desk, session)
}

fn these_days() -> AutoAssign {
    AutoAssign::between(day("2026-03-16"), day("2026-03-25"))
}

fn refused(answer: Result<keyrack::desk::Receipt, Failure>) -> keyrack::domain::Refusal {
    match answer {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_batch_makes_a_plan_and_carries_it_out() {
    let (hotel, codes) = full_house();
    // In the same file: the plan is made on what the lines before it wrote.
    let answers = hotel.batch(&format!(
        "{}\n{THESE_DAYS}\n{}\n",
        r#"{"op":"cancel_booking","booking":"BK-2026-000001","reason":"ill"}"#,
        r#"{"op":"apply_plan","plan":"PL-2026-0001","drop":["BK-2026-000002"]}"#
    ));
    let [_, made, done] = answers.as_slice() else {
        panic!("{answers:?}")
    };
    assert_eq!(made["ok"], true, "{made}");
    assert_eq!(
        (&made["plan"], &made["applied"], &made["version"]),
        (&json!("PL-2026-0001"), &json!(false), &json!(1))
    );
    let planned: Vec<&str> = made["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["booking"].as_str().unwrap())
        .collect();
    assert_eq!(planned, codes[1..5], "{made}");
    assert_eq!(made["left"][0]["booking"], codes[5].as_str());
    assert_eq!(
        made["left"][0]["reason"],
        "every DBL is taken on Fri 20 Mar"
    );
    assert_eq!(done["ok"], true, "{done}");
    assert_eq!(done["dropped"], json!([codes[1]]));
    let status = |code: &str| hotel.data(&["show", "booking", code])["assignment_status"].clone();
    assert_eq!(status(&codes[1]), "unassigned");
    assert_ne!(status(&codes[2]), "unassigned");
    let said = hotel.run(&["db", "check"]);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn a_plan_is_no_part_of_an_atomic_batch_but_carrying_one_out_is() {
    let (hotel, _) = full_house();
    let said = hotel.run_with(
        &["batch", "--atomic"],
        &format!("{}\n{THESE_DAYS}\n", r#"{"op":"hand_over","text":"hello"}"#),
    );
    assert_ne!(said.code, 0);
    assert!(said.out.contains("BAD_COMMAND"), "{said:?}");
    assert!(
        hotel.data(&["show", "plan"])["plans"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    hotel.order(THESE_DAYS);
    let said = hotel.run_with(
        &["batch", "--atomic"],
        "{\"op\":\"hand_over\",\"text\":\"hello\"}\n{\"op\":\"apply_plan\",\"plan\":\"PL-2026-0001\"}\n",
    );
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn a_repeat_answers_what_was_answered() {
    let (hotel, _) = full_house();
    let line = THESE_DAYS.replace('}', r#","apply":true,"key":"k1"}"#);
    let first = hotel.order(&line);
    assert_eq!(first["applied"], true);
    let again = hotel.order(&line);
    assert_eq!(again["repeated"], true);
    assert_eq!(
        (&again["plan"], &again["lines"]),
        (&first["plan"], &first["lines"])
    );
    let other = hotel.batch(&THESE_DAYS.replace('}', r#","key":"k1"}"#));
    assert_eq!(other[0]["error"]["code"], "KEY_REUSED");
}

#[test]
fn of_two_who_carry_one_plan_out_exactly_one_does() {
    let hotel = Hotel::roma();
    for round in 0..8 {
        let from = day("2026-03-20").plus(round * 3);
        for guest in ["Yi", "Lee", "Roth"] {
            hotel.book("DBL", &from.to_string(), 2, guest);
        }
        let made = hotel.order(
            &json!({"op": "auto_assign", "from": from, "to": from, "strategy": "vip_first"})
                .to_string(),
        );
        let plan = made["plan"].as_str().unwrap().to_owned();
        let gate = Arc::new(Barrier::new(2));
        let racers: Vec<_> = (0..2)
            .map(|_| {
                let (mut desk, session) = desk(&hotel);
                let (gate, plan) = (Arc::clone(&gate), plan.clone());
                thread::spawn(move || {
                    gate.wait();
                    let command = ApplyPlan {
                        plan,
                        ..ApplyPlan::default()
                    };
                    desk.execute(&session, &Request::from(command))
                })
            })
            .collect();
        let answers: Vec<_> = racers.into_iter().map(|one| one.join().unwrap()).collect();
        let (done, not): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!((done.len(), not.len()), (1, 1));
        for answer in not {
            let refusal = refused(answer);
            assert_eq!(refusal.code, Code::PlanStale);
            assert!(refusal.message.contains("carried out by"), "{refusal}");
        }
    }
}

/// Two consoles have the same preview on their screens; both press apply, and
/// in between somebody is moved.
#[test]
fn of_two_who_carry_out_what_they_look_at_the_second_overwrites_nothing() {
    let (hotel, codes) = full_house();
    let (mut one, session) = desk(&hotel);
    let (mut other, _) = desk(&hotel);
    let command = Command::from(AutoAssign {
        apply: true,
        ..these_days()
    });
    let preview = one.plan(&session, &command, None).unwrap();
    assert_eq!(preview, other.plan(&session, &command, None).unwrap());
    let [first, second] = [0, 1].map(|at| preview.lines[at].clone());
    let request = Request::from(with_plan(command, preview));
    let receipt = one.execute(&session, &request).unwrap();
    assert_eq!(receipt.text("plan"), Some("PL-2026-0001"));
    for code in [&first.code, &second.code] {
        hotel.order(&json!({"op": "unassign", "booking": code}).to_string());
    }
    hotel.order(
        &json!({"op": "pre_assign", "booking": first.code, "room": second.number}).to_string(),
    );
    let refusal = refused(other.execute(&session, &request));
    assert_eq!(refusal.code, Code::PlanStale);
    let lines = refusal.details["lines"].as_array().unwrap();
    let named: Vec<&str> = lines
        .iter()
        .map(|line| line["booking"].as_str().unwrap())
        .collect();
    assert_eq!(
        named,
        [first.code.as_str(), second.code.as_str()],
        "the others are where the plan has them: {refusal:?}"
    );
    assert_eq!(one.plans(&session, 9).unwrap().len(), 1);
    assert!(codes.contains(&first.code));
}

#[test]
fn one_undo_takes_a_plan_carried_out_at_once_back() {
    let (hotel, codes) = full_house();
    let (mut desk, session) = desk(&hotel);
    let command = AutoAssign {
        apply: true,
        ..these_days()
    };
    desk.execute(&session, &Request::from(command)).unwrap();
    desk.execute(&session, &Request::from(UndoStep::default()))
        .unwrap();
    assert!(desk.plans(&session, 9).unwrap().is_empty());
    for code in codes {
        let booking = hotel.data(&["show", "booking", &code]);
        assert_eq!(booking["assignment_status"], "unassigned");
    }
}

#[test]
fn a_console_asks_and_does_not_wait() {
    let (hotel, codes) = full_house();
    let (desk, session) = desk(&hotel);
    let window = Window {
        from: day("2026-03-16"),
        days: 31,
    };
    let handle = Handle::start(desk, session, window).unwrap();
    let command = Command::from(AutoAssign {
        apply: true,
        ..these_days()
    });
    let found = handle.ask(Question::Plan(Box::new(command.clone())));
    let Ok(Ok(Found::Plan(preview))) = found.blocking_recv() else {
        panic!("no plan")
    };
    assert_eq!(preview.lines.len(), 4);
    // What may not be asked is refused at once.
    let nobody = Command::from(MakeRoom {
        booking: "BK-1".into(),
        ..MakeRoom::default()
    });
    match handle.ask(Question::Plan(Box::new(nobody))).blocking_recv() {
        Ok(Err(Failure::Refused(refusal))) => assert_eq!(refusal.code, Code::BookingNotFound),
        other => panic!("{other:?}"),
    }
    // Exactly what was looked at is carried out, as one step.
    let first = preview.lines[0].clone();
    let done = handle
        .submit(Request::from(with_plan(command, *preview)))
        .blocking_recv()
        .unwrap()
        .unwrap();
    assert_eq!(done.touched["applied"], true);
    let booking = hotel.data(&["show", "booking", &first.code]);
    assert_eq!(booking["room"], first.number.as_str());
    let Ok(Ok(Found::Plans(kept))) = handle.ask(Question::Plans(5)).blocking_recv() else {
        panic!("no plans")
    };
    assert_eq!(kept.len(), 1);
    assert!(codes.contains(&kept[0].proposal.lines[0].code));
}

#[test]
fn a_limit_is_kept_and_still_leaves_a_plan() {
    let (hotel, _) = full_house();
    let (desk, session) = desk(&hotel);
    let command = Command::from(these_days());
    let plan = desk.plan(&session, &command, Some(Duration::ZERO)).unwrap();
    assert_eq!(plan.lines.len() + plan.left.len(), 6);
}

#[test]
fn names_of_guests_stay_out_of_the_chain() {
    let (hotel, _) = full_house();
    hotel.order(THESE_DAYS);
    let connection = rusqlite::Connection::open(hotel.db()).unwrap();
    let chained: String = connection
        .query_row(
            "SELECT coalesce(command,'') || coalesce(changes,'') || coalesce(answer,'') FROM journal
             WHERE op = 'auto_assign'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(chained.contains("PL-2026-0001"));
    for guest in ["Yi", "Roth", "Silva", "Kane", "Wood"] {
        assert!(!chained.contains(guest), "{guest} is in {chained}");
    }
}

#[test]
fn plans_are_listed_and_shown() {
    let (hotel, codes) = full_house();
    assert_eq!(
        hotel.run(&["show", "plan"]).out.trim(),
        "No plan of rooms was made yet."
    );
    hotel.order(THESE_DAYS);
    let list = hotel.data(&["show", "plan"]);
    assert_eq!(list["plans"][0]["plan"], "PL-2026-0001");
    assert_eq!(list["plans"][0]["totals"]["placed"], 4);
    assert_eq!(list["plans"][0]["applied_at"], Value::Null);
    let one = hotel.data(&["show", "plan", "PL-2026-0001"]);
    assert_eq!(one["lines"][0]["booking"], codes[0].as_str());
    assert_eq!(one["asked"]["auto_assign"]["from"], "2026-03-16");
    let words = hotel.run(&["show", "plan", "PL-2026-0001"]).out;
    assert!(words.contains("keyrack apply-plan PL-2026-0001"), "{words}");
    let said = hotel.run(&["apply-plan", "PL-2026-0001", "--drop", "2"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.out.contains("3 placed") && said.out.contains("one undo takes it back"),
        "{said:?}"
    );
    let words = hotel.run(&["show", "plan", "PL-2026-0001"]).out;
    assert!(
        words.contains(&format!(", without {}.", codes[1])),
        "{words}"
    );
    assert!(words.contains("Carried out by"), "{words}");
    let said = hotel.run(&["show", "plan", "PL-2026-0009"]);
    assert!(said.err.contains("There is no plan"), "{said:?}");
    let said = hotel.run(&["apply-plan", "PL-2026-0001"]);
    assert!(said.err.contains("already"), "{said:?}");
}

#[test]
fn room_is_made_from_the_shell() {
    let hotel = Hotel::roma();
    let guests = ["Yi", "Lee", "Roth", "Silva", "Kane"];
    let held = guests.map(|guest| hotel.book("DBL", "2026-03-20", 2, guest));
    hotel.run(&["auto-assign", "--apply"]);
    let said = hotel.run(&["make-room", &held[4]]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("only a STE"), "{}", said.out);
    assert!(said.out.contains("keyrack apply-plan PL-"), "{}", said.out);
    let said = hotel.run(&["make-room", &held[4], "--apply"]);
    assert!(said.err.contains("more a night"), "{said:?}");
    let said = hotel.run(&["make-room", &held[4], "--apply", "--rate", "complimentary"]);
    assert_eq!(said.code, 0, "{said:?}");
    let booking = hotel.data(&["show", "booking", &held[4]]);
    assert_eq!(booking["room"], "301");
    let said = hotel.run(&["make-room", &held[4]]);
    assert!(said.err.contains("lacks no room"), "{said:?}");
}

#[test]
fn a_conflict_is_settled_from_the_shell() {
    let hotel = Hotel::roma();
    let code = hotel.book("DBL", "2026-03-20", 2, "Yi");
    hotel.order(&json!({"op": "pre_assign", "booking": code, "room": "101"}).to_string());
    hotel.order(r#"{"op":"put_out_of_order","room":"101","reason":"flood"}"#);
    let plan = hotel.data(&["resolve-conflict", &code]);
    assert_eq!(plan["ranking"][0]["booking"], code.as_str());
    assert_eq!(plan["assigned"][0]["leaves"], "101");
    let said = hotel.run(&["resolve-conflict", &code, "--apply"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.out
            .contains("Room 101: Yi claims it with 40 (nights +20, direct +20), goes elsewhere"),
        "the claims are shown: {}",
        said.out
    );
    let said = hotel.run(&["resolve-conflict", &code]);
    assert!(said.err.contains("in no conflict"), "{said:?}");
}
