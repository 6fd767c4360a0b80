//! The console's door: locking, signing in, changing person, going over to
//! another property; and what was begun, which waits.

mod support;

use std::sync::Arc;

use keyrack::console::action::Context;
use keyrack::console::state::{Arrival, Effect, Event, Overlay, Screen};
use keyrack::console::testing::Robot;
use keyrack::desk::Snapshot;
use keyrack::domain::command::{Command, EditStaff, SetPolicy};
use keyrack::domain::employment::EmploymentStatus;
use keyrack::domain::facts::Actor;
use keyrack::domain::house::House;
use keyrack::domain::id::PropertyId;
use keyrack::domain::secret::Secret;
use support::{plain_robot, robot};

/// A console at which Ana and Eva have PINs, and Ana signed in.
fn with_pins() -> Robot {
    let mut robot = plain_robot(80, 24);
    for (whose, pin) in [("admin", "4711"), ("eva", "0815")] {
        robot.pins.insert(whose.to_owned(), Secret::new(pin));
    }
    let now = robot.now;
    for person in robot.house.staff.values_mut() {
        person.pin_set_at = Some(now);
    }
    robot.press("f5").expect("keys");
    let house = robot.house.clone();
    look(&mut robot, &house);
    robot
}

/// Shows the console this house.
fn look(robot: &mut Robot, house: &House) {
    let snapshot = Snapshot {
        house: house.clone(),
        ..snapshot_of(robot)
    };
    robot.event(Event::Snapshot(Arc::new(snapshot)));
}

fn snapshot_of(robot: &Robot) -> Snapshot {
    let today = robot.state.view().today();
    Snapshot {
        house: robot.house.clone(),
        window: keyrack::desk::Window {
            from: today.plus(-1000),
            days: 2000,
        },
        also: keyrack::desk::Also::default(),
        head: 0,
        loaded_at: robot.now,
        news: Vec::new(),
        properties: vec![
            (PropertyId(1), "Hotel Roma".to_owned()),
            (PropertyId(2), "Hotel Due".to_owned()),
        ],
        trouble: None,
    }
}

fn press<'r>(robot: &'r mut Robot, keys: &str) -> &'r mut Robot {
    robot.press(keys).expect("keys")
}

fn name_of(robot: &Robot) -> String {
    robot.state.view().actor.name.clone()
}

/// Everything that would tell of a guest, a room or a colleague's work.
fn nothing_shows(robot: &Robot) {
    let screen = robot.screen();
    for booking in robot.house.bookings.values() {
        let family = booking.lead.split([',', ' ']).next().unwrap_or_default();
        for told in [booking.code.as_str(), family] {
            assert!(!screen.contains(told), "{told} shows:\n{screen}");
        }
    }
    for room in robot.house.rooms.values() {
        assert!(!screen.contains(&room.number), "{} shows", room.number);
    }
    assert!(
        screen.contains("Hotel Roma") && screen.contains("locked"),
        "{screen}"
    );
}

#[test]
fn the_lock_hides_the_house_and_keeps_what_was_begun() {
    for (width, height) in [(60, 15), (80, 24), (160, 45)] {
        let mut robot = with_pins();
        robot.event(Event::Resize(width, height));
        press(&mut robot, "n 'Doe, Jane' tab '2'");
        let before = robot.screen();
        press(&mut robot, "f12");
        nothing_shows(&robot);
        // Keys and clicks do nothing to what lies beneath.
        press(&mut robot, "x u 1 2 esc enter").event(Event::Paste("n".into()));
        robot.click_text("Hotel Roma");
        assert!(robot.sent.is_empty() && robot.state.lock().is_some());
        press(&mut robot, "ctrl+u 'wrong' enter");
        assert!(
            robot.screen().contains("do not go together"),
            "{}",
            robot.screen()
        );
        nothing_shows(&robot);
        press(&mut robot, "'4711' enter");
        assert!(robot.state.lock().is_none(), "{}", robot.screen());
        let after = robot.screen();
        assert_eq!(form_of(&before), form_of(&after));
        assert!(matches!(robot.state.overlay(), Some(Overlay::Form(_))));
    }
}

