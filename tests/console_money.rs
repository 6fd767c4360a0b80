//! Rooms of another type and accounts, by key: the price is shown before
//! anything is done, and nobody pays by pressing one key twice.
#![allow(clippy::unwrap_used)]

use keyrack::console::testing::{Robot, Setting};
use keyrack::domain::Facts;
use keyrack::domain::booking::BookingStatus;
use keyrack::domain::rate::RateDecision;
use keyrack::domain::segment::Segment;
use keyrack::domain::testing::SmallHouse;
use keyrack::domain::view::account::{Account, account};

fn robot(hotel: &SmallHouse) -> Robot {
    Robot::open(hotel.house.clone(), hotel.now, Setting::plain(80, 24)).unwrap()
}

fn of(robot: &Robot, code: &str) -> Account {
    account(&robot.house, code).unwrap()
}

/// The segment the booking is in or will be in first, and its room.
fn place(robot: &Robot, code: &str) -> (Segment, String) {
    let booking = robot.house.booking_coded(code).unwrap();
    let stay = robot.house.stay_of(booking.id);
    let last = (*stay.last().unwrap()).clone();
    let room = robot.house.rooms[&last.room].number.clone();
    (last, room)
}

fn sees(robot: &Robot, text: &str) {
    let screen = robot.screen();
    assert!(screen.contains(text), "no {text:?} in\n{screen}");
}

/// Yi is in 201 for three nights; the cursor is on the stay.
fn yi_inside() -> (Robot, String) {
    let mut hotel = SmallHouse::new();
    let code = hotel.guest_in("201", 3, "Yi, Min");
    let mut robot = robot(&hotel);
    robot.press("/ 'Yi' enter").unwrap();
    (robot, code)
}

#[test]
fn a_guest_is_moved_for_noise_to_a_better_room_for_free() {
    let (mut robot, code) = yi_inside();
    // Down past the other doubles to the suite.
    robot.press("m").unwrap();
    for _ in 0..12 {
        if place_under_ghost(&robot).contains("> 301 STE") {
            break;
        }
        robot.press("down").unwrap();
    }
    sees(&robot, "+EUR 180.00 a night, +EUR 540.00 for 3 nights");
    sees(&robot, "Enter: who pays   NOT SAVED");
    assert!(robot.sent.is_empty(), "nothing is written before");
    robot.press("enter").unwrap();
    insta::assert_snapshot!("who_pays", robot.screen());
    // The key that dropped it, pressed again, leaves everything as it was.
    robot.press("enter").unwrap();
    assert!(robot.sent.is_empty());
    robot.press("enter f 'noise next door' enter").unwrap();
    let (segment, room) = place(&robot, &code);
    assert_eq!(room, "301", "{}", robot.screen());
    assert_eq!(
        segment.rate_terms.unwrap().decision,
        RateDecision::Complimentary
    );
    assert_eq!(of(&robot, &code).totals.balance.minor, 36_000);
    sees(&robot, "complimentary");
    robot.press("u").unwrap();
    assert_eq!(place(&robot, &code).1, "201");
}

/// What the line of the ghost says.
fn place_under_ghost(robot: &Robot) -> String {
    robot
        .screen()
        .lines()
        .find(|line| line.contains("MOVE"))
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn the_same_is_charged_once_the_guest_agrees() {
    let (mut robot, code) = yi_inside();
    robot.press("a '301'").unwrap();
    sees(&robot, "+EUR 180.00 a night");
    robot.press("enter").unwrap();
    sees(&robot, "Guest agrees to EUR 540.00");
    robot.press("c 'noise' enter").unwrap();
    let (segment, room) = place(&robot, &code);
    assert_eq!(room, "301", "{}", robot.screen());
    assert!(segment.rate_terms.unwrap().approved_by_guest);
    assert_eq!(of(&robot, &code).totals.balance.minor, 90_000);
    robot.press("/ 'Yi' enter $").unwrap();
    insta::assert_snapshot!("account", robot.screen());
}

#[test]
fn a_lesser_room_and_the_difference_given_back() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book("STE", 1, 2, "Yi, Min");
    hotel.say(
        r#"{"op":"record_payment","booking":"$1","amount":"600.00","method":"card"}"#,
        &[&code],
    );
    let mut robot = robot(&hotel);
    robot.press("/ 'Yi' enter a '203' enter").unwrap();
    sees(&robot, "Take EUR 360.00 off");
    robot.press("c").unwrap();
    let (segment, room) = place(&robot, &code);
    assert_eq!(
        (room.as_str(), segment.difference().minor),
        ("203", -18_000)
    );
    assert_eq!(of(&robot, &code).totals.balance.minor, -36_000);
    // The form begins with what was paid too much.
    robot.press("/ 'Yi' enter $ r").unwrap();
    sees(&robot, "Balance EUR -360.00 > EUR 0.00");
    insta::assert_snapshot!("refund", robot.screen());
    robot.press("enter").unwrap();
    let totals = of(&robot, &code).totals;
    assert_eq!((totals.paid.minor, totals.balance.minor), (24_000, 0));
    sees(&robot, "Refund of EUR 360.00 to Yi");
}

