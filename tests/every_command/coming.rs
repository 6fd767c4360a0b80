//! Guests coming and going, walk-ins, and the end of the day.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::bookings::{cancelled, half_named, inside, left, soon, today};
use super::case::{Case, done, nothing, refused};

/// Someone expected today, with 201 ready.
fn expected(hotel: &mut SmallHouse) -> Vec<String> {
    vec![hotel.book_into("201", 0, 2, "Yi")]
}

const IT: &str = r#"{"booking":"$1"}"#;

pub fn cases() -> Vec<Case> {
    let mut all = coming();
    all.extend(going());
    all.extend(back());
    all.extend(walking_in());
    all.extend(night());
    all
}

fn coming() -> Vec<Case> {
    const OP: &str = "check_in";
    vec![
        done(OP, "expected, room ready", expected, IT),
        done(
            OP,
            "a room on the way",
            today,
            r#"{"booking":"$1","room":"202"}"#,
        ),
        done(
            OP,
            "two days early",
            |hotel| vec![hotel.book_into("201", 2, 2, "Yi")],
            r#"{"booking":"$1","early":true}"#,
        ),
        refused(Code::BookingAlreadyCheckedIn, OP, "twice", inside, IT),
        refused(Code::BookingStatusInvalid, OP, "cancelled", cancelled, IT),
        refused(
            Code::InvalidDates,
            OP,
            "early, and nobody says so",
            soon,
            IT,
        ),
        refused(Code::NoRoomAssigned, OP, "without a room", today, IT),
        refused(
            Code::PartyIncomplete,
            OP,
            "a guest without a name",
            |hotel| {
                let yi = half_named(hotel);
                hotel.say(
                    r#"{"op":"pre_assign","booking":"$1","room":"202"}"#,
                    &[&yi[0]],
                );
                yi
            },
            IT,
        ),
        refused(
            Code::RoomNotBookable,
            OP,
            "the room is out of order",
            |hotel| {
                let yi = expected(hotel);
                hotel.say(
                    r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#,
                    &[],
                );
                yi
            },
            IT,
        ),
        refused(
            Code::RoomTypeMismatch,
            OP,
            "into another type",
            today,
            r#"{"booking":"$1","room":"301"}"#,
        ),
        refused(
            Code::RoomOverlapConflict,
            OP,
            "into someone's room",
            |hotel| {
                let yi = today(hotel);
                hotel.book_into("202", 0, 1, "Lee");
                yi
            },
            r#"{"booking":"$1","room":"202"}"#,
        ),
        refused(
            Code::RoomBlocked,
            OP,
            "into a block",
            |hotel| {
                hotel.say(
                    r#"{"op":"block","rooms":["202"],"from":"2026-03-16","to":"2026-03-19","type":"staff","reason":"kept"}"#,
                    &[],
                );
                today(hotel)
            },
            r#"{"booking":"$1","room":"202"}"#,
        ),
        refused(
            Code::AllocationGuaranteed,
            OP,
            "elsewhere than promised",
            |hotel| {
                let yi = expected(hotel);
                hotel.say(
                    r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
                    &[&yi[0]],
                );
                yi
            },
            r#"{"booking":"$1","room":"202"}"#,
        ),
        refused(
            Code::RoomCapacityExceeded,
            OP,
            "three into a double",
            |hotel| {
                hotel.say(
                    r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-16","nights":2,"lead":"Yi","guests":["Yi","Bo","Cy"],"adults":3}"#,
                    &[],
                );
                vec!["BK-2026-000001".into()]
            },
            r#"{"booking":"$1","room":"202"}"#,
        ),
        refused(
            Code::RoomNotFound,
            OP,
            "into a room that is not there",
            today,
            r#"{"booking":"$1","room":"999"}"#,
        ),
        refused(
            Code::BookingNotFound,
            OP,
            "nobody",
            nothing,
            r#"{"booking":"BK-2026-000009"}"#,
        ),
    ]
}

fn going() -> Vec<Case> {
    vec![
        done("check_out", "the guest leaves", inside, IT),
        refused(
            Code::BookingNotCheckedIn,
            "check_out",
            "before the guest came",
            soon,
            IT,
        ),
        refused(
            Code::BookingNotFound,
            "check_out",
            "nobody",
            nothing,
            r#"{"booking":"BK-2026-000009"}"#,
        ),
        done(
            "bulk_check_out",
            "two rooms",
            |hotel| {
                hotel.guest_in("201", 2, "Yi");
                hotel.guest_in("202", 2, "Lee");
                vec![]
            },
            r#"{"rooms":["201","202"]}"#,
        ),
        refused(
            Code::BookingNotCheckedIn,
            "bulk_check_out",
            "an empty room among them",
            inside,
            r#"{"rooms":["201","202"]}"#,
        ),
        refused(
            Code::InvalidValue,
            "bulk_check_out",
            "nobody named",
            nothing,
            r"{}",
        ),
        refused(
            Code::RoomNotFound,
            "bulk_check_out",
            "a room that is not there",
            nothing,
            r#"{"rooms":["999"]}"#,
        ),
        refused(
            Code::BookingNotFound,
            "bulk_check_out",
            "a booking that is not there",
            nothing,
            r#"{"bookings":["BK-2026-000009"]}"#,
        ),
    ]
}

