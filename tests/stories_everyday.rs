//! Ten stories of everyday at the desk, told with the keys a person presses.
//! Each ends with a look at the database; the last test prints what each took.

#![allow(clippy::unwrap_used)]

mod story;

use std::fmt::Write as _;

use keyrack::domain::booking::BookingStatus;
use keyrack::domain::facts::Facts;
use keyrack::domain::rate::RateDecision;
use keyrack::domain::room::RoomStatus;
use story::{Story, Told, today};

/// A guest who is expected, in a ready room: the shortest of all.
fn an_expected_guest() -> Told {
    let mut story = Story::begin();
    let code = story.book_into("101", 0, 2, "Yi, Min");
    story.stands_at("/ '101' enter");
    story.press("i");
    assert!(story.booking(&code).is_in_house());
    assert_eq!(story.room("101").status, RoomStatus::Occupied);
    story.says("Checked in Yi to 101");
    story.end("check-in of an expected guest", 3)
}

fn a_guest_leaves() -> Told {
    let mut story = Story::begin();
    let code = story.guest_in("101", 1, "Yi, Min");
    story.close_day();
    story.at("2026-03-17T10:00:00+01:00");
    story.stands_at("/ '101' enter");
    story.press("o");
    let booking = story.booking(&code);
    assert_eq!(booking.status, BookingStatus::Completed);
    assert_eq!(story.room("101").status, RoomStatus::CheckoutDirty);
    story.end("check-out", 2)
}

/// 1. Twenty to one at night, the audit not yet run: it is still Monday here.
fn a_walk_in_at_midnight() -> Told {
    let mut story = Story::begin();
    story.at("2026-03-17T00:40:00+01:00");
    story.says("clock Tue 17 Mar");
    story.stands_at("/ '102' enter");
    story.press("w 'Doe, Jane' enter");
    let house = story.house();
    let doe = house
        .bookings
        .values()
        .find(|one| one.lead == "Doe, Jane")
        .unwrap_or_else(|| panic!("{}", story.screen()));
    assert!(doe.is_in_house());
    assert_eq!(doe.stay.check_in, today(), "a stay from the business date");
    assert_eq!(doe.stay.nights(), 1);
    assert_eq!(story.room("102").status, RoomStatus::Occupied);
    story.end("walk-in at midnight", 12)
}

/// 2. The street is loud; the house bears the better room.
fn moved_for_noise_with_a_comp() -> Told {
    let mut story = Story::begin();
    let code = story.guest_in("101", 3, "Yi, Min");
    story.stands_at("/ '101' enter");
    story.press("a '201' enter");
    story.says("+EUR 30.00 a night, +EUR 90.00 for 3 nights");
    story.press("f 'noise' enter");
    let house = story.house();
    let booking = house.booking_coded(&code).unwrap();
    let held = house.stay_of(booking.id);
    let now = held.last().unwrap();
    assert_eq!(house.rooms[&now.room].number, "201", "{}", story.screen());
    assert_eq!(now.moved.as_ref().unwrap().reason, "noise");
    let terms = now.rate_terms.unwrap();
    assert_eq!(terms.decision, RateDecision::Complimentary);
    assert_eq!(story.room("101").status, RoomStatus::CheckoutDirty);
    let totals = keyrack::domain::view::account::totals(&house, &booking);
    assert_eq!(totals.balance.to_string(), "EUR 360.00", "as booked");
    story.end("moved for noise with a comp", 8)
}

/// 3. They want two nights more; from Wednesday on their room is promised.
fn a_family_extends_into_a_promised_room() -> Told {
    let mut story = Story::begin();
    let other = story.book_into("101", 2, 4, "Lee, Ann");
    let code = story.guest_in("101", 2, "Rossi, Ugo");
    story.stands_at("/ '101' enter");
    story.press("r l l enter");
    story.says("That was refused");
    story.says("101 until Wed 18 Mar, then 102 until Fri 20 Mar");
    // Past other rooms for all of it, which mean a move today.
    while !story.screen().contains(">101 until") {
        story.press("down");
    }
    story.press("enter");
    assert_eq!(
        story.nights(&code),
        [("101".to_owned(), 2), ("102".to_owned(), 2)],
        "{}",
        story.screen()
    );
    assert_eq!(story.nights(&other), [("101".to_owned(), 4)], "as promised");
    assert!(!story.booking(&code).needs_room);
    // One step: one key takes it all back.
    let mut again = story;
    again.press("u");
    assert_eq!(again.nights(&code), [("101".to_owned(), 2)]);
    again.press("ctrl+y");
    assert_eq!(again.nights(&code).len(), 2, "{}", again.screen());
    again.end("extending into a promised room", 16)
}

