//! The table `saved_views`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::saved_view::SavedView;
use crate::domain::{PropertyId, StaffId};

impl Stored for SavedView {
    const TABLE: &'static str = "saved_views";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "staff_id",
        "name",
        "arrangement",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .put(self.staff.0)
            .text(&self.name)
            .json(&self.arrangement)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<SavedView> {
        Ok(SavedView {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            staff: StaffId(cells.next()?),
            name: cells.next()?,
            arrangement: cells.json()?,
            version: cells.next()?,
        })
    }
}
