//! Rules as they are written, read strictly: every fault with its place and
//! what would be right.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::apply::same_source;
use super::text;
use super::{
    Actions, Conditions, GuestType, MOST_NIGHTS, MOST_PARTY, MOST_SCORE, RuleKind, Weekday,
    Weekdays,
};

/// Entries that a list may have.
const MOST_LISTED: usize = 200;
/// Characters of a feature or a source.
const MOST_CHARACTERS: usize = 40;
/// How many of what is known a sentence names.
const NAMED: usize = 8;
/// Sources that are known in every house, whether anybody has come through
/// them yet or not.
const USUAL_SOURCES: &[&str] = &[
    "direct",
    "walk_in",
    "phone",
    "email",
    "website",
    "group",
    "Booking.com",
    "Expedia",
    "Airbnb",
    "Agoda",
    "Hotels.com",
    "HRS",
    "travel agent",
    "corporate",
];

/// Something wrong with a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where: `conditions.min_nights`, `actions.avoid_rooms[2]`, `kind`.
    pub place: String,
    /// What is wrong, and what would be right: a sentence.
    pub message: String,
    /// The same where the place is plain to see: `is 0; write a whole number`.
    pub what: String,
    /// Line and column, in a text that is no JSON.
    pub at: Option<(usize, usize)>,
}

/// What there is in the house that a rule may name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Numbers and floors of the rooms, in use or not.
    pub rooms: Vec<(String, i32)>,
    /// Codes of the room types.
    pub room_types: Vec<String>,
    /// Sources that bookings came through.
    pub sources: BTreeSet<String>,
}

impl Known {
    /// Where a booking may come from: where others came from, and the usual.
    pub fn all_sources(&self) -> Vec<&str> {
        let own = self.sources.iter().map(String::as_str);
        let mut all: Vec<&str> = Vec::new();
        for one in own.chain(USUAL_SOURCES.iter().copied()) {
            if !all.iter().any(|other| same_source(one, other)) {
                all.push(one);
            }
        }
        all
    }
}

/// What was read: what is right of it, and what is wrong.
#[derive(Clone, Debug, Default)]
pub struct Written<T> {
    /// What is right.
    pub value: T,
    /// What is wrong, in the order in which it stands there.
    pub faults: Vec<Fault>,
}

/// Reads conditions. None at all is as good as an empty object.
pub fn read_conditions(given: Option<&Value>, house: &Known) -> Written<Conditions> {
    let mut reader = Reader::at("conditions", house);
    let mut read = Conditions::default();
    let Some(given) = given else {
        return reader.done(read);
    };
    for (key, value) in &reader.object(given) {
        match key.as_str() {
            "guest_type" => read.guest_type = reader.guest_type(value),
            "min_nights" => read.min_nights = reader.count(key, value, MOST_NIGHTS),
            "max_nights" => read.max_nights = reader.count(key, value, MOST_NIGHTS),
            "booking_source" => read.booking_source = reader.source(value),
            "room_type" => read.room_type = reader.room_type(value),
            "party_min" => read.party_min = reader.count(key, value, MOST_PARTY),
            "weekday" => read.weekday = reader.weekday(value),
            _ => reader.unknown(
                key,
                "guest_type, min_nights, max_nights, booking_source, room_type, party_min and weekday",
            ),
        }
    }
    if let (Some(least), Some(most)) = (read.min_nights, read.max_nights)
        && least > most
    {
        reader.fault(
            "min_nights",
            format!("is {least}, more than max_nights {most}: no stay is so; make one smaller"),
        );
    }
    reader.done(read)
}

/// Reads actions.
pub fn read_actions(given: Option<&Value>, house: &Known) -> Written<Actions> {
    let mut reader = Reader::at("actions", house);
    let mut read = Actions::default();
    let object = given.map(|given| reader.object(given)).unwrap_or_default();
    for (key, value) in &object {
        match key.as_str() {
            "preferred_floors" => read.preferred_floors = reader.floors(value),
            "required_features" => read.required_features = reader.features(value),
            "avoid_rooms" => read.avoid_rooms = reader.rooms(key, value),
            "preferred_rooms" => read.preferred_rooms = reader.rooms(key, value),
            "score" => read.score = reader.score(value),
            _ => reader.unknown(
                key,
                "preferred_floors, required_features, avoid_rooms, preferred_rooms and score",
            ),
        }
    }
    // What follows says nothing new of what is malformed already.
    if reader.faults.is_empty() {
        if !read.filters() && !read.prefers() {
            let only_score = read.score.is_some();
            let (key, why) = if only_score {
                ("score", "has nothing to be added to")
            } else {
                ("", "ask for nothing")
            };
            reader.fault(
                key,
                format!("{why}; name preferred_floors, preferred_rooms, required_features or avoid_rooms"),
            );
        } else if read.score.is_some() && !read.prefers() {
            reader.fault(
                "score",
                "is added to nothing; name preferred_floors or preferred_rooms too, or leave it out"
                    .to_owned(),
            );
        }
        let both = read.preferred_rooms.intersection(&read.avoid_rooms).next();
        if let Some(room) = both.cloned() {
            reader.fault(
                "preferred_rooms",
                format!("has room {room}, which avoid_rooms has too; name it in one of them"),
            );
        }
    }
    reader.done(read)
}

