//! Everything that is done with the mouse, by gestures as a terminal sends
//! them: on the grid, the board, the alerts, the bookings, and around them.

mod support;

use keyrack::console::state::{Event, Screen};
use keyrack::console::testing::Robot;
use keyrack::console::view::{Gesture, Mouse};
use keyrack::domain::booking::Booking;
use ratatui::layout::Position;
use support::plain_robot;

/// A robot on the screen these keys lead to.
fn on(keys: &str) -> Robot {
    let mut robot = plain_robot(80, 24);
    robot.press(keys).expect("keys");
    robot
}

fn see(robot: &Robot, text: &str) -> (u16, u16) {
    robot
        .find(text)
        .unwrap_or_else(|| panic!("no {text}:\n{}", robot.screen()))
}

fn says(robot: &Robot, text: &str) {
    assert!(
        robot.screen().contains(text),
        "no {text}:\n{}",
        robot.screen()
    );
}

/// The first press of a double click is a click.
fn double_click(robot: &mut Robot, (x, y): (u16, u16)) {
    for gesture in [
        Gesture::Press,
        Gesture::Release,
        Gesture::DoublePress,
        Gesture::Release,
    ] {
        robot.gesture(gesture, x, y);
    }
}

/// Drags from one cell to another, past every cell between them.
fn drag(robot: &mut Robot, from: (u16, u16), to: (u16, u16)) {
    robot.gesture(Gesture::Press, from.0, from.1);
    let (mut x, mut y) = from;
    while (x, y) != to {
        x = x.saturating_add_signed((to.0 as i16 - x as i16).signum());
        y = y.saturating_add_signed((to.1 as i16 - y as i16).signum());
        robot.gesture(Gesture::Drag, x, y);
    }
    robot.gesture(Gesture::Release, to.0, to.1);
}

fn chosen(robot: &Robot) -> String {
    let subject = robot.state.subject();
    let name = |id| {
        robot
            .house
            .bookings
            .get(&id)
            .map(|it: &Booking| it.lead.clone())
    };
    subject.booking.and_then(name).unwrap_or_default()
}

fn row_of(robot: &Robot, room: &str) -> u16 {
    let screen = robot.screen();
    let at = screen.lines().position(|line| line.get(1..4) == Some(room));
    at.unwrap_or_else(|| panic!("no {room}:\n{screen}")) as u16
}

#[test]
fn on_the_grid_a_click_chooses_two_open_and_the_right_one_asks() {
    let mut robot = on("");
    let larsen = see(&robot, "Larsen");
    robot.gesture(Gesture::Press, larsen.0, larsen.1);
    robot.gesture(Gesture::Release, larsen.0, larsen.1);
    assert_eq!(chosen(&robot), "Larsen, Åse");
    assert!(robot.sent.is_empty() && robot.state.overlay().is_none());
    robot.gesture(Gesture::Menu, larsen.0, larsen.1);
    says(&robot, "Check in");
    says(&robot, "Print registration");
    // What the menu offers is done with a click.
    assert!(robot.click_text("Add note"));
    assert!(robot.state.overlay().is_some(), "{}", robot.screen());
    robot.press("esc").expect("keys");
    double_click(&mut robot, larsen);
    says(&robot, "PARTY AND CONTACT");
}

#[test]
fn on_the_grid_a_stay_and_its_ends_are_dragged() {
    let mut robot = on("");
    let larsen = see(&robot, "Larsen");
    let tray = see(&robot, "Unassigned");
    drag(&mut robot, larsen, (larsen.0, tray.1));
    let sent = robot.sent.last().expect("sent");
    assert_eq!(sent.command.op(), "unassign", "{}", robot.screen());
    // And back, from the tray to a room.
    robot.press("u").expect("keys");
    let khan = see(&robot, "(Kh)");
    let free = (khan.0 + 1, row_of(&robot, "105"));
    drag(&mut robot, (khan.0 + 1, khan.1), free);
    let sent = robot.sent.last().expect("sent");
    let said = serde_json::to_string(&sent.command).expect("data");
    assert!(
        said.contains("assign") && said.contains("\"105\""),
        "{said}\n{}",
        robot.screen()
    );

    let mut robot = on("");
    let name = see(&robot, "Larsen");
    let end = (name.0 + 8, name.1);
    drag(&mut robot, end, (end.0 + 4, end.1));
    let sent = robot.sent.last().expect("sent");
    assert_eq!(sent.command.op(), "change_stay", "{}", robot.screen());
}

