//! Giving, changing and taking rooms.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::bookings::{cancelled, half_named, inside, promised, soon, today};
use super::case::{Case, done, nothing, refused};

/// Three doubles' worth of people in one double's booking.
fn three(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-16","nights":2,"lead":"Yi","guests":["Yi","Bo","Cy"],"adults":3}"#,
        &[],
    );
    vec!["BK-2026-000001".into()]
}

/// A booking without a room, and 201 taken these nights.
fn taken(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = hotel.book("DBL", 0, 2, "Yi");
    hotel.book_into("201", 0, 2, "Lee");
    vec![yi]
}

/// A booking without a room, and 201 blocked these nights.
fn blocked(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = hotel.book("DBL", 0, 2, "Yi");
    hotel.say(
        r#"{"op":"block","rooms":["201"],"from":"2026-03-16","to":"2026-03-19","type":"staff","reason":"kept"}"#,
        &[],
    );
    vec![yi]
}

/// A booking without a room, and 201 out of order.
fn flooded(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = hotel.book("DBL", 0, 2, "Yi");
    hotel.say(
        r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#,
        &[],
    );
    vec![yi]
}

/// Someone with 202 in two days.
fn tentative(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = hotel.book("DBL", 0, 2, "Yi");
    hotel.say(r#"{"op":"pre_assign","booking":"$1","room":"202"}"#, &[&yi]);
    vec![yi]
}

pub fn cases() -> Vec<Case> {
    let mut all = given("assign");
    all.extend(given("pre_assign"));
    all.push(refused(
        Code::PartyIncomplete,
        "assign",
        "a guest without a name",
        half_named,
        r#"{"booking":"$1","room":"201"}"#,
    ));
    all.push(refused(
        Code::PartyIncomplete,
        "pre_assign",
        "a party without its first name",
        |hotel| {
            hotel.say(
                r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-16","nights":2}"#,
                &[],
            );
            vec!["BK-2026-000001".into()]
        },
        r#"{"booking":"$1","room":"201"}"#,
    ));
    all.extend(firmed_and_taken());
    all.extend(moved());
    all.extend(swapped());
    all
}

fn given(op: &'static str) -> Vec<Case> {
    const TO_201: &str = r#"{"booking":"$1","room":"201"}"#;
    vec![
        done(op, "a ready room", today, TO_201),
        done(
            op,
            "another room",
            tentative,
            r#"{"booking":"$1","room":"203"}"#,
        ),
        refused(
            Code::AllocationGuaranteed,
            op,
            "another than the promised room",
            promised,
            r#"{"booking":"$1","room":"202"}"#,
        ),
        refused(
            Code::ReasonRequired,
            op,
            "a promise broken without a reason",
            promised,
            r#"{"booking":"$1","room":"202","override_do_not_move":true}"#,
        ),
        refused(
            Code::BookingAlreadyCheckedIn,
            op,
            "to a guest in the house",
            inside,
            r#"{"booking":"$1","room":"202"}"#,
        ),
        refused(
            Code::BookingStatusNotAssignable,
            op,
            "to a cancelled booking",
            cancelled,
            TO_201,
        ),
        refused(Code::RoomCapacityExceeded, op, "too small", three, TO_201),
        refused(
            Code::RoomTypeMismatch,
            op,
            "of another type",
            today,
            r#"{"booking":"$1","room":"301"}"#,
        ),
        refused(Code::RoomOverlapConflict, op, "someone's", taken, TO_201),
        refused(Code::RoomBlocked, op, "blocked", blocked, TO_201),
        refused(Code::RoomNotBookable, op, "out of order", flooded, TO_201),
        refused(
            Code::InvalidDates,
            op,
            "for nights the stay has not",
            today,
            r#"{"booking":"$1","room":"201","from":"2026-03-25"}"#,
        ),
        refused(
            Code::MissingRoomId,
            op,
            "without naming it",
            today,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::RoomNotFound,
            op,
            "that is not there",
            today,
            r#"{"booking":"$1","room":"999"}"#,
        ),
        refused(
            Code::BookingNotFound,
            op,
            "to nobody",
            nothing,
            r#"{"booking":"BK-2026-000009","room":"201"}"#,
        ),
    ]
}

fn firmed_and_taken() -> Vec<Case> {
    const IT: &str = r#"{"booking":"$1"}"#;
    vec![
        done("firm_up", "a tentative room", tentative, IT),
        refused(
            Code::BookingStatusNotAssignable,
            "firm_up",
            "of a cancelled booking",
            cancelled,
            IT,
        ),
        refused(Code::NoRoomAssigned, "firm_up", "without one", today, IT),
        refused(
            Code::PartyIncomplete,
            "firm_up",
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
            "firm_up",
            "out of order meanwhile",
            |hotel| {
                let yi = tentative(hotel);
                hotel.say(
                    r#"{"op":"put_out_of_order","room":"202","reason":"flood"}"#,
                    &[],
                );
                yi
            },
            IT,
        ),
        refused(
            Code::BookingNotFound,
            "firm_up",
            "nobody's",
            nothing,
            r#"{"booking":"BK-2026-000009"}"#,
        ),
        done("unassign", "a tentative room", tentative, IT),
        refused(
            Code::AllocationGuaranteed,
            "unassign",
            "a promised room",
            promised,
            IT,
        ),
        refused(
            Code::BookingAlreadyCheckedIn,
            "unassign",
            "with the guest in it",
            inside,
            IT,
        ),
        refused(Code::NoRoomAssigned, "unassign", "without one", today, IT),
        refused(
            Code::BookingNotFound,
            "unassign",
            "nobody's",
            nothing,
            r#"{"booking":"BK-2026-000009"}"#,
        ),
        done(
            "set_do_not_move",
            "promised",
            tentative,
            r#"{"booking":"$1","on":true}"#,
        ),
        refused(
            Code::NoRoomAssigned,
            "set_do_not_move",
            "nothing to promise",
            today,
            r#"{"booking":"$1","on":true}"#,
        ),
        refused(
            Code::BookingNotFound,
            "set_do_not_move",
            "nobody's",
            nothing,
            r#"{"booking":"BK-2026-000009","on":true}"#,
        ),
    ]
}

/// Yi is in 201 and promised it.
fn inside_and_promised(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = inside(hotel);
    hotel.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        &[&yi[0]],
    );
    yi
}

