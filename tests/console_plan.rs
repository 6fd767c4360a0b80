//! A plan is seen on the month before it is done: walked, thinned out, carried
//! out as one step or left alone. Every story ends with a look at the database.

#![allow(clippy::unwrap_used)]

mod story;

use std::time::Duration;

use keyrack::console::backstage::{OverDesk, window};
use keyrack::console::printing::Printing;
use keyrack::console::run::Backstage;
use keyrack::console::state::{Event, Overlay};
use keyrack::console::testing::Setting;
use keyrack::console::view::{Gesture, Mouse};
use keyrack::desk::{Found, Handle, Question};
use keyrack::domain::command::AutoAssign;
use ratatui::layout::Position;
use story::{Story, today};

/// Three who come in some days and have no room; kings 201 to 203 are free.
fn three_without_rooms(story: &mut Story) -> [String; 3] {
    [
        story.book("KNG", 1, 3, "Adams, Al"),
        story.book("KNG", 2, 3, "Baker, Bo"),
        story.book("KNG", 3, 3, "Clark, Cy"),
    ]
}

fn rooms(story: &Story, codes: &[String]) -> Vec<Option<String>> {
    let room = |code: &String| story.nights(code).first().map(|(room, _)| room.clone());
    codes.iter().map(room).collect()
}

fn with_room(story: &Story, codes: &[String]) -> usize {
    rooms(story, codes).iter().flatten().count()
}

#[test]
fn a_plan_is_walked_thinned_out_applied_and_undone() {
    let mut story = Story::begin();
    let codes = three_without_rooms(&mut story);
    story.press("A");
    story.says("Plan rooms");
    story.says("3 bookings of these days without a room. Nothing is changed yet.");
    story.press("enter");
    story.says("3 of 3 placed, 0 without");
    story.says("proved best");
    story.says("NOT SAVED");
    story.says(">Adam");
    story.press("j");
    story.says(">Bake");
    assert!(!story.screen().contains(">Adam"), "{}", story.screen());
    story.press("space");
    story.says("2 of 3 placed, 1 without, 1 left out");
    story.says("left out; Space takes the line back");
    story.press("space");
    story.says("3 of 3 placed, 0 without");
    story.press("j x");
    story.says("2 of 3 placed, 1 without");
    assert_eq!(with_room(&story, &codes), 0, "nothing is written yet");

    story.press("enter");
    assert_eq!(story.ops(), ["auto_assign"], "{}", story.screen());
    let rooms = rooms(&story, &codes);
    assert!(rooms[0].is_some() && rooms[1].is_some(), "{rooms:?}");
    assert_eq!(rooms[2], None);
    story.says("u Undo");
    assert!(!story.screen().contains("NOT SAVED"), "{}", story.screen());

    story.press("u");
    assert_eq!(with_room(&story, &codes), 0, "{}", story.screen());
}

#[test]
fn esc_leaves_everything_as_it_was() {
    let mut story = Story::begin();
    let codes = three_without_rooms(&mut story);
    story.press("esc");
    let before = story.screen();
    story.press("A enter j space l l ctrl+right esc");
    assert_eq!(with_room(&story, &codes), 0);
    assert!(story.ops().is_empty());
    assert_eq!(story.screen(), before, "the month is where it was");
}

#[test]
fn where_nobody_waits_there_is_nothing_to_plan() {
    let mut story = Story::begin();
    story.press("A enter");
    story.says("Every booking of these days has its room; there is nothing to plan.");
    story.press("A tab '2026-03-15' enter");
    story.says("before Mon 16 Mar");
}

