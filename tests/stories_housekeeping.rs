//! Three stories of housekeeping and repair, told with the keys a person
//! presses. Each ends with a look at the database, which is told in a snapshot.

#![allow(clippy::unwrap_used)]

mod story;

use std::fmt::Write as _;

use keyrack::domain::facts::Facts;
use keyrack::domain::request::{Request, RequestStatus};
use keyrack::domain::room::RoomStatus;
use story::{Story, Told};

/// The house with people who clean and who repair.
fn staffed() -> Story {
    let mut story = Story::begin();
    for (employee, name, role, always) in [
        ("jo", "Jo Clean", "room_attendant", false),
        ("mia", "Mia Maid", "room_attendant", false),
        ("rui", "Rui Tap", "plumber", false),
        ("vito", "Vito Volt", "electrician", true),
    ] {
        story.given(&format!(
            r#"{{"op":"create_staff","employee":"{employee}","name":"{name}","role":"{role}","on_duty":true,"round_the_clock":{always}}}"#
        ));
    }
    story
}

fn only_request(story: &Story) -> Request {
    let house = story.house();
    assert_eq!(house.requests.len(), 1, "{}", story.screen());
    house.requests.values().next().unwrap().clone()
}

/// Ends a story; requests, cleanings and duties are told beside the rest.
fn ended(story: Story, name: &'static str, most: usize) -> Told {
    let house = story.house();
    let mut more = String::new();
    let name_of = |id| house.staff[&id].name.clone();
    for request in house.requests.values() {
        let room = request.room.map(|id| house.rooms[&id].number.clone());
        let _ = writeln!(
            more,
            "{} {}: {}, priority {}, {}, with {}",
            request.ticket,
            request.title,
            request.status.as_str(),
            request.priority,
            room.or(request.location.clone()).unwrap_or_default(),
            request
                .assignee()
                .map_or_else(|| "nobody".to_owned(), name_of)
        );
    }
    for cleaning in house.cleanings.values() {
        let checked = cleaning.checked.as_ref();
        let _ = writeln!(
            more,
            "{} cleaned: {}",
            house.rooms[&cleaning.room].number,
            checked.map_or_else(
                || "not inspected".to_owned(),
                |it| format!("passed {} {}", it.passed, it.failed.join(", "))
            )
        );
    }
    let mut duties: Vec<String> = house
        .duties
        .values()
        .filter_map(|duty| {
            let number = &house.rooms[&duty.room].number;
            Some(format!("{number} for {}", name_of(duty.attendant?)))
        })
        .collect();
    duties.sort();
    for duty in duties {
        let _ = writeln!(more, "{duty}");
    }
    let mut told = story.end(name, most);
    told.record.push_str(&more);
    told
}

