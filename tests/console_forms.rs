//! The forms about bookings: faults beside their fields, dates as people say
//! them, what is left and what it costs while one types, and drafts.

mod support;

use keyrack::console::state::Effect;
use keyrack::console::testing::{Robot, Setting};
use keyrack::domain::booking::Booking;
use keyrack::domain::room::RoomStatus;
use support::{Builder, now, plain_robot};

fn booked(robot: &Robot, lead: &str) -> Option<Booking> {
    let mut all = robot.house.bookings.values();
    all.find(|booking| booking.lead == lead).cloned()
}

fn edited(keys: &str) -> Robot {
    let mut robot = plain_robot(100, 40);
    robot
        .press("/ 'khan' enter e")
        .expect("keys")
        .press(keys)
        .expect("keys");
    robot
}

#[test]
fn dates_are_echoed_with_what_is_left_and_what_it_costs() {
    for (typed, echoed) in [
        ("fri", "Fri 20 Mar"),
        ("+3", "Thu 19 Mar"),
        ("24/12", "Thu 24 Dec"),
        ("t", "Mon 16 Mar"),
    ] {
        let mut robot = plain_robot(100, 40);
        robot
            .press(&format!("n shift+tab shift+tab '{typed}' tab '2'"))
            .expect("keys");
        let screen = robot.screen();
        for said in [
            echoed,
            "until ",
            "DBL left",
            "2 nights x 120.00 = EUR 240.00",
        ] {
            assert!(screen.contains(said), "{typed}, {said}: {screen}");
        }
    }
}

#[test]
fn days_that_are_not_loaded_are_asked_for() {
    let mut robot = plain_robot(100, 40);
    robot
        .press("n shift+tab shift+tab '2030-05-01'")
        .expect("keys");
    assert!(
        robot.screen().contains("Reading those days"),
        "{}",
        robot.screen()
    );
    let asked = robot.effects.iter().rev().find_map(|effect| match effect {
        Effect::Also(also) => also.days,
        _ => None,
    });
    assert_eq!(
        asked.map(|days| days.check_in.to_string()).as_deref(),
        Some("2030-05-01")
    );
}

#[test]
fn every_fault_stands_beside_its_field_and_the_first_has_the_keyboard() {
    let mut robot = plain_robot(100, 40);
    robot
        .press("n shift+tab shift+tab 'noday' tab 'x' enter")
        .expect("keys");
    let screen = robot.screen();
    let line = |label: &str| {
        let found = screen.lines().find(|line| line.contains(label));
        found
            .unwrap_or_else(|| panic!("{label}: {screen}"))
            .to_owned()
    };
    assert!(
        line(">Arrival").contains("! `noday` is no date"),
        "{screen}"
    );
    assert!(line("Guest *").contains("! needed"), "{screen}");
    assert!(robot.sent.is_empty());
}

#[test]
fn a_refusal_stands_beside_the_field_it_is_about_and_nothing_typed_is_lost() {
    // Two adults with one name: the party rule is the domain's.
    let mut robot = plain_robot(100, 40);
    robot
        .press("w '101' tab tab 'Doe, Jane' tab '2' enter")
        .expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("Doe, Jane") || screen.contains("That was refused"),
        "{screen}"
    );
    assert!(booked(&robot, "Doe, Jane").is_none());
    robot.press("esc esc w").expect("keys");
    assert!(robot.screen().contains("Doe, Jane"), "{}", robot.screen());
}

#[test]
fn a_draft_is_offered_again_and_taken_up_or_given_up() {
    let mut robot = plain_robot(100, 40);
    robot.press("n 'Roe, Ann' esc n").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("Draft of 09:42 kept") && screen.contains("Roe, Ann"),
        "{screen}"
    );
    robot.press("enter").expect("keys");
    assert!(robot.sent.is_empty(), "taken up, not sent");
    assert!(!robot.screen().contains("Draft of"), "{}", robot.screen());
    robot.press("enter").expect("keys");
    assert!(booked(&robot, "Roe, Ann").is_some(), "{}", robot.screen());
    robot.press("n").expect("keys");
    assert!(!robot.screen().contains("Draft of"), "{}", robot.screen());
    robot.press("'Poe, Bob' esc n ctrl+d").expect("keys");
    let screen = robot.screen();
    assert!(
        !screen.contains("Poe, Bob") && !screen.contains("Draft of"),
        "{screen}"
    );
    robot.press("esc n").expect("keys");
    assert!(!robot.screen().contains("Poe, Bob"), "{}", robot.screen());
}

#[test]
fn seldom_fields_are_folded_until_they_are_asked_for() {
    let mut robot = plain_robot(100, 40);
    robot.press("n").expect("keys");
    assert!(!robot.screen().contains("E-mail"), "{}", robot.screen());
    robot
        .press("'Roe, Ann' ctrl+e tab tab '555' enter")
        .expect("keys");
    let made = booked(&robot, "Roe, Ann").unwrap_or_else(|| panic!("{}", robot.screen()));
    assert_eq!(made.contact.phone.as_deref(), Some("555"));
}

