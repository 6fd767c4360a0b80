//! The month grid: drawn, walked, picked up and dropped, by keys and mouse.

mod support;

use support::plain_robot;

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
