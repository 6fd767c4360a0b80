//! What was cleaned: figures by room and by person, the history on a room's
//! page, and what was found otherwise than the book says.

// A test is allowed to fail.
#![allow(clippy::unwrap_used)]

mod support;

use keyrack::console::testing::{Robot, Setting};
use keyrack::domain::cleaning::{Checked, Cleaning, CleaningKind};
use keyrack::domain::facts::Facts;
use keyrack::domain::house::House;
use keyrack::domain::id::{PropertyId, StaffId};
use keyrack::domain::stamp::Stamp;
use support::{day, now, small_house};

/// A month of cleanings in 102: Eva took 30 minutes each, Ana 50; every fifth
/// failed.
fn house() -> House {
    let mut house = small_house();
    let rooms = ["102", "202"].map(|number| house.room_numbered(number).unwrap().id);
    for nth in 0..40 {
        let back = 60 * 24 * (39 - nth);
        let (who, took) = if nth % 2 == 0 { (3, 30) } else { (2, 50) };
        let finished = now().plus_minutes(-back);
        let stamp = |at, by| Stamp {
            at,
            by: StaffId(by),
        };
        let failed = nth % 5 == 4;
        let cleaning = Cleaning {
            id: 10_000 + nth,
            property: PropertyId(1),
            room: rooms[usize::from(nth % 4 == 3)],
            day: day("2026-03-16").plus(-((39 - nth) as i32)),
            kind: CleaningKind::Departure,
            usual_minutes: 40,
            started_at: Some(finished.plus_minutes(-took)),
            finished: stamp(finished, who),
            notes: None,
            checked: Some(Checked {
                stamp: stamp(finished.plus_minutes(15), 5 - who),
                passed: !failed,
                failed: if failed {
                    vec!["Bathroom".to_owned()]
                } else {
                    Vec::new()
                },
                notes: failed.then(|| "Hair in the shower".to_owned()),
            }),
        };
        house.put(cleaning.into());
    }
    house
}

fn robot(width: u16, height: u16) -> Robot {
    Robot::open(house(), now(), Setting::plain(width, height)).unwrap()
}

fn seen(robot: &Robot, text: &str) {
    assert!(robot.screen().contains(text), "{text}: {}", robot.screen());
}

#[test]
fn snapshots() {
    for (name, width, height, keys) in [
        ("by_room", 80, 24, "H"),
        ("by_person", 80, 24, "H tab"),
        ("by_room_wide", 160, 45, "H"),
        ("page", 80, 24, "H enter pgdn"),
        ("page_wide", 160, 45, "H enter"),
        ("differs", 80, 24, "2 k F e Z"),
    ] {
        let mut robot = robot(width, height);
        robot.press(keys).unwrap();
        insta::assert_snapshot!(name, robot.screen());
    }
}

#[test]
fn figures_are_those_of_the_days_that_are_asked_for() {
    let mut robot = robot(80, 24);
    robot.press("H tab").unwrap();
    // Thirty days: fifteen each; six of them failed, which Ana or Eva did.
    seen(&robot, "of the last 30 days, by who cleaned");
    let line = |robot: &Robot, name: &str| {
        let screen = robot.screen();
        let found = screen.lines().skip(4).find(|line| line.contains(name));
        found.unwrap_or_else(|| panic!("{screen}")).to_owned()
    };
    let eva: Vec<String> = line(&robot, "Eva Supv")
        .split_whitespace()
        .skip_while(|word| !word.chars().all(|letter| letter.is_ascii_digit()))
        .map(str::to_owned)
        .collect();
    assert_eq!(eva[..6], ["15", "0", "0", "450", "30", "40"]);
    assert!(line(&robot, "Ana Desk").contains("+50"), "slower is marked");
    robot.press("f '4'").unwrap();
    seen(&robot, "since ever");
    assert!(line(&robot, "Eva Supv").contains(" 20 "));
    robot.press("f '0'").unwrap();
    seen(&robot, "of today");
}

#[test]
fn a_rooms_page_tells_every_cleaning_since_ever_page_by_page() {
    let mut robot = robot(100, 24);
    robot.press("H enter").unwrap();
    seen(&robot, "Room 102");
    let mut told = String::new();
    for _ in 0..20 {
        told.push_str(&robot.screen());
        robot.press("pgdn").unwrap();
    }
    // The first one of forty days ago, and every failure with what was wrong.
    assert!(told.contains("2026-02-05"), "{told}");
    assert!(told.contains("Bathroom; Hair in the shower"), "{told}");
    assert!(told.contains("FAILED by"), "{told}");
    assert!(
        told.contains("30 turnovers, 37m on average, usually 40m"),
        "{told}"
    );
}

#[test]
fn what_was_found_otherwise_stands_in_the_header_until_it_is_settled() {
    let mut robot = robot(80, 24);
    assert!(!robot.screen().lines().next().unwrap().contains('?'));
    robot.press("Z").unwrap();
    seen(&robot, "what was found is what the book says");
    // An occupied room was found empty.
    robot.press("2 k F e").unwrap();
    let header = |robot: &Robot| robot.screen().lines().next().unwrap().to_owned();
    assert!(header(&robot).contains("?1"), "{}", header(&robot));
    // On every screen, and from there to the room.
    robot.press("4").unwrap();
    assert!(header(&robot).contains("?1"));
    robot.press("Z").unwrap();
    seen(&robot, "skip");
    robot
        .press("enter R 'moved out, told the desk' enter")
        .unwrap();
    assert!(!header(&robot).contains("?1"), "{}", robot.screen());
}
