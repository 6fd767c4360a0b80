//! The table `room_duties`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::duty::RoomDuty;
use crate::domain::{PropertyId, RoomId, StaffId};

impl Stored for RoomDuty {
    const TABLE: &'static str = "room_duties";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "day",
        "room_id",
        "attendant_id",
        "at",
        "by_id",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .day(self.day)
            .put(self.room.0)
            .put(self.attendant.map(|staff| staff.0))
            .stamp(self.stamp)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<RoomDuty> {
        Ok(RoomDuty {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            day: cells.day()?,
            room: RoomId(cells.next()?),
            attendant: cells.next::<Option<i64>>()?.map(StaffId),
            stamp: cells.stamp()?,
        })
    }
}
