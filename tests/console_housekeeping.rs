//! A housekeeping supervisor's day by written keys: whose work, sharing out,
//! an attendant gone sick, checklists, wishes and what was found.

mod support;

use keyrack::console::state::Effect;
use keyrack::console::testing::{Robot, Setting};
use keyrack::console::view::Gesture;
use keyrack::domain::cleaning::CleaningKind;
use keyrack::domain::facts::Facts;
use keyrack::domain::house::House;
use keyrack::domain::id::StaffId;
use keyrack::domain::room::{Room, RoomStatus};
use keyrack::domain::staff::Role;
use support::{now, small_house};

/// The small house with Mia and Jo, who clean.
fn house() -> House {
    let mut house = small_house();
    let ana = house.staff[&StaffId(2)].clone();
    for (id, employee, name) in [(4, "jo", "Jo Clean"), (5, "mia", "Mia Maid")] {
        let mut person = ana.clone();
        person.id = StaffId(id);
        person.employee = employee.into();
        person.name = name.into();
        person.role = Role::RoomAttendant;
        person.permissions = Role::RoomAttendant.defaults();
        house.put(person.into());
    }
    house
}

fn robot(width: u16, height: u16) -> Robot {
    Robot::open(house(), now(), Setting::plain(width, height)).expect("a house with staff")
}

fn room(robot: &Robot, number: &str) -> Room {
    robot.house.room_numbered(number).expect("a room")
}

/// Whose work a room is today, by first name.
fn whose(robot: &Robot, number: &str) -> Option<String> {
    let day = robot.house.property.as_ref()?.business_date;
    let duty = robot.house.duty(room(robot, number).id, day)?;
    let person = robot.house.staff.get(&duty.attendant?)?;
    person.name.split(' ').next().map(str::to_owned)
}

fn seen(robot: &Robot, text: &str) {
    assert!(robot.screen().contains(text), "{text}: {}", robot.screen());
}

#[test]
fn snapshots() {
    for (name, width, height, keys) in [
        ("shared_80x24", 80, 24, "2 A y"),
        ("shared_160x45", 160, 45, "2 A y"),
        ("plan", 80, 24, "2 A"),
        ("staff", 80, 24, "2 s"),
        ("checklist", 80, 24, "2 l l > 1 3"),
        ("found", 80, 24, "2 k F"),
    ] {
        let mut robot = robot(width, height);
        robot.press(keys).expect("keys");
        insta::assert_snapshot!(name, robot.screen());
    }
}

#[test]
fn a_room_is_given_to_somebody_in_three_keys() {
    let mut robot = robot(80, 24);
    robot.press("2 s 'mia' enter").expect("keys");
    assert_eq!(whose(&robot, "202").as_deref(), Some("Mia"));
    seen(&robot, "202 for Mia Maid. u Undo");
    seen(&robot, "Mia ### 40m");
    robot.press("u").expect("keys");
    assert_eq!(whose(&robot, "202"), None);
    seen(&robot, "Jo  0m");
}

#[test]
fn several_rooms_are_given_in_one_step() {
    let mut robot = robot(80, 24);
    robot.press("2 space space s 'jo' enter").expect("keys");
    for number in ["202", "102"] {
        assert_eq!(whose(&robot, number).as_deref(), Some("Jo"), "{number}");
    }
    robot.press("u").expect("keys");
    for number in ["202", "102"] {
        assert_eq!(whose(&robot, number), None, "{number}");
    }
}

#[test]
fn the_day_is_shared_out_looked_at_first_and_taken_back_at_once() {
    let mut robot = robot(80, 24);
    robot.press("2 A").expect("keys");
    assert!(robot.sent.is_empty(), "only looked at");
    seen(&robot, "Do it: 5 rooms");
    robot.press("y").expect("keys");
    let loads: Vec<u32> = robot
        .state
        .view()
        .figures
        .work
        .loads
        .iter()
        .map(|load| load.left.minutes)
        .collect();
    // 180 minutes among two, 40 the longest.
    assert_eq!(loads.iter().sum::<u32>(), 180, "{loads:?}");
    assert!(loads.iter().all(|minutes| *minutes <= 90 + 40), "{loads:?}");
    robot.press("u").expect("keys");
    for number in ["102", "202", "203", "301"] {
        assert_eq!(whose(&robot, number), None, "{number}");
    }
}

#[test]
fn an_attendant_gone_sick_at_eleven() {
    let mut robot = robot(80, 24);
    robot.press("2 A y").expect("keys");
    robot.pass_minutes(78);
    let sick: Vec<String> = ["102", "202", "203", "301"]
        .into_iter()
        .filter(|number| whose(&robot, number).as_deref() == Some("Mia"))
        .map(str::to_owned)
        .collect();
    assert!(!sick.is_empty());
    // Sharing out again, Mia's line: she is gone.
    robot.press("A").expect("keys");
    let line = robot.find("[x] Mia Maid").expect("listed");
    robot.gesture(Gesture::Press, line.0, line.1);
    seen(&robot, "Share out what Mia Maid has");
    robot.press("y").expect("keys");
    for number in &sick {
        assert_eq!(whose(&robot, number).as_deref(), Some("Jo"), "{number}");
    }
    assert!(!robot.house.staff[&StaffId(5)].on_duty, "she has gone");
    robot.press("u").expect("keys");
    for number in &sick {
        assert_eq!(whose(&robot, number).as_deref(), Some("Mia"), "{number}");
    }
    assert!(robot.house.staff[&StaffId(5)].on_duty);
}

