//! The list of bookings and the page of one: walking, looking for, sorting,
//! keeping views, and everything that was done, in words.

mod support;

use std::sync::Arc;

use keyrack::console::state::{Effect, Event, Overlay, Screen};
use keyrack::console::testing::{Robot, Setting};
use keyrack::console::view::Gesture;
use keyrack::desk::{Also, Snapshot};
use keyrack::domain::command::{AddNote, CancelBooking, ReleaseBlock};
use keyrack::domain::facts::Facts;
use keyrack::domain::house::House;
use keyrack::domain::listing::SortBy;
use support::{Builder, hostile_robot, now, plain_robot, robot};

/// Twelve hundred bookings over three years, in a house of five rooms.
fn long_house() -> House {
    let mut it = Builder::new();
    let rooms: Vec<_> = (1..=5)
        .map(|n| {
            it.room(
                &format!("10{n}"),
                "DBL",
                keyrack::domain::room::RoomStatus::Available,
            )
        })
        .collect();
    let first = support::day("2025-01-01");
    for n in 0..1200 {
        let arrival = first.plus(n).to_string();
        let lead = format!("Guest {n:04}");
        let room = (n % 7 != 0).then(|| rooms[n as usize % 5]);
        it.booking(&lead, "DBL", &arrival, 1, room);
    }
    it.build()
}

fn long_robot(width: u16, height: u16) -> Robot {
    Robot::open(long_house(), now(), Setting::plain(width, height)).expect("a house with staff")
}

fn chosen(robot: &Robot) -> String {
    let id = robot.state.subject().booking.expect("a booking is chosen");
    robot.house.bookings[&id].lead.clone()
}

#[test]
fn snapshots() {
    for (name, width, height, keys) in [
        ("list_80x24", 80, 24, "4"),
        ("list_160x45", 160, 45, "4 j s s"),
        ("search_80x24", 80, 24, "4 f"),
        ("page_80x24", 80, 24, "4 c 'likes tea' enter enter"),
        (
            "page_160x45",
            160,
            45,
            "4 a enter c 'likes tea' enter enter",
        ),
        ("views_80x24", 80, 24, "4 s W"),
        ("edit_80x24", 80, 24, "4 e"),
        ("edit_unfolded_80x24", 80, 24, "4 e ctrl+e"),
    ] {
        let mut robot = robot(width, height);
        robot.press(keys).expect("keys");
        insta::assert_snapshot!(name, robot.styled());
    }
}

#[test]
fn a_long_list_is_walked_from_end_to_end_and_only_in_part_in_memory() {
    let mut robot = long_robot(80, 24);
    robot.press("4").expect("keys");
    // It opens at today: the list is about now, however long it is.
    assert_eq!(chosen(&robot), "Guest 0439");
    assert!(robot.screen().contains("440 of 1200"), "{}", robot.screen());
    robot.press("home").expect("keys");
    assert!(robot.screen().contains("1 of 1200"), "{}", robot.screen());
    for _ in 0..1300 {
        robot.press("j").expect("keys");
    }
    assert_eq!(chosen(&robot), "Guest 1199");
    assert!(
        robot.screen().contains("1200 of 1200"),
        "{}",
        robot.screen()
    );
    for step in 0..70 {
        robot.press("pgup").expect("keys");
        let screen = robot.screen();
        assert!(screen.contains(&chosen(&robot)), "{step}: {screen}");
    }
    robot.press("home").expect("keys");
    assert_eq!(chosen(&robot), "Guest 0000");
    robot.press("end").expect("keys");
    assert_eq!(chosen(&robot), "Guest 1199");
    assert!(
        robot.screen().contains("1200 of 1200"),
        "{}",
        robot.screen()
    );
    robot.press("k").expect("keys");
    assert_eq!(chosen(&robot), "Guest 1198");
}

#[test]
fn nothing_on_the_screen_waits_for_the_disk() {
    let mut robot = long_robot(80, 24);
    robot.slow = true;
    robot.press("4").expect("keys");
    assert!(robot.screen().contains("Reading ..."), "{}", robot.screen());
    robot.press("j j s 1 4").expect("keys");
    robot.slow = false;
    robot.answer_questions();
    // The answers to what is not asked any more are nobody's.
    assert!(robot.screen().contains("Arrives v"), "{}", robot.screen());
    assert_eq!(chosen(&robot), "Guest 0439");
}

