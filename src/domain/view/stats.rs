//! How many rooms are in which state.

use serde::Serialize;

use crate::domain::house::House;
use crate::domain::room::{MaintenancePriority, Room, RoomStatus};

/// The figures of the turnover board. An inactive room is in none of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Stats {
    /// Active rooms.
    pub total_rooms: u32,
    /// Rooms that may be handed to a guest now.
    pub bookable_rooms: u32,
    /// Rooms a guest lives in.
    pub occupied_rooms: u32,
    /// Rooms a guest has left and nobody has begun to clean.
    pub dirty_rooms: u32,
    /// Rooms being cleaned.
    pub cleaning_in_progress: u32,
    /// Rooms cleaned and not yet inspected.
    pub awaiting_inspection: u32,
    /// Rooms with a repair on them, whatever their status.
    pub maintenance_required: u32,
    /// Rooms withdrawn from sale.
    pub out_of_order: u32,
    /// The repairs, by priority.
    pub maintenance_by_priority: ByPriority,
}

/// Rooms with a repair on them, by its priority.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct ByPriority {
    /// Before the others.
    pub high: u32,
    /// In its turn.
    pub med: u32,
    /// Whenever there is time.
    pub low: u32,
}

/// The figures of this house.
pub fn stats(house: &House) -> Stats {
    let mut stats = Stats::default();
    for room in house.rooms.values().filter(|room| room.active) {
        stats.count(room);
    }
    stats
}

impl Stats {
    fn count(&mut self, room: &Room) {
        self.total_rooms += 1;
        self.bookable_rooms += u32::from(room.is_bookable());
        match room.status {
            RoomStatus::Occupied => self.occupied_rooms += 1,
            RoomStatus::CheckoutDirty => self.dirty_rooms += 1,
            RoomStatus::CleaningInProgress => self.cleaning_in_progress += 1,
            RoomStatus::CleanedUninspected => self.awaiting_inspection += 1,
            RoomStatus::OutOfOrder => self.out_of_order += 1,
            RoomStatus::Available | RoomStatus::ReadyForGuest | RoomStatus::MaintenanceRequired => {
            }
        }
        if let Some(hold) = &room.maintenance {
            self.maintenance_required += 1;
            match hold.priority {
                MaintenancePriority::High => self.maintenance_by_priority.high += 1,
                MaintenancePriority::Medium => self.maintenance_by_priority.med += 1,
                MaintenancePriority::Low => self.maintenance_by_priority.low += 1,
            }
        }
    }
}

/// The active rooms in one status.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct InStatus {
    /// Which status.
    pub status: RoomStatus,
    /// As people say it.
    pub label: &'static str,
    /// How many.
    pub count: usize,
    /// Their numbers, in order.
    pub rooms: Vec<String>,
}

/// The active rooms by status; every status is there, in the order of a turnover.
pub fn by_status(house: &House) -> Vec<InStatus> {
    let rooms = house.rooms_in_order();
    let in_status = |status: RoomStatus| {
        let numbers: Vec<String> = rooms
            .iter()
            .filter(|room| room.active && room.status == status)
            .map(|room| room.number.clone())
            .collect();
        InStatus {
            status,
            label: status.label(),
            count: numbers.len(),
            rooms: numbers,
        }
    };
    RoomStatus::ALL.into_iter().map(in_status).collect()
}
