//! The month grid: drawn, walked, picked up and dropped, by keys and mouse.

mod support;

use keyrack::console::state::Event;
use keyrack::console::testing::Robot;
use keyrack::console::view::{Gesture, Mouse};
use keyrack::domain::command::Command;
use ratatui::layout::Position;
use support::{plain_robot, robot};

/// Drags with the left button from one cell of the frame to another.
fn drag(robot: &mut Robot, from: (u16, u16), to: (u16, u16), ctrl: bool) {
    let mut make = |gesture, (x, y): (u16, u16)| {
        let at = Position::new(x, y);
        robot.event(Event::Mouse(Mouse { gesture, at, ctrl }));
    };
    make(Gesture::Press, from);
    // Terminals report every cell on the way.
    let (mut x, mut y) = from;
    while (x, y) != to {
        x = step(x, to.0);
        y = step(y, to.1);
        make(Gesture::Drag, (x, y));
    }
    make(Gesture::Release, to);
}

fn step(from: u16, to: u16) -> u16 {
    match from.cmp(&to) {
        std::cmp::Ordering::Less => from + 1,
        std::cmp::Ordering::Equal => from,
        std::cmp::Ordering::Greater => from - 1,
    }
}

/// The command that was sent last, as data.
fn last(robot: &Robot) -> String {
    let sent = robot.sent.last().expect("a command was sent");
    serde_json::to_string(&sent.command).expect("data")
}

#[test]
fn the_cursor_walks_over_rooms_and_days() {
    let mut robot = plain_robot(80, 24);
    assert!(robot.screen().contains("\n>101 DBL"), "{}", robot.screen());
    robot.press("j j l").expect("keys");
    assert!(robot.screen().contains("\n>103 DBL"), "{}", robot.screen());
    assert!(robot.screen().contains("103 DBL  Tue 17 Mar  free"));
    robot.press("tab").expect("keys");
    assert!(robot.screen().contains(">Unassigned"), "{}", robot.screen());
    assert!(robot.screen().contains("Khan, Amir"), "{}", robot.screen());
}

#[test]
fn a_stay_from_the_tray_goes_to_the_first_free_room() {
    let mut robot = plain_robot(80, 24);
    robot.press("tab m").expect("keys");
    let screen = robot.screen();
    assert!(screen.contains("MOVE Khan"), "{screen}");
    robot.press("enter").expect("keys");
    assert!(
        last(&robot).contains("\"room\":\"101\""),
        "{}",
        last(&robot)
    );
    println!("{screen}\n{}", robot.screen());
}

#[test]
fn keys_and_mouse_give_the_same_command() {
    let mut keys = plain_robot(80, 24);
    keys.press("/ 'Nguyen' enter m").expect("keys");
    println!("{}", keys.screen());
    keys.press("k k").expect("keys");
    println!("{}", keys.screen());
    keys.press("enter 'noise' enter").expect("keys");
    println!("{}", keys.screen());
    println!("{}", last(&keys));
}
