//! Keeping plans and carrying them out.

use serde_json::Value;

use crate::domain::draft::Outcome;
use crate::domain::error::Code;
use crate::domain::facts::Facts;
use crate::domain::segment::{AssignmentStatus, AssignmentType};
use crate::domain::testing::SmallHouse;

const THESE_DAYS: &str =
    r#"{"op":"auto_assign","from":"2026-03-16","to":"2026-03-25","strategy":"optimize_occupancy"}"#;

fn code_of(made: &Outcome) -> String {
    made.receipt["plan"].as_str().unwrap().to_owned()
}

fn room_of(hotel: &SmallHouse, code: &str) -> Option<String> {
    let segments = hotel.segments(code);
    let segment = segments.iter().find(|segment| segment.active)?;
    Some(hotel.house.rooms[&segment.room].number.clone())
}

/// Three doubles wanted in three days, and the plan for them.
fn planned(hotel: &mut SmallHouse) -> ([String; 3], String) {
    let codes = ["Yi", "Lee", "Roth"].map(|lead| hotel.book("DBL", 3, 2, lead));
    let made = hotel.say(THESE_DAYS, &[]);
    (codes, code_of(&made))
}

#[test]
fn a_plan_is_kept_and_says_who_goes_where() {
    let mut hotel = SmallHouse::new();
    let codes: Vec<String> = (0..5)
        .map(|guest| hotel.book("DBL", 3, 2, &format!("Guest{guest}")))
        .collect();
    let made = hotel.say(THESE_DAYS, &[]);
    assert_eq!(made.receipt["plan"], "PL-2026-0001");
    assert_eq!(made.receipt["applied"], false);
    assert_eq!(made.receipt["totals"]["placed"], 4);
    assert_eq!(made.receipt["aims"][0]["aim"], "placed");
    let line = &made.receipt["lines"][0];
    assert_eq!(
        (&line["line"], &line["booking"], &line["status"]),
        (
            &Value::from(1),
            &Value::from(codes[0].as_str()),
            &Value::from("pre_assigned")
        )
    );
    assert_eq!(line["parts"]["a room"], 100);
    assert_eq!(
        made.receipt["left"][0]["reason"],
        "every DBL is taken on Thu 19 Mar"
    );
    assert!(codes.iter().all(|code| room_of(&hotel, code).is_none()));
    assert_eq!(
        made.summary,
        "Plan PL-2026-0001 for Mon 16 Mar to Wed 25 Mar: 4 placed, 1 left without"
    );
    // Each plan has a number of its own.
    let again = hotel.say(THESE_DAYS, &[]);
    assert_eq!(code_of(&again), "PL-2026-0002");
}

