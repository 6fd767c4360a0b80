//! What is the same on all screens: header, tabs, help, palette, menus,
//! messages, forms, search; driven by written keys and by the mouse.

mod support;

use keyrack::console::state::{Event, Screen};
use keyrack::console::testing::Robot;
use keyrack::console::view::Gesture;
use proptest::prelude::*;
use support::{hostile_robot, plain_robot, robot};

fn pressed(mut robot: Robot, keys: &str) -> Robot {
    robot.press(keys).expect("keys");
    robot
}

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
fn both_dates_show_where_they_differ() {
    let mut robot = plain_robot(80, 24);
    robot.pass_minutes(24 * 60);
    assert!(
        robot.screen().contains("  Mon 16 Mar (clock Tue 17 Mar)"),
        "{}",
        robot.screen()
    );
    robot.pass_minutes(24 * 60);
    assert!(
        robot.screen().contains("! Mon 16 Mar (clock Wed 18 Mar)"),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_form_keeps_what_was_typed() {
    let screen = pressed(plain_robot(80, 24), "n 'Doe, Jane' tab '2' esc n").screen();
    assert!(
        screen.contains("Doe, Jane") && screen.contains("Adults *     2"),
        "{screen}"
    );
}

#[test]
fn a_form_shows_its_fault_beside_the_field_and_goes_there() {
    let mut robot = pressed(plain_robot(80, 24), "n shift+tab shift+tab 'soon' enter");
    assert!(
        robot.screen().contains(">Arrival *    soon"),
        "{}",
        robot.screen()
    );
    assert!(
        robot.screen().contains("! `soon` is no date"),
        "{}",
        robot.screen()
    );
    robot
        .press("ctrl+u 'fri' tab tab 'Doe, Jane' enter")
        .expect("keys");
    assert!(robot.state.overlay().is_none(), "{}", robot.screen());
    assert!(
        robot.screen().contains("Took booking Doe"),
        "{}",
        robot.screen()
    );
    let booked = robot
        .house
        .bookings
        .values()
        .find(|booking| booking.lead == "Doe, Jane");
    assert_eq!(
        booked.map(|booking| booking.stay.check_in),
        Some(support::day("2026-03-20"))
    );
    // What was sent is no draft any more.
    robot.press("n").expect("keys");
    assert!(
        !robot.screen().contains("Doe, Jane  "),
        "{}",
        robot.screen()
    );
}

#[test]
fn search_folds_accents_and_finds_rooms_first() {
    let mut robot = pressed(plain_robot(80, 24), "/ 'muller'");
    assert!(
        robot.screen().contains(">Muller, Eva"),
        "{}",
        robot.screen()
    );
    robot.press("esc / '101'").expect("keys");
    assert!(robot.screen().contains(">101 "), "{}", robot.screen());
}

#[test]
fn pasted_text_never_fires_a_shortcut() {
    let mut robot = plain_robot(80, 24);
    robot.event(Event::Paste("n2xu\nq".into()));
    assert!(robot.state.overlay().is_none());
    assert_eq!((robot.state.screen(), robot.sent.len()), (Screen::Grid, 0));
    robot
        .press("n")
        .expect("keys")
        .event(Event::Paste("Doe\nJane\x1b[2J".into()));
    assert!(
        robot.screen().contains("Doe Jane?[2J"),
        "{}",
        robot.screen()
    );
}

#[test]
fn tabs_and_hints_are_clickable() {
    let mut robot = plain_robot(80, 24);
    assert!(robot.click_text("2 Turnover"));
    assert_eq!(robot.state.screen(), Screen::Turnover);
    assert!(robot.click_text("? Help"));
    assert!(
        robot.screen().contains("Keys: Turnover board"),
        "{}",
        robot.screen()
    );
    // A click beside the list closes it.
    robot.gesture(Gesture::Press, 0, 0);
    assert!(robot.state.overlay().is_none());
}

#[test]
fn help_runs_what_is_chosen() {
    let robot = pressed(plain_robot(80, 24), "? 'turnover' enter");
    assert_eq!(robot.state.screen(), Screen::Turnover);
}

#[test]
fn quitting_asks_nothing_because_everything_is_saved() {
    let robot = pressed(plain_robot(80, 24), "ctrl+q");
    assert!(
        robot
            .effects
            .contains(&keyrack::console::state::Effect::Quit)
    );
}

#[test]
fn a_small_frame_says_what_it_has_and_needs() {
    assert_eq!(
        plain_robot(59, 24).screen().trim_end(),
        "keyrack has 59x24, needs 60x15"
    );
    assert_eq!(
        plain_robot(80, 14).screen().trim_end(),
        "keyrack has 80x14, needs 60x15"
    );
    assert!(plain_robot(60, 15).screen().contains("Room  Type H"));
}

#[test]
fn snapshots_of_what_lies_over_a_screen() {
    for (name, keys) in [
        ("help", "2 ?"),
        ("palette", "2 :"),
        ("palette_searched", "2 : 'clean'"),
        ("menu", "2 ."),
        ("details", "2 enter"),
        ("form_new_booking", "2 n 'Doe, Jane' tab tab"),
        ("form_out_of_order", "2 O"),
        ("find", "2 / '20'"),
    ] {
        insta::assert_snapshot!(name, pressed(robot(80, 24), keys).styled());
    }
}

#[test]
fn hostile_names_break_nothing() {
    for keys in ["1", "2", "3", "/", "2 enter", "2 tab", "?"] {
        for width in [60, 79, 80, 160] {
            let robot = pressed(hostile_robot(width, 30), keys);
            let buffer = robot.buffer();
            for y in 0..30 {
                let mut columns = 0;
                while columns < width {
                    let symbol = buffer[(columns, y)].symbol();
                    assert!(
                        !symbol.chars().any(char::is_control),
                        "{symbol:?} in {keys}"
                    );
                    assert!(
                        !symbol
                            .chars()
                            .any(|it| ('\u{202a}'..='\u{202e}').contains(&it)),
                        "{symbol:?}"
                    );
                    columns += keyrack::console::text::width(symbol).max(1) as u16;
                }
                assert_eq!(
                    columns,
                    width,
                    "row {y} of {keys} at {width}: {}",
                    robot.screen()
                );
            }
        }
    }
}

#[test]
fn ascii_needs_no_character_above_the_tilde() {
    let screen = Robot::open(
        support::hostile_house(),
        support::now(),
        keyrack::console::testing::Setting::plain(100, 30),
    );
    for keys in ["1", "2", "3", "/", "esc 2 enter", "?"] {
        let screen = pressed(screen.clone().expect("a house"), keys).screen();
        assert!(
            screen
                .chars()
                .all(|it| it == '\n' || (' '..='~').contains(&it)),
            "{screen}"
        );
    }
}

const KEYS: &[&str] = &[
    "1",
    "2",
    "3",
    "j",
    "k",
    "h",
    "l",
    "tab",
    "shift+tab",
    "enter",
    "esc",
    "space",
    "?",
    ":",
    ".",
    "/",
    "n",
    "w",
    "f",
    ">",
    "<",
    "m",
    "x",
    "a",
    "i",
    "o",
    "p",
    "b",
    "u",
    "pgup",
    "pgdn",
    "home",
    "end",
    "'7'",
    "'y'",
    "t",
    "g",
    "+",
    "-",
    "v",
    "r",
    "z",
    "ctrl+left",
    "ctrl+right",
    "alt+up",
    "alt+right",
    "backspace",
    "D",
    "N",
    "s",
    "!",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_sizes_or_clicks_ever_panic(
        steps in proptest::collection::vec((0..KEYS.len(), 1u16..120, 1u16..40, any::<u8>()), 1..40)
    ) {
        let mut robot = hostile_robot(80, 24);
        for (key, width, height, what) in steps {
            match what % 5 {
                0 => { robot.event(Event::Resize(width, height)); }
                1 => { robot.gesture(Gesture::Press, width, height).gesture(Gesture::Drag, height, width / 2).gesture(Gesture::Release, height, width / 2); }
                2 => { robot.gesture(if width % 2 == 0 { Gesture::Menu } else { Gesture::WheelDown }, width, height); }
                _ => { robot.press(KEYS[key]).expect("keys"); }
            }
            let _ = robot.buffer();
        }
    }
}