#[test]
fn lines_that_no_longer_hold_are_named_and_left_out() {
    let mut story = Story::begin();
    let codes = three_without_rooms(&mut story);
    story.press("A enter");
    let taken = story.book("KNG", 0, 20, "Quick, Q");
    // A colleague gives the room that the plan has for Baker to somebody else.
    story.sees = false;
    let screen = story.screen();
    let line = screen
        .lines()
        .find(|line| line.contains("Baker") && line.contains("KNG"));
    let room = line.unwrap().split_whitespace().next().unwrap().to_owned();
    story.colleague(&format!(
        r#"{{"op":"pre_assign","booking":"{taken}","room":"{room}"}}"#
    ));
    story.press("enter");
    assert_eq!(with_room(&story, &codes), 0, "all or nothing");
    story.says("no longer hold");
    story.says("NOT SAVED");
    let screen = story.screen();
    let line = screen
        .lines()
        .find(|line| line.contains('!') && line.contains("Baker"));
    assert!(line.is_some(), "{screen}");
    story.sees = true;
    story.press("X enter");
    assert!(with_room(&story, &codes) >= 1, "{}", story.screen());
    assert!(rooms(&story, &codes)[1].is_none());
    story.press("u");
    assert_eq!(with_room(&story, &codes), 0);
}

#[test]
fn what_a_colleague_takes_meanwhile_is_seen_before_anyone_tries() {
    let mut story = Story::begin();
    let codes = three_without_rooms(&mut story);
    story.press("A enter");
    story.colleague(&format!(
        r#"{{"op":"pre_assign","booking":"{}","room":"203"}}"#,
        codes[0]
    ));
    assert!(!story.screen().contains("no longer hold"));
    story.look();
    // The one who has a room now, and the one whose room that was.
    story.says("! 2 lines no longer hold");
    story.says("! 203 KNG     Clark");
    story.press("X enter");
    let rooms = rooms(&story, &codes);
    assert_eq!(rooms[0].as_deref(), Some("203"), "{}", story.screen());
    assert!(rooms[1].is_some());
    assert_eq!(rooms[2], None);
}

#[test]
fn a_plan_is_kept_for_later() {
    let mut story = Story::begin();
    let codes = three_without_rooms(&mut story);
    story.press(": 'Kept plans' enter");
    story.says("no plan is kept");
    story.press("esc A enter K");
    assert_eq!(story.ops(), ["auto_assign"]);
    assert_eq!(with_room(&story, &codes), 0, "kept, and not carried out");
    story.press(": 'Kept plans' enter");
    story.says("PL-2026-0001");
    story.press("enter");
    story.says("PL-2026-0001  PLAN");
    story.press("j space enter");
    assert_eq!(story.ops(), ["auto_assign", "apply_plan"]);
    assert_eq!(with_room(&story, &codes), 2, "{}", story.screen());
    story.press("u");
    assert_eq!(with_room(&story, &codes), 0);
}

#[test]
fn from_the_alerts_for_those_that_are_marked() {
    let mut story = Story::begin();
    let codes = [
        story.book("KNG", 0, 2, "Adams, Al"),
        story.book("KNG", 0, 2, "Baker, Bo"),
        story.book("KNG", 0, 2, "Clark, Cy"),
    ];
    story.press("3 space j space A");
    story.says("2 chosen bookings");
    story.says("2 of 2 placed, 0 without");
    story.press("enter");
    assert_eq!(with_room(&story, &codes), 2, "{}", story.screen());
    assert_eq!(story.ops(), ["auto_assign"]);
    story.says("Alerts");
    // Whoever is left is planned without being marked.
    story.press("A");
    story.says("1 of 1 placed, 0 without");
    story.press("esc");
    assert_eq!(with_room(&story, &codes), 2);
}

/// A long stay fits into a king's room only once two others have moved: the one
/// in 201 can go to 202 alone, and the one there to 203 alone.
fn chain_of_two(story: &mut Story) -> [String; 3] {
    let fixed = [("203", 5, 2), ("202", 9, 2)];
    for (room, day, nights) in fixed {
        let code = story.book("KNG", day, nights, "Fixed, F");
        story.given(&format!(
            r#"{{"op":"pre_assign","booking":"{code}","room":"{room}","do_not_move":true}}"#
        ));
    }
    let first = story.book("KNG", 5, 3, "First, A");
    let second = story.book("KNG", 7, 2, "Second, A");
    for (code, room) in [(&first, "201"), (&second, "202")] {
        story.given(&format!(
            r#"{{"op":"pre_assign","booking":"{code}","room":"{room}"}}"#
        ));
    }
    let long = story.book("KNG", 5, 6, "Long, A");
    [first, second, long]
}

