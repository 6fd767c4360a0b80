//! Alerts that act: each row's ways out, settling many at once, closing the
//! day, the jobs; told with the keys a person presses, before a real desk.
#![allow(clippy::unwrap_used)]

mod story;

use keyrack::console::state::Overlay;
use keyrack::domain::booking::BookingStatus;
use keyrack::domain::segment::AssignmentStatus;
use story::{Story, today};

fn rooms_of(story: &Story, code: &str) -> Vec<String> {
    let nights = story.nights(code).into_iter();
    nights.map(|(room, _)| room).collect()
}

/// All doubles but these are kept from sale.
fn only(story: &mut Story, free: &[&str]) {
    let blocked: Vec<String> = (101..=116)
        .map(|number| number.to_string())
        .filter(|number| !free.contains(&number.as_str()))
        .map(|number| format!("\"{number}\""))
        .collect();
    let (from, to) = (today(), today().plus(9));
    story.given(&format!(
        r#"{{"op":"block","rooms":[{}],"from":"{from}","to":"{to}","type":"renovation","reason":"paint"}}"#,
        blocked.join(",")
    ));
}

#[test]
fn each_row_offers_its_own() {
    let mut story = Story::begin();
    let code = story.book("DBL", 4, 2, "Khan, Amir");
    story.press("3 s");
    story.says("Time enough");
    story.press("esc");
    for (moment, title) in [
        ("2026-03-18T15:00:00+01:00", "Choose a room"),
        ("2026-03-19T15:00:00+01:00", "Assign a room"),
        ("2026-03-20T03:00:00+01:00", "Assign, or let assign"),
        ("2026-03-20T09:00:00+01:00", "Assign now"),
        ("2026-03-20T14:00:00+01:00", "EMERGENCY"),
    ] {
        story.at(moment);
        story.press("s");
        story.says(title);
        story.says("101 DBL");
        story.press("esc");
    }
    story.press("s enter");
    assert_eq!(rooms_of(&story, &code), ["101"]);
    story.press("u");
    assert!(rooms_of(&story, &code).is_empty(), "one undo");
}