#[test]
fn a_key_sorts_by_the_next_column_and_the_head_says_so() {
    let mut robot = plain_robot(80, 24);
    robot.press("4").expect("keys");
    let mut seen = Vec::new();
    for _ in 0..8 {
        let screen = robot.screen();
        let head = screen.lines().nth(3).expect("heads").to_owned();
        seen.push(["Arrives", "Leaves", "Guest", "Code"].map(|name| {
            if head.contains(&format!("{name} ^")) {
                '^'
            } else if head.contains(&format!("{name} v")) {
                'v'
            } else {
                ' '
            }
        }));
        robot.press("s").expect("keys");
    }
    let marks: Vec<String> = seen.iter().map(|marks| marks.iter().collect()).collect();
    assert_eq!(
        marks,
        [
            "^   ", "v   ", " ^  ", " v  ", "  ^ ", "  v ", "   ^", "   v"
        ]
    );
    // A click on a head sorts by it, a second one the other way round.
    assert!(robot.click_text("Guest"));
    assert_eq!(chosen(&robot), "Ito, Ken");
    assert!(robot.click_text("Guest ^"));
    assert_eq!(chosen(&robot), "Yi, Min");
}

#[test]
fn every_filter_narrows_the_list() {
    for (fields, expected) in [
        ("'mull'", vec!["Müller, Eva"]),
        ("tab right", vec!["Khan, Amir", "Larsen, Åse", "Yi, Min"]),
        ("tab tab '20' tab '21'", vec!["Larsen, Åse", "Müller, Eva"]),
        ("tab tab tab tab 'ccc'", vec!["Ito, Ken"]),
        (
            "tab tab tab tab tab 'without'",
            vec!["Khan, Amir", "Müller, Eva"],
        ),
        ("tab tab tab tab tab tab 's'", vec!["Petrov, Ivan"]),
        (
            "tab tab tab tab tab tab tab 'DIRECT'",
            vec![
                "Ito, Ken",
                "Khan, Amir",
                "Larsen, Åse",
                "Müller, Eva",
                "Nguyen, Linh",
                "Petrov, Ivan",
                "Yi, Min",
            ],
        ),
        ("tab tab tab tab tab tab tab tab 'o'", vec![]),
    ] {
        let mut robot = robot(80, 24);
        robot
            .press("4 f")
            .expect("keys")
            .press(fields)
            .expect("keys")
            .press("enter")
            .expect("keys");
        let screen = robot.screen();
        let all = [
            "Ito, Ken",
            "Khan, Amir",
            "Larsen, Åse",
            "Müller, Eva",
            "Nguyen, Linh",
            "Petrov, Ivan",
            "Yi, Min",
        ];
        let shown: Vec<&str> = all
            .into_iter()
            .filter(|name| screen.contains(name))
            .collect();
        assert_eq!(shown, expected, "{fields}: {screen}");
        assert!(screen.contains("(Esc: all)"), "{screen}");
        robot.press("esc").expect("keys");
        assert!(robot.screen().contains("showing all"), "{}", robot.screen());
    }
}

#[test]
fn what_cannot_be_looked_for_is_said_beside_its_field() {
    let mut robot = plain_robot(80, 24);
    robot
        .press("4 f tab tab '20' tab '18' enter")
        .expect("keys");
    assert!(
        robot.screen().contains("is before the first day"),
        "{}",
        robot.screen()
    );
}

#[test]
fn views_are_kept_taken_up_and_given_up_by_their_person() {
    let mut robot = plain_robot(80, 24);
    robot.press("4 f tab right enter s s s s").expect("keys");
    robot
        .press("W 'keep' enter 'Arrivals by name' enter")
        .expect("keys");
    assert!(
        robot.screen().contains("Kept the view"),
        "{}",
        robot.screen()
    );
    let actor = robot.state.view().actor.id;
    let views = Facts::saved_views(&robot.house, actor);
    assert_eq!(views[0].name, "Arrivals by name");
    let keyrack::domain::saved_view::Arrangement::Bookings { search, sort } = &views[0].arrangement
    else {
        panic!("a view of the bookings")
    };
    assert!(search.arriving_today && sort.by == SortBy::Guest && !sort.descending);
    robot.press("esc W 'opens' enter").expect("keys");
    assert!(robot.screen().contains("showing all"), "{}", robot.screen());
    robot.press("W 'arrivals' enter").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("showing arriving today") && screen.contains("Guest ^"),
        "{screen}"
    );
    // The grid has views of its own.
    robot.press("1 W").expect("keys");
    assert!(
        !robot.screen().contains("Arrivals by name"),
        "{}",
        robot.screen()
    );
    robot
        .press("esc G + W 'keep' enter 'By floor' enter G W 'by floor' enter")
        .expect("keys");
    assert!(robot.screen().contains("Floor 1"), "{}", robot.screen());
    robot.press("4 W 'give' enter enter").expect("keys");
    assert!(
        robot.screen().contains("Gave up the view"),
        "{}",
        robot.screen()
    );
    assert_eq!(Facts::saved_views(&robot.house, actor).len(), 1);
    robot.press("u").expect("keys");
    assert_eq!(Facts::saved_views(&robot.house, actor).len(), 2);
}