/// 4. Twelve of them, a day before their time.
fn a_group_of_twelve_arrives_early() -> Told {
    let mut story = Story::begin();
    let mut codes = Vec::new();
    for room in 101..=112 {
        let code = story.book_into(&room.to_string(), 1, 2, &format!("Tour, Guest {room}"));
        story.given(&format!(
            r#"{{"op":"edit_booking","booking":"{code}","group":"AX-12"}}"#
        ));
        codes.push(code);
    }
    story.stands_at("/ 'Guest 105' enter");
    story.press("V");
    story.says("12 stays selected");
    story.press("i");
    story.says("12 of them early");
    story.press("enter");
    for code in &codes {
        let booking = story.booking(code);
        assert!(booking.is_in_house(), "{code}\n{}", story.screen());
        assert_eq!(booking.stay.nights(), 3, "the stay begins today");
    }
    story.press("u");
    assert!(!story.booking(&codes[7]).is_in_house(), "one undo for all");
    story.press("ctrl+y");
    assert!(story.booking(&codes[7]).is_in_house());
    story.end("a group of twelve arrives early", 5)
}

/// 5. Two of the same name.
fn the_wrong_guest_is_checked_in_and_undone() -> Told {
    let mut story = Story::begin();
    let wrong = story.book_into("103", 0, 1, "Smith, John");
    let right = story.book_into("104", 0, 1, "Smith, Joan");
    story.stands_at("/ '103' enter");
    story.press("i");
    assert!(story.booking(&wrong).is_in_house());
    story.press("u j i");
    let wrong = story.booking(&wrong);
    assert!(!wrong.is_in_house() && wrong.checked_in_at.is_none());
    assert_eq!(story.room("103").status, RoomStatus::Available, "as it was");
    assert!(story.booking(&right).is_in_house(), "{}", story.screen());
    story.end("the wrong guest checked in and undone", 4)
}

/// 6. Nobody came; somebody else stands at the desk.
fn a_no_show_and_the_room_sold_again() -> Told {
    let mut story = Story::begin();
    let code = story.book_into("101", 0, 3, "Yi, Min");
    story.at("2026-03-16T23:10:00+01:00");
    story.stands_at("/ '101' enter");
    story.press("X");
    assert_eq!(story.booking(&code).status, BookingStatus::NoShow);
    story.press("w 'Doe, Jane' enter");
    assert_eq!(
        story.room("101").status,
        RoomStatus::Occupied,
        "{}",
        story.screen()
    );
    let house = story.house();
    assert!(
        house
            .bookings
            .values()
            .any(|one| one.lead == "Doe, Jane" && one.is_in_house())
    );
    story.end("a no-show and the room sold again", 4)
}

/// 7. Water through the ceiling of 105, in which somebody arrives tonight.
fn a_burst_pipe() -> Told {
    let mut story = Story::begin();
    let code = story.book_into("105", 0, 3, "Larsen, Ase");
    story.stands_at("/ '105' enter");
    story.press("O 'burst pipe' enter");
    assert_eq!(
        story.room("105").status,
        RoomStatus::OutOfOrder,
        "{}",
        story.screen()
    );
    story.says("find another room");
    story.press("a enter");
    let rooms = story.nights(&code);
    assert_eq!(rooms, [("101".to_owned(), 3)], "{}", story.screen());
    story.press("i");
    assert!(story.booking(&code).is_in_house(), "{}", story.screen());
    story.end("a burst pipe, the arrival re-housed", 6)
}

/// 8. Two stay until the afternoon, and one who is to have the room is early.
fn late_check_outs_and_an_early_arrival() -> Told {
    let mut story = Story::begin();
    let next = story.book_into("101", 1, 2, "Yi, Min");
    let first = story.guest_in("101", 1, "Lee, Ann");
    let second = story.guest_in("102", 1, "Wu, Bo");
    story.close_day();
    story.at("2026-03-17T10:00:00+01:00");
    // The cursor is where the guest who leaves is.
    story.stands_at("/ 'Lee' enter");
    story.press("L '14' enter j L '13' enter");
    let hour = |code: &str| story.booking(code).departure_time.unwrap().to_string();
    assert_eq!(
        (hour(&first), hour(&second)),
        ("14:00".into(), "13:00".into())
    );
    // Yi stands at the desk; the room is lived in still.
    story.press("/ 'Yi' enter i");
    story.says("The guest waits");
    while !story.screen().contains(">The guest waits") {
        story.press("down");
    }
    story.press("enter");
    assert!(story.booking(&next).guest_waiting, "{}", story.screen());
    story.at("2026-03-17T14:00:00+01:00");
    story.press("/ 'Lee' enter o");
    let room = story.room("101");
    assert_eq!((room.status, room.rush), (RoomStatus::CheckoutDirty, true));
    // Housekeeping, on the board: it stands first.
    story.press("2");
    story.press("> >");
    story.press("y");
    assert_eq!(
        story.room("101").status,
        RoomStatus::ReadyForGuest,
        "{}",
        story.screen()
    );
    story.press("1 / 'Yi' enter i");
    assert!(story.booking(&next).is_in_house(), "{}", story.screen());
    assert!(!story.room("101").rush);
    story.end("two late check-outs and an early arrival", 32)
}

