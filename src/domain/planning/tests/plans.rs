//! Who is placed, who is not and why, and how room is made.

use super::super::{Ask, RoomFor, Way, make_room_for};
use super::{PLENTY, apply, ask, proposal, room_of};
use crate::domain::planner::{Aim, Budget, Strategy};
use crate::domain::testing::SmallHouse;

#[test]
fn everybody_who_can_be_placed_is_and_the_rest_are_told_why() {
    let mut house = SmallHouse::new();
    let codes: Vec<String> = (0..5)
        .map(|guest| house.book("DBL", 3, 2, &format!("Guest{guest}, A")))
        .collect();
    let plan = proposal(&house, &ask(&house));
    assert_eq!(plan.lines.len(), 4);
    assert_eq!(plan.reached(Aim::Placed), Some((4, 4)));
    assert!(plan.is_optimal);
    let [left] = plan.left.as_slice() else {
        panic!("{plan:?}")
    };
    assert_eq!(left.why, "every DBL is taken on Thu 19 Mar");
    apply(&mut house, &plan);
    assert_eq!(
        codes
            .iter()
            .filter(|code| room_of(&house, code).is_some())
            .count(),
        4
    );
}

#[test]
fn wishes_count_unless_they_are_not_to_be_respected() {
    let mut house = SmallHouse::new();
    house.say(
        r#"{"op":"edit_room","room":"203","features":["quiet"]}"#,
        &[],
    );
    let code = house.book("DBL", 3, 2, "Yi, Min");
    house.say(
        r#"{"op":"edit_booking","booking":"$1","preferences":{"quiet":true}}"#,
        &[&code],
    );
    let mut ask = ask(&house);
    let plan = proposal(&house, &ask);
    assert_eq!(plan.lines[0].number, "203");
    assert_eq!(
        plan.lines[0].points,
        [("a room".to_owned(), 100), ("quiet".to_owned(), 15)]
    );
    ask.respect_preferences = false;
    assert_eq!(proposal(&house, &ask).lines[0].score(), 100);
}

#[test]
fn only_what_is_ready_today_and_in_service_later() {
    let mut house = SmallHouse::new();
    for number in ["201", "202", "203"] {
        house.say(
            r#"{"op":"mark_maintenance","room":"$1","notes":"lamp"}"#,
            &[number],
        );
    }
    let now = house.book("DBL", 0, 2, "Now, A");
    let later = house.book("DBL", 10, 2, "Later, A");
    let plan = proposal(&house, &ask(&house));
    assert_eq!(plan.lines.len(), 2, "{plan:?}");
    assert_eq!(
        plan.lines
            .iter()
            .find(|line| line.code == now)
            .map(|line| line.number.as_str()),
        Some("204")
    );
    assert!(plan.lines.iter().any(|line| line.code == later));
}

#[test]
fn a_party_too_large_is_told_so() {
    let mut house = SmallHouse::new();
    let code = house.book("DBL", 3, 2, "Many, A");
    house.say(
        r#"{"op":"edit_booking","booking":"$1","adults":3}"#,
        &[&code],
    );
    let plan = proposal(&house, &ask(&house));
    assert_eq!(plan.left[0].why, "the party of 3 is too large for any DBL");
}

#[test]
fn tentative_rooms_are_given_anew_only_when_asked() {
    // Two short stays in two rooms leave no room for two long ones, unless they
    // come together in one.
    let mut house = SmallHouse::new();
    for number in ["203", "204"] {
        house.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    let first = house.book("DBL", 5, 2, "First, A");
    let second = house.book("DBL", 7, 2, "Second, A");
    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201"}"#,
        &[&first],
    );
    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"202"}"#,
        &[&second],
    );
    let long = house.book("DBL", 5, 4, "Long, A");
    let mut ask = ask(&house);
    let plan = proposal(&house, &ask);
    assert_eq!(
        plan.left[0].why,
        "every DBL is held: 201 by First, 202 by Second"
    );
    ask.replan_tentative = true;
    let plan = proposal(&house, &ask);
    assert!(plan.left.is_empty(), "{plan:?}");
    apply(&mut house, &plan);
    assert_eq!(room_of(&house, &first), room_of(&house, &second));
    assert_ne!(room_of(&house, &long), room_of(&house, &first));

    house.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        &[&long],
    );
    let plan = proposal(&house, &ask);
    assert!(
        plan.lines.iter().all(|line| line.code != long),
        "a promised room is not asked about"
    );
}

