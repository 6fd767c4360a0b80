//! The table `blocks`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::block::{Block, Released};
use crate::domain::{BlockId, PropertyId, RoomId};

impl Stored for Block {
    const TABLE: &'static str = "blocks";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "code",
        "room_id",
        "from_day",
        "to_day",
        "kind",
        "reason",
        "override_level",
        "created_at",
        "created_by",
        "released_at",
        "released_by",
        "release_reason",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        let released = self.released.as_ref();
        Values::default()
            .put(self.id.0)
            .put(self.property.0)
            .text(&self.code)
            .put(self.room.0)
            .stay(self.stay)
            .name(self.kind)
            .text(&self.reason)
            .name_or_none(self.override_level)
            .stamp(self.created)
            .stamp_or_none(released.map(|released| released.stamp))
            .put(released.map(|released| released.reason.clone()))
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Block> {
        Ok(Block {
            id: BlockId(cells.next()?),
            property: PropertyId(cells.next()?),
            code: cells.next()?,
            room: RoomId(cells.next()?),
            stay: cells.stay()?,
            kind: cells.name()?,
            reason: cells.next()?,
            override_level: cells.name_or_none()?,
            created: cells.stamp()?,
            released: read_released(cells)?,
            version: cells.next()?,
        })
    }
}

fn read_released(cells: &mut Cells<'_>) -> Result<Option<Released>> {
    let stamp = cells.stamp_or_none()?;
    match (stamp, cells.next()?) {
        (None, None) => Ok(None),
        (Some(stamp), Some(reason)) => Ok(Some(Released { stamp, reason })),
        _ => cells.legal(None, "half a release"),
    }
}
