//! Accounts, and rooms of another type with their price.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::bookings::{inside, soon, today};
use super::case::{Case, done, nothing, refused};

/// Yi's booking waits for money.
fn pending(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-20","nights":2,"lead":"Yi","status":"PENDING_PAYMENT"}"#,
        &[],
    );
    vec!["BK-2026-000001".into()]
}

/// Yi has paid fifty.
fn paid(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = soon(hotel);
    hotel.say(
        r#"{"op":"record_payment","booking":"$1","amount":"50.00","method":"card"}"#,
        &[&yi[0]],
    );
    yi
}

/// Two who come on one day, into a double and a suite.
fn two_types(hotel: &mut SmallHouse) -> Vec<String> {
    vec![
        hotel.book_into("201", 1, 2, "Yi"),
        hotel.book_into("301", 1, 2, "Lee"),
    ]
}

/// As before, but three come into the suite.
fn a_party_of_three(hotel: &mut SmallHouse) -> Vec<String> {
    let both = two_types(hotel);
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","adults":3}"#,
        &[&both[1]],
    );
    both
}

pub fn cases() -> Vec<Case> {
    let mut all = paying();
    all.extend(adjusting());
    all.extend(other_types("assign"));
    all.extend(other_types("pre_assign"));
    all.extend(on_the_way());
    all.push(refused(
        Code::RoomCapacityExceeded,
        "swap",
        "into a room that is too small",
        a_party_of_three,
        r#"{"booking":"$1","with":"$2","reason":"view","rate":"complimentary"}"#,
    ));
    all
}

fn paying() -> Vec<Case> {
    const OP: &str = "record_payment";
    vec![
        done(
            OP,
            "in cash",
            today,
            r#"{"booking":"$1","amount":"120.00","method":"cash","kind":"payment"}"#,
        ),
        done(
            OP,
            "a deposit that confirms",
            pending,
            r#"{"booking":"$1","amount":{"amount":"50.00","currency":"EUR"},"method":"card","kind":"deposit"}"#,
        ),
        done(
            OP,
            "given back",
            paid,
            r#"{"booking":"$1","amount":"50.00","method":"card","kind":"refund"}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "more given back than paid",
            paid,
            r#"{"booking":"$1","amount":"50.01","method":"card","kind":"refund"}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "nothing",
            today,
            r#"{"booking":"$1","amount":"0.00","method":"cash"}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "less than nothing",
            today,
            r#"{"booking":"$1","amount":"-1.00","method":"cash"}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "in other money",
            today,
            r#"{"booking":"$1","amount":{"amount":"1.00","currency":"USD"},"method":"cash"}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "nobody says how",
            today,
            r#"{"booking":"$1","amount":"1.00"}"#,
        ),
        refused(
            Code::BookingNotFound,
            OP,
            "by nobody",
            nothing,
            r#"{"booking":"BK-2026-000009","amount":"1.00","method":"cash"}"#,
        ),
    ]
}

fn adjusting() -> Vec<Case> {
    const OP: &str = "adjust";
    vec![
        done(
            OP,
            "something added",
            today,
            r#"{"booking":"$1","amount":"18.00","reason":"breakfast"}"#,
        ),
        done(
            OP,
            "something taken off",
            inside,
            r#"{"booking":"$1","amount":"-30.00","reason":"noise"}"#,
        ),
        refused(
            Code::ReasonRequired,
            OP,
            "nobody says why",
            today,
            r#"{"booking":"$1","amount":"18.00"}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "nothing",
            today,
            r#"{"booking":"$1","amount":"0","reason":"x"}"#,
        ),
        refused(
            Code::BookingNotFound,
            OP,
            "nobody's",
            nothing,
            r#"{"booking":"BK-2026-000009","amount":"1.00","reason":"x"}"#,
        ),
    ]
}

