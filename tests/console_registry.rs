//! One registry: every action can be reached, every hint is true.

mod support;

use keyrack::console::action::{Context, REGISTRY};
use keyrack::console::keymap::Keymap;
use keyrack::console::state::Overlay;
use support::plain_robot;

const SCREENS: [(&str, Context); 7] = [
    ("1", Context::Grid),
    ("2", Context::Turnover),
    ("3", Context::Alerts),
    ("4", Context::Bookings),
    ("5", Context::Requests),
    ("7", Context::Staff),
    ("%", Context::Rules),
];

#[test]
fn every_action_of_a_screen_stands_in_its_help_and_its_palette() {
    for (key, context) in SCREENS {
        for (list, key) in [
            ("palette", format!("{key} :")),
            ("help", format!("{key} ?")),
        ] {
            let mut robot = plain_robot(80, 24);
            robot.press(&key).expect("keys");
            let Some(Overlay::List(items)) = robot.state.overlay() else {
                panic!("no list")
            };
            let listed: Vec<&str> = items
                .items()
                .iter()
                .map(|item| item.label.as_str())
                .collect();
            for entry in REGISTRY
                .iter()
                .filter(|entry| entry.contexts.contains(&context))
            {
                let moves = [
                    "up",
                    "down",
                    "left",
                    "right",
                    "step_up",
                    "step_down",
                    "step_left",
                    "step_right",
                ];
                if list == "palette" && moves.contains(&entry.id) {
                    continue;
                }
                assert!(
                    listed.contains(&entry.name),
                    "{} is not in the {list} of {}",
                    entry.id,
                    context.name()
                );
            }
        }
    }
}

#[test]
fn every_action_can_be_reached_by_key_or_by_palette() {
    let keymap = Keymap::built_in().expect("the built-in keys");
    for entry in REGISTRY {
        let by_key = entry
            .contexts
            .iter()
            .any(|context| !keymap.keys(*context, entry.action).is_empty());
        let on_a_screen = entry.contexts.iter().any(|context| {
            matches!(
                context,
                Context::Everywhere
                    | Context::Grid
                    | Context::Turnover
                    | Context::Alerts
                    | Context::Bookings
                    | Context::Page
                    | Context::Requests
                    | Context::Staff
                    | Context::Rules
            )
        });
        assert!(by_key || on_a_screen, "{} cannot be reached", entry.id);
    }
}

#[test]
fn every_command_that_an_action_names_is_one() {
    let known: Vec<&str> = keyrack::domain::command::SPECS
        .iter()
        .map(|spec| spec.op)
        .collect();
    for entry in REGISTRY {
        if let Some(op) = entry.command {
            assert!(known.contains(&op), "{} names {op}", entry.id);
        }
    }
}

#[test]
fn what_cannot_be_done_is_dim_and_says_why() {
    let mut robot = plain_robot(80, 24);
    robot.press("2 : 'passed'").expect("keys");
    // 202 is dirty: nobody can pass its inspection.
    assert!(
        robot
            .screen()
            .contains("Cannot transition from CHECKOUT_DIRTY"),
        "{}",
        robot.screen()
    );
    robot.press("enter").expect("keys");
    assert!(
        robot.screen().contains("No: Cannot transition"),
        "{}",
        robot.screen()
    );
    assert!(robot.sent.is_empty(), "what is dim is not sent");
}

#[test]
fn hints_name_only_what_can_be_done() {
    let mut robot = plain_robot(160, 45);
    robot.press("2").expect("keys");
    for action in robot.state.hints() {
        assert_eq!(robot.state.why_not(action), None, "{action:?}");
    }
}
