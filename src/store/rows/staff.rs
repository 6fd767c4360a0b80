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
        "department",
        "phone",
        "email",
        "employment_status",
        "hire_date",
        "reports_to",
        "languages",
        "schedule",
        "round_the_clock",
        "on_duty",
        "notify",
        "active",
        "pin_set_at",
        "start",
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
            .put(self.department.clone())
            .put(self.phone.clone())
            .put(self.email.clone())
            .name(self.employment_status)
            .day_or_none(self.hire_date)
            .put(self.reports_to.map(|id| id.0))
            .json(&self.languages)
            .text(&self.schedule.to_string())
            .put(self.round_the_clock)
            .put(self.on_duty)
            .json(&self.notify)
            .put(self.active)
            .moment_or_none(self.pin_set_at)
            .name(self.start)
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
            department: cells.next()?,
            phone: cells.next()?,
            email: cells.next()?,
            employment_status: cells.name()?,
            hire_date: cells.day_or_none()?,
            reports_to: cells.next::<Option<i64>>()?.map(StaffId),
            languages: cells.json()?,
            schedule: cells.parsed()?,
            round_the_clock: cells.next()?,
            on_duty: cells.next()?,
            notify: cells.json()?,
            active: cells.next()?,
            pin_set_at: cells.moment_or_none()?,
            start: cells.name()?,
            version: cells.next()?,
        })
    }
}