#[test]
fn a_colleague_does_not_take_the_selection_away() {
    let mut robot = plain_robot(80, 24);
    robot.press("4 s s s s j j j space").expect("keys");
    let before = chosen(&robot);
    let eva = robot
        .house
        .staff
        .values()
        .find(|it| it.employee == "eva")
        .cloned()
        .expect("Eva");
    let first = robot
        .house
        .bookings
        .values()
        .find(|it| it.lead == "Khan, Amir")
        .cloned()
        .expect("Khan");
    let cancel = CancelBooking {
        booking: first.code,
        reason: Some("ill".into()),
    };
    robot.colleague(&eva, &cancel.into()).expect("done");
    assert_eq!(chosen(&robot), before);
    let screen = robot.screen();
    assert!(
        screen.contains("cancelled") && screen.contains("1 booking selected"),
        "{screen}"
    );
}

#[test]
fn many_bookings_are_one_step() {
    let mut robot = plain_robot(80, 24);
    // The three without whom nothing is done: two guests of the house, and Ito who has left.
    robot.press("4 s s s s").expect("keys");
    for name in ["Nguyen", "Petrov"] {
        let (x, y) = robot.find(name).expect("listed");
        robot.gesture(Gesture::Press, x, y);
        robot.press("space").expect("keys");
    }
    robot.press("o").expect("keys");
    assert!(robot.screen().contains("Check out"), "{}", robot.screen());
    robot.press("e").expect("keys");
    for name in ["Nguyen, Linh", "Petrov, Ivan"] {
        let booking = robot
            .house
            .bookings
            .values()
            .find(|it| it.lead == name)
            .expect("a guest");
        assert!(!booking.is_in_house(), "{}", robot.screen());
    }
    robot.press("u").expect("keys");
    assert_eq!(robot.house.in_house().len(), 2, "one undo takes both back");
}

#[test]
fn the_page_opens_from_everywhere_and_gives_way_again() {
    for (keys, screen) in [
        ("1 / 'larsen' enter enter", Screen::Grid),
        ("2 / 'nguyen' enter 2 enter", Screen::Turnover),
        ("3 enter", Screen::Alerts),
        ("4 enter", Screen::Bookings),
    ] {
        let mut robot = plain_robot(80, 24);
        robot.press(keys).expect("keys");
        let shown = robot.screen();
        assert!(
            shown.contains("Booking BK-2026-") && shown.contains("PARTY AND CONTACT"),
            "{keys}: {shown}"
        );
        robot.press("esc").expect("keys");
        assert_eq!(robot.state.screen(), screen, "{keys}");
        assert!(
            !robot.screen().contains("PARTY AND CONTACT"),
            "{}",
            robot.screen()
        );
    }
}

#[test]
fn the_page_tells_the_whole_history_in_words() {
    let mut robot = plain_robot(160, 45);
    robot.press("/ 'khan' enter enter").expect("keys");
    robot
        .press("a '105' enter i c 'likes tea' enter")
        .expect("keys");
    let screen = robot.screen();
    for said in [
        "HISTORY, the latest first",
        "Ana Desk gave room 105",
        "Ana Desk checked the guest in to room 105",
        "Ana Desk noted: likes tea",
        "105   DBL  Mon 16 Mar > Wed 18 Mar",
        "balance",
        "2 x    120.00      240.00",
    ] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    // What a colleague does shows without a key.
    let eva = robot
        .house
        .staff
        .values()
        .find(|it| it.employee == "eva")
        .cloned()
        .expect("Eva");
    let code = robot
        .house
        .bookings
        .values()
        .find(|it| it.lead == "Khan, Amir")
        .expect("Khan")
        .code
        .clone();
    let note = AddNote {
        booking: Some(code),
        text: "wants a late breakfast".into(),
        ..AddNote::default()
    };
    robot.colleague(&eva, &note.into()).expect("done");
    assert!(
        robot
            .screen()
            .contains("Eva Supv noted: wants a late breakfast"),
        "{}",
        robot.screen()
    );
}

