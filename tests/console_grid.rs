//! The month grid: drawn, walked, picked up and dropped, by keys and mouse.

mod support;

use keyrack::console::state::Event;
use keyrack::console::testing::{Robot, Setting};
use keyrack::console::view::{Gesture, Mouse, Target};
use keyrack::domain::command::{CancelBooking, Command};
use keyrack::domain::house::House;
use keyrack::domain::id::BookingId;
use keyrack::domain::room::RoomStatus;
use keyrack::domain::segment::AssignmentStatus;
use ratatui::layout::Position;
use support::{Builder, hostile_robot, now, plain_robot};

/// A house in which there is something of everything: a guest who moves, an
/// overstay with a claim on the room, tentative and promised stays, a block.
fn full_house() -> House {
    let mut it = Builder::new();
    let ready = RoomStatus::ReadyForGuest;
    it.room("101", "DBL", ready);
    let dirty = it.room("102", "DBL", RoomStatus::CheckoutDirty);
    it.room("103", "DBL", RoomStatus::CleaningInProgress);
    let over = it.room("104", "DBL", RoomStatus::Occupied);
    let promised = it.room("105", "DBL", ready);
    let larsen = it.room("201", "KNG", ready);
    let broken = it.room("202", "KNG", RoomStatus::OutOfOrder);
    let nguyen = it.room("203", "KNG", RoomStatus::Occupied);
    it.room("204", "KNG", ready);
    let suite = it.room("301", "STE", ready);
    it.booking("Ito, Ken", "DBL", "2026-03-10", 4, Some(dirty));
    it.booking("Nguyen, Linh", "KNG", "2026-03-14", 4, Some(nguyen));
    it.booking("Larsen, Ase", "KNG", "2026-03-16", 5, Some(larsen));
    it.booking("Khan, Amir", "DBL", "2026-03-16", 2, None);
    it.booking("Muller, Eva", "DBL", "2026-03-20", 3, None);
    let claims = it.booking("Yi, Min", "DBL", "2026-03-16", 2, Some(over));
    let petrov = it.booking("Petrov, Ivan", "DBL", "2026-03-12", 4, Some(over));
    let tour = it.booking("Tour AX-12", "STE", "2026-03-18", 9, Some(suite));
    let garcia = it.booking("Garcia, Ana", "DBL", "2026-03-20", 5, Some(promised));
    it.booking("Abe, Ren", "KNG", "2026-03-25", 3, Some(broken));
    let mut house = it.build();
    edit_booking(&mut house, petrov, "2026-03-15");
    let segment = |house: &House, id: BookingId| house.stay_of(id)[0].clone();
    let mut tentative = segment(&house, garcia);
    tentative.status = AssignmentStatus::PreAssigned;
    house.put(tentative.into());
    let mut kept = segment(&house, tour);
    kept.do_not_move = true;
    house.put(kept.into());
    let mut group = house.bookings[&tour].clone();
    group.is_vip = true;
    house.put(group.into());
    assert!(house.bookings.contains_key(&claims));
    house
}

/// Lets a stay have ended on this day, though its guest is still there.
fn edit_booking(house: &mut House, id: BookingId, check_out: &str) {
    let mut booking = house.bookings[&id].clone();
    booking.stay.check_out = support::day(check_out);
    let mut segment = house.stay_of(id)[0].clone();
    segment.stay.check_out = support::day(check_out);
    house.put(booking.into());
    house.put(segment.into());
}

fn full(setting: Setting) -> Robot {
    Robot::open(full_house(), now(), setting).expect("a house with staff")
}

fn dark(width: u16, height: u16) -> Robot {
    full(Setting::dark(width, height).expect("a theme"))
}

fn plain(width: u16, height: u16) -> Robot {
    full(Setting::plain(width, height))
}

/// Drags with the left button from one cell of the frame to another.
fn drag(robot: &mut Robot, from: (u16, u16), to: (u16, u16), ctrl: bool) {
    let mut make = |gesture, (x, y): (u16, u16)| {
        let at = Position::new(x, y);
        robot.event(Event::Mouse(Mouse { gesture, at, ctrl }));
    };
    make(Gesture::Press, from);
    // Terminals report every cell on the way.
    let (mut x, mut y) = from;
    while (x, y) != to {
        (x, y) = (nearer(x, to.0), nearer(y, to.1));
        make(Gesture::Drag, (x, y));
    }
    make(Gesture::Release, to);
}

