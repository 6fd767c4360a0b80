//! The screen of requests: reported in two keys, given to someone, carried
//! out, and found from alerts, rooms and bookings.

mod support;

use keyrack::console::state::Screen;
use keyrack::console::testing::Robot;
use keyrack::domain::facts::Facts;
use keyrack::domain::request::{Request, RequestStatus};
use support::{plain_robot, robot};

fn one(robot: &Robot, ticket: &str) -> Request {
    robot.house.request_ticketed(ticket).expect("a request")
}

/// Three requests: a leak in 201, a lamp in the lobby, an emergency.
fn with_requests(mut robot: Robot) -> Robot {
    for keys in [
        "/ '201' enter Q 'Shower leaks' tab tab right enter",
        "5 Q 'Lobby lamp' tab tab tab 'lobby' enter",
        "5 Q 'Lift stuck' tab tab right right enter",
    ] {
        robot.press(keys).expect("keys");
    }
    robot.press("5 home").expect("keys");
    robot
}

#[test]
fn snapshots() {
    for (name, width, height, keys) in [
        ("requests_80x24", 80, 24, ""),
        ("requests_160x45", 160, 45, "down"),
        ("requests_board", 80, 24, "b"),
        ("requests_narrow", 66, 24, ""),
        ("requests_assign", 80, 24, "a"),
        ("requests_detail", 80, 24, "enter"),
        ("requests_new", 80, 24, "Q"),
    ] {
        let mut robot = with_requests(robot(width, height));
        robot.press(keys).expect("keys");
        insta::assert_snapshot!(name, robot.styled());
    }
    let mut empty = plain_robot(80, 24);
    empty.press("5").expect("keys");
    assert!(empty.screen().contains("Q reports something"));
}

#[test]
fn what_is_urgent_comes_first_and_is_told_without_colour() {
    let robot = with_requests(plain_robot(80, 24));
    let screen = robot.screen();
    let first = screen.find("Lift stuck").expect("the emergency");
    let second = screen.find("Shower leaks").expect("the leak");
    assert!(first < second, "{screen}");
    assert!(screen.contains(">4!"), "{screen}");
    assert!(screen.contains("emergencies 1"), "{screen}");
}

#[test]
fn a_request_goes_from_reported_to_closed_by_keys() {
    let mut robot = with_requests(plain_robot(80, 24));
    robot.press("/ 'Shower' enter").expect("keys");
    assert_eq!(robot.state.screen(), Screen::Requests, "{}", robot.screen());
    robot.press("a enter").expect("keys");
    let given = one(&robot, "MR-2026-0001");
    assert_eq!(given.status, RequestStatus::Assigned, "{}", robot.screen());
    robot.press("s p 'washer ordered' enter").expect("keys");
    let waiting = one(&robot, "MR-2026-0001");
    assert_eq!(waiting.waiting.expect("a wait").reason, "washer ordered");
    assert!(robot.screen().contains("On hold"));
    robot
        .press("g d 'new washer' tab '12.50' enter")
        .expect("keys");
    let done = one(&robot, "MR-2026-0001");
    assert_eq!(done.status, RequestStatus::Resolved, "{}", robot.screen());
    assert_eq!(done.actual_cost.expect("a cost").amount(), "12.50");
    robot.press("c").expect("keys");
    assert_eq!(one(&robot, "MR-2026-0001").status, RequestStatus::Closed);
    robot.press("u").expect("keys");
    assert_eq!(one(&robot, "MR-2026-0001").status, RequestStatus::Resolved);
}

#[test]
fn several_are_given_out_as_one_step() {
    let mut robot = with_requests(plain_robot(80, 24));
    robot.press("space space space").expect("keys");
    assert!(robot.screen().contains("3 requests"), "{}", robot.screen());
    robot.press("a enter").expect("keys");
    let given = |robot: &Robot| {
        let all = robot.house.requests.values();
        all.filter(|one| one.status == RequestStatus::Assigned)
            .count()
    };
    assert_eq!(given(&robot), 3, "{}", robot.screen());
    robot.press("u").expect("keys");
    assert_eq!(given(&robot), 0);
}

#[test]
fn what_cannot_be_done_is_said_and_changes_nothing() {
    let mut robot = with_requests(plain_robot(80, 24));
    let before = robot.house.requests.clone();
    robot.press("d").expect("keys");
    assert_eq!(robot.house.requests, before);
    robot.press("esc esc c").expect("keys");
    assert!(
        robot.screen().contains("cannot become closed"),
        "{}",
        robot.screen()
    );
    assert_eq!(robot.house.requests, before);
}

#[test]
fn a_late_request_leads_from_the_alerts_to_itself() {
    let mut robot = with_requests(plain_robot(80, 24));
    robot.press("3 home").expect("keys");
    assert!(robot.screen().contains("Emergency"), "{}", robot.screen());
    let mut steps = 0;
    while robot.state.subject().request.is_none() && steps < 10 {
        robot.press("down").expect("keys");
        steps += 1;
    }
    robot.press("enter").expect("keys");
    assert_eq!(robot.state.screen(), Screen::Requests, "{}", robot.screen());
    let chosen = robot.state.subject().request;
    assert_eq!(chosen, Some(one(&robot, "MR-2026-0003").id));
}

#[test]
fn the_board_has_a_column_for_each_status() {
    let mut robot = with_requests(plain_robot(100, 30));
    robot.press("a enter b").expect("keys");
    let screen = robot.screen();
    for said in [
        "New 2",
        "Seen 0",
        "Assigned 1",
        "In progress 0",
        "Resolved 0",
    ] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    let here = robot.state.subject().request;
    robot.press("left").expect("keys");
    assert_ne!(robot.state.subject().request, here);
    robot.press("right").expect("keys");
    assert_eq!(robot.state.subject().request, here);
}

#[test]
fn a_page_tells_all_and_takes_the_same_keys() {
    let mut robot = with_requests(plain_robot(80, 24));
    robot.press("/ 'Shower' enter enter").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("Suits:") && screen.contains("HISTORY"),
        "{screen}"
    );
    robot
        .press("a enter e 'hot one' tab tab tab tab '30' enter s d 'washer' tab '42.50' tab 'Rossi' enter c")
        .expect("keys");
    assert_eq!(
        one(&robot, "MR-2026-0001").status,
        RequestStatus::Closed,
        "{}",
        robot.screen()
    );
    let screen = robot.screen();
    for said in [
        "should cost EUR 30.00  has cost EUR 42.50  Rossi",
        "+12.50 against the estimate",
        "status: resolved > closed",
        "Resolved      2026-03-16 09:42",
    ] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    insta::assert_snapshot!("requests_page_closed", robot.styled());
    robot.press("end").expect("keys");
    assert!(robot.screen().contains("Reported"), "{}", robot.screen());
    robot.press("r '4' tab 'good' enter home").expect("keys");
    assert!(
        robot.screen().contains("rated 4 of 5"),
        "{}",
        robot.screen()
    );
    // Back to the list, and from there to all.
    robot.press("esc").expect("keys");
    assert!(robot.screen().contains("Lift stuck"), "{}", robot.screen());
}

#[test]
fn a_room_tells_what_is_open_in_it() {
    let mut robot = with_requests(plain_robot(100, 40));
    // Nobody lives in 105 or is to come: what opens is the room.
    robot
        .press("5 Q 'Curtain torn' tab tab tab '105' enter 2 / '105' enter enter")
        .expect("keys");
    assert!(
        robot.screen().contains("Curtain torn"),
        "{}",
        robot.screen()
    );
}