#[test]
fn the_page_scrolls_and_its_menu_offers_what_applies() {
    let mut robot = plain_robot(80, 24);
    robot.press("/ 'khan' enter enter").expect("keys");
    assert!(!robot.screen().contains("HISTORY"), "{}", robot.screen());
    robot.press("end").expect("keys");
    assert!(robot.screen().contains("HISTORY"), "{}", robot.screen());
    robot.press("home .").expect("keys");
    let Some(Overlay::List(menu)) = robot.state.overlay() else {
        panic!("no menu")
    };
    let offered = |name: &str| {
        let mut items = menu.items().iter();
        items.any(|item| item.label == name && item.why_not.is_none())
    };
    assert!(offered("Edit booking") && offered("Assign a room"));
    assert!(!offered("Take back the check-in"));
}

#[test]
fn what_is_looked_at_is_kept_loaded_wherever_it_lies() {
    let mut robot = long_robot(80, 24);
    robot.press("4 home").expect("keys");
    let first = robot.house.bookings.values().next().expect("a booking").id;
    let kept = robot.effects.iter().rev().find_map(|effect| match effect {
        Effect::Also(also) => Some(also.clone()),
        _ => None,
    });
    assert_eq!(kept.expect("asked for").bookings, [first]);
    robot.press("1").expect("keys");
    let kept = robot.effects.iter().rev().find_map(|effect| match effect {
        Effect::Also(also) => Some(also.clone()),
        _ => None,
    });
    assert!(kept.expect("asked for").bookings.is_empty());
}

#[test]
fn hostile_names_break_nothing() {
    for (width, height) in [(80, 24), (60, 15), (160, 45), (79, 20)] {
        let mut robot = hostile_robot(width, height);
        robot.press("4").expect("keys");
        for _ in 0..30 {
            robot.press("j enter end . esc esc").expect("keys");
            assert!(!robot.screen().contains('\u{1b}'));
        }
    }
}

/// The console with one booking that no screen has loaded.
fn robot_without(lead: &str, width: u16, height: u16) -> Robot {
    let mut robot = plain_robot(width, height);
    let known = Snapshot {
        house: {
            let mut house = robot.house.clone();
            house.bookings.retain(|_, booking| booking.lead != lead);
            house
        },
        window: robot.state.view().days.0,
        also: Also::default(),
        head: robot.state.view().head,
        loaded_at: now(),
        news: Vec::new(),
        properties: Vec::new(),
        trouble: None,
    };
    robot.event(Event::Snapshot(Arc::new(known)));
    robot
}

#[test]
fn what_is_not_loaded_is_found_too_and_its_page_opens() {
    let mut robot = robot_without("Khan, Amir", 80, 24);
    robot.slow = true;
    robot.press("/ 'khan'").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("Looking through all bookings") && !screen.contains("Khan, Amir"),
        "{screen}"
    );
    // Typing goes on; the answer to what was typed before is nobody's, and
    // then what is typed by now is asked for.
    robot.press("'x'").expect("keys");
    for _ in 0..2 {
        robot.answer_questions();
        assert!(!robot.screen().contains("Khan, Amir"), "{}", robot.screen());
    }
    assert!(
        robot.screen().contains("nothing more"),
        "{}",
        robot.screen()
    );
    robot
        .press("'yz' backspace backspace backspace")
        .expect("keys");
    for _ in 0..2 {
        robot.answer_questions();
    }
    let screen = robot.screen();
    assert!(
        screen.contains("Khan, Amir") && screen.contains("Looked through all bookings: 1 more."),
        "{screen}"
    );
    robot.slow = false;
    robot.press("enter").expect("keys");
    let khan = robot.house.bookings.values();
    let khan = khan
        .clone()
        .find(|it| it.lead == "Khan, Amir")
        .expect("Khan")
        .id;
    assert_eq!(robot.state.subject().booking, Some(khan));
    let kept = robot.effects.iter().rev().find_map(|effect| match effect {
        Effect::Also(also) => Some(also.bookings.clone()),
        _ => None,
    });
    assert_eq!(kept, Some(vec![khan]), "the booking itself is asked for");
    robot.look_again(Vec::new());
    assert!(
        robot.screen().contains("PARTY AND CONTACT"),
        "{}",
        robot.screen()
    );
}

