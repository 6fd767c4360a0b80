//! Allocation rules: what is refused, where the fault is, and what is warned of.

use crate::domain::error::{Code, Refusal};
use crate::domain::testing::SmallHouse;

const RULE: &str = r#"{"op":"create_rule","name":"R","kind":"$1","conditions":$2,"actions":$3}"#;
const AVOID: &str = r#"{"avoid_rooms":["201"]}"#;

/// A house whose bookings came through Feratel too.
fn house() -> SmallHouse {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"create_booking","room_type":"DBL","check_in":"2026-03-20","nights":2,"lead":"A","source":"Feratel"}"#,
        &[],
    );
    hotel
}

fn refused(kind: &str, conditions: &str, actions: &str) -> Refusal {
    let refusal = house().refused(RULE, &[kind, conditions, actions]);
    assert_eq!(refusal.code, Code::RuleInvalid, "{conditions} {actions}");
    refusal
}

/// Every fault of conditions: what is written, the place, and words of what
/// would be right.
const CONDITIONS: &[(&str, &str, &str)] = &[
    ("3", "conditions", "an object such as"),
    (r#""nights""#, "conditions", "line 1, column 2"),
    (r#""{\"min_nights\":}""#, "conditions", "line 1, column 15"),
    (
        r#""{\n\"min_nights\":7\n\"max_nights\":9}""#,
        "conditions",
        "line 3, column 1",
    ),
    ("[]", "conditions", "an object such as"),
    (
        r#"{"min_night":3}"#,
        "conditions.min_night",
        "min_nights, max_nights",
    ),
    (
        r#"{"min_nights":"three"}"#,
        "conditions.min_nights",
        "a whole number from 1 to 999",
    ),
    (
        r#"{"min_nights":0}"#,
        "conditions.min_nights",
        "from 1 to 999",
    ),
    (
        r#"{"min_nights":-2}"#,
        "conditions.min_nights",
        "from 1 to 999",
    ),
    (r#"{"min_nights":2.5}"#, "conditions.min_nights", "is 2.5"),
    (r#"{"min_nights":null}"#, "conditions.min_nights", "is null"),
    (
        r#"{"max_nights":1000}"#,
        "conditions.max_nights",
        "from 1 to 999",
    ),
    (
        r#"{"min_nights":5,"max_nights":2}"#,
        "conditions.min_nights",
        "more than max_nights 2",
    ),
    (
        r#"{"guest_type":"VIP "}"#,
        "conditions.guest_type",
        "\"vip\", \"regular\" or \"group\"",
    ),
    (r#"{"guest_type":7}"#, "conditions.guest_type", "\"vip\""),
    (
        r#"{"booking_source":" "}"#,
        "conditions.booking_source",
        "Feratel, direct",
    ),
    (
        r#"{"booking_source":["direct"]}"#,
        "conditions.booking_source",
        "is a list",
    ),
    (
        r#"{"room_type":"KING"}"#,
        "conditions.room_type",
        "DBL, SGL, STE",
    ),
    (
        r#"{"room_type":2}"#,
        "conditions.room_type",
        "DBL, SGL, STE",
    ),
    (r#"{"party_min":0}"#, "conditions.party_min", "from 1 to 99"),
    (
        r#"{"party_min":100}"#,
        "conditions.party_min",
        "from 1 to 99",
    ),
    (
        r#"{"weekday":"caturday"}"#,
        "conditions.weekday",
        "mon, tue, wed",
    ),
    (r#"{"weekday":5}"#, "conditions.weekday", "mon, tue, wed"),
    (r#"{"weekday":[]}"#, "conditions.weekday", "an empty list"),
    (
        r#"{"weekday":["fri","f"]}"#,
        "conditions.weekday[1]",
        "mon, tue, wed",
    ),
];

/// The same of actions.
const ACTIONS: &[(&str, &str, &str)] = &[
    ("{}", "actions", "ask for nothing"),
    ("null", "actions", "ask for nothing"),
    (r#""{""#, "actions", "line 1, column 1"),
    ("true", "actions", "an object such as"),
    (
        r#"{"prefered_floors":[2]}"#,
        "actions.prefered_floors",
        "preferred_floors, required_features",
    ),
    (
        r#"{"preferred_floors":2}"#,
        "actions.preferred_floors",
        "a list of floors",
    ),
    (
        r#"{"preferred_floors":[]}"#,
        "actions.preferred_floors",
        "an empty list",
    ),
    (
        r#"{"preferred_floors":[2,9]}"#,
        "actions.preferred_floors[1]",
        "a floor that has rooms: 1, 2, 3",
    ),
    (
        r#"{"preferred_floors":["2"]}"#,
        "actions.preferred_floors[0]",
        "a floor that has rooms",
    ),
    (
        r#"{"required_features":"quiet"}"#,
        "actions.required_features",
        "a list of features",
    ),
    (
        r#"{"required_features":["quiet",""]}"#,
        "actions.required_features[1]",
        "a feature such as",
    ),
    (
        r#"{"required_features":["a;b"]}"#,
        "actions.required_features[0]",
        "a feature such as",
    ),
    (
        r#"{"required_features":[]}"#,
        "actions.required_features",
        "an empty list",
    ),
    (
        r#"{"avoid_rooms":["999"]}"#,
        "actions.avoid_rooms[0]",
        "\"show rooms\" lists them",
    ),
    (
        r#"{"avoid_rooms":[201]}"#,
        "actions.avoid_rooms[0]",
        "in quotes",
    ),
    (
        r#"{"avoid_rooms":"201"}"#,
        "actions.avoid_rooms",
        "a list of room numbers",
    ),
    (
        r#"{"preferred_rooms":["201","x"]}"#,
        "actions.preferred_rooms[1]",
        "\"show rooms\" lists them",
    ),
    (
        r#"{"preferred_rooms":["201"],"avoid_rooms":["201"]}"#,
        "actions.preferred_rooms",
        "has room 201, which avoid_rooms has too",
    ),
    (
        r#"{"preferred_floors":[2],"score":101}"#,
        "actions.score",
        "from -100 to 100",
    ),
    (
        r#"{"preferred_floors":[2],"score":0}"#,
        "actions.score",
        "but not 0",
    ),
    (
        r#"{"preferred_floors":[2],"score":"much"}"#,
        "actions.score",
        "is \"much\"",
    ),
    (
        r#"{"preferred_floors":[2],"score":1.5}"#,
        "actions.score",
        "is 1.5",
    ),
    (r#"{"score":10}"#, "actions.score", "nothing to be added to"),
    (
        r#"{"avoid_rooms":["201"],"score":10}"#,
        "actions.score",
        "is added to nothing",
    ),
];

#[test]
fn every_fault_is_told_with_its_place_and_what_would_be_right() {
    let conditions = CONDITIONS.iter().map(|(written, place, words)| {
        let kind = "room_type";
        (refused(kind, written, AVOID), written, place, words)
    });
    let actions = ACTIONS.iter().map(|(written, place, words)| {
        let kind = "guest_type";
        let conditions = r#"{"guest_type":"vip"}"#;
        (refused(kind, conditions, written), written, place, words)
    });
    for (refusal, written, place, words) in conditions.chain(actions) {
        let told = refusal.details["place"].as_str();
        assert_eq!(told, Some(*place), "{written}: {refusal}");
        assert!(refusal.message.contains(words), "{written}: {refusal}");
        assert!(refusal.message.ends_with('.'), "{refusal}");
    }
}

#[test]
fn a_malformed_text_is_told_with_line_and_column() {
    let refusal = refused("room_type", r#""{\"room_type\":\n  \"DBL\",}""#, AVOID);
    assert_eq!(refusal.details["line"], 2);
    assert_eq!(refusal.details["column"], 9);
}

#[test]
fn a_kind_must_be_one_and_a_rule_that_is_of_another_is_warned_of() {
    let refusal = refused("colour", "{}", AVOID);
    assert_eq!(refusal.details["place"], "kind", "{refusal}");
    let warnings = |kind: &str, conditions: &str, actions: &str| {
        let done = house().say(RULE, &[kind, conditions, actions]);
        let said = done.warnings.iter();
        said.filter(|one| one.message.contains("of the kind"))
            .count()
    };
    let floors = r#"{"preferred_floors":[2]}"#;
    for (kind, conditions, actions, warned) in [
        ("floor", "{}", AVOID, 1),
        ("feature", r#"{"guest_type":"vip"}"#, AVOID, 1),
        ("guest_type", "{}", AVOID, 1),
        ("guest_type", r#"{"room_type":"DBL"}"#, AVOID, 1),
        ("room_type", r#"{"guest_type":"vip"}"#, floors, 1),
        ("room_type", "{}", AVOID, 0),
        ("room_type", r#"{"room_type":"DBL"}"#, floors, 0),
        ("floor", "{}", floors, 0),
        ("feature", "{}", r#"{"required_features":["quiet"]}"#, 0),
        ("guest_type", r#"{"min_nights":3}"#, AVOID, 0),
    ] {
        assert_eq!(
            warnings(kind, conditions, actions),
            warned,
            "{kind} {conditions}"
        );
    }
}

#[test]
fn a_source_that_nobody_came_through_is_warned_of() {
    let warned = |source: &str| {
        let conditions = format!(r#"{{"booking_source":"{source}"}}"#);
        let done = house().say(RULE, &["guest_type", &conditions, AVOID]);
        done.warnings
            .iter()
            .any(|one| one.message.contains("about nobody so far"))
    };
    assert!(warned("Feratell"));
    assert!(!warned("feratel"));
    assert!(!warned("Walk In"));
}

#[test]
fn several_faults_are_all_told() {
    let refusal = refused(
        "guest_type",
        r#"{"guest_type":"king","min_nights":0}"#,
        r#"{"avoid_rooms":["x"]}"#,
    );
    let faults = refusal.details["faults"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let places: Vec<&str> = faults
        .iter()
        .filter_map(|fault| fault["place"].as_str())
        .collect();
    assert_eq!(
        places,
        [
            "conditions.guest_type",
            "conditions.min_nights",
            "actions.avoid_rooms[0]"
        ]
    );
}

#[test]
fn a_filter_that_leaves_no_room_is_warned_of() {
    let mut hotel = house();
    let outcome = hotel.say(
        RULE,
        &[
            "feature",
            r#"{"room_type":"DBL"}"#,
            r#"{"required_features":["Sea View"]}"#,
        ],
    );
    assert_eq!(
        outcome.warnings[0].message,
        "The rule \"R\" asks for sea view, and no DBL is so: whoever it is about and booked one gets no room by itself."
    );
    assert_eq!(outcome.receipt["rule"], "R");
}

#[test]
fn two_filters_that_leave_no_room_between_them_are_warned_of() {
    let mut hotel = house();
    hotel.say(
        r#"{"op":"edit_room","room":"204","features":["quiet"]}"#,
        &[],
    );
    let quiet = r#"{"op":"create_rule","name":"Quiet","kind":"feature","priority":5,
        "conditions":{"room_type":"DBL","guest_type":"vip"},"actions":{"required_features":["quiet"]}}"#;
    assert!(hotel.say(quiet, &[]).warnings.is_empty());
    let not_204 = r#"{"op":"create_rule","name":"Not 204","kind":"room_type","conditions":$1,
        "actions":{"avoid_rooms":["204"]}}"#;
    let outcome = hotel.preview(&SmallHouse::read(not_204, &[r#"{"guest_type":"regular"}"#]));
    assert!(
        outcome.is_ok_and(|outcome| outcome.warnings.is_empty()),
        "they never meet"
    );
    let outcome = hotel.say(not_204, &["{}"]);
    assert_eq!(
        outcome.warnings[0].message,
        "The rules \"Quiet\" and \"Not 204\" leave no DBL between them: whoever both are about gets no room by itself."
    );
}

#[test]
fn rules_are_changed_switched_given_up_and_taken_back() {
    let mut hotel = house();
    let names = |hotel: &SmallHouse| -> Vec<String> {
        let rules = hotel.house.rules.values();
        rules
            .map(|rule| format!("{} {} {}", rule.name, rule.priority, rule.active))
            .collect()
    };
    hotel.sign_in("manager");
    hotel.say(RULE, &["room_type", "{}", AVOID]);
    hotel.say(
        r#"{"op":"edit_rule","name":" r ","new_name":"Noisy","priority":7,"conditions":{"min_nights":3}}"#,
        &[],
    );
    assert_eq!(names(&hotel), ["Noisy 7 true"]);
    let outcome = hotel.say(r#"{"op":"edit_rule","name":"Noisy","active":false}"#, &[]);
    assert_eq!(outcome.summary, "Switched off the rule \"Noisy\"");
    hotel.say(r#"{"op":"delete_rule","name":"NOISY"}"#, &[]);
    assert!(names(&hotel).is_empty());
    // Another of that name stands in the way of the first one coming back.
    hotel.say(
        r#"{"op":"create_rule","name":"noisy","kind":"floor","actions":{"preferred_floors":[3]}}"#,
        &[],
    );
    let seq = hotel.house.steps.len() as i64 - 1;
    let refusal = hotel.refused(r#"{"op":"undo","seq":$1}"#, &[&seq.to_string()]);
    assert_eq!(refusal.code, Code::UndoBlocked);
    hotel.say(r#"{"op":"delete_rule","name":"noisy"}"#, &[]);
    hotel.say(r#"{"op":"undo","seq":$1}"#, &[&seq.to_string()]);
    assert_eq!(names(&hotel), ["Noisy 7 false"]);
}

#[test]
fn too_high_a_priority_and_too_many_rules_are_refused() {
    let mut hotel = house();
    let refusal = hotel.refused(
        r#"{"op":"create_rule","name":"R","kind":"floor","actions":{"preferred_floors":[2]},"priority":1001}"#,
        &[],
    );
    assert_eq!(refusal.details["place"], "priority");
    for nth in 0..100 {
        hotel.say(
            r#"{"op":"create_rule","name":"R$1","kind":"floor","actions":{"preferred_floors":[2]}}"#,
            &[&nth.to_string()],
        );
    }
    let refusal = hotel.refused(RULE, &["room_type", "{}", AVOID]);
    assert_eq!(refusal.code, Code::InvalidValue);
}
