//! Requests for repair or service: the table of steps, who may and who sees,
//! the clock, rooms and guests.

use proptest::prelude::*;

use crate::domain::alerts::{self, AlertKind};
use crate::domain::decide::tests::requests::RequestStatus::{
    Acknowledged, Assigned, Cancelled, Closed, InProgress, Resolved, Submitted,
};
use crate::domain::error::Code;
use crate::domain::facts::Facts;
use crate::domain::request::steps::{TABLE, next_status};
use crate::domain::request::{Request, RequestStatus, RequestStep};
use crate::domain::room::RoomStatus;
use crate::domain::testing::SmallHouse;

const HOUR: i64 = 60;

fn one(hotel: &SmallHouse, ticket: &str) -> Request {
    hotel.house.request_ticketed(ticket).unwrap()
}

/// Reports a dripping tap in 201 and answers its ticket.
fn tap(hotel: &mut SmallHouse) -> String {
    let outcome = hotel.say(
        r#"{"op":"create_request","title":"Tap drips","category":"Plumbing","room":"201"}"#,
        &[],
    );
    outcome.receipt["ticket"].as_str().unwrap().to_owned()
}

fn step(hotel: &mut SmallHouse, op: &str, ticket: &str) {
    hotel.say(r#"{"op":"$1","ticket":"$2","notes":"said"}"#, &[op, ticket]);
}

fn assign(hotel: &mut SmallHouse, ticket: &str, employee: &str) {
    hotel.say(
        r#"{"op":"assign_request","ticket":"$1","employee":"$2"}"#,
        &[ticket, employee],
    );
}

/// The transitions once more, written down by hand: status by status, what it
/// may become.
const BY_HAND: &[(RequestStatus, &[RequestStatus])] = &[
    (Submitted, &[Acknowledged, Assigned, Cancelled]),
    (Acknowledged, &[Assigned, InProgress, Cancelled]),
    (Assigned, &[InProgress, Acknowledged, Cancelled, Assigned]),
    (InProgress, &[Resolved, Assigned, Cancelled]),
    (Resolved, &[Closed, InProgress]),
    (Closed, &[]),
    (Cancelled, &[]),
];

#[test]
fn the_table_leads_where_it_should_and_nowhere_else() {
    let mut hotel = SmallHouse::new();
    let ticket = tap(&mut hotel);
    let plain = one(&hotel, &ticket);
    for (from, to) in BY_HAND {
        let request = Request {
            status: *from,
            ..plain.clone()
        };
        let mut reached: Vec<RequestStatus> = RequestStep::ALL
            .into_iter()
            .filter_map(|step| next_status(&request, step).ok())
            .filter(|status| status != from || *from == Assigned)
            .collect();
        reached.sort_unstable();
        reached.dedup();
        let mut wanted = to.to_vec();
        wanted.sort_unstable();
        assert_eq!(reached, wanted, "from {from:?}");
    }
    assert!(
        RequestStep::ALL
            .iter()
            .all(|step| step.line().step == *step)
    );
    assert_eq!(TABLE.len(), RequestStep::ALL.len());
}

#[test]
fn a_request_goes_its_way_and_leaves_stamps_and_updates() {
    let mut hotel = SmallHouse::new();
    hotel.sign_in("desk");
    let ticket = tap(&mut hotel);
    hotel.sign_in("manager");
    hotel.wait(5);
    assign(&mut hotel, &ticket, "fixer");
    let given = one(&hotel, &ticket);
    assert_eq!(given.acknowledged.unwrap().at, hotel.now, "on the way");
    assert_eq!(
        given.estimated_completion,
        Some(hotel.now.plus_minutes(24 * HOUR)),
        "the category's usual hours"
    );
    hotel.sign_in("fixer");
    for op in ["start_request", "resolve_request", "close_request"] {
        hotel.wait(30);
        step(&mut hotel, op, &ticket);
    }
    let done = one(&hotel, &ticket);
    assert_eq!(done.status, Closed);
    let stamps = [
        done.created,
        done.acknowledged.unwrap(),
        done.started.unwrap(),
        done.resolved.unwrap(),
        done.closed.unwrap(),
    ];
    assert!(stamps.is_sorted_by_key(|stamp| stamp.at));
    assert_eq!(done.time_to_resolve(), Some(65 * 60_000));
    let updates: Vec<_> = hotel.house.request_updates.values().collect();
    assert_eq!(updates.len(), 5);
    assert_eq!(done.updates, 5);
    let assigned = updates.iter().find(|one| one.number == 2).unwrap();
    let change = |field: &str| {
        let found = assigned.fields.iter().find(|one| one.field == field);
        found.map(|one| (one.old.clone(), one.new.clone())).unwrap()
    };
    assert_eq!(
        change("status"),
        (Some("submitted".into()), Some("assigned".into()))
    );
    assert_eq!(change("assigned_to"), (None, Some("Fred Fixer".into())));
    step(&mut hotel, "update_request", &ticket);
    assert_eq!(
        hotel
            .refused(r#"{"op":"reopen_request","ticket":"$1"}"#, &[&ticket])
            .code,
        Code::InvalidTransition
    );
}

#[test]
fn an_assignee_progresses_their_own_whatever_their_role() {
    let mut hotel = SmallHouse::new();
    let outcome = hotel.say(
        r#"{"op":"create_request","title":"Spill","category":"Cleaning","room":"201"}"#,
        &[],
    );
    let ticket = outcome.receipt["ticket"].as_str().unwrap().to_owned();
    hotel.sign_in("maid");
    let refusal = hotel.refused(r#"{"op":"cancel_request","ticket":"$1"}"#, &[&ticket]);
    assert_eq!(refusal.code, Code::PermissionDenied, "seen, but not hers");
    hotel.sign_in("admin");
    assign(&mut hotel, &ticket, "maid");
    hotel.sign_in("maid");
    for op in [
        "start_request",
        "hold_request",
        "resume_request",
        "resolve_request",
        "close_request",
    ] {
        step(&mut hotel, op, &ticket);
    }
    assert_eq!(one(&hotel, &ticket).status, Closed);
}

#[test]
fn everyone_sees_their_own_and_those_with_access_all() {
    let mut hotel = SmallHouse::new();
    hotel.sign_in("desk");
    let by_desk = tap(&mut hotel);
    let yi = hotel.guest_in("202", 2, "Yi");
    hotel.sign_in("admin");
    let of_guest = hotel
        .say(
            r#"{"op":"create_request","title":"Towels","category":"Cleaning","room":"202","booking":"$1"}"#,
            &[&yi],
        )
        .receipt["ticket"]
        .as_str()
        .unwrap()
        .to_owned();
    let of_house = hotel
        .say(
            r#"{"op":"create_request","title":"Hedge","category":"Landscaping"}"#,
            &[],
        )
        .receipt["ticket"]
        .as_str()
        .unwrap()
        .to_owned();
    hotel.say(
        r#"{"op":"create_staff","employee":"chief","name":"Chief","role":"accountant"}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"edit_staff","employee":"desk","reports_to":"chief"}"#,
        &[],
    );
    let sees = |hotel: &mut SmallHouse, who: &str, ticket: &str| {
        hotel.sign_in(who);
        let word = SmallHouse::read(
            r#"{"op":"update_request","ticket":"$1","notes":"seen"}"#,
            &[ticket],
        );
        match hotel.preview(&word) {
            Ok(_) => true,
            Err(refusal) => {
                assert_eq!(refusal.code, Code::PermissionDenied);
                false
            }
        }
    };
    for (who, expected) in [
        ("manager", [true, true, true]),
        ("fixer", [true, true, true]),
        ("desk", [true, true, false]),
        ("chief", [true, false, false]),
        ("maid", [false, true, false]),
        ("keeper", [false, false, false]),
    ] {
        let looked = [&by_desk, &of_guest, &of_house].map(|ticket| sees(&mut hotel, who, ticket));
        assert_eq!(looked, expected, "{who}");
    }
}

#[test]
fn people_are_ranked_by_what_they_have_then_duty_then_quickness() {
    let mut hotel = SmallHouse::new();
    for (employee, duty) in [("ann", "true"), ("bob", "false"), ("cid", "true")] {
        hotel.say(
            r#"{"op":"create_staff","employee":"$1","name":"$1","role":"plumber","on_duty":$2}"#,
            &[employee, duty],
        );
    }
    hotel.say(
        r#"{"op":"edit_category","name":"Plumbing","roles":["plumber"]}"#,
        &[],
    );
    // Cid has shown how quick he is; Ann has one in hand.
    let quick = tap(&mut hotel);
    assign(&mut hotel, &quick, "cid");
    step(&mut hotel, "start_request", &quick);
    hotel.wait(HOUR);
    step(&mut hotel, "resolve_request", &quick);
    let busy = tap(&mut hotel);
    assign(&mut hotel, &busy, "ann");
    let ticket = tap(&mut hotel);
    let request = one(&hotel, &ticket);
    let ranked = crate::domain::view::requests::suited(&hotel.house, &request, hotel.now);
    let plumbers: Vec<(&str, &str)> = ranked
        .iter()
        .filter(|one| one.role == "plumber")
        .map(|one| (one.employee.as_str(), one.why.as_str()))
        .collect();
    assert_eq!(
        plumbers,
        [
            ("cid", "0 in hand, on duty, usually 1 h"),
            ("bob", "0 in hand, off duty"),
            ("ann", "1 in hand, on duty"),
        ]
    );
}

#[test]
fn what_waits_is_not_late_and_has_as_much_left_as_before() {
    let mut hotel = SmallHouse::new();
    let ticket = tap(&mut hotel);
    assign(&mut hotel, &ticket, "fixer");
    step(&mut hotel, "start_request", &ticket);
    hotel.wait(20 * HOUR);
    step(&mut hotel, "hold_request", &ticket);
    hotel.wait(100 * HOUR);
    let waiting = one(&hotel, &ticket);
    assert!(!waiting.is_overdue(hotel.now));
    assert_eq!(
        waiting.due_at(hotel.now),
        Some(hotel.now.plus_minutes(4 * HOUR))
    );
    step(&mut hotel, "resume_request", &ticket);
    let going = one(&hotel, &ticket);
    assert_eq!(
        going.estimated_completion,
        Some(hotel.now.plus_minutes(4 * HOUR))
    );
    hotel.wait(5 * HOUR);
    assert!(going.is_overdue(hotel.now));
    let alerts = alerts::alerts(&hotel.house, hotel.now);
    let late = alerts
        .iter()
        .find(|alert| alert.kind == AlertKind::OverdueMaintenance)
        .unwrap();
    assert_eq!(
        late.alert.to_string(),
        format!("overdue_maintenance:{ticket}")
    );
    assert_eq!(late.severity.as_str(), "warning");
    hotel.say(
        r#"{"op":"snooze_alert","alert":"overdue_maintenance:$1"}"#,
        &[&ticket],
    );
    hotel.say(
        r#"{"op":"update_request","ticket":"$1","priority":4}"#,
        &[&ticket],
    );
    let critical = alerts::severity_of(&hotel.house, &late.alert.to_string(), hotel.now);
    assert_eq!(critical.unwrap().as_str(), "critical");
}

#[test]
fn an_emergency_goes_at_once_to_whoever_can_be_called() {
    let mut hotel = SmallHouse::new();
    let burst = r#"{"op":"create_request","title":"Burst","category":"Plumbing","priority":4}"#;
    let alone = hotel.say(burst, &[]);
    assert_eq!(alone.warnings[0].code, "EMERGENCY_UNASSIGNED");
    let alert = alerts::alerts(&hotel.house, hotel.now)
        .into_iter()
        .find(|alert| alert.kind == AlertKind::OverdueMaintenance)
        .unwrap();
    assert_eq!(alert.severity.as_str(), "critical");
    hotel.say(
        r#"{"op":"edit_staff","employee":"fixer","round_the_clock":true}"#,
        &[],
    );
    let given = hotel.say(burst, &[]);
    assert_eq!(given.receipt["employee"], "fixer");
    assert_eq!(given.receipt["status"], "assigned");
    hotel.say(
        r#"{"op":"set_policy","name":"auto_assign_emergency","value":"off"}"#,
        &[],
    );
    let off = hotel.say(burst, &[]);
    assert_eq!(off.receipt["status"], "submitted");
    assert!(off.warnings.is_empty());
}

#[test]
fn a_repair_of_a_room_is_followed_by_one_request() {
    let mut hotel = SmallHouse::new();
    let marked = hotel.say(
        r#"{"op":"mark_maintenance","room":"201","priority":"HIGH","notes":"shower leaks"}"#,
        &[],
    );
    let ticket = marked.receipt["request"].as_str().unwrap().to_owned();
    let request = one(&hotel, &ticket);
    assert_eq!(
        (request.priority.number(), request.title.as_str()),
        (3, "shower leaks")
    );
    assert_eq!(
        hotel.room("201").maintenance.unwrap().request,
        Some(request.id)
    );
    hotel.say(
        r#"{"op":"mark_maintenance","room":"201","priority":"LOW"}"#,
        &[],
    );
    assert_eq!(hotel.house.requests.len(), 1, "one is open already");
    assign(&mut hotel, &ticket, "manager");
    step(&mut hotel, "start_request", &ticket);
    let done = hotel.say(r#"{"op":"resolve_request","ticket":"$1"}"#, &[&ticket]);
    assert_eq!(done.warnings[0].code, "COMPLETE_MAINTENANCE");
    assert_eq!(done.receipt["next"]["op"], "complete_maintenance");
    assert!(!hotel.room("201").is_bookable(), "proposed, not done");
    hotel.say(r#"{"op":"complete_maintenance","room":"201"}"#, &[]);
    assert_eq!(hotel.room("201").status, RoomStatus::CleanedUninspected);
}

#[test]
fn whoever_may_not_keep_a_room_from_sale_asks_someone_who_may() {
    let mut hotel = SmallHouse::new();
    hotel.sign_in("desk");
    let leak = r#"{"op":"create_request","title":"Leak","category":"Plumbing","room":"201","priority":3,"may_be_sold":false}"#;
    let asked = hotel.say(leak, &[]);
    assert!(hotel.room("201").is_bookable(), "a report changes no room");
    assert!(asked.warnings[0].message.contains("ask "), "{asked:?}");
    let ticket = asked.receipt["ticket"].as_str().unwrap().to_owned();
    assert!(one(&hotel, &ticket).hold_wanted);
    hotel.sign_in("fixer");
    hotel.say(r#"{"op":"mark_maintenance","room":"201"}"#, &[]);
    assert!(!one(&hotel, &ticket).hold_wanted);
    assert_eq!(
        hotel.room("201").maintenance.unwrap().request,
        Some(one(&hotel, &ticket).id)
    );
    hotel.say(&leak.replace("201", "202"), &[]);
    assert_eq!(hotel.room("202").status, RoomStatus::MaintenanceRequired);
}

#[test]
fn a_service_follows_the_guest_and_a_fault_stays_with_the_room() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.guest_in("201", 3, "Yi");
    let report =
        r#"{"op":"create_request","title":"$1","category":"$1","room":"201","booking":"$2"}"#;
    for kind in ["Cleaning", "Plumbing"] {
        hotel.say(report, &[kind, &yi]);
    }
    hotel.say(
        r#"{"op":"create_request","title":"Bulb","category":"Cleaning","room":"201"}"#,
        &[],
    );
    let moved = hotel.say(
        r#"{"op":"move","booking":"$1","room":"202","reason":"noise"}"#,
        &[&yi],
    );
    assert_eq!(moved.receipt["requests_moved"][0], "MR-2026-0001");
    assert_eq!(moved.receipt["requests_stay"][0], "MR-2026-0002");
    let rooms: Vec<_> = hotel
        .house
        .requests
        .values()
        .map(|request| request.room.unwrap())
        .collect();
    let (old, new) = (hotel.room("201").id, hotel.room("202").id);
    assert_eq!(rooms, [new, old, old]);
    let guest = hotel.booking(&yi).id;
    let fault = one(&hotel, "MR-2026-0002");
    assert_eq!(fault.booking(), Some(guest), "it remains the guest's");
    assert_eq!(moved.summary, "Moved Yi 201 > 202");
    hotel.say(r#"{"op":"undo"}"#, &[]);
    assert_eq!(one(&hotel, "MR-2026-0001").room, Some(old));
}

#[test]
fn tickets_are_counted_by_year() {
    let mut hotel = SmallHouse::new();
    assert_eq!(tap(&mut hotel), "MR-2026-0001");
    assert_eq!(tap(&mut hotel), "MR-2026-0002");
    let property = hotel.house.property.as_mut().unwrap();
    property.business_date = "2027-01-01".parse().unwrap();
    assert_eq!(tap(&mut hotel), "MR-2027-0001");
}

#[test]
fn what_another_did_is_not_taken_back_by_just_anyone() {
    let mut hotel = SmallHouse::new();
    tap(&mut hotel);
    let seq = hotel.house.steps.len().to_string();
    hotel.sign_in("maid");
    let refusal = hotel.refused(r#"{"op":"undo","seq":$1}"#, &[&seq]);
    assert_eq!(refusal.code, Code::PermissionDenied);
    hotel.sign_in("fixer");
    hotel.say(r#"{"op":"undo","seq":$1}"#, &[&seq]);
    assert!(hotel.house.requests.is_empty());
}

/// Any order of steps, by anyone, with the clock now and then set back.
const OPS: &[&str] = &[
    "acknowledge_request",
    "start_request",
    "hold_request",
    "resume_request",
    "resolve_request",
    "close_request",
    "reopen_request",
    "cancel_request",
    "assign_request",
    "mark_maintenance",
    "complete_maintenance",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Stamps never run backwards, work in hand is somebody's, and a room with
    /// a repair on it is never bookable.
    #[test]
    fn stamps_never_run_backwards(
        deeds in prop::collection::vec((0..OPS.len(), -90_i64..600, 0..4_usize), 1..40)
    ) {
        let mut hotel = SmallHouse::new();
        let ticket = tap(&mut hotel);
        for (op, minutes, who) in deeds {
            hotel.wait(minutes);
            hotel.sign_in(["admin", "fixer", "manager", "desk"][who]);
            let before = one(&hotel, &ticket);
            let json = match OPS[op] {
                room @ ("mark_maintenance" | "complete_maintenance") => {
                    format!(r#"{{"op":"{room}","room":"201"}}"#)
                }
                op => format!(r#"{{"op":"{op}","ticket":"{ticket}","notes":"x"}}"#),
            };
            let done = hotel.attempt(SmallHouse::read(&json, &[])).is_ok();
            let after = one(&hotel, &ticket);
            if done && after.status != before.status {
                let stamps = [after.acknowledged, after.started, after.resolved, after.closed, after.cancelled];
                prop_assert!(stamps.iter().flatten().all(|stamp| stamp.at >= after.created.at));
                prop_assert!(after.latest_stamp() >= before.created.at);
                let newest = stamps
                    .into_iter()
                    .flatten()
                    .chain(after.assigned.map(|assigned| assigned.stamp))
                    .map(|stamp| stamp.at)
                    .max();
                let oldest = [before.acknowledged, before.started, before.closed, before.cancelled]
                    .into_iter()
                    .flatten()
                    .map(|stamp| stamp.at)
                    .max();
                prop_assert!(newest >= oldest, "{:?} then {:?}", before, after);
            }
            prop_assert!(!after.status.is_in_hand() || after.assigned.is_some());
            let room = hotel.room("201");
            prop_assert!(room.maintenance.is_none() || !room.is_bookable());
            let listed = hotel.house.requests.values().filter(|one| {
                one.status.is_in_hand() && one.assignee() == Some(hotel.actor.id)
            });
            let work = hotel.house.work_of(hotel.actor.id, None, hotel.now);
            prop_assert_eq!(work.in_hand as usize, listed.count());
        }
    }
}