#[test]
fn a_failed_line_opens_a_request_at_once() {
    let mut robot = robot(80, 24);
    robot.press("2 l l > 5 m 'electrical' enter").expect("keys");
    assert_eq!(room(&robot, "104").status, RoomStatus::CheckoutDirty);
    let request = robot.house.requests.values().next().expect("reported");
    assert_eq!(request.title, "104: Lights and appliances");
    robot.press("u").expect("keys");
    assert_eq!(room(&robot, "104").status, RoomStatus::CleanedUninspected);
    assert!(robot.house.requests.is_empty());
}

#[test]
fn the_sheets_are_printed() {
    let mut robot = robot(80, 24);
    robot.press("2 A y P").expect("keys");
    let printed: Vec<_> = robot
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Print(sheet) => Some(sheet),
            _ => None,
        })
        .collect();
    assert_eq!(printed.len(), 2, "{printed:?}");
    assert!(printed[0].text.contains("Jo Clean"), "{}", printed[0].text);
    assert!(printed[0].name.ends_with("-jo.txt"), "{}", printed[0].name);
}

#[test]
fn a_failed_line_says_what_is_wrong_without_typing() {
    let mut robot = robot(80, 24);
    robot.press("2 l l > 1 2 1 4 n").expect("keys");
    assert_eq!(room(&robot, "104").status, RoomStatus::CheckoutDirty);
    let noted = robot
        .house
        .notes
        .values()
        .any(|note| note.text == "Inspection failed - Bed and linen, Supplies and minibar");
    assert!(noted, "{:?}", robot.house.notes);
}

#[test]
fn the_signs_on_the_door() {
    let mut robot = robot(80, 24);
    robot.press("2 j j p").expect("keys");
    seen(&robot, "203 KNG MAKE UP");
    robot.press("D").expect("keys");
    seen(&robot, "203 Nguyen >Wed 18 Mar DND");
    assert!(!robot.screen().contains("MAKE UP"), "{}", robot.screen());
    robot.press("p > c").expect("keys");
    seen(&robot, "203: service done");
    let cleaning = robot.house.cleanings.values().next().expect("written down");
    assert_eq!(cleaning.kind, CleaningKind::Stayover);
}

#[test]
fn what_was_found_shows_until_it_is_settled() {
    let mut robot = robot(80, 24);
    robot.press("2 k F e").expect("keys");
    seen(&robot, "skip?");
    robot.press("R 'gone for a walk' enter").expect("keys");
    assert!(!robot.screen().contains("skip?"), "{}", robot.screen());
    robot.press("u").expect("keys");
    seen(&robot, "skip?");
}

#[test]
fn a_timer_runs_against_the_usual_time() {
    let mut robot = robot(80, 24);
    robot.press("2 t").expect("keys");
    robot.pass_minutes(12);
    seen(&robot, "202 KNG Ana 0:12");
    robot.pass_minutes(40);
    seen(&robot, "202 KNG Ana 0:52!");
    robot.press("c").expect("keys");
    let cleaning = robot.house.cleanings.values().next().expect("written down");
    assert_eq!((cleaning.minutes(), cleaning.usual_minutes), (Some(52), 40));
}

#[test]
fn one_s_own_rooms_and_those_waited_for() {
    let mut robot = robot(80, 24);
    robot.press("2 j s 'ana' enter W").expect("keys");
    seen(&robot, "[Mine 1]");
    assert!(!robot.screen().contains("202 KNG"), "{}", robot.screen());
    robot.press("W").expect("keys");
    assert!(robot.click_text("Arrivals"));
    seen(&robot, "[Arrivals]");
    seen(&robot, "202 KNG");
    assert!(!robot.screen().contains("102 DBL"), "{}", robot.screen());
    robot.press("esc").expect("keys");
    seen(&robot, "102 DBL");
}

#[test]
fn a_ready_room_long_unused_is_gone_over() {
    let mut house = house();
    let mut unused = house.room_numbered("101").expect("a room");
    unused.status_since = now().plus_minutes(-8 * 24 * 60);
    house.put(unused.into());
    let mut robot = Robot::open(house, now(), Setting::plain(80, 24)).expect("a house with staff");
    robot.press("2").expect("keys");
    seen(&robot, "touch-up 10m");
    assert!(robot.click_text("101 DBL"));
    robot.press(">").expect("keys");
    assert_eq!(room(&robot, "101").status, RoomStatus::ReadyForGuest);
    assert!(!robot.screen().contains("touch-up"), "{}", robot.screen());
}
