//! Everything can be reached: each action by its keys or by the palette, each
//! command by `batch` and by an action; the menu says what applies and what
//! does not, and why; what is printed leaves the console.

mod support;

use std::collections::BTreeSet;

use keyrack::console::action::{Action, Context, REGISTRY};
use keyrack::console::keymap::Keymap;
use keyrack::console::keys::Key;
use keyrack::console::state::{Effect, Event, Overlay};
use keyrack::console::testing::{Robot, Setting};
use keyrack::domain::block::{Block, BlockType};
use keyrack::domain::booking::BookingStatus;
use keyrack::domain::command::{Request, SPECS};
use keyrack::domain::day::Stay;
use keyrack::domain::id::{BlockId, PropertyId, StaffId};
use keyrack::domain::room::RoomStatus;
use keyrack::domain::rule::{Actions, AllocationRule, Conditions, RuleKind};
use keyrack::domain::segment::AssignmentStatus;
use keyrack::domain::staff::{Permission, Role, Staff};
use keyrack::domain::stamp::Stamp;
use support::{Builder, day, now, plain_robot};

/// Keys that lead to a place where the context's keys apply.
fn way_to(context: Context) -> &'static str {
    match context {
        Context::Everywhere | Context::Grid => "1",
        Context::Carry => "/ 'Larsen' enter m",
        Context::Plan => "A enter",
        Context::Turnover => "2",
        Context::Alerts => "3",
        Context::Bookings => "4",
        Context::Page => "4 enter",
        Context::Requests => "5",
        Context::Staff => "7",
        Context::Team => "9",
        Context::Costs => "0",
        Context::Rules => "%",
        Context::Cleanings => "H",
        Context::List => "f",
        Context::Form => "n",
        // A context of a screen that has a test of its own.
        #[allow(unreachable_patterns)]
        _ => "",
    }
}

