//! Every step of a request, from every status, by everyone: who sees it, who
//! may, and whether it is possible at all. What is expected stands here in
//! words of its own, not in those of the table it checks.

use crate::domain::error::Code;
use crate::domain::facts::Facts;
use crate::domain::request::RequestStatus::{
    Acknowledged, Assigned, Cancelled, Closed, InProgress, Resolved, Submitted,
};
use crate::domain::request::{Request, RequestStatus};
use crate::domain::testing::SmallHouse;

/// Each step: its command, the statuses it leads from, and who may besides
/// whoever has it. `-` is nobody else.
const STEPS: &[(&str, &str, &[RequestStatus], &str)] = &[
    ("acknowledge_request", "", &[Submitted, Assigned], "assign"),
    (
        "assign_request",
        r#","employee":"pipe2""#,
        &[Submitted, Acknowledged, Assigned, InProgress],
        "assign only",
    ),
    ("start_request", "", &[Acknowledged, Assigned], "assign"),
    (
        "hold_request",
        r#","notes":"part""#,
        &[Submitted, Acknowledged, Assigned, InProgress],
        "assign",
    ),
    ("resolve_request", "", &[InProgress], "assign"),
    ("close_request", "", &[Resolved], "close"),
    ("reopen_request", "", &[Resolved], "assign"),
    (
        "cancel_request",
        "",
        &[Submitted, Acknowledged, Assigned, InProgress],
        "assign",
    ),
    ("rate_request", r#","rating":4"#, &[Resolved, Closed], "see"),
    (
        "update_request",
        r#","notes":"seen it""#,
        &[
            Submitted,
            Acknowledged,
            Assigned,
            InProgress,
            Resolved,
            Closed,
            Cancelled,
        ],
        "see",
    ),
];

/// Everyone, and what they have to do with Dora's tap, which Pia has once it
/// is given: whether they see it before, after, and once it is done with.
const PEOPLE: &[(&str, bool, bool, bool, &[&str])] = &[
    ("admin", true, true, true, &["assign", "close"]),
    ("manager", true, true, true, &["assign", "close"]),
    ("fixer", true, true, true, &["assign", "close"]),
    // She reported it.
    ("desk", true, true, true, &[]),
    // She has it, and closes as plumbers do.
    ("pipe", true, true, true, &["close"]),
    // Of her trade: sees what nobody has.
    ("pipe2", true, false, false, &["close"]),
    // Of another trade.
    ("spark", false, false, false, &["close"]),
    // Pia reports to him, and he has no part in repairs.
    ("chief", false, true, true, &[]),
    ("maid", false, false, false, &[]),
];

fn house() -> SmallHouse {
    let mut hotel = SmallHouse::new();
    for (number, role, to) in [
        ("chief", "accountant", ""),
        ("pipe", "plumber", "chief"),
        ("pipe2", "plumber", ""),
        ("spark", "electrician", ""),
    ] {
        hotel.say(
            r#"{"op":"create_staff","employee":"$1","name":"$1","role":"$2","reports_to":"$3"}"#,
            &[number, role, to],
        );
    }
    hotel.sign_in("desk");
    hotel.say(
        r#"{"op":"create_request","title":"Tap drips","category":"Plumbing","room":"201"}"#,
        &[],
    );
    hotel
}

fn the_one(hotel: &SmallHouse) -> Request {
    hotel.house.request_ticketed("MR-2026-0001").unwrap()
}

/// The house in which Dora's tap has come so far.
fn standing(status: RequestStatus) -> SmallHouse {
    let mut hotel = house();
    hotel.sign_in("admin");
    let give = r#"{"op":"assign_request","ticket":"MR-2026-0001","employee":"pipe"}"#;
    let step = |op: &str| format!(r#"{{"op":"{op}","ticket":"MR-2026-0001"}}"#);
    let way: Vec<String> = match status {
        Submitted => vec![],
        Acknowledged => vec![step("acknowledge_request")],
        Assigned => vec![give.into()],
        InProgress => vec![give.into(), step("start_request")],
        Resolved => vec![give.into(), step("start_request"), step("resolve_request")],
        Closed => vec![
            give.into(),
            step("start_request"),
            step("resolve_request"),
            step("close_request"),
        ],
        Cancelled => vec![give.into(), step("cancel_request")],
    };
    for line in way {
        hotel.say(&line, &[]);
    }
    assert_eq!(the_one(&hotel).status, status);
    hotel
}

#[test]
fn everyone_may_what_they_see_and_what_is_theirs() {
    let mut tried = 0;
    for status in RequestStatus::ALL {
        let mut hotel = standing(status);
        let given = the_one(&hotel).assigned.is_some();
        for (who, before, after, at_last, rights) in PEOPLE {
            let sees = match status {
                Closed | Cancelled => *at_last,
                _ if given => *after,
                _ => *before,
            };
            for (op, rest, from, right) in STEPS {
                let has_it = given && *who == "pipe";
                let may = match *right {
                    "see" => true,
                    "assign only" => rights.contains(&"assign"),
                    right => has_it || rights.contains(&right),
                };
                // Nobody starts for another who has not got it: Dora's tap
                // becomes that of whoever begins, who has to suit.
                hotel.sign_in(who);
                let line = format!(r#"{{"op":"{op}","ticket":"MR-2026-0001"{rest}}}"#);
                let said = hotel.preview(&SmallHouse::read(&line, &[]));
                let code = said.err().map(|refusal| refusal.code);
                let expected = match () {
                    () if !sees || !may => Some(Code::PermissionDenied),
                    () if !from.contains(&status) => Some(Code::InvalidTransition),
                    () => None,
                };
                assert_eq!(code, expected, "{op} of what is {status:?}, by {who}");
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 7 * PEOPLE.len() * STEPS.len());
}
