//! Whom a rule is about, and what it says of a room.

use super::words::{and, feature};
use super::{AllocationRule, Conditions, GuestType, Weekday};
use crate::domain::booking::Booking;
use crate::domain::day::Day;
use crate::domain::room::Room;

/// What a rule asks about a stay.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    /// Someone to be looked after.
    pub is_vip: bool,
    /// Of a group.
    pub in_group: bool,
    /// Nights of the whole stay.
    pub nights: i32,
    /// Through whom it came, where that is known.
    pub source: Option<String>,
    /// The type that was booked.
    pub room_type: String,
    /// Adults and children.
    pub heads: u32,
    /// The day of arrival, where that is known.
    pub arrival: Option<Day>,
}

impl Asked {
    /// What this booking answers.
    pub fn of(booking: &Booking) -> Asked {
        Asked {
            is_vip: booking.is_vip,
            in_group: booking.group.is_some(),
            nights: booking.stay.nights(),
            source: Some(booking.source.clone()),
            room_type: booking.room_type.clone(),
            heads: booking.heads(),
            arrival: Some(booking.stay.check_in),
        }
    }
}

/// Whether two names of a source mean the same: `Booking.com`, `booking.com`;
/// `walk-in`, `Walk In`.
pub fn same_source(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.trim().to_lowercase().replace(['-', ' '], "_");
    plain(one) == plain(other)
}

impl Conditions {
    /// Whether all of them hold.
    pub fn hold(&self, asked: &Asked) -> bool {
        let guest = self.guest_type.is_none_or(|guest| match guest {
            GuestType::Vip => asked.is_vip,
            GuestType::Group => asked.in_group,
            GuestType::Regular => !asked.is_vip && !asked.in_group,
        });
        let nights = u32::try_from(asked.nights).unwrap_or(0);
        let source = self.booking_source.as_ref().is_none_or(|wanted| {
            let source = asked.source.as_ref();
            source.is_some_and(|source| same_source(source, wanted))
        });
        let weekday = self.weekday.as_ref().is_none_or(|days| {
            let arrival = asked.arrival.map(Weekday::of);
            arrival.is_some_and(|day| days.0.contains(&day))
        });
        guest
            && self.min_nights.is_none_or(|least| nights >= least)
            && self.max_nights.is_none_or(|most| nights <= most)
            && source
            && self
                .room_type
                .as_ref()
                .is_none_or(|kind| *kind == asked.room_type)
            && self.party_min.is_none_or(|least| asked.heads >= least)
            && weekday
    }
}

/// A rule that rules a room out, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Forbids<'r> {
    /// The rule.
    pub rule: &'r AllocationRule,
    /// What it asks for that the room is not: `asks for quiet`.
    pub why: String,
}

impl Forbids<'_> {
    /// `rule 'Quiet for long stays' asks for quiet`.
    pub fn words(&self) -> String {
        format!("rule '{}' {}", self.rule.name, self.why)
    }
}

/// The rules that are about one stay, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Applying(Vec<AllocationRule>);

impl Applying {
    /// Those of the rules, given in order, that are switched on and about the stay.
    pub fn to(asked: &Asked, rules: &[AllocationRule]) -> Applying {
        let about = rules
            .iter()
            .filter(|rule| rule.active && rule.conditions.hold(asked));
        Applying(about.cloned().collect())
    }

    /// The rules themselves.
    pub fn rules(&self) -> &[AllocationRule] {
        &self.0
    }

    /// Whether every filter lets the room through.
    pub fn allow(&self, room: &Room) -> bool {
        self.0.iter().all(|rule| rule.lets_through(room))
    }

    /// The rules that rule the room out, in order.
    pub fn against(&self, room: &Room) -> Vec<Forbids<'_>> {
        self.0
            .iter()
            .filter_map(|rule| rule.forbids(room))
            .collect()
    }

    /// What the rules add to the room's score, all in all.
    pub fn worth(&self, room: &Room) -> i32 {
        self.0.iter().map(|rule| rule.adds(room)).sum()
    }

    /// The names of the rules that rule the room out, in order.
    pub fn named_against(&self, room: &Room) -> Vec<String> {
        let against = self.0.iter().filter(|rule| !rule.lets_through(room));
        against.map(|rule| rule.name.clone()).collect()
    }

    /// What the rules add to the room's score, rule by rule.
    pub fn points(&self, room: &Room) -> Vec<(String, i32)> {
        let parts = self.0.iter().flat_map(|rule| rule.points(room));
        parts.collect()
    }
}

impl AllocationRule {
    /// Whether the room comes into question under its filters.
    pub fn lets_through(&self, room: &Room) -> bool {
        !self.actions.avoid_rooms.contains(&room.number)
            && self.actions.required_features.is_subset(&room.features)
    }

    /// Why the room does not come into question, if it does not.
    pub fn forbids(&self, room: &Room) -> Option<Forbids<'_>> {
        if self.actions.avoid_rooms.contains(&room.number) {
            return Some(Forbids {
                rule: self,
                why: format!("avoids {}", room.number),
            });
        }
        let missing = self.actions.required_features.difference(&room.features);
        let missing: Vec<String> = missing.map(|name| feature(name)).collect();
        (!missing.is_empty()).then(|| Forbids {
            rule: self,
            why: format!("asks for {}", and(&missing)),
        })
    }

    /// What it adds to the room's score, all in all.
    pub fn adds(&self, room: &Room) -> i32 {
        let floor = self.actions.preferred_floors.contains(&room.floor);
        let itself = self.actions.preferred_rooms.contains(&room.number);
        self.actions.worth() * (i32::from(floor) + i32::from(itself))
    }

    /// What it adds to the room's score: for its floor, and for the room itself.
    pub fn points(&self, room: &Room) -> Vec<(String, i32)> {
        let worth = self.actions.worth();
        let mut parts = Vec::new();
        if self.actions.preferred_floors.contains(&room.floor) {
            let what = format!("rule '{}': floor {}", self.name, room.floor);
            parts.push((what, worth));
        }
        if self.actions.preferred_rooms.contains(&room.number) {
            let what = format!("rule '{}': room {}", self.name, room.number);
            parts.push((what, worth));
        }
        parts
    }
}