#[test]
fn on_the_grid_free_nights_become_a_booking_for_those_nights() {
    let mut robot = on("");
    let y = row_of(&robot, "105");
    // Two columns to a day.
    drag(&mut robot, (51, y), (56, y));
    says(&robot, "New booking");
    robot.press("'Doe, Jane' enter").expect("keys");
    let sent = robot.sent.last().expect("sent");
    assert_eq!(sent.command.op(), "create_booking");
    let doe = robot
        .house
        .bookings
        .values()
        .find(|it| it.lead == "Doe, Jane")
        .expect("booked");
    assert_eq!(doe.stay.nights(), 3);
    assert_eq!(doe.stay.check_in, support::day("2026-03-18"));
    assert_eq!(doe.room_type, "DBL");
}

#[test]
fn on_the_grid_the_wheel_scrolls_rows_and_with_control_weeks() {
    let mut robot = plain_robot(80, 15);
    let before = robot.screen();
    robot.gesture(Gesture::WheelDown, 40, 6);
    assert_ne!(robot.screen(), before, "rows scroll");
    robot.gesture(Gesture::WheelUp, 40, 6);
    robot.gesture(Gesture::WheelUp, 40, 6);
    let mut weeks = on("");
    assert_eq!(weeks.state.subject().day, Some(support::day("2026-03-16")));
    for _ in 0..3 {
        weeks.event(Event::Mouse(Mouse {
            gesture: Gesture::WheelDown,
            at: Position::new(40, 6),
            ctrl: true,
        }));
    }
    let day = weeks.state.subject().day.expect("a day");
    assert!(day > support::day("2026-03-16"), "{}", weeks.screen());
    assert!(weeks.sent.is_empty());
}

#[test]
fn on_the_board_click_wheel_and_double_click() {
    let mut robot = on("2");
    assert!(robot.click_text("104 DBL"));
    says(&robot, " 104 DBL  To inspect");
    let first = see(&robot, "102 DBL");
    assert!(robot.click_text("102 DBL"));
    let before = robot.state.subject().room;
    robot.gesture(Gesture::WheelDown, first.0, first.1);
    let after = robot.state.subject().room;
    assert_ne!(after, before, "{}", robot.screen());
    robot.gesture(Gesture::WheelUp, first.0, first.1);
    assert_eq!(robot.state.subject().room, before);
    let closed = robot.screen();
    double_click(&mut robot, first);
    assert!(robot.sent.is_empty(), "nothing is done by looking");
    let by_key = {
        let mut other = on("2");
        assert!(other.click_text("102 DBL"));
        other.press("enter").expect("keys");
        other.screen()
    };
    assert_eq!(robot.screen(), by_key, "as Enter opens it");
    assert_ne!(by_key, closed, "something opens");
}

#[test]
fn on_the_alerts_click_wheel_and_double_click() {
    let mut robot = on("3");
    let second = see(&robot, "Yi, Min");
    robot.gesture(Gesture::Press, second.0, second.1);
    robot.gesture(Gesture::Release, second.0, second.1);
    assert_eq!(chosen(&robot), "Yi, Min", "{}", robot.screen());
    robot.gesture(Gesture::WheelUp, second.0, second.1);
    assert_ne!(chosen(&robot), "Yi, Min", "{}", robot.screen());
    robot.gesture(Gesture::WheelDown, second.0, second.1);
    assert_eq!(chosen(&robot), "Yi, Min", "{}", robot.screen());
    double_click(&mut robot, second);
    says(&robot, "PARTY AND CONTACT");
}

