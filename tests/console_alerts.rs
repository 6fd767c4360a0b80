//! The alerts screen: what needs someone, and settling it from here.

mod support;

use keyrack::console::alarm::{Bell, Loudness};
use keyrack::console::desktop::Desktop;
use keyrack::console::state::{Effect, Screen};
use keyrack::console::testing::{Robot, Setting};
use keyrack::console::view::Gesture;
use keyrack::domain::booking::Booking;
use keyrack::domain::command::{Command, TellAlerts};
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
        robot.screen().contains("put off 0  settled 0"),
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

fn rings(robot: &Robot) -> usize {
    let rings = |effect: &&Effect| **effect == Effect::Ring;
    robot.effects.iter().filter(rings).count()
}

fn notices(robot: &Robot) -> Vec<String> {
    let notices = robot.effects.iter().filter_map(|effect| match effect {
        Effect::Notify(sequence) => Some(sequence.clone()),
        _ => None,
    });
    notices.collect()
}

/// A robot with the bell and the desktop switched as told.
fn loud(bell: Bell, desktop: Desktop) -> Robot {
    let setting = Setting {
        loudness: Loudness {
            bell,
            desktop,
            in_tmux: false,
        },
        ..Setting::plain(80, 24)
    };
    Robot::open(support::small_house(), support::now(), setting).expect("a house")
}

/// Eva takes a booking for today that has no room.
fn eva_books(robot: &mut Robot) {
    let eva = robot.house.staff.values().nth(1).cloned().expect("Eva");
    let command: Command = serde_json::from_str(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-16","nights":1,"lead":"Ross, Ida"}"#,
    )
    .expect("a command");
    robot.colleague(&eva, &command).expect("booked");
}

#[test]
fn the_bell_rings_once_for_each_rise_and_for_nothing_else() {
    let mut robot = plain_robot(80, 24);
    assert_eq!(rings(&robot), 0, "what is there already is silent");
    for _ in 0..5 {
        robot.look_again(Vec::new());
        robot.pass_minutes(1);
    }
    assert_eq!(rings(&robot), 0, "looking again is no rise");
    // Khan and Yi come at 18:30: Khan is critical from 12:30, Yi a warning.
    robot.pass_minutes(3 * 60);
    assert_eq!(rings(&robot), 1);
    for _ in 0..40 {
        robot.look_again(Vec::new());
        robot.leave_alone(1);
    }
    assert_eq!(rings(&robot), 1);
    // What a colleague does is heard, what is done here is not.
    eva_books(&mut robot);
    assert_eq!(rings(&robot), 2);
    robot.press("n").expect("keys");
    robot.press("esc").expect("keys");
    let own: Command = serde_json::from_str(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-16","nights":1,"lead":"Own"}"#,
    )
    .expect("a command");
    robot.gives(own);
    assert_eq!(rings(&robot), 2);
}

#[test]
fn the_bell_is_switched_off_and_on() {
    let mut robot = plain_robot(80, 24);
    robot.press("3 : 'bell' enter").expect("keys");
    assert!(robot.screen().contains("bell off"), "{}", robot.screen());
    eva_books(&mut robot);
    assert_eq!(rings(&robot), 0);
    robot.press(": 'bell' enter").expect("keys");
    assert!(robot.screen().contains("bell on"), "{}", robot.screen());
    assert_eq!(rings(&robot), 0, "what has risen meanwhile is known");
    let mut off = loud(Bell::Off, Desktop::Off);
    eva_books(&mut off);
    assert_eq!(rings(&off), 0);
}

#[test]
fn the_desktop_is_told_where_that_is_switched_on_and_no_guest_while_locked() {
    let mut silent = loud(Bell::Warning, Desktop::Off);
    eva_books(&mut silent);
    assert_eq!((rings(&silent), notices(&silent)), (1, Vec::new()));
    let mut robot = loud(Bell::Off, Desktop::Osc777);
    eva_books(&mut robot);
    assert_eq!(
        notices(&robot),
        ["\x1b]777;notify;keyrack: Hotel Roma;Ross arrives today 15:00 and has no room.\x1b\\"]
    );
    assert_eq!(rings(&robot), 0);
    let mut locked = loud(Bell::Warning, Desktop::Osc9);
    locked.press("f12").expect("keys");
    eva_books(&mut locked);
    assert_eq!(
        notices(&locked),
        ["\x1b]9;keyrack: Hotel Roma: One alert (critical).\x1b\\"]
    );
    assert_eq!(rings(&locked), 1);
}

#[test]
fn beyond_a_threshold_the_header_says_so() {
    let mut robot = plain_robot(160, 45);
    let first = robot.screen().lines().next().unwrap_or_default().to_owned();
    assert!(!first.contains("no room"), "{first}");
    for _ in 0..9 {
        eva_books(&mut robot);
    }
    let first = robot.screen().lines().next().unwrap_or_default().to_owned();
    assert!(first.contains("! 11 no room, 9 critical"), "{first}");
    let mut narrow = plain_robot(80, 24);
    for _ in 0..9 {
        eva_books(&mut narrow);
    }
    let first = narrow
        .screen()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    assert!(first.contains("! !!!9"), "{first}");
}

#[test]
fn who_was_told_is_told() {
    let mut robot = plain_robot(80, 24);
    robot.press("3").expect("keys");
    assert!(robot.screen().contains("Nobody was told yet."));
    let name = robot.state.subject().alert.expect("an alert");
    let tell = Command::from(TellAlerts { alerts: vec![name] });
    robot.gives(tell);
    assert!(
        robot.screen().contains("Told: Ana 09:42"),
        "{}",
        robot.screen()
    );
    robot.press("t").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("Who was told") && screen.contains("09:42 warning"),
        "{screen}"
    );
    assert!(screen.contains("not read yet"), "{screen}");
}
