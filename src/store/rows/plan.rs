//! The table `plans`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::PropertyId;
use crate::domain::plan::Plan;

impl Stored for Plan {
    const TABLE: &'static str = "plans";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "code",
        "asked",
        "proposal",
        "made_at",
        "made_by",
        "applied_at",
        "applied_by",
        "dropped",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .text(&self.code)
            .json(&self.asked)
            .json(&self.proposal)
            .stamp(self.made)
            .stamp_or_none(self.applied)
            .json(&self.dropped)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Plan> {
        Ok(Plan {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            code: cells.next()?,
            asked: cells.written()?,
            proposal: cells.written()?,
            made: cells.stamp()?,
            applied: cells.stamp_or_none()?,
            dropped: cells.json()?,
            version: cells.next()?,
        })
    }
}
