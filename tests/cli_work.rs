//! Requests at the command line: `show requests` with its filters, and the
//! figures of the work: `show team`, `show figures`, `show costs`.

#![allow(clippy::unwrap_used)]

mod cli_support;

use cli_support::{Hotel, fields, has};
use serde_json::{Value, json};

/// Staff, and five requests: one done with, one begun, one given, one that
/// nobody has, one called off.
const WORK: &str = r#"{"op":"create_staff","employee":"B1","name":"Bea Boss","role":"facility_manager","on_duty":true}
{"op":"create_staff","employee":"P1","name":"Pia Plumber","role":"plumber","on_duty":true,"reports_to":"B1"}
{"op":"create_staff","employee":"L1","name":"Lea Light","role":"electrician","on_duty":true,"reports_to":"B1"}
{"op":"create_staff","employee":"D1","name":"Dora Desk","role":"front_desk","on_duty":true}
{"op":"create_staff","employee":"A1","name":"Abe Account","role":"accountant"}
{"op":"edit_category","name":"Plumbing","budget":"50.00"}
{"op":"create_request","title":"Tap drips","category":"Plumbing","room":"101","estimated_cost":"40.00","priority":3}
{"op":"create_request","title":"Sink 100% blocked","category":"Plumbing","room":"102","priority":2}
{"op":"create_request","title":"Lamp out","category":"Electrical","location":"lobby","priority":1}
{"op":"create_request","title":"Door sticks","category":"Other","room":"101","description":"front door"}
{"op":"create_request","title":"Wrong room","category":"Other","room":"201"}
{"op":"assign_request","ticket":"T1","employee":"P1"}
{"op":"start_request","ticket":"T1"}
{"op":"resolve_request","ticket":"T1","actual_cost":"60.00","vendor":"Acqua"}
{"op":"close_request","ticket":"T1"}
{"op":"rate_request","ticket":"T1","rating":4,"feedback":"quick"}
{"op":"assign_request","ticket":"T2","employee":"P1"}
{"op":"start_request","ticket":"T2"}
{"op":"hold_request","ticket":"T2","notes":"a part"}
{"op":"assign_request","ticket":"T3","employee":"L1"}
{"op":"cancel_request","ticket":"T5"}
"#;

fn worked() -> Hotel {
    let hotel = Hotel::roma();
    let mut text = WORK.to_owned();
    for nth in 1..=5 {
        let ticket = format!("\"MR-2026-000{nth}\"");
        text = text.replace(&format!("\"T{nth}\""), &ticket);
    }
    let said = hotel.run_with(&["batch"], &text);
    assert_eq!(said.code, 0, "{said:?}");
    hotel
}

/// The last digit of each ticket that is shown, in order.
fn shown(hotel: &Hotel, words: &[&str]) -> String {
    let data = hotel.data(&[&["show", "requests"], words].concat());
    let requests = data["requests"].as_array().unwrap();
    requests
        .iter()
        .map(|one| {
            let ticket = one["ticket"].as_str().unwrap();
            ticket.chars().last().unwrap()
        })
        .collect()
}

#[test]
fn requests_are_shown_newest_first_and_narrowed() {
    let hotel = worked();
    for (words, expected) in [
        (&[][..], "432"),
        (&["--all"], "54321"),
        (&["--status", "closed"], "1"),
        (&["--status", "in-progress", "--status", "assigned"], "32"),
        (&["--priority", "3", "--all"], "1"),
        (&["--category", "plumbing"], "2"),
        (&["--category", "Gardening"], ""),
        (&["--assignee", "P1", "--all"], "21"),
        (&["--room", "101", "--all"], "41"),
        (&["--unassigned"], "4"),
        (&["--text", "100%"], "2"),
        (&["--text", "FRONT"], "4"),
        (&["--text", "mr-2026-0003"], "3"),
        (&["--text", "acqua", "--all"], "1"),
        (&["--overdue"], ""),
        (&["--all", "--limit", "2"], "54"),
        (&["--room", "101", "--category", "Other"], "4"),
    ] {
        assert_eq!(shown(&hotel, words), expected, "{words:?}");
    }
    // By whoever asks.
    assert_eq!(shown(&hotel, &["--mine", "--all", "--as", "P1"]), "21");
    assert_eq!(shown(&hotel, &["--all", "--as", "L1"]), "3");
    assert_eq!(shown(&hotel, &["--all", "--as", "D1"]), "");
    assert_eq!(shown(&hotel, &["--all", "--as", "B1"]), "54321");
}

