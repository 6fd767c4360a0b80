//! The alerts screen: what needs someone, and settling it from here.

mod support;

use keyrack::console::state::{Effect, Screen};
use keyrack::console::testing::Robot;
use keyrack::console::view::Gesture;
use keyrack::domain::booking::Booking;
use support::{plain_robot, robot};

fn booking(robot: &Robot, lead: &str) -> Booking {
    robot
        .house
        .bookings
        .values()
        .find(|booking| booking.lead == lead)
        .cloned()
        .expect("a booking")
}

fn room_of(robot: &Robot, lead: &str) -> Option<String> {
    let id = booking(robot, lead).id;
    let segment = robot
        .house
        .stay_of(id)
        .into_iter()
        .find(|segment| segment.active)?;
    robot
        .house
        .rooms
        .get(&segment.room)
        .map(|room| room.number.clone())
}

#[test]
fn snapshots() {
    for (name, width, height, keys) in [
        ("alerts_80x24", 80, 24, "3"),
        ("alerts_160x45", 160, 45, "3 j"),
        ("alerts_offers", 80, 24, "3 tab right"),
        ("alerts_assign", 80, 24, "3 a"),
    ] {
        let mut robot = robot(width, height);
        robot.press(keys).expect("keys");
        insta::assert_snapshot!(name, robot.styled());
    }
}

#[test]
fn severity_and_hours_are_told_without_colour() {
    let mut robot = plain_robot(80, 24);
    robot.press("3").expect("keys");
    let screen = robot.screen();
    for said in [">!!  8h", " i   8h", " i   4d", "!!1 i2", "[3 Alerts 3]"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
}

#[test]
fn what_is_urgent_grows_with_the_hours_and_rings_once() {
    let mut robot = plain_robot(80, 24);
    robot.press("3").expect("keys").pass_minutes(3 * 60);
    assert!(robot.screen().contains(">!!! 5h"), "{}", robot.screen());
    assert!(robot.effects.contains(&Effect::Ring));
    let rings = robot
        .effects
        .iter()
        .filter(|effect| **effect == Effect::Ring)
        .count();
    robot.pass_minutes(1);
    assert_eq!(
        robot
            .effects
            .iter()
            .filter(|effect| **effect == Effect::Ring)
            .count(),
        rings
    );
}

#[test]
fn an_offered_room_is_taken_by_key_and_by_mouse() {
    let mut keys = plain_robot(80, 24);
    keys.press("3 tab right enter").expect("keys");
    assert_eq!(
        room_of(&keys, "Khan, Amir").as_deref(),
        Some("105"),
        "{}",
        keys.screen()
    );
    let mut mouse = plain_robot(80, 24);
    mouse.press("3").expect("keys");
    assert!(mouse.click_text("[105 DBL"));
    assert_eq!(mouse.sent, keys.sent, "key and mouse give the same command");
    // The alert is settled by being no more.
    assert!(
        !mouse.screen().contains("Khan, Amir DBL"),
        "{}",
        mouse.screen()
    );
}

#[test]
fn the_list_of_rooms_says_why_not() {
    let mut robot = plain_robot(80, 24);
    robot.press("3 a").expect("keys");
    let screen = robot.screen();
    assert!(screen.contains("Room for Khan, Amir"), "{screen}");
    assert!(
        screen.contains("- Room 201"),
        "other types say why not: {screen}"
    );
    robot.press("'101' enter").expect("keys");
    assert_eq!(
        room_of(&robot, "Khan, Amir").as_deref(),
        Some("101"),
        "{}",
        robot.screen()
    );
    robot.press("u").expect("keys");
    assert_eq!(room_of(&robot, "Khan, Amir"), None);
}

#[test]
fn an_alert_can_be_put_off_settled_and_found_again() {
    let mut robot = plain_robot(80, 24);
    robot.press("3 z").expect("keys");
    assert!(robot.screen().contains("put off 1"), "{}", robot.screen());
    robot.press("x 'has a room next door' enter").expect("keys");
    assert!(robot.screen().contains("settled 1"), "{}", robot.screen());
    robot.press("f p").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("put off: Khan") && screen.contains("settled: Yi"),
        "{screen}"
    );
    robot.press("esc esc u u").expect("keys");
    assert!(
        robot.screen().contains("put off 0   settled 0"),
        "{}",
        robot.screen()
    );
}

#[test]
fn the_menu_and_the_other_screens_know_what_is_chosen() {
    let mut robot = plain_robot(80, 24);
    robot.press("3").expect("keys");
    let (x, y) = robot.find("Yi, Min").expect("listed");
    robot.gesture(Gesture::Menu, x, y);
    assert!(robot.screen().contains("Guest waits"), "{}", robot.screen());
    robot.press("esc 2").expect("keys");
    assert_eq!(robot.state.screen(), Screen::Turnover);
    assert!(
        robot.screen().contains(" 202 KNG  Dirty"),
        "the room of the alert: {}",
        robot.screen()
    );
}

#[test]
fn a_refusal_offers_its_way_out() {
    let mut robot = plain_robot(80, 24);
    // Yi is here, but 202 is dirty.
    robot.press("3 j i").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("That was refused") && screen.contains("The guest waits"),
        "{screen}"
    );
    robot.press("enter").expect("keys");
    assert!(
        booking(&robot, "Yi, Min").guest_waiting,
        "{}",
        robot.screen()
    );
    assert!(
        robot.screen().contains("!!!1"),
        "waiting makes it critical: {}",
        robot.screen()
    );
}