fn nearer(from: u16, to: u16) -> u16 {
    match from.cmp(&to) {
        std::cmp::Ordering::Less => from + 1,
        std::cmp::Ordering::Equal => from,
        std::cmp::Ordering::Greater => from - 1,
    }
}

/// The command that was sent last, as data.
fn last(robot: &Robot) -> String {
    let sent = robot.sent.last().expect("a command was sent");
    serde_json::to_string(&sent.command).expect("data")
}

fn pressed(keys: &str) -> Robot {
    let mut robot = plain(80, 24);
    robot.press(keys).expect("keys");
    robot
}

fn row_of(robot: &Robot, room: &str) -> u16 {
    let screen = robot.screen();
    let mut lines = screen.lines();
    let at = lines.position(|line| line.get(1..4) == Some(room));
    at.expect("the room shows") as u16
}

#[test]
fn snapshots_at_the_usual_sizes() {
    insta::assert_snapshot!("80x24", dark(80, 24).styled());
    insta::assert_snapshot!("160x45", dark(160, 45).styled());
    insta::assert_snapshot!("80x24_no_colour_ascii", plain(80, 24).styled());
}

#[test]
fn snapshots_of_what_is_in_the_hand() {
    let mut robot = dark(80, 24);
    robot.press("/ 'Larsen' enter m").expect("keys");
    insta::assert_snapshot!("picked_up", robot.styled());
    robot.press("j j").expect("keys");
    insta::assert_snapshot!("refused", robot.styled());
    robot.press("j").expect("keys");
    insta::assert_snapshot!("fits", robot.styled());
    robot.press("esc r l l").expect("keys");
    insta::assert_snapshot!("resized", robot.styled());
    robot.press("esc k k v l l k").expect("keys");
    insta::assert_snapshot!("range", robot.styled());
}

#[test]
fn the_cursor_walks_over_rooms_and_days() {
    let mut robot = plain(80, 24);
    assert!(robot.screen().contains("\n>101 DBL"), "{}", robot.screen());
    robot.press("j j l").expect("keys");
    assert!(robot.screen().contains("\n>103 DBL"), "{}", robot.screen());
    assert!(robot.screen().contains("103 DBL  Tue 17 Mar  free"));
    robot.press("tab").expect("keys");
    assert!(robot.screen().contains(">Unassigned"), "{}", robot.screen());
    assert!(robot.screen().contains("Khan, Amir"), "{}", robot.screen());
    robot.press("l").expect("keys");
    assert!(robot.screen().contains("Muller, Eva"), "{}", robot.screen());
    robot.press("tab").expect("keys");
    assert!(robot.screen().contains("\n>103 DBL"), "{}", robot.screen());
    robot.press("ctrl+right").expect("keys");
    assert!(robot.screen().contains("Fri 27 Mar"), "{}", robot.screen());
    robot.press("> t").expect("keys");
    assert!(
        robot.screen().contains("Mon 16 Mar  free"),
        "{}",
        robot.screen()
    );
    robot.press(">").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("< April 2026 >") && screen.contains("Thu 16 Apr"),
        "{screen}"
    );
}

#[test]
fn a_date_is_gone_to() {
    let robot = pressed("g '24/12' enter");
    assert!(robot.screen().contains("Thu 24 Dec"), "{}", robot.screen());
}

#[test]
fn groups_fold_and_rooms_are_found_in_them() {
    let mut robot = pressed("z");
    let screen = robot.screen();
    assert!(
        screen.contains("\n> DBL Double") && !screen.contains(" 102 DBL"),
        "{screen}"
    );
    robot.press("/ '103' enter").expect("keys");
    assert!(robot.screen().contains("\n>103 DBL"), "{}", robot.screen());
    robot.press("G").expect("keys");
    assert!(robot.screen().contains("v Floor 1"), "{}", robot.screen());
}

#[test]
fn a_room_chosen_on_another_screen_comes_into_sight() {
    let mut robot = plain(80, 18);
    assert!(!robot.screen().contains("301 STE"), "{}", robot.screen());
    robot.press("2 / '301' enter 1").expect("keys");
    assert!(robot.screen().contains("\n>301 STE"), "{}", robot.screen());
}