fn other_types(op: &'static str) -> Vec<Case> {
    vec![
        done(
            op,
            "a better room that the guest pays",
            today,
            r#"{"booking":"$1","room":"301","rate":"charge","approved_by_guest":true}"#,
        ),
        done(
            op,
            "a better room for free",
            today,
            r#"{"booking":"$1","room":"301","rate":"complimentary"}"#,
        ),
        done(
            op,
            "a lesser room for less",
            today,
            r#"{"booking":"$1","room":"101","rate":"charge"}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "a better room that the guest has not agreed to pay",
            today,
            r#"{"booking":"$1","room":"301","rate":"charge"}"#,
        ),
    ]
}

/// The other commands that give a room.
fn on_the_way() -> Vec<Case> {
    vec![
        done(
            "move",
            "for the noise, for free",
            inside,
            r#"{"booking":"$1","room":"301","reason":"noise","rate":"complimentary"}"#,
        ),
        refused(
            Code::InvalidValue,
            "move",
            "to a better room that the guest has not agreed to pay",
            inside,
            r#"{"booking":"$1","room":"301","reason":"noise","rate":"charge"}"#,
        ),
        done(
            "swap",
            "of two types",
            two_types,
            r#"{"booking":"$1","with":"$2","reason":"wish","rate":"complimentary","with_rate":"charge"}"#,
        ),
        refused(
            Code::InvalidValue,
            "swap",
            "the first has not agreed to pay",
            two_types,
            r#"{"booking":"$1","with":"$2","reason":"wish","rate":"charge"}"#,
        ),
        done(
            "check_in",
            "into a better room",
            today,
            r#"{"booking":"$1","room":"301","rate":"complimentary"}"#,
        ),
        refused(
            Code::InvalidValue,
            "check_in",
            "into a better room that the guest has not agreed to pay",
            today,
            r#"{"booking":"$1","room":"301","rate":"charge"}"#,
        ),
        done(
            "change_stay",
            "into a better room on other days",
            soon,
            r#"{"booking":"$1","check_in":"2026-03-21","check_out":"2026-03-23","room":"301","rate":"complimentary"}"#,
        ),
        refused(
            Code::RoomTypeMismatch,
            "change_stay",
            "into a better room without a word about the price",
            soon,
            r#"{"booking":"$1","check_in":"2026-03-21","check_out":"2026-03-23","room":"301"}"#,
        ),
        refused(
            Code::InvalidValue,
            "change_stay",
            "into a better room that the guest has not agreed to pay",
            soon,
            r#"{"booking":"$1","check_in":"2026-03-21","check_out":"2026-03-23","room":"301","rate":"charge"}"#,
        ),
        refused(
            Code::BookingAlreadyCheckedIn,
            "change_stay",
            "into another room with the guest in the house",
            inside,
            r#"{"booking":"$1","check_out":"2026-03-20","room":"202"}"#,
        ),
        refused(
            Code::BookingStatusNotAssignable,
            "change_stay",
            "into a room before it is confirmed",
            pending,
            r#"{"booking":"$1","check_out":"2026-03-23","room":"201"}"#,
        ),
        refused(
            Code::RoomCapacityExceeded,
            "change_stay",
            "into a room that is too small",
            |hotel| {
                let yi = soon(hotel);
                hotel.say(
                    r#"{"op":"edit_booking","booking":"$1","adults":2}"#,
                    &[&yi[0]],
                );
                yi
            },
            r#"{"booking":"$1","check_in":"2026-03-21","check_out":"2026-03-23","room":"101"}"#,
        ),
        refused(
            Code::InvalidDates,
            "swap",
            "with one who should have left",
            |hotel| {
                let late = hotel.guest_in("201", 1, "Late");
                let stays = hotel.guest_in("202", 4, "Stays");
                hotel.close_day();
                hotel.close_day();
                vec![late, stays]
            },
            r#"{"booking":"$1","with":"$2","reason":"wish"}"#,
        ),
        done(
            "walk_in",
            "a double sold, a suite given",
            nothing,
            r#"{"room":"301","room_type":"DBL","nights":2,"lead":"Yi","adults":1,"difference":"complimentary"}"#,
        ),
        refused(
            Code::InvalidValue,
            "walk_in",
            "a suite given that the guest has not agreed to pay",
            nothing,
            r#"{"room":"301","room_type":"DBL","nights":2,"lead":"Yi","adults":1,"difference":"charge"}"#,
        ),
    ]
}
