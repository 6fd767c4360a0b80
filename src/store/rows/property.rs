//! The table `properties`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::PropertyId;
use crate::domain::property::Property;

impl Stored for Property {
    const TABLE: &'static str = "properties";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "slug",
        "name",
        "currency",
        "timezone",
        "business_date",
        "policies",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id.0)
            .text(&self.slug)
            .text(&self.name)
            .text(self.currency.code())
            .text(self.timezone.name())
            .day(self.business_date)
            .json(&self.policies)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Property> {
        Ok(Property {
            id: PropertyId(cells.next()?),
            slug: cells.next()?,
            name: cells.next()?,
            currency: cells.currency()?,
            timezone: cells.timezone()?,
            business_date: cells.day()?,
            policies: cells.json()?,
            version: cells.next()?,
        })
    }
}
