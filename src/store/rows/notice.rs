//! The tables `notices` and `house_events`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::PropertyId;
use crate::domain::telling::{HouseEvent, Notice};

impl Stored for Notice {
    const TABLE: &'static str = "notices";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "kind",
        "text",
        "roles",
        "at",
        "by_id",
        "until_day",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .name(self.kind)
            .text(&self.text)
            .json(&self.roles)
            .stamp(self.stamp)
            .day(self.until)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Notice> {
        Ok(Notice {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            kind: cells.name()?,
            text: cells.next()?,
            roles: cells.json()?,
            stamp: cells.stamp()?,
            until: cells.day()?,
        })
    }
}

impl Stored for HouseEvent {
    const TABLE: &'static str = "house_events";
    const COLUMNS: &'static [&'static str] = &["id", "property_id", "name", "from_day", "to_day"];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .text(&self.name)
            .day(self.from)
            .day(self.to)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<HouseEvent> {
        Ok(HouseEvent {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            name: cells.next()?,
            from: cells.day()?,
            to: cells.day()?,
        })
    }
}