/// 9. Three weeks, and no room is free for all of them.
fn a_long_stay_over_two_rooms() -> Told {
    let mut story = Story::begin();
    for room in 101..=116 {
        let ahead = 8 + room % 5;
        story.given(&format!(
            r#"{{"op":"block","rooms":["{room}"],"from":"{}","to":"{}","type":"staff","reason":"training"}}"#,
            today().plus(ahead),
            today().plus(ahead + 1)
        ));
    }
    let code = story.book("DBL", 2, 21, "Okafor, Ada");
    story.stands_at("/ 'Okafor' enter");
    story.press("a");
    story.says(">101 until Wed 25 Mar, then ");
    story.press("enter");
    let rooms = story.nights(&code);
    assert_eq!(rooms.len(), 2, "{rooms:?}\n{}", story.screen());
    assert_eq!(rooms[0], ("101".to_owned(), 7));
    assert!(!story.booking(&code).needs_room);
    story.end("a long stay over two rooms", 3)
}

/// 10. Eva changes the same booking while the form is open.
fn a_colleague_was_quicker() -> Told {
    let mut story = Story::begin();
    let code = story.book_into("101", 3, 2, "Yi, Min");
    story.stands_at("/ 'Yi' enter");
    story.press("D tab '+8'");
    story.colleague(&format!(
        r#"{{"op":"assign","booking":"{code}","room":"102"}}"#
    ));
    story.press("enter");
    story.says("changed meanwhile");
    let before = story.booking(&code);
    assert_eq!(before.stay.nights(), 2, "nothing was overrun");
    // What was typed is still there, and now it is decided on what is true.
    story.press("enter");
    let booking = story.booking(&code);
    assert_eq!(
        booking.stay.check_out,
        today().plus(8),
        "{}",
        story.screen()
    );
    assert_eq!(
        story.nights(&code),
        [("102".to_owned(), 5)],
        "her room is kept"
    );
    story.end("a colleague was quicker", 4)
}

type Tale = fn() -> Told;

const TALES: [Tale; 12] = [
    an_expected_guest,
    a_guest_leaves,
    a_walk_in_at_midnight,
    moved_for_noise_with_a_comp,
    a_family_extends_into_a_promised_room,
    a_group_of_twelve_arrives_early,
    the_wrong_guest_is_checked_in_and_undone,
    a_no_show_and_the_room_sold_again,
    a_burst_pipe,
    late_check_outs_and_an_early_arrival,
    a_long_stay_over_two_rooms,
    a_colleague_was_quicker,
];

macro_rules! tales {
    ($($test:ident $tale:ident;)+) => {$(
        #[test]
        fn $test() {
            let told = $tale();
            insta::assert_snapshot!(stringify!($tale), told.record);
        }
    )+};
}

tales! {
    told_an_expected_guest an_expected_guest;
    told_a_guest_leaves a_guest_leaves;
    told_a_walk_in a_walk_in_at_midnight;
    told_noise moved_for_noise_with_a_comp;
    told_a_family a_family_extends_into_a_promised_room;
    told_a_group a_group_of_twelve_arrives_early;
    told_the_wrong_guest the_wrong_guest_is_checked_in_and_undone;
    told_a_no_show a_no_show_and_the_room_sold_again;
    told_a_burst_pipe a_burst_pipe;
    told_late_check_outs late_check_outs_and_an_early_arrival;
    told_a_long_stay a_long_stay_over_two_rooms;
    told_a_colleague a_colleague_was_quicker;
}

#[test]
fn how_many_keys_each_takes() {
    let mut table = format!(
        "{:<44} {:>5} {:>6} {:>7}\n",
        "story", "keys", "typed", "at most"
    );
    for tale in TALES {
        let told = tale();
        let _ = writeln!(
            table,
            "{:<44} {:>5} {:>6} {:>7}",
            told.name, told.presses, told.typed, told.most
        );
    }
    println!("{table}");
    // A key more than there was is seen here, even where it is not too many.
    insta::assert_snapshot!("keys", table);
}
