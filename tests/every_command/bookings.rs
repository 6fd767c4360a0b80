//! Bookings as such: taken, changed, confirmed, cancelled, other dates.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::case::{Case, done, nothing, refused};

/// A double from today for two nights, without a room.
pub fn today(hotel: &mut SmallHouse) -> Vec<String> {
    vec![hotel.book("DBL", 0, 2, "Yi")]
}

/// The same in two days.
pub fn soon(hotel: &mut SmallHouse) -> Vec<String> {
    vec![hotel.book("DBL", 2, 2, "Yi")]
}

/// Someone in 201 for two nights.
pub fn inside(hotel: &mut SmallHouse) -> Vec<String> {
    vec![hotel.guest_in("201", 2, "Yi")]
}

/// Someone who has been and left.
pub fn left(hotel: &mut SmallHouse) -> Vec<String> {
    let code = hotel.guest_in("201", 2, "Yi");
    hotel.say(r#"{"op":"check_out","booking":"$1"}"#, &[&code]);
    vec![code]
}

/// Someone whose booking is cancelled.
pub fn cancelled(hotel: &mut SmallHouse) -> Vec<String> {
    let code = hotel.book("DBL", 0, 2, "Yi");
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&code],
    );
    vec![code]
}

/// Someone who has still to pay.
pub fn pending(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-16","nights":2,"lead":"Yi","status":"PENDING_PAYMENT"}"#,
        &[],
    );
    vec!["BK-2026-000001".into()]
}

/// Two people, one of them without a name.
pub fn half_named(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-16","nights":2,"lead":"Yi","adults":2}"#,
        &[],
    );
    vec!["BK-2026-000001".into()]
}

/// Someone promised 201 from the day after tomorrow.
pub fn promised(hotel: &mut SmallHouse) -> Vec<String> {
    let code = hotel.book_into("201", 2, 2, "Yi");
    hotel.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        &[&code],
    );
    vec![code]
}

/// The suite is taken, and nothing more is to be sold than there is.
fn suite_gone(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"set_policy","name":"oversell","value":"refuse"}"#,
        &[],
    );
    vec![hotel.book_into("301", 0, 2, "Lee")]
}

/// The suite is taken again after its first booking was cancelled.
fn suite_gone_since(hotel: &mut SmallHouse) -> Vec<String> {
    let first = hotel.book("STE", 0, 2, "Yi");
    hotel.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&first],
    );
    suite_gone(hotel);
    vec![first]
}

/// Someone who never came, days ago.
fn long_gone(hotel: &mut SmallHouse) -> Vec<String> {
    let code = hotel.book("DBL", 0, 1, "Yi");
    hotel.close_day();
    hotel.close_day();
    vec![code]
}

pub fn cases() -> Vec<Case> {
    let mut all = taken();
    all.extend(changed());
    all.extend(said());
    all.extend(statuses());
    all.extend(dates());
    all
}

fn taken() -> Vec<Case> {
    const OP: &str = "create_booking";
    vec![
        done(
            OP,
            "two nights",
            nothing,
            r#"{"room_type":"DBL","check_in":"2026-03-18","nights":2,"lead":"Yi"}"#,
        ),
        refused(
            Code::InvalidDates,
            OP,
            "yesterday",
            nothing,
            r#"{"room_type":"DBL","check_in":"2026-03-15","nights":2}"#,
        ),
        refused(
            Code::NotFound,
            OP,
            "of no type there is",
            nothing,
            r#"{"room_type":"FAM","check_in":"2026-03-18","nights":2}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "for nobody",
            nothing,
            r#"{"room_type":"DBL","check_in":"2026-03-18","nights":2,"adults":0}"#,
        ),
        refused(
            Code::AlreadyExists,
            OP,
            "under a code given already",
            today,
            r#"{"room_type":"DBL","check_in":"2026-03-18","nights":2,"code":"$1"}"#,
        ),
        refused(
            Code::TypeOversold,
            OP,
            "one suite too many, by policy",
            suite_gone,
            r#"{"room_type":"STE","check_in":"2026-03-16","nights":1}"#,
        ),
    ]
}

