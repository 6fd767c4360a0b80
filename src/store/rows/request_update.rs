//! The table `request_updates`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::request::RequestUpdate;
use crate::domain::{PropertyId, RequestId, StaffId};

impl Stored for RequestUpdate {
    const TABLE: &'static str = "request_updates";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "request_id",
        "number",
        "at",
        "by_id",
        "text",
        "notes",
        "fields",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .put(self.request.0)
            .put(self.number)
            .moment(self.at)
            .put(self.by.0)
            .text(&self.text)
            .put(self.notes.clone())
            .json(&self.fields)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<RequestUpdate> {
        Ok(RequestUpdate {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            request: RequestId(cells.next()?),
            number: cells.count()?,
            at: cells.moment()?,
            by: StaffId(cells.next()?),
            text: cells.next()?,
            notes: cells.next()?,
            fields: cells.json()?,
        })
    }
}
