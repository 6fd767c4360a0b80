//! Taking a check-in or a check-out back.

use super::super::assign;
use super::super::{Decide, find, moving};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command as c;
use crate::domain::conflict;
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::note::NoteSubject;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, EndedBecause, Segment};
use crate::domain::turnover::{Step, next_status};

impl Decide for c::UndoCheckIn {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        let present = moving::slept_in(draft, &booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        if booking
            .arrived_on
            .is_some_and(|arrived| arrived < draft.today())
        {
            return Err(Refusal::new(
                Code::BookingStatusInvalid,
                format!(
                    "{} has slept here already; check out instead.",
                    booking.family_name()
                ),
            )
            .with("booking", &booking.code));
        }
        if let Some(room) = draft.room(present.room) {
            let status = next_status(&room, Step::UndoGuestIn)?;
            let status = if self.room_entered {
                crate::domain::room::RoomStatus::CheckoutDirty
            } else {
                status
            };
            draft.note(
                NoteSubject::Room(room.id),
                format!("Check-in of {} taken back", booking.family_name()),
            );
            draft.tell("room", &room.number);
            let mut room = Room {
                status,
                status_since: draft.context().now,
                status_before_guest: None,
                service: None,
                ..room
            };
            // Nobody waits for a room that is ready.
            room.rush &= !room.is_bookable();
            draft.save(room);
        }
        let tentative = self.room_entered;
        let status = if tentative {
            AssignmentStatus::PreAssigned
        } else {
            AssignmentStatus::Assigned
        };
        if present.stay.is_day_use() && !booking.stay.is_day_use() {
            // The room was kept for the guest in it only: it holds no night.
            assign::end(draft, &present, EndedBecause::CheckInUndone);
        } else {
            draft.save(Segment { status, ..present });
        }
        draft.tell("booking", &booking.code);
        draft.tell("status", status);
        draft.summarise(format!(
            "Took back the check-in of {}",
            booking.family_name()
        ));
        draft.save(Booking {
            checked_in_at: None,
            arrived_on: None,
            ..booking
        });
        Ok(())
    }
}

impl Decide for c::UndoCheckOut {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        if booking.status != BookingStatus::Completed || booking.departed_on != Some(draft.today())
        {
            return Err(Refusal::new(
                Code::BookingStatusInvalid,
                format!(
                    "{} did not check out today; take a walk-in instead.",
                    booking.family_name()
                ),
            )
            .with("booking", &booking.code)
            .with("status", booking.status));
        }
        let Some(last) = draft
            .segments_of(booking.id)
            .into_iter()
            .rfind(|one| one.status == AssignmentStatus::Locked)
        else {
            return Err(Refusal::new(
                Code::NoRoomAssigned,
                format!(
                    "No room is recorded for {}; take a walk-in instead.",
                    booking.family_name()
                ),
            ));
        };
        let room = draft.room(last.room).ok_or_else(|| {
            Refusal::new(
                Code::RoomNotFound,
                "The room is gone; take a walk-in instead.",
            )
        })?;
        if !room.active {
            return Err(room.not_bookable(crate::domain::room::NotBookable::Inactive, &[]));
        }
        if room.status != crate::domain::room::RoomStatus::CheckoutDirty
            || draft.guest_in(room.id).is_some()
        {
            let reason = crate::domain::room::NotBookable::Status(room.status);
            return Err(room.not_bookable(reason, &[]));
        }
        give_back(draft, &booking, &last, &room)?;
        draft.tell("booking", &booking.code);
        draft.tell("room", &room.number);
        draft.tell("status", AssignmentStatus::Locked);
        draft.summarise(format!(
            "Took back the check-out of {}",
            booking.family_name()
        ));
        let status = next_status(&room, Step::UndoGuestOut)?;
        draft.note(
            NoteSubject::Room(room.id),
            format!("Check-out of {} taken back", booking.family_name()),
        );
        draft.save(Room {
            status,
            status_since: draft.context().now,
            rush: false,
            ..room
        });
        Ok(())
    }
}

/// The guest is in the house again, with the nights that were left over if
/// nobody has taken them.
fn give_back(
    draft: &mut Draft,
    booking: &Booking,
    last: &Segment,
    room: &Room,
) -> Result<(), Refusal> {
    let stay = Stay {
        check_in: last.stay.check_in,
        check_out: booking.stay.check_out.max(last.stay.check_out),
    };
    let clashes = conflict::clashes(draft, room.id, stay, &[booking.id]);
    if !clashes.is_empty() {
        return Err(conflict::refusal(
            room,
            &clashes,
            "the room is promised to others now; take a walk-in instead",
        ));
    }
    let restored = Booking {
        status: BookingStatus::Confirmed,
        checked_out_at: None,
        departed_on: None,
        ..booking.clone()
    };
    for segment in draft.segments_of(booking.id) {
        draft.save(Segment {
            active: segment.stay.nights() > 0,
            ..segment
        });
    }
    draft.save(Segment {
        stay,
        active: true,
        ..last.clone()
    });
    draft.save(restored);
    Ok(())
}
