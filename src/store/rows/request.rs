//! The table `requests`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::request::{Assigned, Escalated, Request, Requester, Waiting};
use crate::domain::{BookingId, PropertyId, RequestId, ResidentId, RoomId, StaffId};

impl Stored for Request {
    const TABLE: &'static str = "requests";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "ticket",
        "title",
        "description",
        "category",
        "room_id",
        "location",
        "requester_staff",
        "requester_booking",
        "requester_resident",
        "priority",
        "status",
        "waiting_at",
        "waiting_by",
        "waiting_reason",
        "assigned_to",
        "assigned_at",
        "assigned_by",
        "estimated_completion",
        "estimated_cost",
        "estimated_cost_currency",
        "actual_cost",
        "actual_cost_currency",
        "vendor",
        "created_at",
        "created_by",
        "acknowledged_at",
        "acknowledged_by",
        "started_at",
        "started_by",
        "resolved_at",
        "resolved_by",
        "closed_at",
        "closed_by",
        "cancelled_at",
        "cancelled_by",
        "rating",
        "feedback",
        "hold_wanted",
        "escalations",
        "escalated_at",
        "offered_to",
        "updates",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        let waiting = self.waiting.as_ref();
        put_requester(
            Values::default()
                .put(self.id.0)
                .put(self.property.0)
                .text(&self.ticket)
                .text(&self.title)
                .text(&self.description)
                .text(&self.category)
                .put(self.room.map(|room| room.0))
                .put(self.location.clone()),
            self.requester,
        )
        .put(i64::from(self.priority.number()))
        .name(self.status)
        .stamp_or_none(waiting.map(|waiting| waiting.stamp))
        .put(waiting.map(|waiting| waiting.reason.clone()))
        .put(self.assigned.map(|assigned| assigned.to.0))
        .stamp_or_none(self.assigned.map(|assigned| assigned.stamp))
        .moment_or_none(self.estimated_completion)
        .money_or_none(self.estimated_cost)
        .money_or_none(self.actual_cost)
        .put(self.vendor.clone())
        .stamp(self.created)
        .stamp_or_none(self.acknowledged)
        .stamp_or_none(self.started)
        .stamp_or_none(self.resolved)
        .stamp_or_none(self.closed)
        .stamp_or_none(self.cancelled)
        .put(self.rating.map(i64::from))
        .put(self.feedback.clone())
        .put(self.hold_wanted)
        .put(self.escalated.map_or(0, |escalated| escalated.times))
        .moment_or_none(self.escalated.map(|escalated| escalated.at))
        .put(self.offered_to.map(|person| person.0))
        .put(self.updates)
        .put(self.version)
        .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Request> {
        Ok(Request {
            id: RequestId(cells.next()?),
            property: PropertyId(cells.next()?),
            ticket: cells.next()?,
            title: cells.next()?,
            description: cells.next()?,
            category: cells.next()?,
            room: cells.next::<Option<i64>>()?.map(RoomId),
            location: cells.next()?,
            requester: read_requester(cells)?,
            priority: cells.priority()?,
            status: cells.name()?,
            waiting: read_waiting(cells)?,
            assigned: read_assigned(cells)?,
            estimated_completion: cells.moment_or_none()?,
            estimated_cost: cells.money_or_none()?,
            actual_cost: cells.money_or_none()?,
            vendor: cells.next()?,
            created: cells.stamp()?,
            acknowledged: cells.stamp_or_none()?,
            started: cells.stamp_or_none()?,
            resolved: cells.stamp_or_none()?,
            closed: cells.stamp_or_none()?,
            cancelled: cells.stamp_or_none()?,
            rating: read_rating(cells)?,
            feedback: cells.next()?,
            hold_wanted: cells.next()?,
            escalated: read_escalated(cells)?,
            offered_to: cells.next::<Option<i64>>()?.map(StaffId),
            updates: cells.count()?,
            version: cells.next()?,
        })
    }
}

fn put_requester(values: Values, requester: Requester) -> Values {
    let (staff, booking, resident) = match requester {
        Requester::Staff(id) => (Some(id.0), None, None),
        Requester::Guest(id) => (None, Some(id.0), None),
        Requester::Resident(id) => (None, None, Some(id.0)),
    };
    values.put(staff).put(booking).put(resident)
}

fn read_requester(cells: &mut Cells<'_>) -> Result<Requester> {
    let staff: Option<i64> = cells.next()?;
    let booking: Option<i64> = cells.next()?;
    let resident: Option<i64> = cells.next()?;
    match (staff, booking, resident) {
        (Some(id), None, None) => Ok(Requester::Staff(StaffId(id))),
        (None, Some(id), None) => Ok(Requester::Guest(BookingId(id))),
        (None, None, Some(id)) => Ok(Requester::Resident(ResidentId(id))),
        _ => cells.legal(None, "not one requester"),
    }
}

fn read_waiting(cells: &mut Cells<'_>) -> Result<Option<Waiting>> {
    let stamp = cells.stamp_or_none()?;
    match (stamp, cells.next()?) {
        (None, None) => Ok(None),
        (Some(stamp), Some(reason)) => Ok(Some(Waiting { stamp, reason })),
        _ => cells.legal(None, "half a wait"),
    }
}

fn read_assigned(cells: &mut Cells<'_>) -> Result<Option<Assigned>> {
    let to: Option<i64> = cells.next()?;
    match (to, cells.stamp_or_none()?) {
        (None, None) => Ok(None),
        (Some(to), Some(stamp)) => Ok(Some(Assigned {
            to: StaffId(to),
            stamp,
        })),
        _ => cells.legal(None, "half an assignment"),
    }
}

fn read_escalated(cells: &mut Cells<'_>) -> Result<Option<Escalated>> {
    let times = cells.count()?;
    let at = cells.moment_or_none()?;
    match (times, at) {
        (0, None) => Ok(None),
        (times, Some(at)) => Ok(Some(Escalated { times, at })),
        _ => cells.legal(None, "half an escalation"),
    }
}

fn read_rating(cells: &mut Cells<'_>) -> Result<Option<u8>> {
    let rating: Option<i64> = cells.next()?;
    rating
        .map(|rating| {
            let legal = u8::try_from(rating)
                .ok()
                .filter(|one| (1..=5).contains(one));
            cells.legal(legal, rating)
        })
        .transpose()
}