/// The lines of the form that lies on top.
fn form_of(screen: &str) -> Vec<&str> {
    screen
        .lines()
        .filter(|line| line.contains(" |") || line.contains("| "))
        .collect()
}

#[test]
fn a_stay_in_the_hand_and_a_selection_wait_too() {
    let mut robot = with_pins();
    press(&mut robot, "/ 'Larsen' enter m j");
    assert_eq!(robot.state.contexts(), [Context::Carry]);
    let before = robot.screen();
    press(&mut robot, "f12 '4711' enter");
    assert_eq!(robot.state.contexts(), [Context::Carry]);
    let without_message = |screen: &str| {
        screen
            .lines()
            .take(20)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(without_message(&robot.screen()), without_message(&before));
}

#[test]
fn it_locks_by_itself_when_nobody_is_there() {
    let mut robot = with_pins();
    robot.leave_alone(9);
    assert!(robot.state.lock().is_none());
    press(&mut robot, "j").leave_alone(9);
    assert!(robot.state.lock().is_none(), "a key begins the time anew");
    robot.state.take_changed();
    robot.leave_alone(1);
    assert!(robot.state.lock().is_some());
    assert!(robot.state.take_changed(), "it is drawn");
    assert!(
        robot.screen().contains("after 10 minutes"),
        "{}",
        robot.screen()
    );
    nothing_shows(&robot);
}

#[test]
fn the_house_says_after_how_long() {
    for (minutes, away, locked) in [("2", 2, true), ("2", 1, false), ("0", 9999, false)] {
        let mut robot = with_pins();
        let ana = robot.house.staff.values().next().cloned().expect("Ana");
        let policy = SetPolicy {
            name: "idle_lock_minutes".into(),
            value: minutes.into(),
        };
        robot.colleague(&ana, &policy.into()).expect("set");
        robot.leave_alone(away);
        assert_eq!(robot.state.lock().is_some(), locked, "{minutes} {away}");
    }
}

#[test]
fn an_idle_console_wants_nothing_and_draws_nothing() {
    let mut robot = with_pins();
    robot.event(Event::Tick);
    robot.state.take_changed();
    let wanted = robot.effects.len();
    for _ in 0..100 {
        robot.event(Event::Tick);
        assert!(!robot.state.take_changed());
    }
    assert_eq!(robot.effects.len(), wanted);
}

#[test]
fn another_person_signs_in_over_a_form_and_saves_it_as_theirs() {
    let mut robot = with_pins();
    press(&mut robot, "n 'Doe, Jane' f12");
    press(&mut robot, "shift+tab ctrl+u 'Eva Supv' tab '0815' enter");
    assert_eq!(name_of(&robot), "Eva Supv");
    assert!(
        robot.screen().contains("begun by Ana Desk"),
        "{}",
        robot.screen()
    );
    assert!(robot.screen().contains("Doe, Jane"), "{}", robot.screen());
    press(&mut robot, "enter");
    let eva = robot.house.staff.values().find(|one| one.employee == "eva");
    let (step, _) = robot.house.steps.last().expect("a step");
    assert_eq!(
        (step.op.as_str(), Some(step.by)),
        ("create_booking", eva.map(|one| one.id))
    );
    // Undo is theirs, and Ana has nothing to take back.
    press(&mut robot, "u");
    assert!(robot.screen().contains("Undone"), "{}", robot.screen());
    press(
        &mut robot,
        "f12 shift+tab ctrl+u 'admin' tab '4711' enter u",
    );
    assert!(
        robot.screen().contains("nothing of yours"),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_draft_left_by_one_says_so_to_another() {
    let mut robot = with_pins();
    press(&mut robot, "n 'Doe, Jane' esc");
    press(
        &mut robot,
        ": 'switch person' enter 'eva' tab '0815' enter n",
    );
    assert!(
        robot.screen().contains("New booking (begun by Ana Desk)"),
        "{}",
        robot.screen()
    );
    press(
        &mut robot,
        "esc : 'switch person' enter 'admin' tab '4711' enter n",
    );
    assert!(!robot.screen().contains("begun by"), "{}", robot.screen());
    assert!(robot.screen().contains("Doe, Jane"), "{}", robot.screen());
}

#[test]
fn whoever_only_thought_of_switching_goes_back_but_no_lock_does() {
    let mut robot = with_pins();
    press(&mut robot, ": 'switch person' enter");
    nothing_shows(&robot);
    press(&mut robot, "esc");
    assert!(robot.state.lock().is_none());
    press(&mut robot, "f12 esc esc");
    assert!(robot.state.lock().is_some());
    press(&mut robot, "ctrl+q");
    assert!(robot.effects.contains(&Effect::Quit));
}

#[test]
fn without_any_pin_enter_goes_on_and_says_how_to_get_one() {
    let mut robot = plain_robot(80, 24);
    press(&mut robot, "f12");
    nothing_shows(&robot);
    assert!(
        robot.screen().contains("No PIN is set for Ana Desk"),
        "{}",
        robot.screen()
    );
    press(&mut robot, "enter");
    assert!(robot.state.lock().is_none());
}

#[test]
fn the_first_pin_offers_to_ask_for_it_from_now_on() {
    let mut robot = plain_robot(80, 24);
    press(&mut robot, ": 'set my pin' enter '4711' tab '4712' enter");
    assert!(
        robot.screen().contains("not the same"),
        "{}",
        robot.screen()
    );
    assert!(!robot.screen().contains("4711"), "{}", robot.screen());
    press(&mut robot, "ctrl+u '4711' enter");
    assert!(
        robot.screen().contains("Ask for a PIN from now on"),
        "{}",
        robot.screen()
    );
    press(&mut robot, "a");
    let policies = &robot.house.property.as_ref().expect("a property").policies;
    assert!(!policies.owner_is_admin);
    // From now on the lock asks for it, and Enter alone does not do.
    press(&mut robot, "f12 enter");
    assert!(robot.state.lock().is_some());
    press(&mut robot, "'4711' enter");
    assert!(robot.state.lock().is_none(), "{}", robot.screen());
}

#[test]
fn a_pin_typed_and_left_is_in_no_draft() {
    let mut robot = plain_robot(80, 24);
    press(
        &mut robot,
        ": 'set my pin' enter '4711' esc : 'set my pin' enter enter",
    );
    assert!(robot.sent.is_empty());
    assert!(robot.screen().contains("! needed"), "{}", robot.screen());
}

#[test]
fn who_may_act_no_more_is_locked_out_at_once() {
    let mut robot = with_pins();
    press(&mut robot, "f12 shift+tab ctrl+u 'eva' tab '0815' enter 2");
    let ana = robot.house.staff.values().next().cloned().expect("Ana");
    let gone = EditStaff {
        employee: "eva".into(),
        employment_status: Some(EmploymentStatus::Suspended),
        ..EditStaff::default()
    };
    robot.colleague(&ana, &Command::from(gone)).expect("done");
    nothing_shows(&robot);
    assert!(
        robot.screen().contains("Eva Supv is suspended"),
        "{}",
        robot.screen()
    );
    press(&mut robot, "'eva' tab '0815' enter");
    assert!(robot.state.lock().is_some());
    press(&mut robot, "shift+tab ctrl+u 'admin' tab '4711' enter");
    assert_eq!(
        (name_of(&robot).as_str(), robot.state.screen()),
        ("Ana Desk", Screen::Team),
        "where her own work is"
    );
}

#[test]
fn what_one_may_do_changes_while_one_sits_there() {
    let mut robot = with_pins();
    press(&mut robot, "f12 shift+tab ctrl+u 'eva' tab '0815' enter");
    let ana = robot.house.staff.values().next().cloned().expect("Ana");
    let clerk: Command =
        serde_json::from_str(r#"{"op":"set_permissions","employee":"eva","bookings":false}"#)
            .expect("a command");
    robot.colleague(&ana, &clerk).expect("done");
    press(&mut robot, "n 'Doe, Jane'");
    assert!(
        robot.screen().contains("may not take a booking")
            && robot.screen().contains("ask Ana Desk"),
        "{}",
        robot.screen()
    );
}

/// The house of another property, with other guests and other people.
fn due(robot: &Robot) -> House {
    let mut house = House::default();
    let mut property = robot.house.property.clone().expect("a property");
    property.id = PropertyId(2);
    property.name = "Hotel Due".into();
    property.slug = "due".into();
    house.put(property.into());
    let mut boss = robot.house.staff.values().next().cloned().expect("Ana");
    boss.id = keyrack::domain::id::StaffId(900);
    boss.property = PropertyId(2);
    boss.name = "Dora Due".into();
    house.put(boss.into());
    house
}

#[test]
fn going_over_to_another_property_takes_nothing_along() {
    let mut robot = with_pins();
    let roma = robot.house.clone();
    look(&mut robot, &roma);
    let other = due(&robot);
    // Ana gave her PIN, so she is nobody's owner over there.
    press(&mut robot, "f12 '4711' enter 2 n 'Doe, Jane' esc");
    press(&mut robot, ": 'other property' enter");
    assert!(robot.screen().contains("Hotel Due"), "{}", robot.screen());
    press(&mut robot, "enter");
    assert!(
        robot.screen().contains("Sign in at Hotel Due"),
        "{}",
        robot.screen()
    );
    nothing_shows(&robot);
    press(&mut robot, "esc");
    assert!(robot.state.lock().is_none(), "one can think better of it");
    press(&mut robot, ": 'other property' enter enter");
    let arrival = Arrival {
        actor: Actor::of(other.staff.values().next().expect("Dora")),
        property: other.property.clone().expect("a property"),
        trusted: false,
    };
    robot.event(Event::CameIn(Box::new(Ok(arrival.clone()))));
    nothing_shows(&robot);
    // A late look at the old house changes nothing.
    look(&mut robot, &roma);
    nothing_shows(&robot);
    look(&mut robot, &other);
    assert!(robot.state.lock().is_none());
    assert_eq!(name_of(&robot), "Dora Due");
    let screen = press(&mut robot, "1").screen();
    for told in ["Larsen", "Nguyen", "201", "Roma"] {
        assert!(!screen.contains(told), "{told}:\n{screen}");
    }
    assert_eq!(
        press(&mut robot, "n").screen().matches("Doe, Jane").count(),
        0
    );
    // A look at Roma that comes late is not taken for Due.
    press(&mut robot, "esc");
    look(&mut robot, &roma);
    assert!(!robot.screen().contains("Larsen"));
    // And back: everything is as it was left.
    press(&mut robot, ": 'other property' enter enter");
    let back = Arrival {
        actor: Actor::of(roma.staff.values().next().expect("Ana")),
        property: roma.property.clone().expect("a property"),
        trusted: false,
    };
    robot.event(Event::CameIn(Box::new(Ok(back))));
    look(&mut robot, &roma);
    assert_eq!(robot.state.screen(), Screen::Turnover);
    assert!(press(&mut robot, "n").screen().contains("Doe, Jane"));
}

#[test]
fn the_owner_who_is_trusted_goes_over_without_a_pin() {
    let mut robot = plain_robot(80, 24);
    let roma = robot.house.clone();
    look(&mut robot, &roma);
    press(&mut robot, ": 'other property' enter enter");
    assert!(robot.effects.contains(&Effect::GoOver(PropertyId(2))));
    nothing_shows(&robot);
    robot.event(Event::CameIn(Box::new(Err("Not here.".into()))));
    assert!(
        robot.screen().contains("No: Not here."),
        "{}",
        robot.screen()
    );
}

#[test]
fn snapshots_of_the_lock() {
    let mut robot = robot(80, 24);
    robot.press("f12").expect("keys");
    insta::assert_snapshot!("lock", robot.styled());
    let mut robot = with_pins();
    press(&mut robot, "f12 'guess' enter 'an'");
    insta::assert_snapshot!("lock_with_a_wrong_pin", robot.screen());
}