#[test]
fn what_is_loaded_is_found_once_and_many_are_had_as_a_list() {
    let mut robot = plain_robot(80, 24);
    robot.press("/ 'khan'").expect("keys");
    let screen = robot.screen();
    assert_eq!(screen.matches("Khan, Amir").count(), 1, "{screen}");
    // By a code that the loaded line shows, and by nothing at all.
    robot.press("esc / 'zzz'").expect("keys");
    assert!(
        robot
            .screen()
            .contains("Looked through all bookings: nothing more."),
        "{}",
        robot.screen()
    );
    let mut robot = long_robot(80, 24);
    let gone = {
        let mut house = robot.house.clone();
        house.bookings.clear();
        house.segments.clear();
        house
    };
    let known = Snapshot {
        house: gone,
        window: robot.state.view().days.0,
        also: Also::default(),
        head: robot.state.view().head,
        loaded_at: now(),
        news: Vec::new(),
        properties: Vec::new(),
        trouble: None,
    };
    robot.event(Event::Snapshot(Arc::new(known)));
    robot.press("/ 'guest' end").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("1200 bookings, as a list") && screen.contains("all bookings: 21 more"),
        "{screen}"
    );
    robot.press("enter").expect("keys");
    assert_eq!(robot.state.screen(), Screen::Bookings);
    assert!(robot.screen().contains("\"guest\""), "{}", robot.screen());
}

#[test]
fn the_page_shows_the_requests_of_the_booking_and_leads_to_them() {
    let mut robot = plain_robot(80, 45);
    robot
        .press("/ 'nguyen' enter Q 'Shower leaks' enter / 'nguyen' enter enter")
        .expect("keys");
    let screen = robot.screen();
    for said in [
        "REQUESTS   5 opens them   Q reports another",
        "Shower leaks   new   room 203",
    ] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    robot.press("5").expect("keys");
    assert_eq!(robot.state.screen(), Screen::Requests);
    let chosen = robot.state.subject().request.expect("a request is chosen");
    assert_eq!(robot.house.requests[&chosen].title, "Shower leaks");
    // Who asked for nothing has no such heading.
    robot.press("/ 'khan' enter enter").expect("keys");
    assert!(!robot.screen().contains("REQUESTS"), "{}", robot.screen());
}

#[test]
fn a_room_and_a_block_have_a_page_with_their_history() {
    let mut robot = plain_robot(160, 45);
    robot
        .press("/ 'khan' enter a '105' enter")
        .expect("keys")
        .press("/ '105' enter : 'room history'")
        .expect("keys");
    robot.slow = true;
    robot.press("enter").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("Room 105") && screen.contains("Reading ..."),
        "{screen}"
    );
    robot.slow = false;
    robot.answer_questions();
    let screen = robot.screen();
    for said in [
        "HISTORY, the latest first",
        "FROM TODAY ON",
        "Mon 16 Mar > Wed 18 Mar  Khan, Amir",
        "Ana Desk gave the room to Khan (BK-2026-",
    ] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    let room = robot.state.subject().room.expect("the room");
    assert_eq!(robot.house.rooms[&room].number, "105");
    // What needs a booking says so here.
    robot.press("i").expect("keys");
    assert!(
        robot.screen().contains("no booking is selected"),
        "{}",
        robot.screen()
    );
    robot.press("esc").expect("keys");
    assert_eq!(robot.state.screen(), Screen::Grid);
    // The menu of a room has it; without a block there is none of one.
    robot.press(".").expect("keys");
    let Some(Overlay::List(menu)) = robot.state.overlay() else {
        panic!("no menu")
    };
    let mut items = menu.items().iter();
    assert!(items.any(|item| item.label == "Room history" && item.why_not.is_none()));
    robot.press("esc").expect("keys");
    robot.press(": 'block history' enter").expect("keys");
    assert!(
        robot.screen().contains("no block is selected"),
        "{}",
        robot.screen()
    );
    robot.press("esc").expect("keys");
}

#[test]
fn a_block_has_a_page_that_outlives_it() {
    let mut robot = plain_robot(160, 45);
    robot
        .press("/ '101' enter l l shift+right b 'paint' enter : 'block history' enter")
        .expect("keys");
    let screen = robot.screen();
    for said in ["Block BL-", "paint", "Room 101", "Ana Desk blocked"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    // A colleague gives the room free while one reads.
    let block = robot.house.blocks.values().next().expect("a block").clone();
    let eva = robot.house.staff.values().find(|it| it.employee == "eva");
    let eva = eva.cloned().expect("Eva");
    let release = ReleaseBlock {
        block: block.code,
        reason: "painted".into(),
    };
    robot.colleague(&eva, &release.into()).expect("done");
    assert!(
        robot.screen().contains("Eva Supv released block BL-"),
        "{}",
        robot.screen()
    );
}