/// Reads the kind.
pub fn read_kind(kind: &str) -> Written<Option<RuleKind>> {
    let kind = kind.trim();
    let value = RuleKind::ALL.into_iter().find(|one| one.as_str() == kind);
    let none = || Fault {
        place: "kind".to_owned(),
        what: "is none".to_owned(),
        message: format!(
            "The kind \"{kind}\" is none; write room_type, floor, feature or guest_type."
        ),
        at: None,
    };
    Written {
        value,
        faults: if value.is_none() {
            vec![none()]
        } else {
            Vec::new()
        },
    }
}

/// Whether anything in a rule is of its kind.
pub fn is_of_kind(kind: RuleKind, conditions: &Conditions, actions: &Actions) -> bool {
    let says = |what: &&str| match *what {
        "conditions.guest_type" => conditions.guest_type.is_some(),
        "conditions.min_nights" => conditions.min_nights.is_some(),
        "conditions.max_nights" => conditions.max_nights.is_some(),
        "conditions.booking_source" => conditions.booking_source.is_some(),
        "conditions.room_type" => conditions.room_type.is_some(),
        "conditions.party_min" => conditions.party_min.is_some(),
        "conditions.weekday" => conditions.weekday.is_some(),
        "actions.preferred_floors" => !actions.preferred_floors.is_empty(),
        "actions.required_features" => !actions.required_features.is_empty(),
        "actions.preferred_rooms" => !actions.preferred_rooms.is_empty(),
        "actions.avoid_rooms" => !actions.avoid_rooms.is_empty(),
        _ => false,
    };
    kind.speaks_of().iter().any(says)
}

struct Reader<'h> {
    place: &'static str,
    house: &'h Known,
    faults: Vec<Fault>,
}