fn back() -> Vec<Case> {
    vec![
        done("undo_check_in", "the wrong guest", inside, IT),
        refused(
            Code::BookingNotCheckedIn,
            "undo_check_in",
            "not in the house",
            soon,
            IT,
        ),
        refused(
            Code::BookingStatusInvalid,
            "undo_check_in",
            "after a night in it",
            |hotel| {
                let yi = inside(hotel);
                hotel.close_day();
                yi
            },
            IT,
        ),
        refused(
            Code::BookingNotFound,
            "undo_check_in",
            "nobody",
            nothing,
            r#"{"booking":"BK-2026-000009"}"#,
        ),
        done("undo_check_out", "left by mistake", left, IT),
        refused(
            Code::BookingStatusInvalid,
            "undo_check_out",
            "never left",
            inside,
            IT,
        ),
        refused(
            Code::RoomNotBookable,
            "undo_check_out",
            "cleaned meanwhile",
            |hotel| {
                let yi = left(hotel);
                hotel.say(r#"{"op":"mark_cleaned","room":"201"}"#, &[]);
                yi
            },
            IT,
        ),
        refused(
            Code::RoomOverlapConflict,
            "undo_check_out",
            "sold again meanwhile",
            |hotel| {
                let yi = left(hotel);
                hotel.book_into("201", 1, 2, "Lee");
                yi
            },
            IT,
        ),
        refused(
            Code::RoomBlocked,
            "undo_check_out",
            "blocked meanwhile",
            |hotel| {
                let yi = left(hotel);
                hotel.say(
                    r#"{"op":"block","rooms":["201"],"from":"2026-03-17","to":"2026-03-19","type":"staff","reason":"kept"}"#,
                    &[],
                );
                yi
            },
            IT,
        ),
        refused(
            Code::BookingNotFound,
            "undo_check_out",
            "nobody",
            nothing,
            r#"{"booking":"BK-2026-000009"}"#,
        ),
    ]
}

fn walking_in() -> Vec<Case> {
    const OP: &str = "walk_in";
    const TO_201: &str = r#"{"room":"201","nights":2,"lead":"Ito","adults":1}"#;
    vec![
        done(OP, "into a room", nothing, TO_201),
        done(
            OP,
            "into the best of a type",
            nothing,
            r#"{"room_type":"DBL","nights":2,"lead":"Ito","adults":1}"#,
        ),
        refused(
            Code::MissingRoomId,
            OP,
            "into nothing",
            nothing,
            r#"{"nights":2,"lead":"Ito","adults":1}"#,
        ),
        refused(
            Code::RoomTypeMismatch,
            OP,
            "a room and another type",
            nothing,
            r#"{"room":"201","room_type":"STE","nights":2,"lead":"Ito","adults":1}"#,
        ),
        refused(
            Code::RoomCapacityExceeded,
            OP,
            "two into a single",
            nothing,
            r#"{"room":"101","nights":2,"lead":"Ito","guests":["Ito","Bo"],"adults":2}"#,
        ),
        refused(Code::RoomNotBookable, OP, "a dirty room", left, TO_201),
        refused(
            Code::RoomOverlapConflict,
            OP,
            "someone's tomorrow",
            |hotel| vec![hotel.book_into("201", 1, 2, "Lee")],
            TO_201,
        ),
        refused(
            Code::RoomBlocked,
            OP,
            "blocked",
            |hotel| {
                hotel.say(
                    r#"{"op":"block","rooms":["201"],"from":"2026-03-16","to":"2026-03-19","type":"staff","reason":"kept"}"#,
                    &[],
                );
                vec![]
            },
            TO_201,
        ),
        refused(
            Code::TypeOversold,
            OP,
            "promised to one without a room",
            |hotel| {
                let suite = hotel.book("STE", 0, 2, "Lee");
                hotel.sign_in("desk");
                vec![suite]
            },
            r#"{"room":"301","nights":1,"lead":"Ito","adults":1}"#,
        ),
        refused(
            Code::PartyIncomplete,
            OP,
            "a guest without a name",
            nothing,
            r#"{"room":"201","nights":2,"lead":"Ito","adults":2}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "for nobody",
            nothing,
            r#"{"room":"201","nights":2,"lead":"Ito","adults":0}"#,
        ),
        refused(
            Code::InvalidDates,
            OP,
            "for ever",
            nothing,
            r#"{"room":"201","nights":100000,"lead":"Ito","adults":1}"#,
        ),
        refused(
            Code::RoomNotFound,
            OP,
            "into a room that is not there",
            nothing,
            r#"{"room":"999","nights":2,"lead":"Ito","adults":1}"#,
        ),
        refused(
            Code::NotFound,
            OP,
            "into no type there is",
            nothing,
            r#"{"room_type":"FAM","nights":2,"lead":"Ito","adults":1}"#,
        ),
    ]
}

fn night() -> Vec<Case> {
    const OP: &str = "night_audit";
    vec![
        done(OP, "an empty house", nothing, r#"{"closes":"2026-03-16"}"#),
        done(
            OP,
            "with a no-show",
            today,
            r#"{"closes":"2026-03-16","confirm_no_shows":true}"#,
        ),
        refused(
            Code::BookingStatusInvalid,
            OP,
            "someone is awaited still",
            today,
            r#"{"closes":"2026-03-16"}"#,
        ),
        refused(
            Code::InvalidDates,
            OP,
            "tomorrow",
            nothing,
            r#"{"closes":"2026-03-17"}"#,
        ),
    ]
}
