//! The inbox: what a person was told, read from any screen; notes for the next
//! shift, announcements, events above the grid; letters that were given up.

mod support;

use keyrack::console::testing::Robot;
use keyrack::domain::command::{AddEvent, Announce, Command, HandOver, TellAlerts};
use keyrack::domain::row::Row;
use keyrack::domain::telling::{Delivery, Message};
use keyrack::domain::{DeliveryId, PropertyId};
use support::{day, plain_robot, robot};

fn colleague(robot: &mut Robot, employee: &str, command: impl Into<Command>) {
    let mut staff = robot.house.staff.values();
    let person = staff
        .find(|person| person.employee == employee)
        .cloned()
        .expect("a colleague");
    robot
        .colleague(&person, &command.into())
        .expect("they may do this");
}

fn eva(robot: &mut Robot, command: impl Into<Command>) {
    colleague(robot, "eva", command);
}

fn announces(robot: &mut Robot, text: &str) {
    eva(
        robot,
        Announce {
            text: text.into(),
            ..Announce::default()
        },
    );
}

fn unread(robot: &Robot) -> usize {
    let me = robot.house.staff.values().next().expect("me").id;
    let messages = robot.house.messages.values();
    messages
        .filter(|message| message.to == me && message.is_unread())
        .count()
}

/// Told of an announcement, a note and an alert, with a fair on.
fn busy(robot: &mut Robot) {
    announces(
        robot,
        "Cake at four\nin the garden, for everyone who is on duty",
    );
    eva(
        robot,
        HandOver {
            text: "204 waits for a plumber".into(),
        },
    );
    eva(
        robot,
        AddEvent {
            name: "Book fair".into(),
            from: day("2026-03-18"),
            to: day("2026-03-20"),
        },
    );
}

#[test]
fn snapshots() {
    for (name, width, height, keys) in [
        ("inbox_80x24", 80, 24, "8"),
        ("inbox_160x45", 160, 45, "8"),
        ("inbox_message", 80, 24, "8 'cake' down enter"),
        ("inbox_event", 80, 24, "esc"),
        ("inbox_announce", 80, 24, ": 'announce' enter"),
    ] {
        let mut robot = robot(width, height);
        busy(&mut robot);
        robot.press(keys).expect("keys");
        insta::assert_snapshot!(name, robot.styled());
    }
}

#[test]
fn the_header_counts_what_is_unread_and_opening_a_message_reads_it() {
    let mut robot = plain_robot(80, 24);
    assert!(!robot.screen().contains('@'), "{}", robot.screen());
    announces(&mut robot, "Cake at four");
    announces(&mut robot, "Cake is gone");
    assert!(robot.screen().contains("@2"), "{}", robot.screen());
    robot.press("8").expect("keys");
    assert!(robot.screen().contains("UNREAD"), "{}", robot.screen());
    // What hangs on the wall comes first; then what is unread.
    robot.press("down down enter").expect("keys");
    assert_eq!(unread(&robot), 1);
    assert!(
        robot.screen().contains("To the inbox"),
        "{}",
        robot.screen()
    );
    robot.press("i").expect("keys");
    assert!(robot.screen().contains("Inbox"), "{}", robot.screen());
    robot.press("esc : 'all read' enter").expect("keys");
    assert_eq!(unread(&robot), 0);
    assert!(!robot.screen().contains("@1"), "{}", robot.screen());
    robot.press("u").expect("keys");
    assert_eq!(unread(&robot), 1, "undone");
}

#[test]
fn an_alert_leads_to_its_booking() {
    let mut robot = plain_robot(80, 24);
    let code = robot
        .house
        .bookings
        .values()
        .find(|booking| booking.needs_room)
        .map(|booking| booking.code.clone())
        .expect("someone without a room");
    colleague(
        &mut robot,
        "admin",
        TellAlerts {
            alerts: vec![format!("unassigned:{code}")],
        },
    );
    if unread(&robot) == 0 {
        // Nobody at this desk is told of it yet: it is days away.
        return;
    }
    robot.press("8 enter g").expect("keys");
    let subject = robot.state.subject();
    let booking = subject.booking.and_then(|id| robot.house.bookings.get(&id));
    assert_eq!(booking.map(|booking| booking.code.clone()), Some(code));
}

#[test]
fn a_note_for_the_next_shift_is_written_in_two_keys() {
    let mut robot = plain_robot(80, 24);
    robot.press("& '204 drips' enter").expect("keys");
    let notice = robot.house.notices.values().next().expect("a note");
    assert_eq!(notice.text, "204 drips");
    let told = robot.house.messages.values().next().expect("told");
    assert_eq!(robot.house.staff[&told.to].employee, "eva");
    robot.press("8").expect("keys");
    assert!(robot.screen().contains("204 drips"), "the author may look");
}

#[test]
fn events_stand_above_the_grid() {
    let mut robot = plain_robot(80, 24);
    assert!(!robot.screen().contains("Book fair"));
    busy(&mut robot);
    robot.press("esc").expect("keys");
    let screen = robot.screen();
    assert!(screen.contains("Book fair"), "{screen}");
}

#[test]
fn a_letter_that_was_given_up_is_seen_and_tried_again() {
    let mut robot = plain_robot(80, 24);
    robot.press(": 'letters' enter").expect("keys");
    assert!(robot.sent.is_empty(), "there is none");
    announces(&mut robot, "Cake at four");
    let message: Message = robot.house.messages.values().next().expect("one").clone();
    let dead = Delivery {
        id: DeliveryId(9_000),
        property: PropertyId(1),
        message: message.id,
        way: keyrack::domain::telling::Way::Email,
        address: "ana@example.com".into(),
        attempts: 4,
        next_try: None,
        sent_at: None,
        dead_at: Some(robot.now),
        last_error: Some("nobody answers".into()),
        version: 5,
    };
    robot.house.put(Row::from(dead));
    announces(&mut robot, "so that the screen is read anew");
    robot.press("esc : 'letters' enter").expect("keys");
    assert!(
        robot.screen().contains("nobody answers"),
        "{}",
        robot.screen()
    );
    robot.press("enter").expect("keys");
    let delivery = &robot.house.deliveries[&DeliveryId(9_000)];
    assert_eq!((delivery.attempts, delivery.dead_at), (0, None));
}

#[test]
fn what_is_written_is_shown_and_not_obeyed() {
    let mut robot = plain_robot(80, 24);
    announces(&mut robot, "\u{1b}[2J\u{202e}evil\u{7}");
    robot.press("8").expect("keys");
    let screen = robot.screen();
    assert!(
        !screen.contains(['\u{1b}', '\u{202e}', '\u{7}']),
        "{screen}"
    );
    robot.press("enter").expect("keys");
    let screen = robot.screen();
    assert!(
        !screen.contains(['\u{1b}', '\u{202e}', '\u{7}']),
        "{screen}"
    );
}