impl<'h> Reader<'h> {
    fn at(place: &'static str, house: &'h Known) -> Reader<'h> {
        Reader {
            place,
            house,
            faults: Vec::new(),
        }
    }

    fn done<T>(self, value: T) -> Written<T> {
        Written {
            value,
            faults: self.faults,
        }
    }

    /// `rest` goes on after the place: `conditions.min_nights is "x"; …`.
    fn fault(&mut self, key: &str, rest: impl std::fmt::Display) {
        let place = if key.is_empty() {
            self.place.to_owned()
        } else {
            format!("{}.{key}", self.place)
        };
        self.faults.push(Fault {
            message: format!("In the rule, {place} {rest}."),
            what: rest.to_string(),
            place,
            at: None,
        });
    }

    fn wrong(&mut self, key: &str, value: &Value, right: &str) {
        self.fault(key, format!("is {}; write {right}", shown(value)));
    }

    fn unknown(&mut self, key: &str, keys: &str) {
        let place = self.place;
        let key: String = key.chars().take(MOST_CHARACTERS).collect();
        self.fault(&key, format!("means nothing; the {place} are {keys}"));
    }

    fn object(&mut self, given: &Value) -> Map<String, Value> {
        match text::value(self.place, given) {
            Ok(Value::Object(object)) => object,
            Ok(other) => {
                let right = format!("an object such as {}", text::example(self.place));
                self.wrong("", &other, &right);
                Map::new()
            }
            Err(fault) => {
                self.faults.push(fault);
                Map::new()
            }
        }
    }

    fn count(&mut self, key: &str, value: &Value, most: u32) -> Option<u32> {
        let count = value.as_u64().and_then(|count| u32::try_from(count).ok());
        let count = count.filter(|count| (1..=most).contains(count));
        if count.is_none() {
            self.wrong(key, value, &format!("a whole number from 1 to {most}"));
        }
        count
    }

    fn score(&mut self, value: &Value) -> Option<i32> {
        let score = value.as_i64().and_then(|score| i32::try_from(score).ok());
        let score = score.filter(|score| *score != 0 && score.abs() <= MOST_SCORE);
        if score.is_none() {
            let right = format!("a whole number from -{MOST_SCORE} to {MOST_SCORE}, but not 0");
            self.wrong("score", value, &right);
        }
        score
    }

    fn guest_type(&mut self, value: &Value) -> Option<GuestType> {
        let found = value.as_str().and_then(|text| {
            GuestType::ALL
                .into_iter()
                .find(|guest| guest.as_str() == text.trim())
        });
        if found.is_none() {
            self.wrong("guest_type", value, "\"vip\", \"regular\" or \"group\"");
        }
        found
    }

    fn room_type(&mut self, value: &Value) -> Option<String> {
        let text = value.as_str().map(str::trim);
        let known = &self.house.room_types;
        let found = text.and_then(|text| known.iter().find(|kind| *kind == text).cloned());
        if found.is_none() {
            let right = format!("a room type of this house: {}", few(known));
            self.wrong("room_type", value, &right);
        }
        found
    }

    fn source(&mut self, value: &Value) -> Option<String> {
        let text = value.as_str().map(str::trim);
        let found = text
            .filter(|text| !text.is_empty() && text.chars().count() <= MOST_CHARACTERS)
            .map(str::to_owned);
        if found.is_none() {
            let right = format!(
                "where a booking comes from: {}",
                few(&self.house.all_sources())
            );
            self.wrong("booking_source", value, &right);
        }
        found
    }

    fn weekday(&mut self, value: &Value) -> Option<Weekdays> {
        const RIGHT: &str = "mon, tue, wed, thu, fri, sat or sun, or a list of them";
        let one = |value: &Value| value.as_str().and_then(Weekday::read);
        let Value::Array(list) = value else {
            let day = one(value);
            if day.is_none() {
                self.wrong("weekday", value, RIGHT);
            }
            return day.map(|day| Weekdays(BTreeSet::from([day])));
        };
        if list.is_empty() {
            self.wrong("weekday", value, RIGHT);
            return None;
        }
        let mut days = BTreeSet::new();
        for (nth, value) in list.iter().enumerate() {
            match one(value) {
                Some(day) => {
                    days.insert(day);
                }
                None => self.wrong(&format!("weekday[{nth}]"), value, RIGHT),
            }
        }
        Some(Weekdays(days))
    }

    /// A list that says something; each of its entries is read by itself.
    fn list<T: Ord>(
        &mut self,
        key: &str,
        value: &Value,
        what: &str,
        mut read: impl FnMut(&mut Self, &str, &Value) -> Option<T>,
    ) -> BTreeSet<T> {
        let Value::Array(list) = value else {
            self.wrong(key, value, &format!("a list of {what}"));
            return BTreeSet::new();
        };
        if list.is_empty() {
            self.fault(
                key,
                format!("is an empty list; name {what}, or leave it out"),
            );
        }
        if list.len() > MOST_LISTED {
            let length = list.len();
            self.fault(key, format!("lists {length}; {MOST_LISTED} is the most"));
            return BTreeSet::new();
        }
        let each = list.iter().enumerate();
        each.filter_map(|(nth, value)| read(self, &format!("{key}[{nth}]"), value))
            .collect()
    }

    fn floors(&mut self, value: &Value) -> BTreeSet<i32> {
        let mut known: Vec<i32> = self.house.rooms.iter().map(|(_, floor)| *floor).collect();
        known.sort_unstable();
        known.dedup();
        let said: Vec<String> = known.iter().map(i32::to_string).collect();
        let right = format!("a floor that has rooms: {}", few(&said));
        self.list("preferred_floors", value, "floors", |reader, key, value| {
            let floor = value.as_i64().and_then(|floor| i32::try_from(floor).ok());
            let floor = floor.filter(|floor| known.contains(floor));
            if floor.is_none() {
                reader.wrong(key, value, &right);
            }
            floor
        })
    }

    fn rooms(&mut self, key: &str, value: &Value) -> BTreeSet<String> {
        self.list(
            key,
            value,
            "room numbers in quotes",
            |reader, key, value| {
                let number = value.as_str().map(str::trim);
                let rooms = &reader.house.rooms;
                let found = number.filter(|number| rooms.iter().any(|(known, _)| known == number));
                if found.is_none() {
                    let right = if value.is_string() {
                        "the number of a room of this house; \"show rooms\" lists them"
                    } else {
                        "the number of a room in quotes: \"101\""
                    };
                    reader.wrong(key, value, right);
                }
                found.map(str::to_owned)
            },
        )
    }

    fn features(&mut self, value: &Value) -> BTreeSet<String> {
        self.list(
            "required_features",
            value,
            "features",
            |reader, key, value| {
                let text = value.as_str().unwrap_or_default();
                let name = text.trim().to_lowercase().replace(' ', "_");
                let fits = |c: char| c.is_alphanumeric() || "-_./#+&:".contains(c);
                let right = !name.is_empty()
                    && name.chars().count() <= 2 * MOST_CHARACTERS
                    && name.chars().all(fits);
                if !right {
                    reader.wrong(key, value, "a feature such as \"quiet\" or \"sea_view\"");
                }
                right.then_some(name)
            },
        )
    }
}

/// A value in a sentence, not too long.
fn shown(value: &Value) -> String {
    const MOST: usize = 40;
    let said = match value {
        Value::Null => "null".to_owned(),
        Value::Array(list) if list.is_empty() => "an empty list".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        other => other.to_string(),
    };
    if said.chars().count() <= MOST {
        return said;
    }
    let mut short: String = said.chars().take(MOST - 3).collect();
    short.push_str("...");
    short
}

/// The first of what is known.
fn few<T: AsRef<str>>(known: &[T]) -> String {
    let named: Vec<&str> = known.iter().take(NAMED).map(AsRef::as_ref).collect();
    match known.len().saturating_sub(NAMED) {
        _ if known.is_empty() => "there is none yet".to_owned(),
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
