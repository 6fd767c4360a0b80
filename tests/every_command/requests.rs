//! Requests for repair or service, categories, residents.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::bookings::inside;
use super::case::{Case, done, nothing, refused};

const TICKET: &str = r#"{"ticket":"MR-2026-0001"}"#;
const NOBODY: &str = r#"{"ticket":"MR-2026-0099"}"#;

/// A dripping tap in 201.
fn reported(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"create_request","title":"Tap drips","category":"Plumbing","room":"201"}"#,
        &[],
    );
    vec![]
}

/// Someone took note.
fn noted(hotel: &mut SmallHouse) -> Vec<String> {
    reported(hotel);
    hotel.say(
        r#"{"op":"acknowledge_request","ticket":"MR-2026-0001"}"#,
        &[],
    );
    vec![]
}

/// Fred is to see to it.
fn given(hotel: &mut SmallHouse) -> Vec<String> {
    reported(hotel);
    hotel.say(
        r#"{"op":"assign_request","ticket":"MR-2026-0001","employee":"fixer"}"#,
        &[],
    );
    vec![]
}

/// Fred is at it.
fn begun(hotel: &mut SmallHouse) -> Vec<String> {
    given(hotel);
    hotel.say(r#"{"op":"start_request","ticket":"MR-2026-0001"}"#, &[]);
    vec![]
}

/// It waits for a part.
fn waiting(hotel: &mut SmallHouse) -> Vec<String> {
    begun(hotel);
    hotel.say(
        r#"{"op":"hold_request","ticket":"MR-2026-0001","notes":"washer ordered"}"#,
        &[],
    );
    vec![]
}

/// It is done.
fn resolved(hotel: &mut SmallHouse) -> Vec<String> {
    begun(hotel);
    hotel.say(r#"{"op":"resolve_request","ticket":"MR-2026-0001"}"#, &[]);
    vec![]
}

/// It is done with.
fn closed(hotel: &mut SmallHouse) -> Vec<String> {
    resolved(hotel);
    hotel.say(r#"{"op":"close_request","ticket":"MR-2026-0001"}"#, &[]);
    vec![]
}

/// Someone who does not see it, or sees it and may do nothing about it.
fn as_another(
    before: fn(&mut SmallHouse) -> Vec<String>,
    hotel: &mut SmallHouse,
    who: &str,
) -> Vec<String> {
    before(hotel);
    hotel.sign_in(who);
    vec![]
}

/// Fred has as much as one may have.
fn full(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"set_policy","name":"max_concurrent_assignments","value":"1"}"#,
        &[],
    );
    given(hotel);
    hotel.say(
        r#"{"op":"create_request","title":"Lamp","category":"Electrical"}"#,
        &[],
    );
    vec![]
}

/// A resident of flat 7.
fn resident(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"create_resident","full_name":"Rosa Verdi","kind":"owner","flat":"7"}"#,
        &[],
    );
    vec![]
}

pub fn cases() -> Vec<Case> {
    let mut all = reports();
    all.extend(steps());
    all.extend(assignments());
    all.extend(words());
    all.extend(escalations());
    all.extend(categories());
    all.extend(residents());
    all
}

