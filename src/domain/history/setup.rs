//! Setting the house up, alerts, and steps about steps.

use super::told::{Told, because};
use crate::domain::command::{
    CreateProperty, CreateRoom, CreateRoomType, CreateStaff, EditRoom, EditRoomType, EditRule,
    SetPolicy,
};
use crate::domain::row::Row;

pub fn create_property(it: &CreateProperty) -> String {
    format!("made the property {}", it.name)
}

pub fn set_policy(it: &SetPolicy) -> String {
    format!("set the policy {} to {}", it.name, it.value)
}

pub fn create_room_type(it: &CreateRoomType) -> String {
    format!("made the room type {} {}", it.code, it.name)
}

pub fn edit_room_type(it: &EditRoomType) -> String {
    format!("changed the room type {}", it.code)
}

pub fn create_room(told: &Told, it: &CreateRoom) -> String {
    format!("made {}, {}", told.the_room(&it.number), it.room_type)
}

pub fn edit_room(told: &Told, it: &EditRoom) -> String {
    let rows = told
        .step
        .changes
        .iter()
        .find_map(|change| match (&change.before, &change.after) {
            (Some(Row::Room(before)), Some(Row::Room(after))) => Some((before, after)),
            _ => None,
        });
    let which = told.the_room(&it.room);
    let Some((before, after)) = rows else {
        return format!("changed {which}");
    };
    let mut said = Vec::new();
    if before.room_type != after.room_type {
        said.push(format!("its type to {}", after.room_type));
    }
    if before.floor != after.floor {
        said.push(format!("its floor to {}", after.floor));
    }
    if before.capacity != after.capacity {
        said.push(format!("its capacity to {}", after.capacity));
    }
    if before.features != after.features {
        let features: Vec<&str> = after.features.iter().map(String::as_str).collect();
        said.push(format!("its features to {}", features.join(", ")));
    }
    if before.active != after.active {
        said.push(
            if after.active {
                "it is in use again"
            } else {
                "it is in use no more"
            }
            .to_owned(),
        );
    }
    match said.as_slice() {
        [] => format!("changed {which}"),
        said => format!("changed {which}: {}", said.join(", ")),
    }
}

pub fn create_staff(it: &CreateStaff) -> String {
    format!("took on {}", it.name)
}

pub fn alert(what: &str, alert: &str, notes: Option<&str>) -> String {
    format!("{what} {}{}", alert.replace('_', " "), because(notes))
}

/// What was taken back stands in the summary, behind a word of its own.
pub fn taken_back(told: &Told) -> String {
    let what = told.step.summary.trim_start_matches("Undone: ");
    format!("took back this step: {what}")
}

pub fn done_again(told: &Told) -> String {
    let what = told
        .step
        .summary
        .trim_start_matches("Done again: ")
        .trim_start_matches("Redone: ");
    format!("did this again: {what}")
}

/// A step about one of the people, by name where it is known.
pub fn person(what: &str, told: &Told, employee: &str) -> String {
    let people = told.facts.all_staff();
    let known = people
        .iter()
        .find(|person| person.employee == employee.trim())
        .or_else(|| people.iter().find(|person| person.id == told.step.by));
    let name = known.map_or(employee, |person| person.name.as_str());
    format!("{what} {name}")
}

/// What was done to a rule: switched, renamed, or changed.
pub fn rule_changed(it: &EditRule) -> String {
    let only_active = it.kind.is_none()
        && it.new_name.is_none()
        && it.conditions.is_none()
        && it.actions.is_none()
        && it.priority.is_none();
    let did = match it.active {
        Some(true) if only_active => "switched on",
        Some(false) if only_active => "switched off",
        _ => "changed",
    };
    let name = match &it.new_name {
        Some(name) => format!("\"{}\", now \"{}\"", it.name.trim(), name.trim()),
        None => format!("\"{}\"", it.name.trim()),
    };
    format!("{did} the allocation rule {name}")
}
