//! Taking rooms away, and promising them.

use super::super::{Decide, find};
use super::checks::keeps_promise;
use super::place::end;
use super::settle;
use crate::domain::booking::Booking;
use crate::domain::command as c;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::segment::{EndedBecause, Segment};

pub(super) fn no_room(booking: &Booking) -> Refusal {
    Refusal::new(
        Code::NoRoomAssigned,
        format!("{} has no room; assign one first.", booking.family_name()),
    )
    .with("booking", &booking.code)
}

/// The segments that hold a room for the booking.
fn holding(draft: &Draft, booking: &Booking) -> Result<Vec<Segment>, Refusal> {
    let mut segments = draft.segments_of(booking.id);
    segments.retain(|segment| segment.active);
    if segments.is_empty() {
        Err(no_room(booking))
    } else {
        Ok(segments)
    }
}

impl Decide for c::Unassign {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        if booking.is_in_house() {
            return Err(Refusal::new(
                Code::BookingAlreadyCheckedIn,
                format!(
                    "{} is in the house; move or check out instead.",
                    booking.family_name()
                ),
            )
            .with("booking", &booking.code));
        }
        let segments = holding(draft, &booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        if segments.iter().any(|segment| segment.do_not_move) {
            keeps_promise(
                draft,
                &booking,
                self.override_do_not_move,
                self.reason.as_deref(),
            )?;
        }
        for segment in &segments {
            end(draft, segment, EndedBecause::Unassigned);
        }
        if let (true, [only]) = (self.keep_claim, segments.as_slice()) {
            let number = draft.room(only.room).map(|room| room.number);
            let wanted_room = number.or(booking.wanted_room.clone());
            draft.save(Booking {
                wanted_room,
                ..booking.clone()
            });
        }
        draft.tell("booking", &booking.code);
        settle(draft, &booking, format!("Parked {}", booking.family_name()));
        Ok(())
    }
}

impl Decide for c::SetDoNotMove {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        let segments = holding(draft, &booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        for segment in segments {
            draft.save(Segment {
                do_not_move: self.on,
                ..segment
            });
        }
        draft.tell("booking", &booking.code);
        let said = if self.on {
            "promised its room"
        } else {
            "no longer promised its room"
        };
        settle(
            draft,
            &booking,
            format!("{} is {said}", booking.family_name()),
        );
        Ok(())
    }
}
