//! The rules screen: written, ordered, switched, given up and tried by written
//! keys; what is refused stands beside its field.

mod support;

use keyrack::console::state::{Event, Overlay, Screen};
use keyrack::console::testing::{Robot, Setting};
use keyrack::domain::house::House;
use keyrack::domain::rule::AllocationRule;
use keyrack::domain::segment::AssignmentStatus;
use keyrack::domain::staff::{Permissions, Staff};
use support::{now, small_house};

/// The small house with a quiet room, a VIP, and a guest who stays long.
fn house() -> House {
    let mut house = small_house();
    let mut room = |number: &str, features: &[&str]| {
        let found = house.rooms.values().find(|room| room.number == number);
        let mut room = found.cloned().unwrap_or_else(|| panic!("no {number}"));
        room.features = features.iter().map(|&name| name.to_owned()).collect();
        house.put(room.into());
    };
    room("104", &["quiet"]);
    room("201", &["quiet", "sea_view"]);
    let khan = house.bookings.values().find(|one| one.lead == "Khan, Amir");
    let mut khan = khan.cloned().expect("Khan");
    khan.is_vip = true;
    house.put(khan.into());
    house
}

fn robot(width: u16, height: u16) -> Robot {
    let mut robot = Robot::open(house(), now(), Setting::plain(width, height)).expect("a house");
    press(&mut robot, "%");
    robot
}

fn press<'r>(robot: &'r mut Robot, keys: &str) -> &'r mut Robot {
    robot.press(keys).expect("keys")
}

/// Keys that write a rule: only quiet rooms for stays of three nights or more.
const QUIET: &str = "a 'Quiet for long stays' tab tab tab '3' tab tab tab tab tab 'quiet' enter";
/// And one: VIPs up, from which the form is left with Enter.
const VIPS: &str =
    "a 'VIPs up' tab 'v' tab tab tab tab tab tab tab tab tab '1, 2' tab tab '15' enter";
/// And one that avoids rooms on weekends.
const WEEKEND: &str =
    "a 'Not by the bar' tab tab tab tab tab tab tab 'sat, Sunday' tab tab '101; 103' enter";

fn with_rules(width: u16, height: u16) -> Robot {
    let mut robot = robot(width, height);
    for keys in [QUIET, VIPS, WEEKEND] {
        press(&mut robot, keys);
        assert!(robot.state.overlay().is_none(), "{}", robot.screen());
    }
    robot
}

fn rules(robot: &Robot) -> Vec<String> {
    let mut rules: Vec<AllocationRule> = robot.house.rules.values().cloned().collect();
    keyrack::domain::rule::in_order(&mut rules);
    let shown = rules.iter().map(|rule| {
        let on = if rule.active { "" } else { " off" };
        format!("{} {}{on}", rule.name, rule.priority)
    });
    shown.collect()
}

fn sees(robot: &Robot, said: &str) {
    let screen = robot.screen();
    assert!(screen.contains(said), "no {said} in\n{screen}");
}

#[test]
fn an_empty_screen_says_what_to_press() {
    let robot = robot(80, 24);
    assert_eq!(robot.state.screen(), Screen::Rules);
    sees(&robot, "No rule yet");
    sees(&robot, "a writes one");
}

#[test]
fn a_rule_is_written_field_by_field_and_undone() {
    let mut robot = with_rules(80, 24);
    assert_eq!(
        rules(&robot),
        ["Not by the bar 0", "Quiet for long stays 0", "VIPs up 0"]
    );
    let json = serde_json::to_value(robot.house.rules.values().collect::<Vec<_>>());
    let json = json.expect("json").to_string();
    for said in [
        r#""conditions":{"min_nights":3}"#,
        r#""actions":{"required_features":["quiet"]}"#,
        r#""conditions":{"guest_type":"vip"}"#,
        r#""preferred_floors":[1,2],"score":15"#,
        r#""weekday":["sat","sun"]"#,
        r#""avoid_rooms":["101","103"]"#,
        r#""kind":"feature""#,
        r#""kind":"floor""#,
        r#""kind":"room_type""#,
    ] {
        let squeezed: String = said.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(json.contains(&squeezed), "no {said} in {json}");
    }
    press(&mut robot, "u u u");
    assert!(robot.house.rules.is_empty());
    press(&mut robot, "ctrl+y");
    assert_eq!(rules(&robot), ["Quiet for long stays 0"]);
}

