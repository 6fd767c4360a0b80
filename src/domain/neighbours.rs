//! Rooms side by side, and which of them a group has.
//!
//! Two rooms are neighbours when the numbers on their doors follow one another
//! on one floor. Owns that and what it is worth to a group; who gives which
//! room is decided elsewhere.

use super::booking::Booking;
use super::conflict::{Clash, clashes};
use super::day::Stay;
use super::draft::Draft;
use super::planner::NEIGHBOUR;
use super::room::Room;

/// Whether a room is next door to this one.
pub fn next_door_to(room: &Room) -> impl Fn(&Room) -> bool {
    let (floor, number) = (room.floor, room.number.parse::<i64>().ok());
    move |other| {
        let follows = |other: i64| number.is_some_and(|number| other.abs_diff(number) == 1);
        other.floor == floor && other.number.parse().is_ok_and(follows)
    }
}

/// Rooms whose number is the next one, or the one before, on the same floor.
pub fn beside(draft: &Draft, room: &Room) -> Vec<Room> {
    let Ok(number) = room.number.parse::<i64>() else {
        return Vec::new();
    };
    let width = room.number.len();
    [number - 1, number + 1]
        .into_iter()
        .filter_map(|number| draft.room_numbered(&format!("{number:0width$}")))
        .filter(next_door_to(room))
        .collect()
}

/// How many neighbours of this room somebody else of this group has on nights
/// of the stay.
pub fn of_group(draft: &Draft, room: &Room, group: &str, stay: Stay, but: &Booking) -> i32 {
    let has = |neighbour: &Room| {
        let held = clashes(draft, neighbour.id, stay, &[but.id]);
        held.iter().any(
            |clash| matches!(clash, Clash::Booking(one, _) if one.group.as_deref() == Some(group)),
        )
    };
    let count = beside(draft, room).iter().filter(|room| has(room)).count();
    count as i32
}

/// What the neighbours of this room are worth to the booking; nothing for one
/// without a group.
pub fn worth(draft: &Draft, room: &Room, booking: &Booking) -> i32 {
    booking.group.as_deref().map_or(0, |group| {
        NEIGHBOUR * of_group(draft, room, group, booking.stay, booking)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reading::look;
    use crate::domain::testing::SmallHouse;

    #[test]
    fn numbers_that_follow_one_another_on_a_floor() {
        let mut hotel = SmallHouse::new();
        for number in ["007", "008", "10", "SPA"] {
            hotel.say(
                r#"{"op":"create_room","number":"$1","room_type":"DBL","floor":0}"#,
                &[number],
            );
        }
        let numbers = |number: &str| -> Vec<String> {
            let room = hotel.room(number);
            look(&hotel.house, hotel.now, |draft| beside(draft, &room))
                .unwrap()
                .into_iter()
                .map(|room| room.number)
                .collect()
        };
        assert_eq!(numbers("202"), ["201", "203"]);
        assert_eq!(numbers("201"), ["202"]);
        assert_eq!(numbers("007"), ["008"]);
        assert!(numbers("102").contains(&"101".to_owned()));
        assert!(numbers("10").is_empty() && numbers("SPA").is_empty());
    }

    #[test]
    fn a_neighbour_counts_only_for_its_group_and_its_nights() {
        let mut hotel = SmallHouse::new();
        let one = hotel.book_into("202", 1, 2, "One");
        let two = hotel.book("DBL", 2, 2, "Two");
        let late = hotel.book("DBL", 3, 2, "Late");
        for code in [&one, &two, &late] {
            hotel.say(
                r#"{"op":"edit_booking","booking":"$1","group":"TOUR"}"#,
                &[code],
            );
        }
        let worth = |room: &str, code: &str| {
            let (room, booking) = (hotel.room(room), hotel.booking(code));
            look(&hotel.house, hotel.now, |draft| {
                worth(draft, &room, &booking)
            })
            .unwrap()
        };
        assert_eq!((worth("201", &two), worth("203", &two)), (10, 10));
        assert_eq!(worth("204", &two), 0, "two doors away");
        assert_eq!(worth("203", &late), 0, "One has left by then");
        assert_eq!(worth("201", &one), 0, "nobody is one's own neighbour");
    }
}
