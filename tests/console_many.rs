//! Several things at once: marked on board, list, alerts and grid, done as one
//! step, taken back by one undo.

mod support;

use keyrack::console::testing::{Robot, Setting};
use keyrack::domain::room::RoomStatus;
use support::{Builder, now, plain_robot};

fn pressed(keys: &str) -> Robot {
    let mut robot = plain_robot(80, 24);
    robot.press(keys).expect("keys");
    robot
}

fn status(robot: &Robot, number: &str) -> RoomStatus {
    let mut rooms = robot.house.rooms.values();
    rooms
        .find(|room| room.number == number)
        .expect("a room")
        .status
}

fn last_line(robot: &Robot) -> String {
    robot.screen().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_bar_says_how_many_and_what_can_be_done_with_them() {
    let mut robot = pressed("2 space");
    assert!(
        last_line(&robot).starts_with(" 1 room selected "),
        "{}",
        robot.screen()
    );
    robot.press("space").expect("keys");
    let line = last_line(&robot);
    assert!(line.starts_with(" 2 rooms selected "), "{line}");
    assert!(
        line.contains("t Start cleaning") && line.contains("Esc Back"),
        "{line}"
    );
    // None of them can pass an inspection.
    assert!(!line.contains("Passed"), "{line}");
    robot.press("esc").expect("keys");
    assert!(
        !last_line(&robot).contains("selected"),
        "{}",
        robot.screen()
    );
}

#[test]
fn rooms_go_on_together_and_come_back_together() {
    let mut robot = pressed("2 space space t");
    assert_eq!(robot.sent.len(), 2);
    assert_eq!(robot.house.steps.len(), 1, "one step of the journal");
    for room in ["102", "202"] {
        assert_eq!(status(&robot, room), RoomStatus::CleaningInProgress);
    }
    assert!(
        robot.screen().contains("Start cleaning: 2 rooms. u Undo"),
        "{}",
        robot.screen()
    );
    assert!(
        !last_line(&robot).contains("selected"),
        "what is done is marked no more"
    );
    robot.press("u").expect("keys");
    for room in ["102", "202"] {
        assert_eq!(status(&robot, room), RoomStatus::CheckoutDirty);
    }
}

#[test]
fn what_cannot_go_along_is_left_out_and_said() {
    // The dirty ones, and the one in the column beside.
    let robot = pressed("2 space space l space t");
    assert_eq!(robot.sent.len(), 2);
    assert!(
        robot
            .screen()
            .contains("Start cleaning: 2 rooms; left out:"),
        "{}",
        robot.screen()
    );
    let robot = pressed("2 space x");
    assert!(
        robot.screen().contains("one at a time"),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_range_grows_with_v_and_with_shift() {
    assert!(last_line(&pressed("2 v j")).starts_with(" 2 rooms selected"));
    assert!(last_line(&pressed("2 shift+down")).starts_with(" 2 rooms selected"));
    assert!(last_line(&pressed("3 v j")).starts_with(" 2 alerts selected"));
    assert!(last_line(&pressed("3 shift+down")).starts_with(" 2 alerts selected"));
}

#[test]
fn alerts_are_put_off_and_settled_together() {
    let mut robot = pressed("3 v j z");
    assert_eq!((robot.sent.len(), robot.house.steps.len()), (2, 1));
    assert_eq!(robot.house.alert_marks.len(), 2);
    robot.press("u").expect("keys");
    assert!(robot.house.alert_marks.is_empty());
    robot.press("home v j x 'seen to' enter").expect("keys");
    assert_eq!(robot.house.alert_marks.len(), 2, "{}", robot.screen());
    assert!(
        robot
            .screen()
            .contains("Settled 2 alerts: rooms for 1: Khan, Amir 101; 1 settled with the note."),
        "{}",
        robot.screen()
    );
}

/// Two guests who leave today and one who stays, in rooms side by side.
fn leaving() -> Robot {
    let mut it = Builder::new();
    for (number, name, nights) in [("101", "Ek", 2), ("102", "Wu", 2), ("103", "Ross", 5)] {
        let room = it.room(number, "DBL", RoomStatus::Occupied);
        it.booking(name, "DBL", "2026-03-14", nights, Some(room));
    }
    Robot::open(it.build(), now(), Setting::plain(80, 24)).expect("a house")
}

#[test]
fn who_stays_longer_leaves_only_if_that_is_said() {
    let mut robot = leaving();
    robot.press("v h j j o").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("Those who leave today: 2 guests")
            && screen.contains("before their time: Ross"),
        "{screen}"
    );
    robot.press("enter").expect("keys");
    assert_eq!(status(&robot, "101"), RoomStatus::CheckoutDirty);
    assert_eq!(status(&robot, "103"), RoomStatus::Occupied);
    robot.press("u").expect("keys");
    assert_eq!(status(&robot, "101"), RoomStatus::Occupied);

    // From the board's strip, where nobody stays longer, it is two keys.
    let mut robot = leaving();
    robot.press("2 k space space o").expect("keys");
    assert_eq!(
        status(&robot, "102"),
        RoomStatus::CheckoutDirty,
        "{}",
        robot.screen()
    );
}

#[test]
fn stays_are_marked_one_by_one_and_as_a_group() {
    let mut it = Builder::new();
    let mut rooms = Vec::new();
    for number in ["101", "102", "103", "104"] {
        rooms.push(it.room(number, "DBL", RoomStatus::ReadyForGuest));
    }
    let mut ids = Vec::new();
    for (nth, name) in [(0, "Ek"), (2, "Wu"), (3, "Ross")] {
        ids.push(it.booking(name, "DBL", "2026-03-16", 2, Some(rooms[nth])));
    }
    let mut house = it.build();
    for id in &ids[..2] {
        let mut booking = house.bookings[id].clone();
        booking.group = Some("AX-12".into());
        house.put(booking.into());
    }
    let mut robot = Robot::open(house, now(), Setting::plain(80, 24)).expect("a house");
    robot.press("V").expect("keys");
    assert!(
        last_line(&robot).starts_with(" 2 stays selected"),
        "{}",
        robot.screen()
    );
    robot.press("i").expect("keys");
    assert_eq!(robot.house.steps.len(), 1, "{}", robot.screen());
    assert_eq!(status(&robot, "103"), RoomStatus::Occupied);
    assert_eq!(status(&robot, "104"), RoomStatus::ReadyForGuest);
    robot.press("u , j j j , p").expect("keys");
    assert!(
        robot.screen().contains("Park: 2 bookings"),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_narrow_frame_marks_lines() {
    let mut robot = plain_robot(70, 24);
    robot.press("space space").expect("keys");
    assert!(
        last_line(&robot).starts_with(" 2 lines selected"),
        "{}",
        robot.screen()
    );
    robot.press("esc j j j j space b").expect("keys");
    assert!(robot.screen().contains("Block rooms"), "{}", robot.screen());
}

#[test]
fn a_narrow_frame_gives_rooms_and_days_by_lists_and_forms() {
    let narrow = |keys: &str| {
        let mut robot = plain_robot(70, 24);
        robot.press(keys).expect("keys");
        robot
    };
    let sent = |robot: &Robot| {
        let last = robot
            .sent
            .last()
            .unwrap_or_else(|| panic!("{}", robot.screen()));
        serde_json::to_string(&last.command).expect("data")
    };
    // Picked up: the rooms it can have, as by `a`.
    let robot = narrow("/ 'Khan' enter m");
    assert_eq!(robot.screen(), narrow("/ 'Khan' enter a").screen());
    let robot = narrow("/ 'Khan' enter m '105' enter");
    assert!(
        sent(&robot).contains("\"room\":\"105\""),
        "{}",
        sent(&robot)
    );
    // Resized: the form of dates.
    let robot = narrow("/ 'Larsen' enter r tab '+7' enter");
    assert!(sent(&robot).contains("2026-03-23"), "{}", sent(&robot));
    // A step to the side shifts the days, one down or up changes the room.
    let robot = narrow("/ 'Larsen' enter alt+right");
    let said = sent(&robot);
    assert!(
        said.contains("2026-03-17") && said.contains("2026-03-22"),
        "{said}"
    );
    let mut robot = narrow("/ 'Khan' enter m '104' enter");
    robot.press("/ 'Khan' enter alt+down").expect("keys");
    assert!(
        sent(&robot).contains("\"room\":\"105\""),
        "{}",
        robot.screen()
    );
    // A guest in the house moves: why is asked, and the price before.
    let robot = narrow("/ 'Nguyen' enter alt+up");
    assert!(
        robot.screen().contains("202") && robot.state.overlay().is_some(),
        "{}",
        robot.screen()
    );
    // Where there is nowhere to go that is said, and nothing is sent.
    let robot = narrow("g alt+up");
    assert!(robot.sent.is_empty(), "{}", robot.screen());
    let robot = narrow("/ 'Khan' enter alt+down");
    assert!(robot.sent.is_empty());
    assert!(robot.screen().contains("no room yet"), "{}", robot.screen());
}

#[test]
fn a_narrow_board_lists_one_column() {
    let mut robot = plain_robot(64, 24);
    robot.press("2").expect("keys");
    let screen = robot.screen();
    assert!(screen.contains("[DIRTY 3"), "{screen}");
    assert!(
        !screen.contains("103 DBL"),
        "the other columns only have their names: {screen}"
    );
    robot.press("l").expect("keys");
    let screen = robot.screen();
    assert!(screen.contains("[CLEANING 1"), "{screen}");
    assert!(screen.contains("103 DBL"), "{screen}");
    robot.press("space t").expect("keys");
    assert!(
        robot.screen().contains("Cannot transition"),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_block_is_changed_in_its_own_form() {
    let mut robot = pressed("b 'leak' enter");
    assert_eq!(robot.house.blocks.len(), 1, "{}", robot.screen());
    robot.press("E tab '+3' enter").expect("keys");
    let block = robot.house.blocks.values().next().expect("a block");
    assert_eq!(block.stay.nights(), 3, "{}", robot.screen());
}

#[test]
fn the_hour_of_departure_is_written_down() {
    let mut robot = pressed("/ 'Nguyen' enter L '14' enter");
    let time = robot
        .house
        .bookings
        .values()
        .find_map(|one| one.departure_time);
    assert_eq!(time.map(|time| time.to_string()).as_deref(), Some("14:00"));
    robot.press("L 'noon' enter").expect("keys");
    assert!(
        robot.screen().contains("an hour, such as 14:00"),
        "{}",
        robot.screen()
    );
}