#[test]
fn what_stands_on_a_dropped_line_falls_with_it() {
    let mut house = SmallHouse::new();
    for number in ["203", "204"] {
        house.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    let first = house.book("DBL", 5, 2, "First, A");
    let second = house.book("DBL", 7, 2, "Second, A");
    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201"}"#,
        &[&first],
    );
    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"202"}"#,
        &[&second],
    );
    let long = house.book("DBL", 5, 4, "Long, A");
    let ask = Ask {
        replan_tentative: true,
        ..ask(&house)
    };
    let mut plan = proposal(&house, &ask);
    let mover = plan
        .lines
        .iter()
        .find(|line| line.leaves.is_some_and(|room| room != line.room));
    let mover = mover.expect("one of the two moves").booking;
    plan.drop(mover);
    apply(&mut house, &plan);
    assert_eq!(
        room_of(&house, &long),
        None,
        "its room is not free after all"
    );
}

#[test]
fn room_is_made_by_the_fewest_moves() {
    let mut house = SmallHouse::new();
    for number in ["203", "204"] {
        house.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    let first = house.book("DBL", 5, 2, "First, A");
    let second = house.book("DBL", 7, 2, "Second, A");
    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201"}"#,
        &[&first],
    );
    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"202"}"#,
        &[&second],
    );
    let long = house.book("DBL", 5, 4, "Long, A");
    let id = house.booking(&long).id;
    let room_for = RoomFor {
        booking: id,
        move_firm: false,
        until: None,
    };
    let made = |house: &SmallHouse| {
        make_room_for(&house.house, room_for, house.now, Budget::steps(PLENTY))
            .expect("it lacks a room")
    };
    let plan = made(&house);
    assert_eq!(plan.way, Some(Way::Own { fewest: true }));
    assert_eq!(plan.lines.len(), 2, "{plan:?}");
    apply(&mut house, &plan);
    assert!(
        [&first, &second, &long]
            .iter()
            .all(|code| room_of(&house, code).is_some())
    );

    // Promised rooms do not move; then there is a suite, at another price.
    house.say(r#"{"op":"unassign","booking":"$1"}"#, &[&long]);
    house.say(r#"{"op":"unassign","booking":"$1"}"#, &[&first]);
    house.say(r#"{"op":"unassign","booking":"$1"}"#, &[&second]);
    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201","do_not_move":true}"#,
        &[&first],
    );
    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"202","do_not_move":true}"#,
        &[&second],
    );
    let plan = made(&house);
    let Some(Way::Upgrade { room_type, .. }) = &plan.way else {
        panic!("{plan:?}")
    };
    assert_eq!(room_type, "STE");
    assert_eq!(plan.lines[0].other_type.as_deref(), Some("STE"));

    // Without the suite, one room after the other.
    house.say(
        r#"{"op":"put_out_of_order","room":"301","reason":"flood"}"#,
        &[],
    );
    let plan = made(&house);
    assert_eq!(plan.way, Some(Way::Split));
    let rooms: Vec<&str> = plan.lines.iter().map(|line| line.number.as_str()).collect();
    assert_eq!(rooms, ["202", "201"]);
    apply(&mut house, &plan);
    assert_eq!(house.segments(&long).len(), 2);
}

#[test]
fn whoever_has_a_room_that_is_not_ready_yet_keeps_it_when_planned_anew() {
    let mut house = SmallHouse::new();
    let today = house.book("DBL", 0, 2, "Today, A");
    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201"}"#,
        &[&today],
    );
    for number in ["201", "202", "203", "204"] {
        house.say(
            r#"{"op":"mark_maintenance","room":"$1","notes":"lamp"}"#,
            &[number],
        );
        house.say(r#"{"op":"complete_maintenance","room":"$1"}"#, &[number]);
    }
    assert!(!house.room("201").is_bookable(), "not inspected yet");
    let ask = Ask {
        replan_tentative: true,
        ..ask(&house)
    };
    let plan = proposal(&house, &ask);
    assert!(plan.lines.is_empty() && plan.left.is_empty(), "{plan:?}");
    assert_eq!(plan.staying, 1);
}

#[test]
fn nobody_changes_rooms_for_nothing() {
    let mut house = SmallHouse::new();
    let codes: Vec<String> = (0..4)
        .map(|guest| house.book("DBL", 3 + guest, 2, &format!("Guest{guest}, A")))
        .collect();
    for (code, room) in codes.iter().zip(["204", "203", "202", "201"]) {
        house.say(
            r#"{"op":"pre_assign","booking":"$1","room":"$2"}"#,
            &[code, room],
        );
    }
    let late = house.book("DBL", 4, 1, "Late, A");
    let ask = Ask {
        replan_tentative: true,
        strategy: Strategy::VipFirst,
        ..ask(&house)
    };
    let plan = proposal(&house, &ask);
    let moved = plan.lines.iter().filter(|line| line.moves()).count();
    assert!(plan.lines.iter().any(|line| line.code == late));
    assert!(moved + plan.staying == 4 && moved <= 1, "{plan:?}");
}
