//! The table `allocation_rules`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::PropertyId;
use crate::domain::rule::AllocationRule;

impl Stored for AllocationRule {
    const TABLE: &'static str = "allocation_rules";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "name",
        "kind",
        "conditions",
        "actions",
        "priority",
        "active",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .text(&self.name)
            .name(self.kind)
            .json(&self.conditions)
            .json(&self.actions)
            .put(self.priority)
            .put(self.active)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<AllocationRule> {
        Ok(AllocationRule {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            name: cells.next()?,
            kind: cells.name()?,
            conditions: cells.json()?,
            actions: cells.json()?,
            priority: cells.next()?,
            active: cells.next()?,
            version: cells.next()?,
        })
    }
}
