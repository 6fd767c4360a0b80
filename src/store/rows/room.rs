//! The table `rooms`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::care::{Care, Finding};
use crate::domain::room::{MaintenanceHold, OutOfOrder, Room, ServiceMark};
use crate::domain::{BookingId, PropertyId, RequestId, RoomId, StaffId};

impl Stored for Room {
    const TABLE: &'static str = "rooms";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "number",
        "room_type",
        "floor",
        "capacity",
        "features",
        "status",
        "status_since",
        "status_before_guest",
        "active",
        "maintenance_priority",
        "maintenance_notes",
        "maintenance_since",
        "maintenance_by",
        "maintenance_until",
        "maintenance_status_before",
        "maintenance_request",
        "out_of_order_reason",
        "out_of_order_until",
        "out_of_order_at",
        "out_of_order_by",
        "service_day",
        "service",
        "rush",
        "requires_inspection",
        "cleaning_at",
        "cleaning_by",
        "last_checkout_at",
        "last_cleaned_at",
        "last_cleaned_by",
        "last_inspected_at",
        "last_inspected_by",
        "deep_cleaned_at",
        "deep_cleaned_by",
        "serving_at",
        "serving_by",
        "make_up_day",
        "found_at",
        "found_by",
        "found_occupied",
        "found_heads",
        "found_booking",
        "found_settled_at",
        "found_settled_by",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        let maintenance = self.maintenance.as_ref();
        let out_of_order = self.out_of_order.as_ref();
        let found = self.care.found;
        Values::default()
            .put(self.id.0)
            .put(self.property.0)
            .text(&self.number)
            .text(&self.room_type)
            .put(self.floor)
            .put(self.capacity)
            .json(&self.features)
            .name(self.status)
            .moment(self.status_since)
            .name_or_none(self.status_before_guest)
            .put(self.active)
            .name_or_none(maintenance.map(|hold| hold.priority))
            .put(maintenance.map(|hold| hold.notes.clone()))
            .moment_or_none(maintenance.map(|hold| hold.since))
            .put(maintenance.map(|hold| hold.by.0))
            .day_or_none(maintenance.and_then(|hold| hold.until))
            .name_or_none(maintenance.map(|hold| hold.status_before))
            .put(maintenance.and_then(|hold| hold.request).map(|id| id.0))
            .put(out_of_order.map(|order| order.reason.clone()))
            .day_or_none(out_of_order.and_then(|order| order.until))
            .stamp_or_none(out_of_order.map(|order| order.stamp))
            .day_or_none(self.service.map(|mark| mark.day))
            .name_or_none(self.service.map(|mark| mark.service))
            .put(self.rush)
            .put(self.requires_inspection)
            .stamp_or_none(self.cleaning)
            .moment_or_none(self.last_checkout_at)
            .stamp_or_none(self.last_cleaned)
            .stamp_or_none(self.last_inspected)
            .stamp_or_none(self.care.deep_cleaned)
            .stamp_or_none(self.care.serving)
            .day_or_none(self.care.make_up)
            .stamp_or_none(found.map(|found| found.stamp))
            .put(found.map(|found| found.occupied))
            .put(found.and_then(|found| found.heads))
            .put(found.and_then(|found| found.booking).map(|id| id.0))
            .stamp_or_none(found.and_then(|found| found.settled))
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Room> {
        Ok(Room {
            id: RoomId(cells.next()?),
            property: PropertyId(cells.next()?),
            number: cells.next()?,
            room_type: cells.next()?,
            floor: cells.next()?,
            capacity: cells.count()?,
            features: cells.json()?,
            status: cells.name()?,
            status_since: cells.moment()?,
            status_before_guest: cells.name_or_none()?,
            active: cells.next()?,
            maintenance: read_maintenance(cells)?,
            out_of_order: read_out_of_order(cells)?,
            service: read_service(cells)?,
            rush: cells.next()?,
            requires_inspection: cells.next()?,
            cleaning: cells.stamp_or_none()?,
            last_checkout_at: cells.moment_or_none()?,
            last_cleaned: cells.stamp_or_none()?,
            last_inspected: cells.stamp_or_none()?,
            care: Care {
                deep_cleaned: cells.stamp_or_none()?,
                serving: cells.stamp_or_none()?,
                make_up: cells.day_or_none()?,
                found: read_found(cells)?,
            },
            version: cells.next()?,
        })
    }
}

fn read_found(cells: &mut Cells<'_>) -> Result<Option<Finding>> {
    let stamp = cells.stamp_or_none()?;
    let occupied: Option<bool> = cells.next()?;
    let heads = cells.count_or_none()?;
    let booking = cells.next::<Option<i64>>()?.map(BookingId);
    let settled = cells.stamp_or_none()?;
    match (stamp, occupied) {
        (None, None) if heads.is_none() && booking.is_none() && settled.is_none() => Ok(None),
        (Some(stamp), Some(occupied)) => Ok(Some(Finding {
            stamp,
            occupied,
            heads,
            booking,
            settled,
        })),
        _ => cells.legal(None, "half a finding"),
    }
}

fn read_maintenance(cells: &mut Cells<'_>) -> Result<Option<MaintenanceHold>> {
    let priority = cells.name_or_none()?;
    let notes: Option<String> = cells.next()?;
    let since = cells.moment_or_none()?;
    let by: Option<i64> = cells.next()?;
    let until = cells.day_or_none()?;
    let status_before = cells.name_or_none()?;
    let request: Option<i64> = cells.next()?;
    match (priority, notes, since, by, status_before) {
        (None, None, None, None, None) if until.is_none() && request.is_none() => Ok(None),
        (Some(priority), Some(notes), Some(since), Some(by), Some(status_before)) => {
            Ok(Some(MaintenanceHold {
                priority,
                notes,
                since,
                by: StaffId(by),
                until,
                status_before,
                request: request.map(RequestId),
            }))
        }
        _ => cells.legal(None, "half a maintenance hold"),
    }
}

fn read_out_of_order(cells: &mut Cells<'_>) -> Result<Option<OutOfOrder>> {
    let reason: Option<String> = cells.next()?;
    let until = cells.day_or_none()?;
    match (reason, cells.stamp_or_none()?) {
        (None, None) if until.is_none() => Ok(None),
        (Some(reason), Some(stamp)) => Ok(Some(OutOfOrder {
            reason,
            until,
            stamp,
        })),
        _ => cells.legal(None, "half an out-of-order mark"),
    }
}

fn read_service(cells: &mut Cells<'_>) -> Result<Option<ServiceMark>> {
    match (cells.day_or_none()?, cells.name_or_none()?) {
        (None, None) => Ok(None),
        (Some(day), Some(service)) => Ok(Some(ServiceMark { day, service })),
        _ => cells.legal(None, "half a service mark"),
    }
}
