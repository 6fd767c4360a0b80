//! What attendants find in rooms, against the front desk's book.

use super::cleaning::seen;
use super::keep;
use crate::domain::booking::Booking;
use crate::domain::care::{Finding, discrepancy};
use crate::domain::command::{ReportFound, ResolveDiscrepancy};
use crate::domain::decide::{Decide, check};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::RoomId;

/// People one room can hold, whoever counts.
const MOST: u32 = 99;

/// Whom the front desk has in a room now.
fn guest(draft: &Draft, room: RoomId) -> Option<Booking> {
    let segment = draft.guest_in(room)?;
    draft.booking(segment.booking)
}

impl Decide for ReportFound {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        let notes = check::notes(self.notes.as_deref())?;
        let heads = self.counted()?;
        let guest = guest(draft, room.id);
        room.care.found = Some(Finding {
            stamp: draft.stamp(),
            occupied: self.occupied,
            heads,
            booking: guest.as_ref().map(|booking| booking.id),
            settled: None,
        });
        let done = match (self.occupied, heads) {
            (false, _) => "Found empty".to_owned(),
            (true, None) => "Found occupied".to_owned(),
            (true, Some(heads)) => format!("Found occupied by {heads}"),
        };
        let differs = discrepancy(&room, guest.as_ref());
        keep(draft, room.clone(), &done, notes.as_deref());
        draft.tell("discrepancy", differs);
        if let Some(differs) = differs {
            draft.warn(
                "DISCREPANCY",
                format!("Room {}: {}.", room.number, differs.says()),
            );
        }
        Ok(())
    }
}

impl ReportFound {
    /// How many were counted, which only somebody found can be.
    fn counted(&self) -> Result<Option<u32>, Refusal> {
        match self.heads {
            Some(heads) if !self.occupied && heads > 0 => Err(check::invalid(
                "heads",
                format!("An empty room has nobody in it, not {heads}; say it is occupied."),
            )),
            Some(heads) if self.occupied => check::number("heads", heads, 1, MOST).map(Some),
            _ => Ok(None),
        }
    }
}

impl Decide for ResolveDiscrepancy {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        let notes = check::notes(self.notes.as_deref())?;
        let guest = guest(draft, room.id);
        let Some(differs) = discrepancy(&room, guest.as_ref()) else {
            return Err(Refusal::new(
                Code::NotFound,
                format!(
                    "Nothing found in room {} differs from the book; there is nothing to settle.",
                    room.number
                ),
            )
            .with("room", &room.number));
        };
        let stamp = draft.stamp();
        if let Some(found) = &mut room.care.found {
            found.settled = Some(stamp);
        }
        let done = format!("Discrepancy ({}) settled", differs.as_str());
        keep(draft, room, &done, notes.as_deref());
        draft.tell("discrepancy", differs);
        Ok(())
    }
}