#[test]
fn room_is_made_by_moves_that_are_seen_first() {
    let mut story = Story::begin();
    let codes = chain_of_two(&mut story);
    let before = rooms(&story, &codes);
    story.press("/ 'Long' enter R");
    story.says("MAKE ROOM  Long, KNG");
    story.says("NOT SAVED");
    story.says("Long gets 201 once 2 others have moved");
    story.says("proved: none needs fewer");
    // In the order in which they are carried out.
    story.says("1 202>203 KNG");
    story.says("Second leaves 202 for 203 KNG, tentative;");
    story.press("j");
    story.says("First leaves 201 for 202 KNG, tentative;");
    story.press("j");
    story.says(">3 Long");
    assert_eq!(rooms(&story, &codes), before);
    // The steps belong together.
    story.press("space");
    story.says("only together");
    story.press("enter");
    let room = |number: &str| Some(number.to_owned());
    let after = [room("202"), room("203"), room("201")];
    assert_eq!(rooms(&story, &codes), after, "{}", story.screen());
    assert_eq!(story.ops(), ["make_room"]);
    story.press("u");
    assert_eq!(rooms(&story, &codes), before);
}

#[test]
fn a_refused_room_offers_to_make_room() {
    let mut story = Story::begin();
    let codes = chain_of_two(&mut story);
    // From the list of rooms, where none of the type can be had.
    story.press("/ 'Long' enter a");
    story.says("Make room ...");
    story.press("'make room' enter");
    story.says("MAKE ROOM  Long, KNG");
    story.press("esc");
    // Dropped where somebody is.
    story.press("m");
    story.says("MOVE Long");
    story.press("k k k k k k j enter");
    story.press("esc esc");
    // From the page of the booking, to which Esc leads back.
    story.press("/ 'Long' enter enter R");
    story.says("MAKE ROOM  Long, KNG");
    story.press("esc");
    story.says("PARTY AND CONTACT");
    story.press("R enter");
    assert_eq!(with_room(&story, &codes), 3, "{}", story.screen());
    // It has a room now, so there is nothing to make room for.
    story.press("1 / 'Long' enter R");
    story.says("it has a room on every night already");
}

#[test]
fn the_next_best_is_another_type_and_who_pays_is_asked() {
    let mut story = Story::begin();
    for room in ["201", "202", "203"] {
        story.given(&format!(
            r#"{{"op":"put_out_of_order","room":"{room}","reason":"flood"}}"#
        ));
    }
    let code = story.book("KNG", 5, 2, "Long, A");
    story.press("/ 'Long' enter R");
    story.says("No KNG even if others move; next best is STE");
    story.says("+EUR 150.00 a night");
    story.press("enter");
    story.says("Who pays the difference?");
    story.press("enter");
    assert!(
        story.nights(&code).is_empty(),
        "the first answer gives nothing"
    );
    story.press("enter f");
    assert_eq!(
        story.nights(&code),
        [("301".to_owned(), 2)],
        "{}",
        story.screen()
    );
    story.press("u");
    assert!(story.nights(&code).is_empty());
}

