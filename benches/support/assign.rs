//! Reads instances of the room-assignment benchmark (`room-assign/1`) and its
//! questions about making room (`make-room/1`), and turns them into questions
//! to the planner.

#![allow(dead_code, missing_docs)]

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use keyrack::domain::planner::{Choice, Hold, Instance, Nights, Room, Stay, Strategy};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct AssignFile {
    pub name: String,
    pub rooms: Vec<RoomLine>,
    pub bookings: Vec<BookingLine>,
}

/// id, type, check-in, check-out, floor, quiet, elevator, vip.
pub type BookingLine = (i64, String, i32, i32, i32, u8, u8, u8);

#[derive(Deserialize)]
pub struct RoomLine {
    pub id: i64,
    #[serde(rename = "type")]
    pub room_type: String,
    pub floor: i32,
    pub quiet: u8,
    pub elevator: u8,
    pub premium: u8,
    pub corner: u8,
    pub usage: i32,
    pub busy: Vec<(i32, i32, String)>,
}

#[derive(Deserialize)]
pub struct RoomCases {
    pub cases: Vec<RoomCase>,
}

#[derive(Deserialize)]
pub struct RoomCase {
    pub instance: String,
    pub today: i32,
    pub ladder: Vec<String>,
    pub plan: Vec<(i64, i64)>,
    pub queries: Vec<i64>,
}

/// Reads JSON, unpacked first where the name ends in `.gz`.
pub fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> io::Result<T> {
    let file = BufReader::new(File::open(path)?);
    let mut text = String::new();
    if path.extension().is_some_and(|ending| ending == "gz") {
        GzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        let mut file = file;
        file.read_to_string(&mut text)?;
    }
    serde_json::from_str(&text).map_err(io::Error::other)
}

impl AssignFile {
    /// The question: every booking, every room of its own type.
    pub fn instance(&self) -> Instance {
        let rooms = self.rooms.iter().map(|room| Room {
            held: room
                .busy
                .iter()
                .map(|busy| Hold {
                    nights: Nights::new(busy.0, busy.1),
                    group: None,
                })
                .collect(),
            beside: Vec::new(),
        });
        let stays =
            (0..self.bookings.len()).map(|booking| self.stay(booking, &self.bookings[booking].1));
        Instance {
            rooms: rooms.collect(),
            stays: stays.collect(),
            strategy: Strategy::Plain,
        }
    }

    /// A booking as a stay in rooms of a type.
    pub fn stay(&self, booking: usize, room_type: &str) -> Stay {
        let line = &self.bookings[booking];
        let rooms = self
            .rooms
            .iter()
            .enumerate()
            .filter(|(_, room)| room.room_type == room_type);
        Stay {
            nights: Nights::new(line.2, line.3),
            vip: line.7 == 1,
            group: None,
            kind: 0,
            choices: rooms
                .map(|(at, room)| Choice {
                    room: at,
                    score: self.score(room, booking),
                })
                .collect(),
        }
    }

    /// The benchmark's score.
    fn score(&self, room: &RoomLine, booking: usize) -> i32 {
        let (_, _, check_in, check_out, floor, quiet, elevator, vip) = self.bookings[booking];
        let parts = [
            (floor != 0 && floor == room.floor, 20),
            (quiet == 1 && room.quiet == 1, 15),
            (elevator == 1 && room.elevator == 1, 10),
            (vip == 1 && room.premium == 1, 30),
            (check_out - check_in > 7 && room.corner == 1, 15),
            (room.usage > 80, -20),
        ];
        100 + parts
            .into_iter()
            .filter(|part| part.0)
            .map(|part| part.1)
            .sum::<i32>()
    }

    /// Bookings and rooms by their id.
    pub fn ids(&self) -> (HashMap<i64, usize>, HashMap<i64, usize>) {
        let bookings = self
            .bookings
            .iter()
            .enumerate()
            .map(|(at, booking)| (booking.0, at));
        let rooms = self
            .rooms
            .iter()
            .enumerate()
            .map(|(at, room)| (room.id, at));
        (bookings.collect(), rooms.collect())
    }

    /// The house of a make-room case: who may move, and where each is now.
    /// Whoever is in the house already holds the room.
    pub fn placed(&self, case: &RoomCase) -> (Instance, Vec<Option<usize>>, Vec<i64>) {
        let (bookings, rooms) = self.ids();
        let mut instance = self.instance();
        instance.stays.clear();
        let (mut now, mut who) = (Vec::new(), Vec::new());
        for (booking, room) in &case.plan {
            let (Some(&at), Some(&room)) = (bookings.get(booking), rooms.get(room)) else {
                continue;
            };
            let line = &self.bookings[at];
            if line.2 < case.today {
                instance.rooms[room].held.push(Hold {
                    nights: Nights::new(line.2, line.3),
                    group: None,
                });
            } else {
                instance.stays.push(self.stay(at, &line.1));
                now.push(Some(room));
                who.push(*booking);
            }
        }
        (instance, now, who)
    }
}