#[test]
fn a_filter_hides_rooms_but_not_from_who_looks_for_them() {
    let mut robot = pressed("f 'King' enter");
    let screen = robot.screen();
    assert!(
        !screen.contains(" 101 DBL") && screen.contains("201 KNG"),
        "{screen}"
    );
    robot.press("/ '105' enter").expect("keys");
    assert!(robot.screen().contains("\n>105 DBL"), "{}", robot.screen());
}

#[test]
fn a_stay_from_the_tray_goes_to_the_first_free_room() {
    let mut robot = plain_robot(80, 24);
    robot.press("tab m").expect("keys");
    assert!(robot.screen().contains("MOVE Khan"), "{}", robot.screen());
    robot.press("enter").expect("keys");
    let sent = last(&robot);
    assert!(
        sent.contains("\"room\":\"101\"") && sent.contains("\"op\":\"assign\""),
        "{sent}"
    );
    assert!(robot.screen().contains("[Kh]"), "{}", robot.screen());
    robot.press("u").expect("keys");
    assert!(robot.screen().contains("(Kh)"), "{}", robot.screen());
}

#[test]
fn keys_and_mouse_give_the_same_command() {
    let bar = |robot: &Robot, name: &str| robot.find(name).expect("the stay shows");
    // A guest in the house moves: the reason is asked.
    let keys = pressed("/ 'Nguyen' enter m tab enter 'noise' enter");
    let mut mouse = plain(80, 24);
    let from = bar(&mouse, "Nguyen");
    let to = (from.0, row_of(&mouse, "204"));
    drag(&mut mouse, from, to, false);
    mouse.press("'noise' enter").expect("keys");
    assert_eq!(last(&keys), last(&mouse));
    assert!(last(&keys).contains("\"op\":\"move\""), "{}", last(&keys));
    assert_eq!(keys.screen(), mouse.screen());

    // A guest still to come gets another room, though the mouse slips sideways.
    let keys = pressed("/ 'Larsen' enter m tab enter");
    let mut mouse = plain(80, 24);
    let from = bar(&mouse, "Larsen");
    let to = (from.0 + 5, row_of(&mouse, "204"));
    drag(&mut mouse, from, to, false);
    assert_eq!(last(&keys), last(&mouse));
    assert!(last(&keys).contains("\"room\":\"204\""), "{}", last(&keys));

    // The end of a stay.
    let keys = pressed("/ 'Larsen' enter r l l enter");
    let mut mouse = plain(80, 24);
    let end = bar(&mouse, "Larsen--]");
    let end = (end.0 + 8, end.1);
    drag(&mut mouse, end, (end.0 + 4, end.1), false);
    assert_eq!(last(&keys), last(&mouse));
    assert!(
        last(&keys).contains("\"check_out\":\"2026-03-23\""),
        "{}",
        last(&keys)
    );

    // Its beginning.
    let keys = pressed("/ 'Abe' enter r tab h enter");
    let mut mouse = plain(80, 24);
    let start = bar(&mouse, "Abe");
    drag(
        &mut mouse,
        (start.0 - 1, start.1),
        (start.0 - 3, start.1),
        false,
    );
    let sent = |robot: &Robot| robot.sent.last().map(|sent| sent.command.clone());
    assert_eq!(sent(&keys), sent(&mouse));

    // Other days, on purpose, and another room with them.
    let keys = pressed("/ 'Larsen' enter m l l tab tab enter");
    let mut mouse = plain(80, 24);
    let from = bar(&mouse, "Larsen");
    let to = (from.0 + 4, row_of(&mouse, "204"));
    drag(&mut mouse, from, to, true);
    assert_eq!(last(&keys), last(&mouse));
    // Both in one step of the journal.
    assert_eq!(keys.house.steps.len(), 1);
    assert!(
        keys.screen()
            .contains("Larsen now stays Wed 18 Mar to Mon 23 Mar in 204")
    );
    let said = last(&keys);
    assert!(
        said.contains("2026-03-18") && said.contains("\"room\":\"204\""),
        "{said}"
    );

    // Back to the tray.
    let keys = pressed("/ 'Larsen' enter p");
    let mut mouse = plain(80, 24);
    let from = bar(&mouse, "Larsen");
    let to = (from.0, bar(&mouse, "Unassigned").1);
    drag(&mut mouse, from, to, false);
    assert_eq!(last(&keys), last(&mouse));
    assert!(last(&keys).contains("unassign"), "{}", last(&keys));
}