fn moved() -> Vec<Case> {
    const OP: &str = "move";
    const TO_202: &str = r#"{"booking":"$1","room":"202","reason":"noise"}"#;
    vec![
        done(OP, "for the noise", inside, TO_202),
        done(
            OP,
            "for one night only",
            inside,
            r#"{"booking":"$1","room":"202","reason":"noise","to":"2026-03-17"}"#,
        ),
        refused(
            Code::InvalidDates,
            OP,
            "for longer than the stay",
            inside,
            r#"{"booking":"$1","room":"202","reason":"noise","to":"2026-04-30"}"#,
        ),
        refused(
            Code::ReasonRequired,
            OP,
            "without a reason",
            inside,
            r#"{"booking":"$1","room":"202"}"#,
        ),
        refused(
            Code::AllocationGuaranteed,
            OP,
            "out of a promised room",
            inside_and_promised,
            TO_202,
        ),
        refused(
            Code::BookingNotCheckedIn,
            OP,
            "before the guest came",
            soon,
            TO_202,
        ),
        refused(
            Code::InvalidDates,
            OP,
            "on the day of leaving",
            |hotel| {
                let yi = vec![hotel.guest_in("201", 1, "Yi")];
                hotel.close_day();
                yi
            },
            TO_202,
        ),
        refused(
            Code::RoomBlocked,
            OP,
            "into a block",
            |hotel| {
                let yi = inside(hotel);
                hotel.say(
                    r#"{"op":"block","rooms":["202"],"from":"2026-03-16","to":"2026-03-19","type":"staff","reason":"kept"}"#,
                    &[],
                );
                yi
            },
            TO_202,
        ),
        refused(
            Code::RoomOverlapConflict,
            OP,
            "into someone's room",
            |hotel| {
                let yi = inside(hotel);
                hotel.book_into("202", 1, 2, "Lee");
                yi
            },
            TO_202,
        ),
        refused(
            Code::RoomNotBookable,
            OP,
            "into a room out of order",
            |hotel| {
                let yi = inside(hotel);
                hotel.say(
                    r#"{"op":"put_out_of_order","room":"202","reason":"flood"}"#,
                    &[],
                );
                yi
            },
            TO_202,
        ),
        refused(
            Code::RoomTypeMismatch,
            OP,
            "into another type",
            inside,
            r#"{"booking":"$1","room":"301","reason":"noise"}"#,
        ),
        refused(
            Code::RoomCapacityExceeded,
            OP,
            "two into a single",
            |hotel| {
                hotel.say(
                    r#"{"op":"walk_in","room":"201","nights":2,"lead":"Yi","guests":["Yi","Bo"],"adults":2}"#,
                    &[],
                );
                vec!["BK-2026-000001".into()]
            },
            r#"{"booking":"$1","room":"101","reason":"noise"}"#,
        ),
        refused(
            Code::RoomNotFound,
            OP,
            "to a room that is not there",
            inside,
            r#"{"booking":"$1","room":"999","reason":"noise"}"#,
        ),
        refused(
            Code::MissingRoomId,
            OP,
            "to no room",
            inside,
            r#"{"booking":"$1","reason":"noise"}"#,
        ),
        refused(
            Code::BookingNotFound,
            OP,
            "of nobody",
            nothing,
            r#"{"booking":"BK-2026-000009","room":"202","reason":"noise"}"#,
        ),
    ]
}

