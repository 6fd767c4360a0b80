//! A housekeeper's day on the turnover board, by written keys and by mouse.

mod support;

use keyrack::console::testing::Robot;
use keyrack::console::view::Gesture;
use keyrack::domain::command::{MarkCleaned, StartCleaning};
use keyrack::domain::facts::Facts;
use keyrack::domain::room::{Room, RoomStatus};
use support::{plain_robot, robot};

fn room(robot: &Robot, number: &str) -> Room {
    robot.house.room_numbered(number).expect("a room")
}

fn status(robot: &Robot, number: &str) -> RoomStatus {
    room(robot, number).status
}

#[test]
fn snapshots() {
    for (name, width, height, keys) in [
        ("board_80x24", 80, 24, "2"),
        ("board_160x45", 160, 45, "2"),
        ("board_details", 80, 24, "2 space"),
        ("inspection", 80, 24, "2 l l >"),
        ("failed", 80, 24, "2 l l x"),
    ] {
        let mut robot = robot(width, height);
        robot.press(keys).expect("keys");
        insta::assert_snapshot!(name, robot.styled());
    }
}

#[test]
fn every_column_can_be_told_without_colour() {
    let mut robot = plain_robot(80, 24);
    robot.press("2").expect("keys");
    let screen = robot.screen();
    for said in [
        "DIRTY 3",
        "CLEANING 1",
        "INSPECT 1",
        "READY 3",
        "In house 2",
        "Out of use 0",
    ] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
}

#[test]
fn a_room_goes_from_dirty_to_ready_with_one_key_and_stays_chosen() {
    let mut robot = plain_robot(80, 24);
    robot.press("2 >").expect("keys");
    assert_eq!(status(&robot, "202"), RoomStatus::CleaningInProgress);
    robot.press(">").expect("keys");
    assert_eq!(status(&robot, "202"), RoomStatus::CleanedUninspected);
    robot.press("> y").expect("keys");
    assert_eq!(status(&robot, "202"), RoomStatus::ReadyForGuest);
    // Each step can be taken back, and done again.
    robot.press("u u u").expect("keys");
    assert_eq!(status(&robot, "202"), RoomStatus::CheckoutDirty);
    assert!(robot.screen().contains("Undone"), "{}", robot.screen());
    robot.press("ctrl+y").expect("keys");
    assert_eq!(status(&robot, "202"), RoomStatus::CleaningInProgress);
}

#[test]
fn a_failed_inspection_asks_what_was_wrong() {
    let mut robot = plain_robot(80, 24);
    robot.press("2 l l > n enter").expect("keys");
    assert_eq!(
        status(&robot, "104"),
        RoomStatus::CleanedUninspected,
        "not without a note"
    );
    assert!(robot.screen().contains("! needed"), "{}", robot.screen());
    robot.press("'hair in the shower' enter").expect("keys");
    assert_eq!(status(&robot, "104"), RoomStatus::CheckoutDirty);
    let noted = robot
        .house
        .notes
        .values()
        .any(|note| note.text.contains("hair in the shower"));
    assert!(noted, "{:?}", robot.house.notes);
}

#[test]
fn maintenance_and_out_of_order_and_back() {
    let mut robot = plain_robot(80, 24);
    robot
        .press("2 m 'leak' shift+tab right enter")
        .expect("keys");
    assert_eq!(status(&robot, "202"), RoomStatus::MaintenanceRequired);
    let hold = room(&robot, "202").maintenance.expect("a hold");
    assert_eq!(
        (hold.priority.as_str(), hold.notes.as_str()),
        ("HIGH", "leak")
    );
    assert!(
        robot.screen().contains("202 m HIGH leak"),
        "{}",
        robot.screen()
    );
    robot.press("O 'painting' tab '+3' enter").expect("keys");
    assert_eq!(status(&robot, "202"), RoomStatus::OutOfOrder);
    let out = room(&robot, "202").out_of_order.expect("out of order");
    assert_eq!(
        (out.reason.as_str(), out.until),
        ("painting", Some(support::day("2026-03-19")))
    );
    robot.press("> 'done' enter").expect("keys");
    assert_eq!(status(&robot, "202"), RoomStatus::CheckoutDirty);
}

#[test]
fn rush_goes_first() {
    let mut robot = plain_robot(80, 24);
    robot.press("2 j !").expect("keys");
    assert!(room(&robot, "102").rush);
    let screen = robot.screen();
    let at = |text: &str| screen.find(text).unwrap_or(usize::MAX);
    assert!(at("!102 DBL") < at("202 KNG"), "{screen}");
}

#[test]
fn the_daily_service_has_the_same_keys() {
    let mut robot = plain_robot(80, 24);
    robot.press("/ '203' enter 2").expect("keys");
    robot.press("2 j j").expect("keys");
    assert!(
        robot.screen().contains(">stay-over") || robot.screen().contains("> stay-over"),
        "{}",
        robot.screen()
    );
    robot.press("> >").expect("keys");
    assert!(
        robot.screen().contains("203: service done"),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_colleagues_change_shows_with_name_and_keeps_the_selection() {
    let mut robot = plain_robot(80, 24);
    robot.press("2 j").expect("keys");
    let eva = robot
        .house
        .staff
        .values()
        .find(|it| it.employee == "eva")
        .cloned()
        .expect("Eva");
    let start = StartCleaning {
        room: "202".into(),
        notes: None,
    };
    robot.colleague(&eva, &start.into()).expect("carried out");
    let screen = robot.screen();
    assert!(
        screen.contains("<> Eva Supv: 202: cleaning started"),
        "{screen}"
    );
    // The chosen room moved up a line; it is still the chosen one.
    robot.press(">").expect("keys");
    assert_eq!(status(&robot, "102"), RoomStatus::CleaningInProgress);
}

#[test]
fn what_a_colleague_changed_meanwhile_is_not_undone_silently() {
    let mut robot = plain_robot(80, 24);
    robot.press("2 >").expect("keys");
    let eva = robot
        .house
        .staff
        .values()
        .find(|it| it.employee == "eva")
        .cloned()
        .expect("Eva");
    let cleaned = MarkCleaned {
        kind: None,
        room: "202".into(),
        notes: None,
    };
    robot.colleague(&eva, &cleaned.into()).expect("carried out");
    robot.press("u").expect("keys");
    assert_eq!(status(&robot, "202"), RoomStatus::CleanedUninspected);
    assert!(
        robot.screen().contains("No: ") && robot.screen().contains("Eva Supv"),
        "{}",
        robot.screen()
    );
}

#[test]
fn the_mouse_chooses_and_opens_the_menu() {
    let mut robot = plain_robot(80, 24);
    robot.press("2").expect("keys");
    assert!(robot.click_text("104 DBL"));
    assert!(
        robot.screen().contains(" 104 DBL  To inspect"),
        "{}",
        robot.screen()
    );
    let (x, y) = robot.find("103 DBL").expect("on the board");
    robot.gesture(Gesture::Menu, x, y);
    assert!(robot.screen().contains("room 103"), "{}", robot.screen());
    assert!(robot.click_text("Cleaned "));
    assert_eq!(status(&robot, "103"), RoomStatus::CleanedUninspected);
}

#[test]
fn a_filter_shows_only_some_rooms() {
    let mut robot = plain_robot(80, 24);
    robot.press("2 f 'floor 1' enter").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("[floor 1]") && !screen.contains("202 KNG"),
        "{screen}"
    );
    robot.press("esc esc").expect("keys");
    assert!(robot.screen().contains("202 KNG"), "{}", robot.screen());
}
