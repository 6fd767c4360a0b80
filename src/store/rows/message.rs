//! The tables `messages` and `deliveries`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::telling::{Delivery, Message, Outside};
use crate::domain::{BookingId, DeliveryId, MessageId, PropertyId, ResidentId, StaffId};

impl Stored for Message {
    const TABLE: &'static str = "messages";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "to_id",
        "outside_booking",
        "outside_resident",
        "from_id",
        "kind",
        "about",
        "urgency",
        "text",
        "created_at",
        "read_at",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        let (guest, resident) = match self.outside {
            None => (None, None),
            Some(Outside::Guest(booking)) => (Some(booking.0), None),
            Some(Outside::Resident(resident)) => (None, Some(resident.0)),
        };
        Values::default()
            .put(self.id.0)
            .put(self.property.0)
            .put(self.to.0)
            .put(guest)
            .put(resident)
            .put(self.from.map(|from| from.0))
            .name(self.kind)
            .put(self.about.clone())
            .name(self.urgency)
            .text(&self.text)
            .moment(self.created_at)
            .moment_or_none(self.read_at)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Message> {
        Ok(Message {
            id: MessageId(cells.next()?),
            property: PropertyId(cells.next()?),
            to: StaffId(cells.next()?),
            outside: read_outside(cells)?,
            from: cells.next::<Option<i64>>()?.map(StaffId),
            kind: cells.name()?,
            about: cells.next()?,
            urgency: cells.name()?,
            text: cells.next()?,
            created_at: cells.moment()?,
            read_at: cells.moment_or_none()?,
            version: cells.next()?,
        })
    }
}

fn read_outside(cells: &mut Cells<'_>) -> Result<Option<Outside>> {
    let guest: Option<i64> = cells.next()?;
    let resident: Option<i64> = cells.next()?;
    match (guest, resident) {
        (None, None) => Ok(None),
        (Some(id), None) => Ok(Some(Outside::Guest(BookingId(id)))),
        (None, Some(id)) => Ok(Some(Outside::Resident(ResidentId(id)))),
        _ => cells.legal(None, "two people outside"),
    }
}

impl Stored for Delivery {
    const TABLE: &'static str = "deliveries";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "message_id",
        "way",
        "address",
        "attempts",
        "next_try",
        "sent_at",
        "dead_at",
        "last_error",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id.0)
            .put(self.property.0)
            .put(self.message.0)
            .name(self.way)
            .text(&self.address)
            .put(i64::from(self.attempts))
            .moment_or_none(self.next_try)
            .moment_or_none(self.sent_at)
            .moment_or_none(self.dead_at)
            .put(self.last_error.clone())
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Delivery> {
        Ok(Delivery {
            id: DeliveryId(cells.next()?),
            property: PropertyId(cells.next()?),
            message: MessageId(cells.next()?),
            way: cells.name()?,
            address: cells.next()?,
            attempts: cells.count()?,
            next_try: cells.moment_or_none()?,
            sent_at: cells.moment_or_none()?,
            dead_at: cells.moment_or_none()?,
            last_error: cells.next()?,
            version: cells.next()?,
        })
    }
}
