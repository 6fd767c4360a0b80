//! The table `cleanings`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::cleaning::{Checked, Cleaning};
use crate::domain::{PropertyId, RoomId};

impl Stored for Cleaning {
    const TABLE: &'static str = "cleanings";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "room_id",
        "day",
        "kind",
        "usual_minutes",
        "started_at",
        "finished_at",
        "finished_by",
        "notes",
        "checked_at",
        "checked_by",
        "passed",
        "failed",
        "checked_notes",
    ];

    fn values(&self) -> Vec<Value> {
        let checked = self.checked.as_ref();
        let values = Values::default()
            .put(self.id)
            .put(self.property.0)
            .put(self.room.0)
            .day(self.day)
            .name(self.kind)
            .put(self.usual_minutes)
            .moment_or_none(self.started_at)
            .stamp(self.finished)
            .put(self.notes.clone())
            .stamp_or_none(checked.map(|checked| checked.stamp))
            .put(checked.map(|checked| checked.passed));
        let failed = checked.map_or_else(Vec::new, |checked| checked.failed.clone());
        values
            .json(&failed)
            .put(checked.and_then(|checked| checked.notes.clone()))
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Cleaning> {
        Ok(Cleaning {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            room: RoomId(cells.next()?),
            day: cells.day()?,
            kind: cells.name()?,
            usual_minutes: cells.count()?,
            started_at: cells.moment_or_none()?,
            finished: cells.stamp()?,
            notes: cells.next()?,
            checked: read_checked(cells)?,
        })
    }
}

fn read_checked(cells: &mut Cells<'_>) -> Result<Option<Checked>> {
    let stamp = cells.stamp_or_none()?;
    let passed: Option<bool> = cells.next()?;
    let failed: Vec<String> = cells.json()?;
    let notes: Option<String> = cells.next()?;
    match (stamp, passed) {
        (None, None) if failed.is_empty() && notes.is_none() => Ok(None),
        (Some(stamp), Some(passed)) => Ok(Some(Checked {
            stamp,
            passed,
            failed,
            notes,
        })),
        _ => cells.legal(None, "half an inspection"),
    }
}
