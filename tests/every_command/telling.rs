//! Telling people: announcements, hand-over notes, events, messages.
#![allow(clippy::unwrap_used)]

use keyrack::domain::command::{Announce, RecordDelivery};
use keyrack::domain::error::Code;
use keyrack::domain::row::Row;
use keyrack::domain::testing::SmallHouse;

use super::case::{Case, done, nothing, refused};

/// A stay from today without a room.
fn roomless(hotel: &mut SmallHouse) -> Vec<String> {
    vec![hotel.book("DBL", 0, 2, "Yi")]
}

/// The administrator has an unread message, and so has the front desk.
fn announced(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.sign_in("manager");
    hotel.run(Announce {
        text: "The lift stops at ten".into(),
        ..Announce::default()
    });
    hotel.sign_in("admin");
    let to = |employee: &str| {
        let person = hotel
            .house
            .staff
            .values()
            .find(|person| person.employee == employee)
            .unwrap();
        let mut messages = hotel.house.messages.values();
        messages
            .find(|message| message.to == person.id)
            .unwrap()
            .id
            .0
            .to_string()
    };
    vec![to("admin"), to("desk")]
}

/// The house sends e-mail, and one letter waits to go out.
fn posted(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"set_policy","name":"mail_server","value":"smtp://127.0.0.1:2525"}"#,
        &[],
    );
    let mut person = hotel
        .house
        .staff
        .values()
        .find(|person| person.employee == "desk")
        .unwrap()
        .clone();
    person.email = Some("dora@example.com".into());
    person.notify.email = true;
    hotel.house.put(Row::Staff(person));
    announced(hotel);
    let delivery = hotel.house.deliveries.values().next().unwrap();
    vec![delivery.id.0.to_string(), delivery.message.0.to_string()]
}

/// The same letter, given up.
fn given_up(hotel: &mut SmallHouse) -> Vec<String> {
    let words = posted(hotel);
    for _ in 0..4 {
        let delivery = hotel.house.deliveries.values().next().unwrap().id;
        hotel.run(RecordDelivery {
            delivery,
            error: Some("nobody answers".into()),
        });
    }
    words
}

/// The fair is in the calendar.
fn fair(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"add_event","name":"Book fair","from":"2026-03-18","to":"2026-03-20"}"#,
        &[],
    );
    Vec::new()
}

pub fn cases() -> Vec<Case> {
    vec![
        done(
            "announce",
            "to everyone",
            nothing,
            r#"{"text":"The lift stops at ten"}"#,
        ),
        done(
            "announce",
            "to some, for a while",
            nothing,
            r#"{"text":"Inventory tonight","roles":["front_desk"],"until":"2026-03-17"}"#,
        ),
        refused(
            Code::InvalidValue,
            "announce",
            "nothing",
            nothing,
            r#"{"text":"  "}"#,
        ),
        refused(
            Code::InvalidDates,
            "announce",
            "until yesterday",
            nothing,
            r#"{"text":"Late","until":"2026-03-15"}"#,
        ),
        done(
            "hand_over",
            "a note",
            nothing,
            r#"{"text":"Room 204 waits for a plumber"}"#,
        ),
        refused(
            Code::InvalidValue,
            "hand_over",
            "nothing",
            nothing,
            r#"{"text":""}"#,
        ),
        done(
            "add_event",
            "a fair",
            nothing,
            r#"{"name":"Book fair","from":"2026-03-18","to":"2026-03-20"}"#,
        ),
        refused(
            Code::InvalidDates,
            "add_event",
            "that ends before it begins",
            nothing,
            r#"{"name":"Book fair","from":"2026-03-20","to":"2026-03-18"}"#,
        ),
        refused(
            Code::InvalidDates,
            "add_event",
            "for two years",
            nothing,
            r#"{"name":"Book fair","from":"2026-03-20","to":"2028-03-18"}"#,
        ),
        refused(
            Code::InvalidValue,
            "add_event",
            "without a name",
            nothing,
            r#"{"name":"","from":"2026-03-18","to":"2026-03-18"}"#,
        ),
        refused(
            Code::AlreadyExists,
            "add_event",
            "a second time",
            fair,
            r#"{"name":"Book fair","from":"2026-03-18","to":"2026-03-20"}"#,
        ),
        done("read_messages", "one", announced, r#"{"messages":[$1]}"#),
        done("read_messages", "all", announced, r"{}"),
        refused(
            Code::PermissionDenied,
            "read_messages",
            "another's",
            announced,
            r#"{"messages":[$2]}"#,
        ),
        refused(
            Code::NotFound,
            "read_messages",
            "no such message",
            nothing,
            r#"{"messages":[99999]}"#,
        ),
        done(
            "resend_message",
            "that was given up",
            given_up,
            r#"{"message":$2}"#,
        ),
        refused(
            Code::InvalidTransition,
            "resend_message",
            "that waits",
            posted,
            r#"{"message":$2}"#,
        ),
        refused(
            Code::NotFound,
            "resend_message",
            "no such message",
            nothing,
            r#"{"message":99999}"#,
        ),
        done(
            "tell_alerts",
            "of a stay without a room",
            roomless,
            r#"{"alerts":["unassigned:$1"]}"#,
        ),
        refused(
            Code::InvalidValue,
            "tell_alerts",
            "of nonsense",
            nothing,
            r#"{"alerts":["storm"]}"#,
        ),
        done(
            "record_delivery",
            "it went out",
            posted,
            r#"{"delivery":$1}"#,
        ),
        done(
            "record_delivery",
            "it failed",
            posted,
            r#"{"delivery":$1,"error":"nobody answers"}"#,
        ),
        refused(
            Code::InvalidTransition,
            "record_delivery",
            "of one given up",
            given_up,
            r#"{"delivery":$1}"#,
        ),
        refused(
            Code::NotFound,
            "record_delivery",
            "of none",
            nothing,
            r#"{"delivery":99999}"#,
        ),
        done(
            "send_report",
            "to the front desk",
            nothing,
            r#"{"report":"arrivals_list","text":"Nobody is expected.","roles":["front_desk"]}"#,
        ),
        refused(
            Code::InvalidValue,
            "send_report",
            "that says nothing",
            nothing,
            r#"{"report":"arrivals_list","text":"","roles":[]}"#,
        ),
    ]
}
