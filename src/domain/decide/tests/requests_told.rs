//! Who is told of each step of a request, by which ways, and what undo makes
//! of it; late requests; budgets that are passed.

use rstest::rstest;

use crate::domain::command::{RecordDelivery, UndoStep};
use crate::domain::employment::Notify;
use crate::domain::error::Code;
use crate::domain::facts::Facts;
use crate::domain::request::{Priority, Request};
use crate::domain::row::Row;
use crate::domain::staff::Staff;
use crate::domain::telling::{Delivery, DeliveryState, Message, MessageKind, Outside, Way};
use crate::domain::testing::SmallHouse;

const TICKET: &str = "MR-2026-0001";

fn person(hotel: &SmallHouse, employee: &str) -> Staff {
    let mut staff = hotel.house.staff.values();
    let found = staff.find(|person| person.employee == employee);
    found.unwrap().clone()
}

fn wants(hotel: &mut SmallHouse, employee: &str, email: bool, sms: bool, urgent_only: bool) {
    let mut one = person(hotel, employee);
    one.notify = Notify {
        in_app: true,
        email,
        sms,
        urgent_only,
    };
    one.email = Some(format!("{employee}@example.com"));
    one.phone = Some("+39 06 123".into());
    hotel.house.put(Row::Staff(one));
}

/// What this person was told about the request, oldest first.
fn told(hotel: &SmallHouse, employee: &str) -> Vec<Message> {
    let id = person(hotel, employee).id;
    let messages = hotel.house.messages.values();
    messages.filter(|one| one.is_for(id)).cloned().collect()
}

/// Letters to someone outside, oldest first.
fn outside(hotel: &SmallHouse) -> Vec<Message> {
    let messages = hotel.house.messages.values();
    messages
        .filter(|one| one.outside.is_some())
        .cloned()
        .collect()
}

fn deliveries(hotel: &SmallHouse, message: &Message) -> Vec<Delivery> {
    hotel.house.deliveries_of(message.id)
}

fn request(hotel: &SmallHouse) -> Request {
    hotel.house.request_ticketed(TICKET).unwrap()
}

fn with_post(hotel: &mut SmallHouse) {
    for (name, value) in [
        ("mail_server", "smtp://localhost:25"),
        ("sms_by", "command"),
    ] {
        hotel.say(
            r#"{"op":"set_policy","name":"$1","value":"$2"}"#,
            &[name, value],
        );
    }
}

/// Dora at the desk reports a dripping tap of this priority.
fn reported(hotel: &mut SmallHouse, priority: &str) {
    hotel.sign_in("desk");
    hotel.say(
        r#"{"op":"create_request","title":"Tap drips","category":"Plumbing","room":"201","priority":$1}"#,
        &[priority],
    );
}

