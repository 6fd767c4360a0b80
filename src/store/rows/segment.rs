//! The table `segments`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::rate::RateTerms;
use crate::domain::segment::{AssignmentStatus, Ended, Moved, Segment};
use crate::domain::{BookingId, PropertyId, RoomId, SegmentId};

impl Stored for Segment {
    const TABLE: &'static str = "segments";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "booking_id",
        "room_id",
        "from_day",
        "to_day",
        "status",
        "assignment_type",
        "do_not_move",
        "original_type",
        "original_rate",
        "original_currency",
        "allocated_rate",
        "allocated_currency",
        "rate_decision",
        "rate_approved",
        "rate_settled_at",
        "rate_settled_by",
        "assigned_at",
        "assigned_by",
        "reassigned_at",
        "reassigned_by",
        "moved_at",
        "moved_by",
        "moved_from",
        "moved_reason",
        "ended_at",
        "ended_by",
        "ended_because",
        "active",
    ];

    fn values(&self) -> Vec<Value> {
        let moved = self.moved.as_ref();
        Values::default()
            .put(self.id.0)
            .put(self.property.0)
            .put(self.booking.0)
            .put(self.room.0)
            .stay(self.stay)
            .name(self.status)
            .name(self.assignment_type)
            .put(self.do_not_move)
            .text(&self.original_type)
            .money(self.original_rate)
            .money(self.allocated_rate)
            .name_or_none(self.rate_terms.map(|terms| terms.decision))
            .put(self.rate_terms.map(|terms| terms.approved_by_guest))
            .stamp_or_none(self.rate_terms.map(|terms| terms.settled))
            .stamp(self.assigned)
            .stamp_or_none(self.reassigned)
            .stamp_or_none(moved.map(|moved| moved.stamp))
            .put(moved.map(|moved| moved.from.0))
            .put(moved.map(|moved| moved.reason.clone()))
            .stamp_or_none(self.ended.map(|ended| ended.stamp))
            .name_or_none(self.ended.map(|ended| ended.because))
            .put(self.active)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Segment> {
        Ok(Segment {
            id: SegmentId(cells.next()?),
            property: PropertyId(cells.next()?),
            booking: BookingId(cells.next()?),
            room: RoomId(cells.next()?),
            stay: cells.stay()?,
            status: read_status(cells)?,
            assignment_type: cells.name()?,
            do_not_move: cells.next()?,
            original_type: cells.next()?,
            original_rate: cells.money()?,
            allocated_rate: cells.money()?,
            rate_terms: read_terms(cells)?,
            assigned: cells.stamp()?,
            reassigned: cells.stamp_or_none()?,
            moved: read_moved(cells)?,
            ended: read_ended(cells)?,
            active: cells.next()?,
        })
    }
}

fn read_status(cells: &mut Cells<'_>) -> Result<AssignmentStatus> {
    let status = cells.name()?;
    let legal = (status != AssignmentStatus::Unassigned).then_some(status);
    cells.legal(legal, "UNASSIGNED")
}

fn read_terms(cells: &mut Cells<'_>) -> Result<Option<RateTerms>> {
    let decision = cells.name_or_none()?;
    let approved: Option<bool> = cells.next()?;
    match (decision, approved, cells.stamp_or_none()?) {
        (None, None, None) => Ok(None),
        (Some(decision), Some(approved_by_guest), Some(settled)) => Ok(Some(RateTerms {
            decision,
            approved_by_guest,
            settled,
        })),
        _ => cells.legal(None, "half a settlement"),
    }
}

fn read_moved(cells: &mut Cells<'_>) -> Result<Option<Moved>> {
    let stamp = cells.stamp_or_none()?;
    let from: Option<i64> = cells.next()?;
    let reason: Option<String> = cells.next()?;
    match (stamp, from, reason) {
        (None, None, None) => Ok(None),
        (Some(stamp), Some(from), Some(reason)) => Ok(Some(Moved {
            stamp,
            from: RoomId(from),
            reason,
        })),
        _ => cells.legal(None, "half a move"),
    }
}

fn read_ended(cells: &mut Cells<'_>) -> Result<Option<Ended>> {
    match (cells.stamp_or_none()?, cells.name_or_none()?) {
        (None, None) => Ok(None),
        (Some(stamp), Some(because)) => Ok(Some(Ended { stamp, because })),
        _ => cells.legal(None, "half an end"),
    }
}
