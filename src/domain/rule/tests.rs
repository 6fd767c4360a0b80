//! Rules by themselves: whom they are about, what they say of a room, and
//! that they read back as they were written.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    Actions, AllocationRule, Applying, Asked, Conditions, GuestType, Known, RuleKind, USUAL_SCORE,
    Weekday, Weekdays, in_order, read_actions, read_conditions, same_source,
};
use crate::domain::day::Day;
use crate::domain::id::PropertyId;
use crate::domain::room::Room;
use crate::domain::testing::SmallHouse;

fn known() -> Known {
    Known {
        rooms: vec![("101".into(), 1), ("201".into(), 2), ("202".into(), 2)],
        room_types: vec!["SGL".into(), "DBL".into()],
        sources: BTreeSet::from(["Feratel".to_owned()]),
    }
}

fn rule(conditions: Conditions, actions: Actions) -> AllocationRule {
    AllocationRule {
        id: 1,
        property: PropertyId(1),
        name: "R".into(),
        kind: RuleKind::GuestType,
        conditions,
        actions,
        priority: 0,
        active: true,
        version: 1,
    }
}

/// A stay and conditions about it, of which a good part hold.
fn questions() -> impl Strategy<Value = (Asked, Conditions)> {
    let asked = (
        any::<bool>(),
        any::<bool>(),
        0..12_i32,
        0..3_usize,
        0..2_usize,
        1..5_u32,
        0..14_i32,
    );
    let asked = asked.prop_map(
        |(is_vip, in_group, nights, source, kind, heads, day)| Asked {
            is_vip,
            in_group,
            nights,
            source: [Some("Booking.com"), Some("walk-in"), None][source].map(str::to_owned),
            room_type: ["DBL", "SGL"][kind].to_owned(),
            heads,
            arrival: Some("2026-03-16".parse::<Day>().unwrap().plus(day)),
        },
    );
    let maybe = |range: std::ops::Range<u32>| proptest::option::of(range);
    let conditions = (
        proptest::option::of(proptest::sample::select(GuestType::ALL.to_vec())),
        maybe(1..8),
        maybe(1..12),
        proptest::option::of(proptest::sample::select(vec!["booking.com", "Walk In"])),
        proptest::option::of(proptest::sample::select(vec!["DBL", "SGL"])),
        maybe(1..5),
        proptest::option::of(proptest::collection::btree_set(
            proptest::sample::select(Weekday::ALL.to_vec()),
            1..5,
        )),
    );
    let conditions =
        conditions.prop_map(
            |(guest_type, least, most, source, kind, party, days)| Conditions {
                guest_type,
                min_nights: least,
                max_nights: most,
                booking_source: source.map(str::to_owned),
                room_type: kind.map(str::to_owned),
                party_min: party,
                weekday: days.map(Weekdays),
            },
        );
    (asked, conditions)
}

/// Conditions as a list of plain yeses and noes, written down apart from the
/// code: what is asked, from JSON as a person wrote it.
fn model(asked: &Asked, written: &Value) -> bool {
    let Value::Object(written) = written else {
        panic!("{written}")
    };
    written.iter().all(|(key, wanted)| match key.as_str() {
        "guest_type" => match wanted.as_str().unwrap() {
            "vip" => asked.is_vip,
            "group" => asked.in_group,
            _ => !(asked.is_vip || asked.in_group),
        },
        "min_nights" => i64::from(asked.nights) >= wanted.as_i64().unwrap(),
        "max_nights" => i64::from(asked.nights) <= wanted.as_i64().unwrap(),
        "booking_source" => matches!(
            (asked.source.as_deref(), wanted.as_str().unwrap()),
            (Some("Booking.com"), "booking.com") | (Some("walk-in"), "Walk In")
        ),
        "room_type" => asked.room_type == wanted.as_str().unwrap(),
        "party_min" => i64::from(asked.heads) >= wanted.as_i64().unwrap(),
        "weekday" => {
            // 2026-03-16 is a Monday; chrono says the day in words.
            let day = asked.arrival.unwrap().date().format("%a").to_string();
            let day = json!(day.to_lowercase());
            match wanted {
                Value::Array(list) => list.contains(&day),
                one => *one == day,
            }
        }
        other => panic!("{other}"),
    })
}