#[test]
fn in_the_list_of_bookings_click_wheel_double_and_right_click() {
    let mut robot = on("4");
    let nguyen = see(&robot, "Nguyen");
    robot.gesture(Gesture::Press, nguyen.0, nguyen.1);
    robot.gesture(Gesture::Release, nguyen.0, nguyen.1);
    assert_eq!(chosen(&robot), "Nguyen, Linh");
    robot.gesture(Gesture::WheelDown, nguyen.0, nguyen.1);
    assert_ne!(chosen(&robot), "Nguyen, Linh", "{}", robot.screen());
    robot.gesture(Gesture::WheelUp, nguyen.0, nguyen.1);
    assert_eq!(chosen(&robot), "Nguyen, Linh");
    robot.gesture(Gesture::Menu, nguyen.0, nguyen.1);
    says(&robot, "Add note");
    robot.press("esc").expect("keys");
    double_click(&mut robot, nguyen);
    says(&robot, "PARTY AND CONTACT");
}

#[test]
fn tabs_and_hints_do_what_they_say() {
    let mut robot = on("");
    for (tab, screen) in [
        ("3 Alerts", Screen::Alerts),
        ("4 Bookings", Screen::Bookings),
        ("2 Turnover", Screen::Turnover),
        ("1 Grid", Screen::Grid),
    ] {
        assert!(robot.click_text(tab), "{}", robot.screen());
        assert_eq!(robot.state.screen(), screen, "{}", robot.screen());
    }
    assert!(robot.click_text("/ Find"), "{}", robot.screen());
    assert!(robot.state.overlay().is_some());
    robot.press("esc").expect("keys");
    // What stands in the last line is done by a click too.
    robot.press("/ 'Larsen' enter").expect("keys");
    let footer = |robot: &Robot| robot.screen().lines().last().unwrap_or_default().to_owned();
    assert!(footer(&robot).contains("i Check in"), "{}", robot.screen());
    let x = footer(&robot).find("i Check in").expect("shown") as u16;
    robot.gesture(Gesture::Press, x, 23);
    robot.gesture(Gesture::Release, x, 23);
    assert_eq!(
        robot.sent.last().map(|sent| sent.command.op()),
        Some("check_in"),
        "{}",
        robot.screen()
    );
}

#[test]
fn in_the_narrow_list_click_wheel_and_double_click() {
    let mut robot = plain_robot(66, 24);
    let larsen = see(&robot, "Larsen");
    robot.gesture(Gesture::Press, larsen.0, larsen.1);
    robot.gesture(Gesture::Release, larsen.0, larsen.1);
    assert_eq!(chosen(&robot), "Larsen, Åse", "{}", robot.screen());
    robot.gesture(Gesture::WheelDown, larsen.0, larsen.1);
    assert_ne!(chosen(&robot), "Larsen, Åse");
    robot.gesture(Gesture::Menu, larsen.0, larsen.1);
    says(&robot, "Check in");
    robot.press("esc").expect("keys");
    double_click(&mut robot, larsen);
    says(&robot, "PARTY AND CONTACT");
    assert!(robot.sent.is_empty());
}

#[test]
fn no_gesture_anywhere_breaks_anything() {
    let gestures = [
        Gesture::Press,
        Gesture::Drag,
        Gesture::Release,
        Gesture::DoublePress,
        Gesture::WheelUp,
        Gesture::WheelDown,
        Gesture::Menu,
    ];
    for keys in ["", "2", "3", "4", "5", "4 enter", "n", "?"] {
        for (width, height) in [(80, 24), (64, 15)] {
            let mut robot = plain_robot(width, height);
            robot.press(keys).expect("keys");
            for (nth, y) in (0..height + 2).enumerate() {
                let gesture = gestures[nth % gestures.len()];
                for x in (0..width + 3).step_by(7) {
                    robot.gesture(gesture, x, y);
                }
            }
            assert!(!robot.screen().is_empty());
        }
    }
}
