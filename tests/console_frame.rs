//! What is the same on all screens: header, tabs, help, palette, messages,
//! forms; driven by written keys.

mod support;

use support::plain_robot;

#[test]
fn the_header_says_where_one_is() {
    let screen = plain_robot(80, 24).screen();
    let header = screen.lines().next().expect("a header");
    for said in [
        "Hotel Roma",
        "March 2026",
        "Mon 16 Mar",
        "Ana Desk",
        "09:42",
    ] {
        assert!(header.contains(said), "{header}");
    }
    assert!(
        screen.contains("[1 Grid]"),
        "the open screen is told without colour"
    );
}

#[test]
fn a_form_keeps_what_was_typed() {
    let mut robot = plain_robot(80, 24);
    robot.press("n 'Doe, Jane' tab '2' esc n").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("Doe, Jane") && screen.contains("Adults *     2"),
        "{screen}"
    );
}

#[test]
fn search_folds_accents() {
    let mut robot = plain_robot(80, 24);
    robot.press("/ 'muller'").expect("keys");
    assert!(
        robot.screen().contains(">Muller, Eva"),
        "{}",
        robot.screen()
    );
}