#[test]
fn the_emergency_shows_every_option_at_once() {
    let mut story = Story::begin();
    only(&mut story, &["101", "102", "103"]);
    // 101 is free and dirty, 102 has a tentative stay, 103 a firm one.
    let gone = story.guest_in("101", 1, "Gone, Guy");
    story.given(&format!(r#"{{"op":"check_out","booking":"{gone}"}}"#));
    let tentative = story.book("DBL", 0, 2, "Tenta, Tim");
    story.given(&format!(
        r#"{{"op":"pre_assign","booking":"{tentative}","room":"102"}}"#
    ));
    story.book_into("103", 0, 2, "Firm, Fay");
    story.book("DBL", 0, 2, "Khan, Amir");
    story.press("3 s");
    let screen = story.screen();
    for said in [
        "EMERGENCY",
        "OTHER TYPES",
        "201 KNG",
        "301 STE",
        "EUR 30.00 more a night",
        "GET A ROOM READY",
        "101 DBL, made ready first",
        "TAKE FROM A TENTATIVE STAY",
        "102 DBL",
    ] {
        assert!(screen.contains(said), "no {said}:\n{screen}");
    }
    assert!(!screen.contains("103 DBL"), "a firm stay is left alone");
}

#[test]
fn a_room_is_rushed_from_the_emergency() {
    let mut story = Story::begin();
    only(&mut story, &["101"]);
    let gone = story.guest_in("101", 1, "Gone, Guy");
    story.given(&format!(r#"{{"op":"check_out","booking":"{gone}"}}"#));
    let code = story.book("DBL", 0, 1, "Khan, Amir");
    story.press("3 s");
    // Kings and the suite stand above it.
    choose(&mut story, "101 DBL, made ready first");
    story.press("enter");
    assert_eq!(rooms_of(&story, &code), ["101"], "{}", story.screen());
    assert!(story.room("101").rush);
    story.press("u");
    assert!(rooms_of(&story, &code).is_empty() && !story.room("101").rush);
}

#[test]
fn many_alerts_are_settled_in_one_step_and_one_undo_takes_it_back() {
    let mut story = Story::begin();
    only(&mut story, &["101", "102"]);
    let one = story.book("DBL", 0, 2, "Khan, Amir");
    let two = story.book("DBL", 0, 2, "Yi, Min");
    let three = story.book("DBL", 0, 2, "Third, Tom");
    let late = story.book_into("201", 0, 2, "Ready, Rita");
    let gone = story.guest_in("202", 1, "Gone, Guy");
    story.given(&format!(r#"{{"op":"check_out","booking":"{gone}"}}"#));
    let waits = story.book("KNG", 0, 1, "Waits, Wim");
    story.given(&format!(
        r#"{{"op":"pre_assign","booking":"{waits}","room":"202"}}"#
    ));
    assert!(!late.is_empty());
    let before = story.house();
    story.press("3 v end x");
    story.says("4 alerts");
    story.says("rooms for 2");
    story.press("'night shift' enter");
    let placed: Vec<&String> = [&one, &two, &three]
        .into_iter()
        .filter(|code| !rooms_of(&story, code).is_empty())
        .collect();
    assert_eq!(placed.len(), 2, "{}", story.screen());
    let house = story.house();
    let noted: Vec<&str> = house
        .alert_marks
        .values()
        .filter_map(|mark| mark.resolved.as_ref()?.notes.as_deref())
        .collect();
    assert_eq!(noted, ["night shift"; 3], "two rooms and the one not ready");
    assert!(
        house
            .alert_marks
            .values()
            .any(|mark| mark.alert == format!("room_not_ready:{waits}")),
        "{:?}",
        house.alert_marks.keys()
    );
    for code in placed {
        let booking = story.booking(code);
        let segment = house.stay_of(booking.id)[0];
        assert_eq!(segment.status, AssignmentStatus::Assigned);
    }
    story.press("u");
    for code in [&one, &two, &three] {
        assert!(rooms_of(&story, code).is_empty(), "{}", story.screen());
    }
    let after = story.house();
    let dealt = |house: &keyrack::domain::House| {
        let marks = house.alert_marks.values();
        marks.filter(|mark| mark.resolved.is_some()).count()
    };
    assert_eq!(
        dealt(&after),
        dealt(&before),
        "one undo took all of it back"
    );
}

#[test]
fn the_day_is_closed_line_by_line() {
    let mut story = Story::begin();
    let absent = story.book_into("101", 0, 2, "Absent, Abe");
    let tomorrow = story.book_into("102", 0, 3, "Later, Lou");
    let staying = story.guest_in("103", 1, "Stays, Sam");
    let paid = story.guest_in("104", 1, "Paid, Pia");
    story.given(&format!(
        r#"{{"op":"record_payment","booking":"{paid}","amount":"50.00","method":"cash"}}"#
    ));
    story.close_day();
    story.at("2026-03-17T23:00:00+01:00");
    story.given(&format!(r#"{{"op":"check_out","booking":"{paid}"}}"#));
    for code in [&absent, &tomorrow] {
        story.given(&format!(
            r#"{{"op":"reinstate_booking","booking":"{code}"}}"#
        ));
    }
    story.press(": 'close the day' enter");
    for said in [
        "Close Tue 17 Mar?",
        "STILL AWAITED",
        "Absent",
        "proposed: no-show",
        "SHOULD HAVE LEFT",
        "103 Stays",
        "OPEN ACCOUNTS",
        "left owing EUR 70.00",
        "Leave the day open",
    ] {
        story.says(said);
    }
    // Not before everyone is decided; the asking key alone does nothing.
    story.press("C");
    story.says("still awaited");
    assert_eq!(
        story.house().property.unwrap().business_date,
        today().plus(1)
    );
    // Abe never came.
    story.press(": 'close the day' enter");
    choose(&mut story, "Absent");
    story.press("enter n");
    assert_eq!(story.booking(&absent).status, BookingStatus::NoShow);
    story.says("Close Tue 17 Mar?");
    // Lou comes tomorrow.
    choose(&mut story, "Later");
    story.press("enter t");
    assert_eq!(story.booking(&tomorrow).stay.check_in, today().plus(2));
    // Sam stays listed, and may.
    story.says("103 Stays");
    story.press("C");
    let property = story.house().property.unwrap();
    assert_eq!(
        property.business_date,
        today().plus(2),
        "{}",
        story.screen()
    );
    assert!(story.booking(&staying).is_in_house());
    story.says("Night audit: Closed 2026-03-17");
}

/// Goes down to the line that says this.
fn choose(story: &mut Story, text: &str) {
    for _ in 0..40 {
        let line = match story.robot.state.overlay() {
            Some(Overlay::List(list)) => list.chosen().map(|item| item.label.clone()),
            _ => None,
        };
        if line.is_some_and(|label| label.contains(text)) {
            return;
        }
        story.press("down");
    }
    panic!("no line says {text}:\n{}", story.screen());
}

#[test]
fn the_jobs_are_listed_and_done_at_once() {
    let mut story = Story::begin();
    story.press(": 'jobs of the house' enter");
    for said in [
        "Jobs of the house",
        "Tomorrow's arrivals",
        "never done",
        "next",
    ] {
        story.says(said);
    }
    choose(&mut story, "Tomorrow");
    story.press("enter");
    story.says("It lists who comes tomorrow.");
    story.press("r");
    story.says("Tomorrow's arrivals: In");
}