/// The inspection finds the shower leaking: one list fails the room, reports
/// the fault and keeps the room from sale; the plumber repairs it; the room is
/// cleaned again, inspected again, and ready.
fn a_failed_inspection_becomes_a_repair() -> Told {
    let mut story = staffed();
    story.guest_in("101", 1, "Yi, Min");
    story.given(r#"{"op":"bulk_check_out","rooms":["101"]}"#);
    story.given(r#"{"op":"mark_cleaned","room":"101"}"#);
    story.stands_at("2 / '101' enter");
    // The checklist: the bathroom is not in order; failed and reported.
    story.press("> 1 m");
    story.says("NOT TO BE SOLD MEANWHILE");
    story.press("'plumb' down enter");
    let reported = only_request(&story);
    assert_eq!(reported.category, "Plumbing", "{}", story.screen());
    let room = story.room("101");
    assert_eq!(room.status, RoomStatus::MaintenanceRequired);
    assert_eq!(
        room.maintenance.as_ref().unwrap().request,
        Some(reported.id)
    );
    assert!(!room.is_bookable());
    // The plumber: who suits best comes first; begun, and done.
    story.press("5 home a");
    story.says("Rui Tap");
    while !story.screen().contains(">Rui Tap") {
        story.press("down");
    }
    story.press("enter");
    assert_eq!(only_request(&story).status, RequestStatus::Assigned);
    story.press("s d 'washer' enter");
    assert_eq!(only_request(&story).status, RequestStatus::Resolved);
    assert!(!story.room("101").is_bookable(), "still kept from sale");
    // Each step is offered where the one before it ends: the maintenance is
    // completed, and the board is opened at the room.
    story.says("Complete its maintenance");
    story.says("then it wants cleaning");
    story.press("y");
    story.says("101 is repaired");
    story.press("y");
    assert_eq!(
        story.room("101").status,
        RoomStatus::CheckoutDirty,
        "{}",
        story.screen()
    );
    story.press("c > y");
    let room = story.room("101");
    assert_eq!(room.status, RoomStatus::ReadyForGuest, "{}", story.screen());
    assert!(room.is_bookable());
    ended(story, "a failed inspection becomes a repair", 34)
}

/// Half past two: the lights are out on the second floor. The night porter
/// reports it; the one electrician who can be called has it at once. Then the
/// lift: nobody can be called, and a critical alert says so.
fn an_emergency_at_night() -> Told {
    let mut story = staffed();
    story.at("2026-03-17T02:30:00+01:00");
    story.stands_at("1");
    story.press("Q 'No light on floor 2' tab tab right right tab ctrl+u 'floor 2' enter");
    let lights = only_request(&story);
    assert_eq!(lights.priority.number(), 4, "{}", story.screen());
    assert_eq!(lights.status, RequestStatus::Assigned);
    let vito = lights
        .assignee()
        .map(|id| story.house().staff[&id].name.clone());
    assert_eq!(vito.as_deref(), Some("Vito Volt"));
    // He has the most that one may have: the next one is nobody's.
    story.given(r#"{"op":"set_policy","name":"max_concurrent_assignments","value":"1"}"#);
    story.press("Q 'Sparks in the kitchen' tab tab right right tab ctrl+u 'kitchen' enter");
    story.says("find someone at once");
    let house = story.house();
    let sparks = house.request_ticketed("MR-2026-0002").unwrap();
    assert_eq!(sparks.assignee(), None);
    story.press("3 home");
    story.says("Emergency: Sparks in the kitc");
    // From the alert to the request, and into one's own hands.
    story.press("enter");
    story.press("y s");
    let begun = story.house().request_ticketed("MR-2026-0002").unwrap();
    assert_eq!(
        begun.status,
        RequestStatus::InProgress,
        "{}",
        story.screen()
    );
    ended(story, "an emergency at night", 26)
}

/// Eleven o'clock: Jo goes home sick. What is hers is shared out among the
/// others in one step, and she is off duty.
fn an_attendant_gone_sick() -> Told {
    let mut story = staffed();
    for room in ["101", "102", "103", "104"] {
        story.guest_in(room, 1, &format!("Guest {room}"));
    }
    story.given(r#"{"op":"bulk_check_out","rooms":["101","102","103","104"]}"#);
    story.given(r#"{"op":"share_out","shares":[{"employee":"jo","rooms":["101","102"]},{"employee":"mia","rooms":["103","104"]}]}"#);
    story.at("2026-03-16T16:00:00+01:00");
    story.stands_at("2");
    story.press("A");
    // Her line: she takes part; choosing it shares out what she has.
    while !story.screen().contains(">[x] Jo") {
        story.press("down");
    }
    story.press("enter");
    story.says("Share out what Jo Clean has");
    story.press("y");
    let house = story.house();
    let today = house.property.as_ref().unwrap().business_date;
    let mia = house
        .staff
        .values()
        .find(|one| one.employee == "mia")
        .unwrap()
        .id;
    for number in ["101", "102", "103", "104"] {
        let room = house.room_numbered(number).unwrap().id;
        let duty = house.duty_on(room, today).unwrap();
        assert_eq!(duty.attendant, Some(mia), "{number}\n{}", story.screen());
    }
    let jo = house
        .staff
        .values()
        .find(|one| one.employee == "jo")
        .unwrap();
    assert!(!jo.on_duty);
    // One undo gives everything back, one redo takes it again.
    story.press("u");
    assert!(
        story
            .house()
            .staff
            .values()
            .any(|one| one.employee == "jo" && one.on_duty)
    );
    story.press("ctrl+y");
    ended(story, "an attendant gone sick", 12)
}

#[test]
fn told_a_repair() {
    let told = a_failed_inspection_becomes_a_repair();
    insta::assert_snapshot!("a_repair", told.record);
}

#[test]
fn told_an_emergency() {
    let told = an_emergency_at_night();
    insta::assert_snapshot!("an_emergency", told.record);
}

#[test]
fn told_gone_sick() {
    let told = an_attendant_gone_sick();
    insta::assert_snapshot!("gone_sick", told.record);
}

#[test]
fn how_many_keys_each_takes() {
    let mut table = String::new();
    for tale in [
        a_failed_inspection_becomes_a_repair as fn() -> Told,
        an_emergency_at_night,
        an_attendant_gone_sick,
    ] {
        let told = tale();
        let _ = writeln!(
            table,
            "{:<44} {:>5} keys {:>5} typed",
            told.name, told.presses, told.typed
        );
    }
    insta::assert_snapshot!("keys", table);
}