#[test]
fn what_is_refused_stands_beside_its_field() {
    let mut robot = robot(80, 24);
    press(
        &mut robot,
        "a 'R' tab tab tab '5' tab '2' tab tab tab 'fri, caturday' tab tab '999' tab '1, 9' tab tab '500' enter",
    );
    assert!(matches!(robot.state.overlay(), Some(Overlay::Form(_))));
    let screen = robot.screen();
    let beside = |label: &str, said: &str| {
        let line = screen.lines().find(|line| line.contains(label));
        let line = line.unwrap_or_else(|| panic!("no {label} in\n{screen}"));
        assert!(line.contains(said), "{label}: {line}\n{screen}");
    };
    beside("Nights from", "! is 5, more than max_nights");
    beside("Arriving", "! is \"caturday\"");
    beside("Not rooms", "! is \"999\"");
    beside("Good floors", "! is 9");
    beside("Worth", "! is 500");
    assert!(robot.house.rules.is_empty());
    press(&mut robot, "esc");
    // What was typed is kept, and a name that is taken is refused too.
    press(&mut robot, "a");
    sees(&robot, "Enter continues it");
    press(&mut robot, "ctrl+d esc");
    press(&mut robot, QUIET);
    press(
        &mut robot,
        "a 'quiet FOR long stays' tab tab tab tab tab tab tab tab 'quiet' enter",
    );
    sees(&robot, "There is a rule");
    assert_eq!(robot.house.rules.len(), 1);
}

#[test]
fn a_rule_is_changed_and_what_is_emptied_is_taken_out() {
    let mut robot = robot(80, 24);
    press(&mut robot, QUIET);
    press(&mut robot, "enter");
    sees(&robot, "Change rule Quiet for long stays");
    press(
        &mut robot,
        "ctrl+u 'Quiet' tab 'r' tab tab ctrl+u tab '9' tab tab tab tab ctrl+u 'quiet, Sea View' enter",
    );
    let rule = robot.house.rules.values().next().expect("a rule");
    assert_eq!((rule.name.as_str(), rule.version), ("Quiet", 2));
    assert_eq!(rule.conditions.min_nights, None);
    assert_eq!(rule.conditions.max_nights, Some(9));
    let features: Vec<&str> = rule
        .actions
        .required_features
        .iter()
        .map(String::as_str)
        .collect();
    assert_eq!(features, ["quiet", "sea_view"]);
    press(&mut robot, "u");
    assert_eq!(rules(&robot), ["Quiet for long stays 0"]);
}

#[test]
fn rules_are_moved_up_and_down_as_one_step_and_the_choice_goes_along() {
    let mut robot = with_rules(80, 24);
    press(&mut robot, "end K");
    assert_eq!(
        rules(&robot),
        ["Not by the bar 1", "VIPs up 1", "Quiet for long stays 0"],
        "{}",
        robot.screen()
    );
    press(&mut robot, "K");
    assert_eq!(
        rules(&robot),
        ["VIPs up 2", "Not by the bar 1", "Quiet for long stays 0"]
    );
    press(&mut robot, "K");
    sees(&robot, "is the first already");
    press(&mut robot, "alt+down J");
    assert_eq!(
        rules(&robot),
        ["Not by the bar 2", "Quiet for long stays 2", "VIPs up 2"]
    );
    let sent = robot.sent.len();
    press(&mut robot, "u");
    assert_eq!(robot.sent.len(), sent + 1);
    assert_eq!(
        rules(&robot),
        ["Not by the bar 2", "VIPs up 2", "Quiet for long stays 0"],
        "one step is one undo"
    );
}

#[test]
fn a_rule_is_switched_off_and_given_up_and_comes_back() {
    let mut robot = with_rules(80, 24);
    press(&mut robot, "home j s");
    assert_eq!(
        rules(&robot),
        [
            "Not by the bar 0",
            "Quiet for long stays 0 off",
            "VIPs up 0"
        ]
    );
    sees(&robot, "switched off");
    press(&mut robot, "space");
    assert_eq!(rules(&robot)[1], "Quiet for long stays 0");
    press(&mut robot, "x");
    assert_eq!(rules(&robot), ["Not by the bar 0", "VIPs up 0"]);
    press(&mut robot, "u");
    assert_eq!(rules(&robot)[1], "Quiet for long stays 0");
}

#[test]
fn whoever_may_not_write_rules_may_read_them() {
    let mut robot = with_rules(80, 24);
    let mut house = robot.house.clone();
    let own = house.staff.values().next().cloned().expect("somebody");
    house.put(
        Staff {
            permissions: Permissions::default(),
            ..own
        }
        .into(),
    );
    robot = Robot::open(house, now(), Setting::plain(80, 24)).expect("a house");
    press(&mut robot, "% j");
    sees(&robot, "Quiet for long stays");
    for keys in ["s", "x", "K", "a", "e"] {
        press(&mut robot, keys);
        assert!(robot.state.overlay().is_none(), "{keys}");
        sees(&robot, "may not");
    }
    assert_eq!(rules(&robot).len(), 3);
    assert!(robot.house.rules.values().all(|rule| rule.version == 1));
}

