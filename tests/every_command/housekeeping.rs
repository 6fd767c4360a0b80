//! Housekeeping's day: whose work, what was found, wishes, checklists.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::bookings::{inside, left};
use super::case::{Case, done, nothing, refused};

const ROOM_201: &str = r#"{"room":"201"}"#;

/// 201 was cleaned after a guest left it.
fn cleaned(hotel: &mut SmallHouse) -> Vec<String> {
    left(hotel);
    hotel.say(r#"{"op":"mark_cleaned","room":"201"}"#, &[]);
    vec![]
}

/// 201 is Mia's.
fn given(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"assign_attendant","rooms":["201"],"employee":"maid"}"#,
        &[],
    );
    vec![]
}

/// A guest is in 201, and the room was found empty.
fn skipped(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = inside(hotel);
    hotel.say(
        r#"{"op":"report_found","room":"201","occupied":false}"#,
        &[],
    );
    yi
}

/// Someone is at the service of 201.
fn serving(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = inside(hotel);
    hotel.say(r#"{"op":"start_service","room":"201"}"#, &[]);
    yi
}

/// The guest in 201 asks to have it made up.
fn asked(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = inside(hotel);
    hotel.say(r#"{"op":"set_make_up","room":"201","on":true}"#, &[]);
    yi
}

/// 204 is switched off.
fn switched_off(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(r#"{"op":"edit_room","room":"204","active":false}"#, &[]);
    vec![]
}

pub fn cases() -> Vec<Case> {
    let mut all = whose_work();
    all.extend(shared());
    all.extend(gone_home());
    all.extend(gone_over());
    all.extend(found());
    all.extend(wishes());
    all.extend(checklists());
    all
}

fn whose_work() -> Vec<Case> {
    let op = "assign_attendant";
    vec![
        done(
            op,
            "two rooms",
            nothing,
            r#"{"rooms":["201","202"],"employee":"maid"}"#,
        ),
        done(
            op,
            "to another",
            given,
            r#"{"rooms":["201"],"employee":"keeper"}"#,
        ),
        done(op, "to nobody", given, r#"{"rooms":["201"]}"#),
        refused(
            Code::MissingRoomId,
            op,
            "no room",
            nothing,
            r#"{"rooms":[],"employee":"maid"}"#,
        ),
        refused(
            Code::RoomNotFound,
            op,
            "a room that is not there",
            nothing,
            r#"{"rooms":["999"],"employee":"maid"}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "a room that is switched off",
            switched_off,
            r#"{"rooms":["204"],"employee":"maid"}"#,
        ),
        refused(
            Code::NotFound,
            op,
            "to somebody nobody knows",
            nothing,
            r#"{"rooms":["201"],"employee":"E99"}"#,
        ),
        refused(
            Code::StaffNotSuitable,
            op,
            "to the front desk",
            nothing,
            r#"{"rooms":["201"],"employee":"desk"}"#,
        ),
    ]
}

fn shared() -> Vec<Case> {
    let op = "share_out";
    vec![
        done(
            op,
            "between two",
            given,
            r#"{"shares":[{"rooms":["201","202"],"employee":"keeper"},{"rooms":["203"],"employee":"maid"}]}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "nothing",
            nothing,
            r#"{"shares":[]}"#,
        ),
        refused(
            Code::MissingRoomId,
            op,
            "a share without rooms",
            nothing,
            r#"{"shares":[{"rooms":[],"employee":"maid"}]}"#,
        ),
        refused(
            Code::RoomNotFound,
            op,
            "a room that is not there",
            nothing,
            r#"{"shares":[{"rooms":["201"],"employee":"maid"},{"rooms":["999"],"employee":"maid"}]}"#,
        ),
        refused(
            Code::StaffNotSuitable,
            op,
            "with the front desk",
            nothing,
            r#"{"shares":[{"rooms":["201"],"employee":"desk"}]}"#,
        ),
    ]
}

fn gone_home() -> Vec<Case> {
    let op = "set_on_duty";
    vec![
        done(op, "gone", nothing, r#"{"employee":"maid","on":false}"#),
        refused(
            Code::NotFound,
            op,
            "somebody nobody knows",
            nothing,
            r#"{"employee":"E99","on":true}"#,
        ),
        refused(
            Code::StaffNotSuitable,
            op,
            "who has left the house for good",
            |hotel| {
                hotel.say(r#"{"op":"deactivate_staff","employee":"maid"}"#, &[]);
                vec![]
            },
            r#"{"employee":"maid","on":true}"#,
        ),
    ]
}

fn gone_over() -> Vec<Case> {
    let op = "mark_cleaned";
    vec![
        done(
            op,
            "a ready room touched up",
            nothing,
            r#"{"room":"201","kind":"touch_up"}"#,
        ),
        done(
            op,
            "a ready room deep-cleaned",
            nothing,
            r#"{"room":"201","kind":"deep"}"#,
        ),
        done(
            op,
            "deep, after a departure",
            left,
            r#"{"room":"201","kind":"deep"}"#,
        ),
        refused(
            Code::InvalidTransition,
            op,
            "a dirty room touched up",
            left,
            r#"{"room":"201","kind":"touch_up"}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "a room with a guest in it",
            inside,
            r#"{"room":"201","kind":"stayover"}"#,
        ),
    ]
}

fn found() -> Vec<Case> {
    let (op, settle) = ("report_found", "resolve_discrepancy");
    vec![
        done(op, "empty", inside, r#"{"room":"201","occupied":false}"#),
        done(
            op,
            "occupied by two",
            nothing,
            r#"{"room":"201","occupied":true,"heads":2,"notes":"two suitcases"}"#,
        ),
        done(
            op,
            "anew",
            skipped,
            r#"{"room":"201","occupied":true,"heads":1}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "people in an empty room",
            nothing,
            r#"{"room":"201","occupied":false,"heads":2}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "occupied by nobody",
            nothing,
            r#"{"room":"201","occupied":true,"heads":0}"#,
        ),
        refused(
            Code::RoomNotFound,
            op,
            "nowhere",
            nothing,
            r#"{"room":"999","occupied":true}"#,
        ),
        done(
            settle,
            "a guest gone without a word",
            skipped,
            r#"{"room":"201","notes":"luggage is in store"}"#,
        ),
        refused(Code::NotFound, settle, "nothing found", inside, ROOM_201),
        refused(
            Code::RoomNotFound,
            settle,
            "nowhere",
            nothing,
            r#"{"room":"999"}"#,
        ),
    ]
}

fn wishes() -> Vec<Case> {
    const ON: &str = r#"{"room":"201","on":true}"#;
    let op = "set_make_up";
    vec![
        done(op, "asked for", inside, ON),
        done(op, "no longer", asked, r#"{"room":"201","on":false}"#),
        refused(Code::InvalidTransition, op, "in an empty room", nothing, ON),
        refused(
            Code::InvalidTransition,
            op,
            "while someone is at it",
            serving,
            ON,
        ),
        refused(
            Code::RoomNotFound,
            op,
            "nowhere",
            nothing,
            r#"{"room":"999","on":true}"#,
        ),
    ]
}

fn checklists() -> Vec<Case> {
    vec![
        done(
            "inspect",
            "failed by the list",
            cleaned,
            r#"{"room":"201","passed":false,"failed":["Bathroom","Air and smell"]}"#,
        ),
        refused(
            Code::InvalidValue,
            "inspect",
            "passed with a failed line",
            cleaned,
            r#"{"room":"201","passed":true,"failed":["Bathroom"]}"#,
        ),
        refused(
            Code::InvalidValue,
            "inspect",
            "an empty line",
            cleaned,
            r#"{"room":"201","passed":false,"failed":[" "]}"#,
        ),
        done(
            "edit_room_type",
            "its chores and checklist",
            nothing,
            r#"{"code":"DBL","stayover_minutes":15,"touch_up_minutes":5,"deep_minutes":90,"checklist":["Bath","Balcony"]}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_room_type",
            "too long a checklist",
            nothing,
            r#"{"code":"DBL","checklist":["1","2","3","4","5","6","7","8","9","10"]}"#,
        ),
    ]
}
