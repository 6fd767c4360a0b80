//! The table `staff`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::staff::Staff;
use crate::domain::{PropertyId, StaffId};

impl Stored for Staff {
    const TABLE: &'static str = "staff";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "employee",
        "name",
        "role",
        "permissions",
        "phone",
        "email",
        "languages",
        "on_duty",
        "active",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id.0)
            .put(self.property.0)
            .text(&self.employee)
            .text(&self.name)
            .name(self.role)
            .json(&self.permissions)
            .put(self.phone.clone())
            .put(self.email.clone())
            .json(&self.languages)
            .put(self.on_duty)
            .put(self.active)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Staff> {
        Ok(Staff {
            id: StaffId(cells.next()?),
            property: PropertyId(cells.next()?),
            employee: cells.next()?,
            name: cells.next()?,
            role: cells.name()?,
            permissions: cells.json()?,
            phone: cells.next()?,
            email: cells.next()?,
            languages: cells.json()?,
            on_duty: cells.next()?,
            active: cells.next()?,
            version: cells.next()?,
        })
    }
}