fn reports() -> Vec<Case> {
    const OP: &str = "create_request";
    vec![
        done(
            OP,
            "for the lobby",
            nothing,
            r#"{"title":"Bulb","category":"Electrical","location":"lobby","priority":1,"estimated_cost":"4.50"}"#,
        ),
        done(
            OP,
            "for a guest",
            inside,
            r#"{"title":"Towels","category":"cleaning","room":"201","booking":"$1"}"#,
        ),
        done(
            OP,
            "and the room is not to be sold",
            nothing,
            r#"{"title":"Shower leaks","category":"Plumbing","room":"201","priority":3,"may_be_sold":false}"#,
        ),
        done(
            OP,
            "by one who may not keep the room from sale",
            |hotel| as_another(nothing, hotel, "desk"),
            r#"{"title":"Shower leaks","category":"Plumbing","room":"201","may_be_sold":false}"#,
        ),
        done(
            OP,
            "an emergency",
            nothing,
            r#"{"title":"Pipe burst","category":"Plumbing","room":"201","priority":4}"#,
        ),
        done(
            OP,
            "for a resident",
            resident,
            r#"{"title":"Heating","category":"HVAC","requester":"RS-0001"}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "more urgent than its category goes",
            nothing,
            r#"{"title":"Hedge","category":"Landscaping","priority":4}"#,
        ),
        refused(
            Code::InvalidValue,
            OP,
            "nothing said",
            nothing,
            r#"{"title":" ","category":"Plumbing"}"#,
        ),
        refused(
            Code::NotFound,
            OP,
            "no such category",
            nothing,
            r#"{"title":"Tap","category":"Magic"}"#,
        ),
        refused(
            Code::NotFound,
            OP,
            "nobody asks for it",
            nothing,
            r#"{"title":"Tap","category":"Plumbing","requester":"RS-0009"}"#,
        ),
        refused(
            Code::RoomNotFound,
            OP,
            "no such room",
            nothing,
            r#"{"title":"Tap","category":"Plumbing","room":"999"}"#,
        ),
        refused(
            Code::BookingNotFound,
            OP,
            "no such booking",
            nothing,
            r#"{"title":"Tap","category":"Plumbing","booking":"BK-1"}"#,
        ),
    ]
}