#[test]
fn every_key_leads_to_its_action() {
    let keymap = Keymap::built_in().expect("the built-in keys");
    let mut faults = Vec::new();
    for entry in REGISTRY {
        for context in entry.contexts {
            let way = way_to(*context);
            if way.is_empty() {
                continue;
            }
            for key in keymap.keys(*context, entry.action) {
                let mut robot = plain_robot(80, 24);
                robot.press(way).expect("keys");
                press(&mut robot, *key);
                if robot.state.followed() != Some(entry.action) {
                    let followed = robot.state.followed();
                    let place = context.name();
                    faults.push(format!("{key} in {place}: {followed:?}, not {}", entry.id));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn press(robot: &mut Robot, key: Key) {
    robot.event(Event::Key(key));
}

/// Something of everything: guests in and to come, a group, a pending booking,
/// a block, rooms in every status.
fn rich_house() -> keyrack::domain::house::House {
    let mut it = Builder::new();
    let ready = RoomStatus::ReadyForGuest;
    let larsen = it.room("101", "DBL", ready);
    it.room("102", "DBL", RoomStatus::CheckoutDirty);
    it.room("103", "DBL", RoomStatus::CleaningInProgress);
    it.room("104", "DBL", RoomStatus::CleanedUninspected);
    let nguyen = it.room("105", "DBL", RoomStatus::Occupied);
    let garcia = it.room("106", "DBL", ready);
    let blocked = it.room("107", "DBL", ready);
    it.room("108", "DBL", RoomStatus::OutOfOrder);
    it.room("109", "DBL", RoomStatus::MaintenanceRequired);
    let left = it.room("110", "DBL", RoomStatus::CheckoutDirty);
    it.booking("Larsen, Ase", "DBL", "2026-03-16", 2, Some(larsen));
    it.booking("Nguyen, Linh", "DBL", "2026-03-15", 3, Some(nguyen));
    let tentative = it.booking("Garcia, Ana", "DBL", "2026-03-16", 2, Some(garcia));
    let pending = it.booking("Pell, Ida", "DBL", "2026-03-16", 2, None);
    it.booking("Khan, Amir", "DBL", "2026-03-16", 2, None);
    it.booking("Gone, Al", "DBL", "2026-03-14", 1, Some(left));
    let mut house = it.build();
    let mut segment = house.stay_of(tentative)[0].clone();
    segment.status = AssignmentStatus::PreAssigned;
    house.put(segment.into());
    let mut booking = house.bookings[&pending].clone();
    booking.status = BookingStatus::PendingPayment;
    house.put(booking.into());
    let mut broken = house
        .rooms
        .values()
        .find(|room| room.number == "109")
        .cloned();
    if let Some(room) = &mut broken {
        room.maintenance = Some(keyrack::domain::room::MaintenanceHold {
            since: now(),
            by: StaffId(2),
            notes: "tap".into(),
            ..held(room.status)
        });
        house.put(room.clone().into());
    }
    found_occupied(&mut house, "102");
    // Someone who inspects though the role does not, and someone who left.
    for (id, number, active) in [(901, "E8", true), (902, "E9", false)] {
        let mut person = Staff::new(StaffId(id), PropertyId(1), number, number, Role::Gardener);
        person.permissions.set(Permission::Inspect, true);
        person.active = active;
        person.version = 1;
        house.put(person.into());
    }
    house.put(
        Block {
            id: BlockId(9001),
            property: PropertyId(1),
            code: "BL-0001".into(),
            room: blocked,
            stay: Stay {
                check_in: day("2026-03-16"),
                check_out: day("2026-03-19"),
            },
            kind: BlockType::VipHold,
            reason: "wedding".into(),
            override_level: None,
            created: Stamp {
                at: now(),
                by: StaffId(2),
            },
            released: None,
            version: 1,
        }
        .into(),
    );
    for (id, name) in [(9101, "Quiet for long stays"), (9102, "VIPs up")] {
        let rule = AllocationRule {
            id,
            property: PropertyId(1),
            name: name.into(),
            kind: RuleKind::Floor,
            conditions: Conditions::default(),
            actions: Actions {
                preferred_floors: [1].into(),
                ..Actions::default()
            },
            priority: 0,
            active: true,
            version: 1,
        };
        house.put(rule.into());
    }
    let report = r#"{"op":"create_request","title":"Tap","category":"Plumbing"}"#;
    let command: Request = Request::read(report).expect("a command");
    let admin = house.staff[&StaffId(2)].clone();
    let actor = keyrack::domain::Actor::of(&admin);
    keyrack::console::testing::act(&mut house, &command.command, None, actor, now())
        .expect("a request");
    house
}

/// Somebody is in a room that is nobody's by the book.
fn found_occupied(house: &mut keyrack::domain::house::House, number: &str) {
    let mut rooms = house.rooms.values();
    let mut room = rooms
        .find(|room| room.number == number)
        .cloned()
        .expect("a room");
    room.care.found = Some(keyrack::domain::care::Finding {
        stamp: Stamp {
            at: now(),
            by: StaffId(2),
        },
        occupied: true,
        heads: None,
        booking: None,
        settled: None,
    });
    house.put(room.into());
}

fn held(_: RoomStatus) -> keyrack::domain::room::MaintenanceHold {
    serde_json::from_value(serde_json::json!({
        "priority": "MED", "notes": "", "since": now(), "by": 2,
        "until": null, "status_before": "CHECKOUT_DIRTY",
    }))
    .expect("a hold")
}

/// Places from which actions are tried.
const PLACES: &[&str] = &[
    "1",
    "/ 'Larsen' enter",
    "/ 'Nguyen' enter",
    "/ 'Garcia' enter",
    "/ 'Khan' enter",
    "/ 'Pell' enter",
    "/ '107' enter",
    "A enter",
    "A enter K",
    "/ 'Khan' enter R",
    "4",
    "4 enter",
    "2",
    "2 / '102' enter",
    "2 / '103' enter",
    "2 / '104' enter",
    "2 / '105' enter",
    "2 / '108' enter",
    "2 / '109' enter",
    "2 tab",
    "2 tab tab",
    "2 tab tab tab",
    "2 tab tab tab tab",
    "2 k",
    "2 j",
    "2 l",
    "2 l l",
    "3",
    "3 j",
    "3 j j",
    "5",
    "5 a enter",
    "5 a enter s",
    "5 a enter s p 'part' enter",
    "5 a enter s d enter",
    "7",
    "7 j",
    "7 j j",
    "7 f e end",
    "9",
    "0",
    "%",
    "% end",
    "i u",
    "/ 'Larsen' enter i",
    "/ 'Nguyen' enter o",
    "/ 'Nguyen' enter o u",
];

/// Actions that are only possible with what no screen of this house shows.
const NOT_HERE: &[&str] = &[
    // A cancelled booking or one that waits for payment, found in the list of
    // bookings.
    "reinstate",
    "confirm_booking",
    // Nobody has had a message.
    "read_messages",
    "resend_message",
    // No attendant is on duty, and nothing was found that disagrees.
    "share_out",
    "settle_discrepancy",
    // Nothing was paid in this house.
    "refund",
    // Nobody claims the room of another.
    "resolve_conflict",
    // A guest who has left stays on the grid only as history.
    "undo_check_out",
];

#[test]
fn the_palette_runs_every_action_somewhere() {
    let movements = [
        Action::Up,
        Action::Down,
        Action::Left,
        Action::Right,
        Action::StepUp,
        Action::StepDown,
        Action::StepLeft,
        Action::StepRight,
    ];
    let inside = [Context::List, Context::Form, Context::Carry];
    let mut robots: Vec<Robot> = Vec::new();
    for place in PLACES {
        let setting = Setting::plain(100, 30);
        let mut robot = Robot::open(rich_house(), now(), setting).expect("a house");
        robot.press(place).expect("keys");
        robots.push(robot);
    }
    let mut faults = Vec::new();
    for entry in REGISTRY {
        let only_inside = entry.contexts.iter().all(|one| inside.contains(one));
        if only_inside || movements.contains(&entry.action) || NOT_HERE.contains(&entry.id) {
            continue;
        }
        let found = robots.iter().any(|robot| {
            let mut robot = robot.clone();
            robot.press(":").expect("keys");
            run_line(&mut robot, entry.name) && robot.state.followed() == Some(entry.action)
        });
        if !found {
            faults.push(entry.id);
        }
    }
    assert!(
        faults.is_empty(),
        "never possible; add a place, or say under NOT_HERE why: {}",
        faults.join(", ")
    );
}

/// Chooses the line of this name with the keys a person would press; answers
/// whether it is there and possible.
fn run_line(robot: &mut Robot, name: &str) -> bool {
    let Some(Overlay::List(list)) = robot.state.overlay() else {
        return false;
    };
    let possible = list
        .items()
        .iter()
        .any(|item| item.label == name && item.why_not.is_none());
    if !possible {
        return false;
    }
    robot.press(&format!("'{name}'")).expect("keys");
    for _ in 0..40 {
        let Some(Overlay::List(list)) = robot.state.overlay() else {
            return false;
        };
        if list.chosen().is_some_and(|item| item.label == name) {
            robot.press("enter").expect("keys");
            return true;
        }
        robot.press("down").expect("keys");
    }
    false
}

/// Commands that an action gives besides the one it is named after.
const ALSO: &[(&str, &str)] = &[
    ("assign", "pre_assign"),
    ("check_out", "bulk_check_out"),
    ("views", "delete_view"),
    ("start_cleaning", "start_service"),
    ("mark_cleaned", "finish_service"),
    ("assign_request", "bulk_assign_requests"),
    ("share_out", "set_on_duty"),
];

/// Commands that no one gives from a screen: setting a house up and closing
/// its day, which the command line does; and those whose screens are built by
/// and by.
const NOT_ON_A_SCREEN: &[&str] = &[
    "create_property",
    "set_policy",
    "create_room_type",
    "create_room",
    "edit_room",
    "night_audit",
    // What runs by itself, on the hour or as letters go out.
    "tell_alerts",
    "record_delivery",
    "send_report",
    "escalate_requests",
];

#[test]
fn every_command_is_one_of_batch() {
    for spec in SPECS {
        let line = format!("{{\"op\":\"{}\"}}", spec.op);
        if let Err(refusal) = Request::read(&line) {
            assert!(
                !refusal.message.contains("unknown variant"),
                "{}: {}",
                spec.op,
                refusal.message
            );
        }
    }
    let refusal = Request::read(r#"{"op":"fly"}"#).expect_err("no such command");
    assert!(refusal.message.contains("unknown variant"));
}

#[test]
fn every_command_of_the_desk_is_given_by_an_action() {
    let mut given: BTreeSet<&str> = REGISTRY.iter().filter_map(|entry| entry.command).collect();
    for (action, op) in ALSO {
        assert!(Action::by_id(action).is_some(), "{action}");
        given.insert(op);
    }
    let missing: Vec<&str> = SPECS
        .iter()
        .map(|spec| spec.op)
        .filter(|op| !given.contains(op) && !NOT_ON_A_SCREEN.contains(op))
        .collect();
    let still_to_come = include_str!("console_reach_to_come.txt");
    let forgotten: Vec<&&str> = missing
        .iter()
        .filter(|op| !still_to_come.lines().any(|line| line == **op))
        .collect();
    println!("on no screen yet: {}", missing.join(", "));
    assert!(forgotten.is_empty(), "no action gives {forgotten:?}");
}

#[test]
fn a_menu_says_what_applies_and_why_the_rest_does_not() {
    let mut robot = plain_robot(100, 45);
    robot.press("/ 'Larsen' enter .").expect("keys");
    let screen = robot.screen();
    let at = |said: &str| {
        let found = screen.lines().position(|line| line.contains(said));
        found.unwrap_or_else(|| panic!("no {said} in\n{screen}"))
    };
    let order = [
        "View booking",
        "Change room",
        "Add note",
        "Block room",
        "Print registration",
        "Check in",
    ];
    for pair in order.windows(2) {
        assert!(at(pair[0]) < at(pair[1]), "{pair:?} in\n{screen}");
    }
    robot.press("end").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("Nobody is in") || screen.contains("not in the house"),
        "{screen}"
    );
}

#[test]
fn a_registration_card_leaves_the_console() {
    let mut robot = plain_robot(80, 24);
    robot.press("/ 'Larsen' enter P").expect("keys");
    let printed: Vec<&Effect> = robot
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Print(_)))
        .collect();
    let [Effect::Print(sheet)] = printed.as_slice() else {
        panic!("{printed:?}");
    };
    assert!(sheet.text.contains("Larsen"), "{}", sheet.text);
    robot.event(Event::Printed(Ok("Sent to lp".into())));
    assert!(robot.screen().contains("Sent to lp."), "{}", robot.screen());
    robot.event(Event::Printed(Err(
        "Not printed: lp failed: no paper.".into()
    )));
    assert!(
        robot
            .screen()
            .contains("No: Not printed: lp failed: no paper.")
    );
    // Of all that are selected.
    robot.press("v j j j j j P").expect("keys");
    let count = robot
        .effects
        .iter()
        .filter(|it| matches!(it, Effect::Print(_)));
    assert!(count.count() > 1);
    // Of a room without a guest there is nothing to print.
    robot.press("esc home home P").expect("keys");
    assert!(
        robot.screen().contains("no booking is selected"),
        "{}",
        robot.screen()
    );
}
