//! The staff screen: the people of the house, for those who administer it, by
//! written keys.

mod support;

use keyrack::console::state::{Event, Overlay, Screen};
use keyrack::console::testing::{Robot, Setting};
use keyrack::console::view::Gesture;
use keyrack::domain::command::Command;
use keyrack::domain::employment::EmploymentStatus;
use keyrack::domain::house::House;
use keyrack::domain::id::{PropertyId, StaffId};
use keyrack::domain::staff::{OverrideLevel, Permission, Role, Staff};
use support::{now, small_house};

/// The small house with some more people: two attendants, an electrician who
/// is away, and a gardener who left.
fn staffed() -> House {
    let mut house = small_house();
    for (id, number, name, role) in [
        (11, "301", "Mia Santos", Role::RoomAttendant),
        (12, "302", "Jo Mensah", Role::RoomAttendant),
        (13, "401", "Dimitri Kovac", Role::Electrician),
        (14, "501", "Gus Green", Role::Gardener),
    ] {
        let mut person = Staff::new(StaffId(id), PropertyId(1), number, name, role);
        person.version = 1;
        person.on_duty = id == 11;
        person.active = id != 14;
        if id == 12 {
            person.permissions.set(Permission::Inspect, true);
        }
        if id == 13 {
            person.employment_status = EmploymentStatus::OnLeave;
        }
        house.put(person.into());
    }
    house
}

fn open(width: u16, height: u16) -> Robot {
    let setting = Setting::plain(width, height);
    let mut robot = Robot::open(staffed(), now(), setting).expect("a house");
    robot.press("7").expect("keys");
    robot
}

fn press<'r>(robot: &'r mut Robot, keys: &str) -> &'r mut Robot {
    robot.press(keys).expect("keys")
}

fn person(robot: &Robot, number: &str) -> Staff {
    let mut staff = robot.house.staff.values();
    let found = staff.find(|person| person.employee == number);
    found.cloned().unwrap_or_else(|| panic!("no {number}"))
}

#[test]
fn everyone_on_the_staff_shows_with_what_is_unlike_the_role() {
    for (width, height) in [(60, 15), (80, 24), (160, 45)] {
        let mut robot = open(width, height);
        press(&mut robot, "end k");
        let screen = robot.screen();
        for said in ["Mia Santos", "Jo Mensah", "+inspect", "on leave", "3 on du"] {
            assert!(screen.contains(said), "{width}: no {said} in\n{screen}");
        }
        assert!(!screen.contains("Gus Green"), "who left does not show");
    }
    let mut robot = open(80, 24);
    press(&mut robot, "f e end");
    assert!(
        robot.screen().contains("no longer on the staff"),
        "{}",
        robot.screen()
    );
    press(&mut robot, "esc f d");
    assert!(!robot.screen().contains("Jo Mensah"), "{}", robot.screen());
}

#[test]
fn someone_is_taken_on_changed_and_let_go_and_each_is_undone() {
    let mut robot = open(80, 24);
    press(&mut robot, "a '601' tab 'Ruth Okello' tab 'acc' enter");
    let ruth = person(&robot, "601");
    assert_eq!(
        (ruth.name.as_str(), ruth.role),
        ("Ruth Okello", Role::Accountant)
    );
    press(&mut robot, "u");
    assert!(robot.house.staff.values().all(|one| one.employee != "601"));
    press(&mut robot, "ctrl+y");
    assert_eq!(person(&robot, "601").name, "Ruth Okello");

    press(&mut robot, "esc home j j e");
    assert!(robot.screen().contains("Change 302"), "{}", robot.screen());
    press(
        &mut robot,
        "shift+tab shift+tab 'o' tab tab tab tab tab 'admin' enter",
    );
    let jo = person(&robot, "302");
    assert_eq!(jo.employment_status, EmploymentStatus::OnLeave);
    assert_eq!(jo.reports_to, Some(person(&robot, "admin").id));
    press(&mut robot, "u");
    assert!(person(&robot, "302").may_act());

    press(
        &mut robot,
        "h 'sat-sun 09:00-17:00' tab 'y' tab 'en; fr' enter",
    );
    let jo = person(&robot, "302");
    assert_eq!(jo.schedule.to_string(), "sat-sun 09:00-17:00");
    assert!(jo.round_the_clock && jo.languages == ["en", "fr"]);

    press(&mut robot, "x");
    assert!(!person(&robot, "302").active);
    press(&mut robot, "f e end k");
    press(&mut robot, "u");
    assert!(person(&robot, "302").active);
}

#[test]
fn permissions_are_set_beside_the_roles_and_reset() {
    let mut robot = open(80, 24);
    press(&mut robot, "j j p");
    let screen = robot.screen();
    for said in ["What 302 may do", "yes (the role: no)"] {
        assert!(screen.contains(said), "no {said} in\n{screen}");
    }
    press(&mut robot, "tab 'n' enter");
    let jo = person(&robot, "302").permissions;
    assert!(jo.may(Permission::Inspect) && !jo.may(Permission::Rooms));
    let sent = serde_json::to_string(&robot.sent.last().expect("sent").command).expect("json");
    assert!(
        !sent.contains("inspect"),
        "only what is new is sent: {sent}"
    );
    press(&mut robot, "r");
    assert_eq!(
        person(&robot, "302").permissions,
        Role::RoomAttendant.defaults()
    );
    press(&mut robot, "r");
    assert!(
        robot.screen().contains("exactly what the role does"),
        "{}",
        robot.screen()
    );
    press(&mut robot, "u");
    assert!(person(&robot, "302").permissions.may(Permission::Inspect));
}

