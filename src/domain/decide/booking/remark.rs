//! What is said about a booking or a room: notes, and guests who wait.

use super::{called, tell};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command::{AddNote, Needs, SetGuestWaiting};
use crate::domain::decide::{Decide, check, find, permission};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::note::NoteSubject;
use crate::domain::room::Room;
use crate::domain::staff::Permission;

impl Decide for AddNote {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let text = check::text("text", &self.text, check::NOTE)?;
        match (&self.booking, &self.room) {
            (Some(code), None) => {
                permission::require(
                    draft,
                    Needs::All(&[Permission::Bookings]),
                    "note on a booking",
                )?;
                let booking = find::booking(draft, code)?;
                draft.tell("booking", &booking.code);
                draft.summarise(format!("Noted on booking {}", called(&booking)));
                draft.note(NoteSubject::Booking(booking.id), text);
            }
            (None, Some(number)) => {
                permission::require(draft, Needs::All(&[Permission::Rooms]), "note on a room")?;
                let room = find::room(draft, number)?;
                draft.tell("room", &room.number);
                draft.summarise(format!("Noted on room {}", room.number));
                draft.note(NoteSubject::Room(room.id), text);
            }
            _ => {
                return Err(check::invalid(
                    "booking",
                    "A note is about a booking or a room; name one of the two.",
                ));
            }
        }
        Ok(())
    }
}

impl Decide for SetGuestWaiting {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut booking = find::booking(draft, &self.booking)?;
        tell(draft, &booking);
        if self.on {
            can_wait(draft, &booking)?;
        }
        if self.on == booking.guest_waiting {
            draft.summarise(format!("{}: nothing to change", called(&booking)));
            return Ok(());
        }
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        booking.guest_waiting = self.on;
        draft.save(booking.clone());
        rush_room_of(draft, &booking, self.on);
        draft.summarise(if self.on {
            format!("{} waits at the desk", called(&booking))
        } else {
            format!("{} waits no more", called(&booking))
        });
        Ok(())
    }
}

/// Only a guest who is expected today can wait for a room.
fn can_wait(draft: &Draft, booking: &Booking) -> Result<(), Refusal> {
    if booking.is_in_house() {
        return Err(Refusal::new(
            Code::BookingAlreadyCheckedIn,
            format!("{} is in the house already; nobody waits.", called(booking)),
        )
        .with("booking", &booking.code));
    }
    if booking.status != BookingStatus::Confirmed {
        return Err(Refusal::new(
            Code::BookingStatusInvalid,
            format!(
                "Booking {} is {}; only the guest of a confirmed booking can wait for a room.",
                booking.code,
                booking.status.as_str()
            ),
        )
        .with("booking", &booking.code)
        .with("status", booking.status));
    }
    if booking.stay.covers(draft.today()) {
        return Ok(());
    }
    Err(Refusal::new(
        Code::InvalidDates,
        format!(
            "{} is booked for {}; change the stay to begin today first.",
            called(booking),
            booking.stay
        ),
    )
    .with("booking", &booking.code)
    .with("check_in", booking.stay.check_in))
}

/// Puts tonight's room of the booking on rush while it is not ready, or takes
/// the rush back.
pub fn rush_room_of(draft: &mut Draft, booking: &Booking, on: bool) {
    let today = draft.today();
    let tonight = draft
        .segments_of(booking.id)
        .into_iter()
        .find(|segment| segment.active && segment.stay.covers(today));
    let Some(room) = tonight.and_then(|segment| draft.room(segment.room)) else {
        return;
    };
    let rush = on && room.active && !room.is_out_of_order() && !room.is_bookable();
    if rush != room.rush {
        draft.save(Room { rush, ..room });
    }
}