#[test]
fn what_was_seen_goes_along_as_its_version() {
    let robot = pressed("/ 'Larsen' enter m tab enter");
    assert_eq!(robot.sent.last().and_then(|sent| sent.version), Some(1));
}

#[test]
fn one_step_up_down_and_sideways() {
    let robot = pressed("/ 'Nguyen' enter alt+down 'noise' enter");
    assert!(
        last(&robot).contains("\"room\":\"204\""),
        "{}",
        last(&robot)
    );
    let robot = pressed("/ 'Larsen' enter alt+right");
    assert!(last(&robot).contains("2026-03-17"), "{}", last(&robot));
    let robot = pressed("/ 'Larsen' enter alt+down");
    assert!(robot.sent.is_empty(), "an out-of-order room takes nobody");
    assert!(
        robot.screen().contains("OUT_OF_ORDER"),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_refused_drop_says_why_and_stays_in_the_hand() {
    let mut robot = pressed("/ 'Nguyen' enter m k k");
    assert!(robot.screen().contains("Larsen (BK-"), "{}", robot.screen());
    robot.press("enter").expect("keys");
    assert!(robot.sent.is_empty());
    assert!(robot.screen().contains("MOVE Nguyen"), "{}", robot.screen());
    robot.press("esc esc").expect("keys");
    assert!(robot.screen().contains("\n>203 KNG"), "{}", robot.screen());
}

#[test]
fn a_room_that_is_not_ready_is_planned_and_rushed() {
    let mut robot = pressed("tab m");
    robot.press("down").expect("keys");
    while !robot.screen().contains("\n>103 DBL") {
        robot.press("down").expect("keys");
    }
    robot.press("enter enter").expect("keys");
    let sent = last(&robot);
    assert!(
        sent.contains("pre_assign") && sent.contains("\"rush\":true"),
        "{sent}"
    );
}

#[test]
fn a_tentative_stay_in_the_way_gives_up_its_room() {
    let mut robot = pressed("/ 'Muller' enter m");
    while !robot.screen().contains("\n>105 DBL") {
        robot.press("down").expect("keys");
    }
    assert!(robot.screen().contains("XX"), "{}", robot.screen());
    robot.press("enter enter").expect("keys");
    let sent = last(&robot);
    assert!(sent.contains("\"displace_tentative\":true"), "{sent}");
    // It is planned anew in the same step.
    let screen = robot.screen();
    assert!(screen.contains("is planned into"), "{screen}");
}

#[test]
fn a_room_that_is_free_for_a_part_takes_that_part() {
    let mut robot = pressed("l l l l l b 'paint' enter / 'Muller' enter m");
    while !robot.screen().contains("\n>101 DBL") {
        robot.press("up").expect("keys");
    }
    robot.press("enter").expect("keys");
    let screen = robot.screen();
    assert!(
        screen.contains("101 Sun 22 > Mon 23 Mar") || screen.contains("101 Fri 20"),
        "{screen}"
    );
    // Other rooms come first, the free part of this one last.
    robot.press("end enter").expect("keys");
    let sent = last(&robot);
    assert!(sent.contains("\"from\":\"2026-03-2"), "{sent}");
    assert!(
        robot.screen().contains("Unassigned   2"),
        "{}",
        robot.screen()
    );
}

/// The line of the open list that begins so is chosen.
fn choose(robot: &mut Robot, what: &str) {
    let wanted = format!(">{what}");
    for _ in 0..20 {
        if robot.screen().contains(&wanted) {
            robot.press("enter").expect("keys");
            return;
        }
        robot.press("down").expect("keys");
    }
    panic!("no {what}:\n{}", robot.screen());
}

#[test]
fn two_stays_swap_where_one_is_dropped_on_the_other() {
    let mut it = Builder::new();
    let ready = RoomStatus::ReadyForGuest;
    let (one, two) = (it.room("101", "DBL", ready), it.room("102", "DBL", ready));
    it.booking("Abe, Ren", "DBL", "2026-03-18", 3, Some(one));
    it.booking("Lee, Ann", "DBL", "2026-03-18", 3, Some(two));
    let mut robot =
        Robot::open(it.build(), now(), Setting::plain(80, 24)).expect("a house with staff");
    robot.press("/ 'Abe' enter m down enter").expect("keys");
    assert!(robot.sent.is_empty(), "{}", robot.screen());
    choose(&mut robot, "Swap with Lee, Ann");
    assert!(
        robot.sent.is_empty(),
        "it asks why first: {}",
        robot.screen()
    );
    robot.press("'they asked for it' enter").expect("keys");
    let sent = last(&robot);
    assert!(
        sent.contains("\"op\":\"swap\"") && sent.contains("they asked for it"),
        "{sent}"
    );
    let screen = robot.screen();
    assert!(screen.contains("Swapped Abe (102"), "{screen}");
    assert!(
        !screen.contains("MOVE"),
        "the hand is empty again: {screen}"
    );
    robot.press("u").expect("keys");
    assert_eq!(robot.house.steps.len(), 2, "{}", robot.screen());
}

#[test]
fn a_guest_moves_into_a_room_until_it_is_promised_and_then_on() {
    let mut it = Builder::new();
    let ready = RoomStatus::ReadyForGuest;
    let home = it.room("101", "DBL", RoomStatus::Occupied);
    let (two, three) = (it.room("102", "DBL", ready), it.room("103", "DBL", ready));
    let guest = it.booking("Nguyen, Linh", "DBL", "2026-03-15", 6, Some(home));
    it.booking("Lee, Ann", "DBL", "2026-03-18", 5, Some(two));
    it.booking("Abe, Ren", "DBL", "2026-03-16", 2, Some(three));
    let mut robot =
        Robot::open(it.build(), now(), Setting::plain(80, 24)).expect("a house with staff");
    robot.press("/ 'Nguyen' enter m down enter").expect("keys");
    choose(&mut robot, "102 until Wed 18 Mar, then 103");
    robot.press("'noise' enter").expect("keys");
    let rooms: Vec<(String, i32)> = robot
        .house
        .stay_of(guest)
        .iter()
        .map(|it| (robot.house.rooms[&it.room].number.clone(), it.stay.nights()))
        .collect();
    let wanted = [("101", 1), ("102", 2), ("103", 3)].map(|(room, n)| (room.to_owned(), n));
    assert_eq!(rooms, wanted, "{}", robot.screen());
    assert_eq!(robot.house.steps.len(), 1, "one step");
}

#[test]
fn rooms_are_blocked_by_range_and_released() {
    let mut robot = pressed("l l shift+right shift+right j j b 'paint' enter");
    let sent = last(&robot);
    for said in ["\"101\"", "\"103\"", "2026-03-18", "2026-03-21", "paint"] {
        assert!(sent.contains(said), "{sent}");
    }
    assert!(robot.screen().contains("#paint#") || robot.screen().contains("#pain#"));
    robot.press("B 'done' enter").expect("keys");
    assert!(last(&robot).contains("release_block"), "{}", last(&robot));
}

#[test]
fn dragging_over_free_nights_starts_a_booking() {
    let mut robot = plain(80, 24);
    let y = row_of(&robot, "204");
    drag(&mut robot, (51, y), (56, y), false);
    let screen = robot.screen();
    assert!(screen.contains("New booking"), "{screen}");
    robot.press("'Doe, Jane' enter").expect("keys");
    let sent = last(&robot);
    for said in ["KNG", "2026-03-18", "\"nights\":3"] {
        assert!(sent.contains(said), "{sent}");
    }
}

#[test]
fn clicks_select_open_and_ask() {
    let mut robot = plain(80, 24);
    let at = robot.find("Larsen").expect("a stay");
    robot.gesture(Gesture::Press, at.0, at.1);
    robot.gesture(Gesture::Release, at.0, at.1);
    assert!(
        robot.screen().contains("201 KNG  [Larsen, Ase]"),
        "{}",
        robot.screen()
    );
    robot.gesture(Gesture::Menu, at.0, at.1);
    assert!(robot.screen().contains("Check in"), "{}", robot.screen());
    robot.press("esc").expect("keys");
    robot.gesture(Gesture::DoublePress, at.0, at.1);
    assert!(
        robot.screen().contains("PARTY AND CONTACT"),
        "{}",
        robot.screen()
    );
}

#[test]
fn a_colleague_does_not_take_the_selection_away() {
    let mut robot = pressed("/ 'Muller' enter");
    let colleague = robot.house.staff.values().nth(1).expect("staff").clone();
    let code = |robot: &Robot, name: &str| {
        let mut bookings = robot.house.bookings.values();
        let found = bookings.find(|booking| booking.lead.starts_with(name));
        found.expect("a booking").code.clone()
    };
    let khan = cancel(code(&robot, "Khan"));
    robot.colleague(&colleague, &khan).expect("carried out");
    assert!(
        robot.screen().contains("(Muller, Eva)"),
        "{}",
        robot.screen()
    );
    robot.press("m").expect("keys");
    let muller = cancel(code(&robot, "Muller"));
    robot.colleague(&colleague, &muller).expect("carried out");
    let screen = robot.screen();
    assert!(!screen.contains("NOT SAVED"), "{screen}");
}

fn cancel(booking: String) -> Command {
    CancelBooking {
        booking,
        reason: Some("asked".to_owned()),
    }
    .into()
}

/// Every cell of the frame means what a click on it selects.
#[test]
fn every_cell_maps_to_what_it_shows() {
    for (width, height) in [(80, 24), (121, 30), (97, 19)] {
        let robot = plain(width, height);
        let mut stays = 0;
        for y in 0..height {
            for x in 0..width {
                let target = robot.state.target_at(Position::new(x, y));
                let mut clicked = robot.clone();
                match target {
                    Some(Target::Stay { booking, .. }) => {
                        stays += 1;
                        clicked.gesture(Gesture::Press, x, y);
                        assert_eq!(clicked.state.subject().booking, Some(booking), "{x},{y}");
                    }
                    Some(Target::Night { room, day }) => {
                        clicked.gesture(Gesture::Press, x, y);
                        let subject = clicked.state.subject();
                        assert_eq!(subject.room, Some(room), "{x},{y}");
                        // The night before the first date is told by the first.
                        let told = subject.day.map(|told| told.since(day));
                        assert!(matches!(told, Some(0 | 1)), "{x},{y}: {told:?}");
                    }
                    _ => {}
                }
            }
        }
        assert!(stays > 30, "{stays} cells of stays at {width}x{height}");
    }
}

#[test]
fn hostile_names_never_break_a_column() {
    for (width, height) in [(80, 24), (160, 45)] {
        let mut robot = hostile_robot(width, height);
        robot.press("tab m k k").expect("keys");
        let text = robot.styled();
        assert!(
            !text
                .chars()
                .any(|letter| letter.is_control() && letter != '\n')
        );
        let columns = text
            .lines()
            .take(usize::from(height))
            .map(keyrack::console::text::width);
        for (nth, columns) in columns.enumerate() {
            assert_eq!(columns, usize::from(width) + 2, "row {nth}\n{text}");
        }
    }
}

/// Keys, drags and sizes in any order never panic, and leave a frame that
/// can be drawn.
#[test]
fn nothing_that_is_done_breaks_it() {
    const KEYS: &[&str] = &[
        "j",
        "k",
        "h",
        "l",
        "m",
        "r",
        "v",
        "tab",
        "shift+tab",
        "enter",
        "esc",
        "<",
        ">",
        "t",
        "z",
        "G",
        "+",
        "-",
        "space",
        "pgup",
        "pgdn",
        "home",
        "end",
        "ctrl+left",
        "ctrl+right",
        "p",
        "a",
        "alt+up",
        "alt+down",
        "alt+left",
        "alt+right",
        "shift+down",
        "shift+right",
        "f",
        "u",
        "b",
        "ctrl+pgup",
        "ctrl+pgdn",
        ".",
    ];
    let mut robot = plain(80, 24);
    let mut state: u64 = 7;
    let mut next = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % most
    };
    for _ in 0..600 {
        match next(8) {
            0 => {
                let size = (next(200) as u16 + 1, next(60) as u16 + 1);
                robot.event(Event::Resize(size.0, size.1));
            }
            1 | 2 => {
                let (from, to) = ((next(160), next(45)), (next(160), next(45)));
                let place = |(x, y): (usize, usize)| (x as u16, y as u16);
                drag(&mut robot, place(from), place(to), next(2) == 0);
            }
            _ => {
                robot.press(KEYS[next(KEYS.len())]).expect("keys");
            }
        }
        let _frame = robot.buffer();
    }
    assert!(!robot.sent.is_empty(), "some of it was carried out");
}
