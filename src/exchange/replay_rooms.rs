//! The rooms of a replay: which one a guest gets (the lowest free one of the
//! type that is large enough), and which must be made first. The replay's own
//! keys, not a rule of the house.

use std::collections::{BTreeMap, BTreeSet};

use super::map::NewRoomType;
use super::rooms::{DEFAULT_CAPACITY, DEFAULT_RATE};
use crate::domain::command::{Command, CreateRoom, CreateRoomType};
use crate::domain::day::{Day, Stay};
use crate::domain::money::Price;

/// A room a replay can give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayRoom {
    /// Its number.
    pub number: String,
    /// Code of its type.
    pub room_type: String,
    /// Where it is.
    pub floor: i32,
    /// How many it takes.
    pub capacity: u32,
}

/// Rooms and the day until which each is taken. Guests must be given rooms in
/// order of arrival, day guests before others of the same day.
#[derive(Debug)]
pub struct Doors {
    by_type: BTreeMap<String, Vec<Door>>,
    floors_made: i32,
}

#[derive(Debug)]
struct Door {
    room: ReplayRoom,
    made: bool,
    /// The first day on which someone may come.
    free_from: Day,
}

impl Doors {
    /// The rooms of a house.
    pub fn new(rooms: &[ReplayRoom]) -> Self {
        let mut by_type: BTreeMap<String, Vec<Door>> = BTreeMap::new();
        for room in rooms {
            let door = Door {
                room: room.clone(),
                made: false,
                free_from: Day::FIRST,
            };
            by_type
                .entry(room.room_type.clone())
                .or_default()
                .push(door);
        }
        Self {
            by_type,
            floors_made: 0,
        }
    }

    /// Gives a room for this stay, left on `left_on`; makes one if none is
    /// free and `may_make`. A made room grows to hold whoever it is given to.
    pub fn take(
        &mut self,
        room_type: &str,
        heads: u32,
        stay: Stay,
        left_on: Day,
        may_make: bool,
    ) -> Option<String> {
        let doors = match self.by_type.get_mut(room_type) {
            Some(doors) => doors,
            None if may_make => self.by_type.entry(room_type.to_owned()).or_default(),
            None => return None,
        };
        let fits = |door: &Door| {
            door.free_from <= stay.check_in && (door.made || door.room.capacity >= heads)
        };
        let at = match doors.iter().position(fits) {
            Some(at) => at,
            None if may_make => {
                // One floor to a type: 1001, 1002, … and 2001 for the next.
                let floor = doors
                    .first()
                    .map_or(self.floors_made + 1, |door| door.room.floor);
                self.floors_made = self.floors_made.max(floor);
                let number = format!("{floor}{:03}", doors.len() + 1);
                let room = ReplayRoom {
                    number,
                    room_type: room_type.to_owned(),
                    floor,
                    capacity: 1,
                };
                doors.push(Door {
                    room,
                    made: true,
                    free_from: Day::FIRST,
                });
                doors.len() - 1
            }
            None => return None,
        };
        let door = doors.get_mut(at)?;
        // Who comes and goes on one date keeps the room for the rest of it.
        door.free_from = left_on.max(stay.check_in.plus(1));
        if door.made {
            door.room.capacity = door.room.capacity.max(heads);
        }
        Some(door.room.number.clone())
    }

    /// The rooms that were made, by type and number.
    pub fn made(&self) -> Vec<ReplayRoom> {
        self.by_type
            .values()
            .flatten()
            .filter(|door| door.made)
            .map(|door| door.room.clone())
            .collect()
    }
}

/// The commands that make these types and rooms.
pub fn set_up(
    types: &BTreeSet<&str>,
    rooms: &[ReplayRoom],
    described: &[NewRoomType],
) -> Vec<Command> {
    let types = types.iter().map(|code| room_type(code, described).into());
    let rooms = rooms.iter().map(|room| {
        let room = CreateRoom {
            number: room.number.clone(),
            room_type: room.room_type.clone(),
            floor: Some(room.floor),
            capacity: Some(room.capacity),
            features: BTreeSet::new(),
            active: None,
        };
        room.into()
    });
    types.chain(rooms).collect()
}

/// A room type as the map describes it, or a plain one.
pub fn room_type(code: &str, described: &[NewRoomType]) -> CreateRoomType {
    let found = described.iter().find(|new| new.code == code);
    CreateRoomType {
        code: code.to_owned(),
        name: found.map_or_else(|| code.to_owned(), |new| new.name.clone()),
        capacity: found.map_or(DEFAULT_CAPACITY, |new| new.capacity),
        rate: Price::Plain(found.map_or_else(|| DEFAULT_RATE.to_owned(), |new| new.rate.clone())),
        rank: found.and_then(|new| new.rank),
        minutes: None,
    }
}