#[test]
fn trying_says_whom_it_touches_and_how_the_plan_would_differ() {
    let mut robot = with_rules(80, 24);
    // Long stays want the quiet 104; somebody is promised it already.
    let before = robot.house.clone();
    press(&mut robot, "home j t");
    for said in [
        "'Quiet for long stays' on arrivals Sun 1 Mar to Tue 31 Mar; nothing is written",
        "For 1 of 2 not firm yet",
        "> 104",
        "not 101, 102, 103, 105",
    ] {
        sees(&robot, said);
    }
    assert_eq!(robot.house.rules, before.rules);
    assert_eq!(robot.house.segments, before.segments);
    // A line opens the booking's page, and Esc leads back.
    press(&mut robot, "enter");
    sees(&robot, "Eva");
    press(&mut robot, "esc");
    sees(&robot, "nothing is written");
    press(&mut robot, "esc");
    sees(&robot, "The highest first");
    // One that touches nobody says so.
    press(&mut robot, "home t");
    sees(&robot, "It would touch nobody this month");
}

#[test]
fn the_keys_go_on_working_while_the_plans_are_made() {
    let mut robot = with_rules(80, 24);
    robot.slow = true;
    press(&mut robot, "home j t");
    sees(&robot, "Trying: planning the month twice");
    press(&mut robot, "1 % esc");
    sees(&robot, "The highest first");
    robot.slow = false;
    robot.answer_questions();
    sees(&robot, "The highest first");
    press(&mut robot, "t");
    sees(&robot, "For 1 of 2 not firm yet");
}

#[test]
fn the_room_list_puts_rooms_that_a_rule_is_against_last_and_says_so() {
    let mut robot = with_rules(100, 45);
    press(&mut robot, "/ 'Eva' enter a");
    let screen = robot.screen();
    let place = |said: &str| {
        let found = screen.lines().position(|line| line.contains(said));
        found.unwrap_or_else(|| panic!("no {said} in\n{screen}"))
    };
    assert!(place("104    DBL") < place("105    DBL"), "{screen}");
    assert!(
        screen.contains("against rule 'Quiet for long stays'"),
        "{screen}"
    );
    press(&mut robot, "'105' enter");
    sees(&robot, "is against the rule");
    let given = robot
        .house
        .segments
        .values()
        .filter(|segment| segment.active && segment.status == AssignmentStatus::PreAssigned);
    assert_eq!(given.count(), 1, "it is given all the same");
}

#[test]
fn hostile_names_break_nothing_at_any_size() {
    let mut house = with_rules(80, 24).house;
    let mut rule = house.rules.values().next().cloned().expect("a rule");
    rule.name = "\u{1b}[2J王小明王小明王小明\u{202e}Zed".repeat(4);
    rule.conditions.booking_source = Some("\u{7}x".repeat(40));
    house.put(rule.into());
    for (width, height) in [(60, 15), (79, 24), (80, 24), (160, 45)] {
        let setting = Setting::dark(width, height).expect("a theme");
        let mut robot = Robot::open(house.clone(), now(), setting).expect("a house");
        for keys in ["%", "end", "home t", "esc e", "esc .", "esc j t", "esc"] {
            press(&mut robot, keys);
            let buffer = robot.buffer();
            let odd = |symbol: &str| {
                let hidden = '\u{202a}'..='\u{202e}';
                symbol
                    .chars()
                    .any(|one| one.is_control() || hidden.contains(&one))
            };
            assert!(
                buffer.content().iter().all(|cell| !odd(cell.symbol())),
                "{keys}"
            );
        }
        robot.event(Event::Resize(61, 16));
        let _ = robot.buffer();
    }
}

#[test]
fn snapshots_of_the_rules() {
    for (width, height) in [(80, 24), (160, 45)] {
        let mut robot = with_rules(width, height);
        let name = |what: &str| format!("rules_{what}_{width}x{height}");
        press(&mut robot, "f5 home j K K s");
        insta::assert_snapshot!(name("list"), robot.screen());
        insta::assert_snapshot!(name("tried"), press(&mut robot, "t").screen());
        insta::assert_snapshot!(name("form"), press(&mut robot, "esc e").screen());
    }
}
