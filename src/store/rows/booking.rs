//! The table `bookings`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::booking::{Booking, Contact};
use crate::domain::{BookingId, PropertyId};

impl Stored for Booking {
    const TABLE: &'static str = "bookings";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "code",
        "reference",
        "lead",
        "guests",
        "contact_phone",
        "contact_email",
        "contact_nationality",
        "contact_document",
        "adults",
        "children",
        "infants",
        "room_type",
        "from_day",
        "to_day",
        "arrival_minutes",
        "departure_minutes",
        "status",
        "checked_in_at",
        "checked_out_at",
        "arrived_on",
        "departed_on",
        "rate",
        "rate_currency",
        "source",
        "is_vip",
        "is_direct",
        "group_name",
        "preferences",
        "wanted_room",
        "guest_waiting",
        "placeholder_guests",
        "status_reason",
        "created_at",
        "needs_room",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id.0)
            .put(self.property.0)
            .text(&self.code)
            .put(self.reference.clone())
            .text(&self.lead)
            .json(&self.guests)
            .put(self.contact.phone.clone())
            .put(self.contact.email.clone())
            .put(self.contact.nationality.clone())
            .put(self.contact.document.clone())
            .put(self.adults)
            .put(self.children)
            .put(self.infants)
            .text(&self.room_type)
            .stay(self.stay)
            .time_or_none(self.arrival_time)
            .time_or_none(self.departure_time)
            .name(self.status)
            .moment_or_none(self.checked_in_at)
            .moment_or_none(self.checked_out_at)
            .day_or_none(self.arrived_on)
            .day_or_none(self.departed_on)
            .money(self.rate)
            .text(&self.source)
            .put(self.is_vip)
            .put(self.is_direct)
            .put(self.group.clone())
            .json(&self.preferences)
            .put(self.wanted_room.clone())
            .put(self.guest_waiting)
            .put(self.placeholder_guests)
            .put(self.status_reason.clone())
            .moment(self.created_at)
            .put(self.needs_room)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Booking> {
        Ok(Booking {
            id: BookingId(cells.next()?),
            property: PropertyId(cells.next()?),
            code: cells.next()?,
            reference: cells.next()?,
            lead: cells.next()?,
            guests: cells.json()?,
            contact: read_contact(cells)?,
            adults: cells.count()?,
            children: cells.count()?,
            infants: cells.count()?,
            room_type: cells.next()?,
            stay: cells.stay()?,
            arrival_time: cells.time_or_none()?,
            departure_time: cells.time_or_none()?,
            status: cells.name()?,
            checked_in_at: cells.moment_or_none()?,
            checked_out_at: cells.moment_or_none()?,
            arrived_on: cells.day_or_none()?,
            departed_on: cells.day_or_none()?,
            rate: cells.money()?,
            source: cells.next()?,
            is_vip: cells.next()?,
            is_direct: cells.next()?,
            group: cells.next()?,
            preferences: cells.json()?,
            wanted_room: cells.next()?,
            guest_waiting: cells.next()?,
            placeholder_guests: cells.next()?,
            status_reason: cells.next()?,
            created_at: cells.moment()?,
            needs_room: cells.next()?,
            version: cells.next()?,
        })
    }
}

fn read_contact(cells: &mut Cells<'_>) -> Result<Contact> {
    Ok(Contact {
        phone: cells.next()?,
        email: cells.next()?,
        nationality: cells.next()?,
        document: cells.next()?,
    })
}
