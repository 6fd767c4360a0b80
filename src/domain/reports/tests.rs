//! Reports of a small house.

use super::*;
use crate::domain::testing::SmallHouse;

#[test]
fn the_arrivals_list_has_everyone_who_comes_and_their_room() {
    let mut hotel = SmallHouse::new();
    let yi = hotel.book("DBL", 1, 2, "Yi Wang");
    hotel.say(r#"{"op":"pre_assign","booking":"$1","room":"201"}"#, &[&yi]);
    hotel.book("DBL", 1, 1, "Roomless\u{1b}[2J Rita");
    hotel.book("DBL", 2, 1, "Later Lou");
    let text = arrivals_list(&hotel.house, hotel.today().plus(1));
    assert!(text.contains("Yi Wang") && text.contains("(201)"), "{text}");
    assert!(text.contains("2 expected, 1 without a room."), "{text}");
    assert!(!text.contains("Lou") && !text.contains('\u{1b}'), "{text}");
    let none = arrivals_list(&hotel.house, hotel.today().plus(9));
    assert!(none.contains("Nobody is expected."), "{none}");
}

#[test]
fn the_assignment_summary_counts_firm_tentative_and_none() {
    let mut hotel = SmallHouse::new();
    hotel.book_into("201", 0, 1, "Firm Fay");
    let tim = hotel.book("DBL", 3, 1, "Tentative Tim");
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"202"}"#,
        &[&tim],
    );
    hotel.book("STE", 3, 1, "None Ned");
    let text = assignment_summary(&hotel.house, hotel.today());
    insta::assert_snapshot!(text);
}

#[test]
fn the_maintenance_report_has_the_worst_first() {
    let mut hotel = SmallHouse::new();
    let empty = maintenance_report(&hotel.house, hotel.today());
    assert!(empty.contains("No room waits"), "{empty}");
    hotel.say(
        r#"{"op":"mark_maintenance","room":"101","priority":"LOW","notes":"lamp"}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"mark_maintenance","room":"202","priority":"HIGH","notes":"leak"}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"put_out_of_order","room":"204","reason":"fire damage"}"#,
        &[],
    );
    insta::assert_snapshot!(maintenance_report(&hotel.house, hotel.today()));
}

#[test]
fn the_performance_report_is_what_the_audits_kept() {
    let mut hotel = SmallHouse::new();
    hotel.guest_in("201", 3, "Yi");
    hotel.guest_in("301", 1, "Zoe");
    hotel.book("DBL", 0, 1, "Absent Abe");
    hotel.close_day();
    hotel.close_day();
    let days: Vec<_> = hotel.house.figures.values().cloned().collect();
    let property = hotel.house.property.clone().unwrap();
    insta::assert_snapshot!(performance_report(&property, &days, hotel.today()));
    let none = performance_report(&property, &[], hotel.today());
    assert!(none.contains("No day of it"), "{none}");
}
