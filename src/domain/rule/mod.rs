//! Allocation rules: which rooms the house would rather, or must, give to whom.
//!
//! A rule is about the stays for which all its conditions hold. What it asks
//! for is either a filter (`required_features`, `avoid_rooms`: other rooms do
//! not come into question) or a preference (`preferred_floors`,
//! `preferred_rooms`: points added to the room's score). Owns what a rule is,
//! the strictness about how one is written ([`read`]), whom it is about and
//! what it says of a room ([`Applying`]). Who asks stands elsewhere: the
//! planner's view and [`super::score`], and through them everybody.
//!
//! **Rules against each other.** Filters are never weakened: a room comes into
//! question only if every filter that is about the stay lets it through. Where
//! filters leave no room between them, the stay is left without one and is told
//! which rules, the one of highest priority first. Preferences add up.

mod apply;
mod read;
mod text;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use apply::{Applying, Asked, Forbids, same_source};
pub use read::{Fault, Known, Written, is_of_kind, read_actions, read_conditions, read_kind};
pub use words::{actions_words, conditions_words, filter_words};

use super::id::PropertyId;

/// The most that a rule may add to a room's score for one reason. Three of the
/// usual wishes together; one rule of full weight outdoes what a guest wishes.
pub const MOST_SCORE: i32 = 100;
/// What a preference adds where the rule does not say.
pub const USUAL_SCORE: i32 = 20;
/// The highest priority; the lowest is as far below zero.
pub const MOST_PRIORITY: i32 = 1000;
/// Rules that a house can have: more nobody keeps in mind.
pub const MOST_RULES: usize = 100;
/// The longest stay a rule can speak of, and the largest party.
pub const MOST_NIGHTS: u32 = 999;
/// The largest party a rule can speak of.
pub const MOST_PARTY: u32 = 99;

/// A rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AllocationRule {
    /// Identity.
    pub id: i64,
    /// Whose it is.
    pub property: PropertyId,
    /// Its name, unique in the property whatever its case.
    pub name: String,
    /// What it is about first of all.
    pub kind: RuleKind,
    /// When it holds.
    pub conditions: Conditions,
    /// What it asks for.
    pub actions: Actions,
    /// Higher comes first.
    pub priority: i32,
    /// Whether it is switched on.
    pub active: bool,
    /// Grows by one with each change.
    pub version: i64,
}

/// What a rule is about first of all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// Rooms of a type, or rooms by number.
    RoomType,
    /// Floors.
    Floor,
    /// What rooms have.
    Feature,
    /// Who the guest is.
    GuestType,
}

impl RuleKind {
    /// Every kind.
    pub const ALL: [RuleKind; 4] = [
        RuleKind::RoomType,
        RuleKind::Floor,
        RuleKind::Feature,
        RuleKind::GuestType,
    ];

    /// As it is written: `room_type`.
    pub fn as_str(self) -> &'static str {
        match self {
            RuleKind::RoomType => "room_type",
            RuleKind::Floor => "floor",
            RuleKind::Feature => "feature",
            RuleKind::GuestType => "guest_type",
        }
    }

    /// As a person says it.
    pub fn label(self) -> &'static str {
        match self {
            RuleKind::RoomType => "rooms",
            RuleKind::Floor => "floors",
            RuleKind::Feature => "features",
            RuleKind::GuestType => "guests",
        }
    }

    /// What a rule of this kind says something about.
    pub fn speaks_of(self) -> &'static [&'static str] {
        match self {
            RuleKind::RoomType => &[
                "conditions.room_type",
                "actions.preferred_rooms",
                "actions.avoid_rooms",
            ],
            RuleKind::Floor => &["actions.preferred_floors"],
            RuleKind::Feature => &["actions.required_features"],
            RuleKind::GuestType => &[
                "conditions.guest_type",
                "conditions.booking_source",
                "conditions.party_min",
                "conditions.min_nights",
                "conditions.max_nights",
                "conditions.weekday",
            ],
        }
    }
}

/// Who a guest is to a rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestType {
    /// Someone to be looked after, in a group or not.
    Vip,
    /// Neither a VIP nor of a group.
    Regular,
    /// Of a group.
    Group,
}

impl GuestType {
    /// Every one.
    pub const ALL: [GuestType; 3] = [GuestType::Vip, GuestType::Regular, GuestType::Group];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            GuestType::Vip => "vip",
            GuestType::Regular => "regular",
            GuestType::Group => "group",
        }
    }
}

