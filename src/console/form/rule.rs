//! The form about an allocation rule: a field for each condition and each
//! thing it asks for. What is wrong with one is the domain's to say, and stands
//! beside its field.

use serde_json::{Map, Value};

use super::{Entry, Fault, Form, Takes, entry};
use crate::console::view::View;
use crate::domain::command::{Command, CreateRule, EditRule};
use crate::domain::rule::{
    Actions, AllocationRule, Conditions, GuestType, MOST_NIGHTS, MOST_PARTY, RuleKind, Weekday,
};

/// The fields and the places that they fill, as faults name them.
const PLACES: [(&str, &str); 16] = [
    ("Name", "name"),
    ("Guests", "conditions.guest_type"),
    ("Booked type", "conditions.room_type"),
    ("Nights from", "conditions.min_nights"),
    ("Nights up to", "conditions.max_nights"),
    ("Party from", "conditions.party_min"),
    ("Source", "conditions.booking_source"),
    ("Arriving", "conditions.weekday"),
    ("Must have", "actions.required_features"),
    ("Not rooms", "actions.avoid_rooms"),
    ("Good floors", "actions.preferred_floors"),
    ("Good rooms", "actions.preferred_rooms"),
    ("Worth", "actions.score"),
    ("Priority", "priority"),
    ("Kind", "kind"),
    ("Switched", "active"),
];

/// The field that fills this place: `actions.avoid_rooms[2]` is a place in
/// `Not rooms`. Of actions as a whole the first.
pub fn label_of(place: &str) -> Option<&'static str> {
    let whole = place.split('[').next().unwrap_or(place);
    let whole = match whole {
        "actions" => "actions.required_features",
        "conditions" => "conditions.guest_type",
        other => other,
    };
    let found = PLACES.iter().find(|(_, place)| *place == whole);
    found.map(|(label, _)| *label)
}

/// What it asks, filled with what is known.
pub fn entries(rule: Option<&str>, view: &View) -> Vec<Entry> {
    let known = rule.and_then(|name| named(name, view));
    let nothing = (Conditions::default(), Actions::default());
    let (conditions, actions) = known.map_or((&nothing.0, &nothing.1), |rule| {
        (&rule.conditions, &rule.actions)
    });
    let text = |label, held: &str, hint| entry(label, Takes::Text).holding(held).hint(hint);
    let count = |label, most, held: Option<u32>, hint| {
        let held = held.map_or_else(String::new, |count| count.to_string());
        entry(label, Takes::Number(most)).holding(&held).hint(hint)
    };
    let list = |all: &mut dyn Iterator<Item = String>| all.collect::<Vec<_>>().join(", ");
    let days = conditions.weekday.iter().flat_map(|days| days.0.iter());
    let worth = actions
        .score
        .map_or_else(String::new, |score| score.to_string());
    let mut entries = vec![
        text(
            "Name",
            known.map_or("", |rule| &rule.name),
            "such as Quiet for long stays",
        )
        .required(),
        entry("Guests", guests()).holding(conditions.guest_type.map_or("", GuestType::as_str)),
        entry("Booked type", types(view)).holding(conditions.room_type.as_deref().unwrap_or("")),
        count(
            "Nights from",
            MOST_NIGHTS,
            conditions.min_nights,
            "empty: any",
        ),
        count(
            "Nights up to",
            MOST_NIGHTS,
            conditions.max_nights,
            "empty: any",
        ),
        count(
            "Party from",
            MOST_PARTY,
            conditions.party_min,
            "adults and children",
        ),
        text(
            "Source",
            conditions.booking_source.as_deref().unwrap_or(""),
            "direct, Booking.com",
        ),
        text(
            "Arriving",
            &list(&mut days.map(|day| day.as_str().to_owned())),
            "fri, sat",
        ),
        text(
            "Must have",
            &list(&mut actions.required_features.iter().cloned()),
            "quiet, sea_view",
        ),
        text(
            "Not rooms",
            &list(&mut actions.avoid_rooms.iter().cloned()),
            "101, 102",
        ),
        text(
            "Good floors",
            &list(&mut actions.preferred_floors.iter().map(i32::to_string)),
            "2, 3",
        ),
        text(
            "Good rooms",
            &list(&mut actions.preferred_rooms.iter().cloned()),
            "204, 301",
        ),
        text("Worth", &worth, "points; empty: 20"),
        text(
            "Priority",
            &known.map_or_else(|| "0".to_owned(), |rule| rule.priority.to_string()),
            "higher comes first",
        ),
    ];
    let kind = known.map_or("", |rule| rule.kind.as_str());
    entries.push(entry("Kind", kinds()).holding(kind).seldom());
    let on = known.is_none_or(|rule| rule.active);
    let switch = options(&[("yes", "on"), ("no", "off")]);
    entries.push(
        entry("Switched", switch)
            .holding(if on { "yes" } else { "no" })
            .seldom(),
    );
    entries
}

fn named<'v>(name: &str, view: &View<'v>) -> Option<&'v AllocationRule> {
    view.house.rules.values().find(|rule| rule.is_called(name))
}

