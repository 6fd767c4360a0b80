//! The rooms that wait for a repair.

use super::columns::columns;
use crate::domain::day::Day;
use crate::domain::house::{House, room_order};
use crate::domain::room::Room;

/// Every room with a repair laid on it or out of order, the worst first, and
/// what that means for today.
pub fn maintenance_report(house: &House, today: Day) -> String {
    let Some(property) = &house.property else {
        return String::new();
    };
    let mut waiting: Vec<&Room> = house
        .rooms
        .values()
        .filter(|room| room.active && (room.maintenance.is_some() || room.out_of_order.is_some()))
        .collect();
    waiting.sort_by_key(|room| {
        let priority = room.maintenance.as_ref().map(|hold| hold.priority);
        (
            room.out_of_order.is_none(),
            std::cmp::Reverse(priority),
            room_order(&room.number),
        )
    });
    let title = format!("{}: maintenance on {}\n\n", property.name, today.spoken());
    if waiting.is_empty() {
        return format!("{title}No room waits for a repair.\n");
    }
    let rows: Vec<[String; 5]> = waiting
        .iter()
        .map(|room| line(house, room, today))
        .collect();
    let out = waiting
        .iter()
        .filter(|room| room.out_of_order.is_some())
        .count();
    let table = columns(["Room", "Type", "State", "Since", "What"], &rows);
    format!(
        "{title}{table}\n{} rooms wait for a repair, {out} of them out of order.\n",
        waiting.len()
    )
}

fn line(house: &House, room: &Room, today: Day) -> [String; 5] {
    let zone = house
        .property
        .as_ref()
        .map_or(chrono_tz::UTC, |property| property.timezone);
    let age = |at: crate::domain::Moment| match today.since(at.calendar_day(zone)) {
        days if days <= 0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    let (state, since, what) = match (&room.out_of_order, &room.maintenance) {
        (Some(out), _) => (
            "out of order".to_owned(),
            age(out.stamp.at),
            out.reason.clone(),
        ),
        (None, Some(hold)) => (
            format!("repair, {}", hold.priority.as_str()),
            age(hold.since),
            hold.notes.clone(),
        ),
        (None, None) => (String::new(), String::new(), String::new()),
    };
    [
        room.number.clone(),
        room.room_type.clone(),
        state,
        since,
        what,
    ]
}
