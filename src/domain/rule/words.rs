//! Rules as a person says them.

use super::{Actions, AllocationRule, Conditions, GuestType};

/// `a, b and c`.
pub(super) fn and<T: AsRef<str>>(all: &[T]) -> String {
    match all {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// `sea_view` as it is said.
pub(super) fn feature(name: &str) -> String {
    name.replace('_', " ")
}

/// Whom a rule is about: `VIPs, 3 nights or more, arriving Fri or Sat`.
pub fn conditions_words(conditions: &Conditions) -> String {
    let mut parts = Vec::new();
    if let Some(guest) = conditions.guest_type {
        parts.push(match guest {
            GuestType::Vip => "VIPs".to_owned(),
            GuestType::Regular => "regular guests".to_owned(),
            GuestType::Group => "groups".to_owned(),
        });
    }
    if let Some(kind) = &conditions.room_type {
        parts.push(format!("booked {kind}"));
    }
    match (conditions.min_nights, conditions.max_nights) {
        (Some(least), Some(most)) if least == most => parts.push(nights(least)),
        (Some(least), Some(most)) => parts.push(format!("{least} to {most} nights")),
        (Some(least), None) => parts.push(format!("{} or more", nights(least))),
        (None, Some(most)) => parts.push(format!("{} or fewer", nights(most))),
        (None, None) => {}
    }
    if let Some(least) = conditions.party_min {
        parts.push(format!("party of {least} or more"));
    }
    if let Some(source) = &conditions.booking_source {
        parts.push(format!("from {source}"));
    }
    if let Some(days) = &conditions.weekday {
        let days: Vec<&str> = days.0.iter().map(|day| day.label()).collect();
        parts.push(format!("arriving {}", days.join(" or ")));
    }
    if parts.is_empty() {
        return "every stay".to_owned();
    }
    parts.join(", ")
}

fn nights(count: u32) -> String {
    if count == 1 {
        "1 night".to_owned()
    } else {
        format!("{count} nights")
    }
}

/// What a rule asks for: `only quiet; floors 2, 3 +20`.
pub fn actions_words(actions: &Actions) -> String {
    let mut parts = Vec::new();
    let filter = filter_words(actions);
    if !filter.is_empty() {
        parts.push(filter);
    }
    let worth = actions.worth();
    if !actions.preferred_floors.is_empty() {
        let floors: Vec<String> = actions
            .preferred_floors
            .iter()
            .map(i32::to_string)
            .collect();
        let one = if floors.len() == 1 { "floor" } else { "floors" };
        parts.push(format!("{one} {} {worth:+}", floors.join(", ")));
    }
    if !actions.preferred_rooms.is_empty() {
        let rooms: Vec<&str> = actions.preferred_rooms.iter().map(String::as_str).collect();
        let one = if rooms.len() == 1 { "room" } else { "rooms" };
        parts.push(format!("{one} {} {worth:+}", rooms.join(", ")));
    }
    parts.join("; ")
}

/// What it rules out: `only quiet and sea view; not 101, 102`; nothing where it
/// rules nothing out.
pub fn filter_words(actions: &Actions) -> String {
    let mut parts = Vec::new();
    if !actions.required_features.is_empty() {
        let all: Vec<String> = actions
            .required_features
            .iter()
            .map(|name| feature(name))
            .collect();
        parts.push(format!("only {}", and(&all)));
    }
    if !actions.avoid_rooms.is_empty() {
        let rooms: Vec<&str> = actions.avoid_rooms.iter().map(String::as_str).collect();
        parts.push(format!("not {}", rooms.join(", ")));
    }
    parts.join("; ")
}

impl AllocationRule {
    /// What it asks of a room, as the end of `rule 'X' …`: `asks for quiet`,
    /// `avoids 101, 102`.
    pub fn asks(&self) -> String {
        let mut parts = Vec::new();
        if !self.actions.required_features.is_empty() {
            let names = self.actions.required_features.iter();
            let all: Vec<String> = names.map(|name| feature(name)).collect();
            parts.push(format!("asks for {}", and(&all)));
        }
        if !self.actions.avoid_rooms.is_empty() {
            let rooms: Vec<&str> = self
                .actions
                .avoid_rooms
                .iter()
                .map(String::as_str)
                .collect();
            parts.push(format!("avoids {}", rooms.join(", ")));
        }
        parts.join(" and ")
    }
}