#[test]
fn a_request_is_told_with_every_field() {
    let hotel = worked();
    let data = hotel.data(&["show", "requests", "--status", "closed"]);
    let one = &data["requests"][0];
    has(
        one,
        &[
            "ticket",
            "title",
            "description",
            "category",
            "room",
            "location",
            "requester",
            "requester_kind",
            "booking",
            "priority",
            "status",
            "on_hold",
            "assigned_to",
            "assigned_by",
            "assigned_at",
            "estimated_completion",
            "is_overdue",
            "estimated_cost",
            "actual_cost",
            "vendor",
            "created_at",
            "acknowledged_at",
            "resolved_at",
            "closed_at",
            "rating",
            "feedback",
            "version",
        ],
    );
    assert_eq!(one["rating"], 4);
    assert_eq!(one["vendor"], "Acqua");
    assert_eq!(one["actual_cost"]["amount"], "60.00");
    let page = hotel.data(&["show", "request", "MR-2026-0001"]);
    let updates = page["updates"].as_array().unwrap();
    let fields: Vec<(&str, &Value, &Value)> = updates
        .iter()
        .flat_map(|update| update["fields"].as_array().unwrap())
        .map(|field| {
            (
                field["field"].as_str().unwrap(),
                &field["old"],
                &field["new"],
            )
        })
        .collect();
    assert!(
        fields.contains(&("actual_cost", &Value::Null, &json!("EUR 60.00"))),
        "{fields:?}"
    );
    assert!(
        fields.contains(&("status", &json!("resolved"), &json!("closed"))),
        "{fields:?}"
    );
    assert_eq!(page["possible"], json!(["rate_request"]));
}

#[test]
fn what_cannot_be_narrowed_to_is_said() {
    let hotel = worked();
    for (words, said) in [
        (&["--assignee", "X9"][..], "X9"),
        (&["--room", "999"], "999"),
        (&["--booking", "BK-0"], "BK-0"),
    ] {
        let words = [&["show", "requests"], words].concat();
        assert!(hotel.run(&words).sentence().contains(said), "{words:?}");
    }
    let wrong = hotel.run(&["show", "requests", "--status", "lost"]);
    assert!(wrong.err.contains("in_progress"), "{wrong:?}");
    let none = hotel.run(&["show", "requests", "--overdue"]);
    assert!(none.out.contains("No request of this kind"), "{none:?}");
    let denied = hotel.run(&["--as", "D1", "show", "request", "MR-2026-0003"]);
    assert!(denied.sentence().contains("may not look into"));
}

#[test]
fn a_team_is_told_with_its_work() {
    let hotel = worked();
    let data = hotel.data(&["show", "team", "--as", "B1"]);
    assert_eq!(data["everyone"], true);
    assert_eq!(data["now"]["open"], 3);
    assert_eq!(data["now"]["on_hold"], 1);
    assert_eq!(data["now"]["unassigned"], 1);
    assert_eq!(data["in_all"]["total"], 5);
    assert_eq!(data["in_all"]["cancelled"], 1);
    let people = data["people"].as_array().unwrap();
    let pia = people.iter().find(|one| one["employee"] == "P1").unwrap();
    has(
        pia,
        &[
            "name",
            "role",
            "on_duty",
            "in_hand",
            "in_progress",
            "overdue",
            "on_hold",
            "total",
            "completed",
            "completion_rate",
            "average_hours",
            "on_time_share",
            "average_rating",
            "cost_efficiency",
            "estimated_cost",
            "actual_cost",
        ],
    );
    assert_eq!((&pia["in_hand"], &pia["total"]), (&json!(1), &json!(2)));
    assert_eq!(pia["completion_rate"], 0.5);
    assert_eq!(pia["cost_efficiency"], 0.67);
    // Who leads nobody sees themselves.
    let own = hotel.data(&["show", "team", "--as", "L1"]);
    assert_eq!(own["everyone"], false);
    assert_eq!(own["people"].as_array().unwrap().len(), 1);
    let said = hotel.run(&["show", "team"]);
    assert!(
        said.out.contains("Pia Plumber") && said.out.contains("3 open"),
        "{said:?}"
    );
}