#[test]
fn else_the_next_best_is_one_room_after_the_other() {
    let mut story = Story::begin();
    story.given(r#"{"op":"put_out_of_order","room":"301","reason":"flood"}"#);
    for (room, day, nights) in [("201", 5, 2), ("202", 9, 2), ("203", 5, 6)] {
        let code = story.book("KNG", day, nights, "Fixed, F");
        story.given(&format!(
            r#"{{"op":"pre_assign","booking":"{code}","room":"{room}","do_not_move":true}}"#
        ));
    }
    let code = story.book("KNG", 5, 6, "Long, A");
    story.press("/ 'Long' enter R");
    story.says("No room for the whole stay, even if others move; next best is a split");
    story.says("202 KNG");
    story.press("enter");
    let parts = [("202".to_owned(), 4), ("201".to_owned(), 2)];
    assert_eq!(story.nights(&code), parts, "{}", story.screen());
    story.press("u");
    assert!(story.nights(&code).is_empty());
}

#[test]
fn what_is_selected_is_planned() {
    let mut story = Story::begin();
    let codes = three_without_rooms(&mut story);
    // Two stays that are marked.
    story.press("/ 'Adams' enter , l , A");
    story.says("Plan rooms for those chosen");
    story.press("enter");
    story.says("PLAN  2 chosen bookings");
    story.press("enter");
    assert_eq!(with_room(&story, &codes), 2, "{}", story.screen());
    // The days of a range on the month.
    story.press("/ '201' enter t v l l A");
    story.says("Wed 18 March 2026");
    story.press("esc esc");
    story.press("A enter");
    story.says("1 of 1 placed");
}

#[test]
fn where_nothing_can_be_done_that_is_said() {
    let mut story = Story::begin();
    for room in ["201", "202", "203", "301"] {
        story.given(&format!(
            r#"{{"op":"put_out_of_order","room":"{room}","reason":"flood"}}"#
        ));
    }
    let code = story.book("KNG", 5, 2, "Long, A");
    story.press("/ 'Long' enter R");
    story.says("No room for Long");
    story.says("waiting list");
    story.press("enter");
    story.says("There is nothing to carry out");
    story.press("esc");
    assert!(story.nights(&code).is_empty());
    assert!(story.ops().is_empty());
}

/// A guest who should have left is in the room that another comes into.
fn overstay(story: &mut Story) -> [String; 2] {
    let stays = story.guest_in("201", 1, "Stays, S");
    let comes = story.book("KNG", 2, 2, "Comes, C");
    story.given(&format!(
        r#"{{"op":"pre_assign","booking":"{comes}","room":"201"}}"#
    ));
    story.close_day();
    story.at("2026-03-18T13:00:00+01:00");
    story.close_day();
    story.look();
    [stays, comes]
}

#[test]
fn a_conflict_is_settled_by_ranked_claims() {
    let mut story = Story::begin();
    let [stays, comes] = overstay(&mut story);
    story.press("/ 'Comes' enter C");
    story.says("CONFLICT  Comes, KNG");
    story.says("Stays keeps 201");
    story.says("1 goes to another room");
    story.says("201>202 KNG");
    let screen = story.screen();
    assert!(screen.contains("claim on 201"), "{screen}");
    story.press("enter");
    assert_eq!(story.nights(&comes)[0].0, "202", "{}", story.screen());
    assert_eq!(story.nights(&stays)[0].0, "201");
    assert_eq!(story.ops(), ["resolve_conflict"]);
    story.press("u");
    assert_eq!(story.nights(&comes)[0].0, "201");
    // Where nobody else claims the room there is nothing to settle.
    story.book_into("203", 3, 1, "Quiet, Q");
    story.press("/ 'Quiet' enter C");
    story.says("nobody else claims the room");
}

#[test]
fn a_plan_that_takes_long_can_be_called_off_while_the_screen_answers() {
    let mut story = Story::begin();
    let codes = three_without_rooms(&mut story);
    story.thinks_long = true;
    story.press("A enter");
    assert!(
        !story.screen().contains("Planning"),
        "a moment is waited for"
    );
    story.event(Event::StillPlanning);
    story.says("Planning ...   Esc calls it off   arrivals Mon 16 Mar to Wed 15 Apr");
    // The screen answers meanwhile, and a second plan is not begun.
    story.press("3");
    story.says("Alerts");
    story.press("A");
    story.says("calls it off");
    story.press("esc");
    story.says("Called off: no plan was made.");
    assert!(story.waiting.is_none());
    story.thought_out();
    assert!(!story.screen().contains("NOT SAVED"));

    story.thinks_long = true;
    story.press("1 A enter");
    story.thought_out();
    story.says("3 of 3 placed");
    story.press("enter");
    assert_eq!(with_room(&story, &codes), 3);
}

/// The next of these events, whatever else comes.
async fn next(behind: &mut OverDesk, wanted: impl Fn(&Event) -> bool) -> Event {
    let waits = async {
        loop {
            let event = behind.next().await;
            if wanted(&event) {
                return event;
            }
        }
    };
    let limit = Duration::from_secs(20);
    tokio::time::timeout(limit, waits).await.expect("an event")
}

#[tokio::test(flavor = "current_thread")]
async fn the_desk_thinks_beside_the_console_and_stops_when_told() {
    let mut story = Story::begin();
    three_without_rooms(&mut story);
    let asked = AutoAssign::between(today(), today().plus(30));
    let question = Question::Plan(Box::new(asked.into()));
    let (desk, session, _folder) = story.into_desk();
    let window = window(today(), today().plus(30), today());
    let handle = Handle::start(desk, session, window).unwrap();
    let mut behind = OverDesk::new(handle, Printing::default());
    behind.ask(question.clone());
    let found = next(&mut behind, |event| matches!(event, Event::Found(_))).await;
    let Event::Found(found) = found else {
        unreachable!()
    };
    let (_, answered, Ok(Found::Plan(plan))) = *found else {
        panic!("{found:?}")
    };
    assert_eq!((answered, plan.lines.len()), (question.clone(), 3));
    // What is called off is never answered, nor waited for.
    behind.ask(question);
    behind.call_off();
    let planned = |event: &Event| matches!(event, Event::Found(_) | Event::StillPlanning);
    let quiet = tokio::time::timeout(Duration::from_millis(700), next(&mut behind, planned)).await;
    assert!(quiet.is_err(), "{quiet:?}");
}

#[test]
fn a_click_finds_the_line_and_the_wheel_walks() {
    let mut story = Story::begin();
    let codes = three_without_rooms(&mut story);
    story.press("A enter");
    let at = story.robot.find("~Clar").unwrap();
    mouse(&mut story, Gesture::Press, at);
    story.says(">Clar");
    let (x, y) = story.robot.find("Adams  ").unwrap();
    mouse(&mut story, Gesture::Press, (x, y));
    story.says(">Adam");
    mouse(&mut story, Gesture::WheelDown, (x, y));
    story.says(">Bake");
    mouse(&mut story, Gesture::DoublePress, (x, y));
    story.says("1 left out");
    mouse(&mut story, Gesture::Menu, (x, y));
    assert!(matches!(
        story.robot.state.overlay(),
        Some(Overlay::List(_))
    ));
    assert_eq!(with_room(&story, &codes), 0);
}

fn mouse(story: &mut Story, gesture: Gesture, (x, y): (u16, u16)) {
    let at = Position::new(x, y);
    let ctrl = false;
    story.event(Event::Mouse(Mouse { gesture, at, ctrl }));
}

#[test]
fn the_booking_is_looked_at_and_the_plan_is_still_there() {
    let mut story = Story::begin();
    three_without_rooms(&mut story);
    story.press("A enter j o");
    story.says("Baker, Bo");
    story.says("PARTY AND CONTACT");
    story.press("esc");
    story.says(">Bake");
    story.says("NOT SAVED");
    // Another screen puts the plan aside.
    story.press("2 1");
    assert!(!story.screen().contains("NOT SAVED"));
}

#[test]
fn asked_again_the_plan_is_another() {
    let mut story = Story::begin();
    three_without_rooms(&mut story);
    story.press("A enter A tab '+2' enter");
    story.says("2 of 2 placed, 0 without");
    assert!(
        story
            .screen()
            .contains(&format!("to {}", today().plus(2).spoken()))
    );
}

#[test]
fn plans_as_they_look() {
    let sizes = [(80, 24), (160, 45), (70, 20)];
    for (width, height) in sizes {
        let mut story = Story::begin_on(Setting::dark(width, height).unwrap());
        three_without_rooms(&mut story);
        story.book("KNG", 2, 4, "Doyle, Di");
        story.book_into("201", 8, 4, "Held, Ha");
        story.press("A enter j");
        let name = format!("plan_{width}x{height}");
        insta::assert_snapshot!(name, story.robot.styled());
    }
    let mut story = Story::begin();
    three_without_rooms(&mut story);
    story.press("A enter j space k");
    insta::assert_snapshot!("plan_80x24_no_colour_ascii", story.screen());
    let mut story = Story::begin();
    chain_of_two(&mut story);
    story.press("/ 'Long' enter R");
    insta::assert_snapshot!("plan_make_room_80x24", story.screen());
    let mut story = Story::begin();
    overstay(&mut story);
    story.press("/ 'Comes' enter C");
    insta::assert_snapshot!("plan_conflict_80x24", story.screen());
}
