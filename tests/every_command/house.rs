//! Blocks, housekeeping, repairs, alerts, and steps taken back.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::bookings::{inside, left, today};
use super::case::{Case, done, nothing, refused};

const ROOM_201: &str = r#"{"room":"201"}"#;

/// 201 is blocked for three nights from tomorrow.
fn block(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"block","rooms":["201"],"from":"2026-03-17","to":"2026-03-20","type":"staff","reason":"kept"}"#,
        &[],
    );
    vec!["BL-0001".into()]
}

/// The same, released.
fn released(hotel: &mut SmallHouse) -> Vec<String> {
    let block = block(hotel);
    hotel.say(
        r#"{"op":"release_block","block":"$1","reason":"done"}"#,
        &[&block[0]],
    );
    block
}

/// 201 was cleaned after a guest left it.
fn cleaned(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = left(hotel);
    hotel.say(r#"{"op":"mark_cleaned","room":"201"}"#, &[]);
    yi
}

/// Someone is cleaning 201.
fn at_it(hotel: &mut SmallHouse) -> Vec<String> {
    let yi = left(hotel);
    hotel.say(r#"{"op":"start_cleaning","room":"201"}"#, &[]);
    yi
}

/// Something is broken in 201.
fn broken(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"mark_maintenance","room":"201","notes":"leak"}"#,
        &[],
    );
    vec![]
}

/// 201 is out of order.
fn flooded(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#,
        &[],
    );
    vec![]
}

/// Tomorrow the guest of 201 stays on, and the daily service is due.
fn stayover(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.guest_in("201", 4, "Yi");
    hotel.close_day();
    vec![]
}

/// An alert about a booking without a room.
fn alert(hotel: &mut SmallHouse) -> Vec<String> {
    vec![format!("unassigned:{}", today(hotel)[0])]
}

pub fn cases() -> Vec<Case> {
    let mut all = blocks();
    all.extend(cleaning());
    all.extend(service());
    all.extend(repairs());
    all.extend(alerts());
    all.extend(steps());
    all
}

fn blocks() -> Vec<Case> {
    const TWO: &str = r#"{"rooms":["201","202"],"from":"2026-03-18","to":"2026-03-20","type":"staff","reason":"kept"}"#;
    vec![
        done("block", "two rooms", nothing, TWO),
        refused(
            Code::RoomOverlapConflict,
            "block",
            "one of them is someone's",
            |hotel| vec![hotel.book_into("202", 2, 2, "Yi")],
            TWO,
        ),
        refused(Code::RoomBlocked, "block", "one of them twice", block, TWO),
        refused(
            Code::InvalidDates,
            "block",
            "no night",
            nothing,
            r#"{"rooms":["201"],"from":"2026-03-18","to":"2026-03-18","type":"staff","reason":"kept"}"#,
        ),
        refused(
            Code::ReasonRequired,
            "block",
            "without a reason",
            nothing,
            r#"{"rooms":["201"],"from":"2026-03-18","to":"2026-03-20","type":"staff"}"#,
        ),
        refused(
            Code::MissingRoomId,
            "block",
            "no room",
            nothing,
            r#"{"rooms":[],"from":"2026-03-18","to":"2026-03-20","type":"staff","reason":"kept"}"#,
        ),
        refused(
            Code::RoomNotFound,
            "block",
            "a room that is not there",
            nothing,
            r#"{"rooms":["999"],"from":"2026-03-18","to":"2026-03-20","type":"staff","reason":"kept"}"#,
        ),
        refused(
            Code::InvalidValue,
            "block",
            "a level nobody may use",
            nothing,
            r#"{"rooms":["201"],"from":"2026-03-18","to":"2026-03-20","type":"staff","reason":"kept","override_level":"manager"}"#,
        ),
        refused(
            Code::PermissionDenied,
            "block",
            "for repairs, by the desk",
            |hotel| {
                hotel.sign_in("desk");
                vec![]
            },
            r#"{"rooms":["201"],"from":"2026-03-18","to":"2026-03-20","type":"maintenance","reason":"paint"}"#,
        ),
        done(
            "edit_block",
            "a day longer",
            block,
            r#"{"block":"$1","to":"2026-03-21"}"#,
        ),
        refused(
            Code::InvalidDates,
            "edit_block",
            "ending before it begins",
            block,
            r#"{"block":"$1","to":"2026-03-16"}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_block",
            "released already",
            released,
            r#"{"block":"$1","to":"2026-03-21"}"#,
        ),
        refused(
            Code::RoomOverlapConflict,
            "edit_block",
            "into someone's nights",
            |hotel| {
                let block = block(hotel);
                hotel.book_into("201", 4, 2, "Yi");
                block
            },
            r#"{"block":"$1","to":"2026-03-21"}"#,
        ),
        refused(
            Code::RoomBlocked,
            "edit_block",
            "into another block",
            |hotel| {
                let first = block(hotel);
                hotel.say(
                    r#"{"op":"block","rooms":["201"],"from":"2026-03-20","to":"2026-03-22","type":"staff","reason":"too"}"#,
                    &[],
                );
                first
            },
            r#"{"block":"$1","to":"2026-03-21"}"#,
        ),
        refused(
            Code::NotFound,
            "edit_block",
            "no such block",
            nothing,
            r#"{"block":"BL-0009","to":"2026-03-21"}"#,
        ),
        refused(
            Code::ReasonRequired,
            "edit_block",
            "its reason emptied",
            block,
            r#"{"block":"$1","reason":" "}"#,
        ),
        done(
            "release_block",
            "given free",
            block,
            r#"{"block":"$1","reason":"done"}"#,
        ),
        refused(
            Code::InvalidValue,
            "release_block",
            "released already",
            released,
            r#"{"block":"$1","reason":"done"}"#,
        ),
        refused(
            Code::ReasonRequired,
            "release_block",
            "without a reason",
            block,
            r#"{"block":"$1"}"#,
        ),
        refused(
            Code::NotFound,
            "release_block",
            "no such block",
            nothing,
            r#"{"block":"BL-0009","reason":"done"}"#,
        ),
    ]
}

