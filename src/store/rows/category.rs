//! The table `categories`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::PropertyId;
use crate::domain::request::Category;

impl Stored for Category {
    const TABLE: &'static str = "categories";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "name",
        "roles",
        "max_priority",
        "usual_hours",
        "budget",
        "budget_currency",
        "follows_guest",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .text(&self.name)
            .json(&self.roles)
            .put(i64::from(self.max_priority.number()))
            .put(self.usual_hours)
            .money_or_none(self.budget)
            .put(self.follows_guest)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Category> {
        Ok(Category {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            name: cells.next()?,
            roles: cells.json()?,
            max_priority: cells.priority()?,
            usual_hours: cells.count()?,
            budget: cells.money_or_none()?,
            follows_guest: cells.next()?,
            version: cells.next()?,
        })
    }
}