proptest! {
    #[test]
    fn conditions_hold_when_each_does((asked, conditions) in questions()) {
        let written = serde_json::to_value(&conditions).unwrap();
        prop_assert_eq!(conditions.hold(&asked), model(&asked, &written), "{}", written);
    }

    #[test]
    fn two_rules_that_hold_for_one_stay_may_meet(
        (asked, one) in questions(), (_, other) in questions()
    ) {
        if one.hold(&asked) && other.hold(&asked) {
            prop_assert!(one.may_meet(&other));
        }
        prop_assert_eq!(one.may_meet(&other), other.may_meet(&one));
    }

    #[test]
    fn what_is_stored_reads_back_strictly((_, mut conditions) in questions()) {
        // What no stay can be is not stored.
        conditions.max_nights = conditions.max_nights.max(conditions.min_nights);
        let written = serde_json::to_value(&conditions).unwrap();
        let read = read_conditions(Some(&written), &known());
        prop_assert!(read.faults.is_empty(), "{:?}", read.faults);
        prop_assert_eq!(&read.value, &conditions);
        let as_text = Value::String(written.to_string());
        prop_assert_eq!(read_conditions(Some(&as_text), &known()).value, read.value);
        prop_assert_eq!(serde_json::from_value::<Conditions>(written).unwrap(), conditions);
    }

    #[test]
    fn nothing_that_is_written_makes_the_reader_panic(text in ".{0,80}", number in any::<i64>()) {
        for value in [json!(text), json!(number), json!({"weekday": text, "min_nights": number}),
                      json!({&text: [number], "room_type": [text]})] {
            read_conditions(Some(&value), &known());
            read_actions(Some(&value), &known());
        }
        for key in ["preferred_floors", "required_features", "avoid_rooms", "preferred_rooms", "score"] {
            for value in [json!(text), json!(number), json!([text, number]), json!([])] {
                read_actions(Some(&json!({key: value})), &known());
            }
        }
    }
}

fn room(number: &str, features: &[&str]) -> Room {
    let mut room = SmallHouse::new().room(number);
    room.features = features.iter().map(|&name| name.to_owned()).collect();
    room
}

#[test]
fn filters_rule_out_and_preferences_add() {
    let set =
        |all: &[&str]| -> BTreeSet<String> { all.iter().map(|&one| one.to_owned()).collect() };
    let actions = Actions {
        required_features: set(&["quiet", "sea_view"]),
        avoid_rooms: set(&["201"]),
        preferred_floors: BTreeSet::from([2]),
        preferred_rooms: set(&["202"]),
        score: None,
    };
    let rules = [rule(Conditions::default(), actions)];
    let applying = Applying::to(&Asked::default(), &rules);
    let quiet = room("202", &["quiet"]);
    let against: Vec<String> = applying
        .against(&quiet)
        .into_iter()
        .map(|it| it.why)
        .collect();
    assert_eq!(against, ["asks for sea view"]);
    assert!(!applying.allow(&quiet));
    let avoided = room("201", &["quiet", "sea_view"]);
    assert_eq!(applying.against(&avoided)[0].why, "avoids 201");
    let right = room("202", &["quiet", "sea_view", "corner"]);
    assert!(applying.allow(&right) && applying.against(&right).is_empty());
    assert_eq!(
        applying.points(&right),
        [
            ("rule 'R': floor 2".to_owned(), USUAL_SCORE),
            ("rule 'R': room 202".to_owned(), USUAL_SCORE)
        ]
    );
}

#[test]
fn a_rule_that_is_switched_off_says_nothing() {
    let mut off = rule(
        Conditions::default(),
        Actions {
            avoid_rooms: BTreeSet::from(["201".to_owned()]),
            ..Actions::default()
        },
    );
    off.active = false;
    assert!(Applying::to(&Asked::default(), &[off]).rules().is_empty());
}

#[test]
fn the_highest_priority_comes_first_and_equals_by_name() {
    let named = |name: &str, priority| AllocationRule {
        name: name.into(),
        priority,
        ..rule(Conditions::default(), Actions::default())
    };
    let mut rules = [named("b", 0), named("A", 0), named("z", 5), named("c", -1)];
    in_order(&mut rules);
    let order: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!(order, ["z", "A", "b", "c"]);
}

#[test]
fn sources_are_the_same_however_they_are_written() {
    assert!(same_source("Walk-in", "walk_in") && same_source(" BOOKING.COM ", "Booking.com"));
    assert!(!same_source("Booking.com", "Booking"));
}

#[test]
fn one_day_is_written_as_a_text_and_several_as_a_list() {
    let one = Weekdays(BTreeSet::from([Weekday::Fri]));
    assert_eq!(serde_json::to_value(&one).unwrap(), json!("fri"));
    let two = Weekdays(BTreeSet::from([Weekday::Sat, Weekday::Fri]));
    assert_eq!(serde_json::to_value(&two).unwrap(), json!(["fri", "sat"]));
    assert_eq!(
        serde_json::from_value::<Weekdays>(json!("fri")).unwrap(),
        one
    );
}