fn changed() -> Vec<Case> {
    vec![
        done(
            "edit_booking",
            "a late arrival",
            today,
            r#"{"booking":"$1","arrival_time":"22:30"}"#,
        ),
        done(
            "edit_booking",
            "another type frees the room",
            |hotel| vec![hotel.book_into("201", 2, 2, "Yi")],
            r#"{"booking":"$1","room_type":"STE"}"#,
        ),
        refused(
            Code::BookingNotFound,
            "edit_booking",
            "no such booking",
            nothing,
            r#"{"booking":"BK-2026-000009","adults":1}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_booking",
            "for nobody",
            today,
            r#"{"booking":"$1","adults":0}"#,
        ),
        refused(
            Code::NotFound,
            "edit_booking",
            "to no type there is",
            today,
            r#"{"booking":"$1","room_type":"FAM"}"#,
        ),
        refused(
            Code::AllocationGuaranteed,
            "edit_booking",
            "another type with a promised room",
            promised,
            r#"{"booking":"$1","room_type":"STE"}"#,
        ),
        refused(
            Code::BookingAlreadyCheckedIn,
            "edit_booking",
            "another type with the guest in",
            inside,
            r#"{"booking":"$1","room_type":"STE"}"#,
        ),
        refused(
            Code::BookingStatusInvalid,
            "edit_booking",
            "another type after the guest left",
            left,
            r#"{"booking":"$1","room_type":"STE"}"#,
        ),
        refused(
            Code::TypeOversold,
            "edit_booking",
            "to a suite too many, by policy",
            |hotel| {
                suite_gone(hotel);
                today(hotel)
            },
            r#"{"booking":"$1","room_type":"STE"}"#,
        ),
        done(
            "name_guests",
            "both names",
            half_named,
            r#"{"booking":"$1","guests":["Yi","Bo Yi"]}"#,
        ),
        refused(
            Code::InvalidValue,
            "name_guests",
            "more names than heads",
            today,
            r#"{"booking":"$1","guests":["Yi","Bo Yi"]}"#,
        ),
        refused(
            Code::BookingNotFound,
            "name_guests",
            "no such booking",
            nothing,
            r#"{"booking":"BK-2026-000009","guests":["Yi"]}"#,
        ),
    ]
}

fn said() -> Vec<Case> {
    vec![
        done(
            "add_note",
            "on a booking",
            today,
            r#"{"booking":"$1","text":"late"}"#,
        ),
        done(
            "add_note",
            "on a room",
            nothing,
            r#"{"room":"201","text":"creaks"}"#,
        ),
        refused(
            Code::InvalidValue,
            "add_note",
            "on nothing",
            nothing,
            r#"{"text":"late"}"#,
        ),
        refused(
            Code::RoomNotFound,
            "add_note",
            "on no such room",
            nothing,
            r#"{"room":"999","text":"late"}"#,
        ),
        refused(
            Code::BookingNotFound,
            "add_note",
            "on no such booking",
            nothing,
            r#"{"booking":"BK-2026-000009","text":"late"}"#,
        ),
        done(
            "set_guest_waiting",
            "the guest waits",
            today,
            r#"{"booking":"$1","on":true}"#,
        ),
        refused(
            Code::BookingAlreadyCheckedIn,
            "set_guest_waiting",
            "in the house already",
            inside,
            r#"{"booking":"$1","on":true}"#,
        ),
        refused(
            Code::BookingStatusInvalid,
            "set_guest_waiting",
            "cancelled",
            cancelled,
            r#"{"booking":"$1","on":true}"#,
        ),
        refused(
            Code::InvalidDates,
            "set_guest_waiting",
            "two days too early",
            soon,
            r#"{"booking":"$1","on":true}"#,
        ),
        refused(
            Code::BookingNotFound,
            "set_guest_waiting",
            "no such booking",
            nothing,
            r#"{"booking":"BK-2026-000009","on":true}"#,
        ),
    ]
}