/// Two doubles of the same nights, in 201 and 202.
fn pair(hotel: &mut SmallHouse) -> Vec<String> {
    vec![
        hotel.book_into("201", 2, 2, "Yi"),
        hotel.book_into("202", 2, 2, "Lee"),
    ]
}

fn swapped() -> Vec<Case> {
    const OP: &str = "swap";
    const BOTH: &str = r#"{"booking":"$1","with":"$2","reason":"view"}"#;
    vec![
        done(OP, "two doubles", pair, BOTH),
        done(
            OP,
            "two guests in the house",
            |hotel| {
                vec![
                    hotel.guest_in("201", 2, "Yi"),
                    hotel.guest_in("202", 2, "Lee"),
                ]
            },
            BOTH,
        ),
        refused(
            Code::ReasonRequired,
            OP,
            "without a reason",
            pair,
            r#"{"booking":"$1","with":"$2"}"#,
        ),
        refused(
            Code::InvalidDates,
            OP,
            "one who leaves today",
            |hotel| {
                let both = vec![
                    hotel.guest_in("201", 1, "Yi"),
                    hotel.guest_in("202", 3, "Lee"),
                ];
                hotel.close_day();
                both
            },
            BOTH,
        ),
        refused(
            Code::RoomCapacityExceeded,
            OP,
            "a party that has grown",
            |hotel| {
                let both = pair(hotel);
                hotel.say(
                    r#"{"op":"edit_booking","booking":"$1","adults":3,"guests":["A","B","C"]}"#,
                    &[&both[0]],
                );
                both
            },
            BOTH,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "with itself",
            pair,
            r#"{"booking":"$1","with":"$1","reason":"view"}"#,
        ),
        refused(
            Code::AllocationGuaranteed,
            OP,
            "out of a promised room",
            |hotel| {
                let mut both = promised(hotel);
                both.push(hotel.book_into("202", 2, 2, "Lee"));
                both
            },
            BOTH,
        ),
        refused(
            Code::BookingNotCheckedIn,
            OP,
            "one in the house, one not",
            |hotel| {
                let mut both = inside(hotel);
                both.push(hotel.book_into("202", 2, 2, "Lee"));
                both
            },
            BOTH,
        ),
        refused(
            Code::NoRoomAssigned,
            OP,
            "with one who has no room",
            |hotel| {
                let mut both = vec![hotel.book_into("201", 2, 2, "Yi")];
                both.extend(soon(hotel));
                both
            },
            BOTH,
        ),
        refused(
            Code::RoomTypeMismatch,
            OP,
            "two types",
            |hotel| {
                vec![
                    hotel.book_into("201", 2, 2, "Yi"),
                    hotel.book_into("101", 2, 2, "Lee"),
                ]
            },
            BOTH,
        ),
        refused(
            Code::RoomOverlapConflict,
            OP,
            "a third stands in the way",
            |hotel| {
                let long = hotel.book_into("201", 2, 4, "Yi");
                let short = hotel.book_into("202", 2, 2, "Lee");
                hotel.book_into("202", 4, 2, "Ito");
                vec![long, short]
            },
            BOTH,
        ),
        refused(
            Code::RoomBlocked,
            OP,
            "a block stands in the way",
            |hotel| {
                let long = hotel.book_into("201", 2, 4, "Yi");
                let short = hotel.book_into("202", 2, 2, "Lee");
                hotel.say(
                    r#"{"op":"block","rooms":["202"],"from":"2026-03-20","to":"2026-03-22","type":"staff","reason":"kept"}"#,
                    &[],
                );
                vec![long, short]
            },
            BOTH,
        ),
        refused(
            Code::RoomNotBookable,
            OP,
            "into a room out of order",
            |hotel| {
                let both = pair(hotel);
                hotel.say(
                    r#"{"op":"put_out_of_order","room":"202","reason":"flood"}"#,
                    &[],
                );
                both
            },
            BOTH,
        ),
        refused(
            Code::BookingNotFound,
            OP,
            "with nobody",
            pair,
            r#"{"booking":"$1","with":"BK-2026-000009","reason":"view"}"#,
        ),
    ]
}