fn steps() -> Vec<Case> {
    vec![
        done("acknowledge_request", "a new one", reported, TICKET),
        done("acknowledge_request", "given back", given, TICKET),
        refused(
            Code::InvalidTransition,
            "acknowledge_request",
            "twice",
            noted,
            TICKET,
        ),
        refused(
            Code::NotFound,
            "acknowledge_request",
            "not there",
            reported,
            NOBODY,
        ),
        refused(
            Code::PermissionDenied,
            "acknowledge_request",
            "by one who does not see it",
            |hotel| as_another(reported, hotel, "maid"),
            TICKET,
        ),
        done("start_request", "what one was given", given, TICKET),
        done(
            "start_request",
            "by whoever has it",
            |hotel| as_another(given, hotel, "fixer"),
            TICKET,
        ),
        done("start_request", "what nobody has", noted, TICKET),
        refused(
            Code::InvalidTransition,
            "start_request",
            "a new one",
            reported,
            TICKET,
        ),
        refused(
            Code::StaffAtCapacity,
            "start_request",
            "with both hands full",
            |hotel| {
                full(hotel);
                hotel.say(
                    r#"{"op":"acknowledge_request","ticket":"MR-2026-0002"}"#,
                    &[],
                );
                hotel.sign_in("fixer");
                vec![]
            },
            r#"{"ticket":"MR-2026-0002"}"#,
        ),
        done(
            "hold_request",
            "for a part",
            begun,
            r#"{"ticket":"MR-2026-0001","notes":"washer ordered"}"#,
        ),
        refused(
            Code::ReasonRequired,
            "hold_request",
            "without a word",
            begun,
            TICKET,
        ),
        refused(
            Code::InvalidTransition,
            "hold_request",
            "twice",
            waiting,
            r#"{"ticket":"MR-2026-0001","notes":"still"}"#,
        ),
        done("resume_request", "the part has come", waiting, TICKET),
        refused(
            Code::InvalidTransition,
            "resume_request",
            "what does not wait",
            begun,
            TICKET,
        ),
        done(
            "resolve_request",
            "with what it cost",
            begun,
            r#"{"ticket":"MR-2026-0001","notes":"new washer","actual_cost":"12.00","vendor":"Rossi"}"#,
        ),
        refused(
            Code::InvalidTransition,
            "resolve_request",
            "before it began",
            given,
            TICKET,
        ),
        refused(
            Code::InvalidValue,
            "resolve_request",
            "for less than nothing",
            begun,
            r#"{"ticket":"MR-2026-0001","actual_cost":"-1.00"}"#,
        ),
        done("close_request", "what is done", resolved, TICKET),
        done(
            "close_request",
            "by whoever had it",
            |hotel| as_another(resolved, hotel, "fixer"),
            TICKET,
        ),
        refused(
            Code::InvalidTransition,
            "close_request",
            "what is not done",
            begun,
            TICKET,
        ),
        refused(
            Code::PermissionDenied,
            "close_request",
            "by the one who reported it",
            |hotel| {
                hotel.sign_in("desk");
                reported(hotel);
                hotel.sign_in("admin");
                hotel.say(r#"{"op":"assign_request","ticket":"MR-2026-0001"}"#, &[]);
                hotel.say(r#"{"op":"start_request","ticket":"MR-2026-0001"}"#, &[]);
                hotel.say(r#"{"op":"resolve_request","ticket":"MR-2026-0001"}"#, &[]);
                hotel.sign_in("desk");
                vec![]
            },
            TICKET,
        ),
        done("reopen_request", "it drips again", resolved, TICKET),
        refused(
            Code::InvalidTransition,
            "reopen_request",
            "what is done with",
            closed,
            TICKET,
        ),
        done("cancel_request", "a new one", reported, TICKET),
        done("cancel_request", "one that waits", waiting, TICKET),
        refused(
            Code::InvalidTransition,
            "cancel_request",
            "what is done",
            resolved,
            TICKET,
        ),
    ]
}

fn assignments() -> Vec<Case> {
    vec![
        done("assign_request", "to whoever suits best", reported, TICKET),
        done(
            "assign_request",
            "to someone else",
            begun,
            r#"{"ticket":"MR-2026-0001","employee":"manager","notes":"Fred is ill"}"#,
        ),
        refused(
            Code::StaffNotSuitable,
            "assign_request",
            "to a room attendant",
            reported,
            r#"{"ticket":"MR-2026-0001","employee":"maid"}"#,
        ),
        refused(
            Code::StaffAtCapacity,
            "assign_request",
            "to one with both hands full",
            full,
            r#"{"ticket":"MR-2026-0002","employee":"fixer"}"#,
        ),
        refused(
            Code::NotFound,
            "assign_request",
            "to nobody",
            reported,
            r#"{"ticket":"MR-2026-0001","employee":"ghost"}"#,
        ),
        refused(
            Code::InvalidTransition,
            "assign_request",
            "what is done",
            resolved,
            TICKET,
        ),
        done(
            "bulk_assign_requests",
            "two at once",
            |hotel| {
                reported(hotel);
                reported(hotel)
            },
            r#"{"tickets":["MR-2026-0001","MR-2026-0002"],"employee":"fixer"}"#,
        ),
        refused(
            Code::StaffAtCapacity,
            "bulk_assign_requests",
            "more than one may have: none",
            |hotel| {
                hotel.say(
                    r#"{"op":"set_policy","name":"max_concurrent_assignments","value":"1"}"#,
                    &[],
                );
                reported(hotel);
                reported(hotel)
            },
            r#"{"tickets":["MR-2026-0001","MR-2026-0002"],"employee":"fixer"}"#,
        ),
        refused(
            Code::InvalidValue,
            "bulk_assign_requests",
            "nothing",
            nothing,
            r#"{"tickets":[]}"#,
        ),
    ]
}

fn words() -> Vec<Case> {
    vec![
        done(
            "update_request",
            "a word",
            reported,
            r#"{"ticket":"MR-2026-0001","notes":"guest is out until six"}"#,
        ),
        done(
            "update_request",
            "a word about what is done with",
            closed,
            r#"{"ticket":"MR-2026-0001","notes":"holds"}"#,
        ),
        done(
            "update_request",
            "everything else",
            given,
            r#"{"ticket":"MR-2026-0001","title":"Tap runs","description":"hot one","category":"Other","room":"","location":"spa","priority":3,"estimated_completion":"2026-03-17T12:00:00Z","estimated_cost":"30.00","vendor":"Rossi"}"#,
        ),
        refused(
            Code::InvalidValue,
            "update_request",
            "nothing",
            reported,
            TICKET,
        ),
        refused(
            Code::InvalidDates,
            "update_request",
            "due in the past",
            given,
            r#"{"ticket":"MR-2026-0001","estimated_completion":"2026-03-01T12:00:00Z"}"#,
        ),
        refused(
            Code::InvalidTransition,
            "update_request",
            "what is done with",
            closed,
            r#"{"ticket":"MR-2026-0001","priority":1}"#,
        ),
        done(
            "rate_request",
            "with a remark",
            closed,
            r#"{"ticket":"MR-2026-0001","rating":5,"feedback":"quick"}"#,
        ),
        refused(
            Code::InvalidValue,
            "rate_request",
            "six of five",
            closed,
            r#"{"ticket":"MR-2026-0001","rating":6}"#,
        ),
        refused(
            Code::InvalidTransition,
            "rate_request",
            "before it is done",
            begun,
            r#"{"ticket":"MR-2026-0001","rating":4}"#,
        ),
    ]
}

/// Fred has had it for two days, and a day is usual.
fn late(hotel: &mut SmallHouse) -> Vec<String> {
    begun(hotel);
    hotel.wait(48 * 60);
    vec![]
}

/// The managers were told twice, and Bea could take it over.
fn offered(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"create_staff","employee":"pipe","name":"Bea Pipe","role":"plumber"}"#,
        &[],
    );
    begun(hotel);
    // The others have something in hand already.
    for (ticket, who) in [("MR-2026-0002", "admin"), ("MR-2026-0003", "manager")] {
        hotel.say(
            r#"{"op":"create_request","title":"Lamp","category":"Electrical"}"#,
            &[],
        );
        hotel.say(
            r#"{"op":"assign_request","ticket":"$1","employee":"$2"}"#,
            &[ticket, who],
        );
    }
    for _ in 0..2 {
        hotel.wait(30 * 60);
        hotel.say(
            r#"{"op":"escalate_requests","tickets":["MR-2026-0001"]}"#,
            &[],
        );
    }
    hotel.sign_in("pipe");
    vec![]
}

fn escalations() -> Vec<Case> {
    vec![
        done(
            "escalate_requests",
            "late",
            late,
            r#"{"tickets":["MR-2026-0001"]}"#,
        ),
        refused(
            Code::NotFound,
            "escalate_requests",
            "not there",
            late,
            r#"{"tickets":["MR-2026-0099"]}"#,
        ),
        refused(
            Code::InvalidValue,
            "escalate_requests",
            "none",
            late,
            r#"{"tickets":[]}"#,
        ),
        done(
            "assign_request",
            "taken by whom it is offered to",
            offered,
            TICKET,
        ),
        refused(
            Code::PermissionDenied,
            "assign_request",
            "passed on by whom it is offered to",
            offered,
            r#"{"ticket":"MR-2026-0001","employee":"fixer"}"#,
        ),
    ]
}

fn categories() -> Vec<Case> {
    vec![
        done(
            "create_category",
            "a pool",
            nothing,
            r#"{"name":"Pool","roles":["plumber","gardener"],"max_priority":3,"usual_hours":12,"budget":"500.00"}"#,
        ),
        refused(
            Code::AlreadyExists,
            "create_category",
            "a usual one",
            nothing,
            r#"{"name":"plumbing","roles":["plumber"]}"#,
        ),
        refused(
            Code::InvalidValue,
            "create_category",
            "for nobody",
            nothing,
            r#"{"name":"Pool","roles":[]}"#,
        ),
        done(
            "edit_category",
            "a usual one",
            nothing,
            r#"{"name":"Plumbing","usual_hours":6,"max_priority":3,"budget":"900.00"}"#,
        ),
        refused(
            Code::NotFound,
            "edit_category",
            "not there",
            nothing,
            r#"{"name":"Magic","usual_hours":6}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_category",
            "done in no time",
            nothing,
            r#"{"name":"Plumbing","usual_hours":0}"#,
        ),
    ]
}

fn residents() -> Vec<Case> {
    vec![
        done(
            "create_resident",
            "a long stay",
            nothing,
            r#"{"full_name":"Rosa Verdi","kind":"long_stay","room":"301","contact":{"phone":"+39 06"}}"#,
        ),
        refused(
            Code::InvalidValue,
            "create_resident",
            "living nowhere",
            nothing,
            r#"{"full_name":"Rosa Verdi","kind":"owner"}"#,
        ),
        refused(
            Code::RoomNotFound,
            "create_resident",
            "in no room",
            nothing,
            r#"{"full_name":"Rosa Verdi","kind":"owner","room":"999"}"#,
        ),
        done(
            "edit_resident",
            "moved out",
            resident,
            r#"{"resident":"RS-0001","active":false}"#,
        ),
        refused(
            Code::NotFound,
            "edit_resident",
            "not there",
            nothing,
            r#"{"resident":"RS-0001","active":false}"#,
        ),
    ]
}