#[test]
fn many_are_changed_as_one_step() {
    let mut robot = open(80, 24);
    press(&mut robot, "j j space space");
    assert!(
        robot.screen().contains("2 persons selected"),
        "{}",
        robot.screen()
    );
    press(&mut robot, "p");
    assert!(robot.screen().contains("as it is"), "{}", robot.screen());
    press(&mut robot, "tab tab 'y' enter");
    for number in ["301", "302"] {
        assert!(
            person(&robot, number).permissions.may(Permission::Inspect),
            "{number}"
        );
        assert!(
            person(&robot, number).permissions.may(Permission::Rooms),
            "{number}"
        );
    }
    press(&mut robot, "u");
    assert!(!person(&robot, "301").permissions.may(Permission::Inspect));
    assert!(
        person(&robot, "302").permissions.may(Permission::Inspect),
        "as it was"
    );
    press(&mut robot, "home j j space space x");
    assert!(!person(&robot, "301").active && !person(&robot, "302").active);
    assert!(robot.screen().contains("2 persons"), "{}", robot.screen());
    press(&mut robot, "u");
    assert!(person(&robot, "301").active && person(&robot, "302").active);
}

#[test]
fn the_last_administrator_stays() {
    let mut robot = open(80, 24);
    press(&mut robot, "home x");
    assert!(person(&robot, "admin").active);
    assert!(
        robot.screen().contains("Nobody would be left"),
        "{}",
        robot.screen()
    );
    press(&mut robot, "p tab tab tab tab 'n'");
    assert!(
        robot.screen().contains("No: Nobody would be left"),
        "{}",
        robot.screen()
    );
}

#[test]
fn another_gets_a_pin_and_comes_in_with_it() {
    let mut robot = open(80, 24);
    press(&mut robot, "j j s '1357' tab '1357' enter");
    assert!(
        person(&robot, "302").pin_set_at.is_some(),
        "{}",
        robot.screen()
    );
    assert!(!robot.screen().contains("1357"));
    press(
        &mut robot,
        "f12 shift+tab ctrl+u 'Jo Mensah' tab '1357' enter",
    );
    assert_eq!(robot.state.view().actor.name, "Jo Mensah");
    // The staff are not theirs to see to; their rooms are.
    assert_eq!(robot.state.screen(), Screen::Turnover);
    press(&mut robot, "7");
    assert_eq!(robot.state.screen(), Screen::Turnover);
    assert!(
        robot
            .screen()
            .contains("Jo Mensah may not see to the staff")
            && robot.screen().contains("ask Ana Desk"),
        "{}",
        robot.screen()
    );
    assert!(!robot.screen().contains("7 Staff"), "{}", robot.screen());
}

#[test]
fn the_screen_closes_for_whoever_administers_no_more() {
    let mut robot = open(80, 24);
    let admin: Command =
        serde_json::from_str(r#"{"op":"set_permissions","employee":"eva","admin":true}"#)
            .expect("a command");
    let no_more: Command =
        serde_json::from_str(r#"{"op":"set_permissions","employee":"admin","admin":false}"#)
            .expect("a command");
    let ana = person(&robot, "admin");
    robot.colleague(&ana, &admin).expect("done");
    assert_eq!(robot.state.screen(), Screen::Staff);
    let eva = person(&robot, "eva");
    robot.colleague(&eva, &no_more).expect("done");
    assert_eq!(robot.state.screen(), Screen::Grid);
}

#[test]
fn the_mouse_chooses_opens_and_offers() {
    let mut robot = open(80, 24);
    assert!(robot.click_text("Jo Mensah"));
    assert!(robot.screen().contains(">  302"), "{}", robot.screen());
    let (x, y) = robot.find("Jo Mensah").expect("shown");
    robot.gesture(Gesture::DoublePress, x, y);
    let Some(Overlay::List(_)) = robot.state.overlay() else {
        panic!("not opened:\n{}", robot.screen());
    };
    assert!(
        robot.screen().contains("rooms, inspect"),
        "{}",
        robot.screen()
    );
    press(&mut robot, "esc");
    robot.gesture(Gesture::Menu, x, y);
    assert!(
        robot.screen().contains("Off the staff"),
        "{}",
        robot.screen()
    );
}

#[test]
fn hostile_people_break_nothing() {
    let mut house = staffed();
    for (id, name) in [
        (21, "\u{1b}[2JZed\u{202e}"),
        (22, "王小明王小明王小明王小明王小明王小明"),
    ] {
        let mut person = Staff::new(StaffId(id), PropertyId(1), name, name, Role::Plumber);
        person.department = Some(name.repeat(9));
        person.permissions.override_level = OverrideLevel::Admin;
        house.put(person.into());
    }
    for (width, height) in [(60, 15), (79, 24), (80, 24), (160, 45)] {
        let setting = Setting::dark(width, height).expect("a theme");
        let mut robot = Robot::open(house.clone(), now(), setting).expect("a house");
        for keys in [
            "7",
            "end",
            "e",
            "esc h",
            "esc p",
            "esc s",
            "esc .",
            "esc enter",
        ] {
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
fn snapshots_of_the_staff() {
    let mut robot = open(80, 24);
    insta::assert_snapshot!("staff", press(&mut robot, "j j").screen());
    insta::assert_snapshot!("staff_permissions", press(&mut robot, "p").screen());
    let mut robot = open(160, 45);
    insta::assert_snapshot!("staff_wide", press(&mut robot, "j j").screen());
    let mut robot = open(60, 15);
    insta::assert_snapshot!("staff_narrow", press(&mut robot, "j j").screen());
}