#[test]
fn figures_are_of_one_or_of_all() {
    let hotel = worked();
    let all = hotel.data(&["show", "figures"]);
    assert_eq!(all["employee"], Value::Null);
    assert_eq!(
        (&all["total"], &all["completed"], &all["in_hand"]),
        (&json!(5), &json!(1), &json!(2))
    );
    assert_eq!(all["vendors"][0]["vendor"], "Acqua");
    assert_eq!(
        all["months"].as_array().unwrap().last().unwrap()["average_rating"],
        4.0
    );
    let one = hotel.data(&["show", "figures", "--employee", "L1"]);
    assert_eq!((&one["employee"], &one["total"]), (&json!("L1"), &json!(1)));
    let nobody = hotel.run(&["--as", "L1", "show", "figures", "--employee", "P1"]);
    assert!(nobody.sentence().contains("P1"));
    // Nothing was reported in another year.
    let before = hotel.data(&["show", "figures", "--month", "2020-01"]);
    assert_eq!(
        (&before["total"], &before["completion_rate"]),
        (&json!(0), &Value::Null)
    );
    assert_eq!(before["in_hand"], 2, "what is in hand is in hand now");
    let wrong = hotel.run(&[
        "show",
        "figures",
        "--from",
        "2026-03-02",
        "--to",
        "2026-03-01",
    ]);
    assert!(wrong.sentence().contains("after"));
    let said = hotel.run(&["show", "figures"]);
    assert!(
        said.out.contains("Completion rate") && said.out.contains("Acqua"),
        "{said:?}"
    );
}

#[test]
fn costs_are_for_who_manages_finances() {
    let hotel = worked();
    let data = hotel.data(&["show", "costs", "--as", "A1"]);
    assert_eq!(
        fields(&data),
        [
            "budgets",
            "categories",
            "from",
            "in_all",
            "months",
            "rooms",
            "still_open",
            "to",
            "vendors"
        ]
    );
    assert_eq!(data["in_all"]["actual_cost"]["amount"], "60.00");
    assert_eq!(data["in_all"]["above_estimate"]["amount"], "20.00");
    assert_eq!(data["months"].as_array().unwrap().len(), 6);
    assert_eq!(data["rooms"][0]["name"], "101");
    let budgets = data["budgets"].as_array().unwrap();
    let passed: Vec<&Value> = budgets
        .iter()
        .filter(|line| line["passed"] == true)
        .collect();
    assert_eq!(passed.len(), 1);
    assert_eq!(passed[0]["left"]["amount"], "-10.00");
    let said = hotel.run(&["--as", "A1", "show", "costs"]);
    assert!(
        said.out.contains("passed") && said.out.contains("+20.00"),
        "{said:?}"
    );
    for who in ["B1", "P1", "D1"] {
        let denied = hotel.run(&["--as", who, "show", "costs"]);
        assert!(denied.sentence().contains("manage_finances"), "{denied:?}");
    }
}

#[test]
fn residents_are_shown_with_how_content_they_were() {
    let hotel = worked();
    let said = hotel.run_with(
        &["batch"],
        r#"{"op":"create_resident","full_name":"Rosa Verdi","kind":"owner","flat":"B2","contact":{"phone":"+39 06"}}
{"op":"create_resident","full_name":"Ugo Neri","kind":"tenant","room":"301"}
{"op":"edit_resident","resident":"RS-0002","active":false}
{"op":"create_request","title":"Bell","category":"Electrical","requester":"RS-0001"}
{"op":"assign_request","ticket":"MR-2026-0006","employee":"L1"}
{"op":"start_request","ticket":"MR-2026-0006"}
{"op":"resolve_request","ticket":"MR-2026-0006"}
{"op":"rate_request","ticket":"MR-2026-0006","rating":5}
"#,
    );
    assert_eq!(said.code, 0, "{said:?}");
    let data = hotel.data(&["show", "residents"]);
    let residents = data["residents"].as_array().unwrap();
    assert_eq!(residents.len(), 1, "who moved out is left out");
    has(
        &residents[0],
        &[
            "resident",
            "full_name",
            "kind",
            "room",
            "flat",
            "contact",
            "active",
            "requests",
            "open",
            "rated",
            "average_rating",
        ],
    );
    assert_eq!(residents[0]["average_rating"], 5.0);
    assert_eq!(residents[0]["kind"], "owner");
    let all = hotel.data(&["show", "residents", "--all"]);
    assert_eq!(all["residents"].as_array().unwrap().len(), 2);
    let said = hotel.run(&["show", "residents", "--all"]);
    assert!(said.out.contains("tenant, moved out"), "{said:?}");
    let denied = hotel.run(&["--as", "P1", "show", "residents"]);
    assert!(denied.sentence().contains("may not see who lives here"));
    let asked = hotel.data(&["show", "request", "MR-2026-0006"]);
    assert_eq!(
        (&asked["requester"], &asked["requester_kind"]),
        (&json!("Rosa Verdi"), &json!("resident"))
    );
}
