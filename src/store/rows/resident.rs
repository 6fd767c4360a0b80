//! The table `residents`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::booking::Contact;
use crate::domain::request::Resident;
use crate::domain::{PropertyId, ResidentId, RoomId};

impl Stored for Resident {
    const TABLE: &'static str = "residents";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "code",
        "full_name",
        "room_id",
        "flat",
        "contact_phone",
        "contact_email",
        "contact_nationality",
        "contact_document",
        "kind",
        "active",
        "version",
    ];

    fn values(&self) -> Vec<Value> {
        Values::default()
            .put(self.id.0)
            .put(self.property.0)
            .text(&self.code)
            .text(&self.full_name)
            .put(self.room.map(|room| room.0))
            .put(self.flat.clone())
            .put(self.contact.phone.clone())
            .put(self.contact.email.clone())
            .put(self.contact.nationality.clone())
            .put(self.contact.document.clone())
            .name(self.kind)
            .put(self.active)
            .put(self.version)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Resident> {
        Ok(Resident {
            id: ResidentId(cells.next()?),
            property: PropertyId(cells.next()?),
            code: cells.next()?,
            full_name: cells.next()?,
            room: cells.next::<Option<i64>>()?.map(RoomId),
            flat: cells.next()?,
            contact: Contact {
                phone: cells.next()?,
                email: cells.next()?,
                nationality: cells.next()?,
                document: cells.next()?,
            },
            kind: cells.name()?,
            active: cells.next()?,
            version: cells.next()?,
        })
    }
}
