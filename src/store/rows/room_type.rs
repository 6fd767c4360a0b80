//! The table `room_types`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::PropertyId;
use crate::domain::cleaning::Chores;
use crate::domain::property::RoomType;

impl Stored for RoomType {
    const TABLE: &'static str = "room_types";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "code",
        "name",
        "capacity",
        "rate",
        "rate_currency",
        "rank",
        "minutes",
        "stayover_minutes",
        "touch_up_minutes",
        "deep_minutes",
        "checklist",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .text(&self.code)
            .text(&self.name)
            .put(self.capacity)
            .money(self.rate)
            .put(self.rank)
            .put(self.minutes)
            .put(self.chores.stayover_minutes)
            .put(self.chores.touch_up_minutes)
            .put(self.chores.deep_minutes)
            .json(&self.chores.checklist)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<RoomType> {
        Ok(RoomType {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            code: cells.next()?,
            name: cells.next()?,
            capacity: cells.count()?,
            rate: cells.money()?,
            rank: cells.count()?,
            minutes: cells.count()?,
            chores: Chores {
                stayover_minutes: cells.count_or_none()?,
                touch_up_minutes: cells.count_or_none()?,
                deep_minutes: cells.count_or_none()?,
                checklist: cells.json()?,
            },
            version: cells.next()?,
        })
    }
}