fn cleaning() -> Vec<Case> {
    let mut all = vec![
        done("start_cleaning", "a dirty room", left, ROOM_201),
        done("stop_cleaning", "begun by mistake", at_it, ROOM_201),
        done("mark_cleaned", "begun", at_it, ROOM_201),
        done("mark_cleaned", "reported when done", left, ROOM_201),
        done(
            "inspect",
            "passed",
            cleaned,
            r#"{"room":"201","passed":true}"#,
        ),
        done(
            "inspect",
            "failed",
            cleaned,
            r#"{"room":"201","passed":false,"notes":"hair"}"#,
        ),
        refused(
            Code::ReasonRequired,
            "inspect",
            "failed without saying why",
            cleaned,
            r#"{"room":"201","passed":false}"#,
        ),
        refused(
            Code::InvalidTransition,
            "inspect",
            "a room nobody cleaned",
            nothing,
            r#"{"room":"201","passed":true}"#,
        ),
        refused(
            Code::PermissionDenied,
            "inspect",
            "one's own work, by policy",
            |hotel| {
                hotel.say(
                    r#"{"op":"set_policy","name":"second_pair_of_eyes","value":"on"}"#,
                    &[],
                );
                cleaned(hotel)
            },
            r#"{"room":"201","passed":true}"#,
        ),
        refused(
            Code::RoomNotFound,
            "inspect",
            "no such room",
            nothing,
            r#"{"room":"999","passed":true}"#,
        ),
        done("rush", "a dirty room", left, r#"{"room":"201","on":true}"#),
        refused(
            Code::InvalidTransition,
            "rush",
            "a ready room",
            nothing,
            r#"{"room":"201","on":true}"#,
        ),
        refused(
            Code::RoomNotBookable,
            "rush",
            "a room out of order",
            flooded,
            r#"{"room":"201","on":true}"#,
        ),
        refused(
            Code::RoomNotFound,
            "rush",
            "no such room",
            nothing,
            r#"{"room":"999","on":true}"#,
        ),
    ];
    for op in ["start_cleaning", "stop_cleaning", "mark_cleaned"] {
        all.push(refused(
            Code::InvalidTransition,
            op,
            "a room that is ready",
            nothing,
            ROOM_201,
        ));
        all.push(refused(
            Code::RoomNotFound,
            op,
            "no such room",
            nothing,
            r#"{"room":"999"}"#,
        ));
        all.push(refused(
            Code::MissingRoomId,
            op,
            "no room named",
            nothing,
            r#"{"room":""}"#,
        ));
    }
    all
}

fn service() -> Vec<Case> {
    let mut all = vec![
        done("start_service", "due", stayover, ROOM_201),
        done("finish_service", "reported when done", stayover, ROOM_201),
        done("decline_service", "not today", stayover, ROOM_201),
        done(
            "set_do_not_disturb",
            "the sign is out",
            stayover,
            r#"{"room":"201","on":true}"#,
        ),
        refused(
            Code::InvalidTransition,
            "set_do_not_disturb",
            "nobody lives there",
            nothing,
            r#"{"room":"201","on":true}"#,
        ),
        refused(
            Code::RoomNotFound,
            "set_do_not_disturb",
            "no such room",
            nothing,
            r#"{"room":"999","on":true}"#,
        ),
    ];
    for op in ["start_service", "finish_service", "decline_service"] {
        all.push(refused(
            Code::InvalidTransition,
            op,
            "nobody lives there",
            nothing,
            ROOM_201,
        ));
        all.push(refused(
            Code::RoomNotFound,
            op,
            "no such room",
            nothing,
            r#"{"room":"999"}"#,
        ));
    }
    all
}

fn repairs() -> Vec<Case> {
    vec![
        done(
            "mark_maintenance",
            "a leak",
            nothing,
            r#"{"room":"201","priority":"HIGH","notes":"leak"}"#,
        ),
        refused(
            Code::InvalidTransition,
            "mark_maintenance",
            "out of order already",
            flooded,
            ROOM_201,
        ),
        refused(
            Code::InvalidDates,
            "mark_maintenance",
            "until yesterday",
            nothing,
            r#"{"room":"201","until":"2026-03-15"}"#,
        ),
        refused(
            Code::RoomNotFound,
            "mark_maintenance",
            "no such room",
            nothing,
            r#"{"room":"999"}"#,
        ),
        done("complete_maintenance", "repaired", broken, ROOM_201),
        refused(
            Code::InvalidTransition,
            "complete_maintenance",
            "nothing is broken",
            nothing,
            ROOM_201,
        ),
        refused(
            Code::RoomNotFound,
            "complete_maintenance",
            "no such room",
            nothing,
            r#"{"room":"999"}"#,
        ),
        done(
            "put_out_of_order",
            "a flood",
            nothing,
            r#"{"room":"201","reason":"flood"}"#,
        ),
        refused(
            Code::ReasonRequired,
            "put_out_of_order",
            "without a reason",
            nothing,
            ROOM_201,
        ),
        refused(
            Code::RoomOccupied,
            "put_out_of_order",
            "with a guest in it",
            inside,
            r#"{"room":"201","reason":"flood"}"#,
        ),
        refused(
            Code::InvalidTransition,
            "put_out_of_order",
            "twice",
            flooded,
            r#"{"room":"201","reason":"flood"}"#,
        ),
        refused(
            Code::InvalidDates,
            "put_out_of_order",
            "until yesterday",
            nothing,
            r#"{"room":"201","reason":"flood","until":"2026-03-15"}"#,
        ),
        refused(
            Code::RoomNotFound,
            "put_out_of_order",
            "no such room",
            nothing,
            r#"{"room":"999","reason":"flood"}"#,
        ),
        done(
            "return_to_service",
            "dry again",
            flooded,
            r#"{"room":"201","reason":"dry"}"#,
        ),
        refused(
            Code::ReasonRequired,
            "return_to_service",
            "without a reason",
            flooded,
            ROOM_201,
        ),
        refused(
            Code::InvalidTransition,
            "return_to_service",
            "never out of it",
            nothing,
            r#"{"room":"201","reason":"dry"}"#,
        ),
        refused(
            Code::RoomNotFound,
            "return_to_service",
            "no such room",
            nothing,
            r#"{"room":"999","reason":"dry"}"#,
        ),
    ]
}

fn alerts() -> Vec<Case> {
    let mut all = vec![refused(
        Code::InvalidDates,
        "snooze_alert",
        "into the past",
        alert,
        r#"{"alert":"$1","until":"2026-03-15T10:00:00Z"}"#,
    )];
    for op in ["resolve_alert", "snooze_alert", "acknowledge_alert"] {
        all.push(done(
            op,
            "about a booking without a room",
            alert,
            r#"{"alert":"$1"}"#,
        ));
        all.push(refused(
            Code::NotFound,
            op,
            "settled meanwhile",
            |hotel| vec![format!("unassigned:{}", inside(hotel)[0])],
            r#"{"alert":"$1"}"#,
        ));
        all.push(refused(
            Code::InvalidValue,
            op,
            "no alert at all",
            nothing,
            r#"{"alert":"hello"}"#,
        ));
        all.push(refused(
            Code::BookingNotFound,
            op,
            "about nobody",
            nothing,
            r#"{"alert":"unassigned:BK-2026-000009"}"#,
        ));
        all.push(refused(
            Code::PermissionDenied,
            op,
            "by someone of another board",
            |hotel| {
                let alert = alert(hotel);
                hotel.sign_in("maid");
                alert
            },
            r#"{"alert":"$1"}"#,
        ));
    }
    all
}

/// What was just done, done by the one who takes it back.
fn just_done(hotel: &mut SmallHouse) -> Vec<String> {
    today(hotel)
}

fn steps() -> Vec<Case> {
    vec![
        done("undo", "what was just done", just_done, r"{}"),
        refused(
            Code::NothingToUndo,
            "undo",
            "nothing of one's own",
            |hotel| {
                hotel.sign_in("desk");
                vec![]
            },
            r"{}",
        ),
        refused(
            Code::UndoBlocked,
            "undo",
            "changed since by another",
            |hotel| {
                let yi = today(hotel);
                let seq = hotel.house.steps.len();
                hotel.say(
                    r#"{"op":"edit_booking","booking":"$1","is_vip":true}"#,
                    &[&yi[0]],
                );
                vec![seq.to_string()]
            },
            r#"{"seq":$1}"#,
        ),
        refused(
            Code::PermissionDenied,
            "undo",
            "another's, without being allowed the thing itself",
            |hotel| {
                today(hotel);
                let seq = hotel.house.steps.len();
                hotel.sign_in("maid");
                vec![seq.to_string()]
            },
            r#"{"seq":$1}"#,
        ),
        done(
            "redo",
            "what was just undone",
            |hotel| {
                today(hotel);
                hotel.say(r#"{"op":"undo"}"#, &[]);
                vec![]
            },
            r"{}",
        ),
        refused(Code::NothingToUndo, "redo", "nothing undone", today, r"{}"),
        refused(
            Code::UndoBlocked,
            "redo",
            "changed since by another",
            |hotel| {
                let yi = today(hotel);
                hotel.say(
                    r#"{"op":"edit_booking","booking":"$1","is_vip":true}"#,
                    &[&yi[0]],
                );
                hotel.say(r#"{"op":"undo"}"#, &[]);
                let seq = hotel.house.steps.len();
                hotel.sign_in("manager");
                hotel.say(
                    r#"{"op":"edit_booking","booking":"$1","is_vip":true}"#,
                    &[&yi[0]],
                );
                hotel.sign_in("admin");
                vec![seq.to_string()]
            },
            r#"{"seq":$1}"#,
        ),
        refused(
            Code::PermissionDenied,
            "redo",
            "another's, without being allowed the thing itself",
            |hotel| {
                today(hotel);
                hotel.say(r#"{"op":"undo"}"#, &[]);
                let seq = hotel.house.steps.len();
                hotel.sign_in("maid");
                vec![seq.to_string()]
            },
            r#"{"seq":$1}"#,
        ),
    ]
}
