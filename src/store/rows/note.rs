//! The table `notes`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::note::{Note, NoteSubject};
use crate::domain::{BookingId, PropertyId, RoomId, StaffId};

impl Stored for Note {
    const TABLE: &'static str = "notes";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "room_id",
        "booking_id",
        "at",
        "by_id",
        "text",
    ];

    fn values(&self) -> Vec<Value> {
        let (room, booking) = match self.subject {
            NoteSubject::Room(room) => (Some(room.0), None),
            NoteSubject::Booking(booking) => (None, Some(booking.0)),
        };
        Values::default()
            .put(self.id)
            .put(self.property.0)
            .put(room)
            .put(booking)
            .moment(self.at)
            .put(self.by.0)
            .text(&self.text)
            .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<Note> {
        Ok(Note {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            subject: read_subject(cells)?,
            at: cells.moment()?,
            by: StaffId(cells.next()?),
            text: cells.next()?,
        })
    }
}

fn read_subject(cells: &mut Cells<'_>) -> Result<NoteSubject> {
    match (cells.next()?, cells.next()?) {
        (Some(room), None) => Ok(NoteSubject::Room(RoomId(room))),
        (None, Some(booking)) => Ok(NoteSubject::Booking(BookingId(booking))),
        _ => cells.legal(None, "not one subject"),
    }
}