#[test]
fn an_edit_says_only_what_reads_differently() {
    let mut robot = edited("tab tab tab tab tab ctrl+a ctrl+k '99.50' enter");
    let khan = booked(&robot, "Khan, Amir").expect("Khan");
    let sent = serde_json::to_value(&robot.sent).expect("data").to_string();
    assert!(!sent.contains("adults") && !sent.contains("lead"), "{sent}");
    robot.press("u").expect("keys");
    let before = booked(&robot, "Khan, Amir").expect("Khan");
    assert_ne!(khan.rate, before.rate, "{}", robot.screen());
}

#[test]
fn a_walk_in_takes_few_keys_with_the_room_or_the_type_first() {
    for (keys, what) in [
        ("w '101' tab tab 'Doe, Jane' enter", "room"),
        ("w 'dbl' tab tab 'Doe, Jane' enter", "type"),
    ] {
        let mut robot = plain_robot(100, 40);
        // Off any room, so that none is filled in.
        robot.press("3").expect("keys").press(keys).expect("keys");
        let made =
            booked(&robot, "Doe, Jane").unwrap_or_else(|| panic!("{what}: {}", robot.screen()));
        assert!(made.is_in_house());
    }
}

/// Larsen in 201 from the 16th to the 21st, and Poe in it from the 22nd.
fn neighbours() -> Robot {
    let mut it = Builder::new();
    let room = it.room("201", "KNG", RoomStatus::ReadyForGuest);
    it.booking("Larsen, Ase", "KNG", "2026-03-16", 5, Some(room));
    it.booking("Poe, Bob", "KNG", "2026-03-22", 2, Some(room));
    let mut robot =
        Robot::open(it.build(), now(), Setting::plain(100, 40)).expect("a house with staff");
    robot.press("/ 'larsen' enter D").expect("keys");
    robot
}

#[test]
fn changed_dates_are_echoed_and_priced() {
    for (typed, echoed, nights) in [
        (
            "sun",
            "Sun 22 March 2026, in 6 days",
            "6 nights x 120.00 = EUR 720.00",
        ),
        (
            "+3",
            "Thu 19 March 2026, in 3 days",
            "3 nights x 120.00 = EUR 360.00",
        ),
        (
            "18",
            "Wed 18 March 2026, in 2 days",
            "2 nights x 120.00 = EUR 240.00",
        ),
    ] {
        let mut robot = neighbours();
        assert!(
            robot.screen().contains("Change dates: BK-2026-"),
            "{}",
            robot.screen()
        );
        robot
            .press(&format!("tab ctrl+a ctrl+k '{typed}'"))
            .expect("keys");
        let screen = robot.screen();
        for said in [echoed, nights] {
            assert!(screen.contains(said), "{typed}, {said}: {screen}");
        }
        robot.press("enter").expect("keys");
        let larsen = booked(&robot, "Larsen, Ase").expect("Larsen");
        let left = larsen.stay.check_out.spoken();
        assert!(echoed.starts_with(&left), "{left}: {}", robot.screen());
    }
}

#[test]
fn changed_dates_are_refused_beside_their_field_and_kept_as_a_draft() {
    for (typed, refused, left) in [
        ("noday", "! `noday` is no date", ""),
        ("2026-03-10", "! The stay would end (2026-03-10", ""),
        (
            "2026-03-23",
            "! Room 201 is not free: Poe",
            "no KNG left on Sun 22 Mar   7 nights",
        ),
    ] {
        let mut robot = neighbours();
        let before = booked(&robot, "Larsen, Ase").expect("Larsen").stay;
        robot
            .press(&format!("tab ctrl+a ctrl+k '{typed}'"))
            .expect("keys");
        let beside = |robot: &Robot| {
            let screen = robot.screen();
            let line = screen.lines().find(|line| line.contains("Departure *"));
            line.unwrap_or_else(|| panic!("{typed}: {screen}"))
                .to_owned()
        };
        // While one types already, and the stay's own room is not missing.
        assert!(beside(&robot).contains(refused), "{}", robot.screen());
        assert!(robot.screen().contains(left), "{typed}: {}", robot.screen());
        assert!(
            !robot.screen().contains("left on Mon 16 Mar"),
            "{}",
            robot.screen()
        );
        robot.press("enter").expect("keys");
        let after = booked(&robot, "Larsen, Ase").expect("Larsen").stay;
        assert_eq!(before, after, "{typed}");
        robot.press("esc D").expect("keys");
        let screen = robot.screen();
        assert!(screen.contains("Draft of 09:42 kept"), "{typed}: {screen}");
        assert!(beside(&robot).contains(typed), "{typed}: {screen}");
        robot.press("ctrl+d").expect("keys");
        assert!(!beside(&robot).contains(typed), "{}", robot.screen());
        assert!(!robot.screen().contains("Draft of"), "{}", robot.screen());
    }
}