fn says(hotel: &mut SmallHouse, who: &str, op: &str, rest: &str) {
    hotel.sign_in(who);
    let line = format!(r#"{{"op":"{op}","ticket":"{TICKET}"{rest}}}"#);
    hotel.say(&line, &[]);
}

/// The steps that lead to one, each by the administrator.
fn lead_to(hotel: &mut SmallHouse, steps: &[&str]) {
    for step in steps {
        let rest = match *step {
            "assign_request" => r#","employee":"fixer""#,
            "hold_request" => r#","notes":"a part""#,
            _ => "",
        };
        says(hotel, "admin", step, rest);
    }
}

/// Every step: what leads to it, its words, and whether Fred, who sees to it,
/// is told; Dora, who asked for it, always is.
#[rstest]
#[case(&[], "acknowledge_request", "", "acknowledged", false)]
#[case(&[], "assign_request", r#","employee":"fixer""#, "assigned to Fred", true)]
#[case(&["acknowledge_request"], "assign_request", r#","employee":"fixer""#, "assigned to Fred", true)]
#[case(&["assign_request"], "acknowledge_request", "", "given back", true)]
#[case(&["assign_request"], "start_request", "", "started", true)]
#[case(&["assign_request"], "hold_request", r#","notes":"washer ordered""#, "washer ordered", true)]
#[case(&["assign_request", "hold_request"], "resume_request", "", "resumed", true)]
#[case(&["assign_request", "start_request"], "resolve_request", r#","notes":"new washer""#, "new washer", true)]
#[case(&["assign_request", "start_request", "resolve_request"], "close_request", "", "closed", true)]
#[case(&["assign_request", "start_request", "resolve_request"], "reopen_request", "", "reopened", true)]
#[case(&["assign_request"], "cancel_request", "", "cancelled", true)]
#[case(&["assign_request", "start_request"], "assign_request", r#","employee":"admin""#, "assigned to Ada", true)]
fn each_step_is_told_to_whom_it_concerns(
    #[case] before: &[&str],
    #[case] op: &str,
    #[case] rest: &str,
    #[case] words: &str,
    #[case] assignee_too: bool,
) {
    let mut hotel = SmallHouse::new();
    reported(&mut hotel, "2");
    lead_to(&mut hotel, before);
    let (desk, fixer) = (told(&hotel, "desk").len(), told(&hotel, "fixer").len());
    // Someone who has to do with it in no other way.
    says(&mut hotel, "manager", op, rest);
    let news = &told(&hotel, "desk")[desk..];
    assert_eq!(news.len(), 1, "{op}");
    assert!(news[0].text.contains(words), "{}", news[0].text);
    assert!(news[0].text.contains(TICKET) && news[0].text.contains("201"));
    assert_eq!(
        (news[0].kind, news[0].about.as_deref()),
        (MessageKind::Request, Some(TICKET))
    );
    let told_fred = told(&hotel, "fixer").len() - fixer;
    assert_eq!(told_fred, usize::from(assignee_too), "{op}");
    assert!(told(&hotel, "maid").is_empty(), "whom it does not concern");
    // As if nobody had ever been told.
    hotel.run(UndoStep::default());
    assert_eq!(told(&hotel, "desk").len(), desk, "{op} undone");
    assert_eq!(told(&hotel, "fixer").len(), fixer, "{op} undone");
}

#[test]
fn whoever_takes_a_step_is_not_told_of_it() {
    let mut hotel = SmallHouse::new();
    reported(&mut hotel, "2");
    assert!(told(&hotel, "desk").is_empty());
    assert_eq!(told(&hotel, "fixer").len(), 1, "who gives work out");
    lead_to(&mut hotel, &["assign_request"]);
    let before = told(&hotel, "fixer").len();
    says(&mut hotel, "fixer", "start_request", "");
    assert_eq!(told(&hotel, "fixer").len(), before);
    // Changing particulars is no step.
    let desk = told(&hotel, "desk").len();
    says(
        &mut hotel,
        "fixer",
        "update_request",
        r#","notes":"odd thread""#,
    );
    says(&mut hotel, "fixer", "update_request", r#","priority":3"#);
    assert_eq!(told(&hotel, "desk").len(), desk);
}

#[rstest]
#[case("2", &[Way::Email])]
#[case("3", &[Way::Email, Way::Sms])]
fn each_is_told_by_the_ways_they_want(#[case] priority: &str, #[case] ways: &[Way]) {
    let mut hotel = SmallHouse::new();
    with_post(&mut hotel);
    wants(&mut hotel, "fixer", true, true, false);
    wants(&mut hotel, "desk", false, false, false);
    reported(&mut hotel, priority);
    let seen = told(&hotel, "fixer").len();
    says(
        &mut hotel,
        "manager",
        "assign_request",
        r#","employee":"fixer""#,
    );
    let message = told(&hotel, "fixer")[seen].clone();
    let by: Vec<Way> = deliveries(&hotel, &message)
        .iter()
        .map(|one| one.way)
        .collect();
    assert_eq!(by, ways);
    let own = told(&hotel, "desk").pop().unwrap();
    assert!(deliveries(&hotel, &own).is_empty(), "the console only");
}

#[test]
fn what_is_urgent_goes_by_every_way_and_to_those_who_want_nothing_else() {
    let mut hotel = SmallHouse::new();
    with_post(&mut hotel);
    wants(&mut hotel, "fixer", false, false, true);
    reported(&mut hotel, "2");
    says(
        &mut hotel,
        "manager",
        "assign_request",
        r#","employee":"fixer""#,
    );
    assert!(told(&hotel, "fixer").is_empty(), "not urgent");
    says(&mut hotel, "manager", "update_request", r#","priority":4"#);
    says(
        &mut hotel,
        "manager",
        "hold_request",
        r#","notes":"a part""#,
    );
    let message = told(&hotel, "fixer").pop().unwrap();
    assert_eq!(deliveries(&hotel, &message).len(), 2);
}

/// A guest in 201 with an address, who asks for a repair.
fn guests_request(hotel: &mut SmallHouse) {
    with_post(hotel);
    let code = hotel.guest_in("201", 2, "Nguyen, Linh");
    hotel.say(
        r#"{"op":"edit_booking","booking":"$1","contact":{"email":"linh@example.com","phone":"+84 1"}}"#,
        &[&code],
    );
    hotel.sign_in("desk");
    hotel.say(
        r#"{"op":"create_request","title":"Tap drips","category":"Plumbing","booking":"$1","room":"201"}"#,
        &[&code],
    );
}

#[test]
fn a_guest_is_written_to_in_words_of_their_own() {
    let mut hotel = SmallHouse::new();
    guests_request(&mut hotel);
    lead_to(
        &mut hotel,
        &[
            "assign_request",
            "start_request",
            "hold_request",
            "resume_request",
            "resolve_request",
        ],
    );
    let letters = outside(&hotel);
    let words = [
        "we have it",
        "someone will see to it",
        "has begun",
        "has to wait",
        "go on",
        "it is done",
    ];
    assert_eq!(letters.len(), words.len());
    for (letter, words) in letters.iter().zip(words) {
        assert!(letter.text.contains(words), "{}", letter.text);
        assert!(!letter.text.contains("a part") && !letter.text.contains("Fred"));
        let sent = deliveries(&hotel, letter);
        assert_eq!(sent.len(), 1, "SMS of what is of high urgency only");
        assert_eq!(sent[0].address, "linh@example.com");
        assert!(matches!(letter.outside, Some(Outside::Guest(_))));
        assert!(!letter.is_unread(), "it is in nobody's inbox");
    }
    assert!(
        told(&hotel, "admin")
            .iter()
            .all(|one| one.outside.is_none())
    );
}

#[test]
fn a_letter_to_a_guest_is_withdrawn_or_corrected() {
    let mut hotel = SmallHouse::new();
    guests_request(&mut hotel);
    lead_to(&mut hotel, &["assign_request"]);
    assert_eq!(outside(&hotel).len(), 2);
    hotel.run(UndoStep::default());
    assert_eq!(
        outside(&hotel).len(),
        1,
        "not gone out: as if never written"
    );
    lead_to(&mut hotel, &["assign_request"]);
    let letter = outside(&hotel).pop().unwrap();
    let sent = deliveries(&hotel, &letter)[0].id;
    hotel.run(RecordDelivery {
        delivery: sent,
        error: None,
    });
    let seq = hotel.house.steps.len() - 1;
    hotel.say(r#"{"op":"undo","seq":$1}"#, &[&seq.to_string()]);
    let correction = outside(&hotel).pop().unwrap();
    assert_eq!(correction.kind, MessageKind::Correction);
    assert!(
        correction.text.contains("no longer holds"),
        "{}",
        correction.text
    );
    let again = deliveries(&hotel, &correction);
    assert_eq!(again[0].state(), DeliveryState::Waiting);
    assert_eq!(again[0].address, "linh@example.com");
}

#[test]
fn a_resident_is_written_to_and_who_left_no_address_is_not() {
    let mut hotel = SmallHouse::new();
    with_post(&mut hotel);
    for contact in [r#"{"phone":"+39 1"}"#, "{}"] {
        hotel.say(
            &format!(r#"{{"op":"create_resident","full_name":"Rosa Verdi","kind":"owner","flat":"B2","contact":{contact}}}"#),
            &[],
        );
    }
    for (resident, priority) in [("RS-0001", "3"), ("RS-0002", "3"), ("RS-0001", "2")] {
        hotel.say(
            r#"{"op":"create_request","title":"Tap","category":"Plumbing","requester":"$1","priority":$2}"#,
            &[resident, priority],
        );
    }
    let letters = outside(&hotel);
    assert_eq!(letters.len(), 1, "a telephone, and of high urgency");
    assert_eq!(deliveries(&hotel, &letters[0])[0].way, Way::Sms);
    assert!(matches!(letters[0].outside, Some(Outside::Resident(_))));
}

/// Fred has had it for a day and two hours, and a day is usual.
fn late() -> SmallHouse {
    let mut hotel = SmallHouse::new();
    reported(&mut hotel, "2");
    lead_to(&mut hotel, &["assign_request", "start_request"]);
    hotel.wait(26 * 60);
    hotel
}

fn escalate(hotel: &mut SmallHouse) -> (u64, u64) {
    hotel.sign_in("admin");
    let outcome = hotel.say(r#"{"op":"escalate_requests","tickets":["$1"]}"#, &[TICKET]);
    let escalated = outcome.receipt["escalated"].as_array().unwrap().len() as u64;
    (escalated, outcome.receipt["told"].as_u64().unwrap())
}

#[test]
fn the_managers_are_told_of_a_late_request_once_for_so_many_hours() {
    let mut hotel = late();
    let before = told(&hotel, "manager").len();
    assert_eq!(escalate(&mut hotel), (1, 1));
    let one = request(&hotel);
    assert_eq!(one.priority, Priority::High, "more urgent by a step");
    assert_eq!(one.escalated.unwrap().times, 1);
    let message = told(&hotel, "manager")[before].clone();
    assert!(
        message.text.contains("late since") && message.text.contains("Fred"),
        "{}",
        message.text
    );
    let update = hotel.house.request_updates.values().next_back().unwrap();
    assert!(update.text.contains("told the managers"), "{}", update.text);
    assert!(update.fields.iter().any(|field| field.field == "priority"));
    // Each hour it is looked at, and nobody is told again.
    for _ in 0..23 {
        hotel.wait(60);
        assert_eq!(escalate(&mut hotel), (0, 0));
    }
    hotel.wait(60);
    assert_eq!(escalate(&mut hotel).0, 1);
    assert_eq!(request(&hotel).priority, Priority::Emergency);
    hotel.wait(24 * 60);
    assert_eq!(escalate(&mut hotel).0, 1);
    assert_eq!(
        request(&hotel).priority,
        Priority::Emergency,
        "there is no more"
    );
}

#[test]
fn a_category_keeps_its_requests_from_growing_too_urgent() {
    let mut hotel = late();
    hotel.sign_in("admin");
    hotel.say(
        r#"{"op":"edit_category","name":"Plumbing","max_priority":2}"#,
        &[],
    );
    escalate(&mut hotel);
    assert_eq!(request(&hotel).priority, Priority::Medium);
}

#[test]
fn what_waits_or_is_done_is_not_late() {
    let mut hotel = late();
    says(&mut hotel, "fixer", "hold_request", r#","notes":"a part""#);
    assert_eq!(escalate(&mut hotel).0, 0);
    says(&mut hotel, "fixer", "resume_request", "");
    assert_eq!(escalate(&mut hotel).0, 1);
    hotel.wait(25 * 60);
    says(&mut hotel, "fixer", "resolve_request", "");
    assert_eq!(escalate(&mut hotel).0, 0);
}

#[test]
fn after_the_second_time_it_is_offered_to_the_next_who_may_take_it() {
    let mut hotel = late();
    hotel.sign_in("admin");
    hotel.say(
        r#"{"op":"create_staff","employee":"pipe","name":"Pia Plumber","role":"plumber","on_duty":true}"#,
        &[],
    );
    // Those with access to all have more in hand than Pia.
    for who in ["admin", "manager"] {
        hotel.say(
            r#"{"op":"create_request","title":"Other","category":"Other"}"#,
            &[],
        );
        let made = format!("MR-2026-{:04}", hotel.house.requests.len());
        hotel.say(
            r#"{"op":"assign_request","ticket":"$1","employee":"$2"}"#,
            &[&made, who],
        );
    }
    escalate(&mut hotel);
    assert_eq!(request(&hotel).offered_to, None);
    hotel.wait(24 * 60);
    escalate(&mut hotel);
    let pia = person(&hotel, "pipe").id;
    assert_eq!(request(&hotel).offered_to, Some(pia));
    assert!(
        told(&hotel, "pipe")
            .pop()
            .unwrap()
            .text
            .contains("offered to you")
    );
    // She may take it, and not pass it on; nobody else may take it.
    hotel.sign_in("maid");
    let refusal = hotel.refused(r#"{"op":"assign_request","ticket":"$1"}"#, &[TICKET]);
    assert_eq!(refusal.code, Code::PermissionDenied);
    hotel.sign_in("pipe");
    let refusal = hotel.refused(
        r#"{"op":"assign_request","ticket":"$1","employee":"fixer"}"#,
        &[TICKET],
    );
    assert_eq!(refusal.code, Code::PermissionDenied);
    hotel.say(r#"{"op":"assign_request","ticket":"$1"}"#, &[TICKET]);
    let taken = request(&hotel);
    assert_eq!((taken.assignee(), taken.offered_to), (Some(pia), None));
    assert_eq!(taken.escalated.unwrap().times, 0, "it begins anew for her");
    hotel.run(UndoStep::default());
    assert_eq!(request(&hotel).offered_to, Some(pia));
}

#[test]
fn an_escalation_is_taken_back_with_what_was_told() {
    let mut hotel = late();
    let before = (request(&hotel), told(&hotel, "manager").len());
    escalate(&mut hotel);
    hotel.run(UndoStep::default());
    let mut now = request(&hotel);
    now.version = before.0.version;
    assert_eq!((now, told(&hotel, "manager").len()), before);
}

#[test]
fn a_budget_that_is_passed_is_told_once() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"edit_category","name":"Plumbing","budget":"100.00"}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"create_staff","employee":"books","name":"Abe Account","role":"accountant"}"#,
        &[],
    );
    let mut warned = Vec::new();
    for (nth, cost) in ["60.00", "40.00", "0.01", "5.00"].into_iter().enumerate() {
        let ticket = format!("MR-2026-{:04}", nth + 1);
        hotel.say(
            r#"{"op":"create_request","title":"Tap","category":"Plumbing"}"#,
            &[],
        );
        for op in ["assign_request", "start_request"] {
            hotel.say(r#"{"op":"$1","ticket":"$2"}"#, &[op, &ticket]);
        }
        let outcome = hotel.say(
            r#"{"op":"resolve_request","ticket":"$1","actual_cost":"$2"}"#,
            &[&ticket, cost],
        );
        warned.push(
            outcome
                .warnings
                .iter()
                .any(|one| one.code == "BUDGET_PASSED"),
        );
    }
    assert_eq!(warned, [false, false, true, false], "on it is not above it");
    let passed = |who: &str| {
        let all = told(&hotel, who);
        all.iter().filter(|one| one.text.contains("budget")).count()
    };
    assert_eq!(
        (passed("books"), passed("manager"), passed("desk")),
        (1, 1, 0)
    );
}
