//! What stays of cleanings, and what attendants find.

use crate::domain::care::{Discrepancy, discrepancy};
use crate::domain::cleaning::CleaningKind;
use crate::domain::facts::Facts;
use crate::domain::testing::SmallHouse;
use crate::domain::view::cleanings::statistics;

fn differs(hotel: &SmallHouse, number: &str) -> Option<Discrepancy> {
    let room = hotel.room(number);
    let guest = hotel
        .house
        .locked_in(room.id)
        .first()
        .and_then(|segment| hotel.house.booking(segment.booking));
    discrepancy(&room, guest.as_ref())
}

#[test]
fn every_cleaning_leaves_a_row_with_its_inspection() {
    let mut hotel = SmallHouse::new();
    let old = hotel.guest_in("201", 1, "Old");
    hotel.sign_in("maid");
    let maid = hotel.actor.id;
    hotel.sign_in("admin");
    hotel.say(r#"{"op":"start_service","room":"201"}"#, &[]);
    hotel
        .wait(12)
        .say(r#"{"op":"finish_service","room":"201"}"#, &[]);
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&old]);
    hotel.sign_in("maid");
    hotel.say(r#"{"op":"start_cleaning","room":"201"}"#, &[]);
    hotel.wait(33).say(
        r#"{"op":"mark_cleaned","room":"201","notes":"lamp loose"}"#,
        &[],
    );
    hotel.sign_in("keeper");
    let keeper = hotel.actor.id;
    hotel.say(
        r#"{"op":"inspect","room":"201","passed":false,"failed":["Bathroom"],"notes":"hair"}"#,
        &[],
    );
    hotel.say(r#"{"op":"mark_cleaned","room":"201","kind":"deep"}"#, &[]);
    hotel.say(r#"{"op":"inspect","room":"201","passed":true}"#, &[]);
    hotel.say(
        r#"{"op":"mark_cleaned","room":"201","kind":"touch_up"}"#,
        &[],
    );
    let rows: Vec<_> = hotel
        .house
        .cleanings
        .values()
        .map(|row| {
            let passed = row.checked.as_ref().map(|checked| checked.passed);
            (row.kind, row.minutes(), row.usual_minutes, passed)
        })
        .collect();
    assert_eq!(
        rows,
        [
            (CleaningKind::Stayover, Some(12), 15, None),
            (CleaningKind::Departure, Some(33), 30, Some(false)),
            (CleaningKind::Deep, None, 60, Some(true)),
            (CleaningKind::TouchUp, None, 8, None),
        ]
    );
    let failed = hotel.house.cleanings.values().nth(1).unwrap();
    let checked = failed.checked.clone().unwrap();
    assert_eq!((failed.finished.by, checked.stamp.by), (maid, keeper));
    assert_eq!(checked.failed, ["Bathroom"]);
    assert!(
        hotel
            .notes_on("201")
            .contains(&"Inspection failed - Bathroom: hair".to_owned())
    );
    assert_eq!(hotel.room("201").care.deep_cleaned.unwrap().by, keeper);

    let figures = statistics(&hotel.house, hotel.house.cleanings.values());
    assert_eq!((figures.all.turnovers, figures.all.services), (2, 1));
    assert_eq!((figures.all.inspected, figures.all.failed), (2, 1));
    assert_eq!((figures.all.minutes, figures.all.timed), (45, 2));
    let mia = figures
        .people
        .iter()
        .find(|it| it.who == "Mia Maid")
        .unwrap();
    assert_eq!(
        (mia.turnovers, mia.failed, mia.average_minutes()),
        (1, 1, Some(33))
    );
}

#[test]
fn a_room_taken_back_from_cleaned_has_no_row_left() {
    let mut hotel = SmallHouse::new();
    let old = hotel.guest_in("201", 1, "Old");
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&old]);
    hotel.say(r#"{"op":"mark_cleaned","room":"201"}"#, &[]);
    assert_eq!(hotel.house.cleanings.len(), 1);
    hotel.say(r#"{"op":"undo"}"#, &[]);
    assert!(hotel.house.cleanings.is_empty());
}

#[test]
fn what_was_found_is_held_against_the_book_until_it_agrees() {
    const EMPTY: &str = r#"{"op":"report_found","room":"201","occupied":false}"#;
    const TWO: &str = r#"{"op":"report_found","room":"201","occupied":true,"heads":2}"#;
    let mut hotel = SmallHouse::new();
    hotel.say(EMPTY, &[]);
    assert_eq!(differs(&hotel, "201"), None);
    hotel.say(TWO, &[]);
    assert_eq!(differs(&hotel, "201"), Some(Discrepancy::Sleep));
    let guest = hotel.guest_in("201", 1, "Yi");
    assert_eq!(
        differs(&hotel, "201"),
        None,
        "the desk has someone in it now"
    );
    hotel.wait(5).say(EMPTY, &[]);
    assert_eq!(differs(&hotel, "201"), Some(Discrepancy::Skip));
    hotel.wait(5).say(TWO, &[]);
    assert_eq!(differs(&hotel, "201"), Some(Discrepancy::Person));
    hotel.say(
        r#"{"op":"resolve_discrepancy","room":"201","notes":"a visitor"}"#,
        &[],
    );
    assert_eq!(differs(&hotel, "201"), None);
    hotel.say(r#"{"op":"undo"}"#, &[]);
    assert_eq!(differs(&hotel, "201"), Some(Discrepancy::Person));
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","adults":2,"guests":["Yi","Bo"]}"#,
        &[&guest],
    );
    assert_eq!(differs(&hotel, "201"), None, "the desk knows of both");
    hotel
        .wait(5)
        .say(r#"{"op":"check_out","booking":"$1"}"#, &[&guest]);
    assert_eq!(
        differs(&hotel, "201"),
        None,
        "they were found before they left"
    );
}

#[test]
fn a_guest_who_asks_comes_before_the_sign_on_the_door() {
    let mut hotel = SmallHouse::new();
    hotel.guest_in("201", 3, "Yi");
    let today = hotel.today();
    hotel.say(r#"{"op":"set_do_not_disturb","room":"201","on":true}"#, &[]);
    hotel.say(r#"{"op":"set_make_up","room":"201","on":true}"#, &[]);
    assert!(hotel.room("201").asks_to_be_made_up(today));
    hotel.say(r#"{"op":"set_do_not_disturb","room":"201","on":true}"#, &[]);
    assert!(!hotel.room("201").asks_to_be_made_up(today));
    hotel.say(r#"{"op":"set_make_up","room":"201","on":true}"#, &[]);
    hotel.say(r#"{"op":"start_service","room":"201"}"#, &[]);
    assert!(!hotel.room("201").asks_to_be_made_up(today));
}
