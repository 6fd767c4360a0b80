//! Housekeeping on the command line: the day's work, how it could be shared
//! out, the sheets, and what was cleaned.
#![allow(clippy::unwrap_used)]

mod cli_support;

use cli_support::Hotel;
use serde_json::Value;

/// A house of three rooms that guests have just left, and two attendants.
fn morning() -> Hotel {
    let hotel = Hotel::roma();
    hotel.write(
        "morning.jsonl",
        r#"{"op":"create_room_type","code":"TST","name":"Test","capacity":2,"rate":"100.00","minutes":30}
{"op":"create_room","number":"901","room_type":"TST","floor":9}
{"op":"create_room","number":"902","room_type":"TST","floor":9}
{"op":"create_room","number":"903","room_type":"TST","floor":9}
{"op":"create_staff","employee":"ali","name":"Ali Able","role":"room_attendant","on_duty":true}
{"op":"create_staff","employee":"bea","name":"Bea Best","role":"room_attendant","on_duty":true}
{"op":"walk_in","room":"901","nights":0,"lead":"One","adults":1}
{"op":"walk_in","room":"902","nights":0,"lead":"Two","adults":1}
{"op":"walk_in","room":"903","nights":0,"lead":"Three","adults":1}
{"op":"bulk_check_out","rooms":["901","902","903"]}
"#,
    );
    let said = hotel.run(&["batch", "morning.jsonl"]);
    assert_eq!(said.code, 0, "{said:?}");
    hotel
}

fn json(hotel: &Hotel, words: &[&str]) -> Value {
    let said = hotel.run(words);
    assert_eq!(said.code, 0, "{said:?}");
    serde_json::from_str(&said.out).unwrap()
}

fn rooms_of(work: &Value, attendant: &str) -> Vec<String> {
    let chores = work["chores"].as_array().unwrap().iter();
    chores
        .filter(|chore| chore["attendant"] == attendant)
        .map(|chore| chore["room"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_plan_is_shown_and_its_command_makes_it_true() {
    let hotel = morning();
    let work = json(&hotel, &["show", "worklist", "--json"]);
    let chores = work["chores"].as_array().unwrap();
    assert_eq!(chores.len(), 3, "{work}");
    assert!(chores.iter().all(|chore| chore["kind"] == "departure"
        && chore["minutes"] == 30
        && chore["state"] == "waiting"));
    let plan = json(&hotel, &["show", "worklist", "--spread", "--json"]);
    assert_eq!(plan["command"]["op"], "share_out", "{plan}");
    hotel.write("plan.jsonl", &format!("{}\n", plan["command"]));
    assert_eq!(hotel.run(&["batch", "plan.jsonl"]).code, 0);
    let work = json(&hotel, &["show", "worklist", "--json"]);
    let (ali, bea) = (rooms_of(&work, "ali"), rooms_of(&work, "bea"));
    assert_eq!(ali.len() + bea.len(), 3, "{work}");
    assert!(!ali.is_empty() && !bea.is_empty(), "{work}");
    // Bea goes home; what she had goes to Ali, in a plan first.
    let plan = json(&hotel, &["show", "worklist", "--without", "bea", "--json"]);
    assert_eq!(plan["shares"].as_array().unwrap().len(), 1, "{plan}");
    let said = hotel.run(&["show", "worklist"]);
    assert!(said.out.contains("Ali Able:"), "{said:?}");
    let said = hotel.run(&["show", "worklist", "--of", "nobody-here"]);
    assert_eq!(said.code, 1, "{said:?}");
}

#[test]
fn sheets_are_plain_text_for_each() {
    let hotel = morning();
    hotel.write(
        "mine.jsonl",
        r#"{"op":"assign_attendant","rooms":["901","903"],"employee":"ali"}
"#,
    );
    assert_eq!(hotel.run(&["batch", "mine.jsonl"]).code, 0);
    let said = hotel.run(&["show", "sheets", "--of", "ali"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.out.contains("Ali Able   2 rooms, 1h00"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("901") && !said.out.contains("902"),
        "{}",
        said.out
    );
    let all = json(&hotel, &["show", "sheets", "--json"]);
    assert_eq!(
        all.as_array().unwrap().len(),
        2,
        "Ali's and nobody's: {all}"
    );
}

#[test]
fn what_was_cleaned_is_told_of_a_room_and_of_a_period() {
    let hotel = morning();
    hotel.write(
        "work.jsonl",
        r#"{"op":"start_cleaning","room":"901"}
{"op":"mark_cleaned","room":"901","notes":"lamp loose"}
{"op":"inspect","room":"901","passed":false,"failed":["Bathroom"]}
{"op":"mark_cleaned","room":"901","kind":"deep"}
{"op":"inspect","room":"901","passed":true}
{"op":"mark_cleaned","room":"902"}
"#,
    );
    assert_eq!(hotel.run(&["batch", "work.jsonl"]).code, 0);
    let room = json(&hotel, &["show", "room", "901", "--history", "--json"]);
    let rows = room["cleanings"].as_array().unwrap();
    assert_eq!(rows.len(), 2, "{room}");
    assert_eq!(
        (&rows[0]["passed"], &rows[0]["failed"][0]),
        (&Value::from(false), &Value::from("Bathroom"))
    );
    assert_eq!(
        (&rows[1]["kind"], &rows[1]["passed"]),
        (&Value::from("deep"), &Value::from(true))
    );
    assert_eq!(rows[0]["minutes"], 0, "begun and done at once");
    assert_eq!(
        rows[1]["minutes"],
        Value::Null,
        "nobody said when it was begun"
    );
    let all = json(&hotel, &["show", "turnover", "--history", "--json"]);
    assert_eq!(all["statistics"]["all"]["turnovers"], 3, "{all}");
    assert_eq!(all["statistics"]["all"]["failed"], 1, "{all}");
    assert_eq!(all["statistics"]["rooms"].as_array().unwrap().len(), 2);
    let said = hotel.run(&["show", "room", "901", "--history"]);
    assert!(
        said.out.contains("FAILED") && said.out.contains("Bathroom"),
        "{}",
        said.out
    );
    let said = hotel.run(&["show", "turnover", "--history", "--to", "2001-01-01"]);
    assert!(said.out.contains("No cleaning"), "{said:?}");
    assert_eq!(hotel.run(&["db", "check"]).code, 0);
}
