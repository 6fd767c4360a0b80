//! The table `alert_marks`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::PropertyId;
use crate::domain::alert_mark::{AlertMark, Dealt};

impl Stored for AlertMark {
    const TABLE: &'static str = "alert_marks";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "alert",
        "snoozed_until",
        "acknowledged_severity",
        "acknowledged_at",
        "acknowledged_by",
        "acknowledged_notes",
        "resolved_severity",
        "resolved_at",
        "resolved_by",
        "resolved_notes",
        "first_seen",
        "told",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        let values = Values::default()
            .put(self.id)
            .put(self.property.0)
            .text(&self.alert)
            .moment_or_none(self.snoozed_until);
        let values = put_dealt(values, self.acknowledged.as_ref());
        put_dealt(values, self.resolved.as_ref())
            .moment_or_none(self.first_seen)
            .json(&self.told)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<AlertMark> {
        Ok(AlertMark {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            alert: cells.next()?,
            snoozed_until: cells.moment_or_none()?,
            acknowledged: read_dealt(cells)?,
            resolved: read_dealt(cells)?,
            first_seen: cells.moment_or_none()?,
            told: cells.json()?,
            version: cells.next()?,
        })
    }
}

fn put_dealt(values: Values, dealt: Option<&Dealt>) -> Values {
    values
        .name_or_none(dealt.map(|dealt| dealt.severity))
        .stamp_or_none(dealt.map(|dealt| dealt.stamp))
        .put(dealt.and_then(|dealt| dealt.notes.clone()))
}

fn read_dealt(cells: &mut Cells<'_>) -> Result<Option<Dealt>> {
    let severity = cells.name_or_none()?;
    let stamp = cells.stamp_or_none()?;
    let notes: Option<String> = cells.next()?;
    match (severity, stamp) {
        (None, None) if notes.is_none() => Ok(None),
        (Some(severity), Some(stamp)) => Ok(Some(Dealt {
            severity,
            stamp,
            notes,
        })),
        _ => cells.legal(None, "half an answer"),
    }
}