fn statuses() -> Vec<Case> {
    vec![
        done(
            "confirm_booking",
            "a pending one",
            pending,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::BookingStatusInvalid,
            "confirm_booking",
            "confirmed already",
            today,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::InvalidDates,
            "confirm_booking",
            "its stay is past",
            |hotel| {
                let pending = pending(hotel);
                for _ in 0..3 {
                    hotel.close_day();
                }
                pending
            },
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::BookingNotFound,
            "confirm_booking",
            "no such booking",
            nothing,
            r#"{"booking":"BK-2026-000009"}"#,
        ),
        refused(
            Code::TypeOversold,
            "confirm_booking",
            "one suite too many, by policy",
            |hotel| {
                hotel.say(
                    r#"{"op":"create_booking","room_type":"STE","check_in":"2026-03-16","nights":2,"lead":"Yi","status":"PENDING_PAYMENT"}"#,
                    &[],
                );
                suite_gone(hotel);
                vec!["BK-2026-000001".into()]
            },
            r#"{"booking":"$1"}"#,
        ),
        done(
            "cancel_booking",
            "with a reason",
            today,
            r#"{"booking":"$1","reason":"ill"}"#,
        ),
        refused(
            Code::ReasonRequired,
            "cancel_booking",
            "without a reason",
            today,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::BookingAlreadyCheckedIn,
            "cancel_booking",
            "the guest is in",
            inside,
            r#"{"booking":"$1","reason":"ill"}"#,
        ),
        refused(
            Code::BookingStatusInvalid,
            "cancel_booking",
            "cancelled already",
            cancelled,
            r#"{"booking":"$1","reason":"ill"}"#,
        ),
        refused(
            Code::BookingNotFound,
            "cancel_booking",
            "no such booking",
            nothing,
            r#"{"booking":"BK-2026-000009","reason":"ill"}"#,
        ),
        done(
            "mark_no_show",
            "the guest never came",
            today,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::BookingStatusInvalid,
            "mark_no_show",
            "before the day of arrival",
            soon,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::BookingNotFound,
            "mark_no_show",
            "no such booking",
            nothing,
            r#"{"booking":"BK-2026-000009"}"#,
        ),
        done(
            "reinstate_booking",
            "a cancelled one",
            cancelled,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::BookingStatusInvalid,
            "reinstate_booking",
            "a confirmed one",
            today,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::InvalidDates,
            "reinstate_booking",
            "its stay is past",
            long_gone,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::TypeOversold,
            "reinstate_booking",
            "one suite too many, by policy",
            suite_gone_since,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::BookingNotFound,
            "reinstate_booking",
            "no such booking",
            nothing,
            r#"{"booking":"BK-2026-000009"}"#,
        ),
    ]
}

/// 201 is someone else's from the day Yi leaves it.
fn followed(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = hotel.book_into("201", 2, 2, "Yi");
    hotel.book_into("201", 4, 2, "Lee");
    vec![yi]
}

/// 201 is blocked from the day Yi leaves it.
fn blocked_after(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = hotel.book_into("201", 2, 2, "Yi");
    hotel.say(
        r#"{"op":"block","rooms":["201"],"from":"2026-03-20","to":"2026-03-22","type":"staff","reason":"kept"}"#,
        &[],
    );
    vec![yi]
}

fn dates() -> Vec<Case> {
    const OP: &str = "change_stay";
    vec![
        done(
            OP,
            "a day longer",
            |hotel| vec![hotel.book_into("201", 2, 2, "Yi")],
            r#"{"booking":"$1","check_out":"2026-03-21"}"#,
        ),
        done(
            OP,
            "without its room, where it no longer fits",
            followed,
            r#"{"booking":"$1","check_out":"2026-03-21","release_room":true}"#,
        ),
        refused(
            Code::RoomOverlapConflict,
            OP,
            "into the next guest's nights",
            followed,
            r#"{"booking":"$1","check_out":"2026-03-21"}"#,
        ),
        refused(
            Code::RoomBlocked,
            OP,
            "into a block",
            blocked_after,
            r#"{"booking":"$1","check_out":"2026-03-21"}"#,
        ),
        refused(
            Code::InvalidDates,
            OP,
            "to no night",
            soon,
            r#"{"booking":"$1","check_out":"2026-03-18"}"#,
        ),
        refused(
            Code::BookingStatusInvalid,
            OP,
            "of a cancelled one",
            cancelled,
            r#"{"booking":"$1","check_out":"2026-03-21"}"#,
        ),
        refused(
            Code::AllocationGuaranteed,
            OP,
            "with a promised room",
            promised,
            r#"{"booking":"$1","check_in":"2026-03-20","check_out":"2026-03-22","release_room":true}"#,
        ),
        refused(
            Code::RoomNotBookable,
            OP,
            "today into a room that is not in service",
            |hotel| {
                let yi = hotel.book_into("201", 2, 2, "Yi");
                hotel.say(
                    r#"{"op":"put_out_of_order","room":"202","reason":"flood"}"#,
                    &[],
                );
                vec![yi]
            },
            r#"{"booking":"$1","check_out":"2026-03-21","room":"202"}"#,
        ),
        refused(
            Code::BookingNotFound,
            OP,
            "no such booking",
            nothing,
            r#"{"booking":"BK-2026-000009","check_out":"2026-03-21"}"#,
        ),
        refused(
            Code::TypeOversold,
            OP,
            "a night too long, by policy",
            |hotel| {
                let yi = hotel.book("STE", 2, 1, "Yi");
                suite_gone(hotel);
                vec![yi]
            },
            r#"{"booking":"$1","check_in":"2026-03-17"}"#,
        ),
        refused(
            Code::InvalidDates,
            OP,
            "another arrival with the guest in",
            inside,
            r#"{"booking":"$1","check_in":"2026-03-17"}"#,
        ),
    ]
}
