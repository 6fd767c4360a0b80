//! Guests coming and going: check-in, check-out, and taking them back.
mod back;
mod leaving;

use super::assign::{self, Terms};
use super::booking::not_confirmed;
use super::{Decide, find, moving};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command as c;
use crate::domain::conflict;
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::BookingId;
use crate::domain::rate::RateChoice;
use crate::domain::segment::{AssignmentStatus, Segment};

impl Decide for c::CheckIn {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        expected(draft, &booking)?;
        let booking = today_within(draft, booking, self.early)?;
        if let Some(number) = &self.room {
            let room = find::room(draft, number)?;
            let there =
                present_segment(draft, &booking).is_some_and(|segment| segment.room == room.id);
            if !there {
                let terms = Terms {
                    firm: true,
                    rate: RateChoice {
                        decision: self.rate,
                        approved_by_guest: self.approved_by_guest,
                    },
                    ..Terms::default()
                };
                assign::give(draft, &booking, &room, terms)?;
            }
        }
        check_in_booking(draft, booking.id)
    }
}

fn expected(draft: &Draft, booking: &Booking) -> Result<(), Refusal> {
    if booking.is_in_house() {
        return Err(already_in(draft, booking));
    }
    if booking.status == BookingStatus::Confirmed {
        return Ok(());
    }
    Err(not_confirmed(
        booking,
        Code::BookingStatusInvalid,
        "its guest has been and left; take a walk-in",
    ))
}

fn already_in(draft: &Draft, booking: &Booking) -> Refusal {
    let room = present_segment(draft, booking).and_then(|segment| draft.room(segment.room));
    let place = room.map_or(String::new(), |room| format!(" in {}", room.number));
    Refusal::new(
        Code::BookingAlreadyCheckedIn,
        format!(
            "{} is already in the house{place}; nothing to do.",
            booking.family_name()
        ),
    )
    .with("booking", &booking.code)
}

/// The booking with its stay begun: an early guest's stay is moved forward if
/// the desk says so and the room is free.
fn today_within(draft: &mut Draft, booking: Booking, early: bool) -> Result<Booking, Refusal> {
    let today = draft.today();
    if booking.stay.covers(today) {
        return Ok(booking);
    }
    let over = if booking.stay.is_day_use() {
        booking.stay.check_in < today
    } else {
        booking.stay.check_out <= today
    };
    if over {
        return Err(Refusal::new(
            Code::InvalidDates,
            format!(
                "{}'s stay ended {}; change its dates or take a walk-in.",
                booking.family_name(),
                booking.stay.check_out.spoken()
            ),
        )
        .with("booking", &booking.code)
        .with("check_out", booking.stay.check_out));
    }
    if !early {
        return Err(Refusal::new(
            Code::InvalidDates,
            format!(
                "{} arrives {}; say that the guest comes early to begin the stay today.",
                booking.family_name(),
                booking.stay.check_in.spoken()
            ),
        )
        .with("booking", &booking.code)
        .with("check_in", booking.stay.check_in)
        .with("early", true));
    }
    let stay = if booking.stay.is_day_use() {
        Stay {
            check_in: today,
            check_out: today,
        }
    } else {
        Stay::new(today, booking.stay.check_out)?
    };
    super::stay::shift(draft, &booking, stay, false)?;
    Ok(draft.booking(booking.id).unwrap_or(booking))
}

/// The segment of this day: the one the guest would sleep in tonight.
fn present_segment(draft: &Draft, booking: &Booking) -> Option<Segment> {
    let today = draft.today();
    draft.segments_of(booking.id).into_iter().find(|segment| {
        segment.active && (segment.status == AssignmentStatus::Locked || segment.stay.covers(today))
    })
}

/// Checks a confirmed booking in, whose stay covers today, into the room it has.
///
/// # Errors
/// `NO_ROOM_ASSIGNED`, `PARTY_INCOMPLETE`, `ROOM_NOT_BOOKABLE`.
pub fn check_in_booking(draft: &mut Draft, id: BookingId) -> Result<(), Refusal> {
    let Some(booking) = draft.booking(id) else {
        return Err(Refusal::new(
            Code::BookingNotFound,
            "The booking is gone; refresh and look again.",
        ));
    };
    let Some(segment) = present_segment(draft, &booking) else {
        let free = conflict::free_and_ready(draft, &booking.room_type, booking.stay, &[booking.id]);
        let way_out = if free.is_empty() {
            "none is free and ready".to_owned()
        } else {
            free.join(", ")
        };
        return Err(Refusal::new(
            Code::NoRoomAssigned,
            format!(
                "{} has no room for tonight; give one of: {way_out}.",
                booking.family_name()
            ),
        )
        .with("booking", &booking.code)
        .with("alternatives", free));
    };
    assign::complete(draft, &booking, true)?;
    let room = draft.room(segment.room).ok_or_else(|| {
        Refusal::new(
            Code::RoomNotFound,
            "The booked room is gone; assign another.",
        )
    })?;
    assign::bookable(draft, &booking, &room, segment.stay)?;
    moving::enter(draft, &room)?;
    draft.save(Segment {
        status: AssignmentStatus::Locked,
        ..segment
    });
    let (now, today) = (draft.context().now, draft.today());
    draft.tell("booking", &booking.code);
    draft.tell("room", &room.number);
    draft.tell("status", AssignmentStatus::Locked);
    draft.resummarise(format!(
        "Checked in {} to {}",
        booking.family_name(),
        room.number
    ));
    draft.save(Booking {
        checked_in_at: Some(now),
        arrived_on: Some(today),
        guest_waiting: false,
        ..booking
    });
    Ok(())
}
