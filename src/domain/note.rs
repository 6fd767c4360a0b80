//! Notes: attributed, timestamped lines on a room or a booking.

use serde::{Deserialize, Serialize};

use super::id::{BookingId, PropertyId, RoomId, StaffId};
use super::moment::Moment;

/// What a note is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteSubject {
    /// A room: its turnover history.
    Room(RoomId),
    /// A booking.
    Booking(BookingId),
}

/// One line. Notes are only ever added; undo takes back the line it added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Note {
    /// Identity.
    pub id: i64,
    /// Whose it is.
    pub property: PropertyId,
    /// What it is about.
    pub subject: NoteSubject,
    /// When it was written.
    pub at: Moment,
    /// Who wrote it.
    pub by: StaffId,
    /// What it says.
    pub text: String,
}