#[test]
fn a_deposit_confirms() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"set_policy","name":"deposit_percent","value":"50"}"#,
        &[],
    );
    // Only what holds a room is on the grid.
    hotel.say(
        r#"{"op":"set_policy","name":"pending_payment_holds","value":"on"}"#,
        &[],
    );
    let outcome = hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"$1","nights":2,"lead":"Yi, Min","status":"PENDING_PAYMENT"}"#,
        &[&hotel.today().plus(3).to_string()],
    );
    let code = outcome.receipt["booking"].as_str().unwrap().to_owned();
    let mut robot = robot(&hotel);
    robot.press("/ 'Yi' enter $ p").unwrap();
    sees(&robot, "Balance EUR 240.00");
    // The field holds what is open; the deposit is typed over it.
    robot.press("ctrl+u '120' tab tab 'd'").unwrap();
    sees(&robot, "Balance EUR 240.00 > EUR 120.00");
    robot.press("enter").unwrap();
    let booking = robot.house.booking_coded(&code).unwrap();
    assert_eq!(
        booking.status,
        BookingStatus::Confirmed,
        "{}",
        robot.screen()
    );
    assert_eq!(of(&robot, &code).payments[0].kind, "deposit");
}

#[test]
fn an_adjustment_shows_the_balance_while_it_is_typed() {
    let (mut robot, code) = yi_inside();
    robot.press("$ a '-30'").unwrap();
    sees(&robot, "Balance EUR 360.00");
    robot.press("tab 'cold breakfast'").unwrap();
    sees(&robot, "Balance EUR 360.00 > EUR 330.00");
    robot.press("enter").unwrap();
    assert_eq!(of(&robot, &code).totals.adjustments.minor, -3_000);
    // Nothing that makes no sense is sent.
    robot.press("$ a 'much' tab 'x'").unwrap();
    sees(&robot, "is not an amount in EUR");
}

#[test]
fn one_step_to_a_room_of_another_type_asks_too() {
    let mut hotel = SmallHouse::new();
    let code = hotel.book_into("204", 1, 2, "Yi, Min");
    let mut robot = robot(&hotel);
    robot.press("/ 'Yi' enter alt+down").unwrap();
    sees(&robot, "Who pays the difference?");
    robot.press("n").unwrap();
    assert_eq!(place(&robot, &code).1, "204");
    robot.press("esc alt+down c").unwrap();
    assert_eq!(place(&robot, &code).1, "301", "{}", robot.screen());
    assert_eq!(of(&robot, &code).totals.due.minor, 60_000);
}

#[test]
fn nothing_can_be_given_back_before_something_was_paid() {
    let (mut robot, _) = yi_inside();
    robot.press("$ r").unwrap();
    sees(&robot, "nothing was paid");
}

#[test]
fn what_was_charged_is_reckoned_under_the_ghost() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"create_room","number":"302","room_type":"STE"}"#,
        &[],
    );
    let code = hotel.book("DBL", 1, 2, "Yi, Min");
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"301","rate":"charge","approved_by_guest":true}"#,
        &[&code],
    );
    let mut robot = robot(&hotel);
    robot.press("/ 'Yi' enter r right").unwrap();
    sees(&robot, "+1 nights, price EUR 600.00 > EUR 900.00");
    robot.press("esc m down").unwrap();
    sees(&robot, "STE, the price as it was settled");
    robot.press("esc m up").unwrap();
    if !robot.screen().contains("> 204") {
        robot.press("up").unwrap();
    }
    sees(&robot, "DBL as booked, EUR 360.00 comes off");
    robot.press("enter").unwrap();
    assert_eq!(of(&robot, &code).totals.due.minor, 24_000);
}