fn options(list: &[(&str, &str)]) -> Takes {
    let owned = |(held, shown): &(&str, &str)| ((*held).to_owned(), (*shown).to_owned());
    Takes::OneOf(list.iter().map(owned).collect())
}

fn guests() -> Takes {
    options(&[
        ("", "everybody"),
        ("vip", "VIPs"),
        ("regular", "regular guests"),
        ("group", "groups"),
    ])
}

fn types(view: &View) -> Takes {
    let any = std::iter::once((String::new(), "any".to_owned()));
    let codes = view.house.room_types.keys();
    Takes::OneOf(
        any.chain(codes.map(|code| (code.clone(), code.clone())))
            .collect(),
    )
}

fn kinds() -> Takes {
    let fits = std::iter::once((String::new(), "as it fits".to_owned()));
    let each = RuleKind::ALL.iter();
    let each = each.map(|kind| (kind.as_str().to_owned(), kind.label().to_owned()));
    Takes::OneOf(fits.chain(each).collect())
}

/// Words between commas.
fn words(typed: &str) -> Vec<String> {
    let parts = typed.split([',', ';']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A number where it reads as one; else as it was typed, for the domain to
/// refuse in its place.
fn number(typed: &str) -> Value {
    typed
        .trim()
        .parse::<i64>()
        .map_or_else(|_| Value::from(typed), Value::from)
}

impl Form {
    /// The command of a form about a rule.
    pub(super) fn about_rule(&self, rule: Option<&str>, view: &View) -> Result<Command, Fault> {
        let (conditions, actions) = (self.conditions()?, self.actions()?);
        let kind = match self.text("Kind")? {
            "" => fitting(&conditions, &actions).as_str().to_owned(),
            kind => kind.to_owned(),
        };
        let priority = self.text("Priority")?;
        let priority = if priority.is_empty() { "0" } else { priority };
        let priority = priority.parse::<i32>().map_err(|_| Fault {
            label: "Priority",
            message: "a whole number".to_owned(),
        })?;
        let name = self.text("Name")?.to_owned();
        let active = self.text("Switched")? != "no";
        let known = rule.and_then(|rule| named(rule, view));
        Ok(match known {
            None => CreateRule {
                name,
                kind,
                conditions: Some(Value::Object(conditions)),
                actions: Some(Value::Object(actions)),
                priority: Some(priority),
                active: (!active).then_some(false),
            }
            .into(),
            Some(known) => EditRule {
                new_name: (name != known.name).then_some(name),
                kind: (kind != known.kind.as_str()).then_some(kind),
                conditions: Some(Value::Object(conditions)),
                actions: Some(Value::Object(actions)),
                priority: (priority != known.priority).then_some(priority),
                active: (active != known.active).then_some(active),
                name: known.name.clone(),
            }
            .into(),
        })
    }

    fn conditions(&self) -> Result<Map<String, Value>, Fault> {
        let mut told = Map::new();
        let mut put = |key: &str, value: Value| {
            told.insert(key.to_owned(), value);
        };
        for (label, key) in [
            ("Guests", "guest_type"),
            ("Booked type", "room_type"),
            ("Source", "booking_source"),
        ] {
            if let Some(typed) = self.optional(label)? {
                put(key, typed.into());
            }
        }
        for (label, key) in [
            ("Nights from", "min_nights"),
            ("Nights up to", "max_nights"),
            ("Party from", "party_min"),
        ] {
            if let Some(count) = self.number(label)? {
                put(key, count.into());
            }
        }
        let days = self.text("Arriving")?.replace(' ', ",");
        let days: Vec<Value> = words(&days).into_iter().map(day).collect();
        if !days.is_empty() {
            put("weekday", days.into());
        }
        Ok(told)
    }

    fn actions(&self) -> Result<Map<String, Value>, Fault> {
        let mut told = Map::new();
        for (label, key) in [
            ("Must have", "required_features"),
            ("Not rooms", "avoid_rooms"),
            ("Good floors", "preferred_floors"),
            ("Good rooms", "preferred_rooms"),
        ] {
            let typed = words(self.text(label)?).into_iter();
            let list: Vec<Value> = if key == "preferred_floors" {
                typed.map(|floor| number(&floor)).collect()
            } else {
                typed.map(Value::from).collect()
            };
            if !list.is_empty() {
                told.insert(key.to_owned(), list.into());
            }
        }
        if let Some(worth) = self.optional("Worth")? {
            told.insert("score".to_owned(), number(worth.trim_start_matches('+')));
        }
        Ok(told)
    }
}

/// A day as it is stored, where it reads as one.
fn day(typed: String) -> Value {
    Weekday::read(&typed).map_or(Value::from(typed), |day| Value::from(day.as_str()))
}

/// The kind that a rule is of by what is in it: what it asks for comes first.
fn fitting(conditions: &Map<String, Value>, actions: &Map<String, Value>) -> RuleKind {
    if actions.contains_key("required_features") {
        RuleKind::Feature
    } else if actions.contains_key("preferred_floors") {
        RuleKind::Floor
    } else if actions.contains_key("preferred_rooms")
        || actions.contains_key("avoid_rooms")
        || conditions.contains_key("room_type")
    {
        RuleKind::RoomType
    } else {
        RuleKind::GuestType
    }
}
