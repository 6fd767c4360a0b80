//! Guests going: check-out, of one or of several.

use super::super::assign;
use super::super::{Decide, find, moving};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command as c;
use crate::domain::conflict;
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::RoomId;
use crate::domain::room::Room;
use crate::domain::segment::{EndedBecause, Segment};

impl Decide for c::CheckOut {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        check_out_booking(draft, booking)
    }
}

/// Checks a guest out: the room is dirty, the nights left over are free.
fn check_out_booking(draft: &mut Draft, booking: Booking) -> Result<(), Refusal> {
    let present = moving::slept_in(draft, &booking)?;
    let today = draft.today();
    for segment in draft.segments_of(booking.id) {
        if segment.stay.check_in > today
            || (segment.stay.check_in == today && segment.id != present.id)
        {
            assign::end(draft, &segment, EndedBecause::Shortened);
        } else {
            let end = segment.stay.check_out.min(today).max(segment.stay.check_in);
            let stay = Stay {
                check_in: segment.stay.check_in,
                check_out: end,
            };
            draft.save(Segment {
                stay,
                active: false,
                ..segment
            });
        }
    }
    if let Some(room) = draft.room(present.room) {
        moving::vacate(
            draft,
            &room,
            &format!("Check-out of {}", booking.family_name()),
        )?;
        rush_for_who_waits(draft, present.room);
        draft.tell("room", &room.number);
        draft.summarise(format!(
            "Checked out {} from {}",
            booking.family_name(),
            room.number
        ));
    }
    let now = draft.context().now;
    draft.tell("booking", &booking.code);
    draft.tell("status", BookingStatus::Completed);
    let gone = Booking {
        status: BookingStatus::Completed,
        checked_out_at: Some(now),
        departed_on: Some(today),
        ..booking
    };
    draft.save(gone.clone());
    warn_of_balance(draft, &gone);
    Ok(())
}

/// Says what a guest who has left still owes, or is owed.
fn warn_of_balance(draft: &mut Draft, booking: &Booking) {
    let balance = draft.totals_of(booking).balance;
    draft.tell("balance", balance);
    let words = match balance.minor {
        0 => return,
        minor if minor > 0 => format!(
            "{} left with an open balance: {balance} is still to be paid; record the payment.",
            booking.family_name()
        ),
        _ => format!(
            "{} left with an open balance: {} was paid too much; record the refund.",
            booking.family_name(),
            balance.size()
        ),
    };
    draft.warn("OPEN_BALANCE", words);
}

/// Puts the room on rush if the guest who has it tonight waits at the desk.
fn rush_for_who_waits(draft: &mut Draft, room: RoomId) {
    let tonight = Stay {
        check_in: draft.today(),
        check_out: draft.today().plus(1),
    };
    let waits = conflict::clashes(draft, room, tonight, &[])
        .into_iter()
        .any(|clash| match clash {
            conflict::Clash::Booking(booking, _) => booking.guest_waiting && !booking.is_in_house(),
            conflict::Clash::Block(_) => false,
        });
    if let (true, Some(room)) = (waits, draft.room(room)) {
        draft.save(Room { rush: true, ..room });
    }
}

impl Decide for c::BulkCheckOut {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        if self.rooms.is_empty() && self.bookings.is_empty() {
            return Err(Refusal::new(
                Code::InvalidValue,
                "Nobody was named; give rooms or bookings.",
            )
            .with("field", "rooms"));
        }
        let mut leaving: Vec<Booking> = Vec::new();
        for code in &self.bookings {
            leaving.push(find::booking(draft, code)?);
        }
        for number in &self.rooms {
            let room = find::room(draft, number)?;
            let guest = draft
                .guest_in(room.id)
                .and_then(|segment| draft.booking(segment.booking));
            leaving.push(guest.ok_or_else(|| {
                Refusal::new(
                    Code::BookingNotCheckedIn,
                    format!("Nobody is in room {number}; leave it out."),
                )
                .with("room", number)
            })?);
        }
        leaving.sort_by_key(|booking| booking.id);
        leaving.dedup_by_key(|booking| booking.id);
        let codes: Vec<String> = leaving.iter().map(|booking| booking.code.clone()).collect();
        for booking in leaving {
            let code = booking.code.clone();
            check_out_booking(draft, booking).map_err(|refusal| refusal.with("booking", code))?;
        }
        draft.resummarise(format!("Checked out {} guests", codes.len()));
        draft.tell("bookings", codes);
        draft.forget("balance");
        Ok(())
    }
}