/// A day of the week.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Weekday {
    /// Every one, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];

    /// As it is written: `mon`.
    pub fn as_str(self) -> &'static str {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][self as usize]
    }

    /// As a person says it.
    pub fn label(self) -> &'static str {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][self as usize]
    }

    /// The day of the week of a day.
    pub fn of(day: super::day::Day) -> Weekday {
        Weekday::ALL[day.weekday().num_days_from_monday() as usize]
    }

    /// `fri` or `Friday`, in any case.
    pub fn read(text: &str) -> Option<Weekday> {
        const WHOLE: [&str; 7] = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        let text = text.trim().to_lowercase();
        Weekday::ALL
            .into_iter()
            .find(|day| text == day.as_str() || text == WHOLE[*day as usize])
    }
}

/// One or several days of the week; one is written as a text, several as a list.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(from = "OneOrMore", into = "OneOrMore")]
pub struct Weekdays(pub BTreeSet<Weekday>);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(Weekday),
    More(BTreeSet<Weekday>),
}

impl From<OneOrMore> for Weekdays {
    fn from(written: OneOrMore) -> Weekdays {
        match written {
            OneOrMore::One(day) => Weekdays(BTreeSet::from([day])),
            OneOrMore::More(days) => Weekdays(days),
        }
    }
}

impl From<Weekdays> for OneOrMore {
    fn from(days: Weekdays) -> OneOrMore {
        match days.0.first() {
            Some(day) if days.0.len() == 1 => OneOrMore::One(*day),
            _ => OneOrMore::More(days.0),
        }
    }
}

/// When a rule holds. All of them must; what is left out always does.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conditions {
    /// Who the guest is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guest_type: Option<GuestType>,
    /// Nights of the whole stay at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_nights: Option<u32>,
    /// Nights of the whole stay at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_nights: Option<u32>,
    /// Through whom the booking came; case, spaces and dashes do not matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub booking_source: Option<String>,
    /// Code of the room type that was booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_type: Option<String>,
    /// Adults and children at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party_min: Option<u32>,
    /// The guest arrives on one of these days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekday: Option<Weekdays>,
}

/// What a rule asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Actions {
    /// Rooms on these floors are worth more.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub preferred_floors: BTreeSet<i32>,
    /// Only rooms that have all of these.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub required_features: BTreeSet<String>,
    /// None of these rooms.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub avoid_rooms: BTreeSet<String>,
    /// These rooms are worth more.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub preferred_rooms: BTreeSet<String>,
    /// How much more: for the floor, and again for the room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<i32>,
}

impl Actions {
    /// Whether rooms can be ruled out by it.
    pub fn filters(&self) -> bool {
        !(self.required_features.is_empty() && self.avoid_rooms.is_empty())
    }

    /// Whether rooms can be worth more by it.
    pub fn prefers(&self) -> bool {
        !(self.preferred_floors.is_empty() && self.preferred_rooms.is_empty())
    }

    /// What a preferred floor or room is worth more.
    pub fn worth(&self) -> i32 {
        self.score.unwrap_or(USUAL_SCORE)
    }
}

impl AllocationRule {
    /// Whether this is its name, in any case.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.trim().to_lowercase()
    }
}

/// Puts rules into the order in which they count: the highest priority first,
/// equal ones by name.
pub fn in_order(rules: &mut [AllocationRule]) {
    rules.sort_by(|one, other| {
        let key = |rule: &AllocationRule| (-rule.priority, rule.name.to_lowercase(), rule.id);
        key(one).cmp(&key(other))
    });
}

impl Conditions {
    /// Whether there can be a stay for which both hold.
    pub fn may_meet(&self, other: &Conditions) -> bool {
        fn same<T>(one: Option<&T>, other: Option<&T>, meet: impl Fn(&T, &T) -> bool) -> bool {
            match (one, other) {
                (Some(one), Some(other)) => meet(one, other),
                _ => true,
            }
        }
        let guests = same(
            self.guest_type.as_ref(),
            other.guest_type.as_ref(),
            |one, two| one == two || (*one != GuestType::Regular && *two != GuestType::Regular),
        );
        let long_enough = |one: &Conditions, other: &Conditions| {
            one.min_nights.unwrap_or(0) <= other.max_nights.unwrap_or(u32::MAX)
        };
        guests
            && long_enough(self, other)
            && long_enough(other, self)
            && same(
                self.booking_source.as_ref(),
                other.booking_source.as_ref(),
                |one, two| same_source(one, two),
            )
            && same(
                self.room_type.as_ref(),
                other.room_type.as_ref(),
                |one, two| one == two,
            )
            && same(self.weekday.as_ref(), other.weekday.as_ref(), |one, two| {
                one.0.intersection(&two.0).next().is_some()
            })
    }
}
