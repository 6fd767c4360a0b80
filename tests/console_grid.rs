//! The month grid: drawn, walked, picked up and dropped, by keys and mouse.

mod support;

use keyrack::console::testing::Robot;
use support::plain_robot;

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
}