#[test]
fn all_of_it_is_carried_out_as_one_step() {
    let mut hotel = SmallHouse::new();
    let (codes, plan) = planned(&mut hotel);
    let done = hotel.say(r#"{"op":"apply_plan","plan":"$1"}"#, &[&plan]);
    assert_eq!(done.receipt["applied"], true);
    assert!(!done.receipt.contains_key("booking"), "it is about many");
    for code in &codes {
        let segment = &hotel.segments(code)[0];
        assert_eq!(segment.assignment_type, AssignmentType::Auto);
        assert_eq!(segment.status, AssignmentStatus::PreAssigned);
        assert_eq!(hotel.booking(code).version, 2);
    }
    let kept = hotel.house.plan_coded(&plan).unwrap();
    assert_eq!(
        (kept.version, kept.applied.map(|by| by.by)),
        (2, Some(hotel.actor.id))
    );
    let twice = hotel.refused(r#"{"op":"apply_plan","plan":"$1"}"#, &[&plan]);
    assert_eq!(twice.code, Code::PlanStale);
    assert_eq!(
        twice.message,
        "Plan PL-2026-0001 was carried out by Ada Admin already; make a new plan for what is still open."
    );
    hotel.say(r#"{"op":"undo"}"#, &[]);
    assert!(codes.iter().all(|code| room_of(&hotel, code).is_none()));
    assert!(hotel.house.plan_coded(&plan).unwrap().applied.is_none());
}

#[test]
fn every_line_that_no_longer_holds_is_named_and_nothing_is_changed() {
    let mut hotel = SmallHouse::new();
    let (codes, plan) = planned(&mut hotel);
    let rooms = hotel.house.plan_coded(&plan).unwrap().proposal.lines;
    // Yi is cancelled, Lee's room is given away; Roth's line still holds.
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&codes[0]],
    );
    let of_lee = rooms.iter().find(|line| line.code == codes[1]).unwrap();
    hotel.book_into(&of_lee.number.clone(), 4, 2, "Kane");
    let before = hotel.house.segments.clone();
    let refusal = hotel.refused(r#"{"op":"apply_plan","plan":"$1"}"#, &[&plan]);
    assert_eq!(refusal.code, Code::PlanStale);
    assert_eq!(before, hotel.house.segments);
    let lines = refusal.details["lines"].as_array().unwrap();
    let told: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| {
            (
                line["booking"].as_str().unwrap(),
                line["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (codes[0].as_str(), "BOOKING_STATUS_NOT_ASSIGNABLE"),
            (codes[1].as_str(), "ROOM_OVERLAP_CONFLICT")
        ]
    );
    assert!(lines.iter().all(|line| line["message"].is_string()));
    assert_eq!(lines[1]["room"], of_lee.number.as_str());
    assert!(
        refusal.message.starts_with(
            "2 lines of the plan no longer hold, so nothing was changed: 1. Yi to 201: "
        ) && refusal.message.contains(" / 2. Lee to 202: ")
            && refusal
                .message
                .ends_with("; make a new plan, or drop them."),
        "{refusal}"
    );
    // Dropped, they are in nobody's way; by booking or by number.
    let done = hotel.say(
        r#"{"op":"apply_plan","plan":"$1","drop":["$2",2]}"#,
        &[&plan, &codes[0]],
    );
    assert_eq!(done.receipt["dropped"][1], codes[1].as_str());
    assert!(room_of(&hotel, &codes[2]).is_some());
    assert!(room_of(&hotel, &codes[1]).is_none());
}

#[test]
fn a_booking_that_changed_meanwhile_is_not_planned_over() {
    let mut hotel = SmallHouse::new();
    let (codes, plan) = planned(&mut hotel);
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","adults":2,"guests":["Yi","Bo"]}"#,
        &[&codes[0]],
    );
    let refusal = hotel.refused(r#"{"op":"apply_plan","plan":"$1"}"#, &[&plan]);
    assert_eq!(refusal.details["lines"][0]["code"], "STALE");
    assert_eq!(refusal.details["lines"].as_array().unwrap().len(), 1);
}

/// 201 and 202 are cut up by two short tentative stays; a long one wants in.
fn cut_up(hotel: &mut SmallHouse) -> [String; 3] {
    for number in ["203", "204"] {
        hotel.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    let first = hotel.book("DBL", 5, 2, "First");
    let second = hotel.book("DBL", 7, 2, "Second");
    for (code, room) in [(&first, "201"), (&second, "202")] {
        hotel.say(
            r#"{"op":"pre_assign","booking":"$1","room":"$2"}"#,
            &[code, room],
        );
    }
    [hotel.book("DBL", 5, 4, "Long"), first, second]
}

#[test]
fn a_dropped_move_makes_those_fail_who_stand_on_it() {
    let mut hotel = SmallHouse::new();
    let [long, _, _] = cut_up(&mut hotel);
    let made = hotel.say(r#"{"op":"make_room","booking":"$1"}"#, &[&long]);
    let plan = code_of(&made);
    let lines = made.receipt["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 2);
    assert_eq!(made.receipt["way"]["own"]["fewest"], true);
    let mover = lines[1]["booking"].as_str().unwrap().to_owned();
    assert!(lines[1]["leaves"].is_string());
    let refusal = hotel.refused(
        r#"{"op":"apply_plan","plan":"$1","drop":["$2"]}"#,
        &[&plan, &mover],
    );
    assert_eq!(refusal.code, Code::PlanStale);
    assert_eq!(refusal.details["lines"][0]["booking"], long.as_str());
    assert_eq!(refusal.details["lines"][0]["code"], "ROOM_OVERLAP_CONFLICT");
    hotel.say(r#"{"op":"apply_plan","plan":"$1"}"#, &[&plan]);
    assert!(room_of(&hotel, &long).is_some());
}

#[test]
fn who_may_not_step_out_does_not_step_in_either() {
    let mut hotel = SmallHouse::new();
    let [long, ..] = cut_up(&mut hotel);
    let made = hotel.say(r#"{"op":"make_room","booking":"$1"}"#, &[&long]);
    let mover = made.receipt["lines"][1]["booking"].as_str().unwrap();
    let version = hotel.booking(mover).version;
    hotel.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        &[mover],
    );
    assert!(hotel.booking(mover).version > version);
    let refusal = hotel.refused(r#"{"op":"apply_plan","plan":"$1"}"#, &[&code_of(&made)]);
    let lines = refusal.details["lines"].as_array().unwrap();
    assert_eq!(
        lines.len(),
        2,
        "the mover, and who counted on it: {lines:?}"
    );
}

#[test]
fn a_promised_or_firm_room_is_never_planned_away() {
    let mut hotel = SmallHouse::new();
    let [long, first, second] = cut_up(&mut hotel);
    for code in [&first, &second] {
        hotel.say(
            r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
            &[code],
        );
    }
    let made = hotel.say(
        r#"{"op":"make_room","booking":"$1","move_firm":true}"#,
        &[&long],
    );
    let lines = made.receipt["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 1, "nobody moves: {lines:?}");
    assert_eq!(lines[0]["other_type"], "STE");
    assert_eq!(made.receipt["totals"]["upgrades"], 1);
}

#[test]
fn a_better_room_wants_to_know_who_pays() {
    let mut hotel = SmallHouse::new();
    let [long, first, second] = cut_up(&mut hotel);
    for code in [&first, &second] {
        hotel.say(
            r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
            &[code],
        );
    }
    let made = hotel.say(r#"{"op":"make_room","booking":"$1"}"#, &[&long]);
    let plan = code_of(&made);
    let refusal = hotel.refused(r#"{"op":"apply_plan","plan":"$1"}"#, &[&plan]);
    assert_eq!(refusal.code, Code::RoomTypeMismatch);
    assert!(
        refusal.message.contains("EUR 180.00 more a night"),
        "the usual sentence: {refusal}"
    );
    assert_eq!(refusal.details["plan"], plan.as_str());
    hotel.say(
        r#"{"op":"apply_plan","plan":"$1","rate":"charge","approved_by_guest":true}"#,
        &[&plan],
    );
    let segment = &hotel.segments(&long)[0];
    assert_eq!(segment.assignment_type, AssignmentType::Upgrade);
    assert_eq!(segment.allocated_rate.minor, 30_000);
}

#[test]
fn a_split_is_made_of_lines_too() {
    let mut hotel = SmallHouse::new();
    let [long, first, second] = cut_up(&mut hotel);
    for code in [&first, &second] {
        hotel.say(
            r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
            &[code],
        );
    }
    hotel.say(
        r#"{"op":"put_out_of_order","room":"301","reason":"flood"}"#,
        &[],
    );
    let done = hotel.say(
        r#"{"op":"make_room","booking":"$1","apply":true}"#,
        &[&long],
    );
    assert_eq!(done.receipt["way"], "split");
    let rooms: Vec<String> = hotel
        .segments(&long)
        .iter()
        .map(|segment| hotel.house.rooms[&segment.room].number.clone())
        .collect();
    assert_eq!(rooms, ["202", "201"]);
    assert_eq!(hotel.booking(&long).version, 2, "one step, one version");
    assert!(!hotel.booking(&long).needs_room);
}

#[test]
fn where_there_is_no_way_the_plan_says_so() {
    let mut hotel = SmallHouse::new();
    for number in ["201", "202", "203", "204", "301"] {
        hotel.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    let code = hotel.book("DBL", 5, 2, "Yi");
    let made = hotel.say(r#"{"op":"make_room","booking":"$1"}"#, &[&code]);
    assert_eq!(made.receipt["way"]["nothing"]["proved"], true);
    let why = made.receipt["left"][0]["reason"].as_str().unwrap();
    assert!(why.ends_with("keep them on the waiting list"), "{why}");
}

#[test]
fn what_is_only_asked_changes_nothing() {
    let mut hotel = SmallHouse::new();
    let (codes, _) = planned(&mut hotel);
    // Before it is thought out, the decision only says whether it may be asked.
    let command = SmallHouse::read(r#"{"op":"make_room","booking":"$1"}"#, &[&codes[0]]);
    let context = hotel.context();
    let outcome = crate::domain::decide(&hotel.house, &command, &context).unwrap();
    assert!(outcome.changes.is_empty());
    let written = serde_json::to_value(&command).unwrap();
    assert_eq!(
        written,
        serde_json::json!({"op": "make_room", "booking": codes[0]}),
        "the plan is no part of the command"
    );
}

#[test]
fn the_numbers_begin_anew_with_the_year() {
    let mut hotel = SmallHouse::new();
    hotel.house.counters.plan_year = 2025;
    hotel.house.counters.next_plan = 77;
    let (_, plan) = planned(&mut hotel);
    assert_eq!(plan, "PL-2026-0001");
}
