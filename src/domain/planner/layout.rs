//! Who is where, while the planner works on a piece.

use super::pieces::{NO_ROOM, Piece};

/// Each stay's room, and each room's stays in order.
#[derive(Clone)]
pub(super) struct Layout {
    /// The room of each stay, or [`NO_ROOM`].
    pub room: Vec<u32>,
    /// The stays of each room, by arrival.
    pub rows: Vec<Vec<u32>>,
}

impl Layout {
    /// Nobody placed.
    pub fn empty(piece: &Piece) -> Layout {
        Layout {
            room: vec![NO_ROOM; piece.stays()],
            rows: vec![Vec::new(); piece.rooms()],
        }
    }

    /// Puts a stay into a room that is free for it.
    pub fn put(&mut self, stay: usize, room: usize) {
        let row = &mut self.rows[room];
        // Stays are numbered by arrival.
        let at = row.partition_point(|&other| (other as usize) < stay);
        row.insert(at, stay as u32);
        self.room[stay] = room as u32;
    }

    /// Takes a stay out of its room.
    pub fn take(&mut self, stay: usize) {
        if let Some(row) = self.rows.get_mut(self.room[stay] as usize) {
            row.retain(|&other| other as usize != stay);
        }
        self.room[stay] = NO_ROOM;
    }

    /// The stays without a room.
    pub fn unplaced(&self) -> Vec<usize> {
        (0..self.room.len())
            .filter(|&stay| self.room[stay] == NO_ROOM)
            .collect()
    }
}
